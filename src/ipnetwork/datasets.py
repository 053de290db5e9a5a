"""Open the plans that come with the package."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from ipnetwork.errors import Fault, PlanError
from ipnetwork.plan import Plan, read_plan


def list_plans() -> list[str]:
    """Return the names of the bundled plans.

    Returns
    -------
    list of str
        Sorted; each opens with `load_plan`.

    Examples
    --------
    >>> list_plans()
    ['guangzhou-2007']
    """
    return sorted(path.parent.name for path in _data().glob("*/datapackage.json"))


def load_plan(name: str = "guangzhou-2007") -> Plan:
    """Open a bundled plan.

    Parameters
    ----------
    name : str, default "guangzhou-2007"
        One of `list_plans`. Guangzhou 2007 is 穗府办〔2007〕25号: 54 items in 11 categories.

    Returns
    -------
    Plan
        Its ``source`` columns give lines of the published text of the notice.

    Raises
    ------
    PlanError
        If there is no bundled plan of that name; the nearest ones are named.

    Examples
    --------
    >>> load_plan("guangzhou-2007")
    Plan guangzhou-2007: 54 items, 54 names (42 agency, 8 collective, 4 open), 166 assignments
    """
    if name not in list_plans():
        near = get_close_matches(name, list_plans(), cutoff=0.1) or list_plans()
        remedy = f"bundled plans: {', '.join(near)}; open a file or folder with read_plan"
        raise PlanError(name, [Fault("name", "no bundled plan is called so", remedy)])
    return read_plan(_data() / name)


def _data() -> Path:
    """Return the folder of bundled plans: inside an installed wheel, beside src/ in a checkout."""
    inside = Path(str(files("ipnetwork"))) / "data"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "data"
