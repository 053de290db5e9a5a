"""Write the number in a cell as its format shows it: as a date, a time, a percentage, or the number itself."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

WINDOWS_ZERO, MAC_ZERO = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 – a day on paper, in no time zone
_PERCENT = "%"
# What has no say in whether a format is one of dates: texts, colours and countries, single characters, and the word
# for "no format".
_LITERAL = re.compile(r'"[^"]*"|\[[^][]*\]|[\\_*].|general|standard|g/通用格式', re.IGNORECASE)
# The formats that files name by number only, as Excel in Chinese means them.
_BY_NUMBER = {
    "yyyy-m-d": (14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58),
    "yyyy-m": (17, 27, 36, 50, 52, 57),
    "h:mm": (18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56),
    "yyyy-m-d h:mm": (22,),
    "0%": (9, 10),
}
BUILT_IN = {number: code for code, numbers in _BY_NUMBER.items() for number in numbers}
_LARGEST_EXACT = 10**15


def find_pattern(code: str) -> str:
    """Say how a format writes numbers.

    Parameters
    ----------
    code : str
        The format, as Excel's files spell it: ``yyyy"年"m"月"``.

    Returns
    -------
    str
        What `strftime` takes, for a date or time; ``%`` for a percentage; nothing for anything else.

    Examples
    --------
    >>> [find_pattern(code) for code in ("yyyy/m/d", 'yyyy"年"m"月"', "h:mm", "0.0%", "0.00", "General")]
    ['%Y-%m-%d', '%Y-%m', '%H:%M', '%', '', '']
    """
    letters = _LITERAL.sub("", code).split(";")[0].lower()
    time = "%H:%M" if re.search("[hs]", letters) else ""
    if re.search("d|aaa", letters):
        return f"%Y-%m-%d {time}".strip()
    if "y" in letters or ("m" in letters and not time):
        return f"%Y-%m {time}".strip() if "m" in letters else "%Y"
    return time or (_PERCENT if _PERCENT in letters else "")


def show_number(text: str, pattern: str, zero: datetime) -> str:
    """Write a number as its cell shows it.

    Parameters
    ----------
    text : str
        The number, as the file spells it.
    pattern : str
        What `find_pattern` gave.
    zero : datetime
        The day that counts as zero.

    Returns
    -------
    str
        A date as 2025-06-30, a number without the zeros and rounding errors that only the file has.

    Examples
    --------
    >>> show_number("45838", "%Y-%m-%d", WINDOWS_ZERO), show_number("0.07", "%", WINDOWS_ZERO)
    ('2025-06-30', '7%')
    >>> [show_number(text, "", WINDOWS_ZERO) for text in ("7.0", "0.30000000000000004", "1E3", "n/a")]
    ['7', '0.3', '1000', 'n/a']
    """
    try:
        number = float(text)
        if pattern == _PERCENT:
            return f"{number * 100:.12g}%"
        if pattern and number >= 0:
            return _show_moment(number, pattern, zero)
    except (ValueError, OverflowError):  # not a number, or a day beyond all calendars
        return text
    return str(int(number)) if number.is_integer() and abs(number) < _LARGEST_EXACT else f"{number:.15g}"


def _show_moment(number: float, pattern: str, zero: datetime) -> str:
    """Write a count of days as a date or time; midnight is written only where nothing else is."""
    moment = zero + timedelta(seconds=round(number * 86_400))
    if pattern.endswith(" %H:%M") and not (moment.hour or moment.minute):
        pattern = pattern.removesuffix(" %H:%M")
    return moment.strftime(pattern)
