"""Draw the incidence matrix: a mark wherever an agency leads or joins a work item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from ipnetwork.figures.canvas import (
    LINE,
    Canvas,
    draw_key,
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
from ipnetwork.figures.rows import drawable, shorten
from ipnetwork.graph import two_modes
from ipnetwork.style import FAINT, GRID, LEAD_COLOR, PARTICIPANT_COLOR, SMALLEST, Lang, check_lang, tidy, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

    Order = Literal["load", "group"]

_COMFORTABLE, _LARGEST = 8.0, 10.0  # points
_FEWEST, _AROUND = 4, 12  # rows of new axes, and room for what stands around them, in font sizes
_ROW, _COLUMN = 1.2, 1.15  # least pitch of rows, and of columns whose heads are turned, in font sizes
_ROOMY = 2.2  # the most of either
_PAD = 0.5  # between the grid and what is written around it, in font sizes
_LABELS = 0.3  # the most of the width that labels take
_HEADS = 6  # the most that the head of a column takes, in font sizes
_MARK = 0.7  # size of a mark, in cells
_MARK_OF_KEY = {"markersize": 5.5}
_FILLED = {"linestyle": "none", "marker": "s", "color": LEAD_COLOR, "markeredgewidth": 0}
_OPEN = {"linestyle": "none", "marker": "o", "color": PARTICIPANT_COLOR, "markerfacecolor": "white"}
_ROLES: dict[str, dict[str, Any]] = {"lead": _FILLED, "participant": _OPEN, "tie": _FILLED}


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
    table = _chosen(_Table(graph, agencies, items, lang, grouped), min(top or len(agencies), len(agencies)), len(items))
    canvas = start_canvas(ax, (max(len(table.agencies), _FEWEST) * _ROW * 1.15 + _AROUND) * _COMFORTABLE)
    table, grid = _fitted(table, canvas, _COMFORTABLE if ax is None else _LARGEST)
    labels = drawable(table.labels(canvas, grid.size))
    _draw_grid(canvas, grid, table)
    _draw_marks(canvas, grid, table)
    _write_rows(canvas, grid, table, labels)
    _write_columns(canvas, grid, table, drawable(table.heads(grid.size)))
    draw_key(canvas, table.key(), 0, grid.size)
    write_lines(canvas, fold(table.caption(), canvas.width, grid.size), grid.bottom + grid.foot, grid.size)
    return canvas.ax


@dataclass(frozen=True)
class _Table:
    """What is drawn: agencies and items in order, and each one's group where groups are drawn."""

    graph: nx.Graph[str]
    agencies: list[str]
    items: list[str]
    lang: Lang
    grouped: Mapping[str, tuple[int, str]]

    def labels(self, canvas: Canvas, size: float) -> list[str]:
        """Return what the rows are called, cut where it is too long."""
        name = "label_en" if self.lang == "en" else "label"
        told = (tidy(str(self.graph.nodes[agency].get(name) or agency)) for agency in self.agencies)
        return [shorten(label, _LABELS * canvas.width, size) for label in told]

    def heads(self, size: float) -> list[str]:
        """Return what the columns are called, cut where it is too long."""
        return [shorten(tidy(str(item)), _HEADS * size, size) for item in self.items]

    def counts(self, nodes: Sequence[str]) -> list[str]:
        """Return how many ties each node has, drawn or not."""
        return [str(self.graph.degree[node]) for node in nodes]

    def bands(self, nodes: Sequence[str]) -> list[tuple[tuple[int, str], int, int]]:
        """Return each group with its first place and the one behind its last; nothing where no groups are drawn."""
        found, start = [], 0
        for group, members in groupby(self.grouped[node] for node in nodes if self.grouped):
            end = start + len(list(members))
            found.append((group, start, end))
            start = end
        return found

    def key(self) -> list[tuple[dict[str, Any], str]]:
        """Return the entries of the key, for the roles that there are."""
        roles = {data.get("role") or "tie" for *_, data in self.graph.edges(data=True)}
        names = {"lead": "lead", "participant": "participant", "tie": "takes_part"}
        return [(_ROLES[role] | _MARK_OF_KEY, word(name, self.lang)) for role, name in names.items() if role in roles]

    def caption(self) -> list[str]:
        """Return the parts of the caption: how much of what is drawn, and what the numbers are."""
        counts = [len(mode) for mode in two_modes(self.graph)]
        parts = []
        for name, some, shown, everything in (
            ("all_agencies", "top_of", len(self.agencies), counts[0]),
            ("all_items", "top_of_items", len(self.items), counts[1]),
        ):
            parts.append(word(name if shown == everything else some, self.lang).format(top=shown, all=everything))
        parts += [word("row_counts", self.lang), word("column_counts", self.lang)]
        return [*parts, word("group_blocks", self.lang)] if self.grouped else parts


def _chosen(table: _Table, rows: int, columns: int) -> _Table:
    """Return the agencies on most items and the items of most agencies, so many at most, in the order to draw."""
    graph = table.graph
    leads = {agency: sum(tie.get("role") == "lead" for tie in graph[agency].values()) for agency in table.agencies}
    agencies = sorted(table.agencies, key=lambda node: (-graph.degree[node], -leads[node]))[:rows]
    items = sorted(table.items, key=lambda node: -graph.degree[node])
    if len(agencies) < len(table.agencies):
        kept = {item for agency in agencies for item in graph[agency]}
        items = [item for item in items if item in kept]
    items = items[:columns]
    if table.grouped:
        agencies, items = (sorted(side, key=lambda node: table.grouped[node][0]) for side in (agencies, items))
    return replace(table, agencies=agencies, items=items)


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


def _fitted(table: _Table, canvas: Canvas, largest: float) -> tuple[_Table, _Grid]:
    """Return the largest grid that holds everything; else the smallest, with the most important that it holds."""
    for size in font_sizes(largest):
        grid = _grid(table, canvas, size)
        if len(table.agencies) <= grid.room[0] and len(table.items) <= grid.room[1]:
            return table, grid
    while len(table.agencies) > grid.room[0] or len(table.items) > grid.room[1]:
        rows, columns = (min(len(side), room) for side, room in zip((table.agencies, table.items), grid.room, strict=True))
        table = _chosen(table, rows, columns)
        grid = _grid(table, canvas, SMALLEST)
    return table, grid


def _grid(table: _Table, canvas: Canvas, size: float) -> _Grid:
    """Lay out the grid at a font size: what stands around it takes its room, the cells share the rest."""
    rows, columns = max(len(table.agencies), 1), max(len(table.items), 1)
    pad = _PAD * size
    heads = widest(table.heads(size), size)
    counts = widest(table.counts(table.items), size)
    gutter = widest((table.grouped[node][1] for node in table.agencies if table.grouped), size)
    gutter += 2 * pad if table.grouped else 0
    left = widest(table.labels(canvas, size), size) + pad + gutter
    across = canvas.width - left - pad - widest(table.counts(table.agencies), size)
    flat = max(heads, counts) + 0.3 * size
    turned = flat * columns > across
    head, foot = (heads, counts) if turned else (size, size)
    top = len(key_lines(table.key(), canvas.width, size)) * LINE * size + head + 2 * pad + gutter
    foot += 2 * pad
    lines = len(fold(table.caption(), canvas.width, size))
    down = canvas.height - top - foot - lines * LINE * size
    pitch = min(across / columns, _ROOMY * size), min(down / rows, _ROOMY * size)
    room = max(int(down / (_ROW * size)), 1), max(int(across / (_COLUMN * size if turned else flat)), 1)
    end, bottom = left + columns * pitch[0], top + rows * pitch[1]
    return _Grid(size, left, top, pitch, end, bottom, foot, turned, room)


def _draw_grid(canvas: Canvas, grid: _Grid, table: _Table) -> None:
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


def _draw_marks(canvas: Canvas, grid: _Grid, table: _Table) -> None:
    """Draw a mark for each tie, those of one role at once."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    columns = {item: at for at, item in enumerate(table.items)}
    places: dict[str, list[tuple[float, float]]] = {role: [] for role in _ROLES}
    for row, agency in enumerate(table.agencies):
        for item, tie in table.graph[agency].items():
            if item in columns:
                places[tie.get("role") or "tie"].append((grid.x(columns[item]), grid.y(row)))
    mark = min(_MARK * min(grid.pitch), grid.size)
    for role, spots in places.items():
        if spots:
            marks = Line2D(*zip(*spots, strict=True), **_ROLES[role], markersize=mark, zorder=3, label=role)
            canvas.ax.add_line(marks)


def _write_rows(canvas: Canvas, grid: _Grid, table: _Table, labels: Sequence[str]) -> None:
    """Write the name of each row before it and its count behind it, and the numbers of the groups in between."""
    pad = _PAD * grid.size
    bands = table.bands(table.agencies)
    gutter = 2 * pad + widest((name for (_, name), *_ in bands), grid.size) if bands else 0
    for row, (label, count) in enumerate(zip(labels, table.counts(table.agencies), strict=True)):
        write(canvas, (grid.left - pad - gutter, grid.y(row)), label, grid.size, ha="right")
        write(canvas, (grid.end + pad, grid.y(row)), count, grid.size, color=FAINT)
    for (at, name), start, end in bands:
        _draw_bar(canvas, [grid.left - pad] * 2, [grid.y(start - 0.4), grid.y(end - 0.6)], group_color(at))
        middle = grid.y((start + end - 1) / 2)
        write(canvas, (grid.left - 2 * pad, middle), name, grid.size, ha="right", weight="bold")


def _write_columns(canvas: Canvas, grid: _Grid, table: _Table, heads: Sequence[str]) -> None:
    """Write the number of each column above it and its count below it, and the numbers of the groups in between."""
    pad = _PAD * grid.size
    bands = table.bands(table.items)
    look: dict[str, Any] = {"ha": "center", "rotation": 90 if grid.turned else 0}
    high = grid.top - pad - (2 * pad + widest((name for (_, name), *_ in bands), grid.size) if bands else 0)
    for column, (head, count) in enumerate(zip(heads, table.counts(table.items), strict=True)):
        write(canvas, (grid.x(column), high), head, grid.size, va="bottom", **look)
        write(canvas, (grid.x(column), grid.bottom + pad), count, grid.size, va="top", color=FAINT, **look)
    for (at, name), start, end in bands:
        _draw_bar(canvas, [grid.x(start - 0.4), grid.x(end - 0.6)], [grid.top - pad] * 2, group_color(at))
        middle = grid.x((start + end - 1) / 2)
        write(canvas, (middle, grid.top - 2 * pad), name, grid.size, va="bottom", weight="bold", **look)


def _draw_bar(canvas: Canvas, x: list[float], y: list[float], color: str) -> None:
    """Draw the bar that joins the rows or columns of a group."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    canvas.ax.add_line(Line2D(x, y, color=color, linewidth=2, solid_capstyle="butt", zorder=2))
