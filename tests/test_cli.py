"""The command line: what it takes, what it writes, and one clear line where it cannot."""

import os
import subprocess
import sys

import matplotlib as mpl

mpl.use("agg")

import pytest
from matplotlib import pyplot as plt

from ipnetwork import load_plan, read_plan, same_plan, select, write_plan
from ipnetwork.cli import main

NOTICE = """\
关于示范工作分工的通知
（示府办〔2008〕9号）
┌──┬──────┬─────┬─────┐
│序号│工作内容　　│负责单位　│参与单位　│
├──┼──────┼─────┼─────┤
│1　│开展执法检查│市工商局　│市质监局　│
├──┼──────┼─────┼─────┤
│2　│组织业务培训│市人事局　│有关单位　│
└──┴──────┴─────┴─────┘
"""
BROKEN = NOTICE.replace("│1　│", "│1　").replace("│2　│", "│2　")
TABLE = "item,agency,role\n1,市财政局,lead\n1,市科技局,participant\n2,市科技局,牵头单位\n"
BINARY = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))
BRIEFED = ["briefing.html", "figures", "tables"]

UNREADABLE = {
    "no-role.csv": (b"item,agency\n1,a\n", "no column 'role'"),
    "bad-role.csv": (TABLE.replace("participant", "boss").encode(), "row 3: role 'boss' is not known"),
    "extra.csv": (b"item,agency,role,colour\n1,a,lead,red\n", "not known: 'colour'"),
    "no-rows.csv": (b"item,agency,role\n", "it has no rows"),
    "ragged.csv": (b"item,agency,role\n1,a\n", "row 2: 2 cells under 3 columns"),
    "list.csv": ("item,agency,role\n1,市财政局、市科技局,lead\n".encode(), "is a list"),
    "prose.txt": ("关于示范工作的通知\n各单位：\n".encode(), "it holds no task table"),
    "picture.png": (BINARY, "a picture, which cannot be read"),
    "picture.txt": (BINARY, "a picture, which cannot be read"),
    "picture.csv": (BINARY, "a picture, which cannot be read"),
    "nulls.txt": (b"a\x00b", "it holds null characters"),
    "empty.txt": (b"", "it is empty"),
}


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(autouse=True)
def _work_in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "small.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture
def asked(monkeypatch):
    """Take down what the command line asks for instead of writing it."""
    calls = []

    def take_down(plan, folder, *, lang, formats, max_seats):
        calls.append((plan, folder, lang, max_seats, formats))
        return folder

    monkeypatch.setattr("ipnetwork.cli.write_briefing", take_down)
    return calls


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def refused(capsys, *arguments):
    """Run a command that must fail, and return its one line."""
    assert main(list(arguments)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("ipnetwork: ")
    assert told.err.endswith("\n")
    assert "Traceback" not in told.err
    lines = told.err.splitlines()
    assert len(lines) == 1
    return lines[0]


# brief


def test_brief_takes_the_bundled_plan_and_chinese_where_nothing_is_said(asked, capsys):
    assert main(["brief", "--out", "out"]) == 0
    plan, folder, lang, seats, formats = asked[0]
    assert formats == ("html",)
    assert seats == 12
    assert (str(plan), str(folder), lang) == (str(load_plan("guangzhou-2007")), "out", "zh")
    assert capsys.readouterr().out == f"{plan}\nout/briefing.html\n"


def test_brief_takes_a_plan_by_name_and_writes_english(tmp_path, capsys):
    assert main(["brief", "guangzhou-2007", "--lang", "en", "--out", str(tmp_path / "out")]) == 0
    assert "ipnetwork:" not in capsys.readouterr().err  # progress shows where the work takes a while
    assert names(tmp_path / "out") == BRIEFED
    page = (tmp_path / "out" / "briefing.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "The plan gives 54 items" in page


def test_brief_takes_a_csv_and_makes_the_folders_above(table, tmp_path, capsys):
    assert main(["brief", str(table), "--lang", "en", "--out", "new/out"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Plan plan: 2 items, 2 names (2 agency), 3 assignments"
    assert "What stands out" in (tmp_path / "new" / "out" / "briefing.html").read_text(encoding="utf-8")


def test_brief_takes_a_notice(notice, tmp_path, capsys):
    assert main(["brief", str(notice), "--out", "out"]) == 0
    told = capsys.readouterr()
    assert told.out == "Plan small: 2 items, 4 names (3 agency, 1 open), 4 assignments\nout/briefing.html\n"
    page = (tmp_path / "out" / "briefing.html").read_text(encoding="utf-8")
    assert "示府办〔2008〕9号" in page
    assert "L6 c3" in page


def test_brief_takes_formats_parted_by_commas_each_once(asked, capsys):
    assert main(["brief", "--out", "out", "--format", "html, docx,html,pdf"]) == 0
    assert asked[0][4] == ("html", "docx", "pdf")
    told = capsys.readouterr().out.splitlines()
    assert told[1:] == ["out/briefing.html", "out/briefing.docx", "out/briefing.pdf"]


def test_an_unknown_format_is_refused_with_those_there_are(capsys):
    with pytest.raises(SystemExit):
        main(["brief", "--out", "out", "--format", "html,odt"])
    assert "no format 'odt'; there are html, docx, pptx, xlsx, pdf" in capsys.readouterr().err


def test_the_seats_of_a_meeting_can_be_chosen(asked, capsys):
    assert main(["brief", "--out", "out", "--seats", "15"]) == 0
    assert asked[0][3] == 15
    for wrong in ("1", "-3", "many"):
        with pytest.raises(SystemExit, match="2"):
            main(["brief", "--out", "out", "--seats", wrong])
    assert "a joint meeting has at least 2 seats" in capsys.readouterr().err


def test_a_path_that_exists_goes_before_a_bundled_name(tmp_path, asked):
    write_plan(select(load_plan(), categories=["九"]), tmp_path / "guangzhou-2007")
    assert main(["brief", "guangzhou-2007", "--out", "out"]) == 0
    assert str(asked[0][0]).startswith("Plan guangzhou-2007: 6 items")


def test_a_warning_is_one_note_and_no_failure(tmp_path, capsys):
    path = tmp_path / "plan.csv"
    path.write_text(TABLE.replace("市财政局", "龘局"), encoding="utf-8")
    assert main(["brief", str(path), "--out", "out"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert all(line.startswith("ipnetwork: note: ") for line in told)
    assert sum("no glyph for 龘, drawn as 〓;" in line for line in told) == 1
    assert names(tmp_path / "out") == BRIEFED


# read


def test_read_makes_a_plan_folder(notice, tmp_path, capsys):
    assert main(["read", str(notice), "--out", "folder"]) == 0
    told = capsys.readouterr()
    assert told.out == "Plan small: 2 items, 4 names (3 agency, 1 open), 4 assignments\nfolder\n"
    assert told.err == ""
    assert len(same_plan(read_plan(tmp_path / "folder"), read_plan(notice))) == 0


def test_read_tells_what_is_odd_with_its_line(tmp_path, capsys):
    path = tmp_path / "odd.txt"
    path.write_text(NOTICE.replace("市工商局", "　　　　").replace("市质监局", "某某协会"), encoding="utf-8")
    assert main(["read", str(path), "--out", "folder"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "  no_lead: 1: participants are named, but nobody leads (L6)",
        "  unknown_name: 某某协会: no register knows this name (L6 c4)",
    ]


def test_brief_takes_the_plan_folder_that_read_made(notice, tmp_path, capsys):
    assert main(["read", str(notice), "--out", "folder"]) == 0
    assert main(["brief", "folder", "--out", "out"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[2:] == [told.out.splitlines()[0], "out/briefing.html"]
    assert told.err == ""
    assert names(tmp_path / "out") == BRIEFED


PROSE = "关于示范工作的通知\n（一）办培训。（牵头单位：市财政局；配合单位：市龙舟社团联盟、各有关单位）\n"


@pytest.fixture
def five(tmp_path):
    """A folder of five files, two of which cannot be read."""
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "b.md").write_text(PROSE, encoding="utf-8")
    (folder / "c.txt").write_text("春天来了。\n", encoding="utf-8")
    (folder / "d.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "e.csv").write_text(TABLE, encoding="utf-8")
    (folder / ".hidden").write_text("no notice", encoding="utf-8")
    return folder


def test_read_carries_on_past_bad_files_and_then_leaves_with_two(five, tmp_path, capsys):
    assert main(["read", str(five), "--out", "out"]) == 2
    told = capsys.readouterr()
    assert [line.split() for line in told.out.splitlines()[1:-1]] == [
        ["a.txt", "2", "4", "0", "0", "0"],
        ["b.md", "1", "3", "0", "0", "1"],
        ["c.txt", "not", "read"],
        ["d.docx", "not", "read"],
        ["e.csv", "2", "3", "0", "0", "0"],
    ]
    assert told.out.splitlines()[-1] == "3 of 5 read; out/readings.csv"
    assert [part in told.err for part in ("c.txt: file: it holds no task table", "d.docx: file: ")] == [True, True]
    assert names(tmp_path / "out") == ["a", "b", "e", "names.csv", "readings.csv"]
    assert len(same_plan(read_plan(tmp_path / "out" / "a"), read_plan(five / "a.txt"))) == 0
    table = (tmp_path / "out" / "readings.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == "file,folder,items,assignments,faults,unread_clauses,unknown_names,problem"
    assert [line.split(",")[2:7] for line in table[1:]] == [
        list("24000"), list("13001"), [""] * 5, [""] * 5, list("23000"),
    ]  # fmt: skip


def test_read_leaves_with_nothing_wrong_where_every_file_is_read(five, capsys):
    assert main(["read", str(five / "a.txt"), str(five / "b.md"), "--out", "out"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 of 2 read; out/readings.csv"


def test_names_filled_in_by_hand_are_never_overwritten(five, tmp_path):
    assert main(["read", str(five), "--out", "out"]) == 2
    path = tmp_path / "out" / "names.csv"
    head, row = path.read_text(encoding="utf-8-sig").splitlines()
    assert row.startswith("市龙舟社团联盟,1,b.md: L2")
    settled = row.rstrip(",").split(",")[:3] + [""] * 3 + ["市体育局", "", "", "", "", ""]
    path.write_text("\n".join([head, ",".join(settled)]), encoding="utf-8")
    (five / "f.txt").write_text(PROSE.replace("市龙舟社团联盟", "市风筝社团联盟"), encoding="utf-8")
    assert main(["read", str(five), "--out", "out", "--names", str(path), "--overwrite"]) == 2
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    assert rows[1] == ",".join(settled)
    assert rows[2].startswith("市风筝社团联盟,1,f.txt: L2")
    assert len(rows) == 3


def test_where_nothing_is_read_the_table_of_before_stays(five, tmp_path, capsys):
    assert main(["read", str(five), "--out", "out"]) == 2
    before = (tmp_path / "out" / "readings.csv").read_bytes()
    assert main(["read", str(five), "--out", "out"]) == 2
    assert capsys.readouterr().out.splitlines()[-1] == "0 of 5 read"
    assert (tmp_path / "out" / "readings.csv").read_bytes() == before


def test_files_of_one_name_get_folders_of_their_own(five, tmp_path):
    for name in ("a.md", "a.html"):
        (five / name).write_text(PROSE, encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(PROSE, encoding="utf-8")
    files = [str(five / name) for name in ("a.txt", "a.md", "a.html")]
    assert main(["read", *files, str(tmp_path / "more" / "a.txt"), "--out", "out"]) == 0
    assert names(tmp_path / "out") == ["a", "a-html", "a-md", "a-txt", "names.csv", "readings.csv"]


def test_an_empty_folder_is_told(tmp_path, capsys):
    (tmp_path / "none").mkdir()
    assert "it holds no file" in refused(capsys, "read", str(tmp_path / "none"), "--out", "out")


def test_names_that_were_settled_by_hand_are_used_by_the_next_reading(five, tmp_path, capsys):
    assert main(["read", str(five / "b.md"), "--out", "out"]) == 0
    settled = (tmp_path / "out" / "names.csv").read_text(encoding="utf-8-sig").splitlines()
    assert settled[1].startswith("市龙舟社团联盟,1,L2")
    columns, row = settled[0].split(","), settled[1].split(",")
    row[columns.index("same_as")] = "市体育局"
    (tmp_path / "names.csv").write_text("\n".join([settled[0], ",".join(row)]), encoding="utf-8")
    assert main(["read", str(five / "b.md"), "--out", "again", "--names", "names.csv"]) == 0
    assert not (tmp_path / "again" / "names.csv").exists()
    rows = read_plan(tmp_path / "again").assignments
    assert rows[rows["agency"] == "市体育局"]["as_written"].tolist() == ["市龙舟社团联盟"]
    assert "unknown_name" not in capsys.readouterr().out.split("again")[-1]


def test_a_loose_reading_keeps_what_is_readable(tmp_path, capsys):
    path = tmp_path / "broken.txt"
    path.write_text(NOTICE.replace("│1　│", "│1　"), encoding="utf-8")
    assert main(["read", str(path), "--out", "strict"]) == 2
    assert main(["read", str(path), "--out", "loose", "--loose"]) == 0
    assert list(read_plan(tmp_path / "loose").items.index) == ["2"]
    capsys.readouterr()


def test_explain_writes_the_notice_with_its_marks(five, tmp_path):
    assert main(["read", str(five / "b.md"), "--out", "out", "--explain"]) == 0
    assert "市龙舟社团联盟" in (tmp_path / "out" / "explain.html").read_text(encoding="utf-8")


def test_a_reader_that_is_not_installed_is_named(tmp_path, capsys, monkeypatch):
    (tmp_path / "page.html").write_text(
        "<html><body><p>（一）办培训。（市财政局负责）</p></body></html>", encoding="utf-8"
    )
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert 'pip install "ipnetwork[read]"' in refused(capsys, "read", str(tmp_path / "page.html"), "--out", "out")


# what cannot be read is told in one line


@pytest.mark.parametrize("verb", ["brief", "read"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_input_that_cannot_be_used_is_told_in_one_line(tmp_path, capsys, verb, name):
    raw, told = UNREADABLE[name]
    (tmp_path / name).write_bytes(raw)
    line = refused(capsys, verb, str(tmp_path / name), "--out", str(tmp_path / "out"))
    assert told in line
    assert name.partition(".")[0] in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("path", ["missing.csv", "missing.txt", "no/such/folder"])
@pytest.mark.parametrize("verb", ["brief", "read"])
def test_a_path_that_is_not_there_is_told_in_one_line(capsys, verb, path):
    line = refused(capsys, verb, path, "--out", "out")
    assert path in line
    assert "No such file or directory" in line


@pytest.mark.parametrize("name", ["guangzhou-2008", "nowhere"])
def test_a_name_that_no_bundled_plan_has_is_answered_with_those_there_are(capsys, name):
    line = refused(capsys, "brief", name, "--out", "out")
    assert line.startswith(f"ipnetwork: {name}: ")
    assert "guangzhou-2007" in line


@pytest.mark.parametrize("verb", ["brief", "read"])
def test_an_output_folder_that_is_a_file_is_told_in_one_line(notice, tmp_path, capsys, verb):
    (tmp_path / "out").write_text("mine")
    assert "out: File exists" in refused(capsys, verb, str(notice), "--out", "out")
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("verb", ["brief", "read"])
def test_an_output_folder_below_a_file_is_told_in_one_line(notice, capsys, verb):
    assert "Not a directory" in refused(capsys, verb, str(notice), "--out", f"{notice}/out")


def test_a_folder_that_is_no_plan_is_told_table_by_table(tmp_path, capsys):
    (tmp_path / "folder").mkdir()
    assert main(["brief", "folder", "--out", "out"]) == 2
    heading, *faults = capsys.readouterr().err.splitlines()
    assert heading == "ipnetwork: folder: 3 faults"
    assert [fault.partition(":")[0] for fault in faults] == ["  items.csv", "  agencies.csv", "  assignments.csv"]


def test_several_faults_of_a_csv_are_a_heading_and_a_line_each(tmp_path, capsys):
    (tmp_path / "bad.csv").write_text("item,agency,role\n1,a,boss\n,b,lead\n2,,lead\n3,c,lead\n", encoding="utf-8")
    assert main(["brief", "bad.csv", "--out", "out"]) == 2
    told = capsys.readouterr()
    heading, *faults = told.err.splitlines()
    assert heading == "ipnetwork: bad.csv: 3 faults"
    assert [fault.partition(":")[0] for fault in faults] == ["  row 2", "  row 3", "  row 4"]
    assert told.out == ""


def test_several_faults_of_a_notice_are_a_heading_and_a_line_each(tmp_path, capsys):
    (tmp_path / "broken.txt").write_text(BROKEN, encoding="utf-8")
    assert main(["read", "broken.txt", "--out", "out"]) == 2
    heading, *faults = capsys.readouterr().err.splitlines()
    assert heading == "ipnetwork: broken.txt: 2 faults"
    assert [fault.partition(":")[0] for fault in faults] == ["  L6", "  L8"]
    assert not (tmp_path / "out").exists()


# help and usage


def test_the_help_of_brief_names_columns_and_bundled_plan(capsys):
    with pytest.raises(SystemExit) as left:
        main(["brief", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert left.value.code == 0
    wanted = ["item, agency, role (lead or participant)", "bundled plan guangzhou-2007", "plan folder", "notice"]
    for word in [*wanted, "--lang", "--out"]:
        assert word in told


def test_the_help_of_read_names_the_tables_it_writes(capsys):
    with pytest.raises(SystemExit) as left:
        main(["read", "--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    for word in (
        "items, agencies, assignments, members",
        "datapackage.json",
        "FILE",
        "--names",
        "--loose",
        "--explain",
        "--out",
    ):
        assert word in told


def test_the_help_names_both_verbs(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert "brief" in told
    assert "read" in told


@pytest.mark.parametrize(
    "arguments",
    [[], ["draw"], ["brief"], ["read"], ["read", "x"], ["brief", "--out", "x", "--lang", "fr"], ["brief", "a", "b"]],
    ids=" ".join,
)
def test_a_command_that_is_not_one_is_refused_with_its_usage(capsys, arguments):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    told = capsys.readouterr()
    assert left.value.code == 2
    assert told.err.startswith("usage: ipnetwork")


# as a program


def run(*arguments, **environment):
    command = [sys.executable, "-m", "ipnetwork", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)


def test_the_package_runs_as_a_program(table, tmp_path):
    ran = run("brief", str(table), "--out", "out", PYTHONIOENCODING="utf-8")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode().splitlines()[0] == "Plan plan: 2 items, 2 names (2 agency), 3 assignments"
    assert names(tmp_path / "out") == BRIEFED


def test_the_program_leaves_with_two_and_one_line():
    ran = run("brief", "missing.csv", "--out", "out")
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert ran.stderr.decode().splitlines() == ["ipnetwork: missing.csv: No such file or directory"]


def test_a_terminal_that_knows_no_chinese_does_not_stop_the_work(tmp_path):
    (tmp_path / "own.csv").write_text("item,agency,role\n1,某协会,lead\n", encoding="utf-8")
    ran = run("brief", "missing之.csv", "--out", "out", PYTHONIOENCODING="cp1252")
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_a_path_with_a_separator_is_never_a_bundled_name(capsys):
    assert "No such file" in refused(capsys, "brief", "./guangzhou-2007", "--out", "out")


def test_a_csv_with_an_endless_cell_is_told_in_one_line(tmp_path, capsys):
    path = tmp_path / "endless.csv"
    path.write_text(f'item,agency,role\n1,"{"局" * 140_000}",lead\n', encoding="utf-8")
    assert "not a readable CSV" in refused(capsys, "brief", str(path), "--out", "out")


def test_read_does_not_overwrite_a_plan_unless_it_is_told_to(notice, tmp_path, capsys):
    assert main(["read", str(notice), "--out", "folder"]) == 0
    (tmp_path / "folder" / "members.csv").write_text("collective,agency\n", encoding="utf-8")
    capsys.readouterr()
    assert "it holds a plan already" in refused(capsys, "read", str(notice), "--out", "folder")
    assert main(["read", str(notice), "--out", "folder", "--overwrite"]) == 0
