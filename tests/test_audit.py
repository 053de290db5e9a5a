"""Rosters as notices write them, and what a joint meeting covers: against plain sets and exhaustive search."""

import csv
import os
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.errors import InputError, PlanError
from ipnetwork.meetings.additions import best_additions
from ipnetwork.meetings.arrange import plan_meetings
from ipnetwork.meetings.audit import audit_meetings, audit_members
from ipnetwork.meetings.roster import Roster, read_roster

modest = settings(max_examples=25, deadline=None)


# What notices say


@pytest.mark.parametrize(
    ("text", "members", "chair"),
    [
        ("联席会议由甲局、乙局、丙局组成。", "甲局 乙局 丙局", ""),
        ("云山市读书联席会议由甲局、乙局、丙局等3个部门（单位）组成，甲局为牵头单位。", "甲局 乙局 丙局", "甲局"),
        ("联席会议由甲局、乙局组成，其中乙局担任牵头单位。办公室设在甲局。", "甲局 乙局", "乙局"),
        ("联席会议由甲局、乙局组成，由乙局牵头。", "甲局 乙局", "乙局"),
        ("联席会议由甲局、乙局组成。\n\n召集单位为乙局。", "甲局 乙局", "乙局"),
        ("联席会议由甲局、乙局组成，办公室设在乙局，办公室主任由乙局局长兼任。", "甲局 乙局", ""),
        ("联席会议由甲局、乙局组成，甲局主要负责同志担任召集人。", "甲局 乙局", ""),
        ("建立由乙局牵头的读书联席会议制度。\n\n一、成员\n\n联席会议由甲局、乙局组成。", "甲局 乙局", "乙局"),
        ("建立由省政府领导牵头负责的读书联席会议制度。\n\n联席会议由甲局、乙局组成。", "甲局 乙局", ""),
        ("联席会议由甲局、乙局组成。\n\n二、职责\n\n略。\n\n三、规则\n\n联席会议由乙局召集。", "甲局 乙局", "乙局"),
        ("联席会议由甲局、乙局组成。\n\n略。\n\n略。\n\n全国联席会议由丁部牵头。", "甲局 乙局", ""),
        ("联席会议由甲局牵头，乙局、丙局等部门参加。", "甲局 乙局 丙局", "甲局"),
        (
            "联席会议由甲局（丁局）召集，乙局、丙银行云山分行为成员，负责研究事项。",
            "甲局（丁局） 乙局 丙银行云山分行",
            "甲局（丁局）",
        ),
        (
            "召集人由甲局主要负责人担任，市委编办、团市委、市妇联有关负责人为联席会议成员。",
            "市委编办 团市委 市妇联",
            "",
        ),
        ("联席会议由分管副市长任召集人，甲局、乙局、丙局组成。", "甲局 乙局 丙局", ""),
        ("联席会议成员单位包括：甲局、乙局、丙局，甲局为召集单位，办公室设在乙局。", "甲局 乙局 丙局", "甲局"),
        ("牵头单位：甲局\n成员单位：乙局、丙局\n\n三、规则", "甲局 乙局 丙局", "甲局"),
        ("成员单位：甲局；乙局；丙局。", "甲局 乙局 丙局", ""),
        ("成员单位：甲局、乙局；办公室设在丙局。", "甲局 乙局", ""),
        ("甲局为牵头单位，乙局、丙局为成员单位。", "甲局 乙局 丙局", "甲局"),
        ("联席会议以甲局、乙局为成员单位。", "甲局 乙局", ""),
        ("联席会议由甲局、自由贸易试验区管委会组成。", "甲局 自由贸易试验区管委会", ""),
        ("联席会议由市委读书工作领导小组办公室、长江水利局组成。", "市委读书工作领导小组办公室 长江水利局", ""),
        ("联席会议办公室由甲局、乙局组成。联席会议由乙局、丙局组成。", "乙局 丙局", ""),
        ("专家组由丁院、戊院组成。成员单位由乙局、丙局组成。", "乙局 丙局", ""),
        ("调研组由丁局、戊局、己局组成。联席会议由乙局、丙局组成。", "乙局 丙局", ""),
        ("联席会议由甲局、乙局、丙社与丁网组成。", "甲局 乙局 丙社与丁网", ""),
        ("联席会议由甲局、市和谐社区办公室组成。", "甲局 市和谐社区办公室", ""),
        ("联席会议由甲局牵头。\n\n成员单位：乙局、丙局。", "甲局 乙局 丙局", "甲局"),
        ("联席会议由甲局、乙局组成。\n\n联席会议由办公室召集。", "甲局 乙局", ""),
        ("联席会议由甲局等部门组成。\n\n一、成员\n\n联席会议由甲局、乙局、丙局等部门组成。", "甲局 乙局 丙局", ""),
        (
            "联席会议由市财政局、教育局，以及各区、县级市政府组成，教育局为牵头单位。",
            "市财政局 市教育局 各区、县级市政府",
            "市教育局",
        ),
    ],
)
def test_members_and_chair_as_a_notice_may_put_them(text, members, chair):
    roster = read_roster(text=text)
    assert (roster.members, roster.chair) == (tuple(members.split()), chair)


NEVER_PARTED = [
    "人力资源和社会保障部",
    "住房和城乡建设部",
    "国家发展和改革委员会",
    "卫生和计划生育委员会",
    "文化和旅游部",
    "工业和信息化部",
    "自然资源和规划局",
    "市和平区政府",
    "和平区政府",
    "和田地区行署",
    "市公安局和平分局",
    "市场监管局（知识产权局和版权局）",
    "社会和法制办",
]


@pytest.mark.parametrize("name", NEVER_PARTED)
@pytest.mark.parametrize("link", ["和", "以及", "及", "与", "，以及", "、", "，和"])
def test_a_link_parts_two_bodies_and_never_one_name(name, link):
    assert read_roster(text=f"联席会议由甲局{link}{name}组成。").members == ("甲局", name)
    if name != "社会和法制办":  # 社会 is no body, so there the first 和 parts nothing, the second does
        assert read_roster(text=f"联席会议由{name}{link}甲局组成。").members == (name, "甲局")


@pytest.mark.parametrize(
    ("tail", "stated", "opened"),
    [
        ("", None, ()),
        ("3个部门", 3, ()),
        ("等３个部门和单位", 3, ()),
        ("等三家单位", 3, ()),
        ("（共3个部门）", 3, ()),
        ("等3个市直部门（单位）主要负责同志", 3, ()),
        ("等部门", None, ("等部门",)),
        ("等", None, ("等",)),
        ("等多个部门", None, ("等多个部门",)),
        ("等20余个部门", None, ("等20余个部门",)),
        ("等近二十个单位", None, ("等近二十个单位",)),
        ("及相关部门", None, ("相关部门",)),
        ("等有关单位", None, ("等有关单位",)),
        ("、其他有关单位等12个部门", 12, ("其他有关单位",)),
        ("等部门的有关负责人", None, ("等部门",)),
    ],
)
def test_what_counts_a_list_and_what_leaves_it_open(tail, stated, opened):
    roster = read_roster(text=f"联席会议由甲局、乙局、丙局{tail}组成。")
    assert (roster.members, roster.stated, roster.opened) == (("甲局", "乙局", "丙局"), stated, opened)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("9", 9),
        ("１２", 12),
        ("九", 9),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十四", 34),
        ("一百零三", 103),
    ],
)
def test_stated_numbers_are_read_and_compared(written, number):
    names = "、".join(f"甲{at}局" for at in range(number))
    assert read_roster(text=f"联席会议由{names}等{written}个部门组成。").stated == number
    with pytest.raises(InputError, match=f"states {number} members and names {number + 1}: 乙局、甲0局"):
        read_roster(text=f"联席会议由乙局、{names}等{written}个部门组成。")


def test_a_lead_told_apart_may_be_counted_or_not():
    for number in (2, 3):
        assert read_roster(text=f"联席会议由甲局牵头，乙局、丙局等{number}个部门参加。").stated == number
    with pytest.raises(InputError, match="states 4 members and names 3"):
        read_roster(text="联席会议由甲局牵头，乙局、丙局等4个部门参加。")


def test_lines_pages_and_columns_do_not_break_a_list():
    assert read_roster(text="标题\n\n  联席会议由甲局、市财\n政局、\n\n丙局 3 个\n部门组成。").source == "L3-7"
    assert read_roster(text="联席会议由甲局、市财\n\n— 3 —\n\n政局组成。").members == ("甲局", "市财政局")
    assert read_roster(text="成员单位：\n市甲局\n市乙局\n丙委员会\n\n三、规则").members == (
        "市甲局",
        "市乙局",
        "丙委员会",
    )
    aligned = "成员单位：甲局、乙局\n　　　　　丙局、丁局\n　　三、规则"
    assert read_roster(text=aligned).members == ("甲局", "乙局", "丙局", "丁局")
    assert read_roster(text="  联席会议由甲局、乙\n  局组成。").members == ("甲局", "乙局")  # indented as a whole


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no sentence names"),
        ("此处没有名单。", "联席会议由…组成"),
        ("联席会议由召集人、副召集人和成员组成。", "no sentence names"),
        ("联席会议办公室由甲局、乙局组成。", "no sentence names"),
        ("联席会议可邀请甲局、乙局参加。", "no sentence names"),
        ("联席会议由市政府组成部门负责。", "no sentence names"),
        ("甲局、乙局组成检查组。", "no sentence names"),
        ("联席会议由甲局、乙局、分管领导组成。", "L1: '分管领导' does not read as the name of one body"),
        ("联席会议由分管领导、甲局、乙局组成。", "L1: '分管领导' does not read as the name of one body"),
        ("联席会议由市财政局市教育局、丙局组成。", "'市财政局市教育局' does not read"),
        ("联席会议由甲局（丁局、乙局组成。", "'甲局（丁局、乙局' does not read"),
        (f"联席会议由乙局、{'甲' * 61}局组成。", "does not read"),
        ("联席会议由甲局组成。", "names one member only: 甲局"),
        ("联席会议由甲局、乙局、甲局组成。", "甲局 stands 2 times"),
        ("联席会议由甲局、乙局组成，丙局为牵头单位。", "丙局 is to chair, and is no member"),
        ("联席会议由甲局、乙局组成，甲局、乙局为牵头单位。", "2 leads: 甲局, 乙局"),
        ("联席会议由甲局和乙局共同牵头，丙局参加。", "2 leads: 甲局, 乙局"),
        ("联席会议由甲局、乙局组成。\n\n丁县联席会议由甲局、丙局组成。", "L1: it names other members than L3"),
    ],
)
def test_what_cannot_be_read_is_told(text, told):
    with pytest.raises(InputError, match=told) as caught:
        read_roster(text=text)
    assert caught.value.subject == "text"


def test_all_faults_are_told_at_once():
    with pytest.raises(InputError) as caught:
        read_roster(text="联席会议由甲局、乙局、甲局、分管领导等9个部门组成，丙局为牵头单位。")
    assert [fault.problem for fault in caught.value.faults] == [
        "'分管领导' does not read as the name of one body",
        "it states 9 members and names 4: 甲局、乙局、甲局、分管领导",
        "甲局 stands 2 times",
        "丙局 is to chair, and is no member",
    ]


@pytest.mark.parametrize(
    "unit", ["联席会议由", "成员单位：", "为成员单位", "由甲局牵头的", "、", "和", "各、区", "（", "，负责", "甲局组成"]
)
def test_hostile_texts_are_read_or_refused_in_one_pass(unit):
    for text in (unit * (50_000 // len(unit)), f"联席会议由{unit * (50_000 // len(unit))}组成。"):
        with pytest.raises(InputError):
            read_roster(text=text)


def test_names_of_any_length_are_refused_in_few_words():
    with pytest.raises(InputError) as caught:
        read_roster(text="联席会议由" + "、".join(f"{'甲' * 9_999}{at}局" for at in range(9)) + "组成。")
    assert len(caught.value.faults) == 9
    assert len(str(caught.value)) < 5_000


@st.composite
def printed_lists(draw):
    """A list of made-up bodies, a sentence that names them in drawn separators, numerals and lines, and its place."""
    stems = draw(st.lists(st.sampled_from("粮茶盐铁布纸竹瓷"), min_size=2, max_size=8, unique=True))
    forms = ["市{}局", "{}业和{}艺局", "省{}委", "{}厂管理委员会", "市{}局（{}司）", "全市{}业协会"]
    names = [draw(st.sampled_from(forms)).replace("{}", stem) for stem in stems]
    links = [draw(st.sampled_from("、，,")) for _ in names[2:]] + [draw(st.sampled_from(["、", "和", "以及", "，与"]))]
    listed = names[0] + "".join(link + name for link, name in zip(links, names[1:], strict=True))
    number = "零一二三四五六七八"[len(names)]
    tail = draw(st.sampled_from(["", f"{len(names)}个部门和单位", f"等{number}个部门", "等单位", "等部门有关负责同志"]))
    text = f"云山市茶事联席会议由{listed}{tail}组成，{names[-1]}为牵头单位。办公室设在{names[0]}。"
    breaks = draw(st.lists(st.integers(1, len(text) - 1), max_size=4, unique=True))
    parts = [text[start:stop] for start, stop in zip([0, *sorted(breaks)], [*sorted(breaks), None], strict=True)]
    assume(not any(part.isdecimal() for part in parts))  # a number alone on its line is taken for a page's
    first, last = (3 + sum(at <= place for at in breaks) for place in (text.index("由") + 1, text.index("组成") - 1))
    return names, "前言。\n\n" + "\n".join(parts), f"L{first}" if first == last else f"L{first}-{last}"


@settings(max_examples=100, deadline=None)
@given(printed_lists())
def test_random_lists_are_read_back_however_they_are_printed(drawn):
    names, text, place = drawn
    roster = read_roster(text=text)
    assert (list(roster.members), roster.chair, roster.source) == (names, names[-1], place)


# Files


def test_files_are_read_in_any_encoding_and_give_their_name(tmp_path):
    path = tmp_path / "茶事.txt"
    path.write_bytes("联席会议由甲局、乙局组成。".encode("gb18030"))
    assert read_roster(path) == Roster("茶事", ("甲局", "乙局"), source="L1")
    assert read_roster(str(path), name="茶").name == "茶"
    path.write_bytes("联席会议由甲局、乙局组成。".encode("utf-16-le"))
    assert read_roster(path, encoding="utf-16-le").members == ("甲局", "乙局")


def test_a_path_or_a_text_and_not_both(tmp_path):
    for arguments in ({}, {"path": tmp_path / "a.txt", "text": "联席会议由甲局、乙局组成。"}):
        with pytest.raises(TypeError, match="one of them"):
            read_roster(**arguments)
    with pytest.raises(FileNotFoundError):
        read_roster(tmp_path / "none.csv")


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_names_members_chair_and_meeting(tmp_path):
    path = write(tmp_path / "meeting.CSV", "agency,role,roster,note\n甲局,成员单位,茶事,a\n\n 乙局 ,牵头单位,茶事,b\n")
    assert read_roster(path) == Roster("茶事", ("甲局", "乙局"), chair="乙局", source="row 2-3")
    assert read_roster(write(path, "agency\n甲局\n")) == Roster("meeting", ("甲局",), source="row 2-2")
    assert read_roster(write(path, "name,agency\n茶事,甲局\n")).name == "茶事"
    for role, chair in (
        ("lead", "甲局"),
        ("召集单位", "甲局"),
        ("主持", "甲局"),
        ("participant", ""),
        ("副召集单位", ""),
    ):
        assert read_roster(write(path, f"agency,role\n甲局,{role}\n")).chair == chair


def test_all_faults_of_a_table_are_told_with_their_rows(tmp_path):
    path = write(tmp_path / "a.csv", "agency,role,roster\n甲局,lead,茶\n,,茶\n甲局,,茶\n乙局、丙局,,盐\n丁局,lead,盐\n")
    with pytest.raises(InputError) as caught:
        read_roster(path)
    assert caught.value.subject == str(path)
    places = ["row 3", "row 4", "row 5", "column roster", "column role"]
    assert [fault.place for fault in caught.value.faults] == places
    problems = [fault.problem for fault in caught.value.faults]
    assert problems[:3] == ["agency reads ''", "甲局 stands in row 2 too", "agency reads '乙局、丙局'"]
    for text, told in (("who\n甲局\n", "no column 'agency'"), ("agency\n", "no rows")):
        with pytest.raises(InputError, match=told):
            read_roster(write(path, text))


def test_a_roster_that_contradicts_itself_cannot_be():
    with pytest.raises(InputError) as caught:
        Roster(" ", ("甲局", "", "甲局"), chair="乙局", source="L3")
    assert [fault.place for fault in caught.value.faults] == ["L3", "L3", "L3", "name"]
    with pytest.raises(TypeError, match="one text"):
        Roster("a", "甲局")
    assert Roster("a", ["甲局"]).members == ("甲局",)
    assert repr(Roster("a", ())) == "Roster a: 0 members"


def test_the_real_notice_is_read_as_by_hand():
    folder = os.environ.get("IPNETWORK_NOTICES")
    if not folder:
        pytest.skip("set IPNETWORK_NOTICES to the folder of real notices")
    stem = "gov2018-144_joint_meeting_voced"
    by_hand = Path(folder) / "expected" / f"{stem}.csv"
    rows = list(csv.DictReader(by_hand.read_text(encoding="utf-8").splitlines()))
    roster = read_roster(Path(folder) / f"{stem}.txt")
    assert list(roster.members) == [row["agency"] for row in rows]
    assert [roster.chair] == [row["agency"] for row in rows if row["role"] == "lead"]
    assert roster.stated == int(rows[0]["count_stated_in_document"]) == 9
    assert (roster.name, roster.source, roster.opened) == (stem, "L35", ())
    assert read_roster(by_hand).members == roster.members


# What a meeting covers

NAMES = ["甲局", "乙局", "丙局", "丁局", "戊局", "己局", "各有关单位"]


def build(rows):
    return ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]))


@st.composite
def random_plans(draw):
    """Up to eight items, each with some of the agencies in some role, perhaps with an open name, perhaps that alone."""
    rows = [("0", name, "lead") for name in draw(st.permutations(NAMES))]
    for item in range(1, draw(st.integers(1, 8))):
        named = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
        rows += [(str(item), name, draw(st.sampled_from(["lead", "participant"]))) for name in named]
    return build(rows)


rosters_of_some = st.lists(st.sampled_from(NAMES[:-1]), max_size=6, unique=True)
roles = st.sampled_from(["all", "leads"])


def parties_of(plan, parties):
    """Who has to be there for each item, as sets, straight from the rows."""
    found = {item: set() for item in plan.items.index}
    for row in plan.assignments.itertuples():
        if row.agency != "各有关单位" and (parties == "all" or row.role == "lead"):
            found[row.item].add(row.agency)
    return found


@modest
@given(random_plans(), st.lists(rosters_of_some, max_size=3), roles)
def test_the_audit_is_what_sets_say(plan, members, parties):
    rosters = [Roster(f"r{at}", tuple(names)) for at, names in enumerate(members)]
    table = audit_meetings(plan, rosters, parties=parties)
    assert table.index.tolist() == plan.items.index.tolist()
    order = plan.agencies.index.tolist()
    said = set(plan.assignments[["item", "agency", "role"]].itertuples(index=False, name=None))
    for item, everybody in parties_of(plan, parties).items():
        row = table.loc[item]
        counts = [len(everybody & set(names)) for names in members]
        best = members[counts.index(max(counts))] if max(counts, default=0) else []
        statuses = {0: "no_party", 1: "single_party"}
        full, some = any(everybody <= set(names) for names in members), bool(best)
        assert row["status"] == statuses.get(len(everybody), "covered" if full else "partly" if some else "nobody")
        assert row["covered"] == (full and bool(everybody))
        assert row["parties"] == len(everybody)
        assert row["present"] == max(counts, default=0)
        assert row["best"] == (f"r{counts.index(max(counts))}" if some else "")
        assert row["missing"] == tuple(sorted(everybody - set(best), key=order.index))
        opened = [(item, "各有关单位", role) in said for role in ("lead", "participant")]
        assert row["to_be_named"] == ("各有关单位",) * (opened[0] or (opened[1] and parties == "all"))
        assert row["source"] == plan.items.loc[item, "source"]


@modest
@given(random_plans(), rosters_of_some, roles)
def test_members_are_needed_where_leaving_them_out_uncovers_items(plan, members, parties):
    def covered_by(names):
        return {item for item, them in everybody.items() if len(them) > 1 and them <= set(names)}

    roster = Roster("r", tuple(members), chair=members[0] if members else "")
    table = audit_members(plan, roster, parties=parties)
    everybody = parties_of(plan, parties)
    leads = parties_of(plan, "leads")
    assert table.index.tolist() == members
    for member, row in table.iterrows():
        lost = covered_by(members) - covered_by([name for name in members if name != member])
        touched = {item for item, names in everybody.items() if member in names}
        shared = {item for item in touched if len(everybody[item]) > 1}
        assert row["items"] == len(lost)
        assert row["needed"] == bool(lost)
        assert row["items_touched"] == len(touched)
        assert row["only_partly"] == len(shared - covered_by(members))
        assert row["leads"] == sum(member in leads[item] for item in lost)
        assert row["chair"] == (member == members[0])


def best_by_trying(plan, members, parties, up_to, seats):
    """The best additions by trying every set of agencies: most items, then fewest seats, then document order."""
    outside = [name for name in plan.agencies.index if name not in members and name != "各有关单位"]
    everybody = [names for names in parties_of(plan, parties).values() if len(names) > 1]

    def worth(chosen):
        taken = sum(seats.get(name, 1) for name in chosen)
        covered = sum(names <= {*members, *chosen} for names in everybody)
        return (-covered, taken, [outside.index(name) for name in chosen])

    tried = [worth(chosen) for size in range(len(outside) + 1) for chosen in combinations(outside, size)]
    for added in range(1, up_to + 1):
        covered, _, places = min(each for each in tried if each[1] <= added)
        yield tuple(outside[place] for place in places), -covered


@modest
@given(
    random_plans(), rosters_of_some, roles, st.dictionaries(st.sampled_from(NAMES[:-1]), st.integers(1, 3), max_size=3)
)
def test_best_additions_are_those_that_trying_every_set_finds(plan, members, parties, seats):
    roster = Roster("r", tuple(members))
    table = best_additions(plan, roster, up_to=6, parties=parties, seats=seats)
    found = list(zip(table["additions"], table["covered"], strict=True))
    assert found == list(best_by_trying(plan, members, parties, 6, seats))
    for added, row in table.iterrows():
        assert sum(seats.get(name, 1) for name in row["additions"]) <= added
        after = {*members, *row["additions"]}
        shared = {item: names for item, names in parties_of(plan, parties).items() if len(names) > 1}
        gained = [item for item, names in shared.items() if names <= after and not names <= set(members)]
        assert row["which"] == tuple(gained)
        assert row["gained"] == len(gained) == row["covered"] - sum(names <= set(members) for names in shared.values())


def test_additions_that_pay_only_together_are_found():
    trap = [
        ("1", "甲局"),
        ("1", "乙局"),
        ("2", "甲局"),
        ("2", "丙局"),
        ("2", "丁局"),
        ("3", "甲局"),
        ("3", "丙局"),
        ("3", "丁局"),
    ]
    table = best_additions(build([(item, name, "lead") for item, name in trap]), Roster("r", ("甲局",)))
    assert table["additions"].tolist() == [("乙局",), ("丙局", "丁局"), ("乙局", "丙局", "丁局")]
    assert table["gained"].tolist() == [1, 2, 3]
    assert table.index.tolist() == [1, 2, 3]


def test_an_addition_that_wins_nothing_is_not_made():
    pairs = ["甲局", "乙局 丙局", "乙局 丁局", "乙局 戊局", "乙局 己局"]
    rows = [
        ("0", "甲局", "lead"),
        *((f"{at}", name, "lead") for at, two in enumerate(pairs, 1) for name in two.split()),
    ]
    plan = build(rows + [(str(at), "庚局", "lead") for at in range(1, 6)])
    found = best_additions(plan, Roster("r", ("庚局",)), up_to=3)["additions"].tolist()
    assert found == [("甲局",), ("甲局",), ("甲局", "乙局", "丙局")]


# The bundled plan, with stand-ins: no roster of the real meeting is known

PLAN = ipn.load_plan("guangzhou-2007")
LEADS = PLAN.named[PLAN.named["role"] == "lead"]
VOLUME = ipn.volume(ipn.bipartite_graph(PLAN)).sort_values(ascending=False, kind="stable")
STAND_INS = {
    "all leads": Roster("all leads", tuple(LEADS["agency"].unique())),
    "leads of 九": Roster(
        "leads of 九", tuple(LEADS[LEADS["item"].map(PLAN.items["category"]) == "九"]["agency"].unique())
    ),
    "twelve": Roster("twelve", tuple(VOLUME.index[:12])),
}


@pytest.mark.parametrize(
    ("name", "seats", "covered", "partly", "nobody", "gains"),
    [
        ("all leads", 35, 26, 16, 0, [5, 6, 7, 8, 9]),
        ("leads of 九", 8, 5, 27, 10, [2, 5, 7, 10, 12]),
        ("twelve", 12, 9, 29, 4, [4, 6, 7, 8, 9]),
    ],
)
def test_stand_ins_cover_what_they_cover(name, seats, covered, partly, nobody, gains):
    roster = STAND_INS[name]
    counts = audit_meetings(PLAN, roster)["status"].value_counts()
    expected = {"covered": covered, "partly": partly, "nobody": nobody, "single_party": 12}
    assert (len(roster.members), counts.to_dict()) == (seats, {status: n for status, n in expected.items() if n})
    assert best_additions(PLAN, roster, up_to=5)["gained"].tolist() == gains
    shared = audit_members(PLAN, roster)["items"]
    table = audit_meetings(PLAN, roster)
    assert shared.sum() == table.loc[table["status"] == "covered", "parties"].sum()


def test_pairs_of_additions_to_the_bundled_plan_by_trying_them_all():
    found = best_additions(PLAN, STAND_INS["twelve"], up_to=2)
    outside = [name for name in VOLUME.index if name not in STAND_INS["twelve"].members]
    everybody = PLAN.named.groupby("item")["agency"].agg(set)
    everybody = everybody[everybody.map(len) > 1]
    members = set(STAND_INS["twelve"].members)
    most = max(sum(names <= members | set(pair) for names in everybody) for pair in combinations(outside, 2))
    assert found.loc[2, "covered"] == most == 15


def test_everybody_covers_everything_and_all_leads_cover_all_leads():
    everybody = Roster("all", tuple(PLAN.agencies.index[PLAN.agencies["kind"] != "open"]))
    assert set(audit_meetings(PLAN, everybody)["status"]) == {"covered", "single_party"}
    assert set(audit_meetings(PLAN, STAND_INS["all leads"], parties="leads")["status"]) == {"covered", "single_party"}


def test_planned_meetings_cover_every_item_that_needs_one():
    part = ipn.select(PLAN, categories=["九", "十"])
    planned = plan_meetings(part, max_seats=9)
    table = audit_meetings(part, planned)
    assert set(table["status"]) <= {"covered", "single_party"}
    assert set(table["best"]) - {""} <= {str(meeting.number) for meeting in planned.meetings}
    assert audit_meetings(part, planned.meetings).equals(table)


# Degenerate, and refused

SMALL = build([("1", "甲局", "lead"), ("1", "乙局", "participant"), ("2", "乙局", "lead"), ("3", "各有关单位", "lead")])


def test_anything_with_a_name_and_members_is_audited():
    assert audit_meetings(SMALL, SimpleNamespace(name="a", members=["甲局", "乙局"]))["status"].tolist() == [
        "covered",
        "single_party",
        "no_party",
    ]
    with pytest.raises(TypeError, match=r"give Roster\(name, members\)"):
        audit_meetings(SMALL, ["甲局", "乙局"])


def test_of_equals_the_first_meeting_is_best_and_two_halves_do_not_cover():
    halves = [Roster("a", ("甲局",)), Roster("b", ("乙局",))]
    table = audit_meetings(SMALL, halves)
    assert table.loc["1", ["status", "best", "missing"]].tolist() == ["partly", "a", ("乙局",)]
    assert table.loc["2", ["status", "covered", "best"]].tolist() == ["single_party", True, "b"]
    assert table.loc["3", ["covered", "missing", "to_be_named"]].tolist() == [False, (), ("各有关单位",)]


def test_no_meeting_and_no_member_leave_everything_open():
    for rosters in ([], Roster("none", ())):
        table = audit_meetings(SMALL, rosters)
        assert table["status"].tolist() == ["nobody", "single_party", "no_party"]
        assert table.loc["1", ["best", "present", "missing"]].tolist() == ["", 0, ("甲局", "乙局")]
    assert audit_members(SMALL, Roster("none", ())).dtypes.equals(audit_members(SMALL, Roster("a", ("甲局",))).dtypes)
    assert best_additions(SMALL, Roster("none", ()))["additions"].tolist() == [(), ("甲局", "乙局"), ("甲局", "乙局")]


def test_tables_keep_their_columns_and_types_without_rows():
    empty = ipn.select(PLAN, categories=["九"], agencies=[])
    for function in (audit_meetings, audit_members):
        full, bare = function(PLAN, STAND_INS["twelve"]), function(empty, Roster("none", ()))
        assert len(bare) == 0
        assert bare.dtypes.equals(full.dtypes)
        assert bare.index.name == full.index.name
    assert best_additions(empty, Roster("none", ())).dtypes.equals(best_additions(PLAN, STAND_INS["twelve"]).dtypes)


def test_strangers_are_refused_all_at_once_with_what_is_meant():
    roster = Roster("r", ("市财政厅", "越秀区政府", "海珠区政府", "各有关单位", "xyz"))
    with pytest.raises(PlanError) as caught:
        audit_meetings(PLAN, roster)
    told = {fault.problem.split()[0]: fault.remedy for fault in caught.value.faults}
    assert list(told) == ["市财政厅", "海珠区政府", "各有关单位", "xyz"]
    assert "市财政局" in told["市财政厅"]
    assert "各区、县级市政府" in told["海珠区政府"]
    assert "open name" in told["各有关单位"]
    assert "write the name as the plan does" in told["xyz"]
    for function in (audit_members, best_additions):
        with pytest.raises(PlanError):
            function(PLAN, roster)


def test_strangers_that_are_kept_are_listed_and_change_nothing():
    known = ("市工商局", "市财政局")
    both = [Roster("a", ("某公司", *known)), Roster("b", ("某协会", "某公司"))]
    table = audit_meetings(PLAN, both, unknown="keep")
    assert table.attrs["not_in_plan"] == ["某公司", "某协会"]
    assert table.equals(audit_meetings(PLAN, [Roster("a", known), Roster("b", ())]))
    members = audit_members(PLAN, both[0], unknown="keep")
    assert members.index.tolist() == ["某公司", *known]
    assert not members.loc["某公司"].any()
    assert best_additions(PLAN, both[0], unknown="keep").equals(best_additions(PLAN, Roster("a", known)))
    assert audit_meetings(PLAN, Roster("a", known)).attrs["not_in_plan"] == []


def test_words_and_numbers_that_are_not_known_are_refused():
    roster = Roster("a", ("甲局",))
    for function in (audit_meetings, audit_members, best_additions):
        with pytest.raises(ValueError, match="parties must be"):
            function(SMALL, roster, parties="lead")
        with pytest.raises(ValueError, match="unknown must be"):
            function(SMALL, roster, unknown="drop")
    for up_to in (0, -1, 1.5, True):
        with pytest.raises(ValueError, match="up_to"):
            best_additions(SMALL, roster, up_to=up_to)
    with pytest.raises(PlanError, match="several are called a"):
        audit_meetings(SMALL, [roster, Roster("a", ("乙局",))])
