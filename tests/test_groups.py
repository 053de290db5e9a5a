"""Joint groups, bicliques and shared work: against published values, enumeration and plain loops."""

import itertools
import os
import subprocess
import sys
from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.clustering import bicliques, communities

SOUTHERN_WOMEN = nx.davis_southern_women_graph()
SHARED = ["agency", "other", "items", "which", "led_by_agency", "led_by_other", "led_jointly", "neither"]
CO_LEADS = ["agencies", "size", "items", "exactly", "which", "source"]


def from_matrix(rows):
    graph = nx.Graph()
    graph.add_nodes_from((f"a{at}" for at in range(len(rows))), bipartite=0)
    graph.add_nodes_from((f"t{at}" for at in range(len(rows[0]))), bipartite=1)
    graph.add_edges_from((f"a{i}", f"t{j}") for i, row in enumerate(rows) for j, cell in enumerate(row) if cell)
    return graph


def random_web(seed, shape, chance):
    return (np.random.default_rng(seed).random(shape) < chance).astype(int).tolist()


def plan_of(leads, participants=(), basis="explicit"):
    """A plan from {item: agencies that lead it}, and {item: agencies that join it}."""
    rows = [(item, agency, "lead", basis) for item, agencies in leads.items() for agency in agencies]
    rows += [
        (item, agency, "participant", "explicit") for item, names in dict(participants).items() for agency in names
    ]
    return ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role", "basis"]))


def sized(rows, columns):
    return st.tuples(st.integers(1, rows), st.integers(1, columns)).flatmap(
        lambda shape: st.lists(
            st.lists(st.integers(0, 1), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        )
    )


roles = st.sampled_from([("lead", "explicit"), ("lead", "joint"), ("participant", "explicit"), None])
with_roles = st.lists(st.lists(roles, min_size=4, max_size=4), min_size=1, max_size=5)


def from_roles(rows):
    graph = from_matrix([[told is not None for told in row] for row in rows])
    for i, row in enumerate(rows):
        for j, told in enumerate(row):
            if told:
                graph.edges[f"a{i}", f"t{j}"].update(role=told[0], basis=told[1])
    return graph


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def guangzhou(plan):
    return ipn.joint_groups(ipn.bipartite_graph(plan))


# Joint groups


def partitions(count):
    """All divisions of so many things, as labels numbered by first appearance."""
    labels = [()]
    for _ in range(count):
        labels = [(*each, label) for each in labels for label in range(max(each, default=-1) + 2)]
    return labels


def highest(rows, resolution=1.0):
    """The highest Q of a web: each division of its rows, each column in the group that gains most, or in none."""
    both = np.array(rows, dtype=float)
    if not both.any():
        return 0.0
    edges = both.sum()
    surplus = both - resolution * np.outer(both.sum(axis=1), both.sum(axis=0)) / edges
    best = 0.0
    for labels in partitions(len(both)):
        member = np.equal.outer(range(max(labels) + 1), labels).astype(float)
        best = max(best, np.maximum((member @ surplus).max(axis=0), 0).sum() / edges)
    return best


@pytest.mark.parametrize("seed", range(10))
def test_southern_women_reach_their_best_known_division(seed):
    found = ipn.joint_groups(SOUTHERN_WOMEN, seed=seed)
    assert found.attrs["modularity"] == pytest.approx(0.345537179649, abs=1e-12)
    assert found["group"].nunique() == 4


@settings(max_examples=60)
@given(sized(5, 6), st.sampled_from([0.5, 1, 1.5, 1 / 3, 2.37]))
def test_small_webs_get_the_best_division_there_is(rows, resolution):
    graph = from_matrix(rows)
    found = ipn.joint_groups(graph, resolution=resolution, runs=20)
    assert found.attrs["modularity"] == pytest.approx(highest(rows, resolution), abs=1e-12)
    assert found.attrs["modularity"] == pytest.approx(
        ipn.barber_modularity(graph, found["group"], resolution=resolution), abs=1e-12
    )


@pytest.mark.parametrize(("seed", "chance"), [(0, 0.1), (1, 0.2), (2, 0.3), (3, 0.5)])
def test_webs_of_8_by_100_get_the_best_division_there_is(seed, chance):
    rows = random_web(seed, (8, 100), chance)
    assert ipn.joint_groups(from_matrix(rows)).attrs["modularity"] == pytest.approx(highest(rows), abs=1e-12)


@pytest.mark.parametrize(
    ("seed", "chance", "best"),
    [(0, 0.1, 0.626057315995), (1, 0.2, 0.418515165233), (2, 0.3, 0.306493236212), (3, 0.5, 0.185981174902)],
)
def test_webs_of_10_by_100_get_the_best_division_that_enumeration_found(seed, chance, best):
    assert ipn.joint_groups(from_matrix(random_web(seed, (10, 100), chance))).attrs["modularity"] == pytest.approx(best)


def test_the_groups_of_guangzhou(guangzhou, plan):
    assert guangzhou.attrs["modularity"] == pytest.approx(0.626506574142)
    assert guangzhou.attrs["modularity"] == pytest.approx(
        ipn.barber_modularity(ipn.bipartite_graph(plan), guangzhou["group"])
    )
    assert guangzhou["group"].nunique() == 10
    group = guangzhou["group"]
    assert group["市版权局"] == group["市工商局"] == group["38"] == group["48"]
    assert guangzhou[group == group["花都区政府"]].index.tolist() == [
        "花都区政府",
        "荔湾区政府",
        "花都区知识产权局",
        "荔湾区知识产权局",
        "23",
    ]
    assert (guangzhou[group == group["花都区政府"]]["stability"] == 1).all()


def test_the_table_is_in_the_order_of_the_graph(guangzhou, plan):
    agencies, items = ipn.two_modes(ipn.bipartite_graph(plan))
    assert guangzhou.index.tolist() == [*agencies, *items]
    assert guangzhou.index.name == "node"
    assert guangzhou.columns.tolist() == ["mode", "group", "stability"]
    assert guangzhou["mode"].tolist() == ["agency"] * len(agencies) + ["item"] * len(items)
    assert guangzhou["group"].dtype == np.int64
    assert guangzhou["stability"].between(0, 1).all()


@settings(max_examples=40)
@given(sized(6, 6), st.sampled_from([0.7, 1, 3]))
def test_groups_are_numbered_by_first_appearance_and_have_both_modes(rows, resolution):
    found = ipn.joint_groups(from_matrix(rows), resolution=resolution, runs=5)
    assert list(dict.fromkeys(found["group"])) == list(range(1, found["group"].max() + 1))
    for _, members in found.groupby("group"):
        assert len(members) == 1 or members["mode"].nunique() == 2


@settings(max_examples=40)
@given(sized(5, 5), st.integers(0, 5), st.integers(0, 5))
def test_nodes_without_an_edge_change_no_other_group(rows, at, across):
    plain = ipn.joint_groups(from_matrix(rows), runs=5)
    wider = [[*row[:across], 0, *row[across:]] for row in rows]
    wider = [*wider[:at], [0] * len(wider[0]), *wider[at:]]
    found = ipn.joint_groups(from_matrix(wider), runs=5)
    added = [f"a{min(at, len(rows))}", f"t{min(across, len(rows[0]))}"]
    assert (found.loc[added, "stability"] == 1).all()
    assert found["group"].value_counts()[found.loc[added, "group"]].tolist() == [1, 1]
    rest = found.drop(added)
    assert pd.factorize(rest["group"])[0].tolist() == (plain["group"] - 1).tolist()
    assert rest["stability"].tolist() == plain["stability"].tolist()
    assert found.attrs == plain.attrs


def test_other_names_get_the_same_groups():
    renamed = nx.relabel_nodes(SOUTHERN_WOMEN, {node: (at, "节点") for at, node in enumerate(SOUTHERN_WOMEN)})
    plain, found = ipn.joint_groups(SOUTHERN_WOMEN), ipn.joint_groups(renamed)
    assert found.index[0] == (0, "节点")
    assert found.reset_index(drop=True).equals(plain.reset_index(drop=True))


def test_another_order_of_the_nodes_gets_the_same_division():
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(SOUTHERN_WOMEN.nodes(data=True))))
    turned.add_edges_from(SOUTHERN_WOMEN.edges)
    plain, found = ipn.joint_groups(SOUTHERN_WOMEN)["group"], ipn.joint_groups(turned)["group"]
    assert {frozenset(found.index[found == one]) for one in found} == {
        frozenset(plain.index[plain == one]) for one in plain
    }


def test_separate_blocks_are_the_groups_and_perfectly_stable():
    found = ipn.joint_groups(from_matrix([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1]]))
    assert found["group"].tolist() == [1, 1, 2, 2, 3, 1, 1, 2, 3]
    assert (found["stability"] == 1).all()
    assert found.attrs["spread"] == dict.fromkeys(("lowest", "median", "highest"), found.attrs["modularity"]) | {
        "divisions": 1,
        "reached": 100,
        "runs": 100,
    }


def test_stability_is_the_mean_share_of_runs_together():
    graph, runs = from_matrix(random_web(4, (8, 10), 0.3)), 30
    both = np.array(random_web(4, (8, 10), 0.3), dtype=float)
    surplus, _ = communities._surplus(both, 1.0)
    ends, _, _ = communities._search(surplus, np.random.default_rng(0), runs)
    assert len({division for _, division in ends}) == 3
    found = ipn.joint_groups(graph, runs=runs)
    for at, (group, stability) in enumerate(zip(found["group"], found["stability"], strict=True)):
        others = [other for other in range(18) if other != at and found["group"].iloc[other] == group]
        assert others
        shares = [sum(division[at] == division[other] for _, division in ends) / runs for other in others]
        assert stability == pytest.approx(np.mean(shares))


def test_stability_of_a_group_of_one_is_the_share_of_runs_alone():
    ends = Counter({(0, 0, 1, 2): 3, (0, 1, 1, 1): 1})
    assert communities._stability((0, 0, 1, 2), ends).tolist() == [0.75, 0.75, 0.75, 0.75]
    assert communities._stability((0, 0, 0, 1), ends).tolist() == [0.375, 0.5, 0.125, 0.75]


def test_the_spread_tells_of_the_runs(guangzhou):
    spread = guangzhou.attrs["spread"]
    assert list(spread) == ["lowest", "median", "highest", "divisions", "reached", "runs"]
    assert spread["lowest"] < spread["median"] < spread["highest"] == guangzhou.attrs["modularity"]
    assert 1 < spread["reached"] < spread["divisions"] + spread["reached"] <= spread["runs"] == 100


def test_one_run_is_as_stable_as_can_be():
    found = ipn.joint_groups(SOUTHERN_WOMEN, runs=1)
    assert (found["stability"] == 1).all()
    assert found.attrs["spread"]["divisions"] == found.attrs["spread"]["runs"] == 1


def test_overlaying_runs_finds_what_no_run_did():
    found = ipn.joint_groups(from_matrix(random_web(16, (30, 60), 0.1)), runs=10)
    assert found.attrs["modularity"] > found.attrs["spread"]["highest"]
    assert found.attrs["spread"]["reached"] == 0


@settings(max_examples=60)
@given(st.integers(0, 1000))
def test_of_equally_good_divisions_the_most_frequent_is_returned(seed):
    surplus, _ = communities._surplus(np.ones((4, 4)) - np.eye(4), 1.0)
    ends, best, division = communities._search(surplus, np.random.default_rng(seed), 9)
    often = Counter(end for value, end in ends if value == best)
    assert len(often) > 1
    assert division == min(often, key=lambda end: (-often[end], end))


@settings(max_examples=60)
@given(
    st.integers(2, 5).flatmap(
        lambda groups: st.lists(st.lists(st.integers(-4, 4), min_size=groups, max_size=groups), min_size=1)
    )
)
def test_what_is_left_outside_a_pair_of_groups_is_the_best_of_the_rest(columns):
    totals = np.array(columns, dtype=float).T
    rest, now = communities._rest(totals)
    assert now == sum(max(*column, 0) for column in columns)
    for one, other in itertools.product(range(len(totals)), repeat=2):
        left = [[value for at, value in enumerate(column) if at not in {one, other}] for column in columns]
        assert rest[one, other].tolist() == [max([0, *column]) for column in left]


def test_the_resolution_makes_groups_smaller():
    counts = [ipn.joint_groups(SOUTHERN_WOMEN, resolution=at)["group"].nunique() for at in (1e-300, 0.2, 1, 2, 1e300)]
    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] == len(SOUTHERN_WOMEN)


@pytest.mark.parametrize("rows", [[[0, 0]], [[0], [0]]])
def test_without_edges_every_node_is_alone(rows):
    found = ipn.joint_groups(from_matrix(rows), runs=3)
    assert found["group"].tolist() == [1, 2, 3]
    assert (found["stability"] == 1).all()
    assert found.attrs["modularity"] == 0
    assert found.attrs["spread"] == {"lowest": 0, "median": 0, "highest": 0, "divisions": 1, "reached": 3, "runs": 3}


def test_an_empty_graph_has_no_groups():
    found = ipn.joint_groups(nx.Graph())
    assert found.columns.tolist() == ["mode", "group", "stability"]
    assert found.empty
    assert found.attrs["modularity"] == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"runs": 0}, "runs must be an integer from 1 up, not 0"),
        ({"runs": 2.5}, "runs must be an integer from 1 up, not 2.5"),
        ({"seed": -1}, "seed must be an integer from 0 up, not -1"),
        ({"seed": None}, "seed must be an integer from 0 up, not None"),
        ({"resolution": 0}, "resolution must be a positive number, not 0"),
        ({"resolution": float("nan")}, "resolution must be a positive number, not nan"),
        ({"resolution": float("inf")}, "resolution must be a positive number, not inf"),
        ({"resolution": "1"}, "resolution must be a positive number, not '1'"),
    ],
)
def test_options_that_mean_nothing_are_refused(options, told):
    with pytest.raises(ValueError, match=told):
        ipn.joint_groups(SOUTHERN_WOMEN, **options)


def test_graphs_of_one_mode_are_refused():
    graph = nx.Graph([(0, 1)])
    for measure in (ipn.joint_groups, ipn.find_bicliques, ipn.shared_work):
        with pytest.raises(ipn.GraphError, match="its mode is None"):
            measure(graph)


def test_everything_is_the_same_under_any_hash_seed():
    script = """
import ipnetwork as ipn
plan = ipn.load_plan("guangzhou-2007")
graph = ipn.bipartite_graph(plan)
found = ipn.joint_groups(graph, runs=10)
print(found.to_csv(), found.attrs, ipn.find_bicliques(graph))
print(ipn.shared_work(graph).to_csv(), ipn.co_leads(plan).to_csv())
"""
    told = []
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
        told.append(done.stdout)
    assert told[0] == told[1]
    assert told[0]


# Bicliques


def all_bicliques(graph):
    """Every set of agencies with all the items they share, where no other agency is on all of these."""
    agencies, items = ipn.two_modes(graph)
    for size in range(1, len(agencies) + 1):
        for some in itertools.combinations(agencies, size):
            shared = [item for item in items if all(graph.has_edge(agency, item) for agency in some)]
            whole = [agency for agency in agencies if all(graph.has_edge(agency, item) for item in shared)]
            if shared and whole == list(some):
                yield some, tuple(shared)


def test_bicliques_of_southern_women_as_known():
    every = ipn.find_bicliques(SOUTHERN_WOMEN, min_agencies=1, min_items=1)
    assert len(every) == 63
    assert len(ipn.find_bicliques(SOUTHERN_WOMEN)) == 49
    agencies, items = ipn.two_modes(SOUTHERN_WOMEN)
    one_side_empty = [tuple(agencies) not in {one.agencies for one in every}]
    one_side_empty += [tuple(items) not in {one.items for one in every}]
    assert len(every) + sum(one_side_empty) == 65


@settings(max_examples=100)
@given(sized(6, 6), st.integers(1, 3), st.integers(1, 3))
def test_bicliques_are_those_that_trying_all_sets_finds(rows, min_agencies, min_items):
    graph = from_matrix(rows)
    found = ipn.find_bicliques(graph, min_agencies=min_agencies, min_items=min_items)
    expected = {
        (agencies, items)
        for agencies, items in all_bicliques(graph)
        if len(agencies) >= min_agencies and len(items) >= min_items
    }
    assert {(one.agencies, one.items) for one in found} == expected
    assert len(found) == len(expected)


@settings(max_examples=50)
@given(with_roles)
def test_bicliques_tell_who_leads_and_come_largest_first(rows):
    graph = from_roles(rows)
    order = {node: at for at, node in enumerate(graph)}
    found = ipn.find_bicliques(graph, min_agencies=1, min_items=1)
    keys = [
        (-len(one.agencies) * len(one.items), [order[node] for node in one.agencies], [order[t] for t in one.items])
        for one in found
    ]
    assert keys == sorted(keys)
    for one in found:
        assert tuple(one.leads) == one.agencies
        for agency, items in one.leads.items():
            assert items == tuple(item for item in one.items if leads(graph, agency, item))


def leads(graph, agency, item):
    """Whether an agency leads an item that designates somebody."""
    edges = [data for _, _, data in graph.edges(item, data=True)]
    designated = any(edge["role"] == "lead" and edge["basis"] != "joint" for edge in edges)
    return designated and graph.edges[agency, item]["role"] == "lead"


def test_the_largest_biclique_of_guangzhou(plan):
    first = ipn.find_bicliques(ipn.bipartite_graph(plan))[0]
    assert first.agencies == ("市知识产权局", "市版权局", "市工商局")
    assert first.items == ("10", "38", "48", "50", "53")
    assert first.leads == dict.fromkeys(first.agencies, first.items)
    assert hash(first) == hash(ipn.find_bicliques(ipn.bipartite_graph(plan))[0])


def test_without_roles_nobody_leads():
    (one,) = ipn.find_bicliques(nx.complete_bipartite_graph(2, 3))
    assert one == ipn.Biclique((0, 1), (2, 3, 4), {0: (), 1: ()})


def test_as_many_bicliques_as_the_documentation_says_and_no_more(monkeypatch):
    crown = from_matrix((1 - np.eye(8, dtype=int)).tolist())
    assert len(ipn.find_bicliques(crown, min_agencies=1, min_items=1)) == 2**8 - 2
    some = from_matrix([[at >> bit & 1 for at in range(1, 16)] for bit in range(4)])
    assert len(ipn.find_bicliques(some, min_agencies=1, min_items=1)) == 2**4 - 1
    monkeypatch.setattr(bicliques, "_MOST", 100)
    with pytest.raises(ipn.GraphError, match="more than 100 sets of agencies share items"):
        ipn.find_bicliques(crown, min_agencies=1)
    assert len(ipn.find_bicliques(crown, min_agencies=6)) == 28


@pytest.mark.parametrize("name", ["min_agencies", "min_items"])
def test_a_biclique_needs_somebody_on_each_side(name):
    for value in (0, -1, 1.5, None):
        with pytest.raises(ValueError, match=f"{name} must be an integer from 1 up, not {value}"):
            ipn.find_bicliques(SOUTHERN_WOMEN, **{name: value})


def test_graphs_without_edges_have_no_bicliques():
    assert ipn.find_bicliques(nx.Graph(), min_agencies=1, min_items=1) == []
    assert ipn.find_bicliques(from_matrix([[0, 0]]), min_agencies=1, min_items=1) == []


# Shared work


@settings(max_examples=80)
@given(with_roles)
def test_shared_work_is_what_counting_item_by_item_finds(rows):
    graph = from_roles(rows)
    agencies, items = ipn.two_modes(graph)
    expected = []
    for one, other in itertools.combinations(agencies, 2):
        which = tuple(item for item in items if graph.has_edge(one, item) and graph.has_edge(other, item))
        pairs = [(leads(graph, one, item), leads(graph, other, item)) for item in which]
        kinds = [pairs.count(kind) for kind in ((True, False), (False, True), (True, True), (False, False))]
        if which:
            expected.append((one, other, len(which), which, *kinds))
    expected.sort(key=lambda row: -row[2])
    found = ipn.shared_work(graph)
    assert found.columns.tolist() == SHARED
    assert list(found.itertuples(index=False, name=None)) == expected


def test_shared_work_of_guangzhou_adds_up(plan):
    graph = ipn.bipartite_graph(plan)
    found, ties = ipn.shared_work(graph), ipn.project(graph)
    assert len(found) == ties.number_of_edges()
    assert (found["items"] == [ties[row.agency][row.other]["weight"] for row in found.itertuples()]).all()
    assert (found[["led_by_agency", "led_by_other", "led_jointly", "neither"]].sum(axis=1) == found["items"]).all()
    assert found["items"].is_monotonic_decreasing
    assert found.iloc[0].tolist() == [
        "市知识产权局",
        "市工商局",
        7,
        ("8", "10", "20", "38", "48", "50", "53"),
        1,
        0,
        5,
        1,
    ]


def test_joint_responsibility_is_led_by_neither():
    found = ipn.shared_work(ipn.bipartite_graph(plan_of({"1": ["市财政局", "市科技局"]}, basis="joint")))
    assert found[["items", "led_jointly", "neither"]].to_numpy().tolist() == [[1, 0, 1]]


def test_empty_tables_keep_their_columns_and_types(plan):
    for made, full in (
        (ipn.shared_work(nx.Graph()), ipn.shared_work(ipn.bipartite_graph(plan))),
        (ipn.shared_work(from_matrix([[1, 0], [0, 1]])), ipn.shared_work(ipn.bipartite_graph(plan))),
        (ipn.co_leads(plan_of({"1": ["市财政局"]})), ipn.co_leads(plan)),
    ):
        assert made.empty
        assert made.dtypes.equals(full.dtypes)
        assert made.columns.tolist() in (SHARED, CO_LEADS)


def test_names_may_be_anything_that_a_graph_takes():
    graph = nx.complete_bipartite_graph(2, 1)
    assert ipn.shared_work(graph).iloc[0].tolist() == [0, 1, 1, (2,), 0, 0, 0, 1]
    named = nx.relabel_nodes(graph, {0: ("广州", "市财政局"), 1: ("佛山", "市财政局")})
    assert ipn.shared_work(named)["other"].tolist() == [("佛山", "市财政局")]


# Co-leads

some_leads = st.dictionaries(
    st.sampled_from("123456"),
    st.sets(st.sampled_from(["甲局", "乙局", "丙局", "丁局", "戊局"]), min_size=1),
    min_size=1,
)


@settings(max_examples=50)
@given(some_leads)
def test_co_leads_are_what_the_leads_of_any_items_have_in_common(sets):
    plan = plan_of({item: sorted(names) for item, names in sets.items()})
    order = list(plan.agencies.index)
    common = set()
    for size in range(1, len(sets) + 1):
        for some in itertools.combinations(sets.values(), size):
            met = frozenset.intersection(*map(frozenset, some))
            common |= {met} if len(met) >= 2 else set()
    expected = []
    for one in common:
        which = tuple(item for item, names in sets.items() if one <= names)
        members = tuple(sorted(one, key=order.index))
        exactly = sum(names == one for names in sets.values())
        expected.append((members, len(members), len(which), exactly, which))
    expected.sort(key=lambda row: (-row[2], -row[1], [order.index(name) for name in row[0]]))
    found = ipn.co_leads(plan)
    assert found.columns.tolist() == CO_LEADS
    assert list(found.drop(columns="source").itertuples(index=False, name=None)) == expected


def test_a_pair_that_recurs_with_others_has_a_row_of_its_own():
    found = ipn.co_leads(plan_of({"1": ["甲局", "乙局", "丙局"], "2": ["甲局", "乙局", "丁局"], "3": ["丙局"]}))
    assert found["agencies"].tolist() == [("甲局", "乙局"), ("甲局", "乙局", "丙局"), ("甲局", "乙局", "丁局")]
    assert found["items"].tolist() == [2, 1, 1]
    assert found["exactly"].tolist() == [0, 1, 1]
    assert found["source"].tolist() == [
        "1: row 1, row 2; 2: row 4, row 5",
        "1: row 1, row 2, row 3",
        "2: row 4, row 5, row 6",
    ]


def test_participants_joint_responsibility_and_open_names_do_not_lead_together():
    assert ipn.co_leads(plan_of({"1": ["甲局"]}, {"1": ["乙局"]})).empty
    assert ipn.co_leads(plan_of({"1": ["甲局", "乙局"]}, basis="joint")).empty
    assert ipn.co_leads(plan_of({"1": ["甲局", "各有关单位"]})).empty


def test_the_co_leads_of_guangzhou(plan):
    found = ipn.co_leads(plan)
    led = plan.named[(plan.named["role"] == "lead") & (plan.named["basis"] != "joint")]
    sizes = led.groupby("item").size()
    assert found["exactly"].sum() == (sizes > 1).sum() == 23
    assert len(plan.items) == 54
    assert found["agencies"].iloc[:3].tolist() == [
        ("市知识产权局", "市版权局"),
        ("市版权局", "市工商局"),
        ("市知识产权局", "市版权局", "市工商局"),
    ]
    assert found["items"].iloc[:3].tolist() == [6, 6, 5]
    assert found["source"].iloc[0].startswith("10: L75-76 c5, L77 c5; 31: ")


def test_co_leads_are_the_bicliques_of_the_graph_of_leads(plan):
    found = ipn.find_bicliques(ipn.bipartite_graph(plan, role="lead"), min_items=1)
    recurring = ipn.co_leads(plan)
    assert {(one.agencies, one.items) for one in found} == set(
        zip(recurring["agencies"], recurring["which"], strict=True)
    )


# large graphs


@pytest.mark.parametrize("seed", range(6))
def test_moving_in_turn_tells_the_modularity_of_the_division_that_it_finds(monkeypatch, seed):
    graph = from_matrix(random_web(seed, (9, 12), 0.3))
    exact = ipn.joint_groups(graph).attrs["modularity"]
    monkeypatch.setattr(communities, "_LARGE", 0)
    found = ipn.joint_groups(graph, runs=40)
    assert ipn.barber_modularity(graph, found["group"]) == pytest.approx(found.attrs["modularity"], abs=1e-12)
    assert found.attrs["spread"]["highest"] == found.attrs["modularity"]  # nothing is overlaid
    assert exact - 0.02 <= found.attrs["modularity"] <= exact + 1e-12


def test_moving_in_turn_finds_the_best_division_of_southern_women_and_of_the_bundled_plan(monkeypatch, plan):
    monkeypatch.setattr(communities, "_LARGE", 0)
    assert ipn.joint_groups(SOUTHERN_WOMEN).attrs["modularity"] == pytest.approx(0.345537, abs=1e-6)
    assert ipn.joint_groups(ipn.bipartite_graph(plan)).attrs["modularity"] == pytest.approx(0.6265, abs=5e-5)


def test_with_too_many_groups_to_look_at_every_pair_nodes_still_move(monkeypatch):
    monkeypatch.setattr(communities, "_LARGE", 0)
    monkeypatch.setattr(communities, "_TABLE", 1)
    found = ipn.joint_groups(SOUTHERN_WOMEN, runs=20)
    assert found.attrs["modularity"] > 0.33
    assert ipn.barber_modularity(SOUTHERN_WOMEN, found["group"]) == pytest.approx(found.attrs["modularity"])
