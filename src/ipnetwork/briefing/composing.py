"""Put into words and tables what was measured: the briefing but for its pictures."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ipnetwork.briefing.content import Content, Said, Table
from ipnetwork.briefing.tables import (
    agency_table,
    assignment_table,
    group_table,
    item_table,
    lint_table,
    meeting_table,
    position_table,
    target_table,
)
from ipnetwork.briefing.words import words
from ipnetwork.findings import briefing_findings
from ipnetwork.plan import records

if TYPE_CHECKING:
    import pandas as pd

    from ipnetwork.briefing.measuring import Measured
    from ipnetwork.plan import Plan
    from ipnetwork.style import Lang


def compose_content(measured: Measured, *, lang: Lang = "zh") -> Content:
    """Return what a briefing says, whatever it is going to be written in.

    Parameters
    ----------
    measured : Measured
        What `measure` returned.
    lang : {"zh", "en"}, default "zh"
        Language of sentences and headings.

    Returns
    -------
    Content
        Findings, tables, method and limits.
    """
    plan, told = measured.plan, words(lang)
    found = briefing_findings(
        plan,
        volumes=measured.volumes,
        positions=measured.positions,
        groups=measured.groups,
        meetings=measured.meetings,
        lang=lang,
    )
    notes = _notes()
    values = {
        "seats": measured.meetings.max_seats,
        "readings": len(measured.volumes.scores.drop_duplicates()),
        "runs": measured.groups.attrs["spread"]["runs"],
    }
    return Content(
        lang=lang,
        title=_title(plan, lang),
        issued=" · ".join(filter(None, (plan.meta.get(name) for name in ("document_number", "issuer", "date")))),
        scale=str(found.loc["scale", "sentence"]),
        findings=tell(found.drop("scale")),
        tables=tuple(_tables(measured, lang)),
        method=tuple(note.format(**values) for note in notes["method"][lang]),
        limits=(*notes["limits"][lang], *([told["not_official"]] if lang == "en" else [])),
        references=tuple(notes["references"]["both"]),
        words=told,
    )


def tell(findings: pd.DataFrame) -> tuple[Said, ...]:
    """Return sentences with what is known of their certainty and their places."""
    told = records(findings)
    return tuple(Said(one["sentence"], one.get("certainty", ""), one.get("source", "")) for one in told)


def _tables(measured: Measured, lang: str) -> list[Table]:
    """Return the tables: first those that are printed, then those for a workbook."""
    plan, told = measured.plan, words(lang)
    printed = {
        "agencies": ("agency_table", agency_table(plan, lang)),
        "items": ("item_table", item_table(plan, lang)),
        "questions": ("oddities", lint_table(plan, lang)),
        "meetings": ("meeting_table", meeting_table(measured.meetings, lang)),
        "groups": ("group_table", group_table(plan, measured.groups, lang)),
    }
    kept = {
        "positions": ("position_table", position_table(measured, lang)),
        "assignments": ("assignment_table", assignment_table(plan, lang)),
        "targets": ("target_table", target_table(plan, lang)),
    }
    made = [Table(name, told[heading], frame) for name, (heading, frame) in printed.items()]
    made += [Table(name, told[heading], frame, printed=False) for name, (heading, frame) in kept.items()]
    return [table for table in made if len(table.frame) or table.name == "questions"]


def _title(plan: Plan, lang: Lang) -> str:
    """Head the briefing with the plan's own title, or with its key where the title is in the other language."""
    heading = words(lang)["heading"]
    title = plan.meta.get("title", "") if lang == "zh" else plan.meta.get("key", "").replace("-", " ").title()
    return f"{heading} – {title}" if title else heading


@cache
def _notes() -> dict[str, Any]:
    return tomllib.loads((files("ipnetwork.briefing") / "method.toml").read_text(encoding="utf-8"))
