"""Months, parts of a year, years and areas that a text names, in Indonesian or in English.

Enters: a text, or the Indonesian and the English half of a title. Leaves: the times of an English text in Indonesian
words, `s.d. juni 2023`; `differences`: what the English half says against the Indonesian one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lumbung.workbooks.periods import MONTHS, years_in

_ENGLISH_MONTHS = {
    "january": "januari",
    "february": "februari",
    "march": "maret",
    "april": "april",
    "may": "mei",
    "june": "juni",
    "july": "juli",
    "august": "agustus",
    "september": "september",
    "october": "oktober",
    "november": "november",
    "december": "desember",
}
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10}
_SHORT |= {"nov": 11, "dec": 12}
_NAMES = list(_ENGLISH_MONTHS.values())
_YEAR = r"(?:19|20)\d\d"
_LONG = "|".join(_ENGLISH_MONTHS)
# `may` is no month in `figures may differ`.
_MONTH_NAMED = re.compile(
    rf"\b(?!may\s+(?:not|be|have|differ|include|contain|change|vary|also|add)\b)({_LONG})\b", re.IGNORECASE
)
_TO_MONTH = re.compile(rf"(?<=\w)\s+to\s+(?=(?:{'|'.join(_NAMES)})\b)", re.IGNORECASE)
_SHORT_NAMED = re.compile(rf"\b({'|'.join(_SHORT)})\b\.?(?=\s*,?\s*{_YEAR})", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({'|'.join(_NAMES)})\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?={_YEAR})", re.IGNORECASE)
_ORDINALS = {"first": "i", "1st": "i", "second": "ii", "2nd": "ii", "third": "iii", "3rd": "iii"}
_ORDINALS |= {"fourth": "iv", "4th": "iv"}
_PARTS = {"quarter": "triwulan", "semester": "semester", "half": "semester"}
_ORDINAL_PART = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+({'|'.join(_PARTS)})(?:\s+of)?\b", re.IGNORECASE)
_NUMBERED_PART = re.compile(r"\b(?:quarter\s+|q)(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_UNTIL_IN_ENGLISH = re.compile(
    r"\b(?:until|up\s+to|through|till|to\s+the\s+end\s+of)\s+(?:the\s+)?(?:end\s+of\s+)?", re.I
)
_AS_OF_IN_ENGLISH = re.compile(r"\b(?:as\s+of|as\s+at)\s+(?:the\s+)?(?:end\s+of\s+)?", re.IGNORECASE)

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_UNTIL = r"(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga)"
_LEAD = rf"(?:(?P<until>{_UNTIL})|(?:per|posisi|keadaan|kondisi))\s*(?:akhir\s+)?(?:bulan\s+|tanggal\s+|tgl\.?\s+)?"
_TAIL = rf"(?:[\s,]*(?:tahun\s+)?{_YEAR}(?!\d))?"
_TIME = re.compile(
    rf"(?<![^\W\d_])(?:{_LEAD})?(?:"
    rf"(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{_MONTH})(?![^\W\d_]){_TAIL}"
    rf"(?:\s*(?:-|–|—|{_UNTIL})\s*(?:\d{{1,2}}\s+)?(?P<month2>{_MONTH})(?![^\W\d_]){_TAIL})?"
    rf"|(?P<part>triwulan|tw|kuartal|semester|smt|sem)\.?\s*(?:ke-?\s*)?(?P<number>iv|i{{1,3}}|[1-4])(?![^\W_]){_TAIL})",
    re.IGNORECASE,
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
AREA_WORDS = {"urban": "perkotaan", "rural": "perdesaan"}
"""Area -> its name in Indonesian."""
_HEADINGS = {"kota": "urban", "desa": "rural"}
_AREAS = {
    "urban": re.compile(r"\b(?:perkotaan|urban)\b", re.IGNORECASE),
    "rural": re.compile(r"\b(?:perdesaan|pedesaan|rural)\b", re.IGNORECASE),
}
_SIDES = {
    "budget": re.compile(r"\b(?:anggaran|pagu|budgets?)\b", re.IGNORECASE),
    "actual": re.compile(r"\b(?:realisasi|actual|reali[sz]ations?)\b", re.IGNORECASE),
}
# Persons and families; names of programmes count nobody.
_COUNTED = {
    "families": re.compile(
        r"\b(?:kpm|kk|keluarga(?!\s+(?:harapan|berencana|sejahtera))|rumah\s*tangga|ruta|"
        r"famil(?:y(?!\s+(?:hope|planning|welfare))|ies)|households?)\b",
        re.IGNORECASE,
    ),
    "persons": re.compile(
        r"\b(?:orang|jiwa|individu|penduduk|warga|anggota|persons?|people|individuals?|members?)\b", re.IGNORECASE
    ),
}
_REGION_IN_ENGLISH = re.compile(r"\b([A-Z][^\W\d_]+)\s+(regency|municipality)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Time:
    """A month, some months or a part of a year: its words, its first and last month, and whether it says `until`."""

    words: str
    first: int
    last: int
    is_until: bool
    day: int | None = None


def times_in_indonesian(english: str) -> str:
    """An English text with its months, quarters and half years in Indonesian words; the rest stays as it is."""
    text = _MONTH_NAMED.sub(lambda match: _ENGLISH_MONTHS[match[1].casefold()], english.replace("_", " "))
    text = _SHORT_NAMED.sub(lambda match: _NAMES[_SHORT[match[1].casefold()] - 1], text)
    text = _MONTH_DAY.sub(r"\2 \1 ", text)
    text = _TO_MONTH.sub("-", text)
    text = _ORDINAL_PART.sub(lambda match: f"{_PARTS[match[2].casefold()]} {_ORDINALS[match[1].casefold()]}", text)
    text = _NUMBERED_PART.sub(lambda match: f"triwulan {match[1].casefold()}", text)
    return _AS_OF_IN_ENGLISH.sub("per ", _UNTIL_IN_ENGLISH.sub("s.d. ", text))


def times_in(text: str) -> list[Time]:
    """The months and parts of years that an Indonesian text names, in its order."""
    return [_time(match) for match in _TIME.finditer(text.replace("_", " "))]


def differences(indonesian: str, english: str) -> list[str]:
    """What an English half says of when, where and what against the Indonesian one, in words; nothing where it fits.

    A half that says nothing of a kind contradicts nothing, nor does one that says less of it than the Indonesian one.
    """
    found = []
    years, others = years_in(indonesian), years_in(english)
    if years and others - years:
        found.append(f"{_list(map(str, sorted(years)))} in Indonesian, {_list(map(str, sorted(others)))} in English")
    times, translated = times_in(indonesian), times_in(times_in_indonesian(english))
    strange = [time for time in translated if not any(_fits(time, own) for own in times)]
    if times and strange:
        found.append(f"{_list(_words(times))} in Indonesian, {_list(_words(strange))} in English")
    areas, said = _areas(indonesian), _areas(english)
    if areas and said and areas != said:
        found.append(f"{_list(sorted(areas))} in Indonesian, {_list(sorted(said))} in English")
    sides, translated_sides = _sides(indonesian), _sides(english)
    if sides and translated_sides and not sides & translated_sides:
        found.append(f"{_list(sides)} in Indonesian, {_list(translated_sides)} in English")
    return [*found, *differently_counted(indonesian, english), *_other_kinds(indonesian, english)]


def differently_counted(indonesian: str, english: str) -> list[str]:
    """Where one language counts families and the other persons: `Jumlah KPM`, `Number of Persons`."""
    counted, told = (
        {kind for kind, pattern in _COUNTED.items() if pattern.search(text)} for text in (indonesian, english)
    )
    if not counted or not told or counted & told:
        return []
    return [f"{_list(counted)} in Indonesian, {_list(told)} in English"]


def times_differ(text: str, other: str) -> str | None:
    """What the months and parts of years of two texts are, where none of one text fits any of the other; else None."""
    own, others = _certain(text), _certain(other)
    if not own or not others or any(_may_be_one(one, two) for one in own for two in others):
        return None
    return f"{_list(_words(own))} and {_list(_words(others))}"


def _certain(text: str) -> list[Time]:
    """The times of a text but for words that are months only beside a year: `Des` may be a village."""
    return [
        time
        for time in times_in(text)
        if years_in(time.words) or not re.search(r"\b(?:des|agus)$", time.words, re.IGNORECASE)
    ]


def _may_be_one(one: Time, other: Time) -> bool:
    """Whether two times end alike, one of them is a part of the other, or both are one half year of the survey."""
    longer, shorter = sorted((one, other), key=lambda time: time.first - time.last)
    is_part = longer.first < longer.last and longer.first <= shorter.first and shorter.last <= longer.last
    return one.last == other.last or is_part or {_half_year(one), _half_year(other)} in ({3}, {9})


def _sides(text: str) -> set[str]:
    return {side for side, pattern in _SIDES.items() if pattern.search(text)}


def _other_kinds(indonesian: str, english: str) -> list[str]:
    """Regions that are of another kind in English: `Kota Tegal`, `Tegal Regency`."""
    found = []
    for match in _REGION_IN_ENGLISH.finditer(english):
        own = "Kabupaten" if match[2].casefold() == "regency" else "Kota"
        other = "Kota" if own == "Kabupaten" else "Kab"
        name = re.escape(match[1])
        is_other = re.search(rf"\b{other}[a-z.]*\s+{name}\b", indonesian, re.IGNORECASE)
        if is_other and not re.search(rf"\b{own[:3]}[a-z.]*\s+{name}\b", indonesian, re.IGNORECASE):
            found.append(f"{is_other[0]} in Indonesian, {match[0]} in English")
    return list(dict.fromkeys(found))


def _time(match: re.Match[str]) -> Time:
    if match["month"]:
        last = MONTHS[(match["month2"] or match["month"]).casefold()]
        first = MONTHS[match["month"].casefold()]
    else:
        length = 3 if match["part"].casefold()[0] in "tk" else 6
        last = length * _NUMBERS[match["number"].casefold()]
        first = last - length + 1
    day = int(match["day"]) if match["day"] else None
    return Time(" ".join(match[0].split()), first, last, match["until"] is not None, day)


def _fits(english: Time, own: Time) -> bool:
    """Whether an English time may be an Indonesian one: both end alike, and the English one is no narrower.

    The poverty survey's half years are named by its months, March and September.
    """
    if english.day and own.day and english.day != own.day:
        return False
    if english.is_until and not own.is_until and own.first > 1:
        return False  # from January, and of that month alone
    if english.last == own.last:
        return own.is_until or english.first <= own.first
    return {_half_year(english), _half_year(own)} in ({3}, {9})


def _half_year(time: Time) -> int | None:
    """The month of the poverty survey that a half year means; the month itself where it is one."""
    if (time.first, time.last) in ((1, 6), (7, 12)):
        return time.last - 3
    return time.last if time.first == time.last else None


def area_named(text: str) -> set[str]:
    """The areas that a title is the name of: `Kota`, `Kota + Desa`; nothing for any other title."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    is_name = bool(words) and set(words) <= {*_HEADINGS, "dan"}
    return {area for word, area in _HEADINGS.items() if is_name and word in words}


def _areas(text: str) -> set[str]:
    return {area for area, pattern in _AREAS.items() if pattern.search(text)} | area_named(text)


def _words(times: list[Time]) -> list[str]:
    return list(dict.fromkeys(time.words for time in times))


def _list(words: Iterable[str]) -> str:
    return " and ".join(words)
