"""The plan itself: tidy tables that cannot contradict each other, because a plan that does is never made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.agencies import KINDS
from ipnetwork.errors import PlanError
from ipnetwork.plan.check import find_faults
from ipnetwork.plan.oddities import list_findings
from ipnetwork.plan.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipnetwork.errors import Fault


def empty_table(name: str) -> pd.DataFrame:
    """Return a table of the plan without rows, its columns typed."""
    table = TABLES[name]
    frame = pd.DataFrame({column.name: [] for column in table.columns})
    return typed(frame, name)


def typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a frame with the columns of a plan's table in their order and types, indexed as the table is."""
    table = TABLES[name]
    types = {"string": "str", "integer": "int64", "number": "float64", "boolean": "bool"}
    frame = frame[table.names].astype({column.name: types[column.type] for column in table.columns})
    return frame.set_index(table.key[0]) if table.indexed else frame.reset_index(drop=True)


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """A government plan: its items, its agencies, and who leads or joins what. Made by `build_plan` or `read_plan`.

    Parameters
    ----------
    items : DataFrame
        Index ``item`` (the document's own number, text); ``order``, ``category``, ``path``, ``path_en``, ``title``,
        ``title_en``, ``text``, ``source``. In document order.
    agencies : DataFrame
        Index ``agency``; ``name_en``, ``official``, ``short``, ``short_en``, ``kind``, ``sector``, ``level``.
    assignments : DataFrame
        ``item``, ``agency``, ``role``, ``basis``, ``as_written``, ``role_as_written``, ``source``.
    members : DataFrame
        ``collective``, ``agency``, ``name_en``: who belongs to a collective body.
    targets : DataFrame
        ``item``, ``indicator``, ``comparator``, ``value``, ``unit``, ``per``, ``deadline``, ``source``.
    duties : DataFrame
        ``duty``, ``who``, ``what``, ``when``, ``source``.
    meta : mapping of str to str
        ``key``, ``title``, ``document_number``, ``issuer``, ``place``, ``date``.
    unread : tuple of Fault
        What a reading with ``strict=False`` could not read.
    partial : bool
        Whether `select` left out roles or agencies: then what is missing says nothing of the document.

    Attributes
    ----------
    findings : DataFrame
        ``finding``, ``where``, ``detail``, ``source``: what is odd in the document but kept.

    Raises
    ------
    PlanError
        Naming every contradiction, with table and row.

    Notes
    -----
    The tables are checked when the plan is made. Change a copy and build a new plan from it, not the tables in place.
    """

    items: pd.DataFrame
    agencies: pd.DataFrame
    assignments: pd.DataFrame
    members: pd.DataFrame = field(default_factory=lambda: empty_table("members"))
    targets: pd.DataFrame = field(default_factory=lambda: empty_table("targets"))
    duties: pd.DataFrame = field(default_factory=lambda: empty_table("duties"))
    meta: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Fault, ...] = ()
    partial: bool = False
    findings: pd.DataFrame = field(init=False)

    def __post_init__(self) -> None:
        """Refuse tables that contradict each other, and note what is odd in those that do not."""
        faults = find_faults(self.tables, self.meta)
        if faults:
            raise PlanError(self.meta.get("key") or "plan", faults)
        found = list_findings(self.items, self.agencies, self.assignments, self.unread)
        missing = found["finding"].isin(["no_party", "no_lead"]) & self.partial
        object.__setattr__(self, "findings", found[~missing].reset_index(drop=True))

    @property
    def named(self) -> pd.DataFrame:
        """The assignments of everybody but open names."""
        return self.assignments[self.assignments["agency"].map(self.agencies["kind"]) != "open"]

    @property
    def opened(self) -> pd.DataFrame:
        """The assignments of open names: nobody in particular."""
        return self.assignments[self.assignments["agency"].map(self.agencies["kind"]) == "open"]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The six tables by name, in the order they are written."""
        return {name: getattr(self, name) for name in TABLES}

    def __repr__(self) -> str:
        """Count what the plan holds."""
        kinds = self.agencies["kind"].tolist()
        counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in KINDS if kind in kinds)
        return (
            f"Plan {self.meta.get('key') or '(no key)'}: {len(self.items)} items, {len(self.agencies)} names "
            f"({counted}), {len(self.assignments)} assignments"
        )
