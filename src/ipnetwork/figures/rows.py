"""What all charts with one row an agency share: room for the labels, rows that do not touch, a light frame."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Literal

from ipnetwork.style import INK, font_family, missing_glyphs, new_axes, plain, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.axes import Axes

    from ipnetwork.style import Lang

_COMFORTABLE, _LARGEST = 8.0, 12.0  # points
_ROW = 1.5  # height of a row, in font sizes


def row_labels(table: pd.DataFrame, lang: Lang) -> list[str]:
    """Return the label of each row: the English one where there is one and it is asked for, else the Chinese."""
    names = table["short_en"].where(table["short_en"] != "", table["short"]) if lang == "en" else table["short"]
    return [plain(name) for name in names]


def warn_of_glyphs(labels: Iterable[str]) -> None:
    """Warn of characters that the font lacks, on behalf of the plot function that was called."""
    lacking = missing_glyphs(labels)
    if lacking:
        warnings.warn(f"the font has no glyph for {' '.join(lacking)}; write these labels otherwise", stacklevel=4)


def start_rows(ax: Axes | None, labels: list[str]) -> tuple[Axes, float]:
    """Return axes with a labelled row for each label, the first on top, and the font size that they allow."""
    warn_of_glyphs(labels)
    ax = ax or new_axes(8.27, (len(labels) + 4) * _COMFORTABLE * _ROW / 72)
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 – axes that can be drawn on have a figure
    height = ax.get_position().height * figure.get_size_inches()[1] * 72
    size = float(min(height / (max(len(labels), 1) * _ROW), _LARGEST))
    ax.set_yticks(range(len(labels)), labels, family=font_family(), size=size, color=INK)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    return ax, size


def finish_rows(ax: Axes, caption: str, size: float, *, legend: Literal["lower right", "best"] = "lower right") -> None:
    """Leave what helps reading: a caption, whole numbers below, light lines upwards, no frame."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 – figures only

    ax.set_xlabel(caption, family=font_family(), size=size, color=INK)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="x", labelsize=size, labelfontfamily=font_family()[0], colors=INK)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_axisbelow(True)
    ax.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    ax.legend(loc=legend, frameon=False, prop={"family": font_family(), "size": size})


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
