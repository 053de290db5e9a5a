"""The incidence matrix, the agency network on two arcs, and the flow between groups: what is drawn, and legibly."""

import random
from collections import Counter
from functools import partial
from itertools import pairwise

import matplotlib as mpl

mpl.use("agg")

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch, Rectangle

from ipnetwork import (
    GraphError,
    bipartite_graph,
    check_figure,
    convening_graph,
    group_flow,
    joint_groups,
    load_plan,
    plot_flow,
    plot_incidence,
    plot_projection,
    project,
)
from ipnetwork.clustering import group_of_each
from ipnetwork.figures.arcs import seat_on_arcs
from ipnetwork.figures.canvas import fold, start_canvas
from ipnetwork.style import GROUP_COLORS, SMALLEST, figure_bytes, new_figure

PAGES = [(page, lang) for page in ("a4-figure", "slide-figure", "a4", "slide", None) for lang in ("zh", "en")]
NAMES = ["-".join([page or "notebook", lang]) for page, lang in PAGES]
HOSTILE = ["$x$", "部门\U0001f984", "市局\u202eA", "很长的名字" * 60, "W" * 300, "<b>&amp;"]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def plan():
    return load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def graph(plan):
    return bipartite_graph(plan)


@pytest.fixture(scope="module")
def ties(graph):
    return project(graph)


@pytest.fixture(scope="module")
def groups(graph):
    return joint_groups(graph)


@pytest.fixture(scope="module")
def flow(graph, groups):
    return group_flow(graph, groups)


@pytest.fixture(scope="module")
def drawings(plan, graph, ties, groups, flow):
    """Return every kind of figure of the plan, to be drawn with an ax and in a language."""
    return {
        "load": partial(plot_incidence, graph),
        "group": partial(plot_incidence, graph, order="group", groups=groups),
        "projection": partial(plot_projection, ties, groups=groups),
        "plain projection": partial(plot_projection, ties),
        "flow": partial(plot_flow, flow),
        "sectors": partial(plot_flow, group_flow(graph, plan.agencies["sector"])),
    }


@pytest.fixture(scope="module")
def large():
    return random_graph(300, 400)


@pytest.fixture(scope="module")
def large_groups(large):
    return pd.DataFrame({"group": [at % 37 + 1 for at in range(len(large))]}, index=list(large))


def random_graph(agencies, items, labels=None):
    source = random.Random(7)  # noqa: S311 – a plan, not a secret
    graph = nx.Graph()
    for at in range(agencies):
        label = labels[at % len(labels)] if labels else f"市第{at}号管理局"
        graph.add_node(f"agency {at}", bipartite=0, label=label, label_en=label if labels else f"Municipal Bureau {at}")
    for item in range(1, items + 1):
        graph.add_node(str(item), bipartite=1, label=f"事项{item}", label_en=f"Item {item}")
        parties = sorted({int(agencies * source.random() ** 2) for _ in range(source.randint(1, 7))})
        for number, at in enumerate(parties):
            graph.add_edge(f"agency {at}", str(item), role="participant" if number else "lead", basis="explicit")
    return graph


def small_graph(edges, agencies=(), items=()):
    """Build a graph from (agency, item, role)."""
    graph = nx.Graph()
    for agency in dict.fromkeys([*agencies, *(edge[0] for edge in edges)]):
        graph.add_node(agency, bipartite=0)
    for item in dict.fromkeys([*items, *(edge[1] for edge in edges)]):
        graph.add_node(item, bipartite=1)
    for agency, item, role in edges:
        graph.add_edge(agency, item, **({"role": role, "basis": "explicit"} if role else {}))
    return graph


ONE = small_graph([("市财政局", "1", "lead")])
EMPTY = nx.Graph()


def axes_on(page):
    return new_figure(page).add_subplot() if page else None


def said(ax):
    """Return all that is written."""
    return [text.get_text() for text in ax.texts]


def caption(ax):
    """Return the lowest lines, at the left edge."""
    return " ".join(text.get_text() for text in ax.texts if text.get_position()[0] == 0)


def place(ax, text):
    (found,) = [one for one in ax.texts if one.get_text() == text]
    return found.get_position()


def marks(ax, role):
    """Return where the marks of a role are."""
    return [at for line in ax.lines if line.get_label() == role for at in zip(*line.get_data(), strict=True)]


def frames(ax, word="group"):
    return {one.get_label(): one for one in ax.patches if isinstance(one, Rectangle) and word in one.get_label()}


def curves(ax):
    return {one.get_label(): one for one in ax.collections if isinstance(one, PathCollection)}


def discs(ax):
    found = (line for line in ax.lines if line.get_label().startswith("disc "))
    return {line.get_label().removeprefix("disc "): line for line in found}


def where(line):
    return float(line.get_xdata()[0]), float(line.get_ydata()[0])


def bands(ax):
    return {one.get_label(): one for one in ax.patches if isinstance(one, PathPatch)}


def legible(ax, page):
    problems = check_figure(ax.figure, size=page or "a4")
    return problems.empty and problems.attrs["smallest"] >= SMALLEST, problems.to_string()


# every figure, at every size, in both languages


@pytest.mark.parametrize(("page", "lang"), PAGES, ids=NAMES)
@pytest.mark.parametrize("kind", ["load", "group", "projection", "plain projection", "flow", "sectors"])
def test_every_figure_of_the_plan_is_legible(kind, page, lang, drawings):
    ax = axes_on(page)
    drawn = drawings[kind](ax=ax, lang=lang)
    assert ax is None or drawn is ax
    assert drawn.figure.get_size_inches()[0] == pytest.approx(8.27) or page
    good, problems = legible(drawn, page)
    assert good, problems


@pytest.mark.parametrize("page", ["a4-figure", "slide-figure"])
def test_a_large_plan_is_drawn_in_part_and_the_caption_says_so(page, large, large_groups):
    first = plot_incidence(large, ax=axes_on(page), lang="en", order="group", groups=large_groups)
    second = plot_projection(project(large), ax=axes_on(page), lang="en", groups=large_groups)
    third = plot_flow(group_flow(large, large_groups), ax=axes_on(page), lang="en")
    for ax, words in ((first, "of 300 agencies"), (first, "of 400 work items"), (second, "of 300 agencies")):
        assert words in caption(ax)
        assert "top" in caption(ax)
    assert "groups with fewest contacts are gathered" in caption(third)
    for ax in (first, second, third):
        good, problems = legible(ax, page)
        assert good, problems


@pytest.mark.parametrize("page", ["a4-figure", "slide-figure", None])
@pytest.mark.parametrize("graph", [ONE, EMPTY], ids=["one item", "nothing"])
def test_next_to_nothing_can_be_drawn(graph, page):
    told = dict.fromkeys(graph, 1)
    for ax in (
        plot_incidence(graph, ax=axes_on(page), order="group", groups=told),
        plot_projection(project(graph), ax=axes_on(page), groups=told),
        plot_flow(group_flow(graph, told), ax=axes_on(page)),
    ):
        good, problems = legible(ax, page)
        assert good, problems
        assert caption(ax)


def test_new_axes_grow_until_they_hold_every_agency(large):
    for ax in (plot_incidence(large), plot_projection(project(large))):
        assert ax.figure.get_size_inches()[0] == pytest.approx(8.27)
        assert "300 个机构" in caption(ax)
        assert min(text.get_fontsize() for text in ax.texts) >= SMALLEST


@pytest.mark.parametrize("page", ["a4-figure", "slide-figure", None])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_labels_are_drawn_as_text_and_stay_inside(page, lang):
    graph = random_graph(6, 6, HOSTILE)
    told = dict.fromkeys(graph, 1) | {"agency 3": "$y$" + "组" * 300}
    with pytest.warns(UserWarning, match="no glyph for \U0001f984"):
        first = plot_incidence(graph, ax=axes_on(page), lang=lang)
    with pytest.warns(UserWarning, match="no glyph for \U0001f984"):
        second = plot_projection(project(graph), ax=axes_on(page), lang=lang)
    with pytest.warns(UserWarning, match="no glyph for \U0001f984"):
        third = plot_flow(
            group_flow(graph, told), ax=axes_on(page), lang=lang, labels={1: "\u202e\U0001f984" + "W" * 300}
        )
    for ax in (first, second, third):
        good, problems = legible(ax, page)
        assert good, problems
        assert not any("\u202e" in text or "\U0001f984" in text for text in said(ax))
        assert any(text.endswith(("…", "…)", "…）")) or "…" in text for text in said(ax))
    assert r"\$x\$" in said(first)


def test_a_language_that_is_not_known_is_refused(graph, ties, flow):
    for draw in (lambda: plot_incidence(graph, lang="de"), lambda: plot_projection(ties, lang="de")):
        with pytest.raises(ValueError, match="'zh' or 'en'"):
            draw()
    with pytest.raises(ValueError, match="'zh' or 'en'"):
        plot_flow(flow, lang="de")


def test_the_same_plan_gives_the_same_picture(graph, ties, groups, flow):
    def pictures():
        yield plot_incidence(graph, ax=axes_on("a4-figure"), order="group", groups=groups)
        yield plot_projection(ties, ax=axes_on("a4-figure"), groups=groups)
        yield plot_flow(flow, ax=axes_on("a4-figure"))

    first, second = ([figure_bytes(ax.figure, ".svg") for ax in pictures()] for _ in range(2))
    assert first == second


# the incidence matrix


def test_a_square_stands_for_each_lead_and_a_circle_for_each_participant(graph):
    ax = plot_incidence(graph, ax=axes_on("a4"))
    counts = Counter(role for *_, role in graph.edges(data="role"))
    assert {role: len(marks(ax, role)) for role in counts} == counts
    looks = {line.get_label(): line for line in ax.lines}
    assert (looks["lead"].get_marker(), looks["participant"].get_marker()) == ("s", "o")
    assert looks["lead"].get_markerfacecolor() == GROUP_COLORS[0]
    assert looks["participant"].get_markerfacecolor() == "white"
    assert len(set(marks(ax, "lead") + marks(ax, "participant"))) == graph.number_of_edges()


def test_each_mark_is_in_the_row_and_the_column_of_its_tie():
    edges = [("甲", "一", "lead"), ("甲", "二", "participant"), ("乙", "二", "lead"), ("甲", "三", "lead")]
    ax = plot_incidence(small_graph(edges))
    for role in ("lead", "participant"):
        cells = {(place(ax, item)[0], place(ax, agency)[1]) for agency, item, told in edges if told == role}
        assert set(marks(ax, role)) == cells


def test_the_busiest_agencies_are_on_top_and_the_largest_items_first(graph):
    ax = plot_incidence(graph, ax=axes_on("a4"))
    degrees = {data["label"]: graph.degree[node] for node, data in graph.nodes(data=True)}
    rows = sorted((one.get_position()[1], degrees[one.get_text()]) for one in ax.texts if one.get_text() in degrees)
    assert [degree for _, degree in rows] == sorted((degree for _, degree in rows), reverse=True)
    assert len(rows) == 50
    sizes = [
        count for _, count in sorted(Counter(x for role in ("lead", "participant") for x, _ in marks(ax, role)).items())
    ]
    assert sizes == sorted(sizes, reverse=True)


def test_counts_stand_at_the_right_of_each_row_and_below_each_column(graph):
    ax = plot_incidence(graph, ax=axes_on("a4"))
    right = max(one.get_position()[0] for one in ax.texts)
    counts = {one.get_position()[1]: one.get_text() for one in ax.texts if one.get_position()[0] == right}
    for node, data in graph.nodes(data=True):
        if data["bipartite"] == 0:
            assert counts[place(ax, data["label"])[1]] == str(graph.degree[node])
    low = place(ax, "机构")[1]
    below = [one for one in ax.texts if abs(one.get_position()[1] - low) < 12 and one.get_text().isdigit()]
    by_column = Counter(x for role in ("lead", "participant") for x, _ in marks(ax, role))
    assert {one.get_position()[0]: int(one.get_text()) for one in below} == by_column


def test_groups_stand_in_blocks_with_frames_and_numbers(graph, groups):
    ax = plot_incidence(graph, ax=axes_on("a4"), order="group", groups=groups)
    label = {data["label"]: node for node, data in graph.nodes(data=True) if data["bipartite"] == 0}
    rows = sorted((one.get_position()[1], one.get_text()) for one in ax.texts if one.get_text() in label)
    order = [int(groups["group"][label[name]]) for _, name in rows]
    assert order == sorted(order)
    inside = Counter(
        int(groups["group"][one]) for one, other in graph.edges if groups["group"][one] == groups["group"][other]
    )
    both = marks(ax, "lead") + marks(ax, "participant")
    found = {}
    for name, frame in frames(ax).items():
        x, y = frame.get_xy()
        covered = [1 for mx, my in both if x < mx < x + frame.get_width() and y < my < y + frame.get_height()]
        found[int(name.removeprefix("group "))] = len(covered)
    assert found == inside
    for one, other in pairwise(sorted(frames(ax).values(), key=lambda frame: frame.get_y())):
        assert one.get_y() + one.get_height() <= other.get_y() + 1e-6
        assert one.get_x() + one.get_width() <= other.get_x() + 1e-6
    bold = Counter(one.get_text() for one in ax.texts if one.get_weight() == "bold")
    assert all(bold[str(group)] == 2 for group in set(groups["group"]))


def test_top_keeps_the_busiest_agencies_and_the_items_they_are_on(graph):
    ax = plot_incidence(graph, ax=axes_on("a4"), lang="en", top=3)
    busiest = sorted(
        (node for node, mode in graph.nodes(data="bipartite") if not mode), key=lambda a: -graph.degree[a]
    )[:3]
    items = {item for agency in busiest for item in graph[agency]}
    assert f"top 3 of 50 agencies · top {len(items)} of 54 work items" in caption(ax)
    assert len(marks(ax, "lead") + marks(ax, "participant")) == sum(graph.degree[agency] for agency in busiest)
    assert "IP Office" in said(ax)
    assert "Justice Bureau" not in said(ax)


def test_what_has_no_room_is_left_out_from_the_end(graph):
    ax = plot_incidence(graph, ax=axes_on("slide-figure"))
    shown = [data["label"] for _, data in graph.nodes(data=True) if data["label"] in said(ax)]
    assert f"前 {len(shown)} 个机构，共 50 个" in caption(ax)
    assert "市知识产权局" in shown
    assert 35 <= len(shown) < 50


def test_a_graph_without_roles_has_one_kind_of_mark():
    ax = plot_incidence(nx.davis_southern_women_graph(), lang="en")
    assert len(marks(ax, "tie")) == 89
    assert "takes part" in said(ax)
    assert "Lead" not in said(ax)


@pytest.mark.parametrize(
    ("options", "message"), [({"order": "group"}, "needs groups"), ({"order": "size"}, "'load' or 'group'")]
)
def test_an_order_that_cannot_be_drawn_is_refused(graph, options, message):
    with pytest.raises(ValueError, match=message):
        plot_incidence(graph, **options)


def test_a_node_without_a_group_is_named(graph, groups):
    with pytest.raises(GraphError, match="市财政局"):
        plot_incidence(graph, order="group", groups=groups.drop("市财政局"))


# the network of agencies


def test_every_tie_is_a_curve_as_wide_as_its_weight(ties, groups):
    ax = plot_projection(ties, ax=axes_on("a4-figure"), groups=groups)
    at = {where(line): agency for agency, line in discs(ax).items()}
    group = groups["group"]
    seen = {}
    for kind, drawn in curves(ax).items():
        for path, width in zip(drawn.get_paths(), drawn.get_linewidths(), strict=True):
            pair = at[tuple(path.vertices[0])], at[tuple(path.vertices[-1])]
            assert (group[pair[0]] == group[pair[1]]) == (kind == "within")
            seen[frozenset(pair)] = width
    weights = {frozenset(pair): data["weight"] for *pair, data in ties.edges(data=True)}
    assert seen.keys() == weights.keys()
    ratios = [seen[pair] / weights[pair] for pair in weights]
    assert max(ratios) == pytest.approx(min(ratios))


def test_strong_ties_are_darker_and_groups_have_their_colours(ties, groups):
    ax = plot_projection(ties, ax=axes_on("a4-figure"), groups=groups)
    between = curves(ax)["between"]
    dark = between.get_edgecolors()[:, :3].sum(axis=1)
    widths = np.array(between.get_linewidths())
    assert dark[widths == widths.max()].max() < dark[widths == widths.min()].min()
    assert np.ptp(between.get_edgecolors()[:, :3], axis=1).max() == pytest.approx(0)
    for agency, disc in discs(ax).items():
        assert disc.get_color() == GROUP_COLORS[(groups["group"][agency] - 1) % 7]


def test_curves_stay_between_the_arcs_where_no_label_is(ties, groups):
    for page, lang in PAGES[:4]:
        ax = plot_projection(ties, ax=axes_on(page), lang=lang, groups=groups)
        assert legible(ax, page)[0]
        boxes = np.array([one.get_window_extent().padded(-0.5).extents for one in ax.texts])
        for drawn in curves(ax).values():
            for path in drawn.get_paths():
                points = path.transformed(ax.transData).cleaned(curves=False).vertices[:-1, None]
                assert len(points) > 5
                inside = (points > boxes[:, :2]).all(axis=2) & (points < boxes[:, 2:]).all(axis=2)
                assert not inside.any()


def test_area_of_a_disc_is_strength_and_isolates_are_open_and_told(ties, groups):
    ax = plot_projection(ties, ax=axes_on("a4-figure"), lang="en", groups=groups)
    strength = dict(ties.degree(weight="weight"))
    drawn = discs(ax)
    assert drawn.keys() == strength.keys()
    areas = {
        agency: line.get_markersize() ** 2 / strength[agency] for agency, line in drawn.items() if strength[agency]
    }
    assert max(areas.values()) == pytest.approx(min(areas.values()))
    (alone,) = [agency for agency in ties if not strength[agency]]
    assert drawn[alone].get_markerfacecolor() == "white"
    assert "agencies that share no item: 1 of 50" in caption(ax)
    assert "shares no item with another" in said(ax)
    assert "Justice Bureau" in said(ax)


def test_groups_stand_together_with_their_numbers(ties, groups):
    ax = plot_projection(ties, ax=axes_on("a4-figure"), groups=groups)
    middle = np.mean([where(line)[0] for line in discs(ax).values()])
    order = sorted(discs(ax), key=lambda agency: (where(discs(ax)[agency])[0] > middle, where(discs(ax)[agency])[1]))
    runs = [
        group for at, group in enumerate(groups["group"][order]) if not at or group != groups["group"][order[at - 1]]
    ]
    assert sorted(runs) == sorted(set(groups.loc[list(ties), "group"]))
    bold = [one.get_text() for one in ax.texts if one.get_weight() == "bold"]
    assert sorted(bold) == sorted(map(str, runs))
    assert len([line for line in ax.lines if line.get_label().startswith("group ")]) == len(runs)


def test_rows_on_an_arc_are_evenly_spaced_and_arcs_face_each_other(ties, groups):
    ax = plot_projection(ties, ax=axes_on("a4-figure"), groups=groups)
    places = sorted(where(line) for line in discs(ax).values())
    middle = np.mean([x for x, _ in places])
    for side, outwards in (([p for p in places if p[0] < middle], -1), ([p for p in places if p[0] > middle], 1)):
        side.sort(key=lambda p: p[1])
        steps = np.diff([y for _, y in side])
        assert steps == pytest.approx(steps[0])
        bulge = outwards * (side[len(side) // 2][0] - side[0][0])
        assert bulge > 20


def test_the_weakest_of_too_many_ties_are_left_out_and_told(large):
    ties = project(large)
    ax = plot_projection(ties, ax=axes_on("a4"), lang="en")
    drawn = sum(len(one.get_paths()) for one in curves(ax).values())
    assert 0 < drawn <= 5 * len(discs(ax))
    # Not all agencies are drawn, so ties as strong as these may be missing with theirs.
    assert f"the strongest {drawn} ties among these drawn; {ties.number_of_edges()} in the whole plan" in caption(ax)
    assert "1 shared item" not in said(ax)


def test_ties_that_all_weigh_the_same_are_all_drawn():
    ties = nx.complete_graph(14)
    nx.set_edge_attributes(ties, 1.0, "weight")
    ax = plot_projection(nx.relabel_nodes(ties, str), lang="en")
    assert len(curves(ax)["within"].get_paths()) == 91
    assert "14 agencies · 91 ties" in caption(ax)


def test_other_weights_than_counts_are_not_called_shared_items(graph, groups):
    ax = plot_projection(project(graph, weighting="jaccard"), lang="en", groups=groups)
    assert any(text.startswith("tie weight 0.") for text in said(ax))
    assert not any("shared item" in text for text in said(ax))


def test_top_keeps_the_strongest_agencies(ties):
    ax = plot_projection(ties, ax=axes_on("a4-figure"), top=10)
    strength = dict(ties.degree(weight="weight"))
    assert (
        sorted((strength[agency] for agency in discs(ax)), reverse=True) == sorted(strength.values(), reverse=True)[:10]
    )
    assert "前 10 个机构，共 50 个" in caption(ax)


# seats on the arcs


@given(st.integers(0, 24), st.integers(1, 6), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_everybody_has_one_seat_and_groups_stay_together(count, kinds, source):
    ties = nx.gnp_random_graph(count, 0.3, seed=source.randrange(1000))
    for one, other in ties.edges:
        ties.edges[one, other]["weight"] = source.randint(1, 5)
    group = {node: source.randrange(kinds) for node in ties}
    left, right = seat_on_arcs(ties, group)
    assert sorted([*left, *right]) == sorted(ties)
    assert max(len(left), len(right)) <= max(0.62 * count, (count + 1) // 2)
    along = [group[node] for node in [*left, *right]]
    assert len([1 for one, other in pairwise(along) if one != other]) == max(len(set(along)) - 1, 0)


def test_no_arc_is_longer_than_it_may_be():
    ties = nx.empty_graph(20)
    left, right = seat_on_arcs(ties, {node: node >= 8 for node in ties})
    assert (len(left), len(right)) == (8, 12)
    left, right = seat_on_arcs(ties, {node: node >= 8 for node in ties}, longest=11)
    assert (len(left), len(right)) == (10, 10)


def test_seats_shorten_ties(ties, groups):
    def length(left, right):
        seats = {one: (0.0, (at + 0.5) / len(left)) for at, one in enumerate(left)}
        seats |= {one: (0.7, (at + 0.5) / len(right)) for at, one in enumerate(right)}
        return sum(weight * np.hypot(*np.subtract(seats[a], seats[b])) for a, b, weight in ties.edges(data="weight"))

    nodes = list(ties)
    found = length(*seat_on_arcs(ties, groups["group"].to_dict()))
    by_number = sorted(nodes, key=groups["group"].get)
    assert found < 0.9 * length(by_number[:25], by_number[25:])
    assert length(*seat_on_arcs(ties, dict.fromkeys(nodes, 0))) < 0.7 * length(nodes[:25], nodes[25:])


# flows between groups


def brute_flow(graph, group):
    """Count contacts one by one."""
    counts = Counter()
    items = [node for node, mode in graph.nodes(data="bipartite") if mode == 1]
    for item in items:
        roles = {agency: data["role"] for agency, data in graph[item].items()}
        for lead, role in roles.items():
            for other, answer in roles.items():
                if (role, answer) == ("lead", "participant"):
                    counts[group[lead], group[other]] += 1
    return counts


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("甲乙丙丁戊"), st.sampled_from("12345")), st.sampled_from(["lead", "participant"])
    ),
    st.lists(st.sampled_from(["x", "y", "z"]), min_size=5, max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_flow_is_what_counting_one_by_one_gives(edges, names):
    graph = small_graph([(*pair, role) for pair, role in edges.items()], agencies="甲乙丙丁戊", items="12345")
    group = dict(zip("甲乙丙丁戊", names, strict=True))
    flow = group_flow(graph, group)
    counts = brute_flow(graph, group)
    assert {(a, b): flow.loc[a, b] for a in flow.index for b in flow if flow.loc[a, b]} == counts
    assert flow.to_numpy().sum() == sum(weight for *_, weight in convening_graph(graph).edges(data="weight"))
    assert list(flow.index) == list(flow.columns) == list(dict.fromkeys(names))
    assert flow.to_numpy().dtype.kind == "i"


def test_flow_of_the_plan_by_group_and_by_sector(plan, graph, groups):
    total = sum(weight for *_, weight in convening_graph(graph).edges(data="weight"))
    for told in (groups, groups["group"], groups["group"].to_dict(), plan.agencies["sector"]):
        assert group_flow(graph, told).to_numpy().sum() == total == 58
    flow = group_flow(graph, groups)
    assert (flow.index.name, flow.columns.name) == ("lead_group", "participant_group")
    assert list(flow.index) == list(range(1, 11))
    pd.testing.assert_frame_equal(flow, group_flow(graph, groups["group"]))


def test_flow_needs_one_group_for_each_agency(graph, groups):
    with pytest.raises(GraphError, match=r"市财政局.*no group"):
        group_flow(graph, groups.drop("市财政局"))
    with pytest.raises(GraphError, match="no group"):
        group_flow(graph, groups["group"].astype(float).where(groups.index != "市财政局"))
    with pytest.raises(GraphError, match="2 groups"):
        group_flow(graph, pd.concat([groups["group"], groups["group"].loc[["市财政局"]]]))
    assert group_of_each(["b"], {"a": 1, "b": 2}) == [2]


def test_nothing_flows_where_nobody_is_designated_to_lead():
    women = nx.davis_southern_women_graph()
    flow = group_flow(women, dict.fromkeys(women, "all"))
    assert flow.to_numpy().tolist() == [[0]]
    ax = plot_flow(flow, lang="en")
    assert "no contacts of leads with participants" in said(ax)
    assert "1 group without such contacts is not drawn" in caption(ax)


def test_bands_and_blocks_are_as_high_as_their_contacts(flow):
    ax = plot_flow(flow, ax=axes_on("a4-figure"))
    expected = {(a, b): int(flow.loc[a, b]) for a in flow.index for b in flow if flow.loc[a, b]}
    heights = {}
    for name, band in bands(ax).items():
        kind, lead, participant = name.split()
        assert (kind == "within") == (lead == participant)
        vertices = band.get_path().vertices
        heights[int(lead) + 1, int(participant) + 1] = vertices[7][1] - vertices[0][1]
        assert vertices[4][1] - vertices[3][1] == pytest.approx(vertices[7][1] - vertices[0][1])
    assert heights.keys() == expected.keys()
    units = {heights[pair] / expected[pair] for pair in expected}
    assert max(units) == pytest.approx(min(units))
    totals = {0: flow.sum(axis=1), 1: flow.sum(axis=0)}
    for name, block in frames(ax, "block").items():
        _, side, at = name.split()
        assert block.get_height() / max(units) == pytest.approx(totals[int(side)].iloc[int(at)])
        assert f"第{int(at) + 1}组（{totals[int(side)].iloc[int(at)]}）" in said(ax)


def test_bands_lie_side_by_side_within_their_blocks(flow):
    ax = plot_flow(flow, ax=axes_on("slide-figure"))
    blocks = frames(ax, "block")
    for side, (first, last) in {0: (0, 7), 1: (3, 4)}.items():
        spans = {}
        for name, band in bands(ax).items():
            vertices = band.get_path().vertices
            spans.setdefault(name.split()[side + 1], []).append((vertices[first][1], vertices[last][1]))
        for at, found in spans.items():
            block = blocks[f"block {side} {at}"]
            found.sort()
            assert found[0][0] == pytest.approx(block.get_y())
            assert found[-1][1] == pytest.approx(block.get_y() + block.get_height())
            assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(found))


def test_numbers_stand_on_the_bands_that_have_room_for_them(flow):
    ax = plot_flow(flow, ax=axes_on("a4-figure"))
    size = ax.texts[0].get_fontsize()
    wide = Counter()
    for name, band in bands(ax).items():
        vertices = band.get_path().vertices
        if vertices[7][1] - vertices[0][1] >= 1.05 * size:
            _, lead, participant = name.split()
            wide[str(flow.iloc[int(lead), int(participant)])] += 2
    assert Counter(text for text in said(ax) if text.isdigit()) == wide
    assert sum(wide.values()) > 10


def test_flows_within_a_group_are_told_apart_by_darkness(flow):
    ax = plot_flow(flow, ax=axes_on("a4-figure"))
    light = {name: sum(band.get_facecolor()[:3]) for name, band in bands(ax).items()}
    inside = [value for name, value in light.items() if name.startswith("within")]
    between = [value for name, value in light.items() if name.startswith("between")]
    assert max(inside) < min(between)
    assert {"组内对接", "组间对接"} <= set(said(ax))
    assert "共 58 次对接，组内 32 次" in caption(ax)


def test_groups_may_be_called_by_other_names(flow):
    ax = plot_flow(flow, lang="en", labels={3: "Intellectual property", 99: "nobody"})
    assert "Intellectual property (22)" in said(ax)
    assert "Group 2 (8)" in said(ax)


def test_gathered_groups_keep_every_contact(large):
    group = {agency: int(agency.split()[1]) % 37 + 1 for agency in large if agency.startswith("agency")}
    flow = group_flow(large, group)
    ax = plot_flow(flow, ax=axes_on("a4"), lang="en")
    (left,) = [text for text in said(ax) if "other groups" in text and text.endswith(")")][:1]
    count = int(left.split()[0])
    assert f"the {count} groups with fewest contacts are gathered" in caption(ax)
    assert len(frames(ax, "block 0")) == 16
    unit = next(iter(frames(ax, "block 0 0").values())).get_height() / flow.iloc[0].sum()
    whole = sum(block.get_height() for block in frames(ax, "block 1").values())
    assert whole / unit == pytest.approx(flow.to_numpy().sum())


def test_a_flow_that_cannot_be_is_refused(flow):
    for wrong in (-1, float("nan")):
        with pytest.raises(ValueError, match="negative or missing"):
            plot_flow(flow.astype(float).replace(8, wrong))


# captions


@given(st.lists(st.text("ab 各项的", min_size=1, max_size=30), min_size=1, max_size=5), st.integers(60, 300))
@settings(max_examples=80, deadline=None)
def test_captions_fold_without_losing_a_character(parts, width):
    lines = fold(parts, width, 10.0)
    bare = "".join("".join(lines).split()).replace("·", "")
    assert bare == "".join("".join(parts).split())


def test_a_canvas_is_measured_in_points():
    canvas = start_canvas(None, 360)
    assert canvas.ax.figure.get_size_inches() == pytest.approx((8.27, 5))
    assert 570 < canvas.width < 8.27 * 72
    assert 340 < canvas.height < 360


def test_contacts_within_a_group_count_whether_it_was_gathered_or_not():
    names = [f"g{at}" for at in range(29)]
    flow = pd.DataFrame(0, index=names, columns=names)
    for at, name in enumerate(names):
        flow.loc[name, name] = 1 + at % 3
        flow.loc[name, names[(at + 1) % 29]] = 1
    ax = plot_flow(flow, ax=new_figure("slide-figure").add_subplot(), lang="en")
    within, everything = int(flow.to_numpy().trace()), int(flow.to_numpy().sum())
    assert f"{everything} contacts of leads with participants, {within} within a group" in " ".join(
        text.get_text() for text in ax.texts
    )
