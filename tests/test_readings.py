"""Readings: what each choice does to a plan, and what the comparison of all of them says."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import ipnetwork as ipn
from ipnetwork.readings import CHOICES

ALL = list(itertools.product(*CHOICES.values()))


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def betweenness(plan):
    return ipn.compare_readings(plan, ipn.betweenness)


def small():
    rows = [
        ("1", "市财政局", "lead"),
        ("1", "市科技局", "lead"),
        ("1", "各有关单位", "participant"),
        ("2", "各区、县级市政府", "lead"),
        ("2", "天河区政府", "participant"),
    ]
    table = pd.DataFrame(rows, columns=["item", "agency", "role"])
    members = [ipn.Member("各区、县级市政府", name) for name in ("天河区政府", "白云区政府")]
    return ipn.build_plan(table, registry=ipn.build_registry([], members))


def roles(plan, item):
    rows = plan.assignments[plan.assignments["item"] == item]
    return {row.agency: (row.role, row.basis) for row in rows.itertuples()}


def test_the_default_reading_is_the_plan_itself(plan):
    assert ipn.same_plan(plan, ipn.under_reading(plan)).empty


def test_an_open_name_is_nobody_one_body_or_everybody():
    assert "各有关单位" not in ipn.bipartite_graph(small())
    one = ipn.bipartite_graph(ipn.under_reading(small(), open_names="one"))
    assert list(one["各有关单位"]) == ["1"]
    everybody = roles(ipn.under_reading(small(), open_names="all"), "1")
    assert everybody["天河区政府"] == everybody["各区、县级市政府"] == ("participant", "explicit")
    assert everybody["市财政局"] == ("lead", "explicit")
    assert "各有关单位" not in everybody


def test_a_collective_body_is_one_or_its_members_and_a_member_named_beside_it_counts_once():
    read = ipn.under_reading(small(), collectives="members")
    assert set(read.agencies.index) == {"市财政局", "市科技局", "各有关单位", "天河区政府", "白云区政府"}
    graph = ipn.bipartite_graph(read)
    assert graph["天河区政府"]["2"]["role"] == "lead"
    assert graph["白云区政府"]["2"]["role"] == "lead"


def test_a_collective_body_without_known_members_stays_one(plan):
    read = ipn.under_reading(plan, collectives="members")
    assert read.agencies.query("kind == 'collective'").index.tolist() == [
        "各高新技术园区管理机构",
        "各有关区知识产权局",
    ]


def test_members_keep_the_place_of_the_collective_they_stand_for(plan):
    read = ipn.under_reading(plan, collectives="members")
    row = read.assignments.query("item == '5' or item == '6'").query("agency == '番禺区政府'").iloc[0]
    assert (row["as_written"], row["source"]) == ("各区、县级市政府", "L54 c5")
    assert read.agencies.loc["番禺区政府", "name_en"] == "People's Government of Panyu District, Guangzhou"


def test_only_the_first_lead_leads_or_nobody_is_designated():
    assert roles(ipn.under_reading(small(), leads="first_listed"), "1")["市科技局"] == ("participant", "first_listed")
    joint = ipn.under_reading(small(), leads="joint")
    assert roles(joint, "1")["市财政局"] == roles(joint, "1")["市科技局"] == ("lead", "joint")
    assert ipn.agency_load(joint)["convening"].isna().all()


@pytest.mark.parametrize("reading", ALL, ids="-".join)
def test_every_reading_gives_a_sound_plan_with_the_same_items(plan, reading):
    read = ipn.under_reading(plan, **dict(zip(CHOICES, reading, strict=True)))
    assert read.items.index.tolist() == plan.items.index.tolist()
    assert set(read.assignments["source"]) <= set(plan.assignments["source"])


def test_an_unknown_choice_is_refused(plan):
    with pytest.raises(ValueError, match="open_names must be one of drop, one, all, not 'some'"):
        ipn.under_reading(plan, open_names="some")


def test_the_comparison_holds_what_each_reading_gives(plan, betweenness):
    for reading in ALL[::5]:
        direct = ipn.betweenness(
            ipn.bipartite_graph(ipn.under_reading(plan, **dict(zip(CHOICES, reading, strict=True))))
        )
        compared = betweenness.scores.loc[reading].dropna()
        assert compared[direct.index].tolist() == pytest.approx(direct.tolist(), rel=1e-11)


def test_ranges_hold_the_default_and_are_reached(betweenness):
    summary = betweenness.summary
    assert (summary["lowest"] <= summary["value"]).all()
    assert (summary["value"] <= summary["highest"]).all()
    assert (summary["best"] <= summary["rank"]).all()
    assert (summary["rank"] <= summary["worst"]).all()
    assert len(summary) == 44


def test_tau_is_that_of_scipy_by_hand_on_a_small_case(betweenness):
    tau = betweenness.tau
    assert (tau.to_numpy().diagonal() == 1).all()
    values = betweenness.scores[betweenness.summary.index]
    one, other = values.iloc[0], values.iloc[6]
    agree = tied_one = tied_other = pairs = 0
    for left, right in itertools.combinations(values.columns, 2):
        first = int(one[left] > one[right]) - int(one[left] < one[right])
        second = int(other[left] > other[right]) - int(other[left] < other[right])
        agree += first * second
        tied_one += first == 0
        tied_other += second == 0
        pairs += 1
    expected = agree / ((pairs - tied_one) * (pairs - tied_other)) ** 0.5
    assert tau.iloc[0, 6] == pytest.approx(expected)


def test_what_guangzhou_says(betweenness):
    told = ipn.reading_findings(betweenness, lang="en")["sentence"]
    assert told["first"] == "Among these agencies the first in every reading is 市知识产权局."
    assert told["moves"].endswith(
        "市整规办 (rank 7; 7 to 35); 市政府知识产权办公会议办公室 (rank 8; 8 to 35); 市司法局 (rank 23; 9 to 27)."
    )
    assert "18 readings" in told["agreement"]
    assert "6 different results for the 44 agencies" in told["agreement"]


def test_sentences_in_chinese_with_labels(plan, betweenness):
    told = ipn.reading_findings(betweenness, labels=plan.agencies["short"].to_dict())["sentence"]
    assert "知识产权会议办（第8，各读法下第8至第35）" in told["moves"]


def test_a_plan_in_which_no_agency_is_in_every_reading_has_an_empty_summary():
    table = pd.DataFrame([("1", "各有关单位", "lead")], columns=["item", "agency", "role"])
    compared = ipn.compare_readings(ipn.build_plan(table), ipn.volume)
    assert compared.summary.empty
    assert ipn.reading_findings(compared).empty


def test_a_measure_of_ones_own(plan):
    def doubled(graph):
        return 2 * ipn.volume(graph).rename("doubled")

    compared = ipn.compare_readings(plan, doubled, collectives=["one"], open_names=["drop"], leads=["as_designated"])
    assert compared.measure == "doubled"
    assert compared.summary.loc["市知识产权局", "value"] == 104
    assert compared.dependent == []


def test_an_agency_without_items_stays_in_every_reading(plan):
    row = plan.agencies.loc[["市司法局"]].rename(index={"市司法局": "市档案局"})
    wider = replace(plan, agencies=pd.concat([plan.agencies, row]))
    compared = ipn.compare_readings(wider, ipn.closeness, leads=["as_designated"])
    summary = compared.summary
    assert (summary["lowest"] <= summary["value"]).all()
    assert (summary["value"] <= summary["highest"]).all()
    assert summary.loc["市档案局", "lowest"] == 0


def test_a_reading_without_values_is_left_out_of_the_ranks(plan):
    compared = ipn.compare_readings(plan, ipn.convening)
    assert compared.scores.loc[("one", "drop", "joint")].isna().all()
    assert len(compared.ranks) == 12
    assert compared.summary.notna().all(axis=None)
    assert "12 readings" in ipn.reading_findings(compared, lang="en").loc["agreement", "sentence"]


def test_a_sole_open_lead_stays_lead_and_everybody_is_named_once():
    table = pd.DataFrame(
        [("1", "各有关单位", "lead"), ("1", "市各有关单位", "participant"), ("2", "市财政局", "lead")],
        columns=["item", "agency", "role"],
    )
    plan = ipn.build_plan(table)
    assert roles(ipn.under_reading(plan, open_names="one", leads="first_listed"), "1")["各有关单位"][0] == "lead"
    everybody = ipn.under_reading(plan, open_names="all").assignments
    assert everybody.query("item == '1'")[["agency", "role"]].to_numpy().tolist() == [["市财政局", "lead"]]


def test_what_only_summation_makes_is_no_difference_in_rank(plan):
    def noisy(graph):
        exact = ipn.volume(graph)
        return exact * (1 + 1e-15 * np.arange(len(exact)))

    exact, rough = (ipn.compare_readings(plan, measure, leads=["as_designated"]) for measure in (ipn.volume, noisy))
    assert rough.ranks.equals(exact.ranks)
