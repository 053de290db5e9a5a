"""Every measure of load against plain loops, the identities that hold them together, and what degenerate plans give."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import exp, log

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.errors import GraphError

MEASURES = [
    ipn.volume,
    ipn.breadth,
    ipn.depth,
    ipn.convening,
    ipn.response,
    ipn.peer,
    ipn.effort,
    ipn.exclusivity,
    ipn.scope,
    ipn.effective_categories,
]
COUNTS = ["items", "leads", "leads_alone", "leads_joint", "participations", "breadth", "volume"]
NAMES = ["市财政局", "市科技局", "各区政府", "某协会", "市公安局", "各有关单位"]
SOUTHERN_WOMEN = nx.davis_southern_women_graph()
modest = settings(max_examples=40, deadline=None)


def build(rows, columns=("item", "agency", "role")):
    return ipn.build_plan(pd.DataFrame(rows, columns=list(columns)))


def with_assignments(plan, rows, **tables):
    """The plan's items and agencies under other assignments, so that some may be left without any."""
    told = [(item, agency, role, basis, agency, "", "") for item, agency, role, basis in rows]
    return replace(plan, assignments=pd.DataFrame(told, columns=list(plan.assignments), dtype="str"), **tables)


# Six items and all the names, led by whom does not matter: the random plans take a part and assign it anew.
WHOLE = build([(str(item), agency, "lead") for item in range(6, 0, -1) for agency in NAMES])
DESIGNATED = [(), ("lead",), ("participant",), ("participant",), ("lead", "participant")]


@st.composite
def random_plans(draw):
    """Items that designate leads, perhaps naming one as participant too; or led jointly, perhaps with participants."""
    items, agencies = WHOLE.items.iloc[: draw(st.integers(1, 6))], WHOLE.agencies.iloc[draw(st.integers(0, 5)) :]
    classes = st.sampled_from("一二三") if draw(st.booleans()) else st.just("")
    rows = []
    for item in items.index:
        basis, kinds = draw(st.sampled_from([("explicit", DESIGNATED), ("joint", DESIGNATED[:3])]))
        for agency in agencies.index:
            once = kinds[:4] if agency == "各有关单位" else kinds
            told = draw(st.sampled_from(once))
            rows += [(item, agency, role, basis if role == "lead" else "explicit") for role in told]
    items = items.assign(category=[draw(classes) for _ in items.index])
    return with_assignments(WHOLE, draw(st.permutations(rows)), items=items, agencies=agencies)


def parties_of(plan):
    """Who is in each item and how, straight from the assignments: lead counts, open names do not."""
    parties = {item: {} for item in plan.items.index}
    for row in plan.assignments.itertuples():
        if (
            plan.agencies.loc[row.agency, "kind"] != "open"
            and parties[row.item].get(row.agency, ("participant",))[0] != "lead"
        ):
            parties[row.item][row.agency] = (row.role, row.basis)
    return parties


def parties_of_graph(graph):
    """The same from a graph's edges; without roles all lead and nobody is designated."""
    items = [node for node, mode in graph.nodes(data="bipartite") if mode == 1]
    return {
        item: {agency: (edge.get("role", "lead"), edge.get("basis", "joint")) for agency, edge in graph[item].items()}
        for item in items
    }


def contacts_by_loops(agency, parties):
    """Convening, response and peer contacts of an agency, one pair at a time."""
    found = {"convening": 0, "response": 0, "peer": 0}
    for inside in parties.values():
        designated = any(role == "lead" and basis != "joint" for role, basis in inside.values())
        for other in inside if agency in inside else ():
            if other == agency:
                continue
            pair = inside[agency][0], inside[other][0]
            if pair[0] == pair[1] or not designated:
                found["peer"] += 1
            else:
                found["convening" if pair[0] == "lead" else "response"] += 1
    return found


def load_by_loops(agency, parties, categories):
    """Every measure of one agency, by its definition."""
    mine = [item for item, inside in parties.items() if agency in inside]
    leads = [item for item in mine if parties[item][agency][0] == "lead"]
    alone = [item for item in leads if sum(role == "lead" for role, _ in parties[item].values()) == 1]
    volume = sum(len(parties[item]) - 1 for item in mine)
    met = {other for item in mine for other in parties[item]} - {agency}
    found = {
        "items": len(mine),
        "leads": len(leads),
        "leads_alone": len(alone),
        "leads_joint": len(leads) - len(alone),
        "participations": len(mine) - len(leads),
        "breadth": len(met),
        "volume": volume,
        "depth": volume / len(met) if met else 0,
        "effort": sum(1 / len(parties[item]) for item in mine),
        "exclusivity": sum(exp(1 - len(parties[item])) for item in mine),
    }
    found |= contacts_by_loops(agency, parties)
    told = [(role, basis) for item in mine for role, basis in parties[item].values()]
    if mine and not any(role == "lead" and basis != "joint" for role, basis in told):
        found |= {"convening": np.nan, "response": np.nan}
    shares = [sum(categories[item] == one for item in mine) / len(mine) for one in set(categories.values()) if mine]
    spread = {"scope": 0, "effective_categories": 0}
    if mine:
        entropy = -sum(share * log(share) for share in shares if share)
        spread = {"scope": 1 - sum(share**2 for share in shares), "effective_categories": exp(entropy)}
    return found | (spread if any(categories.values()) else dict.fromkeys(spread, np.nan))


def assert_close(found, expected):
    assert list(found.index) == list(expected.index)
    for name in expected:
        assert found[name].tolist() == pytest.approx(expected[name].tolist(), rel=1e-9, abs=1e-9, nan_ok=True), name


@modest
@given(random_plans())
def test_agency_load_equals_plain_loops(plan):
    parties, categories = parties_of(plan), plan.items["category"].to_dict()
    agencies = plan.agencies.index[plan.agencies["kind"] != "open"].tolist()
    rows = {agency: load_by_loops(agency, parties, categories) for agency in agencies}
    found = ipn.agency_load(plan)
    assert found.index.tolist() == agencies
    assert found.index.name == "agency"
    if agencies:
        assert_close(found, pd.DataFrame.from_dict(rows, orient="index"))
    assert all(found[name].dtype.kind == "i" for name in COUNTS)


@modest
@given(random_plans())
def test_item_load_equals_plain_loops(plan):
    parties, found = parties_of(plan), ipn.item_load(plan)
    assert found.index.tolist() == list(parties)
    opened = plan.assignments.loc[plan.assignments["agency"] == "各有关单位", "item"].tolist()
    for item, inside in parties.items():
        leads = sum(role == "lead" for role, _ in inside.values())
        counts = [len(inside), leads, len(inside) - leads, opened.count(item), len(inside) * (len(inside) - 1) // 2]
        assert found.loc[item, ["parties", "leads", "participants", "open_names", "pairs"]].tolist() == counts
        pairs = list(combinations(inside, 2))
        sole = [sum({one, other} <= set(inside) for inside in parties.values()) == 1 for one, other in pairs]
        expected = sum(sole) / len(pairs) if pairs else np.nan
        assert found.loc[item, "unique_channels"] == pytest.approx(expected, nan_ok=True)


def test_both_tables_equal_plain_loops_on_guangzhou(plan):
    parties, categories = parties_of(plan), plan.items["category"].to_dict()
    found = ipn.agency_load(plan)
    rows = {agency: load_by_loops(agency, parties, categories) for agency in found.index}
    assert_close(found, pd.DataFrame.from_dict(rows, orient="index"))
    assert ipn.item_load(plan)["parties"].to_dict() == {item: len(inside) for item, inside in parties.items()}


def test_measures_equal_plain_loops_on_southern_women():
    parties = parties_of_graph(SOUTHERN_WOMEN)
    categories = dict.fromkeys(parties, "")
    for measure in MEASURES:
        found = measure(SOUTHERN_WOMEN)
        expected = [load_by_loops(woman, parties, categories)[measure.__name__] for woman in found.index]
        assert found.tolist() == pytest.approx(expected, nan_ok=True), measure.__name__
        assert found.name == measure.__name__


@modest
@given(random_plans())
def test_the_table_holds_what_the_single_measures_give(plan):
    graph, table = ipn.bipartite_graph(plan), ipn.agency_load(plan)
    for measure in MEASURES:
        pd.testing.assert_series_equal(
            table[measure.__name__], measure(graph), check_dtype=False, check_index_type=False
        )


# Identities.


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@modest
@given(random_plans())
def test_contacts_are_convening_response_and_peer(plan):
    load = ipn.agency_load(plan)
    parts = load["convening"].fillna(0) + load["response"].fillna(0) + load["peer"]
    assert parts.tolist() == load["volume"].tolist()
    known = load[load["convening"].notna()]
    assert (known["convening"] + known["response"] + known["peer"]).tolist() == known["volume"].tolist()


@modest
@given(random_plans())
def test_every_contact_is_convened_from_one_side_and_answered_from_the_other(plan):
    load = ipn.agency_load(plan)
    assert load["convening"].sum() == load["response"].sum()


@modest
@given(random_plans())
def test_effort_adds_up_to_the_items_with_a_party(plan):
    parties = ipn.item_load(plan)["parties"]
    assert ipn.agency_load(plan)["effort"].sum() == pytest.approx((parties > 0).sum())


@modest
@given(random_plans())
def test_volume_adds_up_to_twice_the_pairs_and_is_strength(plan):
    load = ipn.agency_load(plan)
    assert load["volume"].sum() == 2 * ipn.item_load(plan)["pairs"].sum()
    ties = ipn.project(ipn.bipartite_graph(plan))
    assert load["volume"].to_dict() == dict(ties.degree(weight="weight"))
    assert load["breadth"].to_dict() == dict(ties.degree())


@modest
@given(random_plans())
def test_leads_and_participations_are_the_items(plan):
    load = ipn.agency_load(plan)
    assert (load["leads"] + load["participations"]).tolist() == load["items"].tolist()
    assert (load["leads_alone"] + load["leads_joint"]).tolist() == load["leads"].tolist()
    items = ipn.item_load(plan)
    assert (items["leads"] + items["participants"]).tolist() == items["parties"].tolist()
    assert items["leads"].sum() == load["leads"].sum()
    assert items["parties"].sum() == load["items"].sum()


@modest
@given(random_plans())
def test_scope_and_effective_categories_stay_within_their_bounds(plan):
    load = ipn.agency_load(plan)
    number = plan.items["category"].nunique()
    if not plan.items["category"].any():
        assert load[["scope", "effective_categories"]].isna().all(axis=None)
        return
    assert load["scope"].between(0, 1 - 1 / number + 1e-12).all()
    busy = load[load["items"] > 0]
    assert busy["effective_categories"].between(1 - 1e-12, number + 1e-12).all()
    assert (load.loc[load["items"] == 0, ["scope", "effective_categories"]] == 0).all(axis=None)


def assert_unique_channels_are_one_minus_redundancy(found, graph):
    for item, value in found.items():
        if graph.degree[item] > 1:
            assert value == pytest.approx(1 - nx.bipartite.node_redundancy(graph, [item])[item])
            continue
        assert np.isnan(value)
        with pytest.raises(nx.NetworkXError):
            nx.bipartite.node_redundancy(graph, [item])


@modest
@given(random_plans())
def test_unique_channels_are_one_minus_redundancy(plan):
    found = ipn.item_load(plan)["unique_channels"]
    assert_unique_channels_are_one_minus_redundancy(found, ipn.bipartite_graph(plan))


def test_unique_channels_are_one_minus_redundancy_on_guangzhou(plan):
    found = ipn.item_load(plan)["unique_channels"]
    assert_unique_channels_are_one_minus_redundancy(found, ipn.bipartite_graph(plan))
    assert 0 < found.isna().sum() < len(found)


# Known plans.


@pytest.mark.parametrize(
    ("agency", "leads", "joins", "volume"),
    [("市知识产权局", 21, 3, 52), ("市版权局", 11, 1, 36), ("市工商局", 10, 3, 35)],
)
def test_the_busiest_of_guangzhou(plan, agency, leads, joins, volume):
    row = ipn.agency_load(plan).loc[agency]
    assert (row["leads"], row["participations"], row["volume"]) == (leads, joins, volume)


def test_totals_of_guangzhou(plan):
    load, items = ipn.agency_load(plan), ipn.item_load(plan)
    assert load[["items", "leads", "participations"]].sum().tolist() == [148, 106, 42]
    assert items["open_names"].sum() == 18
    assert load["volume"].nlargest(3).index.tolist() == ["市知识产权局", "市版权局", "市工商局"]
    assert load["short_en"]["市工商局"] == "AIC (commerce)"
    assert items[["category", "title"]].equals(plan.items[["category", "title"]])


def test_jointly_led_items_designate_nobody():
    load = ipn.agency_load(build([(item, agency, "责任单位") for item in "12" for agency in "甲乙丙"]))
    assert load[["convening", "response"]].isna().all(axis=None)
    assert load["peer"].tolist() == load["volume"].tolist() == [4, 4, 4]
    assert load["leads_joint"].tolist() == [2, 2, 2]


def test_items_with_participants_only_designate_nobody():
    load = ipn.agency_load(build([("1", "甲", "participant"), ("1", "乙", "participant")]))
    assert load[["convening", "response"]].isna().all(axis=None)
    assert load["peer"].tolist() == [1, 1]


def test_beside_a_designated_item_a_joint_one_counts_as_nothing_convened():
    rows = [("1", "甲", "lead", "joint"), ("1", "乙", "lead", "joint")]
    rows += [("2", "甲", "lead", "explicit"), ("2", "丙", "participant", "explicit")]
    plan = build(rows, ("item", "agency", "role", "basis"))
    load = ipn.agency_load(plan)
    assert load["convening"].tolist() == pytest.approx([1, np.nan, 0], nan_ok=True)
    assert load["response"].tolist() == pytest.approx([0, np.nan, 1], nan_ok=True)
    assert load["peer"].tolist() == [1, 1, 0]


def test_a_lead_alone_convenes_nobody_and_is_designated():
    load = ipn.agency_load(build([("1", "甲", "lead")])).loc["甲"]
    assert load[["convening", "response", "peer", "breadth", "volume", "depth"]].tolist() == [0] * 6
    assert load[["items", "leads_alone", "effort", "exclusivity"]].tolist() == [1] * 4


def test_an_agency_with_no_item_has_no_load():
    plan = with_assignments(build([("1", "甲", "lead"), ("1", "乙", "lead")]), [("1", "甲", "lead", "explicit")])
    load = ipn.agency_load(plan)
    assert load.index.tolist() == ["甲", "乙"]
    assert load.loc["乙"].drop(["short", "short_en", "scope", "effective_categories"]).tolist() == [0] * 13


def test_one_item_gives_every_party_the_same_volume():
    load = ipn.agency_load(build([("1", agency, "lead") for agency in "甲乙丙丁"]))
    assert load["volume"].tolist() == load["breadth"].tolist() == load["peer"].tolist() == [3] * 4
    assert load["exclusivity"].tolist() == pytest.approx([exp(-3)] * 4)
    assert ipn.item_load(build([("1", agency, "lead") for agency in "甲乙丙丁"]))["unique_channels"].tolist() == [1]


def test_an_item_with_open_names_only_has_no_party():
    plan = build([("1", "各有关单位", "participant"), ("1", "相关部门", "participant"), ("2", "甲", "lead")])
    row = ipn.item_load(plan).loc["1"]
    assert row[["parties", "leads", "participants", "open_names", "pairs"]].tolist() == [0, 0, 0, 2, 0]
    assert np.isnan(row["unique_channels"])


def test_a_graph_without_roles_is_measured_without_designation():
    assert ipn.convening(SOUTHERN_WOMEN).isna().all()
    assert ipn.response(SOUTHERN_WOMEN).isna().all()
    assert ipn.peer(SOUTHERN_WOMEN).equals(ipn.volume(SOUTHERN_WOMEN).rename("peer"))
    assert ipn.scope(SOUTHERN_WOMEN).isna().all()
    assert ipn.effective_categories(SOUTHERN_WOMEN).isna().all()
    assert ipn.effort(SOUTHERN_WOMEN).sum() == pytest.approx(14)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_graph_gives_an_empty_series(measure):
    found = measure(nx.Graph())
    assert (len(found), found.name, found.index.name) == (0, measure.__name__, "agency")


@pytest.mark.parametrize("measure", MEASURES)
def test_items_without_agencies_give_an_empty_series(measure):
    graph = nx.Graph()
    graph.add_node("1", bipartite=1, category="一")
    assert measure(graph).empty


@pytest.mark.parametrize("measure", MEASURES)
def test_measures_ask_for_two_modes(measure):
    with pytest.raises(GraphError, match="node 0: its mode is None"):
        measure(nx.path_graph(2))


def test_an_empty_plan_gives_empty_tables(plan):
    nothing = ipn.select(plan, agencies=[])
    assert ipn.agency_load(nothing).empty
    assert ipn.item_load(nothing).empty
    assert list(ipn.agency_load(nothing)) == list(ipn.agency_load(plan))


@pytest.mark.parametrize("measure", MEASURES)
def test_values_do_not_depend_on_the_order_of_nodes_and_edges(plan, measure):
    graph, mixed = ipn.bipartite_graph(plan), nx.Graph()
    random = np.random.default_rng(0)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(data=True))
    mixed.add_nodes_from(nodes[at] for at in random.permutation(len(nodes)))
    mixed.add_edges_from(edges[at] for at in random.permutation(len(edges)))
    found = measure(mixed)
    assert found.index.tolist() == ipn.two_modes(mixed)[0] != ipn.two_modes(graph)[0]
    pd.testing.assert_series_equal(found[ipn.two_modes(graph)[0]], measure(graph), rtol=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
def test_values_are_exactly_the_same_under_any_order_of_edges(plan, measure):
    graph, mixed = ipn.bipartite_graph(plan), nx.Graph()
    mixed.add_nodes_from(graph.nodes(data=True))
    mixed.add_edges_from(reversed(list(graph.edges(data=True))))
    pd.testing.assert_series_equal(measure(mixed), measure(graph), check_exact=True)


def test_measuring_leaves_plan_and_graph_as_they_were(plan):
    graph = ipn.bipartite_graph(plan)
    before = graph.copy()
    for measure in MEASURES:
        measure(graph)
    assert nx.utils.graphs_equal(graph, before)
    agencies = plan.agencies.copy()
    load = ipn.agency_load(plan)
    load["short"] = "x"
    pd.testing.assert_frame_equal(plan.agencies, agencies)


# Inequality.

loads = st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=1, max_size=12).map(pd.Series)
some_loads = loads.filter(lambda load: load.max() > 1e-6)


def gini_by_loops(load):
    """Mean absolute difference over twice the mean, times n/(n − 1)."""
    n, total = len(load), sum(load)
    return sum(abs(one - other) for one in load for other in load) / (2 * n * total) * n / (n - 1)


@modest
@given(some_loads)
def test_gini_and_hhi_equal_their_definitions(load):
    found = ipn.inequality(load)
    expected = gini_by_loops(load) if len(load) > 1 else 0
    assert found["gini"] == pytest.approx(expected, abs=1e-9)
    assert found["hhi"] == pytest.approx(sum((value / sum(load)) ** 2 for value in load))
    assert found["top_share"] == pytest.approx(sum(sorted(load)[-5:]) / sum(load))


@modest
@given(some_loads)
def test_inequality_stays_within_its_bounds(load):
    found = ipn.inequality(load)
    assert -1e-9 <= found["gini"] <= 1 + 1e-9
    lowest = 1 / len(load)
    assert lowest - 1e-9 <= found["hhi"] <= 1 + 1e-9


def test_inequality_of_guangzhou_equals_its_definition(plan):
    volume = ipn.agency_load(plan)["volume"]
    found = ipn.inequality(volume, top=3)
    assert found.name == "volume"
    assert found["gini"] == pytest.approx(gini_by_loops(volume))
    assert found["top_share"] == pytest.approx((52 + 36 + 35) / volume.sum())


@pytest.mark.parametrize(
    ("load", "gini", "hhi"),
    [([3, 3, 3, 3], 0, 0.25), ([0, 0, 0, 9], 1, 1), ([7], 0, 1), ([0, 0], 0, 0.5), ([1, 3], 0.5, 0.625)],
)
def test_inequality_of_small_loads(load, gini, hhi):
    found = ipn.inequality(pd.Series(load), top=10)
    assert found.to_dict() == pytest.approx({"gini": gini, "hhi": hhi, "top_share": 1})


@modest
@given(some_loads, st.randoms(use_true_random=False))
def test_inequality_does_not_depend_on_order_or_unit(load, random):
    values = load.tolist()
    random.shuffle(values)
    other = ipn.inequality(pd.Series(values) * 8)
    assert other.to_dict() == pytest.approx(ipn.inequality(load).to_dict(), abs=1e-9)


@modest
@given(loads)
def test_lorenz_curve_runs_convex_from_corner_to_corner(load):
    curve = ipn.lorenz_curve(load)
    assert len(curve) == len(load) + 1
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == pytest.approx([1, 1])
    steps = np.diff(curve["load"])
    assert (steps >= 0).all()
    assert (np.diff(steps) >= -1e-12).all()
    assert (curve["load"] <= curve["agencies"] + 1e-12).all()


@modest
@given(some_loads.filter(lambda load: len(load) > 1))
def test_gini_is_twice_the_area_above_the_lorenz_curve(load):
    curve, n = ipn.lorenz_curve(load), len(load)
    area = np.trapezoid(curve["load"], curve["agencies"])
    assert ipn.inequality(load)["gini"] == pytest.approx((1 - 2 * area) * n / (n - 1), abs=1e-9)


def test_where_nobody_carries_anything_all_are_equal():
    assert ipn.inequality(pd.Series([0, 0, 0, 0])).to_dict() == {"gini": 0, "hhi": 0.25, "top_share": 1}
    assert ipn.lorenz_curve(pd.Series([0, 0]))["load"].tolist() == [0, 0.5, 1]


@pytest.mark.parametrize("measure", [ipn.inequality, ipn.lorenz_curve])
@pytest.mark.parametrize("bad", [-1, np.nan, np.inf])
def test_a_load_that_is_no_load_is_named(measure, bad):
    with pytest.raises(ValueError, match=r"look at \['乙'\]"):
        measure(pd.Series([1, bad, 0], index=["甲", "乙", "丙"]))


@pytest.mark.parametrize("measure", [ipn.inequality, ipn.lorenz_curve])
def test_an_empty_load_is_refused(measure):
    with pytest.raises(ValueError, match="look at the empty Series"):
        measure(pd.Series([], dtype=float))


@pytest.mark.parametrize("leads", ["as_designated", "first_listed", "joint"])
@pytest.mark.parametrize("open_names", ["drop", "one", "all"])
@pytest.mark.parametrize("collectives", ["one", "members"])
def test_the_parts_of_the_volume_add_up_under_every_reading(collectives, open_names, leads):
    read = ipn.under_reading(
        ipn.load_plan("guangzhou-2007"), collectives=collectives, open_names=open_names, leads=leads
    )
    load = ipn.agency_load(read)
    parts = load[["convening", "response", "peer"]].fillna(0).sum(axis=1)
    assert parts.tolist() == load["volume"].tolist()


def test_contacts_of_those_jointly_responsible_with_participants_are_among_equals():
    table = pd.DataFrame(
        [("1", "市财政局", "责任单位"), ("1", "市科技局", "配合单位")], columns=["item", "agency", "role"]
    )
    load = ipn.agency_load(ipn.build_plan(table))
    assert load["peer"].tolist() == load["volume"].tolist() == [1, 1]


def test_an_item_without_a_category_is_in_none():
    rows = [("1", "市财政局", "lead", "一"), ("2", "市财政局", "lead", "")]
    table = pd.DataFrame(rows, columns=["item", "agency", "role", "category"])
    assert ipn.agency_load(ipn.build_plan(table)).loc["市财政局", ["scope", "effective_categories"]].tolist() == [0, 1]
