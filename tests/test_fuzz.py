"""Whatever stands in a file, it is read or refused with what to do about it: a fixed part of the fuzzing."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import read_anything
from mutations import SIGNS, WORDS, mutate, seeds

from ipnetwork import NoticeError, read_notice

SEEDS = seeds()
LONG = 20_000


@pytest.mark.parametrize("number", list(range(len(SEEDS))), ids=lambda number: SEEDS[number][0])
def test_broken_notices_are_read_or_refused(number):
    kind, raw = SEEDS[number]
    rng = random.Random(number)  # noqa: S311 – the same every time
    read = []
    for _ in range(4 if kind == "pdf" else 8):
        other = SEEDS[rng.randrange(len(SEEDS))][1]
        read.append(read_anything(mutate(raw, rng, kind, other), shown=rng.random() < 0.2))
    assert all(items >= -1 for items in read)


@pytest.mark.parametrize("number", list(range(len(SEEDS))), ids=lambda number: SEEDS[number][0])
def test_notices_cut_off_anywhere_are_read_or_refused(number):
    raw = SEEDS[number][1]
    rng = random.Random(number)  # noqa: S311 – the same every time
    assert all(read_anything(raw[:length], shown=False) >= -1 for length in rng.sample(range(len(raw)), 5))


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=60).map("".join))
def test_any_mix_of_words_and_signs_is_read_or_refused(text):
    assert read_anything(text.encode()) >= -1


RUNS = [
    *("（", "牵头", "、", "列第一位", "以上各项", "由市局", "各区、", "市甲局和", "1.", "一、", "\n", "　", "★", "等"),
    *("（责任单位：市甲局）", "牵头单位：", "市财政局市教育局", "|", "│", "<div>", "[[[[", "各", "附件1\n"),
    "完成时限：",
]


@pytest.mark.parametrize("unit", RUNS)
def test_long_runs_are_read_or_refused(unit):
    run = unit * (LONG // len(unit))
    assert read_anything(run.encode(), shown=False) >= -1
    assert read_anything(f"一、办书市。（责任单位：{run}）".encode(), shown=False) >= -1


@pytest.mark.parametrize("length", [100, 500, 10_000])
def test_a_name_that_no_body_can_have_is_a_fault(length):
    text = f"一、书。（责任单位：市甲局）\n二、报。（责任单位：{'山' * length}局）"
    with pytest.raises(NoticeError, match=r"L2: .*does not read as the name of one body"):
        read_notice(text.encode())
    assert [row.item for row in read_notice(text.encode(), strict=False).rows] == ["一"]


def zipped(name):
    """Return a zip of under a megabyte, one part of which unpacks to 400 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open(name, "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_a_zip_bomb_is_refused(name):
    raw = zipped(name)
    assert len(raw) < 1_000_000
    with pytest.raises(NoticeError, match=r"(?i)MB|large|unpack"):
        read_notice(raw)


def test_what_a_script_says_is_no_part_of_a_page():
    script = "<script>一、甲。（责任单位：市假局）</script>"
    page = f"<html><body>{script}<p>一、乙。（责任单位：市真局）</p></body></html>"
    assert [each.agency for row in read_notice(page.encode()).rows for each in row.mentions] == ["市真局"]
