"""Draw what the size of a room or of a standing body takes and gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.style import (
    FAINT,
    GRID,
    INK,
    LEAD_COLOR,
    PARTICIPANT_COLOR,
    Lang,
    check_lang,
    font_family,
    new_axes,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.axes import Axes

_SIZE = 12.0  # points


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


def _write_above(ax: Axes, x: Iterable[float], y: Iterable[float]) -> None:
    """Write each value above its point."""
    for at, count in zip(x, y, strict=True):
        ax.annotate(
            f"{count:g}", (at, count), xytext=(0, 9), textcoords="offset points", ha="center", size=_SIZE,
            family=font_family(), color=INK,
        )  # fmt: skip


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
