"""Read and write a plan: as a folder with one CSV a table, from a CSV of assignments, or from a notice."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.agencies import Registry, agency_from_row
from ipnetwork.disk import csv_text, read_rows, read_text, write_files
from ipnetwork.errors import Fault, PlanError
from ipnetwork.notice import read_notice
from ipnetwork.plan.build import REQUIRED, build_from_table, build_plan
from ipnetwork.plan.record import Plan, empty_table, typed
from ipnetwork.plan.schema import META, TABLES

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from ipnetwork.plan.schema import Column

PACKAGE = "datapackage.json"
_REQUIRED = ("items", "agencies", "assignments")


def read_plan(path: str | os.PathLike[str], *, strict: bool = True, registry: Registry | None = None) -> Plan:
    """Read a plan from a folder, a CSV of assignments, or a notice.

    Parameters
    ----------
    path : path
        A folder as `write_plan` makes it; a ``.csv`` file with columns ``item``, ``agency``, ``role`` as `build_plan`
        takes them; or a notice as `read_notice` takes it: text, Word, Excel, CSV, HTML, Markdown or PDF.
    strict : bool, default True
        For a notice: whether a fault stops the reading, or the readable rest is kept and told in `Plan.findings`.
    registry : Registry, optional
        For a CSV and a notice: agencies known by name, over the general register.

    Returns
    -------
    Plan
        Under the folder's own key, or the file's name.

    Raises
    ------
    PlanError, NoticeError, InputError
        With every fault found, and its place.
    OSError
        If there is no such file or folder.
    """
    path = Path(path)
    if path.is_dir():
        return _read_folder(path)
    if path.suffix.lower() == ".csv" and lists_assignments(path):
        columns, rows = read_rows(path)
        table = pd.DataFrame(rows, columns=columns, dtype="str")
        try:
            return build_from_table(table, registry=registry, key=path.stem, first_row=2)
        except PlanError as error:
            raise PlanError(path.name, error.faults) from None  # the reader knows the file, not its key
    return build_plan(read_notice(path, strict=strict), registry=registry)


def lists_assignments(path: Path) -> bool:
    """Say whether a CSV names the columns of assignments, and not those of a notice's own table."""
    head = read_text(path).split("\n", maxsplit=1)[0]
    return any(re.search(rf"\b{name}\b", head) for name in REQUIRED) or not re.search("[\u4e00-\u9fff]", head)


def write_plan(plan: Plan, folder: str | os.PathLike[str]) -> Path:
    """Write a plan as a folder: ``datapackage.json`` (Frictionless Data Package) beside one UTF-8 CSV a table.

    Parameters
    ----------
    plan : Plan
        The plan to write.
    folder : path
        Made where it does not exist; the plan's own files in it are replaced, others are left alone.

    Returns
    -------
    Path
        The folder. The same plan always gives the same bytes, and reading them back gives the same plan.
    """
    contents = {PACKAGE: json.dumps(_package(plan), ensure_ascii=False, indent=2) + "\n"}
    for name, frame in plan.tables.items():
        flat = frame.reset_index() if TABLES[name].indexed else frame
        contents[f"{name}.csv"] = csv_text(flat.columns, (map(_cell, row) for row in flat.itertuples(index=False)))
    return write_files(folder, {name: text.encode() for name, text in contents.items()})


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _package(plan: Plan) -> dict[str, Any]:
    """Describe the folder's tables as a Frictionless Data Package, with the plan's facts beside."""
    return {
        "profile": "tabular-data-package",
        "name": plan.meta.get("key", ""),
        **{name: plan.meta.get(name, "") for name in META if name != "key"},
        "unread": [asdict(fault) for fault in plan.unread],
        "partial": plan.partial,
        "resources": [_resource(name) for name in TABLES],
    }


def _resource(name: str) -> dict[str, Any]:
    table = TABLES[name]
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.about} | _constraints(column.blank)
            for column in table.columns
        ],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.foreign:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": target, "fields": TABLES[target].key[0]}}
            for column, target in table.foreign
        ]
    path = f"{name}.csv"
    return {"name": name, "path": path, "profile": "tabular-data-resource", "encoding": "utf-8", "schema": schema}


def _constraints(blank: bool) -> dict[str, Any]:  # noqa: FBT001 – a column's own property, passed on
    return {} if blank else {"constraints": {"required": True}}


def _read_folder(folder: Path) -> Plan:
    faults = [
        Fault(f"{name}.csv", "there is no such file in the folder", "add it, or give a CSV with item, agency, role")
        for name in _REQUIRED
        if not (folder / f"{name}.csv").exists()
    ]
    if faults:
        raise PlanError(str(folder), faults)
    frames: dict[str, Any] = {}
    for name in TABLES:
        path = folder / f"{name}.csv"
        frames[name] = _read_table(name, path, faults) if path.exists() else empty_table(name)
    package = _read_package(folder, faults)
    if faults:
        raise PlanError(str(folder), faults)
    return Plan(**frames, **package)


def _read_package(folder: Path, faults: list[Fault]) -> dict[str, Any]:
    """Return the plan's facts, what the reading that made the folder could not read, and whether it is a part."""
    path = folder / PACKAGE
    if not path.exists():
        return {"meta": {"key": folder.resolve().name}}
    try:
        package = json.loads(read_text(path))
        meta = {"key": package["name"], **{name: package.get(name, "") for name in META if name != "key"}}
        unread = tuple(Fault(**fault) for fault in package.get("unread", []))
        return {"meta": meta, "unread": unread, "partial": package.get("partial", False) is True}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        remedy = "delete it, or write it as a JSON object with at least a name"
        faults.append(Fault(PACKAGE, f"not a data package: {error}", remedy))
        return {}


def _read_table(name: str, path: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read one table; cells that do not fit their column's type become faults."""
    columns, rows = read_rows(path)
    table = TABLES[name]
    absent = [column.name for column in table.columns if column.name not in columns]
    needed = [column for column in absent if column in table.key or (name == "assignments" and column == "role")]
    unknown = [column for column in columns if column not in table.names]
    remedy = f"the table has {', '.join(table.names)}"
    faults += [Fault(path.name, f"no column {column!r}", remedy) for column in needed]
    faults += [Fault(path.name, f"column {column!r} is not known", remedy) for column in unknown]
    if needed or unknown:
        return empty_table(name)
    complete = [_completed(name, row, number) for number, row in enumerate(rows, 1)]
    values = [
        {column.name: _value(row[column.name], column, f"{path.name} row {number}", faults) for column in table.columns}
        for number, row in enumerate(complete, 2)  # the first row names the columns
    ]
    return typed(pd.DataFrame(values, columns=table.names), name) if values else empty_table(name)


def _completed(name: str, row: Mapping[str, str], number: int) -> dict[str, str]:
    """Fill in what a hand-written row leaves out: what the register knows, the order of the rows, the plain basis."""
    row = {column: cell.strip() for column, cell in row.items()}
    filled: dict[str, str] = dict.fromkeys(TABLES[name].names, "")
    if name == "agencies":
        known = agency_from_row(row)
        filled |= {column: str(getattr(known, column)) for column in TABLES[name].names}
    elif name == "items":
        filled |= {"order": str(number), "title": row["item"]}
    elif name == "assignments":
        filled |= {"basis": "explicit", "as_written": row["agency"]}
    return filled | {column: cell for column, cell in row.items() if cell}


def _value(cell: str, column: Column, place: str, faults: list[Fault]) -> object:
    """Convert a cell to its column's type; one that does not fit becomes a fault."""
    try:
        if column.type == "integer":
            return int(cell)
        if column.type == "number":
            return float(cell)
        if column.type == "boolean":
            return {"true": True, "false": False}[cell.lower()]
    except (ValueError, KeyError):
        faults.append(Fault(place, f"{column.name} {cell!r} is not of type {column.type}", f"write a {column.type}"))
        return 0
    return cell
