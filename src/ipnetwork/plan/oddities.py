"""List what is odd in a plan but really stands in the document, so it is kept and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.plan.canonical import BETWEEN_NAMES
from ipnetwork.plan.schema import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipnetwork.errors import Fault

_COLUMNS = ("finding", "where", "detail", "source")
_Finding = tuple[str, str, str, str]


def list_findings(
    items: pd.DataFrame, agencies: pd.DataFrame, assignments: pd.DataFrame, unread: Iterable[Fault]
) -> pd.DataFrame:
    """Return one row for each thing that is odd but kept.

    Parameters
    ----------
    items, agencies, assignments : DataFrame
        Tables of a plan.
    unread : iterable of Fault
        What could not be read of the document.

    Returns
    -------
    DataFrame
        ``finding`` (unread, no_party, no_lead, role_twice, named_twice, open_ended, unknown_name), ``where`` (item or
        agency), ``detail`` and ``source``.
    """
    rows: list[_Finding] = [("unread", "document", fault.problem, fault.place) for fault in unread]
    rows += _leaderless(items, assignments)
    rows += _role_twice(assignments)
    rows += _named_twice(assignments)
    rows += _open_ended(assignments)
    sources: dict[str, list[str]] = {}
    for agency, source in zip(assignments["agency"], assignments["source"], strict=True):
        sources.setdefault(agency, []).append(source)
    for agency in agencies.index[agencies["kind"] == "unknown"]:
        told = "; ".join(filter(None, sources.get(agency, ())))
        rows.append(("unknown_name", agency, "no register knows this name", told))
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str")


def _leaderless(items: pd.DataFrame, assignments: pd.DataFrame) -> Iterator[_Finding]:
    led = set(assignments.loc[assignments["role"] == "lead", "item"])
    named = set(assignments["item"])
    for row in records(items):
        if row["item"] not in named:
            yield "no_party", row["item"], "nobody is named", row["source"]
        elif row["item"] not in led:
            yield "no_lead", row["item"], "participants are named, but nobody leads", row["source"]


def _role_twice(assignments: pd.DataFrame) -> Iterator[_Finding]:
    pairs = assignments[assignments.duplicated(["item", "agency"], keep=False)]
    for row in records(pairs[pairs["role"] == "participant"]):
        yield "role_twice", row["item"], f"{row['agency']} is named as lead too, and counts as lead", row["source"]


def _named_twice(assignments: pd.DataFrame) -> Iterator[_Finding]:
    """Yield the assignments that stand for several names, because a registry settled that one body bears them all."""
    for row in records(assignments[assignments["as_written"].str.contains(BETWEEN_NAMES, regex=False)]):
        yield "named_twice", row["item"], f"{row['agency']} stands here as {row['as_written']}", row["source"]


def _open_ended(assignments: pd.DataFrame) -> Iterator[_Finding]:
    tails = assignments["as_written"].str.contains(f"等(?:{BETWEEN_NAMES}|$)") & ~assignments["agency"].str.endswith(
        "等"
    )
    for row in records(assignments[tails]):
        yield "open_ended", row["item"], f"the list goes on after {row['agency']} with 等", row["source"]
