"""Draw which combinations of agencies recur: an UpSet diagram, a column a combination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.figures.rows import drawable, shorten
from ipnetwork.style import INK, LEAD_COLOR, SMALLEST, Lang, check_lang, font_family, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

_SIZE = 11.0  # points
_ROW, _BARS = 0.3, 1.8  # inches: an agency; the bars above
_PITCH = 1.5  # height of a row, in font sizes
_BELOW = 40.0  # points for the line below, and the air between
_LABELS = 0.4  # the most of the width that labels take


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
        How many combinations to draw at most, the first; fewer where a given figure has no room for their agencies.
    labels : mapping of str to str, optional
        What to call the agencies: ``plan.agencies["short_en"].to_dict()``. By default their names.

    Returns
    -------
    Figure or SubFigure
        The same. Each column is a combination: discs for its agencies, joined by a line, and a bar for its items. A
        line below says of how many combinations these are the first.

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
    called = dict(labels or {})
    room = int((_height(figure) - _BARS * 72 - _BELOW) / (SMALLEST * _PITCH)) if figure is not None else None
    shown = _first(combinations, top, room)
    agencies = _agencies(shown)
    if figure is None:
        from matplotlib import pyplot as plt  # noqa: PLC0415 – slow, and only here

        figure = plt.figure(figsize=(8.27, max(len(agencies), 3) * _ROW + _BARS + 0.4), layout="constrained")
    rows = max(len(agencies), 3)
    size = min(_SIZE, (_height(figure) - _BARS * 72 - _BELOW) / (rows * _PITCH))
    names = drawable(shorten(called.get(agency) or agency, _LABELS * _width(figure), size) for agency in agencies)
    bars, matrix = figure.subplots(2, 1, sharex=True, height_ratios=[_BARS * 72, rows * _PITCH * size])
    columns = range(len(shown))
    for column, who in enumerate(shown["agencies"]):
        places = sorted(agencies.index(agency) for agency in who)
        matrix.plot([column] * len(agencies), range(len(agencies)), "o", color="#E2E2E2", markersize=8, zorder=1)
        matrix.plot([column] * len(places), places, "-o", color=LEAD_COLOR, markersize=8, linewidth=1.6, zorder=2)
    matrix.set_yticks(range(len(names)), names, family=font_family(), size=size, color=INK)
    bars.bar(list(columns), shown["items"], width=0.6, color=LEAD_COLOR)
    for column, count in zip(columns, shown["items"], strict=True):
        bars.annotate(
            str(count), (column, count), xytext=(0, 3), textcoords="offset points", ha="center", size=size,
            family=font_family(), color=INK,
        )  # fmt: skip
    part = word("first_combinations", lang).format(top=len(shown), all=len(combinations))
    _frame(bars, matrix, word("items_together", lang), part if len(shown) < len(combinations) else "", size)
    return figure


def _first(combinations: pd.DataFrame, top: int, room: int | None) -> pd.DataFrame:
    """Return the first combinations, no more than whose agencies find room."""
    shown = combinations.iloc[:top]
    while room is not None and len(shown) > 1 and len(_agencies(shown)) > room:
        shown = shown.iloc[:-1]
    return shown


def _agencies(combinations: pd.DataFrame) -> list[str]:
    """Return who is in any of the combinations, by first appearance."""
    return list(dict.fromkeys(agency for who in combinations["agencies"] for agency in who))


def _height(figure: Figure | SubFigure) -> float:
    return float(figure.bbox.height * 72 / figure.dpi)


def _width(figure: Figure | SubFigure) -> float:
    return float(figure.bbox.width * 72 / figure.dpi)


def _frame(bars: Axes, matrix: Axes, caption: str, part: str, size: float) -> None:
    """Put the first agency on top, and leave out what the numbers say already."""
    matrix.set_ylim(max(len(matrix.get_yticks()), 1) - 0.5, -0.5)
    for ax in (bars, matrix):
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0, labelbottom=False)
    bars.set_yticks([])
    bars.set_ylabel(caption, family=font_family(), size=size, color=INK)
    bars.margins(y=0.15)
    matrix.set_xlabel(part, family=font_family(), size=size, color=INK, loc="left")
