"""Measure the coordination that each agency and each item carries, never with one number only."""

from ipnetwork.load.absence import lead_absence, unique_channels
from ipnetwork.load.contacts import breadth, convening, depth, peer, response, volume
from ipnetwork.load.inequality import inequality, lorenz_curve
from ipnetwork.load.spread import effective_categories, effort, exclusivity, scope
from ipnetwork.load.tables import agency_load, item_load

__all__ = [
    "agency_load",
    "breadth",
    "convening",
    "depth",
    "effective_categories",
    "effort",
    "exclusivity",
    "inequality",
    "item_load",
    "lead_absence",
    "lorenz_curve",
    "peer",
    "response",
    "scope",
    "unique_channels",
    "volume",
]
