"""Put one name in the place of all that a registry has settled to stand for the same body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipnetwork.agencies import Registry

BETWEEN_NAMES = "；"  # no name holds it: a 、 may stand in 各区、县级市政府
_JOINED = {"as_written": BETWEEN_NAMES, "role_as_written": BETWEEN_NAMES, "source": "; "}


def under_one_name(assignments: list[dict[str, Any]], registry: Registry) -> list[dict[str, Any]]:
    """Return assignments under the names that stay, one for each item, agency and role.

    Where a list names one body by two names in one role, both stay in ``as_written`` and ``source``, and the plan
    tells it as a finding. In two roles it stands twice, as any body that leads an item and joins it. The same name
    twice is left as it is: that is a fault of the list, and no registry made it.

    Parameters
    ----------
    assignments : list of dict
        Rows of assignments under the names that the document writes.
    registry : Registry
        Its aliases say which name stays.

    Returns
    -------
    list of dict
        In the same order.
    """
    told: list[dict[str, Any]] = []
    first: dict[tuple[str, str, str], tuple[int, set[str]]] = {}
    for row in assignments:
        agency = registry.canonical(row["agency"])
        index, names = first.setdefault((row["item"], agency, row["role"]), (len(told), set()))
        if not names or row["agency"] in names:
            told.append(row | {"agency": agency})
        else:
            told[index] |= {column: _joined(told[index], row, column) for column in _JOINED}
        names.add(row["agency"])
    return told


def _joined(row: Mapping[str, str], other: Mapping[str, str], column: str) -> str:
    """Return what both rows say in a column, once where they say the same."""
    mark = _JOINED[column]
    return mark.join(dict.fromkeys([*row[column].split(mark), other[column]])).strip(mark)
