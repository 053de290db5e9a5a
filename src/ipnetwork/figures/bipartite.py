"""Draw who leads and who joins what: agencies on the left, work items on the right, a line for each tie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ipnetwork.figures.canvas import finish_inside, frameless_size
from ipnetwork.figures.layout import keep_most_tied, order_columns
from ipnetwork.figures.rows import drawable, shorten
from ipnetwork.graph import two_modes
from ipnetwork.style import (
    FAINT,
    INK,
    LEAD_COLOR,
    PARTICIPANT_COLOR,
    SMALLEST,
    Lang,
    check_lang,
    font_family,
    new_axes,
    text_width,
    tidy,
    word,
)

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

_COMFORTABLE, _LARGEST = 8.0, 12.0  # points
_ROW = 1.36  # height of a row, in font sizes
_GAP = 0.9  # between a node and its label, in font sizes
_HEAD = 2.5  # room for the headings and the key, in rows
_MARGIN = 0.3  # between the labels and the edge of the page
_BOLD = 1.1  # how much wider bold is
_COARSE = 1.04  # how much wider letters may come out on a coarse grid of pixels
_MARK = 4.2  # room for a mark of the key, in font sizes
_LINES = 0.3  # least share of the width that is left to the lines
_SHARES = (0.32, 0.38)  # most of the width for the labels of agencies and of items that have to be cut
_ITEMS = 1.5  # items drawn for each agency, where only the top agencies are


def plot_bipartite(graph: nx.Graph[str], *, ax: Axes | None = None, lang: Lang = "zh", top: int | None = None) -> Axes:
    """Draw a two-mode graph in two columns, ordered by barycentre, leads told from participants by line and colour.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph, such as `bipartite_graph` returns; labels are its nodes' ``label`` or ``label_en``.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    top : int, optional
        Draw only so many agencies, those on most items, and half as many items again, those with most of these
        agencies. By default all, or as many as given axes have room for.

    Returns
    -------
    Axes
        The same axes, without frame. Text takes the size that the axes allow, from 7 to 12 points; the headings count
        what is drawn, and of how many. A label that is too long ends with an ellipsis.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

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
    counts = [len(mode) for mode in two_modes(graph)]
    most = (top, round(_ITEMS * top)) if top is not None else (counts[0], counts[1])
    rows = max(min(counts[0], most[0]), min(counts[1], most[1]), 1)
    ax = ax or new_axes(8.27, (rows + 2 * _HEAD) * _COMFORTABLE * _ROW / 72)
    width, height = frameless_size(ax)
    room = max(int(height / (SMALLEST * _ROW) - 0.2 - _HEAD), 1)
    shown = keep_most_tied(graph, min(most[0], room), min(most[1], room))
    columns, size = _fitted(_columns(shown, counts, lang), width, height)
    left, right = columns
    rows = max(len(left.nodes), len(right.nodes), 1)
    places = _places(left.nodes, left.width(size), rows) | _places(right.nodes, width - right.width(size), rows)
    ax.set(xlim=(0, width), ylim=(rows + 0.2, -_HEAD))
    _draw_lines(ax, shown, places, size)
    _draw_nodes(ax, shown, places, size)
    _write_column(ax, left, left.width(size), places, size, side=-1)
    _write_column(ax, right, width - right.width(size), places, size, side=1)
    _draw_key(ax, shown, width, size, lang)
    return finish_inside(ax)


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
        return (_GAP + _MARGIN) * size + _COARSE * max(self.indent(size) + texts, heading)


def _columns(graph: nx.Graph[str], counts: list[int], lang: Lang) -> list[_Column]:
    """Return agencies and items in their order, each labelled in the language, or else by its own name."""
    name = "label_en" if lang == "en" else "label"
    columns = []
    for key, nodes, count in zip(("agencies", "items"), order_columns(graph), counts, strict=True):
        labels = [tidy(str(graph.nodes[node].get(name) or node)) for node in nodes]
        own = [tidy(str(node)) for node in nodes]
        numbers = [
            "" if key == "agencies" or label == number else number for label, number in zip(labels, own, strict=True)
        ]
        several = f"{len(nodes)}" if len(nodes) == count else f"{len(nodes)}/{count}"
        columns.append(_Column(f"{word(key, lang)} ({several})", list(nodes), labels, numbers))
    return columns


def _fitted(columns: list[_Column], width: float, height: float) -> tuple[list[_Column], float]:
    """Return the columns, and the largest font size at which rows do not touch and labels leave room for the lines.

    Where that would be too small to read, the labels that are too long are cut instead.
    """
    by_height = height / ((max(len(column.nodes) for column in columns) + 0.2 + _HEAD) * _ROW)
    size = min(by_height, _by_width(columns, width), _LARGEST)
    if size < SMALLEST:
        columns = [
            replace(
                column,
                labels=[shorten(label, share * width - column.indent(SMALLEST), SMALLEST) for label in column.labels],
                numbers=[shorten(number, share / 2 * width, SMALLEST) for number in column.numbers],
            )
            for column, share in zip(columns, _SHARES, strict=True)
        ]
        size = min(by_height, max(_by_width(columns, width), SMALLEST), _LARGEST)
    return [
        replace(column, labels=drawable(column.labels), numbers=drawable(column.numbers)) for column in columns
    ], size


def _by_width(columns: list[_Column], width: float) -> float:
    """Return the font size at which the columns leave their share of the width to the lines."""
    return width * (1 - _LINES) / (sum(column.width(10) for column in columns) / 10)


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
    looks: dict[tuple[bool, bool, bool], list[tuple[float, float]]] = {}
    for node, place in places.items():
        item, collective = graph.nodes[node]["bipartite"] == 1, graph.nodes[node].get("kind") == "collective"
        looks.setdefault((item, collective, graph.degree[node] > 0), []).append(place)
    for (item, collective, tied), spots in looks.items():
        color = FAINT if item else INK
        ax.plot(
            *zip(*spots, strict=True), marker="s" if collective else "o", linestyle="none", color=color, zorder=3,
            markersize=size * (0.45 if item else 0.6), markerfacecolor=color if tied else "white",
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
