"""The grammar of roles: which words make a body a lead, and which a participant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAD, PARTICIPANT = "lead", "participant"
EXPLICIT, FIRST_LISTED, JOINT = "explicit", "first_listed", "joint"
ROLES = (LEAD, PARTICIPANT)
BASES = (EXPLICIT, FIRST_LISTED, JOINT)

UNIT = "(?:单位|部门|机构|主体|科室|处室|股室|司局|地区)"
_LED = "牵头|主办|主责|主抓|总牵头|第一牵头|第一责任|主要责任|首要责任"
_JOINED = "参与|参加|配合|协助|协办|协同|协作|支持|会办"
_ANSWERED = "责任|承办|落实|实施|指导|推进|承担|分工"
# 牵头责任单位 leads and 配合责任单位 joins: the first word of a heading counts. 负责 designates, 责任 does not.
_OF = "(?:整改|整治|任务|工作|项目|建设|具体|改革)?"
_LEADS = re.compile(
    f"{_OF}(?:(?:落实|责任)?(?:{_LED}){{1,2}}(?:负责|责任|承办|落实|实施|协调|指导)?|负责(?:牵头)?){UNIT}*"
)
_JOINS = re.compile(f"{_OF}(?:共同)?(?:{_JOINED}){{1,2}}(?:责任|实施|落实)?{UNIT}*")
_ANSWERS = re.compile(f"{_OF}(?:共同)?(?:(?:{_ANSWERED}){{1,2}}{UNIT}+|责任分工|任务分工)")
_ASIDE = re.compile(r"[（(〔\[][^（）()]{0,99}[）)〕\]]|[\s、/及和]|(?<!参)与")


def assign_roles(words: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Say which role and basis each role word of one document stands for.

    Parameters
    ----------
    words : iterable of str
        The words as printed, such as the headings of a table's columns. Words that name no role are passed over.

    Returns
    -------
    dict
        ``{word: (role, basis)}``. 责任单位 (and 承办, 落实, 实施, 指导单位) depends on its company: beside a
        牵头单位 it names participants; alone it makes all of them jointly responsible, and none is designated.

    Examples
    --------
    >>> assign_roles(["工作内容", "牵头单位", "责任单位"])
    {'牵头单位': ('lead', 'explicit'), '责任单位': ('participant', 'explicit')}
    >>> assign_roles(["责任单位", "配合单位"])
    {'责任单位': ('lead', 'joint'), '配合单位': ('participant', 'explicit')}
    """
    bare = {word: _ASIDE.sub("", word) for word in words}
    led = any(_LEADS.fullmatch(plain) for plain in bare.values())
    answered = any("责任" in plain and _ANSWERS.fullmatch(plain) for plain in bare.values())
    roles = {}
    for word, plain in bare.items():
        if _LEADS.fullmatch(plain):
            roles[word] = (LEAD, EXPLICIT)
        elif _JOINS.fullmatch(plain):
            roles[word] = (PARTICIPANT, EXPLICIT)
        elif _ANSWERS.fullmatch(plain):
            guides = answered and "责任" not in plain  # 指导单位 beside 责任单位
            roles[word] = (PARTICIPANT, EXPLICIT) if led or guides else (LEAD, JOINT)
    return roles


def in_order(count: int, role: str, basis: str, *, first_listed: bool) -> list[tuple[str, str]]:
    """Return the role and basis of each name of a list, where the document may say that the first one leads."""
    if basis == JOINT and first_listed:
        return [(LEAD, FIRST_LISTED), *[(PARTICIPANT, FIRST_LISTED)] * (count - 1)][:count]
    return [(role, basis)] * count
