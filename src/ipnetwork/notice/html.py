"""Read a web page into paragraphs and tables, in the order a browser prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Located, Spot, join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_BLOCKS = 1_000_000  # lines and cells; a long notice has a thousandth of them
_MOST_STEPS = 10_000_000_000  # libxml2 climbs all open tags for an end tag that closes none: 10 seconds
_MOST_COLSPAN, _MOST_ROWSPAN = 1000, 65534  # as in the HTML standard
_WIDEST = 1000

_LEFT_OUT = frozenset(
    "head script style noscript template nav footer aside svg button select option datalist textarea iframe".split()
)
_ENDS_LINE = frozenset(
    "address article blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu ol p pre search section summary table tbody td "
    "tfoot th thead tr ul xmp".split()
)
_AS_TYPED = frozenset({"pre", "listing", "xmp"})

_NOT_SHOWN = re.compile(r"(?:^|[;\s])display\s*:\s*none", re.IGNORECASE)
_NO_NUMBER = re.compile(r"(?:^|[;\s])list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_INTEGER = re.compile(r"[ \t\n\f\r]*([-+]?)0*([0-9]+)")
# A line of the source that ends between two Chinese characters is no space; anywhere else it is one.
_WRAPPED = re.compile(r"(?<=[^\x00-\u2e7f])[ \t\r\f]*\n[ \t\n\r\f]*(?=[^\x00-\u2e7f])")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff\ufffd")) | {0xA0: " "}

_BEFORE = r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
_PAGE = re.compile(_BEFORE + r"<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|center|div|dl|em|font|h[1-6]|hr|i|img|li|meta|ol|p|section|span|strong|table|tbody|td|th|"
    r"thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:table|p|div)[\s>]", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Say whether a text is a web page or a piece of one.

    Parameters
    ----------
    text : str
        The whole text.

    Returns
    -------
    bool
        Whether it begins as a page does, or holds a table, paragraph or division among lines of which at least half
        have tags. A notice that mentions a tag is none.
    """
    text = text.removeprefix("\ufeff")
    if _PAGE.match(text):
        return True
    start = text[:200_000]
    if not _BLOCK.search(start):
        return False
    lines = [line for line in start.split("\n") if line.strip()]
    tagged = sum(bool(_TAG.search(line)) for line in lines)
    return 2 * tagged >= len(lines)


def read_html(text: str, subject: str) -> list[Located | Grid]:
    """Read a web page.

    Parameters
    ----------
    text : str
        The page, decoded; what is wrong in its markup is mended as browsers do.
    subject : str
        What it is called in an error.

    Returns
    -------
    list of Located or Grid
        Lines and tables in printed order. A table that holds another, or has a single row or column, arranges the page:
        what stands in it comes as lines. Numbers that a browser writes before list items stand there.

    Raises
    ------
    NoticeError
        If it has over a million lines and cells, or tags nested beyond what can be closed in reasonable time.
    ImportError
        If lxml is not installed.
    """
    try:
        from lxml import etree  # noqa: PLC0415 – an extra, and light to import without
    except ImportError as error:
        raise ImportError('reading a web page needs the extra \'read\': pip install "ipnetwork[read]"') from error
    page = _Page(subject)
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    start, steps = 0, 0
    while start < len(text):
        piece = text[start : start + (1 << 16 if page.depth < 1 << 10 else 1 << 10)]
        start += len(piece)
        parser.feed(piece.replace("\x00", "").encode("utf-8", "replace"))
        steps += piece.count("</") * page.depth
        if steps > _MOST_STEPS:
            page.refuse(f"tags are nested {page.depth:,} deep")
    try:
        parser.close()
    except etree.XMLSyntaxError:  # what it says of a page without any element
        return []
    return page.blocks


class _Page:
    """What an lxml parser tells each tag and text to: it keeps no tree, so depth costs neither stack nor memory."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.blocks: list[Located | Grid] = []
        self.depth = 0
        self._hidden = 0  # how many open elements are within one that is left out, itself counted
        self._open = {"article": 0, "main": 0} | dict.fromkeys(_AS_TYPED, 0)
        self._line: list[str] = []
        self._marker = ""
        self._lists: list[_Numbers | None] = []
        self._tables: list[_Table | None] = []  # None where it has proved to arrange the page
        self._paragraphs = self._grids = self._counted = 0

    def refuse(self, problem: str) -> None:
        """Give up on the page."""
        remedy = "save the notice itself, without the pages around it"
        raise NoticeError(self.subject, [Fault("page", problem, remedy)])

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a tag that opens."""
        self.depth += 1
        if self._hidden or self._is_left_out(tag, attributes):
            self._hidden += 1
            return
        if tag in _ENDS_LINE:
            self._end_line()
        if tag in self._open:
            self._open[tag] += 1
        elif tag in {"ol", "ul", "menu", "dir"}:
            self._lists.append(_Numbers.of(attributes) if tag == "ol" else None)
        elif tag == "li" and self._lists and self._lists[-1]:
            self._marker += self._lists[-1].next_marker(attributes)
        elif tag == "table":
            self._open_table()
        elif self._tables and self._tables[-1]:
            self._tables[-1].start(tag, attributes)

    def end(self, tag: str) -> None:
        """Take a tag that closes; the parser closes every one."""
        self.depth -= 1
        if self._hidden:
            self._hidden -= 1
            return
        if tag in _ENDS_LINE:
            self._end_line()
        if tag in self._open:
            self._open[tag] -= 1
        elif tag in {"ol", "ul", "menu", "dir"}:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "table":
            self._close_table()
        elif self._tables and self._tables[-1]:
            self._tables[-1].end(tag)

    def data(self, text: str) -> None:
        """Take text between tags."""
        if self._hidden:
            return
        if any(self._open[tag] for tag in _AS_TYPED):
            *full, text = text.split("\n")
            for line in full:
                self._line.append(line)
                self._end_line()
        self._line.append(text)

    def close(self) -> None:
        """Take the end of the page."""
        self._end_line()

    def _is_left_out(self, tag: str, attributes: Mapping[str, str]) -> bool:
        return (
            tag in _LEFT_OUT
            or (tag == "header" and not self._open["article"] and not self._open["main"])
            or "hidden" in attributes
            or attributes.get("aria-hidden", "").strip().lower() == "true"
            or bool(_NOT_SHOWN.search(attributes.get("style", "")))
        )

    def _end_line(self) -> None:
        """Put the line that has gathered into its cell, or among the paragraphs."""
        text = _WRAPPED.sub("", "".join(self._line))
        text = _BLANKS.sub(" ", text).translate(_INVISIBLE).strip()
        self._line.clear()
        if not text:
            return
        text, self._marker = self._marker + text, ""
        table = self._tables[-1] if self._tables else None
        if table and table.cell:
            self._count()
            table.cell.lines.append(text)
        else:
            self._tell(text)

    def _tell(self, text: str) -> None:
        """Add a paragraph."""
        self._count()
        self._paragraphs += 1
        self.blocks.append(join_lines([(Spot(0, 0, self._paragraphs), text)]))

    def _count(self) -> None:
        self._counted += 1
        if self._counted > _MOST_BLOCKS:
            self.refuse(f"it has more than {_MOST_BLOCKS:,} lines")

    def _open_table(self) -> None:
        """Begin a table; the one around it only arranges the page."""
        self._marker = ""
        if self._tables and self._tables[-1]:
            self._spill(self._tables[-1])
            self._tables[-1] = None
        self._tables.append(_Table())

    def _close_table(self) -> None:
        """Add the table that ends, or what stands in it if it has a single row or column."""
        table = self._tables.pop()
        if table is None:
            return
        grid = _resolve(table, self._grids + 1)
        if grid is None:
            self._spill(table)
        else:
            self._grids += 1
            self.blocks.append(grid)

    def _spill(self, table: _Table) -> None:
        """Add what stands in a table as paragraphs."""
        for row in (row for group in table.printed for row in group):
            for cell in row:
                for line in cell.lines:
                    self._tell(line)


@dataclass(slots=True)
class _Numbers:
    """The numbers of an ordered list: the next one, the way to the one after, and how they are written."""

    number: int
    step: int
    style: str

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> _Numbers:
        """Begin a list; one that counts down from an unknown number gets none."""
        start = _integer(attributes.get("start", ""))
        down = "reversed" in attributes
        bare = _NO_NUMBER.search(attributes.get("style", "")) or (down and start is None)
        style = "none" if bare else attributes.get("type", "1").strip()
        return cls(1 if start is None else start, -1 if down else 1, style)

    def next_marker(self, attributes: Mapping[str, str]) -> str:
        """Return what a browser writes before the next item: ``"1. "``."""
        value = _integer(attributes.get("value", ""))
        number = self.number if value is None else value
        self.number = number + self.step
        style = "none" if _NO_NUMBER.search(attributes.get("style", "")) else attributes.get("type", self.style).strip()
        if self.style == "none" or style not in {"1", "a", "A", "i", "I"}:
            return ""
        written = _letters(number) if style in "aA" else _roman(number) if style in "iI" else ""
        return f"{(written.upper() if style.isupper() else written) or number}. "


def _letters(number: int) -> str:
    """Write 1 as a, 27 as aa; nothing below 1."""
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _roman(number: int) -> str:
    """Write 4 as iv; nothing below 1 or above 3999."""
    written = ""
    for value, letters in _ROMAN if 0 < number < 4000 else ():  # noqa: PLR2004 – where Roman numerals end
        written += number // value * letters
        number %= value
    return written


def _integer(text: str) -> int | None:
    """Read the number that a text begins with, as the HTML standard does; None if there is none."""
    match = _INTEGER.match(text)
    return int(match[1] + match[2][:9]) if match else None


@dataclass(slots=True)
class _Td:
    """A cell as the page gives it."""

    colspan: int
    rowspan: int
    lines: list[str] = field(default_factory=list)


class _Table:
    """A table as the page gives it: groups of rows of cells."""

    def __init__(self) -> None:
        self.groups: list[tuple[str, list[list[_Td]]]] = [("", [])]
        self.cell: _Td | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of a group, row or cell."""
        if tag in {"thead", "tbody", "tfoot"}:
            self.groups.append((tag, []))
        elif tag == "tr":
            self.groups[-1][1].append([])
        elif tag in {"td", "th"}:
            across, down = _integer(attributes.get("colspan", "")), _integer(attributes.get("rowspan", ""))
            colspan = min(across, _MOST_COLSPAN) if across is not None and across > 0 else 1
            rowspan = min(down, _MOST_ROWSPAN) if down is not None and down >= 0 else 1
            self.cell = _Td(colspan, rowspan)
            rows = self.groups[-1][1]
            if not rows:
                rows.append([])
            rows[-1].append(self.cell)

    def end(self, tag: str) -> None:
        """Take the end of a group or cell."""
        if tag in {"thead", "tbody", "tfoot"}:
            self.groups.append(("", []))
        elif tag in {"td", "th"}:
            self.cell = None

    @property
    def printed(self) -> Iterable[list[list[_Td]]]:
        """The rows of each group, in printed order: the first head on top, the first foot at the bottom."""
        first: dict[str, int] = {}
        for number, (tag, _) in enumerate(self.groups):
            first.setdefault(tag, number)
        head, foot = first.get("thead"), first.get("tfoot")
        order = sorted(range(len(self.groups)), key=lambda number: (number == foot) - (number == head))
        return [self.groups[number][1] for number in order]


def _resolve(table: _Table, number: int) -> Grid | None:
    """Give each cell the rows and columns that the HTML standard gives it; None for a single row or column.

    A cell that reaches into one from an earlier row is a contradiction; its rows are `broken`.
    """
    grid = Grid(0, [], table=number)
    row = 0
    for group in table.printed:
        taken = [0] * _WIDEST  # the first row, from 0, that each column is free in again
        last = row + len(group)
        for cells in group:
            _place_row(grid, cells, taken, (row, last))
            row += 1
    grid.width = max((cell.start + 1 for cell in grid.cells), default=0)  # columns that only spans reach are none
    if grid.width < 2 or len({cell.top for cell in grid.cells}) < 2:  # noqa: PLR2004 – it takes two to be a table
        return None
    for cell in grid.cells:
        cell.stop = min(cell.stop, grid.width)
    grid.broken = sorted(set(grid.broken))
    return grid


def _place_row(grid: Grid, cells: list[_Td], taken: list[int], rows: tuple[int, int]) -> None:
    """Place the cells of one row, each in the next free column; `rows` are this one and the one after its group."""
    row, last = rows
    column = 0
    for cell in cells:
        while column < _WIDEST and taken[column] > row:
            column += 1
        if column == _WIDEST:
            grid.broken.append(row + 1)
            return
        stop = min(column + cell.colspan, _WIDEST)
        bottom = min(row + cell.rowspan, last) if cell.rowspan else last
        clash = min(max(taken[column:stop]), bottom)
        grid.broken += range(row + 1, clash + 1)
        taken[column:stop] = [max(bottom, until) for until in taken[column:stop]]
        text = "\n".join(cell.lines)
        content = Located(text, (Spot(0, grid.table, row + 1),) * len(text), column + 1)
        grid.cells.append(Cell(column, stop, row + 1, bottom, content))
        column = stop
