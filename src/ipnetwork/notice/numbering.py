"""Render the automatic numbers of a Word document as Word prints them, because plans number their tasks with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ipnetwork.notice.archive import MOST_CHARACTERS, unreadable
from ipnetwork.notice.numerals import SILENT, spell_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_LEVELS = 9
_LONGEST_TEXT = 255  # of a level, in characters: far more than Word takes
_LARGEST = 1_000_000_000
_DEEPEST_STYLE = 50
_OFF = {"0", "false", "off"}
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and looks; `restart` is the shallower level after which it starts again."""

    start: int
    form: str
    text: str
    legal: bool
    restart: int
    style: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class _List:
    """One use of a list: lists over the same definition count on from each other unless `starts` says otherwise."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says about numbers."""

    based_on: str
    number: str
    level: int | None


class Numbering:
    """The numbers of one document, to be asked for paragraph by paragraph, in order.

    Parameters
    ----------
    numbering, styles : lxml element or None
        The roots of the parts ``numbering.xml`` and ``styles.xml``.
    subject : str
        What to call the document in an error.
    """

    def __init__(self, numbering: _Element | None, styles: _Element | None, subject: str) -> None:
        self._lists = _read_lists(numbering)
        self._styles, self._usual = _read_styles(styles)
        self._inherited: dict[str, tuple[str, int]] = {}
        self._counts: dict[tuple[bool, str], list[int | None]] = {}
        self._started: set[tuple[bool, str, int]] = set()
        self._subject = subject
        self._room = MOST_CHARACTERS

    def label(self, properties: _Element | None, *, boxed: bool = False) -> str:
        """Count a paragraph, and return the number that Word prints before it.

        Parameters
        ----------
        properties : lxml element or None
            The paragraph's ``w:pPr``, if it has one.
        boxed : bool
            Whether it stands in a text box: those count apart from the text around them.

        Returns
        -------
        str
            Its number with all that belongs to it (``（一）``, ``1.2``), or nothing; with a space behind it where its
            end and the text would otherwise run together.

        Raises
        ------
        NoticeError
            If the document's numbers alone are longer than a plan can be.
        """
        if not self._lists:
            return ""
        number, level = self._find_number(properties)
        if number not in self._lists or level not in self._lists[number].levels:
            return ""
        used = self._lists[number]
        counts = self._count(number, level, boxed=boxed)
        text = _spell_level(used.levels, level, counts)
        self._room -= len(text)
        if self._room < 0:
            raise unreadable(self._subject, "its automatic numbers never end", "save it again from Word, and give that")
        last = text[-1:]
        gap = used.levels[level].spaced and (last.isalnum() or last.isascii()) and not last.isspace()
        return f"{text} " if last and gap else text

    def _find_number(self, properties: _Element | None) -> tuple[str, int]:
        """Find the list and level of a paragraph: its own, else its style's."""
        if properties is None:
            return self._inherit(self._usual)
        style = _value(properties, f"{W}pStyle") or self._usual
        own = properties.find(f"{W}numPr")
        if own is None:
            return self._inherit(style)
        number, level = _value(own, f"{W}numId"), _whole(own, f"{W}ilvl")
        if number:
            return number, level or 0
        number, inherited = self._inherit(style)
        return number, inherited if level is None else level

    def _inherit(self, style: str) -> tuple[str, int]:
        """Find the list and level of a style: the level that names it or what it is based on, else the one it names."""
        if style not in self._inherited:
            chain: list[str] = []
            name = style
            while name in self._styles and name not in chain and len(chain) < _DEEPEST_STYLE:
                chain.append(name)
                name = self._styles[name].based_on
            styles = [self._styles[each] for each in chain]
            number = next((each.number for each in styles if each.number), "")
            levels = self._lists[number].levels if number in self._lists else {}
            linked = [depth for each in chain for depth, level in levels.items() if level.style == each]
            named = [each.level for each in styles if each.level is not None]
            self._inherited[style] = number, (linked or named or [0])[0]
        return self._inherited[style]

    def _count(self, number: str, level: int, *, boxed: bool) -> list[int | None]:
        """Count one paragraph of a list, and return where all its levels stand."""
        used = self._lists[number]
        counts = self._counts.setdefault((boxed, used.definition), [None] * _LEVELS)
        key = boxed, number, level
        first = level in used.starts and key not in self._started
        self._started.add(key)
        last = counts[level]
        counts[level] = used.levels[level].start if first or last is None else last + 1
        for other, described in used.levels.items():
            if other < level and counts[other] is None:
                counts[other] = described.start
            elif other > level and level < described.restart:
                counts[other] = None
        return counts


def _spell_level(levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
    """Fill in the text of a level with the counts of all levels that it shows."""
    described = levels[level]

    def spell_one(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        if other not in levels:
            return ""
        legal = described.legal and other < level and levels[other].form not in SILENT
        count = counts[other]
        return spell_number(levels[other].start if count is None else count, "decimal" if legal else levels[other].form)

    return "" if described.form == "bullet" else _PLACEHOLDER.sub(spell_one, described.text)


# Reading the definitions


def _read_lists(root: _Element | None) -> dict[str, _List]:
    """Read all lists by their identifier."""
    if root is None:
        return {}
    definitions = {each.get(f"{W}abstractNumId", ""): each for each in root.iterfind(f"{W}abstractNum")}
    styled = {link: name for name, each in definitions.items() if (link := _value(each, f"{W}styleLink"))}
    shared = {name: _read_levels(each.iterfind(f"{W}lvl")) for name, each in definitions.items()}
    lists = {}
    for each in root.iterfind(f"{W}num"):
        name = _value(each, f"{W}abstractNumId")
        if name in definitions:
            name = styled.get(_value(definitions[name], f"{W}numStyleLink"), name)
        levels = dict(shared.get(name, {}))
        levels |= _read_levels(each.iterfind(f"{W}lvlOverride/{W}lvl"))
        starts = {}
        for override in each.iterfind(f"{W}lvlOverride"):
            level, start = _digits(override.get(f"{W}ilvl")), _whole(override, f"{W}startOverride")
            if level in levels and start is not None:
                starts[level] = start
                levels[level] = replace(levels[level], start=start)
        lists[each.get(f"{W}numId", "")] = _List(name, levels, starts)
    lists.pop("0", None)  # it stands for no list at all
    return lists


def _read_levels(elements: Iterable[_Element]) -> dict[int, _Level]:
    """Read the levels of a list by their depth, from 0."""
    levels = {}
    for each in elements:
        depth = _digits(each.get(f"{W}ilvl"))
        if depth is None or depth >= _LEVELS:
            continue
        forms, start = each.findall(f".//{W}numFmt"), _whole(each, f"{W}start")
        legal, restart = each.find(f"{W}isLgl"), _whole(each, f"{W}lvlRestart")
        levels[depth] = _Level(
            start=0 if start is None else start,
            form=forms[-1].get(_VAL, "decimal") if forms else "decimal",  # before the last: one of the author's own
            text=_value(each, f"{W}lvlText")[:_LONGEST_TEXT],
            legal=legal is not None and legal.get(_VAL, "1") not in _OFF,
            restart=_LEVELS if restart is None else restart,
            style=_value(each, f"{W}pStyle"),
            spaced=_value(each, f"{W}suff") != "nothing",
        )
    return levels


def _read_styles(root: _Element | None) -> tuple[dict[str, _Style], str]:
    """Read what paragraph styles say about numbers, and which style a paragraph has that names none."""
    styles: dict[str, _Style] = {}
    usual = ""
    for each in [] if root is None else root.iterfind(f"{W}style"):
        if each.get(f"{W}type", "paragraph") != "paragraph":
            continue
        name, own = each.get(f"{W}styleId", ""), each.find(f"{W}pPr/{W}numPr")
        number, level = ("", None) if own is None else (_value(own, f"{W}numId"), _whole(own, f"{W}ilvl"))
        styles[name] = _Style(_value(each, f"{W}basedOn"), number, level)
        if each.get(f"{W}default", "0") not in _OFF:
            usual = name
    return styles, usual


def _value(element: _Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(_VAL, "")


def _whole(element: _Element, path: str) -> int | None:
    return _digits(_value(element, path))


def _digits(text: str | None) -> int | None:
    """Return a whole number that is not absurd, or nothing."""
    bare = (text or "").strip()
    return int(bare) if bare.isdecimal() and len(bare) < len(str(_LARGEST)) else None
