"""Organization network analysis of government work plans: who leads, who joins, and where the notice says so."""

from ipnetwork.agencies import Agency, Member, Registry, build_registry, describe_agency, levels, read_registry, sectors
from ipnetwork.briefing import compose_briefing, write_briefing
from ipnetwork.datasets import list_plans, load_plan
from ipnetwork.errors import Fault, GraphError, InputError, NoticeError, PlanError, RegistryError
from ipnetwork.figures import plot_bipartite, plot_load
from ipnetwork.findings import key_findings
from ipnetwork.graph import Incidence, bipartite_graph, convening_graph, incidence_matrices, project, two_modes
from ipnetwork.load import (
    agency_load,
    breadth,
    convening,
    depth,
    effective_categories,
    effort,
    exclusivity,
    inequality,
    item_load,
    lorenz_curve,
    peer,
    response,
    scope,
    volume,
)
from ipnetwork.notice import Notice, read_notice
from ipnetwork.plan import Plan, build_plan, read_plan, same_plan, select, write_plan
from ipnetwork.style import missing_glyphs, write_figure

__all__ = [
    "Agency",
    "Fault",
    "GraphError",
    "Incidence",
    "InputError",
    "Member",
    "Notice",
    "NoticeError",
    "Plan",
    "PlanError",
    "Registry",
    "RegistryError",
    "agency_load",
    "bipartite_graph",
    "breadth",
    "build_plan",
    "build_registry",
    "compose_briefing",
    "convening",
    "convening_graph",
    "depth",
    "describe_agency",
    "effective_categories",
    "effort",
    "exclusivity",
    "incidence_matrices",
    "inequality",
    "item_load",
    "key_findings",
    "levels",
    "list_plans",
    "load_plan",
    "lorenz_curve",
    "missing_glyphs",
    "peer",
    "plot_bipartite",
    "plot_load",
    "project",
    "read_notice",
    "read_plan",
    "read_registry",
    "response",
    "same_plan",
    "scope",
    "sectors",
    "select",
    "two_modes",
    "volume",
    "write_briefing",
    "write_figure",
    "write_plan",
]
