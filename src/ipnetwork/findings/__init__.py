"""Say what the measures found: sentences, reasons, lint, a page of figures, and notes on method."""

from ipnetwork.findings.description import describe_network
from ipnetwork.findings.first_page import briefing_findings
from ipnetwork.findings.joint import group_findings, meeting_findings
from ipnetwork.findings.lint import CHECKS, check_plan
from ipnetwork.findings.methods import list_methods, method_note
from ipnetwork.findings.reasons import why
from ipnetwork.findings.sentences import key_findings
from ipnetwork.findings.stability import reading_findings

__all__ = [
    "CHECKS",
    "briefing_findings",
    "check_plan",
    "describe_network",
    "group_findings",
    "key_findings",
    "list_methods",
    "meeting_findings",
    "method_note",
    "reading_findings",
    "why",
]
