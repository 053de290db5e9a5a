"""Read a printed notice into rows that remember where they stood; one file a layout, one for the grammar of roles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.assembly import assemble_rows
from ipnetwork.notice.document import Grid
from ipnetwork.notice.explain import Explanation, explain
from ipnetwork.notice.layouts import is_plain_text, open_document
from ipnetwork.notice.preamble import read_preamble
from ipnetwork.notice.quoting import quote
from ipnetwork.notice.record import Mention, Notice, Row, Span
from ipnetwork.notice.roles import BASES, ROLES, assign_roles
from ipnetwork.notice.table import is_task_table
from ipnetwork.notice.unread import unread_clauses

if TYPE_CHECKING:
    import os

    from ipnetwork.notice.document import Document

__all__ = [
    "BASES",
    "ROLES",
    "Explanation",
    "Mention",
    "Notice",
    "Row",
    "Span",
    "assign_roles",
    "explain",
    "is_plain_text",
    "open_document",
    "quote",
    "read_notice",
    "unread_clauses",
]

_ROSTER = re.compile("联席会议由(?:[^由\n]|(?<=自)由){4,}?组成|联席会议成员单位")


def read_notice(
    source: str | os.PathLike[str] | bytes, *, strict: bool = True, encoding: str | None = None, key: str | None = None
) -> Notice:
    """Read a notice that names agencies for each of its work items, as it is found.

    Parameters
    ----------
    source : path or bytes
        Plain text (also with tables drawn in characters), Markdown, HTML, Word (.docx), Excel (.xlsx), CSV or PDF
        with a text layer, told by its content. All but the first two and CSV need the extra ``read``. The task may
        stand in a table with a column for each role, or in numbered paragraphs that name their agencies in brackets,
        behind labels or in a sentence.
    strict : bool, default True
        Whether a fault stops the reading. With False the readable rest is kept and `Notice.faults` lists what is not.
    encoding : str, optional
        Read a text with this encoding (Big5, say) instead of finding it out.
    key : str, optional
        The short name the plan will go by; by default the file's.

    Returns
    -------
    Notice
        Rows in document order, each with the place it stands at: ``L26-31 c5`` (lines of the text, column),
        ``t1 r4 c2`` (table, row, column) or ``p3 L7`` (page, line).

    Raises
    ------
    NoticeError
        With every fault found and its place, if `strict`; and always where no work item could be read, with why.
    InputError
        If a text is in no known encoding.
    OSError
        If there is no such file.
    ImportError
        Naming the extra to install.

    Examples
    --------
    >>> read_notice("data/notices/made-up-small.txt")
    Notice made-up-small: 12 items, 34 assignments, 0 faults
    """
    document, subject = open_document(source, encoding=encoding)
    whole = assemble_rows(document)
    faults = sorted(whole.faults, key=_order)
    if not whole.rows and not faults:
        faults = [_nothing_found(document)]
    if faults and (strict or not whole.rows):
        raise NoticeError(subject, faults)
    stem = key or (Path(subject).stem if not isinstance(source, bytes) else "notice")
    return Notice(
        read_preamble(whole.lines, stem),
        tuple(whole.rows),
        tuple(whole.spans),
        tuple(faults),
        document.blocks,
        tuple(whole.silent),
    )


def _nothing_found(document: Document) -> Fault:
    """Say why a document gave no item."""
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    if _ROSTER.search(text):
        return Fault("file", "it names the members of a joint meeting, and no work item", "read it with read_roster")
    if any(is_task_table(grid) for grid in tables):
        return Fault("file", "its table holds no numbered item", "give the table of work items")
    if tables:
        problem = "its tables have no column for a role, and no paragraph names who answers for it"
        return Fault("file", problem, "head the columns 序号, 工作内容, 牵头单位, 配合单位, or give the plan itself")
    problem = "it holds no task table, and no numbered paragraph names who answers for it"
    remedy = "give the plan itself (牵头单位：…, 责任单位：…), or a CSV with columns item, agency, role"
    return Fault("file", problem if text.strip() else "it is empty", remedy)


def _order(fault: Fault) -> tuple[int, ...]:
    """Return the numbers of a fault's place, to sort by."""
    return tuple(int(number) for number in re.findall(r"\d+", fault.place))
