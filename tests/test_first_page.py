"""How sure each finding is: said of the readings that the plan really has, and never more than they bear out."""

import pandas as pd
import pytest

import ipnetwork as ipn
from ipnetwork.briefing.drawing import draw_pictures
from ipnetwork.briefing.measuring import measure

LANGS = ["zh", "en"]


def plan_of(*rows):
    return ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]))


def told(plan, lang="en", **kept):
    measured = measure(plan, max_seats=9)
    return ipn.briefing_findings(
        plan,
        volumes=kept.get("volumes", measured.volumes),
        positions=kept.get("positions", measured.positions),
        groups=measured.groups,
        meetings=measured.meetings,
        lang=lang,
    )


def star(*more):
    """One bureau on four items, each with another bureau; and what is added."""
    rows = [(str(item), "市财政局", "lead") for item in range(1, 5)]
    others = ("市教育局", "市科技局", "市民政局", "市司法局")
    rows += [(str(item), name, "participant") for item, name in enumerate(others, 1)]
    return plan_of(*rows, *more)


@pytest.mark.parametrize("lang", LANGS)
def test_who_comes_first_in_every_reading_alone_is_said_to_be_firm(lang):
    found = told(ipn.load_plan(), lang).loc["between", "certainty"]
    assert found.startswith({"zh": "稳固。集合机构和泛称有6种读法，市知识产权局在每一种都居首", "en": "Firm: "}[lang])


def test_first_in_some_readings_is_counted_over_all_agencies_of_a_reading():
    plan = ipn.load_plan()
    graphs = ipn.reading_graphs(plan, leads=["as_designated"])
    volumes = ipn.compare_readings(plan, ipn.volume, graphs=graphs)
    alone = sum(
        row["市知识产权局"] == row.max() and (row == row.max()).sum() == 1 for _, row in volumes.scores.iterrows()
    )
    assert 0 < alone < len(volumes.scores)
    assert f"comes first in {alone} of them" in told(plan, volumes=volumes).loc["busiest", "certainty"]


def test_an_open_name_that_would_come_first_makes_it_depend_on_the_reading():
    plan = star(*((str(item), "各有关单位", "participant") for item in range(1, 9)), ("5", "市水务局", "lead"))
    found = told(plan).loc["busiest", "certainty"]
    assert found.startswith("Depends on the reading: open names can be read in")


@pytest.mark.parametrize("lang", LANGS)
def test_where_nothing_can_be_read_otherwise_nothing_is_said_to_vary(lang):
    found = told(star(), lang)
    for name in ("busiest", "between"):
        assert found.loc[name, "certainty"].startswith({"zh": "稳固。", "en": "Firm: no reading"}[lang])
    assert {"zh": "种读法", "en": "ways"}[lang] not in "".join(found["certainty"])


def test_a_measure_that_was_taken_in_one_reading_only_is_said_to_be_untested():
    plan = ipn.load_plan()
    graphs = ipn.reading_graphs(plan, collectives=["one"], open_names=["drop"], leads=["as_designated"])
    found = told(plan, positions=ipn.compare_readings(plan, ipn.betweenness, graphs=graphs))
    assert found.loc["between", "certainty"].startswith("Not tested: ")


def test_those_who_tie_are_each_told():
    rows = [("1", "市财政局", "lead"), ("1", "市教育局", "lead"), ("2", "各有关单位", "participant")]
    plan = plan_of(*rows, ("2", "市水务局", "lead"))
    found = told(plan)
    assert "busiest_tied" in found.index
    assert found.loc["busiest_tied", "certainty"].count("Depends on the reading") == 2


def test_who_stands_between_comes_after_who_is_busiest():
    assert told(star()).index.tolist()[:2] == ["scale", "busiest"]
    order = told(ipn.load_plan()).index.tolist()
    assert order.index("busiest") < order.index("between") < order.index("several_leads")


def test_open_names_that_change_no_number_are_still_unsettled():
    plan = plan_of(("1", "各有关单位", "lead"), ("2", "市财政局", "lead"))
    assert told(plan).loc["unnamed", "certainty"] == "Not settled: somebody has to say who is meant."


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", ["a4", "slide"])
@pytest.mark.parametrize(
    "numbers", [("二（一）", "二（二）", "二（三）"), ("第一条", "第二条", "第三条"), ("Task A", "Task B", "2024-001")]
)
def test_items_with_long_numbers_have_a_briefing(numbers, page, lang):
    rows = [(number, name, "lead") for number in numbers for name in ("市财政局", "市教育局")]
    pictures = draw_pictures(measure(plan_of(*rows), max_seats=9), lang=lang, page=page)
    assert "incidence" in [picture.name for picture in pictures]
