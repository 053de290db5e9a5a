"""Say what stands out in a plan, in sentences with numbers and the lines of the notice that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.load import agency_load, inequality, item_load
from ipnetwork.plan import records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ipnetwork.plan import Plan

_TOP = 5
_MOST, _SOME = 40, 30  # items that a sentence names; of more than so many, so many

_SENTENCES = {
    "scale": {
        "zh": "方案把{items}项工作{categories}交给{agencies}个机构{collectives}，共{ties}条责任关系（{leads}条{led}，"
        "{participations}条参与）{open}。",
        "en": "The plan gives {items} {items:item|items}{categories} to {agencies} {agencies:agency|agencies}"
        "{collectives}: {ties} {ties:tie|ties}, {leads} {led} and {participations} as participant{open}.",
    },
    "busiest": {
        "zh": "按默认读法，{names}承担的协调最多：{led}{leads}项、参与{joined}项，与{breadth}个机构对接，"
        "全部{contacts}次对接中有{volume}次（{share:.0%}）与其有关。",
        "en": "{names} carries the most coordination in the default reading: it {led} {leads} {leads:item|items} and "
        "joins {joined}, meets {breadth} other {breadth:agency|agencies}, and takes part in {volume} of all "
        "{contacts} {contacts:contact|contacts} ({share:.0%}).",
    },
    "busiest_tied": {
        "zh": "按默认读法，{names}承担的协调并列最多：每个机构在全部{contacts}次对接中各有{volume}次（{share:.0%}）。",
        "en": "{names} carry the most coordination in the default reading, equally: each takes part in {volume} of "
        "all {contacts} {contacts:contact|contacts} ({share:.0%}).",
    },
    "concentration": {
        "zh": "对接最多的{top}个机构（{names}）合占各机构对接量总和的{share:.0%}；"
        "基尼系数{gini:.2f}（0为均等，1为一家独担）。",
        "en": "Adding up the contacts of all agencies, the {top} with most of them ({names}) have {share:.0%}; the "
        "Gini coefficient is {gini:.2f} (0 if all had the same, 1 if one had everything).",
    },
    "several_leads": {
        "zh": "{items}项工作中有{count}项由几个机构共同负责，文件没有指明其中谁为首：第{listed}项。",
        "en": "{count} of the {items} items {count:has|have} several leads, and the document does not say which comes "
        "first: {count:item|items} {listed}.",
    },
    "no_lead": {
        "zh": "{items}项工作中有{count}项没有指定牵头单位：第{listed}项。",
        "en": "{count} of the {items} items {count:designates|designate} no lead: {count:item|items} {listed}.",
    },
    "unnamed": {
        "zh": "{count}项工作的责任单位中有泛称（{names}），文件没有点名，因此不计入任何机构：第{listed}项。",
        "en": "{count} {count:item counts|items count} on parties that the document does not name ({names}), so no "
        "agency carries them in these numbers: {count:item|items} {listed}.",
    },
    "largest": {
        "zh": "第{item}项{title}牵涉机构最多：{parties}个，需要{pairs}次两两对接，其中{sole:.0%}只在这一项上发生。",
        "en": "Item {item}{title} brings the most agencies together: {parties}, which makes {pairs} "
        "{pairs:contact|contacts}, {sole:.0%} of them on this item only.",
    },
}


class Count(int):
    """A number that chooses between the singular and the plural: ``{leads:item|items}``."""

    def __format__(self, spec: str) -> str:
        """Return the word for this number, or the number itself."""
        one, bar, many = spec.partition("|")
        if bar:
            return one if self == 1 else many
        return format(int(self), spec)


def key_findings(plan: Plan, *, lang: str = "zh") -> pd.DataFrame:
    """Say what stands out in a plan: its scale, who carries the coordination, and what the document leaves open.

    Parameters
    ----------
    plan : Plan
        Read in the default way.
    lang : {"zh", "en"}, default "zh"
        Language of the sentences.

    Returns
    -------
    DataFrame
        Index ``finding``; ``sentence``, and ``source``: item by item, where the document says so. A finding that
        does not apply is left out.

    Raises
    ------
    ValueError
        If `lang` is another.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> found = key_findings(load_plan("guangzhou-2007"), lang="en")
    >>> print(found.loc["several_leads", "sentence"][:42])
    23 of the 54 items have several leads, and
    """
    if lang not in {"zh", "en"}:
        raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")
    rows = [
        (name, _sentence(name, values, lang), source)
        for find in (_scale, _busiest, _concentration, _leads, _unnamed, _largest)
        for name, values, source in find(plan, lang)
    ]
    return pd.DataFrame(rows, columns=["finding", "sentence", "source"], dtype="str").set_index("finding")


_Found = tuple[str, dict[str, Any], str]


def _sentence(name: str, values: dict[str, Any], lang: str) -> str:
    """Fill a sentence in; its numbers know their plural, and a label that ends with a stop gets no second one."""
    counted = {key: Count(value) if isinstance(value, int) else value for key, value in values.items()}
    return _SENTENCES[name][lang].format(**counted).replace("..", ".")


def _sources(rows: pd.DataFrame) -> str:
    """Name the places of some assignments, item by item: ``3: L36 c5; 10: L75 c5, L76 c5``."""
    places: dict[str, list[str]] = {}
    for row in records(rows):
        places.setdefault(row["item"], []).append(row["source"])
    return _joined({item: list(dict.fromkeys(filter(None, found))) for item, found in places.items()})


def agency_places(plan: Plan, agencies: Collection[str]) -> str:
    """Name the places where some agencies stand, item by item."""
    return _sources(plan.assignments[plan.assignments["agency"].isin(agencies)])


def _joined(places: dict[str, list[str]]) -> str:
    return "; ".join(f"{item}: {', '.join(found)}" if found else item for item, found in places.items())


def _scale(plan: Plan, lang: str) -> Iterator[_Found]:
    load = agency_load(plan)
    categories = plan.items.loc[plan.items["category"] != "", "category"].nunique()
    collectives = int((plan.agencies["kind"] == "collective").sum())
    open_names = int(item_load(plan)["open_names"].sum())
    zh = lang == "zh"
    values = {
        "items": len(plan.items),
        "agencies": len(load),
        "ties": int(load["items"].sum()),
        "leads": int(load["leads"].sum()),
        "led": _led(plan.assignments, lang, "as lead", "as jointly responsible"),
        "participations": int(load["participations"].sum()),
        "categories": (f"（分{categories}类）" if zh else f" in {categories} categories") if categories else "",
        "collectives": (f"（其中{collectives}个为集合机构）" if zh else f" ({collectives} of them collective bodies)")
        if collectives
        else "",
        "open": (f"；另有{open_names}处泛称不计在内" if zh else f"; open names, {open_names} in all, are not counted")
        if open_names
        else "",
    }
    places = [place for place in plan.items["source"] if place]
    yield "scale", values, f"{places[0]} … {places[-1]}" if places else ""


def _busiest(plan: Plan, lang: str) -> Iterator[_Found]:
    load = agency_load(plan)
    contacts = int(load["volume"].sum()) // 2
    if contacts == 0:
        return
    first = load[load["volume"] == load["volume"].max()]
    volume = int(first["volume"].iloc[0])
    values = {
        "names": name_agencies(plan, first.index, lang),
        "contacts": contacts,
        "volume": volume,
        "share": volume / contacts,
    }
    rows = plan.assignments[plan.assignments["agency"].isin(first.index)]
    if len(first) > 1:
        yield "busiest_tied", values, _sources(rows)
        return
    one = first.iloc[0]
    led = _led(rows, lang, "leads", "is jointly responsible for")
    counts = {"leads": int(one["leads"]), "joined": int(one["participations"]), "breadth": int(one["breadth"])}
    yield "busiest", values | counts | {"led": led}, _sources(rows)


def _led(rows: pd.DataFrame, lang: str, leads: str, answers: str) -> str:
    """Say how leads are leads: where the document designates none, all of them are jointly responsible."""
    bases = set(rows.loc[rows["role"] == "lead", "basis"])
    if lang == "zh":
        return "共同负责" if bases == {"joint"} else "负责"
    return answers if bases == {"joint"} else leads


def _concentration(plan: Plan, lang: str) -> Iterator[_Found]:
    load = agency_load(plan).sort_values("volume", ascending=False, kind="stable")
    few = count_busiest(load["volume"])
    if not few:
        return
    share = inequality(load["volume"], top=few)
    top = load.index[:few]
    values = {
        "top": few,
        "names": name_agencies(plan, top, lang, column="short_en" if lang == "en" else "short"),
        "share": share["top_share"],
        "gini": share["gini"],
    }
    yield "concentration", values, agency_places(plan, top)


def count_busiest(volumes: pd.Series[int]) -> int:
    """Return how many agencies to call the busiest: up to five, never cut between equals; 0 where that says nothing."""
    ordered = sorted(volumes, reverse=True)
    # The document's order is no reason to name one of two equals.
    ends = [end for end in range(2, min(_TOP, len(ordered) - 1) + 1) if ordered[end - 1] > ordered[end]]
    return ends[-1] if len(ordered) > _TOP and ends else 0


def _leads(plan: Plan, lang: str) -> Iterator[_Found]:
    """Tell items with several leads apart from items that designate none."""
    rows = plan.named
    designated = rows[(rows["role"] == "lead") & (rows["basis"] != "joint")]
    counts = designated.groupby("item")["agency"].nunique().reindex(plan.items.index, fill_value=0)
    several = counts.index[counts > 1]
    if len(several):
        yield "several_leads", _listed(plan, several, lang), _sources(designated[designated["item"].isin(several)])
    none = counts.index[counts == 0]
    if len(none) and not plan.partial:
        yield "no_lead", _listed(plan, none, lang), item_places(plan, none)


def _unnamed(plan: Plan, lang: str) -> Iterator[_Found]:
    opened = plan.opened
    if len(opened):
        items = plan.items.index[plan.items.index.isin(opened["item"])]
        names = "、".join(dict.fromkeys(opened["agency"]))
        yield "unnamed", _listed(plan, items, lang) | {"names": names}, _sources(opened)


def _largest(plan: Plan, lang: str) -> Iterator[_Found]:
    load = item_load(plan)
    first = load[load["parties"] == load["parties"].max()]
    if len(first) != 1 or first["pairs"].iloc[0] == 0:
        return
    item = first.index[0]
    chinese, english = plan.items.loc[item, "title"], plan.items.loc[item, "title_en"]
    title = english or chinese if lang == "en" else chinese
    bracketed = f" ({title})" if lang == "en" else f"“{title}”"
    values = {
        "item": item,
        "title": bracketed if title != item else "",
        "parties": int(first["parties"].iloc[0]),
        "pairs": int(first["pairs"].iloc[0]),
        "sole": first["unique_channels"].iloc[0],
    }
    yield "largest", values, item_places(plan, first.index)


def _listed(plan: Plan, items: Collection[str], lang: str) -> dict[str, Any]:
    """Name items for a sentence, of very many the first; all of them stand with their places beside it."""
    told = list(items) if len(items) <= _MOST else list(items)[:_SOME]
    listed = ("、" if lang == "zh" else ", ").join(told)
    if len(told) < len(items):
        listed += {"zh": "等", "en": f" and {len(items) - len(told)} more"}[lang]
    return {"items": len(plan.items), "count": len(items), "listed": listed}


def item_places(plan: Plan, items: Collection[str]) -> str:
    """Name the places of whole items."""
    places = plan.items.loc[list(items), "source"]
    return _joined({str(item): [place] if place else [] for item, place in places.items()})


def name_agencies(plan: Plan, agencies: Collection[str], lang: str, *, column: str = "name_en") -> str:
    """Name agencies for a sentence, in English with the Chinese name where the full name is asked for."""
    named = {row["agency"]: row for row in records(plan.agencies)}
    if lang == "zh":
        return "、".join(named[agency]["short"] for agency in agencies)
    told = {agency: named[agency][column] for agency in agencies}
    if column == "name_en":
        told = {agency: f"{english} ({agency})" if english else "" for agency, english in told.items()}
    return ", ".join(english or agency for agency, english in told.items())
