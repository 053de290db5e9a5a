"""Gather the cells of each row of a task table: its number, its task, its bodies, its category."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ipnetwork.notice.located import Located, Spot, place
from ipnetwork.notice.roles import LEAD
from ipnetwork.notice.sections import CONTINUED, label_at, labelled, section_of, titled_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.notice.columns import Columns
    from ipnetwork.notice.document import Cell, Grid
    from ipnetwork.notice.table import Reading


_HAN = re.compile("([一二三四五六七八九十]{1,3})[、.．]?")


@dataclass(slots=True)
class Raw:
    """One row as its cells have it.

    Parameters
    ----------
    grid, columns
        The table it stands in, and what its columns hold.
    top, bottom : int
        Its rows.
    number : Located
        What stands in the column of numbers; empty where there is none.
    cells : dict of int to Located
        What stands in the columns of tasks and roles.
    section : (str, str)
        The category and its label, from section rows or a column of labels.
    clause : int
        1, or 2 and on for the further clauses of one item.
    count : int
        The how manieth row of the document's tables it is.
    merged : bool
        Whether a cell of a drawn table covers several columns.
    more : dict of int to list of (str, Located)
        What stands in the columns of the rows that go on with it, each with what parts it from what is above.
    """

    grid: Grid
    columns: Columns
    top: int
    bottom: int
    number: Located
    cells: dict[int, Located]
    section: tuple[str, str] = ("", "")
    clause: int = 1
    count: int = 0
    merged: bool = False
    more: dict[int, list[tuple[str, Located]]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where the row stands."""
        if self.grid.table:
            return self.grid.place(self.top, self.bottom)
        spots = [spot for content in (self.number, *self.cells.values()) for spot in content.spots]
        return place(spots) or self.grid.place(self.top, self.bottom)

    def texts(self) -> list[Located]:
        """Return what stands in the columns of tasks."""
        return [self.cells[column] for column in self.columns.texts if column in self.cells]

    def roles(self, *, leads_first: bool) -> list[tuple[int, Located]]:
        """Return what stands in the columns of roles."""
        order = sorted(
            self.columns.roles, key=lambda column: (leads_first and self.columns.roles[column][1] != LEAD, column)
        )
        return [(column, self.cells[column]) for column in order if column in self.cells]


def written(content: Located) -> list[str]:
    """Return the lines of a cell on which something stands, a mark of continuation left out."""
    by_line = groupby(zip(content.spots, content.text, strict=True), key=lambda pair: pair[0])
    lines = ["".join(character for _, character in group) for _, group in by_line]
    return [line for line in lines if CONTINUED.sub("", line)]


def is_broken(cell: Cell, grid: Grid) -> bool:
    """Say whether a row that does not fit runs through a cell."""
    return any(cell.top <= row <= cell.bottom for row in grid.broken)


def gather(stretches: Sequence[tuple[Grid, Columns, int, int]], reading: Reading) -> Iterator[Raw]:
    """Yield the rows of a table's pages in order.

    Parameters
    ----------
    stretches : sequence of (Grid, Columns, int, int)
        Pages with what their columns hold, from the first row under the headings to the last.
    reading : Reading
        Takes the faults of rows whose cells do not fit each other.

    Yields
    ------
    Raw
        One a work item, or one a clause where an item has several.
    """
    waiting: Raw | None = None
    count = 0
    section, label = ("", ""), ""
    for grid, columns, first, last in stretches:
        if not grid.table:
            yield from _drawn_rows(grid, columns, first, reading)
            continue
        for top, bottom in _row_extents(grid, columns, first, last):
            raw = _raw(grid, columns, top, bottom)
            titled = section_of(grid, top, bottom) or (_numbered_section(raw) if raw else None)
            if titled:
                section = titled
                reading.saw(titled_content(grid, top), "category")
                continue
            if raw is None or _is_note(raw):
                continue
            label = label_at(grid, columns, top, reading) or label
            if waiting and _goes_on(waiting, raw):
                _extend(waiting, raw)
                continue
            if waiting:
                yield _whole(waiting)
            count += 1
            waiting = raw
            raw.count = count
            raw.section = labelled(label, section) if "label" in columns.held or "category" in columns.held else section
            pieces = list(_clauses(raw))
            if len(pieces) > 1:
                yield from pieces[:-1]
                waiting = pieces[-1]
    if waiting:
        yield _whole(waiting)


def _drawn_rows(grid: Grid, columns: Columns, first: int, reading: Reading) -> Iterator[Raw]:
    """Yield the rows of a drawn table, by its numbers; the cells beside a number must be as tall as it."""
    start = columns.held["item"]
    for name in ("category", "label"):
        for cell in grid.cells:
            if cell.start == columns.held.get(name) and cell.top >= first:
                reading.saw(cell.content, name)
    numbers = [cell for cell in grid.cells if cell.start == start and cell.top >= first]
    # Two numbers in one cell: the rule between two rows is lost, and what stands beside them may have run together too.
    grid.broken += [cell.top for cell in numbers if len(written(cell.content)) > 1 and not is_broken(cell, grid)]
    of_items = sorted([start, *columns.texts, *columns.roles])
    for number in numbers:
        if is_broken(number, grid) and len(written(number.content)) <= 1:
            continue  # its fault is already told
        cells = {column: grid.at(column, number.top, number.bottom) for column in of_items}
        contents = {column: cell.content for column, cell in cells.items() if cell}
        if len(contents) < len(cells):
            where = grid.place(number.top, number.bottom)
            reading.fault(
                where, "its cells are not as tall as its number's", "draw one rule under all of an item's cells"
            )
            continue
        if not any(content.text for content in contents.values()):
            continue  # an empty row closes many printed tables
        merged = any(cell and cell.stop - cell.start > 1 and cell.content.text for cell in cells.values())
        beside = {column: content for column, content in contents.items() if column != start}
        yield Raw(grid, columns, number.top, number.bottom, number.content, beside, merged=merged)


def _row_extents(grid: Grid, columns: Columns, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each item: by the column of numbers, else by that of tasks."""
    by = columns.held.get("item", columns.texts[0] if columns.texts else min(columns.roles))
    end = first - 1
    for row in grid.rows:
        if end < row <= last:
            cell = grid.at(by, row, row)
            end = min(cell.bottom, last) if cell and cell.top == row and cell.content.text else row
            yield row, end


def _raw(grid: Grid, columns: Columns, top: int, bottom: int) -> Raw | None:
    """Take the cells of one row; None where it is empty."""
    nothing = Located("", ())
    number = nothing
    if "item" in columns.held:
        cell = grid.at(columns.held["item"], top, top)
        number = cell.content if cell and cell.top >= top else nothing
    cells = {}
    for column in (*columns.texts, *columns.roles):
        found = {id(cell): cell for row in range(top, bottom + 1) if (cell := grid.at(column, row, row))}
        contents = [cell.content for cell in found.values()]
        cells[column] = _chained(contents) if contents else nothing
    if not number.text and not any(content.text for content in cells.values()):
        return None
    return Raw(grid, columns, top, bottom, number, cells)


def _chained(contents: Sequence[Located]) -> Located:
    """Put what stands in several cells of a column one under the other."""
    return contents[0] if len(contents) == 1 else _joined([("\n", content) for content in contents])


def _joined(parts: Sequence[tuple[str, Located]]) -> Located:
    """Join some texts, each with what parts it from the one before."""
    texts: list[str] = []
    spots: list[Spot] = []
    for joint, content in parts:
        if content.text:
            texts += [joint if texts else "", content.text]
            spots += [*content.spots[: len(joint) if spots else 0], *content.spots]
    return Located("".join(texts), tuple(spots), parts[0][1].column)


def _clauses(raw: Raw) -> Iterator[Raw]:
    """Part an item that several rows with bodies of their own make up: 3, 3.2, 3.3."""
    tops = sorted(
        {cell.top for column in raw.columns.roles for cell in raw.grid.begun(raw.top + 1, raw.bottom, column)}
    )
    edges = [raw.top, *tops, raw.bottom + 1]
    for clause, (top, after) in enumerate(pairwise(edges), 1):
        part = _raw(raw.grid, raw.columns, top, after - 1) if tops else raw
        if part:
            part.clause, part.count, part.section = raw.clause - 1 + clause, raw.count, raw.section
            part.number = raw.number if clause == 1 else part.number
            yield part


def _numbered_section(raw: Raw) -> tuple[str, str] | None:
    """Return the category of a row that has its number in the column of numbers: 一 | 推进改革 | | ."""
    column = raw.columns.held.get("item")
    if column is None or any(content.text for _, content in raw.roles(leads_first=False)):
        return None
    number = _HAN.fullmatch(raw.number.text.strip())
    told = next((content.text for content in raw.texts() if content.text), "")
    arabic = any(cell.content.text.strip().isdigit() for cell in raw.grid.cells if cell.start == column)
    return (number[1], told.replace("\n", "")) if number and told and arabic else None


def _is_note(raw: Raw) -> bool:
    """Say whether a row holds nothing but words in the column of numbers: 第1页，共2页, or 注：…."""
    return (
        not any(content.text for content in raw.cells.values())
        and re.search("[页注：:。]", raw.number.text) is not None
    )


def _goes_on(waiting: Raw, raw: Raw) -> bool:
    """Say whether a row goes on with the one above it, on the page before: it has no number of its own."""
    if "item" not in raw.columns.held or raw.number.text:
        return False
    across = raw.grid is not waiting.grid and raw.grid.wraps
    named = [raw.columns.roles[column][1] for column, content in raw.roles(leads_first=False) if content.text]
    told = any(content.text for content in raw.texts())
    if across or not named or (LEAD not in named and (not told or raw.grid is not waiting.grid)):
        return True
    raw.clause = waiting.clause + 1
    return False


def _whole(raw: Raw) -> Raw:
    """Put together the cells of a row and of those that go on with it."""
    for column, more in raw.more.items():
        raw.cells[column] = _joined([("", raw.cells[column]), *more])
    return raw


def _extend(waiting: Raw, raw: Raw) -> None:
    """Add a row's cells to those of the row that it goes on with."""
    joint = "" if raw.grid is not waiting.grid and raw.grid.wraps else "\n"
    for column, content in raw.cells.items():
        before = waiting.cells.get(column)
        if before is None or not content.text:
            continue
        if not joint or column in waiting.more or content.text != before.text:
            waiting.more.setdefault(column, []).append((joint, content))
    if raw.grid is waiting.grid:
        waiting.bottom = raw.bottom
