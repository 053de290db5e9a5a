"""Measure how many of the items each agency is in, and how far they centre on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.graph import incidence_matrices, on_agencies

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def degree(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the share of all items that each agency is in.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph of n agencies and m items.

    Returns
    -------
    Series
        d_a/m, from 0 (no item) to 1 (every item). A second component changes nothing; 0 in a graph without items.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3).

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(degree(nx.davis_southern_women_graph())["Evelyn Jefferson"], 2))
    0.57
    """
    matrices = incidence_matrices(graph)
    return on_agencies(matrices.both.sum(axis=1) / max(len(matrices.items), 1), matrices, "degree")


def centralisation(graph: nx.Graph[str]) -> float:
    """Return how far the items centre on one agency.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    float
        Σ (d_max − d_a)/((n − 1)(m − 1)) over the n agencies with an item; 0 if all have as many, 1 if one is in every
        item and each of the others in one. 0 with fewer than two agencies or items.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3).

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(centralisation(nx.davis_southern_women_graph()), 2))
    0.25
    """
    matrices = incidence_matrices(graph)
    degrees = matrices.both.sum(axis=1)
    degrees = degrees[degrees > 0]
    if len(degrees) <= 1 or len(matrices.items) <= 1:
        return 0.0
    return float((degrees.max() - degrees).sum() / ((len(degrees) - 1) * (len(matrices.items) - 1)))
