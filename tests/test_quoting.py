"""What stands at a place of a notice is quoted from it, in every layout."""

from pathlib import Path

import pytest

from ipnetwork import NoticeError, load_plan, quote, read_notice
from ipnetwork.notice.quoting import is_place

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "data" / "notices" / "made-up-small.txt"
FORMATS = {path.suffix: path for path in sorted((ROOT / "tests" / "notices" / "made-up").glob("made-up-[abc]*.*"))}
NOTICES = [SMALL, ROOT / "data" / "notices" / "made-up-measures.txt", *FORMATS.values()]


@pytest.fixture(scope="module")
def small():
    return read_notice(SMALL)


@pytest.fixture(scope="module", params=NOTICES, ids=lambda path: path.name)
def notice(request):
    if request.param.suffix not in {".txt", ".md", ".csv"}:
        pytest.importorskip("lxml")
        pytest.importorskip("pdfplumber")
    return read_notice(request.param, strict=False)


def solid(text):
    return "".join(text.split())


# every layout


def test_every_format_is_tried():
    assert set(FORMATS) == {".txt", ".md", ".csv", ".html", ".docx", ".xlsx", ".pdf"}


def test_every_name_stands_at_its_place(notice):
    mentions = [mention for row in notice.rows for mention in row.mentions]
    assert mentions
    for mention in mentions:
        assert solid(mention.as_written) in solid(quote(notice, mention.source)), mention


def test_every_item_is_quoted_with_its_task(notice):
    for row in notice.rows:
        assert solid(row.text)[:12] in solid(quote(notice, row.source)).replace("|", ""), row


def test_every_span_stands_at_its_place(notice):
    whole = [span for span in notice.spans if span.block >= 0 and span.source]
    assert whole
    for span in whole:
        assert solid(span.text) in solid(quote(notice, span.source)), span


def test_every_name_of_the_bundled_plan_stands_in_the_real_notice(real_notice):
    notice, plan = read_notice(real_notice), load_plan("guangzhou-2007")
    for row in plan.assignments.itertuples():
        assert solid(row.as_written) in solid(quote(notice, row.source)), row
    for source in [*plan.items["source"], *plan.targets["source"], *plan.duties["source"]]:
        assert quote(notice, source)


# what is quoted


def test_lines_of_a_paragraph(small):
    assert quote(small, "L2") == "(云府办〔2020〕3号)"


def test_a_row_is_quoted_cell_by_cell_without_the_category_that_spans_others(small):
    assert quote(small, "L22") == "3 | 把居民阅读率写进统计台账。 | 市统计局"
    assert "统筹机制" not in quote(small, "L18-20")


def test_rows_that_make_up_a_category_are_quoted_with_it(small):
    first = quote(small, "L12-22").split("\n")[0]
    assert first.startswith("一 | 完善阅读工作统筹机制 | 1 | ")


def test_a_column_is_quoted_alone(small):
    assert quote(small, "L22 c4") == "把居民阅读率写进统计台账。"


def test_a_column_of_a_category_is_quoted_though_it_spans_rows(small):
    assert quote(small, "L15-18 c2") == "完善阅读工作统筹机制"


@pytest.mark.parametrize(
    ("place", "text"),
    [("L18 c5", "市编委办,各区、县…"), ("L20 c5", "…级市政府"), ("L18-20 c5", "市编委办,各区、县级市政府")],
)
def test_where_a_cell_goes_on_it_says_so(small, place, text):
    assert quote(small, place) == text


@pytest.mark.parametrize("comma", [", ", ",", "，", "; "])
def test_several_places_are_quoted_in_their_order(small, comma):
    assert quote(small, f"L22 c5{comma}L2") == "市统计局\n(云府办〔2020〕3号)"


def test_rows_and_cells_of_a_workbook():
    pytest.importorskip("lxml")
    notice = read_notice(FORMATS[".xlsx"], strict=False)
    row = notice.rows[0]
    cell = row.mentions[0]
    assert quote(notice, cell.source) in quote(notice, row.source)
    assert quote(notice, cell.source) != quote(notice, row.source)


def test_pages_of_a_pdf():
    pytest.importorskip("pdfplumber")
    notice = read_notice(FORMATS[".pdf"], strict=False)
    first = notice.blocks[0]
    assert first.place.startswith("p1 L")
    assert quote(notice, first.place) == first.text


# what is no place


@pytest.mark.parametrize("place", ["", "line 3", "L", "26", "L3-", "c5", "L5-2", "t1", "L3 c", "L1, x", "<script>"])
def test_what_is_no_place_is_told_with_how_to_write_one(small, place):
    with pytest.raises(NoticeError, match="not a place of a notice; write it as L26") as error:
        quote(small, place)
    assert error.value.subject == "made-up-small"
    assert not is_place(place)


@pytest.mark.parametrize("place", ["L999", "L0", "t1 r1", "p1 L1", "L22 c9"])
def test_where_nothing_stands_it_says_how_far_the_notice_goes(small, place):
    with pytest.raises(NoticeError, match="nothing stands there; turn to L1-69"):
        quote(small, place)
    assert is_place(place)


def test_all_wrong_places_are_told_at_once(small):
    with pytest.raises(NoticeError) as error:
        quote(small, "L2, L999, here")
    assert [fault.place for fault in error.value.faults] == ["L999", "here"]
