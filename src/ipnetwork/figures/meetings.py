"""Draw a plan of joint meetings: who attends which, how many a room size takes, what a standing body settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.figures.rows import of_all, row_labels, rows_that_fit, start_rows
from ipnetwork.style import (
    FAINT,
    GRID,
    INK,
    LEAD_COLOR,
    PALE,
    PARTICIPANT_COLOR,
    Lang,
    check_lang,
    font_family,
    new_axes,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from ipnetwork.meetings import MeetingPlan

_SIZE = 12.0  # points


def plot_meetings(meetings: MeetingPlan, *, ax: Axes | None = None, lang: Lang = "zh", top: int | None = None) -> Axes:
    """Draw agencies × meetings: a square where an agency attends, with the number of items that need it there.

    Parameters
    ----------
    meetings : MeetingPlan
        What `plan_meetings` returned.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    top : int, optional
        Draw only so many agencies, those with most meetings; the axis then says so. By default all.

    Returns
    -------
    Axes
        The same axes. The chair's square is dark; agencies with most meetings are on top, the others
        meeting by meeting.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import load_plan, plan_meetings
    >>> ax = plot_meetings(plan_meetings(load_plan("guangzhou-2007"), max_seats=12), lang="en", top=20)
    """
    check_lang(lang)
    counts = meetings.attendance
    attends = {agency: [one.number for one in meetings.meetings if agency in one.agencies] for agency in counts.index}
    order = sorted(attends, key=lambda agency: (-len(attends[agency]), attends[agency]))[: rows_that_fit(ax, top)]
    ax, size = start_rows(ax, row_labels(meetings.plan.agencies.loc[order], lang))
    chairs = [(one.chair, one.number) for one in meetings.meetings]
    kept = [(agency, number) for agency in order for number in attends[agency]]
    colors = [LEAD_COLOR if cell in chairs else PALE for cell in kept]
    _squares(ax, [(number, order.index(agency)) for agency, number in kept], colors)
    for (agency, number), color in zip(kept, colors, strict=True):
        ink = "white" if color == LEAD_COLOR else INK
        _write(ax, number, order.index(agency), str(counts.loc[agency, number]), size, ink)
    heads = [
        word("meeting_head", lang).format(number=m.number, seats=m.seats, items=len(m.items)) for m in meetings.meetings
    ]
    _columns(ax, heads, size)
    key = [(LEAD_COLOR, "chair"), (PALE, "attends")]
    _key(ax, [(color, word(name, lang)) for color, name in key], size)
    if len(order) < len(counts):
        _caption(ax, of_all(word("attendance", lang), len(order), len(counts), lang), size)
    return ax


def plot_group_coverage(
    coverage: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh", labels: Mapping[str, str] | None = None
) -> Axes:
    """Draw joint-bureau groups × meetings: how many of a group's agencies each meeting seats.

    Parameters
    ----------
    coverage : DataFrame
        What `coverage_of_groups` returned.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    labels : mapping of str to str, optional
        What to call the agencies: ``plan.agencies["short_en"].to_dict()``. By default their names.

    Returns
    -------
    Axes
        The same axes. A dark square is a meeting in which the whole group sits together.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, coverage_of_groups, joint_groups, load_plan, plan_meetings
    >>> plan = load_plan("guangzhou-2007")
    >>> covered = coverage_of_groups(joint_groups(bipartite_graph(plan)), plan_meetings(plan, max_seats=12))
    >>> ax = plot_group_coverage(covered, lang="en", labels=plan.agencies["short_en"].to_dict())
    """
    check_lang(lang)
    called = dict(labels or {})
    rows = [_group_label(group, [called.get(a) or a for a in who], lang) for group, who in coverage["agencies"].items()]
    ax, size = start_rows(ax, rows)
    cells = [
        (number, at, count, count == len(who))
        for at, (who, counts) in enumerate(zip(coverage["agencies"], coverage["by_meeting"], strict=True))
        for number, count in enumerate(counts, 1)
        if count
    ]
    _squares(ax, [(x, y) for x, y, *_ in cells], [LEAD_COLOR if whole else PALE for *_, whole in cells])
    for x, y, count, whole in cells:
        _write(ax, x, y, str(count), size, "white" if whole else INK)
    meetings = len(coverage["by_meeting"].iloc[0]) if len(coverage) else 0
    _columns(ax, [word("meeting_number", lang).format(number=number) for number in range(1, meetings + 1)], size)
    _key(ax, [(LEAD_COLOR, word("whole_group", lang)), (PALE, word("part_of_group", lang))], size)
    _caption(ax, word("group_coverage", lang), size)
    return ax


def _group_label(group: object, names: Sequence[str], lang: Lang) -> str:
    """Name a group by its first agencies and its size."""
    first = ("、" if lang == "zh" else ", ").join(names[:2])
    return word("group", lang).format(group=group, first=first, size=len(names))


def plot_frontier(frontier: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw how many joint meetings each size of room takes.

    Parameters
    ----------
    frontier : DataFrame
        What `meeting_frontier` returned.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.

    Returns
    -------
    Axes
        The same axes. A disc is a number of meetings that no plan can beat; a circle with a line down to its bound is
        not proven. Below each size of room stands the number of attendances.

    Examples
    --------
    >>> from ipnetwork import load_plan, meeting_frontier, select
    >>> part = select(load_plan("guangzhou-2007"), categories=["九"])
    >>> ax = plot_frontier(meeting_frontier(part, seats=range(9, 13)))
    """
    check_lang(lang)
    ax = ax or new_axes(8.27, 4.5)
    proven = frontier["meetings_status"] == "OPTIMAL"
    x, y = frontier.index.to_numpy(float), frontier["meetings"].to_numpy(float)
    ax.plot(x, y, color=FAINT, linewidth=1, zorder=1)
    for rows, look, name in ((proven, LEAD_COLOR, "proven"), (~proven, "white", "not_proven")):
        if rows.any():
            mask = rows.to_numpy()
            ax.plot(
                x[mask], y[mask], "o", markersize=10, color=LEAD_COLOR, markerfacecolor=look, label=word(name, lang),
                zorder=3,
            )  # fmt: skip
    ax.vlines(x, frontier["meetings_bound"], y, color=PARTICIPANT_COLOR, linewidth=1.5, zorder=2)
    _write_above(ax, x, y)
    ticks = [f"{seats:g}\n{seen}" for seats, seen in zip(x, frontier["attendances"], strict=True)]
    ax.set_xticks(x, ticks)
    ax.set_ylim(0, max(y, default=1) * 1.2)
    _frame(ax, word("room_seats", lang), word("joint_meetings", lang))
    return ax


def plot_coverage(standing: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw how many items a standing joint meeting settles by itself, by its size.

    Parameters
    ----------
    standing : DataFrame
        What `standing_body` returned.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.

    Returns
    -------
    Axes
        The same axes: the best body of each size, its items, and where it is not proven to be the best a line up to the
        bound.

    Examples
    --------
    >>> from ipnetwork import load_plan, standing_body
    >>> ax = plot_coverage(standing_body(load_plan("guangzhou-2007"), sizes=range(5, 21, 5)), lang="en")
    """
    check_lang(lang)
    ax = ax or new_axes(8.27, 4.5)
    x, y = standing.index.to_numpy(float), standing["items"].to_numpy(float)
    ax.plot(x, y, "-o", color=LEAD_COLOR, markersize=6, linewidth=1.2, label=word("best_body", lang))
    ax.vlines(x, y, standing["bound"], color=PARTICIPANT_COLOR, linewidth=1.5)
    _write_above(ax, x, y)
    ax.set_xticks(x, [f"{size:g}" for size in x])
    ax.set_ylim(0, max(standing["bound"].max() if len(standing) else 1, 1) * 1.15)
    _frame(ax, word("body_size", lang), word("items_settled", lang))
    return ax


def _squares(ax: Axes, places: Sequence[tuple[float, float]], colors: Sequence[str]) -> None:
    """Fill the cells of a matrix."""
    from matplotlib.collections import PatchCollection  # noqa: PLC0415 – figures only
    from matplotlib.patches import Rectangle  # noqa: PLC0415 – figures only

    patches = [Rectangle((x - 0.46, y - 0.42), 0.92, 0.84) for x, y in places]
    ax.add_collection(PatchCollection(patches, facecolors=list(colors), edgecolors="none"))


def _write(ax: Axes, x: float, y: float, text: str, size: float, ink: str) -> None:
    ax.text(x, y, text, ha="center", va="center_baseline", size=size, family=font_family(), color=ink)


def _write_above(ax: Axes, x: Iterable[float], y: Iterable[float]) -> None:
    """Write each value above its point."""
    for at, count in zip(x, y, strict=True):
        ax.annotate(
            f"{count:g}", (at, count), xytext=(0, 9), textcoords="offset points", ha="center", size=_SIZE,
            family=font_family(), color=INK,
        )  # fmt: skip


def _columns(ax: Axes, heads: Sequence[str], size: float) -> None:
    """Head the columns of a matrix, above it, and take away what a matrix does not need."""
    ax.set_xlim(0.5, max(len(heads), 1) + 0.5)
    ax.set_xticks(range(1, len(heads) + 1), list(heads), family=font_family(), size=size, color=INK)
    ax.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left", "bottom"]].set_visible(False)
    ax.set_axisbelow(True)
    ax.hlines(range(len(ax.get_yticks())), 0.5, len(heads) + 0.5, color="#EEEEEE", linewidth=0.6, zorder=0)


def _key(ax: Axes, entries: Sequence[tuple[str, str]], size: float) -> None:
    """Explain the colours below the matrix."""
    from matplotlib.patches import Patch  # noqa: PLC0415 – figures only

    ax.legend(
        handles=[Patch(color=color, label=label) for color, label in entries], loc="upper left",
        bbox_to_anchor=(0, 0), ncols=len(entries), frameon=False, borderaxespad=0.2,
        prop={"family": font_family(), "size": size},
    )  # fmt: skip


def _caption(ax: Axes, caption: str, size: float) -> None:
    """Write below the key what the matrix shows."""
    ax.set_xlabel(caption, family=font_family(), size=size, color=INK, labelpad=1.9 * size)


def _frame(ax: Axes, below: str, beside: str) -> None:
    """Name the axes of a curve, and leave the light lines that help to read it."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 – figures only

    ax.set_xlabel(below, family=font_family(), size=_SIZE, color=INK)
    ax.set_ylabel(beside, family=font_family(), size=_SIZE, color=INK)
    ax.tick_params(labelsize=_SIZE, labelfontfamily=font_family()[0], colors=INK)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="y", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.legend(loc="best", frameon=False, prop={"family": font_family(), "size": _SIZE})
