"""The grammar of responsibility: each phrasing gives the names and roles it means, and running text gives none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipnetwork.notice.clauses import read_clause
from ipnetwork.notice.phrases import begins_with_label, declares_first
from ipnetwork.notice.roles import assign_roles, in_order


def said(text):
    """Return what a clause says in short: ``市甲局 L, 市乙局 p`` with l for joint leads; None where it is none."""
    clause = read_clause(text)
    if clause is None:
        return None
    marks = {("lead", "explicit"): "L", ("lead", "joint"): "l", ("participant", "explicit"): "p"}
    return ", ".join(f"{name.name} {marks[name.role, name.basis]}" for name in clause.names)


# Labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("牵头单位：市甲局", "市甲局 L"),
        ("牵头单位：市甲局，配合单位：市乙局、市丙局，各区、县级市", "市甲局 L, 市乙局 p, 市丙局 p, 各区、县级市 p"),
        ("牵头单位：市甲局；责任单位：市乙局、市丙局", "市甲局 L, 市乙局 p, 市丙局 p"),
        ("责任单位：市甲局、市乙局", "市甲局 l, 市乙局 l"),
        ("责任单位：市甲局；配合单位：市乙局", "市甲局 l, 市乙局 p"),
        ("负责单位：市甲局。参与单位：市乙局。", "市甲局 L, 市乙局 p"),
        ("牵头部门:市甲局;参加部门:市乙局", "市甲局 L, 市乙局 p"),
        ("主办：市甲局；协办：市乙局", "市甲局 L, 市乙局 p"),
        ("牵头责任单位：市甲局；配合责任单位：市乙局", "市甲局 L, 市乙局 p"),
        ("主要责任单位：市甲局；协同单位：市乙局", "市甲局 L, 市乙局 p"),
        ("牵头单位为市甲局，配合单位为市乙局", "市甲局 L, 市乙局 p"),
        ("【牵头单位】市甲局【配合单位】市乙局", "市甲局 L, 市乙局 p"),
        ("牵头单位：市甲局；协助单位：市乙局；指导单位：省丙厅", "市甲局 L, 市乙局 p, 省丙厅 p"),
        ("责任单位：市甲局、市乙局；完成时限：2031年6月", "市甲局 l, 市乙局 l"),
        ("牵头领导：王某某；牵头单位：市甲局；责任人：李某某", "市甲局 L"),
        ("牵头单位：市甲局；责任人：李某某；配合单位：市乙局", "市甲局 L, 市乙局 p"),
        ("责任单位：市甲局牵头，市乙局配合", "市甲局 L, 市乙局 p"),
        ("责任单位：市甲局（牵头）、市乙局", "市甲局 L, 市乙局 p"),
        ("责任单位：★市甲局、市乙局", "市甲局 L, 市乙局 p"),
        ("责任单位：市甲局（牵头）、市乙局（配合）", "市甲局 L, 市乙局 p"),
        ("责任单位：市丙委（市丁局）、各市、县〔市、区〕政府", "市丙委（市丁局） l, 各市、县〔市、区〕政府 l"),
        ("牵头单位：市甲局；配合单位：无", "市甲局 L"),
        ("牵头单位：市甲局；配合单位：暂无", "市甲局 L"),
        ("牵头单位：市甲局；配合支持单位：市乙局", "市甲局 L, 市乙局 p"),
        ("牵头单位：市甲局；参与协办单位：市乙局", "市甲局 L, 市乙局 p"),
        ("落实牵头单位：市甲局；责任落实单位：市乙局", "市甲局 L, 市乙局 p"),
        ("第一牵头单位：市甲局；配合单位：市乙局等5部门", "市甲局 L, 市乙局 p"),
    ],
)
def test_labels_give_roles_to_the_lists_behind_them(text, expected):
    assert said(text) == expected


# Verbs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市甲局牵头", "市甲局 L"),
        ("市甲局牵头，市乙局、市丙局按职责分工负责", "市甲局 L, 市乙局 p, 市丙局 p"),
        ("市甲局、市乙局牵头，市丙局配合", "市甲局 L, 市乙局 L, 市丙局 p"),
        ("由市甲局牵头，市乙局、市丙局等参加", "市甲局 L, 市乙局 p, 市丙局 p"),
        ("市甲局牵头，市乙局参与", "市甲局 L, 市乙局 p"),
        ("市甲局牵头负责", "市甲局 L"),
        ("市甲局负责牵头，市乙局协助", "市甲局 L, 市乙局 p"),
        ("市甲局、市乙局负责", "市甲局 l, 市乙局 l"),
        ("市甲局具体负责", "市甲局 l"),
        ("市甲局、市乙局等按职责分工负责", "市甲局 l, 市乙局 l"),
        ("市甲局、市乙局等部门按照各自职责分工落实", "市甲局 l, 市乙局 l"),
        ("市甲局负责，市乙局配合", "市甲局 L, 市乙局 p"),
        ("市甲局会同市乙局、市丙局负责", "市甲局 L, 市乙局 p, 市丙局 p"),
        ("由市甲局牵头，会同市乙局组织实施", "市甲局 L, 市乙局 p"),
        ("市甲局为牵头单位，市乙局、市丙局为配合单位", "市甲局 L, 市乙局 p, 市丙局 p"),
        ("此项工作由市甲局牵头，市乙局配合", "市甲局 L, 市乙局 p"),
        ("市甲局牵头，市乙局和市丙局配合，2031年6月底前完成", "市甲局 L, 市乙局 p, 市丙局 p"),
        ("市甲局牵头，市乙局及各区政府参加；持续推进", "市甲局 L, 市乙局 p, 各区政府 p"),
        ("市山川牵头单位联络处、市乙局负责", "市山川牵头单位联络处 l, 市乙局 l"),
        ("市甲局主办，市乙局协办", "市甲局 L, 市乙局 p"),
        ("市甲局、市乙局主办", "市甲局 L, 市乙局 L"),
        ("该项目由市甲局牵头，市乙局配合", "市甲局 L, 市乙局 p"),
        ("具体工作由市甲局牵头，市乙局配合", "市甲局 L, 市乙局 p"),
        ("市依法治市办牵头，市乙局配合", "市依法治市办 L, 市乙局 p"),
        ("市甲局等五部门按职责分工负责", "市甲局 l"),
        ("市甲局负责，市乙局配合；完成时限：2031年6月", "市甲局 L, 市乙局 p"),
        ("各县（市、区）政府、市有关部门分别负责", "各县（市、区）政府 l, 市有关部门 l"),
    ],
)
def test_verbs_give_roles_to_the_lists_before_them(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "组织部门牵头抓总",
        "牵头单位要会同配合单位拿出办法",
        "会同配合单位制定由市里牵头的办法",
        "各级党委要切实负责",
        "各单位应当认真负责",
        "省级联合体牵头实施",
        "以企业为主体负责",
        "谁审批、谁负责",
        "详见附件",
        "第二阶段",
        "下同",
        "市甲局、市乙局",
        "牵头不力、配合不主动",
        "市甲局牵头，组织开展检查，市乙局配合",
        "市甲局牵头，制定实施方案，市乙局配合",
        "",
    ],
)
def test_running_text_names_nobody(text):
    assert read_clause(text) is None


@pytest.mark.parametrize(
    "text", ["责任单位：市甲局（市乙局、市丙局", "责任单位：市财政局市教育局", f"责任单位：{'山' * 70}局"]
)
def test_a_labelled_list_that_cannot_be_read_is_told(text):
    assert read_clause(text).wrong


def test_what_cannot_be_read_without_a_label_is_running_text():
    assert read_clause("他们说市甲局：这是市乙局负责") is None


# The rule about the first body


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("列第一位者为牵头单位，下同", True),
        ("列第一位的为牵头单位，下同", True),
        ("排在第一位的部门为牵头部门，下同", True),
        ("排第一位的为牵头单位,以下同", True),
        ("排在首位的单位为牵头单位", False),
        ("责任单位排在第一位的为牵头单位", False),
        ("责任单位中列首位的为牵头单位（下同）", True),
        ("市甲局负责。第一个单位为牵头单位，下同", True),
    ],
)
def test_the_rule_about_the_first_body_is_found(text, goes_on):
    rule = declares_first(text)
    assert rule is not None
    assert bool(rule["on"]) == goes_on


@pytest.mark.parametrize(
    "text",
    ["排名第一的牵头单位负责汇总", "牵头单位为第一责任单位的要报告", "第一次会议由牵头单位召集", "列入牵头单位名单"],
)
def test_other_words_about_first_and_lead_are_no_rule(text):
    assert declares_first(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "市甲局、市乙局等负责。列第一位者为牵头单位，下同",
        "责任单位：市甲局、市乙局，排在第一位的部门为牵头部门，下同",
        "责任单位：市甲局、市乙局（列第一位的为牵头单位，下同）",
    ],
)
def test_the_rule_is_no_name(text):
    assert said(text) == "市甲局 l, 市乙局 l"


def test_the_rule_makes_the_first_of_a_joint_list_lead():
    assert in_order(3, "lead", "joint", first_listed=True) == [
        ("lead", "first_listed"), ("participant", "first_listed"), ("participant", "first_listed"),
    ]  # fmt: skip
    assert in_order(2, "lead", "explicit", first_listed=True) == [("lead", "explicit")] * 2
    assert in_order(0, "lead", "joint", first_listed=True) == []


# Places


bodies = st.lists(
    st.text("山水云木金石", min_size=1, max_size=4).map(lambda name: f"市{name}局"), min_size=1, max_size=5, unique=True
)


@given(bodies, bodies, st.sampled_from(["、", "，", ",", "；"]))
def test_names_stand_where_the_clause_says(leads, others, separator):
    text = f"牵头单位：{separator.join(leads)}；配合单位：{separator.join(others)}等"
    clause = read_clause(text)
    assert [(name.name, name.role) for name in clause.names] == [(name, "lead") for name in leads] + [
        (name, "participant") for name in others
    ]
    assert all(text[name.start : name.stop] == name.name for name in clause.names)
    assert [text[start:stop] for start, stop in clause.words] == ["牵头单位：", "配合单位："]


@given(st.text("牵头负责任单位配合参与由会同、，；。：:（）()【】[]市局等 12年底前完成下", max_size=60))
def test_any_text_is_a_clause_or_none(text):
    clause = read_clause(text)
    for name in clause.names if clause else ():
        assert 0 <= name.start < name.stop <= len(text)


@pytest.mark.parametrize(
    "text", ["牵头单位：", "  责任单位：市甲局", "【配合单位】市甲局", "完成时限：年底", "责任人：某"]
)
def test_a_line_of_labels_is_told(text):
    assert begins_with_label(text)


@pytest.mark.parametrize("text", ["各责任单位要", "主办单位：某网站", "牵头单位要", "工作目标", ""])
def test_a_line_of_text_is_no_line_of_labels(text):
    assert not begins_with_label(text)


# Headings


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("牵头责任单位 配合单位", ["lead explicit", "participant explicit"]),
        ("主要责任单位 协同单位", ["lead explicit", "participant explicit"]),
        ("牵头（责任）单位 责任单位", ["lead explicit", "participant explicit"]),
        ("责任单位/部门", ["lead joint"]),
        ("指导部门", ["lead joint"]),
        ("责任单位 指导单位", ["lead joint", "participant explicit"]),
        ("牵头单位 指导单位", ["lead explicit", "participant explicit"]),
        ("承办单位 协办单位", ["lead joint", "participant explicit"]),
        ("责任人 牵头领导 联系人 负责人 监督单位 督导单位", []),
    ],
)
def test_headings_stand_for_roles(words, roles):
    assert [" ".join(role) for role in assign_roles(words.split()).values()] == roles
