"""Set `plan_meetings` beside greedy methods and a plain CP-SAT model, on random plans and on the Guangzhou one.

Usage::

    python benchmarks/meetings.py [--items 50 100 200] [--seconds 60] [--seats 10] [--seed 0] [--guangzhou]

A random plan of *n* items has between 0.4 *n* and 0.8 *n* agencies to draw from, a uniform share. The agency of rank
*r*, from 0, has the weight 1 / (1 + *r*), so that few are in many items, as in real plans. Each item has 2 to 6
parties, a uniform number, drawn by weight without repetition; the first drawn leads. An agency that is never drawn is
not in the plan. One seed of `random.Random` gives one plan of each size.

The methods, each in the same rooms:

- first-fit: items in document order, each into the first room where it fits, with no other thought.
- best of the greedy starts: `good_start`, first-fit and best-fit from several orders; the first start of the next two.
- CP-SAT: the assignment model that one would write first, without any hint. Each item that no other contains is in one
  room, whose seats its agencies take; rooms are used from the first on, as many as the greedy starts need at most; as
  few as possible. Only the meetings are minimised; attendances are those of the plan that it happens to find.
- plan_meetings: meetings, then attendances, then the fullest diary, all three within the time that CP-SAT has for one.

Seconds are those of the wall clock and depend on the machine, and so does what is found where a search runs out of
them. CP-SAT runs on two workers. A bound of CP-SAT is its own word; one of `plan_meetings` comes with a proof that
`check_meetings` goes through without a solver, which is not timed here.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ipnetwork import load_plan
from ipnetwork.meetings import Limits, plan_meetings
from ipnetwork.meetings.greedy import first_fit, good_start, tidy
from ipnetwork.meetings.parties import find_parties, seat_items
from ipnetwork.meetings.seating import ones
from ipnetwork.plan import build_plan

try:
    from ortools.sat.python import cp_model
except ImportError:
    cp_model = None

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipnetwork.meetings.seating import Seating
    from ipnetwork.plan import Plan

SIZES = (50, 100, 200)
SHARE = (0.4, 0.8)  # agencies to draw from, for each item
PARTIES = (2, 6)  # of an item
GUANGZHOU = ("guangzhou-2007", 12)  # the bundled plan, and the seats of its rooms
WORKERS = 2
COLUMNS = ("plan", "method", "meetings", "lower bound", "status", "attendances", "lower bound", "status", "seconds")
WIDTHS = (34, 24, 8, 11, 9, 11, 11, 9, 7)
NONE = "–"  # where a method says nothing


class Result(NamedTuple):
    """What one method makes of one plan; each number with its lower bound and status, where the method has them."""

    method: str
    meetings: tuple[int | str, int | str, str]
    attendances: tuple[int | str, int | str, str]
    seconds: float
    note: str = ""

    @property
    def proven(self) -> bool:
        """Whether the number of meetings and its bound meet."""
        return self.meetings[2] == "OPTIMAL"


def random_plan(items: int, seed: int) -> Plan:
    """Make a plan as the head of this file says."""
    generator = random.Random(seed)
    agencies = [f"Agency {rank}" for rank in range(round(items * generator.uniform(*SHARE)))]
    weights = [1 / (1 + rank) for rank in range(len(agencies))]
    rows = []
    for item in range(1, items + 1):
        size = min(generator.randint(*PARTIES), len(agencies))
        parties: dict[str, None] = {}
        while len(parties) < size:
            parties |= dict.fromkeys(generator.choices(agencies, weights))
        rows += [(str(item), agency, "participant" if at else "lead") for at, agency in enumerate(parties)]
    return build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]), key=f"random-{items}")


def by_greedy(plan: Plan, seats: int) -> Iterator[Result]:
    """Seat items as they come, and in the best of several orders."""
    started = time.perf_counter()
    who = find_parties(plan)
    seating = seat_items(who, max_seats=seats)
    rooms = first_fit(seating, who.items.values())
    yield _unproven("first-fit", seating, rooms, time.perf_counter() - started)
    started = time.perf_counter()
    starts = good_start(seating)
    yield _unproven(f"best of {len(starts)} greedy starts", seating, starts[0], time.perf_counter() - started)


def _unproven(method: str, seating: Seating, rooms: list[int], seconds: float) -> Result:
    attendances = sum(map(seating.taken, rooms))
    return Result(method, (len(rooms), NONE, NONE), (attendances, NONE, NONE), seconds)


def by_assignment(plan: Plan, seats: int, seconds: float) -> Result:
    """Minimise the rooms of the plain assignment model with CP-SAT."""
    started = time.perf_counter()
    seating = seat_items(find_parties(plan), max_seats=seats)
    model, seated = _assignment_model(seating, most=len(good_start(seating)[0]))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    status = solver.solve(model)
    bound = ceil(solver.best_objective_bound - 1e-6)
    taken = time.perf_counter() - started
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Result("CP-SAT", (NONE, bound, "no plan"), (NONE, NONE, NONE), taken)
    rooms = [0] * len(seated[0])
    for parties, places in zip(seating.needs.values(), seated, strict=True):
        for at, place in enumerate(places):
            rooms[at] |= parties if solver.boolean_value(place) else 0
    attendances = sum(map(seating.taken, tidy(seating, [room for room in rooms if room])))
    sure = "OPTIMAL" if status == cp_model.OPTIMAL else "GAP"
    return Result("CP-SAT", (round(solver.objective_value), bound, sure), (attendances, NONE, NONE), taken)


def _assignment_model(seating: Seating, most: int) -> tuple[cp_model.CpModel, list[list[cp_model.IntVar]]]:
    """Return the model, and whether need *i* is seated in room *j*."""
    model = cp_model.CpModel()
    used = [model.new_bool_var("") for _ in range(most)]
    present = [[model.new_bool_var("") for _ in seating.seats] for _ in used]
    seated = [[model.new_bool_var("") for _ in used] for _ in seating.needs]
    for parties, places in zip(seating.needs.values(), seated, strict=True):
        model.add_exactly_one(places)
        for place, room in zip(places, present, strict=True):
            for agency in ones(parties):
                model.add_implication(place, room[agency])
    for room, open_ in zip(present, used, strict=True):
        takes = sum(seats * agency for seats, agency in zip(seating.seats, room, strict=True))
        model.add(takes <= seating.limit * open_)
    for earlier, later in pairwise(used):
        model.add_implication(later, earlier)
    model.minimize(sum(used))
    return model, seated


def by_rooms(plan: Plan, seats: int, seconds: float) -> Result:
    """Plan the meetings as this package does."""
    started = time.perf_counter()
    found = plan_meetings(plan, max_seats=seats, limits=Limits(seconds=seconds))
    taken = time.perf_counter() - started
    meetings, attendances = ((one.value, one.bound, one.status) for one in found.stages[:2])
    return Result("plan_meetings", meetings, attendances, taken, found.stopped)


def compare(plan: Plan, seats: int, seconds: float) -> Iterator[Result]:
    """Go through the methods, quickest first."""
    yield from by_greedy(plan, seats)
    if cp_model is not None:
        yield by_assignment(plan, seats, seconds)
    yield by_rooms(plan, seats, seconds)


def show(cells: tuple[object, ...]) -> None:
    """Print a row of the table: words to the left, numbers to the right."""
    words = {"plan", "method", "status"}
    aligned = (
        f"{cell!s:{'<' if name in words else '>'}{width}}"
        for name, cell, width in zip(COLUMNS, cells, WIDTHS, strict=True)
    )
    print("  ".join(aligned).rstrip(), flush=True)


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Compare ways of planning joint meetings.")
    parser.add_argument("--items", type=int, nargs="+", help="sizes of random plans (default: 50 100 200)")
    parser.add_argument("--seconds", type=float, default=60, help="for each search (default: 60)")
    parser.add_argument("--seats", type=int, default=10, help="of a room, for random plans (default: 10)")
    parser.add_argument("--seed", type=int, default=0, help="of the random plans (default: 0)")
    parser.add_argument(
        "--guangzhou", action="store_true", help="the bundled plan, with --items after it, without alone (12 seats)"
    )
    options = parser.parse_args()
    if options.seats < PARTIES[1]:
        parser.error(f"--seats: an item has up to {PARTIES[1]} parties, give a room at least as many seats")
    return options


def main() -> None:
    """Print the table, and how many of the numbers of meetings were proven."""
    options = read_options()
    sizes = options.items or (() if options.guangzhou else SIZES)
    cases = [(random_plan(items, options.seed), options.seats) for items in sizes]
    if options.guangzhou:
        name, seats = GUANGZHOU
        cases.append((load_plan(name), seats))
    if cp_model is None:
        print("CP-SAT is skipped: the package ortools is not installed.")
    show(COLUMNS)
    proven: dict[str, int] = {}
    notes = []
    for plan, seats in cases:
        title = f"{len(plan.items)} items, {len(find_parties(plan).agencies)} agencies, {seats} seats"
        for result in compare(plan, seats, options.seconds):
            show((title, result.method, *result.meetings, *result.attendances, f"{result.seconds:.1f}"))
            if result.meetings[1] != NONE:
                proven[result.method] = proven.get(result.method, 0) + result.proven
            if result.note:
                notes.append(f"{title}: {result.method} ended with: {result.note}.")
    for line in notes:
        print(line)
    for method, count in proven.items():
        print(f"{method}: {count} of {len(cases)} numbers of meetings proven.")


if __name__ == "__main__":
    main()
