"""The diagram of leads and participants, and the bars of load: what is drawn, and that it can be read."""

import math
import re
from collections import Counter
from itertools import combinations

import matplotlib as mpl

mpl.use("agg")

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

import ipnetwork as ipn
from ipnetwork import (
    GraphError,
    agency_load,
    bipartite_graph,
    build_plan,
    check_figure,
    load_plan,
    plot_bipartite,
    plot_load,
    project,
    select,
)
from ipnetwork.figures.layout import count_crossings, keep_most_tied, order_columns
from ipnetwork.style import PAGES as SIZES
from ipnetwork.style import new_figure, text_width, word

PAGES = [(page, lang) for page in ("a4", "slide") for lang in ("zh", "en")]
SMALLEST = {"a4": 8, "slide": 10}


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
def load(plan):
    return agency_load(plan)


@pytest.fixture(scope="module")
def women():
    return nx.davis_southern_women_graph()


@pytest.fixture(scope="module", params=PAGES, ids="-".join)
def bipartite(request, plan):
    """Draw the whole plan at A4 and two categories on a slide, and keep page, language, graph and axes."""
    page, lang = request.param
    graph = bipartite_graph(plan if page == "a4" else select(plan, categories=["八", "九"]))
    return page, lang, graph, settled(plot_bipartite(graph, ax=new_figure(page).add_subplot(), lang=lang))


@pytest.fixture(scope="module", params=PAGES, ids="-".join)
def bars(request, load):
    """Draw every agency at A4 and twenty on a slide, and keep page, language and axes."""
    page, lang = request.param
    top = None if page == "a4" else 20
    return page, lang, settled(plot_load(load, ax=new_figure(page).add_subplot(), lang=lang, top=top))


def settled(ax):
    """Draw the figure as a picture, so that its layout is final and every text has its place."""
    figure = ax.get_figure(root=True)
    FigureCanvasAgg(figure).draw()
    return ax


def one_tie(agency="甲", item="1"):
    graph = nx.Graph()
    graph.add_node(agency, bipartite=0)
    graph.add_node(item, bipartite=1)
    graph.add_edge(agency, item, role="lead")
    return graph


def shown_texts(ax):
    """Return every text that is drawn; ticks beyond the ends of an axis are not."""
    hidden = set()
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in axis.get_major_ticks():
            if not ax.axison or not low <= tick.get_loc() <= high:
                hidden |= {tick.label1, tick.label2}
    texts = ax.get_figure(root=True).findobj(Text)
    return [text for text in texts if text.get_visible() and text.get_text().strip() and text not in hidden]


def overlaps(ax):
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in shown_texts(ax)]
    return [(one, other) for (one, box), (other, beside) in combinations(boxes, 2) if box.overlaps(beside)]


def outside(ax):
    page = ax.get_figure(root=True).bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in shown_texts(ax)]
    return [text for text, box in boxes if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1]


def smallest_font(ax):
    return min(text.get_fontsize() for text in shown_texts(ax))


def legend_texts(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()] if ax.get_legend() else []


def labels_of(graph, lang, mode):
    key = "label_en" if lang == "en" else "label"
    return {data[key]: node for node, data in graph.nodes(data=True) if data["bipartite"] == mode}


def heights(ax, labels, align):
    """Return at which height each node is labelled."""
    found = {text.get_text(): text for text in ax.texts if text.get_horizontalalignment() == align}
    return {node: found[label].get_position()[1] for label, node in labels.items()}


def lines_of(ax):
    return {lines.get_label(): lines for lines in ax.collections if isinstance(lines, LineCollection)}


def markers(ax, shape):
    return [line for line in ax.lines if line.get_marker() == shape]


# order and crossings


@st.composite
def two_mode_graphs(draw):
    agencies = [f"a{at}" for at in range(draw(st.integers(0, 6)))]
    items = [f"i{at}" for at in range(draw(st.integers(0, 6)))]
    graph = nx.Graph()
    graph.add_nodes_from(agencies, bipartite=0)
    graph.add_nodes_from(items, bipartite=1)
    pairs = [(agency, item) for agency in agencies for item in items]
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
    return graph, agencies, items


def crossings_one_by_one(graph, agencies, items):
    edges = [(agencies.index(agency), items.index(item)) for agency in agencies for item in graph[agency]]
    return sum((one[0] - other[0]) * (one[1] - other[1]) < 0 for one, other in combinations(edges, 2))


@settings(deadline=None)
@given(two_mode_graphs(), st.randoms(use_true_random=False))
def test_crossings_are_the_pairs_of_lines_in_opposite_order(made, random):
    graph, agencies, items = made
    random.shuffle(agencies)
    random.shuffle(items)
    assert count_crossings(graph, agencies, items) == crossings_one_by_one(graph, agencies, items)


@settings(deadline=None)
@given(two_mode_graphs())
def test_an_order_keeps_every_node_and_never_crosses_more_lines(made):
    graph, agencies, items = made
    above, below = order_columns(graph)
    assert sorted(above) == agencies
    assert sorted(below) == items
    assert count_crossings(graph, above, below) <= count_crossings(graph, agencies, items)


def test_a_ladder_is_untangled():
    graph = nx.Graph([(f"a{at}", f"i{4 - at}") for at in range(5)])
    nx.set_node_attributes(graph, {node: int(node[0] == "i") for node in graph}, "bipartite")
    above, below = order_columns(graph)
    assert count_crossings(graph, above, below) == 0


def test_the_best_order_met_is_kept_where_a_later_one_crosses_more():
    joined = ["0123", "1234", "023", "014", "12"]
    graph = nx.Graph()
    graph.add_nodes_from([f"a{at}" for at in range(5)], bipartite=0)
    graph.add_nodes_from([f"i{at}" for at in range(5)], bipartite=1)
    graph.add_edges_from((f"a{at}", f"i{item}") for at, items in enumerate(joined) for item in items)
    assert count_crossings(graph, *order_columns(graph)) == 23


def test_the_bundled_plan_is_drawn_with_far_fewer_crossings(graph, plan):
    agencies = [agency for agency in plan.agencies.index if agency in graph]
    document = count_crossings(graph, agencies, list(plan.items.index))
    assert count_crossings(graph, *order_columns(graph)) < document / 2


def test_the_order_is_the_same_however_often_it_is_asked_for(graph):
    assert order_columns(graph) == order_columns(graph)


def test_a_text_grows_with_its_size_and_letters():
    assert text_width("市知识产权局", 20) == pytest.approx(2 * text_width("市知识产权局", 10), rel=0.02)
    assert text_width("市知识产权局", 10) == pytest.approx(60, abs=2)
    assert text_width("", 10) == 0


# the diagram


def test_every_node_is_labelled_once(bipartite):
    _, lang, graph, ax = bipartite
    counted = Counter(text.get_text() for text in ax.texts)
    labels = [*labels_of(graph, lang, 0), *labels_of(graph, lang, 1)]
    assert len(labels) == len(graph)
    assert {label: counted[label] for label in labels} == dict.fromkeys(labels, 1)


def test_every_item_has_its_number(bipartite):
    _, lang, graph, ax = bipartite
    rows = heights(ax, labels_of(graph, lang, 1), "left")
    numbers = {text.get_text(): text.get_position()[1] for text in ax.texts if text.get_text() in rows}
    assert numbers == rows


def test_nothing_else_is_written_but_the_headings(bipartite):
    _, lang, graph, ax = bipartite
    agencies, items = labels_of(graph, lang, 0), labels_of(graph, lang, 1)
    headings = {f"{word('agencies', lang)} ({len(agencies)})", f"{word('items', lang)} ({len(items)})"}
    assert {text.get_text() for text in ax.texts} == {*agencies, *items, *items.values(), *headings}


def test_each_role_has_one_line_for_each_of_its_edges(bipartite):
    *_, graph, ax = bipartite
    drawn = {role: len(lines.get_segments()) for role, lines in lines_of(ax).items()}
    assert len(ax.collections) == 2
    assert drawn == Counter(nx.get_edge_attributes(graph, "role").values())


def test_each_line_joins_its_agency_to_its_item(bipartite):
    _, lang, graph, ax = bipartite
    left = heights(ax, labels_of(graph, lang, 0), "right")
    right = heights(ax, labels_of(graph, lang, 1), "left")
    for role, lines in lines_of(ax).items():
        drawn = sorted(tuple(float(end[1]) for end in segment) for segment in lines.get_segments())
        told = sorted((left[one], right[other]) for one, other, kind in graph.edges(data="role") if kind == role)
        assert drawn == told


def test_roles_differ_by_more_than_colour(bipartite):
    *_, ax = bipartite
    lead, participant = (lines_of(ax)[role] for role in ("lead", "participant"))
    assert lead.get_linestyle()[0][1] is None
    assert participant.get_linestyle()[0][1] is not None
    assert lead.get_linewidth()[0] > participant.get_linewidth()[0]
    assert lead.get_edgecolor().tolist() != participant.get_edgecolor().tolist()


def test_collective_bodies_are_squares_and_nothing_else_is(bipartite):
    _, lang, graph, ax = bipartite
    rows = heights(ax, labels_of(graph, lang, 0), "right")
    collectives = [rows[node] for node, kind in graph.nodes(data="kind") if kind == "collective"]
    drawn = {shape: [float(y) for line in markers(ax, shape) for y in line.get_ydata()] for shape in "so"}
    assert sorted(drawn["s"]) == pytest.approx(sorted(collectives))
    assert len(drawn["o"]) == len(graph) - len(collectives)


def test_every_mark_stands_between_its_label_and_the_lines(bipartite):
    *_, ax = bipartite
    middle = sum(ax.get_xlim()) / 2
    marked = {float(x) for line in ax.lines for x in line.get_xdata()}
    assert len(marked) == 2
    assert min(marked) < middle < max(marked)
    ends = [[float(end[0]) for end in segment] for lines in lines_of(ax).values() for segment in lines.get_segments()]
    assert {tuple(end) for end in ends} == {(min(marked), max(marked))}


def test_the_key_explains_lines_and_marks(bipartite):
    _, lang, _, ax = bipartite
    assert legend_texts(ax) == [word(key, lang) for key in ("lead", "participant", "agency", "collective")]


def test_no_two_texts_of_the_diagram_touch(bipartite):
    assert overlaps(bipartite[-1]) == []


def test_every_text_of_the_diagram_is_on_the_page(bipartite):
    assert outside(bipartite[-1]) == []


def test_the_smallest_text_of_the_diagram_can_be_read(bipartite):
    page, *_, ax = bipartite
    assert SMALLEST[page] <= smallest_font(ax) <= 12


def test_the_same_axes_come_back(women):
    ax = Figure(figsize=(8, 6)).add_subplot()
    assert plot_bipartite(women, ax=ax) is ax
    assert plt.get_fignums() == []
    assert not ax.axison


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_new_axes_are_made_as_tall_as_their_rows_need(plan, graph, lang):
    small = settled(plot_bipartite(bipartite_graph(select(plan, categories=["九"])), lang=lang))
    large = settled(plot_bipartite(graph, lang=lang))
    assert small.figure is not large.figure
    for ax in (small, large):
        assert (overlaps(ax), outside(ax)) == ([], [])
        assert smallest_font(ax) >= 8
    assert large.figure.get_figheight() > 2 * small.figure.get_figheight()


def test_one_of_several_panels_is_drawn_into(plan):
    figure = Figure(figsize=(8.27, 11.69), layout="constrained")
    upper, lower = figure.subplots(2, 1)
    settled(plot_bipartite(bipartite_graph(select(plan, categories=["八", "九"])), ax=upper))
    assert (overlaps(upper), outside(upper)) == ([], [])
    assert not lower.texts


def headings(ax):
    return [text.get_text() for text in ax.texts if text.get_weight() == "bold"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_crowded_axes_show_what_is_tied_most_and_say_of_how_many(graph, lang):
    figure = Figure(figsize=(7, 4))
    ax = settled(plot_bipartite(graph, ax=figure.add_subplot(), lang=lang))
    assert smallest_font(ax) >= 7
    assert overlaps(ax) == []
    agencies, items = (int(re.search(r"\((\d+)/", heading)[1]) for heading in headings(ax))
    assert headings(ax) == [f"{word('agencies', lang)} ({agencies}/50)", f"{word('items', lang)} ({items}/54)"]
    ranked = sorted((node for node, mode in graph.nodes(data="bipartite") if mode == 0), key=lambda n: -graph.degree[n])
    least = min(graph.degree[node] for node in ranked[:agencies])
    written = {text.get_text() for text in ax.texts}
    must = [node for node in ranked if graph.degree[node] > least]
    assert {graph.nodes[node]["label_en" if lang == "en" else "label"] for node in must} <= written


def test_the_top_agencies_come_with_half_as_many_items_again(graph):
    ax = settled(plot_bipartite(graph, ax=new_figure("slide").add_subplot(), top=12))
    assert headings(ax) == ["机构 (12/50)", "工作事项 (18/54)"]
    kept = keep_most_tied(graph, 12, 18)
    assert sum(len(lines.get_segments()) for lines in lines_of(ax).values()) == kept.number_of_edges()
    assert smallest_font(ax) >= 10


@given(two_mode_graphs(), st.integers(0, 4), st.integers(0, 4))
def test_what_is_kept_of_a_graph_is_tied_most(made, agencies, items):
    graph, left, right = made
    kept = keep_most_tied(graph, agencies, items)
    chosen = [node for node in left if node in kept], [node for node in right if node in kept]
    assert [len(one) for one in chosen] == [min(agencies, len(left)), min(items, len(right))]
    assert min((graph.degree[n] for n in chosen[0]), default=9) >= max(
        (graph.degree[n] for n in left if n not in kept), default=0
    )
    ties = {node: sum(other in chosen[0] for other in graph[node]) for node in right}
    assert min((ties[n] for n in chosen[1]), default=9) >= max((ties[n] for n in right if n not in kept), default=0)
    assert set(kept.edges) == {edge for edge in graph.edges if set(edge) <= set(kept)}
    assert [node for node in graph if node in kept] == list(kept)


def test_a_label_too_long_for_the_page_is_cut_and_the_others_are_not(graph):
    long = "很长的标题" * 60
    part = nx.Graph(graph)
    part.nodes["7"]["label"] = long
    ax = settled(plot_bipartite(part, ax=new_figure("a4").add_subplot()))
    (shown,) = [text.get_text() for text in ax.texts if text.get_text().startswith("很长")]
    assert shown.endswith("…")
    assert len(shown) < 60
    assert smallest_font(ax) >= 7
    assert overlaps(ax) == []
    assert outside(ax) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_leave_room_for_the_lines_however_narrow_the_page(plan, lang):
    figure = Figure(figsize=(5, 9), layout="constrained")
    graph = bipartite_graph(select(plan, categories=["九"]))
    ax = settled(plot_bipartite(graph, ax=figure.add_subplot(), lang=lang))
    (left, _), (right, _) = lines_of(ax)["lead"].get_segments()[0]
    assert right - left > 0.25 * (ax.get_xlim()[1] - ax.get_xlim()[0])
    assert overlaps(ax) == []
    assert set(outside(ax)) <= set(legend_texts(ax))


@pytest.mark.parametrize("label", ["龘局", "\N{MUSICAL SYMBOL G CLEF}"])
def test_a_character_without_a_glyph_is_named(label):
    with pytest.warns(UserWarning, match="(?i)glyph") as caught:
        plot_bipartite(one_tie(label), ax=Figure().add_subplot())
    assert any(f"no glyph for {label[0]}, drawn as 〓;" in str(warning.message) for warning in caught)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_agency_and_one_item_are_a_diagram(lang):
    ax = settled(plot_bipartite(one_tie(), lang=lang))
    headings = [f"{word('agencies', lang)} (1)", f"{word('items', lang)} (1)"]
    assert [text.get_text() for text in ax.texts] == [headings[0], "甲", headings[1], "1"]
    assert [len(lines.get_segments()) for lines in lines_of(ax).values()] == [0, 1]
    assert legend_texts(ax) == [word("lead", lang)]
    assert (overlaps(ax), outside(ax)) == ([], [])


def test_a_graph_without_edges_is_drawn_with_empty_marks_and_no_key():
    graph = one_tie()
    graph.remove_edge("甲", "1")
    ax = settled(plot_bipartite(graph))
    assert [len(lines.get_segments()) for lines in lines_of(ax).values()] == [0, 0]
    assert {line.get_markerfacecolor() for line in ax.lines} == {"white"}
    assert ax.get_legend() is None


def test_a_graph_without_nodes_is_two_headings():
    ax = settled(plot_bipartite(nx.Graph(), lang="en"))
    assert [text.get_text() for text in ax.texts] == ["Agencies (0)", "Work items (0)"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_graph_without_labels_shows_the_names_of_its_nodes(women, lang):
    ax = settled(plot_bipartite(women, lang=lang))
    assert Counter(text.get_text() for text in ax.texts if text.get_text() in women) == Counter(list(women))
    assert len(lines_of(ax)["lead"].get_segments()) == 89
    assert (overlaps(ax), outside(ax)) == ([], [])


def test_participants_alone_are_dashed_and_have_their_own_key(plan):
    ax = plot_bipartite(bipartite_graph(select(plan, categories=["九"]), role="participant"))
    assert legend_texts(ax)[0] == word("participant", "zh")
    assert word("lead", "zh") not in legend_texts(ax)
    assert len(lines_of(ax)["lead"].get_segments()) == 0


def test_a_graph_that_is_not_two_mode_is_refused(graph):
    with pytest.raises(GraphError):
        plot_bipartite(project(graph))


@pytest.mark.parametrize("lang", ["fr", "", None])
def test_an_unknown_language_is_refused_before_anything_is_drawn(women, load, lang):
    for plot, data in ((plot_bipartite, women), (plot_load, load)):
        with pytest.raises(ValueError, match="lang must be 'zh' or 'en'"):
            plot(data, lang=lang)
    assert plt.get_fignums() == []


# the bars


def bars_by_role(ax):
    """Return for each role where its bars begin and how long they are, by their row."""
    return {
        container.get_label(): {
            round(patch.get_y() + patch.get_height() / 2): (patch.get_x(), patch.get_width()) for patch in container
        }
        for container in ax.containers
    }


def row_labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def rows_of(ax, load, lang):
    """Return the rows of the table that the labels of the bars stand for, from top to bottom."""
    column = "short_en" if lang == "en" else "short"
    return load.set_index(column).loc[row_labels(ax)]


def test_bars_are_as_long_as_the_numbers_of_the_table(bars, load):
    _, lang, ax = bars
    drawn, rows = bars_by_role(ax), rows_of(ax, load, lang)
    pairs = list(zip(rows["leads"], rows["participations"], strict=True))
    assert drawn[word("lead", lang)] == {at: (0, led) for at, (led, _) in enumerate(pairs) if led}
    assert drawn[word("participant", lang)] == {at: (led, joined) for at, (led, joined) in enumerate(pairs) if joined}


def test_the_busiest_agency_is_on_top(bars, load):
    _, lang, ax = bars
    rows = rows_of(ax, load, lang)
    keys = [(led + joined, led) for led, joined in zip(rows["leads"], rows["participations"], strict=True)]
    assert keys == sorted(keys, reverse=True)
    assert ax.get_ylim()[0] > ax.get_ylim()[1]
    assert list(ax.get_yticks()) == list(range(len(rows)))


def test_equal_agencies_keep_the_order_of_the_document(load):
    ax = plot_load(load, ax=Figure(figsize=(8, 11)).add_subplot())
    places = {short: at for at, short in enumerate(load["short"])}
    last = [places[label] for label in row_labels(ax)][-5:]
    assert load["items"].nsmallest(5).eq(1).all()
    assert last == sorted(last)


def test_every_bar_ends_with_its_numbers(bars, load):
    _, lang, ax = bars
    rows = rows_of(ax, load, lang)
    told = {
        (f"{led} + {joined}", (led + joined, at))
        for at, (led, joined) in enumerate(zip(rows["leads"], rows["participations"], strict=True))
    }
    assert {(text.get_text(), text.xy) for text in ax.texts} == told
    assert len(ax.texts) == len(rows)


def test_every_agency_has_a_row_unless_only_the_top_is_asked_for(bars, load):
    page, lang, ax = bars
    caption = ax.get_xlabel()
    assert len(row_labels(ax)) == (50 if page == "a4" else 20) == len(set(row_labels(ax)))
    told = {"zh": "前 20 个机构，共 50 个", "en": "top 20 of 50 agencies"}[lang]
    assert (told in caption) == (page == "slide")
    assert caption.startswith(word("number_of_items", lang))
    assert len(load) == 50


def test_the_top_is_the_beginning_of_the_whole(load):
    whole = plot_load(load, ax=Figure(figsize=(8, 11)).add_subplot())
    top = plot_load(load, ax=Figure(figsize=(8, 11)).add_subplot(), top=7)
    assert row_labels(top) == row_labels(whole)[:7]


def test_a_top_beyond_the_table_shows_all_and_says_nothing_of_it(load):
    ax = plot_load(load, ax=Figure(figsize=(8, 11)).add_subplot(), top=500, lang="en")
    assert len(row_labels(ax)) == 50
    assert ax.get_xlabel() == word("number_of_items", "en")


def test_bars_of_participants_are_hatched(bars):
    _, lang, ax = bars
    lead, joined = ax.containers
    assert [bar.get_label() for bar in (lead, joined)] == [word("lead", lang), word("participant", lang)]
    assert all(patch.get_hatch() for patch in joined)
    assert not any(patch.get_hatch() for patch in lead)
    assert lead[0].get_facecolor() != joined[0].get_facecolor()


def test_the_key_of_the_bars_names_both_roles(bars):
    _, lang, ax = bars
    assert legend_texts(ax) == [word("lead", lang), word("participant", lang)]


def test_no_two_texts_of_the_bars_touch(bars):
    assert overlaps(bars[-1]) == []


def test_every_text_of_the_bars_is_on_the_page(bars):
    assert outside(bars[-1]) == []


def test_the_key_of_the_bars_covers_no_bar(bars):
    *_, ax = bars
    key = ax.get_legend().get_window_extent()
    assert not [patch for patch in ax.patches if patch.get_window_extent().overlaps(key)]


def test_the_smallest_text_of_the_bars_can_be_read(bars):
    page, _, ax = bars
    assert SMALLEST[page] <= smallest_font(ax) <= 12


def test_the_same_axes_come_back_from_the_bars(load):
    ax = Figure(figsize=(8, 11)).add_subplot()
    assert plot_load(load, ax=ax) is ax
    assert plt.get_fignums() == []


def test_new_axes_are_made_for_the_bars(load):
    one, other = plot_load(load, top=10), plot_load(load, top=10)
    assert one.figure is not other.figure
    assert len(plt.get_fignums()) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_new_axes_are_tall_enough_for_the_bars(load, lang):
    ax = settled(plot_load(load, top=20, lang=lang))
    assert (overlaps(ax), outside(ax)) == ([], [])


def test_measures_that_are_not_there_do_not_matter():
    table = pd.DataFrame({"item": "1", "agency": ["市财政局", "市科技局"], "role": "责任单位"})
    joint = agency_load(build_plan(table))
    assert joint["convening"].isna().all()
    ax = settled(plot_load(joint, ax=new_figure("a4").add_subplot()))
    assert [text.get_text() for text in ax.texts] == ["1 + 0", "1 + 0"]


def test_a_table_without_agencies_is_an_empty_chart(load):
    ax = settled(plot_load(load.iloc[:0], ax=new_figure("a4").add_subplot(), lang="en"))
    assert row_labels(ax) == []
    assert len(ax.texts) == len(ax.patches) == 0


def test_the_table_is_left_as_it_was(load):
    before = load.copy()
    plot_load(load, ax=Figure().add_subplot(), top=3)
    pd.testing.assert_frame_equal(load, before)


def test_an_agency_without_an_english_label_keeps_its_own(load):
    ax = plot_load(load.head(2).assign(short_en=["", "B"]), ax=Figure().add_subplot(), lang="en")
    assert sorted(row_labels(ax)) == ["B", load["short"].iloc[0]]


def test_a_bar_whose_label_lacks_a_glyph_warns(load):
    with pytest.warns(UserWarning, match="no glyph for 龘, drawn as 〓;"):
        plot_load(load.head(1).assign(short="龘局"), ax=Figure().add_subplot())


# contacts, breadth and depth, ranks


@pytest.fixture(scope="module")
def compared(plan):
    return ipn.compare_readings(plan, ipn.volume, leads=["as_designated"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["contacts", "quadrant", "ranks"])
def test_the_figures_of_a_slide_can_be_read(plan, load, compared, name, lang):
    ax = Figure(figsize=SIZES["slide"], layout="constrained").add_subplot()
    labels = plan.agencies["short_en" if lang == "en" else "short"].to_dict()
    plot = {
        "contacts": lambda: ipn.plot_contacts(load, ax=ax, lang=lang, top=20),
        "quadrant": lambda: ipn.plot_quadrant(load, ax=ax, lang=lang),
        "ranks": lambda: ipn.plot_ranks(compared, ax=ax, lang=lang, top=20, labels=labels),
    }
    assert plot[name]() is ax
    settled(ax)
    assert overlaps(ax) == []
    assert outside(ax) == []
    assert smallest_font(ax) >= 10


def test_contacts_are_as_long_as_the_numbers_of_the_table(load):
    ax = ipn.plot_contacts(load)
    drawn = [sum(bar.get_width() for bar in bars) for bars in ax.containers]
    assert drawn == [load[name].sum() for name in ("convening", "response", "peer")]


def test_contacts_without_a_designated_lead_are_all_among_equals():
    table = pd.DataFrame(
        [("1", "市财政局", "责任单位"), ("1", "市科技局", "责任单位")], columns=["item", "agency", "role"]
    )
    ax = ipn.plot_contacts(ipn.agency_load(ipn.build_plan(table)))
    assert [sum(bar.get_width() for bar in bars) for bars in ax.containers] == [0, 0, 2]


def test_every_agency_that_meets_somebody_is_in_the_quadrant(load):
    ax = ipn.plot_quadrant(load, lang="en")
    spots = ax.collections[0].get_offsets()
    assert {tuple(spot) for spot in spots} == {
        (row.breadth, row.depth) for row in load[load["breadth"] > 0].itertuples()
    }
    assert sum(ax.collections[0].get_sizes()) == 28 * (load["breadth"] > 0).sum()
    assert "(1 more meet nobody)" in ax.get_xlabel()
    # Five agencies share the place of the first of them, and its label.
    assert {text.get_text() for text in ax.texts} >= {"IP Office", "Guangzhou Dev. Zone and 4 more"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_of_a_scatter_cover_neither_one_another_nor_a_disc(lang):
    random = np.random.default_rng(1)
    many = pd.DataFrame({"breadth": random.integers(1, 12, 60), "depth": 1 + random.integers(0, 6, 60) / 4})
    many["volume"] = (many["breadth"] * many["depth"]).round().astype(int)
    many["short"], many["short_en"] = [f"第{at}工作局" for at in range(60)], [f"Bureau No. {at}" for at in range(60)]
    ax = settled(ipn.plot_quadrant(many, ax=new_figure("a4-figure", rows=14).add_subplot(), lang=lang, top=60))
    assert overlaps(ax) == []
    assert outside(ax) == []
    assert check_figure(ax.figure, size="a4-figure").empty
    places = many.drop_duplicates(["breadth", "depth"])
    left_out = len(places) - len(ax.texts)
    assert len(ax.texts) > 10
    told = {"zh": f"（{left_out}处无标签）", "en": f"({left_out} places without a label)"}[lang]
    assert (told in ax.get_xlabel().replace("\n", " ")) == (left_out > 0)
    discs = ax.collections[0]
    for text in ax.texts:
        box = Text.get_window_extent(text)
        for (x, y), area in zip(ax.transData.transform(discs.get_offsets()), discs.get_sizes(), strict=True):
            radius = math.sqrt(area / math.pi) * ax.figure.dpi / 72
            near = min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)
            assert math.hypot(near[0] - x, near[1] - y) >= radius - 1.5


def test_a_rank_is_a_disc_in_its_range(compared):
    ax = ipn.plot_ranks(compared)
    assert ax.lines[0].get_xdata().tolist() == compared.summary["rank"].tolist()
    ranges = [segment[:, 0].tolist() for segment in ax.collections[0].get_segments()]
    assert ranges == compared.summary[["best", "worst"]].to_numpy().tolist()


def test_two_panels_of_a_figure_are_each_measured_for_themselves(plan, load):
    left, right = Figure(figsize=(16, 9), layout="constrained").subfigures(1, 2)
    bars = ipn.plot_load(load, ax=left.add_subplot(), lang="en", top=20)
    ipn.plot_bipartite(ipn.bipartite_graph(ipn.select(plan, categories=["九"])), ax=right.add_subplot(), lang="en")
    settled(bars)
    assert overlaps(bars) == []
    assert outside(bars) == []


def test_headings_and_key_stay_on_a_narrow_page(plan, women):
    for made, size in ((women, (8, 5)), (ipn.bipartite_graph(ipn.select(plan, categories=["九"])), (5, 9))):
        ax = Figure(figsize=size, layout="constrained").add_subplot()
        settled(ipn.plot_bipartite(made, ax=ax, lang="en"))
        assert outside(ax) == []
        assert overlaps(ax) == []


@pytest.mark.parametrize("top", [0, 1, 2, 3])
def test_few_rows_do_not_touch(load, top):
    ax = settled(ipn.plot_load(load, top=top))
    assert overlaps(ax) == []


def test_agencies_without_items_have_bars_of_no_length(load):
    ax = ipn.plot_load(load.assign(leads=0, participations=0))
    assert ax.get_xlim() == (0, 1.12)
