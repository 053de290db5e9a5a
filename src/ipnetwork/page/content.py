"""Put together what the interactive page shows: agencies, items, ties and places, each number from the library."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ipnetwork.agencies import levels, sectors
from ipnetwork.errors import Fault, InputError
from ipnetwork.graph import bipartite_graph, project
from ipnetwork.load import agency_load, item_load
from ipnetwork.page.searching import pinyin_of
from ipnetwork.page.words import words
from ipnetwork.plan import records
from ipnetwork.style import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd

    from ipnetwork.page.lines import Places
    from ipnetwork.plan import Plan
    from ipnetwork.style import Lang

ROLES = ("lead", "participant")
_SIGNS = {">=": "≥", "<=": "≤"}


@dataclass(frozen=True, eq=False)
class Source:
    """A plan and the language it is shown in, with what several parts of the page need."""

    plan: Plan
    lang: Lang
    groups: Mapping[str, int]
    places: Places

    @cached_property
    def graph(self) -> nx.Graph[str]:
        """The plan's two-mode graph."""
        return bipartite_graph(self.plan)

    @cached_property
    def agencies(self) -> dict[str, int]:
        """The number of each agency on the page."""
        return {name: at for at, name in enumerate(agency_load(self.plan).index)}

    @cached_property
    def items(self) -> dict[str, int]:
        """The number of each item on the page."""
        return {name: at for at, name in enumerate(self.plan.items.index)}

    @cached_property
    def categories(self) -> list[str]:
        """The categories in document order."""
        return list(dict.fromkeys(filter(None, self.plan.items["category"])))

    def called(self, chinese: str, english: str) -> tuple[str, str]:
        """Return a name in the language of the page, and the one in the other where there are two."""
        first, second = (english, chinese) if self.lang == "en" and english else (chinese, english)
        return tidy(first), tidy(second) if second != first else ""


def agency_entries(source: Source) -> list[dict[str, Any]]:
    """Return what the page tells of each agency: names, what it is, its counts, its partners, what finds it."""
    load, ties = agency_load(source.plan), project(source.graph)
    entries = []
    for agency in records(source.plan.agencies.loc[load.index]):
        name, row = agency["agency"], load.loc[agency["agency"]]
        members = [source.called(who, english) for who, english in _members(source.plan, name)]
        shared = {source.agencies[other]: int(data["weight"]) for other, data in ties[name].items()}
        full, other = source.called(name, agency["name_en"])
        label, also = source.called(agency["short"], agency["short_en"])
        entries.append(
            {
                "label": label,
                "name": full,
                "other": other,
                "also": also,
                "english": _translation(agency, source.lang),
                "facts": _facts(agency, source.lang),
                "kind": agency["kind"],
                "counts": [int(row[count]) for count in ("leads", "participations", "breadth", "volume")],
                "members": [list(filter(None, member)) for member in members],
                "partners": sorted(map(list, shared.items()), key=lambda pair: (-pair[1], pair[0])),
                "group": source.groups.get(name, 0),
                "pinyin": pinyin_of([name, agency["short"]]),
            }
        )
    return entries


def item_entries(source: Source) -> list[dict[str, Any]]:
    """Return what the page tells of each item: titles, category, place, open names, targets, what finds it."""
    load = item_load(source.plan)
    opened, targets = _open_names(source), _targets(source)
    entries = []
    for item in records(source.plan.items):
        number = item["item"]
        title, other = source.called(item["title"], item["title_en"])
        entries.append(
            {
                "number": tidy(number) if number != item["title"] else "",
                "title": title,
                "other": other,
                "category": source.categories.index(item["category"]) if item["category"] else -1,
                "path": tidy(source.called(item["path"], item["path_en"])[0]),
                "text": tidy(item["text"]),
                "place": source.places.number(item["source"]),
                "counts": [int(load.loc[number, count]) for count in ("leads", "participants")],
                "open": opened.get(number, []),
                "targets": targets.get(number, []),
                "group": source.groups.get(number, 0),
                "pinyin": pinyin_of([item["title"]]),
            }
        )
    return entries


def tie_entries(source: Source) -> list[list[Any]]:
    """Return each tie: agency, item, role, place, the name as written, and why the role where it is not explicit."""
    told = words(source.lang)
    written = {(row["agency"], row["item"], row["role"]): row for row in records(source.plan.assignments)}
    entries = []
    for agency, item, data in source.graph.edges(data=True):
        row = written[agency, item, data["role"]]
        basis = told.get(row["basis"], "")
        at = source.places.number(row["source"])
        as_written = tidy(row["as_written"])
        entries.append([source.agencies[agency], source.items[item], ROLES.index(row["role"]), at, as_written, basis])
    return entries


def category_names(source: Source) -> list[str]:
    """Return the categories with what they are called: 二 政策与资金."""
    paths: dict[str, Counter[str]] = {}
    for item in records(source.plan.items):
        path = source.called(item["path"], item["path_en"])[0]
        paths.setdefault(item["category"], Counter())[path.split(" / ")[0]] += 1
    names = [(category, paths[category].most_common(1)[0][0]) for category in source.categories]
    return [tidy(f"{category} {path}".strip() if path != category else category) for category, path in names]


def group_names(source: Source) -> list[tuple[int, str]]:
    """Return the groups of more than one agency, with the agency of each that is in most items."""
    load = agency_load(source.plan)
    joined = dict(zip(load.index, load["items"].tolist(), strict=True))
    called = {name: source.called(*pair)[0] for name, *pair in load[["short", "short_en"]].itertuples()}
    members: dict[int, list[str]] = {}
    for name in joined:
        members.setdefault(source.groups.get(name, 0), []).append(name)
    told, named = words(source.lang)["group_of"], []
    for group, agencies in sorted(members.items()):
        if group and len(agencies) > 1:
            first = called[max(agencies, key=lambda agency: joined[agency])]
            named.append((group, told.format(group=group, first=first, size=len(agencies))))
    return named


def check_groups(groups: pd.DataFrame, plan: Plan) -> dict[str, int]:
    """Return the group of each agency and item.

    Raises
    ------
    InputError
        If the table is not one that `joint_groups` made of the plan's graph.
    """
    nodes = {*plan.agencies.index[plan.agencies["kind"] != "open"], *plan.items.index}
    lacking = sorted(nodes - {*groups.index}) if "group" in groups else sorted(nodes)
    if lacking:
        problem = f"it lacks {lacking[0]}" + (f" and {len(lacking) - 1} more" if len(lacking) > 1 else "")
        fault = Fault("groups", problem, "give joint_groups(bipartite_graph(plan)) of this plan, or None")
        raise InputError(plan.meta.get("key") or "plan", [fault])
    return {str(node): int(group) for node, group in groups["group"].items()}


def _members(plan: Plan, name: str) -> list[tuple[str, str]]:
    rows = plan.members[plan.members["collective"] == name]
    return list(zip(rows["agency"], rows["name_en"], strict=True))


def _facts(agency: dict[str, Any], lang: Lang) -> list[str]:
    """Say what an agency is: sector, level, kind."""
    told = words(lang)
    known = [sectors()[agency["sector"]][lang], levels()[agency["level"]][lang]]
    facts = [
        fact for fact, key in zip(known, ("sector", "level"), strict=True) if agency[key] not in {"none", "unknown"}
    ]
    return facts + ([told[agency["kind"]]] if agency["kind"] != "agency" else [])


def _translation(agency: dict[str, Any], lang: Lang) -> str:
    """Say whose English name an agency goes by."""
    return words(lang)["official" if agency["official"] else "translated"] if agency["name_en"] else ""


def _open_names(source: Source) -> dict[str, list[list[Any]]]:
    """Return the open names of each item: role, name, place."""
    kinds = source.plan.agencies
    found: dict[str, list[list[Any]]] = {}
    for row in records(source.plan.opened):
        name = source.called(row["agency"], kinds.loc[row["agency"], "name_en"])[0]
        told = [ROLES.index(row["role"]), name, source.places.number(row["source"]), tidy(row["as_written"])]
        found.setdefault(row["item"], []).append(told)
    return found


def _targets(source: Source) -> dict[str, list[list[Any]]]:
    """Return the targets of each item: what is to be reached, and where it says so."""
    told = words(source.lang)
    found: dict[str, list[list[Any]]] = {}
    for row in records(source.plan.targets):
        sign = _SIGNS.get(row["comparator"], row["comparator"])
        parts = [row["indicator"], sign, f"{row['value']:,.10g}", row["unit"]]
        notes = [row["per"], f"{told['deadline']} {row['deadline']}" if row["deadline"] else ""]
        note = " · ".join(filter(None, notes))
        text = tidy(" ".join(parts) + (f" ({note})" if note else ""))
        found.setdefault(row["item"], []).append([text, source.places.number(row["source"])])
    return found
