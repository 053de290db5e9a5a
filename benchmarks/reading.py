"""Score the reader: precision, recall and F1 of (item, role, agency as written) for a folder of notices.

    python benchmarks/reading.py FOLDER [--expected FOLDER] [--last FILE] [--differences]

FOLDER holds documents; the folder of expectations (by default ``expected`` inside it) one CSV for each, with columns
``item_no, role, agency`` (``*`` as item_no is every item), or ``document, role, agency`` for the roster of a joint
meeting. With ``--last``, what this run gained and lost against the one before is told, and the file is written anew.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

from ipnetwork import read_notice, read_roster
from ipnetwork.errors import InputError

Triple = tuple[str, str, str]
NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}  # １２ is item 12


def read_expected(path: Path) -> tuple[list[Triple], bool]:
    """Return the expected triples of a document, and whether it is a roster."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    roster = bool(rows) and "item_no" not in rows[0]
    return [("" if roster else row["item_no"].translate(NARROW), row["role"], row["agency"]) for row in rows], roster


def read_actual(path: Path, *, roster: bool) -> list[Triple]:
    """Read a document and return what it says."""
    if roster:
        read = read_roster(path)
        return [("", "lead" if name == read.chair else "participant", name) for name in read.members]
    notice = read_notice(path, strict=False)
    for fault in notice.faults:
        print(f"    fault {fault}")
    return [(row.item, each.role, each.as_written) for row in notice.rows for each in row.mentions]


def spread(expected: list[Triple], actual: list[Triple]) -> list[Triple]:
    """Give every item what is expected of all: item ``*``."""
    items = list(dict.fromkeys(item for item, *_ in [*expected, *actual] if item != "*"))
    every = [(item, role, agency) for item in items for star, role, agency in expected if star == "*"]
    return [*(each for each in expected if each[0] != "*"), *every]


def compare(expected: list[Triple], actual: list[Triple]) -> tuple[float, float, float, list[Triple], list[Triple]]:
    """Return precision, recall, F1, and what is missing and what is too much."""
    wanted, got = Counter(expected), Counter(actual)
    hits = sum((wanted & got).values())
    precision = hits / max(sum(got.values()), 1)
    recall = hits / max(sum(wanted.values()), 1)
    both = 2 * precision * recall / (precision + recall) if hits else 0.0
    return precision, recall, both, sorted((wanted - got).elements()), sorted((got - wanted).elements())


def score(path: Path, expectation: Path) -> dict[str, object]:
    """Score one document."""
    expected, roster = read_expected(expectation)
    try:
        actual = read_actual(path, roster=roster)
    except InputError as error:
        print(f"    {str(error)[:300]}")
        actual = []
    precision, recall, both, missing, extra = compare(spread(expected, actual), actual)
    return {
        "precision": precision, "recall": recall, "F1": both, "expected": len(expected), "read": len(actual),
        "missing": missing, "extra": extra,
    }  # fmt: skip


def tell(scores: dict[str, dict[str, object]], last: dict[str, dict[str, object]], *, differences: bool) -> None:
    """Print the table, and what was gained and lost against the last run."""
    print(f"{'document':44s} expected  read  precision  recall     F1")
    for name, each in scores.items():
        numbers = "  ".join(f"{each[key]:.4f}" for key in ("precision", "recall", "F1"))
        print(f"{name:44s} {each['expected']:8d} {each['read']:5d}     {numbers}")
        if differences:
            for sign, kind in (("-", "missing"), ("+", "extra")):
                for triple in each[kind]:  # type: ignore[attr-defined]  # a list of triples
                    print(f"    {sign} {' | '.join(triple)}")
    for name in scores.keys() & last.keys():
        before = {kind: {tuple(triple) for triple in last[name][kind]} for kind in ("missing", "extra")}  # type: ignore[attr-defined]
        now = {kind: {tuple(triple) for triple in scores[name][kind]} for kind in ("missing", "extra")}  # type: ignore[attr-defined]
        for word, one, other in (("lost", now, before), ("gained", before, now)):
            for kind in ("missing", "extra"):
                for triple in sorted(one[kind] - other[kind]):
                    print(f"{word}: {name}: {kind} {' | '.join(triple)}")


def main() -> None:
    """Score every document of a folder that has an expectation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--expected", type=Path)
    parser.add_argument("--last", type=Path, help="a JSON file with the scores of the last run")
    parser.add_argument("--differences", action="store_true", help="list every difference")
    options = parser.parse_args()
    expected = options.expected or options.folder / "expected"
    scores = {}
    for path in sorted(options.folder.iterdir()):
        expectation = expected / f"{path.stem}.csv"
        if path.is_file() and expectation.exists():
            print(path.name)
            scores[path.name] = score(path, expectation)
    last = json.loads(options.last.read_text(encoding="utf-8")) if options.last and options.last.exists() else {}
    tell(scores, last, differences=options.differences)
    if options.last:
        options.last.write_text(json.dumps(scores, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
