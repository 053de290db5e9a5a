"""Turn the cells of a task table into numbered work items with their agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ipnetwork.agencies import BRACKETS, general_organs, holds_several, split_names
from ipnetwork.errors import Fault
from ipnetwork.notice.located import place
from ipnetwork.notice.record import Mention, Row, Span
from ipnetwork.notice.roles import LEAD, assign_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipnetwork.notice.boxtable import Cell, Fragment
    from ipnetwork.notice.located import Located

# What a column holds, by its heading. Roles have their own grammar in `roles`.
_HEADINGS = {
    "category": re.compile("类号|类别号"),
    "label": re.compile("(?:项目|任务|工作)?(?:分类|类别)"),
    "item": re.compile("(?:项目)?(?:序号|编号)"),
    "text": re.compile("(?:重点|主要)?(?:工作|任务|项目)?(?:内容|任务|事项)"),
}
_CONTINUED = re.compile(r"[（(]续表?[）)]$")
_NUMBER = re.compile(r"(\d+|[一二三四五六七八九十百]+|[（(][一二三四五六七八九十\d]+[）)])[.．、]?")
_LONGEST_NAME = 60
_NOBODY = re.compile("[无—－/-]*")


@dataclass(slots=True)
class _Reading:
    """What has been read so far: rows, spans and faults of all fragments, and the categories met."""

    rows: list[Row] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)

    def fault(self, where: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(where, problem, remedy))

    def saw(self, content: Located, taken_for: str) -> None:
        if content.text:
            self.spans.append(Span(content.place, taken_for, content.text))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a fragment holds what: ``{"item": 2, …}`` and ``{4: ("负责单位", "lead", "explicit")}``."""

    held: dict[str, int]
    roles: dict[int, tuple[str, str, str]]

    @property
    def of_items(self) -> list[int]:
        """The columns that make up an item's row."""
        return sorted([self.held["item"], self.held["text"], *self.roles])


def read_table(fragments: list[Fragment]) -> tuple[list[Row], list[Span], list[Fault]]:
    """Read the fragments of one task table.

    Parameters
    ----------
    fragments : list of Fragment
        In document order, each with a row of headings on top.

    Returns
    -------
    rows : list of Row
        The items that could be read, in document order.
    spans : list of Span
        Everything that stands in a readable cell, and what it was taken for.
    faults : list of Fault
        What could not be read, with its line. A row that a fault touches is left out and never guessed.
    """
    reading = _Reading()
    for fragment in fragments:
        columns = _read_headings(fragment, reading)
        if columns:
            _see_labels(fragment, columns, reading)
            _read_rows(fragment, columns, reading)
    _number_apart(reading)
    return reading.rows, reading.spans, reading.faults


def _read_headings(fragment: Fragment, reading: _Reading) -> _Columns | None:
    """Find out what each column holds from the first row of cells."""
    cells = [cell for cell in fragment.cells if cell.top == fragment.top + 1]
    words = {cell.start: cell.content for cell in cells}
    where = f"L{fragment.top + 1}"
    roles = assign_roles(content.text for content in words.values())
    held: dict[str, int] = {}
    role_columns: dict[int, tuple[str, str, str]] = {}
    unknown = []
    for column, content in words.items():
        name = next((name for name, pattern in _HEADINGS.items() if pattern.fullmatch(content.text)), None)
        if content.text in roles:
            role_columns[column] = (content.text, *roles[content.text])
        elif name and name not in held:
            held[name] = column
        else:
            unknown.append(content.text or "(blank)")
    missing = [name for name in ("item", "text") if name not in held] + ([] if role_columns else ["role"])
    if unknown or missing or fragment.broken[:1] == [fragment.top + 1]:
        problem = "the first row does not read as headings"
        problem += f", unknown: {', '.join(unknown)}" if unknown else ""
        problem += f", no column for: {', '.join(missing)}" if missing else ""
        reading.fault(where, problem, "head the columns 序号, 工作内容, 负责单位, 参与单位 and draw a rule below")
        return None
    for content in words.values():
        reading.saw(content, "heading")
    return _Columns(held, role_columns)


def _read_rows(fragment: Fragment, columns: _Columns, reading: _Reading) -> None:
    """Read every row of items below the headings."""
    start = columns.held["item"]
    numbers = [cell for cell in fragment.cells if cell.start == start and cell.top > fragment.top + 1]
    # Two numbers in one cell: the rule between two rows is lost, and what stands beside them may have run together too.
    fragment.broken += [cell.top for cell in numbers if len(_written(cell)) > 1 and not _is_broken(cell, fragment)]
    for number in numbers:
        if _is_broken(number, fragment) and len(_written(number)) <= 1:
            continue  # its fault is already told
        row = _read_row(fragment, columns, number, reading)
        if row:
            reading.numbers.append((row.category, row.item))
            reading.rows.append(row)


def _written(cell: Cell) -> list[str]:
    """Return the lines of a cell on which something stands, a mark of continuation left out."""
    return [text.strip() for _, text in cell.lines if _CONTINUED.sub("", text.strip())]


def _is_broken(cell: Cell, fragment: Fragment) -> bool:
    """Say whether a line that did not fit runs through a cell."""
    return any(cell.top <= line <= cell.bottom for line in fragment.broken)


def _see_labels(fragment: Fragment, columns: _Columns, reading: _Reading) -> None:
    """Note what stands in the columns of categories, where it names the rows beside it."""
    for name in ("category", "label"):
        for cell in fragment.cells:
            if cell.start == columns.held.get(name) and cell.top > fragment.top + 1:
                reading.saw(cell.content, name)


def _read_row(fragment: Fragment, columns: _Columns, number: Cell, reading: _Reading) -> Row | None:
    """Read one row, or say why it cannot be read."""
    where = place((number.top, number.bottom))
    cells = {column: fragment.at(column, number.top, number.bottom) for column in columns.of_items}
    contents = {column: cell.content for column, cell in cells.items() if cell}
    if len(contents) < len(cells):
        reading.fault(where, "its cells are not as tall as its number's", "draw one rule under all of an item's cells")
        return None
    if not any(content.text for content in contents.values()):
        return None  # an empty row closes many printed tables
    merged = [cell for cell in cells.values() if cell and cell.stop - cell.start > 1 and cell.content.text]
    written = _written(number)
    identifier = _NUMBER.fullmatch(number.content.text)
    if merged or len(written) != 1 or identifier is None:
        problem = "a cell covers several columns" if merged else f"its number reads {' '.join(written) or 'blank'!r}"
        reading.fault(where, problem, "restore the rule between two items, or the number of this one")
        return None
    unread = [contents[column] for column in columns.roles if not _is_list(contents[column].text)]
    for content in unread:
        problem = f"{content.text[:40]!r} does not read as a list of names"
        reading.fault(content.place, problem, "close its brackets, and part the names with 、")
    category = _read_category(fragment, columns, number, reading)
    if category is None or unread:
        return None
    text = contents[columns.held["text"]]
    reading.saw(number.content, "item")
    reading.saw(text, "text")
    mentions = tuple(_read_mentions(contents, columns, reading))
    lines = [line for content in contents.values() for line in content.lines]
    return Row(identifier[1], *category, text.text, place(lines), mentions)


def _read_category(fragment: Fragment, columns: _Columns, number: Cell, reading: _Reading) -> tuple[str, str] | None:
    """Return the category and its label for one row; empty ones where the table has no such columns."""
    held = [columns.held[name] for name in ("category", "label") if name in columns.held]
    if not held:
        return "", ""
    cells = [fragment.at(column, number.top, number.bottom) for column in held]
    words = [_CONTINUED.sub("", cell.content.text) if cell else "" for cell in cells]
    category, label = words[0], words[-1]
    damaged = any(cell and _is_broken(cell, fragment) for cell in cells)
    whole = cells[0] and len(_written(cells[0])) == 1
    if not category or (damaged and not whole):
        where = place((number.top, number.bottom))
        reading.fault(where, "its category cannot be read", "write it beside the item, or restore the rules around it")
        return None
    if damaged:  # its number stands on one line, but some of its label may be lost
        return category, reading.categories.get(category, "")
    continued = any(cell and _CONTINUED.search(cell.content.text) for cell in cells)
    known = reading.categories.setdefault(category, label)
    if label != known and not (continued and not label):
        problem = f"category {category} is called {label!r} here and {known!r} before"
        reading.fault(place((number.top, number.bottom)), problem, "give both the same label, or one another number")
        return None
    return category, known


def _is_list(text: str) -> bool:
    """Say whether a role cell holds names: brackets closed, no sentence, nothing longer than a name can be."""
    closed = all(text.count(left) == text.count(right) for left, right in zip(*BRACKETS, strict=True))
    names = split_names(text, general_organs())
    single = all(
        len(name.as_written) <= _LONGEST_NAME and not holds_several(name.name, general_organs()) for name in names
    )
    return closed and single and not re.search("[。：:]", text)


def _read_mentions(contents: dict[int, Located], columns: _Columns, reading: _Reading) -> Iterator[Mention]:
    """Read the names in a row's role cells, leads first."""
    for column, (word, role, basis) in sorted(columns.roles.items(), key=lambda entry: (entry[1][1] != LEAD, entry[0])):
        content = contents[column]
        if _NOBODY.fullmatch(content.text):
            reading.saw(content, "nobody")
            continue
        end = 0
        for name in split_names(content.text, general_organs()):
            reading.saw(content.cut(end, name.start), "separator")
            written = content.cut(name.start, name.stop)
            reading.saw(written, "name")
            end = name.stop
            yield Mention(name.name, role, basis, written.text, word, written.place)
        reading.saw(content.cut(end, len(content.text)), "separator")


def _number_apart(reading: _Reading) -> None:
    """Give each item a number of its own: prefixed by its category where the numbering restarts in every category."""
    firsts: dict[str, str] = {}
    for category, number in reading.numbers:
        firsts.setdefault(category, number)
    if len(firsts) > 1 and len(set(firsts.values())) == 1:
        reading.rows = [replace(row, item=_prefixed(row)) for row in reading.rows]
    seen: dict[str, str] = {}
    for row in reading.rows:
        if row.item in seen:
            problem = f"item {row.item} stands here and at {seen[row.item]}"
            reading.fault(row.source, problem, "correct one of the numbers")
        seen.setdefault(row.item, row.source)
    numbers = [row.item for row in reading.rows]
    reading.rows = [row for row in reading.rows if numbers.count(row.item) == 1]


def _prefixed(row: Row) -> str:
    """Put the category before a number: 二（一）, and 二-1 so that 一1 is not taken for a dash."""
    return f"{row.category}{row.item}" if row.item[0] in "（(" else f"{row.category}-{row.item}"
