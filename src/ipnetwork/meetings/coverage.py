"""See which joint-bureau group sits together in which meeting, and which is split."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.errors import Fault, GraphError

if TYPE_CHECKING:
    from ipnetwork.meetings.record import MeetingPlan

_COLUMNS: dict[str, Any] = {
    "agencies": object,
    "meeting": "int64",
    "seated": "int64",
    "together": "bool",
    "pairs": "int64",
    "pairs_together": "int64",
    "by_meeting": object,
    "elsewhere": object,
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
        Index ``group``, those with two or more agencies that have a meeting: these ``agencies`` (tuple); ``meeting``,
        the one that seats most of them, the first of equals, and how many are ``seated`` there; ``together``, whether
        all are; ``pairs`` of the group, and ``pairs_together``, those that meet somewhere; ``by_meeting``, how many of
        the group each meeting seats; ``elsewhere``, who is not in that meeting.

    Raises
    ------
    GraphError
        If the table has no ``mode`` and ``group``, or none of its agencies is in the plan.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, joint_groups, load_plan, plan_meetings
    >>> plan = load_plan("guangzhou-2007")
    >>> covered = coverage_of_groups(joint_groups(bipartite_graph(plan)), plan_meetings(plan, max_seats=12))
    >>> bool((covered["seated"] <= covered["agencies"].map(len)).all())
    True
    """
    lacking = [name for name in ("mode", "group") if name not in groups.columns]
    if lacking:
        remedy = "give what joint_groups returned"
        raise GraphError("groups", [Fault("columns", f"there is no {' and no '.join(lacking)}", remedy)])
    agencies = groups[groups["mode"] == "agency"]
    if len(agencies) and not agencies.index.isin(meetings.plan.agencies.index).any():
        remedy = "group the graph of the plan that the meetings are for"
        raise GraphError("groups", [Fault("agencies", "the plan of these meetings names none of them", remedy)])
    meeting = {agency for one in meetings.meetings for agency in one.agencies}
    rows = {}
    for group, members in agencies.groupby("group", sort=True):
        who = [agency for agency in members.index if agency in meeting]
        if len(who) > 1:
            rows[group] = _row(who, {one.number: frozenset(one.agencies) for one in meetings.meetings})
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(_COLUMNS)).astype(_COLUMNS)
    return table.rename_axis("group")


def _row(who: list[str], rooms: dict[int, frozenset[str]]) -> tuple[object, ...]:
    counts = {number: len(room & set(who)) for number, room in rooms.items()}
    best = max(counts, key=lambda number: counts[number])  # the first of equals
    pairs = list(combinations(who, 2))
    together = sum(any(room.issuperset(pair) for room in rooms.values()) for pair in pairs)
    elsewhere = tuple(agency for agency in who if agency not in rooms[best])
    return tuple(who), best, counts[best], not elsewhere, len(pairs), together, tuple(counts.values()), elsewhere
