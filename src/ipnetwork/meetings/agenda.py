"""Draft the agenda of each meeting: its items, who leads, who attends, who comes for a single item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipnetwork.meetings.parties import invited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipnetwork.meetings.record import Meeting, MeetingPlan

_WORDS = {
    "zh": {
        "heading": "会议{number}（{seats}个席位）",
        "chair": "召集单位：{chair}",
        "nobody": "未指定",
        "attends": "参会单位：{names}",
        "once": "仅为一项议题到会：{names}",
        "for": "{agency}（事项{item}）",
        "item": "{at}. 事项{item} {title}",
        "leads": "负责：{names}",
        "jointly": "共同负责：{names}",
        "joins": "参与：{names}",
        "open": "待明确：{names}",
        "source": "依据：{source}",
        "between": "、",
        "clause": "；",
        "uninvited": "参与（不必到会）：{names}",
        "rest": "无需开会的事项（只有一个责任单位）：{items}",
        "nobody's": "没有责任单位的事项：{items}",
        "split": "责任单位分在几次会议的事项：{items}",
    },
    "en": {
        "heading": "Meeting {number} ({seats} seats)",
        "chair": "Chair: {chair}",
        "nobody": "not designated",
        "attends": "Attending: {names}",
        "once": "Here for a single item: {names}",
        "for": "{agency} (item {item})",
        "item": "{at}. Item {item}: {title}",
        "leads": "lead {names}",
        "jointly": "jointly {names}",
        "joins": "with {names}",
        "open": "still to be named: {names}",
        "source": "source {source}",
        "between": ", ",
        "clause": "; ",
        "uninvited": "with {names} (not invited)",
        "rest": "Items that need no meeting (one party): {items}",
        "nobody's": "Items without a party: {items}",
        "split": "Items whose parties are split over several meetings: {items}",
    },
}


def compose_agenda(meetings: MeetingPlan, *, lang: str = "zh") -> str:
    """Draft the agendas of all meetings as text (Markdown) to paste and correct.

    Parameters
    ----------
    meetings : MeetingPlan
        What `plan_meetings` returned.
    lang : {"zh", "en"}, default "zh"
        Language of the text. Names that have no English label stay as they are; what Markdown would act on in a name
        is escaped.

    Returns
    -------
    str
        For each meeting the chair, who attends, who is needed for one item only, and the items with their leads, their
        participants, open names that somebody has to settle first, and the place in the document.

    Raises
    ------
    ValueError
        If `lang` is another.

    Examples
    --------
    >>> from ipnetwork import load_plan, plan_meetings, select
    >>> part = select(load_plan("guangzhou-2007"), categories=["九"])
    >>> print(compose_agenda(plan_meetings(part, max_seats=10), lang="en").splitlines()[0])
    ## Meeting 1 (...)
    """
    if lang not in _WORDS:
        raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")
    say = _WORDS[lang]
    parts = [_compose_meeting(meetings, one, lang) for one in meetings.meetings]
    listed = {item for one in meetings.meetings for item in one.items}
    split = [
        item for item in meetings.plan.items.index if item not in listed.union(meetings.single, meetings.unassigned)
    ]
    for word, items in (("rest", meetings.single), ("nobody's", meetings.unassigned), ("split", split)):
        if items:
            parts.append(say[word].format(items=_inert(say["between"].join(items))))
    return "\n\n".join(parts) + "\n"


def _compose_meeting(meetings: MeetingPlan, one: Meeting, lang: str) -> str:
    say, labels = _WORDS[lang], _labels(meetings, lang)
    matters = {agency: _matters(meetings, one, agency) for agency in one.agencies}
    once = [
        say["for"].format(agency=labels[agency], item=matters[agency][0])
        for agency in one.agencies
        if len(matters[agency]) == 1 and len(one.items) > 1
    ]
    lines = [
        "## " + say["heading"].format(number=one.number, seats=one.seats),
        "",
        say["chair"].format(chair=labels.get(one.chair) or say["nobody"]) + "  ",
        say["attends"].format(names=_join(labels, one.agencies, say["between"])) + "  ",
    ]
    if once:
        lines.append(say["once"].format(names=say["between"].join(once)) + "  ")
    lines.append("")
    lines += [_compose_item(meetings, item, at, lang) for at, item in enumerate(one.items, 1)]
    return "\n".join(lines)


def _compose_item(meetings: MeetingPlan, item: str, at: int, lang: str) -> str:
    say, labels, plan = _WORDS[lang], _labels(meetings, lang), meetings.plan
    english, chinese = plan.items.loc[item, "title_en"], plan.items.loc[item, "title"]
    rows = plan.named[plan.named["item"] == item]
    led = "jointly" if (rows["basis"] == "joint").any() else "leads"
    told = [
        say[word].format(names=_join(labels, rows.loc[rows["role"] == role, "agency"], say["between"]))
        for word, role in ((led, "lead"), ("joins" if meetings.parties == "all" else "uninvited", "participant"))
        if (rows["role"] == role).any()
    ]
    if item in meetings.to_be_named:
        told.append(say["open"].format(names=_inert(say["between"].join(meetings.to_be_named[item]))))
    if plan.items.loc[item, "source"]:
        told.append(say["source"].format(source=plan.items.loc[item, "source"]))
    title = _inert(str((english or chinese) if lang == "en" else chinese))
    return say["item"].format(at=at, item=item, title=title).rstrip(": ") + "\n   " + say["clause"].join(told)


def _matters(meetings: MeetingPlan, one: Meeting, agency: str) -> list[str]:
    """Return the agenda items for which an agency has to be there."""
    named = invited(meetings.plan, meetings.parties)
    own = set(named.loc[named["agency"] == agency, "item"])
    return [item for item in one.items if item in own]


def _labels(meetings: MeetingPlan, lang: str) -> dict[str, str]:
    agencies = meetings.plan.agencies
    names = (
        agencies["short_en"].where(agencies["short_en"] != "", agencies["short"]) if lang == "en" else agencies["short"]
    )
    return {str(agency): _inert(name) for agency, name in names.items()}


def _inert(text: str) -> str:
    """Escape what Markdown would act on: a name is only text."""
    return re.sub(r"([\\`*_$\[\]<|])", r"\\\1", text)


def _join(labels: dict[str, str], agencies: Iterable[str], between: str) -> str:
    return between.join(labels[agency] for agency in agencies)
