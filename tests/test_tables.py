"""Task tables that files keep as such: titles, sections, merged and repeated cells, and what is refused."""

import pytest
from pdf_of import pdf_of

from ipnetwork.errors import NoticeError
from ipnetwork.notice import read_notice


def page(rows, *, before=""):
    """Return a web page with a table of rows of cells; a cell is its text, or (text, attributes)."""
    cells = [[cell if isinstance(cell, tuple) else (cell, "") for cell in row] for row in rows]
    body = "".join("<tr>" + "".join(f"<td {more}>{text}</td>" for text, more in row) + "</tr>" for row in cells)
    return f"<html><body><p>{before}</p><table>{body}</table></body></html>".encode()


def read(rows, *, before="", **options):
    return read_notice(page(rows, before=before), **options)


def short(notice):
    """Return what each row names: ``{"1": "市甲局 l explicit, …"}``."""
    return {
        row.item: ", ".join(f"{each.as_written} {each.role[0]} {each.basis}" for each in row.mentions)
        for row in notice.rows
    }


HEADS = ["序号", "工作任务", "牵头单位", "配合单位"]


def test_each_cell_is_read_with_its_place():
    notice = read([HEADS, ["1", "办书市", "市甲局", "市乙局、市丙局"]])
    (row,) = notice.rows
    assert [(each.agency, each.role, each.source, each.role_as_written) for each in row.mentions] == [
        ("市甲局", "lead", "t1 r2 c3", "牵头单位"),
        ("市乙局", "participant", "t1 r2 c4", "配合单位"),
        ("市丙局", "participant", "t1 r2 c4", "配合单位"),
    ]
    assert (row.text, row.source) == ("办书市", "t1 r2")


def test_a_title_above_and_a_note_below_are_no_rows():
    rows = [
        [("某市读书任务表", "colspan=4")],
        HEADS,
        ["1", "办书市", "市甲局", "市乙局"],
        [("注：年底总结。", "colspan=4")],
    ]
    assert short(read(rows)) == {"1": "市甲局 l explicit, 市乙局 p explicit"}


def test_section_rows_give_the_category():
    rows = [HEADS, [("一、书的事（共2项）", "colspan=4")], ["1", "办书市", "市甲局", ""], ["2", "借书", "市乙局", ""]]
    rows += [[("二、报的事", "colspan=4")], ["3", "送报", "市丙局", ""]]
    assert [(row.item, row.category, row.path) for row in read(rows).rows] == [
        ("1", "一", "书的事"), ("2", "一", "书的事"), ("3", "二", "报的事"),
    ]  # fmt: skip


def test_a_section_may_stand_in_the_first_cell_alone():
    rows = [
        HEADS,
        ["（一）书的事", "", "", ""],
        ["1", "办书市", "市甲局", ""],
        ["（二）报的事", "", "", ""],
        ["2", "送报", "市丙局", ""],
    ]
    assert [(row.item, row.category) for row in read(rows).rows] == [("1", "一"), ("2", "二")]


def test_numbers_that_restart_in_every_section_get_its_number():
    rows = [
        HEADS,
        [("一、书", "colspan=4")],
        ["1", "办书市", "市甲局", ""],
        [("二、报", "colspan=4")],
        ["1", "送报", "市丙局", ""],
    ]
    assert list(short(read(rows))) == ["一-1", "二-1"]


def test_a_lead_over_several_items_leads_each():
    rows = [HEADS, ["1", "办书市", ("市甲局", "rowspan=2"), "市乙局"], ["2", "借书", "市丙局"]]
    assert short(read(rows)) == {
        "1": "市甲局 l explicit, 市乙局 p explicit",
        "2": "市甲局 l explicit, 市丙局 p explicit",
    }


def test_an_item_over_several_rows_has_a_row_for_each_clause():
    rows = [
        HEADS,
        [("1", "rowspan=2"), "办书市", "市甲局", "市乙局"],
        ["借书", "市丙局", ""],
        ["2", "送报", "市丁局", ""],
    ]
    assert short(read(rows)) == {
        "1": "市甲局 l explicit, 市乙局 p explicit", "1.2": "市丙局 l explicit", "2": "市丁局 l explicit",
    }  # fmt: skip


def test_a_category_over_several_items_names_each():
    rows = [
        ["类别", *HEADS],
        [("书", "rowspan=2"), "1", "办书市", "市甲局", ""],
        ["2", "借书", "市乙局", ""],
        ["报", "3", "送报", "市丙局", ""],
    ]
    assert [(row.item, row.category) for row in read(rows).rows] == [("1", "书"), ("2", "书"), ("3", "报")]


def test_of_two_columns_of_tasks_the_coarser_one_is_the_category():
    heads = ["序号", "重点任务", "具体措施", "责任单位"]
    rows = [heads, ["1", ("书的事", "rowspan=2"), "办书市", "市甲局"], ["2", "借书", "市乙局"]]
    assert [(row.path, row.text) for row in read(rows).rows] == [("书的事", "办书市"), ("书的事", "借书")]


def test_several_columns_of_tasks_make_one_text():
    rows = [
        ["序号", "改革举措", "主要内容", "指导部门", "推广范围"],
        ["1", "一次借书", "一证通借。", "市甲局、市乙局", "全市"],
    ]
    (row,) = read(rows).rows
    assert (row.text, [each.basis for each in row.mentions]) == ("一次借书。一证通借。", ["joint", "joint"])


def test_headings_in_two_rows_are_read_together():
    rows = [
        [("序号", "rowspan=2"), ("工作任务", "rowspan=2"), ("责任单位", "colspan=2")],
        ["牵头单位", "配合单位"],
        ["1", "办书市", "市甲局", "市乙局"],
    ]
    assert short(read(rows)) == {"1": "市甲局 l explicit, 市乙局 p explicit"}


def test_headings_printed_again_begin_no_item():
    rows = [HEADS, ["1", "办书市", "市甲局", ""], HEADS, ["2", "借书", "市乙局", ""]]
    assert short(read(rows)) == {"1": "市甲局 l explicit", "2": "市乙局 l explicit"}


def test_persons_deadlines_and_sections_inside_a_body_are_no_agencies():
    heads = [*HEADS, "责任领导", "责任人", "责任科室", "完成时限"]
    rows = [heads, ["1", "办书市", "市甲局", "市乙局", "王副市长", "李某", "综合科", "2031年6月"]]
    assert short(read(rows)) == {"1": "市甲局 l explicit, 市乙局 p explicit"}


def test_a_heading_that_gives_names_no_role_is_a_fault_and_no_loss():
    rows = [["序号", "工作任务", "牵头单位", "配台单位"], ["1", "办书市", "市甲局", "市财政局、市教育局"]]
    with pytest.raises(NoticeError, match=r"t1 r1 c4: column 配台单位 holds names"):
        read(rows)


@pytest.mark.parametrize("blank", ["", "无", "—", "——", "/", "－", "-"])
def test_an_empty_mark_names_nobody(blank):
    assert short(read([HEADS, ["1", "办书市", "市甲局", blank]])) == {"1": "市甲局 l explicit"}


@pytest.mark.parametrize("between", ["<br>", "<br/>", "</p><p>", "　", " "])
def test_names_on_lines_of_their_own_are_several(between):
    rows = [HEADS, ["1", "办书市", "市甲局", f"<p>市财政局{between}市教育局{between}某区政府</p>"]]
    assert short(read(rows)) == {
        "1": "市甲局 l explicit, 市财政局 p explicit, 市教育局 p explicit, 某区政府 p explicit"
    }


@pytest.mark.parametrize("written", ["市委<br>宣传部", "市住房和城乡<br>建设局", "市文化广电旅<br>游局"])
def test_a_name_broken_in_its_cell_is_one(written):
    assert short(read([HEADS, ["1", "办书市", written, ""]])) == {"1": f"{written.replace('<br>', '')} l explicit"}


def test_a_cell_may_tell_the_roles_itself():
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", "办书市", "市甲局牵头，市乙局配合"],
        ["2", "借书", "市甲局（牵头）、市乙局"],
    ]
    rows += [["3", "送报", "牵头单位：市甲局<br>配合单位：市乙局"], ["4", "办报", "市丙局"]]
    led = "市甲局 l explicit, 市乙局 p explicit"
    assert short(read(rows)) == {"1": led, "2": led, "3": led, "4": "市丙局 l joint"}


@pytest.mark.parametrize("heading", ["责任单位（列第一位的为牵头单位）", "责任单位（排在第一位的为牵头单位，下同）"])
def test_the_rule_about_the_first_body_may_stand_in_a_heading(heading):
    rows = [["序号", "工作任务", heading], ["1", "办书市", "市甲局、市乙局"]]
    assert short(read(rows)) == {"1": "市甲局 l first_listed, 市乙局 p first_listed"}


def test_the_rule_about_the_first_body_may_stand_above_the_table():
    rows = [["序号", "工作任务", "责任单位"], ["1", "办书市", "市甲局、市乙局"]]
    assert short(read(rows, before="说明：责任单位排在第一位的为牵头单位。")) == {
        "1": "市甲局 l first_listed, 市乙局 p first_listed"
    }


def test_a_table_without_numbers_takes_them_from_its_tasks_or_counts():
    assert list(short(read([["工作任务", "责任单位"], ["7.办书市", "市甲局"], ["9.借书", "市乙局"]]))) == ["7", "9"]
    notice = read([["工作任务", "责任单位"], ["办书市", "市甲局"], ["借书", "市乙局"]])
    assert [(row.item, row.text) for row in notice.rows] == [("1", "办书市"), ("2", "借书")]


def test_a_table_cut_in_two_goes_on_in_the_second_part():
    first = page([HEADS, ["1", "办书市", "市甲局", "市乙局、"]]).decode()
    second = page([HEADS, ["", "", "", "市丙局"], ["2", "借书", "市丁局", ""]], before="（续表）").decode()
    assert short(read_notice((first + second).encode())) == {
        "1": "市甲局 l explicit, 市乙局 p explicit, 市丙局 p explicit", "2": "市丁局 l explicit",
    }  # fmt: skip


def test_two_tables_that_number_alike_give_their_headings():
    first = page([HEADS, ["1", "办书市", "市甲局", ""]], before="一、书的事").decode()
    second = page([HEADS, ["1", "送报", "市乙局", ""]], before="二、报的事").decode()
    assert list(short(read_notice((first + second).encode()))) == ["一-1", "二-1"]


def test_a_table_that_only_arranges_the_page_is_read_as_text():
    rows = [["某市读书方案", "首页"], ["一、办书市。（责任单位：市甲局、市乙局）", "上一页"]]
    assert short(read(rows)) == {"一": "市甲局 l joint, 市乙局 l joint"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["甲", "办书市", "市甲局", ""], "its number reads '甲'"),
        (["1", "办书市", "市财政局市教育局", ""], "does not read as a list of names"),
        (["1", "办书市", "市甲局（市乙局", ""], "does not read as a list of names"),
        (["1", "办书市", "请见：下表。", ""], "does not read as a list of names"),
        (["2", "办书市", "市甲局", ""], "item 2 stands here and at t1 r3"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_place(row, problem):
    rows = (
        [HEADS, row, ["2", "借书", "市乙局", ""], ["3", "送报", "市丙局", ""]]
        if row[0] != "2"
        else [HEADS, ["1", "报", "市丙局", ""], ["2", "借书", "市乙局", ""], row]
    )
    with pytest.raises(NoticeError, match=problem):
        read(rows)
    assert short(read(rows, strict=False))


def test_a_table_with_no_role_says_what_to_do():
    with pytest.raises(NoticeError, match="its tables have no column for a role"):
        read([["序号", "书名"], ["1", "某书"], ["2", "某报"]])


def test_a_table_one_of_whose_numbers_stands_elsewhere_gives_its_heading_to_all():
    first = page([HEADS, ["1", "办书市", "市甲局", ""]], before="一、书的事").decode()
    second = page([HEADS, ["1", "送报", "市乙局", ""], ["2", "办报", "市丙局", ""]], before="二、报的事").decode()
    assert list(short(read_notice((first + second).encode()))) == ["一-1", "二-1", "二-2"]


def test_a_blank_lead_leaves_those_responsible_jointly_so():
    rows = [
        ["序号", "工作任务", "牵头单位", "责任单位"],
        ["1", "办书市", "市甲局", "市乙局"],
        ["2", "借书", "—", "市乙局、市丙局"],
    ]
    assert short(read(rows)) == {"1": "市甲局 l explicit, 市乙局 p explicit", "2": "市乙局 l joint, 市丙局 l joint"}


def test_those_who_watch_over_a_task_are_no_agencies_of_it():
    rows = [["编号", "反馈问题", "整改责任单位", "督导单位"], ["1", "书少。", "市财政局", "市教育局、市公安局"]]
    assert short(read(rows)) == {"1": "市财政局 l joint"}


def test_a_rule_in_a_row_of_its_own_holds_for_the_table():
    rows = [
        ["（责任单位列第一位的为牵头单位，下同）", "", ""],
        ["序号", "工作任务", "责任单位"],
        ["1", "办书市", "市甲局、市乙局"],
    ]
    assert short(read(rows)) == {"1": "市甲局 l first_listed, 市乙局 p first_listed"}


def test_a_row_cut_by_the_end_of_a_page_is_one_item():
    widths = [15, 60, 45, 55]
    first = ("table", 12, 20, widths, [HEADS, ["1", "办书市，天天", "市文化广电", "市财政局、市教"]])
    second = ("table", 12, 20, widths, [HEADS, ["", "开门。", "旅游局", "育局"], ["2", "借书", "市甲局", ""]])
    notice = read_notice(pdf_of([[first], [second]]))
    assert short(notice) == {
        "1": "市文化广电旅游局 l explicit, 市财政局 p explicit, 市教育局 p explicit", "2": "市甲局 l explicit",
    }  # fmt: skip
    assert notice.rows[0].text == "办书市，天天开门。"
    assert [each.source for each in notice.rows[0].mentions] == [
        "p1 t1 r2-p2 t1 r2 c3", "p1 t1 r2 c4", "p1 t1 r2-p2 t1 r2 c4",
    ]  # fmt: skip


def test_a_cell_of_clauses_on_lines_of_their_own_tells_its_roles():
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", "办书市", "市甲局牵头<br>市乙局配合"],
        ["2", "借书", "市甲局主办，市乙局协办"],
    ]
    assert set(short(read(rows)).values()) == {"市甲局 l explicit, 市乙局 p explicit"}


@pytest.mark.parametrize("star", ["★", "☆", "*"])
def test_a_star_marks_the_lead_of_a_cell(star):
    notice = read([["序号", "工作任务", "责任单位"], ["1", "办书市", f"{star}市甲局、市乙局"]])
    assert short(notice) == {"1": "市甲局 l explicit, 市乙局 p explicit"}


@pytest.mark.parametrize(
    "cell",
    [
        "同上",
        "市甲局/市乙局",
        "①市甲局②市乙局",
        "1.市甲局",
        "牵头单位：★",
        "（牵头）",
        "市甲局（市乙局配合）",
        "市甲局牵头，市乙局、市丙局",
    ],
)
def test_a_cell_that_is_no_list_of_names_is_a_fault(cell):
    rows = [["序号", "工作任务", "责任单位"], ["1", "办书市", cell], ["2", "借书", "市丙局"]]
    with pytest.raises(NoticeError, match="does not read as a list of names"):
        read(rows)
    assert short(read(rows, strict=False)) == {"2": "市丙局 l joint"}


def test_a_date_among_the_names_of_a_cell_is_none():
    assert short(read([HEADS, ["1", "办书市", "市甲局，2031年底前完成", "暂无"]])) == {"1": "市甲局 l explicit"}


def test_a_section_may_have_its_number_in_the_column_of_numbers():
    rows = [
        HEADS,
        ["一", "书的事", "", ""],
        ["1", "办书市", "市甲局", ""],
        ["二", "报的事", "", ""],
        ["2", "送报", "市丙局", ""],
    ]
    assert [(row.item, row.category, row.path) for row in read(rows).rows] == [
        ("1", "一", "书的事"),
        ("2", "二", "报的事"),
    ]


def test_headings_whose_roles_are_persons_are_a_fault():
    rows = [
        [("序号", "rowspan=2"), ("类别", "rowspan=2"), ("责任分工", "colspan=2")],
        ["责任人", "完成时限"],
        ["1", "书", "张三", "年底"],
    ]  # fmt: skip
    with pytest.raises(NoticeError, match="its headings give no column a role"):
        read(rows)
