"""Set how a Word briefing looks: fonts, styles, pages, page numbers, properties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from ipnetwork.briefing.columns import clean
from ipnetwork.briefing.office.zipped import EPOCH, property_text
from ipnetwork.style import INK, LEAD_COLOR

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

    from ipnetwork.briefing.content import Content
    from ipnetwork.briefing.office.wordfront import Front

PAPER = (210.0, 297.0)  # mm, A4
MARGIN = 16.0
TEXT_FONTS = ("Times New Roman", "宋体")  # Latin and East Asian, as offices have them
HEADING_FONTS = ("Arial", "黑体")
_HEADINGS = ("Heading", "Title", "Subtitle", "TOCHeading", "TableHeading")
_QUIET = "595959"
_SMALL = 10.0  # points; from here on it is running text and gets air between its lines
_FOOTER = 8.0  # mm from the edge of the paper


@dataclass(frozen=True)
class _Look:
    """How a style looks: points, colour, points before and after, points from the left."""

    size: float
    color: str = INK
    space: tuple[float, float] = (0, 4)
    bold: bool = False
    keep: bool = False  # on one page with what follows
    indent: float | None = None


_LOOKS = {
    "Normal": _Look(10.5),
    "Title": _Look(18, LEAD_COLOR, bold=True, keep=True),
    "Subtitle": _Look(9.5, _QUIET, (0, 6), keep=True),
    "Heading 1": _Look(14, LEAD_COLOR, (12, 6), bold=True, keep=True),
    "Heading 2": _Look(11.5, INK, (10, 4), bold=True, keep=True),
    "List Number": _Look(10.5, INK, (4, 2)),
    "List Bullet": _Look(10.5, INK, (4, 2)),
    "Caption": _Look(9, _QUIET, (3, 6)),
    "Footer": _Look(9, _QUIET, (0, 0)),
}
_OWN = {  # styles that Word does not know
    "Note": _Look(8.5, _QUIET, (0, 2), indent=18),
    "Reference": _Look(9.5, INK, (0, 3), indent=18),
    "Table Heading": _Look(8, INK, (1, 1), bold=True),
    "Table Text": _Look(8, INK, (1, 1)),
    "Section End": _Look(1, INK, (0, 0)),
}


def new_document(content: Content, front: Front) -> Document:
    """Return an empty A4 document with the styles, fonts, page numbers and properties of a briefing.

    Parameters
    ----------
    content : Content
        Its title and language.
    front : Front
        The sizes of its first page.

    Returns
    -------
    python-docx Document
        Margins 16 mm. No style follows the theme, so that Chinese looks the same in every Office.

    Raises
    ------
    ImportError
        If python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 – an extra
    except ImportError as error:
        message = "writing a Word document needs the extra 'office': pip install \"ipnetwork[office]\""
        raise ImportError(message) from error
    document = docx.Document()
    _set_styles(document, front)
    _set_fonts(document)
    _set_properties(document, content)
    turn(document.sections[0], landscape=False)
    _number_pages(document.sections[0])
    return document


def turn(section: Section, *, landscape: bool) -> None:
    """Give a section the size and margins of A4, upright or on its side."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 – an extra
    from docx.shared import Mm  # noqa: PLC0415 – an extra

    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = reversed(PAPER) if landscape else PAPER
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.footer_distance = section.header_distance = Mm(_FOOTER)


def _set_styles(document: Document, front: Front) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 – an extra
    from docx.shared import Pt  # noqa: PLC0415 – an extra

    styles = document.styles
    sizes = {"Title": front.title, "List Number": front.sentence, "Note": front.note}
    for name in _OWN:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, look in (_LOOKS | _OWN).items():
        _set_style(cast("ParagraphStyle", styles[name]), replace(look, size=sizes.get(name, look.size)))
    cast("ParagraphStyle", styles["Reference"]).paragraph_format.first_line_indent = -Pt(_OWN["Reference"].indent or 0)
    cast("ParagraphStyle", styles["Section End"]).paragraph_format.line_spacing = Pt(1)


def _set_style(style: ParagraphStyle, look: _Look) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 – an extra

    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor.from_string(look.color.removeprefix("#"))
    lines = style.paragraph_format
    lines.space_before, lines.space_after = map(Pt, look.space)
    lines.line_spacing = 1.15 if look.size >= _SMALL else 1.0
    lines.keep_with_next = look.keep
    if look.indent is not None:
        lines.left_indent = Pt(look.indent)
    for tag in ("pBdr", "contextualSpacing"):  # a rule below the title; no room between the sentences of a list
        for unwanted in list(style.element.iter(f"{{*}}{tag}")):
            style.element.pPr.remove(unwanted)


def _set_fonts(document: Document) -> None:
    """Name the fonts of every style, Latin and East Asian, and take out what refers to the theme."""
    from docx.oxml.ns import qn  # noqa: PLC0415 – an extra

    styles = document.styles.element
    for style in styles.iter(qn("w:style")):
        properties: Any = style.get_or_add_rPr() if style.get(qn("w:styleId")) in {"Normal", "TableHeading"} else None
        if properties is not None:
            properties.get_or_add_rFonts()
    for fonts in styles.iter(qn("w:rFonts")):
        owner = next((parent.get(qn("w:styleId"), "") for parent in fonts.iterancestors(qn("w:style"))), "")
        latin, eastern = HEADING_FONTS if owner.startswith(_HEADINGS) else TEXT_FONTS
        fonts.attrib.clear()
        for kind, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", eastern), ("cs", latin)):
            fonts.set(qn(f"w:{kind}"), name)
    for place, tag in ((styles, "w:lang"), (document.settings.element, "w:themeFontLang")):
        for language in place.iter(qn(tag)):
            language.set(qn("w:val"), "en-US")
            language.set(qn("w:eastAsia"), "zh-CN")


def _set_properties(document: Document, content: Content) -> None:
    """Say what the document is; its dates are always the same."""
    properties = document.core_properties
    properties.title = property_text(clean(content.title))
    properties.subject = property_text(clean(content.scale))
    properties.author = properties.last_modified_by = "ipnetwork"
    properties.created = properties.modified = EPOCH
    properties.language = "zh-CN" if content.lang == "zh" else "en-US"
    properties.comments = properties.keywords = ""
    properties.revision = 1
    package = document.part.package
    if package is not None:  # the template's thumbnail shows another document
        for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
            del package.rels[key]


def _number_pages(section: Section) -> None:
    """Put a field with the page and one with the number of pages into the footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 – an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 – an extra
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415 – an extra

    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line = next(section.footer.part.element.iter(qn("w:p")))
    for at, code in enumerate(("PAGE", "NUMPAGES")):
        if at:
            paragraph.add_run(" / ")
        field = OxmlElement("w:fldSimple", attrs={qn("w:instr"): f" {code} "})
        line.append(field)
        field.append(OxmlElement("w:r"))
        text = OxmlElement("w:t")
        text.text = "1"
        field[0].append(text)
