"""Say how far a ranking depends on the reading, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ipnetwork.plan import records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ipnetwork.readings import ReadingComparison

_MOVES = {"zh": "{agency}（第{rank}，各读法下第{best}至第{worst}）", "en": "{agency} (rank {rank}; {best} to {worst})"}
_CHOICES = {
    "collectives": {"zh": "集合机构", "en": "collective bodies"},
    "open_names": {"zh": "泛称", "en": "open names"},
    "leads": {"zh": "牵头单位", "en": "leads"},
}
_READINGS = {
    "agreement": {
        "zh": "对{choices}的{readings}种读法得出{distinct}种不同结果，"
        "其共有的{common}个机构的位次两两相关，τ_b 最低{least:.2f}，中位数{median:.2f}。",
        "en": "The {readings} readings of {choices} give {distinct} different results "
        "for the {common} agencies that all of them have; between any two of these τ_b is at least {least:.2f}, in the "
        "median {median:.2f}.",
    },
    "first": {
        "zh": "在这些机构中，{names}在每种读法下均居首位。",
        "en": "Among these agencies the first in every reading is {names}.",
    },
    "first_varies": {
        "zh": "在这些机构中，居首位者因读法而异：{names}。",
        "en": "Among these agencies, which comes first depends on the reading: {names}.",
    },
    "moves": {
        "zh": "其中{moving}个机构的位次因读法而异，变动最大的是：{list}。",
        "en": "The rank of {moving} of them depends on the reading, most that of {list}.",
    },
}


def reading_findings(
    comparison: ReadingComparison, *, top: int = 3, lang: str = "zh", labels: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Say what the choice of reading changes in one measure: who stays, who moves most, how far the readings agree.

    Parameters
    ----------
    comparison : ReadingComparison
        What `compare_readings` returned.
    top : int, default 3
        How many of the agencies that move most to name.
    lang : {"zh", "en"}, default "zh"
        Language of the sentences.
    labels : mapping of str to str, optional
        What to call the agencies, such as ``plan.agencies["short_en"].to_dict()``; by default their names.

    Returns
    -------
    DataFrame
        Index ``finding`` (agreement, first, moves); ``sentence``. Readings that give the same values count once.

    Raises
    ------
    ValueError
        If `lang` is another.

    Examples
    --------
    >>> from ipnetwork import betweenness, compare_readings, load_plan
    >>> told = reading_findings(compare_readings(load_plan("guangzhou-2007"), betweenness), lang="en")
    >>> print(told.loc["first", "sentence"])
    Among these agencies the first in every reading is 市知识产权局.
    """
    if lang not in {"zh", "en"}:
        raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")
    summary, called = comparison.summary, dict(labels or {})
    scores = comparison.scores
    distinct = scores.loc[comparison.ranks.index, summary.index].drop_duplicates().index
    tau = comparison.tau.loc[distinct, distinct].to_numpy()
    between = tau[np.triu_indices(len(tau), k=1)]
    between = between[~np.isnan(between)]
    movers = comparison.dependent[:top]
    ranks = summary.loc[movers, ["rank", "best", "worst"]].astype(int)
    first = summary.index[summary["best"] == 1].tolist()
    always = [agency for agency in first if summary.loc[agency, "worst"] == 1]
    numbers = {
        "readings": len(comparison.ranks),
        "choices": name_choices(_varied(comparison), lang),
        "distinct": len(distinct),
        "common": len(summary),
        "moving": len(comparison.dependent),
    }
    rows = []
    if len(between):
        rows.append(("agreement", numbers | {"least": between.min(), "median": float(np.median(between))}))
    if len(summary):
        rows.append(("first" if always else "first_varies", numbers | {"names": _list(always or first, called, lang)}))
    if movers:
        told = [
            _MOVES[lang].format(**row | {"agency": called.get(row["agency"]) or row["agency"]})
            for row in records(ranks)
        ]
        rows.append(("moves", numbers | {"list": ("；" if lang == "zh" else "; ").join(told)}))
    table = [(name.removesuffix("_varies"), _READINGS[name][lang].format(**values)) for name, values in rows]
    table = [(name, sentence.replace("..", ".")) for name, sentence in table]  # District Gov.
    return pd.DataFrame(table, columns=["finding", "sentence"], dtype="str").set_index("finding")


def _varied(comparison: ReadingComparison) -> list[str]:
    """Return the choices of which the readings of a comparison have several."""
    index = comparison.ranks.index
    return [str(name) for name in index.names if len(set(index.get_level_values(str(name)))) > 1]


def name_choices(choices: Iterable[str], lang: str) -> str:
    """Name some choices of a reading: 集合机构、泛称和牵头单位."""
    varied = [_CHOICES[name][lang] for name in choices]
    between, last = ("、", "和") if lang == "zh" else (", ", " and ")
    return last.join(filter(None, (between.join(varied[:-1]), *varied[-1:])))


def _list(agencies: Collection[str], called: Mapping[str, str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(called.get(agency) or agency for agency in agencies)
