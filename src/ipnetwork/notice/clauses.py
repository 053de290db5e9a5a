"""The grammar of the clauses that name who answers for a task: 牵头单位：X；配合单位：Y, or X牵头，Y、Z按职责分工负责.

A clause is parted into stretches of names, each with the word that gives them their role. Nothing here looks at what
stands around the clause: where one may stand is the business of `prose` and `table`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipnetwork.agencies import LONGEST_NAME, holds_several, is_body, is_closed, local_organs, split_names
from ipnetwork.notice.phrases import (
    BY,
    EXHORTS,
    LABEL,
    MARKED,
    NO_NAME,
    NOBODY,
    OTHER_LABEL,
    VERBS,
    WHEN,
    WITH,
    declares_first,
)
from ipnetwork.notice.roles import EXPLICIT, JOINT, LEAD, PARTICIPANT, assign_roles

LONGEST_CLAUSE = 2000


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a clause: its place in the clause's text, expanded, and the role that the clause gives it."""

    start: int
    stop: int
    name: str
    role: str
    basis: str
    word: str


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says.

    Parameters
    ----------
    names : tuple of Name
        In printed order.
    words : tuple of (int, int)
        The places of its role words.
    labelled : bool
        Whether it names its roles before a colon, as no running text does.
    wrong : str
        What does not read as a name; empty where everything does.
    """

    names: tuple[Name, ...]
    words: tuple[tuple[int, int], ...]
    labelled: bool
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of names, the word of their role, and what kind of word: a label, or one of the verbs."""

    start: int
    stop: int
    word: str
    kind: str
    at: tuple[int, int]


def read_clause(text: str) -> Clause | None:
    """Read a clause that names who answers for a task.

    Parameters
    ----------
    text : str
        What stands in the brackets, in the sentence, or after the label of a paragraph; one character of any
        stray kind for each that was printed, so that places can be told.

    Returns
    -------
    Clause or None
        None where it is not such a clause: no role word governs a list of names, or it is longer than any.
    """
    if len(text) > LONGEST_CLAUSE:  # no clause is as long; a label at its head says that one was meant
        return Clause((), (), labelled=True, wrong=text[:80]) if LABEL.match(text) else None
    masked = _mask(text)
    others = _others(masked)
    stretches = _by_labels(masked) or _by_verbs(masked[: others[0]] if others else masked)
    if not stretches:
        return None
    roles = _roles_of(stretches)
    names: list[Name] = []
    wrong = ""
    for stretch in stretches:
        found = list(_names_of(masked, stretch, roles[stretch]))
        names += found
        wrong = wrong or next((each.name or "(no name)" for each in found if not _is_name(each.name)), "")
    labelled = stretches[0].kind == "label"
    if not names or (not labelled and (wrong or not _are_bodies(names))):
        return None
    words = tuple(dict.fromkeys(stretch.at for stretch in stretches))
    return Clause(tuple(names), words, labelled, wrong)


def read_bare(text: str) -> Clause | None:
    """Read a list of bodies with no role word, as some documents put it in brackets behind a task.

    Parameters
    ----------
    text : str
        What stands in the brackets.

    Returns
    -------
    Clause or None
        All named jointly; None where anything in it is no body.
    """
    masked = _mask(text)
    end = masked.find("。")
    stretch = _Stretch(0, end if end >= 0 else len(masked), "", "answer", (0, 0))
    names = list(_names_of(masked, stretch, (LEAD, JOINT)))
    sure = names and all(is_body(each.name) and _is_name(each.name) and not EXHORTS.search(each.name) for each in names)
    return Clause(tuple(names), (), labelled=False) if sure else None


def _mask(text: str) -> str:
    """Blank out the rule about the first body, so that the list before it ends there."""
    rule = declares_first(text)
    return text if rule is None else text[: rule.start()] + "。" * len(rule[0]) + text[rule.end() :]


def _by_labels(text: str) -> list[_Stretch]:
    """Part a text at its labels: 牵头单位：… 配合单位：…, up to the next label of any kind."""
    labels = list(LABEL.finditer(text))
    others = _others(text)
    before = text[: labels[0].start()].strip("，,；;。、 \n") if labels else ""
    if not labels or (before and (not others or text[: others[0]].strip())):  # 牵头领导：… may come first
        return []
    ends = sorted([*(label.start() for label in labels), *others, len(text)])
    stretches = []
    for label in labels:
        stop = next(end for end in ends if end >= label.end())
        sentence = text.find("。", label.end(), stop)
        stop = sentence if sentence >= 0 else stop
        inner = _by_verbs(text[label.end() : stop])
        if inner and len(inner) > 1:
            stretches += [
                _Stretch(label.end() + each.start, label.end() + each.stop, each.word, each.kind,
                         (label.end() + each.at[0], label.end() + each.at[1]))
                for each in inner
            ]  # fmt: skip
        else:
            stretches.append(_Stretch(label.end(), stop, label["word"], "label", label.span()))
    return stretches


def _others(text: str) -> list[int]:
    """Return where labels stand that name no role: 完成时限：, 责任人：."""
    return [match.start() for match in OTHER_LABEL.finditer(text) if not LABEL.match(text, match.start())]


def _by_verbs(text: str) -> list[_Stretch]:
    """Part a text at the verbs that end a list: X牵头，Y、Z配合."""
    stretches = []
    begin = 0
    while begin < len(text):
        found = [
            (match.start(), -match.end(), kind, match) for kind in VERBS if (match := VERBS[kind].search(text, begin))
        ]
        if not found:
            break
        _, _, kind, verb = min(found, key=lambda entry: entry[:2])
        opened = BY.match(text[begin : verb.start()])
        start = begin + (opened.end() if opened else 0)
        stretches += _parted(text, start, verb, kind)
        begin = verb.end()
    rest = text[begin:].strip("，,；;。、 \n")
    return [] if rest and not _is_aside(rest) else stretches


def _parted(text: str, start: int, verb: re.Match[str], kind: str) -> list[_Stretch]:
    """Part a stretch at 会同: X会同Y负责 has X lead, and Y join."""
    with_ = WITH.search(text, start, verb.start())
    if not with_ or kind == "join":
        return [_Stretch(start, verb.start(), verb.group(), kind, verb.span())]
    joined = _Stretch(with_.end(), verb.start(), "会同", "join", with_.span())
    led = _Stretch(start, with_.start(), verb.group(), "lead", verb.span())
    return [led, joined] if with_.start() > start else [joined]


def _is_aside(rest: str) -> bool:
    """Say whether what is left beside a clause only tells when, or for whom else the rule holds."""
    return all(not piece or WHEN.fullmatch(piece) or piece == "下同" for piece in re.split("[，,；;。、]", rest))


def _roles_of(stretches: list[_Stretch]) -> dict[_Stretch, tuple[str, str]]:
    """Say what each stretch's word stands for beside the others of its clause."""
    by_label = assign_roles([stretch.word for stretch in stretches if stretch.kind == "label"])
    kinds = {stretch.kind for stretch in stretches}
    led = "lead" in kinds or any(role == (LEAD, EXPLICIT) for role in by_label.values())
    roles = {}
    for stretch in stretches:
        if stretch.kind == "label":
            roles[stretch] = by_label.get(stretch.word, (PARTICIPANT, EXPLICIT) if led else (LEAD, JOINT))
        elif stretch.kind == "lead":
            roles[stretch] = (LEAD, EXPLICIT)
        elif stretch.kind == "join" or led:
            roles[stretch] = (PARTICIPANT, EXPLICIT)
        else:  # X负责，Y配合 designates X; X、Y负责 alone designates nobody
            roles[stretch] = (LEAD, EXPLICIT if "join" in kinds else JOINT)
    return roles


def _names_of(text: str, stretch: _Stretch, role: tuple[str, str]) -> list[Name]:
    """Read the names of a stretch; 市甲局（牵头）、市乙局 tells their roles one by one."""
    found = []
    for each in split_names(text[stretch.start : stretch.stop], local_organs()):
        if each.name in {"由", "以及"} or WHEN.fullmatch(each.as_written) or NOBODY.fullmatch(each.as_written):
            continue
        start, stop = stretch.start + each.start, stretch.start + each.stop
        found.append((start, stop, each.name, each.as_written))
    marks = [MARKED.search(written) for *_, written in found]
    led = any(
        mark and (not mark["word"] or assign_roles([mark["word"]]).get(mark["word"]) == (LEAD, EXPLICIT))
        for mark in marks
    )
    names = []
    for (start, stop, name, written), mark in zip(found, marks, strict=True):
        word, given = stretch.word, (PARTICIPANT, EXPLICIT) if led and role[0] == LEAD else role
        if mark:
            word = mark["word"] or mark[0]
            given = assign_roles([word]).get(word, (LEAD, EXPLICIT))
            cut = (0, mark.start()) if mark["word"] else (mark.end(), len(written))
            names.append(Name(start + cut[0], start + cut[1], name.replace(mark[0], ""), *given, word))
        else:
            names.append(Name(start, stop, name, *given, word))
    return names


def _is_name(name: str) -> bool:
    """Say whether words can be one name: brackets closed, no sentence, not too long, not two run together."""
    return (
        0 < len(name) <= LONGEST_NAME
        and is_closed(name)
        and not NO_NAME.search(name)
        and not holds_several(name, local_organs())
    )


def _are_bodies(names: list[Name]) -> bool:
    """Say whether a list reads as bodies, the first of them for sure: running text does not."""
    if any(EXHORTS.search(each.name) for each in names):
        return False
    bodies = [is_body(each.name) and len(each.name) <= LONGEST_NAME for each in names]
    return bodies[0] and 3 * sum(bodies) >= 2 * len(bodies)
