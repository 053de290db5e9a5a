"""Measure how each agency's items are shared with others, and how they spread over the categories.

Notation: B is the incidence matrix, k_t the parties of item t, d_a the items of agency a, d_ac those of category c.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ipnetwork.graph import incidence_matrices, on_agencies

if TYPE_CHECKING:
    import networkx as nx

    from ipnetwork.graph import Incidence


def effort(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return each agency's share of effort: every item shared out equally among its parties.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        Σ_t B_at / k_t, in items; over all agencies it adds up to the number of items with a party.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(round(effort(bipartite_graph(load_plan("guangzhou-2007"))).sum(), 9))
    54.0
    """
    matrices = incidence_matrices(graph)
    size = matrices.both.sum(axis=0)
    return on_agencies(matrices.both @ (1 / np.maximum(size, 1)), matrices, "effort")


def exclusivity(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return each agency's task exclusivity: how far it holds items that few others are in.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        Σ_t B_at exp(1 − k_t), in items: 1 for each item held alone, .37 for one shared with another, and so on.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Ashworth, M. J. and Carley, K. M. (2006). Who you know vs. what you know: the impact of social position and
    knowledge on team performance. Journal of Mathematical Sociology 30(1).

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(exclusivity(bipartite_graph(load_plan("guangzhou-2007")))["市司法局"])
    1.0
    """
    matrices = incidence_matrices(graph)
    return on_agencies(matrices.both @ np.exp(1 - matrices.both.sum(axis=0)), matrices, "exclusivity")


def scope(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return how evenly each agency's items spread over the categories: its participation coefficient.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph whose items carry ``category``.

    Returns
    -------
    Series
        1 − Σ_c (d_ac/d_a)², from 0 (one category, or no item) to below 1. NaN where no item carries a category.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Guimerà, R. and Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. Nature 433.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(round(scope(bipartite_graph(load_plan("guangzhou-2007")))["市知识产权局"], 2))
    0.87
    """
    shares, matrices = _category_shares(graph)
    spread = 1 - (shares**2).sum(axis=1)
    return on_agencies(np.where(shares.sum(axis=1) == 0, 0, spread), matrices, "scope")


def effective_categories(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return in how many categories each agency effectively works.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph whose items carry ``category``.

    Returns
    -------
    Series
        exp(−Σ_c s_c ln s_c) with s_c = d_ac/d_a, in categories: from 1 to the number of categories; 0 without items.
        NaN where no item carries a category.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology 54(2).

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> print(round(effective_categories(bipartite_graph(load_plan("guangzhou-2007")))["市知识产权局"], 1))
    8.7
    """
    shares, matrices = _category_shares(graph)
    entropy = -(shares * np.log(np.where(shares > 0, shares, 1))).sum(axis=1)
    return on_agencies(np.where(shares.sum(axis=1) == 0, 0, np.exp(entropy)), matrices, "effective_categories")


def _category_shares(graph: nx.Graph[str]) -> tuple[np.ndarray, Incidence]:
    """Return the share of each agency's items in each category; zeros for an agency without items, NaN without any."""
    matrices = incidence_matrices(graph)
    categories = [graph.nodes[item].get("category", "") for item in matrices.items]
    if not any(categories):
        return np.full((len(matrices.agencies), 1), np.nan), matrices
    codes, _ = pd.factorize(np.array([category or None for category in categories], dtype=object))
    counts = matrices.both @ np.vstack([np.eye(codes.max() + 1), np.zeros(codes.max() + 1)])[codes]  # −1: no category
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), matrices
