"""The cells of tables as text, and how wide their columns have to be on paper, slides and sheets."""

from __future__ import annotations

import math
import numbers
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, cast

import pandas as pd

from ipnetwork.style import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = "—"  # where there is nothing to count
_NOT_XML = str.maketrans("", "", "\ufffe\uffff")  # no control characters, and yet forbidden in XML
_TOKEN = re.compile(r"[^\s\-⺀-\U0003ffff]+-?|.", re.DOTALL)  # a Latin word with its marks, or one character
_LEAST, _LEAST_HEADING = 8.0, 12.0  # half ems: four Chinese characters in a cell, six in a heading
_LONGEST_WORD = 30.0  # half ems; what is longer may break
_BOLD = 1.1  # times as wide, and headings are bold
_NEGLIGIBLE = 1e-6
# Half ems that Latin characters take in Arial, rounded up; Times New Roman is a little narrower.
_THIN, _THIN_WIDTH = frozenset(" !'(),-./:;[]`fijlrt|"), 0.67
_WIDE_WIDTH, _DIGIT_WIDTH, _USUAL_WIDTH = 1.4, 1.12, 1.06


def clean(text: object) -> str:
    """Return a text that any XML may hold: one line, nothing unseen, no character that XML forbids.

    Parameters
    ----------
    text : object
        What a document, a table or a person wrote.

    Returns
    -------
    str
        As `style.tidy` leaves it, without U+FFFE and U+FFFF.

    Examples
    --------
    >>> clean("a" + chr(0) + chr(0xFFFF) + "b")
    'a b'
    """
    return tidy(str(text)).translate(_NOT_XML)


def is_nothing(cell: object) -> bool:
    """Say whether a cell is one of the ways in which pandas says that there is nothing."""
    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell))


def is_number(cell: object) -> bool:
    """Say whether a cell is a number that can be counted with: not a truth value, not NaN, not infinite."""
    if isinstance(cell, bool):
        return False
    return isinstance(cell, numbers.Real) and math.isfinite(cell)


def shown(cell: object) -> str:
    """Return a cell as people read it: numbers to two decimals at most, a dash where there is nothing to count.

    Parameters
    ----------
    cell : object
        A cell of a table of the briefing.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> shown(1.0), shown(0.125), shown(float("nan")), shown("=1+1")
    ('1', '0.12', '—', '=1+1')
    """
    if is_nothing(cell):
        return NOTHING
    if is_number(cell) and not isinstance(cell, numbers.Integral):
        return f"{round(float(cast(float, cell)), 2) + 0.0:.2f}".removesuffix(".00")  # + 0.0: never "-0"
    return clean(cell)


def shown_table(frame: pd.DataFrame) -> list[list[str]]:
    """Return a table as text, its headings first."""
    rows = frame.itertuples(index=False, name=None)
    return [[clean(column) for column in frame.columns], *([shown(cell) for cell in row] for row in rows)]


def number_columns(frame: pd.DataFrame) -> list[bool]:
    """Say of each column whether it holds numbers, which stand to the right."""
    kinds = pd.api.types
    return [kinds.is_numeric_dtype(dtype) and not kinds.is_bool_dtype(dtype) for dtype in frame.dtypes]


def text_units(text: str) -> float:
    """Return about how wide a text is, in half font sizes: a Chinese character 2, others about 1.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    float
        No font is opened: the reader's may be another.

    Examples
    --------
    >>> text_units("财政局")
    6.0
    """
    return sum(map(_character_units, text))


@cache
def _character_units(character: str) -> float:
    if character in _THIN:
        return _THIN_WIDTH
    if unicodedata.east_asian_width(character) in "WFA":
        return 2.0
    if character.isdigit():
        return _DIGIT_WIDTH
    return _WIDE_WIDTH if character.isupper() or character in "mw@%&+=<>" else _USUAL_WIDTH


def count_lines(text: str, units: float) -> int:
    """Return how many lines a text takes in a width, in half font sizes: Latin words stay whole where they can."""
    lines, used = 1, 0.0
    for token in _TOKEN.findall(text):
        wide = text_units(token)
        if used and used + wide > units:
            lines, used = lines + 1, 0.0
        lines += max(0, math.ceil(wide / units) - 1)
        used += wide if wide <= units else wide % units
    return lines


def count_row_lines(cells: Sequence[str], widths: Sequence[float], padding: float) -> int:
    """Return how many lines the tallest cell of a row takes, in half font sizes as `column_widths` gives them."""
    return max((count_lines(cell, width - padding) for cell, width in zip(cells, widths, strict=True)), default=1)


def column_widths(rows: Sequence[Sequence[str]], room: float, *, padding: float = 2.0) -> list[float]:
    """Share a width among the columns of a table so that long texts get most and no word breaks.

    Parameters
    ----------
    rows : sequence of sequences of str
        The cells, headings first.
    room : float
        What there is, in half font sizes.
    padding : float, default 2.0
        What each column needs beside its text, in half font sizes.

    Returns
    -------
    list of float
        Each column as wide as its longest cell where all fit. Otherwise each gets what its longest word needs, and the
        rest goes to where text is, by the square root of what is still missing there (the automatic layout of tables in
        CSS 2, Bos, Lie, Lilley and Jacobs 1998, 17.5.2, long columns damped); less than the words need only where even
        they do not fit.

    Examples
    --------
    >>> column_widths([["项", "单位"], ["1", "市财政局"]], 100)
    [4.2, 10.0]
    """
    columns = list(zip(*rows, strict=True))
    most = [padding + max(_BOLD * text_units(head), *map(text_units, cells), 0.0) for head, *cells in columns]
    if sum(most) <= room:
        return most
    least = [min(most[at], padding + _least_width(cells)) for at, cells in enumerate(columns)]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    return _spread(least, most, room)


def _least_width(cells: Sequence[str]) -> float:
    """Return what the longest word of a column needs, and a few Chinese characters at least."""
    words = {token for cell in cells[1:] for token in _TOKEN.findall(cell)}
    heading = max(map(text_units, _TOKEN.findall(cells[0])), default=0.0)
    heading = _BOLD * max(heading, min(_LEAST_HEADING, text_units(cells[0])))
    return max(_LEAST, min(_LONGEST_WORD, max(heading, *map(text_units, words), 0.0)))


def _spread(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Give the columns what is left beyond their least width, none more than it can use."""
    widths = list(least)
    while (rest := room - sum(widths)) > _NEGLIGIBLE:
        wants = [
            math.sqrt(top - width) if top - width > _NEGLIGIBLE else 0.0
            for width, top in zip(widths, most, strict=True)
        ]
        widths = [
            min(top, width + rest * want / sum(wants)) for width, top, want in zip(widths, most, wants, strict=True)
        ]
    return widths
