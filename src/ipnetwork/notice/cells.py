"""Read the names in one cell of a role column: a list, or a clause of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipnetwork.agencies import (
    LONGEST_NAME,
    holds_several,
    is_body,
    is_closed,
    local_organs,
    parts_names,
    split_names,
)
from ipnetwork.notice.clauses import LONGEST_CLAUSE, read_clause
from ipnetwork.notice.phrases import FIRST_LISTED, NO_NAME, NOBODY, WHEN, declares_first
from ipnetwork.notice.record import Mention, Span, seen
from ipnetwork.notice.roles import LEAD, in_order

if TYPE_CHECKING:
    from ipnetwork.notice.located import Located

_FARTHEST = 2 * LONGEST_NAME  # where a name may begin or end beside a space
_LONGEST_LIST = LONGEST_CLAUSE - 10  # it is read with a label before it
_NO_LIST = re.compile("[。：:]")
# A cell that tells the roles itself, one that marks them behind its names, and what no list of names holds.
_SAYS_ITSELF = re.compile("牵头|负责|配合|[：:]|参与|参加|协助|主办|协办|主责")
_MARKS = re.compile(r"[（(](?:总?牵头|主办|主责|负责|配合|参与|协助)|[★☆*＊▲●]")
_ODD = re.compile(r"[/／①-⑳★☆*＊▲●]|^\d")
_VERBAL = ("牵头", "负责", "配合", "主办", "协办", "参与", "参加", "协助")

Role = tuple[str, str, str]


class UnreadableListError(Exception):
    """What a cell holds that does not read as a list of names; caught by the reader and kept as a fault."""


def compact(content: Located, *, wraps: bool) -> tuple[str, list[int]]:
    """Take the line ends and spaces out of a cell that only shape it, and leave those that part two names.

    Parameters
    ----------
    content : Located
        The cell.
    wraps : bool
        Whether lines end where they were full, and not where the author ended them.

    Returns
    -------
    text : str
        A line break is left between two names that nothing else parts.
    places : list of int
        The place of each of its characters in the cell.
    """
    kept: list[tuple[str, int]] = []
    for match in re.finditer(r"\s+|[^\s]+", content.text):
        if not match.group().isspace():
            kept += zip(match.group(), range(*match.span()), strict=True)
            continue
        left = re.split(r"[\n、，,；;]", "".join(character for character, _ in kept[-_FARTHEST:]))[-1]
        right = re.split(r"[\s、，,；;]", content.text[match.end() : match.end() + _FARTHEST], maxsplit=1)[0]
        if parts_names(left, right, local_organs(), wraps=wraps) or (left.endswith(_VERBAL) and not wraps):
            kept.append(("\n", match.start()))
    return "".join(character for character, _ in kept), [at for _, at in kept]


def is_nobody(text: str) -> bool:
    """Say whether a cell names nobody: it is blank, or 无, —, /.

    Parameters
    ----------
    text : str
        What stands in it.

    Returns
    -------
    bool
        True for spaces alone, too.
    """
    return NOBODY.fullmatch(text) is not None


def read_list(content: Located, role: Role, *, wraps: bool, first_listed: bool) -> tuple[list[Mention], list[Span]]:
    """Read a role cell.

    Parameters
    ----------
    content : Located
        What stands in it.
    role : (word, role, basis)
        What the heading of its column says.
    wraps : bool
        Whether its lines end where they were full.
    first_listed : bool
        Whether the document says that the first body of a list leads.

    Returns
    -------
    mentions : list of Mention
        In printed order; none for a blank cell or a 无.
    spans : list of Span
        Names, separators, and what the cell says about the roles itself.

    Raises
    ------
    UnreadableListError
        Where it is no list of names.
    """
    if is_nobody(content.text):
        return [], [seen(content, "nobody")] if content.text.strip() else []
    if len(content.text) > _LONGEST_LIST:
        raise UnreadableListError(content.text)
    text, places = compact(content, wraps=wraps)
    rule = declares_first(text)
    names = _named(
        text if rule is None else FIRST_LISTED.sub(lambda match: "。" * len(match[0]), text).rstrip("。"), role
    )
    _, own, basis = role
    plain = all((name[3], name[4]) == (own, basis) for name in names)
    given = (
        in_order(len(names), own, basis, first_listed=first_listed or rule is not None)
        if plain
        else [(each[3], each[4]) for each in names]
    )
    mentions, spans, end = [], [], 0
    for (start, stop, name, *_, said), (role_here, basis_here) in zip(names, given, strict=True):
        begin, finish = places[start], places[stop - 1] + 1
        spans += [seen(content.cut(end, begin), "separator"), seen(content.cut(begin, finish), "name")]
        end = finish
        where = content.cut(begin, finish).place
        mentions.append(Mention(name, role_here, basis_here, text[start:stop].replace("\n", ""), said, where))
    spans.append(seen(content.cut(end, len(content.text)), "separator"))
    return mentions, [span for span in spans if span.text.strip()]


def _named(text: str, role: Role) -> list[tuple[int, int, str, str, str, str]]:
    """Return each name with its place, role, basis and role word; a cell may hold a clause of its own."""
    clause = read_clause(text) if _SAYS_ITSELF.search(text) else None
    if clause and not clause.wrong:
        return [(each.start, each.stop, each.name, each.role, each.basis, each.word) for each in clause.names]
    word, own, basis = role
    # As a list behind the column's own heading; the clause grammar reads marks such as 市甲局（牵头）.
    label = "责任单位："
    clause = read_clause(label + text) if _MARKS.search(text) else None
    if clause and not clause.wrong:
        shift = len(label)
        said = {each: word if each.word in label else each.word for each in clause.names}
        return [(e.start - shift, e.stop - shift, e.name, e.role, e.basis, said[e]) for e in clause.names]
    if not is_list(text):
        raise UnreadableListError(text[:40])
    named = [each for each in split_names(text, local_organs()) if not WHEN.fullmatch(each.as_written)]
    return [(each.start, each.stop, each.name, own, basis, word) for each in named]


def is_list(text: str) -> bool:
    """Say whether a text holds names: brackets closed, no sentence, nothing longer than a name can be.

    Parameters
    ----------
    text : str
        Without stray spaces.

    Returns
    -------
    bool
        True for an empty text, too.
    """
    names = [name for name in split_names(text, local_organs()) if not WHEN.fullmatch(name.as_written)]
    single = all(
        len(name.as_written) <= LONGEST_NAME
        and not holds_several(name.name, local_organs())
        and not NO_NAME.search(name.as_written)
        and not _ODD.search(name.as_written)
        for name in names
    )
    return is_closed(text) and single and not _NO_LIST.search(text)


def looks_like_names(texts: list[str]) -> bool:
    """Say whether the cells of a column hold bodies, whatever its heading says.

    Parameters
    ----------
    texts : list of str
        What stands in them.

    Returns
    -------
    bool
        True where most of the filled ones do.
    """
    filled = [re.sub(r"\s", "", text) for text in texts if not is_nobody(text)]
    if not filled:
        return False
    lists = [split_names(text[:500], local_organs()) for text in filled]
    bodies = sum(bool(names) and all(is_body(each.name) for each in names) for names in lists)
    return bodies > 0.6 * len(filled)


def leads_first(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Return mentions with leads first, otherwise in printed order."""
    return tuple(sorted(mentions, key=lambda mention: mention.role != LEAD))
