"""Find whom to add to a joint meeting so that it covers the most items more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.meetings.audit import ask, only_one
from ipnetwork.meetings.parties import is_count
from ipnetwork.meetings.seating import ones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipnetwork.meetings.audit import Seated
    from ipnetwork.plan import Plan


def best_additions(
    plan: Plan,
    roster: Seated,
    *,
    up_to: int = 3,
    parties: str = "all",
    seats: Mapping[str, int] | str | None = None,
    unknown: str = "raise",
) -> pd.DataFrame:
    """Find the additions to a joint meeting that cover the most items more, for each number of seats to add.

    Parameters
    ----------
    plan : Plan
        Read in the default way.
    roster : Roster
        The meeting.
    up_to : int, default 3
        The most seats to add; everybody takes one unless `seats` says otherwise.
    parties, unknown : str
        As for `audit_meetings`.
    seats : mapping of str to int, or "members", optional
        The seats of agencies that take more than one, as for `plan_meetings`.

    Returns
    -------
    DataFrame
        Index ``added``, the seats to add, from 1 to `up_to`:

        - ``additions``: tuple of the agencies whose joining covers the most items more; of several such sets the one
          with fewest seats, then the first in document order. Where one seat more covers nothing more, as one row above
        - ``covered``: items with several parties that are covered then; ``gained``: how many of them were not before
        - ``which``: tuple of the items gained

    Raises
    ------
    PlanError, ValueError
        As for `audit_meetings`; or if `seats` names an agency that the plan does not, or `up_to` is below 1.

    Notes
    -----
    Exact: every set is looked at, but for those that a bound shows to cover no more than the best one found.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> from ipnetwork.meetings.roster import Roster
    >>> best_additions(load_plan("guangzhou-2007"), Roster("two", ("市工商局", "市财政局")))["gained"].tolist()
    [...]
    """
    if not is_count(up_to):
        raise ValueError(f"up_to must be a whole number of at least 1, not {up_to!r}")
    asked = ask(plan, only_one(roster), parties, unknown, seats)
    lacking = {item: everybody & ~asked.rooms[0] for item, everybody in asked.who.items.items()}
    needs: dict[int, int] = {}
    for need in lacking.values():
        needs[need] = needs.get(need, 0) + 1
    already = needs.pop(0, 0)
    best, rows = (0, 0), []
    for added in range(1, up_to + 1):
        best = _grow(0, 0, added, list(needs.items()), asked.who.seats, best)
        which = tuple(item for item, need in lacking.items() if need and not need & ~best[1])
        rows.append((asked.who.names(best[1]), already + best[0], best[0], which))
    index = pd.RangeIndex(1, up_to + 1, name="added")
    table = pd.DataFrame(rows, columns=["additions", "covered", "gained", "which"], index=index)
    table.attrs["not_in_plan"] = asked.absent
    return table


def _grow(
    chosen: int, gain: int, room: int, needs: list[tuple[int, int]], seats: tuple[int, ...], best: tuple[int, int]
) -> tuple[int, int]:
    """Return the best set that adds agencies in document order to `chosen`, if it gains more than `best`, else `best`.

    `needs` are the sets still lacking, with the number of items that lack them. The bound shares out each need over the
    seats that it takes: no addition gains more than the seats that are worth most.
    """
    best = (gain, chosen) if gain > best[0] else best
    costs = [(need, items, sum(seats[place] for place in ones(need))) for need, items in needs]
    fitting = [(need, items, cost) for need, items, cost in costs if cost <= room]
    worth: dict[int, float] = {}
    for need, items, cost in fitting:
        for place in ones(need):
            worth[place] = worth.get(place, 0) + items / cost
    for place in sorted(worth):
        ahead = [worth[other] for other in worth if other >= place for _ in range(min(seats[other], room))]
        if gain + int(sum(sorted(ahead, reverse=True)[:room]) + 1e-9) <= best[0]:
            break
        rest = [(need & ~(1 << place), items) for need, items, _ in fitting if not need & ((1 << place) - 1)]
        done = sum(items for need, items in rest if not need)
        left = [(need, items) for need, items in rest if need]
        best = _grow(chosen | 1 << place, gain + done, room - seats[place], left, seats, best)
    return best
