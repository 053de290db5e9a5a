"""Propose known names for a name that nobody knows: what it may have been meant for, nearest first."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ipnetwork.agencies.describe import describe_agency, is_usual, territory_of
from ipnetwork.agencies.record import Registry
from ipnetwork.agencies.renamings import renamings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOSE = 0.6
_ABBREVIATED = 0.75  # what 农信社 in 农村信用社 counts for, whatever the length of the full name
_ELSEWHERE = 0.85  # a body of another territory is seldom meant
_SAME_BEGINNING = 0.01  # 市卫计局 is rather 市卫计委 than 市统计局
_LONGEST = 60


def nearest_names(
    name: str, known: Iterable[str] = (), *, registry: Registry | None = None, count: int = 3
) -> list[str]:
    """List the known names that are nearest to a name.

    Parameters
    ----------
    name : str
        A name that no register knows.
    known : iterable of str
        Full names that are known otherwise, such as the others of its plan.
    registry : Registry, optional
        Its full names and its organs, with this name's own place or level, are known too.
    count : int, default 3
        How many at most.

    Returns
    -------
    list of str
        Other spellings and later names by `renamings_of` first, then what is written most like it; may be empty.

    Examples
    --------
    >>> nearest_names("某县市监局", ["某县政府"]), nearest_names("省龙舟协会")
    (['某县市场监管局', ...], [])
    """
    registry = registry or Registry()
    prefix = _territory_in(name)
    full = [each for each, agency in registry.known.items() if agency.kind != "unknown"]
    level, organs = territory_of(prefix).level, registry.organs
    local = [stem for stem, organ in organs.items() if not prefix or organ.level != "national"]
    stems = [prefix + stem for stem in local if is_usual(stem, level, organs)]
    renamed = [other for each in renamings_of(name) for other in (each.new, each.old)[: 2 - bool(each.year)]]
    renamed = [each for each in renamed if describe_agency(each, registry).kind != "unknown"]
    scores = {each: _closeness(name, each, prefix) for each in dict.fromkeys((*full, *known, *stems))}
    close = sorted((each for each in scores if scores[each] >= CLOSE), key=lambda each: -scores[each])
    return [each for each in dict.fromkeys((*renamed, *close)) if each != name][:count]


def _territory_in(name: str) -> str:
    """Return the longest beginning of a name that is a place or a level; empty where there is none."""
    ends = range(min(len(name) - 1, _LONGEST), 0, -1)
    return next((name[:end] for end in ends if territory_of(name[:end]).level != "unknown"), "")


def _closeness(name: str, other: str, prefix: str) -> float:
    """Return how much two names are alike from 0 to 1, the territory they begin with aside."""
    here = other.startswith(prefix)
    left, right = (name.removeprefix(prefix), other.removeprefix(prefix)) if here else (name, other)
    if max(len(left), len(right)) > _LONGEST or not set(left) & set(right):
        return 0.0
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    short, long = sorted((left, right), key=len)
    if len(short) > 1 and short[0] == long[0] and short[-1] == long[-1] and _is_within(short, long):
        ratio = max(ratio, _ABBREVIATED)
    ratio += _SAME_BEGINNING * (left[0] == right[0])
    return ratio if here else ratio * _ELSEWHERE


def _is_within(short: str, long: str) -> bool:
    """Say whether a name's characters stand in another one in order: 农信社 in 农村信用社."""
    rest = iter(long)
    return all(character in rest for character in short)
