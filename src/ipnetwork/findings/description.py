"""Describe a plan's network on one page of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd

from ipnetwork.centrality import centralisation
from ipnetwork.clustering import core_periphery, global_opsahl, nodf, robins_alexander
from ipnetwork.graph import bipartite_graph, project
from ipnetwork.load import agency_load, inequality, item_load

if TYPE_CHECKING:
    from ipnetwork.plan import Plan


def describe_network(plan: Plan) -> pd.Series[float]:
    """Describe the network of a plan in one page of figures.

    Parameters
    ----------
    plan : Plan
        Read in the default way.

    Returns
    -------
    Series
        ``items``, ``categories``, ``agencies``, ``collectives``, ``open_names``; ``ties``, ``leads``,
        ``participations``, ``density`` (ties of all possible); ``components``, ``agencies_in_largest``;
        ``parties_per_item``, ``items_per_agency`` (means), ``largest_item``; ``contacts``, ``pairs`` (distinct pairs
        that meet), ``pairs_once`` (that meet on one item only); ``centralisation``, ``gini_of_volume``,
        ``opsahl``, ``robins_alexander``, ``nodf``, ``core_agencies``, ``core_correlation``. The last two are NaN
        where no core can be told (no ties, or all).

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> describe_network(load_plan("guangzhou-2007"))[["agencies", "ties", "components"]].tolist()
    [50.0, 148.0, 3.0]
    """
    graph, load, items = bipartite_graph(plan), agency_load(plan), item_load(plan)
    ties = project(graph)
    parts = [sum(node in load.index for node in part) for part in nx.connected_components(graph)]
    shared = [tie["weight"] for *_, tie in ties.edges(data=True)]
    ends = int(load["items"].sum())
    values = {
        "items": len(items),
        "categories": plan.items.loc[plan.items["category"] != "", "category"].nunique(),
        "agencies": len(load),
        "collectives": int((plan.agencies["kind"] == "collective").sum()),
        "open_names": int(items["open_names"].sum()),
        "ties": ends,
        "leads": int(load["leads"].sum()),
        "participations": int(load["participations"].sum()),
        "density": ends / max(len(load) * len(items), 1),
        "components": len(parts),
        "agencies_in_largest": max(parts, default=0),
        "parties_per_item": ends / max(len(items), 1),
        "items_per_agency": ends / max(len(load), 1),
        "largest_item": int(items["parties"].max()) if len(items) else 0,
        "contacts": int(items["pairs"].sum()),
        "pairs": len(shared),
        "pairs_once": sum(weight == 1 for weight in shared),
        "centralisation": centralisation(graph),
        "gini_of_volume": inequality(load["volume"])["gini"] if len(load) else 0.0,
        "opsahl": global_opsahl(graph),
        "robins_alexander": robins_alexander(graph),
        "nodf": nodf(graph)["total"],
    }
    return pd.Series(
        values | _core(graph, ends, len(load) * len(items)), name=plan.meta.get("key", ""), dtype="float64"
    )


def _core(graph: nx.Graph[str], ties: int, possible: int) -> dict[str, float]:
    """Return the size and fit of the core, where one can be told."""
    if ties in {0, possible}:
        return {"core_agencies": float("nan"), "core_correlation": float("nan")}
    core = core_periphery(graph)
    members = core[core["core"] & (core["mode"] == "agency")]
    return {"core_agencies": len(members), "core_correlation": core.attrs["correlation"]}
