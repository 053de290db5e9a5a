"""Write a briefing as slides: findings first, one slide a picture, the first rows of each table, method and limits."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, cast

from ipnetwork.briefing.columns import clean
from ipnetwork.briefing.office.slidelook import (
    BOTTOM,
    BULLETS,
    COVER,
    HEIGHT,
    LEFT,
    ROOM,
    TITLE_ONLY,
    TOP,
    WIDTH,
    add_notes,
    add_slide,
    dress,
    new_presentation,
)
from ipnetwork.briefing.office.slidetable import add_table
from ipnetwork.briefing.office.slidetext import QUIET, Line, fitted, units, write_lines
from ipnetwork.briefing.office.word import alternative_text, check_sizes
from ipnetwork.briefing.office.zipped import repeatable_zip
from ipnetwork.briefing.shortening import first_places, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element
    from pptx.presentation import Presentation

    from ipnetwork.briefing.content import Content, Picture, Said

_SENTENCE, _CERTAINTY, _SOURCE, _METHOD = 18.0, 13.0, 11.0, 14.0  # points
_CAPTIONS = (14.0, 13.0, 12.0)
_MOST = 4  # sentences a slide
_SENTENCE_LINES, _CERTAINTY_LINES, _SOURCE_LINES, _METHOD_LINES = 8, 3, 2, 12
_Block = tuple[list[Line], list[str]]  # what stays together on a slide, and what its notes say


def compose_pptx(content: Content, pictures: Sequence[Picture]) -> bytes:
    """Return a briefing as slides of 13.333 × 7.5 inches.

    Parameters
    ----------
    content : Content
        What the briefing says.
    pictures : sequence of Picture
        At most 12.3 × 5.4 inches each. They are placed at their own size below a title, with heading and caption as
        alternative text.

    Returns
    -------
    bytes
        A .pptx; the same content gives the same bytes. Nothing is set in less than 11 points. What does not fit is cut
        with a mark that says where it is whole; the notes of a slide hold its sources in full.

    Raises
    ------
    ValueError
        If a picture is larger than a slide leaves room for.
    ImportError
        If python-pptx is not installed.

    Examples
    --------
    >>> from ipnetwork.briefing.content import Content, Said
    >>> from ipnetwork.briefing.words import words
    >>> said = (Said("One agency leads.", source="1: L5"),)
    >>> content = Content("en", "A plan", "2007", "One item.", said, (), ("Counted.",), (), (), words("en"))
    >>> compose_pptx(content, [])[:2]
    b'PK'
    """
    check_sizes(pictures, "slide-figure")
    made = new_presentation(content)
    words = content.words
    _add_cover(made, content)
    _add_blocks(made, content, words["findings"], _told(content, content.findings, numbered=True))
    for picture in pictures:
        _add_picture(made, content, picture)
        for heading, said in picture.says:
            title = " – ".join(filter(None, (clean(picture.heading), clean(heading))))
            _add_blocks(made, content, title, _told(content, said, numbered=False))
    for table in content.tables:
        slide = add_slide(made, TITLE_ONLY, clean(table.heading), words["in_notes"])
        add_table(slide, content, table)
    _add_method(made, content)
    dress(made, content.lang)
    out = BytesIO()
    made.save(out)
    return repeatable_zip(out.getvalue())


def _add_cover(made: Presentation, content: Content) -> None:
    """Open with what it is, who issued it, and how large it is."""
    slide = add_slide(made, COVER, clean(content.title), content.words["in_notes"])
    below = [
        Line(shortened(clean(text), lines * units(ROOM, size), content.words["in_notes"]), size, color=QUIET, space=8.0)
        for text, size, lines in ((content.issued, 16.0, 2), (content.scale, 20.0, 4))
        if text
    ]
    for holder in slide.placeholders:
        if holder.placeholder_format.idx == 1:
            write_lines(holder, below)
    add_notes(
        slide, [text for text in map(clean, (content.issued, content.scale)) if text not in {b.text for b in below}]
    )


def _told(content: Content, told: Iterable[Said], *, numbered: bool) -> list[_Block]:
    """Turn sentences into blocks: sentence, certainty, source, each smaller than the one before."""
    words, blocks = content.words, []
    places = (_SOURCE_LINES - 0.3) * units(ROOM - 0.8, _SOURCE)
    for number, said in enumerate(told, start=1):
        sentence, certainty, source = map(clean, (said.sentence, said.certainty, said.source))
        shown = _cut(sentence, _SENTENCE, _SENTENCE_LINES, words["in_notes"])
        lines = [Line(shown, _SENTENCE, mark=str(number) if numbered else "•", space=12.0)]
        notes = [sentence] if certainty or source or shown != sentence else []
        if certainty:
            text = words["certainty_line"] + certainty
            lines.append(
                Line(_cut(text, _CERTAINTY, _CERTAINTY_LINES, words["in_notes"]), _CERTAINTY, color=QUIET, hung=True)
            )
            notes.append(text)
        if source:
            lines.append(
                Line(
                    words["source_line"] + first_places(source, places, words["more_places"]),
                    _SOURCE,
                    color=QUIET,
                    hung=True,
                )
            )
            notes.append(words["source_line"] + source)
        blocks.append((lines, notes))
    return blocks


def _cut(text: str, size: float, lines: int, mark: str) -> str:
    """Return as much of a text as takes so many lines on a slide."""
    return shortened(text, lines * units(ROOM - 0.8, size), mark)


def _add_blocks(
    made: Presentation, content: Content, title: str, blocks: Sequence[_Block], *, most: int = _MOST
) -> None:
    """Add slides of paragraphs, as many as the blocks take: a few on a slide, none divided."""
    slides = _packed(blocks, most)
    even = _packed(blocks, -(-len(blocks) // max(len(slides), 1)))  # not four on one slide and one on the next
    for number, group in enumerate(even if len(even) == len(slides) else slides, start=1):
        again = content.words["continued"].format(heading=title, number=number)
        slide = add_slide(made, BULLETS, again if number > 1 else title, content.words["in_notes"])
        for holder in slide.placeholders:
            if holder.placeholder_format.idx == 1:
                write_lines(holder, [line for lines, _ in group for line in lines])
        add_notes(slide, [note for _, notes in group for note in notes])


def _packed(blocks: Sequence[_Block], most: int) -> list[list[_Block]]:
    """Share blocks among slides in their order."""
    slides: list[list[_Block]] = []
    used = 0.0
    for block in blocks:
        height = sum(line.height(ROOM) for line in block[0])
        if not slides or used + height > BOTTOM - TOP - 0.1 or len(slides[-1]) == most:
            slides.append([])
            used = 0.0
        slides[-1].append(block)
        used += height
    return slides


def _add_picture(made: Presentation, content: Content, picture: Picture) -> None:
    """Add a slide with one picture at its own size, its caption below."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra
    from pptx.util import Inches  # noqa: PLC0415 – an extra

    slide = add_slide(made, TITLE_ONLY, clean(picture.heading), content.words["in_notes"])
    width, height = picture.inches
    shape = slide.shapes.add_picture(
        BytesIO(picture.png), Inches((WIDTH - width) / 2), Inches(TOP), Inches(width), Inches(height)
    )
    shape.name = clean(picture.name)
    next(cast("_Element", shape.element).iter(qn("p:cNvPr"))).set("descr", alternative_text(picture))
    caption = clean(picture.caption)
    if caption:
        top, room = TOP + height + 0.05, ROOM - 1.1  # the slide's number stands to the right
        text, size = fitted(caption, (room, HEIGHT - 0.2 - top), _CAPTIONS, content.words["in_notes"])
        box = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(room), Inches(HEIGHT - 0.15 - top))
        write_lines(box, [Line(text, size, color=QUIET, space=0.0)])
        add_notes(slide, [caption] if text != caption else [])


def _add_method(made: Presentation, content: Content) -> None:
    """End with how it was counted, what it cannot say, and whose methods these are."""
    words, mark = content.words, content.words["in_notes"]
    blocks: list[_Block] = []
    parts = (("method", content.method, ""), ("limits", content.limits, "•"), ("references", content.references, ""))
    for name, texts, bullet in parts:
        size = 12.0 if name == "references" else _METHOD
        for at, text in enumerate(map(clean, texts)):
            lines = [Line(words[name], 16.0, bold=True, space=10.0)] if at == 0 and name != "method" else []
            shown = _cut(text, size, _METHOD_LINES, mark)
            lines.append(Line(shown, size, mark=bullet, space=5.0))
            blocks.append((lines, [text] if shown != text else []))
    _add_blocks(made, content, words["method"], blocks, most=len(blocks))
