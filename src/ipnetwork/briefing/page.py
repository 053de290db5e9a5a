"""Put figures, tables and sentences into one page that opens anywhere and fetches nothing."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.briefing.tables import (
    agency_table,
    assignment_table,
    excel_csv,
    item_table,
    lint_table,
    meeting_table,
)
from ipnetwork.style import compose_font_faces
from ipnetwork.briefing.words import words
from ipnetwork.clustering import joint_groups
from ipnetwork.disk import write_files
from ipnetwork.figures import plot_bipartite, plot_contacts, plot_load, plot_meetings, plot_quadrant, plot_ranks
from ipnetwork.findings import check_plan, group_findings, key_findings, meeting_findings, reading_findings
from ipnetwork.graph import bipartite_graph
from ipnetwork.load import agency_load, volume
from ipnetwork.meetings import Limits, plan_meetings, seats_needed
from ipnetwork.readings import compare_readings
from ipnetwork.style import FAMILY, Lang, check_lang, figure_bytes, new_figure, own_look

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ipnetwork.meetings import MeetingPlan
    from ipnetwork.plan import Plan
    from ipnetwork.readings import ReadingComparison

_TOP = 20  # rows that a slide carries at 12 points
_LIMITS = Limits(rooms=100_000, seconds=120.0)  # a briefing does not wait for the last proof


def write_briefing(plan: Plan, folder: str | os.PathLike[str], *, lang: Lang = "zh", max_seats: int = 12) -> Path:
    """Write the briefing of a plan: a page, its figures, and its tables.

    Parameters
    ----------
    plan : Plan
        The plan to brief on.
    folder : path
        Made where it does not exist. Receives ``briefing.html``, ``figures/*.png`` and ``*.svg``, and ``tables/*.csv``
        (UTF-8 with a mark, for Excel).
    lang : {"zh", "en"}, default "zh"
        Language of labels and sentences.
    max_seats : int, default 12
        The seats of a joint meeting; as many as the item with most parties needs, if that is more.

    Returns
    -------
    Path
        The page. The same plan gives the same bytes.

    Raises
    ------
    ValueError
        If `lang` is another.
    """
    check_lang(lang)
    measured = _measure(plan, max_seats)
    with own_look():
        figures = _draw(plan, lang, measured)
        vectors = {name: figure_bytes(figure, ".svg") for name, figure in figures.items()}
        pictures = {name: figure_bytes(figure, ".png") for name, figure in figures.items()}
    contents = {"briefing.html": _compose(plan, lang, vectors, measured).encode()}
    for name in figures:
        contents |= {f"figures/{name}.svg": vectors[name], f"figures/{name}.png": pictures[name]}
    tables = {
        "agencies": agency_table(plan, lang),
        "items": item_table(plan, lang),
        "assignments": assignment_table(plan),
        "findings": check_plan(plan),
        "meetings": meeting_table(measured.meetings, lang),
    }
    contents |= {f"tables/{name}.csv": excel_csv(table) for name, table in tables.items()}
    return write_files(folder, contents) / "briefing.html"


def compose_briefing(plan: Plan, *, lang: Lang = "zh", max_seats: int = 12) -> str:
    """Return the briefing of a plan as one self-contained HTML page.

    Parameters
    ----------
    plan : Plan
        The plan to brief on.
    lang : {"zh", "en"}, default "zh"
        Language of labels and sentences.
    max_seats : int, default 12
        As for `write_briefing`.

    Returns
    -------
    str
        HTML with figures and fonts inside; its content policy forbids every fetch.

    Raises
    ------
    ValueError
        If `lang` is another.

    Examples
    --------
    >>> from ipnetwork import load_plan, select
    >>> page = compose_briefing(select(load_plan("guangzhou-2007"), categories=["九"]), lang="en")
    >>> page.startswith("<!DOCTYPE html>")
    True
    """
    check_lang(lang)
    measured = _measure(plan, max_seats)
    with own_look():
        vectors = {name: figure_bytes(figure, ".svg") for name, figure in _draw(plan, lang, measured).items()}
    return _compose(plan, lang, vectors, measured)


@dataclass(frozen=True)
class _Measured:
    """What takes a while to measure, and several parts of the page show."""

    readings: ReadingComparison
    groups: pd.DataFrame
    meetings: MeetingPlan


def _measure(plan: Plan, max_seats: int) -> _Measured:
    meetings = plan_meetings(plan, max_seats=max(max_seats, seats_needed(plan)), limits=_LIMITS)
    if meetings.stopped == "interrupted":  # a briefing is whole or not there
        raise KeyboardInterrupt
    return _Measured(compare_readings(plan, volume), joint_groups(bipartite_graph(plan)), meetings)


def _draw(plan: Plan, lang: Lang, measured: _Measured) -> dict[str, Figure]:
    """Draw the figures, those of the whole plan on a page of paper each, the others on a slide."""
    load, readings, meetings = agency_load(plan), measured.readings, measured.meetings
    labels = _labels(plan, lang)
    short = min(len(load), _TOP)
    draw: dict[str, tuple[str, int | None, Callable[..., Axes]]] = {
        "bipartite": ("a4", max(len(load), len(plan.items)), partial(plot_bipartite, bipartite_graph(plan))),
        "load": ("a4", len(load), partial(plot_load, load)),
        "contacts": ("slide", short, partial(plot_contacts, load, top=_TOP)),
        "quadrant": ("slide", None, partial(plot_quadrant, load)),
        "ranks": ("slide", min(len(readings.summary), _TOP), partial(plot_ranks, readings, top=_TOP, labels=labels)),
    }
    if meetings.meetings:
        draw["meetings"] = ("a4", len(meetings.attendance), partial(plot_meetings, meetings))
    figures = {}
    for name, (page, rows, plot) in draw.items():
        figures[name] = new_figure(page, rows=rows)
        plot(ax=figures[name].add_subplot(), lang=lang)
        figures[name].draw_without_rendering()
        figures[name].set_layout_engine("none")  # settled; every format would do it again
    return figures


def _labels(plan: Plan, lang: Lang) -> dict[str, str]:
    """Return what the agencies are called in a language."""
    return dict(plan.agencies["short_en" if lang == "en" else "short"])


def _compose(plan: Plan, lang: Lang, vectors: dict[str, bytes], measured: _Measured) -> str:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 – only for pages

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string((files("ipnetwork.briefing") / "page.html.j2").read_text(encoding="utf-8"))
    found = key_findings(plan, lang=lang)
    says = {"ranks": _told(reading_findings(measured.readings, lang=lang, labels=_labels(plan, lang)))}
    says["meetings"] = _told(meeting_findings(measured.meetings, groups=measured.groups, lang=lang))
    says["meetings"] += _told(group_findings(plan, measured.groups, lang=lang), heading=words(lang)["groups"])
    content: dict[str, Any] = {
        "lang": lang,
        "family": FAMILY,
        "words": words(lang),
        "title": _title(plan, lang),
        "issued": " · ".join(filter(None, (plan.meta.get(name) for name in ("document_number", "issuer", "date")))),
        "scale": found.loc["scale", "sentence"],
        "findings": found.drop("scale").to_dict("records"),
        "figures": [
            {"name": name, "data": base64.b64encode(raw).decode(), "says": says.get(name, [])}
            for name, raw in vectors.items()
        ],
        "tables": [
            _cells("agency_table", agency_table(plan, lang)),
            _cells("item_table", item_table(plan, lang)),
            _cells("oddities", lint_table(plan, lang)),
            *([_cells("meeting_table", meeting_table(measured.meetings, lang))] if measured.meetings.meetings else []),
        ],
    }
    drawn = [figure | {"data": ""} for figure in content["figures"]]
    shown = template.render(content | {"font_faces": "", "figures": drawn})
    return template.render(content | {"font_faces": compose_font_faces(shown)})


def _told(findings: pd.DataFrame, *, heading: str = "") -> list[dict[str, str]]:
    """Return sentences with their places, where they have any, the first below a heading."""
    sources = findings["source"] if "source" in findings else [""] * len(findings)
    told = zip(findings["sentence"], sources, strict=True)
    return [
        {"sentence": sentence, "source": source, "heading": "" if at else heading}
        for at, (sentence, source) in enumerate(told)
    ]


def _title(plan: Plan, lang: Lang) -> str:
    """Head the page with the plan's own title, or with its key where the title is in the other language."""
    heading = words(lang)["heading"]
    title = plan.meta.get("title", "") if lang == "zh" else plan.meta.get("key", "").replace("-", " ").title()
    return f"{heading} – {title}" if title else heading


def _cells(name: str, table: pd.DataFrame) -> dict[str, Any]:
    """Prepare a table for the page: numbers rounded, nothing to count as a dash."""
    columns = [{"name": column, "number": pd.api.types.is_numeric_dtype(table[column])} for column in table.columns]
    return {"name": name, "columns": columns, "rows": [[_shown(cell) for cell in row] for row in table.to_numpy()]}


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        return "—" if pd.isna(cell) else f"{cell:.2f}".removesuffix(".00")
    return str(cell)
