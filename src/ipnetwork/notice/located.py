"""Text that remembers the place each of its characters stood at, however it was joined, trimmed or cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.agencies import LONGEST_NAME, is_closed, local_organs, parts_names
from ipnetwork.notice.phrases import LABEL, OTHER_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Printers of Chinese tables pad and wrap at will: a space means something only between two Latin words or numbers.
_STRAY_SPACE = re.compile(r"(?<![!-~\s])\s+|(?<!\s)\s++(?![!-~])")
_NUMBER = re.compile(r"\d{1,3}(?:[.．-]\d{1,3}){0,3}|[一二三四五六七八九十]{1,3}")
_EDGE = re.compile(r"[\s、，,；;：:。！？]")


class Spot(NamedTuple):
    """Where a character stands.

    Parameters
    ----------
    page, table : int
        From 1; 0 where the document has no pages, or the place is in no table.
    line : int
        The line of the page or text from 1, or the row of the table.
    """

    page: int
    table: int
    line: int


@dataclass(frozen=True, slots=True, repr=False)
class Located:
    """A text and the place of each of its characters.

    Parameters
    ----------
    text : str
        The characters.
    spots : tuple of Spot
        As many places.
    column : int
        The table column it stands in, from 1; 0 outside a table.
    block, start : int
        The block of the document that it was cut from, and where in it; block -1 belongs to none.
    """

    text: str
    spots: tuple[Spot, ...]
    column: int = 0
    block: int = -1
    start: int = 0

    def __repr__(self) -> str:
        """Show the place, and how the text begins."""
        return f"Located({self.place}: {self.text[:40]}{'…' if len(self.text) > 40 else ''})"  # noqa: PLR2004 – a line

    def cut(self, start: int, stop: int) -> Located:
        """Return the part from `start` to `stop`, neither of them negative."""
        return Located(self.text[start:stop], self.spots[start:stop], self.column, self.block, self.start + start)

    def strip(self) -> Located:
        """Return it without the spaces at either end."""
        bare = self.text.strip()
        start = self.text.find(bare)
        return self.cut(start, start + len(bare))

    def translate(self, table: Mapping[int, int]) -> Located:
        """Return it with characters exchanged one for one."""
        return Located(self.text.translate(table), self.spots, self.column, self.block, self.start)

    @property
    def place(self) -> str:
        """Where it stands, to turn to: ``L26-31 c5``, ``t1 r4 c2`` or ``p3 L7``; empty for an empty text."""
        return place(self.spots, self.column)


def place(spots: Iterable[Spot], column: int = 0) -> str:
    """Name the first and last of some places, and a column: ``L26-31 c5``."""
    ordered = sorted(set(spots))
    if not ordered:
        return ""
    first, last = ordered[0], ordered[-1]
    if first[:2] == last[:2]:
        extent = _spell(first) + (f"-{last.line}" if last != first else "")
    else:
        extent = f"{_spell(first)}-{_spell(last)}"
    return f"{extent} c{column}" if column else extent


def _spell(spot: Spot) -> str:
    """Name one place: its page, its table, its row or line."""
    page = f"p{spot.page} " if spot.page else ""
    return f"{page}t{spot.table} r{spot.line}" if spot.table else f"{page}L{spot.line}"


def join_lines(lines: Iterable[tuple[Spot, str]], column: int = 0) -> Located:
    """Join lines into one text, without the spaces that only filled them.

    Parameters
    ----------
    lines : iterable of (Spot, str)
        Places and what stands there.
    column : int
        The cell's column, from 1.

    Returns
    -------
    Located
        Two Latin words on neighbouring lines keep a space between them; Chinese text gets none, but one that parts
        two names outside a table: 市财政局　市教育局.
    """
    parts: list[str] = []
    spots: list[Spot] = []
    last = ""
    for spot, piece in lines:
        bare = piece.strip()
        if not bare:
            continue
        if last.isascii() and last.isalpha() and bare[0].isascii() and bare[0].isalpha():
            bare = " " + bare
        last = bare[-1]
        parts.append(bare)
        spots += [spot] * len(bare)
    text = "".join(parts)
    kept, start = [], 0
    for space in _STRAY_SPACE.finditer(text):
        kept.append((start, space.start()))
        start = space.end()
        if not column and (_keeps(text, space) or _parts_two(text, space)):
            kept.append((space.start(), space.start() + 1))
    kept.append((start, len(text)))
    joined = "".join(text[start:stop] for start, stop in kept)
    places = tuple(spot for start, stop in kept for spot in spots[start:stop])
    return Located(joined.replace("\u3000", " "), places, column)


def _keeps(text: str, space: re.Match[str]) -> bool:
    """Say whether a space says something: before a label, or behind the number that a paragraph begins with."""
    label = LABEL.match(text, space.end()) or OTHER_LABEL.match(text, space.end())
    return bool(label) or _NUMBER.fullmatch(text[: space.start()]) is not None


def _parts_two(text: str, space: re.Match[str]) -> bool:
    """Say whether a space stands between two names."""
    left = _EDGE.split(text[max(0, space.start() - LONGEST_NAME) : space.start()])[-1]
    right = _EDGE.split(text[space.end() : space.end() + LONGEST_NAME], maxsplit=1)[0]
    left = left if is_closed(left) else left.lstrip("（(【〔[")
    right = right if is_closed(right) else right.rstrip("）)】〕]")
    right = "各地区" if right.startswith("各") else right  # a class, whatever commas and brackets it holds
    return min(len(left), len(right)) > 2 and parts_names(left, right, local_organs())  # noqa: PLR2004 – 市局 may be cut
