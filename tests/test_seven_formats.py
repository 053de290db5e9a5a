"""The same notice in every format gives the same plan: seven ways to hand in one table, five to hand in one text."""

import csv
import io
from html import escape

import docx
import openpyxl
import pytest
from pdf_of import pdf_of

from ipnetwork import build_plan, read_notice

HEADS = ["序号", "工作内容", "牵头单位", "配合单位"]
ROWS = [
    ["1", "办一次全市书市，天天开门。", "市文化局、市教育局", "市住房和城乡建设局、各区、县级市政府"],
    ["2", "开三家书院。", "市教育局", "市财政局（市国资委）、有关单位"],
    ["3", "借书不要钱。", "各区、县级市政府", "无"],
    ["5", "每年十二月总结。", "市政府办公厅", ""],
]
TITLE = "某市人民政府办公厅关于印发书香城市任务分解表的通知"
TEXT = [
    TITLE,
    "某府办〔2031〕5号",
    "一、总则",
    "（一）要读书。",
    "二、任务",
    "（一）办一次全市书市。（牵头单位：市文化局；责任单位：市教育局、各区、县级市政府）",
    "（二）开三家书院，由市教育局牵头，市财政局（市国资委）等参加。",
    "（三）借书不要钱。（市财政局、市住房和城乡建设局负责。列第一位者为牵头单位，下同）",
    "（四）总结。",
    "责任单位：市教育局、市文化局、有关单位",
]


def table_as_txt():
    widths = [4, 14, 12, 14]

    def rule(left, joint, right):
        return left + joint.join("─" * width for width in widths) + right

    def line(cells):
        return "│" + "│".join(cells) + "│"

    def wrapped(row):
        parts = [[cell[at : at + 7] for at in range(0, len(cell), 7)] or [""] for cell in row]
        height = max(map(len, parts))
        return [line(part[at] if at < len(part) else "" for part in parts) for at in range(height)]

    lines = [TITLE, rule("┌", "┬", "┐")]
    for at, row in enumerate([HEADS, *ROWS]):
        lines += [rule("├", "┼", "┤")] if at else []
        lines += wrapped(row)
    return "\n".join([*lines, rule("└", "┴", "┘")]).encode()


def table_as_html():
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in [HEADS, *ROWS])
    return f"<!DOCTYPE html><html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>".encode()


def table_as_docx():
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=0, cols=len(HEADS))
    for row in [HEADS, *ROWS]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def table_as_xlsx():
    book = openpyxl.Workbook()
    book.active.append([TITLE])
    book.active.merge_cells("A1:D1")
    for row in [HEADS, *ROWS]:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    return saved(book)


def table_as_csv():
    out = io.StringIO()
    csv.writer(out).writerows([[TITLE, "", "", ""], HEADS, *ROWS])
    return out.getvalue().encode("gb18030")


def table_as_md():
    lines = ["| " + " | ".join(row) + " |" for row in [HEADS, *ROWS]]
    return "\n".join([f"# {TITLE}", "", lines[0], "|---|---|---|---|", *lines[1:]]).encode()


def table_as_pdf():
    cells = [["\n".join(cell[at : at + 9] for at in range(0, len(cell), 9)) for cell in row] for row in [HEADS, *ROWS]]
    return pdf_of([[("text", 30, 20, TITLE), ("table", 20, 40, [15, 55, 50, 50], cells)]])


def text_as_html():
    return f"<html><body>{''.join(f'<p>{escape(line)}</p>' for line in TEXT)}</body></html>".encode()


def text_as_docx():
    document = docx.Document()
    for line in TEXT:
        document.add_paragraph(line)
    return saved(document)


def text_as_pdf():
    lines = [piece for line in TEXT for piece in wrapped_at(line, 30)]
    return pdf_of([[("text", 30 + 9 * (text[0] == "　"), 20 + 8 * at, text.strip()) for at, text in enumerate(lines)]])


def wrapped_at(line, width):
    line = "　　" + line
    return [line[at : at + width] for at in range(0, len(line), width)]


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


TABLES = {
    "txt": table_as_txt, "html": table_as_html, "docx": table_as_docx, "xlsx": table_as_xlsx, "csv": table_as_csv,
    "md": table_as_md, "pdf": table_as_pdf,
}  # fmt: skip
TEXTS = {
    "txt": lambda: "\n".join(f"　　{line}" for line in TEXT).encode("utf-16"),
    "html": text_as_html,
    "docx": text_as_docx,
    "md": lambda: "\n\n".join(["# " + TEXT[0], *TEXT[1:]]).encode(),
    "pdf": text_as_pdf,
}


def told(raw):
    """Return all that a plan says but where it stood."""
    plan = build_plan(read_notice(raw))
    items = plan.items.drop(columns="source").reset_index().to_dict("records")
    assignments = plan.assignments.drop(columns="source").to_dict("records")
    return items, assignments, list(plan.agencies.index), plan.meta["title"]


@pytest.mark.parametrize("kind", TABLES)
def test_one_table_gives_the_same_plan_in_every_format(kind):
    items, assignments, agencies, title = told(TABLES[kind]())
    assert [item["item"] for item in items] == ["1", "2", "3", "5"]
    assert len(assignments) == 9
    assert (items, assignments, agencies, title) == told(table_as_txt())


@pytest.mark.parametrize("kind", TEXTS)
def test_one_text_gives_the_same_plan_in_every_format(kind):
    items, assignments, agencies, title = told(TEXTS[kind]())
    assert [item["item"] for item in items] == ["二（一）", "二（二）", "二（三）", "二（四）"]
    assert [row["basis"] for row in assignments] == ["explicit"] * 5 + ["first_listed"] * 5
    assert (items, assignments, agencies, title) == told(TEXTS["txt"]())


@pytest.mark.parametrize("kind", TABLES)
def test_every_name_tells_its_place(kind):
    notice = read_notice(TABLES[kind]())
    places = {"txt": "L", "html": "t1 r", "docx": "t1 r", "xlsx": "t1 r", "csv": "t1 r", "md": "t1 r", "pdf": "p1 t1 r"}
    sources = [each.source for row in notice.rows for each in row.mentions]
    assert all(source.startswith(places[kind]) and " c" in source for source in sources)
