"""Draw the incidence matrix: a mark wherever an agency leads or joins a work item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ipnetwork.figures.canvas import (
    LINE,
    Canvas,
    draw_key,
    finish_inside,
    fold,
    font_sizes,
    group_color,
    key_lines,
    numbered_groups,
    start_canvas,
    tint,
    widest,
    write,
    write_lines,
)
from ipnetwork.figures.matrix import ROLES, Table, choose_most
from ipnetwork.figures.rows import drawable
from ipnetwork.graph import two_modes
from ipnetwork.style import GRID, SMALLEST, Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

    Order = Literal["load", "group"]

_COMFORTABLE, _LARGEST = 8.0, 10.0  # points
_FEWEST, _AROUND = 4, 12  # rows of new axes, and room for what stands around them, in font sizes
_ROW, _COLUMN = 1.18, 1.0  # least pitch of rows, and of columns whose heads are turned, in font sizes
_ROOMY = 2.2  # the most of either
_PAD = 0.45  # between the grid and what is written around it, in font sizes
_MARK = 0.7  # size of a mark, in cells


def plot_incidence(
    graph: nx.Graph[str],
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
    order: Order = "load",
    groups: pd.DataFrame | None = None,
    top: int | None = None,
) -> Axes:
    """Draw agencies × items: a filled square where the agency leads the item, an open circle where it participates.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph; agencies are labelled by ``label`` or ``label_en``, items by their numbers.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    order : {"load", "group"}, default "load"
        Agencies by number of items and items by number of agencies, most first; or both by group first, with a frame
        around the agencies and items of each group and its number at the margins.
    groups : DataFrame, optional
        What `joint_groups` returned, for ``order="group"``.
    top : int, optional
        Draw only so many agencies, those on most items, and the items that these are on. By default all.

    Returns
    -------
    Axes
        The same axes, without frame. At the right and below stand the number of items of each agency and of agencies of
        each item, drawn or not. What has no room at 7 points is left out, and the caption says of how many.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or a node has no group.
    ValueError
        If the order is not known, or is by group without groups.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> ax = plot_incidence(bipartite_graph(load_plan("guangzhou-2007")), lang="en", top=20)
    """
    check_lang(lang)
    if order not in {"load", "group"}:
        raise ValueError(f"order must be 'load' or 'group', not {order!r}")
    if order == "group" and groups is None:
        raise ValueError("order='group' needs groups: give what joint_groups returned")
    agencies, items = two_modes(graph)
    grouped = {} if order == "load" or groups is None else numbered_groups([*agencies, *items], groups)
    table = choose_most(Table(graph, agencies, items, lang, grouped), len(agencies) if top is None else top, len(items))
    canvas = start_canvas(ax, (max(len(table.agencies), _FEWEST) * _ROW * 1.15 + _AROUND) * _COMFORTABLE)
    table, grid = _fitted(table, canvas, _COMFORTABLE if ax is None else _LARGEST)
    labels = drawable(table.labels(canvas.width, grid.size))
    _draw_grid(canvas, grid, table)
    _draw_marks(canvas, grid, table)
    _write_rows(canvas, grid, table, labels)
    _write_columns(canvas, grid, table, drawable(table.heads(grid.size)))
    draw_key(canvas, table.key(), 0, grid.size)
    write_lines(canvas, fold(table.caption(), canvas.width, grid.size), grid.bottom + grid.foot, grid.size)
    return finish_inside(canvas.ax)


@dataclass(frozen=True)
class _Grid:
    """Where the cells are, in points, and the size of the text around them."""

    size: float
    left: float
    top: float
    pitch: tuple[float, float]
    end: float
    bottom: float
    foot: float
    turned: bool
    room: tuple[int, int]  # how many rows and columns have room at this size

    def x(self, column: float) -> float:
        """Return the middle of a column."""
        return self.left + (column + 0.5) * self.pitch[0]

    def y(self, row: float) -> float:
        """Return the middle of a row."""
        return self.top + (row + 0.5) * self.pitch[1]


def _fitted(table: Table, canvas: Canvas, largest: float) -> tuple[Table, _Grid]:
    """Return the largest grid that holds everything; else the smallest, with the most important that it holds."""
    for size in font_sizes(largest):
        grid = _grid(table, canvas, size)
        if len(table.agencies) <= grid.room[0] and len(table.items) <= grid.room[1]:
            return table, grid
    while len(table.agencies) > grid.room[0] or len(table.items) > grid.room[1]:
        rows, columns = (
            min(len(side), room) for side, room in zip((table.agencies, table.items), grid.room, strict=True)
        )
        table = choose_most(table, rows, columns)
        grid = _grid(table, canvas, SMALLEST)
    return table, grid


def _grid(table: Table, canvas: Canvas, size: float) -> _Grid:
    """Lay out the grid at a font size: what stands around it takes its room, the cells share the rest."""
    rows, columns = max(len(table.agencies), 1), max(len(table.items), 1)
    pad = _PAD * size
    heads = widest(table.heads(size), size)
    counts = widest(table.counts(table.items), size)
    gutter = widest((table.grouped[node][1] for node in table.agencies if table.grouped), size)
    gutter += 2 * pad if table.grouped else 0
    left = widest([*table.labels(canvas.width, size), *table.sides()], size) + pad + gutter
    across = canvas.width - left - pad - widest(table.counts(table.agencies), size)
    flat = max(heads, counts) + 0.3 * size
    turned = flat * columns > across
    head, foot = (heads, counts) if turned else (size, size)
    top = len(key_lines(table.key(), canvas.width, size)) * LINE * size + head + 2 * pad + gutter
    foot += 3 * pad
    lines = len(fold(table.caption(), canvas.width, size))
    down = canvas.height - top - foot - lines * LINE * size
    widest_column = max(_ROOMY * size, 0.0 if turned else flat)
    pitch = min(across / columns, widest_column), min(down / rows, _ROOMY * size)
    room = max(int(down / (_ROW * size)), 1), max(int(across / (_COLUMN * size if turned else flat)), 1)
    end, bottom = left + columns * pitch[0], top + rows * pitch[1]
    return _Grid(size, left, top, pitch, end, bottom, foot, turned, room)


def _draw_grid(canvas: Canvas, grid: _Grid, table: Table) -> None:
    """Draw light lines through the rows and columns, and a frame around what each group has to itself."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415 – figures only
    from matplotlib.patches import Rectangle  # noqa: PLC0415 – figures only

    lines = [[(grid.left, grid.y(row)), (grid.end, grid.y(row))] for row in range(len(table.agencies))]
    lines += [[(grid.x(column), grid.top), (grid.x(column), grid.bottom)] for column in range(len(table.items))]
    canvas.ax.add_collection(LineCollection(lines, colors=GRID, linewidths=0.4, zorder=1, label="grid"), autolim=False)
    columns = {group: (start, end) for group, start, end in table.bands(table.items)}
    for group, start, end in table.bands(table.agencies):
        if group in columns:
            first, last = columns[group]
            corner = grid.x(first - 0.5), grid.y(start - 0.5)
            extent = grid.pitch[0] * (last - first), grid.pitch[1] * (end - start)
            color = group_color(group[0])
            frame = Rectangle(corner, *extent, facecolor=tint(color, 0.1), edgecolor=tint(color, 0.6), linewidth=0.9)
            frame.set(label=f"group {group[1]}", zorder=0.5)
            canvas.ax.add_patch(frame)


def _draw_marks(canvas: Canvas, grid: _Grid, table: Table) -> None:
    """Draw a mark for each tie, those of one role at once."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    columns = {item: at for at, item in enumerate(table.items)}
    places: dict[str, list[tuple[float, float]]] = {role: [] for role in ROLES}
    for row, agency in enumerate(table.agencies):
        for item, tie in table.graph[agency].items():
            if item in columns:
                places[tie.get("role") or "tie"].append((grid.x(columns[item]), grid.y(row)))
    mark = min(_MARK * min(grid.pitch), grid.size)
    for role, spots in places.items():
        if spots:
            marks = Line2D(*zip(*spots, strict=True), **ROLES[role], markersize=mark, zorder=3, label=role)
            canvas.ax.add_line(marks)


def _write_rows(canvas: Canvas, grid: _Grid, table: Table, labels: Sequence[str]) -> None:
    """Write the name of each row before it and its count behind it, and the numbers of the groups in between."""
    pad = _PAD * grid.size
    bands = table.bands(table.agencies)
    gutter = 2 * pad + widest((name for (_, name), *_ in bands), grid.size) if bands else 0
    for row, (label, count) in enumerate(zip(labels, table.counts(table.agencies), strict=True)):
        write(canvas, (grid.left - pad - gutter, grid.y(row)), label, grid.size, ha="right")
        write(canvas, (grid.end + pad, grid.y(row)), count, grid.size)
    for (at, name), start, end in bands:
        _draw_bar(canvas, [grid.left - pad] * 2, [grid.y(start - 0.4), grid.y(end - 0.6)], group_color(at))
        middle = grid.y((start + end - 1) / 2)
        write(canvas, (grid.left - 2 * pad, middle), name, grid.size, ha="right", weight="bold")


def _write_columns(canvas: Canvas, grid: _Grid, table: Table, heads: Sequence[str]) -> None:
    """Write the number of each column above it and its count below it, and the numbers of the groups in between."""
    pad = _PAD * grid.size
    bands = table.bands(table.items)
    look: dict[str, Any] = {"ha": "center", "rotation": 90 if grid.turned else 0}
    high = grid.top - pad - (2 * pad + widest((name for (_, name), *_ in bands), grid.size) if bands else 0)
    for column, (head, count) in enumerate(zip(heads, table.counts(table.items), strict=True)):
        write(canvas, (grid.x(column), high), head, grid.size, va="bottom", **look)
        write(canvas, (grid.x(column), grid.bottom + pad), count, grid.size, va="top", **look)
    counts = widest(table.counts(table.items), grid.size) if grid.turned else grid.size
    heights = high - (widest(heads, grid.size) if grid.turned else grid.size) / 2, grid.bottom + pad + counts / 2
    for side, height in zip(table.sides(), heights, strict=True):
        write(canvas, (grid.left - pad, height), side, grid.size, ha="right", weight="bold")
    for (at, name), start, end in bands:
        _draw_bar(canvas, [grid.x(start - 0.4), grid.x(end - 0.6)], [grid.top - pad] * 2, group_color(at))
        middle = grid.x((start + end - 1) / 2)
        write(canvas, (middle, grid.top - 2 * pad), name, grid.size, va="bottom", weight="bold", **look)


def _draw_bar(canvas: Canvas, x: list[float], y: list[float], color: str) -> None:
    """Draw the bar that joins the rows or columns of a group."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    canvas.ax.add_line(Line2D(x, y, color=color, linewidth=2, solid_capstyle="butt", zorder=2))
