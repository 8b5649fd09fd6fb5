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


CASES = [
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
