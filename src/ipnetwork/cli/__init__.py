"""The same verbs from a shell: ``ipnetwork brief``, ``ipnetwork explore`` and ``ipnetwork read``."""

from __future__ import annotations

import argparse
import sys
import warnings
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from ipnetwork.briefing import FORMATS, write_briefing
from ipnetwork.cli.exploring import add_explore
from ipnetwork.cli.opening import PLAN_IS, open_plan
from ipnetwork.cli.reading import add_read
from ipnetwork.datasets import list_plans
from ipnetwork.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MADE = {"png": "figures"}
_BRIEF = """\
Write the briefing of a plan into a folder: findings with how sure they are and the lines of the document behind every
number, figures, tables, method and limits; as one HTML page that opens anywhere, as Word, PowerPoint, Excel or PDF. The
figures lie beside it as SVG (and PNG, where asked for), the tables as CSV for Excel.

{plan}"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those the program was started with.

    Returns
    -------
    int
        0, or 2 after clear messages on standard error.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal that knows no Chinese must not stop the work
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        with warnings.catch_warnings(record=True) as notes:
            warnings.simplefilter("always", UserWarning)
            code: int = options.run(options)
    except (InputError, ImportError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    for message in dict.fromkeys(str(note.message) for note in notes):  # each figure says it again
        print(f"ipnetwork: note: {message}", file=sys.stderr)
    return code


def _fail(message: str) -> int:
    print(f"ipnetwork: {message}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="ipnetwork", description="Who carries the coordination of a government work plan, and where it says so."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    text = _BRIEF.format(plan=PLAN_IS.format(plans=", ".join(list_plans())))
    brief = verbs.add_parser("brief", help="write the briefing of a plan", description=text, formatter_class=raw)
    brief.add_argument("plan", nargs="?", default="guangzhou-2007", metavar="PLAN", help="default: guangzhou-2007")
    brief.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to write into")
    brief.add_argument("--lang", choices=("zh", "en"), default="zh", help="Chinese (default) or English")
    told = "html (default), docx, pptx, xlsx, pdf, png: one or several, parted by commas"
    brief.add_argument("--format", type=_formats, default=("html",), metavar="LIST", dest="formats", help=told)
    brief.add_argument("--seats", type=_seats, default=12, metavar="N", help="seats of a joint meeting (default 12)")
    brief.set_defaults(run=_brief)
    add_explore(verbs)
    add_read(verbs)
    return parser


def _seats(text: str) -> int:
    """Read the seats of a joint meeting."""
    seats = int(text)
    if seats < 2:  # noqa: PLR2004 – two meet
        raise argparse.ArgumentTypeError("a joint meeting has at least 2 seats")
    return seats


def _formats(text: str) -> tuple[str, ...]:
    """Read the formats of a briefing."""
    if text.endswith(","):
        raise argparse.ArgumentTypeError("write the list of formats without spaces")
    formats = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no format {', '.join(map(repr, unknown))}; there are {', '.join(FORMATS)}")
    return formats


def _brief(options: argparse.Namespace) -> int:
    plan = open_plan(options.plan)
    folder = write_briefing(plan, options.out, lang=options.lang, formats=options.formats, max_seats=options.seats)
    print("\n".join([str(plan), *(str(folder / _MADE.get(name, f"briefing.{name}")) for name in options.formats)]))
    return 0
