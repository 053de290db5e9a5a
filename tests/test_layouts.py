"""Documents are told by their content; what cannot be read is refused with what to do about it."""

import io

import docx
import pytest
from pdf_of import pdf_of

from ipnetwork import NoticeError, read_notice, read_roster
from ipnetwork.notice import is_plain_text

PLAN = "一、办书市。（责任单位：市甲局、市乙局）\n二、开书院。（责任单位：市丙局）"


def items(raw, **options):
    return [row.item for row in read_notice(raw, **options).rows]


def saved(*lines):
    document, out = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["plan.doc", "plan.pdf", "plan.xlsx", "plan", "plan.txt"])
def test_the_name_of_a_file_says_nothing(tmp_path, name):
    (tmp_path / name).write_bytes(saved(*PLAN.split("\n")))
    assert items(tmp_path / name) == ["一", "二"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_and_web_pages_are_read_in_any_usual_encoding(encoding):
    assert items(PLAN.encode(encoding)) == ["一", "二"]
    assert items(f"<html><body><p>{PLAN}</p></body></html>".replace("\n", "</p><p>").encode(encoding)) == ["一", "二"]


def test_another_encoding_can_be_named():
    big5 = "一、辦書市。（責任單位：市甲局）"
    with pytest.raises(NoticeError, match="no numbered paragraph"):
        read_notice(big5.encode("big5"), encoding="big5")  # the grammar is that of simplified characters
    assert items(PLAN.encode("utf-16-le"), encoding="utf-16-le") == ["一", "二"]


def test_invisible_characters_and_full_width_digits_change_nothing():
    text = "１．办书\u200b市。（责任单位：\u202e市甲局\u2060、市乙局）"
    (row,) = read_notice(text.encode()).rows
    assert (row.item, [each.agency for each in row.mentions]) == ("1", ["市甲局", "市乙局"])


@pytest.mark.parametrize(
    ("raw", "problem", "remedy"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Word, Excel or WPS file", "save it as .docx"),
        (b"{\\rtf1\\ansi", "a rich text file", "save it as .docx"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "text recognition"),
        (b"\xff\xd8\xff\xe0", "a picture", "text recognition"),
        (b"GIF89a", "a picture", "text recognition"),
        (b"Rar!\x1a\x07", "an archive", "unpack it"),
        (b"\x1f\x8b\x08", "an archive", "unpack it"),
        (b"PK\x03\x04 cut off", "zip", "again"),
        (b"%PDF-1.4 cut off", "PDF", ""),
    ],
    ids=["doc", "rtf", "png", "jpg", "gif", "rar", "gz", "zip", "pdf"],
)
def test_what_cannot_be_read_says_what_to_do(raw, problem, remedy):
    with pytest.raises(NoticeError, match=problem) as caught:
        read_notice(raw)
    assert remedy in str(caught.value)


def test_a_scanned_pdf_asks_for_text_recognition():
    with pytest.raises(NoticeError, match=r"(?i)scan.*recognition|OCR"):
        read_notice(pdf_of([[("box", 20, 20, 190, 270)], [("box", 20, 20, 190, 270)]]))


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(NoticeError, match="60,000,000 bytes"):
        read_notice(path)


def test_plain_text_is_told_from_the_rest(tmp_path):
    for name, raw in {
        "a": PLAN.encode(),
        "b": saved("x"),
        "c": b"<html><body><p>x</p></body></html>",
        "d": b"%PDF-",
    }.items():
        (tmp_path / name).write_bytes(raw)
    assert [is_plain_text(tmp_path / name) for name in "abcd"] == [True, False, False, False]


def test_a_roster_is_read_from_any_layout(tmp_path):
    sentence = "联席会议由市甲局、市乙局和市丙局等3个部门组成，市乙局为牵头单位。"
    (tmp_path / "roster.docx").write_bytes(saved("关于建立联席会议的函", sentence))
    (tmp_path / "roster.html").write_text(f"<html><body><p>{sentence}</p></body></html>", encoding="utf-8")
    for name in ("roster.docx", "roster.html"):
        roster = read_roster(tmp_path / name)
        assert (roster.members, roster.chair, roster.stated) == (("市甲局", "市乙局", "市丙局"), "市乙局", 3)


@pytest.mark.parametrize("tag", ["pre", "p", "div"])
def test_a_table_that_a_web_page_draws_in_characters_is_read(tag):
    lines = ["某市任务表", "┌──┬────┬────┐", "│序号│工作内容│负责单位│", "├──┼────┼────┤", "│1│办书市│市文化│"]
    lines += ["│││广电局│", "└──┴────┴────┘"]
    body = "\n".join(lines) if tag == "pre" else f"</{tag}><{tag}>".join(lines)
    (row,) = read_notice(f"<html><body><{tag}>{body}</{tag}></body></html>".encode()).rows
    assert (row.item, row.text, [each.agency for each in row.mentions]) == ("1", "办书市", ["市文化广电局"])
    assert row.mentions[0].source == "L5-6 c3"


def test_a_key_names_what_comes_as_bytes():
    assert read_notice(PLAN.encode()).meta["key"] == "notice"
    assert read_notice(PLAN.encode(), key="mine").meta["key"] == "mine"
