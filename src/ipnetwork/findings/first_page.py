"""The first page of a briefing: what stands out, how sure each number is, and where the document says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ipnetwork.findings.joint import meeting_findings
from ipnetwork.findings.sentences import Count, agency_places, count_busiest, key_findings, name_agencies
from ipnetwork.findings.stability import name_choices
from ipnetwork.load import agency_load, inequality, item_load
from ipnetwork.plan import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipnetwork.meetings import MeetingPlan
    from ipnetwork.plan import Plan
    from ipnetwork.readings import ReadingComparison

_SAID = {
    "between": {
        "zh": "{names}最常居于其他机构之间：中介中心性{value:.2f}（0至1）{next}。",
        "en": "{names} {count:stands|stand} between others most: betweenness {value:.2f} on a scale from 0 to 1{next}.",
    },
    "next": {"zh": "，其次是{names}（{value:.2f}）", "en": "; next {count:comes|come} {names} ({value:.2f})"},
    "groups": {
        "zh": "机构和事项按双模模块度分为{groups}个联席组（两个以上机构者），Q = {modularity:.3f}。",
        "en": "By two-mode modularity agencies and items fall into {groups} joint-bureau {groups:group|groups} of two "
        "or more agencies, with Q = {modularity:.3f}.",
    },
    "sure_rank": {
        "zh": "视读法而定。{choices}有{readings}种读法，{name}在其中{first}种居首；{measure}为{lowest}至{highest}，"
        "位次第{best}至第{worst}（各读法共有{common}个机构）。",
        "en": "Depends on the reading: {choices} can be read in {readings} ways; {name} comes first in {first} of "
        "them, with a {measure} of {lowest} to {highest} and a rank of {best} to {worst} among the {common} agencies "
        "that all of them have.",
    },
    "sure_first": {
        "zh": "稳固。{choices}有{readings}种读法，{name}在每一种都居首；{measure}为{lowest}至{highest}。",
        "en": "Firm: {choices} can be read in {readings} ways, and {name} comes first in each, with a {measure} of "
        "{lowest} to {highest}.",
    },
    "sure_one_reading": {
        "zh": "稳固。集合机构和泛称怎样理解都不改变这一数字（集合机构的成员未列明的，按一个机构计）。",
        "en": "Firm: no reading of collective bodies and open names changes the number (a collective body whose "
        "members nobody lists is read as one).",
    },
    "sure_untested": {
        "zh": "未检验：方案太大，只按默认读法计算。",
        "en": "Not tested: the plan is too large to be taken through other readings here.",
    },
    "sure_not_common": {
        "zh": "视读法而定。{name}不是每种读法下都有的机构，其数字无从比较。",
        "en": "Depends on the reading: {name} is not an agency in every one of them, so its number cannot be compared.",
    },
    "sure_share": {
        "zh": "视读法而定。各种读法下，前{top}家合占{low:.0%}至{high:.0%}，基尼系数{least:.2f}至{most:.2f}。",
        "en": "Depends on the reading: the top {top} have {low:.0%} to {high:.0%}, and the Gini coefficient is "
        "{least:.2f} to {most:.2f}.",
    },
    "sure_counted": {
        "zh": "确定。据文件逐条统计，可按所列位置核对。",
        "en": "Certain: a plain count; the places named let anybody check it.",
    },
    "sure_open": {
        "zh": "未定。泛称指谁，须由发文机关明确；若指文中所有机构，对接总数由{contacts:,}次增至{more:,}次。",
        "en": "Not settled: somebody has to say who is meant. If it were every agency in the plan, all contacts would "
        "grow from {contacts:,} to {more:,}.",
    },
    "sure_unsettled": {
        "zh": "未定。泛称指谁，须由发文机关明确。",
        "en": "Not settled: somebody has to say who is meant.",
    },
    "sure_at_least": {
        "zh": "至少如此。该项另有{open}处泛称未计。",
        "en": "At least: {open} open {open:name|names} of this item {open:is|are} not counted.",
    },
    "sure_groups": {
        "zh": "{runs}次随机起点中{reached}次达到此值，最低{lowest:.3f}；各组稳定度{stability}{unstable}。",
        "en": "{reached} of {runs} random starts reached it, the lowest {lowest:.3f}; the stability of the groups is "
        "{stability}{unstable}.",
    },
    "unstable": {
        "zh": "，稳定度低的组，其边界仅供参考",
        "en": ", and the border of an unstable group means little",
    },
    "sure_proven": {
        "zh": "已证明。下界同为{bound}次。",
        "en": "Proven: the lower bound is {bound} as well.",
    },
    "sure_gap": {
        "zh": "未证明最少：实际所需在{bound}至{value}次之间；计算到预定的工作量或时限为止。",
        "en": "Not proven to be the fewest: the truth lies between {bound} and {value}; the search ended at its limit.",
    },
}
_NAMED = 3  # of several who come first, so many are told apart
_STABLE = 0.9  # what nine of ten runs agree on
_MEASURES = {
    "volume": {"zh": "对接量", "en": "volume"},
    "betweenness": {"zh": "中介中心性", "en": "betweenness"},
}
_Found = tuple[str, str, str, str]


def briefing_findings(
    plan: Plan,
    *,
    volumes: ReadingComparison,
    positions: ReadingComparison,
    groups: pd.DataFrame,
    meetings: MeetingPlan,
    lang: str = "zh",
) -> pd.DataFrame:
    """Say what stands out in a plan, and of each number how sure it is.

    Parameters
    ----------
    plan : Plan
        Read in the default way.
    volumes, positions : ReadingComparison
        `volume` and `betweenness` through the readings of the plan.
    groups : DataFrame
        What `joint_groups` returned.
    meetings : MeetingPlan
        What `plan_meetings` returned.
    lang : {"zh", "en"}, default "zh"
        Language of the sentences.

    Returns
    -------
    DataFrame
        Index ``finding``: those of `key_findings`, and ``between``, ``groups``, ``meetings``; ``sentence``,
        ``certainty`` (empty where the sentence is its own), ``source``. A finding that does not apply is left out.

    Raises
    ------
    ValueError
        If `lang` is another.

    Examples
    --------
    >>> from ipnetwork import betweenness, bipartite_graph, compare_readings, joint_groups, load_plan, plan_meetings
    >>> from ipnetwork import reading_graphs, volume
    >>> plan = load_plan("guangzhou-2007")
    >>> graphs = reading_graphs(plan, leads=["as_designated"])
    >>> found = briefing_findings(
    ...     plan,
    ...     volumes=compare_readings(plan, volume, graphs=graphs),
    ...     positions=compare_readings(plan, betweenness, graphs=graphs),
    ...     groups=joint_groups(bipartite_graph(plan)),
    ...     meetings=plan_meetings(plan, max_seats=12),
    ...     lang="en",
    ... )
    >>> print(found.loc["between", "certainty"])
    Firm: collective bodies and open names can be read in 6 ways, and IP Office comes first in each, with a betweenness
    of 0.06 to 0.44.
    """
    key = key_findings(plan, lang=lang)
    sure = {
        "busiest": lambda: _sure_rank(plan, volumes, _first(volumes), lang),
        "busiest_tied": lambda: _sure_rank(plan, volumes, _first(volumes), lang),
        "concentration": lambda: _sure_share(plan, volumes, lang),
        "several_leads": lambda: _say("sure_counted", {}, lang),
        "no_lead": lambda: _say("sure_counted", {}, lang),
        "unnamed": lambda: _sure_open(volumes, lang),
        "largest": lambda: _sure_size(plan, lang),
    }
    told: list[_Found] = []
    for name, row in key.iterrows():
        certainty = sure[str(name)]() if name in sure else ""
        told.append((str(name), row["sentence"], certainty, row["source"]))
    later = {"several_leads", "no_lead", "unnamed", "largest"}
    at = next((at for at, one in enumerate(told) if one[0] in later), len(told))
    told[at:at] = _between(plan, positions, lang)
    told += [*_groups(groups, lang), *_meetings(meetings, lang)]
    return pd.DataFrame(told, columns=["finding", "sentence", "certainty", "source"], dtype="str").set_index("finding")


def _say(name: str, values: dict[str, Any], lang: str) -> str:
    """Fill a sentence in; its numbers know their plural, and a label that ends with a stop gets no second one."""
    counted = {key: Count(value) if isinstance(value, int) else value for key, value in values.items()}
    said = _SAID[name][lang].format(**counted).replace("..", ".")
    return said[0].upper() + said[1:] if lang == "en" else said


def _named(plan: Plan, agencies: list[str], lang: str) -> str:
    return name_agencies(plan, agencies, lang, column="short_en")


def _first(comparison: ReadingComparison) -> list[str]:
    """Return who comes first in the default reading, of all agencies that it has."""
    values = comparison.default
    return values.index[values == values.max()].tolist()


def _sure_rank(plan: Plan, comparison: ReadingComparison, first: list[str], lang: str) -> str:
    """Say between what bounds the value and the rank of those who come first lie."""
    scores = comparison.scores.drop_duplicates()
    if len(scores) == 1:
        return _say("sure_one_reading" if len(comparison.scores) > 1 else "sure_untested", {}, lang)
    sentences = [_sure_rank_of(plan, comparison, scores, agency, lang) for agency in first[:_NAMED]]
    return (" " if lang == "en" else "").join(sentences)


def _sure_rank_of(plan: Plan, comparison: ReadingComparison, scores: pd.DataFrame, agency: str, lang: str) -> str:
    name = _named(plan, [agency], lang)
    if agency not in comparison.summary.index:
        return _say("sure_not_common", {"name": name}, lang)
    row = next(one for one in records(comparison.summary) if one["agency"] == agency)
    form = "{:,.0f}" if comparison.measure == "volume" else "{:.2f}"
    highest = scores.max(axis=1)
    alone = (scores.eq(highest, axis=0).sum(axis=1) == 1) & (scores[agency] == highest)
    values = {
        "choices": _differing(comparison.scores, lang),
        "readings": len(scores),
        "name": name,
        "measure": _MEASURES[comparison.measure][lang],
        "lowest": form.format(row["lowest"]),
        "highest": form.format(row["highest"]),
        "first": int(alone.sum()),
        "best": int(row["best"]),
        "worst": int(row["worst"]),
        "common": len(comparison.summary),
    }
    return _say("sure_first" if alone.all() else "sure_rank", values, lang)


def _differing(scores: pd.DataFrame, lang: str) -> str:
    """Name the choices that change the result, the others as they are: 集合机构和泛称."""
    names = [str(name) for name in scores.index.names]
    filled = scores.fillna(-1.0)  # an agency that a reading does not have
    varied = []
    for name in names:
        others = filled.groupby(level=[other for other in names if other != name])
        if any(len(rows.drop_duplicates()) > 1 for _, rows in others):
            varied.append(name)
    return name_choices(varied, lang)


def _sure_share(plan: Plan, volumes: ReadingComparison, lang: str) -> str:
    """Say between what bounds the share of the busiest lies, and how unequal the load is."""
    scores = volumes.scores.drop_duplicates()
    if len(scores) == 1:
        return _say("sure_one_reading", {}, lang)
    top = count_busiest(agency_load(plan)["volume"])
    told = [inequality(scores.loc[reading].dropna(), top=top) for reading in scores.index]
    shares, ginis = [one["top_share"] for one in told], [one["gini"] for one in told]
    bounds = {"low": min(shares), "high": max(shares), "least": min(ginis), "most": max(ginis)}
    return _say("sure_share", {"top": top} | bounds, lang)


def _sure_open(volumes: ReadingComparison, lang: str) -> str:
    """Say how many contacts there would be if open names meant everybody."""
    totals = volumes.scores.sum(axis=1).groupby(["collectives", "open_names"]).first() / 2
    known = ("one", "all") in totals and ("one", "drop") in totals
    if not known or totals["one", "all"] <= totals["one", "drop"]:
        return _say("sure_unsettled", {}, lang)
    return _say("sure_open", {"contacts": int(totals["one", "drop"]), "more": int(totals["one", "all"])}, lang)


def _sure_size(plan: Plan, lang: str) -> str:
    """Say whether the largest item may be larger still."""
    load = item_load(plan)
    unnamed = int(load.loc[load["parties"] == load["parties"].max(), "open_names"].iloc[0])
    return _say("sure_at_least", {"open": unnamed}, lang) if unnamed else _say("sure_counted", {}, lang)


def _between(plan: Plan, positions: ReadingComparison, lang: str) -> Iterator[_Found]:
    """Say who stands between others most, and who comes next."""
    values = positions.default.dropna()
    if values.empty or values.max() <= 0:
        return
    first = _first(positions)
    rest = values[values < values.max()]
    second = rest.index[rest == rest.max()].tolist() if len(rest) and rest.max() > 0 else []
    told = {"names": _named(plan, second, lang), "count": len(second), "value": rest.max() if second else 0.0}
    following = _SAID["next"][lang].format(**told | {"count": Count(len(second))}) if second else ""
    said = {"names": _named(plan, first, lang), "count": len(first), "value": values.max(), "next": following}
    certainty = _sure_rank(plan, positions, first, lang)
    yield "between", _say("between", said, lang), certainty, agency_places(plan, first)


def _groups(groups: pd.DataFrame, lang: str) -> Iterator[_Found]:
    """Say how many groups there are, and how far they can be trusted."""
    agencies = groups[groups["mode"] == "agency"]
    several = agencies.groupby("group")["stability"].agg(["size", "mean"]).query("size > 1")
    if several.empty:
        return
    said = {"groups": len(several), "modularity": groups.attrs["modularity"]}
    spread = groups.attrs["spread"]
    sure = {name: spread[name] for name in ("runs", "reached", "lowest")}
    least, most = (f"{end:.0%}" for end in (several["mean"].min(), several["mean"].max()))
    sure["stability"] = least if least == most else {"zh": f"{least}至{most}", "en": f"{least} to {most}"}[lang]
    sure["unstable"] = _SAID["unstable"][lang] if several["mean"].min() < _STABLE else ""
    yield "groups", _say("groups", said, lang), _say("sure_groups", sure, lang), ""


def _meetings(meetings: MeetingPlan, lang: str) -> Iterator[_Found]:
    """Say how many joint meetings are enough, and what is proven."""
    told = meeting_findings(meetings, lang=lang)
    if told.empty:
        return
    stage = meetings.stages[0]
    values = {"value": stage.value, "bound": stage.bound}
    certainty = _say("sure_proven" if stage.status == "OPTIMAL" else "sure_gap", values, lang)
    yield "meetings", str(told.loc["meetings", "sentence"]), certainty, str(told.loc["meetings", "source"])
