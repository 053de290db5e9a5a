"""A clause that was found, and where each part of it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ipnetwork.notice.located import place
from ipnetwork.notice.phrases import declares_first
from ipnetwork.notice.record import seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipnetwork.notice.clauses import Clause, Name
    from ipnetwork.notice.located import Located, Spot
    from ipnetwork.notice.record import Span


@dataclass(frozen=True)
class Found:
    """A clause and where it stands.

    Parameters
    ----------
    text : str
        The clause; where it stands in several stretches, with a ； between them.
    pieces : tuple of Located
        The stretches.
    outer : (int, int)
        The place of the whole with its brackets, in the first paragraph.
    clause : Clause
        What it says.
    running : bool
        Whether it is a sentence of running text.
    """

    text: str
    pieces: tuple[Located, ...]
    outer: tuple[int, int]
    clause: Clause
    running: bool = False

    @property
    def wrong(self) -> str:
        """What does not read as a name."""
        return self.clause.wrong

    @property
    def spots(self) -> list[Spot]:
        """The place of each of its characters."""
        return [spot for piece in self.pieces for spot in piece.spots]

    @property
    def place(self) -> str:
        """Where it stands, to turn to."""
        return place(self.spots)

    def cut(self, start: int, stop: int) -> Located:
        """Return a part of its text, which lies within one stretch."""
        for piece in self.pieces:
            if start < len(piece.text):
                return piece.cut(start, stop)
            start, stop = start - len(piece.text) - 1, stop - len(piece.text) - 1
        return self.pieces[-1].cut(len(self.pieces[-1].text), len(self.pieces[-1].text))

    def by_list(self) -> list[tuple[str, list[Name]]]:
        """Return its names, those of one list together: what stands between two role words."""
        ends = sorted(stop for _, stop in self.clause.words)
        lists = groupby(self.clause.names, key=lambda name: (name.word, bisect_right(ends, name.start)))
        return [(word, list(names)) for (word, _), names in lists]

    def spans(self) -> Iterator[Span]:
        """Yield what was taken for a role word, a name, a separator and a rule."""
        marks = [(*at, "role") for at in self.clause.words]
        marks += [(name.start, name.stop, "name") for name in self.clause.names]
        rule = declares_first(self.text)
        marks += [(*rule.span(), "rule")] if rule else []
        end = min(start for start, *_ in marks)
        for start, stop, taken_for in sorted(marks):
            if start < end:
                continue
            for begin, finish, kind in ((end, start, "separator"), (start, stop, taken_for)):
                part = self.cut(begin, finish)
                if part.text.strip():
                    yield seen(part, kind)
            end = stop
