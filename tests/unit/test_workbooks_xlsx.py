"""xlsx: what is measured before it is opened, and what is seen besides the values."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from lumbung.workbooks import container, sheet_xml
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import NO_VALUE, Cell, CellFault, Merge, Sheet, read_grid
from tests.workbook_files import worksheet, xlsx, xlsx_parts, zipped


def rows_of(sheet: Sheet) -> list[list[Cell]]:
    return [list(row) for row in sheet.rows]


def refused(data: bytes) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as refusal:
        read_grid(data)
    assert "\n" not in str(refusal.value)
    return refusal.value


def cell(address: str, value: object, attributes: str = "") -> str:
    return f'<c r="{address}"{attributes}><v>{value}</v></c>'


def shared(address: str, number: int) -> str:
    return cell(address, number, ' t="s"')


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def test_shared_strings_are_read_by_their_number() -> None:
    data = xlsx(row(1, shared("A1", 0), shared("B1", 2)) + row(2, cell("B2", 5)), strings=["Nama", "", "Nilai"])
    assert rows_of(read_grid(data).sheets[0]) == [["Nama", "Nilai"], [None, 5.0]]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            '<row><c t="inlineStr"><is><t>Nama</t></is></c><c><v>5</v></c></row>',
            id="no addresses",
        ),
        pytest.param(
            "<row r='1'><c r='A1' t='inlineStr'><is><t>Nama</t></is></c><c r='B1'><v>5</v></c></row>",
            id="single quotes",
        ),
        pytest.param(
            '<row r="1"><c s="1" t="inlineStr" r="A1"><is><r><t>Na</t></r><r><t>ma</t></r></is></c>'
            '<c s="1" r="B1"><v>5</v></c></row>',
            id="other order",
        ),
        pytest.param(
            '<row r="1"><c\nr = "A1"\tt="inlineStr"><is><t>Nama</t></is></c><c r="B1"><f>2+3</f><v>5</v></c></row>',
            id="white space",
        ),
        pytest.param(
            '<row r="1"><c r="A1" t="str"><v>Nama</v></c><!-- <c r="XFD1"/> --><c r="B1"><v>5</v></c></row>',
            id="comment",
        ),
    ],
)
def test_a_sheet_may_be_written_in_any_xml(rows: str) -> None:
    assert rows_of(read_grid(xlsx(rows)).sheets[0]) == [["Nama", 5.0]]


def test_a_sheet_may_be_written_with_a_prefix() -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols><x:col min="2" '
        'max="2" hidden="1"/></x:cols><x:sheetData><x:row r="3" hidden="1"><x:c r="A3" t="str"><x:v>a &lt; b</x:v>'
        '</x:c><x:c r="B3" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData><x:mergeCells count="1">'
        '<x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    )
    read = read_grid(zipped(xlsx_parts(sheet))).sheets[0]
    assert rows_of(read) == [[None, None], [None, None], ["a < b", CellFault("#REF!")]]
    assert (read.hidden_rows, read.hidden_columns, read.merges) == ({2}, {1}, [Merge(0, 0, 1, 1)])


def test_what_openpyxl_writes_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Uraian", "Tanggal", "Nilai"])
    sheet.append(["  Belanja", date(2024, 3, 31), 12.5])
    sheet.append([" ", None, "=C2*2"])
    sheet.append(['=A2&"x"', True, "#N/A"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    grid = read_grid(stream.getvalue())
    assert rows_of(grid.sheets[0]) == [
        ["Uraian", "Tanggal", "Nilai"],
        ["  Belanja", date(2024, 3, 31), 12.5],
        [None, None, NO_VALUE],
        [NO_VALUE, True, CellFault("#N/A")],
    ]
    assert (grid.sheets[0].hidden_rows, grid.sheets[0].hidden_columns) == ({1}, {1})
    assert grid.notes == {"error cells Sheet": "1 (C4)", "formulas without a value Sheet": "2 (C3, A4)"}


def test_what_libreoffice_writes_is_read() -> None:
    before = (
        '<sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:B3"/><cols>'
        '<col collapsed="false" customWidth="true" hidden="false" outlineLevel="0" max="1" min="1" width="12"/>'
        '<col collapsed="false" customWidth="true" hidden="true" outlineLevel="0" max="1024" min="2" width="9"/></cols>'
    )
    usual = ' customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"'
    hidden = usual.replace('hidden="false"', 'hidden="true"')
    rows = (
        row(1, shared("A1", 0), '<c r="B1" s="1"/>', attributes=usual)
        + row(
            2,
            cell("A2", 7, ' s="1" t="n"'),
            '<c r="B2" s="1" t="n"><f aca="false">A2*2</f><v>14</v></c>',
            attributes=hidden,
        )
        + row(
            3, '<c r="A3" s="1" t="e"><f aca="false">NA()</f><v>#N/A</v></c>', '<c r="B3" t="str"><f>""</f><v></v></c>'
        )
    )
    sheet = read_grid(xlsx(rows, before=before, strings=["Nama"])).sheets[0]
    assert rows_of(sheet) == [["Nama", None], [7.0, 14.0], [CellFault("#N/A"), None]]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {1})


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"]
)
def test_an_error_cell_is_a_fault_and_no_blank(error: str) -> None:
    rows = row(1, cell("A1", 1), cell("B1", error, ' s="3" t="e"')) + row(9, cell("D9", error, ' t="e"'))
    sheet = read_grid(xlsx(rows)).sheets[0]
    assert rows_of(sheet)[0] == [1.0, CellFault(error), None, None]
    assert rows_of(sheet)[8] == [None, None, None, CellFault(error)]


def test_an_error_cell_with_more_in_it_is_a_fault_and_no_blank() -> None:
    rows = row(1, cell("A1", 1), '<c r="B1" t="e"><v>#REF!</v><extLst><ext/></extLst></c>')
    assert rows_of(read_grid(xlsx(rows)).sheets[0]) == [[1.0, CellFault("#REF!")]]


def test_the_text_of_an_error_cell_is_shown_only_where_it_is_an_error() -> None:
    rows = row(1, cell("A1", 1), cell("B1", "Siti Aminah", ' t="e"'))
    assert rows_of(read_grid(xlsx(rows)).sheets[0]) == [[1.0, CellFault("error")]]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("<f>SUM(A1:A9)</f>", NO_VALUE),
        ("<f>SUM(A1:A9)</f><v></v>", NO_VALUE),
        ("<f>SUM(A1:A9)</f><v/>", NO_VALUE),
        ('<f t="shared" si="0"/>', NO_VALUE),
        ('<f t="shared" ref="B1:B2" si="0">A1</f><v>3</v>', 3.0),
        ("<f>A1</f><v>0</v>", 0.0),
    ],
)
def test_a_formula_without_a_value_is_a_fault_and_no_blank(content: str, value: Cell) -> None:
    sheet = read_grid(xlsx(row(1, cell("A1", 1), f'<c r="B1" s="1">{content}</c>'))).sheets[0]
    assert rows_of(sheet) == [[1.0, value]]


def test_a_zero_that_was_never_calculated_is_no_value() -> None:
    rows = row(1, cell("A1", 0), '<c r="B1"><f>A1+5</f><v>0</v></c>', '<c r="C1"><f>A1+5</f><v>5</v></c>')
    data = xlsx(rows, workbook='<calcPr calcId="124519" fullCalcOnLoad="1"/>')
    assert rows_of(read_grid(data).sheets[0]) == [[0.0, NO_VALUE, 5.0]]


def test_hidden_sheets_are_read_and_told() -> None:
    parts = xlsx_parts(worksheet(row(1, cell("A1", 1))), worksheet(row(1, cell("A1", 2))))
    workbook = str(parts["xl/workbook.xml"]).replace('name="Sheet1"', 'name="Sheet1" state="veryHidden"')
    sheets = read_grid(zipped({**parts, "xl/workbook.xml": workbook})).sheets
    assert [(sheet.name, sheet.visible, sheet.rows[0][0]) for sheet in sheets] == [
        ("Sheet1", False, 1.0),
        ("Sheet2", True, 2.0),
    ]


def test_a_chart_sheet_is_left_out() -> None:
    parts = xlsx_parts(worksheet(row(1, cell("A1", 1))), "<chartsheet/>")
    links = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        'worksheet" Target="worksheets/sheet2.xml"', 'chartsheet" Target="chartsheets/sheet1.xml"'
    )
    sheets = read_grid(zipped({**parts, "xl/_rels/workbook.xml.rels": links})).sheets
    assert [sheet.name for sheet in sheets] == ["Sheet1"]


def test_macros_and_links_are_told_and_not_followed() -> None:
    parts = xlsx_parts(worksheet(row(1, cell("A1", 1))))
    more = {
        "xl/vbaProject.bin": b"\xd0\xcf",
        "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/connections.xml": "<x/>",
    }
    assert read_grid(zipped({**parts, **more})).notes == {
        "macros": "not run",
        "links to other workbooks": "not followed",
        "data connections": "not opened",
    }


def test_a_sheet_name_is_shown_without_its_control_characters() -> None:
    data = zipped(xlsx_parts(worksheet(row(1, cell("A1", 1))), names=["x'; drop table staging;&#x9;&#x202e;--"]))
    assert [sheet.name for sheet in read_grid(data).sheets] == ["x'; drop table staging;\ufffd\ufffd--"]


@pytest.mark.parametrize(
    "far",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c s="1"  r="XFD1048576"><v>1</v></c>',
        '<c\tr="XFD1048576"><v>1</v></c>',
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><v>1</v></x:c>',
        '<c r="XFD1048576"><f>1</f></c>',
        '<c r="XFD1048576" t="e"><v>#N/A</v></c>',
        '<c r="ZZZ9999999"><v>1</v></c>',
        '<c r="ABCDE99999999999"><v>1</v></c>',
        '<c r="A0"><v>1</v></c>',
        '<c r="7"><v>1</v></c>',
    ],
)
def test_a_cell_far_away_is_refused_however_it_is_written(far: str) -> None:
    assert refused(xlsx(row(1, cell("A1", 1)) + f"<row>{far}</row>")).rule in ("too_large", "damaged")


def test_a_million_formatted_blank_rows_are_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_CELLS", 1_000)
    blank = "".join(
        row(number, f'<c r="A{number}" s="3"/>', f'<c r="C{number}" s="3"></c>') for number in range(2, 2_000)
    )
    assert rows_of(read_grid(xlsx(row(1, cell("B1", 1)) + blank)).sheets[0]) == [[None, 1.0]]
    assert refused(xlsx(row(1, cell("B1", 1)) + blank + row(2_000, cell("A2000", 1)))).rule == "too_large"


def test_the_sheets_together_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_CELLS", 10)
    sheet = worksheet(row(3, cell("B3", 1)))
    assert len(read_grid(zipped(xlsx_parts(sheet))).sheets) == 1
    refusal = refused(zipped(xlsx_parts(sheet, sheet)))
    assert (refusal.rule, refusal.sheet) == ("too_large", "Sheet2")


def test_one_long_text_in_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_TEXT", 10_000)
    cells = "".join(row(number, shared(f"A{number}", 1)) for number in range(1, 30))
    assert len(read_grid(xlsx(cells, strings=["x" * 500, "y"])).sheets[0].rows) == 29
    assert refused(xlsx(cells, strings=["y", "x" * 500])).rule == "too_large"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]
)
def test_xml_entities_are_refused(part: str) -> None:
    parts = xlsx_parts(worksheet(row(1, cell("A1", 1))))
    lol = '<?xml version="1.0"?><!-- a -->\n<!DOCTYPE lolz [<!ENTITY a "aa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    body = str(parts[part]).removeprefix('<?xml version="1.0"?>')
    assert "XML entities" in refused(zipped({**parts, part: lol + body})).reason


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("broken", [b"", b"<a", b"\xff\xfe<\x00a\x00", b"<a>\x00</a>", b"PK\x03\x04", b"<a><b></a>"])
def test_a_broken_part_is_refused(part: str, broken: bytes) -> None:
    parts = xlsx_parts(worksheet(row(1, cell("A1", 1))))
    assert refused(zipped({**parts, part: broken})).rule in ("damaged", "not_a_workbook")


def test_a_sheet_that_breaks_off_is_refused() -> None:
    whole = worksheet(row(1, cell("A1", 1)) + row(2, cell("A2", 2)))
    assert refused(zipped(xlsx_parts(whole[: whole.index("</sheetData>")]))).rule == "damaged"
    assert (
        rows_of(
            read_grid(zipped(xlsx_parts(worksheet("").replace("<sheetData></sheetData>", "<sheetData/>")))).sheets[0]
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name="Sheet2"', 'name="SHEET1"'),
        ('r:id="rId2"', 'r:id="rId1"'),
        ('r:id="rId2"', 'r:id="rId99"'),
        ('r:id="rId2"', ""),
    ],
)
def test_sheets_that_are_one_or_none_are_refused(old: str, new: str) -> None:
    sheet = worksheet(row(1, cell("A1", 1)))
    parts = xlsx_parts(sheet, sheet)
    workbook = str(parts["xl/workbook.xml"])
    assert old in workbook
    assert refused(zipped({**parts, "xl/workbook.xml": workbook.replace(old, new)})).rule == "damaged"


def test_merged_ranges_are_cut_to_the_sheet_and_must_not_overlap() -> None:
    merges = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="C9:D9"/></mergeCells>'
    rows = row(1, cell("A1", 1)) + row(2, cell("B2", 1))
    assert read_grid(xlsx(rows, after=merges)).sheets[0].merges == [Merge(0, 0, 0, 1)]
    overlapping = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 2 + "</mergeCells>"
    assert refused(xlsx(rows, after=overlapping)).rule == "damaged"


def test_a_part_that_goes_on_after_its_length_is_refused() -> None:
    """Also where the checksum is that of the beginning: what is measured must be what is read."""
    good = worksheet(row(1, cell("A1", 1))).encode()
    hidden = good + b"<!-- and more -->"
    name = "xl/worksheets/sheet1.xml"
    data = bytearray(zipped({**xlsx_parts("x"), name: hidden}, zipfile.ZIP_DEFLATED))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    data[entry + 16 : entry + 20] = zlib.crc32(good).to_bytes(4, "little")
    data[entry + 24 : entry + 28] = len(good).to_bytes(4, "little")
    assert refused(bytes(data)).rule == "damaged"


def test_a_file_behind_the_archive_is_not_read() -> None:
    """Two readers of zip may find two different directories in one file; only what was measured is handed on."""
    first = zipped(xlsx_parts(worksheet(row(1, cell("A1", 1)))))
    second = zipped(xlsx_parts(worksheet(row(1, cell("A1", 2)))))
    assert rows_of(read_grid(first + second).sheets[0]) == [[2.0]]


def test_other_ways_of_packing_and_locked_parts_are_refused() -> None:
    parts = xlsx_parts(worksheet(row(1, cell("A1", 1))))
    assert refused(zipped(parts, zipfile.ZIP_LZMA)).rule == "damaged"
    locked = bytearray(zipped(parts))
    entry = locked.rindex(b"PK\x01\x02", 0, locked.rindex(b"xl/workbook.xml"))
    locked[entry + 8] |= 1
    assert refused(bytes(locked)).rule == "password"


def test_an_xlsb_or_another_office_file_is_named() -> None:
    assert "xlsb" in refused(zipped({"xl/workbook.bin": b""})).reason
    assert (
        "no spreadsheet"
        in refused(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})).reason
    )
    assert "Send what is inside" in refused(zipped({"laporan.xlsx": b""})).reason


NUMBERS = (
    *("0", "7", "007", "-5", "-0", "+5", "12.5", "-0.125", "1e5", "1.5E-7", "1E+300", "0.1"),
    *("999999999999999", "1234567890123456", "12345678901234567890", "45382.75", "123456789.987654321"),
)
STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/></cellXfs></styleSheet>'
)


def by_calamine(data: bytes) -> list[list[Cell]]:
    """The first sheet as calamine reads the file itself, which wants to see where the workbook is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    whole = io.BytesIO(zipped({**parts, "_rels/.rels": root}))
    rows: list[list[Cell]] = CalamineWorkbook.from_filelike(whole).get_sheet_by_index(0).to_python()
    return rows


@pytest.mark.parametrize("is_1904", [False, True])
@pytest.mark.parametrize("attributes", ["", ' s="0"', ' s="1" t="n"', ' s="2"', ' s="3" t="n"', ' s="4"', ' s="9"'])
def test_a_number_is_what_calamine_makes_of_it(attributes: str, is_1904: bool) -> None:
    """However a program writes it, and in every style: the plain ones are not read by calamine."""
    # A duration of more days than Python knows is refused either way.
    texts = [text for text in NUMBERS if attributes != ' s="4"' or float(text) < 1e9]
    parts = xlsx_parts(worksheet("".join(row(n, cell(f"A{n}", text, attributes)) for n, text in enumerate(texts, 1))))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        "<sheets>", f'<workbookPr date1904="{int(is_1904)}"/><sheets>'
    )
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="styles.xml"/></Relationships>',
    )
    data = zipped({**parts, "xl/styles.xml": STYLES})
    expected = by_calamine(data)
    read = rows_of(read_grid(data).sheets[0])
    assert read == expected
    assert [type(value) for [value] in read] == [type(value) for [value] in expected]


def test_a_text_is_what_calamine_makes_of_it() -> None:
    strings = ["Siti &amp; Budi", "  ", "a_x000D_b", "", "</t><t>x", "3"]
    own = ['t="str"><v>a &lt; b</v>', 't="inlineStr"><is><t>a</t></is>', 't="b"><v>1</v>', 't="str"><f>A1</f><v>1</v>']
    cells = [shared(f"A{n}", n - 1) for n in range(1, len(strings) + 1)]
    cells += [f'<c r="A{n}" {content}</c>' for n, content in enumerate(own, len(strings) + 1)]
    data = xlsx("".join(row(n, content) for n, content in enumerate(cells, 1)), strings=strings)
    expected = by_calamine(data)
    blanks = [[None if isinstance(value, str) and not value.strip() else value] for [value] in expected]
    assert rows_of(read_grid(data).sheets[0]) == blanks
    assert blanks[0] == ["Siti & Budi"]


def test_cells_are_read_wherever_the_file_is_cut_into_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(
        row(n, cell(f"A{n}", n, ' s="12"'), shared(f"BA{n}", n % 3), cell(f"BB{n}", n / 4), f'<c r="BC{n}" s="1"/>')
        for n in range(1, 40)
    )
    data = xlsx(rows, strings=["x", "y", "z"])
    whole = rows_of(read_grid(data).sheets[0])
    assert whole[38] == [39.0, *[None] * 51, "x", 9.75]
    for size in range(1, 200, 19):
        monkeypatch.setattr(sheet_xml, "_CHUNK", size)
        assert rows_of(read_grid(data).sheets[0]) == whole, size


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param('<c r="A2" r="XFD1048576"><v>1</v></c>', id="two addresses"),
        pytest.param('<c r="A2" t="str"><v>a</v><c r="XFD1048576"><v>1</v></c></c>', id="a cell in a cell"),
        pytest.param('<c r="A2" t="str"><v>a</v></row></sheetData></c>', id="an end in a cell"),
        pytest.param('<c r="A2" t="str"><v>a</v>', id="a cell without end"),
        pytest.param('<c r="A2" t="s"><v>1</v></c>', id="a text that is not there"),
        pytest.param('<c r="A2" t="s"><v>4294967296</v></c>', id="a text beyond all numbers"),
        pytest.param('<c r="A2" t="x"><v>1</v></c>', id="an unknown type"),
    ],
)
def test_a_cell_that_no_program_writes_is_refused(odd: str) -> None:
    assert refused(xlsx(row(1, shared("A1", 0)) + row(2, odd), strings=["a"])).rule == "damaged"


def test_more_cells_than_are_allowed_are_refused_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_CELLS", 10)
    assert refused(xlsx(row(1, *[cell("A1", '"', ' t="str"')] * 11))).rule == "too_large"


def test_a_comment_or_an_instruction_holds_no_cells() -> None:
    inside = cell("A2", 2)
    rows = row(1, cell("A1", 1)) + f"<!-- {inside} --><?x {inside}?>" + row(2, cell("B2", 3))
    assert rows_of(read_grid(xlsx(rows)).sheets[0]) == [[1.0, None], [None, 3.0]]
