"""Find the sizes at which the findings of a Word briefing fit its first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipnetwork.briefing.columns import clean, count_lines
from ipnetwork.briefing.shortening import first_places

if TYPE_CHECKING:
    from ipnetwork.briefing.content import Content

_WIDTH, _HEIGHT = 504.0, 751.0  # points between the margins of A4
_INDENT = 18.0  # points
_AIR = 1.15  # running text, from line to line
_TITLES = (18.0, 14.0, 12.0)  # points: the first in which the title takes two lines, or the last
_TITLE_LINES = 2
# What there is around the findings: issuer, scale, heading, and the key to the sources.
_AROUND = 90.0  # points


@dataclass(frozen=True)
class Front:
    """How the first page is set.

    Parameters
    ----------
    title, sentence, note : float
        Points of the title, of a finding, and of what is said below it.
    most : float or None
        Half font sizes that a source may take; None for all of it.
    """

    title: float
    sentence: float
    note: float
    most: float | None = None

    def places(self, source: str, words: dict[str, str]) -> str:
        """Return as many places of a source as the first page has room for."""
        return source if self.most is None else first_places(source, self.most, words["places_below"])


def front_page(content: Content) -> Front:
    """Return the largest setting in which title and findings fit the first page.

    Parameters
    ----------
    content : Content
        What the briefing says.

    Returns
    -------
    Front
        Findings in 10.5 points with all their sources; where there is no room for those, with the first of them, at
        last in 10 points. Findings that fill more than a page even so go on on the second.
    """
    title = clean(content.title)
    size = next((size for size in _TITLES if _lines(title, size, 0) <= _TITLE_LINES), _TITLES[-1])
    one_line = 0.9 * 2 * (_WIDTH - _INDENT) / 8.5
    settings = ((10.5, 8.5, None), (10.5, 8.5, 2 * one_line), (10, 8, 2 * one_line), (10, 8, one_line))
    choices = [Front(size, *setting) for setting in settings]
    return next((front for front in choices if _height(content, front) <= _HEIGHT), choices[-1])


def _lines(text: str, size: float, indent: float = _INDENT) -> int:
    return count_lines(text, 2 * (_WIDTH - indent) / size)


def _height(content: Content, front: Front) -> float:
    """Return about how many points the first page takes."""
    leading = 1.3 if content.lang == "zh" else 1.17  # what a line of the font takes of its size
    words = content.words
    used = _AROUND + leading * front.title * _lines(clean(content.title), front.title, 0)
    for said in content.findings:
        used += 6 + _AIR * leading * front.sentence * _lines(clean(said.sentence), front.sentence)
        source = front.places(clean(said.source), words)
        for name, text in (("certainty_line", clean(said.certainty)), ("source_line", source)):
            used += 2 + leading * front.note * _lines(words[name] + text, front.note) if text else 0
    return used
