"""Programme reach of the five cities: five layouts of one dataset, in the shipped samples, and what may go wrong."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_source
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, WorkbookRefused, parse_file

PERSON = "Siti Aminah NIK 5271 0203 0480 0001"

# City's YAML -> (measure, unit) -> rows, target, reached.
EXPECTED: dict[str, dict[tuple[str, str], tuple[int, int, int]]] = {
    "tanjungpinang": {
        ("recipient", "pelaku_usaha"): (2, 12000, 11175),
        ("trained", "pelaku_usaha"): (4, 1000, 1000),
    },
    "tangerang": {
        ("recipient", "kelompok"): (3, 8044, 7569),
        ("participant", "orang"): (4, 12000, 11380),
        ("vacancy", "lowongan"): (1, 12000, 13194),
        ("partner_company", "perusahaan"): (1, 150, 157),
        ("item", "bibit"): (1, 450000, 484118),
    },
    "mataram": {
        ("participant", "orang"): (10, 1090, 1054),
        ("recipient", "KK"): (6, 19000, 16750),
    },
    "palangka_raya": {("participant", "orang"): (5, 115, 110)},
    "kota_jambi": {
        ("graduate", "KPM"): (11, 260, 292),
        ("recipient", "orang"): (11, 3100, 2962),
        ("participant", "orang"): (10, 350, 338),
    },
}


def source(city: str) -> SourceSpec:
    return load_source(SHIPPED_CATALOGUE / "reach" / f"{city}.yaml")


def sample(city: str) -> Path:
    spec = source(city)
    assert spec.files is not None
    paths = sorted(spec.files_folder().glob(spec.files.glob))
    assert paths, city
    return paths[0]


def changed(city: str, folder: Path, cells: dict[str, object]) -> Path:
    """A copy of a city's sample with other values in some cells of its first sheet."""
    book = openpyxl.load_workbook(sample(city))
    for at, value in cells.items():
        book.worksheets[0][at].value = value
    book.save(folder / sample(city).name)
    return folder / sample(city).name


def refusals(parsed: ParsedFile) -> list[tuple[str, str | None]]:
    return [(refusal.rule, refusal.cell) for refusal in parsed.refusals]


@pytest.mark.parametrize("city", sorted(EXPECTED))
def test_rows_and_sums_by_measure_and_unit(city: str) -> None:
    parsed = parse_file(sample(city), source(city))
    assert parsed.refusals == []
    rows: Counter[tuple[object, object]] = Counter()
    sums: dict[tuple[object, object], list[Decimal]] = {}
    for row in parsed.rows:
        key = (row.values["measure"], row.values["beneficiary_unit"])
        rows[key] += 1
        pair = sums.setdefault(key, [Decimal(0), Decimal(0)])
        for at, name in enumerate(("target_count", "reached_count")):
            value = row.values[name]
            assert isinstance(value, Decimal)
            pair[at] += value
    assert {key: (rows[key], *map(int, pair)) for key, pair in sums.items()} == EXPECTED[city]
    assert parsed.totals
    assert all(total.stated == total.computed for total in parsed.totals)


def test_an_agency_above_its_lines_is_carried_down_and_a_hidden_copy_is_not_read() -> None:
    parsed = parse_file(sample("tangerang"), source("tangerang"))
    assert [row.values["agency_name"] for row in parsed.rows] == [
        *["Dinas Koperasi dan Usaha Kecil Menengah"] * 2,
        *["Dinas Ketenagakerjaan"] * 6,
        *["Dinas Ketahanan Pangan"] * 2,
    ]
    assert {row.sheet for row in parsed.rows} == {"Rekap 2020"}
    assert parsed.notes["hidden sheet Sheet2"] == "not read"


def test_rows_below_a_heading_that_is_not_understood_do_not_inherit_the_last_one(tmp_path: Path) -> None:
    parsed = parse_file(changed("tangerang", tmp_path, {"B11": "Bagian"}), source("tangerang"))
    assert refusals(parsed)[0] == ("row_not_understood", "B11")
    assert [rule for rule, _ in refusals(parsed)[1:]] == ["missing_value"] * 6
    assert {row.values["agency_name"] for row in parsed.rows} == {
        "Dinas Koperasi dan Usaha Kecil Menengah",
        "Dinas Ketahanan Pangan",
    }


def test_a_report_up_to_another_month_ends_there(tmp_path: Path) -> None:
    path = changed("tangerang", tmp_path, {"G6": "Realisasi s.d. September 2021"})
    ends = {str(row.values["period_end"]) for row in parse_file(path, source("tangerang")).rows}
    assert ends == {"2021-09-30"}


def test_an_agency_in_a_merged_cell_holds_for_its_rows() -> None:
    parsed = parse_file(sample("mataram"), source("mataram"))
    assert Counter(row.values["agency_name"] for row in parsed.rows) == {
        "Dinas Tenaga Kerja": 6,
        "Dinas Koperasi dan UKM": 2,
        "Dinas Perdagangan": 2,
        "Dinas Sosial": 6,
    }
    assert parsed.rows[5].cells["agency_name"] == "B6"
    assert {row.values["registry"] for row in parsed.rows} == {"DTKS", "P3KE"}


def test_each_row_has_its_own_dates() -> None:
    parsed = parse_file(sample("palangka_raya"), source("palangka_raya"))
    assert [(str(row.values["period_start"]), str(row.values["period_end"])) for row in parsed.rows] == [
        ("2020-08-24", "2020-08-28"),
        ("2020-08-24", "2020-08-28"),
        ("2020-09-07", "2020-09-11"),
        ("2020-09-28", "2020-10-02"),
        ("2020-10-19", "2020-10-20"),
    ]


def test_columns_side_by_side_become_rows_with_an_address_each() -> None:
    parsed = parse_file(sample("kota_jambi"), source("kota_jambi"))
    first = [row for row in parsed.rows if row.row == 9]
    assert [(row.values["measure"], row.cells["reached_count"], row.values["column_no"]) for row in first] == [
        ("graduate", "E9", 5),
        ("recipient", "G9", 7),
        ("participant", "I9", 9),
    ]
    assert (parsed.rows_in, len(parsed.rows), parsed.rows_ignored) == (36, 32, 4)


@pytest.mark.parametrize(
    ("city", "cells", "expected"),
    [
        ("palangka_raya", {"D8": "Agustus"}, [("period_shape", "D8")]),
        ("palangka_raya", {"G8": "dua belas"}, [("not_a_number", "G8")]),
        ("palangka_raya", {"B8": None}, [("missing_value", "B8")]),
        ("palangka_raya", {"G8": None, "H8": None}, [("row_not_understood", "A8")]),
        ("palangka_raya", {"C9": "Total rotan"}, [("undeclared_total", "C9")]),
        ("mataram", {"F7": "Unit"}, [("unknown_word", "F7")]),
        ("kota_jambi", {"D9": "3O"}, [("not_a_number", "D9")]),
    ],
)
def test_one_wrong_row_is_refused_with_its_cell(
    tmp_path: Path, city: str, cells: dict[str, object], expected: list[tuple[str, str | None]]
) -> None:
    good = parse_file(sample(city), source(city))
    parsed = parse_file(changed(city, tmp_path, cells), source(city))
    assert refusals(parsed) == expected
    assert parsed.rows_in == good.rows_in == len(parsed.rows) + len(parsed.refusals) + parsed.rows_ignored


@pytest.mark.parametrize(
    ("city", "cells", "rule"),
    [
        ("mataram", {"A1": "KOTA TANGERANG"}, "fact_differs"),
        ("mataram", {"A1": "LAPORAN"}, "fact_missing"),
        ("mataram", {"A3": "TAHUN LALU"}, "fact_missing"),
        ("palangka_raya", {"A2": "DINAS LAIN"}, "fact_missing"),
        ("tanjungpinang", {"G8": "7,5", "G9": "4.500"}, "number_shape"),
        ("tanjungpinang", {"C5": "Programme"}, "header_not_found"),
        ("tanjungpinang", {"G6": "Sasaran"}, "missing_column"),
    ],
)
def test_what_is_wrong_around_the_rows_stops_the_file(
    tmp_path: Path, city: str, cells: dict[str, object], rule: str
) -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        parse_file(changed(city, tmp_path, cells), source(city))
    assert refusal.value.rule == rule
    assert "\n" not in str(refusal.value)


def test_a_wrong_total_is_reported_and_the_rows_are_read(tmp_path: Path) -> None:
    parsed = parse_file(changed("palangka_raya", tmp_path, {"H14": 115}), source("palangka_raya"))
    wrong = [total for total in parsed.totals if total.stated != total.computed]
    assert [(t.sheet, t.cell, t.measure, t.label, int(t.stated), int(t.computed)) for t in wrong] == [
        ("Pelatihan", "H14", "reached_count", "JUMLAH", 115, 110)
    ]
    assert len(parsed.rows) == 5


def test_figures_below_the_notes_are_not_taken_for_lines(tmp_path: Path) -> None:
    line = {f"{at}20": value for at, value in zip("ABCDEFGH", (1, "P", "K", "2020", "T", "K", 5, 5), strict=True)}
    parsed = parse_file(changed("palangka_raya", tmp_path, line), source("palangka_raya"))
    assert refusals(parsed) == [("row_after_notes", None)]
    assert len(parsed.rows) == 5


def test_a_second_visible_sheet_that_is_no_table_stops_the_file_unless_it_is_declared(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sample("mataram"))
    book.create_sheet("Kamus")["A1"] = "Istilah"
    book.save(tmp_path / "m.xlsx")
    with pytest.raises(WorkbookRefused, match=r"'Kamus'.*ignore_sheets: in mataram\.yaml"):
        parse_file(tmp_path / "m.xlsx", source("mataram"))
    declared = source("mataram").model_copy(update={"ignore_sheets": ("Kamus",)})
    assert len(parse_file(tmp_path / "m.xlsx", declared).rows) == 16


@pytest.mark.parametrize(
    ("city", "name", "rule"),
    [
        ("mataram", "target_count", "not_a_number"),
        ("mataram", "indicator", "unknown_word"),
        ("mataram", "printed_unit", "unknown_word"),
        ("palangka_raya", "period", "period_shape"),
    ],
)
def test_a_reason_shows_no_person(tmp_path: Path, city: str, name: str, rule: str) -> None:
    title = source(city).layouts[0].columns[name].title[0]
    row = parse_file(sample(city), source(city)).rows[1].row
    above = openpyxl.load_workbook(sample(city)).worksheets[0].iter_rows(max_row=row - 1)
    (at,) = [f"{cell.column_letter}{row}" for cells in above for cell in cells if str(cell.value).strip() == title]
    parsed = parse_file(changed(city, tmp_path, {at: PERSON}), source(city))
    assert refusals(parsed) == [(rule, at)]
    assert "'Xxxx Xxxxxx XXX 9999 99…'" in parsed.refusals[0].reason
    assert "Aminah" not in parsed.refusals[0].reason
    assert "0203" not in parsed.refusals[0].reason


def test_a_signature_below_the_table_is_noted_by_its_form(tmp_path: Path) -> None:
    below = openpyxl.load_workbook(sample("mataram")).worksheets[0].max_row + 3
    parsed = parse_file(changed("mataram", tmp_path, {f"H{below}": PERSON}), source("mataram"))
    assert parsed.refusals == []
    noted = [text for name, text in parsed.notes.items() if name.endswith(f"!{below}")]
    assert noted == ["'Xxxx Xxxxxx XXX 9999 9999 9999 9999'"]
