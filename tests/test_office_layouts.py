"""Reading Word, Excel and CSV: what stands in them, in order and with its place; and what must never be opened."""

import re
import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from ipnetwork.errors import NoticeError
from ipnetwork.notice.archive import kind_of_zip, xml_parts
from ipnetwork.notice.document import Grid
from ipnetwork.notice.formats import WINDOWS_ZERO, find_pattern, show_number
from ipnetwork.notice.located import Located, Spot
from ipnetwork.notice.numerals import spell_number
from ipnetwork.notice.sheet import read_csv, read_workbook
from ipnetwork.notice.word import read_word

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


# Making documents


def saved(document):
    """Return the bytes of what python-docx or openpyxl made."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(raw, parts=(), *, without=()):
    """Return a zip with some parts put in place of its own, or left out."""
    new, out = dict(parts), BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            if name not in new and name not in without:
                archive.writestr(name, old.read(name))
        for name, part in new.items():
            archive.writestr(name, part)
    return out.getvalue()


def zipped(**parts):
    """Return a zip of parts whose names are written with __ for / and _ for a full stop."""
    named = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    return repacked(EMPTY_ZIP, named)


def in_word(body, numbering="", styles=""):
    """Return a .docx with this body, these lists and these styles."""
    parts = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    parts["word/numbering.xml"] = f"<w:numbering {SPACES}>{numbering}</w:numbering>"
    parts["word/styles.xml"] = f"<w:styles {SPACES}>{styles}</w:styles>"
    return repacked(BLANK_WORD, parts)


def in_excel(data, rest="", book=None, **parts):
    """Return an .xlsx whose first sheet holds these rows, and has this behind them."""
    sheet = f'<worksheet xmlns="{EXCEL}"><sheetData>{data}</sheetData>{rest}</worksheet>'
    return repacked(saved(book or openpyxl.Workbook()), {"xl/worksheets/sheet1.xml": sheet, **parts})


def p(*runs, properties=""):
    """Return a paragraph; what is no XML yet becomes a run."""
    content = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def item(text, number=1, level=0):
    """Return a paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*content, span=1, down=""):
    properties = f'<w:gridSpan w:val="{span}"/>{down}'
    inside = "".join(each if each.startswith("<") else p(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells, properties=""):
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def level(depth, form, text, more="", start=1):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(name, *levels, more=""):
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def use(number, name, *overrides):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{name}"/>{"".join(overrides)}</w:num>'


def restart(depth, start):
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
BLANK_WORD = saved(docx.Document())
BOMB = 400_000_000
DOWN, FROM_HERE = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


# Looking at what was read


def lines(raw):
    """Return the lines of a document outside its tables."""
    return [block.text for block in read_word(raw, "x.docx") if isinstance(block, Located)]


def grids(raw):
    return [block for block in read_word(raw, "x.docx") if isinstance(block, Grid)]


def sheets(raw):
    return read_workbook(raw, "x.xlsx")


def shape(grid):
    """Return the cells of a grid: columns, rows, text."""
    return [(each.start, each.stop, each.top, each.bottom, each.content.text) for each in grid.cells]


def texts(grid):
    return {(each.top, each.start + 1): each.content.text for each in grid.cells}


def refusal(read, raw):
    """Return what is said of a file that must not be read."""
    with pytest.raises(NoticeError) as error:
        read(raw, "plan")
    assert error.value.subject == "plan"
    assert all(each.place and each.problem and each.remedy for each in error.value.faults)
    return str(error.value)


def well_formed(grid):
    """Check what every grid must hold: cells in order, inside it, nowhere on top of each other, spots for each sign."""
    taken = set()
    for each in grid.cells:
        places = {(at, line) for at in range(each.start, each.stop) for line in range(each.top, each.bottom + 1)}
        assert places
        assert taken.isdisjoint(places)
        taken |= places
        assert each.stop <= grid.width
        assert each.content.column == each.start + 1
        assert each.content.spots == (Spot(0, grid.table, each.top),) * len(each.content.text)
    assert [(each.top, each.start) for each in grid.cells] == sorted((each.top, each.start) for each in grid.cells)
    assert not grid.wraps
    assert not grid.broken


# Zips: what they are


def test_word_and_excel_are_told_by_what_is_in_them():
    assert kind_of_zip(BLANK_WORD, "x") == "docx"
    assert kind_of_zip(saved(openpyxl.Workbook()), "x") == "xlsx"


@pytest.mark.parametrize(
    ("raw", "what", "remedy"),
    [
        (zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<a/>"), ".odt", ".docx"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<a/>"), ".ods", ".xlsx"),
        (zipped(content_xml="<a/>", **{"META-INF__manifest_xml": "<a/>"}), "OpenDocument", ".docx"),
        (zipped(OFD_xml="<a/>", Doc__Document_xml="<a/>"), ".ofd", "PDF"),
        (zipped(ppt__presentation_xml="<a/>"), ".pptx", "PDF"),
        (zipped(xl__workbook_bin="", xl__styles_xml="<a/>"), ".xlsb", ".xlsx"),
        (zipped(plan_docx=BLANK_WORD), "zip archive", "unpack"),
        (zipped(a_txt="任务"), ".wps", ".docx"),
        (EMPTY_ZIP, "zip archive", "unpack"),
    ],
)
def test_other_zips_are_named_with_what_to_do(raw, what, remedy):
    said = refusal(kind_of_zip, raw)
    assert what in said
    assert remedy in said.partition(";")[2]


@pytest.mark.parametrize("read", [kind_of_zip, read_word, read_workbook])
@pytest.mark.parametrize("raw", [BLANK_WORD[:-300], BLANK_WORD[:200], b"PK\x03\x04", b"", b"no zip at all" * 50])
def test_cut_off_zips_are_damaged(read, raw):
    assert "damaged" in refusal(read, raw)


def test_one_wrong_byte_in_the_packed_text_is_damage():
    with zipfile.ZipFile(BytesIO(BLANK_WORD)) as archive:
        start = archive.getinfo("word/document.xml").header_offset
    at = start + 30 + len("word/document.xml") + 40
    damaged = BLANK_WORD[:at] + bytes([BLANK_WORD[at] ^ 255]) + BLANK_WORD[at + 1 :]
    for read in (kind_of_zip, read_word):
        assert "word/document.xml" in refusal(read, damaged)


def test_encrypted_zips_are_named():
    raw = bytearray(BLANK_WORD)
    for match in re.finditer(b"PK\x01\x02", BLANK_WORD):
        raw[match.start() + 8] |= 1
    said = refusal(kind_of_zip, bytes(raw))
    assert "save it without one" in said


# Zips: what must never be opened


def taking(room, read, raw):
    """Return what `read` gives, if it takes no more than so many bytes of memory besides."""
    tracemalloc.start()
    try:
        given = read(raw)
        assert tracemalloc.get_traced_memory()[1] < room
    finally:
        tracemalloc.stop()
    return given


def lightly(read, raw, room=10_000_000):
    """Return what is said of a file that must be refused before it takes memory to speak of."""
    return taking(room, lambda raw: refusal(read, raw), raw)


@pytest.fixture(scope="module")
def bomb():
    """A docx of under 1 MB whose text unpacks to 400 MB."""
    out = BytesIO(BLANK_WORD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/big.xml", "w") as part:
        for _ in range(BOMB // 1_000_000):
            part.write(b" " * 1_000_000)
    assert len(out.getvalue()) < 1_000_000
    return out.getvalue()


@pytest.mark.parametrize("read", [kind_of_zip, read_word, read_workbook])
def test_bombs_are_refused_at_once_whatever_they_declare(read, bomb):
    assert "64,000,000" in lightly(read, bomb)
    lying = bomb.replace(BOMB.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != bomb
    assert "word/big.xml" in lightly(read, lying)


def test_the_limit_is_on_all_parts_together():
    parts = {f"word/part{number}.xml": b" " * 8_000_000 for number in range(9)}
    assert "64,000,000" in lightly(kind_of_zip, repacked(BLANK_WORD, parts))
    assert kind_of_zip(repacked(BLANK_WORD, dict(list(parts.items())[:7])), "x") == "docx"


def test_pictures_are_not_opened_however_large():
    raw = repacked(in_word(p("有图的方案")), {"word/media/image1.emf": bytes(100_000_000)})
    relation = (
        '<Relationship Id="rId77" Target="media/image1.emf" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    relations = xml_parts(raw, "x")["word/_rels/document.xml.rels"].decode().replace("</Relationships>", relation)
    raw = repacked(raw, {"word/_rels/document.xml.rels": relations})
    assert taking(10_000_000, lambda raw: kind_of_zip(raw, "x"), raw) == "docx"
    assert taking(10_000_000, lines, raw) == ["有图的方案"]


def test_markup_that_only_fills_memory_is_refused():
    raw = repacked(BLANK_WORD, {"word/document.xml": "<a/>" * 3_100_000})
    assert "markup" in lightly(kind_of_zip, raw, 40_000_000)


def test_too_many_entries_are_refused():
    assert "5,000" in lightly(kind_of_zip, repacked(BLANK_WORD, {f"word/{number}.xml": "" for number in range(5_001)}))


def test_packing_that_office_does_not_use_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "packed" in refusal(kind_of_zip, out.getvalue())


LAUGHS = '<!DOCTYPE l [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
FETCHES = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'


@pytest.mark.parametrize("read", [kind_of_zip, read_word])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "customXml/item1.xml"])
@pytest.mark.parametrize(
    "text",
    [
        LAUGHS.encode(),
        FETCHES.encode(),
        b"<!-- " + b"-" * 9 + b"a" * 5_000 + b" -->" + LAUGHS.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS).encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS).encode("utf-16-be"),
    ],
)
def test_document_types_and_entities_are_refused(read, part, text):
    said = refusal(read, repacked(BLANK_WORD, {part: text}))
    assert part in said
    assert "entities" in said


def test_entities_hidden_by_an_odd_encoding_are_refused_when_parsed():
    text = '<?xml version="1.0" encoding="UTF-7"?>' + FETCHES.replace("w:", "").replace("<!", "+ADwAIQ-")
    raw = repacked(BLANK_WORD, {"word/document.xml": text})
    assert "entities" in refusal(read_word, raw)


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_done_to_a_file_it_is_read_or_refused(data):
    raw = bytearray(data.draw(st.sampled_from([SMALL_WORD, SMALL_EXCEL])))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for read in (kind_of_zip, read_word, read_workbook):
        try:
            read(bytes(raw), "x")
        except NoticeError:
            continue


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_done_to_the_text_of_a_file_it_is_read_or_refused(data):
    raw, name, read = data.draw(st.sampled_from(PARTS))
    part = xml_parts(raw, "x")[name].decode()
    tokens = re.findall(r"<[^>]*>|\"[^\"]*\"|[^<\"]+", part)
    at, other = (data.draw(st.integers(0, len(tokens) - 1)) for _ in "ab")
    odd = st.sampled_from(["", tokens[other], '"-1"', '"99999999999999999999"', '"%1%9"', "<a/>", '"x"', '"A0"', "７"])
    tokens[at] = data.draw(odd)
    try:
        blocks = read(repacked(raw, {name: "".join(tokens)}), "x")
    except NoticeError:
        return
    for block in blocks:
        if isinstance(block, Grid):
            well_formed(block)


# Word, its text


def test_paragraphs_are_lines_numbered_through_and_empty_ones_are_no_lines():
    blocks = read_word(in_word(p("一、总体要求") + p() + p("　 ") + p("  到2027年，", "建成30个。 ")), "x")
    assert blocks == [
        Located("一、总体要求", (Spot(0, 0, 1),) * 6),
        Located("到2027年，建成30个。", (Spot(0, 0, 2),) * 13),
    ]


def test_documents_made_by_python_docx_are_read():
    document = docx.Document()
    document.add_heading("工作方案", level=1)
    document.add_paragraph("为推进工作").add_run("，制定本方案。").bold = True
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("第一条", style="List Number")
    document.add_paragraph("第二条", style="List Number")
    document.add_paragraph("要点", style="List Bullet")
    assert lines(saved(document)) == ["工作方案", "为推进工作，制定本方案。", "1. 第一条", "2. 第二条", "要点"]


def test_breaks_end_a_line_and_tabs_are_spaces():
    body = p(
        "牵头单位：市发改委", '<w:r><w:br/><w:t>配合单位：</w:t><w:tab/><w:t>市财政局</w:t><w:br w:type="page"/></w:r>'
    )
    body += p("甲", "<w:r><w:cr/></w:r>", "乙\n丙", properties='<w:tabs><w:tab w:val="left" w:pos="4"/></w:tabs>')
    assert lines(in_word(body)) == ["牵头单位：市发改委", "配合单位： 市财政局", "甲", "乙 丙"]


def test_text_is_found_wherever_word_puts_it():
    run = "<w:r><w:t>{}</w:t></w:r>".format
    inside = [
        f"<w:hyperlink>{run('链接')}</w:hyperlink>",
        f"<w:ins>{run('新增')}</w:ins>",
        f"<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:moveFrom>{run('移走')}</w:moveFrom>",
        f"<w:moveTo>{run('移来')}</w:moveTo>",
        f"<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
        f"<w:smartTag><w:smartTag>{run('标记')}</w:smartTag></w:smartTag>",
        f"<w:fldSimple>{run('域')}</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r>",
        f"<w:r><w:ruby><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>",
        "<w:r><w:t>不<!-- 注 -->断</w:t><w:noBreakHyphen/></w:r>",
    ]
    assert lines(in_word(p(*inside))) == ["链接新增移来控件标记域拼不断-"]


def test_content_controls_around_paragraphs_tables_rows_and_cells_lose_nothing():
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    rows = control(row("一", control(control(cell("二"))))) + row("三", "四")
    body = control(p("标题") + control(p("段落"))) + f"<w:customXml>{control(table(rows))}</w:customXml>" + p("尾")
    blocks = read_word(in_word(body), "x")
    assert [block.text for block in blocks if isinstance(block, Located)] == ["标题", "段落", "尾"]
    assert isinstance(blocks[2], Grid)
    assert texts(blocks[2]) == {(1, 1): "一", (1, 2): "二", (2, 1): "三", (2, 2): "四"}


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
).format


def test_text_boxes_are_read_once_after_the_paragraph_that_they_hang_on():
    old = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('旧框')}</w:txbxContent></v:textbox></w:pict></w:r>"
    body = (
        p("前", BOX(p("框一") + p("框二", BOX(p("框中框")))), "后")
        + p(old)
        + table(row(cell(p("格", BOX(p("格中框"))))))
    )
    assert lines(in_word(body)) == ["前后", "框一", "框二", "框中框", "旧框"]
    assert texts(grids(in_word(body))[0]) == {(1, 1): "格\n格中框"}


def test_only_the_first_alternative_of_blocks_is_read():
    body = f"<mc:AlternateContent><mc:Choice>{p('新')}</mc:Choice><mc:Choice>{p('次')}</mc:Choice><mc:Fallback>"
    assert lines(in_word(f"{body}{p('旧')}{table(row('旧'))}</mc:Fallback></mc:AlternateContent>")) == ["新"]


def test_a_paragraph_deleted_with_its_end_is_no_paragraph():
    gone = "<w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr>"
    numbering = definition("0", level(0, "decimal", "%1、")) + use(1, "0")
    body = item("甲") + p("<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", properties=gone) + item("丙")
    assert lines(in_word(body, numbering)) == ["1、甲", "2、丙"]


def test_texts_longer_than_a_plan_are_refused(monkeypatch):
    monkeypatch.setattr("ipnetwork.notice.word.MOST_CHARACTERS", 10)
    assert lines(in_word(p("一二三四五") * 2)) == ["一二三四五"] * 2
    for body in (p("一二三四五") * 2 + p("六"), table(row("一二三四五", "六七八九十一"))):
        assert "characters" in refusal(read_word, in_word(body))


def test_strict_documents_are_read():
    raw = in_word(p("严格") + table(row("格")))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {name: part.replace(WORD.encode(), strict) for name, part in xml_parts(raw, "x").items()}
    assert lines(repacked(raw, parts)) == ["严格"]


def test_dangling_relations_and_other_names_of_the_main_part_do_no_harm():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = f'<Relationship Id="a" Type="{kind}/officeDocument" Target="/word/Document2.xml"/>'
    top = f"<Relationships>{main}</Relationships>"
    own = f'<Relationships><Relationship Id="a" Type="{kind}/image" Target="NULL"/></Relationships>'
    text = xml_parts(in_word(p("正文")), "x")["word/document.xml"]
    parts = {"_rels/.rels": top, "word/_rels/document2.xml.rels": own, "word/document2.xml": text}
    assert lines(repacked(BLANK_WORD, parts, without=["word/document.xml"])) == ["正文"]


def test_word_files_without_a_text_of_their_own_are_refused():
    assert "save it again" in refusal(read_word, in_word('<w:altChunk r:id="a" xmlns:r="r"/>'))
    assert "document.xml" in refusal(read_word, repacked(BLANK_WORD, {"word/document.xml": f"<w:document {SPACES}/>"}))
    assert "document.xml" in refusal(read_word, repacked(BLANK_WORD, without=["word/document.xml"]))
    assert "document.xml" in refusal(read_word, repacked(BLANK_WORD, {"word/document.xml": "<w:document>"}))


# Word, its tables


def test_tables_stand_between_paragraphs_and_are_numbered():
    blocks = read_word(in_word(p("前") + table(row("甲", "乙")) + table() + table(row("丙")) + p("后")), "x")
    assert [getattr(block, "text", "表") for block in blocks] == ["前", "表", "表", "后"]
    first, second = blocks[1:3]
    assert (first.table, first.width, second.table, second.width) == (1, 2, 2, 1)
    assert second.cells[0].content == Located("丙", (Spot(0, 2, 1),), 1)
    assert first.cells[1].content.place == "t1 r1 c2"
    assert blocks[3].spots == (Spot(0, 0, 2),)
    well_formed(first)


def test_merged_cells_are_one_cell_each():
    rows = (
        row(cell("序号"), cell("任务", span=2), cell("牵头单位")),
        row(cell("1", down=FROM_HERE), cell("建设"), cell("目标", down=FROM_HERE), cell("市发改委")),
        row(cell("", down=DOWN), cell("运营"), cell("", down=DOWN), cell("市财政局")),
        row(cell("", down=DOWN), cell("宽", span=2, down=FROM_HERE), cell("")),
        row(cell("2", down=FROM_HERE), cell("", span=2, down=DOWN), cell("市审计局")),
    )
    (grid,) = grids(in_word(table(*rows)))
    assert shape(grid) == [
        (0, 1, 1, 1, "序号"),
        (1, 3, 1, 1, "任务"),
        (3, 4, 1, 1, "牵头单位"),
        (0, 1, 2, 4, "1"),
        (1, 2, 2, 2, "建设"),
        (2, 3, 2, 3, "目标"),
        (3, 4, 2, 2, "市发改委"),
        (1, 2, 3, 3, "运营"),
        (3, 4, 3, 3, "市财政局"),
        (1, 3, 4, 5, "宽"),
        (3, 4, 4, 4, ""),
        (0, 1, 5, 5, "2"),
        (3, 4, 5, 5, "市审计局"),
    ]
    well_formed(grid)
    assert grid.cells[10].content == Located("", (), 4)


def test_merges_of_python_docx_are_read():
    document = docx.Document()
    made = document.add_table(3, 3)
    for at, each in enumerate(made._cells):
        each.text = str(at)
    made.cell(0, 0).merge(made.cell(1, 1)).text = "合"
    assert shape(grids(saved(document))[0]) == [
        (0, 2, 1, 2, "合"),
        (2, 3, 1, 1, "2"),
        (2, 3, 2, 2, "5"),
        (0, 1, 3, 3, "6"),
        (1, 2, 3, 3, "7"),
        (2, 3, 3, 3, "8"),
    ]


def test_a_cell_that_continues_nothing_of_its_width_is_a_cell():
    rows = row(cell("甲", span=2, down=FROM_HERE), "乙"), row(cell("丙", down=DOWN), "丁", cell("戊", down=DOWN))
    (grid,) = grids(in_word(table(*rows)))
    assert texts(grid) == {(1, 1): "甲", (1, 3): "乙", (2, 1): "丙", (2, 2): "丁", (2, 3): "戊"}
    well_formed(grid)


def test_rows_that_begin_late_or_end_early_leave_places_without_cells():
    late = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    (grid,) = grids(in_word(table(row("甲", "乙", "丙"), row("中", properties=late), row("丁"))))
    assert grid.width == 3
    assert texts(grid) == {(1, 1): "甲", (1, 2): "乙", (1, 3): "丙", (2, 2): "中", (3, 1): "丁"}
    assert grid.at(0, 2, 2) is None
    well_formed(grid)


def test_cells_merged_sideways_the_old_way_are_one_cell():
    start, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    (grid,) = grids(in_word(table(row(cell("合", down=start), cell("", down=on), cell("", down=on), "丁"))))
    assert shape(grid) == [(0, 3, 1, 1, "合"), (3, 4, 1, 1, "丁")]


def test_lines_of_a_cell_stay_lines_and_a_table_inside_is_text_of_the_cell():
    inner = table(row("内一", "内二"), row("内三"))
    content = p(" 市教育局　"), p(), p("市科技局", "<w:r><w:br/><w:t>市  人社局</w:t></w:r>"), inner, p("尾")
    (grid,) = grids(in_word(table(row(cell(*content), "旁"))))
    assert texts(grid) == {(1, 1): "市教育局\n市科技局\n市  人社局\n内一\n内二\n内三\n尾", (1, 2): "旁"}


def test_deleted_rows_are_not_rows():
    (grid,) = grids(in_word(table(row("甲"), row("乙", properties="<w:del/>"), row("丙"))))
    assert texts(grid) == {(1, 1): "甲", (2, 1): "丙"}


@pytest.mark.parametrize("span", ["1000000000", "9" * 5_000, "250000"])
def test_tables_wider_than_any_are_refused(span):
    assert "200,000" in lightly(read_word, in_word(table(row("甲"), row(cell("乙", span=span)))))


def test_nonsense_in_spans_counts_as_one_column():
    (grid,) = grids(in_word(table(row(*(cell("甲", span=span) for span in ("0", "-3", "", "二"))))))
    assert [(each.start, each.stop) for each in grid.cells] == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_deep_documents_are_read_or_refused_without_recursion():
    def nested(depth):
        return "<w:tbl><w:tr><w:tc>" * depth + p("深") + "</w:tc></w:tr></w:tbl>" * depth

    assert texts(grids(in_word(nested(80)))[0]) == {(1, 1): "深"}
    assert "depth" in refusal(read_word, in_word(nested(50_000)))


# Word, its numbers


def test_lists_are_numbered_as_word_prints_them():
    numbering = definition(
        "0",
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimalEnclosedCircle", "%4"),
    )
    depths = [0, 1, 1, 2, 2, 3, 3, 1, 2, 0, 1, 2, 3]
    body = "".join(item("某", level=depth) for depth in depths)
    assert [line[:-1] for line in lines(in_word(body, numbering + use(1, "0")))] == [
        *("一、", "（一）", "（二）", "1. ", "2. ", "① ", "② ", "（三）", "1. "),
        *("二、", "（一）", "1. ", "① "),
    ]


def test_levels_may_show_the_numbers_above_them():
    numbering = definition(
        "0",
        level(0, "upperRoman", "第%1章", "<w:suff w:val='space'/>"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "lowerLetter", "%1.%2.%3)", "<w:isLgl/><w:suff w:val='nothing'/>"),
        level(3, "bullet", "●"),
        level(4, "decimal", "%2.%4%5 ", "<w:isLgl/>"),
    )
    body = "".join(item("某", level=depth) for depth in [0, 0, 1, 1, 2, 2, 3, 4])
    assert lines(in_word(body, numbering + use(1, "0"))) == [
        *("第I章 某", "第II章 某", "2.1 某", "2.2 某", "2.2.a)某", "2.2.b)某", "某", "2.1 某"),
    ]


def test_uses_of_one_list_count_on_unless_they_start_again():
    numbering = definition("0", level(0, "decimal", "%1、", start=3), level(1, "decimal", "（%2）"))
    numbering += use(1, "0") + use(2, "0") + use(3, "0", restart(0, 1), restart(1, 5))
    pairs = [(1, 0), (1, 0), (2, 0), (3, 0), (3, 1), (3, 1), (3, 0), (3, 1), (1, 0), (1, 1)]
    body = "".join(item("某", number, depth) for number, depth in pairs)
    assert [line[:-1] for line in lines(in_word(body, numbering))] == [
        *("3、", "4、", "5、", "1、", "（5）", "（6）", "2、", "（5）", "3、", "（1）"),
    ]


def test_lists_of_their_own_count_apart_and_on_across_other_text():
    numbering = definition("0", level(0, "decimal", "%1、")) + definition("7", level(0, "decimalFullWidth", "%1．"))
    numbering += use(1, "0") + use(4, "7")
    body = item("甲") + item("乙", 4) + p("其他") + item("丙") + item("丁", 4)
    assert lines(in_word(body, numbering)) == ["1、甲", "１．乙", "其他", "2、丙", "２．丁"]


def test_levels_restart_only_after_the_level_that_they_name():
    numbering = definition(
        "0",
        level(0, "decimal", "%1、"),
        level(1, "decimal", "（%2）", "<w:lvlRestart w:val='0'/>"),
        level(2, "decimal", "%3)", "<w:lvlRestart w:val='1'/>"),
    )
    body = "".join(item("某", level=depth) for depth in [0, 1, 2, 1, 2, 0, 1, 2])
    assert [line[:-1].strip() for line in lines(in_word(body, numbering + use(1, "0")))] == [
        *("1、", "（1）", "1)", "（2）", "2)", "2、", "（3）", "1)"),
    ]


def test_a_deeper_level_that_comes_first_starts_those_above_it():
    numbering = definition("0", level(0, "decimal", "%1、"), level(1, "decimal", "%1.%2 ")) + use(1, "0")
    tabs = '<w:tabs><w:tab w:val="left" w:pos="4"/></w:tabs>'
    body = (
        item("甲", level=1).replace("<w:pPr>", f"<w:pPr>{tabs}")
        + item("乙", level=1)
        + item("丙")
        + item("丁", level=1)
    )
    assert lines(in_word(body, numbering)) == ["1.1 甲", "1.2 乙", "2、丙", "2.1 丁"]


def test_numbers_come_from_the_style_of_a_paragraph_or_what_it_is_based_on():
    def style(name, more, kind="paragraph"):
        return f'<w:style w:type="{kind}" w:styleId="{name}">{more}</w:style>'

    def number(value, depth=None):
        inside = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
        return f'<w:pPr><w:numPr>{inside}<w:numId w:val="{value}"/></w:numPr></w:pPr>'

    numbering = definition(
        "0",
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
        level(2, "decimal", "%3、"),
    )
    styles = style("H1", number(1)) + style("H2", '<w:basedOn w:val="H1"/>' + number(1))
    styles += style("H2b", '<w:basedOn w:val="H2"/>') + style("Plain", '<w:basedOn w:val="H1"/>' + number(0))
    styles += style("Task", number(1, 2)) + style("Loop", '<w:basedOn w:val="Loop"/>') + style("H1", number(9), "table")
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    deeper = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    named = ["H1", "H2", "H2b", "Task", "Plain", "Loop", "Unknown"]
    body = "".join(p("某", properties=f'<w:pStyle w:val="{name}"/>') for name in named)
    body += p("某", properties=f'<w:pStyle w:val="H1"/>{none}') + p("某", properties=f'<w:pStyle w:val="H1"/>{deeper}')
    read = lines(in_word(body, numbering + use(1, "0"), styles))
    assert read == ["一、某", "（一）某", "（二）某", "1、某", "某", "某", "某", "某", "（三）某"]


def test_the_usual_style_numbers_paragraphs_that_name_none():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    numbering = definition("0", level(0, "decimal", "%1、")) + use(1, "0")
    assert lines(in_word(p("甲") + "<w:p><w:r><w:t>乙</w:t></w:r></w:p>", numbering, f"{styles}</w:style>")) == [
        "1、甲",
        "2、乙",
    ]


def test_lists_defined_by_a_list_style_are_found():
    numbering = definition("0", more='<w:numStyleLink w:val="L"/>')
    numbering += definition("1", level(0, "decimal", "%1、"), more='<w:styleLink w:val="L"/>') + use(1, "0")
    assert lines(in_word(item("甲") + item("乙"), numbering)) == ["1、甲", "2、乙"]


def test_one_use_of_a_list_may_look_different():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    numbering = definition("0", level(0, "decimal", "%1、")) + use(1, "0") + use(2, "0", own)
    assert lines(in_word(item("甲") + item("乙", 2) + item("丙"), numbering)) == ["1、甲", "B) 乙", "3、丙"]


def test_a_format_of_the_author_s_own_gives_way_to_the_usual_one_beside_it():
    form = '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice><mc:Fallback>'
    form += '<w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    one = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{form}<w:lvlText w:val="%1、"/></w:lvl>'
    assert lines(in_word(item("甲"), definition("0", one) + use(1, "0"))) == ["01、甲"]


def test_cells_are_numbered_even_where_nothing_else_stands_in_them():
    numbering = definition("0", level(0, "decimal", "%1")) + use(1, "0")
    rows = [row(cell(item("")), name) for name in ("修路", "架桥")]
    (grid,) = grids(in_word(table(*rows), numbering))
    assert texts(grid) == {(1, 1): "1", (1, 2): "修路", (2, 1): "2", (2, 2): "架桥"}


def test_text_boxes_count_apart():
    numbering = definition("0", level(0, "decimal", "%1、")) + use(1, "0")
    body = item("甲") + p("图", BOX(item("框一") + item("框二"))) + item("乙")
    assert lines(in_word(body, numbering)) == ["1、甲", "图", "1、框一", "2、框二", "2、乙"]


def test_numbers_written_by_hand_are_left_alone_and_broken_lists_number_nothing():
    numbering = definition("0", level(0, "decimal", "%1、")) + use(1, "0") + use(5, "missing") + use(0, "0")
    broken = item("甲", 99) + item("乙", 1, 8) + item("丙", 1, "x") + item("丁", 5) + item("戊", "") + item("己", 0)
    assert lines(in_word(p("一、手写") + broken, numbering)) == ["一、手写", "甲", "乙", "1、丙", "丁", "戊", "己"]
    without = repacked(in_word(item("甲")), without=["word/numbering.xml", "word/styles.xml"])
    assert lines(without) == ["甲"]


def test_numbers_that_never_end_are_refused():
    numbering = definition("0", level(0, "decimal", "字" * 250)) + use(1, "0")
    assert "numbers" in refusal(read_word, in_word(table(row(cell(item("甲") * 41_000))), numbering))


@pytest.mark.parametrize(
    ("form", "spelled"),
    [
        ("decimal", {0: "0", 7: "7", 120: "120"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21", 0: "0"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("chineseCounting", {0: "零", 1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 102: "一〇二"}),
        ("taiwaneseCounting", {14: "十四"}),
        (
            "chineseCountingThousand",
            {10: "十", 12: "十二", 100: "一百", 101: "一百零一", 110: "一百一十", 111: "一百一十一"}
            | {
                1000: "一千",
                1001: "一千零一",
                1010: "一千零一十",
                2500: "二千五百",
                10_000: "一万",
                10_010: "一万零一十",
            }
            | {10_500: "一万零五百", 21_000: "二万一千", 100_000: "十万", 1_000_001: "一百万零一", 10**8: "100000000"},
        ),
        ("japaneseCounting", {0: "〇", 10: "十", 21: "二十一", 111: "百十一", 1001: "千一"}),
        ("chineseLegalSimplified", {12: "壹拾贰", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {3: "參", 10: "壹拾"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV", 0: "0", 5000: "5000"}),
        ("lowerRoman", {14: "xiv"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa", 781: "781"}),
        ("upperLetter", {2: "B"}),
        ("numberInDash", {2: "- 2 -"}),
        ("bullet", {1: ""}),
        ("none", {1: ""}),
        ("klingon", {12: "12"}),
    ],
)
def test_numbers_are_spelled_in_the_formats_of_word(form, spelled):
    assert {number: spell_number(number, form) for number in spelled} == spelled


@given(st.integers(1, 10**8 - 1))
def test_no_two_numbers_are_spelled_alike(number):
    for form in ("chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting", "ideographDigital"):
        assert spell_number(number, form) != spell_number(number + 1, form)
        assert "零零" not in spell_number(number, form)


# Excel


def workbook(*rows):
    book = openpyxl.Workbook()
    for each in rows:
        book.active.append(each)
    return book


def test_a_sheet_is_a_table_with_its_blanks():
    (grid,) = sheets(saved(workbook(["序号", "任务", "单位"], [1, "建设", None], [2.0, None, "市财政局"])))
    assert texts(grid) == {
        (1, 1): "序号",
        (1, 2): "任务",
        (1, 3): "单位",
        (2, 1): "1",
        (2, 2): "建设",
        (2, 3): "",
        (3, 1): "2",
        (3, 2): "",
        (3, 3): "市财政局",
    }
    assert grid.cells[5].content == Located("", (), 3)
    assert grid.cells[4].content == Located("建设", (Spot(0, 1, 2),) * 2, 2)
    assert grid.width == 3
    well_formed(grid)


def test_merged_ranges_are_one_cell_each():
    book = workbook(["标题"], ["甲", "乙", "丙"], [None, "丁", None], ["空", None, None])
    for area in ("A1:D1", "A2:A3", "B4:C4"):
        book.active.merge_cells(area)
    (grid,) = sheets(saved(book))
    assert shape(grid) == [
        (0, 4, 1, 1, "标题"),
        (0, 1, 2, 3, "甲"),
        (1, 2, 2, 2, "乙"),
        (2, 3, 2, 2, "丙"),
        (3, 4, 2, 2, ""),
        (1, 2, 3, 3, "丁"),
        (2, 3, 3, 3, ""),
        (3, 4, 3, 3, ""),
        (0, 1, 4, 4, "空"),
        (1, 3, 4, 4, ""),
        (3, 4, 4, 4, ""),
    ]
    well_formed(grid)


def test_places_are_those_of_the_sheet_and_blanks_only_those_inside():
    book = openpyxl.Workbook()
    book.active["C5"], book.active["D7"] = "甲", "乙"
    for area in ("A5:A6", "A1:B1", "C9:D9"):
        book.active.merge_cells(area)
    (grid,) = sheets(saved(book))
    assert texts(grid) == {(5, 3): "甲", (5, 4): "", (6, 3): "", (6, 4): "", (7, 3): "", (7, 4): "乙"}
    assert grid.width == 4
    assert grid.cells[0].content.place == "t1 r5 c3"


def test_hidden_sheets_are_left_out_and_hidden_rows_and_columns_are_not():
    book = workbook(["甲", "乙"], ["丙", "丁"])
    book.active.row_dimensions[2].hidden = book.active.column_dimensions["B"].hidden = True
    for name, state in (("藏", "hidden"), ("深藏", "veryHidden"), ("空", "visible"), ("后", "visible")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        if name != "空":
            sheet["A1"] = name
    book.create_chartsheet("图").add_chart(BarChart())
    book.move_sheet("图", -1)
    found = sheets(saved(book))
    assert [(grid.table, texts(grid)) for grid in found] == [
        (1, {(1, 1): "甲", (1, 2): "乙", (2, 1): "丙", (2, 2): "丁"}),
        (4, {(1, 1): "后"}),
    ]


def test_values_are_written_as_the_sheet_shows_them():
    book = openpyxl.Workbook()
    values = [
        (7.0, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678, "#,##0", "12345678"),
        (0.855, "0%", "85.5%"),
        (date(2025, 6, 30), "yyyy/m/d", "2025-06-30"),
        (date(2025, 6, 30), 'yyyy"年"m"月"d"日"', "2025-06-30"),
        (date(2025, 6, 1), 'yyyy"年"m"月";@', "2025-06"),
        (datetime.fromisoformat("2025-06-30T14:30"), "yyyy-mm-dd hh:mm", "2025-06-30 14:30"),
        (datetime.fromisoformat("2025-06-30"), "yyyy-mm-dd hh:mm", "2025-06-30"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (" 市教育局 \n\n 市科技局", "General", "市教育局\n市科技局"),
        ("007", "@", "007"),
        (500, '0"户"', "500"),
        (3, '"第"0"季度"', "3"),
    ]
    for at, (value, form, _) in enumerate(values, start=1):
        book.active.cell(at, 1, value).number_format = form
    assert list(texts(sheets(saved(book))[0]).values()) == [shown for _, _, shown in values]


@pytest.mark.parametrize(
    ("form", "shown"),
    [(14, "2025-06-30"), (31, "2025-06-30"), (57, "2025-06"), (58, "2025-06-30"), (10, "4583800%"), (1, "45838")],
)
def test_formats_that_files_name_by_number_are_known(form, shown):
    styles = f'<styleSheet xmlns="{EXCEL}"><cellXfs><xf numFmtId="0"/><xf numFmtId="{form}"/></cellXfs></styleSheet>'
    raw = in_excel('<row><c s="1"><v>45838</v></c></row>', **{"xl/styles.xml": styles})
    assert texts(sheets(raw)[0]) == {(1, 1): shown}


def test_the_days_of_a_mac_are_counted_from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = date(2025, 6, 30)
    assert texts(sheets(saved(book))[0]) == {(1, 1): "2025-06-30"}


@pytest.mark.parametrize(
    ("code", "pattern"),
    [
        ("General", ""),
        ("G/通用格式", ""),
        ("Standard", ""),
        ("0.00E+00", ""),
        ('0.0"days"', ""),
        ("[Red]#,##0_);(#,##0)", ""),
        ("[$-804]yyyy\\-mm;@", "%Y-%m"),
        ("[DBNum1][$-804]yyyy年m月d日", "%Y-%m-%d"),
        ("yyyy", "%Y"),
        ("m/d", "%Y-%m-%d"),
        ('m"月"', "%Y-%m"),
        ("aaaa", "%Y-%m-%d"),
        ("上午/下午h时mm分", "%H:%M"),
        ("[h]:mm:ss", "%H:%M"),
        ("mm:ss.0", "%H:%M"),
        ('0.0"％"%', "%"),
        ("[" * 100_000, ""),
    ],
)
def test_formats_of_dates_are_told_from_others(code, pattern):
    assert find_pattern(code) == pattern


def test_numbers_out_of_reach_are_shown_as_the_file_spells_them():
    for text in ("1e300", "-1", "99999999", "nan", "inf", "甲"):
        assert show_number(text, "%Y-%m-%d", WINDOWS_ZERO) == text
    assert show_number("0.5", "%H:%M", WINDOWS_ZERO) == "12:00"
    assert show_number("123456789012345678", "", WINDOWS_ZERO) == "1.23456789012346e+17"


def test_results_of_formulas_are_read_and_missing_ones_are_told_with_their_places():
    cells = (
        '<c r="A1"><f>B1+1</f><v>8</v></c><c r="B1" t="str"><f>A9&amp;""</f><v></v></c><c r="C1" t="e"><v>#REF!</v></c>'
    )
    assert texts(sheets(in_excel(f'<row r="1">{cells}</row>'))[0]) == {(1, 1): "8", (1, 2): "", (1, 3): "#REF!"}
    said = refusal(read_workbook, saved(workbook(["甲", "=1+1"], ["=A1", "乙"])))
    assert "t1 r1 c2" in said
    assert "t1 r2 c1" in said
    assert "save" in said


def test_texts_are_joined_from_their_runs_without_their_phonetic_guide():
    text = "<si><r><t>市住</t></r><r><rPr/><t>建局_x000D_\n二行</t></r><rPh><t>ピン</t></rPh></si><si><t>丙</t></si>"
    shared = f'<sst xmlns="{EXCEL}">{text}</sst>'
    raw = saved(workbook(["甲"]))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relations = xml_parts(raw, "x")["xl/_rels/workbook.xml.rels"].decode()
    relation = f'<Relationship Id="s" Type="{kind}" Target="/xl/sharedStrings.xml"/></Relationships>'
    parts = {
        "xl/sharedStrings.xml": shared,
        "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", relation),
    }
    inline = '<c t="inlineStr"><is><t>内</t><r><t>联</t></r></is></c>'
    raw = in_excel(f'<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>{inline}</row>', **parts)
    assert texts(sheets(raw)[0]) == {(1, 1): "市住建局\n二行", (1, 2): "丙", (1, 3): "内联"}
    for wrong in ("2", "-1", "x", "9" * 5_000):
        assert "shorter list" in refusal(read_workbook, in_excel(f'<row><c t="s"><v>{wrong}</v></c></row>', **parts))


def test_a_cell_in_the_last_corner_makes_no_grid_of_the_whole_sheet():
    corner = '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    (grid,) = sheets(in_excel(corner))
    assert shape(grid) == [(16383, 16384, 1048576, 1048576, "9")]
    whole = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>' + corner
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    (grid,) = sheets(in_excel(whole, merged))
    assert shape(grid) == [(0, 2, 1, 1, "1"), (2, 3, 1, 1, "3"), (16383, 16384, 1048576, 1048576, "9")]


def test_ranges_merged_beyond_all_bounds_end_where_the_texts_do():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    for area in ("A1:XFD1", "$XFD$1:$A$1"):
        (grid,) = sheets(in_excel(rows, f'<mergeCells><mergeCell ref="{area}"/><mergeCell ref="A1"/></mergeCells>'))
        assert (grid.width, shape(grid)[0]) == (2, (0, 2, 1, 1, "1"))
    (grid,) = sheets(in_excel(rows, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    assert shape(grid) == [(0, 2, 1, 3, "1")]
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="Z20000"><v>2</v></c></row>'
    areas = '<mergeCells><mergeCell ref="A1:Z19999"/></mergeCells>'
    assert "merged ranges" in refusal(read_workbook, in_excel(far, areas))
    overlap = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A2:B3"/></mergeCells>'
    (grid,) = sheets(in_excel(rows, overlap))
    assert shape(grid) == [(0, 1, 1, 2, "1"), (1, 2, 1, 1, ""), (1, 2, 2, 2, ""), (0, 1, 3, 3, ""), (1, 2, 3, 3, "2")]


@pytest.mark.parametrize(
    "place", ["A0", "XFE1", "A1048577", "AAAA1", "1A", "A", "甲1", "A" * 5_000 + "1", "A" + "1" * 5_000]
)
def test_places_that_no_sheet_has_are_refused(place):
    assert "no sheet has" in refusal(read_workbook, in_excel(f'<row><c r="{place}"><v>1</v></c></row>'))
    one = "<row><c><v>1</v></c></row>"
    merged = f'<mergeCells><mergeCell ref="A1:{place}"/></mergeCells>'
    assert "no sheet has" in refusal(read_workbook, in_excel(one, merged))


def test_more_cells_or_characters_than_a_plan_can_have_are_refused():
    rows = "".join(f"<row>{'<c><v>1</v></c>' * 400}</row>" for _ in range(501))
    assert "200,000" in refusal(read_workbook, in_excel(rows))
    long = "字" * 30_000
    sst = f'<sst xmlns="{EXCEL}"><si><t>{long}</t></si></sst>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = xml_parts(saved(openpyxl.Workbook()), "x")["xl/_rels/workbook.xml.rels"].decode()
    relation = f'<Relationship Id="s" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts = {"xl/sharedStrings.xml": sst, "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", relation)}
    assert "10,000,000" in refusal(read_workbook, in_excel("<row>" + '<c t="s"><v>0</v></c>' * 400 + "</row>", **parts))


def test_a_part_that_many_tabs_name_is_read_once():
    raw = saved(workbook(["甲"]))
    book = xml_parts(raw, "x")["xl/workbook.xml"].decode()
    tab = re.search("<sheet [^>]*>", book)[0]
    assert "missing" in refusal(read_workbook, repacked(raw, {"xl/workbook.xml": book.replace(tab, tab * 9)}))


def test_workbooks_that_other_programs_write_are_read():
    raw = saved(workbook(["甲", 45838]))
    styles = xml_parts(raw, "x")["xl/styles.xml"].replace(b"<fill><patternFill/></fill>", b"<fill/>")
    assert texts(sheets(repacked(raw, {"xl/styles.xml": styles}))[0]) == {(1, 1): "甲", (1, 2): "45838"}
    assert texts(sheets(repacked(raw, without=["xl/styles.xml"]))[0]) == {(1, 1): "甲", (1, 2): "45838"}
    assert "missing" in refusal(read_workbook, repacked(raw, without=["xl/worksheets/sheet1.xml"]))
    assert "tab Sheet" in refusal(read_workbook, repacked(raw, without=["xl/_rels/workbook.xml.rels"]))


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_what_parts_the_cells_is_found_out(delimiter):
    rows = [["序号", "任务", "单位"], ["1", "建设园区", "市发改委、市财政局"], ["2", "招商；引资", "市商务局"]]
    (grid,) = read_csv("\n".join(delimiter.join(row) for row in rows), "x")
    assert list(texts(grid).values()) == [each for row in rows for each in row]
    well_formed(grid)


def test_commas_in_sentences_do_not_part_cells():
    text = "任务\t单位\n推进改革，优化服务，提高效率\t市发改委\n整治，提升，巩固\t市住建局,市城管局\n"
    (grid,) = read_csv(text, "x")
    assert texts(grid)[2, 1] == "推进改革，优化服务，提高效率"
    text = (
        "任务,单位\n推进改革，优化服务，提高效率,市发改委\n整治，提升，巩固,市住建局\n开展，甲，乙，丙，丁,市教育局\n"
    )
    (grid,) = read_csv(text, "x")
    assert texts(grid)[4, 1] == "开展，甲，乙，丙，丁"


def test_cells_of_csv_keep_their_lines_and_rows_their_length():
    text = '\n"任务\n 目标 ",单位,备注\n"说""好""",\n甲,乙,丙\n'
    (grid,) = read_csv(text, "x")
    assert texts(grid) == {
        (2, 1): "任务\n目标",
        (2, 2): "单位",
        (2, 3): "备注",
        (3, 1): '说"好"',
        (3, 2): "",
        (4, 1): "甲",
        (4, 2): "乙",
        (4, 3): "丙",
    }
    assert grid.width == 3
    assert grid.cells[0].content == Located("任务\n目标", (Spot(0, 1, 2),) * 5, 1)
    assert grid.cells[0].content.place == "t1 r2 c1"
    assert grid.at(2, 3, 3) is None
    well_formed(grid)


@pytest.mark.parametrize("text", ["", "\n\n", ",,,\n,,\n", " \t \n"])
def test_a_text_with_nothing_in_it_is_no_table(text):
    assert read_csv(text, "x") == []


def test_csv_that_cannot_be_told_apart_is_refused_with_its_row():
    assert "r2" in refusal(read_csv, '任务,单位\n"没有结尾,市财政局\n甲,乙\n')
    assert "r3" in refusal(read_csv, '任务,单位\n甲,乙\n"三公"经费,市财政局\n')
    assert "limit" in refusal(read_csv, "任务,单位\n" + "字" * 200_000)
    assert "200,000" in refusal(read_csv, "甲,乙\n" * 100_001)
    assert "200,000" in refusal(read_csv, "\n" * 1_000_000)


@given(
    st.lists(st.lists(st.text("甲乙,;，\t\n\"' x", max_size=5), min_size=1, max_size=4), max_size=6),
    st.sampled_from(",;\t，"),
)
def test_any_csv_is_read_or_refused(rows, delimiter):
    text = "\n".join(delimiter.join(row) for row in rows)
    try:
        for grid in read_csv(text, "x"):
            well_formed(grid)
    except NoticeError:
        return


# What the tests of damage start from

SMALL_WORD = in_word(
    p("标题")
    + item("甲")
    + item("乙", level=1)
    + table(row("一", cell("二", span=2)), row("三", cell("四", down=FROM_HERE))),
    definition("0", level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2")) + use(1, "0", restart(0, 3)),
)
SMALL_EXCEL = in_excel(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" s="0"><v>7</v></c></row>'
    '<row r="3"><c r="B3"><v>1</v></c></row>',
    '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
)
PARTS = [
    (SMALL_WORD, "word/document.xml", read_word),
    (SMALL_WORD, "word/numbering.xml", read_word),
    (SMALL_WORD, "word/_rels/document.xml.rels", read_word),
    (SMALL_EXCEL, "xl/worksheets/sheet1.xml", read_workbook),
    (SMALL_EXCEL, "xl/workbook.xml", read_workbook),
    (SMALL_EXCEL, "xl/styles.xml", read_workbook),
]
