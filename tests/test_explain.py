"""What was seen in a notice is shown where it stands, all of it, and nothing in it can do harm."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipnetwork.errors import Fault
from ipnetwork.notice import Mention, Notice, Row, Span, read_notice
from ipnetwork.notice.document import Cell, Grid, number_blocks
from ipnetwork.notice.explain import explain
from ipnetwork.notice.located import Located, Spot, place
from ipnetwork.notice.marks import Mark, contents, find_marks, parse_place, pieces
from ipnetwork.notice.shape import arrange, lines_of
from ipnetwork.notice.tally import count_names, count_rows
from ipnetwork.notice.unread import unread_clauses
from ipnetwork.notice.wording import visible

SMALL = Path(__file__).parents[1] / "data" / "notices" / "made-up-small.txt"
PROSE = """\
临湖市人民政府办公室关于印发临湖市步道建设工作方案的通知
各区人民政府，市政府各部门：
为方便市民散步，现制定本方案。全市步道按照统一的标准建设，沿湖、沿河、沿山三类步道分别推进，力争三年内成网，让居民出门十分钟就有步道可走。
一、重点任务
（一）修建沿湖步道。年内完成二十公里。（牵头单位：市住房城乡建设局；配合单位：市财政局、市水务局）
（二）安装路灯。沿湖步道全线亮灯。（市城管局、市财政局按职责分工负责）
二、工作要求
（一）加强领导。各责任单位要切实负责，明确专人。
（二）抓好宣传。（责任单位：市文化广电旅游局）
"""


@pytest.fixture(scope="module")
def prose():
    """Read the plan above, and leave its last clause unread."""
    notice = read_notice(PROSE.encode())
    spans = [span for span in notice.spans if span.source != "L9" or span.taken_for == "item"]
    return replace(notice, rows=notice.rows[:-1], spans=tuple(spans))


@pytest.fixture(scope="module")
def small():
    return read_notice(SMALL)


# Reading the page back


class Page(HTMLParser):
    """Takes a page apart: what stands in the text, which marks it has, and whether every element is closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.policy = [], [], [], [], ""
        self.texts, self.marks, self.titles, self.became, self.plain = [], [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []
        self.policy = attributes.get("content", "") if "http-equiv" in attributes else self.policy
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        if tag in self.VOID:
            return
        kind = attributes.get("class", "")
        self.open.append((tag, kind))
        if kind == "t":
            self.texts.append("")
        elif self.inside("t"):
            self.marks.append([kind, ""])
            self.titles.append(attributes.get("title", ""))
        elif kind == "became":
            self.became.append("")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if self.inside("t"):
            self.texts[-1] += data
            if self.open[-1][1] != "t":
                self.marks[-1][1] += data
        elif self.inside("became"):
            self.became[-1] += data
        elif not self.inside_tag("style"):
            self.plain.append(data)

    def inside(self, kind):
        return any(each == kind for _, each in self.open)

    def inside_tag(self, tag):
        return any(each == tag for each, _ in self.open)


def whole(notice):
    """Return the text of every paragraph and cell, in the order in which a page shows them."""
    texts = []
    for block in notice.blocks:
        cells = sorted(block.cells, key=lambda cell: (cell.top, cell.start)) if isinstance(block, Grid) else ()
        texts += [cell.content.text for cell in cells] if isinstance(block, Grid) else [block.text]
    return [visible(text) for text in texts]


def made(*texts, spans=(), rows=(), faults=(), key="made-up"):
    """Return a notice of some paragraphs in which only the given spans were seen."""
    blocks = [Located(text, (Spot(0, 0, line),) * len(text)) for line, text in enumerate(texts, 1)]
    return Notice({"key": key}, tuple(rows), tuple(spans), tuple(faults), number_blocks(blocks).blocks)


def cell(text, columns, rows, table=1):
    spots = (Spot(0, table, rows[0]),) * len(text)
    return Cell(columns[0], columns[1], rows[0], rows[1], Located(text, spots, columns[0] + 1))


def tabled(width, cells, spans=(), rows=()):
    blocks = number_blocks([Grid(width, cells, table=1)]).blocks
    return Notice({"key": "table"}, tuple(rows), tuple(spans), (), blocks)


# Marks


def test_every_mark_stands_on_what_was_seen(prose):
    page = Page(explain(prose).html)
    assert [tuple(mark) for mark in page.marks] == [
        ("item", "一、"),
        ("item", "（一）"),
        ("role", "牵头单位："),
        ("lead", "市住房城乡建设局"),
        ("separator", "；"),
        ("role", "配合单位："),
        ("participant", "市财政局"),
        ("separator", "、"),
        ("participant", "市水务局"),
        ("item", "（二）"),
        ("lead", "市城管局"),
        ("separator", "、"),
        ("lead", "市财政局"),
        ("role", "按职责分工负责"),
        ("item", "二、"),
        ("item", "（一）"),
        ("item", "（二）"),
        ("unread", "（责任单位：市文化广电旅游局）"),
    ]


def test_the_page_says_what_became_of_each_place(prose):
    told = Page(explain(prose).html).became
    assert told == ["一（一）: 3 assignments (1 lead, 2 participant)", "一（二）: 2 assignments (2 lead; joint)"]


def test_a_name_says_which_item_it_entered_and_why(prose):
    page = Page(explain(prose).html)
    titles = dict(zip((text for _, text in page.marks), page.titles, strict=True))
    assert titles["市水务局"] == "participant 参与 of 一（一） (explicit: 配合单位)"
    assert titles["市城管局"].startswith("lead 牵头 of 一（二） (joint: ")
    assert titles["（责任单位：市文化广电旅游局）"] == "unread clause 未读出"


def test_every_span_of_a_drawn_table_is_marked_once(small):
    marks = find_marks(small)
    texts = {content.block: content.text for content in contents(small)}
    found = sorted((texts[block][mark.start : mark.stop]) for block, each in marks.items() for mark in each)
    assert found == sorted(span.text for span in small.spans)
    kinds = [mark.kind for each in marks.values() for mark in each]
    roles = [mention.role for row in small.rows for mention in row.mentions]
    assert [kinds.count(role) for role in ("lead", "participant")] == [roles.count("lead"), roles.count("participant")]


def test_the_same_name_twice_on_one_line_belongs_to_the_item_it_stands_in():
    text = "一、甲。（牵头单位：市财政局）二、乙。（配合单位：市财政局）"
    spans = [Span("L1", "name", "市财政局", 0, 10), Span("L1", "name", "市财政局", 0, 25)]
    said = [("一", "lead", "牵头单位"), ("二", "participant", "配合单位")]
    rows = [
        Row(item, "", "", "", "L1", (Mention("市财政局", role, "explicit", "市财政局", word, "L1"),))
        for item, role, word in said
    ]
    marks = find_marks(made(text, spans=spans, rows=rows))[0]
    assert [(mark.start, mark.kind, mark.named[0][0]) for mark in marks] == [
        (10, "lead", "一"),
        (25, "participant", "二"),
    ]


def test_a_name_said_for_all_items_is_counted_for_each_of_them():
    span = Span("L1", "name", "市甲局", 0, 8)
    mention = Mention("市甲局", "lead", "explicit", "市甲局", "牵头", "L1")
    rows = [Row(str(number), "", "", "", "L2", (mention,)) for number in (1, 2, 3)]
    notice = made("以上各项工作均由市甲局牵头。", spans=[span], rows=rows)
    (count,) = count_names(find_marks(notice), 0)
    assert (count.items, count.lead) == (("1", "2", "3"), 1)
    assert "3 items (1 … 3): 1 assignment each (1 lead)" in explain(notice).text()


def test_a_name_of_no_row_is_marked_as_such():
    notice = made("（牵头单位：市甲局）", spans=[Span("L1", "name", "市甲局", 0, 6)])
    assert "{?市甲局?}" in explain(notice).text()
    assert ["name", "市甲局"] in Page(explain(notice).html).marks


def test_a_paragraph_that_was_cut_from_another_is_marked_where_its_spans_stand():
    text = "（二）市甲局楼前修桥。（牵头单位：市甲局）"
    block = Located(text, (Spot(0, 0, 1),) * len(text), start=200, block=0)
    at = text.rindex("市甲局")
    notice = Notice({"key": "cut"}, (), (Span("L1", "name", "市甲局", 0, 200 + at),), (), (block,))
    assert [(mark.start, mark.stop) for mark in find_marks(notice)[0]] == [(at, at + 3)]


def test_what_was_put_together_from_several_cells_is_found_in_all_of_them():
    cells = [
        *(cell("单位", (0, 1), (1, 1)), cell("市甲局、市", (0, 1), (2, 2))),
        *(cell("单位", (0, 1), (3, 3)), cell("乙局、市甲局", (0, 1), (4, 4))),
    ]
    where = "t1 r2-4 c1"
    spans = [
        *(Span("t1 r1 c1", "heading", "单位", 0, 0), Span("t1 r3 c1", "heading", "单位", 2, 0)),
        *(Span(where, "name", "市甲局"), Span(where, "separator", "、"), Span(where, "name", "市乙局")),
        *(Span(where, "separator", "、"), Span(where, "name", "市甲局")),
    ]
    marks = find_marks(tabled(1, cells, spans))
    found = [(block, mark.start, mark.stop) for block in (1, 3) for mark in marks[block] if mark.kind == "name"]
    assert found == [(1, 0, 3), (1, 4, 5), (3, 0, 2), (3, 3, 6)]


def test_a_span_that_does_not_stand_where_it_says_marks_nothing():
    spans = [
        Span("L1", "name", "市甲局", 0, 3),
        Span("L9", "name", "市甲局", 7, 0),
        Span("somewhere", "name", "x", -1, 0),
    ]
    assert find_marks(made("市乙局牵头", spans=spans)) == {}


def test_an_unknown_kind_of_mark_is_shown_as_other():
    notice = made("按序推进。", spans=[Span("L1", 'x" onclick="alert(1)', "按序", 0, 0)])
    page = Page(explain(notice).html)
    assert page.marks == [["other", "按序"]]
    assert "‹按序›推进" in explain(notice).text()


@given(
    st.text("市甲局、（）\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["name", "text", "item", "strange"]))),
)
def test_marks_part_a_text_and_lose_nothing(text, stretches):
    marks = [Mark(start, stop, kind) for start, stop, kind in stretches]
    parts = list(pieces(text, marks))
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)


def test_where_marks_overlap_the_one_that_says_more_is_on_top():
    marks = [Mark(3, 9, "unread"), Mark(4, 7, "name"), Mark(0, 9, "text")]
    assert [(part, mark and mark.kind) for part, mark in pieces("修桥（市甲局牵头）。", marks)] == [
        *[("修桥（", "text"), ("市甲局牵头）", "unread"), ("。", None)],
    ]


@given(
    st.lists(st.builds(Spot, st.integers(0, 3), st.integers(0, 3), st.integers(1, 30)), min_size=1), st.integers(0, 9)
)
def test_places_are_read_as_they_are_written(spots, column):
    parsed = parse_place(place(spots, column))
    assert parsed == (min(spots), max(spots), column)


@pytest.mark.parametrize("where", ["", "file", "assignments row 3", "L", "t1", "L1 c", "L1-", "x L1"])
def test_what_is_no_place_is_not_read_as_one(where):
    assert parse_place(where) is None


# Nothing is lost


@pytest.mark.parametrize("name", ["prose", "small"])
def test_nothing_of_the_text_is_lost(name, request):
    notice = request.getfixturevalue(name)
    for html in (explain(notice).html, explain(notice)._repr_html_()):
        assert Page(html).texts == whole(notice)


def test_paragraphs_without_marks_are_folded_and_still_there(prose):
    html = explain(prose).html
    (fold,) = re.findall(r"<details>.*?</details>", html, re.DOTALL)
    assert "L1-3: 3 paragraphs" in fold
    assert "为方便市民散步" in fold
    assert "修建沿湖步道" not in fold


def test_a_table_in_which_nothing_was_seen_is_folded():
    notice = tabled(2, [cell("联系人", (0, 1), (1, 1)), cell("某某", (1, 2), (1, 1))])
    html = explain(notice).html
    assert "<details><summary>t1 r1: a table of 1 row, nothing taken" in html
    assert Page(html).texts == ["联系人", "某某"]


# Tables


def test_merged_cells_stay_merged_and_places_without_a_cell_are_gaps():
    cells = [
        cell("甲", (0, 1), (1, 3)),
        cell("乙", (1, 3), (1, 1)),
        cell("丙", (2, 3), (2, 2)),
        cell("丁", (1, 2), (3, 3)),
    ]
    grid = Grid(3, cells, table=1)
    shown = [
        [(slot.content.text if slot.content else None, slot.wide, slot.tall) for slot in row]
        for row in arrange(grid, lines_of(grid))
    ]
    assert shown == [[("甲", 1, 3), ("乙", 2, 1)], [(None, 1, 1), ("丙", 1, 1)], [("丁", 1, 1), (None, 1, 1)]]
    html = explain(tabled(3, cells)).html
    assert re.search(r'<td class="short" rowspan="3" title="t1 r1 c1"><span class="t" lang="zh">甲', html)
    assert re.search(r'<td class="short" colspan="2" title="t1 r1 c2"><span class="t" lang="zh">乙', html)


def test_the_rows_of_a_drawn_table_follow_on_each_other(small):
    grid = next(block for block in small.blocks if isinstance(block, Grid))
    lines = lines_of(grid)
    assert all(slot.tall <= len(lines) for row in arrange(grid, lines) for slot in row)
    covered = sum(slot.wide * slot.tall for row in arrange(grid, lines) for slot in row)
    assert covered == grid.width * len(lines)


def test_an_item_is_told_in_full_beside_the_row_it_begins_in():
    cells = [
        *(cell("1", (0, 1), (1, 1)), cell("市甲局", (1, 2), (1, 2)), cell("市乙局", (2, 3), (1, 1))),
        *(cell("2", (0, 1), (2, 2)), cell("市丙局", (2, 3), (2, 2))),
        *(cell("3", (0, 1), (3, 3)), cell("无", (1, 2), (3, 3))),
    ]
    spans = [
        Span("t1 r1 c2", "name", "市甲局", 1, 0),
        Span("t1 r1 c3", "name", "市乙局", 2, 0),
        Span("t1 r2 c3", "name", "市丙局", 4, 0),
    ]
    lead = Mention("市甲局", "lead", "explicit", "市甲局", "牵头单位", "t1 r1 c2")
    others = [
        Mention(name, "participant", "explicit", name, "", where)
        for name, where in (("市乙局", "t1 r1 c3"), ("市丙局", "t1 r2 c3"))
    ]
    rows = [
        Row("1", "", "", "", "t1 r1", (lead, others[0])),
        Row("2", "", "", "", "t1 r2", (lead, others[1])),
        Row("3", "", "", "", "t1 r3", ()),
    ]
    notice = tabled(3, cells, spans, rows)
    grid = notice.blocks[0]
    counts = count_rows(notice, find_marks(notice), grid, lines_of(grid))
    assert [[(count.items, count.lead, count.participant) for count in row] for row in counts] == [
        *[[(("1",), 1, 1)], [(("2",), 1, 1)], [(("3",), 0, 0)]],
    ]
    assert Page(explain(notice).html).became[-1] == "3: 0 assignments"
    assert explain(notice).text().endswith("\nt1 r3   3 | 无  → 3: 0 assignments")


def test_an_item_below_a_drawn_table_is_none_of_its_rows():
    text = "甲"
    grid = Grid(1, [Cell(0, 1, 2, 2, Located(text, (Spot(0, 0, 2),), 1))])
    blocks = number_blocks([grid]).blocks
    rows = (Row("1", "", "", "", "L2", ()), Row("9", "", "", "", "L8", ()))
    notice = Notice({"key": "drawn"}, rows, (), (), blocks)
    assert [[count.items for count in row] for row in count_rows(notice, {}, grid, lines_of(grid))] == [[("1",)]]


# Hostile text

NASTY = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</span></div></td></table></style><style>*{display:none}",
    "\u202e倒过来\u2066\u200b",
    "\x1b[31m红\x07\x00\x9b",
    "\ud800\ufffe\U000e0041",
    "$x^2$ \\(y\\) $$z$$",
    "&lt;b&gt; &amp;#60;",
    "局" * 10_000,
]


def hostile():
    """Return a notice with something nasty wherever the document's words are shown."""
    spans, rows, texts = [], [], []
    for number, nasty in enumerate(NASTY):
        where = f"L{number + 1}"
        text = f"{nasty}市甲局{nasty}"
        texts.append(text)
        spans += [Span(where, "item", nasty, number, 0), Span(where, "name", text[len(nasty) :], number, len(nasty))]
        mention = Mention(f"{nasty}!", "lead", nasty, text[len(nasty) :], nasty, where)
        rows.append(Row(nasty, nasty, nasty, nasty, where, (mention,)))
    faults = [Fault(nasty, nasty, nasty) for nasty in NASTY] + [Fault("L3 c1", NASTY[0], "")]
    notice = made(*texts, *NASTY, spans=spans, rows=rows, faults=faults, key=NASTY[2])
    return replace(notice, meta={**notice.meta, "title": NASTY[0], "issuer": NASTY[1]})


def test_hostile_text_is_shown_and_does_nothing():
    notice = hostile()
    explanation = explain(notice)
    page = Page(explanation.html)
    assert set(page.tags) <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "p", "div", "span", "b", "strong", "u", "ol", "li"),
        *("a", "details", "summary", "mark", "em", "s"),
    }
    assert page.tags.count("style") == 2
    assert page.texts == whole(notice)
    assert page.texts[3].startswith("‹U+202E›倒过来‹U+2066›‹U+200B›市甲局")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00\x07\x1b\x9b\ud800-\udfff]", explanation.html)
    explanation.html.encode("utf-8")
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)


def test_a_title_is_never_longer_than_a_few_lines():
    assert max(map(len, Page(explain(hostile()).html).titles)) <= 301


def test_the_page_fetches_nothing_and_runs_nothing(prose):
    html = explain(prose).html
    page = Page(html)
    assert page.policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in page.policy
    assert page.policy.count("'sha256-") == 2
    assert not re.search(r"https?:|src=|<script|@import|url\(", html)


def test_formulas_in_the_text_are_left_alone_in_a_notebook(prose):
    assert 'class="ipn-seen tex2jax_ignore mathjax_ignore"' in explain(prose)._repr_html_()


def test_hostile_text_cannot_move_the_cursor_of_a_terminal():
    explanation = explain(hostile())
    for text in (explanation.text(), explanation.text(full=True), str(explanation), repr(explanation)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)
    colours = re.sub(r"\x1b\[[0-9;]+m", "", explanation.ansi())
    assert colours == explanation.text()


def test_a_document_that_lost_its_line_ends_is_searched_in_one_pass():
    line = "（牵头单位：市甲局）责任单位：市乙局。"
    notice = made(line * 20_000)
    assert len(explain(notice).unread) == 20_000


# Faults, links, determinism


def test_faults_stand_at_the_top_and_lead_to_their_place():
    lines = SMALL.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.count("│") > 3)
    lines[at] = lines[at].replace("│", " ", 1)
    notice = read_notice("\n".join(lines).encode(), strict=False)
    page = Page(explain(notice).html)
    (fault, *_) = notice.faults
    text = "".join(page.plain)
    assert fault.problem in text
    assert fault.remedy in text
    assert text.index(fault.problem) < text.index("编号")
    assert page.links
    assert all(link[1:] in page.ids for link in page.links)
    assert f"fault {fault.place}: {fault.problem}; {fault.remedy}" in explain(notice).text().split("\n")


def test_a_fault_leads_to_the_paragraph_that_holds_its_line():
    notice = made("甲。", "乙。", faults=[Fault("L2", "wrong", "mend it"), Fault("file", "odd", "look")])
    html = explain(notice).html
    (target,) = Page(html).links
    assert re.search(rf'id="{target[1:]}"><span class="at">L2<', html)
    assert "<b>file</b>: odd – look" in html


def test_a_line_that_was_parted_is_linked_to_its_first_part():
    blocks = number_blocks([Located(text, (Spot(0, 0, 1),) * 2) for text in ("甲。", "乙。")]).blocks
    html = explain(Notice({"key": "x"}, (), (), (Fault("L1", "wrong", "mend it"),), blocks)).html
    (target,) = Page(html).links
    assert re.search(rf'id="{target[1:]}">.*?</span><div><span class="t" lang="zh">甲', html)


def test_no_two_anchors_are_the_same(small, prose):
    ids = Page(explain(small).html).ids + Page(explain(prose).html).ids
    assert len(ids) == len(set(ids))


def test_the_same_notice_gives_the_same_page_under_any_hash_seed(small):
    code = (
        "import sys; from ipnetwork.notice import read_notice; from ipnetwork.notice.explain import explain; "
        "e = explain(read_notice(sys.argv[1])); sys.stdout.buffer.write((e.html + e.ansi(full=True)).encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code, str(SMALL)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {(explain(small).html + explain(small).ansi(full=True)).encode()}


# The summary


def test_the_summary_counts_the_rows(small):
    roles = [mention.role for row in small.rows for mention in row.mentions]
    lead, participant = roles.count("lead"), roles.count("participant")
    assert explain(small).summary == (
        f"{len(small.rows)} items, {len(roles)} assignments ({lead} lead, {participant} participant), 0 faults, "
        "0 clauses unread"
    )


def test_the_summary_counts_one_as_one():
    mention = Mention("市甲局", "lead", "explicit", "市甲局", "牵头", "L1")
    notice = made("（市乙局负责）", rows=[Row("1", "", "", "", "L1", (mention,))], faults=[Fault("L1", "x", "y")])
    assert explain(notice).summary == "1 item, 1 assignment (1 lead, 0 participant), 1 fault, 1 clause unread"


@pytest.mark.parametrize("name", ["prose", "small"])
def test_what_is_told_beside_the_places_adds_up_to_the_summary(name, request):
    notice = request.getfixturevalue(name)
    assert sum(
        int(number) for told in Page(explain(notice).html).became for number in re.findall(r": (\d+) ass", told)
    ) == (sum(len(row.mentions) for row in notice.rows))


# Unread clauses


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("修桥。（牵头单位：市甲局；责任单位：市乙局）", ["（牵头单位：市甲局；责任单位：市乙局）"]),
        ("修桥。（市甲局、市乙局按职责分工负责）铺路。", ["（市甲局、市乙局按职责分工负责）"]),
        ("修桥（各区政府负责）、铺路（市乙局牵头，市丙局配合）", ["（各区政府负责）", "（市乙局牵头，市丙局配合）"]),
        ("责任单位：市应急管理局", ["责任单位：市应急管理局"]),
        ("责 任 单 位：市甲局、市乙局。下一句。", ["责 任 单 位：市甲局、市乙局"]),
        ("【牵头单位】市甲局【配合单位】市乙局", ["【牵头单位】市甲局【配合单位】市乙局"]),
        ("完成时限：年底。责任单位：市甲局", ["责任单位：市甲局"]),
        ("责任单位：市甲局；完成时限：年底", ["责任单位：市甲局；"]),
        ("牵头单位：\n市甲局\n市乙局\n配合单位：\n市丙局", ["牵头单位：\n市甲局\n市乙局\n配合单位：\n市丙局"]),
        ("责任单位（部门）：区教体局", ["责任单位（部门）：区教体局"]),
        ("配合单位：无", []),
        ("（责任单位：—）", []),
        ("责任单位：", []),
        ("加强组织领导，各责任单位要切实负责，市甲局牵头抓总。", []),
        ("各责任单位：现将有关事项通知如下", []),
        ("责任单位：负责制定本单位的方案，报市甲局。", []),
        ("（各责任单位要按照职责分工负责）", []),
        ("（谁主管、谁负责）（分级负责、条块结合）（“一把手”负责）", []),
        ("（以下简称责任单位）（由牵头单位会同责任单位负责）", []),
        ("（排第一位的为牵头单位，下同）（责任单位为多个的，列第一位的为牵头单位）", []),
        ("（各地区要认真负责）（牵头部门负责）", []),
        ("（排名第一的单位为牵头单位，其他单位配合）", []),
        ("（市甲局、市乙局负责。列第一位者为牵头单位，下同）", ["（市甲局、市乙局负责。列第一位者为牵头单位，下同）"]),
        ("责任单位：市甲局、市乙局（排第一位的为牵头单位）", ["责任单位：市甲局、市乙局（排第一位的为牵头单位）"]),
        ("责任单位：列第一位者为牵头单位，下同", []),
        ("责任人：张三（市甲局）", []),
        ("落实：统筹推进各项工作。", []),
        ("（市甲局、市乙局）", []),
        ("（参与单位名单附后）", []),
    ],
)
def test_unread_clauses_are_told_from_running_text(text, unread):
    assert [clause.text for clause in unread_clauses(made(text))] == unread


def test_a_clause_that_was_read_is_not_unread(prose, small):
    assert [clause.text for clause in unread_clauses(prose)] == ["（责任单位：市文化广电旅游局）"]
    assert unread_clauses(small) == []


def test_the_unread_half_of_a_clause_is_told_alone():
    text = "（牵头单位：市甲局；配合单位：市乙局）"
    notice = made(text, spans=[Span("L1", "name", "市甲局", 0, 6)])
    assert [clause.text for clause in unread_clauses(notice)] == ["配合单位：市乙局"]


def test_a_label_alone_is_unread_where_names_stand_below_it():
    assert [each.text for each in unread_clauses(made("责任单位：", "市甲局、市乙局", "二、下一项"))] == ["责任单位："]
    assert unread_clauses(made("责任单位：", "二、下一项工作要抓紧。")) == []
    below = made("责任单位：", "二、市甲局、市乙局", spans=[Span("L2", "item", "二、", 1, 0)])
    assert unread_clauses(below) == []


def test_the_foot_of_a_website_is_no_clause():
    assert unread_clauses(made("主办单位：某市人民政府办公室", "网站标识码：9900000012")) == []
    assert len(unread_clauses(made("主办单位：某市人民政府办公室", "二、修桥。"))) == 1


def test_a_role_column_of_a_table_that_was_not_read_is_unread():
    cells = [
        cell("任务", (0, 1), (1, 1)),
        cell("责任 单位", (1, 2), (1, 1)),
        cell("修桥", (0, 1), (2, 2)),
        cell("市甲局", (1, 2), (2, 2)),
    ]
    notice = tabled(2, cells)
    assert [(clause.text, clause.place) for clause in unread_clauses(notice)] == [("责任 单位", "t1 r1 c2")]
    read = replace(notice, spans=(Span("t1 r1 c2", "heading", "责任 单位", 1, 0),))
    assert unread_clauses(read) == []


def test_unread_clauses_are_marked_and_listed(prose):
    explanation = explain(prose)
    page = Page(explanation.html)
    assert "Clauses in which nothing was read 未读出的责任条款 (1)" in "".join(page.plain)
    assert len(page.links) == 1
    assert "??（责任单位：市文化广电旅游局）??" in explanation.text()


# The terminal


def test_the_terminal_shows_where_something_was_seen(prose):
    lines = explain(prose).text().split("\n")
    counts = "2 items, 5 assignments (3 lead, 2 participant), 0 faults, 1 clause unread"
    assert lines[0] == f"notice: {counts}, numbered but naming nobody: 二（一）"
    assert lines[1] == "unread L9: （责任单位：市文化广电旅游局）"
    assert lines[2].startswith("legend: 〈item number 编号〉  {{lead 牵头}}  {participant 参与}  [role word 责任词]")
    assert lines[4] == (
        "L5      〈（一）〉修建沿湖步道。年内完成二十公里。（[牵头单位：]{{市住房城乡建设局}}；"
        "[配合单位：]{市财政局}、{市水务局}）  → 一（一）: 3 assignments (1 lead, 2 participant)"
    )
    assert [line.split()[0] for line in lines[3:]] == ["L4", "L5", "L6", "L7", "L8", "L9"]


def test_the_terminal_shows_everything_when_asked(prose):
    lines = explain(prose).text(full=True).split("\n")
    assert [line.split()[0] for line in lines[3:]] == [f"L{number}" for number in range(1, 10)]
    assert "让居民出门十分钟就有步道可走。" in lines[5]


def test_long_stretches_are_cut_in_the_terminal_and_names_are_not():
    text = "一、" + "长" * 200 + "（牵头单位：市甲局）"
    notice = made(text, spans=[Span("L1", "item", "一、", 0, 0), Span("L1", "name", "市甲局", 0, text.index("市甲局"))])
    (line,) = explain(notice).text().split("\n")[2:]
    assert line == f"L1      〈一、〉{'长' * 52}…长长（牵头单位：{{?市甲局?}}）"
    assert "长" * 200 in explain(notice).text(full=True)


def test_a_row_of_a_table_is_one_line(small):
    lines = explain(small).text().split("\n")
    assert any(" =序号= | =工作内容= | =负责单位= | =参与单位=" in line for line in lines)
    numbers = [line for line in lines if "〈" in line and line.startswith("L")]
    assert len(numbers) == len(small.rows)
    assert all(" | " in line and " → " in line for line in numbers)


def test_colours_are_only_in_the_text_for_a_terminal(prose):
    explanation = explain(prose)
    assert "\x1b" not in str(explanation) + repr(explanation) + explanation._repr_html_() + explanation.html
    assert "\x1b[1;34m{{市住房城乡建设局}}\x1b[0m" in explanation.ansi()
    assert re.sub(r"\x1b\[[0-9;]+m", "", explanation.ansi(full=True)) == explanation.text(full=True)


def test_a_notice_whose_text_was_not_kept_still_has_its_summary(small):
    bare = replace(small, blocks=())
    assert explain(bare).summary == explain(small).summary
    assert Page(explain(bare).html).texts == []


# Real notices


@pytest.fixture(
    scope="module",
    params=["guangzhou-2007.txt", "gov2018-42_farm_machinery.html", "gov2018-126_innovation_measures_table.html"],
)
def real(request, real_notice):
    path = real_notice.parent / request.param
    if path.suffix == ".html":
        pytest.importorskip("lxml")
    if not path.is_file():
        pytest.skip(f"no {path.name} beside the real notice")
    return read_notice(path)


def test_a_real_notice_is_shown_whole(real):
    page = Page(explain(real).html)
    assert page.texts == whole(real)
    assert len(page.ids) == len(set(page.ids))
    told = sum(int(number) for each in page.became for number in re.findall(r": (\d+) ass", each))
    assert told == sum(len(row.mentions) for row in real.rows)
    assert explain(real).unread == ()


def test_every_name_of_a_real_notice_is_marked_with_its_role(real):
    marks = find_marks(real)
    texts = {content.block: content.text for content in contents(real)}
    found = sorted((texts[block][mark.start : mark.stop], mark.kind) for block, each in marks.items() for mark in each)
    assert [text for text, _ in found] == sorted(span.text for span in real.spans)
    assert not [text for text, kind in found if kind == "name"]
