"""BPS poverty tables by regency and city, as BPS' site writes them: a slice made here, and the real files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_source
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, SourceChanged, parse_file, rows_as_records

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
