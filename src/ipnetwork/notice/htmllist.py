"""Number the items of an ordered list in a web page as browsers do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipnetwork.notice.htmltable import integer

if TYPE_CHECKING:
    from collections.abc import Mapping

_BULLETS = frozenset({"none", "disc", "circle", "square"})
_NO_NUMBER = re.compile(r"(?:^|[;\s])list-style(?:-type)?\s*:[^;]{0,99}\bnone\b", re.IGNORECASE)
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"}
_ROMAN |= {5: "v", 4: "iv", 1: "i"}


@dataclass(slots=True)
class Numbers:
    """The numbers of an ordered list: the next one, the way to the one after, and how they are written."""

    number: int
    step: int
    style: str

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Numbers:
        """Begin a list; one that counts down from an unknown number gets none."""
        start = integer(attributes.get("start", ""))
        down = "reversed" in attributes
        bare = _NO_NUMBER.search(attributes.get("style", "")) or (down and start is None)
        style = "none" if bare else attributes.get("type", "1").strip()
        return cls(1 if start is None else start, -1 if down else 1, style)

    def next_marker(self, attributes: Mapping[str, str]) -> str:
        """Return what a browser writes before the next item: ``"1. "``."""
        value = integer(attributes.get("value", ""))
        number = self.number if value is None else value
        self.number = number + self.step
        style = attributes.get("type", self.style).strip()
        if {self.style, style} & _BULLETS or _NO_NUMBER.search(attributes.get("style", "")):
            return ""
        written = _letters(number) if style in {"a", "A"} else _roman(number) if style in {"i", "I"} else ""
        return f"{(written.upper() if style.isupper() else written) or number}. "


def _letters(number: int) -> str:
    """Write 1 as a, 27 as aa; nothing below 1."""
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _roman(number: int) -> str:
    """Write 4 as iv; nothing below 1 or above 3999."""
    written = ""
    if not 0 < number < 4000:  # noqa: PLR2004 – where Roman numerals end
        return written
    for value, letters in _ROMAN.items():
        written += number // value * letters
        number %= value
    return written
