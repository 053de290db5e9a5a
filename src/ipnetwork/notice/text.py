"""Read plain text and Markdown: paragraphs put together from their lines, and tables drawn in characters or pipes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ipnetwork.agencies import is_closed
from ipnetwork.notice.boxtable import is_table_line, read_fragments
from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Located, Spot, join_lines
from ipnetwork.notice.numbers import DIVISION, find_number
from ipnetwork.notice.phrases import begins_with_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ipnetwork.errors import Fault

Line = tuple[Spot, str]

_PAGE_NUMBER = re.compile(r"[\s—–―－\-·]*\d{1,4}[\s—–―－\-·]*|\s*第\s*\d{1,4}\s*页.{0,12}")
_ENDS = tuple("。！？；：:;!?")
_LONGEST_LINE = 120  # hard-wrapped text is narrower than this, counted in Latin widths
_OPEN_LINES = 12  # a bracket that stays open longer was never closed
# A text that lost its line ends: headings in the middle of very long lines.
_COLLAPSED = 400
_SWALLOWED = 4
_LONGEST_SIGNATURE = 24
_LONGEST_PARAGRAPH = 2000
_INLINE = re.compile(
    r"(?<=[。！？；）)：])(?=第[一二三四五六七八九十百]{1,4}[章条节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[．.、](?!\d))"
    r"|(?<=[\u4e00-\u9fff])(?=[（(]一[）)])|(?<=.)(?=一、(?![二三四五]))"
)
_CHAPTER = re.compile(
    "(?<=[。！？；）)])[一二三四五六七八九十]{1,3}、[^。；：，（(]{2,40}(?=[（(][一二三四五六七八九十]{1,3}[）)])"
)
_PIPE_RULE = re.compile(r"\s*+\|?\s*+:?-{2,}:?\s*+(?:\|\s*+:?-{2,}:?\s*+)*\|?\s*")
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+\S|[^\S\n]*\|.*\|[^\S\n]*$)", re.MULTILINE)
_HEAD = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)*")
_EMPHASIS = re.compile(
    r"\*\*|__|`|~~|(?<!\\)\*(?=\S)|(?<=\S)\*|</?[a-z]{1,10}\s*/?>|\\(?=[\\.`*_{}\[\]()#+!|>~-])|(?<!\s)\s+#+\s*$"
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_plain(text: str) -> tuple[list[Located | Grid], list[Fault]]:
    """Read a plain text: its paragraphs, and the tables drawn in it, in order.

    Parameters
    ----------
    text : str
        With ``LF`` at the ends of its lines.

    Returns
    -------
    blocks : list of Located or Grid
        In document order.
    faults : list of Fault
        The lines of drawn tables that do not fit.
    """
    lines = text.split("\n")
    grids, faults = read_fragments(lines)
    drawn = {number for number, line in enumerate(lines, 1) if is_table_line(line)}
    tops = {grid.cells[0].top: grid for grid in grids if grid.cells}
    blocks: list[Located | Grid] = []
    waiting: list[Line] = []
    for number, line in enumerate(lines, 1):
        if number in tops:
            blocks += [*join_paragraphs(waiting), tops[number]]
            waiting = []
        if number not in drawn:
            waiting.append((Spot(0, 0, number), line))
    return [*blocks, *join_paragraphs(waiting)], faults


def is_markdown(text: str) -> bool:
    """Say whether a text has the headings or tables of Markdown.

    Parameters
    ----------
    text : str
        The whole text.

    Returns
    -------
    bool
        True for a line ``# …``, or for a row of pipes over a rule ``|---|``.
    """
    return bool(_MARKDOWN.search(text)) and (
        re.search(r"^#{1,6}\s+\S", text, re.MULTILINE) is not None
        or any(_PIPE_RULE.fullmatch(line) and "|" in line for line in text.split("\n"))
    )


def read_markdown(text: str) -> list[Located | Grid]:
    """Read Markdown: each of its lines without marks, and its tables.

    Parameters
    ----------
    text : str
        With ``LF`` at the ends of its lines.

    Returns
    -------
    list of Located or Grid
        In document order.
    """
    blocks: list[Located | Grid] = []
    waiting: list[Line] = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if "|" in lines[number] and "|" in after and _PIPE_RULE.fullmatch(after):
            end = next((at for at in range(number + 2, len(lines)) if "|" not in lines[at]), len(lines))
            grids = sum(isinstance(block, Grid) for block in blocks)
            blocks += [*join_paragraphs(waiting), _read_pipes(lines, number, end, grids + 1)]
            waiting, number = [], end
            continue
        waiting.append((Spot(0, 0, number + 1), _without_marks(lines[number])))
        number += 1
    return [*blocks, *join_paragraphs(waiting)]


def _without_marks(line: str) -> str:
    """Return a line of Markdown without what only shapes it; a heading or list item begins a paragraph of its own."""
    head = _HEAD.match(line)
    marks = head.group() if head else ""
    bare = _EMPHASIS.sub("", line[len(marks) :])
    return "\u3000\u3000" + bare if marks.strip() else bare


def _read_pipes(lines: Sequence[str], first: int, end: int, table: int) -> Grid:
    """Read a table of pipes; a row of dashes is none of its rows."""
    rows = [(at + 1, _split_pipes(lines[at])) for at in range(first, end) if at != first + 1]
    width = max(len(cells) for _, cells in rows)
    cells = []
    for row, (_, texts) in enumerate(rows, 1):
        for column, text in enumerate([*texts, *[""] * (width - len(texts))]):
            pieces = [_EMPHASIS.sub("", piece).strip() for piece in _BREAK.split(text)]
            content = lines_of_cell([piece for piece in pieces if piece], Spot(0, table, row), column + 1)
            cells.append(Cell(column, column + 1, row, row, content))
    return Grid(width, cells, 0, table)


def _split_pipes(line: str) -> list[str]:
    """Part a row at its pipes, but for those behind a backslash."""
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [part.strip() for part in re.split(r"(?<!\\)\|", bare)]


def lines_of_cell(pieces: Sequence[str], spot: Spot, column: int) -> Located:
    """Return the content of a cell from its lines, which the file itself has broken."""
    text = "\n".join(join_lines([(spot, piece)]).text for piece in pieces)
    return Located(text, (spot,) * len(text), column)


def join_paragraphs(lines: Sequence[Line]) -> list[Located]:
    """Put paragraphs together from their lines.

    Parameters
    ----------
    lines : sequence of (Spot, str)
        Printed lines in order, blank ones too; an indent is a sign of a new paragraph.

    Returns
    -------
    list of Located
        A paragraph for each, without stray spaces. A page number goes, wherever it stands.
    """
    wrapped = _is_wrapped([line for _, line in lines])
    paragraphs = [joined for group in _groups(lines, wrapped=wrapped) if (joined := join_lines(group)).text]
    total = sum(len(paragraph.text) for paragraph in paragraphs)
    return [part for paragraph in paragraphs for part in _apart(paragraph, total) if part.text]


def _width(line: str) -> int:
    return sum(1 if character < "\u1100" else 2 for character in line)


def _full_width(lines: Iterable[str]) -> int:
    """Return how wide a full line is: nine in ten are no wider, so that a rule or a stray line does not count."""
    widths = sorted(_width(line.rstrip()) for line in lines if line.strip())
    return widths[(9 * len(widths)) // 10] if widths else 0


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether lines end where the page was full: many are as long as a full one and end in no mark."""
    widths = [_width(line.rstrip()) for line in lines if line.strip()]
    longest = _full_width(lines)
    if len(widths) < 5 or longest > _LONGEST_LINE:  # noqa: PLR2004 – too few to tell
        return False
    full = [line for line in lines if _width(line.rstrip()) >= 0.85 * longest]
    return len(full) >= 0.2 * len(widths) and sum(not line.rstrip().endswith(_ENDS) for line in full) > len(full) / 2


def _groups(lines: Sequence[Line], *, wrapped: bool) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    longest = _full_width(line for _, line in lines)
    group: list[Line] = []
    gap = ""
    for spot, line in lines:
        if not line.strip():
            gap = gap or "blank"
            continue
        if _PAGE_NUMBER.fullmatch(line) and (gap or wrapped or re.search("[—–―－-]|页", line)):
            gap = "page"
            continue
        if group and not _goes_on(group, line, gap, longest if wrapped else 0):
            yield group
            group = []
        group.append((spot, line))
        gap = ""
    if group:
        yield group


def _goes_on(group: Sequence[Line], line: str, gap: str, longest: int) -> bool:
    """Say whether a line goes on with the one above; `longest` is the width of a full line, 0 where none wraps."""
    above = group[-1][1].rstrip()
    if find_number(line) or DIVISION.match(line):
        return False
    so_far = "".join(text for _, text in group[-_OPEN_LINES:])
    if not is_closed(so_far) and len(group) < _OPEN_LINES and not above.endswith("。"):
        return True
    if begins_with_label(line):
        return False
    if above.endswith(("、", "，", ",")):
        return True
    if not longest or gap == "blank":
        return False
    indented = re.match(r"\u3000{1,2}\S|[ \t]{2,8}\S", line) is not None
    ended = above.endswith(_ENDS) or _width(above) < 0.8 * longest
    return not indented and (gap == "page" or not ended)


def goes_on_after_break(above: str, line: str) -> bool:
    """Say whether a line that a web page begins with ``<br>`` goes on with the one above, in the middle of a sentence.

    Parameters
    ----------
    above, line : str
        The two lines.

    Returns
    -------
    bool
        False for a signature over its date, for labels and for numbers.
    """
    if begins_with_label(line) or find_number(line) or above.endswith(_ENDS) or len(above) > _LONGEST_PARAGRAPH:
        return False
    return len(above) > _LONGEST_SIGNATURE or not is_closed(above) or above.endswith(("、", "，", ","))


def _apart(paragraph: Located, total: int) -> list[Located]:
    """Part a paragraph that is most of a text and has swallowed its headings, as a text that lost its line ends has."""
    if len(paragraph.text) < max(_COLLAPSED, total / 2):
        return [paragraph]
    inside = [match.start() for match in _INLINE.finditer(paragraph.text) if match.start()]
    if len(inside) < _SWALLOWED:
        return [paragraph]
    inside += [match.end() for match in _CHAPTER.finditer(paragraph.text)]
    cuts = [0, *sorted(set(inside)), len(paragraph.text)]
    return [paragraph.cut(start, stop) for start, stop in pairwise(cuts) if stop > start]
