"""Find in whole numbers what the dearest room is worth: the one search that a proof rests on.

It shares no code with the search that finds rooms (`rooms`), and knows nothing of solvers.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from math import lcm
from typing import TYPE_CHECKING

from ipnetwork.meetings.seating import ones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.meetings.seating import Seating


def dearest_room(
    seating: Seating,
    prices: Sequence[Fraction],
    charges: Sequence[Fraction],
    *,
    above: Fraction = Fraction(0),
    steps: int,
) -> tuple[Fraction, Fraction]:
    """Return what the dearest room is worth: the prices of the needs it holds less the charges of its agencies.

    Parameters
    ----------
    seating : Seating
        The question.
    prices : sequence of Fraction
        What each need is worth.
    charges : sequence of Fraction
        What each agency costs; not below 0.
    above : Fraction, default 0
        Rooms worth no more are of no interest. The empty room is worth 0.
    steps : int
        How many rooms to look at.

    Returns
    -------
    found, most : Fraction
        What the dearest room found is worth, and what no room exceeds: the same where the steps suffice. `above` where
        no room is worth more.
    """
    scale = lcm(*(number.denominator for number in (*prices, *charges, above)))
    worth = [int(price * scale) for price in prices]
    cost = [int(charge * scale) for charge in charges]
    parties = list(seating.needs.values())
    best = int(above * scale)
    ticket = count()
    waiting: list[tuple[int, int, int, int, tuple[int, ...]]] = []

    def look(room: int, gain: int, candidates: tuple[int, ...]) -> None:
        """Value a room, and keep it where adding candidates to it may beat the best."""
        nonlocal best
        free = seating.limit - seating.taken(room)
        lacking = {at: parties[at] & ~room for at in candidates}
        gain += sum(worth[at] for at, rest in lacking.items() if not rest)
        best = max(best, gain)
        lacking = {at: rest for at, rest in lacking.items() if rest and seating.taken(rest) <= free}
        most = gain + _most(lacking, worth, cost, seating.seats, free)
        if most > best:
            heappush(waiting, (-most, next(ticket), room, gain, tuple(lacking)))

    look(0, 0, tuple(at for at, price in enumerate(worth) if price > 0))
    # The most promising room first, so that the next one bounds all that are left whenever the steps end.
    while waiting and -waiting[0][0] > best and steps > 0:
        steps -= 1
        _, _, room, gain, candidates = heappop(waiting)
        dearest = max(candidates, key=lambda at: worth[at])
        others = tuple(at for at in candidates if at != dearest)
        look(room, gain, others)
        joined = room | parties[dearest]
        if not any(pair & joined == pair for pair in seating.apart):
            paid = sum(cost[agency] for agency in ones(parties[dearest] & ~room))
            look(joined, gain + worth[dearest] - paid, others)
    most = max(best, -waiting[0][0]) if waiting else best
    return Fraction(best, scale), Fraction(most, scale)


def _most(lacking: dict[int, int], worth: list[int], cost: list[int], seats: Sequence[int], free: int) -> int:
    """Bound what free seats gain: each need's worth shared out over the agencies it lacks, the best seats filled."""
    gains: dict[int, int] = {}
    for at, rest in lacking.items():
        places = ones(rest)
        share, left_over = divmod(worth[at], len(places))
        for place in places:
            gains[place] = gains.get(place, -cost[place]) + share
        gains[places[0]] += left_over
    unit = lcm(*seats)
    total = 0
    per_seat = sorted(((gain * unit // seats[at], at) for at, gain in gains.items() if gain > 0), reverse=True)
    for density, at in per_seat:
        if seats[at] >= free:
            return total - (-density * free // unit)
        total += gains[at]
        free -= seats[at]
    return total
