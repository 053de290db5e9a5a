"""Find the rooms that are worth most at given prices: depth first over unions of needs, with a knapsack bound.

A room is worth the prices of the needs that it holds, less what its agencies are charged. The bound: share out each
need's price over the agencies that the room still lacks for it; then no room gains more than the best agencies that
fill its free seats.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from ipnetwork.meetings.seating import ones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.meetings.seating import Seating

_EPS = 1e-9


def dive_for_rooms(seating: Seating, prices: np.ndarray, charges: Sequence[float], *, above: float) -> list[int]:
    """Find good rooms fast, though not the best: one from each need, adding what gains most a seat until it is full.

    Parameters
    ----------
    seating : Seating
        The question.
    prices : array
        What each need is worth.
    charges : sequence of float
        What each agency costs.
    above : float
        Rooms worth no more are of no interest.

    Returns
    -------
    list of int
        Rooms, each once.
    """
    needs = list(seating.needs.values())
    parties = np.array([[need >> at & 1 for at in range(len(seating.seats))] for need in needs], dtype=float)
    seats, paid = parties * seating.seats, parties * np.array(charges)
    rooms: dict[int, float] = {}
    for start, need in enumerate(needs):
        room, outside = need, 1.0 - parties[start]
        while True:
            taken, gain = seats @ outside, np.round(prices - paid @ outside, 9)
            fitting = (taken > 0) & (taken <= seating.limit - seating.taken(room)) & (gain > 0)
            order = np.argsort(-np.round(gain / np.maximum(taken, 1), 9), kind="stable")
            joined = next((room | needs[at] for at in order if fitting[at] and seating.allows(room | needs[at])), None)
            if joined is None:
                break
            room = joined
            outside = np.array([not room >> at & 1 for at in range(len(seats[0]))], dtype=float)
        worth = prices[seats @ outside == 0].sum() - sum(charges[at] for at in ones(room))
        if worth > above + _EPS and seating.allows(room):
            rooms[room] = float(worth)
    return list(rooms)


@dataclass(frozen=True)
class Limit:
    """When a search ends: after so many rooms, and at the latest at a time of `time.monotonic`."""

    rooms: int
    until: float = inf


@dataclass(frozen=True)
class Found:
    """What a search for rooms found.

    Parameters
    ----------
    rooms : dict of int to float
        Rooms, as bits, and what each is worth.
    most : float
        No room is worth more.
    steps : int
        How many rooms were looked at.
    whole : bool
        Whether every room was looked at or ruled out.
    """

    rooms: dict[int, float]
    most: float
    steps: int
    whole: bool


def find_rooms(
    seating: Seating,
    prices: Sequence[float],
    charges: Sequence[float],
    *,
    above: float,
    limit: Limit,
    every: int = 0,
) -> Found:
    """Find rooms that are worth more than a sum, among them the one worth most.

    Parameters
    ----------
    seating : Seating
        The question.
    prices : sequence of float
        What each need is worth.
    charges : sequence of float
        What each agency costs that sits in the room; not below 0.
    above : float
        Rooms worth no more are of no interest; not below 0, what the empty room is worth, unless all are looked for.
    limit : Limit
        How many rooms to look at, and until when.
    every : int, default 0
        With 0 each room found raises the sum that the next one has to beat. Otherwise find all rooms above the sum,
        until there are so many.

    Returns
    -------
    Found
        Rooms and an upper bound that holds even where the search ended early.
    """
    search = _Search(seating, list(prices), list(charges), above, limit, every)
    order = sorted(range(len(search.needs)), key=lambda at: -search.prices[at])
    search.look(0, 0.0, [at for at in order if search.prices[at] > 0 or every])
    whole = search.cut == float("-inf")
    most = max([*search.rooms.values(), search.cut, above])
    return Found(search.rooms, most, search.steps, whole)


class _Search:
    """The state of one search: a class so that the recursion carries only what changes."""

    def __init__(
        self, seating: Seating, prices: list[float], charges: list[float], above: float, limit: Limit, every: int
    ) -> None:
        self.seating, self.prices, self.charges = seating, prices, charges
        self.needs = list(seating.needs.values())
        self.above, self.limit, self.every = above, limit, every
        self.rooms: dict[int, float] = {}
        self.steps, self.cut = 0, float("-inf")

    def look(self, room: int, worth: float, candidates: list[int]) -> None:
        """Record a room and look into every room that adds candidates to it, the dearest first."""
        self.steps += 1
        free = self.seating.limit - self.seating.taken(room)
        lacking_of = [(at, self.needs[at] & ~room) for at in candidates]
        worth += sum(self.prices[at] for at, lacking in lacking_of if not lacking)
        rest = [(at, lacking) for at, lacking in lacking_of if lacking and self.seating.taken(lacking) <= free]
        if room and worth > self.above + _EPS:
            self.rooms[room] = max(worth, self.rooms.get(room, worth))
            if not self.every:
                self.above = worth
        gains = self._gains(rest)
        for place, (at, lacking) in enumerate(rest):
            bound = worth + self._most(gains, free)
            if bound <= self.above + _EPS:
                return
            if self._ended():
                self.cut = max(self.cut, bound)
                return
            joined = room | lacking
            if not any(pair & joined == pair for pair in self.seating.apart):
                cost = sum(self.charges[agency] for agency in ones(lacking))
                self.look(joined, worth + self.prices[at] - cost, [other for other, _ in rest[place + 1 :]])
            share = self.prices[at] / lacking.bit_count()
            for agency in ones(lacking):
                gains[agency] -= share

    def _ended(self) -> bool:
        """Say whether enough was looked at or found; the clock is asked now and then."""
        if self.steps % 256 == 0 and time.monotonic() > self.limit.until:
            self.limit = Limit(0)
        return self.steps >= self.limit.rooms or bool(self.every and len(self.rooms) >= self.every)

    def _gains(self, rest: list[tuple[int, int]]) -> dict[int, float]:
        """Share out the prices of the remaining needs over the agencies that they lack, and charge the agencies."""
        gains: dict[int, float] = {}
        for at, lacking in rest:
            places = ones(lacking)
            share = self.prices[at] / len(places)
            for agency in places:
                gains[agency] = gains.get(agency, -self.charges[agency]) + share
        return gains

    def _most(self, gains: dict[int, float], free: int) -> float:
        """Return the most that free seats can gain: a knapsack, filled with the best gain a seat, the last cut up."""
        seats = self.seating.seats
        total = 0.0
        for gain, taken in sorted(((gain / seats[a], seats[a]) for a, gain in gains.items() if gain > 0), reverse=True):
            if taken >= free:
                return total + gain * free
            total += gain * taken
            free -= taken
        return total
