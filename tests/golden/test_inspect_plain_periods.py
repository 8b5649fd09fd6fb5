"""Tables whose years, months and parts stand side by side, one below the other, or nowhere.

Each loads to its figures, or asks for what only the agency knows.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from lumbung.workbooks.inspect import inspect_file
from lumbung.workbooks.propose import propose
from tests.golden.test_inspect_tables import Case, Row, check, xlsx_of

DISTRICTS = {"Weru": "33.11.01", "Bulu": "33.11.02", "Tawangsari": "33.11.03", "Sukoharjo": "33.11.04"}
YEARS = {2022: ("2022-01-01", "2022-12-31"), 2023: ("2023-01-01", "2023-12-31")}
QUARTERS = {"I": ("01-01", "03-31"), "II": ("04-01", "06-30"), "III": ("07-01", "09-30"), "IV": ("10-01", "12-31")}

Lines = list[list[object]]


def _book(name: str, rows_of: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    sheet = Sheet("Sheet1", rows_of, list(merges))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", xlsx_of(sheet), dataset, rows, asks)


def _reach(code: str, days: tuple[str, str], target: int | None, reached: int, unit: str = "KPM") -> Row:
    return {
        "region_code": code,
        "program_name": "PKH",
        "beneficiary_unit": unit,
        "measure": "recipient",
        "period_start": days[0],
        "period_end": days[1],
        "target_count": target,
        "reached_count": reached,
    }


def _values(at: int) -> list[int]:
    return [100 + at, 90 + at, 110 + at, 105 + at]


def _rows_of_two_years() -> list[Row]:
    return [
        _reach(code, YEARS[year], _values(n)[first], _values(n)[first + 1])
        for n, code in enumerate(DISTRICTS.values())
        for year, first in ((2022, 0), (2023, 2))
    ]


def _years_in_titles() -> Case:
    head = ["Kecamatan", "Target 2022 (KPM)", "Realisasi 2022 (KPM)", "Target 2023 (KPM)", "Realisasi 2023 (KPM)"]
    body = [[name, *_values(n)] for n, name in enumerate(DISTRICTS)]
    rows_of: Lines = [["REALISASI PKH KABUPATEN SUKOHARJO"], head, *body]  # type: ignore[list-item]
    return _book("years_in_titles", rows_of, "program_reach", _rows_of_two_years())


def _years_above_titles() -> Case:
    rows_of: Lines = [
        ["REALISASI PKH (KPM) KABUPATEN SUKOHARJO"],
        ["Kecamatan", 2022, None, 2023, None],
        [None, "Target", "Realisasi", "Target", "Realisasi"],
        *[[name, *_values(n)] for n, name in enumerate(DISTRICTS)],
    ]
    merges = ("A2:A3", "B2:C2", "D2:E2")
    return _book("years_above_titles", rows_of, "program_reach", _rows_of_two_years(), merges=merges)


def _years_and_units() -> Case:
    rows_of: Lines = [
        ["CAPAIAN PKH KOTA TEGAL"],
        ["OPD", "Kegiatan", "Satuan", "Target 2022", "Realisasi 2022", "Target 2023", "Realisasi 2023"],
        ["Dinas Sosial", "Bantuan sembako", "KPM", *_values(0)],
        ["Dinas Sosial", "Bantuan lansia", "orang", *_values(1)],
    ]
    rows = [
        _reach("33.76", YEARS[year], _values(n)[first], _values(n)[first + 1], unit)
        for n, unit in enumerate(("KPM", "orang"))
        for year, first in ((2022, 0), (2023, 2))
    ]
    return _book("years_and_units", rows_of, "program_reach", rows)


def _months_side_by_side() -> Case:
    rows_of: Lines = [
        ["REALISASI PENYALURAN PKH (KPM) KABUPATEN SUKOHARJO TAHUN 2023"],
        ["Kecamatan", "Januari", "Februari"],
        *[[name, 100 + n, 200 + n] for n, name in enumerate(DISTRICTS)],
    ]
    rows = [
        _reach(code, days, None, start + n)
        for n, code in enumerate(DISTRICTS.values())
        for start, days in ((100, ("2023-01-01", "2023-01-31")), (200, ("2023-02-01", "2023-02-28")))
    ]
    return _book("months_side_by_side", rows_of, "program_reach", rows)


def _quarters() -> Case:
    rows_of: Lines = [
        ["REALISASI PKH KABUPATEN SUKOHARJO TAHUN 2023"],
        ["Triwulan", "Target KPM", "Realisasi KPM"],
        *[[name, 100 + n, 90 + n] for n, name in enumerate(QUARTERS)],
    ]
    rows = [
        _reach("33.11", (f"2023-{first}", f"2023-{last}"), 100 + n, 90 + n)
        for n, (first, last) in enumerate(QUARTERS.values())
    ]
    return _book("quarters", rows_of, "program_reach", rows)


def _whole_regency_below() -> Case:
    """The regency itself below its districts is their total; a district of its name is not."""
    rows_of: Lines = [
        ["JUMLAH PENERIMA PKH MENURUT KECAMATAN DI KABUPATEN SUKOHARJO, 2022"],
        ["Kecamatan", "Penerima PKH (KPM)"],
        *[[name, 100 + n] for n, name in enumerate(DISTRICTS)],
        ["Kabupaten Sukoharjo", sum(100 + n for n in range(len(DISTRICTS)))],
    ]
    rows = [_reach(code, YEARS[2022], None, 100 + n) for n, code in enumerate(DISTRICTS.values())]
    return _book("whole_regency_below", rows_of, "program_reach", rows)


def _programmes_without_units() -> Case:
    """What the columns count stands in the title only."""
    rows_of: Lines = [
        ["Jumlah KPM PKH dan BPNT per Kecamatan Kabupaten Sukoharjo Tahun 2022"],
        ["No", "Kecamatan", "PKH", "BPNT"],
        *[[n, name, 2_100 + n, 2_500 + n] for n, name in enumerate(DISTRICTS, 1)],
        ["Jumlah", None, 8_410, 10_010],
    ]
    rows = [
        {**_reach(code, YEARS[2022], None, start + n), "program_name": program}
        for n, code in enumerate(DISTRICTS.values(), 1)
        for program, start in (("PKH", 2_100), ("BPNT", 2_500))
    ]
    return _book("programmes_without_units", rows_of, "program_reach", rows)


def _year_before_beside() -> Case:
    """The form of the law: the year before stands beside the year."""
    lines = [("Belanja Operasi", 900, 850, 94.44, 810), ("Belanja Modal", 200, 180, 90, 170)]
    rows_of: Lines = [
        ["PEMERINTAH KOTA TEGAL"],
        ["LAPORAN REALISASI ANGGARAN UNTUK TAHUN YANG BERAKHIR 31 DESEMBER 2023 DAN 2022"],
        ["(dalam miliar rupiah)"],
        ["Uraian", "Anggaran 2023", "Realisasi 2023", "%", "Realisasi 2022"],
        *[list(line) for line in lines],
    ]
    rows: list[Row] = []
    for name, budget, spent, _, before in lines:
        known: Row = {"region_code": "33.76", "account_name": name, "period_month": 12, "realisation_basis": "to_date"}
        rows.append({**known, "fiscal_year": 2023, "budget_idr": budget * 10**9, "realised_idr": spent * 10**9})
        rows.append({**known, "fiscal_year": 2022, "budget_idr": None, "realised_idr": before * 10**9})
    return _book("year_before_beside", rows_of, "budget_realisation", rows)


def _districts(title: str, *head: str) -> Lines:
    width = len(head)
    return [
        [title],
        ["Kecamatan", *head],
        *[[name, *[1000 * (at + 1) + n for at in range(width)]] for n, name in enumerate(DISTRICTS)],
    ]


def _two_columns(name: str, part: str, texts: list[object], rows: list[Row], *asks: str) -> Case:
    """A year and a part of it in columns of their own."""
    years = (2022, 2023)
    lines: Lines = [["REALISASI PKH KABUPATEN SUKOHARJO"], ["Tahun", part, "Realisasi KPM"]]
    lines += [[year, text, 10 + n] for n, (year, text) in enumerate(zip(years, texts, strict=True))]
    return _book(name, lines, "program_reach", rows, *asks)


def _month_and_year(name: str, texts: list[object]) -> Case:
    days = (("2022-02-01", "2022-02-28"), ("2023-03-01", "2023-03-31"))
    return _two_columns(name, "Bulan", texts, [_reach("33.11", day, None, 10 + n) for n, day in enumerate(days)])


ASKED = [
    _book(
        "what_tells_rows_apart",
        [
            ["LOWONGAN KERJA KOTA TEGAL TAHUN 2023"],
            ["No", "Sektor", "Kerja", "Jumlah Lowongan"],
            [1, "Tani", "Panen", 10],
            [2, "Jasa", "Panen", 9],
            [3, "Tani", "Pengiriman", 8],
        ],
        "program_reach",
        [],
        "trial",
    ),
    _two_columns("year_and_quarter_number", "Triwulan", [1, 1], [], "facts.period"),
    _book(
        "stages_of_a_year",
        [["REALISASI PKH KOTA TEGAL TAHUN 2023"], ["Tahap", "Realisasi KPM"], ["Tahap I", 100], ["Tahap II", 99]],
        "program_reach",
        [],
        "unclear_columns",
    ),
    _book(
        "families_or_recipients",
        _districts("DATA PENERIMA BANTUAN PANGAN KABUPATEN SUKOHARJO TAHUN 2023", "Jumlah KK", "Jumlah Jiwa"),
        "program_reach",
        [],
        "columns.reached_count",
    ),
    _book(
        "half_of_the_budget",
        [
            ["REALISASI APBD KOTA TEGAL TAHUN ANGGARAN 2022"],
            ["Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
            ["Belanja Operasi", 900_000_000_000, 450_000_000_000],
            ["Belanja Modal", 200_000_000_000, 80_000_000_000],
        ],
        "budget_realisation",
        [],
        "facts.period_month",
    ),
    _book(
        "half_of_the_year_before",
        [
            ["REALISASI BELANJA KOTA TEGAL (Rp)"],
            ["OPD", "Realisasi 2022", "Realisasi 2023"],
            ["Dinas Sosial", 900_000_000, 310_000_000],
            ["Dinas Kesehatan", 200_000_000, 80_000_000],
        ],
        "budget_realisation",
        [],
        "facts.period_month",
    ),
]
CASES = [
    _years_in_titles(),
    _years_above_titles(),
    _years_and_units(),
    _months_side_by_side(),
    _quarters(),
    _whole_regency_below(),
    _programmes_without_units(),
    _year_before_beside(),
    _month_and_year("year_and_month", ["Februari", "Maret"]),
    _month_and_year("year_and_number_of_month", [2, 3]),
    *ASKED,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_period_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


@pytest.mark.parametrize(("today", "is_asked"), [(date(2023, 6, 30), True), (date(2024, 1, 1), False)])
@pytest.mark.parametrize("is_wide", [True, False])
def test_a_year_is_whole_once_it_is_over(tmp_path: Path, today: date, is_asked: bool, is_wide: bool) -> None:
    head = ["OPD", "Realisasi 2022", "Realisasi 2023"] if is_wide else ["OPD", "Anggaran", "Realisasi"]
    title = "REALISASI BELANJA KOTA TEGAL (Rp)" if is_wide else "REALISASI BELANJA KOTA TEGAL TAHUN 2023 (Rp)"
    body: Lines = [[title], [*head], ["Dinas Sosial", 900_000_000, 810_000_000], ["Bappeda", 200_000_000, 190_000_000]]
    path = tmp_path / "belanja.xlsx"
    path.write_bytes(xlsx_of(Sheet("S", body)))  # type: ignore[arg-type]
    proposal = propose(inspect_file(path, today=today))
    assert any("up to which month" in question for question in proposal.questions) is is_asked
    if not is_asked:
        assert proposal.questions == []
        assert any("2023 is over and no month is named" in warning for warning in proposal.warnings)
