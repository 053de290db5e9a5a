"""Draw what the measures found; axes in, the same axes out."""

from ipnetwork.figures.bipartite import plot_bipartite
from ipnetwork.figures.load import plot_contacts, plot_load
from ipnetwork.figures.quadrant import plot_quadrant
from ipnetwork.figures.ranks import plot_ranks

__all__ = ["plot_bipartite", "plot_contacts", "plot_load", "plot_quadrant", "plot_ranks"]
