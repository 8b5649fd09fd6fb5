"""Ten more plain tables, again written answers first: a web table, e-monev, codes of programmes, a registry, months."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, indonesian, xlsx_of


def _web_table() -> Case:
    lines: list[list[object]] = [
        ["Cilacap", 11.67, 11.02, 10.99],
        ["Banyumas", 13.66, 12.84, 12.53],
        ["Magelang", 11.91, 11.09, 10.96],
        ["Kota Magelang", 7.75, 7.1, 6.11],
        ["Kota Tegal", 8.12, "-", 7.68],
        ["Jawa Tengah", 11.79, 10.93, 10.77],
    ]
    codes = ["33.01", "33.02", "33.08", "33.71", "33.76", "33"]
    rows_of: list[list[object]] = [
        ["Wilayah Jawa Tengah", "Persentase Penduduk Miskin (Persen)", None, None],
        [None, 2021, 2022, 2023],
        *lines,
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": "P0", "period_year": year, "value": line[at], "unit": "persen"}
        for code, line in zip(codes, lines, strict=True)
        for year, at in ((2021, 1), (2022, 2), (2023, 3))
        if line[at] != "-"
    ]
    sheet = Sheet("Sheet1", rows_of, merges=["A1:A2", "B1:D1"])  # type: ignore[arg-type]
    return Case("web_table", "Persentase Penduduk Miskin, 2023.xlsx", xlsx_of(sheet), "poverty_indicator", rows)


def _portal_recipients() -> Case:
    names = [("3311010", "33.11.01", "WERU"), ("3311020", "33.11.02", "BULU"), ("3311120", "33.11.12", "KARTASURA")]
    values = [[2114, 2090], [2480, 2401], [1988, 1875]]
    head = ["id", "nama_provinsi", "nama_kabupaten_kota", "kode_kecamatan", "nama_kecamatan"]
    table: list[list[object]] = [[*head, "jumlah_penerima_pkh", "satuan", "tahun"]]
    rows: list[Row] = []
    for n, (bps, code, name) in enumerate(names):
        for m, year in enumerate((2021, 2022)):
            line = [len(table), "JAWA TENGAH", "KABUPATEN SUKOHARJO", bps, name, values[n][m], "KPM", year]
            table.append(line)
            rows.append(
                {
                    "region_code": code,
                    "beneficiary_unit": "KPM",
                    "measure": "recipient",
                    "reached_count": values[n][m],
                    "period_start": f"{year}-01-01",
                    "period_end": f"{year}-12-31",
                }
            )
    return Case("portal_recipients", "jumlah_penerima_pkh_kecamatan.csv", csv_of(table), "program_reach", rows)


def _vacancies_by_month() -> Case:
    values = [("Januari", 120, 31), ("Februari", 88, 28), ("Maret", 240, 31), ("April", 45, 30)]
    rows_of: list[list[object]] = [
        ["JUMLAH LOWONGAN KERJA TERDAFTAR"],
        ["DINAS TENAGA KERJA KOTA MATARAM TAHUN 2023"],
        ["Bulan", "Jumlah Lowongan"],
        *[[name, count] for name, count, _ in values],
        ["Jumlah", sum(line[1] for line in values)],
    ]
    rows: list[Row] = [
        {
            "region_code": "52.71",
            "measure": "vacancy",
            "beneficiary_unit": "lowongan",
            "reached_count": count,
            "period_start": f"2023-{month:02d}-01",
            "period_end": f"2023-{month:02d}-{last}",
        }
        for month, (_, count, last) in enumerate(values, 1)
    ]
    return Case("vacancies_by_month", "lowongan.xlsx", xlsx_of(Sheet("Sheet1", rows_of)), "program_reach", rows)  # type: ignore[arg-type]


def _amounts_with_rp() -> Case:
    lines = [
        ("Dinas Sosial", 12_400_500_000, 5_853_036_000),
        ("Dinas Kesehatan", 188_330_250_500, 96_048_427_755),
        ("Badan Perencanaan Pembangunan Daerah", 9_870_000_000, 3_454_500_000),
    ]
    table: list[list[object]] = [
        ["LAPORAN REALISASI ANGGARAN", "", "", "", ""],
        ["KABUPATEN SRAGEN S/D BULAN JUNI 2024", "", "", "", ""],
        ["No", "Nama OPD", "Anggaran", "Realisasi", "Capaian"],
        *[
            [n, name, f"Rp {indonesian(a)}", f"Rp {indonesian(b)}", f"{indonesian(b / a * 100, 2)}%"]
            for n, (name, a, b) in enumerate(lines, 1)
        ],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.14",
            "agency_name": name,
            "fiscal_year": 2024,
            "period_month": 6,
            "realisation_basis": "to_date",
            "budget_idr": a,
            "realised_idr": b,
        }
        for name, a, b in lines
    ]
    return Case("amounts_with_rp", "lra juni.csv", csv_of(table, ";"), "budget_realisation", rows)


def _programme_codes() -> Case:
    leaves = [
        ("1.06.02.2.01.0001", "Penyediaan Makanan", 410_000_000, 398_220_000),
        ("1.06.02.2.01.0002", "Pemberian Bimbingan Sosial", 120_500_000, 119_000_500),
        ("1.06.02.2.03.0004", "Pemberdayaan Masyarakat", 250_000_000, 201_330_400),
        ("1.06.04.2.01.0007", "Penyediaan Alat Bantu", 333_100_000, 331_000_000),
    ]
    heads = [
        ("1.06.02", "Program Pemberdayaan Sosial"),
        ("1.06.02.2.01", "Pemberdayaan Potensi Sumber Kesejahteraan Sosial"),
        ("1.06.02.2.03", "Pengembangan Potensi Sumber Kesejahteraan Sosial"),
        ("1.06.04", "Program Rehabilitasi Sosial"),
        ("1.06.04.2.01", "Rehabilitasi Sosial Dasar"),
    ]
    every = [
        (code, name, *(sum(leaf[at] for leaf in leaves if leaf[0].startswith(f"{code}.")) for at in (2, 3)))  # type: ignore[misc]
        for code, name in heads
    ] + list(leaves)
    rows_of: list[list[object]] = [
        ["REALISASI BELANJA PER SUB KEGIATAN DINAS SOSIAL KABUPATEN SRAGEN"],
        ["PER 31 DESEMBER 2023"],
        [],
        ["Kode", "Program / Kegiatan / Sub Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"],
        *[list(line) for line in sorted(every)],
        [None, "JUMLAH", sum(leaf[2] for leaf in leaves), sum(leaf[3] for leaf in leaves)],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.14",
            "fiscal_year": 2023,
            "period_month": 12,
            "realisation_basis": "to_date",
            "budget_idr": a,
            "realised_idr": b,
            "sub_activity_code": code,
            "sub_activity_name": name,
        }
        for code, name, a, b in leaves
    ]
    return Case("programme_codes", "sub kegiatan.xlsx", xlsx_of(Sheet("Sheet1", rows_of)), "budget_realisation", rows)  # type: ignore[arg-type]


def _extreme_registry() -> Case:
    lines = [("Weru", "33.11.01", 1_204, 4_410), ("Bulu", "33.11.02", 988, 3_377), ("Nguter", "33.11.05", 771, 2_640)]
    rows_of: list[list[object]] = [
        ["JUMLAH KELUARGA DAN JIWA MISKIN EKSTREM (P3KE) MENURUT KECAMATAN"],
        ["KABUPATEN SUKOHARJO TAHUN 2023"],
        [],
        ["No", "Kecamatan", "Jumlah KK Miskin Ekstrem", "Jumlah Jiwa Miskin Ekstrem"],
        *[[n, name, a, b] for n, (name, _, a, b) in enumerate(lines, 1)],
        ["Jumlah", None, sum(line[2] for line in lines), sum(line[3] for line in lines)],
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": indicator, "period_year": 2023, "value": value, "kind": "registry"}
        for _, code, *values in lines
        for indicator, value in zip(("extreme_poor_households", "extreme_poor_persons"), values, strict=True)
    ]
    content = xlsx_of(Sheet("P3KE", rows_of, merges=["A8:B8"]))  # type: ignore[arg-type]
    return Case("extreme_registry", "p3ke.xlsx", content, "poverty_indicator", rows)


def _nation_by_survey() -> Case:
    lines = [
        ("Maret 2021", "27,54", "10,14", "472.525", 2021, "march"),
        ("September 2021", "26,50", "9,71", "486.168", 2021, "september"),
        ("Maret 2022", "26,16", "9,54", "505.469", 2022, "march"),
        ("September 2022", "26,36", "9,57", "535.547", 2022, "september"),
    ]
    table: list[list[object]] = [
        ["Perkembangan Kemiskinan di Indonesia, Maret 2021 - September 2022", "", "", ""],
        [
            "Periode",
            "Jumlah Penduduk Miskin (juta orang)",
            "Persentase Penduduk Miskin (%)",
            "Garis Kemiskinan (Rp/kapita/bulan)",
        ],
        *[list(line[:4]) for line in lines],
    ]
    rows: list[Row] = []
    for _, persons, rate, line_idr, year, part in lines:
        for code, value in (
            ("poor_persons", round(float(persons.replace(",", ".")) * 1_000_000)),
            ("P0", float(rate.replace(",", "."))),
            ("poverty_line_idr", int(line_idr.replace(".", ""))),
        ):
            rows.append(
                {"region_code": "00", "indicator_code": code, "period_year": year, "period_part": part, "value": value}
            )
    return Case("nation_by_survey", "kemiskinan nasional.csv", csv_of(table, ";"), "poverty_indicator", rows)


def _monitoring() -> Case:
    lines = [
        ("Penyaluran bantuan sembako", "KK", 1_500, 1_480, 450_000_000, 444_000_000),
        ("Pelatihan keterampilan menjahit", "Orang", 40, 42, 120_000_000, 118_200_000),
        ("Bantuan alat usaha", "Paket", 60, 60, 240_000_000, 239_500_000),
    ]
    rows_of: list[list[object]] = [
        ["MONITORING DAN EVALUASI PROGRAM PENANGGULANGAN KEMISKINAN"],
        ["DINAS SOSIAL KABUPATEN SUKOHARJO SAMPAI DENGAN TRIWULAN IV TAHUN 2023"],
        [],
        ["No", "Kegiatan", "Satuan", "Kinerja", None, None, "Keuangan", None, None],
        [None, None, None, "Target", "Realisasi", "%", "Pagu (Rp)", "Realisasi (Rp)", "%"],
        *[
            [n, name, unit, a, b, round(b / a * 100, 2), c, d, round(d / c * 100, 2)]
            for n, (name, unit, a, b, c, d) in enumerate(lines, 1)
        ],
    ]
    units = {"KK": ("KK", "recipient"), "Orang": ("orang", "participant"), "Paket": ("paket", "item")}
    rows: list[Row] = [
        {
            "region_code": "33.11",
            "activity_name": name,
            "beneficiary_unit": units[unit][0],
            "measure": units[unit][1],
            "target_count": a,
            "reached_count": b,
            "period_start": "2023-01-01",
            "period_end": "2023-12-31",
        }
        for name, unit, a, b, _, _ in lines
    ]
    merges = ["A4:A5", "B4:B5", "C4:C5", "D4:F4", "G4:I4"]
    content = xlsx_of(Sheet("Monev", rows_of, merges=merges))  # type: ignore[arg-type]
    return Case("monitoring", "monev.xlsx", content, "program_reach", rows)


def _sheet_a_year() -> Case:
    lines = [("Weru", "33.11.01"), ("Bulu", "33.11.02"), ("Tawangsari", "33.11.03")]
    values = {2021: [2_114, 2_480, 1_988], 2022: [2_090, 2_401, 1_875]}
    sheets = [
        Sheet(
            str(year),
            [  # type: ignore[arg-type]
                [f"JUMLAH KPM PENERIMA PKH KABUPATEN SUKOHARJO TAHUN {year}"],
                ["No", "Kecamatan", "Jumlah KPM"],
                *[[n, name, count] for n, ((name, _), count) in enumerate(zip(lines, counts, strict=True), 1)],
                [None, "Jumlah", sum(counts)],
            ],
        )
        for year, counts in values.items()
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "program_name": "PKH",
            "beneficiary_unit": "KPM",
            "measure": "recipient",
            "reached_count": count,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
        }
        for year, counts in values.items()
        for (_, code), count in zip(lines, counts, strict=True)
    ]
    return Case("sheet_a_year", "pkh sukoharjo.xlsx", xlsx_of(*sheets), "program_reach", rows)


def _codes_alone() -> Case:
    """1101 is Simeulue to BPS and Aceh Selatan to Kemendagri: only the agency knows."""
    table = [["kode", "persentase_penduduk_miskin", "tahun"]]
    table += [["1101", "18.37", "2023"], ["1102", "19.15", "2023"], ["1103", "12.43", "2023"]]
    return Case("codes_alone", "bps_kode.csv", csv_of(table), "poverty_indicator", [], ("region",))


CASES = [
    _web_table(),
    _portal_recipients(),
    _vacancies_by_month(),
    _amounts_with_rp(),
    _programme_codes(),
    _extreme_registry(),
    _nation_by_survey(),
    _monitoring(),
    _sheet_a_year(),
    _codes_alone(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_loads_to_its_figures_or_asks(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
