"""Say what has to be seated: sets of agencies as bits, the seats that each takes, and how many a room holds.

Bit *i* of a number stands for the *i*-th agency, so a set of agencies is one integer: a party list, a room, or a set
that must not meet. `together` and `never` are the two halves of every case distinction in the search and in the proof.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Need = tuple[str, ...]  # the items that one room has to seat together


def bits(places: Iterable[int]) -> int:
    """Return a set of numbers as bits."""
    return sum(1 << place for place in set(places))


@lru_cache(maxsize=1 << 16)
def ones(room: int) -> tuple[int, ...]:
    """Return the numbers in a set of bits, ascending. A search asks for the same sets again and again."""
    places = []
    while room:
        low = room & -room
        places.append(low.bit_length() - 1)
        room ^= low
    return tuple(places)


@dataclass(frozen=True)
class Seating:
    """A question of seating: for each need, some room must hold all its agencies; no room may hold too many.

    Parameters
    ----------
    needs : mapping of tuple of str to int
        The items that must be seated in one room, and the agencies of all of them, as bits.
    seats : tuple of int
        The seats that each agency takes.
    limit : int
        The seats of a room.
    apart : tuple of int
        Sets of agencies, as bits, that no room may hold whole.
    """

    needs: Mapping[Need, int]
    seats: tuple[int, ...]
    limit: int
    apart: tuple[int, ...] = ()

    @cached_property
    def _alike(self) -> bool:
        return set(self.seats) <= {1}

    def taken(self, room: int) -> int:
        """Return the seats that a room's agencies take."""
        return room.bit_count() if self._alike else sum(self.seats[place] for place in ones(room))

    def allows(self, room: int) -> bool:
        """Say whether a room may be: few enough seats, and nobody together who must not be."""
        return self.taken(room) <= self.limit and not any(pair & room == pair for pair in self.apart)

    def essential(self) -> Seating:
        """Leave out every need that another one contains: it rides free in the other's room."""
        kept: dict[Need, int] = {}
        largest_first = sorted(self.needs.items(), key=lambda need: -need[1].bit_count())
        for name, parties in largest_first:
            if not any(parties & other == parties for other in kept.values()):
                kept[name] = parties
        return replace(self, needs={name: parties for name, parties in self.needs.items() if name in kept})

    def together(self, one: Need, other: Need) -> Seating:
        """Return the question in which some room must hold two needs at once."""
        merged = dict(self.needs) | {one + other: self.needs[one] | self.needs[other]}
        return replace(self, needs=merged).essential()

    def never(self, one: Need, other: Need) -> Seating:
        """Return the question in which no room may hold the two needs at once."""
        return replace(self, apart=(*self.apart, self.needs[one] | self.needs[other]))


def find_incompatible(seating: Seating, *, steps: int = 20_000) -> list[Need]:
    """Find needs of which no two fit in one room: each takes a meeting of its own, which anybody can check by hand.

    Parameters
    ----------
    seating : Seating
        The question.
    steps : int, default 20,000
        How many sets to look at; past that the largest one found so far.

    Returns
    -------
    list of tuple of str
        The needs, in order.
    """
    names, parties = list(seating.needs), list(seating.needs.values())
    apart = [0] * len(names)
    for one, other in combinations(range(len(names)), 2):
        if not seating.allows(parties[one] | parties[other]):
            apart[one] |= 1 << other
            apart[other] |= 1 << one
    return [names[place] for place in ones(largest_clique(apart, steps=steps))]


def largest_clique(joined: list[int], *, steps: int) -> int:
    """Return a largest set of nodes that are all joined, as bits; `joined` holds the neighbours of each node as bits.

    Branch and bound with a greedy colouring as bound (Tomita and Seki 2003), which ends after so many steps with the
    best found so far.
    """
    best, left = 0, steps

    def grow(clique: int, candidates: int) -> None:
        nonlocal best, left
        left -= 1
        if clique.bit_count() > best.bit_count():
            best = clique
        order = _coloured(joined, candidates)
        for place, colour in reversed(order):
            if left <= 0 or clique.bit_count() + colour <= best.bit_count():
                return
            grow(clique | 1 << place, candidates & joined[place])
            candidates &= ~(1 << place)

    grow(0, (1 << len(joined)) - 1)
    return best


def _coloured(joined: list[int], candidates: int) -> list[tuple[int, int]]:
    """Return the candidates with a greedy colour each, by colour: a clique holds at most one of each."""
    order, colour = [], 0
    while candidates:
        colour += 1
        free = candidates
        while free:
            place = (free & -free).bit_length() - 1
            order.append((place, colour))
            candidates &= ~(1 << place)
            free &= ~(1 << place) & ~joined[place]
    return order
