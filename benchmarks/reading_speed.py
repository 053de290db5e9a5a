"""Time the reader: twenty documents of fifty pages as text, web page and Word, and PDF pages a second.

    python benchmarks/reading_speed.py

The documents are made up: chapters of numbered tasks, each with a clause in brackets, about 600 characters a page.
Told are seconds for each kind, the largest memory of the process, and for PDF the pages a second of running text and of
ruled tables.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from html import escape
from pathlib import Path

import docx

from ipnetwork import read_notice

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from pdf_of import pdf_of

PAGES, DOCUMENTS = 50, 20
NAMES = [
    "市发展改革委",
    "市财政局",
    "市教育局",
    "市住房和城乡建设局",
    "各区、县级市政府",
    "市文化广电旅游局",
    "有关单位",
]
FILLER = "深入开展群众性读书活动，办好社区书屋、农家书屋和职工书屋，让每个人在家门口就能找到想读的书。"


def made_up_lines(pages: int) -> list[str]:
    """Return the paragraphs of a plan that fills so many pages."""
    lines = ["某市人民政府办公室关于印发书香城市建设方案的通知"]
    number = 0
    while sum(map(len, lines)) < 600 * pages:
        number += 1
        if number % 12 == 1:
            lines.append(f"{'一二三四五六七八九十'[number // 12 % 10]}、第{number // 12 + 1}个方面")
        lead, *others = (NAMES[(number + step) % len(NAMES)] for step in range(4))
        lines.append(f"{number}．办好第{number}件事。{FILLER * 3}（牵头单位：{lead}；配合单位：{'、'.join(others)}）")
    return lines


def as_word(lines: list[str]) -> bytes:
    """Write paragraphs as a Word document."""
    document, out = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def text_pages(pages: int) -> bytes:
    """Write a PDF of running text, 22 lines of 28 characters a page."""
    text = ["　　" + line for line in made_up_lines(pages)]
    lines = [line[at : at + 28] for line in text for at in range(0, len(line), 28)]
    return pdf_of(
        [
            [("text", 30, 30 + 11 * row, line) for row, line in enumerate(lines[22 * page : 22 * page + 22])]
            for page in range(pages)
        ]
    )


def table_pages(pages: int) -> bytes:
    """Write a PDF of ruled tables, 12 tasks a page."""
    heads = ["序号", "工作任务", "牵头单位", "配合单位"]
    rows = [[str(number), FILLER[:20], NAMES[number % 7], "、".join(NAMES[:2])] for number in range(1, 12 * pages + 1)]
    widths = [15, 70, 45, 55]
    sheets = [[heads, *rows[12 * page : 12 * page + 12]] for page in range(pages)]
    return pdf_of([[("table", 12, 20, widths, sheet)] for sheet in sheets])


def timed(name: str, raws: list[bytes], pages: int) -> None:
    """Read documents and tell how long it took."""
    start = time.perf_counter()
    items = sum(len(read_notice(raw).rows) for raw in raws)
    seconds = time.perf_counter() - start
    speed = len(raws) * pages / seconds
    print(
        f"{name:24s} {len(raws):3d} documents of {pages} pages: {seconds:6.1f} s, {speed:6.0f} pages/s, {items} items"
    )


def main() -> None:
    """Time every kind."""
    lines = made_up_lines(PAGES)
    print(f"{len(lines)} paragraphs, {sum(map(len, lines)):,} characters a document")
    page = f"<html><body>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</body></html>".encode()
    wrapped = "\n".join(("　　" + line)[at : at + 40] for line in lines for at in range(0, len(line) + 2, 40))
    timed("text", ["\n".join(lines).encode()] * DOCUMENTS, PAGES)
    timed("text, hard line breaks", [wrapped.encode()] * DOCUMENTS, PAGES)
    timed("web page", [page] * DOCUMENTS, PAGES)
    timed("Word", [as_word(lines)] * DOCUMENTS, PAGES)
    print(f"largest memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    timed("PDF, running text", [text_pages(PAGES)] * 2, PAGES)
    timed("PDF, ruled tables", [table_pages(PAGES)] * 2, PAGES)
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
