"""Make Chinese names findable on a Latin keyboard: by pinyin and by its initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHER = re.compile(r"[^\u3400-\u9fff]+")


def pinyin_of(texts: Iterable[str]) -> str:
    """Return the pinyin of some names, for a page to search in.

    Parameters
    ----------
    texts : iterable of str
        All that something is called in Chinese: its name, its short name.

    Returns
    -------
    str
        The syllables without tones, spaces between; readings of different names with `` | `` between. What is not
        Chinese is left out. Their first letters are the initials.

    Notes
    -----
    Read phrase by phrase: 重庆 is chong qing, 重点 zhong dian. ü is typed, and written, v.

    Examples
    --------
    >>> pinyin_of(["重庆市银行", "重庆市银行（A）"])
    'chong qing shi yin hang'
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 – 60,000 phrases, only for pages

    chinese = dict.fromkeys(_OTHER.sub("", text) for text in texts)
    readings = dict.fromkeys(" ".join(filter(None, lazy_pinyin(text, errors="ignore"))) for text in chinese)
    return " | ".join(filter(None, readings))
