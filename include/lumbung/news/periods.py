"""Dates and periods in Indonesian text.

In: the words of a text and, where known, the date of publication. Out: `Moment` spans (none of them is a quantity)
with the days they cover, and the anchor date from which a missing year is resolved.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from lumbung.news.tokens import Words, word_set, words_of

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
    last_month: int | None = None
    part: bool = False  # a span that is no quantity but gives no period (a clock time)


_RANGE_SIGNS = frozenset({"-", "–", "—", "/", "sampai", "hingga", "sd"})
_MONTH_PREFIXES = frozenset({"pada", "bulan", "per", "hingga", "sejak", "awal", "akhir"})
_QUARTER_KINDS = {"triwulan": 3, "kuartal": 3, "tw": 3, "semester": 6}
_FIRST_WORDS = MONTHS.keys() | _QUARTER_KINDS.keys()
_ZONES = frozenset({"wib", "wita", "wit"})
# A number like 2023 in front of one of these counts things, unless "tahun" stands before it.
_COUNTED = word_set(
    "orang jiwa kk kpm unit rupiah persen pelaku umkm peserta paket keluarga rumah kelompok ribu juta miliar milyar "
    "warga siswa pekerja penerima %"
)
_YEAR = frozenset({"tahun"})
_RELATIVE = {"ini": 0, "lalu": -1, "sebelumnya": -1, "kemarin": -1, "silam": -1}
_RELATIVE |= {"depan": 1, "mendatang": 1, "berikutnya": 1}


def moments(text: str | Words) -> list[Moment]:
    """All dates and periods of a text in reading order, without overlaps. Years may still be missing."""
    return list(_moments(words_of(text) if isinstance(text, str) else text))


@lru_cache(maxsize=1)
def _moments(words: Words) -> tuple[Moment, ...]:
    """The last ones are kept: figures and checks ask for those of the same text."""
    begins = sorted([*words.digits, *words.where(_FIRST_WORDS)])
    found = [moment for i in begins if (moment := _moment_at(words, i)) is not None]
    return tuple(_without_overlaps(found))


def _moment_at(words: Words, i: int) -> Moment | None:
    word = words.words[i]
    if word in MONTHS:
        return _month_first(words, i) or _month_and_year(words, i) or _month_alone(words, i)
    if word in _QUARTER_KINDS:
        return _quarter(words, i)
    before = words.words[i - 1] if words.touches(i) else ""
    if before in (".", ",", "@", "#", "_") or before.isalnum() or words.words[i - 1] in ("rp", "$", "idr"):
        return None
    return _clock(words, i) or _iso(words, i) or _full(words, i) or _numeric(words, i) or _years(words, i)


def _full(words: Words, i: int) -> Moment | None:
    """`Rabu (3 November 2021`, `12-14 Juni`."""
    if not _is_day(words.words[i]):
        return None
    day, last_day, at = int(words.words[i]), None, i + 1
    behind = _behind_range_sign(words, at)
    if behind is not None and _is_day(words.words[behind]) and words.words[behind + 1] in MONTHS:
        last_day, at = int(words.words[behind]), behind + 1
    month = MONTHS.get(words.words[at])
    if month is None or words.gap(at) > 2:
        return None
    end, at = words.ends[at], at + 1
    if words.words[at] == "." and words.touches(at):
        at += 1
    if words.words[at] == "tahun":
        at += 1
    year = _year(words, at)
    if year is not None:
        end = words.starts[at] + 4
    start, weekday = _weekday_before(words, i)
    return _dated(start, end, month, day, year, weekday=weekday, last_day=last_day)


def _numeric(words: Words, i: int) -> Moment | None:
    """`Selasa (29/06/21)`, `(24/8)`, `31/3-2023`. Without weekday, bracket or year, "3/4" is a fraction."""
    sign = words.words[i + 1]
    if not _is_day(words.words[i]) or sign not in ("/", "-") or not words.touches(i + 1) or not words.touches(i + 2):
        return None
    month_word = words.words[i + 2]
    if not month_word.isdigit() or len(month_word) > 2 or not 1 <= int(month_word) <= 12:
        return None
    end, year = words.ends[i + 2], None
    if words.words[i + 3] in ("/", "-") and words.touches(i + 3):
        year = _year(words, i + 4)
        if year is not None:
            end = words.starts[i + 4] + 4
        elif len(words.words[i + 4]) == 2 and words.words[i + 4].isdigit():
            year, end = 2000 + int(words.words[i + 4]), words.ends[i + 4]
        else:
            return None
    start, weekday = _weekday_before(words, i)
    bracket = words.words[i - 1] == "(" and words.touches(i)
    if not (weekday is not None or bracket or year is not None) or (sign == "-" and year is None):
        return None
    if words.words[i - 1] in ("/", "-") and words.touches(i):
        return None
    return _dated(start, end, int(month_word), int(words.words[i]), year, weekday=weekday, said=True)


def _iso(words: Words, i: int) -> Moment | None:
    year = _year(words, i)
    parts = words.words[i + 1 : i + 5]
    if year is None or parts[0] != "-" or parts[2] != "-" or len(parts[1]) != 2 or len(parts[3]) != 2:
        return None
    if not (parts[1].isdigit() and parts[3].isdigit()):
        return None
    day = _day(year, int(parts[1]), int(parts[3]))
    return Moment(words.starts[i], words.ends[i + 4], day, day) if day else None


def _clock(words: Words, i: int) -> Moment | None:
    """`pukul 08.45`, `14:56 WIB`, `09.00-11.00 WITA`: no quantity, and no period."""
    stop = _behind_clock(words, i)
    if stop is None:
        return None
    if words.words[stop] in ("-", "–") and (later := _behind_clock(words, stop + 1)) is not None:
        stop = later
    if words.words[stop] in _ZONES:
        stop += 1
    elif words.words[i - 1] not in ("pukul", "jam"):
        return None
    return Moment(words.starts[i], words.ends[stop - 1], None, None, part=True)


def _behind_clock(words: Words, i: int) -> int | None:
    hour, _, minute = words.words[i].partition(".")
    if minute:
        return i + 1 if len(hour) <= 2 and len(minute) == 2 and minute.isdigit() else None
    if len(hour) <= 2 and hour.isdigit() and words.words[i + 1] == ":" and len(words.words[i + 2]) == 2:
        return i + 3
    return None


def _month_first(words: Words, i: int) -> Moment | None:
    """`January 10, 2018`."""
    at = i + 2 if words.words[i + 1] == "." else i + 1
    if not _is_day(words.words[at]):
        return None
    after = at + 2 if words.words[at + 1] == "," else at + 1
    year = _year(words, after)
    if year is None:
        return None
    return _dated(
        words.starts[i], words.starts[after] + 4, MONTHS[words.words[i]], int(words.words[at]), year, said=True
    )


def _month_and_year(words: Words, i: int) -> Moment | None:
    """`Maret 2022`, `Januari-November 2025`, `Oktober, November, dan Desember 2025`."""
    month = MONTHS[words.words[i]]
    last, at = _last_month(words, i)
    if words.words[at] == "tahun":
        at += 1
    year = _year(words, at)
    if year is None or last < month or words.words[at + 1] == "%":
        return None
    first = i - 1 if words.words[i - 1] == "bulan" else i
    return Moment(words.starts[first], words.starts[at] + 4, date(year, month, 1), _month_end(year, last), month=month)


def _last_month(words: Words, i: int) -> tuple[int, int]:
    """The last of the months that are told from word `i` on, and the word behind it."""
    last, at = MONTHS[words.words[i]], i + 1
    while True:
        behind = at
        while words.words[behind] in (",", "dan", "-", "–", ".", "hingga", "sampai"):
            behind += 1
        if behind == at or words.words[behind] not in MONTHS or behind - at > 2:
            return last, at
        last, at = MONTHS[words.words[behind]], behind + 1


def _month_alone(words: Words, i: int) -> Moment | None:
    """`pada Maret`, `Juni-Juli`: the year is the nearest one."""
    month = MONTHS[words.words[i]]
    last, at = _last_month(words, i)
    if last > month and not words.words[at][:1].isdigit():
        return Moment(words.starts[i], words.ends[at - 1], None, None, month=month, last_month=last)
    if words.words[i - 1] not in _MONTH_PREFIXES or words.words[i + 1][:1].isdigit():
        return None
    return Moment(words.starts[i - 1], words.ends[i], None, None, month=month)


def _quarter(words: Words, i: int) -> Moment | None:
    """`triwulan III tahun 2025`, `kuartal IV-2025`, `semester I`."""
    at = i + 1
    if words.words[at] == "ke":
        at += 2 if words.words[at + 1] == "-" else 1
    nth = QUARTERS.get(words.words[at])
    if nth is None:
        return None
    end, at = words.ends[at], at + 1
    while words.words[at] in ("-", "–", "tahun"):
        at += 1
    year = _year(words, at)
    months = _QUARTER_KINDS[words.words[i]]
    if year is None or nth * months > 12:
        return Moment(words.starts[i], end, None, None)
    return Moment(
        words.starts[i],
        words.starts[at] + 4,
        date(year, (nth - 1) * months + 1, 1),
        _month_end(year, nth * months),
    )


def _years(words: Words, i: int) -> Moment | None:
    """`tahun 2021`, `2018-2023`, `TA 2024`."""
    year = _year(words, i)
    if year is None or (words.words[i - 1] in ("-", "/") and words.touches(i)):
        return None
    named = words.words[i - 1] in ("tahun", "anggaran", "ta")
    end, stop, last = words.starts[i] + 4, i + 1, year
    behind = _behind_range_sign(words, stop)
    if behind is not None and (later := _year(words, behind)) is not None:
        last, end, stop = later, words.starts[behind] + 4, behind + 1
    if last < year or (words.words[stop] in _COUNTED and not named):
        return None
    first = i
    while words.words[first - 1] in ("tahun", "anggaran", "ta"):
        first -= 1
    return Moment(words.starts[first], end, date(year, 1, 1), date(last, 12, 31))


def _year(words: Words, i: int) -> int | None:
    """A year at word `i`; `2024,19` is a year with the hour run into it."""
    word = words.words[i]
    if len(word) > 4 and word[4] != ",":
        return None
    year = word[:4]
    if len(year) == 4 and year.isdigit() and year[:2] in ("19", "20") and FIRST_YEAR <= int(year) <= LAST_YEAR:
        return int(year)
    return None


def _is_day(word: str) -> bool:
    return len(word) <= 2 and word.isdigit() and 1 <= int(word) <= 31


def _behind_range_sign(words: Words, i: int) -> int | None:
    word = words.words[i]
    if word == "s" and words.words[i + 1] in (".", "/") and words.words[i + 2] == "d":
        return i + 4 if words.words[i + 3] == "." else i + 3
    if word not in _RANGE_SIGNS:
        return None
    return i + 2 if words.words[i + 1] == "dengan" else i + 1


def _weekday_before(words: Words, i: int) -> tuple[int, int | None]:
    """Where the date begins with its weekday and bracket, and the weekday: `Selasa (`, `Jum'at,`."""
    at = i - 1
    while at >= 0 and words.words[at] in ("(", ",", "."):
        at -= 1
    if i - 1 - at > 2 or at < 0:
        return words.starts[i], None
    word = words.words[at]
    if word == "at" and words.words[at - 2] == "jum":
        return words.starts[at - 2], WEEKDAYS["jumat"]
    if word in WEEKDAYS:
        return words.starts[at], WEEKDAYS[word]
    return words.starts[i], None


def relative_years(words: Words) -> list[tuple[int, int, int]]:
    """(start, end, years from the anchor) of `tahun lalu`, `tahun ini`, `tahun depan`."""
    return [
        (words.starts[i], words.ends[i + 1], step)
        for i in words.where(_YEAR)
        if (step := _RELATIVE.get(words.words[i + 1])) is not None
    ]


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


_MONTHS_AHEAD = 2  # "bantuan Oktober-Desember", told in August


def _with_year(moment: Moment, anchor: date | None) -> Moment:
    if moment.first is not None or moment.month is None or anchor is None:
        return moment
    if moment.last_month is not None:
        year = anchor.year if moment.month <= anchor.month + _MONTHS_AHEAD else anchor.year - 1
        return replace(moment, first=date(year, moment.month, 1), last=_month_end(year, moment.last_month))
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
    start: int,
    end: int,
    month: int,
    day: int,
    year: int | None,
    *,
    weekday: int | None = None,
    last_day: int | None = None,
    said: bool = False,
) -> Moment:
    is_said = (said or weekday is not None) and last_day is None
    moment = Moment(start, end, None, None, said=is_said, weekday=weekday, day=day, last_day=last_day, month=month)
    if year is None:
        return moment
    first = _day(year, month, day)
    if first is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return replace(moment, day=None, month=None)
    return replace(moment, first=first, last=(_day(year, month, last_day) if last_day else None) or first)


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
