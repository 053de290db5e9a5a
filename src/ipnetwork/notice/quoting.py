"""Quote what stands at a place of a notice: the lines behind a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.document import Grid
from ipnetwork.notice.located import place as spell
from ipnetwork.notice.marks import contents, parse_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.notice.document import Cell
    from ipnetwork.notice.located import Located, Spot
    from ipnetwork.notice.record import Notice

_COMMA = re.compile(r"\s*[,，;；]\s*")
_CUT = "…"
_BETWEEN_CELLS = " | "
_REMEDY = "write it as L26, L26-31, L26-31 c5, t1 r4 c2 or p3 L7, several with commas between"


def quote(notice: Notice, place: str) -> str:
    """Return the text that stands at a place of a notice.

    Parameters
    ----------
    notice : Notice
        As `read_notice` returned it, from a file of any layout.
    place : str
        A ``source`` of a plan or a finding: ``L26-31 c5`` (lines of the text, column of the table), ``L26-31``,
        ``t1 r4 c2`` (table, row, column) or ``p3 L7`` (page, line); several with commas between.

    Returns
    -------
    str
        What stands there, put together over its lines as the reader did; … where a paragraph or a cell goes on before
        or behind it. Paragraphs and rows are lines of their own, the cells of a row have `` | `` between them. A cell
        that reaches over several rows is left out where only some of these are asked for, without a column.

    Raises
    ------
    NoticeError
        Naming each place that is none, or at which nothing stands.

    Examples
    --------
    >>> from ipnetwork import read_notice
    >>> notice = read_notice("data/notices/made-up-small.txt")
    >>> quote(notice, "L18-19 c5")
    '市编委办,各区、县…'
    >>> print(quote(notice, "L2, L22"))
    (云府办〔2020〕3号)
    3 | 把居民阅读率写进统计台账。 | 市统计局
    """
    parts = _COMMA.split(place.strip())
    found = [_stands_at(notice, part) for part in parts]
    faults = [told for told in found if isinstance(told, Fault)]
    if faults:
        raise NoticeError(notice.meta.get("key") or "notice", faults)
    return "\n".join(told for told in found if isinstance(told, str))


def is_place(text: str) -> bool:
    """Say whether a text names a place, or several, as `quote` reads it; a table of one's own may say anything."""
    parsed = [parse_place(part) for part in _COMMA.split(text.strip())]
    return all(one is not None and one[0] <= one[1] for one in parsed)


def _stands_at(notice: Notice, where: str) -> str | Fault:
    """Return what stands at one place, or what is wrong with it."""
    parsed = parse_place(where)
    if parsed is None or parsed[1] < parsed[0]:
        return Fault(where or "place", "not a place of a notice", _REMEDY)
    first, last, column = parsed
    lines: list[str] = []
    for block in notice.blocks:
        if isinstance(block, Grid):
            lines += _rows(block, first, last, column)
        elif not column:
            lines += filter(None, [_part(block, first, last)])
    return "\n".join(lines) if lines else Fault(where, "nothing stands there", _extent(notice, column))


def _rows(grid: Grid, first: Spot, last: Spot, column: int) -> Iterator[str]:
    """Yield the rows of a table, as far as they stand between two spots."""
    cells = [
        (cell, text)
        for cell in grid.cells
        if column in {0, cell.content.column} and (text := _part(cell.content, first, last))
    ]
    if not column:
        cells = _without_spanning(cells)
    row = 0
    texts: list[str] = []
    for cell, text in cells:
        if texts and cell.top != row:
            yield _BETWEEN_CELLS.join(texts)
            texts = []
        row = cell.top
        texts.append(text)
    if texts:
        yield _BETWEEN_CELLS.join(texts)


def _without_spanning(cells: Sequence[tuple[Cell, str]]) -> list[tuple[Cell, str]]:
    """Leave out cells that span several rows and belong to rows that were not asked for, too."""
    spans = {(cell.top, cell.bottom) for cell, _ in cells}
    single = {(top, bottom) for top, bottom in spans if not any(_within(other, (top, bottom)) for other in spans)}
    above = min((top for top, _ in single), default=0)
    below = max((bottom for _, bottom in single), default=0)
    kept = {span for span in spans if span in single or (above <= span[0] and span[1] <= below)}
    return [(cell, text) for cell, text in cells if (cell.top, cell.bottom) in kept]


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _part(content: Located, first: Spot, last: Spot) -> str:
    """Return the part of a paragraph or cell that stands between two spots, and whether it goes on."""
    if not content.spots or content.spots[-1] < first or last < content.spots[0]:
        return ""
    # A place in tables means no paragraph between them, and one in paragraphs no table.
    if first.table and last.table and not content.spots[0].table:
        return ""
    inside = [at for at, spot in enumerate(content.spots) if first <= spot <= last]
    if not inside:
        return ""
    start, stop = inside[0], inside[-1] + 1
    text = content.text[start:stop].strip()
    before, behind = content.text[:start].strip(), content.text[stop:].strip()
    return f"{_CUT if before else ''}{text}{_CUT if behind else ''}" if text else ""


def _extent(notice: Notice, column: int) -> str:
    """Say from where to where the notice goes."""
    spots = [spot for content in contents(notice) for spot in (content.spots[:1] + content.spots[-1:])]
    if not spots:
        return "give the notice as read_notice returns it"
    inside = f", and column {column} may be empty there" if column else ""
    return f"turn to {spell([min(spots), max(spots)])}{inside}"
