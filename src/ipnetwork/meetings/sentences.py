"""The grammar of the sentences in which notices name the members of a joint meeting and its lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from ipnetwork.agencies import (
    LONGEST_NAME,
    describe_agency,
    holds_several,
    is_body,
    is_closed,
    local_organs,
    split_names,
)
from ipnetwork.errors import Fault, InputError
from ipnetwork.notice.located import Located, Spot, join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Paragraphs: a page number goes, with the blank lines around it; a line that leaves a list open goes on after a gap;
# a deep indent only lines up with the line above.
_PAGE_NUMBER = re.compile(r"[\s—–－-]*\d{1,4}[\s—–－-]*")
_GOES_ON = ("、", "，", ",", "由", "和", "及", "与")
_BEGINS = re.compile(
    r"(?:[ \t]{2,7}|\u3000{1,3})\S|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]"
    "|(?:牵头|召集|主持|成员)单位[：:]"
)
_ALIGNED = re.compile(r"[ \t]{8}|\u3000{4}")
_BARE = re.compile("[^、，,；;。：:！？]+")

# Around a list: what opens it (自由贸易区 does not), what closes it, whose it is, and the clause that may come first.
_OPENS = re.compile("(?<!自)由|联席会议[以将]")
_CLOSES = re.compile(
    "(?P<all>[组构]成(?!部门|人员|单位|成员))|(?P<join>参加|参与)|(?P<are>[为是](?:联席会议)?的?成员(?:单位)?)"
    "|(?P<label>成员单位(?:名单)?(?:(?:主要)?包括|为|[：:])[：:]?|联席会议成员(?:主要)?包括[：:]?)"
)
_WHOSE = re.compile("联席会议(?!办公室)|办公室|秘书处|小组|专家|专班|指挥部|委员会|联络员")
_LEAD_IN = re.compile("(?:任|牵头|召集|主持|负责)(?:[^，,、]{0,10}[，,]|、)(?:会同)?")
_LED = re.compile("([^，,]{2,60}?)(?:共同)?(?:牵头|召集)(?:负责)?[，,、](?:会同)?$")

# Inside a list: what counts it, who comes for it, and a 和 between two bodies, not the one of 住房和城乡建设局.
_NUMBER = "(?P<about>[近约]?)(?P<number>[0-9０-９]{1,4}|[零一二两三四五六七八九十百]{1,7})(?P<more>[余多几]?)[个家]"
_UNITS = "(?:有关|相关|政府|成员|职能|责任|[省市区县][直级]|中央){0,3}(?:部门|单位|机构)"
_COUNT = re.compile(f"等?[（(]?(?:共计?)?{_NUMBER}{_UNITS}(?:[、和及与]?[（(]?(?:部门|单位|机构)[）)]?)?[）)]?$")
_AND_SO_ON = re.compile(f"等(?:多[个家])?(?:{_UNITS}(?:[、和及与]?(?:部门|单位|机构))?)?$")
_PERSONS = re.compile("的?(?:有关|相关|分管|主要|各自){0,3}(?:负责同志|负责人|领导同志|领导|人员)$")
_NO_NAME = re.compile(
    "(?:领导|同志|负责人|召集人|主任|秘书长|[局厅部市省区县院会]长)(?=[、，,；;]|$)|[。：:]|负责|召集|牵头|设在|邀请|承担|担任"
)
_ASIDE = re.compile(f"[，,；;][^、，,；;]*(?:{_NO_NAME.pattern}).*")

# Who leads: said of the meeting, or of a body.
_MEETING_LED = re.compile("联席会议由([^，,。；;]{2,60}?)(?:共同)?(?:牵头|召集)")
_LED_MEETING = re.compile("由([^，,。；;、]{2,60}?)牵头的[^，,。；;]{0,60}联席会议")
_BODY_LEADS = re.compile(
    "(?<![^，,。；;：:])([^，,。；;：:]{2,120}?)(?:[为是任]|担任|作为)(?:联席会议)?的?(?:牵头|召集|主持)(?:单位|部门)"
    "|(?:牵头|召集|主持)(?:单位|部门)(?:[为是]|[：:])([^，,。；;：:]{2,120})"
    "|[组构]成[，,]由([^，,。；;：:]{2,60}?)(?:共同)?(?:牵头|召集)"
)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of members as a notice has it."""

    names: tuple[tuple[str, str], ...]  # each with the characters that stand for it
    lead: str
    apart: bool  # a lead may stand outside the list
    stated: int | None
    opened: tuple[str, ...]
    sure: bool  # its sentence says that it is a joint meeting's
    place: str
    paragraph: int

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.names)


class Members(NamedTuple):
    """The fields of a roster, as a notice gives them."""

    members: tuple[str, ...]
    chair: str
    source: str
    stated: int | None
    opened: tuple[str, ...]


def read_members(paragraphs: Sequence[Located], subject: str) -> Members:
    """Take the one list of members that a notice holds, and the lead that it names; `subject` names it in an error."""
    lists = list(_find_lists(paragraphs))
    lists = [found for found in lists if found.sure] or lists
    if not lists:
        problem = "no sentence names who makes up a joint meeting (联席会议由…组成, …为成员单位, 成员单位：…)"
        raise InputError(subject, [Fault("text", problem, "give the notice that does, or a CSV with agency, role")])
    chosen = max(lists, key=lambda found: len(found.names))
    known = set(chosen.members)
    others = dict.fromkeys(found.place for found in lists if not known.issuperset(found.members))
    if others:
        problem = f"it names other members than {', '.join(others)}"
        raise InputError(subject, [Fault(chosen.place, problem, "give the text of one joint meeting")])
    leads = _find_leads(chosen, [paragraph.text for paragraph in paragraphs])
    chair = "".join(leads[:1])
    members = (chair, *chosen.members) if chosen.apart and chair and chair not in known else chosen.members
    faults = [*_unreadable(chosen, members), *rivals(leads, chosen.place)]
    faults += contradictions(members, chair, chosen.place)
    if faults:
        raise InputError(subject, faults)
    return Members(members, chair, chosen.place, chosen.stated, chosen.opened)


def contradictions(members: Sequence[str], chair: str, where: str) -> list[Fault]:
    """Find what makes a list of members no roster."""
    faults = [Fault(where, "a member has no name", "fill it in")] if any(not name.strip() for name in members) else []
    times: dict[str, int] = {}
    for name in members:
        times[name] = times.get(name, 0) + 1
    faults += [
        Fault(where, f"{name[:60]} stands {number} times", "keep one") for name, number in times.items() if number > 1
    ]
    if chair and chair not in times:
        remedy = "write its name alike in both places, or add it to the members"
        faults.append(Fault(where, f"{chair} is to chair, and is no member", remedy))
    return faults


def rivals(chairs: Sequence[str], where: str) -> list[Fault]:
    """Find that several bodies are to chair."""
    remedy = "give a CSV with columns agency, role that marks one as lead"
    return [Fault(where, f"{len(chairs)} leads: {', '.join(chairs)}", remedy)] if len(chairs) > 1 else []


def text_paragraphs(text: str) -> Iterator[Located]:
    """Yield the paragraphs of a plain text; a list with a name a line, or indented below its head, is one."""
    lines: list[tuple[Spot, str]] = []
    gap = ""
    for number, line in enumerate(dedent(text).split("\n"), 1):
        if not line.strip():
            gap = gap or "blank"
        elif _PAGE_NUMBER.fullmatch(line):
            gap = "page"
        else:
            if lines and (gap == "blank" or _BEGINS.match(line)) and not lines[-1][1].rstrip().endswith(_GOES_ON):
                yield join_lines(lines)
                lines = []
            if lines and _goes_below(lines, line):
                lines.append((Spot(0, 0, number), "、"))
            lines.append((Spot(0, 0, number), line))
            gap = ""
    yield join_lines(lines)


def _goes_below(lines: Sequence[tuple[Spot, str]], line: str) -> bool:
    """Say whether a line begins a name without a 、 before it: below the list, or one a line after 成员单位：."""
    above = lines[-1][1].strip()
    alone = lines[0][1].rstrip().endswith(("：", ":")) and _BARE.fullmatch(above) and _BARE.fullmatch(line.strip())
    return bool(alone or (is_body(above) and _ALIGNED.match(line)))


def _find_lists(paragraphs: Sequence[Located]) -> Iterator[_List]:
    """Yield what reads as a list of bodies: the stretch before a word that closes one, or after 成员单位：."""
    for at, paragraph in enumerate(paragraphs):
        for kind, begin, stop, lead, context in _stretches(paragraph.text):
            names, stated, opened = _read_names(paragraph.text[begin:stop])
            if 2 * sum(is_body(name) for name, _ in names) < max(len(names), 1):
                continue  # a sentence about something else
            whose = _WHOSE.findall(context)
            if whose and whose[-1] != "联席会议":
                continue
            apart = kind in {"are", "label"} or bool(lead)
            yield _List(names, lead, apart, stated, opened, bool(whose), paragraph.cut(begin, stop).place, at)


def _stretches(text: str) -> Iterator[tuple[str, int, int, str, str]]:
    """Yield where a list may stand: how it is closed, from where to where, who leads it, and what says whose it is."""
    for sentence in re.finditer("[^。！？]+", text):
        closes = list(_CLOSES.finditer(text, *sentence.span()))
        ends = [sentence.start(), *(close.end() for close in closes)]
        starts = [*(close.start() for close in closes), sentence.end()]
        for at, close in enumerate(closes):
            kind = close.lastgroup or ""
            if kind == "label":
                begin, stop, head = ends[at + 1], starts[at + 1], starts[at]
                aside = _ASIDE.search(text, begin, stop)
                lead, stop = "", aside.start() if aside else stop
            else:
                stop = starts[at]
                opens = [match.end() for match in _OPENS.finditer(text, ends[at], stop)]
                head = opens[-1] if opens else ends[at]
                begin = max([head, *(match.end() for match in _LEAD_IN.finditer(text, head, stop))])
                led = _LED.search(text, max(head, begin - LONGEST_NAME), begin)
                lead = led[1] if led else ""
                if (kind == "all" and not opens) or (kind == "join" and not lead):
                    continue
            yield kind, begin, stop, lead, text[max(sentence.start(), head - 200) : head] + close.group()


def _read_names(words: str) -> tuple[tuple[tuple[str, str], ...], int | None, tuple[str, ...]]:
    """Read a list: its names, the number that it states, and what leaves it open."""
    persons = _PERSONS.search(words, max(0, len(words) - LONGEST_NAME))
    if persons and not words[: persons.start()].endswith(("、", "，", ",")):
        words = words[: persons.start()]
    late = max(0, len(words) - LONGEST_NAME)
    counted = _COUNT.search(words, late)
    exact = counted and not counted["about"] and not counted["more"]
    vague = None if exact else counted or _AND_SO_ON.search(words, late)
    end = counted or vague
    words = words[: end.start()] if end else words
    names = [(each.name, each.as_written) for each in split_names(words, local_organs())]
    opened = {name: 0 for name, _ in names if len(name) <= LONGEST_NAME and describe_agency(name).kind == "open"}
    named = tuple(pair for pair in names if pair[0] not in opened)
    return named, _whole(counted["number"]) if counted and exact else None, (*opened, *([vague[0]] if vague else []))


def _whole(written: str) -> int:
    """Read a number in digits of either width or in Chinese: 十二 is 12."""
    if written.isdecimal():
        return int(written)
    total = ones = 0
    for character in written:
        if character in "十百":
            total, ones = total + max(ones, 1) * (10 if character == "十" else 100), 0
        else:
            ones = 2 if character == "两" else "零一二三四五六七八九".index(character)
    return total + ones


def _find_leads(chosen: _List, texts: Sequence[str]) -> list[str]:
    """Return the bodies that a notice names as lead, called as in the list; persons who preside are none.

    Far from the list a notice may speak of other meetings, so there only members are heard of.
    """
    near = texts[max(0, chosen.paragraph - 1) : chosen.paragraph + 2]
    said = [(chosen.lead, True)]
    for pattern, where in ((_BODY_LEADS, near), (_MEETING_LED, near), (_MEETING_LED, texts), (_LED_MEETING, texts)):
        found = [match for text in where for match in pattern.finditer(text)]
        said += [(words, where is near) for match in found for words in match.groups("")]
    as_written = {written: name for name, written in chosen.names}
    known = set(chosen.members)
    leads: dict[str, None] = {}
    for words, beside in said:
        names = split_names(re.sub("^(?:.*(?<!自)由|其中|明确|确定)", "", words))
        called = [as_written.get(each.name, each.name) for each in names]
        if all(is_body(name) and name != "办公室" for name in called):
            leads |= dict.fromkeys(name for name in called if beside or name in known)
    return list(leads)


def _unreadable(chosen: _List, members: Sequence[str]) -> list[Fault]:
    """Find what does not read as a name, and a stated number that is not the one of the names."""
    faults = []
    for name in chosen.members:
        long = len(name) > LONGEST_NAME
        if long or not is_closed(name) or _NO_NAME.search(name) or holds_several(name, local_organs()):
            remedy = "part the names with 、, or give a CSV with columns agency, role"
            faults.append(Fault(chosen.place, f"{name[:40]!r} does not read as the name of one body", remedy))
    if len(members) == 1:
        remedy = "put 、 between the names if its list goes on in other lines, or give a CSV with agency, role"
        faults.append(Fault(chosen.place, f"it names one member only: {members[0][:40]}", remedy))
    counts = {len(members), len(chosen.names)}  # a lead told apart may be counted or not
    short = chosen.opened and chosen.stated and chosen.stated > len(members)
    if chosen.stated is not None and chosen.stated not in counts and not short:
        problem = f"it states {chosen.stated} members and names {len(members)}: {'、'.join(members)[:400]}"
        faults.append(Fault(chosen.place, problem, "correct the number or the names, or give a CSV with agency, role"))
    return faults
