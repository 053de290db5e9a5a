"""Names of agencies: split as they were written, described by rule, and registers that keep to their lists."""

import csv
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipnetwork.agencies import (
    KINDS,
    Agency,
    agency_from_row,
    build_registry,
    describe_agency,
    general_organs,
    levels,
    local_organs,
    off_list,
    read_registry,
    sectors,
    split_names,
)
from ipnetwork.agencies.names import SEPARATORS
from ipnetwork.errors import InputError, RegistryError

BUNDLED = Path(__file__).parents[1] / "data" / "guangzhou-2007"
ORGANS = {"财政局", "知识产权局", "教育局", "政府"}


def names(text):
    return [written.name for written in split_names(text, ORGANS)]


# Splitting


@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_separator_parts_two_names(separator):
    assert names(f"市法院{separator}市财政局") == ["市法院", "市财政局"]


@pytest.mark.parametrize("text", ["", "、", "，、；"])
def test_separators_alone_name_nobody(text):
    assert names(text) == []


def test_doubled_and_trailing_separators_name_nobody_between():
    assert names("、市法院、,市财政局；") == ["市法院", "市财政局"]


@pytest.mark.parametrize(
    "territories",
    ["各区、县级市", "各市、县", "各市、州、县", "各市、县、区", "各省、自治区、直辖市", "各县级市、区", "各乡、镇"],
)
def test_territories_from_large_to_small_are_one_collective_body(territories):
    assert names(f"{territories}财政局，市法院") == [f"{territories}财政局", "市法院"]


def test_a_larger_territory_after_a_smaller_one_begins_another_body():
    assert names("各区、市财政局") == ["各区", "市财政局"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各区、县级市财政局、知识产权局", ["各区、县级市财政局", "各区、县级市知识产权局"]),
        ("各区财政局、知识产权局、教育局", ["各区财政局", "各区知识产权局", "各区教育局"]),
        ("各市、县财政局、教育局", ["各市、县财政局", "各市、县教育局"]),
        ("市财政局、教育局", ["市财政局", "市教育局"]),
        ("省财政局、市教育局、知识产权局", ["省财政局", "市教育局", "市知识产权局"]),
        ("各区、县级市财政局、知识产权局等有关单位", ["各区、县级市财政局", "各区、县级市知识产权局", "有关单位"]),
    ],
)
def test_a_bare_organ_borrows_the_territory_or_level_before_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("separator", SEPARATORS.replace("、", ""))
def test_an_ellipsis_does_not_reach_across_another_separator(separator):
    assert names(f"各区、县级市财政局{separator}知识产权局") == ["各区、县级市财政局", "知识产权局"]


def test_an_ellipsis_ends_at_a_name_without_territory():
    assert names("各区、县级市财政局、黄埔海关、知识产权局") == ["各区、县级市财政局", "黄埔海关", "知识产权局"]


def test_a_name_the_organs_do_not_list_borrows_nothing():
    assert names("市财政局、文联") == ["市财政局", "文联"]


@pytest.mark.parametrize("pair", ["（）", "()", "〔〕", "【】", "《》", "“”"])
def test_brackets_shield_separators(pair):
    name = f"市法院{pair[0]}一庭、二庭，三庭{pair[1]}"
    assert names(f"{name}、市财政局") == [name, "市财政局"]


@pytest.mark.parametrize("link", ["及", "以及", "及其", "和", "与"])
@pytest.mark.parametrize("open_name", ["相关部门", "各有关单位", "市直有关部门"])
def test_a_link_before_an_open_name_parts_two_names(link, open_name):
    assert names(f"市法院{link}{open_name}") == ["市法院", open_name]


def test_an_open_name_after_et_cetera_is_a_name_of_its_own():
    assert names("市协作办、市贸促会等有关单位") == ["市协作办", "市贸促会", "有关单位"]


@pytest.mark.parametrize(
    "tail", ["等", "、等", "等部门", "等单位", "等部门和单位", "等5个部门", "等十个市直单位", "等多家单位"]
)
def test_et_cetera_is_no_part_of_a_name(tail):
    (written,) = split_names(f"市法院{tail}")
    assert (written.name, written.as_written, written.stop) == ("市法院", "市法院", 3)


@pytest.mark.parametrize("link", ["和", "及", "与", "以及", "暨"])
def test_a_link_between_two_bodies_parts_them(link):
    assert names(f"市水务局{link}市林业局、某县政府") == ["市水务局", "市林业局", "某县政府"]
    assert names(f"市水务局、市林业局，{link}某县政府") == ["市水务局", "市林业局", "某县政府"]


@pytest.mark.parametrize(
    "name", ["市住房和城乡建设局", "工业和信息化部", "市发展和改革委员会", "市卫生和计划生育委员会", "和平区政府"]
)
def test_a_link_inside_a_name_parts_nothing(name):
    assert names(name) == [name]
    assert names(f"市林业局和{name}") == ["市林业局", name]


def test_a_part_of_the_party_committee_borrows_the_committee():
    written = [each.name for each in split_names("市委宣传部、组织部、市财政局、组织部", local_organs())]
    assert written == ["市委宣传部", "市委组织部", "市财政局", "组织部"]


def test_a_bare_organ_after_a_link_borrows_too():
    assert names("市财政局和教育局") == ["市财政局", "市教育局"]


@pytest.mark.parametrize("text", ["各有关单位", "相关部门", "市政府有关部门", "市人力资源和社会保障局"])
def test_a_single_name_is_left_whole(text):
    assert names(text) == [text]


lists = st.one_of(
    st.text("市区县省各级财政局府有关相单位部门等及以其和与、,，;；（）()《》", max_size=40),
    st.lists(
        st.sampled_from(["各区", "、", "县级市", "财政局", "市", "，", "及", "等", "有关单位", "（", "）", "法院"]),
        max_size=14,
    ).map("".join),
)


@given(lists)
def test_spans_come_in_order_and_never_overlap(text):
    edges = [edge for each in split_names(text, ORGANS) for edge in (each.start, each.stop)]
    assert edges == sorted(edges)
    assert all(each.as_written == text[each.start : each.stop] != "" for each in split_names(text, ORGANS))


@given(lists)
def test_outside_the_spans_stand_only_separators_and_link_words(text):
    rest, end = [], 0
    for each in split_names(text, ORGANS):
        rest.append(text[end : each.start])
        end = each.stop
    assert re.fullmatch(rf"(?:[{SEPARATORS}\s]|以及|及其|及|和|与|等(?:部门|单位)?)*", "".join(rest) + text[end:])


@given(lists)
def test_a_name_is_what_is_written_after_what_it_borrows(text):
    for each in split_names(text, ORGANS):
        borrowing = [organ for organ in ORGANS if each.name.endswith(organ) and each.as_written.startswith(organ)]
        assert each.as_written.startswith(each.name) or borrowing


# Describing


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("各区、县级市财政局", "collective"),
        ("各区、县级市某某中心", "collective"),
        ("各有关区知识产权局", "collective"),
        ("各高新技术园区管理机构", "collective"),
        ("全市各中学", "collective"),
        ("各有关单位", "open"),
        ("市各有关单位", "open"),
        ("等有关单位", "open"),
        ("相关部门", "open"),
        ("市直各部门", "open"),
        ("各成员单位", "open"),
        ("各地区", "open"),
        ("市财政局", "agency"),
        ("天河区政府", "agency"),
        ("财政局", "agency"),
        ("市龙舟协会", "unknown"),
        ("有关", "unknown"),
    ],
)
def test_the_rules_tell_bodies_from_groups_and_from_nobody(name, kind):
    assert describe_agency(name).kind == kind


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("国家知识产权局", "national"),
        ("广州海关", "national"),
        ("省财政局", "provincial"),
        ("市财政局", "municipal"),
        ("天河区政府", "district"),
        ("浦东新区政府", "district"),
        ("云山县财政局", "district"),
        ("各区、县级市财政局", "district"),
        ("广州开发区管委会", "unknown"),
        ("南沙开发区管委会", "unknown"),
        ("高新区管委会", "unknown"),
        ("财政局", "unknown"),
        ("市龙舟协会", "unknown"),
        ("各有关单位", "none"),
    ],
)
def test_the_words_before_an_organ_give_its_level(name, level):
    assert describe_agency(name).level == level


def test_the_longest_organ_that_ends_a_name_describes_it():
    assert describe_agency("市知识产权局").sector == "intellectual_property"
    assert describe_agency("市委宣传部").name_en == "Municipal Publicity Department of the Party Committee"


def test_an_english_name_put_together_is_never_official_and_never_half_translated():
    assert describe_agency("市财政局").name_en == "Municipal Finance Bureau"
    assert describe_agency("湖东区财政局").name_en == ""
    assert not any(describe_agency(f"市{stem}").official for stem in general_organs())


def test_a_name_that_nothing_knows_is_unknown_and_still_has_a_label():
    assert describe_agency("市龙舟协会") == Agency("市龙舟协会", short="市龙舟协会")


def test_a_register_of_full_names_goes_before_the_rules():
    settled = Agency("各有关单位", "The nine bureaus", kind="collective", sector="economy", level="municipal")
    registry = build_registry([settled])
    assert describe_agency("各有关单位", registry) == replace(settled, short="各有关单位")
    assert describe_agency("各有关部门", registry).kind == "open"


@given(st.text("各有关市区县省财政局政府单位部门等其他开发高新海关、（）", max_size=15))
def test_every_name_is_described_within_the_closed_lists(name):
    agency = describe_agency(name)
    assert agency.agency == name
    assert off_list(agency) == []


# Registers


def organ_rows():
    text = (files("ipnetwork.agencies") / "organs.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_organ_stands_once():
    stems = [row["stem"] for row in organ_rows()]
    assert len(stems) == len(set(stems)) == len(general_organs())


def test_every_organ_keeps_to_the_closed_lists_and_has_english_names():
    for row in organ_rows():
        assert row["sector"] in sectors()
        assert row["level"] in {*levels(), ""}
        assert row["name_en"]
        assert row["short_en"]
        assert row["source"]


def test_every_sector_and_level_has_both_languages():
    assert all(entry["zh"] and entry["en"] for entry in [*sectors().values(), *levels().values()])


def test_no_prefix_stands_for_two_levels():
    prefixes = [prefix for entry in levels().values() for prefix in entry["prefixes"]]
    assert len(prefixes) == len(set(prefixes))


def test_every_kind_is_one_that_a_name_can_have():
    assert {describe_agency(name).kind for name in ("市财政局", "各区财政局", "各单位", "某")} == set(KINDS)


def test_a_registry_refuses_all_that_is_wrong_at_once():
    wrong = [
        Agency("市财政局", kind="agency"),
        Agency("市财政局", kind="bureau"),
        Agency("市法院", sector="law", level="city"),
    ]
    with pytest.raises(RegistryError) as caught:
        build_registry(wrong)
    assert [(fault.place, fault.problem) for fault in caught.value.faults] == [
        ("agency 市财政局", "the name stands twice"),
        ("agency 市财政局", "kind 'bureau' is not known"),
        ("agency 市法院", "sector 'law' is not known"),
        ("agency 市法院", "level 'city' is not known"),
    ]
    assert all("write one of" in fault.remedy for fault in caught.value.faults[1:])


def test_a_row_is_filled_in_from_the_general_register():
    given_row = {"agency": "市财政局", "short": "财政", "official": "TRUE", "level": ""}
    assert agency_from_row(given_row) == replace(describe_agency("市财政局"), short="财政", official=True)


def test_the_bundled_register_knows_its_names_and_members():
    registry = read_registry(BUNDLED)
    assert (len(registry.known), len(registry.members)) == (54, 72)
    assert repr(registry) == f"Registry: 54 names, {len(general_organs())} organs"
    assert {describe_agency(name, registry).kind for name in registry.known} == {"agency", "collective", "open"}


def test_members_of_the_bundled_register_belong_to_its_collective_bodies():
    registry = read_registry(BUNDLED)
    assert {registry.known[member.collective].kind for member in registry.members} == {"collective"}
    assert ("各区、县级市政府", "天河区政府") in {(each.collective, each.agency) for each in registry.members}


def test_a_register_without_members_is_read(tmp_path):
    (tmp_path / "agencies.csv").write_text("agency,kind\n市龙舟协会,agency\n", encoding="utf-8")
    registry = read_registry(tmp_path)
    assert (registry.members, describe_agency("市龙舟协会", registry).kind) == ((), "agency")


def test_a_torn_register_is_refused_with_its_row(tmp_path):
    (tmp_path / "agencies.csv").write_text("agency,kind\n市龙舟协会\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2: 1 cells under 2 columns"):
        read_registry(tmp_path)


def test_et_cetera_does_not_stop_an_ellipsis():
    names = [each.name for each in split_names("各区、县级市财政局、知识产权局等", general_organs())]
    assert names == ["各区、县级市财政局", "各区、县级市知识产权局"]


def test_no_name_is_empty():
    assert all(each.name for each in split_names("市财政局、等", general_organs()))


def test_other_units_after_a_link_are_a_name_of_their_own():
    assert [each.name for each in split_names("市财政局及其他有关部门")] == ["市财政局", "其他有关部门"]


@pytest.mark.parametrize(
    ("name", "level"), [("自治区政府", "provincial"), ("保税区管委会", "unknown"), ("经开区管委会", "unknown")]
)
def test_not_everything_that_ends_in_qu_is_a_district(name, level):
    assert describe_agency(name).level == level


def test_a_register_without_its_column_is_refused(tmp_path):
    (tmp_path / "agencies.csv").write_text("name,kind\n市龙舟协会,agency\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_registry(tmp_path)
