"""Give each cell of a table in a web page the rows and columns that the HTML standard gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Located, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_COLSPAN, _MOST_ROWSPAN = 1000, 65534  # as in the HTML standard
_WIDEST = 1000
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_INTEGER = re.compile(r"[ \t\n\f\r]*([-+]?)0*([0-9]{1,9})")


def integer(text: str) -> int | None:
    """Read the number that the value of an attribute begins with; None if it begins with none."""
    match = _INTEGER.match(text)
    return int(match[1] + match[2]) if match else None


@dataclass(slots=True)
class Box:
    """A cell as the page gives it: its spans, of which `down` 0 reaches to the end of its group, and its lines."""

    across: int
    down: int
    lines: list[str] = field(default_factory=list)


class Table:
    """A table as the page gives it: groups of rows of cells, and the cell that is open."""

    def __init__(self) -> None:
        self._groups: list[tuple[str, list[list[Box]]]] = [("", [])]
        self.cell: Box | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> int:
        """Take a tag that opens, and return how many columns it takes."""
        rows = self._groups[-1][1]
        if tag in _GROUPS:
            self._groups.append((tag, []))
        elif tag == "tr" or (tag in {"td", "th"} and not rows):
            rows.append([])
        if tag not in {"td", "th"}:
            return 0
        across, down = integer(attributes.get("colspan", "")), integer(attributes.get("rowspan", ""))
        self.cell = Box(
            min(across, _MOST_COLSPAN) if across is not None and across > 0 else 1,
            min(down, _MOST_ROWSPAN) if down is not None and down >= 0 else 1,
        )
        rows[-1].append(self.cell)
        return self.cell.across

    def end(self, tag: str) -> None:
        """Take a tag that closes."""
        if tag in _GROUPS:
            self._groups.append(("", []))
        elif tag in {"td", "th"}:
            self.cell = None

    @property
    def groups(self) -> list[list[list[Box]]]:
        """The rows of each group, in printed order: the first head on top, the first foot at the bottom."""
        tags = [tag for tag, _ in self._groups]
        head = tags.index("thead") if "thead" in tags else None
        foot = tags.index("tfoot") if "tfoot" in tags else None
        order = sorted(range(len(tags)), key=lambda number: (number == foot) - (number == head))
        return [self._groups[number][1] for number in order]

    @property
    def lines(self) -> list[str]:
        """All lines of its cells."""
        return [line for rows in self.groups for row in rows for cell in row for line in cell.lines]


def resolve(table: Table, number: int) -> Grid | None:
    """Place the cells of a table.

    Parameters
    ----------
    table : Table
        All of it.
    number : int
        Its number in the document.

    Returns
    -------
    Grid or None
        None for a single row or column: that arranges the page. Rows of a cell that reaches into another are `broken`,
        and rows of over a thousand columns, which are cut off there. Columns that only spans reach are left out.
    """
    grid = Grid(0, [], table=number)
    clashes: list[tuple[int, int]] = []
    row = 0
    for group in table.groups:
        free = [0] * _WIDEST  # the row, from 0, in which each column is free again
        last = row + len(group)
        for boxes in group:
            clashes += _place(grid, boxes, free, (row, last))
            row += 1
    grid.width = max((cell.start + 1 for cell in grid.cells), default=0)
    if grid.width < 2 or len({cell.top for cell in grid.cells}) < 2:  # noqa: PLR2004 – fewer are no table
        return None
    for cell in grid.cells:
        cell.stop = min(cell.stop, grid.width)
    grid.broken = _rows_of(clashes)
    return grid


def _place(grid: Grid, boxes: list[Box], free: list[int], rows: tuple[int, int]) -> list[tuple[int, int]]:
    """Place one row, each cell in the next free column, and return which rows clash; `rows`: this, the next group's."""
    row, last = rows
    clashes = []
    column = 0
    for box in boxes:
        while column < _WIDEST and free[column] > row:
            column += 1
        if column == _WIDEST:
            clashes.append((row + 1, row + 1))
            break
        stop = min(column + box.across, _WIDEST)
        bottom = min(row + box.down, last) if box.down else last
        reach = max(free[column:stop])
        if reach > row:
            clashes.append((row + 1, min(reach, bottom)))
        free[column:stop] = [max(bottom, until) for until in free[column:stop]]
        text = "\n".join(box.lines)
        content = Located(text, (Spot(0, grid.table, row + 1),) * len(text), column + 1)
        grid.cells.append(Cell(column, stop, row + 1, bottom, content))
        column = stop
    return clashes


def _rows_of(spans: list[tuple[int, int]]) -> list[int]:
    """List the rows of spans, given in the order of their first rows."""
    rows: list[int] = []
    for first, last in spans:
        rows += range(max(first, rows[-1] + 1) if rows else first, last + 1)
    return rows
