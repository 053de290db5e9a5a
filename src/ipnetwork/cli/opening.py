"""Open what the command line names: a bundled plan, a plan folder, a notice or a CSV."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.datasets import load_plan
from ipnetwork.notice import read_notice
from ipnetwork.plan import Plan, build_plan, lists_assignments, read_plan

if TYPE_CHECKING:
    from ipnetwork.notice import Notice

PLAN_IS = """\
PLAN is one of
  a bundled plan     {plans}
  a plan folder      as 'ipnetwork read' makes it
  a notice           text, Word, Excel, CSV, HTML, Markdown or PDF, as 'ipnetwork read' takes it
  a CSV              with the columns item, agency, role (lead or participant), one row for each agency of each item
"""


def open_plan(name: str) -> Plan:
    """Open a plan by bundled name or by path; a path that exists goes first."""
    return load_plan(name) if _is_bundled(name) else read_plan(name)


def open_with_notice(name: str) -> tuple[Plan, Notice | None]:
    """Open a plan as `open_plan` does, and the notice that it is read from where the name is that of a notice."""
    path = Path(name)
    if _is_bundled(name) or path.is_dir() or (path.suffix.lower() == ".csv" and lists_assignments(path)):
        return open_plan(name), None
    notice = read_notice(path)
    return build_plan(notice), notice


def _is_bundled(name: str) -> bool:
    return re.fullmatch(r"[\w-]+", name) is not None and not Path(name).exists()
