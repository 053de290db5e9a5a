"""List the names that nobody knows, with what they may stand for, as a table that a person fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.agencies import FILLED_BY_HAND, Registry, describe_agency, nearest_names
from ipnetwork.disk import inert
from ipnetwork.notice import Notice
from ipnetwork.plan.record import Plan
from ipnetwork.plan.schema import records

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAREST = ("nearest_1", "nearest_2", "nearest_3")
UNKNOWN_COLUMNS = ("agency", "times", "source", *_NEAREST, *FILLED_BY_HAND)


def unknown_names(source: Plan | Notice, *, registry: Registry | None = None) -> pd.DataFrame:
    """List the names of a plan or a notice that no register and no rule knows.

    Parameters
    ----------
    source : Plan or Notice
        What `read_plan`, `build_plan` or `read_notice` returned.
    registry : Registry, optional
        What has been settled already; by default the general register alone.

    Returns
    -------
    DataFrame
        One row a name, in document order: ``agency`` (as the plan writes it), ``times`` (how often it is named),
        ``source`` (where first), ``nearest_1`` to ``nearest_3`` (known names that it may have been meant for, see
        `nearest_names`; a proposal, never applied), and empty columns for a person: ``same_as`` (the name that it
        stands for) or ``kind``, ``name_en``, ``short_en``, ``sector``, ``level``.

    Notes
    -----
    Write it with ``to_csv("names.csv", index=False, encoding="utf-8-sig")``, fill it in, read it back with
    `read_registry` and give that to `build_plan` or `read_plan`. What is left empty stays unknown. A name that begins
    as a formula would has a ``'`` before it, which `read_registry` takes off again.

    Examples
    --------
    >>> import pandas as pd
    >>> from ipnetwork.plan import build_plan
    >>> rows = [("1", "市财政局", "lead"), ("1", "市龙舟办", "participant"), ("2", "市农业农村居", "lead")]
    >>> plan = build_plan(pd.DataFrame(rows, columns=["item", "agency", "role"]))
    >>> unknown_names(plan)[["agency", "times", "source", "nearest_1"]].to_numpy().tolist()
    [['市龙舟办', 1, 'row 2', ''], ['市农业农村居', 1, 'row 3', '市农业农村局']]
    """
    settled = registry or Registry()
    unknown: dict[str, list[str]] = {}
    known: dict[str, None] = {}
    for name, kind, place in _names(source, settled):
        if kind == "unknown":
            unknown.setdefault(name, []).append(place)
        else:
            known[name] = None
    rows = []
    for name, places in unknown.items():
        nearest = [*nearest_names(name, known, registry=settled, count=len(_NEAREST)), "", "", ""][: len(_NEAREST)]
        cells = [name, len(places), next(filter(None, places), ""), *nearest, *("" for _ in FILLED_BY_HAND)]
        rows.append([inert(cell) for cell in cells])
    table = pd.DataFrame(rows, columns=list(UNKNOWN_COLUMNS), dtype="str")
    return table.astype({"times": "int64"})


def _names(source: Plan | Notice, registry: Registry) -> Iterator[tuple[str, str, str]]:
    """Yield each name in document order, with its kind and place, under the name that stays."""
    if isinstance(source, Plan):
        kinds = source.agencies["kind"].to_dict()
        named = [(row["agency"], row["source"]) for row in records(source.assignments)]
    elif isinstance(source, Notice):
        kinds = {}
        named = [(mention.agency, mention.source) for row in source.rows for mention in row.mentions]
    else:
        raise TypeError(f"unknown_names takes a Plan or a Notice, not {type(source).__name__}")
    told: dict[str, tuple[str, str]] = {}
    for name, place in named:
        if name not in told:
            stays = registry.canonical(name)
            kind = kinds.get(name, "unknown")
            told[name] = stays, describe_agency(stays, registry).kind if kind == "unknown" else kind
        yield *told[name], place
