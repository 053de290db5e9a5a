"""Figures, tables and sentences in one file to read, print or present."""

from ipnetwork.briefing.writing import FORMATS, compose_briefing, write_briefing

__all__ = ["FORMATS", "compose_briefing", "write_briefing"]
