"""Choose what a network of agencies shows: which agencies, which ties, and the words that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ipnetwork.figures.arcs import seat_on_arcs
from ipnetwork.figures.canvas import group_color, tint
from ipnetwork.figures.rows import shorten
from ipnetwork.style import INK, Lang, tidy, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    Tie = tuple[str, str, float]

OPEN = {"marker": "o", "linestyle": "none", "markerfacecolor": "white", "markeredgewidth": 0.9}
_LABELS = 0.25  # the most of the width that the labels of one arc take
_THICK, _UNIT, _THIN = 5.5, 0.9, 0.3  # points: the strongest tie, one shared item, the least that is seen
_PALEST = 0.35  # how dark the weakest tie is
_PER_AGENCY = 5  # ties drawn for each agency at most, on average


@dataclass(frozen=True)
class Web:
    """What is drawn: agencies in their order on the arcs, and ties, the weakest first."""

    ties: nx.Graph[str]
    lang: Lang
    grouped: Mapping[str, tuple[int, str]]
    strength: Mapping[str, float]
    left: Sequence[str] = ()
    right: Sequence[str] = ()
    drawn: Sequence[Tie] = ()

    @property
    def shown(self) -> list[str]:
        """Return the agencies that are drawn."""
        return [*self.left, *self.right]

    @cached_property
    def unit(self) -> float:
        """Return the points of width for each unit of weight: one look in all figures, unless that got too thick."""
        strongest = max((weight for *_, weight in self.drawn), default=1.0)
        return min(_THICK / strongest, _UNIT) if self.counted else _THICK / strongest

    @cached_property
    def counted(self) -> bool:
        """Say whether weights are whole numbers: items shared."""
        return all(weight == round(weight) for *_, weight in self.drawn)

    def group(self, agency: str) -> tuple[int, str]:
        """Return the place of an agency's group in their order, and its name; one group where there are none."""
        return self.grouped.get(agency, (0, ""))

    def labels(self, width: float, size: float) -> list[str]:
        """Return what the agencies are called, cut where that takes too much of the width."""
        name = "label_en" if self.lang == "en" else "label"
        told = (tidy(str(self.ties.nodes[agency].get(name) or agency)) for agency in self.shown)
        return [shorten(label, _LABELS * width, size) for label in told]

    def look(self, weight: float, color: str) -> tuple[float, str]:
        """Return how wide and how dark a tie is."""
        lightest, darkest = (self.drawn[0][2], self.drawn[-1][2]) if self.drawn else (weight, weight)
        share = (weight - lightest) / (darkest - lightest) if darkest > lightest else 0.3
        return max(self.unit * weight, _THIN), tint(color, _PALEST + (1 - _PALEST) * share)

    def key(self) -> list[tuple[dict[str, Any], str]]:
        """Return the entries of the key: what a width means, what a colour, and an open disc."""
        weights = sorted({weight for *_, weight in self.drawn})
        entries: list[tuple[dict[str, Any], str]] = []
        for weight in sorted({weights[0], weights[len(weights) // 2], weights[-1]} if weights else ()):
            width, color = self.look(weight, INK)
            name = ("shared_item" if weight == 1 else "shared_items") if self.counted else "tie_weight"
            label = word(name, self.lang).format(weight=f"{weight:.3g}")
            entries.append(({"linewidth": width, "color": color}, label))
        if self.grouped and weights:
            entries.append(({"linewidth": 2, "color": group_color(0)}, word("tie_within", self.lang)))
            entries.append(({"linewidth": 2, "color": tint(INK, 0.4)}, word("tie_between", self.lang)))
        if not all(self.strength[agency] for agency in self.shown):
            entries.append((OPEN | {"color": INK, "markersize": 5}, word("no_tie", self.lang)))
        return entries

    def caption(self) -> list[str]:
        """Return the parts of the caption: how much of what is drawn, and what a disc is."""
        everything, alone = len(self.ties), sum(value == 0 for value in self.strength.values())
        name = "all_agencies" if len(self.shown) == everything else "top_of"
        parts = [word(name, self.lang).format(top=len(self.shown), all=everything)]
        if alone:
            parts.append(word("isolates", self.lang).format(count=alone, all=everything))
        pairs = self.ties.number_of_edges()
        cut = "ties_drawn" if len(self.shown) == everything else "ties_drawn_of_part"
        name = "all_ties" if len(self.drawn) == pairs else cut
        least = f"{self.drawn[0][2]:.3g}" if self.drawn else ""
        parts.append(word(name, self.lang).format(all=pairs, drawn=len(self.drawn), weight=least))
        return [*parts, word("disc_size", self.lang)]


def choose(web: Web, most: int) -> Web:
    """Return a web with the agencies of most strength, so many at most, and the ties to draw; not yet seated."""
    chosen = set(sorted(web.ties, key=lambda agency: -web.strength[agency])[:most])
    shown = [agency for agency in web.ties if agency in chosen]
    return replace(web, left=shown, right=[], drawn=_strongest(web.ties, chosen))


def seat(web: Web, longest: int) -> Web:
    """Return a web with its agencies on their seats, so many on an arc at most."""
    part = web.ties.__class__()  # a subgraph view of networkx would take its agencies in the order of a set
    part.add_nodes_from(web.shown)
    shown = set(web.shown)
    part.add_edges_from(tie for tie in web.ties.edges(data=True) if shown.issuperset(tie[:2]))
    left, right = seat_on_arcs(part, {agency: web.group(agency) for agency in part}, longest=longest)
    return replace(web, left=left, right=right)


def _strongest(ties: nx.Graph[str], chosen: set[str]) -> list[Tie]:
    """Return the ties of some agencies, the weakest first: all, or of the highest weights as many as can be seen."""
    found = [
        (one, other, float(weight))
        for one, other, weight in ties.edges(data="weight", default=1)
        if one != other and one in chosen and other in chosen
    ]
    found.sort(key=lambda tie: tie[2])
    most = _PER_AGENCY * len(chosen)
    if len(found) <= most:
        return found
    stronger = [tie for tie in found if tie[2] > found[-most - 1][2]]
    # Ties of one weight stand and fall together; where even the strongest are too many, there is no fair choice.
    return stronger or [tie for tie in found if tie[2] == found[-1][2]]
