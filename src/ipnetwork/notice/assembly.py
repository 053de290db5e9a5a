"""Put together what the tables and the running text of a document gave: one list of work items with identifiers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault
from ipnetwork.notice.cells import leads_first
from ipnetwork.notice.columns import begins_inside, find_headings
from ipnetwork.notice.document import Grid
from ipnetwork.notice.finding import find_bare, find_clauses
from ipnetwork.notice.located import Located
from ipnetwork.notice.numbers import DIVISION, find_number, joined
from ipnetwork.notice.phrases import declares_first
from ipnetwork.notice.prose import identify, read_prose, silent_items
from ipnetwork.notice.roles import EXPLICIT, JOINT, LEAD, PARTICIPANT
from ipnetwork.notice.table import is_task_table, only_once, read_table

_LONGEST_HEADING = 60
_MOST_ASSIGNMENTS = 500_000

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.notice.document import Document
    from ipnetwork.notice.record import Mention, Row, Span


@dataclass(slots=True)
class Assembled:
    """The rows of a document, what was taken for what, what could not be read, and the lines outside its tables."""

    rows: list[Row] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    silent: list[tuple[str, str]] = field(default_factory=list)


def assemble_rows(document: Document) -> Assembled:
    """Read the items of a document, from its tables and its running text.

    Parameters
    ----------
    document : Document
        What a layout read.

    Returns
    -------
    Assembled
        Items in document order.
    """
    whole = Assembled(faults=list(document.faults))
    first_listed = _declared_outside(document)
    prose_blocks, tables = _parted(document)
    prose = read_prose(prose_blocks, first_listed=first_listed)
    parts = [(at, row, where, prose.blanket) for at, row, where in identify(prose)]
    tabled = [*prose.blanket, *prose.tabled]
    for grids, where in tables:
        rows, spans, faults = read_table(grids, first_listed=first_listed)
        at = min((cell.content.block for grid in grids for cell in grid.cells), default=0)
        parts += [(at, row, where, tabled) for row in rows]
        whole.spans += spans
        whole.faults += faults
    whole.lines = [block.text for block in prose_blocks] or _titles(tables)
    whole.silent = silent_items(prose)
    whole.spans += prose.spans
    whole.faults += prose.faults
    if sum(len(row.mentions) + len(blanket) for _, row, _, blanket in parts) > _MOST_ASSIGNMENTS:
        problem = f"its items and bodies make more than {_MOST_ASSIGNMENTS:,} assignments"
        return Assembled(faults=[Fault("file", problem, "give the notice itself")])
    spread = [(at, _with_blanket(row, blanket), where) for at, row, where, blanket in parts]
    whole.rows = _distinct(sorted(spread, key=lambda part: part[0]), whole.faults)
    return whole


def _parted(document: Document) -> tuple[list[Located], list[tuple[list[Grid], str]]]:
    """Part a document into its paragraphs, and its task tables with the heading or annex each stands under.

    A table that goes on with the one before it – the same headings, or none – is one with it, whatever stands between.
    """
    paragraphs: list[Located] = []
    tables: list[tuple[list[Grid], str]] = []
    adjacent = False
    for block in document.blocks:
        if isinstance(block, Located):
            paragraphs.append(block)
            adjacent = False
            continue
        if tables and _goes_on(tables[-1][0][-1], block, adjacent=adjacent):
            tables[-1][0].append(block)
        elif not block.table or is_task_table(block):
            tables.append(([block], _heading_before(paragraphs)))
        else:
            paragraphs += _as_paragraphs(block)
            continue
        adjacent = True
    return paragraphs, tables


def _titles(tables: Sequence[tuple[list[Grid], str]]) -> list[str]:
    """Return what stands above the headings of the first table, where a document has nothing but tables."""
    first = tables[0][0][0] if tables else None
    headings = find_headings(first) if first and first.table else []
    return [cell.content.text for cell in first.cells if cell.bottom < headings[0][0]] if first and headings else []


def _goes_on(before: Grid, grid: Grid, *, adjacent: bool) -> bool:
    """Say whether a table goes on with another: drawn pages always; else one without headings, or a row cut in two."""
    if not grid.table or not before.table:
        return grid.table == before.table
    headings = find_headings(grid)
    if not headings:
        return adjacent and before.width == grid.width
    return before.width == grid.width and begins_inside(grid, headings[0])


def _as_paragraphs(grid: Grid) -> list[Located]:
    """Return the cells of a table that only lays out a page, line by line."""
    paragraphs = []
    for cell in grid.cells:
        start = 0
        for line in cell.content.text.split("\n"):
            part = cell.content.cut(start, start + len(line)).strip()
            start += len(line) + 1
            if part.text:
                paragraphs.append(part)
    return paragraphs


def _declared_outside(document: Document) -> bool:
    """Say whether the document states outside of any clause that the first body of each list leads."""
    notes = [paragraph for block in document.blocks for paragraph in _notes(block)]
    return any(
        declares_first(note.text) and not find_clauses([note], running=False) and not find_bare(note) for note in notes
    )


def _notes(block: Located | Grid) -> list[Located]:
    """Return what may state a rule: a paragraph, or a cell that has its row for itself."""
    if not isinstance(block, Grid):
        return [block]
    filled = [cell for cell in block.cells if cell.content.text]
    beside = Counter(cell.top for cell in filled)
    return [cell.content for cell in filled if beside[cell.top] == 1]


def _heading_before(paragraphs: Sequence[Located]) -> str:
    """Return the annex or the number of the heading that a table stands under: 附件2, or 三."""
    for paragraph in reversed(paragraphs):
        division = DIVISION.match(paragraph.text)
        if division and len(paragraph.text) <= _LONGEST_HEADING:
            return f"{division[1]}{division[2] or ''}"
        number = find_number(paragraph.text)
        if number and len(paragraph.text) <= _LONGEST_HEADING:
            return number.text
    return ""


def _distinct(parts: Sequence[tuple[int, Row, str]], faults: list[Fault]) -> list[Row]:
    """Give rows of different tables that share an identifier that of their annex or heading; others are faults."""
    homes: dict[str, set[str]] = {}
    for _, row, where in parts:
        homes.setdefault(row.item, set()).add(where)
    shared = {where for places in homes.values() if len(places) > 1 for where in places}
    rows = [replace(row, item=joined(where, row.item)) if where and where in shared else row for _, row, where in parts]
    return only_once(rows, faults)


def _with_blanket(row: Row, blanket: Sequence[Mention]) -> Row:
    """Add the bodies that the document names for all items, where a row does not name them already."""
    named = {mention.agency for mention in row.mentions}
    more = [mention for mention in blanket if mention.agency not in named]
    own = row.mentions
    # Beside a 牵头单位, 责任单位 are participants.
    if any(mention.role == LEAD and mention.basis == EXPLICIT for mention in more):
        own = tuple(replace(each, role=PARTICIPANT, basis=EXPLICIT) if each.basis == JOINT else each for each in own)
    return replace(row, mentions=leads_first([*own, *more]))
