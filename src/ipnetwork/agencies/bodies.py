"""Tell by its last characters whether words name a body, and part two bodies that 和, 及 or 与 joins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 60
BRACKETS = ("（(〔[【《“", "）)〕]】》”")

_ENDS = (
    *"局部委办署厅院会行室府司社团队处科股站所台校庭库",
    *(
        "中心",
        "公司",
        "集团",
        "银行",
        "海关",
        "妇联",
        "残联",
        "侨联",
        "文联",
        "工商联",
        "社科联",
        "科协",
        "作协",
        "红十字会",
    ),
    *(
        "大学",
        "学院",
        "中学",
        "图书馆",
        "档案馆",
        "博物馆",
        "美术馆",
        "开发区",
        "园区",
        "新区",
        "保税区",
        "度假区",
        "景区",
    ),
    *(
        "部门",
        "中央",
        "机关",
        "总工会",
        "军区",
        "武装部",
        "管理机构",
        "分行",
        "联社",
        "电力",
        "移动",
        "联通",
        "电信",
        "铁塔",
        "烟草",
    ),
)
_NO_BODIES = ("社会", "干部", "军队", "内部", "全部", "机会", "大会", "晚会", "协会员", "工会会员", "产业园区", "全会")
_TERRITORY = re.compile("[\u4e00-\u9fff]{2,7}(?:省|市|区|县|旗|州|盟|镇|乡|街道)(?:[（(〔][省市州区县旗、]+[）)〕])?")
# Territories run from large to small inside one name: 各市、县 is one list, 各区、市财政局 is two bodies.
_CITIES = "(?:市|州|盟|地区|设区的?市|地级以上市|地级市|县级市)"
_COUNTIES = "(?:区县(?!级市)|县市区?|区市县|区|县级市|县|旗|自治县)"
_OWN = "(?:[（(〔][省市州区县旗、和及自治]+[）)〕])?"  # 县（市、区）, 区县（自治县）
# Each list is taken whole (*+): 区县区县… can be parted in too many ways to try them all.
TERRITORIES = re.compile(
    "各(?:(?:省|自治区|直辖市)(?:、(?:省|自治区|直辖市))*)?"
    f"(?:、?各?{_CITIES}{_OWN})*+(?:、?各?{_COUNTIES}{_OWN})*+"
    "(?:、?各?(?:乡镇|镇街(?!道)|乡|镇|街道)(?:[（(](?:街道|乡|镇|办事处|、)+[）)])?)*+"
    # 各镇人民政府、街道办事处
    "(?:(?<=[乡镇道])(?:人民政府|政府|办事处)、(?:街道|乡镇|镇|乡)(?=办事处|人民政府|政府))?"
    "|(?<![\u4e00-\u9fff])(?:有|涉)[^、，,；;]{1,8}的[省市州区县旗](?:、(?:[市州区县旗]|县级市))+(?=人民政府|政府)"
    f"|(?<![\u4e00-\u9fff])(?:(?:有关|相关|涉及)?[省市州区县](?:、[市州区县乡镇]级?)+{_OWN})(?=级?(?:人民)?政府|级|有关|相关)"
)
_CLASS = re.compile("(?:各|有关|相关|其他|其它)[^、]{0,20}(?:单位|企业|机构|院校|高校|学校|地方|平台)")
_LEVEL = re.compile("[省市区县州国各]")
_INNER = ("室", "处", "科", "股", "站", "所", "库", "中心")  # parts of a body, one of which may have 与 in its name
_LAST_BRACKET = re.compile("[（(〔][^（）()〔〕]*[）)〕]$")
# 和 is also how 和平区, 和田市 … begin; so does 和县, but 和县政府 is more often "and the county's government".
LINK = re.compile("以及|[及与暨]|和(?!谐|平[区县分]|田[地市县]|[硕静顺政]县|龙市|林格尔|布克)")


def is_body(name: str) -> bool:
    """Say whether words end as the names of bodies do, or name a territory or a class of bodies.

    Parameters
    ----------
    name : str
        What may be a name; a bracket at its end does not count.

    Returns
    -------
    bool
        True does not mean that there is such a body.

    Examples
    --------
    >>> is_body("市市场监管局（市知识产权局）"), is_body("各区、县级市"), is_body("住房"), is_body("全社会")
    (True, True, False, False)
    """
    bare = _LAST_BRACKET.sub("", name[-LONGEST_NAME:]) or name
    if len(bare) < 2 or bare.endswith(_NO_BODIES):  # noqa: PLR2004 – no body has a name of one character
        return False
    return bool(
        bare.endswith(_ENDS) or _TERRITORY.fullmatch(bare) or TERRITORIES.fullmatch(bare) or _CLASS.fullmatch(bare)
    )


def links_between(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each 和, 及 or 与 that stands between two bodies, not the one of 住房和城乡建设局.

    Parameters
    ----------
    text : str
        A stretch with no other separator in it.

    Yields
    ------
    (int, int)
        Where the link begins and ends. One at the very beginning (A、B，以及C) counts.

    Examples
    --------
    >>> list(links_between("市住房和城乡建设局和市财政局"))
    [(9, 10)]
    """
    start = 0
    for link in LINK.finditer(text if len(text) < 10 * LONGEST_NAME else ""):
        left, right = text[start : link.start()], text[link.end() :]
        if not right or not is_closed(left) or not is_closed(right):
            continue
        if link.group() == "与" and left.endswith(_INNER) and not _LEVEL.match(left):
            continue  # 实验室与设备管理处
        if (not left and start == 0 and is_body(right)) or (is_body(left) and is_body(right)):
            yield link.span()
            start = link.end()


def is_closed(text: str) -> bool:
    """Say whether every bracket in a text is closed."""
    return all(text.count(left) == text.count(right) for left, right in zip(*BRACKETS, strict=True))
