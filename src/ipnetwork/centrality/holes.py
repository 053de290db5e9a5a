"""Measure the holes around each agency in the projection, with the warning that projections deserve.

Every item makes a clique of its parties, so a crowded item raises constraint by itself, whatever the agencies do. Read
these scores beside the size of an agency's items, never alone.
"""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd

from ipnetwork.graph import project


def constraint(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return how far each agency's contacts are contacts of each other (projection).

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph; it is projected with weights W_ij, the items shared.

    Returns
    -------
    Series
        C_i = Σ_j (p_ij + Σ_q p_iq p_qj)² with p_ij = W_ij/Σ_j W_ij, usually from 0 to a little above 1; low where an
        agency links others that do not meet. NaN for an agency that meets nobody, because it has no contacts to be
        constrained by. Components do not matter to each other.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    Warnings
    --------
    Every item makes a clique that raises the constraint of all its parties mechanically.

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Harvard University Press.

    Examples
    --------
    >>> import networkx as nx
    >>> constraint(nx.davis_southern_women_graph()).idxmin()
    'Ruth DeSand'
    """
    ties = _ties(graph)
    return _complete(nx.constraint(ties, weight="weight") if ties else {}, graph, "constraint")


def effective_size(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the size of each agency's circle less what its contacts repeat of each other (projection).

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph; it is projected with weights W_ij, the items shared.

    Returns
    -------
    Series
        Σ_j (1 − Σ_q p_iq m_jq) with p_iq = W_iq/Σ_q W_iq and m_jq = W_jq/max_k W_jk, in agencies, at most `breadth`.
        NaN for an agency that meets nobody.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Harvard University Press.

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(effective_size(nx.davis_southern_women_graph())["Flora Price"], 1))
    5.9
    """
    ties = _ties(graph)
    # Without nodes= networkx (to 3.6 at least) divides by the maxima of the wrong rows: its pull request 8906.
    return _complete(nx.effective_size(ties, nodes=list(ties), weight="weight"), graph, "effective_size")


def efficiency(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the share of each agency's circle that is not repeated (projection).

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        `effective_size` / `breadth`, above 0 and at most 1. NaN for an agency that meets nobody.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Harvard University Press.

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(efficiency(nx.davis_southern_women_graph())["Flora Price"], 2))
    0.49
    """
    met = _complete(dict(_ties(graph).degree()), graph, "breadth")
    return (effective_size(graph) / met).rename("efficiency")


def hierarchy(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return how far each agency's constraint comes from a single contact (projection).

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph; it is projected with weights W_ij, the items shared.

    Returns
    -------
    Series
        Σ_j r_j ln r_j/(N ln N) with r_j = c_ij/(C_i/N), c_ij the constraint from contact j and N the contacts; from 0
        (all alike) to 1 (one alone). With one contact 1, with none NaN.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Harvard University Press, page 71.

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(hierarchy(nx.davis_southern_women_graph())["Flora Price"], 3))
    0.028
    """
    ties = _ties(graph)
    return _complete({node: _hierarchy(ties, node) for node in ties}, graph, "hierarchy")


def _hierarchy(ties: nx.Graph[int], node: int) -> float:
    contacts = list(ties[node])
    if len(contacts) == 1:
        return 1.0
    local = [nx.local_constraint(ties, node, contact, weight="weight") for contact in contacts]
    mean = sum(local) / len(local)
    ratios = [value / mean for value in local]
    return sum(ratio * math.log(ratio) for ratio in ratios) / (len(local) * math.log(len(local)))


def _ties(graph: nx.Graph[str]) -> nx.Graph[int]:
    """Return the projection without isolates, its agencies numbered as `graph.numbered` does, and for its reason."""
    named = project(graph)
    numbers = {agency: at for at, agency in enumerate(named)}
    ties: nx.Graph[int] = nx.Graph()
    for left, right, tie in named.edges(data=True):
        ties.add_edge(numbers[left], numbers[right], weight=tie["weight"])
    return ties


def _complete(values: dict[int, float], graph: nx.Graph[str], name: str) -> pd.Series[float]:
    """Put numbered values back on all agencies; those that meet nobody get NaN."""
    agencies = list(project(graph))
    index = pd.Index(agencies, name="agency")
    told = [values.get(at, math.nan) for at in range(len(agencies))]
    return pd.Series(told, index=index, name=name, dtype="float64")
