"""Tables that look plain and are not: each must be asked about, or read as what it is, and never as what it seems."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

NAMES = {"Kabupaten Cilacap": "33.01", "Kabupaten Banyumas": "33.02", "Kota Tegal": "33.76"}
P0 = "Persentase Penduduk Miskin menurut Kabupaten/Kota"


def _book(name: str, rows: list[list[object]], dataset: str, asks: str, merges: list[str] | None = None) -> Case:
    return Case(name, f"{name}.xlsx", xlsx_of(Sheet("S", rows, merges or [])), dataset, [], (asks,))  # type: ignore[arg-type]


def _wide(title: str, start: float, *extra: list[object]) -> list[list[object]]:
    body: list[list[object]] = [[name, round(start + n, 2), round(start - n, 2)] for n, name in enumerate(NAMES)]
    return [[title], ["Kabupaten/Kota", 2022, 2023], *body, *extra]


ASKED = [
    # The decimal point is lost: 11.1 stands as 1110.
    _book("lost_decimals", _wide(P0, 1110), "poverty_indicator", "unclear_figures"),
    # The title says persons, the figures are thousands; and the other way round.
    _book("persons_in_thousands", _wide("Jumlah Penduduk Miskin (Jiwa)", 111), "poverty_indicator", "unclear_figures"),
    _book(
        "thousands_in_full",
        _wide("Jumlah Penduduk Miskin (Ribu Jiwa)", 111_000),
        "poverty_indicator",
        "unclear_figures",
    ),
    # A part of the poor only.
    _book(
        "the_aged_poor",
        _wide("Persentase Penduduk Miskin Usia 60 Tahun Ke Atas menurut Kabupaten/Kota", 11),
        "poverty_indicator",
        "columns.value",
    ),
    # Severity above depth: the columns are mixed up.
    _book(
        "severity_above_depth",
        [["Kemiskinan Kabupaten Kudus"], ["Tahun", "P0", "P1", "P2"], [2022, 7.4, 0.3, 1.1], [2023, 7.2, 0.2, 1.0]],
        "poverty_indicator",
        "unclear_figures",
    ),
    _book(
        "a_label_that_is_not_understood",
        [
            ["INDIKATOR KABUPATEN KUDUS"],
            ["Indikator", "Satuan", 2022, 2023],
            ["Persentase Penduduk Miskin", "%", 7.41, 7.24],
            ["Indeks Kedalaman Kemiskinan (P1)", "Indeks", 0.9, 0.8],
            ["Persentase Penduduk Miskin Perempuan", "%", 7.6, 7.5],
        ],
        "poverty_indicator",
        "derive.indicator_code",
    ),
    # `1.234` is a thousand or a decimal, and nothing proves which.
    Case(
        "ambiguous_thousands",
        "ribu.csv",
        csv_of([["Kabupaten/Kota", "Jumlah Penduduk Miskin (Ribu Jiwa) 2023"], ["Kota Tegal", "186.123"]]),
        "poverty_indicator",
        [],
        ("layouts.0.wide",),
    ),
    # Jambi may be the city or the province.
    _book(
        "city_or_province",
        [
            ["Persentase Penduduk Miskin menurut Kabupaten/Kota di Provinsi Jambi, 2023"],
            ["Kabupaten/Kota", "P0"],
            ["Kerinci", 7.5],
            ["Batang Hari", 9.2],
            ["Jambi", 7.6],
        ],
        "poverty_indicator",
        "region",
    ),
    # Spending of a month, or up to it?
    _book(
        "of_the_month_or_to_date",
        [
            ["REALISASI ANGGARAN KOTA TEGAL BULAN JUNI 2023"],
            ["OPD", "Anggaran (Rp)", "Realisasi (Rp)"],
            ["Dinsos", 9, 5],
        ],
        "budget_realisation",
        "facts.realisation_basis",
    ),
    _book(
        "two_scales",
        [["REALISASI KOTA TEGAL s.d. Juni 2023"], ["OPD", "Anggaran (Rp ribu)", "Realisasi (Rp)"], ["Dinsos", 9, 5000]],
        "budget_realisation",
        "columns",
    ),
    _book(
        "rupiah_below_millions",
        [
            ["REALISASI KOTA TEGAL s.d. Juni 2023"],
            ["(dalam juta rupiah)"],
            ["OPD", "Anggaran (Rp)", "Realisasi (Rp)"],
            ["Dinsos", 9, 5],
        ],
        "budget_realisation",
        "columns",
    ),
    _book(
        "years_of_title_and_header_differ",
        [
            ["REALISASI ANGGARAN KOTA TEGAL s.d. Desember 2023"],
            ["OPD", "Anggaran 2022 (Rp)", "Realisasi 2022 (Rp)"],
            ["Dinsos", 9_000, 5_000],
        ],
        "budget_realisation",
        "facts.fiscal_year",
    ),
    # The last row is the sum of all others, and does not say so.
    _book(
        "an_unlabelled_total",
        [
            ["KOTA TEGAL TAHUN 2023"],
            ["OPD", "Kegiatan", "Satuan", "Target", "Realisasi"],
            ["Dinas Sosial", "Bantuan sembako", "KPM", 1000, 900],
            ["Dinas Kesehatan", "Bantuan iuran", "KPM", 200, 190],
            ["Semua", "Semua", "KPM", 1200, 1090],
        ],
        "program_reach",
        "outline",
    ),
    # Sums without a number or a word that tells them from the lines.
    _book(
        "sums_that_nothing_tells",
        [
            ["REALISASI KOTA TEGAL s.d. Juni 2024 (Rp)"],
            ["Uraian", "Anggaran", "Realisasi"],
            ["Perlindungan", 3000, 2800],
            ["Pemberdayaan", 1000, 900],
            ["Rehabilitasi", 2000, 1900],
            ["Pelatihan", 500, 400],
        ],
        "budget_realisation",
        "outline",
    ),
    # `Realisasi` beside a target and a budget: money or people?
    _book(
        "spent_or_reached",
        [
            ["KOTA TEGAL TAHUN 2023"],
            ["OPD", "Kegiatan", "Satuan", "Target", "Pagu", "Realisasi"],
            ["Dinas Sosial", "Bantuan sembako", "KPM", 1000, 5_000_000, 900],
        ],
        "program_reach",
        "columns.reached_count",
    ),
    _book(
        "two_targets",
        [
            ["CAPAIAN KOTA TEGAL TAHUN 2022"],
            ["OPD", "Kegiatan", "Satuan", "Sasaran", "Target", "Realisasi"],
            ["Dinas Sosial", "Bantuan sembako", "KPM", 100, 90, 110],
        ],
        "program_reach",
        "columns.target_count",
    ),
    # Men and women: neither is what was reached.
    _book(
        "men_and_women",
        [["PENERIMA PKH KOTA KEDIRI TAHUN 2023"], ["Kecamatan", "Laki-laki", "Perempuan"], ["Mojoroto", 100, 200]],
        "program_reach",
        "columns.reached_count",
    ),
]


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case.name)
def test_a_trap_is_asked_about(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def _agencies_above_their_programmes() -> Case:
    rows_of: list[list[object]] = [
        ["KOTA TEGAL"],
        ["REALISASI ANGGARAN s.d. Juni 2024 (Rp)"],
        ["No", "Uraian", "Anggaran", "Realisasi"],
        ["I", "Dinas Sosial", 3000, 2800],
        [1, "Program Pemberdayaan Sosial", 1000, 900],
        [2, "Program Rehabilitasi Sosial", 2000, 1900],
        ["II", "Dinas Kesehatan", 5000, 4100],
        [1, "Program Upaya Kesehatan", 5000, 4100],
    ]
    lines = [
        ("Dinas Sosial", "Program Pemberdayaan Sosial", 1000),
        ("Dinas Sosial", "Program Rehabilitasi Sosial", 2000),
    ]
    lines.append(("Dinas Kesehatan", "Program Upaya Kesehatan", 5000))
    rows: list[Row] = [
        {"region_code": "33.76", "agency_name": agency, "activity_name": program, "budget_idr": budget}
        for agency, program, budget in lines
    ]
    content = xlsx_of(Sheet("S", rows_of))  # type: ignore[arg-type]
    return Case("agencies_above_their_programmes", "r.xlsx", content, "budget_realisation", rows)


def _one_programme_an_agency() -> Case:
    rows_of: list[list[object]] = [
        ["REALISASI ANGGARAN KOTA TEGAL s.d. Juni 2024 (Rp)"],
        ["No", "Uraian", "Anggaran", "Realisasi"],
        ["I", "Dinas Sosial", 3000, 2800],
        [1, "Program Perlindungan", 3000, 2800],
        ["II", "Dinas Kesehatan", 5000, 4100],
        [1, "Program Upaya Kesehatan", 5000, 4100],
    ]
    rows: list[Row] = [
        {"agency_name": "Dinas Sosial", "budget_idr": 3000, "realised_idr": 2800},
        {"agency_name": "Dinas Kesehatan", "budget_idr": 5000, "realised_idr": 4100},
    ]
    content = xlsx_of(Sheet("S", rows_of))  # type: ignore[arg-type]
    return Case("one_programme_an_agency", "r.xlsx", content, "budget_realisation", rows)


def _a_sheet_a_year() -> Case:
    sheets = [
        Sheet(str(year), [[P0], ["Kabupaten/Kota", "P0"], *[[name, year - 2010 + n] for n, name in enumerate(NAMES)]])
        for year in (2021, 2022)
    ]
    rows: list[Row] = [
        {"region_code": code, "period_year": year, "indicator_code": "P0", "value": year - 2010 + n}
        for year in (2021, 2022)
        for n, code in enumerate(NAMES.values())
    ]
    hidden = Sheet("Lama", [["Kabupaten/Kota", "P0 2019"], ["Kota Tegal", 99]], hidden=True)
    return Case("a_sheet_a_year", "p0.xlsx", xlsx_of(*sheets, hidden), "poverty_indicator", rows)


def _regions_as_columns() -> Case:
    rows_of: list[list[object]] = [
        ["Persentase Penduduk Miskin Kabupaten Banyumas, Jawa Tengah dan Indonesia"],
        ["Tahun", "Kabupaten Banyumas", "Jawa Tengah", "Indonesia"],
        [2022, 12.84, 10.93, 9.54],
        [2023, 12.53, 10.77, 9.36],
    ]
    rows: list[Row] = [
        {"region_code": code, "period_year": year, "value": value}
        for year, values in ((2022, (12.84, 10.93, 9.54)), (2023, (12.53, 10.77, 9.36)))
        for code, value in zip(("33.02", "33", "00"), values, strict=True)
    ]
    content = xlsx_of(Sheet("S", rows_of))  # type: ignore[arg-type]
    return Case("regions_as_columns", "p0.xlsx", content, "poverty_indicator", rows)


def _both_code_systems() -> Case:
    lines = [["bps_kode_kabupaten_kota", "bps_nama_kabupaten_kota", "kemendagri_kode_kabupaten_kota"]]
    lines[0] += ["kemendagri_nama_kabupaten_kota", "persentase_penduduk_miskin", "tahun"]
    lines += [["1101", "SIMEULUE", "11.09", "SIMEULUE", "18.4", "2022"]]
    lines += [["1103", "ACEH SELATAN", "11.01", "ACEH SELATAN", "12.4", "2022"]]
    rows: list[Row] = [{"region_code": "11.09", "value": 18.4}, {"region_code": "11.01", "value": 12.4}]
    return Case("both_code_systems", "p0.csv", csv_of(lines), "poverty_indicator", rows)


def _revenue_and_spending() -> Case:
    """In the name of a government, which is no agency: the region's own budget."""
    rows_of: list[list[object]] = [
        ["PEMERINTAH KOTA TEGAL"],
        ["LRA TAHUN ANGGARAN 2023 (Audited)"],
        ["Kode", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["4", "PENDAPATAN DAERAH", 300, 290],
        ["4.1", "Pendapatan Asli Daerah", 100, 95],
        ["4.2", "Pendapatan Transfer", 200, 195],
        ["5", "BELANJA DAERAH", 280, 270],
        ["5.1", "Belanja Operasi", 200, 195],
        ["5.2", "Belanja Modal", 80, 75],
        [None, "SURPLUS/(DEFISIT)", 20, 20],
    ]
    rows: list[Row] = [
        {"account_path": path, "budget_idr": budget, "realised_to_date_idr": budget - 5, "fiscal_year": 2023}
        for path, budget in (
            ("PENDAPATAN DAERAH > Pendapatan Asli Daerah", 100),
            ("PENDAPATAN DAERAH > Pendapatan Transfer", 200),
            ("BELANJA DAERAH > Belanja Operasi", 200),
            ("BELANJA DAERAH > Belanja Modal", 80),
        )
    ]
    content = xlsx_of(Sheet("S", rows_of))  # type: ignore[arg-type]
    return Case("revenue_and_spending", "lra.xlsx", content, "budget_posture", rows)


READ = [
    _agencies_above_their_programmes(),
    _one_programme_an_agency(),
    _a_sheet_a_year(),
    _regions_as_columns(),
    _both_code_systems(),
    _revenue_and_spending(),
]


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_a_trap_is_read_as_what_it_is(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
