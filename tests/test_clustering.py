"""Structure: the oracles of the literature, exhaustive search on small matrices, and graphs without structure."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipnetwork as ipn

SOUTHERN_WOMEN = nx.davis_southern_women_graph()


def from_matrix(rows):
    graph = nx.Graph()
    graph.add_nodes_from((f"a{at}" for at in range(len(rows))), bipartite=0)
    graph.add_nodes_from((f"t{at}" for at in range(len(rows[0]))), bipartite=1)
    graph.add_edges_from((f"a{i}", f"t{j}") for i, row in enumerate(rows) for j, cell in enumerate(row) if cell)
    return graph


matrices = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 1), min_size=columns, max_size=columns), min_size=1, max_size=5)
)


def test_closure_of_southern_women_as_published():
    assert round(ipn.robins_alexander(SOUTHERN_WOMEN), 4) == 0.4678
    assert round(ipn.global_opsahl(SOUTHERN_WOMEN), 4) == 0.7719


def test_nestedness_of_southern_women_as_published():
    assert ipn.nodf(SOUTHERN_WOMEN).round(2).to_dict() == {"total": 48.58, "agencies": 48.21, "items": 49.21}


def test_nestedness_of_the_example_of_almeida_neto():
    rows = [[int(cell) for cell in row] for row in ("11011", "01111", "11100", "10100", "10000")]
    found = ipn.nodf(from_matrix(rows))
    assert found.round(2).to_dict() == {"total": 58.33, "agencies": 63.33, "items": 53.33}


def four_paths(graph):
    """List every 4-path between agencies by its centre, and whether an item off the path closes it."""
    agencies, _ = ipn.two_modes(graph)
    for centre in agencies:
        for one, other in itertools.combinations(graph[centre], 2):
            for left in set(graph[one]) - {centre}:
                for right in set(graph[other]) - {centre, left}:
                    yield centre, bool((set(graph[left]) & set(graph[right])) - {one, other})


@settings(max_examples=60, deadline=None)
@given(matrices)
def test_opsahl_counts_the_four_paths(rows):
    graph = from_matrix(rows)
    paths = list(four_paths(graph))
    assert ipn.global_opsahl(graph) == pytest.approx(np.mean([closed for _, closed in paths]) if paths else 0)
    for agency, value in ipn.opsahl_clustering(graph).items():
        own = [closed for centre, closed in paths if centre == agency]
        assert (value == pytest.approx(np.mean(own))) if own else np.isnan(value)


@settings(max_examples=30, deadline=None)
@given(matrices)
def test_latapy_is_the_mean_overlap_with_those_met(rows):
    graph = from_matrix(rows)
    agencies, _ = ipn.two_modes(graph)
    for agency, value in ipn.latapy_clustering(graph).items():
        met = [other for other in agencies if other != agency and set(graph[agency]) & set(graph[other])]
        shares = [
            len(set(graph[agency]) & set(graph[other])) / len(set(graph[agency]) | set(graph[other])) for other in met
        ]
        assert value == pytest.approx(np.mean(shares) if shares else 0)


def test_barber_modularity_of_southern_women_at_its_best_known():
    division = [
        (
            "Evelyn Jefferson, Laura Mandeville, Theresa Anderson, Brenda Rogers, Charlotte McDowd, Frances Anderson, "
            "E1, E2, E3, E4, E5, E6"
        ),
        "Eleanor Nye, Ruth DeSand, Verne Sanderson, E7, E8",
        "Pearl Oglethorpe, Dorothy Murchison, Olivia Carleton, Flora Price, E9, E11",
        "Myra Liddel, Katherina Rogers, Sylvia Avondale, Nora Fayette, Helen Lloyd, E10, E12, E13, E14",
    ]
    groups = {node: group for group, nodes in enumerate(division) for node in nodes.split(", ")}
    assert round(ipn.barber_modularity(SOUTHERN_WOMEN, groups), 6) == 0.345537


@settings(max_examples=60, deadline=None)
@given(matrices, st.data())
def test_barber_modularity_follows_its_formula(rows, data):
    graph = from_matrix(rows)
    agencies, items = ipn.two_modes(graph)
    groups = {node: data.draw(st.integers(0, 2)) for node in graph}
    edges = graph.number_of_edges()
    total = sum(
        (graph.has_edge(agency, item) - 1.5 * graph.degree[agency] * graph.degree[item] / edges) / edges
        for agency in agencies
        for item in items
        if edges and groups[agency] == groups[item]
    )
    assert ipn.barber_modularity(graph, groups, resolution=1.5) == pytest.approx(total)


def test_modularity_names_the_nodes_without_a_group():
    with pytest.raises(ipn.GraphError, match="'t0'"):
        ipn.barber_modularity(from_matrix([[1]]), {"a0": 1})


@settings(max_examples=80, deadline=None)
@given(matrices)
def test_the_core_is_what_exhaustive_search_finds(rows):
    both = np.array(rows, dtype=float)
    if both.min() == both.max():
        with pytest.raises(ValueError, match="alike"):
            ipn.core_periphery(from_matrix(rows))
        return
    best = -1.0
    for inner in itertools.product([0, 1], repeat=both.shape[0]):
        for outer in itertools.product([0, 1], repeat=both.shape[1]):
            pattern = np.outer(inner, outer)
            if pattern.min() < pattern.max():
                best = max(best, np.corrcoef(both.ravel(), pattern.ravel())[0, 1])
    found = ipn.core_periphery(from_matrix(rows))
    pattern = np.outer(found[found["mode"] == "agency"]["core"], found[found["mode"] == "item"]["core"]).astype(float)
    assert found.attrs["correlation"] == pytest.approx(best)
    assert np.corrcoef(both.ravel(), pattern.ravel())[0, 1] == pytest.approx(best)


def test_a_full_block_beside_nothing_is_all_core():
    found = ipn.core_periphery(from_matrix([[1, 1, 0], [1, 1, 0], [0, 0, 0]]))
    assert found.attrs["correlation"] == pytest.approx(1)
    assert found.index[found["core"]].tolist() == ["a0", "a1", "t0", "t1"]
    assert found.attrs["density"] == {"core": 1.0, "between": 0.0, "periphery": 0.0}


def test_the_core_of_guangzhou():
    found = ipn.core_periphery(ipn.bipartite_graph(ipn.load_plan()))
    core = found.index[found["core"] & (found["mode"] == "agency")].tolist()
    assert core == ["市知识产权局", "市科技局", "市经贸委", "市版权局", "市工商局"]
    assert round(found.attrs["correlation"], 3) == 0.396


def test_empty_and_full_graphs_have_defined_values():
    for graph in (nx.Graph(), from_matrix([[1, 1], [1, 1]]), from_matrix([[0]]), from_matrix([[1]])):
        assert 0 <= ipn.global_opsahl(graph) <= 1
        assert 0 <= ipn.robins_alexander(graph) <= 1
        assert ipn.nodf(graph).between(0, 100).all()
        assert ipn.barber_modularity(graph, dict.fromkeys(graph, 0)) == pytest.approx(0)
        with pytest.raises(ValueError, match="alike"):
            ipn.core_periphery(graph)
