"""Position: published values, brute force on small graphs, and what graphs without much in them give."""

import itertools
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.centrality.table import MEASURES

# Borgatti and Everett 1997, table 1, as networkx's own tests print it: degree, betweenness, closeness.
SOUTHERN_WOMEN = {
    "Evelyn Jefferson": (0.57, 0.10, 0.80),
    "Laura Mandeville": (0.50, 0.05, 0.73),
    "Theresa Anderson": (0.57, 0.09, 0.80),
    "Brenda Rogers": (0.50, 0.05, 0.73),
    "Charlotte McDowd": (0.29, 0.01, 0.60),
    "Frances Anderson": (0.29, 0.01, 0.67),
    "Eleanor Nye": (0.29, 0.01, 0.67),
    "Pearl Oglethorpe": (0.21, 0.01, 0.67),
    "Ruth DeSand": (0.29, 0.02, 0.71),
    "Verne Sanderson": (0.29, 0.02, 0.71),
    "Myra Liddel": (0.29, 0.02, 0.69),
    "Katherina Rogers": (0.43, 0.05, 0.73),
    "Sylvia Avondale": (0.50, 0.07, 0.77),
    "Nora Fayette": (0.57, 0.11, 0.80),
    "Helen Lloyd": (0.36, 0.04, 0.73),
    "Dorothy Murchison": (0.14, 0.00, 0.65),
    "Olivia Carleton": (0.14, 0.01, 0.59),
    "Flora Price": (0.14, 0.01, 0.59),
}


def two_mode(agencies, items, edges):
    graph = nx.Graph()
    graph.add_nodes_from(agencies, bipartite=0)
    graph.add_nodes_from(items, bipartite=1)
    graph.add_edges_from(edges)
    return graph


@st.composite
def graphs(draw, agencies=5, items=5):
    rows = [f"a{at}" for at in range(draw(st.integers(1, agencies)))]
    columns = [f"t{at}" for at in range(draw(st.integers(1, items)))]
    edges = draw(st.sets(st.sampled_from([(row, column) for row in rows for column in columns])))
    return two_mode(rows, columns, sorted(edges))


@pytest.fixture(scope="module")
def guangzhou():
    return ipn.bipartite_graph(ipn.load_plan("guangzhou-2007"))


@pytest.mark.parametrize(("at", "measure"), list(enumerate([ipn.degree, ipn.betweenness, ipn.closeness])))
def test_southern_women_as_published(at, measure):
    found = measure(nx.davis_southern_women_graph())
    assert {woman: round(value, 2) for woman, value in found.items()} == {
        woman: values[at] for woman, values in SOUTHERN_WOMEN.items()
    }


def raw(graph, node):
    """Count the shortest paths through a node, each pair of other nodes sharing one among its paths."""
    total = 0.0
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    for one, other in itertools.combinations([each for each in graph if each != node], 2):
        if other in lengths[one]:
            paths = list(nx.all_shortest_paths(graph, one, other))
            total += sum(node in path for path in paths) / len(paths)
    return total


def star(agencies, items):
    """Return the graph in which agency 0 is on every item, and the others are spread over the items evenly."""
    rows, columns = [f"a{at}" for at in range(agencies)], [f"t{at}" for at in range(items)]
    edges = [("a0", column) for column in columns] + [(rows[at], columns[at % items]) for at in range(1, agencies)]
    return two_mode(rows, columns, edges)


SIZES = [(agencies, items) for agencies in range(1, 13) for items in range(1, 13) if agencies * items <= 12]


@pytest.mark.parametrize(("agencies", "items"), SIZES)
def test_the_maximum_of_betweenness_is_reached_and_never_exceeded(agencies, items):
    most = 0.0
    rows, columns = [f"a{at}" for at in range(agencies)], [f"t{at}" for at in range(items)]
    # Who is on an item is a subset of agencies; items are alike, so multisets of subsets are all graphs there are.
    subsets = [set(chosen) for size in range(agencies + 1) for chosen in itertools.combinations(rows, size)]
    for members in itertools.combinations_with_replacement(subsets, items):
        edges = [(row, column) for column, named in zip(columns, members, strict=True) for row in sorted(named)]
        graph = two_mode(rows, columns, edges)
        most = max(most, nx.betweenness_centrality(graph, normalized=False)["a0"])
    found = ipn.betweenness(star(agencies, items))
    if most == 0:
        assert found.tolist() == [0.0] * agencies
    else:
        assert found["a0"] == pytest.approx(1)
        assert nx.betweenness_centrality(star(agencies, items), normalized=False)["a0"] == pytest.approx(most)


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_betweenness_counts_shortest_paths(graph):
    found = ipn.betweenness(graph)
    counted = {agency: raw(graph, agency) for agency in found.index}
    best = raw(star(len(found), sum(mode == 1 for _, mode in graph.nodes(data="bipartite"))), "a0")
    for agency, value in found.items():
        assert value == pytest.approx(counted[agency] / best if best else 0)


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_closeness_and_harmonic_follow_their_formulas(graph):
    agencies, items = ipn.two_modes(graph)
    for agency, close, near in zip(agencies, ipn.closeness(graph), ipn.harmonic(graph), strict=True):
        lengths = nx.single_source_shortest_path_length(graph, agency)
        met = len([node for node in lengths if node in agencies])
        joined = len(lengths) - met
        reach = (met + joined - 1) / (len(agencies) + len(items) - 1)
        total = sum(lengths.values())
        assert close == pytest.approx((joined + 2 * (met - 1)) / total * reach if total else 0)
        most = len(items) + (len(agencies) - 1) / 2
        assert near == pytest.approx(sum(1 / length for length in lengths.values() if length) / most)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_every_value_is_defined_or_says_that_nobody_is_met(graph):
    table = ipn.agency_centrality(graph, measures=list(MEASURES))
    alone = ipn.breadth(graph) == 0
    projected = ["constraint", "effective_size", "efficiency", "hierarchy"]
    assert table[projected].isna().eq(alone, axis=0).all(axis=None)
    rest = table.drop(columns=projected)
    assert rest.notna().all(axis=None)
    assert (rest >= 0).all(axis=None)
    assert (rest[["degree", "betweenness", "closeness", "harmonic"]] <= 1 + 1e-9).all(axis=None)


def test_in_guangzhou_the_ip_office_is_first_and_those_outside_the_main_component_last(guangzhou):
    close = ipn.closeness(guangzhou).sort_values()
    main = max(nx.connected_components(guangzhou), key=len)
    outside = [agency for agency in close.index if agency not in main]
    assert close.index[-1] == "市知识产权局"
    assert sorted(close.index[:5]) == sorted(outside)
    assert (round(close.iloc[0], 3), round(close.iloc[4], 3), round(close.iloc[5], 3)) == (0.010, 0.039, 0.154)


def test_without_reach_networkx_puts_the_lone_bureau_first(guangzhou):
    agencies, _ = ipn.two_modes(guangzhou)
    theirs = nx.bipartite.closeness_centrality(guangzhou, agencies)
    assert round(theirs["市司法局"], 3) == 1.476
    assert max(agencies, key=theirs.get) == "市司法局"


def test_dual_is_the_leading_singular_vector_and_0_elsewhere(guangzhou):
    found = ipn.dual(guangzhou)
    both = ipn.incidence_matrices(guangzhou).both.toarray()
    left = np.abs(np.linalg.svd(both)[0][:, 0])
    assert np.allclose(found, left)
    assert found["市司法局"] == 0
    assert found.attrs["component"] == 45


def test_birank_fulfils_its_equations(guangzhou):
    scores = ipn.birank(guangzhou)
    both = ipn.incidence_matrices(guangzhou).both.toarray()
    count, items = both.shape
    spread = both / np.sqrt(np.maximum(both.sum(axis=1), 1))[:, None] / np.sqrt(np.maximum(both.sum(axis=0), 1))
    of_items = 0.85 * spread.T @ scores.to_numpy() + 0.15 / items
    assert np.allclose(0.85 * spread @ of_items + 0.15 / count, scores, atol=1e-9)


def test_centralisation_is_0_where_all_are_alike_and_1_in_a_star():
    alike = two_mode("ab", "12", [("a", "1"), ("b", "2")])
    lone = two_mode("abc", "123", [("a", "1"), ("a", "2"), ("a", "3"), ("b", "1"), ("c", "2")])
    assert ipn.centralisation(alike) == 0
    assert ipn.centralisation(lone) == 1


def burt(graph, agency):
    """Return constraint and effective size by the formulas, loop by loop."""
    ties = ipn.project(graph)
    weight = {(i, j): ties[i][j]["weight"] if ties.has_edge(i, j) else 0.0 for i in ties for j in ties}
    share = {(i, j): weight[i, j] / sum(weight[i, k] for k in ties) for i in ties for j in ties if ties[i]}
    local = {
        j: (share[agency, j] + sum(share[agency, q] * share[q, j] for q in ties if q not in (agency, j) and ties[q]))
        ** 2
        for j in ties[agency]
    }
    redundant = sum(
        share[agency, q] * weight[j, q] / max(weight[j, k] for k in ties)
        for j in ties[agency]
        for q in ties
        if q not in (agency, j)
    )
    return local, len(ties[agency]) - redundant


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_structural_holes_follow_burts_formulas(graph):
    for agency in ipn.breadth(graph).loc[lambda met: met > 0].index:
        local, size = burt(graph, agency)
        count = len(local)
        assert ipn.constraint(graph)[agency] == pytest.approx(sum(local.values()))
        assert ipn.effective_size(graph)[agency] == pytest.approx(size)
        assert ipn.efficiency(graph)[agency] == pytest.approx(size / count)
        ratios = [value / (sum(local.values()) / count) for value in local.values()]
        theirs = sum(r * math.log(r) for r in ratios) / (count * math.log(count)) if count > 1 else 1
        assert ipn.hierarchy(graph)[agency] == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize(
    ("sectors", "role"),
    [
        (("x", "x", "x"), "coordinator"),
        (("x", "y", "x"), "itinerant"),
        (("x", "y", "y"), "gatekeeper"),
        (("x", "x", "y"), "representative"),
        (("x", "y", "z"), "liaison"),
        (("x", "unknown", "x"), "unclassified"),
    ],
)
def test_each_brokerage_role_in_a_hand_drawn_case(sectors, role):
    convening = nx.DiGraph([("i", "b"), ("b", "j")])
    told = ipn.brokerage_roles(convening, dict(zip("ibj", sectors, strict=True)))
    assert told.loc["b", role] == told.loc["b", "total"] == 1
    assert told.loc[["i", "j"], "total"].tolist() == [0, 0]


def test_a_direct_arc_and_a_way_back_are_not_brokered():
    closed = nx.DiGraph([("i", "b"), ("b", "j"), ("i", "j")])
    back = nx.DiGraph([("i", "b"), ("b", "i")])
    assert ipn.brokerage_roles(closed, {}).loc["b", "total"] == 0
    assert ipn.brokerage_roles(back, {}).loc["b", "total"] == 0


def test_brokerage_needs_directions():
    with pytest.raises(ValueError, match="convening_graph"):
        ipn.brokerage_roles(nx.Graph([("i", "b")]), {})


def test_brokers_of_guangzhou(guangzhou):
    roles = ipn.brokerage_roles(ipn.convening_graph(guangzhou), ipn.load_plan().agencies["sector"])
    first = roles["total"].sort_values(ascending=False, kind="stable")
    assert first.head(5).to_dict() == {"市知识产权局": 34, "市工商局": 16, "市科技局": 7, "市版权局": 5, "市经贸委": 3}


def test_the_table_names_every_unknown_measure(guangzhou):
    with pytest.raises(ValueError, match="pagerank, hubs; there are degree"):
        ipn.agency_centrality(guangzhou, measures=["pagerank", "degree", "hubs"])


@pytest.mark.parametrize("measure", list(MEASURES.values()), ids=list(MEASURES))
def test_a_graph_that_is_not_two_mode_is_refused_with_the_pair(measure):
    graph = two_mode("ab", "1", [("a", "1"), ("a", "b")])
    with pytest.raises(ipn.GraphError, match="'a' – 'b'"):
        measure(graph)


@pytest.mark.parametrize("measure", list(MEASURES.values()), ids=list(MEASURES))
def test_an_empty_graph_gives_an_empty_series(measure):
    assert measure(nx.Graph()).empty


def test_measures_do_not_take_a_weight_that_somebody_put_on_an_edge(guangzhou):
    weighted = guangzhou.copy()
    nx.set_edge_attributes(weighted, 7, "weight")
    for name in ("betweenness", "closeness", "birank", "constraint"):
        pd.testing.assert_series_equal(MEASURES[name](weighted), MEASURES[name](guangzhou))
