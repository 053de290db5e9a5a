"""Prove that no plan of meetings can do better: prices for the needs, in fractions, that no room can beat.

Put a price on every need and a charge on every meeting, seat and diary entry such that no room holds needs worth more
than it is charged. Then all needs together cost no more than all rooms are charged, which bounds the number of
meetings, the seats taken or the busiest diary from below. Where one list of prices is too weak, a proof distinguishes
two cases – some room holds these two needs at once, or none does – and prices each.

Room by room: Σ prices of needs in it ≤ meeting + seat · seats taken + Σ diary charges of its agencies. Over all K rooms
with A seats taken and no diary longer than Z, with D the sum of the diary charges:
Σ prices ≤ meeting · K + seat · A + D · Z.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from ipnetwork.meetings.exact import dearest_room

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipnetwork.meetings.master import Goal, Relaxed
    from ipnetwork.meetings.seating import Need, Seating

_GRIDS = (60, 2_520, 10_000_000)  # largest denominators to try: readable ones first


@dataclass(frozen=True)
class Prices:
    """Prices that no room can beat.

    Parameters
    ----------
    needs : mapping of tuple of str to Fraction
        What each need is worth; needs worth nothing are left out.
    meeting, seat : Fraction
        What a room is charged for being held, and for each seat taken; not below 0.
    diary : mapping of str to Fraction
        What a room is charged for each agency in it, besides; not below 0.
    """

    needs: Mapping[Need, Fraction]
    meeting: Fraction
    seat: Fraction
    diary: Mapping[str, Fraction]


@dataclass(frozen=True)
class Cases:
    """Two cases, of which one must hold: some room holds both needs, or no room does.

    Parameters
    ----------
    one, other : tuple of str
        The needs.
    together, never : Prices or Cases
        The proof in each case. In the first, ``one + other`` is a need too.
    """

    one: Need
    other: Need
    together: Proof
    never: Proof


Proof = Prices | Cases


def by_hand(seating: Seating, agencies: tuple[str, ...], goal: Goal, incompatible: Sequence[Need]) -> Prices:
    """Return the prices that anybody can check by hand: weak, but there before any search.

    Meetings: 1 for each of some needs of which no two fit in one room. Seats: everybody sits somewhere. Diary: an
    agency has to meet all its partners, and a room holds only so many besides it.
    """
    if goal.stage == "meetings":
        return Prices(dict.fromkeys(incompatible, Fraction(1)), Fraction(1), Fraction(0), {})
    if goal.stage == "attendances":
        return Prices(_newcomers(seating, seating.needs, 0), Fraction(0), Fraction(1), {})
    best = Prices({}, Fraction(0), Fraction(0), {})
    for place, agency in enumerate(agencies):
        own = {name: parties for name, parties in seating.needs.items() if parties >> place & 1}
        if own:
            beside = seating.limit - seating.seats[place]
            worth = {name: seats / beside for name, seats in _newcomers(seating, own, 1 << place).items()}
            if sum(worth.values()) > sum(best.needs.values()):
                best = Prices(worth, Fraction(0), Fraction(0), {agency: Fraction(1)})
    return best


def _newcomers(seating: Seating, needs: Mapping[Need, int], seen: int) -> dict[Need, Fraction]:
    """Return the seats of those whom each need brings in first."""
    worth = {}
    for name, parties in needs.items():
        worth[name] = Fraction(seating.taken(parties & ~seen))
        seen |= parties
    return {name: seats for name, seats in worth.items() if seats}


def bound(prices: Prices, goal: Goal) -> int:
    """Return what the goal comes to at least, by these prices; 0 where they charge what the goal sets no limit to."""
    limited = {"meetings": not (prices.seat or prices.diary), "attendances": not prices.diary, "diary": True}
    if not limited[goal.stage]:
        return 0
    worth = sum(prices.needs.values(), Fraction(0))
    if goal.stage == "meetings":
        return ceil(worth / prices.meeting) if prices.meeting else 0
    worth -= prices.meeting * (goal.meetings or 0)
    if goal.stage == "attendances":
        return ceil(worth / prices.seat) if prices.seat else 0
    worth -= prices.seat * (goal.attendances or 0)
    charged = sum(prices.diary.values(), Fraction(0))
    return ceil(worth / charged) if charged else 0


def in_fractions(
    seating: Seating, agencies: tuple[str, ...], relaxed: Relaxed, goal: Goal, *, hoped: int, steps: int
) -> Prices:
    """Round the prices of a relaxation to fractions that hold exactly.

    Parameters
    ----------
    seating : Seating
        The question.
    agencies : tuple of str
        Names for its bits.
    relaxed : Relaxed
        Prices as the solver has them.
    goal : Goal
        What they bound.
    hoped : int
        The bound that would do.
    steps : int
        How many rooms the exact search may look at for each rounding; past that it charges rooms what it cannot rule
        out, which costs strength, not truth.

    Returns
    -------
    Prices
        The coarsest rounding whose bound is the strongest.
    """
    best: Prices | None = None
    for grid in _GRIDS:
        needs = {name: _rounded(price, grid) for name, price in zip(seating.needs, relaxed.prices, strict=True)}
        diary = {agency: _rounded(charge, grid) for agency, charge in zip(agencies, relaxed.diary, strict=True)}
        seat = _rounded(relaxed.seat, grid)
        charges = [seat * taken + diary[agency] for agency, taken in zip(agencies, seating.seats, strict=True)]
        charged = _rounded(relaxed.meeting, grid)
        found, meeting = dearest_room(seating, list(needs.values()), charges, above=charged, steps=steps)
        whole = found == meeting
        if goal.stage == "meetings":  # a room is worth at most 1: easier to say
            needs, meeting = {name: price / meeting for name, price in needs.items()}, Fraction(1)
        kept = {name: price for name, price in needs.items() if price}
        prices = Prices(kept, meeting, seat, {agency: charge for agency, charge in diary.items() if charge})
        if best is None or bound(prices, goal) > bound(best, goal):
            best = prices
        if bound(best, goal) >= hoped or not whole:  # a finer grid would not help
            break
    assert best is not None  # noqa: S101 – there is more than one grid
    return best


def _rounded(number: float, grid: int) -> Fraction:
    return max(Fraction(float(number)).limit_denominator(grid), Fraction(0))
