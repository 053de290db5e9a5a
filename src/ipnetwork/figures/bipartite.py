"""Draw who leads and who joins what: agencies on the left, work items on the right, a line for each tie."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from ipnetwork.figures.layout import order_columns, text_width
from ipnetwork.figures.rows import warn_of_glyphs
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
    from collections.abc import Iterable

    import networkx as nx
    from matplotlib.axes import Axes

_COMFORTABLE, _LARGEST, _SMALLEST = 8.0, 12.0, 5.0  # points
_ROW = 1.36  # height of a row, in font sizes
_GAP = 0.9  # between a node and its label, in font sizes
_HEAD = 2.5  # room for the headings and the key, in rows
_NUMBER = 2.5  # room for an item's number, in font sizes
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
    agencies, items = order_columns(graph)
    labels = _labels(graph, [*agencies, *items], lang)
    warn_of_glyphs(labels.values())
    rows = max(len(agencies), len(items), 1)
    ax = ax or new_axes(8.27, (rows + 2 * _HEAD) * _COMFORTABLE * _ROW / 72)
    width, height = _size_in_points(ax)
    size = _font_size([[labels[node] for node in side] for side in (agencies, items)], width, height, rows)
    numbers = {item: plain(str(item)) for item in items if labels[item] != plain(str(item))}
    indent = _widest(numbers.values(), size) + 0.5 * size if numbers else 0
    left = _widest([labels[node] for node in agencies], size) + _GAP * size
    right = indent + _widest([labels[node] for node in items], size) + _GAP * size
    places = _places(agencies, left, rows) | _places(items, width - right, rows)
    ax.set(xlim=(0, width), ylim=(rows + 0.2, -_HEAD))
    ax.set_axis_off()
    _draw_lines(ax, graph, places, size)
    _draw_nodes(ax, graph, places, size)
    for node in agencies:
        _write(ax, (places[node][0] - _GAP * size, places[node][1]), labels[node], size, "right")
    for node in items:
        x, y = places[node]
        _write(ax, (x + _GAP * size + indent, y), labels[node], size, "left")
        if node in numbers:
            _write(ax, (x + _GAP * size + indent - 0.5 * size, y), numbers[node], size, "right")
    for x, key, count, side in ((left, "agencies", agencies, "right"), (width - right, "items", items, "left")):
        shift = -_GAP * size if side == "right" else _GAP * size
        _write(ax, (x + shift, -0.9), f"{word(key, lang)} ({len(count)})", size, side, "bold")
    _draw_key(ax, graph, size, lang)
    return ax


def _labels(graph: nx.Graph[str], nodes: list[str], lang: Lang) -> dict[str, str]:
    """Return what is written beside each node: its label in the language, else its own name."""
    name = "label_en" if lang == "en" else "label"
    return {node: plain(str(graph.nodes[node].get(name) or node)) for node in nodes}


def _widest(labels: Iterable[str], size: float) -> float:
    """Return the width of the widest label in points."""
    return max((text_width(label, size) for label in labels), default=0.0)


def _size_in_points(ax: Axes) -> tuple[float, float]:
    """Return the size of the axes in points, once the figure's layout is settled."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 – axes that can be drawn on have a figure
    if ax.axison:
        ax.set_axis_off()  # so that the layout gives no room to ticks
    engine = figure.get_layout_engine()
    if engine is not None:
        figure.draw_without_rendering()
    box = ax.get_position()
    inches = figure.get_size_inches()
    return float(box.width * inches[0] * 72), float(box.height * inches[1] * 72)


def _font_size(sides: list[list[str]], width: float, height: float, rows: int) -> float:
    """Return the largest font size at which rows do not touch and labels leave room for the lines."""
    by_height = height / ((rows + 0.2 + _HEAD) * _ROW)
    widest = sum(_widest(labels, 10) / 10 for labels in sides) + _NUMBER
    by_width = width * (1 - _LINES) / (widest + 2 * _GAP)
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


def _write(ax: Axes, at: tuple[float, float], text: str, size: float, side: str, weight: str = "normal") -> None:
    ax.text(*at, text, size=size, ha=side, va="center_baseline", family=font_family(), weight=weight, color=INK)


def _draw_key(ax: Axes, graph: nx.Graph[str], size: float, lang: Lang) -> None:
    """Explain lines and marks above the columns, as far as the graph has them."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    roles = {data.get("role") or "lead" for *_, data in graph.edges(data=True)}
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
        ax.legend(
            handles=marks, loc="upper center", bbox_to_anchor=(0.5, 1.0), ncols=len(marks), frameon=False,
            borderpad=0, borderaxespad=0, columnspacing=1.4, handletextpad=0.5,
            prop={"family": font_family(), "size": size},
        )  # fmt: skip
