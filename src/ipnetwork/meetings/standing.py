"""Find the one standing body that settles the most items by itself, for each size that it may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.meetings.parties import find_parties, is_count
from ipnetwork.meetings.rooms import Limit, find_rooms
from ipnetwork.meetings.seating import Seating

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ipnetwork.plan import Plan

_COLUMNS: dict[str, Any] = {
    "items": "int64",
    "share": "float64",
    "bound": "int64",
    "status": "str",
    "body": object,
    "which": object,
}


def standing_body(
    plan: Plan,
    sizes: Iterable[int] = range(2, 21),
    *,
    parties: str = "all",
    seats: Mapping[str, int] | str | None = None,
    steps: int = 5_000_000,
) -> pd.DataFrame:
    """Find for each size the standing joint meeting that has all parties of the most items among its members.

    Parameters
    ----------
    plan : Plan
        The plan, in the default reading.
    sizes : iterable of int, default 2 to 20
        The seats that the body may have.
    parties : {"all", "leads"}, default "all"
        Whether participants have to be members.
    seats : mapping of str to int, or "members", optional
        As for `plan_meetings`.
    steps : int, default 5,000,000
        How many bodies to look at for each size; past that ``bound`` may exceed ``items``.

    Returns
    -------
    DataFrame
        Index ``size``; ``items`` it settles, of those with several parties, and their ``share``; ``bound``: no body of
        this size settles more; ``status`` (OPTIMAL where the two meet, else GAP); ``body`` (tuple; fewer
        members than seats where more would settle nothing); ``which`` items (tuple).

    Raises
    ------
    PlanError
        If `seats` names an agency that the plan does not.
    ValueError
        If a size is below 1 or no whole number, or a word is none of those above.

    Notes
    -----
    Branch and bound over unions of party lists; exact, and without a solver. The densest-subhypergraph problem with a
    cardinality limit, NP-hard.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> standing_body(load_plan("guangzhou-2007"), sizes=[5, 10])[["items", "status"]]
          items   status
    size
    5         8  OPTIMAL
    10       16  OPTIMAL
    """
    sizes = list(dict.fromkeys(sizes))
    if not all(is_count(size) for size in sizes):
        raise ValueError(f"sizes must be whole numbers of at least 1, not {sizes!r}")
    who = find_parties(plan, parties=parties, seats=seats)
    same: dict[int, list[str]] = {}
    for item, room in who.items.items():
        same.setdefault(room, []).append(item)
    needs = {tuple(items): room for room, items in same.items()}
    rows = []
    for size in sizes:
        body, bound = _largest(Seating(needs, who.seats, int(size)), steps)
        which = tuple(item for item, room in who.items.items() if room & ~body == 0)
        status = "OPTIMAL" if len(which) == bound else "GAP"
        rows.append((len(which), len(which) / max(len(who.items), 1), bound, status, who.names(body), which))
    index = pd.Index(sizes, name="size", dtype="int64")
    return pd.DataFrame(rows, columns=list(_COLUMNS), index=index).astype(_COLUMNS)


def _largest(seating: Seating, steps: int) -> tuple[int, int]:
    """Return the body that settles most items, and how many no body exceeds."""
    prices = [float(len(items)) for items in seating.needs]
    found = find_rooms(seating, prices, [0.0] * len(seating.seats), above=0.0, limit=Limit(steps))
    body = max(found.rooms, key=lambda room: found.rooms[room], default=0)
    return body, int(found.most + 1e-6)
