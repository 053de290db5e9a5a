"""Take a part of a plan, and set two plans side by side."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.errors import Fault, PlanError
from ipnetwork.plan.schema import TABLES, records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ipnetwork.plan.record import Plan


def select(
    plan: Plan,
    *,
    categories: Iterable[str] | None = None,
    roles: Iterable[str] | None = None,
    agencies: Iterable[str] | None = None,
) -> Plan:
    """Return the part of a plan that matches every filter given.

    Parameters
    ----------
    plan : Plan
        The whole plan.
    categories : iterable of str, optional
        Keep only the items of these categories.
    roles : iterable of str, optional
        Keep only assignments with these roles; items left with no party stay.
    agencies : iterable of str, optional
        Keep only these agencies, and only the items that name one of them.

    Returns
    -------
    Plan
        With the agencies still named, in their order. Items keep their numbers and places, so sizes of items count
        only who was kept.

    Raises
    ------
    PlanError
        Naming every category, role or agency that the plan does not have.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> select(load_plan("guangzhou-2007"), categories=["九"], roles=["lead"])
    Plan guangzhou-2007: 6 items, 8 names (8 agency), 13 assignments
    """
    wanted = {
        "categories": _wanted("category", categories, plan.items["category"], plan),
        "roles": _wanted("role", roles, plan.assignments["role"], plan),
        "agencies": _wanted("agency", agencies, plan.agencies.index, plan),
    }
    items = plan.items[plan.items["category"].isin(wanted["categories"])]
    kept = plan.assignments
    kept = kept[kept["item"].isin(items.index) & kept["role"].isin(wanted["roles"])]
    kept = kept[kept["agency"].isin(wanted["agencies"])].reset_index(drop=True)
    if agencies is not None:
        items = items[items.index.isin(kept["item"])]
    named = plan.agencies[plan.agencies.index.isin(kept["agency"])]
    return replace(
        plan,
        items=items,
        agencies=named,
        assignments=kept,
        members=plan.members[plan.members["collective"].isin(named.index)].reset_index(drop=True),
        targets=plan.targets[plan.targets["item"].isin(items.index)].reset_index(drop=True),
        partial=plan.partial or roles is not None or agencies is not None,
    )


def _wanted(name: str, given: Iterable[str] | None, present: Iterable[str], plan: Plan) -> Collection[str]:
    """Return the values to keep, all where no filter is given; refuse values that the plan does not have."""
    known = list(dict.fromkeys(present))
    if given is None:
        return known
    given = [given] if isinstance(given, str) else list(given)
    faults = []
    for value in given:
        if value not in known:
            near = get_close_matches(str(value), known, n=3, cutoff=0.3) or known[:12]
            faults.append(Fault(name, f"{value!r} is not in the plan", f"the nearest it has: {', '.join(near)}"))
    if faults:
        raise PlanError(plan.meta.get("key") or "plan", faults)
    return given


def same_plan(left: Plan, right: Plan, *, ignore: Collection[str] = ()) -> pd.DataFrame:
    """List where two plans differ.

    Parameters
    ----------
    left, right : Plan
        The plans to compare, table by table and row by row in their order.
    ignore : collection of str
        Tables (``"targets"``) or columns (``"source"``) to leave out.

    Returns
    -------
    DataFrame
        ``table``, ``row`` (the row's key), ``column``, ``left``, ``right``; no rows for the same plan. A row that
        only one plan has shows ``(no row)`` for the other.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> len(same_plan(load_plan("guangzhou-2007"), load_plan("guangzhou-2007")))
    0
    """
    rows: list[tuple[str, str, str, object, object]] = []
    for name in [name for name in TABLES if name not in ignore]:
        ours, theirs = _keyed(left, name), _keyed(right, name)
        for key in dict.fromkeys([*ours, *theirs]):
            if key not in ours or key not in theirs:
                present = ("(row)", "(no row)") if key in ours else ("(no row)", "(row)")
                rows.append((name, " ".join(key), "", *present))
                continue
            pairs = ((column, ours[key][column], theirs[key][column]) for column in ours[key] if column not in ignore)
            rows += [(name, " ".join(key), column, mine, other) for column, mine, other in pairs if mine != other]
        shared = ([key for key in ours if key in theirs], [key for key in theirs if key in ours])
        first = next((pair for pair in zip(*shared, strict=True) if pair[0] != pair[1]), None)
        if first:
            rows.append((name, "", "(order of rows)", " ".join(first[0]), " ".join(first[1])))
    if "meta" not in ignore:
        keys = dict.fromkeys([*left.meta, *right.meta])
        pairs = ((key, left.meta.get(key, ""), right.meta.get(key, "")) for key in keys)
        rows += [("meta", key, "", mine, other) for key, mine, other in pairs if mine != other]
    rows += [
        (name, "", "", getattr(left, name), getattr(right, name))
        for name in ("unread", "partial")
        if name not in ignore and getattr(left, name) != getattr(right, name)
    ]
    return pd.DataFrame(rows, columns=["table", "row", "column", "left", "right"])


def _keyed(plan: Plan, name: str) -> dict[tuple[str, ...], dict[str, object]]:
    """Return a table's rows by their key."""
    return {tuple(row[column] for column in TABLES[name].key): row for row in records(plan.tables[name])}
