"""Notebooks and gallery: stripped, short, by public names only, and README shows and names all of them."""

import ast
import re
import runpy
from pathlib import Path

import matplotlib as mpl
import nbformat
import pytest
from PIL import Image

import ipnetwork as ipn

mpl.use("agg")

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
GALLERY = sorted((ROOT / "docs" / "gallery").glob("*.png"))
SHOWS = {"explore"} | {name for name in ipn.__all__ if name.startswith("plot_")}
WIDTH = 95  # characters of code that JupyterLab and an exported page show without a scroll bar
NEXT = re.compile(r"\]\((\d\d_\w+\.ipynb)\)")

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])


def cells_of(path, kind=None):
    return [cell for cell in nbformat.read(path, as_version=4).cells if kind in (None, cell.cell_type)]


def code_of(path):
    return ast.parse("\n".join(cell.source for cell in cells_of(path, "code")))


def public_names(tree):
    """Return what code takes from ipnetwork, whether as a name or as a module."""
    taken = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ipnetwork":
            taken.add(f"from {node.module}")
        elif isinstance(node, ast.Import):
            taken |= {f"import {each.name}" for each in node.names if each.name.startswith("ipnetwork.")}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ipn":
            taken.add(node.attr)
    return taken


def test_there_are_five_to_seven_numbered_notebooks_and_readme_names_each():
    assert 5 <= len(NOTEBOOKS) <= 7
    assert [path.name[:3] for path in NOTEBOOKS] == [f"{at:02d}_" for at in range(1, len(NOTEBOOKS) + 1)]
    assert re.findall(r"`notebooks/(\w+\.ipynb)`", README) == [path.name for path in NOTEBOOKS]


@every_notebook
def test_a_notebook_is_valid_stripped_and_its_cells_are_named_by_their_place(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == [f"cell-{at:02d}" for at in range(len(notebook.cells))]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells_of(path, "code"))
    assert all(cell.metadata == {} for cell in notebook.cells)
    assert notebook.metadata.language_info == {"name": "python"}  # the version would differ from one machine to another
    assert nbformat.writes(notebook) + "\n" == path.read_text(encoding="utf-8")


@every_notebook
def test_a_notebook_is_short_and_nothing_in_it_is_cut(path):
    assert 10 <= len(cells_of(path)) <= 16
    sources = [cell.source for cell in cells_of(path, "code")]
    assert max(len(source.splitlines()) for source in sources) <= 12
    assert [line for source in sources for line in source.splitlines() if len(line) > WIDTH] == []


@every_notebook
def test_a_notebook_asks_one_question_and_says_what_to_keep(path):
    first, last = cells_of(path)[0], cells_of(path)[-1]
    heading = first.source.splitlines()[0]
    assert re.fullmatch(rf"# {int(path.name[:2])} · .*\?", heading)
    assert f"| `notebooks/{path.name}` | {heading.partition(' · ')[2]} |" in README
    assert re.search(r"[一-鿿]{2}", first.source)  # the Chinese terms that matter
    assert last.cell_type == "markdown"
    assert last.source.startswith("## What to keep\n")
    assert re.search(r"`ipn\.write_\w+\(", last.source)
    following = NOTEBOOKS[(NOTEBOOKS.index(path) + 1) % len(NOTEBOOKS)]
    assert NEXT.findall(last.source) == [following.name]


@every_notebook
def test_a_notebook_ends_in_a_figure_a_table_or_a_page_that_is_written_beside_it(path):
    last = ast.parse(cells_of(path, "code")[-1].source)
    shows = SHOWS & public_names(last)
    assert shows or isinstance(last.body[-1], ast.Expr)
    files = [node.value for node in ast.walk(last) if isinstance(node, ast.Constant) and "/" in str(node.value)]
    assert files
    assert all(name.startswith("out/") for name in files)
    assert "/notebooks/out/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@every_notebook
def test_a_notebook_uses_public_names_only_and_runs_without_the_others(path):
    assert public_names(code_of(path)) <= set(ipn.__all__)
    source = "\n".join(cell.source for cell in cells_of(path, "code"))
    made = re.search(r'mkdir\(|write_\w+\([^)]*"out/', source)
    assert made.start() <= source.index('"out/')  # the folder is made before pandas writes into it


def test_names_and_modules_that_are_not_public_are_seen():
    tree = ast.parse("import ipnetwork.style\nfrom ipnetwork.figures import plot_load\nipn.no_such()")
    assert public_names(tree) == {"import ipnetwork.style", "from ipnetwork.figures", "no_such"}


def test_every_picture_of_the_gallery_is_in_readme_and_readme_shows_no_other():
    shown = re.findall(r"!\[[^\]]+\]\(docs/gallery/([\w.]+)\)", README)
    assert sorted(shown) == [path.name for path in GALLERY]
    assert [name for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README) if not (ROOT / name).is_file()] == []
    for path in GALLERY:
        caption = "`explore(plan)`" if path.stem == "page" else f"`plot_{path.stem}`"
        assert caption in README


def test_every_plot_function_has_a_picture_that_the_script_draws():
    script = runpy.run_path(str(ROOT / "docs" / "gallery.py"))
    drawn = [picture.name for picture in script["PICTURES"]]
    assert sorted(drawn) == sorted(name.removeprefix("plot_") for name in ipn.__all__ if name.startswith("plot_"))
    assert sorted([*drawn, "page"]) == [path.stem for path in GALLERY]


@pytest.mark.parametrize("path", GALLERY, ids=[path.stem for path in GALLERY])
def test_a_picture_is_small(path):
    assert path.stat().st_size < 60_000
    with Image.open(path) as image:
        wide = 1000 if path.stem == "page" else 480
        assert abs(image.width - wide) <= 6
        assert image.mode == "P"


def test_a_picture_is_drawn_with_the_same_bytes_again_and_one_that_cannot_be_read_is_refused():
    script = runpy.run_path(str(ROOT / "docs" / "gallery.py"))
    plan = ipn.select(ipn.load_plan("guangzhou-2007"), categories=["九"])
    found = script["Found"](plan, plan, None, ipn.agency_load(plan), None, None, None, {}, {})
    pictures = {picture.name: picture for picture in script["PICTURES"]}
    once, again = (script["draw"](pictures["bipartite"], found) for _ in range(2))
    assert once == again
    tiny = script["Picture"]("tiny", (4.0, 3.0), lambda _, ax: ax.text(0.5, 0.5, "tiny", fontsize=4))
    with pytest.raises(SystemExit, match="tiny cannot be read"):
        script["draw"](tiny, found)
