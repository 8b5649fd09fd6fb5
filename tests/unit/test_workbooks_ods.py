"""OpenDocument spreadsheets: repeated cells, hidden rows, errors, merged ranges."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from lumbung.workbooks import container
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import NO_VALUE, Cell, CellFault, Merge, Sheet, read_grid
from tests.workbook_files import ods, ods_number, ods_parts, ods_text, zipped


def rows_of(sheet: Sheet) -> list[list[Cell]]:
    return [list(row) for row in sheet.rows]


def refused(data: bytes) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as refusal:
        read_grid(data)
    assert "\n" not in str(refusal.value)
    return refusal.value


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def blank(columns: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


def repeated(rows: int) -> str:
    return f' table:number-rows-repeated="{rows}"'


def test_blanks_that_are_repeated_to_the_edge_are_no_cells() -> None:
    """As LibreOffice writes each sheet: the last row and the last cell of each row stand for all that follow."""
    styled = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16381"/>'
    rows = (
        row(ods_text("Nama"), blank(1), ods_text("Nilai"), styled)
        + row(blank(16384), attributes=repeated(2))
        + row(ods_text("A"), blank(1), ods_number(12), blank(16381))
        + row(blank(16384), attributes=repeated(1_048_571))
        + row(blank(16384))
    )
    columns = '<table:table-column table:number-columns-repeated="16384"/>'
    assert rows_of(read_grid(ods(rows, columns=columns)).sheets[0]) == [
        ["Nama", None, "Nilai"],
        [None] * 3,
        [None] * 3,
        ["A", None, 12.0],
    ]


def test_filled_cells_that_are_repeated_are_cells() -> None:
    cell = ods_number(3).replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="2" ')
    assert rows_of(read_grid(ods(row(cell, attributes=repeated(3)))).sheets[0]) == [[3.0, 3.0]] * 3


@pytest.mark.parametrize(
    "rows",
    [
        row(ods_number(1), attributes=repeated(1_048_576)) + row(ods_number(1)),
        row(blank(16_000), ods_number(1), attributes=repeated(1_000)),
        row(ods_number(1)) + row(blank(1), attributes=repeated(1_048_574)) + row(blank(16_383), ods_number(1)),
        row(blank(16_384), ods_number(1)),
        row(
            ods_number(1).replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ') * 2
        ),
    ],
)
def test_too_many_cells_are_refused_before_they_are_made(rows: str) -> None:
    assert refused(ods(rows)).rule == "too_large"


def test_the_sheets_together_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_CELLS", 10)
    table = f'<table:table table:name="A">{row(blank(1), ods_number(1), attributes=repeated(3))}</table:table>'
    assert len(read_grid(zipped(ods_parts(table))).sheets) == 1
    assert refused(zipped(ods_parts(table + table.replace('"A"', '"B"')))).rule == "too_large"


def test_values_are_read_by_their_type() -> None:
    def typed(kind: str, value: str, shown: str = "x") -> str:
        return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'

    cells = (
        typed("percentage", 'office:value="0.25"'),
        typed("currency", 'office:currency="IDR" office:value="1250000"'),
        typed("boolean", 'office:boolean-value="true"'),
        typed("date", 'office:date-value="2024-03-31"'),
        typed("date", 'office:date-value="2024-03-31T12:30:00"'),
        typed("time", 'office:time-value="PT26H30M00S"'),
        typed("float", 'office:value="nan"', "tidak ada"),
        typed("date", 'office:date-value="0000-00-00"', "31/02/2024"),
    )
    assert rows_of(read_grid(ods(row(*cells))).sheets[0]) == [
        [
            *(0.25, 1250000.0, True, date(2024, 3, 31), datetime(2024, 3, 31, 12, 30)),  # noqa: DTZ001 - as in a sheet
            *(timedelta(hours=26, minutes=30), "tidak ada", "31/02/2024"),
        ]
    ]


def test_text_keeps_its_spaces_and_lines_and_leaves_comments_out() -> None:
    cells = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation>'
        '<text:p><text:s text:c="4"/>Belanja <text:span>Pegawai</text:span><text:tab/>x</text:p><text:p>dua</text:p>'
        "</table:table-cell>",
        '<table:table-cell office:value-type="string"><text:p><text:s text:c="999999999"/></text:p></table:table-cell>',
        ods_number(1),
    )
    assert rows_of(read_grid(ods(row(*cells))).sheets[0]) == [["    Belanja Pegawai\tx\ndua", None, 1.0]]


def test_errors_and_formulas_without_a_value_are_faults() -> None:
    def formula(attributes: str, shown: str) -> str:
        return f'<table:table-cell table:formula="of:=X" {attributes}><text:p>{shown}</text:p></table:table-cell>'

    cells = (
        formula('office:value-type="string" office:string-value="" calcext:value-type="error"', "#N/A"),
        formula('office:value-type="float" office:value="0"', "#DIV/0!"),
        formula('office:value-type="string" office:string-value="" calcext:value-type="error"', "Err:502"),
        '<table:table-cell table:formula="of:=X"/>',
        formula('office:value-type="float" office:value="5"', "5"),
        ods_text("#N/A"),
    )
    grid = read_grid(ods(row(*cells, attributes=repeated(2))))
    assert (
        rows_of(grid.sheets[0])
        == [[CellFault("#N/A"), CellFault("#DIV/0!"), CellFault("Err:502"), NO_VALUE, 5.0, "#N/A"]] * 2
    )
    assert grid.notes["formulas without a value Lembar1"] == "2 (D1, D2)"


def test_merges_and_hidden_rows_columns_and_sheets_are_seen() -> None:
    merged = ods_text("Judul").replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" '
    )
    collapsed = row(ods_number(1), attributes=' table:visibility="collapse"')
    rows = (
        row(merged, "<table:covered-table-cell/>", ods_text("x"))
        + f"<table:table-row-group>{collapsed}</table:table-row-group>"
        + row(ods_number(2), attributes=' table:visibility="filter"' + repeated(2))
        + row(ods_number(3))
    )
    columns = (
        "<table:table-column/><table:table-column-group>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/></table:table-column-group>'
    )
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    tables = (
        f'<table:table table:name="A">{columns}{rows}</table:table>'
        f'<table:table table:name="B" table:style-name="ta2">{row(ods_number(1))}</table:table>'
    )
    first, second = read_grid(zipped(ods_parts(tables, styles=style))).sheets
    assert (first.merges, first.hidden_rows, first.hidden_columns) == ([Merge(0, 0, 0, 1)], {1, 2, 3}, {1, 2})
    assert (first.visible, second.visible) == (True, False)


def test_what_is_kept_of_another_workbook_is_no_sheet() -> None:
    copy = (
        '<table:table table:name="\'file:///b.ods\'#A" table:style-name="ta_extref"><table:table-source/>'
        f"{row(ods_number(9))}</table:table>"
    )
    grid = read_grid(zipped(ods_parts(f'<table:table table:name="A">{row(ods_number(1))}</table:table>{copy}')))
    assert [sheet.name for sheet in grid.sheets] == ["A"]
    assert grid.notes == {"links to other workbooks": "not followed"}


def test_macros_are_told_and_not_run() -> None:
    parts = ods_parts(f'<table:table table:name="A">{row(ods_number(1))}</table:table>')
    assert read_grid(zipped({**parts, "Basic/Standard/Module1.xml": "<x/>"})).notes == {"macros": "not run"}


def test_what_is_refused() -> None:
    parts = ods_parts(f'<table:table table:name="A">{row(ods_number(1))}</table:table>')
    content = str(parts["content.xml"])
    assert refused(zipped({**parts, "META-INF/manifest.xml": "<x><encryption-data/></x>"})).rule == "password"
    assert refused(zipped({**parts, "content.xml": content[:-30]})).rule == "damaged"
    assert refused(zipped({**parts, "content.xml": content.replace("?>", "?><!DOCTYPE x>", 1)})).rule == "damaged"
    assert refused(zipped(ods_parts(""))).rule == "not_a_workbook"


def test_a_deep_document_is_read_to_its_end() -> None:
    deep = "<text:span>" * 50_000 + "x" + "</text:span>" * 50_000
    assert rows_of(read_grid(ods(row(ods_text(deep), ods_number(1)))).sheets[0]) == [["x", 1.0]]


def test_too_many_tags_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_TAGS", 100)
    assert refused(ods(row(blank(1)) * 60)).rule == "too_large"
