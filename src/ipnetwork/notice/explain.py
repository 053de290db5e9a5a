"""Show what was seen in a notice: its text with what was taken for item, role, name and separator marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipnetwork.notice.document import Grid
from ipnetwork.notice.marks import Mark, contents, find_marks, pieces
from ipnetwork.notice.markup import compose_fragment, compose_page
from ipnetwork.notice.roles import ROLES
from ipnetwork.notice.shape import lines_of
from ipnetwork.notice.tally import count_names, count_rows
from ipnetwork.notice.unread import find_unread
from ipnetwork.notice.wording import KINDS, SHORT, cut, explain_count, plural, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ipnetwork.notice.located import Located
    from ipnetwork.notice.marks import Marks
    from ipnetwork.notice.record import Notice
    from ipnetwork.notice.tally import Count

    Paint = Callable[[str, str], str]

_TAIL = 8
# What stands before and behind a mark where there is neither colour nor underline.
_BRACKETS = {
    "item": ("〈", "〉"),
    "lead": ("{{", "}}"),
    "participant": ("{", "}"),
    "name": ("{?", "?}"),
    "role": ("[", "]"),
    "rule": ("«", "»"),
    "nobody": ("[-", "-]"),
    "heading": ("=", "="),
    "category": ("<", ">"),
    "label": ("<", ">"),
    "unread": ("??", "??"),
    "separator": ("", ""),
    "text": ("", ""),
    "other": ("‹", "›"),
}
_COLOURS = {
    "item": "1;35",
    "lead": "1;34",
    "participant": "36",
    "role": "33",
    "rule": "33",
    "nobody": "2",
    "heading": "1",
    "category": "1",
    "label": "1",
    "unread": "1;31",
    "place": "2",
    "became": "1;32",
    "fault": "31",
}


@dataclass(frozen=True, eq=False, repr=False)
class Explanation:
    """What was seen in a notice, to be shown in a notebook, in a browser or in a terminal.

    Parameters
    ----------
    notice : Notice
        As it was read.
    unread : tuple of Located
        The clauses in which nothing was read.
    marks : dict of int to list of Mark
        What each stretch was taken for, by block; the unread clauses among them.
    """

    notice: Notice
    unread: tuple[Located, ...]
    marks: Marks

    @property
    def summary(self) -> str:
        """Count items, assignments, faults and unread clauses, in one line."""
        roles = Counter(mention.role for row in self.notice.rows for mention in row.mentions)
        counts = [
            plural(len(self.notice.rows), "item"),
            f"{plural(roles.total(), 'assignment')} ({', '.join(f'{roles[role]:,} {role}' for role in ROLES)})",
            plural(len(self.notice.faults), "fault"),
            f"{plural(len(self.unread), 'clause')} unread",
        ]
        if self.notice.silent:
            counts.append(f"numbered but naming nobody: {'、'.join(number for number, _ in self.notice.silent)}")
        return ", ".join(counts)

    @property
    def html(self) -> str:
        """A page of its own, which opens anywhere, fetches nothing and runs nothing."""
        return compose_page(self.notice, self._repr_html_())

    def text(self, *, full: bool = False) -> str:
        """Return what was seen as plain text.

        Parameters
        ----------
        full : bool, default False
            Whether to show paragraphs and rows in which nothing was seen, too, and everything in its full length.

        Returns
        -------
        str
            Faults, a legend, and a line for each paragraph and row, which begins with its place.
        """
        return "\n".join(self._lines(lambda _, text: text, full=full))

    def ansi(self, *, full: bool = False) -> str:
        """Return what was seen as text in the colours of a terminal.

        Parameters
        ----------
        full : bool, default False
            As for `text`.

        Returns
        -------
        str
            The text with escape codes around its marks; the document's own control characters are written out.
        """

        def paint(kind: str, text: str) -> str:
            return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if text and kind in _COLOURS else text

        return "\n".join(self._lines(paint, full=full))

    def __str__(self) -> str:
        """Show what was seen, as plain text."""
        return self.text()

    def __repr__(self) -> str:
        """Show what was seen, as plain text."""
        return self.text()

    def _repr_html_(self) -> str:
        """Show what was seen, in a notebook."""
        return compose_fragment(self.notice, self.marks, self.unread, self.summary)

    def _lines(self, paint: Paint, *, full: bool) -> Iterator[str]:
        """Yield the lines of the terminal."""
        yield visible(f"{self.notice.meta.get('key', '')}: {self.summary}")
        for fault in self.notice.faults:
            yield paint("fault", _flat(f"fault {fault.place}: {fault.problem}; {fault.remedy}"))
        for clause in self.unread:
            yield paint("unread", f"unread {clause.place}: {_flat(cut(clause.text))}")
        kinds = {_kind(mark) for marks in self.marks.values() for mark in marks} - {"text", "separator"}
        if kinds:
            yield f"legend: {'  '.join(_bracketed(kind, KINDS[kind], paint) for kind in KINDS if kind in kinds)}"
        for block in self.notice.blocks:
            if isinstance(block, Grid):
                yield from self._rows(block, paint, full=full)
            elif full or self.marks.get(block.block):
                words = self._marked(block, paint, full=full)
                yield _line(paint, block.place, words, count_names(self.marks, block.block))

    def _rows(self, grid: Grid, paint: Paint, *, full: bool) -> Iterator[str]:
        """Yield the rows of a table, one a line."""
        lines = lines_of(grid)
        for line, counts in zip(lines, count_rows(self.notice, self.marks, grid, lines), strict=True):
            if full or counts or any(self.marks.get(cell.content.block) for cell in line.cells):
                filled = (cell.content for cell in line.cells if cell.content.text)
                words = " | ".join(self._marked(content, paint, full=full) for content in filled)
                yield _line(paint, grid.place(line.top, line.bottom), words, counts)

    def _marked(self, content: Located, paint: Paint, *, full: bool) -> str:
        """Return a text with its marks, its long stretches cut."""
        parts = []
        for text, mark in pieces(content.text, self.marks.get(content.block, ())):
            words = _flat(text if full else cut(text) if mark else _elided(text))
            parts.append(_bracketed(_kind(mark), words, paint) if mark else words)
        return "".join(parts)


def explain(notice: Notice) -> Explanation:
    """Show what was seen in a notice.

    Parameters
    ----------
    notice : Notice
        What `read_notice` returned; read it with ``strict=False`` to see the faults of a document beside its text.

    Returns
    -------
    Explanation
        Shows itself in a notebook and in a terminal; ``.html`` is a page, ``.summary`` one line.

    Examples
    --------
    >>> from ipnetwork.notice import read_notice
    >>> explain(read_notice("data/notices/made-up-small.txt")).summary
    '12 items, 34 assignments (20 lead, 14 participant), 0 faults, 0 clauses unread'
    """
    marks = find_marks(notice)
    unread = find_unread(notice, marks)
    starts = {content.block: content.start for content in contents(notice)}
    for clause in unread:
        if clause.block >= 0:
            start = clause.start - starts[clause.block]
            marks.setdefault(clause.block, []).append(Mark(start, start + len(clause.text), "unread"))
    return Explanation(notice, tuple(unread), marks)


def _kind(mark: Mark) -> str:
    return mark.kind if mark.kind in KINDS else "other"


def _elided(text: str) -> str:
    """Return a long stretch between marks without its middle: how it begins, and what leads to the next mark."""
    return text if len(text) <= SHORT + 1 else f"{text[: SHORT - _TAIL]}…{text[-_TAIL:]}"


def _bracketed(kind: str, words: str, paint: Paint) -> str:
    """Return some words with the mark of their kind."""
    before, behind = _BRACKETS[kind]
    return paint(kind, f"{before}{words}{behind}")


def _flat(text: str) -> str:
    """Return a text on one line, with its line ends and all that is not seen written out."""
    return visible(text.replace("\n", "⏎").replace("\t", " "))


def _line(paint: Paint, where: str, words: str, counts: Iterable[Count]) -> str:
    """Return one line: the place, the words, and what they became."""
    told = "; ".join(map(explain_count, counts))
    arrow = paint("became", f"  → {told}") if told else ""
    return f"{paint('place', f'{where:<7}')} {words}{arrow}"
