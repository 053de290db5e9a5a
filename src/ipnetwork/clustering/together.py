"""List who works together on what: the pairs that share items, and the bureaus that lead together again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ipnetwork.clustering.bicliques import closed_sets
from ipnetwork.graph import incidence_matrices
from ipnetwork.plan import records

if TYPE_CHECKING:
    import networkx as nx

    from ipnetwork.plan import Plan

_SHARED = ("items", "which", "led_by_agency", "led_by_other", "led_jointly", "neither")
_CO_LEADS = ("agencies", "size", "items", "exactly", "which", "source")


def shared_work(graph: nx.Graph[str]) -> pd.DataFrame:
    """List the pairs of agencies that share items, with the items and who leads them.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph; its edges may carry ``role`` and ``basis``.

    Returns
    -------
    DataFrame
        One row for each pair that shares an item, most items first, then in document order:

        - ``agency``, ``other``: the pair, in document order
        - ``items``: how many items they share; ``which``: the items, a tuple in document order
        - ``led_by_agency``, ``led_by_other``: items that one of them leads and the other joins
        - ``led_jointly``: items that both lead
        - ``neither``: items that neither leads: both participate, or no lead is designated (joint responsibility, a
          graph without roles)

        The last four, all numbers of items, add up to ``items``. Without pairs the table is empty.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or its roles are not known.

    Notes
    -----
    ``items`` is W = BBᵀ off the diagonal, the weight that `project` gives a tie by default. With the leads L where one
    is designated and B − L all others: L(B − L)ᵀ, its transpose, LLᵀ and (B − L)(B − L)ᵀ make W.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> first = shared_work(bipartite_graph(load_plan("guangzhou-2007"))).iloc[0]
    >>> print(first["agency"], first["other"], first["items"], first["led_jointly"])
    市知识产权局 市工商局 7 5
    """
    matrices = incidence_matrices(graph)
    both = matrices.both.toarray() > 0
    lead = (matrices.lead.toarray() > 0) & matrices.designated
    rows: list[Any] = []
    for one, other in np.argwhere(np.triu(both.astype(np.int64) @ both.T.astype(np.int64), k=1)).tolist():
        shared = both[one] & both[other]
        roles = [lead[one] & ~lead[other], ~lead[one] & lead[other], lead[one] & lead[other]]
        counts = [int((shared & role).sum()) for role in roles]
        which = tuple(matrices.items[at] for at in shared.nonzero()[0])
        rows.append((one, other, len(which), which, *counts, len(which) - sum(counts)))
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    names = pd.Series(matrices.agencies, dtype="str" if all(isinstance(a, str) for a in matrices.agencies) else object)
    table = _typed([row[2:] for row in rows], _SHARED)
    for at, name in enumerate(("agency", "other")):
        table.insert(at, name, names.take([row[at] for row in rows]).reset_index(drop=True))
    return table


def co_leads(plan: Plan) -> pd.DataFrame:
    """List the sets of agencies that lead together, and how often each set recurs.

    Parameters
    ----------
    plan : Plan
        Read in the default way: a collective body is one agency, open names are none.

    Returns
    -------
    DataFrame
        One row a set of two or more agencies, most items first, then the largest set, then in document order:

        - ``agencies``: the set, a tuple in document order; ``size``: how many they are
        - ``items``: how many items the whole set leads, alone or with others; ``which``: the items, a tuple
        - ``exactly``: on how many of these items no other agency leads
        - ``source``: where the document says so, item by item

        Listed are the leads of each item with several, and what several such sets have in common: a pair that leads
        two items with different third parties has a row of its own, with ``exactly`` 0. Agencies that never lead
        together without the same third are listed with it only. Without co-leads the table is empty.

    Raises
    ------
    GraphError
        If there are more than 100 000 such sets.

    Notes
    -----
    The sets are the closed ones: all that the leads of some items have in common. They are the agencies of the maximal
    bicliques of the graph of designated leads; see `find_bicliques`. Items under joint responsibility designate no
    lead and do not count.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> first = co_leads(load_plan("guangzhou-2007")).iloc[0]
    >>> print(*first["agencies"], first["items"], first["exactly"])
    市知识产权局 市版权局 6 0
    """
    named = plan.named
    leads = named[(named["role"] == "lead") & (named["basis"] != "joint")]
    order = {agency: at for at, agency in enumerate(plan.agencies.index)}
    sources: dict[str, dict[str, str]] = {item: {} for item in plan.items.index}
    for row in records(leads):
        sources[row["item"]][row["agency"]] = row["source"]
    masks = {item: sum(1 << order[agency] for agency in told) for item, told in sources.items()}
    rows: list[Any] = []
    for one in closed_sets(masks.values(), 2):
        members = tuple(agency for agency, at in order.items() if one >> at & 1)
        which = tuple(item for item, mask in masks.items() if mask & one == one)
        told = {item: dict.fromkeys(filter(None, map(sources[item].get, members))) for item in which}
        source = "; ".join(f"{item}: {', '.join(places)}" for item, places in told.items() if places)
        exactly = sum(masks[item] == one for item in which)
        rows.append((members, len(members), len(which), exactly, which, source))
    rows.sort(key=lambda row: (-row[2], -row[1], [order[agency] for agency in row[0]]))
    return _typed(rows, _CO_LEADS)


def _typed(rows: list[Any], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table whose columns have their types without rows too: tuples, text, and whole numbers."""
    types = dict.fromkeys(columns, "int64") | dict.fromkeys(("agencies", "which"), "object") | {"source": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype({name: types[name] for name in columns})
