"""The note on method that belongs beside a number in a paper: one or two sentences, formula, parameters, citation."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _notes() -> dict[str, dict[str, str]]:
    """Read the notes that ship with the package."""
    text = (files("ipnetwork.findings") / "methods.toml").read_text(encoding="utf-8")
    notes: dict[str, dict[str, str]] = tomllib.loads(text)
    return notes


def list_methods() -> list[str]:
    """Return the names that have a note on method.

    Returns
    -------
    list of str
        In the order of the register.

    Examples
    --------
    >>> "volume" in list_methods()
    True
    """
    return list(_notes())


def method_note(name: str, *, lang: str = "zh") -> str:
    """Return the note on method for a measure.

    Parameters
    ----------
    name : str
        The measure's name: ``volume``, ``betweenness``; one of `list_methods`.
    lang : {"zh", "en"}, default "zh"
        Language of the note.

    Returns
    -------
    str
        What was counted, with formula, parameters, and what an isolate gets, and the source with its year.

    Raises
    ------
    ValueError
        If there is no such note or language.

    Examples
    --------
    >>> print(method_note("breadth", lang="en"))
    Breadth (合作广度) is the number of other agencies that an agency shares at least one item with, #{j ≠ a : W_aj > 0}
    with W = BBᵀ; 0 for an agency that is alone on its items.
    """
    if name not in _notes():
        raise ValueError(f"no measure is called {name!r}; there are notes on {', '.join(list_methods())}")
    if lang not in {"zh", "en"}:
        raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")
    return _notes()[name][lang]
