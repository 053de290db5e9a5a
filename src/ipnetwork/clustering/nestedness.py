"""Measure nestedness: whether the items of agencies with few are among the items of agencies with many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ipnetwork.graph import incidence_matrices

if TYPE_CHECKING:
    import networkx as nx


def nodf(graph: nx.Graph[str]) -> pd.Series[float]:
    """Return the nestedness of a two-mode graph by overlap and decreasing fill.

    Parameters
    ----------
    graph : networkx.Graph
        A two-mode graph.

    Returns
    -------
    Series
        ``total``, ``agencies`` (rows) and ``items`` (columns), each from 0 to 100: the mean over all pairs of a mode
        of the share of the smaller one's neighbours that the larger one has too, pairs of equal degree counting 0.
        A mode without a pair has 0.

    Raises
    ------
    GraphError
        If the graph is not two-mode.

    References
    ----------
    Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D. and Ulrich, W. (2008). A consistent metric for
    nestedness analysis in ecological systems. Oikos 117(8).

    Examples
    --------
    >>> import networkx as nx
    >>> nodf(nx.davis_southern_women_graph()).round(2).to_dict()
    {'total': 48.58, 'agencies': 48.21, 'items': 49.21}
    """
    both = incidence_matrices(graph).both.toarray()
    agencies, agency_pairs = _overlap(both)
    items, item_pairs = _overlap(both.T)
    values = {
        "total": (agencies + items) / max(agency_pairs + item_pairs, 1),
        "agencies": agencies / max(agency_pairs, 1),
        "items": items / max(item_pairs, 1),
    }
    return pd.Series(values, name="nodf")


def _overlap(rows: np.ndarray) -> tuple[float, int]:
    """Add up the paired overlaps of one mode, in percent, and count its pairs."""
    degrees = rows.sum(axis=1)
    shared = rows @ rows.T
    smaller = degrees[None, :] < degrees[:, None]
    counted = smaller & (degrees[None, :] > 0)
    overlap = np.divide(shared, degrees[None, :], out=np.zeros_like(shared), where=counted)
    return 100 * float(overlap.sum()), len(rows) * (len(rows) - 1) // 2
