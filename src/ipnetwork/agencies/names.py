"""Split a written list of agencies into names, and expand what the list abbreviates.

A printed cell such as ``各区、县级市财政局、知识产权局`` is two names although it holds two separators that look alike:
the first joins the territories of one collective body, the second parts two bodies, and the second body borrows the
first one's territory. `split_names` knows these habits and returns each name with the place it took in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipnetwork.agencies.bodies import BRACKETS, LINK, TERRITORIES, is_body, is_closed, links_between

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SEPARATORS = "、,，;；\n"

_TERRITORIAL = "省市区县乡镇州旗道"
_APART = re.compile("[\u4e00-\u9fff）)] [\u4e00-\u9fff]")
_UNSPECIFIC = "(?:[省市区县]直?)?各?(?:其他|其它)?(?:有关|相关)(?:职能|责任)?(?:单位|部门|机构|方面)"
_OPEN_TAIL = re.compile(f"(?P<link>等|以及|及其|及|和|与)?(?P<open>{_UNSPECIFIC})$")
# 市财政局等部门 says no more than 市财政局等.
_AND_SO_ON = re.compile(
    "(?:等|(?=[0-9０-９]{1,3}[个家]))(?:共?(?:[0-9０-９]{1,3}|[一二两三四五六七八九十]{1,3}|多|几)(?:[个家]|(?=单位|部门|机构)))?"
    "(?:(?:成员|职能|责任|政府|[省市区县][直级]){0,2}(?:单位|部门|机构)(?:[和及、与（(](?:单位|部门|机构)[）)]?)?)?$"
)
_INSIDE = re.compile("..(?:以及|及|和|与)?[各有相涉省市区县州]")
_SECOND = re.compile(f"(?:以及|及|和|与)?(?:{TERRITORIES.pattern}|[省市区县州])(?=.)")
_PREFIX = re.compile(f"{TERRITORIES.pattern}|[省市区县州]")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One name in a written list.

    Parameters
    ----------
    name : str
        The name with its ellipsis expanded: ``各区、县级市知识产权局``.
    as_written : str
        The characters that stand for it in the list: ``知识产权局``. A 等 after it is none of them.
    start, stop : int
        Their place in the list, as for a slice.
    """

    name: str
    as_written: str
    start: int
    stop: int


def split_names(text: str, organs: Collection[str] = ()) -> list[WrittenName]:
    """Split a written list of agencies into its names, in order.

    Parameters
    ----------
    text : str
        The list without line breaks and stray spaces; a line break that is left parts two names.
    organs : collection of str
        Bare organ names (知识产权局). One that follows a name with a territory or level borrows it.

    Returns
    -------
    list of WrittenName
        Empty for an empty text.

    Examples
    --------
    >>> [written.name for written in split_names("各区、县级市财政局、知识产权局及相关部门", {"财政局", "知识产权局"})]
    ['各区、县级市财政局', '各区、县级市知识产权局', '相关部门']
    >>> [written.name for written in split_names("市住房和城乡建设局和市财政局等部门")]
    ['市住房和城乡建设局', '市财政局']
    """
    names: list[WrittenName] = []
    prefix = ""
    for start, stop in _pieces(text):
        written = text[start:stop]
        borrows = start > 0 and (text[start - 1] == "、" or LINK.fullmatch(text[start - 1]))
        party = "委" if borrows and prefix.endswith("委") and f"委{written}" in organs else ""  # 市委宣传部、组织部
        name = (prefix.removesuffix("委") + party if borrows and (party or written in organs) else "") + written
        names.append(WrittenName(name, written, start, stop))
        prefix = _prefix_of(name, organs)
    return names


def holds_several(name: str, organs: Collection[str]) -> bool:
    """Say whether a name runs two bodies together: 市财政局市教育局, 市财政局和市教育局.

    Parameters
    ----------
    name : str
        One name of a list.
    organs : collection of str
        Bare organ names (财政局).

    Returns
    -------
    bool
        True where an organ stands inside the name before another one with a level or territory of its own.

    Examples
    --------
    >>> holds_several("市财政局市教育局", {"财政局", "教育局"}), holds_several("市政府办公厅", {"政府", "办公厅"})
    (True, False)
    """
    if not _INSIDE.search(name):  # most names; the rest is slow
        return False
    return any(
        _SECOND.match(name, at + len(organ)) and name.endswith(tuple(organs))
        for organ in organs
        for at in [name.find(organ)]
        if at >= 0
    )


def parts_names(left: str, right: str, organs: Collection[str], *, wraps: bool = False) -> bool:
    """Say whether a space or line end parts two names, and does not stand inside one.

    Parameters
    ----------
    left, right : str
        What stands on either side of it, up to the next separator.
    organs : collection of str
        Bare organ names (财政局).
    wraps : bool, default False
        Whether lines end where they were full: then only 市财政局⏎市教育局 are surely two.

    Returns
    -------
    bool
        False where either is no body, or both together may be one: 市委⏎宣传部.

    Examples
    --------
    >>> parts_names("市财政局", "市教育局", {"财政局", "教育局"}), parts_names("市住房和城乡", "建设局", ())
    (True, False)
    """
    if not left or not right or not is_closed(left) or not is_closed(right):
        return False
    if holds_several(left + right, organs) and is_body(left):
        return True
    inside = any((left + right)[at:] in organs for at in range(len(left)))
    inside = inside or (left[-1] in _TERRITORIAL and right[-1] not in _TERRITORIAL)
    return not wraps and not inside and is_body(left) and is_body(right)


def _prefix_of(name: str, organs: Collection[str]) -> str:
    """Return the territory or level before an organ: 市 of 市财政局, 市委 of 市委组织部, 各区、县级市 of a class."""
    match = _PREFIX.match(name)
    if not match or name[match.end() :] not in organs:
        return ""
    return match.group() + ("委" if name[match.end() : match.end() + 1] == "委" else "")


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each name: between separators, between links, and either side of an open name's link."""
    start = 0
    for cut in [*_cuts(text), len(text)]:
        yield from _bare_pieces(text, start, cut)
        start = cut + 1


def _bare_pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a stretch without separators: 甲局和乙局及有关部门 are three."""
    stretch = text[start:stop]
    tail = _OPEN_TAIL.search(stretch)
    if tail and tail.start() > 0 and tail["link"]:
        yield from _bare_pieces(text, start, start + tail.start())
        yield start + tail.start("open"), stop
        return
    begin = start
    stretch = _AND_SO_ON.sub("", stretch)
    for left, right in [*links_between(stretch), (stop - start, stop - start)]:
        piece = text[begin : start + left]
        bare = _AND_SO_ON.sub("", piece).strip()
        at = begin + piece.find(bare)
        if bare and not _AND_SO_ON.fullmatch(piece):
            yield at, at + len(bare)
        begin = start + right


def _cuts(text: str) -> Iterator[int]:
    """Yield the place of each separator that is outside brackets and outside a list of territories."""
    inside = {place for match in TERRITORIES.finditer(text) for place in range(*match.span())}
    depth = 0
    for place, character in enumerate(text):
        depth += (character in BRACKETS[0]) - (character in BRACKETS[1])
        parting = character in SEPARATORS or (character == " " and _APART.match(text, place - 1))
        if parting and depth <= 0 and place not in inside:
            yield place
