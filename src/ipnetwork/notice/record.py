"""What reading a notice gives: its heading facts, its rows, what was taken for what, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipnetwork.errors import Fault
    from ipnetwork.notice.document import Grid
    from ipnetwork.notice.located import Located


@dataclass(frozen=True, slots=True)
class Mention:
    """One agency named for one item.

    Parameters
    ----------
    agency : str
        The name with its ellipsis expanded.
    role, basis : str
        ``lead`` or ``participant``, and why: ``explicit``, ``first_listed`` or ``joint``.
    as_written, role_as_written : str
        The characters of the name and of the role word.
    source : str
        Where the name stands: ``L26-31 c5``.
    """

    agency: str
    role: str
    basis: str
    as_written: str
    role_as_written: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """One work item as it was read.

    Parameters
    ----------
    item : str
        The document's own number.
    category : str
        The number or name of its category; empty where the document has none.
    path : str
        The headings it stands under.
    text : str
        The task, joined over its lines.
    source : str
        The lines of the whole row.
    mentions : tuple of Mention
        The agencies named, leads first, in printed order.
    """

    item: str
    category: str
    path: str
    text: str
    source: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the document and what it was taken for.

    Parameters
    ----------
    source : str
        Where it stands.
    taken_for : str
        heading, category, label, item, text, role, name, separator, nobody, rule or other.
    text : str
        Its characters.
    block, start : int
        The block of the document it stands in, and where in it.
    """

    source: str
    taken_for: str
    text: str
    block: int = -1
    start: int = 0


def seen(content: Located, taken_for: str) -> Span:
    """Note what a stretch of the document was taken for."""
    return Span(content.place, taken_for, content.text, content.block, content.start)


@dataclass(frozen=True)
class Notice:
    """A notice as it was read.

    Parameters
    ----------
    meta : mapping of str to str
        ``title``, ``document_number``, ``issuer``, ``place``, ``date`` (ISO) and ``key``; empty where not found.
    rows : tuple of Row
        The work items in document order.
    spans : tuple of Span
        Everything in the tables, and what it was taken for.
    faults : tuple of Fault
        What could not be read; empty unless it was read with ``strict=False``.
    blocks : tuple of Located or Grid
        The document as it was read, paragraph by paragraph and table by table, for `explain`.
    silent : tuple of (str, str)
        Numbered paragraphs that name nobody, among others of their list that do: identifiers and places.
    """

    meta: Mapping[str, str]
    rows: tuple[Row, ...]
    spans: tuple[Span, ...]
    faults: tuple[Fault, ...]
    blocks: tuple[Located | Grid, ...] = ()
    silent: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Count what was read."""
        mentions = sum(len(row.mentions) for row in self.rows)
        return f"Notice {self.meta['key']}: {len(self.rows)} items, {mentions} assignments, {len(self.faults)} faults"
