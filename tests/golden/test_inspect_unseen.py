"""Tables that were written before any of them was tried: what inspection makes of a plain table that it does not know.

Each either loads to exactly the rows that its figures say, or does not load at all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.test_inspect_tables import Case, Row, Sheet, check, csv_of, figures, xlsx_of


def _provinces() -> Case:
    provinces = {"SUMATERA BARAT": "13", "RIAU": "14", "JAMBI": "15", "BENGKULU": "17"}
    values = [("0.83", "0.18"), ("1.08", "0.25"), ("1.21", "0.29"), ("2.43", "0.6")]
    lines = [["Indeks Kedalaman dan Keparahan Kemiskinan Menurut Provinsi, 2022", "", ""]]
    lines += [["Provinsi", "Indeks Kedalaman Kemiskinan (P1)", "Indeks Keparahan Kemiskinan (P2)"]]
    lines += [[name, *pair] for name, pair in zip(provinces, values, strict=True)]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": indicator, "period_year": 2022, "value": float(value), "unit": "indeks"}
        for code, pair in zip(provinces.values(), values, strict=True)
        for indicator, value in zip(("P1", "P2"), pair, strict=True)
    ]
    return Case("provinces_p1_p2", "p1_p2_provinsi.tsv", csv_of(lines, "\t"), "poverty_indicator", rows)


def _poverty_line() -> Case:
    names = {
        "Kulon Progo": "34.01",
        "Bantul": "34.02",
        "Gunungkidul": "34.03",
        "Sleman": "34.04",
        "Kota Yogyakarta": "34.71",
    }
    grid = figures(5, 3, 332_000, 9_871)
    rows_of = [
        ["Garis Kemiskinan Menurut Kabupaten/Kota di Daerah Istimewa Yogyakarta (Rupiah/Kapita/Bulan)"],
        [],
        ["No", "Kabupaten/Kota", "Garis Kemiskinan", None, None],
        [None, None, 2020, 2021, 2022],
        *[[n, name, *grid[n - 1]] for n, name in enumerate(names, 1)],
        [],
        ["Sumber: BPS Provinsi D.I. Yogyakarta"],
    ]
    sheet = Sheet("GK", rows_of, merges=["A1:E1", "A3:A4", "B3:B4", "C3:E3"])
    rows: list[Row] = [
        {
            "region_code": code,
            "indicator_code": "poverty_line_idr",
            "period_year": year,
            "value": grid[n][m],
            "publisher": "BPS",
        }
        for n, code in enumerate(names.values())
        for m, year in enumerate((2020, 2021, 2022))
    ]
    return Case("poverty_line_diy", "garis kemiskinan diy.xlsx", xlsx_of(sheet), "poverty_indicator", rows)


def _kemendagri_codes() -> Case:
    names = {
        "11.01": "KAB. ACEH SELATAN",
        "11.02": "KAB. ACEH TENGGARA",
        "11.09": "KAB. SIMEULUE",
        "11.73": "KOTA LHOKSEUMAWE",
    }
    values = ["12,43", "12,83", "18,37", "10,84"]
    lines = [["kode_kemendagri_kabupaten_kota", "nama_kabupaten_kota", "persentase_penduduk_miskin", "satuan", "tahun"]]
    lines += [[code, name, value, "PERSEN", "2023"] for (code, name), value in zip(names.items(), values, strict=True)]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": "P0", "period_year": 2023, "value": float(value.replace(",", "."))}
        for code, value in zip(names, values, strict=True)
    ]
    return Case("kemendagri_codes", "persentase_miskin_aceh.csv", csv_of(lines, ";"), "poverty_indicator", rows)


def _one_regency_by_sheet_name() -> Case:
    years = [2020, 2021, 2022, 2023]
    table = [[9.98, 1.23, 0.25, 305_142, 262.78], [10.65, 1.41, 0.3, 316_440, 281.36]]
    table += [[10.42, 1.52, 0.33, 337_207, 276.67], [9.77, 1.18, 0.21, 363_014, 259.32]]
    rows_of = [
        ["Tahun", "P0 (%)", "P1", "P2", "Garis Kemiskinan (Rp/Kapita/Bulan)", "Jumlah Penduduk Miskin (000 Jiwa)"],
        *[[year, *values] for year, values in zip(years, table, strict=True)],
    ]
    codes = ["P0", "P1", "P2", "poverty_line_idr", "poor_persons"]
    rows: list[Row] = [
        {
            "region_code": "32.05",
            "indicator_code": code,
            "period_year": year,
            "value": round(value * 1000) if code == "poor_persons" else value,
        }
        for year, values in zip(years, table, strict=True)
        for code, value in zip(codes, values, strict=True)
    ]
    return Case("sheet_name", "data kemiskinan.xlsx", xlsx_of(Sheet("Kab. Garut", rows_of)), "poverty_indicator", rows)


def _merged_agencies() -> Case:
    lines = [
        ("Dinas Sosial", "Perlindungan Sosial", "Bantuan sembako lansia", "orang", 1_200, 1_150),
        ("Dinas Sosial", "Perlindungan Sosial", "Santunan kematian keluarga miskin", "KK", 75, 60),
        ("Dinas Tenaga Kerja", "Pelatihan Kerja", "Pelatihan barista", "orang", 40, 40),
        ("Dinas Tenaga Kerja", "Pelatihan Kerja", "Pelatihan las listrik", "orang", 20, 18),
    ]
    rows_of = [
        ["CAPAIAN KEGIATAN PENANGGULANGAN KEMISKINAN"],
        ["KOTA PASURUAN TAHUN 2023"],
        [],
        ["No", "Perangkat Daerah", "Program", "Kegiatan", "Satuan", "Target", "Realisasi", "%"],
        *[
            [
                n,
                line[0] if n in (1, 3) else None,
                line[1] if n in (1, 3) else None,
                *line[2:],
                round(line[5] / line[4] * 100, 2),
            ]
            for n, line in enumerate(lines, 1)
        ],
    ]
    sheet = Sheet("Sheet1", rows_of, merges=["A1:H1", "A2:H2", "B5:B6", "C5:C6", "B7:B8", "C7:C8"])
    rows: list[Row] = [
        {
            "region_code": "35.75",
            "agency_name": agency,
            "program_name": program,
            "activity_name": activity,
            "beneficiary_unit": unit,
            "target_count": target,
            "reached_count": reached,
            "period_start": "2023-01-01",
            "period_end": "2023-12-31",
            "measure": "participant" if "Pelatihan" in activity else "recipient",
        }
        for agency, program, activity, unit, target, reached in lines
    ]
    return Case("merged_agencies", "capaian pasuruan.xlsx", xlsx_of(sheet), "program_reach", rows)


def _long_reach() -> Case:
    lines = [
        ("Purwokerto Barat", "PKH", "KPM", "1.204", "1.198", "33.02.25"),
        ("Purwokerto Timur", "PKH", "KPM", "988", "980", "33.02.26"),
        ("Purwokerto Barat", "BPNT", "KPM", "2.310", "2.305", "33.02.25"),
        ("Purwokerto Timur", "BPNT", "KPM", "1.871", "1.871", "33.02.26"),
    ]
    table = [["REALISASI BANTUAN SOSIAL KABUPATEN BANYUMAS", "", "", "", "", ""]]
    table += [["Tahun", "Kecamatan", "Program", "Satuan", "Target", "Realisasi"]]
    table += [["2022", *line[:5]] for line in lines]
    rows: list[Row] = [
        {
            "region_code": line[5],
            "program_name": line[1],
            "beneficiary_unit": "KPM",
            "measure": "recipient",
            "target_count": int(line[3].replace(".", "")),
            "reached_count": int(line[4].replace(".", "")),
            "period_start": "2022-01-01",
        }
        for line in lines
    ]
    return Case("long_reach", "bansos_kecamatan.csv", csv_of(table, ";"), "program_reach", rows)


def _agencies_at_a_day() -> Case:
    lines = [
        ("Dinas Pendidikan", 812_334_125_000, 540_221_998_500),
        ("Dinas Kesehatan", 401_220_875_400, 255_104_330_112),
        ("Dinas Sosial", 28_440_110_000, 19_998_120_745),
    ]
    total = [sum(line[1] for line in lines), sum(line[2] for line in lines)]
    rows_of = [
        ["PEMERINTAH KABUPATEN SLEMAN"],
        ["REALISASI ANGGARAN PERANGKAT DAERAH"],
        ["Posisi 30 September 2024"],
        [],
        ["No", "Perangkat Daerah", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"],
        *[[n, name, a, b, a - b, round(b / a * 100, 2)] for n, (name, a, b) in enumerate(lines, 1)],
        ["Jumlah", None, *total, total[0] - total[1], round(total[1] / total[0] * 100, 2)],
    ]
    rows: list[Row] = [
        {
            "region_code": "34.04",
            "agency_name": name,
            "budget_idr": a,
            "realised_idr": b,
            "fiscal_year": 2024,
            "period_month": 9,
            "realisation_basis": "to_date",
        }
        for name, a, b in lines
    ]
    return Case("agencies_at_a_day", "realisasi.xlsx", xlsx_of(Sheet("Rekap", rows_of)), "budget_realisation", rows)


def _funding_rows() -> Case:
    lines = [("DAU", 120_500.25, 118_220.5), ("DAK Fisik", 30_110.75, 28_001.0), ("PAD", 44_000.0, 43_999.99)]
    rows_of = [
        ["REALISASI BELANJA PENANGGULANGAN KEMISKINAN MENURUT SUMBER DANA"],
        ["PEMERINTAH KOTA TEGAL"],
        ["s.d. Desember 2023 (dalam juta rupiah)"],
        [],
        ["No", "Sumber Dana", "Anggaran", "Realisasi"],
        *[[n, *line] for n, line in enumerate(lines, 1)],
        ["Total", None, sum(line[1] for line in lines), sum(line[2] for line in lines)],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.76",
            "funding_source": name,
            "budget_idr": round(a * 1_000_000),
            "realised_idr": round(b * 1_000_000),
            "fiscal_year": 2023,
            "period_month": 12,
            "realisation_basis": "to_date",
        }
        for name, a, b in lines
    ]
    return Case("funding_rows", "sumber dana.xlsx", xlsx_of(Sheet("Sheet1", rows_of)), "budget_realisation", rows)


def _persons_with_nik() -> Case:
    people = [
        ("3302015503850001", "SITI AMINAH"),
        ("3302011207790002", "BUDI SANTOSO"),
        ("3302016408900003", "TRI WAHYUNI"),
    ]
    rows_of = [
        ["DAFTAR PENERIMA BLT DANA DESA"],
        ["KABUPATEN BANYUMAS TAHUN 2022"],
        [],
        ["No", "NIK", "Nama Penerima", "Alamat", "Desa"],
        *[[n, nik, name, "RT 01 RW 02", "Kalibagor"] for n, (nik, name) in enumerate(people, 1)],
    ]
    rows: list[Row] = [
        {"region_code": "33.02", "program_name": "BLT DANA DESA", "period_year": 2022, "nik_is_valid": True}
        for _ in people
    ]
    return Case("persons_with_nik", "penerima.xlsx", xlsx_of(Sheet("Data", rows_of)), "beneficiary", rows)


def _districts_only() -> Case:
    lines = [["kode_kecamatan", "nama_kecamatan"], ["330201", "Lumbir"], ["330202", "Wangon"], ["330203", "Jatilawang"]]
    return Case("districts_only", "kecamatan.csv", csv_of(lines), None, [])


CASES = [
    _provinces(),
    _poverty_line(),
    _kemendagri_codes(),
    _one_regency_by_sheet_name(),
    _merged_agencies(),
    _long_reach(),
    _agencies_at_a_day(),
    _funding_rows(),
    _persons_with_nik(),
    _districts_only(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_unseen_table_loads_to_its_figures(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
