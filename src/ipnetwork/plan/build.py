"""Build a plan from a notice that was read, or from a researcher's own table of assignments."""

from __future__ import annotations

import math
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.agencies import Registry, describe_agency, general_organs, holds_several, split_names
from ipnetwork.errors import Fault, PlanError
from ipnetwork.notice import ROLES, Notice, assign_roles
from ipnetwork.plan.canonical import under_one_name
from ipnetwork.plan.record import Plan, empty_table, typed
from ipnetwork.plan.schema import TABLES, records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipnetwork.agencies import Member

REQUIRED = ("item", "agency", "role")
OF_ITEMS = ("category", "path", "path_en", "title", "title_en")
OF_ASSIGNMENTS = ("basis", "as_written", "role_as_written", "source")
_LONGEST_TITLE = 16
_HAN = re.compile("[\u4e00-\u9fff]")
Rows = list[dict[str, Any]]


def build_plan(source: Notice | pd.DataFrame, *, registry: Registry | None = None, key: str = "") -> Plan:
    """Build a plan from a notice or from a table of assignments.

    Parameters
    ----------
    source : Notice or DataFrame
        What `read_notice` returned, or a table with one row for each agency of each item: columns ``item``,
        ``agency`` and ``role`` (lead or participant, or the notice's own word such as 牵头单位), and, if wanted,
        ``category``, ``path``, ``path_en``, ``title``, ``title_en``, ``basis``, ``as_written``,
        ``role_as_written``, ``source`` (by default ``row 3``).
    registry : Registry, optional
        Agencies known by name; by default the general register. A name that the registry settles to stand for
        another (``same_as``) becomes that other one, and ``as_written`` keeps what stands in the document.
    key : str, optional
        Short name of the plan; by default the notice's own.

    Returns
    -------
    Plan
        Items and agencies in the order in which the source names them first.

    Raises
    ------
    PlanError
        Naming every row that cannot be used, and why.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame(
    ...     [("1", "市知识产权局", "lead"), ("1", "市财政局", "participant"), ("2", "市财政局", "lead")],
    ...     columns=["item", "agency", "role"],
    ... )
    >>> build_plan(table, key="example")
    Plan example: 2 items, 2 names (2 agency), 3 assignments
    """
    if registry is not None and not isinstance(registry, Registry):
        raise TypeError(f"registry is {type(registry).__name__}; read it with read_registry(path)")
    registry = registry or Registry()
    if isinstance(source, Notice):
        items, assignments = _from_notice(source)
        meta = dict(source.meta) | ({"key": key} if key else {})
        return assemble(items, assignments, registry, meta, source.faults)
    if isinstance(source, pd.DataFrame):
        return build_from_table(source, registry=registry, key=key)
    raise TypeError(f"build_plan takes a Notice or a DataFrame, not {type(source).__name__}; read files with read_plan")


def build_from_table(
    table: pd.DataFrame, *, registry: Registry | None = None, key: str = "", first_row: int = 1
) -> Plan:
    """Build a plan from a table of assignments whose first row is called `first_row` in faults and sources."""
    items, assignments = _from_table(table, key or "table", first_row)
    return assemble(items, assignments, registry or Registry(), {"key": key})


def assemble(
    items: Rows, assignments: Rows, registry: Registry, meta: Mapping[str, str], unread: Sequence[Fault] = ()
) -> Plan:
    """Put a plan together from rows of items and assignments, describing each agency from the registry."""
    assignments = under_one_name(assignments, registry)
    names = list(dict.fromkeys(row["agency"] for row in assignments))
    members = [member for member in registry.members if member.collective in names]
    return Plan(
        items=_frame("items", items),
        agencies=_frame("agencies", [asdict(describe_agency(name, registry)) for name in names]),
        assignments=_frame("assignments", assignments),
        members=members_table(members),
        meta=meta,
        unread=tuple(unread),
    )


def members_table(members: Sequence[Member]) -> pd.DataFrame:
    """Return the members of collective bodies as a plan's table."""
    return _frame("members", [asdict(member) for member in members])


def _frame(name: str, rows: Rows) -> pd.DataFrame:
    return typed(pd.DataFrame(rows, columns=TABLES[name].names), name) if rows else empty_table(name)


def _from_notice(notice: Notice) -> tuple[Rows, Rows]:
    items = [
        {
            "item": row.item,
            "order": order,
            "category": row.category,
            "path": row.path,
            "path_en": "",
            "title": _title(row.text) or row.item,
            "title_en": "",
            "text": row.text,
            "source": row.source,
        }
        for order, row in enumerate(notice.rows, 1)
    ]
    assignments = [{"item": row.item, **asdict(mention)} for row in notice.rows for mention in row.mentions]
    return items, assignments


def _title(text: str) -> str:
    """Take a title from the beginning of a task: its first clause, cut where a diagram could not carry more."""
    clause = re.split("[,，;；。]", text, maxsplit=1)[0].strip()
    return clause if len(clause) <= _LONGEST_TITLE else clause[: _LONGEST_TITLE - 1] + "…"


def _from_table(table: pd.DataFrame, subject: str, first_row: int = 1) -> tuple[Rows, Rows]:
    _check_columns(table, subject)
    rows: Rows = [
        {"source": f"row {number}", "row": number} | {name: _text(value) for name, value in row.items()}
        for number, row in enumerate(records(table.reset_index(drop=True)), first_row)
    ]
    words: dict[str, dict[str, tuple[str, str]]] = {}  # 责任单位 means one thing beside a 牵头单位, another alone
    for row in rows:
        words[row["item"]] = assign_roles([*words.get(row["item"], ()), row["role"]])
    items: dict[str, dict[str, Any]] = {}
    seen: dict[tuple[str, str, str], int] = {}
    faults, assignments = [*_decimals(table, first_row), *_no_scalars(table, first_row)], []
    for row in rows:
        faults += _row_faults(row, words[row["item"]]) + _take_item(row, items)
        assignments.append(_assignment(row, words[row["item"]]))
        key = row["item"], row["agency"], assignments[-1]["role"]
        if key in seen:
            faults.append(Fault(f"row {row['row']}", f"{' + '.join(key)} stands in row {seen[key]} too", "keep one"))
        seen.setdefault(key, row["row"])
    if not rows:
        faults = [Fault("table", "it has no rows", "give one row for each agency of each item")]
    if faults:
        raise PlanError(subject, faults)
    return [one | {"title": one["title"] or one["item"]} for one in items.values()], assignments


def _decimals(table: pd.DataFrame, first_row: int) -> list[Fault]:
    """Find item numbers that pandas has read as decimals: 1.10 became 1.1, and nobody can tell."""
    return [
        Fault(
            f"row {number}", f"item is the decimal number {value}", "give item numbers as text: read_csv(…, dtype=str)"
        )
        for number, value in enumerate(table["item"], first_row)
        if isinstance(value, float) and math.isfinite(value) and not value.is_integer()
    ]


def _no_scalars(table: pd.DataFrame, first_row: int) -> list[Fault]:
    """Find cells that hold lists or other collections."""
    return [
        Fault(f"row {number}", f"{name} is a {type(value).__name__}", "give each agency a row of its own, as text")
        for name in table.columns
        for number, value in enumerate(table[name], first_row)
        if not pd.api.types.is_scalar(value)
    ]


def _check_columns(table: pd.DataFrame, subject: str) -> None:
    """Refuse a table whose columns are not those of assignments."""
    known = [*REQUIRED, *OF_ITEMS, *OF_ASSIGNMENTS]
    missing = [name for name in REQUIRED if name not in table.columns]
    unknown = [str(name) for name in table.columns if name not in known]
    if not missing and not unknown and table.columns.is_unique:
        return
    problem = "; ".join(
        f"{what} {', '.join(map(repr, names))}"
        for what, names in (("no column", missing), ("not known:", unknown))
        if names
    )
    remedy = f"name the columns {', '.join(REQUIRED)} and, if wanted, {', '.join(known[3:])}"
    if len(table.columns) == 1 and re.search("[;\t；|]", str(table.columns[0])):
        remedy = "part the columns with commas"
    raise PlanError(subject, [Fault("columns", problem or "a column name stands twice", remedy)])


def _text(value: object) -> str:
    """Turn a cell into text: 7 and 7.0 are item 7, an empty cell is empty."""
    if pd.api.types.is_scalar(value) and pd.isna(value):  # type: ignore[call-overload]  # any scalar will do
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _row_faults(row: Mapping[str, Any], words: Mapping[str, tuple[str, str]]) -> list[Fault]:
    place = f"row {row['row']}"
    faults = [Fault(place, f"{name} is blank", "fill it in") for name in REQUIRED if not row[name]]
    if row["role"] and row["role"].lower() not in ROLES and row["role"] not in words:
        remedy = "write lead or participant, or the notice's word such as 牵头单位 or 配合单位"
        faults.append(Fault(place, f"role {row['role']!r} is not known", remedy))
    name = row["agency"]
    if _HAN.search(name) and (len(split_names(name)) != 1 or holds_several("".join(name.split()), general_organs())):
        faults.append(Fault(place, f"agency {row['agency']!r} is a list", "give each agency a row of its own"))
    return faults


def _take_item(row: Mapping[str, Any], items: dict[str, dict[str, Any]]) -> list[Fault]:
    """Add a row's item where it is new; where it is not, its category and titles must be as before, or blank."""
    item = row["item"]
    told = {name: row.get(name, "") for name in OF_ITEMS if row.get(name, "")}
    blank = {"item": item, "order": len(items) + 1, "text": "", "source": row["source"]}
    before = items.setdefault(item, blank | dict.fromkeys(OF_ITEMS, ""))
    before |= {name: text for name, text in told.items() if not before[name]}
    return [
        Fault(
            f"row {row['row']}",
            f"{name} of item {item} is {told[name]!r}, and {before[name]!r} before",
            "make them one",
        )
        for name in told
        if told[name] != before[name]
    ]


def _assignment(row: Mapping[str, Any], words: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    role, basis = words.get(row["role"], (row["role"].lower(), "explicit"))
    return {
        "item": row["item"],
        "agency": row["agency"],
        "role": role,
        "basis": row.get("basis") or basis,
        "as_written": row.get("as_written") or row["agency"],
        "role_as_written": row.get("role_as_written") or row["role"],
        "source": row["source"],
    }
