"""Read the sheets of an Excel workbook, or a CSV, into tables of text as the reader of the sheet sees them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.archive import MOST_CHARACTERS, MOST_PLACES, main_part, parse, related, unreadable, xml_parts
from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Located, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGED = 1_000_000
_MOST_FAULTS = 20
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x(0009|000A|000D)_")
_AGAIN = "open it in Excel or WPS, save it again as .xlsx, and give that"


class _Book(NamedTuple):
    """What the cells of all sheets refer to: texts, how a style writes numbers, and the day that counts as zero."""

    texts: list[str]
    patterns: list[str]
    epoch: datetime


def read_workbook(raw: bytes, subject: str) -> list[Located | Grid]:
    """Read the visible sheets of a workbook.

    Parameters
    ----------
    raw : bytes
        The file, an .xlsx.
    subject : str
        What to call it in an error.

    Returns
    -------
    list of Grid
        One a sheet that holds anything. Its number counts the tabs that a reader sees; rows and columns are those of
        the sheet, hidden ones too. Dates are written as 2025-06-30, or 2025-06 where the sheet shows no day; formulas
        as their last result.

    Raises
    ------
    NoticeError
        If it cannot be read whole.
    ImportError
        If lxml is not installed.
    """
    parts = xml_parts(raw, subject)
    name = main_part(parts, "xl/workbook.xml", subject)
    root = parse(parts, name, subject)
    targets = related(parts, name, subject)
    book = _read_book(parts, root, dict(targets.values()), subject)
    grids: list[Located | Grid] = []
    places, characters = MOST_PLACES, MOST_CHARACTERS
    visible = [each for each in root.iterfind(f"{_S}sheets/{_S}sheet") if each.get("state", "visible") == "visible"]
    for number, tab in enumerate(visible, start=1):
        kind, target = targets.get(tab.get(_ID, ""), ("worksheet", ""))
        if kind != "worksheet":  # a sheet that is nothing but a chart
            continue
        sheet = parse(parts, target, subject)
        values = _read_values(sheet, book, number, subject)
        places -= len(values)
        characters -= sum(map(len, values.values()))
        if places < 0 or characters < 0:
            problem = f"more than {MOST_PLACES:,} filled cells or {MOST_CHARACTERS:,} characters"
            raise unreadable(subject, problem, "give only the sheet with the plan", f"t{number}")
        if values:
            grids.append(_build_grid(values, _read_merges(sheet, subject), number, subject))
    return grids
