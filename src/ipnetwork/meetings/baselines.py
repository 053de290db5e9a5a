"""Set a plan of meetings beside what people do without one: a meeting an item, a category, a lead, or one for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.meetings.greedy import first_fit
from ipnetwork.meetings.parties import find_parties
from ipnetwork.meetings.seating import Seating, ones

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ipnetwork.meetings.parties import Parties
    from ipnetwork.meetings.record import MeetingPlan

_COLUMNS = {
    "meetings": "int64",
    "attendances": "int64",
    "diary": "int64",
    "busiest": "str",
    "largest": "int64",
    "too_full": "int64",
    "idle_share": "float64",
    "pairs": "int64",
}
_Room = tuple[int, tuple[str, ...]]  # who attends, as bits, and the agenda


def compare_baselines(meetings: MeetingPlan) -> pd.DataFrame:
    """Compare a plan of meetings with the ways of meeting that need no planning.

    Parameters
    ----------
    meetings : MeetingPlan
        What `plan_meetings` returned.

    Returns
    -------
    DataFrame
        Index ``way``: ``plan``, then ``first_fit`` (items in document order, each into the first room where it fits),
        ``per_item``, ``per_category``, ``per_lead`` (each lead convenes all parties of its items; items without a lead
        are left out) and ``plenary`` (all in one room). ``meetings``; ``attendances``, seats taken in all; ``diary``,
        the meetings of the ``busiest`` agency; ``largest``, the seats of the fullest room; ``too_full``, rooms above
        the limit; ``idle_share`` (陪会率), the share of agency × agenda item in which the agency sits through an item
        that is not its own; ``pairs``, how many pairs of agencies sit together somewhere.

    Examples
    --------
    >>> from ipnetwork import load_plan, plan_meetings, select
    >>> part = select(load_plan("guangzhou-2007"), categories=["九"])
    >>> print(compare_baselines(plan_meetings(part, max_seats=10)).loc["per_item", "meetings"])
    6
    """
    who = find_parties(meetings.plan, parties=meetings.parties, seats=dict(meetings.seats))
    limit = Seating({}, who.seats, meetings.max_seats)
    places = {agency: at for at, agency in enumerate(who.agencies)}
    own = [(sum(1 << places[agency] for agency in one.agencies), one.items) for one in meetings.meetings]
    ways: dict[str, Sequence[_Room]] = {
        "plan": own,
        "first_fit": _agendas(who, first_fit(limit, who.items.values())),
        "per_item": [(room, (item,)) for item, room in who.items.items()],
        "per_category": _gather(who, zip(meetings.plan.items.index, meetings.plan.items["category"], strict=True)),
        "per_lead": _gather(who, _leads(meetings)),
        "plenary": _gather(who, ((item, "all") for item in who.items)),
    }
    rows = {way: _measure(who, limit, rooms) for way, rooms in ways.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(_COLUMNS)).astype(_COLUMNS).rename_axis("way")


def _agendas(who: Parties, rooms: Sequence[int]) -> list[_Room]:
    """Put each item on the agenda of the first room that seats it."""
    first = {
        item: next(at for at, room in enumerate(rooms) if parties & ~room == 0) for item, parties in who.items.items()
    }
    return [(room, tuple(item for item in first if first[item] == at)) for at, room in enumerate(rooms)]


def _leads(meetings: MeetingPlan) -> Iterable[tuple[str, str]]:
    named = meetings.plan.named
    led = named[(named["role"] == "lead") & (named["basis"] != "joint")]
    return zip(led["item"], led["agency"], strict=True)


def _gather(who: Parties, grouped: Iterable[tuple[str, str]]) -> list[_Room]:
    """Return a room for each group of items, with all their parties."""
    groups: dict[str, list[str]] = {}
    for item, group in grouped:
        if item in who.items and item not in groups.setdefault(group, []):
            groups[group].append(item)
    rooms = []
    for items in groups.values():
        room = 0
        for item in items:
            room |= who.items[item]
        if items:
            rooms.append((room, tuple(items)))
    return rooms


def _measure(who: Parties, limit: Seating, rooms: Sequence[_Room]) -> tuple[int, int, int, str, int, int, float, int]:
    taken = [limit.taken(room) for room, _ in rooms]
    diaries = [sum(room >> at & 1 for room, _ in rooms) for at in range(len(who.agencies))]
    longest = max(diaries, default=0)
    sat = sum(room.bit_count() * len(items) for room, items in rooms)
    needed = sum(who.items[item].bit_count() for _, items in rooms for item in items)
    pairs = {(one, other) for room, _ in rooms for one in ones(room) for other in ones(room) if one < other}
    return (
        len(rooms),
        sum(taken),
        longest,
        who.agencies[diaries.index(longest)] if longest else "",
        max(taken, default=0),
        sum(seats > limit.limit for seats in taken),
        (sat - needed) / sat if sat else 0.0,
        len(pairs),
    )
