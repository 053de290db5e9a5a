"""Place labels beside the points of a scatter so that none covers another, a point, or the edge."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ipnetwork.figures.rows import axes_size
from ipnetwork.style import FAINT, INK, font_family, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

_HEIGHT = 1.35  # of a line of text, in font sizes
_AIR = 2.0  # points between boxes
_NEAR = 6.0  # points between a disc and a label that needs no line to it
_STEPS = (0.0, 10.0, 20.0, 32.0, 46.0, 62.0, 80.0)  # points farther out
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))  # right first: text reads that way


class _Box(NamedTuple):
    """A rectangle in points."""

    left: float
    low: float
    right: float
    high: float

    def covers(self, other: _Box) -> bool:
        """Say whether two rectangles come closer than they should."""
        return (
            self.left < other.right + _AIR
            and other.left < self.right + _AIR
            and self.low < other.high + _AIR
            and other.low < self.high + _AIR
        )


def place_labels(ax: Axes, labelled: Sequence[tuple[float, float, float, str]], size: float) -> int:
    """Write each label as near to its point as there is room, the first ones first, with a line to it from afar.

    Parameters
    ----------
    ax : matplotlib Axes
        With its scatter drawn and its limits set. The layout of its figure is settled here.
    labelled : sequence of (float, float, float, str)
        Place in data, area of the disc in points² as ``scatter`` takes it, label.
    size : float
        Font size in points.

    Returns
    -------
    int
        How many labels found no room and are not written.
    """
    figure = ax.get_figure(root=True)
    if figure is not None and figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
    taken = list(_discs(ax))
    left_out = 0
    for x, y, area, label in labelled:
        at = _points(ax, x, y)
        box = next(
            (
                one
                for one in _candidates(ax, at, area, (text_width(label, size), _HEIGHT * size))
                if not any(one.covers(other) for other in taken)
            ),
            None,
        )
        if box is None:
            left_out += 1
            continue
        taken.append(box)
        _write(ax, (x, y), at, box, (label, size, np.sqrt(area / np.pi)))
    return left_out


def _candidates(ax: Axes, at: tuple[float, float], area: float, extent: tuple[float, float]) -> Iterator[_Box]:
    """Yield where a label may stand, from near to far, as far as it stays inside the axes."""
    width, height = axes_size(ax)
    radius = float(np.sqrt(area / np.pi))
    for step, (across, up) in product(_STEPS, _SIDES):
        far = radius + _NEAR / 2 + step
        x = at[0] + across * (far + extent[0] / 2)
        y = at[1] + up * (far + extent[1] / 2)
        box = _Box(x - extent[0] / 2, y - extent[1] / 2, x + extent[0] / 2, y + extent[1] / 2)
        if box.left >= 0 and box.low >= 0 and box.right <= width and box.high <= height:
            yield box


def _discs(ax: Axes) -> Iterator[_Box]:
    """Yield the discs that the axes hold."""
    from matplotlib.collections import PathCollection  # noqa: PLC0415 – figures only

    scatters = [each for each in ax.collections if isinstance(each, PathCollection)]
    for collection in scatters:
        offsets = np.asarray(collection.get_offsets())
        for (x, y), area in zip(offsets, np.resize(collection.get_sizes(), len(offsets)), strict=True):
            across, up = _points(ax, float(x), float(y))
            radius = float(np.sqrt(area / np.pi))
            yield _Box(across - radius, up - radius, across + radius, up + radius)


def _points(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Return where a place in data is, in points from the lower left corner of the axes."""
    corner = ax.get_window_extent().min
    across, up = (ax.transData.transform((x, y)) - corner) * 72 / ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    return float(across), float(up)


def _write(
    ax: Axes, spot: tuple[float, float], at: tuple[float, float], box: _Box, look: tuple[str, float, float]
) -> None:
    """Write a label into its box, with a line to its point where they are apart."""
    label, size, radius = look
    middle = (box.left + box.right) / 2, (box.low + box.high) / 2
    apart = max(box.left - at[0], at[0] - box.right, box.low - at[1], at[1] - box.high) > radius + _NEAR
    arrow = {"arrowstyle": "-", "color": FAINT, "linewidth": 0.7, "shrinkA": 0, "shrinkB": radius}
    written = ax.annotate(
        label, spot, xytext=(middle[0] - at[0], middle[1] - at[1]), textcoords="offset points",
        ha="center", va="center", bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        size=size, family=font_family(), color=INK, arrowprops=arrow if apart else None, zorder=4,
    )  # fmt: skip
    written.set_in_layout(False)
