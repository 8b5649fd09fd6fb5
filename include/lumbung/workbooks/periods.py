"""Months and periods as Indonesian agencies write them.

Enters: text such as '24-28 Agustus 2020', 's.d. Desember 2020', 'Triwulan III 2021', 'TA 2026'. Leaves: first and last
day. What cannot be read for certain gives None; nothing is guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

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
_TO = r"(?:-|–|—|/|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LEAD = re.compile(r"^(?:tahun(?:\s+anggaran)?|t\.?\s?a\.?|bulan|periode|tanggal|tgl\.?|per)\s+", re.IGNORECASE)


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


def parse_period(text: str) -> Period | None:
    """The period that a text is, as a whole; None where the text is no period or names an impossible day."""
    clean = re.sub(r"\s+", " ", text).strip(" .,;:")
    while (shorter := _LEAD.sub("", clean)) != clean:
        clean = shorter
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(clean):
            try:
                period = read(match)
            except ValueError:
                return None
            return period if period.start <= period.end else None
    return None


def period_in(text: str) -> Period | None:
    """The one period inside a longer text ('REKAPITULASI ... TAHUN 2020'); None where there is none, or two."""
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
    return next(iter(found)) if len(found) == 1 else None


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


def _until_month(m: re.Match[str]) -> Period:
    year = int(m["year"])
    return Period(date(year, 1, 1), month_end(year, _month(m["month"])))


def _month_to_month(m: re.Match[str]) -> Period:
    year2 = int(m["year2"])
    year = int(m["year"] or year2)
    return Period(date(year, _month(m["month"]), 1), month_end(year2, _month(m["month2"])))


def _one_month(m: re.Match[str]) -> Period:
    year = int(m["year"])
    return Period(date(year, _month(m["month"]), 1), month_end(year, _month(m["month"])))


def _part_of_year(m: re.Match[str]) -> Period:
    year = int(m["year"])
    number = _ROMAN[m["number"].lower()]
    length = 3 if m["part"].lower()[0] == "t" else 6
    if number * length > 12:
        raise ValueError("a year has two semesters")
    return Period(date(year, (number - 1) * length + 1, 1), month_end(year, number * length))


def _year(m: re.Match[str]) -> Period:
    return Period(date(int(m["year"]), 1, 1), date(int(m["year"]), 12, 31))


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){pattern}(?![\w/])", re.IGNORECASE)


# The longer form stands before the shorter one that is a part of it.
_FORMS = (
    (
        _form(
            rf"(?P<day>{_DAY})\s+(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR}))?\s*{_TO}\s*"
            rf"(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})\s+(?P<year2>{_YEAR})"
        ),
        _day_to_day,
    ),
    (_form(rf"(?P<day>{_DAY})(?:\s*{_TO}\s*(?P<day2>{_DAY}))?\s+(?P<month>{_MONTH})\s+(?P<year>{_YEAR})"), _days),
    (_form(rf"(?P<day>{_DAY})[/.-](?P<month>0?[1-9]|1[0-2])[/.-](?P<year>{_YEAR})"), _numeric),
    (_form(rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>{_DAY})"), _numeric),
    (
        _form(rf"(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR}))?\s*{_TO}\s*(?P<month2>{_MONTH})\s+(?P<year2>{_YEAR})"),
        _month_to_month,
    ),
    (
        re.compile(
            rf"(?<!\w)(?:s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*(?:bulan\s+)?"
            rf"(?P<month>{_MONTH})\s+(?P<year>{_YEAR})(?!\w)",
            re.IGNORECASE,
        ),
        _until_month,
    ),
    (_form(rf"(?P<month>{_MONTH})\s+(?P<year>{_YEAR})"), _one_month),
    (
        _form(
            rf"(?P<part>triwulan|tw\.?|semester|smt\.?)\s*(?P<number>iv|i{{1,3}}|[1-4])\s*,?\s*(?:tahun\s+)?"
            rf"(?P<year>{_YEAR})"
        ),
        _part_of_year,
    ),
    (_form(rf"(?P<year>{_YEAR})"), _year),
)
