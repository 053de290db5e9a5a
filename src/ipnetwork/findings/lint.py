"""Lint a plan as one would a responsibility matrix: everything that leaves open who has to do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.load import agency_load, item_load
from ipnetwork.plan import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipnetwork.plan import Plan

_Found = tuple[str, str, str, str]

CHECKS = {
    "several_leads": "several leads, and no first among them",
    "no_lead": "nobody is designated to lead",
    "role_twice": "an agency is named as lead and as participant",
    "single_party": "one party only: nothing to coordinate",
    "no_party": "nobody is named",
    "open_name": "an open name: the document does not say who",
    "named_once": "an agency is named in one item only",
    "duplicate_item": "two items have the same task or the same parties in the same roles",
    "named_in_text_only": "the task names a body that its cells do not",
    "unknown_name": "no register knows the name",
    "open_ended": "the list of names goes on with 等",
    "unread": "a part of the document could not be read",
}
_SHORTEST_NAME = 3  # 市局 and the like are words of every text


def check_plan(plan: Plan) -> pd.DataFrame:
    """Lint the responsibilities of a plan.

    Parameters
    ----------
    plan : Plan
        Read in the default way; one read from a notice has the texts of its tasks.

    Returns
    -------
    DataFrame
        One row a finding, check by check, then in document order: ``check`` (a key of `lint.CHECKS`), ``where`` (item
        or agency), ``detail``, ``source``. A finding is a question to the document, not a fault of the plan. Without
        texts, ``named_in_text_only`` and the comparison of tasks give one row that says 'not checked'.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> print(check_plan(load_plan("guangzhou-2007"))["check"].value_counts()["several_leads"])
    23
    """
    rows: list[_Found] = []
    for check in (_items, _open_names, _named_once, _duplicates, _text_only, _kept):
        rows += check(plan)
    order = {name: at for at, name in enumerate(CHECKS)}
    table = pd.DataFrame(rows, columns=["check", "where", "detail", "source"], dtype="str")
    return table.sort_values("check", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)


def _items(plan: Plan) -> Iterator[_Found]:
    """Look at the number of leads and parties of each item."""
    load = item_load(plan)
    rows = plan.assignments[plan.assignments["agency"].map(plan.agencies["kind"]) != "open"]
    designated = rows[(rows["role"] == "lead") & (rows["basis"] != "joint")]
    leads = designated.groupby("item")["agency"].agg(list)
    joint = set(plan.assignments.loc[plan.assignments["basis"] == "joint", "item"])
    for item, row in zip(load.index, records(load), strict=True):
        source = plan.items.loc[item, "source"]
        named = leads.get(item, [])
        if len(named) > 1:
            yield "several_leads", item, "、".join(named), source
        if not named and row["parties"]:
            how = "all parties are jointly responsible" if item in joint else "participants only"
            yield "no_lead", item, how, source
        if row["parties"] == 1:
            beside = f", beside {row['open_names']} open name" if row["open_names"] else ""
            yield "single_party", item, f"{row['title']}{beside}", source


def _open_names(plan: Plan) -> Iterator[_Found]:
    opened = plan.assignments["agency"].map(plan.agencies["kind"]) == "open"
    for row in records(plan.assignments[opened]):
        yield "open_name", row["item"], f"{row['agency']} as {row['role']}", row["source"]


def _named_once(plan: Plan) -> Iterator[_Found]:
    load = agency_load(plan)
    for agency in load.index[load["items"] == 1]:
        row = plan.assignments[plan.assignments["agency"] == agency].iloc[0]
        yield "named_once", agency, f"item {row['item']}, as {row['role']}", row["source"]


def _duplicates(plan: Plan) -> Iterator[_Found]:
    """Find items with the same parties in the same roles, three or more, or with the same text."""
    parties: dict[frozenset[tuple[str, str]], str] = {}
    texts: dict[str, str] = {}
    roles: dict[str, set[tuple[str, str]]] = {}
    for row in records(plan.assignments):
        roles.setdefault(row["item"], set()).add((row["agency"], row["role"]))
    for row in records(plan.items):
        item, named = row["item"], frozenset(roles.get(row["item"], ()))
        if row["text"] and texts.setdefault(row["text"], item) != item:
            yield "duplicate_item", item, f"the same task as item {texts[row['text']]}", row["source"]
        if len(named) > 2 and parties.setdefault(named, item) != item:  # noqa: PLR2004 – two bodies often pair up
            yield "duplicate_item", item, f"the same parties in the same roles as item {parties[named]}", row["source"]


def _text_only(plan: Plan) -> Iterator[_Found]:
    """Find bodies of the plan that a task's text names while its cells do not."""
    if not plan.items["text"].any():
        yield "named_in_text_only", "all items", "not checked: the plan has no texts; read it from the notice", ""
        return
    names = [name for name in plan.agencies.index[plan.agencies["kind"] != "open"] if len(name) >= _SHORTEST_NAME]
    parties = plan.assignments.groupby("item")["agency"].agg(set)
    for row in records(plan.items):
        named = parties.get(row["item"], set())
        found = [name for name in names if name in row["text"] and name not in named]
        found = [name for name in found if not any(name != other and name in other for other in [*found, *named])]
        for name in found:
            yield "named_in_text_only", row["item"], name, row["source"]


def _kept(plan: Plan) -> Iterator[_Found]:
    """Pass on what was found when the plan was made and is not found above."""
    for row in records(plan.findings):
        if row["finding"] != "no_lead":
            yield row["finding"], row["where"], row["detail"], row["source"]
