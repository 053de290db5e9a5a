"""Measure each agency's position by that of its items, and theirs by that of their agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from ipnetwork.graph import incidence_matrices, numbered, on_agencies

if TYPE_CHECKING:
    import pandas as pd


def dual(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return each agency's dual (SVD) centrality: high for agencies in items whose parties are high themselves.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        The left singular vector of B for its largest singular value, of length 1, no entry below 0. The vector lives
        on one component, the strongest: agencies of every other component get 0, which says nothing of them.
        ``attrs["component"]`` counts the agencies it speaks of. Of equally strong components the first counts.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Bonacich, P. (1991). Simultaneous group and individual centralities. Social Networks 13(2). Everett, M. G. and
    Borgatti, S. P. (2013). The dual-projection approach for two-mode networks. Social Networks 35(2).

    Examples
    --------
    >>> import networkx as nx
    >>> dual(nx.davis_southern_women_graph()).idxmax()
    'Theresa Anderson'
    """
    matrices = incidence_matrices(graph)
    row = {agency: at for at, agency in enumerate(matrices.agencies)}
    column = {item: at for at, item in enumerate(matrices.items)}
    strongest, members, vector = 0.0, np.array([], dtype=int), np.array([])
    for component in nx.connected_components(graph):
        rows = np.array(sorted(row[node] for node in component if node in row), dtype=int)
        columns = np.array(sorted(column[node] for node in component if node in column), dtype=int)
        if len(rows) == 0 or len(columns) == 0:
            continue
        left, singular, _ = np.linalg.svd(matrices.both[rows][:, columns].toarray(), full_matrices=False)
        if singular[0] > strongest * (1 + 1e-9):
            strongest, members, vector = singular[0], rows, np.abs(left[:, 0])
    values = np.zeros(len(matrices.agencies))
    values[members] = vector
    series = on_agencies(values, matrices, "dual")
    series.attrs["component"] = len(members)
    return series


def birank(graph: nx.Graph[str], *, damping: float = 0.85) -> pd.Series[float]:
    """Return each agency's BiRank: importance that flows to and fro between agencies and items.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.
    damping : float, default 0.85
        The share of importance that flows on in each step, for both modes; from 0 to below 1.

    Returns
    -------
    Series
        Scores that fulfil p = αS'u + (1 − α)/n and u = αSp + (1 − α)/m with S_at = B_at/√(d_a k_t), p of agencies and
        u of items. An isolate keeps (1 − α)/n; components do not feed each other. 0 in a graph without items.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    He, X., Gao, M., Kan, M.-Y. and Wang, D. (2017). BiRank: towards ranking on bipartite graphs. IEEE TKDE 29(1).

    Examples
    --------
    >>> import networkx as nx
    >>> birank(nx.davis_southern_women_graph()).idxmax()
    'Nora Fayette'
    """
    matrices = incidence_matrices(graph)
    count, items = len(matrices.agencies), len(matrices.items)
    if count == 0 or items == 0:
        return on_agencies(np.zeros(count), matrices, "birank")
    found = nx.bipartite.birank(
        numbered(graph),
        range(count),
        alpha=damping,
        beta=damping,
        top_personalization=dict.fromkeys(range(count), 1 / count),
        bottom_personalization=dict.fromkeys(range(count, count + items), 1 / items),
        max_iter=1000,
        tol=1e-12,
    )
    return on_agencies(np.array([found[at] for at in range(count)]), matrices, "birank")
