"""Write small PDF files for tests: text, ruled tables and lines at places given in millimetres."""

import zlib

LEFT, ABOVE = "<", "^"  # in a table: the place belongs to the cell to its left, or to the one above
LINE = 6  # millimetres from line to line in a cell
_POINTS = 72 / 25.4
_FONT = b"<</Type/Font/Subtype/Type0/BaseFont/Made-Up/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
_CID_FONT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Made-Up"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[32 126 500]>>"
)


def pdf_of(pages, *, width=210, height=297, raw=""):
    """Write a PDF in one font, whose Chinese characters are as wide as they are high and whose ASCII is half as wide.

    Parameters
    ----------
    pages : list of list of tuple
        The elements of each page; x goes right and y down from the upper left corner, in millimetres:
        ``("text", x, y, text)`` or ``("text", x, y, text, points)``: a line on the base line `y`, 12 points high.
        ``("table", x, y, widths, rows)``: a ruled table. Each row has one text a column, with ``\\n`` between lines;
        LEFT or ABOVE where a cell reaches to.
        ``("rule", x0, y0, x1, y1)``: a line.
        ``("box", x0, y0, x1, y1)``: a filled rectangle.
        ``("raw", content)``: bytes of the content stream itself.
    width, height : float
        The size of the pages.
    raw : str
        The characters that raw content prints.

    Returns
    -------
    bytes
        The file.
    """
    contents = [b"\n".join(_draw(element, height) for element in page) for page in pages]
    texts = [text for page in pages for element in page for text in _texts(element)]
    box = b"[0 0 %.2f %.2f]" % (width * _POINTS, height * _POINTS)
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox%s/Resources<</Font<</F 3 0 R>>>>>>" % (len(pages), kids, box),
        _FONT,
        _CID_FONT,
        pack(_map_of(set(raw.join(["", *texts, ""])))),
    ]
    for number, content in enumerate(contents):
        objects += [b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (first + 2 * number + 1), pack(content)]
    return join(objects)


def pack(content, entries=b""):
    """Pack bytes into a stream, with more entries for its dictionary."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def join(objects, trailer=b""):
    """Join objects, of which the first is the catalog, into a file."""
    parts, places, place = [b"%PDF-1.7\n"], [], 9
    for number, each in enumerate(objects, 1):
        places.append(place)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, each))
        place += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, place))
    return b"".join(parts)


def text_at(x, y, text, points=12):
    """Write the content of a line of text; x and y in points from the lower left corner."""
    return b"BT /F %g Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET" % (points, x, y, text.encode("utf-16-be").hex().encode())


def _draw(element, height):
    kind, *rest = element
    if kind == "raw":
        return rest[0]
    if kind == "text":
        x, y, text, *points = rest
        return text_at(x * _POINTS, (height - y) * _POINTS, text, *points)
    if kind == "table":
        return b"\n".join(_draw(part, height) for part in _parts(*rest))
    x0, y0, x1, y1 = rest
    ends = x0 * _POINTS, (height - y0) * _POINTS, x1 * _POINTS, (height - y1) * _POINTS
    if kind == "rule":
        return b"%.2f %.2f m %.2f %.2f l S" % ends
    return b"%.2f %.2f %.2f %.2f re f" % (ends[0], ends[3], ends[2] - ends[0], ends[1] - ends[3])


def _parts(x, y, widths, rows):
    """Take a table apart into its lines of text and rules."""
    xs = [x + sum(widths[:number]) for number in range(len(widths) + 1)]
    lines = [max(text.count("\n") + 1 for text in row) for row in rows]
    ys = [y + LINE * sum(lines[:number]) + 2 * number for number in range(len(rows) + 1)]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            left, right, top, bottom = xs[column], xs[column + 1], ys[row], ys[row + 1]
            if text != LEFT:
                yield "rule", left, top, left, bottom
            if text != ABOVE:
                yield "rule", left, top, right, top
            if text in {LEFT, ABOVE}:
                continue
            for number, line in enumerate(text.split("\n")):
                yield "text", left + 1, top + LINE * (number + 0.8), line
        yield "rule", xs[-1], ys[row], xs[-1], ys[row + 1]
    yield "rule", x, ys[-1], xs[-1], ys[-1]


def _texts(element):
    kind, *rest = element
    if kind == "table":
        return [text for row in rest[3] for text in row]
    return [rest[2]] if kind == "text" else []


def _map_of(characters):
    codes = sorted(code for character in characters for code in character.encode("utf-16-be").hex(" ", 2).split())
    pairs = b"".join(b"<%s> <%s>\n" % (code.encode(), code.encode()) for code in dict.fromkeys(codes))
    return b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfchar\n%sendbfchar\n" % (len(codes), pairs)
