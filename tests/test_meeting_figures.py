"""The figures of joint meetings and groups: what is drawn is what was found, and all of it can be read."""

import matplotlib as mpl

mpl.use("agg")

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_hex
from test_figures import outside, overlaps, settled, shown_texts, smallest_font

import ipnetwork as ipn
from ipnetwork.style import LEAD_COLOR, new_figure, word

LANGS = ["zh", "en"]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def meetings(plan):
    return ipn.plan_meetings(plan, max_seats=12)


@pytest.fixture(scope="module")
def groups(plan):
    return ipn.joint_groups(ipn.bipartite_graph(plan))


@pytest.fixture(scope="module")
def covered(groups, meetings):
    return ipn.coverage_of_groups(groups, meetings)


@pytest.fixture(scope="module")
def frontier():
    """Numbers such as meeting_frontier gives: the middle one is not proven."""
    columns = ["meetings", "meetings_bound", "meetings_status", "attendances"]
    rows = [(8, 8, "OPTIMAL", 72), (7, 5, "GAP", 68), (6, 6, "OPTIMAL", 65)]
    return pd.DataFrame(rows, columns=columns, index=pd.Index([9, 10, 11], name="seats"))


def labels_of(plan, lang):
    return plan.agencies["short_en" if lang == "en" else "short"].to_dict()


def on(page):
    return new_figure(page).add_subplot()


def every_figure(plan, meetings, covered, frontier, lang):
    """Name each figure, and draw it on a slide; the whole plan of meetings on a sheet of paper."""
    leading = ipn.co_leads(plan).query("items > 1")
    upset = ipn.plot_upset(leading, figure=new_figure("slide"), lang=lang, labels=labels_of(plan, lang))
    return {
        "meetings-slide": ipn.plot_meetings(meetings, ax=on("slide"), lang=lang, top=20),
        "meetings-a4": ipn.plot_meetings(meetings, ax=on("a4"), lang=lang),
        "groups": ipn.plot_group_coverage(covered, ax=on("slide"), lang=lang, labels=labels_of(plan, lang)),
        "frontier": ipn.plot_frontier(frontier, ax=on("slide"), lang=lang),
        "coverage": ipn.plot_coverage(ipn.standing_body(plan), ax=on("slide"), lang=lang),
        "upset": upset.axes[0],
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_can_be_read_and_none_covers_another(plan, meetings, covered, frontier, lang):
    for name, ax in every_figure(plan, meetings, covered, frontier, lang).items():
        settled(ax)
        assert overlaps(ax) == [], name
        assert outside(ax) == [], name
        assert smallest_font(ax) >= (8 if name.endswith("a4") else 10), name


def cells_of(ax):
    """Return the numbers written into a matrix, by the row and column where they stand, and the colours below them."""
    numbers = {(round(t.get_position()[0]), round(t.get_position()[1])): int(t.get_text()) for t in ax.texts}
    squares = next(made for made in ax.collections if isinstance(made, PatchCollection))
    places = [path.get_extents() for path in squares.get_paths()]
    colors = [to_hex(color) for color in squares.get_facecolors()]
    return numbers, {
        (round((box.x0 + box.x1) / 2), round((box.y0 + box.y1) / 2)): color
        for box, color in zip(places, colors, strict=True)
    }


def test_the_matrix_of_meetings_is_the_attendance_and_the_chairs_are_dark(plan, meetings):
    ax = settled(ipn.plot_meetings(meetings, ax=on("a4")))
    rows = [label.get_text() for label in ax.get_yticklabels()]
    called = {plan.agencies.loc[agency, "short"]: agency for agency in meetings.attendance.index}
    numbers, colors = cells_of(ax)
    written = {(called[rows[y]], x): number for (x, y), number in numbers.items()}
    counts = meetings.attendance
    assert written == {(a, m): counts.loc[a, m] for a in counts.index for m in counts.columns if counts.loc[a, m]}
    dark = {(called[rows[y]], x) for (x, y), color in colors.items() if color == LEAD_COLOR.lower()}
    assert dark == {(one.chair, one.number) for one in meetings.meetings}
    assert set(colors) == set(numbers)


def test_those_with_most_meetings_come_first_and_the_axis_tells_who_is_left_out(meetings):
    ax = settled(ipn.plot_meetings(meetings, ax=on("slide"), top=5, lang="en"))
    counts = (meetings.attendance > 0).sum(axis=1).sort_values(ascending=False)
    _, colors = cells_of(ax)
    assert [sum(y == row for _, y in colors) for row in range(5)] == counts.iloc[:5].tolist()
    assert ax.get_xlabel().endswith("top 5 of 49 agencies")
    assert ipn.plot_meetings(meetings, ax=on("a4")).get_xlabel() == ""


def test_the_heads_give_each_meetings_seats_and_items(meetings):
    ax = settled(ipn.plot_meetings(meetings, ax=on("a4"), lang="en"))
    heads = [label.get_text() for label in ax.get_xticklabels()]
    assert heads == [f"Meeting {m.number}\n{m.seats} seats\n{len(m.items)} items" for m in meetings.meetings]
    wide = settled(ipn.plot_meetings(meetings, ax=on("slide"), lang="en"))
    heads = [label.get_text() for label in wide.get_xticklabels()]
    assert heads == [f"Meeting {m.number}\n{m.seats} seats, {len(m.items)} items" for m in meetings.meetings]


def test_a_group_that_sits_together_is_dark(covered):
    ax = settled(ipn.plot_group_coverage(covered, ax=on("slide")))
    numbers, colors = cells_of(ax)
    for row, (who, counts) in enumerate(zip(covered["agencies"], covered["by_meeting"], strict=True)):
        for meeting, count in enumerate(counts, 1):
            assert numbers.get((meeting, row), 0) == count
            dark = colors.get((meeting, row)) == LEAD_COLOR.lower()
            assert dark == (count == len(who))


def test_the_frontier_tells_what_is_proven_from_what_is_not(frontier):
    ax = settled(ipn.plot_frontier(frontier, ax=on("slide")))
    line, proven, found = ax.lines
    assert list(zip(*line.get_data(), strict=True)) == [(9, 8), (10, 7), (11, 6)]
    assert list(proven.get_xdata()) == [9, 11]
    assert list(found.get_xdata()) == [10]
    assert found.get_markerfacecolor() == "white"
    (whiskers,) = ax.collections
    assert [path[:, 1].tolist() for path in whiskers.get_segments()] == [[8, 8], [5, 7], [6, 6]]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["9\n72", "10\n68", "11\n65"]
    assert [text.get_text() for text in ax.texts] == ["8", "7", "6"]


def test_the_curve_of_a_standing_body_gives_items_and_bound(plan):
    standing = ipn.standing_body(plan, sizes=[5, 10])
    standing.loc[10, "bound"] = 20
    ax = settled(ipn.plot_coverage(standing, ax=on("slide"), lang="en"))
    assert ax.lines[0].get_ydata().tolist() == standing["items"].tolist()
    assert [path[:, 1].tolist() for path in ax.collections[0].get_segments()] == [[8, 8], [16, 20]]
    assert ax.get_xlabel() == word("body_size", "en")


def test_the_upset_diagram_joins_the_agencies_of_each_combination(plan):
    leading = ipn.co_leads(plan).query("items > 1")
    figure = ipn.plot_upset(leading, top=4)
    bars, matrix = figure.axes
    names = [label.get_text() for label in matrix.get_yticklabels()]
    joined = [line for line in matrix.lines if line.get_color() == LEAD_COLOR]
    assert [tuple(names[y] for y in line.get_ydata()) for line in joined] == [
        tuple(sorted(who, key=names.index)) for who in leading["agencies"].iloc[:4]
    ]
    assert [bar.get_height() for bar in bars.patches] == leading["items"].iloc[:4].tolist()


def test_a_figure_takes_a_part_of_a_figure_and_labels_with_dollars(plan, covered):
    whole = new_figure("slide")
    part, _ = whole.subfigures(1, 2)
    assert ipn.plot_upset(ipn.co_leads(plan).head(2), figure=part) is part
    priced = dict.fromkeys(plan.agencies.index, "$x^2$")
    ax = settled(ipn.plot_group_coverage(covered.head(2), ax=on("slide"), labels=priced))
    assert any(r"\$x^2\$" in text.get_text() for text in shown_texts(ax))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_draw_is_an_empty_figure(lang):
    alone = ipn.build_plan(pd.DataFrame([("1", "市财政局", "lead")], columns=["item", "agency", "role"]))
    none = ipn.plan_meetings(alone, max_seats=5)
    ungrouped = ipn.coverage_of_groups(ipn.joint_groups(ipn.bipartite_graph(alone)), none)
    for ax in (
        settled(ipn.plot_meetings(none, lang=lang)),
        settled(ipn.plot_group_coverage(ungrouped, lang=lang)),
        ipn.plot_upset(ipn.co_leads(alone), lang=lang).axes[1],
    ):
        assert [label.get_text() for label in ax.get_yticklabels()] == []
    standing = settled(ipn.plot_coverage(ipn.standing_body(alone, sizes=[2]), lang=lang))
    assert standing.lines[0].get_ydata().tolist() == [0]


def test_another_language_is_refused(plan, meetings):
    with pytest.raises(ValueError, match="'fr'"):
        ipn.plot_meetings(meetings, lang="fr")
    with pytest.raises(ValueError, match="'fr'"):
        ipn.plot_upset(ipn.co_leads(plan), lang="fr")
