"""The verb ``ipnetwork read``: one notice or many into plan folders, and a table of what was read and what was not."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm.auto import tqdm

from ipnetwork.agencies import Registry, read_registry
from ipnetwork.disk import csv_text, inert, read_rows, write_files
from ipnetwork.errors import Fault, InputError
from ipnetwork.notice import explain, read_notice, unread_clauses
from ipnetwork.plan import (
    UNKNOWN_COLUMNS,
    Plan,
    build_plan,
    lists_assignments,
    read_plan,
    records,
    unknown_names,
    write_plan,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipnetwork.notice import Notice

_READ = """\
Read notices into plan folders: one CSV a table (items, agencies, assignments, members …) and a datapackage.json.
Every row keeps the place in the notice it was read from. What cannot be read is told with its place.

FILE is text (UTF-8, UTF-16, GB18030), Markdown, HTML, Word (.docx), Excel (.xlsx), CSV or PDF with a text layer, told
by its content; a folder stands for the files in it. One FILE is written into FOLDER itself, several into a folder
each, beside readings.csv, a table of what was read and what was not. A file that cannot be read does not stop the
others; the program then ends with 2.

names.csv lists the names that no register knows, over all files. Fill it in (same_as, or kind, sector, level) and
read again with --names names.csv; what is filled in is never overwritten.
"""
_MOST_FAULTS = 5
COLUMNS = ("file", "folder", "items", "assignments", "faults", "unread_clauses", "unknown_names", "problem")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    file: str
    folder: str = ""
    items: int = 0
    assignments: int = 0
    faults: int = 0
    unread_clauses: int = 0
    unknown: tuple[tuple[object, ...], ...] = ()
    problem: str = ""

    @property
    def row(self) -> tuple[object, ...]:
        """The cells of its row in ``readings.csv``; counts are blank where it was not read."""
        counts = (self.items, self.assignments, self.faults, self.unread_clauses, len(self.unknown))
        return (self.file, self.folder, *(("",) * len(counts) if self.problem else counts), self.problem)


def add_read(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to a command line."""
    raw = argparse.RawDescriptionHelpFormatter
    read = verbs.add_parser("read", help="read notices into plan folders", description=_READ, formatter_class=raw)
    read.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a notice, or a folder of notices")
    read.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="folder to write into")
    read.add_argument(
        "--names",
        action="append",
        default=[],
        type=Path,
        metavar="CSV",
        help="names settled by hand; may be given again",
    )
    read.add_argument("--loose", action="store_true", help="keep what is readable of a notice with faults")
    read.add_argument(
        "--explain", action="store_true", help="write explain.html: the notice with what was taken for what"
    )
    read.add_argument("--overwrite", action="store_true", help="replace plans that the folders hold already")
    read.set_defaults(run=_read)


def _read(options: argparse.Namespace) -> int:
    registry = read_registry(*options.names) if options.names else Registry()
    single = len(options.files) == 1 and _expand(options.files) == options.files
    if single:
        plan, notice = _open(options.files[0], registry, options)
        _write(plan, notice, options.out, options)
        write_unknown(options.out, _unknown(plan, registry))
        print(f"{plan}\n{options.out}")
        for finding in records(plan.findings):
            print("  {finding}: {where}: {detail} ({source})".format(**finding))
        return 0
    files = _expand(options.files)
    outcomes = [
        _read_one(file, folder, registry, options)
        for file, folder in tqdm(list(zip(files, _folders(files, options.out), strict=True)), unit="notice", delay=1)
    ]
    _report(outcomes, options.out)
    return 2 if any(outcome.problem for outcome in outcomes) else 0


def _expand(paths: Sequence[Path]) -> list[Path]:
    """Put the files of a folder in its place, in the order of their names."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir() and not (path / "assignments.csv").exists():
            files += sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
        else:
            files.append(path)
    if not files:
        raise InputError(str(paths[0]), [Fault("folder", "it holds no file", "give the notices")])
    return files


def _folders(files: Sequence[Path], out: Path) -> list[Path]:
    """Return a folder for each file: by its name, told apart by its kind and then by a count."""
    taken: set[str] = set()
    folders = []
    for file in files:
        kind = file.suffix.lstrip(".")
        names = [file.stem, f"{file.stem}-{kind}", *(f"{file.stem}-{number}" for number in range(2, len(files) + 2))]
        name = next(name for name in names if name not in taken)
        taken.add(name)
        folders.append(out / name)
    return folders


def _read_one(file: Path, folder: Path, registry: Registry, options: argparse.Namespace) -> Outcome:
    """Read one of several files; what goes wrong with it is told and does not stop the others."""
    try:
        plan, notice = _open(file, registry, options)
        _write(plan, notice, folder, options)
    except (InputError, ImportError) as error:
        problem = str(error)
    except OSError as error:
        problem = f"{error.filename or file}: {error.strerror or error}"
    else:
        faults, unread = (len(notice.faults), len(unread_clauses(notice))) if notice else (0, 0)
        counts = len(plan.items), len(plan.assignments), faults, unread
        return Outcome(str(file), str(folder), *counts, _unknown(plan, registry))
    first, *rest = problem.splitlines()
    told = [
        first,
        *rest[:_MOST_FAULTS],
        *([f"  … and {len(rest) - _MOST_FAULTS} more"] if len(rest) > _MOST_FAULTS else []),
    ]
    tqdm.write("\n".join([f"ipnetwork: {told[0]}", *told[1:]]), file=sys.stderr)
    return Outcome(str(file), problem=re.sub(r"\s*\n\s*", "; ", problem)[:1000])


def _open(file: Path, registry: Registry, options: argparse.Namespace) -> tuple[Plan, Notice | None]:
    """Read a file into a plan, and into a notice where it is one."""
    if file.is_dir() or (file.suffix.lower() == ".csv" and lists_assignments(file)):
        return read_plan(file, registry=registry), None
    notice = read_notice(file, strict=not options.loose)
    return build_plan(notice, registry=registry), notice


def _write(plan: Plan, notice: Notice | None, folder: Path, options: argparse.Namespace) -> None:
    """Write a plan's folder."""
    if (folder / "assignments.csv").exists() and not options.overwrite:
        remedy = "give another folder, or --overwrite to lose what was corrected in it by hand"
        raise InputError(str(folder), [Fault("folder", "it holds a plan already", remedy)])
    write_plan(plan, folder)
    if notice and options.explain:
        write_files(folder, {"explain.html": explain(notice).html.encode()})


def _unknown(plan: Plan, registry: Registry) -> tuple[tuple[object, ...], ...]:
    """Return the rows of the table of names that nobody knows."""
    return tuple(map(tuple, unknown_names(plan, registry=registry).itertuples(index=False)))


def write_unknown(folder: Path, rows: Sequence[tuple[object, ...]]) -> None:
    """Add names that nobody knows to a folder's ``names.csv``; what stands there already, filled in or not, stays.

    Parameters
    ----------
    folder : Path
        The folder.
    rows : sequence of tuple
        As in the table of `unknown_names`; of a name that comes again only the first.
    """
    path = folder / "names.csv"
    columns, before = read_rows(path) if path.exists() else (list(UNKNOWN_COLUMNS), [])
    known = {row.get("agency", "") for row in before}  # a name stays as it was filled in
    fresh = {str(row[0]): row for row in reversed(rows) if str(row[0]) not in known}
    added: list[dict[str, object]] = [
        dict(zip(UNKNOWN_COLUMNS, row, strict=True)) for name, row in reversed(fresh.items())
    ]
    if added:
        rows_of_all = [*map(dict[str, object], before), *added]
        cells = [[row.get(name, "") for name in columns] for row in rows_of_all]
        write_files(folder, {"names.csv": csv_text(columns, cells).encode("utf-8-sig")})


def _report(outcomes: Sequence[Outcome], out: Path) -> None:
    """Print a table of what was read and what was not, and write it beside the folders."""
    read = [outcome for outcome in outcomes if not outcome.problem]
    if read:  # where nothing was read, an older table stays
        rows = [[inert(cell) for cell in outcome.row] for outcome in outcomes]
        write_files(out, {"readings.csv": csv_text(COLUMNS, rows).encode("utf-8-sig")})
        named = [(outcome, row) for outcome in read for row in outcome.unknown]
        write_unknown(out, [(*row[:2], f"{Path(each.file).name}: {row[2]}", *row[3:]) for each, row in named])
    width = max(len(Path(outcome.file).name) for outcome in outcomes)
    print(f"{'file':{width}}  items  assignments  faults  unread clauses  unknown names")
    for each in outcomes:
        name = Path(each.file).name
        counts = (
            f"{each.items:5}  {each.assignments:11}  {each.faults:6}  {each.unread_clauses:14}  {len(each.unknown):13}"
        )
        print(f"{name:{width}}  {counts if not each.problem else 'not read'}")
    print(f"{len(read)} of {len(outcomes)} read" + (f"; {out / 'readings.csv'}" if read else ""))
