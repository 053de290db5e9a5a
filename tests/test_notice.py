"""Reading notices: the small one exactly, each damage told, random ones back to what was printed, the real one."""

import csv
import re
from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipnetwork as ipn
from ipnetwork.errors import InputError, NoticeError
from ipnetwork.notice import assign_roles, cells, read_notice
from ipnetwork.notice.boxtable import read_fragments
from ipnetwork.notice.preamble import read_preamble
from ipnetwork.notice.table import read_table

FOLDER = Path(__file__).parent / "notices"
SMALL = Path(__file__).parents[1] / "data" / "notices" / "made-up-small.txt"
LINES = SMALL.read_text(encoding="utf-8").splitlines()
BORDERS = "│├┼┤┬┴"
RULES = [at for at, line in enumerate(LINES) if "─" in line]


def read_lines(lines):
    """Read a text as read_notice does, without a file: rows and faults."""
    fragments, border_faults = read_fragments(lines)
    rows, _, faults = read_table(fragments)
    return rows, [*border_faults, *faults]


def said(row):
    """Return what a row says, its place aside."""
    names = [(each.agency, each.role, each.basis, each.as_written, each.role_as_written) for each in row.mentions]
    return row.item, row.text, tuple(names)


def whole(row):
    """Return what a row says and where it belongs, its place aside."""
    return row.category, row.path, *said(row)


def in_tables(notice):
    """Return every character that was taken for something inside a table, spaces left out."""
    return re.sub(r"\s", "", "".join(span.text for span in notice.spans if " c" in span.source))


def names_of(rows):
    return [(each.agency, each.role, each.basis) for row in rows for each in row.mentions]


TRUTH = read_lines(LINES)[0]


# The small notice, as a person reads it


def test_small_notice_gives_the_rows_written_by_hand():
    expected = list(csv.DictReader((FOLDER / "made-up-small.csv").read_text(encoding="utf-8").splitlines()))
    rows = [
        {"item": row.item, "category": row.category, "item_source": row.source}
        | {name: getattr(each, name) for name in ("role", "agency", "as_written", "source")}
        for row in read_notice(SMALL).rows
        for each in row.mentions
    ]
    assert rows == expected


def test_small_notice_has_no_fault_and_counts_what_it_holds():
    assert repr(read_notice(SMALL)) == "Notice made-up-small: 12 items, 34 assignments, 0 faults"


def test_small_notice_says_what_it_is():
    assert read_notice(SMALL).meta == {
        "key": "made-up-small",
        "title": "云山市人民政府办公厅关于印发云山市建设书香城市任务分解表的通知",
        "document_number": "云府办〔2020〕3号",
        "issuer": "云山市人民政府办公厅",
        "place": "云山市",
        "date": "2020-05-18",
    }


def test_labels_are_joined_across_rule_lines_and_kept_on_the_next_page():
    labels = {row.category: row.path for row in TRUTH}
    assert labels == {
        "一": "完善阅读工作统筹机制",
        "二": "阅读场所和经费",
        "三": "守护原创与正版",
        "四": "让读书成为城市的习惯",
    }
    assert "".join(row.category for row in TRUTH) == "一一一二二二三三三四四四"


def test_wrapped_texts_lose_their_padding_and_keep_the_spaces_between_latin_words():
    texts = {row.item: row.text for row in TRUTH}
    assert texts["6"] == "把中小学图书馆、企业书屋接入Open Book Library平台,一证通借;平台的运行情况按月公布。"
    assert texts["4"] == "安排书香城市专项经费,一次核定、分年拨付,确保专款专用。"


def test_a_blank_cell_and_a_none_name_nobody():
    joined = {row.item for row in TRUTH for each in row.mentions if each.role == "participant"}
    assert [row.item for row in TRUTH if row.item not in joined] == ["3", "4", "8", "12"]


def test_every_character_of_the_tables_is_in_one_span():
    printed = Counter(re.sub(r"[│├┼┤┬┴┌┐└┘─\s]", "", "".join(LINES[RULES[0] : -1])))
    assert Counter(in_tables(read_notice(SMALL))) == printed


def test_reading_without_the_register_only_leaves_the_ellipsis_unexpanded(monkeypatch):
    monkeypatch.setattr(cells, "local_organs", frozenset)
    rows = read_lines(LINES)[0]
    pairs = zip(names_of(TRUTH), names_of(rows), strict=True)
    assert [(one[0], other[0]) for one, other in pairs if one != other] == [("各区、县级市知识产权局", "知识产权局")]


@pytest.mark.parametrize("drawn", ["━┃┏┓┗┛┣┫┳┻╋", "═║╔╗╚╝╠╣╦╩╬"])
def test_heavy_and_double_borders_read_as_light_ones(drawn):
    rows, faults = read_lines("\n".join(LINES).translate(str.maketrans("─│┌┐└┘├┤┬┴┼", drawn)).split("\n"))
    assert (rows, faults) == (TRUTH, [])


def test_blank_lines_and_page_numbers_between_pages_change_nothing():
    lines = [part for line in LINES for part in ([line, "", "— 2 —", "\f"] if line.startswith("└") else [line])]
    rows, faults = read_lines(lines)
    assert (list(map(whole, rows)), faults) == (list(map(whole, TRUTH)), [])


# Damage: told with a line, never read as something else


def broken_borders(lines, numbers, replacements):
    """Yield each text in which one border of these lines has become something else, and where."""
    for at in numbers:
        for place, border in enumerate(lines[at]):
            for other in replacements(border) if border in BORDERS else ():
                line = lines[at][:place] + other + lines[at][place + 1 :]
                yield (at + 1, place, other), [*lines[:at], line, *lines[at + 1 :]]


def broken_rules(lines):
    """Yield each text in which one rule line is missing or stands twice, and where."""
    for at in [at for at, line in enumerate(lines) if "─" in line]:
        yield (at + 1, "dropped"), lines[:at] + lines[at + 1 :]
        yield (at + 1, "doubled"), [*lines[: at + 1], *lines[at:]]


def misread(damaged, truth, *, harmless=False):
    """Count the readings, and return where a damage was not told at its line or one beside it.

    Harmless damage may change nothing instead of being told. Rows that the damaged line does not run through must be
    true ones even where a fault was told.
    """
    true, extents = list(map(whole, truth)), {row.item: extent(row.source) for row in truth}
    count, wrong = 0, []
    for where, lines in damaged:
        count += 1
        rows, faults = read_lines(lines)
        told = any({where[0] - 1, where[0], where[0] + 1} & set(extent(fault.place)) for fault in faults)
        unchanged = harmless and not faults and list(map(whole, rows)) == true
        apart = {said(row) for row in rows if where[0] not in extents[row.item]}
        if not (told or unchanged) or not apart <= set(map(said, truth)):
            wrong.append(where)
    return count, wrong


def extent(place):
    """Return the lines that a place names."""
    first, last = re.match(r"L(\d+)(?:-(\d+))?", place).groups()
    return range(int(first), int(last or first) + 1)


def every_other(border):
    return ["", " ", *BORDERS.replace(border, "")]


def test_every_broken_border_of_the_small_notice_is_told():
    count, wrong = misread(broken_borders(LINES, range(len(LINES)), every_other), TRUTH)
    assert count > 2000
    assert wrong == []


def test_every_dropped_or_doubled_rule_of_the_small_notice_is_told_or_harmless():
    assert misread(broken_rules(LINES), TRUTH, harmless=True) == (2 * len(RULES), [])


def test_every_notice_cut_off_inside_a_table_is_told():
    outside = {at + 1 for at in RULES if LINES[at].startswith("└")}
    for length in set(range(RULES[0] + 1, len(LINES))) - outside:
        assert read_lines(LINES[:length])[1], length


def write_lines(folder, lines):
    path = folder / "notice.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def edited(line, old, new):
    """Return the small notice with a change in one line, counted from 1."""
    assert LINES[line - 1].count(old) == 1
    return [*LINES[: line - 1], LINES[line - 1].replace(old, new), *LINES[line:]]


def test_strict_reading_stops_with_the_faults_that_loose_reading_lists(tmp_path):
    path = write_lines(tmp_path, edited(42, " 7│", " 7 "))
    with pytest.raises(NoticeError) as caught:
        read_notice(path)
    loose = read_notice(path, strict=False)
    assert caught.value.faults == loose.faults
    assert [row.item for row in loose.rows] == [row.item for row in TRUTH if row.item != "7"]
    assert loose.faults[0].place == "L42"


def test_faults_come_in_the_order_of_their_lines(tmp_path):
    lines = edited(66, " 市文化局、", " 市文化局（")
    lines[41] = lines[41].replace(" 7│", " 7 ")
    lines[21] = lines[21].replace(" 3 ", " ")
    faults = read_notice(write_lines(tmp_path, lines), strict=False).faults
    assert [fault.place for fault in faults] == ["L22", "L42", "L66-67 c5"]


@pytest.mark.parametrize(
    ("line", "old", "new", "place", "problem"),
    [
        (22, " 3 ", " 2 ", "L22", "item 2 stands here and at L18-20"),
        (22, " 3 ", " ", "L22", "its number reads 'blank'"),
        (22, " 3 ", " 甲 ", "L22", "its number reads '甲'"),
        (25, "市财政局", "市财政局（国库", "L25 c5", "does not read as a list of names"),
        (25, "市财政局", "市财政局国库）", "L25 c5", "does not read as a list of names"),
        (25, "市财政局", "由市财政局安排。", "L25 c5", "does not read as a list of names"),
        (25, "市财政局", "市财政局" * 16, "L25 c5", "does not read as a list of names"),
        (54, " 三 ", " ", "L54-56", "its category cannot be read"),
        (55, "守护原创与正版", "守护", "L54-56", "category 三 is called '守护' here and '守护原创与正版' before"),
        (10, "负责单位", "负责人", "L10", "unknown: 负责人"),
        (10, "序号", "", "L10", "no column for: item"),
    ],
)
def test_what_contradicts_itself_is_a_fault_where_it_stands(line, old, new, place, problem):
    rows, faults = read_lines(edited(line, old, new))
    assert [fault.place for fault in faults if problem in fault.problem] == [place]
    assert set(map(whole, rows)) < set(map(whole, TRUTH))


def test_of_two_rows_with_one_number_neither_is_kept():
    assert [row.item for row in read_lines(edited(22, " 3 ", " 2 "))[0]] == ["1", *map(str, range(4, 13))]


def test_a_line_without_borders_inside_the_table_is_a_fault():
    _, faults = read_lines([*LINES[:20], "(转下页)", *LINES[20:]])
    assert [str(fault).split(";")[0] for fault in faults] == ["L21: a line without borders inside the table"]


# Files


@pytest.mark.parametrize(
    "raw",
    [
        "\n".join(LINES).encode("utf-8-sig"),
        "\n".join(LINES).encode("utf-16"),
        ("\ufeff" + "\n".join(LINES)).encode("utf-16-be"),
        "\n".join(LINES).encode("gb18030"),
        "\r\n".join(LINES).encode("utf-8"),
    ],
    ids=["UTF-8 with mark", "UTF-16 with mark", "UTF-16 big-endian with mark", "GB18030", "CRLF"],
)
def test_the_encoding_is_found_out(tmp_path, raw):
    path = tmp_path / SMALL.name
    path.write_bytes(raw)
    assert read_notice(path) == read_notice(SMALL)


def test_a_named_encoding_goes_before_the_ladder(tmp_path):
    path = tmp_path / SMALL.name
    path.write_bytes("\n".join(LINES).encode("utf-16-le"))
    assert read_notice(path, encoding="utf-16-le") == read_notice(SMALL)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"\xe4\xba\x91 \xff\xff", "not a text in UTF-8 or GB18030"),
        (b"\xff\xfe\x00", "not a text in UTF-8 or GB18030"),
        (b"\xff\xfe\x41\xd8", "not a text in UTF-8 or GB18030"),
        (b"\xff\xfe\x00\x00\x91\x4e\x00\x00", "it holds null characters"),
    ],
    ids=["no encoding", "half a UTF-16 character", "a lone surrogate", "UTF-32"],
)
def test_a_file_that_is_no_text_is_refused_as_such(tmp_path, raw, problem):
    path = tmp_path / "notice.txt"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=problem) as caught:
        read_notice(path)
    assert not isinstance(caught.value, NoticeError)


def test_an_unknown_encoding_is_refused_by_name():
    with pytest.raises(InputError, match="not a text in klingon"):
        read_notice(SMALL, encoding="klingon")


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("lines", [[], LINES[: RULES[0]]], ids=["empty", "prose"])
def test_a_file_without_a_table_is_refused_as_such(tmp_path, lines, strict):
    with pytest.raises(NoticeError, match="it holds no task table" if lines else "it is empty"):
        read_notice(write_lines(tmp_path, lines), strict=strict)


def test_a_table_without_items_is_refused_as_such(tmp_path):
    bottom = next(line for line in LINES if line.startswith("└"))
    lines = [*LINES[RULES[0] : RULES[1]], bottom]
    with pytest.raises(NoticeError, match="its table holds no numbered item"):
        read_notice(write_lines(tmp_path, lines))


# Role words


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("负责单位 参与单位", {"负责单位": "lead explicit", "参与单位": "participant explicit"}),
        ("主办单位 协办单位", {"主办单位": "lead explicit", "协办单位": "participant explicit"}),
        ("牵头部门 参加部门", {"牵头部门": "lead explicit", "参加部门": "participant explicit"}),
        ("牵头单位 责任单位", {"牵头单位": "lead explicit", "责任单位": "participant explicit"}),
        ("责任单位 牵头单位", {"责任单位": "participant explicit", "牵头单位": "lead explicit"}),
        ("责任单位 配合单位", {"责任单位": "lead joint", "配合单位": "participant explicit"}),
        ("责任单位", {"责任单位": "lead joint"}),
        ("序号 工作内容 备注", {}),
    ],
)
def test_role_words_stand_for_roles_in_their_company(words, roles):
    assert assign_roles(words.split()) == {word: tuple(role.split()) for word, role in roles.items()}


# Notices printed at random

JOINTS = {
    "ud": "│", "dr": "┌", "dl": "┐", "ur": "└", "ul": "┘", "lr": "─",
    "udr": "├", "udl": "┤", "dlr": "┬", "ulr": "┴", "udlr": "┼",
}  # fmt: skip
HEADINGS = {"category": "类号", "label": "项目分类", "item": "序号", "text": "工作内容"}
COMPANIES = [
    {"负责单位": ("lead", "explicit"), "参与单位": ("participant", "explicit")},
    {"责任单位": ("lead", "joint"), "配合单位": ("participant", "explicit")},
    {
        "牵头单位": ("lead", "explicit"),
        "责任单位": ("participant", "explicit"),
        "配合单位": ("participant", "explicit"),
    },
]
RULE, MERGED = object(), object()


def print_page(groups, columns, random):
    """Print a table of groups: each its category's words and its rows, each row the words of its columns."""
    widths = {column: random.randint(2, 12) for column in columns}
    grid = [[RULE] * len(columns), *stack({name: HEADINGS.get(name, name) for name in columns}, widths, random)]
    for words, rows in groups:
        grid.append([RULE] * len(columns))
        grid += print_group(words, rows, widths, random)
    if random.random() < 0.3:
        grid += [[RULE] * len(columns), [*[" "] * (len(columns) - 1), MERGED]]
    grid.append([RULE] * len(columns))
    return ["".join(print_line(grid, at, list(widths.values()))) for at in range(len(grid))]


def print_group(words, rows, widths, random):
    """Stack the rows of one category, with partial rules between them and the category's words down its own columns."""
    lines = []
    for row in rows:
        lines += [[" " if name in words else RULE for name in widths]] if lines else []
        lines += stack({name: row.get(name, "") for name in widths}, widths, random)
    height = max(len(lines), *(len(wrap(text, widths[name])) for name, text in words.items()), 0)
    lines += [[" "] * len(widths) for _ in range(height - len(lines))]
    for at, name in enumerate(widths):
        for line, piece in scatter(wrap(words.get(name, ""), widths[name]), height, random):
            lines[line][at] = piece
    return lines


def stack(words, widths, random):
    """Wrap the words of a row into lines, each cell's pieces on lines of their own choice."""
    pieces = [wrap(text, max(widths[name], 3 * (name == "item"))) for name, text in words.items()]
    height = max(1, *map(len, pieces)) + random.choice([0, 0, 1, 2])
    lines = [[" " * random.randint(0, 2) for _ in words] for _ in range(height)]
    for at, cell in enumerate(pieces):
        for line, piece in scatter(cell, height, random):
            lines[line][at] = " " * random.randint(0, 2) + piece + " " * random.randint(0, 2)
    return lines


def wrap(text, width):
    return [text[start : start + width] for start in range(0, len(text), width)]


def scatter(pieces, height, random):
    return zip(sorted(random.sample(range(height), len(pieces))), pieces, strict=True)


def print_line(grid, at, widths):
    """Print one line of a grid, its joints as the lines above and below need them."""
    for column in range(len(widths) + 1):
        if column == len(widths) or grid[at][column] is not MERGED:
            arms = "u" * reaches(grid, at - 1, column) + "d" * reaches(grid, at + 1, column)
            arms += "l" * (column > 0 and grid[at][column - 1] is RULE)
            yield JOINTS[arms + "r" * (column < len(widths) and grid[at][column] is RULE)]
        if column < len(widths):
            yield {RULE: "─" * widths[column], MERGED: " "}.get(grid[at][column], grid[at][column])


def reaches(grid, at, column):
    """Say whether a line of the grid has a border here."""
    return 0 <= at < len(grid) and (column == len(grid[at]) or grid[at][column] is not MERGED)


agency_names = st.one_of(
    st.sampled_from(["市财政局", "省政府", "湖东区政府", "各区、县级市政府", "各市、县财政局", "各有关单位"]),
    st.text("山水云木金石", min_size=1, max_size=9).map(lambda name: name + "中心"),
    st.text("山水云木金石", min_size=1, max_size=3).map(lambda name: f"云山学院（{name}馆、档案馆）"),
)
texts = st.text("书山有路勤为径，。；、《》“”（）1203%", min_size=1, max_size=60)


@st.composite
def printed_plans(draw):
    """Draw a plan: its text, and for each item what must be read from it."""
    random = draw(st.randoms(use_true_random=True))
    roles = draw(st.sampled_from(COMPANIES))
    held = draw(st.sampled_from([("category", "label"), ("category",), ("label",), ()]))
    columns = draw(st.permutations([*held, "item", "text", *roles]))
    labels = draw(st.lists(st.text("学思知行", min_size=1, max_size=9), min_size=1, max_size=4, unique=True))
    pages, expected = [[]], []
    for numeral, label in zip("一二三四", labels, strict=False):
        words = {"category": numeral, "label": label}
        for part in range(draw(st.integers(1, 2))):
            pages += [[]] if part else []
            numbers = range(len(expected) + 1, len(expected) + 1 + draw(st.integers(1, 3)))
            rows = [draw_row(draw, str(number), roles) for number in numbers]
            marked = {name: words[name] + (("(续)", "（续）")[part % 2] if part else "") for name in held[:1]}
            pages[-1].append(({name: words[name] for name in held} | marked, [row for row, _ in rows]))
            for row, parties in rows:
                named = [party for column in columns for party in parties.get(column, [])]
                named.sort(key=lambda party: party[1] != "lead")
                expected.append((words[held[0]] if held else "", row["item"], row["text"], named))
    lines = [line for page in pages for line in ["附表", *print_page(page, columns, random)]]
    return lines, expected


def draw_row(draw, number, roles):
    """Draw one row: the words of its cells, and (name, role, basis) for each of its role columns."""
    row, parties = {"item": number, "text": draw(texts)}, {}
    for word, role in roles.items():
        names = draw(st.lists(agency_names, max_size=4))
        separators = draw(st.lists(st.sampled_from("、、，,；"), min_size=4, max_size=4))
        row[word] = "".join(map("".join, zip(names, separators, strict=False))).strip("、，,；")
        row[word] = row[word] or draw(st.sampled_from(["", "无", "—"]))
        parties[word] = [(name, *role) for name in names]
    if not parties.get("牵头单位", True):  # 责任单位 beside a blank 牵头单位 stand alone
        parties["责任单位"] = [(name, "lead", "joint") for name, *_ in parties["责任单位"]]
    return row, parties


@settings(max_examples=200)
@given(printed_plans())
def test_a_plan_printed_at_random_reads_back_as_it_was(printed):
    lines, expected = printed
    rows, faults = read_lines(lines)
    assert faults == []
    assert [(row.category, row.item, row.text, names_of([row])) for row in rows] == expected


@settings(max_examples=200)
@given(printed_plans(), st.data())
def test_a_plan_printed_at_random_with_one_broken_border_is_told(printed, data):
    lines, expected = printed
    places = [(at, place) for at, line in enumerate(lines) for place, mark in enumerate(line) if mark in BORDERS]
    at, place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from(every_other(lines[at][place])))
    rows, faults = read_lines([*lines[:at], lines[at][:place] + other + lines[at][place + 1 :], *lines[at + 1 :]])
    assert faults or [(row.category, row.item, row.text, names_of([row])) for row in rows] == expected


class Still:
    """A layout without chance: nothing shifted, nothing padded."""

    def randint(self, low, high):
        return high if low else low

    def random(self):
        return 1.0

    def choice(self, given):
        return given[0]

    def sample(self, given, count):
        return given[:count]


def test_a_number_that_restarts_in_each_category_is_prefixed_by_it():
    rows = [{"item": number, "text": "读书", "负责单位": "市文化局"} for number in ("1", "2")]
    groups = [({"category": category}, rows) for category in ("一", "二")]
    lines = print_page(groups, ["category", "item", "text", "负责单位"], Still())
    rows, faults = read_lines(lines)
    assert ([row.item for row in rows], faults) == (["一-1", "一-2", "二-1", "二-2"], [])


def test_three_role_columns_each_give_their_role():
    words = {"item": "1", "text": "读书", "配合单位": "市教育局", "责任单位": "市财政局", "牵头单位": "市文化局"}
    rows, _ = read_lines(print_page([({}, [words])], list(words), Still()))
    assert [(each.agency, each.role, each.role_as_written) for each in rows[0].mentions] == [
        ("市文化局", "lead", "牵头单位"),
        ("市教育局", "participant", "配合单位"),
        ("市财政局", "participant", "责任单位"),
    ]


# The real notice


@pytest.fixture(scope="module")
def real_lines(real_notice):
    return real_notice.read_text(encoding="utf-8").splitlines()


def test_real_notice_has_its_items_categories_and_assignments(real_notice):
    rows = read_notice(real_notice).rows
    roles = Counter(each.role for row in rows for each in row.mentions)
    assert list(Counter(row.category for row in rows).values()) == [2, 5, 3, 4, 7, 5, 5, 5, 6, 7, 5]
    assert [row.item for row in rows] == [str(number) for number in range(1, 55)]
    assert roles == {"lead": 106, "participant": 60}
    assert sum(all(each.role == "lead" for each in row.mentions) for row in rows) == 14


def test_real_notice_is_the_bundled_plan(real_notice):
    read, bundled = ipn.build_plan(read_notice(real_notice)), ipn.load_plan("guangzhou-2007")
    items, assignments = ["category", "source"], ["item", "agency", "role", "as_written", "source"]
    assert read.items[items].equals(bundled.items[items])
    assert read.assignments[assignments].equals(bundled.assignments[assignments])


def test_every_character_of_the_real_tables_is_in_one_span(real_notice, real_lines):
    drawn = "".join(line for line in real_lines if any(mark in line for mark in "│┌├└"))
    printed = Counter(re.sub(r"[│├┼┤┬┴┌┐└┘─\s]", "", drawn))
    assert Counter(in_tables(read_notice(real_notice))) == printed


def pages_in_company(lines):
    """Yield the line numbers of each page, and the text with only that page and its two neighbours left in it."""
    tops = [at for at, line in enumerate(lines) if line.startswith("┌")]
    ends = [*tops[1:], len(lines)]
    for page, (top, end) in enumerate(zip(tops, ends, strict=True)):
        first, last = tops[max(page - 1, 0)], ends[min(page + 1, len(ends) - 1)]
        yield range(top, end), [line if first <= at < last else "" for at, line in enumerate(lines)]


def test_every_broken_border_of_the_real_notice_is_told(real_lines):
    turns = cycle(range(5))
    readings = 0
    for numbers, lines in pages_in_company(real_lines):
        damaged = broken_borders(lines, numbers, lambda border: ["", BORDERS.replace(border, "")[next(turns)]])
        count, wrong = misread(damaged, read_lines(lines)[0])
        readings += count
        assert wrong == []
    assert readings > 4000


def test_every_dropped_or_doubled_rule_of_the_real_notice_is_told_or_harmless(real_lines):
    assert misread(broken_rules(real_lines), read_lines(real_lines)[0], harmless=True)[1] == []


def strays(damaged, truth, part=whole):
    true = set(map(part, truth))
    return sorted({where[0] for where, lines in damaged if not set(map(part, read_lines(lines)[0])) <= true})


def no_path(row):
    return whole(row)[:1] + whole(row)[2:]


def test_rows_kept_beside_a_broken_border_are_true_ones():
    assert strays(broken_borders(LINES, range(len(LINES)), every_other), TRUTH, no_path) == []


def test_rows_kept_beside_a_broken_rule_are_true_ones():
    assert strays(broken_rules(LINES), TRUTH, no_path) == []


def test_rows_kept_of_a_notice_cut_off_are_true_ones():
    assert strays((((at,), LINES[:at]) for at in range(RULES[0] + 1, len(LINES))), TRUTH, no_path) == []


def test_labels_kept_beside_any_damage_are_true_ones_or_not_told():
    damaged = [*broken_borders(LINES, range(len(LINES)), every_other), *broken_rules(LINES)]
    damaged += [((at,), LINES[:at]) for at in range(RULES[0] + 1, len(LINES))]
    true = {(row.category, path) for row in TRUTH for path in (row.path, "")}
    assert all({(row.category, row.path) for row in read_lines(lines)[0]} <= true for _, lines in damaged)


@pytest.mark.parametrize("mark", "【《“")
def test_any_unclosed_bracket_in_a_role_cell_is_a_fault(mark):
    assert read_lines(edited(25, "市财政局", f"市财政局{mark}国库、市教育局"))[1]


@pytest.mark.parametrize("joined", ["市财政局 市教育局", "市财政局市教育局", "市财政局各区、县级市教育局"])
def test_two_names_that_run_together_are_a_fault(joined):
    faults = read_lines(edited(25, "市财政局", joined))[1]
    assert ["does not read as a list of names" in fault.problem for fault in faults] == [True]


def test_a_number_printed_twice_is_a_fault_and_renames_nothing():
    rows, faults = read_lines(edited(42, " 7│", " 2│"))
    assert [fault.problem.split(" stands")[0] for fault in faults] == ["item 2"]
    assert {row.item for row in rows} < {row.item for row in TRUTH}


def test_the_table_is_not_taken_for_a_title_or_an_issuer():
    table_only = "\n".join(LINES[RULES[0] : -1])
    assert read_preamble(table_only.split("\n"), "bare")["title"] == ""
