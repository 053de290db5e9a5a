"""Generate rooms until the relaxation over all rooms is solved, though only a few of them are ever looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, inf
from typing import TYPE_CHECKING

from ipnetwork.meetings.budget import Spent
from ipnetwork.meetings.master import relax
from ipnetwork.meetings.rooms import Limit, dive_for_rooms, find_rooms

if TYPE_CHECKING:
    from ipnetwork.meetings.budget import Budget
    from ipnetwork.meetings.master import Goal, Pool, Relaxed
    from ipnetwork.meetings.rooms import Found

EPS = 1e-6
GLANCE = 20_000  # rooms that a first look for a better one may take


@dataclass(frozen=True)
class Generated:
    """What generating rooms came to.

    Parameters
    ----------
    relaxed : Relaxed
        The prices that give the best bound.
    most : float
        No room is worth more at these prices.
    low : float
        The bound they give.
    last : Relaxed
        The prices over all rooms known in the end.
    spent : Spent, optional
        Why the work ended too early.
    """

    relaxed: Relaxed
    most: float
    low: float
    last: Relaxed
    spent: Spent | None = None


def generate(pool: Pool, goal: Goal, budget: Budget, enough: float) -> Generated:
    """Add rooms to the pool until the relaxation is solved, or its bound is known to round up to what it will be.

    Parameters
    ----------
    pool : Pool
        The known rooms; grows.
    goal : Goal
        What to make small.
    budget : Budget
        The work that is left.
    enough : float
        The bound that would do; infinite to solve the relaxation to the end.

    Returns
    -------
    Generated
        Prices and bound; where the work was spent before there was a bound, `low` is minus infinity.
    """
    relaxed = relax(pool, goal)
    best = Generated(relaxed, inf, -inf, relaxed)
    glance = GLANCE
    while True:
        try:
            _dive(pool, goal, budget)
            relaxed = relax(pool, goal)
            found = _look(pool, relaxed, Limit(glance, budget.end))
            budget.spend(found.steps)
        except Spent as spent:
            last = relax(pool, goal)
            return replace(best, relaxed=last if best.low == -inf else best.relaxed, last=last, spent=spent)
        low = _low(relaxed, goal, found.most)
        if low > best.low:
            best = replace(best, relaxed=relaxed, most=found.most, low=low)
        best = replace(best, last=relaxed)
        settled = ceil(best.low - EPS) >= min(enough, ceil(relaxed.value - EPS) if enough < inf else inf)
        if settled or (not found.rooms and (found.whole or glance >= budget.rooms)):
            return best
        if not pool.add(found.rooms):
            glance *= 8


def _dive(pool: Pool, goal: Goal, budget: Budget) -> None:
    """Add rooms that are found fast, as long as there are any."""
    while True:
        relaxed = relax(pool, goal)
        charges = relaxed.charges(pool.seating)
        rooms = dive_for_rooms(pool.seating, relaxed.prices, charges, above=relaxed.meeting + EPS)
        budget.spend(len(pool.seating.needs))
        if not pool.add(rooms):
            return


def _look(pool: Pool, relaxed: Relaxed, limit: Limit) -> Found:
    """Look for the room worth most at these prices."""
    charges = relaxed.charges(pool.seating)
    return find_rooms(pool.seating, list(relaxed.prices), charges, above=relaxed.meeting + EPS, limit=limit)


def _low(relaxed: Relaxed, goal: Goal, most: float) -> float:
    """Return the bound of the relaxation when some room may be worth `most` (Lasdon; Farley 1990)."""
    if goal.stage == "meetings":
        return relaxed.value / max(most, 1.0)
    return relaxed.value - (goal.meetings or 0) * max(most - relaxed.meeting, 0.0)


def slack(generated: Generated, goal: Goal, target: int) -> float:
    """Return how much less than `most` a room can be worth in a plan that reaches the target."""
    relaxed = generated.relaxed
    if goal.stage == "meetings":
        return target * max(generated.most, 1.0) - relaxed.value
    return target - generated.low
