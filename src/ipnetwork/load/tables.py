"""The load of a plan in two tables: one row an agency, one row an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ipnetwork.graph import bipartite_graph, incidence_matrices
from ipnetwork.load.contacts import breadth, convening, depth, peer, response, volume
from ipnetwork.load.spread import effective_categories, effort, exclusivity, scope

if TYPE_CHECKING:
    import pandas as pd

    from ipnetwork.graph import Incidence
    from ipnetwork.plan import Plan


def agency_load(plan: Plan) -> pd.DataFrame:
    """Return the coordination load of every agency of a plan.

    Parameters
    ----------
    plan : Plan
        Read in the default way: collective bodies are one agency each, open names none.

    Returns
    -------
    DataFrame
        One row an agency, in document order:

        - ``short``, ``short_en``: its labels
        - ``items``, ``leads``, ``leads_alone``, ``leads_joint``, ``participations``: items joined; led; led with no
          other lead; led with others; joined as participant
        - ``breadth`` (合作广度): other agencies met; ``volume``: contacts; ``depth`` (合作深度): contacts per agency
        - ``convening``, ``response``, ``peer``: contacts as a lead with participants, as a participant with leads,
          among equals; together they are the volume. NaN where no item of the agency designates a lead
        - ``effort``: items shared out among their parties; ``exclusivity``: the same, falling off exponentially
        - ``scope``, ``effective_categories``: how widely its items spread over the categories; NaN in a plan without

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> agency_load(load_plan("guangzhou-2007")).loc["市知识产权局", ["leads", "participations", "volume"]].tolist()
    [21, 3, 52]
    """
    graph = bipartite_graph(plan)
    matrices = incidence_matrices(graph)
    alone = matrices.lead @ (matrices.lead.sum(axis=0) == 1)
    leads = matrices.lead.sum(axis=1)
    counts = {
        "items": matrices.both.sum(axis=1),
        "leads": leads,
        "leads_alone": alone,
        "leads_joint": leads - alone,
        "participations": matrices.participant.sum(axis=1),
        "breadth": breadth(graph),
        "volume": volume(graph),
    }
    table = plan.agencies.loc[matrices.agencies, ["short", "short_en"]].copy()
    for name, values in counts.items():
        table[name] = np.asarray(values).astype(int)
    for measure in (depth, convening, response, peer, effort, exclusivity, scope, effective_categories):
        table[measure.__name__] = measure(graph)
    return table


def item_load(plan: Plan) -> pd.DataFrame:
    """Return the coordination load of every item of a plan.

    Parameters
    ----------
    plan : Plan
        Read in the default way.

    Returns
    -------
    DataFrame
        One row an item, in document order:

        - ``category``, ``title``
        - ``parties`` (k_t), ``leads`` (l_t), ``participants``: named agencies only
        - ``open_names``: open names beside them (各有关单位), never part of an item's size
        - ``pairs``: contacts it makes, k_t(k_t − 1)/2
        - ``unique_channels``: share of these pairs that meet on no other item, which is 1 − redundancy (Latapy,
          Magnien and Del Vecchio 2008); NaN for an item with fewer than two parties, which has no pair

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> item_load(load_plan("guangzhou-2007")).loc["10", ["parties", "leads", "pairs"]].tolist()
    [9, 9, 36]
    """
    matrices = incidence_matrices(bipartite_graph(plan))
    size = matrices.both.sum(axis=0)
    pairs = size * (size - 1) / 2
    table = plan.items[["category", "title"]].copy()
    table["parties"] = size.astype(int)
    table["leads"] = matrices.lead.sum(axis=0).astype(int)
    table["participants"] = matrices.participant.sum(axis=0).astype(int)
    table["open_names"] = plan.opened.groupby("item").size().reindex(table.index, fill_value=0)
    table["pairs"] = pairs.astype(int)
    table["unique_channels"] = np.where(pairs > 0, _sole_pairs(matrices) / np.maximum(pairs, 1), np.nan)
    return table


def _sole_pairs(matrices: Incidence) -> np.ndarray:
    """Count for each item the pairs of its parties that share no other item."""
    shared = matrices.both @ matrices.both.T
    shared.data = (shared.data == 1).astype(float)
    shared.setdiag(0)
    return np.asarray((matrices.both * (shared @ matrices.both)).sum(axis=0)) / 2
