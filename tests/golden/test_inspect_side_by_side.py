"""Budgets whose columns differ by quarter, stage or fund, and postures whose levels show in codes, numbers or sums.

What holds only by a guess is asked: quarters that may be amounts of their own, a posture that does not add up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, xlsx_of

Lines = list[list[object]]
MILLION = 10**6


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


def _spent(agency: str, month: int, budget: int | None, spent: int) -> Row:
    return {
        "region_code": "33.14",
        "agency_name": agency,
        "fiscal_year": 2023,
        "period_month": month,
        "realisation_basis": "to_date",
        "budget_idr": budget,
        "realised_idr": spent,
    }


def _quarters(name: str, title: str, figures: dict[str, list[int]], *asks: str, until: str = "") -> Case:
    """A budget, and what was spent of it in, or up to the end of, each quarter."""
    lines: Lines = [
        [title],
        ["No", "OPD", "Anggaran", "Realisasi", None, None, None],
        [None, None, None, *(f"{until}Triwulan {number}" for number in ("I", "II", "III", "IV"))],
        *([n, agency, *values] for n, (agency, values) in enumerate(figures.items(), 1)),
    ]
    rows = [
        _spent(agency, month, values[0], spent)
        for agency, values in figures.items()
        for month, spent in zip((3, 6, 9, 12), values[1:], strict=True)
    ]
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:G2")
    return _book(name, lines, "budget_realisation", rows, *asks, merges=merges)


RISING = {"Dinas Sosial": [900, 180, 410, 640, 880], "Dinas Kesehatan": [2_000, 300, 900, 1_400, 1_950]}
SMALL = {"Dinas Sosial": [9_000, 180, 410, 640, 880], "Dinas Kesehatan": [20_000, 300, 900, 1_400, 1_950]}
APART = {"Dinas Sosial": [900, 210, 205, 240, 235], "Dinas Kesehatan": [2_000, 500, 480, 510, 470]}
QUARTERLY = "REALISASI ANGGARAN PER OPD KABUPATEN SRAGEN TAHUN 2023 (Rp)"


def _this_month_and_the_last() -> Case:
    """What was spent up to this month; last month's position and this month's spending only prove it."""
    lines: Lines = [
        ["REALISASI KEUANGAN DINAS SOSIAL KABUPATEN SRAGEN BULAN JUNI 2023"],
        ["Kegiatan", "Pagu (Rp)", "Realisasi s/d Bulan Lalu (Rp)", "Realisasi Bulan Ini (Rp)"],
        ["Permakanan", 100, 40, 10, 50],
        ["Sandang", 200, 80, 20, 100],
    ]
    lines[1].append("Realisasi s/d Bulan Ini (Rp)")
    rows = [
        {**_spent("DINAS SOSIAL KABUPATEN SRAGEN", 6, 100, 50), "activity_name": "Permakanan"},
        {**_spent("DINAS SOSIAL KABUPATEN SRAGEN", 6, 200, 100), "activity_name": "Sandang"},
    ]
    return _book("this_month_and_the_last", lines, "budget_realisation", rows)


def _what_is_left_proves_to_date() -> Case:
    lines: Lines = [
        ["REALISASI ANGGARAN OPD KABUPATEN SRAGEN JUNI 2023"],
        ["OPD", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)"],
        ["Dinas Sosial", 900, 410, 490],
        ["Dinas Kesehatan", 2_000, 900, 1_100],
    ]
    rows = [_spent("Dinas Sosial", 6, 900, 410), _spent("Dinas Kesehatan", 6, 2_000, 900)]
    return _book("what_is_left_proves_to_date", lines, "budget_realisation", rows)


def _january_to_june() -> Case:
    lines: Lines = [
        ["REALISASI ANGGARAN OPD KABUPATEN SRAGEN"],
        ["PERIODE 1 JANUARI S.D. 30 JUNI 2023"],
        ["OPD", "Pagu (Rp)", "Realisasi (Rp)"],
        ["Dinas Sosial", 900, 410],
    ]
    return _book("january_to_june", lines, "budget_realisation", [_spent("Dinas Sosial", 6, 900, 410)])


def _two_stages() -> Case:
    lines: Lines = [
        ["PERUBAHAN APBD KABUPATEN SRAGEN TAHUN ANGGARAN 2023"],
        ["OPD", "Anggaran Murni (Rp)", "Anggaran Perubahan (Rp)", "Bertambah/Berkurang (Rp)"],
        ["Dinas Sosial", 100, 120, 20],
        ["Dinas Kesehatan", 300, 280, -20],
    ]
    rows: list[Row] = [
        {"agency_name": agency, "budget_stage": stage, "budget_idr": value, "fiscal_year": 2023, "realised_idr": None}
        for agency, first, second in (("Dinas Sosial", 100, 120), ("Dinas Kesehatan", 300, 280))
        for stage, value in (("murni", first), ("perubahan", second))
    ]
    return _book("two_stages", lines, "budget_realisation", rows)


def _funds() -> Case:
    table = {"Dinas Sosial": [1_000, 200, 300], "Dinas Kesehatan": [3_000, 100, 500]}
    funds = ["APBD Kabupaten", "APBD Provinsi", "APBN"]
    lines: Lines = [
        ["ANGGARAN PENANGGULANGAN KEMISKINAN KABUPATEN SRAGEN TAHUN 2023 (dalam ribu rupiah)"],
        ["No", "Perangkat Daerah", *funds, "Jumlah"],
        *([n, agency, *values, sum(values)] for n, (agency, values) in enumerate(table.items(), 1)),
    ]
    rows: list[Row] = [
        {"agency_name": agency, "funding_source": fund, "budget_idr": value * 1_000}
        for agency, values in table.items()
        for fund, value in zip(funds, values, strict=True)
    ]
    return _book("funds", lines, "budget_realisation", rows)


def _levels(name: str, numbers: list[str], title: str, lines_of: list[tuple[str, int, int]], leaves: list[int]) -> Case:
    """Agencies above programmes above activities, by their numbers."""
    lines: Lines = [
        ["REALISASI ANGGARAN KABUPATEN SRAGEN PER 31 DESEMBER 2023"],
        ["NO", title, "PAGU (Rp)", "REALISASI (Rp)"],
        *([number, *line] for number, line in zip(numbers, lines_of, strict=True)),
    ]
    above: dict[str, str] = {}
    rows: list[Row] = []
    fields = {"I": "agency_name", "A": "program_name"}
    for n, (label, budget, spent) in enumerate(lines_of):
        kind = "I" if set(numbers[n]) <= {"I"} else "A" if numbers[n].isalpha() else "1"
        if n in leaves:
            rows.append({**above, "activity_name": label, "budget_idr": budget, "realised_idr": spent})
        else:
            above[fields[kind]] = label
    return _book(name, lines, "budget_realisation", rows)


_THREE = [
    ("DINAS SOSIAL", 300, 200),
    ("Program Pemberdayaan Sosial", 100, 80),
    ("Bimbingan", 60, 50),
    ("Pendampingan", 40, 30),
    ("Program Rehabilitasi Sosial", 200, 120),
    ("Permakanan", 200, 120),
    ("DINAS KESEHATAN", 50, 40),
    ("Program Upaya Kesehatan", 50, 40),
    ("Makanan tambahan", 20, 20),
    ("Pemeriksaan", 30, 20),
]
_THREE_NUMBERS = ["I", "A", "1", "2", "B", "1", "II", "A", "1", "2"]

_POSTURE = [
    ("Pendapatan Daerah", 300, 290),
    ("Pendapatan Asli Daerah", 100, 95),
    ("Pajak Daerah", 60, 55),
    ("Retribusi Daerah", 40, 40),
    ("Pendapatan Transfer", 200, 195),
    ("Belanja Daerah", 280, 270),
    ("Belanja Operasi", 200, 195),
    ("Belanja Modal", 80, 75),
    ("Surplus/(Defisit)", 20, 20),
    ("Pembiayaan Daerah", 5, 5),
    ("Penerimaan Pembiayaan", 8, 8),
    ("Pengeluaran Pembiayaan", 3, 3),
]
_PATHS = {
    "Pajak Daerah": "Pendapatan Daerah > Pendapatan Asli Daerah > Pajak Daerah",
    "Retribusi Daerah": "Pendapatan Daerah > Pendapatan Asli Daerah > Retribusi Daerah",
    "Pendapatan Transfer": "Pendapatan Daerah > Pendapatan Transfer",
    "Belanja Operasi": "Belanja Daerah > Belanja Operasi",
    "Belanja Modal": "Belanja Daerah > Belanja Modal",
    "Penerimaan Pembiayaan": "Pembiayaan Daerah > Penerimaan Pembiayaan",
    "Pengeluaran Pembiayaan": "Pembiayaan Daerah > Pengeluaran Pembiayaan",
}
_BY_LETTERS = ["I", "A", "1", "2", "B", "II", "A", "B", "", "III", "A", "B"]
_BY_DOTS = ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "2.2", "", "3", "3.1", "3.2"]


def _posture(
    name: str, numbers: list[str] | None, *asks: str, lines_of: list[tuple[str, int, int]] | None = None
) -> Case:
    """A posture of a September, in millions."""
    known = lines_of or _POSTURE
    body = [
        [*([numbers[n] or None] if numbers else []), label, budget, spent]
        for n, (label, budget, spent) in enumerate(known)
    ]
    lines: Lines = [
        ["ANGGARAN DAN REALISASI APBD KABUPATEN SRAGEN TAHUN 2023 (juta rupiah)"],
        ["per 30 September 2023"],
        [*(["No"] if numbers else []), "Uraian", "Anggaran", "Realisasi"],
        *body,
    ]
    rows: list[Row] = [
        {
            "region_code": "33.14",
            "fiscal_year": 2023,
            "as_of_date": date(2023, 9, 30),
            "account_path": _PATHS[label],
            "account_name": label,
            "budget_idr": budget * MILLION,
            "realised_to_date_idr": spent * MILLION,
        }
        for label, budget, spent in known
        if label in _PATHS
    ]
    return _book(name, lines, "budget_posture", rows, *asks)


def _summary(name: str, codes: list[list[object]]) -> Case:
    """The summary that a budget's law prints: codes, labels and one column of amounts, in `Jumlah (Rp)`."""
    labels = [("PENDAPATAN DAERAH", 300), ("PAD", 100), ("TRANSFER", 200), ("BELANJA DAERAH", 280), ("OPERASI", 280)]
    width = len(codes[0])
    lines: Lines = [
        ["RINGKASAN APBD YANG DIKLASIFIKASI MENURUT KELOMPOK"],
        ["KABUPATEN SRAGEN TAHUN ANGGARAN 2023"],
        ["Kode", *[None] * (width - 1), "Uraian", "Jumlah (Rp)"],
        *([*code, label, value] for code, (label, value) in zip(codes, labels, strict=True)),
        [*[None] * width, "Jumlah Belanja", 280],
    ]
    rows: list[Row] = [
        {"account_path": "PENDAPATAN DAERAH > PAD", "budget_idr": 100, "realised_to_date_idr": None},
        {"account_path": "PENDAPATAN DAERAH > TRANSFER", "budget_idr": 200, "realised_to_date_idr": None},
        {"account_path": "BELANJA DAERAH > OPERASI", "budget_idr": 280, "realised_to_date_idr": None},
    ]
    merges = (f"A3:{chr(ord('A') + width - 1)}3",) if width > 1 else ()
    return _book(name, lines, "budget_posture", rows, merges=merges)


def _stairs(name: str, *asks: str, both: bool = False) -> Case:
    """Labels that stand the further right, the deeper they are. `both`: one row has two of them."""
    depths = [0, 1, 2, 2, 1, 0, 1, 1]
    lines: Lines = [
        ["POSTUR APBD KABUPATEN SRAGEN TAHUN 2023 (juta rupiah)"],
        ["Akun", None, None, "Anggaran", "Realisasi"],
    ]
    for depth, (label, budget, spent) in zip(depths, _POSTURE, strict=False):
        labels: list[object] = [None, None, None]
        labels[depth] = label
        lines.append([*labels, budget, spent])
    if both:
        lines[3][2] = "Pajak Daerah"
    rows: list[Row] = [
        {"account_path": _PATHS[label], "account_name": label, "budget_idr": budget * MILLION}
        for label, budget, _ in _POSTURE[:8]
        if label in _PATHS
    ]
    return _book(name, lines, "budget_posture", rows, *asks, merges=("A2:C2",))


_WRONG = [(label, budget + (label == "Belanja Daerah"), spent) for label, budget, spent in _POSTURE]
_ZEROS = [*_POSTURE[:4], ("Hibah", 0, 0), *_POSTURE[4:]]

CASES = [
    _quarters("quarters_up_to_their_ends", QUARTERLY, SMALL, until="s.d. "),
    _quarters("quarters_beyond_the_budget", QUARTERLY, RISING),
    _quarters("quarters_that_may_be_both", QUARTERLY, SMALL, "facts.realisation_basis"),
    _quarters("quarters_of_their_own", QUARTERLY, APART, "facts.realisation_basis"),
    _this_month_and_the_last(),
    _what_is_left_proves_to_date(),
    _january_to_june(),
    _two_stages(),
    _funds(),
    _levels("three_levels", _THREE_NUMBERS, "URAIAN", _THREE, [2, 3, 5, 8, 9]),
    _levels("three_levels_by_title", _THREE_NUMBERS, "OPD / PROGRAM / KEGIATAN", _THREE, [2, 3, 5, 8, 9]),
    _posture("posture_by_letters", _BY_LETTERS),
    _posture("posture_by_dots", _BY_DOTS),
    _posture("posture_that_does_not_add_up", _BY_DOTS, "outline", lines_of=_WRONG),
    _posture("posture_by_sums", None, lines_of=_POSTURE[:9]),
    _posture("posture_by_sums_with_zeros", None, "outline", lines_of=_ZEROS[:10]),
    _stairs("posture_by_stairs"),
    _stairs("two_labels_in_one_row", "trial", both=True),
    _summary("summary_of_codes", [["4"], ["4.1"], ["4.2"], ["5"], ["5.1"]]),
    _summary("summary_of_split_codes", [["4", None], ["4", "1"], ["4", "2"], ["5", None], ["5", "1"]]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_columns_and_levels_are_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
