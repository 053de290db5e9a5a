"""Find the clauses of a paragraph: in brackets, behind a label, or in a sentence of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from ipnetwork.agencies import is_body
from ipnetwork.notice.clauses import LONGEST_CLAUSE, read_bare, read_clause
from ipnetwork.notice.found import Found
from ipnetwork.notice.numbers import find_number
from ipnetwork.notice.phrases import begins_with_label, outer_brackets
from ipnetwork.notice.roles import EXPLICIT, LEAD, PARTICIPANT
from ipnetwork.notice.standing import SENTENCE, find_roster, find_stops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.notice.located import Located

_SENTENCE_ENDS = tuple("。！；，）)]】")
_LABEL_INSIDE = re.compile(
    r"(?<=[。；;）)！\s])[【\[]?(?:牵头|负责|责任|主责|配合|参与|落实)(?:责任|配合)?(?:单位|部门)[】\]]?[：:]"
)
_BY = re.compile("(?:^|(?<=[，,；;：:]))由(?=[^，,；;]{2,60}?(?:牵头|负责|组织实施|具体落实))")
_SUBJECT = re.compile("[\u4e00-\u9fff]{2,16}(?<!自)由(?=[^，,；;。]{2,20}会同)")  # 培训治理由甲部会同乙部负责
_WHOLE_PLAN = re.compile(
    "\\s*本(?:方案|措施|意见|通知|办法|计划|规定|清单|规划|细则|要点)"
)  # who carries it out, or explains it


def find_clauses(group: Sequence[Located], *, running: bool, bare: bool = False) -> list[Found]:
    """Find the clauses of a paragraph.

    Parameters
    ----------
    group : sequence of Located
        The paragraph; after it, the paragraphs that go on with its labels.
    running : bool
        Whether a sentence inside running text may be one, too.
    bare : bool, default False
        Whether every list of bodies in brackets is one without any word of role: （市甲局）. Otherwise only one of
        several bodies at the end of a paragraph is.

    Returns
    -------
    list of Found
        In order. Beside brackets and labels, a sentence counts only where it designates a lead.
    """
    if begins_with_label(group[0].text):
        whole = _found([_unwrapped(piece) for piece in group], (0, len(group[0].text)))
        return [whole] if whole else []
    labelled = _behind_label(group[0])
    bracketed = [each for each in _in_brackets(group[0], bare=bare) if not _overlaps(each, labelled)]
    found = sorted([*labelled, *bracketed], key=lambda each: each.outer) or find_roster(group[0])
    sentences = _in_sentences(group[0], running=running, tails=not found)
    beside = [each for each in sentences if not found or (_is_led(each) and not _overlaps(each, found))]
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
    for start, stop in outer_brackets(paragraph.text):
        inner = paragraph.cut(start + 1, stop - 1)
        clause = read_bare(inner.text) if len(inner.text) <= LONGEST_CLAUSE else None
        before = paragraph.text[max(0, start - 9) : start].rstrip()
        if clause and (before.endswith(_SENTENCE_ENDS) or (start == 0 and stop == len(paragraph.text))):
            found.append(Found(inner.text, (inner,), (start, stop), clause))
    return found


def _found(pieces: Sequence[Located], outer: tuple[int, int], *, running: bool = False) -> Found | None:
    text = "；".join(piece.text for piece in pieces)
    clause = read_clause(text)
    return Found(text, tuple(pieces), outer, clause, running) if clause else None


def _unwrapped(piece: Located) -> Located:
    """Return a paragraph of labels without the brackets around it."""
    bare = piece.strip()
    wrapped = next(outer_brackets(bare.text), None) == (0, len(bare.text))
    return bare.cut(1, len(bare.text) - 1) if wrapped else bare


def _in_brackets(paragraph: Located, *, bare: bool) -> list[Found]:
    """Return the clauses in brackets; （牵头单位：X）（配合单位：Y） is one."""
    found: list[Found] = []
    end = len(paragraph.text.rstrip("。；"))
    lists = {
        each.outer: each
        for each in find_bare(paragraph)
        if bare or (len(each.clause.names) > 1 and each.outer[1] == end and each.outer[0])
    }
    for start, stop in outer_brackets(paragraph.text):
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


def _behind_label(paragraph: Located) -> list[Found]:
    """Return the clauses behind labels inside a paragraph: …建成三个平台。责任单位：市甲局、市乙局。."""
    inside = {at for span in outer_brackets(paragraph.text) for at in range(*span)}
    starts = [match.start() for match in _LABEL_INSIDE.finditer(paragraph.text) if match.start() not in inside]
    found: list[Found] = []
    for start, stop in pairwise([*starts, len(paragraph.text)]):
        sentence = paragraph.text.find("。", start, stop)
        stop = sentence if sentence >= 0 else stop  # noqa: PLW2901 – up to the next label, or the end of the sentence
        each = _found([paragraph.cut(start, stop).strip()], (start, stop))
        last = found[-1] if found else None
        if (
            last
            and each
            and paragraph.text[last.outer[1] : start].strip("；;，,。 ") == ""
            and not _repeats(last, each)
        ):
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
    sentences = [match.span() for match in SENTENCE.finditer(paragraph.text)]
    for at, (start, stop) in enumerate(sentences):
        if _WHOLE_PLAN.match(paragraph.text, start):
            continue
        number = find_number(paragraph.text) if at == 0 else None
        first = number.stop if number else start
        subject = _SUBJECT.match(paragraph.text, first, stop)
        begin = subject.end() if subject else first
        each = _found([paragraph.cut(begin, stop).strip()], (first, stop), running=True)
        if each and each.clause.labelled and not _is_sure(each):
            continue
        if each and (_is_led(each) or (at == len(sentences) - 1 and not subject)):
            found.append(each)
            continue
        tail = _BY.search(paragraph.text, start, stop) if tails else None
        each = _as_far_as_it_goes(paragraph, tail.start(), stop) if tail else None
        if each and _is_led(each) and (running or any(name.role == PARTICIPANT for name in each.clause.names)):
            found.append(each)
    return found


def _as_far_as_it_goes(paragraph: Located, start: int, stop: int) -> Found | None:
    """Read the end of a sentence as a clause; or as much of it, up to a comma, as names a lead and who joins it."""
    whole = _found([paragraph.cut(start, stop)], (start, stop), running=True)
    if whole:
        return whole
    for comma in find_stops(paragraph.text, start, stop)[1:]:
        part = _found([paragraph.cut(start, comma)], (start, comma), running=True)
        if part and {LEAD, PARTICIPANT} <= {name.role for name in part.clause.names}:
            return part
    return None


def _is_led(found: Found) -> bool:
    """Say whether a clause designates a lead, as running text rarely does by chance."""
    return any(name.basis == EXPLICIT and name.role == LEAD for name in found.clause.names)


def _is_sure(found: Found) -> bool:
    """Say whether a sentence with labels (牵头单位为X，配合单位为Y) names a lead, bodies only, and is no footer."""
    bodies = all(is_body(name.name) for name in found.clause.names)
    return _is_led(found) and not found.wrong and bodies and "主办" not in found.text


def _overlaps(one: Found, others: Sequence[Found]) -> bool:
    """Say whether a clause reaches into one of some others, which are in order and apart."""
    at = bisect_right(others, one.outer[0], key=lambda other: other.outer[1])
    return at < len(others) and others[at].outer[0] < one.outer[1]
