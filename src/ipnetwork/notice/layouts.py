"""Open a document as it is found: tell its kind by its content, and let that kind's reader take it apart."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.disk import LARGEST_FILE, decode
from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.boxtable import is_table_line
from ipnetwork.notice.document import Document, Grid, number_blocks
from ipnetwork.notice.html import is_html, read_html
from ipnetwork.notice.located import Located
from ipnetwork.notice.roles import assign_roles
from ipnetwork.notice.text import is_markdown, join_paragraphs, read_markdown, read_plain

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from ipnetwork.notice.located import Spot

_AS_WORD = "open it in Word or WPS and save it as .docx, then read that"
_AS_TEXT = "run text recognition (OCR) on it, save what it gives as .docx or text, and check the names"
# What cannot be read, by how it begins, and what to do about it.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or WPS file (.doc, .xls, .wps)", _AS_WORD),
    (b"{\\rtf", "a rich text file (.rtf)", _AS_WORD),
    (b"\x89PNG", "a picture", _AS_TEXT),
    (b"\xff\xd8\xff", "a picture", _AS_TEXT),
    (b"GIF8", "a picture", _AS_TEXT),
    (b"II*\x00", "a picture", _AS_TEXT),
    (b"MM\x00*", "a picture", _AS_TEXT),
    (b"BM", "a picture", _AS_TEXT),
    (b"Rar!", "an archive", "unpack it, and read the documents in it"),
    (b"7z\xbc\xaf", "an archive", "unpack it, and read the documents in it"),
    (b"\x1f\x8b", "an archive", "unpack it, and read the documents in it"),
)
_FULL_WIDTH = str.maketrans(
    {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
)
_TABLE_LINES = 12
_HEAD = 4096
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad]")


def open_document(source: str | os.PathLike[str] | bytes, *, encoding: str | None = None) -> tuple[Document, str]:
    """Read a document into paragraphs and tables.

    Parameters
    ----------
    source : path or bytes
        The file, or what is in it; at most 50 MB.
    encoding : str, optional
        The encoding of a text, instead of finding it out.

    Returns
    -------
    document : Document
        Its blocks in order.
    subject : str
        What to call it in errors.

    Raises
    ------
    NoticeError
        Where its kind cannot be read, with what to do about it.
    InputError
        Where it is a text in no known encoding.
    OSError
        If there is no such file.
    ImportError
        Naming the extra to install, where a Word, Excel, PDF or HTML file needs it.
    """
    subject = "document" if isinstance(source, bytes) else str(source)
    if not isinstance(source, bytes) and Path(source).stat().st_size <= LARGEST_FILE:
        source = Path(source).read_bytes()
    if not isinstance(source, bytes) or len(source) > LARGEST_FILE:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
        problem = f"{size:,} bytes, more than the {LARGEST_FILE:,} that a plan can need"
        raise NoticeError(subject, [Fault("file", problem, "give the notice itself")])
    blocks, faults = _take_apart(source, subject, encoding)
    document = number_blocks(blocks, faults)
    return Document(tuple(map(_narrowed, document.blocks)), document.faults), subject


def is_plain_text(path: str | os.PathLike[str]) -> bool:
    """Say whether a file is plain text: none of the kinds told by how they begin, and no HTML.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    bool
        True for Markdown and CSV, too.
    """
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
    known = [*(mark for mark, *_ in _REFUSED), b"PK", b"%PDF"]
    return not head.lstrip().startswith(tuple(known)) and not is_html(head.decode("utf-8", "ignore"))


def _take_apart(raw: bytes, subject: str, encoding: str | None) -> tuple[Sequence[Located | Grid], Sequence[Fault]]:
    """Choose the reader by how the content begins."""
    refused = next((entry[1:] for entry in _REFUSED if raw.startswith(entry[0])), None)
    if refused and not encoding:
        raise NoticeError(subject, [Fault("file", f"{refused[0]}, which cannot be read", refused[1])])
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _from_zip(raw, subject), ()
    if raw[:1024].lstrip().startswith(b"%PDF"):
        from ipnetwork.notice.pdf import read_pdf  # noqa: PLC0415 – an extra, and light to import without

        return _with_paragraphs(read_pdf(raw, subject)), ()
    text = decode(raw, subject=subject, encoding=encoding)
    return _from_text(text, subject)


def _from_zip(raw: bytes, subject: str) -> Sequence[Located | Grid]:
    from ipnetwork.notice.archive import kind_of_zip  # noqa: PLC0415 – an extra, and light to import without

    if kind_of_zip(raw, subject) == "docx":
        from ipnetwork.notice.word import read_word  # noqa: PLC0415 – as above

        return read_word(raw, subject)
    from ipnetwork.notice.sheet import read_workbook  # noqa: PLC0415 – as above

    return read_workbook(raw, subject)


def _from_text(text: str, subject: str) -> tuple[Sequence[Located | Grid], Sequence[Fault]]:
    text = text.replace("\f", "\n").replace("\v", "\n")
    if is_html(text):
        return _with_drawn_tables(read_html(text, subject))
    if _is_csv(text):
        from ipnetwork.notice.sheet import read_csv  # noqa: PLC0415 – an extra, and light to import without

        return read_csv(text, subject), ()
    if is_markdown(text):
        return read_markdown(text), ()
    return read_plain(text)


def _with_drawn_tables(blocks: Sequence[Located | Grid]) -> tuple[Sequence[Located | Grid], Sequence[Fault]]:
    """Read tables that a web page draws in characters, line by line; one with tables of its own draws none."""
    lines = [block.text for block in blocks if isinstance(block, Located)]
    if len(lines) < len(blocks) or not any(map(is_table_line, lines)):
        return blocks, ()
    return read_plain("\n".join(lines))


def _is_csv(text: str) -> bool:
    """Say whether one of the first lines is headings, parted by commas or tabs, one of which names a role."""
    head = "\n".join(text.split("\n")[:_TABLE_LINES])
    for delimiter in ",\t;，":
        try:
            rows = list(csv.reader(StringIO(head, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        if any(len(row) > 2 and assign_roles(cell.strip() for cell in row) for row in rows):  # noqa: PLR2004 – number, task, role
            return True
    return False


def _with_paragraphs(parts: Sequence[tuple[Spot, str] | Grid]) -> list[Located | Grid]:
    """Put paragraphs together from the lines between tables."""
    blocks: list[Located | Grid] = []
    waiting: list[tuple[Spot, str]] = []
    for part in parts:
        if isinstance(part, Grid):
            blocks += [*join_paragraphs(waiting), part]
            waiting = []
        else:
            waiting.append(part)
    return [*blocks, *join_paragraphs(waiting)]


def _narrowed(block: Located | Grid) -> Located | Grid:
    """Give digits and Latin letters their usual width, one for one."""
    if isinstance(block, Grid):
        for cell in block.cells:
            cell.content = _seen(cell.content).translate(_FULL_WIDTH)
        return block
    return _seen(block).translate(_FULL_WIDTH)


def _seen(content: Located) -> Located:
    """Return a text without characters that nobody sees."""
    if not _UNSEEN.search(content.text):
        return content
    kept = [at for at, character in enumerate(content.text) if not _UNSEEN.match(character)]
    text = "".join(content.text[at] for at in kept)
    return replace(content, text=text, spots=tuple(content.spots[at] for at in kept))
