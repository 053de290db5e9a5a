"""Choose what an incidence matrix shows: which agencies and items, in which order, and the words that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ipnetwork.figures.rows import shorten
from ipnetwork.graph import two_modes
from ipnetwork.style import LEAD_COLOR, PARTICIPANT_COLOR, Lang, tidy, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

_LABELS = 0.3  # the most of the width that labels take
_HEADS = 6  # the most that the head of a column takes, in font sizes
_MARK_OF_KEY = {"markersize": 5.5}
_FILLED = {"linestyle": "none", "marker": "s", "color": LEAD_COLOR, "markeredgewidth": 0}
_OPEN = {"linestyle": "none", "marker": "o", "color": PARTICIPANT_COLOR, "markerfacecolor": "white"}
ROLES: dict[str, dict[str, Any]] = {"lead": _FILLED, "participant": _OPEN, "tie": _FILLED}


@dataclass(frozen=True)
class Table:
    """What is drawn: agencies and items in order, and each one's group where groups are drawn."""

    graph: nx.Graph[str]
    agencies: list[str]
    items: list[str]
    lang: Lang
    grouped: Mapping[str, tuple[int, str]]

    def labels(self, width: float, size: float) -> list[str]:
        """Return what the rows are called, cut where it is too long."""
        name = "label_en" if self.lang == "en" else "label"
        told = (tidy(str(self.graph.nodes[agency].get(name) or agency)) for agency in self.agencies)
        return [shorten(label, _LABELS * width, size) for label in told]

    def heads(self, size: float) -> list[str]:
        """Return what the columns are called, cut where it is too long."""
        return [shorten(tidy(str(item)), _HEADS * size, size) for item in self.items]

    def sides(self) -> tuple[str, str]:
        """Return what stands beside the heads of the columns, and beside the counts below them."""
        return word("items", self.lang), word("agencies", self.lang)

    def counts(self, nodes: Sequence[str]) -> list[str]:
        """Return how many ties each node has, drawn or not."""
        return [str(self.graph.degree[node]) for node in nodes]

    def bands(self, nodes: Sequence[str]) -> list[tuple[tuple[int, str], int, int]]:
        """Return each group with its first place and the one behind its last; nothing where no groups are drawn."""
        found, start = [], 0
        for group, members in groupby(self.grouped[node] for node in nodes if self.grouped):
            end = start + len(list(members))
            found.append((group, start, end))
            start = end
        return found

    def key(self) -> list[tuple[dict[str, Any], str]]:
        """Return the entries of the key, for the roles that there are."""
        roles = {data.get("role") or "tie" for *_, data in self.graph.edges(data=True)}
        names = {"lead": "lead", "participant": "participant", "tie": "takes_part"}
        return [(ROLES[role] | _MARK_OF_KEY, word(name, self.lang)) for role, name in names.items() if role in roles]

    def caption(self) -> list[str]:
        """Return the parts of the caption: how much of what is drawn, and what the numbers are."""
        counts = [len(mode) for mode in two_modes(self.graph)]
        parts = []
        for name, some, shown, everything in (
            ("all_agencies", "top_of", len(self.agencies), counts[0]),
            ("all_items", "top_of_items", len(self.items), counts[1]),
        ):
            parts.append(word(name if shown == everything else some, self.lang).format(top=shown, all=everything))
        parts.append(word("row_counts", self.lang))
        return [*parts, word("group_blocks", self.lang)] if self.grouped else parts


def choose_most(table: Table, rows: int, columns: int) -> Table:
    """Return the agencies on most items and the items of most agencies, so many at most, in the order to draw."""
    graph = table.graph
    leads = {agency: sum(tie.get("role") == "lead" for tie in graph[agency].values()) for agency in table.agencies}
    agencies = sorted(table.agencies, key=lambda node: (-graph.degree[node], -leads[node]))[:rows]
    items = sorted(table.items, key=lambda node: -graph.degree[node])
    if len(agencies) < len(table.agencies):
        kept = {item for agency in agencies for item in graph[agency]}
        items = [item for item in items if item in kept]
    items = items[:columns]
    if table.grouped:
        agencies, items = (sorted(side, key=lambda node: table.grouped[node][0]) for side in (agencies, items))
    return replace(table, agencies=agencies, items=items)
