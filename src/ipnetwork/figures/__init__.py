"""Draw what the measures found; axes in, the same axes out."""

from ipnetwork.figures.bipartite import plot_bipartite
from ipnetwork.figures.load import plot_load

__all__ = ["plot_bipartite", "plot_load"]
