"""The sentences on groups and joint meetings: every number in them is one that was found."""

from dataclasses import replace

import pandas as pd
import pytest

import ipnetwork as ipn
from ipnetwork.briefing import compose_briefing

LANGS = ["zh", "en"]


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def meetings(plan):
    return ipn.plan_meetings(plan, max_seats=12)


@pytest.fixture(scope="module")
def groups(plan):
    return ipn.joint_groups(ipn.bipartite_graph(plan))


def build(rows):
    return ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]))


@pytest.mark.parametrize("lang", LANGS)
def test_each_group_of_several_agencies_has_a_sentence_with_its_items_and_stability(plan, groups, lang):
    told = ipn.group_findings(plan, groups, lang=lang)
    short = plan.agencies["short_en" if lang == "en" else "short"]
    sizes = groups[groups["mode"] == "agency"].groupby("group").size()
    assert told.index.tolist() == sizes.index[sizes > 1].tolist()
    for group, row in told.iterrows():
        nodes = groups[groups["group"] == group]
        agencies, items = nodes[nodes["mode"] == "agency"], nodes.index[nodes["mode"] == "item"]
        assert all(short[agency].rstrip(".") in row["sentence"] for agency in agencies.index[:6])
        assert f"{agencies['stability'].mean():.0%}" in row["sentence"]
        assert (f"around {len(items)} item" if lang == "en" else f"围绕{len(items)}项工作") in row["sentence"]
        assert [place.split(":")[0] for place in row["source"].split("; ")] == sorted(items, key=int)


def test_a_large_group_counts_those_it_does_not_name(plan, groups):
    first = ipn.group_findings(plan, groups, lang="en").loc[1, "sentence"]
    assert "and 2 more, around 5 items (1, 33, 37, 41, 51)" in first
    assert "等8个机构，围绕5项工作（第1、33、37、41、51项）" in ipn.group_findings(plan, groups).loc[1, "sentence"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_proven_is_said_to_be_so(plan, meetings, groups, lang):
    told = ipn.meeting_findings(meetings, groups=groups, lang=lang)
    names = ["meetings", "attendances", "by_hand", "idle", "no_meeting", "to_be_named", "together"]
    assert told.index.tolist() == names
    say = told["sentence"]
    if lang == "en":
        assert say["meetings"].startswith("With at most 12 seats a room, 6 joint meetings are enough")
        assert "Fewer are impossible" in say["meetings"]
        assert say["attendances"].startswith(
            "With at most 6 meetings, 63 attendances are the fewest possible. The longest"
        )
        assert "has 5 meetings (IP Office)" in say["attendances"]
        assert say["idle"].startswith("Over all agencies, 72% of the agenda items that they sit through")
        assert "12 items have one named party and need no meeting: 3, 5, 9" in say["no_meeting"]
        assert "18 items name open bodies" in say["to_be_named"]
        assert say["together"].startswith("5 of the 9 joint-bureau groups sit together whole")
    else:
        assert "6次联席会议即可" in say["meetings"]
        assert "不可能" in say["meetings"]
        assert "会议不超过6次时，参会最少63人次；会最多的机构（市知识产权局）参加5次" in say["attendances"]
        assert say["idle"].startswith("陪会率72%")
        assert "9个联席组中有5个全组同会" in say["together"]
    assert ", ".join(meetings.single) in told.loc["no_meeting", "sentence"].replace("、", ", ")
    assert told.loc["by_hand", "source"] == "; ".join(f"{i}: {plan.items.loc[i, 'source']}" for i in ("10", "23"))
    assert told.loc["meetings", "source"].count(";") == 41


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_proven_is_told_with_its_bound(meetings, lang):
    first, second, third = meetings.stages
    open_ended = replace(
        meetings, stages=(replace(first, bound=4, status="GAP"), replace(second, bound=50, status="HEURISTIC"), third)
    )
    told = ipn.meeting_findings(open_ended, lang=lang)["sentence"]
    assert ("at least 4 are needed" if lang == "en" else "至少需要4次") in told["meetings"]
    assert ("at least 50 are needed" if lang == "en" else "至少需要50人次") in told["attendances"]
    assert "impossible" not in told["meetings"]
    assert "不可能" not in told["meetings"]
    assert "together" not in told


def test_one_meeting_is_told_in_the_singular():
    plan = build([("1", "市财政局", "lead"), ("1", "市科技局", "participant")])
    told = ipn.meeting_findings(ipn.plan_meetings(plan, max_seats=2), lang="en")
    assert told.loc["meetings", "sentence"].startswith("With at most 2 seats a room, 1 joint meeting is enough")
    assert "no_meeting" not in told.index
    assert "by_hand" not in told.index


@pytest.mark.parametrize("lang", LANGS)
def test_where_nobody_meets_there_is_nothing_to_say(lang):
    plan = build([("1", "市财政局", "lead")])
    assert ipn.meeting_findings(ipn.plan_meetings(plan, max_seats=2), lang=lang).empty
    assert ipn.group_findings(plan, ipn.joint_groups(ipn.bipartite_graph(plan)), lang=lang).empty


def test_another_language_is_refused(plan, meetings, groups):
    with pytest.raises(ValueError, match="'fr'"):
        ipn.meeting_findings(meetings, lang="fr")
    with pytest.raises(ValueError, match="'fr'"):
        ipn.group_findings(plan, groups, lang="fr")


@pytest.mark.parametrize("lang", LANGS)
def test_the_briefing_has_a_section_on_joint_meetings(plan, groups, lang):
    page = compose_briefing(plan, lang=lang, max_seats=3)  # item 10 alone needs nine
    meetings = ipn.plan_meetings(plan, max_seats=9)
    told = ipn.meeting_findings(meetings, groups=groups, lang=lang)["sentence"]
    for sentence in [*told, *ipn.group_findings(plan, groups, lang=lang)["sentence"]]:
        assert sentence.replace("&", "&amp;").replace("'", "&#39;") in page
    assert page.count("<h3>") == 3  # the groups; limits and references
    chairs = [one.chair for one in meetings.meetings]
    labels = plan.agencies["short_en" if lang == "en" else "short"]
    for number, chair in enumerate(chairs, 1):
        assert f'<td class="number">{number}</td><td>{labels[chair].replace("&", "&amp;")}</td>' in page


def test_the_briefing_plans_for_twelve_seats_where_nothing_is_said(plan):
    assert "With at most 12 seats a room, 6 joint meetings are enough" in compose_briefing(plan, lang="en")
