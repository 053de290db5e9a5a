"""Figures, tables and sentences in one file to read, print or present."""

from ipnetwork.briefing.page import compose_briefing, write_briefing

__all__ = ["compose_briefing", "write_briefing"]
