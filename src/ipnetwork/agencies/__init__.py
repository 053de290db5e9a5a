"""Give every agency one name: split written lists, expand ellipses, say what kind of body each name is."""

from ipnetwork.agencies.bodies import BRACKETS, LONGEST_NAME, is_body, is_closed
from ipnetwork.agencies.describe import agency_from_row, describe_agency
from ipnetwork.agencies.names import WrittenName, holds_several, parts_names, split_names
from ipnetwork.agencies.nearest import nearest_names
from ipnetwork.agencies.record import AGENCY_FIELDS, Agency, Member, Registry, off_list
from ipnetwork.agencies.register import KINDS, Organ, general_organs, levels, local_organs, sectors
from ipnetwork.agencies.registry import FILLED_BY_HAND, build_registry, read_registry
from ipnetwork.agencies.renamings import Renaming, renamings_of

__all__ = [
    "AGENCY_FIELDS",
    "BRACKETS",
    "FILLED_BY_HAND",
    "KINDS",
    "LONGEST_NAME",
    "Agency",
    "Member",
    "Organ",
    "Registry",
    "Renaming",
    "WrittenName",
    "agency_from_row",
    "build_registry",
    "describe_agency",
    "general_organs",
    "holds_several",
    "is_body",
    "is_closed",
    "levels",
    "local_organs",
    "nearest_names",
    "off_list",
    "parts_names",
    "read_registry",
    "renamings_of",
    "sectors",
    "split_names",
]
