"""Collect the places that a page names, and the lines that stand there where the reader has the notice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice import quote
from ipnetwork.notice.quoting import is_place
from ipnetwork.page.places import spell_place
from ipnetwork.style import tidy

if TYPE_CHECKING:
    from ipnetwork.notice import Notice
    from ipnetwork.style import Lang

_SPELLED = 2  # a place without its lines: as the plan writes it, in words


@dataclass
class Places:
    """The places that a page names, each once: as the plan writes it, in words, and what stands there.

    Parameters
    ----------
    lang : {"zh", "en"}
        The language of the words.
    notice : Notice or None
        Where to look up what stands there.
    """

    lang: Lang
    notice: Notice | None
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, source: str) -> int:
        """Return the number of a place; -1 where the plan notes none."""
        return self.numbers.setdefault(source, len(self.numbers)) if source else -1

    def table(self) -> list[list[str]]:
        """Return all places in the order of their numbers.

        Raises
        ------
        NoticeError
            If the notice lacks one of the places: it is not the one that the plan was read from.
        """
        rows, lacking = [], []
        for source in self.numbers:
            stands = []
            try:
                stands = [_lines(quote(self.notice, source))] if self.notice and is_place(source) else []
            except NoticeError:
                lacking.append(source)
            rows.append([tidy(source), tidy(spell_place(source, lang=self.lang)), *stands])
        if lacking:
            self.refuse(
                f"it lacks {len(lacking)} of the {len(rows)} places that the plan names, the first {lacking[0]}"
            )
        return rows

    def refuse(self, problem: str) -> NoReturn:
        """Complain of a notice."""
        key = self.notice.meta.get("key", "") if self.notice else ""
        fault = Fault("notice", problem, "give the document that the plan was read from, or None")
        raise NoticeError(key or "notice", [fault])


def check_lines(places: Places, rows: list[list[str]], ties: list[list[Any]]) -> None:
    """Refuse a notice that has other names where the plan says that its names stand.

    Raises
    ------
    NoticeError
        If most names do not stand at their places.
    """
    quoted = [(tie[4], rows[tie[3]][2]) for tie in ties if tie[3] >= 0 and len(rows[tie[3]]) > _SPELLED]
    absent = [name for name, text in quoted if "".join(name.split()) not in "".join(text.split())]
    if len(absent) * 2 > len(quoted):
        problem = f"{len(absent)} of {len(quoted)} names do not stand where the plan says, the first {absent[0]}"
        places.refuse(problem)


def _lines(text: str) -> str:
    """Return a text tidy, with its line ends."""
    return "\n".join(tidy(line) for line in text.split("\n"))
