"""Periods and months as agencies write them."""

from __future__ import annotations

from datetime import date

import pytest

from lumbung.workbooks.periods import Period, month_end, months_in, parse_period, period_in, years_in


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("24-28 Agustus 2020", "2020-08-24", "2020-08-28"),
        ("24 - 28 Agustus 2020", "2020-08-24", "2020-08-28"),
        ("7 s.d. 11 September 2020", "2020-09-07", "2020-09-11"),
        ("28 September - 2 Oktober 2020", "2020-09-28", "2020-10-02"),
        ("30 Desember 2021 - 2 Januari 2022", "2021-12-30", "2022-01-02"),
        ("1 Januari 2021 - 31 Desember 2021", "2021-01-01", "2021-12-31"),
        ("1 Januari s/d 31 Maret 2021", "2021-01-01", "2021-03-31"),
        ("5 Nopember 2015", "2015-11-05", "2015-11-05"),
        ("20/2/2021", "2021-02-20", "2021-02-20"),
        ("2021-02-20", "2021-02-20", "2021-02-20"),
        ("Maret 2025", "2025-03-01", "2025-03-31"),
        ("Peb 2024", "2024-02-01", "2024-02-29"),
        ("Januari - Maret 2025", "2025-01-01", "2025-03-31"),
        ("s.d. Desember 2020", "2020-01-01", "2020-12-31"),
        ("sampai dengan bulan September 2020", "2020-01-01", "2020-09-30"),
        ("Triwulan III 2021", "2021-07-01", "2021-09-30"),
        ("TW IV Tahun 2021", "2021-10-01", "2021-12-31"),
        ("Semester II 2022", "2022-07-01", "2022-12-31"),
        ("Tahun 2022", "2022-01-01", "2022-12-31"),
        ("Tahun Anggaran 2022", "2022-01-01", "2022-12-31"),
        ("TA 2026", "2026-01-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    assert parse_period(text) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    ["", "-", "31 Februari 2021", "28-24 Agustus 2020", "24 Agustus", "Agustus", "Semester III 2021", "12345", "Rutin"],
)
def test_what_is_no_certain_period_is_none(text: str) -> None:
    assert parse_period(text) is None


def test_the_period_inside_a_title() -> None:
    assert period_in("REKAPITULASI PELATIHAN TAHUN 2020") == Period(date(2020, 1, 1), date(2020, 12, 31))
    assert period_in("Realisasi s.d. September 2020") == Period(date(2020, 1, 1), date(2020, 9, 30))
    assert period_in("REKAPITULASI TAHUN 2020 DAN 2021") is None
    assert period_in("DAFTAR PENERIMA") is None


def test_months_in_a_file_name() -> None:
    assert months_in("lra_januari") == {1}
    assert months_in("LRA-Mar-2026 (1)") == {3}
    assert months_in("Laporan Nopember") == {11}
    assert months_in("lra_januari_maret") == {1, 3}
    assert months_in("marten_junior_aprilia") == set()


def test_years_stand_by_themselves() -> None:
    assert years_in("TAHUN ANGGARAN 2026") == {2026}
    assert years_in("NIP 197801012005011001") == set()


def test_month_end_knows_leap_years() -> None:
    assert month_end(2024, 2) == date(2024, 2, 29)
