"""What nobody could read on a figure is found, and nothing else."""

import matplotlib as mpl

mpl.use("agg")

import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from ipnetwork import agency_load, check_figure, load_plan, plot_load
from ipnetwork.style import PAGES, font_family


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def page(*texts, size=(8.27, 11.69)):
    """Draw texts at (x, y) in inches, each with its font size and options."""
    figure = Figure(figsize=size)
    for x, y, text, points, *options in texts:
        look = {"family": font_family()} | (options[0] if options else {})
        figure.text(x / size[0], y / size[1], text, size=points, **look)
    return figure


def problems(figure, size="a4"):
    return list(check_figure(figure, size=size).itertuples(index=False, name=None))


def test_a_figure_that_can_be_read_has_no_rows():
    table = check_figure(page((1, 1, "市财政局", 7), (1, 2, "Finance", 9)), size="a4")
    assert table.empty
    assert list(table.columns) == ["problem", "text", "detail"]
    assert table.attrs["smallest"] == 7


@pytest.mark.parametrize(("points", "found"), [(6.9, [("small", "市", "6.9 pt")]), (7.0, []), (12.0, [])])
def test_text_below_seven_points_is_small(points, found):
    assert problems(page((1, 1, "市", points))) == found


def test_a_figure_larger_than_the_page_is_shrunk_in_thought():
    large = page((1, 1, "市", 9), size=(16.54, 11.69))
    assert problems(large) == [("small", "市", "4.5 pt")]
    assert problems(large, "a4-landscape") == [("small", "市", "6.4 pt")]
    assert problems(large, "slide") == [("small", "市", "5.8 pt")]
    assert problems(page((1, 1, "市", 7), size=(2, 2))) == []  # never enlarged


def test_labels_that_cover_one_another_are_told_with_each_other():
    assert problems(page((1, 1, "left side", 12), (1.3, 1.05, "right side", 12))) == [
        ("overlap", "left side", "right side")
    ]


@pytest.mark.parametrize("apart", [(0.0, 0.25), (1.5, 0.0)])
def test_labels_beside_or_above_one_another_are_apart(apart):
    assert problems(page((1, 1, "左边的字", 12), (1 + apart[0], 1 + apart[1], "右边的字", 12))) == []


def test_every_pair_is_found():
    texts = [(1 + 0.1 * at, 1, f"text {at}", 12) for at in range(4)]
    assert len(problems(page(*texts))) == 6


def test_upright_text_is_measured_upright():
    figure = page((1, 1, "a long upright label", 12, {"rotation": 90}), (1.3, 1.2, "beside it", 12))
    assert problems(figure) == []


@pytest.mark.parametrize(("x", "y"), [(-0.1, 1), (1.95, 1), (1, 1.95), (1, -0.1)])
def test_text_beyond_the_edge_is_outside(x, y):
    assert problems(page((x, y, "Text", 12), size=(2, 2))) == [("outside", "Text", "beyond the edge")]


def test_a_character_without_a_glyph_is_named_for_the_fonts_that_the_text_is_in():
    figure = page((1, 1, "龘局", 12), (1, 2, "市财", 12, {"family": "DejaVu Sans"}), (1, 3, "cost: \\$5", 12))
    assert problems(figure) == [("glyph", "龘局", "龘"), ("glyph", "市财", "市 财")]


def test_a_line_from_a_label_to_its_point_is_no_text():
    figure = Figure(figsize=(6, 4))
    ax = figure.add_axes((0, 0, 1, 1))
    look = {"family": font_family(), "size": 12, "textcoords": "axes fraction", "arrowprops": {"arrowstyle": "-"}}
    ax.annotate("left", (0.9, 0.5), xytext=(0.1, 0.5), **look)
    ax.text(0.5, 0.5, "between", size=12)
    ax.set_axis_off()
    assert problems(figure) == []


def test_what_is_not_drawn_is_not_listed():
    figure = Figure(figsize=(4, 3))
    ax = figure.add_subplot()
    ax.set_xticks([0, 1, 5], ["a", "b", "far away and long"], size=3)
    ax.set_xlim(0, 1)
    ax.set_yticks([])
    figure.text(0.5, 0.5, "hidden", size=2, visible=False)
    assert [row[:2] for row in problems(figure)] == [("small", "a"), ("small", "b")]
    ax.set_axis_off()
    assert problems(figure) == []


def test_a_part_of_a_figure_stands_for_the_whole():
    figure = Figure(figsize=(8, 4))
    left, right = figure.subfigures(1, 2)
    left.text(0.1, 0.5, "small", size=5)
    right.text(0.1, 0.5, "fine", size=9)
    assert problems(right) == [("small", "small", "5.0 pt")]


def test_an_empty_figure_can_be_read():
    table = check_figure(Figure())
    assert table.empty
    assert table.attrs["smallest"] != table.attrs["smallest"]


def test_checking_leaves_the_figure_as_it_was():
    ax = plot_load(agency_load(load_plan()), top=5)
    canvas = ax.figure.canvas
    check_figure(ax.figure, size="slide")
    assert ax.figure.canvas is canvas


def test_an_unknown_size_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="a4, a4-landscape, slide") as caught:
        check_figure(Figure(), size="letter")
    assert all(name in str(caught.value) for name in PAGES)
