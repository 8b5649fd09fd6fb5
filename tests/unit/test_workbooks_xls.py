"""Old Excel workbooks: what is measured before they are opened, and what is seen besides the values."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from lumbung.samples.compound_file import compound_file
from lumbung.workbooks import container
from lumbung.workbooks.compound import CompoundFile, compound_bytes
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Cell, CellFault, Merge, Sheet, read_grid
from tests.workbook_files import record, xls, xls_cells, xls_stream

ROWS: list[list[str | float | None]] = [["Nama", "Nilai"], ["Kota “X”", 12.5], [None, -3.0]]
BOUND_SHEET, SST, DIMENSIONS, FORMULA, STRING, BOOL_ERR, LABEL_SST = 0x85, 0xFC, 0x200, 0x06, 0x207, 0x205, 0xFD


def rows_of(sheet: Sheet) -> list[list[Cell]]:
    return [list(row) for row in sheet.rows]


def refused(data: bytes) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as refusal:
        read_grid(data)
    assert "\n" not in str(refusal.value)
    return refusal.value


def formula(row: int, column: int, value: bytes) -> bytes:
    tokens = b"\x1e\x05\x00"
    return record(FORMULA, struct.pack("<HHH8sHI", row, column, 0, value, 0, 0) + struct.pack("<H", 3) + tokens)


def test_cells_and_texts_are_read() -> None:
    sheet = read_grid(xls(ROWS)).sheets[0]
    assert (sheet.name, rows_of(sheet)) == ("Lembar1", [["Nama", "Nilai"], ["Kota “X”", 12.5], [None, -3.0]])


def test_a_real_workbook_is_read_as_calamine_reads_it(shared_data: Path) -> None:
    data = (shared_data / "sheets/bps/Rata-Rata_Pengeluaran_Per_Kapita_Perkotaan.xls").read_bytes()
    page = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    sheet = read_grid(data).sheets[0]
    assert len(sheet.rows) > 10
    assert [["" if cell is None else cell for cell in row] for row in sheet.rows] == page.to_python(
        skip_empty_area=False
    )
    assert [((m.top, m.left), (m.bottom, m.right)) for m in sheet.merges] == page.merged_cell_ranges


def test_formulas_are_read_by_their_values() -> None:
    is_text, is_error, is_true, is_blank = (
        bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF]) for kind, value in ((0, 0), (2, 0x2A), (1, 1), (3, 0))
    )
    cells = (
        formula(0, 0, struct.pack("<d", 7.5))
        + formula(0, 1, is_text)
        + record(STRING, struct.pack("<HB", 3, 0) + b"abc")
        + formula(0, 2, is_error)
        + formula(0, 3, is_true)
        + formula(0, 4, is_blank)
        + formula(0, 5, is_text)
        + record(STRING, struct.pack("<HB", 0, 0))
        + record(0x203, struct.pack("<HHHd", 0, 6, 0, 1))
    )
    assert rows_of(read_grid(xls([], more=cells)).sheets[0]) == [[7.5, "abc", CellFault("#N/A"), True, None, None, 1.0]]


def test_error_cells_hidden_rows_and_columns_and_merges_are_seen() -> None:
    more = (
        record(BOOL_ERR, struct.pack("<HHHBB", 3, 3, 0, 0x07, 1))
        + record(BOOL_ERR, struct.pack("<HHHBB", 3, 2, 0, 1, 0))
        + record(0x208, struct.pack("<HHHHHHI", 1, 0, 4, 255, 0, 0, 0x20))
        + record(0x208, struct.pack("<HHHHHHI", 2, 0, 4, 255, 0, 0, 0x100))
        + record(0x7D, struct.pack("<6H", 1, 300, 2304, 15, 1, 0))
        + record(0xE5, struct.pack("<H4H", 1, 0, 0, 0, 1))
    )
    grid = read_grid(xls(ROWS, more=more))
    sheet = grid.sheets[0]
    assert rows_of(sheet)[3] == [None, None, True, CellFault("#DIV/0!")]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merges) == ({1}, {1, 2, 3}, [Merge(0, 0, 0, 1)])
    assert grid.notes == {"error cells Lembar1": "1 (D4)"}


def test_macros_and_links_are_told_and_not_followed() -> None:
    link = record(0x1AE, struct.pack("<HH", 1, 12) + b"\x00\x01book.xls")
    texts: list[str] = []
    stream = xls_stream({"A": xls_cells(ROWS, texts)}, texts, globals_=link)
    data = compound_file({"Workbook": stream, "_VBA_PROJECT_CUR": bytes(100)})
    assert read_grid(data).notes == {"macros": "not run", "links to other workbooks": "not followed"}


def test_a_text_may_go_on_in_the_next_record() -> None:
    """Where it does, it says anew how wide its letters are."""
    shared = struct.pack("<II", 3, 3) + struct.pack("<HB", 6, 1) + "ab".encode("utf-16-le")
    more = b"\x00" + b"cdef" + struct.pack("<HBH", 2, 8, 1) + b"gh" + bytes(4) + struct.pack("<HB", 1, 0)
    rest = b"\x00" + b"i"
    cells = b"".join(record(LABEL_SST, struct.pack("<HHHI", 0, column, 0, column)) for column in range(3))
    stream = xls_stream({"A": cells})
    empty = record(SST, struct.pack("<II", 0, 0))
    assert empty in stream
    whole = record(SST, shared) + record(0x3C, more) + record(0x3C, rest)
    begin = struct.unpack_from("<I", stream, stream.index(record(BOUND_SHEET, b"")[:2]) + 4)[0]
    moved = stream.replace(struct.pack("<I", begin), struct.pack("<I", begin + len(whole) - len(empty)), 1)
    sheet = read_grid(compound_file({"Workbook": moved.replace(empty, whole)})).sheets[0]
    assert rows_of(sheet) == [["abcdef", "gh", "i"]]


@pytest.mark.parametrize("biggest", [0xFFFF, 0x7FFFFFFF])
def test_a_sheet_that_says_it_is_huge_is_read_as_it_is(biggest: int) -> None:
    """Calamine makes room for as many cells as this record says."""
    lie = record(DIMENSIONS, struct.pack("<IIHHH", 0, biggest, 0, 0xFFFF, 0))
    assert len(read_grid(xls(ROWS, more=lie)).sheets[0].rows) == 3


@pytest.mark.parametrize("count", [4, 1_000, 0x7FFFFFFF, 0xFFFFFFFF])
def test_more_texts_than_there_are_is_refused(count: int) -> None:
    texts: list[str] = []
    stream = xls_stream({"A": xls_cells(ROWS, texts)}, texts)
    at = stream.index(struct.pack("<II", len(texts), len(texts)))
    lie = stream[:at] + struct.pack("<II", count, count) + stream[at + 8 :]
    assert len(texts) == 3
    assert refused(compound_file({"Workbook": lie})).rule == "damaged"


@pytest.mark.parametrize(
    ("far", "rule"),
    [
        (record(0x203, struct.pack("<HHHd", 65535, 65535, 0, 1)), "too_large"),
        (record(0x205, struct.pack("<HHHBB", 65535, 65535, 0, 0x2A, 1)), "too_large"),
        (record(0xBD, struct.pack("<HH", 9, 3) + bytes(12) + struct.pack("<H", 60000)), "damaged"),
        (record(0xBD, struct.pack("<HH", 9, 9) + bytes(6) + struct.pack("<H", 2)), "damaged"),
        (record(0xFD, struct.pack("<HHHI", 0, 0, 0, 77)), "damaged"),
        (record(0x203, b"\x01"), "damaged"),
        (struct.pack("<HH", 0x203, 60000), "damaged"),
        (record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0)), "damaged"),
    ],
)
def test_bad_records_are_refused(far: bytes, rule: str) -> None:
    assert refused(xls(ROWS, more=far)).rule == rule


def test_one_long_text_in_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_TEXT", 10_000)
    cells = b"".join(record(LABEL_SST, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(30))
    assert refused(compound_file({"Workbook": xls_stream({"A": cells}, ["x" * 500])})).rule == "too_large"


@pytest.mark.parametrize(
    ("globals_", "rule"),
    [(record(0x2F, struct.pack("<H", 0)), "password"), (record(0x2F, struct.pack("<H", 1)), "password")],
)
def test_a_password_is_never_tried(globals_: bytes, rule: str) -> None:
    assert refused(xls(ROWS, globals_=globals_)).rule == rule


def test_older_workbooks_and_sheets_that_overlap_are_refused() -> None:
    texts: list[str] = []
    cells = xls_cells(ROWS, texts)
    stream = xls_stream({"A": cells, "B": cells}, texts)
    old = stream[:4] + struct.pack("<H", 0x0300) + stream[6:]
    assert "older than Excel 5" in refused(compound_file({"Workbook": old})).reason
    assert refused(compound_file({"Workbook": xls_stream({"A": cells, "a": cells}, texts)})).rule == "damaged"
    first = stream.index(struct.pack("<HH", 0x809, 16), 20)
    begins = [
        struct.unpack_from("<I", stream, at + 4)[0]
        for at in range(len(stream) - 8)
        if stream[at : at + 2] == b"\x85\x00"
    ]
    assert begins[0] == first
    beyond = stream.replace(struct.pack("<I", begins[1]), struct.pack("<I", 0x00FFFFFF), 1)
    assert refused(compound_file({"Workbook": beyond})).rule == "damaged"


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 1_000_000, 5_000_000])
def test_a_stream_that_was_written_is_read_again(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    stream = CompoundFile(compound_bytes("Workbook", content)).stream("Workbook")
    assert stream is not None
    assert stream[:size] == content
    assert not stream[size:].strip(b"\0")


def chain_in_a_circle(data: bytes, sector: int, to: int) -> bytes:
    """The table of sectors of a file of ours, one entry changed."""
    at = 512 + 4 * sector
    return data[:at] + struct.pack("<I", to) + data[at + 4 :]


@pytest.mark.parametrize(
    ("sector", "to"), [(1, 1), (2, 2), (9, 2), (5, 60_000), (2, 0xFFFFFFFD), (3, 0xFFFFFFFF), (9, 4)]
)
def test_chains_of_sectors_that_lead_astray_are_refused(sector: int, to: int) -> None:
    good = xls(ROWS)
    assert refused(chain_in_a_circle(good, sector, to)).rule == "damaged"


@pytest.mark.parametrize("at", [30, 32, 44, 48, 56, 60, 68, 76])
@pytest.mark.parametrize("value", [0, 1, 0x7FFFFFFF, 0xFFFFFFF0])
def test_a_header_that_lies_gives_a_grid_or_a_refusal(at: int, value: int) -> None:
    data = xls(ROWS)
    lie = data[:at] + struct.pack("<I", value) + data[at + 4 :]
    try:
        grid = read_grid(lie)
    except WorkbookRefused:
        return
    assert rows_of(grid.sheets[0]) == rows_of(read_grid(data).sheets[0])


@pytest.mark.parametrize("length", [9, 511, 512, 600, 1100, 2000])
def test_a_truncated_file_is_refused(length: int) -> None:
    data = xls(ROWS)
    assert len(data) > 2000
    assert refused(data[:length]).rule in ("damaged", "not_a_workbook")
