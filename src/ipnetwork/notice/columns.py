"""Find out from its headings what each column of a table holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipnetwork.notice.roles import assign_roles

if TYPE_CHECKING:
    from ipnetwork.notice.document import Cell, Grid
from ipnetwork.notice.phrases import declares_first

_WHAT = (
    "(?:重点|主要|具体|年度|目标|分解|细化|改革|建设|工作|任务|项目|事项|试点|推广|创建|整治|整改|治理|服务|绩效|考核)"
)
# What a column holds, by its heading. Roles have their own grammar in `roles`.
HEADINGS = {
    "category": re.compile("类号|类别号"),
    "item": re.compile("(?:项目|任务|事项|工作)?(?:序号|编号|序|号)"),
    "label": re.compile(f"{_WHAT}*(?:分类|类别|类型|领域|方面|板块|专题|章节|一级指标)"),
    "text": re.compile(
        f"{_WHAT}*(?:内容|任务|事项|要求|举措|措施|项目|工作|要点|指标|名称|清单|标题|目标任务|任务目标)"
        "(?:及(?:目标|要求|措施|内容))?"
    ),
}  # fmt: skip
# Columns that say when, how far, or which person: a person is no agency.
ASIDE = re.compile(
    ".*(?:时限|期限|时间|进度|备注|说明|责任人|领导|负责人|联系人|电话|联系方式|目标|成果|依据|来源|范围|标志|情况|资金|投资|预算|"
    "地点|对象|周期|节点|形式|标准|分值|得分|频次|年份|单位：|分管|科室|处室|股室|20\\d\\d年|第?[一二三四]季度|上半年|下半年|分管|联络员|方式|步骤|阶段|"
    "完成|计划|打算|印发|效果|成效|指标值|数量|规模|监督|督导|督办|督查|考核单位|验收|提出|提案|建议).*"
)
_INNER = re.compile("科室|处室|股室|司局")
_SPACES = re.compile(r"\s")
_LONGEST_HEADING = 30
_MOST_HEADINGS = 1000


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what.

    Parameters
    ----------
    held : dict of str to int
        ``{"item": 2, "category": 0, "label": 1}``, those that there are.
    texts : tuple of int
        The columns whose words make up the task.
    roles : dict of int to (word, role, basis)
        ``{4: ("负责单位", "lead", "explicit")}``.
    aside : tuple of int
        Columns that say something else.
    unknown : tuple of int
        Columns whose heading says nothing that is known.
    bottom : int
        The last row of the headings.
    first_listed : bool
        Whether a heading says that the first body of a list leads.
    """

    held: dict[str, int]
    texts: tuple[int, ...]
    roles: dict[int, tuple[str, str, str]]
    aside: tuple[int, ...]
    unknown: tuple[int, ...]
    bottom: int
    first_listed: bool = False


def words_of(cell: Cell) -> str:
    """Return a heading without spaces and line breaks."""
    return _SPACES.sub("", cell.content.text)


def find_headings(grid: Grid) -> list[tuple[int, int]]:
    """Find the rows of a table that are headings: some cell of theirs names a role; a thousand times at most.

    Parameters
    ----------
    grid : Grid
        The table.

    Returns
    -------
    list of (int, int)
        The first and last row of each line of headings, one that is printed again on the next page included.
    """
    found: list[tuple[int, int]] = []
    for row in _rows(grid):
        if len(found) == _MOST_HEADINGS:
            break
        if found and row[0].top <= found[-1][1]:
            continue
        filled = [cell for cell in row if cell.content.text]
        roles = assign_roles(_role_words(cell) for cell in filled)
        if roles and len(filled) > 1 and all(len(words_of(cell)) <= _LONGEST_HEADING + 30 for cell in filled):
            found.append((row[0].top, max(cell.bottom for cell in filled)))
    return found


def begins_inside(grid: Grid, headings: tuple[int, int]) -> bool:
    """Say whether a table begins inside an item: no number stands in the first row under its headings.

    Parameters
    ----------
    grid : Grid
        The table.
    headings : (int, int)
        Its first line of headings.

    Returns
    -------
    bool
        False where it has no column of numbers, or where the row is that of a section.
    """
    columns = read_columns(grid, *headings)
    row = headings[1] + 1
    if "item" not in columns.held:
        return False
    number = grid.at(columns.held["item"], row, row)
    first = number is None or not number.content.text
    return first and any((cell := grid.at(column, row, row)) and cell.content.text for column in columns.roles)


def _rows(grid: Grid) -> list[list[Cell]]:
    """Return the cells of each row, by the row that they begin in."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.top, []).append(cell)
    return [rows[top] for top in sorted(rows)]


def _role_words(cell: Cell) -> str:
    """Return a heading without the rule about the first body that it may state."""
    words = words_of(cell)
    rule = declares_first(words)
    return words[: rule.start()].rstrip("，,；;（(") if rule else words


def read_columns(grid: Grid, top: int, bottom: int) -> Columns:
    """Read a line of headings.

    Parameters
    ----------
    grid : Grid
        The table.
    top, bottom : int
        The first and last row of the headings.

    Returns
    -------
    Columns
        By the lowest heading over each column that says something; the one above it says the rest.
    """
    over = {column: _over(grid, column, top, bottom) for column in range(grid.width)}
    words = {column: [_role_words(cell) for cell in cells] for column, cells in over.items()}
    roles_of = assign_roles(word for each in words.values() for word in each)
    if any(not _INNER.search(word) for word in roles_of):  # 责任科室 beside 责任单位 are inside of it
        roles_of = {word: role for word, role in roles_of.items() if not _INNER.search(word)}
    held: dict[str, int] = {}
    texts, aside, unknown = [], [], []
    roles: dict[int, tuple[str, str, str]] = {}
    for column, said in words.items():
        word = next((word for word in reversed(said) if word in roles_of), "")
        word = (
            "" if said and ASIDE.fullmatch(said[-1]) and said[-1] not in roles_of else word
        )  # 督办单位 under 责任分工
        name = next((name for name, pattern in HEADINGS.items() for word in said if pattern.fullmatch(_bare(word))), "")
        if word:
            roles[column] = (word, *roles_of[word])
        elif name == "text":
            texts.append(column)
        elif name and name not in held:
            held[name] = column
        elif any(ASIDE.fullmatch(word) for word in said):
            aside.append(column)
        else:
            unknown.append(column)
    first = any(declares_first(words_of(cell)) for cells in over.values() for cell in cells)
    return Columns(held, tuple(texts), roles, tuple(aside), tuple(unknown), bottom, first)


def _bare(word: str) -> str:
    """Return a heading without brackets: 主要任务（含量化指标）."""
    return re.sub("[（(][^）)]{0,99}[）)]", "", word)


def _over(grid: Grid, column: int, top: int, bottom: int) -> list[Cell]:
    """Return the heading cells over a column, from top to bottom."""
    cells = [cell for row in range(top, bottom + 1) if (cell := grid.at(column, row, row))]
    return [cell for at, cell in enumerate(cells) if cell.content.text and cell not in cells[:at]]


def settle(columns: Columns, grid: Grid, below: int, end: int) -> Columns:
    """Tell the column of categories from that of tasks where both are headed as tasks, by which spans more rows.

    Parameters
    ----------
    columns : Columns
        As the headings have it.
    grid : Grid
        The table.
    below, end : int
        The first and last row under the headings.

    Returns
    -------
    Columns
        With a ``label`` where there are several columns of tasks and the first of them covers several rows a cell.
    """
    candidates = [*columns.texts]
    if "label" in columns.held or len(candidates) < 2:  # noqa: PLR2004 – two to tell apart
        return columns
    first = candidates[0]
    finer = [cell for cell in grid.begun(below, end, candidates[1]) if cell.start == candidates[1]]
    coarser = grid.begun(below, end, first)
    if all(cell.bottom == cell.top for cell in coarser) or len(finer) <= len(coarser):
        return columns
    held = columns.held | {"label": first}
    return Columns(
        held, tuple(candidates[1:]), columns.roles, columns.aside, columns.unknown, columns.bottom, columns.first_listed
    )
