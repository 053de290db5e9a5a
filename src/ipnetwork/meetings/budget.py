"""Limit the work that a plan of meetings may take, by counting it; seconds are only a brake."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Self

from ipnetwork.meetings.parties import is_count


@dataclass(frozen=True)
class Limits:
    """How much work a plan of meetings may take; what is found until then is kept, with its bound.

    A stage may take 60 % of it for the meetings, 80 % of the rest for the attendances, and what is left for the diary.

    Parameters
    ----------
    rooms : int, default 5,000,000
        Rooms to look at in all. Proving a list of prices takes up to 60,000 besides.
    branches : int, default 400
        Case distinctions to make for one goal.
    seconds : float, default 600
        The brake: plans that differ from one machine to another come only from this one.

    Raises
    ------
    ValueError
        If a limit is below 0, or no number.
    """

    rooms: int = 5_000_000
    branches: int = 400
    seconds: float = 600.0

    def __post_init__(self) -> None:
        """Refuse limits that limit nothing."""
        if not is_count(self.rooms, least=0) or not is_count(self.branches, least=0):
            raise ValueError(f"rooms and branches must be whole numbers, not {self.rooms!r} and {self.branches!r}")
        if not self.seconds >= 0:  # nor NaN
            raise ValueError(f"seconds must not be below 0, not {self.seconds!r}")


class Spent(Exception):  # noqa: N818 – the end of the work, not an error
    """Tells the search to stop with what it has."""


class Budget:
    """What is left of the limits, stage by stage: a stage that finds no end leaves something to the next.

    Parameters
    ----------
    limits : Limits
        What there is at the start.
    """

    def __init__(self, limits: Limits) -> None:
        from tqdm.auto import tqdm  # noqa: PLC0415 – only for work that takes a while

        self.limits, self.rooms, self.branches = limits, limits.rooms, limits.branches
        self._left, self._last = limits.rooms, time.monotonic() + limits.seconds
        self.end = self._last
        self.bar = tqdm(desc="joint meetings", unit=" rooms", unit_scale=True, delay=2, mininterval=1, leave=False)

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the progress bar away."""
        self.bar.close()

    def begin(self, share: float) -> None:
        """Begin a stage, which may take this share of what is left."""
        now = time.monotonic()
        self.rooms, self.branches = int(self._left * share), self.limits.branches
        self.end = now + (self._last - now) * share

    @property
    def seconds(self) -> float:
        """The seconds that are left to the stage."""
        return self.end - time.monotonic()

    def spend(self, rooms: int) -> None:
        """Take rooms off the budget, and stop the search where nothing is left."""
        self.rooms -= rooms
        self._left -= rooms
        self.bar.update(rooms)
        if self.rooms <= 0:
            raise Spent(f"the limit of {self.limits.rooms:,} rooms was reached")
        if self.seconds <= 0:
            raise Spent(f"the limit of {self.limits.seconds:g} seconds was reached")

    def branch(self) -> None:
        """Take one case distinction off the budget."""
        self.branches -= 1
        if self.branches < 0:
            raise Spent(f"the limit of {self.limits.branches:,} branches was reached")
