"""Read work items from running text: numbered paragraphs, each with a clause that names who answers for it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.errors import Fault
from ipnetwork.notice.finding import find_bare, find_clauses
from ipnetwork.notice.located import place
from ipnetwork.notice.numbers import DIVISION, Path, find_number, spell_paths, step_into
from ipnetwork.notice.phrases import begins_with_label, declares_first
from ipnetwork.notice.record import Mention, Row, Span, seen
from ipnetwork.notice.roles import LEAD, in_order
from ipnetwork.notice.standing import find_blanket

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.notice.found import Found
    from ipnetwork.notice.located import Located, Spot

_LONGEST_HEADING = 60
_TIME_AND_AGAIN = 3
_NOTHING = re.compile("[。；，、 ]*")


class Drafted(NamedTuple):
    """One row before it has its identifier.

    Parameters
    ----------
    row : Row
        Without an identifier.
    path : tuple of Number
        The headings it stands under.
    outer : tuple of Number
        The same without the last one, where the clause stands alone below a list none of whose items has one: it may
        be that of the whole list. Otherwise empty.
    headings : tuple of int
        Which of the document's headings make up the path.
    division : str
        The annex it stands in: 附件2.
    block : int
        The block of the document that holds its clause.
    """

    row: Row
    path: Path
    outer: Path
    headings: tuple[int, ...]
    division: str
    block: int


@dataclass(slots=True)
class Prose:
    """What running text gives.

    Parameters
    ----------
    rows : list of Drafted
        A row for each clause, in order.
    headings : list of tuple of Number
        Every numbered paragraph.
    lineage, places : list
        Which headings each of them stands under, itself last; and where it stands.
    blanket : list of Mention
        Those named once for all items of the document.
    tabled : list of Mention
        Those named once for all items of its tables.
    spans, faults : list
        As in `Notice`.
    """

    rows: list[Drafted] = field(default_factory=list)
    headings: list[Path] = field(default_factory=list)
    lineage: list[tuple[int, ...]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    blanket: list[Mention] = field(default_factory=list)
    tabled: list[Mention] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    """The item being read: its headings with their titles, the text so far, and how many items of its list had none."""

    path: Path = ()
    titles: tuple[str, ...] = ()
    division: str = ""
    text: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    listed: int = 0
    headings: tuple[int, ...] = ()


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
    bracketed, bare = _habits(paragraphs)
    rule = first_listed
    for group in _stitched(paragraphs):
        head = group[0]
        item = _enter(prose, item, head)
        blanket = find_blanket(group)
        if blanket:
            of_tables = re.match("表|本表|下表", head.text[blanket.outer[0] :].strip())
            (prose.tabled if of_tables else prose.blanket).extend(_mentions(blanket, rule=False))
            prose.spans += list(blanket.spans())
            continue
        end = 0
        clauses = find_clauses(group, running=not bracketed, bare=bare)
        stated = None if clauses else declares_first(head.text)
        prose.spans += [seen(head.cut(*stated.span()), "rule")] if stated else []
        for found in clauses:
            rule_here = declares_first(found.text)
            rule = rule or bool(rule_here and rule_here["on"])
            _take_text(item, head, end, found.outer[0])
            end = found.outer[1]
            _take_clause(
                prose, item, found, rule=rule or bool(rule_here), alone=len(group) > 1 or _stands_alone(found, head)
            )
        _take_text(item, head, end, len(head.text))
    return prose


def _habits(paragraphs: Sequence[Located]) -> tuple[bool, bool]:
    """Say whether the document names its bodies in brackets or behind labels, and whether bare lists in brackets count.

    Where most clauses stand apart, the ends of sentences are just text. Bare lists count where the document says that
    the first of a list leads, or where items end in them time and again.
    """
    found = [each for paragraph in paragraphs for each in find_clauses([paragraph], running=True)]
    apart = sum(not each.running for each in found)
    lists = [each for paragraph in paragraphs for each in find_bare(paragraph) if each.outer[1] == len(paragraph.text)]
    ruled = any(declares_first(paragraph.text) for paragraph in paragraphs)
    return apart + len(lists) > len(found) - apart, bool(lists) and (ruled or len(lists) >= _TIME_AND_AGAIN)


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
        prose.spans.append(seen(head, "heading"))
        return _Item(division=f"{division[1]}{division[2] or ''}")
    number = find_number(head.text)
    if number is None:
        return item
    path = step_into(item.path, number)
    listed = (
        item.listed + 1
        if len(path) > 1 and path[:-1] == item.path[:-1] and item.listed
        else int(len(path) > 1 and path[:-1] == item.path)
    )
    headings = (*item.headings[: len(path) - 1], len(prose.headings))
    prose.headings.append(path)
    prose.lineage.append(headings)
    prose.places.append(head.cut(0, number.stop).place)
    prose.spans.append(seen(head.cut(0, number.stop).strip(), "item"))
    titles = (*item.titles[: len(path) - 1], _heading(head.text[number.stop :]))
    return _Item(path, titles, item.division, listed=listed, headings=headings)


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


def _stands_alone(found: Found, head: Located) -> bool:
    """Say whether a clause is a paragraph of its own."""
    start, stop = found.outer
    return bool(_NOTHING.fullmatch(head.text, 0, start) and _NOTHING.fullmatch(head.text, stop))


def _take_clause(prose: Prose, item: _Item, found: Found, *, rule: bool, alone: bool) -> None:
    """Make a row of a clause; its text is what stood before it since the last one."""
    if found.wrong:
        problem = f"{found.wrong[:40]!r} does not read as the name of one body"
        prose.faults.append(Fault(found.place, problem, "close its brackets, and part the names with 、"))
        return
    prose.spans += list(found.spans())
    category = item.path[0].text if len(item.path) > 1 else ""
    above = " / ".join(title for title in item.titles[:-1] if title)
    text = "".join(item.text) or (item.titles[-1] if item.titles else "")
    source = place([*item.spots, *found.spots])
    row = Row("", category, above, text, source, tuple(_mentions(found, rule=rule)))
    outer = item.path[:-1] if alone and item.listed > 1 else ()
    prose.rows.append(Drafted(row, item.path, outer, item.headings, item.division, found.pieces[0].block))
    item.text, item.spots, item.listed = [], [], 0


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


def identify(prose: Prose) -> list[tuple[int, Row, str]]:
    """Give the rows of running text their identifiers.

    Parameters
    ----------
    prose : Prose
        What `read_prose` returned.

    Returns
    -------
    list of (int, Row, str)
        Each with its block and its division. Where nothing in the document is numbered, rows are counted; a clause
        under no number in a numbered document becomes a fault.
    """
    rows = []
    drafts = _settle_lists(prose.rows)
    identifiers = iter(spell_paths([draft.path for draft in drafts if draft.path], prose.headings))
    times: Counter[tuple[int, ...]] = Counter()
    for count, draft in enumerate(drafts, 1):
        if draft.path:
            own = next(identifiers)
            times[draft.headings] += 1
            clause = times[draft.headings]
            identifier = own if clause == 1 else f"{own}.{clause}"
        elif prose.headings:
            problem = "a clause names bodies and stands under no number"
            prose.faults.append(Fault(draft.row.source, problem, "number the task that it belongs to"))
            continue
        else:
            identifier = str(count)
        rows.append((draft.block, replace(draft.row, item=identifier), draft.division))
    return rows


def silent_items(prose: Prose) -> list[tuple[str, str]]:
    """Find the numbered paragraphs that name nobody, among others of their list that do.

    Parameters
    ----------
    prose : Prose
        What `read_prose` returned.

    Returns
    -------
    list of (str, str)
        Their identifiers and places.
    """
    speaking = {draft.headings for draft in _settle_lists(prose.rows)}
    parents = {lineage[:-1] for lineage in prose.lineage}
    lists = {
        (lineage[:-1], path[-1].style)
        for path, lineage in zip(prose.headings, prose.lineage, strict=True)
        if lineage in speaking
    }
    silent = [
        (path, place)
        for path, lineage, place in zip(prose.headings, prose.lineage, prose.places, strict=True)
        if (lineage[:-1], path[-1].style) in lists and lineage not in speaking and lineage not in parents
    ]
    identifiers = spell_paths([path for path, _ in silent], prose.headings)
    return [(identifier, place) for identifier, (_, place) in zip(identifiers, silent, strict=True)]


def _settle_lists(drafts: Sequence[Drafted]) -> list[Drafted]:
    """Give a clause that stands alone below a list to what the list stands under, where the document mostly does so."""
    styles = Counter(draft.path[-1].style for draft in drafts if draft.path and not draft.outer)
    return [
        draft._replace(path=draft.outer, headings=draft.headings[:-1])
        if draft.outer and styles[draft.outer[-1].style] > styles[draft.path[-1].style]
        else draft
        for draft in drafts
    ]
