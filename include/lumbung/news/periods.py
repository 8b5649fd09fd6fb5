"""Dates and periods in Indonesian text.

In: a text and, where known, the date of publication. Out: `Moment` spans (none of them is a quantity) with the days
they cover, and the anchor date from which a missing year is resolved.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS: dict[str, int] = {
    "januari": 1,
    "februari": 2,
    "pebruari": 2,
    "maret": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "agustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "nopember": 11,
    "desember": 12,
    "jan": 1,
    "feb": 2,
    "peb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "agt": 8,
    "agust": 8,
    "agu": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "nop": 11,
    "des": 12,
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "october": 10,
    "december": 12,
}
WEEKDAYS: dict[str, int] = {
    "senin": 0,
    "selasa": 1,
    "rabu": 2,
    "kamis": 3,
    "jumat": 4,
    "jum'at": 4,
    "jum’at": 4,
    "sabtu": 5,
    "minggu": 6,
    "ahad": 6,
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
QUARTERS |= {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
# What a text speaks of narrows its year when no date does: the word and the years in which it was news.
ERAS: tuple[tuple[re.Pattern[str], range], ...] = (
    (re.compile(r"\bpandemi\b|\bcovid", re.IGNORECASE), range(2020, 2023)),
    (re.compile(r"\bDTSEN\b"), range(2025, 2030)),
    (re.compile(r"\bBPUM\b"), range(2020, 2022)),
)
FIRST_YEAR, LAST_YEAR = 1990, 2045


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or period in the text. `said` marks the day on which somebody spoke, which no figure is measured at."""

    start: int
    end: int
    first: date | None
    last: date | None
    said: bool = False
    weekday: int | None = None
    day: int | None = None  # kept while the year is unknown
    last_day: int | None = None
    month: int | None = None
    part: bool = False  # a span that is no quantity but gives no period (a clock time)


_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_WEEKDAY = r"(?:(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")(?![a-z])\s?[,.]?\s?)"
_MONTH2 = r"(?P<month2>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])"
_YEAR4 = r"(?:19[89]\d|20[0-4]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"

_FULL = re.compile(
    rf"(?<![\w.,/]){_WEEKDAY}?\(?(?P<d1>{_DAY})(?:\s?(?:-|–|—|/|sampai(?:\s+dengan)?|hingga|s\.?/?d\.?)\s?(?P<d2>{_DAY}))?"
    rf"\s{{1,2}}{_MONTH}(?:\s{{1,2}}(?:tahun\s)?(?P<year>{_YEAR4}))?(?!\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"(?:{_WEEKDAY}\(?|(?<![\w.,/-])(?P<open>\()?)(?P<d1>{_DAY})(?P<sep>[/-])(?P<m1>0?[1-9]|1[0-2])"
    rf"(?:[/-](?P<year>{_YEAR4}|\d{{2}}))?(?![\d/%]|[.,]\d)",
    re.IGNORECASE,
)
_ISO = re.compile(rf"(?<![\w-])(?P<year>{_YEAR4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)")
_MONTH_FIRST = re.compile(rf"(?<![a-z]){_MONTH}\s+(?P<d1>{_DAY}),?\s+(?P<year>{_YEAR4})(?!\d)", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    rf"(?<![a-z])(?:bulan\s+)?{_MONTH}(?:\s?(?:-|–|hingga|sampai|dan|s\.?/?d\.?)\s?{_MONTH2})?"
    rf"\s+(?:tahun\s+)?(?P<year>{_YEAR4})(?!\d|\.\d)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"(?<!\w)(?P<kind>triwulan|kuartal|semester|TW)\s+(?:ke-?\s?)?(?P<nth>IV|III|II|I|[1-4]|satu|dua|tiga|empat|pertama|kedua|ketiga|keempat)(?!\w)"
    rf"(?:\s?\([a-z]+\))?(?:[\s-]+(?:tahun\s+)?(?P<year>{_YEAR4})(?!\d|\.\d))?",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"(?<![\w.,/-])(?:(?:tahun|TA|T\.A\.?)\s+(?:anggaran\s+|(?:yang\s+)?)?)?(?P<year>{_YEAR4})"
    rf"(?:\s?(?:-|–|/|hingga|sampai)\s?(?P<year2>{_YEAR4}))?(?![\d%]|[.,]\d|\s?(?:orang|jiwa|KK|KPM|unit|rupiah|persen|pelaku|UMKM|peserta|paket|keluarga|rumah|kelompok|ribu|juta|miliar|milyar)(?!\w))",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?P<next>(?:pada\s+)?tahun\s+(?:depan|mendatang|berikutnya))|(?P<last>(?:pada\s+)?tahun\s+(?:lalu|sebelumnya|kemarin|silam))|(?P<now>tahun\s+ini))(?!\w)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\w.,])(?:pukul\s+)?\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?\s?(?:WIB|WITA|WIT)(?!\w)|pukul\s+\d{1,2}[.:]\d{2}"
)
_MONTH_ALONE = re.compile(
    rf"(?<!\w)(?:pada|bulan|per|hingga|sejak|awal|akhir)\s+{_MONTH}(?!\w)(?!\s+(?:tahun\s+)?\d)", re.IGNORECASE
)


def moments(text: str) -> list[Moment]:
    """All dates and periods of `text` in reading order, without overlaps. Years may still be missing."""
    found: list[Moment] = []
    for match in _ISO.finditer(text):
        if day := _day(int(match["year"]), int(match["m1"]), int(match["d1"])):
            found.append(Moment(match.start(), match.end(), day, day))
    for match in _FULL.finditer(text):
        found.append(_dated(match, MONTHS[match["month"].casefold()], int(match["d1"]), match["d2"], match["year"]))
    for match in _MONTH_FIRST.finditer(text):
        found.append(_dated(match, MONTHS[match["month"].casefold()], int(match["d1"]), None, match["year"], said=True))
    for match in _NUMERIC.finditer(text):
        # Without weekday, bracket or year, "3/4" is a fraction or a list, not a date.
        if match["weekday"] or match["open"] or match["year"]:
            if match["sep"] == "-" and not match["year"]:
                continue
            found.append(_dated(match, int(match["m1"]), int(match["d1"]), None, match["year"], said=True))
    for match in _CLOCK.finditer(text):
        found.append(Moment(match.start(), match.end(), None, None, part=True))
    for match in _QUARTER.finditer(text):
        found.append(_quarter(match))
    for match in _MONTH_YEAR.finditer(text):
        year, month = int(match["year"]), MONTHS[match["month"].casefold()]
        last = MONTHS[match["month2"].casefold()] if match["month2"] else month
        if last >= month:
            found.append(Moment(match.start(), match.end(), date(year, month, 1), _month_end(year, last), month=month))
    for match in _MONTH_ALONE.finditer(text):
        found.append(Moment(match.start(), match.end(), None, None, month=MONTHS[match["month"].casefold()]))
    for match in _YEARS.finditer(text):
        year = int(match["year"])
        last = int(match["year2"]) if match["year2"] else year
        if last >= year:
            found.append(Moment(match.start(), match.end(), date(year, 1, 1), date(last, 12, 31)))
    return _without_overlaps(found)


def relative_years(text: str) -> list[tuple[int, int, int]]:
    """(start, end, years from the anchor) of `tahun lalu`, `tahun ini`, `tahun depan`."""
    steps = {"next": 1, "last": -1, "now": 0}
    return [(m.start(), m.end(), steps[str(m.lastgroup)]) for m in _RELATIVE.finditer(text)]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which missing years are counted.

    `is_time_of_writing`: figures without a period of their own belong to its year.
    """

    day: date
    is_time_of_writing: bool


def anchor_date(text: str, found: Sequence[Moment], published: date | None) -> Anchor | None:
    """The day of publication, else the latest full date on which somebody spoke, else a day and weekday that fit only
    one of the years the text speaks of, else the end of the only year it names."""
    if published is not None:
        return Anchor(published, True)
    day = _spoken_date(text, found)
    if day is not None:
        return Anchor(day, True)
    years = {m.first.year for m in found if m.first is not None}
    return Anchor(date(min(years), 12, 31), False) if len(years) == 1 else None


def _spoken_date(text: str, found: Sequence[Moment]) -> date | None:
    spoken = [m.first for m in found if m.said and m.first is not None]
    if spoken:
        return max(spoken)
    years = sorted({m.first.year for m in found if m.first is not None})
    partial = [m for m in found if m.day is not None and m.month is not None and m.weekday is not None]
    for moment in partial:
        for candidates in (years, *(era for word, era in ERAS if word.search(text))):
            fitting = [
                day
                for year in candidates
                if (day := _day(year, moment.month or 1, moment.day or 1)) and day.weekday() == moment.weekday
            ]
            if len(fitting) == 1:
                return fitting[0]
    return None


def with_years(found: Sequence[Moment], anchor: date | None) -> list[Moment]:
    """Moments without a year get the one nearest to the anchor; without an anchor they stay without days."""
    return [_with_year(moment, anchor) for moment in found]


def year_span(year: int) -> tuple[date, date]:
    """1 January and 31 December of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def _with_year(moment: Moment, anchor: date | None) -> Moment:
    if moment.first is not None or moment.month is None or anchor is None:
        return moment
    if moment.day is None:
        year = anchor.year if moment.month <= anchor.month else anchor.year - 1
        return replace(moment, first=date(year, moment.month, 1), last=_month_end(year, moment.month))
    near = [
        (abs(day - anchor), day)
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if (day := _day(year, moment.month, moment.day))
    ]
    if not near:
        return moment
    # A day of the past year is likelier than one as far ahead: news report what happened.
    first = min(near, key=lambda pair: (pair[0] if pair[1] <= anchor + timedelta(days=60) else pair[0] * 2, pair[1]))[1]
    last = _day(first.year, moment.month, moment.last_day) if moment.last_day else first
    return replace(moment, first=first, last=last or first)


def _dated(
    match: re.Match[str], month: int, day: int, last_day: str | None, year: str | None, *, said: bool = False
) -> Moment:
    groups = match.groupdict()
    weekday = WEEKDAYS.get((groups.get("weekday") or "").casefold())
    last = int(last_day) if last_day else None
    is_said = (said or weekday is not None) and last is None
    moment = Moment(
        match.start(), match.end(), None, None, said=is_said, weekday=weekday, day=day, last_day=last, month=month
    )
    if not year:
        return moment
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    first = _day(full_year, month, day)
    if first is None or not FIRST_YEAR <= full_year <= LAST_YEAR:
        return replace(moment, day=None, month=None)
    return replace(moment, first=first, last=(_day(full_year, month, last) if last else None) or first)


def _quarter(match: re.Match[str]) -> Moment:
    if not match["year"]:
        return Moment(match.start(), match.end(), None, None)
    year, nth = int(match["year"]), QUARTERS[match["nth"].casefold()]
    months = 6 if match["kind"].casefold() == "semester" else 3
    if nth * months > 12:
        return Moment(match.start(), match.end(), None, None)
    return Moment(match.start(), match.end(), date(year, (nth - 1) * months + 1, 1), _month_end(year, nth * months))


def _without_overlaps(found: list[Moment]) -> list[Moment]:
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda m: (m.start, -(m.end - m.start))):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
        elif moment.end - moment.start > kept[-1].end - kept[-1].start:
            kept[-1] = moment
    return kept


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
