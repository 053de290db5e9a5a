"""Fonts, palette, page sizes, labels in Chinese and English."""

from ipnetwork.style.files import figure_bytes, flat_png, write_figure
from ipnetwork.style.fonts import FAMILY, STAND_IN, font_family, font_files, missing_glyphs, plain, text_width, tidy
from ipnetwork.style.palette import (
    FAINT,
    GRID,
    GROUP_COLORS,
    INK,
    LEAD_COLOR,
    NEUTRAL_COLOR,
    PALE,
    PARTICIPANT_COLOR,
)
from ipnetwork.style.sheets import PAGES, SMALLEST, new_axes, new_figure, own_look
from ipnetwork.style.webfont import compose_font_faces
from ipnetwork.style.words import WORDS, Lang, check_lang, measure_name, word

__all__ = [
    "FAINT",
    "FAMILY",
    "GRID",
    "GROUP_COLORS",
    "INK",
    "LEAD_COLOR",
    "NEUTRAL_COLOR",
    "PAGES",
    "PALE",
    "PARTICIPANT_COLOR",
    "SMALLEST",
    "STAND_IN",
    "WORDS",
    "Lang",
    "check_lang",
    "compose_font_faces",
    "figure_bytes",
    "flat_png",
    "font_family",
    "font_files",
    "measure_name",
    "missing_glyphs",
    "new_axes",
    "new_figure",
    "own_look",
    "plain",
    "text_width",
    "tidy",
    "word",
    "write_figure",
]
