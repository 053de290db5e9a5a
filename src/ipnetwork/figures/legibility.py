"""Find what nobody could read on a figure: text that is too small, covered, cut off, or without a glyph."""

from __future__ import annotations

import unicodedata
import warnings
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

import pandas as pd

from ipnetwork.style import PAGES, SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure, SubFigure
    from matplotlib.transforms import Bbox

_TOUCH = 0.5  # points by which boxes may overlap: a descender in the line above covers nothing


class _Label(NamedTuple):
    """A text as it is drawn, the box that it fills in points, and the characters that its fonts lack."""

    text: str
    size: float
    box: Bbox
    lacking: str


def check_figure(figure: Figure | SubFigure, *, size: str = "a4") -> pd.DataFrame:
    """List what cannot be read on a figure where it is used: on a page or a slide.

    Parameters
    ----------
    figure : matplotlib Figure
        The figure of any axes that a plot function returned: ``ax.figure``.
    size : {"a4", "a4-landscape", "slide", "a4-figure", "slide-figure"}, default "a4"
        What it is put on. A larger figure is thought of as shrunk to fit, a smaller one as it is.

    Returns
    -------
    DataFrame
        One row a problem: ``problem`` (small, overlap, outside, glyph), ``text``, ``detail``. Empty for a figure that
        can be read. Small is text below 7 points. Boxes that overlap by less than half a point do not count.
        ``attrs["smallest"]`` is the size of the smallest text in points, NaN where there is none.

    Raises
    ------
    ValueError
        If the size is none of these.

    Notes
    -----
    Boxes are measured as drawn. That of text at an angle other than a right one is taken as upright, so such texts
    may be listed though they only come close.

    Examples
    --------
    >>> from ipnetwork import agency_load, load_plan, plot_load
    >>> ax = plot_load(agency_load(load_plan("guangzhou-2007")), top=12)
    >>> check_figure(ax.figure, size="slide").empty
    True
    """
    if size not in PAGES:
        raise ValueError(f"size must be one of {', '.join(PAGES)}, not {size!r}")
    whole = cast("Figure", figure.get_figure(root=True) or figure)
    width, height = whole.get_size_inches()
    shrunk = min(1.0, PAGES[size][0] / width, PAGES[size][1] / height)
    labels = list(_labels(whole))
    rows = [
        *(("small", one.text, f"{one.size * shrunk:.1f} pt") for one in labels if one.size * shrunk < SMALLEST - 0.01),
        *_overlaps(labels),
        *(
            ("outside", one.text, "beyond the edge")
            for one in labels
            if not _holds(one.box, float(width) * 72, float(height) * 72)
        ),
        *(("glyph", one.text, one.lacking) for one in labels if one.lacking),
    ]
    table = pd.DataFrame(rows, columns=["problem", "text", "detail"], dtype="str")
    table.attrs["smallest"] = round(min((one.size * shrunk for one in labels), default=float("nan")), 2)
    return table


def _labels(figure: Figure) -> Iterator[_Label]:
    """Yield the texts of a figure that are drawn, and where."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 – figures only
    from matplotlib.text import Text  # noqa: PLC0415 – figures only

    canvas = figure.canvas
    try:
        FigureCanvasAgg(figure)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Glyph")  # what is missing is listed
            figure.draw_without_rendering()
        unseen = _unseen(figure)
        for text in figure.findobj(Text):
            assert isinstance(text, Text)  # noqa: S101 – what was asked for
            if id(text) in unseen or not text.get_visible() or not text.get_text().strip():
                continue
            # That of the text alone: an annotation counts the line to its point, too.
            box = Text.get_window_extent(text).transformed(figure.dpi_scale_trans.inverted())
            points = type(box)(box.get_points() * 72)
            shown = text.get_text().replace(r"\$", "$")
            held = _held(tuple(text.get_fontfamily()))
            drawn = {one for one in shown if one != "\n" and not unicodedata.category(one).startswith("Z")}
            yield _Label(shown, float(text.get_fontsize()), points, " ".join(sorted(drawn - held)))
    finally:
        figure.set_canvas(canvas)


@cache
def _held(families: tuple[str, ...]) -> frozenset[str]:
    """Return the characters that matplotlib can draw with some font families."""
    from matplotlib import font_manager, ft2font  # noqa: PLC0415 – figures only

    held: set[str] = set()
    for family in families:
        path = font_manager.findfont(font_manager.FontProperties(family=[family]))
        held |= set(map(chr, ft2font.FT2Font(str(path)).get_charmap()))
    return frozenset(held)


def _unseen(figure: Figure) -> set[int]:
    """Return the labels of ticks that are not drawn: beyond the ends of an axis, or of axes without a frame."""
    hidden: set[int] = set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not ax.axison or not ax.get_visible() or not low <= tick.get_loc() <= high:
                    hidden |= {id(tick.label1), id(tick.label2)}
    return hidden


def _overlaps(labels: list[_Label]) -> Iterator[tuple[str, str, str]]:
    """Yield the labels that cover one another, from left to right."""
    ordered = sorted(labels, key=lambda one: float(one.box.x0))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.box.x0 >= one.box.x1 - _TOUCH:
                break
            across = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
            along = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
            if across > _TOUCH and along > _TOUCH:
                yield "overlap", one.text, other.text


def _holds(box: Bbox, width: float, height: float) -> bool:
    """Say whether a box is on the page."""
    return bool(box.x0 >= -_TOUCH and box.y0 >= -_TOUCH and box.x1 <= width + _TOUCH and box.y1 <= height + _TOUCH)
