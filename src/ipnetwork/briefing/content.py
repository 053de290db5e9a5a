"""What a briefing says, whatever it is written in: findings, pictures, tables, method and limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ipnetwork.style import Lang, figure_bytes, flat_png, own_look

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Said:
    """One sentence, how sure it is, and where the document says so.

    Parameters
    ----------
    sentence : str
        The finding, with its number.
    certainty : str
        Its uncertainty, in a sentence; empty where nothing is to be said.
    source : str
        Item by item, the lines it rests on; empty where it rests on all.
    """

    sentence: str
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True)
class Picture:
    """One figure, settled: its size is that at which it is used.

    Parameters
    ----------
    name : str
        For files: ``load``.
    heading, caption : str
        What it is, and how to read it; the two together are its alternative text.
    figure : matplotlib Figure
        Drawn, and legible.
    says : tuple of (str, tuple of Said)
        Sentences that belong beside it, each list below a heading of its own or none.
    """

    name: str
    heading: str
    caption: str
    figure: Figure
    says: tuple[tuple[str, tuple[Said, ...]], ...] = ()

    @cached_property
    def png(self) -> bytes:
        """The figure as PNG."""
        with own_look():
            return flat_png(self.figure)

    @cached_property
    def svg(self) -> bytes:
        """The figure as SVG."""
        with own_look():
            return figure_bytes(self.figure, ".svg")

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height."""
        width, height = self.figure.get_size_inches()
        return float(width), float(height)


@dataclass(frozen=True)
class Table:
    """One table as a reader sees it.

    Parameters
    ----------
    name : str
        For files and sheets: ``agencies``.
    heading : str
        What it is.
    frame : DataFrame
        Headings in one language, a plain index that is not shown. Numbers are numbers; NaN is nothing to count.
    printed : bool, default True
        Whether a briefing to be read shows it, or only a workbook.
    """

    name: str
    heading: str
    frame: pd.DataFrame
    printed: bool = True


@dataclass(frozen=True)
class Content:
    """A whole briefing but for its pictures, which differ between paper and slides.

    Parameters
    ----------
    lang : {"zh", "en"}
        Its language.
    title, issued, scale : str
        The heading; number, issuer and date of the document; one sentence that says how large the plan is.
    findings : tuple of Said
        What stands out: the first page.
    tables : tuple of Table
        Those that people read come first.
    method, limits, references : tuple of str
        How it was counted, what it cannot say, and whose methods these are, a paragraph each.
    words : dict
        The fixed words in this language.
    """

    lang: Lang
    title: str
    issued: str
    scale: str
    findings: tuple[Said, ...]
    tables: tuple[Table, ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]
    references: tuple[str, ...]
    words: dict[str, str]


def only_printed(content: Content) -> Content:
    """Return a briefing without the tables that only a workbook shows."""
    return replace(content, tables=tuple(table for table in content.tables if table.printed))
