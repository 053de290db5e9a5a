"""The verb ``ipnetwork explore``: a plan into one interactive page."""

from __future__ import annotations

import argparse
from pathlib import Path

from ipnetwork.cli.opening import PLAN_IS, open_with_notice
from ipnetwork.datasets import list_plans
from ipnetwork.errors import Fault, InputError
from ipnetwork.notice import read_notice
from ipnetwork.page import explore, write_page

_EXPLORE = """\
Write one HTML page on which a reader explores a plan: who leads and who joins what, by hover, search and filter, and
where the document says so. It opens anywhere, fetches nothing, and prints on a page of paper.

{plan}
A page of a notice shows the very lines of each item and each name. For any other plan give the document it was read
from with --notice, or leave it to the reader, who can open the text on the page.
"""


def add_explore(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to a command line."""
    raw = argparse.RawDescriptionHelpFormatter
    text = _EXPLORE.format(plan=PLAN_IS.format(plans=", ".join(list_plans())))
    verb = verbs.add_parser(
        "explore", help="write the interactive page of a plan", description=text, formatter_class=raw
    )
    verb.add_argument("plan", nargs="?", default="guangzhou-2007", metavar="PLAN", help="default: guangzhou-2007")
    verb.add_argument("--out", required=True, type=Path, metavar="FILE", help="the page, say plan.html")
    verb.add_argument("--lang", choices=("zh", "en"), default="zh", help="Chinese (default) or English")
    verb.add_argument("--notice", type=Path, metavar="FILE", help="the document that the plan was read from")
    verb.set_defaults(run=_explore)


def _explore(options: argparse.Namespace) -> int:
    if options.out.is_dir():
        raise InputError(str(options.out), [Fault("--out", "it is a folder", "name a file in it, say plan.html")])
    plan, notice = open_with_notice(options.plan)
    if options.notice:  # what of it could not be read does no harm: only its lines are shown
        notice = read_notice(options.notice, strict=False)
    page = explore(plan, lang=options.lang, notice=notice)
    print(f"{plan}\n{write_page(page, options.out)}")
    return 0
