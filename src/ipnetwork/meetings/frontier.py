"""Trade the size of a room against the number of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.meetings.arrange import plan_meetings
from ipnetwork.meetings.master import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ipnetwork.meetings.budget import Limits
    from ipnetwork.plan import Plan


def meeting_frontier(
    plan: Plan,
    seats: Iterable[int] = range(9, 21),
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
    seats : iterable of int, default 9 to 20
        The sizes of a room, each at least as large as the item with most parties.
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
        its ``…_bound`` and ``…_status``.

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
    rows = {}
    for size in seats:
        planned = plan_meetings(plan, max_seats=size, parties=parties, seats=taken, limits=limits)
        rows[size] = [told for stage in planned.stages for told in (stage.value, stage.bound, stage.status)]
        if planned.stopped == "interrupted":  # by Ctrl-C: what there is so far
            break
    columns = [f"{name}{what}" for name in STAGES for what in ("", "_bound", "_status")]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("seats")
