"""The font that ships with the package: what it draws, and labels made fit to be drawn with it."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.ft2font import FT2Font

FAMILY = "Ipnetwork Sans SC"
STAND_IN = "〓"  # what Chinese printers set for a character that they lack
_UNSEEN, _SPACES = {"Cf", "Cs"}, {"Cc", "Zl", "Zp"}
_EM = 1000


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
    return frozenset(chr(code) for face in _faces() for code in face.get_charmap())


@cache
def _faces() -> list[FT2Font]:
    """Open the figures' fonts, the shipped one first."""
    from matplotlib import font_manager, ft2font  # noqa: PLC0415 – figures only

    paths = [font_files()[0], font_manager.findfont("DejaVu Sans", fallback_to_default=False)]
    return [ft2font.FT2Font(str(path)) for path in paths]


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


def tidy(text: str) -> str:
    """Return a text without what is not seen: control characters become spaces, marks of direction and the like go.

    Parameters
    ----------
    text : str
        What a document or a table calls something. Whoever wrote it may have hidden marks in it that turn text around.

    Returns
    -------
    str
        One line, fit for any format.

    Examples
    --------
    >>> tidy("市财政局" + chr(0x202E) + "(A)")
    '市财政局(A)'
    """
    kept = (character for character in text if unicodedata.category(character) not in _UNSEEN)
    return "".join(" " if unicodedata.category(character) in _SPACES else character for character in kept)


def plain(text: str) -> str:
    """Return a label as a figure can draw it: tidy, 〓 for a character that the font lacks, and nothing to calculate.

    matplotlib would set what follows a ``$`` as mathematics, without Chinese.
    """
    drawn = (character if character in _glyphs() else STAND_IN for character in tidy(text))
    return "".join(drawn).replace("$", r"\$")


def text_width(text: str, size: float) -> float:
    """Return the width of a text in points at a font size in points."""
    return size * sum(map(_advance, text))


@cache
def _advance(character: str) -> float:
    """Return the width of a character in font sizes."""
    from matplotlib import ft2font  # noqa: PLC0415 – figures only

    face = next((face for face in _faces() if face.get_char_index(ord(character))), None)
    if face is None:  # it will be drawn as the stand-in is
        return _advance(STAND_IN)
    face.set_size(_EM, 72)
    return float(face.load_char(ord(character), flags=ft2font.LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / _EM)
