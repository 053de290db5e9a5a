"""Write a briefing as a Word document: findings first, then figures, tables, method and limits."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ipnetwork.briefing.columns import clean
from ipnetwork.briefing.office.wordfront import Front, front_page
from ipnetwork.briefing.office.wordlook import new_document, turn
from ipnetwork.briefing.office.wordtable import add_table, is_wide
from ipnetwork.briefing.office.zipped import repeatable_zip
from ipnetwork.style import PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from ipnetwork.briefing.content import Content, Picture, Said


def compose_docx(content: Content, pictures: Sequence[Picture]) -> bytes:
    """Return a briefing as a Word document of A4 pages.

    Parameters
    ----------
    content : Content
        What the briefing says.
    pictures : sequence of Picture
        At most 7.0 × 9.0 inches each. They are placed at their own size, with heading and caption as alternative text.

    Returns
    -------
    bytes
        A .docx; the same content gives the same bytes. Headings are headings, tables are tables whose first row every
        page repeats, and tables that are too wide lie on pages on their side.

    Raises
    ------
    ValueError
        If a picture is larger than a page leaves room for.
    ImportError
        If python-docx is not installed.

    Examples
    --------
    >>> from ipnetwork.briefing.content import Content, Said
    >>> from ipnetwork.briefing.words import words
    >>> said = (Said("One agency leads.", source="1: L5"),)
    >>> content = Content("en", "A plan", "2007", "One item.", said, (), ("Counted.",), (), (), words("en"))
    >>> compose_docx(content, [])[:2]
    b'PK'
    """
    check_sizes(pictures, "a4-figure")
    front = front_page(content)
    document = new_document(content, front)
    _add_findings(document, content, front)
    for at, picture in enumerate(pictures):
        _add_picture(document, content, picture, first=at == 0)
    _add_tables(document, content)
    _add_method(document, content)
    if front.most is not None:
        _add_sources(document, content)
    if content.lang == "zh":
        _prefer_chinese_marks(document)
    out = BytesIO()
    document.save(out)
    return repeatable_zip(out.getvalue())


def check_sizes(pictures: Sequence[Picture], page: str) -> None:
    """Refuse pictures that a page or slide has no room for: smaller, their text would be too small to read.

    Parameters
    ----------
    pictures : sequence of Picture
        Those of one document.
    page : str
        One of `style.PAGES`: ``a4-figure`` or ``slide-figure``.

    Raises
    ------
    ValueError
        If there is one, with all their names and sizes.
    """
    width, height = PAGES[page]
    large = [
        f"{picture.name} ({picture.inches[0]:.2f} × {picture.inches[1]:.2f})"
        for picture in pictures
        if picture.inches[0] > width + 0.01 or picture.inches[1] > height + 0.01
    ]
    if large:
        raise ValueError(
            f"no room for {', '.join(large)}: a picture may be {width} × {height} inches here; "
            f"draw it on new_figure({page!r})"
        )


def _add_findings(document: Document, content: Content, front: Front) -> None:
    """Open with what the document is and what stands out in it."""
    words = content.words
    document.add_paragraph(clean(content.title), style="Title")
    if content.issued:
        document.add_paragraph(clean(content.issued), style="Subtitle")
    document.add_paragraph(clean(content.scale))
    document.add_heading(words["findings"], 1)
    shown = [replace(said, source=front.places(clean(said.source), words)) for said in content.findings]
    _add_said(document, content, shown, style="List Number")
    if any(said.source for said in shown):
        document.add_paragraph(words["source"], style="Caption")


def _add_said(document: Document, content: Content, told: Sequence[Said], *, style: str) -> None:
    """Add sentences as a list, each with its certainty and its source in smaller lines that stay with it."""
    for said in told:
        lines = [document.add_paragraph(clean(said.sentence), style=style)]
        for name, text in (("certainty_line", said.certainty), ("source_line", said.source)):
            if text:
                lines.append(document.add_paragraph(content.words[name] + clean(text), style="Note"))
        for line in lines:
            line.paragraph_format.keep_together = True
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True


def _add_picture(document: Document, content: Content, picture: Picture, *, first: bool) -> None:
    """Add a picture below its heading and above its caption, and the sentences that belong to it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 – an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 – an extra
    from docx.shared import Inches  # noqa: PLC0415 – an extra

    heading, caption = clean(picture.heading), clean(picture.caption)
    document.add_heading(heading, 1).paragraph_format.page_break_before = first  # findings have a page of their own
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.keep_with_next = bool(caption)
    line.paragraph_format.space_after = 0
    line.add_run().add_picture(BytesIO(picture.png), width=Inches(picture.inches[0]), height=Inches(picture.inches[1]))
    body: Any = document.element.body
    for tag in ("wp:docPr", "pic:cNvPr"):
        described = list(body.iter(qn(tag)))[-1]
        described.set("name", clean(picture.name))
        described.set("descr", alternative_text(picture))
    if caption:
        document.add_paragraph(caption, style="Caption")
    for title, told in picture.says:
        if title:
            document.add_heading(clean(title), 2)
        _add_said(document, content, told, style="List Bullet")


def alternative_text(picture: Picture) -> str:
    """Return what a screen reader says of a picture: its heading and its caption."""
    return " – ".join(filter(None, map(clean, (picture.heading, picture.caption))))


def _add_tables(document: Document, content: Content) -> None:
    """Add all tables; from the first that needs it on, they lie on their side."""
    turned = False
    for table in content.tables:
        if not turned and is_wide(table):
            _break_section(document, landscape=True)
            turned = True
        document.add_heading(clean(table.heading), 1)
        if table.frame.empty:
            document.add_paragraph(content.words["no_rows"])
        else:
            add_table(document, table, landscape=turned)
    if turned:
        _break_section(document, landscape=False)


def _break_section(document: Document, *, landscape: bool) -> None:
    """Go on on a new page, upright or on its side."""
    turn(document.add_section(), landscape=landscape)
    document.paragraphs[-1].style = "Section End"  # a full line could take a page of its own behind a full page


def _add_method(document: Document, content: Content) -> None:
    """End with how it was counted, what it cannot say, and whose methods these are."""
    words = content.words
    document.add_heading(words["method"], 1)
    for text in content.method:
        document.add_paragraph(clean(text))
    for name, texts, style in (
        ("limits", content.limits, "List Bullet"),
        ("references", content.references, "Reference"),
    ):
        if texts:
            document.add_heading(words[name], 2)
        for text in texts:
            document.add_paragraph(clean(text), style=style)


def _add_sources(document: Document, content: Content) -> None:
    """List in full the sources for which the first page has no room."""
    document.add_heading(content.words["source"], 1)
    for number, said in enumerate(content.findings, start=1):
        if said.source:
            document.add_paragraph(f"{number}. {clean(said.source)}", style="Note")


def _prefer_chinese_marks(document: Document) -> None:
    """Set quotation marks and dashes, which both scripts use, in the Chinese font."""
    from docx.oxml.ns import qn  # noqa: PLC0415 – an extra

    body: Any = document.element.body
    for run in body.iter(qn("w:r")):
        run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
