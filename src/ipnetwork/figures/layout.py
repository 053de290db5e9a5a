"""Order the two columns of a diagram so that few lines cross, and measure text before it is drawn."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING

from ipnetwork.graph import two_modes
from ipnetwork.style import font_family

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

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


def text_width(text: str, size: float) -> float:
    """Return the width of a text in points at a font size in points."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 – figures only
    from matplotlib.textpath import TextToPath  # noqa: PLC0415 – figures only

    font = FontProperties(family=font_family(), size=size)
    return float(TextToPath().get_text_width_height_descent(text, font, ismath=False)[0])
