"""Draw who leads and who joins what: agencies on the left, work items on the right, a line for each tie."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ipnetwork.figures.layout import order_columns, text_width
from ipnetwork.figures.rows import axes_size, warn_of_glyphs
from ipnetwork.style import (
    FAINT,
    INK,
    LEAD_COLOR,
    PARTICIPANT_COLOR,
    Lang,
    check_lang,
    font_family,
    new_axes,
    plain,
    word,
)

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

_COMFORTABLE, _LARGEST, _SMALLEST = 8.0, 12.0, 5.0  # points
_ROW = 1.36  # height of a row, in font sizes
_GAP = 0.9  # between a node and its label, in font sizes
_HEAD = 2.5  # room for the headings and the key, in rows
_MARGIN = 0.3  # between the labels and the edge of the page
_BOLD = 1.1  # how much wider bold is
_MARK = 4.2  # room for a mark of the key, in font sizes
_LINES = 0.3  # least share of the width that is left to the lines


def plot_bipartite(graph: nx.Graph[str], *, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw a two-mode graph in two columns, ordered by barycentre, leads told from participants by line and colour.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph, such as `bipartite_graph` returns; labels are its nodes' ``label`` or ``label_en``.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.

    Returns
    -------
    Axes
        The same axes, without frame. Text takes the size that the axes allow, at most 12 points.

    Warns
    -----
    UserWarning
        If the text had to be smaller than 5 points, or the font lacks a character of a label.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan, select
    >>> plan = select(load_plan("guangzhou-2007"), categories=["九"])
    >>> ax = plot_bipartite(bipartite_graph(plan), lang="en")
    >>> ax.figure.savefig("category-9.png")  # doctest: +SKIP
    """
    check_lang(lang)
    left, right = _columns(graph, lang)
    warn_of_glyphs([*left.labels, *right.labels])
    rows = max(len(left.nodes), len(right.nodes), 1)
    ax = ax or new_axes(8.27, (rows + 2 * _HEAD) * _COMFORTABLE * _ROW / 72)
    width, height = _settled_size(ax)
    size = _font_size([left, right], width, height, rows)
    places = _places(left.nodes, left.width(size), rows) | _places(right.nodes, width - right.width(size), rows)
    ax.set(xlim=(0, width), ylim=(rows + 0.2, -_HEAD))
    _draw_lines(ax, graph, places, size)
    _draw_nodes(ax, graph, places, size)
    _write_column(ax, left, left.width(size), places, size, side=-1)
    _write_column(ax, right, width - right.width(size), places, size, side=1)
    _draw_key(ax, graph, width, size, lang)
    return ax


@dataclass(frozen=True)
class _Column:
    """One column from top to bottom: its nodes, and what is written beside them, with a number before it or none."""

    heading: str
    nodes: list[str]
    labels: list[str]
    numbers: list[str]

    def indent(self, size: float) -> float:
        """Return the room for the numbers in points."""
        widest = max((text_width(number, size) for number in self.numbers), default=0.0)
        return widest + 0.5 * size if widest else 0.0

    def width(self, size: float) -> float:
        """Return the room for all that is written beside the nodes in points."""
        texts = max((text_width(label, size) for label in self.labels), default=0.0)
        heading = text_width(self.heading, size) * _BOLD
        return (_GAP + _MARGIN) * size + max(self.indent(size) + texts, heading)


def _columns(graph: nx.Graph[str], lang: Lang) -> tuple[_Column, _Column]:
    """Return agencies and items in their order, each labelled in the language, or else by its own name."""
    name = "label_en" if lang == "en" else "label"
    columns = []
    for key, nodes in zip(("agencies", "items"), order_columns(graph), strict=True):
        labels = [plain(str(graph.nodes[node].get(name) or node)) for node in nodes]
        own = [plain(str(node)) for node in nodes]
        numbers = [
            "" if key == "agencies" or label == number else number for label, number in zip(labels, own, strict=True)
        ]
        columns.append(_Column(f"{word(key, lang)} ({len(nodes)})", list(nodes), labels, numbers))
    return columns[0], columns[1]


def _settled_size(ax: Axes) -> tuple[float, float]:
    """Return the size of the axes in points, once the figure's layout has given no room to ticks."""
    figure = ax.get_figure(root=True)
    ax.set_axis_off()
    if figure is not None and figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
    return axes_size(ax)


def _font_size(columns: list[_Column], width: float, height: float, rows: int) -> float:
    """Return the largest font size at which rows do not touch and labels leave room for the lines."""
    by_height = height / ((rows + 0.2 + _HEAD) * _ROW)
    by_width = width * (1 - _LINES) / (sum(column.width(10) for column in columns) / 10)
    size = min(by_height, by_width, _LARGEST)
    if size < _SMALLEST:
        advice = "draw it on a larger page, or draw a part of the plan with select()"
        warnings.warn(f"{rows} rows leave only {size:.1f} points for the text; {advice}", stacklevel=3)
    return size


def _places(nodes: list[str], x: float, rows: int) -> dict[str, tuple[float, float]]:
    """Spread a column evenly over the height."""
    pitch = rows / max(len(nodes), 1)
    return {node: (x, (at + 0.5) * pitch) for at, node in enumerate(nodes)}


def _draw_lines(ax: Axes, graph: nx.Graph[str], places: dict[str, tuple[float, float]], size: float) -> None:
    """Draw participants below and leads above: solid and dark against dashed and light."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415 – figures only

    styles = {
        "participant": {"colors": PARTICIPANT_COLOR, "linewidths": size / 10, "linestyles": (0, (4, 2))},
        "lead": {"colors": LEAD_COLOR, "linewidths": size / 7},
    }
    for zorder, (role, look) in enumerate(styles.items(), 1):
        lines = [
            (places[one], places[other])
            for one, other, data in graph.edges(data=True)
            if (data.get("role") or "lead") == role
        ]
        ax.add_collection(LineCollection(lines, label=role, zorder=zorder, alpha=0.85, **look), autolim=False)


def _draw_nodes(ax: Axes, graph: nx.Graph[str], places: dict[str, tuple[float, float]], size: float) -> None:
    """Draw agencies as discs, collective bodies as squares, items as small discs; empty where nothing is tied."""
    for node, (x, y) in places.items():
        kind = graph.nodes[node].get("kind")
        item = graph.nodes[node]["bipartite"] == 1
        fill = INK if graph.degree[node] else "white"
        ax.plot(
            x, y, marker="s" if kind == "collective" else "o", markersize=size * (0.45 if item else 0.6),
            color=FAINT if item else INK, markerfacecolor=FAINT if item and fill == INK else fill, zorder=3,
        )  # fmt: skip


def _write_column(
    ax: Axes, column: _Column, x: float, places: dict[str, tuple[float, float]], size: float, *, side: int
) -> None:
    """Write a column's heading and labels beside its nodes: to the left of them (side −1) or to the right (1)."""
    align = "right" if side < 0 else "left"
    start = x + side * _GAP * size
    look: dict[str, Any] = {"size": size, "va": "center_baseline", "family": font_family(), "color": INK}
    ax.text(start, -0.9, column.heading, ha=align, weight="bold", **look)
    behind_numbers = start + column.indent(size)
    for node, label, number in zip(column.nodes, column.labels, column.numbers, strict=True):
        y = places[node][1]
        ax.text(behind_numbers, y, label, ha=align, **look)
        if number:
            ax.text(behind_numbers - 0.5 * size, y, number, ha="right", **look)


def _draw_key(ax: Axes, graph: nx.Graph[str], width: float, size: float, lang: Lang) -> None:
    """Explain lines and marks above the columns, as far as the graph has them, in one row."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    roles = {data.get("role") for *_, data in graph.edges(data=True)}
    kinds = {data.get("kind") for _, data in graph.nodes(data=True)}
    marks = []
    if "lead" in roles:
        marks.append(Line2D([], [], color=LEAD_COLOR, lw=size / 7, label=word("lead", lang)))
    if "participant" in roles:
        dashes = (0, (4, 2))
        marks.append(Line2D([], [], color=PARTICIPANT_COLOR, lw=size / 10, ls=dashes, label=word("participant", lang)))
    if "collective" in kinds:
        for kind, marker in (("agency", "o"), ("collective", "s")):
            label = word(kind, lang)
            marks.append(Line2D([], [], marker=marker, markersize=size * 0.6, ls="none", color=INK, label=label))
    if marks:
        needed = sum(text_width(str(mark.get_label()), size) + _MARK * size for mark in marks)
        ax.legend(
            handles=marks, loc="upper center", bbox_to_anchor=(0.5, 1.0), ncols=len(marks), frameon=False,
            borderpad=0, borderaxespad=0, columnspacing=1.4, handletextpad=0.5,
            prop={"family": font_family(), "size": size * min(1, width / needed)},
        )  # fmt: skip
