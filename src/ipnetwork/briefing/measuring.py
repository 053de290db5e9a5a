"""Measure once what several parts of a briefing show, in a bounded amount of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipnetwork.centrality import betweenness
from ipnetwork.clustering import co_leads, group_flow, joint_groups
from ipnetwork.graph import bipartite_graph
from ipnetwork.load import agency_load, volume
from ipnetwork.meetings import Limits, plan_meetings, seats_needed
from ipnetwork.readings import compare_readings, reading_graphs

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from ipnetwork.meetings import MeetingPlan
    from ipnetwork.plan import Plan
    from ipnetwork.readings import ReadingComparison

_LIMITS = Limits(rooms=100_000, seconds=60.0)  # a briefing does not wait for the last proof
_RUNS, _CELLS = 100, 600_000  # random starts; agencies × items × starts that take about two seconds
_PATHS = 20_000_000  # nodes × ties that betweenness goes through in a few seconds


@dataclass(frozen=True)
class Measured:
    """A plan and what was measured of it.

    Parameters
    ----------
    plan : Plan
        The plan.
    graph : networkx.Graph
        Its two-mode graph in the default reading.
    load, leading, flow : DataFrame
        What `agency_load`, `co_leads` and `group_flow` return.
    volumes, positions : ReadingComparison
        Volume and betweenness through the readings that change them; betweenness of a very large plan only in those
        that are small enough.
    groups : DataFrame
        What `joint_groups` returns; of a large plan from fewer random starts.
    meetings : MeetingPlan
        The joint meetings.
    """

    plan: Plan
    graph: nx.Graph[str]
    load: pd.DataFrame
    leading: pd.DataFrame
    flow: pd.DataFrame
    volumes: ReadingComparison
    positions: ReadingComparison
    groups: pd.DataFrame
    meetings: MeetingPlan


def measure(plan: Plan, *, max_seats: int = 12) -> Measured:
    """Measure what a briefing shows.

    Parameters
    ----------
    plan : Plan
        Read in the default way.
    max_seats : int, default 12
        The seats of a joint meeting; as many as the item with most parties needs, if that is more.

    Returns
    -------
    Measured
        The plan and its measures.

    Raises
    ------
    KeyboardInterrupt
        If it was interrupted: a briefing is whole or not there.
    """
    meetings = plan_meetings(plan, max_seats=max(max_seats, seats_needed(plan)), limits=_LIMITS)
    if meetings.stopped == "interrupted":
        raise KeyboardInterrupt
    graph = bipartite_graph(plan)
    graphs = reading_graphs(plan, leads=["as_designated"])  # who leads changes neither volume nor betweenness
    default = ("one", "drop", "as_designated")
    small = {reading: one for reading, one in graphs.items() if reading == default or _paths(one) <= _PATHS}
    cells = max(len(plan.agencies) * len(plan.items), 1)
    groups = joint_groups(graph, runs=max(min(_RUNS, _CELLS // cells), 3))
    return Measured(
        plan=plan,
        graph=graph,
        load=agency_load(plan),
        leading=co_leads(plan).query("items > 1"),
        flow=group_flow(graph, groups),
        volumes=compare_readings(plan, volume, graphs=graphs),
        positions=compare_readings(plan, betweenness, graphs=small),
        groups=groups,
        meetings=meetings,
    )


def _paths(graph: nx.Graph[str]) -> int:
    return len(graph) * graph.number_of_edges()
