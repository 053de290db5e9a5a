"""Find what a plan says once: who answers for all of its items, and who sits in its joint meeting."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ipnetwork.agencies import is_body, local_organs, split_names
from ipnetwork.notice.clauses import Clause, Name, read_clause
from ipnetwork.notice.found import Found
from ipnetwork.notice.phrases import declares_first
from ipnetwork.notice.roles import EXPLICIT, JOINT, LEAD, PARTICIPANT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.notice.located import Located

SENTENCE = re.compile("[^。！？\n]+")
_COMMA = re.compile("[，,；;]")
_MOST_COMMAS = 30
_AFTER = 200  # where the rule about the first body may follow
# A joint meeting's members, and its lead.
_MEETING = re.compile(
    "(?:联席会议|协调机制|工作机制|会商机制|协调小组|工作专班)(?:成员)?(?<!自)由(?P<members>(?:[^。；：:由]|(?<=自)由){4,}?)"
    "组成(?!部门|人员|单位|的)"
    "(?:[，,；;](?:其中)?[，,]?由?(?P<lead>[^，,。；;：:]{2,40}?)"
    "(?:(?:为|是|作为|担任|任)(?:联席会议)?总?(?:牵头|召集|主持)(?:单位|部门)|牵头)(?=[，,。；;]|$))?"
)
# Said once for all items: 以上各项工作均由X牵头; 各区政府为上述任务的配合单位; 所有任务的配合单位均包括Y.
_TASKS = "(?:各项|所有|所列|全部)?(?:重点)?(?:工作|任务|事项|措施|项目|内容)+"
_PLAN = "本(?:方案|表|清单|计划|通知|措施)(?:所列|各项|中|确定|明确|的)+"
_ALL = f"(?:(?:以上|表[中内]|下表|本?清单[中内]?|上述|前述|上列|各项|所有|全部|{_PLAN}){_TASKS})"
_EXCEPT = "^(?:除[^，,。]{1,30}[外，,]+)?"
_ROLE = "(?P<role>牵头|责任|配合|参与|协助|参加)(?:单位|部门)"
_BLANKET = (
    re.compile(f"{_EXCEPT}{_ALL}[，,]?(?:均|都|一律|全部|皆|同时|还)+(?:由|需|须|应由|需由|须由|请)(?P<rest>.+)$"),
    re.compile(
        f"{_EXCEPT}(?P<names>[^，。]{{2,200}}?)(?:均|同时|一并|同为|共同|全部)*(?:为|是|作为){_ALL}[^，,。；]{{0,6}}的?"
        f"(?:共同)?{_ROLE}"
    ),
    re.compile(f"{_EXCEPT}{_ALL}的?{_ROLE}(?:均|都|还|一律)*(?:包括|含|为|有)(?P<names>.+)$"),
)


def find_blanket(group: Sequence[Located]) -> Found | None:
    """Find the clause that holds for all items: 以上各项工作均由X牵头.

    Parameters
    ----------
    group : sequence of Located
        A paragraph.

    Returns
    -------
    Found or None
        None where it says no such thing.
    """
    paragraph = group[0]
    for match in SENTENCE.finditer(paragraph.text):
        sentence = paragraph.cut(*match.span()).strip()
        if declares_first(sentence.text):
            continue
        found = _blanket(sentence, match.span())
        if found:
            return found
    return None


def _blanket(sentence: Located, outer: tuple[int, int]) -> Found | None:
    for pattern in _BLANKET:
        said = pattern.match(sentence.text)
        if not said:
            continue
        groups = said.groupdict()
        if "rest" in groups:
            found = _first_clauses(sentence, said.span("rest"), outer)
            if found:
                return found
            continue
        start, stop = said.span("names")
        # As if it stood behind a label, so that there is one grammar.
        label = f"{said['role']}单位："
        clause = read_clause(label + said["names"])
        if clause and not clause.wrong and all(name.name for name in clause.names):
            shifted = tuple(
                Name(name.start - len(label), name.stop - len(label), name.name, name.role, name.basis, name.word)
                for name in clause.names
            )
            return Found(said["names"], (sentence.cut(start, stop),), outer, Clause(shifted, (), labelled=True))
    return None


def _first_clauses(sentence: Located, span: tuple[int, int], outer: tuple[int, int]) -> Found | None:
    """Read as much of a stretch as is a clause: from the whole of it back to its first part."""
    for stop in find_stops(sentence.text, *span):
        text = sentence.text[span[0] : stop]
        clause = read_clause(text)
        if clause and not clause.wrong:
            return Found(text, (sentence.cut(span[0], stop),), outer, clause)
    return None


def find_stops(text: str, start: int, stop: int) -> list[int]:
    """Return where a clause may end that goes on as something else: at its end, else at one of its first commas."""
    commas = islice(_COMMA.finditer(text, start + 1, stop), _MOST_COMMAS)
    return [stop, *sorted((comma.start() for comma in commas), reverse=True)]


def find_roster(paragraph: Located) -> list[Found]:
    """Return the members of a joint meeting that a paragraph sets up: 联席会议由…组成，X为牵头单位."""
    found = []
    for match in _MEETING.finditer(paragraph.text):
        members = list(_listed(match, "members"))
        leads = list(_listed(match, "lead")) if match["lead"] else []
        if not all(is_body(name) for _, _, name in [*members, *leads]) or len(members) == 1:
            continue
        leading = {name for _, _, name in leads}
        apart = [entry for entry in leads if entry[2] not in {name for _, _, name in members}]
        names = [
            Name(*entry, *((LEAD, EXPLICIT, "牵头单位") if entry[2] in leading else (PARTICIPANT, EXPLICIT, "组成")))
            if leads
            else Name(*entry, LEAD, JOINT, "组成")
            for entry in [*members, *apart]
        ]
        part = paragraph.cut(match.start(), match.end() + _AFTER)
        found.append(Found(part.text, (part,), match.span(), Clause(tuple(names), (), labelled=True)))
    return found


def _listed(match: re.Match[str], group: str) -> Iterator[tuple[int, int, str]]:
    """Yield the names in a group of a match, with their places in the match."""
    begin = match.start(group) - match.start()
    for each in split_names(match[group], local_organs()):
        yield begin + each.start, begin + each.stop, each.name
