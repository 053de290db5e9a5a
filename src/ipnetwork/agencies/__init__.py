"""Give every agency one name: split written lists, expand ellipses, say what kind of body each name is."""

from ipnetwork.agencies.bodies import BRACKETS, LONGEST_NAME, is_body, is_closed
from ipnetwork.agencies.names import WrittenName, holds_several, split_names
from ipnetwork.agencies.register import KINDS, Organ, general_organs, levels, sectors
from ipnetwork.agencies.registry import (
    AGENCY_FIELDS,
    Agency,
    Member,
    Registry,
    agency_from_row,
    build_registry,
    describe_agency,
    off_list,
    read_registry,
)

__all__ = [
    "AGENCY_FIELDS",
    "BRACKETS",
    "LONGEST_NAME",
    "KINDS",
    "Agency",
    "Member",
    "Organ",
    "Registry",
    "WrittenName",
    "agency_from_row",
    "build_registry",
    "describe_agency",
    "general_organs",
    "holds_several",
    "is_body",
    "is_closed",
    "levels",
    "off_list",
    "read_registry",
    "sectors",
    "split_names",
]
