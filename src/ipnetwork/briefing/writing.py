"""Write a briefing into a folder, in as many formats as are asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from ipnetwork.briefing.composing import compose_content
from ipnetwork.briefing.content import only_printed
from ipnetwork.briefing.drawing import draw_pictures
from ipnetwork.briefing.html import compose_html
from ipnetwork.briefing.measuring import measure
from ipnetwork.briefing.office.slides import compose_pptx
from ipnetwork.briefing.office.word import compose_docx
from ipnetwork.briefing.office.workbook import compose_xlsx
from ipnetwork.briefing.pdf import need_browser, print_pdf
from ipnetwork.briefing.tables import excel_csv, findings_table
from ipnetwork.disk import write_files
from ipnetwork.style import Lang, check_lang

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from ipnetwork.briefing.content import Content, Picture
    from ipnetwork.briefing.measuring import Measured
    from ipnetwork.plan import Plan

Format = Literal["html", "docx", "pptx", "xlsx", "pdf", "png"]
_PACKAGES = {"docx": "docx", "pptx": "pptx", "xlsx": "xlsxwriter"}
FORMATS: tuple[Format, ...] = ("html", "docx", "pptx", "xlsx", "pdf", "png")


def write_briefing(
    plan: Plan,
    folder: str | os.PathLike[str],
    *,
    lang: Lang = "zh",
    formats: Sequence[Format] = ("html",),
    max_seats: int = 12,
) -> Path:
    """Write the briefing of a plan: the documents asked for, and its figures and tables beside them.

    Parameters
    ----------
    plan : Plan
        The plan to brief on.
    folder : path
        Made where it does not exist. Receives ``briefing.html``, ``briefing.docx`` and so on, ``figures/*.svg`` and,
        where asked for, ``*.png``, and ``tables/*.csv`` (UTF-8 with a mark, for Excel).
    lang : {"zh", "en"}, default "zh"
        Language of labels and sentences.
    formats : sequence of {"html", "docx", "pptx", "xlsx", "pdf", "png"}, default ("html",)
        One page that opens anywhere; Word; PowerPoint; Excel; the page printed by an installed Chromium; the figures as
        pictures for programs that take no SVG.
    max_seats : int, default 12
        The seats of a joint meeting; as many as the item with most parties needs, if that is more.

    Returns
    -------
    Path
        The folder. The same plan gives the same bytes.

    Raises
    ------
    ValueError
        If `lang` or a format is another.
    ImportError
        If a format needs the extra ``office`` and it is not installed.
    OSError
        If a PDF is asked for and no Chromium is found, or it fails.
    FigureError
        If a figure has text that nobody could read.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> folder = write_briefing(load_plan("guangzhou-2007"), "briefing", formats=["html", "docx"])  # doctest: +SKIP
    """
    check_lang(lang)
    _check_formats(formats)
    return write_files(folder, _documents(measure(plan, max_seats=max_seats), lang, formats))


def compose_briefing(plan: Plan, *, lang: Lang = "zh", max_seats: int = 12) -> str:
    """Return the briefing of a plan as one self-contained HTML page.

    Parameters
    ----------
    plan : Plan
        The plan to brief on.
    lang : {"zh", "en"}, default "zh"
        Language of labels and sentences.
    max_seats : int, default 12
        As for `write_briefing`.

    Returns
    -------
    str
        HTML with figures and fonts inside; its content policy forbids every fetch.

    Raises
    ------
    ValueError
        If `lang` is another.

    Examples
    --------
    >>> from ipnetwork import load_plan, select
    >>> page = compose_briefing(select(load_plan("guangzhou-2007"), categories=["九"]), lang="en")
    >>> page.startswith("<!DOCTYPE html>")
    True
    """
    check_lang(lang)
    measured = measure(plan, max_seats=max_seats)
    return compose_html(compose_content(measured, lang=lang), draw_pictures(measured, lang=lang))


def _check_formats(formats: Sequence[str]) -> None:
    """Refuse what cannot be written before anything is measured."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or isinstance(formats, str) or not formats:
        raise ValueError(f"formats must be some of {', '.join(FORMATS)}, not {formats!r}")
    missing = [name for name in formats if name in _PACKAGES and find_spec(_PACKAGES[name]) is None]
    if missing:
        raise ImportError(f"{', '.join(missing)}: needs the extra 'office': pip install \"ipnetwork[office]\"")
    if "pdf" in formats:
        need_browser()


def _documents(measured: Measured, lang: Lang, formats: Sequence[str]) -> dict[str, bytes]:
    """Return file names and what they hold; a browser prints while the rest is written."""
    content = compose_content(measured, lang=lang)
    pictures = draw_pictures(measured, lang=lang)
    contents: dict[str, bytes] = {}
    with ThreadPoolExecutor(max_workers=1) as beside:
        printing = None
        if "html" in formats or "pdf" in formats:
            page = compose_html(content, pictures)
            contents |= {"briefing.html": page.encode()} if "html" in formats else {}
            printing = beside.submit(print_pdf, page) if "pdf" in formats else None
        contents |= _office(measured, content, pictures, formats)
        for picture in pictures:
            contents[f"figures/{picture.name}.svg"] = picture.svg
            contents |= {f"figures/{picture.name}.png": picture.png} if "png" in formats else {}
        contents |= {f"tables/{table.name}.csv": excel_csv(table.frame) for table in content.tables}
        contents["tables/findings.csv"] = excel_csv(findings_table(content))
        if printing:
            contents["briefing.pdf"] = printing.result()
    return contents


def _office(
    measured: Measured, content: Content, pictures: Sequence[Picture], formats: Sequence[str]
) -> dict[str, bytes]:
    """Return the documents of an office."""
    printed = only_printed(content)
    contents = {}
    if "docx" in formats:
        contents["briefing.docx"] = compose_docx(printed, pictures)
    if "pptx" in formats:
        contents["briefing.pptx"] = compose_pptx(printed, draw_pictures(measured, lang=content.lang, page="slide"))
    if "xlsx" in formats:
        contents["briefing.xlsx"] = compose_xlsx(content)
    return contents
