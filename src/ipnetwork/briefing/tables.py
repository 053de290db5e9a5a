"""The tables of a briefing, as a reader sees them: labels in one language, places of the document beside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from ipnetwork.briefing.words import words
from ipnetwork.centrality import agency_centrality
from ipnetwork.disk import csv_text, inert
from ipnetwork.findings import CHECKS, check_plan
from ipnetwork.load import agency_load, item_load
from ipnetwork.style import word

if TYPE_CHECKING:
    from ipnetwork.briefing.content import Content
    from ipnetwork.briefing.measuring import Measured
    from ipnetwork.meetings import MeetingPlan
    from ipnetwork.plan import Plan
    from ipnetwork.style import Lang


def agency_table(plan: Plan, lang: str) -> pd.DataFrame:
    """Return the load of each agency, the most contacts first, with headings in one language."""
    load = agency_load(plan)
    named = plan.agencies.loc[load.index]
    official = np.where(named["official"] & (lang == "en"), " *", "")
    table = pd.DataFrame(index=load.index)
    table["short"] = _label(load["short"], load["short_en"], lang)
    table["name"] = _label(pd.Series(load.index, index=load.index), named["name_en"], lang) + official
    counts = ["leads", "participations", "breadth", "volume", "depth", "convening", "response", "peer", "effort"]
    table[counts] = load[counts]
    table = table.sort_values(["volume", "leads"], ascending=False, kind="stable")
    return _worded(table, lang)


def item_table(plan: Plan, lang: str) -> pd.DataFrame:
    """Return the parties and the load of each item, in document order, with headings in one language."""
    load = item_load(plan)
    short = _label(plan.agencies["short"], plan.agencies["short_en"], lang)
    named = plan.assignments.assign(label=plan.assignments["agency"].map(short))
    opened = named["agency"].map(plan.agencies["kind"]) == "open"
    path = _label(plan.items["path"], plan.items["path_en"], lang)
    category = (load["category"] + " " + path.where(path != load["category"], "")).str.strip()
    table = pd.DataFrame({"item": load.index, "category": category}, index=load.index)
    table["title"] = _label(plan.items["title"], plan.items["title_en"], lang)
    parts = {
        "lead_names": ~opened & (named["role"] == "lead"),
        "participant_names": ~opened & (named["role"] == "participant"),
        "open_names": opened,
    }
    for name, rows in parts.items():
        lists = named[rows].groupby("item")["label"].agg("、".join if lang == "zh" else ", ".join)
        table[name] = lists.reindex(table.index, fill_value="")
    table[["parties", "pairs", "unique_channels"]] = load[["parties", "pairs", "unique_channels"]]
    table["place"] = plan.items["source"]
    return _worded(table, lang)


def meeting_table(meetings: MeetingPlan, lang: str) -> pd.DataFrame:
    """Return each joint meeting with who convenes it, who attends and which items it settles, in one language."""
    agencies = meetings.plan.agencies
    short = dict(_label(agencies["short"], agencies["short_en"], lang))
    comma = "、" if lang == "zh" else ", "
    rows = [
        (
            one.number,
            short.get(one.chair, words(lang)["not_designated"]),
            one.seats,
            comma.join(short[agency] for agency in one.agencies),
            comma.join(one.items),
        )
        for one in meetings.meetings
    ]
    return pd.DataFrame(rows, columns=[words(lang)[name] for name in ("meeting", "chair", "seats", "attend", "agenda")])


def group_table(plan: Plan, groups: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return each joint-bureau group with its agencies, its items and its stability, in one language."""
    short = dict(_label(plan.agencies["short"], plan.agencies["short_en"], lang))
    comma = "、" if lang == "zh" else ", "
    rows = []
    for group, nodes in groups.groupby("group"):
        agencies, items = nodes[nodes["mode"] == "agency"], nodes[nodes["mode"] == "item"]
        if len(agencies):
            names = comma.join(short[agency] for agency in agencies.index)
            rows.append((group, names, comma.join(items.index), agencies["stability"].mean()))
    return _worded(pd.DataFrame(rows, columns=["group", "group_agencies", "agenda", "stability"]), lang)


def position_table(measured: Measured, lang: str) -> pd.DataFrame:
    """Return the position of each agency, and its best and worst rank over the readings, in one language."""
    plan = measured.plan
    place = agency_centrality(measured.graph, measures=["degree", "betweenness", "closeness", "harmonic"])
    table = pd.DataFrame({"short": _label(plan.agencies["short"], plan.agencies["short_en"], lang)})
    table = table.loc[place.index].join(place)
    for name, compared in (("volume", measured.volumes), ("betweenness", measured.positions)):
        ranks = compared.summary[["best", "worst"]].reindex(table.index)
        table[[f"{name}_best", f"{name}_worst"]] = ranks.to_numpy()
    return _worded(table.sort_values("betweenness", ascending=False, kind="stable"), lang)


def assignment_table(plan: Plan, lang: str) -> pd.DataFrame:
    """Return every assignment with its item's title and its place in the document: what all numbers rest on."""
    told = words(lang)
    short = _label(plan.agencies["short"], plan.agencies["short_en"], lang)
    titles = _label(plan.items["title"], plan.items["title_en"], lang)
    table = plan.assignments.rename(columns={"source": "place"})
    roles = {name: word(name, cast("Lang", lang)) for name in ("lead", "participant")}
    table = table.assign(
        title=table["item"].map(titles),
        short=table["agency"].map(short),
        role=table["role"].map(roles),
        basis=table["basis"].map(lambda basis: told[basis]),
    )
    return _worded(table[["item", "title", "short", "role", "basis", "as_written", "role_as_written", "place"]], lang)


def target_table(plan: Plan, lang: str) -> pd.DataFrame:
    """Return the quantified targets, as the plan has them, with headings in one language."""
    return _worded(plan.targets.rename(columns={"source": "place"}), lang)


def _worded(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Head the columns in one language, and number the rows plainly."""
    return table.rename(columns=words(lang)).reset_index(drop=True)


def lint_table(plan: Plan, lang: str) -> pd.DataFrame:
    """Return what the document leaves open, a row for each kind of question, with the items or agencies it is about."""
    short = dict(_label(plan.agencies["short"], plan.agencies["short_en"], lang))
    comma = "、" if lang == "zh" else ", "
    rows = [
        (
            CHECKS[str(check)][lang],
            len(found),
            comma.join(dict.fromkeys(short.get(where, where) for where in found["where"])),
        )
        for check, found in check_plan(plan).groupby("check", sort=False)
        if check != "not_checked"
    ]
    return pd.DataFrame(rows, columns=[words(lang)[name] for name in ("finding", "count", "where")])


def findings_table(content: Content) -> pd.DataFrame:
    """Return the findings with all their places: a page that is to be read names the first ones only."""
    names = ("sentence", "certainty", "source")
    rows = [[getattr(said, name) for name in names] for said in content.findings]
    return pd.DataFrame(rows, columns=[content.words[f"column_{name}"] for name in names], dtype="str")


def excel_csv(table: pd.DataFrame) -> bytes:
    """Return a table as a CSV that Excel opens: UTF-8 with a mark, and no cell that it would take for a formula."""
    rows = (map(_cell, row) for row in table.itertuples(index=False))
    return csv_text(table.columns, rows, line_end="\r\n").encode("utf-8-sig")


def _cell(cell: object) -> object:
    """Mark a cell that Excel would calculate as text, and round a number as far as anybody reads it."""
    if isinstance(cell, float):
        return "" if math.isnan(cell) else int(cell) if cell.is_integer() else round(cell, 4)
    return inert(cell)


def _label(chinese: pd.Series[str], english: pd.Series[str], lang: str) -> pd.Series[str]:
    """Choose the label in a language; where there is no English one, the Chinese."""
    return english.where(english != "", chinese) if lang == "en" else chinese
