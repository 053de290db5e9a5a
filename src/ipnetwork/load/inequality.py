"""Measure how unequally a load is shared among agencies."""

from __future__ import annotations

import numpy as np
import pandas as pd


def inequality(load: pd.Series[float], *, top: int = 5) -> pd.Series[float]:
    """Say how unequally a load is shared.

    Parameters
    ----------
    load : Series
        One value an agency, none negative: a column of `agency_load`, say.
    top : int, default 5
        How many of the busiest agencies to add up.

    Returns
    -------
    Series
        ``gini`` from 0 (all equal) to 1 (one carries everything), corrected by n/(n − 1); ``hhi`` = Σ s² of the
        shares s, from 1/n to 1; ``top_share`` of the `top` busiest. Where nobody carries anything, all count as
        equal.

    Raises
    ------
    ValueError
        If there is no value, or one is negative or missing.

    References
    ----------
    Gini, C. (1912); Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54(5).

    Examples
    --------
    >>> inequality(pd.Series([0, 0, 0, 8.0]), top=1).round(2).to_dict()
    {'gini': 1.0, 'hhi': 1.0, 'top_share': 1.0}
    """
    shares = _shares(load)
    count = len(shares)
    ranks = np.arange(1, count + 1)
    gini = (2 * ranks - count - 1) @ shares / max(count - 1, 1)
    values = {"gini": gini, "hhi": shares @ shares, "top_share": shares[::-1][:top].sum()}
    return pd.Series(values, name=load.name)


def lorenz_curve(load: pd.Series[float]) -> pd.DataFrame:
    """Return the Lorenz curve of a load: what share the least busy agencies carry together.

    Parameters
    ----------
    load : Series
        As for `inequality`.

    Returns
    -------
    DataFrame
        ``agencies`` and ``load``, both cumulative shares from 0 to 1, one row more than there are agencies.

    Raises
    ------
    ValueError
        As for `inequality`.

    Examples
    --------
    >>> lorenz_curve(pd.Series([1.0, 3.0]))["load"].tolist()
    [0.0, 0.25, 1.0]
    """
    shares = _shares(load)
    steps = np.linspace(0, 1, len(shares) + 1)
    return pd.DataFrame({"agencies": steps, "load": np.concatenate([[0], np.cumsum(shares)])})


def _shares(load: pd.Series[float]) -> np.ndarray:
    """Return each agency's share, the smallest first."""
    load = pd.to_numeric(load, errors="coerce").astype(float)
    values = np.sort(load.to_numpy())
    if len(values) == 0 or not np.isfinite(values).all() or values[0] < 0:
        bad = load[~(load >= 0) | ~np.isfinite(load)].index.tolist()
        raise ValueError(f"a load needs one finite value of at least 0 an agency; look at {bad or 'the empty Series'}")
    total = values.sum()
    return values / total if total else np.full(len(values), 1 / len(values))
