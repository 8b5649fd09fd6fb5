"""Programmes by the names and abbreviations that everybody uses.

Enters: a `Context` or a text. Leaves: the programme that a title names, as it is printed.
"""

from __future__ import annotations

import re

from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.draft import Ask, Remark
from lumbung.workbooks.inspection.surroundings import PLACES, readable
from lumbung.workbooks.inspection.vocabulary import AGENCY_SHORT, COMMON_WORDS, COUNTED
from lumbung.workbooks.inspection.words import folded, is_region_name

PROGRAMMES: tuple[str, ...] = (
    r"Penerima Bantuan Iuran(?:\s*\(PBI\))?(?:\s+(?:JKN|JK|APBD|APBN)\b)?",
    r"PKH",
    r"Program Keluarga Harapan",
    r"BPNT",
    r"Bantuan Pangan Non[- ]?Tunai",
    r"Program Sembako",
    r"Kartu Sembako",
    r"BLT[- ]?(?:DD|Dana Desa)",
    r"BLT Kesra",
    r"BLT",
    r"Bantuan Langsung Tunai(?: Dana Desa)?",
    r"PBI[- ]?(?:JKN|JK|APBD|APBN)",
    r"KIS",
    r"KIP",
    r"Program Indonesia Pintar",
    r"PIP",
    r"RTLH",
    r"Rutilahu",
    r"Rumah Tidak Layak Huni",
    r"BSPS",
    r"KUBE",
    r"BPUM",
    r"Bantuan Sosial Tunai",
    r"BST",
    r"ATENSI",
    r"Rastra",
)
_LONGEST_PHRASE = 12
# How the words begin that name what was given or done.
_ACT = re.compile(
    r"\b(?:bantuan|bansos|pelatihan|beasiswa|subsidi|santunan|jaminan|asuransi|padat\s+karya|job\s*fair|bursa\s+kerja|"
    r"bimbingan\s+teknis|bimtek|magang|sertifikasi|rehabilitasi|insentif|pemberian\s+makanan|pemasangan|sambungan|"
    r"pendampingan|pembinaan|fasilitasi|penyuluhan|sosialisasi|pemberdayaan|penempatan|pasar\s+murah|operasi\s+pasar|"
    r"program\s+(?!dan\b|kegiatan\b|kerja\b|prioritas\b|penanggulangan\b|pengentasan\b|percepatan\b))",
    re.IGNORECASE,
)
# What stands behind these is what was given.
_GIVEN = re.compile(r"\b(?:penyaluran|penerima(?:\s+manfaat)?|distribusi|pembagian)\s+", re.IGNORECASE)
_PHRASE_END = re.compile(
    r"\s+(?:menurut|per|di|pada|oleh|kepada|untuk|bagi|dari|dalam|berdasarkan|tahun|t\.?a\.?|kabupaten|kab\.|kota|provinsi|prov\.|"
    r"kecamatan|kec\.|dinas|badan|bulan|triwulan|tw|semester|periode|s\.?\s?/?\s?d\.?|sampai|se|yang|"
    r"tahap|(?:19|20)\d\d)(?=[\s.:]|$)|\s*[(),;:]|\s+[-–—]\s|"
    rf"\s+{AGENCY_SHORT}",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    {"program", "bantuan", "kegiatan", "pelatihan", "penanggulangan", "kemiskinan", "dan", "pemberian"}
)
_ANY = "|".join(rf"\b{pattern}\b" for pattern in PROGRAMMES)


def programmes_in(text: str) -> list[str]:
    """The programmes that a text names, as printed."""
    return list(dict.fromkeys(match[0] for match in re.finditer(_ANY, text.replace("_", " "), re.IGNORECASE)))


def programme_fact(context: Context) -> object:
    """The YAML of a fact `program_name`, where title, sheet or file name name one programme; else None.

    A long name and its abbreviation in brackets are one programme: the first of them counts. What everybody does not
    know is named by the words of the title: `Bantuan Bibit Jagung`.
    """
    known = _known_programme(context)
    if known is not None:
        return known
    texts = context.around.texts
    # A text file without a title is named by its file.
    origin = "title" if any(re.search(r"[A-Za-z]", text) for text in texts["title"]) else "file_name"
    for text in texts[origin]:
        if (phrase := phrase_of(text.replace("_", " "))) is not None:
            spec: dict[str, object] = {"from": origin, "pattern": f"({readable(phrase)})"}
            known = spec if context.around.read(spec) == phrase else {"value": phrase}
            return Remark(known, f"from the {PLACES[origin]}")
    return None


def phrase_of(title: str) -> str | None:
    """The words of a title that name what was given or done, up to where it says to whom, where or when."""
    plain = " ".join(title.split())
    for match in [*_ACT.finditer(plain), *_GIVEN.finditer(plain)]:
        rest = plain[match.end() - 1 if match.re is _GIVEN else match.start() :]
        end = _PHRASE_END.search(rest)
        phrase = (rest[: end.start()] if end else rest).strip(" ,.:-–")
        phrase = _without_region(phrase)
        words = [word for word in folded(phrase) if word not in _GENERIC and word not in COUNTED]
        if words and words[-1] not in ("dan", "serta") and len(phrase.split()) <= _LONGEST_PHRASE:
            return phrase
    return None


def _without_region(phrase: str) -> str:
    """A phrase without the region behind it: `BANTUAN BERAS SUKOHARJO`."""
    words = phrase.split()
    for count in (3, 2, 1):
        place = " ".join(words[-count:])
        if len(words) > count and is_region_name(place) and place.casefold() not in COMMON_WORDS:
            return " ".join(words[:-count])
    return phrase


def _known_programme(context: Context) -> object:
    for origin in ("title", "header", "sheet", "file_name"):
        texts = context.around.texts[origin]
        found = _one_name(list(dict.fromkeys(name for text in texts for name in programmes_in(text))))
        if len(found) > 1 and origin in ("title", "header"):
            return Ask(
                f"which programme are the figures of? The {origin} names {' and '.join(found[:4])}", "{value: PKH}"
            )
        if len(found) != 1:
            continue
        words = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", found[0])))
        spec: dict[str, object] = {"from": origin, "pattern": rf"\b({words})\b"}
        value = context.around.read(spec)
        return spec if value == found[0] else {"value": found[0]}
    return None


def _one_name(found: list[str]) -> list[str]:
    """The names without those that say another one again: `PKH` beside `Program Keluarga Harapan`, or in capitals."""
    kept: list[str] = []
    for name in found:
        if not any(_short_forms(name) & _short_forms(other) for other in kept):
            kept.append(name)
    return kept


def _short_forms(name: str) -> set[str]:
    """A name and its abbreviations: `BLT-DD` is `BLT Dana Desa` and `Bantuan Langsung Tunai Dana Desa`."""
    words = re.findall(r"[a-z]+", name.casefold())
    # A word without a vowel is an abbreviation itself.
    short = "".join(word if not re.search("[aeiou]", word) else word[0] for word in words)
    return {"".join(words), _initials(name), short if len(words) > 1 else "".join(words)}


def _initials(name: str) -> str:
    """The letters by which a name is abbreviated; one for names of one programme that share none."""
    if re.fullmatch(r"(?:program|kartu)\s+sembako", name, re.IGNORECASE):
        return "bpnt"
    words = re.findall(r"[A-Za-z]+", name)
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else name.casefold()
