"""Months and periods as Indonesian agencies write them.

Enters: text such as '24-28 Agustus 2020', 's.d. Desember 2020', 'Triwulan III 2021', 'TA 2026'. Leaves: first and last
day; 'until' counts from the first of January. What cannot be read for certain gives None; nothing is guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

_NAMES: dict[int, str] = {
    1: "januari jan",
    2: "februari pebruari feb peb",
    3: "maret mar mrt",
    4: "april apr",
    5: "mei",
    6: "juni jun",
    7: "juli jul",
    8: "agustus agust agus agu ags agt",
    9: "september sept sep",
    10: "oktober okt",
    11: "november nopember nov nop",
    12: "desember des",
}
MONTHS: dict[str, int] = {name: number for number, names in _NAMES.items() for name in names.split()}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_WORD = re.compile(rf"(?<![^\W\d_])({_MONTH})(?![^\W\d_])", re.IGNORECASE)
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"0?[1-9]|[12]\d|3[01]"
_UNTIL = r"(?:s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)"
_TO = rf"(?:-|–|—|/|{_UNTIL})"
_WITH_YEAR = rf"(?:(?:tahun(?:\s+anggaran)?|t\.?\s?a\.?)\s*)?(?P<year>{_YEAR})"
_PARTS = r"(?P<part>triwulan|tw\.?|semester|smt\.?)"
_NUMBERS = {
    **{word: at for at, words in enumerate(("i", "ii", "iii", "iv"), start=1) for word in (words, str(at))},
    **{word: at for at, word in enumerate(("satu", "dua", "tiga", "empat"), start=1)},
    **{word: at for at, word in enumerate(("pertama", "kedua", "ketiga", "keempat"), start=1)},
}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_LEAD = re.compile(
    r"^(?:(?:tahun(?:\s+anggaran)?|bulan|periode|tanggal|per)\s+|(?:t\.?\s?a\.?|tgl\.?)(?:\s+|(?<=\.)))", re.IGNORECASE
)
_LAST_SHORT_YEAR = 49
# 'Des' and 'Agus' are also other words and names: 'BUM DES TAHUN 2020' names no month.
_LONG_MONTH = "|".join(
    sorted((name for name in MONTHS if len(name) > 4 or name in ("mei", "juni", "juli")), key=len, reverse=True)
)
_PART_OF_YEAR = re.compile(
    rf"(?<![^\W\d_])(?:triwulan|tw|kuartal|q[1-4]|caturwulan|semester|smt|{_LONG_MONTH})(?![^\W\d_])", re.IGNORECASE
)

YearPart = Literal["march", "september", "annual", "m01", "m02", "m04", "m05", "m06", "m07", "m08", "m10", "m11", "m12"]


@dataclass(frozen=True)
class Period:
    """First and last day, both within the period."""

    start: date
    end: date


def months_in(text: str) -> set[int]:
    """The numbers of all months named in a text; 'lra_maret (1)' gives {3}."""
    return {MONTHS[match[1].lower()] for match in _MONTH_WORD.finditer(text)}


def years_in(text: str) -> set[int]:
    """All years (1900 to 2099) that stand as a number of their own in a text."""
    return {int(match[0]) for match in re.finditer(rf"(?<!\d){_YEAR}(?!\d)", text)}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def parse_period(text: str, *, year: int | None = None) -> Period | None:
    """The period that a text is, as a whole; None where the text is no period or names an impossible day.

    Args:
        text: 'Triwulan III 2021'.
        year: the year of a text that names none, as 'TW III' in a table of one year.
    """
    clean = re.sub(r"\s+", " ", text).strip(" .,;:")
    while (shorter := _LEAD.sub("", clean)) != clean:
        clean = shorter
    for pattern, read in (*_FORMS, *_WHOLE_FORMS):
        if match := pattern.fullmatch(clean):
            try:
                period = read(match)
            except ValueError:
                return None
            return period if period.start <= period.end else None
    return parse_period(f"{clean} {year}") if year is not None and clean and not years_in(clean) else None


def period_in(text: str) -> Period | None:
    """The one period inside a longer text ('REKAPITULASI ... TAHUN 2020'); None where there is none, or two.

    A year is no answer where the text also names a month or another part of a year, apart from it; the same part said
    again without its year is no other one: 'Triwulan I Tahun 2024 (Januari s.d. Maret)'.
    """
    text = re.sub(r"\s+", " ", text)
    found: dict[Period, None] = {}
    taken = [False] * len(text)
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            try:
                found[read(match)] = None
            except ValueError:
                return None
            for at in range(match.start(), match.end()):
                taken[at] = True
    if len(found) != 1:
        return None
    period = next(iter(found))
    for again in _WITHOUT_YEAR.finditer(text):
        if any(taken[again.start() : again.end()]):
            continue
        if parse_period(again[0], year=period.end.year) != period:
            return None
        taken[again.start() : again.end()] = [True] * len(again[0])
    return None if any(not taken[part.start()] for part in _PART_OF_YEAR.finditer(text)) else period


def semester_part(text: str) -> YearPart | None:
    """Which part of a year a word or code of BPS or Bappenas means; None where that is not certain.

    The semesters are those of the poverty survey, named by its month: 'Semester 2 (September)', '09', 'Semester II'.
    Other codes are months ('08'), '00' is the year as a whole.
    """
    clean = re.sub(r"\s+", " ", text).strip(" .").casefold()
    if clean in ("tahunan", "annual"):
        return "annual"
    if clean.isascii() and clean.isdigit() and len(clean) <= 2:
        return _year_part(int(clean))
    if clean in MONTHS:
        return _year_part(MONTHS[clean])
    if match := _SURVEY.fullmatch(clean):
        month = {1: 3, 2: 9}.get(_NUMBERS[match["number"]])
        if month and (match["month"] is None or MONTHS[match["month"]] == month):
            return _year_part(month)
    return None


_SURVEY = re.compile(rf"(?:semester|sem\.?|smt\.?)\s*(?P<number>{_NUMBER})(?:\s*\(\s*(?P<month>{_MONTH})\s*\))?")


def _year_part(month: int) -> YearPart | None:
    if month > 12:
        return None
    return cast(YearPart, {0: "annual", 3: "march", 9: "september"}.get(month, f"m{month:02d}"))


def _month(name: str) -> int:
    return MONTHS[name.lower()]


def _days(m: re.Match[str]) -> Period:
    year = int(m["year"])
    month = _month(m["month"])
    return Period(date(year, month, int(m["day"])), date(year, month, int(m["day2"] or m["day"])))


def _day_to_day(m: re.Match[str]) -> Period:
    year2 = int(m["year2"])
    year = int(m["year"] or year2)
    return Period(date(year, _month(m["month"]), int(m["day"])), date(year2, _month(m["month2"]), int(m["day2"])))


def _numeric(m: re.Match[str]) -> Period:
    day = date(int(m["year"]), int(m["month"]), int(m["day"]))
    return Period(day, day)


def _short_year(m: re.Match[str]) -> Period:
    if int(m["year"]) > _LAST_SHORT_YEAR:
        raise ValueError("the century is not certain")
    day = date(2000 + int(m["year"]), _month(m["month"]), int(m["day"]))
    return Period(day, day)


def _numbered_month(m: re.Match[str]) -> Period:
    year, month = int(m["year"]), int(m["month"])
    if month == year % 100 + 1:
        raise ValueError("'2010-11' may be two years")
    return Period(date(year, month, 1), month_end(year, month))


def _month_of_short_year(m: re.Match[str]) -> Period:
    if int(m["year"]) > _LAST_SHORT_YEAR:
        raise ValueError("the century is not certain")
    year, month = 2000 + int(m["year"]), _month(m["month"])
    return Period(date(year, month, 1), month_end(year, month))


def _until_day(m: re.Match[str]) -> Period:
    _must_begin(m)
    year = int(m["year"])
    return Period(date(year, 1, 1), date(year, _month(m["month"]), int(m["day"])))


def _until_month(m: re.Match[str]) -> Period:
    _must_begin(m)
    year = int(m["year"])
    return Period(date(year, 1, 1), month_end(year, _month(m["month"])))


def _until_part(m: re.Match[str]) -> Period:
    _must_begin(m)
    return Period(date(int(m["year"]), 1, 1), _part_of_year(m).end)


def _must_begin(m: re.Match[str]) -> None:
    # 'Februari s.d. 31 Maret 2024' begins in February, '2023 s.d. Maret 2024' in another year.
    if _BEGINNING.search(m.string[: m.start()]):
        raise ValueError("the beginning is another one")


def _month_to_month(m: re.Match[str]) -> Period:
    year2 = int(m["year"])
    year = int(m["year1"] or year2)
    return Period(date(year, _month(m["month"]), 1), month_end(year2, _month(m["month2"])))


def _one_month(m: re.Match[str]) -> Period:
    year = int(m["year"])
    return Period(date(year, _month(m["month"]), 1), month_end(year, _month(m["month"])))


def _part_of_year(m: re.Match[str]) -> Period:
    number = _NUMBERS[m["number"].lower()]
    if m["spelled"] and _NUMBERS[m["spelled"].lower()] != number:
        raise ValueError("two numbers")
    return _parts(m, number, number)


def _part_to_part(m: re.Match[str]) -> Period:
    return _parts(m, _NUMBERS[m["number"].lower()], _NUMBERS[m["number2"].lower()])


def _parts(m: re.Match[str], first: int, last: int) -> Period:
    year = int(m["year"])
    length = 3 if m["part"].lower()[0] == "t" else 6
    if last * length > 12 or first > last:
        raise ValueError("a year has two semesters and four quarters")
    return Period(date(year, (first - 1) * length + 1, 1), month_end(year, last * length))


def _year(m: re.Match[str]) -> Period:
    return Period(date(int(m["year"]), 1, 1), date(int(m["year"]), 12, 31))


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){pattern}(?![\w/])", re.IGNORECASE)


_BEGINNING = re.compile(rf"(?:\d|(?<![^\W\d_])(?:{_MONTH})\.?|\b(?:{_NUMBER}))\s*$", re.IGNORECASE)
_PART = rf"{_PARTS}\s*(?:ke-?\s*)?(?P<number>{_NUMBER})(?:\s*\((?P<spelled>{_NUMBER})\))?[\s,/-]*{_WITH_YEAR}"

# Months or a part of a year, without the year.
_WITHOUT_YEAR = _form(rf"(?:(?:{_MONTH})\.?\s*{_TO}\s*(?:bulan\s+)?(?:{_MONTH})|{_PARTS}\s*(?:ke-?\s*)?(?:{_NUMBER}))")

# The longer form stands before the shorter one that is a part of it.
_FORMS = (
    (
        _form(
            rf"(?P<day>{_DAY})\s+(?P<month>{_MONTH})\.?(?:\s+(?P<year>{_YEAR}))?\s*{_TO}\s*"
            rf"(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})\.?\s+(?P<year2>{_YEAR})"
        ),
        _day_to_day,
    ),
    (
        _form(rf"(?P<day>{_DAY})\s*{_TO}\s*(?P<day2>{_DAY})\s+(?P<month>{_MONTH})\.?\s+(?P<year>{_YEAR})"),
        _days,
    ),
    (
        _form(rf"{_UNTIL}\s*(?:(?:tanggal|tgl\.?)\s*)?(?P<day>{_DAY})\s+(?P<month>{_MONTH})\.?\s+(?P<year>{_YEAR})"),
        _until_day,
    ),
    (_form(rf"(?P<day>{_DAY})(?P<day2>)\s+(?P<month>{_MONTH})\.?\s+(?P<year>{_YEAR})"), _days),
    (_form(rf"(?P<day>{_DAY})[/.-](?P<month>0?[1-9]|1[0-2])[/.-](?P<year>{_YEAR})"), _numeric),
    (_form(rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>{_DAY})"), _numeric),
    (
        _form(
            rf"(?P<month>{_MONTH})\.?(?:\s+(?P<year1>{_YEAR}))?\s*{_TO}\s*(?:bulan\s+)?(?P<month2>{_MONTH})\.?[\s,]*{_WITH_YEAR}"
        ),
        _month_to_month,
    ),
    (_form(rf"{_UNTIL}\s*(?:(?:dengan|akhir)\s+)?(?:bulan\s+)?(?P<month>{_MONTH})\.?[\s,]*{_WITH_YEAR}"), _until_month),
    (_form(rf"{_UNTIL}\s*{_PART}"), _until_part),
    (_form(rf"(?P<month>{_MONTH})\.?\s+(?P<year>{_YEAR})"), _one_month),
    (_form(rf"(?P<month>{_LONG_MONTH})[\s,]*{_WITH_YEAR}"), _one_month),
    (
        _form(
            rf"{_PARTS}\s*(?P<number>{_NUMBER})\s*{_TO}\s*(?:(?P=part)\s*)?(?P<number2>{_NUMBER})[\s,/-]*{_WITH_YEAR}"
        ),
        _part_to_part,
    ),
    (_form(_PART), _part_of_year),
    (
        _form(rf"(?P<year>{_YEAR})[\s,/-]*{_PARTS}\s*(?P<number>{_NUMBER})(?:\s*\((?P<spelled>{_NUMBER})\))?"),
        _part_of_year,
    ),
    (_form(rf"(?P<year>{_YEAR})"), _year),
)
# Certain only where nothing stands beside them: '12 Mei 10 orang' is no day in 2010.
_WHOLE_FORMS = (
    (_form(rf"(?P<day>{_DAY})[\s-](?P<month>{_MONTH})\.?[\s-](?P<year>\d{{2}})"), _short_year),
    (_form(rf"(?P<year>{_YEAR})[-/](?P<month>0[1-9]|1[0-2])"), _numbered_month),
    (_form(rf"(?P<month>0[1-9]|1[0-2])[-/](?P<year>{_YEAR})"), _numbered_month),
    (_form(rf"(?P<month>{_MONTH})[-'’](?P<year>\d{{2}})"), _month_of_short_year),
)
