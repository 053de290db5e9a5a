"""The sheets that figures are drawn on: pages of paper and slides."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches. The last two are what a page and a slide of a briefing leave between margins, heading and caption.
PAGES = {
    "a4": (8.27, 11.69),
    "a4-landscape": (11.69, 8.27),
    "slide": (13.333, 7.5),
    "a4-figure": (7.0, 9.0),
    "slide-figure": (12.3, 5.4),
}
SMALLEST = 7.0  # points: what is printed smaller, nobody reads


def new_axes(width: float, height: float) -> Axes:
    """Return axes on a new figure of this size, in inches, as pyplot makes them for a notebook."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 – slow, and only here

    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def new_figure(page: str, *, rows: int | None = None) -> Figure:
    """Return a blank figure of a page's size (`PAGES`), known to nobody else; less tall where few rows need less."""
    from matplotlib.figure import Figure  # noqa: PLC0415 – figures only

    width, height = PAGES[page]
    return Figure(figsize=(width, min(height, 1.2 + 0.26 * rows) if rows is not None else height), layout="constrained")


def own_look() -> AbstractContextManager[None]:
    """Return a context in which the caller's matplotlib settings do not count: the same plan, the same bytes."""
    from matplotlib import style  # noqa: PLC0415 – figures only

    return cast(AbstractContextManager[None], style.context("default", after_reset=False))
