"""Take one measure through every reading of a plan, and say which of its ranks hold in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ipnetwork.graph import bipartite_graph
from ipnetwork.readings.choices import CHOICES, under_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx

    from ipnetwork.plan import Plan


_DEFAULT = ("one", "drop", "as_designated")


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
    default : Series
        The values in the default reading, of all its agencies.
    tau : DataFrame
        Kendall's τ_b between any two readings, over the agencies that every reading has; NaN where one of the two
        gives all the same value.
    """

    measure: str
    scores: pd.DataFrame
    ranks: pd.DataFrame
    summary: pd.DataFrame
    default: pd.Series[float]
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


def reading_graphs(
    plan: Plan,
    *,
    collectives: Iterable[str] = CHOICES["collectives"],
    open_names: Iterable[str] = CHOICES["open_names"],
    leads: Iterable[str] = CHOICES["leads"],
) -> dict[tuple[str, str, str], nx.Graph[str]]:
    """Build the two-mode graph of a plan under every combination of some choices.

    Parameters
    ----------
    plan : Plan
        A plan in the default reading.
    collectives, open_names, leads : iterable of str
        The choices to combine, as `under_reading` has them; by default all, 18 readings.

    Returns
    -------
    dict of (str, str, str) to networkx.Graph
        A graph for each reading (collectives, open names, leads), for several measures to be taken on.

    Raises
    ------
    ValueError
        If a choice is not known.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> len(reading_graphs(load_plan("guangzhou-2007"), leads=["as_designated"]))
    6
    """
    readings = product(collectives, open_names, leads)
    return {
        reading: bipartite_graph(under_reading(plan, **dict(zip(CHOICES, reading, strict=True))))  # type: ignore[arg-type]  # checked by under_reading
        for reading in readings
    }


def compare_readings(
    plan: Plan,
    measure: Callable[[nx.Graph[str]], pd.Series[float]],
    *,
    graphs: Mapping[tuple[str, str, str], nx.Graph[str]] | None = None,
    **choices: Iterable[str],
) -> ReadingComparison:
    """Take one measure through every reading of a plan.

    Parameters
    ----------
    plan : Plan
        A plan in the default reading.
    measure : callable
        From a two-mode graph to a Series on agencies: `volume`, `betweenness`, or your own.
    graphs : mapping, optional
        What `reading_graphs` returned, where several measures share it.
    **choices : iterable of str
        ``collectives``, ``open_names``, ``leads``: the choices to combine, as `under_reading` has them; by default
        all, 18 readings. Not beside `graphs`.

    Returns
    -------
    ReadingComparison
        Values, ranks, their ranges, and how far the readings agree; an empty summary where no agency is in all of
        them.

    Raises
    ------
    ValueError
        If a choice is not known.
    TypeError
        If there are both graphs and choices.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33(3), for τ_b.

    Examples
    --------
    >>> from ipnetwork import load_plan, volume
    >>> compare_readings(load_plan("guangzhou-2007"), volume, leads=["as_designated"]).summary["best"].idxmin()
    '市知识产权局'
    """
    if graphs is not None and choices:
        raise TypeError(f"the graphs are of readings already; leave out {', '.join(choices)}")
    graphs = reading_graphs(plan, **choices) if graphs is None else graphs
    readings = list(graphs)
    told = {reading: measure(graph) for reading, graph in graphs.items()}
    default = told[_DEFAULT] if _DEFAULT in told else measure(bipartite_graph(plan))
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
    return ReadingComparison(
        name, values, ranks, summary, default.map(_rounded), _tau_b(values.loc[ranks.index, common])
    )


def _rounded(value: float) -> float:
    """Leave out what only the order of summation makes: equal scores must tie."""
    return float(f"{value:.12g}")


def _tau_b(values: pd.DataFrame) -> pd.DataFrame:
    """Return Kendall's τ_b between the rows: of all pairs of agencies, how many more stand alike than crosswise."""
    distinct, which = np.unique(values.to_numpy(), axis=0, return_inverse=True)  # many readings give the same values
    # For each pair of agencies whether the first stands above (1), beside (0) or below (−1) the second: τ_b is the
    # cosine between two such rows, and undefined where one of them puts all agencies beside each other.
    one, other = np.triu_indices(distinct.shape[1], k=1)
    above = np.sign(distinct[:, one] - distinct[:, other])
    together = above @ above.T
    untied = together.diagonal()
    with np.errstate(invalid="ignore"):
        tau = (together / np.sqrt(np.outer(untied, untied)))[np.ix_(which, which)]
    np.fill_diagonal(tau, 1.0)
    return pd.DataFrame(tau, index=values.index, columns=values.index)
