"""What holds of every notice that is read, whatever stands in the file."""

from collections import Counter

from ipnetwork import build_plan, read_notice
from ipnetwork.errors import InputError
from ipnetwork.notice import BASES, ROLES, explain
from ipnetwork.notice.marks import contents


def read_anything(raw, *, shown=True):
    """Read some bytes and check what comes of it; return how many items, or -1 where it cannot be read."""
    try:
        notice = read_notice(raw, strict=False)
    except InputError as error:
        return check_error(error)
    check_notice(notice)
    if shown:
        seen = explain(notice)
        assert seen.summary
        assert seen.text()
        assert seen.html.endswith("</html>\n")
    try:
        build_plan(notice)
    except InputError as error:
        check_error(error)
    return len(notice.rows)


def check_error(error):
    """Check that an error says what is wrong, and what to do about it."""
    assert error.faults
    assert all(fault.place and fault.problem and fault.remedy for fault in error.faults)
    assert str(error)
    return -1


def check_notice(notice):
    """Check what a notice says of itself."""
    assert notice.rows
    times = Counter(row.item for row in notice.rows)
    assert all(times), "an item without a number"
    assert times.total() == len(times), [item for item, count in times.items() if count > 1]
    for row in notice.rows:
        assert row.source, row
        for mention in row.mentions:
            assert mention.agency.strip(), row
            assert mention.role in ROLES
            assert mention.basis in BASES
            assert mention.source, mention
    texts = {content.block: content.text for content in contents(notice)}
    for span in notice.spans:
        assert span.text, span
        assert span.source, span
        if span.block >= 0:
            assert span.start >= 0
            assert texts[span.block][span.start : span.start + len(span.text)] == span.text, span
