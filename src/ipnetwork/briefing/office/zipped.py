"""Pack an office document again so that the same document has the same bytes, whenever it is written."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 – the first date that a zip knows, and office files have no time zone
LONGEST_PROPERTY = 255  # characters that Word, PowerPoint and Excel keep of a title


def repeatable_zip(raw: bytes) -> bytes:
    """Return a zip with the same entries in the same order, all of them dated 1 January 1980.

    Parameters
    ----------
    raw : bytes
        A document as python-docx or python-pptx saves it, each entry stamped with the clock.

    Returns
    -------
    bytes
        The document; nothing in it says when or on which system it was written.

    Raises
    ------
    zipfile.BadZipFile
        If it is not a zip.

    Examples
    --------
    >>> out = BytesIO()
    >>> with zipfile.ZipFile(out, "w") as archive:
    ...     archive.writestr("a.xml", "<a/>")
    >>> zipfile.ZipFile(BytesIO(repeatable_zip(out.getvalue()))).infolist()[0].date_time
    (1980, 1, 1, 0, 0, 0)
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.create_system = 0  # MS-DOS, as Office writes; otherwise it tells Windows from Unix
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def property_text(text: str) -> str:
    """Return a text as long as the properties of a document may be, an ellipsis at the end of what is longer."""
    return text if len(text) <= LONGEST_PROPERTY else text[: LONGEST_PROPERTY - 1] + "…"
