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

_UNIT = "(?:单位|部门|机构)"
_LEADS = re.compile(f"(?:负责|牵头|主办|牵头负责){_UNIT}?")
_JOINS = re.compile(f"(?:参与|参加|配合|协助|协办){_UNIT}?")
_ANSWERS = re.compile(f"责任{_UNIT}")


def assign_roles(words: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Say which role and basis each role word of one document stands for.

    Parameters
    ----------
    words : iterable of str
        The words as printed, such as the headings of a table's columns. Words that name no role are passed over.

    Returns
    -------
    dict
        ``{word: (role, basis)}``. 责任单位 is the one word that depends on its company: beside a 牵头单位 it names
        participants; alone it makes all of them jointly responsible, and none is designated as lead.

    Examples
    --------
    >>> assign_roles(["工作内容", "牵头单位", "责任单位"])
    {'牵头单位': ('lead', 'explicit'), '责任单位': ('participant', 'explicit')}
    >>> assign_roles(["责任单位", "配合单位"])
    {'责任单位': ('lead', 'joint'), '配合单位': ('participant', 'explicit')}
    """
    words = list(words)
    led = any(_LEADS.fullmatch(word) for word in words)
    roles = {}
    for word in words:
        if _LEADS.fullmatch(word):
            roles[word] = (LEAD, EXPLICIT)
        elif _JOINS.fullmatch(word):
            roles[word] = (PARTICIPANT, EXPLICIT)
        elif _ANSWERS.fullmatch(word):
            roles[word] = (PARTICIPANT, EXPLICIT) if led else (LEAD, JOINT)
    return roles
