"""Plain tables with a programme in a sentence, a hint in brackets, works side by side, and columns of details.

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


def _programme(name: str, above: list[str] | Lines, programme: str, *asks: str) -> Case:
    """Houses or households by districts, below some lines that name what was done and by which programme."""
    lines: Lines = [
        *([line] if isinstance(line, str) else line for line in above),
        ["No", "Kecamatan", "Target (unit)", "Realisasi (unit)"],
        *([n, district, 30 + n, 20 + n] for n, district in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": programme, "target_count": 30 + n, "reached_count": 20 + n}
        for n, code in enumerate(DISTRICTS.values())
    ]
    return _book(name, lines, "program_reach", rows, *asks)


COURSES = {"Menjahit": (20, 19, 16), "Las Listrik": (16, 16, 15), "Tata Boga": (12, 10, 10)}


def _courses(
    name: str,
    titles: list[str],
    columns: list[list[int]],
    measures: list[dict[str, object]],
    *asks: str,
    title: str = "",
) -> Case:
    """Courses with a column a title; `measures`: for each row of a course its measure, and which columns it has."""
    lines: Lines = [
        [title or "DATA PESERTA PELATIHAN KERJA KOTA TEGAL TAHUN 2023"],
        ["No", "Jenis Pelatihan", *titles],
        *([n, course, *(column[n - 1] for column in columns)] for n, course in enumerate(COURSES, 1)),
        [None, "Jumlah", *(sum(column) for column in columns)],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.76",
            "activity_name": course,
            "measure": measure["measure"],
            "target_count": columns[measure["target"]][n] if "target" in measure else None,  # type: ignore[index]
            "reached_count": columns[measure["reached"]][n],  # type: ignore[index]
        }
        for n, course in enumerate(COURSES)
        for measure in measures
    ]
    return _book(name, lines, "program_reach", rows, *asks)


TARGETS, TAKEN, PASSED = (list(figures) for figures in zip(*COURSES.values(), strict=True))
FAILED = [taken - passed for taken, passed in zip(TAKEN, PASSED, strict=True)]
BOTH: list[dict[str, object]] = [
    {"measure": "participant", "target": 1, "reached": 2},
    {"measure": "graduate", "reached": 3},
]


def _sum_by_chance() -> Case:
    """A line that has the figures of two lines below it: the total counts it as a line."""
    found = {"Menjahit": (10, 9), "Las": (30, 28), "Tata Boga": (20, 18), "Barista": (10, 10), "Komputer": (12, 12)}
    lines: Lines = [
        ["PELATIHAN KERJA KOTA TEGAL TAHUN 2023"],
        ["No", "Jenis Pelatihan", "Target (orang)", "Realisasi (orang)"],
        *([n, course, *figures] for n, (course, figures) in enumerate(found.items(), 1)),
        [None, "Jumlah", 82, 77],
    ]
    rows: list[Row] = [
        {"activity_name": course, "target_count": target, "reached_count": reached}
        for course, (target, reached) in found.items()
    ]
    return _book("sum_by_chance", lines, "program_reach", rows)


def _numbered_regions(name: str, headings: tuple[str, str] | None, *asks: str) -> Case:
    """Names with their number in the list before them, below headings that say their kind; two share a name."""
    regencies = {"1. Tegal": ("33.28", [8.1, 7.9]), "2) Brebes": ("33.29", [15.2, 14.9])}
    cities = {"1. Tegal": ("33.76", [7.9, 7.7]), "2. Salatiga": ("33.73", [4.7, 4.6])}
    lines: Lines = [
        ["Persentase Penduduk Miskin Menurut Kabupaten/Kota di Provinsi Jawa Tengah"],
        ["Kabupaten/Kota", "Persentase Penduduk Miskin", None],
        [None, "2022", "2023"],
    ]
    rows: list[Row] = []
    for heading, places in zip(headings or ("", ""), (regencies, cities), strict=True):
        lines += [[heading, None, None]] if heading else []
        for label, (code, values) in places.items():
            lines.append([label, *values])
            rows += [
                {"region_code": code, "indicator_code": "P0", "period_year": year, "value": value}
                for year, value in zip((2022, 2023), values, strict=True)
            ]
    lines.append(["Jawa Tengah", 10.9, 10.8])
    for year, value in ((2022, 10.9), (2023, 10.8)):
        rows.append({"region_code": "33", "indicator_code": "P0", "period_year": year, "value": value})
    return _book(name, lines, "poverty_indicator", rows, *asks, merges=("A2:A3", "B2:C2"))


def _numbered_districts() -> Case:
    lines: Lines = [
        ["Penerima BPNT Kota Tegal Tahun 2023"],
        ["Kecamatan", "Jumlah KPM"],
        *([f"{n}. {district}", 800 + n] for n, district in enumerate(DISTRICTS, 1)),
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": "BPNT", "reached_count": 800 + n}
        for n, code in enumerate(DISTRICTS.values(), 1)
    ]
    return _book("numbered_districts", lines, "program_reach", rows)


def _deciles(name: str, group: str, *asks: str) -> Case:
    lines: Lines = [
        ["Keluarga Miskin Ekstrem Kota Tegal, Data P3KE Kondisi Agustus 2024"],
        ["Kecamatan", group, None],
        [None, "KK", "Jiwa"],
        *([district, 400 + n, 1_500 + n] for n, district in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": indicator, "period_part": "m08", "value": start + n, "kind": "registry"}
        for n, code in enumerate(DISTRICTS.values())
        for indicator, start in (("extreme_poor_households", 400), ("extreme_poor_persons", 1_500))
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks, merges=("A2:A3", "B2:C2"))


WORKS = ("Perbaikan Saluran Lingkungan", "Pelatihan Warga Kelurahan")


def _works(
    name: str,
    *asks: str,
    title: str = "REALISASI ANGGARAN KELURAHAN KOTA TEGAL TAHUN 2023 (dalam juta rupiah)",
    works: tuple[str, str] = WORKS,
    field: str = "activity_name",
    last: int = 0,
) -> Case:
    """Two works side by side, each with its budget and what was spent, by the offices of districts."""
    found = {f"Kecamatan {district}": (code, n) for n, (district, code) in enumerate(DISTRICTS.items())}
    lines: Lines = [
        [title],
        ["No", "Perangkat Daerah (Kecamatan)", works[0], None, works[1], None],
        [None, None, "Anggaran", "Realisasi", "Anggaran", "Realisasi"],
        *([n + 1, office, 900 + n, 870 + n, 400 + n, 390 + n] for office, (_, n) in found.items()),
        [None, "Kota Tegal", 1801, 1741, 801, 781 + last],
        ["Sumber dana : DAU Kelurahan"],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "agency_name": office,
            field: work,
            "funding_source": "DAU Kelurahan",
            "budget_idr": (budget + n) * 10**6,
            "realised_idr": (spent + n) * 10**6,
        }
        for office, (code, n) in found.items()
        for work, budget, spent in ((works[0], 900, 870), (works[1], 400, 390))
    ]
    merges = ("A2:A3", "B2:B3", "C2:D2", "E2:F2")
    return _book(name, lines, "budget_realisation", rows, *asks, merges=merges)


CASES = [
    _works("works_of_no_level", "unclear_works"),
    _works(
        "works_by_the_title",
        title="REALISASI SUB KEGIATAN KELURAHAN KOTA TEGAL TAHUN 2023 (dalam juta rupiah)",
        field="sub_activity_name",
    ),
    _works("works_by_their_names", works=("Kegiatan Bina Warga", "Kegiatan Bina Usaha")),
    _works("works_are_programmes", works=("Program Bina Warga", "Program Bina Usaha"), field="program_name"),
    _works("works_of_two_levels", "unclear_works", works=("Program Bina Warga", "Kegiatan Bina Usaha")),
    _works("works_are_accounts", "wide", works=("Pendapatan Asli", "Pendapatan Transfer")),
    _works(
        "last_line_is_no_sum",
        "unclear_totals",
        title="REALISASI KEGIATAN KELURAHAN KOTA TEGAL TAHUN 2023 (dalam juta rupiah)",
        last=5,
    ),
    _deciles("lowest_decile", "Miskin Ekstrem (Desil 1)"),
    _deciles("lowest_decile_first", "Desil I - Miskin Ekstrem"),
    _deciles("several_deciles", "Miskin Ekstrem (Desil 1-4)", "columns"),
    _deciles("another_decile", "Miskin Ekstrem Desil 2", "columns"),
    _numbered_regions("numbered_regions", ("Kabupaten/Regency", "Kota/Municipality")),
    _numbered_regions("numbered_headings", ("A. Kabupaten", "B. Kota")),
    _numbered_regions("numbered_without_kinds", None, "region"),
    _numbered_districts(),
    _sum_by_chance(),
    _courses(
        "graduates_beside",
        ["Lama (JP)", "Target Peserta (orang)", "Realisasi Peserta (orang)", "Lulus (orang)"],
        [[240, 160, 80], TARGETS, TAKEN, PASSED],
        BOTH,
    ),
    _courses(
        "graduates_by_noun",
        ["Jumlah Hari", "Target", "Realisasi (orang)", "Jumlah Lulusan (orang)", "Tidak Lulus (orang)"],
        [[30, 20, 10], TARGETS, TAKEN, PASSED, FAILED],
        BOTH,
    ),
    _courses(
        "not_finished_differs",
        ["Jumlah Hari", "Target", "Realisasi (orang)", "Lulus (orang)", "Tidak Lulus (orang)"],
        [[30, 20, 10], TARGETS, TAKEN, PASSED, [*FAILED[:2], 5]],
        [],
        "columns",
    ),
    _courses(
        "participants_and_graduates",
        ["Durasi Pelatihan (hari)", "Jumlah Peserta", "Peserta yang Lulus"],
        [[30, 20, 10], TAKEN, PASSED],
        [{"measure": "participant", "reached": 1}, {"measure": "graduate", "reached": 2}],
    ),
    _courses(
        "graduates_only",
        ["Jumlah (orang)"],
        [PASSED],
        [{"measure": "graduate", "reached": 0}],
        title="JUMLAH PESERTA PELATIHAN YANG LULUS KOTA TEGAL TAHUN 2023",
    ),
    _courses(
        "graduates_in_a_column",
        ["Lulusan (orang)"],
        [PASSED],
        [{"measure": "graduate", "reached": 0}],
        title="PELATIHAN KERJA KOTA TEGAL TAHUN 2023",
    ),
    _programme(
        "programme_of_houses",
        ["Rumah Tidak Layak Huni yang Diperbaiki melalui Program Perumahan Rakyat", "Kota Tegal Tahun 2023"],
        "Program Perumahan Rakyat",
    ),
    _programme(
        "programme_in_which",
        ["RTLH YANG DIBANGUN DALAM PROGRAM KAWASAN PERMUKIMAN KOTA TEGAL TAHUN 2023"],
        "PROGRAM KAWASAN PERMUKIMAN",
    ),
    _programme(
        "programme_with_the_houses",
        ["Realisasi Program Rehabilitasi Rumah Tidak Layak Huni Kota Tegal Tahun 2023"],
        "Program Rehabilitasi Rumah Tidak Layak Huni",
    ),
    _programme("programme_is_the_houses", ["Capaian Program RTLH Kota Tegal Tahun 2023"], "RTLH"),
    _programme(
        "programme_and_abbreviation",
        ["Penerima Program Bantuan Sosial (BPNT) Kota Tegal Tahun 2023"],
        "BPNT",
    ),
    _programme(
        "programme_of_all",
        ["Bantuan Peralatan Usaha melalui Program Perlindungan dan Jaminan Sosial", "Kota Tegal Tahun 2023"],
        "Program Perlindungan dan Jaminan Sosial",
    ),
    _programme(
        "two_programmes",
        ["Penerima PKH pada Program Rehabilitasi Sosial Kota Tegal Tahun 2023"],
        "",
        "program_name",
    ),
    _programme(
        "programme_by_label",
        ["DATA BANTUAN PERALATAN KOTA TEGAL TAHUN 2023", "Program : Program Pemberdayaan Sosial"],
        "Program Pemberdayaan Sosial",
    ),
    _programme(
        "programme_by_cells",
        [["BANTUAN PERALATAN KOTA TEGAL TAHUN 2023"], ["Nama Program", ":", "Bina Usaha Keluarga"]],
        "Bina Usaha Keluarga",
    ),
    _programme(
        "two_labels",
        ["BANTUAN KOTA TEGAL TAHUN 2023", "Program: Bina Usaha", "Program: Bina Keluarga"],
        "",
        "program_name",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
