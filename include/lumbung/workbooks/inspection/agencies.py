"""The agency whose figures a table holds, by the texts around it.

Enters: an `Around`. Leaves: `Found`, or `Unclear` where the texts name several or only who collects for others, or
None. A name ends where a place, a time or another clause begins; what follows a comma belongs to it only as in `Dinas
Koperasi, UKM dan Perdagangan`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lumbung.workbooks.errors import printable
from lumbung.workbooks.inspection.programmes import programmes_in
from lumbung.workbooks.inspection.surroundings import PLACES, Around, Found, Unclear, readable
from lumbung.workbooks.inspection.vocabulary import (
    AGENCY_SHORT,
    AGENCY_START,
    COMMON_WORDS,
    FILE_WORDS,
    GATHERING_AGENCIES,
    NO_AGENCIES,
)
from lumbung.workbooks.inspection.words import folded, is_region_name
from lumbung.workbooks.periods import MONTHS

# In a title a district is a place. `Bagian` and `Kantor` begin many a sentence of a note.
_OFFICES = AGENCY_START.replace("kecamatan|", "")
_OFFICES_IN_NOTES = _OFFICES.replace("|kantor", "").replace("|bagian", "")
_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_KIND_OF_REGION = r"(?:kabupaten|kab\.|kota(?:madya)?|pro[pv]insi|prov\.)"
# A kind of region with a name behind it: `Dinas Tata Kota dan Pertamanan` names no city.
_PLACE = (
    r"(?:(?:kabupaten|kab\.|kota(?:madya)?|provinsi|propinsi|prov\.)(?!\s+dan\b)\s+\w|"
    r"(?:pemerintah|pemkab|pemkot|pemprov)\b)"
)
_TIMES = (
    r"tahun|t\.?a\.?|per|s\.?\s?/?\s?d\.?|sampai|hingga|bulan|triwulan|tw|semester|periode|posisi|keadaan|"
    r"tgl\.?|tanggal"
)
_CLAUSES = "menurut|berdasarkan|melalui|bersama|pada|di|untuk|yang|selaku|dengan|diolah|dalam|se"
# Where a name ends, part by part: marks, persons, what may follow a comma, places, times and clauses, another office.
_END = re.compile(
    r"\s*[;()\[\]]|\s*:|\s+[-–—|>]\s|\.(?=\s|$)"
    r"|\s+(?:drs|dra|ir|dr|hj?)\.|\s+nip\b"
    rf"|,\s*(?:{_PLACE}|{_YEAR}|\d|diolah|data|per\b|tahun|bidang|laporan|rekap|hasil)"
    rf"|\s+{_PLACE}|\s+(?:kec\.|kecamatan)\s"
    rf"|\s+(?:{_YEAR}|(?:{_TIMES}|{_CLAUSES})(?=[\s.:]|$)|(?:{_MONTH})\s+{_YEAR}|\d{{1,2}}\s)"
    rf"|\s+dan\s+(?:{_OFFICES}|bps)\b",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(
    r"[^\S\n]+((?:kabupaten|kab\.|kota(?:madya)?|provinsi|propinsi|prov\.)[^\S\n]+)?([^\n]+)", re.IGNORECASE
)
AGENCY_CODE = re.compile(r"(?<![\w.])\d\.\d{2}(?:\.\d\.\d{2}){1,2}\.\d{2,4}(?:\.\d{2,4})?(?![\w.]*\d)")
"""A code of an agency as budgets print it: 1.06.0.00.0.00.01.0000."""

_CUT_OFF = re.compile(r"(?:\b(?:dan|serta)|[,&/])$", re.IGNORECASE)
_GOVERNMENT = r"^(pemerintah\s+(?:kabupaten|kab\.|kota|provinsi|daerah)\s.+)$"
_OF_GOVERNMENT = re.compile(
    r"(?:pemerintah(?:an)?\s+(?:daerah|kabupaten|kab\b\.?|kota(?:madya)?|pro[pv]insi|prov\b\.?)|"
    r"pem(?:kab|kot|prov|da)\b\.?)(?!\s+dan\b)(?:\s+.*)?",
    re.IGNORECASE,
)
# Names that only tell what a sheet or a file is of; a file's name is written with marks for spaces.
_LONGEST = 14
_LONGEST_PLACE = 4
_NAMES = ("sheet", "file_name")
_ORIGINS = ("title", "notes", "sheet", "header", "file_name")


def find_agency(around: Around) -> Found | Unclear | None:
    """The agency that the title names, else notes, sheet, header or file name; a government is none.

    The name is as printed, with the region that may stand right behind it.
    """
    for origin in _ORIGINS:
        names = _distinct(
            [
                name
                for text in around.texts[origin]
                for name in agencies_in(text, is_note=origin != "title", is_name=origin in _NAMES)
            ]
        )
        if origin != "title":
            names = [name for name in names if not gathers_for_others(name)] or names
        if any(_CUT_OFF.search(name) for name in names):
            return Unclear(f"the {PLACES[origin]} names {printable(names[0])}, which is not the whole name")
        if len(names) > 1:
            return Unclear(f"the {PLACES[origin]} names {' and '.join(map(printable, names[:3]))}")
        if not names:
            continue
        if origin != "title" and gathers_for_others(names[0]):
            return Unclear(f"the {PLACES[origin]} names {printable(names[0])} only, which collects what others did")
        whole = names[0] if origin in _NAMES else _with_place(names[0], around.texts[origin])
        return _found(around, origin, whole)
    return None


def find_government(around: Around) -> Found | None:
    """The government in whose name a table is: who publishes it, and no agency of its own."""
    value = around.read({"from": "title", "pattern": _GOVERNMENT})
    return _found(around, "title", value) if isinstance(value, str) else None


def is_government(text: str) -> bool:
    """Whether a name is that of a whole government: `Pemerintah Kota Tegal`, `Pemkab Brebes`, `Kabupaten Brebes`."""
    if _OF_GOVERNMENT.fullmatch(text.strip()):
        return True
    return re.match(rf"{_KIND_OF_REGION}\s", text, re.IGNORECASE) is not None and is_region_name(text)


def find_agency_code(around: Around, name: str) -> Found | None:
    """The code of the agency that the title names: right before the name, else the only one of an agency's form."""
    texts = [" ".join(text.split()) for text in around.texts["title"]]
    before = re.compile(rf"(?<![\w.])(\d(?:\.\d+){{2,}})\.?\s*[-–:]?\s*{re.escape(name)}", re.IGNORECASE)
    found = {match[1] for text in texts for match in before.finditer(text)}
    found = found or {match[0] for text in texts for match in AGENCY_CODE.finditer(text)}
    if len(found) != 1:
        return None
    code = found.pop()
    spec: dict[str, object] = {"from": "title", "pattern": rf"(?<![\w.])({re.escape(code)})(?![\w.])"}
    return Found(spec if around.read(spec) == code else {"value": code}, code, PLACES["title"])


def names_an_agency(around: Around) -> bool:
    """Whether an agency is named whose own budget a table may be: none that only collects, and no government."""
    for origin in _ORIGINS:
        texts = around.texts[origin]
        names = [
            name
            for text in texts
            for name in agencies_in(text, is_note=origin != "title", is_name=origin in _NAMES)
            if origin == "title" or not gathers_for_others(name)
        ]
        if names:
            return True
    return False


def agencies_in(text: str, *, is_note: bool = False, is_name: bool = False) -> list[str]:
    """The agencies that a text names, as printed. `is_name`: it is a name of a file or a sheet, and no sentence."""
    plain = " ".join(text.replace("_", " ").split())
    offices = _OFFICES_IN_NOTES if is_note else _OFFICES
    found = []
    for match in re.finditer(rf"\b(?:{offices}\s+\w|{AGENCY_SHORT})", plain, re.IGNORECASE):
        rest = plain[match.start() :]
        office = re.match(rf"{offices}|\S+", rest, re.IGNORECASE)
        end = _END.search(rest, office.end() if office else 0)
        name = _without_place(rest[: end.start()] if end else rest).strip(" .:")
        if len(name.split()) == 1 and not re.match(rf"(?:inspektorat|rsud|{AGENCY_SHORT})$", name, re.IGNORECASE):
            continue
        if is_name:
            name = _before_other_words(name)
        if name and not re.match(NO_AGENCIES, name, re.IGNORECASE) and len(name.split()) <= _LONGEST:
            found.append(name)
    return found


def gathers_for_others(name: str) -> bool:
    """Whether an agency is known for collecting the figures of others: planning, finance, statistics."""
    return re.match(GATHERING_AGENCIES, name, re.IGNORECASE) is not None


def _without_place(name: str) -> str:
    """A name without the region that stands behind it: `Dinas Sosial Sukoharjo`."""
    words = name.split()
    for count in (3, 2, 1):
        place = " ".join(words[-count:])
        if len(words) > count + 1 and is_region_name(place) and place.casefold() not in COMMON_WORDS:
            return " ".join(words[:-count])
    return name


def _with_place(name: str, texts: Sequence[str]) -> str:
    """A name with the region that stands right behind it where it is first printed: `Dinas Sosial Kota Jambi`."""
    whole = re.compile(rf"(?<!\w){readable(name)}(?!\w)", re.IGNORECASE)
    found = next(((text, match) for text in texts if (match := whole.search(text))), None)
    behind = _PLACE_BEHIND.match(found[0][found[1].end() :]) if found else None
    if found is None or behind is None:
        return name
    words = behind[2].split(" ")[:_LONGEST_PLACE]
    for count in range(len(words), 0, -1):
        place = f"{behind[1] or ''}{' '.join(words[:count])}".rstrip(" ,.;:)")
        if is_region_name(place) and (behind[1] or place.casefold() not in COMMON_WORDS):
            return f"{found[1][0]} {place}"
    return name


def _before_other_words(name: str) -> str:
    """The name of an agency in a file's name, up to a region, a programme, or what the file is."""
    words = name.split()
    if re.fullmatch(AGENCY_SHORT, words[0], re.IGNORECASE):
        return words[0]
    for at in range(2, len(words)):
        rest = " ".join(words[at : at + 2])
        if (
            programmes_in(rest)
            or words[at].casefold() in FILE_WORDS
            or is_region_name(words[at])
            or is_region_name(rest)
        ):
            return " ".join(words[:at])
    return name


def _distinct(names: Sequence[str]) -> list[str]:
    """Different agencies: a name that only begins another one is the same."""
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        found.setdefault(tuple(folded(name)), name)
    return [
        name
        for words, name in found.items()
        if not any(other != words and other[: len(words)] == words for other in found)
    ]


def _found(around: Around, origin: str, name: str) -> Found:
    """The fact, tied to the words as they are printed: a file of another agency is not read as this one's."""
    spec: dict[str, object] = {"from": origin, "pattern": f"({readable(name)})"}
    return Found(spec if around.read(spec) == name else {"value": name}, name, PLACES[origin])
