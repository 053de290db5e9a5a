"""Draw the load of each agency as a bar: its items by role, or its contacts by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipnetwork.figures.rows import finish_rows, of_all, row_labels, rows_that_fit, start_rows, write_numbers
from ipnetwork.style import LEAD_COLOR, NEUTRAL_COLOR, PARTICIPANT_COLOR, Lang, check_lang, word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_LOOKS: dict[str, dict[str, Any]] = {
    "lead": {"color": LEAD_COLOR},
    "participant": {"facecolor": "white", "edgecolor": PARTICIPANT_COLOR, "hatch": "/////", "linewidth": 0.8},
    "peer": {"color": NEUTRAL_COLOR},
}


def plot_load(load: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh", top: int | None = None) -> Axes:
    """Draw a bar for each agency, the busiest on top: items it leads, and items it joins, hatched.

    Parameters
    ----------
    load : DataFrame
        What `agency_load` returned: ``leads``, ``participations``, ``short``, ``short_en``.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    top : int, optional
        Draw only so many agencies, the busiest; the axis then says so. By default all.

    Returns
    -------
    Axes
        The same axes. Each bar ends with its numbers: ``21 + 3`` is 21 items led and 3 joined.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import agency_load, load_plan
    >>> ax = plot_load(agency_load(load_plan("guangzhou-2007")), top=12, lang="en")
    """
    check_lang(lang)
    shown = load.assign(total=load["leads"] + load["participations"])
    shown = shown.sort_values(["total", "leads"], ascending=False, kind="stable").iloc[: rows_that_fit(ax, top)]
    ax, size = start_rows(ax, row_labels(shown, lang))
    _stack(ax, shown, {"leads": "lead", "participations": "participant"}, {}, lang)
    numbers = [f"{led} + {joined}" for led, joined in zip(shown["leads"], shown["participations"], strict=True)]
    write_numbers(ax, shown["total"], numbers, size)
    ax.set_xlim(0, 1.12 * max(shown["total"].max() if len(shown) else 1, 1))
    finish_rows(ax, of_all(word("number_of_items", lang), len(shown), len(load), lang), size)
    return ax


def plot_contacts(load: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh", top: int | None = None) -> Axes:
    """Draw a bar for each agency, most contacts on top: contacts it convenes, responds to, and has among equals.

    Parameters
    ----------
    load : DataFrame
        What `agency_load` returned: ``convening``, ``response``, ``peer``, ``volume``, ``short``, ``short_en``.
    ax : matplotlib Axes, optional
        Where to draw. By default new axes, as tall as 8-point labels need.
    lang : {"zh", "en"}, default "zh"
        Language of the labels.
    top : int, optional
        Draw only so many agencies, those with most contacts; the axis then says so. By default all.

    Returns
    -------
    Axes
        The same axes. Each bar ends with the volume. Where no lead is designated, all contacts are among equals.

    Warns
    -----
    UserWarning
        If the font lacks a character of a label.

    Examples
    --------
    >>> from ipnetwork import agency_load, load_plan
    >>> ax = plot_contacts(agency_load(load_plan("guangzhou-2007")), top=12, lang="en")
    """
    check_lang(lang)
    shown = load.sort_values(["volume", "convening"], ascending=False, kind="stable").iloc[: rows_that_fit(ax, top)]
    ax, size = start_rows(ax, row_labels(shown, lang))
    parts = {"convening": "lead", "response": "participant", "peer": "peer"}
    _stack(ax, shown.fillna({"convening": 0, "response": 0}), parts, {name: name for name in parts}, lang)
    write_numbers(ax, shown["volume"], [str(volume) for volume in shown["volume"]], size)
    ax.set_xlim(0, 1.12 * max(shown["volume"].max() if len(shown) else 1, 1))
    finish_rows(ax, of_all(word("number_of_contacts", lang), len(shown), len(load), lang), size)
    return ax


def _stack(ax: Axes, shown: pd.DataFrame, parts: dict[str, str], words: dict[str, str], lang: Lang) -> None:
    """Draw bars end to end, each only where there is something to count: an empty one would leave its outline."""
    start = 0.0 * shown[next(iter(parts))]
    for name, look in parts.items():
        rows = [at for at, count in enumerate(shown[name]) if count]
        label = word(words.get(name, look), lang)
        ax.barh(rows, shown[name].iloc[rows], left=start.iloc[rows], height=0.72, label=label, **_LOOKS[look])
        start = start + shown[name]
