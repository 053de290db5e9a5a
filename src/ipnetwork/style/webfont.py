"""Cut the shipped font down to the characters of one page, so that Chinese shows on any machine without a download."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING

from ipnetwork.style.fonts import FAMILY, font_files

if TYPE_CHECKING:
    from pathlib import Path


def compose_font_faces(text: str, *, bold: str | None = None) -> str:
    """Return CSS that embeds Regular and Bold as WOFF with just the glyphs of a text.

    Parameters
    ----------
    text : str
        Everything the page shows.
    bold : str, optional
        What it shows in bold, where that is less: headings.

    Returns
    -------
    str
        Two ``@font-face`` rules of the family `style.FAMILY`, their data inside.
    """
    rules = []
    texts = (text, text if bold is None else bold)
    for path, weight, shown in zip(font_files(), (400, 700), texts, strict=True):
        data = base64.b64encode(_subset(path, shown)).decode()
        source = f"url(data:font/woff;base64,{data}) format('woff')"
        rules.append(f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:{source}}}")
    return "\n".join(rules)


def _subset(path: Path, text: str) -> bytes:
    from fontTools import subset  # noqa: PLC0415 – only for pages
    from fontTools.ttLib import TTFont  # noqa: PLC0415 – only for pages

    font = TTFont(path, recalcBBoxes=False, recalcTimestamp=False)  # boxes stand in the font: cut glyphs keep theirs
    options = subset.Options(flavor="woff", recalc_timestamp=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff"
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()
