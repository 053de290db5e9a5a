"""Write the findings, tables and method of a briefing as an Excel workbook that nothing runs in."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast

from ipnetwork.briefing.columns import clean, column_widths, count_row_lines, is_nothing, is_number, shown, shown_table
from ipnetwork.briefing.office.zipped import EPOCH, property_text
from ipnetwork.style import GRID, PALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ipnetwork.briefing.content import Content, Table

_LONGEST_CELL = 32_767  # characters, as UTF-16 counts them; what is longer, Excel repairs away
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "       ")
_NARROW, _PADDING = 7.0, 3.5  # half ems; a heading needs room for the arrow of its filter
_PAGE = 190.0  # half ems that a printed page on its side takes at four fifths of the size
_LINE, _TALLEST = 12.75, 409.0  # points: a line, and the tallest row that Excel has
_A4 = 9


def compose_xlsx(content: Content) -> bytes:
    """Return a briefing as a workbook: a sheet of findings, one sheet a table, and one on method and limits.

    Parameters
    ----------
    content : Content
        What the briefing says. Pictures are not part of a workbook.

    Returns
    -------
    bytes
        An .xlsx; the same content gives the same bytes. Every text is a text, also one that begins with ``=``; numbers
        are numbers, and a cell with nothing to count is empty. A text of more than 32,767 characters ends with a mark
        that says so.

    Raises
    ------
    ImportError
        If XlsxWriter is not installed.

    Examples
    --------
    >>> from ipnetwork.briefing.content import Content, Said
    >>> from ipnetwork.briefing.words import words
    >>> said = (Said("One agency leads.", source="1: L5"),)
    >>> content = Content("en", "A plan", "2007", "One item.", said, (), ("Counted.",), (), (), words("en"))
    >>> compose_xlsx(content)[:2]
    b'PK'
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 – an extra
    except ImportError as error:
        raise ImportError("writing a workbook needs the extra 'office': pip install \"ipnetwork[office]\"") from error
    out = BytesIO()
    font = {"font_name": "宋体" if content.lang == "zh" else "Arial", "font_size": 10}
    with Workbook(out, {"in_memory": True, "default_format_properties": font}) as book:
        book.set_properties({"title": property_text(clean(content.title)), "created": EPOCH, "author": "ipnetwork"})
        made = _Book(book, content, _looks(book))
        _add_findings(made)
        for table in content.tables:
            _add_table(made, table)
        _add_method(made)
    return out.getvalue()


def sheet_name(heading: str, taken: Sequence[str]) -> str:
    r"""Return a name that Excel takes for a sheet and that no other sheet has.

    Parameters
    ----------
    heading : str
        What the sheet holds.
    taken : sequence of str
        The names of the other sheets.

    Returns
    -------
    str
        At most 31 characters, as UTF-16 counts them, none of ``[]:*?/\``, no apostrophe at either end.

    Examples
    --------
    >>> sheet_name("Who/what?", ["who what"])
    'Who what 2'
    """
    plain = " ".join(clean(heading).translate(_NOT_IN_NAMES).split()).strip("' ") or "-"
    used = {name.casefold() for name in taken} | {"history"}  # a name that Excel keeps for itself
    number, name = 1, _cut(plain, _LONGEST_NAME)
    while name.casefold() in used:
        number += 1
        name = _cut(plain, _LONGEST_NAME - len(f" {number}")) + f" {number}"
    return name


@dataclass(frozen=True)
class _Book:
    """A workbook that is being written: what it says, and the formats that its sheets share."""

    book: Workbook
    content: Content
    looks: dict[str, Format]


def _looks(book: Workbook) -> dict[str, Format]:
    """Return the formats of cells."""
    rule = {"bottom": 1, "bottom_color": GRID}
    top = {"valign": "top", "text_wrap": True}
    number = {"valign": "top", "align": "right", "indent": 1, **rule}
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": PALE, "bottom": 1}
    return {
        "plain": book.add_format(top),
        "text": book.add_format(top | rule),
        "whole": book.add_format(number | {"num_format": "#,##0"}),
        "decimal": book.add_format(number | {"num_format": "#,##0.00"}),
        "title": book.add_format(top | {"bold": True, "font_size": 13}),
        "head": book.add_format(head),
    }


def _add_findings(made: _Book) -> None:
    """Add the sheet that a reader sees first: what it is, and what stands out."""
    words, content = made.content.words, made.content
    columns = [words[f"column_{name}"] for name in ("number", "sentence", "certainty", "source")]
    told = [(at, said.sentence, said.certainty, said.source) for at, said in enumerate(content.findings, start=1)]
    widths = (_NARROW, 70.0, 48.0, 66.0)
    sheet = _add_sheet(made, words["findings"], widths)
    for row, (text, look) in enumerate(((content.title, "title"), (content.issued, "plain"), (content.scale, "plain"))):
        _write(made, sheet, (row, 1), text, look=look)
        sheet.set_row(row, _height([clean(text)], [widths[1] / (1.5 if look == "title" else 1.0)]))
    _fill(made, sheet, columns, told, widths=widths, top=4)


def _add_table(made: _Book, table: Table) -> None:
    """Add a sheet with one table, its columns as wide as their cells need and a printed page allows."""
    columns, rows = list(table.frame.columns), list(table.frame.itertuples(index=False, name=None))
    widths = column_widths(shown_table(table.frame), _PAGE, padding=_PADDING)
    _fill(made, _add_sheet(made, table.heading, widths), columns, rows, widths=widths)


def _add_method(made: _Book) -> None:
    """Add the sheet that says how it was counted, what it cannot say, and whose methods these are."""
    words, content = made.content.words, made.content
    parts = {"method": content.method, "limits": content.limits, "references": content.references}
    rows = [(words[name], text) for name, texts in parts.items() for text in texts]
    rows.append((words["column_source"], words["source"]))
    widths = (30.0, 140.0)
    sheet = _add_sheet(made, words["method"], widths)
    _fill(made, sheet, [words["column_part"], words["column_text"]], rows, widths=widths)


def _add_sheet(made: _Book, heading: str, widths: Sequence[float]) -> Worksheet:
    """Add a sheet that prints on landscape A4, as wide as a page, with columns of these widths."""
    sheet: Worksheet = made.book.add_worksheet(sheet_name(heading, list(made.book.sheetnames)))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    for column, width in enumerate(widths):
        sheet.set_column(column, column, max(_NARROW, width))
    return sheet


def _fill(
    made: _Book,
    sheet: Worksheet,
    columns: Sequence[object],
    rows: Sequence[Sequence[object]],
    *,
    widths: Sequence[float],
    top: int = 0,
) -> None:
    """Write headings that stay in sight and on every printed page, can be filtered by, and the rows below."""
    for column, heading in enumerate(columns):
        _write(made, sheet, (top, column), heading, look="head")
    for column, cells in enumerate(zip(*rows, strict=True)):
        numbers = [float(cast(float, cell)) for cell in cells if is_number(cell)]
        look = "whole" if all(map(float.is_integer, numbers)) else "decimal"
        for row, cell in enumerate(cells, start=top + 1):
            _write(made, sheet, (row, column), cell, look=look if is_number(cell) else "text")
    for row, shown_cells in enumerate([list(map(shown, cells)) for cells in (columns, *rows)], start=top):
        sheet.set_row(row, _height(shown_cells, widths))
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    if columns:
        last = top + len(rows)
        sheet.autofilter(top, 0, last, len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A{top + 1}:XFD{last + 1}"})  # item 7 is a name, no number


def _height(cells: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height of a row in points that shows all lines of its cells, as far as Excel allows."""
    lines = count_row_lines(cells, [max(_NARROW, width) for width in widths], _PADDING)
    return min(_TALLEST, 3.0 + _LINE * lines)


def _write(made: _Book, sheet: Worksheet, place: tuple[int, int], cell: object, *, look: str) -> None:
    """Write a number as a number, nothing as nothing, and all else as text that stays text."""
    form = made.looks[look]
    if is_number(cell):
        sheet.write_number(*place, float(cast(float, cell)), form)
    elif is_nothing(cell):
        sheet.write_blank(*place, None, form)
    else:
        text, mark = clean(cell), made.content.words["cut_cell"]
        kept = text if _utf16(text) <= _LONGEST_CELL else _cut(text, _LONGEST_CELL - _utf16(mark)) + mark
        sheet.write_string(*place, kept, form)  # not write(), which calculates, links and converts


def _utf16(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, at most so many UTF-16 units, no character halved."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").rstrip()
