"""Choose among known rooms: the linear relaxation with its prices, and the best whole choice (SciPy's HiGHS)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ipnetwork.meetings.seating import ones

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scipy.sparse import csc_array

    from ipnetwork.meetings.seating import Seating

_NODES = 1_000  # of the solver's own tree: what a choice may take
STAGES = ("meetings", "attendances", "diary")


@dataclass(frozen=True)
class Goal:
    """What to make small, and what earlier stages have settled.

    Parameters
    ----------
    stage : {"meetings", "attendances", "diary"}
        The number of meetings; the seats taken in all of them; the meetings of the agency that has most.
    meetings : int, optional
        At most so many meetings; from the second stage on.
    attendances : int, optional
        At most so many seats taken; in the third stage.
    """

    stage: str
    meetings: int | None = None
    attendances: int | None = None

    def value(self, seating: Seating, rooms: Iterable[int]) -> int:
        """Return what the rooms come to."""
        rooms = list(rooms)
        if self.stage == "meetings":
            return len(rooms)
        if self.stage == "attendances":
            return sum(seating.taken(room) for room in rooms)
        diaries = [0] * len(seating.seats)
        for room in rooms:
            for agency in ones(room):
                diaries[agency] += 1
        return max(diaries, default=0)


@dataclass(frozen=True)
class Relaxed:
    """The relaxation over known rooms: its value and prices.

    Parameters
    ----------
    value : float
        The least that the goal can come to when rooms may be held in part.
    shares : array
        How far each known room is held.
    whole : bool
        Whether every need is seated.
    prices : array
        What each need is worth.
    meeting, seat : float
        What each meeting and each seat costs.
    diary : array
        What each meeting of an agency costs it.
    """

    value: float
    shares: np.ndarray
    whole: bool
    prices: np.ndarray
    meeting: float
    seat: float
    diary: np.ndarray

    def charges(self, seating: Seating) -> list[float]:
        """Return what a room pays for each agency in it."""
        return [max(self.seat * seats + one, 0.0) for seats, one in zip(seating.seats, self.diary, strict=True)]


@dataclass(eq=False)
class Pool:
    """The rooms known so far, each once, with the needs it holds.

    Parameters
    ----------
    seating : Seating
        The question.
    """

    seating: Seating
    rooms: list[int] = field(default_factory=list)
    held: list[list[int]] = field(default_factory=list)
    _known: set[int] = field(default_factory=set)

    def add(self, rooms: Iterable[int]) -> int:
        """Take in the rooms that are new and may be, and return how many."""
        before = len(self.rooms)
        for room in rooms:
            if room not in self._known and self.seating.allows(room):
                self._known.add(room)
                self.rooms.append(room)
                self.held.append([at for at, parties in enumerate(self.seating.needs.values()) if parties & ~room == 0])
        return len(self.rooms) - before

    def matrices(self) -> tuple[csc_array, csc_array, np.ndarray]:
        """Return needs × rooms, agencies × rooms, and the seats that each room takes."""
        members = [ones(room) for room in self.rooms]
        taken = np.array([self.seating.taken(room) for room in self.rooms], dtype=float)
        return _columns(self.held, len(self.seating.needs)), _columns(members, len(self.seating.seats)), taken


def _columns(entries: Sequence[Sequence[int]], rows: int) -> csc_array:
    from scipy.sparse import csc_array  # noqa: PLC0415 – with the solver

    ends = np.cumsum([0, *(len(column) for column in entries)])
    places = np.fromiter((place for column in entries for place in column), dtype=np.int32, count=ends[-1])
    return csc_array((np.ones(len(places)), places, ends), shape=(rows, len(entries)))


def relax(pool: Pool, goal: Goal) -> Relaxed:
    """Solve the relaxation of a goal over the known rooms; a need that they cannot seat costs more than any plan.

    Parameters
    ----------
    pool : Pool
        The known rooms.
    goal : Goal
        What to make small.

    Returns
    -------
    Relaxed
        Value and prices.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 – `import ipnetwork` loads no solver
    from scipy.sparse import block_array, eye_array  # noqa: PLC0415

    holds, sits, taken = pool.matrices()
    needs, rooms = holds.shape
    diaries = goal.stage == "diary"
    missing = 10.0 * (needs + 1) * max(pool.seating.limit, 100)
    cost = np.concatenate([_costs(goal, taken), np.full(needs, missing), np.ones(int(diaries))])
    rows: list[list[Any]] = [[-holds, -eye_array(needs), None]]
    right_sides = [-np.ones(needs)]
    if goal.meetings is not None:
        rows.append([np.ones((1, rooms)), None, None])
        right_sides.append(np.array([goal.meetings], dtype=float))
    if goal.attendances is not None:
        rows.append([taken.reshape(1, -1), None, None])
        right_sides.append(np.array([goal.attendances], dtype=float))
    if diaries:
        rows.append([sits, None, -np.ones((sits.shape[0], 1))])
        right_sides.append(np.zeros(sits.shape[0]))
    blocks = block_array(rows if diaries else [row[:2] for row in rows], format="csr")
    solved: Any = linprog(cost, A_ub=cast(Any, blocks), b_ub=np.concatenate(right_sides), method="highs")
    if solved.status != 0:
        raise RuntimeError(f"HiGHS could not solve a relaxation over {rooms} rooms: {solved.message}")
    return _priced(goal, solved.x, solved.fun, np.maximum(-solved.ineqlin.marginals, 0.0), holds.shape, sits.shape[0])


def _costs(goal: Goal, taken: np.ndarray) -> np.ndarray:
    """Return what each room adds to the goal."""
    return {"meetings": np.ones_like(taken), "attendances": taken, "diary": np.zeros_like(taken)}[goal.stage]


def _priced(
    goal: Goal, held: np.ndarray, value: float, duals: np.ndarray, shape: tuple[int, int], agencies: int
) -> Relaxed:
    """Sort the solver's duals into the prices of needs, meetings, seats and diaries."""
    needs, rooms = shape
    whole = bool(held[rooms : rooms + needs].sum() < 1e-7)  # noqa: PLR2004 – the solver's tolerance
    rest = list(duals[needs:])
    meeting = rest.pop(0) if goal.meetings is not None else 1.0
    seat = rest.pop(0) if goal.attendances is not None else float(goal.stage == "attendances")
    diary = np.array(rest) if goal.stage == "diary" else np.zeros(agencies)
    return Relaxed(float(value), held[:rooms], whole, duals[:needs], float(meeting), float(seat), diary)


def choose(pool: Pool, goal: Goal, target: int, *, seconds: float) -> list[int] | None:
    """Choose whole rooms among those known so that the goal comes to at most `target`.

    Parameters
    ----------
    pool : Pool
        The known rooms.
    goal : Goal
        What to make small.
    target : int
        What it may come to.
    seconds : float
        The brake.

    Returns
    -------
    list of int or None
        The rooms; None where there is no such choice, or none was found in time.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 – see relax

    holds, sits, taken = pool.matrices()
    rooms = holds.shape[1]
    if not rooms:
        return None
    most = {"meetings": goal.meetings, "attendances": goal.attendances} | (
        {} if goal.stage == "diary" else {goal.stage: target}
    )
    constraints = [LinearConstraint(holds, 1, np.inf)]
    if most["meetings"] is not None:
        constraints.append(LinearConstraint(np.ones((1, rooms)), 0, most["meetings"]))
    if most["attendances"] is not None:
        constraints.append(LinearConstraint(taken.reshape(1, -1), 0, most["attendances"]))
    if goal.stage == "diary":
        constraints.append(LinearConstraint(sits, 0, target))
    cost = taken if goal.stage == "diary" else _costs(goal, taken)
    solved = milp(
        cost, constraints=constraints, integrality=np.ones(rooms, dtype=np.int64), bounds=Bounds(0, 1),
        options={"time_limit": max(seconds, 0.1), "node_limit": _NODES},
    )  # fmt: skip
    if solved.x is None:
        return None
    chosen = [room for room, held in zip(pool.rooms, solved.x, strict=True) if held > 0.5]  # noqa: PLR2004
    return chosen if _holds(pool.seating, goal, chosen, target) else None


def _holds(seating: Seating, goal: Goal, rooms: list[int], target: int) -> bool:
    """Say whether a choice keeps what it promises, in whole numbers: the solver works within tolerances."""
    seated = all(any(parties & ~room == 0 for room in rooms) for parties in seating.needs.values())
    few = goal.meetings is None or len(rooms) <= goal.meetings
    attended = sum(seating.taken(room) for room in rooms)
    light = goal.attendances is None or attended <= goal.attendances
    return seated and few and light and goal.value(seating, rooms) <= target
