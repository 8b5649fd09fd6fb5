"""Plain tables whose title or note says what no column does: a village's district, a month. And companies, no persons.

Each loads to its figures, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, xlsx_of

Lines = list[list[object]]
VILLAGES = {"Nampu": "33.15.02.2001", "Karangsono": "33.15.02.2002", "Karanganyar": "33.15.02.2007"}


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str) -> Case:
    return Case(name, f"{name}.xlsx", xlsx_of(Sheet("Sheet1", lines)), dataset, rows, asks)  # type: ignore[arg-type]


def _houses(name: str, place: str, *asks: str) -> Case:
    """Karanganyar stands three times in Grobogan: only its district tells which it is."""
    lines: Lines = [
        [f"REHABILITASI RUMAH TIDAK LAYAK HUNI PER DESA {place} TAHUN 2023"],
        ["Desa", "Target (Unit)", "Realisasi (Unit)"],
        *([village, 10 + n, 9 + n] for n, village in enumerate(VILLAGES)),
    ]
    rows: list[Row] = [
        {"region_code": code, "target_count": 10 + n, "reached_count": 9 + n, "period_end": "2023-12-31"}
        for n, code in enumerate(VILLAGES.values())
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _march_in_a_note() -> Case:
    places = {"Banggai": "72.01", "Poso": "72.02", "Donggala": "72.03", "Kota Palu": "72.71"}
    lines: Lines = [
        ["Persentase Penduduk Miskin (P0) Menurut Kabupaten/Kota di Provinsi Sulawesi Tengah, 2023"],
        ["Kabupaten/Kota", "Persentase Penduduk Miskin (P0)"],
        *([name, 10.25 + n] for n, name in enumerate(places)),
        ["Sumber: BPS, Survei Sosial Ekonomi Nasional (Susenas) Maret 2023"],
    ]
    rows: list[Row] = [
        {"region_code": code, "value": 10.25 + n, "period_year": 2023, "period_part": "march"}
        for n, code in enumerate(places.values())
    ]
    return _book("march_in_a_note", lines, "poverty_indicator", rows)


def _companies() -> Case:
    offers = {"PT Rekaan Retailindo": 45, "Hotel Contoh Permai": 22, "CV Contoh Jaya": 12}
    lines: Lines = [
        ["LOWONGAN KERJA MENURUT PERUSAHAAN PESERTA JOB FAIR DINAS TENAGA KERJA KOTA MATARAM 14-15 AGUSTUS 2024"],
        ["No", "Nama Perusahaan", "Bidang Usaha", "Jumlah Lowongan"],
        *([n, name, "Jasa", count] for n, (name, count) in enumerate(offers.items(), 1)),
    ]
    rows: list[Row] = [
        {
            "region_code": "52.71",
            "activity_name": name,
            "measure": "vacancy",
            "beneficiary_unit": "lowongan",
            "reached_count": count,
            "period_start": "2024-08-14",
            "period_end": "2024-08-15",
        }
        for name, count in offers.items()
    ]
    return _book("companies", lines, "program_reach", rows)


CASES = [
    _houses("villages_of_a_district", "KECAMATAN KARANGRAYUNG KABUPATEN GROBOGAN"),
    _houses("villages_of_no_district", "KABUPATEN GROBOGAN", "layouts.0.region"),
    _march_in_a_note(),
    _companies(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_loads_to_its_figures_or_asks(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
