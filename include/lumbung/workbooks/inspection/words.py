"""A title -> what its words say: indicator, unit, scale, area, years, and the words that are not understood.

Enters: text of a title, header or label. Leaves: `Said`. A title is understood only where every word of it is; what is
left over makes it a question.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lumbung.reference.regions import ALIAS_FILE, REFERENCE_DIR, read_table, regions, short_name, squash, unnumbered
from lumbung.sources.model import Scale
from lumbung.workbooks.inspection.indicators import PER_MONTH, PER_YEAR, development_named
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.vocabulary import (
    AMONG_PLANNED,
    BESIDE_COUNTS,
    COUNTED,
    COUNTED_FURTHER,
    COUNTING_WORDS,
    ENGLISH,
    FILLERS,
    HOUSEHOLD_UNITS,
    LABOUR_SURVEY,
    MEASURE_WORDS,
    PERIOD_PARTS,
    PERSON_UNITS,
    PLANNED_WORDS,
    POOR_HOUSEHOLDS,
    REACHED_WORDS,
    REACHING_NOUNS,
    SCALES,
    SPELLINGS,
    STATING_WORDS,
)
from lumbung.workbooks.periods import MONTHS

CITY_CODE_LENGTH = 5
# `Jumlah KPM per Bulan`: how those counted are told apart is no part of what they are.
_TOLD_APART = re.compile(r"\b(?:per|tiap|setiap|menurut|berdasarkan)\b", re.IGNORECASE)
# What may stand behind a unit and changes nothing about it: `KPM PKH`, `Peserta Pelatihan`, `UMKM yang Dilatih`.
_FURTHER = COUNTED_FURTHER | {word for phrase, _ in MEASURE_WORDS for word in phrase.split()}
_COUNTING = COUNTING_WORDS | PLANNED_WORDS | REACHED_WORDS
YEAR = re.compile(r"(?:19|20)\d\d")
_KIND = re.compile(r"^(?:kabupaten|kab\.?|kota(?:madya)?|provinsi|propinsi|prov\.?)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LOWEST_DECILE = re.compile(
    r"\bdesil\s*-?\s*(?:1|i|satu)\b(?!\s*(?:[-–—,/&+]|dan|s\s*[./]?\s*d\b|sampai|hingga)[\s.]*(?:dengan\s+)?(?:\d|[iv]+\b))",
    re.IGNORECASE,
)
# 's.d. Desember 2020', 'per 31 Desember', 'Tahun Anggaran 2023', 'Triwulan II 2023': when, and not what.
_WHEN = re.compile(
    rf"(?:\b(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|per|posisi|keadaan)\s+)?(?:akhir\s+)?"
    rf"(?:bulan\s+|tanggal\s+|tgl\.?\s+)?(?:\d{{1,2}}\s+)?\b(?:{_MONTH})\b(?:\s+(?:19|20)\d\d)?"
    r"|\b(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s*:?\s*(?:19|20)\d\d"
    r"|\b(?:s\s*[./]?\s*d\b\.?\s+)?(?:triwulan|tw\.?|semester)\s+(?:iv|i{1,3}|[1-4])\b(?:\s+(?:19|20)\d\d)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """A printed unit: what it is in base units, and the scale of figures in it."""

    unit: str
    scale: Scale | None = None


@dataclass(frozen=True)
class Said:
    """What a text says. `left`: words that are not understood."""

    text: str
    indicators: tuple[str, ...]
    unit: Unit | None
    years: tuple[int, ...]
    area: str | None
    part: str | None
    left: tuple[str, ...]


def folded(text: str) -> list[str]:
    """The words of a text: small, one spelling, no marks; `%` is `persen`, 'rumah tangga' one word."""
    plain = unicodedata.normalize("NFKC", indonesian(text)).casefold().replace("_", " ").replace("%", " persen ")
    plain = re.sub(r"\brumah\s+tangga\b", "rumahtangga", plain)
    plain = re.sub(r"\bsubkegiatan\b", "sub kegiatan", plain)
    plain = re.sub(r"\brtm\b", "rumahtangga miskin", re.sub(r"\bgakin\b", "keluarga miskin", plain))
    plain = re.sub(r"\bx\s*1[.,]?000\b|\b1[.,]000\b", " 000 ", plain)
    plain = re.sub(r"\bp\s*[-.]?\s*([012])\b", r"p\1", plain)
    words = re.findall(r"[^\W_]+", plain)
    return [SPELLINGS.get(word, word) for word in words]


def unspaced(text: str) -> str:
    """A text whose letters stand apart, as `J u m l a h`, in one word; any other as it is."""
    parts = text.split()
    apart = len(parts) > 2 and all(len(part) == 1 and part.isalpha() for part in parts)
    return "".join(parts) if apart else text


def key(text: str) -> str:
    """A title for looking up: its words, without what stands in brackets and without years."""
    own = indonesian(text)
    kept = _BRACKETS.sub(lambda match: " % " if "%" in match[1] or "persen" in match[1].casefold() else " ", own)
    what = _WHEN.sub(" ", kept)
    return " ".join(word for word in folded(what if folded(what) else kept) if not YEAR.fullmatch(word))


def without_times(text: str) -> str:
    """A title without when: `Target KPM 2023`, `Realisasi KPM s.d. Juni`."""
    return re.sub(rf"(?<!\d){YEAR.pattern}(?!\d)", " ", _WHEN.sub(" ", text))


def unit_in(text: str) -> Unit | None:
    """The unit that a text names; None where it names none. 'Ribu Jiwa' -> jiwa in thousands."""
    words = folded(text)
    joined = f" {' '.join(word for word in words if word not in ('per', 'dalam', 'satuan'))} "
    if re.search(r" rp (?:\w+ )?(?:kapita|orang) tahun (?!(?:19|20)\d\d )", joined):
        return Unit(PER_YEAR, _scale(words))
    if " rp " in joined and (" kapita " in joined or " rp orang bulan " in joined):
        return Unit(PER_MONTH, _scale(words))
    persons = [word for word in words if word in PERSON_UNITS]
    if persons:
        return Unit("jiwa", _scale(words))
    for word in words:
        if word in HOUSEHOLD_UNITS:
            return Unit(HOUSEHOLD_UNITS[word], _scale(words))
    if "rp" in words or re.search(r"\brp", " ".join(words)):
        return Unit("rupiah", _scale(words))
    if "persen" in words:
        return Unit("persen")
    if words and set(words) <= {"indeks", "poin"}:
        return Unit("indeks")
    return None


def states_unit(text: str) -> bool:
    """Whether a text says in what figures are and nothing else: `(dalam juta rupiah)`, `Satuan: Ribu Jiwa`."""
    words = folded(re.sub(r"rp(?=\d)", "rp ", text, flags=re.IGNORECASE))
    units = {"rp", "persen", *PERSON_UNITS, *HOUSEHOLD_UNITS, *SCALES}
    is_told = bool(set(words) & {"dalam", "dlm", "satuan", "rp", *SCALES}) or text.strip().startswith("(")
    return is_told and bool(units & set(words)) and set(words) <= units | STATING_WORDS


def counted_in(title: str) -> str | None:
    """What a title says that is counted, as the vocabulary spells it: in brackets, or beside words of counting."""
    title = indonesian(title)
    for match in _BRACKETS.finditer(title):
        if (inside := " ".join(folded(match[1]))) in COUNTED:
            return inside
    words = folded(_TOLD_APART.split(_BRACKETS.sub(" ", title))[0])
    noun = [word for word in words if word not in _COUNTING]
    if (whole := " ".join(noun)) in COUNTED:
        return whole
    if "penerima" in words and "manfaat" in noun and (family := "keluarga penerima manfaat") in " ".join(words):
        noun = noun[noun.index("manfaat") + 1 :]
        return family if all(map(_says_further, noun)) else None
    for count in range(len(noun) - 1, 0, -1):
        if (first := " ".join(noun[:count])) in COUNTED and all(map(_says_further, noun[count:])):
            return first
    return None


def side_of(title: str) -> Literal["target", "reached"] | None:
    """Whether a title counts what was planned or what was reached, where each of its words is understood.

    It must say who or what is counted. `Target Dilatih` is planned, `Sasaran Terlayani` reached; `Target Tersalur`,
    `Kuota Disalurkan` and `Target dan Realisasi` are neither for certain.
    """
    words = key(title).split()
    unit, noun = unit_in(title), counted_in(without_times(title))
    counts = noun is not None or bool({"penerima", "peserta"} & set(words))
    if not counts or (unit is not None and unit.unit in ("rupiah", "persen", PER_MONTH, PER_YEAR)):
        return None
    planned = [at for at, word in enumerate(words) if word in PLANNED_WORDS]
    reached = [at for at, word in enumerate(words) if word in REACHED_WORDS]
    known = PLANNED_WORDS | REACHED_WORDS | BESIDE_COUNTS | {word for unit in COUNTED for word in unit.split()}
    if not set(words) <= known or not (planned or reached):
        return None
    if not planned or not reached:
        return "target" if planned else "reached"
    if min(reached) < min(planned):
        is_count = words[min(reached)] != "capaian" or _BRACKETS.search(title) is not None
        return "reached" if is_count else None  # `Capaian Sasaran` may be a percentage, `Capaian Sasaran (KPM)` none
    done = {words[at] for at in reached}
    if {words[at] for at in planned} <= AMONG_PLANNED:
        is_done = all(word.startswith("ter") for word in done) or (
            words[min(planned)] == "sasaran" and not done & REACHING_NOUNS
        )
        # `Alokasi Penyaluran` is a plan; `Kuota yang Disalurkan` may be one.
        return "reached" if is_done else "target" if done <= REACHING_NOUNS else None
    to_do = all(word in REACHING_NOUNS or word.startswith("di") for word in done)
    return "target" if to_do else None


def _says_further(word: str) -> bool:
    """Whether a word behind a unit says what was done with those counted: `dilatih`, `tersalurkan`, `PKH`."""
    return word in _FURTHER or re.fullmatch(r"(?:di|ter)[a-z]{4,}", word) is not None


def _scale(words: list[str]) -> Scale | None:
    found = {SCALES[word] for word in words if word in SCALES}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def said(text: str) -> Said:
    """All that a text says, and what of it is not understood."""
    words = folded(text)
    present = set(words)
    unit = unit_in(text)
    found, explained = _indicators(present, unit)
    more, said_more = development_named(words)
    found, explained = [*found, *more], explained | said_more
    years = tuple(int(word) for word in words if YEAR.fullmatch(word))
    area = _area(words)
    part = next((meaning for phrase, meaning in PERIOD_PARTS.items() if _holds(words, phrase)), None)
    known = explained | FILLERS | set(SCALES)
    known |= {w for w in words if w in PERSON_UNITS or w in HOUSEHOLD_UNITS or w in MONTHS}
    known |= {
        "rp",
        "persen",
        "kapita",
        "bulan",
        "per",
        "indeks",
        "poin",
        "semester",
        "tahunan",
        "perkotaan",
        "perdesaan",
    }
    known |= {"i", "ii"} if "semester" in present else set()
    known |= {"kepala"} if "keluarga" in present else set()
    known |= {"desil", "i", "satu"} if "ekstrem" in present and _is_lowest_decile(text) else set()
    known |= LABOUR_SURVEY if present >= LABOUR_SURVEY else set()
    known |= {word for word, same in ENGLISH.items() if same & present}
    left = [word for word in _without_regions(words) if word not in known and not re.fullmatch(r"v?\d+", word)]
    return Said(text, tuple(found), unit, years, area, part, tuple(left))


def _is_lowest_decile(text: str) -> bool:
    """Whether a text names the lowest decile alone, as registries call the extreme poor: `Miskin Ekstrem (Desil 1)`."""
    return text.casefold().count("desil") == 1 and _LOWEST_DECILE.search(text) is not None


def _holds(words: list[str], phrase: str) -> bool:
    wanted = phrase.split()
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _area(words: list[str]) -> str | None:
    urban, rural = "perkotaan" in words, "perdesaan" in words
    if urban and rural:
        return "all"
    return "urban" if urban else "rural" if rural else None


def _indicators(present: set[str], unit: Unit | None) -> tuple[list[str], set[str]]:
    """Codes of the indicators that words name, and the words that this explains."""
    found: list[str] = []
    explained: set[str] = set()
    poor = "miskin" in present and bool(present & (PERSON_UNITS | {"penduduk"}))
    percent = bool({"persentase", "p0"} & present) or (unit is not None and unit.unit == "persen")
    if "garis" in present and present & {"kemiskinan", "miskin"}:
        found.append("poverty_line_idr")
        explained |= {"garis", "kemiskinan", "gk", "penduduk", "miskin"}
    if "p1" in present or {"kedalaman", "kemiskinan"} <= present:
        found.append("P1")
        explained |= {"p1", "indeks", "kedalaman", "kemiskinan"}
    if "p2" in present or {"keparahan", "kemiskinan"} <= present:
        found.append("P2")
        explained |= {"p2", "indeks", "keparahan", "kemiskinan"}
    if "ekstrem" in present and present & {"miskin", "kemiskinan"}:
        more = _extreme(present, unit, percent)
        found += more
        if more:
            explained |= {"ekstrem", "miskin", "kemiskinan", "penduduk", "jumlah", "persentase", "tingkat"}
        return found, explained
    if "p0" in present or (percent and (poor or _only_poverty(present, found))) or _rate(present, found):
        found.append("P0")
        explained |= {"p0", "persentase", "penduduk", "miskin", "kemiskinan", "tingkat", "orang", "jiwa"}
    if present & POOR_HOUSEHOLDS and "miskin" in present and not percent:
        found.append("poor_households")
        explained |= {"jumlah", "miskin", "kepala"}
    counts = bool(present & {"jumlah", *SCALES}) or (
        unit is not None and unit.unit == "jiwa" and "persentase" not in present
    )
    if poor and counts and not (unit is not None and unit.unit == "persen" and "jumlah" not in present):
        found.append("poor_persons")
        explained |= {"jumlah", "penduduk", "miskin", "orang", "jiwa"}
    return found, explained


def _rate(present: set[str], found: list[str]) -> bool:
    return "kemiskinan" in present and bool(present & {"tingkat", "angka"}) and not found


def _only_poverty(present: set[str], found: list[str]) -> bool:
    return "kemiskinan" in present and not found


def _extreme(present: set[str], unit: Unit | None, percent: bool) -> list[str]:
    found: list[str] = []
    households = present & set(HOUSEHOLD_UNITS) or (unit is not None and unit.unit in HOUSEHOLD_UNITS.values())
    persons = present & (PERSON_UNITS | {"penduduk"})
    if percent:
        found.append("extreme_poor_pct")
    if households and not percent:
        found.append("extreme_poor_households")
    if persons and not households and (not percent or "jumlah" in present):
        found.append("extreme_poor_persons")
    if persons and households and present & PERSON_UNITS and not percent:
        found.append("extreme_poor_persons")
    return found


@lru_cache(maxsize=1)
def _region_keys() -> frozenset[str]:
    """Keys of the names of all regions from the nation to cities, with and without their kind."""
    found: set[str] = set()
    for region in regions():
        if len(region.code) <= CITY_CODE_LENGTH:
            found |= {squash(region.name), squash(short_name(region))}
    for row in read_table(REFERENCE_DIR / ALIAS_FILE):
        # What only the press says is often a common word: Benteng, Pinang.
        is_small = len(row["region_code"]) > CITY_CODE_LENGTH
        if not is_small and (row["kind"] != "news" or " " in row["alias"].strip()):
            found.add(squash(row["alias"]))
    return frozenset(found)


@lru_cache(maxsize=8192)
def is_region_name(name: str) -> bool:
    """Whether a text as a whole names a region, from the nation to a city; short forms of news do not count."""
    name = unnumbered(name)
    plain = _KIND.sub("", " ".join(name.split()))
    return squash(plain) in _region_keys() or squash(name) in _region_keys()


def _without_regions(words: list[str]) -> list[str]:
    """The words without names of regions: after their kind, or by themselves where the name is more than a letter."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = next(
            (n for n in range(min(5, len(words) - at), 0, -1) if _names_region(words[at : at + n])),
            0,
        )
        if length:
            at += length
        else:
            kept.append(words[at])
            at += 1
    return kept


def _names_region(words: list[str]) -> bool:
    if all(word in FILLERS for word in words) or words[0].isdigit():
        return False
    name = " ".join(words)
    return len(name) > 2 and is_region_name(name)
