"""The interactive page of a plan: one file that fetches nothing."""

from ipnetwork.page.explore import PlanPage, explore, write_page

__all__ = ["PlanPage", "explore", "write_page"]
