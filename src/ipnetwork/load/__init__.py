"""Measure the coordination that each agency and each item carries, never with one number only."""

from ipnetwork.load.inequality import inequality, lorenz_curve
from ipnetwork.load.measures import (
    breadth,
    convening,
    depth,
    effective_categories,
    effort,
    exclusivity,
    peer,
    response,
    scope,
    volume,
)
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
    "lorenz_curve",
    "peer",
    "response",
    "scope",
    "volume",
]
