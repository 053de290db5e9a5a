"""Find structure in who works with whom: closure, nestedness, modularity of given groups, core and periphery."""

from ipnetwork.clustering.closure import global_opsahl, latapy_clustering, opsahl_clustering, robins_alexander
from ipnetwork.clustering.core import core_periphery
from ipnetwork.clustering.modularity import barber_modularity
from ipnetwork.clustering.nestedness import nodf

__all__ = [
    "barber_modularity",
    "core_periphery",
    "global_opsahl",
    "latapy_clustering",
    "nodf",
    "opsahl_clustering",
    "robins_alexander",
]
