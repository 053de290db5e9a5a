"""Put the first rows of a table onto a slide, as many as can be read from the back of a room."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ipnetwork.briefing.columns import clean, column_widths, count_lines, count_row_lines, number_columns, shown_table
from ipnetwork.briefing.office.slidelook import BOTTOM, LEFT, ROOM, TOP
from ipnetwork.briefing.office.slidetext import LINE, QUIET, Line, rgb, units, write_lines
from ipnetwork.briefing.shortening import shortened
from ipnetwork.style import GRID, INK, LEAD_COLOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element
    from pptx.slide import Slide

    from ipnetwork.briefing.content import Content, Table

SIZE = 11.0  # points
MOST_ROWS = 12
_MOST_LINES = 3  # of a cell
_NOTE = 0.32  # inches: what is said below a table
_MARGINS, _PADDING = 2.0, 2.6  # half font sizes, left and right of a cell together; with room for another font
_INSET = 0.1  # inches: where the text of a title begins
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"


def add_table(slide: Slide, content: Content, table: Table) -> None:
    """Add the first rows of a table to a slide, and say what is left out.

    Parameters
    ----------
    slide : python-pptx Slide
        Changed.
    content : Content
        Its words.
    table : Table
        At most 12 rows of it are shown, and at most three lines of a cell; what is cut ends in ``…``.
    """
    from pptx.util import Inches, Pt  # noqa: PLC0415 – an extra

    rows = shown_table(table.frame)
    if table.frame.empty:
        return _add_note(slide, content.words["no_rows"], TOP)
    widths = column_widths(rows[: MOST_ROWS + 1], units(ROOM - 2 * _INSET, SIZE), padding=_PADDING)
    cells = _fitting(_cut(rows[: MOST_ROWS + 1], widths), widths)
    shape = slide.shapes.add_table(
        len(cells), len(widths), Inches(LEFT + _INSET), Inches(TOP), Inches(sum(widths) / units(1, SIZE)), Inches(1)
    )
    shape.name = clean(table.name)
    _describe(cast("_Element", shape.element), clean(table.heading))
    for at, width in enumerate(widths):
        shape.table.columns[at].width = Inches(width / units(1, SIZE))
    heights = [_height(row, widths) for row in cells]
    for at, height in enumerate(heights):
        shape.table.rows[at].height = Pt(height * 72)
    _write(shape.table, cells, number_columns(table.frame))
    _dress_cells(cast("_Element", shape.element), len(widths))
    left_out = content.words["first_rows"].format(shown=len(cells) - 1, all=len(rows) - 1)
    notes = [left_out] if len(cells) < len(rows) else []
    if any(shown != row for shown, row in zip(cells, rows, strict=False)):
        notes.append(content.words["cut_cells"])
    if notes:
        _add_note(slide, " ".join(notes), TOP + sum(heights) + 0.1)
    return None


def _cut(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> list[list[str]]:
    """Cut the cells that are too long for a slide."""
    rooms = [width - _PADDING for width in widths]
    return [
        [
            cell if count_lines(cell, room) <= _MOST_LINES else shortened(cell, (_MOST_LINES - 0.3) * room, "…")
            for cell, room in zip(row, rooms, strict=True)
        ]
        for row in rows
    ]


def _fitting(rows: list[list[str]], widths: Sequence[float]) -> list[list[str]]:
    """Return as many rows as there is room for, the headings and one more at least."""
    used, kept = 0.0, 0
    for row in rows:
        used += _height(row, widths)
        if used > BOTTOM - TOP - _NOTE:
            break
        kept += 1
    return rows[: max(2, kept)]


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height of a row in inches."""
    return (count_row_lines(row, widths, _PADDING) * SIZE * LINE + 5.0) / 72


def _describe(frame: _Element, heading: str) -> None:
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra

    next(frame.iter(qn("p:cNvPr"))).set("descr", heading)
    next(frame.iter(qn("a:tableStyleId"))).text = _PLAIN_STYLE
    next(frame.iter(qn("a:tblPr"))).set("bandRow", "0")


def _write(table: object, cells: Sequence[Sequence[str]], numbers: Sequence[bool]) -> None:
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415 – an extra
    from pptx.table import Table as Made  # noqa: PLC0415 – an extra
    from pptx.util import Pt  # noqa: PLC0415 – an extra

    made = cast(Made, table)
    for row, texts in enumerate(cells):
        for column, (text, right) in enumerate(zip(texts, numbers, strict=True)):
            cell = made.cell(row, column)
            side = Pt(_MARGINS * SIZE / 4)
            cell.margin_left = cell.margin_right = side
            cell.margin_top = cell.margin_bottom = Pt(1.5)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold = Pt(SIZE), row == 0
            run.font.color.rgb = rgb("#FFFFFF" if row == 0 else INK)


def _dress_cells(frame: _Element, columns: int) -> None:
    """Fill the headings, and rule a line below each row."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra

    for at, cell in enumerate(frame.iter(qn("a:tc"))):
        properties = cell.find(qn("a:tcPr"))
        if properties is None:
            continue
        line = properties.makeelement(qn("a:lnB"), {"w": "6350"})
        line.append(_solid(properties, GRID))
        properties.append(line)
        if at < columns:
            properties.append(_solid(properties, LEAD_COLOR))


def _solid(beside: _Element, color: str) -> _Element:
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra

    fill = beside.makeelement(qn("a:solidFill"), {})
    fill.append(beside.makeelement(qn("a:srgbClr"), {"val": color.removeprefix("#")}))
    return fill


def _add_note(slide: Slide, text: str, top: float) -> None:
    """Say below a table what is left out."""
    from pptx.util import Inches  # noqa: PLC0415 – an extra

    box = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(ROOM - 1.0), Inches(_NOTE))
    write_lines(box, [Line(text, 12.0, color=QUIET, space=0.0)])
