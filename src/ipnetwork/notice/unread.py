"""Find what looks like a clause that names who answers for a task, and in which nothing was read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from ipnetwork.agencies import LONGEST_NAME, is_body
from ipnetwork.notice.document import Grid
from ipnetwork.notice.located import Located
from ipnetwork.notice.marks import contents, find_marks
from ipnetwork.notice.phrases import declares_first, outer_brackets
from ipnetwork.notice.roles import ROLES
from ipnetwork.notice.shape import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.notice.marks import Marks
    from ipnetwork.notice.record import Notice

Stretch = tuple[int, int]

_LONGEST_CLAUSE = 600
_LONGEST_HEADING = 15
_SHORT_LIST = 20
_HEADING_ROWS = 6
_GAP = r"[ \u3000]{0,2}"
_NAMED = {"name", "nobody", *ROLES}


def _spaced(words: str) -> str:
    """Return a pattern for any of some words, also where the printer spaced their characters: 责 任 单 位."""
    return "|".join(_GAP.join(word) for word in words.split())


_ROLE = _spaced(
    "总牵头 牵头 主办 主责 主要责任 第一责任 负责 责任 承办 落实 实施 参与 参加 配合 协助 协办 协同 协作 支持 指导"
)
_UNIT = _spaced("单位 部门 机构 主体 科室 处室 股室 司局 地区 机关")
_ASIDE = r"(?:[（(]\w{2,4}[）)])?"
_BEFORE = r"(?:^|(?<=[\s；;：:，,。、！（(【\[〔）)】\]〕])|(?=[【\[]))"
_LABEL = re.compile(
    rf"{_BEFORE}(?P<open>[【\[〔])?(?:共同)?(?:(?:{_ROLE}){_GAP}){{1,2}}{_ASIDE}(?P<unit>{_UNIT})?{_ASIDE}\s?"
    rf"(?:(?:分别)?[为是]?[：:]|(?(open)[】\]〕][：:]?|(?!)))"
)
_OTHER_LABEL = re.compile(rf"{_BEFORE}[【\[〔]?[\u4e00-\u9fff]{{2,10}}(?:[：:]|[】\]〕])")
_HEADING = re.compile(rf"(?:共同)?(?:{_ROLE}){{1,2}}(?:{_UNIT})(?:及.*|和.*|{_ASIDE})")
# What a clause may end with: 市甲局、市乙局等按职责分工负责.
_VERBS = re.compile(
    "等?(?:按照?)?(?:各自)?(?:职责|职能)?(?:分工|任务)?(?:分别|共同|联合|具体|组织|统筹|总)*"
    f"(?:{_ROLE})(?:{_ROLE}|组织|工作|推进)*$"
)
_MUST = "要(?!素|塞|客)|应(?!急|用|对)|须|必须|切实|认真"
_EXHORTS = re.compile(f"{_MUST}|可以|以下|下称|简称|谁|其他|其余")
_NOBODY = re.compile(r"[\s无空暂—–－/／\-、，,；;。.]*")
_DUTY = re.compile(f"{_MUST}|[将把在按]|对(?!外|口)|负责|做好|严格|进一步|及时|加强|积极|统筹")
# Who runs the site that a saved page comes from: 主办单位：某市人民政府办公厅 … 网站标识码.
_FOOT = re.compile("\\s*(?:主办|承办|版权)")
_WEBSITE = re.compile("网站标识码|ICP备|公网安备|版权所有|网站地图|技术支持")
_FOOT_LINES = 4
_PARTS = re.compile(r"[、，,；;。/\s]|以及|[和及与]")


def unread_clauses(notice: Notice) -> list[Located]:
    """Find what looks like a clause that names who answers for a task, and in which nothing was read.

    Parameters
    ----------
    notice : Notice
        As it was read.

    Returns
    -------
    list of Located
        In document order: brackets （市甲局负责）, what stands behind a label (责任单位：市甲局), a label alone whose
        names stand in the next paragraph, and the heading of a column (责任单位) of a table that was not read at all.
        Running text is left alone.

    Examples
    --------
    >>> from ipnetwork.notice import read_notice
    >>> unread_clauses(read_notice("data/notices/made-up-small.txt"))
    []
    """
    return find_unread(notice, find_marks(notice))


def find_unread(notice: Notice, marks: Marks) -> list[Located]:
    """Find the unread clauses of a notice whose marks are known; see `unread_clauses`."""
    headings = {
        id(content) for block in notice.blocks if isinstance(block, Grid) for content in _headings(block, marks)
    }
    found = []
    whole = [*contents(notice), Located("", ())]
    for at, (content, after) in enumerate(pairwise(whole)):
        if _FOOT.match(content.text) and any(_WEBSITE.search(each.text) for each in whole[at : at + _FOOT_LINES]):
            continue
        if id(content) in headings or _opens_list(content, after, marks):
            found.append(content)
            continue
        named = sorted((mark.start, mark.stop) for mark in marks.get(content.block, ()) if mark.kind in _NAMED)
        found += [content.cut(*stretch).strip() for stretch in _find_in(content.text, named)]
    return found


def _opens_list(content: Located, after: Located, marks: Marks) -> bool:
    """Say whether a paragraph is a label alone, and the next one, in which nothing was read, names bodies."""
    label = _LABEL.fullmatch(content.text.strip())
    if label is None or not label["unit"] or marks.get(after.block) or after.column != content.column:
        return False
    return len(after.text) <= _LONGEST_CLAUSE and _lists(after.text, loose=True)


def _find_in(text: str, named: Sequence[Stretch]) -> list[Stretch]:
    """Return the unread clauses of one text; those that only a comma parts are one."""
    if not re.search(_ROLE, text):
        return []
    groups = list(outer_brackets(text))
    found = sorted({*_behind_labels(text, groups, named), *_in_brackets(text, groups, named)})
    merged: list[Stretch] = []
    for start, stop in found:
        if merged and not text[merged[-1][1] : start].strip("；;，,、 \n"):
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged


def _holds(named: Sequence[Stretch], stretch: Stretch) -> bool:
    """Say whether one of some stretches, which are in order and apart, reaches into another."""
    at = bisect_right(named, stretch[0], key=lambda each: each[1])
    return at < len(named) and named[at][0] < stretch[1]


def _around(groups: Sequence[Stretch], label: Stretch) -> Stretch | None:
    """Return the brackets that a label stands in; not those that it consists of."""
    at = bisect_right(groups, label[0], key=lambda each: each[0]) - 1
    return groups[at] if at >= 0 and groups[at][0] < label[0] and label[1] < groups[at][1] else None


def _behind_labels(text: str, groups: Sequence[Stretch], named: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield labels with the names behind them; with the brackets around them, if nothing in those was read."""
    labels = list(_LABEL.finditer(text))
    ends = sorted({*(match.start() for match in [*labels, *_OTHER_LABEL.finditer(text)]), len(text)})
    for label in labels:
        around = _around(groups, label.span())
        stop = ends[bisect_left(ends, label.end())]
        stop = min(stop, around[1] - 1) if around else stop
        sentence = text.find("。", label.end(), stop)
        stop = sentence if sentence >= 0 else stop
        loose = not (label["unit"] or label["open"])
        if _holds(named, (label.start(), stop)) or not _lists(text[label.end() : stop], loose=loose):
            continue
        yield around if around and not _holds(named, around) else (label.start(), stop)


def _lists(value: str, *, loose: bool) -> bool:
    """Say whether what stands behind a label may be names; behind a loose one (落实：) they must look like bodies."""
    rule = declares_first(value)
    value = value[: rule.start()] + value[rule.end() :] if rule else value
    if _NOBODY.fullmatch(value):
        return False
    parts = [part for part in _PARTS.split(value.strip()[:_LONGEST_CLAUSE]) if part]
    if any(is_body(part) and not _EXHORTS.search(part) for part in parts):
        return not _DUTY.match(parts[0])
    return not loose and len(value.strip()) <= _SHORT_LIST and not _DUTY.match(value.strip())


def _in_brackets(text: str, groups: Sequence[Stretch], named: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the brackets in which bodies stand before a verb: （市甲局牵头，市乙局配合）."""
    for group in groups:
        inner = text[group[0] + 1 : group[1] - 1]
        if len(inner) <= _LONGEST_CLAUSE and not _holds(named, group) and _designates(inner):
            yield group


def _designates(inner: str) -> bool:
    """Say whether a verb of a role stands behind a list in which some body is named."""
    body = False
    for part in filter(None, re.split(r"[、，,；;。\s]", inner)):
        verb = _VERBS.search(part)
        bare = part[: verb.start()] if verb else part
        named = len(bare) <= LONGEST_NAME and is_body(bare) and not _EXHORTS.search(bare) and not re.search(_ROLE, bare)
        body = body or named
        if body and verb:
            return True
    return False


def _headings(grid: Grid, marks: Marks) -> Iterator[Located]:
    """Yield the headings of role columns of a table in which no name was read, and which nothing else tells."""
    blocks = [cell.content.block for cell in grid.cells]
    if any(mark.kind in {*_NAMED, "heading"} for block in blocks for mark in marks.get(block, ())):
        return
    for line in lines_of(grid)[:_HEADING_ROWS]:
        for cell in line.cells:
            words = "".join(cell.content.text.split())
            below = any(
                each.content.text and each.top > cell.bottom and each.start == cell.start for each in grid.cells
            )
            if below and len(words) <= _LONGEST_HEADING and _HEADING.fullmatch(words):
                yield cell.content
