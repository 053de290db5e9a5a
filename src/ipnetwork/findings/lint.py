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
    "several_leads": {"zh": "多个负责单位，未指明谁为首", "en": "several leads, and no first among them"},
    "no_lead": {"zh": "没有指定牵头单位", "en": "nobody is designated to lead"},
    "role_twice": {"zh": "同一机构既负责又参与", "en": "an agency is named as lead and as participant"},
    "named_twice": {"zh": "同一事项以多个名称列出同一机构", "en": "an item names one body by several names"},
    "single_party": {"zh": "只有一个责任单位，无须协调", "en": "one party only: nothing to coordinate"},
    "no_party": {"zh": "没有责任单位", "en": "nobody is named"},
    "open_name": {"zh": "泛称，未点名", "en": "an open name: the document does not say who"},
    "named_once": {"zh": "只在一项中出现的机构", "en": "an agency is named in one item only"},
    "duplicate_item": {
        "zh": "任务相同，或责任单位及其角色相同的事项",
        "en": "items with the same task, or the same parties in the same roles",
    },
    "named_in_text_only": {"zh": "任务提到而未列为责任单位的机构", "en": "the task names a body that its cells do not"},
    "unknown_name": {"zh": "登记表中没有的名称", "en": "a name that the register does not know"},
    "open_ended": {"zh": "名单以“等”结尾", "en": "the list of names goes on with 等"},
    "unread": {"zh": "未能读出的部分", "en": "a part of the document could not be read"},
    "not_checked": {"zh": "未检查", "en": "not checked"},
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
        texts, bodies named in the text only cannot be found: one row, ``not_checked``, says so.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> print(check_plan(load_plan("guangzhou-2007"))["check"].value_counts()["several_leads"])
    23
    """
    rows: list[_Found] = []
    for check in (_items, _open_names, _named_once, _duplicates, _text_only):
        rows += check(plan)
    known = {(check, where) for check, where, *_ in rows}
    rows += [row for row in _kept(plan) if row[:2] not in known]
    order = {name: at for at, name in enumerate(CHECKS)}
    table = pd.DataFrame(rows, columns=["check", "where", "detail", "source"], dtype="str")
    return table.sort_values("check", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)


def _items(plan: Plan) -> Iterator[_Found]:
    """Look at the number of leads and parties of each item."""
    load = item_load(plan)
    rows = plan.named
    designated = rows[(rows["role"] == "lead") & (rows["basis"] != "joint")]
    leads = designated.groupby("item")["agency"].agg(list)
    joint = set(plan.assignments.loc[plan.assignments["basis"] == "joint", "item"])
    for item, row in zip(load.index, records(load), strict=True):
        source = plan.items.loc[item, "source"]
        named = leads.get(item, [])
        if len(named) > 1:
            yield "several_leads", item, "、".join(named), source
        if not named and not plan.partial and (row["parties"] or row["open_names"]):
            how = "those responsible are so jointly" if row["parties"] > 1 else "one is responsible, not called lead"
            how = how if item in joint else "participants only"
            yield "no_lead", item, how, source
        if row["parties"] == 1 and not plan.partial:
            beside = f", beside {row['open_names']} open name" if row["open_names"] else ""
            yield "single_party", item, f"{row['title']}{beside}", source


def _open_names(plan: Plan) -> Iterator[_Found]:
    for row in records(plan.opened):
        yield "open_name", row["item"], f"{row['agency']} as {row['role']}", row["source"]


def _named_once(plan: Plan) -> Iterator[_Found]:
    load = agency_load(plan)
    for agency in [] if plan.partial else load.index[load["items"] == 1]:
        rows = plan.assignments[plan.assignments["agency"] == agency]
        row = rows.sort_values("role", kind="stable").iloc[0]  # lead counts where it is named as both
        yield "named_once", agency, f"item {row['item']}, as {row['role']}", row["source"]


def _duplicates(plan: Plan) -> Iterator[_Found]:
    """Find items with the same parties in the same roles, three or more, or with the same text."""
    parties: dict[frozenset[tuple[str, str]], str] = {}
    texts: dict[str, str] = {}
    roles: dict[str, set[tuple[str, str]]] = {}
    for row in records(plan.named):
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
        yield "not_checked", "all items", "named_in_text_only: the plan has no texts; read it from the notice", ""
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
        yield row["finding"], row["where"], row["detail"], row["source"]
