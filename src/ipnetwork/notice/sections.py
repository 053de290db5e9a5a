"""Find the categories of a task table: in rows of their own, or in columns beside the tasks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipnetwork.notice.columns import Columns
    from ipnetwork.notice.document import Grid
    from ipnetwork.notice.located import Located
    from ipnetwork.notice.table import Reading

CONTINUED = re.compile(r"[（(]续表?[）)]$")
_SECTION = re.compile(
    r"\s*([（(][一二三四五六七八九十]{1,4}[）)]|(?:第?[一二三四五六七八九十百]{1,4}|\d{1,2})(?=[、.．\s）)]|[部篇章节类]))[部篇章节类]?分?[、.．\s]*"
)
_HOW_MANY = re.compile("[（(]共?\\s*[\\d一二三四五六七八九十]+\\s*[项条个][）)]\\s*$")


def section_of(grid: Grid, top: int, bottom: int) -> tuple[str, str] | None:
    """Return the category that a row names which holds nothing else: 一、知识产权保护方面（共5项）."""
    if top != bottom:
        return None
    cell = grid.alone.get(top)
    if cell is None or cell.bottom != top:
        return None
    wide = cell.stop - cell.start > max(1, grid.width // 2)
    first = cell.start == 0 and _SECTION.match(cell.content.text) is not None
    if not wide and not first:
        return None
    return split_label(cell.content.text)


def titled_content(grid: Grid, top: int) -> Located:
    """Return what stands in a section row."""
    cells = (grid.at(column, top, top) for column in range(grid.width))
    return next(cell.content for cell in cells if cell and cell.content.text)


def split_label(text: str) -> tuple[str, str]:
    """Part a label at its number: 一、知识产权保护方面（共5项） is 一 and 知识产权保护方面."""
    flat = _HOW_MANY.sub("", text.replace("\n", "")).strip()
    number = _SECTION.match(flat)
    if number:
        return number[1].strip("（）()"), flat[number.end() :].strip() or flat
    return flat, flat


def label_at(grid: Grid, columns: Columns, top: int, reading: Reading) -> str:
    """Return what stands in the columns of categories beside a row."""
    words = []
    for name in ("category", "label"):
        if name in columns.held:
            cell = grid.at(columns.held[name], top, top)
            if cell and cell.content.text:
                words.append(CONTINUED.sub("", cell.content.text.replace("\n", "")))
                if cell.top == top:
                    reading.saw(cell.content, name)
    return "\t".join(words)


def labelled(label: str, section: tuple[str, str]) -> tuple[str, str]:
    """Return the category and its label from the columns beside a row."""
    if not label:
        return section
    if "\t" in label:
        category, name = label.split("\t", 1)
        return category, name
    category, name = split_label(label)
    return (section[0], f"{section[1]} / {name}") if section[0] else (category, name)
