"""Axes measured in points, on which each text is given room before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ipnetwork.clustering import group_of_each
from ipnetwork.figures.rows import axes_size
from ipnetwork.style import GROUP_COLORS, INK, SMALLEST, font_family, new_axes, text_width, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.axes import Axes

    from ipnetwork.clustering.flow import Groups

LINE = 1.3  # height of a line of text, in font sizes
_SLACK = 1.08  # letters drawn on a coarse grid of pixels come out wider, by so much at most
_MARGIN = 2.0  # points around everything
_BETWEEN = 1.4  # between the entries of a key, in font sizes
_MARK = 2.0  # room for the mark of an entry, in font sizes
_JOIN = " · "
_COLORS = GROUP_COLORS[:7]  # without the grey, which here stands for what is in no one group


@dataclass(frozen=True)
class Canvas:
    """Axes without a frame, and the points across and down that there are to draw on; y runs down from the top."""

    ax: Axes
    width: float
    height: float


def start_canvas(ax: Axes | None, height: float) -> Canvas:
    """Return given axes as a canvas, or new ones of notebook width and this height in points."""
    ax = ax or new_axes(8.27, height / 72)
    width, height = frameless_size(ax)
    ax.set(xlim=(-_MARGIN, width - _MARGIN), ylim=(height - _MARGIN, -_MARGIN))
    return Canvas(ax, width - 2 * _MARGIN, height - 2 * _MARGIN)


def frameless_size(ax: Axes) -> tuple[float, float]:
    """Take the frame off axes, and return their size in points once the figure's layout has given no room to ticks."""
    figure = ax.get_figure(root=True)
    ax.set_axis_off()
    if figure is not None and figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
    return axes_size(ax)


def finish_inside(ax: Axes) -> Axes:
    """Let the figure's layout pass over what was drawn: all of it lies inside the axes, and measuring it takes long."""
    for artist in (*ax.lines, *ax.texts, *ax.patches, *ax.collections):
        artist.set_in_layout(False)
    return ax


def drawn_width(label: str, size: float) -> float:
    """Return the points across that a label needs which `drawable` made: a dollar sign is drawn without its stroke."""
    return text_width(label.replace(r"\$", "$"), size) * _SLACK


def widest(labels: Iterable[str], size: float) -> float:
    """Return the points across that the widest of some drawable labels needs, 0 where there are none."""
    return max((drawn_width(label, size) for label in labels), default=0.0)


def write(canvas: Canvas, place: tuple[float, float], text: str, size: float, **look: Any) -> None:  # noqa: ANN401
    """Write a text at a place, by default to the right of it and in the middle of its height."""
    given: dict[str, Any] = {"size": size, "va": "center_baseline", "family": font_family(), "color": INK}
    canvas.ax.text(*place, text, **(given | look))


def font_sizes(largest: float) -> list[float]:
    """Return the font sizes to try, from the largest down to the smallest that is legible, in steps of a quarter."""
    steps = max(round((largest - SMALLEST) * 4), 0)
    return [SMALLEST + step / 4 for step in range(steps, -1, -1)]


def fold(parts: Sequence[str], width: float, size: float) -> list[str]:
    """Join the parts of a caption into lines that are no wider than some points."""
    lines = [""]
    for number, part in enumerate(part for part in parts if part):
        joined = f"{lines[-1]}{_JOIN}{part}" if number else part
        if drawn_width(joined, size) <= width:
            lines[-1] = joined
            continue
        lines += _break(part, width, size)
    return [line for line in lines if line]


def _break(part: str, width: float, size: float) -> Iterator[str]:
    """Yield the lines of a part: broken at a space where it has one, between any two characters where not."""
    line = ""
    for character in part:
        if drawn_width(line + character, size) <= width:
            line += character
            continue
        kept, space, rest = line.rpartition(" ")
        yield kept if space else line
        line = (rest if space else "") + character
    yield line.strip()


def write_lines(canvas: Canvas, lines: Sequence[str], top: float, size: float) -> None:
    """Write the lines of a caption one below the other."""
    for number, line in enumerate(lines):
        write(canvas, (0, top + (number + 0.5) * LINE * size), line, size)


def key_lines(entries: Sequence[tuple[dict[str, Any], str]], width: float, size: float) -> list[list[float]]:
    """Return where the entries of a key start in each of its lines, in points."""
    lines: list[list[float]] = [[]]
    at = 0.0
    for _, label in entries:
        needed = _MARK * size + drawn_width(label, size)
        if lines[-1] and at + needed > width:
            lines.append([])
            at = 0.0
        lines[-1].append(at)
        at += needed + _BETWEEN * size
    return lines if entries else []


def draw_key(canvas: Canvas, entries: Sequence[tuple[dict[str, Any], str]], top: float, size: float) -> None:
    """Draw a key: each entry the look of a line or marker, and what it means."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 – figures only

    waiting = iter(entries)
    for number, starts in enumerate(key_lines(entries, canvas.width, size)):
        y = top + (number + 0.5) * LINE * size
        for start, (look, label) in zip(starts, waiting, strict=False):
            middle = start + _MARK / 2 * size
            ends = [middle] if "marker" in look else [start + 0.15 * size, start + (_MARK - 0.35) * size]
            canvas.ax.add_line(Line2D(ends, [y] * len(ends), **({"solid_capstyle": "butt"} | look)))
            write(canvas, (start + _MARK * size, y), label, size)


def group_color(number: int) -> str:
    """Return the colour of the group with this place in the order, from 0; its number must stand beside it."""
    return _COLORS[number % len(_COLORS)]


def tint(color: str, strength: float) -> str:
    """Mix a colour with white: 1 leaves it as it is, 0 is white."""
    from matplotlib.colors import to_hex, to_rgb  # noqa: PLC0415 – figures only

    red, green, blue = (1 - strength * (1 - part) for part in to_rgb(color))
    return to_hex((red, green, blue))


def numbered_groups(nodes: Iterable[str], groups: Groups) -> dict[str, tuple[int, str]]:
    """Return the group of each node: its place in the order in which nodes first name the groups, and its name."""
    wanted = list(nodes)
    told = group_of_each(wanted, groups)
    places = {group: at for at, group in enumerate(dict.fromkeys(told))}
    return {node: (places[group], tidy(str(group))) for node, group in zip(wanted, told, strict=True)}
