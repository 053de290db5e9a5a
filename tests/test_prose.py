"""Running text: numbered paragraphs become items, their clauses name bodies, and everything keeps its place."""

import pytest

from ipnetwork.errors import NoticeError
from ipnetwork.notice import read_notice


def read(text, **options):
    return read_notice(text.encode(), **options)


def rows_of(text, **options):
    """Return what each row says in short: ``{"（一）": "市甲局 L explicit, …"}``."""
    return {
        row.item: ", ".join(f"{each.as_written} {each.role[0]} {each.basis}" for each in row.mentions)
        for row in read(text, **options).rows
    }


HEAD = "某市人民政府办公室关于印发读书工作方案的通知\n某政办〔2031〕5号\n\n"


# Items and their numbers


def test_a_number_stands_alone_where_the_numbering_runs_on():
    text = (
        HEAD
        + "一、总则\n（一）办书市。（市甲局负责）\n二、任务\n（二）开书院。（市乙局负责）\n（三）借书。（市丙局负责）"
    )
    assert list(rows_of(text)) == ["（一）", "（二）", "（三）"]


def test_a_number_gets_its_chapter_where_the_numbering_restarts_even_in_a_chapter_without_clauses():
    text = HEAD + "一、总则\n（一）要读书。\n二、任务\n（一）办书市。（市甲局负责）\n（二）开书院。（市乙局负责）"
    assert list(rows_of(text)) == ["二（一）", "二（二）"]


def test_plain_digits_get_a_hyphen_after_the_chapter():
    text = HEAD + "一、书\n1．办书市。（市甲局负责）\n二、报\n1．办报亭。（市乙局负责）\n2．送报。（市丙局负责）"
    assert list(rows_of(text)) == ["一-1", "二-1", "二-2"]


def test_only_as_many_numbers_lead_as_restart():
    text = (
        HEAD
        + "一、书\n（一）市\n1.书市。（市甲局负责）\n二、报\n（二）亭\n1.报亭。（市乙局负责）\n2.送报。（市丙局负责）"
    )
    assert list(rows_of(text)) == ["（一）-1", "（二）-1", "（二）-2"]


def test_a_second_clause_of_one_item_is_its_second_row():
    text = HEAD + "（一）办书市。第一步定地点。（市甲局负责）第二步发通知。（市乙局负责）\n再一步办展。（市丙局负责）"
    assert list(rows_of(text)) == ["（一）", "（一）.2", "（一）.3"]
    assert [row.text for row in read(text).rows] == ["办书市。第一步定地点。", "第二步发通知。", "再一步办展。"]


def test_numbers_may_jump():
    text = HEAD + "3．办书市。（市甲局负责）\n17．开书院。（市乙局负责）"
    assert list(rows_of(text)) == ["3", "17"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("一、", "一"), ("十二、", "十二"), ("（三）", "（三）"), ("(三)", "(三)"), ("12．", "12"), ("12.", "12"),
        ("12、", "12"),
        ("（12）", "（12）"), ("①", "①"), ("第七条　", "第七条"), ("第十二条 ", "第十二条"), ("２．", "2"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_printed_without_its_mark(printed, number):
    assert list(rows_of(f"{HEAD}{printed}办书市。（市甲局负责）")) == [number]


@pytest.mark.parametrize(
    "line", ["2031年办书市。", "3个市的书市。", "12月起办书市。", "1.5亿元的书市。", "20%的书市。"]
)
def test_a_quantity_is_no_number(line):
    assert list(rows_of(f"{HEAD}（一）开书院。\n{line}（市甲局负责）")) == ["（一）"]


def test_headings_become_category_and_path():
    text = HEAD + "一、书的事\n（一）市场方面。\n1．办书市。（市甲局负责）"
    (row,) = read(text).rows
    assert (row.category, row.path, row.text) == ("一", "书的事 / 市场方面", "办书市。")


def test_a_clause_below_a_list_without_clauses_is_that_of_the_whole_list_where_others_stand_so():
    text = (
        HEAD
        + "第一条　书市。（市甲局负责）\n第二条　书院。（市乙局负责）\n第三条　书。\n1.库\n2.车\n3.证\n（市丙局负责）"
    )
    assert list(rows_of(text)) == ["第一条", "第二条", "第三条"]


def test_a_clause_below_the_last_of_several_items_is_its_own_where_items_have_theirs():
    text = (
        HEAD + "一、书\n1.建库。\n（市甲局负责）\n2.买车。\n（市乙局负责）\n二、报\n3.办报。\n4.送报。\n（市丙局负责）"
    )
    assert list(rows_of(text)) == ["1", "2", "4"]


def test_an_annex_numbers_anew_without_a_chapter_before_it():
    text = (
        HEAD
        + "一、要读书。\n二、要办报。\n附件：\n读书工作方案\n一、办书市。（市甲局负责）\n二、开书院。（市乙局负责）"
    )
    assert list(rows_of(text)) == ["一", "二"]


def test_two_annexes_with_the_same_numbers_give_their_name():
    text = HEAD + "附件1\n甲方案\n一、办书市。（市甲局负责）\n附件2\n乙方案\n一、办报亭。（市乙局负责）"
    assert list(rows_of(text)) == ["附件1-一", "附件2-一"]


def test_a_number_printed_twice_is_a_fault():
    text = HEAD + "（一）办书市。（市甲局负责）\n（二）开书院。（市乙局负责）\n（二）借书。（市丙局负责）"
    with pytest.raises(NoticeError, match=r"L6: item （二） stands here and at L5"):
        read(text)
    assert list(rows_of(text, strict=False)) == ["（一）"]


def test_numbered_paragraphs_that_name_nobody_among_others_that_do_are_told():
    text = (
        HEAD
        + "一、书\n（一）市。（市甲局负责）\n（二）院。\n（三）库。\n1.买。\n2.借。\n二、人\n（四）官。\n（五）钱。"
    )
    assert read(text).silent == (("（二）", "L6"),)
    assert read(HEAD + "1.书市。（市甲局负责）\n2.书院。").silent == (("2", "L5"),)
    assert read(HEAD + "1.书市。（市甲局负责）\n2.书院。（市乙局负责）").silent == ()


def test_where_nothing_is_numbered_the_clauses_are_counted():
    text = HEAD + "要办书市，天天开门。（责任单位：市甲局）\n要开书院。（责任单位：市乙局）"
    assert list(rows_of(text)) == ["1", "2"]


def test_a_clause_under_no_number_of_a_numbered_document_is_a_fault():
    text = HEAD + "先开会。（责任单位：市甲局）\n一、办书市。（责任单位：市乙局）"
    with pytest.raises(NoticeError, match="stands under no number"):
        read(text)
    assert list(rows_of(text, strict=False)) == ["一"]


# Clauses and where they may stand


def test_brackets_of_any_kind_hold_clauses():
    text = (
        HEAD
        + "1.甲。(市甲局负责)\n2.乙。【市乙局负责】\n3.丙。〔市丙局负责〕\n4.丁。[市丁局负责]\n5.戊。（市甲局负责）"
    )
    assert len(rows_of(text)) == 5


def test_two_brackets_side_by_side_are_one_clause():
    assert rows_of(HEAD + "1.办书市。（牵头单位：市甲局）（配合单位：市乙局）") == {
        "1": "市甲局 l explicit, 市乙局 p explicit"
    }


def test_labels_on_lines_of_their_own_are_one_clause():
    text = HEAD + "1.办书市。\n牵头单位：市甲局\n配合单位：市乙局、市丙局\n完成时限：年底\n2.开书院。\n责任单位：市丁局"
    assert rows_of(text) == {"1": "市甲局 l explicit, 市乙局 p explicit, 市丙局 p explicit", "2": "市丁局 l joint"}


def test_a_label_may_follow_a_sentence():
    text = HEAD + "1.办书市，天天开门。责任单位：市甲局、市乙局。\n2.开书院。牵头单位：市丙局；配合单位：市丁局。"
    assert rows_of(text) == {"1": "市甲局 l joint, 市乙局 l joint", "2": "市丙局 l explicit, 市丁局 p explicit"}


def test_a_sentence_of_its_own_names_bodies():
    text = HEAD + "1.办书市，天天开门。由市甲局牵头，市乙局、市丙局等参加。\n2.开书院。市丁局牵头，市戊局配合。"
    assert rows_of(text) == {
        "1": "市甲局 l explicit, 市乙局 p explicit, 市丙局 p explicit",
        "2": "市丁局 l explicit, 市戊局 p explicit",
    }


def test_the_end_of_a_sentence_names_bodies_where_no_clause_stands_in_brackets():
    assert rows_of(HEAD + "1.办书市，由市甲局牵头，市乙局参加。") == {"1": "市甲局 l explicit, 市乙局 p explicit"}
    text = HEAD + "1.办书市，由市甲局牵头，市乙局参加。（责任单位：市丙局）\n2.开书院。（责任单位：市丁局）"
    assert rows_of(text) == {"1": "市丙局 l joint", "2": "市丁局 l joint"}


@pytest.mark.parametrize(
    "trap",
    [
        "坚持组织部门牵头抓总，齐抓共管。",
        "会同配合单位拿出由市里牵头的办法。",
        "各级各部门要切实负责。",
        "各牵头单位要主动牵头，配合单位要积极配合。",
        "支持龙头企业牵头组建联合体。",
        "本方案由市甲局负责解释。",
        "谁主管、谁负责。",
        "明确牵头单位、责任单位和时限。",
    ],
)
def test_running_text_around_the_clauses_names_nobody(trap):
    assert rows_of(f"{HEAD}1.办书市。{trap}（责任单位：市甲局）\n2.{trap}") == {"1": "市甲局 l joint"}


def test_a_website_s_footer_names_nobody():
    text = HEAD + "1.办书市。（责任单位：市甲局）\n主办单位：某市人民政府办公室 承办单位：某市信息中心"
    assert rows_of(text) == {"1": "市甲局 l joint"}


def test_a_broken_list_behind_a_label_is_a_fault_and_the_rest_is_kept():
    text = HEAD + "1.办书市。（责任单位：市财政局市教育局）\n2.开书院。（责任单位：市乙局）"
    with pytest.raises(NoticeError, match=r"L4: .*does not read as the name of one body"):
        read(text)
    assert rows_of(text, strict=False) == {"2": "市乙局 l joint"}


# Rules for the whole document


def test_the_rule_about_the_first_body_holds_from_its_clause_on():
    text = HEAD + (
        "1.甲。（市甲局、市乙局负责）\n2.乙。（市丙局、市丁局负责。列第一位者为牵头单位，下同）\n"
        "3.丙。（责任单位：市甲局、各区政府）\n4.丁。（市乙局、市丙局牵头负责）\n5.戊。（市丁局负责）"
    )
    assert rows_of(text) == {
        "1": "市甲局 l joint, 市乙局 l joint",
        "2": "市丙局 l first_listed, 市丁局 p first_listed",
        "3": "市甲局 l first_listed, 各区政府 p first_listed",
        "4": "市乙局 l explicit, 市丙局 l explicit",
        "5": "市丁局 l first_listed",
    }


def test_the_rule_without_its_going_on_holds_in_its_clause_alone():
    text = HEAD + "1.甲。（市甲局、市乙局负责，列第一位的为牵头单位）\n2.乙。（市甲局、市乙局负责）"
    assert rows_of(text)["2"] == "市甲局 l joint, 市乙局 l joint"


def test_the_rule_in_a_note_holds_for_the_whole_document():
    text = HEAD + "1.甲。（市甲局、市乙局负责）\n注：责任单位排在第一位的为牵头单位。"
    assert rows_of(text) == {"1": "市甲局 l first_listed, 市乙局 p first_listed"}


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("以上各项工作均需各区政府配合。", "各区政府 p explicit"),
        ("上述任务均由市丙局牵头，市丁局配合。", "市丙局 l explicit, 市丁局 p explicit"),
        ("各区政府为各项任务的配合单位。", "各区政府 p explicit"),
        ("各项任务的配合单位均包括各区政府、各镇政府。", "各区政府 p explicit, 各镇政府 p explicit"),
    ],
)
def test_a_clause_for_all_items_joins_every_item(clause, named):
    rows = rows_of(f"{HEAD}1.甲。（牵头单位：市甲局）\n2.乙。（牵头单位：市乙局）\n{clause}")
    assert list(rows) == ["1", "2"]
    for own, row in zip(("市甲局 l explicit", "市乙局 l explicit"), rows.values(), strict=True):
        assert set(row.split(", ")) == {own, *named.split(", ")}


def test_beside_a_lead_of_all_items_those_responsible_are_participants():
    assert rows_of(f"{HEAD}1.甲。（责任单位：市甲局）\n以上任务均由市丙局牵头。") == {
        "1": "市丙局 l explicit, 市甲局 p explicit"
    }


def test_who_carries_out_the_whole_plan_is_named_for_no_item():
    assert rows_of(f"{HEAD}1.甲。（责任单位：市甲局）\n本方案自印发之日起实施，由市丙局负责牵头组织实施。") == {
        "1": "市甲局 l joint"
    }


def test_a_roster_is_an_item_of_its_own():
    text = (
        HEAD + "一、开会。联席会议由市甲局、市乙局和市丙局等3个部门组成，市乙局为牵头单位。\n二、读书。（市甲局负责）"
    )
    assert rows_of(text) == {"一": "市乙局 l explicit, 市甲局 p explicit, 市丙局 p explicit", "二": "市甲局 l joint"}


# Lines and paragraphs


def test_names_are_put_together_over_hard_line_breaks_and_page_numbers():
    text = (
        "某市人民政府办公室关于印发读书工作方案的通知说明如下各项\n"
        "　　（一）办书市。天天开门，月月更新，让每个人都能在家门口\n"
        "找到想读的书。（牵头单位：市甲\n—２—\n局；配合单位：市文化广\n电旅游局、市乙局）\n"
        "　　（二）开书院。让每个人都能在家门口找到想读的书。这很要\n紧。（责任单位：市丙局）"
    )
    assert rows_of(text) == {
        "（一）": "市甲局 l explicit, 市文化广电旅游局 p explicit, 市乙局 p explicit",
        "（二）": "市丙局 l joint",
    }
    first = read(text).rows[0]
    assert [each.source for each in first.mentions] == ["L3-5", "L5-6", "L6"]
    assert first.source == "L2-6"


def test_a_line_that_happens_to_begin_with_a_label_goes_on_with_the_open_bracket():
    text = (
        "某市人民政府办公室关于印发读书工作方案的通知说明如下各项\n"
        "　　（一）办书市。天天开门，月月更新。（牵头单位：市甲局；\n"
        "配合单位：市乙局、市丙局）\n"
        "　　（二）开书院。让每个人都能在家门口找到想读的书。这很要\n"
        "紧，也很难。（责任单位：市丙局）\n"
        "　　（三）办报亭。让每个人都能在家门口找到想读的报。这很要"
    )
    assert rows_of(text) == {
        "（一）": "市甲局 l explicit, 市乙局 p explicit, 市丙局 p explicit",
        "（二）": "市丙局 l joint",
    }


def test_a_text_without_line_ends_is_parted_at_its_headings():
    filler = "让每个人都能在家门口找到想读的书，" * 60
    tasks = f"（一）办书市。{filler}好。（市甲局负责）（二）开书院。{filler}好。（市乙局负责）"
    text = f"{HEAD.replace(chr(10), '')}一、总则（一）目标。{filler}好。二、任务{tasks}"
    assert rows_of(text) == {"二（一）": "市甲局 l joint", "二（二）": "市乙局 l joint"}


def test_a_name_keeps_its_brackets_and_an_et_cetera_is_no_part_of_it():
    text = HEAD + "1.办书市。（牵头单位：市甲局（市乙办）；配合单位：市丙局、市丁局等）"
    assert rows_of(text) == {"1": "市甲局（市乙办） l explicit, 市丙局 p explicit, 市丁局 p explicit"}


def test_a_text_that_is_no_plan_says_why():
    with pytest.raises(NoticeError, match="no numbered paragraph names who answers for it"):
        read("春天来了。\n一、花开。\n二、草长。")


def test_the_members_of_a_meeting_alone_are_read_as_an_item_too():
    text = "一、成员\n联席会议由市甲局、市乙局组成，市甲局为牵头单位。"
    assert rows_of(text) == {"一": "市甲局 l explicit, 市乙局 p explicit"}


@pytest.mark.parametrize("space", ["　", "  ", " "])
def test_a_space_between_two_names_parts_them(space):
    names = space.join(["市财政局", "市中心医院", "各县（市、区）人民政府"])
    assert rows_of(f"{HEAD}1.办书市。（责任单位：{names}）") == {
        "1": "市财政局 l joint, 市中心医院 l joint, 各县（市、区）人民政府 l joint"
    }


def test_a_space_inside_a_name_is_nothing():
    assert rows_of(HEAD + "1.办书市。（责任单位：市 财政局、市住房 和城乡 建设局）") == {
        "1": "市财政局 l joint, 市住房和城乡建设局 l joint"
    }


def test_a_sentence_beside_a_bracket_is_a_clause_of_its_own_where_it_names_a_lead():
    text = HEAD + "1.办书市。书的采购由市甲局会同市乙局负责。再办报亭。（市丙局负责）\n2.借书。（市丁局负责）"
    assert rows_of(text) == {
        "1": "市甲局 l explicit, 市乙局 p explicit",
        "1.2": "市丙局 l joint",
        "2": "市丁局 l joint",
    }


def test_persons_named_before_the_bodies_are_none():
    text = HEAD + "1.办书市。（牵头领导：王某；牵头单位：市甲局；责任单位：市乙局；责任人：李某）"
    assert rows_of(text) == {"1": "市甲局 l explicit, 市乙局 p explicit"}


@pytest.mark.parametrize(
    "text",
    ["1.甲。（市甲局、市乙局负责，列第一位者为牵头单位，下同）", "1.甲。（市甲局负责）\n注：列第一位者为牵头单位。"],
)
def test_the_rule_about_the_first_body_is_marked(text):
    (rule,) = [span for span in read(HEAD + text).spans if span.taken_for == "rule"]
    assert rule.text.startswith("列第一位者为牵头单位") or rule.text.startswith("，列第一位者")


@pytest.mark.parametrize("note", ["列第一位的单位为各项任务的牵头单位。", "责任单位中排在首位的为该项工作的牵头单位。"])
def test_the_rule_about_the_first_body_is_no_clause_for_all_items(note):
    text = HEAD + f"1.甲。（责任单位：市甲局、市乙局）\n2.乙。（责任单位：市丙局）\n{note}"
    assert rows_of(text) == {"1": "市甲局 l first_listed, 市乙局 p first_listed", "2": "市丙局 l first_listed"}


def test_a_sentence_before_the_date_is_no_issuer():
    text = HEAD + "现印发给你们，请认真执行。\n2031年4月9日\n1.甲。（市甲局负责）"
    assert (read(text).meta["issuer"], read(text).meta["date"]) == ("", "2031-04-09")
    assert read(text.replace("现印发给你们，请认真执行。", "某市教育局")).meta["issuer"] == "某市教育局"


def test_a_bracket_inside_a_labelled_list_does_not_hide_the_list():
    with pytest.raises(NoticeError, match="does not read as the name of one body"):
        read(HEAD + "1.甲。责任单位：市甲局（市乙局配合）\n2.乙。（市丙局负责）")


def test_those_jointly_responsible_for_all_items_take_nothing_from_those_of_each():
    text = HEAD + "1.甲。（责任单位：市甲局）\n2.乙。（责任单位：市乙局）\n各区政府均为以上任务的责任单位。"
    assert rows_of(text) == {"1": "市甲局 l joint, 各区政府 l joint", "2": "市乙局 l joint, 各区政府 l joint"}


def test_a_number_may_be_parted_from_its_task_by_a_space_alone():
    text = HEAD + "一、任务\n1 书市。（市甲局负责）\n2 书院。（市乙局负责）\n二、保障\n3 钱。（市丙局负责）"
    assert list(rows_of(text)) == ["1", "2", "3"]


def test_a_decimal_number_may_stand_before_a_project():
    text = HEAD + "1.1 项目建设。（市甲局负责）\n1.2 个人借书。（市乙局负责）\n1.3 名录。（市丙局负责）"
    assert list(rows_of(text)) == ["1.1", "1.2", "1.3"]


def test_labels_parted_by_spaces_alone_end_each_other():
    text = HEAD + "1.甲。（牵头单位：市甲局 责任单位：市乙局 完成时限：12月底）"
    assert rows_of(text) == {"1": "市甲局 l explicit, 市乙局 p explicit"}


def test_the_first_of_each_list_leads_where_a_clause_has_two():
    text = HEAD + "1.甲。（市甲局、市乙局负责；市丙局、市丁局负责。列第一位者为牵头单位，下同）"
    assert rows_of(text) == {
        "1": "市甲局 l first_listed, 市丙局 l first_listed, 市乙局 p first_listed, 市丁局 p first_listed"
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "牵头部门为市甲局，配合部门为市乙局。",
        "市甲局为牵头单位，市乙局为成员单位。",
        "由市甲局负责牵头，市乙局协助做好相关工作。",
    ],
)
def test_sentences_that_call_bodies_lead_and_participant_are_clauses(sentence):
    assert (
        rows_of(f"{HEAD}1.办书市，天天开门。{sentence}\n2.借书。（市丙局负责）")["1"]
        == "市甲局 l explicit, 市乙局 p explicit"
    )
