"""Ten more plain tables, written answers first once the ten before them were read: series, portals, budgets, reach."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, indonesian, xlsx_of


def _rates_of_a_province() -> Case:
    """A CSV with a title, decimal commas, a bare name beside a city of that name, the province and a note below."""
    lines = [
        ("Lombok Barat", "52.01", "13,90", "13,65"),
        ("Lombok Tengah", "52.02", "13,07", "12,93"),
        ("Sumbawa", "52.04", "13,91", "13,95"),
        ("Bima", "52.06", "14,92", "14,74"),
        ("Kota Mataram", "52.71", "8,63", "8,65"),
        ("Kota Bima", "52.72", "8,80", "8,87"),
        ("Nusa Tenggara Barat", "52", "13,83", "13,68"),
    ]
    table: list[list[object]] = [
        ["Persentase Penduduk Miskin Menurut Kabupaten/Kota di Provinsi Nusa Tenggara Barat (Persen)", "", ""],
        ["Kabupaten/Kota", "2021", "2022"],
        *[[line[0], *line[2:]] for line in lines],
        ["Sumber: Badan Pusat Statistik, Survei Sosial Ekonomi Nasional", "", ""],
    ]
    rows: list[Row] = [
        {
            "region_code": line[1],
            "indicator_code": "P0",
            "period_year": year,
            "value": float(line[at].replace(",", ".")),
            "publisher": "BPS",
        }
        for line in lines
        for year, at in ((2021, 2), (2022, 3))
    ]
    return Case("rates_of_a_province", "p0_ntb.csv", csv_of(table, ";"), "poverty_indicator", rows)


def _portal_persons() -> Case:
    names = [("3204", "32.04", "KABUPATEN BANDUNG"), ("3273", "32.73", "KOTA BANDUNG")]
    names += [("3218", "32.18", "KABUPATEN PANGANDARAN")]
    values = [[246.14, 263.6], [103.16, 112.5], [37.31, 40.12]]
    head = ["id", "kode_provinsi", "nama_provinsi", "bps_kode_kabupaten_kota", "bps_nama_kabupaten_kota"]
    table: list[list[object]] = [[*head, "jumlah_penduduk_miskin", "satuan", "tahun"]]
    rows: list[Row] = []
    for n, (bps, code, name) in enumerate(names):
        for m, year in enumerate((2019, 2021)):
            table.append([len(table), 32, "JAWA BARAT", bps, name, values[n][m], "RIBU JIWA", year])
            rows.append(
                {
                    "region_code": code,
                    "indicator_code": "poor_persons",
                    "period_year": year,
                    "value": round(values[n][m] * 1000),
                    "unit": "jiwa",
                }
            )
    return Case("portal_persons", "jumlah_penduduk_miskin.csv", csv_of(table), "poverty_indicator", rows)


def _shown_as_percent() -> Case:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["INDIKATOR KEMISKINAN KABUPATEN LAMPUNG TENGAH"])
    page.append(["Tahun", "Persentase Penduduk Miskin (P0)", "Indeks Kedalaman (P1)", "Indeks Keparahan (P2)"])
    lines = [(2020, "11.82", "1.62", "0.33"), (2021, "11.99", "1.71", "0.37"), (2022, "10.96", "1.38", "0.28")]
    for year, p0, p1, p2 in lines:
        page.append([year, round(float(p0) / 100, 6), float(p1), float(p2)])
        page.cell(page.max_row, 2).number_format = "0.00%"
    content = io.BytesIO()
    book.save(content)
    rows: list[Row] = [
        {"region_code": "18.02", "indicator_code": code, "period_year": year, "value": float(value)}
        for year, *values in lines
        for code, value in zip(("P0", "P1", "P2"), values, strict=True)
    ]
    return Case("shown_as_percent", "indikator.xlsx", content.getvalue(), "poverty_indicator", rows)


def _agencies_by_year() -> Case:
    lines = [
        ("Dinas Pendidikan dan Kebudayaan", 710_450.5, 690_118.2, 722_918.0, 701_550.4),
        ("Dinas Kesehatan", 302_118.0, 288_904.7, 330_550.2, 312_098.1),
        ("Dinas Sosial", 18_220.4, 17_655.9, 21_440.0, 20_118.6),
        ("Dinas Koperasi, Usaha Mikro dan Tenaga Kerja", 12_800.1, 11_904.3, 14_002.7, 13_118.0),
    ]
    rows_of: list[list[object]] = [
        ["PAGU DAN REALISASI BELANJA PERANGKAT DAERAH PENGAMPU PROGRAM PENANGGULANGAN KEMISKINAN"],
        ["KABUPATEN KLATEN TAHUN 2021-2022"],
        ["(dalam juta rupiah)"],
        ["No", "Perangkat Daerah", 2021, None, 2022, None],
        [None, None, "Pagu", "Realisasi", "Pagu", "Realisasi"],
        *[[n, *line] for n, line in enumerate(lines, 1)],
        ["Jumlah", None, *[round(sum(line[at] for line in lines), 1) for at in (1, 2, 3, 4)]],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.10",
            "agency_name": line[0],
            "fiscal_year": year,
            "period_month": 12,
            "realisation_basis": "to_date",
            "budget_idr": round(line[at] * 1_000_000),
            "realised_idr": round(line[at + 1] * 1_000_000),
        }
        for line in lines
        for year, at in ((2021, 1), (2022, 3))
    ]
    sheet = Sheet("Belanja", rows_of, merges=["A1:F1", "A4:A5", "B4:B5", "C4:D4", "E4:F4"])  # type: ignore[arg-type]
    return Case("agencies_by_year", "belanja klaten.xlsx", xlsx_of(sheet), "budget_realisation", rows)


def _kinds_of_spending() -> Case:
    lines = [
        ("Belanja Operasi", 1_204_500_330_000, 1_122_908_450_120),
        ("Belanja Modal", 211_004_000_000, 188_330_112_004),
        ("Belanja Tidak Terduga", 15_000_000_000, 8_120_440_000),
        ("Belanja Transfer", 302_118_450_000, 301_990_120_000),
    ]
    rows_of: list[list[object]] = [
        ["REALISASI APBD KOTA SALATIGA TAHUN ANGGARAN 2022"],
        [],
        ["No", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "Persentase (%)"],
        *[[n, name, a, b, round(b / a * 100, 2)] for n, (name, a, b) in enumerate(lines, 1)],
        [None, "Total Belanja", sum(x[1] for x in lines), sum(x[2] for x in lines), 93.56],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.73",
            "account_name": name,
            "fiscal_year": 2022,
            "period_month": 12,
            "realisation_basis": "to_date",
            "budget_idr": a,
            "realised_idr": b,
        }
        for name, a, b in lines
    ]
    return Case("kinds_of_spending", "apbd.xlsx", xlsx_of(Sheet("Sheet1", rows_of)), "budget_realisation", rows)  # type: ignore[arg-type]


def _trainings_with_days() -> Case:
    lines = [
        ("Pelatihan Barista", date(2023, 2, 6), date(2023, 2, 24), 6, 10),
        ("Pelatihan Las Listrik", date(2023, 3, 1), date(2023, 4, 12), 16, 0),
        ("Pelatihan Tata Rias", date(2023, 5, 8), date(2023, 5, 26), 1, 19),
    ]
    rows_of: list[list[object]] = [
        ["DATA PELATIHAN DINAS TENAGA KERJA KOTA BANDAR LAMPUNG TAHUN 2023"],
        ["No", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai", "Jumlah Peserta (Orang)", None, None],
        [None, None, None, None, "L", "P", "Jumlah"],
        *[[n, *line, line[3] + line[4]] for n, line in enumerate(lines, 1)],
    ]
    rows: list[Row] = [
        {
            "region_code": "18.71",
            "activity_name": name,
            "measure": "participant",
            "beneficiary_unit": "orang",
            "reached_count": men + women,
            "period_start": str(first),
            "period_end": str(last),
        }
        for name, first, last, men, women in lines
    ]
    sheet = Sheet("Data", rows_of, merges=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2"])  # type: ignore[arg-type]
    return Case("trainings_with_days", "pelatihan 2023.xlsx", xlsx_of(sheet), "program_reach", rows)


def _houses_by_year() -> Case:
    lines = [
        ("Kadugede", "32.08.01", 12, 15, 20),
        ("Cilimus", "32.08.13", 30, 22, 18),
        ("Luragung", "32.08.06", 25, 31, 27),
        ("Ciawigebang", "32.08.10", 41, 38, 44),
    ]
    table: list[list[object]] = [
        ["JUMLAH PENERIMA BANTUAN RTLH PER KECAMATAN DI KABUPATEN KUNINGAN (UNIT)", "", "", "", ""],
        ["Kecamatan", "2020", "2021", "2022", "Jumlah"],
        *[[name, *values, sum(values)] for name, _, *values in lines],
        ["Jumlah", *[sum(line[at] for line in lines) for at in (2, 3, 4)], 323],  # type: ignore[misc]
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "program_name": "RTLH",
            "beneficiary_unit": "unit",
            "measure": "item",
            "reached_count": value,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
        }
        for _, code, *values in lines
        for year, value in zip((2020, 2021, 2022), values, strict=True)
    ]
    return Case("houses_by_year", "rtlh_kuningan.csv", csv_of(table, ";"), "program_reach", rows)


def _poverty_lines() -> Case:
    lines = [
        ("KALIMANTAN BARAT", "61", "471.200", "519.128"),
        ("Kab. Sambas", "61.01", "398.017", "430.662"),
        ("Kab. Mempawah", "61.02", "402.554", "441.980"),
        ("Kab. Kubu Raya", "61.12", "419.200", "455.871"),
        ("Kota Pontianak", "61.71", "588.129", "640.007"),
        ("Kota Singkawang", "61.72", "501.300", "540.228"),
    ]
    rows_of: list[list[object]] = [
        ["Tabel 4.5.2"],
        ["Garis Kemiskinan Menurut Kabupaten/Kota di Kalimantan Barat (rupiah/kapita/bulan), 2021 dan 2022"],
        [],
        ["Kabupaten/Kota", "Garis Kemiskinan", None],
        [None, "2021", "2022"],
        ["(1)", "(2)", "(3)"],
        *[[line[0], *line[2:]] for line in lines],
        [],
        ["Catatan: Angka Maret"],
        ["Sumber: BPS, Susenas"],
    ]
    rows: list[Row] = [
        {
            "region_code": line[1],
            "indicator_code": "poverty_line_idr",
            "period_year": year,
            "value": int(line[at].replace(".", "")),
        }
        for line in lines
        for year, at in ((2021, 2), (2022, 3))
    ]
    sheet = Sheet("4.5.2", rows_of, merges=["A1:C1", "A2:C2", "A4:A5", "B4:C4"])  # type: ignore[arg-type]
    return Case("poverty_lines", "garis kemiskinan.xlsx", xlsx_of(sheet), "poverty_indicator", rows)


def _village_aid() -> Case:
    lines = [
        ("Pandeyan", "33.11.09.2001", 101),
        ("Telukan", "33.11.09.2002", 88),
        ("Parangjoro", "33.11.09.2003", 64),
        ("Cemani", "33.11.09.2014", 143),
    ]
    rows_of: list[list[object]] = [
        ["DATA PENERIMA BLT DANA DESA PER DESA"],
        ["KECAMATAN GROGOL KABUPATEN SUKOHARJO TAHUN 2022"],
        [],
        ["No", "Nama Desa", "Jumlah KPM", "Jumlah Anggaran (Rp)", "Keterangan"],
        *[[n, name, count, count * 3_600_000, None] for n, (name, _, count) in enumerate(lines, 1)],
        [None, "TOTAL", sum(line[2] for line in lines), sum(line[2] for line in lines) * 3_600_000, None],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "beneficiary_unit": "KPM",
            "measure": "recipient",
            "reached_count": count,
            "period_start": "2022-01-01",
            "period_end": "2022-12-31",
            "program_name": "BLT DANA DESA",
        }
        for _, code, count in lines
    ]
    return Case("village_aid", "blt dd grogol.xlsx", xlsx_of(Sheet("Sheet1", rows_of)), "program_reach", rows)  # type: ignore[arg-type]


def _programmes_with_funds() -> Case:
    lines = [
        ("Program Perlindungan dan Jaminan Sosial", "APBD", 4_210_500_000, 2_980_115_300),
        ("Program Rehabilitasi Sosial", "APBD", 1_118_000_000, 702_440_000),
        ("Program Pemberdayaan Sosial", "DAK Non Fisik", 640_000_000, 480_000_000),
    ]
    table: list[list[object]] = [
        ["REALISASI ANGGARAN DINAS SOSIAL KOTA TEGAL TAHUN ANGGARAN 2023", "", "", "", "", ""],
        ["No", "Program", "Sumber Dana", "Pagu (Rp)", "Realisasi s.d. Triwulan III (Rp)", "Serapan (%)"],
        *[
            [n, name, fund, indonesian(a), indonesian(b), indonesian(b / a * 100, 2)]
            for n, (name, fund, a, b) in enumerate(lines, 1)
        ],
        ["", "Jumlah", "", indonesian(sum(x[2] for x in lines)), indonesian(sum(x[3] for x in lines)), "69,75"],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.76",
            "agency_name": "DINAS SOSIAL KOTA TEGAL",
            "program_name": name,
            "funding_source": fund,
            "fiscal_year": 2023,
            "period_month": 9,
            "realisation_basis": "to_date",
            "budget_idr": a,
            "realised_idr": b,
        }
        for name, fund, a, b in lines
    ]
    return Case("programmes_with_funds", "dinsos tw3.csv", csv_of(table, ";"), "budget_realisation", rows)


CASES = [
    _rates_of_a_province(),
    _portal_persons(),
    _shown_as_percent(),
    _agencies_by_year(),
    _kinds_of_spending(),
    _trainings_with_days(),
    _houses_by_year(),
    _poverty_lines(),
    _village_aid(),
    _programmes_with_funds(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_loads_to_its_figures(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
