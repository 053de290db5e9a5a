"""Write a marked notice as HTML: a fragment for a notebook, and a page that stands alone and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from ipnetwork.notice.document import Grid
from ipnetwork.notice.located import Located, Spot, place
from ipnetwork.notice.marks import parse_place, pieces
from ipnetwork.notice.shape import arrange, lines_of
from ipnetwork.notice.tally import count_names, count_rows
from ipnetwork.notice.wording import (
    KINDS,
    SHORT,
    cut,
    explain_count,
    explain_mark,
    plural,
    visible,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ipnetwork.notice.marks import Marks
    from ipnetwork.notice.record import Notice
    from ipnetwork.notice.shape import Slot
    from ipnetwork.notice.tally import Count

# The elements still tell marks apart where styles are taken out, as in a notebook that is not trusted.
_ELEMENTS = {
    **dict.fromkeys(("item", "heading", "category", "label"), "b"),
    **dict.fromkeys(("participant", "name"), "u"),
    "lead": "strong",
    "role": "em",
    "rule": "em",
    "nobody": "s",
    "unread": "mark",
}
_LONG_CELL, _SHORT_CELL = 40, 4
_PAGE_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; max-width: 76rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.35rem; line-height: 1.4; margin: 0 0 .2rem; overflow-wrap: anywhere; }
.issued { font-size: .85rem; opacity: .8; margin: 0 0 .8rem; overflow-wrap: anywhere; }
@page { margin: 14mm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10pt; } }
"""  # noqa: E501 – a style sheet


def compose_fragment(notice: Notice, marks: Marks, unread: Sequence[Located], summary: str) -> str:
    """Return a marked notice as HTML for a notebook.

    Parameters
    ----------
    notice : Notice
        As it was read.
    marks : dict of int to list of Mark
        Its marks, by block.
    unread : sequence of Located
        Its unread clauses.
    summary : str
        The line that counts what was read.

    Returns
    -------
    str
        One element with its own style sheet; everything of the document is escaped in it, and MathJax is kept out.
    """
    writer = _Writer(notice, marks)
    parts = [
        f"<style>{_style()}</style>",
        f'<p class="h">{_text(notice.meta.get("key", ""))}: {_text(summary)}</p>',
        writer.faults(),
        writer.unread(unread),
        _legend(marks),
        *writer.document(),
    ]
    return f'<div class="ipn-seen tex2jax_ignore mathjax_ignore" lang="en">\n{_lines(parts)}\n</div>'


def compose_page(notice: Notice, fragment: str) -> str:
    """Return the fragment of a notice as a page of its own.

    Parameters
    ----------
    notice : Notice
        As it was read.
    fragment : str
        What `compose_fragment` returned.

    Returns
    -------
    str
        A page whose content policy forbids every fetch, every script, and every style but its own.
    """
    styles = " ".join(
        f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in (_PAGE_STYLE, _style())
    )
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'"
    meta = notice.meta
    issued = [meta.get(name, "") for name in ("title", "document_number", "issuer", "date")]
    title = f"What was read in {_text(meta.get('key', ''))}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_PAGE_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="issued" lang="zh">{" · ".join(_text(word) for word in issued if word)}</p>\n'
        f"{fragment}\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return (files("ipnetwork.notice") / "explain.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    """Return a text of the document as HTML that shows it, whatever is in it."""
    return escape(visible(text))


def _legend(marks: Marks) -> str:
    """Name the marks that occur."""
    there = {mark.kind if mark.kind in KINDS else "other" for block in marks.values() for mark in block}
    samples = [
        f'<span><{_element(kind)} class="{kind}">{escape(name.split(" ")[-1])}</{_element(kind)}> '
        f"{escape(' '.join(name.split(' ')[:-1]))}</span>"
        for kind, name in KINDS.items()
        if kind in there
    ]
    return f'<p class="legend">{_lines(samples)}</p>' if samples else ""


def _element(kind: str) -> str:
    return _ELEMENTS.get(kind, "span")


class _Writer:
    """Writes the parts of one notice; each paragraph and each row of a table has an anchor to link to."""

    def __init__(self, notice: Notice, marks: Marks) -> None:
        self.notice, self.marks = notice, marks
        # Two explanations in one notebook must not share their anchors.
        told = repr((sorted(notice.meta.items()), notice.rows, notice.faults))
        self.prefix = f"ipn{crc32(told.encode('utf-8', 'replace')):08x}-"
        spots = {spot: at for at, unit in reversed(list(enumerate(_units(notice)))) for spot in unit}
        self.anchors = sorted(spots.items())
        self.count = 0

    def faults(self) -> str:
        """List the faults, each with a link to its place."""
        lines = [
            f"<li>{self._link(fault.place)}: {_text(fault.problem)} – {_text(fault.remedy)}</li>"
            for fault in self.notice.faults
        ]
        return _listed(f"Faults 未能读取 ({len(lines)})", lines)

    def unread(self, unread: Sequence[Located]) -> str:
        """List the unread clauses, each with a link to its place."""
        lines = [
            f'<li>{self._link(clause.place)}: <span lang="zh">{_text(cut(clause.text))}</span></li>'
            for clause in unread
        ]
        return _listed(f"Clauses in which nothing was read 未读出的责任条款 ({len(lines)})", lines)

    def _link(self, where: str) -> str:
        """Return a place as a link to the paragraph or row that holds it, or stands just before it."""
        parsed = parse_place(where)
        before = bisect_right(self.anchors, (parsed[0], len(self.anchors))) if parsed else 0
        if not parsed or not before or self.anchors[before - 1][0][:2] != parsed[0][:2]:
            return f"<b>{_text(where)}</b>"
        return f'<a href="#{self.prefix}{self.anchors[before - 1][1]}">{_text(where)}</a>'

    def _anchor(self) -> str:
        self.count += 1
        return f'id="{self.prefix}{self.count - 1}"'

    def document(self) -> Iterator[str]:
        """Yield the paragraphs and tables; what lies between marks is folded."""
        waiting: list[Located] = []
        for block in self.notice.blocks:
            if isinstance(block, Located) and not self.marks.get(block.block):
                waiting.append(block)
                continue
            yield from self._folded(waiting)
            waiting = []
            yield self._table(block) if isinstance(block, Grid) else self._paragraph(block)
        yield from self._folded(waiting)

    def _folded(self, paragraphs: Sequence[Located]) -> Iterator[str]:
        """Yield paragraphs without marks: short ones as they are, the others behind a line that can be opened."""
        length = sum(len(paragraph.text) for paragraph in paragraphs)
        inner = "\n".join(map(self._paragraph, paragraphs))
        if length <= SHORT:
            yield from filter(None, [inner])
            return
        where = place(spot for paragraph in paragraphs for spot in paragraph.spots)
        begins = next(paragraph.text for paragraph in paragraphs if paragraph.text)
        said = f"{where}: {plural(len(paragraphs), 'paragraph')}, {plural(length, 'character')}, nothing taken 未取用"
        opened = _text(" ".join(cut(begins).split()))
        yield f'<details><summary data-begins="{opened}">{_text(said)}</summary>\n{inner}\n</details>'

    def _paragraph(self, paragraph: Located) -> str:
        told = _told(count_names(self.marks, paragraph.block))
        return (
            f'<div class="par" {self._anchor()}><span class="at">{_text(paragraph.place)}</span>'
            f'<div><span class="t" lang="zh">{self._marked(paragraph)}</span>{told}</div></div>'
        )

    def _marked(self, content: Located) -> str:
        """Return a text with its marks."""
        parts = []
        for text, mark in pieces(content.text, self.marks.get(content.block, ())):
            if mark is None:
                parts.append(_text(text))
                continue
            name, kind = _element(mark.kind), mark.kind if mark.kind in KINDS else "other"
            parts.append(f'<{name} class="{kind}" title="{escape(explain_mark(mark))}">{_text(text)}</{name}>')
        return "".join(parts)

    def _table(self, grid: Grid) -> str:
        """Return a table, its merged cells merged; folded where nothing in it was taken for anything."""
        lines = lines_of(grid)
        shown = zip(lines, arrange(grid, lines), count_rows(self.notice, self.marks, grid, lines), strict=True)
        rows = [
            f'<tr {self._anchor()}><th scope="row"><span class="at">{_text(grid.place(line.top, line.bottom))}</span>'
            f"{_told(counts)}</th>{''.join(map(self._cell, slots))}</tr>"
            for line, slots, counts in shown
        ]
        table = f'<div class="wide"><table>\n{_lines(rows)}\n</table></div>'
        if not rows or any(self.marks.get(cell.content.block) for cell in grid.cells):
            return table if rows else ""
        where = grid.place(lines[0].top, lines[-1].bottom)
        said = f"{where}: a table of {plural(len(lines), 'row')}, nothing taken 未取用"
        return f"<details><summary>{_text(said)}</summary>\n{table}\n</details>"

    def _cell(self, slot: Slot) -> str:
        spans = "".join(
            f' {name}="{count}"' for name, count in (("rowspan", slot.tall), ("colspan", slot.wide)) if count > 1
        )
        if slot.content is None:
            return f'<td class="gap"{spans}></td>'
        length = len(slot.content.text)
        size = "long" if length > _LONG_CELL else "short" if length <= _SHORT_CELL else "middle"
        words = f'<span class="t" lang="zh">{self._marked(slot.content)}</span>'
        return f'<td class="{size}"{spans} title="{_text(slot.content.place)}">{words}</td>'


def _told(counts: Iterable[Count]) -> str:
    """Say beside a place what became of it."""
    return "".join(f'<span class="became">{escape(explain_count(count))}</span>' for count in counts)


def _units(notice: Notice) -> Iterator[set[Spot]]:
    """Yield the spots of each paragraph and each row of a table, in the order in which they are written."""
    for block in notice.blocks:
        if isinstance(block, Grid):
            for line in lines_of(block):
                begins = Spot(block.page, block.table, line.top)
                yield {begins, *(spot for cell in line.cells for spot in cell.content.spots)}
        else:
            yield set(block.spots)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(filter(None, parts))


def _listed(heading: str, lines: Sequence[str]) -> str:
    return f'<p class="h">{escape(heading)}</p>\n<ol>\n{_lines(lines)}\n</ol>' if lines else ""
