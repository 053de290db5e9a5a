"""The briefing: one page that fetches nothing, tables that open in Excel, and the same bytes every time."""

import base64
import csv
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.parsers import expat

import matplotlib as mpl

mpl.use("agg")

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib import pyplot as plt

from ipnetwork import (
    FigureError,
    agency_centrality,
    agency_load,
    betweenness,
    bipartite_graph,
    briefing_findings,
    build_plan,
    check_figure,
    compare_readings,
    compose_briefing,
    item_load,
    joint_groups,
    key_findings,
    load_plan,
    read_plan,
    select,
    write_briefing,
)
from ipnetwork.briefing import drawing, measuring, writing
from ipnetwork.briefing.drawing import draw_pictures
from ipnetwork.briefing.tables import excel_csv
from ipnetwork.briefing.words import WORDS, words
from ipnetwork.findings import CHECKS, check_plan
from ipnetwork.style import PAGES, word

LANGS = ["zh", "en"]
PICTURES = [
    "bipartite",
    "incidence",
    "load",
    "contacts",
    "quadrant",
    "ranks",
    "projection",
    "flow",
    "upset",
    "meetings",
]
TABLES = ["agencies", "assignments", "findings", "groups", "items", "meetings", "positions", "questions", "targets"]
SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("x")'
MATHS = "$x^2$"
TEMPLATE = "{{7*7}}"
HOSTILE = [SCRIPT, FORMULA, MATHS, TEMPLATE, "@SUM(A1)", "+1", "-1", '"><img src=x onerror=alert(1)>', "{% if %}"]
HOSTILE += ["&amp;", "]]>-->"]

WRITE_BOTH = """
import sys
from ipnetwork import load_plan, write_briefing
for lang in ("zh", "en"):
    write_briefing(load_plan(), f"{sys.argv[1]}/{lang}", lang=lang, formats=["html", "png"])
"""


class Page(HTMLParser):
    """What a reader's browser makes of a page: its tags, attributes, texts and tables."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.texts, self.styles, self.tables = [], [], [], [], []
        self._open = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open[-1:] == ["style"]:
            self.styles.append(data)
            return
        self.texts.append(data)
        if {"th", "td"} & set(self._open[-1:]):
            self.tables[-1][-1][-1] += data

    @property
    def text(self):
        return "".join(self.texts)

    @property
    def style(self):
        return "".join(self.styles)

    def values(self, name):
        return [value for _, found, value in self.attributes if found == name]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def plan():
    return load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def measured(plan):
    return measuring.measure(plan)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write both briefings in two programs that hash text differently, and keep the folders."""
    folders = {seed: tmp_path_factory.mktemp(f"seed-{seed}") for seed in ("0", "1")}
    command = [sys.executable, "-W", "error", "-c", WRITE_BOTH]
    running = [
        subprocess.Popen([*command, str(folder)], env=os.environ | {"PYTHONHASHSEED": seed})
        for seed, folder in folders.items()
    ]
    assert [program.wait() for program in running] == [0, 0]
    return [*folders.values()]


@pytest.fixture(scope="module", params=LANGS)
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def folder(written, lang):
    return written[0] / lang


@pytest.fixture(scope="module")
def html(folder):
    return (folder / "briefing.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Write the briefing of a plan in which every name means harm."""
    rows = [(f"{name} {at}", name, "lead") for at, name in enumerate(HOSTILE)]
    rows += [(f"{HOSTILE[0]} 0", name, "participant") for name in HOSTILE[1:]]
    table = pd.DataFrame(rows, columns=["item", "agency", "role"])
    table["title"] = table["category"] = table["item"].str.rpartition(" ")[0]
    table["source"] = FORMULA
    folder = tmp_path_factory.mktemp("hostile")
    write_briefing(build_plan(table, key=SCRIPT), folder, lang="en")
    return folder


def data_of(uri):
    return base64.b64decode(uri.partition("base64,")[2])


def without_data(text):
    return re.sub(r"data:[\w/+-]+;base64,[A-Za-z0-9+/=]*", "", text)


def files_of(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def pictures_of(folder):
    return sorted(path.stem for path in (folder / "figures").glob("*.svg"))


def is_briefing(folder, tables=TABLES, suffixes=("png", "svg")):
    """Say whether a folder holds a page, each figure in these formats, the tables, and nothing else."""
    figures = [f"figures/{name}.{suffix}" for name in pictures_of(folder) for suffix in suffixes]
    tables = [f"tables/{name}.csv" for name in tables]
    return {"bipartite", "load"} <= {*pictures_of(folder)} and files_of(folder) == ["briefing.html", *figures, *tables]


def rows_of(path):
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def shown(cell):
    """Read a number as the page prints it."""
    return float("nan") if cell == "—" else float(cell)


def fonts_of(page):
    return [TTFont(BytesIO(data_of(uri))) for uri in re.findall(r"url\((data:font/woff;base64,[^)]*)\)", page.style)]


# the files


def test_the_files_are_a_page_its_figures_and_its_tables(folder):
    assert is_briefing(folder)


def test_the_same_plan_gives_the_same_bytes_under_any_hash_seed(written, lang):
    assert files_of(written[0] / lang) == files_of(written[1] / lang)
    for name in files_of(written[0] / lang):
        one, other = ((folder / lang / name).read_bytes() for folder in written)
        assert one == other, name


def test_old_files_are_replaced_and_others_left_alone(plan, tmp_path):
    part = select(plan, categories=["八"])
    (tmp_path / "briefing.html").write_text("old")
    (tmp_path / "mine.txt").write_text("kept")
    path = write_briefing(part, str(tmp_path), lang="en")
    assert path == tmp_path
    assert (path / "briefing.html").read_text(encoding="utf-8") == compose_briefing(part, lang="en")
    assert (tmp_path / "mine.txt").read_text() == "kept"
    assert not list(tmp_path.rglob("*.part"))
    assert plt.get_fignums() == []


@pytest.mark.parametrize("unknown", ["fr", "", None])
def test_an_unknown_language_is_refused_and_nothing_is_written(plan, tmp_path, unknown):
    with pytest.raises(ValueError, match="lang must be 'zh' or 'en'"):
        write_briefing(plan, tmp_path / "new", lang=unknown)
    with pytest.raises(ValueError, match="lang must be 'zh' or 'en'"):
        compose_briefing(plan, lang=unknown)
    assert list(tmp_path.iterdir()) == []


def test_the_figures_on_the_page_are_the_files_beside_it(page, folder):
    pictures = sorted(data_of(uri) for uri in page.values("src"))
    assert pictures == sorted((folder / "figures" / f"{name}.svg").read_bytes() for name in pictures_of(folder))


def test_the_pictures_are_pictures(folder):
    for name in pictures_of(folder):
        assert (folder / "figures" / f"{name}.png").read_bytes().startswith(b"\x89PNG\r\n")


# the page fetches nothing and runs nothing


def test_no_attribute_leads_anywhere(page):
    assert [value[:40] for value in page.values("src") if not value.startswith("data:image/svg+xml;base64,")] == []
    assert not {name for _, name, _ in page.attributes} & {"href", "srcset", "action", "data", "poster", "background"}
    assert not [value for *_, value in page.attributes if re.search("https?:|//", without_data(value))]


def test_the_style_fetches_nothing(page):
    assert re.findall(r"url\((.{5})", page.style) == ["data:"] * 2
    assert "@import" not in page.style
    assert "image-set" not in page.style


def test_beside_its_data_the_page_names_no_address(html):
    assert not re.search(r"https?:|//|src=(?!\")|url\((?!\))", without_data(html))


def test_the_pictures_on_the_page_fetch_nothing(page):
    for uri in page.values("src"):
        drawn = data_of(uri).decode()
        assert not [link for link in re.findall(r'href="([^"]*)"', drawn) if not link.startswith("#")]
        assert not re.search(r"<script|<image|<foreignObject|url\((?!#)|@import|\son\w+=", drawn)


def test_the_content_policy_forbids_every_fetch(page):
    assert ("meta", "http-equiv", "Content-Security-Policy") in page.attributes
    policy = next(value for value in page.values("content") if "default-src" in value)
    told = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert told == {
        "default-src": "'none'",
        "img-src": "data:",
        "font-src": "data:",
        "style-src": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_page_runs_nothing(page):
    allowed = "html head meta title style body h1 h2 h3 p ol ul li figure img figcaption div table thead tbody tr th td"
    assert set(page.tags) <= set(allowed.split())
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


def test_the_page_says_its_language(page, lang):
    assert page.values("lang") == [{"zh": "zh-Hans", "en": "en"}[lang]]
    assert ("meta", "charset", "utf-8") in page.attributes


# what the page says


def test_every_finding_stands_on_the_page_and_in_a_table_with_all_its_places(page, folder, plan, lang):
    read = pd.read_csv(folder / "tables" / "findings.csv", encoding="utf-8-sig", dtype="str", keep_default_na=False)
    kept = read.set_index(words(lang)["column_sentence"])[words(lang)["column_source"]]
    for finding in key_findings(plan, lang=lang).drop("scale").itertuples():
        assert finding.sentence in page.text
        assert kept[finding.sentence] == finding.source
        assert finding.source[:40] in page.text
        if len(finding.source) > 300:
            more = re.escape(words(lang)["places_cut"]).replace(re.escape("{count}"), r"\d+")
            assert re.search(re.escape(finding.source[:40]) + "[^\n]*?" + more, page.text)
    assert key_findings(plan, lang=lang).loc["scale", "sentence"] in page.text


def test_every_number_of_the_agency_table_is_that_of_the_load(page, plan, lang):
    load, told = agency_load(plan), words(lang)
    heading, *rows = page.tables[0]
    numbers = ["leads", "participations", "breadth", "volume", "depth", "convening", "response", "peer", "effort"]
    assert heading == [told[name] for name in ["short", "name", *numbers]]
    by_label = load.set_index("short_en" if lang == "en" else "short")[numbers]
    assert sorted(row[0] for row in rows) == sorted(by_label.index)
    for label, _, *cells in rows:
        wanted = by_label.loc[label].tolist()
        assert [shown(cell) for cell in cells] == pytest.approx(wanted, abs=0.00501, nan_ok=True)


def test_the_agency_table_begins_with_the_most_contacts(page, lang):
    heading, *rows = page.tables[0]
    volumes = [int(row[heading.index(words(lang)["volume"])]) for row in rows]
    assert volumes == sorted(volumes, reverse=True)


def test_every_number_of_the_item_table_is_that_of_the_load(page, plan, lang):
    load, told = item_load(plan), words(lang)
    heading, *rows = page.tables[1]
    assert [row[0] for row in rows] == list(load.index)
    for name in ("parties", "pairs", "unique_channels"):
        column = [shown(row[heading.index(told[name])]) for row in rows]
        assert column == pytest.approx(load[name].tolist(), abs=0.00501, nan_ok=True)
    assert [row[heading.index(told["place"])] for row in rows] == plan.items["source"].tolist()


def test_every_item_names_its_parties_by_role(page, plan, lang):
    told, label = words(lang), plan.agencies["short_en" if lang == "en" else "short"]
    heading, *rows = page.tables[1]
    opened = plan.assignments["agency"].map(plan.agencies["kind"]) == "open"
    roles = {"lead_names": "lead", "participant_names": "participant"}
    for name, role in roles.items():
        kept = plan.assignments[~opened & (plan.assignments["role"] == role)]
        wanted = kept["agency"].map(label).groupby(kept["item"]).agg({"zh": "、", "en": ", "}[lang].join)
        assert {row[0]: row[heading.index(told[name])] for row in rows if row[heading.index(told[name])]} == dict(
            wanted
        )


def test_open_names_have_a_column_of_their_own(page, plan, lang):
    heading, *rows = page.tables[1]
    column = heading.index(words(lang)["open_names"])
    opened = item_load(plan)["open_names"]
    assert [row[0] for row in rows if row[column]] == list(opened.index[opened > 0])


def test_what_the_document_leaves_open_is_counted_check_by_check(page, plan, lang):
    found = check_plan(plan)
    counted = found[found["check"] != "not_checked"]["check"].value_counts(sort=False)
    assert [row[:2] for row in page.tables[2][1:]] == [
        [CHECKS[check][lang], str(count)] for check, count in counted.items()
    ]


def test_how_sure_each_finding_is_stands_below_it(html, plan, lang, measured):
    found = briefing_findings(
        plan,
        volumes=measured.volumes,
        positions=measured.positions,
        groups=measured.groups,
        meetings=measured.meetings,
        lang=lang,
    )
    listed = Page(html[html.index("<ol class") : html.index("</ol>")]).text
    for finding in found.drop("scale").itertuples():
        assert finding.certainty
        assert finding.sentence + words(lang)["certainty_line"] + finding.certainty in listed


def test_method_limits_and_references_end_the_page(page, lang):
    ends = [page.text.index(text) for text in (words(lang)["method"], words(lang)["limits"], "Barber, M. J. (2007)")]
    assert ends == sorted(ends)
    assert ends[0] > page.text.index(words(lang)["group_table"])
    assert "{" not in page.text[ends[0] :]


def test_a_figure_that_nobody_could_read_is_not_handed_on(measured, monkeypatch):
    monkeypatch.setattr(drawing, "plot_load", lambda *_, ax, lang, **__: ax.text(0.5, 0.5, f"tiny {lang}", size=5))
    with pytest.raises(FigureError, match=r"figure load: small: 'tiny en' \(5\.0 pt\)") as caught:
        draw_pictures(measured, lang="en")
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize("page", ["a4", "slide"])
def test_every_figure_can_be_read_where_it_is_used(measured, lang, page):
    pictures = draw_pictures(measured, lang=lang, page=page)
    assert [picture.name for picture in pictures] == PICTURES
    for picture in pictures:
        table = check_figure(picture.figure, size=f"{page}-figure")
        assert table.empty
        assert table.attrs["smallest"] >= 7
        assert picture.inches[0] <= PAGES[f"{page}-figure"][0]
        assert picture.inches[1] <= PAGES[f"{page}-figure"][1]


@pytest.mark.parametrize("formats", [["odt"], [], "html", ["html", "doc"]])
def test_a_format_that_is_not_written_is_refused_before_anything_is_measured(tmp_path, formats):
    with pytest.raises(ValueError, match="formats must be some of html, docx, pptx, xlsx, pdf"):
        write_briefing(None, tmp_path / "new", formats=formats)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_extra_is_named_before_anything_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "find_spec", lambda name: None if name == "pptx" else object())
    with pytest.raises(ImportError, match=r'pptx: needs the extra \'office\': pip install "ipnetwork\[office\]"'):
        write_briefing(None, tmp_path, formats=["html", "pptx", "docx"])


def test_a_missing_browser_is_named_before_anything_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr("ipnetwork.briefing.pdf.find_browser", lambda: None)
    with pytest.raises(FileNotFoundError, match="needs Chromium, Google Chrome or Microsoft Edge"):
        write_briefing(None, tmp_path, formats=["html", "pdf"])


def test_a_large_plan_is_measured_in_bounded_work():
    rows = [(f"{item}", f"{(item * 7 + at * 13) % 90}局", "lead") for item in range(120) for at in range(3)]
    table = pd.DataFrame(rows, columns=["item", "agency", "role"])
    found = measuring.measure(build_plan(table.drop_duplicates()), max_seats=8)
    assert found.groups.attrs["spread"]["runs"] == 600_000 // (90 * 120)


def test_the_page_names_the_document(page, plan, lang):
    title = plan.meta["title"] if lang == "zh" else "Guangzhou 2007"
    assert f"{words(lang)['heading']} – {title}" in page.text
    assert f"{plan.meta['document_number']} · {plan.meta['issuer']} · {plan.meta['date']}" in page.text


def test_official_names_are_marked_in_english_only(page, plan, lang):
    marked = [row[1] for row in page.tables[0][1:] if row[1].endswith(" *")]
    official = plan.agencies[plan.agencies["official"]]["name_en"]
    assert sorted(marked) == ([] if lang == "zh" else sorted(official + " *"))
    assert (words("en")["not_official"] in page.text) == (lang == "en")


def test_every_word_of_the_briefing_is_there_in_both_languages():
    for told in WORDS.values():
        assert told["zh"]
        assert told["en"].replace("…", "").isascii()


def test_what_cannot_be_counted_is_a_dash():
    plan = build_plan(pd.DataFrame({"item": ["1"], "agency": ["市财政局"], "role": ["责任单位"]}))
    agencies, items, *_ = Page(compose_briefing(plan)).tables
    assert agencies[1] == ["市财政局", "市财政局", "1", "0", "0", "0", "0", "—", "—", "0", "1"]
    assert items[1][-4:] == ["1", "0", "—", "row 1"]


# the fonts inside


def test_both_weights_are_embedded(page):
    faces = re.findall(r"@font-face\{font-family:'([^']+)';font-weight:(\d+)", page.style)
    assert faces == [("Ipnetwork Sans SC", "400"), ("Ipnetwork Sans SC", "700")]
    assert [font.flavor for font in fonts_of(page)] == ["woff", "woff"]
    assert "font: 16px/1.6 'Ipnetwork Sans SC'" in page.style


def test_every_character_of_the_page_is_in_the_fonts_inside(page, html):
    regular, bold = (set(font.getBestCmap()) for font in fonts_of(page))
    needed = {ord(character) for character in page.text if character.isprintable()}
    assert any("\u4e00" <= chr(code) <= "\u9fff" for code in needed)
    assert sorted(map(chr, needed - regular)) == []
    headings = "".join(re.findall(r"<(?:h[123]|th)[^>]*>([^<]*)<", html))
    assert len(headings) > 100
    assert sorted(set(headings) - set(map(chr, bold)) - {"\n"}) == []


def test_the_fonts_inside_are_cut_down_to_the_page(page):
    for font in fonts_of(page)[:1]:
        held = {chr(code) for code in font.getBestCmap() if 0x4E00 <= code <= 0x9FFF}
        assert held <= set(page.text) | set("".join(page.values("alt")))
    regular, bold = (len(font.getBestCmap()) for font in fonts_of(page))
    assert bold < regular


# hostile names


def test_hostile_names_are_only_text_on_the_page(hostile):
    page = Page((hostile / "briefing.html").read_text(encoding="utf-8"))
    assert not {"script", "a", "iframe"} & set(page.tags)
    assert page.tags.count("img") == len(pictures_of(hostile))
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert {row[0] for row in page.tables[0][1:]} == set(HOSTILE)
    assert [row[2] for row in page.tables[1][1:]] == HOSTILE


def test_a_template_in_a_name_is_not_run(hostile):
    page = Page((hostile / "briefing.html").read_text(encoding="utf-8"))
    assert TEMPLATE in page.text
    assert "49" not in [row[0] for row in page.tables[0]]


def test_a_key_that_means_harm_is_only_a_title(hostile):
    text = (hostile / "briefing.html").read_text(encoding="utf-8")
    assert "<title>Coordination network briefing – &lt;Script&gt;Alert(1)&lt;/Script&gt;</title>" in text
    assert SCRIPT not in text


@pytest.mark.parametrize("name", [name for name in TABLES if name != "targets"])
def test_no_cell_of_a_table_is_a_formula(hostile, name):
    cells = [cell for row in rows_of(hostile / "tables" / f"{name}.csv") for cell in row]
    numbers = re.compile(r"-?\d+(\.\d+)?")
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r")) and not numbers.fullmatch(cell)]
    # Where names are listed, another one comes first.
    assert name in {"meetings", "groups", "questions", "findings"} or "'" + FORMULA in cells


def test_a_name_that_looks_like_a_number_stays_a_name(hostile):
    labels = [row[0] for row in rows_of(hostile / "tables" / "agencies.csv")]
    assert {"'+1", "'-1", "'@SUM(A1)"} <= set(labels)


def test_hostile_names_are_harmless_in_pictures(hostile):
    for name in pictures_of(hostile):
        raw = (hostile / "figures" / f"{name}.svg").read_bytes()
        expat.ParserCreate().ParseFile(BytesIO(raw))
        assert not {"script", "img", "image", "a", "foreignobject"} & set(Page(raw.decode()).tags)


def test_hostile_names_are_not_set_as_mathematics(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a label was handed to the mathematics")

    monkeypatch.setattr("matplotlib.mathtext.MathTextParser.parse", refuse)
    table = pd.DataFrame({"item": "1", "agency": [MATHS, "$\\frac{1}"], "role": "lead", "title": "$a$ $b"})
    assert MATHS in Page(compose_briefing(build_plan(table))).text


# the tables for Excel


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_a_mark_and_the_line_ends_of_excel(folder, name):
    raw = (folder / "tables" / f"{name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_tables_are_read_back_whole(folder, plan, lang):
    read = {path.stem: pd.read_csv(path, encoding="utf-8-sig") for path in (folder / "tables").iterdir()}
    assert len(read["items"]) == len(plan.items)
    assert len(read["assignments"]) == len(plan.assignments)
    assert len(read["targets"]) == len(plan.targets)
    load, told = agency_load(plan), words(lang)
    by_label = read["agencies"].set_index(told["short"]).loc[load["short_en" if lang == "en" else "short"]]
    for name in ("leads", "participations", "breadth", "volume", "convening", "response", "peer"):
        assert by_label[told[name]].tolist() == load[name].tolist()
    for name in ("depth", "effort"):
        assert by_label[told[name]].tolist() == pytest.approx(load[name].tolist(), rel=5e-4)


def test_the_table_of_assignments_is_the_plans_own(folder, plan, lang):
    read = pd.read_csv(folder / "tables" / "assignments.csv", encoding="utf-8-sig", dtype="str", keep_default_na=False)
    told, own = words(lang), plan.assignments
    for name, column in {"item": "item", "as_written": "as_written", "role_as_written": "role_as_written"}.items():
        assert read[told[name]].tolist() == own[column].tolist()
    assert read[told["place"]].tolist() == own["source"].tolist()
    assert read[told["short"]].tolist() == own["agency"].map(label_of(plan, lang)).tolist()
    assert Counter(read[told["role"]]) == Counter(
        own["role"].map({"lead": word("lead", lang)} | {"participant": word("participant", lang)})
    )
    title = plan.items["title_en" if lang == "en" else "title"]
    assert read[told["title"]].tolist() == own["item"].map(title).tolist()


def label_of(plan, lang):
    return plan.agencies["short_en" if lang == "en" else "short"]


def test_positions_are_those_of_the_measures_with_their_range_of_ranks(folder, plan, lang):
    told = words(lang)
    read = pd.read_csv(folder / "tables" / "positions.csv", encoding="utf-8-sig").set_index(told["short"])
    place = agency_centrality(bipartite_graph(plan), measures=["degree", "betweenness", "closeness", "harmonic"])
    place.index = place.index.map(label_of(plan, lang))
    for name in place:
        assert read[told[name]].loc[place.index].tolist() == pytest.approx(place[name].tolist(), abs=5.1e-5)
    ranks = compare_readings(plan, betweenness, leads=["as_designated"]).summary
    for end in ("best", "worst"):
        found = read[told[f"betweenness_{end}"]].loc[ranks.index.map(label_of(plan, lang))]
        assert found.tolist() == ranks[end].tolist()
    assert read[told["betweenness_best"]].isna().sum() == len(place) - len(ranks)


def test_every_group_is_in_the_table_of_groups(folder, plan, lang):
    told = words(lang)
    read = pd.read_csv(folder / "tables" / "groups.csv", encoding="utf-8-sig", dtype="str", keep_default_na=False)
    groups = joint_groups(bipartite_graph(plan))
    agencies = groups[groups["mode"] == "agency"]
    label, comma = label_of(plan, lang), {"zh": "、", "en": ", "}[lang]
    wanted = [comma.join(label[list(who.index)]) for _, who in agencies.groupby("group")]
    assert read[told["group_agencies"]].tolist() == wanted


def test_a_table_keeps_missing_numbers_empty_and_text_as_it_is():
    table = pd.DataFrame({"名称": ["市财政局", "a,b", ""], "数": [1.0, float("nan"), 0.5]})
    assert excel_csv(table).decode("utf-8-sig") == '名称,数\r\n市财政局,1\r\n"a,b",\r\n,0.5\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_a_cell_that_excel_would_run_is_quoted(cell):
    written = excel_csv(pd.DataFrame({"a": [cell]})).decode("utf-8-sig")
    assert list(csv.reader(StringIO(written, newline=""))) == [["a"], ["'" + cell]]


# other plans


def test_a_csv_of_three_columns_becomes_a_briefing(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("item,agency,role\n1,市财政局,lead\n1,市科技局,participant\n2,市科技局,lead\n", encoding="utf-8")
    page = Page((write_briefing(read_plan(path), tmp_path / "out") / "briefing.html").read_text(encoding="utf-8"))
    assert [len(table) for table in page.tables] == [3, 3, 3, 2, 3]
    assert "1: row 2, row 3" in page.text
    assert is_briefing(tmp_path / "out", [name for name in TABLES if name != "targets"], ["svg"])


def test_a_plan_that_names_nobody_has_a_briefing():
    plan = build_plan(pd.DataFrame({"item": ["1"], "agency": ["各有关单位"], "role": ["lead"]}))
    page = Page(compose_briefing(plan, lang="en"))
    assert "to 0 agencies" in page.text
    assert len(page.values("src")) == 1


def test_oddities_of_a_plan_stand_on_its_page():
    plan = build_plan(pd.DataFrame({"item": ["1"], "agency": ["某协会"], "role": ["participant"]}))
    page = Page(compose_briefing(plan))
    checks = ["no_lead", "single_party", "named_once", "unknown_name"]
    assert [row[0] for row in page.tables[2][1:]] == [CHECKS[check]["zh"] for check in checks]


def test_a_title_that_speaks_of_data_keeps_its_characters():
    table = pd.DataFrame([("1", "市财政局", "lead")], columns=["item", "agency", "role"])
    page = Page(compose_briefing(build_plan(table.assign(title="甲base64,乙丙"))))
    assert {ord("乙"), ord("丙")} <= set(fonts_of(page)[0].getBestCmap())


def test_numbers_in_tables_are_rounded_and_never_written_with_an_exponent():
    written = excel_csv(pd.DataFrame({"number": [12345.0, 1 / 3]})).decode("utf-8-sig")
    assert written.split() == ["number", "12345", "0.3333"]


def test_the_settings_of_the_caller_do_not_show(tmp_path):
    plan = build_plan(pd.DataFrame([("1", "市财政局", "lead")], columns=["item", "agency", "role"]))
    write_briefing(plan, tmp_path / "plain")
    with mpl.rc_context({"savefig.bbox": "tight", "figure.dpi": 37, "axes.facecolor": "red", "lines.linewidth": 9}):
        write_briefing(plan, tmp_path / "changed")
    assert files_of(tmp_path / "plain") == files_of(tmp_path / "changed")
