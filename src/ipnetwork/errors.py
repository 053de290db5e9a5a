"""The ways input can be wrong, each a `ValueError` that names every fault found, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be read or contradicts itself.

    Parameters
    ----------
    place : str
        Where it stands: ``L26-31 c5`` in a notice, ``assignments row 3`` in a table.
    problem : str
        What is wrong.
    remedy : str
        What to do about it.

    Examples
    --------
    >>> print(Fault("L26", "7 borders where the table has 6", "restore the missing border"))
    L26: 7 borders where the table has 6; restore the missing border
    """

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Read as one line: place, problem, remedy."""
        return f"{self.place}: {self.problem}; {self.remedy}"


class InputError(ValueError):
    """Input that cannot be used, with every fault found in it.

    Parameters
    ----------
    subject : str
        The file or object that is wrong, named as the caller knows it.
    faults : sequence of Fault
        All faults found, in the order of their places; never empty.

    Examples
    --------
    >>> error = InputError("plan.csv", [Fault("row 2", "no agency", "fill in the cell")])
    >>> print(error)
    plan.csv: row 2: no agency; fill in the cell
    """

    def __init__(self, subject: str, faults: Sequence[Fault]) -> None:
        self.subject = subject
        self.faults = tuple(faults)
        super().__init__(subject, self.faults)

    def __str__(self) -> str:
        """Read as one line for one fault, as a headed list for several."""
        if len(self.faults) == 1:
            return f"{self.subject}: {self.faults[0]}"
        return "\n  ".join([f"{self.subject}: {len(self.faults)} faults", *map(str, self.faults)])


class NoticeError(InputError):
    """A notice that cannot be read whole."""


class PlanError(InputError):
    """A plan that contradicts itself, or a table that is not a plan."""


class RegistryError(InputError):
    """A register of agencies that contradicts itself."""


class GraphError(InputError):
    """A graph that is not two-mode, or lacks what a measure needs."""


class FigureError(InputError):
    """A figure that nobody could read."""
