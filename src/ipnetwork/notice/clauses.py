"""The grammar of the clauses that name who answers for a task: 牵头单位：X；配合单位：Y, or X牵头，Y、Z按职责分工负责.

A clause is parted into stretches of names, each with the word that gives them their role. Nothing here looks at what
stands around the clause: where one may stand is the business of `prose` and `table`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipnetwork.agencies import LONGEST_NAME, general_organs, holds_several, is_body, is_closed, split_names
from ipnetwork.notice.roles import EXPLICIT, JOINT, LEAD, PARTICIPANT, UNIT, assign_roles

_WORD = (
    "(?:总牵头|牵头|主办|主责|主要责任|第一责任|负责|责任|承办|落实|实施|指导|参与|参加|配合|协助|协办|协同|协作|支持)"
)
# 牵头单位：, 牵头（责任）单位：, 配合：, 责任单位为; at the beginning, or after what ends the list before it.
_LABEL = re.compile(
    rf"(?:^|(?<=[；;，,。、\s】\]〕（(])|(?=[【\[]))[【\[〔]?(?P<word>(?:共同)?{_WORD}{{1,2}}(?:[（(]\w{{2,4}}[）)])?{UNIT}?(?:[（(]\w{{2,4}}[）)])?)"
    r"(?:(?:分别)?[：:](?!\d)|(?:分别)?(?:为|是)(?!第一)|[】\]〕][：:]?)"
)
_OTHER_LABEL = re.compile(r"(?:^|(?<=[；;，,。、\s】）)])|(?=[【\[]))(?:[【\[][\u4e00-\u9fff]{2,10}[】\]][：:]?|[\u4e00-\u9fff]{2,10}[：:])")
_DUTY = "(?:按照|按|根据|依|依据)?(?:各自|部门|工作|本)?职责(?:任务|范围|权限)?(?:分工)?"
_HOW = f"(?:共同|联合|分别|具体|直接|主要|统筹|统一|组织|总|协同|密切|积极|各自|分工|一并|{_DUTY}|做好|抓好)*"
_DO = "(?:负责|落实|实施|推进|承担|承办|办理|完成|推动|组织实施|组织落实|贯彻落实|落实到位|具体落实|执行)"
_END = r"(?=[，,；;。、！\s）)]|$)"
_VERBS = {
    "lead": re.compile(f"{_HOW}(?:负责)?牵头(?:组织|协调|统筹|会同)*{_DO}*{_END}|(?:为|是|作为)(?:本项任务的?|该项工作的?)?(?:牵头|主办|主责){UNIT}{_END}"),
    "join": re.compile(f"{_HOW}(?:予以|给予|做好)?(?:参与|参加|配合|协助|协同|支持|协办|协作)(?:工作|{_DO})*{_END}|(?:为|是|作为)(?:参与|参加|配合|协助|协办|协同){UNIT}{_END}"),
    "answer": re.compile(f"{_HOW}{_DO}+{_END}|{_DUTY}(?:分别|各自)?{_END}|(?:为|是|作为)(?:责任){UNIT}{_END}"),
}  # fmt: skip
_WITH = re.compile("(?:牵头)?[，,]?会同")
_BY = re.compile("^[，,；;。、\\s]*(?:(?:此|该|本|上述|以上|这)(?:项|些)?(?:工作|任务|事项|措施|行动|工程|项目)?)?(?:具体)?[由以]?(?=.)")
FIRST_LISTED = re.compile(
    "[（(]?(?:以上|上述|各项|责任(?:单位|部门)(?:中|为多个的)?|多个(?:责任)?(?:单位|部门)的?|其中)?[，,]?"
    "(?:排(?:列|名|序)?|列|位列|名列|居|署名|第一个|首个|首位|第一)(?:在|于|为)?(?:第一|首|最前面?|前面?)?(?:位|个|名|家)?(?:的|者)?"
    f"(?:责任|负责)?{UNIT}?(?:的)?(?:，)?(?:均|即)?(?:为|是|作为)(?:总?牵头|主责|主要责任|第一责任){UNIT}?[^。；;（）()]{{0,8}}?"
    "(?P<on>[，,、（(]?(?:下同|以下同|以下类同|下文同|后同)[）)]?)?[）)]?(?=[。；;）)，,]|$)"
)
_WHEN = re.compile(
    r"(?:(?:完成)?(?:时限|时间)?[于在至]?(?:每年|当年|次年|今年|明年|[\d０-９一二三四五六七八九〇○]{2,4}年)?(?:第?[一二三四\d]季度|[上下]半年|\d{1,2}月|[一二三四五六七八九十]{1,3}月)?"
    r"(?:\d{1,2}日|[上中下]旬)?(?:底|末|初)?(?:之?前|内|起)?(?:基本|全部|全面)?(?:完成|实现|取得[^，。；]{0,8}|启动|开展|建成|到位)?"
    "|(?:长期|持续|常年|全年|按时序|逐年|定期|分年度?|同步)(?:坚持|推进|实施|开展|进行|落实|完成|任务)*)"
)
_MARKED = re.compile(f"[（(](?P<word>(?:总?牵头|主办|主责|负责|配合|参与|协助){UNIT}?)[）)]$|^[★☆*＊▲●]+")
_NO_NAME = re.compile("[。：:！？]")
_EXHORTS = re.compile("^由|要(?!素|塞|客)|应当|必须|切实|认真|严格|进一步|不得|可以|负有|及时|主动|加快|加强|结合|依法|为主")


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
        None where it is not such a clause: no role word governs a list of names.
    """
    masked = _mask(text)
    stretches = _by_labels(masked) or _by_verbs(masked)
    if not stretches:
        return None
    roles = _roles_of(stretches)
    names: list[Name] = []
    wrong = ""
    for stretch in stretches:
        found = list(_names_of(masked, stretch, roles[stretch]))
        names += found
        wrong = wrong or next((each.name for each in found if not _is_name(each.name)), "")
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
    sure = names and all(is_body(each.name) and _is_name(each.name) and not _EXHORTS.search(each.name) for each in names)
    return Clause(tuple(names), (), labelled=False) if sure else None


def _mask(text: str) -> str:
    """Blank out the rule about the first body, so that the list before it ends there."""
    rule = declares_first(text)
    return text if rule is None else text[: rule.start()] + "。" * len(rule[0]) + text[rule.end() :]


def _by_labels(text: str) -> list[_Stretch]:
    """Part a text at its labels: 牵头单位：… 配合单位：…, up to the next label of any kind."""
    labels = list(_LABEL.finditer(text))
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
    return [match.start() for match in _OTHER_LABEL.finditer(text) if not _LABEL.match(text, match.start())]


def _by_verbs(text: str) -> list[_Stretch]:
    """Part a text at the verbs that end a list: X牵头，Y、Z配合."""
    stretches = []
    begin = 0
    while begin < len(text):
        found = [(match.start(), -match.end(), kind, match) for kind in _VERBS if (match := _VERBS[kind].search(text, begin))]
        if not found:
            break
        _, _, kind, verb = min(found, key=lambda entry: entry[:2])
        opened = _BY.match(text[begin : verb.start()])
        start = begin + (opened.end() if opened else 0)
        stretches += _parted(text, start, verb, kind)
        begin = verb.end()
    rest = text[begin:].strip("，,；;。、 \n")
    return [] if rest and not _is_aside(rest) else stretches


def _parted(text: str, start: int, verb: re.Match[str], kind: str) -> list[_Stretch]:
    """Part a stretch at 会同: X会同Y负责 has X lead, and Y join."""
    with_ = _WITH.search(text, start, verb.start())
    if not with_ or kind == "join":
        return [_Stretch(start, verb.start(), verb.group(), kind, verb.span())]
    joined = _Stretch(with_.end(), verb.start(), "会同", "join", with_.span())
    led = _Stretch(start, with_.start(), verb.group(), "lead", verb.span())
    return [led, joined] if with_.start() > start else [joined]


def _is_aside(rest: str) -> bool:
    """Say whether what is left beside a clause only tells when, or for whom else the rule holds."""
    return all(not piece or _WHEN.fullmatch(piece) or piece == "下同" for piece in re.split("[，,；;。、]", rest))


def _roles_of(stretches: list[_Stretch]) -> dict[_Stretch, tuple[str, str]]:
    """Say what each stretch's word stands for beside the others of its clause."""
    by_label = assign_roles([stretch.word for stretch in stretches if stretch.kind == "label"])
    kinds = {stretch.kind for stretch in stretches}
    led = "lead" in kinds or any(role == (LEAD, EXPLICIT) for role in by_label.values())
    roles = {}
    for stretch in stretches:
        if stretch.kind == "label":
            role, basis = by_label.get(stretch.word, (LEAD, JOINT))
            roles[stretch] = (PARTICIPANT, EXPLICIT) if led and basis == JOINT else (role, basis)
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
    for each in split_names(text[stretch.start : stretch.stop], general_organs()):
        if each.name in {"由", "以及"} or _WHEN.fullmatch(each.as_written) or _is_nobody(each.as_written):
            continue
        start, stop = stretch.start + each.start, stretch.start + each.stop
        found.append((start, stop, each.name, each.as_written))
    marks = [_MARKED.search(written) for *_, written in found]
    led = any(mark and (not mark["word"] or assign_roles([mark["word"]]).get(mark["word"]) == (LEAD, EXPLICIT)) for mark in marks)
    names = []
    for (start, stop, name, written), mark in zip(found, marks, strict=True):
        word, given = stretch.word, (PARTICIPANT, EXPLICIT) if led and role[0] == LEAD else role
        if mark:
            word = mark["word"] or mark[0]
            given = assign_roles([word]).get(word, (LEAD, EXPLICIT))
            cut = (0, mark.start()) if mark["word"] else (mark.end(), len(written))
            start, stop = start + cut[0], start + cut[1]
            name = name.replace(mark[0], "")
        names.append(Name(start, stop, name, *given, word))
    return names


def _is_nobody(written: str) -> bool:
    """Say whether a cell or a list names nobody: 无, —, /."""
    return re.fullmatch("[无空—–－/\\-\\s]*", written) is not None


def _is_name(name: str) -> bool:
    """Say whether words can be one name: brackets closed, no sentence, not too long, not two run together."""
    return (
        len(name) <= LONGEST_NAME
        and is_closed(name)
        and not _NO_NAME.search(name)
        and not holds_several(name, general_organs())
    )


def _are_bodies(names: list[Name]) -> bool:
    """Say whether a list reads as bodies, the first of them for sure: running text does not."""
    if any(_EXHORTS.search(each.name) for each in names):
        return False
    bodies = [is_body(each.name) and len(each.name) <= LONGEST_NAME for each in names]
    return bodies[0] and 3 * sum(bodies) >= 2 * len(bodies)


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
    label = _LABEL.match(bare)
    return bool((label and not re.match("主办|承办|指导", label["word"])) or re.match("[【\\[]?(?:完成|办结)?(?:时限|期限|时间)[】\\]]?[：:]|[【\\[]?责任(?:人|领导)[】\\]]?[：:]", bare))
