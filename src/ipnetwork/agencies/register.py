"""The general register that ships with the package: sectors, levels, kinds, and organs without their place.

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

KINDS = ("agency", "collective", "open", "unknown")


@dataclass(frozen=True, slots=True)
class Organ:
    """One entry of the general register: an organ without its place or level."""

    stem: str
    name_en: str
    short_en: str
    sector: str
    level: str


@cache
def _register() -> dict[str, object]:
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
    return _register()["sectors"]  # type: ignore[return-value]  # checked by the tests of the register


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
    return _register()["levels"]  # type: ignore[return-value]  # checked by the tests of the register


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
    text = (files("ipnetwork.agencies") / "organs.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(StringIO(text))
    return {
        row["stem"]: Organ(row["stem"], row["name_en"], row["short_en"], row["sector"], row["level"]) for row in rows
    }


def kind_by_rule(name: str) -> str | None:
    """Return the kind that the first matching rule gives, if any."""
    rules: list[dict[str, str]] = _register()["kinds"]  # type: ignore[assignment]
    return next((rule["kind"] for rule in rules if re.fullmatch(rule["pattern"], name)), None)
