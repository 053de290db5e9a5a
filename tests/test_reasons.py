"""Reasons, absence, lint, description and notes on method: what answers "where does it say so?"."""

import inspect
import itertools

import pandas as pd
import pytest

import ipnetwork as ipn
from ipnetwork.centrality.table import MEASURES
from ipnetwork.findings.lint import CHECKS


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


def build(rows, **columns):
    table = pd.DataFrame(rows, columns=["item", "agency", "role"])
    return ipn.build_plan(table.assign(**columns))


def test_the_reasons_of_every_agency_add_up_to_its_load(plan):
    load = ipn.agency_load(plan)
    for agency in load.index:
        told = ipn.why(plan, agency)
        assert told["contacts"].sum() == load.loc[agency, "volume"]
        assert (told["role"] == "lead").sum() == load.loc[agency, "leads"]
        assert len(told) == load.loc[agency, "items"]


def test_the_reasons_of_every_pair_are_the_items_shared(plan):
    ties = ipn.project(ipn.bipartite_graph(plan))
    for one, other in itertools.islice(ties.edges, 0, None, 9):
        assert len(ipn.why(plan, (one, other))) == ties[one][other]["weight"]
    assert ipn.why(plan, ("市司法局", "市教育局")).empty


def test_reasons_lead_to_the_lines_of_the_notice(plan, real_notice):
    lines = real_notice.read_text(encoding="utf-8").split("\n")
    for agency in ("市知识产权局", "市工商局", "市司法局"):
        for row in ipn.why(plan, agency).itertuples():
            first, _, last = row.source.removeprefix("L").split(" ")[0].partition("-")
            column = int(row.source[-1])
            cells = [line.split("│") for line in lines[int(first) - 1 : int(last or first)]]
            told = "".join(cell[column] for cell in cells).replace(" ", "")
            assert row.as_written in told


def test_an_unknown_agency_is_refused_with_the_nearest_names(plan):
    with pytest.raises(ipn.PlanError, match="市知识产权局"):
        ipn.why(plan, "知识产权局")
    with pytest.raises(ipn.PlanError, match=r"(?s)甲局.*乙局"):
        ipn.why(plan, ("甲局", "乙局"))


def test_reasons_count_an_agency_named_as_both_once_and_as_lead():
    told = ipn.why(
        build([("1", "市财政局", "participant"), ("1", "市财政局", "lead"), ("1", "市科技局", "lead")]), "市财政局"
    )
    assert told[["role", "contacts"]].to_numpy().tolist() == [["lead", 1]]


def test_absence_counts_what_one_lead_alone_holds():
    told = ipn.lead_absence(
        build(
            [
                ("1", "市财政局", "lead"),
                ("1", "市科技局", "participant"),
                ("1", "市教育局", "participant"),
                ("2", "市财政局", "lead"),
                ("2", "市教育局", "participant"),
                ("3", "市财政局", "lead"),
                ("4", "市财政局", "lead"),
                ("4", "市公安局", "lead"),
            ]
        )
    )
    assert told.loc["市财政局"].to_dict() == {
        "orphaned": 3, "deserted": 1, "pairs": 1, "deputy": "市教育局", "deputy_items": 2, "items": ["1", "2", "3"],
    }  # fmt: skip
    assert told.loc["市公安局", ["orphaned", "deputy", "deputy_items"]].tolist() == [0, "", 0]


def test_a_pair_that_somebody_else_convenes_is_not_left_alone():
    rows = [(item, agency, "participant") for item in "12" for agency in ("市科技局", "市教育局")]
    told = ipn.lead_absence(build([("1", "市财政局", "lead"), ("2", "市公安局", "lead"), *rows]))
    assert told["pairs"].tolist() == [0, 0]


def test_the_absence_that_orphans_most(plan):
    told = ipn.lead_absence(plan).sort_values("orphaned", ascending=False, kind="stable")
    assert told.index[0] == "市知识产权局"
    assert told.iloc[0][["orphaned", "deserted", "deputy", "deputy_items"]].tolist() == [8, 3, "市经贸委", 3]


def test_nobody_is_orphaned_under_joint_responsibility():
    assert ipn.lead_absence(build([("1", "市财政局", "责任单位"), ("1", "市科技局", "责任单位")])).empty


def test_unique_channels_agree_with_the_load_of_items(plan):
    found = ipn.unique_channels(plan).groupby("item").size()
    load = ipn.item_load(plan)
    expected = (load["unique_channels"].fillna(0) * load["pairs"]).round().astype(int)
    assert found.reindex(load.index, fill_value=0).tolist() == expected.tolist()


def test_each_check_of_the_lint_finds_its_case():
    rows = [
        ("1", "市财政局", "lead"), ("1", "市科技局", "lead"),
        ("2", "市财政局", "participant"), ("2", "市科技局", "participant"),
        ("3", "市财政局", "lead"), ("3", "各有关单位", "participant"),
        ("4", "市财政局", "lead"), ("4", "市财政局", "participant"),
        ("5", "市教育局", "lead"), ("5", "市财政局", "participant"), ("5", "市科技局", "participant"),
        ("6", "市教育局", "lead"), ("6", "市财政局", "participant"), ("6", "市科技局", "participant"),
        ("7", "某某协会", "lead"), ("7", "市财政局等", "participant"),
        ("8", "各有关单位", "lead"),
    ]  # fmt: skip
    plan = build(rows, as_written=[name for _, name, _ in rows])
    found = {(row.check, row.where) for row in ipn.check_plan(plan).itertuples()}
    assert {
        ("several_leads", "1"), ("no_lead", "2"), ("open_name", "3"), ("single_party", "3"), ("role_twice", "4"),
        ("duplicate_item", "6"), ("unknown_name", "某某协会"), ("named_once", "某某协会"),
        ("not_checked", "all items"),
    } <= found  # fmt: skip


def test_the_order_of_the_lint_is_that_of_its_checks(plan):
    order = [list(CHECKS).index(name) for name in ipn.check_plan(plan)["check"]]
    assert order == sorted(order)


def test_the_lint_of_the_real_notice(real_notice):
    found = ipn.check_plan(ipn.build_plan(ipn.read_notice(real_notice)))
    assert found["check"].value_counts().to_dict() == {
        "named_once": 26, "several_leads": 23, "open_name": 18, "single_party": 12,
        "named_in_text_only": 2, "duplicate_item": 2,
    }  # fmt: skip
    told = found[found["check"] == "named_in_text_only"]
    assert told[["where", "detail"]].to_numpy().tolist() == [["28", "市法院"], ["28", "市检察院"]]
    twins = found[found["check"] == "duplicate_item"]
    assert twins["where"].tolist() == ["50", "53"]
    assert all("item 48" in detail for detail in twins["detail"])


def test_the_description_agrees_with_the_tables(plan):
    told = ipn.describe_network(plan)
    load, items = ipn.agency_load(plan), ipn.item_load(plan)
    assert told["ties"] == load["items"].sum() == items["parties"].sum() == 148
    assert told["contacts"] == items["pairs"].sum() == load["volume"].sum() / 2
    assert told["pairs_once"] == len(ipn.unique_channels(plan)) == 113
    assert told["pairs"] == 146
    assert told[["components", "agencies_in_largest", "core_agencies"]].tolist() == [3, 45, 5]


def test_an_almost_empty_plan_can_be_described():
    told = ipn.describe_network(build([("1", "市财政局", "lead")]))
    assert told["density"] == 1
    assert pd.isna(told["core_correlation"])
    assert told.drop(["core_agencies", "core_correlation"]).notna().all()


def measures_of_the_package():
    """Name every public function from a graph or plan to numbers, and every column of the tables of load."""
    graph_or_plan = {
        name
        for name in ipn.__all__
        if inspect.isfunction(getattr(ipn, name))
        and next(iter(inspect.signature(getattr(ipn, name)).parameters), "")
        in {"graph", "plan", "convening", "load", "meetings", "groups"}
        and getattr(ipn, name).__module__.split(".")[1] in {"load", "centrality", "clustering", "readings", "meetings"}
    }
    plan = ipn.load_plan("guangzhou-2007")
    columns = {*ipn.agency_load(plan).columns, *ipn.item_load(plan).columns} - {
        "short",
        "short_en",
        "category",
        "title",
    }
    return sorted(graph_or_plan | columns | set(MEASURES))


# Tables and plans, whose columns and measures have notes of their own; parts of a count; no numbers of their own.
WITHOUT = {
    "reading_graphs",
    "agency_load", "item_load", "agency_centrality", "under_reading", "check_meetings", "compose_agenda",
    "seats_needed",
    "leads_alone", "leads_joint", "participants", "open_names",
}  # fmt: skip


def test_no_measure_is_without_a_note_and_no_note_without_a_measure():
    named = set(measures_of_the_package()) - WITHOUT
    assert named == set(ipn.list_methods())


@pytest.mark.parametrize("name", ipn.list_methods())
def test_a_note_is_one_to_three_sentences_in_each_language(name):
    chinese, english = ipn.method_note(name), ipn.method_note(name, lang="en")
    assert 1 <= chinese.count("。") <= 3
    assert english.endswith(".")
    assert len(english) < 500
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)


def test_unknown_notes_and_languages_are_refused():
    with pytest.raises(ValueError, match="there are notes on items, leads"):
        ipn.method_note("workload")
    with pytest.raises(ValueError, match="'fr'"):
        ipn.method_note("volume", lang="fr")
