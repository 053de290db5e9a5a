"""Trade the size of a room against the number of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.meetings.arrange import plan_meetings
from ipnetwork.meetings.master import STAGES
from ipnetwork.meetings.parties import seats_needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ipnetwork.meetings.budget import Limits
    from ipnetwork.plan import Plan

_TYPES: dict[str, Any] = {"": "int64", "_bound": "int64", "_status": "str"}


def meeting_frontier(
    plan: Plan,
    seats: Iterable[int] | None = None,
    *,
    parties: str = "all",
    taken: Mapping[str, int] | str | None = None,
    limits: Limits | None = None,
) -> pd.DataFrame:
    """Plan meetings for each size of room.

    Parameters
    ----------
    plan : Plan
        The plan, in the default reading.
    seats : iterable of int, optional
        The sizes of a room, each enough for the item with most parties. By default the twelve smallest that are: 9 to
        20 on the Guangzhou plan.
    parties : {"all", "leads"}, default "all"
        Whether participants have to be there.
    taken : mapping of str to int, or "members", optional
        The seats that agencies take: the `seats` of `plan_meetings`.
    limits : Limits, optional
        How much work to spend on each size.

    Returns
    -------
    DataFrame
        Index ``seats``; ``meetings``, ``attendances`` and ``diary`` (meetings of the busiest agency), each followed by
        its ``…_bound`` and ``…_status``. ``attrs["stopped"]`` says why a search ended early; empty where none did.

    Raises
    ------
    PlanError
        If a room is too small for an item: all such items are named.
    ValueError
        If a size is no whole number of at least 2.

    Examples
    --------
    >>> from ipnetwork import load_plan, select
    >>> part = select(load_plan("guangzhou-2007"), categories=["九"])
    >>> meeting_frontier(part, seats=[10, 12])["meetings_status"].tolist()
    ['OPTIMAL', 'OPTIMAL']
    """
    least = seats_needed(plan, parties=parties, seats=taken)
    sizes = dict.fromkeys(range(least, least + 12) if seats is None else seats)
    rows, stopped = {}, ""
    for size in sizes:
        planned = plan_meetings(plan, max_seats=size, parties=parties, seats=taken, limits=limits)
        rows[size] = [told for stage in planned.stages for told in (stage.value, stage.bound, stage.status)]
        stopped = planned.stopped or stopped
        if stopped == "interrupted":  # by Ctrl-C: what there is so far
            break
    columns = {f"{name}{what}": kind for name in STAGES for what, kind in _TYPES.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(columns)).astype(columns).rename_axis("seats")
    table.attrs["stopped"] = stopped
    return table
