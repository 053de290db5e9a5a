"""Seat needs one after the other where they fit: a start for the search, and what it is measured against."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ipnetwork.meetings.seating import Seating


def first_fit(seating: Seating, needs: Iterable[int]) -> list[int]:
    """Seat each need in the first room where it fits, else open a new one.

    Parameters
    ----------
    seating : Seating
        Says what a room may be.
    needs : iterable of int
        Sets of agencies, as bits, in the order they are seated.

    Returns
    -------
    list of int
        The rooms.
    """
    rooms: list[int] = []
    for need in needs:
        place = next((at for at, room in enumerate(rooms) if seating.allows(room | need)), None)
        if place is None:
            rooms.append(need)
        else:
            rooms[place] |= need
    return rooms


def best_fit(seating: Seating, needs: Iterable[int]) -> list[int]:
    """Seat each need in the room that it fills least, the first such; parameters and result as `first_fit`."""
    rooms: list[int] = []
    for need in needs:
        fitting = [(seating.taken(need & ~room), at) for at, room in enumerate(rooms) if seating.allows(room | need)]
        if fitting:
            rooms[min(fitting)[1]] |= need
        else:
            rooms.append(need)
    return rooms


def tidy(seating: Seating, rooms: Iterable[int]) -> list[int]:
    """Seat each need in one room only, and let everybody go who is not needed there.

    First in the first room that holds it, which empties rooms that nothing needs; then in the smallest, where agendas
    put it.
    """
    rooms = _seat_once(seating, list(rooms), lambda _: 0)
    while True:
        smaller = _seat_once(seating, rooms, seating.taken)
        if smaller == rooms:
            return rooms
        rooms = smaller


def _seat_once(seating: Seating, rooms: list[int], choice: Callable[[int], int]) -> list[int]:
    """Give each need to one of the rooms that hold it, the first of those least by `choice`, and drop the rest."""
    kept = dict.fromkeys(rooms, 0)
    for need in seating.needs.values():
        kept[min((room for room in kept if need & ~room == 0), key=choice)] |= need
    return [room for room in kept.values() if room]


def good_start(seating: Seating, *, starts: int = 40) -> list[list[int]]:
    """Return several plans, the best first: needs in order, largest first, and in random orders of a fixed seed.

    Parameters
    ----------
    seating : Seating
        The question.
    starts : int, default 40
        How many random orders.

    Returns
    -------
    list of list of int
        Each plan the rooms that it has, fewest meetings and seats first.
    """
    needs = list(seating.needs.values())
    generator = random.Random(0)  # noqa: S311 – not for secrets
    orders = [needs, sorted(needs, key=seating.taken, reverse=True)]
    orders += [generator.sample(needs, len(needs)) for _ in range(starts)]
    plans = [tidy(seating, fit(seating, order)) for order in orders for fit in (first_fit, best_fit)]
    return sorted(plans, key=lambda rooms: (len(rooms), sum(map(seating.taken, rooms))))
