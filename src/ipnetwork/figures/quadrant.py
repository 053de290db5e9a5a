"""Draw how widely each agency works with others, and how deeply: the quadrant of the co-issuing literature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.figures.placing import place_labels
from ipnetwork.figures.rows import axes_size, drawable, row_labels, shorten, wrap
from ipnetwork.style import FAINT, INK, LEAD_COLOR, Lang, check_lang, font_family, new_axes, word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_SIZE = 11.0  # points
_WIDEST = 150.0  # points of a label


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
        The same axes. A disc grows with the number of agencies that share its place, and they share its label. Agencies
        that meet nobody are left out, and the caption counts them; so are labels for which there is no room.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import agency_load, load_plan
    >>> ax = plot_quadrant(agency_load(load_plan("guangzhou-2007")), lang="en")
    """
    check_lang(lang)
    ax = ax or new_axes(8.27, 5.8)
    meeting = load[load["breadth"] > 0]
    named = meeting.nlargest(top, "volume", keep="all")
    spots = meeting.groupby(["breadth", "depth"]).size()
    x, y = spots.index.get_level_values(0).to_numpy(float), spots.index.get_level_values(1).to_numpy(float)
    ax.scatter(x, y, s=28 * spots.to_numpy(), color=LEAD_COLOR, alpha=0.75, linewidths=0, zorder=2)
    if len(meeting):
        ax.axvline(meeting["breadth"].median(), color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
        ax.axhline(meeting["depth"].median(), color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    ax.margins(0.09)
    _frame(ax, lang)
    labels = _labels(named, lang)
    left_out = place_labels(ax, [(*spot, 28 * spots[spot], label) for spot, label in labels.items()], _SIZE)
    _write_caption(ax, len(load) - len(meeting), left_out, lang)
    return ax


def _labels(named: pd.DataFrame, lang: Lang) -> dict[tuple[float, float], str]:
    """Return one label for each place: the agency that is there, or the first of them and how many more."""
    shared: dict[tuple[float, float], list[str]] = {}
    for breadth, depth, label in zip(named["breadth"], named["depth"], row_labels(named, lang), strict=True):
        shared.setdefault((breadth, depth), []).append(label)
    told = {}
    for spot, names in shared.items():
        more = word("and_more", lang).format(count=len(names) - 1, all=len(names)) if len(names) > 1 else ""
        told[spot] = shorten(names[0], _WIDEST, _SIZE) + more
    return dict(zip(told, drawable(told.values()), strict=True))


def _write_caption(ax: Axes, alone: int, left_out: int, lang: Lang) -> None:
    """Name the axis, and count the agencies that are not on it and those that have no label for want of room."""
    parts = [word("breadth", lang)]
    if alone:
        parts.append(word("not_shown", lang).format(alone=alone))
    if left_out:
        parts.append(word("not_labelled", lang).format(count=left_out))
    caption = "".join(parts)
    ax.set_xlabel(wrap(caption, axes_size(ax)[0], _SIZE), family=font_family(), size=_SIZE, color=INK)


def _frame(ax: Axes, lang: Lang) -> None:
    ax.set_xlabel(word("breadth", lang), family=font_family(), size=_SIZE, color=INK)
    ax.set_ylabel(word("depth", lang), family=font_family(), size=_SIZE, color=INK)
    ax.tick_params(labelsize=_SIZE, labelfontfamily=font_family()[0], colors=INK)
    ax.spines[["top", "right"]].set_visible(False)
