"""Put together what the tables and the running text of a document gave: one list of work items with identifiers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault
from ipnetwork.notice.clauses import declares_first
from ipnetwork.notice.document import Grid
from ipnetwork.notice.finding import find_clauses
from ipnetwork.notice.located import Located
from ipnetwork.notice.numbers import DIVISION, joined, repeated
from ipnetwork.notice.prose import identify, read_prose
from ipnetwork.notice.table import is_task_table, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.notice.document import Document
    from ipnetwork.notice.record import Mention, Row, Span


@dataclass(slots=True)
class Assembled:
    """The rows of a document, what was taken for what, and what could not be read."""

    rows: list[Row] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


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
    parts: list[tuple[int, Row, str]] = []
    prose_blocks: list[Located] = []
    for group in _grouped(document):
        if isinstance(group[0], Grid):
            grids = [grid for grid in group if isinstance(grid, Grid)]
            rows, spans, faults = read_table(grids, first_listed=first_listed)
            division = _division_before(prose_blocks)
            at = min((cell.content.block for grid in grids for cell in grid.cells), default=0)
            parts += [(at, row, division) for row in rows]
            whole.spans += spans
            whole.faults += faults
        else:
            prose_blocks += [block for block in group if isinstance(block, Located)]
    prose = read_prose(prose_blocks, first_listed=first_listed)
    parts += [(_block_of(row, prose_blocks), row, division) for row, division in identify(prose)]
    whole.spans += prose.spans
    whole.faults += prose.faults
    parts.sort(key=lambda part: part[0])
    whole.rows = [_with_blanket(row, prose.blanket) for row in _distinct(parts, whole.faults)]
    return whole


def _block_of(row: Row, blocks: Sequence[Located]) -> int:
    """Return the block a row of running text was read from, by the place of its first name."""
    where = row.mentions[0].source if row.mentions else row.source
    return next((block.block for block in blocks if block.text and where and _covers(block, where)), 0)


def _covers(block: Located, where: str) -> bool:
    return block.place == where or block.place.split("-", maxsplit=1)[0] == where.split("-", maxsplit=1)[0]


def _grouped(document: Document) -> list[list[Located | Grid]]:
    """Return runs of paragraphs, and runs of tables that go on with each other; other tables become paragraphs."""
    groups: list[list[Located | Grid]] = []
    for block in document.blocks:
        if isinstance(block, Grid) and not _is_read(block, groups):
            parts: list[Located | Grid] = list(_as_paragraphs(block))
        else:
            parts = [block]
        for part in parts:
            alike = groups and isinstance(groups[-1][0], Grid) == isinstance(part, Grid)
            if alike:
                groups[-1].append(part)
            else:
                groups.append([part])
    return groups


def _is_read(grid: Grid, groups: Sequence[Sequence[Located | Grid]]) -> bool:
    """Say whether a table is one of tasks: by its headings, or because it goes on with the one just before."""
    if not grid.table or is_task_table(grid):
        return True
    before = groups[-1][-1] if groups else None
    return isinstance(before, Grid) and before.width == grid.width and bool(before.table)


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
    return any(
        declares_first(paragraph.text) and not find_clauses([paragraph], running=False)
        for paragraph in document.paragraphs
    )


def _division_before(paragraphs: Sequence[Located]) -> str:
    """Return the annex that the last paragraphs before a table open: 附件2."""
    for paragraph in reversed(paragraphs):
        division = DIVISION.match(paragraph.text)
        if division and len(paragraph.text) < 60:  # noqa: PLR2004 – a heading, not a sentence about an annex
            return f"{division[1]}{division[2] or ''}"
    return ""


def _distinct(parts: Sequence[tuple[int, Row, str]], faults: list[Fault]) -> list[Row]:
    """Give rows of different annexes that share an identifier that of their annex; others that share one are faults."""
    twice = repeated([row.item for _, row, _ in parts])
    rows = [
        replace(row, item=joined(division, row.item)) if row.item in twice and division else row
        for _, row, division in parts
    ]
    seen: dict[str, str] = {}
    for row in rows:
        if row.item in seen:
            problem = f"item {row.item} stands here and at {seen[row.item]}"
            faults.append(Fault(row.source, problem, "correct one of the numbers"))
        seen.setdefault(row.item, row.source)
    still = repeated([row.item for row in rows])
    return [row for row in rows if row.item not in still]


def _with_blanket(row: Row, blanket: Sequence[Mention]) -> Row:
    """Add the bodies that the document names for all items, where a row does not name them already."""
    named = {mention.agency for mention in row.mentions}
    more = [mention for mention in blanket if mention.agency not in named]
    return replace(row, mentions=tuple(sorted([*row.mentions, *more], key=lambda each: each.role != "lead"))) if more else row
