"""Plain tables of programme reach in other words: units behind nouns, months below a count, L and P, named by titles.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
DISTRICTS = {"Tegal Barat": "33.76.01", "Tegal Timur": "33.76.02"}
NAMES = ("region_code", "agency_name", "program_name", "activity_name", "measure", "beneficiary_unit")


def _book(name: str, lines: Lines, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, "program_reach", rows, asks)


def _row(*said: object, days: tuple[str, str] = ("2023-01-01", "2023-12-31"), **figures: object) -> Row:
    """A row: region, agency, programme, activity, who is counted, and in what."""
    return {**dict(zip(NAMES, said, strict=True)), "period_start": days[0], "period_end": days[1], **figures}


def _months_below_a_count() -> Case:
    lines: Lines = [
        ["REKAP PENERIMA BLT DANA DESA KOTA TEGAL TAHUN 2023"],
        ["Dinas Pemberdayaan Masyarakat dan Desa"],
        ["No", "Kecamatan", "Jumlah KPM per Bulan", None],
        [None, None, "Januari", "Februari"],
        *([n, district, 130 + n, 140 + n] for n, district in enumerate(DISTRICTS)),
        ["Jumlah", None, 261, 281],
    ]
    agency = "Dinas Pemberdayaan Masyarakat dan Desa"
    rows = [
        _row(code, agency, "BLT DANA DESA", None, "recipient", "KPM", days=days, reached_count=start + n)
        for n, code in enumerate(DISTRICTS.values())
        for start, days in ((130, ("2023-01-01", "2023-01-31")), (140, ("2023-02-01", "2023-02-28")))
    ]
    return _book("months_below_a_count", lines, rows, merges=("A3:A4", "B3:B4", "C3:D3"))


def _quarters_of_seedlings() -> Case:
    lines: Lines = [
        ["Target dan Realisasi Penyaluran Bantuan Bibit Cabai kepada Petani Kota Tegal Tahun 2023"],
        ["Dinas Pertanian Kota Tegal"],
        ["(satuan: batang)"],
        ["Kecamatan", "Triwulan I", None, "Triwulan II", None],
        [None, "Target", "Realisasi", "Target", "Realisasi"],
        *([district, 100 + n, 90 + n, 200 + n, 190 + n] for n, district in enumerate(DISTRICTS)),
    ]
    rows = [
        _row(
            code,
            "Dinas Pertanian Kota Tegal",
            "Bantuan Bibit Cabai",
            None,
            "item",
            "batang",
            days=days,
            target_count=start + n,
            reached_count=start - 10 + n,
        )
        for n, code in enumerate(DISTRICTS.values())
        for start, days in ((100, ("2023-01-01", "2023-03-31")), (200, ("2023-04-01", "2023-06-30")))
    ]
    return _book("quarters_of_seedlings", lines, rows, merges=("A4:A5", "B4:C4", "D4:E4"))


def _trained_by_office() -> Case:
    offices = {"Dinas Koperasi dan UKM": 120, "Dinas Perindustrian dan Perdagangan": 80}
    lines: Lines = [
        ["JUMLAH UMKM YANG DILATIH OLEH DINAS"],
        ["KOTA TEGAL TAHUN 2023"],
        ["No", "Nama Dinas", "Jumlah UMKM"],
        *([n, office, count] for n, (office, count) in enumerate(offices.items(), 1)),
        ["", "Jumlah", 200],
    ]
    rows = [
        _row("33.76", office, "unspecified", None, "trained", "pelaku_usaha", reached_count=count)
        for office, count in offices.items()
    ]
    return _book("trained_by_office", lines, rows)


def _trained_by_year() -> Case:
    lines: Lines = [
        ["Jumlah UMKM yang Dilatih Menurut Kecamatan di Kota Tegal"],
        ["Kecamatan", 2022, 2023],
        *([district, 10 + n, 20 + n] for n, district in enumerate(DISTRICTS)),
        ["Sumber: Dinas Koperasi, UKM dan Perdagangan Kota Tegal"],
    ]
    agency = "Dinas Koperasi, UKM dan Perdagangan Kota Tegal"
    rows = [
        _row(
            code,
            agency,
            "unspecified",
            None,
            "trained",
            "pelaku_usaha",
            days=(f"{year}-01-01", f"{year}-12-31"),
            reached_count=start + n,
        )
        for n, code in enumerate(DISTRICTS.values())
        for year, start in ((2022, 10), (2023, 20))
    ]
    return _book("trained_by_year", lines, rows)


def _vacancies_of_men_and_women() -> Case:
    lines: Lines = [
        ["REKAPITULASI LOWONGAN KERJA JOB FAIR"],
        ["DINAS TENAGA KERJA KOTA TEGAL"],
        ["12-13 Juli 2023"],
        ["No", "Nama Perusahaan", "Lowongan L", "Lowongan P", "Jumlah Lowongan"],
        [1, "PT Rekaan", 20, 20, 40],
        [2, "CV Contoh", 30, 5, 35],
    ]
    rows = [
        _row(
            "33.76",
            "DINAS TENAGA KERJA KOTA TEGAL",
            "JOB FAIR",
            company,
            "vacancy",
            "lowongan",
            days=("2023-07-12", "2023-07-13"),
            reached_count=count,
        )
        for company, count in (("PT Rekaan", 40), ("CV Contoh", 35))
    ]
    return _book("vacancies_of_men_and_women", lines, rows)


def _courses_by_sex() -> Case:
    lines: Lines = [
        ["JUMLAH PESERTA PELATIHAN KETERAMPILAN DISNAKERTRANS KOTA TEGAL TAHUN 2023"],
        ["Kejuruan", "Laki-laki", "Perempuan", "Jumlah"],
        ["Menjahit", 2, 14, 16],
        ["Las", 20, 0, 20],
    ]
    rows = [
        _row(
            "33.76",
            "DISNAKERTRANS KOTA TEGAL",
            "PELATIHAN KETERAMPILAN",
            name,
            "participant",
            "orang",
            reached_count=count,
        )
        for name, count in (("Menjahit", 16), ("Las", 20))
    ]
    return _book("courses_by_sex", lines, rows)


def _counts_beside_amounts() -> Case:
    """Two programmes with their families and their money: the families are reach, the money is not."""
    lines: Lines = [
        ["BANTUAN SOSIAL PER KECAMATAN KOTA TEGAL TAHUN 2023"],
        ["Kecamatan", "PKH", None, "BPNT", None],
        [None, "KPM", "Anggaran (Rp)", "KPM", "Anggaran (Rp)"],
        *([district, 100 + n, 10**6, 200 + n, 2 * 10**6] for n, district in enumerate(DISTRICTS)),
        ["Sumber: Dinas Sosial"],
    ]
    rows = [
        _row(code, "Dinas Sosial", program, None, "recipient", "KPM", reached_count=start + n)
        for n, code in enumerate(DISTRICTS.values())
        for program, start in (("PKH", 100), ("BPNT", 200))
    ]
    return _book("counts_beside_amounts", lines, rows, merges=("A2:A3", "B2:C2", "D2:E2"))


def _programmes_by_year() -> Case:
    lines: Lines = [
        ["PENERIMA BANTUAN SOSIAL KOTA TEGAL"],
        ["Jenis Bantuan", "Satuan", "2022", "2023"],
        ["PKH", "KPM", 100, 110],
        ["PBI JKN", "Jiwa", 1_000, 1_100],
        ["Sumber: Dinas Sosial Kota Tegal"],
    ]
    rows = [
        _row(
            "33.76",
            "Dinas Sosial Kota Tegal",
            program,
            None,
            "recipient",
            unit,
            days=(f"{year}-01-01", f"{year}-12-31"),
            reached_count=count,
        )
        for program, unit, counts in (("PKH", "KPM", (100, 110)), ("PBI JKN", "jiwa", (1_000, 1_100)))
        for year, count in zip((2022, 2023), counts, strict=True)
    ]
    return _book("programmes_by_year", lines, rows)


def _insured() -> Case:
    """Who is in an insurance receives it, and takes part in nothing."""
    lines: Lines = [
        ["Jumlah Peserta BPJS Kesehatan PBI APBD per Kecamatan Kota Tegal Tahun 2023"],
        ["Kecamatan", "Jumlah Peserta (jiwa)"],
        *([district, 100 + n] for n, district in enumerate(DISTRICTS)),
        ["Sumber: Dinas Kesehatan"],
    ]
    rows = [
        _row(code, "Dinas Kesehatan", "PBI APBD", None, "recipient", "jiwa", reached_count=100 + n)
        for n, code in enumerate(DISTRICTS.values())
    ]
    return _book("insured", lines, rows)


def _portal_of_vacancies() -> Case:
    table: Lines = [["id", "nama_kabupaten_kota", "jumlah_lowongan_kerja", "satuan", "tahun"]]
    places = {"KABUPATEN BOGOR": "32.01", "KABUPATEN SUKABUMI": "32.02", "KOTA BOGOR": "32.71"}
    table += [[n, name, 300 + n, "LOWONGAN", 2023] for n, name in enumerate(places)]
    rows = [
        _row(code, "unspecified", "unspecified", None, "vacancy", "lowongan", reached_count=300 + n)
        for n, code in enumerate(places.values())
    ]
    return Case("portal_of_vacancies", "lowongan.csv", csv_of(table), "program_reach", rows)


def _of_two_programmes() -> Case:
    lines: Lines = [
        ["JUMLAH KPM PKH DAN BPNT PER KECAMATAN KOTA TEGAL TAHUN 2023"],
        ["Kecamatan", "Jumlah KPM"],
        *([district, 100 + n] for n, district in enumerate(DISTRICTS)),
    ]
    return _book("of_two_programmes", lines, [], "program_name")


CASES = [
    _months_below_a_count(),
    _quarters_of_seedlings(),
    _trained_by_office(),
    _trained_by_year(),
    _vacancies_of_men_and_women(),
    _courses_by_sex(),
    _counts_beside_amounts(),
    _programmes_by_year(),
    _insured(),
    _portal_of_vacancies(),
    _of_two_programmes(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_of_reach_loads_to_its_figures_or_asks(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
