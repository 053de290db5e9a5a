"""Read a printed notice into rows that remember where they stood; one file a layout, one for the grammar of roles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.disk import read_text
from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.boxtable import read_fragments
from ipnetwork.notice.preamble import read_preamble
from ipnetwork.notice.record import Mention, Notice, Row, Span
from ipnetwork.notice.roles import BASES, ROLES, assign_roles
from ipnetwork.notice.table import read_table

if TYPE_CHECKING:
    import os

__all__ = ["BASES", "ROLES", "Mention", "Notice", "Row", "Span", "assign_roles", "read_notice"]


def read_notice(path: str | os.PathLike[str], *, strict: bool = True, encoding: str | None = None) -> Notice:
    """Read a notice whose task table is drawn in box characters.

    Parameters
    ----------
    path : path
        A text file in UTF-8, UTF-16 with a mark, or GB18030.
    strict : bool, default True
        Whether a fault stops the reading. With False the readable rest is kept and `Notice.faults` lists what is not.
    encoding : str, optional
        Read with this encoding (Big5, say) instead of finding it out.

    Returns
    -------
    Notice
        Rows in document order, each with the lines it stands on.

    Raises
    ------
    NoticeError
        With every fault found and its line, if `strict`; and always where there is no task table.
    InputError
        If the file is no text.
    OSError
        If there is no such file.

    Examples
    --------
    >>> read_notice("data/notices/made-up-small.txt")
    Notice made-up-small: 12 items, 34 assignments, 0 faults
    """
    path = Path(path)
    lines = read_text(path, encoding=encoding).split("\n")
    fragments, border_faults = read_fragments(lines)
    if not fragments and not border_faults:
        remedy = "give a notice whose table is drawn in box characters (┌─┬), or a CSV with columns item, agency, role"
        raise NoticeError(str(path), [Fault("file", "it holds no task table", remedy)])
    rows, spans, faults = read_table(fragments)
    faults = sorted([*border_faults, *faults], key=_line)
    if not rows and not faults:
        faults = [Fault("file", "its table holds no numbered item", "give the table of work items")]
    if faults and (strict or not rows):
        raise NoticeError(str(path), faults)
    return Notice(read_preamble(lines, path.stem), tuple(rows), tuple(spans), tuple(faults))


def _line(fault: Fault) -> int:
    """Return the first line of a fault's place."""
    number = re.match(r"L(\d+)", fault.place)
    return int(number[1]) if number else 0
