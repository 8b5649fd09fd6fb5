"""Times and areas of a title in English, and where they are others than those of its Indonesian half."""

from __future__ import annotations

import pytest

from lumbung.workbooks.inspection.times_told import differences, times_in, times_in_indonesian


@pytest.mark.parametrize(
    ("english", "words", "months", "is_until"),
    [
        ("Poor People, March 2023", "maret 2023", (3, 3), False),
        ("Poor People, May 2023", "mei 2023", (5, 5), False),
        ("Spending until October 2023", "s.d. oktober 2023", (10, 10), True),
        ("Spending up to the end of June", "s.d. juni", (6, 6), True),
        ("Recipients as of June 30, 2023", "per 30 juni 2023", (6, 6), False),
        ("Recipients, January to June 2023", "januari-juni 2023", (1, 6), False),
        ("Recipients, Second Quarter of 2023", "triwulan ii 2023", (4, 6), False),
        ("Recipients Q3 2023", "triwulan 3 2023", (7, 9), False),
        ("Recipients, 2nd Semester 2023", "semester ii 2023", (7, 12), False),
        ("Recipients, Aug. 2023", "agustus 2023", (8, 8), False),
    ],
)
def test_times_in_english_are_known(english: str, words: str, months: tuple[int, int], is_until: bool) -> None:
    (time,) = times_in(times_in_indonesian(english))
    assert (time.words, (time.first, time.last), time.is_until) == (words, months, is_until)


@pytest.mark.parametrize("english", ["Figures may differ by rounding", "The sums may not add up", "Marching bands"])
def test_other_words_are_no_months(english: str) -> None:
    assert times_in(times_in_indonesian(english)) == []


@pytest.mark.parametrize(
    ("own", "english"),
    [
        ("Maret 2023", "March 2023"),
        ("Mei 2023", "May 2023"),
        ("s.d. Oktober 2023", "until October 2023"),
        ("s.d. Juni 2023", "June 2023"),
        ("Semester I 2023", "March 2023"),
        ("s.d. Triwulan II 2023", "January-June 2023"),
        ("Tahun 2021-2023", "2021-2023"),
        ("Tahun 2022 dan 2023", "2023"),
        ("Tahun 2023", "Urban Areas"),
        ("", "March 2023"),
        ("Perkotaan", "Urban Areas"),
        ("Kota", "Urban"),
        ("Kabupaten Tegal dan Kota Tegal", "Tegal Regency and Tegal Municipality"),
        ("Realisasi Pendapatan", "Budget Realization of Revenues"),
    ],
)
def test_halves_that_agree(own: str, english: str) -> None:
    assert differences(own, english) == []


@pytest.mark.parametrize(
    ("own", "english"),
    [
        ("Maret 2023", "September 2023"),
        ("Mei 2023", "March 2023"),
        ("Tahun 2022", "2023"),
        ("Juni 2023", "until June 2023"),
        ("Triwulan II 2023", "June 2023"),
        ("Maret 2023", "January-December 2023"),
        ("per 30 Juni 2023", "as of 15 June 2023"),
        ("Semester I 2023", "September 2023"),
        ("Perdesaan", "Urban Areas"),
        ("Kota", "Rural"),
        ("Kota Tegal", "Tegal Regency"),
        ("Kabupaten Tegal", "Tegal Municipality"),
        ("Anggaran Belanja", "Actual Expenditure"),
        ("Perkotaan dan Perdesaan", "Rural"),
    ],
)
def test_halves_that_contradict_each_other(own: str, english: str) -> None:
    assert len(differences(own, english)) == 1
