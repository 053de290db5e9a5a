"""Read and write files without surprises: an encoding ladder in, whole files out."""

from __future__ import annotations

import codecs
import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault, InputError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

LARGEST_FILE = 50_000_000
_NOT_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_text(path: str | os.PathLike[str], *, encoding: str | None = None) -> str:
    """Read a text file by its byte-order mark, else as strict UTF-8, else as strict GB18030.

    Parameters
    ----------
    path : path
        The file; at most 50 MB.
    encoding : str, optional
        Read with this encoding instead of trying the ladder (Big5, say).

    Returns
    -------
    str
        The text without its mark, line ends as ``LF``.

    Raises
    ------
    InputError
        If the file is too large or no encoding of the ladder fits.
    OSError
        If there is no such file, or it may not be read.
    """
    path = Path(path)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        problem = f"{size:,} bytes, more than the {LARGEST_FILE:,} that a plan can need"
        raise InputError(str(path), [Fault("file", problem, "give the notice itself")])
    return decode(path.read_bytes(), subject=str(path), encoding=encoding)


def decode(raw: bytes, *, subject: str, encoding: str | None = None) -> str:
    """Decode the bytes of a text file as `read_text` does; `subject` names them in an error."""
    kind = next((kind for mark, kind in _NOT_TEXT.items() if raw.startswith(mark)), None)
    if kind:
        remedy = "save it as text or copy its table into a CSV with columns item, agency, role"
        raise InputError(subject, [Fault("file", f"{kind}, which cannot be read", remedy)])
    try:
        text = raw.decode(encoding) if encoding else _by_ladder(raw)
    except (UnicodeDecodeError, LookupError) as error:
        tried = encoding or "UTF-8 or GB18030"
        remedy = "name its encoding with encoding=, or save it as UTF-8"
        raise InputError(subject, [Fault("file", f"not a text in {tried}", remedy)]) from error
    if "\x00" in text:
        remedy = "give a text file"
        raise InputError(subject, [Fault("file", "not a text: it holds null characters", remedy)])
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _by_ladder(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def read_rows(path: str | os.PathLike[str], *, encoding: str | None = None) -> tuple[list[str], list[dict[str, str]]]:
    """Read a CSV file as text, every cell as it stands.

    Parameters
    ----------
    path : path
        The file; its first line names the columns.
    encoding : str, optional
        As for `read_text`.

    Returns
    -------
    columns : list of str
        The names in the first line.
    rows : list of dict
        One a line of data, blank lines left out.

    Raises
    ------
    InputError
        Naming every row that has more or fewer cells than there are columns.
    """
    try:
        lines = list(csv.reader(StringIO(read_text(path, encoding=encoding), newline="")))
    except csv.Error as error:
        remedy = "look for a quotation mark that is never closed"
        raise InputError(str(path), [Fault("file", f"not a readable CSV: {error}", remedy)]) from error
    columns = [name.strip() for name in lines[0]] if lines else []
    faults = [] if len(set(columns)) == len(columns) else [Fault("row 1", "a column name stands twice", "rename one")]
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            problem = f"{len(cells)} cells under {len(columns)} columns"
            faults.append(Fault(f"row {number}", problem, "quote a cell that holds a comma, or add the missing one"))
        rows.append(dict(zip(columns, cells, strict=False)))
    if faults:
        raise InputError(str(path), faults)
    return columns, rows


def csv_text(columns: Iterable[object], rows: Iterable[Iterable[object]], *, line_end: str = "\n") -> str:
    """Write rows as CSV text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(list(columns))
    writer.writerows(rows)
    return out.getvalue()


def inert(cell: object) -> object:
    """Return a cell that Excel takes for text and never for a formula: with a ``'`` before what begins as one does.

    Parameters
    ----------
    cell : object
        Anything; only a text is changed.

    Returns
    -------
    object
        What to write.

    Examples
    --------
    >>> inert("=1+1"), inert("市财政局"), inert(-3)
    ("'=1+1", '市财政局', -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_files(folder: str | os.PathLike[str], contents: Mapping[str, bytes]) -> Path:
    """Write files into a folder, each beside its place and then renamed, so that none is ever half written.

    Parameters
    ----------
    folder : path
        Made where it does not exist.
    contents : mapping of str to bytes
        File names, relative to the folder, and what they hold.

    Returns
    -------
    Path
        The folder.
    """
    folder = Path(folder)
    waiting: dict[Path, Path] = {}
    try:
        for name, raw in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = path.with_name(f".{path.name}.part")
            waiting[path].write_bytes(raw)
        for path, beside in waiting.items():  # only when all of it is there
            beside.replace(path)
    finally:
        for beside in waiting.values():
            beside.unlink(missing_ok=True)
    return folder
