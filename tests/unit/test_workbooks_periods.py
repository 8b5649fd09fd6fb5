"""Periods and months as agencies write them."""

from __future__ import annotations

from datetime import date

import pytest

from lumbung.workbooks.periods import (
    Period,
    month_end,
    months_in,
    parse_period,
    period_in,
    semester_part,
    years_in,
)


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
        ("Triwulan I (satu) 2024", "2024-01-01", "2024-03-31"),
        ("Triwulan kedua Tahun 2024", "2024-04-01", "2024-06-30"),
        ("TW.III/2024", "2024-07-01", "2024-09-30"),
        ("Tahun 2024 Triwulan II", "2024-04-01", "2024-06-30"),
        ("semester dua 2024", "2024-07-01", "2024-12-31"),
        ("Semester I/2024", "2024-01-01", "2024-06-30"),
        ("Semester ke-2 2024", "2024-07-01", "2024-12-31"),
        ("Triwulan I s.d. III 2024", "2024-01-01", "2024-09-30"),
        ("Triwulan I - Triwulan II 2024", "2024-01-01", "2024-06-30"),
        ("s.d. Triwulan III 2024", "2024-01-01", "2024-09-30"),
        ("s/d 31 Maret 2024", "2024-01-01", "2024-03-31"),
        ("s.d. tanggal 31 Maret 2024", "2024-01-01", "2024-03-31"),
        ("per 31 Desember 2023", "2023-12-31", "2023-12-31"),
        ("Januari s.d. Juni 2024", "2024-01-01", "2024-06-30"),
        ("Jan-Jun 2024", "2024-01-01", "2024-06-30"),
        ("Jan. - Jun. 2024", "2024-01-01", "2024-06-30"),
        ("Bulan Maret Tahun Anggaran 2024", "2024-03-01", "2024-03-31"),
        ("17 Agt 2024", "2024-08-17", "2024-08-17"),
        ("Nop 2024", "2024-11-01", "2024-11-30"),
        ("Pebruari 2024", "2024-02-01", "2024-02-29"),
        ("TA. 2026", "2026-01-01", "2026-12-31"),
        ("T.A. 2026", "2026-01-01", "2026-12-31"),
        ("31 Des 23", "2023-12-31", "2023-12-31"),
        ("12-Sep-22", "2022-09-12", "2022-09-12"),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    assert parse_period(text) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "31 Februari 2021",
        "28-24 Agustus 2020",
        "24 Agustus",
        "Agustus",
        "Semester III 2021",
        "12345",
        "Rutin",
        "TW III",
        "Triwulan I (dua) 2024",
        "Triwulan V 2024",
        "Triwulan III s.d. I 2024",
        "Q1 2024",
        "Tahun Anggaran 2025/2026",
        "2023 s.d. 2024",
        "Februari s.d. 31 Maret 2024",
        "Des 23",
        "12 Sep 55",
        "31/12/23",
    ],
)
def test_what_is_no_certain_period_is_none(text: str) -> None:
    assert parse_period(text) is None


def test_the_period_inside_a_title() -> None:
    assert period_in("REKAPITULASI PELATIHAN TAHUN 2020") == Period(date(2020, 1, 1), date(2020, 12, 31))
    assert period_in("Realisasi s.d. September 2020") == Period(date(2020, 1, 1), date(2020, 9, 30))
    assert period_in("REKAPITULASI TAHUN 2020 DAN 2021") is None
    assert period_in("DAFTAR PENERIMA") is None


def test_until_counts_from_january_only_where_nothing_else_is_said() -> None:
    assert period_in("Realisasi s/d 31 Maret 2024") == Period(date(2024, 1, 1), date(2024, 3, 31))
    assert period_in("Realisasi s.d. Triwulan III Tahun 2024") == Period(date(2024, 1, 1), date(2024, 9, 30))
    assert period_in("Pelatihan 7 s.d.  11 September 2020") == Period(date(2020, 9, 7), date(2020, 9, 11))
    assert period_in("Realisasi Februari s.d. 31 Maret 2024") is None
    assert period_in("Realisasi 2023 s.d. Maret 2024") is None


def test_a_year_is_no_answer_beside_a_part_of_a_year() -> None:
    assert period_in("LRA BULAN MARET PADA TAHUN ANGGARAN 2024") is None
    assert period_in("LRA TRIWULAN II PEMERINTAH DAERAH TAHUN 2024") is None
    assert period_in("Laporan Q1 2024") is None
    assert period_in("LRA BULAN MARET TAHUN ANGGARAN 2024") == Period(date(2024, 3, 1), date(2024, 3, 31))
    assert period_in("BUM DES TAHUN 2020") == Period(date(2020, 1, 1), date(2020, 12, 31))
    assert period_in("12 Mei 10 orang, TAHUN 2020") is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("TW III", "2024-07-01", "2024-09-30"),
        ("Triwulan I (satu)", "2024-01-01", "2024-03-31"),
        ("Semester II", "2024-07-01", "2024-12-31"),
        ("Maret", "2024-03-01", "2024-03-31"),
        ("24 Agustus", "2024-08-24", "2024-08-24"),
        ("Januari - Maret", "2024-01-01", "2024-03-31"),
        ("Maret 2023", "2023-03-01", "2023-03-31"),
        ("12-Sep-22", "2022-09-12", "2022-09-12"),
    ],
)
def test_a_year_that_is_known_completes_what_names_none(text: str, start: str, end: str) -> None:
    assert parse_period(text, year=2024) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["", "-", "Rutin", "5", "Des 23", "2023/2024"])
def test_a_known_year_makes_no_period_of_other_words(text: str) -> None:
    assert parse_period(text, year=2024) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Semester 1 (Maret)", "march"),
        ("Semester 2 (September)", "september"),
        ("Semester I", "march"),
        ("Semester II", "september"),
        ("semester dua", "september"),
        ("Maret", "march"),
        (" MARET ", "march"),
        ("September", "september"),
        ("Agustus", "m08"),
        ("Pebruari", "m02"),
        ("Tahunan", "annual"),
        ("00", "annual"),
        ("0", "annual"),
        ("03", "march"),
        ("3", "march"),
        ("09", "september"),
        ("9", "september"),
        ("02", "m02"),
        ("08", "m08"),
        ("8", "m08"),
        ("12", "m12"),
    ],
)
def test_parts_of_a_year_in_surveys(text: str, part: str) -> None:
    assert semester_part(text) == part


@pytest.mark.parametrize(
    "text", ["", "13", "003", "3.0", "-3", "٣", "Semester 3", "Semester 1 (September)", "Maret 2024", "Triwulan I", "x"]
)
def test_what_is_no_certain_part_of_a_year_is_none(text: str) -> None:
    assert semester_part(text) is None


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
