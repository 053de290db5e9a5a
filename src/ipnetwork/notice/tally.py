"""Count what the names at one place became: which items, with how many leads and participants."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.notice.located import Spot
from ipnetwork.notice.marks import parse_place
from ipnetwork.notice.roles import LEAD, PARTICIPANT, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ipnetwork.notice.document import Grid
    from ipnetwork.notice.marks import Marks
    from ipnetwork.notice.record import Mention, Notice
    from ipnetwork.notice.shape import Line


class Count(NamedTuple):
    """How many leads and participants each of some items has from one place, and why they are that."""

    items: tuple[str, ...]
    lead: int
    participant: int
    bases: set[str]


def count_names(marks: Marks, block: int) -> list[Count]:
    """Count what the names of a paragraph became.

    Parameters
    ----------
    marks : dict of int to list of Mark
        By block.
    block : int
        The paragraph.

    Returns
    -------
    list of Count
        In the order of first names; several items in one count where a name is said for all of them.
    """
    mentions: dict[tuple[str, ...], list[Mention]] = {}
    for mark in sorted(marks.get(block, ()), key=lambda mark: mark.start):
        for role in ROLES:
            here = {item: mention for item, mention in mark.named if mention.role == role}
            if here:
                mentions.setdefault(tuple(here), []).append(next(iter(here.values())))
    return [_count(items, named) for items, named in mentions.items()]


def count_rows(notice: Notice, marks: Marks, grid: Grid, lines: Sequence[Line]) -> list[list[Count]]:
    """Count what the names of a table became, each beside the row that its item begins in.

    Parameters
    ----------
    notice : Notice
        As it was read.
    marks : dict of int to list of Mark
        By block.
    grid : Grid
        The table.
    lines : sequence of Line
        Its rows.

    Returns
    -------
    list of list of Count
        One an item, for each row; an item that names nobody counts 0. A cell over several items counts for each.
    """
    tops = [Spot(grid.page, grid.table, line.top) for line in lines]
    # The rows of a drawn table are lines of the text, where paragraphs stand, too: a row ends where the table does.
    ends = [Spot(grid.page, grid.table, line.bottom) for line in lines]
    homes = {}
    for row in notice.rows:
        where = parse_place(row.source)
        at = bisect_right(tops, where[0]) - 1 if where else -1
        if where and at >= 0 and where[0] <= ends[at]:
            homes[row.item] = at
    named: list[dict[str, list[Mention]]] = [{} for _ in lines]
    for row in notice.rows:
        if row.item in homes and not row.mentions:
            named[homes[row.item]][row.item] = []
    for at, line in enumerate(lines):
        for mark in (mark for cell in line.cells for mark in marks.get(cell.content.block, ())):
            for item, mention in mark.named:
                named[homes.get(item, at)].setdefault(item, []).append(mention)
    return [[_count((item,), mentions) for item, mentions in each.items()] for each in named]


def _count(items: tuple[str, ...], mentions: Iterable[Mention]) -> Count:
    roles = [mention.role for mention in mentions]
    return Count(items, roles.count(LEAD), roles.count(PARTICIPANT), {mention.basis for mention in mentions})
