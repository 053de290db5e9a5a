"""Draw a plan of joint meetings: who attends which, and which groups sit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.figures.rows import key_columns, of_all, room_beside_labels, row_labels, rows_that_fit, start_rows, wrap
from ipnetwork.style import INK, LEAD_COLOR, PALE, Lang, check_lang, font_family, text_width, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from ipnetwork.meetings import MeetingPlan

_NARROWEST = 2.4  # font sizes: a column that holds a number and some air


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
        Draw only so many agencies, those with most meetings. By default all, or as many as given axes have room for.

    Returns
    -------
    Axes
        The same axes. The chair's square is dark; agencies with most meetings are on top, the others
        meeting by meeting. Where agencies or meetings are left out, the caption says so.

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
    shown = meetings.meetings[: max(int(room_beside_labels(ax, size) / (_NARROWEST * size)), 1)]
    chairs = [(one.chair, one.number) for one in shown]
    kept = [(agency, number) for agency in order for number in attends[agency] if number <= len(shown)]
    colors = [LEAD_COLOR if cell in chairs else PALE for cell in kept]
    _squares(ax, [(number, order.index(agency)) for agency, number in kept], colors)
    for (agency, number), color in zip(kept, colors, strict=True):
        ink = "white" if color == LEAD_COLOR else INK
        _write(ax, number, order.index(agency), str(counts.loc[agency, number]), size, ink)
    forms = [
        [word(name, lang).format(number=one.number, seats=one.seats, items=len(one.items)) for one in shown]
        for name in ("meeting_head", "meeting_head_tall", "meeting_number", "meeting_digits")
    ]
    _columns(ax, forms, size)
    key = [(LEAD_COLOR, "chair"), (PALE, "attends")]
    lines = _key(ax, [(color, word(name, lang)) for color, name in key], size)
    parts = [of_all(word("attendance", lang), len(order), len(counts), lang)] if len(order) < len(counts) else []
    if len(shown) < len(meetings.meetings):
        parts.append(word("first_meetings", lang).format(first=len(shown), all=len(meetings.meetings)))
    _caption(ax, " · ".join(parts), size, lines)
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
    numbers = range(1, meetings + 1)
    _columns(
        ax, [[word("meeting_number", lang).format(number=number) for number in numbers], [*map(str, numbers)]], size
    )
    lines = _key(ax, [(LEAD_COLOR, word("whole_group", lang)), (PALE, word("part_of_group", lang))], size)
    _caption(ax, word("group_coverage", lang), size, lines)
    return ax


def _group_label(group: object, names: Sequence[str], lang: Lang) -> str:
    """Name a group by its first agencies and its size."""
    first = ("、" if lang == "zh" else ", ").join(names[:2])
    return word("group", lang).format(group=group, first=first, size=len(names))


def _squares(ax: Axes, places: Sequence[tuple[float, float]], colors: Sequence[str]) -> None:
    """Fill the cells of a matrix."""
    from matplotlib.collections import PatchCollection  # noqa: PLC0415 – figures only
    from matplotlib.patches import Rectangle  # noqa: PLC0415 – figures only

    patches = [Rectangle((x - 0.46, y - 0.42), 0.92, 0.84) for x, y in places]
    ax.add_collection(PatchCollection(patches, facecolors=list(colors), edgecolors="none"))


def _write(ax: Axes, x: float, y: float, text: str, size: float, ink: str) -> None:
    ax.text(x, y, text, ha="center", va="center_baseline", size=size, family=font_family(), color=ink)


def _columns(ax: Axes, forms: Sequence[Sequence[str]], size: float) -> None:
    """Head the columns of a matrix in the first form that fits, and leave out what a matrix does not need."""
    room = room_beside_labels(ax, size) / max(len(forms[0]), 1) - 0.5 * size
    fits = (all(text_width(line, size) <= room for head in form for line in head.split("\n")) for form in forms)
    heads = next((form for form, fit in zip(forms, fits, strict=True) if fit), forms[-1])
    ax.set_xlim(0.5, max(len(heads), 1) + 0.5)
    ax.set_xticks(range(1, len(heads) + 1), list(heads), family=font_family(), size=size, color=INK)
    ax.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left", "bottom"]].set_visible(False)
    ax.set_axisbelow(True)
    ax.hlines(range(len(ax.get_yticks())), 0.5, len(heads) + 0.5, color="#EEEEEE", linewidth=0.6, zorder=0)


def _key(ax: Axes, entries: Sequence[tuple[str, str]], size: float) -> int:
    """Explain the colours below the matrix, and return how many lines that takes."""
    from matplotlib.patches import Patch  # noqa: PLC0415 – figures only

    columns = key_columns([label for _, label in entries], room_beside_labels(ax, size), size)
    ax.legend(
        handles=[Patch(color=color, label=label) for color, label in entries], loc="upper left",
        bbox_to_anchor=(0, 0), ncols=columns, frameon=False, borderaxespad=0.2,
        prop={"family": font_family(), "size": size},
    )  # fmt: skip
    return -(-len(entries) // columns)


def _caption(ax: Axes, caption: str, size: float, lines: int) -> None:
    """Write below the key what the matrix shows."""
    wrapped = wrap(caption, room_beside_labels(ax, size), size)
    ax.set_xlabel(wrapped, family=font_family(), size=size, color=INK, labelpad=lines * 1.9 * size, loc="left")
