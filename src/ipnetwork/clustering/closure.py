"""Measure how far agencies that meet through a common partner also meet directly."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd

from ipnetwork.graph import incidence_matrices, numbered, on_agencies, two_modes

if TYPE_CHECKING:
    from ipnetwork.graph import Incidence


def opsahl_clustering(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return for each agency how many of the pairs it links through two different items also meet on a third.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        The share of 4-paths i – s – a – t – j centred on a (i ≠ j agencies, s ≠ t items) that are closed by an item
        other than s and t that i and j share; from 0 to 1. NaN, meaning 'nothing to close', for an agency that links
        no such pair: one with fewer than two shared items.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Opsahl, T. (2013). Triadic closure in two-mode networks: redefining the global and local clustering coefficients.
    Social Networks 35(2).

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(opsahl_clustering(nx.davis_southern_women_graph())["Flora Price"], 2))
    0.58
    """
    matrices, closed, paths = _four_paths(graph)
    values = np.divide(closed, paths, out=np.full(len(paths), np.nan), where=paths > 0)
    return on_agencies(values, matrices, "opsahl_clustering")


def global_opsahl(graph: nx.Graph[str]) -> float:
    """Return the share of all 4-paths between agencies that are closed.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    float
        From 0 to 1, over all agencies as centres; 0 where there is no 4-path.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Opsahl, T. (2013). Social Networks 35(2).

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(global_opsahl(nx.davis_southern_women_graph()), 4))
    0.7719
    """
    _, closed, paths = _four_paths(graph)
    return float(closed.sum() / paths.sum()) if paths.sum() else 0.0


def _four_paths(graph: nx.Graph[str]) -> tuple[Incidence, np.ndarray, np.ndarray]:
    """Count for each agency the 4-paths it is the centre of, closed and all.

    For items s and t of the centre, i in s and j in t: they share W_ij items, of which s counts if j is in it too, and
    t if i is; what is left closes the path.
    """
    matrices = incidence_matrices(graph)
    both = matrices.both.toarray()
    shared = both @ both.T
    closed, paths = np.zeros(len(both)), np.zeros(len(both))
    members = [np.flatnonzero(column) for column in both.T]
    for centre, row in enumerate(both):
        for one, other in combinations(np.flatnonzero(row), 2):
            left = members[one][members[one] != centre]
            right = members[other][members[other] != centre]
            apart = left[:, None] != right[None, :]
            rest = shared[np.ix_(left, right)] - both[right, one][None, :] - both[left, other][:, None]
            paths[centre] += apart.sum()
            closed[centre] += (apart & (rest > 0)).sum()
    return matrices, closed, paths


def robins_alexander(graph: nx.Graph[str]) -> float:
    """Return the share of paths of three ties that close to a cycle of four: pairs that meet once and again.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    float
        4C₄/L₃, from 0 to 1; 0 where there is no path of three ties.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Robins, G. and Alexander, M. (2004). Small worlds among interlocking directors. Computational & Mathematical
    Organization Theory 10(1).

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(robins_alexander(nx.davis_southern_women_graph()), 4))
    0.4678
    """
    two_modes(graph)
    return float(nx.bipartite.robins_alexander_clustering(graph)) if graph.number_of_edges() else 0.0


def latapy_clustering(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return for each agency how alike its items are to those of the agencies it meets.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        The mean over agencies j met of |N(a) ∩ N(j)|/|N(a) ∪ N(j)|; from 0 to 1, 0 for an agency that meets nobody.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Latapy, M., Magnien, C. and Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode networks.
    Social Networks 30(1).

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(latapy_clustering(nx.davis_southern_women_graph())["Flora Price"], 2))
    0.26
    """
    agencies, _ = two_modes(graph)
    found = nx.bipartite.latapy_clustering(numbered(graph), range(len(agencies)))
    index = pd.Index(agencies, name="agency")
    values = [float(found[at]) for at in range(len(agencies))]
    return pd.Series(values, index=index, name="latapy_clustering", dtype="float64")
