"""Go through a plan of meetings without a solver: who is seated, who is not, and whether each bound is proven.

Everything is derived again from the plan's own tables; of the search nothing is used but the exact one in `exact`.
"""

from __future__ import annotations

from itertools import combinations
from numbers import Rational
from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.meetings.exact import dearest_room
from ipnetwork.meetings.master import STAGES, Goal
from ipnetwork.meetings.parties import BETWEEN, COVERS, PARTIES, is_count
from ipnetwork.meetings.proof import Cases, Prices, bound
from ipnetwork.meetings.seating import Seating, bits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ipnetwork.meetings.proof import Proof
    from ipnetwork.meetings.record import Meeting, MeetingPlan, Stage
    from ipnetwork.meetings.seating import Need
    from ipnetwork.plan import Plan

RELIES = "bound relies on the solver"
_Wrong = tuple[str, str, str]


def check_meetings(plan: Plan, meetings: MeetingPlan, *, steps: int = 200_000) -> pd.DataFrame:
    """List what is wrong with a plan of meetings, and what about its bounds is not proven.

    Parameters
    ----------
    plan : Plan
        The plan that the meetings are for.
    meetings : MeetingPlan
        What `plan_meetings` returned, or anybody has made of it.
    steps : int, default 200,000
        How many rooms the exact search may look at for each list of prices.

    Returns
    -------
    DataFrame
        ``claim`` (item, meeting, stage …), ``where``, ``problem``. Empty: every item is seated, no room is too full,
        and every bound is proven in fractions. A problem ``bound relies on the solver`` says that nothing is wrong, but
        that the steps did not suffice to prove it here.

    Notes
    -----
    No solver is used. A bound holds where no room is worth more than it is charged; that is checked by branch and bound
    over all rooms, in whole numbers.

    Examples
    --------
    >>> from ipnetwork import load_plan, plan_meetings, select
    >>> part = select(load_plan("guangzhou-2007"), categories=["九"])
    >>> check_meetings(part, plan_meetings(part, max_seats=10)).empty
    True
    """
    wrong = list(_check_terms(plan, meetings))
    if wrong:  # nothing else means anything
        return _table(wrong)
    parties = _parties(plan, meetings.parties)
    wrong = [
        *_check_rooms(plan, meetings),
        *_check_cover(parties, meetings),
        *_check_agendas(plan, parties, meetings),
        *_check_lists(plan, parties, meetings),
        *_check_stages(plan, parties, meetings, steps),
    ]
    return _table(wrong)


def _table(wrong: Sequence[_Wrong]) -> pd.DataFrame:
    return pd.DataFrame(wrong, columns=["claim", "where", "problem"], dtype="str")


def _check_terms(plan: Plan, meetings: MeetingPlan) -> Iterator[_Wrong]:
    if meetings.parties not in PARTIES or meetings.cover not in COVERS:
        yield "terms", "", f"parties={meetings.parties!r} and cover={meetings.cover!r} are not both known"
    if not is_count(meetings.max_seats, least=2):
        yield "terms", "max_seats", f"{meetings.max_seats!r} is no size of a room"
    for agency, taken in meetings.seats.items():
        if agency not in plan.agencies.index or not is_count(taken):
            yield "terms", f"seats of {agency}", f"{taken!r} seats, or no agency of the plan"


def _parties(plan: Plan, which: str) -> dict[str, frozenset[str]]:
    """Return who has to sit together for each item of the plan."""
    named = plan.named if which == "all" else plan.named[plan.named["role"] == "lead"]
    return {item: frozenset(named.loc[named["item"] == item, "agency"]) for item in plan.items.index}


def _pairs(parties: Mapping[str, frozenset[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for agencies in parties.values() for pair in combinations(agencies, 2)}


def _check_rooms(plan: Plan, meetings: MeetingPlan) -> Iterator[_Wrong]:
    invited = set(plan.agencies.index[plan.agencies["kind"] != "open"])
    if [one.number for one in meetings.meetings] != list(range(1, len(meetings.meetings) + 1)):
        yield "meeting", "numbers", "they do not run from 1"
    for one in meetings.meetings:
        where = f"meeting {one.number}"
        taken = sum(meetings.seats.get(agency, 1) for agency in one.agencies)
        if not set(one.agencies) <= invited or len(set(one.agencies)) < len(one.agencies):
            yield "meeting", where, "somebody is named twice, or is not an agency of the plan"
        if taken != one.seats:
            yield "meeting", where, f"its agencies take {taken} seats, not {one.seats}"
        if taken > meetings.max_seats:
            yield "meeting", where, f"its agencies take {taken} seats, and a room has {meetings.max_seats}"


def _check_cover(parties: Mapping[str, frozenset[str]], meetings: MeetingPlan) -> Iterator[_Wrong]:
    rooms = [frozenset(one.agencies) for one in meetings.meetings]
    if meetings.cover == "items":
        for item, agencies in parties.items():
            if len(agencies) > 1 and not any(agencies <= room for room in rooms):
                yield "item", item, "no meeting seats all its parties"
        return
    shared = _pairs(parties)
    for pair in sorted(shared, key=sorted):
        if not any(pair <= room for room in rooms):
            yield "pair", BETWEEN.join(sorted(pair)), "no meeting seats both"
    for one in meetings.meetings:
        for two in combinations(one.agencies, 2):
            if frozenset(two) not in shared:
                yield "pair", BETWEEN.join(two), f"they share no item, and sit together in meeting {one.number}"


def _check_agendas(plan: Plan, parties: Mapping[str, frozenset[str]], meetings: MeetingPlan) -> Iterator[_Wrong]:
    listed = [item for one in meetings.meetings for item in one.items]
    rooms = [frozenset(one.agencies) for one in meetings.meetings]
    for item, agencies in parties.items():
        due = int(len(agencies) > 1 and any(agencies <= room for room in rooms))
        if listed.count(item) != due:
            yield "agenda", item, f"it stands on {listed.count(item)} agendas, and should on {due}"
    leads = plan.named[(plan.named["role"] == "lead") & (plan.named["basis"] != "joint")]
    for one in meetings.meetings:
        for item in one.items:
            if not parties.get(item, frozenset([""])) <= set(one.agencies):
                yield "agenda", item, f"meeting {one.number} does not seat its parties"
        if one.chair != _most_often(plan, list(leads.loc[leads["item"].isin(one.items), "agency"])):
            yield (
                "chair",
                f"meeting {one.number}",
                f"{one.chair or 'nobody'} does not lead more of its items than any other",
            )


def _most_often(plan: Plan, leads: Sequence[str]) -> str:
    return max(plan.agencies.index, key=leads.count) if leads else ""  # max keeps the first


def _check_lists(plan: Plan, parties: Mapping[str, frozenset[str]], meetings: MeetingPlan) -> Iterator[_Wrong]:
    if meetings.single != tuple(item for item, agencies in parties.items() if len(agencies) == 1):
        yield "single", "", "these are not the items with one party"
    if meetings.unassigned != tuple(item for item, agencies in parties.items() if not agencies):
        yield "unassigned", "", "these are not the items without a party"
    opened = plan.opened if meetings.parties == "all" else plan.opened[plan.opened["role"] == "lead"]
    named = set(zip(opened["item"], opened["agency"], strict=True))
    if {(item, name) for item, names in meetings.to_be_named.items() for name in names} != named:
        yield "to_be_named", "", "these are not the open names"


def _check_stages(
    plan: Plan, parties: Mapping[str, frozenset[str]], meetings: MeetingPlan, steps: int
) -> Iterator[_Wrong]:
    seating, agencies = _seating(plan, parties, meetings)
    yield from _check_incompatible(meetings, seating)
    if tuple(stage.name for stage in meetings.stages) != STAGES:
        yield "stage", "", f"the stages are not {', '.join(STAGES)}"
        return
    truth = _values(meetings.meetings)
    for at, stage in enumerate(meetings.stages):
        goal = Goal(stage.name, *(truth[name] for name in STAGES[:at]))
        if stage.value != truth[stage.name]:
            yield "stage", stage.name, f"its value is {truth[stage.name]}, not {stage.value}"
        yield from _check_bound(stage, goal, seating, agencies, steps)


def _check_incompatible(meetings: MeetingPlan, seating: Seating) -> Iterator[_Wrong]:
    called: dict[str, list[int]] = {}
    for need, parties in seating.needs.items():
        called.setdefault(BETWEEN.join(need), []).append(parties)
    known = []
    for name in meetings.incompatible:
        if called.get(name):
            known.append((name, called[name].pop(0)))
        else:
            yield "incompatible", name, "it is no item of several parties, or stands here twice"
    for (one, parties), (other, others) in combinations(known, 2):
        if seating.allows(parties | others):
            yield "incompatible", f"{one}, {other}", "they fit in one room"


def _values(meetings: Sequence[Meeting]) -> dict[str, int]:
    diaries = [agency for one in meetings for agency in one.agencies]
    busiest = max((diaries.count(agency) for agency in diaries), default=0)
    return dict(zip(STAGES, (len(meetings), sum(one.seats for one in meetings), busiest), strict=True))


def _seating(
    plan: Plan, parties: Mapping[str, frozenset[str]], meetings: MeetingPlan
) -> tuple[Seating, dict[str, int]]:
    """Return the question that the proofs answer, and the bit of each agency."""
    agencies = {agency: at for at, agency in enumerate(plan.agencies.index)}
    needs: dict[Need, int] = {
        (item,): bits(map(agencies.__getitem__, who)) for item, who in parties.items() if len(who) > 1
    }
    apart: tuple[int, ...] = ()
    if meetings.cover == "pairs":
        shared = _pairs(parties)
        pairs = list(combinations([agency for agency in agencies if any(agency in pair for pair in shared)], 2))
        room = {pair: bits(map(agencies.__getitem__, pair)) for pair in pairs}
        needs = {pair: room[pair] for pair in pairs if frozenset(pair) in shared}
        apart = tuple(room[pair] for pair in pairs if frozenset(pair) not in shared)
    seats = tuple(meetings.seats.get(agency, 1) for agency in agencies)
    return Seating(needs, seats, meetings.max_seats, apart), agencies


def _check_bound(
    stage: Stage, goal: Goal, seating: Seating, agencies: Mapping[str, int], steps: int
) -> Iterator[_Wrong]:
    if (stage.status == "OPTIMAL") != (stage.value == stage.bound):
        yield "stage", stage.name, f"{stage.value} and {stage.bound} are not {stage.status}"
    if stage.bound > stage.value:
        yield "stage", stage.name, f"its bound {stage.bound} is above its value {stage.value}"
    problems: list[str] = []
    proven = _proven(stage.proof, goal, seating, agencies, steps, problems)
    if proven < stage.bound:
        problems.append(f"the prices prove {proven}, not {stage.bound}")
    yield from (("stage", stage.name, problem) for problem in dict.fromkeys(problems))


def _proven(
    proof: Proof, goal: Goal, seating: Seating, agencies: Mapping[str, int], steps: int, problems: list[str]
) -> int:
    """Return what a proof proves, and note what is wrong with it."""
    if isinstance(proof, Cases):
        one, other = seating.needs.get(proof.one), seating.needs.get(proof.other)
        if one is None or other is None:
            problems.append(f"the proof distinguishes cases of {proof.one} and {proof.other}, which are not items")
            return 0
        merged = Seating(
            {**seating.needs, proof.one + proof.other: one | other}, seating.seats, seating.limit, seating.apart
        )
        parted = Seating(seating.needs, seating.seats, seating.limit, (*seating.apart, one | other))
        cases = ((proof.together, merged), (proof.never, parted))
        return min(_proven(case, goal, part, agencies, steps, problems) for case, part in cases)
    given: object = proof  # anybody may have made it
    if not isinstance(given, Prices):
        problems.append("there is no proof")
        return 0
    problems.extend(_faults(given, seating, agencies, steps))
    return bound(given, goal)


def _faults(prices: Prices, seating: Seating, agencies: Mapping[str, int], steps: int) -> Iterator[str]:
    """Say what is wrong with a list of prices: a need or agency unknown, a number below 0, a room worth too much."""
    numbers = [*prices.needs.values(), prices.meeting, prices.seat, *prices.diary.values()]
    if not seating.needs.keys() >= prices.needs.keys() or not agencies.keys() >= prices.diary.keys():
        yield "a price is for something that is no item of several parties, or no agency"
        return
    if any(not isinstance(number, Rational) or number < 0 for number in numbers):
        yield "a price is below 0, or no fraction"
        return
    priced = Seating({need: seating.needs[need] for need in prices.needs}, seating.seats, seating.limit, seating.apart)
    charges = [prices.seat * taken for taken in seating.seats]
    for agency, charge in prices.diary.items():
        charges[agencies[agency]] += charge
    worths = list(prices.needs.values())
    found, most = dearest_room(priced, worths, charges, above=prices.meeting, steps=steps)
    if found > prices.meeting:
        yield f"a room is worth {found}, more than the {prices.meeting} it is charged"
    elif most > prices.meeting:
        yield RELIES
