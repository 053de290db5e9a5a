"""Names that nobody knows: told, proposed for, settled by a person in a table, and read back; never guessed."""

from __future__ import annotations

import csv
import os
import re
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.agencies import general_organs, holds_several, local_organs, renamings
from ipnetwork.agencies.renamings import all_renamings
from ipnetwork.errors import Fault, InputError, RegistryError
from ipnetwork.findings.lint import CHECKS
from ipnetwork.notice import Mention, Notice, Row
from ipnetwork.plan.canonical import BETWEEN_NAMES, under_one_name

BUNDLED = Path(__file__).parents[1] / "data" / "guangzhou-2007"
EXPECTED = Path(os.environ.get("IPNETWORK_NOTICES", "nowhere")) / "expected"
NAMES = [
    *("agency", "times", "source", "nearest_1", "nearest_2", "nearest_3"),
    *("same_as", "kind", "name_en", "short_en", "sector", "level"),
]


def build(rows, columns=("item", "agency", "role"), **options):
    return ipn.build_plan(pd.DataFrame(rows, columns=list(columns)), key="test", **options)


def notice(*rows):
    """Return a notice that names bodies: (item, role, name) for each."""
    items = {item: [] for item, *_ in rows}
    for place, (item, role, name) in enumerate(rows, 1):
        items[item].append(Mention(name, role, "explicit", name, "单位", f"L{place} c4"))
    read = [Row(item, "", "", f"任务{item}。", f"L{item}", tuple(named)) for item, named in items.items()]
    return Notice({"key": "made-up"}, tuple(read), (), ())


def write(path, *rows, columns=("agency", "same_as", "kind", "sector", "level"), encoding="utf-8"):
    lines = [",".join(columns), *(",".join([*row, *[""] * (len(columns) - len(row))]) for row in rows)]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def faults_of(make, error=RegistryError):
    with pytest.raises(error) as caught:
        make()
    return [str(fault) for fault in caught.value.faults]


def kinds(*names):
    return {ipn.describe_agency(name).kind for name in names}


# The general register


def organ_rows():
    text = (files("ipnetwork.agencies") / "organs.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_the_register_stays_a_page_that_a_person_can_check():
    assert len(organ_rows()) <= 300
    for row in organ_rows():
        assert re.search("号|方案|措施|意见|法$|法》|章程|条例", row["source"]), row
        assert row["name_en"].isascii()
        assert row["short_en"].isascii()
        assert len(row["short_en"]) <= 24, row


@pytest.mark.parametrize("prefix", ["", "省", "市", "区", "县", "湖北省", "某某县"])
def test_every_organ_describes_itself_under_every_prefix(prefix):
    for stem, organ in general_organs().items():
        told = ipn.describe_agency(prefix + stem)
        assert (told.kind, told.sector) == ("agency", organ.sector), prefix + stem
        assert not holds_several(prefix + stem, general_organs()), prefix + stem


def test_an_organ_that_exists_once_in_the_country_takes_no_place():
    assert {"财政局", "政府", "高院"} <= local_organs()
    assert local_organs().isdisjoint({"财政部", "最高人民法院", "工业和信息化部", "国家知识产权局", "海关"})


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("省发改委", "省发展和改革委员会"),
        ("市市场监管局", "市市场监督管理局"),
        ("省人社厅", "省人力资源和社会保障厅"),
        ("市卫计委", "市卫生和计划生育委员会"),
        ("市住房城乡建设局", "市住房和城乡建设局"),
        ("科技部", "科学技术部"),
        ("外汇局", "国家外汇管理局"),
        ("高新区管委会", "高新区管理委员会"),
    ],
)
def test_a_full_spelling_says_what_its_short_one_says(short, full):
    one, other = ipn.describe_agency(short), ipn.describe_agency(full)
    assert (one.kind, one.sector, one.level) == (other.kind, other.sector, other.level) != ("unknown",) * 3
    assert (one.agency, other.agency) == (short, full)


@pytest.mark.parametrize(
    "name", ["信用平台办", "发展改革委办公厅", "某集团党委", "社区居委会", "天河区", "某局", "市龙舟局", "全体成员单位"]
)
def test_a_short_organ_does_not_swallow_another_body(name):
    assert ipn.describe_agency(name).kind == "unknown"


@pytest.mark.parametrize(
    ("name", "sector", "level", "english"),
    [
        ("国家发展改革委", "economy", "national", "National Development and Reform Commission"),
        ("中国银保监会", "finance", "national", "China Banking and Insurance Regulatory Commission"),
        ("中国人民银行", "finance", "national", "People's Bank of China"),
        ("人行武汉分行", "finance", "national", "Wuhan Branch of the People's Bank of China"),
        ("人民银行某市中心支行", "finance", "national", ""),
        (
            "湖北银保监局",
            "finance",
            "national",
            "Hubei Office of the China Banking and Insurance Regulatory Commission",
        ),
        ("中国证监会湖北监管局", "finance", "national", "Hubei Office of the China Securities Regulatory Commission"),
        ("国家税务总局湖北省税务局", "finance", "provincial", "Hubei Provincial Tax Service"),
        ("重庆海关", "customs", "national", "Chongqing Customs District"),
        ("市海关", "customs", "national", ""),
        ("杭州市政府", "government", "municipal", "Hangzhou Municipal People's Government"),
        ("重庆市财政局", "finance", "provincial", "Chongqing Municipal Finance Bureau"),
        ("湖北省武汉市教育局", "science_education", "municipal", "Wuhan Municipal Education Bureau"),
        ("广西财政厅", "finance", "provincial", "Guangxi Regional Finance Department"),
        ("广州市某某区财政局", "finance", "district", ""),
        ("某某土家族苗族自治州政府", "government", "municipal", ""),
        ("某某苗族自治县政府", "government", "district", ""),
        ("某某市政府", "government", "unknown", ""),
        ("吉林教育局", "science_education", "unknown", ""),
        ("保税港区管委会", "development_zone", "unknown", ""),
        ("市政府口岸物流办", "trade_foreign", "municipal", "Municipal Port of Entry and Logistics Office"),
        ("市委网信办", "party", "municipal", "Municipal Cyberspace Affairs Office"),
        ("中共广州市委宣传部", "party", "municipal", "Guangzhou Municipal Publicity Department of the Party Committee"),
        ("团市委", "people_organisations", "municipal", "Municipal Committee of the Communist Youth League"),
        ("共青团湖北省委", "people_organisations", "provincial", None),
        ("市委", "party", "municipal", "Municipal Party Committee"),
    ],
)
def test_places_give_a_level_only_where_it_is_certain(name, sector, level, english):
    told = ipn.describe_agency(name)
    assert (told.agency, told.kind, told.sector, told.level) == (name, "agency", sector, level)
    assert english is None or told.name_en == english


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("省市场监管局（省知识产权局）", "省市场监管局"),
        ("市委宣传部(市文明办)", "市委宣传部"),
        ("市发展改革委〔市粮食局〕（市能源局）", "市发展改革委"),
        ("团市委（市青联）", "团市委"),
        ("各成员单位（名单附后）", "各成员单位"),
    ],
)
def test_a_bracket_at_the_end_leaves_the_body_what_it_is(name, bare):
    told = ipn.describe_agency(name)
    assert (told.agency, told.short) == (name, name)
    for field in ("kind", "sector", "level", "name_en"):
        assert getattr(told, field) == getattr(ipn.describe_agency(bare), field)


def test_a_name_settled_with_its_bracket_goes_before_the_one_without():
    registry = ipn.build_registry([ipn.Agency("市林业局（某站）", kind="agency", sector="health")])
    assert ipn.describe_agency("市林业局（某站）", registry).sector == "health"
    assert ipn.describe_agency("市林业局（他站）", registry).sector == "agriculture"


# Kinds


def test_a_class_of_territories_or_bodies_is_collective():
    assert kinds(
        *("各市、县（市、区）人民政府", "各区县政府", "各市、州、县人民政府", "各市、县〔市、区〕政府", "各设区市政府"),
        *("各地级以上市人民政府", "各乡镇（街道）", "各金融机构", "市、县人民政府", "各区县（自治县）政府", "各区县"),
        *(
            "全市各级公安机关",
            "各开发区管委会",
            "县级以上地方人民政府",
            "县（市、区）人民政府",
            "区县（自治县）人民政府",
        ),
        *("市（州）人民政府", "乡镇人民政府", "地方各级人民政府", "省、市、县三级政府", "设区市人民政府", "区县财政局"),
        *("各有关区财政局", "有关各区政府", "市直各学校", "各银行业金融机构", "各高校"),
    ) == {"collective"}


def test_a_word_for_whoever_it_concerns_is_open():
    assert kinds(
        *("有关部门", "各有关单位", "市直有关部门", "相关区政府", "有关市、县人民政府", "等有关单位", "其他成员单位"),
        *("市级各部门", "市直各部门", "各部门", "相关企业", "有关行业协会", "各成员单位", "各责任单位", "各部门各单位"),
        *("省政府有关部门", "国务院有关部门", "有关部门（单位）", "有关部门和单位", "各级有关部门", "各行业主管部门"),
        *("省直有关单位", "各区有关部门", "属地政府", "各地", "市委有关部门", "各牵头单位", "行业主管部门"),
    ) == {"open"}


def test_a_single_body_is_neither():
    assert kinds(
        *(
            "市场监管总局",
            "省市场监管局",
            "市政府",
            "县政府",
            "和平区政府",
            "区域协调办公室联席会议办公室",
            "省级财政局",
        ),
        *("市政府（办公厅）", "重庆海关", "有关"),
    ) == {"agency", "unknown"}


@pytest.mark.parametrize(
    ("name", "sector", "level"),
    [
        ("各设区市政府", "government", "municipal"),
        ("各区县（自治县）公安局", "justice_security", "district"),
        ("各市、县〔市、区〕政府", "government", "unknown"),
        ("各乡镇（街道）", "government", "unknown"),
        ("各区县", "government", "district"),
        ("各金融机构", "unknown", "unknown"),
    ],
)
def test_the_class_of_a_collective_body_gives_its_level(name, sector, level):
    told = ipn.describe_agency(name)
    assert (told.sector, told.level) == (sector, level)


def test_rules_do_not_go_through_a_cell_that_is_no_name():
    assert ipn.describe_agency("各" * 100_000).kind == "unknown"
    assert ipn.describe_agency("有关" * 50_000 + "财政局").kind == "agency"


@pytest.mark.skipif(not EXPECTED.is_dir(), reason="set IPNETWORK_NOTICES to the folder of real notices")
def test_every_name_of_the_real_notices_is_known_and_of_the_kind_that_a_person_gave_it():
    texts = [path.read_text(encoding="utf-8-sig") for path in EXPECTED.glob("*.csv")]
    rows = [row for text in texts for row in csv.DictReader(text.splitlines())]
    assert len(rows) > 300
    for row in rows:
        assert ipn.describe_agency(row["agency"]).kind == (row.get("kind") or "agency"), row["agency"]


# Renamings


def told(name):
    return [(each.old, each.new, each.year, each.kind) for each in ipn.renamings_of(name)]


def test_every_renaming_says_when_and_where_it_is_written():
    pairs = [(each.old, each.new) for each in all_renamings()]
    assert len(set(pairs)) == len(pairs) > 100
    for each in all_renamings():
        assert each.kind in {"alias", "renamed", "merged"}
        assert (each.year is None) == (each.kind == "alias")
        assert each.source
        assert each.old != each.new
        assert each.year is None or 2003 <= each.year <= 2023


def test_time_only_runs_forward_along_renamings():
    both = [each[:3] for each in told("新闻出版广电总局")]
    assert both == [
        ("新闻出版广电总局", "广电总局", 2018),
        ("广电总局", "新闻出版广电总局", 2013),
        ("新闻出版总署", "新闻出版广电总局", 2013),
    ]
    assert [each[2] for each in told("新闻出版总署")] == [2013, 2018]
    assert [each[2] for each in told("广电总局")] == [2013, 2018, 2013]  # two bodies bore that name


def test_a_body_is_told_what_became_of_it_with_its_own_place():
    assert told("湖东市工商局") == [
        ("湖东市工商行政管理局", "湖东市工商局", None, "alias"),
        ("湖东市工商局", "湖东市市场监管局", 2018, "merged"),
    ]
    assert told("各区、县级市环保局")[-1] == ("各区、县级市环保局", "各区、县级市生态环境局", 2018, "renamed")


def test_renamings_are_followed_through_several_reforms_and_back():
    assert [each[:3] for each in told("省扶贫办")] == [
        ("省扶贫办", "省乡村振兴局", 2021),
        ("省乡村振兴局", "省农业农村厅", 2023),
    ]
    before = {each[0] for each in told("市市场监管局")}
    assert {"市工商局", "市质监局", "市食品药品监管局", "市药品监督管理局"} <= before
    assert ("市工商局", "市市场监管局", 2018, "merged") in told("市工商行政管理局")


def test_renamings_go_on_from_every_spelling_of_a_name(monkeypatch):
    rows = [("甲局", "乙局", 2003), ("乙管局", "乙局", None), ("乙管局", "丙局", 2018)]
    made = tuple(renamings.Renaming(*row, "renamed" if row[2] else "alias", "x") for row in rows)
    monkeypatch.setattr(renamings, "all_renamings", lambda: made)
    monkeypatch.setattr(renamings, "_stems", lambda: dict.fromkeys(name for row in rows for name in row[:2]))
    assert [each[:2] for each in told("某县甲局")] == [("某县甲局", "某县乙局"), ("某县乙管局", "某县丙局")]
    assert [each[1] for each in told("某县乙局")] == ["某县乙局", "某县丙局", "某县乙局"]


def test_a_merger_does_not_make_its_parts_one():
    assert "市质监局" not in {name for each in told("市工商局") for name in each[:2]}


def test_provinces_have_departments_where_cities_have_bureaus():
    assert {each[1] for each in told("省法制办")} == {"省司法厅"}
    assert {each[1] for each in told("市法制办")} == {"市司法局"}
    assert {each[1] for each in told("法制办")} == {"司法局", "司法厅"}


def test_a_national_body_does_not_go_the_way_of_the_local_ones():
    assert told("国家知识产权局") == []
    assert told("市知识产权局")[0][1] == "市市场监管局"
    assert ("中国银保监会", "金融监管总局", 2023, "merged") in told("中国银保监会")
    assert told("国务院扶贫办")[0][1] == "国家乡村振兴局"


@pytest.mark.parametrize("name", ["", "市龙舟协会", "各有关单位", "局"])
def test_a_body_without_renamings_has_none(name):
    assert ipn.renamings_of(name) == []


def test_reading_a_plan_renames_nobody():
    names = ["省发改委", "省发展改革委", "省工商局", "省扶贫办"]
    plan = build([("1", name, "participant") for name in names])
    assert plan.agencies.index.tolist() == names


# Proposals


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("省农业农村听", "省农业农村厅"),
        ("某县市监局", "某县市场监管局"),
        ("湖北省教育厅局", "湖北省教育厅"),
        ("市农业农村听", "市农业农村局"),
        ("国务院国咨委", "国务院国资委"),
    ],
)
def test_the_nearest_known_name_is_proposed_first(name, first):
    assert ipn.nearest_names(name)[0] == first


def test_names_of_the_plan_and_of_the_registry_are_proposed_too():
    assert ipn.nearest_names("市龙舟协", ["市龙舟协会", "市法院"]) == ["市龙舟协会"]
    registry = ipn.build_registry([ipn.Agency("省农村信用社联合社", kind="agency"), ipn.Agency("省甲社")])
    assert ipn.nearest_names("省农信社", registry=registry)[0] == "省农村信用社联合社"
    assert "省甲社" not in ipn.nearest_names("省甲乙社", registry=registry)


def test_a_name_is_never_proposed_for_itself_and_nothing_is_proposed_for_the_strange():
    assert "某协会" not in ipn.nearest_names("某协会", ["某协会"])
    assert ipn.nearest_names("XYZ") == ipn.nearest_names("") == ipn.nearest_names("市") == []
    assert ipn.nearest_names("长" * 100_000, ["长" * 99_999]) == []


def test_the_same_place_goes_before_another():
    found = ipn.nearest_names("湖东县龙舟办", ["湖西县龙舟办", "湖东县龙舟办公室"])
    assert found == ["湖东县龙舟办公室", "湖西县龙舟办"]


def test_what_a_body_became_goes_before_what_is_written_like_it():
    assert ipn.nearest_names("市卫计局") == ["市卫生健康局", "市卫生局", "市卫计委"]


# The table of unknown names

ROWS = [
    ("1", "lead", "市龙舟办"),
    ("1", "participant", "市财政局"),
    ("1", "participant", "各有关单位"),
    ("2", "lead", "各区龙舟队"),
    ("2", "participant", "市龙舟协会"),
    ("3", "participant", "市龙舟办"),
]


@pytest.mark.parametrize("made", [lambda: notice(*ROWS), lambda: ipn.build_plan(notice(*ROWS))], ids=["notice", "plan"])
def test_only_unknown_names_are_listed_in_document_order(made):
    table = ipn.unknown_names(made())
    assert table.columns.tolist() == NAMES
    assert table[["agency", "times", "source"]].to_numpy().tolist() == [
        ["市龙舟办", 2, "L1 c4"],
        ["市龙舟协会", 1, "L5 c4"],
    ]
    assert table[NAMES[6:]].eq("").all(axis=None)
    assert table["times"].dtype == "int64"


def test_a_plan_that_knows_everybody_has_an_empty_table():
    table = ipn.unknown_names(ipn.load_plan("guangzhou-2007"))
    assert table.empty
    assert table.columns.tolist() == NAMES


def test_what_a_registry_settles_is_not_listed_again():
    registry = ipn.build_registry([ipn.Agency("市龙舟办", kind="agency")], aliases={"市龙舟协会": "市龙舟办"})
    assert ipn.unknown_names(notice(*ROWS), registry=registry).empty
    assert ipn.unknown_names(ipn.build_plan(notice(*ROWS)), registry=registry).empty
    assert ipn.unknown_names(ipn.build_plan(notice(*ROWS), registry=registry)).empty


def test_an_alias_of_an_unknown_name_counts_as_that_name():
    table = ipn.unknown_names(notice(*ROWS), registry=ipn.build_registry([], aliases={"市龙舟协会": "市龙舟办"}))
    assert table[["agency", "times"]].to_numpy().tolist() == [["市龙舟办", 3]]


def test_a_person_s_kind_in_a_plan_is_not_questioned():
    plan = build([("1", "某协会", "lead")], registry=ipn.build_registry([ipn.Agency("某协会", kind="agency")]))
    assert ipn.unknown_names(plan).empty


def test_only_plans_and_notices_hold_names():
    with pytest.raises(TypeError, match="takes a Plan or a Notice, not str"):
        ipn.unknown_names("plan.csv")


def test_a_name_that_excel_would_calculate_is_marked_and_read_back_as_it_was(tmp_path):
    table = ipn.unknown_names(build([("1", "=1+1", "lead"), ("1", "某协会", "participant")]))
    assert table["agency"].tolist() == ["'=1+1", "某协会"]
    table.assign(kind="agency").to_csv(tmp_path / "names.csv", index=False, encoding="utf-8-sig")
    assert list(ipn.read_registry(tmp_path / "names.csv").known) == ["=1+1", "某协会"]


def test_the_way_round_from_a_notice_to_a_plan_that_knows_its_names(tmp_path):
    read = notice(*ROWS)
    table = ipn.unknown_names(read).set_index("agency")
    table.loc["市龙舟办", ["kind", "name_en", "short_en", "sector", "level"]] = [
        *("agency", "Dragon Boat Office", "Dragon Boats", "culture", "municipal")
    ]
    table.loc["市龙舟协会", "same_as"] = "市龙舟办"
    path = tmp_path / "names.csv"
    table.to_csv(path, encoding="utf-8-sig")
    plan = ipn.build_plan(read, registry=ipn.read_registry(path))
    assert ipn.unknown_names(plan).empty
    assert plan.agencies.index.tolist() == ["市龙舟办", "市财政局", "各有关单位", "各区龙舟队"]
    assert plan.agencies.loc["市龙舟办", ["name_en", "kind", "level"]].tolist() == [
        *("Dragon Boat Office", "agency", "municipal")
    ]
    row = plan.assignments.query("item == '2' and role == 'participant'").iloc[0]
    assert (row["agency"], row["as_written"], row["source"]) == ("市龙舟办", "市龙舟协会", "L5 c4")


# Reading what a person has filled in


def test_a_row_with_nothing_filled_in_settles_nothing(tmp_path):
    registry = ipn.read_registry(write(tmp_path / "names.csv", ("市甲会",), ("市乙会", "", "agency")))
    assert list(registry.known) == ["市乙会"]
    assert registry.aliases == {}
    assert ipn.describe_agency("市甲会", registry).kind == "unknown"


def test_an_open_name_that_a_person_settles_is_of_no_sector_and_level(tmp_path):
    registry = ipn.read_registry(write(tmp_path / "names.csv", ("大家", "", "open"), ("诸君", "", "open", "culture")))
    assert [(each.sector, each.level) for each in registry.known.values()] == [("none", "none"), ("culture", "none")]


def test_blank_cells_are_filled_in_from_the_general_register(tmp_path):
    registry = ipn.read_registry(write(tmp_path / "names.csv", ("湖东市体育局", "", "", "", "municipal")))
    known = registry.known["湖东市体育局"]
    assert (known.kind, known.sector, known.level) == ("agency", "culture", "municipal")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_may_come_back_in_the_encoding_of_excel(tmp_path, encoding):
    path = write(tmp_path / "names.csv", (" '市甲会 ", "", "agency"), encoding=encoding)
    assert list(ipn.read_registry(path).known) == ["市甲会"]


def test_every_fault_of_every_table_is_told_at_once_with_row_and_column(tmp_path):
    one = write(
        tmp_path / "one.csv",
        ("市甲会", "市乙会", "agency"),
        ("市丙会", "", "bureau", "law", "city"),
        ("", "", "agency"),
        ("市丁会", "", "agency"),
        ("市丁会", "", "open"),
        ("市戊会", "市戊会"),
    )
    two = write(tmp_path / "two.csv", ("市甲局",), columns=("agency", "knd"))
    columns = [*NAMES[6:], "official", "short", *NAMES[1:6], "note"]
    assert faults_of(lambda: ipn.read_registry(one, two)) == [
        "one.csv row 2: same_as is filled in, and so is kind; fill in one of them",
        "one.csv row 3: kind 'bureau' is not known; write one of agency, collective, open, unknown",
        *[
            f"one.csv row 3: {column} {value!r} is not known; write one of {', '.join(allowed)}"
            for column, value, allowed in (("sector", "law", ipn.sectors()), ("level", "city", ipn.levels()))
        ],
        "one.csv row 4: agency is blank; write the name as the plan writes it",
        "one.csv row 6: agency '市丁会' stands in one.csv row 5 too; keep one of the rows",
        f"two.csv row 1: column 'knd' is not known; a table of names has {', '.join(['agency', *columns])}",
        "one.csv row 7: same_as '市戊会' is the name itself; leave it empty, and give its kind",
    ]


def test_a_chain_and_a_ring_of_aliases_are_faults(tmp_path):
    chain = write(tmp_path / "chain.csv", ("甲会", "乙会"), ("乙会", "丙会"))
    assert faults_of(lambda: ipn.read_registry(chain)) == [
        "chain.csv row 2: same_as '乙会' stands for '丙会' itself; write 丙会"
    ]
    ring = write(tmp_path / "ring.csv", ("甲会", "乙会"), ("乙会", "甲会"))
    assert [fault.split(";")[0] for fault in faults_of(lambda: ipn.read_registry(ring))] == [
        "ring.csv row 2: same_as goes round in a ring: 甲会 → 乙会 → 甲会",
        "ring.csv row 3: same_as goes round in a ring: 乙会 → 甲会 → 乙会",
    ]
    into = write(tmp_path / "into.csv", ("丁会", "甲会"), ("甲会", "乙会"), ("乙会", "甲会"))
    assert len(faults_of(lambda: ipn.read_registry(into))) == 3


def test_a_chain_over_two_tables_is_a_fault_where_its_first_link_stands(tmp_path):
    one, two = write(tmp_path / "one.csv", ("甲会", "乙会")), write(tmp_path / "two.csv", ("乙会", "丙会"))
    assert faults_of(lambda: ipn.read_registry(one, two))[0].startswith("one.csv row 2: same_as '乙会'")


def test_what_a_later_table_settles_goes_first(tmp_path):
    one = write(tmp_path / "one.csv", ("甲会", "", "open"), ("乙会", "丙会"), ("丁会", "", "agency"))
    two = write(tmp_path / "two.csv", ("甲会", "", "agency"), ("乙会", "", "collective"), ("丁会", "丙会"))
    registry = ipn.read_registry(one, two)
    assert {name: agency.kind for name, agency in registry.known.items()} == {"甲会": "agency", "乙会": "collective"}
    assert registry.aliases == {"丁会": "丙会"}
    back = ipn.read_registry(two, one)
    assert ({name: each.kind for name, each in back.known.items()}, back.aliases) == (
        {"甲会": "open", "丁会": "agency"},
        {"乙会": "丙会"},
    )


def test_a_plan_s_folder_and_a_table_go_together(tmp_path):
    path = write(tmp_path / "names.csv", ("各县区政府", "各区、县级市政府"), ("市文化局", "", "", "none"))
    registry = ipn.read_registry(BUNDLED, path)
    assert repr(registry) == f"Registry: 54 names, {len(general_organs())} organs, 1 aliases"
    assert len(registry.members) == 72
    assert ipn.describe_agency("市文化局", registry).sector == "none"
    assert ipn.describe_agency("各县区政府", registry).agency == "各区、县级市政府"


def test_a_plan_s_folder_alone_is_read_as_the_plan_has_it():
    registry, plan = ipn.read_registry(BUNDLED), ipn.load_plan("guangzhou-2007")
    for name, row in plan.agencies.iterrows():
        known = registry.known[name]
        assert [getattr(known, field) for field in row.index] == row.tolist()


def test_members_are_kept_under_the_name_that_stays(tmp_path):
    folder = tmp_path / "plan"
    folder.mkdir()
    write(folder / "agencies.csv", ("各区甲局", "collective"), columns=("agency", "kind"))
    write(
        folder / "members.csv",
        *(("各区甲局", "东区甲局"), ("各区甲局", "东区老甲局"), ("各区老甲局", "东区甲局"), ("各区甲局", "西区甲局")),
        columns=("collective", "agency"),
    )
    names = write(tmp_path / "names.csv", ("各区老甲局", "各区甲局"), ("东区老甲局", "东区甲局"))
    registry = ipn.read_registry(folder, names)
    assert [(each.collective, each.agency) for each in registry.members] == [
        ("各区甲局", "东区甲局"),
        ("各区甲局", "西区甲局"),
    ]
    plan = build([("1", "各区老甲局", "lead")], registry=registry)
    assert plan.members["agency"].tolist() == ["东区甲局", "西区甲局"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PK\x03\x04 a workbook", "a Word, Excel or zip file, which cannot be read; save the sheet as CSV"),
        (b"name,kind\nx,agency\n", "names.csv row 1: no column 'agency'"),
        (b"agency,kind\nx,agency,more\n", "names.csv row 2: 3 cells under 2 columns"),
        (b"agency,official\nx,perhaps\n", "official 'perhaps' is not known; write true or false"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path, content, expected):
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=re.escape(expected)):
        ipn.read_registry(path)


def test_a_table_that_is_not_there_is_no_registry(tmp_path):
    with pytest.raises(OSError, match="names"):
        ipn.read_registry(tmp_path / "names.csv")


def test_a_registry_that_is_built_refuses_what_one_that_is_read_does():
    agencies = [ipn.Agency("甲会", kind="agency")]
    assert faults_of(lambda: ipn.build_registry(agencies, aliases={"甲会": "乙会"})) == [
        "agency 甲会: the name stands twice; keep one of its rows"
    ]
    assert "goes round in a ring" in faults_of(lambda: ipn.build_registry([], aliases={"甲": "乙", "乙": "甲"}))[0]


# One name in the place of several

ALIASES = {"省发改委": "省发展改革委", "发改委": "省发展改革委"}


def registry(**aliases):
    return ipn.build_registry([], aliases=aliases or ALIASES)


def test_an_alias_is_counted_under_the_name_that_stays_and_shown_as_written():
    plan = build([("1", "省发改委", "lead"), ("2", "省发展改革委", "lead")], registry=registry())
    assert plan.agencies.index.tolist() == ["省发展改革委"]
    assert plan.assignments["agency"].tolist() == ["省发展改革委"] * 2
    assert plan.assignments["as_written"].tolist() == ["省发改委", "省发展改革委"]
    assert plan.findings.empty


def test_one_body_by_two_names_in_one_role_is_one_assignment_and_a_finding():
    rows = [
        ("1", "省财政厅", "lead"),
        ("1", "省发改委", "lead"),
        ("1", "省发展改革委", "lead"),
        ("1", "发改委", "lead"),
    ]
    plan = build(rows, registry=registry())
    assert plan.assignments["agency"].tolist() == ["省财政厅", "省发展改革委"]
    assert plan.assignments["as_written"].tolist() == ["省财政厅", "省发改委；省发展改革委；发改委"]
    assert plan.assignments["source"].tolist() == ["row 1", "row 2; row 3; row 4"]
    assert plan.findings.to_numpy().tolist() == [
        ["named_twice", "1", "省发展改革委 stands here as 省发改委；省发展改革委；发改委", "row 2; row 3; row 4"]
    ]
    assert "named_twice" in {*ipn.check_plan(plan)["check"]} & {*CHECKS}
    assert ipn.agency_load(plan)["breadth"].to_dict() == {"省财政厅": 1, "省发展改革委": 1}


def test_one_body_by_two_names_in_two_roles_is_named_twice_as_any_body_is():
    plan = build([("1", "省发改委", "lead"), ("1", "省发展改革委", "participant")], registry=registry())
    assert plan.assignments["role"].tolist() == ["lead", "participant"]
    assert plan.findings["finding"].tolist() == ["role_twice"]


def test_the_same_name_twice_stays_a_fault():
    rows = [("1", "省发改委", "lead"), ("1", "省发改委", "lead")]
    with pytest.raises(ipn.PlanError, match="stands in row 1 too"):
        build(rows, registry=registry())
    twice = notice(("1", "lead", "省发改委"), ("1", "lead", "省发改委"))
    with pytest.raises(ipn.PlanError, match="省发展改革委"):
        ipn.build_plan(twice, registry=registry())


def test_a_notice_is_read_under_the_names_that_stay():
    read = notice(("1", "lead", "省发改委"), ("1", "lead", "省发展改革委"), ("2", "lead", "省发改委"))
    plan = ipn.build_plan(read, registry=registry())
    assert plan.assignments[["item", "as_written", "source"]].to_numpy().tolist() == [
        ["1", "省发改委；省发展改革委", "L1 c4; L2 c4"],
        ["2", "省发改委", "L3 c4"],
    ]
    assert ipn.build_plan(read).agencies.index.tolist() == ["省发改委", "省发展改革委"]


def test_a_list_that_goes_on_is_still_told_after_two_names_became_one():
    rows = [("1", "省发改委", "lead", "省发改委等"), ("1", "省发展改革委", "lead", "省发展改革委")]
    plan = build(rows, ("item", "agency", "role", "as_written"), registry=registry())
    assert plan.findings["finding"].tolist() == ["named_twice", "open_ended"]


def test_a_plan_under_one_name_comes_back_from_its_folder(tmp_path):
    plan = build([("1", "省发改委", "lead"), ("1", "省发展改革委", "lead")], registry=registry())
    again = ipn.read_plan(ipn.write_plan(plan, tmp_path / "plan"))
    assert ipn.same_plan(again, plan).empty
    assert again.findings.equals(plan.findings)


def test_a_table_of_assignments_is_read_with_the_names_that_stay(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("item,agency,role\n1,省发改委,lead\n2,省发展改革委,lead\n", encoding="utf-8")
    assert ipn.read_plan(path, registry=registry()).agencies.index.tolist() == ["省发展改革委"]
    assert len(ipn.read_plan(path).agencies) == 2


names = st.sampled_from(["甲", "乙", "丙", "丁"])


@given(
    st.lists(st.tuples(st.sampled_from("12"), names, st.sampled_from(["lead", "participant"])), unique=True),
    st.dictionaries(st.sampled_from(["甲", "乙"]), st.sampled_from(["丙", "丁"])),
)
def test_no_name_and_no_place_is_lost_under_one_name(rows, aliases):
    given_rows = [
        {"item": item, "agency": name, "role": role, "as_written": name, "role_as_written": role, "source": f"L{at}"}
        for at, (item, name, role) in enumerate(rows, 1)
    ]
    before = [row.copy() for row in given_rows]
    made = under_one_name(given_rows, ipn.build_registry([], aliases=aliases))
    assert given_rows == before
    keys = [(row["item"], row["agency"], row["role"]) for row in made]
    assert len(set(keys)) == len(keys)
    assert {name for _, name, _ in keys}.isdisjoint(aliases)
    written = {(row["item"], row["role"], name) for row in made for name in row["as_written"].split(BETWEEN_NAMES)}
    assert written == {(item, role, name) for item, name, role in rows}
    places = [place for row in made for place in row["source"].split("; ")]
    assert sorted(places) == sorted(f"L{at}" for at in range(1, len(rows) + 1))


def test_faults_are_the_same_objects_as_everywhere():
    with pytest.raises(RegistryError) as caught:
        ipn.build_registry([], aliases={"甲": "甲"})
    assert caught.value.faults == (
        Fault("alias 甲", "same_as '甲' is the name itself", "leave it empty, and give its kind"),
    )
