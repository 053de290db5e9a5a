"""The tables of a plan: their columns, types and keys, told once for checking, reading and writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

COMPARATORS = (">=", ">", "=", "<", "<=")
META = ("key", "title", "document_number", "issuer", "place", "date")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type (string, integer, number or boolean), what it holds, and whether it may be blank."""

    name: str
    type: str
    about: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, the columns that tell its rows apart, and those that point to another table."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexed: bool
    foreign: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of all columns, the index first."""
        return [column.name for column in self.columns]


_ITEM = Column("item", "string", "the work item's own number in the document")
_AGENCY = Column("agency", "string", "the agency's name as the plan writes it, ellipses expanded")
_SOURCE = Column("source", "string", "where the document says so: lines and column, or page and table", blank=True)

TABLES = {
    "items": Table(
        (
            _ITEM,
            Column("order", "integer", "place in the document, from 1"),
            Column("category", "string", "number or name of its category", blank=True),
            Column("path", "string", "the headings it stands under", blank=True),
            Column("path_en", "string", "the same in English", blank=True),
            Column("title", "string", "short Chinese title, for diagrams"),
            Column("title_en", "string", "short English title", blank=True),
            Column("text", "string", "the task as read from the document", blank=True),
            _SOURCE,
        ),
        key=("item",),
        indexed=True,
    ),
    "agencies": Table(
        (
            _AGENCY,
            Column("name_en", "string", "English name", blank=True),
            Column("official", "boolean", "whether the agency itself uses that English name"),
            Column("short", "string", "short Chinese label"),
            Column("short_en", "string", "short English label", blank=True),
            Column("kind", "string", "agency, collective, open or unknown"),
            Column("sector", "string", "one of the register's sectors"),
            Column("level", "string", "one of the register's levels"),
        ),
        key=("agency",),
        indexed=True,
    ),
    "members": Table(
        (
            Column("collective", "string", "the collective body"),
            Column("agency", "string", "one of its members; it need not stand in agencies"),
            Column("name_en", "string", "the member's English name", blank=True),
        ),
        key=("collective", "agency"),
        indexed=False,
        foreign=(("collective", "agencies"),),
    ),
    "assignments": Table(
        (
            _ITEM,
            _AGENCY,
            Column("role", "string", "lead or participant"),
            Column("basis", "string", "explicit, first_listed or joint"),
            Column("as_written", "string", "the name as it stands in the document"),
            Column("role_as_written", "string", "the role word as it stands in the document", blank=True),
            _SOURCE,
        ),
        key=("item", "agency", "role"),
        indexed=False,
        foreign=(("item", "items"), ("agency", "agencies")),
    ),
    "targets": Table(
        (
            _ITEM,
            Column("indicator", "string", "what is counted"),
            Column("comparator", "string", "one of " + " ".join(COMPARATORS)),
            Column("value", "number", "the number to reach, in units"),
            Column("unit", "string", "the unit of value"),
            Column("per", "string", "what the number holds for, where not for the whole plan", blank=True),
            Column("deadline", "string", "ISO date, where the document states one", blank=True),
            _SOURCE,
        ),
        key=("item", "indicator"),
        indexed=False,
        foreign=(("item", "items"),),
    ),
    "duties": Table(
        (
            Column("duty", "string", "short name of the duty"),
            Column("who", "string", "who has to do it, where the document says", blank=True),
            Column("what", "string", "what is to be done"),
            Column("when", "string", "when, where the document says", blank=True),
            _SOURCE,
        ),
        key=("duty",),
        indexed=False,
    ),
}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as dicts, its index as a column where it has a name.

    Column by column, which pandas does five times as fast as row by row.
    """
    flat = frame.reset_index() if frame.index.name else frame
    columns = [flat[name].tolist() for name in flat.columns]
    return [dict(zip(flat.columns, row, strict=True)) for row in zip(*columns, strict=True)]
