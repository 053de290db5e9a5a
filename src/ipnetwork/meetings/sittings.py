"""Find how few time slots hold all meetings when nobody can be in two rooms at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.meetings.seating import largest_clique, ones

if TYPE_CHECKING:
    from ipnetwork.meetings.record import MeetingPlan


def sittings(meetings: MeetingPlan, *, steps: int = 200_000) -> pd.DataFrame:
    """Give every meeting a time slot so that no agency has two at once, in as few slots as can be.

    Parameters
    ----------
    meetings : MeetingPlan
        What `plan_meetings` returned.
    steps : int, default 200,000
        How many partial timetables to look at; past that the best one found.

    Returns
    -------
    DataFrame
        Index ``meeting``; ``slot``, from 1. ``attrs["slots"]`` is their number, ``attrs["bound"]`` what every timetable
        needs, ``attrs["status"]`` OPTIMAL where the two meet, else GAP, and ``attrs["conflicting"]`` meetings of which
        any two share an agency: each needs a slot of its own, which anybody can check.

    Notes
    -----
    A colouring of the graph of meetings that share an agency: exact, by branch and bound in the order of Brélaz (1979).

    Examples
    --------
    >>> from ipnetwork import load_plan, plan_meetings, select
    >>> sittings(plan_meetings(select(load_plan("guangzhou-2007"), categories=["九"]), max_seats=10)).attrs["status"]
    'OPTIMAL'
    """
    rooms = [frozenset(one.agencies) for one in meetings.meetings]
    joined = [0] * len(rooms)
    for one, other in combinations(range(len(rooms)), 2):
        if rooms[one] & rooms[other]:
            joined[one] |= 1 << other
            joined[other] |= 1 << one
    conflicting = ones(largest_clique(joined, steps=steps))
    slots, searched = _colour(joined, len(conflicting), steps)
    used = max(slots, default=0)
    bound = used if searched else len(conflicting)
    numbers = [one.number for one in meetings.meetings]
    table = pd.DataFrame({"slot": slots}, index=pd.Index(numbers, name="meeting", dtype="int64"), dtype="int64")
    table.attrs.update(
        slots=used, bound=bound, status="OPTIMAL" if used == bound else "GAP",
        conflicting=tuple(numbers[at] for at in conflicting),
    )  # fmt: skip
    return table


def _colour(joined: list[int], fewest: int, steps: int) -> tuple[list[int], bool]:
    """Return the colouring with fewest colours, and whether none has fewer."""
    best = list(range(1, len(joined) + 1))
    left = steps

    def colour(given: list[int], used: int) -> None:
        nonlocal best, left
        left -= 1
        if 0 not in given:
            best = [*given]
            return
        around = [{given[near] for near in ones(joined[at])} - {0} for at in range(len(joined))]
        free = [at for at, number in enumerate(given) if not number]
        at = max(free, key=lambda place: (len(around[place]), joined[place].bit_count(), -place))
        for number in range(1, used + 2):
            if left <= 0 or max(best) == fewest or max(used, number) >= max(best):
                return
            if number not in around[at]:
                given[at] = number
                colour(given, max(used, number))
                given[at] = 0

    if joined:
        colour([0] * len(joined), 0)
    return best, left > 0
