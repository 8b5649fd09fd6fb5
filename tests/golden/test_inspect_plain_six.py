"""Plain tables whose lines are told apart by a column of their own, and columns that are known by what stands beside.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
DISTRICTS = {"Tegal Barat": "33.76.01", "Tegal Timur": "33.76.02"}


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


def _text(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str) -> Case:
    return Case(name, f"{name}.csv", csv_of(lines), dataset, rows, asks)


def _positions_of_companies() -> Case:
    """A company may look for several kinds of workers: they tell the lines apart, and the company does not."""
    found = [("PT Rukun", "Penjahit", 12), ("PT Rukun", "Sopir", 3), ("CV Damai", "Kasir", 5)]
    lines: Lines = [
        ["LOWONGAN PADA JOB FAIR KOTA TEGAL TAHUN 2023"],
        ["No", "Nama Perusahaan", "Jabatan", "Jumlah Lowongan"],
        *([n, *line] for n, line in enumerate(found, 1)),
        ["Jumlah", None, None, 20],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.76",
            "program_name": "JOB FAIR",
            "activity_name": what,
            "measure": "vacancy",
            "reached_count": n,
        }
        for _, what, n in found
    ]
    return _book("positions_of_companies", lines, "program_reach", rows)


def _fields_of_government() -> Case:
    found = [("Pendidikan", 810, 790), ("Kesehatan", 520, 480)]
    lines: Lines = [
        ["REALISASI BELANJA MENURUT URUSAN KOTA TEGAL TAHUN ANGGARAN 2023 (dalam juta rupiah)"],
        ["No", "Urusan", "Anggaran", "Realisasi"],
        *([n, *line] for n, line in enumerate(found, 1)),
        [None, "J u m l a h", 1330, 1270],
    ]
    rows: list[Row] = [
        {"region_code": "33.76", "activity_name": name, "budget_idr": budget * 10**6, "realised_idr": spent * 10**6}
        for name, budget, spent in found
    ]
    return _book("fields_of_government", lines, "budget_realisation", rows)


def _budgets_of_districts() -> Case:
    lines: Lines = [
        ["Pagu dan Realisasi Kecamatan Kota Tegal Tahun Anggaran 2023 (Rp)"],
        ["Kecamatan", "Pagu", "Realisasi"],
        *([name, 9_000_000_000 + n, 8_500_000_000 + n] for n, name in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "budget_idr": 9_000_000_000 + n, "realised_idr": 8_500_000_000 + n, "period_month": 12}
        for n, code in enumerate(DISTRICTS.values())
    ]
    return _book("budgets_of_districts", lines, "budget_realisation", rows)


def _done_and_left(name: str, left: list[int], *asks: str) -> Case:
    lines: Lines = [
        ["Bedah Rumah Kota Tegal Tahun 2023"],
        ["Kecamatan", "Rencana (unit)", "Sudah Dibangun (unit)", "Belum Dibangun (unit)"],
        *([district, 50 + n, 41 + n, left[n]] for n, district in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "measure": "item", "target_count": 50 + n, "reached_count": 41 + n}
        for n, code in enumerate(DISTRICTS.values())
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _both_languages() -> Case:
    found = [(2021, 410_000, 24.5, 8.12), (2022, 430_000, 23.9, 7.9), (2023, 455_000, 23.1, 7.61)]
    lines: Lines = [
        ["Garis Kemiskinan dan Penduduk Miskin Kota Tegal"],
        ["Poverty Line and Number of Poor People in Tegal Municipality"],
        [
            "Tahun\nYear",
            "Garis Kemiskinan (rupiah/kapita/bulan)\nPoverty Line (rupiah/capita/month)",
            "Penduduk Miskin",
            None,
        ],
        [None, None, "Jumlah (ribu)\nTotal (thousand)", "Persentase\nPercentage"],
        *(list(line) for line in found),
    ]
    rows: list[Row] = [
        {"region_code": "33.76", "indicator_code": code, "period_year": year, "value": value}
        for year, poor_line, persons, share in found
        for code, value in (("poverty_line_idr", poor_line), ("poor_persons", persons * 1000), ("P0", share))
    ]
    return _book("both_languages", lines, "poverty_indicator", rows, merges=("A3:A4", "B3:B4", "C3:D3"))


def _months_below_each_other(name: str, title: str, spent: list[int], basis: str, *asks: str) -> Case:
    months = ["Januari", "Februari", "Maret"]
    lines: Lines = [
        ["nama_daerah", "tahun", "bulan", "nama_opd", "pagu_rupiah", title],
        *(["Kota Tegal", 2023, month, "Dinas Sosial", 900_000_000, spent[n]] for n, month in enumerate(months)),
    ]
    rows: list[Row] = [
        {"fiscal_year": 2023, "period_month": n, "realisation_basis": basis, "realised_idr": value}
        for n, value in enumerate(spent, 1)
    ]
    return _text(name, lines, "budget_realisation", rows, *asks)


def _posture_with_codes() -> Case:
    """Codes without dots; what is spent of the financing is subtracted from what comes in."""
    found = [
        (4, "Pendapatan Daerah", 900, None),
        (41, "Pendapatan Asli Daerah", 300, None),
        (4101, "Pajak Daerah", 300, "Pendapatan Daerah > Pendapatan Asli Daerah > Pajak Daerah"),
        (42, "Pendapatan Transfer", 600, None),
        (4201, "Transfer Pusat", 600, "Pendapatan Daerah > Pendapatan Transfer > Transfer Pusat"),
        (5, "Belanja Daerah", 950, None),
        (51, "Belanja Operasi", 950, None),
        (5101, "Belanja Pegawai", 950, "Belanja Daerah > Belanja Operasi > Belanja Pegawai"),
        (6, "Pembiayaan Daerah", 50, None),
        (61, "Penerimaan Pembiayaan", 80, None),
        (6101, "Sisa Tahun Lalu", 80, "Pembiayaan Daerah > Penerimaan Pembiayaan > Sisa Tahun Lalu"),
        (62, "Pengeluaran Pembiayaan", 30, None),
        (6202, "Penyertaan Modal", 30, "Pembiayaan Daerah > Pengeluaran Pembiayaan > Penyertaan Modal"),
    ]
    lines: Lines = [
        ["APBD Kota Tegal Tahun 2023 (dalam miliar rupiah)"],
        ["Kode", "Akun", "Anggaran", "Realisasi"],
        *([code, name, figure, figure] for code, name, figure, _ in found),
    ]
    rows: list[Row] = [
        {"account_path": path, "budget_idr": figure * 10**9, "realised_to_date_idr": figure * 10**9}
        for _, _, figure, path in found
        if path
    ]
    return _book("posture_with_codes", lines, "budget_posture", rows)


def _one_programme_by_its_abbreviation() -> Case:
    lines: Lines = [
        ["Penerima Bantuan Langsung Tunai Dana Desa (BLT-DD)"],
        ["Kecamatan Moyudan Kabupaten Sleman Tahun 2023"],
        ["No", "Kalurahan", "Jumlah KPM"],
        [1, "Sumberrahayu", 51],
        [2, "Sumbersari", 44],
    ]
    rows: list[Row] = [
        {
            "region_code": f"34.04.03.200{n}",
            "program_name": "Bantuan Langsung Tunai Dana Desa (BLT-DD)",
            "reached_count": count,
        }
        for n, count in ((1, 51), (2, 44))
    ]
    return _book("one_programme_by_its_abbreviation", lines, "program_reach", rows)


def _labels(name: str, title: str, texts: tuple[str, str]) -> Case:
    """Names of places and agencies are no bare labels, whatever stands above them."""
    lines: Lines = [
        ["PESERTA PELATIHAN MENJAHIT KOTA TEGAL TAHUN 2023"],
        [title, "Jumlah Peserta"],
        *([text, 20 + n] for n, text in enumerate(texts)),
    ]
    return _book(name, lines, "program_reach", [], "trial")


def _one_unit_in_two_words() -> Case:
    lines: Lines = [
        ["Jumlah Keluarga Penerima Manfaat (KPM) PKH Kota Tegal"],
        ["Kecamatan", "2022", "2023"],
        *([name, 800 + n, 830 + n] for n, name in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "beneficiary_unit": "KPM", "period_start": f"{year}-01-01", "reached_count": start + n}
        for n, code in enumerate(DISTRICTS.values())
        for year, start in ((2022, 800), (2023, 830))
    ]
    return _book("one_unit_in_two_words", lines, "program_reach", rows)


def _sub_activities_by_code() -> Case:
    found = [("1.06.02.2.03.0001", "Bina Relawan", 150, "PAD"), ("1.06.04.2.02.0005", "Bina Lansia", 250, "DAU")]
    lines: Lines = [
        ["Sub Kegiatan Dinas Sosial Kota Tegal TA 2024 (dalam juta rupiah)"],
        ["Kode", "Sub Kegiatan", "Pagu", "Sumber Dana"],
        *(list(line) for line in found),
    ]
    rows: list[Row] = [
        {"sub_activity_code": code, "sub_activity_name": name, "budget_idr": pagu * 10**6, "funding_source": fund}
        for code, name, pagu, fund in found
    ]
    return _book("sub_activities_by_code", lines, "budget_realisation", rows)


CASES = [
    _one_unit_in_two_words(),
    _sub_activities_by_code(),
    _positions_of_companies(),
    _fields_of_government(),
    _budgets_of_districts(),
    _done_and_left("done_and_left", [9, 9]),
    _done_and_left("done_and_left_differ", [9, 8], "columns"),
    _both_languages(),
    _months_below_each_other("to_date_by_title", "realisasi_sampai_dengan_bulan_ini", [10, 20, 30], "to_date"),
    _months_below_each_other("months_fall", "realisasi", [30, 10, 20], "month"),
    _months_below_each_other("months_rise", "realisasi", [10, 20, 30], "", "realisation_basis"),
    _posture_with_codes(),
    _one_programme_by_its_abbreviation(),
    _labels("labels_are_places", "Area Kerja", ("Tegal Barat", "Tegal Timur")),
    _labels("labels_are_agencies", "Kelola", ("Dinas Sosial", "LPK Maju")),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
