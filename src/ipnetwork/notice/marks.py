"""Find where each span of a notice stands in its text, and what became of it: a mark on a stretch of a block."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ipnetwork.notice.document import Grid
from ipnetwork.notice.located import Spot
from ipnetwork.notice.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.notice.located import Located
    from ipnetwork.notice.record import Mention, Notice, Span

# Where two marks overlap, the later one here is on top: what says most about who answers for what.
_ORDER = (
    *("text", "separator", "heading", "category", "label", "item", "nobody"),
    *("rule", "role", "name", *ROLES, "unread"),
)
_HEIGHTS = {kind: height for height, kind in enumerate(_ORDER)}
_PLACE = re.compile(
    r"(?:p(\d+) )?(?:t(\d+) r|L)(\d+)"
    r"(?:-(?P<other>(?:p(?P<page>\d+) )?(?:t(?P<table>\d+) r|L))?(?P<line>\d+))?(?: c(?P<column>\d+))?"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of one block was taken for.

    Parameters
    ----------
    start, stop : int
        The stretch, in the block's text.
    kind : str
        As `Span.taken_for`; a name is ``lead`` or ``participant`` where an item has it, and ``unread`` is what looks
        like a clause and gave nothing.
    named : tuple of (str, Mention)
        The items that a name became part of, and as what.
    """

    start: int
    stop: int
    kind: str
    named: tuple[tuple[str, Mention], ...] = ()


Marks = dict[int, list[Mark]]


def contents(notice: Notice) -> Iterator[Located]:
    """Yield every paragraph and every cell of a notice, in document order."""
    for block in notice.blocks:
        if isinstance(block, Grid):
            yield from (cell.content for cell in block.cells)
        else:
            yield block


def parse_place(where: str) -> tuple[Spot, Spot, int] | None:
    """Return the first and last spot of a place, and its column: the inverse of `located.place`."""
    match = _PLACE.fullmatch(where)
    if match is None:
        return None
    page, table, line = (int(match[group] or 0) for group in (1, 2, 3))
    first = last = Spot(page, table, line)
    if match["line"]:
        pair = (int(match["page"] or 0), int(match["table"] or 0)) if match["other"] else (page, table)
        last = Spot(*pair, int(match["line"]))
    return first, last, int(match["column"] or 0)


def find_marks(notice: Notice) -> Marks:
    """Find what each stretch of a notice was taken for.

    Parameters
    ----------
    notice : Notice
        As it was read.

    Returns
    -------
    dict of int to list of Mark
        By the number of the block; blocks in which nothing was seen are not in it.
    """
    named = _named(notice)
    finder = _Finder(notice)
    marks: Marks = {}
    for at, span in enumerate(notice.spans):
        roles = {mention.role for _, mention in named.get(at, ())}
        kind = span.taken_for
        if kind == "name" and roles:
            kind = "lead" if "lead" in roles else "participant"
        for block, start, stop in finder.find(span):
            marks.setdefault(block, []).append(Mark(start, stop, kind, tuple(named.get(at, ()))))
    return marks


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """Part a text at its marks.

    Parameters
    ----------
    text : str
        What stands in a block.
    marks : sequence of Mark
        Those of the block; where they overlap, what says more is on top.

    Yields
    ------
    (str, Mark or None)
        Every character of the text once, in order.
    """
    if not marks:
        if text:
            yield text, None
        return
    owners = [-1] * len(text)
    for at in sorted(range(len(marks)), key=lambda at: _HEIGHTS.get(marks[at].kind, 0)):
        stretch = range(*slice(marks[at].start, marks[at].stop).indices(len(text)))
        owners[stretch.start : stretch.stop] = [at] * len(stretch)
    end = 0
    for owner, group in groupby(owners):
        start, end = end, end + sum(1 for _ in group)
        yield text[start:end], marks[owner] if owner >= 0 else None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _named(notice: Notice) -> dict[int, list[tuple[str, Mention]]]:
    """Return for each span that is a name the items it became part of: the first that is written so, then the next.

    A name that is said once for all items stands in one span and is mentioned in each item.
    """
    written: dict[tuple[str, str], list[int]] = {}
    for at, span in enumerate(notice.spans):
        if span.taken_for == "name":
            written.setdefault((span.source, _squeezed(span.text)), []).append(at)
    named: dict[int, list[tuple[str, Mention]]] = {}
    used: dict[tuple[str, str], int] = {}
    for row in notice.rows:
        for mention in row.mentions:
            key = mention.source, _squeezed(mention.as_written)
            if key in written:
                spans, count = written[key], used.get(key, 0)
                named.setdefault(spans[min(count, len(spans) - 1)], []).append((row.item, mention))
                used[key] = count + 1
    return named


class _Finder:
    """Finds spans: by block and start, or where a cell was put together from several, by place and words."""

    def __init__(self, notice: Notice) -> None:
        self.by_block = {content.block: content for content in contents(notice) if content.block >= 0}
        # What goes on over a page's end has the headings of the next page in the middle.
        self.headings = {span.block for span in notice.spans if span.taken_for == "heading"}
        self.by_column: dict[int, list[Located]] = {}
        for content in self.by_block.values():
            if content.spots:
                self.by_column.setdefault(content.column, []).append(content)
        for column in self.by_column.values():
            column.sort(key=lambda content: content.spots[0])
        self.reached: dict[str, int] = {}

    def find(self, span: Span) -> list[tuple[int, int, int]]:
        """Return the stretches (block, start, stop) of a span; none where its words do not stand there."""
        content = self.by_block.get(span.block)
        if content:
            start = span.start - content.start
            if start >= 0 and content.text[start : start + len(span.text)] == span.text:
                return [(span.block, start, start + len(span.text))]
        return self._search(span)

    def _search(self, span: Span) -> list[tuple[int, int, int]]:
        """Look for the words of a span in the cells at its place, one chained to the next, after what was found."""
        parsed = parse_place(span.source)
        words = _squeezed(span.text)
        if parsed is None or not words:
            return []
        first, last, column = parsed
        cells = self.by_column.get(column, [])
        # The last cell that begins above may reach down to here.
        begin = max(0, bisect_left(cells, first, key=lambda cell: cell.spots[0]) - 1)
        end = bisect_right(cells, last, key=lambda cell: cell.spots[0])
        chain = [
            (content.block, at, character)
            for content in cells[begin:end]
            if content.spots[-1] >= first and content.block not in self.headings
            for at, character in enumerate(content.text)
            if not character.isspace()
        ]
        text = "".join(character for *_, character in chain)
        # What a cell names is told from left to right: the next span at this place stands behind this one.
        found = text.find(words, self.reached.get(span.source, 0))
        found = found if found >= 0 else text.find(words)
        if found < 0:
            return []
        self.reached[span.source] = found + len(words)
        stretches = []
        for block, group in groupby(chain[found : found + len(words)], key=lambda entry: entry[0]):
            places = [at for _, at, _ in group]
            stretches.append((block, places[0], places[-1] + 1))
        return stretches
