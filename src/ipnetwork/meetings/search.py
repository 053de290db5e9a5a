"""Find the best rooms for one goal, and the proof that there are none better.

The plain model, each item to a meeting, leaves a wide gap after a minute (`benchmarks/meetings.py` measures it). Column
generation has a far stronger bound: on the Guangzhou plan, rounded up, it is the optimum of all three numbers at every
limit from 9 to 20 seats but for the attendances at 10 and at 20. So the search prices rooms until the relaxation over
all rooms is proven (`columns`), chooses whole rooms among those that can still be part of a better plan (`master`), and
where none does, splits the question in two – some room holds these two needs at once, or none does (Ryan and Foster
1981) – until the bound rises or a plan is found. Every leaf of that tree leaves a list of prices, and these are the
proof (`proof`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, inf
from typing import TYPE_CHECKING

import numpy as np

from ipnetwork.meetings.budget import Spent
from ipnetwork.meetings.columns import EPS, GLANCE, Generated, generate, slack
from ipnetwork.meetings.greedy import tidy
from ipnetwork.meetings.master import Pool, choose
from ipnetwork.meetings.proof import Cases, bound, in_fractions
from ipnetwork.meetings.rooms import Limit, find_rooms

if TYPE_CHECKING:
    from ipnetwork.meetings.budget import Budget
    from ipnetwork.meetings.master import Goal, Relaxed
    from ipnetwork.meetings.proof import Proof
    from ipnetwork.meetings.seating import Need, Seating

_STUCK = "no case was left that would decide it"
_EXACT, _LATE = 60_000, 10_000  # rooms that proving a list of prices may take; when the work is spent already
_CHOICES = (400, 2_000)  # rooms among which to choose: the cheapest first, more where these do not do


@dataclass(eq=False)
class Best:
    """The best plan known for a goal, and the best proof.

    Parameters
    ----------
    seating : Seating
        The question.
    agencies : tuple of str
        Names for its bits.
    goal : Goal
        What to make small.
    rooms : list of int
        A plan.
    proof : Prices or Cases
        Why there is none with less than `bound`.
    bound : int
        A lower bound.
    relaxed : bool
        Whether the bound comes from the relaxation, not from a rule of thumb.
    known : list of int
        Rooms to begin with, and to pass on to the next goal.
    """

    seating: Seating
    agencies: tuple[str, ...]
    goal: Goal
    rooms: list[int]
    proof: Proof
    bound: int
    relaxed: bool = False
    known: list[int] = field(default_factory=list)

    @property
    def value(self) -> int:
        """What the plan comes to."""
        return self.goal.value(self.seating, self.rooms)

    def take(self, rooms: list[int] | None) -> bool:
        """Keep a plan if it is better; say whether it is."""
        rooms = tidy(self.seating, rooms or self.rooms)
        better = self.goal.value(self.seating, rooms) < self.value
        if better:
            self.rooms = rooms
        return better


def improve(best: Best, budget: Budget) -> None:
    """Raise the bound and better the plan until they meet, or the budget is spent.

    Parameters
    ----------
    best : Best
        What is known, and what will be.
    budget : Budget
        The work that is left.

    Raises
    ------
    Spent
        When it is; `best` holds what was found.
    """
    pool = Pool(best.seating)
    pool.add([*best.rooms, *best.known, *best.seating.needs.values()])
    for enough in (best.value, inf):
        generated = generate(pool, best.goal, budget, enough)
        _prove(best, generated)
        best.known = list(pool.rooms)
        if best.value > best.bound:
            best.take(_choose_cheapest(pool, generated, best.goal, best.value - 1, budget))
        if best.value == best.bound:
            return
        if generated.spent:
            raise generated.spent
    while best.value > best.bound:
        if best.take(_choose_all(best, generated, budget)):
            continue
        outcome = _refute(best, pool, budget)
        if isinstance(outcome, list):
            if not best.take(outcome):
                raise Spent(_STUCK)
        elif outcome is None:
            raise Spent(_STUCK)
        else:
            best.proof, best.bound = outcome, best.bound + 1


def _prove(best: Best, generated: Generated) -> None:
    """Turn generated prices into a proof, and keep it where it is better than the one known."""
    hoped = ceil(max(generated.low - EPS, best.bound))
    steps = _LATE if generated.spent else _EXACT
    prices = in_fractions(best.seating, best.agencies, generated.relaxed, best.goal, hoped=hoped, steps=steps)
    if bound(prices, best.goal) >= best.bound:
        best.proof, best.bound, best.relaxed = prices, bound(prices, best.goal), True


def _choose_cheapest(pool: Pool, generated: Generated, goal: Goal, target: int, budget: Budget) -> list[int] | None:
    """Choose whole rooms among those of the pool that the prices like best."""
    seconds = max(budget.seconds / 2, budget.limits.seconds / 8)  # also when the rest is spent
    return choose(_cheapest(pool, generated, _CHOICES[1]), goal, target, seconds=seconds)


def _cheapest(pool: Pool, generated: Generated, most: int) -> Pool:
    relaxed, seating = generated.last, pool.seating
    charges = relaxed.charges(seating)
    worth = [
        sum(relaxed.prices[at] for at in held)
        - sum(charges[agency] for agency in range(len(charges)) if room >> agency & 1)
        for room, held in zip(pool.rooms, pool.held, strict=True)
    ]
    order = sorted(range(len(worth)), key=lambda at: -round(worth[at], 9))[:most]
    part = Pool(seating)
    part.add(pool.rooms[at] for at in sorted(order))
    return part


def _choose_all(best: Best, generated: Generated, budget: Budget) -> list[int] | None:
    """Choose among all rooms that a plan at the bound can use, as far as they can be listed."""
    goal, relaxed = best.goal, generated.relaxed
    floor = generated.most - slack(generated, goal, best.bound) - EPS
    limit = Limit(min(GLANCE * 50, budget.rooms), budget.end)
    charges = relaxed.charges(best.seating)
    found = find_rooms(best.seating, list(relaxed.prices), charges, above=floor, limit=limit, every=_CHOICES[-1] * 8)
    budget.spend(found.steps)
    order = sorted(found.rooms, key=lambda room: (-round(found.rooms[room], 9), room))
    for count in _CHOICES:
        pool = Pool(best.seating)
        pool.add([*order[:count], *best.rooms])
        chosen = choose(pool, goal, best.bound, seconds=budget.seconds / 2)
        if chosen is not None or count >= len(order):
            return chosen
        budget.spend(0)
    return None


def _refute(best: Best, pool: Pool, budget: Budget) -> Proof | list[int] | None:
    """Show case by case that no plan is as good as the bound, or find one that is."""
    goal, target = best.goal, best.bound
    generated = generate(pool, goal, budget, target + 1)
    if generated.spent:
        raise generated.spent
    best.known = list(dict.fromkeys([*best.known, *pool.rooms]))
    if generated.low > target + EPS:
        prices = in_fractions(pool.seating, best.agencies, generated.relaxed, goal, hoped=target + 1, steps=_EXACT)
        return prices if bound(prices, goal) > target else None
    last = generated.last
    held = [room for room, share in zip(pool.rooms, last.shares, strict=False) if share > 0.5]  # noqa: PLR2004
    if last.whole and np.all(np.minimum(last.shares, np.abs(1 - last.shares)) < EPS):
        return held
    split = _open_question(pool, last)
    if split is None:
        return None
    budget.branch()
    proofs = []
    for part in (pool.seating.together(*split), pool.seating.never(*split)):
        rooms = Pool(part)
        rooms.add([*pool.rooms, *part.needs.values()])
        outcome = _refute(best, rooms, budget)
        if outcome is None or isinstance(outcome, list):
            return outcome
        proofs.append(outcome)
    return Cases(*split, *proofs)


def _open_question(pool: Pool, relaxed: Relaxed) -> tuple[Need, Need] | None:
    """Return the two needs of which the relaxation is least sure whether one room holds both."""
    names = list(pool.seating.needs)
    holds = pool.matrices()[0][:, : len(relaxed.shares)].toarray()
    both = (holds * relaxed.shares) @ holds.T
    doubt = np.round(np.minimum(both, 1 - both), 9)
    doubt[np.tril_indices(len(names))] = -1
    one, other = np.unravel_index(np.argmax(doubt), doubt.shape)
    return (names[one], names[other]) if doubt[one, other] > EPS else None
