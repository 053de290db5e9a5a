"""Seat agencies on two facing arcs, group by group, so that strong ties are short."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx

_ACROSS = 0.7  # how far the arcs are apart, in heights of an arc
_LOPSIDED = 0.62  # the most of all seats that one arc may have before a group is cut in two
_TRIED = 700  # pairs of groups; some 0.2 ms each
_LEAST = 1e-9  # a change for the better must be better by so much, on any machine


def seat_on_arcs(
    ties: nx.Graph[str], group_of: dict[str, Hashable], *, longest: int | None = None
) -> tuple[list[str], list[str]]:
    """Seat agencies on two arcs from top to bottom, each group together, so that strong ties are short.

    Parameters
    ----------
    ties : networkx.Graph
        Agencies; edges carry ``weight``.
    group_of : dict
        The group of each agency.
    longest : int, optional
        The most agencies that an arc holds, at least half of all. By default 62% of all.

    Returns
    -------
    left, right : list
        All agencies, each once. The arcs are as equally long as whole groups allow; only a group that would make one
        much longer than the other has agencies on both.

    Notes
    -----
    Sought is a low Σ weight × distance of seats. Groups trade places, or move, as long as that gains, measured
    between their middles; then agencies trade places within their groups (pairwise exchange for the quadratic
    assignment problem of Koopmans and Beckmann 1957). Neither is proven to be best.

    Examples
    --------
    >>> import networkx as nx
    >>> ties = nx.Graph([("a", "b", {"weight": 3}), ("c", "d", {"weight": 2})])
    >>> seat_on_arcs(ties, {"a": 1, "c": 2, "b": 1, "d": 2})
    (['a', 'b'], ['c', 'd'])
    """
    members: dict[Hashable, list[str]] = {}
    for agency in ties:
        members.setdefault(group_of[agency], []).append(agency)
    blocks = list(members.values())
    blocks = [blocks[at] for at in _order_blocks(_between(ties, blocks), [len(block) for block in blocks], longest)]
    order = [agency for block in blocks for agency in block]
    cut = _cut([len(block) for block in blocks], longest)
    order = _trade(ties, order, [group_of[agency] for agency in order], _seats(len(order), cut))
    return order[:cut], order[cut:]


def _between(ties: nx.Graph[str], blocks: Sequence[Sequence[str]]) -> np.ndarray:
    """Return the weight between each pair of groups."""
    at = {agency: number for number, block in enumerate(blocks) for agency in block}
    between = np.zeros((len(blocks), len(blocks)))
    for one, other, weight in ties.edges(data="weight", default=1):
        if at[one] != at[other]:
            between[at[one], at[other]] += weight
            between[at[other], at[one]] += weight
    return between


def _cut(sizes: Sequence[int], longest: int | None) -> int:
    """Return after how many seats the left arc ends: between two groups, unless that is far from the middle."""
    ends = np.cumsum([0, *sizes])
    whole = int(ends[-1])
    cut = int(ends[::-1][np.abs(2 * ends - whole)[::-1].argmin()])
    most = _LOPSIDED * whole if longest is None else min(longest, _LOPSIDED * whole)
    return cut if max(cut, whole - cut) <= most else (whole + 1) // 2


def _seats(count: int, cut: int) -> np.ndarray:
    """Return where the seats are, for arcs of height 1: the left ones from top to bottom, then the right ones."""
    sides = ((0.0, cut), (_ACROSS, count - cut))
    return np.array([(x, (row + 0.5) / seats) for x, seats in sides for row in range(seats)]).reshape(-1, 2)


def _order_blocks(between: np.ndarray, sizes: Sequence[int], longest: int | None) -> list[int]:
    """Return the groups in an order in which what is strongly tied is near: greedily improved from the given one."""

    def cost(order: Sequence[int]) -> float:
        chosen = [sizes[at] for at in order]
        ends = np.cumsum(chosen)
        cut = _cut(chosen, longest)
        middles = ends - np.array(chosen) / 2
        right = middles > cut
        heights = np.where(right, (middles - cut) / max(int(ends[-1]) - cut, 1), middles / max(cut, 1))
        return float((between[np.ix_(order, order)] * _distances(np.column_stack([_ACROSS * right, heights]))).sum())

    order = list(range(len(sizes)))
    best = cost(order) if order else 0.0
    tried, since = 0, 0  # since the last gain
    pairs = list(combinations(range(len(order)), 2))
    while tried < _TRIED and since < len(pairs):
        one, other = pairs[tried % len(pairs)]
        tried, since = tried + 1, since + 1
        for changed in (_swapped(order, one, other), _moved(order, one, other), _moved(order, other, one)):
            value = cost(changed)
            if value < best - _LEAST:
                order, best, since = changed, value, 0
    return order


def _swapped(order: Sequence[int], one: int, other: int) -> list[int]:
    """Let two places trade what stands at them."""
    changed = list(order)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def _moved(order: Sequence[int], start: int, end: int) -> list[int]:
    """Take what stands at one place to another; what is in between moves up."""
    changed = list(order)
    changed.insert(end, changed.pop(start))
    return changed


def _distances(places: np.ndarray) -> np.ndarray:
    """Return the distance of each pair of places."""
    return np.asarray(np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)))


def _trade(ties: nx.Graph[str], order: Sequence[str], groups: Sequence[Hashable], seats: np.ndarray) -> list[str]:
    """Let the two agencies of a group trade seats that gain most by it, as long as any gain."""
    seated = list(order)
    at = {agency: number for number, agency in enumerate(order)}
    weight = np.zeros((len(order), len(order)))
    for one, other, value in ties.edges(data="weight", default=1):
        if one != other:
            weight[at[one], at[other]] = weight[at[other], at[one]] = value
    distance = _distances(seats)
    together = np.array([[one == other for other in groups] for one in groups]).reshape(weight.shape)
    crossed = weight @ distance
    while len(order) > 1:
        own = np.diag(crossed)
        change = np.where(together, crossed + crossed.T - own[:, None] - own + 2 * weight * distance, 0)
        first, second = divmod(int(change.round(9).argmin()), len(order))
        if change[first, second] > -_LEAST:
            break
        seated[first], seated[second] = seated[second], seated[first]
        # What `weight @ distance` becomes, without the whole product.
        crossed += np.outer(weight[:, first] - weight[:, second], distance[second] - distance[first])
        crossed[[first, second]] = crossed[[second, first]]
        weight[[first, second]] = weight[[second, first]]
        weight[:, [first, second]] = weight[:, [second, first]]
    return seated
