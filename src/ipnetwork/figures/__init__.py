"""Draw what the measures found; axes in, the same axes out."""

from ipnetwork.figures.bipartite import plot_bipartite
from ipnetwork.figures.curves import plot_coverage, plot_frontier
from ipnetwork.figures.flow import plot_flow
from ipnetwork.figures.incidence import plot_incidence
from ipnetwork.figures.legibility import check_figure
from ipnetwork.figures.load import plot_contacts, plot_load
from ipnetwork.figures.meetings import plot_group_coverage, plot_meetings
from ipnetwork.figures.projection import plot_projection
from ipnetwork.figures.quadrant import plot_quadrant
from ipnetwork.figures.ranks import plot_ranks
from ipnetwork.figures.upset import plot_upset

__all__ = [
    "check_figure",
    "plot_bipartite",
    "plot_contacts",
    "plot_coverage",
    "plot_flow",
    "plot_frontier",
    "plot_group_coverage",
    "plot_incidence",
    "plot_load",
    "plot_meetings",
    "plot_projection",
    "plot_quadrant",
    "plot_ranks",
    "plot_upset",
]
