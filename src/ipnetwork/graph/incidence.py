"""Turn a two-mode graph into sparse incidence matrices, and their results back into values an agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ipnetwork.errors import Fault, GraphError
from ipnetwork.graph.bipartite import two_modes

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Incidence:
    """The sparse incidence matrices of a two-mode graph: agencies in rows, items in columns, entries 0 or 1.

    Parameters
    ----------
    agencies, items : list
        What the rows and columns stand for, in the order of the graph.
    both, lead, participant : csr_array, shape (agencies, items)
        All edges; those that lead; those that participate. In a graph without roles every edge counts as lead.
    designated : bool array, shape (items,)
        Whether somebody is designated as the item's lead; False under joint responsibility and without roles.
    """

    agencies: list[str]
    items: list[str]
    both: csr_array
    lead: csr_array
    participant: csr_array
    designated: np.ndarray[tuple[int], np.dtype[np.bool_]]


def incidence_matrices(graph: nx.Graph[str]) -> Incidence:
    """Return the incidence matrices of a two-mode graph.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph; its edges carry ``role``, all or none, and perhaps ``basis``.

    Returns
    -------
    Incidence
        ``both = lead + participant`` always holds.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or some of its edges have no known role beside others that do.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> matrices = incidence_matrices(bipartite_graph(load_plan("guangzhou-2007")))
    >>> matrices.both.shape, int(matrices.lead.sum())
    ((50, 54), 106)
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 – 0.2 s that `import ipnetwork` need not wait for

    agencies, items = two_modes(graph)
    rows = {agency: at for at, agency in enumerate(agencies)}
    columns = {item: at for at, item in enumerate(items)}
    _check_roles(graph)
    places: dict[str, list[tuple[int, int]]] = {"lead": [], "participant": []}
    designated = np.zeros(len(items), dtype=bool)
    for left, right, edge in graph.edges(data=True):
        row, column = (rows[left], columns[right]) if left in rows else (rows[right], columns[left])
        role = edge.get("role")
        places[role or "lead"].append((row, column))
        designated[column] |= role == "lead" and edge.get("basis") != "joint"
    shape = (len(agencies), len(items))
    parts = []
    for entries in places.values():
        at = np.array(sorted(entries), dtype=np.int64).reshape(-1, 2)
        parts.append(csr_array((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=shape))
    lead, participant = parts
    return Incidence(agencies, items, csr_array(lead + participant), lead, participant, designated)


def _check_roles(graph: nx.Graph[str]) -> None:
    """Refuse a role that is not known, and roles on some edges only."""
    roles = [(left, right, data.get("role")) for left, right, data in graph.edges(data=True)]
    if all(role is None for *_, role in roles):
        return
    faults = [
        Fault(f"edge {left!r} – {right!r}", f"its role is {role!r}", "give every edge role 'lead' or 'participant'")
        for left, right, role in roles
        if role not in {"lead", "participant"}
    ]
    if faults:
        raise GraphError("graph", faults)


def on_agencies(values: np.ndarray, matrices: Incidence, name: str) -> pd.Series[float]:
    """Return one value an agency as a Series, in the order of the graph."""
    return pd.Series(values, index=pd.Index(matrices.agencies, name="agency"), name=name)
