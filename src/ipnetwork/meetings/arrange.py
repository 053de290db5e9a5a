"""Plan the fewest joint meetings in which every item's parties sit in one room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipnetwork.meetings.budget import Budget, Limits, Spent
from ipnetwork.meetings.greedy import good_start
from ipnetwork.meetings.master import STAGES, Goal
from ipnetwork.meetings.parties import BETWEEN, find_parties, seat_items
from ipnetwork.meetings.proof import bound, by_hand
from ipnetwork.meetings.record import Meeting, MeetingPlan, Stage
from ipnetwork.meetings.search import Best, improve
from ipnetwork.meetings.seating import find_incompatible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipnetwork.meetings.parties import Parties
    from ipnetwork.meetings.record import Status
    from ipnetwork.meetings.seating import Need, Seating
    from ipnetwork.plan import Plan

_SHARES = {"meetings": 0.6, "attendances": 0.8, "diary": 1.0}  # of the work that is left
_INTERRUPTED = "interrupted"


def plan_meetings(
    plan: Plan,
    *,
    max_seats: int,
    parties: str = "all",
    seats: Mapping[str, int] | str | None = None,
    cover: str = "items",
    limits: Limits | None = None,
) -> MeetingPlan:
    """Find the fewest joint meetings (联席会议) that seat every item's parties together, and prove it.

    Parameters
    ----------
    plan : Plan
        The plan, in the default reading: a collective body is one agency, an open name is nobody yet.
    max_seats : int
        The seats of a room.
    parties : {"all", "leads"}, default "all"
        Whether participants have to be there.
    seats : mapping of str to int, or "members", optional
        The seats of agencies that take more than one: ``{"各区、县级市政府": 12}``. ``"members"``: as many as a
        collective body has members. By default everybody takes one.
    cover : {"items", "pairs"}, default "items"
        ``"items"``: every item has all its parties in one room. ``"pairs"``, a diagnostic: every two agencies with a
        common item meet, and nobody sits with a stranger (an edge clique cover): 27 meetings on the Guangzhou plan,
        nearly as many as there are items to settle, and an item's parties may never all sit together.
    limits : Limits, optional
        How much work to spend. Past that, or at Ctrl-C, the best plan found so far comes back with its bound.

    Returns
    -------
    MeetingPlan
        The fewest meetings; among those the fewest attendances; among those the lightest diary of the busiest agency;
        each with a lower bound and its proof. Items with one party need no meeting and are listed apart.

    Raises
    ------
    PlanError
        Naming every item whose parties need more seats than a room has; or every agency in `seats` that the plan does
        not name.
    ValueError
        If `max_seats` is below 2, or a word is none of those above.

    Notes
    -----
    The job grouping problem, NP-hard, solved by column generation with the case distinction of Ryan and Foster; every
    bound is turned into prices in fractions, which `check_meetings` goes through without a solver. Where several plans
    are equally good, which one comes out may change with the version of SciPy; the three numbers do not where they are
    proven.

    References
    ----------
    Crama, Y. and Oerlemans, A. G. (1994). A column generation approach to job grouping for flexible manufacturing
    systems. European Journal of Operational Research 78(1). Ryan, D. M. and Foster, B. A. (1981). An integer
    programming approach to scheduling. In Wren, A. (ed.), Computer Scheduling of Public Transport.

    Examples
    --------
    >>> from ipnetwork import load_plan, select
    >>> plan_meetings(select(load_plan("guangzhou-2007"), categories=["九"]), max_seats=10)
    MeetingPlan, at most 10 seats: ...
    """
    who = find_parties(plan, parties=parties, seats=seats)
    seating = seat_items(who, max_seats=max_seats, cover=cover)
    incompatible = find_incompatible(seating)
    stages, rooms, stopped = _solve(seating, who.agencies, incompatible, limits or Limits())
    return MeetingPlan(
        plan,
        _convene(plan, who, seating, rooms),
        stages,
        tuple(BETWEEN.join(need) for need in incompatible),
        who.single,
        who.unassigned,
        who.to_be_named,
        int(max_seats),
        parties,
        cover,
        {agency: taken for agency, taken in zip(who.agencies, who.seats, strict=True) if taken > 1},
        stopped,
    )


def _solve(
    seating: Seating, agencies: tuple[str, ...], incompatible: Sequence[Need], limits: Limits
) -> tuple[tuple[Stage, ...], list[int], str]:
    """Settle the three numbers one after the other, each within what the ones before allow."""
    starts = good_start(seating)
    rooms, known, stopped = starts[0], [room for start in starts for room in start], ""
    settled: dict[str, int] = {}
    stages = []
    with Budget(limits) as budget:
        for name in STAGES:
            goal = Goal(name, settled.get("meetings"), settled.get("attendances"))
            proof = by_hand(seating, agencies, goal, incompatible)
            best = Best(seating, agencies, goal, rooms, proof, bound(proof, goal), known=known)
            budget.begin(_SHARES[name])
            try:
                if stopped != _INTERRUPTED and best.value > best.bound:
                    improve(best, budget)
            except Spent as spent:
                stopped = str(spent)
            except KeyboardInterrupt:
                stopped = _INTERRUPTED
            rooms, known = best.rooms, best.known
            settled[name] = best.value
            stages.append(Stage(name, best.value, best.bound, _status(best), best.proof))
    return tuple(stages), rooms, stopped


def _status(best: Best) -> Status:
    if best.value == best.bound:
        return "OPTIMAL"
    return "GAP" if best.relaxed else "HEURISTIC"


def _convene(plan: Plan, who: Parties, seating: Seating, rooms: Sequence[int]) -> tuple[Meeting, ...]:
    """Put every item on the agenda of the smallest room that seats its parties, and number the rooms."""
    agendas: dict[int, list[str]] = {room: [] for room in rooms}
    for item, parties in who.items.items():
        seated = [room for room in agendas if parties & ~room == 0]
        if seated:  # where only pairs have to meet, an item may have no room of its own
            agendas[min(seated, key=seating.taken)].append(item)
    order = {item: at for at, item in enumerate(plan.items.index)}
    first = sorted(agendas, key=lambda room: min((order[item] for item in agendas[room]), default=len(order)))
    return tuple(
        Meeting(number, who.names(room), tuple(agendas[room]), _chair(plan, agendas[room]), seating.taken(room))
        for number, room in enumerate(first, 1)
    )


def _chair(plan: Plan, items: Sequence[str]) -> str:
    """Return who leads most of some items, the first of equals; nobody where no lead is designated."""
    leads = plan.named[(plan.named["role"] == "lead") & (plan.named["basis"] != "joint")]
    counts = leads.loc[leads["item"].isin(items), "agency"].value_counts(sort=False)
    order = {agency: at for at, agency in enumerate(plan.agencies.index)}
    return min(counts.index, key=lambda agency: (-counts[agency], order[agency]), default="")
