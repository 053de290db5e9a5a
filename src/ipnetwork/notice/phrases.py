"""The words in which plans name roles, say when, and state that the first of a list leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipnetwork.notice.roles import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENING, CLOSING = "（([【〔", "）)]】〕"

_WORD = (
    "(?:总牵头|第一牵头|牵头|主办|主责|主要责任|首要责任|第一责任|负责|责任|承办|落实|实施|指导"
    "|参与|参加|配合|协助|协办|协同|协作|支持)"
)
_ASIDE = r"(?:[（(]\w{2,4}[）)])?"  # 牵头（责任）单位
# 牵头单位：, 配合：, 责任单位为, 【牵头单位】; at the beginning, or after what ends the list before it.
LABEL = re.compile(
    r"(?:^|(?<=[；;，,。、\s】\]〕（(])|(?=[【\[]))[【\[〔]?"
    rf"(?P<word>(?:共同)?{_WORD}{{1,2}}{_ASIDE}{UNIT}?{_ASIDE})"
    r"(?:(?:分别)?[：:](?!\d)|(?:分别)?(?:为|是)(?!第一)|[】\]〕][：:]?)"
)
# Any other: 完成时限：, 责任人：.
OTHER_LABEL = re.compile(
    r"(?:^|(?<=[；;，,。、\s】）)])|(?=[【\[]))(?:[【\[][\u4e00-\u9fff]{2,10}[】\]][：:]?|[\u4e00-\u9fff]{2,10}[：:])"
)
_FOOTER = re.compile("主办|承办|指导")  # 主办单位：… at the foot of a web page
_LINE_LABEL = re.compile(r"[【\[]?(?:(?:完成|办结)?(?:时限|期限|时间)|责任(?:人|领导))[】\]]?[：:]")

_DUTY = "(?:按照|按|根据|依|依据)?(?:各自|部门|工作|本)?职责(?:任务|范围|权限)?(?:分工)?"
# The same where 各自 and 分工 are words of their own: each text is told in one way only, or failing takes for ever.
_BY_DUTY = "(?:(?:按照|按|根据|依|依据)(?:各自|部门|工作|本)?|部门|工作|本)?职责(?:任务|范围|权限)?"
_HOW = f"(?:共同|联合|分别|具体|直接|主要|统筹|统一|组织|总|协同|密切|积极|各自|分工|一并|{_BY_DUTY}|做好|抓好){{0,12}}"
_DO = "(?:负责|落实|实施|推进|承担|承办|办理|完成|推动|组织实施|组织落实|贯彻落实|落实到位|具体落实|执行)"
_JOIN = "(?:参与|参加|配合|协助|协同|支持|协办|协作|会办)"
_WORK = f"(?:做好|完成)?(?:相关|有关|各项)?(?:工作|{_DO})*"
_IS = "(?:为|是|作为)"
_END = r"(?=[，,；;。、！\s）)]|$)"
# The verbs that end a list: X牵头, Y、Z按职责分工负责, Y配合.
VERBS = {
    "lead": re.compile(
        f"{_HOW}(?:负责)?(?:牵头|主办|主责|主抓)(?:组织|协调|统筹|会同)*{_DO}*{_END}"
        f"|{_IS}(?:(?:本项|该项)(?:任务|工作)的?)?(?:牵头|主办|主责){UNIT}{_END}"
    ),
    "join": re.compile(f"{_HOW}(?:予以|给予|做好)?{_JOIN}{_WORK}{_END}|{_IS}(?:{_JOIN}|成员){UNIT}{_END}"),
    "answer": re.compile(f"{_HOW}{_DO}+{_END}|{_DUTY}(?:分别|各自)?{_END}|{_IS}责任{UNIT}{_END}"),
}
WITH = re.compile("(?:牵头)?[，,]?会同")
# What may stand before the first name: 此项工作由.
BY = re.compile(
    "^[，,；;。、\\s]*(?:(?:此|该|本|上述|以上|这|具体|其中)?(?:项目|(?:项|些)?(?:工作|任务|事项|措施|行动|工程))(?=由))?(?:具体)?[由以]?(?=.)"
)
_OF_TASKS = "(?:(?:各项|上述|该项|本项|所列)(?:任务|工作|事项|措施)的?)?"
FIRST_LISTED = re.compile(
    "[（(]?(?:以上|上述|各项|责任(?:单位|部门)(?:中|为多个的)?|多个(?:责任)?(?:单位|部门)的?|其中)?[，,]?"
    "(?:排(?:列|名|序)?|列|位列|名列|居|署名|第一个|首个|首位|第一)(?:在|于|为)?"
    "(?:第一|首|最前面?|前面?)?(?:位|个|名|家)?(?:的|者)?"
    f"(?:责任|负责)?{UNIT}?的?，?(?:均|即)?{_IS}{_OF_TASKS}(?:总?牵头|主责|主要责任|第一责任){UNIT}?[^。；;（）()]{{0,8}}?"
    "(?P<on>[，,、（(]?(?:下同|以下同|以下类同|下文同|后同)[）)]?)?[）)]?(?=[。；;）)，,]|$)"
)
# When: a piece of a list that is none of its names.
WHEN = re.compile(
    r"(?:(?:完成)?(?:时限|时间)?[于在至]?(?:每年|当年|次年|今年|明年|[\d０-９一二三四五六七八九〇○]{2,4}年)?"
    r"(?:第?[一二三四\d]季度|[上下]半年|\d{1,2}月|[一二三四五六七八九十]{1,3}月)?"
    r"(?:\d{1,2}日|[上中下]旬)?(?:底|末|初)?(?:之?前|内|起)?(?:基本|全部|全面)?"
    r"(?:完成|实现|取得[^，。；]{0,8}|启动|开展|建成|到位)?"
    "|(?:长期|持续|常年|全年|按时序|逐年|定期|分年度?|同步)(?:坚持|推进|实施|开展|进行|落实|完成|任务)*)"
)
# A role marked behind one name, or a star before it: 市甲局（牵头）.
MARKED = re.compile(f"[（(](?P<word>(?:总?牵头|主办|主责|负责|配合|参与|协助){UNIT}?)[）)]$|^[★☆*＊▲●]+")
NO_NAME = re.compile(
    "[。：:！？]|(?:牵头|负责|配合|主办|协办|主责|参与|参加|协助)(?:$|[）)]$)"
    "|^(?:牵头|负责|责任|配合|主办|协办|参与|协助)(?:单位|部门)(?!联)|^(?:同上|待定|暂缺)"
)
# Nobody: in a cell, or behind a label.
NOBODY = re.compile("(?:[无空—–－/／\\-\\s]|暂无|暂缺)*")
# What a sentence says and no name does.
EXHORTS = re.compile(
    "^由|(?<!重)要(?!素|塞|客|产|闻)|^(?:组织(?!部|处|办)|制定|建立|开展|每|推进|完善|落实|定期|研究(?!院|所|室|中心)|统筹)|应当|必须|切实|认真|严格|进一步|不得|可以|负有|及时|主动|加快|加强|结合|依法(?!治)|为主"
)


def declares_first(text: str) -> re.Match[str] | None:
    """Find the rule that the first body of each list leads: 列第一位者为牵头单位，下同.

    Parameters
    ----------
    text : str
        A clause, a heading or a sentence.

    Returns
    -------
    re.Match or None
        Its group ``on`` holds 下同 where the rule goes on to the end of the document.
    """
    return FIRST_LISTED.search(text) if "牵头" in text or "责任" in text else None


def begins_with_label(text: str) -> bool:
    """Say whether a line begins by naming a role, or something else of a task: 牵头单位：, 完成时限：.

    Parameters
    ----------
    text : str
        The line.

    Returns
    -------
    bool
        True for the label alone, too.
    """
    bare = text.strip()
    label = LABEL.match(bare)
    return bool((label and not _FOOTER.match(label["word"])) or _LINE_LABEL.match(bare))


def outer_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each outermost pair of brackets; one that is never closed is none.

    Parameters
    ----------
    text : str
        A paragraph.

    Yields
    ------
    (int, int)
        Its place with both brackets, as for a slice.
    """
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character in OPENING:
            start = at if depth == 0 else start
            depth += 1
        elif character in CLOSING and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1
