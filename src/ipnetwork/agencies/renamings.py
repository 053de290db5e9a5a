"""Tell under which other names a body is written, was known before, or is known since: never applied, only told.

The years are those of the decisions that the sources name. Localities followed within a year or two, a few went ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from ipnetwork.agencies.describe import is_usual, stem_of, territory_of
from ipnetwork.agencies.register import general_organs, table

ALIAS = "alias"
_LAST = 9999


@dataclass(frozen=True, slots=True)
class Renaming:
    """One name of a body and the name that takes its place.

    Parameters
    ----------
    old, new : str
        The names, with the place and level of the name that was asked for.
    year : int or None
        When the decision was taken; None for another spelling.
    kind : str
        ``alias`` (another spelling of the same name), ``renamed``, or ``merged`` (with others, or into another body).
    source : str
        The document that says so.
    """

    old: str
    new: str
    year: int | None
    kind: str
    source: str


def renamings_of(name: str) -> list[Renaming]:
    """List the other names of a body: its spellings, what it became, and what it was before.

    Parameters
    ----------
    name : str
        A body's name with its place or level, or a bare organ.

    Returns
    -------
    list of Renaming
        Spellings first, then later names, nearest first, then earlier ones; empty where none is known. Reading a plan
        never applies them: to count two names as one, say so with ``same_as`` (see `unknown_names`).

    Examples
    --------
    >>> [(each.old, each.new, each.year) for each in renamings_of("某市扶贫办")][:2]
    [('某市扶贫办', '某市乡村振兴局', 2021), ('某市乡村振兴局', '某市农业农村局', 2023)]
    """
    stem = stem_of(name, _stems())
    prefix = name.removesuffix(stem)
    national = bool(prefix) and territory_of(prefix).level == "national"
    if not stem or (national and not (stem in general_organs() and general_organs()[stem].level == "national")):
        return []  # 国家知识产权局 did not go the way of 市知识产权局
    same = _spellings(stem)
    spellings = [each for each in all_renamings() if each.kind == ALIAS and each.old in same]
    found = dict.fromkeys([*spellings, *_walk(same, back=False), *_walk(same, back=True)])
    whole = {each: each if national and each != stem else prefix + each for each in _stems()}
    level, others = territory_of(prefix).level, {each.new for each in found}
    usual = [each for each in found if is_usual(each.new, level, others)]
    return [replace(each, old=whole[each.old], new=whole[each.new]) for each in usual]


@cache
def all_renamings() -> tuple[Renaming, ...]:
    """Return every renaming that ships with the package, of organs without place or level."""
    return tuple(
        Renaming(row["old"], row["new"], int(row["year"]) if row["year"] else None, row["kind"], row["source"])
        for row in table("renamings.csv")
    )


@cache
def _stems() -> dict[str, None]:
    """Return every organ that stands in the table, as a set that keeps its order."""
    return dict.fromkeys(stem for each in all_renamings() for stem in (each.old, each.new))


def _spellings(stem: str) -> list[str]:
    """Return a stem and all other spellings of it."""
    reached = [stem]
    for here in reached:  # grows while it is gone through
        for each in all_renamings():
            if each.kind == ALIAS and here in {each.old, each.new}:
                reached += [other for other in (each.old, each.new) if other not in reached]
    return reached


def _walk(start: list[str], *, back: bool) -> list[Renaming]:
    """Return the renamings from some stems onwards or backwards in time, nearest first."""
    dated = [each for each in all_renamings() if each.year]
    reached = [(stem, _LAST if back else 0) for stem in start]
    found: list[Renaming] = []
    for stem, when in reached:  # grows while it is gone through
        for each in dated:
            here, there = (each.new, each.old) if back else (each.old, each.new)
            year = each.year or 0
            if here == stem and (year < when if back else year > when) and each not in found:
                found.append(each)
                reached += [(other, year) for other in _spellings(there)]
    return found
