"""Plain tables of indicators of development, of spending by month, and of open data portals in two systems of codes.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
CITIES = {"Kabupaten Tegal": "33.28", "Kota Tegal": "33.76", "Jawa Tengah": "33"}
DISTRICTS = {"Tegal Barat": ("3376030", "33.76.01"), "Tegal Timur": ("3376020", "33.76.02")}


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


# Indicators of development


def _by_city(name: str, title: str, code: str, unit: str, part: str, start: float, *asks: str) -> Case:
    lines: Lines = [
        [title],
        ["Kabupaten/Kota", 2022, 2023],
        *([place, round(start + n / 4, 2), round(start + n / 4 + 0.13, 2)] for n, place in enumerate(CITIES)),
        ["Sumber: BPS Provinsi Jawa Tengah"],
    ]
    rows: list[Row] = [
        {
            "region_code": region,
            "indicator_code": code,
            "period_year": year,
            "period_part": part,
            "value": round(start + n / 4 + more, 2),
            "unit": unit,
        }
        for n, region in enumerate(CITIES.values())
        for year, more in ((2022, 0), (2023, 0.13))
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _macro() -> Case:
    found = {
        "Laju Pertumbuhan Ekonomi": ("persen", "economic_growth_pct", [-2.1, 5.3]),
        "Tingkat Pengangguran Terbuka (TPT)": ("%", "unemployment_pct", [6.4, 5.2]),
        "IPM": ("Indeks", "human_development_index", [71.25, 72.5]),
        "Gini Rasio": ("Poin", "gini_ratio", [0.352, 0.347]),
        "Rata-rata Lama Sekolah": ("Tahun", "mean_schooling_years", [7.5, 7.75]),
        "Persentase Penduduk Miskin": ("%", "P0", [8.25, 7.5]),
        "PDRB per Kapita ADHB": ("Juta Rp", None, [31.5, 33.25]),
    }
    lines: Lines = [
        ["CAPAIAN INDIKATOR MAKRO PEMBANGUNAN KABUPATEN TEGAL"],
        ["No", "Indikator Makro", "Satuan", "Tahun 2021", "Tahun 2022"],
        *([n, text, unit, *values] for n, (text, (unit, _, values)) in enumerate(found.items(), 1)),
    ]
    rows: list[Row] = [
        {"region_code": "33.28", "indicator_code": code, "period_year": year, "value": value}
        for _, code, values in found.values()
        if code
        for year, value in zip((2021, 2022), values, strict=True)
    ]
    return _book("macro_indicators", lines, "poverty_indicator", rows)


def _labels_with_months(name: str, *asks: str, month: str = " (Maret)") -> Case:
    lines: Lines = [
        ["Indikator Makro Kota Tegal"],
        ["Indikator", "Satuan", 2022, 2023],
        [f"Persentase Penduduk Miskin{month}", "%", 8.5, 7.5],
        ["Tingkat Pengangguran Terbuka (Agustus)", "%", 9.25, 8.5],
        ["Indeks Pembangunan Manusia", "Indeks", 75.5, 76.25],
    ]
    parts = {"P0": ("march", 8.5, 7.5), "unemployment_pct": ("m08", 9.25, 8.5)}
    parts["human_development_index"] = ("annual", 75.5, 76.25)
    rows: list[Row] = [
        {"indicator_code": code, "period_year": year, "period_part": part, "value": value}
        for code, (part, *values) in parts.items()
        for year, value in zip((2022, 2023), values, strict=True)
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _beside_targets(name: str, *titles: str) -> Case:
    """A target and a percentage of it are no figures of an indicator; whether what came of it is, is asked."""
    lines: Lines = [
        ["CAPAIAN INDIKATOR KINERJA UTAMA KOTA TEGAL TAHUN 2023"],
        ["No", "Indikator", "Satuan", *titles],
        [1, "Tingkat Kemiskinan", "%", 8.5, 7.75, 91.2],
        [2, "IPM", "Poin", 75, 76, 99],
    ]
    return _book(name, lines, "poverty_indicator", [], "columns.value", "unclear_columns")


def _labour() -> Case:
    """The labour force is no indicator of ours; the unemployed and their rate are."""
    lines: Lines = [
        ["Angkatan Kerja dan Pengangguran Menurut Kabupaten/Kota, Agustus 2023"],
        ["Kabupaten/Kota", "Angkatan Kerja (Orang)", "Pengangguran (Orang)", "TPT (%)"],
        ["Kabupaten Tegal", 720_500, 61_240, 8.5],
        ["Kota Tegal", 131_400, 8_010, 6.1],
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "period_part": "m08", "unit": unit, "value": value}
        for region, persons, rate in (("33.28", 61_240, 8.5), ("33.76", 8_010, 6.1))
        for code, unit, value in (("unemployed_persons", "orang", persons), ("unemployment_pct", "persen", rate))
    ]
    return _book("labour_force", lines, "poverty_indicator", rows)


def _components() -> Case:
    """A title above all columns names the index, the titles below it each a part of it."""
    titles = [
        "UHH (Tahun)",
        "Harapan Lama Sekolah (Tahun)",
        "Pengeluaran per Kapita Disesuaikan (Ribu Rp/Orang/Tahun)",
        "IPM",
    ]
    codes = ["life_expectancy_years", "expected_schooling_years", "adjusted_expenditure_per_capita_idr"]
    codes.append("human_development_index")
    values = [(74.5, 12.75, 10_250, 71.5), (75.25, 13.5, 12_875, 76.75)]
    lines: Lines = [
        ["Kabupaten/Kota", "Indeks Pembangunan Manusia dan Komponennya, 2023", None, None, None],
        [None, *titles],
        ["Kab. Tegal", *values[0]],
        ["Kota Tegal", *values[1]],
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "value": value * (1000 if value > 1000 else 1)}
        for region, line in zip(("33.28", "33.76"), values, strict=True)
        for code, value in zip(codes, line, strict=True)
    ]
    return _book("components_of_the_index", lines, "poverty_indicator", rows, merges=("A1:A2", "B1:E1"))


def _spending() -> Case:
    values = {"33.28": (612_345, 571_250, 1_183_595), "33.76": (701_000, 815_500, 1_516_500)}
    lines: Lines = [
        ["Rata-rata Pengeluaran per Kapita Sebulan Makanan dan Bukan Makanan (Rupiah), 2023"],
        ["Kabupaten/Kota", "Makanan", "Bukan Makanan", "Jumlah"],
        ["Kabupaten Tegal", *values["33.28"]],
        ["Kota Tegal", *values["33.76"]],
    ]
    codes = ("expenditure_food_idr", "expenditure_nonfood_idr", "expenditure_total_idr")
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "unit": "rupiah_per_kapita_bulan", "value": value}
        for region, line in values.items()
        for code, value in zip(codes, line, strict=True)
    ]
    return _book("spending_per_head", lines, "poverty_indicator", rows)


def _gini_by_area() -> Case:
    lines: Lines = [
        ["Gini Ratio Provinsi Jawa Tengah Menurut Daerah Tempat Tinggal"],
        ["Tahun", "Perkotaan", None, "Perdesaan", None],
        [None, "Maret", "September", "Maret", "September"],
        [2022, 0.402, 0.398, 0.331, 0.327],
        [2023, 0.411, 0.405, 0.322, 0.319],
    ]
    values = {2022: (0.402, 0.398, 0.331, 0.327), 2023: (0.411, 0.405, 0.322, 0.319)}
    what = [("urban", "march"), ("urban", "september"), ("rural", "march"), ("rural", "september")]
    rows: list[Row] = [
        {"region_code": "33", "indicator_code": "gini_ratio", "area": area, "period_part": part, "period_year": year}
        | {"value": value}
        for year, line in values.items()
        for (area, part), value in zip(what, line, strict=True)
    ]
    return _book("gini_by_area", lines, "poverty_indicator", rows, merges=("A2:A3", "B2:C2", "D2:E2"))


def _portal_of_indicators() -> Case:
    found = {"KABUPATEN TEGAL": (3328, "33.28", 69.5), "KOTA TEGAL": (3376, "33.76", 76.25)}
    lines: Lines = [
        [
            "id",
            "kode_provinsi",
            "nama_provinsi",
            "kode_kabupaten_kota",
            "nama_kabupaten_kota",
            "indeks_pembangunan_manusia",
            "satuan",
            "tahun",
        ],
        *(
            [n, 33, "JAWA TENGAH", code, name, value + year - 2022, "POIN", year]
            for n, (year, name, code, value) in enumerate(
                ((year, name, code, value) for year in (2022, 2023) for name, (code, _, value) in found.items()), 1
            )
        ),
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": "human_development_index", "period_year": year, "unit": "indeks"}
        | {"value": value + year - 2022}
        for year in (2022, 2023)
        for _, region, value in found.values()
    ]
    name = "od_ipm_kabupatenkota_jawa_tengah"
    return Case(name, f"{name}.csv", csv_of(lines), "poverty_indicator", rows)


# Headings of areas, indicators and times


def _headed(name: str, headings: list[str], labels: list[str], corner: str, title: str, rows: list[Row]) -> Case:
    lines: Lines = [[title], [corner, "Jumlah Penduduk Miskin (ribu jiwa)", "Persentase Penduduk Miskin (%)"]]
    for n, heading in enumerate(headings):
        lines.append([heading, None, None])
        lines += [[label, 300.5 + 10 * n + m, 10.25 + n + m / 4] for m, label in enumerate(labels)]
    return _book(name, lines, "poverty_indicator", rows)


def _area_above_years() -> Case:
    rows: list[Row] = [
        {"area": area, "period_year": year, "period_part": part, "indicator_code": code, "value": value}
        for n, area in enumerate(("urban", "rural", "all"))
        for m, (year, part) in enumerate(((2022, "march"), (2022, "september"), (2023, "march")))
        for code, value in (("poor_persons", (300.5 + 10 * n + m) * 1000), ("P0", 10.25 + n + m / 4))
    ]
    labels = ["Maret 2022", "September 2022", "Maret 2023"]
    headings = ["Perkotaan", "Perdesaan", "Perkotaan+Perdesaan"]
    title = "Penduduk Miskin Provinsi Jawa Tengah Menurut Daerah"
    return _headed("areas_above_periods", headings, labels, "Daerah/Bulan", title, rows)


def _periods_above_areas() -> Case:
    rows: list[Row] = [
        {"area": area, "period_year": year, "period_part": part, "indicator_code": code, "value": value}
        for n, (year, part) in enumerate(((2022, "september"), (2023, "march")))
        for m, area in enumerate(("urban", "rural", "all"))
        for code, value in (("poor_persons", (300.5 + 10 * n + m) * 1000), ("P0", 10.25 + n + m / 4))
    ]
    title = "Penduduk Miskin Provinsi Jawa Tengah Menurut Daerah"
    labels = ["Perkotaan", "Perdesaan", "Perkotaan + Perdesaan"]
    return _headed("periods_above_areas", ["September 2022", "Maret 2023"], labels, "Periode", title, rows)


def _indicators_above_areas() -> Case:
    found = {
        "Jumlah Penduduk Miskin (ribu orang)": ("poor_persons", 300.5, 1000),
        "Persentase Penduduk Miskin (persen)": ("P0", 10.5, 1),
        "Indeks Kedalaman Kemiskinan (P1)": ("P1", 1.5, 1),
    }
    lines: Lines = [["Indikator Kemiskinan Provinsi Jawa Tengah"], ["Uraian", "Maret 2022", "Maret 2023"]]
    rows: list[Row] = []
    for heading, (code, start, factor) in found.items():
        lines.append([heading, None, None])
        for n, (label, area) in enumerate((("Perkotaan", "urban"), ("Perdesaan", "rural"))):
            lines.append([label, start + n / 4, start + n / 4 + 0.1])
            rows += [
                {"indicator_code": code, "area": area, "period_year": year, "period_part": "march"}
                | {"value": round((start + n / 4 + more) * factor, 4)}
                for year, more in ((2022, 0), (2023, 0.1))
            ]
    return _book("indicators_above_areas", lines, "poverty_indicator", rows)


def _unknown_headings() -> Case:
    lines: Lines = [
        ["Persentase Penduduk Miskin Kabupaten Tegal Tahun 2023"],
        ["Uraian", "Persentase"],
        ["Menurut Pekerjaan", None],
        ["Petani", 10.5],
        ["Nelayan", 12.5],
    ]
    return _book("headings_of_something_else", lines, "poverty_indicator", [], "trial")


def _survey_named() -> Case:
    """The survey's own name says `nasional`, and speaks of no nation."""
    lines: Lines = [
        ["Persentase Penduduk Miskin Menurut Kabupaten/Kota, 2022-2023"],
        ["Kabupaten/Kota", 2022, 2023],
        ["Kabupaten Tegal", 8.5, 7.5],
        ["Kota Tegal", 7.75, 7.25],
        ["Sumber: BPS, Survei Sosial Ekonomi Nasional Maret 2022 dan Maret 2023"],
    ]
    rows: list[Row] = [
        {"region_code": region, "period_year": year, "period_part": "march", "value": value}
        for region, values in (("33.28", (8.5, 7.5)), ("33.76", (7.75, 7.25)))
        for year, value in zip((2022, 2023), values, strict=True)
    ]
    return _book("survey_that_says_national", lines, "poverty_indicator", rows)


# Budgets


def _by_month(name: str, column: str, basis: str, *asks: str) -> Case:
    """The same accounts in each month; their codes stand there once a month."""
    accounts = {"5.1.02.01.01.0024": "Belanja Alat Tulis Kantor", "5.1.02.01.01.0052": "Belanja Makanan Rapat"}
    titles = "nama_kabupaten_kota tahun_anggaran bulan nama_skpd kode_sub_kegiatan nama_sub_kegiatan kode_rekening"
    lines: Lines = [[*titles.split(), "nama_rekening", "tahapan_apbd", "pagu_rp", column]]
    rows: list[Row] = []
    for n, month in enumerate(("Januari", "Februari"), 1):
        for m, (code, account) in enumerate(accounts.items(), 1):
            spent = 1_500_000 * m * n + 250
            before = ["KOTA TEGAL", 2024, month, "DINAS SOSIAL", "1.06.05.2.02.0001", "Pendataan Fakir Miskin"]
            lines.append([*before, code, account, "APBD Murni", 90_000_000 * m, spent])
            rows.append(
                {"region_code": "33.76", "sub_activity_code": "1.06.05.2.02.0001", "account_code": code}
                | {"period_month": n, "budget_stage": "murni", "realisation_basis": basis}
                | {"budget_idr": 90_000_000 * m, "realised_idr": spent}
            )
    return Case(name, f"{name}.csv", csv_of(lines), "budget_realisation", rows, asks)


def _month_of_the_title() -> Case:
    lines: Lines = [
        ["LAPORAN REALISASI BELANJA DINAS SOSIAL KOTA TEGAL"],
        ["BULAN MARET TAHUN ANGGARAN 2024"],
        ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi Bulan Ini (Rp)"],
        ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", 90_000_000, 7_500_000],
        ["5.1.02.01.01.0052", "Belanja Makanan Rapat", 120_000_000, 11_250_000],
    ]
    rows: list[Row] = [
        {"account_code": code, "period_month": 3, "realisation_basis": "month", "realised_idr": spent}
        for code, spent in (("5.1.02.01.01.0024", 7_500_000), ("5.1.02.01.01.0052", 11_250_000))
    ]
    return _book("this_month_of_the_title", lines, "budget_realisation", rows)


def _by_period(name: str, periods: list[str], month: int, *asks: str, share: int = 75) -> Case:
    """`share`: how much of the budget is spent, in percent. A year that is over says nothing beside a period."""
    agencies = ("Dinas Sosial", "Dinas Kesehatan", "Dinas Pendidikan")
    lines: Lines = [["nama_opd", "pagu_anggaran", "realisasi_anggaran", "tahun", "periode"]]
    lines += [
        [agency, 40_000_000_000 + n * 1_000_000_000, (40_000_000_000 + n * 1_000_000_000) * share // 100, 2023, period]
        for n, (agency, period) in enumerate(zip(agencies, periods, strict=True))
    ]
    rows: list[Row] = [
        {"agency_name": agency, "period_month": month, "realisation_basis": "to_date", "realised_idr": line[2]}
        for agency, line in zip(agencies, lines[1:], strict=True)
    ]
    return Case(name, f"realisasi_kota_tegal_{name}.csv", csv_of(lines), "budget_realisation", rows, asks)


def _agency_code(name: str, *cells: object) -> Case:
    lines: Lines = [
        ["PEMERINTAH KOTA TEGAL"],
        ["REALISASI ANGGARAN PER 31 DESEMBER 2023"],
        list(cells),
        ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)"],
        [1, "Program Pemberdayaan Sosial", 250_000_000, 240_500_000],
        [2, "Program Rehabilitasi Sosial", 750_000_000, 735_250_000],
    ]
    rows: list[Row] = [
        {"agency_code": "1.06.2.08.0.00.01.0000", "agency_name": "Dinas Sosial", "program_name": program}
        | {"realised_idr": spent}
        for program, spent in (
            ("Program Pemberdayaan Sosial", 240_500_000),
            ("Program Rehabilitasi Sosial", 735_250_000),
        )
    ]
    return _book(name, lines, "budget_realisation", rows)


# Districts with codes, and courses


def _portal_of_districts(name: str, titles: str, pick: str, *asks: str, swapped: bool = False) -> Case:
    """`pick`: which of a district's own columns stand there: b and n are BPS' code and name, k and m Kemendagri's."""
    lines: Lines = [["id", "nama_kabupaten_kota", *titles.split(), "jumlah_kpm_penerima_pkh", "tahun"]]
    codes = list(DISTRICTS.values())
    for n, (district, (bps, kemendagri)) in enumerate(DISTRICTS.items()):
        kemendagri = codes[1 - n][1] if swapped else kemendagri
        cells = {"b": bps, "n": district.replace(" ", "").upper(), "k": kemendagri, "m": district.upper()}
        lines.append([n + 1, "KOTA TEGAL", *(cells[letter] for letter in pick), 410 + n, 2023])
    rows: list[Row] = [
        {"region_code": code, "beneficiary_unit": "KPM", "measure": "recipient", "reached_count": 410 + n}
        for n, (_, code) in enumerate(DISTRICTS.values())
    ]
    return Case(name, f"{name}.csv", csv_of(lines), "program_reach", rows, asks)


def _course(name: str, titles: tuple[str, ...], *asks: str) -> Case:
    courses = {"Menjahit": (32, 30, 17), "Las Listrik": (16, 15, 9)}
    lines: Lines = [
        ["HASIL PELATIHAN KERJA DINAS TENAGA KERJA KOTA TEGAL TAHUN 2023"],
        ["No", "Jenis Pelatihan", *titles],
        *([n, course, *counts] for n, (course, counts) in enumerate(courses.items(), 1)),
        [None, "Jumlah", 48, 45, 26],
    ]
    rows: list[Row] = [
        {"activity_name": course, "measure": measure, "beneficiary_unit": "orang", "reached_count": count}
        for course, counts in courses.items()
        for measure, count in zip(("participant", "graduate", "placed"), counts, strict=True)
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _classes() -> Case:
    """How often a course was given is no reach, nor are men and women beside all who took part."""
    lines: Lines = [
        ["REKAP PELATIHAN BERBASIS KOMPETENSI DINAS TENAGA KERJA KOTA TEGAL TAHUN 2024"],
        ["No", "Kejuruan", "Jumlah Paket", "Jumlah Peserta", None, None, "Lulus"],
        [None, None, None, "L", "P", "Total", None],
        [1, "Otomotif", 2, 30, 2, 32, 31],
        [2, "Tata Busana", 3, 1, 47, 48, 46],
    ]
    rows: list[Row] = [
        {"activity_name": course, "measure": measure, "beneficiary_unit": "orang", "reached_count": count}
        for course, *counts in (("Otomotif", 32, 31), ("Tata Busana", 48, 46))
        for measure, count in zip(("participant", "graduate"), counts, strict=True)
    ]
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3")
    return _book("classes_of_courses", lines, "program_reach", rows, merges=merges)


def _families_of_the_very_poor() -> Case:
    lines: Lines = [
        ["JUMLAH PENDUDUK MISKIN EKSTREM BERDASARKAN DATA P3KE KOTA TEGAL TAHUN 2023"],
        ["NO", "KECAMATAN", "JUMLAH KELUARGA", "JUMLAH INDIVIDU"],
        *([n, place, 90 + n, 310 + n] for n, place in enumerate(DISTRICTS, 1)),
        ["TOTAL", None, 183, 623],
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "unit": unit, "kind": "registry", "value": start + n}
        for n, (_, region) in enumerate(DISTRICTS.values(), 1)
        for code, unit, start in (("extreme_poor_households", "KK", 90), ("extreme_poor_persons", "jiwa", 310))
    ]
    return _book("families_of_the_very_poor", lines, "poverty_indicator", rows)


def _sembako() -> Case:
    lines: Lines = [
        ["REKAP PENERIMA PKH DAN SEMBAKO KOTA TEGAL TAHUN 2024"],
        ["No", "Kecamatan", "PKH (KPM)", "Sembako (KPM)"],
        *([n, place, 90 + n, 310 + n] for n, place in enumerate(DISTRICTS, 1)),
    ]
    rows: list[Row] = [
        {"region_code": region, "program_name": program, "beneficiary_unit": "KPM", "reached_count": start + n}
        for n, (_, region) in enumerate(DISTRICTS.values(), 1)
        for program, start in (("PKH", 90), ("Sembako", 310))
    ]
    return _book("sembako_beside_pkh", lines, "program_reach", rows)


BOTH = "bps_kode_kecamatan bps_nama_kecamatan kemendagri_kode_kecamatan kemendagri_nama_kecamatan"
TPT = "Tingkat Pengangguran Terbuka (TPT) Menurut Kabupaten/Kota"
RLS = "Rata-rata Lama Sekolah Penduduk Berumur"
CASES = [
    _by_city("unemployment", f"{TPT} (Persen), Agustus 2022-2023", "unemployment_pct", "persen", "m08", 5.25),
    _by_city("unemployment_of_a_year", f"{TPT}, 2022-2023", "unemployment_pct", "persen", "annual", 5.25),
    _by_city("unemployment_in_march", f"{TPT}, Maret 2023", "unemployment_pct", "persen", "march", 5.25, "period_part"),
    _by_city("index_alone", "IPM Menurut Kabupaten/Kota", "human_development_index", "indeks", "annual", 70.5),
    _by_city(
        "index_of_a_month", "IPM per Kabupaten/Kota Maret", "human_development_index", "", "", 70.5, "period_part"
    ),
    _by_city("schooling", f"{RLS} 25 Tahun ke Atas", "mean_schooling_years", "tahun", "annual", 7.5),
    _by_city(
        "schooling_of_others", f"{RLS} 15 Tahun ke Atas", "mean_schooling_years", "tahun", "", 7.5, "columns.value"
    ),
    _by_city("growth", "Pertumbuhan Ekonomi (Persen)", "economic_growth_pct", "persen", "annual", 4.5),
    _macro(),
    _labels_with_months("labels_with_months"),
    _labels_with_months("labels_with_some_months", "period_part", month=""),
    _beside_targets("beside_targets", "Target", "Realisasi", "Capaian (%)"),
    _beside_targets("beside_targets_of_plan", "Target RPJMD", "Realisasi", "Tingkat Capaian"),
    _labour(),
    _components(),
    _spending(),
    _gini_by_area(),
    _portal_of_indicators(),
    _area_above_years(),
    _periods_above_areas(),
    _indicators_above_areas(),
    _unknown_headings(),
    _survey_named(),
    _by_month("lines_of_this_month", "realisasi_bulan_ini_rp", "month"),
    _by_month("lines_to_date", "realisasi_sd_bulan_ini_rp", "to_date"),
    _by_month("lines_of_months_unsaid", "realisasi_rp", "", "realisation_basis"),
    _month_of_the_title(),
    _by_period("year_in_a_column", ["Juni"] * 3, 6),
    _by_period("periods_up_to", ["s.d. Triwulan III"] * 3, 9, share=50),
    _by_period("first_quarter", ["Triwulan I"] * 3, 3, share=20),
    _by_period("quarter_alone_or_not", ["Triwulan III"] * 3, 9, "realisation_basis", share=72),
    _by_period("month_alone_or_not", ["Juni"] * 3, 6, "realisation_basis", share=40),
    _agency_code("agency_code_before_the_name", "SKPD : 1.06.2.08.0.00.01.0000 Dinas Sosial"),
    _agency_code("agency_code_in_its_own_cell", "Organisasi", ":", "1.06.2.08.0.00.01.0000", "Dinas Sosial"),
    _portal_of_districts("districts_in_both_systems", BOTH, "bnkm"),
    _portal_of_districts("districts_in_one_system", "kode_kecamatan nama_kecamatan", "bm"),
    _portal_of_districts("districts_with_wrong_codes", "kode_kecamatan nama_kecamatan", "km", "region", swapped=True),
    _course("course_and_work", ("Peserta (Orang)", "Lulus (Orang)", "Ditempatkan (Orang)")),
    _classes(),
    _families_of_the_very_poor(),
    _sembako(),
    _course("course_and_work_in_words", ("Jumlah Peserta", "Lulus Uji Kompetensi", "Sudah Bekerja")),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
