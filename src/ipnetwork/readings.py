"""Read collective and open names in each defensible way, and show what the choice changes.

A notice that says 各有关单位 (all units concerned) or 各区、县级市政府 (the governments of all districts) leaves open
whom it counts. The package reads the first as nobody and the second as one body; others read otherwise, with reason.
These functions take a plan through all readings and say which numbers hold in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from ipnetwork.agencies import describe_agency
from ipnetwork.graph import bipartite_graph
from ipnetwork.plan import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import networkx as nx

    from ipnetwork.plan import Plan

Collectives = Literal["one", "members"]
OpenNames = Literal["drop", "one", "all"]
Leads = Literal["as_designated", "first_listed", "joint"]
CHOICES: dict[str, tuple[str, ...]] = {
    "collectives": ("one", "members"),
    "open_names": ("drop", "one", "all"),
    "leads": ("as_designated", "first_listed", "joint"),
}


def under_reading(
    plan: Plan,
    *,
    collectives: Collectives = "one",
    open_names: OpenNames = "drop",
    leads: Leads = "as_designated",
) -> Plan:
    """Return a plan as it stands under one reading of its collective names, open names and leads.

    Parameters
    ----------
    plan : Plan
        A plan in the default reading.
    collectives : {"one", "members"}, default "one"
        A collective body is one body; or each of its members is a party, as far as the plan lists members.
    open_names : {"drop", "one", "all"}, default "drop"
        An open name is nobody; or one body of its own, shared by the items that use the same words; or every agency
        that the plan names anywhere and the item does not name already.
    leads : {"as_designated", "first_listed", "joint"}, default "as_designated"
        Leads are as the document has them; or only the first one listed leads and the others participate; or all of
        an item's leads are jointly responsible and none is designated.

    Returns
    -------
    Plan
        A plan like any other; every assignment keeps the words and the place it was read from. An agency that an
        item names twice in one role is kept once.

    Raises
    ------
    ValueError
        If a choice is not known.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(bipartite_graph(under_reading(load_plan("guangzhou-2007"), collectives="members")))
    Graph with 163 nodes and 324 edges
    """
    chosen = {"collectives": collectives, "open_names": open_names, "leads": leads}
    for name, choice in chosen.items():
        if choice not in CHOICES[name]:
            raise ValueError(f"{name} must be one of {', '.join(CHOICES[name])}, not {choice!r}")
    agencies = {row["agency"]: row for row in records(plan.agencies)}
    rows = records(plan.assignments)
    if open_names == "one":
        agencies = {name: row | _kept_open(row) for name, row in agencies.items()}
    elif open_names == "all":
        rows = _open_to_all(rows, agencies)
    if collectives == "members":
        rows, agencies = _into_members(rows, agencies, plan)
    if leads != "as_designated":
        rows = _with_leads(rows, agencies, first_only=leads == "first_listed")
    rows = list({(row["item"], row["agency"], row["role"]): row for row in reversed(rows)}.values())[::-1]
    named = {row["agency"] for row in rows} | (set(plan.agencies.index) - set(plan.assignments["agency"]))
    table = pd.DataFrame([row for name, row in agencies.items() if name in named], columns=["agency", *plan.agencies])
    members = plan.members[plan.members["collective"].isin(named)].reset_index(drop=True)
    return replace(
        plan,
        agencies=table.astype({"agency": "str", **plan.agencies.dtypes}).set_index("agency"),
        assignments=pd.DataFrame(rows, columns=list(plan.assignments)).astype(plan.assignments.dtypes),
        members=members,
    )


def _kept_open(row: dict[str, Any]) -> dict[str, Any]:
    """Make an open name a body of its own: a graph leaves out kind open, and only that."""
    return {"kind": "collective", "sector": "unknown", "level": "unknown"} if row["kind"] == "open" else {}


def _open_to_all(rows: list[dict[str, Any]], agencies: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Put every agency of the plan in the place of an open name, but those that the item names itself."""
    everybody = [name for name, row in agencies.items() if row["kind"] != "open"]
    named: dict[str, set[str]] = {}
    for row in rows:
        named.setdefault(row["item"], set()).add(row["agency"])
    told = []
    for row in rows:
        if agencies[row["agency"]]["kind"] != "open":
            told.append(row)
        else:
            told += [row | {"agency": name} for name in everybody if name not in named[row["item"]]]
            named[row["item"]].update(everybody)
    return told


def _into_members(
    rows: list[dict[str, Any]], agencies: dict[str, dict[str, Any]], plan: Plan
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Put its members in the place of each collective body that lists any; they inherit its sector and level."""
    members: dict[str, list[dict[str, Any]]] = {}
    for member in records(plan.members):
        members.setdefault(member["collective"], []).append(member)
    told: dict[str, dict[str, Any]] = {}
    for name, row in agencies.items():
        for member in members.get(name, []):
            described = describe_agency(member["agency"])
            inherited = {"sector": row["sector"], "level": row["level"], "kind": "agency", "official": False}
            labels = {"short": described.short, "short_en": described.short_en, "name_en": member["name_en"]}
            told.setdefault(member["agency"], {"agency": member["agency"]} | labels | inherited)
    known = {name: row for name, row in agencies.items() if name not in members}
    expanded = [
        row | {"agency": name}
        for row in rows
        for name in [member["agency"] for member in members.get(row["agency"], [])] or [row["agency"]]
    ]
    return expanded, known | {name: row for name, row in told.items() if name not in known}


def _with_leads(
    rows: list[dict[str, Any]], agencies: dict[str, dict[str, Any]], *, first_only: bool
) -> list[dict[str, Any]]:
    """Let only the first lead of an item lead, or let all of them be jointly responsible."""
    first: dict[str, str] = {}
    for row in rows:
        if row["role"] == "lead" and agencies[row["agency"]]["kind"] != "open":
            first.setdefault(row["item"], row["as_written"])
    told = []
    for row in rows:
        if row["role"] != "lead":
            told.append(row)
        elif not first_only:
            told.append(row | {"basis": "joint"})
        elif row["as_written"] == first.get(row["item"], row["as_written"]):
            told.append(row | {"basis": "first_listed"})
        else:
            told.append(row | {"role": "participant", "basis": "first_listed"})
    return told


@dataclass(frozen=True, eq=False)
class ReadingComparison:
    """One measure under every reading of a plan.

    Parameters
    ----------
    measure : str
        Its name.
    scores : DataFrame
        One row a reading (index ``collectives``, ``open_names``, ``leads``), one column an agency; NaN where the
        reading has no such agency, or no value for it.
    ranks : DataFrame
        The same for ranks, 1 for the highest value, ties the better rank, among the agencies that have a value in
        every reading: collective bodies that are read as their members are not among them. A reading in which nobody
        has a value (convening, where all leads are joint) is left out.
    summary : DataFrame
        One row an agency that has a value in every reading: ``value`` and ``rank`` in the default reading,
        ``lowest`` and ``highest`` value, ``best`` and ``worst`` rank, ``moves`` = worst − best. In the order
        of the default rank.
    tau : DataFrame
        Kendall's τ_b between any two readings, over the agencies that every reading has; NaN where one of the two
        gives all the same value.
    """

    measure: str
    scores: pd.DataFrame
    ranks: pd.DataFrame
    summary: pd.DataFrame
    tau: pd.DataFrame

    @property
    def dependent(self) -> list[str]:
        """The agencies whose rank depends on the reading, those that move most first."""
        moved = self.summary[self.summary["moves"] > 0]
        return moved.sort_values("moves", ascending=False, kind="stable").index.tolist()

    def __repr__(self) -> str:
        """Say how far the readings agree."""
        lowest = np.nanmin(self.tau.to_numpy()) if self.tau.notna().to_numpy().any() else float("nan")
        return (
            f"ReadingComparison of {self.measure}: {len(self.scores)} readings, {len(self.summary)} agencies in all of "
            f"them, {len(self.dependent)} whose rank depends on the reading, lowest τ_b {lowest:.2f}"
        )


def compare_readings(
    plan: Plan,
    measure: Callable[[nx.Graph[str]], pd.Series[float]],
    *,
    collectives: Iterable[str] = CHOICES["collectives"],
    open_names: Iterable[str] = CHOICES["open_names"],
    leads: Iterable[str] = CHOICES["leads"],
) -> ReadingComparison:
    """Take one measure through every reading of a plan.

    Parameters
    ----------
    plan : Plan
        A plan in the default reading.
    measure : callable
        From a two-mode graph to a Series on agencies: `volume`, `betweenness`, or your own.
    collectives, open_names, leads : iterable of str
        The choices to combine, as `under_reading` has them; by default all, 18 readings.

    Returns
    -------
    ReadingComparison
        Values, ranks, their ranges, and how far the readings agree; an empty summary where no agency is in all of
        them.

    Raises
    ------
    ValueError
        If a choice is not known.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33(3), for τ_b.

    Examples
    --------
    >>> from ipnetwork import load_plan, volume
    >>> compare_readings(load_plan("guangzhou-2007"), volume, leads=["as_designated"]).summary["best"].idxmin()
    '市知识产权局'
    """
    readings = list(product(collectives, open_names, leads))
    told = {
        reading: measure(bipartite_graph(under_reading(plan, **dict(zip(CHOICES, reading, strict=True)))))  # type: ignore[arg-type]  # checked by under_reading
        for reading in readings
    }
    default = measure(bipartite_graph(plan))
    valued = [series.dropna() for series in told.values() if series.notna().any()]
    common = [agency for agency in default.dropna().index if valued and all(agency in each.index for each in valued)]
    everybody = list(dict.fromkeys(agency for series in told.values() for agency in series.index))
    index = pd.MultiIndex.from_tuples(readings, names=list(CHOICES))
    values = pd.DataFrame([series.reindex(everybody) for series in told.values()], columns=everybody).map(_rounded)
    values.index = index
    ranks = values[common].dropna(how="all").rank(axis=1, ascending=False, method="min")
    base = default[common].map(_rounded)
    summary = pd.DataFrame(
        {
            "value": base,
            "lowest": values[common].min(),
            "highest": values[common].max(),
            "rank": base.rank(ascending=False, method="min"),
            "best": ranks.min(),
            "worst": ranks.max(),
        }
    )
    summary["moves"] = summary["worst"] - summary["best"]
    summary = summary.sort_values(["rank"], kind="stable")
    summary.index.name = "agency"
    name = str(default.name or getattr(measure, "__name__", "measure"))
    return ReadingComparison(name, values, ranks, summary, _tau_b(values.loc[ranks.index, common]))


def _rounded(value: float) -> float:
    """Leave out what only the order of summation makes: equal scores must tie."""
    return float(f"{value:.12g}")


def _tau_b(values: pd.DataFrame) -> pd.DataFrame:
    """Return Kendall's τ_b between the rows."""
    from scipy.stats import kendalltau  # noqa: PLC0415 – half a second that only this needs

    table = values.to_numpy()
    if table.shape[1] == 0:
        return pd.DataFrame(np.nan, index=values.index, columns=values.index)
    tau = np.eye(len(table))
    for one in range(len(table)):
        for other in range(one):
            same = np.ptp(table[one]) == 0 or np.ptp(table[other]) == 0
            tau[one, other] = tau[other, one] = np.nan if same else kendalltau(table[one], table[other]).statistic
    return pd.DataFrame(tau, index=values.index, columns=values.index)
