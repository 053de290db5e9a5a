"""Build the two-mode graph, its projections, the convening graph and the sparse incidence matrices."""

from ipnetwork.graph.bipartite import bipartite_graph, numbered, two_modes
from ipnetwork.graph.incidence import Incidence, incidence_matrices, on_agencies
from ipnetwork.graph.projection import convening_graph, project

__all__ = [
    "Incidence",
    "bipartite_graph",
    "convening_graph",
    "incidence_matrices",
    "numbered",
    "on_agencies",
    "project",
    "two_modes",
]
