"""Turn the cells of a task table into numbered work items with their agencies.

Drawn tables are read to the letter: their rules may be lost in saving, and whatever does not fit is a fault. Tables
that a file keeps as such (Word, HTML, Excel, PDF) may have titles, section rows, cells over several items and items
over several rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault
from ipnetwork.notice.cells import Role, UnreadableListError, is_nobody, leads_first, looks_like_names, read_list
from ipnetwork.notice.columns import Columns, find_headings, read_columns, settle, words_of
from ipnetwork.notice.gathering import Raw, gather, is_broken, written
from ipnetwork.notice.numbers import joined, repeated
from ipnetwork.notice.record import Mention, Row, Span, seen
from ipnetwork.notice.roles import assign_roles
from ipnetwork.notice.sections import CONTINUED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.notice.document import Grid
    from ipnetwork.notice.located import Located

_NUMBER = re.compile(
    r"(?:任务|项目)?([A-Za-z]?\d+(?:[.．-]\d+)*|[一二三四五六七八九十百]+|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳]|第[一二三四五六七八九十\d]+[条项])[.．、]?"
)
_LEADING = re.compile(
    r"\s*([（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)]|(?:[一二三四五六七八九十百]{1,4}|\d{1,3})(?=[、.．](?!\d)))[、.．]?\s*"
)


@dataclass(slots=True)
class Reading:
    """What has been read so far: rows, spans and faults of all tables, and the categories met."""

    rows: list[Row] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)
    lists: dict[tuple[int, Role], tuple[list[Mention], list[Span]] | None] = field(default_factory=dict)

    def fault(self, where: str, problem: str, remedy: str) -> None:
        """Note what cannot be read."""
        self.faults.append(Fault(where, problem, remedy))

    def saw(self, content: Located, taken_for: str) -> None:
        """Note what something was taken for."""
        if content.text.strip():
            self.spans.append(seen(content, taken_for))


def read_table(grids: Sequence[Grid], *, first_listed: bool = False) -> tuple[list[Row], list[Span], list[Fault]]:
    """Read the pages of one task table.

    Parameters
    ----------
    grids : sequence of Grid
        In document order. One without headings goes on with the one before it.
    first_listed : bool, default False
        Whether the document says that the first body of each list leads.

    Returns
    -------
    rows : list of Row
        The items that could be read, in document order.
    spans : list of Span
        Everything that stands in a readable cell, and what it was taken for.
    faults : list of Fault
        What could not be read, with its place. A row that a fault touches is left out and never guessed.
    """
    reading = Reading()
    for raw in gather(_with_columns(grids, reading), reading):
        row = _read_row(raw, reading, first_listed=first_listed)
        if row:
            reading.numbers.append((row.category, row.item))
            reading.rows.append(row)
    _number_apart(reading)
    return reading.rows, reading.spans, reading.faults


def is_task_table(grid: Grid) -> bool:
    """Say whether a table's headings name a role."""
    return bool(find_headings(grid))


def _with_columns(grids: Sequence[Grid], reading: Reading) -> list[tuple[Grid, Columns, int, int]]:
    """Return each stretch of rows with what its columns hold: from the row under its headings to the next ones."""
    stretches: list[tuple[Grid, Columns, int, int]] = []
    columns: Columns | None = None
    for grid in grids:
        last = max((cell.bottom for cell in grid.cells), default=0)
        if not grid.table:  # drawn: the first row must be the headings
            columns = _drawn_headings(grid, reading)
            if columns:
                stretches.append((grid, columns, columns.bottom + 1, last))
            continue
        headings = find_headings(grid)
        if columns and (not headings or headings[0][0] > 1):
            stretches.append((grid, columns, 1, headings[0][0] - 1 if headings else last))
        starts = [1, *(top for top, _ in headings[1:])]  # what stands above the first headings belongs to them
        ends = [*(top - 1 for top, _ in headings[1:]), last]
        for (top, bottom), start, end in zip(headings, starts, ends, strict=True):
            for cell in grid.begun(start, bottom):
                if cell.bottom < top or cell.top >= top:
                    reading.saw(cell.content, "heading")
            columns = _settled(grid, top, bottom, end, reading)
            if columns:
                stretches.append((grid, columns, bottom + 1, end))
    return stretches


def _drawn_headings(grid: Grid, reading: Reading) -> Columns | None:
    """Read the first row of a drawn table, each cell of which must be a known heading."""
    top = min((cell.top for cell in grid.cells), default=0)
    first = [cell for cell in grid.cells if cell.top == top]
    if not first:
        return None
    columns = read_columns(grid, top, top)
    blank = [cell.start for cell in first if not cell.content.text]
    strange = sorted({*columns.unknown, *columns.aside, *blank, *columns.texts[1:]})
    unknown = [words_of(cell) or "(blank)" for cell in first if cell.start in strange]
    missing = [
        name
        for name, there in (("item", "item" in columns.held), ("text", columns.texts), ("role", columns.roles))
        if not there
    ]
    if not unknown and not missing and top not in grid.broken:
        for cell in first:
            reading.saw(cell.content, "heading")
        return columns
    problem = "the first row does not read as headings"
    problem += f", unknown: {', '.join(unknown)}" if unknown else ""
    problem += f", no column for: {', '.join(missing)}" if missing else ""
    remedy = "head the columns 序号, 工作内容, 负责单位, 参与单位 and draw a rule below"
    reading.fault(grid.place(top, top), problem, remedy)
    return None


def _settled(grid: Grid, top: int, bottom: int, end: int, reading: Reading) -> Columns | None:
    """Read the headings of a table that a file keeps as such; a strange one over names is a fault, not a loss."""
    columns = settle(read_columns(grid, top, bottom), grid, bottom + 1, end)
    if not columns.roles:
        problem = "its headings give no column a role"
        reading.fault(grid.place(top, bottom), problem, "head the columns 序号, 工作任务, 牵头单位, 配合单位")
        return None
    texts = columns.texts
    for column in columns.unknown:
        cells = [cell.content.text for cell in grid.begun(bottom + 1, end, column) if cell.start == column]
        heading = grid.at(column, top, top)
        word = words_of(heading) if heading else ""
        if looks_like_names(cells):
            problem = f"column {word or '(blank)'} holds names, and its heading gives them no role"
            reading.fault(grid.place(top, top, column + 1), problem, "head it 牵头单位 or 配合单位, or delete it")
    if not texts:
        free = [column for column in (*columns.unknown, *columns.aside) if column < min(columns.roles)]
        label = [columns.held[name] for name in ["label"] if name in columns.held]
        texts = tuple(free[:1] or label)
    return replace(columns, texts=texts)


def _read_row(raw: Raw, reading: Reading, *, first_listed: bool) -> Row | None:
    """Read one row, or say why it cannot be read."""
    identifier = _identifier(raw, reading)
    if not identifier:
        return None
    mentions: list[Mention] = []
    spans: list[list[Span]] = []
    wrong = False
    filled = raw.roles(leads_first=True)
    words = assign_roles(raw.columns.roles[column][0] for column, content in filled if not is_nobody(content.text))
    for column, content in filled:
        word, *given = raw.columns.roles[column]
        role = (word, *words.get(word, given))  # 责任单位 beside a blank 牵头单位 stands alone
        read = _read_cell(content, role, raw, reading, first_listed=first_listed)
        if read is None:
            problem = f"{content.text[:40]!r} does not read as a list of names"
            reading.fault(content.place, problem, "close its brackets, and part the names with 、")
            wrong = True
            continue
        mentions += read[0]
        spans.append(read[1])
    category = _read_category(raw, reading)
    if category is None or wrong:
        return None
    reading.saw(raw.number, "item")
    texts = [content for content in raw.texts() if content.text.strip()]
    for content in texts:
        reading.saw(content, "text")
    for each in spans:  # once, however many rows a cell covers
        reading.spans += each
        each.clear()
    text = _joined([content.text.replace("\n", "") for content in texts])
    return Row(identifier, *category, _bare(text, raw), raw.place, leads_first(mentions))


def _read_cell(
    content: Located, role: Role, raw: Raw, reading: Reading, *, first_listed: bool
) -> tuple[list[Mention], list[Span]] | None:
    """Read a role cell, once however many rows it covers; None where it is no list of names."""
    key = content.block, role
    if content.block >= 0 and key in reading.lists:
        return reading.lists[key]
    first_listed = first_listed or raw.columns.first_listed
    try:
        read = read_list(content, role, wraps=raw.grid.wraps, first_listed=first_listed)
    except UnreadableListError:
        read = None
    reading.lists[key] = read
    return read


def _joined(texts: list[str]) -> str:
    """Join what the columns of a task say into one text."""
    whole = ""
    for text in texts:
        whole += ("" if not whole or whole[-1] in "。！？；：，、" else "。") + text
    return whole


def _bare(text: str, raw: Raw) -> str:
    """Return a task without the number that it begins with, where that number is its own."""
    leading = _LEADING.match(text) if not raw.number.text else None
    return text[leading.end() :] if leading else text


def _identifier(raw: Raw, reading: Reading) -> str:
    """Return the item's number as printed; of a table without numbers, the one its task begins with, or a count."""
    if raw.clause > 1 and reading.numbers and not raw.number.text:
        own = reading.numbers[-1][1].rsplit(".", 1)[0] if raw.clause > 2 else reading.numbers[-1][1]  # noqa: PLR2004 – the third and on
        return f"{own}.{raw.clause}"
    if "item" not in raw.columns.held:
        first = next((content.text for content in raw.texts() if content.text.strip()), "")
        leading = _LEADING.match(first)
        return leading[1] if leading else str(raw.count)
    lines = written(raw.number)
    number = _NUMBER.fullmatch(re.sub(r"\s", "", raw.number.text))
    if raw.merged or (not raw.grid.table and len(lines) != 1) or number is None:
        problem = (
            "a cell covers several columns" if raw.merged else f"its number reads {' '.join(lines)[:40] or 'blank'!r}"
        )
        reading.fault(raw.place, problem, "restore the rule between two items, or the number of this one")
        return ""
    return number[1] if raw.clause == 1 else f"{number[1]}.{raw.clause}"


def _read_category(raw: Raw, reading: Reading) -> tuple[str, str] | None:
    """Return the category and its label for one row; empty ones where the table has neither columns nor sections."""
    if raw.grid.table:
        return raw.section
    columns, grid = raw.columns, raw.grid
    held = [columns.held[name] for name in ("category", "label") if name in columns.held]
    if not held:
        return "", ""
    cells = [grid.at(column, raw.top, raw.bottom) for column in held]
    words = [CONTINUED.sub("", cell.content.text) if cell else "" for cell in cells]
    category, label = words[0], words[-1]
    damaged = any(cell and is_broken(cell, grid) for cell in cells)
    whole = cells[0] and len(written(cells[0].content)) == 1
    if not category or (damaged and not whole):
        reading.fault(
            raw.place, "its category cannot be read", "write it beside the item, or restore the rules around it"
        )
        return None
    if damaged:  # its number stands on one line, but some of its label may be lost
        return category, reading.categories.get(category, "")
    continued = any(cell and CONTINUED.search(cell.content.text) for cell in cells)
    known = reading.categories.setdefault(category, label)
    if label != known and not (continued and not label):
        problem = f"category {category} is called {label!r} here and {known!r} before"
        reading.fault(raw.place, problem, "give both the same label, or one another number")
        return None
    return category, known


def only_once(rows: Sequence[Row], faults: list[Fault]) -> list[Row]:
    """Return the rows whose identifier no other has; each further one becomes a fault."""
    seen: dict[str, str] = {}
    for row in rows:
        if row.item in seen:
            problem = f"item {row.item} stands here and at {seen[row.item]}"
            faults.append(Fault(row.source, problem, "correct one of the numbers"))
        seen.setdefault(row.item, row.source)
    twice = repeated([row.item for row in rows])
    return [row for row in rows if row.item not in twice]


def _number_apart(reading: Reading) -> None:
    """Give each item a number of its own: prefixed by its category where the numbering restarts in every category."""
    firsts: dict[str, str] = {}
    for category, number in reading.numbers:
        firsts.setdefault(category, number)
    if len(firsts) > 1 and len(set(firsts.values())) == 1 and "" not in firsts:
        reading.rows = [replace(row, item=joined(row.category, row.item)) for row in reading.rows]
    reading.rows = only_once(reading.rows, reading.faults)
