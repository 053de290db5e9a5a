"""Set how slides look: size, placeholders, fonts, slide numbers, notes, properties."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from ipnetwork.briefing.columns import clean
from ipnetwork.briefing.office.slidetext import FONTS, Line, fitted, write_lines
from ipnetwork.briefing.office.zipped import EPOCH, property_text
from ipnetwork.style import LEAD_COLOR, PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element
    from pptx.presentation import Presentation
    from pptx.slide import Slide

    from ipnetwork.briefing.content import Content

WIDTH, HEIGHT = PAGES["slide"]  # inches
ROOM = PAGES["slide-figure"][0]
LEFT = (WIDTH - ROOM) / 2
TOP, BOTTOM = 1.05, 7.0  # inches: where a slide's matter begins, and where its number begins
TITLES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0)  # points, the first that fits
COVER, BULLETS, TITLE_ONLY = 0, 1, 5  # layouts of the template
_NARROW, _TITLE_HEIGHT = 10.0, 0.75  # inches: the template's width; the height of a title
_PLACES = {  # inches: left, top, width, height
    "title": (LEFT, 0.25, ROOM, _TITLE_HEIGHT),
    "body": (LEFT, TOP, ROOM, BOTTOM - TOP),
    "ctrTitle": (LEFT, 1.5, ROOM, 2.3),
    "subTitle": (LEFT, 4.0, ROOM, 2.4),
    "dt": (LEFT, 7.05, 2.5, 0.3),
    "ftr": (4.4, 7.05, 4.5, 0.3),
    "sldNum": (LEFT + ROOM - 1.0, 7.05, 1.0, 0.3),
}


def new_presentation(content: Content) -> Presentation:
    """Return an empty presentation of 13.333 × 7.5 inches with the layouts, fonts and properties of a briefing.

    Parameters
    ----------
    content : Content
        Its title and language.

    Returns
    -------
    python-pptx Presentation
        Its layouts fit the wide slide.

    Raises
    ------
    ImportError
        If python-pptx is not installed.
    """
    try:
        import pptx  # noqa: PLC0415 – an extra
    except ImportError as error:
        raise ImportError("writing slides needs the extra 'office': pip install \"ipnetwork[office]\"") from error
    from pptx.util import Inches  # noqa: PLC0415 – an extra

    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for holder in (made.slide_master, *made.slide_layouts):
        _widen(cast("_Element", holder.element))
    _set_properties(made, content)
    return made


def add_slide(made: Presentation, layout: int, title: str, mark: str) -> Slide:
    """Add a slide with a title in its own placeholder and a slide number; the whole title stands in the notes if cut.

    Parameters
    ----------
    made : python-pptx Presentation
        Changed.
    layout : int
        `COVER`, `BULLETS` or `TITLE_ONLY`.
    title : str
        Two lines at most, four on the cover.
    mark : str
        Ends what is longer.

    Returns
    -------
    python-pptx Slide
        The new slide.
    """
    slide: Slide = made.slides.add_slide(made.slide_layouts[layout])
    box = _PLACES["ctrTitle" if layout == COVER else "title"]
    sizes = (36.0, 32.0, 28.0, *TITLES[1:]) if layout == COVER else TITLES
    text, size = fitted(title, box[2:], sizes, mark)
    holder = slide.shapes.title
    if holder is None:
        raise ValueError(f"layout {layout} of the template has no title")
    write_lines(holder, [Line(text, size, color=LEAD_COLOR, bold=True, space=0.0)])
    if text != title:
        add_notes(slide, [title])
    if layout != COVER:
        _number(slide, len(made.slides))
    return slide


def add_notes(slide: Slide, texts: Sequence[str]) -> None:
    """Add paragraphs to the notes of a slide."""
    if not texts:
        return
    frame: Any = slide.notes_slide.notes_text_frame
    for text in texts:
        paragraph = frame.add_paragraph() if frame.text else frame.paragraphs[0]
        paragraph.add_run().text = text


def dress(made: Presentation, lang: str) -> None:
    """Name the fonts and the language of every run, Latin and East Asian, on slides and in notes."""
    trees = [cast("_Element", slide.element) for slide in made.slides]
    trees += [cast("_Element", slide.notes_slide.element) for slide in made.slides if slide.has_notes_slide]
    languages = ("zh-CN", "en-US") if lang == "zh" else ("en-US", "zh-CN")
    for tree in trees:
        for run in [*tree.iter("{*}r"), *tree.iter("{*}fld")]:
            properties = cast(Any, run).get_or_add_rPr()
            properties.set("lang", languages[0])
            properties.set("altLang", languages[1])
            _set_fonts(properties)


def _set_fonts(properties: _Element) -> None:
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra

    for tag in ("latin", "ea"):
        for old in properties.findall(qn(f"a:{tag}")):
            properties.remove(old)
    for tag, name in zip(("latin", "ea"), FONTS, strict=True):
        font = properties.makeelement(qn(f"a:{tag}"), {"typeface": name})
        properties.append(font)


def _widen(tree: _Element) -> None:
    """Fit the placeholders of a layout to the wide slide, and name the fonts of what is written into them later."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra

    for place in tree.iter(qn("a:xfrm")):
        for at, name in (("off", "x"), ("ext", "cx")):
            for point in place.findall(qn(f"a:{at}")):
                point.set(name, str(round(int(point.get(name, "0")) * WIDTH / _NARROW)))
    for shape in tree.iter(qn("p:sp")):
        kind = next((holder.get("type", "") for holder in shape.iter(qn("p:ph"))), "")
        for place in shape.iter(qn("a:xfrm")):
            if kind in _PLACES and (kind != "title" or tree.tag == qn("p:sldMaster")):
                left, top, width, height = (str(round(inches * 914_400)) for inches in _PLACES[kind])
                place[0].attrib.update({"x": left, "y": top})
                place[1].attrib.update({"cx": width, "cy": height})
    for tag, name in zip(("latin", "ea"), FONTS, strict=True):
        for font in tree.iter(qn(f"a:{tag}")):
            font.set("typeface", name)


def _number(slide: Slide, number: int) -> None:
    """Put the slide number's placeholder of the layout onto a slide: python-pptx leaves it out."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 – an extra

    tree = cast("_Element", slide.shapes.element)
    layout = cast("_Element", slide.slide_layout.element)
    for shape in layout.iter(qn("p:sp")):
        if any(holder.get("type") == "sldNum" for holder in shape.iter(qn("p:ph"))):
            copied = deepcopy(shape)
            used = [int(named.get("id", "0")) for named in tree.iter(qn("p:cNvPr"))]
            next(copied.iter(qn("p:cNvPr"))).set("id", str(max(used) + 1))
            next(copied.iter(qn("a:t"))).text = str(number)
            tree.append(copied)


def _set_properties(made: Presentation, content: Content) -> None:
    """Say what the presentation is; its dates are always the same."""
    properties = made.core_properties
    properties.title = property_text(clean(content.title))
    properties.subject = property_text(clean(content.scale))
    properties.author = properties.last_modified_by = "ipnetwork"
    properties.created = properties.modified = EPOCH
    properties.language = "zh-CN" if content.lang == "zh" else "en-US"
    properties.comments = properties.keywords = ""
    properties.revision = 1
    package = made.part.package
    for relation in list(package.iter_rels()):
        if relation.reltype.endswith("/thumbnail"):  # the template's shows another presentation
            package.drop_rel(relation.rId)
