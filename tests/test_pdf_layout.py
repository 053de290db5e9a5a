"""A PDF is read line by line and table by table as it is printed; what cannot be read is told, and never hangs."""

import hashlib
import logging
import os
import re
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_of import ABOVE, LEFT, join, pack, pdf_of, text_at

from ipnetwork.errors import NoticeError
from ipnetwork.notice import pdfpage
from ipnetwork.notice.document import Grid
from ipnetwork.notice.located import Spot
from ipnetwork.notice.pdf import read_pdf

EM = 12 * 25.4 / 72  # millimetres: a character of 12 points
BODY = "推进数字政府建设，由市教育局会同市财政局落实，市发展改革委配合"


def text_of(pages, **size):
    """Return the text of each line of a PDF, without indents and gaps; a table as its cells."""
    blocks = read_pdf(pdf_of(pages, **size), "a.pdf")
    texts = [cells(block) if isinstance(block, Grid) else block[1].strip() for block in blocks]
    return [text for text in texts if text]


def cells(grid):
    return [cell.content.text for cell in grid.cells]


def spans(grid):
    return [(cell.content.text, (cell.top, cell.bottom), (cell.start, cell.stop)) for cell in grid.cells]


def column(*texts, x=25.0, y=40.0, pitch=10.0):
    """Place lines one below the other."""
    return [("text", x, y + pitch * number, text) for number, text in enumerate(texts)]


def refusal(raw):
    """Return what is said of a file that is refused."""
    with pytest.raises(NoticeError) as told:
        read_pdf(raw, "a.pdf")
    assert told.value.subject == "a.pdf"
    return str(told.value)


def replaced(raw, old, new):
    """Replace bytes in a file once, and mind no places: readers find objects again."""
    assert raw.count(old) == 1
    return raw.replace(old, new)


# Lines


def test_lines_are_numbered_on_their_page_from_the_top():
    first = column(BODY, "乙局负责。")
    second = [("text", 25, 60, "丙局负责，这是第二页的第二行。"), ("text", 25, 50, BODY)]
    assert read_pdf(pdf_of([first, second]), "a.pdf") == [
        (Spot(1, 0, 1), BODY),
        (Spot(1, 0, 2), "乙局负责。"),
        (Spot(2, 0, 1), BODY),
        (Spot(2, 0, 2), "丙局负责，这是第二页的第二行。"),
    ]


def test_indents_are_full_width_spaces():
    lines = [BODY, *["市局" * 10] * 6]
    page = column(*lines)
    for number, shift in enumerate((0, 0.4, 1, 2, 4, 5, 12)):
        page[number] = ("text", 25 + shift * EM, 40 + 10 * number, lines[number])
    page += column(*["市局" * 15] * 6, y=110)
    found = [text for _, text in read_pdf(pdf_of([page]), "a.pdf")]
    indents = [len(text) - len(text.lstrip("\u3000")) for text in found]
    assert indents == [0, 0, 2, 2, 2, 4, 4, *[0] * 6]


def test_a_page_on_which_all_lines_are_indented_is_seen_to_be_so():
    body = column(*[BODY] * 10)
    items = column("（一）甲局", "（二）乙局", "（三）丙局", x=25 + 2 * EM)
    wider = column("附注", *["局" * 20] * 8, x=25 + 2 * EM)
    wider[0] = ("text", 25 + 4 * EM, 40, "附注")
    found = read_pdf(pdf_of([*[body] * 5, items, body, wider, body, body]), "a.pdf")
    assert [text for spot, text in found if spot.page == 6] == ["　　（一）甲局", "　　（二）乙局", "　　（三）丙局"]
    assert [text for spot, text in found if spot.page == 8] == ["　　附注", *["局" * 20] * 8]


def test_one_line_at_the_margin_of_other_pages_shows_that_the_rest_of_its_page_is_indented():
    body = column(*[BODY] * 10)
    few = [*column("一、甲局负责", "二、乙局负责", "三、丙局负责", "四、丁局负责", x=25 + 2 * EM), *column(BODY, y=80)]
    found = read_pdf(pdf_of([body, body, body, few, body, body]), "a.pdf")
    assert [text[:3] for spot, text in found if spot.page == 4] == ["　　一", "　　二", "　　三", "　　四", BODY[:3]]


def test_a_page_that_begins_further_left_has_its_own_margin():
    body = column(*[BODY] * 10)
    left = [*column("甲" * 20, "乙" * 20, "丙" * 20, x=25 - 2 * EM), *column("丁" * 20, y=70)]
    found = read_pdf(pdf_of([body, body, body, left, body, body]), "a.pdf")
    assert [text[:3] for spot, text in found if spot.page == 4] == ["甲" * 3, "乙" * 3, "丙" * 3, "　　丁"]


def test_left_and_right_pages_have_margins_of_their_own():
    pages = [column(BODY, "甲" * 20, "乙" * 20, x=20 + 10 * (number % 2)) for number in range(4)]
    assert not [text for _, text in read_pdf(pdf_of(pages), "a.pdf") if text.startswith("\u3000")]


def test_an_empty_line_stands_where_there_is_a_gap():
    page = [
        *column("一" * 20, "二" * 20, "三" * 20, "四" * 20),
        *column("五" * 20, "六" * 20, y=85),
        ("text", 25, 110, "七"),
    ]
    assert [(spot.line, text[:1]) for spot, text in read_pdf(pdf_of([page]), "a.pdf")] == [
        (1, "一"),
        (2, "二"),
        (3, "三"),
        (4, "四"),
        (5, ""),
        (5, "五"),
        (6, "六"),
        (7, ""),
        (7, "七"),
    ]


def test_even_wide_distances_are_no_gaps():
    texts = [text for _, text in read_pdf(pdf_of([column(*[BODY] * 8, pitch=20)]), "a.pdf")]
    assert texts == [BODY] * 8


def test_characters_of_all_sizes_on_a_base_line_are_one_line():
    content = (
        text_at(70, 600, "到", 29)
        + b"\n"
        + text_at(100, 600, "２０３１", 14)
        + b"\n"
        + text_at(160, 600, "年底完成。", 29)
    )
    content += b"\n" + text_at(70, 571, "由市教育局负责", 29) + b" " + text_at(275, 577, "①", 12)
    assert text_of([[("raw", content)]], raw="到２０３１年底完成。由市教育局负责①") == [
        "到２０３１ 年底完成。",
        "由市教育局负责①",
    ]


def test_a_gap_is_a_space_and_no_character_is_lost():
    page = [("text", 25, 40, "市教育局"), ("text", 25 + 7 * EM, 40, "Smart City 12,34"), ("text", 120, 40, "（完）")]
    assert text_of([page]) == ["市教育局 Smart City 12,34 （完）"]


def test_latin_words_set_closely_are_kept_apart():
    words, page, x = "Plan for a Smart City 2031", [], 25.0
    for word in words.split():
        page.append(("text", x, 40, word))
        x += len(word) * EM / 2 + 0.18 * EM
    assert text_of([page]) == [words]
    spread = [("text", 25 + 0.55 * EM * number, 40, letter) for number, letter in enumerate("Responsibilities")]
    assert text_of([spread]) == ["Responsibilities"]


def test_text_printed_over_itself_is_read_once():
    page = [("text", 25 + shift, 40, "市教育局负责十一项，一一落实。") for shift in (0, 0.1, 0.2)]
    assert text_of([page]) == ["市教育局负责十一项，一一落实。"]


def test_slanted_upright_tiny_and_outside_text_is_left_out():
    font = b"BT /F 12 Tf %s Tm <5c405c405c40> Tj ET"
    turned = b"\n".join(
        font % matrix
        for matrix in (
            b"0 1 -1 0 200 400",  # upwards
            b"0 -1 1 0 200 400",  # downwards
            b"-1 0 0 -1 300 400",  # upside down
            b"-1 0 0 1 300 500",  # mirrored
            b".7 .7 -.7 .7 200 300",  # a watermark
            b".1 0 0 .1 100 500",  # 1.2 points high
            b"1 0 0 1 5000 400",
            b"1 0 0 1 -100 400",
            b"1 0 0 1 100 -20",
            b"1 0 0 1 100 900",
        )
    )
    italic = font % b"1 0 .3 1 100 600"
    assert text_of([[("raw", turned), ("raw", italic), ("text", 25, 40, BODY)]], raw="局") == [
        BODY,
        "局局局",
    ]


def test_turned_and_cropped_pages_are_read_as_shown():
    sideways = b"BT /F 12 Tf %s 0 0 Tm %d %d Td <753253576d775c40> Tj ET"
    for turn, matrix in ((90, b"0 1 -1 0"), (180, b"-1 0 0 -1"), (270, b"0 -1 1 0")):
        content = b"\n".join(sideways % (matrix, *place) for place in PLACES[turn])
        raw = replaced(
            pdf_of([[("raw", content)]], raw="甲南海局"), b"/Contents 7 0 R", b"/Contents 7 0 R/Rotate %d" % turn
        )
        assert [(spot.line, text) for spot, text in read_pdf(raw, "a.pdf")] == [
            (1, "甲南海局"),
            (2, "　　甲南海局"),
            (3, "甲南海局"),
        ]
    raw = pdf_of([column(BODY, "由乙局负责落实第一项任务。")])
    cropped = replaced(raw, b"/Contents 7 0 R", b"/Contents 7 0 R/CropBox[0 0 600 722]")
    assert read_pdf(cropped, "a.pdf") == [(Spot(1, 0, 1), "由乙局负责落实第一项任务。")]
    cropped = replaced(raw, b"/Contents 7 0 R", b"/Contents 7 0 R/CropBox[300 715 600 900]")
    assert read_pdf(cropped, "a.pdf") == [(Spot(1, 0, 1), BODY[-12:])]
    nowhere = replaced(raw, b"/Contents 7 0 R", b"/Contents 7 0 R/CropBox[900 900 999 999]")
    assert len(read_pdf(nowhere, "a.pdf")) == 2


# Where a line, an indented one and another begin on a page of A4 that is turned: steps along the line, and up from it.
PLACES = {
    90: [(72, -100), (96, -120), (72, -140)],
    180: [(-500, -700), (-476, -720), (-500, -740)],
    270: [(-700, 450), (-676, 430), (-700, 410)],
}


def test_drawings_placed_on_the_page_are_read():
    form = pack(text_at(70, 700, BODY), b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F 3 0 R>>>>")
    raw = with_object(pdf_of([[("raw", b"/X Do")]], raw=BODY), form, b"/XObject<</X %d 0 R>>")
    assert read_pdf(raw, "a.pdf") == [(Spot(1, 0, 1), BODY)]


def objects_of(raw):
    """Return the objects of a file that `pdf_of` wrote."""
    return [part.split(b" 0 obj\n", 1)[1] for part in raw.split(b"\nendobj\n")[:-1]]


def with_object(raw, added, resource):
    """Add an object to a file of one page, and a resource that names it."""
    objects = [*objects_of(raw), added]
    entry = b"/Font<</F 3 0 R>>"
    objects[1] = replaced(objects[1], entry, entry + resource % len(objects))
    return join(objects)


def test_radicals_are_the_characters_that_they_look_like():
    assert text_of([[("text", 25, 40, "⼴州市⼈⺠政府⽂件，⻓期⻔户⻚⾯。")]]) == ["广州市人民政府文件，长期门户页面。"]


# What is on every page


NUMBERS = (
    "3|- 3 -|— 3 —|－３－|—１２—|·3·|第3页|第 3 页 共 12 页|第３页，共１２页|共12页 第3页|3/12|3 / 12|Page 3 of 12"
)


@pytest.mark.parametrize("number", [*NUMBERS.split("|"), "iv", "第十二页", "~3~"])
def test_page_numbers_are_left_out_at_the_top_and_at_the_bottom(number):
    body = column(BODY, "市局" * 12, "甲局负责。")
    assert text_of([[*body, ("text", 100, 285, number)]]) == [BODY, "市局" * 12, "甲局负责。"]
    found = read_pdf(pdf_of([[("text", 100, 15, number), *body]]), "a.pdf")
    assert found[0] == (Spot(1, 0, 2), BODY)
    inside = [body[0], ("text", 25, 50, number), *body[2:]]
    assert len(text_of([inside])) == 3


@pytest.mark.parametrize("text", ["2031", "（3）", "3.", "3个", "三", "第3条", "12月", "印"])
def test_other_short_lines_at_the_ends_of_a_page_are_kept(text):
    assert len(text_of([[("text", 25, 15, text), *column(BODY, "市局" * 12), ("text", 25, 285, text)]])) == 4


def test_running_heads_and_feet_are_left_out():
    def page(number, *texts):
        head, foot = f"某市政府公报 2031年第{number}期", "内部资料 注意保存"
        return [("text", 25, 15, head), ("text", 180, 20, f"{number}"), *column(*texts), ("text", 25, 285, foot)]

    pages = [page(number, BODY, f"第{number}页的正文。", "局" * 20) for number in range(1, 4)]
    assert text_of(pages) == [text for number in range(1, 4) for text in (BODY, f"第{number}页的正文。", "局" * 20)]
    assert len(text_of(pages[:2])) == 2 * 6  # twice may be chance
    others = [column(BODY, f"{name}局负责。", "局" * 20) for name in "甲乙丙丁"]
    assert len(text_of([*pages, *others[:3]])) == 6 * 3
    assert len(text_of([*pages, *others])) == 3 * 6 + 4 * 3  # three of seven pages are not most


def test_first_lines_that_are_alike_and_belong_to_the_text_are_kept():
    pages = [column(*(f"（{number}）第{page}项由市教育局负责。" for number in range(10))) for page in range(4)]
    assert len(text_of(pages)) == 40
    assert text_of([column(BODY)] * 3) == [BODY] * 3


# Tables


def test_a_table_is_a_grid_between_the_lines_around_it():
    rows = [["序号", "任务", "单位"], ["1", "建校\n十所", "市教育局、市财政\n局"]]
    page = [
        ("text", 25, 30, "任务表："),
        ("table", 25, 40, [15, 50, 40], rows),
        ("text", 25, 75, "以上任务请落实到位。"),
    ]
    before, grid, after = read_pdf(pdf_of([[("text", 25, 40, BODY)], page]), "a.pdf")[1:]
    assert (before, after) == ((Spot(2, 0, 1), "任务表："), (Spot(2, 0, 2), "以上任务请落实到位。"))
    assert spans(grid) == [
        ("序号", (1, 1), (0, 1)),
        ("任务", (1, 1), (1, 2)),
        ("单位", (1, 1), (2, 3)),
        ("1", (2, 2), (0, 1)),
        ("建校\n十所", (2, 2), (1, 2)),
        ("市教育局、市财政\n局", (2, 2), (2, 3)),
    ]
    assert (grid.page, grid.table, grid.width, grid.wraps, grid.broken) == (2, 1, 3, True, [])
    assert grid.cells[-1].content.spots == (Spot(2, 1, 2),) * 10
    assert grid.cells[-1].content.column == 3


def test_cells_that_span_columns_and_rows_are_one():
    rows = [
        ["序号", "任务", "", "单位"],
        ["一、教育方面", LEFT, LEFT, LEFT],
        ["1", "建校", "十所", "市教育局"],
        ["2", "扩招", LEFT, ABOVE],
        [ABOVE, "师资", "培训", "市人社局"],
    ]
    (grid,) = read_pdf(pdf_of([[("table", 20, 20, [15, 40, 40, 40], rows)]]), "a.pdf")
    assert spans(grid) == [
        ("序号", (1, 1), (0, 1)),
        ("任务", (1, 1), (1, 2)),
        ("", (1, 1), (2, 3)),
        ("单位", (1, 1), (3, 4)),
        ("一、教育方面", (2, 2), (0, 4)),
        ("1", (3, 3), (0, 1)),
        ("建校", (3, 3), (1, 2)),
        ("十所", (3, 3), (2, 3)),
        ("市教育局", (3, 4), (3, 4)),
        ("2", (4, 5), (0, 1)),
        ("扩招", (4, 4), (1, 3)),
        ("师资", (5, 5), (1, 2)),
        ("培训", (5, 5), (2, 3)),
        ("市人社局", (5, 5), (3, 4)),
    ]


def test_tables_are_numbered_on_their_page_in_the_order_of_reading():
    def table(x, y, name):
        return ("table", x, y, [30, 30], [[name, "单位"], ["建校", "教育局"]])

    page = [table(110, 60, "三"), table(110, 20, "一"), table(20, 60, "二")]
    grids = read_pdf(pdf_of([page, page]), "a.pdf")
    assert [(grid.page, grid.table, cells(grid)[0]) for grid in grids] == [
        (page, table, name) for page in (1, 2) for table, name in ((1, "一"), (2, "二"), (3, "三"))
    ]
    assert {spot for cell in grids[4].cells for spot in cell.content.spots} == {Spot(2, 2, 1), Spot(2, 2, 2)}


def test_rules_may_be_thin_boxes_and_frames_of_cells():
    texts = [("text", 22 + 50 * x, 29.4 + 10 * y, f"第{x}列第{y}行内容") for x in range(2) for y in range(2)]
    boxes = [("box", 20, 20 + 10 * y, 120, 20.2 + 10 * y) for y in range(3)]
    boxes += [("box", 20 + 50 * x, 20, 20.2 + 50 * x, 40) for x in range(3)]
    expected = [["第0列第0行内容", "第1列第0行内容", "第0列第1行内容", "第1列第1行内容"]]
    assert text_of([texts + boxes]) == expected
    frames = [("raw", b"%d %d 142 28 re S" % (57 + 142 * x, 785 - 28 * y - 28)) for x in range(2) for y in range(2)]
    assert text_of([texts + frames]) == expected


def test_a_table_without_outer_sides_has_its_outer_columns():
    texts = [("text", 22 + 40 * x, 26 + 10 * y, f"{x}列{y}行的字") for y in range(3) for x in range(3)]
    levels = [("rule", 20, 20 + 10 * y, 140, 20 + 10 * y) for y in range(4)]
    uprights = [("rule", 20 + 40 * x, 20, 20 + 40 * x, 50) for x in (1, 2)]
    head = [
        ("rule", 20, 15, 140, 15),
        ("text", 22, 12, "题目在上"),
        ("rule", 20, 70, 140, 70),
        ("text", 22, 60, "注在下面"),
    ]
    top, grid, bottom = text_of([texts + levels + uprights + head])
    assert grid == [f"{x}列{y}行的字" for y in range(3) for x in range(3)]
    assert (top, bottom) == ("题目在上", "注在下面")


def test_rules_that_jut_out_of_a_table_make_no_columns():
    rows = [["任务", "单位"], ["建校", "市教育局、市财政局"]]
    jutting = [("rule", 18, y, 122, y) for y in (20, 28, 36)]
    (grid,) = read_pdf(pdf_of([[("table", 20, 20, [30, 70], rows), *jutting]]), "a.pdf")
    assert (grid.width, cells(grid)) == (2, ["任务", "单位", "建校", "市教育局、市财政局"])


def test_a_row_that_a_page_cuts_is_closed_at_the_end_of_the_page():
    parts = [("rule", x, 240, x, 280) for x in (20, 40, 90, 140)] + [("rule", 20, y, 140, y) for y in (240, 250)]
    texts = [("text", x + 2, y, text) for x, y, text in ((20, 247, "序号"), (40, 247, "任务"), (90, 247, "单位"))]
    texts += [
        ("text", x + 2, y, text)
        for x, y, text in ((20, 258, "1"), (40, 258, "建校"), (40, 266, "十所"), (90, 258, "市教育局"))
    ]
    rest = [("rule", x, 20, x, 40) for x in (20, 40, 90, 140)] + [("rule", 20, y, 140, y) for y in (30, 40)]
    rest += [
        ("text", 42, 27, "以上建校任务"),
        ("text", 22, 37, "2"),
        ("text", 42, 37, "扩招"),
        ("text", 92, 37, "市财政局"),
    ]
    first, second = read_pdf(pdf_of([parts + texts, rest]), "a.pdf")
    assert spans(first)[3:] == [("1", (2, 2), (0, 1)), ("建校\n十所", (2, 2), (1, 2)), ("市教育局", (2, 2), (2, 3))]
    assert cells(second) == ["", "以上建校任务", "", "2", "扩招", "市财政局"]
    beside = [("rule", x, 20, x, 60) for x in (20, 40, 90)]
    assert text_of([beside + column(BODY, "乙局负责。", x=21, y=30)]) == [BODY, "乙局负责。"]


def test_a_gap_below_a_table_needs_no_empty_line():
    page = [
        *column(*[BODY] * 5),
        ("table", 25, 90, [30, 30], [["任务", "单位"], ["建校", "教育局"]]),
        *column(BODY, y=180),
    ]
    assert [text for _, text in read_pdf(pdf_of([page]), "a.pdf")[6:]] == [BODY]


def test_frames_shades_and_underlines_are_no_tables():
    frame = [
        ("rule", 20, 20, 190, 20),
        ("rule", 20, 120, 190, 120),
        ("rule", 20, 20, 20, 120),
        ("rule", 190, 20, 190, 120),
    ]
    shades = [("box", 25, 35 + 10 * number, 150, 45 + 10 * number) for number in range(3)]
    under = [("rule", 25, 90, 80, 90), ("rule", 25, 100, 80, 100)]
    assert text_of([frame + shades + under + column(BODY, "乙局负责。", "丙局负责。")]) == [
        BODY,
        "乙局负责。",
        "丙局负责。",
    ]


def test_a_single_row_on_a_page_is_a_table():
    (grid,) = read_pdf(pdf_of([[("table", 20, 20, [20, 80], [["7", "继续推进任务，\n由市教育局负责"]])]]), "a.pdf")
    assert cells(grid) == ["7", "继续推进任务，\n由市教育局负责"]


def test_text_beside_and_between_the_cells_of_a_table_is_not_lost():
    page = [
        ("table", 60, 20, [30, 30], [["甲" * 4, "乙" * 4], ["丙", "丁"]]),
        ("text", 20, 30, "旁注"),
        ("text", 60, 42, "下注"),
    ]
    assert text_of([page]) == [["甲" * 4, "乙" * 4, "丙", "丁"], "旁注", "下注"]


def test_a_number_that_a_table_ends_with_is_no_page_number():
    page = [*column(BODY), ("table", 20, 50, [30, 30], [["任务", "月份"], ["建校", "3"]])]
    assert text_of([page])[1] == ["任务", "月份", "建校", "3"]
    short = [("text", 25, 40, "3"), ("table", 20, 50, [30, 60], [["任务", "单位"], ["建校", "市教育局、市财政局"]])]
    assert text_of([short]) == [["任务", "单位", "建校", "市教育局、市财政局"]]
    above = [
        ("table", 20, 20, [30, 60], [["任务", "单位"], ["建校", "市教育局、市财政局"]]),
        ("text", 25, 60, "3"),
        *column(BODY, y=70),
    ]
    assert text_of([above])[1:] == ["3", BODY]


def test_a_table_in_a_cell_of_another_keeps_its_text():
    outer = ("table", 20, 20, [20, 150], [["外", "\n\n\n\n\n说明"], ["尾", "尾"]])
    inner = ("table", 60, 24, [30, 30], [["内甲", "内乙"], ["内丙", "内丁"]])
    assert text_of([[outer, inner]]) == [["外", "说明", "尾", "尾"], ["内甲", "内乙", "内丙", "内丁"]]


# What cannot be read


def test_a_scan_is_refused_with_what_to_do():
    told = "a.pdf: file: it is a scanned PDF: {} characters of text on {} pages; run text recognition (OCR) on it"
    assert refusal(pdf_of([[]])).startswith(told.format(0, 1))
    assert refusal(pdf_of([[("text", 25, 40, "扫描件编号")]] * 2)).startswith(told.format(10, 2))
    assert refusal(pdf_of([[("text", 25, 40, "市政府办公厅 文件号")]])).startswith(told.format(9, 1))
    assert read_pdf(pdf_of([[("text", 25, 40, "某某市政府办公厅文件")]]), "a.pdf")


def test_fonts_that_do_not_tell_their_characters_are_refused():
    raw = replaced(pdf_of([column(BODY)]), b"/ToUnicode 5 0 R", b"/ToUnicodes 5 0 R")
    assert "its fonts do not tell which characters they print; run text recognition" in refusal(raw)


def test_other_files_and_files_cut_off_are_refused():
    assert refusal(b"") == "a.pdf: file: it is not a PDF; fetch it again"
    assert "it is not a PDF" in refusal(b"<html>%PDF</html>")
    raw = pdf_of([column(BODY)] * 3)
    for end in range(100, raw.rindex(b"startxref"), 97):
        assert refusal(raw[:end]) in {
            "a.pdf: file: the PDF is cut off; fetch it again",
            "a.pdf: file: the PDF is damaged; fetch it again, or open it in a viewer and print it to a new PDF",
        }


def test_an_update_that_is_cut_off_is_not_taken_for_the_file_before_it():
    raw = pdf_of([column(BODY)])
    assert read_pdf(raw + b"\n<html>nothing</html>", "a.pdf")
    assert refusal(raw + b"\n6 0 obj\n<<>>\nendobj\nxref\n").startswith("a.pdf: file: the PDF is cut off")


def test_a_stream_that_is_damaged_is_told_and_not_left_out():
    raw = bytearray(pdf_of([column(BODY, *["市局" * 12] * 20)]))
    middle = (raw.rindex(b"stream\n", 0, raw.rindex(b"endstream")) + raw.rindex(b"endstream")) // 2
    raw[middle : middle + 4] = b"\0\xff\0\xff"
    assert "the PDF is damaged" in refusal(bytes(raw))
    objects = objects_of(pdf_of([[*column(BODY), ("raw", b"%" + hashlib.sha512(b"noise").hexdigest().encode())]]))
    packed = objects[-1].partition(b"stream\n")[2].removesuffix(b"\nendstream")[:-20]
    objects[-1] = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)
    assert "the PDF is damaged" in refusal(join(objects))


def test_pages_and_contents_that_are_missing_are_told():
    raw = pdf_of([column(BODY)] * 3)
    assert "the PDF is damaged: 3 of 4 pages are found" in refusal(replaced(raw, b"/Count 3", b"/Count 4"))
    assert "the PDF is damaged" in refusal(replaced(raw, b"/Contents 9 0 R", b"/Contents 99 0 R"))
    assert "the PDF is damaged: 0 of 1 pages" in refusal(pdf_of([]))


def rc4(key, data):
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def encrypted(pages, password):
    """Encrypt the streams of a PDF as PDF 1.1 does, so that it opens with a password, which may be empty."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner, mode = bytes(32), -4
    key = hashlib.md5((password + pad)[:32] + owner + struct.pack("<i", mode) + b"id", usedforsecurity=False).digest()[
        :5
    ]
    objects = objects_of(pdf_of(pages))
    for number, each in enumerate(objects, 1):
        if b"stream\n" in each:
            head, _, rest = each.partition(b"stream\n")
            own = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0", usedforsecurity=False).digest()[:10]
            objects[number - 1] = head + b"stream\n" + rc4(own, rest[: -len(b"\nendstream")]) + b"\nendstream"
    user = rc4(key, pad)
    entry = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<6964><6964>]"
    return join(objects, entry % (owner.hex().encode(), user.hex().encode()))


def test_an_encrypted_file_is_refused_unless_it_opens_without_a_password():
    assert refusal(encrypted([column(BODY)], b"secret")) == (
        "a.pdf: file: the PDF is encrypted; save it without a password, and read that"
    )
    assert read_pdf(encrypted([column(BODY)], b""), "a.pdf") == [(Spot(1, 0, 1), BODY)]


def test_whatever_a_library_raises_is_told_as_damage(monkeypatch):
    raw = pdf_of([column(BODY)])
    for error in (KeyError("x"), RecursionError(), struct.error("x"), AssertionError(), MemoryError(), StopIteration()):
        monkeypatch.setattr(pdfpage, "read_sheets", lambda *_, error=error: (_ for _ in ()).throw(error))
        assert "the PDF is damaged" in refusal(raw)
    monkeypatch.setattr(pdfpage, "read_sheets", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        read_pdf(raw, "a.pdf")


def test_nothing_is_logged_and_the_logger_is_left_as_it_was(caplog, capsys):
    logger = logging.getLogger("pdfminer")
    logger.setLevel(logging.WARNING)
    bad = pdf_of([[("raw", b"(a) (b) (c) rg (x) g (y) w q (1) 0 0 1 0 0 cm Q"), *column(BODY)]])
    assert read_pdf(bad, "a.pdf")
    assert (caplog.records, capsys.readouterr(), logger.level) == ([], ("", ""), logging.WARNING)
    refusal(pdf_of([]))
    assert logger.level == logging.WARNING
    logger.setLevel(logging.NOTSET)


# Size


def many_pages(number, told):
    kids = b" ".join(b"%d 0 R" % (4 + count) for count in range(number))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 9 9]>>" % (told, kids)]
    return join([*objects, pack(b"")] + [b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>"] * number)


def test_files_of_too_many_pages_are_refused_before_they_are_read(monkeypatch):
    drawn = []
    monkeypatch.setattr(
        pdfpage._Ink, "read", lambda _, __, number: drawn.append(number) or pdfpage.Sheet(number, 9, [], [])
    )
    told = refusal(many_pages(5000, 5000))
    assert (
        told == "a.pdf: file: it has 5,000 pages, and at most 500 are read; split it, and read the part with the notice"
    )
    assert drawn == []
    assert "it has more than 500 pages" in refusal(many_pages(501, 3))
    assert "it has 501 pages" in refusal(many_pages(3, 501))
    assert "scanned" in refusal(many_pages(500, 500))


def test_page_trees_that_are_deep_or_bite_their_tail_are_refused():
    deep = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (3 + level) for level in range(3000)]
    assert "the PDF is damaged" in refusal(join([b"<</Type/Catalog/Pages 2 0 R>>", *deep, b"<</Type/Page>>"]))
    assert "the PDF is damaged" in refusal(
        join([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"])
    )


def test_contents_that_unpack_to_much_are_refused_before_they_are():
    bomb = pdf_of([[("raw", b"(aaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 1_200_000), ("text", 25, 40, BODY)]])
    assert len(bomb) < 200_000
    assert "p1: a stream unpacks to more than a notice has; give the notice itself" in refusal(bomb)


def test_lists_of_objects_and_fonts_that_unpack_to_much_are_refused_before_they_are():
    bomb = with_object(pdf_of([column(BODY)]), pack(b"0 " * 9_000_000, b"/Type/ObjStm/N 1/First 2"), b"/Y %d 0 R")
    assert "it unpacks to more than a notice has" in refusal(bomb)
    image = with_object(pdf_of([column(BODY)]), pack(bytes(130_000_000), b"/Subtype /Image/Width 1"), b"/Y %d 0 R")
    assert read_pdf(image, "a.pdf") == [(Spot(1, 0, 1), BODY)]


def test_drawings_within_drawings_cannot_multiply(monkeypatch):
    monkeypatch.setattr(pdfpage, "_MOST_STEPS", 1_000_000)
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 9 9]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        pack(b"/X Do"),
        *(pack(b"/X Do " * 2, head % (6 + level)) for level in range(30)),
        pack(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    ]
    assert "p1: up to here there is more to draw than a notice has" in refusal(join(objects))
    objects[4:] = [pack(b"/X Do /X Do", head % 5)]
    assert "scanned" in refusal(join(objects))  # one within itself is not drawn


def test_pages_of_too_many_characters_or_rules_are_refused(monkeypatch):
    monkeypatch.setattr(pdfpage, "_MOST_GLYPHS", 100)
    assert len(text_of([column(*["市局" * 10] * 5)])) == 5
    assert "p2: up to here there are more characters" in refusal(pdf_of([column(BODY), column(*["市局" * 10] * 6)]))
    monkeypatch.setattr(pdfpage, "_MOST_IN_ALL", 150)
    assert "p2: up to here there are more characters" in refusal(pdf_of([column(*["市局" * 10] * 5)] * 2))
    monkeypatch.setattr(pdfpage, "_MOST_RULES", 50)
    assert "p1: there are more lines than a table has" in refusal(pdf_of([[("raw", b"0 0 m 99 0 l S " * 51)]]))


def test_text_and_lines_far_beyond_any_notice_are_refused_in_passing():
    assert "more characters than a notice has" in refusal(
        pdf_of([[("raw", b"BT /F 12 Tf ET"), *[("text", 9, 9, "局" * 40)] * 5100]])
    )
    grid = [("raw", b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S " % (at, at, at, at) for at in range(0, 600, 4)))]
    assert "p1: more lines cross than in a table; give the notice itself" in refusal(pdf_of([grid]))
    many = b"".join(b"%d 0 m %d 9 l S 0 %d m 9 %d l S " % (4 * at, 4 * at, 4 * at, 4 * at) for at in range(1100))
    assert "p1: more lines cross than in a table" in refusal(pdf_of([[("raw", many)]]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/W[32 126 500]", b"/W[0 4000000000 500]"),
        (b"/W[32 126 500]", b"/W[32 126 500 0 70000 500" + b" 0 65535 500" * 40 + b"]"),
        (b"/W[32 126 500]", b"/W2[0 4000000000 500 0 0]"),
    ],
)
def test_fonts_whose_widths_are_endless_are_refused(old, new):
    assert "p1: a font has more characters than there are" in refusal(replaced(pdf_of([column(BODY)]), old, new))


def test_fonts_whose_maps_are_endless_are_refused():
    def with_map(ranges):
        objects = objects_of(pdf_of([column("AB" * 10)]))
        objects[4] = pack(b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange " + ranges + b" endcmap")
        return join(objects)

    told = "p1: a font has more characters than there are"
    assert told in refusal(with_map(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"))
    assert told in refusal(with_map(b"9 beginbfrange " + b"<0000>\n<ffff><0041> " * 40 + b"endbfrange"))
    assert told in refusal(with_map(b"1 begincidrange <0000> <ffffffff> 7 endcidrange"))
    arrays = b"9 beginbfrange " + b"<0100> <ffff> [<0041>] " * 40 + b"endbfrange "
    ranges = arrays + b"9 beginbfrange <0041> <0041> <5c40> <0042> <0043> [<5c41> <5c42>] endbfrange"
    large = b" ".join(b"<%04x> <%04x>" % (code, 0xFFFF - code) for code in range(0x4E00, 0x5E00))
    assert read_pdf(with_map(b"9 beginbfchar " + large + b" endbfchar " + ranges), "a.pdf")[0][1] == "局屁" * 10


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data):
    raw = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        change = data.draw(
            st.sampled_from([b"", b"\0", b"9", b"[", b"<<", b">>", b"/", b"(", b"null", b"1 0 R", b"-1 "])
        )
        raw[at : at + data.draw(st.integers(0, 9))] = change
    try:
        blocks = read_pdf(bytes(raw), "a.pdf")
    except NoticeError as error:
        assert error.faults[0].remedy  # noqa: PT017 – it need not be raised
    else:
        assert all(isinstance(block, Grid) or isinstance(block[1], str) for block in blocks)


SAMPLE = pdf_of(
    [[*column(BODY, "乙局负责。"), ("table", 20, 80, [30, 60], [["任务", "单位"], ["建校", "市教育局"]])], column(BODY)]
)


# Files of other makers


def test_a_file_that_matplotlib_wrote_with_an_embedded_font():
    from io import BytesIO

    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    from ipnetwork.style import font_family

    if mpl.__version_info__ < (3, 11):
        pytest.skip("this matplotlib draws Chinese characters as pictures")
    figure = Figure(figsize=(8.27, 11.69))
    file = BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):
        for number, text in enumerate((BODY, "乙局负责 Smart City 第12项。")):
            figure.text(0.1, 0.9 - number / 30, text, fontfamily=font_family(), fontsize=13)
        FigureCanvasPdf(figure).print_pdf(file)
    assert [text for _, text in read_pdf(file.getvalue(), "a.pdf")] == [BODY, "乙局负责 Smart City 第12项。"]


def test_a_real_notice_has_its_digits_in_their_lines_and_no_page_numbers():
    folder = os.environ.get("IPNETWORK_NOTICES")
    if not folder:
        pytest.skip("set IPNETWORK_NOTICES to the folder of real notices")
    blocks = read_pdf((Path(folder) / "zj2025-10_ai_measures.pdf").read_bytes(), "zj.pdf")
    texts = [text for _, text in blocks]
    assert len({spot for spot, _ in blocks}) == 200
    assert not [text for text in texts if text and not text.strip("\u3000 —０１２３４５６７８９")]
    assert len([text for text in texts if re.match("\u3000\u3000（[一二三四五六七八九十]+）", text)]) == 27
    assert sum("２０２７" in text for text in texts) == 4
    assert [(spot.page, spot.line) for spot, text in blocks if "第一" in text and "责任单位" in text] == [(3, 1)]
