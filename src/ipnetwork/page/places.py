"""Spell a place of a document as people say it: lines 26 to 31, column 5."""

from __future__ import annotations

import re

_LINES = re.compile(r"(?:p(?P<page>\d+) )?L(?P<first>\d+)(?:-(?P<last>\d+))?(?: c(?P<column>\d+))?")
_ROWS = re.compile(r"(?:p(?P<page>\d+) )?t(?P<table>\d+) r(?P<first>\d+)(?:-(?P<last>\d+))?(?: c(?P<column>\d+))?")
_TABLE_ROW = re.compile(r"row (?P<first>\d+)")  # of a table of one's own, where `build_plan` was given one
_SPELLED = {
    "zh": {
        "page": "第{page}页",
        "table": "表{table}",
        "L": "第{first}行",
        "Ls": "第{first}—{last}行",
        "r": "第{first}行",
        "rs": "第{first}—{last}行",
        "column": "第{column}栏",
        "between": "",
        "comma": "，",
    },
    "en": {
        "page": "page {page}",
        "table": "table {table}",
        "L": "line {first}",
        "Ls": "lines {first}–{last}",
        "r": "row {first}",
        "rs": "rows {first}–{last}",
        "column": "column {column}",
        "between": ", ",
        "comma": "; ",
    },
}


def spell_place(source: str, *, lang: str = "zh") -> str:
    """Spell a place of a document in words.

    Parameters
    ----------
    source : str
        As in a plan's tables: ``L26-31 c5``, ``p3 t1 r4 c2``; several with commas between.
    lang : {"zh", "en"}, default "zh"
        The language.

    Returns
    -------
    str
        What is not written in this way stays as it is.

    Examples
    --------
    >>> spell_place("L26-31 c5"), spell_place("p3 t1 r4 c2", lang="en")
    ('第26—31行第5栏', 'page 3, table 1, row 4, column 2')
    """
    told = _SPELLED[lang]
    spelled = []
    for part in re.split(r"\s*,\s*", source):
        match = _LINES.fullmatch(part) or _ROWS.fullmatch(part) or _TABLE_ROW.fullmatch(part)
        if match is None:
            return source
        found = {name: value for name, value in match.groupdict().items() if value}
        extent = ("r" if match.re is not _LINES else "L") + ("s" if "last" in found else "")
        names = [name for name in ("page", "table", extent, "column") if name in found or name == extent]
        spelled.append(told["between"].join(told[name].format(**found) for name in names))
    return told["comma"].join(spelled)
