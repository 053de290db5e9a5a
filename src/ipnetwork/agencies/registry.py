"""Know agencies by name: what kind of body, which sector and level, what it is called in English, who belongs to it.

The general register ships with the package: organs (知识产权局), sectors, levels, and the rules that tell collective
bodies and open names from agencies. A plan may bring its own register of full names, which goes before the general one.
What neither knows is `unknown`, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.agencies.register import KINDS, Organ, general_organs, kind_by_rule, levels, sectors
from ipnetwork.disk import read_rows
from ipnetwork.errors import Fault, RegistryError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

AGENCY_FIELDS = ("name_en", "official", "short", "short_en", "kind", "sector", "level")
_ALL_DISTRICTS = "各区、县级市"
# 天河区 and 从化县, but not 广州开发区: a zone may be of any level.
_NO_ZONE = "(?!.*(?:开发|高新|园|保税|经开|地|特|示范|试验|实验|合作|功能|管理|度假)区)"
_DISTRICT = re.compile(_NO_ZONE + "[\u4e00-\u9fff]{1,3}[区县]")


@dataclass(frozen=True, slots=True)
class Agency:
    """What is known of one agency.

    Parameters
    ----------
    agency : str
        The name as the plan writes it, ellipses expanded.
    name_en : str
        English name; empty where none is known.
    official : bool
        Whether the agency itself uses that English name.
    short, short_en : str
        Labels for a diagram, Chinese and English.
    kind : str
        ``agency``, ``collective`` (a body in every district), ``open`` (nobody in particular) or ``unknown``.
    sector, level : str
        One of the closed lists `sectors` and `levels`.
    """

    agency: str
    name_en: str = ""
    official: bool = False
    short: str = ""
    short_en: str = ""
    kind: str = "unknown"
    sector: str = "unknown"
    level: str = "unknown"


@dataclass(frozen=True, slots=True)
class Member:
    """One body that a collective name stands for: 天河区政府 in 各区、县级市政府."""

    collective: str
    agency: str
    name_en: str = ""


@dataclass(frozen=True)
class Registry:
    """The agencies one reading knows by name, over the general register.

    Parameters
    ----------
    known : mapping of str to Agency
        Full names settled by a person; they go before every rule.
    members : tuple of Member
        Who belongs to which collective body.
    organs : mapping of str to Organ
        The general register, by stem.
    """

    known: Mapping[str, Agency] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    organs: Mapping[str, Organ] = field(default_factory=general_organs)

    def __repr__(self) -> str:
        """Count what it knows."""
        return f"Registry: {len(self.known)} names, {len(self.organs)} organs"


def build_registry(agencies: Iterable[Agency], members: Iterable[Member] = ()) -> Registry:
    """Make a registry from agencies that a person has settled.

    Parameters
    ----------
    agencies : iterable of Agency
        Such as the rows of a plan's ``agencies.csv``.
    members : iterable of Member
        Such as the rows of its ``members.csv``.

    Returns
    -------
    Registry
        They go before the general register.

    Raises
    ------
    RegistryError
        If a name comes twice, or a kind, sector or level is not in its closed list.

    Examples
    --------
    >>> registry = build_registry([Agency("市整规办", short_en="Market order", kind="agency")])
    >>> describe_agency("市整规办", registry).short_en
    'Market order'
    """
    known: dict[str, Agency] = {}
    faults: list[Fault] = []
    for agency in agencies:
        place = f"agency {agency.agency}"
        if agency.agency in known:
            faults.append(Fault(place, "the name stands twice", "keep one of its rows"))
        faults += [Fault(place, problem, remedy) for problem, remedy in off_list(agency)]
        known[agency.agency] = agency if agency.short else replace(agency, short=agency.agency)
    if faults:
        raise RegistryError("registry", faults)
    return Registry(known, tuple(members))


def read_registry(folder: str | os.PathLike[str]) -> Registry:
    """Read the registry that a plan's folder holds: its ``agencies.csv`` and, where there is one, ``members.csv``.

    Parameters
    ----------
    folder : path
        A plan's folder.

    Returns
    -------
    Registry
        Its names go before the general register.

    Raises
    ------
    InputError
        If a table cannot be read, or contradicts itself.
    OSError
        If the folder has no ``agencies.csv``.
    """
    folder = Path(folder)
    agencies = _named_rows(folder / "agencies.csv", ("agency",))
    path = folder / "members.csv"
    members = _named_rows(path, ("collective", "agency")) if path.exists() else []
    return build_registry(
        [agency_from_row(row) for row in agencies],
        [Member(row["collective"], row["agency"], row.get("name_en", "")) for row in members],
    )


def _named_rows(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a table of the registry, which must have some columns."""
    columns, rows = read_rows(path)
    faults = [Fault("row 1", f"no column {name!r}", "name the columns there") for name in needed if name not in columns]
    if faults:
        raise RegistryError(str(path), faults)
    return rows


def agency_from_row(row: Mapping[str, str]) -> Agency:
    """Make an agency from the cells of a CSV row; what the row leaves out is filled in from the general register."""
    known = describe_agency(row["agency"])
    given = {name: row[name] for name in AGENCY_FIELDS if row.get(name) and name != "official"}
    given |= {name: "" for name in ("name_en", "short_en") if row.get(name) == ""}  # told to have none
    return replace(known, **given, official=row.get("official", "").lower() == "true")


def off_list(agency: Agency) -> list[tuple[str, str]]:
    """Return what in an agency is not of the closed lists.

    Parameters
    ----------
    agency : Agency
        The agency to look at.

    Returns
    -------
    list of (problem, remedy)
        Empty where kind, sector and level are all known.

    Examples
    --------
    >>> off_list(Agency("市财政局", kind="bureau"))
    [("kind 'bureau' is not known", 'write one of agency, collective, open, unknown')]
    """
    lists: dict[str, Iterable[str]] = {"kind": KINDS, "sector": sectors(), "level": levels()}
    return [
        (f"{name} {getattr(agency, name)!r} is not known", f"write one of {', '.join(allowed)}")
        for name, allowed in lists.items()
        if getattr(agency, name) not in allowed
    ]


def describe_agency(name: str, registry: Registry | None = None) -> Agency:
    """Say what is known of an agency from its name.

    Parameters
    ----------
    name : str
        The name as the plan writes it.
    registry : Registry, optional
        By default the general register alone.

    Returns
    -------
    Agency
        The registry's own entry where it has one; otherwise what the rules and the longest organ ending the name
        give. English names put together in this way are never marked official.

    Examples
    --------
    >>> describe_agency("各区、县级市财政局").kind, describe_agency("各有关单位").kind, describe_agency("某协会").kind
    ('collective', 'open', 'unknown')
    """
    registry = registry or Registry()
    if name in registry.known:
        return registry.known[name]
    kind = kind_by_rule(name)
    if kind == "open":
        return Agency(
            name,
            "units concerned, unnamed",
            short=name,
            short_en="units concerned",
            kind=kind,
            sector="none",
            level="none",
        )
    stem = next((name[start:] for start in range(len(name)) if name[start:] in registry.organs), None)
    if stem is None:
        return Agency(name, short=name, kind=kind or "unknown")
    organ, prefix = registry.organs[stem], name.removesuffix(stem)
    level = organ.level or _level_of(prefix)
    return Agency(
        name,
        name_en=_in_english(prefix, organ.name_en),
        short=name,
        short_en=_in_english(prefix, organ.short_en, brief=True),
        kind=kind or "agency",
        sector=organ.sector,
        level=level,
    )


def _level_of(prefix: str) -> str:
    """Return the level that the words before an organ stand for: 市 → municipal, 天河区 → district."""
    if prefix.startswith(_ALL_DISTRICTS):
        return "district"
    by_word = next((level for level, entry in levels().items() if prefix in entry["prefixes"]), None)
    return by_word or ("district" if _DISTRICT.fullmatch(prefix) else "unknown")


def _in_english(prefix: str, organ_en: str, *, brief: bool = False) -> str:
    """Put level and organ together; empty where the words before the organ have no English of their own."""
    if prefix == "":
        return organ_en
    if prefix == _ALL_DISTRICTS:
        return f"Districts: {organ_en}" if brief else f"{organ_en} of each district and county-level city"
    level = next((entry for entry in levels().values() if prefix in entry["prefixes"]), None)
    if level is None:
        return ""
    return organ_en if brief else f"{level['en']} {organ_en}"
