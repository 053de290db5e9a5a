"""README: its notebook lines run, and the numbers that it shows are the ones that come out."""

import contextlib
import io
import re
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


def run_all(folder, monkeypatch):
    """Run the blocks of README one after the other, as a reader would, in a copy of the folder that they need."""
    (folder / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(folder)
    out = io.StringIO()
    names = {}
    with contextlib.redirect_stdout(out):
        for block in BLOCKS:
            exec(compile(block, "README.md", "exec"), names)  # noqa: S102 – our own README
    return out.getvalue()


def test_the_notebook_lines_run_and_print_what_readme_shows(tmp_path, monkeypatch):
    printed = run_all(tmp_path, monkeypatch)
    shown = re.findall(r"```text\n(.*?)```", README, flags=re.DOTALL)
    for table in (block for block in shown if block.lstrip().startswith(("leads", "rank"))):
        for line in table.splitlines()[2:]:
            assert line.split() in [each.split() for each in printed.splitlines()]
    assert (tmp_path / "my-briefing" / "briefing.html").exists()
    assert (tmp_path / "my-plan" / "assignments.csv").exists()


def test_there_are_exactly_two_set_up_commands():
    commands = re.findall(r"^python3 -m venv .*$", README, flags=re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith("ipnetwork brief --lang en --out briefing")
    assert commands[1].endswith(".venv/bin/pytest -n 2 --dist loadfile")


def test_the_first_notebook_lines_are_ten():
    lines = [line for line in BLOCKS[0].splitlines() if line.strip()]
    assert len(lines) == 10


def test_every_file_that_readme_names_exists():
    links = re.findall(r"\]\(((?!http)[^)]+)\)", README) + re.findall(r"`((?:notebooks|data)/[^`*]+)`", README)
    assert [name for name in links if not (ROOT / name).exists()] == []
