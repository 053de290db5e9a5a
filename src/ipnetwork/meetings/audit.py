"""Audit joint meetings: which items have all their parties in one room, who is missing, and who is needed.

An item needs a meeting where it has several parties, and a meeting covers it where it seats all of them. Open names
(各有关单位) are parties of no item: nobody can be invited under such a name, so they are listed apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import pandas as pd

from ipnetwork.errors import Fault, PlanError
from ipnetwork.meetings.parties import find_parties, invited
from ipnetwork.meetings.record import Meeting, MeetingPlan
from ipnetwork.meetings.roster import Roster
from ipnetwork.meetings.seating import bits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ipnetwork.meetings.parties import Parties
    from ipnetwork.plan import Plan

_ITEM_TYPES = {"parties": "int64", "status": "str", "covered": "bool", "best": "str", "present": "int64"}
_ITEM_TYPES |= {"missing": "object", "to_be_named": "object", "source": "str"}
_MEMBER_TYPES = dict.fromkeys(("items", "leads", "items_touched", "only_partly"), "int64")
_MEMBER_TYPES |= {"needed": "bool", "chair": "bool"}
_LONGEST_SHOWN = 60


@runtime_checkable
class Seated(Protocol):
    """What a `Roster` has in common with any other meeting: a name, and members."""

    @property
    def name(self) -> str:
        """What the meeting is called."""

    @property
    def members(self) -> Sequence[str]:
        """Who sits in it."""


def audit_meetings(
    plan: Plan,
    rosters: Seated | MeetingPlan | Iterable[Seated | Meeting],
    *,
    parties: str = "all",
    unknown: str = "raise",
) -> pd.DataFrame:
    """Say of every item whether one joint meeting (联席会议) seats all its parties, and who is missing where none does.

    Parameters
    ----------
    plan : Plan
        Read in the default way: a collective body is one agency, an open name is nobody.
    rosters : Roster, iterable of Roster, or MeetingPlan
        The meetings. Anything that has ``name`` and ``members`` will do; no name twice.
    parties : {"all", "leads"}, default "all"
        Whether participants have to be there.
    unknown : {"raise", "keep"}, default "raise"
        Whether to refuse members that the plan does not name, or to list them in ``attrs["not_in_plan"]``.

    Returns
    -------
    DataFrame
        One row an item, in document order:

        - ``parties``: how many
        - ``status``: ``covered``; ``partly`` (some meeting seats some of them, none all); ``nobody`` (none seats any);
          ``single_party`` (it needs no meeting); ``no_party``
        - ``covered``: whether one meeting seats all its parties, be it only one; False where there is none
        - ``best``: the meeting that seats most of them, the first of equals; empty where none seats any
        - ``present``: how many it seats; ``missing``: tuple of the others, in document order
        - ``to_be_named``: tuple of the item's open names
        - ``source``: where the item stands in the document

    Raises
    ------
    PlanError
        Naming every member that the plan does not name, with the nearest names that it has, and every name of several
        meetings.
    ValueError
        If `parties` or `unknown` is another word.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> plan = load_plan("guangzhou-2007")
    >>> leads = plan.named.query("role == 'lead'")["agency"].drop_duplicates()
    >>> audit_meetings(plan, Roster("all leads", tuple(leads)))["status"].value_counts().to_dict()
    {'covered': 26, 'partly': 16, 'single_party': 12}
    """
    asked = ask(plan, rosters, parties, unknown)
    rows = []
    for item, everybody in asked.sets.items():
        seated = [(room & everybody).bit_count() for room in asked.rooms]
        present = max(seated, default=0)
        best = seated.index(present) if present else None
        missing = everybody if best is None else everybody & ~asked.rooms[best]
        several = everybody.bit_count()
        status = ("covered" if not missing else "partly") if present else "nobody"
        status = status if several > 1 else ("no_party", "single_party")[several]
        name = "" if best is None else asked.names[best]
        row = (several, status, bool(present and not missing), name, present, asked.who.names(missing))
        rows.append((*row, asked.who.to_be_named.get(item, ()), plan.items.loc[item, "source"]))
    table = pd.DataFrame(rows, columns=list(_ITEM_TYPES), index=plan.items.index).astype(_ITEM_TYPES)
    table.attrs["not_in_plan"] = asked.absent
    return table


def audit_members(plan: Plan, roster: Seated, *, parties: str = "all", unknown: str = "raise") -> pd.DataFrame:
    """Say of every member of a joint meeting which items need it there.

    Parameters
    ----------
    plan : Plan
        Read in the default way.
    roster : Roster
        The meeting.
    parties, unknown : str
        As for `audit_meetings`. A member that is kept though the plan does not name it has nothing but zeros.

    Returns
    -------
    DataFrame
        One row a member, in the roster's order:

        - ``items``: items with several parties, itself among them, that the meeting covers
        - ``leads``: those of them that it leads; none where no lead is designated
        - ``items_touched``: all items that it is a party of, also those it has to itself
        - ``only_partly``: those of them that have several parties and that the meeting does not cover
        - ``needed``: whether anything needs it there; without it, its ``items`` would not be covered
        - ``chair``: whether it chairs the meeting

    Raises
    ------
    PlanError, ValueError
        As for `audit_meetings`.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> audit_members(load_plan("guangzhou-2007"), Roster("two", ("市工商局", "市财政局")))["needed"].tolist()
    [False, False]
    """
    asked = ask(plan, only_one(roster), parties, unknown)
    led = plan.named[(plan.named["role"] == "lead") & (plan.named["basis"] != "joint")]
    leads = set(zip(led["item"], led["agency"], strict=True))
    rows = []
    for member in roster.members:
        own = asked.places.get(member, 0)
        touched = [item for item, everybody in asked.sets.items() if everybody & own]
        shared = [item for item in touched if item in asked.who.items]
        covered = [item for item in shared if not asked.sets[item] & ~asked.rooms[0]]
        counts = (len(covered), sum((item, member) in leads for item in covered), len(touched))
        rows.append((*counts, len(shared) - len(covered), bool(covered), member == getattr(roster, "chair", "")))
    index = pd.Index(list(roster.members), name="agency", dtype="str")
    table = pd.DataFrame(rows, columns=list(_MEMBER_TYPES), index=index).astype(_MEMBER_TYPES)
    table.attrs["not_in_plan"] = asked.absent
    return table


@dataclass(frozen=True)
class Question:
    """What is asked of a plan and some meetings: everybody as bits."""

    who: Parties
    sets: Mapping[str, int]  # the parties of every item, alone or not
    places: Mapping[str, int]
    names: list[str]
    rooms: list[int]
    absent: list[str]


def ask(
    plan: Plan,
    rosters: Seated | MeetingPlan | Iterable[Seated | Meeting],
    parties: str,
    unknown: str,
    seats: Mapping[str, int] | str | None = None,
) -> Question:
    """Put a plan and some meetings into bits, or say what in them does not fit."""
    if unknown not in {"raise", "keep"}:
        raise ValueError(f"unknown must be 'raise' or 'keep', not {unknown!r}")
    who = find_parties(plan, parties=parties, seats=seats)
    places = {agency: 1 << at for at, agency in enumerate(who.agencies)}
    meetings = _meetings(rosters)
    names = [one.name for one in meetings]
    strangers = [(member, one.name) for one in meetings for member in one.members if member not in places]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    faults = [Fault("rosters", f"several are called {name}", "name them apart") for name in twice]
    faults += [_stranger(*each, plan, who.agencies) for each in dict.fromkeys(strangers) if unknown == "raise"]
    if faults:
        raise PlanError(plan.meta.get("key") or "plan", faults)
    named = invited(plan, parties)
    sets = dict.fromkeys(plan.items.index, 0)
    for item, agency in zip(named["item"], named["agency"], strict=True):
        sets[item] |= places[agency]
    order = {agency: at for at, agency in enumerate(who.agencies)}
    rooms = [bits(order[member] for member in one.members if member in order) for one in meetings]
    return Question(who, sets, places, names, rooms, list(dict.fromkeys(member for member, _ in strangers)))


def only_one(roster: object) -> Seated:
    """Refuse several meetings where one is asked about."""
    if not isinstance(roster, Seated):
        raise TypeError("give one Roster; audit_meetings takes several")
    return roster


def _meetings(rosters: Seated | MeetingPlan | Iterable[Seated | Meeting]) -> list[Seated]:
    """Return what was given as a list; the meetings of a meeting plan go by their numbers."""
    given = rosters.meetings if isinstance(rosters, MeetingPlan) else rosters
    listed = [given] if isinstance(given, Seated | Meeting) else list(given)
    found = [Roster(str(one.number), one.agencies) if isinstance(one, Meeting) else one for one in listed]
    if not all(isinstance(one, Seated) for one in found):
        raise TypeError("a meeting has name and members: give Roster(name, members)")
    return found


def _stranger(member: str, meeting: str, plan: Plan, agencies: Sequence[str]) -> Fault:
    """Say why a member is none of the plan's agencies, and what might be meant."""
    shown = member[:_LONGEST_SHOWN]
    belongs = plan.members.loc[plan.members["agency"] == member, "collective"].tolist()
    near = get_close_matches(shown, agencies, n=3, cutoff=0.5)
    if member in plan.agencies.index:
        remedy = "name who comes in place of this open name, or pass unknown='keep'"
    elif belongs:
        remedy = f"seat {belongs[0]}, or audit under_reading(plan, collectives='members')"
    else:
        meant = f"the nearest it has: {', '.join(near)}" if near else "write the name as the plan does"
        remedy = f"{meant}; or pass unknown='keep' where it has no part in the plan"
    return Fault(meeting, f"{shown} is not among the agencies of the plan", remedy)
