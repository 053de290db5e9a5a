"""Say what stops when one bureau does nothing, and which pairs meet through one item only."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.graph import bipartite_graph, incidence_matrices

if TYPE_CHECKING:
    import numpy as np

    from ipnetwork.graph import Incidence
    from ipnetwork.plan import Plan


def lead_absence(plan: Plan) -> pd.DataFrame:
    """Say for each lead what is left without one when it does nothing, and who could stand in most cheaply.

    Parameters
    ----------
    plan : Plan
        Read in the default way.

    Returns
    -------
    DataFrame
        One row for each agency that is designated to lead, in document order:

        - ``orphaned``: items that it alone leads, so that nobody is left to lead them; ``items`` lists them
        - ``deserted``: those of them that have no other party at all
        - ``pairs``: pairs of other parties that meet on orphaned items and on no item led by somebody else: they are
          left without a convener
        - ``deputy``: the agency that already participates in most of the orphaned items, the first in document order
          of several; ``deputy_items`` how many. Blank and 0 where no other agency is on them

        Items under joint responsibility designate no lead, so no absence orphans them.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> lead_absence(load_plan("guangzhou-2007"))["orphaned"].idxmax()
    '市知识产权局'
    """
    matrices = incidence_matrices(bipartite_graph(plan))
    lead = matrices.lead.toarray().astype(bool) & matrices.designated
    both = matrices.both.toarray().astype(bool)
    leads_of_item = lead.sum(axis=0)
    rows = {
        agency: _absence(at, lead[at] & (leads_of_item == 1), lead, both, matrices)
        for at, agency in enumerate(matrices.agencies)
        if lead[at].any()
    }
    columns = ["orphaned", "deserted", "pairs", "deputy", "deputy_items", "items"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table.index.name = "agency"
    return table


def _absence(absent: int, orphaned: np.ndarray, lead: np.ndarray, both: np.ndarray, matrices: Incidence) -> list[Any]:
    """Return one row of the table."""
    others = both.copy()
    others[absent] = False
    on_items = others[:, orphaned].sum(axis=1)
    deputy = int(on_items.argmax()) if len(on_items) and on_items.max() > 0 else None
    still_led = lead.sum(axis=0) - lead[absent] > 0
    pairs = {
        pair
        for item in orphaned.nonzero()[0]
        for pair in combinations(others[:, item].nonzero()[0].tolist(), 2)
        if not (both[pair[0]] & both[pair[1]] & still_led).any()
    }
    return [
        int(orphaned.sum()),
        int((others[:, orphaned].sum(axis=0) == 0).sum()),
        len(pairs),
        matrices.agencies[deputy] if deputy is not None else "",
        int(on_items[deputy]) if deputy is not None else 0,
        [matrices.items[at] for at in orphaned.nonzero()[0]],
    ]


def unique_channels(plan: Plan) -> pd.DataFrame:
    """List the pairs of agencies that meet on one item only: cancel the item, and they meet no more.

    Parameters
    ----------
    plan : Plan
        Read in the default way.

    Returns
    -------
    DataFrame
        ``item``, ``agency``, ``partner``, ``source`` of the item; in document order. Its rows an item are the share
        ``unique_channels`` of `item_load` times ``pairs``.

    Examples
    --------
    >>> from ipnetwork import load_plan
    >>> len(unique_channels(load_plan("guangzhou-2007")).query("item == '10'"))
    28
    """
    matrices = incidence_matrices(bipartite_graph(plan))
    both = matrices.both.toarray()
    shared = both @ both.T
    rows = [
        (item, matrices.agencies[one], matrices.agencies[other], plan.items.loc[item, "source"])
        for at, item in enumerate(matrices.items)
        for one, other in combinations(both[:, at].nonzero()[0].tolist(), 2)
        if shared[one, other] == 1
    ]
    return pd.DataFrame(rows, columns=["item", "agency", "partner", "source"], dtype="str")
