"""Find who issued a notice, when, and under which number, in the lines around its table."""

from __future__ import annotations

import re
from datetime import date

from ipnetwork.notice.boxtable import is_table_line

_NUMBER = re.compile(r"[\(（]?([\u4e00-\u9fff]{1,8}[〔\[（(［](?:19|20)\d\d[〕\]）)］]\s*第?\d+号)[\)）]?")
_DIGITS = str.maketrans("〇○ＯO零一二三四五六七八九０１２３４５６７８９", "00000123456789" + "0123456789")
_DATE = re.compile(
    r"([〇○零一二三四五六七八九\d]{4})年([一二三四五六七八九十\d]{1,3})月([一二三四五六七八九十\d]{1,3})日"
)
_PLACE = re.compile("^(.{2,6}?(?:自治区|省|市|州|县|区))(?=人民政府|政府|委|[\u4e00-\u9fff]{2,12}(?:局|厅|办|委)$)")
_KIND = "(?:通知|意见|方案|措施|计划|规划|决定|批复|办法|要点|函|清单|分工|制度|规定|公告|通报)"
_TITLE = re.compile(
    f".*?(?:关于|印发).*?{_KIND}(?:[（(].{{1,12}}[）)])?(?=$|[\u4e00-\u9fff]{{1,8}}[〔\\[（(［](?:19|20))"
)
_BARE_TITLE = re.compile(f"[^。：:，,]{{4,60}}{_KIND}(?:[（(].{{1,12}}[）)])?")
_SEARCHED = 40
_LONGEST_TITLE = 120
_LONGEST_ISSUER = 60


def read_preamble(lines: list[str], key: str) -> dict[str, str]:
    """Read the facts that head a notice.

    Parameters
    ----------
    lines : list of str
        The lines of the document.
    key : str
        The short name the plan will go by.

    Returns
    -------
    dict of str to str
        ``key``, ``title``, ``document_number``, ``issuer``, ``place`` and ``date``; empty where the document is silent.
    """
    filled = [line.strip() for line in lines if line.strip() and not is_table_line(line)]
    title, after = _find_title(filled)
    number = next((match for line in [after, *filled[:_SEARCHED]] if (match := _NUMBER.fullmatch(line))), None)
    dated = next((at for at, line in enumerate(filled) if _DATE.fullmatch(line)), None)
    issuer = filled[dated - 1] if dated and len(filled[dated - 1]) <= _LONGEST_ISSUER else ""
    issuer = "" if issuer.endswith(("。", "：", "；")) else issuer
    place = _PLACE.match(issuer)
    return {
        "key": key,
        "title": title,
        "document_number": number[1] if number else "",
        "issuer": issuer,
        "place": place[1] if place else "",
        "date": _iso_date(filled[dated]) if dated is not None else "",
    }


def _find_title(filled: list[str]) -> tuple[str, str]:
    """Return the title, put together from up to three lines, and what follows it on its last line."""
    for at in range(min(len(filled), _SEARCHED)):
        if not re.search("关于|印发", filled[at]) or re.match("[《（(]|附件|根据|为|现|经", filled[at]):
            continue
        for more in range(1, 4):
            whole = "".join(filled[at : at + more])[: _LONGEST_TITLE + _SEARCHED]
            title = _TITLE.match(whole)
            rest = whole[title.end() :] if title else ""
            number = _NUMBER.match(rest)
            if title and len(title.group()) <= _LONGEST_TITLE and (not rest or number):
                return title.group(), number.group() if number else ""
    first = next((line for line in filled[:_SEARCHED] if _BARE_TITLE.fullmatch(line)), filled[0] if filled else "")
    return (first if len(first) <= _LONGEST_TITLE else first[: _LONGEST_TITLE - 1] + "…"), ""


def _iso_date(written: str) -> str:
    """Turn 二○○七年六月三十日 or 2007年6月30日 into 2007-06-30."""
    match = _DATE.fullmatch(written)
    if match is None:
        return ""
    year, month, day = match.groups()
    try:
        return date(int(year.translate(_DIGITS)), _small_number(month), _small_number(day)).isoformat()
    except ValueError:  # a day that no calendar has
        return ""


def _small_number(written: str) -> int:
    """Read a number under 100 in Chinese or Arabic digits: 三十 is 30, 十二 is 12."""
    tens, ten, ones = written.translate(_DIGITS).rpartition("十")
    if not ten:
        return int(ones)
    return 10 * int(tens or 1) + int(ones or 0)
