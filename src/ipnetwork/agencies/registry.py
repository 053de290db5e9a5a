"""Build and read registries: names that a person has settled, in plan folders and in tables of names.

They go before the general register, which ships with the package. What neither knows is `unknown`, never guessed:
`unknown_names` lists it as a table, a person fills that in, and `read_registry` reads it back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.agencies.describe import agency_from_row
from ipnetwork.agencies.record import AGENCY_FIELDS, Agency, Member, Registry, off_list
from ipnetwork.disk import read_rows
from ipnetwork.errors import Fault, InputError, RegistryError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

FILLED_BY_HAND = ("same_as", "kind", "name_en", "short_en", "sector", "level")
_TOLD = ("times", "source", "nearest_1", "nearest_2", "nearest_3", "note")
_Rows = list[tuple[str, dict[str, str]]]


@dataclass
class _Settled:
    """What one or several tables have settled, and where each alias stands."""

    known: dict[str, Agency] = field(default_factory=dict)
    members: dict[str, list[Member]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def build_registry(
    agencies: Iterable[Agency], members: Iterable[Member] = (), *, aliases: Mapping[str, str] | None = None
) -> Registry:
    """Make a registry from agencies that a person has settled.

    Parameters
    ----------
    agencies : iterable of Agency
        Such as the rows of a plan's ``agencies.csv``.
    members : iterable of Member
        Such as the rows of its ``members.csv``.
    aliases : mapping of str to str, optional
        Names that stand for another name.

    Returns
    -------
    Registry
        They go before the general register.

    Raises
    ------
    RegistryError
        If a name comes twice, a kind, sector or level is not in its closed list, or aliases form a chain.

    Examples
    --------
    >>> registry = build_registry([Agency("市整规办", short_en="Market order", kind="agency")])
    >>> registry.known["市整规办"].short_en
    'Market order'
    """
    settled = _Settled(aliases=dict(aliases or {}))
    for agency in agencies:
        place = f"agency {agency.agency}"
        if agency.agency in settled.known or agency.agency in settled.aliases:
            settled.faults.append(Fault(place, "the name stands twice", "keep one of its rows"))
        settled.faults += [Fault(place, problem, remedy) for problem, remedy in off_list(agency)]
        settled.known[agency.agency] = agency
    for member in members:
        settled.members.setdefault(member.collective, []).append(member)
    settled.places = {name: f"alias {name}" for name in settled.aliases}
    return _registry(settled, "registry")


def read_registry(path: str | os.PathLike[str], *later: str | os.PathLike[str]) -> Registry:
    """Read what a person has settled: the folder of a plan, a table of names as a CSV, or several of them.

    Parameters
    ----------
    path : path
        A plan's folder (its ``agencies.csv`` and, where there is one, ``members.csv``), or a CSV with a column
        ``agency`` and any of ``same_as``, ``kind``, ``name_en``, ``short_en``, ``sector``, ``level``, ``short``,
        ``official``, such as `unknown_names` lists and a person fills in. A row with nothing filled in settles nothing.
    *later : path
        More of them; what a later one settles goes before what an earlier one does.

    Returns
    -------
    Registry
        Its names go before the general register; what ``same_as`` says is in `Registry.aliases`.

    Raises
    ------
    RegistryError
        If a table contradicts itself, with every row and column.
    OSError
        If there is no such file, or a folder has no ``agencies.csv``.

    Examples
    --------
    >>> read_registry("data/guangzhou-2007")
    Registry: 54 names, ... organs
    """
    settled = _Settled()
    for each in map(Path, (path, *later)):
        file = each / "agencies.csv" if each.is_dir() else each
        rows = _read_table(file, ("agency",), settled.faults)
        _settle(rows, settled, whole=each.is_dir())
        table = each / "members.csv"
        if each.is_dir() and table.exists():
            replaced: dict[str, list[Member]] = {}
            for _, row in _read_table(table, ("collective", "agency"), settled.faults):
                member = Member(row["collective"], row["agency"], row.get("name_en", ""))
                replaced.setdefault(member.collective, []).append(member)
            settled.members |= replaced
    return _registry(settled, "registry" if later else str(path))


def _read_table(path: Path, needed: Sequence[str], faults: list[Fault]) -> _Rows:
    """Return each row of a table with its place; what is wrong with the table as a whole becomes a fault."""
    try:
        columns, rows = read_rows(path)
    except InputError as error:
        remedy = "save the sheet as CSV (in Excel: CSV UTF-8)"
        faults += [
            Fault(f"{path.name} {fault.place}", fault.problem, remedy if fault.place == "file" else fault.remedy)
            for fault in error.faults
        ]
        return []
    known = ("agency", *FILLED_BY_HAND, *AGENCY_FIELDS, *_TOLD, *needed)
    missing = [name for name in needed if name not in columns]
    strange = [name for name in columns if name and name not in known]
    faults += [Fault(f"{path.name} row 1", f"no column {name!r}", "name the columns there") for name in missing]
    remedy = f"a table of names has {', '.join(dict.fromkeys(known))}"
    faults += [Fault(f"{path.name} row 1", f"column {name!r} is not known", remedy) for name in strange]
    if missing:
        return []
    return [
        (f"{path.name} row {number}", {name: _plain(cell) for name, cell in row.items()})
        for number, row in enumerate(rows, 2)
    ]


def _plain(cell: str) -> str:
    """Return a cell without the spaces around it and the quote that keeps Excel from taking it for a formula."""
    return cell.strip().removeprefix("'").strip()


def _settle(rows: _Rows, settled: _Settled, *, whole: bool) -> None:
    """Take over what the rows of one table settle; in a plan's folder every row does."""
    seen: dict[str, str] = {}
    for place, row in rows:
        name = row["agency"]
        given = {column: row[column] for column in (*AGENCY_FIELDS, "same_as") if row.get(column)}
        if not whole and not given:
            continue
        settled.faults += _row_faults(place, row, given)
        if name in seen:
            settled.faults.append(Fault(place, f"agency {name!r} stands in {seen[name]} too", "keep one of the rows"))
        seen.setdefault(name, place)
        for table in (settled.known, settled.aliases):
            table.pop(name, None)
        settled.places[name] = place
        if "same_as" in given:
            settled.aliases[name] = given["same_as"]
        else:
            settled.known[name] = agency_from_row(row) if whole else _agency({"agency": name} | given)


def _agency(row: dict[str, str]) -> Agency:
    """Make an agency of what a person has filled in; an open name is of no sector and level unless told otherwise."""
    agency = agency_from_row(row)
    if agency.kind != "open":
        return agency
    return replace(agency, sector=row.get("sector") or "none", level=row.get("level") or "none")


def _row_faults(place: str, row: Mapping[str, str], given: Mapping[str, str]) -> list[Fault]:
    """Find what contradicts itself or is off the closed lists in one row that a person has filled in."""
    faults = []
    others = [name for name in given if name != "same_as"]
    if not row["agency"]:
        faults.append(Fault(place, "agency is blank", "write the name as the plan writes it"))
    if "same_as" in given and others:
        problem = f"same_as is filled in, and so is {', '.join(others)}"
        faults.append(Fault(place, problem, "fill in one of them"))
    if given.get("official", "true").lower() not in {"true", "false"}:
        faults.append(Fault(place, f"official {given['official']!r} is not known", "write true or false"))
    kind, sector, level = (given.get(name, "unknown") for name in ("kind", "sector", "level"))
    told = Agency(row["agency"], kind=kind, sector=sector, level=level)
    return faults + [Fault(place, problem, remedy) for problem, remedy in off_list(told)]


def _registry(settled: _Settled, subject: str) -> Registry:
    """Make the registry, or refuse with all that is wrong."""
    faults = settled.faults + _chains(settled)
    if faults:
        raise RegistryError(subject, faults)
    made = Registry(aliases=settled.aliases)
    known = {
        name: agency if agency.short else replace(agency, short=agency.agency) for name, agency in settled.known.items()
    }
    members = [
        replace(each, collective=made.canonical(each.collective), agency=made.canonical(each.agency))
        for group in settled.members.values()
        for each in group
    ]
    once: dict[tuple[str, str], Member] = {}
    for each in members:
        once.setdefault((each.collective, each.agency), each)
    return replace(made, known=known, members=tuple(once.values()))


def _chains(settled: _Settled) -> list[Fault]:
    """Find aliases of aliases: nobody could tell which of the names was meant to stay."""
    faults = []
    for name, other in settled.aliases.items():
        place, path = settled.places[name], [name]
        while path[-1] in settled.aliases and len(path) == len(set(path)):
            path.append(settled.aliases[path[-1]])
        if name == other:
            faults.append(Fault(place, f"same_as {other!r} is the name itself", "leave it empty, and give its kind"))
        elif len(path) != len(set(path)):
            problem = f"same_as goes round in a ring: {' → '.join(path)}"
            faults.append(Fault(place, problem, "choose the name that stays, and leave its own same_as empty"))
        elif other in settled.aliases:
            faults.append(Fault(place, f"same_as {other!r} stands for {path[-1]!r} itself", f"write {path[-1]}"))
    return faults
