"""Regions named in a news text, and which of them a figure is about.

In: a text. Out: `Mention` spans with Kemendagri codes (nation, province, regency, city) and the article's subject.
A name that fits both a regency and a city counts only when the text itself says which one it speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lumbung.reference.regions import ALIAS_FILE, NATION_CODE, REFERENCE_DIR, read_table, regions, short_name, squash

# Names that the press gives a region and no table of regions has: nickname -> level and name.
NICKNAMES: tuple[tuple[str, str, str], ...] = (
    ("PPU", "regency", "Penajam Paser Utara"),
    ("Penajam", "regency", "Penajam Paser Utara"),
    ("Benuo Taka", "regency", "Penajam Paser Utara"),
    ("Benteng", "regency", "Bengkulu Tengah"),
    ("Batola", "regency", "Barito Kuala"),
    ("Kota Ledre", "regency", "Bojonegoro"),
    ("Pinang", "city", "Tanjungpinang"),
    ("Yogya", "city", "Yogyakarta"),
    ("Jogja", "city", "Yogyakarta"),
    ("Solo", "city", "Surakarta"),
    ("Tangsel", "city", "Tangerang Selatan"),
    ("Lobar", "regency", "Lombok Barat"),
    ("Loteng", "regency", "Lombok Tengah"),
    ("Lotim", "regency", "Lombok Timur"),
    ("NTB", "province", "Nusa Tenggara Barat"),
    ("NTT", "province", "Nusa Tenggara Timur"),
    ("DIY", "province", "Daerah Istimewa Yogyakarta"),
    ("Jateng", "province", "Jawa Tengah"),
    ("Jatim", "province", "Jawa Timur"),
    ("Jabar", "province", "Jawa Barat"),
    ("Sumut", "province", "Sumatera Utara"),
    ("Sumbar", "province", "Sumatera Barat"),
    ("Sumsel", "province", "Sumatera Selatan"),
    ("Babel", "province", "Kepulauan Bangka Belitung"),
    ("Kepri", "province", "Kepulauan Riau"),
    ("Kalbar", "province", "Kalimantan Barat"),
    ("Kalteng", "province", "Kalimantan Tengah"),
    ("Kalsel", "province", "Kalimantan Selatan"),
    ("Kaltim", "province", "Kalimantan Timur"),
    ("Kaltara", "province", "Kalimantan Utara"),
    ("Sulut", "province", "Sulawesi Utara"),
    ("Sulteng", "province", "Sulawesi Tengah"),
    ("Sulsel", "province", "Sulawesi Selatan"),
    ("Sultra", "province", "Sulawesi Tenggara"),
    ("Sulbar", "province", "Sulawesi Barat"),
    ("Provsu", "province", "Sumatera Utara"),
)
_LEVEL_WORDS: dict[str, tuple[str, ...]] = {
    "city": ("kota", "pemkot", "pemko", "walikota", "wali kota", "wawako", "wawali", "wakil walikota"),
    "regency": ("kabupaten", "kab", "kab.", "pemkab", "bupati", "wabup"),
    "province": ("provinsi", "propinsi", "prov", "prov.", "pemprov", "gubernur", "wagub", "pergub"),
}
_LEVEL_OF = {word: level for level, words in _LEVEL_WORDS.items() for word in words}
_MARKER = re.compile(
    r"(?<![a-z])(?P<word>" + "|".join(sorted(map(re.escape, _LEVEL_OF), key=len, reverse=True)) + r")"
    r"(?:\s*\((?:[a-z. ]{2,14})\))?\s+$",
    re.IGNORECASE,
)
# A name behind one of these is a bank, a street or a district, not the region itself.
_OTHER_THING = re.compile(
    r"(?<![a-z])(?:bank|bpd|universitas|uin|institut|politeknik|jalan|jl\.?|pt|cv|hotel|stadion|rsud|rs|gedung|"
    r"pasar|kecamatan|kec\.?|"
    r"kelurahan|kel\.?|desa|distrik|dusun|sungai|gunung|pulau|selat|bandara|pelabuhan|stasiun|terminal|kampung|"
    r"teluk|tanjung|"
    r"smkn?|sman?|smpn?|sdn?|masjid|universitas\s+negeri|bapak|ibu|pak|bu|saudara)\s+$",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"(?:(?<![a-z])(?:di|ke|dari|se|se-|warga|masyarakat|penduduk|pemerintah|bps|dinsos|dprd|bappeda|dinkes|"
    r"disnaker|baznas|apbd|sekda|"
    r"wilayah|daerah|seputar|untuk|dan|asal|polres|kodim|tpid|tkpk|umkm)\s*|[,()]\s?|"
    r"(?-i:(?:Dinas|Badan|Bagian|Kantor|Kadis|Kadinsos)\s+(?:(?:[A-Z][\w,&/]*|dan)\s+){1,8}))$",
    re.IGNORECASE,
)
_DATELINE_AFTER = re.compile(r"\s*(?:,\s?[A-Z][\w .]{2,30})?\s*(?:\([A-Za-z .]{2,20}\))?\s*(?:[-–—]{1,2}|:)\s")
_VENUE_AFTER = re.compile(
    r"\s*,?\s*(?:\(?\s*(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)(?![a-z])|\(\d{1,2}/\d)", re.IGNORECASE
)
_NATION = re.compile(
    r"(?:(?<![a-z])(?:di|seluruh|se-|miskin|rakyat|penduduk|tingkat|wilayah)\s+indonesia(?![a-z])|secara nasional|"
    r"tingkat nasional)",
    re.IGNORECASE,
)
_STATE_SPEAKS = re.compile(
    r"\b(?:Presiden|Menteri|Kementerian|Mensos|Menkeu|Kemensos|Kemenkeu|Kemenkop\w*|BPS Suhariyanto|pemerintah pusat)\b"
)
_CAPITAL_WORD = re.compile(r"[A-Z][\w'’-]*\.?")
_MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A region named at `start`..`end`. `weak` mentions (dateline, venue, apposition) do not decide a figure's
    region."""

    start: int
    end: int
    code: str
    level: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    key: str
    level: str | None  # said by the word before
    placed: bool  # stands where a place stands


@dataclass(frozen=True)
class _Names:
    """Every name of a nation, province, regency or city that stands today: key -> level -> code."""

    codes: dict[str, dict[str, str]]
    first_words: frozenset[str]


@cache
def _names() -> _Names:
    codes: dict[str, dict[str, str]] = {}
    first: set[str] = set()

    def add(name: str, level: str, code: str) -> None:
        words = name.split()
        codes.setdefault(squash(name), {}).setdefault(level, code)
        first.add(squash(words[0]))
        first.add(squash(name))

    for region in regions():
        if region.valid_to is None and region.level in ("province", "regency", "city"):
            add(short_name(region), region.level, region.code)
    by_code = {code: level for levels in codes.values() for level, code in levels.items()}
    for row in read_table(REFERENCE_DIR / ALIAS_FILE):
        if row["region_code"] in by_code:
            add(row["alias"], by_code[row["region_code"]], row["region_code"])
    for nickname, level, name in NICKNAMES:
        code = codes.get(squash(name), {}).get(level)
        if code is not None:
            add(nickname, level, code)
    return _Names(codes, frozenset(first))


def mentions(text: str) -> list[Mention]:
    """The regions named in `text`, in reading order."""
    candidates = _candidates(text)
    stated: dict[str, Counter[str]] = {}
    for candidate in candidates:
        if candidate.level:
            stated.setdefault(candidate.key, Counter())[candidate.level] += 1
    found: list[Mention] = []
    for candidate in candidates:
        level = candidate.level or _level_of_bare(candidate, stated)
        if level is None:
            continue
        code = _names().codes[candidate.key][level]
        found.append(Mention(candidate.start, candidate.end, code, level, _is_weak(text, candidate, code, found)))
    found += [Mention(m.start(), m.end(), NATION_CODE, "nation") for m in _NATION.finditer(text)]
    found.sort(key=lambda m: m.start)
    return found


def subject(text: str, found: Sequence[Mention]) -> str | None:
    """The region the article is about: the one it names most often, below the nation where it can."""
    for strong in (True, False):
        named = [m for m in found if m.weak is not strong]
        counted = Counter(m.code for m in named)
        if counted and all(code.startswith("31") for code in counted) and _STATE_SPEAKS.search(text):
            return NATION_CODE  # the ministries sit in Jakarta
        if counted:
            first = {m.code: i for i, m in reversed(list(enumerate(named)))}
            return max(counted, key=lambda code: (counted[code] + (len(code) > 2) * 0.5, -first[code]))
        if strong and _STATE_SPEAKS.search(text):
            return NATION_CODE
    return None


def region_of(
    start: int,
    end: int,
    in_sentence: Sequence[Mention],
    before: Sequence[Mention],
    fallback: str | None,
) -> str | None:
    """The region of the figure at `start`..`end`: the last one named before it in its sentence, else the next one
    behind it, else the last one of the sentence before, else the article's subject (`fallback`)."""
    inside = [m for m in in_sentence if not m.weak]
    ahead = [m for m in inside if m.end <= start]
    if ahead:
        return ahead[-1].code
    behind = [m for m in inside if m.start >= end]
    if behind and (behind[0].level != "province" or fallback is None or not fallback.startswith(behind[0].code)):
        return behind[0].code
    strong = [m for m in before if not m.weak and m.level != "nation"]
    if strong:
        return strong[-1].code
    return fallback


def _candidates(text: str) -> list[_Candidate]:
    names = _names()
    words = [(m.start(), m.end()) for m in _CAPITAL_WORD.finditer(text)]
    found: list[_Candidate] = []
    taken = 0
    for i, (start, end) in enumerate(words):
        if start < taken or text[start:end].rstrip(".").casefold().replace("'", "") not in names.first_words:
            continue
        run = [(start, end)]
        for following in words[i + 1 : i + _MAX_WORDS]:
            if text[run[-1][1] : following[0]] != " ":
                break
            run.append(following)
        for length in range(len(run), 0, -1):
            stop = run[length - 1][1]
            key = squash(text[start:stop])
            if key in names.codes:
                candidate = _candidate(text, start, stop, key)
                if candidate is not None:
                    found.append(candidate)
                    taken = stop
                break
    return found


def _candidate(text: str, start: int, end: int, key: str) -> _Candidate | None:
    before = text[max(0, start - 40) : start]
    if marker := _MARKER.search(before):
        level = _LEVEL_OF[" ".join(marker["word"].casefold().split())]
        if level in _names().codes[key]:
            return _Candidate(start, end, key, level, True)
        if level == "province":
            return None
        # "Pemkot Bengkulu Tengah" does not exist: the marker belongs to another name.
        return None
    if _OTHER_THING.search(before):
        return None
    line_start = not before or before.endswith("\n")
    placed = bool(_PLACE_BEFORE.search(before)) or (line_start and bool(_DATELINE_AFTER.match(text, end)))
    return _Candidate(start, end, key, None, placed)


def _level_of_bare(candidate: _Candidate, stated: dict[str, Counter[str]]) -> str | None:
    levels = _names().codes[candidate.key]
    said = stated.get(candidate.key)
    if said:
        return said.most_common(1)[0][0]
    if not candidate.placed:
        return None
    if len(levels) == 1:
        return next(iter(levels))
    return None


def _is_weak(text: str, candidate: _Candidate, code: str, found: Sequence[Mention]) -> bool:
    """Dateline, venue, or the province that only says where the city just named lies."""
    near_line_start = candidate.start <= 30 or "\n" in text[candidate.start - 31 : candidate.start]
    if not candidate.level:
        if near_line_start and _DATELINE_AFTER.match(text, candidate.end):
            return True
        if _VENUE_AFTER.match(text, candidate.end):
            return True
    if found and len(code) == 2 and found[-1].code.startswith(code + "."):
        between = text[found[-1].end : candidate.start]
        return len(between) <= 16 and "." not in between
    return False
