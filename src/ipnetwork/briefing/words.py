"""The fixed words of a briefing, in Chinese and English."""

from __future__ import annotations

WORDS = {
    "heading": {"zh": "统筹协调网络简报", "en": "Coordination network briefing"},
    "issued": {"zh": "发文", "en": "Issued"},
    "findings": {"zh": "主要发现", "en": "What stands out"},
    "source": {
        "zh": "“依据”先写事项号，再写文件中的行号，c 为表格列。",
        "en": "Source gives the item, then the lines of the document; c is the column of its table.",
    },
    "bipartite": {"zh": "谁负责、谁参与", "en": "Who leads and who joins what"},
    "bipartite_note": {
        "zh": "左列机构、右列事项，排列以减少交叉为准。实线为负责，虚线为参与；方块为集合机构。",
        "en": "Agencies left, work items right, ordered so that few lines cross. Solid lines lead, dashed lines join; "
        "squares are collective bodies.",
    },
    "load": {"zh": "各机构的工作事项", "en": "Work items of each agency"},
    "load_note": {
        "zh": "条末数字为负责项数 + 参与项数。",
        "en": "The numbers at the end of a bar are items led + items joined.",
    },
    "contacts": {"zh": "对接的构成", "en": "What the contacts are"},
    "contacts_note": {
        "zh": "召集为负责单位对参与单位，应召为参与单位对负责单位，同级为同一角色之间；条末数字为对接量。",
        "en": "Contacts as lead with participants, as participant with leads, and within one role; the number at the "
        "end of a bar is the volume.",
    },
    "quadrant": {"zh": "合作广度与合作深度", "en": "Breadth and depth"},
    "quadrant_note": {
        "zh": "虚线为中位数；圆点越大，同处该位置的机构越多。",
        "en": "Dashed lines are medians; a larger disc stands for more agencies in one place.",
    },
    "ranks": {"zh": "排名有多可靠", "en": "How sure the ranking is"},
    "ranks_note": {
        "zh": "圆点为默认读法下的对接量位次，横线为各种读法下位次的范围；只比较各读法共有的机构，"
        "不含可分到各成员的集合机构。",
        "en": "A disc is the rank by volume in the default reading; its line spans the ranks under every reading of "
        "collective bodies and open names. Ranks are among the agencies that every reading has, which leaves "
        "out collective bodies that may be read as their members.",
    },
    "incidence": {"zh": "责任矩阵", "en": "The responsibility matrix"},
    "incidence_note": {
        "zh": "行为机构，列为事项（编号同文件），按联席组排列，粗框为组。"
        "实心方块为负责，空心圆为参与；框外的标记是组与组之间的联系。",
        "en": "A row is an agency, a column an item under its own number, sorted by joint group; outlines are the "
        "groups. A filled square leads, an open circle joins; marks outside the outlines tie one group to another.",
    },
    "projection": {"zh": "哪些机构常在一起", "en": "Who works with whom"},
    "projection_note": {
        "zh": "两个机构共有工作事项则连线，线越粗、越深，共有越多；按联席组排列，组号写在旁边。",
        "en": "Two agencies are joined by a line where they share items, thicker and darker the more they share; "
        "sorted by joint group, whose number stands beside it.",
    },
    "flow": {"zh": "哪一组召集哪一组", "en": "Which group convenes which"},
    "flow_note": {
        "zh": "左为召集（负责单位所在组），右为应召（参与单位所在组），带宽为对接次数。",
        "en": "Left the groups of leads, right the groups of the participants that they convene; the width of a band "
        "is the number of contacts.",
    },
    "upset": {"zh": "经常共同负责的机构", "en": "Who leads together again and again"},
    "upset_note": {
        "zh": "每列一个组合，圆点为其中的机构，柱高为共同负责的事项数；只列出现两次以上的组合。",
        "en": "A column is a combination: discs mark its agencies, the bar counts the items that they lead together. "
        "Only combinations on two or more items are shown.",
    },
    "meetings": {"zh": "联席会议", "en": "Joint meetings"},
    "meetings_note": {
        "zh": "每列一次会议，数字为该机构在这次会议上涉及的事项数，深色为召集单位。会议数、参会人次都已尽量少，"
        "是否最少见下文。",
        "en": "A column is a meeting; the number is that of the items for which an agency is needed there, dark marks "
        "the chair. Meetings and attendances are as few as could be found; the sentences say what is proven.",
    },
    "groups": {"zh": "常在一起的机构（双模模块度分组）", "en": "Who keeps turning up together (two-mode modularity)"},
    "group_table": {"zh": "联席组", "en": "Joint-bureau groups"},
    "group_of": {"zh": "第{group}组 {first}等", "en": "{group}: {first} ..."},
    "group_of_one": {"zh": "第{group}组 {first}", "en": "{group}: {first}"},
    "group": {"zh": "组", "en": "Group"},
    "group_agencies": {"zh": "机构", "en": "Agencies"},
    "stability": {"zh": "稳定度", "en": "Stability"},
    "position_table": {"zh": "机构位置与位次范围", "en": "Position and range of ranks"},
    "degree": {"zh": "度中心性", "en": "Degree"},
    "betweenness": {"zh": "中介中心性", "en": "Betweenness"},
    "closeness": {"zh": "接近中心性", "en": "Closeness"},
    "harmonic": {"zh": "调和中心性", "en": "Harmonic"},
    "volume_best": {"zh": "对接量最好位次", "en": "Best rank by volume"},
    "volume_worst": {"zh": "对接量最差位次", "en": "Worst rank by volume"},
    "betweenness_best": {"zh": "中介最好位次", "en": "Best rank by betweenness"},
    "betweenness_worst": {"zh": "中介最差位次", "en": "Worst rank by betweenness"},
    "assignment_table": {"zh": "责任分工", "en": "Assignments, line by line"},
    "role": {"zh": "角色", "en": "Role"},
    "basis": {"zh": "依据", "en": "Basis"},
    "explicit": {"zh": "文件写明", "en": "stated"},
    "first_listed": {"zh": "列首位", "en": "first listed"},
    "joint": {"zh": "共同负责", "en": "joint"},
    "as_written": {"zh": "原文名称", "en": "As written"},
    "role_as_written": {"zh": "原文角色", "en": "Role as written"},
    "target_table": {"zh": "量化指标", "en": "Quantified targets"},
    "indicator": {"zh": "指标", "en": "Indicator"},
    "comparator": {"zh": "比较", "en": "Comparison"},
    "value": {"zh": "数值", "en": "Value"},
    "unit": {"zh": "单位", "en": "Unit"},
    "per": {"zh": "适用", "en": "Per"},
    "deadline": {"zh": "期限", "en": "Deadline"},
    "meeting_table": {"zh": "联席会议安排", "en": "Who meets on what"},
    "meeting": {"zh": "会议", "en": "Meeting"},
    "chair": {"zh": "召集", "en": "Chair"},
    "seats": {"zh": "席位", "en": "Seats"},
    "attend": {"zh": "参会机构", "en": "Attending"},
    "agenda": {"zh": "事项", "en": "Items"},
    "not_designated": {"zh": "未指定", "en": "not designated"},
    "agency_table": {"zh": "机构负荷", "en": "Load of each agency"},
    "item_table": {"zh": "事项负荷", "en": "Load of each item"},
    "oddities": {"zh": "文件留下的问题", "en": "What the document leaves open"},
    "oddities_none": {"zh": "无。", "en": "Nothing."},
    "method": {"zh": "口径", "en": "How it was counted"},
    "not_official": {
        "zh": "机构英文名除标注外均为翻译。",
        "en": "English names are translations, except those marked *, which the agency itself uses.",
    },
    "short": {"zh": "机构", "en": "Agency"},
    "name": {"zh": "全称", "en": "Full name"},
    "leads": {"zh": "负责", "en": "Leads"},
    "participations": {"zh": "参与", "en": "Joins"},
    "breadth": {"zh": "广度", "en": "Breadth"},
    "volume": {"zh": "对接量", "en": "Volume"},
    "depth": {"zh": "深度", "en": "Depth"},
    "convening": {"zh": "召集", "en": "Convening"},
    "response": {"zh": "应召", "en": "Response"},
    "peer": {"zh": "同级", "en": "Peer"},
    "effort": {"zh": "分摊事项", "en": "Effort"},
    "item": {"zh": "序号", "en": "Item"},
    "category": {"zh": "类别", "en": "Category"},
    "title": {"zh": "事项", "en": "Work item"},
    "lead_names": {"zh": "负责单位", "en": "Leads"},
    "participant_names": {"zh": "参与单位", "en": "Participants"},
    "open_names": {"zh": "泛称", "en": "Open names"},
    "parties": {"zh": "责任单位数", "en": "Parties"},
    "pairs": {"zh": "对接次数", "en": "Contacts"},
    "unique_channels": {"zh": "独有对接", "en": "Unique channels"},
    "place": {"zh": "位置", "en": "Lines"},
    "finding": {"zh": "问题", "en": "Question"},
    "where": {"zh": "事项或机构", "en": "Items or agencies"},
    "count": {"zh": "数目", "en": "Count"},
    "limits": {"zh": "局限", "en": "What it cannot say"},
    "references": {"zh": "参考文献", "en": "References"},
    "certainty_line": {"zh": "可靠程度：", "en": "How sure: "},
    "source_line": {"zh": "依据：", "en": "Source: "},
    "places_cut": {
        "zh": " ……另有{count}处，见 tables/findings.csv 或 Excel 版",
        "en": " ... and {count} more: see tables/findings.csv or the Excel version",
    },
    "column_number": {"zh": "序号", "en": "No."},
    "column_sentence": {"zh": "发现", "en": "Finding"},
    "column_certainty": {"zh": "可靠程度", "en": "How sure"},
    "column_source": {"zh": "依据", "en": "Source"},
    "column_part": {"zh": "部分", "en": "Part"},
    "column_text": {"zh": "内容", "en": "Text"},
    "cut_cell": {"zh": "……（超出单元格上限，以下从略）", "en": " ... (longer than a cell can be: cut here)"},
    "continued": {"zh": "{heading}（续{number}）", "en": "{heading} (continued, {number})"},
    "more_places": {
        "zh": "……另有{count}处，见备注及Word版",
        "en": "... and {count} more: see the notes and the Word version",
    },
    "places_below": {
        "zh": "……另有{count}处，见文末“依据”",
        "en": "... and {count} more: see the end of the document",
    },
    "in_notes": {"zh": "……（全文见备注）", "en": " ... (in full in the notes)"},
    "first_rows": {
        "zh": "前{shown}行，共{all}行；全表见Word、Excel版。",
        "en": "First {shown} of {all} rows; the whole table is in the Word and Excel versions.",
    },
    "cut_cells": {
        "zh": "“…”处有省略，全文见Word、Excel版。",
        "en": "Cells that end in … are cut; they are whole in the Word and Excel versions.",
    },
    "no_rows": {"zh": "无。", "en": "Nothing to list."},
}


def words(lang: str) -> dict[str, str]:
    """Return all words in one language."""
    return {key: told[lang] for key, told in WORDS.items()}
