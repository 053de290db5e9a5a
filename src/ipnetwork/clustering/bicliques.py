"""Find the maximal bicliques of a two-mode graph: agencies that all share the same items, told whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from ipnetwork.errors import Fault, GraphError
from ipnetwork.graph import incidence_matrices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from ipnetwork.graph import Incidence

_MOST = 100_000  # sets of agencies: some seconds of work, and no reader for more


@dataclass(frozen=True, slots=True)
class Biclique:
    """Agencies that are all on the same items, and these items; no further agency or item fits in.

    Parameters
    ----------
    agencies, items : tuple
        In the order of the graph.
    leads : mapping of agency to tuple
        Which of these items each of the agencies leads, where the item designates a lead; empty for one that leads
        none of them.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> find_bicliques(bipartite_graph(load_plan("guangzhou-2007")))[1].leads["市工商局"]
    ('10', '38', '48', '50', '53')
    """

    agencies: tuple[str, ...]
    items: tuple[str, ...]
    leads: Mapping[str, tuple[str, ...]] = field(hash=False)


def find_bicliques(graph: nx.Graph[str], *, min_agencies: int = 2, min_items: int = 2) -> list[Biclique]:
    """Find all maximal bicliques: sets of agencies and items in which every agency is on every item.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph; its edges may carry ``role`` and ``basis``.
    min_agencies, min_items : int, default 2
        The fewest agencies and items that a biclique has to have; at least 1.

    Returns
    -------
    list of Biclique
        Largest first, by agencies × items, then in document order. Agencies and items recur in many of them.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or more than 100 000 sets of agencies come of it.
    ValueError
        If one of the least numbers is not an integer from 1.

    Notes
    -----
    The maximal bicliques are the formal concepts with neither side empty (Wille 1982). Their agencies are the sets
    that come of intersecting the agencies of items, each new item with all sets so far. Of n agencies and m items
    there can come up to 2^min(n, m) − 1; of notices there come some hundred. A higher `min_agencies` cuts the search
    short, a higher `min_items` only the list.

    References
    ----------
    Wille, R. (1982). Restructuring lattice theory: an approach based on hierarchies of concepts. In: Rival, I. (ed.),
    Ordered Sets. Reidel. For the intersections: Norris, E. M. (1978). An algorithm for computing the maximal
    rectangles in a binary relation. Revue Roumaine de Mathématiques Pures et Appliquées 23(2).

    Examples
    --------
    >>> import networkx as nx
    >>> found = find_bicliques(nx.davis_southern_women_graph())
    >>> len(found), len(found[0].agencies), found[0].items
    (49, 5, ('E3', 'E5', 'E6', 'E8'))
    """
    for name, value in (("min_agencies", min_agencies), ("min_items", min_items)):
        if not isinstance(value, int | np.integer) or value < 1:
            raise ValueError(f"{name} must be an integer from 1 up, not {value!r}")
    matrices = incidence_matrices(graph)
    both = matrices.both.toarray() > 0
    masks = [sum(1 << row for row in column.nonzero()[0].tolist()) for column in both.T]
    found = []
    for mask in closed_sets(masks, min_agencies):
        rows = [row for row in range(len(both)) if mask >> row & 1]
        columns = [column for column, other in enumerate(masks) if mask & other == mask]
        if len(columns) >= min_items:
            found.append((-len(rows) * len(columns), rows, columns))
    return [_told(rows, columns, matrices) for _, rows, columns in sorted(found)]


def _told(rows: list[int], columns: list[int], matrices: Incidence) -> Biclique:
    """Return a biclique with names for numbers, and its leads."""
    lead = matrices.lead[rows][:, columns].toarray() * matrices.designated[columns] > 0
    items = tuple(matrices.items[column] for column in columns)
    agencies = tuple(matrices.agencies[row] for row in rows)
    leads = {agency: tuple(compress(items, own)) for agency, own in zip(agencies, lead, strict=True)}
    return Biclique(agencies, items, leads)


def closed_sets(sets: Iterable[int], least: int) -> list[int]:
    """Return all that is left by intersecting some of the sets, given and returned as masks; `least` members or more.

    An intersection that is already too small is dropped at once: what comes of it is no larger.

    Raises
    ------
    GraphError
        If they grow too many.
    """
    closed: dict[int, None] = {}  # a set that keeps its order
    for one in sets:
        met = {one & other: None for other in closed} | {one: None}
        closed |= {each: None for each in met if each.bit_count() >= least}
        if len(closed) > _MOST:
            remedy = "take a part of the plan, or only bicliques with more agencies"
            raise GraphError("graph", [Fault("graph", f"more than {_MOST} sets of agencies share items", remedy)])
    return list(closed)
