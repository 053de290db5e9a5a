"""Say in words what a mark means and what became of a place, and write out what is not seen in a text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ipnetwork.notice.roles import EXPLICIT, LEAD, PARTICIPANT

if TYPE_CHECKING:
    from ipnetwork.notice.marks import Mark
    from ipnetwork.notice.tally import Count

# What each kind of mark is called; in the order of the legend.
KINDS = {
    "item": "item number 编号",
    "lead": "lead 牵头",
    "participant": "participant 参与",
    "name": "name that entered no item 未采用的名称",
    "role": "role word 责任词",
    "rule": "rule for all 通则",
    "separator": "separator 分隔",
    "nobody": "nobody 无单位",
    "text": "task 任务",
    "heading": "heading 标题",
    "category": "category 类别",
    "label": "label of a category 类名",
    "unread": "unread clause 未读出",
    "other": "other 其他",
}
SHORT = 60
_LONGEST_TITLE = 300
_MOST_TOLD = 5
_PLAIN = re.compile("[^\n\t\x20-\x7e\u4e00-\u9fff\u3001-\u303f\uff01-\uff60]")
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    r"""Write out the characters that are not seen but do something: ‹U+202E› for one that turns the line around.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        Line ends and tabs stay; every other control, format and surrogate character is written as its code.

    Examples
    --------
    >>> visible("市甲局\u202e")
    '市甲局‹U+202E›'
    """
    return _PLAIN.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 – what Unicode calls no character
    return f"‹U+{code:04X}›" if nothing or unicodedata.category(character) in _HIDDEN else character


def cut(text: str, length: int = SHORT) -> str:
    """Return the beginning of a text, with … where something is left out."""
    return text if len(text) <= length else f"{text[:length]}…"


def plural(count: int, word: str) -> str:
    """Return ``1 item`` or ``2 items``."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def explain_mark(mark: Mark) -> str:
    """Say what a mark means: its kind, and for a name which items it entered, as what, and why.

    Parameters
    ----------
    mark : Mark
        Any.

    Returns
    -------
    str
        One line, such as ``lead 牵头 of （三） (explicit: 负责)``.
    """
    kind = KINDS.get(mark.kind, KINDS["other"])
    if mark.kind not in KINDS:
        kind += f": {mark.kind}"
    told = []
    for item, mention in mark.named[:_MOST_TOLD]:
        said = f": {mention.role_as_written}" if mention.role_as_written else ""
        name = "" if mention.agency == mention.as_written else f", taken for {mention.agency}"
        told.append(f"{KINDS.get(mention.role, mention.role)} of {item} ({mention.basis}{said}){name}")
    more = len(mark.named) - len(told)
    text = "; ".join(told) + (f"; and {more} more" if more else "") if told else kind
    return cut(visible(text), _LONGEST_TITLE)


def explain_count(count: Count) -> str:
    """Say which item a place became part of, or which items.

    Parameters
    ----------
    count : Count
        What was counted.

    Returns
    -------
    str
        ``二（一）: 8 assignments (2 lead, 6 participant)``; with ``joint`` or ``first listed`` where the document does
        not say in so many words who leads.
    """
    first, last = cut(count.items[0]), cut(count.items[-1])
    many = len(count.items) > 1
    who = f"{len(count.items)} items ({first} … {last})" if many else first
    number = f"{plural(count.lead + count.participant, 'assignment')}{' each' if many else ''}"
    roles = ", ".join(f"{each} {role}" for each, role in ((count.lead, LEAD), (count.participant, PARTICIPANT)) if each)
    why = ", ".join(sorted(basis.replace("_", " ") for basis in count.bases - {EXPLICIT}))
    aside = "; ".join(filter(None, (roles, why)))
    return visible(f"{who}: {number} ({aside})" if aside else f"{who}: {number}")
