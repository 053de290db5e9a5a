"""Cut texts that are too long for their place, never without a mark that says so."""

from __future__ import annotations

from ipnetwork.briefing.columns import text_units


def shortened(text: str, most: float, mark: str) -> str:
    """Return a text that takes at most so many half font sizes, a mark at the end of what was longer.

    Parameters
    ----------
    text : str
        One line or paragraph.
    most : float
        Half font sizes.
    mark : str
        Says that something is missing, and where it is whole.

    Returns
    -------
    str
        The text itself where it fits.

    Examples
    --------
    >>> shortened("市知识产权局", 8, "…")
    '市知识…'
    """
    if text_units(text) <= most:
        return text
    kept, used = [], text_units(mark)
    for character in text:
        used += text_units(character)
        if used > most:
            break
        kept.append(character)
    return "".join(kept).rstrip() + mark


def first_places(source: str, most: float, more: str) -> str:
    """Return the first places of a source, as many as fit, and how many more there are.

    Parameters
    ----------
    source : str
        Places of a document, with ``; `` between them.
    most : float
        Half font sizes that the text may take.
    more : str
        Says how many are left out, as ``{count}``, and where they stand.

    Returns
    -------
    str
        The source itself where it fits.

    Examples
    --------
    >>> first_places("3: L36; 4: L42; 7: L58", 16, " +{count}")
    '3: L36 +2'
    """
    places = source.split("; ")
    for kept in range(len(places), 0, -1):
        left = len(places) - kept
        text = "; ".join(places[:kept]) + (more.format(count=left) if left else "")
        if text_units(text) <= most:
            return text
    return shortened(source, most, more.format(count=len(places)))
