"""Read work items from running text: numbered paragraphs, each with a clause that names who answers for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.errors import Fault
from ipnetwork.notice.clauses import begins_with_label, declares_first
from ipnetwork.notice.finding import Found, find_blanket, find_clauses
from ipnetwork.notice.located import place
from ipnetwork.notice.numbers import DIVISION, Number, Path, find_number, spell_paths, step_into
from ipnetwork.notice.record import Mention, Row, Span
from ipnetwork.notice.roles import LEAD, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ipnetwork.notice.located import Located, Spot

_LONGEST_HEADING = 60
_CLAUSE_END = "。！？；"


class Drafted(NamedTuple):
    """One row before it has its identifier: where it stands in the numbering, and its division (附件2)."""

    row: Row
    path: Path
    clause: int
    division: str


@dataclass(slots=True)
class Prose:
    """What running text gives.

    Parameters
    ----------
    rows : list of Drafted
        A row for each clause, in order.
    headings : list of tuple of Number
        Every numbered paragraph.
    blanket : list of Mention
        Those named once for all items of the document.
    spans, faults : list
        As in `Notice`.
    unread : int
        Clauses that look like one and name nobody in a way that can be read.
    """

    rows: list[Drafted] = field(default_factory=list)
    headings: list[Path] = field(default_factory=list)
    blanket: list[Mention] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    """The item being read: its headings with their titles, the text so far, and how many clauses it had."""

    path: Path = ()
    titles: tuple[str, ...] = ()
    division: str = ""
    text: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    clauses: int = 0


def read_prose(paragraphs: Sequence[Located], *, first_listed: bool = False) -> Prose:
    """Read the items of running text.

    Parameters
    ----------
    paragraphs : sequence of Located
        In document order.
    first_listed : bool, default False
        Whether the document says outside of any clause that the first body of each list leads.

    Returns
    -------
    Prose
        Its rows have no identifiers yet; `identify` gives them.
    """
    prose = Prose()
    item = _Item()
    bracketed = _mostly_bracketed(paragraphs)
    rule = first_listed
    for group in _stitched(paragraphs):
        head = group[0]
        item = _enter(prose, item, head)
        blanket = find_blanket(group)
        if blanket:
            prose.blanket += list(_mentions(blanket, rule=False))
            prose.spans += list(blanket.spans())
            continue
        end = 0
        for found in find_clauses(group, running=not bracketed):
            rule_here = declares_first(found.text)
            rule = rule or bool(rule_here and rule_here["on"])
            _take_text(item, head, end, found.outer[0])
            end = found.outer[1]
            _take_clause(prose, item, found, rule=rule or bool(rule_here))
        _take_text(item, head, end, len(head.text))
    return prose


def _mostly_bracketed(paragraphs: Sequence[Located]) -> bool:
    """Say whether the document names its bodies in brackets or behind labels; its sentences are then just text."""
    found = [each for paragraph in paragraphs for each in find_clauses([paragraph], running=True)]
    apart = sum(not each.running for each in found)
    return apart > len(found) - apart


def _stitched(paragraphs: Sequence[Located]) -> Iterator[list[Located]]:
    """Yield each paragraph, with the lines of labels that go on below it: 牵头单位：… / 配合单位：…."""
    group: list[Located] = []
    for paragraph in paragraphs:
        if group and not (begins_with_label(paragraph.text) and begins_with_label(group[-1].text)):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _enter(prose: Prose, item: _Item, head: Located) -> _Item:
    """Step into a new item where a paragraph begins with a number, or into an annex."""
    division = DIVISION.match(head.text)
    if division and len(head.text) <= _LONGEST_HEADING:
        prose.spans.append(_span(head, "heading"))
        return _Item(division=f"{division[1]}{division[2] or ''}")
    number = find_number(head.text)
    if number is None:
        return item
    path = step_into(item.path, number)
    prose.headings.append(path)
    prose.spans.append(_span(head.cut(0, number.stop).strip(), "item"))
    titles = (*item.titles[: len(path) - 1], _heading(head.text[number.stop :]))
    return _Item(path, titles, item.division)


def _heading(text: str) -> str:
    """Return what a paragraph says as a heading: its first sentence, if that is short."""
    first = re.split("[。；：:！？（(【\\[]", text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= _LONGEST_HEADING else ""


def _take_text(item: _Item, head: Located, start: int, stop: int) -> None:
    """Add what stands before, between or behind clauses to the item's text."""
    number = find_number(head.text)
    start = max(start, number.stop if number else 0)
    part = head.cut(start, max(start, stop)).strip()
    bare = part.text.lstrip("。；，、 ")
    if bare:
        if item.text and item.text[-1][-1] not in "。！？；：，、）)":
            item.text.append("。")
        item.text.append(bare)
        item.spots += part.spots


def _take_clause(prose: Prose, item: _Item, found: Found, *, rule: bool) -> None:
    """Make a row of a clause; its text is what stood before it since the last one."""
    if found.wrong:
        problem = f"{found.wrong[:40]!r} does not read as the name of one body"
        prose.faults.append(Fault(found.place, problem, "close its brackets, and part the names with 、"))
        return
    item.clauses += 1
    prose.spans += list(found.spans())
    category = item.path[0].text if len(item.path) > 1 else ""
    above = " / ".join(title for title in item.titles[:-1] if title)
    text = "".join(item.text) or (item.titles[-1] if item.titles else "")
    source = place([*item.spots, *found.spots])
    row = Row("", category, above, text, source, tuple(_mentions(found, rule=rule)))
    prose.rows.append(Drafted(row, item.path, item.clauses, item.division))
    item.text, item.spots = [], []


def _mentions(found: Found, *, rule: bool) -> Iterator[Mention]:
    """Yield the bodies of a clause, leads first."""
    given = []
    for _, names in found.by_list():
        roles = in_order(len(names), names[0].role, names[0].basis, first_listed=rule)
        mixed = len({(name.role, name.basis) for name in names}) > 1
        given += [(name, (name.role, name.basis) if mixed else role) for name, role in zip(names, roles, strict=True)]
    for name, (role, basis) in sorted(given, key=lambda entry: entry[1][0] != LEAD):
        written = found.cut(name.start, name.stop)
        yield Mention(name.name, role, basis, written.text, name.word, written.place)


def identify(prose: Prose) -> list[tuple[Row, str]]:
    """Give the rows of running text their identifiers.

    Parameters
    ----------
    prose : Prose
        What `read_prose` returned.

    Returns
    -------
    list of (Row, str)
        Each with its division. Where nothing in the document is numbered, rows are counted; a clause under no number
        in a numbered document becomes a fault.
    """
    rows = []
    placed = [draft for draft in prose.rows if draft.path]
    identifiers = iter(spell_paths([draft.path for draft in placed], prose.headings))
    for count, draft in enumerate(prose.rows, 1):
        if draft.path:
            own = next(identifiers)
            identifier = own if draft.clause == 1 else f"{own}.{draft.clause}"
        elif prose.headings:
            problem = "a clause names bodies and stands under no number"
            prose.faults.append(Fault(draft.row.source, problem, "number the task that it belongs to"))
            continue
        else:
            identifier = str(count)
        row = draft.row
        rows.append((Row(identifier, row.category, row.path, row.text, row.source, row.mentions), draft.division))
    return rows


def _span(content: Located, taken_for: str) -> Span:
    return Span(content.place, taken_for, content.text, content.block, content.start)
