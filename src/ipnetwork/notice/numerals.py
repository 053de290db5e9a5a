"""Spell a number in the formats in which Word numbers paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SILENT = frozenset({"bullet", "none"})
_DIGITS = "〇一二三四五六七八九"
_COUNTED = "零一二三四五六七八九", "十百千万"
_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖", "拾佰仟万"
_TRADITIONAL = "零壹貳參肆伍陸柒捌玖", "拾佰仟萬"
_HUNDRED, _TEN_THOUSAND = 100, 10_000
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"} | {
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}
_LARGEST_ROMAN = 4_999
_LARGEST_LETTERS = 26 * 30
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS = {
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def spell_number(number: int, form: str) -> str:
    """Spell a number in one of Word's formats; in digits where the format has no sign for it or is not known here.

    Parameters
    ----------
    number : int
        Not negative.
    form : str
        The format, as Word's files name it.

    Returns
    -------
    str
        The number; nothing for bullets.

    Examples
    --------
    >>> [spell_number(12, form) for form in ("chineseCounting", "upperRoman", "decimalEnclosedCircle", "decimal")]
    ['十二', 'XII', '⑫', '12']
    """
    if form in SILENT:
        return ""
    signs = _SIGNS.get(form, "")
    if 1 <= number <= len(signs):
        return signs[number - 1]
    return _SPELLINGS.get(form, str)(number)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _chinese_counting(number: int) -> str:
    """Count with tens up to 99, from there on digit by digit."""
    return _chinese(number) if number < _HUNDRED else _digit_by_digit(number)


def _chinese(number: int) -> str:
    """Count in thousands, with ten as 十 and not 一十."""
    return re.sub("^一十", "十", _by_units(number, *_COUNTED))


def _japanese(number: int) -> str:
    """Count in thousands without zeros, and without 一 before a unit."""
    return re.sub("零|一(?=[十百千])", "", _by_units(number, *_COUNTED)) or _DIGITS[0]


def _by_units(number: int, digits: str, units: str) -> str:
    """Write every digit with its unit, and one zero for the zeros between them."""
    high, low = divmod(number, _TEN_THOUSAND)
    if not number or high >= _TEN_THOUSAND:
        return str(number) if number else digits[0]
    ten, hundred, thousand, ten_thousand = tuple(units)

    def four(part: int) -> str:
        pairs = zip(f"{part:04}", (thousand, hundred, ten, ""), strict=True)
        return "".join(digits[int(digit)] + (unit if digit != "0" else "") for digit, unit in pairs)

    text = four(high).rstrip(digits[0]) + ten_thousand + four(low) if high else four(low)
    return re.sub(f"{digits[0]}+", digits[0], text).strip(digits[0])


def _roman(number: int) -> str:
    if not 1 <= number <= _LARGEST_ROMAN:
        return str(number)
    text = ""
    for value, letters in _ROMAN.items():
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """Write a to z, then aa to zz, each with one letter as often as needed."""
    if not 1 <= number <= _LARGEST_LETTERS:
        return str(number)
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1)


_SPELLINGS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": "- {} -".format,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "chineseCounting": _chinese_counting,
    "taiwaneseCounting": _chinese_counting,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _by_units(number, *_SIMPLIFIED),
    "ideographLegalTraditional": lambda number: _by_units(number, *_TRADITIONAL),
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "koreanDigital2": _digit_by_digit,
}
