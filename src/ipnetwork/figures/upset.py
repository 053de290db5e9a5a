"""Draw which combinations of agencies recur: an UpSet diagram, a column a combination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.figures.rows import drawable
from ipnetwork.style import INK, LEAD_COLOR, Lang, check_lang, font_family, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

_SIZE = 11.0  # points
_ROW, _BARS = 0.3, 1.8  # inches: an agency; the bars above


def plot_upset(
    combinations: pd.DataFrame,
    *,
    figure: Figure | SubFigure | None = None,
    lang: Lang = "zh",
    top: int = 15,
    labels: Mapping[str, str] | None = None,
) -> Figure | SubFigure:
    """Draw recurring combinations of agencies: who is in each, and on how many items they are together.

    Parameters
    ----------
    combinations : DataFrame
        ``agencies`` (tuple) and ``items`` (number), most first, such as `co_leads` returns.
    figure : matplotlib Figure or SubFigure, optional
        Where to draw; it takes two panels. By default a new figure.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    top : int, default 15
        How many combinations to draw, the first.
    labels : mapping of str to str, optional
        What to call the agencies: ``plan.agencies["short_en"].to_dict()``. By default their names.

    Returns
    -------
    Figure or SubFigure
        The same. Each column is a combination: discs for its agencies, joined by a line, and a bar for its items.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    References
    ----------
    Lex, A. et al. (2014). UpSet: visualization of intersecting sets. IEEE Transactions on Visualization and Computer
    Graphics 20(12).

    Examples
    --------
    >>> from ipnetwork import co_leads, load_plan
    >>> figure = plot_upset(co_leads(load_plan("guangzhou-2007")).query("items > 1"))
    """
    check_lang(lang)
    shown = combinations.iloc[:top]
    called = dict(labels or {})
    agencies = list(dict.fromkeys(agency for who in shown["agencies"] for agency in who))
    names = drawable(called.get(agency) or agency for agency in agencies)
    if figure is None:
        from matplotlib import pyplot as plt  # noqa: PLC0415 – slow, and only here

        figure = plt.figure(figsize=(8.27, max(len(agencies), 3) * _ROW + _BARS), layout="constrained")
    bars, matrix = figure.subplots(2, 1, sharex=True, height_ratios=[_BARS, max(len(agencies), 3) * _ROW])
    columns = range(len(shown))
    for column, who in enumerate(shown["agencies"]):
        places = sorted(agencies.index(agency) for agency in who)
        matrix.plot([column] * len(agencies), range(len(agencies)), "o", color="#E2E2E2", markersize=8, zorder=1)
        matrix.plot([column] * len(places), places, "-o", color=LEAD_COLOR, markersize=8, linewidth=1.6, zorder=2)
    matrix.set_yticks(range(len(names)), names, family=font_family(), size=_SIZE, color=INK)
    bars.bar(list(columns), shown["items"], width=0.6, color=LEAD_COLOR)
    for column, count in zip(columns, shown["items"], strict=True):
        bars.annotate(
            str(count), (column, count), xytext=(0, 3), textcoords="offset points", ha="center", size=_SIZE,
            family=font_family(), color=INK,
        )  # fmt: skip
    _frame(bars, matrix, word("items_together", lang))
    return figure


def _frame(bars: Axes, matrix: Axes, caption: str) -> None:
    """Put the first agency on top, and leave out what the numbers say already."""
    matrix.set_ylim(max(len(matrix.get_yticks()), 1) - 0.5, -0.5)
    for ax in (bars, matrix):
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0, labelbottom=False)
    bars.set_yticks([])
    bars.set_ylabel(caption, family=font_family(), size=_SIZE, color=INK)
    bars.margins(y=0.15)
