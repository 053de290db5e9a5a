"""Make the interactive page of a plan: one HTML file that fetches nothing."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipnetwork.clustering import joint_groups
from ipnetwork.disk import write_files
from ipnetwork.figures.layout import order_columns
from ipnetwork.graph import bipartite_graph
from ipnetwork.notice.quoting import is_place
from ipnetwork.page.content import (
    ROLES,
    Source,
    agency_entries,
    category_names,
    check_groups,
    group_names,
    item_entries,
    tie_entries,
)
from ipnetwork.page.lines import Places, check_lines
from ipnetwork.page.words import heading_words, words
from ipnetwork.style import FAMILY, INK, LEAD_COLOR, PARTICIPANT_COLOR, Lang, check_lang, compose_font_faces, tidy

if TYPE_CHECKING:
    import os

    import pandas as pd

    from ipnetwork.notice import Notice
    from ipnetwork.plan import Plan

_MOST_GROUPED = 200  # agencies and items: beyond, joint groups take more than a few seconds
_WIDEST = 1.8  # rows: the greatest height of one in page.css
_ONE_SHEET = 64  # rows: a plan with more is printed as a table of its items
_HEIGHT = 760  # pixels: what a notebook shows of the page
_IN_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
_TAG = re.compile("<[^>]*>")
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "…—–·×≥≤"  # what the script puts between


@dataclass(frozen=True, eq=False, repr=False)
class PlanPage:
    """The interactive page of a plan, to be shown in a notebook or written into a file.

    Parameters
    ----------
    html : str
        The whole page.
    title : str
        What it is called.
    """

    html: str
    title: str

    def __repr__(self) -> str:
        """Say how large it is."""
        return f"PlanPage {self.title}: {len(self.html.encode()):,} bytes"

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame in which it can run its own script and nothing else."""
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" sandbox="allow-scripts" title="{html.escape(self.title)}" '
            f'style="width:100%;height:{_HEIGHT}px;border:1px solid #ddd"></iframe>'
        )


def explore(
    plan: Plan, *, lang: Lang = "zh", groups: pd.DataFrame | None = None, notice: Notice | None = None
) -> PlanPage:
    """Make a page on which a reader explores who leads and who joins what: by hover, by search, by filter.

    Parameters
    ----------
    plan : Plan
        Read in the default way: collective bodies are one agency each, open names none.
    lang : {"zh", "en"}, default "zh"
        Language of the page. English names are shown with the Chinese ones below; where there is none, the Chinese.
    groups : DataFrame, optional
        What `joint_groups` returned, to filter by. By default found with its defaults where the plan has at most 200
        agencies and items; on a larger one, where that takes long, there is no such filter.
    notice : Notice, optional
        What `read_notice` returned for the document of the plan. Then the page shows the very lines of each item and
        each name; else their places, and a reader who has the text opens it on the page.

    Returns
    -------
    PlanPage
        Shows itself in a notebook; `write_page` makes a file of it. The same plan gives the same bytes. The page holds
        the characters that it shows, as far as the shipped font has them, and its content policy forbids every fetch.

    Raises
    ------
    ValueError
        If `lang` is another.
    InputError
        If `groups` lacks agencies or items of the plan, or the notice is not the one that the plan was read from.

    Examples
    --------
    >>> from ipnetwork import load_plan, select
    >>> explore(select(load_plan("guangzhou-2007"), categories=["九"]), lang="en").title
    'Who leads and who joins what – Guangzhou 2007'
    """
    check_lang(lang)
    if groups is None and len(plan.agencies) + len(plan.items) <= _MOST_GROUPED:
        groups = joint_groups(bipartite_graph(plan))
    numbers = check_groups(groups, plan) if groups is not None else {}
    source = Source(plan, lang, numbers, Places(lang, notice))
    content = _content(source)
    return PlanPage(_render(content), content["title"])


def write_page(page: PlanPage, path: str | os.PathLike[str]) -> Path:
    """Write the interactive page into a file.

    Parameters
    ----------
    page : PlanPage
        What `explore` returned.
    path : path
        The file, say ``plan.html``; its folder is made where it does not exist.

    Returns
    -------
    Path
        The file, whole or not there at all.

    Examples
    --------
    >>> from ipnetwork import explore, load_plan
    >>> write_page(explore(load_plan("guangzhou-2007")), "plan.html")  # doctest: +SKIP
    PosixPath('plan.html')
    """
    path = Path(path)
    write_files(path.parent, {path.name: page.html.encode()})
    return path


def _content(source: Source) -> dict[str, Any]:
    """Put together everything that the template and the script of the page need."""
    plan, lang = source.plan, source.lang
    agencies, items, ties = agency_entries(source), item_entries(source), tie_entries(source)
    told, places = words(lang), source.places.table()
    check_lines(source.places, places, ties)
    shared = {"agencies": agencies, "items": items, "places": places, "words": told}
    named = {"categories": category_names(source), "title": tidy(plan.meta.get("title", ""))}
    document = tidy(plan.meta.get("document_number", ""))
    data = {**shared, **named, "ties": ties, "document": document}
    known = [row[0] for row in places if is_place(row[0])]
    issued = ["title"] if lang == "en" else []
    issued = [tidy(plan.meta.get(name, "")) for name in (*issued, "document_number", "issuer", "date")]
    return {
        **shared,
        **named,
        **_drawing(source, ties),
        "lang": lang,
        "title": _title(plan, lang),
        "issued": list(filter(None, issued)),
        "groups": group_names(source),
        "has_places": bool(known),
        "has_collective": any(agency["kind"] == "collective" for agency in agencies),
        # A file is known to be the plan's own by the plan's title.
        "own_file": source.places.notice is None
        and bool(source.plan.meta.get("title"))
        and any(place.startswith("L") for place in known),
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT),
    }


def _drawing(source: Source, ties: list[list[Any]]) -> dict[str, Any]:
    """Say what stands where: the rows of the columns, the lines between them, and the table that prints instead."""
    numbers = (source.agencies, source.items)
    names = order_columns(source.graph)
    order = [[known[name] for name in side] for side, known in zip(names, numbers, strict=True)]
    rows = max(*map(len, order), 1)
    parties: list[tuple[list[int], list[int]]] = [([], []) for _ in source.items]
    for agency, item, role, *_ in ties:
        parties[item][role].append(agency)
    return {
        "rows": rows,
        "large": " large" if rows > _ONE_SHEET else "",
        "large_head": " large-head" if rows > _ONE_SHEET else "",
        "parties": parties,
        "tied": [{tie[side] for tie in ties} for side in (0, 1)],
        "agency_order": order[0],
        "item_order": order[1],
        "lines": _lines(ties, order),
    }


def _lines(ties: list[list[Any]], order: list[list[int]]) -> list[dict[str, Any]]:
    """Draw each tie from the middle of one row to that of another, leads above participants, in thousandths."""
    most = max(map(len, order))
    steps = [min(1000 / max(len(rows), 1), 1000 * _WIDEST / max(most, 1)) for rows in order]
    heights = [
        {at: f"{(row + 0.5) * step:.1f}" for row, at in enumerate(rows)}
        for rows, step in zip(order, steps, strict=True)
    ]
    drawn = [
        {"at": at, "role": ROLES[tie[2]], "left": heights[0][tie[0]], "right": heights[1][tie[1]]}
        for at, tie in enumerate(ties)
    ]
    return sorted(drawn, key=lambda line: line["role"] == "lead")


def _title(plan: Plan, lang: Lang) -> str:
    """Head the page with the plan's own title, or with its key where the title is in the other language."""
    heading = words(lang)["heading"]
    title = plan.meta.get("title", "") if lang == "zh" else plan.meta.get("key", "").replace("-", " ").title()
    return tidy(f"{heading} – {title}" if title else heading)


def _render(content: dict[str, Any]) -> str:
    """Fill in the template, with the font cut down to the characters of the page."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 – only for pages

    room = files("ipnetwork.page")
    template, style, script = ((room / f"page.{kind}").read_text(encoding="utf-8") for kind in ("html.j2", "css", "js"))
    for name, value in zip(("LEAD", "PARTICIPANT", "INK", "FAMILY"), _LOOK, strict=True):
        style = style.replace(f"@{name}@", value)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    shown = "".join([_ALWAYS, content["data"], content["title"], *content["issued"], *sum(content["groups"], ())[1::2]])
    bold = "".join([_ALWAYS, content["title"], *heading_words(content["lang"])])
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(template).render(
        **content, style=style, script=script, script_hash=digest, font_faces=compose_font_faces(shown, bold=bold)
    )


_LOOK = (LEAD_COLOR, PARTICIPANT_COLOR, INK, FAMILY)
