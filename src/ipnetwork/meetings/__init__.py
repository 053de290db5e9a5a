"""Find the fewest joint meetings that seat every item's parties together, prove it, and audit a roster."""

from ipnetwork.meetings.additions import best_additions
from ipnetwork.meetings.agenda import compose_agenda
from ipnetwork.meetings.arrange import plan_meetings
from ipnetwork.meetings.audit import audit_meetings, audit_members
from ipnetwork.meetings.baselines import compare_baselines
from ipnetwork.meetings.budget import Limits
from ipnetwork.meetings.check import check_meetings
from ipnetwork.meetings.coverage import coverage_of_groups, grouped_agencies
from ipnetwork.meetings.frontier import meeting_frontier
from ipnetwork.meetings.parties import seats_needed
from ipnetwork.meetings.record import Meeting, MeetingPlan, Stage
from ipnetwork.meetings.roster import Roster, read_roster
from ipnetwork.meetings.sittings import sittings
from ipnetwork.meetings.standing import standing_body

__all__ = [
    "Limits",
    "Meeting",
    "MeetingPlan",
    "Roster",
    "Stage",
    "audit_meetings",
    "audit_members",
    "best_additions",
    "check_meetings",
    "compare_baselines",
    "compose_agenda",
    "coverage_of_groups",
    "grouped_agencies",
    "meeting_frontier",
    "plan_meetings",
    "read_roster",
    "seats_needed",
    "sittings",
    "standing_body",
]
