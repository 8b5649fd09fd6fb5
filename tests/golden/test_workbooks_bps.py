"""BPS poverty tables as BPS' site and its regional offices write them: slices made here, and the real files."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_source
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, SourceChanged, WorkbookRefused, parse_file, rows_as_records

P0 = "Persentase Penduduk Miskin (P0) Menurut Kabupaten/Kota (Persen)"
LINE = "Garis Kemiskinan Menurut Kabupaten/Kota (Rupiah/kapita/bulan)"
VALUES = {
    "NUSA TENGGARA BARAT": "13.83",
    "Bima": "14.88",
    "Kota Bima": "8.88",
    "Kota Mataram": "8.65",
    "PAPUA PEGUNUNGAN": "-",
    "INDONESIA": "9.71",
}


@pytest.fixture(scope="module")
def spec() -> SourceSpec:
    return load_source(SHIPPED_CATALOGUE / "bps" / "poverty.yaml")


def table(path: Path, values: dict[str, str], title: str = P0, year: str = "2021") -> Path:
    lines = ["Nama Wilayah,", f",{title}", f",{year}", *(f"{name},{value}" for name, value in values.items())]
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode())
    return path


def by_region(parsed: ParsedFile) -> dict[object, object]:
    return {row.values["region_code"]: row.values["value"] for row in parsed.rows}


def test_names_become_regions_by_how_they_are_printed(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(table(tmp_path / "p0.csv", VALUES), spec)
    assert by_region(parsed) == {
        "52": Decimal("13.83"),
        "52.06": Decimal("14.88"),
        "52.72": Decimal("8.88"),
        "52.71": Decimal("8.65"),
        "00": Decimal("9.71"),
    }
    assert (parsed.rows_in, parsed.rows_ignored, parsed.refusals) == (6, 1, [])


def test_a_row_holds_all_that_the_mart_needs(tmp_path: Path, spec: SourceSpec) -> None:
    record = list(rows_as_records(parse_file(table(tmp_path / "p0.csv", VALUES), spec)))[3]
    assert record == {
        "column_no": 2,
        "region_code": "52.71",
        "region_name": "Kota Mataram",
        "indicator_code": "P0",
        "area": "all",
        "period_year": 2021,
        "period_part": "annual",
        "value": 8.65,
        "unit": "persen",
        "unit_printed": None,
        "publisher": "BPS",
        "kind": "estimate",
        "vintage_date": None,
        "source_ref": "p0.csv#csv!B7",
        "sheet": "csv",
        "row": 7,
        "cells": {"region_name": "A7", "value": "B7"},
    }


@pytest.mark.parametrize(
    ("title", "indicator", "unit"),
    [
        (P0, "P0", "persen"),
        ("Indeks Kedalaman Kemiskinan (P1) Menurut Kabupaten/Kota", "P1", "indeks"),
        ("Indeks Keparahan Kemiskinan (P2) Menurut Kabupaten/Kota", "P2", "indeks"),
        (LINE, "poverty_line_idr", "rupiah_per_kapita_bulan"),
    ],
)
def test_the_indicator_and_its_unit_follow_from_the_title(
    tmp_path: Path, spec: SourceSpec, title: str, indicator: str, unit: str
) -> None:
    values = parse_file(table(tmp_path / "t.csv", {"Kota Mataram": "8"}, title, "2019"), spec).rows[0].values
    assert (values["indicator_code"], values["unit"], values["period_year"]) == (indicator, unit, 2019)


def test_another_title_or_unit_stops_the_file(tmp_path: Path, spec: SourceSpec) -> None:
    for title in ("Gini Ratio Menurut Kabupaten/Kota", P0.replace("Persen)", "Ribu Jiwa)")):
        with pytest.raises(SourceChanged) as refusal:
            parse_file(table(tmp_path / "t.csv", VALUES, title), spec)
        assert (refusal.value.rule, refusal.value.cell) == ("missing_column", "B2")
        assert title in refusal.value.reason


def test_a_year_that_is_none_stops_the_file(tmp_path: Path, spec: SourceSpec) -> None:
    with pytest.raises(SourceChanged, match="period_year"):
        parse_file(table(tmp_path / "t.csv", VALUES, year="202"), spec)


def test_the_same_table_in_other_dialects_is_the_same(tmp_path: Path, spec: SourceSpec) -> None:
    expected = by_region(parse_file(table(tmp_path / "p0.csv", VALUES), spec))
    comma = {name: value.replace(".", ",") for name, value in VALUES.items()}
    text = table(tmp_path / "a.csv", VALUES).read_text(encoding="utf-8-sig")
    semicolon = "\r\n".join(
        ";".join((line.rpartition(",")[0], comma.get(line.rpartition(",")[0], line.rpartition(",")[2])))
        for line in text.splitlines()
    )
    for number, data in enumerate((semicolon.encode(), semicolon.encode("cp1252"), text.replace(",", "\t").encode())):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(data)
        assert by_region(parse_file(path, spec)) == expected


def test_dotted_thousands_of_rupiah_are_rupiah(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(table(tmp_path / "gk.csv", {"Kota Mataram": "541.109", "Bima": "1.041.001"}, LINE), spec)
    assert by_region(parsed) == {"52.71": Decimal(541109), "52.06": Decimal(1041001)}


def test_three_decimals_of_a_percentage_are_proven_by_its_bounds(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(table(tmp_path / "p0.csv", {"Kota Mataram": "8.651", "Bima": "14.880"}), spec)
    assert by_region(parsed) == {"52.71": Decimal("8.651"), "52.06": Decimal("14.880")}


def test_a_name_that_is_no_region_is_one_refused_row(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(table(tmp_path / "p0.csv", {**VALUES, "Kota Atlantis": "1.0"}), spec)
    assert [(r.rule, r.row, r.cell) for r in parsed.refusals] == [("region_unresolved", 10, "A10")]
    assert parsed.rows_in == 7


def test_a_bare_name_is_never_a_city(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(table(tmp_path / "p0.csv", {"Mataram": "8.65", "Kota Bima": "8.88"}), spec)
    assert by_region(parsed) == {"52.72": Decimal("8.88")}
    assert "52.71" in parsed.refusals[0].reason


def test_a_note_below_the_table_is_kept_and_not_read(tmp_path: Path, spec: SourceSpec) -> None:
    path = table(tmp_path / "p0.csv", VALUES)
    path.write_text(path.read_text(encoding="utf-8-sig") + '\n"Sumber: BPS, Susenas Maret",\n', encoding="utf-8")
    parsed = parse_file(path, spec)
    assert (len(parsed.rows), parsed.rows_ignored, parsed.refusals) == (5, 2, [])
    assert "Sumber: BPS, Susenas Maret" in parsed.notes.values()


CITIES_P0_2021 = {"52.71": "8.65", "15.71": "9.02", "21.72": "9.57", "62.71": "3.75", "36.71": "5.93"}


def test_the_real_tables(shared_data: Path, spec: SourceSpec) -> None:
    paths = sorted((shared_data / "sheets" / "bps").glob("*Kabupaten_Kota*.csv"))
    assert len(paths) == 28
    for path in paths:
        parsed = parse_file(path, spec)
        assert parsed.refusals == [], path.name
        assert (parsed.rows_in, len(parsed.rows) > 500) == (552, True)
        assert len(by_region(parsed)) == len(parsed.rows), "a region stands once"
        if "(P0)" in path.name and "2021" in path.name:
            found = by_region(parsed)
            assert {code: found[code] for code in CITIES_P0_2021} == {c: Decimal(v) for c, v in CITIES_P0_2021.items()}
            assert found["61.02"] != found["61.71"], "bare Pontianak is the regency that is now Mempawah"


def test_an_unresolved_name_is_shown_and_a_person_with_a_number_is_not(tmp_path: Path, spec: SourceSpec) -> None:
    values = {**VALUES, "Kota Atlantis": "1.0", "Siti Aminah NIK 5271 0203 0480 0001": "2.0", "Kota X" * 500: "3.0"}
    reasons = [refusal.reason for refusal in parse_file(table(tmp_path / "p0.csv", values), spec).refusals]
    assert len(reasons) == 3
    assert reasons[0].startswith("'Kota Atlantis' is no known")
    assert reasons[1].startswith("'Xxxx Xxxxxx XXX 9999 99…' is no known")
    assert all(len(reason) < 300 for reason in reasons)


# By province and area, and by area of the nation

PROVINCE_P0 = "Persentase Penduduk Miskin (P0) Menurut Provinsi dan Daerah (Persen)"
NATION_P1 = "Indeks Kedalaman Kemiskinan (P1) Menurut Daerah"
ROUNDS = ["Semester 1 (Maret)", "Semester 2 (September)", "Tahunan"]
PARTS = {"Semester 1 (Maret)": "march", "Semester 2 (September)": "september", "Tahunan": "annual"}
AREAS = {"Perkotaan": "urban", "Perdesaan": "rural", "Jumlah": "all", "Perkotaan+Perdesaan": "all"}
INDICATORS = {"(P0)": "P0", "(P1)": "P1", "(P2)": "P2", "Garis": "poverty_line_idr"}

# What a row says, and the cell of its figure: printed name, indicator, area, year, part, figure, cell.
Figure = tuple[str, str, str, int, str, Decimal, str]


def figures(parsed: ParsedFile) -> list[Figure]:
    names = ("region_name", "indicator_code", "area", "period_year", "period_part", "value")
    found = []
    for row in parsed.rows:
        region, indicator, area, year, part, value = (row.values[name] for name in names)
        assert isinstance(year, int)
        assert isinstance(value, int | Decimal)
        found.append((str(region), str(indicator), str(area), year, str(part), Decimal(value), row.cells["value"]))
    return found


def indicator_of(path: Path) -> str:
    return next(code for word, code in INDICATORS.items() if word in path.name)


def filled(row: Sequence[object]) -> Iterator[str]:
    """A header row with each title in the blank cells to its right."""
    title = ""
    for cell in row:
        title = str(cell) if cell not in (None, "") else title
        yield title


def cell_name(row: int, column: int) -> str:
    return f"{openpyxl.utils.get_column_letter(column + 1)}{row + 1}"


def province_figures(rows: Sequence[Sequence[object]], header: int, indicator: str) -> list[Figure]:
    """What a table by province holds, read by hand: `header` is the row with the areas, years and rounds below it."""
    areas, years, rounds = (list(filled(row)) for row in rows[header : header + 3])
    found = []
    for at, row in enumerate(rows[header + 3 :], start=header + 3):
        for column in range(1, len(areas)):
            printed = str(row[column] if row[column] is not None else "")
            if row[0] and printed not in ("", "-"):
                what = (indicator, AREAS[areas[column]], int(years[column]), PARTS[rounds[column]])
                found.append((str(row[0]), *what, Decimal(printed), cell_name(at, column)))
    return found


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(",".join(row) for row in rows).encode())
    return path


def province_table(path: Path, title: str = PROVINCE_P0, both: str = "Jumlah", corner: str = "38 Provinsi") -> Path:
    rows = [
        [corner, *[""] * 9],
        ["", title, *[""] * 8],
        ["", "Perkotaan", "", "", "Perdesaan", "", "", both, "", ""],
        ["", "2023", "", "", "2023", "", "", "2023", "", ""],
        ["", *ROUNDS * 3],
        ["ACEH", "10.1", "-", "9.8", "16.2", "15.9", "-", "14.5", "14.1", "-"],
        ["DKI JAKARTA", "4.4", "4.3", "-", "-", "-", "-", "4.4", "4.3", "-"],
        ["PAPUA PEGUNUNGAN", *["-"] * 9],
        ["INDONESIA", "7.3", "7.2", "-", "12.2", "11.8", "-", "9.4", "9.0", "-"],
    ]
    return write_csv(path, rows)


@pytest.mark.parametrize("title", [PROVINCE_P0, PROVINCE_P0.removesuffix(" (Persen)")])
@pytest.mark.parametrize("both", ["Jumlah", "Perkotaan+Perdesaan"])
@pytest.mark.parametrize("corner", ["38 Provinsi", "34 Provinsi"])
def test_provinces_by_area_and_round(tmp_path: Path, spec: SourceSpec, title: str, both: str, corner: str) -> None:
    parsed = parse_file(province_table(tmp_path / "p.csv", title, both, corner), spec)
    assert parsed.refusals == []
    assert (parsed.rows_in, len(parsed.rows), parsed.rows_ignored) == (36, 16, 20)
    assert sorted(figures(parsed)) == sorted(province_figures(csv_rows(tmp_path / "p.csv"), 2, "P0"))
    assert figures(parsed)[0] == ("ACEH", "P0", "urban", 2023, "march", Decimal("10.1"), "B6")
    assert parsed.rows[0].values["region_code"] == "11"
    assert parsed.rows[-1].values["region_code"] == "00"


def test_another_unit_area_or_round_stops_a_province_table(tmp_path: Path, spec: SourceSpec) -> None:
    for title, both in ((PROVINCE_P0.replace("Persen)", "Ribu Jiwa)"), "Jumlah"), (PROVINCE_P0, "Pesisir")):
        with pytest.raises(SourceChanged) as refusal:
            parse_file(province_table(tmp_path / "p.csv", title, both), spec)
        assert refusal.value.cell is not None
        assert (title if title != PROVINCE_P0 else both) in str(refusal.value)


def nation_table(path: Path, title: str = NATION_P1, areas: Sequence[str] = ("Kota", "Desa", "Kota+Desa")) -> Path:
    rows = [["Wilayah", "", "", ""], ["", title, "", ""], ["", "2024", "", ""], ["", *ROUNDS]]
    rows += [[area, value, "-", "-"] for area, value in zip(areas, ("1.1", "2", "1.46"), strict=True)]
    return write_csv(path, rows)


def test_rows_of_the_nation_are_areas_and_no_regions(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(nation_table(tmp_path / "n.csv"), spec)
    assert [(row.values["region_code"], row.values["area"], row.values["value"]) for row in parsed.rows] == [
        ("00", "urban", Decimal("1.1")),
        ("00", "rural", 2),
        ("00", "all", Decimal("1.46")),
    ]
    assert {row.values["region_name"] for row in parsed.rows} == {"Indonesia"}
    assert {row.values["period_part"] for row in parsed.rows} == {"march"}
    assert (parsed.rows_in, parsed.rows_ignored, parsed.refusals) == (9, 6, [])


def test_an_area_that_is_none_is_a_refused_row(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(nation_table(tmp_path / "n.csv", areas=("Kota", "Pesisir", "Kota+Desa")), spec)
    assert [row.values["area"] for row in parsed.rows] == ["urban", "all"]
    assert {(refusal.rule, refusal.cell) for refusal in parsed.refusals} == {("unknown_word", "A6")}


def test_the_real_province_tables_cell_by_cell(shared_data: Path, spec: SourceSpec) -> None:
    paths = sorted((shared_data / "sheets" / "bps").glob("*Provinsi_dan_Daerah_20*.csv"))
    assert len(paths) == 26
    for path in paths:
        rows = csv_rows(path)
        expected = province_figures(rows, 2, indicator_of(path))
        assert len(expected) > 100, path.name
        parsed = parse_file(path, spec)
        assert parsed.refusals == [], path.name
        assert sorted(figures(parsed)) == sorted(expected), path.name
        assert parsed.rows_in == sum(len(row) - 1 for row in rows[5:]), path.name
        assert {figure[3] for figure in expected} == {int(path.stem[-4:])}
        unit = "rupiah_per_kapita_bulan" if "Garis" in path.name else "persen" if "(P0)" in path.name else "indeks"
        assert {row.values["unit"] for row in parsed.rows} == {unit}
        codes = {row.values["region_name"]: row.values["region_code"] for row in parsed.rows}
        assert (codes["ACEH"], codes["KEP. RIAU"], codes["PAPUA BARAT"], codes["INDONESIA"]) == ("11", "21", "92", "00")


def test_the_real_tables_of_the_nation_cell_by_cell(shared_data: Path, spec: SourceSpec) -> None:
    paths = sorted((shared_data / "sheets" / "bps").glob("*_Menurut_Daerah_20*.csv"))
    assert len(paths) == 28
    areas = {"Kota": "urban", "Desa": "rural", "Kota+Desa": "all"}
    for path in paths:
        rows = csv_rows(path)
        expected = [
            ("Indonesia", indicator_of(path), areas[row[0]], int(rows[2][1]), PARTS[rows[3][at]], Decimal(row[at]))
            for row in rows[4:]
            for at in range(1, 4)
            if row[at] != "-"
        ]
        assert expected, path.name
        parsed = parse_file(path, spec)
        assert [figure[:6] for figure in figures(parsed)] == expected, path.name
        assert {row.values["region_code"] for row in parsed.rows} == {"00"}
        assert (parsed.rows_in, parsed.refusals) == (9, [])


def test_the_real_workbook_by_province_cell_by_cell(shared_data: Path, spec: SourceSpec) -> None:
    path = (
        shared_data / "sheets" / "bps" / "Garis_Kemiskinan_(Rupiah_Kapita_Bulan)_Menurut_Provinsi_dan_Daerah_(1).xlsx"
    )
    rows = list(openpyxl.load_workbook(path)["Sheet1"].iter_rows(values_only=True))
    expected = province_figures(rows[:39], 1, "poverty_line_idr")
    assert len(expected) == 34 * 12 + 8
    parsed = parse_file(path, spec)
    assert sorted(figures(parsed)) == sorted(expected)
    assert {figure[3] for figure in expected} == {2019, 2020}
    assert (parsed.rows_in, parsed.refusals) == (35 * 18 + 3, [])
    assert "Access Time: June 29, 2023, 2:53 pm" in parsed.notes.values()


# One region in a file, and spending per head


def test_the_real_series_of_one_regency(shared_data: Path, spec: SourceSpec) -> None:
    path = shared_data / "sheets" / "bps" / "subang_kemiskinan_2005_2024.xlsx"
    rows = list(openpyxl.load_workbook(path)["Data 1"].iter_rows(values_only=True))
    columns = (("poverty_line_idr", 1), ("poor_persons", 1000), ("P0", 1), ("P1", 1), ("P2", 1))
    expected = [
        ("Kabupaten Subang", code, "all", row[0], "annual", Decimal(str(value)) * times, cell_name(at, column))
        for at, row in enumerate(rows[1:], start=1)
        for column, ((code, times), value) in enumerate(zip(columns, row[1:], strict=True), start=1)
    ]
    assert len(expected) == 100
    parsed = parse_file(path, spec)
    assert sorted(figures(parsed)) == sorted(expected)
    assert {row.values["region_code"] for row in parsed.rows} == {"32.13"}
    assert (parsed.rows_in, parsed.refusals) == (100, [])
    assert {row.values["unit"] for row in parsed.rows if row.values["indicator_code"] == "poor_persons"} == {"jiwa"}


def test_a_series_whose_file_names_no_region_is_refused(tmp_path: Path, spec: SourceSpec) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tahun", "Persentase Penduduk Miskin (P0)"])
    book.active.append([2024, 9.4])
    book.save(tmp_path / "data_kemiskinan_2024.xlsx")
    with pytest.raises(WorkbookRefused) as refusal:
        parse_file(tmp_path / "data_kemiskinan_2024.xlsx", spec)
    assert refusal.value.rule == "fact_missing"
    book.save(tmp_path / "kota_tangerang_kemiskinan_2024.xlsx")
    parsed = parse_file(tmp_path / "kota_tangerang_kemiskinan_2024.xlsx", spec)
    assert [(row.values["region_code"], row.values["value"]) for row in parsed.rows] == [("36.71", Decimal("9.4"))]


def test_the_real_spending_per_head_cell_by_cell(shared_data: Path, spec: SourceSpec) -> None:
    path = shared_data / "sheets" / "bps" / "Rata-Rata_Pengeluaran_Per_Kapita_Perkotaan.xls"
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("indo").to_python(skip_empty_area=False)
    kinds = {"Makanan": "food", "Non Makanan": "nonfood", "Jumlah": "total"}
    headings = [kinds.get(title, "") for title in filled(rows[2])]
    expected = {
        (row[0], f"expenditure_{headings[column]}_idr", int(float(str(rows[3][column]))), cell_name(at, column)): row[
            column
        ]
        for at, row in enumerate(rows[4:39], start=4)
        for column in range(1, 49)
        if row[column] != "-"
    }
    assert len(expected) == 34 * 48 + 3 * 8
    parsed = parse_file(path, spec)
    found = {(figure[0], figure[1], figure[3], figure[6]): float(figure[5]) for figure in figures(parsed)}
    assert found == pytest.approx(expected, rel=1e-14)
    assert (parsed.rows_in, parsed.refusals) == (35 * 48 + 6, [])
    assert {row.values["area"] for row in parsed.rows} == {"urban"}
    assert {row.values["unit"] for row in parsed.rows} == {"rupiah_per_kapita_bulan"}
    assert {row.values["unit_printed"] for row in parsed.rows} == {"rupiah"}


def test_every_real_file_is_read(shared_data: Path, spec: SourceSpec) -> None:
    paths = sorted((shared_data / "sheets" / "bps").iterdir())
    assert len(paths) == 85
    assert [path.name for path in paths if parse_file(path, spec).refusals] == []


@pytest.mark.parametrize(
    "name",
    [
        "Garis_Kemiskinan_Menurut_Kabupaten_Kota_2021.csv",
        "Persentase_Penduduk_Miskin_(P0)_Menurut_Provinsi_dan_Daerah_2021.csv",
        "Indeks_Keparahan_Kemiskinan_(P2)_Menurut_Daerah_2021.csv",
    ],
)
def test_another_year_of_a_real_table_needs_no_change(
    shared_data: Path, tmp_path: Path, spec: SourceSpec, name: str
) -> None:
    data = (shared_data / "sheets" / "bps" / name).read_bytes()
    later = tmp_path / name.replace("2021", "2025")
    header, _, rows = data.partition(b"\nACEH," if b"\nACEH," in data else b"\nKota,")
    later.write_bytes(data.replace(header, header.replace(b"2021", b"2025")))
    before, after = parse_file(shared_data / "sheets" / "bps" / name, spec), parse_file(later, spec)
    assert rows
    assert {row.values["period_year"] for row in after.rows} == {2025}
    assert [figure[:3] + figure[4:] for figure in figures(after)] == [
        figure[:3] + figure[4:] for figure in figures(before)
    ]
