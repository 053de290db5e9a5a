"""Read the sheets of an Excel workbook, or a CSV, into tables of text as the reader of the sheet sees them."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from ipnetwork.notice.archive import MOST_PLACES, unreadable
from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Located, Spot
from ipnetwork.notice.workbook import LAST_COLUMN, LAST_ROW, read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipnetwork.notice.workbook import Place, Sheet

_DELIMITERS = ",\t;，"
_SAMPLE, _SAMPLE_ROWS = 100_000, 200


def read_workbook(raw: bytes, subject: str) -> list[Located | Grid]:
    """Read the visible sheets of a workbook.

    Parameters
    ----------
    raw : bytes
        The file, an .xlsx.
    subject : str
        What to call it in an error.

    Returns
    -------
    list of Grid
        One a sheet that holds anything. Its number counts the tabs that a reader sees; rows and columns are those of
        the sheet, hidden ones too. Dates are written as 2025-06-30, or 2025-06 where the sheet shows no day; formulas
        as their last result.

    Raises
    ------
    NoticeError
        If it cannot be read whole.
    ImportError
        If lxml is not installed.
    """
    return [_build_grid(sheet, subject) for sheet in read_sheets(raw, subject)]


def read_csv(text: str, subject: str) -> list[Grid]:
    """Read a table whose cells are parted by commas, semicolons, tabs or Chinese commas, whichever fits.

    Parameters
    ----------
    text : str
        The whole table.
    subject : str
        What to call it in an error.

    Returns
    -------
    list of Grid
        The one table, or none if there is nothing in the text. A row that ends early has no cells at its end.

    Raises
    ------
    NoticeError
        If its quotation marks do not match, or it is larger than a plan can be.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=_find_delimiter(text), strict=True)
    cells: list[Cell] = []
    width, row, room = 0, 0, MOST_PLACES
    try:
        for row, fields in enumerate(reader, start=1):
            width = max(width, len(fields))
            room -= max(1, len(fields))
            if room < 0:
                problem = f"more than {MOST_PLACES:,} cells"
                raise unreadable(subject, problem, "give only the table of the plan", f"t1 r{row}")
            cells += [_make_cell((row, at), (row, at), field, 1) for at, field in enumerate(fields, start=1)]
    except csv.Error as error:
        remedy = "put quotation marks around the whole cell, and write each one inside it twice"
        problem = f"cells that cannot be told apart ({error})"
        raise unreadable(subject, problem, remedy, f"t1 r{row + 1}") from error
    return [Grid(width, cells, table=1)] if any(cell.content.text for cell in cells) else []


# Tables


def _build_grid(sheet: Sheet, subject: str) -> Grid:
    """Make a table of the part of a sheet that is used: its texts, merged ranges as one cell each, and its blanks."""
    first, last = _bounds(sheet.texts)
    ends_inside = [end for start, end in sheet.merges if start in sheet.texts and _is_inside(end)]
    wide = _bounds([*sheet.texts, *ends_inside])
    if _size(*wide) <= MOST_PLACES:
        last = wide[1]
    spans, covered = _cover(sheet.merges, first, last, subject)
    ends = {place: place for place in sheet.texts if place not in covered} | spans
    if _size(first, last) <= MOST_PLACES:
        rows, columns = (range(low, high + 1) for low, high in zip(first, last, strict=True))
        ends = {(row, at): (row, at) for row in rows for at in columns if (row, at) not in covered} | ends
    cells = [_make_cell(start, end, sheet.texts.get(start, ""), sheet.number) for start, end in sorted(ends.items())]
    return Grid(last[1], cells, table=sheet.number)


def _is_inside(place: Place) -> bool:
    """Tell whether a range ends before the edge of the sheet; one that does not ends where the texts do."""
    return place[0] < LAST_ROW and place[1] < LAST_COLUMN


def _bounds(places: Iterable[Place]) -> tuple[Place, Place]:
    """Return the first and last corner of the rectangle around some places."""
    rows, columns = zip(*places, strict=True)
    return (min(rows), min(columns)), (max(rows), max(columns))


def _size(first: Place, last: Place) -> int:
    return (last[0] - first[0] + 1) * (last[1] - first[1] + 1)


def _cover(
    merges: list[tuple[Place, Place]], first: Place, last: Place, subject: str
) -> tuple[dict[Place, Place], set[Place]]:
    """Clip merged ranges to the part that is used: where each starts and ends, and all places that they cover."""
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    room = MOST_PLACES
    for start, (bottom, right) in merges:
        end = min(bottom, last[0]), min(right, last[1])
        if start[0] < first[0] or start[1] < first[1] or end[0] < start[0] or end[1] < start[1]:
            continue
        room -= _size(start, end)
        if room < 0:
            problem = f"merged ranges over more than {MOST_PLACES:,} places"
            raise unreadable(subject, problem, "merge only the cells of the table, and save it again")
        places = {(row, at) for row in range(start[0], end[0] + 1) for at in range(start[1], end[1] + 1)}
        if covered.isdisjoint(places):
            covered |= places
            spans[start] = end
    return spans, covered


def _make_cell(start: Place, end: Place, text: str, table: int) -> Cell:
    (top, left), (bottom, right) = start, end
    lines = text.replace("\r", "\n").split("\n")
    bare = "\n".join(line.strip() for line in lines if line.strip())
    return Cell(left - 1, right, top, bottom, Located(bare, (Spot(0, table, top),) * len(bare), left))


# CSV


def _find_delimiter(text: str) -> str:
    """Choose what parts most of the first rows into the same number of cells, and into many."""
    sample = text[:_SAMPLE] if len(text) <= _SAMPLE else text[:_SAMPLE].rpartition("\n")[0]

    def fit(delimiter: str) -> float:
        try:
            rows = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
            widths = Counter(len(row) for row in islice(rows, _SAMPLE_ROWS) if row)
        except csv.Error:
            return 0
        return max(((width - 1) * (count / widths.total()) ** 2 for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=fit)
