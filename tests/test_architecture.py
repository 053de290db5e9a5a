"""The house is built as ARCHITECTURE.md says: every module has its room, imports point down, importing is light."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ipnetwork"
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
NO_ROOMS = {"__init__", "__main__", "fonts"}


# What the page says


def read_floors(text):
    """Return the floors from the ground up, each a list of rooms."""
    (block,) = re.findall(r"^```floors\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line.split() for line in block.splitlines() if line.strip()]


def read_modules(text):
    """Return the modules in the first cells of its table."""
    return re.findall(r"^\| *`([^`]+\.py)` *\|", text, re.MULTILINE)


# What the code does


def find_rooms(folder):
    """Return the top-level modules and packages of a package."""
    packages = {path.parent.name for path in folder.glob("*/*.py")}
    return (packages | {path.stem for path in folder.glob("*.py")}) - NO_ROOMS


def find_modules(folder):
    """Return its files of code, as the table names them."""
    paths = folder.rglob("*.py")
    return [path.relative_to(folder).as_posix() for path in paths if path.name != "__init__.py"]


def rooms_imported(code, package=("ipnetwork",)):
    """Return the rooms of ipnetwork that some code imports, wherever in it; `package` is what a dot stands for."""
    names = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) + 1 - node.level]] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names += [f"{stem}.{alias.name}" for alias in node.names]
    parts = [name.split(".") for name in names]
    return {[*each, "__init__"][1] for each in parts if each[0] == "ipnetwork"}


def find_imports(folder):
    """Return (room, room it imports) for every module of a package that is in a room."""
    pairs = set()
    for path in folder.rglob("*.py"):
        place = path.relative_to(folder)
        package = ("ipnetwork", *place.parts[:-1])
        room = place.parts[0].removesuffix(".py")
        if room not in NO_ROOMS:
            pairs |= {(room, other) for other in rooms_imported(path.read_text(encoding="utf-8"), package)}
    return sorted(pairs)


# Where they differ


def wrong_imports(floors, imports):
    """Return the imports that do not point down: to a room above, beside, or on no floor."""
    heights = {room: height for height, floor in enumerate(floors) for room in floor}
    return [
        (room, other)
        for room, other in imports
        if room != other and not heights.get(other, len(floors)) < heights.get(room, -1)
    ]


def misplaced(listed, present):
    """Return what is listed but not there, there but not listed, or listed twice."""
    counts = {name: list(listed).count(name) - list(present).count(name) for name in {*listed, *present}}
    return sorted(name for name, count in counts.items() if count)


# The house


def test_every_room_is_on_exactly_one_floor():
    assert misplaced([room for floor in read_floors(TEXT) for room in floor], find_rooms(SOURCE)) == []


def test_every_module_is_in_the_table_exactly_once():
    assert misplaced(read_modules(TEXT), find_modules(SOURCE)) == []


def test_every_import_points_down():
    assert wrong_imports(read_floors(TEXT), find_imports(SOURCE)) == []


def test_imports_are_found_at_all():
    assert {("notice", "agencies"), ("plan", "notice"), ("cli", "plan")} <= set(find_imports(SOURCE))


# The rules themselves


def test_floors_and_modules_are_read_from_a_page():
    page = (
        "# A\n\n```floors\nerrors\ngraph  datasets\n```\n\n| module | |\n|---|---|\n| `a/b.py` | b |\n| no | `c.py` |\n"
    )
    assert read_floors(page) == [["errors"], ["graph", "datasets"]]
    assert read_modules(page) == ["a/b.py"]


def test_imports_up_beside_and_to_nowhere_are_found():
    floors = [["errors"], ["graph", "datasets"], ["cli"]]
    imports = [("graph", "errors"), ("graph", "graph"), ("errors", "cli"), ("graph", "datasets"), ("cli", "utils")]
    assert wrong_imports(floors, imports) == imports[2:]
    assert wrong_imports(floors, [("utils", "errors")]) == [("utils", "errors")]


def test_missing_surplus_and_doubled_modules_are_found():
    assert misplaced(["a.py", "b.py", "c.py", "c.py"], ["b.py", "c.py", "d.py"]) == ["a.py", "c.py", "d.py"]


def test_imports_are_found_wherever_and_however_they_are_written():
    code = """
import ipnetwork.graph as g, os
from ipnetwork import plan
from ..errors import Fault
from . import names
if TYPE_CHECKING:
    from ipnetwork.style import Lang
def later():
    from ipnetwork.load.tables import agency_load
    import ipnetwork
"""
    rooms = {"graph", "plan", "errors", "agencies", "style", "load", "__init__"}
    assert rooms_imported(code, ("ipnetwork", "agencies")) == rooms


def test_rooms_and_modules_of_a_folder_are_found(tmp_path):
    for name in ("__init__.py", "a.py", "b/__init__.py", "b/c.py", "fonts/d.py", "data/e.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("import ipnetwork.a\n", encoding="utf-8")
    assert find_rooms(tmp_path) == {"a", "b"}
    assert sorted(find_modules(tmp_path)) == ["a.py", "b/c.py", "fonts/d.py"]
    assert find_imports(tmp_path) == [("a", "a"), ("b", "a")]


# The door


def run(code):
    """Run code in a fresh interpreter that takes warnings for errors, and return what it prints."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_loads_nothing_that_only_figures_pages_or_statistics_need():
    heavy = {"matplotlib.pyplot", "scipy.stats", "scipy.optimize", "fontTools", "jinja2"}
    assert heavy.isdisjoint(run("import ipnetwork, sys; print(*sys.modules)").split())


def test_importing_and_drawing_leave_the_caller_s_rc_params_alone():
    code = """
import matplotlib
matplotlib.use("agg")
before = matplotlib.rcParams.copy()
import ipnetwork as ipn
plan = ipn.load_plan("guangzhou-2007")
ipn.plot_load(ipn.agency_load(plan), top=5)
ipn.plot_bipartite(ipn.bipartite_graph(plan)).figure.canvas.draw()
print([name for name in before if before[name] != matplotlib.rcParams[name]])
"""
    assert run(code) == "[]\n"


def test_importing_reading_and_measuring_print_nothing():
    assert run("import ipnetwork as ipn; ipn.agency_load(ipn.load_plan('guangzhou-2007'))") == ""
