"""Measure each agency's position by the shortest paths of the two-mode graph."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from ipnetwork.graph import numbered, two_modes


def betweenness(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return how far each agency stands between others: the shortest paths that run through it.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph of n agencies and m items.

    Returns
    -------
    Series
        Shortest paths through a, a path among several counting in part, divided by the most that a node of its mode
        can have in any two-mode graph of this size; from 0 to 1. Pairs in different components have no path. 0 for
        an agency with fewer than two items, and where nobody can stand between (a single item).

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    Notes
    -----
    The maximum is that of Borgatti and Halgin (2011), as networkx has it: with s = (n − 1) div m and
    t = (n − 1) mod m, it is (m²(s + 1)² + m(s + 1)(2t − s − 1) − t(2s − t + 3))/2. That of Borgatti and Everett
    (1997) is exceeded when one mode is larger.

    References
    ----------
    Borgatti, S. P. and Halgin, D. S. (2011). Analyzing affiliation networks. In: The Sage Handbook of Social Network
    Analysis.

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(betweenness(nx.davis_southern_women_graph())["Evelyn Jefferson"], 2))
    0.1
    """
    agencies, items = two_modes(graph)
    if len(agencies) == 0 or len(items) <= 1:
        return _series(dict.fromkeys(agencies, 0.0), agencies, "betweenness")
    if len(agencies) == 1:  # networkx would divide by the items' maximum, 0; the agency stands between all its items
        items_joined = graph.degree[agencies[0]]
        share = items_joined * (items_joined - 1) / (len(items) * (len(items) - 1))
        return _series({agencies[0]: share}, agencies, "betweenness")
    found = nx.bipartite.betweenness_centrality(numbered(graph), range(len(agencies)))
    return _series({agency: found[at] for at, agency in enumerate(agencies)}, agencies, "betweenness")


def closeness(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return how near each agency is to everything it can reach, times the share of the network that it can reach.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph of n agencies and m items.

    Returns
    -------
    Series
        (m_c + 2(n_c − 1))/Σ dist over a's own component, times its reach (n_c + m_c − 1)/(n + m − 1), where the
        component has n_c agencies and m_c items; from 0 to 1. An isolate gets 0. Without reach a bureau that is
        alone on its only item would come first; on a connected graph reach is 1 and changes nothing.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3). Wasserman, S.
    and Faust, K. (1994). Social Network Analysis, section 5.2, for the reach.

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(closeness(nx.davis_southern_women_graph())["Evelyn Jefferson"], 2))
    0.8
    """
    agencies, items = two_modes(graph)
    values = {}
    for agency, lengths in _distances(graph, agencies):
        met = sum(1 for node in lengths if graph.nodes[node]["bipartite"] == 0)
        near = (len(lengths) - met) + 2 * (met - 1)
        reach = (len(lengths) - 1) / max(len(agencies) + len(items) - 1, 1)
        values[agency] = near / max(sum(lengths.values()), 1) * reach
    return _series(values, agencies, "closeness")


def harmonic(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the nearness of each agency to everything, counting what it cannot reach as infinitely far.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph of n agencies and m items.

    Returns
    -------
    Series
        Σ 1/dist, divided by m + (n − 1)/2, which an agency on every item has; from 0 (an isolate) to 1. Nodes of
        another component add nothing.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Marchiori, M. and Latora, V. (2000). Harmony in the small-world. Physica A 285.

    Examples
    --------
    >>> import networkx as nx
    >>> print(round(harmonic(nx.davis_southern_women_graph())["Evelyn Jefferson"], 2))
    0.82
    """
    agencies, items = two_modes(graph)
    most = len(items) + max(len(agencies) - 1, 0) / 2
    sums = {
        agency: sum(1 / length for length in lengths.values() if length)
        for agency, lengths in _distances(graph, agencies)
    }
    return _series({agency: total / most if most else 0.0 for agency, total in sums.items()}, agencies, "harmonic")


def _distances(graph: nx.Graph[str], agencies: list[str]) -> list[tuple[str, dict[str, int]]]:
    return [(agency, dict(nx.single_source_shortest_path_length(graph, agency))) for agency in agencies]


def _series(values: dict[str, float], agencies: list[str], name: str) -> pd.Series[float]:
    index = pd.Index(agencies, name="agency")
    return pd.Series([values[agency] for agency in agencies], index=index, name=name, dtype="float64")
