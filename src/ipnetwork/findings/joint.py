"""Say which bureaus keep turning up together, and which joint meetings they need, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.findings.sentences import Count, item_places, name_agencies
from ipnetwork.meetings import compare_baselines, coverage_of_groups, grouped_agencies
from ipnetwork.plan import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipnetwork.meetings import MeetingPlan
    from ipnetwork.plan import Plan

_WHO = {"all": {"zh": "责任单位", "en": "parties"}, "leads": {"zh": "牵头单位", "en": "leads"}}
_ONE = {"all": "party", "leads": "lead"}
_WAYS = ("plan", "per_item", "first_fit")
_FIRST = 6  # agencies or items to name of a large group
_SENTENCES = {
    "group": {
        "zh": "第{group}组：{names}{more}，围绕{items}项工作（第{listed}项）；稳定度{stability:.0%}。",
        "en": "Group {group}: {names}{more}, around {items} {items:item|items} ({listed}); stability {stability:.0%}.",
    },
    "meetings": {
        "zh": "每次至多{seats}席，{value}次联席会议即可使每项涉及多家的工作都有一次会议让全部{who}同席；"
        "再少一次也不可能（已证明，可用 check_meetings 复核）。",
        "en": "With at most {seats} seats a room, {value} joint {value:meeting|meetings} {value:is|are} enough for "
        "every item with several named {who} to have all of them in one room. Fewer are impossible: that is proven, "
        "and check_meetings goes through the proof.",
    },
    "meetings_open": {
        "zh": "每次至多{seats}席，已找到{value}次联席会议的安排，使每项涉及多家的工作都有全部{who}同席；"
        "至少需要{bound}次。",
        "en": "With at most {seats} seats a room, {value} joint {value:meeting|meetings} {value:was|were} found to be "
        "enough for every item with several named {who} to have all of them in one room; at least {bound} are needed.",
    },
    "attendances": {
        "zh": "会议不超过{meetings}次时，参会最少{value}人次；会最多的机构（{names}{more}）参加{diary}次。",
        "en": "With at most {meetings} {meetings:meeting|meetings}, {value} attendances are the fewest possible. The "
        "longest diary has {diary} {diary:meeting|meetings} ({names}{more}).",
    },
    "attendances_open": {
        "zh": "会议不超过{meetings}次时，已知最少参会{value}人次，至少需要{bound}人次；"
        "会最多的机构（{names}{more}）参加{diary}次。",
        "en": "With at most {meetings} {meetings:meeting|meetings}, the fewest attendances found are {value}; at least "
        "{bound} are needed. The longest diary has {diary} {diary:meeting|meetings} ({names}{more}).",
    },
    "by_hand": {
        "zh": "第{listed}项中任意两项的{who}都坐不进同一间会议室，因此至少{count}次：不用计算机也能核对，"
        "但这个下界较弱。",
        "en": "Of items {listed}, no two fit in one room together, so at least {count} meetings are needed: a weaker "
        "bound, but one that can be checked by hand.",
    },
    "idle": {
        "zh": "陪会率{idle:.0%}：参会机构所听议题中与己无关的比例。一事一会则需{each}次、{each_seen}人次；"
        "逐项先到先排需{greedy}次、{greedy_seen}人次。",
        "en": "Over all agencies, {idle:.0%} of the agenda items that they sit through are other agencies' business "
        "(陪会率). A meeting for each item would take {each} meetings and {each_seen} attendances; seating items first "
        "come first served takes {greedy} meetings and {greedy_seen} attendances.",
    },
    "no_meeting": {
        "zh": "有{count}项工作只有一个{who}（泛称不计），不需要开会：第{listed}项。",
        "en": "{count} {count:item has|items have} one named {one} and {count:needs|need} no meeting: {listed}.",
    },
    "to_be_named": {
        "zh": "有{count}项工作写有泛称，须先明确是谁才能通知到会，会议也可能因此增加：第{listed}项。",
        "en": "{count} {count:item names|items name} open bodies, and somebody must say who they are before they can "
        "be invited, which may take more meetings: {listed}.",
    },
    "together": {
        "zh": "{groups}个联席组中有{whole}个全组同会{listed}；各组内部{pairs}对机构中有{met}对在某次会议上同席。",
        "en": "{whole} of the {groups} joint-bureau groups {whole:sits|sit} together whole in one meeting{listed}; of "
        "the {pairs} pairs within groups, {met} sit together somewhere.",
    },
}


def group_findings(plan: Plan, groups: pd.DataFrame, *, lang: str = "zh") -> pd.DataFrame:
    """Say of each joint-bureau group who is in it, around which items, and how stable it is.

    Parameters
    ----------
    plan : Plan
        The plan.
    groups : DataFrame
        What `joint_groups` returned for its graph.
    lang : {"zh", "en"}, default "zh"
        Language of the sentences.

    Returns
    -------
    DataFrame
        Index ``group``, those of two or more agencies; ``sentence``, and ``source``, the places of the group's items.
        The stability is the mean over the group's agencies.

    Raises
    ------
    GraphError
        If the table has no ``mode`` and ``group``, or the plan does not name one of its agencies.
    ValueError
        If `lang` is another.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, joint_groups, load_plan
    >>> plan = load_plan("guangzhou-2007")
    >>> print(group_findings(plan, joint_groups(bipartite_graph(plan)), lang="en")["sentence"].iloc[0])
    Group 1: ...
    """
    _check(lang)
    grouped_agencies(groups, plan)
    rows = {}
    for group, nodes in groups.groupby("group", sort=True):
        agencies = nodes[nodes["mode"] == "agency"]
        items = list(plan.items.index[plan.items.index.isin(nodes.index[nodes["mode"] == "item"])])
        if len(agencies) < 2:  # noqa: PLR2004 – nobody to meet
            continue
        rest = len(agencies) - _FIRST
        more = {"zh": f"等{len(agencies)}个机构", "en": f" and {rest} more"}[lang] if rest > 0 else ""
        values = {
            "group": str(group),
            "names": name_agencies(plan, list(agencies.index[:_FIRST]), lang, column="short_en"),
            "more": more,
            "items": len(items),
            "listed": _list(items, lang),
            "stability": agencies["stability"].mean(),
        }
        rows[group] = (_say("group", values, lang), item_places(plan, items))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["sentence", "source"], dtype="str").rename_axis(
        "group"
    )


def meeting_findings(meetings: MeetingPlan, *, groups: pd.DataFrame | None = None, lang: str = "zh") -> pd.DataFrame:
    """Say how many joint meetings are enough, why fewer are not, who attends most, and what stays open.

    Parameters
    ----------
    meetings : MeetingPlan
        What `plan_meetings` returned.
    groups : DataFrame, optional
        What `joint_groups` returned: then also whether the groups sit together.
    lang : {"zh", "en"}, default "zh"
        Language of the sentences.

    Returns
    -------
    DataFrame
        Index ``finding`` (meetings, attendances, by_hand, idle, no_meeting, to_be_named, together); ``sentence``, and
        ``source``, the places of the items it is about. A finding that does not apply is left out.

    Raises
    ------
    ValueError
        If `lang` is another, or the meetings were planned with ``cover="pairs"``.

    Examples
    --------
    >>> from ipnetwork import load_plan, plan_meetings
    >>> told = meeting_findings(plan_meetings(load_plan("guangzhou-2007"), max_seats=12), lang="en")
    >>> print(told.loc["by_hand", "sentence"])
    Of items 10, 23, no two fit in one room together, so at least 2 meetings are needed: a weaker bound, but one that
    can be checked by hand.
    """
    _check(lang)
    if not meetings.meetings:
        return pd.DataFrame([], columns=["sentence", "source"], dtype="str").rename_axis("finding")
    if meetings.cover != "items":
        raise ValueError("these sentences are about items; plan the meetings with cover='items'")
    found = [*_numbers(meetings, lang), *_lists(meetings, lang), *_together(meetings, groups, lang)]
    rows = {name.removesuffix("_open"): (_say(name, values, lang), source) for name, values, source in found}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["sentence", "source"], dtype="str").rename_axis(
        "finding"
    )


_Found = tuple[str, dict[str, Any], str]


def _numbers(meetings: MeetingPlan, lang: str) -> Iterator[_Found]:
    plan = meetings.plan
    seated = {item for one in meetings.meetings for item in one.items}
    items = [item for item in plan.items.index if item in seated]
    ways = {
        str(way): row for way, row in zip(_WAYS, records(compare_baselines(meetings).loc[list(_WAYS)]), strict=True)
    }
    seen = Counter(agency for one in meetings.meetings for agency in one.agencies)
    busiest = [agency for agency in plan.agencies.index if seen[agency] == max(seen.values())]
    rest = len(busiest) - _FIRST
    for stage in meetings.stages[:2]:
        values = {
            "seats": meetings.max_seats,
            "value": stage.value,
            "bound": stage.bound,
            "meetings": meetings.stages[0].value,
            "names": name_agencies(plan, busiest[:_FIRST], lang, column="short_en"),
            "more": {"zh": f"等{len(busiest)}个", "en": f" and {rest} more"}[lang] if rest > 0 else "",
            "diary": max(seen.values()),
            "who": _WHO[meetings.parties][lang],
        }
        name = stage.name if stage.status == "OPTIMAL" else f"{stage.name}_open"
        yield name, values, item_places(plan, items) if stage.name == "meetings" else ""
    if len(meetings.incompatible) > 1 and meetings.cover == "items":
        listed = {"listed": _list(meetings.incompatible, lang, every=True), "count": len(meetings.incompatible)}
        listed["who"] = _WHO[meetings.parties][lang]
        yield "by_hand", listed, item_places(plan, meetings.incompatible)
    values = {
        "idle": ways["plan"]["idle_share"],
        "each": ways["per_item"]["meetings"],
        "each_seen": ways["per_item"]["attendances"],
        "greedy": ways["first_fit"]["meetings"],
        "greedy_seen": ways["first_fit"]["attendances"],
    }
    yield "idle", values, ""


def _lists(meetings: MeetingPlan, lang: str) -> Iterator[_Found]:
    for name, items in (("no_meeting", meetings.single), ("to_be_named", tuple(meetings.to_be_named))):
        if items:
            values = {"count": len(items), "listed": _list(items, lang, every=True)}
            values |= {"who": _WHO[meetings.parties][lang], "one": _ONE[meetings.parties]}
            yield name, values, item_places(meetings.plan, items)


def _together(meetings: MeetingPlan, groups: pd.DataFrame | None, lang: str) -> Iterator[_Found]:
    covered = coverage_of_groups(groups, meetings) if groups is not None else pd.DataFrame()
    if len(covered):
        whole = covered.index[covered["together"]]
        bracket = {"zh": f"（第{_list(whole, lang, every=True)}组）", "en": f" ({_list(whole, lang, every=True)})"}[
            lang
        ]
        values = {
            "groups": len(covered),
            "whole": len(whole),
            "listed": bracket if len(whole) else "",
            "pairs": int(covered["pairs"].sum()),
            "met": int(covered["pairs_together"].sum()),
        }
        yield "together", values, ""


def _say(name: str, values: dict[str, Any], lang: str) -> str:
    counted = {key: Count(value) if isinstance(value, int) else value for key, value in values.items()}
    return _SENTENCES[name][lang].format(**counted).replace("..", ".")


def _list(things: Any, lang: str, *, every: bool = False) -> str:  # noqa: ANN401 – item or group numbers
    told = [str(thing) for thing in things]
    shown = told if every else told[:_FIRST]
    return ("、" if lang == "zh" else ", ").join(shown) + ({"zh": "等", "en": " …"}[lang] if shown != told else "")


def _check(lang: str) -> None:
    if lang not in {"zh", "en"}:
        raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")
