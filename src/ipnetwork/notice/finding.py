"""Find the clauses of a paragraph: in brackets, behind a label, or in a sentence of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ipnetwork.agencies import general_organs, is_body, split_names
from ipnetwork.notice.clauses import Clause, Name, begins_with_label, declares_first, read_bare, read_clause
from ipnetwork.notice.located import Located, place
from ipnetwork.notice.numbers import find_number
from ipnetwork.notice.record import Span
from ipnetwork.notice.roles import EXPLICIT, JOINT, LEAD, PARTICIPANT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipnetwork.notice.located import Spot

_OPEN, _CLOSE = "（([【〔", "）)]】〕"
_LONGEST_CLAUSE = 2000
_SENTENCE_ENDS = tuple("。！；，）)]】")
_LABEL_INSIDE = re.compile(r"(?<=[。；;）)！\s])[【\[]?(?:牵头|负责|责任|主责|配合|参与|落实)(?:责任|配合)?(?:单位|部门)[】\]]?[：:]")
_SENTENCE = re.compile("[^。！？\n]+")
_BY = re.compile("(?:^|(?<=[，,；;：:]))由(?=[^，,；;]{2,60}?(?:牵头|负责|组织实施|具体落实))")
_SUBJECT = re.compile("[\u4e00-\u9fff]{2,16}(?<!自)由(?=[^，,；;。]{2,20}会同)")  # 培训治理由甲部会同乙部负责
_WHOLE_PLAN = re.compile("\\s*本(?:方案|措施|意见|通知|办法|计划|规定|清单|规划|细则|要点)")  # who carries it out, or explains it
# A joint meeting's members, and its lead.
_MEETING = re.compile(
    "(?:联席会议|协调机制|工作机制|会商机制|协调小组|工作专班)(?:成员)?(?<!自)由(?P<members>[^。；：:]{4,}?)组成(?!部门|人员|单位|的)"
    "(?:[，,；;](?:其中)?[，,]?(?:由)?(?P<lead>[^，,。；;：:]{2,40}?)(?:(?:为|是|作为|担任|任)(?:联席会议)?(?:总)?(?:牵头|召集|主持)(?:单位|部门)|牵头)(?=[，,。；;]|$))?"
)
# Said once for all items: 以上各项工作均由X牵头; 各区政府为上述任务的配合单位; 所有任务的配合单位均包括Y.
_ALL = "(?:(?:以上|表[中内]|下表|本?清单[中内]?|上述|前述|上列|各项|所有|全部|本(?:方案|表|清单|计划|通知|措施)(?:所列|各项|中|确定|明确|的)+)(?:各项|所有|所列|全部)?(?:重点)?(?:工作|任务|事项|措施|项目|内容)+)"
_BLANKET = (
    re.compile(f"^(?:除[^，,。]{{1,30}}[外，,]+)?{_ALL}[，,]?(?:均|都|一律|全部|皆|同时|还)+(?P<by>由|需|须|应由|需由|须由|请)(?P<rest>.+)$"),
    re.compile(f"^(?:除[^，,。]{{1,30}}[外，,]+)?(?P<names>[^，。]{{2,200}}?)(?:均|同时|一并|同为|共同|全部)*(?:为|是|作为){_ALL}[^，,。；]{{0,6}}的?(?P<word>共同)?(?P<role>牵头|责任|配合|参与|协助|参加)(?:单位|部门)"),
    re.compile(f"^(?:除[^，,。]{{1,30}}[外，,]+)?{_ALL}的?(?P<role>牵头|责任|配合|参与|协助|参加)(?:单位|部门)(?:均|都|还|一律)*(?:包括|含|为|有)(?P<names>.+)$"),
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A clause and where it stands.

    Parameters
    ----------
    text : str
        The clause; where it stands in several stretches, with a ； between them.
    pieces : tuple of Located
        The stretches.
    outer : (int, int)
        The place of the whole with its brackets, in the first paragraph.
    clause : Clause
        What it says.
    running : bool
        Whether it is a sentence of running text.
    """

    text: str
    pieces: tuple[Located, ...]
    outer: tuple[int, int]
    clause: Clause
    running: bool = False

    @property
    def wrong(self) -> str:
        """What does not read as a name."""
        return self.clause.wrong

    @property
    def spots(self) -> list[Spot]:
        """The place of each of its characters."""
        return [spot for piece in self.pieces for spot in piece.spots]

    @property
    def place(self) -> str:
        """Where it stands, to turn to."""
        return place(self.spots)

    def cut(self, start: int, stop: int) -> Located:
        """Return a part of its text, which lies within one stretch."""
        for piece in self.pieces:
            if start < len(piece.text):
                return piece.cut(start, stop)
            start, stop = start - len(piece.text) - 1, stop - len(piece.text) - 1
        return self.pieces[-1].cut(len(self.pieces[-1].text), len(self.pieces[-1].text))

    def by_list(self) -> list[tuple[str, list[Name]]]:
        """Return its names, those of one role word together."""
        return [(word, list(names)) for word, names in groupby(self.clause.names, key=lambda name: name.word)]

    def spans(self) -> Iterator[Span]:
        """Yield what was taken for a role word, a name and a separator."""
        marks = [(*at, "role") for at in self.clause.words]
        marks += [(name.start, name.stop, "name") for name in self.clause.names]
        end = 0
        for start, stop, taken_for in sorted(marks):
            if start < end:
                continue
            for begin, finish, kind in ((end, start, "separator"), (start, stop, taken_for)):
                part = self.cut(begin, finish)
                if part.text.strip():
                    yield Span(part.place, kind, part.text, part.block, part.start)
            end = stop


def find_clauses(group: Sequence[Located], *, running: bool, bare: bool = False) -> list[Found]:
    """Find the clauses of a paragraph.

    Parameters
    ----------
    group : sequence of Located
        The paragraph; after it, the paragraphs that go on with its labels.
    running : bool
        Whether a sentence inside running text may be one, too.
    bare : bool, default False
        Whether a list of bodies in brackets is one without any word of role: （市甲局、市乙局）.

    Returns
    -------
    list of Found
        In order. Sentences count only where nothing stands in brackets or behind labels.
    """
    if begins_with_label(group[0].text):
        whole = _found([_sentence_cut(piece) for piece in group], (0, len(group[0].text)))
        return [whole] if whole else []
    found = _in_brackets(group[0], bare=bare) or _behind_label(group[0]) or _roster(group[0])
    sentences = _in_sentences(group[0], running=running, tails=not found)
    beside = [each for each in sentences if not found or (_is_led(each) and not any(_overlap(each, other) for other in found))]
    return sorted([*found, *beside], key=lambda each: each.outer)


def find_bare(paragraph: Located) -> list[Found]:
    """Find lists of bodies in brackets behind a sentence, with no word of role.

    Parameters
    ----------
    paragraph : Located
        A paragraph.

    Returns
    -------
    list of Found
        Whether they are clauses is for the whole document to say.
    """
    found = []
    for start, stop in _brackets(paragraph.text):
        inner = paragraph.cut(start + 1, stop - 1)
        clause = read_bare(inner.text) if len(inner.text) <= _LONGEST_CLAUSE else None
        before = paragraph.text[:start].rstrip()
        if clause and (before.endswith(_SENTENCE_ENDS) or (start == 0 and stop == len(paragraph.text))):
            found.append(Found(inner.text, (inner,), (start, stop), clause))
    return found


def _found(pieces: Sequence[Located], outer: tuple[int, int], *, running: bool = False) -> Found | None:
    text = "；".join(piece.text for piece in pieces)
    clause = read_clause(text) if len(text) <= _LONGEST_CLAUSE else None
    return Found(text, tuple(pieces), outer, clause, running) if clause else None


def _sentence_cut(piece: Located) -> Located:
    """Return a paragraph of labels without the brackets around it."""
    bare = piece.strip()
    wrapped = next(_brackets(bare.text), None) == (0, len(bare.text))
    return bare.cut(1, len(bare.text) - 1) if wrapped else bare


def _in_brackets(paragraph: Located, *, bare: bool) -> list[Found]:
    """Return the clauses in brackets; （牵头单位：X）（配合单位：Y） is one."""
    found: list[Found] = []
    lists = {each.outer: each for each in find_bare(paragraph)} if bare else {}
    for start, stop in _brackets(paragraph.text):
        inner = paragraph.cut(start + 1, stop - 1)
        last = found[-1] if found else None
        each = _found([inner], (start, stop))
        if last and each and last.outer[1] == start and not _repeats(last, each):
            both = _found([*last.pieces, inner], (last.outer[0], stop))
            if both:
                found[-1] = both
                continue
        each = each or lists.get((start, stop))
        if each:
            found.append(each)
    return found


def _repeats(one: Found, other: Found) -> bool:
    """Say whether two clauses have a role word in common, as those of two tasks have."""
    return bool({name.word for name in one.clause.names} & {name.word for name in other.clause.names})


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each outermost pair of brackets; one that is never closed reaches to the end."""
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character in _OPEN:
            start = at if depth == 0 else start
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1


def _behind_label(paragraph: Located) -> list[Found]:
    """Return the clauses behind labels inside a paragraph: …建成三个平台。责任单位：市甲局、市乙局。."""
    inside = {at for span in _brackets(paragraph.text) for at in range(*span)}
    starts = [match.start() for match in _LABEL_INSIDE.finditer(paragraph.text) if match.start() not in inside]
    found: list[Found] = []
    for at, start in enumerate(starts):
        stop = next((each for each in starts[at + 1 :]), len(paragraph.text))
        sentence = paragraph.text.find("。", start, stop)
        stop = sentence if sentence >= 0 else stop
        each = _found([paragraph.cut(start, stop).strip()], (start, stop))
        last = found[-1] if found else None
        if last and each and paragraph.text[last.outer[1] : start].strip("；;，,。 ") == "" and not _repeats(last, each):
            both = _found([*last.pieces, *each.pieces], (last.outer[0], stop))
            if both:
                found[-1] = both
                continue
        if each:
            found.append(each)
    return found


def _in_sentences(paragraph: Located, *, running: bool, tails: bool) -> list[Found]:
    """Return the sentences that do nothing but name bodies; and, in running text, the ends of sentences that do.

    One that designates nobody (市甲局负责) must end its paragraph; the end of one that names only a lead does not count
    where clauses stand in brackets elsewhere.
    """
    found = []
    sentences = [match.span() for match in _SENTENCE.finditer(paragraph.text)]
    for at, (start, stop) in enumerate(sentences):
        if _WHOLE_PLAN.match(paragraph.text, start):
            continue
        number = find_number(paragraph.text) if at == 0 else None
        start = number.stop if number else start
        subject = _SUBJECT.match(paragraph.text, start, stop)
        begin = subject.end() if subject else start
        each = _found([paragraph.cut(begin, stop).strip()], (start, stop), running=True)
        if each and each.clause.labelled:
            continue
        if each and (_is_led(each) or (at == len(sentences) - 1 and not subject)):
            found.append(each)
            continue
        tail = _BY.search(paragraph.text, start, stop) if tails else None
        each = _found([paragraph.cut(tail.start(), stop)], (tail.start(), stop), running=True) if tail else None
        if each and _is_led(each) and (running or any(name.role == PARTICIPANT for name in each.clause.names)):
            found.append(each)
    return found


def _is_led(found: Found) -> bool:
    """Say whether a clause designates a lead, as running text rarely does by chance."""
    return any(name.basis == EXPLICIT and name.role == LEAD for name in found.clause.names)


def _overlap(one: Found, other: Found) -> bool:
    return one.outer[0] < other.outer[1] and other.outer[0] < one.outer[1]


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
    for match in _SENTENCE.finditer(paragraph.text):
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
            return Found(said["names"], (sentence.cut(start, stop),), outer, Clause(shifted, (), True))
    return None


def _first_clauses(sentence: Located, span: tuple[int, int], outer: tuple[int, int]) -> Found | None:
    """Read as much of a stretch as is a clause: from the whole of it back to its first part."""
    stops = [span[1], *sorted((at.start() for at in re.finditer("[，,；;]", sentence.text[: span[1]]) if at.start() > span[0]), reverse=True)]
    for stop in stops:
        text = sentence.text[span[0] : stop]
        clause = read_clause(text)
        if clause and not clause.wrong:
            return Found(text, (sentence.cut(span[0], stop),), outer, clause)
    return None


def _roster(paragraph: Located) -> list[Found]:
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
        found.append(Found(paragraph.text, (paragraph,), match.span(), Clause(tuple(names), (), True)))
    return found


def _listed(match: re.Match[str], group: str) -> Iterator[tuple[int, int, str]]:
    """Yield the names in a group of a match, with their places."""
    for each in split_names(match[group], general_organs()):
        yield match.start(group) + each.start, match.start(group) + each.stop, each.name
