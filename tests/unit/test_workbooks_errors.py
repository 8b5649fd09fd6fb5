"""What a reason shows: titles and labels as they are, data cells by their form, long digit runs never."""

from __future__ import annotations

import re

import pytest

from lumbung.workbooks.errors import masked, place, printable, shape, word

PERSON = "Siti Aminah NIK 5271 0203 0480 0001"


@pytest.mark.parametrize(
    "nik",
    [
        "5271020304800001",
        "5271 0203 0480 0001",
        "5271.0203.0480.0001",
        "5271-0203-0480-0001",
        "5271\u20130203\u20110480\u20120001",
        "5271\xa00203\u202f0480\u20090001",
        "5271 - 0203 - 0480 - 0001",
        "527102\n030480\t0001",
        "5271\u200b0203\u20600480\ufeff0001",
        "5,271,020,304,800,001",
        "５２７１０２０３０４８００００１",
    ],
)
def test_a_long_run_of_digits_is_masked_however_it_is_grouped(nik: str) -> None:
    for shown in (printable(f"NIK{nik} a"), masked(f"NIK{nik} a")):
        assert len(re.findall(r"\d", shown)) <= 4, shown
        assert shown.strip("'").startswith("NIK")


def test_digits_are_masked_before_the_text_is_cut() -> None:
    shown = printable("x" * 50 + " 5271 0203 0480 0001")
    assert shown == "'" + "x" * 50 + " 5271…'"
    assert printable("x" * 45 + " 527102030480 0001") == "'" + "x" * 45 + " 5271…'"


@pytest.mark.parametrize(
    "text", ["Jumlah 2020", "Tahun 2020/2021", "1.234.567,89", "P0 (Persen) > 2020", "081234567890"]
)
def test_titles_labels_and_shorter_numbers_stay(text: str) -> None:
    assert printable(text) == repr(text)


def test_a_sheet_name_is_masked_too() -> None:
    assert place("NIK 5271 0203 0480 0001", "B4") == "'NIK 5271…'!B4"


def test_a_shape_shows_form_and_nothing_else() -> None:
    assert shape("Siti NIK 5271-a") == "'Xxxx XXX 9999-x'"
    assert shape(PERSON) == "'Xxxx Xxxxxx XXX 9999 99…'"
    assert shape("Ana\nNur\x00") == r"'Xxx Xxx\x00'"
    assert shape("√±٣ é") == "'√±9 x'"
    assert shape(True) == "'Xxxx'"


def test_a_word_is_shown_where_it_can_be_one() -> None:
    assert word("Kota Atlantis") == "'Kota Atlantis'"
    assert word(PERSON) == shape(PERSON)
    assert word("a " * 30) == shape("a " * 30)
