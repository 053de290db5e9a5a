"""Read a plan's collective names, open names and leads in each defensible way.

A notice that says 各有关单位 (all units concerned) or 各区、县级市政府 (the governments of all districts) leaves open
whom it counts. The package reads the first as nobody and the second as one body; others read otherwise, with reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from ipnetwork.agencies import describe_agency
from ipnetwork.plan import records

if TYPE_CHECKING:
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
