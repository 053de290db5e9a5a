"""Web pages are read as a browser prints them: lines in order, numbers of lists, tables with their spans."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipnetwork.errors import NoticeError
from ipnetwork.notice.document import Grid
from ipnetwork.notice.html import is_html, read_html
from ipnetwork.notice.located import Located, Spot


def lines(page):
    """Return the paragraphs of a page; a table as what stands in its cells, row by row."""
    return [block.text if isinstance(block, Located) else rows(block) for block in read_html(page, "page.html")]


def rows(grid):
    found = {}
    for cell in grid.cells:
        found.setdefault(cell.top, []).append(cell.content.text)
    return list(found.values())


def table(page):
    """Return the one table of a page."""
    (grid,) = [block for block in read_html(page, "page.html") if isinstance(block, Grid)]
    return grid


def spans(grid):
    """Return each cell's text with its rows and columns, as for slices from 1 and 0."""
    return [(cell.content.text, (cell.top, cell.bottom), (cell.start, cell.stop)) for cell in grid.cells]


def trs(*cells):
    """Write a table from rows of cells: ``"甲 rowspan=2"``."""
    written = "".join(
        "<tr>" + "".join(f"<td {cell.partition(' ')[2]}>{cell.partition(' ')[0]}</td>" for cell in row) for row in cells
    )
    return f"<table>{written}</table>"


# Lines


def test_each_block_is_a_line_and_inline_elements_are_joined():
    page = "<h1>关于<b>建校</b>的通知</h1><div>各区：<p>一、<span>建学</span><i>校</i>。</p>（市教育局负责）</div>尾"
    assert lines(page) == ["关于建校的通知", "各区：", "一、建学校。", "（市教育局负责）", "尾"]


def test_a_break_ends_a_line_and_empty_lines_are_none():
    assert lines("<p>甲<br>乙<br/><br> &nbsp; </p><p></p><p>丙</p>") == ["甲", "乙", "丙"]


def test_lines_are_numbered_as_they_are_read():
    blocks = read_html("<p>甲局</p><p> </p>" + trs("ab", "cd") + "<p>乙</p>", "page.html")
    assert [block.spots for block in blocks if isinstance(block, Located)] == [(Spot(0, 0, 1),) * 2, (Spot(0, 0, 2),)]


def test_white_space_of_the_source_and_hard_spaces_mean_nothing_between_chinese_characters():
    assert lines("<p>\n　　市&nbsp;教育局，\n   市财\u200b政局</p>") == ["市教育局，市财政局"]
    assert lines("<p>Smart&nbsp;City\n  Plan 2007</p>") == ["Smart City Plan 2007"]


def test_preformatted_text_keeps_its_line_ends():
    assert lines("<pre>一、甲局\n二、<b>乙</b>局\n\n三</pre><p>四\n五</p>") == ["一、甲局", "二、乙局", "三", "四五"]


def test_unclosed_and_crossed_tags_are_mended():
    assert lines("<p>甲<p>乙</b><div>丙<span>丁</div>戊<li>己<li>庚") == ["甲", "乙", "丙丁", "戊", "己", "庚"]


def test_entities_are_read_and_unknown_ones_kept():
    assert lines("<p>A&amp;B&#x5c40;&#23616;&bogus;&lt;3&gt;</p>") == ["A&B局局&bogus;<3>"]
    bomb = '<!DOCTYPE html [<!ENTITY a "乙乙"><!ENTITY b "&a;&a;&a;&a;">]><p>甲&b;</p>'
    assert lines(bomb)[-1] == "甲&b;"


def test_what_is_not_shown_or_not_the_notice_is_left_out():
    hidden = [
        "<script>var a='<p>坏</p>'</script>",
        "<style>p{}</style>",
        "<noscript><p>坏</p></noscript>",
        "<template><p>坏</p></template>",
        "<button>坏</button>",
        "<select><option>坏</option></select>",
        "<textarea>坏</textarea>",
        "<svg><title>坏</title><text>坏</text></svg>",
        "<!-- 坏 -->",
        "<div hidden>坏<p>坏</p></div>",
        '<div style="color:red; DISPLAY : none">坏<div>坏</div></div>',
        '<p aria-hidden="true">坏</p>',
        "<ol hidden><li>坏</li></ol>",
        f"<div hidden>{trs('坏坏', '坏坏')}</div>",
    ]
    for each in hidden:
        assert lines(f"<title>坏</title>甲{each}乙<p>丙{each}</p>") == ["甲乙", "丙"], each
    beside = [
        "<nav><ul><li>坏</li></ul></nav>",
        "<header><h1>坏</h1></header>",
        "<footer>坏</footer>",
        "<aside>坏</aside>",
    ]
    assert [lines(f"甲{each}乙") for each in beside] == [["甲", "乙"]] * 4
    shown = '<p style="mso-display:none">甲</p><p aria-hidden=false style="visibility:hidden">乙</p>'
    assert lines(shown) == ["甲", "乙"]


def test_the_header_of_an_article_is_part_of_it():
    assert lines("<header>站</header><main><header>题</header></main><article><header>文</header></article>") == [
        "题",
        "文",
    ]


# Lists


def test_items_of_ordered_lists_are_numbered_as_printed():
    page = "<ol><li>甲<li>乙<ol type=a><li>丙<li>丁</ol><li>戊</ol><ul><li>己</ul><ol><li>庚</ol>"
    assert lines(page) == ["1.甲", "2.乙", "a.丙", "b.丁", "3.戊", "己", "1.庚"]


@pytest.mark.parametrize(
    ("attributes", "items", "expected"),
    [
        ("start=5", "<li>x<li>x", "5 6"),
        ("start=-1", "<li>x<li>x<li>x", "-1 0 1"),
        ("start=oops", "<li>x", "1"),
        ("start='7th'", "<li>x", "7"),
        ("reversed start=3", "<li>x<li>x", "3 2"),
        ("", "<li>x<li value=9>x<li>x<li value=''>x", "1 9 10 11"),
        ("type=a start=26", "<li>x<li>x", "z aa"),
        ("type=A start=703", "<li>x", "AAA"),
        ("type=i start=3", "<li>x<li>x", "iii iv"),
        ("type=I start=1994", "<li>x", "MCMXCIV"),
        ("type=I start=4000", "<li>x", "4000"),
        ("type=a start=0", "<li>x<li>x", "0 a"),
        ("type=odd", "<li>x<li type=i>x<li>x", "1 ii 3"),
        (f"start={'9' * 5000}", "<li>x", "999999999"),
    ],
)
def test_numbers_follow_start_value_type_and_direction(attributes, items, expected):
    assert lines(f"<ol {attributes}>{items}</ol>") == [f"{number}. x" for number in expected.split()]


@pytest.mark.parametrize("style", ["list-style: none", "padding:0;list-style-type:none", "LIST-STYLE:square none"])
def test_a_list_styled_without_numbers_has_none(style):
    assert lines(f"<ol style='{style}'><li>甲<li>乙</ol>") == ["甲", "乙"]
    assert lines(f"<ol><li style='{style}'>甲<li>乙</ol>") == ["甲", "2.乙"]


def test_bullets_images_and_lists_counting_down_from_nowhere_give_no_number():
    assert lines("<ol type=disc><li>甲</ol><ol reversed><li>乙</ol>") == ["甲", "乙"]
    assert lines("<ol type=none><li type=1>丙</ol>") == ["丙"]
    assert lines("<ol style='list-style-image: none'><li>甲</ol>") == ["1.甲"]


def test_a_number_stands_on_the_first_line_of_its_item_only():
    assert lines("<ol><li><p>甲</p><p>乙</p><li><ol><li>丙</ol><li></ol><p>丁</p>") == ["1.甲", "乙", "2. 1.丙", "丁"]


# Tables


def test_a_table_is_a_grid_with_the_lines_of_its_cells():
    cells = "<tr><td><p>建 校</p><p>十所<br>以上</p><td>甲局<div>乙局</div>\n"
    page = f"<p>表</p><table><tr><th>事项<th>单位{cells}</table>"
    before, grid = read_html(page, "page.html")
    assert before.text == "表"
    assert spans(grid) == [
        ("事项", (1, 1), (0, 1)),
        ("单位", (1, 1), (1, 2)),
        ("建 校\n十所\n以上", (2, 2), (0, 1)),
        ("甲局\n乙局", (2, 2), (1, 2)),
    ]
    assert (grid.width, grid.page, grid.table, grid.broken, grid.wraps) == (2, 0, 1, [], False)
    last = grid.cells[-1].content
    assert (last.column, set(last.spots), len(last.spots)) == (2, {Spot(0, 1, 2)}, len(last.text))


def test_a_line_of_the_source_that_ends_between_chinese_characters_is_no_space_in_a_cell():
    grid = table("<table><tr><td>市教育局、\n      市财政局<td>甲局 乙局<tr><td>AI\nLab<td>x</table>")
    assert rows(grid) == [["市教育局、市财政局", "甲局 乙局"], ["AI Lab", "x"]]


def test_tables_are_numbered_in_the_document():
    grids = [
        block for block in read_html(trs("ab", "cd") + trs("ef") + trs("gh", "ij"), "x") if isinstance(block, Grid)
    ]
    assert [(grid.table, {spot.table for cell in grid.cells for spot in cell.content.spots}) for grid in grids] == [
        (1, {1}),
        (2, {2}),
    ]


def test_tables_that_arrange_the_page_are_lines():
    inner = trs("ab", "cd")
    assert lines(f"<table><tr><td>头<p>题</p></td></tr><tr><td>前{inner}后</td></tr></table>尾") == [
        "头",
        "题",
        "前",
        [["a", "b"], ["c", "d"]],
        "后",
        "尾",
    ]
    assert lines(trs("甲", "乙") + trs(["丙", "丁"])) == ["甲", "乙", "丙", "丁"]
    wide = f"<table><tr><td>左<td>{inner}<td>右<tr><td>1<td>2<td>3</table>"
    assert lines(wide) == ["左", [["a", "b"], ["c", "d"]], "右", "1", "2", "3"]


def test_numbered_lists_and_captions_in_tables_are_read():
    page = "<table><caption>任务表</caption><tr><td>甲<td><ol><li>建校<li>扩招</ol><tr><td>乙<td>无</table>"
    assert lines(page) == ["任务表", [["甲", "1. 建校\n2. 扩招"], ["乙", "无"]]]


def test_spans_are_resolved():
    grid = table(trs(["序", "任务 colspan=2", "局"], ["1 rowspan=2", "甲", "乙", "丙 rowspan=2"], ["丁 colspan=2"]))
    assert grid.width == 4
    assert spans(grid) == [
        ("序", (1, 1), (0, 1)),
        ("任务", (1, 1), (1, 3)),
        ("局", (1, 1), (3, 4)),
        ("1", (2, 3), (0, 1)),
        ("甲", (2, 2), (1, 2)),
        ("乙", (2, 2), (2, 3)),
        ("丙", (2, 3), (3, 4)),
        ("丁", (3, 3), (1, 3)),
    ]
    assert grid.broken == []


def test_rowspan_0_and_spans_beyond_the_end_stop_with_their_group():
    page = (
        "<table><thead><tr><td rowspan=0>甲<td>乙</thead>"
        "<tbody><tr><td rowspan=0>丙<td>1<tr><td rowspan=99>2</tbody><tbody><tr><td>丁<td>3</table>"
    )
    assert spans(table(page)) == [
        ("甲", (1, 1), (0, 1)),
        ("乙", (1, 1), (1, 2)),
        ("丙", (2, 3), (0, 1)),
        ("1", (2, 2), (1, 2)),
        ("2", (3, 3), (1, 2)),
        ("丁", (4, 4), (0, 1)),
        ("3", (4, 4), (1, 2)),
    ]


def test_columns_that_only_spans_reach_are_cut_off():
    grid = table(trs(["题 colspan=1000000"], ["甲", "乙 colspan=3"]))
    assert grid.width == 2
    assert spans(grid) == [("题", (1, 1), (0, 2)), ("甲", (2, 2), (0, 1)), ("乙", (2, 2), (1, 2))]


def test_a_span_is_at_most_1000_columns_and_a_wider_table_is_broken_there():
    grid = table(trs(["题 colspan=1000000", "外"], ["甲", "乙"]))
    assert grid.width == 2
    assert [cell.content.text for cell in grid.cells] == ["题", "甲", "乙"]
    assert grid.broken == [1]
    grid = table(trs(["题 colspan=998", "内"], ["甲", "乙"]))
    assert (grid.width, grid.cells[1].start, grid.broken) == (999, 998, [])


def test_a_cell_that_reaches_into_another_breaks_its_rows():
    grid = table(trs(["a", "b rowspan=3", "c"], ["d colspan=3 rowspan=2"], [], "ef"))
    assert spans(grid)[3] == ("d", (2, 3), (0, 3))
    assert grid.broken == [2, 3]
    grid = table(trs(["a", "b rowspan=3", "c"], ["d colspan=2"], "ef"))
    assert spans(grid)[3:] == [("d", (2, 2), (0, 2)), ("e", (3, 3), (0, 1)), ("f", (3, 3), (2, 3))]
    assert grid.broken == [2]


@pytest.mark.parametrize("value", ["", "-2", "x", "0", "+1", " 1.9", "１"])
def test_spans_that_are_no_numbers_are_1(value):
    assert spans(table(f"<table><tr><td colspan='{value}'>a<td>b<tr><td>c<td>d</table>"))[1] == ("b", (1, 1), (1, 2))


def test_heads_and_feet_are_in_printed_order():
    page = (
        "<table><tfoot><tr><td>计<td>2</tfoot><tbody><tr><td>甲<td>1</tbody><thead><tr><td>局<td>数</thead>"
        "<tr><td>乙<td>1</tr><thead><tr><td>再<td>头</thead></table>"
    )
    assert rows(table(page)) == [["局", "数"], ["甲", "1"], ["乙", "1"], ["再", "头"], ["计", "2"]]


def test_cells_without_rows_and_rows_without_cells_are_read():
    assert lines("<table><td>甲<td>乙<tr></tr><tr><td>丙<td>丁</table>") == [[["甲", "乙"], ["丙", "丁"]]]
    grid = table("<table><tr><td>甲<td>乙<tr><tr><td>丙<td>丁</table>")
    assert [cell.top for cell in grid.cells] == [1, 1, 3, 3]


def test_a_cell_that_is_not_shown_takes_no_place():
    assert rows(table("<table><tr><td>a<td style='display:none'>x<td>b<tr hidden><td>x<tr><td>c<td>d</table>")) == [
        ["a", "b"],
        ["c", "d"],
    ]


# What is a page


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>甲",
        "\ufeff \n<HTML xmlns:o='x'>",
        "<!-- saved -->\n<!-- from -->\n<?xml version='1.0'?>\n<html>",
        "<body class=x>甲",
        "<p>市教育局负责建校。</p>",
        "<p>甲</p>\n<p>乙</p>\n说明\n<table>\n<tr>\n<td>\n1</td></tr></table>",
        '<div id="a">\n<span>甲</span>\n</div>',
    ],
)
def test_pages_are_known_by_their_content(text):
    assert is_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于建校的通知\n一、x<y 时由市教育局负责\n二、其余由市财政局负责",
        "网页应以<html>开头，正文写入<p>和<table>标签，由市信息办负责。",
        "关于网页的通知\n正文写入<div>与<p>标签\n由市信息办负责",
        "<通知>由市教育局负责</通知>",
        "一、市教育局\n<p>二、市财政局</p>\n三、市民政局",
        "《<p>》",
        "┌─┬─┐\n│<p>│<div>│\n└─┴─┘",
        "a,b\n<1,>2",
    ],
)
def test_texts_that_mention_tags_are_no_pages(text):
    assert not is_html(text)


def test_deciding_takes_no_time_on_many_comments():
    assert not is_html("<!-- x -->" * 100_000)


# Damage and size


def test_deep_nesting_needs_no_stack():
    deep = 100_000
    assert deep > sys.getrecursionlimit()
    assert lines("<div>" * deep + "文" + "</div>" * deep) == ["文"]
    assert lines("<b>" * deep + "文") == ["文"]
    assert lines("<ol><li>" * 1000 + "文")[0].endswith("1.文")
    assert lines("<table><tr><td>" * 2000 + "文") == ["文"]


def test_null_characters_broken_characters_and_declared_encodings_do_no_harm():
    assert lines("<p>甲\x00局</p>\x00") == ["甲局"]
    assert lines("<p>甲\ud800</p>") == ["甲?"]
    assert lines('<?xml version="1.0" encoding="gbk"?><html><meta charset="big5"><body>甲局</body></html>') == ["甲局"]


@pytest.mark.parametrize(
    "page", ["", " \n", "<", "</", "<!--", "<!-- <p>甲", "<table>", "<p title='", "\ufeff", "</p></div>"]
)
def test_pages_without_content_have_no_blocks(page):
    assert [block for block in lines(page) if block != page] == []


def test_end_tags_that_close_nothing_far_below_the_top_are_refused(monkeypatch):
    monkeypatch.setattr("ipnetwork.notice.html._MOST_STEPS", 100_000_000)
    page = "<div>" * 10_000 + "</p>" * 9_000
    assert lines(page) == []
    with pytest.raises(NoticeError, match=r"wild\.html: page: tags are nested 10,002 deep; save the notice itself"):
        read_html(page + "</p>" * 2_000, "wild.html")


def test_more_lines_or_cells_than_any_notice_are_refused(monkeypatch):
    monkeypatch.setattr("ipnetwork.notice.html._MOST_BLOCKS", 100)
    assert len(lines("<p>甲" * 100)) == 100
    for page in ("<p>甲" * 101, "<table>" + "<tr><td>" * 101, "<table><tr><td colspan=99><td><td>", "<td>a<br>" * 101):
        with pytest.raises(NoticeError, match="page: it has more than 100 lines; save the notice itself"):
            read_html(page, "page.html")


@given(st.lists(st.sampled_from("<table> <tr> <td> </td> <td/colspan=3> <td/rowspan=0> <td/rowspan=2> 甲 <p> <ol> <li> </ol> </table> <thead> </thead> <tbody> <div/hidden> </div> <br> \0 &nbsp; < </tr>".split()), max_size=60))  # fmt: skip # noqa: E501, SIM905
def test_any_mix_of_tags_gives_a_document_in_which_each_character_has_its_place(tags):
    page = "".join(tag.replace("/colspan", " colspan").replace("/rowspan", " rowspan") for tag in tags)
    for number, block in enumerate(read_html(page, "page.html")):
        if isinstance(block, Located):
            assert block.text.strip() == block.text != ""
            assert len(block.spots) == len(block.text)
            continue
        assert number >= 0
        assert block.width >= 2
        order = [(cell.top, cell.start) for cell in block.cells]
        assert order == sorted(set(order))
        taken = set()
        for cell in block.cells:
            assert 0 <= cell.start < cell.stop <= block.width
            assert 1 <= cell.top <= cell.bottom
            assert len(cell.content.spots) == len(cell.content.text)
            for row in range(cell.top, cell.bottom + 1):
                for column in range(cell.start, cell.stop):
                    assert (row, column) not in taken or row in block.broken
                    taken.add((row, column))


# Real pages


@pytest.fixture
def real_page(request):
    """A page of the folder of real notices."""
    folder = os.environ.get("IPNETWORK_NOTICES")
    if not folder:
        pytest.skip("set IPNETWORK_NOTICES to the folder of real notices")
    return (Path(folder) / request.param).read_text(encoding="utf-8")


@pytest.mark.parametrize("real_page", ["gov2018-126_innovation_measures_table.html"], indirect=True)
def test_a_real_page_with_a_table_in_a_layout_table(real_page):
    assert is_html(real_page)
    blocks = read_html(real_page, "page.html")
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert len(blocks) == 22
    assert (grid.width, len(grid.cells), grid.broken, blocks[-1]) == (5, 95, [], grid)
    sections = [cell for cell in grid.cells if cell.stop - cell.start == 5]
    assert [cell.content.text[:2] for cell in sections] == ["一、", "二、", "三、", "四、", "五、"]


@pytest.mark.parametrize("real_page", ["gov2018-42_farm_machinery.html"], indirect=True)
def test_a_real_page_whose_text_is_in_a_layout_table(real_page):
    blocks = read_html(real_page, "page.html")
    assert [block.spots[0].line for block in blocks] == list(range(1, 39))
    assert (blocks[-2].text, blocks[-3].text) == ("2018年12月21日", "国务院")
