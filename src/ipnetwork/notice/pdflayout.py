"""Group what is printed on a page of a PDF into lines and ruled tables."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import product
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.clustering import make_cluster_dict

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Spot
from ipnetwork.notice.pdfpage import Rule
from ipnetwork.notice.text import lines_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ipnetwork.notice.pdfpage import Glyph, Sheet

_NEAR = 3  # points: rules so close are one, as pdfplumber has it
_NARROWEST = 9  # points: no column is narrower than a character
_MOST_CROSSINGS, _MOST_PLACES = 5_000, 100_000
_MOST_PAIRS = 1_000_000  # of an upright and a level rule
_PAIR = 2  # what one costs: as much as two bytes of drawing
# Many programs write these characters in the place of those that they look like.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳", "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Line(NamedTuple):
    """A line: its base line from the top of the page, its left edge, the width of a Chinese character, its text."""

    y: float
    x: float
    em: float
    text: str


class Frame(NamedTuple):
    """A table and where it begins and ends on the page."""

    top: float
    bottom: float
    grid: Grid


def lay_out(sheet: Sheet, subject: str) -> tuple[list[Line], list[Frame]]:
    """Find the lines and tables of a page.

    Parameters
    ----------
    sheet : Sheet
        What is printed on it.
    subject : str
        What the file is called in an error.

    Returns
    -------
    (list of Line, list of Frame)
        Lines outside tables and tables, each from top to bottom. A table is ruled and has two columns at least.

    Raises
    ------
    NoticeError
        If its rules cross in more places than those of a table.
    """
    tables = _find_tables(sheet, subject)
    if sheet.spend:
        sheet.spend(len(tables) * len(sheet.glyphs) // 2)
    inside: list[dict[int, list[Glyph]]] = [{} for _ in tables]
    outside = []
    for glyph in sheet.glyphs:
        for table, cells in zip(tables, inside, strict=True):
            index = table.index_at((glyph.x0 + glyph.x1) / 2, glyph.y - 0.3 * glyph.size)
            if index is not None:
                cells.setdefault(index, []).append(glyph)
                break
        else:
            outside.append(glyph)
    order = sorted(range(len(tables)), key=lambda number: (tables[number].ys[0], tables[number].xs[0]))
    frames = []
    for count, number in enumerate(order, 1):
        table = tables[number]
        grid = table.fill(inside[number], Spot(sheet.number, count, 0))
        frames.append(Frame(table.ys[0], table.ys[-1], grid))
    return lines_of(outside), frames


# Lines


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Group characters into lines by their base lines, which agree across fonts where their boxes do not."""
    rows: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        near = 0.35 * max(glyph.size, last.size) if last else 0  # a raised or lowered character is on the line
        if last and glyph.y - last.y <= near and glyph.y - rows[-1][0].y <= 2 * near:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
        last = glyph
    return [line for row in rows if (line := _line(row))]


def _line(row: list[Glyph]) -> Line | None:
    """Spell out the characters of a line, with a space where there is a gap; None if they are all spaces."""
    row.sort(key=lambda glyph: glyph.x0)
    parts: list[str] = []
    kept: list[Glyph] = []
    for glyph in row:
        if kept and _is_again(glyph, kept[-1]):
            continue
        if kept and glyph.x0 - kept[-1].x1 > _gap(kept[-1], glyph):
            parts.append(" ")
        parts.append(_CONTROL.sub("", glyph.text).translate(_RADICALS))
        kept.append(glyph)
    text = "".join(parts).strip()
    printed = [glyph for glyph in kept if glyph.text.strip()]
    if not text or not printed:
        return None
    wide = [glyph.x1 - glyph.x0 for glyph in printed if glyph.text > "\u2e7f" and glyph.x1 > glyph.x0]
    y = median(glyph.y for glyph in printed)
    return Line(y, printed[0].x0, median(wide or [glyph.size for glyph in printed]), text)


def _gap(last: Glyph, glyph: Glyph) -> float:
    """Return the distance beyond which there is a space between two characters; Latin words are set closely."""
    return (0.13 if (last.text + glyph.text).isascii() else 0.25) * min(last.size, glyph.size)


def _is_again(glyph: Glyph, last: Glyph) -> bool:
    """Say whether a character is printed over itself, which makes it bold."""
    width = glyph.x1 - glyph.x0
    return glyph.text == last.text and glyph.x0 - last.x0 < 0.2 * width


# Tables


class _Table(NamedTuple):
    """Where a table is ruled: its columns' and rows' edges, and which cell covers each place."""

    xs: list[float]
    ys: list[float]
    places: dict[tuple[int, int], int]
    boxes: list[tuple[int, int, int, int]]  # of each cell: its first row and column, and those after its last, from 0
    broken: list[int]

    def index_at(self, x: float, y: float) -> int | None:
        """Return which cell a point is in."""
        return self.places.get((bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1))

    def fill(self, glyphs: dict[int, list[Glyph]], spot: Spot) -> Grid:
        """Make a grid of it with the characters of each cell."""
        cells = []
        for index, (top, start, bottom, stop) in enumerate(self.boxes):
            place = spot._replace(line=top + 1)
            content = lines_of_cell([line.text for line in lines_of(glyphs.get(index, ()))], place, start + 1)
            cells.append(Cell(start, stop, top + 1, bottom, content))
        return Grid(len(self.xs) - 1, cells, spot.page, spot.table, self.broken, wraps=True)


def _find_tables(sheet: Sheet, subject: str) -> list[_Table]:
    """Find the ruled tables of a page, one within another first."""
    edges = merge_edges([_edge(rule) for rule in sheet.rules], _NEAR, _NEAR, _NEAR, _NEAR) if sheet.rules else []
    edges = [edge for edge in edges if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= _NEAR]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    pairs = upright * (len(edges) - upright)
    is_drawing = pairs > _MOST_PAIRS
    if sheet.spend and not is_drawing:
        sheet.spend(_PAIR * pairs)
    crossings = {} if is_drawing else edges_to_intersections(_with_sides(edges), _NEAR, _NEAR)
    if is_drawing or len(crossings) > _MOST_CROSSINGS:
        remedy = "give the notice itself, without drawings"
        raise NoticeError(subject, [Fault(f"p{sheet.number}", "more lines cross than in a table", remedy)])
    groups = cells_to_tables(intersections_to_cells(crossings)) if crossings else []
    tables = [table for cells in groups if (table := _table(cells))]
    return sorted(tables, key=lambda table: (table.xs[-1] - table.xs[0]) * (table.ys[-1] - table.ys[0]))


def _edge(rule: Rule) -> dict[str, Any]:
    """Write a rule as pdfplumber does."""
    x0, top, x1, bottom = rule
    if x1 - x0 > bottom - top:
        level = (top + bottom) / 2
        return {"orientation": "h", "x0": x0, "x1": x1, "top": level, "bottom": level, "width": x1 - x0, "height": 0}
    x = (x0 + x1) / 2
    return {"orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0, "height": bottom - top}


def _with_sides(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add the sides of tables ruled without them: left and right, and at the end of a page that cuts a row."""
    uprights = [edge for edge in edges if edge["orientation"] == "v"]
    levels = [edge for edge in edges if edge["orientation"] == "h"]
    sides = []
    for left, right, _ in _alike(levels, ("x0", "x1")):
        inner = [edge for edge in uprights if left < edge["x0"] < right]
        for x in (left, right):
            if inner and min(abs(edge["x0"] - x) for edge in uprights) > _NARROWEST:
                sides += [_edge(Rule(x, edge["top"], x, edge["bottom"])) for edge in inner]
    sides += [side for end in ("top", "bottom") for side in _ends(uprights, levels, end)]
    return merge_edges([*edges, *sides], _NEAR, _NEAR, _NEAR, _NEAR) if sides else edges


def _ends(uprights: list[dict[str, Any]], levels: list[dict[str, Any]], end: str) -> Iterator[dict[str, Any]]:
    """Close rows that end where the page does: uprights that a level rule joins, and none ends."""
    for y, _, group in _alike(uprights, (end, end)):
        left, right = min(edge["x0"] for edge in group), max(edge["x0"] for edge in group)
        beside = [edge for edge in levels if edge["x0"] < right and left < edge["x1"]]
        joins = any(edge["x0"] - _NEAR <= left and right <= edge["x1"] + _NEAR for edge in beside)
        if joins and min(abs(edge["top"] - y) for edge in beside) > _NARROWEST:
            yield _edge(Rule(left, y, right, y))


def _alike(edges: list[dict[str, Any]], ends: tuple[str, str]) -> list[tuple[float, float, list[dict[str, Any]]]]:
    """Group rules that begin and end at the same places, and return these with them."""
    near = make_cluster_dict((edge[end] for edge in edges for end in ends), _NEAR)
    groups: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for edge in edges:
        groups.setdefault((near[edge[ends[0]]], near[edge[ends[1]]]), []).append(edge)
    return [(group[0][ends[0]], group[0][ends[1]], group) for group in groups.values()]


def _table(cells: Sequence[tuple[float, float, float, float]]) -> _Table | None:
    """Number the columns and rows of a table's cells; None for a single column, which only frames or shades text."""
    xs = sorted({x for x0, _, x1, _ in cells for x in (x0, x1)})
    ys = sorted({y for _, top, _, bottom in cells for y in (top, bottom)})
    if len(xs) - 1 < 2 or len(xs) * len(ys) > _MOST_PLACES:  # noqa: PLR2004 – fewer are no table
        return None
    columns, rows = {x: number for number, x in enumerate(xs)}, {y: number for number, y in enumerate(ys)}
    boxes = sorted((rows[top], columns[x0], rows[bottom], columns[x1]) for x0, top, x1, bottom in cells)
    places: dict[tuple[int, int], int] = {}
    broken = set()
    for index, (top, start, bottom, stop) in enumerate(boxes):
        for place in product(range(start, stop), range(top, bottom)):
            if places.setdefault(place, index) != index:
                broken.add(place[1] + 1)
    return _Table(xs, ys, places, boxes, sorted(broken))
