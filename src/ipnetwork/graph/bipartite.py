"""Build the two-mode graph of a plan, and check that a graph is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from ipnetwork.errors import Fault, GraphError
from ipnetwork.plan import records

if TYPE_CHECKING:
    from ipnetwork.plan import Plan

AGENCY_MODE, ITEM_MODE = 0, 1


def bipartite_graph(plan: Plan, *, role: str | None = None) -> nx.Graph[str]:
    """Build the two-mode graph of a plan in the default reading.

    Parameters
    ----------
    plan : Plan
        Collective bodies are one node each; open names (各有关单位) are none.
    role : {"lead", "participant"}, optional
        Keep only these edges. All agencies and items stay, some perhaps without an edge.

    Returns
    -------
    networkx.Graph
        Agencies (``bipartite=0``) and items (``bipartite=1``) in document order, with the labels that figures use.
        Edges carry ``role``, ``basis`` and ``source``. Where an agency is named as both, lead counts.

    Raises
    ------
    ValueError
        If `role` is neither.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> print(bipartite_graph(load_plan("guangzhou-2007")))
    Graph with 104 nodes and 148 edges
    """
    if role not in {None, "lead", "participant"}:
        raise ValueError(f"role must be 'lead', 'participant' or None, not {role!r}")
    graph: nx.Graph[str] = nx.Graph()
    named = plan.agencies[plan.agencies["kind"] != "open"]
    for agency in records(named):
        labels = {"label": agency["short"], "label_en": agency["short_en"] or agency["short"]}
        kinds = {name: agency[name] for name in ("kind", "sector", "level")}
        graph.add_node(agency["agency"], bipartite=AGENCY_MODE, **labels, **kinds)
    for item in records(plan.items):
        labels = {"label": item["title"], "label_en": item["title_en"] or item["title"]}
        graph.add_node(item["item"], bipartite=ITEM_MODE, **labels, category=item["category"])
    edges: dict[tuple[str, str], dict[str, str]] = {}
    for row in records(plan.assignments):
        pair = row["agency"], row["item"]
        if row["agency"] in graph and (pair not in edges or row["role"] == "lead"):
            edges[pair] = {name: row[name] for name in ("role", "basis", "source")}
    graph.add_edges_from((*pair, edge) for pair, edge in edges.items() if role in {None, edge["role"]})
    return graph


def two_modes(graph: nx.Graph[str]) -> tuple[list[str], list[str]]:
    """Return the agencies and the items of a two-mode graph, having checked that it is one.

    Parameters
    ----------
    graph : networkx.Graph
        Nodes carry ``bipartite`` 0 (agency) or 1 (item).

    Returns
    -------
    agencies, items : list
        In the order of the graph.

    Raises
    ------
    GraphError
        Naming every node without a mode and every pair that is joined within one mode.

    Examples
    --------
    >>> import networkx as nx
    >>> agencies, items = two_modes(nx.davis_southern_women_graph())
    >>> len(agencies), len(items)
    (18, 14)
    """
    if graph.is_directed() or graph.is_multigraph():
        remedy = "give a plain networkx.Graph, as bipartite_graph returns"
        raise GraphError("graph", [Fault("graph", "a two-mode graph has neither directed nor parallel edges", remedy)])
    modes = {node: data.get("bipartite") for node, data in graph.nodes(data=True)}
    faults = [
        Fault(f"node {node!r}", f"its mode is {mode!r}", "set bipartite=0 for an agency, 1 for an item")
        for node, mode in modes.items()
        if mode not in (AGENCY_MODE, ITEM_MODE)
    ]
    faults += [
        Fault(f"edge {left!r} – {right!r}", "both ends are of one mode", "join agencies to items only")
        for left, right in graph.edges
        if modes[left] == modes[right]
    ]
    if faults:
        raise GraphError("graph", faults)
    agencies = [node for node, mode in modes.items() if mode == AGENCY_MODE]
    return agencies, [node for node, mode in modes.items() if mode == ITEM_MODE]


def numbered(graph: nx.Graph[str]) -> nx.Graph[int]:
    """Return a two-mode graph bare, with numbers for names: agencies 0 to n − 1, then items, in their order.

    For networkx, which often sums over sets: sets of small numbers keep their order under every hash seed, sets of
    names do not. Weights that somebody put on the edges are left behind.
    """
    agencies, items = two_modes(graph)
    numbers = {node: at for at, node in enumerate([*agencies, *items])}
    bare: nx.Graph[int] = nx.Graph()
    bare.add_nodes_from(numbers.values())
    bare.add_edges_from((numbers[left], numbers[right]) for left, right in graph.edges)
    return bare
