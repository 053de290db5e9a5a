"""Say how a table is shown row by row: which cells begin in a row, how tall and wide each is, and where none is."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.notice.document import Cell, Grid
    from ipnetwork.notice.located import Located


class Line(NamedTuple):
    """One row of a table as it is drawn: its first and last row in the document, and the cells that begin in it."""

    top: int
    bottom: int
    cells: list[Cell]


class Slot(NamedTuple):
    """What a row of a drawn table shows at one place: a cell or a gap, and how many columns and rows it takes."""

    content: Located | None
    wide: int
    tall: int


def lines_of(grid: Grid) -> list[Line]:
    """Return the rows of a table in which some cell begins.

    Parameters
    ----------
    grid : Grid
        The table; the rows of a drawn one are lines of the text.

    Returns
    -------
    list of Line
        From top to bottom.
    """
    cells = sorted(grid.cells, key=lambda cell: (cell.top, cell.start))
    rows = [(top, list(group)) for top, group in groupby(cells, key=lambda cell: cell.top)]
    ends = [*(top for top, _ in rows[1:]), max((cell.bottom for cell in cells), default=0) + 1]
    return [
        Line(top, max((cell.bottom for cell in group if cell.bottom < end), default=top), group)
        for (top, group), end in zip(rows, ends, strict=True)
    ]


def arrange(grid: Grid, lines: Sequence[Line]) -> list[list[Slot]]:
    """Return what each row of a table shows.

    Parameters
    ----------
    grid : Grid
        The table.
    lines : sequence of Line
        What `lines_of` returned for it.

    Returns
    -------
    list of list of Slot
        For each line the cells that begin in it and the gaps, from left to right; what hangs down from above is
        left out, as in HTML.
    """
    tops = [line.top for line in lines]
    hanging: list[tuple[int, int, int]] = []
    rows = []
    for at, line in enumerate(lines):
        hanging = [each for each in hanging if each[2] > at]
        begun = [(cell.start, cell.stop, bisect_right(tops, cell.bottom)) for cell in line.cells]
        slots: list[tuple[int, int, Slot | None]] = [(start, stop, None) for start, stop, _ in hanging]
        for cell, (start, stop, after) in zip(line.cells, begun, strict=True):
            slots.append((start, stop, Slot(cell.content, stop - start, after - at)))
        rows.append(_with_gaps(sorted(slots, key=lambda slot: slot[:2]), grid.width))
        hanging += begun
    return rows


def _with_gaps(slots: Sequence[tuple[int, int, Slot | None]], width: int) -> list[Slot]:
    """Return the cells of a row, with a gap for each stretch of columns that neither they nor those above cover."""
    row = []
    reached = 0
    for start, stop, slot in slots:
        if start > reached:
            row.append(Slot(None, start - reached, 1))
        if slot:
            row.append(slot)
        reached = max(reached, stop)
    return [*row, Slot(None, width - reached, 1)] if reached < width else row
