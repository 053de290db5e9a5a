"""Measure how far ties stay within given groups, against the null model of two-mode graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ipnetwork.errors import Fault, GraphError
from ipnetwork.graph import incidence_matrices

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx


def barber_modularity(
    graph: nx.Graph[str], groups: Mapping[str, object] | pd.Series[int], *, resolution: float = 1.0
) -> float:
    """Return Barber's modularity of a division of agencies and items into groups.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.
    groups : mapping or Series
        The group of every agency and every item.
    resolution : float, default 1
        γ; larger values favour smaller groups.

    Returns
    -------
    float
        Q = (1/E) Σ_at (B_at − γ d_a k_t/E) δ(g_a, g_t); at most below 1, 0 for one group of all, 0 without edges.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or a node has no group.

    Notes
    -----
    Not networkx's ``modularity``: that expects ties within a mode too, which a two-mode graph cannot have.

    References
    ----------
    Barber, M. J. (2007). Modularity and community detection in bipartite networks. Physical Review E 76, 066102.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.complete_bipartite_graph(2, 2)
    >>> print(barber_modularity(graph, {0: 1, 1: 2, 2: 1, 3: 2}))
    0.0
    """
    matrices = incidence_matrices(graph)
    told = dict(groups)
    missing = [node for node in [*matrices.agencies, *matrices.items] if node not in told]
    if missing:
        raise GraphError("groups", [Fault(f"node {node!r}", "it has no group", "give it one") for node in missing])
    edges = matrices.both.sum()
    if edges == 0:
        return 0.0
    codes, _ = pd.factorize(pd.Series([told[node] for node in [*matrices.agencies, *matrices.items]], dtype=object))
    if (codes < 0).any():
        raise GraphError("groups", [Fault("groups", "a group is missing (NaN)", "give every node a group")])
    agencies, items = codes[: len(matrices.agencies)], codes[len(matrices.agencies) :]
    ends = matrices.both.tocoo()
    within = float((ends.data * (agencies[ends.row] == items[ends.col])).sum())
    count = codes.max() + 1
    degrees = np.bincount(agencies, weights=matrices.both.sum(axis=1), minlength=count)
    sizes = np.bincount(items, weights=matrices.both.sum(axis=0), minlength=count)
    return float((within - resolution * (degrees @ sizes) / edges) / edges)
