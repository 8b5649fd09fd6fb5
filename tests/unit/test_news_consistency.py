"""Figures of one article held against each other: what fits, what contradicts, and what must not be judged."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from lumbung.news.consistency import Check, as_columns, inside_checks, marks, tolerance
from lumbung.news.figures import figures

PUBLISHED = date(2024, 5, 14)  # a Tuesday


def checks(text: str, published: date | None = PUBLISHED, *, weekdays: bool = False) -> list[Check]:
    found = figures(text, published)
    assert found, "there is nothing to check"
    return [c for c in inside_checks(text, found, published) if weekdays or c.kind != "weekday_date"]


def quoted(text: str, check: Check, published: date | None = PUBLISHED) -> list[str]:
    found = figures(text, published)
    return [found[number - 1].quote for number in check.figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tingkat kemiskinan Kota Jambi 9,02 persen.", "0.005"),
        ("Kota Jambi mengalokasikan anggaran Rp10,4 miliar.", "50000000"),
        ("Kota Jambi mengalokasikan anggaran Rp24.843.376.000.", "0.5"),
        ("Bantuan diterima 12.000 orang di Kota Jambi.", "0.5"),
        ("Bantuan diterima sekitar 12.000 orang di Kota Jambi.", "500"),
        ("Bantuan diterima lebih dari 12.000 orang di Kota Jambi.", "1000"),
        ("Kota Jambi mengalokasikan anggaran Rp 2.4 juta.", "50000"),
        ("Kota Jambi mengalokasikan anggaran Rp. 17 juta 500 ribu.", "500"),
        ("Anggaran Kota Jambi Rp3,1 M.", "50000000"),
    ],
)
def test_tolerance_is_half_a_unit_of_the_last_printed_digit(text: str, expected: str) -> None:
    (figure,) = figures(text, PUBLISHED)
    assert tolerance(figure) == Decimal(expected)


def test_a_figure_without_value_has_no_tolerance() -> None:
    (figure,) = figures("Baca juga: Tarif Parkir Pasar Baru Naik Menjadi Rp3.000", PUBLISHED)
    assert figure.value is None
    assert tolerance(figure) is None


MATARAM = (
    "Pemerintah Kota Mataram mengalokasikan anggaran Rp10,4 miliar pada 2024. Dana itu bersumber dari pemerintah "
    "pusat Rp5,9 miliar dan APBD Kota Mataram {}."
)


def test_parts_make_the_total_and_all_three_are_marked() -> None:
    text = MATARAM.format("Rp4,5 miliar")
    (check,) = checks(text)
    assert (check.kind, check.status, check.figures, check.stated) == ("parts_total", "consistent", (1, 2, 3), 1)
    assert check.expected == Decimal(10_400_000_000)
    assert {number: mark.status for number, mark in marks([check]).items()} == dict.fromkeys((1, 2, 3), "consistent")


def test_parts_that_claim_to_be_all_and_are_not_contradict() -> None:
    text = (
        "Pemerintah Kota Mataram mengalokasikan anggaran Rp10,4 miliar yang terdiri dari bantuan pusat Rp5,9 miliar "
        "dan APBD Rp3,5 miliar."
    )
    (check,) = checks(text)
    assert (check.status, check.figures, check.expected) == ("contradicts", (1, 2, 3), Decimal(9_400_000_000))
    assert check.reason == "10400000000 is not 5900000000 + 3500000000, which is 9400000000"


@pytest.mark.parametrize(
    "text",
    [
        MATARAM.format("Rp3,5 miliar"),  # no word that these are all
        "Anggaran Kota Mataram Rp10,4 miliar terdiri dari antara lain dana pusat Rp5,9 miliar dan APBD Rp3,5 miliar.",
        "Anggaran Kota Mataram Rp10,4 miliar pada 2024. Pada 2022 Rp5,9 miliar dan pada 2023 Rp4,4 miliar.",
        "Sebanyak 5 orang datang ke Kota Mataram, lalu 2 orang dan 3 orang pulang.",
    ],
)
def test_without_such_words_nothing_is_called_wrong_and_nothing_right_by_chance(text: str) -> None:
    assert checks(text) == []


def test_parts_may_stand_before_their_total() -> None:
    text = (
        "Rencananya ada 24 unit rumah di Kota Jambi dan 78 unit rumah di luar kota. Berarti 102 unit rumah diperbaiki."
    )
    (check,) = checks(text)
    assert (check.status, check.stated, check.figures) == ("consistent", 3, (1, 2, 3))


def test_a_share_fits_its_base() -> None:
    text = (
        "Modal kerja UMKM Kota Jambi tersalur kira-kira 90 persen atau diterima 1.821 dari 2.023 pelaku usaha "
        "yang terdaftar."
    )
    (check,) = checks(text)
    assert (check.kind, check.status, quoted(text, check)[0]) == ("share_base", "consistent", "90 persen")
    assert check.expected is not None
    assert check.expected.quantize(Decimal("0.01")) == Decimal("90.01")


def test_a_share_tied_to_its_pair_that_is_another_contradicts() -> None:
    text = "Modal kerja diterima 1.821 dari 2.023 pelaku usaha (70 persen) di Kota Jambi."
    (check,) = checks(text)
    assert (check.kind, check.status) == ("share_base", "contradicts")


def test_a_share_that_is_not_tied_to_the_pair_is_left_alone() -> None:
    text = "Modal kerja diterima 1.821 dari 2.023 pelaku usaha di Kota Jambi, sedangkan inflasi 3 persen."
    assert checks(text) == []


def test_shares_in_brackets_find_the_whole_near_by() -> None:
    text = (
        "Garis Kemiskinan Kota Jambi pada Maret 2020 adalah Rp400.000/kapita/bulan. Nilai itu terdiri "
        "dari Garis Kemiskinan Makanan Rp290.000 (72,50 persen) dan Garis Kemiskinan Bukan Makanan "
        "Rp110.000 (27,50 persen)."
    )
    found = checks(text)
    assert sorted((c.kind, c.status) for c in found) == [
        ("parts_total", "consistent"),
        ("share_base", "consistent"),
        ("share_base", "consistent"),
    ]


@pytest.mark.parametrize(
    ("short", "status"),
    [("Rp24,84 miliar", "consistent"), ("Rp24,8 miliar", "consistent"), ("Rp2,48 miliar", "contradicts")],
)
def test_full_and_rounded_side_by_side(short: str, status: str) -> None:
    text = f"Anggaran Kota Jambi tahun 2024 sebesar Rp24.843.376.000 ({short})."
    (check,) = checks(text)
    assert (check.kind, check.status, check.stated, check.expected) == ("rounded", status, 2, Decimal(24_843_376_000))


def test_a_headline_may_cut_digits_off() -> None:
    (check,) = checks("Anggaran Kota Jambi tahun 2024 sebesar Rp6.458.876.000 atau Rp6,4 miliar.")
    assert check.status == "consistent"


def test_a_bracket_with_another_amount_is_no_rounding() -> None:
    assert checks("Anggaran Kota Jambi tahun 2024 sebesar Rp10,4 miliar (Rp5,9 miliar dari pusat).") == []


def test_a_rate_times_a_count_makes_the_total() -> None:
    text = (
        "Tiap kelurahan di Kota Jambi mendapat alokasi kira-kira Rp 210 juta, jadi seluruhnya bagi 40 kelurahan "
        "mencapai Rp 8,4 miliar."
    )
    (check,) = checks(text)
    assert (check.kind, check.status, check.expected) == ("rate_total", "consistent", Decimal(8_400_000_000))


def test_a_weekday_that_the_date_was_not_marks_the_figures_dated_by_it() -> None:
    text = (
        "Bantuan disalurkan kepada 120 orang di Kota Jambi, Senin (06/01/2023). Pada 2021 bantuan diterima 80 orang di "
        "Kota Jambi."
    )
    found = figures(text, date(2023, 1, 7))
    (check,) = inside_checks(text, found, date(2023, 1, 7))
    assert (check.kind, check.status, check.figures) == ("weekday_date", "contradicts", (1,))
    assert check.reason == "Senin 2023-01-06 was a Jumat"


def test_a_weekday_that_fits_is_consistent_and_a_guessed_year_proves_nothing() -> None:
    text = "Bantuan disalurkan kepada 120 orang di Kota Jambi, Rabu (16/11)."
    (check,) = checks(text, date(2022, 11, 17), weekdays=True)
    assert (check.kind, check.status) == ("weekday_date", "consistent")
    assert checks(text, None, weekdays=True) == []


def test_a_contradiction_speaks_louder_than_what_fits() -> None:
    total = Check("parts_total", (1, 2, 3), "consistent", "fits", 1, Decimal(5))
    weekday = Check("weekday_date", (1,), "contradicts", "was a Jumat")
    found = marks([total, weekday])
    assert (found[1].status, found[1].reason, found[1].expected) == ("contradicts", "was a Jumat", None)
    assert found[2].status == "consistent"


def test_columns_hold_the_expected_value_and_the_address_only_where_a_figure_follows_from_others() -> None:
    text = MATARAM.format("Rp4,5 miliar")
    found = figures(text, PUBLISHED)
    rows = as_columns(found, marks(inside_checks(text, found, PUBLISHED)), "https://a.example/1")
    assert [row["inside_check"] for row in rows] == ["consistent"] * 3
    assert rows[0]["inside_check_value"] == Decimal(10_400_000_000)
    assert rows[0]["inside_check_ref"] == "https://a.example/1#s2"
    assert [row["inside_check_value"] for row in rows[1:]] == [None, None]


def test_a_rate_is_held_against_counts_beside_it_and_exact_ones_anywhere() -> None:
    far = "Wali kota meninjau pasar. " * 4
    text = (
        f"Bantuan sampai ke 1.357 KPM di Kota Jambi. {far}Setiap KPM menerima Rp 600 ribu. Anggarannya Rp 814,2 juta."
    )
    (check,) = checks(text)
    assert (check.kind, quoted(text, check)) == ("rate_total", ["1.357 KPM", "Rp 600 ribu", "Rp 814,2 juta"])
    assert checks(text.replace("1.357", "1.358")) == []


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, a measure of work that no busy machine changes."""
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "sentence",
    [
        "Setiap KPM menerima Rp {0} ribu, ada {1} KPM, total Rp {2} juta. ",
        "Sebanyak {1} orang ({0},25 persen) dari {2}00 orang mendapat bantuan. ",
        "Dana Rp {0},4 miliar (Rp {0}.412.345.{1}) terdiri dari Rp {1} juta dan Rp {2} juta. ",
        "Pada Senin ({3}/7/2023) bantuan diterima {1} orang. ",
    ],
)
def test_work_grows_with_the_text_and_not_faster(sentence: str) -> None:
    def work(sentences: int) -> tuple[int, int]:
        text = "".join(sentence.format(n, 200 + n, 500 + 2 * n, 1 + n % 28) for n in range(20, 20 + sentences))
        found = figures(text, PUBLISHED)
        assert len(found) >= sentences
        read = calls(lambda: figures(text, PUBLISHED))
        return read, calls(lambda: inside_checks(text, found, PUBLISHED))

    short, long = work(40), work(120)
    assert long[0] < 5 * short[0]
    assert long[1] < 5 * short[1]  # three times the text: were it the square, 9 times
