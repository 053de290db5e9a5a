"""Draw who convenes whom between groups: conveners on the left, convened on the right, bands as wide as contacts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ipnetwork.figures.canvas import (
    LINE,
    Canvas,
    draw_key,
    finish_inside,
    fold,
    font_sizes,
    key_lines,
    start_canvas,
    tint,
    widest,
    write,
    write_lines,
)
from ipnetwork.figures.rows import drawable
from ipnetwork.figures.stream import PALE, Stream, gather, read_stream
from ipnetwork.style import FAINT, INK, SMALLEST, Lang, check_lang, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_COMFORTABLE, _LARGEST = 9.0, 12.0  # points
_SLOT, _ROOMY = 1.3, 2.4  # least height of a block with its label, and that on new axes, in font sizes
_FEWEST, _AROUND = 5, 9  # blocks on new axes, and room for headings, key and caption, in font sizes
_BLOCK, _GAP = 0.9, 0.5  # width of a block, and space beside it and between blocks, in font sizes
_NUMBER = 1.05  # how wide a band must be for its number, in font sizes
_BESIDE = 2 / 3  # the most of the height that labels take
_MOST = 16  # groups: the bands between more are a tangle
_LIGHT = 0.5  # of white: on what is darker, numbers are white
_TALLEST = 60.0  # points for one contact at most


def plot_flow(
    flow: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh", labels: Mapping[Any, str] | None = None
) -> Axes:
    """Draw the contacts between groups as bands from the group that convenes to the group that is convened.

    Parameters
    ----------
    flow : DataFrame
        What `group_flow` returned: contacts from the groups in the rows to the groups in the columns.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 9-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    labels : mapping, optional
        What to call the groups. By default by their names; numbers as ``第3组`` or ``Group 3``.

    Returns
    -------
    Axes
        The same axes, without frame. Blocks and bands are as high as their contacts, written beside and on them where
        they fit. Bands within a group are in full colour, those between groups pale with an outline. Groups without
        contacts are not drawn, and where there are too many for labels of 7 points, those with fewest contacts are
        gathered into one block; the caption says so.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Raises
    ------
    ValueError
        If a number of contacts is negative or missing.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, group_flow, joint_groups, load_plan
    >>> graph = bipartite_graph(load_plan("guangzhou-2007"))
    >>> ax = plot_flow(group_flow(graph, joint_groups(graph)), lang="en")
    """
    check_lang(lang)
    stream = read_stream(flow, dict(labels or {}), lang)
    rows = max(min(max(map(len, stream.sides)), _MOST), _FEWEST)
    canvas = start_canvas(ax, (rows * _ROOMY + _AROUND) * _COMFORTABLE)
    stream, size = _fitted(stream, canvas, _COMFORTABLE if ax is None else _LARGEST)
    names = dict(zip(stream.names, drawable(stream.cut(canvas.width, size)), strict=True))
    lay = _lay(stream, canvas, names, size)
    for side in (0, 1):
        _draw_blocks(canvas, stream, lay, names, side)
    _draw_bands(canvas, stream, lay)
    draw_key(canvas, stream.key(), 0, size)
    caption = fold(stream.caption(), canvas.width, size)
    write_lines(canvas, caption, canvas.height - len(caption) * LINE * size, size)
    return finish_inside(canvas.ax)


def _room(stream: Stream, canvas: Canvas, size: float) -> float:
    """Return the height for the blocks, between headings and caption."""
    lines = len(key_lines(stream.key(), canvas.width, size)) + 1 + len(fold(stream.caption(), canvas.width, size))
    return canvas.height - (lines * LINE + 1.2) * size


def _fitted(stream: Stream, canvas: Canvas, largest: float) -> tuple[Stream, float]:
    """Return the flows and the largest size of text at which every block has room for its label.

    Bands must be seen, too: labels take no more than two thirds of the height. Where the smallest text has no room for
    all groups, or there are too many to follow, some are gathered.
    """

    def fits(tried: Stream, size: float) -> bool:
        return max(map(len, tried.sides)) * (_SLOT + _GAP) * size <= _room(tried, canvas, size) * _BESIDE

    shown, kept = stream, min(len(stream.names), _MOST)
    while len(shown.names) > _MOST or (kept > 1 and not fits(shown, SMALLEST)):
        kept -= 1
        shown = gather(stream, kept)
    return shown, next((size for size in font_sizes(largest) if fits(shown, size)), SMALLEST)


@dataclass(frozen=True)
class _Lay:
    """Where things are, in points: the size of text, one contact, the inner edges of the blocks, the top of each."""

    size: float
    unit: float
    edges: tuple[float, float]
    top: float
    tops: tuple[Mapping[int, float], Mapping[int, float]]


def _lay(stream: Stream, canvas: Canvas, names: Mapping[int, str], size: float) -> _Lay:
    """Lay out the blocks: one contact as high as the taller side allows, each block with room for its label."""
    height = _room(stream, canvas, size)
    top = (len(key_lines(stream.key(), canvas.width, size)) + 1) * LINE * size + 0.6 * size
    slot, between = _SLOT * size, _GAP * size

    def needed(unit: float) -> float:
        sides = ([max(count * unit, slot) for count in side.values()] for side in stream.sides)
        return max(sum(blocks) + between * (len(blocks) - 1) for blocks in map(list, sides))

    low, high = 0.0, _TALLEST
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if needed(middle) <= height else (low, middle)
    tops = [_tops(side, low, top, height, size) for side in stream.sides]
    beside = widest(stream.texts(names, 0), size), widest(stream.texts(names, 1), size)
    inner = (_BLOCK + _GAP) * size
    return _Lay(size, low, (beside[0] + inner, canvas.width - beside[1] - inner), top, (tops[0], tops[1]))


def _tops(side: Mapping[int, float], unit: float, top: float, height: float, size: float) -> dict[int, float]:
    """Return the top of each block of a side, each in the middle of a slot that holds its label, spread evenly."""
    slots = [max(count * unit, _SLOT * size) for count in side.values()]
    spare = min(max(height - sum(slots), 0) / max(len(slots), 1), _ROOMY * size)
    starts = accumulate((slot + spare for slot in slots), initial=top + spare / 2)
    placed = zip(side.items(), slots, starts, strict=False)
    return {at: start + (slot - count * unit) / 2 for (at, count), slot, start in placed}


def _draw_blocks(canvas: Canvas, stream: Stream, lay: _Lay, names: Mapping[int, str], side: int) -> None:
    """Draw the blocks of a side with their labels outside, and its heading."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415 – figures only

    outwards, align = (-1, "right") if side == 0 else (1, "left")
    edge, size = lay.edges[side], lay.size
    for text, (at, count) in zip(stream.texts(names, side), stream.sides[side].items(), strict=True):
        top, height = lay.tops[side][at], count * lay.unit
        block = Rectangle((min(edge, edge + outwards * _BLOCK * size), top), _BLOCK * size, height)
        block.set(facecolor=stream.color(at), edgecolor="none", label=f"block {side} {at}", zorder=3)
        canvas.ax.add_patch(block)
        write(canvas, (edge + outwards * (_BLOCK + _GAP) * size, top + height / 2), text, size, ha=align)
    heading = word("convened" if side else "conveners", stream.lang)
    place = (canvas.width, "right") if side else (0.0, "left")
    write(canvas, (place[0], lay.top - 0.6 * size - LINE / 2 * size), heading, size, ha=place[1], weight="bold")
    if not stream.contacts and side == 0:
        write(canvas, (0, lay.top + size), word("flow_empty", stream.lang), size, color=FAINT)


def _draw_bands(canvas: Canvas, stream: Stream, lay: _Lay) -> None:
    """Draw the bands, wide ones below narrow ones, and their numbers at both ends where they fit."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415 – figures only

    used: tuple[dict[int, float], dict[int, float]] = dict(lay.tops[0]), dict(lay.tops[1])
    bands = []
    for (lead, participant), count in sorted(stream.contacts.items()):
        starts = used[0][lead], used[1][participant]
        bands.append(((lead, participant), count, starts))
        used[0][lead] += count * lay.unit
        used[1][participant] += count * lay.unit
    for number, (pair, count, starts) in enumerate(sorted(bands, key=lambda band: -band[1])):
        inside, color = stream.inside(pair), stream.color(pair[0])
        band = PathPatch(_ribbon(lay.edges, starts, count * lay.unit), linewidth=0.6)
        band.set(facecolor=color if inside else tint(color, PALE), edgecolor=tint(color, 1 if inside else 0.7))
        band.set(label=f"{'within' if inside else 'between'} {pair[0]} {pair[1]}", zorder=1 + number / len(bands))
        canvas.ax.add_patch(band)
        if count * lay.unit >= _NUMBER * lay.size:
            _write_number(canvas, lay, starts, count, "white" if inside and _is_dark(color) else INK)


def _ribbon(edges: tuple[float, float], starts: tuple[float, float], width: float) -> Path:
    """Return the outline of a band of one width from the left edge to the right."""
    from matplotlib.path import Path as Outline  # noqa: PLC0415 – figures only

    middle = sum(edges) / 2
    there = [(edges[0], starts[0]), (middle, starts[0]), (middle, starts[1]), (edges[1], starts[1])]
    back = [(x, y + width) for x, y in reversed(there)]
    return Outline([*there, *back, there[0]], [1, 4, 4, 4, 2, 4, 4, 4, 79])


def _write_number(canvas: Canvas, lay: _Lay, starts: tuple[float, float], count: float, ink: str) -> None:
    """Write the contacts of a band near both its ends, where bands of one block lie side by side."""
    half = count * lay.unit / 2
    write(canvas, (lay.edges[0] + 0.4 * lay.size, starts[0] + half), f"{count:g}", lay.size, color=ink, zorder=5)
    write(
        canvas, (lay.edges[1] - 0.4 * lay.size, starts[1] + half), f"{count:g}", lay.size,
        color=ink, ha="right", zorder=5,
    )  # fmt: skip


def _is_dark(color: str) -> bool:
    """Say whether white is read more easily than black on a colour (the weights of Rec. 709)."""
    from matplotlib.colors import to_rgb  # noqa: PLC0415 – figures only

    return sum(part * weight for part, weight in zip(to_rgb(color), (0.2126, 0.7152, 0.0722), strict=True)) < _LIGHT
