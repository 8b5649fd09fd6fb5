"""Plain tables whose notes, places and kinds of counts differ from line to line or from column to column.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
DISTRICTS = {"Tegal Barat": "33.76.01", "Tegal Timur": "33.76.02"}
REGIONS = {"Kabupaten Tegal": "33.28", "Kota Tegal": "33.76", "Provinsi Jawa Tengah": "33", "Indonesia": "00"}


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


def _levels(name: str, note: str, parts: str, *asks: str) -> Case:
    """`parts`: the part of the year of each region, as the note says it."""
    lines: Lines = [
        ["Persentase Penduduk Miskin (persen)"],
        ["Wilayah", "2022", "2023"],
        *([place, 7.5 + n, 7.25 + n] for n, place in enumerate(REGIONS)),
        [],
        [note],
    ]
    rows: list[Row] = [
        {"region_code": code, "period_year": year, "period_part": part, "value": start + n}
        for n, (code, part) in enumerate(zip(REGIONS.values(), parts.split(), strict=False))
        for year, start in ((2022, 7.5), (2023, 7.25))
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _levels_in_columns() -> Case:
    parts = {"Kota Tegal": "annual", "Provinsi Jawa Tengah": "march", "Indonesia": "march"}
    lines: Lines = [
        ["Persentase Penduduk Miskin (persen)"],
        ["Tahun", *parts],
        [2022, 7.5, 8.5, 9.5],
        [2023, 7.25, 8.25, 9.25],
        [],
        ["Keterangan: angka kota merupakan angka tahunan; angka provinsi dan nasional keadaan Maret"],
    ]
    rows: list[Row] = [
        {"region_code": REGIONS[place], "period_year": year, "period_part": part, "value": start + n}
        for n, (place, part) in enumerate(parts.items())
        for year, start in ((2022, 7.5), (2023, 7.25))
    ]
    return _book("levels_in_columns", lines, "poverty_indicator", rows)


def _villages_with_codes() -> Case:
    """A village may bear the name of another district; its code says which it is, and neither is an activity."""
    found = [("Tegal Barat", "Kraton", "33.76.01.1005"), ("Tegal Timur", "Panggung", "33.76.02.1003")]
    lines: Lines = [
        ["REKAP PENERIMA BANSOS KOTA TEGAL TAHUN 2023"],
        ["Kecamatan", "Kelurahan", "Kode Kelurahan (Kemendagri)", "PKH", "PBI JKN"],
        [None, None, None, "KPM", "Jiwa"],
        *([place, village, code, 50 + n, 700 + n] for n, (place, village, code) in enumerate(found)),
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": program, "activity_name": None, "reached_count": start + n}
        for n, (_, _, code) in enumerate(found)
        for program, start in (("PKH", 50), ("PBI JKN", 700))
    ]
    merges = tuple(f"{letter}2:{letter}3" for letter in "ABC")
    return _book("villages_with_codes", lines, "program_reach", rows, merges=merges)


def _registry(name: str, title: str, titles: tuple[str, str], *asks: str) -> Case:
    lines: Lines = [
        [title],
        ["Kota Tegal"],
        ["Kecamatan", "Keadaan April 2023", None],
        [None, *titles],
        *([place, 90 + n, 310 + n] for n, place in enumerate(DISTRICTS)),
        ["Jumlah", 181, 621],
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": indicator, "period_part": "m04", "kind": "registry", "value": start + n}
        for n, code in enumerate(DISTRICTS.values())
        for indicator, start in (("extreme_poor_households", 90), ("extreme_poor_persons", 310))
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks, merges=("B3:C3",))


FAIR_MEASURES = (
    ("partner_company", "perusahaan"),
    ("vacancy", "lowongan"),
    ("participant", "orang"),
    ("placed", "orang"),
)


def _fair(name: str, titles: tuple[str, ...], *asks: str, title: str = "REKAP JOB FAIR KOTA TEGAL") -> Case:
    days = {"Bahari": ("3 - 4 Juni 2024", "2024-06-03"), "Pemuda": ("8 Juli 2024", "2024-07-08")}
    counts = (21, 430, 905, 77)
    lines: Lines = [
        [title],
        ["No", "Nama Kegiatan", "Tanggal", *titles],
        *(
            [n, activity, when, *(count + n for count in counts[: len(titles)])]
            for n, (activity, (when, _)) in enumerate(days.items(), 1)
        ),
    ]
    rows: list[Row] = [
        {
            "activity_name": activity,
            "period_start": start,
            "measure": measure,
            "beneficiary_unit": unit,
            "reached_count": count + n,
        }
        for n, (activity, (_, start)) in enumerate(days.items(), 1)
        for (measure, unit), count in zip(FAIR_MEASURES, counts, strict=True)
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _placed_in_rows() -> Case:
    found = {
        "Peserta pelatihan las": "participant",
        "Pencari kerja yang ditempatkan": "placed",
        "Peserta job fair yang diterima bekerja": "placed",
        "Peserta pelatihan yang telah terserap": "placed",
        "Anak terlantar penerima bantuan yang ditempatkan di panti": "recipient",
    }
    lines: Lines = [
        ["Capaian Kegiatan Kota Tegal Tahun 2023"],
        ["No", "Kegiatan", "Satuan", "Target", "Realisasi"],
        *([n, text, "orang", 50 + n, 40 + n] for n, text in enumerate(found, 1)),
    ]
    rows: list[Row] = [
        {"activity_name": text, "measure": measure, "target_count": 50 + n, "reached_count": 40 + n}
        for n, (text, measure) in enumerate(found.items(), 1)
    ]
    return _book("placed_in_rows", lines, "program_reach", rows)


def _houses(name: str, title: str, program: str) -> Case:
    lines: Lines = [
        [title],
        ["Kota Tegal"],
        ["Kecamatan", "Tahun 2022 (unit)", None, "Tahun 2023 (unit)", None],
        [None, "Target", "Selesai", "Target", "Selesai"],
        *([place, 30 + n, 28 + n, 25 + n, 24 + n] for n, place in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "program_name": program,
            "measure": "item",
            "period_start": f"{year}-01-01",
            "target_count": target + n,
            "reached_count": done + n,
        }
        for n, code in enumerate(DISTRICTS.values())
        for year, target, done in ((2022, 30, 28), (2023, 25, 24))
    ]
    return _book(name, lines, "program_reach", rows, merges=("B3:C3", "D3:E3"))


Account = tuple[str, float, float, str]
PLAIN: list[Account] = [
    ("Pendapatan Daerah", 300.25, 290.1, ""),
    ("PAD", 100.15, 90.1, ""),
    ("Pajak Daerah", 80.1, 70.1, "Pendapatan Daerah > PAD > Pajak Daerah"),
    ("Retribusi Daerah", 20.05, 20, "Pendapatan Daerah > PAD > Retribusi Daerah"),
    ("Pendapatan Transfer", 200.1, 200, ""),
    ("Transfer Pusat", 150.1, 150, "Pendapatan Daerah > Pendapatan Transfer > Transfer Pusat"),
    ("Transfer Provinsi", 50, 50, "Pendapatan Daerah > Pendapatan Transfer > Transfer Provinsi"),
    ("Belanja Daerah", 310.25, 280, ""),
    ("Belanja Pegawai", 210.25, 200, "Belanja Daerah > Belanja Pegawai"),
    ("Belanja Modal", 100, 80, "Belanja Daerah > Belanja Modal"),
    ("Pembiayaan Daerah", 10, 10, ""),
    ("Penerimaan Pembiayaan", 14.5, 14.5, ""),
    ("SiLPA Tahun Sebelumnya", 14.5, 14.5, "Pembiayaan Daerah > Penerimaan Pembiayaan > SiLPA Tahun Sebelumnya"),
    ("Pengeluaran Pembiayaan", 4.5, 4.5, ""),
    ("Penyertaan Modal", 4.5, 4.5, "Pembiayaan Daerah > Pengeluaran Pembiayaan > Penyertaan Modal"),
]
ZEROS: list[Account] = [
    ("Pendapatan Daerah", 300, 290, ""),
    ("PAD", 100, 90, ""),
    ("Pajak Daerah", 100, 90, "Pendapatan Daerah > PAD > Pajak Daerah"),
    ("Retribusi Daerah", 0, 0, "Pendapatan Daerah > PAD > Retribusi Daerah"),
    ("Lain-Lain PAD yang Sah", 0, 0, "Pendapatan Daerah > PAD > Lain-Lain PAD yang Sah"),
    ("TKDD", 200, 200, ""),
    (
        "Pendapatan Transfer Pemerintah Pusat",
        200,
        200,
        "Pendapatan Daerah > TKDD > Pendapatan Transfer Pemerintah Pusat",
    ),
    ("Belanja Daerah", 300, 280, ""),
    ("Belanja Pegawai", 300, 280, "Belanja Daerah > Belanja Pegawai"),
    ("Belanja Tidak Terduga", 0, 0, "Belanja Daerah > Belanja Tidak Terduga"),
]


def _miliar(figure: float) -> str:
    return f"{figure:,.2f} M".translate(str.maketrans(",.", ".,"))


def _posture(name: str, accounts: list[Account], *asks: str) -> Case:
    """No indents, codes or numbers: sums, and the lines that every posture has, show the levels."""
    lines: Lines = [
        ["Uraian", "Pagu", "Realisasi"],
        *([label, _miliar(budget), _miliar(spent)] for label, budget, spent, _ in accounts),
    ]
    rows: list[Row] = [
        {
            "region_code": "33.76",
            "account_path": path,
            "budget_idr": budget * 10**9,
            "realised_to_date_idr": spent * 1e9,
        }
        for _, budget, spent, path in accounts
        if path
    ]
    return Case(name, "Postur_APBD_Kota_Tegal_2023.csv", csv_of(lines), "budget_posture", rows, asks)


def _renamed(old: str, new: str) -> list[Account]:
    return [(new if label == old else label, budget, spent, path) for label, budget, spent, path in ZEROS]


def _allotted(name: str, title: str, titles: tuple[str, ...], times: int, *asks: str, note: str = "") -> Case:
    """What was handed out of an allotment; amounts of money have the same titles."""
    lines: Lines = [
        [f"{title} Kota Tegal Maret 2024"],
        ["Kecamatan", *titles],
        *(
            [place, *((figure + n) * times for figure in (500, 490, 10)[: len(titles)])]
            for n, place in enumerate(DISTRICTS)
        ),
        [],
        [note],
    ]
    if len(titles) > 2:
        lines[2][3], lines[3][3] = 10, 10
    rows: list[Row] = [
        {
            "region_code": code,
            "measure": "recipient",
            "beneficiary_unit": "KPM",
            "target_count": 500 + n,
            "reached_count": 490 + n,
        }
        for n, code in enumerate(DISTRICTS.values())
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _programmes_or_activities(name: str, first: str, field: str) -> Case:
    works = {first: 800, "Program Perlindungan Sosial": 900}
    lines: Lines = [
        ["REALISASI KEUANGAN KOTA TEGAL s.d. 30 September 2023 (dalam juta rupiah)"],
        ["SKPD", "Program / Kegiatan", "Anggaran", "Realisasi"],
        *(["Dinas Sosial", work, budget, budget - 50] for work, budget in works.items()),
    ]
    rows: list[Row] = [
        {field: work, "budget_idr": budget * 10**6, "realised_idr": (budget - 50) * 10**6, "period_month": 9}
        for work, budget in works.items()
    ]
    return _book(name, lines, "budget_realisation", rows)


def _finished_without_a_unit() -> Case:
    lines: Lines = [
        ["PELATIHAN KERJA KOTA TEGAL TAHUN 2023"],
        ["Kejuruan", "Peserta", "Lulus"],
        ["Las", 16, 15],
        ["Bordir", 18, 17],
    ]
    rows: list[Row] = [
        {"activity_name": course, "measure": measure, "beneficiary_unit": "orang", "reached_count": count}
        for course, took_part, finished in (("Las", 16, 15), ("Bordir", 18, 17))
        for measure, count in (("participant", took_part), ("graduate", finished))
    ]
    return _book("finished_without_a_unit", lines, "program_reach", rows)


def _rates_by_area(name: str, title: str, rate: str, *asks: str) -> Case:
    """Persons and rate by area, of which the title says once what both are of."""
    areas = {"Kota": "urban", "Desa": "rural", "Kota+Desa": "all"}
    figures = {"Mar 2022": (180.5, 202.25, 382.75, 9.5, 12.25, 10.75), "Sep 2022": (184.5, 201, 385.5, 10, 11.75, 11)}
    lines: Lines = [
        [title],
        ["Periode", "Penduduk Miskin (ribu)", None, None, rate, None, None],
        [None, *areas, *areas],
        *([when, *found] for when, found in figures.items()),
    ]
    rows: list[Row] = [
        {"region_code": "33", "indicator_code": code, "area": area, "period_part": part, "value": value * factor}
        for found, part in zip(figures.values(), ("march", "september"), strict=True)
        for (code, factor, area), value in zip(
            [(*one, area) for one in (("poor_persons", 1000), ("P0", 1)) for area in areas.values()], found, strict=True
        )
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks, merges=("B2:D2", "E2:G2", "A2:A3"))


def _unit_in_a_note() -> Case:
    lines: Lines = [
        ["Jumlah Penduduk Miskin menurut Kabupaten/Kota"],
        ["Kabupaten/Kota", "2022", "2023"],
        ["Kabupaten Tegal", 98.25, 97.5],
        ["Kota Tegal", 20.5, 19.75],
        [],
        ["Catatan: dalam ribu jiwa"],
    ]
    rows: list[Row] = [
        {"region_code": code, "period_year": year, "value": value}
        for code, *found in (("33.28", 98250, 97500), ("33.76", 20500, 19750))
        for year, value in zip((2022, 2023), found, strict=True)
    ]
    return _book("unit_in_a_note", lines, "poverty_indicator", rows)


def _kinds_of_figures(name: str, title: str, *asks: str) -> Case:
    """Columns say how the poor are counted, and a note in which year; the title only that they are."""
    lines: Lines = [
        [title],
        ["Kabupaten/Kota", "Jumlah (ribu)", "Persen", "Garis Kemiskinan (Rp)"],
        ["Kabupaten Tegal", 98.25, 6.5, 480000],
        ["Kota Tegal", 20.5, 7.75, 610000],
        [],
        ["Catatan: data Maret 2023"],
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": indicator, "period_year": 2023, "period_part": "march", "value": value}
        for code, found in (("33.28", (98250, 6.5, 480000)), ("33.76", (20500, 7.75, 610000)))
        for indicator, value in zip(("poor_persons", "P0", "poverty_line_idr"), found, strict=True)
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _text_named_by_its_file() -> Case:
    lines: Lines = [
        ["nama_kabupaten_kota", "jumlah_kpm", "satuan", "periode", "tahun"],
        ["KABUPATEN TEGAL", 9000, "KELUARGA", "Triwulan II", 2023],
        ["KOTA TEGAL", 1200, "KELUARGA", "Triwulan II", 2023],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "program_name": "bpnt",
            "measure": "recipient",
            "beneficiary_unit": "keluarga",
            "period_start": "2023-04-01",
            "reached_count": count,
        }
        for code, count in (("33.28", 9000), ("33.76", 1200))
    ]
    return Case("text_named_by_its_file", "jumlah_penerima_bpnt_2023.csv", csv_of(lines), "program_reach", rows)


def _persons_in_words() -> Case:
    lines: Lines = [
        ["Banyaknya Penduduk Miskin Kota Tegal (Jiwa)"],
        ["Tahun", "Jiwa"],
        [2022, 20300],
        [2023, 19800],
    ]
    rows: list[Row] = [
        {"region_code": "33.76", "indicator_code": "poor_persons", "period_year": year, "value": value}
        for year, value in ((2022, 20300), (2023, 19800))
    ]
    return _book("persons_in_words", lines, "poverty_indicator", rows)


APART = "annual annual march march"
SPEAKING = (
    "Perusahaan Peserta",
    "Lowongan Tersedia",
    "Pencari Kerja Terdaftar (orang)",
    "Diterima / Ditempatkan (orang)",
)
CASES = [
    _levels("levels_apart", "Catatan: angka provinsi dan nasional keadaan Maret; angka kabupaten/kota tahunan.", APART),
    _levels("levels_however", "Data kabupaten dan kota tahunan, sedangkan data provinsi dan nasional Maret", APART),
    _levels("levels_with_colons", "Kabupaten/kota: tahunan; Provinsi: Maret; Nasional: Maret", APART),
    _levels("levels_behind", "Angka tahunan untuk kabupaten/kota; angka Maret untuk provinsi dan nasional", APART),
    _levels(
        "levels_of_releases", "Tingkat provinsi dan nasional dari rilis Maret, kabupaten/kota angka tahunan", APART
    ),
    _levels(
        "levels_in_two_months",
        "Angka kabupaten/kota Susenas Maret; angka provinsi dan nasional Susenas September",
        "march march september september",
    ),
    _levels(
        "one_city_apart",
        "Catatan: angka kabupaten, provinsi dan nasional Maret. Khusus Kota Tegal tahunan",
        "march annual march march",
    ),
    _levels("an_office_is_no_level", "Sumber: BPS Provinsi Jawa Tengah, Susenas Maret", "march march march march"),
    _levels("levels_in_part", "Catatan: angka provinsi dan nasional keadaan Maret", "", "period_part"),
    _levels("years_apart", "Catatan: 2022 angka tahunan, 2023 keadaan Maret", "", "period_part"),
    _levels_in_columns(),
    _villages_with_codes(),
    _registry("families_and_persons", "KELUARGA DAN INDIVIDU MISKIN EKSTREM DATA P3KE", ("Keluarga (KK)", "Individu")),
    _registry("only_extreme_poor", "Rekap Miskin Ekstrem P3KE per Kecamatan", ("KK", "Individu (jiwa)")),
    _registry("heads_of_families", "Pemutakhiran Miskin Ekstrem (P3KE)", ("Kepala Keluarga", "Jiwa")),
    _registry("members_of_families", "Keluarga Miskin Ekstrem P3KE", ("KK", "Individu"), "wide"),
    _fair("fair_with_units", SPEAKING),
    _fair("fair_without_units", ("Jumlah Perusahaan", "Jumlah Lowongan", "Jumlah Pelamar", "Terserap")),
    _fair("fair_of_seekers", ("Perusahaan", "Lowongan Kerja", "Pencaker", "Diterima Kerja")),
    _fair("not_placed", (*SPEAKING[:3], "Belum Ditempatkan (orang)"), "columns"),
    _fair("no_fair", SPEAKING, "columns", title="REKAP BINA WARGA KOTA TEGAL"),
    _placed_in_rows(),
    _houses(
        "houses_in_short",
        "Rehabilitasi Rumah Tidak Layak Huni (Rutilahu) per Kecamatan",
        "Rehabilitasi Rumah Tidak Layak Huni",
    ),
    _houses("houses_mended", "Perbaikan Rumah Tidak Layak Huni (RTLH)", "Perbaikan Rumah Tidak Layak Huni"),
    _houses(
        "houses_by_owners", "Bantuan Stimulan Perumahan Swadaya (BSPS)", "Bantuan Stimulan Perumahan Swadaya (BSPS)"
    ),
    _posture("posture_with_subtraction", PLAIN),
    _posture("posture_with_zeros", ZEROS),
    _posture("posture_rounded", [("Pendapatan Daerah", 300.01, 290, ""), *ZEROS[1:]]),
    _posture("posture_of_unknown_lines", _renamed("Retribusi Daerah", "Retribusi Lain"), "outline"),
    _posture("posture_without_sums", [*ZEROS[:1], ("PAD", 107, 90, ""), *ZEROS[2:]], "outline"),
    _allotted("allotted_to_families", "Penyaluran Bantuan Beras (KPM)", ("Alokasi", "Realisasi"), 1),
    _allotted("allotted_by_note", "Penyaluran Sembako", ("Kuota", "Realisasi"), 1, note="Satuan: KPM"),
    _allotted("allotted_and_left", "Penyaluran Beras", ("Alokasi PBP", "Tersalur PBP", "Belum Tersalur"), 1),
    _allotted("allotted_money", "Penyaluran PKH bagi KPM", ("Alokasi", "Realisasi"), 100_000, "columns"),
    _programmes_or_activities("lines_are_programmes", "Program Rehabilitasi Sosial", "program_name"),
    _programmes_or_activities("lines_are_of_both", "Bina Warga", "activity_name"),
    _finished_without_a_unit(),
    _persons_in_words(),
    _rates_by_area("rates_by_area", "Perkembangan Kemiskinan Jawa Tengah", "Persentase (%)"),
    _rates_by_area("rates_of_what", "Perkembangan Penduduk Jawa Tengah", "Persentase (%)", "columns"),
    _unit_in_a_note(),
    _kinds_of_figures("kinds_of_figures", "Penduduk Miskin menurut Kabupaten/Kota"),
    _kinds_of_figures("kinds_of_other_figures", "Penduduk Miskin Penerima Bantuan", "columns"),
    _text_named_by_its_file(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
