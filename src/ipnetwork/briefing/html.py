"""Write a briefing as one page that opens anywhere and fetches nothing."""

from __future__ import annotations

import base64
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ipnetwork.briefing.columns import clean, number_columns, shown_table
from ipnetwork.briefing.shortening import first_places
from ipnetwork.style import FAMILY, compose_font_faces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.briefing.content import Content, Picture, Said, Table

_PLACES = 190.0  # half font sizes: two lines of small print
_BROAD = 6  # columns that a page of paper holds upright


def compose_html(content: Content, pictures: Sequence[Picture]) -> str:
    """Return a briefing as HTML with figures and fonts inside; its content policy forbids every fetch.

    Parameters
    ----------
    content : Content
        What the briefing says.
    pictures : sequence of Picture
        Drawn for paper.

    Returns
    -------
    str
        A page; the same content gives the same text.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 – only for pages
    from markupsafe import Markup  # noqa: PLC0415 – comes with jinja2

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, finalize=_clean)
    template = environment.from_string((files("ipnetwork.briefing") / "page.html.j2").read_text(encoding="utf-8"))
    told: dict[str, Any] = {
        "content": content,
        "family": FAMILY,
        "findings": [_said(one) | {"source": _first_places(one.source, content)} for one in content.findings],
        "tables": [_cells(table) for table in content.tables if table.printed],
        "figures": [_figure(picture) for picture in pictures],
    }
    shown = template.render(told | {"font_faces": "", "data": {picture.name: "" for picture in pictures}})
    faces = compose_font_faces(shown, bold=_bold(content, pictures))
    data = {picture.name: Markup(base64.b64encode(picture.svg).decode()) for picture in pictures}  # noqa: S704 – letters
    return template.render(told | {"font_faces": faces, "data": data})


def _bold(content: Content, pictures: Sequence[Picture]) -> str:
    """Return all that the page shows in bold: its headings, and those of its tables."""
    parts = [content.title, *content.words.values()]
    for picture in pictures:
        parts += [picture.heading, *(heading for heading, _ in picture.says)]
    for table in content.tables:
        parts += [table.heading, *map(str, table.frame.columns)]
    return clean(" ".join(parts))


def _clean(value: object) -> object:
    """Leave out of any text what is not seen; marked-up text and numbers stay as they are."""
    return clean(value) if type(value) is str else value


def _said(one: Said) -> dict[str, str]:
    return {"sentence": one.sentence, "certainty": one.certainty, "source": one.source}


def _first_places(source: str, content: Content) -> str:
    """Return the first places of a finding: the first page is to be read, and the table of findings has them all."""
    return first_places(source, _PLACES, content.words["places_cut"])


def _figure(picture: Picture) -> dict[str, Any]:
    says = [{"heading": heading, "sentences": [_said(one) for one in told]} for heading, told in picture.says]
    return {"name": picture.name, "heading": picture.heading, "caption": picture.caption, "says": says}


def _cells(table: Table) -> dict[str, Any]:
    """Prepare a table for the page: its cells as they are shown, and which columns are numbers."""
    heads, *rows = shown_table(table.frame)
    columns = [
        {"name": head, "number": number} for head, number in zip(heads, number_columns(table.frame), strict=True)
    ]
    return {"heading": table.heading, "columns": columns, "rows": rows, "broad": len(columns) > _BROAD}
