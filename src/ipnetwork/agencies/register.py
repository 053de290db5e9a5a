"""The general register that ships with the package: sectors, levels, kinds, places, and organs without their place.

All of it is data: ``register.toml`` holds the closed lists and the rules that tell collective bodies and open names
from agencies, ``organs.csv`` the organs. Reading never depends on an organ being listed.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

KINDS = ("agency", "collective", "open", "unknown")
_LONGEST = 200  # no name is longer; a rule need not go through a cell of 100,000 characters
_AMBIGUOUS = frozenset({"吉林"})  # short for a province, and for a city in it


@dataclass(frozen=True, slots=True)
class Organ:
    """One entry of the general register: an organ without its place or level."""

    stem: str
    name_en: str
    short_en: str
    sector: str
    level: str


@dataclass(frozen=True, slots=True)
class Territory:
    """What the words before an organ say: its level, and how its English name is put together, where it can be."""

    level: str
    name_en: str = ""
    short_en: str = ""
    many: bool = False


@cache
def _register() -> dict[str, Any]:
    """Read the closed lists and rules that ship with the package."""
    return tomllib.loads((files("ipnetwork.agencies") / "register.toml").read_text(encoding="utf-8"))


def sectors() -> dict[str, dict[str, str]]:
    """Return the closed list of sectors with their Chinese and English names.

    Returns
    -------
    dict
        ``{sector: {"zh": …, "en": …}}`` in the register's order.

    Examples
    --------
    >>> sectors()["customs"]
    {'zh': '海关', 'en': 'Customs'}
    """
    return _register()["sectors"]  # type: ignore[no-any-return]  # checked by the tests of the register


def levels() -> dict[str, dict[str, str]]:
    """Return the closed list of levels with their Chinese and English names.

    Returns
    -------
    dict
        ``{level: {"zh": …, "en": …, "prefixes": […]}}``, the highest level first.

    Examples
    --------
    >>> list(levels())
    ['national', 'provincial', 'municipal', 'district', 'unknown', 'none']
    """
    return _register()["levels"]  # type: ignore[no-any-return]  # checked by the tests of the register


@cache
def general_organs() -> dict[str, Organ]:
    """Return the organs of the general register, by stem.

    Returns
    -------
    dict of str to Organ
        In the register's order.

    Examples
    --------
    >>> general_organs()["知识产权局"].sector
    'intellectual_property'
    """
    return {
        row["stem"]: Organ(row["stem"], row["name_en"], row["short_en"], row["sector"], row["level"])
        for row in table("organs.csv")
    }


@cache
def local_organs() -> frozenset[str]:
    """Return the stems that a place or a level can stand before: 财政局, not 财政部.

    Returns
    -------
    frozenset of str
        What a name in a list may borrow a territory for.

    Examples
    --------
    >>> "财政局" in local_organs(), "财政部" in local_organs()
    (True, False)
    """
    return frozenset(stem for stem, organ in general_organs().items() if organ.level != "national")


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table that ships beside this module."""
    return list(csv.DictReader(StringIO((files("ipnetwork.agencies") / name).read_text(encoding="utf-8"))))


def kind_by_rule(name: str) -> str | None:
    """Return the kind that the first matching rule gives, if any."""
    if len(name) > _LONGEST:
        return None
    return next((rule["kind"] for rule in _register()["kinds"] if re.fullmatch(rule["pattern"], name)), None)


def other_form(name: str) -> str:
    """Return a name in the form in which its organ comes last: 团市委 becomes 市团委, 人行武汉分行 武汉人民银行分行."""
    for form in _register()["forms"] if len(name) <= _LONGEST else ():
        match = re.fullmatch(form["pattern"], name)
        if match:
            return match.expand(form["as"])
    return name


def spelling(text: str) -> str:
    """Return an organ in the short spelling that its full spellings share: 市场监督管理局 becomes 市场监管局."""
    for full, short in _register()["spellings"].items():
        text = text.replace(full, short)
    return text


@cache
def territories() -> dict[str, Territory]:
    """Return what is known of the words and places that can stand before an organ: 市, 湖北, 湖北省."""
    known = {
        word: Territory(level, f"{entry['en']} {{organ}}", "{organ}")
        for level, entry in levels().items()
        for word in entry["prefixes"]
    }
    known["县"] = Territory("district", "County {organ}", "{organ}")
    known["州"] = Territory("municipal", "Prefecture {organ}", "{organ}")
    ranks = {"省": "Provincial ", "市": "Municipal ", "区": "Regional "}
    for level, places in _register()["places"].items():
        for place, english in places.items():
            name = f"{english} {ranks[place[-1]]}{{organ}}"
            known[place] = Territory(level, name, f"{english} {{organ}}")
            short = re.sub("(?:省|市|(?:壮族|回族|维吾尔)?自治区)$", "", place)
            if short not in _AMBIGUOUS:
                known[short] = known[place]
    return known


def territory_class(prefix: str) -> Territory | None:
    """Return what words for a class of territories say: 各区、县级市, 区县（自治县）."""
    if len(prefix) > _LONGEST:
        return None
    for entry in _register()["classes"]:
        if re.fullmatch(entry["pattern"], prefix):
            return Territory(entry["level"], entry["en"], entry["brief"], many=True)
    return None
