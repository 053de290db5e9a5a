"""The interactive page: what is in it, that it is only text, how large it is, and that it is the same every time."""

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from fontTools.ttLib import TTFont

import ipnetwork as ipn
from ipnetwork.cli import main
from ipnetwork.figures.layout import order_columns
from ipnetwork.page.places import spell_place
from ipnetwork.page.searching import pinyin_of
from ipnetwork.page.words import WORDS

LANGS = ["zh", "en"]
SMALL = Path(__file__).parents[1] / "data" / "notices" / "made-up-small.txt"
HOSTILE = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    '"><img src=x onerror=alert(1)>',
    "$x^2$",
    "]]>-->",
    "{{7*7}}",
    "</script><b>",
    "市甲局&amp;",
    "😀局",
    "长" * 300,
]
WRITE = """
import sys
import ipnetwork as ipn
plan = ipn.load_plan("guangzhou-2007")
notice = ipn.read_notice("data/notices/made-up-small.txt")
small = ipn.build_plan(notice)
pages = [ipn.explore(plan, lang=lang) for lang in ("zh", "en")] + [ipn.explore(small, notice=notice)]
sys.stdout.buffer.write("\\n".join(page.html for page in pages).encode())
"""


class Parsed(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and the text of each script and style."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.inside, self.open = [], {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.inside.setdefault(self.open[-1] if self.open else "", []).append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL)[1])


def fonts_of(page):
    found = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]*)\)", page.html)
    return {int(weight): TTFont(BytesIO(base64.b64decode(data))) for weight, data in found}


def table(*rows):
    return ipn.build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]))


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def pages(plan):
    return {lang: ipn.explore(plan, lang=lang) for lang in LANGS}


@pytest.fixture(params=LANGS)
def lang(request):
    return request.param


@pytest.fixture
def page(pages, lang):
    return pages[lang]


@pytest.fixture(scope="module")
def small():
    return ipn.read_notice(SMALL)


@pytest.fixture(scope="module")
def hostile():
    rows = [(f"{at}</script>", name, "lead" if at % 2 else "participant") for at, name in enumerate(HOSTILE)]
    return table(*rows, *(("all", name, "lead") for name in HOSTILE[:5]))


# the whole page


def test_the_page_is_small(page):
    assert len(page.html.encode()) < 300_000


def test_the_page_with_its_lines_is_small_too(plan, lang, real_notice):
    page = ipn.explore(plan, lang=lang, notice=ipn.read_notice(real_notice))
    assert len(page.html.encode()) < 300_000


def test_the_same_plan_gives_the_same_bytes_under_any_hash_seed():
    written = [
        subprocess.run(
            [sys.executable, "-c", WRITE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=SMALL.parents[2],
        ).stdout
        for seed in ("0", "42")
    ]
    assert written[0].count(b"<!DOCTYPE html>") == 3
    assert written[0] == written[1]


def test_the_tags_are_closed_in_order(page):
    assert Parsed(page.html).open == []


def test_the_page_says_its_language(page, lang):
    assert Parsed(page.html).all("html") == [{"lang": "zh-Hans" if lang == "zh" else "en"}]


def test_the_content_policy_allows_this_script_and_no_fetch(page):
    (policy,) = [meta["content"] for meta in Parsed(page.html).all("meta") if "http-equiv" in meta]
    told = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    script = re.search(r"<script>(.*?)</script>", page.html, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert told == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "font-src": "data:",
        "script-src": f"'sha256-{digest}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_page_names_no_address(page):
    bare = re.sub(r"base64,[^)]*", "", page.html)
    assert not re.findall(r"https?:|//[a-z]|url\((?!data:)|@import|\bfetch\(|XMLHttpRequest|\beval\(|innerHTML", bare)
    for _, attributes in Parsed(page.html).tags:
        assert not {"src", "href", "action", "srcset", "onload", "onclick"} & set(attributes)


def test_every_word_is_there_in_both_languages():
    assert all(set(told) == {"zh", "en"} and all(told.values()) for told in WORDS.values())
    assert [re.findall(r"\{\w+\}", told["zh"]) for told in WORDS.values()] == [
        re.findall(r"\{\w+\}", told["en"]) for told in WORDS.values()
    ]


def test_an_unknown_language_is_refused(plan):
    with pytest.raises(ValueError, match="lang must be 'zh' or 'en', not 'fr'"):
        ipn.explore(plan, lang="fr")


# what shows without a script


def test_the_columns_stand_in_the_order_of_the_figure(page, plan):
    graph = ipn.bipartite_graph(plan)
    agencies, items = order_columns(graph)
    shown = [
        attributes["id"] for attributes in Parsed(page.html).all("button") if "node" in attributes.get("class", "")
    ]
    numbers = {name: f"a{at}" for at, name in enumerate(ipn.agency_load(plan).index)}
    numbers |= {name: f"i{at}" for at, name in enumerate(plan.items.index)}
    assert shown == [numbers[name] for name in [*agencies, *items]]


def test_every_tie_is_a_line_between_its_rows(page, plan):
    lines = {line["id"]: line for line in Parsed(page.html).all("line") if "id" in line}
    graph = ipn.bipartite_graph(plan)
    assert len(lines) == graph.number_of_edges()
    orders = [{name: at for at, name in enumerate(side)} for side in order_columns(graph)]
    for at, (agency, item, data) in enumerate(graph.edges(data=True)):
        line = lines[f"t{at}"]
        assert line["class"] == data["role"]
        assert float(line["y1"]) == pytest.approx(1000 * (orders[0][agency] + 0.5) / len(orders[0]), abs=0.06)
        assert float(line["y2"]) == pytest.approx(1000 * (orders[1][item] + 0.5) / len(orders[1]), abs=0.06)


def test_leads_are_drawn_above_participants(page):
    roles = [line["class"] for line in Parsed(page.html).all("line") if "id" in line]
    assert roles == sorted(roles, reverse=True)


def test_collective_bodies_are_squares(page, plan):
    squares = [node["id"] for node in Parsed(page.html).all("button") if "square" in node.get("class", "")]
    assert len(squares) == (plan.agencies["kind"] == "collective").sum()


def test_filters_offer_every_category_and_the_groups_of_several(page, plan):
    options = [attributes["value"] for attributes in Parsed(page.html).all("option")]
    groups = ipn.joint_groups(ipn.bipartite_graph(plan))
    sizes = groups[groups["mode"] == "agency"].groupby("group").size()
    offered = [str(group) for group, size in sizes.items() if size > 1]
    assert options == ["", "0", "1", "", *map(str, range(plan.items["category"].nunique())), "", *offered]


def test_without_categories_and_groups_there_are_no_such_filters():
    page = ipn.explore(table(("1", "市财政局", "lead")))
    assert [select["id"] for select in Parsed(page.html).all("select")] == ["role"]


def test_english_has_english_labels(pages):
    assert "<bdi>IP Office</bdi>" in pages["en"].html
    assert "<bdi>IP Office</bdi>" not in pages["zh"].html
    assert "<bdi>市知识产权局</bdi>" in pages["zh"].html


def test_a_plan_without_english_names_shows_the_chinese():
    page = ipn.explore(table(("1", "某某某", "lead"), ("2", "某某某", "participant")), lang="en")
    assert "<bdi>某某某</bdi>" in page.html
    assert [one["other"] for one in data_of(page)["agencies"]] == [""]


def test_a_plan_that_names_nobody_has_a_page():
    page = ipn.explore(table(("1", "各有关单位", "participant")))
    assert data_of(page)["agencies"] == []
    assert [one["open"][0][1] for one in data_of(page)["items"]] == ["各有关单位"]


def test_a_large_plan_has_no_groups_and_a_table_to_print():
    rows = [(str(at), f"市第{(at + step) % 90}号局", "lead") for at in range(120) for step in (0, 7)]
    page = ipn.explore(table(*rows))
    assert "group" not in [select["id"] for select in Parsed(page.html).all("select")]
    assert Parsed(page.html).all("table") == [{"class": "printed"}]
    assert page.html.count("<tr>") == 121


def test_a_plan_of_one_sheet_has_no_table(page):
    assert Parsed(page.html).all("table") == []


# the numbers behind it


def test_every_count_is_that_of_the_load(page, plan):
    load = ipn.agency_load(plan)
    told = [one["counts"] for one in data_of(page)["agencies"]]
    assert told == load[["leads", "participations", "breadth", "volume"]].to_numpy().tolist()


def test_every_partner_is_that_of_the_projection(page, plan):
    names = list(ipn.agency_load(plan).index)
    ties = ipn.project(ipn.bipartite_graph(plan))
    for name, one in zip(names, data_of(page)["agencies"], strict=True):
        assert {names[at]: shared for at, shared in one["partners"]} == {
            other: data["weight"] for other, data in ties[name].items()
        }
        assert [shared for _, shared in one["partners"]] == sorted((s for _, s in one["partners"]), reverse=True)


def test_every_item_tells_its_place_and_its_parties(page, plan):
    data, items, load = data_of(page), list(plan.items.index), ipn.item_load(plan)
    assert [data["places"][one["place"]][0] for one in data["items"]] == plan.items["source"].tolist()
    for role, column in enumerate(("leads", "participants")):
        counted = [sum(tie[1] == at and tie[2] == role for tie in data["ties"]) for at in range(len(items))]
        assert counted == load[column].tolist()
    assert [len(one["open"]) for one in data["items"]] == load["open_names"].tolist()
    assert data["document"] == "穗府办〔2007〕25号"


def test_every_tie_tells_its_place_and_its_name_as_written(page, plan):
    data, agencies, items = data_of(page), list(ipn.agency_load(plan).index), list(plan.items.index)
    rows = {(row.agency, row.item): row for row in plan.named.itertuples() if row.role == "lead"}
    rows = {(row.agency, row.item): row for row in plan.named.itertuples()} | rows
    for agency, item, role, place, written, _ in data["ties"]:
        row = rows[agencies[agency], items[item]]
        assert (["lead", "participant"][role], data["places"][place][0], written) == (
            row.role,
            row.source,
            row.as_written,
        )


def test_targets_are_told(pages):
    (item,) = [one for one in data_of(pages["zh"])["items"] if one["number"] == "16"]
    assert item["targets"][0][0] == "注册商标存量 ≥ 130,000 件 (期限 2007-12-31)"


def test_members_of_a_collective_body_are_told(pages, plan):
    (body,) = [one for one in data_of(pages["zh"])["agencies"] if one["name"] == "各区、县级市政府"]
    assert [names[0] for names in body["members"]] == plan.members.query("collective == '各区、县级市政府'")[
        "agency"
    ].tolist()


def test_roles_that_are_not_explicit_say_why(small):
    notice = ipn.read_notice(
        "牵头情况\n1.甲事。（责任单位：市财政局、市教育局）\n2.乙事。（牵头单位：市财政局）\n".encode()
    )
    ties = data_of(ipn.explore(ipn.build_plan(notice)))["ties"]
    assert [tie[5] for tie in ties] == ["未分主次", "", "未分主次"]
    assert {tie[5] for tie in data_of(ipn.explore(ipn.build_plan(small)))["ties"]} == {""}


# the lines of the notice


def test_without_a_notice_places_have_no_lines_and_a_reader_may_open_one(page):
    assert {len(place) for place in data_of(page)["places"]} == {2}
    assert Parsed(page.html).all("input")[-1]["type"] == "file"


def test_with_the_notice_every_place_has_its_lines(small, lang):
    page = ipn.explore(ipn.build_plan(small), lang=lang, notice=small)
    places = data_of(page)["places"]
    assert places
    assert [place[2] for place in places] == [ipn.quote(small, place[0]) for place in places]
    assert "file" not in [field.get("type") for field in Parsed(page.html).all("input")]


def test_another_notice_is_refused_in_one_line(plan, small):
    with pytest.raises(ipn.NoticeError, match=r"made-up-small: notice: it lacks \d+ of the \d+ places") as error:
        ipn.explore(plan, notice=small)
    assert "give the document that the plan was read from" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_notice_with_other_names_at_the_same_places_is_refused(small):
    text = SMALL.read_text(encoding="utf-8").replace("局", "厅").replace("政府", "机关").replace("办", "组")
    with pytest.raises(ipn.NoticeError, match="names do not stand where the plan says"):
        ipn.explore(ipn.build_plan(small), notice=ipn.read_notice(text.encode()))


def test_a_place_that_a_person_wrote_is_shown_as_it_is(small):
    plan = table(("1", "市财政局", "lead"))
    page = ipn.explore(plan, notice=small)
    assert data_of(page)["places"][0][:2] == [plan.items["source"].iloc[0], "第1行"]
    assert len(data_of(page)["places"][0]) == 2


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        ("L26", "第26行", "line 26"),
        ("L26-31", "第26—31行", "lines 26–31"),
        ("p3 L7", "第3页第7行", "page 3, line 7"),
        ("t1 r4-5", "表1第4—5行", "table 1, rows 4–5"),
        ("L3, L5 c2", "第3行，第5行第2栏", "line 3; line 5, column 2"),
        ("row 3", "第3行", "row 3"),
        ("p3 t1 r4-p4 t1 r2", "p3 t1 r4-p4 t1 r2", "p3 t1 r4-p4 t1 r2"),
        ("see below", "see below", "see below"),
        ("", "", ""),
    ],
)
def test_places_are_spelled_as_people_say_them(source, zh, en):
    assert (spell_place(source), spell_place(source, lang="en")) == (zh, en)


# groups


def test_groups_of_ones_own_are_taken(plan):
    groups = ipn.joint_groups(ipn.bipartite_graph(plan), resolution=0.5)
    page = ipn.explore(plan, groups=groups)
    told = [one["group"] for key in ("agencies", "items") for one in data_of(page)[key]]
    assert told == groups["group"].tolist()


def test_groups_of_another_plan_are_refused(plan):
    other = ipn.joint_groups(ipn.bipartite_graph(ipn.select(plan, categories=["九"])))
    with pytest.raises(ipn.InputError, match=r"groups: it lacks .+ and \d+ more; give joint_groups"):
        ipn.explore(plan, groups=other)
    with pytest.raises(ipn.InputError, match="groups: it lacks"):
        ipn.explore(plan, groups=ipn.agency_load(plan))


# pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("市知识产权局", "shi zhi shi chan quan ju"),
        ("重庆市银行", "chong qing shi yin hang"),
        ("重点行业", "zhong dian hang ye"),
        ("各区、县级市政府", "ge qu xian ji shi zheng fu"),
        ("WTO事务", "shi wu"),
        ("绿化办", "lv hua ban"),
        ("<script>", ""),
    ],
)
def test_pinyin_is_read_by_phrases(name, pinyin):
    assert pinyin_of([name]) == pinyin


def test_two_names_are_read_apart():
    assert pinyin_of(["市财政局", "财政局", "市财政局"]) == "shi cai zheng ju | cai zheng ju"


def test_every_chinese_name_has_its_pinyin(page):
    for one in [*data_of(page)["agencies"], *data_of(page)["items"]]:
        assert re.fullmatch(r"[a-z]+(?: (?:\| )?[a-z]+)*", one["pinyin"])


# hostile names


def test_hostile_names_are_only_text(hostile, lang):
    page = ipn.explore(hostile, lang=lang)
    parsed = Parsed(page.html)
    assert [tag for tag, _ in parsed.tags].count("script") == 2
    assert not {"img", "b", "a", "iframe", "object"} & {tag for tag, _ in parsed.tags}
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert {one["name"] for one in data_of(page)["agencies"]} == set(HOSTILE)
    assert set(HOSTILE) <= set(parsed.inside["bdi"])


def test_a_template_in_a_name_is_not_run(hostile):
    assert "{{7*7}}" in ipn.explore(hostile).html


def test_the_data_cannot_end_its_script(hostile):
    raw = re.search(r'id="data">(.*?)</script>', ipn.explore(hostile).html, re.DOTALL)[1]
    assert not set("<>&\u2028\u2029") & set(raw)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\u2028"])
def test_what_is_not_seen_does_not_come_through(mark):
    frame = pd.DataFrame([("1", "市财政局", "lead")], columns=["item", "agency", "role"])
    built = ipn.build_plan(frame)
    tables = {name: part.copy() for name, part in built.tables.items()}
    tables["items"]["title"] = [f"甲{mark}乙"]
    tables["agencies"]["short"] = [f"财{mark}政"]
    tables["assignments"]["as_written"] = [f"市{mark}财政局"]
    page = ipn.explore(ipn.Plan(**tables, meta={"title": f"通{mark}知", "document_number": f"号{mark}"}))
    assert mark not in page.html
    assert page.html.encode()


# the font


def test_every_character_of_the_page_is_in_the_font_inside(page):
    held = set(map(chr, fonts_of(page)[400].getBestCmap()))
    shown = set(page.html.split("</style>")[1]) | set(html.unescape(page.html.split("</style>")[1]))
    assert {character for character in shown if character.isprintable()} - held == set()


def test_every_heading_is_in_the_bold_font_inside(page, lang):
    held = set(map(chr, fonts_of(page)[700].getBestCmap()))
    bold = set(page.title) | set("0123456789")
    for key in ("leads_list", "joins_list", "partners_list", "members_list", "open_names", "targets", "place"):
        bold |= set(WORDS[key][lang])
    assert bold - held == set()


def test_the_fonts_are_cut_down_to_the_page(page):
    for font in fonts_of(page).values():
        assert {chr(code) for code in font.getBestCmap() if code > 0x2FFF} <= set(page.html)


# in a notebook and in a file


def test_a_notebook_shows_the_same_page_in_a_frame(page):
    (frame,) = Parsed(page._repr_html_()).all("iframe")
    assert frame["srcdoc"] == page.html
    assert frame["sandbox"] == "allow-scripts"
    assert frame["title"] == page.title
    assert "height:760px" in frame["style"]


def test_it_says_what_it_is(pages):
    assert re.fullmatch(r"PlanPage Who leads .+ Guangzhou 2007: \d{3},\d{3} bytes", repr(pages["en"]))


def test_it_is_written_whole(page, tmp_path):
    path = ipn.write_page(page, tmp_path / "new" / "plan.html")
    assert path == tmp_path / "new" / "plan.html"
    assert path.read_bytes() == page.html.encode()
    assert list(path.parent.iterdir()) == [path]


# from a shell


def test_a_bundled_plan_becomes_a_page(tmp_path, capsys, pages, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["explore", "--out", "plan.html", "--lang", "en"]) == 0
    assert (tmp_path / "plan.html").read_text(encoding="utf-8") == pages["en"].html
    assert capsys.readouterr().out.splitlines()[-1] == "plan.html"


def test_a_notice_becomes_a_page_with_its_lines(tmp_path, small):
    assert main(["explore", str(SMALL), "--out", str(tmp_path / "plan.html")]) == 0
    assert (tmp_path / "plan.html").read_text(encoding="utf-8") == ipn.explore(ipn.build_plan(small), notice=small).html


def test_a_plan_folder_becomes_a_page_with_the_lines_of_a_notice(tmp_path, small):
    ipn.write_plan(ipn.build_plan(small), tmp_path / "plan")
    out = tmp_path / "plan.html"
    assert main(["explore", str(tmp_path / "plan"), "--out", str(out), "--notice", str(SMALL)]) == 0
    assert "把居民阅读率写进统计台账。" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--notice", str(SMALL)], "give the document that the plan was read from"),
        (["nothing.txt"], "nothing.txt: No such file"),
        (["--notice", "nothing.txt"], "nothing.txt: No such file"),
        (["no-such-plan"], "no-such-plan"),
    ],
)
def test_what_goes_wrong_is_one_message_and_no_file(tmp_path, capsys, arguments, told, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["explore", *arguments, "--out", "plan.html"]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_page(tmp_path, capsys):
    assert main(["explore", "--out", str(tmp_path)]) == 2
    assert "it is a folder; name a file in it" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
