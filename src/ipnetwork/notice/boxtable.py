"""Read a table drawn in box characters into cells, by the strokes of each character and nothing else.

Widths are not trusted: saved notices lose their spaces. What is left is that every border character has arms – ``├``
goes up, down and right – and each arm must be met by its neighbour. A page fragment in which any single border is
missing or exchanged contradicts itself at that place, so it becomes a fault there and never another table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ipnetwork.errors import Fault
from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.located import Spot, join_lines, place

_ARMS = {
    "│": "ud", "┌": "dr", "┐": "dl", "└": "ur", "┘": "ul",
    "├": "udr", "┤": "udl", "┬": "dlr", "┴": "ulr", "┼": "udlr",
}  # fmt: skip
_LIGHT = str.maketrans("━┃┏┓┗┛┣┫┳┻╋║═╔╗╚╝╠╣╦╩╬", "─│┌┐└┘├┤┬┴┼│─┌┐└┘├┤┬┴┼")
_BORDER = re.compile("([│┌┐└┘├┤┬┴┼])")
_REDRAW = "restore the border as the rest of the table has it"


class _BrokenLineError(Exception):
    """A line that contradicts the table it stands in; caught by the reader and kept as a fault."""


@dataclass
class _OpenCell:
    """A cell whose bottom is not reached yet."""

    start: int
    stop: int
    top: int
    lines: list[tuple[Spot, str]] = field(default_factory=list)

    def close(self, bottom: int) -> Cell:
        """Return the cell as the rest of the reader knows it."""
        return Cell(self.start, self.stop, self.top, bottom, join_lines(self.lines, self.start + 1))


def is_table_line(line: str) -> bool:
    """Say whether a line has a border character in it."""
    return bool(_BORDER.search(line.translate(_LIGHT)))


def read_fragments(lines: list[str]) -> tuple[list[Grid], list[Fault]]:
    """Read every table drawn in a text.

    Parameters
    ----------
    lines : list of str
        The text, line by line.

    Returns
    -------
    fragments : list of Grid
        What fitted on each page, in document order; its rows are the lines of the text.
    faults : list of Fault
        One for each line whose borders do not fit, with that line.
    """
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        reader.take(number, line.translate(_LIGHT))
    reader.end(len(lines))
    for grid in reader.fragments:
        grid.cells.sort(key=lambda cell: (cell.top, cell.start))
    return reader.fragments, [Fault(_lines(first, last), *why) for first, last, *why in reader.faults]


def _lines(first: int, last: int) -> str:
    """Name some lines of a text: ``L26-31``."""
    return place([Spot(0, 0, first), Spot(0, 0, last)])


class _Reader:
    """The state of one pass: the fragment being read, its open borders and its open cells."""

    def __init__(self) -> None:
        self.fragments: list[Grid] = []
        self.faults: list[tuple[int, int, str, str]] = []
        self.table: Grid | None = None
        self.top = 0
        self.borders: list[int] = []
        self.open: dict[tuple[int, int], _OpenCell] = {}
        self.tops: dict[int, int] = {}

    def take(self, number: int, line: str) -> None:
        """Read one line; one that does not fit becomes a fault and breaks the rows it may belong to."""
        if not _BORDER.search(line):
            if self.table and line.strip():
                self._fault(number, "a line without borders inside the table", "delete it, or restore its borders")
                self.table.broken.append(number)
            return
        try:
            joints, spans = _tokens(line)
            if self.table is None:
                self._begin(number, joints, spans)
            else:
                self._continue(number, joints, spans)
        except _BrokenLineError as error:
            self._fault(number, str(error), _REDRAW)
            if self.table:
                self.table.broken.append(number)
                if "─" in line:
                    self._close(number + 1)

    def end(self, last: int) -> None:
        """Close the text; a table still open has lost its bottom border."""
        if self.table:
            self._fault(last, f"the text ends inside the table of L{self.top}", "restore its bottom border")
            self.table.broken.append(last)
            self._close(last + 1)

    def _fault(self, number: int, problem: str, remedy: str) -> None:
        """Note a fault; the same one on neighbouring lines is one fault over all of them."""
        first = number
        if self.faults and self.faults[-1][1:] == (number - 1, problem, remedy):
            first = self.faults.pop()[0]
        self.faults.append((first, number, problem, remedy))

    def _begin(self, number: int, joints: str, spans: list[str]) -> None:
        if not joints.startswith("┌"):
            raise _BrokenLineError("a border outside any table: its top border is missing or does not fit")
        _check_arms(joints, spans)
        self.table = Grid(len(spans), [], wraps=True)
        self.top = number
        self.fragments.append(self.table)
        self._continue(number, joints, spans)

    def _continue(self, number: int, joints: str, spans: list[str]) -> None:
        """Fit a line to the borders above it and hand each span to the cells it belongs to."""
        table = self.table
        assert table is not None  # noqa: S101 – take() calls this only inside a table
        if joints.startswith("┌") and self.borders:
            self._fault(number, f"a table begins inside the table of L{self.top}", "restore the bottom border above")
            table.broken.append(number - 1)
            self._close(number)
            self._begin(number, joints, spans)
            return
        places = _fit(joints, self.borders, table.width)
        _check_arms(joints, spans)
        ruled: set[int] = set()
        for (start, stop), span in zip(pairwise(places), spans, strict=True):
            if span.startswith("─"):
                ruled.update(range(start, stop))
            else:
                cell = self.open.setdefault((start, stop), _OpenCell(start, stop, self.tops[start]))
                cell.lines.append((Spot(0, 0, number), span))
        self._rule(ruled, number)
        self.borders = [at for at, joint in zip(places, joints, strict=True) if "d" in _ARMS[joint]]
        if not self.borders:
            self._close(number)

    def _rule(self, columns: set[int], number: int) -> None:
        """End the cells above rules; those below begin with the next line, even if it turns out not to fit."""
        self.tops.update(dict.fromkeys(columns, number + 1))
        for key in [key for key in self.open if not columns.isdisjoint(range(*key))] if columns else ():
            self._finish(key, number - 1)

    def _finish(self, key: tuple[int, int], bottom: int) -> None:
        assert self.table is not None  # noqa: S101 – cells are open only inside a table
        self.table.cells.append(self.open.pop(key).close(bottom))

    def _close(self, number: int) -> None:
        """End the fragment with all its cells."""
        for key in list(self.open):
            self._finish(key, number - 1)
        self.table = None
        self.borders = []


def _tokens(line: str) -> tuple[str, list[str]]:
    """Part a line into its border characters and the spans between them."""
    before, *parts = _BORDER.split(line)
    joints, spans = parts[::2], parts[1::2]
    if before.strip() or spans.pop().strip():
        raise _BrokenLineError("text outside the outer borders")
    for span in spans:
        if "─" in span and span.strip("─"):
            raise _BrokenLineError("a cell holds both a rule and something else: a border is missing between them")
    return "".join(joints), spans


def _fit(joints: str, above: list[int], width: int) -> list[int]:
    """Return the border of the table that each joint stands on; those with an upward arm continue one above."""
    if not above:
        if "u" in "".join(_ARMS[joint] for joint in joints):
            raise _BrokenLineError("the top border has a joint that leads upwards")
        return list(range(width + 1))
    rising = [joint for joint in joints if "u" in _ARMS[joint]]
    if len(rising) != len(above):
        raise _BrokenLineError(f"{len(rising)} borders continue from above where the table has {len(above)}")
    places: list[int] = []
    waiting, rest = 0, iter(above)
    for joint in joints:
        if "u" not in _ARMS[joint]:
            waiting += 1
            continue
        at = next(rest)
        closed = range(places[-1] + 1, at) if places else range(0)
        if waiting not in (0, len(closed)):
            raise _BrokenLineError("a border begins here that the table's top border does not have")
        places += [*closed[:waiting], at]
        waiting = 0
    if waiting:
        raise _BrokenLineError("a border begins outside the table")
    return places


def _check_arms(joints: str, spans: list[str]) -> None:
    """Check that each joint has an arm towards a rule, and none towards a text."""
    for at, joint in enumerate(joints):
        left = at > 0 and spans[at - 1].startswith("─")
        right = at < len(spans) and spans[at].startswith("─")
        if ("l" in _ARMS[joint], "r" in _ARMS[joint]) != (left, right):
            raise _BrokenLineError(f"border {at + 1} of the line is {joint}, which does not fit what stands beside it")
