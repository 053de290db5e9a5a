"""Find the number that a paragraph begins with, and give every work item an identifier of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HAN = "[一二三四五六七八九十百零〇]"
# How plans number their headings, from the outside in. The number itself is group 1, as the document prints it.
STYLES: tuple[tuple[str, str], ...] = (
    ("chapter", rf"(第{_HAN}{{1,4}}[章部编篇](?:分)?)"),
    ("section", rf"(第{_HAN}{{1,4}}节)"),
    ("han", rf"({_HAN}{{1,4}})(?:、|[.．](?!\d)|\s(?=\S))"),
    ("article", rf"(第(?:{_HAN}{{1,4}}|\d{{1,3}})条)"),
    ("han in brackets", rf"([（(]{_HAN}{{1,4}}[）)]|[㈠-㈩])[、.．]?"),
    ("digits", r"(\d{1,3})(?:[、．]|[.](?!\d)|\s(?=[\u4e00-\u9fff“《]))"),
    ("decimal", r"(\d{1,2}(?:[.．-]\d{1,3}){1,3})(?:[、.．\s]|(?=[\u4e00-\u9fff“《]))"),
    ("digits in brackets", r"([（(]\d{1,3}[）)]|[⑴-⒇]|\d{1,3}[）)])[、.．]?"),
    ("circled", "([①-⑳㉑-㉟])[、.．]?"),
)
RANKS = {style: rank for rank, (style, _) in enumerate(STYLES)}
_PATTERNS = [(style, re.compile(rf"\s*(?:任务|项目)?{pattern}")) for style, pattern in STYLES]
DIVISION = re.compile(r"\s*(附件|附表|附录)\s*[:：]?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?")
_QUANTITY = re.compile(
    r"\s*(?:\d{1,4}\s*(?:年|月(?!度)|日(?!常)|个(?!人)|项(?!目)|名(?!录|单|优)|家(?!庭)|万|亿|元(?!素)|倍|%|％)"
    r"|\d{1,4}[.．]\d+\s*(?:万|亿|元(?!素)|倍|%|％|个百分点))"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the head of a paragraph.

    Parameters
    ----------
    style : str
        One of `STYLES`.
    text : str
        As printed, without the mark that ends it: ``（三）``, ``7``.
    stop : int
        Where the number and its mark end in the paragraph.
    """

    style: str
    text: str
    stop: int


Path = tuple[Number, ...]


def find_number(text: str) -> Number | None:
    """Find the number that a paragraph begins with.

    Parameters
    ----------
    text : str
        The paragraph.

    Returns
    -------
    Number or None
        None where it begins with words, or with a quantity such as 20个.

    Examples
    --------
    >>> find_number("（三）加强宣传。").text, find_number("12. 建立台账").text, find_number("2025年")
    ('（三）', '12', None)
    """
    if _QUANTITY.match(text):
        return None
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            return Number(style, match[1], match.end())
    return None


def step_into(path: Path, number: Number) -> Path:
    """Return the headings that hold from a new number on: it replaces its like and all that stood below them."""
    outer = (each for each in path if RANKS[each.style] < RANKS[number.style])
    return (*outer, number)


def spell_paths(paths: Sequence[Path], headings: Iterable[Path]) -> list[str]:
    """Give the items of one document identifiers: the own number, led by the one above it only where it restarts.

    Parameters
    ----------
    paths : sequence of tuple of Number
        The headings each item stands under, its own number last.
    headings : iterable of tuple of Number
        Every numbered heading of the document, items or not: 三（一） makes 二（一） need its 二.

    Returns
    -------
    list of str
        As many identifiers: ``（三）``, ``二（一）``, ``二-1`` (a hyphen where 二1 would be misread).
    """
    above: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for path in headings:
        own = path[-1]
        if len(path) > 1:  # a list before the first chapter, such as a page's menu, is no chapter
            above.setdefault((own.style, own.text), set()).add(tuple(each.text for each in path[:-1]))
    restarting = {style for (style, _), parents in above.items() if len(parents) > 1}
    return [_spell(path, restarting) for path in paths]


def _spell(path: Path, restarting: set[str]) -> str:
    own = path[-1]
    if own.style not in restarting or len(path) == 1:
        return own.text
    return joined(_spell(path[:-1], restarting), own.text)


def joined(outer: str, own: str) -> str:
    """Put a chapter before a number: 二（一）, and 二-1 so that 一1 is not taken for a dash."""
    return f"{outer}{own}" if own[0] in "（(㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴①" or not own[0].isalnum() else f"{outer}-{own}"


def repeated(identifiers: Sequence[str]) -> set[str]:
    """Return the identifiers that stand more than once."""
    return {identifier for identifier, times in Counter(identifiers).items() if times > 1}
