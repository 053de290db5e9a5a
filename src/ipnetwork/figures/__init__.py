"""Draw what the measures found; axes in, the same axes out."""

from ipnetwork.figures.bipartite import plot_bipartite
from ipnetwork.figures.curves import plot_coverage, plot_frontier
from ipnetwork.figures.legibility import check_figure
from ipnetwork.figures.load import plot_contacts, plot_load
from ipnetwork.figures.meetings import plot_group_coverage, plot_meetings
from ipnetwork.figures.quadrant import plot_quadrant
from ipnetwork.figures.ranks import plot_ranks
from ipnetwork.figures.upset import plot_upset

__all__ = [
    "check_figure",
    "plot_bipartite",
    "plot_contacts",
    "plot_coverage",
    "plot_frontier",
    "plot_group_coverage",
    "plot_load",
    "plot_meetings",
    "plot_quadrant",
    "plot_ranks",
    "plot_upset",
]
