"""Take the texts and merged ranges of a workbook's visible sheets out of its XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.archive import MOST_CHARACTERS, MOST_PLACES, main_part, parse, related, unreadable, xml_parts
from ipnetwork.notice.formats import BUILT_IN, MAC_ZERO, WINDOWS_ZERO, find_pattern, show_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RUNS = frozenset({f"{_S}t", f"{_S}r"})
_TEXT_KINDS = frozenset({"str", "inlineStr"})  # their result may be an empty text
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_MOST_FAULTS = 20
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x(0009|000A|000D)_")
_AGAIN = "open it in Excel or WPS, save it again as .xlsx, and give that"

Place = tuple[int, int]
"""The row and column of a cell, from 1."""


class Sheet(NamedTuple):
    """One sheet.

    Parameters
    ----------
    number : int
        Which of the tabs that a reader sees, from 1.
    texts : dict of (int, int) to str
        What stands in the cells in which anything stands.
    merges : list of ((int, int), (int, int))
        The first and last place of each merged range.
    """

    number: int
    texts: dict[Place, str]
    merges: list[tuple[Place, Place]]


class _Book(NamedTuple):
    """What the cells of all sheets refer to: texts, how a style writes numbers, and the day that counts as zero."""

    texts: list[str]
    patterns: list[str]
    zero: datetime


def read_sheets(raw: bytes, subject: str) -> Iterator[Sheet]:
    """Read the visible sheets of a workbook in which anything stands.

    Parameters
    ----------
    raw : bytes
        The file, an .xlsx.
    subject : str
        What to call it in an error.

    Yields
    ------
    Sheet
        In the order of the tabs. Dates are written as 2025-06-30, or 2025-06 where the sheet shows no day; formulas as
        their last result.

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
    places, characters = MOST_PLACES, MOST_CHARACTERS
    visible = [each for each in root.iterfind(f"{_S}sheets/{_S}sheet") if each.get("state", "visible") == "visible"]
    for number, tab in enumerate(visible, start=1):
        _, target = targets.get(tab.get(_ID, ""), ("", f"of the tab {tab.get('name')}"))
        root = parse(parts, target, subject)
        del parts[target]  # no part is read twice, however many tabs name it
        texts = _read_texts(root, book, number, subject)
        places -= len(texts)
        characters -= sum(map(len, texts.values()))
        if places < 0 or characters < 0:
            problem = f"more than {MOST_PLACES:,} filled cells or {MOST_CHARACTERS:,} characters"
            raise unreadable(subject, problem, "give only the sheet with the plan", f"t{number}")
        if texts:
            yield Sheet(number, texts, _read_merges(root, subject))


def _read_book(parts: dict[str, bytes], root: _Element, targets: dict[str, str], subject: str) -> _Book:
    """Read what the cells of all sheets refer to."""
    texts, patterns = [], []
    if targets.get("sharedStrings") in parts:
        texts = [_join_runs(each) for each in parse(parts, targets["sharedStrings"], subject).iterfind(f"{_S}si")]
    if targets.get("styles") in parts:
        styles = parse(parts, targets["styles"], subject)
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind(f"{_S}numFmts/{_S}numFmt")}
        codes = {str(number): code for number, code in BUILT_IN.items()} | own
        used = [each.get("numFmtId", "0") for each in styles.iterfind(f"{_S}cellXfs/{_S}xf")]
        found = {name: find_pattern(codes.get(name, "")) for name in set(used)}
        patterns = [found[name] for name in used]
    properties = root.find(f"{_S}workbookPr")
    mac = properties is not None and properties.get("date1904") in {"1", "true"}
    return _Book(texts, patterns, MAC_ZERO if mac else WINDOWS_ZERO)


def _read_texts(sheet: _Element, book: _Book, number: int, subject: str) -> dict[Place, str]:
    """Read the cells of a sheet in which anything stands."""
    found: dict[Place, str] = {}
    faults = []
    for place, cell in _places(sheet, subject):
        if not len(cell):
            continue  # only formatted
        if cell.find(f"{_S}f") is not None and not cell.findtext(f"{_S}v") and cell.get("t") not in _TEXT_KINDS:
            faults.append(_no_result(number, place))
        elif (text := _show(cell, book, subject)).strip():
            found[place] = text
    if faults:
        raise NoticeError(subject, faults[:_MOST_FAULTS])
    return found


def _places(sheet: _Element, subject: str) -> Iterator[tuple[Place, _Element]]:
    """Return the cells of a sheet with their places; one that names none follows the one before."""
    row = 0
    for line in sheet.iterfind(f"{_S}sheetData/{_S}row"):
        named = line.get("r", "")
        row = int(named) if named.isdecimal() and len(named) < len(str(LAST_ROW)) + 1 else row + 1
        column = 0
        for cell in line.iterfind(f"{_S}c"):
            at = cell.get("r")
            row, column = _find_place(at, subject) if at else (row, column + 1)
            yield (row, column), cell


def _find_place(reference: str, subject: str) -> Place:
    """Return the row and column, from 1, of a cell such as ``AB12``."""
    match = _REFERENCE.fullmatch(reference)
    row, column = 0, 0
    if match:
        row = int(match[2])
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
    if not 1 <= row <= LAST_ROW or not 1 <= column <= LAST_COLUMN:
        raise unreadable(subject, f"a cell at {reference[:20]!r}, which no sheet has", _AGAIN)
    return row, column


def _no_result(number: int, place: Place) -> Fault:
    row, column = place
    remedy = "open the workbook in Excel or WPS and save it, so that it holds the results of its formulas"
    return Fault(f"t{number} r{row} c{column}", "a formula whose result is not in the file", remedy)


def _show(cell: _Element, book: _Book, subject: str) -> str:
    """Return what a cell shows."""
    kind, text = cell.get("t", "n"), cell.findtext(f"{_S}v", "")
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        return "" if inline is None else _join_runs(inline)
    if not text.strip():
        return ""
    if kind == "s":
        return book.texts[_find_index(text, book.texts, subject)]
    if kind == "n":
        pattern = book.patterns[_find_index(cell.get("s", "0"), book.patterns, subject)] if book.patterns else ""
        return show_number(text.strip(), pattern, book.zero)
    if kind == "b":
        return "TRUE" if text.strip() == "1" else "FALSE"
    return text.strip().removesuffix("T00:00:00") if kind == "d" else _unescape(text)


def _find_index(text: str, entries: list[str], subject: str) -> int:
    bare = text.strip()
    if not bare.isdecimal() or len(bare) > len(str(len(entries))) or int(bare) >= len(entries):
        raise unreadable(subject, f"a cell refers to entry {bare[:20]!r} of a shorter list", _AGAIN)
    return int(bare)


def _join_runs(text: _Element) -> str:
    """Join the pieces of a text that are formatted differently; its phonetic guide is left out."""
    pieces = (each.text if each.tag == f"{_S}t" else each.findtext(f"{_S}t") for each in text if each.tag in _RUNS)
    return _unescape("".join(piece or "" for piece in pieces))


def _unescape(text: str) -> str:
    """Spell out the line breaks and tabs that Excel escapes."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _read_merges(sheet: _Element, subject: str) -> list[tuple[Place, Place]]:
    """Return the first and last place of each merged range."""
    merges: list[tuple[Place, Place]] = []
    for each in sheet.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        first, _, last = each.get("ref", "").replace("$", "").partition(":")
        corners = _find_place(first, subject), _find_place(last or first, subject)
        (top, bottom), (left, right) = (sorted(pair) for pair in zip(*corners, strict=True))
        merges.append(((top, left), (bottom, right)))
        if len(merges) > MOST_PLACES:
            raise unreadable(subject, f"more than {MOST_PLACES:,} merged ranges", "give only the sheet with the plan")
    return merges
