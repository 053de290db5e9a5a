"""Put a table into a Word briefing: headings on every page, rows that stay whole, columns as wide as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.briefing.columns import clean, column_widths, count_row_lines, number_columns, shown_table
from ipnetwork.briefing.office.wordlook import MARGIN, PAPER
from ipnetwork.style import FAINT, GRID, PALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from lxml.etree import _Element

    from ipnetwork.briefing.content import Table

_UNIT = 80  # twentieths of a point: half of the 8 points that a table is set in
_MARGINS, _PADDING = 2.0, 2.6  # units, left and right of a cell together; with room for another font
_MOST_WHOLE = 40  # lines of a row that a page holds together; what is taller has to break
_TALLER = 1.6  # times as many lines upright as on its side: then it turns


def is_wide(table: Table) -> bool:
    """Say whether a table takes so many more lines upright that it reads better on a page on its side.

    Parameters
    ----------
    table : Table
        A table of the briefing.

    Returns
    -------
    bool
        Counted in lines of 8 points, each row as tall as its tallest cell.
    """
    rows = shown_table(table.frame)
    if not len(table.frame.columns):
        return False
    upright, turned = (_lines(rows, _room(landscape=landscape)) for landscape in (False, True))
    return upright > _TALLER * turned


def add_table(document: Document, table: Table, *, landscape: bool) -> None:
    """Add a table at the end of a document.

    Parameters
    ----------
    document : python-docx Document
        Changed.
    table : Table
        With at least one column.
    landscape : bool
        Whether the section at the end lies on its side.
    """
    from docx.oxml.ns import qn  # noqa: PLC0415 – an extra

    rows = shown_table(table.frame)
    shares = column_widths(rows, _room(landscape=landscape), padding=_PADDING)
    widths = [round(share * _UNIT) for share in shares]
    made = _element("w:tbl")
    made.append(_properties(table.heading, sum(widths)))
    grid = _element("w:tblGrid")
    grid.extend([_element("w:gridCol", w=str(width)) for width in widths])
    made.append(grid)
    numbers = number_columns(table.frame)
    for at, cells in enumerate(rows):
        made.append(_row(cells, widths, numbers, head=at == 0))
        if count_row_lines(cells, shares, _PADDING) <= _MOST_WHOLE:
            made[-1][0].insert(0, _element("w:cantSplit"))
    end = document.element.body.find(qn("w:sectPr"))
    if end is None:
        document.element.body.append(made)
    else:
        end.addprevious(made)


def _room(*, landscape: bool) -> float:
    """Return the width of the text in units."""
    return (PAPER[landscape] - 2 * MARGIN) / 25.4 * 1440 / _UNIT


def _lines(rows: Sequence[Sequence[str]], room: float) -> int:
    widths = column_widths(rows, room, padding=_PADDING)
    return sum(count_row_lines(row, widths, _PADDING) for row in rows)


def _element(tag: str, **attributes: str) -> _Element:
    """Return an element of WordprocessingML with attributes of the same namespace."""
    from docx.oxml.ns import qn  # noqa: PLC0415 – an extra
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415 – an extra

    return OxmlElement(tag, attrs={qn(f"w:{name}"): value for name, value in attributes.items()})


def _properties(heading: str, width: int) -> _Element:
    """Return what holds for the whole table, in the order that the format asks for."""
    properties = _element("w:tblPr")
    borders = _element("w:tblBorders")
    for side, color in (("top", FAINT), ("bottom", FAINT), ("insideH", GRID)):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=color.removeprefix("#")))
    margins = _element("w:tblCellMar")
    margins.extend(
        [_element(f"w:{side}", w=str(round(_MARGINS * _UNIT / 2)), type="dxa") for side in ("left", "right")]
    )
    properties.extend(
        [
            _element("w:tblW", w=str(width), type="dxa"),
            borders,
            _element("w:tblLayout", type="fixed"),
            margins,
            _element("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0"),
            _element("w:tblCaption", val=clean(heading)),
        ]
    )
    return properties


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], *, head: bool) -> _Element:
    """Return a row; every page repeats it if it is the first."""
    row, properties = _element("w:tr"), _element("w:trPr")
    if head:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    row.extend(
        [_cell(text, width, right=right, head=head) for text, width, right in zip(cells, widths, numbers, strict=True)]
    )
    return row


def _cell(text: str, width: int, *, right: bool, head: bool) -> _Element:
    cell, properties, paragraph, look = (_element(f"w:{tag}") for tag in ("tc", "tcPr", "p", "pPr"))
    properties.append(_element("w:tcW", w=str(width), type="dxa"))
    if head:
        properties.append(_element("w:shd", val="clear", color="auto", fill=PALE.removeprefix("#")))
        properties.append(_element("w:vAlign", val="bottom"))
    look.append(_element("w:pStyle", val="TableHeading" if head else "TableText"))
    if right:
        look.append(_element("w:jc", val="right"))
    paragraph.append(look)
    if text:
        run, written = _element("w:r"), _element("w:t")
        written.text = text
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(written)
        paragraph.append(run)
    cell.extend([properties, paragraph])
    return cell
