"""Read a PDF with a text layer into lines and ruled tables, without what is printed on every page."""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from contextlib import contextmanager
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.located import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ipnetwork.notice.document import Grid
    from ipnetwork.notice.pdflayout import Frame, Line

_FEWEST = 10  # characters a page, on average; a scan has none, or what the machine stamped on it
_NUMBER, _DASH = r"[0-9]{1,3}", r"[-‐‑–—―~·•|]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}({_NUMBER}|[ivxl]+){_DASH}|{_NUMBER}/{_NUMBER}|[Pp](age|\.)?{_NUMBER}((of|/){_NUMBER})?|"
    rf"第{_NUMBER}页([,，/]?共{_NUMBER}页)?|共{_NUMBER}页[,，/]?第{_NUMBER}页|第[一二三四五六七八九十百]+页"
)
_INDENT = "\u3000\u3000"
_LARGE = 1.4  # times the usual distance of two lines: there is a gap between them


class _Page(NamedTuple):
    """A page: its number and width, its lines by their numbers, and its tables."""

    number: int
    width: float
    lines: dict[int, Line]
    frames: list[Frame]


def read_pdf(raw: bytes, subject: str) -> list[tuple[Spot, str] | Grid]:
    """Read a PDF that has a text layer.

    Parameters
    ----------
    raw : bytes
        The file.
    subject : str
        What it is called in an error.

    Returns
    -------
    list of (Spot, str) or Grid
        Printed lines and ruled tables in the order of reading. Page numbers and running heads are left out, but count
        in the number of a line. A line that is indented begins with two full-width spaces, one further to the right
        with four; an empty line stands where there is a gap before the next one.

    Raises
    ------
    NoticeError
        If the file is damaged, cut off, encrypted, a scan, or larger than any notice.
    ImportError
        If the libraries that read PDF are not installed.
    """
    try:
        from ipnetwork.notice.pdflayout import lay_out  # noqa: PLC0415 – needs an extra, and is slow to import
        from ipnetwork.notice.pdfpage import read_sheets  # noqa: PLC0415
    except ImportError as error:
        raise ImportError("reading a PDF needs the extra 'read': pip install \"ipnetwork[read]\"") from error
    if b"%PDF-" not in raw[:1024] or raw.rfind(b"startxref") < raw.rfind(b"endobj"):
        problem = "the PDF is cut off" if b"%PDF-" in raw[:1024] else "it is not a PDF"
        raise NoticeError(subject, [Fault("file", problem, "fetch it again")])
    pages = []
    letters: Counter[bool] = Counter()  # whether the file tells which character it is
    with _damage_told(subject), _silence("pdfminer"):
        for sheet in read_sheets(raw, subject):
            lines, frames = lay_out(sheet, subject)
            pages.append(_Page(sheet.number, sheet.width, dict(enumerate(lines, 1)), frames))
            letters.update(glyph.text != "\ufffd" for glyph in sheet.glyphs if not glyph.text.isspace())
        _check_text(letters, len(pages), subject)
        pitches = _pitches(pages)
        _drop_repeated(pages, pitches)
        margins = _margins(pages)
        return [block for page in pages for block in _blocks(page, margins[page.number], pitches[page.number])]


# What cannot be read


@contextmanager
def _damage_told(subject: str) -> Iterator[None]:
    """Tell as damage whatever a library raises, and it may be anything."""
    from pdfminer.pdfdocument import PDFEncryptionError  # noqa: PLC0415 – an extra

    try:
        yield
    except NoticeError:
        raise
    except PDFEncryptionError as error:
        fault = Fault("file", "the PDF is encrypted", "save it without a password, and read that")
        raise NoticeError(subject, [fault]) from error
    except Exception as error:
        remedy = "fetch it again, or open it in a viewer and print it to a new PDF"
        raise NoticeError(subject, [Fault("file", "the PDF is damaged", remedy)]) from error


@contextmanager
def _silence(name: str) -> Iterator[None]:
    """Keep a library from logging what it mends."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _check_text(letters: Counter[bool], pages: int, subject: str) -> None:
    """Refuse a file without a text layer, or with one that does not say which characters they are."""
    remedy = "run text recognition (OCR) on it, and save as text or Word"
    if letters.total() < max(_FEWEST * pages, 1):
        problem = f"it is a scanned PDF: {letters.total():,} characters of text on {pages:,} pages"
        raise NoticeError(subject, [Fault("file", problem, remedy)])
    if letters[False] > letters[True]:
        raise NoticeError(subject, [Fault("file", "its fonts do not tell which characters they print", remedy)])


# What is on every page


def _drop_repeated(pages: Sequence[_Page], pitches: Mapping[int, float]) -> None:
    """Drop page numbers, and the first and last line if most pages have it, digits aside, apart from their text."""
    for last in (False, True):
        _drop_numbers(pages, last=last)
        ends = [(page, number) for page in pages if (number := _end(page, last=last))]
        ends = [(page, number) for page, number in ends if _is_apart(page, number, pitches[page.number])]
        keys = [re.sub(r"[0-9]+", "#", _plain(page.lines[number].text)) for page, number in ends]
        counts = Counter(keys)
        for (page, number), key in zip(ends, keys, strict=True):
            if counts[key] > 2 and 2 * counts[key] >= len(pages):  # noqa: PLR2004 – two may be chance
                del page.lines[number]
        _drop_numbers(pages, last=last)  # which may stand below a head


def _drop_numbers(pages: Sequence[_Page], *, last: bool) -> None:
    """Drop the first or last line of each page that is a page number only."""
    for page in pages:
        number = _end(page, last=last)
        if number and _is_number(page.lines[number]):
            del page.lines[number]


def _is_apart(page: _Page, number: int, pitch: float) -> bool:
    """Say whether a line is set off from the others of its page by its distance or its size."""
    line = page.lines[number]
    others = [other for other in page.lines.values() if other is not line and not _is_number(other)]
    if not others:
        return bool(page.frames)
    usual = median(other.em for other in others)
    return min(abs(line.y - other.y) for other in others) > 1.2 * pitch or abs(line.em - usual) > 0.04 * usual


def _end(page: _Page, *, last: bool) -> int | None:
    """Return the number of the first or last line of a page, unless a table is beyond it."""
    numbers = list(page.lines)
    if not numbers:
        return None
    number = numbers[-1 if last else 0]
    y = page.lines[number].y
    beyond = (frame.bottom > y if last else frame.top < y for frame in page.frames)
    return None if any(beyond) else number


def _is_number(line: Line) -> bool:
    """Say whether a line is a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(_plain(line.text)))


def _plain(text: str) -> str:
    """Return a text without spaces, full-width characters as ASCII."""
    return "".join(unicodedata.normalize("NFKC", text).split())


# Indents and gaps


def _margins(pages: Sequence[_Page]) -> dict[int, float]:
    """Find where the lines of each page begin: left and right pages may differ, and wide ones."""
    own = {page.number: _margin([(line.x, line.em) for line in page.lines.values()]) for page in pages}
    kinds: dict[tuple[int, int], list[float]] = {}
    for page in pages:
        if page.lines:
            kinds.setdefault((page.number % 2, round(page.width)), []).append(own[page.number])
    margins = {}
    for page in pages:
        margins[page.number] = own[page.number]
        if page.lines:
            usual = median(kinds[page.number % 2, round(page.width)])
            ems = [abs(line.x - own[page.number]) / line.em for line in page.lines.values()]
            is_used = any(abs(line.x - usual) < line.em / 2 for line in page.lines.values())
            if is_used or len(ems) < 3 or max(ems) < 0.5:  # noqa: PLR2004 – few or all alike: the page does not tell
                margins[page.number] = min(own[page.number], usual)
    return margins


def _margin(starts: Sequence[tuple[float, float]]) -> float:
    """Find the leftmost place where a fifth of the lines begin, at least two; else where the first of them does."""
    ordered = sorted(starts)
    places = [x for x, _ in ordered]
    enough = max(2, len(ordered) / 5)
    for x, em in ordered:
        if bisect_right(places, x + em / 2) - bisect_left(places, x) >= enough:
            return x
    return ordered[0][0] if ordered else 0


def _pitches(pages: Sequence[_Page]) -> dict[int, float]:
    """Find the usual distance of two lines on each page; where it has too few, in the document."""
    gaps = {page.number: [low.y - high.y for high, low in pairwise(page.lines.values())] for page in pages}
    usual = _pitch([gap for each in gaps.values() for gap in each])
    return {number: _pitch(each) or usual or float("inf") for number, each in gaps.items()}


def _pitch(gaps: Sequence[float]) -> float | None:
    """Find the smallest distance that two fifths of the lines have, at least three of them."""
    ordered = sorted(gap for gap in gaps if gap > 1)
    enough = max(3, 0.4 * len(ordered))
    for number, gap in enumerate(ordered):
        if bisect_right(ordered, 1.2 * gap) - number >= enough:
            return gap
    return None


def _blocks(page: _Page, margin: float, pitch: float) -> Iterator[tuple[Spot, str] | Grid]:
    """Give the lines and tables of a page in order, with indents and gaps as spaces and empty lines."""
    frames = sorted(page.frames, key=lambda frame: frame.top)
    above: float | None = None
    for number, line in page.lines.items():
        while frames and frames[0].top < line.y:
            yield frames.pop(0).grid
            above = None
        spot = Spot(page.number, 0, number)
        if above is not None and line.y - above > _LARGE * pitch:
            yield spot, ""
        shift = (line.x - margin) / line.em
        yield spot, _INDENT * ((shift > 0.6) + (shift > 4.5)) + line.text  # noqa: PLR2004 – Chinese characters
        above = line.y
    for frame in frames:
        yield frame.grid
