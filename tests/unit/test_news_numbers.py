"""How Indonesian numbers are read."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest

from lumbung.news.numbers import Number, read_digits, read_words
from lumbung.news.numbers import numbers as numbers_of
from lumbung.news.tokens import Words


def numbers(text: str) -> list[Number]:
    return numbers_of(Words(text))


READINGS: list[tuple[str, str]] = [
    ("12.000", "12000"),
    ("7.525", "7525"),
    ("83.665.200.000", "83665200000"),
    ("10,4 miliar", "10400000000"),
    ("10,3 Milyar", "10300000000"),
    ("6,595 juta", "6595000"),
    ("Rp 1,965 miliar", "1965000000"),
    ("Rp. 2.4 juta", "2400000"),
    ("Rp3,1 M", "3100000000"),
    ("Rp 129 T", "129000000000000"),
    ("49juta", "49000000"),
    ("Rp 12, 5 juta", "12500000"),
    ("Rp. 17 juta 500 ribu", "17500000"),
    ("Rp 100.000,-", "100000"),
    ("28.66 persen", "28.66"),
    ("9,02 persen", "9.02"),
    ("139 ribuan", "139000"),
    ("600an", "600"),
    ("1,234,567", "1234567"),
    ("dua puluh lima ribu", "25000"),
    ("seratus dua belas", "112"),
    ("sebelas", "11"),
]


@pytest.mark.parametrize(("printed", "value"), READINGS)
def test_reading(printed: str, value: str) -> None:
    (number,) = numbers(f"sebanyak {printed} tercatat")
    assert number.value == Decimal(value)
    assert number.fault is None


@pytest.mark.parametrize("printed", ["1,234", "12.34.5", "1.2.3", "1,23,4"])
def test_digits_that_can_be_read_in_two_ways_have_no_value(printed: str) -> None:
    (number,) = numbers(f"sebanyak {printed} orang")
    assert number.value is None
    assert number.fault is not None
    assert printed in number.fault


@pytest.mark.parametrize("text", ["Covid-19", "Covid -19", "P3KE", "peringkat ke-4", "a satu program b"])
def test_digits_inside_a_name_are_no_number(text: str) -> None:
    assert numbers(text) == []


def test_span_covers_currency_and_scale() -> None:
    text = "senilai Rp 4,5 miliar saja"
    (number,) = numbers(text)
    assert text[number.start : number.end] == "Rp 4,5 miliar"
    assert number.money


def test_percent_and_points_are_told_apart() -> None:
    percent, points = numbers("dari 9,1 persen turun 0,2 persen poin")
    assert (percent.percent, percent.points) == (True, False)
    assert (points.percent, points.points) == (False, True)


def test_dot_decimal_needs_a_measure_behind_it() -> None:
    assert read_digits("2.4", measured=True)[0] == Decimal("2.4")
    assert read_digits("2.4", measured=False)[0] is None


@pytest.mark.parametrize("words", [["dua", "tiga"], ["belas"], ["puluh"]])
def test_words_that_make_no_number(words: list[str]) -> None:
    assert read_words(words) is None


def test_marks_of_notes_are_no_numbers() -> None:
    marks = [c for c in map(chr, range(sys.maxunicode + 1)) if c.isdigit() and not c.isdecimal()]
    assert "²" in marks
    for mark in marks:
        assert [str(one.value) for one in numbers(f"Bantuan bagi 30 orang {mark} dan 45 KK")] == ["30", "45"], mark
    assert Words("lahan 120 m²").words[:3] == ["lahan", "120", "m²"]


def test_words_are_cut_the_same_whatever_letters_they_hold() -> None:
    assert Words("kafé Café2 naïve_x 1.250,5ribu").words[:8] == [
        "kafé",
        "café",
        "2",
        "naïve",
        "_",
        "x",
        "1.250,5",
        "ribu",
    ]


def test_where_words_of_a_list_stand() -> None:
    words = Words("Maret 2023 dan April 2023, bukan Maret")
    assert words.where({"maret": 3, "april": 4, "mei": 5}) == [0, 3, 7]
    assert words.where(frozenset({"juni"})) == []
    assert words.where([""]) == []
    assert words.digits == [1, 4]
