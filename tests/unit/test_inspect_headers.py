"""Tables are found by what their cells hold: headers, headings, notes, several tables in a sheet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lumbung.workbooks.grid import Cell, Merge, Sheet
from lumbung.workbooks.inspection.tables import SeenTable, find_tables, is_figure


def tables(rows: Sequence[Sequence[Cell]], merges: Sequence[Merge] = (), **more: frozenset[int]) -> list[SeenTable]:
    width = max(len(row) for row in rows)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return find_tables(Sheet("S", padded, merges, **more))  # type: ignore[arg-type]


def titles(table: SeenTable) -> list[str]:
    return [" > ".join(path) for path in table.paths]


LINES: list[list[Cell]] = [["Cilacap", 11.5, 10.9], ["Banyumas", 12.8, 12.5]]


def test_titles_above_a_header_are_no_part_of_it() -> None:
    (table,) = tables([["KEMISKINAN JAWA TENGAH"], ["TAHUN 2023"], ["Kabupaten", "P0", "P1"], *LINES])
    assert (table.top, table.header_rows, table.lines) == (2, 1, [3, 4])
    assert table.above == ["KEMISKINAN JAWA TENGAH", "TAHUN 2023"]


def test_years_below_a_merged_title_are_header_rows() -> None:
    rows: list[list[Cell]] = [["Kabupaten", "Tahun", None], [None, 2022, 2023], *LINES]
    (table,) = tables(rows, [Merge(0, 0, 1, 0), Merge(0, 1, 0, 2)])
    assert titles(table) == ["Kabupaten", "Tahun > 2022", "Tahun > 2023"]


def test_blanks_stand_for_merges_in_text_files() -> None:
    rows: list[list[Cell]] = [["Nama", None, None], [None, "P0", None], [None, "2022", "2023"], *LINES]
    (table,) = tables(rows)
    assert titles(table) == ["Nama", "P0 > 2022", "P0 > 2023"]


def test_a_row_that_counts_the_columns_is_no_line() -> None:
    (table,) = tables([["Kabupaten", "P0", "P1"], ["(1)", "(2)", "(3)"], *LINES])
    assert table.numbered
    assert table.lines == [2, 3]


def test_a_heading_below_the_header_is_no_header() -> None:
    rows: list[list[Cell]] = [["No", "Kegiatan", "Target", "Realisasi"], ["I", "Dinas Sosial", None, None]]
    rows += [[1, "Bantuan", 10, 9], ["II", "Dinas Kesehatan", None, None], [1, "Layanan", 5, 4]]
    (table,) = tables(rows)
    assert (table.header_rows, table.between, table.lines) == (1, [1, 3], [2, 4])


def test_notes_and_signatures_stand_below() -> None:
    rows: list[list[Cell]] = [["Kabupaten", "P0", "P1"], *LINES, [None, None, None], ["Sumber: BPS", None, None]]
    (table,) = tables([*rows, [None, None, "Kepala Dinas"]])
    assert table.below == [4, 5]


def test_two_tables_below_each_other_are_two() -> None:
    header: list[Cell] = ["Kabupaten", "P0", "P1"]
    found = tables([header, *LINES, [None] * 3, ["TABEL KEDUA", None, None], header, *LINES])
    assert [table.lines for table in found] == [[1, 2], [6, 7]]
    assert found[1].above == ["TABEL KEDUA"]


def test_hidden_rows_and_columns_are_not_looked_at() -> None:
    rows: list[list[Cell]] = [["Kabupaten", "P0", "hash"], *[[*line[:2], "x"] for line in LINES]]
    (table,) = tables(rows, hidden_rows=frozenset({2}), hidden_columns=frozenset({2}))
    assert table.lines == [1]
    assert table.paths[2] == []


def test_a_list_without_figures_is_no_table() -> None:
    assert tables([["kode", "uraian"], ["5.1.01.01", "Belanja Gaji"], ["5.1.01.02", "Tambahan"]]) == []


@pytest.mark.parametrize("cell", [12, 0.5, "12,5", "1.234.567", "Rp 1.000,00", "(1.234)", "12%", "2,5 M", "0"])
def test_what_looks_like_a_figure(cell: Cell) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize("cell", ["5.1.02.01", "01", "1.", "38 Provinsi", "-", True, None, "3302015503850001.0.1"])
def test_what_does_not(cell: Cell) -> None:
    assert not is_figure(cell)
