"""Fonts, palette, page sizes, and the words of the figures in Chinese and English."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from ipnetwork.disk import write_files

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Lang = Literal["zh", "en"]
FAMILY = "Ipnetwork Sans SC"

# Okabe and Ito (2008): told apart by readers with any colour vision, and by their lightness in a grey print.
LEAD_COLOR = "#0072B2"
PARTICIPANT_COLOR = "#D55E00"
NEUTRAL_COLOR = "#A6A6A6"
INK = "#222222"
FAINT = "#8A8A8A"

PAGES = {"a4": (8.27, 11.69), "a4-landscape": (11.69, 8.27), "slide": (13.333, 7.5)}

WORDS = {
    "agencies": {"zh": "机构", "en": "Agencies"},
    "items": {"zh": "工作事项", "en": "Work items"},
    "lead": {"zh": "负责", "en": "Lead"},
    "participant": {"zh": "参与", "en": "Participant"},
    "agency": {"zh": "单个机构", "en": "Single agency"},
    "collective": {"zh": "集合机构（如各区）", "en": "Collective body (e.g. all districts)"},
    "number_of_items": {"zh": "工作事项数（负责 + 参与）", "en": "Number of work items (lead + participant)"},
    "number_of_contacts": {"zh": "对接次数", "en": "Number of contacts"},
    "convening": {"zh": "召集（对参与单位）", "en": "Convening (as lead, with participants)"},
    "response": {"zh": "应召（对负责单位）", "en": "Response (as participant, with leads)"},
    "peer": {"zh": "同级", "en": "Peer (within a role)"},
    "breadth": {"zh": "合作广度：对接过的机构数", "en": "Breadth: agencies met"},
    "depth": {"zh": "合作深度：平均对接次数", "en": "Depth: contacts per agency met"},
    "rank": {
        "zh": "{measure}位次（各读法共有的{common}个机构）",
        "en": "Rank by {measure} among the {common} agencies in every reading",
    },
    "rank_default": {"zh": "默认读法", "en": "default reading"},
    "rank_range": {"zh": "各读法下的范围", "en": "range over all readings"},
    "volume": {"zh": "对接量", "en": "volume"},
    "degree": {"zh": "度中心性", "en": "degree"},
    "betweenness": {"zh": "中介中心性", "en": "betweenness"},
    "closeness": {"zh": "接近中心性", "en": "closeness"},
    "harmonic": {"zh": "调和中心性", "en": "harmonic centrality"},
    "not_shown": {"zh": "（另有{alone}个机构无对接）", "en": " ({alone} more meet nobody)"},
    "meeting_head": {"zh": "会议{number}\n{seats}席 {items}项", "en": "Meeting {number}\n{seats} seats, {items} items"},
    "meeting_number": {"zh": "会议{number}", "en": "Meeting {number}"},
    "chair": {"zh": "召集单位", "en": "chair"},
    "attends": {"zh": "参会（数字为涉及的事项数）", "en": "attends (number: items that need it)"},
    "attendance": {"zh": "参会机构", "en": "Agencies that attend"},
    "group": {"zh": "{group}：{first}等（{size}个）", "en": "{group}: {first} ... ({size})"},
    "whole_group": {"zh": "全组同会", "en": "the whole group sits together"},
    "part_of_group": {"zh": "部分参会", "en": "a part of it"},
    "group_coverage": {"zh": "各组参加各次会议的机构数", "en": "Agencies of each group in each meeting"},
    "proven": {"zh": "已证明最少", "en": "proven: no fewer are possible"},
    "not_proven": {"zh": "已知最好（竖线至下界）", "en": "best found (line down to the bound)"},
    "room_seats": {"zh": "每次会议席位上限（下行为参会人次）", "en": "Seats of a room (below: attendances in all)"},
    "joint_meetings": {"zh": "联席会议次数", "en": "Joint meetings"},
    "best_body": {"zh": "同等规模下的最优名单", "en": "best body of its size"},
    "body_size": {"zh": "常设联席会议的席位", "en": "Seats of a standing joint meeting"},
    "items_settled": {"zh": "责任单位全部到齐的事项", "en": "Items with all parties in it"},
    "items_together": {"zh": "共同负责的事项数", "en": "Items led together"},
    "top_of": {"zh": "前 {top} 个机构，共 {all} 个", "en": "top {top} of {all} agencies"},
}


def word(key: str, lang: Lang) -> str:
    """Return a word of the figures in Chinese (``zh``) or English (``en``)."""
    check_lang(lang)
    return WORDS[key][lang]


def measure_name(name: str, lang: Lang) -> str:
    """Return what a measure is called; one of your own by its own name."""
    return WORDS.get(name, {}).get(lang, name)


def check_lang(lang: str) -> None:
    """Refuse a language that figures and briefings are not written in."""
    if lang not in {"zh", "en"}:
        raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")


def font_files() -> list[Path]:
    """Return the font files that ship with the package: Regular and Bold."""
    folder = Path(str(files("ipnetwork"))) / "fonts"
    return [folder / f"IpnetworkSansSC-{weight}.ttf" for weight in ("Regular", "Bold")]


@cache
def font_family() -> list[str]:
    """Make the shipped font known to matplotlib and return the families to draw text with.

    Returns
    -------
    list of str
        The shipped font first. matplotlib falls back from one entry to the next, and only within such a list.
    """
    from matplotlib import font_manager  # noqa: PLC0415 – figures only

    for path in font_files():
        font_manager.fontManager.addfont(str(path))
    return [FAMILY, "DejaVu Sans"]


@cache
def _glyphs() -> frozenset[str]:
    """Return the characters that the figures' fonts can draw."""
    from matplotlib import font_manager, ft2font  # noqa: PLC0415 – figures only

    paths = [font_files()[0], font_manager.findfont("DejaVu Sans", fallback_to_default=False)]
    return frozenset(chr(code) for path in paths for code in ft2font.FT2Font(str(path)).get_charmap())


def missing_glyphs(texts: str | Iterable[str]) -> list[str]:
    """Return the characters of some texts that the figures' fonts cannot draw.

    Parameters
    ----------
    texts : str or iterable of str
        Labels, say the index of a plan's agencies.

    Returns
    -------
    list of str
        Sorted, each once; empty where every label will show.

    Examples
    --------
    >>> missing_glyphs(["市知识产权局", "龘"])
    ['龘']
    """
    texts = [texts] if isinstance(texts, str) else texts
    return sorted({character for text in texts for character in text if character.isprintable()} - _glyphs())


def plain(text: str) -> str:
    """Return a label with its ``$`` escaped: matplotlib would set what follows as mathematics, without Chinese."""
    return text.replace("$", r"\$")


def new_axes(width: float, height: float) -> Axes:
    """Return axes on a new figure of this size, in inches, as pyplot makes them for a notebook."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 – slow, and only here

    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def new_figure(page: str, *, rows: int | None = None) -> Figure:
    """Return a blank figure of a page's size (`PAGES`), known to nobody else; less tall where few rows need less."""
    from matplotlib.figure import Figure  # noqa: PLC0415 – figures only

    width, height = PAGES[page]
    return Figure(figsize=(width, min(height, 1.2 + 0.26 * rows) if rows is not None else height), layout="constrained")


def own_look() -> AbstractContextManager[None]:
    """Return a context in which the caller's matplotlib settings do not count: the same plan, the same bytes."""
    from matplotlib import style  # noqa: PLC0415 – figures only

    return cast(AbstractContextManager[None], style.context("default", after_reset=False))


def write_figure(figure: Figure, path: str | os.PathLike[str], *, dpi: int = 200) -> Path:
    """Write a figure as PNG, SVG or PDF: the same figure, the same bytes.

    Parameters
    ----------
    figure : matplotlib Figure
        The figure of any axes that a plot function returned: ``ax.figure``.
    path : path
        Its suffix says the format: ``.png``, ``.svg`` (text as outlines, safe everywhere) or ``.pdf`` (text that can
        be searched).
    dpi : int, default 200
        Dots per inch, for PNG.

    Returns
    -------
    Path
        The file, whole or not there at all.

    Raises
    ------
    ValueError
        If the suffix is another.
    """
    path = Path(path)
    write_files(path.parent, {path.name: figure_bytes(figure, path.suffix, dpi=dpi)})
    return path


def figure_bytes(figure: Figure, suffix: str, *, dpi: int = 200) -> bytes:
    """Return what `write_figure` would write into a file of this suffix."""
    from matplotlib import rc_context  # noqa: PLC0415 – figures only

    metadata = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    suffix = suffix.lower()
    if suffix not in metadata:
        raise ValueError(f"figures are written as .png, .svg or .pdf, not {suffix!r}")
    out = BytesIO()
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "ipnetwork", "pdf.fonttype": 42}):
        figure.savefig(out, format=suffix[1:], dpi=dpi, metadata=metadata[suffix])
    return out.getvalue()
