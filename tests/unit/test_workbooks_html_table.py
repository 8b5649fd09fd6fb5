"""HTML pages that are offered as workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.workbooks import html_table
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Cell, Merge, Sheet, read_grid


def rows_of(sheet: Sheet) -> list[list[Cell]]:
    return [list(row) for row in sheet.rows]


def only(page: str | bytes) -> Sheet:
    sheets = read_grid(page.encode() if isinstance(page, str) else page).sheets
    assert len(sheets) == 1
    return sheets[0]


def refused(page: str | bytes) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as refusal:
        read_grid(page.encode() if isinstance(page, str) else page)
    assert "\n" not in str(refusal.value)
    return refusal.value


def test_spans_become_merged_ranges() -> None:
    sheet = only(
        "<table><tr><th rowspan=2>Nama<th colspan='2'>Tahun</tr><tr><th>2020<th>2021</tr>"
        "<tr><td>A<td>1<td rowspan=0>2</tr><tr><td>B<td>3</tr></table>"
    )
    assert rows_of(sheet) == [
        ["Nama", "Tahun", None],
        [None, "2020", "2021"],
        ["A", "1", "2"],
        ["B", "3", None],
    ]
    assert sheet.merges == [Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(2, 2, 3, 2)]


def test_each_table_is_a_sheet_with_the_text_above_it() -> None:
    page = (
        "<html><head><title>x</title><style>td {color: red}</style></head><body><h3>Laporan<br>Maret 2024</h3>"
        "<table><caption>Tabel 1</caption><tr><td>1</td></tr></table><script>alert('<table>')</script>"
        "<p>Lanjutan</p><table></table><table><tr><td> </td></tr></table><table><tr><td>2</td></tr></table>"
        "<div>Sumber: BPS</div></body></html>"
    )
    sheets = read_grid(page.encode()).sheets
    assert [(sheet.name, rows_of(sheet)) for sheet in sheets] == [
        ("table 1", [["Laporan"], ["Maret 2024"], ["Tabel 1"], ["1"]]),
        ("table 2", [["Lanjutan"], ["2"], ["Sumber: BPS"]]),
    ]


def test_a_table_in_a_cell_takes_up_its_rows_and_columns() -> None:
    inner = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    sheet = only(
        f"<table><tr><td>Judul</td><td>catatan {inner} di bawah</td></tr>"
        "<tr><td>x</td><td colspan=2>y</td></tr></table>"
    )
    assert rows_of(sheet) == [
        ["Judul", "catatan", None, None],
        [None, "a", "b", None],
        [None, "1", "2", None],
        [None, "di bawah", None, None],
        ["x", "y", None, None],
    ]
    assert sheet.merges == [Merge(4, 1, 4, 3)]


def test_a_real_page_of_nested_tables_is_one_table(shared_data: Path) -> None:
    sheet = only((shared_data / "sheets/opendata_jabar/gariskemiskinanjabar.xls").read_bytes())
    assert [len(row) for row in sheet.rows] == [4, 4, 4]
    assert [list(row)[1:] for row in sheet.rows[1:]] == [
        ["2020", "2019", "2018"],
        ["410988.00", "386198.00", "367755.00"],
    ]
    assert [row[0] for row in sheet.rows] == ["Nama Wilayah", None, "JAWA BARAT"]
    assert sheet.merges == [Merge(0, 0, 1, 0), Merge(0, 1, 0, 3)]


def test_cells_that_are_not_closed_and_rows_without_a_table_are_read() -> None:
    assert rows_of(only("<tr><td>a<td>b<tr><td>c<td>d")) == [["a", "b"], ["c", "d"]]
    assert rows_of(only("<table>lepas<tr><td>a</table>")) == [["lepas"], ["a"]]


def test_text_is_read_as_a_browser_shows_it() -> None:
    sheet = only(
        "<table><tr><td>\n  Belanja\n  <b>Pegawai</b> &amp; Modal </td><td>&nbsp;&nbsp;PAD</td><td>&nbsp;</td></tr>"
        "</table>"
    )
    assert rows_of(sheet) == [["Belanja Pegawai & Modal", "\xa0\xa0PAD", None]]


def test_the_figure_that_excel_writes_beside_the_text_is_taken() -> None:
    sheet = only(
        '<table><tr><td x:num="10701893800.5">10,701,893,801</td><td x:num>7</td><td x:num="inf">8</td></tr></table>'
    )
    assert rows_of(sheet) == [[10701893800.5, "7", "8"]]


def test_rows_that_are_not_displayed_are_hidden() -> None:
    sheet = only('<p>Judul</p><table><tr><td>a</tr><tr style="color:red; DISPLAY: none"><td>b</tr></table>')
    assert (len(sheet.rows), sheet.hidden_rows) == (3, {2})


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"<!-- x -->\n<!DOCTYPE html>", "utf-8"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"<br />\n<b>Notice</b>: undefined", "utf-8"),
        (b"<html><meta charset='utf-8'>", "cp1252"),
    ],
)
def test_pages_begin_in_many_ways(start: bytes, encoding: str) -> None:
    page = start + "<table><tr><td>Café – 1</td></tr></table>".encode(encoding)
    assert only(page).rows[-1][0] == "Café – 1"


def test_a_page_without_a_table_is_refused() -> None:
    assert refused("<html><body><form>Masuk</form></body></html>").rule == "html"
    assert refused("\ufeff  <!DOCTYPE html>\n<html>").rule == "html"


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr>" + "<td rowspan=1000 colspan=1000>x" * 30,
        "<table><tr><td>" * 51,
        "<div>" * 10_001 + "<table><tr><td>1",
    ],
)
def test_a_page_that_grows_is_refused(page: str) -> None:
    assert refused(page).rule == "too_large"


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_table, "MAX_HTML_CELLS", 100)
    assert refused("<table>" + "<tr><td>1<td>2" * 60).rule == "too_large"


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><table><tr><td>&a;<img src="http://x/y"></td></tr></table>'
    assert "&a;" in str(only(page).rows[-1][0])


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:x">', "XML of 2003"),
        ("<?xml version='1.0'?><office:document/>", "is XML"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", "web archive"),
    ],
)
def test_other_markup_is_refused_by_name(start: str, said: str) -> None:
    assert said in refused(start).reason
