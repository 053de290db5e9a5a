"""Build the small Chinese font family "Ipnetwork Sans SC" that this package ships.

The two faces are subsets of Noto Sans CJK SC, with TrueType outlines, so that
figures show Chinese text on a machine that has no Chinese font, and so that
matplotlib can embed them in a PDF as Type 42. Being a modified version, they
carry another name; the licence is the SIL Open Font License 1.1, in OFL.txt.

Usage::

    python build_fonts.py SOURCE [--output FOLDER]

SOURCE is the folder that holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc,
such as /usr/share/fonts/opentype/noto where Debian's fonts-noto-cjk puts them.
The fonts are written to FOLDER, by default the folder of this script. The same
source and the same release of fontTools (4.68.0 for the fonts shipped) give the
same bytes on every run. Only fontTools is needed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

SOURCE_FAMILY = "Noto Sans CJK SC"
FAMILY = "Ipnetwork Sans SC"
POSTSCRIPT_FAMILY = "IpnetworkSansSC"
STYLES = ("Regular", "Bold")

MAX_ERROR_PER_EM = 0.001
BMP_FORMAT = 4  # of a character map; all the characters are below U+10000
KEPT_NAME_IDS = {0, 13, 14}  # copyright, licence, address of the licence
WINDOWS_UNICODE_ENGLISH = (3, 1, 0x409)
DROPPED_TABLES = ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0391, 0x03A1),  # Greek capitals (U+03A2 is not assigned)
    (0x03A3, 0x03A9),
    (0x03B1, 0x03C9),  # Greek small letters
    (0x2160, 0x216B),  # Roman numerals 1 to 12
    (0x2460, 0x2473),  # circled numbers 1 to 20
    (0x2500, 0x257F),  # box drawing
)
PUNCTUATION = "–—‘’“”…·•、。〈〉《》「」『』【】〔〕（）！，：；？～"
SYMBOLS = "°′″‰℃№→←↑↓≤≥≠≈×÷±−∑√∞τ㎡〇"
NAME_CHARACTERS = "镕喆堃玥昇珺芃"  # common in personal names, not in GB2312


def gb2312_characters() -> set[int]:
    """Return the code points of every two-byte GB2312 character."""
    rows = cells = range(0xA1, 0xFF)
    pairs = (bytes((row, cell)) for row in rows for cell in cells)
    return {ord(c) for c in (p.decode("gb2312", "ignore") for p in pairs) if c}


def wanted_characters() -> set[int]:
    """Return the code points that the fonts should cover."""
    wanted = gb2312_characters()
    for first, last in RANGES:
        wanted.update(range(first, last + 1))
    wanted.update(map(ord, PUNCTUATION + SYMBOLS + NAME_CHARACTERS))
    return wanted


def open_face(collection: Path) -> TTFont:
    """Open the SC face of a font collection, found by its family name."""
    with TTCollection(collection, lazy=True) as faces:
        families = [face["name"].getBestFamilyName() for face in faces]
    if SOURCE_FAMILY not in families:
        message = f"{collection} has no face of the family {SOURCE_FAMILY}"
        raise SystemExit(message)
    number = families.index(SOURCE_FAMILY)
    return TTFont(collection, fontNumber=number, recalcTimestamp=False)


def subset(font: TTFont, characters: set[int]) -> list[str]:
    """Reduce a font to some characters, and return those that it lacks."""
    missing = sorted(characters - font.getBestCmap().keys())
    options = Options(
        drop_tables=DROPPED_TABLES,
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        name_IDs=["*"],
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    cmap = font["cmap"]
    cmap.tables = [t for t in cmap.tables if t.format == BMP_FORMAT]
    return [chr(code) for code in missing]


def convert_outlines(font: TTFont) -> None:
    """Replace the cubic CFF outlines of a font by quadratic TrueType ones."""
    max_error = font["head"].unitsPerEm * MAX_ERROR_PER_EM
    order = font.getGlyphOrder()
    source = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        quadratic = Cu2QuPen(pen, max_error, reverse_direction=True, all_quadratic=True)
        source[name].draw(quadratic)
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    set_side_bearings(font)
    set_profile(font)
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"


def set_side_bearings(font: TTFont) -> None:
    """Make each left side bearing agree with the converted outline."""
    glyf, metrics = font["glyf"], font["hmtx"].metrics
    for name, glyph in glyf.glyphs.items():
        glyph.recalcBounds(glyf)
        advance, _ = metrics[name]
        metrics[name] = (advance, getattr(glyph, "xMin", 0))


def set_profile(font: TTFont) -> None:
    """Turn the maxp table into that of a TrueType font without instructions.

    The counts of points and contours are filled in when the font is saved.
    """
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(maxp, field, 0)


def rename(font: TTFont, style: str) -> None:
    """Give a font its new name, keeping its copyright and its licence."""
    names = font["name"]
    version = f"{font['head'].fontRevision:.3f}"
    postscript_name = f"{POSTSCRIPT_FAMILY}-{style}"
    names.names = [n for n in names.names if n.nameID in KEPT_NAME_IDS]
    new_names = {
        1: FAMILY,
        2: style,
        3: f"{version};{postscript_name}",
        4: f"{FAMILY} {style}",
        5: f"Version {version}",
        6: postscript_name,
        10: f"A subset of {SOURCE_FAMILY} with TrueType outlines",
        16: FAMILY,
        17: style,
    }
    for name_id, text in new_names.items():
        names.setName(text, name_id, *WINDOWS_UNICODE_ENGLISH)


def build(source: Path, output: Path, style: str) -> None:
    """Build one face of the family, and say what came out."""
    font = open_face(source / f"NotoSansCJK-{style}.ttc")
    missing = subset(font, wanted_characters())
    convert_outlines(font)
    rename(font, style)
    target = output / f"{POSTSCRIPT_FAMILY}-{style}.ttf"
    font.save(target)
    print(
        f"{target.name}: {target.stat().st_size} bytes, "
        f"{len(font.getGlyphOrder())} glyphs, "
        f"lacking {' '.join(missing) or 'no character'}",
    )


def main() -> None:
    """Read the command line and build the faces."""
    parser = argparse.ArgumentParser(description="Build Ipnetwork Sans SC.")
    parser.add_argument("source", type=Path, help="folder of the .ttc files")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path(__file__).parent,
        help="where to write (default: beside this script)",
    )
    arguments = parser.parse_args()
    for style in STYLES:
        build(arguments.source, arguments.output, style)


if __name__ == "__main__":
    main()
