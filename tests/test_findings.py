"""The sentences of the briefing: their numbers are the tables' numbers, and their sources are the document's lines."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from ipnetwork import agency_load, build_plan, check_plan, inequality, item_load, key_findings, load_plan, select

DATA = Path(__file__).parents[1] / "data" / "guangzhou-2007"
LANGS = ["zh", "en"]
APPLYING = ["scale", "busiest", "concentration", "several_leads", "unnamed", "largest"]


@pytest.fixture(scope="module")
def plan():
    return load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def load(plan):
    return agency_load(plan)


@pytest.fixture(scope="module")
def items(plan):
    return item_load(plan)


@pytest.fixture(scope="module")
def found(plan):
    return {lang: key_findings(plan, lang=lang) for lang in LANGS}


@pytest.fixture(scope="module")
def written():
    """Read the bundled assignments as they stand in the file."""
    with (DATA / "assignments.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(*rows, **columns):
    return build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]).assign(**columns))


def numbers(sentence):
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", sentence)]


def places(source):
    """Take ``3: L36 c5; 10: L75 c5, L76 c5`` apart."""
    return {item: told.split(", ") for item, _, told in (part.partition(": ") for part in source.split("; "))}


def places_of(rows):
    told = {}
    for row in rows:
        told.setdefault(row["item"], []).append(row["source"])
    return {item: list(dict.fromkeys(sources)) for item, sources in told.items()}


def led(written):
    """Return the rows of items that several agencies lead."""
    leads = [row for row in written if row["role"] == "lead"]
    items = [row["item"] for row in leads]
    return [row for row in leads if items.count(row["item"]) > 1]


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_that_applies_is_told_in_order(found, lang):
    assert list(found[lang].index) == APPLYING
    assert list(found[lang].columns) == ["sentence", "source"]


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_keeps_a_gap_to_fill(found, lang):
    assert not found[lang]["sentence"].str.contains(r"[{}]|nan", regex=True).any()
    assert (found[lang]["sentence"].str[-1] == {"zh": "。", "en": "."}[lang]).all()


@pytest.mark.parametrize("lang", LANGS)
def test_the_scale_counts_what_the_tables_hold(found, plan, load, items, lang):
    counted = [len(items), items["category"].nunique(), len(load), sum(plan.agencies["kind"] == "collective")]
    counted += items[["parties", "leads", "participants", "open_names"]].sum().tolist()
    assert numbers(found[lang].loc["scale", "sentence"]) == counted


def test_the_scale_is_what_the_design_says(found):
    assert numbers(found["en"].loc["scale", "sentence"]) == [54, 11, 50, 8, 148, 106, 42, 18]


@pytest.mark.parametrize("lang", LANGS)
def test_the_busiest_has_the_numbers_of_its_row(found, load, items, lang):
    busiest = load.loc[load["volume"].idxmax()]
    contacts = items["pairs"].sum()
    in_order = [busiest["leads"], busiest["participations"], busiest["breadth"]]
    in_order += [contacts, busiest["volume"]] if lang == "zh" else [busiest["volume"], contacts]
    sentence = found[lang].loc["busiest", "sentence"]
    assert numbers(sentence) == [*in_order, round(100 * busiest["volume"] / contacts)]
    assert sentence.startswith(
        {"zh": "按默认读法，市知识产权局承担", "en": "Guangzhou Intellectual Property Office (市知识产权局) "}[lang]
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_concentration_is_that_of_the_volume(found, load, lang):
    shares = inequality(load["volume"], top=5)
    sentence = found[lang].loc["concentration", "sentence"]
    assert numbers(sentence)[:3] == [5, round(100 * shares["top_share"]), round(shares["gini"], 2)]
    top = load.nlargest(5, "volume")["short_en" if lang == "en" else "short"]
    assert {"zh": "、", "en": ", "}[lang].join(top) in sentence


@pytest.mark.parametrize("lang", LANGS)
def test_items_with_several_leads_are_all_listed(found, items, lang):
    several = [int(item) for item in items.index[items["leads"] > 1]]
    counts = [len(items), len(several)] if lang == "zh" else [len(several), len(items)]
    assert numbers(found[lang].loc["several_leads", "sentence"]) == [*counts, *several]


@pytest.mark.parametrize("lang", LANGS)
def test_items_with_open_names_are_all_listed(found, plan, items, lang):
    opened = [int(item) for item in items.index[items["open_names"] > 0]]
    sentence = found[lang].loc["unnamed", "sentence"]
    assert numbers(sentence) == [len(opened), *opened]
    assert all(name in sentence for name in plan.agencies.index[plan.agencies["kind"] == "open"])


@pytest.mark.parametrize("lang", LANGS)
def test_of_very_many_items_a_sentence_names_the_first_and_its_places_all(lang):
    rows = [(str(item), agency, "lead") for item in range(1, 51) for agency in ("市财政局", "市科技局")]
    found = key_findings(table(*rows), lang=lang).loc["several_leads"]
    assert {"zh": "第1、2、3", "en": "items 1, 2, 3"}[lang] in found["sentence"]
    assert {"zh": "、29、30等项", "en": ", 29, 30 and 20 more."}[lang] in found["sentence"]
    assert len(places(found["source"])) == 50


@pytest.mark.parametrize("lang", LANGS)
def test_the_largest_item_has_the_numbers_of_its_row(found, plan, items, lang):
    item = items["parties"].idxmax()
    sole = round(100 * items.loc[item, "unique_channels"])
    sentence = found[lang].loc["largest", "sentence"]
    assert numbers(sentence) == [int(item), items.loc[item, "parties"], items.loc[item, "pairs"], sole]
    assert plan.items.loc[item, "title_en" if lang == "en" else "title"] in sentence


@pytest.mark.parametrize("lang", LANGS)
def test_english_sentences_are_english_and_chinese_ones_chinese(found, lang):
    chinese = found[lang]["sentence"].drop("unnamed").str.replace(r"\(市知识产权局\)", "", regex=True)
    assert chinese.str.contains("[\u4e00-\u9fff]").all() == (lang == "zh")
    assert chinese.str.contains("[\u4e00-\u9fff]").any() == (lang == "zh")


def test_both_languages_cite_the_same_places(found):
    assert found["zh"]["source"].tolist() == found["en"]["source"].tolist()


def test_the_busiest_is_cited_where_the_file_names_it(found, written):
    named = [row for row in written if row["agency"] == "市知识产权局"]
    assert len(named) == 24
    assert places(found["zh"].loc["busiest", "source"]) == places_of(named)


def test_several_leads_are_cited_where_the_file_names_them(found, written):
    told = places(found["zh"].loc["several_leads", "source"])
    assert told == places_of(led(written))
    assert told["10"] == ["L75 c5", "L75-76 c5", "L76 c5", "L76-77 c5", "L77 c5", "L78 c5", "L80 c5", "L80-81 c5"]
    assert "9" not in told


def test_open_names_are_cited_where_the_file_has_them(found, written):
    named = [row for row in written if row["agency"] in {"各有关单位", "相关部门", "市各有关单位", "有关单位"}]
    assert places(found["zh"].loc["unnamed", "source"]) == places_of(named)


def test_the_concentrated_are_cited_where_the_file_names_them(found, written):
    top = {"市知识产权局", "市版权局", "市工商局", "市科技局", "市经贸委"}
    assert places(found["zh"].loc["concentration", "source"]) == places_of(
        row for row in written if row["agency"] in top
    )


def test_the_largest_item_is_cited_with_its_lines(found):
    assert found["zh"].loc["largest", "source"] == "10: L75-81"


def test_the_scale_is_cited_from_the_first_line_to_the_last(found):
    assert found["zh"].loc["scale", "source"] == "L21-25 … L322-323"


@pytest.mark.parametrize("lang", LANGS)
def test_a_tiny_plan_is_spared_what_does_not_apply(lang):
    plan = table(("1", "市财政局", "lead"), ("1", "市科技局", "participant"), ("2", "市财政局", "lead"))
    assert list(key_findings(plan, lang=lang).index) == ["scale", "busiest_tied", "largest"]


@pytest.mark.parametrize("lang", LANGS)
def test_agencies_that_never_meet_leave_the_scale_alone(lang):
    plan = table(("1", "市财政局", "lead"), ("2", "市科技局", "lead"))
    found = key_findings(plan, lang=lang)
    assert list(found.index) == ["scale"]
    assert numbers(found.loc["scale", "sentence"]) == [2, 2, 2, 2, 0]


def test_a_plan_that_names_nobody_has_a_scale_and_says_so():
    found = key_findings(table(("1", "各有关单位", "lead")), lang="en")
    assert list(found.index) == ["scale", "no_lead", "unnamed"]
    assert numbers(found.loc["scale", "sentence"]) == [1, 0, 0, 0, 0, 1]


def test_five_agencies_are_too_few_to_be_called_concentrated():
    rows = [("1", f"市{name}局", "lead") for name in "财科教卫文体"]
    rows += [("2", f"市{name}局", "lead") for name in "财科"]
    assert "concentration" not in key_findings(table(*rows[:5])).index
    assert "the 2 with most of them" in key_findings(table(*rows), lang="en").loc["concentration", "sentence"]


def test_equals_are_never_cut_apart():
    rows = [("1", f"市{name}局", "lead") for name in "财科教卫文体"]
    assert "concentration" not in key_findings(table(*rows)).index


def test_items_of_the_same_size_have_no_largest():
    rows = [("1", "市财政局", "lead"), ("1", "市科技局", "participant")]
    rows += [("2", "市财政局", "lead"), ("2", "市教育局", "participant")]
    assert "largest" not in key_findings(table(*rows)).index


@pytest.mark.parametrize("lang", LANGS)
def test_agencies_that_tie_are_all_named(lang):
    rows = [("1", "市财政局", "lead"), ("1", "市科技局", "participant"), ("2", "市教育局", "lead")]
    tied = key_findings(table(*rows), lang=lang).loc["busiest_tied"]
    assert numbers(tied["sentence"]) == [1, 1, 100]
    assert "市财政局" in tied["sentence"]
    assert "市科技局" in tied["sentence"]
    assert "市教育局" not in tied["sentence"]
    assert tied["source"] == "1: row 1, row 2"


@pytest.mark.parametrize("lang", LANGS)
def test_joint_responsibility_designates_no_lead(lang):
    plan = table(("一", "市财政局", "责任单位"), ("一", "市科技局", "责任单位"), ("二", "市财政局", "责任单位"))
    found = key_findings(plan, lang=lang)
    assert "several_leads" not in found.index
    assert numbers(found.loc["no_lead", "sentence"]) == [2, 2]
    assert {"zh": "第一、二项", "en": "items 一, 二"}[lang] in found.loc["no_lead", "sentence"]
    assert found.loc["no_lead", "source"] == "一: row 1; 二: row 3"


@pytest.mark.parametrize("lang", LANGS)
def test_those_who_are_jointly_responsible_are_not_said_to_lead(lang):
    rows = [("一", name, "责任单位") for name in ("市财政局", "市科技局")]
    rows += [("二", name, "责任单位") for name in ("市财政局", "市教育局")]
    found = key_findings(table(*rows), lang=lang)["sentence"]
    said = {
        "zh": ("4条共同负责", "共同负责2项"),
        "en": ("4 as jointly responsible", "is jointly responsible for 2 items"),
    }
    assert said[lang][0] in found["scale"]
    assert said[lang][1] in found["busiest"]


def test_only_items_that_nobody_leads_have_no_lead():
    rows = [("1", "市财政局", "lead"), ("1", "市科技局", "lead"), ("2", "市教育局", "参与单位")]
    found = key_findings(table(*rows), lang="en")
    assert numbers(found.loc["several_leads", "sentence"]) == [1, 2, 1]
    assert numbers(found.loc["no_lead", "sentence"]) == [1, 2, 2]
    assert found.loc["several_leads", "source"] == "1: row 1, row 2"
    assert found.loc["no_lead", "source"] == "2: row 3"


def test_a_plan_built_from_a_table_cites_its_rows():
    rows = [("1", "市财政局", "lead"), ("1", "市科技局", "participant"), ("2", "各有关单位", "participant")]
    found = key_findings(table(*rows))
    assert found.loc["scale", "source"] == "row 1 … row 3"
    assert found.loc["unnamed", "source"] == "2: row 3"
    assert found.loc["largest", "source"] == "1: row 1"


def test_a_place_given_in_the_table_is_cited_instead():
    rows = [("1", "市财政局", "lead"), ("1", "市科技局", "participant"), ("1", "市教育局", "participant")]
    found = key_findings(table(*rows, source=["p3 t1 r4 c2", "p3 t1 r4 c3", "p3 t1 r4 c3"]))
    assert found.loc["busiest_tied", "source"] == "1: p3 t1 r4 c2, p3 t1 r4 c3"


def test_an_item_without_a_place_is_cited_by_its_number():
    rows = [("1", "市财政局", "lead"), ("1", "市科技局", "lead")]
    found = key_findings(table(*rows, source=["", ""]))
    assert found.loc["several_leads", "source"] == "1"
    assert found.loc["scale", "source"] == ""


def test_braces_in_a_name_are_only_a_name():
    found = key_findings(table(("1", "{0}{x}", "lead"), ("1", "{{7*7}}", "participant")), lang="en")
    assert found.loc["busiest_tied", "sentence"].startswith("{0}{x}, {{7*7}} carry")


def test_without_an_english_title_the_chinese_one_is_told():
    plan = table(("1", "市财政局", "lead"), ("1", "市科技局", "participant"), title="资金")
    assert "Item 1 (资金)" in key_findings(plan, lang="en").loc["largest", "sentence"]


def test_a_part_of_a_plan_is_counted_for_itself(plan):
    part = select(plan, categories=["九"])
    assert numbers(key_findings(part, lang="en").loc["scale", "sentence"])[:2] == [6, 1]


@pytest.mark.parametrize("lang", ["fr", "", None])
def test_an_unknown_language_is_refused(plan, lang):
    with pytest.raises(ValueError, match="lang must be 'zh' or 'en'"):
        key_findings(plan, lang=lang)


def test_an_open_name_beside_a_lead_is_not_a_second_lead():
    table = pd.DataFrame(
        [("1", "市财政局", "lead"), ("1", "各有关单位", "lead"), ("2", "市财政局", "lead")],
        columns=["item", "agency", "role"],
    )
    plan = build_plan(table)
    assert "several_leads" not in key_findings(plan).index
    assert "several_leads" not in set(check_plan(plan)["check"])
