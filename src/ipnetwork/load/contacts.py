"""Count each agency's contacts: how many, with whom, and as what.

Notation: B = L + P is the incidence matrix of leads and participants, k_t the parties of item t, l_t its leads. A
*contact* is one pair of parties in one item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ipnetwork.graph import incidence_matrices, on_agencies

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from ipnetwork.graph import Incidence


def volume(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return each agency's contacts: one for every other party of every item it is in.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        c_a = Σ_t B_at (k_t − 1), in contacts; 0 for an agency that is alone on its items, or has none.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    Examples
    --------
    >>> import networkx as nx
    >>> print(volume(nx.davis_southern_women_graph())["Evelyn Jefferson"])
    50.0
    """
    matrices = incidence_matrices(graph)
    return on_agencies(matrices.both @ (matrices.both.sum(axis=0) - 1), matrices, "volume")


def breadth(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the number of other agencies that each agency meets (合作广度).

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        #{j ≠ a : W_aj > 0} with W = BBᵀ, in agencies; 0 for an agency that meets nobody.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    Examples
    --------
    >>> import networkx as nx
    >>> print(breadth(nx.davis_southern_women_graph())["Flora Price"])
    12.0
    """
    matrices = incidence_matrices(graph)
    shared = matrices.both @ matrices.both.T
    shared.setdiag(0)
    shared.eliminate_zeros()
    return on_agencies(np.diff(shared.indptr).astype(float), matrices, "breadth")


def depth(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the contacts that each agency has per agency met (合作深度).

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        volume / breadth, in contacts per agency, at least 1; 0 for an agency that meets nobody.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(depth(nx.davis_southern_women_graph())["Flora Price"], 3))
    1.167
    """
    met = breadth(graph)
    return (volume(graph) / met.where(met > 0, 1)).rename("depth")


def convening(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the contacts that an agency has as a lead with the participants it must convene.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph whose edges carry ``role`` and perhaps ``basis``.

    Returns
    -------
    Series
        V_a = Σ_t L_at (k_t − l_t), in contacts, over items with a designated lead. NaN, which here means 'not
        designated', for an agency none of whose items designates one (joint responsibility, or no roles at all).

    Raises
    ------
    GraphError
        If the graph is not two-mode, or its roles are not known.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(convening(bipartite_graph(load_plan("guangzhou-2007")))["市知识产权局"])
    16.0
    """
    matrices = incidence_matrices(graph)
    convened = matrices.participant.sum(axis=0) * matrices.designated
    return _where_designated(matrices.lead @ convened, matrices, "convening")


def response(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the contacts that an agency has as a participant with the leads that may convene it.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph whose edges carry ``role`` and perhaps ``basis``.

    Returns
    -------
    Series
        R_a = Σ_t P_at l_t, in contacts. NaN, which here means 'not designated', as for `convening`.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or its roles are not known.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(response(bipartite_graph(load_plan("guangzhou-2007")))["市工商局"])
    4.0
    """
    matrices = incidence_matrices(graph)
    led = matrices.lead.sum(axis=0) * matrices.designated
    return _where_designated(matrices.participant @ led, matrices, "response")


def _where_designated(values: np.ndarray, matrices: Incidence, name: str) -> pd.Series[float]:
    """Leave out agencies that have items, none of which designates a lead."""
    items = matrices.both.sum(axis=1)
    designated = matrices.both @ matrices.designated.astype(float)
    return on_agencies(np.where((items > 0) & (designated == 0), np.nan, values), matrices, name)


def peer(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the contacts among equals: of leads with leads and of participants with participants.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph. On an item that designates no lead (joint responsibility, or no roles at all) all contacts
        are among equals.

    Returns
    -------
    Series
        Σ_t L_at (l_t − 1) + Σ_t P_at (k_t − l_t − 1) over items with a designated lead, and Σ_t B_at (k_t − 1) over
        the others, in contacts. With `convening` and `response` it makes up the
        `volume` exactly.

    Raises
    ------
    GraphError
        If the graph is not two-mode, or its roles are not known.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(peer(bipartite_graph(load_plan("guangzhou-2007")))["市知识产权局"])
    33.0
    """
    matrices = incidence_matrices(graph)
    within = np.zeros(len(matrices.agencies))
    for role in (matrices.lead, matrices.participant):
        within += role @ ((role.sum(axis=0) - 1) * matrices.designated)
    undesignated = matrices.both @ ((matrices.both.sum(axis=0) - 1) * ~matrices.designated)
    return on_agencies(within + undesignated, matrices, "peer")
