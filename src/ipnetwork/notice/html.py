"""Read a web page into paragraphs and tables, in the order a browser prints them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ipnetwork.errors import Fault, NoticeError
from ipnetwork.notice.htmllist import Numbers
from ipnetwork.notice.htmltable import Table, resolve
from ipnetwork.notice.located import Located, Spot, join_lines
from ipnetwork.notice.text import goes_on_after_break

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipnetwork.notice.document import Grid

_MOST_BLOCKS = 1_000_000  # lines and cells; a long notice has a thousandth of them
_MOST_STEPS = 10_000_000_000  # libxml2 climbs all open tags for an end tag that closes none: 10 seconds

_LEFT_OUT = frozenset(
    "head script style noscript template nav footer aside svg button select option datalist textarea iframe".split()  # noqa: SIM905 – words
)
_ENDS_LINE = frozenset(
    "address article blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure form "  # noqa: SIM905
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu ol p pre search section summary table tbody "
    "td tfoot th thead tr ul xmp".split()
)
_BESIDE = frozenset({"header", "nav", "footer", "aside"})  # left out, and yet lines end there
_AS_TYPED = frozenset({"pre", "listing", "xmp"})
_LISTS = frozenset({"ol", "ul", "menu", "dir"})

_NOT_SHOWN = re.compile(r"(?:^|[;\s])display\s*:\s*none", re.IGNORECASE)
# A line of the source that ends between two Chinese characters is no space; anywhere else it is one.
_WRAPPED = re.compile(r"(?<=[^\x00-\u2e7f])[ \t\r\f]*\n[ \t\n\r\f]*(?=[^\x00-\u2e7f])")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff")) | {0xA0: " "}

_PAGE = re.compile(r"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|center|div|dl|em|font|h[1-6]|hr|i|img|li|meta|ol|p|section|span|strong|table|tbody|td|th|"
    r"thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:table|p|div)[\s>]", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Say whether a text is a web page or a piece of one.

    Parameters
    ----------
    text : str
        The whole text.

    Returns
    -------
    bool
        Whether it begins as a page does, or has a table, a paragraph or a division and at least half of its lines begin
        or end with a tag: a notice that mentions a tag is no page.
    """
    text = text.removeprefix("\ufeff")
    if _PAGE.match(text):
        return True
    start = text[:200_000]
    lines = [bare for line in start.split("\n") if (bare := line.strip())]
    tagged = sum(bool(_TAG.match(line) or (line[-1] == ">" and _TAG.match(line, line.rfind("<")))) for line in lines)
    return bool(_BLOCK.search(start)) and 2 * tagged >= len(lines)


def read_html(text: str, subject: str) -> list[Located | Grid]:
    """Read a web page.

    Parameters
    ----------
    text : str
        The page, decoded; what is wrong in its markup is mended as browsers do.
    subject : str
        What it is called in an error.

    Returns
    -------
    list of Located or Grid
        Lines and tables in printed order. A table that holds another, or has a single row or column, arranges the page:
        what stands in it comes as lines. Numbers that a browser writes before list items stand there.

    Raises
    ------
    NoticeError
        If it has over a million lines and cells, or tags nested beyond what can be closed in reasonable time.
    ImportError
        If lxml is not installed.
    """
    try:
        from lxml import etree  # noqa: PLC0415 – an extra, and light to import without
    except ImportError as error:
        raise ImportError("reading a web page needs the extra 'read': pip install \"ipnetwork[read]\"") from error
    page = _Page(subject)
    target: Any = page  # which lxml's types would have take bytes too
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    text = text.removeprefix("\ufeff")
    start = steps = 0
    while start < len(text):
        piece = text[start : start + (1 << 16 if page.depth < 1 << 10 else 1 << 10)]
        start += len(piece)
        parser.feed(piece.replace("\x00", "").encode("utf-8", "replace"))
        steps += piece.count("</") * page.depth
        if steps > _MOST_STEPS:
            page.refuse(f"tags are nested {page.depth:,} deep")
    try:
        parser.close()
    except etree.XMLSyntaxError:  # what it says of a page without any element
        return []
    return page.blocks


class _Page:
    """What an lxml parser tells each tag and text to: it keeps no tree, so depth costs neither stack nor memory."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.blocks: list[Located | Grid] = []
        self.depth = 0
        self._hidden = 0  # how many open elements are within one that is left out, itself counted
        self._open = {"article": 0, "main": 0} | dict.fromkeys(_AS_TYPED, 0)
        self._line: list[str] = []
        self._after_break = False
        self._marker = ""
        self._lists: list[Numbers | None] = []
        self._tables: list[Table | None] = []  # None where it has proved to arrange the page
        self._paragraphs = self._grids = self._counted = 0

    def refuse(self, problem: str) -> None:
        """Give up on the page."""
        remedy = "save the notice itself, without the pages around it"
        raise NoticeError(self.subject, [Fault("page", problem, remedy)])

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a tag that opens."""
        self.depth += 1
        if self._hidden or self._is_left_out(tag, attributes):
            if tag in _BESIDE and not self._hidden:
                self._end_line()
            self._hidden += 1
            return
        if tag in _ENDS_LINE:
            self._end_line()
            self._after_break = tag == "br"
        if tag in self._open:
            self._open[tag] += 1
        elif tag in _LISTS:
            self._lists.append(Numbers.of(attributes) if tag == "ol" else None)
        elif tag == "li" and self._lists and self._lists[-1]:
            self._marker += self._lists[-1].next_marker(attributes)
        elif tag == "table":
            self._open_table()
        elif self._tables and self._tables[-1]:
            self._count(self._tables[-1].start(tag, attributes))

    def end(self, tag: str) -> None:
        """Take a tag that closes; the parser closes every one."""
        self.depth -= 1
        if self._hidden:
            self._hidden -= 1
            return
        if tag in _ENDS_LINE:
            self._end_line()
            self._after_break = self._after_break and tag == "br"
        if tag in self._open:
            self._open[tag] -= 1
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "table":
            self._close_table()
        elif self._tables and self._tables[-1]:
            self._tables[-1].end(tag)

    def data(self, text: str) -> None:
        """Take text between tags."""
        if self._hidden:
            return
        if any(self._open[tag] for tag in _AS_TYPED):
            *full, text = text.split("\n")
            for line in full:
                self._line.append(line)
                self._end_line()
        self._line.append(text)

    def close(self) -> None:
        """Take the end of the page."""
        self._end_line()

    def _is_left_out(self, tag: str, attributes: Mapping[str, str]) -> bool:
        return (
            tag in _LEFT_OUT
            or (tag == "header" and not self._open["article"] and not self._open["main"])
            or "hidden" in attributes
            or attributes.get("aria-hidden", "").strip().lower() == "true"
            or bool(_NOT_SHOWN.search(attributes.get("style", "")))
        )

    def _end_line(self) -> None:
        """Put the line that has gathered into its cell, or among the paragraphs."""
        text = _WRAPPED.sub("", "".join(self._line))
        text = _BLANKS.sub(" ", text).translate(_INVISIBLE).strip()
        self._line.clear()
        if not text:
            return
        text, self._marker = self._marker + text, ""
        table = self._tables[-1] if self._tables else None
        if table and table.cell:
            self._count(1)
            table.cell.lines.append(text)
        else:
            self._tell(text)

    def _tell(self, text: str) -> None:
        """Add a paragraph."""
        self._count(1)
        last = self.blocks[-1] if self._after_break and self.blocks else None
        if isinstance(last, Located) and goes_on_after_break(last.text, text):
            self.blocks[-1] = join_lines([(last.spots[-1], last.text), (last.spots[-1], text)])
            return
        self._paragraphs += 1
        self.blocks.append(join_lines([(Spot(0, 0, self._paragraphs), text)]))

    def _count(self, blocks: int) -> None:
        self._counted += blocks
        if self._counted > _MOST_BLOCKS:
            self.refuse(f"it has more than {_MOST_BLOCKS:,} lines")

    def _open_table(self) -> None:
        """Begin a table; the one around it only arranges the page."""
        self._marker = ""
        if self._tables and self._tables[-1]:
            self._spill(self._tables[-1])
            self._tables[-1] = None
        self._tables.append(Table())

    def _close_table(self) -> None:
        """Add the table that ends, or what stands in it if it has a single row or column."""
        table = self._tables.pop()
        if table is None:
            return
        grid = resolve(table, self._grids + 1)
        if grid is None:
            self._spill(table)
        else:
            self._grids += 1
            self.blocks.append(grid)

    def _spill(self, table: Table) -> None:
        """Add what stands in a table as paragraphs."""
        for line in table.lines:
            self._tell(line)
