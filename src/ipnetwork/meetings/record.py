"""What planning meetings gives: `MeetingPlan`, its meetings, and the proof of each number."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Literal

import pandas as pd

from ipnetwork.meetings.parties import invited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipnetwork.meetings.proof import Proof
    from ipnetwork.plan import Plan

_NAMES = {"meetings": "meetings", "attendances": "attendances", "diary": "longest diary"}
Status = Literal["OPTIMAL", "GAP", "HEURISTIC"]


@dataclass(frozen=True)
class Meeting:
    """One joint meeting.

    Parameters
    ----------
    number : int
        From 1, in the order of the first item.
    agencies : tuple of str
        Who attends, in document order.
    items : tuple of str
        Its agenda, in document order: each item is on the agenda of the smallest meeting that seats all its parties.
    chair : str
        Who leads more of these items than any other, the first of equals; empty where no lead is designated. It may be
        a collective body: then somebody has to say which of its members.
    seats : int
        Seats taken.
    """

    number: int
    agencies: tuple[str, ...]
    items: tuple[str, ...]
    chair: str
    seats: int


@dataclass(frozen=True)
class Stage:
    """One number of a meeting plan, with what is known about how small it can be.

    Parameters
    ----------
    name : {"meetings", "attendances", "diary"}
        Meetings (会议数); attendances, the seats taken in all of them (参会人次), among plans with so few meetings;
        meetings of the agency that has most, among plans with so few attendances.
    value, bound : int
        What the plan comes to, and what every plan comes to at least.
    status : {"OPTIMAL", "GAP", "HEURISTIC"}
        OPTIMAL: value and bound meet. GAP: they do not. HEURISTIC: the search ended before it had more than a bound by
        rule of thumb.
    proof : Prices or Cases
        Why the bound holds; `check_meetings` goes through it without a solver.
    """

    name: str
    value: int
    bound: int
    status: Status
    proof: Proof = field(repr=False)


@dataclass(frozen=True, eq=False, repr=False)
class MeetingPlan:
    """The fewest joint meetings that seat every item's parties together. Made by `plan_meetings`.

    Parameters
    ----------
    plan : Plan
        What it was made for.
    meetings : tuple of Meeting
        The meetings.
    stages : tuple of Stage
        The three numbers, each with bound, status and proof.
    incompatible : tuple of str
        Items (pairs, with ``cover="pairs"``) of which no two fit in one room: a bound on the number of meetings that
        anybody can check by hand.
    single, unassigned : tuple of str
        Items with one party, which need no meeting; items with none.
    to_be_named : mapping of str to tuple of str
        Open names by item: somebody still has to say who they are before they can be invited.
    max_seats : int
        The seats of a room.
    parties, cover : str
        As asked for.
    seats : mapping of str to int
        The agencies that take more than one seat.
    stopped : str
        Why the search ended before everything was proven; empty where it did not.
    """

    plan: Plan
    meetings: tuple[Meeting, ...]
    stages: tuple[Stage, ...]
    incompatible: tuple[str, ...]
    single: tuple[str, ...]
    unassigned: tuple[str, ...]
    to_be_named: Mapping[str, tuple[str, ...]]
    max_seats: int
    parties: str = "all"
    cover: str = "items"
    seats: Mapping[str, int] = field(default_factory=dict)
    stopped: str = ""

    @property
    def status(self) -> Status:
        """The weakest status of the three stages."""
        return max((stage.status for stage in self.stages), key=("OPTIMAL", "GAP", "HEURISTIC").index)

    @property
    def bounds(self) -> pd.DataFrame:
        """Value, bound and status of each stage."""
        rows = [(stage.name, stage.value, stage.bound, stage.status) for stage in self.stages]
        return pd.DataFrame(rows, columns=["stage", "value", "bound", "status"]).set_index("stage")

    @property
    def table(self) -> pd.DataFrame:
        """One row a meeting: ``chair``, ``agencies``, ``items`` (tuples), ``seats``."""
        rows = [(one.number, one.chair, one.agencies, one.items, one.seats) for one in self.meetings]
        return pd.DataFrame(rows, columns=["meeting", "chair", "agencies", "items", "seats"]).set_index("meeting")

    @property
    def attendance(self) -> pd.DataFrame:
        """Agencies × meetings: for how many items on the agenda an agency is needed there."""
        named = invited(self.plan, self.parties)
        needed = set(zip(named["item"], named["agency"], strict=True))
        attending = {agency for one in self.meetings for agency in one.agencies}
        rows = [agency for agency in self.plan.agencies.index if agency in attending]
        counts = [
            [
                sum((item, agency) in needed for item in one.items) if agency in one.agencies else 0
                for one in self.meetings
            ]
            for agency in rows
        ]
        columns = pd.Index([one.number for one in self.meetings], name="meeting", dtype="int64")
        return pd.DataFrame(counts, index=pd.Index(rows, name="agency", dtype="str"), columns=columns, dtype="int64")

    def __repr__(self) -> str:
        """Say what was found and how sure it is."""
        told = ", ".join(f"{_NAMES[stage.name]} {stage.value} ({_sure(stage)})" for stage in self.stages)
        return f"MeetingPlan, at most {self.max_seats} seats: {told}" + (f"; {self.stopped}" if self.stopped else "")

    def _repr_html_(self) -> str:
        """Show the meetings as a table, for a notebook."""
        labels = dict(self.plan.agencies["short"])
        rows = [
            (
                str(one.number),
                labels.get(one.chair, "") or "未指定 not designated",
                f"{one.seats}",
                "、".join(labels[agency] for agency in one.agencies),
                "、".join(one.items),
            )
            for one in self.meetings
        ]
        head = ("会议 meeting", "召集 chair", "席位 seats", "参会 agencies", "事项 items")
        cells = "".join(_row("td", row) for row in rows)
        return f"<p>{escape(repr(self))}</p><table><thead>{_row('th', head)}</thead><tbody>{cells}</tbody></table>"


def _row(tag: str, cells: tuple[str, ...]) -> str:
    style = ' style="text-align:left"'
    return "<tr>" + "".join(f"<{tag}{style}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _sure(stage: Stage) -> str:
    return "no fewer are possible" if stage.status == "OPTIMAL" else f"{stage.status}, at least {stage.bound}"
