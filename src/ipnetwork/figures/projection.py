"""Draw the network of agencies so that it can be read: two facing arcs, each label beside its agency."""

from __future__ import annotations

from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING, Any

from ipnetwork.figures.canvas import (
    LINE,
    Canvas,
    draw_key,
    drawn_width,
    finish_inside,
    fold,
    font_sizes,
    group_color,
    key_lines,
    numbered_groups,
    start_canvas,
    widest,
    write,
    write_lines,
)
from ipnetwork.figures.rows import drawable
from ipnetwork.figures.web import OPEN, Web, choose, seat
from ipnetwork.style import INK, SMALLEST, Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from matplotlib.axes import Axes

    from ipnetwork.clustering.flow import Groups

    Point = tuple[float, float]

_COMFORTABLE, _LARGEST = 8.0, 10.0  # points
_ROW, _ROOMY = 1.2, 1.7  # least pitch of rows, and that of new axes, in font sizes
_FEWEST, _AROUND = 12, 8  # rows of an arc on new axes, and room for key and caption, in font sizes
_DEPTH, _DEEPEST = 0.08, 0.12  # how far the middle of an arc is outside its ends, of the width and of the height
_APART = 1.2  # the most that the arcs are apart, in heights
_FILLED = 0.97  # of the rows that there are, where there are not enough
_GAP, _DISC = 0.95, 1.35  # between the middle of a disc and its label, and the largest disc across, in font sizes


def plot_projection(
    ties: nx.Graph[str],
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
    groups: Groups | None = None,
    top: int | None = None,
) -> Axes:
    """Draw who shares items with whom: agencies on two facing arcs, group by group, their ties between them.

    Parameters
    ----------
    ties : networkx.Graph
        What `project` returned: agencies with ``label`` and ``label_en``, edges with ``weight``.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    groups : DataFrame, Series or mapping, optional
        What `joint_groups` returned, or the group of each agency. Each group is seated together, with its number beside
        it and its ties in its colour. By default there are none.
    top : int, optional
        Draw only so many agencies, those of most strength. By default all.

    Returns
    -------
    Axes
        The same axes, without frame. A tie is as wide as its weight, and the darker the stronger; a disc's area is in
        proportion to the agency's strength, the sum of the weights of its ties, drawn or not, and open where it has
        none. What has no room at 7 points is left out, and of more than 5 ties an agency the weakest; the caption says
        of how many.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Raises
    ------
    GraphError
        If an agency has no group.

    Notes
    -----
    The order on the arcs is that of `seat_on_arcs`: it says who is near whom, and nothing else.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, joint_groups, load_plan, project
    >>> graph = bipartite_graph(load_plan("guangzhou-2007"))
    >>> ax = plot_projection(project(graph), lang="en", groups=joint_groups(graph))
    """
    check_lang(lang)
    strength = {agency: float(value) for agency, value in ties.degree(weight="weight")}
    web = Web(ties, lang, numbered_groups(ties, groups) if groups is not None else {}, strength)
    web = choose(web, len(ties) if top is None else top)
    rows = max((len(web.shown) + 1) // 2, _FEWEST) * _ROOMY
    canvas = start_canvas(ax, (rows + _AROUND) * _COMFORTABLE)
    web, size = _fitted(web, canvas, _COMFORTABLE if ax is None else _LARGEST)
    labels = dict(zip(web.shown, drawable(web.labels(canvas.width, size)), strict=True))
    places = _places(canvas, web, labels, size)
    _draw_ties(canvas, web, places, size)
    _draw_discs(canvas, web, places, size)
    for left, side in ((True, web.left), (False, web.right)):
        _write_side(canvas, web, {agency: (labels[agency], places[agency]) for agency in side}, size, left=left)
    draw_key(canvas, web.key(), 0, size)
    caption = fold(web.caption(), canvas.width, size)
    write_lines(canvas, caption, canvas.height - len(caption) * LINE * size, size)
    return finish_inside(canvas.ax)


def _fitted(web: Web, canvas: Canvas, largest: float) -> tuple[Web, float]:
    """Return the web on its seats, and the largest size of text at which it fits; of a larger one what fits at all."""
    rows = int(_rows(web, canvas, SMALLEST))
    if len(web.shown) > 2 * rows:
        # Fewer than have room, so that the arcs need not be of one length and cut a group in two.
        web = choose(web, max(int(_FILLED * 2 * rows), 1))
        rows = int(_rows(web, canvas, SMALLEST))
    web = seat(web, rows)
    sizes = font_sizes(largest)
    fits = (size for size in sizes if max(len(web.left), len(web.right)) <= _rows(web, canvas, size))
    return web, next(fits, SMALLEST)


def _rows(web: Web, canvas: Canvas, size: float) -> float:
    """Return how many rows an arc has room for, between the key and the caption."""
    lines = len(key_lines(web.key(), canvas.width, size)) + len(fold(web.caption(), canvas.width, size))
    return (canvas.height - (lines * LINE + 1) * size) / (_ROW * size)


def _places(canvas: Canvas, web: Web, labels: Mapping[str, str], size: float) -> dict[str, Point]:
    """Return where each agency is: on arcs that stand as far apart as labels and numbers of groups allow."""
    top = (len(key_lines(web.key(), canvas.width, size)) * LINE + 0.5) * size
    height = _rows(web, canvas, size) * _ROW * size
    depth = min(_DEPTH * canvas.width, _DEEPEST * height)
    sides: list[tuple[float, dict[str, Point]]] = []
    for side in (web.left, web.right):
        heights = [(row + 0.5) / len(side) for row in range(len(side))]
        insets = [depth * (2 * at - 1) ** 2 for at in heights]
        needed = [drawn_width(labels[agency], size) - inset for agency, inset in zip(side, insets, strict=True)]
        start = max([0.0, *needed]) + _GAP * size + _number_room(web, size)
        sides.append((start, dict(zip(side, zip(insets, heights, strict=True), strict=True))))
    spare = canvas.width - sum(start for start, _ in sides)
    margin = max(spare - _APART * height, 0) / 2  # on a wide slide the arcs come closer
    places = {}
    for (start, seats), outer, inwards in zip(sides, (margin, canvas.width - margin), (1, -1), strict=True):
        for agency, (inset, at) in seats.items():
            places[agency] = (outer + inwards * (start + inset), top + at * height)
    return places


def _number_room(web: Web, size: float) -> float:
    """Return the room for the brackets of the groups and their numbers, beyond the labels."""
    names = {web.group(agency)[1] for agency in web.shown} - {""}
    return widest(names, size) + 1.2 * size if names else 0.0


def _draw_ties(canvas: Canvas, web: Web, places: Mapping[str, Point], size: float) -> None:
    """Draw ties as curves that leave the arcs inwards: those between groups below, each kind with the weakest below."""
    from matplotlib.collections import PathCollection  # noqa: PLC0415 – figures only
    from matplotlib.path import Path  # noqa: PLC0415 – figures only

    left = set(web.left)
    middle = {
        True: min((places[agency][0] for agency in web.left), default=0.0),
        False: max((places[agency][0] for agency in web.right), default=canvas.width),
    }
    across = middle[False] - middle[True]
    kinds: dict[str, list[tuple[Path, float, str]]] = {"between": [], "within": []}
    for one, other, weight in web.drawn:
        ends = places[one], places[other]
        apart = abs(ends[0][1] - ends[1][1])
        bend = min(0.75 * apart + size, 0.47 * across) if (one in left) == (other in left) else 0.42 * across
        bends = [
            (x + (bend if agency in left else -bend), y) for agency, (x, y) in zip((one, other), ends, strict=True)
        ]
        curve = Path([ends[0], *bends, ends[1]], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
        inside = web.group(one) == web.group(other)
        color = group_color(web.group(one)[0]) if inside else INK
        kinds["within" if inside else "between"].append((curve, *web.look(weight, color)))
    for zorder, (kind, curves) in enumerate(kinds.items(), 1):
        if curves:
            paths, widths, colors = zip(*curves, strict=True)
            looks = {"facecolors": "none", "edgecolors": colors, "linewidths": widths}
            canvas.ax.add_collection(PathCollection(paths, **looks, zorder=zorder, label=kind), autolim=False)


def _draw_discs(canvas: Canvas, web: Web, places: Mapping[str, Point], size: float) -> None:
    """Draw each agency as a disc whose area is in proportion to its strength; as an open one where it has no tie."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    strongest = max(web.strength.values(), default=0.0) or 1.0
    for agency, (x, y) in places.items():
        strength, color = web.strength[agency], group_color(web.group(agency)[0])
        look: dict[str, Any] = {"marker": "o", "linestyle": "none", "color": color, "markeredgewidth": 0}
        look |= {"markersize": _DISC * size * sqrt(strength / strongest)} if strength else OPEN | {"markersize": 4}
        canvas.ax.add_line(Line2D([x], [y], **look, zorder=4, label=f"disc {agency}"))


def _write_side(canvas: Canvas, web: Web, side: Mapping[str, tuple[str, Point]], size: float, *, left: bool) -> None:
    """Write the labels outside an arc, and beyond them a bracket and the number of each group."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    outwards, align = (-1, "right") if left else (1, "left")
    gap = outwards * _GAP * size
    for label, (x, y) in side.values():
        write(canvas, (x + gap, y), label, size, ha=align)
    heights = [y for _, (_, y) in side.values()]
    half = (heights[1] - heights[0]) * 0.38 if len(heights) > 1 else size * 0.6
    for (at, name), members in groupby(side, key=web.group):
        inside = [
            (x + gap + outwards * drawn_width(label, size), y) for label, (x, y) in map(side.__getitem__, members)
        ]
        edge = (min if left else max)(x for x, _ in inside) + outwards * 0.4 * size
        ends = inside[0][1] - half, inside[-1][1] + half
        if name:
            bracket = Line2D([edge] * 2, ends, color=group_color(at), linewidth=2, solid_capstyle="butt")
            bracket.set_label(f"group {name}")
            canvas.ax.add_line(bracket)
            write(canvas, (edge + outwards * 0.45 * size, sum(ends) / 2), name, size, ha=align, weight="bold")
