"""Draw how sure a ranking is: each agency's rank, and its range over the readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.figures.rows import finish_rows, of_all, rows_that_fit, start_rows
from ipnetwork.style import FAINT, LEAD_COLOR, Lang, check_lang, measure_name, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from ipnetwork.readings import ReadingComparison


def plot_ranks(
    comparison: ReadingComparison,
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
    top: int | None = None,
    labels: Mapping[str, str] | None = None,
) -> Axes:
    """Draw for each agency its rank in the default reading as a disc, and a line from its best to its worst rank.

    Parameters
    ----------
    comparison : ReadingComparison
        What `compare_readings` returned.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the caption.
    top : int, optional
        Draw only so many agencies, the first in the default reading; the axis then says so. By default all.
    labels : mapping of str to str, optional
        What to call the agencies: ``plan.agencies["short_en"].to_dict()``. By default their names.

    Returns
    -------
    Axes
        The same axes; rank 1 is on the left. A disc without a line keeps its rank under every reading.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import compare_readings, load_plan, volume
    >>> ax = plot_ranks(compare_readings(load_plan("guangzhou-2007"), volume, leads=["as_designated"]), top=15)
    """
    check_lang(lang)
    called = dict(labels or {})
    shown = comparison.summary.iloc[: rows_that_fit(ax, top)]
    ax, size = start_rows(ax, [called.get(agency) or agency for agency in shown.index])
    rows = range(len(shown))
    ax.hlines(rows, shown["best"], shown["worst"], color=FAINT, linewidth=size / 4, label=word("rank_range", lang))
    ax.plot(shown["rank"], rows, "o", color=LEAD_COLOR, markersize=size * 0.65, label=word("rank_default", lang))
    ax.set_xlim(0.5, 0.5 + (shown["worst"].max() if len(shown) else 1))
    caption = word("rank", lang).format(measure=measure_name(comparison.measure, lang), common=len(comparison.summary))
    finish_rows(ax, of_all(caption, len(shown), len(comparison.summary), lang), size)
    return ax
