"""Measure each agency's position."""

from ipnetwork.centrality.brokerage import brokerage_roles
from ipnetwork.centrality.degree import centralisation, degree
from ipnetwork.centrality.holes import constraint, effective_size, efficiency, hierarchy
from ipnetwork.centrality.paths import betweenness, closeness, harmonic
from ipnetwork.centrality.spectral import birank, dual
from ipnetwork.centrality.table import agency_centrality

__all__ = [
    "agency_centrality",
    "betweenness",
    "birank",
    "brokerage_roles",
    "centralisation",
    "closeness",
    "constraint",
    "degree",
    "dual",
    "effective_size",
    "efficiency",
    "harmonic",
    "hierarchy",
]
