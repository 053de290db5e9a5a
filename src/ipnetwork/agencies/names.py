"""Split a written list of agencies into names, and expand what the list abbreviates.

A printed cell such as ``各区、县级市财政局、知识产权局`` is two names although it holds two separators that look alike:
the first joins the territories of one collective body, the second parts two bodies, and the second body borrows the
first one's territory. `split_names` knows these habits and returns each name with the place it took in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SEPARATORS = "、,，;；"
BRACKETS = ("（(〔[【《“", "）)〕]】》”")

# Territories run from large to small inside one name: 各市、县 is one list, 各区、市财政局 is two bodies.
TERRITORIES = re.compile(
    "各(?:(?:省|自治区|直辖市)(?:、(?:省|自治区|直辖市))*)?(?:、?各?(?:市|州|盟))*(?:、?各?(?:区|县级市|县|旗))*(?:、?各?(?:乡|镇|街道))*"
)
_UNSPECIFIC = "(?:[省市区县]直?)?各?(?:其他|其它)?(?:有关|相关)(?:职能|责任)?(?:单位|部门|机构|方面)"
_OPEN_TAIL = re.compile(f"(?P<link>以及|及其|及|和|与)?(?P<open>等?{_UNSPECIFIC})$")
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
        The characters that stand for it in the list: ``知识产权局``.
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
        The list without line breaks and stray spaces.
    organs : collection of str
        Bare organ names (知识产权局). One that follows a name with a territory or level across 、 borrows it.

    Returns
    -------
    list of WrittenName
        Empty for an empty text.

    Examples
    --------
    >>> [written.name for written in split_names("各区、县级市财政局、知识产权局及相关部门", {"财政局", "知识产权局"})]
    ['各区、县级市财政局', '各区、县级市知识产权局', '相关部门']
    """
    names: list[WrittenName] = []
    prefix = ""
    for start, stop in _pieces(text):
        written = text[start:stop]
        if written == "等" and names:  # 市财政局、等 says no more than 市财政局等
            last = names.pop()
            names.append(WrittenName(last.name, text[last.start : stop], last.start, stop))
            continue
        bare = written.removesuffix("等") or written
        after_enumeration = start > 0 and text[start - 1] == "、"
        name = (prefix if after_enumeration and bare in organs else "") + bare
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
    return any(
        _SECOND.match(name, at + len(organ)) and name.endswith(tuple(organs))
        for organ in organs
        for at in [name.find(organ)]
        if at >= 0
    )


def _prefix_of(name: str, organs: Collection[str]) -> str:
    """Return the territory or level in front of an organ: 市 of 市财政局, 各区、县级市 of a collective body."""
    match = _PREFIX.match(name)
    return match.group() if match and name[match.end() :] in organs else ""


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each name: between separators, and either side of the link before an open name."""
    start = 0
    for cut in [*_cuts(text), len(text)]:
        piece = text[start:cut]
        tail = _OPEN_TAIL.search(piece)
        if tail and tail.start() > 0 and (tail["link"] or tail["open"].startswith("等")):
            yield start, start + tail.start()
            yield start + tail.start("open"), cut
        elif piece:
            yield start, cut
        start = cut + 1


def _cuts(text: str) -> Iterator[int]:
    """Yield the place of each separator that is outside brackets and outside a list of territories."""
    inside = {place for match in TERRITORIES.finditer(text) for place in range(*match.span())}
    depth = 0
    for place, character in enumerate(text):
        depth += (character in BRACKETS[0]) - (character in BRACKETS[1])
        if character in SEPARATORS and depth <= 0 and place not in inside:
            yield place
