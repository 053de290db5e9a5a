"""Break notices as files get broken, and as nobody would: for the fuzzer and for the tests that repeat some of it."""

import io
import re
import zipfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED_FOLDERS = (ROOT / "tests" / "notices" / "made-up", ROOT / "data" / "notices")
KINDS = {"txt": "text", "md": "text", "csv": "text", "html": "html", "docx": "docx", "xlsx": "xlsx", "pdf": "pdf"}

_WORDS = """
牵头 牵头单位： 责任单位： 配合单位： 【牵头单位】 责任单位 牵头单位 负责 由 会同 为 是 均 市甲局 市乙局、
各区、县级市 有关单位 无 市甲局牵头，市乙局配合 （市甲局牵头） （责任单位：市甲局；配合单位：市乙局）
按职责分工负责 职责分工 列第一位的为牵头单位，下同 以上各项工作均由 联席会议由 组成 一、 （一） 1. 1.1 第一条
附件2 完成时限： 2025年12月底前 关于印发 通知 〔2025〕5号 序号 工作内容 各自 共同 组织实施 等部门 以及 和 及
与 区县 县市区 乡镇 ★ ① ⑴ ㈠ １２ Ａ
"""
WORDS = _WORDS.split()
SIGNS = [*"（）()【】[]〔〕《》“”、，。；：！？,.;:!?|│┌┐└┘├┤┬┴┼─═║#*-+>`~_\\\"'&<%$=/—…· \u3000\t\n", "\n\n"]
STRANGE = [
    *"\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x1f\x7f\x85\xa0\xad\u061c\u200b\u200e\u202a\u202e\u2028\u2029\u2060\u2066\ufe0f",
    *"\ufeff\ufffd\uffff\ufdd0\U0001f600\U000e0041\U0010ffff²٣㊀é",
]
_TAGS = """
<p> </p> <br> <div> </div> <table> </table> <tr> </tr> <td> </td> <th> <td_rowspan=2> <td_colspan=3> <td_rowspan=0>
<td_colspan=99999> <thead> <tfoot> <ol> <ol_start=-5_reversed> <li> <li_value=9> </ol> <script> </script> <style>
</style> <!-- --> <pre> </pre> <h1> <b> </b> <span_style='display:none'> </span> <svg> <![CDATA[ <?xml &amp; &#x202e;
&#0; &nbsp; <header> <article> <a_href='javascript:x'>
"""
TAGS = _TAGS.split()
_NUMBERS = "0 -1 1 2 7 99 1000 65536 200001 4294967296 1e999 0.1"
NUMBERS = [*_NUMBERS.split(), "9" * 30, "9" * 5000, ""]
LONGEST = 10_000


def seeds(kind=""):
    """Return the made-up notices of a kind, as (kind, bytes), in the order of their names."""
    paths = [path for folder in SEED_FOLDERS for path in sorted(folder.iterdir()) if path.suffix[1:] in KINDS]
    found = [(KINDS[path.suffix[1:]], path.read_bytes()) for path in paths]
    return [(own, raw) for own, raw in found if not kind or own == kind]


def kind_of(raw):
    """Say how to break some bytes: by what they begin with."""
    if raw.startswith(b"PK"):
        return "xlsx" if b"xl/workbook" in raw else "docx"
    if raw.startswith(b"%PDF"):
        return "pdf"
    return "html" if b"<" in raw[:100] else "text"


def mutate(raw, rng, kind="", other=b""):
    """Break a file in one to six ways; `other` is one to take pieces from."""
    kind = kind or kind_of(raw)
    if rng.random() < 0.08 or not raw:
        return break_bytes(raw, rng)
    if kind in {"docx", "xlsx"}:
        return break_zip(raw, rng)
    if kind == "pdf":
        return break_pdf(raw, rng)
    text, more = (decode(each) for each in (raw, other))
    for _ in range(rng.randint(1, 6)):
        text = break_text(text, rng, [*WORDS, *SIGNS, *(TAGS if kind == "html" else ())], more)
    return encode(text, rng)


def decode(raw):
    """Return some bytes as the text that they may be."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def encode(text, rng):
    """Return a text in some encoding, sometimes cut in the middle of a character."""
    text = text.encode("utf-8", "replace").decode()
    raw = text.encode(
        rng.choice(["utf-8"] * 8 + ["utf-8-sig", "gb18030", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
    )
    return raw[: rng.randint(0, len(raw))] if rng.random() < 0.05 else raw


def break_bytes(raw, rng):
    """Flip, cut out, repeat or cut off some bytes."""
    data = bytearray(raw or b"\x00")
    for _ in range(rng.choice([1, 1, 3, 20])):
        start = rng.randrange(len(data) + 1)
        stop = min(len(data), start + rng.choice([1, 1, 2, 16, 500]))
        way = rng.randrange(5)
        if way == 0:
            data[start:stop] = rng.randbytes(stop - start)
        elif way == 1:
            del data[start:stop]
        elif way == 2:
            data[start:start] = data[start:stop] * rng.choice([1, 2, 50])
        elif way == 3:
            del data[start:]
        else:
            data[start:start] = rng.choice(STRANGE).encode()
        data = data or bytearray(b"\x00")
    return bytes(data)


def break_text(text, rng, tokens, other=""):
    """Break a text in one way."""
    start = rng.randint(0, len(text))
    stop = min(len(text), start + rng.choice([0, 1, 2, 8, 60, 400]))
    far = rng.randint(0, len(other))
    lines = text.split("\n")
    ways = {
        "insert": lambda: text[:start] + rng.choice(tokens).replace("_", " ") + text[start:],
        "insert many": lambda: _scattered(text, rng, tokens),
        "replace": lambda: text[:start] + rng.choice(tokens) + text[stop:],
        "delete": lambda: text[:start] + text[stop:],
        "repeat": lambda: text[:stop] + text[start:stop] * rng.choice([1, 2, 30]) + text[stop:],
        "run": lambda: text[:start] + _run(rng, tokens) + text[start:],
        "strange": lambda: text[:start] + rng.choice(STRANGE) * rng.choice([1, 1, 5]) + text[start:],
        "swap": lambda: text[stop:far] + text[start:stop] + text[:start] + text[max(far, stop) :],
        "splice": lambda: text[:start] + other[far : far + rng.choice([20, 300, 3000])] + text[stop:],
        "number": lambda: _renumbered(text, start, rng),
        "exchange": lambda: text.replace(*rng.choices([*WORDS, *SIGNS], k=2)),
        "line ends": lambda: text.replace(
            "\n", rng.choice(["\r\n", "\r", "\u2028", "\v", "\f", "", " ", "\n\n", "<br>"])
        ),
        "no spaces": lambda: re.sub(r"[ \t\u3000]+", rng.choice(["", " ", "\u3000" * 3]), text),
        "lines": lambda: "\n".join(rng.sample(lines, rng.randint(0, len(lines)))),
        "one line": lambda: "\n".join(_without(lines, rng.randrange(len(lines)))),
        "same line": lambda: "\n".join([*lines[:5], *[rng.choice(lines)] * rng.choice([1, 20]), *lines[5:]]),
    }
    return ways[rng.choice(list(ways))]()


def _run(rng, tokens):
    """Return the same over and over, up to ten thousand characters."""
    unit = "".join(rng.choices(tokens, k=rng.choice([1, 1, 2, 3]))) or "一"
    return unit * max(1, rng.choice([10, 200, 2000, LONGEST]) // len(unit))


def _scattered(text, rng, tokens):
    parts = [text]
    for _ in range(rng.choice([3, 20])):
        at = rng.randrange(len(parts))
        cut = rng.randint(0, len(parts[at]))
        parts[at : at + 1] = [parts[at][:cut], rng.choice(tokens), parts[at][cut:]]
    return "".join(parts)


def _renumbered(text, start, rng):
    """Exchange the next number for another one."""
    found = re.compile(r"-?[0-9]+(?:\.[0-9]+)?").search(text, start)
    return text[: found.start()] + rng.choice(NUMBERS) + text[found.end() :] if found else text


def _without(entries, at):
    return entries[:at] + entries[at + 1 :]


# Office documents


def break_zip(raw, rng):
    """Break the XML of an office document, and pack it again; raw bytes where it is no zip any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 – whatever a broken zip raises
        return break_bytes(raw, rng)
    told = [name for name in parts if re.search(r"document\.xml$|sheet\d*\.xml$|sharedStrings|numbering\.xml$", name)]
    for _ in range(rng.randint(1, 5)):
        name = rng.choice(told if told and rng.random() < 0.8 else list(parts) or [""])
        if not name or rng.random() < 0.02:
            parts.pop(name, None)
        else:
            parts[name] = break_xml(parts.get(name, b"").decode("utf-8", "replace"), rng).encode("utf-8", "replace")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", rng.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def break_xml(text, rng):
    """Break a part of an office document: its elements, its texts, its numbers, or its markup."""
    way = rng.random()
    elements = [
        match.span() for match in re.finditer(r"<(\w+:)?(?:tr|tc|p|r|t|row|c|si|v|f|tbl|mergeCell)\b[^>]*>", text)
    ]
    if way < 0.3 and len(elements) > 1:  # whole elements
        start, stop = (_element(text, elements, rng) for _ in range(2))
        one, two = sorted((start, stop))
        kept = text[one[0] : one[1]]
        return rng.choice(
            (
                text[: one[0]] + text[one[1] :],
                text[: two[1]] + kept + text[two[1] :],
                text[: one[1]] + kept * rng.choice([1, 3, 40]) + text[one[1] :],
            )
        )
    texts = [match.span(1) for match in re.finditer(r">([^<>]+)<", text)]
    if way < 0.7 and texts:  # what is printed
        start, stop = rng.choice(texts)
        inner = break_text(text[start:stop], rng, [*WORDS, *SIGNS], "".join(WORDS))
        inner = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", inner) if rng.random() < 0.95 else inner
        return text[:start] + inner.replace("&", "&amp;").replace("<", "&lt;") + text[stop:]
    if way < 0.9:  # an attribute
        found = list(re.finditer(r'(\w+(?::\w+)?)="([^"]*)"', text))
        if found:
            at = rng.choice(found)
            value = rng.choice(
                [*NUMBERS, "XFD1048576", "A1:ZZ9", "continue", "restart", "inlineStr", "s", "1904", at[2] * 2]
            )
            return text[: at.start(2)] + value + text[at.end(2) :]
    return break_text(text, rng, ["<w:p>", "</w:p>", "<w:tbl>", "<", ">", "&", '"', "<!DOCTYPE x>", "<x/>", *WORDS[:9]])


def _element(text, elements, rng):
    """Return the place of one element, roughly: up to the next tag that may close it."""
    start, stop = rng.choice(elements)
    name = re.match(r"<([\w:]+)", text[start:])[1]
    end = text.find(f"</{name}>", stop)
    return start, end + len(name) + 3 if 0 <= end < start + 20_000 and text[stop - 2] != "/" else stop


# PDF

_STREAM = re.compile(rb"(/Length\s+)(\d+)(?!\s+\d+\s+R)(.{0,300}?>>\s*stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)
_PRINTING = "q Q cm re f S n l m h W BT ET Tf Td Tm Tj TJ T* Tc Tw Tz TL Ts Tr Do gs BI ID EI [ ] ( ) < > << >>"
_OPERATORS = _PRINTING.split()


def break_pdf(raw, rng):
    """Break what the streams of a PDF hold, or its objects."""
    if rng.random() < 0.3:
        start = rng.randrange(len(raw))
        found = re.compile(rb"[0-9]+").search(raw, start)
        if found and rng.random() < 0.7:
            return raw[: found.start()] + rng.choice(NUMBERS).encode() + raw[found.end() :]
        return break_bytes(raw, rng)
    streams = list(_STREAM.finditer(raw))
    if not streams:
        return break_bytes(raw, rng)
    match = rng.choice(streams)
    try:
        content, packed = zlib.decompress(match[4]), True
    except zlib.error:
        content, packed = match[4], False
    text = content.decode("latin-1")
    for _ in range(rng.randint(1, 6)):
        text = break_text(text, rng, [*_OPERATORS, *NUMBERS[:9], " ", "\n", "/F", "beginbfrange", "<0041>"], text[::-1])
    content = text.encode("latin-1", "replace")
    content = zlib.compress(content) if packed else content
    length = b"%d" % len(content) if rng.random() < 0.9 else match[2]
    return raw[: match.start()] + match[1] + length + match[3] + content + match[5] + raw[match.end() :]
