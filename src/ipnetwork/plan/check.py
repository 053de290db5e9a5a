"""Find every way in which the tables of a plan contradict each other."""

from __future__ import annotations

import math
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from ipnetwork.agencies import KINDS, levels, sectors
from ipnetwork.errors import Fault
from ipnetwork.notice import BASES, ROLES
from ipnetwork.plan.schema import COMPARATORS, META, TABLES, records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd

Rows = list[dict[str, Any]]
_LONGEST = 100_000  # what a CSV reader takes in one cell


def find_faults(tables: Mapping[str, pd.DataFrame], meta: Mapping[str, str]) -> list[Fault]:
    """Return every contradiction in a plan's tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The six tables of a plan, indexed as `Plan` has them.
    meta : mapping of str to str
        The plan's facts.

    Returns
    -------
    list of Fault
        In the order of tables and rows; empty for a sound plan.
    """
    faults = [fault for name, frame in tables.items() for fault in _misshapen(name, frame)]
    if faults:
        return faults  # without its columns a table cannot be looked into
    rows = {name: records(frame) for name, frame in tables.items()}
    unreadable = [fault for name in TABLES for fault in _not_text(name, rows[name])]
    if unreadable:
        return unreadable
    checks = [
        *(fault for name in TABLES for fault in _blanks(name, rows[name])),
        *(fault for name in TABLES for fault in _repeats(name, rows[name])),
        *(fault for name in TABLES for fault in _dangling(name, rows)),
        *_off_list(rows),
        *_items(rows),
        *_members(rows),
        *_joint(rows["assignments"]),
        *_targets(rows["targets"]),
        *_meta(meta),
    ]
    return list(dict.fromkeys(checks))


def _place(name: str, number: int, row: Mapping[str, Any]) -> str:
    """Name a row by its number and, where it has one, its place in the document."""
    source = row.get("source")
    return f"{name} row {number}" + (f" ({source})" if source else "")


def _misshapen(name: str, frame: pd.DataFrame) -> Iterator[Fault]:
    table = TABLES[name]
    found = [*([frame.index.name] if table.indexed else []), *frame.columns]
    for missing in [column for column in table.names if column not in found]:
        yield Fault(name, f"no column {missing!r}", "add it")
    for extra in [column for column in found if column not in table.names]:
        yield Fault(name, f"column {extra!r} is not known", f"a plan has {', '.join(table.names)}")
    for name_twice in dict.fromkeys(column for column in found if found.count(column) > 1):
        yield Fault(name, f"column {name_twice!r} stands twice", "rename or drop one")
    if sorted(map(str, found)) == sorted(table.names):
        kinds = {"string": "OUT", "integer": "i", "number": "fi", "boolean": "b"}
        flat = frame.reset_index() if table.indexed else frame
        for column in table.columns:
            if flat[column.name].dtype.kind not in kinds[column.type]:
                yield Fault(name, f"column {column.name!r} does not hold type {column.type}", "convert it")


def _not_text(name: str, rows: Rows) -> Iterator[Fault]:
    for number, row in enumerate(rows, 1):
        for column in TABLES[name].columns:
            value = row[column.name]
            if column.type == "string" and not isinstance(value, str):
                place = _place(name, number, row if isinstance(row.get("source"), str) else {})
                yield Fault(place, f"{column.name} is {value!r}", "write text, or leave it empty")


def _blanks(name: str, rows: Rows) -> Iterator[Fault]:
    for number, row in enumerate(rows, 1):
        for column in TABLES[name].columns:
            value = row[column.name]
            if column.type != "string":
                continue
            if not value.strip() and not column.blank:
                yield Fault(_place(name, number, row), f"{column.name} is blank", "fill it in")
            elif any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
                yield Fault(
                    _place(name, number, row), f"{column.name} {value!r} holds a control character", "delete it"
                )
            elif len(value) > _LONGEST:
                problem = f"{column.name} has {len(value):,} characters"
                yield Fault(_place(name, number, row), problem, f"shorten it to {_LONGEST:,}")
            elif value != value.strip():
                yield Fault(_place(name, number, row), f"{column.name} {value!r} has spaces around", "trim it")


def _repeats(name: str, rows: Rows) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, 1):
        key = tuple(row[column] for column in TABLES[name].key)
        if key in seen:
            yield Fault(
                _place(name, number, row), f"{' + '.join(map(str, key))} stands in row {seen[key]} too", "keep one"
            )
        seen.setdefault(key, number)


def _dangling(name: str, rows: Mapping[str, Rows]) -> Iterator[Fault]:
    for column, target in TABLES[name].foreign:
        known = {row[TABLES[target].key[0]] for row in rows[target]}
        for number, row in enumerate(rows[name], 1):
            if row[column] not in known:
                yield Fault(
                    _place(name, number, row),
                    f"{column} {row[column]!r} is not in {target}",
                    f"add it to {target}, or write it here as there",
                )


def _off_list(rows: Mapping[str, Rows]) -> Iterator[Fault]:
    lists: dict[tuple[str, str], Collection[str]] = {
        ("agencies", "kind"): KINDS,
        ("agencies", "sector"): sectors(),
        ("agencies", "level"): levels(),
        ("assignments", "role"): ROLES,
        ("assignments", "basis"): BASES,
        ("targets", "comparator"): COMPARATORS,
    }
    for (name, column), allowed in lists.items():
        for number, row in enumerate(rows[name], 1):
            if row[column] not in allowed:
                problem = f"{column} {row[column]!r} is not known"
                yield Fault(_place(name, number, row), problem, f"write one of {', '.join(allowed)}")


def _items(rows: Mapping[str, Rows]) -> Iterator[Fault]:
    agencies = {row["agency"] for row in rows["agencies"]}
    last = 0
    for number, row in enumerate(rows["items"], 1):
        if row["order"] <= last:
            problem = f"order {row['order']} does not follow {last}"
            yield Fault(_place("items", number, row), problem, "number the items as the document has them, from 1")
        last = row["order"]
        if row["item"] in agencies:
            problem = f"{row['item']!r} is an item and an agency"
            yield Fault(_place("items", number, row), problem, "rename one: a graph cannot tell them apart")


def _members(rows: Mapping[str, Rows]) -> Iterator[Fault]:
    kinds = {row["agency"]: row["kind"] for row in rows["agencies"]}
    for number, row in enumerate(rows["members"], 1):
        if kinds.get(row["collective"], "collective") != "collective":
            problem = f"{row['collective']} has members and is of kind {kinds[row['collective']]}"
            yield Fault(_place("members", number, row), problem, "make it a collective, or remove its members")
        if kinds.get(row["agency"], "agency") in {"collective", "open"}:
            problem = f"{row['agency']} is a member and of kind {kinds[row['agency']]}"
            yield Fault(_place("members", number, row), problem, "name the bodies that belong to it instead")


def _joint(rows: Rows) -> Iterator[Fault]:
    """Joint responsibility means that the item designates no lead: nothing else may lead it."""
    led = {row["item"] for row in rows if row["role"] == "lead" and row["basis"] != "joint"}
    for number, row in enumerate(rows, 1):
        if row["basis"] == "joint" and (row["role"] != "lead" or row["item"] in led):
            problem = f"{row['agency']} is jointly responsible for item {row['item']}, which has a designated lead"
            problem = problem if row["role"] == "lead" else "a participant cannot be jointly responsible"
            yield Fault(_place("assignments", number, row), problem, "write basis explicit, or make all of them joint")


def _targets(rows: Rows) -> Iterator[Fault]:
    for number, row in enumerate(rows, 1):
        if not math.isfinite(row["value"]):
            yield Fault(_place("targets", number, row), f"value is {row['value']}", "write the number to reach")
        if row["deadline"] and not _is_date(row["deadline"]):
            problem = f"deadline {row['deadline']!r} is not a date"
            yield Fault(_place("targets", number, row), problem, "write it as 2007-12-31, or leave it empty")


def _meta(meta: Mapping[str, str]) -> Iterator[Fault]:
    for name, value in meta.items():
        if name not in META or not isinstance(value, str):
            yield Fault("meta", f"{name} {value!r} is not a known text", f"a plan has {', '.join(META)}")
    if isinstance(meta.get("date"), str) and meta["date"] and not _is_date(meta["date"]):
        yield Fault("meta", f"date {meta['date']!r} is not a date", "write it as 2007-06-30, or leave it empty")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
