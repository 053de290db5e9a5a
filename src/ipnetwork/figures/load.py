"""Draw the load of each agency as a bar: the items it leads, then those it joins."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from ipnetwork.style import (
    INK,
    LEAD_COLOR,
    PARTICIPANT_COLOR,
    Lang,
    check_lang,
    font_family,
    missing_glyphs,
    new_axes,
    plain,
    word,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_COMFORTABLE, _LARGEST = 8.0, 12.0  # points
_ROW = 1.5


def plot_load(load: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh", top: int | None = None) -> Axes:
    """Draw a bar for each agency, the busiest on top: items it leads, and items it joins, hatched.

    Parameters
    ----------
    load : DataFrame
        What `agency_load` returned: ``leads``, ``participations``, ``short``, ``short_en``.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    top : int, optional
        Draw only so many agencies, the busiest; the axis then says so. By default all.

    Returns
    -------
    Axes
        The same axes. Each bar ends with its numbers: ``21 + 3`` is 21 items led and 3 joined.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import agency_load, load_plan
    >>> ax = plot_load(agency_load(load_plan("guangzhou-2007")), top=12, lang="en")
    """
    check_lang(lang)
    shown = load.assign(total=load["leads"] + load["participations"])
    shown = shown.sort_values(["total", "leads"], ascending=False, kind="stable").iloc[:top]
    names = shown["short_en"].where(shown["short_en"] != "", shown["short"]) if lang == "en" else shown["short"]
    labels = [plain(name) for name in names]
    lacking = missing_glyphs(labels)
    if lacking:
        warnings.warn(f"the font has no glyph for {' '.join(lacking)}; write these labels otherwise", stacklevel=2)
    ax = ax or new_axes(8.27, (len(shown) + 4) * _COMFORTABLE * _ROW / 72)
    size = _font_size(ax, len(shown))
    _draw_bars(ax, shown, lang)
    for at, (led, joined) in enumerate(zip(shown["leads"], shown["participations"], strict=True)):
        ax.annotate(
            f"{led} + {joined}", (led + joined, at), xytext=(size * 0.4, 0), textcoords="offset points",
            va="center_baseline", size=size, family=font_family(), color=INK,
        )  # fmt: skip
    ax.set_yticks(range(len(shown)), labels, family=font_family(), size=size, color=INK)
    caption = word("number_of_items", lang)
    if len(shown) < len(load):
        caption += " · " + word("top_of", lang).format(top=len(shown), all=len(load))
    ax.set_xlabel(caption, family=font_family(), size=size, color=INK)
    _clear_frame(ax, shown["total"].max() if len(shown) else 1, len(shown), size)
    ax.legend(loc="lower right", frameon=False, prop={"family": font_family(), "size": size})
    return ax


def _font_size(ax: Axes, rows: int) -> float:
    """Return the font size at which neighbouring labels do not touch."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 – axes that can be drawn on have a figure
    height = ax.get_position().height * figure.get_size_inches()[1] * 72
    return float(min(height / (max(rows, 1) * _ROW), _LARGEST))


def _draw_bars(ax: Axes, shown: pd.DataFrame, lang: Lang) -> None:
    """Draw a bar only where there is something to count: an empty one would leave its outline."""
    looks: dict[str, dict[str, Any]] = {
        "leads": {"color": LEAD_COLOR, "label": word("lead", lang)},
        "participations": {
            "facecolor": "white", "edgecolor": PARTICIPANT_COLOR, "hatch": "/////", "linewidth": 0.8,
            "label": word("participant", lang),
        },
    }  # fmt: skip
    starts = {"leads": 0 * shown["leads"], "participations": shown["leads"]}
    for name, look in looks.items():
        rows = [at for at, count in enumerate(shown[name]) if count]
        ax.barh(rows, shown[name].iloc[rows], left=starts[name].iloc[rows], height=0.72, **look)


def _clear_frame(ax: Axes, longest: float, rows: int, size: float) -> None:
    """Leave what helps reading: whole numbers below, light lines upwards, no frame."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 – figures only

    ax.set(xlim=(0, longest * 1.12), ylim=(rows - 0.4, -0.6))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="x", labelsize=size, labelfontfamily=font_family()[0], colors=INK)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_axisbelow(True)
    ax.grid(axis="x", color="#DDDDDD", linewidth=0.6)
