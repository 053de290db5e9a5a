"""Read who sits in a joint meeting (联席会议), from the words of a notice or from a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.agencies import split_names
from ipnetwork.disk import read_rows, read_text
from ipnetwork.errors import Fault, InputError
from ipnetwork.meetings.sentences import contradictions, read_members, rivals, text_paragraphs
from ipnetwork.notice import is_plain_text, open_document

if TYPE_CHECKING:
    import os

_LEAD_ROLES = re.compile("lead|chair|(?:牵头|召集|主持)(?:单位|部门|机构|人)?", re.IGNORECASE)


@dataclass(frozen=True, repr=False)
class Roster:
    """Who sits in a joint meeting.

    Parameters
    ----------
    name : str
        What the meeting is called in tables.
    members : tuple of str
        The bodies that sit in it, in the document's order; none twice.
    chair : str, default ""
        The member that convenes it (牵头单位); empty where none is designated.
    source : str, default ""
        Where its list stands: ``L26-31``.
    stated : int, optional
        How many members the document says there are.
    opened : tuple of str, default ()
        The words that leave the list open, such as 等部门 or 相关单位: they seat nobody.

    Raises
    ------
    InputError
        If a name is blank or comes twice, or the chair is no member.
    TypeError
        If `members` is one text.

    Examples
    --------
    >>> Roster("example", ("甲局", "乙局"), chair="乙局")
    Roster example: 2 members, chair 乙局
    """

    name: str
    members: tuple[str, ...]
    chair: str = ""
    source: str = ""
    stated: int | None = None
    opened: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a roster that contradicts itself."""
        given: object = self.members  # in a notebook it may be anything
        if isinstance(given, str):
            raise TypeError("members is one text; give a tuple of names")
        object.__setattr__(self, "members", tuple(self.members))
        object.__setattr__(self, "opened", tuple(self.opened))
        faults = contradictions(self.members, self.chair, self.source or "members")
        if not self.name.strip():
            faults.append(Fault("name", "it is blank", "give the meeting a name"))
        if faults:
            raise InputError(self.name.strip() or "roster", faults)

    def __repr__(self) -> str:
        """Count the members."""
        return f"Roster {self.name}: {len(self.members)} members" + (f", chair {self.chair}" if self.chair else "")


def read_roster(
    path: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    name: str | None = None,
    encoding: str | None = None,
) -> Roster:
    """Read the members of one joint meeting and its chair.

    Parameters
    ----------
    path : path or str, optional
        A notice in any layout that `read_notice` takes, or its words: a str with a line break or a 。 in it. Or a
        ``.csv`` file with a column ``agency`` and, if wanted, ``role`` (lead, 牵头单位 or 召集单位 marks the chair;
        everybody else is a member) and ``roster`` or ``name``, that of the meeting. Other columns do not matter.
    text : str, optional
        The notice itself, in place of a path.
    name : str, optional
        What to call the roster; by default what the table says, else the file's name, else 联席会议.
    encoding : str, optional
        As for `read_text`.

    Returns
    -------
    Roster
        Members in the document's order. A lead that stands outside the list (由甲局牵头，乙局、丙局参加) comes
        first.

    Raises
    ------
    InputError
        With every fault found: no sentence that says who makes up the meeting, or several that differ; what does not
        read as a name; a stated number other than that of the names; several leads, or one that is no member.
    OSError
        If there is no such file.
    TypeError
        If neither or both of `path` and `text` are given.

    Examples
    --------
    >>> notice = "联席会议由市甲局、乙局和住房和城乡建设局等三个部门组成，市甲局为牵头单位。"
    >>> read_roster(notice).members
    ('市甲局', '乙局', '住房和城乡建设局')
    """
    if text is None and isinstance(path, str) and re.search("[\n。]", path):
        path, text = None, path
    if (path is None) == (text is None):
        raise TypeError("read_roster takes a path or text=, one of them")
    if path is None:
        return Roster(name or "联席会议", *read_members(list(text_paragraphs(text or "")), "text"))
    path = Path(path)
    if path.suffix.lower() == ".csv":
        return _read_table(path, name, encoding)
    if is_plain_text(path):
        paragraphs = list(text_paragraphs(read_text(path, encoding=encoding)))
    else:
        paragraphs = list(open_document(path, encoding=encoding)[0].paragraphs)
    return Roster(name or path.stem, *read_members(paragraphs, str(path)))


def _read_table(path: Path, name: str | None, encoding: str | None) -> Roster:
    columns, rows = read_rows(path, encoding=encoding)
    if "agency" not in columns or not rows:
        problem = "it has no rows" if "agency" in columns else "no column 'agency'"
        raise InputError(str(path), [Fault("row 1", problem, "give a column agency, and a row for each member")])
    faults, first, chairs = [], dict[str, str](), []
    for number, row in enumerate(rows, 2):  # the first row names the columns
        agency, place = row["agency"].strip(), f"row {number}"
        if not agency or agency in first or len(split_names(agency)) > 1:
            twice = agency and agency in first
            problem = f"{agency} stands in {first[agency]} too" if twice else f"agency reads {agency!r}"
            faults.append(Fault(place, problem, "give each member one row with its name"))
        first.setdefault(agency, place)
        chairs += [agency] if _LEAD_ROLES.fullmatch(row.get("role", "").strip()) else []
    column = "roster" if "roster" in columns else "name"
    called = list(dict.fromkeys(row.get(column, "").strip() for row in rows))
    if len(called) > 1:
        remedy = "give each roster a file of its own"
        faults.append(Fault(f"column {column}", f"it names {', '.join(map(repr, called))}", remedy))
    faults += rivals(chairs, "column role")
    if faults:
        raise InputError(str(path), faults)
    return Roster(name or called[0] or path.stem, tuple(first), "".join(chairs), f"row 2-{len(rows) + 1}")
