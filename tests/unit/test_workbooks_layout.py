"""Finding the header and binding columns by their titles."""

from __future__ import annotations

from typing import Any

import pytest

from lumbung.sources.model import LayoutSpec
from lumbung.workbooks.errors import SourceChanged, WorkbookRefused
from lumbung.workbooks.grid import Cell, Merge, Sheet
from lumbung.workbooks.layout import Table, find_tables

LAYOUT: dict[str, Any] = {
    "name": "test",
    "header": {"find": ["Nama", "Sasaran"], "rows": 2},
    "columns": {"agency_name": "Nama", "target_count": "Sasaran > Target", "reached_count": "Sasaran > Realisasi"},
    "ignore": ["No", "Ket*"],
}
HEADER: list[list[Cell]] = [["No", "Nama", "Sasaran", None], [None, None, "Target", "Realisasi"]]
MERGES = [Merge(1, 2, 1, 3), Merge(1, 0, 2, 0), Merge(1, 1, 2, 1)]


def sheet(*rows: list[Cell], merges: list[Merge] | None = None) -> Sheet:
    width = max(len(row) for row in rows)
    return Sheet("S", [row + [None] * (width - len(row)) for row in rows], MERGES if merges is None else merges)


def find_table(sheet: Sheet, layout: LayoutSpec) -> Table | None:
    tables = find_tables(sheet, layout)
    assert len(tables) <= 1
    return tables[0] if tables else None


def bind(*below: list[Cell], header: list[list[Cell]] = HEADER, **changes: object) -> Table:
    table = find_table(sheet(["JUDUL"], *header, *below), LayoutSpec.model_validate({**LAYOUT, **changes}))
    assert table is not None
    return table


def test_merged_titles_are_joined_from_top_to_bottom() -> None:
    table = bind([1, "Dinas", 10, 9])
    assert table.paths == ("No", "Nama", "Sasaran > Target", "Sasaran > Realisasi")
    assert table.columns == {"agency_name": 1, "target_count": 2, "reached_count": 3}
    assert (table.top, table.first) == (1, 3)
    assert table.above == ["JUDUL"]


@pytest.mark.parametrize("numbers", [["1", "2", "3", "4"], [1.0, 2.0, 3.0, 4.0], ["(1)", "(2)", "(3)", "(4)"]])
def test_a_row_of_column_numbers_is_dropped(numbers: list[Cell]) -> None:
    assert bind(numbers, [1, "Dinas", 10, 9]).first == 4


def test_the_header_is_found_wherever_it_stands_and_however_it_is_spaced() -> None:
    spaced: list[list[Cell]] = [["NO", " nama\n ", "SASARAN:", None], [None, None, "target", "REALISASI"]]
    assert bind([1, "Dinas", 10, 9], header=spaced).columns == {"agency_name": 1, "target_count": 2, "reached_count": 3}


def test_a_sheet_without_the_header_has_no_table() -> None:
    assert find_table(sheet(["Nama", "Lain"], ["x", 1]), LayoutSpec.model_validate(LAYOUT)) is None


def test_an_unknown_title_is_named_with_its_cell() -> None:
    header: list[list[Cell]] = [[*HEADER[0], "Nomor HP"], [*HEADER[1], None]]
    with pytest.raises(SourceChanged) as refusal:
        bind([1, "Dinas", 10, 9, "-"], header=header)
    assert (refusal.value.rule, refusal.value.sheet, refusal.value.cell) == ("unknown_column", "S", "E2")
    assert "unknown column title 'Nomor HP'" in refusal.value.reason


def test_an_ignored_title_may_be_there_or_not() -> None:
    header: list[list[Cell]] = [[*HEADER[0], "Keterangan"], [*HEADER[1], None]]
    assert bind([1, "Dinas", 10, 9, "x"], header=header).columns == bind([1, "Dinas", 10, 9]).columns


def test_a_title_that_is_gone_is_named() -> None:
    with pytest.raises(SourceChanged) as refusal:
        bind(header=[["No", "Nama", "Sasaran", None], [None, None, "Target", "Capaian"]])
    assert refusal.value.rule == "missing_column"
    assert "'Sasaran > Realisasi'" in refusal.value.reason
    assert "'Sasaran > Capaian'" in refusal.value.reason


def test_a_title_that_stands_twice_is_refused() -> None:
    header: list[list[Cell]] = [[*HEADER[0], "Nama"], [*HEADER[1], None]]
    with pytest.raises(SourceChanged) as refusal:
        bind(header=header)
    assert refusal.value.rule == "column_count"


def test_figures_without_a_title_are_refused() -> None:
    with pytest.raises(SourceChanged) as refusal:
        bind([1, "Dinas", 10, 9], [2, "Badan", 20, 19, 0.5])
    assert (refusal.value.rule, refusal.value.cell) == ("untitled_column", "E5")


def test_stray_cells_may_be_allowed_up_to_a_share_of_the_rows() -> None:
    rows: list[list[Cell]] = [[n, "Dinas", 10, 9] for n in range(1, 21)]
    rows[3] = [*rows[3], 0.5]
    ignore = ["No", {"untitled": True, "share": 0.05}]
    assert bind(*rows, ignore=ignore).columns["agency_name"] == 1
    rows[4] = [*rows[4], 0.5]
    with pytest.raises(SourceChanged):
        bind(*rows, ignore=ignore)


def test_notes_below_the_table_may_stand_anywhere() -> None:
    assert bind([1, "Dinas", 10, 9], [None, None, None, None, "Mataram, 31 Desember 2024"]).first == 3


def test_a_second_table_with_the_same_header_is_refused() -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        bind([1, "Dinas", 10, 9], *HEADER, [2, "Badan", 1, 1])
    assert refusal.value.rule == "second_table"


def test_wide_columns_are_grouped_by_what_their_titles_keep() -> None:
    layout = LayoutSpec.model_validate(
        {
            "name": "wide",
            "header": {"find": ["Nama"], "rows": 2},
            "columns": {"region_name": "Nama"},
            "wide": [{"columns": {"value": "P0 (Persen) > {period_year}"}, "values": {"indicator_code": "P0"}}],
        }
    )
    table = find_table(sheet(["Nama", "P0 (Persen)", None], [None, 2020.0, 2021.0], merges=[Merge(0, 1, 0, 2)]), layout)
    assert table is not None
    assert [(group.fields, group.measures) for group in table.groups] == [
        ({"period_year": "2020"}, {"value": 1}),
        ({"period_year": "2021"}, {"value": 2}),
    ]


def test_of_an_untitled_cell_only_the_form_is_shown() -> None:
    with pytest.raises(SourceChanged) as refusal:
        bind([1, "Dinas", 10, 9], [2, "Badan", 20, 19, "Siti Aminah NIK 5271 0203 0480 0001"])
    assert str(refusal.value).startswith("'S'!E5: a cell of the form 'Xxxx Xxxxxx XXX 9999 99…' stands in a column")
