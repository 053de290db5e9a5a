"""Say from its name what a body is: its kind, sector, level, and its English name where all of it can be translated.

What the register does not know is `unknown`, never guessed, and nothing here changes a name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ipnetwork.agencies.record import AGENCY_FIELDS, Agency, Registry
from ipnetwork.agencies.register import (
    Organ,
    Territory,
    general_organs,
    kind_by_rule,
    other_form,
    spelling,
    territories,
    territory_class,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_BRACKET = re.compile("(?:[（(〔][^（）()〔〕]*[）)〕])+$")
# 天河区 and 从化县, but not 广州开发区: a zone may be of any level.
_NO_ZONE = "(?!.*(?:开发|高新|园|保税|经开|地|特|示范|试验|实验|合作|功能|管理|度假|社|校|库|景|港)区)"
_HAN = "[\u4e00-\u9fff]"
_DISTRICT = re.compile(
    f"{_NO_ZONE}(?:{_HAN}{{2,5}}市)?(?:{_HAN}{{1,3}}[区县]|{_HAN}{{2,14}}自治[县旗]|{_HAN}{{2,4}}旗)"
)
_PREFECTURE = re.compile(f"{_HAN}{{2,14}}(?:自治州|盟)")
_OF_TERRITORY = re.compile("(?<=.)(?:党委|委|人民政府|政府)$")  # 市委网信办, 市政府外办
_LAND = re.compile("[省市区县州盟旗镇乡]$")
_SHORT_STEM = 2
_LONGEST = 60  # no place with all that it lies in is longer


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
        The registry's own entry where it has one, that of the name which an alias stands for; otherwise what the
        rules and the longest organ ending the name give. A bracket at the end counts only where the rest says
        nothing without it. English names put together in this way are never marked official.

    Examples
    --------
    >>> describe_agency("各区、县级市财政局").kind, describe_agency("各有关单位").kind, describe_agency("某协会").kind
    ('collective', 'open', 'unknown')
    >>> describe_agency("湖北省市场监管局（省知识产权局）").name_en
    'Hubei Provincial Administration for Market Regulation'
    """
    registry = registry or Registry()
    name = registry.canonical(name)
    if name in registry.known:
        return registry.known[name]
    kind = kind_by_rule(_without_bracket(name))
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
    found = _organ_of(name, registry.organs)
    if found is None:
        return Agency(name, short=name, kind=kind or "unknown")
    prefix, organ = found
    territory = territory_of(prefix)
    name_en, short_en = _in_english(prefix, territory, organ)
    return Agency(
        name,
        name_en=name_en,
        short=name,
        short_en=short_en,
        kind=kind or ("collective" if territory.many else "agency"),
        sector=organ.sector,
        level=organ.level or territory.level,
    )


def agency_from_row(row: Mapping[str, str]) -> Agency:
    """Make an agency from the cells of a CSV row; what the row leaves out is filled in from the general register."""
    known = describe_agency(row["agency"])
    given = {name: row[name] for name in AGENCY_FIELDS if row.get(name) and name != "official"}
    given |= {name: "" for name in ("name_en", "short_en") if row.get(name) == ""}  # told to have none
    return replace(known, **given, official=row.get("official", "").lower() == "true")


def _without_bracket(name: str) -> str:
    return _BRACKET.sub("", name) or name


def _organ_of(name: str, organs: Mapping[str, Organ]) -> tuple[str, Organ] | None:
    """Return what stands before the longest organ that ends a name in any form, and the organ."""
    bare = _without_bracket(name)
    spelled = _by_spelling() if organs is general_organs() else _spelled(organs)
    longest = 2 * max(map(len, organs), default=0)
    for form in dict.fromkeys((other_form(name), name, other_form(bare), bare)):
        for start in range(max(0, len(form) - longest), len(form)):
            organ = organs.get(form[start:]) or spelled.get(spelling(form[start:]))
            if organ and _may_precede(form[:start], organ.stem):
                return form[:start], organ
    if territory_class(bare) and "政府" in organs:  # 各区县 alone: their governments
        return bare, organs["政府"]
    return None


@cache
def _by_spelling() -> dict[str, Organ]:
    return _spelled(general_organs())


def _spelled(organs: Mapping[str, Organ]) -> dict[str, Organ]:
    """Return organs by their short spelling; of two with the same, the first in the register."""
    return {spelling(stem): organs[stem] for stem in reversed(list(organs))}


def stem_of(name: str, stems: Mapping[str, object]) -> str:
    """Return the longest stem that ends a name; empty where none does."""
    longest = max(map(len, stems), default=0)
    ends = (name[start:] for start in range(max(0, len(name) - longest), len(name)))
    return next((end for end in ends if end in stems and _may_precede(name.removesuffix(end), end)), "")


def is_usual(stem: str, level: str, others: Collection[str]) -> bool:
    """Say whether a level has an organ, given the others that may be meant: provinces have 厅 where cities have 局."""
    if level == "provincial":
        return not (stem.endswith("局") and stem.removesuffix("局") + "厅" in others)
    return not (stem.endswith("厅") and level in {"municipal", "district"})


def _may_precede(prefix: str, stem: str) -> bool:
    """Say whether a prefix can belong to a stem: 台办 ends 市台办 but not 平台办, 委办公室 not 发展改革委办公室."""
    weak = stem.startswith("委") or (len(stem) == _SHORT_STEM and stem.endswith(("办", "委")))
    return not (prefix and weak) or bool(_LAND.search(prefix)) or territory_of(prefix).level != "unknown"


def territory_of(prefix: str) -> Territory:
    """Return what is known of the words before an organ: 市 is municipal, 天河区 of a district, 某某 unknown."""
    if len(prefix) > _LONGEST:
        return Territory("unknown")
    bare = _OF_TERRITORY.sub("", prefix)
    known = territories().get(bare) or territory_class(bare)
    if known:
        return known
    outer = next((bare[:end] for end in range(len(bare) - 1, 1, -1) if bare[:end] in territories()), "")
    if outer and outer[-1] in "省市区":  # 广州市 before 天河区, 湖北省 before 武汉市
        return territory_of(bare.removeprefix(outer))
    if _DISTRICT.fullmatch(bare):
        return Territory("district")
    return Territory("municipal" if _PREFECTURE.fullmatch(bare) else "unknown")


def _in_english(prefix: str, territory: Territory, organ: Organ) -> tuple[str, str]:
    """Put territory and organ together; empty where the words before the organ have no English of their own."""
    if prefix == "" or (organ.level == territory.level == "national"):
        return organ.name_en, organ.short_en
    name_en, short_en = territory.name_en, territory.short_en
    if organ.level == "national":  # the customs of Chongqing are not Chongqing's
        name_en = short_en if short_en != "{organ}" else ""
    return name_en.format(organ=organ.name_en), short_en.format(organ=organ.short_en)
