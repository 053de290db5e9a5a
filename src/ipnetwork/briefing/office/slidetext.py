"""Write text on slides so that it fits its box, at sizes that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ipnetwork.briefing.columns import count_lines
from ipnetwork.briefing.shortening import shortened
from ipnetwork.style import INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element
    from pptx.dml.color import RGBColor

FONTS = ("Arial", "微软雅黑")  # Latin and East Asian, as offices have them
QUIET = "#595959"
LINE = 1.33  # font sizes from line to line, as 微软雅黑 has them


@dataclass(frozen=True)
class Line:
    """One paragraph on a slide.

    Parameters
    ----------
    text : str
        What it says.
    size : float
        Points.
    mark : str
        What stands before it: a number, ``•``, or nothing.
    color : str
        Its colour.
    bold : bool
        Whether it is a heading.
    hung : bool
        Whether it stands below a line with a mark, as far in.
    space : float
        Points above it.
    """

    text: str
    size: float
    mark: str = ""
    color: str = INK
    bold: bool = False
    hung: bool = False
    space: float = 2.0

    def height(self, width: float) -> float:
        """Return how many inches it takes in a width in inches, its indent and the box's margins taken off."""
        lines = count_lines(self.text, units(width - 0.6, self.size))
        return (lines * self.size * LINE + self.space) / 72


def units(width: float, size: float) -> float:
    """Return a width in inches in half font sizes."""
    return width * 144 / size


def fitted(text: str, box: tuple[float, float], sizes: Sequence[float], mark: str) -> tuple[str, float]:
    """Return a text and the largest of some sizes at which it fits a box; at the smallest, as much as fits, and a mark.

    Parameters
    ----------
    text : str
        One paragraph.
    box : (float, float)
        Width and height, inches.
    sizes : sequence of float
        Points, the largest first.
    mark : str
        As for `shortening.shortened`.

    Returns
    -------
    (str, float)
        What to write, in points.
    """
    width, height = box
    for size in sizes:
        if count_lines(text, units(width - 0.2, size)) * size * LINE <= height * 72:
            return text, size
    lines = int(height * 72 / (sizes[-1] * LINE))
    return shortened(text, (lines - 0.5) * units(width - 0.2, sizes[-1]), mark), sizes[-1]


def rgb(color: str) -> RGBColor:
    """Return a colour such as ``#00518A`` as python-pptx wants it."""
    from pptx.dml.color import RGBColor as Made  # noqa: PLC0415 – an extra

    made: RGBColor = cast(Any, Made)(*bytes.fromhex(color.removeprefix("#")))
    return made


def write_lines(shape: Any, lines: Sequence[Line]) -> None:  # noqa: ANN401 – a placeholder or a text box
    """Write paragraphs into a shape, at their sizes, with their marks."""
    from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN  # noqa: PLC0415 – an extra
    from pptx.util import Pt  # noqa: PLC0415 – an extra

    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_before, paragraph.space_after = PP_ALIGN.LEFT, Pt(line.space), Pt(0)
        run = paragraph.add_run()
        run.text = line.text
        run.font.size, run.font.bold = Pt(line.size), line.bold
        run.font.color.rgb = rgb(line.color)
    for line, properties in zip(lines, shape.element.iter("{*}pPr"), strict=True):
        _mark(properties, line.mark, hung=line.hung)


def _mark(properties: _Element, mark: str, *, hung: bool) -> None:
    """Give a paragraph its number or bullet and the indent of a list."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra

    indent = round(0.4 * 914_400) if mark or hung else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent if mark else 0))
    if mark.isdecimal():
        bullet = {"type": "arabicPeriod", "startAt": mark}
        properties.append(properties.makeelement(qn("a:buFont"), {"typeface": FONTS[0]}))
        properties.append(properties.makeelement(qn("a:buAutoNum"), bullet))
    elif mark:
        properties.append(properties.makeelement(qn("a:buFont"), {"typeface": FONTS[0]}))
        properties.append(properties.makeelement(qn("a:buChar"), {"char": mark}))
    else:
        properties.append(properties.makeelement(qn("a:buNone"), {}))
