"""What is known of agencies: `Agency`, `Member`, and the `Registry` that holds what a person has settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ipnetwork.agencies.register import KINDS, Organ, general_organs, levels, sectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AGENCY_FIELDS = ("name_en", "official", "short", "short_en", "kind", "sector", "level")


@dataclass(frozen=True, slots=True)
class Agency:
    """What is known of one agency.

    Parameters
    ----------
    agency : str
        The name as the plan writes it, ellipses expanded.
    name_en : str
        English name; empty where none is known.
    official : bool
        Whether the agency itself uses that English name.
    short, short_en : str
        Labels for a diagram, Chinese and English.
    kind : str
        ``agency``, ``collective`` (a body in every district), ``open`` (nobody in particular) or ``unknown``.
    sector, level : str
        One of the closed lists `sectors` and `levels`.
    """

    agency: str
    name_en: str = ""
    official: bool = False
    short: str = ""
    short_en: str = ""
    kind: str = "unknown"
    sector: str = "unknown"
    level: str = "unknown"


@dataclass(frozen=True, slots=True)
class Member:
    """One body that a collective name stands for: 天河区政府 in 各区、县级市政府."""

    collective: str
    agency: str
    name_en: str = ""


@dataclass(frozen=True)
class Registry:
    """The agencies one reading knows by name, over the general register.

    Parameters
    ----------
    known : mapping of str to Agency
        Full names settled by a person; they go before every rule.
    members : tuple of Member
        Who belongs to which collective body.
    organs : mapping of str to Organ
        The general register, by stem.
    aliases : mapping of str to str
        Names that a person has settled to stand for another name: {"省发改委": "省发展改革委"}.
    """

    known: Mapping[str, Agency] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    organs: Mapping[str, Organ] = field(default_factory=general_organs)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def canonical(self, name: str) -> str:
        """Return the name that a name stands for; itself where nobody has settled another."""
        return self.aliases.get(name, name)

    def __repr__(self) -> str:
        """Count what it knows."""
        aliases = f", {len(self.aliases)} aliases" if self.aliases else ""
        return f"Registry: {len(self.known)} names, {len(self.organs)} organs{aliases}"


def off_list(agency: Agency) -> list[tuple[str, str]]:
    """Return what in an agency is not of the closed lists.

    Parameters
    ----------
    agency : Agency
        The agency to look at.

    Returns
    -------
    list of (problem, remedy)
        Empty where kind, sector and level are all known.

    Examples
    --------
    >>> off_list(Agency("市财政局", kind="bureau"))
    [("kind 'bureau' is not known", 'write one of agency, collective, open, unknown')]
    """
    lists: dict[str, Iterable[str]] = {"kind": KINDS, "sector": sectors(), "level": levels()}
    return [
        (f"{name} {getattr(agency, name)!r} is not known", f"write one of {', '.join(allowed)}")
        for name, allowed in lists.items()
        if getattr(agency, name) not in allowed
    ]
