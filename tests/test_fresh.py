"""Made-up notices by authors who had seen nothing of the reader: every row as they coded it by hand."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from ipnetwork import build_plan, read_notice

FOLDER = Path(__file__).parent / "notices" / "made-up"
NOTICES = sorted(path for path in FOLDER.iterdir() if path.is_file())


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.name)
def test_a_fresh_notice_is_read_as_its_author_coded_it(path):
    expected = csv.DictReader((FOLDER / "expected" / f"{path.stem}.csv").read_text(encoding="utf-8").splitlines())
    notice = read_notice(path)
    read = [(row.item, each.role, each.as_written, each.basis) for row in notice.rows for each in row.mentions]
    wanted = [(row["item_no"], row["role"], row["agency"], row["basis"]) for row in expected]
    assert Counter(read) == Counter(wanted)
    assert list(dict.fromkeys(item for item, *_ in read)) == list(dict.fromkeys(item for item, *_ in wanted))


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.name)
def test_a_fresh_notice_makes_a_plan_that_tells_its_kinds(path):
    expected = csv.DictReader((FOLDER / "expected" / f"{path.stem}.csv").read_text(encoding="utf-8").splitlines())
    kinds = {row["agency"]: row["kind"] for row in expected}
    plan = build_plan(read_notice(path))
    by_name = plan.assignments.drop_duplicates("as_written").set_index("as_written")["agency"]
    told = {written: plan.agencies.loc[by_name[written], "kind"] for written in kinds}
    assert {written: kind for written, kind in told.items() if kind not in {kinds[written], "unknown"}} == {}
