"""What is a table's line and what is not; what a title counts; what the units of a table say together."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet, workbook_bytes
from lumbung.workbooks.inspect import inspect_file
from lumbung.workbooks.inspection.accounts import are_programme_codes
from lumbung.workbooks.inspection.tables import counts_columns
from lumbung.workbooks.inspection.words import counted_in
from lumbung.workbooks.propose import Proposal, propose


def proposed(path: Path, content: bytes) -> Proposal:
    path.write_bytes(content)
    return propose(inspect_file(path))


@pytest.mark.parametrize(
    "row",
    [
        ["1", "2", "3"],
        ["(1)", "(2)", "(3)"],
        [1, 2, 3],
        ["1", "2", "3", "4", "5 = 4/3", "6=3-4"],
        ["1", "2", "(3)", "4=(3/2)x100%"],
    ],
)
def test_a_row_may_number_the_columns_and_compute_them(row: list[str | int]) -> None:
    assert counts_columns([None, *row])


@pytest.mark.parametrize("row", [["1", "2"], ["1", "Dinas Sosial", "3"], [1, 2, 4], ["1", "2 unit", "3"], [1, 20, 3]])
def test_a_line_numbers_no_columns(row: list[str | int]) -> None:
    assert not counts_columns(row)


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        ("Target KPM", "kpm"),
        ("Jumlah Peserta", "peserta"),
        ("Realisasi (Orang)", "orang"),
        ("jumlah_lowongan", "lowongan"),
        ("Jumlah Penduduk", None),
        ("Jumlah Peserta KB", None),
        ("Realisasi", None),
    ],
)
def test_what_a_title_counts(title: str, noun: str | None) -> None:
    assert counted_in(title) == noun


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["1.06.02", "1.06.02.2.01", "1.06.02.2.01.0001"], True),
        (["5.01.01.2.06.0001"], True),
        (["5.1.02.01.01.0024", "5.1.02"], False),
        (["5", "5.1", "5.1.02"], False),
        (["1.06"], False),
    ],
)
def test_codes_of_programmes_are_told_from_accounts(codes: list[str], expected: bool) -> None:
    assert are_programme_codes(codes) is expected


@pytest.mark.parametrize(("value", "is_asked"), [(290.66, False), (290, True)])
def test_a_unit_in_the_title_and_another_beside_the_figure(tmp_path: Path, value: float, is_asked: bool) -> None:
    lines = ["nama_kabupaten_kota,jumlah_penduduk_miskin_jiwa,satuan,tahun"]
    lines += [f"{name},{value + n},RIBU JIWA,2023" for n, name in enumerate(("KABUPATEN CILACAP", "KOTA TEGAL"))]
    proposal = proposed(tmp_path / "jumlah.csv", "\n".join(lines).encode())
    said = "says jiwa, the unit beside it ribu jiwa"
    assert any(said in question for question in proposal.questions) is is_asked
    assert any(said in warning for warning in proposal.warnings) is not is_asked


def test_a_column_that_is_not_understood_has_no_empty_brackets(tmp_path: Path) -> None:
    rows = [["Persentase Penduduk Miskin Kota Tegal"], ["Tahun", "Target", "Realisasi"], [2022, 7.5, 8.1]]
    asked = proposed(tmp_path / "p0.xlsx", workbook_bytes([Sheet("S", rows)])).questions  # type: ignore[list-item]
    assert asked
    assert not any("()" in question for question in asked)
