"""Find structure in who works with whom: joint groups, bicliques, core and periphery, closure, nestedness, flows."""

from ipnetwork.clustering.bicliques import Biclique, find_bicliques
from ipnetwork.clustering.closure import global_opsahl, latapy_clustering, opsahl_clustering, robins_alexander
from ipnetwork.clustering.communities import joint_groups
from ipnetwork.clustering.core import core_periphery
from ipnetwork.clustering.flow import group_flow, group_of_each
from ipnetwork.clustering.modularity import barber_modularity
from ipnetwork.clustering.nestedness import nodf
from ipnetwork.clustering.together import co_leads, shared_work

__all__ = [
    "Biclique",
    "barber_modularity",
    "co_leads",
    "core_periphery",
    "find_bicliques",
    "global_opsahl",
    "group_flow",
    "group_of_each",
    "joint_groups",
    "latapy_clustering",
    "nodf",
    "opsahl_clustering",
    "robins_alexander",
    "shared_work",
]
