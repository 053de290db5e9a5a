"""Look into an office document's zip before anything opens it, and take out the XML that is safe to read."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault, NoticeError

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_XML = 64_000_000
MOST_ENTRIES = 5_000
MOST_PLACES = 200_000
MOST_CHARACTERS = 10_000_000
# Every element and attribute of a parsed part takes about a hundred bytes, however short it is written; a workbook of
# 200,000 filled cells has 2,400,000.
_MOST_MARKS = 3_000_000
_CHUNK = 1_000_000
_ENTRY = b"PK\x01\x02"
_XML = (".xml", ".rels")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    LookupError,
    RuntimeError,
)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_AGAIN = "open it in Word, Excel or WPS, save it again as .docx or .xlsx, and give that"
_FETCH = "fetch or copy the file again; if Word or Excel can open it, save it again as .docx or .xlsx"
# What other zips are called, and what to do with them: a file or folder that each of them has, in lower case.
_OTHERS = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", "save it as .xlsx and give that"),
    ("ppt/", "a presentation (.pptx)", "save it as PDF, or copy its table into a .docx, and give that"),
    ("ofd.xml", "an OFD document (.ofd)", "export it as PDF from the program that opens it, and give that"),
    ("meta-inf/manifest.xml", "an OpenDocument file", "save it as .docx, .xlsx or PDF and give that"),
)
_MIMETYPES = (
    ("opendocument.text", "an OpenDocument text (.odt)", "save it as .docx and give that"),
    ("opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", "save it as .xlsx and give that"),
    ("opendocument.presentation", "an OpenDocument presentation (.odp)", "save it as PDF and give that"),
)
_PLAIN = (
    "a zip archive with no Word or Excel document at its top",
    "unpack it and give the document inside; a WPS document (.wps, .et) has to be saved as .docx, .xlsx or PDF first",
)


def unreadable(subject: str, problem: str, remedy: str, place: str = "file") -> NoticeError:
    """Return the error that says why a file cannot be read."""
    return NoticeError(subject, [Fault(place, problem, remedy)])


def kind_of_zip(raw: bytes, subject: str) -> str:
    """Say what an office document's zip holds, once it is known to be safe to read.

    Parameters
    ----------
    raw : bytes
        The file.
    subject : str
        What to call it in an error.

    Returns
    -------
    str
        ``docx`` or ``xlsx``.

    Raises
    ------
    NoticeError
        If it is damaged, encrypted, of another kind, or unpacks to more than a plan can need.
    """
    with _open(raw, subject) as archive:
        names = {_plain_name(info) for info in archive.infolist()}
        kind = _kind_of_names(names)
        if not kind:
            what, remedy = _name_other(archive, names)
            raise unreadable(subject, f"{what}, which cannot be read", remedy)
    xml_parts(raw, subject)
    return kind


def xml_parts(raw: bytes, subject: str) -> dict[str, bytes]:
    """Unpack the XML of an office document; nothing else of it is ever opened.

    Parameters
    ----------
    raw : bytes
        The file.
    subject : str
        What to call it in an error.

    Returns
    -------
    dict of str to bytes
        The parts by name, in lower case; names of ISO "strict" namespaces as the usual ones.

    Raises
    ------
    NoticeError
        If it is damaged, encrypted, declares entities, or unpacks to more than a plan can need.
    """
    parts: dict[str, bytes] = {}
    room, marks = LARGEST_XML, 0
    with _open(raw, subject) as archive:
        wanted = [info for info in archive.infolist() if info.filename.lower().endswith(_XML)]
        if sum(info.file_size for info in wanted) > LARGEST_XML:
            raise _too_large(subject)
        for info in wanted:
            part = _unpack(archive, info, room, subject)
            room -= len(part)
            marks += part.count(b"<") + part.count(b"=")
            if marks > _MOST_MARKS:
                raise _too_large(subject)
            _refuse_entities(part, info.filename, subject)
            parts[_plain_name(info)] = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
    return parts


def parse(parts: dict[str, bytes], name: str, subject: str) -> _Element:
    """Parse one of the parts of an office document.

    Parameters
    ----------
    parts : dict of str to bytes
        What `xml_parts` gave.
    name : str
        The part.
    subject : str
        What to call the file in an error.

    Returns
    -------
    lxml element
        Its root; comments are left out.

    Raises
    ------
    NoticeError
        If there is no such part, or it is not XML.
    ImportError
        If lxml is not installed.
    """
    try:
        from lxml import etree  # noqa: PLC0415 – an extra, and light to import without
    except ImportError as error:
        message = "reading a Word or Excel document needs the extra 'read': pip install \"ipnetwork[read]\""
        raise ImportError(message) from error
    if name not in parts:
        raise unreadable(subject, f"its part {name} is missing", _AGAIN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(parts[name], parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise unreadable(subject, f"not XML that can be read ({error})", _AGAIN, name) from error
    if root.getroottree().docinfo.internalDTD is not None:  # one that an odd encoding hid from _refuse_entities
        raise _entities(name, subject)
    return root


def related(parts: dict[str, bytes], name: str, subject: str) -> dict[str, tuple[str, str]]:
    """Find what a part refers to.

    Parameters
    ----------
    parts : dict of str to bytes
        What `xml_parts` gave.
    name : str
        The part that refers; empty for the document as a whole.
    subject : str
        What to call the file in an error.

    Returns
    -------
    dict of str to (str, str)
        By identifier: the kind (``styles``, ``worksheet``) and the name of the other part, which may be missing.
    """
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    if relations not in parts:
        return {}
    found = {}
    for relation in parse(parts, relations, subject).iterfind("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = relation.get("Type", "").rpartition("/")[2], target.lstrip("/").lower()
    return found


def main_part(parts: dict[str, bytes], usual: str, subject: str) -> str:
    """Name the part that is the document itself; `usual` where the file does not say."""
    targets = [target for kind, target in related(parts, "", subject).values() if kind == "officeDocument"]
    return next((target for target in targets if target in parts), usual)


def _open(raw: bytes, subject: str) -> zipfile.ZipFile:
    """Open a zip whose list of entries is short, and which no password locks."""
    if raw.count(_ENTRY) > MOST_ENTRIES:  # counted here, because ZipFile makes an object of each
        remedy = "give the document itself; one that big has to be copied into a new .docx or .xlsx"
        raise unreadable(subject, f"a zip of more than {MOST_ENTRIES:,} entries", remedy)
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except _DAMAGE as error:
        raise unreadable(subject, f"a damaged or cut-off zip ({error})", _FETCH) from error
    if any(info.flag_bits & 1 for info in archive.infolist()):
        archive.close()
        raise unreadable(subject, "encrypted", "open it with its password and save it without one")
    return archive


def _plain_name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/").lower()


def _kind_of_names(names: set[str]) -> str:
    """Return docx or xlsx, or nothing if the names are those of neither."""
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return "docx"
    book = any(name.startswith("xl/") and name.endswith(".xml") for name in names)
    return "xlsx" if book and "xl/workbook.bin" not in names else ""


def _name_other(archive: zipfile.ZipFile, names: set[str]) -> tuple[str, str]:
    """Say what a zip is that is neither Word nor Excel, and what to do with it."""
    mimetype = ""
    if "mimetype" in archive.namelist():
        try:
            with archive.open("mimetype") as stream:
                mimetype = stream.read(100).decode("ascii", "replace")
        except _DAMAGE:
            mimetype = ""
    for mark, what, remedy in _MIMETYPES:
        if mark in mimetype:
            return what, remedy
    for mark, what, remedy in _OTHERS:
        if any(name.startswith(mark) for name in names):
            return what, remedy
    return _PLAIN


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, subject: str) -> bytes:
    """Unpack one entry in pieces, whatever size it declares, and stop where it is too large."""
    if info.compress_type not in _METHODS:  # the others may unpack a whole bomb at once
        raise unreadable(subject, f"{info.filename} is packed in a way that Office does not use", _AGAIN)
    pieces = []
    try:
        with archive.open(info) as stream:
            while room >= 0 and (piece := stream.read(_CHUNK)):
                pieces.append(piece)
                room -= len(piece)
    except _DAMAGE as error:
        raise unreadable(subject, f"a damaged zip: {info.filename} cannot be unpacked ({error})", _FETCH) from error
    if room < 0:
        raise _too_large(subject)
    return b"".join(pieces)


def _refuse_entities(part: bytes, name: str, subject: str) -> None:
    """Refuse XML that declares a document type: no program of Office writes one, and entities are how XML attacks."""
    flat = part.replace(b"\0", b"") if b"\0" in part else part  # UTF-16 has a null in every ASCII character
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        raise _entities(name, subject)


def _entities(name: str, subject: str) -> NoticeError:
    return unreadable(subject, "declares a document type or entities, as no program of Office does", _AGAIN, name)


def _too_large(subject: str) -> NoticeError:
    problem = f"its text unpacks to more than the {LARGEST_XML:,} bytes that a plan can need, or is nothing but markup"
    return unreadable(subject, problem, "give the notice itself, or copy its table into a new .docx or .xlsx")
