"""The interactive page in a real browser with the network cut: whatever it logs or asks for fails the test."""

import json
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

import ipnetwork as ipn

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install ipnetwork[test]"
)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
if CHROMIUM is None:
    pytest.skip("no Chromium is installed", allow_module_level=True)

SMALL = Path(__file__).parents[1] / "data" / "notices" / "made-up-small.txt"
LANGS = ["zh", "en"]
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
OFFICE = "市知识产权局"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    "{{7*7}}",
    "]]>",
    "$x$",
]
HOSTILE += ["长" * 300, "</script><svg onload=alert(1)>", "😀局", "مكتب"]
NOTEBOOK = """
import sys
import nbformat
from nbconvert import HTMLExporter
from nbconvert.preprocessors import ExecutePreprocessor

code = "import ipnetwork as ipn\\nipn.explore(ipn.load_plan('guangzhou-2007'))"
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
ExecutePreprocessor(timeout=120, kernel_name="python3").preprocess(notebook, {})
exporter = HTMLExporter(mathjax_url="", require_js_url="", jquery_url="")
html, _ = exporter.from_notebook_node(notebook)
open(sys.argv[1], "w", encoding="utf-8").write(html)
"""


@pytest.fixture(scope="module")
def browser():
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def plan():
    return ipn.load_plan("guangzhou-2007")


@pytest.fixture(scope="module")
def pages(plan):
    return {lang: ipn.explore(plan, lang=lang) for lang in LANGS}


@pytest.fixture(scope="module")
def lined():
    notice = ipn.read_notice(SMALL)
    return ipn.explore(ipn.build_plan(notice), notice=notice)


@pytest.fixture
def shown(browser, tmp_path):
    """Opens pages, and fails the test for anything that one of them logs, throws, opens or asks for."""
    contexts, wrong = [], []

    def show(page, *, fragment="", **options):
        context = browser.new_context(offline=True, **{"viewport": DESKTOP, **options})
        contexts.append(context)
        path = ipn.write_page(page, tmp_path / f"{len(contexts)}.html")
        address = path.as_uri() + fragment
        tab = context.new_page()
        tab.set_default_timeout(10_000)
        tab.on("console", lambda message: wrong.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        tab.on("popup", lambda _: wrong.append("popup"))
        tab.on("request", lambda sent: wrong.append(f"request: {sent.url}") if is_fetch(sent.url, path) else None)
        tab.goto(address)
        tab.wait_for_selector(".live #status:not(:empty)", state="attached")
        tab.wrong = wrong
        return tab

    yield show
    for context in contexts:
        context.close()
    assert wrong == []


def is_fetch(url, path):
    return not url.startswith("data:") and url.split("#")[0] != path.as_uri()


def at(tab, name, side="a"):
    """Return the selector of an agency or an item."""
    data = json.loads(tab.locator("#data").text_content())
    entries = data["agencies"] if side == "a" else data["items"]
    key = "number" if side == "i" else "name"  # an item that has no title goes by its number
    (number,) = [n for n, one in enumerate(entries) if name in {one[key] or one["title"], one.get("other")}]
    return f"#{side}{number}"


def rows(tab, side):
    return tab.locator(f"#side-{side} li:visible")


def names(tab, side):
    return [text.strip() for text in tab.locator(f"#side-{side} li:visible bdi").all_text_contents()]


def lit(tab):
    return tab.locator("line.on").count()


def counted(tab):
    return [int(number) for number in re.findall(r"\d+", tab.locator("#status").text_content())]


# drawn


@pytest.mark.parametrize("lang", LANGS)
def test_everything_is_shown_and_counted(shown, pages, lang):
    tab = shown(pages[lang])
    assert counted(tab) == [50, 54, 148]
    assert (rows(tab, "a").count(), rows(tab, "i").count(), tab.locator("#columns line").count()) == (50, 54, 148)


def test_chinese_is_drawn_from_the_font_inside(shown, pages):
    tab = shown(pages["zh"])
    faces = tab.evaluate("document.fonts.ready.then(() => [...document.fonts].map((f) => [f.weight, f.status]))")
    assert sorted(map(tuple, faces)) == [("400", "loaded"), ("700", "loaded")]
    # In the font inside, and in no other here, 知 is as wide as the size, and 知 and 识 are different pictures.
    drawn = tab.evaluate("""() => ["知", "识"].map((text) => {
        const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
        pen.font = "40px 'Ipnetwork Sans SC'"; pen.fillText(text, 10, 60);
        return [pen.measureText(text).width, canvas.toDataURL()];
    })""")
    assert [width for width, _ in drawn] == pytest.approx([40, 40], abs=0.01)
    assert drawn[0][1] != drawn[1][1]


def test_lines_end_at_the_marks_of_their_rows(shown, pages):
    tab = shown(pages["zh"])
    off = tab.evaluate("""() => {
        const { ties } = JSON.parse(document.getElementById("data").textContent);
        const box = (id) => document.getElementById(id).getBoundingClientRect();
        const middle = (id) => box(id).top + box(id).height / 2;
        const svg = document.querySelector(".ties").getBoundingClientRect();
        const end = (line, name) => svg.top + line.getAttribute(name) * svg.height / 1000;
        return Math.max(...ties.flatMap(([a, i], at) => {
            const line = document.getElementById("t" + at);
            return [Math.abs(end(line, "y1") - middle("a" + a)), Math.abs(end(line, "y2") - middle("i" + i))];
        }));
    }""")
    assert off < 1.5


def test_no_label_of_the_bundled_plan_is_cut_on_a_desktop(shown, pages):
    for lang in LANGS:
        tab = shown(pages[lang])
        cut = "[...document.querySelectorAll('.node bdi')].filter((e) => e.scrollWidth > e.clientWidth + 1).length"
        assert tab.evaluate(cut) == 0


def test_the_page_shows_without_its_script(browser, pages, tmp_path):
    context = browser.new_context(offline=True, java_script_enabled=False, viewport=DESKTOP)
    tab = context.new_page()
    tab.goto(ipn.write_page(pages["zh"], tmp_path / "plan.html").as_uri())
    assert rows(tab, "a").count() == 50
    assert not tab.locator("#tools").is_visible()
    assert not tab.locator("#panel").is_visible()
    tab.keyboard.press("Tab")
    assert tab.locator(".node:focus").count() == 0  # nothing that does nothing
    context.close()


# hover, focus, pin


def test_hover_shows_an_agency_and_leaving_hides_it(shown, pages):
    tab = shown(pages["zh"])
    tab.hover(at(tab, "市财政局"))
    assert tab.locator("#details h2").text_content() == "市财政局"
    assert lit(tab) == 3
    assert tab.locator("#columns li.on").count() == 4
    tab.mouse.move(5, 5)
    assert lit(tab) == 0
    assert tab.locator("#details h2").count() == 0


def test_details_of_an_agency_are_those_of_the_library(shown, pages, plan):
    tab = shown(pages["zh"])
    tab.click(at(tab, OFFICE))
    row = ipn.agency_load(plan).loc[OFFICE]
    told = tab.locator(".counts b").all_text_contents()
    assert told == [str(row[name]) for name in ("leads", "participations", "breadth", "volume")]
    why = ipn.why(plan, OFFICE)
    links = tab.locator("#details [data-to^=i]").all_text_contents()
    assert sorted(links) == sorted(f"{item} {title}" for item, title in zip(why["item"], why["title"], strict=True))
    assert tab.locator("#details [data-to^=a]").count() == row["breadth"]
    assert "Guangzhou Intellectual Property Office" in tab.locator("#details .other").text_content()


def test_details_of_an_item_name_its_place_parties_open_names_and_targets(shown, pages):
    tab = shown(pages["zh"])
    tab.click(at(tab, "16", "i"))
    text = tab.locator("#details").inner_text()
    for told in (
        "穗府办〔2007〕25号",
        "第116—120行",
        "负责单位",
        "注册商标存量 ≥ 130,000 件",
        "第117行第4栏",
        "五 增量提质",
    ):
        assert told in text
    tab.click(at(tab, "33", "i"))
    assert "泛称（未指明单位）" in tab.locator("#details").inner_text()


def test_english_details_have_the_chinese_name_below(shown, pages):
    tab = shown(pages["en"])
    tab.click(at(tab, OFFICE))
    assert tab.locator("#details h2").text_content() == "Guangzhou Intellectual Property Office"
    assert tab.locator("#details .other").text_content().startswith(OFFICE)
    assert "line 36, column 5" in tab.locator("#details").inner_text()


def test_a_click_pins_and_another_lets_go(shown, pages):
    tab = shown(pages["zh"])
    office = at(tab, OFFICE)
    tab.click(office)
    assert tab.locator(office).get_attribute("aria-pressed") == "true"
    tab.hover(at(tab, "市财政局"))
    tab.mouse.move(5, 5)
    assert tab.locator("#details h2").text_content() == OFFICE
    tab.click(office)
    tab.mouse.move(5, 5)
    tab.keyboard.press("Escape")
    assert tab.locator(office).get_attribute("aria-pressed") == "false"
    assert lit(tab) == 0


def test_links_lead_from_agency_to_item_to_partner(shown, pages):
    tab = shown(pages["zh"])
    tab.click(at(tab, "市司法局"))
    tab.click("#details [data-to^=i]")
    assert tab.locator("#details h2").text_content().startswith("46 ")
    assert tab.evaluate("document.activeElement.id") == at(tab, "46", "i")[1:]
    box = tab.locator(at(tab, "46", "i")).bounding_box()
    assert 0 <= box["y"] <= DESKTOP["height"] - box["height"]


def test_a_link_to_what_is_filtered_out_shows_all_again(shown, pages):
    tab = shown(pages["zh"])
    tab.fill("#query", "专利申请增量")
    tab.click(at(tab, "15", "i"))
    tab.click("#details [data-to^=a]")
    tab.click("#details [data-to^=i] >> nth=0")  # an item that the search has hidden
    assert tab.input_value("#query") == ""
    assert counted(tab) == [50, 54, 148]


# search


FINDS = [
    ("知识产权局", OFFICE),
    ("szscqj", OFFICE),
    ("zscq", OFFICE),
    ("ZSCQ", OFFICE),
    ("zhishichanquan", OFFICE),
    ("zhi shi chan", OFFICE),
    ("intellectual property office", OFFICE),
    ("ｚｓｃｑ", OFFICE),
    ("cai zheng", "市财政局"),
    ("Finance", "市财政局"),
    ("天河区政府", "各区、县级市政府"),  # one of its members
    ("各区县级市政府", "各区、县级市政府"),
]


@pytest.mark.parametrize("lang", LANGS)
def test_an_agency_is_found_in_chinese_in_english_and_by_pinyin(shown, pages, lang):
    tab = shown(pages[lang])
    for query, name in FINDS:
        tab.fill("#query", query)
        assert tab.locator(at(tab, name)).is_visible(), query
        assert tab.locator(at(tab, name)).evaluate("(e) => e.classList.contains('found')"), query
        assert not tab.locator(at(tab, "市司法局")).is_visible(), query


def test_an_item_is_found_with_its_parties(shown, pages):
    tab = shown(pages["zh"])
    for query in ("专利申请增量", "15", "zlsqzl", "Growth in patent", "zhuanlishenqing"):
        tab.fill("#query", query)
        assert "专利申请增量" in names(tab, "i"), query
        assert {"市知识产权局", "各区县级市知识产权局"} <= set(names(tab, "a")), query


def test_a_search_shows_what_is_tied_to_it_and_nothing_else(shown, pages, plan):
    tab = shown(pages["zh"])
    tab.fill("#query", "市司法局")
    assert names(tab, "a") == ["市司法局"]
    assert [text.split(" ")[0] for text in names(tab, "i")] == ["普法与律师培养"]
    assert counted(tab) == [1, 1, 1]
    assert tab.locator("#columns line:not([hidden])").count() == 1
    tab.fill("#query", "gsj")
    office = plan.agencies.index[plan.agencies["short"] == "市工商局"][0]
    assert tab.locator(at(tab, office)).is_visible()


def test_what_is_not_there_is_not_found(shown, pages):
    tab = shown(pages["zh"])
    for query in ("没有这个机构", "(((", ".*", "\\", "$", "hanquan", "？？"):
        tab.fill("#query", query)
        assert tab.locator("#status").text_content() == "没有符合条件的机构或事项。", query
        assert rows(tab, "a").count() == rows(tab, "i").count() == 0


def test_an_open_name_finds_its_items(shown, pages, plan):
    tab = shown(pages["zh"])
    tab.fill("#query", "各有关单位")
    named = plan.opened[plan.opened["agency"].str.contains("各有关单位")]["item"].nunique()
    assert tab.locator(".found").count() == named


def test_what_a_search_hides_is_let_go(shown, pages):
    tab = shown(pages["zh"])
    tab.click(at(tab, OFFICE))
    tab.fill("#query", "司法局")
    assert lit(tab) == 0
    assert tab.locator(at(tab, OFFICE)).get_attribute("aria-pressed") == "false"


# filters


def test_roles_categories_and_groups_are_filtered_together(shown, pages, plan):
    tab = shown(pages["zh"])
    graph = ipn.bipartite_graph(plan)
    groups = ipn.joint_groups(graph)["group"]
    edges = [(agency, item, data["role"]) for agency, item, data in graph.edges(data=True)]
    category = plan.items["category"]

    def check(fits):
        kept = [edge for edge in edges if fits(*edge)]
        assert counted(tab)[2] == tab.locator("#columns line:not([hidden])").count() == len(kept)
        assert counted(tab)[0] == rows(tab, "a").count() >= len({agency for agency, *_ in kept})

    tab.select_option("#role", "1")
    check(lambda _, __, role: role == "participant")
    tab.select_option("#category", "4")
    check(lambda _, item, role: role == "participant" and category[item] == "五")
    tab.select_option("#role", "")
    check(lambda _, item, __: category[item] == "五")
    group = groups["15"]
    tab.select_option("#group", str(group))
    check(lambda agency, item, _: category[item] == "五" and groups[agency] == groups[item] == group)
    tab.fill("#query", "zlsq")
    check(lambda agency, item, _: item == "15" and groups[agency] == groups[item] == group)
    tab.click("#reset")
    check(lambda *_: True)
    assert [tab.input_value(name) for name in ("#query", "#role", "#category", "#group")] == ["", "", "", ""]


def test_what_nobody_is_tied_to_shows_where_no_role_is_asked_for(shown):
    frame = [("1", "市财政局", "lead"), ("2", "各有关单位", "participant")]
    tab = shown(ipn.explore(ipn.build_plan(pd.DataFrame(frame, columns=["item", "agency", "role"]))))
    assert counted(tab) == [1, 2, 1]
    tab.select_option("#role", "0")
    assert counted(tab) == [1, 1, 1]


def test_few_rows_stand_close_together_and_lines_follow(shown, pages):
    tab = shown(pages["zh"])
    tab.fill("#query", OFFICE)
    heights = [box["y"] for box in (row.bounding_box() for row in rows(tab, "a").all())]
    assert all(low - high < 45 for high, low in pairwise(heights))
    svg = tab.locator(".ties").bounding_box()
    agency = tab.locator(at(tab, OFFICE)).bounding_box()
    y1 = tab.locator("#columns line:not([hidden])").first.get_attribute("y1")
    assert y1
    ends = {float(line.get_attribute("y1")) for line in tab.locator("#columns line:not([hidden])").all()}
    middle = (agency["y"] + agency["height"] / 2 - svg["y"]) / svg["height"] * 1000
    assert min(abs(end - middle) for end in ends) < 3


def test_a_filter_brings_its_result_into_view(shown, pages):
    tab = shown(pages["zh"])
    tab.click(at(tab, "46", "i"))
    assert tab.evaluate("scrollY") > 200
    tab.fill("#query", "编委办")
    assert 0 <= tab.locator("#head-a").bounding_box()["y"] < 200


# keyboard


def test_everything_is_reached_by_keyboard(shown, pages):
    tab = shown(pages["zh"])
    reached = []
    for _ in range(9):
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("document.activeElement.id"))
    first = [tab.locator(f"#side-{side} .node").first.get_attribute("id") for side in "ai"]
    assert reached[:5] == ["query", "role", "category", "group", "reset"]
    assert reached[5:7] == first
    assert lit(tab) > 0  # what has the focus is shown
    tab.keyboard.press("Shift+Tab")


def test_arrows_move_within_a_column_and_across(shown, pages):
    tab = shown(pages["zh"])
    column = [node.get_attribute("id") for node in tab.locator("#side-a .node").all()]
    focused = lambda: tab.evaluate("document.activeElement.id")  # noqa: E731 – short for what follows
    tab.focus("#" + column[0])
    for key, expected in (
        ("ArrowDown", column[1]),
        ("ArrowDown", column[2]),
        ("ArrowUp", column[1]),
        ("End", column[-1]),
        ("ArrowDown", column[-1]),
        ("Home", column[0]),
        ("ArrowUp", column[0]),
        ("ArrowLeft", column[0]),
    ):
        tab.keyboard.press(key)
        assert focused() == expected, key
    tab.keyboard.press("ArrowRight")
    assert focused() == at(tab, "22", "i")[1:]
    assert tab.locator("#details h2").text_content().startswith("22 ")
    tab.keyboard.press("ArrowLeft")
    assert focused().startswith("a")
    tab.fill("#query", "财政局")
    visible = [node.get_attribute("id") for node in tab.locator("#side-a li:visible .node").all()]
    tab.focus("#" + visible[0])
    tab.keyboard.press("ArrowDown")
    assert focused() == visible[1]  # hidden rows are passed over


def test_enter_pins_escape_lets_go_and_then_clears(shown, pages):
    tab = shown(pages["zh"])
    tab.fill("#query", "财政局")
    office = at(tab, "市财政局")
    tab.focus(office)
    tab.keyboard.press("Enter")
    assert tab.locator(office).get_attribute("aria-pressed") == "true"
    tab.keyboard.press("Escape")
    assert tab.locator(office).get_attribute("aria-pressed") == "false"
    assert tab.input_value("#query") == "财政局"
    tab.keyboard.press("Escape")
    assert tab.input_value("#query") == ""
    assert counted(tab) == [50, 54, 148]


def test_what_is_focused_stays_while_its_links_are_reached(shown, pages):
    tab = shown(pages["zh"])
    item = at(tab, "46", "i")
    tab.focus(item)
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("ArrowRight")
    for _ in range(2):
        tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.dataset.to") == at(tab, "市司法局")[1:]
    tab.keyboard.press("Enter")
    assert tab.locator("#details h2").text_content() == "市司法局"


def test_the_focus_is_seen(shown, pages):
    tab = shown(pages["zh"])
    for _ in range(6):
        tab.keyboard.press("Tab")
        style = tab.evaluate("""() => {
            const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
            return [outlineStyle, parseFloat(outlineWidth)];
        }""")
        assert style[0] == "solid"
        assert style[1] >= 2


def test_what_a_screen_reader_is_told(shown, pages):
    tab = shown(pages["zh"])
    assert tab.get_by_role("status").first.text_content() == "显示50个机构、54个事项、148条联系"
    assert tab.locator("#status").get_attribute("aria-live") == "polite"
    assert tab.get_by_role("list", name="机构 (50)").count() == 1
    assert tab.get_by_role("list", name="工作事项 (54)").count() == 1
    for label in ("查找", "角色", "类别", "联席组"):
        assert tab.get_by_label(label, exact=True).count() == 1
    assert tab.get_by_role("button", name=OFFICE, exact=True).count() == 1


# the lines of the notice


def test_with_the_notice_each_name_shows_its_line(shown, lined):
    tab = shown(lined)
    tab.click(at(tab, "3", "i"))
    quotes = tab.locator("#details blockquote").all_text_contents()
    assert quotes == ["3 | 把居民阅读率写进统计台账。 | 市统计局", "市统计局"]
    assert tab.locator("#details mark").all_text_contents() == ["市统计局"]
    assert tab.locator("#file").count() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_reader_opens_the_text_of_the_notice(shown, tmp_path, encoding):
    plan = ipn.build_plan(ipn.read_notice(SMALL))
    path = tmp_path / "通知.txt"
    path.write_bytes(SMALL.read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    tab = shown(ipn.explore(plan))
    tab.click(at(tab, "3", "i"))
    assert tab.locator("#details blockquote").count() == 0
    tab.set_input_files("#file", path)
    tab.locator("#told:not(:empty)").wait_for()
    assert tab.locator("#told").text_content() == "已打开通知.txt：69行。"
    assert "把居民阅读率写进统计台账。" in tab.locator("#details blockquote").first.text_content()


@pytest.mark.parametrize("text", ["", "<script>alert(1)</script>\n" * 400, "短\n"])
def test_another_text_is_refused(shown, pages, tmp_path, text):
    (tmp_path / "other.txt").write_text(text, encoding="utf-8")
    tab = shown(pages["zh"])
    tab.set_input_files("#file", tmp_path / "other.txt")
    tab.locator("#told:not(:empty)").wait_for()
    assert "不是本通知的文本" in tab.locator("#told").text_content()
    tab.click(at(tab, "3", "i"))
    assert tab.locator("#details blockquote").count() == 0


# print, phone, notebook


@pytest.mark.parametrize("lang", LANGS)
def test_all_is_printed_on_one_sheet_whatever_is_filtered(shown, pages, lang, tmp_path):
    tab = shown(pages[lang])
    tab.fill("#query", "司法局")
    tab.click(at(tab, "46", "i"))
    tab.emulate_media(media="print")
    playwright.expect(rows(tab, "a")).to_have_count(50)
    assert (rows(tab, "a").count(), rows(tab, "i").count(), tab.locator("#columns line:not([hidden])").count()) == (
        50,
        54,
        148,
    )
    for hidden in ("#tools", "#panel"):
        assert not tab.locator(hidden).is_visible()
    assert tab.locator(".at").first.is_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('.lit li:not(.on) .node')).opacity") == "1"
    raw = tab.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    assert raw.count(b"/Type /Page\n") == 1
    assert re.search(rb"/MediaBox \[0 0 59[4-6](?:\.\d+)? 84[12]", raw)
    tab.emulate_media(media="screen")
    playwright.expect(rows(tab, "a")).to_have_count(1)


def test_a_large_plan_is_printed_as_a_table(shown):
    frame = pd.DataFrame(
        [(str(n), f"市第{(n + step) % 90}号局", "lead") for n in range(120) for step in (0, 7)],
        columns=["item", "agency", "role"],
    )
    tab = shown(ipn.explore(ipn.build_plan(frame)))
    assert not tab.locator(".printed").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator(".printed tbody tr:visible").count() == 120
    assert not tab.locator("#columns").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_nothing_overflows_and_details_stand_below(shown, pages, lang):
    tab = shown(pages[lang], viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    wide = "[document.documentElement.scrollWidth, document.body.scrollWidth].every((width) => width <= innerWidth)"
    assert tab.evaluate(wide)
    node = at(tab, "市科技局")
    tab.tap(node)
    assert tab.evaluate(wide)
    panel = tab.locator("#panel").bounding_box()
    assert panel["y"] + panel["height"] <= PHONE["height"] + 1
    assert panel["y"] > PHONE["height"] / 2
    box = tab.locator(node).bounding_box()
    assert box["height"] >= 24
    assert box["y"] + box["height"] <= panel["y"] + 1  # not covered by what it opened
    tab.tap("#close")
    assert tab.locator("#details h2").count() == 0


@pytest.mark.parametrize(("width", "height"), [(850, 760), (390, 844)])
def test_nothing_opens_under_a_resting_pointer(shown, pages, width, height):
    tab = shown(pages["zh"], viewport={"width": width, "height": height})
    before = tab.locator("#panel").bounding_box()
    node = tab.locator("#side-a .node").nth(8)
    node.hover()
    assert lit(tab) > 0
    assert tab.locator("#details h2").count() == 1
    after = tab.locator("#panel").bounding_box()
    assert after["y"] == before["y"]
    tab.mouse.move(node.bounding_box()["x"] + 30, node.bounding_box()["y"] + 5)
    assert lit(tab) > 0


def test_a_narrow_phone_does_not_overflow(shown, pages):
    tab = shown(pages["en"], viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True)
    tab.tap(at(tab, OFFICE))
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_a_frame_as_in_a_notebook(browser, pages, tmp_path):
    wrong = []
    context = browser.new_context(offline=True, viewport={"width": 960, "height": 900})
    tab = context.new_page()
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    path = tmp_path / "cell.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><p>cell</p>{pages['zh']._repr_html_()}", encoding="utf-8")
    tab.on(
        "request",
        lambda sent: wrong.append(sent.url) if is_fetch(sent.url, path) and sent.url != "about:srcdoc" else None,
    )
    tab.goto(path.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("#query").fill("zscq")
    assert frame.locator("#status").text_content().startswith("显示8个机构")
    frame.locator("#query").fill("")
    frame.locator("#side-a .node").last.click()
    assert frame.locator("#details h2").count() == 1
    assert tab.evaluate("scrollY") == 0
    loaded = tab.frames[1].evaluate("document.fonts.ready.then(() => [...document.fonts].map((face) => face.status))")
    assert loaded == ["loaded", "loaded"]
    context.close()
    assert wrong == []


def test_an_exported_notebook_shows_it(browser, tmp_path):
    for needed in ("nbconvert", "ipykernel"):
        pytest.importorskip(needed, reason=f"{needed} is not installed: pip install ipnetwork[test]")
    path = tmp_path / "notebook.html"
    subprocess.run([sys.executable, "-c", NOTEBOOK, str(path)], check=True, timeout=300, capture_output=True)
    context = browser.new_context(offline=True, viewport=DESKTOP)
    tab = context.new_page()
    wrong = []
    # The export itself may look for its libraries; what counts is what the page inside asks for.
    tab.on(
        "request", lambda sent: wrong.append(sent.url) if sent.frame.parent_frame and is_fetch(sent.url, path) else None
    )
    tab.goto(path.as_uri(), wait_until="domcontentloaded")
    frame = tab.frame_locator("iframe")
    frame.locator("#query").fill("szscqj")
    frame.get_by_role("button", name=OFFICE, exact=True).click()
    assert frame.locator("#details h2").text_content() == OFFICE
    assert frame.locator(".counts b").first.text_content() == "21"
    context.close()
    assert [url for url in wrong if url != "about:srcdoc"] == []


# the address, hostile names, small plans


def test_the_address_keeps_what_is_shown(shown, pages):
    tab = shown(pages["zh"])
    tab.fill("#query", "财政")
    tab.select_option("#role", "0")
    tab.click(at(tab, "市财政局"))
    fragment = "#" + tab.url.split("#")[1]
    again = shown(pages["zh"], fragment=fragment)
    assert (again.input_value("#query"), again.input_value("#role")) == ("财政", "0")
    assert again.locator("#details h2").text_content() == "市财政局"
    assert counted(again) == counted(tab)


@pytest.mark.parametrize("fragment", ["#pin=a999", "#pin=x", "#category=77", "#role=%00&pin=%3Cscript%3E", "#%E0%A4%A"])
def test_an_address_that_says_nothing_is_harmless(shown, pages, fragment):
    tab = shown(pages["zh"], fragment=fragment)
    assert counted(tab) == [50, 54, 148]
    assert tab.input_value("#category") == ""


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_names_are_only_text(shown, lang):
    frame = [(f"{n}</script>", name, "lead" if n % 2 else "participant") for n, name in enumerate(HOSTILE)]
    frame += [("<b>all</b>", name, "lead") for name in HOSTILE]
    plan = ipn.build_plan(pd.DataFrame(frame, columns=["item", "agency", "role"]))
    tab = shown(ipn.explore(plan, lang=lang))
    assert set(names(tab, "a")) == set(HOSTILE)
    for node in tab.locator("#side-a .node").all():
        node.click()
        assert tab.locator("#details h2").text_content() in HOSTILE
    tab.click(at(tab, "<b>all</b>", "i"))
    assert tab.locator("#details [data-to^=a]").count() == len(HOSTILE)
    assert tab.locator("img, b:not(.counts b), #details script").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_plan_of_one_item(shown):
    frame = pd.DataFrame([("1", "市财政局", "lead")], columns=["item", "agency", "role"])
    tab = shown(ipn.explore(ipn.build_plan(frame)))
    assert counted(tab) == [1, 1, 1]
    tab.click("#i0")
    assert "市财政局" in tab.locator("#details").inner_text()


def test_a_log_or_a_fetch_would_be_seen(browser, pages, tmp_path):
    """The watch itself: a page that runs or fetches something is caught by policy and by this file's listeners."""
    context = browser.new_context(offline=True)
    tab = context.new_page()
    wrong = []
    tab.on("console", lambda message: wrong.append(message.text))
    spoilt = pages["zh"].html.replace("</body>", "<script>document.title='run'</script><img src='http://x/'></body>")
    (tmp_path / "spoilt.html").write_text(spoilt, encoding="utf-8")
    tab.goto((tmp_path / "spoilt.html").as_uri())
    assert tab.title() != "run"
    assert len(wrong) >= 2
    context.close()
