"""The words of the figures in Chinese and English."""

from __future__ import annotations

from typing import Literal

Lang = Literal["zh", "en"]

WORDS = {
    "agencies": {"zh": "机构", "en": "Agencies"},
    "items": {"zh": "工作事项", "en": "Work items"},
    "lead": {"zh": "负责", "en": "Lead"},
    "participant": {"zh": "参与", "en": "Participant"},
    "agency": {"zh": "单个机构", "en": "Single agency"},
    "collective": {"zh": "集合机构（如各区）", "en": "Collective body (e.g. all districts)"},
    "number_of_items": {"zh": "工作事项数（负责 + 参与）", "en": "Number of work items (lead + participant)"},
    "number_of_contacts": {"zh": "对接次数", "en": "Number of contacts"},
    "convening": {"zh": "召集（对参与单位）", "en": "Convening (as lead, with participants)"},
    "response": {"zh": "应召（对负责单位）", "en": "Response (as participant, with leads)"},
    "peer": {"zh": "同级", "en": "Peer (within a role)"},
    "breadth": {"zh": "合作广度：对接过的机构数", "en": "Breadth: agencies met"},
    "depth": {"zh": "合作深度：平均对接次数", "en": "Depth: contacts per agency met"},
    "rank": {
        "zh": "{measure}位次（各读法共有的{common}个机构）",
        "en": "Rank by {measure} among the {common} agencies in every reading",
    },
    "rank_default": {"zh": "默认读法", "en": "default reading"},
    "rank_range": {"zh": "各读法下的范围", "en": "range over all readings"},
    "volume": {"zh": "对接量", "en": "volume"},
    "degree": {"zh": "度中心性", "en": "degree"},
    "betweenness": {"zh": "中介中心性", "en": "betweenness"},
    "closeness": {"zh": "接近中心性", "en": "closeness"},
    "harmonic": {"zh": "调和中心性", "en": "harmonic centrality"},
    "and_more": {"zh": "等{all}个", "en": " and {count} more"},
    "not_labelled": {"zh": "（{count}处无标签）", "en": " ({count} places without a label)"},
    "not_shown": {"zh": "（另有{alone}个机构无对接）", "en": " ({alone} more meet nobody)"},
    "meeting_head": {"zh": "会议{number}\n{seats}席 {items}项", "en": "Meeting {number}\n{seats} seats, {items} items"},
    "meeting_head_tall": {
        "zh": "会议{number}\n{seats}席\n{items}项",
        "en": "Meeting {number}\n{seats} seats\n{items} items",
    },
    "meeting_digits": {"zh": "{number}", "en": "{number}"},
    "meeting_number": {"zh": "会议{number}", "en": "Meeting {number}"},
    "chair": {"zh": "召集单位", "en": "chair"},
    "attends": {"zh": "参会（数字为涉及的事项数）", "en": "attends (number: items that need it)"},
    "attendance": {"zh": "参会机构", "en": "Agencies that attend"},
    "group": {"zh": "{group}：{first}等（{size}个）", "en": "{group}: {first} ... ({size})"},
    "whole_group": {"zh": "全组同会", "en": "the whole group sits together"},
    "part_of_group": {"zh": "部分参会", "en": "a part of it"},
    "group_coverage": {"zh": "各组参加各次会议的机构数", "en": "Agencies of each group in each meeting"},
    "proven": {"zh": "已证明最少", "en": "proven: no fewer are possible"},
    "not_proven": {"zh": "已知最好（竖线至下界）", "en": "best found (line down to the bound)"},
    "room_seats": {"zh": "每次会议席位上限（下行为参会人次）", "en": "Seats of a room (below: attendances in all)"},
    "joint_meetings": {"zh": "联席会议次数", "en": "Joint meetings"},
    "best_body": {"zh": "同等规模下的最优名单", "en": "best body of its size"},
    "body_size": {"zh": "常设联席会议的席位", "en": "Seats of a standing joint meeting"},
    "items_settled": {"zh": "责任单位全部到齐的事项", "en": "Items with all parties in it"},
    "items_together": {"zh": "共同负责的事项数", "en": "Items led together"},
    "takes_part": {"zh": "参加", "en": "takes part"},
    "group_number": {"zh": "第{group}组", "en": "Group {group}"},
    "all_agencies": {"zh": "{all} 个机构", "en": "{all} agencies"},
    "all_items": {"zh": "{all} 个工作事项", "en": "{all} work items"},
    "top_of_items": {"zh": "前 {top} 个工作事项，共 {all} 个", "en": "top {top} of {all} work items"},
    "row_counts": {"zh": "右侧为各机构的事项数", "en": "right: items of each agency"},
    "group_blocks": {"zh": "框内为同一联席组的机构与事项", "en": "frames: agencies and items of one joint group"},
    "not_drawn_of_group": {"zh": "未画出的组：{groups}", "en": "groups not drawn: {groups}"},
    "shared_items": {"zh": "共同事项 {weight} 项", "en": "{weight} shared items"},
    "shared_item": {"zh": "共同事项 {weight} 项", "en": "{weight} shared item"},
    "tie_weight": {"zh": "联系强度 {weight}", "en": "tie weight {weight}"},
    "tie_within": {"zh": "组内联系（用该组颜色）", "en": "tie within a group (in its colour)"},
    "tie_between": {"zh": "组间联系", "en": "tie between groups"},
    "no_tie": {"zh": "与其他机构没有共同事项", "en": "shares no item with another"},
    "isolates": {
        "zh": "全部机构中有 {count} 个与其他机构没有共同事项",
        "en": "agencies that share no item: {count} of {all}",
    },
    "disc_size": {"zh": "圆点面积表示联系强度之和", "en": "disc area: strength (sum of tie weights)"},
    "all_ties": {"zh": "{all} 对联系", "en": "{all} ties"},
    "ties_drawn": {
        "zh": "画出强度不低于 {weight} 的 {drawn} 对联系，共 {all} 对",
        "en": "{drawn} of {all} ties drawn, those of weight {weight} or more",
    },
    "ties_drawn_of_part": {
        "zh": "画出这些机构之间最强的 {drawn} 对联系，全部机构共 {all} 对",
        "en": "the strongest {drawn} ties among these drawn; {all} in the whole plan",
    },
    "conveners": {"zh": "召集方（负责单位）", "en": "Conveners (leads)"},
    "convened": {"zh": "被召集方（参与单位）", "en": "Convened (participants)"},
    "flow_within": {"zh": "组内对接", "en": "within a group"},
    "flow_between": {"zh": "组间对接", "en": "between groups"},
    "flow_total": {
        "zh": "负责单位召集参与单位共 {all} 次对接，组内 {within} 次；带宽与次数成比例",
        "en": "{all} contacts of leads with participants, {within} within a group; widths in proportion",
    },
    "flow_empty": {"zh": "没有召集对接", "en": "no contacts of leads with participants"},
    "flow_none": {"zh": "{count} 个组没有召集对接，未画出", "en": "{count} groups without such contacts are not drawn"},
    "flow_none_one": {"zh": "1 个组没有召集对接，未画出", "en": "1 group without such contacts is not drawn"},
    "flow_gathered": {
        "zh": "对接最少的 {count} 个组并为“其他 {count} 个组”",
        "en": "the {count} groups with fewest contacts are gathered",
    },
    "other_groups": {"zh": "其他 {count} 个组", "en": "{count} other groups"},
    "first_meetings": {"zh": "第1至{first}次会议，共{all}次", "en": "meetings 1 to {first} of {all}"},
    "first_combinations": {"zh": "前 {top} 个组合，共 {all} 个", "en": "first {top} of {all} combinations"},
    "top_of": {"zh": "前 {top} 个机构，共 {all} 个", "en": "top {top} of {all} agencies"},
}


def word(key: str, lang: Lang) -> str:
    """Return a word of the figures in Chinese (``zh``) or English (``en``)."""
    check_lang(lang)
    return WORDS[key][lang]


def measure_name(name: str, lang: Lang) -> str:
    """Return what a measure is called; one of your own by its own name."""
    return WORDS.get(name, {}).get(lang, name)


def check_lang(lang: str) -> None:
    """Refuse a language that figures and briefings are not written in."""
    if lang not in {"zh", "en"}:
        raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")
