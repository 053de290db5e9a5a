"""Take from a plan who has to sit together for each item, and how many seats they need."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from numbers import Integral
from typing import TYPE_CHECKING

from ipnetwork.errors import Fault, PlanError
from ipnetwork.meetings.seating import Need, Seating, bits, ones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from ipnetwork.plan import Plan

PARTIES = ("all", "leads")
COVERS = ("items", "pairs")
BETWEEN = " – "  # between the two names of a pair


def is_count(number: object, *, least: int = 1) -> bool:
    """Say whether something is a whole number, numpy's too, and not too small."""
    return not isinstance(number, bool) and isinstance(number, Integral) and int(number) >= least


def invited(plan: Plan, parties: str) -> pd.DataFrame:
    """Return the assignments of those who have to be there: everybody named, or the leads."""
    return plan.named if parties == "all" else plan.named[plan.named["role"] == "lead"]


@dataclass(frozen=True)
class Parties:
    """Who has to sit together, item by item.

    Parameters
    ----------
    agencies : tuple of str
        All agencies of the plan but open names, in document order.
    seats : tuple of int
        The seats that each takes.
    items : mapping of str to int
        The parties of each item that has several, as bits.
    single, unassigned : tuple of str
        The items with one party, which need no meeting, and those with none.
    to_be_named : mapping of str to tuple of str
        The open names of an item: nobody that could be invited yet.
    """

    agencies: tuple[str, ...]
    seats: tuple[int, ...]
    items: Mapping[str, int]
    single: tuple[str, ...]
    unassigned: tuple[str, ...]
    to_be_named: Mapping[str, tuple[str, ...]]

    def names(self, room: int) -> tuple[str, ...]:
        """Return the agencies in a set of bits."""
        return tuple(self.agencies[place] for place in ones(room))


def find_parties(plan: Plan, *, parties: str = "all", seats: Mapping[str, int] | str | None = None) -> Parties:
    """Return the parties of each item in the default reading, and the seats that agencies take.

    Parameters
    ----------
    plan : Plan
        The plan.
    parties : {"all", "leads"}, default "all"
        Whether participants count.
    seats : mapping of str to int, or "members", optional
        The seats of agencies that take more than one. ``"members"``: a collective body takes as many as it has members.
        By default everybody takes one.

    Returns
    -------
    Parties
        Items in document order.

    Raises
    ------
    PlanError
        If `seats` names an agency that the plan does not, or gives one less than one seat.
    ValueError
        If `parties` or `seats` is another word.
    """
    if parties not in PARTIES:
        raise ValueError(f"parties must be 'all' or 'leads', not {parties!r}")
    agencies = tuple(plan.agencies.index[plan.agencies["kind"] != "open"])
    places = {agency: at for at, agency in enumerate(agencies)}
    named = invited(plan, parties)
    opened = plan.opened if parties == "all" else plan.opened[plan.opened["role"] == "lead"]
    sets = dict.fromkeys(plan.items.index, 0) | {
        item: bits(places[agency] for agency in group) for item, group in named.groupby("item", sort=False)["agency"]
    }
    open_names = {item: tuple(dict.fromkeys(group)) for item, group in opened.groupby("item", sort=False)["agency"]}
    return Parties(
        agencies,
        _seats(plan, agencies, seats),
        {item: parties for item, parties in sets.items() if parties.bit_count() > 1},
        tuple(item for item, parties in sets.items() if parties.bit_count() == 1),
        tuple(item for item, parties in sets.items() if not parties),
        {item: open_names[item] for item in plan.items.index if item in open_names},
    )


def seats_needed(plan: Plan, *, parties: str = "all", seats: Mapping[str, int] | str | None = None) -> int:
    """Return the seats that a room needs so that every item of a plan fits in; at least 2.

    Parameters
    ----------
    plan, parties, seats
        As for `plan_meetings`.

    Returns
    -------
    int
        The seats of the item with most parties.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> seats_needed(load_plan("guangzhou-2007"))
    9
    """
    who = find_parties(plan, parties=parties, seats=seats)
    return max((sum(who.seats[place] for place in ones(room)) for room in who.items.values()), default=2)


def _seats(plan: Plan, agencies: tuple[str, ...], seats: Mapping[str, int] | str | None) -> tuple[int, ...]:
    if isinstance(seats, str):
        if seats != "members":
            raise ValueError(f"seats must be a mapping or 'members', not {seats!r}")
        counted = plan.members["collective"].value_counts()
        return tuple(max(int(counted.get(agency, 1)), 1) for agency in agencies)
    given = {} if seats is None else dict(seats)
    faults = [
        Fault(f"seats of {agency}", *_unknown(plan, agency, agencies)) for agency in given if agency not in agencies
    ]
    faults += [
        Fault(f"seats of {agency}", f"{number!r} seats", "give a whole number, at least 1")
        for agency, number in given.items()
        if not is_count(number)
    ]
    if faults:
        raise PlanError("seats", faults)
    return tuple(int(given.get(agency, 1)) for agency in agencies)


def _unknown(plan: Plan, name: str, agencies: Iterable[str]) -> tuple[str, str]:
    if name in plan.agencies.index:
        return "it is an open name: nobody that could be invited", "leave it out"
    near = get_close_matches(name, list(agencies), n=3, cutoff=0.5)
    remedy = f"the nearest names are {'、'.join(near)}" if near else "write the name as the plan does"
    return "the plan names no such agency", remedy


def seat_items(parties: Parties, *, max_seats: int, cover: str = "items") -> Seating:
    """Return the question of seating that the items ask.

    Parameters
    ----------
    parties : Parties
        Who has to sit together.
    max_seats : int
        The seats of a room.
    cover : {"items", "pairs"}, default "items"
        ``"pairs"``: it is enough that every two agencies with a common item meet, and only such two may.

    Returns
    -------
    Seating
        Of the items, those that no other contains.

    Raises
    ------
    PlanError
        Naming every item that needs more seats than a room has.
    ValueError
        If `max_seats` is below 2 or no whole number, or `cover` is another word.
    """
    if not is_count(max_seats, least=2):
        raise ValueError(f"max_seats must be a whole number of at least 2, not {max_seats!r}")
    if cover not in COVERS:
        raise ValueError(f"cover must be 'items' or 'pairs', not {cover!r}")
    needs: dict[Need, int] = {(item,): room for item, room in parties.items.items()}
    apart: tuple[int, ...] = ()
    if cover == "pairs":
        needs, apart = _pairs(parties)
    whole = Seating(needs, parties.seats, int(max_seats), apart)
    faults = [
        Fault(
            f"{cover.removesuffix('s')} {BETWEEN.join(need)}",
            f"its parties need {whole.taken(room)} seats",
            "give a room more seats",
        )
        for need, room in needs.items()
        if whole.taken(room) > max_seats
    ]
    if faults:
        raise PlanError(f"max_seats={max_seats}", faults)
    return whole.essential()


def _pairs(parties: Parties) -> tuple[dict[Need, int], tuple[int, ...]]:
    """Return the pairs that share an item, and those that share none among the agencies that meet anybody."""
    shared = {pair for room in parties.items.values() for pair in combinations(ones(room), 2)}
    meeting = sorted({place for pair in shared for place in pair})
    needs: dict[Need, int] = {
        tuple(parties.agencies[place] for place in pair): bits(pair)
        for pair in combinations(meeting, 2)
        if pair in shared
    }
    return needs, tuple(bits(pair) for pair in combinations(meeting, 2) if pair not in shared)
