"""The same verbs from a shell: ``ipnetwork brief`` and ``ipnetwork read``."""

from __future__ import annotations

import argparse
import re
import sys
import warnings
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.briefing import write_briefing
from ipnetwork.datasets import list_plans, load_plan
from ipnetwork.errors import Fault, InputError
from ipnetwork.plan import Plan, read_plan, records, write_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRIEF = """\
Write the briefing of a plan into a folder: one HTML page that opens anywhere (findings, figures, tables, and the lines
of the document behind every number), the figures as PNG and SVG, the tables as CSV for Excel.

PLAN is one of
  a bundled plan     {plans}
  a plan folder      as 'ipnetwork read' makes it
  a notice           a text file with a task table drawn in box characters
  a CSV              with the columns item, agency, role (lead or participant), one row for each agency of each item
"""
_READ = """\
Read a notice into a plan folder: one CSV a table (items, agencies, assignments, members …) and a datapackage.json.
Every row keeps the lines of the notice it was read from. What cannot be read is told with its line.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those the program was started with.

    Returns
    -------
    int
        0, or 2 after one clear message on standard error.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal that knows no Chinese must not stop the work
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        with warnings.catch_warnings(record=True) as notes:
            warnings.simplefilter("always", UserWarning)
            options.run(options)
    except InputError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    for note in notes:
        print(f"ipnetwork: note: {note.message}", file=sys.stderr)
    return 0


def _fail(message: str) -> int:
    print(f"ipnetwork: {message}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="ipnetwork", description="Who carries the coordination of a government work plan, and where it says so."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    text = _BRIEF.format(plans=", ".join(list_plans()))
    brief = verbs.add_parser("brief", help="write the briefing of a plan", description=text, formatter_class=raw)
    brief.add_argument("plan", nargs="?", default="guangzhou-2007", metavar="PLAN", help="default: guangzhou-2007")
    brief.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to write into")
    brief.add_argument("--lang", choices=("zh", "en"), default="zh", help="Chinese (default) or English")
    brief.add_argument("--seats", type=_seats, default=12, metavar="N", help="seats of a joint meeting (default 12)")
    brief.set_defaults(run=_brief)
    read = verbs.add_parser("read", help="read a notice into a plan folder", description=_READ, formatter_class=raw)
    read.add_argument("notice", type=Path, metavar="NOTICE", help="the notice, a text file")
    read.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="folder to write into")
    read.add_argument("--overwrite", action="store_true", help="replace a plan that the folder holds already")
    read.set_defaults(run=_read)
    return parser


def _seats(text: str) -> int:
    """Read the seats of a joint meeting."""
    seats = int(text)
    if seats < 2:  # noqa: PLR2004 – two meet
        raise argparse.ArgumentTypeError("a joint meeting has at least 2 seats")
    return seats


def _brief(options: argparse.Namespace) -> None:
    plan = _open(options.plan)
    page = write_briefing(plan, options.out, lang=options.lang, max_seats=options.seats)
    print(f"{plan}\n{page}")


def _open(name: str) -> Plan:
    """Open a plan by bundled name or by path; a path that exists goes first."""
    is_name = re.fullmatch(r"[\w-]+", name) is not None
    if is_name and not Path(name).exists():
        return load_plan(name)
    return read_plan(name)


def _read(options: argparse.Namespace) -> None:
    plan = read_plan(options.notice)
    if (options.out / "assignments.csv").exists() and not options.overwrite:
        remedy = "give another folder, or --overwrite to lose what was corrected in it by hand"
        raise InputError(str(options.out), [Fault("folder", "it holds a plan already", remedy)])
    write_plan(plan, options.out)
    print(f"{plan}\n{options.out}")
    for finding in records(plan.findings):
        print("  {finding}: {where}: {detail} ({source})".format(**finding))
