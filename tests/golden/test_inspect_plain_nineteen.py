"""Plain tables of two registries side by side, of vacancies in persons, and of courses side by side.

Each table loads to its figures, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
DISTRICTS = {"Muara Dua": "11.73.01", "Banda Sakti": "11.73.02", "Muara Satu": "11.73.04", "Blang Mangat": "11.73.03"}


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str) -> Case:
    return Case(name, f"{name}.xlsx", xlsx_of(Sheet("Sheet1", lines)), dataset, rows, asks)  # type: ignore[arg-type]


# Registries side by side


def _registries(name: str, title: str, head: Lines, codes: str, *asks: str) -> Case:
    """Two lines of titles, and the indicator of each column of figures below them."""
    indicators = codes.split()
    lines: Lines = [[f"{title} KOTA LHOKSEUMAWE"], ["KEADAAN OKTOBER 2022"], *head]
    rows: list[Row] = []
    for n, (district, code) in enumerate(DISTRICTS.items()):
        figures = [(1300 + 11 * n) * (5 - column) for column in range(len(head[-1]) - 1)]
        lines.append([district, *figures])
        known: Row = {"region_code": code, "period_year": 2022, "period_part": "m10", "kind": "registry"}
        rows += [
            {**known, "indicator_code": indicator, "value": figure}
            for indicator, figure in zip(indicators, figures, strict=False)
        ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


BOTH = "BANYAKNYA KELUARGA DAN JIWA MISKIN MENURUT REGSOSEK DAN P3KE"
POOR = ["Keluarga Miskin (KK)", "Penduduk Miskin (Jiwa)"]
EXTREME = ["Keluarga Miskin Ekstrem (KK)", "Penduduk Miskin Ekstrem (Jiwa)"]
FOUR = "poor_households poor_persons extreme_poor_households extreme_poor_persons"
REGISTRIES = [
    _registries(
        "registries_above_their_columns",
        BOTH,
        [["Kecamatan", "Data Regsosek", None, "P3KE", None], [None, *POOR, *EXTREME]],
        FOUR,
    ),
    _registries(
        "registries_in_one_title",
        BOTH,
        [["Kecamatan", "KK Miskin Regsosek", "Penduduk Miskin Ekstrem P3KE (Jiwa)"]],
        "poor_households extreme_poor_persons",
    ),
    _registries(
        "the_same_in_two_registries",
        "KELUARGA MISKIN MENURUT DTKS DAN REGSOSEK",
        [["Kecamatan", "DTKS", "Regsosek"], [None, "Keluarga Miskin (KK)", "Keluarga Miskin (KK)"]],
        "",
        "value",
        "unclear_columns",
    ),
    _registries(
        "a_survey_beside_a_registry",
        "PENDUDUK MISKIN DAN MISKIN EKSTREM MENURUT BPS DAN P3KE",
        [["Kecamatan", "BPS", "P3KE"], [None, "Penduduk Miskin (Jiwa)", "Penduduk Miskin Ekstrem (Jiwa)"]],
        "",
        "kind",
        "unclear_columns",
    ),
    _registries(
        "a_registry_that_no_title_names",
        "KELUARGA DAN JIWA MISKIN MENURUT REGSOSEK",
        [["Kecamatan", "Regsosek", None, "P3KE", None], [None, *POOR, *EXTREME]],
        "",
        "unclear_columns",
    ),
]


# Vacancies in persons


def _fair(name: str, units: tuple[str, ...], unit: str, *asks: str, title: str = "pencari_kerja_hadir") -> Case:
    """A portal's table of job fairs. `units`: what the column of units says, line by line in turn."""
    lines: Lines = [["nama_kecamatan", "nama_kegiatan", "jumlah_lowongan", title, "satuan", "tahun"]]
    rows: list[Row] = []
    for n, (district, code) in enumerate(DISTRICTS.items()):
        lines.append([district, "Bursa Kerja", 210 + n, 340 + n, units[n % len(units)], 2022])
        known: Row = {"region_code": code, "period_start": "2022-01-01"}
        rows.append({**known, "measure": "vacancy", "beneficiary_unit": unit, "reached_count": 210 + n})
        rows.append({**known, "measure": "participant", "beneficiary_unit": "orang", "reached_count": 340 + n})
    return Case(name, f"{name}_kota_lhokseumawe.csv", csv_of(lines), "program_reach", rows, asks)


def _vacancies(name: str, activity: str, unit: str, *asks: str) -> Case:
    """Vacancies alone, in a column, with their unit in another."""
    lines: Lines = [
        ["LOWONGAN KERJA DI KOTA LHOKSEUMAWE TAHUN 2022"],
        ["Kecamatan", "Kegiatan", "Jumlah Lowongan", "Satuan"],
        *([district, activity, 210 + n, unit] for n, district in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "measure": "vacancy", "beneficiary_unit": "orang", "reached_count": 210 + n}
        for n, code in enumerate(DISTRICTS.values())
    ]
    return _book(name, lines, "program_reach", rows, *asks)


VACANCIES = [
    _fair("fair_in_persons", ("Orang",), "orang"),
    _fair("fair_in_several_units", ("Orang", "Lowongan"), "", "unclear_units"),
    _fair("fair_in_families", ("KK",), "", "unclear_units"),
    _vacancies("vacancies_in_persons", "Bursa Kerja", "ORANG"),
    _vacancies("vacancies_of_a_course", "Pelatihan Kerja", "ORANG", "measure"),
    _vacancies("vacancies_in_companies", "Bursa Kerja", "Perusahaan", "unclear_units"),
]


# Courses side by side


WORKSHOPS = ("Tata Rias", "Pengelasan", "Barista")


def _courses(name: str, title: str, head: str, *asks: str, **how: object) -> Case:
    """Who took part by district and course. `last`: the last course; `more`: what their sum has too much;
    `programme`, `below`: what the title names, and whether the sum stands below the same title.
    """
    courses = (*WORKSHOPS[:2], how.get("last", WORKSHOPS[2]))
    lines: Lines = [
        [title],
        ["KOTA LHOKSEUMAWE TAHUN 2022"],
        ["Kecamatan", head, None, None, None if how.get("below") else "Jumlah"],
        [None, *courses, "Jumlah" if how.get("below") else None],
    ]
    rows: list[Row] = []
    for n, (district, code) in enumerate(DISTRICTS.items()):
        counts = [12 + n, 9 + 2 * n, 25 - n]
        lines.append([district, *counts, sum(counts) + int(str(how.get("more", 0)))])
        known: Row = {"region_code": code, "program_name": how.get("programme"), "period_start": "2022-01-01"}
        known |= {"beneficiary_unit": "orang", "measure": how.get("measure", "participant")}
        rows += [
            {**known, "activity_name": course, "reached_count": count}
            for course, count in zip(courses, counts, strict=True)
        ]
    return _book(name, lines, "program_reach", rows, *asks)


WHO = "BANYAKNYA PESERTA PELATIHAN BERBASIS KOMPETENSI MENURUT KECAMATAN DAN"
NAMED = "PELATIHAN BERBASIS KOMPETENSI"
COURSES = [
    _courses("courses_by_district", f"{WHO} KEJURUAN (ORANG)", "Bidang Kejuruan", programme=NAMED),
    _courses("courses_with_their_sum", f"{WHO} JENIS PELATIHAN", "Jenis Pelatihan", programme=NAMED, below=True),
    _courses(
        "courses_that_were_passed",
        "JUMLAH PESERTA DIKLAT MENJAHIT YANG LULUS MENURUT JENIS DIKLAT (orang)",
        "Jenis Diklat",
        programme="unspecified",
        measure="graduate",
    ),
    _courses("courses_unlike_their_sum", f"{WHO} KEJURUAN", "Bidang Kejuruan", "unclear_columns", more=1),
    _courses("courses_and_who_passed", f"{WHO} KEJURUAN", "Bidang Kejuruan", "reached_count", last="Lulus"),
    _courses("teachers_of_courses", "INSTRUKTUR PELATIHAN MENURUT KEJURUAN (orang)", "Kejuruan", "reached_count"),
    _courses("courses_themselves", "JUMLAH KURSUS MENURUT JENIS KURSUS (kelas)", "Jenis Kursus", "reached_count"),
    _courses("trades_of_who_took_part", f"{WHO} PEKERJAAN", "Jenis Pekerjaan", "reached_count"),
]


@pytest.mark.parametrize("case", [*REGISTRIES, *VACANCIES, *COURSES], ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
