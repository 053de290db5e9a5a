"""Read a Word document: its paragraphs and tables in order, with the numbers that Word prints before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.notice.archive import MOST_CHARACTERS, MOST_PLACES, main_part, parse, related, unreadable, xml_parts
from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Located, Spot
from ipnetwork.notice.numbering import Numbering, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PROPERTIES = f"{W}pPr"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_ALTERNATIVES = frozenset({f"{_MC}Choice", f"{_MC}Fallback"})
# What stands around paragraphs, tables, rows and cells without being any of them.
_WRAPPERS = _ALTERNATIVES | {
    f"{_MC}AlternateContent",
    *(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")),
}
# What is not printed: deleted text, the reading of ruby characters, and properties, which also have tabs in them.
_UNSEEN = frozenset(
    f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "del", "moveFrom", "rt", "instrText")
)
_TEXTS = frozenset({f"{W}t", f"{_MATH}t"})
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_word(raw: bytes, subject: str) -> list[Located | Grid]:
    """Read the body of a Word document.

    Parameters
    ----------
    raw : bytes
        The file, a .docx.
    subject : str
        What to call it in an error.

    Returns
    -------
    list of Located and Grid
        One `Located` a line that is not empty, one `Grid` a table. Text that is deleted, and headers, footers,
        footnotes and comments, are not read; a text box follows the paragraph that it hangs on.

    Raises
    ------
    NoticeError
        If it cannot be read whole.
    ImportError
        If lxml is not installed.
    """
    body, numbering = _open(raw, subject)
    blocks: list[Located | Grid] = []
    lines, tables, characters, places = 0, 0, MOST_CHARACTERS, MOST_PLACES
    for element in _inside(body, {_PARAGRAPH, _TABLE}):
        if element.tag == _TABLE:
            grid = _read_table(element, tables + 1, numbering, places, subject)
            if grid.cells:
                tables += 1
                blocks.append(grid)
                places -= grid.width * grid.cells[-1].bottom
                characters -= sum(len(cell.content.text) for cell in grid.cells)
        else:
            for text in _read_lines(element, numbering):
                lines += 1
                blocks.append(Located(text, (Spot(0, 0, lines),) * len(text)))
                characters -= len(text)
        if characters < 0:
            problem = f"more than {MOST_CHARACTERS:,} characters of text"
            raise unreadable(subject, problem, "give the notice itself, without what comes with it")
    return blocks


def _open(raw: bytes, subject: str) -> tuple[_Element, Numbering]:
    """Find the body of a document and what numbers its paragraphs."""
    parts = xml_parts(raw, subject)
    name = main_part(parts, "word/document.xml", subject)
    body = parse(parts, name, subject).find(f"{W}body")
    if body is None:
        raise unreadable(subject, "a Word document without a body", "save it again from Word or WPS as .docx", name)
    if next(body.iter(f"{W}altChunk"), None) is not None:
        problem = "part of its text is another file inside it, as converters write"
        raise unreadable(subject, problem, "open it in Word and save it again as .docx")
    targets = {kind: target for kind, target in related(parts, name, subject).values() if target in parts}
    numbering, styles = (
        parse(parts, targets[kind], subject) if kind in targets else None for kind in ("numbering", "styles")
    )
    return body, Numbering(numbering, styles, subject)


def _inside(parent: _Element, wanted: set[str]) -> Iterator[_Element]:
    """Return the wanted elements of a parent in order, those in content controls and the like too."""
    waiting = list(parent.iterchildren(reversed=True))
    while waiting:
        element = waiting.pop()
        if element.tag in wanted:
            yield element
        elif element.tag in _WRAPPERS and not _is_other(element):
            waiting.extend(element.iterchildren(reversed=True))


def _is_other(element: _Element) -> bool:
    """Tell whether an element only repeats the alternative before it for older programs."""
    return element.tag in _ALTERNATIVES and element.getprevious() is not None


# Text


def _read_lines(element: _Element, numbering: Numbering) -> list[str]:
    """Return the lines printed in a paragraph or a cell, without the empty ones."""
    if not len(element):
        return _end_paragraph(element, "", numbering, boxed=False) if element.tag == _PARAGRAPH else []
    from lxml.etree import iterwalk  # noqa: PLC0415 – an extra, and light to import without

    lines: list[str] = []
    waiting: list[tuple[list[str], list[str]]] = []  # of each paragraph around: its pieces, the lines of its text boxes
    walker = iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            if node.tag == _PARAGRAPH:
                pieces, boxed = waiting.pop()
                outer = waiting[-1][1] if waiting else lines
                outer += _end_paragraph(node, "".join(pieces), numbering, boxed=bool(waiting))
                outer += boxed
        elif node.tag in _UNSEEN or _is_other(node):
            walker.skip_subtree()
        elif node.tag == _PARAGRAPH:
            waiting.append(([], []))
        elif waiting:
            waiting[-1][0].append(_print(node))
    return lines


def _print(node: _Element) -> str:
    """Return what an element prints, its children aside; a line break in the file itself is only a space."""
    return (node.text or "").replace("\n", " ") if node.tag in _TEXTS else _SIGNS.get(node.tag, "")


def _end_paragraph(paragraph: _Element, text: str, numbering: Numbering, *, boxed: bool) -> list[str]:
    """Number a paragraph and cut it into its lines."""
    properties = next(paragraph.iterchildren(_PROPERTIES), None)
    if not text.strip() and properties is not None and _is_deleted(properties):
        return []
    lines = (numbering.label(properties, boxed=boxed) + text).split("\n")
    return [bare for line in lines if (bare := line.strip())]


def _is_deleted(properties: _Element) -> bool:
    """Tell whether a paragraph's end is deleted, or has moved elsewhere."""
    return any(properties.find(f"{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


# Tables


def _read_table(element: _Element, table: int, numbering: Numbering, room: int, subject: str) -> Grid:
    """Read one table of at most so many places; a table inside one of its cells is text of that cell."""
    grid = Grid(0, [], table=table)
    above: dict[int, Cell] = {}
    row = 0
    for line in _inside(element, {_ROW}):
        if line.find(f"{W}trPr/{W}del") is not None:
            continue
        row += 1
        above, width = _read_row(line, row, above, grid, numbering)
        grid.width = max(grid.width, width)
        if grid.width * row > room:
            problem = f"tables of more than {MOST_PLACES:,} places"
            raise unreadable(subject, problem, "give the notice's own tables", f"t{table} r{row}")
    return grid


def _read_row(
    line: _Element, row: int, above: dict[int, Cell], grid: Grid, numbering: Numbering
) -> tuple[dict[int, Cell], int]:
    """Add the cells of a row to a table; return those that the next row may continue, and where the row ends."""
    column = _number(line, f"{W}trPr/{W}gridBefore", 0)
    open_: dict[int, Cell] = {}
    last: Cell | None = None
    for element in _inside(line, {_CELL}):
        if column > MOST_PLACES:
            break  # it is too wide anyway
        start, column = column, column + _number(element, f"{W}tcPr/{W}gridSpan", 1)
        if last and _continues(element, "hMerge"):
            last.stop = column
            continue
        over = above.get(start)
        upright = _continues(element, "vMerge")
        if over and upright and over.stop == column:
            over.bottom = row
            last = open_[start] = over
            continue
        text = "\n".join(_read_lines(element, numbering))
        last = Cell(start, column, row, row, Located(text, (Spot(0, grid.table, row),) * len(text), start + 1))
        grid.cells.append(last)
        if upright is not None:
            open_[start] = last
    return open_, column + _number(line, f"{W}trPr/{W}gridAfter", 0)


def _continues(cell: _Element, way: str) -> bool | None:
    """Tell whether a cell continues the one above or before it, or may be continued; None if it is not merged."""
    merged = cell.find(f"{W}tcPr/{W}{way}")
    return None if merged is None else merged.get(f"{W}val", "continue") != "restart"


def _number(element: _Element, path: str, least: int) -> int:
    """Return a number of columns; one more than any table may have where it is absurd."""
    found = element.find(path)
    text = "" if found is None else found.get(f"{W}val", "").strip()
    if not text.isdecimal():
        return least
    return max(least, int(text)) if len(text) < len(str(MOST_PLACES)) else MOST_PLACES + 1
