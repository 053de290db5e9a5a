"""The fixed words of the interactive page, in Chinese and English."""

from __future__ import annotations

WORDS = {
    "heading": {"zh": "谁负责、谁参与", "en": "Who leads and who joins what"},
    "agencies": {"zh": "机构", "en": "Agencies"},
    "items": {"zh": "工作事项", "en": "Work items"},
    "agency": {"zh": "单个机构", "en": "single agency"},
    "collective": {"zh": "集合机构", "en": "collective body"},
    "unknown": {"zh": "未登记的名称", "en": "name that no register knows"},
    "lead": {"zh": "负责", "en": "leads"},
    "participant": {"zh": "参与", "en": "joins"},
    "search": {"zh": "查找", "en": "Search"},
    "search_hint": {"zh": "机构、事项、拼音首字母", "en": "name, 中文 or pinyin initials"},
    "role": {"zh": "角色", "en": "Role"},
    "category": {"zh": "类别", "en": "Category"},
    "group": {"zh": "联席组", "en": "Group"},
    "group_of": {"zh": "{group}：{first}等{size}个机构", "en": "{group}: {first} … ({size})"},
    "all": {"zh": "全部", "en": "all"},
    "reset": {"zh": "重置", "en": "Reset"},
    "shown": {
        "zh": "显示{agencies}个机构、{items}个事项、{ties}条联系",
        "en": "Shown: agencies {agencies}, items {items}, ties {ties}",
    },
    "nothing": {"zh": "没有符合条件的机构或事项。", "en": "No agency or item fits."},
    "how": {
        "zh": "指向或选中一个机构或事项，可看到与它相连的各方；点击或按回车键固定，再点一次或按 Esc 键取消。"
        "方向键在列内移动，左右方向键跳到相连的另一列。",
        "en": "Point at an agency or an item to see what it is tied to; click or press Enter to keep it, again or "
        "Escape to let go. Arrow keys move within a column, left and right to what is tied in the other.",
    },
    "details": {"zh": "详情", "en": "Details"},
    "comma": {"zh": "、", "en": ", "},
    "close": {"zh": "关闭", "en": "Close"},
    "leads": {"zh": "负责", "en": "Leads"},
    "joins": {"zh": "参与", "en": "Joins"},
    "partners": {"zh": "合作机构", "en": "Partners"},
    "contacts": {"zh": "对接量", "en": "Contacts"},
    "leads_list": {"zh": "负责的事项", "en": "Items it leads"},
    "joins_list": {"zh": "参与的事项", "en": "Items it joins"},
    "partners_list": {"zh": "合作机构（共同事项数）", "en": "Partners (items shared)"},
    "members_list": {"zh": "成员", "en": "Members"},
    "lead_names": {"zh": "负责单位", "en": "Leads"},
    "participant_names": {"zh": "参与单位", "en": "Participants"},
    "open_names": {"zh": "泛称（未指明单位）", "en": "Open names (nobody in particular)"},
    "targets": {"zh": "目标", "en": "Targets"},
    "place": {"zh": "出处", "en": "Place"},
    "no_place": {"zh": "文件未注明位置", "en": "no place noted"},
    "none": {"zh": "无", "en": "none"},
    "joint": {"zh": "未分主次", "en": "jointly responsible, no lead named"},
    "first_listed": {"zh": "列在首位", "en": "lead because listed first"},
    "official": {"zh": "官方英文名", "en": "official English name"},
    "translated": {"zh": "译名", "en": "English name translated"},
    "deadline": {"zh": "期限", "en": "by"},
    "own_file": {
        "zh": "有通知的文本文件？打开后逐条显示原文（文件不离开本机）：",
        "en": "Have the notice as a text file? Open it to see the lines themselves (it stays on this machine):",
    },
    "own_read": {"zh": "已打开{name}：{lines}行。", "en": "{name} is open: {lines} lines."},
    "own_other": {
        "zh": "{name}不是本通知的文本：行数不够，或没有通知的标题。",
        "en": "{name} is not the text of this notice: it is too short, or lacks the title.",
    },
    "notation": {
        "zh": "事项之后为它在文件中的位置：L 行，p 页，t 表，r 表中的行，c 栏。",
        "en": "Behind each item stands its place in the document: L line, p page, t table, r row, c column.",
    },
    "counted": {
        "zh": "集合机构计为一个机构，泛称不计；对接量为各事项中两两对接的次数之和。",
        "en": "A collective body counts as one agency, open names are not counted; contacts are pairs of parties, item "
        "by item.",
    },
}

# What stands in headings, in bold.
_HEADINGS = (
    *("agencies", "items", "leads_list", "joins_list", "partners_list", "members_list"),
    *("lead_names", "participant_names", "open_names", "targets", "place"),
)


def heading_words(lang: str) -> list[str]:
    """Return the words that stand in headings."""
    return [WORDS[key][lang] for key in _HEADINGS]


def words(lang: str) -> dict[str, str]:
    """Return all words in one language."""
    return {key: told[lang] for key, told in WORDS.items()}
