"""Order the two columns of a diagram so that few lines cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING

import networkx as nx

from ipnetwork.graph import two_modes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROUNDS = 24


def order_columns(graph: nx.Graph[str]) -> tuple[list[str], list[str]]:
    """Order agencies and items by barycentre: each as high as its neighbours are on average.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    agencies, items : list
        The pair of orders with the fewest crossings that alternating the two columns came by, the document's own
        order included. Nodes without an edge go last.

    Notes
    -----
    Sugiyama, Tagawa and Toda (1981). Exact minimisation is NP-hard and gains little: Graphviz came no lower on a plan
    of 54 items.
    """
    agencies, items = (sorted(side, key=lambda node: graph.degree[node] == 0) for side in two_modes(graph))
    best = (agencies, items)
    fewest = count_crossings(graph, agencies, items)
    for _ in range(_ROUNDS):
        agencies = _by_barycentre(graph, agencies, items)
        items = _by_barycentre(graph, items, agencies)
        crossings = count_crossings(graph, agencies, items)
        if crossings < fewest:
            best, fewest = (agencies, items), crossings
    return best


def keep_most_tied(graph: nx.Graph[str], agencies: int, items: int) -> nx.Graph[str]:
    """Return the part of a two-mode graph that shows most of it: so many agencies, so many of their items.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.
    agencies, items : int
        How many of each to keep at most: the agencies on most items, and the items with most of these agencies; among
        equals those that come first.

    Returns
    -------
    networkx.Graph
        The same graph where all of it is kept; otherwise a part, in its order.
    """
    left, right = two_modes(graph)
    if len(left) <= agencies and len(right) <= items:
        return graph
    kept = set(sorted(left, key=lambda node: -graph.degree[node])[:agencies])
    kept |= set(sorted(right, key=lambda node: -sum(other in kept for other in graph[node]))[:items])
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    part.add_edges_from((one, other, data) for one, other, data in graph.edges(data=True) if {one, other} <= kept)
    return part


def _by_barycentre(graph: nx.Graph[str], moving: Sequence[str], fixed: Sequence[str]) -> list[str]:
    """Sort one column by the mean place of the neighbours in the other, isolates last, ties as they were."""
    places = {node: at for at, node in enumerate(fixed)}
    means = {node: [places[neighbour] for neighbour in graph[node]] for node in moving}
    return sorted(moving, key=lambda node: sum(means[node]) / len(means[node]) if means[node] else len(fixed))


def count_crossings(graph: nx.Graph[str], agencies: Sequence[str], items: Sequence[str]) -> int:
    """Count the pairs of lines that cross when the two columns are drawn in these orders.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.
    agencies, items : sequence
        The columns from top to bottom.

    Returns
    -------
    int
        Pairs of edges whose ends are in opposite order on the two sides.
    """
    places: Mapping[str, int] = {node: at for at, node in enumerate(items)}
    seen: list[int] = []
    crossings = 0
    for agency in agencies:
        ends = sorted(places[item] for item in graph[agency])
        crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
        for end in ends:
            insort(seen, end)
    return crossings
