"""Regions named in a news text, and which of them a figure is about.

In: the words of a text. Out: `Mention` spans with Kemendagri codes (nation, province, regency, city) and the article's
subject.
A name that fits both a regency and a city counts only when the text itself says which one it speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lumbung.news.tokens import Phrases, Words, split, word_set
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
_OFFICE_HOLDERS = {
    word: level
    for level, words in (
        ("city", ("pemkot", "pemko", "walikota", "wawako", "wawali")),
        ("regency", ("kabupaten", "pemkab", "bupati", "wabup")),
    )
    for word in words
}
_FIRST_OF_MAYOR = frozenset({"wali"})
_MARKERS = Phrases((word, level) for level, words in _LEVEL_WORDS.items() for word in words)
# A name behind one of these is a bank, a street or a district, not the region itself.
_OTHER_THINGS = word_set(
    "bank bpd universitas uin institut politeknik jalan jl pt cv hotel stadion rsud rs gedung pasar kecamatan kec "
    "kelurahan kel desa distrik dusun sungai gunung pulau selat bandara pelabuhan stasiun terminal kampung teluk "
    "tanjung smk smkn sma sman smp smpn sd sdn masjid bapak ibu pak bu saudara universitas negeri"
)
_PLACE_BEFORE = word_set(
    "di ke dari se warga masyarakat penduduk pemerintah bps dinsos dprd bappeda dinkes disnaker baznas apbd sekda "
    "miskin kemiskinan pengangguran stunting wilayah daerah seputar untuk dan asal polres kodim tpid tkpk umkm "
    "bagi antara kawasan , ( ) : /"
)
_DONE_BY_REGIONS = word_set("mencatat mencatatkan menerima mendapat mendapatkan memperoleh menempati menyalurkan")
_OFFICES = frozenset({"dinas", "badan", "bagian", "kantor", "kadis", "kadinsos"})
_LONGEST_OFFICE = 8  # words of its name
_DATELINE_AFTER = re.compile(
    r"\s*(?:,\s?[A-Z][\w .]{2,30})?\s*(?:\([A-Za-z .]{2,20}\))?\s*(?:[-–—|]{1,2}|:|(?<=\))\.)\s"
)
_PAPER_AFTER = re.compile(r"(?:\s[A-Z]\w{2,15}){1,2}\s*[-–—]{1,2}\s")  # "INDRALAYA, Palembang Raya – "
_SENT_BEFORE = re.compile(
    r"\b(?:dikirim|mengirim|terkirim|diusulkan|diajukan|dilaporkan|dibawa|disetor|diteruskan)\w*\s(?:\w+\s){0,2}ke\s$"
)
_MOST_OF_ALL = re.compile(
    r"\bter(?:tinggi|endah|banyak|besar|kecil|miskin|parah|baik|cepat)\w*\s(?:ke\w+\s)?(?:di|se-)\s?$"
)
_DASH = re.compile(r"\s[-–—]\s")
_VENUE_AFTER = re.compile(
    r"\s*,?\s*(?:\(?\s*(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)(?![a-z])|\(\d{1,2}/\d)", re.IGNORECASE
)
_NATION_BEFORE = frozenset({"di", "seluruh", "se", "miskin", "rakyat", "penduduk", "tingkat", "wilayah"})
_NATIONAL = Phrases(
    (words, None)
    for words in ("secara nasional", "tingkat nasional", "rata-rata nasional", "angka nasional", "kuota nasional")
)
_FIRST_OF_NATION = _NATIONAL.first_words | {"indonesia", "nasional"}
# Who speaks for the whole country, wherever the press conference was.
_STATE = Phrases(
    (words, None)
    for words in (
        "presiden",
        "menteri",
        "kementerian",
        "mensos",
        "menkeu",
        "mendes",
        "kemensos",
        "kemenkeu",
        "kemenkop",
        "bps suhariyanto",
        "pemerintah pusat",
        "pemerintahan prabowo",
    )
)
_MAX_WORDS = 4
_OFTEN = 2
_MAIN_SUBJECT = 3  # so often a city is named in an article that begins with its province and is about the city
_FAR = 160  # characters behind a figure from which on a region belongs to something else
_BESIDE = 6  # characters: "lima kabupaten di NTT"
_LEAD = 600  # characters in which an article says what it is about


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
    first: int  # word
    stop: int
    key: str
    level: str | None  # said by the word before
    placed: bool  # stands where a place stands
    inside_name: bool = False  # behind another word with a capital: "Bukit Batu"


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
        codes.setdefault(squash(name), {}).setdefault(level, code)
        first.add(split(name)[0])
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


def mentions(words: Words) -> list[Mention]:
    """The regions named in a text, in reading order."""
    candidates = _candidates(words)
    stated: dict[str, Counter[str]] = {}
    bare = Counter(candidate.key for candidate in candidates)
    for candidate in candidates:
        if candidate.level:
            stated.setdefault(candidate.key, Counter())[candidate.level] += 1
    found: list[Mention] = []
    spoken = _level_of_office(words)
    for candidate in candidates:
        level = candidate.level or _level_of_bare(candidate, stated, bare, spoken)
        if level is None:
            continue
        code = _names().codes[candidate.key][level]
        start, end = words.starts[candidate.first], words.ends[candidate.stop - 1]
        found.append(Mention(start, end, code, level, _is_weak(words.text, start, end, candidate.level, code, found)))
    found += [
        Mention(words.starts[first], words.ends[stop - 1], NATION_CODE, "nation") for first, stop in _nation(words)
    ]
    found.sort(key=lambda m: m.start)
    return found


def _nation(words: Words) -> Iterator[tuple[int, int]]:
    for i in words.where(_FIRST_OF_NATION):
        word = words.words[i]
        if word == "indonesia":
            before = i - 2 if words.words[i - 1] == "-" else i - 1
            if words.words[before] in _NATION_BEFORE:
                yield before, i + 1
        elif word == "nasional" and words.words[i + 1][:1].isdigit():
            yield i, i + 1  # "Jawa Timur 11,2% dan nasional 10,12%"
        elif word in _NATIONAL.first_words and (match := _NATIONAL.at(words.words, i)):
            yield i, i + match[0]


def speaks_for_the_state(words: Words) -> int:
    """How often the text names the president, a ministry or the central government."""
    return sum(
        1 for i in words.where(_STATE.first_words) if words.is_capital(i) and _STATE.at(words.words, i) is not None
    )


def subject(words: Words, found: Sequence[Mention]) -> str | None:
    """The region the article is about: the one it names most often, below the nation where it can. Where ministries
    speak and no region is named again and again, it is the nation."""
    state = speaks_for_the_state(words)
    for strong in (True, False):
        named = [m for m in found if m.weak is not strong]
        counted = Counter(m.code for m in named)
        if counted and all(code.startswith("31") for code in counted) and state:
            return NATION_CODE  # the ministries sit in Jakarta
        if counted:
            first = {m.code: i for i, m in reversed(list(enumerate(named)))}
            # The one that is named first counts once more.
            datelines = {m.code for m in found if m.weak}
            best = max(
                counted,
                key=lambda code: (
                    counted[code] + (len(code) > 2) * 0.5 + (first[code] == 0) + (code in datelines) * 0.75,
                    -first[code],
                ),
            )
            province = named[0].code
            parts = [code for code in counted if code.startswith(province + ".")]
            if best in parts and len(parts) > 1 and counted[best] < _MAIN_SUBJECT:
                best = province
            above = sum(n for code, n in counted.items() if best.startswith(code + "."))
            if state > 2 * (counted[best] + above) and named[0].start > _LEAD:
                return NATION_CODE
            return best
        if strong and state:
            return NATION_CODE
    return None


def region_of(
    start: int,
    end: int,
    in_sentence: Sequence[Mention],
    before: Sequence[Mention],
    fallback: str | None,
    in_it: Mention | None = None,
) -> str | None:
    """The region of the figure at `start`..`end`: the last one named before it in its sentence, or `in_it`, the place
    said right behind the figure, where it lies in that one; else the next one behind it, else the last one of the
    sentence before, else the article's subject (`fallback`)."""
    inside = [m for m in in_sentence if not m.weak]
    ahead = [m for m in inside if m.end <= start]
    if ahead:
        narrower = in_it is not None and in_it.code.startswith(ahead[-1].code + ".")
        return in_it.code if in_it is not None and narrower else ahead[-1].code
    behind = [m for m in inside if end <= m.start <= end + _FAR]
    if behind and (
        behind[0].level != "province"
        or fallback is None
        or not fallback.startswith(behind[0].code)
        or behind[0].start - end <= _BESIDE
    ):
        return behind[0].code
    strong = {m.code for m in before if not m.weak and m.level != "nation"}
    if len(strong) == 1:
        return strong.pop()
    return fallback


def _candidates(words: Words) -> list[_Candidate]:
    names = _names()
    found: list[_Candidate] = []
    taken = 0
    for i in words.where(names.first_words):
        if i < taken or not words.is_capital(i):
            continue
        stop = i + 1
        while (
            stop < i + _MAX_WORDS
            and words.is_capital(stop)
            and words.text[words.ends[stop - 1] : words.starts[stop]] == " "
        ):
            stop += 1
        for end in range(stop, i, -1):
            key = "".join(words.words[i:end])
            if key in names.codes:
                candidate = _candidate(words, i, end, key)
                if candidate is not None:
                    found.append(candidate)
                    taken = end
                break
    return found


def _candidate(words: Words, first: int, stop: int, key: str) -> _Candidate | None:
    at = first
    if words.words[at - 1] == ")" and words.words[at - 3] == "(" and words.starts[at] - words.starts[at - 3] < 18:
        at -= 3  # "Pemerintah Kota (Pemkot) Madiun"
    elif words.words[at - 1] == "." and words.ends[at - 1] < words.starts[at]:
        at = at - 1 if words.words[at - 2] in ("kab", "prov") else at
    if marker := _MARKERS.before(words.words, at):
        # "Pemkot Bengkulu Tengah" does not exist: the marker belongs to another name.
        if marker[1] not in _names().codes[key]:
            return None
        return _Candidate(first, stop, key, marker[1], True)
    before = words.words[first - 1]
    if before == "." and words.words[first - 2] in _OTHER_THINGS:
        return None
    if before in _OTHER_THINGS:
        return None
    inside = words.is_capital(first - 1) and words.text[words.ends[first - 1] : words.starts[first]] == " "
    return _Candidate(first, stop, key, None, _is_placed(words, first, stop), inside)


def _is_placed(words: Words, first: int, stop: int) -> bool:
    """Whether a bare name stands where a place stands: behind "di", behind an office, as a dateline, in a list."""
    before = words.words[first - 1]
    if before in _PLACE_BEFORE or (before == "-" and words.words[first - 2] == "se"):
        return True
    if before == "." and words.words[first - 2].isdigit():
        return True
    if words.words[stop] in _DONE_BY_REGIONS and (first == 0 or not before.isalnum()):
        return True  # "Paser mencatat 4.829 KPM"
    if first == 0 or "\n" in words.text[words.ends[first - 1] : words.starts[first]]:
        return _DATELINE_AFTER.match(words.text, words.ends[stop - 1]) is not None
    printed = words.printed(first - 1)
    if len(printed) > 1 and printed.isalpha() and printed.isupper() and not words.printed(first).isupper():
        return True  # "RKPD Paser"
    for at in range(first - 2, max(first - 2 - _LONGEST_OFFICE, -1), -1):
        if words.words[at] in _OFFICES:
            return words.is_capital(at)
        if not (words.is_capital(at + 1) or words.words[at + 1] in ("dan", ",", "&", "/")):
            return False
    return False


def _level_of_bare(
    candidate: _Candidate, stated: dict[str, Counter[str]], bare: Counter[str], spoken: str | None
) -> str | None:
    levels = _names().codes[candidate.key]
    said = stated.get(candidate.key)
    if said:
        return said.most_common(1)[0][0]
    # A name of two words, or one that comes again and again, is no family name.
    one_word = candidate.stop - candidate.first == 1
    if not candidate.placed and one_word and (candidate.inside_name or bare[candidate.key] < _OFTEN):
        return None
    if len(levels) == 1:
        return next(iter(levels))
    return spoken if spoken in levels and candidate.placed else None


def _level_of_office(words: Words) -> str | None:
    """ "city" where the text speaks of a mayor and of no regent, "regency" the other way round."""
    said = {_OFFICE_HOLDERS[words.words[i]] for i in words.where(_OFFICE_HOLDERS) if words.is_capital(i)}
    if any(words.words[i + 1] == "kota" for i in words.where(_FIRST_OF_MAYOR)):
        said.add("city")
    return said.pop() if len(said) == 1 else None


_POINTER_AFTER = re.compile(r"\s(?:ini|itu|tersebut)\b")
_PLACE_IN_IT = re.compile(
    r"\b(?:ibu\s?kota|(?:kabupaten|kota)\s(?:ter[a-z]+|paling\s[a-z]+|lain|lumbung\s[a-z]+))\s[^.,;]*$"
)


def _is_weak(text: str, start: int, end: int, stated_level: str | None, code: str, found: Sequence[Mention]) -> bool:
    """Dateline, venue, or the province that only says where the city just named lies."""
    near_line_start = start <= 30 or "\n" in text[start - 31 : start]
    if not stated_level:
        if near_line_start and _DATELINE_AFTER.match(text, end):
            return True
        if near_line_start and text[start - 2 : start] == ", " and _PAPER_AFTER.match(text, end):
            return True
        if _VENUE_AFTER.match(text, end):
            return True
    if len(code) == 2 and _POINTER_AFTER.match(text, end) and _PLACE_IN_IT.search(text, max(0, start - 60), start):
        return True  # "ibu kota provinsi NTT ini": the city, not the province
    if text[start - 3 : start] == "ke " and _SENT_BEFORE.search(text, max(0, start - 60), start):
        return True  # "usulan yang dikirim ke Jakarta": where papers go, not where people live
    within = len(code) == 2 and bool(found) and found[-1].code.startswith(code + ".")
    if within and _MOST_OF_ALL.search(text, max(0, start - 40), start):
        return True  # "Belitung termasuk tertinggi di Bangka Belitung": one of many in it
    if found and len(code) == 2 and found[-1].code.startswith(code + "."):
        between = text[found[-1].end : start]
        # Behind the dash of a dateline the sentence begins: "Samarinda - Dana desa di Kaltim".
        return len(between) <= 16 and "." not in between and _DASH.search(between) is None
    return False
