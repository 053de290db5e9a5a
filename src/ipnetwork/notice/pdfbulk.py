"""Count what a PDF unpacks to and what its fonts spell out, before either is done."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]{1,8})><([0-9A-Fa-f]{1,8})>(<[^>]*>|[0-9]+|\[[^\]]*\])")


def count_unpacked(raw: bytes, most: int) -> int:
    """Count the bytes that are packed in a file, images apart.

    Parameters
    ----------
    raw : bytes
        The file.
    most : int
        Where to stop counting.

    Returns
    -------
    int
        Lists of objects count eightfold: they are read object by object, and before anything else.
    """
    total = 0
    for match in _STREAM.finditer(raw):
        entries = raw[max(0, match.start() - 1000) : match.start()].rpartition(b" obj")[2]
        if _IMAGE.search(entries):
            continue
        end = raw.find(b"endstream", match.end())
        packed = raw[match.end() : end] if end >= 0 else raw[match.end() :]
        factor = 8 if b"/ObjStm" in entries or b"/XRef" in entries else 1
        with suppress(zlib.error):  # packed in another way, encrypted, or damaged: told when it is needed
            total += factor * len(zlib.decompressobj().decompress(packed, most // factor + 1))
        if total > most:
            break
    return total


def count_mapped(data: bytes) -> int:
    """Count the codes in the ranges of a font's map to characters."""
    sections = [part.rpartition(b"begin")[2] for part in re.split(rb"end(?:bf|cid)range", data)[:-1]]
    triples = [triple for section in sections for triple in _TRIPLE.findall(b"".join(section.split()))]
    return sum(max(int(last, 16) - int(first, 16), 0) for first, last, to in triples if not to.startswith(b"["))


def count_listed(widths: Iterable[object], size: int) -> int:
    """Count the codes in a font's list of widths: first, last, `size` - 2 measures; or first, [measures]."""
    codes = 0
    row: list[object] = []
    for each in widths:
        row = [] if isinstance(each, list) else [*row, each]
        if len(row) == size:
            first, last, *_ = row
            codes += max(last - first, 0) if isinstance(first, int) and isinstance(last, int) else 0
            row = []
    return codes
