"""Hold the tidy tables, refuse a plan that contradicts itself, read and write it as a folder."""

from ipnetwork.plan.build import build_plan
from ipnetwork.plan.folder import lists_assignments, read_plan, write_plan
from ipnetwork.plan.record import Plan
from ipnetwork.plan.schema import records
from ipnetwork.plan.select import same_plan, select
from ipnetwork.plan.unknown import UNKNOWN_COLUMNS, unknown_names

__all__ = [
    "UNKNOWN_COLUMNS",
    "Plan",
    "build_plan",
    "lists_assignments",
    "read_plan",
    "records",
    "same_plan",
    "select",
    "unknown_names",
    "write_plan",
]
