"""Answer "where does it say so?" for one agency or one pair: the items, roles and lines behind its numbers."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault, PlanError

if TYPE_CHECKING:
    import pandas as pd

    from ipnetwork.plan import Plan


def why(plan: Plan, subject: str | tuple[str, str]) -> pd.DataFrame:
    """List the items behind the numbers of an agency, or behind the tie of a pair.

    Parameters
    ----------
    plan : Plan
        Read in the default way.
    subject : str or pair of str
        An agency (市知识产权局), or two that share items.

    Returns
    -------
    DataFrame
        For an agency one row an item: ``item``, ``title``, ``role``, ``as_written``, ``source``, and ``contacts``,
        what the item adds to its volume (k_t − 1); they add up to the volume. For a pair one row an item that both
        are in: ``item``, ``title``, and ``role``, ``source`` of each, numbered ``role_1``, ``source_1``,
        ``role_2``, ``source_2``; as many rows as items shared. Where an agency is named as both, lead counts.

    Raises
    ------
    PlanError
        If the plan has no such agency; the nearest names are given.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> why(load_plan("guangzhou-2007"), "市司法局")[["item", "role", "source", "contacts"]].values.tolist()
    [['46', 'lead', 'L279 c5', 0]]
    """
    names = [subject] if isinstance(subject, str) else list(subject)
    _check_known(plan, names)
    told = [_rows_of(plan, name) for name in names]
    if len(told) == 1:
        table = told[0].merge(_sizes(plan), on="item", how="left")
        table["contacts"] = table.pop("parties") - 1
    else:
        table = told[0].merge(told[1], on=["item", "title"], suffixes=("_1", "_2"))
        table = table[["item", "title", "role_1", "source_1", "role_2", "source_2"]]
    return table


def _check_known(plan: Plan, names: list[str]) -> None:
    known = plan.agencies.index[plan.agencies["kind"] != "open"].tolist()
    faults = []
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=3, cutoff=0.3) or known[:5]
            problem = (
                "an open name: nobody in particular" if name in plan.agencies.index else "the plan does not name it"
            )
            faults.append(Fault(f"agency {name}", problem, f"the nearest agencies: {', '.join(near)}"))
    if faults:
        raise PlanError(plan.meta.get("key") or "plan", faults)
    if len(names) not in {1, 2}:
        raise ValueError("give an agency or a pair of agencies")


def _rows_of(plan: Plan, agency: str) -> pd.DataFrame:
    """Return an agency's assignments in document order, lead first where it is named as both and then only once."""
    rows = plan.assignments[plan.assignments["agency"] == agency]
    rows = rows.sort_values("role", kind="stable").drop_duplicates("item").sort_index()
    titled = rows.join(plan.items[["title"]], on="item")
    return titled[["item", "title", "role", "as_written", "source"]].reset_index(drop=True)


def _sizes(plan: Plan) -> pd.DataFrame:
    """Return the number of parties of each item; open names are none."""
    return plan.named.groupby("item")["agency"].nunique().rename("parties").reset_index()
