"""Count who convenes whom between groups: contacts from the leads of one group to the participants of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from ipnetwork.errors import Fault, GraphError
from ipnetwork.graph import convening_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    Groups = pd.DataFrame | pd.Series[int] | pd.Series[str] | Mapping[str, object]


def group_flow(graph: nx.Graph[str], groups: Groups) -> pd.DataFrame:
    """Count the contacts that the leads of each group have to convene with the participants of each group.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph whose edges carry ``role``.
    groups : DataFrame, Series or mapping
        The group of each agency: what `joint_groups` returned, or say ``plan.agencies["sector"]``. What it says of
        nodes that are no agencies of the graph does not count.

    Returns
    -------
    DataFrame
        Index ``lead_group``, columns ``participant_group``: all groups of the graph's agencies, in both the order in
        which the agencies first name them. F_gh = Σ_{i in g, j in h} D_ij in contacts, whole numbers, with
        D_ij = #{t : L_it P_jt}, the arcs of `convening_graph`. Contacts within a group stand on the diagonal, and the
        sum of all is the sum of the arcs. 0 throughout where no item has a designated lead.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or an agency has no group, or more than one.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126: there the mixing matrix of a
    directed network, in shares of all arcs.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> plan = load_plan("guangzhou-2007")
    >>> flow = group_flow(bipartite_graph(plan), plan.agencies["level"])
    >>> print(flow.loc["municipal", "district"], flow.to_numpy().sum())
    8 58
    """
    convening = convening_graph(graph)
    arcs = cast("Iterable[tuple[str, str, float]]", convening.edges(data="weight"))
    codes, names = pd.factorize(np.array([*group_of_each(convening, groups), None], dtype=object)[:-1])
    places = dict(zip(convening, codes.tolist(), strict=True))
    flow = np.zeros((len(names), len(names)), dtype=np.int64)
    for lead, participant, items in arcs:
        flow[places[lead], places[participant]] += round(items)
    index = pd.Index(names.tolist(), name="lead_group", tupleize_cols=False)
    return pd.DataFrame(flow, index=index, columns=index.rename("participant_group"))


def group_of_each(nodes: Iterable[str], groups: Groups) -> list[object]:
    """Return the group of each node.

    Parameters
    ----------
    nodes : iterable of str
        Nodes of a graph.
    groups : DataFrame, Series or mapping
        What `joint_groups` returned, or the group of each node.

    Returns
    -------
    list
        In the order of the nodes.

    Raises
    ------
    GraphError
        If a node has no group, or more than one.

    Examples
    --------
    >>> group_of_each(["市法院", "市财政局"], {"市财政局": "finance", "市法院": "justice"})
    ['justice', 'finance']
    """
    column = pd.Series(groups["group"] if isinstance(groups, pd.DataFrame) else groups, dtype=object)
    wanted = list(nodes)
    told: dict[str, list[object]] = {node: [] for node in wanted}
    column = column[column.notna()]
    for node, group in zip(column.index.tolist(), column.tolist(), strict=True):
        if node in told:
            told[node].append(group)
    faults = [
        Fault(f"node {node!r}", f"it has {len(found) or 'no'} group{'s' * (len(found) > 1)}", "give it one")
        for node, found in told.items()
        if len(found) != 1
    ]
    if faults:
        raise GraphError("groups", faults)
    return [told[node][0] for node in wanted]
