"""Text tables: encoding, delimiter, quoting, and rows with a field too many."""

from __future__ import annotations

import pytest

from lumbung.workbooks import container
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Cell, Grid, read_grid


def rows_of(grid: Grid) -> list[list[Cell]]:
    return [list(row) for row in grid.sheets[0].rows]


def read(text: str, encoding: str = "utf-8") -> list[list[Cell]]:
    return rows_of(read_grid(text.encode(encoding)))


def refused(data: bytes) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as refusal:
        read_grid(data)
    assert "\n" not in str(refusal.value)
    return refusal.value


HEADER = "wilayah,tahun,periode,nilai,nasional,target,versi,satuan"
LINES = [f"{1100 + n},2021,03,{n}.{n % 90 + 10},5.31,,2021-07-{n % 28 + 1:02},%" for n in range(60)]


def upload(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *LINES, *lines]).encode()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("Kota X;1,5\nKota Y;2,5\n", [["Kota X", "1,5"], ["Kota Y", "2,5"]], id="decimal commas"),
        pytest.param("1,5;2,5;3,5\n4,5;5,5;6,5\n", [["1,5", "2,5", "3,5"], ["4,5", "5,5", "6,5"]], id="only decimals"),
        pytest.param("a; b,x,1\nc; d,y,2\n", [["a; b", "x", "1"], ["c; d", "y", "2"]], id="semicolon in text"),
        pytest.param("a, b;1\nc, d;2\n", [["a, b", "1"], ["c, d", "2"]], id="comma in text"),
        pytest.param("1,2,3\n4,5,6\n", [["1", "2", "3"], ["4", "5", "6"]], id="numbers only"),
        pytest.param(
            "Laporan\n\na\tb,c\n1\t2,5\n", [["Laporan", None], [None] * 2, ["a", "b,c"], ["1", "2,5"]], id="tab"
        ),
        pytest.param("satu\ndua\n", [["satu"], ["dua"]], id="one column"),
        pytest.param(
            ";;;\nNama;2020;2019;\nA;1;2;\n", [[None] * 3, ["Nama", "2020", "2019"], ["A", "1", "2"]], id="blank row"
        ),
    ],
)
def test_the_delimiter_is_the_one_that_all_rows_have_equally_often(text: str, rows: list[list[Cell]]) -> None:
    assert read(text) == rows


@pytest.mark.parametrize("line", ["sep=|", '"sep=|"', "SEP=|"])
def test_the_line_that_says_the_delimiter_is_no_row(line: str) -> None:
    """Excel shows the line after it as row 1."""
    grid = read_grid(f"{line}\r\na,x|b\r\n1,5|2\r\n".encode("utf-8-sig"))
    assert rows_of(grid) == [["a,x", "b"], ["1,5", "2"]]
    assert grid.notes["delimiter"] == "'|', as the line sep= says"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Café –".encode(), "Café –", "utf-8"),
        ("Café –".encode("utf-8-sig"), "Café –", "utf-8-sig"),
        ("Café –".encode("cp1252"), "Café –", "cp1252"),
        ("Café –".encode("utf-16"), "Café –", "utf-16"),
        (b"\x961,25", "–1,25", "cp1252"),
        ("Café ".encode() + b"\x96", "Café –", "utf-8 and cp1252"),
    ],
)
def test_the_encoding_is_found_by_evidence(data: bytes, text: str, encoding: str) -> None:
    end = ";x\n".encode("utf-16-le" if encoding == "utf-16" else "ascii")
    grid = read_grid(data + end)
    assert (rows_of(grid), grid.notes["encoding"]) == ([[text, "x"]], encoding)


def test_a_row_is_a_record_and_blank_lines_count() -> None:
    assert read('a,b\n\n"x\ny",1\n  ,\t\nz,2\n') == [["a", "b"], [None, None], ["x\ny", "1"], [None, None], ["z", "2"]]


def test_text_that_reads_as_an_error_stays_text() -> None:
    assert read("a,#N/A\nb,#REF!\n") == [["a", "#N/A"], ["b", "#REF!"]]


def test_columns_of_delimiters_only_are_cut_on_the_right() -> None:
    assert read(",a,b,,,\n,1,2,,,\n,3,,,,\n") == [[None, "a", "b"], [None, "1", "2"], [None, "3", None]]


@pytest.mark.parametrize(
    ("line", "repaired"),
    [
        ("1200,2021,03,16,00,5.31,,2021-07-15,%", ["1200", "2021", "03", "16,00", "5.31", None, "2021-07-15", "%"]),
        ("1200,2021,03,16,00,5,31,,2021-07-15,%", ["1200", "2021", "03", "16,00", "5,31", None, "2021-07-15", "%"]),
        ("1200,2021,03,-16,5,5.31,,2021-07-15,%", ["1200", "2021", "03", "-16,5", "5.31", None, "2021-07-15", "%"]),
    ],
)
def test_a_number_split_at_its_comma_is_joined_where_one_way_fits(line: str, repaired: list[Cell]) -> None:
    grid = read_grid(upload(line, LINES[0]))
    assert rows_of(grid)[61] == repaired
    assert rows_of(grid)[62][0] == "1100"
    assert not grid.sheets[0].ragged
    assert grid.notes["rows joined at a decimal comma"] == "1 (rows 62)"


def test_a_split_number_is_also_found_where_a_program_evened_out_the_rows() -> None:
    """Saved again, all rows have as many delimiters as the longest one: the header has then no title there."""
    lines = [f"{line}," for line in LINES]
    data = "\n".join([f"{HEADER},", *lines, "1200,2021,03,16,00,5.31,,2021-07-15,%"]).encode()
    grid = read_grid(data)
    assert rows_of(grid)[61] == ["1200", "2021", "03", "16,00", "5.31", None, "2021-07-15", "%"]
    assert grid.sheets[0].width == 8


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("1200,2021,03,Kota X,5.31,7,,2021-07-15,%", id="no number is split"),
        pytest.param("1200,2021,03,16,00,12,31,,2021-07-15", id="a text is missing"),
        pytest.param("1200,2021,03,16.05,5.31,,2021-07-15,%,Badan Pusat Statistik", id="a field on the right"),
    ],
)
def test_a_row_that_no_way_fits_is_ragged(line: str) -> None:
    grid = read_grid(upload(line))
    assert list(grid.sheets[0].ragged) == [61]
    assert grid.sheets[0].ragged[61].startswith("it has 9 fields, the table 8")
    assert grid.notes["ragged rows"] == "1"


def test_a_row_that_two_ways_fit_is_ragged() -> None:
    lines = [f"Kota {n},{n}.5,{n}" if n % 2 else f"Kota {n},{n},{n}.5" for n in range(40)]
    grid = read_grid("\n".join(["nama,satu,dua", *lines, "Kota X,5,31,7"]).encode())
    assert list(grid.sheets[0].ragged) == [41]


def test_delimiters_too_many_at_the_end_of_a_row_are_no_fault() -> None:
    grid = read_grid(upload(f"{LINES[3]},", f"{LINES[4]},,,"))
    assert rows_of(grid)[61:] == rows_of(grid)[4:6]
    assert (grid.sheets[0].ragged, grid.sheets[0].width) == ({}, 8)
    assert "rows joined at a decimal comma" not in grid.notes


def test_where_many_rows_have_a_field_too_many_none_is_joined() -> None:
    grid = read_grid(upload(*["1200,2021,03,16,00,5.31,,2021-07-15,%"] * 20))
    assert len(grid.sheets[0].ragged) == 20


def test_a_seldom_filled_column_with_a_title_is_no_fault() -> None:
    header = f"{HEADER},keterangan"
    grid = read_grid("\n".join([header, *LINES, f"{LINES[0]},diolah"]).encode())
    assert (grid.sheets[0].ragged, rows_of(grid)[61][8]) == ({}, "diolah")


def test_a_comma_in_a_table_of_words_makes_a_row_ragged() -> None:
    lines = [f"Kota {chr(65 + n)},Dinas,Ya" for n in range(20)]
    grid = read_grid("\n".join(["nama,dinas,layak", *lines[:4], "Kota X, Jaya,Dinas,Ya", *lines]).encode())
    assert list(grid.sheets[0].ragged) == [5]


def test_a_title_with_commas_above_the_table_is_kept() -> None:
    title = "Laporan, Tahun 2021, Kab. X"
    assert rows_of(read_grid(upload(header=f"{title}\n{HEADER}")))[0][:3] == ["Laporan", " Tahun 2021", " Kab. X"]


def test_quotation_marks_that_do_not_pair_take_no_other_rows_with_them() -> None:
    grid = read_grid(b'nama,nilai\n"Kota X,1\nKota Y,2\n"PT "MAJU" JAYA",3\n"Kota ""Z""",4\n5" pipa,6\n')
    assert [row[0] for row in rows_of(grid)][2::2] == ["Kota Y", 'Kota "Z"']
    assert rows_of(grid)[5] == ['5" pipa', "6"]
    assert grid.sheets[0].ragged == {1: "its quotation marks do not pair", 3: "its quotation marks do not pair"}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"a,b\n\x00\x01\x02,c\n", "not_a_table"),
        (bytes(range(128, 256)) * 4, "not_a_table"),
        (b"\xff\xfea\x00,", "not_a_table"),
        (b"a," + b"x" * 200_000 + b"\n", "not_a_table"),
        (b'"a\n' * 500, "not_a_table"),
    ],
)
def test_what_is_no_table_of_text_is_refused(data: bytes, rule: str) -> None:
    assert refused(data).rule == rule


@pytest.mark.parametrize("data", [b"\n" * 5_000, b"," * 5_000, b"a\n" * 900 + b"," * 900])
def test_too_many_cells_are_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_CELLS", 1_000)
    assert refused(data).rule == "too_large"
