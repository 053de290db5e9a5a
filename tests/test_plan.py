"""What a plan refuses, keeps and tells; that a folder gives it back; that a part and a difference are what they say."""

from __future__ import annotations

import csv
import json
import pickle
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.agencies import AGENCY_FIELDS, KINDS
from ipnetwork.disk import read_rows, read_text, write_files
from ipnetwork.errors import Fault, InputError, NoticeError, PlanError
from ipnetwork.plan.record import empty_table, typed
from ipnetwork.plan.schema import COMPARATORS, META, TABLES

BUNDLED = Path(__file__).parents[1] / "data" / "guangzhou-2007"
FILES = ["datapackage.json", *(f"{name}.csv" for name in TABLES)]

SOUND = {
    "items": [
        ("1", 1, "一", "甲类", "Class A", "起草", "Draft", "起草文件。", "L1"),
        ("2", 2, "二", "乙类", "Class B", "检查", "Inspect", "", "L2"),
        ("3", 3, "", "", "", "培训", "", "", ""),
    ],
    "agencies": [
        ("市财政局", "Finance Bureau", True, "财政", "Finance", "agency", "finance", "municipal"),
        ("市科技局", "Science Bureau", False, "科技", "Science", "agency", "science_education", "municipal"),
        ("各区政府", "District governments", False, "各区", "Districts", "collective", "government", "district"),
        ("各有关单位", "Units", False, "有关单位", "Units", "open", "none", "none"),
    ],
    "members": [("各区政府", "天河区政府", "Tianhe"), ("各区政府", "白云区政府", "")],
    "assignments": [
        ("1", "市财政局", "lead", "explicit", "市财政局", "牵头单位", "L1 c4"),
        ("1", "各区政府", "participant", "explicit", "各区政府", "配合单位", "L1 c5"),
        ("2", "市财政局", "lead", "joint", "市财政局", "责任单位", "L2 c4"),
        ("2", "市科技局", "lead", "joint", "市科技局", "责任单位", "L2 c4"),
        ("3", "各有关单位", "participant", "explicit", "各有关单位", "", ""),
    ],
    "targets": [
        ("1", "企业数", ">=", 5.0, "家", "每个区", "2007-12-31", "L1 c3"),
        ("1", "增幅", ">", 2.5, "%", "", "", ""),
    ],
    "duties": [("年终总结", "各责任单位", "总结经验", "每年12月", "L9"), ("考评", "", "建立考评制度", "", "")],
}
SOUND_META = {"key": "test", "title": "测试方案", "date": "2007-06-30"}


def as_table(name, rows):
    return typed(pd.DataFrame(rows, columns=TABLES[name].names), name) if rows else empty_table(name)


def sound_tables():
    return {name: as_table(name, rows) for name, rows in SOUND.items()}


def sound_plan():
    return ipn.Plan(**sound_tables(), meta=SOUND_META)


def build(rows, columns=("item", "agency", "role"), **options):
    return ipn.build_plan(pd.DataFrame(rows, columns=list(columns)), key="test", **options)


def faults_of(make, error=PlanError):
    with pytest.raises(error) as caught:
        make()
    return [str(fault) for fault in caught.value.faults]


def fill_folder(folder, contents):
    for name, content in contents.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(raw)
    return folder


def bytes_of(folder):
    return {name: (Path(folder) / name).read_bytes() for name in FILES}


# Ways to break a sound plan: each takes the tables and the facts, and changes them in place.


def cell(name, row, column, value):
    def change(tables, _):
        flat = tables[name].reset_index() if TABLES[name].indexed else tables[name].copy()
        flat[column] = flat[column].astype(object)
        flat.loc[row - 1, column] = value
        types = {"string": "object", "integer": "int64", "number": "float64", "boolean": "bool"}
        flat = flat.astype({known.name: types[known.type] for known in TABLES[name].columns})
        tables[name] = flat.set_index(TABLES[name].key[0]) if TABLES[name].indexed else flat

    return change


def again(name, row):
    def change(tables, _):
        tables[name] = pd.concat([tables[name], tables[name].iloc[[row - 1]]], ignore_index=not TABLES[name].indexed)

    return change


def again_item(row):
    """Repeat an item under the next order, so that only its name stands twice."""

    def change(tables, _):
        more = tables["items"].iloc[[row - 1]].assign(order=len(tables["items"]) + 1)
        tables["items"] = pd.concat([tables["items"], more])

    return change


def column(name, change_frame):
    def change(tables, _):
        tables[name] = change_frame(tables[name])

    return change


def fact(name, value):
    def change(_, meta):
        meta[name] = value

    return change


BROKEN = {
    "column missing": (column("targets", lambda t: t.drop(columns="unit")), "targets", "no column 'unit'"),
    "column unknown": (column("duties", lambda t: t.assign(why="")), "duties", "column 'why' is not known"),
    "index lost": (column("items", lambda t: t.reset_index(drop=True)), "items", "no column 'item'"),
    "order no integer": (column("items", lambda t: t.astype({"order": float})), "items", "'order' does not hold"),
    "value no number": (column("targets", lambda t: t.astype({"value": str})), "targets", "'value' does not hold"),
    "official no boolean": (column("agencies", lambda t: t.assign(official=1)), "agencies", "'official' does not hold"),
    "category no text": (column("items", lambda t: t.assign(category=1)), "items", "'category' does not hold"),
    "item no text": (column("items", lambda t: t.set_axis(pd.Index([1, 2, 3], name="item"))), "items", "'item' does"),
    "cell missing": (cell("items", 2, "title_en", None), "items row 2 (L2)", "title_en is None"),
    "cell not a number": (cell("duties", 2, "when", np.nan), "duties row 2", "when is nan"),
    "cell of another type": (cell("members", 1, "name_en", 7), "members row 1", "name_en is 7"),
    "title blank": (cell("items", 1, "title", ""), "items row 1 (L1)", "title is blank"),
    "item blank": (cell("items", 3, "item", " "), "items row 3", "item is blank"),
    "label blank": (cell("agencies", 2, "short", ""), "agencies row 2", "short is blank"),
    "spaces around": (cell("assignments", 2, "as_written", "各区政府 "), "assignments row 2 (L1 c5)", "has spaces"),
    "wide space around": (cell("agencies", 1, "name_en", "\u3000Finance"), "agencies row 1", "has spaces"),
    "control character": (cell("duties", 1, "what", "总结\r经验"), "duties row 1 (L9)", "holds a control character"),
    "item twice": (again_item(2), "items row 4 (L2)", "2 stands in row 2 too"),
    "agency twice": (again("agencies", 3), "agencies row 5", "各区政府 stands in row 3 too"),
    "member twice": (again("members", 2), "members row 3", "各区政府 + 白云区政府 stands in row 2 too"),
    "assignment twice": (again("assignments", 1), "assignments row 6 (L1 c4)", "1 + 市财政局 + lead stands in row 1"),
    "target twice": (again("targets", 2), "targets row 3", "1 + 增幅 stands in row 2 too"),
    "duty twice": (again("duties", 1), "duties row 3 (L9)", "年终总结 stands in row 1 too"),
    "collective dangling": (cell("members", 1, "collective", "各县"), "members row 1", "'各县' is not in agencies"),
    "item dangling": (cell("assignments", 5, "item", "9"), "assignments row 5", "item '9' is not in items"),
    "agency dangling": (cell("assignments", 5, "agency", "某局"), "assignments row 5", "'某局' is not in agencies"),
    "target dangling": (cell("targets", 1, "item", "9"), "targets row 1 (L1 c3)", "item '9' is not in items"),
    "kind off list": (cell("agencies", 2, "kind", "bureau"), "agencies row 2", "kind 'bureau' is not known"),
    "sector off list": (cell("agencies", 2, "sector", "space"), "agencies row 2", "sector 'space' is not known"),
    "level off list": (cell("agencies", 2, "level", "world"), "agencies row 2", "level 'world' is not known"),
    "role off list": (cell("assignments", 5, "role", "boss"), "assignments row 5", "role 'boss' is not known"),
    "basis off list": (cell("assignments", 5, "basis", "said"), "assignments row 5", "basis 'said' is not known"),
    "comparator off list": (cell("targets", 2, "comparator", "≥"), "targets row 2", "comparator '≥' is not known"),
    "order repeats": (cell("items", 2, "order", 1), "items row 2 (L2)", "order 1 does not follow 1"),
    "order from nought": (cell("items", 1, "order", 0), "items row 1 (L1)", "order 0 does not follow 0"),
    "item named as an agency": (cell("items", 3, "item", "市科技局"), "items row 3", "'市科技局' is an item and an"),
    "agency with members": (cell("members", 1, "collective", "市科技局"), "members row 1", "is of kind agency"),
    "collective as member": (cell("members", 2, "agency", "各区政府"), "members row 2", "of kind collective"),
    "open name as member": (cell("members", 2, "agency", "各有关单位"), "members row 2", "of kind open"),
    "joint participant": (cell("assignments", 2, "basis", "joint"), "assignments row 2 (L1 c5)", "jointly responsible"),
    "joint beside a lead": (cell("assignments", 3, "basis", "explicit"), "assignments row 4 (L2 c4)", "for item 2"),
    "value not a number": (cell("targets", 1, "value", np.nan), "targets row 1 (L1 c3)", "value is nan"),
    "value infinite": (cell("targets", 2, "value", np.inf), "targets row 2", "value is inf"),
    "deadline no date": (cell("targets", 1, "deadline", "年底"), "targets row 1 (L1 c3)", "'年底' is not a date"),
    "deadline not in the year": (cell("targets", 1, "deadline", "2007-02-30"), "targets row 1", "not a date"),
    "fact unknown": (fact("author", "x"), "meta", "author 'x'"),
    "fact no text": (fact("title", 7), "meta", "title 7"),
    "date no date": (fact("date", "2007年"), "meta", "date '2007年' is not a date"),
}


@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_constraint_is_told_with_table_row_and_problem(way):
    change, place, problem = BROKEN[way]
    tables, meta = sound_tables(), dict(SOUND_META)
    change(tables, meta)
    with pytest.raises(PlanError) as caught:
        ipn.Plan(**tables, meta=meta)
    assert caught.value.subject == "test"
    told = [fault for fault in caught.value.faults if fault.place.startswith(place) and problem in fault.problem]
    assert told, str(caught.value)
    assert str(told[0]) in str(caught.value)
    assert told[0].remedy


def test_the_sound_plan_is_sound():
    assert repr(sound_plan()) == ("Plan test: 3 items, 4 names (2 agency, 1 collective, 1 open), 5 assignments")


def test_every_broken_cell_is_told_in_one_error():
    ways = ["title blank", "label blank", "agency dangling", "target dangling", "value infinite", "fact unknown"]
    tables, meta = sound_tables(), dict(SOUND_META)
    for way in ways:
        BROKEN[way][0](tables, meta)
    with pytest.raises(PlanError) as caught:
        ipn.Plan(**tables, meta=meta)
    places = [BROKEN[way][1] for way in ways]
    assert [fault.place for fault in caught.value.faults if fault.place in places] == places
    assert str(caught.value).startswith("test: 6 faults\n  ")
    assert all(BROKEN[way][2] in str(caught.value) for way in ways)


def test_all_misshapen_tables_are_told_in_one_error():
    tables, meta = sound_tables(), dict(SOUND_META)
    for way in ("column missing", "column unknown", "order no integer"):
        BROKEN[way][0](tables, meta)
    places = [fault.split(":")[0] for fault in faults_of(lambda: ipn.Plan(**tables, meta=meta))]
    assert places == ["items", "targets", "duties"]


def test_a_plan_without_key_is_called_plan_in_errors():
    with pytest.raises(PlanError, match=r"^plan: meta: author"):
        ipn.Plan(**sound_tables(), meta={"author": "x"})


def test_input_errors_are_value_errors_that_survive_pickling():
    error = PlanError("plan.csv", [Fault("row 2", "no agency", "fill it in"), Fault("row 3", "no role", "fill it in")])
    assert isinstance(error, ValueError)
    again_read = pickle.loads(pickle.dumps(error))  # noqa: S301 – our own bytes
    assert str(again_read) == str(error)
    assert again_read.faults == error.faults


# Building from a researcher's table.


def test_three_columns_are_enough():
    plan = build([("1", "市财政局", "lead"), ("1", "市科技局", "participant"), ("2", "市科技局", "lead")])
    assert plan.items["order"].to_dict() == {"1": 1, "2": 2}
    assert plan.items["title"].to_dict() == {"1": "1", "2": "2"}
    assert plan.agencies.loc["市财政局", ["name_en", "sector"]].tolist() == ["Municipal Finance Bureau", "finance"]
    assert plan.assignments["basis"].tolist() == ["explicit"] * 3
    assert plan.assignments["as_written"].tolist() == plan.assignments["agency"].tolist()
    assert plan.assignments["source"].tolist() == ["row 1", "row 2", "row 3"]
    assert plan.meta["key"] == "test"


@pytest.mark.parametrize("items", [[7, 8], [7.0, 8.0], np.array([7, 8], dtype="int8"), ["7", " 8 "]])
def test_item_numbers_become_text(items):
    table = pd.DataFrame({"item": items, "agency": ["市财政局", "市科技局"], "role": "lead"})
    assert ipn.build_plan(table).items.index.tolist() == ["7", "8"]


def test_a_decimal_number_is_no_item_because_1_10_would_be_1_1():
    assert faults_of(lambda: build([(7.5, "A", "lead")]))[0].startswith("row 1: item is the decimal number 7.5")
    assert build([("1.10", "A", "lead")]).items.index.tolist() == ["1.10"]


@pytest.mark.parametrize("blank", [np.nan, None, pd.NA, "", "  "])
@pytest.mark.parametrize("name", ["item", "agency", "role"])
def test_a_blank_cell_is_a_fault_of_its_row(name, blank):
    table = pd.DataFrame({"item": ["1", "2"], "agency": ["A", "B"], "role": ["lead", "lead"]}, dtype=object)
    table.loc[1, name] = blank
    assert faults_of(lambda: ipn.build_plan(table)) == [f"row 2: {name} is blank; fill it in"]


def test_all_blank_cells_are_told_at_once():
    faults = faults_of(lambda: build([(None, "A", "lead"), ("1", None, None), ("2", "A", "boss")]))
    assert [fault.split(";")[0] for fault in faults] == [
        "row 1: item is blank",
        "row 2: agency is blank",
        "row 2: role is blank",
        "row 3: role 'boss' is not known",
    ]


def test_missing_and_unknown_columns_are_faults():
    faults = faults_of(lambda: ipn.build_plan(pd.DataFrame({"item": ["1"], "机构": ["A"]})))
    assert [fault.split(";")[0] for fault in faults] == [
        "columns: no column 'agency', 'role'",
    ]
    assert "not known: '机构'" in faults[0]


def test_a_column_that_stands_twice_is_a_fault():
    columns = ("item", "agency", "role", "role")
    assert "stands twice" in faults_of(lambda: build([("1", "A", "lead", "lead")], columns))[0]


def test_role_words_of_the_notice_are_understood():
    plan = build([("1", "A", "牵头单位"), ("1", "B", "配合单位"), ("1", "C", "责任单位"), ("1", "D", "Lead")])
    assert plan.assignments["role"].tolist() == ["lead", "participant", "participant", "lead"]
    assert set(plan.assignments["basis"]) == {"explicit"}
    assert plan.assignments["role_as_written"].tolist() == ["牵头单位", "配合单位", "责任单位", "Lead"]


def test_responsible_units_alone_are_jointly_responsible():
    plan = build([("1", "A", "责任单位"), ("1", "B", "责任单位")])
    assert plan.assignments[["role", "basis"]].to_numpy().tolist() == [["lead", "joint"]] * 2


@pytest.mark.parametrize(
    "names", ["市财政局、市科技局", "市财政局，市科技局", "市财政局;市科技局", "市财政局及有关单位"]
)
def test_a_list_of_names_in_one_cell_is_a_fault(names):
    faults = faults_of(lambda: build([("1", "市公安局", "lead"), ("1", names, "lead")]))
    assert len(faults) == 1
    assert faults[0].startswith(f"row 2: agency '{names}' is a list")


@pytest.mark.parametrize("name", ["各区、县级市财政局", "Smith, Jones and Co.", "市科技局（知识产权局、专利局）"])
def test_one_name_with_a_separator_inside_is_one_name(name):
    assert build([("1", name, "lead")]).agencies.index.tolist() == [name]


@pytest.mark.parametrize("name", ["category", "path", "path_en", "title", "title_en"])
def test_one_item_has_one_category_and_title(name):
    rows = [("1", "A", "lead", "甲"), ("2", "A", "lead", "丙"), ("1", "B", "lead", "乙")]
    faults = faults_of(lambda: build(rows, ("item", "agency", "role", name)))
    assert len(faults) == 1
    assert faults[0].startswith(f"row 3: {name} of item 1 is '乙', and '甲' before")


def test_a_duplicate_row_is_a_fault():
    faults = faults_of(lambda: build([("1", "A", "lead"), ("2", "A", "lead"), ("1", "A", "lead")]))
    assert faults == ["row 3: 1 + A + lead stands in row 1 too; keep one"]


def test_an_item_named_as_an_agency_is_a_fault():
    assert "'A' is an item and an agency" in faults_of(lambda: build([("1", "A", "lead"), ("A", "B", "lead")]))[0]


def test_an_empty_table_is_a_fault():
    assert faults_of(lambda: build([]))[0].startswith("table: it has no rows")


def test_only_notices_and_tables_are_built_from():
    with pytest.raises(TypeError, match="not dict; read files with read_plan"):
        ipn.build_plan({"item": ["1"]})


def test_an_agency_in_both_roles_is_kept_and_told():
    plan = build([("1", "A", "participant"), ("1", "A", "lead"), ("1", "B", "participant")])
    assert len(plan.assignments) == 3
    told = plan.findings[plan.findings["finding"] == "role_twice"]
    assert told["where"].tolist() == ["1"]
    assert told["detail"].iloc[0].startswith("A ")
    assert "row 1" in told["source"].iloc[0]


def test_items_without_lead_or_party_are_told():
    findings = replace(sound_plan(), assignments=sound_tables()["assignments"].iloc[[0, 4]]).findings
    assert findings[["finding", "where", "source"]].to_numpy().tolist() == [
        ["no_party", "2", "L2"],
        ["no_lead", "3", ""],
    ]


def test_jointly_led_items_are_not_told_as_leaderless():
    assert build([("1", "市财政局", "责任单位"), ("1", "市科技局", "责任单位")]).findings.empty


def test_names_that_no_register_knows_are_told_with_their_places():
    plan = build([("1", "某协会", "lead"), ("2", "市财政局", "lead"), ("2", "某协会", "participant")])
    told = plan.findings[["finding", "where", "source"]].to_numpy().tolist()
    assert told == [["unknown_name", "某协会", "row 1; row 3"]]
    assert plan.agencies.loc["某协会", ["kind", "sector", "level"]].tolist() == ["unknown"] * 3


def test_a_title_need_stand_in_one_row_of_its_item_only():
    rows = [
        ("1", "市财政局", "lead", ""),
        ("1", "市科技局", "participant", "经费"),
        ("1", "市教育局", "participant", ""),
    ]
    rows.append(("2", "市财政局", "lead", ""))
    plan = ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role", "title"]))
    assert plan.items["title"].tolist() == ["经费", "2"]


def test_a_registry_goes_before_the_general_register():
    registry = ipn.build_registry(
        [ipn.Agency("某协会", short="协会", kind="collective")],
        [ipn.Member("某协会", "甲厂"), ipn.Member("无", "乙厂")],
    )
    plan = build([("1", "某协会", "lead")], registry=registry)
    assert plan.agencies.loc["某协会", ["short", "kind"]].tolist() == ["协会", "collective"]
    assert plan.members["agency"].tolist() == ["甲厂"]
    assert plan.findings.empty


def test_a_list_that_goes_on_is_told():
    plan = build([("1", "市财政局", "lead", "市财政局等")], ("item", "agency", "role", "as_written"))
    assert plan.findings[["finding", "where"]].to_numpy().tolist() == [["open_ended", "1"]]


def test_order_is_that_of_first_mention():
    plan = build([("10", "丙", "lead"), ("9", "甲", "lead"), ("10", "乙", "participant"), ("1", "丙", "lead")])
    assert plan.items.index.tolist() == ["10", "9", "1"]
    assert plan.items["order"].tolist() == [1, 2, 3]
    assert plan.agencies.index.tolist() == ["丙", "甲", "乙"]
    assert plan.assignments["item"].tolist() == ["10", "9", "10", "1"]


# Reading and writing.


def test_the_bundled_folder_is_written_back_byte_for_byte(tmp_path):
    ipn.write_plan(ipn.read_plan(BUNDLED), tmp_path / "deep" / "copy")
    assert bytes_of(tmp_path / "deep" / "copy") == bytes_of(BUNDLED)
    assert sorted(path.name for path in (tmp_path / "deep" / "copy").iterdir()) == sorted(FILES)


def test_other_files_of_a_folder_are_left_alone(tmp_path):
    fill_folder(tmp_path, {"roster.csv": "meeting\n1\n", "items.csv": "old"})
    ipn.write_plan(sound_plan(), tmp_path)
    assert (tmp_path / "roster.csv").read_text() == "meeting\n1\n"
    assert ipn.same_plan(ipn.read_plan(tmp_path), sound_plan()).empty


def test_an_interrupted_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    write_files(tmp_path, {"a.csv": b"old"})
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"a.csv": b"new"})
    assert (tmp_path / "a.csv").read_bytes() == b"old"


# Left out: control characters, which a plan refuses.
odd = st.sampled_from(["=1+1", "@x", '"', "'a'", ",", "a,b", "甲、乙", "（三）", "-", "\ufeffx", "各有关单位"])
free = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6).map(str.strip)
filled = st.one_of(odd, free.filter(bool), st.text("市区财政局科技甲乙丙abc", min_size=1, max_size=5))
blank = st.one_of(st.just(""), filled)
days = st.one_of(st.just(""), st.dates(date(1990, 1, 1)).map(date.isoformat))


numbers = st.one_of(st.integers(-(10**6), 10**6).map(float), st.floats(allow_nan=False, allow_infinity=False))
roles = st.sampled_from(["lead", "participant"])
bases = st.sampled_from(["explicit", "first_listed"])
unread = st.lists(st.builds(Fault, filled, filled, filled), max_size=2).map(tuple)
facts = st.fixed_dictionaries({}, optional={name: days if name == "date" else blank for name in META})


def rows_with(keys, *cells, most=6):
    """Rows that begin with a key of their own and go on with any cells."""
    given_keys = st.lists(keys, max_size=most, unique=True)
    return given_keys.flatmap(lambda drawn: st.tuples(*(st.tuples(st.just(key), *cells) for key in drawn))).map(
        lambda rows: [(*(key if isinstance(key, tuple) else (key,)), *rest) for key, *rest in rows]
    )


def described(name, official, short, name_en, short_en):
    """An agency of the kind that the register gives it, called as its plan likes, in English not at all perhaps."""
    known = replace(ipn.describe_agency(name), official=official, short=short, name_en=name_en, short_en=short_en)
    return (name, *(getattr(known, field) for field in AGENCY_FIELDS))


@st.composite
def random_plans(draw):
    names = draw(st.lists(filled, min_size=2, max_size=8, unique=True))
    cut, first = draw(st.integers(1, len(names) - 1)), draw(st.integers(1, 3))
    item, agency = st.sampled_from(names[:cut]), st.sampled_from(names[cut:])
    collectives = [name for name in names[cut:] if ipn.describe_agency(name).kind == "collective"]
    rows = {
        "items": [
            (name, order, *draw(st.tuples(blank, blank, blank, filled, blank, blank, blank)))
            for order, name in enumerate(names[:cut], first)
        ],
        "agencies": [described(name, *draw(st.tuples(st.booleans(), filled, blank, blank))) for name in names[cut:]],
        "members": [(name, "天河区政府", draw(blank)) for name in collectives],
        "assignments": draw(rows_with(st.tuples(item, agency, roles), bases, filled, blank, blank)),
        "targets": draw(
            rows_with(st.tuples(item, filled), st.sampled_from(COMPARATORS), numbers, filled, blank, days, blank)
        ),
        "duties": draw(rows_with(filled, blank, filled, blank, blank, most=2)),
    }
    tables = {name: as_table(name, table) for name, table in rows.items()}
    return ipn.Plan(**tables, meta=draw(facts), unread=draw(unread), partial=draw(st.booleans()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(random_plans())
def test_what_is_written_is_read_back(plan):
    with TemporaryDirectory() as folder:
        ipn.write_plan(plan, folder)
        first = bytes_of(folder)
        read = ipn.read_plan(folder)
        assert ipn.same_plan(plan, read).to_dict("records") == []
        assert (read.unread, read.partial) == (plan.unread, plan.partial)
        pd.testing.assert_frame_equal(read.findings, plan.findings)
        ipn.write_plan(read, folder)
        assert bytes_of(folder) == first


HAND_WRITTEN = {
    "items.csv": "item\n1\n2\n",
    "agencies.csv": "agency\n市财政局\n各有关单位\n",
    "assignments.csv": "item,agency,role\n1,市财政局,lead\n2,各有关单位,participant\n",
}


def test_a_folder_written_by_hand_needs_little(tmp_path):
    plan = ipn.read_plan(fill_folder(tmp_path, HAND_WRITTEN))
    assert plan.meta["key"] == tmp_path.name
    assert plan.items[["order", "title"]].to_numpy().tolist() == [[1, "1"], [2, "2"]]
    assert plan.agencies["kind"].tolist() == ["agency", "open"]
    assert plan.agencies.loc["市财政局", "name_en"] == "Municipal Finance Bureau"
    assert plan.assignments[["basis", "as_written"]].to_numpy().tolist() == [
        ["explicit", "市财政局"],
        ["explicit", "各有关单位"],
    ]
    assert plan.members.empty
    assert plan.targets.empty
    assert plan.duties.empty


def test_a_folder_written_by_hand_may_say_more(tmp_path):
    more = {
        "agencies.csv": "agency,official,short_en\n市财政局,TRUE,Money\n各有关单位,,\n",
        "duties.csv": "duty,what\n甲,乙\n",
    }
    plan = ipn.read_plan(fill_folder(tmp_path, HAND_WRITTEN | more))
    assert plan.agencies["official"].tolist() == [True, False]
    assert plan.agencies["short_en"].tolist() == ["Money", ""]
    assert plan.duties.to_numpy().tolist() == [["甲", "", "乙", "", ""]]


def encoded(codec, mark=b""):
    return {name: mark + text.encode(codec) for name, text in HAND_WRITTEN.items()}


@pytest.mark.parametrize(
    "contents",
    [
        encoded("gb18030"),
        encoded("utf-8-sig"),
        encoded("utf-16-le", b"\xff\xfe"),
        encoded("utf-16-be", b"\xfe\xff"),
        {name: text.replace("\n", "\r\n") for name, text in HAND_WRITTEN.items()},
        {name: text.replace("\n", "\n\n") for name, text in HAND_WRITTEN.items()},
    ],
    ids=["GB18030", "BOM", "UTF-16-LE", "UTF-16-BE", "CRLF", "blank lines"],
)
def test_files_of_any_office_are_read(tmp_path, contents):
    (tmp_path / "as").mkdir()
    (tmp_path / "utf-8").mkdir()
    read = ipn.read_plan(fill_folder(tmp_path / "as", contents))
    plain = ipn.read_plan(fill_folder(tmp_path / "utf-8", HAND_WRITTEN))
    assert ipn.same_plan(read, plain, ignore=["meta"]).empty


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_one_csv_of_assignments_is_a_plan(tmp_path, codec):
    (tmp_path / "方案.CSV").write_bytes("item,agency,role\n7,市财政局,牵头单位\n7,市科技局,配合单位\n".encode(codec))
    plan = ipn.read_plan(tmp_path / "方案.CSV")
    assert repr(plan) == "Plan 方案: 1 items, 2 names (2 agency), 2 assignments"


def test_a_csv_keeps_its_cells_as_text(tmp_path):
    (tmp_path / "plan.csv").write_text("item,agency,role\n007,NA,lead\n1.0,None,lead\n", encoding="utf-8")
    plan = ipn.read_plan(tmp_path / "plan.csv")
    assert plan.items.index.tolist() == ["007", "1.0"]
    assert plan.agencies.index.tolist() == ["NA", "None"]


def test_ragged_rows_are_told_with_file_and_row(tmp_path):
    fill_folder(
        tmp_path, HAND_WRITTEN | {"assignments.csv": "item,agency,role\n1,市财政局\n1,市财政局,lead\n2,a,b,lead\n"}
    )
    with pytest.raises(InputError) as caught:
        ipn.read_plan(tmp_path)
    assert caught.value.subject.endswith("assignments.csv")
    assert [fault.problem for fault in caught.value.faults] == ["2 cells under 3 columns", "4 cells under 3 columns"]
    assert [fault.place for fault in caught.value.faults] == ["row 2", "row 4"]


def test_a_column_that_stands_twice_in_a_csv_is_told(tmp_path):
    (tmp_path / "plan.csv").write_text("item,role,role\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 1: a column name stands twice"):
        read_rows(tmp_path / "plan.csv")


def test_all_missing_files_are_told(tmp_path):
    faults = faults_of(lambda: ipn.read_plan(fill_folder(tmp_path, {"agencies.csv": HAND_WRITTEN["agencies.csv"]})))
    assert [fault.split(":")[0] for fault in faults] == ["items.csv", "assignments.csv"]


@pytest.mark.parametrize("name", ["nowhere", "nowhere.csv"])
def test_a_path_that_is_not_there_is_an_os_error(tmp_path, name):
    with pytest.raises(FileNotFoundError):
        ipn.read_plan(tmp_path / name)


@pytest.mark.parametrize("text", ["{", "[]", "7", '{"title": "x"}', '{"name": "x", "unread": [{"where": 1}]}', ""])
def test_a_broken_datapackage_is_told(tmp_path, text):
    faults = faults_of(lambda: ipn.read_plan(fill_folder(tmp_path, HAND_WRITTEN | {"datapackage.json": text})))
    assert len(faults) == 1
    assert faults[0].startswith("datapackage.json: not a data package")


def test_facts_of_a_datapackage_must_be_texts(tmp_path):
    contents = HAND_WRITTEN | {"datapackage.json": '{"name": "x", "title": 2007}'}
    assert faults_of(lambda: ipn.read_plan(fill_folder(tmp_path, contents)))[0].startswith("meta: title 2007")


def test_cells_of_the_wrong_type_are_told_together_with_file_and_row(tmp_path):
    contents = HAND_WRITTEN | {
        "items.csv": "item,order\n1,first\n2,2\n",
        "agencies.csv": "agency,official\n市财政局,yes\n各有关单位,no\n",
        "targets.csv": "item,indicator,comparator,value,unit\n1,数,>=,十,家\n",
        "datapackage.json": "{",
    }
    faults = faults_of(lambda: ipn.read_plan(fill_folder(tmp_path, contents)))
    expected = [
        r"items\.csv row 2: order 'first' is not of type integer",
        r"agencies\.csv row 2: official 'yes' is not of type boolean",
        r"agencies\.csv row 3: official 'no' is not of type boolean",
        r"targets\.csv row 2: value '十' is not of type number",
        r"datapackage\.json: not a data package",
    ]
    assert len(faults) == len(expected)
    assert all(re.match(pattern, fault) for pattern, fault in zip(expected, faults, strict=True))


def test_columns_that_are_missing_or_unknown_are_told_with_their_file(tmp_path):
    contents = HAND_WRITTEN | {
        "assignments.csv": "item,agency\n1,市财政局\n",
        "agencies.csv": "agency,phone\n市财政局,1\n",
    }
    assert [fault.split(";")[0] for fault in faults_of(lambda: ipn.read_plan(fill_folder(tmp_path, contents)))] == [
        "agencies.csv: column 'phone' is not known",
        "assignments.csv: no column 'role'",
    ]


def test_contradictions_of_a_folder_are_told_with_table_and_row(tmp_path):
    contents = HAND_WRITTEN | {"assignments.csv": "item,agency,role\n1,市财政局,lead\n9,某局,boss\n"}
    faults = faults_of(lambda: ipn.read_plan(fill_folder(tmp_path, contents)))
    assert [fault.split(";")[0] for fault in faults] == [
        "assignments row 2: item '9' is not in items",
        "assignments row 2: agency '某局' is not in agencies",
        "assignments row 2: role 'boss' is not known",
    ]


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "plan.csv").write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(InputError, match="a Word, Excel or zip file, which cannot be read"):
        ipn.read_plan(tmp_path / "plan.csv")
    (tmp_path / "plan.csv").write_bytes(b"item\x00")
    with pytest.raises(InputError, match="it holds null characters"):
        ipn.read_plan(tmp_path / "plan.csv")
    (tmp_path / "plan.csv").write_bytes(b"\xff\xff\xff")
    with pytest.raises(InputError, match="not a text in UTF-8 or GB18030"):
        ipn.read_plan(tmp_path / "plan.csv")


def test_an_encoding_that_is_named_is_taken(tmp_path):
    (tmp_path / "a.txt").write_bytes("財政局".encode("big5"))
    assert read_text(tmp_path / "a.txt", encoding="big5") == "財政局"
    with pytest.raises(InputError, match="not a text in no-such-codec"):
        read_text(tmp_path / "a.txt", encoding="no-such-codec")


def test_a_file_too_large_for_a_plan_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("ipnetwork.disk.LARGEST_FILE", 5)
    (tmp_path / "plan.csv").write_text("item,agency,role\n", encoding="utf-8")
    with pytest.raises(InputError, match="17 bytes, more than the 5"):
        ipn.read_plan(tmp_path / "plan.csv")


NOTICE_WITH_A_FAULT = """关于印发测试方案的通知
┌────┬──────┬──────┬─────┐
│序号│工作内容│负责单位│参与单位│
├────┼──────┼──────┼─────┤
│ 1 │做甲│市财政局│市科技局│
├────┼──────┼──────┼─────┤
│ 2 │做乙│市财政局│市科技局│多│
├────┼──────┼──────┼─────┤
│ 3 │做丙│市科技局│各有关单位│
└────┴──────┴──────┴─────┘
"""


def test_what_a_lenient_reading_could_not_read_survives_writing(tmp_path):
    (tmp_path / "notice.txt").write_text(NOTICE_WITH_A_FAULT, encoding="utf-8")
    with pytest.raises(NoticeError):
        ipn.read_plan(tmp_path / "notice.txt")
    plan = ipn.read_plan(tmp_path / "notice.txt", strict=False)
    assert [fault.place for fault in plan.unread] == ["L7"]
    read = ipn.read_plan(ipn.write_plan(plan, tmp_path / "plan"))
    assert read.unread == plan.unread
    assert read.findings[["finding", "where", "source"]].to_numpy().tolist()[0] == ["unread", "document", "L7"]
    assert ipn.same_plan(plan, read).empty


# Differences.


def test_a_plan_is_the_same_as_itself():
    assert ipn.same_plan(sound_plan(), sound_plan()).empty
    assert list(ipn.same_plan(sound_plan(), sound_plan())) == ["table", "row", "column", "left", "right"]


def changed(*changes):
    tables, meta = sound_tables(), dict(SOUND_META)
    for change in changes:
        change(tables, meta)
    return ipn.Plan(**tables, meta=meta)


ONE_DIFFERENCE = {
    "cell": (cell("items", 2, "title", "督查"), ("items", "2", "title", "检查", "督查")),
    "number": (cell("targets", 2, "value", 3.5), ("targets", "1 增幅", "value", 2.5, 3.5)),
    "boolean": (cell("agencies", 1, "official", value=False), ("agencies", "市财政局", "official", True, False)),
    "row missing": (column("duties", lambda t: t.iloc[:1]), ("duties", "考评", "", "(row)", "(no row)")),
    "other fact": (fact("title", "另案"), ("meta", "title", "", "测试方案", "另案")),
    "more facts": (fact("place", "广州市"), ("meta", "place", "", "", "广州市")),
    "other order": (column("members", lambda t: t[::-1]), ("members", "", "(order of rows)")),
}


@pytest.mark.parametrize("sort", ONE_DIFFERENCE)
def test_a_difference_is_listed_with_table_row_and_column(sort):
    change, told = ONE_DIFFERENCE[sort]
    rows = [tuple(row) for row in ipn.same_plan(sound_plan(), changed(change)).to_numpy().tolist()]
    assert len(rows) == 1
    assert rows[0][: len(told)] == told


def test_the_other_order_names_the_first_rows_that_part():
    row = ipn.same_plan(sound_plan(), changed(column("members", lambda t: t[::-1]))).iloc[0]
    assert (row["left"], row["right"]) == ("各区政府 天河区政府", "各区政府 白云区政府")


def test_a_row_that_only_the_right_plan_has_is_listed():
    fewer = changed(column("targets", lambda t: t.iloc[1:]))
    assert ipn.same_plan(fewer, sound_plan()).to_numpy().tolist() == [["targets", "1 企业数", "", "(no row)", "(row)"]]


def test_differences_of_every_table_come_in_order():
    other = changed(*(change for change, _ in ONE_DIFFERENCE.values()))
    tables = ipn.same_plan(sound_plan(), other)["table"].tolist()
    assert tables == ["items", "agencies", "members", "targets", "duties", "meta", "meta"]


@pytest.mark.parametrize(
    ("ignore", "left_over"),
    [(["title"], ["targets", "meta"]), (["targets"], ["items", "meta"]), (["meta", "value"], ["items"])],
)
def test_tables_columns_and_facts_can_be_ignored(ignore, left_over):
    other = changed(*(ONE_DIFFERENCE[sort][0] for sort in ("cell", "number", "other fact")))
    assert ipn.same_plan(sound_plan(), other, ignore=ignore)["table"].tolist() == left_over


# Parts.


@pytest.fixture(scope="module")
def guangzhou():
    return ipn.load_plan("guangzhou-2007")


def test_selecting_without_filters_keeps_all(guangzhou):
    assert ipn.same_plan(ipn.select(guangzhou), guangzhou).empty


def test_selecting_categories_keeps_their_items(guangzhou):
    part = ipn.select(guangzhou, categories=["二", "九"])
    kept = guangzhou.items[guangzhou.items["category"].isin(["二", "九"])]
    pd.testing.assert_frame_equal(part.items, kept)
    assert part.assignments["item"].isin(kept.index).all()
    assert set(part.assignments["item"]) == set(kept.index)


def test_a_text_is_one_value_and_not_its_letters(guangzhou):
    assert ipn.same_plan(ipn.select(guangzhou, roles="lead"), ipn.select(guangzhou, roles=["lead"])).empty


def test_selecting_roles_keeps_items_left_without_party(guangzhou):
    part = ipn.select(guangzhou, roles=["participant"])
    assert part.items.index.tolist() == guangzhou.items.index.tolist()
    assert set(part.assignments["role"]) == {"participant"}
    assert len(part.assignments) == (guangzhou.assignments["role"] == "participant").sum()


def test_selecting_agencies_keeps_only_items_that_name_them(guangzhou):
    part = ipn.select(guangzhou, agencies=["市版权局", "市司法局"])
    assert part.agencies.index.tolist() == ["市版权局", "市司法局"]
    named = guangzhou.assignments.loc[guangzhou.assignments["agency"].isin(part.agencies.index), "item"]
    assert set(part.items.index) == set(named)


def test_all_filters_hold_at_once(guangzhou):
    names = ["市版权局", "市工商局", "市文化局"]
    part = ipn.select(guangzhou, categories=["五", "七"], roles=["lead"], agencies=names)
    expected = [
        (row.item, row.agency)
        for row in guangzhou.assignments.itertuples()
        if guangzhou.items.loc[row.item, "category"] in {"五", "七"} and row.role == "lead" and row.agency in names
    ]
    assert expected
    assert list(part.assignments[["item", "agency"]].itertuples(index=False, name=None)) == expected
    assert part.items["order"].tolist() == [guangzhou.items.loc[item, "order"] for item in part.items.index]


@pytest.mark.parametrize("filters", [{"agencies": []}, {"categories": []}])
def test_selecting_nothing_gives_an_empty_plan(guangzhou, filters):
    part = ipn.select(guangzhou, **filters)
    assert [len(table) for name, table in part.tables.items() if name != "duties"] == [0] * 5
    assert ipn.bipartite_graph(part).number_of_nodes() == 0


def test_selecting_no_role_keeps_the_items(guangzhou):
    part = ipn.select(guangzhou, roles=[])
    assert (len(part.items), len(part.agencies), len(part.assignments)) == (54, 0, 0)


def test_targets_and_members_follow(guangzhou):
    part = ipn.select(guangzhou, agencies=["各区、县级市政府"])
    assert len(part.members) == 12
    assert set(part.members["collective"]) == {"各区、县级市政府"}
    kept = guangzhou.targets[guangzhou.targets["item"].isin(part.items.index)].reset_index(drop=True)
    pd.testing.assert_frame_equal(part.targets, kept)
    assert 0 < len(part.targets) < len(guangzhou.targets)


def test_unknown_values_are_all_named_with_the_nearest_known(guangzhou):
    filters = {"categories": ["十九"], "roles": ["leader"], "agencies": ["市知识产权", "市版权局", "市专利局"]}
    with pytest.raises(PlanError) as caught:
        ipn.select(guangzhou, agencies=filters["agencies"])
    assert [fault.problem.split("'")[1] for fault in caught.value.faults] == ["市知识产权", "市专利局"]
    assert "市知识产权局" in caught.value.faults[0].remedy
    for name in ("categories", "roles"):
        with pytest.raises(PlanError, match=filters[name][0]):
            ipn.select(guangzhou, **{name: filters[name]})


def test_an_unknown_role_is_answered_with_the_nearest(guangzhou):
    with pytest.raises(PlanError, match=r"role: 'leader' is not in the plan; .*lead"):
        ipn.select(guangzhou, roles=["leader"])


def test_selecting_leaves_the_whole_plan_as_it_was(guangzhou):
    before = {name: table.copy() for name, table in guangzhou.tables.items()}
    ipn.select(guangzhou, roles=["lead"], categories=["二"])
    for name, table in guangzhou.tables.items():
        pd.testing.assert_frame_equal(table, before[name])


# The bundled plan.


def test_the_bundled_plan_says_what_it_holds(guangzhou):
    assert ipn.list_plans() == ["guangzhou-2007"]
    assert repr(guangzhou) == (
        "Plan guangzhou-2007: 54 items, 54 names (42 agency, 8 collective, 4 open), 166 assignments"
    )
    assert guangzhou.items["order"].tolist() == list(range(1, 55))
    assert guangzhou.items["category"].nunique() == 11
    assert guangzhou.unread == ()


def test_every_bundled_name_has_labels_in_both_languages(guangzhou):
    agencies = guangzhou.agencies
    assert agencies[["name_en", "short", "short_en"]].ne("").all(axis=None)
    assert agencies["short"].is_unique
    assert agencies["short_en"].is_unique
    assert agencies["kind"].isin(KINDS[:3]).all()
    assert agencies["short"].str.contains("[一-龥]").all()
    assert not agencies[["name_en", "short_en"]].apply(lambda names: names.str.contains("[一-龥]")).any(axis=None)


def test_six_collectives_have_twelve_districts_each(guangzhou):
    counts = guangzhou.members.groupby("collective").size()
    collectives = guangzhou.agencies.index[guangzhou.agencies["kind"] == "collective"]
    assert counts.tolist() == [12] * 6
    assert set(collectives) - set(counts.index) == {"各高新技术园区管理机构", "各有关区知识产权局"}
    districts = guangzhou.members.groupby("collective")["agency"].agg(lambda names: frozenset(n[:2] for n in names))
    assert len(set(districts)) == 1


def test_bundled_targets_belong_to_items_and_say_where_they_stand(guangzhou):
    assert guangzhou.targets["item"].isin(guangzhou.items.index).all()
    for table in (guangzhou.items, guangzhou.assignments, guangzhou.targets, guangzhou.duties):
        assert table["source"].str.fullmatch(r"L\d+(-\d+)?( c\d)?").all()


def test_a_plan_that_is_not_bundled_is_answered_with_those_that_are():
    with pytest.raises(PlanError, match="no bundled plan is called so; bundled plans: guangzhou-2007"):
        ipn.load_plan("guangzhou")


def resources():
    package = json.loads((BUNDLED / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def rows_of(resource):
    with (BUNDLED / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
        return list(csv.DictReader(file))


def test_the_datapackage_has_the_names_that_frictionless_asks_for():
    package = json.loads((BUNDLED / "datapackage.json").read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package"
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for name in (package["name"], *resources()):
        assert re.fullmatch("[-a-z0-9._/]+", name)


@pytest.mark.parametrize("name", TABLES)
def test_a_bundled_table_is_as_its_schema_says(name):
    resource = resources()[name]
    schema = resource["schema"]
    with (BUNDLED / resource["path"]).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == [field["name"] for field in schema["fields"]]
    assert set(schema["primaryKey"]) <= set(header)
    patterns = {"string": r"(?s).*", "integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "boolean": "true|false"}
    for row in rows_of(resource):
        assert len(row) == len(header)
        for field in schema["fields"]:
            value = row[field["name"]]
            assert re.fullmatch(patterns[field["type"]], value)
            assert value or not field.get("constraints", {}).get("required")


@pytest.mark.parametrize("name", TABLES)
def test_keys_of_a_bundled_table_are_unique_and_point_somewhere(name):
    resource = resources()[name]
    rows = rows_of(resource)
    keys = [tuple(row[column] for column in resource["schema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys) > 0
    for foreign in resource["schema"].get("foreignKeys", []):
        target = foreign["reference"]
        known = {row[target["fields"]] for row in rows_of(resources()[target["resource"]])}
        assert {row[foreign["fields"]] for row in rows} <= known


def test_what_a_selection_leaves_out_is_not_blamed_on_the_document():
    plan = ipn.load_plan("guangzhou-2007")
    part = ipn.select(plan, roles=["participant"])
    assert part.partial
    assert part.findings.empty
    assert "no_lead" not in ipn.key_findings(part).index
    assert not {"no_lead", "no_party", "single_party", "named_once"} & set(ipn.check_plan(part)["check"])
    assert not ipn.select(plan, categories=["九"]).partial


def test_a_part_is_still_a_part_when_it_is_read_back(tmp_path):
    part = ipn.select(ipn.load_plan("guangzhou-2007"), agencies=["市科技局"])
    assert ipn.read_plan(ipn.write_plan(part, tmp_path / "part")).partial


def test_what_a_role_word_means_depends_on_its_own_item():
    plan = build([("1", "A", "牵头单位"), ("1", "B", "责任单位"), ("2", "C", "责任单位"), ("2", "D", "责任单位")])
    assert plan.assignments["role"].tolist() == ["lead", "participant", "lead", "lead"]
    assert plan.assignments["basis"].tolist() == ["explicit", "explicit", "joint", "joint"]


def test_two_names_that_run_together_are_a_fault_of_their_row():
    assert "is a list" in faults_of(lambda: build([("1", "市财政局 市教育局", "lead")]))[0]
    assert "is a list" in faults_of(lambda: build([("1", "市财政局和市教育局", "lead")]))[0]


def test_a_blank_english_name_stays_blank(tmp_path):
    plan = build([("1", "市财政局", "lead")])
    silent = replace(plan, agencies=plan.agencies.assign(name_en="", short_en=""))
    assert ipn.same_plan(ipn.read_plan(ipn.write_plan(silent, tmp_path)), silent, ignore=["meta"]).empty


def test_an_unreadable_package_is_told(tmp_path):
    folder = ipn.write_plan(build([("1", "市财政局", "lead")]), tmp_path)
    (folder / "datapackage.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(ipn.PlanError, match=r"datapackage\.json: not a data package"):
        ipn.read_plan(folder)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"meta": {"date": 2007}}, "date 2007 is not a known text"),
        ({"meta": {"colour": "red"}}, "colour 'red' is not a known text"),
    ],
)
def test_facts_that_are_no_text_are_a_fault(change, told):
    plan = build([("1", "市财政局", "lead")])
    with pytest.raises(ipn.PlanError, match=told):
        replace(plan, **change)


@pytest.mark.parametrize("value", [["市财政局"], "甲\x07乙", "\ud800", "长" * 100_001])
def test_a_cell_that_cannot_be_written_and_read_back_is_a_fault(value):
    plan = build([("1", "市财政局", "lead")])
    broken = plan.items.astype({"title": object})
    broken["title"] = pd.Series([value], index=broken.index, dtype=object)
    with pytest.raises(ipn.PlanError, match="items row 1"):
        replace(plan, items=broken)


def test_a_column_that_stands_twice_in_a_table_is_a_fault():
    plan = build([("1", "市财政局", "lead")])
    with pytest.raises(ipn.PlanError, match="column 'title' stands twice"):
        replace(plan, items=pd.concat([plan.items, plan.items[["title"]]], axis=1))


def test_a_list_in_a_cell_of_a_table_is_a_fault():
    assert "row 1: agency is a list" in faults_of(lambda: build([("1", ["市财政局", "市教育局"], "lead")]))[0]


def test_the_index_of_a_table_is_no_column():
    table = pd.DataFrame([("1", "市财政局", "lead")], columns=["item", "agency", "role"])
    assert ipn.build_plan(table.rename_axis("category")).items["category"].tolist() == [""]


def test_plans_differ_in_what_could_not_be_read():
    plan = build([("1", "市财政局", "lead")])
    assert ipn.same_plan(plan, replace(plan, unread=(Fault("L1", "a", "b"),)))["table"].tolist() == ["unread"]


def test_an_agency_of_a_registry_without_a_label_is_called_by_its_name():
    registry = ipn.build_registry([ipn.Agency("市整规办", kind="agency")])
    table = pd.DataFrame([("1", "市整规办", "lead")], columns=["item", "agency", "role"])
    assert ipn.build_plan(table, registry=registry).agencies["short"].tolist() == ["市整规办"]
