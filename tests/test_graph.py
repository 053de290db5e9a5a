"""The two-mode graph and what is made from it, against networkx's own projections and plain loops."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.errors import GraphError

WEIGHTINGS = {
    "count": nx.bipartite.weighted_projected_graph,
    "newman": nx.bipartite.collaboration_weighted_projected_graph,
    "jaccard": lambda graph, nodes: nx.bipartite.overlap_weighted_projected_graph(graph, nodes, jaccard=True),
    "overlap": lambda graph, nodes: nx.bipartite.overlap_weighted_projected_graph(graph, nodes, jaccard=False),
}
SOUTHERN_WOMEN = nx.davis_southern_women_graph()


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def graph(plan):
    return ipn.bipartite_graph(plan)


def build(rows):
    return ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]))


def two_mode(edges, agencies=(), items=()):
    """A graph from (agency, item, role, basis) rows; agencies and items that no row names come along."""
    made = nx.Graph()
    made.add_nodes_from(dict.fromkeys([*agencies, *(row[0] for row in edges)]), bipartite=0)
    made.add_nodes_from(dict.fromkeys([*items, *(row[1] for row in edges)]), bipartite=1)
    for agency, item, *told in edges:
        made.add_edge(agency, item, **dict(zip(("role", "basis"), told, strict=False)))
    return made


told_roles = st.sampled_from(
    [("lead", "explicit"), ("lead", "first_listed"), ("participant", "explicit"), ("lead", "joint")]
)


@st.composite
def random_graphs(draw, *, roles=False):
    agencies, items = "甲乙丙丁戊己"[: draw(st.integers(0, 6))], "654321"[: draw(st.integers(1, 6))]
    pairs = [(agency, item) for agency in agencies for item in items]
    kept = [pair for pair in pairs if draw(st.booleans())]
    return two_mode([(*pair, *(draw(told_roles) if roles else ())) for pair in kept], agencies, items)


# The two-mode graph of a plan.


def test_guangzhou_in_the_default_reading(plan, graph):
    agencies, items = ipn.two_modes(graph)
    assert (len(agencies), len(items), graph.number_of_edges()) == (50, 54, 148)
    assert sorted(map(len, nx.connected_components(graph)), reverse=True) == [97, 5, 2]
    opened = plan.agencies.index[plan.agencies["kind"] == "open"]
    assert len(opened) == 4
    assert plan.assignments["agency"].isin(opened).sum() == 18
    assert not set(opened) & set(graph)


def test_nodes_stand_in_document_order(plan, graph):
    agencies, items = ipn.two_modes(graph)
    assert agencies == plan.agencies.index[plan.agencies["kind"] != "open"].tolist()
    assert items == plan.items.index.tolist()
    assert list(graph) == agencies + items


def test_edges_carry_what_the_assignments_say(plan, graph):
    rows = plan.assignments[plan.assignments["agency"].isin(list(graph))]
    told = {(row.agency, row.item): (row.role, row.basis, row.source) for row in rows.itertuples()}
    found = {(agency, item): (e["role"], e["basis"], e["source"]) for agency, item, e in graph.edges(data=True)}
    assert found == told


def test_edges_of_an_agency_stand_in_document_order(plan, graph):
    rows = plan.assignments[plan.assignments["agency"] == "市版权局"]
    assert list(graph["市版权局"]) == rows["item"].tolist()


def test_nodes_carry_the_labels_that_figures_use(graph):
    assert graph.nodes["市工商局"] == {
        "bipartite": 0,
        "label": "市工商局",
        "label_en": "AIC (commerce)",
        "kind": "agency",
        "sector": "market_regulation",
        "level": "municipal",
    }
    assert graph.nodes["1"] == {
        "bipartite": 1,
        "label": "市级协调与年报编制",
        "label_en": "City coordination and reports",
        "category": "一",
    }


def test_labels_without_english_are_chinese():
    graph = ipn.bipartite_graph(build([("1", "某协会", "lead")]))
    assert graph.nodes["某协会"]["label_en"] == "某协会"
    assert graph.nodes["1"]["label_en"] == "1"


@pytest.mark.parametrize(("role", "edges"), [("lead", 106), ("participant", 42)])
def test_narrowing_to_a_role_keeps_all_nodes(plan, graph, role, edges):
    narrow = ipn.bipartite_graph(plan, role=role)
    assert list(narrow.nodes(data=True)) == list(graph.nodes(data=True))
    assert narrow.number_of_edges() == edges
    kept = [(*ends, data) for *ends, data in graph.edges(data=True) if data["role"] == role]
    assert list(narrow.edges(data=True)) == kept


def test_a_role_that_is_none_is_refused(plan):
    with pytest.raises(ValueError, match="role must be 'lead', 'participant' or None, not 'boss'"):
        ipn.bipartite_graph(plan, role="boss")


@pytest.mark.parametrize("roles", [("lead", "participant"), ("participant", "lead")])
def test_lead_wins_over_participant_whichever_comes_first(roles):
    graph = ipn.bipartite_graph(build([("1", "A", role) for role in roles]))
    assert [data["role"] for *_, data in graph.edges(data=True)] == ["lead"]


@pytest.mark.parametrize(("role", "edges"), [("lead", [("A", "1")]), ("participant", [("B", "1")])])
def test_an_agency_in_both_roles_is_a_lead_in_every_narrowing(role, edges):
    plan = build([("1", "A", "participant"), ("1", "A", "lead"), ("1", "B", "participant")])
    assert list(ipn.bipartite_graph(plan, role=role).edges) == edges


def test_an_unknown_name_is_a_node_and_an_open_one_is_none():
    graph = ipn.bipartite_graph(build([("1", "某协会", "lead"), ("1", "各有关单位", "participant")]))
    assert list(graph) == ["某协会", "1"]


# Two-modeness.


def test_every_node_without_a_mode_and_every_pair_of_one_mode_is_named():
    graph = two_mode([("甲", "1"), ("乙", "1")], ["甲", "乙", "丙"], ["1", "2"])
    graph.add_edge("甲", "乙")
    graph.add_edge("1", "2")
    graph.add_edge("丙", "丙")
    graph.add_node("丁")
    graph.add_node("戊", bipartite=2)
    graph.add_edge("丁", "1")
    with pytest.raises(GraphError) as caught:
        ipn.two_modes(graph)
    assert [fault.place for fault in caught.value.faults] == [
        "node '丁'",
        "node '戊'",
        "edge '甲' – '乙'",
        "edge '丙' – '丙'",
        "edge '1' – '2'",
    ]
    assert "None" in caught.value.faults[0].problem
    assert "2" in caught.value.faults[1].problem


@pytest.mark.parametrize("kind", [nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_directed_and_parallel_edges_are_refused(kind):
    with pytest.raises(GraphError, match="neither directed nor parallel"):
        ipn.two_modes(kind(two_mode([("甲", "1")])))


@pytest.mark.parametrize("make", [ipn.incidence_matrices, ipn.project, ipn.convening_graph])
def test_what_is_made_from_a_graph_asks_for_two_modes(make):
    with pytest.raises(GraphError, match="node 0: its mode is None"):
        make(nx.path_graph(2))


def test_two_modes_follow_the_order_of_the_graph():
    graph = two_mode([("乙", "2"), ("甲", "1")])
    assert ipn.two_modes(graph) == (["乙", "甲"], ["2", "1"])
    assert ipn.two_modes(nx.Graph()) == ([], [])


# Incidence.


@settings(max_examples=60, deadline=None)
@given(random_graphs(roles=True))
def test_incidence_holds_every_edge_once_under_its_role(graph):
    found = ipn.incidence_matrices(graph)
    agencies, items = ipn.two_modes(graph)
    assert (found.agencies, found.items) == (agencies, items)
    assert (found.both != found.lead + found.participant).nnz == 0
    for name in ("lead", "participant"):
        dense = getattr(found, name).toarray()
        assert dense.shape == (len(agencies), len(items))
        for row, agency in enumerate(agencies):
            for column, item in enumerate(items):
                assert dense[row, column] == (graph.has_edge(agency, item) and graph[agency][item]["role"] == name)
    led = [any(e["role"] == "lead" and e["basis"] != "joint" for e in graph[item].values()) for item in items]
    assert found.designated.tolist() == led


def test_without_roles_every_edge_leads_and_nobody_is_designated():
    found = ipn.incidence_matrices(SOUTHERN_WOMEN)
    assert found.lead.sum() == found.both.sum() == 89
    assert found.participant.nnz == 0
    assert not found.designated.any()


def test_an_edge_may_be_told_from_either_end():
    graph = two_mode([], ["甲"], ["1"])
    graph.add_edge("1", "甲", role="participant")
    assert ipn.incidence_matrices(graph).participant.toarray().tolist() == [[1]]


def test_roles_on_some_edges_only_are_refused_edge_by_edge():
    graph = two_mode([("甲", "1", "lead"), ("乙", "1"), ("丙", "1", "boss"), ("丁", "1", "participant")])
    with pytest.raises(GraphError) as caught:
        ipn.incidence_matrices(graph)
    told = [(fault.place, fault.problem) for fault in caught.value.faults]
    assert told == [("edge '乙' – '1'", "its role is None"), ("edge '丙' – '1'", "its role is 'boss'")]


# Projections.


def assert_equals_networkx(graph, weighting):
    agencies, _ = ipn.two_modes(graph)
    ties, theirs = ipn.project(graph, weighting=weighting), WEIGHTINGS[weighting](graph, agencies)
    assert {frozenset(pair) for pair in ties.edges} == {frozenset(pair) for pair in theirs.edges}
    for one, other, data in ties.edges(data=True):
        assert data["weight"] == pytest.approx(theirs[one][other]["weight"], rel=1e-12)
        assert data["weight"] * data["distance"] == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_projection_equals_networkx_on_southern_women(weighting):
    assert_equals_networkx(SOUTHERN_WOMEN, weighting)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_projection_equals_networkx_on_guangzhou(graph, weighting):
    assert_equals_networkx(graph, weighting)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
@settings(max_examples=40, deadline=None)
@given(random=random_graphs())
def test_projection_equals_networkx_on_any_graph(weighting, random):
    assert_equals_networkx(random, weighting)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_isolates_stay_with_their_attributes_in_document_order(plan, graph, weighting):
    ties = ipn.project(ipn.bipartite_graph(plan, role="participant"), weighting=weighting)
    agencies, _ = ipn.two_modes(graph)
    assert list(ties) == agencies
    assert any(degree == 0 for _, degree in ties.degree)
    assert dict(ties.nodes(data=True)) == {agency: graph.nodes[agency] for agency in agencies}


def test_ties_stand_in_document_order(graph):
    agencies, _ = ipn.two_modes(graph)
    place = {agency: at for at, agency in enumerate(agencies)}
    pairs = [(place[one], place[other]) for one, other in ipn.project(graph).edges]
    assert pairs == sorted(pairs)
    assert all(one < other for one, other in pairs)


def test_a_projection_does_not_share_its_attributes_with_the_graph():
    graph = two_mode([("甲", "1"), ("乙", "1")])
    ipn.project(graph).nodes["甲"]["seen"] = True
    assert "seen" not in graph.nodes["甲"]


@pytest.mark.parametrize("weighting", ["salton", "Count", None])
def test_an_unknown_weighting_is_refused(weighting):
    with pytest.raises(ValueError, match="weighting must be 'count', 'newman', 'jaccard' or 'overlap'"):
        ipn.project(SOUTHERN_WOMEN, weighting=weighting)


def assert_newman_strength_counts_shared_items(graph):
    strength = dict(ipn.project(graph, weighting="newman").degree(weight="weight"))
    for agency, value in strength.items():
        assert value == pytest.approx(sum(graph.degree[item] > 1 for item in graph[agency]))


@settings(max_examples=60, deadline=None)
@given(random_graphs())
def test_newman_strength_is_the_number_of_items_with_other_parties(random):
    assert_newman_strength_counts_shared_items(random)


def test_newman_strength_on_guangzhou(graph):
    assert_newman_strength_counts_shared_items(graph)


@settings(max_examples=60, deadline=None)
@given(random_graphs())
def test_count_is_the_number_of_items_shared(random):
    agencies, _ = ipn.two_modes(random)
    ties = ipn.project(random)
    for one, other in combinations(agencies, 2):
        shared = len(set(random[one]) & set(random[other]))
        assert ties.get_edge_data(one, other, {"weight": 0})["weight"] == shared


# The convening graph.


def arcs_by_loop(graph):
    """#{t : L_it P_jt} over items with a designated lead, by plain loops."""
    arcs = {}
    for item in ipn.two_modes(graph)[1]:
        edges = graph[item]
        if not any(edge["role"] == "lead" and edge["basis"] != "joint" for edge in edges.values()):
            continue
        for lead, edge in edges.items():
            for participant, other in edges.items():
                if edge["role"] == "lead" and other["role"] == "participant":
                    arcs[lead, participant] = arcs.get((lead, participant), 0) + 1
    return arcs


@settings(max_examples=80, deadline=None)
@given(random_graphs(roles=True))
def test_convening_graph_equals_plain_loops(random):
    convening = ipn.convening_graph(random)
    assert list(convening) == ipn.two_modes(random)[0]
    assert {(one, other): weight for one, other, weight in convening.edges(data="weight")} == arcs_by_loop(random)


def test_convening_graph_of_guangzhou(graph):
    convening = ipn.convening_graph(graph)
    assert convening.is_directed()
    assert {(one, other): weight for one, other, weight in convening.edges(data="weight")} == arcs_by_loop(graph)
    assert all(data["weight"] * data["distance"] == pytest.approx(1) for *_, data in convening.edges(data=True))
    assert dict(convening.nodes(data=True)) == {name: graph.nodes[name] for name in convening}


def test_joint_items_give_no_arc():
    jointly = build([("1", "市财政局", "责任单位"), ("1", "市科技局", "责任单位"), ("1", "市公安局", "配合单位")])
    convening = ipn.convening_graph(ipn.bipartite_graph(jointly))
    assert list(convening) == ["市财政局", "市科技局", "市公安局"]
    assert convening.number_of_edges() == 0


def test_a_graph_without_roles_convenes_nobody():
    convening = ipn.convening_graph(SOUTHERN_WOMEN)
    assert (convening.number_of_nodes(), convening.number_of_edges()) == (18, 0)


@pytest.mark.parametrize("make", [ipn.project, ipn.convening_graph])
def test_mixed_roles_are_refused(make):
    with pytest.raises(GraphError, match="edge '乙' – '1': its role is None"):
        make(two_mode([("甲", "1", "lead"), ("乙", "1")]))


@pytest.mark.parametrize(
    "graph", [nx.Graph(), two_mode([], ["甲"]), two_mode([], [], ["1"])], ids=["nothing", "agency", "item"]
)
@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_graphs_without_an_edge_project_to_their_agencies(graph, weighting):
    agencies, items = ipn.two_modes(graph)
    assert ipn.incidence_matrices(graph).both.shape == (len(agencies), len(items))
    for made in (ipn.project(graph, weighting=weighting), ipn.convening_graph(graph)):
        assert (list(made), made.number_of_edges()) == (agencies, 0)


def test_results_do_not_depend_on_the_order_of_edges(graph):
    mixed = nx.Graph()
    mixed.add_nodes_from(graph.nodes(data=True))
    edges = list(graph.edges(data=True))
    mixed.add_edges_from(edges[at] for at in np.random.default_rng(0).permutation(len(edges)))
    for weighting in WEIGHTINGS:
        same = ipn.project(graph, weighting=weighting), ipn.project(mixed, weighting=weighting)
        assert list(same[0].edges(data=True)) == list(same[1].edges(data=True))
    assert list(ipn.convening_graph(mixed).edges(data=True)) == list(ipn.convening_graph(graph).edges(data=True))
