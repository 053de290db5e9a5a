"""Text that remembers the line each of its characters stood on, however it was joined, trimmed or cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Printers of Chinese tables pad and wrap at will: a space means something only between two Latin words or numbers.
_STRAY_SPACE = re.compile(r"(?<![!-~\s])\s+|\s+(?![!-~\s])")


@dataclass(frozen=True, slots=True)
class Located:
    """A text and the line of each of its characters.

    Parameters
    ----------
    text : str
        The characters.
    lines : tuple of int
        As many line numbers, from 1.
    column : int
        The table column it stands in, from 1; 0 outside a table.
    """

    text: str
    lines: tuple[int, ...]
    column: int = 0

    def cut(self, start: int, stop: int) -> Located:
        """Return the part from `start` to `stop`, as for a slice."""
        return Located(self.text[start:stop], self.lines[start:stop], self.column)

    @property
    def place(self) -> str:
        """Where it stands, to turn to: ``L26-31 c5``; empty for an empty text."""
        return place(self.lines, self.column)


def place(lines: Iterable[int], column: int = 0) -> str:
    """Name the first and last of some lines, and a column: ``L26-31 c5``."""
    numbers = sorted(lines)
    if not numbers:
        return ""
    extent = f"L{numbers[0]}" if numbers[0] == numbers[-1] else f"L{numbers[0]}-{numbers[-1]}"
    return f"{extent} c{column}" if column else extent


def join_lines(lines: Iterable[tuple[int, str]], column: int = 0) -> Located:
    """Join the lines of one cell into one text, without the spaces that only filled the cell.

    Parameters
    ----------
    lines : iterable of (int, str)
        Line numbers and what stands there.
    column : int
        The cell's column, from 1.

    Returns
    -------
    Located
        Two Latin words on neighbouring lines keep a space between them; Chinese text gets none.
    """
    text, numbers = "", []
    for number, piece in lines:
        bare = piece.strip()
        if not bare:
            continue
        if text and text[-1].isascii() and text[-1].isalpha() and bare[0].isascii() and bare[0].isalpha():
            bare = " " + bare
        text += bare
        numbers += [number] * len(bare)
    keep = [True] * len(text)
    for match in _STRAY_SPACE.finditer(text):
        keep[match.start() : match.end()] = [False] * len(match.group())
    kept = [place for place, stays in enumerate(keep) if stays]
    return Located("".join(text[at] for at in kept), tuple(numbers[at] for at in kept), column)
