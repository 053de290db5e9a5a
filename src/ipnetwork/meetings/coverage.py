"""See which joint-bureau group sits together in which meeting, and which is split."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.errors import Fault, GraphError

if TYPE_CHECKING:
    from ipnetwork.meetings.record import MeetingPlan
    from ipnetwork.plan import Plan

_COLUMNS: dict[str, Any] = {
    "agencies": object,
    "meeting": "int64",
    "seated": "int64",
    "together": "bool",
    "pairs": "int64",
    "pairs_together": "int64",
    "by_meeting": object,
    "elsewhere": object,
    "without_meeting": object,
}


def coverage_of_groups(groups: pd.DataFrame, meetings: MeetingPlan) -> pd.DataFrame:
    """Say for each joint-bureau group in which meeting it sits together, and how it is split where it does not.

    Parameters
    ----------
    groups : DataFrame
        What `joint_groups` returned: index agency or item; ``mode``, ``group``.
    meetings : MeetingPlan
        What `plan_meetings` returned for the same plan.

    Returns
    -------
    DataFrame
        Index ``group``, those with two or more agencies: its ``agencies`` (tuple); ``meeting``, the one that seats most
        of them, the first of equals (0: none seats any), and how many are ``seated`` there; ``together``, whether all
        are; ``pairs`` of the group, and ``pairs_together``, those that meet somewhere; ``by_meeting``, how many of the
        group each meeting seats; ``elsewhere``, who sits in other meetings only; ``without_meeting``, who sits in none.

    Raises
    ------
    GraphError
        If the table has no ``mode`` and ``group``, or the plan does not name one of its agencies.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, joint_groups, load_plan, plan_meetings
    >>> plan = load_plan("guangzhou-2007")
    >>> covered = coverage_of_groups(joint_groups(bipartite_graph(plan)), plan_meetings(plan, max_seats=12))
    >>> bool((covered["seated"] <= covered["agencies"].map(len)).all())
    True
    """
    agencies = grouped_agencies(groups, meetings.plan)
    rooms = {one.number: frozenset(one.agencies) for one in meetings.meetings}
    rows = {group: _row(list(members.index), rooms) for group, members in agencies.groupby("group") if len(members) > 1}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(_COLUMNS)).astype(_COLUMNS)
    return table.rename_axis("group")


def grouped_agencies(groups: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return the agencies among grouped nodes, or say why these are no groups of the plan."""
    lacking = [name for name in ("mode", "group") if name not in groups.columns]
    if lacking:
        remedy = "give what joint_groups returned"
        raise GraphError("groups", [Fault("columns", f"there is no {' and no '.join(lacking)}", remedy)])
    agencies = groups[groups["mode"] == "agency"]
    faults = [
        Fault(f"agency {agency}", "the plan names no such agency", "group the graph of this plan")
        for agency in agencies.index.difference(plan.agencies.index, sort=False)
    ]
    if faults:
        raise GraphError("groups", faults)
    return agencies


def _row(who: list[str], rooms: dict[int, frozenset[str]]) -> tuple[object, ...]:
    counts = {number: len(room & set(who)) for number, room in rooms.items()}
    best = max(counts, key=lambda number: counts[number], default=0)  # the first of equals
    if not counts.get(best):
        best = 0
    there = rooms.get(best, frozenset())
    anywhere = frozenset[str]().union(*rooms.values())
    pairs = list(combinations(who, 2))
    return (
        tuple(who),
        best,
        len(there & set(who)),
        there.issuperset(who),
        len(pairs),
        sum(any(room.issuperset(pair) for room in rooms.values()) for pair in pairs),
        tuple(counts.values()),
        tuple(agency for agency in who if agency in anywhere - there),
        tuple(agency for agency in who if agency not in anywhere),
    )
