"""A document as every layout gives it: paragraphs and tables in order, whatever file they came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from ipnetwork.notice.located import Located, Spot, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.errors import Fault


@dataclass(slots=True)
class Cell:
    r"""One cell of a table: where it is, and what stands in it.

    Parameters
    ----------
    start, stop : int
        Its columns, from 0, as for a slice.
    top, bottom : int
        Its first and last row, from 1; in a table drawn in characters, its first and last line.
    content : Located
        What stands in it. Where the file itself breaks a line (a paragraph in Word, a ``<br>``), it holds ``\n``.
    """

    start: int
    stop: int
    top: int
    bottom: int
    content: Located


@dataclass
class Grid:
    """One table, or what of it fitted on a page.

    Parameters
    ----------
    width : int
        How many columns it has.
    cells : list of Cell
        In reading order: by row, then by column; none for places that no cell covers.
    page, table : int
        The page it is on and its number in the document (in PDF: on the page), from 1; 0 where there is none.
    broken : list of int
        Rows that cannot be trusted, because something in the file contradicts itself there.
    wraps : bool
        Whether a line ends where it was full (PDF, drawn tables) and not where the author ended it.
    """

    width: int
    cells: list[Cell]
    page: int = 0
    table: int = 0
    broken: list[int] = field(default_factory=list)
    wraps: bool = False

    def at(self, column: int, top: int, bottom: int) -> Cell | None:
        """Return the cell that covers these rows of a column, if one does."""
        cells = self._by_column[column]
        after = bisect_right(cells, top, key=lambda cell: cell.top)
        return cells[after - 1] if after and bottom <= cells[after - 1].bottom else None

    def begun(self, top: int, bottom: int, column: int | None = None) -> list[Cell]:
        """Return the cells that begin in some rows, all of them or those that cover a column."""
        cells = self.cells if column is None else self._by_column[column]
        first = bisect_left(cells, top, key=lambda cell: cell.top)
        return cells[first : bisect_right(cells, bottom, key=lambda cell: cell.top)]

    @cached_property
    def rows(self) -> list[int]:
        """The rows that some cell covers: a sheet may have a million that none does."""
        rows: list[int] = []
        for cell in sorted(self.cells, key=lambda cell: cell.top):
            rows += range(max(cell.top, rows[-1] + 1) if rows else cell.top, cell.bottom + 1)
        return rows

    @cached_property
    def alone(self) -> dict[int, Cell]:
        """The cells that have a row for themselves: nothing else stands in it, or hangs down into it."""
        filled = sorted((cell for cell in self.cells if cell.content.text), key=lambda cell: cell.top)
        reached, found = 0, {}
        for top, group in groupby(filled, key=lambda cell: cell.top):
            row = list(group)
            if len(row) == 1 and reached < top:
                found[top] = row[0]
            reached = max(reached, *(cell.bottom for cell in row))
        return found

    @cached_property
    def _by_column(self) -> list[list[Cell]]:
        """The cells of each column, from top to bottom."""
        columns: list[list[Cell]] = [[] for _ in range(self.width)]
        for cell in sorted(self.cells, key=lambda cell: cell.top):
            for column in range(cell.start, cell.stop):
                columns[column].append(cell)
        return columns

    def place(self, top: int, bottom: int, column: int = 0) -> str:
        """Name some of its rows: ``t1 r4-5``, or ``L26-31`` in a table drawn in characters."""
        return place([Spot(self.page, self.table, top), Spot(self.page, self.table, bottom)], column)


@dataclass(frozen=True)
class Document:
    """What a layout read: its blocks in order, and what of the file could not be read."""

    blocks: tuple[Located | Grid, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Located]:
        """Its paragraphs, tables left out."""
        return (block for block in self.blocks if isinstance(block, Located))


def number_blocks(blocks: Sequence[Located | Grid], faults: Sequence[Fault] = ()) -> Document:
    """Give each paragraph and each cell its number, so that what is cut from it knows where it stood."""
    numbered: list[Located | Grid] = []
    count = 0
    for block in blocks:
        if isinstance(block, Located):
            numbered.append(replace(block, block=count, start=0))
            count += 1
            continue
        for cell in block.cells:
            cell.content = replace(cell.content, block=count, start=0)
            count += 1
        numbered.append(block)
    return Document(tuple(numbered), tuple(faults))
