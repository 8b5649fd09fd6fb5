"""Bytes to cells: what is read, and what is refused before it is opened."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from lumbung.workbooks import container
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Merge, address, column_letters, column_number, read_grid
from tests.workbook_files import ods, ods_number, ods_text, xls


def xlsx(cells: dict[str, object], merge: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for at, value in cells.items():
        sheet[at] = value
    if merge:
        sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rule_of(data: bytes) -> str:
    with pytest.raises(WorkbookRefused) as refusal:
        read_grid(data)
    return refusal.value.rule


def test_addresses() -> None:
    assert address(18, 5) == "F19"
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert column_number("AAA12") == 703


def test_a_sheet_starts_at_a1_even_when_its_cells_do_not() -> None:
    grid = read_grid(xlsx({"C3": "x", "D4": 2}, merge="C3:D3"))
    assert [list(row) for row in grid.sheets[0].rows] == [
        [None] * 4,
        [None] * 4,
        [None, None, "x", None],
        [None, None, None, 2.0],
    ]
    assert grid.sheets[0].merges == [Merge(2, 2, 2, 3)]


def test_csv_with_a_byte_order_mark_and_no_last_newline() -> None:
    sheet = read_grid(b"\xef\xbb\xbfNama Wilayah,\n,2021\nACEH,15.33").sheets[0]
    assert sheet.name == "csv"
    assert [list(row) for row in sheet.rows] == [["Nama Wilayah", None], [None, "2021"], ["ACEH", "15.33"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_found_by_evidence(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in (("Nama", "Nilai"), ("Kab. Café – X", "7"), ("Kota Y", "8")))
    rows = read_grid(text.encode(encoding)).sheets[0].rows
    assert [list(row) for row in rows] == [["Nama", "Nilai"], ["Kab. Café – X", "7"], ["Kota Y", "8"]]


def test_a_decimal_comma_is_no_delimiter() -> None:
    rows = read_grid(b"Kota X;1,5\nKota Y;2,5\nKota Z;3,5\n").sheets[0].rows
    assert list(rows[0]) == ["Kota X", "1,5"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty_file"),
        (xlsx({"A1": 1})[:500], "damaged"),
        (xlsx({"A1": 1})[:-30], "damaged"),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged"),
        (b"PK\x05\x06" + b"\x00" * 18, "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 99, "damaged"),
        (b"<html><body><form>Masuk</form></body></html>", "html"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>\n<html>", "html"),
        (b"<?xml version='1.0'?><Workbook/>", "not_a_workbook"),
        (b"%PDF-1.7\n", "not_a_workbook"),
        (b"a,b\n\x00\x01\x02,c\n", "not_a_table"),
        (bytes(range(128, 256)) * 4, "not_a_table"),
    ],
)
def test_what_is_refused(data: bytes, rule: str) -> None:
    assert rule_of(data) == rule


CONTENT = [["Nama", "Nilai"], ["Kota X", 7.0]]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(xlsx({"A1": "Nama", "B1": "Nilai", "A2": "Kota X", "B2": 7}), id="xlsx"),
        pytest.param(xls([["Nama", "Nilai"], ["Kota X", 7.0]]), id="xls"),
        pytest.param(
            ods(
                f"<table:table-row>{ods_text('Nama')}{ods_text('Nilai')}</table:table-row>"
                f"<table:table-row>{ods_text('Kota X')}{ods_number(7)}</table:table-row>"
            ),
            id="ods",
        ),
        pytest.param(b"<table><tr><th>Nama<th>Nilai<tr><td>Kota X<td x:num='7'>7</table>", id="html"),
        pytest.param(b"Nama;Nilai\nKota X;7\n", id="csv"),
    ],
)
def test_the_bytes_decide_what_kind_of_file_it_is(data: bytes) -> None:
    rows = [list(row) for row in read_grid(data).sheets[0].rows]
    assert [[float(cell) if cell == "7" else cell for cell in row] for row in rows] == CONTENT


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert rule_of(stream.getvalue()) == "not_a_workbook"


@pytest.mark.parametrize("far", ["XFD1048576", "XFD9", "A1048576", "ZZ99999"])
def test_cells_far_apart_do_not_end_the_process(far: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_CELLS", 100_000)
    assert rule_of(xlsx({"A1": "x", far: "y"})) == "too_large"


def test_a_wide_but_short_sheet_is_read() -> None:
    assert read_grid(xlsx({"A1": "x", "UB9": "y"})).sheets[0].width == 548


def test_a_bomb_is_refused_by_what_it_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_UNPACKED_BYTES", 1000)
    assert rule_of(xlsx({"A1": "x"})) == "too_large"


def test_a_file_over_the_size_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_FILE_BYTES", 10)
    assert rule_of(b"a,b\n1,2\n3,4\n") == "too_large"


def test_a_part_longer_than_the_directory_says_is_refused() -> None:
    good = xlsx({"A1": "x" * 5000})
    name = b"xl/worksheets/sheet1.xml"
    entry = good.rindex(b"PK\x01\x02", 0, good.rindex(name))
    lying = bytearray(good)
    lying[entry + 24 : entry + 28] = (40).to_bytes(4, "little")
    assert rule_of(bytes(lying)) == "damaged"
