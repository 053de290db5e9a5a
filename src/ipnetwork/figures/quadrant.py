"""Draw how widely each agency works with others, and how deeply: the quadrant of the co-issuing literature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.figures.rows import drawable, row_labels, shorten
from ipnetwork.style import FAINT, INK, LEAD_COLOR, Lang, check_lang, font_family, new_axes, word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_SIZE = 11.0  # points


def plot_quadrant(load: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh", top: int = 12) -> Axes:
    """Draw each agency at its breadth (合作广度) and depth (合作深度), parted at the medians.

    Parameters
    ----------
    load : DataFrame
        What `agency_load` returned: ``breadth``, ``depth``, ``volume``, ``short``, ``short_en``.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    top : int, default 12
        How many agencies to label, those with most contacts, and those that equal the last of them.

    Returns
    -------
    Axes
        The same axes. A disc grows with the number of agencies that share its place. Agencies that meet nobody are
        left out, and the caption counts them.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import agency_load, load_plan
    >>> ax = plot_quadrant(agency_load(load_plan("guangzhou-2007")), lang="en")
    """
    import textalloc  # noqa: PLC0415 – imports pyplot

    check_lang(lang)
    ax = ax or new_axes(8.27, 5.8)
    meeting = load[load["breadth"] > 0]
    named = meeting.nlargest(top, "volume", keep="all")
    labels = drawable(shorten(label, 150, _SIZE) for label in row_labels(named, lang))
    spots = meeting.groupby(["breadth", "depth"]).size()
    x, y = spots.index.get_level_values(0).to_numpy(float), spots.index.get_level_values(1).to_numpy(float)
    ax.scatter(x, y, s=28 * spots.to_numpy(), color=LEAD_COLOR, alpha=0.75, linewidths=0, zorder=2)
    if len(meeting):
        ax.axvline(meeting["breadth"].median(), color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
        ax.axhline(meeting["depth"].median(), color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    ax.margins(0.09)
    _frame(ax, _caption(len(load) - len(meeting), lang), lang)
    if len(named):
        textalloc.allocate(
            ax, named["breadth"].to_numpy(float), named["depth"].to_numpy(float), labels,
            x_scatter=x, y_scatter=y, textsize=_SIZE, textcolor=INK, linecolor=FAINT, linewidth=0.7,
            min_distance=0.014, max_distance=0.35, family=font_family(),
        )  # fmt: skip
    return ax


def _caption(alone: int, lang: Lang) -> str:
    """Name the axis, and count the agencies that are not on it."""
    return word("breadth", lang) + (word("not_shown", lang).format(alone=alone) if alone else "")


def _frame(ax: Axes, caption: str, lang: Lang) -> None:
    ax.set_xlabel(caption, family=font_family(), size=_SIZE, color=INK)
    ax.set_ylabel(word("depth", lang), family=font_family(), size=_SIZE, color=INK)
    ax.tick_params(labelsize=_SIZE, labelfontfamily=font_family()[0], colors=INK)
    ax.spines[["top", "right"]].set_visible(False)
