"""The same plan gives the same text under any hash seed: nothing follows the order of a set."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

SEEDS = ("0", "1", "42")
SCRIPT = """
import json, sys
import ipnetwork as ipn
from ipnetwork.figures.layout import order_columns

plan = ipn.load_plan("guangzhou-2007")
graph = ipn.bipartite_graph(plan)
ties = {weighting: ipn.project(graph, weighting=weighting) for weighting in ("count", "newman", "jaccard", "overlap")}
graphs = {"graph": graph, "convening": ipn.convening_graph(graph), **ties}
told = {name: repr([list(made.nodes(data=True)), list(made.edges(data=True))]) for name, made in graphs.items()}
told["agency_load"] = ipn.agency_load(plan).to_csv()
told["item_load"] = ipn.item_load(plan).to_csv()
told["findings_zh"] = ipn.key_findings(plan, lang="zh").to_csv()
told["findings_en"] = ipn.key_findings(plan, lang="en").to_csv()
told["columns"] = repr(order_columns(graph))
told["part"] = repr([table.to_csv() for table in ipn.select(plan, agencies=["市版权局", "市工商局"]).tables.values()])
groups, meetings = ipn.joint_groups(graph), ipn.plan_meetings(plan, max_seats=10)
told["groups"] = groups.to_csv() + repr(groups.attrs)
told["together"] = ipn.co_leads(plan).to_csv() + ipn.shared_work(graph).to_csv() + repr(ipn.find_bicliques(graph))
told["meetings"] = repr(meetings) + meetings.table.to_csv() + repr(meetings.stages) + repr(ipn.sittings(meetings))
told["proofs"] = repr([stage.proof for stage in meetings.stages])
told["agenda"] = ipn.compose_agenda(meetings) + ipn.meeting_findings(meetings, groups=groups).to_csv()
told["standing"] = ipn.standing_body(plan, sizes=[5, 12]).to_csv() + ipn.compare_baselines(meetings).to_csv()
told["audit"] = ipn.audit_meetings(plan, meetings).to_csv()
told["error"] = "none"
try:
    ipn.select(plan, agencies=["甲局", "市专利局", "市版权"])
except ipn.PlanError as error:
    told["error"] = str(error)
sys.stdout.buffer.write(json.dumps(told).encode())
"""
SECTIONS = [
    "graph",
    "convening",
    "count",
    "newman",
    "jaccard",
    "overlap",
    "agency_load",
    "item_load",
    "findings_zh",
    "findings_en",
    "columns",
    "part",
    "groups",
    "together",
    "meetings",
    "proofs",
    "agenda",
    "standing",
    "audit",
    "error",
]


def start(seed):
    command = [sys.executable, "-c", SCRIPT]
    return subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE)


@pytest.fixture(scope="module")
def told():
    """What a process under each hash seed says, section by section."""
    running = {seed: start(seed) for seed in SEEDS}
    written = {seed: process.communicate(timeout=120)[0] for seed, process in running.items()}
    assert {process.returncode for process in running.values()} == {0}
    return {seed: json.loads(raw) for seed, raw in written.items()}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_hash_seed_gives_the_same(told, section):
    first, *others = (told[seed][section] for seed in SEEDS)
    assert len(first) > len("none")
    for other in others:
        assert other == first


def test_every_section_is_compared(told):
    assert list(told["0"]) == SECTIONS


def test_the_seeds_differ_in_the_order_of_sets():
    orders = set()
    for seed in SEEDS:
        command = [sys.executable, "-c", "print([*{'lead', 'participant', 'joint', 'open'}])"]
        orders.add(subprocess.check_output(command, env={**os.environ, "PYTHONHASHSEED": seed}))
    assert len(orders) > 1
