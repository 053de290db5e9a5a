"""Choose what a diagram of flows shows: which groups and contacts, and the words that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ipnetwork.figures.canvas import group_color, tint
from ipnetwork.figures.rows import shorten
from ipnetwork.style import INK, NEUTRAL_COLOR, Lang, tidy, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

PALE = 0.28  # how dark a band between groups is; one within a group is in full colour
_LABELS = 0.27  # the most of the width that the labels of one side take


@dataclass(frozen=True)
class Stream:
    """What is drawn: the groups by their place in the order, what each is called, and the contacts between them."""

    names: Mapping[int, str]
    contacts: Mapping[tuple[int, int], float]
    lang: Lang
    silent: int = 0  # groups without contacts
    gathered: int = 0  # groups in the last block
    within: float = 0  # contacts within a group, whether it was gathered or not

    @cached_property
    def sides(self) -> tuple[dict[int, float], dict[int, float]]:
        """Return how many contacts each group convenes, and to how many each is convened, where there are any."""
        totals: tuple[dict[int, float], dict[int, float]] = {}, {}
        for pair, count in self.contacts.items():
            for side in (0, 1):
                totals[side][pair[side]] = totals[side].get(pair[side], 0) + count
        return dict(sorted(totals[0].items())), dict(sorted(totals[1].items()))

    def inside(self, pair: tuple[int, int]) -> bool:
        """Say whether a flow stays within one group."""
        return pair[0] == pair[1] and pair[0] != self.others

    @property
    def others(self) -> int | None:
        """Return which of the groups is none, but what was gathered."""
        return max(self.names) if self.gathered else None

    def color(self, at: int) -> str:
        """Return the colour of a group."""
        return NEUTRAL_COLOR if at == self.others else group_color(at)

    def texts(self, names: Mapping[int, str], side: int) -> list[str]:
        """Return what stands beside the blocks of a side: what the group is called here, and its contacts."""
        pattern = "{name}（{count:g}）" if self.lang == "zh" else "{name} ({count:g})"
        return [pattern.format(name=names[at], count=count) for at, count in self.sides[side].items()]

    def cut(self, width: float, size: float) -> list[str]:
        """Return what the groups are called, cut where that takes too much of the width."""
        return [shorten(name, _LABELS * width, size) for name in self.names.values()]

    def key(self) -> list[tuple[dict[str, Any], str]]:
        """Return the entries of the key: flows within a group and between groups, as far as there are any."""
        kinds = [(True, "flow_within", INK), (False, "flow_between", tint(INK, PALE))]
        present = {self.inside(pair) for pair in self.contacts}
        return [
            ({"linewidth": 5, "color": color}, word(name, self.lang)) for kind, name, color in kinds if kind in present
        ]

    def caption(self) -> list[str]:
        """Return the parts of the caption: how many contacts there are, and what is gathered or not drawn."""
        everything = sum(self.contacts.values())
        parts = [word("flow_total", self.lang).format(all=f"{everything:g}", within=f"{self.within:g}")]
        if self.gathered:
            parts.append(word("flow_gathered", self.lang).format(count=self.gathered))
        if self.silent:
            name = "flow_none_one" if self.silent == 1 else "flow_none"
            parts.append(word(name, self.lang).format(count=self.silent))
        return parts


def read_stream(flow: pd.DataFrame, labels: Mapping[Any, str], lang: Lang) -> Stream:
    """Return the flows that are not nothing, between groups numbered in the order of rows, then columns."""
    values = flow.to_numpy(float)
    if not (values >= 0).all():
        raise ValueError("flow has a number of contacts that is negative or missing: give what group_flow returned")
    places = {group: at for at, group in enumerate(dict.fromkeys([*flow.index, *flow.columns]))}
    contacts = {
        (places[flow.index[row]], places[flow.columns[column]]): float(values[row, column])
        for row, column in zip(*(at.tolist() for at in values.nonzero()), strict=True)
    }
    named = {places[group]: tidy(str(labels.get(group) or _name(group, lang))) for group in places}
    present = {at for pair in contacts for at in pair}
    within = sum(count for (one, other), count in contacts.items() if one == other)
    names = {at: named[at] for at in sorted(present)}
    return Stream(names, contacts, lang, silent=len(places) - len(present), within=within)


def _name(group: object, lang: Lang) -> str:
    """Return what a group is called that nobody has named: a number says what it numbers."""
    return word("group_number", lang).format(group=group) if isinstance(group, int | np.integer) else str(group)


def gather(stream: Stream, kept: int) -> Stream:
    """Return the flows with so many groups by themselves, those with most contacts, and the others as one."""
    convened, responding = stream.sides
    rank = sorted(stream.names, key=lambda at: -(convened.get(at, 0) + responding.get(at, 0)))
    others = max(stream.names) + 1
    to = {at: at if number < kept else others for number, at in enumerate(rank)}
    contacts: dict[tuple[int, int], float] = {}
    for (lead, participant), count in stream.contacts.items():
        pair = to[lead], to[participant]
        contacts[pair] = contacts.get(pair, 0) + count
    left = len(rank) - kept
    names = {at: name for at, name in stream.names.items() if to[at] == at}
    names[others] = word("other_groups", stream.lang).format(count=left)
    return Stream(names, contacts, stream.lang, stream.silent, left, stream.within)
