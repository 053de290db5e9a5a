"""Fonts, words and figure files: what shows, shows everywhere, and the same figure gives the same bytes."""

import os
import re
import subprocess
import sys
import zlib
from io import BytesIO
from itertools import combinations

import matplotlib as mpl

mpl.use("agg")

import networkx as nx
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from matplotlib import pyplot as plt
from matplotlib import rcParams
from matplotlib.colors import to_rgb
from PIL import Image

from ipnetwork import (
    agency_load,
    bipartite_graph,
    load_plan,
    missing_glyphs,
    plot_bipartite,
    plot_load,
    select,
    write_figure,
)
from ipnetwork.style import (
    FAMILY,
    LEAD_COLOR,
    PALE,
    PARTICIPANT_COLOR,
    WORDS,
    check_lang,
    figure_bytes,
    flat_png,
    font_family,
    font_files,
    new_figure,
    plain,
    word,
)

SUFFIXES = (".png", ".svg", ".pdf")
SIGNATURES = {".png": b"\x89PNG\r\n", ".svg": b"<?xml", ".pdf": b"%PDF-"}

WITHOUT_SYSTEM_FONTS = """
import logging, sys, warnings
import matplotlib
matplotlib.use("agg")
from matplotlib import font_manager
from ipnetwork import load_plan, bipartite_graph, plot_bipartite, plot_load, agency_load, select, write_figure
from ipnetwork.style import font_family, new_figure

class Refuse(logging.Handler):
    def emit(self, record):
        raise SystemExit(record.getMessage())

manager = font_manager.fontManager
manager.ttflist = [font for font in manager.ttflist if font.fname.startswith(matplotlib.get_data_path())]
warnings.simplefilter("error")
logging.getLogger("matplotlib").addHandler(Refuse(logging.WARNING))
plan = select(load_plan(), categories=["八", "九"])
for lang in ("zh", "en"):
    first, second = new_figure("a4"), new_figure("a4")
    plot_bipartite(bipartite_graph(plan), ax=first.add_subplot(), lang=lang)
    plot_load(agency_load(plan), ax=second.add_subplot(), lang=lang)
    for name, figure in (("bipartite", first), ("load", second)):
        for suffix in ("png", "pdf"):
            write_figure(figure, f"{sys.argv[1]}/{name}-{lang}.{suffix}", dpi=50)
for weight in ("normal", "bold"):
    wanted = font_manager.FontProperties(family=font_family(), weight=weight)
    print(font_manager.findfont(wanted, fallback_to_default=False))
"""


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def plan():
    return load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def part(plan):
    return select(plan, categories=["九"])


@pytest.fixture(scope="module")
def figure(part):
    return draw(part)


def draw(plan):
    figure = new_figure("slide")
    plot_bipartite(bipartite_graph(plan), ax=figure.add_subplot())
    return figure


def one_tie(agency, item="1"):
    graph = nx.Graph()
    graph.add_node(agency, bipartite=0)
    graph.add_node(item, bipartite=1)
    graph.add_edge(agency, item, role="lead")
    return graph


def pdf_streams(raw):
    """Decompress the streams of a PDF and give the others as they stand."""
    found = re.finditer(rb"stream\r?\n(.*?)\nendstream", raw, re.DOTALL)
    return [zlib.decompress(match[1]) if match[1].startswith(b"x") else match[1] for match in found]


def pdf_characters(raw):
    """Read the characters that a PDF's ToUnicode maps give back to whoever searches or copies."""
    maps = [stream for stream in pdf_streams(raw) if b"begincmap" in stream]
    codes = [code for found in maps for code in re.findall(rb"<([0-9a-fA-F]{4,8})>", found)]
    return {bytes.fromhex(code.decode()).decode("utf-16-be", "replace") for code in codes}


def test_a_character_that_no_font_draws_is_named():
    assert missing_glyphs(["市知识产权局", "龘"]) == ["龘"]
    assert missing_glyphs("龘") == ["龘"]


def test_missing_characters_are_sorted_and_named_once():
    assert missing_glyphs(["龘龖", "龖市龘"]) == sorted("龘龖")


def test_texts_that_show_miss_nothing():
    assert missing_glyphs([]) == []
    assert missing_glyphs("") == []


@pytest.mark.parametrize("column", ["short", "short_en", "name_en"])
def test_every_agency_of_the_bundled_plan_shows(plan, column):
    assert missing_glyphs(plan.agencies[column]) == []
    assert missing_glyphs(plan.agencies.index) == []


@pytest.mark.parametrize("column", ["title", "title_en", "category", "path", "path_en"])
def test_every_item_of_the_bundled_plan_shows(plan, column):
    assert missing_glyphs(plan.items[column]) == []
    assert missing_glyphs(plan.items.index) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_of_the_figures_shows(lang):
    assert missing_glyphs(told[lang] for told in WORDS.values()) == []


def test_both_weights_hold_the_words_of_the_figures():
    needed = {
        ord(character) for told in WORDS.values() for text in told.values() for character in text if character != "\n"
    }
    for path in font_files():
        assert needed <= set(TTFont(path).getBestCmap()), path.name


def test_english_words_hold_no_chinese():
    assert all(told["en"].isascii() for told in WORDS.values())


def test_a_word_comes_in_the_language_asked_for():
    assert (word("lead", "zh"), word("lead", "en")) == ("负责", "Lead")


@pytest.mark.parametrize("lang", ["fr", "", "ZH", "zh-Hans"])
def test_a_language_that_nothing_is_written_in_is_refused(lang):
    with pytest.raises(ValueError, match="lang must be 'zh' or 'en'"):
        check_lang(lang)
    with pytest.raises(ValueError, match="lang must be 'zh' or 'en'"):
        word("lead", lang)


def test_the_shipped_font_goes_first():
    assert font_family()[0] == FAMILY


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_figure_gives_the_same_bytes(figure, tmp_path, suffix):
    first = write_figure(figure, tmp_path / f"first{suffix}", dpi=80).read_bytes()
    second = write_figure(figure, tmp_path / f"second{suffix}", dpi=80).read_bytes()
    assert first == second
    assert first.startswith(SIGNATURES[suffix])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_figure_drawn_anew_gives_the_same_bytes(figure, part, tmp_path, suffix):
    first = write_figure(figure, tmp_path / f"first{suffix}", dpi=80).read_bytes()
    second = write_figure(draw(part), tmp_path / f"second{suffix}", dpi=80).read_bytes()
    assert first == second


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_file_tells_when_it_was_made(figure, tmp_path, suffix):
    raw = write_figure(figure, tmp_path / f"figure{suffix}", dpi=50).read_bytes()
    assert not re.search(rb"CreationDate|ModDate|dc:date|tIME|Creation Time", raw)


@pytest.mark.parametrize("name", ["figure.gif", "figure.jpg", "figure", "figure.html"])
def test_other_formats_are_refused_and_nothing_is_written(figure, tmp_path, name):
    with pytest.raises(ValueError, match=r"\.png, \.svg or \.pdf"):
        write_figure(figure, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_figure_is_written_whole_into_a_folder_made_for_it(figure, tmp_path):
    path = tmp_path / "new" / "figure.PNG"
    assert write_figure(figure, str(path), dpi=50) == path
    assert [entry.name for entry in path.parent.iterdir()] == ["figure.PNG"]


def test_dots_per_inch_set_the_size_of_a_png(figure, tmp_path):
    raw = write_figure(figure, tmp_path / "figure.png", dpi=60).read_bytes()
    width, height = (int.from_bytes(raw[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (799, 450)


def test_the_text_of_an_svg_is_outlines(figure, tmp_path):
    written = write_figure(figure, tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert not re.search(r"<text\b|font-family", written)


def test_a_pdf_embeds_the_font_as_truetype(figure, tmp_path):
    raw = write_figure(figure, tmp_path / "figure.pdf").read_bytes()
    assert b"/FontFile2" in raw
    assert b"/ToUnicode" in raw
    assert not re.search(rb"/Subtype\s*/Type3", raw)


def test_the_text_of_a_pdf_can_be_searched(figure, part, tmp_path):
    raw = write_figure(figure, tmp_path / "figure.pdf").read_bytes()
    named = part.agencies[part.agencies["kind"] != "open"]
    shown = {*"".join(named["short"]), *"".join(part.items["title"]), *"机构工作事项负责参与"}
    assert shown <= pdf_characters(raw)
    assert any(b" Tf" in stream and b"BT" in stream for stream in pdf_streams(raw))


@pytest.mark.parametrize("label", ["$x^2$", "$", "a$b$c$", "\\$", r"$\frac{1}{2}$", "市$知识产权局$"])
def test_dollars_are_not_set_as_mathematics(label, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a label was handed to the mathematics")

    monkeypatch.setattr("matplotlib.mathtext.MathTextParser.parse", refuse)
    ax = plot_bipartite(one_tie(label, item=f"{label} "))
    raw = write_figure(ax.figure, tmp_path / "figure.pdf").read_bytes()
    assert set(label) <= pdf_characters(raw)


def test_a_label_without_dollars_stays_as_it_is():
    assert plain("市知识产权局") == "市知识产权局"


def test_figures_need_no_system_font(tmp_path):
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    environment = os.environ | {
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "MPLCONFIGDIR": str(tmp_path / "matplotlib"),
        "HOME": str(tmp_path),
    }
    command = [sys.executable, "-c", WITHOUT_SYSTEM_FONTS, str(tmp_path)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == [str(path) for path in font_files()]
    assert len([*tmp_path.glob("*.png"), *tmp_path.glob("*.pdf")]) == 8


def test_drawing_and_writing_leave_the_settings_alone(part, tmp_path):
    graph, load = bipartite_graph(part), agency_load(part)
    with mpl.rc_context():
        mpl.rcdefaults()
        before = dict(rcParams)
        for ax in (plot_bipartite(graph, lang="en"), plot_load(load, lang="en")):
            for suffix in SUFFIXES:
                write_figure(ax.figure, tmp_path / f"figure{suffix}", dpi=50)
        assert dict(rcParams) == before


@pytest.mark.parametrize("setting", [{"svg.fonttype": "none"}, {"pdf.fonttype": 3}, {"svg.hashsalt": "other"}])
def test_settings_of_the_caller_do_not_change_a_file(figure, tmp_path, setting):
    suffix = f".{next(iter(setting))[:3]}"
    plainly = write_figure(figure, tmp_path / f"plain{suffix}").read_bytes()
    with mpl.rc_context(setting):
        assert write_figure(figure, tmp_path / f"set{suffix}").read_bytes() == plainly


@pytest.mark.parametrize("dpi", [100, 150])
def test_a_flat_png_shows_the_figure_in_few_shades(part, dpi):
    figure = draw(part)
    raw = flat_png(figure, dpi=dpi)
    assert raw == flat_png(figure, dpi=dpi)
    flat, full = Image.open(BytesIO(raw)), Image.open(BytesIO(figure_bytes(figure, ".png", dpi=dpi)))
    assert (flat.mode, flat.size) == ("P", full.size)
    assert flat.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    one, other = (np.asarray(image.convert("RGB"), dtype=int) for image in (flat, full))
    assert abs(one - other).max() <= 32
    assert abs(one - other).mean() < 1
    assert (one == 255).all(axis=2).mean() == pytest.approx((other >= 252).all(axis=2).mean(), abs=0.01)
    assert len(raw) < len(figure_bytes(figure, ".png", dpi=dpi))


def lightness(color):
    """Return L* of a colour, from 0 (black) to 100 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_leads_participants_and_ground_differ_in_a_grey_print():
    for one, other in combinations((LEAD_COLOR, PARTICIPANT_COLOR, PALE, "white"), 2):
        least = 5 if {one, other} == {PALE, "white"} else 25
        assert abs(lightness(one) - lightness(other)) >= least
    greys = [Image.new("RGB", (1, 1), color).convert("L").getpixel((0, 0)) for color in (LEAD_COLOR, PARTICIPANT_COLOR)]
    assert abs(greys[0] - greys[1]) > 60


@pytest.mark.parametrize("seen", ["protan", "deutan", "tritan"])
def test_leads_and_participants_differ_for_every_colour_vision(seen):
    """Viénot, Brettel and Mollon (1999) for red and green; the blue channel left out for tritan."""
    kinds = {
        "protan": [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
        "deutan": [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
        "tritan": [[1, 0.1446, -0.1446], [0, 0.8592, 0.1408], [0, 0.8592, 0.1408]],
    }
    one, other = (np.array(kinds[seen]) @ np.array(to_rgb(color)) ** 2.2 for color in (LEAD_COLOR, PARTICIPANT_COLOR))
    assert np.linalg.norm(np.clip(one, 0, 1) - np.clip(other, 0, 1)) > 0.25
