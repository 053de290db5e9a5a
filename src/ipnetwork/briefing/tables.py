"""The tables of a briefing, as a reader sees them: labels in one language, places of the document beside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ipnetwork.briefing.words import words
from ipnetwork.disk import csv_text, inert
from ipnetwork.findings import CHECKS, check_plan
from ipnetwork.load import agency_load, item_load

if TYPE_CHECKING:
    from ipnetwork.meetings import MeetingPlan
    from ipnetwork.plan import Plan


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
    return table.rename(columns=words(lang)).reset_index(drop=True)


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
    return table.rename(columns=words(lang)).reset_index(drop=True)


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


def assignment_table(plan: Plan) -> pd.DataFrame:
    """Return every assignment with its item's title and its place in the document: what all numbers rest on."""
    titles = plan.items[["category", "title", "title_en"]]
    return plan.assignments.join(titles, on="item")


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
