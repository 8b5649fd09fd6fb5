"""NIK, the number of a person: what it says, what is wrong with it, and the keyed hash that stands for it.

Enters: the cells of a column that its source calls `nik` (never free text: a fraction or an account number has as many
digits). Leaves: a hash, whether the number can be right and why not, year of birth and sex; the number itself goes no
further. A NIK is `PPKKCC DDMMYY SSSS`: region of the first registration, date of birth with 40 added to a woman's day,
serial from 0001. No database, no clock.

A number that lost digits (`stored_as_number`, `scientific`, `rounded`) is not hashed, and neither are sixteen zeros:
two persons would become one. Any other NIK of sixteen digits is, faulty or not, so that it is seen when it comes twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from cryptography.hazmat.primitives import hashes, hmac

from lumbung.reference.regions import Regions
from lumbung.workbooks.grid import Cell

Sex = Literal["L", "P"]
Fault = Literal[
    "blank",
    "not_digits",
    "not_16_digits",
    "all_zeros",
    "stored_as_number",
    "scientific",
    "rounded",
    "unknown_region",
    "no_date",
    "serial_0000",
    "sex_differs",
]
DAMAGED: frozenset[Fault] = frozenset({"stored_as_number", "scientific", "rounded"})
"""Faults by which digits were lost: only a new file brings them back."""

# What people and programs put around and between the digits, seen or not.
_MARKS = dict.fromkeys(
    map(
        ord,
        " \t\r\n\v\f.'\"`´‘’ʼ-‐‑‒–—―−_\u00a0\u00ad\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        "\u200b\u200c\u200d\u200e\u200f\u202f\u205f\u2060\u3000\ufeff",
    )
)
_OUTSIDE = "".join(map(chr, _MARKS))
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d*)?[eE]\+?\d{1,2}", re.ASCII)
# A number as programs print it: with decimals, or in groups of three from the right, as nobody writes a NIK.
_PRINTED_NUMBER = re.compile(r"\d{16}[.,]0+|\d([., '’\u00a0\u202f])\d{3}(?:\1\d{3}){4}(?:[.,]0+)?", re.ASCII)

_SEX_WORDS: dict[str, Sex] = {
    "l": "L",
    "lk": "L",
    "laki": "L",
    "lakilaki": "L",
    "pria": "L",
    "p": "P",
    "pr": "P",
    "perempuan": "P",
    "w": "P",
    "wanita": "P",
}
# Excel keeps 15 digits and makes the 16th a 0, also where the numbers are turned into text afterwards. Of real NIK at
# most one in ten ends in 0: three different ones that all do, or most of ten, are no chance.
_FEWEST_ALL_ROUND = 3
_FEWEST_MOST_ROUND = 10


@dataclass(frozen=True, slots=True)
class Nik:
    """What one cell says. `digits`: the sixteen digits, where they can tell a person apart; never printed."""

    digits: str | None = field(repr=False)
    is_valid: bool
    fault: Fault | None
    birth_year: int | None
    sex: Sex | None


def read_nik(value: Cell, regions: Regions, *, year: int | None = None) -> Nik:
    """Judge one cell by itself.

    `year`: the year of the list, from which the century of a birth follows; without it no year of birth is given. That
    a column as a whole was rounded is seen by `read_nik_column` only.
    """
    digits, fault, birth_year, sex = _Judge(regions)(value, year)
    return Nik(digits, fault is None, fault, birth_year, sex)


def hash_nik(digits: str, key: bytes) -> str:
    """HMAC-SHA256 in hex. Without the key sixteen digits are soon guessed, so the key stays outside the database."""
    return _hasher(key)(digits)


def read_nik_column(
    values: Sequence[Cell],
    *,
    key: bytes,
    regions: Regions,
    year: int | Sequence[int | None] | None = None,
    sexes: Sequence[Cell] | None = None,
) -> dict[str, list[object]]:
    """The columns nik_hash, nik_is_valid, nik_fault, birth_year and sex of a list.

    `year`: the year of the list, or of each row. `sexes`: what the list itself says of a person's sex; it is kept, and
    where the NIK says otherwise the NIK is at fault.
    """
    years = [year] * len(values) if year is None or isinstance(year, int) else year
    printed = [None] * len(values) if sexes is None else read_sexes(sexes)
    judge, hashed = _Judge(regions), _hasher(key)
    read = [judge(value, at) for value, at in zip(values, years, strict=True)]
    rounded = _is_rounded([digits for digits, *_ in read if digits is not None])
    columns: dict[str, list[object]] = {name: [] for name in ("nik_hash", "nik_is_valid", "nik_fault")}
    columns |= {"birth_year": [birth_year for _, _, birth_year, _ in read], "sex": []}
    add_hash, add_valid, add_fault, add_sex = (
        columns[name].append for name in ("nik_hash", "nik_is_valid", "nik_fault", "sex")
    )
    for (digits, fault, _, sex), said in zip(read, printed, strict=True):
        if rounded and digits is not None and digits[-1] == "0":
            digits, fault = None, "rounded"
        elif fault is None and said is not None and said != sex:
            fault = "sex_differs"
        add_hash(None if digits is None else hashed(digits))
        add_valid(fault is None)
        add_fault(fault)
        add_sex(said or sex)
    return columns


def read_sexes(values: Sequence[Cell]) -> list[Sex | None]:
    """A column of L and P, or of the words; None where a cell says neither. Beside W for women, P are men."""
    words = [_squashed(value) for value in values]
    known = _SEX_WORDS
    if "w" in words:
        known = {word: sex for word, sex in _SEX_WORDS.items() if word != "p"}
        if not {"l", "lk", "pr"} & set(words):
            known["p"] = "L"
    return [known.get(word) for word in words]


def _squashed(value: Cell) -> str:
    return value.translate(_MARKS).casefold() if isinstance(value, str) else ""


def _is_rounded(numbers: Sequence[str]) -> bool:
    """Whether so many different numbers end in 0 that they lost their last digit. One NIK on many rows counts once."""
    different = set(numbers)
    ending = sum(digits[-1] == "0" for digits in different)
    if ending == len(different):
        return ending >= _FEWEST_ALL_ROUND
    return len(different) >= _FEWEST_MOST_ROUND and 2 * ending > len(different)


def _hasher(key: bytes) -> Callable[[str], str]:
    """`hash_nik` for many. A copy of a keyed state costs a third of what a new one does."""
    if not key:
        raise ValueError("a NIK is hashed with a key, and the key is empty")
    keyed = hmac.HMAC(key, hashes.SHA256())

    def hashed(digits: str) -> str:
        state = keyed.copy()
        state.update(digits.encode("ascii"))
        return state.finalize().hex()

    return hashed


_Read = tuple[str | None, Fault | None, int | None, Sex | None]
"""Digits, fault, year of birth, sex: a `Nik` for those who read many."""


class _Judge:
    """Reads cells one after another; what it learned of regions and dates it keeps."""

    def __init__(self, regions: Regions) -> None:
        self._is_region = cache(lambda prefix: _was_region(prefix, regions))
        self._births: dict[tuple[str, int | None], tuple[int | None, Sex] | None] = {}

    def __call__(self, value: Cell, year: int | None) -> _Read:
        digits, fault = _digits(value)
        if digits is None:
            return None, fault, None, None
        key = (digits[6:12], year)
        if key not in self._births:
            self._births[key] = _birth(digits[6:12], year)
        birth = self._births[key]
        if not self._is_region(digits[:4]):
            fault = "unknown_region"
        elif birth is None:
            fault = "no_date"
        elif digits[12:] == "0000":
            fault = "serial_0000"
        birth_year, sex = birth or (None, None)
        return digits, fault, birth_year, sex


def _digits(value: Cell) -> tuple[str | None, Fault | None]:
    """The sixteen digits of a cell, or why there are none."""
    if isinstance(value, str):
        if len(value) == 16 and value.isascii() and value.isdigit():
            return (None, "all_zeros") if value == "0" * 16 else (value, None)
        return _digits_of_text(value)
    if value is None:
        return None, "blank"
    # Excel keeps 15 digits of a number, other programs round it another way: which digits are real, none can say.
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return None, "stored_as_number" if is_number else "not_digits"


def _digits_of_text(text: str) -> tuple[str | None, Fault | None]:
    digits = text.translate(_MARKS)
    if not digits:
        return None, "blank"
    bare = text.strip(_OUTSIDE)
    if _SCIENTIFIC.fullmatch(bare):
        return None, "scientific"
    if _PRINTED_NUMBER.fullmatch(bare):
        return None, "stored_as_number"
    if not (digits.isascii() and digits.isdigit()):
        return None, "not_digits"
    if not digits.strip("0"):
        return None, "all_zeros"
    return (digits, None) if len(digits) == 16 else (None, "not_16_digits")


def _was_region(prefix: str, regions: Regions) -> bool:
    """Whether PPKK is or once was a regency or city. Districts are not asked: they are split and renumbered often.

    A NIK keeps the code of its first registration, and the list of regions does not hold every code that was given up.
    But codes of a province are given out in order and never again: below the highest one each was a region once, as the
    five numbers missing in 64 are those of what is Kalimantan Utara since 2012.
    """
    province, number = prefix[:2], int(prefix[2:])
    if regions.get(f"{province}.{prefix[2:]}") is not None:
        return True
    # 01 to 69 are regencies and 71 to 99 cities; there is neither a 00 nor a 70.
    highest = 69 if number < 70 else 99
    return number % 70 != 0 and any(
        regions.get(f"{province}.{later:02}") is not None for later in range(number + 1, highest + 1)
    )


def _birth(text: str, year: int | None) -> tuple[int | None, Sex] | None:
    """Year of birth and sex of DDMMYY; None when it is no date of any person on a list of that year."""
    day, month, two_digits = int(text[:2]), int(text[2:4]), int(text[4:])
    sex: Sex = "P" if day > 40 else "L"
    day -= 40 if day > 40 else 0
    if year is None:
        # Any century will do, and 2000 has the leap day that 1900 lacks.
        return (None, sex) if _is_date(2000 + two_digits, month, day) else None
    born = year - (year - two_digits) % 100
    return (born, sex) if _is_date(born, month, day) else None


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
