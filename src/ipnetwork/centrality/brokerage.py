"""Count the roles in which agencies stand between a convener and those convened: Gould and Fernandez's brokers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def brokerage_roles(convening: nx.DiGraph[str], sectors: Mapping[str, str] | pd.Series[str]) -> pd.DataFrame:
    """Count for each agency the pairs i → b → j that it brokers, by the sectors of the three.

    Parameters
    ----------
    convening : networkx.DiGraph
        An arc from each lead to each participant, as `convening_graph` returns; weights do not count.
    sectors : mapping or Series
        The group of each agency, such as ``plan.agencies["sector"]``. ``unknown``, ``none``, blank and missing mean
        that the group is not known.

    Returns
    -------
    DataFrame
        One row an agency, in the graph's order, in ordered pairs i → b → j, i ≠ j, without an arc i → j:
        ``coordinator`` (all of one sector), ``itinerant`` (i and j of one, b of another), ``gatekeeper`` (b and j of
        one), ``representative`` (i and b of one), ``liaison`` (three sectors), ``unclassified`` (a sector is not
        known), ``total``. All 0 for an agency that does not stand between.

    Raises
    ------
    ValueError
        If the graph is not directed.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
    networks. Sociological Methodology 19.

    Examples
    --------
    >>> import networkx as nx
    >>> told = brokerage_roles(nx.DiGraph([("i", "b"), ("b", "j")]), {"i": "x", "b": "y", "j": "x"})
    >>> told.loc["b", ["itinerant", "total"]].tolist()
    [1, 1]
    """
    if not convening.is_directed():
        raise ValueError("brokerage needs the direction of convening: give convening_graph(…)")
    known = {
        node: sector
        for node, sector in dict(sectors).items()
        if isinstance(sector, str) and sector not in {"unknown", "none", ""}
    }
    counts = {node: dict.fromkeys((*ROLES, "unclassified"), 0) for node in convening}
    for broker in convening:
        for source in convening.predecessors(broker):
            for target in convening.successors(broker):
                if len({source, broker, target}) == 3 and not convening.has_edge(source, target):  # noqa: PLR2004
                    counts[broker][_role(*(known.get(node) for node in (source, broker, target)))] += 1
    table = pd.DataFrame.from_dict(counts, orient="index", columns=[*ROLES, "unclassified"])
    table.index.name = "agency"
    return table.assign(total=table.sum(axis=1))


def _role(source: str | None, broker: str | None, target: str | None) -> str:
    """Name the role from the three sectors."""
    if source is None or broker is None or target is None:
        return "unclassified"
    if source == target:
        return "coordinator" if source == broker else "itinerant"
    if broker == target:
        return "gatekeeper"
    return "representative" if source == broker else "liaison"
