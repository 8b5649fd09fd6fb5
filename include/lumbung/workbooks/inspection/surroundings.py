"""Facts that stand outside a table, looked for wherever they may stand, and read the way the reader will read them.

Enters: a table and its file's name. Leaves: `Found`: what the YAML says, what it gives, and where it stood; or `None`,
or why it is not certain. A fact is proposed only where `read_facts` gives with that YAML what was seen here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import PurePosixPath

from pydantic import ValidationError

from lumbung.reference.regions import Region, regions
from lumbung.sources.model import FactSpec
from lumbung.workbooks.errors import WorkbookRefused, printable
from lumbung.workbooks.facts import Surroundings, read_facts
from lumbung.workbooks.inspection.tables import SeenTable
from lumbung.workbooks.inspection.times_told import differently_counted, times_differ, times_in_indonesian
from lumbung.workbooks.inspection.translation import contradictions, in_both, indonesian, without_translations
from lumbung.workbooks.inspection.vocabulary import (
    COMMON_WORDS,
    FILLERS,
    FUNDS,
    PUBLISHERS,
    REGISTRIES,
    STAGES,
)
from lumbung.workbooks.inspection.words import folded, is_region_name
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import MONTHS, Period, months_in, parse_period, period_in, years_in
from lumbung.workbooks.scales import scale_in_title

PLACES = {"title": "title", "sheet": "sheet name", "header": "header", "notes": "notes", "file_name": "file name"}
_LONG_MONTH = "|".join(
    sorted((name for name in MONTHS if len(name) > 4 or name in ("mei", "juni", "juli")), key=len, reverse=True)
)
_TO_DATE = re.compile(
    r"\b(?=(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|per(?!\s+bulan)|posisi|keadaan|kumulatif)\s+"
    r"(?:akhir\s+)?(?:bulan\s+|tanggal\s+|tgl\.?\s+)?(?:\d{1,2}\s+)?([A-Za-z]+))",
    re.IGNORECASE,
)
_POSITION = re.compile(r"\b(?:per|posisi|keadaan|kondisi)\s+(?:tanggal\s+|tgl\.?\s+)?\d{1,2}\b", re.IGNORECASE)
# What a note says of the sheet itself, and what it says of the figures in it.
_ABOUT_THE_PAPER = re.compile(
    r"\b(?:di)?(?:akses|unduh|rilis|cetak|buat|perbarui|update|publikasi|terbit)(?:kan)?\b|\b(?:access(?:ed)?|updated|retrieved|released|published|downloaded|printed)\b",
    re.IGNORECASE,
)
_ABOUT_FIGURES = re.compile(
    r"\b(?:susenas|sosial\s+ekonomi\s+nasional|kondisi|keadaan|posisi|angka|data|periode|survei|bulan|hasil|semester|per|"
    r"pendataan|estimasi|referensi)\b",
    re.IGNORECASE,
)
# The day of a file in its name, and the kind of a book that is named by the year after that of its figures.
_DAY_OF_FILE = re.compile(
    r"(?<!\d)(?:\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d|(?:19|20)\d\d[-. ]?[01]\d[-. ]?[0-3]\d)(?!\d)"
)
_MONTH_OF_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d)")
_YEARBOOK = re.compile(r"\b(?:dalam angka|dda|kda|publikasi)\b", re.IGNORECASE)
_TIMES = re.compile(
    r"[x×*]\s*10[0.,]*(?![\d%]|\s*(?:bulan|hari|minggu|kali|kg|cm|m)\b)|\bkali\s+10[0.,]*\b|\b10\s*\^\s*\d|\b(?:dalam|satuan)\s*:?\s*(?:ratus|puluh)(?:an)?\b|"
    r"\(\s*(?:ratus|puluh)(?:an)?\b",
    re.IGNORECASE,
)
# How a percentage is computed: `5/4 x 100`.
_FORMULA = re.compile(r"%|\bpersen|[/:=÷]\s*[^x×*]*[x×*]\s*100\b|\d\s*[x×*]\s*100\b", re.IGNORECASE)
_DAY_OF = re.compile(r"[^\W\d_]+\s*,\s*\d{1,2}\s+[^\W\d_]+\s+(?:19|20)\d\d")
_DAY = re.compile(r"\b\d{1,2}\s+[^\W\d_]+\s+(?:19|20)\d\d|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")
_HALF_YEAR = re.compile(r"\bsem(?:ester)?\.?\s+(ii|i|2|1)\b", re.IGNORECASE)
_HALF_YEARS = {"i": 3, "1": 3, "ii": 9, "2": 9}
MONTH_NAMES = {number: name.capitalize() for name, number in reversed(MONTHS.items())}
_PART_SAID = re.compile(
    r"(?:\b(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga)\s*(?:akhir\s+)?(?:bulan\s+)?)?"
    rf"\b(?:(?:triwulan|tw|semester|smt)\b\.?\s*(?:ke-?\s*)?(?:iv|i{{1,3}}|[1-4])\b|"
    rf"(?:{_LONG_MONTH})\b(?:\s*(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|[-–—])\s*(?:bulan\s+)?(?:{_LONG_MONTH})\b)?)"
    r"(?:\s*,?\s*(?:tahun\s+)?(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:s\s*[./]?\s*d\b|sampai|hingga|kumulatif)", re.IGNORECASE)
_ANY_YEAR = 2000
_STATE_WORDS = frozenset({"posisi", "keadaan", "kondisi"})
_WHOLE_YEAR = re.compile(
    r"\bjanuari\s*(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|[-–—])\s*desember\b", re.IGNORECASE
)
_AS_OF = re.compile(
    r"\b(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|per|posisi|keadaan|kondisi)\s+(?:akhir\s+)?(?:bulan\s+|tanggal\s+|"
    r"tgl\.?\s+)?(?:\d{1,2}\s+)?([A-Za-z]+)(?:\s+(?:tahun\s+)?(?:19|20)\d\d)?",
    re.IGNORECASE,
)
# `- = nihil`, `Tanda (–) berarti nol`, `Catatan: – Nihil`; what stands behind a mark that explains something else ends
# it.
_DASHES = ("-", "–", "—")
_MARK_EXPLAINED = re.compile(
    r"(?:(?:^|[\s(\"':;,])([-–—])[)\"']*\s*(?:=|:|\b(?:berarti|artinya|adalah|menunjukkan)\b)|"
    r"\b(?:catatan|note|keterangan|ket)\.?\s*:\s*([-–—])\s+(?=\w)(?!berarti|artinya|adalah|menunjukkan))\s*([^;,.=\n]*)",
    re.IGNORECASE,
)
_ZERO_WORDS = frozenset({"nihil", "nil", "nol", "0", "zero"})
_MISSING_WORDS = frozenset({"data", "tersedia", "diketahui", "available", "lapor", "melapor", "dilaporkan", "belum"})
_STAGE_OF_YEAR = re.compile(
    r"\b(?:tahap|termin|gelombang|angkatan|batch)[\s_]*(?:ke-?\s*)?(?:[ivx]+|\d+)\b", re.IGNORECASE
)
_STAGE_WITH_MONTHS = re.compile(
    rf"{_STAGE_OF_YEAR.pattern}\s*[(,:]?\s*(?:bulan\s+|periode\s+)?(?:{_LONG_MONTH})\s*"
    rf"(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|[-–—])\s*(?:bulan\s+)?(?:{_LONG_MONTH})\b",
    re.IGNORECASE,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_PART_OF_YEAR = re.compile(r"\b(?:triwulan|tw|kuartal|q[1-4]|caturwulan|semester|smt|sem|tahap)", re.IGNORECASE)
# A change of other things than of a budget.
_NO_STAGE = re.compile(r"\bperubahan (?:iklim|perilaku|sosial|status|data|nama)\b")
# Funds that a title names by themselves; of the region's whole budget, APBD, only where it says that it is the source.
_FUND = re.compile(
    r"\b(DAK(?:\s+(?:Non[\s-]?)?Fisik)?|DBH[\s-]?CHT|DAU(?:\s+SG)?|Dana\s+Insentif\s+(?:Fiskal|Daerah)|Dana\s+Otsus|BOK|BOS)\b",
    re.IGNORECASE,
)
_FUND_SAID = re.compile(
    r"\b(?:sumber\s+dana|bersumber(?:\s+dari)?(?:\s+dana)?|dari\s+dana)\s*:?\s+(APB[DN](?:\s+(?:Provinsi|Kabupaten|Kota|Murni))?|PAD|"
    r"Dana\s+Desa|CSR|Baznas)\b",
    re.IGNORECASE,
)
# A note may name the year of the figures, or that in which it was written.
_YEAR_IN_NOTES = (
    r"(?:susenas|keadaan|kondisi|angka|data\s+tahun|tahun\s+data|data(?=\s+(?:bulan\s+)?(?:maret|september)\b)|survei\s+sosial\s+ekonomi\s+nasional)"
    r"(?:\s*\(?susenas\)?)?(?:\s*,?\s*(?:bulan\s+|tahun\s+)?(?:maret|september))?\s*,?\s*(?:tahun\s+)?((?:19|20)\d\d)(?!\d)"
)
# `2023_08` in a file's name may be August.
_LONE_YEAR = r"(?<!\d)(?<!\d[_. -])((?:19|20)\d\d)(?![_. -]?\d)"


@dataclass(frozen=True)
class Found:
    """A fact: what goes into the YAML, what that gives, and where it was found."""

    spec: dict[str, object]
    value: object
    where: str


@dataclass(frozen=True)
class Unclear:
    """Why a fact is not certain."""

    reason: str


class Around:
    """The texts around one table, in Indonesian; facts are read from them as they are printed."""

    def __init__(self, table: SeenTable, file_name: str) -> None:
        self.table = table
        self.texts: dict[str, Sequence[str]] = {
            "title": without_translations(table.above),
            "sheet": [table.sheet.name],
            "header": [indonesian(SEPARATOR.join(path)) for path in table.paths if path],
            "notes": without_translations(table.notes),
            "file_name": [PurePosixPath(file_name).stem],
        }
        self._printed: dict[str, Sequence[str]] = {
            "title": table.above,
            "header": [SEPARATOR.join(path) for path in table.paths if path],
            "notes": table.notes,
        }
        self._surroundings = Surroundings(table.sheet.name, {**self.texts, **self._printed})
        self._in_indonesian = Surroundings(table.sheet.name, self.texts)

    @property
    def title(self) -> str:
        """The texts above the table, as one."""
        return " ".join(self.texts["title"])

    @cached_property
    def contradictions(self) -> list[str]:
        """What title, header and notes say of years, months, areas, units otherwise in English than in Indonesian."""
        told = contradictions(self.table.above)
        above, in_english = in_both(self.table.above)
        columns = "; ".join(in_both([text])[0] for path in self.table.paths for text in path)
        told += differently_counted(f"{above}; {columns}", in_english)
        for path in self.table.paths:
            told += [one for text in path for one in contradictions([text])]
        for pair in pairwise(["", *self.table.notes]):
            about = [text for text in pair if text and not _ABOUT_THE_PAPER.search(text)]
            told += contradictions(about) if any(map(_ABOUT_FIGURES.search, about)) else []
        return list(dict.fromkeys(told))

    def printed(self, origin: str) -> Sequence[str]:
        """The texts of a place in both languages, as they are printed."""
        return self._printed.get(origin, self.texts[origin])

    def period_in_english(self, origin: str) -> Period | None:
        """The part of a year that texts say in English alone, where it is one: `until June 2023` below `2023`."""
        told = {period_in(text) for text in self.texts[origin] if text not in self._printed.get(origin, ())}
        return (
            next((one for one in told if one is not None and not is_whole_year(one)), None) if len(told) == 1 else None
        )

    def read(self, spec: dict[str, object]) -> object:
        """What a fact of the YAML gives here; None where it gives nothing; `Unclear` where places disagree."""
        return self._read(spec, self._surroundings)

    def _read(self, spec: dict[str, object], texts: Surroundings) -> object:
        try:
            return read_facts({"fact": FactSpec.model_validate(spec)}, texts, regions())["fact"]
        except WorkbookRefused as refusal:
            return Unclear(refusal.reason) if refusal.rule == "fact_conflict" else None
        except ValidationError:
            return None

    def first(self, specs: Sequence[dict[str, object]]) -> Found | Unclear | None:
        """The first of some ways to a fact that gives something; what only English says is stated by its value."""
        unclear: Unclear | None = None
        for spec in specs:
            where = PLACES.get(str(spec.get("from")), "the file")
            value = self.read(spec)
            if value is not None and not isinstance(value, Unclear):
                return Found(spec, value, where)
            told = self._read(spec, self._in_indonesian) if value is None else value
            if isinstance(told, Unclear):
                unclear = unclear or told
            elif told is not None:
                return Found({"value": told}, told, where)
        return unclear


def told_by_file_name(around: Around) -> list[str]:
    """The year and the month that the file's name says, where title and header say others and none of these."""
    name = " ".join(around.texts["file_name"]).replace("_", " ")
    if paper := _ABOUT_THE_PAPER.search(name):
        name = name[: paper.start()]
    name = _DAY_OF_FILE.sub(" ", name)
    name = _MONTH_OF_FILE.sub(lambda match: f"{MONTH_NAMES[int(match[2])]} {match[1]}", name)
    said = "; ".join([*around.texts["title"], *around.texts["header"]])
    found = []
    years, others = years_in(name), years_in(said)
    if years and others and not years & others and not _YEARBOOK.search(name):
        found.append(f"{min(years)} in the file's name, {' and '.join(map(str, sorted(others)))} in the table")
    if (times := times_differ(said, times_in_indonesian(name))) is not None:
        found.append(f"{times} in the table and the file's name")
    return found


def multiplier_said(around: Around) -> str | None:
    """A text that says that figures are counted in tens or hundreds, or in another way that no scale is: `(x100)`."""
    for origin in ("title", "header", "notes", "sheet"):
        for text in around.texts[origin]:
            match = _TIMES.search(text.replace("_", " "))
            if match and not _FORMULA.search(text) and not _has_scale(text):
                return text
    return None


def _has_scale(text: str) -> bool:
    try:
        return scale_in_title(text) is not None
    except ValueError:
        return True  # asked elsewhere


def is_whole_year(period: Period) -> bool:
    """Whether a period runs from the first day of a year to its last."""
    start, end = period.start, period.end
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year


def find_region(around: Around) -> Found | Unclear | None:
    """The one region that a file speaks of: with its kind, or by a bare name that only one region bears."""
    found: list[Found] = []
    for origin in ("title", "sheet", "file_name"):
        here = _stated_region(around, origin)
        if isinstance(here, Unclear):
            return here
        if here is not None:
            found.append(here)
    if not found:
        for origin in ("title", "sheet", "file_name"):
            bare = _bare_region(around, origin)
            if isinstance(bare, Unclear):
                return bare
            if bare is not None:
                found.append(bare)
    if not found:
        return _stated_region(around, "notes")
    lowest = max(found, key=lambda one: len(str(one.value)))
    for other in found:
        if not str(lowest.value).startswith(str(other.value)):
            return Unclear(f"the {lowest.where} says {_named(lowest.value)}, the {other.where} {_named(other.value)}")
    return Found({**lowest.spec, "must_be": lowest.value}, lowest.value, lowest.where)


def _named(code: object) -> str:
    region = regions().get(str(code))
    return f"{region.name} ({region.code})" if region else str(code)


def _stated_region(around: Around, origin: str) -> Found | Unclear | None:
    spec: dict[str, object] = {"from": origin, "find": "region"}
    low = around.read({**spec, "levels": ["regency", "city"]})
    high = around.read({**spec, "levels": ["province"]})
    if isinstance(low, Unclear):
        return low
    if low is not None:
        if isinstance(high, str) and not str(low).startswith(f"{high}."):
            return Unclear(f"the {PLACES[origin]} names {_named(low)} and {_named(high)}, which is elsewhere")
        return Found(spec if high is None else {**spec, "levels": ["regency", "city"]}, low, PLACES[origin])
    if isinstance(high, Unclear) or high is None:
        return high
    return Found(spec, high, PLACES[origin])


def _bare_region(around: Around, origin: str) -> Found | Unclear | None:
    """A name without its kind, where only one region from province to city bears it."""
    known = regions()
    for text in around.texts[origin]:
        words = re.findall(r"[^\W\d_]+", text.replace("_", " "))
        at = 0
        while at < len(words):
            for length in range(min(4, len(words) - at), 0, -1):
                name = " ".join(words[at : at + length])
                if len(name) < 4 or set(folded(name)) <= FILLERS:
                    continue
                if not is_region_name(name) or name.casefold() in COMMON_WORDS:
                    continue
                found = known.resolve(name, levels={"province", "regency", "city"})
                if found.region is not None:
                    return _bare_fact(around, origin, name, found.region)
                if len(found.candidates) > 1:
                    shown = " or ".join(f"{region.name} ({region.code})" for region in found.candidates[:3])
                    return Unclear(f"{printable(name)} in the {PLACES[origin]} may be {shown}")
            at += 1
    return None


def _bare_fact(around: Around, origin: str, name: str, region: Region) -> Found | None:
    gap = r"[\s_.-]+"
    pattern = rf"(?<![A-Za-z])({gap.join(map(re.escape, name.split()))})(?![A-Za-z])"
    bare = "city" if region.level == "city" else "regency"
    spec: dict[str, object] = {"from": origin, "find": "region", "pattern": pattern, "bare": bare}
    value = around.read(spec)
    if value == region.code:
        return Found(spec, value, PLACES[origin])
    return Found({"value": region.code}, region.code, PLACES[origin])


def find_year(around: Around, *, header: bool = False) -> Found | Unclear | None:
    """The one year that a file speaks of; where a title says `Tahun 2023`, that one."""
    said = r"(?:tahun(?:\s+anggaran)?|t\.?a\.?|tahun\s+data)\s*:?\s*((?:19|20)\d\d)(?!\s*[-–/]\s*\d)"
    dated = (
        r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\s+((?:19|20)\d\d)"
    )
    origins = ["title", "sheet", *(["header"] if header else []), "file_name"]
    specs: list[dict[str, object]] = []
    for origin in origins:
        specs.append({"from": origin, "find": "year"})
        specs.append({"from": origin, "find": "year", "pattern": said})
        specs.append({"from": origin, "find": "year", "pattern": dated})
    for origin in origins:
        if any(
            re.search(r"(?:19|20)\d\d\s*(?:[-–]|s\.?d\.?|sampai)\s*(?:19|20)?\d\d", t) for t in around.texts[origin]
        ):
            # A range of years is no year of the figures, unless `Tahun` stands before another one.
            specs = [s for s in specs if s["from"] != origin or s.get("pattern") == said]
    found = around.first(specs)
    beside = _told_by_sheet(around, years_in)
    if isinstance(found, Found) and found.where in (PLACES["title"], PLACES["header"]) and beside - {found.value}:
        return Unclear(f"the {found.where} says {found.value}, the sheet name {beside.pop()}")
    return found if found is not None else around.first([{"from": "notes", "find": "year", "pattern": _YEAR_IN_NOTES}])


def find_month(around: Around) -> Found | Unclear | None:
    """The month that a file speaks of."""
    found = around.first([{"from": origin, "find": "month"} for origin in ("title", "header", "sheet", "file_name")])
    if isinstance(found, Found) and (others := _told_by_sheet(around, months_in) - {found.value}):
        return Unclear(
            f"the {found.where} says {MONTH_NAMES[int(str(found.value))]}, the sheet name {MONTH_NAMES[others.pop()]}"
        )
    return found


def _told_by_sheet(around: Around, read: Callable[[str], set[int]]) -> set[int]:
    """The one year or month that the sheet's name says; nothing where it says several."""
    found = read(around.table.sheet.name.replace("_", " "))
    return found if len(found) == 1 else set()


def survey_months(around: Around) -> dict[int, str]:
    """The months that the texts around a table say of its figures, and where: by a month's name or by a semester.

    A note counts where it speaks of the figures (`Susenas Maret 2023`, `Kondisi September`), and not of the day on
    which it was signed, printed or looked up. In a file's or a sheet's name, a month alone counts.
    """
    found: dict[int, str] = {}
    for origin in ("title", "header", "sheet", "notes", "file_name"):
        if origin == "file_name" and found:
            break
        for text in around.texts[origin]:
            plain = text.replace("_", " ")
            if origin == "notes" and (_ABOUT_THE_PAPER.search(plain) or not _ABOUT_FIGURES.search(plain)):
                continue
            if paper := _ABOUT_THE_PAPER.search(plain):
                plain = plain[: paper.start()]  # `Rilis 17 Juli 2023`: when it was published
            months = months_in(_DAY_OF.sub(" ", plain) if origin == "notes" else plain)
            months |= {_HALF_YEARS[match[1].lower()] for match in _HALF_YEAR.finditer(plain)}
            for month in sorted(months):
                found.setdefault(month, PLACES[origin])
    return found


def notes_on_figures(around: Around) -> list[str]:
    """The notes that do not speak of the sheet itself: when it was printed, published or looked up."""
    return [text for text in around.texts["notes"] if not (_ABOUT_THE_PAPER.search(text) and _DAY.search(text))]


def half_year_named(around: Around) -> str | None:
    """The half year that title, header, sheet or file name say without a month; None where they say none."""
    for origin in ("title", "header", "sheet", "file_name"):
        for text in around.texts[origin]:
            plain = text.replace("_", " ")
            if (match := _HALF_YEAR.search(plain)) and not months_in(plain):
                return match[0]
    return None


def is_to_date(around: Around) -> bool:
    """Whether the texts say that figures run from January to a month, or stand at a day."""
    texts = [*around.texts["title"], *around.texts["header"], *around.texts["sheet"], *around.texts["file_name"]]
    return any(
        months_in(match[1])
        for text in texts
        for match in _TO_DATE.finditer(re.sub(r"(?<=\w)[_]", " ", text.replace("_", " ")))
    )


_FUND_NOTED = re.compile(
    r"(?:^|[.;]\s)\W*sumber\s+(?:dana|anggaran|pembiayaan|pendanaan)\s*:\s*([^.;]+)", re.IGNORECASE
)
# Ways to the period of a text: as a whole, behind a word for one, behind a word for a part of the year that another
# text names as well.
_PERIODS_SAID = (
    None,
    r"(?:tahun|periode|triwulan|semester|s\.?d\.?|bulan|per)\b.*",
    r"(?:periode|triwulan|tw|semester|s\.?d\.?|sampai|bulan|per|posisi|keadaan)\b.*",
)


def find_period(around: Around) -> Found | Unclear | None:
    """The period that a file speaks of; where header and title differ, the one that lies within the other."""
    found: list[Found] = []
    for origin in ("header", "title", "sheet", "file_name"):
        if (told := around.period_in_english(origin)) is not None:
            found.append(Found({"value": told.end}, told, PLACES[origin]))
        for pattern in _PERIODS_SAID:
            spec: dict[str, object] = {"from": origin, "find": "period"}
            if pattern:
                spec["pattern"] = pattern
            value = around.read(spec)
            if isinstance(value, Period):
                found.append(Found(spec, value, PLACES[origin]))
                break
            if isinstance(value, Unclear) and pattern == _PERIODS_SAID[-1]:
                return value
    if not found:
        return _year_of_file_name(around)
    periods = [(one, one.value) for one in found if isinstance(one.value, Period)]
    stages = [text for origin in ("header", "title", "sheet", "file_name") for text in around.texts[origin]]
    chosen, narrow = min(periods, key=lambda pair: pair[1].end - pair[1].start)
    if (
        is_whole_year(narrow)
        and (stage := next((match for text in stages if (match := _STAGE_OF_YEAR.search(text))), None))
        and not _are_months_of_stage(stages)
    ):
        return Unclear(f"{printable(stage[0])} is a part of {narrow.start.year}, and nothing says which")
    months = _told_by_sheet(around, months_in)
    if not is_whole_year(narrow) and months - {narrow.end.month}:
        return Unclear(f"the {chosen.where} and the sheet name speak of different months")
    for other, period in periods:
        if other.where != "file name" and not (period.start <= narrow.start and narrow.end <= period.end):
            return Unclear(f"the {chosen.where} and the {other.where} speak of different periods")
    return chosen


def _stages_in(texts: Sequence[str]) -> set[tuple[str, str]]:
    """The stages of a year that texts name, by their kind and number: `Tahap II` is that of `tahap_2`."""
    found = set()
    for match in (match for text in texts for match in _STAGE_OF_YEAR.finditer(text.replace("_", " "))):
        kind, number = match[0].casefold().split()[0], re.findall(r"[ivx]+$|\d+$", match[0].casefold())
        found.add((kind.rstrip("0123456789"), _ROMAN.get(number[0], number[0]) if number else ""))
    return found


def _are_months_of_stage(texts: Sequence[str]) -> bool:
    """Whether texts name one stage only, and one of them its months right behind: `Tahap I (Januari s.d. Maret)`."""
    return len(_stages_in(texts)) == 1 and any(map(_STAGE_WITH_MONTHS.search, texts))


def part_of_year(around: Around, period: Found | Unclear | None) -> Found | Unclear | None:
    """The part of a year that is named apart from the year: `TRIWULAN III` in one line, `TAHUN 2023` in another.

    `period`: what the texts name as a whole; only where that is a year, or nothing. None where no part is named.
    """
    year: int | None = None
    if isinstance(period, Found) and isinstance(period.value, Period):
        year = period.value.start.year if is_whole_year(period.value) else None
    elif period is None:
        found = find_year(around, header=True)
        year = int(str(found.value)) if isinstance(found, Found) else None
    if year is None:
        return None
    parts: dict[Period, str] = {}
    for origin in ("title", "header", "sheet", "file_name"):
        for text in around.texts[origin]:
            for match in _PART_SAID.finditer(_WHOLE_YEAR.sub(" ", text.replace("_", " "))):
                if part := parse_period(match[0], year=year):
                    parts.setdefault(part, PLACES[origin])
    noted = noted_day(around)
    if noted is not None and not parts and (noted[0], noted[2] or year) != (12, year):
        return Unclear(f"a note says {printable(noted[1])}, and {year} is named as a year")
    if parts and is_position(around):
        return Unclear(f"a day of {year} is named: counted at it, or from January up to it?")
    stages = [_stages_in(around.texts[origin]) for origin in ("title", "file_name")]
    if parts and all(len(named) == 1 for named in stages) and stages[0] != stages[1]:
        return Unclear("the title and the file name speak of different stages")
    if len(parts) > 1:
        return Unclear(f"several parts of {year} are named: {', '.join(dict.fromkeys(parts.values()))}")
    return next((Found({"value": part.end}, part, where) for part, where in parts.items()), None)


def is_part_of_a_year(text: str) -> bool:
    """Whether a text is a year or a part of one, and nothing else: `Maret`, `s.d. Juni`, `Triwulan II 2023`."""
    return parse_period(text, year=_ANY_YEAR) is not None


def says_up_to(title: str) -> bool:
    """Whether the title of a column of months says that figures count up to each: `posisi_sampai_bulan`."""
    return _UP_TO.search(title.replace("_", " ")) is not None


def is_position_title(title: str) -> bool:
    """Whether the title of a column of months says that something stood so then: `posisi_bulan`."""
    return bool(set(folded(title)) & _STATE_WORDS)


def is_position(around: Around) -> bool:
    """Whether title, header or sheet name say the day of a position: `per 30 Juni 2023`."""
    return any(_POSITION.search(text) for origin in ("title", "header", "sheet") for text in around.texts[origin])


def noted_day(around: Around) -> tuple[int, str, int | None] | None:
    """The month up to which a note says that the figures count, its words, and the year in them; else None."""
    found = {}
    for text in around.texts["notes"]:
        if _ABOUT_THE_PAPER.search(text):
            continue
        for match in _AS_OF.finditer(text):
            if months := months_in(match[1]):
                found[next(iter(months))] = (match[0].strip(), next(iter(years_in(match[0])), None))
    if len(found) != 1:
        return None
    month, (words, year) = next(iter(found.items()))
    return month, words, year


def _year_of_file_name(around: Around) -> Found | None:
    """The year that stands between marks in a file's name, where neither a month nor another number is beside it."""
    name = " ".join(around.texts["file_name"])
    if months_in(name.replace("_", " ")) or _PART_OF_YEAR.search(name.replace("_", " ")):
        return None
    spec: dict[str, object] = {"from": "file_name", "find": "period", "pattern": _LONE_YEAR}
    value = around.read(spec)
    return Found(spec, value, PLACES["file_name"]) if isinstance(value, Period) and len(years_in(name)) == 1 else None


def marks_explained(around: Around) -> dict[str, str]:
    """What title, header and notes say of dashes among figures: `zero`, `missing`, or `unclear` where they leave it.

    `- = nihil` is 0 and `- = data tidak tersedia` is none; `- = tidak ada` may be either.
    """
    found: dict[str, set[str]] = {}
    for origin in ("title", "header", "notes"):
        for text in around.printed(origin):
            for match in _MARK_EXPLAINED.finditer(text):
                words = {*folded(match[3]), *re.findall(r"[a-z]+", match[3].casefold())}
                mark = match[1] or match[2]
                if words & _MISSING_WORDS:
                    meaning = "unclear" if words & _ZERO_WORDS else "missing"
                elif words & _ZERO_WORDS:
                    meaning = "zero"
                elif words & {"ada", "kosong"}:
                    meaning = "unclear"
                else:
                    continue
                for one in _DASHES if mark in _DASHES else (mark,):
                    found.setdefault(one, set()).add(meaning)
    return {mark: said.pop() if len(said) == 1 else "unclear" for mark, said in found.items()}


def readable(text: str) -> str:
    """A text as a pattern that a person can still read: spaces stay spaces."""
    return re.escape(text).replace("\\ ", " ")


def find_stage(around: Around) -> tuple[str, str] | None:
    """A word of the budget's stage, and what it means: in title or header, else in the sheet's or the file's name."""
    for origins in (("title", "header"), ("sheet", "file_name")):
        text = " ".join(folded(" ".join(text for origin in origins for text in around.texts[origin])))
        text = _NO_STAGE.sub(" ", text)
        if found := next(((phrase, stage) for phrase, stage in STAGES if re.search(rf"\b{phrase}\b", text)), None):
            return found
    return None


def find_funds(around: Around) -> list[str]:
    """The sources of funds that the title names, as printed."""
    found: dict[str, str] = {}
    for text in around.texts["title"]:
        for pattern in (_FUND, _FUND_SAID):
            for match in pattern.finditer(text):
                found.setdefault(" ".join(folded(match[1])), match[1].strip())
    return list(found.values()) or _funds_noted(around)


def _funds_noted(around: Around) -> list[str]:
    """The sources of funds that a line below the table gives under that name: `Sumber dana : DAU Kelurahan`."""
    sentences = [part for text in around.texts["notes"] for part in re.split(r"[.;]\s+(?=sumber\b)", text, flags=re.I)]
    noted = [match[1].strip(" .") for text in sentences if (match := _FUND_NOTED.search(text))]
    parts = [part for text in noted for part in re.split(r"\s*[,;/&+]\s*|\s+dan\s+", text)]
    return list(dict.fromkeys(part for part in parts if set(folded(part)) & FUNDS))


def find_publisher(around: Around) -> str | None:
    """Who made the figures, as notes or title say; None where they name nobody, or two.

    A file's or a sheet's name is given by whoever keeps it, and proves nothing.
    """
    found = publishers_in(" ".join([*around.texts["notes"], *around.texts["title"]]))
    return found.pop() if len(found) == 1 else None


def publishers_in(text: str) -> set[str]:
    """Who publishes poverty figures, of those whom a text names."""
    words = " ".join(folded(text))
    return {who for phrase, who in PUBLISHERS if re.search(rf"\b{phrase}\b", words)}


def find_registry(around: Around) -> str | None:
    """The registry that notes or title name."""
    text = " ".join(folded(" ".join([*around.texts["notes"], *around.texts["title"], *around.texts["file_name"]])))
    return next((name for name in REGISTRIES if re.search(rf"\b{name}\b", text)), None)
