"""Draw the pictures of README from the bundled plan: ``python docs/gallery.py``.

Each plot function once, small, in Chinese or in English, into docs/gallery, and the picture on top of README. The
picture of the interactive page is taken with a Chromium; where there is none, the one that is there stays. The same
plan, the same bytes, with the same matplotlib and the same Chromium.
"""

from __future__ import annotations

import os
import shutil
import subprocess  # the browser is a program
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matplotlib import style
from matplotlib.figure import Figure
from PIL import Image

import ipnetwork as ipn

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

DOCS = Path(__file__).resolve().parent
WIDTH = 480  # pixels of a small picture; two stand side by side in README
PAGE = (1000, 580)  # pixels of the interactive page, narrow enough to be shown in README as it is
COLOURS = 255  # of a picture: enough for soft edges, and a third of the bytes
# Inches at which the text of a figure, of 7 to 10 points, can still be read 480 pixels wide.
SMALL_TEXT, NETWORK, CHART = (4.4, 3.3), (5.0, 3.75), (5.4, 4.05)
OFFICE = "市知识产权局"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass(frozen=True)
class Found:
    """What was measured in the bundled plan: each thing once, for all pictures that show it."""

    plan: ipn.Plan
    part: ipn.Plan
    graph: nx.Graph[str]
    load: pd.DataFrame
    groups: pd.DataFrame
    rooms: ipn.MeetingPlan
    sure: ipn.ReadingComparison
    chinese: dict[str, str]
    english: dict[str, str]


def measure() -> Found:
    """Measure the bundled plan."""
    plan = ipn.load_plan("guangzhou-2007")
    graph = ipn.bipartite_graph(plan)
    return Found(
        plan=plan,
        part=ipn.select(plan, categories=["九"]),
        graph=graph,
        load=ipn.agency_load(plan),
        groups=ipn.joint_groups(graph),
        rooms=ipn.plan_meetings(plan, max_seats=12),
        sure=ipn.compare_readings(plan, ipn.betweenness),
        chinese=plan.agencies["short"].to_dict(),
        english=plan.agencies["short_en"].to_dict(),
    )


@dataclass(frozen=True)
class Picture:
    """One picture: its name, its size in inches as it is drawn, and what draws it on given axes."""

    name: str
    size: tuple[float, float]
    draw: Callable[[Found, Any], object]


def upset(f: Found, figure: Figure) -> object:
    """Draw who leads together more than once."""
    recurring = ipn.co_leads(f.plan).query("items > 1")
    return ipn.plot_upset(recurring, figure=figure, lang="en", labels=f.english, top=7)


def frontier(f: Found, ax: Axes) -> object:
    """Draw what larger rooms save."""
    return ipn.plot_frontier(ipn.meeting_frontier(f.plan, seats=range(11, 16)), ax=ax, lang="en")


def together(f: Found, ax: Axes) -> object:
    """Draw which groups sit together in which meetings."""
    return ipn.plot_group_coverage(ipn.coverage_of_groups(f.groups, f.rooms), ax=ax, labels=f.chinese)


PICTURES = [
    Picture("bipartite", SMALL_TEXT, lambda f, ax: ipn.plot_bipartite(ipn.bipartite_graph(f.part), ax=ax)),
    Picture("incidence", SMALL_TEXT, lambda f, ax: ipn.plot_incidence(f.graph, ax=ax, lang="en", top=12)),
    Picture("load", CHART, lambda f, ax: ipn.plot_load(f.load, ax=ax, lang="en", top=8)),
    Picture("contacts", CHART, lambda f, ax: ipn.plot_contacts(f.load, ax=ax, top=8)),
    Picture("quadrant", CHART, lambda f, ax: ipn.plot_quadrant(f.load, ax=ax, lang="en", top=8)),
    Picture("ranks", CHART, lambda f, ax: ipn.plot_ranks(f.sure, ax=ax, labels=f.chinese, top=8)),
    Picture(
        "projection", NETWORK, lambda f, ax: ipn.plot_projection(ipn.project(f.graph), ax=ax, groups=f.groups, top=16)
    ),
    Picture("flow", SMALL_TEXT, lambda f, ax: ipn.plot_flow(ipn.group_flow(f.graph, f.groups), ax=ax, lang="en")),
    Picture("upset", NETWORK, upset),
    Picture("meetings", CHART, lambda f, ax: ipn.plot_meetings(f.rooms, ax=ax, top=8)),
    Picture("frontier", CHART, frontier),
    Picture(
        "coverage", CHART, lambda f, ax: ipn.plot_coverage(ipn.standing_body(f.plan, sizes=range(2, 21, 2)), ax=ax)
    ),
    Picture("group_coverage", CHART, together),
]


def draw(picture: Picture, found: Found) -> bytes:
    """Return a small picture as PNG, and refuse one with text that nobody could read."""
    figure = Figure(figsize=picture.size, layout="constrained")
    picture.draw(found, figure if picture.name == "upset" else figure.add_subplot())
    faults = ipn.check_figure(figure)
    if not faults.empty:
        sys.exit(f"{picture.name} cannot be read:\n{faults.to_string()}")
    with tempfile.TemporaryDirectory() as folder:
        written = ipn.write_figure(figure, Path(folder, "picture.png"), dpi=round(WIDTH / picture.size[0]))
        return pack(written.read_bytes())


def pack(png: bytes) -> bytes:
    """Return a PNG with a palette in place of three bytes a pixel."""
    out = BytesIO()
    with Image.open(BytesIO(png)) as image:
        few = image.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(out, format="PNG", optimize=True)
    return out.getvalue()


def draw_top(found: Found) -> bytes:
    """Return the picture on top of README."""
    ax = Figure(figsize=(7.8, 3.9), layout="constrained").add_subplot()
    ipn.plot_bipartite(ipn.bipartite_graph(found.part), ax=ax, lang="en")
    with tempfile.TemporaryDirectory() as folder:
        return pack(ipn.write_figure(ax.figure, Path(folder, "picture.png"), dpi=150).read_bytes())


def photograph(found: Found, browser: str) -> bytes:
    """Return a picture of the interactive page with one agency chosen, as a browser shows it."""
    agency = [node for node, mode in found.graph.nodes(data="bipartite") if mode == 0].index(OFFICE)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        page = ipn.write_page(ipn.explore(found.plan, lang="en"), Path(name, "page.html"))
        shot = Path(name, "page.png")
        size = ",".join(map(str, PAGE))
        flags = [
            "--headless",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-background-networking",
            "--no-first-run",
        ]
        flags += [f"--user-data-dir={Path(name, 'profile')}", f"--window-size={size}", f"--screenshot={shot}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")  # Chromium does not start for root with one
        address = f"{page.as_uri()}#category=8&pin=a{agency}"
        subprocess.run([browser, *flags, address], check=True, capture_output=True, timeout=120)  # noqa: S603 – found
        return pack(shot.read_bytes())


def write(path: Path, picture: Callable[[], bytes]) -> None:
    """Write a picture, and say so."""
    png = picture()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(png)
    print(f"{path.relative_to(DOCS.parent).as_posix()}  {len(png) / 1000:.0f} kB")


def main() -> None:
    """Draw all pictures in one look, whatever the reader has set in matplotlib."""
    found = measure()
    with style.context("default", after_reset=False):
        write(DOCS / "enforcement-campaigns.png", partial(draw_top, found))
        for picture in PICTURES:
            write(DOCS / "gallery" / f"{picture.name}.png", partial(draw, picture, found))
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        write(DOCS / "gallery" / "page.png", partial(photograph, found, browser))
    else:
        print("docs/gallery/page.png stays as it is: no Chromium is installed to take it with")


if __name__ == "__main__":
    main()
