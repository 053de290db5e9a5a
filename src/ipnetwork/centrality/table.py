"""All measures of position in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ipnetwork.centrality.degree import degree
from ipnetwork.centrality.holes import constraint, effective_size, efficiency, hierarchy
from ipnetwork.centrality.paths import betweenness, closeness, harmonic
from ipnetwork.centrality.spectral import birank, dual

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import networkx as nx

MEASURES: dict[str, Callable[[nx.Graph[str]], pd.Series[float]]] = {
    "degree": degree,
    "betweenness": betweenness,
    "closeness": closeness,
    "harmonic": harmonic,
    "dual": dual,
    "birank": birank,
    "constraint": constraint,
    "effective_size": effective_size,
    "efficiency": efficiency,
    "hierarchy": hierarchy,
}


def agency_centrality(
    graph: nx.Graph[str], *, measures: Iterable[str] = ("degree", "betweenness", "closeness", "harmonic", "constraint")
) -> pd.DataFrame:
    """Return several measures of position side by side.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.
    measures : iterable of str
        Any of ``degree``, ``betweenness``, ``closeness``, ``harmonic``, ``dual``, ``birank`` (on the two-mode graph)
        and ``constraint``, ``effective_size``, ``efficiency``, ``hierarchy`` (on its projection).

    Returns
    -------
    DataFrame
        One row an agency, in the graph's order, one column a measure. NaN stands where a measure has no meaning: the
        four of the projection for an agency that meets nobody.

    Raises
    ------
    GraphError
        If the graph is not two-mode.
    ValueError
        Naming every measure that is not known.

    Examples
    --------
    >>> from ipnetwork import bipartite_graph, load_plan
    >>> agency_centrality(bipartite_graph(load_plan("guangzhou-2007")))["closeness"].idxmax()
    '市知识产权局'
    """
    names = [measures] if isinstance(measures, str) else list(measures)
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        raise ValueError(f"no measure is called {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    columns = {name: MEASURES[name](graph) for name in names}
    return pd.DataFrame(columns, index=degree(graph).index)
