"""Draw the pictures of a briefing for paper or for slides, and refuse to hand on one that nobody could read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from ipnetwork.briefing.composing import tell
from ipnetwork.briefing.content import Picture
from ipnetwork.briefing.words import words
from ipnetwork.errors import Fault, FigureError
from ipnetwork.figures import (
    check_figure,
    plot_bipartite,
    plot_contacts,
    plot_flow,
    plot_incidence,
    plot_load,
    plot_meetings,
    plot_projection,
    plot_quadrant,
    plot_ranks,
    plot_upset,
)
from ipnetwork.findings import group_findings, meeting_findings, reading_findings
from ipnetwork.graph import project
from ipnetwork.style import new_figure, own_look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from matplotlib.figure import Figure

    from ipnetwork.briefing.content import Said
    from ipnetwork.briefing.measuring import Measured
    from ipnetwork.style import Lang

    Plot = Callable[..., object]

Page = Literal["a4", "slide"]
_TOP = 20  # agencies of a chart that shows the first ones
_SLIDE = 12  # agencies of the diagram on a slide
_COMBINATIONS = 15


def draw_pictures(measured: Measured, *, lang: Lang = "zh", page: Page = "a4") -> tuple[Picture, ...]:
    """Draw the pictures of a briefing at the size at which a page or a slide shows them.

    Parameters
    ----------
    measured : Measured
        What `measure` returned.
    lang : {"zh", "en"}, default "zh"
        Language of labels and captions.
    page : {"a4", "slide"}, default "a4"
        On paper the diagram shows the whole plan, on a slide its top agencies.

    Returns
    -------
    tuple of Picture
        Those for which the plan gives anything to draw.

    Raises
    ------
    FigureError
        If a picture has text that is too small, covered, cut off or without a glyph.
    """
    told, says = words(lang), _says(measured, lang) if page == "a4" else {}
    pictures = []
    with own_look():
        for name, rows, plot in _plots(measured, lang, page):
            figure = _draw(f"{page}-figure", rows, partial(plot, lang=lang), whole=name == "upset")
            pictures.append(Picture(name, told[name], told[f"{name}_note"], figure, says.get(name, ())))
        _refuse_illegible(pictures, f"{page}-figure")
    return tuple(pictures)


def _plots(measured: Measured, lang: Lang, page: Page) -> Iterator[tuple[str, int | None, Plot]]:
    """Yield name, number of rows (None: the whole height) and what draws it, in the order of the briefing."""
    load, readings, meetings = measured.load, measured.volumes, measured.meetings
    labels = dict(measured.plan.agencies["short_en" if lang == "en" else "short"])
    paper, groups = page == "a4", measured.groups
    top = None if paper else _TOP
    first = min(len(load), _TOP)
    tied = measured.graph.number_of_edges() > 0
    yield (
        "bipartite",
        max(len(load), len(measured.plan.items)) if paper else None,
        partial(plot_bipartite, measured.graph, top=None if paper else _SLIDE),
    )
    if tied:
        yield (
            "incidence",
            None,
            partial(plot_incidence, measured.graph, order="group", groups=groups, top=None if paper else _TOP),
        )
        yield "load", len(load) if paper else first, partial(plot_load, load, top=top)
    if load["volume"].sum() > 0:
        yield "contacts", first, partial(plot_contacts, load, top=_TOP)
        yield "quadrant", 14, partial(plot_quadrant, load)
    if load["volume"].sum() > 0 and len(readings.summary):
        yield "ranks", min(len(readings.summary), _TOP), partial(plot_ranks, readings, top=_TOP, labels=labels)
    if load["volume"].sum() > 0:
        yield "projection", None, partial(plot_projection, project(measured.graph), groups=groups)
    if measured.flow.to_numpy().sum() > 0:
        yield "flow", None, partial(plot_flow, measured.flow, labels=_group_labels(measured, labels, lang))
    if len(measured.leading):
        yield "upset", None, partial(plot_upset, measured.leading, top=_COMBINATIONS, labels=labels)
    if meetings.meetings:
        yield "meetings", len(meetings.attendance) if paper else first, partial(plot_meetings, meetings, top=top)


def _group_labels(measured: Measured, labels: Mapping[str, str], lang: Lang) -> dict[int, str]:
    """Name each group by its number and the agency in it that is on most items."""
    agencies = measured.groups[measured.groups["mode"] == "agency"]
    told = {}
    for group in agencies["group"].unique().tolist():
        names = agencies.index[agencies["group"] == group].tolist()
        first = max(names, key=lambda agency: measured.graph.degree[agency])
        form = "group_of_one" if len(names) == 1 else "group_of"
        told[group] = words(lang)[form].format(group=group, first=labels.get(first) or first)
    return told


def _draw(page: str, rows: int | None, plot: Plot, *, whole: bool) -> Figure:
    """Draw one picture on a figure of its own."""
    figure = new_figure(page, rows=rows)
    plot(figure=figure) if whole else plot(ax=figure.add_subplot())
    return figure


def _refuse_illegible(pictures: Sequence[Picture], page: str) -> None:
    """Raise an error that names everything that cannot be read; checking settles the layout of the others."""
    faults = []
    for picture in pictures:
        for row in check_figure(picture.figure, size=page).itertuples():
            problem = f"{row.problem}: {row.text!r} ({row.detail})"
            faults.append(Fault(f"figure {picture.name}", problem, "write shorter or other labels"))
        picture.figure.set_layout_engine("none")  # every format would settle it again
    if faults:
        raise FigureError("briefing", faults)


def _says(measured: Measured, lang: Lang) -> dict[str, tuple[tuple[str, tuple[Said, ...]], ...]]:
    """Return the sentences that belong beside a picture."""
    plan = measured.plan
    labels = dict(plan.agencies["short_en" if lang == "en" else "short"])
    return {
        "ranks": (("", tell(reading_findings(measured.volumes, lang=lang, labels=labels))),),
        "projection": ((words(lang)["groups"], tell(group_findings(plan, measured.groups, lang=lang))),),
        "meetings": (("", tell(meeting_findings(measured.meetings, groups=measured.groups, lang=lang))),),
    }
