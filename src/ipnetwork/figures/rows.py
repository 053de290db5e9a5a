"""What all charts with one row an agency share: room for the labels, rows that do not touch, a light frame."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from ipnetwork.style import (
    GRID,
    INK,
    SMALLEST,
    STAND_IN,
    font_family,
    missing_glyphs,
    new_axes,
    plain,
    text_width,
    tidy,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from ipnetwork.style import Lang

_COMFORTABLE, _LARGEST = 8.0, 12.0  # points
_ROW = 1.5  # height of a row, in font sizes
_AXIS = 0.9  # room for axis, caption and key of a new figure, in inches
_AROUND = 8.7  # room for the numbers of the axis, a caption and a key of up to three lines, in font sizes
_FEWEST = 4
_LABELS = 0.4  # the most of the width that labels take
_UNSETTLED = (0.775, 0.77)  # the part of a figure that axes have before its layout is settled
_KEY = 4.5  # room for a mark of the key and the air around it, in font sizes


def row_labels(table: pd.DataFrame, lang: Lang) -> list[str]:
    """Return the label of each row: the English one where there is one and it is asked for, else the Chinese."""
    names = table["short_en"].where(table["short_en"] != "", table["short"]) if lang == "en" else table["short"]
    return names.tolist()


def drawable(labels: Iterable[str]) -> list[str]:
    """Return labels as they can be drawn, and warn of characters that the font lacks, on behalf of a plot function."""
    told = [str(label) for label in labels]
    lacking = missing_glyphs(map(tidy, told))
    if lacking:
        advice = f"drawn as {STAND_IN}; write these labels otherwise"
        warnings.warn(f"the font has no glyph for {' '.join(lacking)}, {advice}", stacklevel=3)
    return [plain(label) for label in told]


def shorten(label: str, width: float, size: float) -> str:
    """Cut a label that is wider than some points at a font size, and end it with an ellipsis."""
    if text_width(label, size) <= width:
        return label
    kept = label
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def rows_that_fit(ax: Axes | None, top: int | None) -> int | None:
    """Return how many rows to draw: as many as asked for, but no more than axes have room for at legible size.

    New axes grow with their rows and hold any number.
    """
    if ax is None:
        return top
    room = max(int((_settled_size(ax)[1] / SMALLEST - _AROUND) / _ROW), 1)
    return room if top is None else min(top, room)


def start_rows(ax: Axes | None, labels: list[str]) -> tuple[Axes, float]:
    """Return axes with a labelled row for each label, the first on top, and the font size that they allow."""
    if ax is None:
        ax, size = new_axes(8.27, max(len(labels), _FEWEST) * _COMFORTABLE * _ROW / 72 + _AXIS), _COMFORTABLE
    else:
        size = min(_settled_size(ax)[1] / (max(len(labels), 1) * _ROW + _AROUND), _LARGEST)
    widest = _LABELS * _settled_size(ax)[0]
    shown = drawable(shorten(tidy(label), widest, size) for label in labels)
    ax.set_yticks(range(len(labels)), shown, family=font_family(), size=size, color=INK)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    return ax, size


def axes_size(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes in points, whatever figure or part of a figure they stand in."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 – axes that can be drawn on have a figure
    box = ax.get_window_extent()
    return float(box.width * 72 / figure.dpi), float(box.height * 72 / figure.dpi)


def _settled_size(ax: Axes) -> tuple[float, float]:
    """Return about how wide and high the axes are going to be with all that is written around them."""
    width, height = axes_size(ax)
    figure = ax.get_figure(root=True)
    if figure is None or figure.get_layout_engine() is None:
        return width, height
    return width / _UNSETTLED[0], height / _UNSETTLED[1]


def finish_rows(ax: Axes, caption: str, size: float) -> None:
    """Leave what helps reading: a caption, whole numbers below, light lines upwards, a key above, no frame."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 – figures only

    room = room_beside_labels(ax, size)
    ax.set_xlabel(wrap(caption, room, size), family=font_family(), size=size, color=INK, loc="left")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="x", labelsize=size, labelfontfamily=font_family()[0], colors=INK)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_axisbelow(True)
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    _, entries = ax.get_legend_handles_labels()
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=key_columns(entries, room, size), frameon=False,
        borderaxespad=0.2, prop={"family": font_family(), "size": size},
    )  # fmt: skip


def room_beside_labels(ax: Axes, size: float) -> float:
    """Return about how wide the axes are going to be beside the labels of their rows, in points."""
    labels = max((text_width(label.get_text(), size) for label in ax.get_yticklabels()), default=0.0)
    return _settled_size(ax)[0] - labels - 2 * size


def key_columns(entries: Sequence[str], room: float, size: float) -> int:
    """Return in how many columns the entries of a key fit beside one another."""
    for columns in range(len(entries), 1, -1):
        widths = [max(text_width(entry, size) for entry in entries[at::columns]) for at in range(columns)]
        if sum(widths) + columns * _KEY * size <= room:
            return columns
    return 1


def wrap(text: str, room: float, size: float) -> str:
    """Break a caption into lines no wider than some points: at spaces, and in Chinese anywhere."""
    lines = [""]
    for piece in re.findall(r"[\x21-\x7e]+ ?|.", text):
        if lines[-1] and text_width(lines[-1] + piece.rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(line.rstrip() for line in lines)


def of_all(caption: str, shown: int, everything: int, lang: Lang) -> str:
    """Say in a caption that only some agencies are shown, where that is so."""
    if shown == everything:
        return caption
    return f"{caption} · {word('top_of', lang).format(top=shown, all=everything)}"


def write_numbers(ax: Axes, ends: Iterable[float], texts: Iterable[str], size: float) -> None:
    """Write a text behind the end of each row's bar."""
    for at, (end, text) in enumerate(zip(ends, texts, strict=True)):
        ax.annotate(
            text, (end, at), xytext=(size * 0.4, 0), textcoords="offset points",
            va="center_baseline", size=size, family=font_family(), color=INK,
        )  # fmt: skip
