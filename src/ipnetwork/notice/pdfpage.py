"""Read what is printed on each page of a PDF, characters and rules, and count the work so that none of it runs away."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    PDFStream,
    dict_value,
    list_value,
    resolve1,
)
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, apply_matrix_rect

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.pdfbulk import count_listed, count_mapped, count_unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pdfminer.pdffont import PDFFont
    from pdfminer.utils import Matrix, PathSegment, Point

MOST_PAGES = 500
_MOST_GLYPHS, _MOST_RULES = 200_000, 40_000  # on a page; a thin filled rectangle has two rules
_MOST_IN_ALL = 2_000_000  # characters of the document
_MOST_STEPS = 32_000_000  # bytes of drawing; a second takes half a million, and a page of text has ten thousand
_FORM = 2_000  # what a drawing that is placed on a page costs, however short it is
_MOST_UNPACKED = 128_000_000  # bytes of all streams but images
_MOST_CODES = 2_000_000  # of a font
_LARGEST_ODD = 100_000  # bytes of a stream whose size is not known before it is unpacked
_SMALLEST = 2  # points; print below that is meant for machines


class Glyph(NamedTuple):
    """A character: its left and right edge, its base line from the top of the page, and its height."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


class Rule(NamedTuple):
    """A straight line along an axis, its ends in the order of reading."""

    x0: float
    top: float
    x1: float
    bottom: float


class Sheet(NamedTuple):
    """What is printed on a page, numbered from 1, and what counts the work that it makes."""

    number: int
    width: float
    glyphs: list[Glyph]
    rules: list[Rule]
    spend: Callable[[int], None] | None = None


def read_sheets(raw: bytes, subject: str) -> Iterator[Sheet]:
    """Read a PDF page by page.

    Parameters
    ----------
    raw : bytes
        The file.
    subject : str
        What it is called in an error.

    Yields
    ------
    Sheet
        Upright characters on the page, in the order of the file, and all rules.

    Raises
    ------
    NoticeError
        If the file or a page is larger than any notice. Damage raises whatever pdfminer raises.
    """
    if count_unpacked(raw, _MOST_UNPACKED) > _MOST_UNPACKED:
        raise NoticeError(subject, [Fault("file", "it unpacks to more than a notice has", "give the notice itself")])
    document = PDFDocument(PDFParser(BytesIO(raw)))
    told = dict_value(document.catalog.get("Pages", {})).get("Count")
    told = max(told, 1) if isinstance(told, int) else 1
    if told > MOST_PAGES:
        _refuse_pages(subject, f"{told:,} pages")
    ink = _Ink(subject)
    number = 0
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            _refuse_pages(subject, f"more than {MOST_PAGES} pages")
        yield ink.read(page, number)
    if number < told:
        problem = f"the PDF is damaged: {number} of {told} pages are found"
        raise NoticeError(subject, [Fault("file", problem, "fetch it again, or print it to a new PDF")])


def _refuse_pages(subject: str, extent: str) -> NoReturn:
    remedy = "split it, and read the part with the notice"
    raise NoticeError(subject, [Fault("file", f"it has {extent}, and at most {MOST_PAGES} are read", remedy)])


class _Ink(PDFTextDevice):
    """What pdfminer draws on."""

    def __init__(self, subject: str) -> None:
        super().__init__(_Fonts(self))
        self.subject = subject
        self.sheet = Sheet(0, 0, [], [])
        self.box: tuple[float, float, float, float] = (0, 0, 0, 0)
        self.steps = self.drawn = 0
        self.unpacked: list[tuple[PDFStream, bytes]] = []

    def read(self, page: PDFPage, number: int) -> Sheet:
        """Read one page, and give its memory back."""
        self.sheet = Sheet(number, 0, [], [], self.spend)
        _Pen(self.rsrcmgr, self).process_page(page)
        for stream, packed in self.unpacked:
            stream.rawdata, stream.data = packed, None
        self.unpacked.clear()
        return self.sheet._replace(width=self.box[2] - self.box[0])

    def refuse(self, problem: str) -> NoReturn:
        """Give up on the file."""
        fault = Fault(f"p{self.sheet.number}", problem, "give the notice itself, without drawings and data")
        raise NoticeError(self.subject, [fault])

    def spend(self, steps: int) -> None:
        """Count work."""
        self.steps += steps
        if self.steps > _MOST_STEPS:
            self.refuse("up to here there is more to draw than a notice has")

    def unpack(self, stream: PDFStream) -> bytes:
        """Unpack a stream that is not too large, or raise what is wrong with it."""
        packed = stream.rawdata
        if packed is None:
            return stream.get_data()
        data = packed
        if stream.decipher and stream.objid is not None and stream.genno is not None:
            data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
        for name, _ in stream.get_filters():
            if name in LITERALS_FLATE_DECODE:
                data = self._inflate(data)
            elif name in LITERALS_ASCII85_DECODE:
                data = ascii85decode(data)
            elif name in LITERALS_ASCIIHEX_DECODE:
                data = asciihexdecode(data)
            elif len(data) > _LARGEST_ODD:
                self.refuse(f"a stream of {len(data):,} bytes is packed as {name}")
        self.unpacked.append((stream, packed))
        return stream.get_data()

    def _inflate(self, packed: bytes) -> bytes:
        inflater = zlib.decompressobj()
        data = inflater.decompress(packed, _MOST_STEPS)
        if inflater.unconsumed_tail:
            self.refuse("a stream unpacks to more than a notice has")
        if not inflater.eof:
            raise ValueError("a stream is cut off")
        return data

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Take the box that is printed."""
        media = apply_matrix_rect(ctm, page.mediabox)
        crop = apply_matrix_rect(ctm, page.cropbox)
        left, bottom = map(max, media[:2], crop[:2])
        right, top = map(min, media[2:], crop[2:])
        self.box = (left, bottom, right, top) if left < right and bottom < top else media

    def render_char(  # noqa: PLR0913, PLR0917 – pdfminer calls it so
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,  # noqa: ARG002
        graphicstate: object,  # noqa: ARG002
    ) -> float:
        """Take a character, and return how far to go on."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        advance = font.char_width(cid) * fontsize * scaling
        across, slope, _, up, x, y = matrix
        size, height = fontsize * up, self.box[3] - y - rise * up
        width = advance * across
        if font.is_vertical():
            x, height, width = x - size / 2, height + 0.88 * size, size
        glyph = Glyph(text, x - self.box[0], x - self.box[0] + width, height, size)
        if across * fontsize > 0 and abs(slope) < 0.2 * abs(across) and self._shows(glyph):  # a watermark slopes
            self.sheet.glyphs.append(glyph)
        self.drawn += 1
        if len(self.sheet.glyphs) > _MOST_GLYPHS or self.drawn > _MOST_IN_ALL:
            self.refuse("up to here there are more characters than a notice has")
        return advance

    def _shows(self, glyph: Glyph) -> bool:
        """Say whether a character is on the page, and large enough to be read."""
        left, bottom, right, top = self.box
        is_on_page = glyph.x1 > 0 and glyph.x0 < right - left and glyph.y > 0 and glyph.y - glyph.size < top - bottom
        return is_on_page and glyph.size > 0 and max(glyph.size, glyph.x1 - glyph.x0) > _SMALLEST

    def paint_path(
        self,
        graphicstate: object,  # noqa: ARG002
        stroke: bool,  # noqa: ARG002, FBT001
        fill: bool,  # noqa: ARG002, FBT001
        evenodd: bool,  # noqa: ARG002, FBT001
        path: Sequence[PathSegment],
    ) -> None:
        """Take the straight parts of a path."""
        first = here = (0.0, 0.0)
        for operator, *numbers in path:
            if operator == "h":
                self._rule(here, first)
                here = first
                continue
            point = apply_matrix_pt(self.ctm or MATRIX_IDENTITY, (float(numbers[-2]), float(numbers[-1])))
            if operator == "m":
                first = point
            elif operator == "l":
                self._rule(here, point)
            here = point

    def _rule(self, start: Point, stop: Point) -> None:
        """Take a line, if it is a point long and goes along an axis."""
        x0, x1 = sorted((start[0] - self.box[0], stop[0] - self.box[0]))
        top, bottom = sorted((self.box[3] - start[1], self.box[3] - stop[1]))
        if min(x1 - x0, bottom - top) < 1 <= max(x1 - x0, bottom - top):
            self.sheet.rules.append(Rule(x0, top, x1, bottom))
        if len(self.sheet.rules) > _MOST_RULES:
            self.refuse("there are more lines than a table has")


class _Pen(PDFPageInterpreter):
    """pdfminer's interpreter, which counts what it draws; `device` is the ink."""

    device: _Ink

    def render_contents(
        self, resources: dict[object, object], streams: Sequence[object], ctm: Matrix = MATRIX_IDENTITY
    ) -> None:
        """Draw a page, or a drawing that is placed on it."""
        self.device.spend(_FORM)
        for each in list_value(streams):
            stream = resolve1(each)
            if not isinstance(stream, PDFStream):
                raise TypeError("a page has no content where it says")
            self.device.spend(len(self.device.unpack(stream)))
        super().render_contents(resources, streams, ctm)

    def pop(self, n: int) -> list[Any]:
        """Take the last `n` operands; pdfminer's own way copies all others."""
        operands = self.argstack[-n:] if n else []
        del self.argstack[len(self.argstack) - len(operands) :]
        return operands


class _Fonts(PDFResourceManager):
    """pdfminer's fonts, which refuses one whose tables spell out more codes than there are."""

    def __init__(self, ink: _Ink) -> None:
        super().__init__()
        self.ink = ink
        self.checked: set[object] = set()

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return the font of a dictionary."""
        if objid is None or objid not in self.checked:
            self.checked.add(objid)
            maps = [resolve1(spec.get(name)) for name in ("ToUnicode", "Encoding")]
            codes = sum(count_mapped(self.ink.unpack(each)) for each in maps if isinstance(each, PDFStream))
            for name, size in (("W", 3), ("W2", 5)):
                codes += count_listed(map(resolve1, list_value(spec.get(name, []))), size)
            if codes > _MOST_CODES:
                self.ink.refuse("a font has more characters than there are")
        return super().get_font(objid, spec)
