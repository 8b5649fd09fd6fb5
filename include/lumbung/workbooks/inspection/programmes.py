"""Programmes by the names and abbreviations that everybody uses.

Enters: a `Context` or a text. Leaves: the programme that a title names, as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.draft import Ask, Remark
from lumbung.workbooks.inspection.surroundings import PLACES, readable
from lumbung.workbooks.inspection.vocabulary import AGENCY_SHORT, COMMON_WORDS, COUNTED, GENERAL_AIMS
from lumbung.workbooks.inspection.words import folded, is_region_name, key

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
    r"Bantuan Stimulan Perumahan Swadaya",
    r"KUBE",
    r"BPUM",
    r"Bantuan Sosial Tunai",
    r"BST",
    r"ATENSI",
    r"Rastra",
)
# What is given or mended, and no programme by itself: `Rumah Tidak Layak Huni`.
_GOODS = re.compile(r"(?:RTLH|Rutilahu|Rumah Tidak Layak Huni|KUBE|KIS|KIP)", re.IGNORECASE)
_WORKS = r"\b(?:bantuan\s+)?(?:perbaikan|pembangunan|renovasi|pemugaran|penanganan|bedah|peningkatan\s+kualitas)"
_LONGEST_PHRASE = 12
# How the words begin that name what was given or done.
_ACT = re.compile(
    r"\b(?:bantuan|bansos|pelatihan|kursus|beasiswa|subsidi|santunan|jaminan|asuransi|padat\s+karya|job\s*fair|bursa\s+kerja|"
    r"bimbingan\s+teknis|bimtek|magang|sertifikasi|rehabilitasi|insentif|pemberian\s+makanan|pemasangan|sambungan|"
    r"pendampingan|pembinaan|fasilitasi|penyuluhan|sosialisasi|pemberdayaan|penempatan|pasar\s+murah|operasi\s+pasar|"
    r"program\s+(?!dan\b|kegiatan\b|kerja\b|prioritas\b|penanggulangan\b|pengentasan\b|percepatan\b))",
    re.IGNORECASE,
)
# What stands behind these is what was given.
_GIVEN = re.compile(r"\b(?:penyaluran|penerima(?:\s+manfaat)?|distribusi|pembagian)\s+", re.IGNORECASE)
_PHRASE_END = re.compile(
    # `bagi Pelaku Usaha` is a part of the name; `bagi KPM` only says who receives.
    r"\s+(?:bagi(?=\s+(?:kpm|kk|penerima|peserta|keluarga\s+penerima)\b)|"
    r"menurut|per|di|pada|oleh|kepada|untuk|dari|dalam|berdasarkan|tahun|t\.?a\.?|kabupaten|kab\.|kota|provinsi|prov\.|"
    r"kecamatan|kec\.|dinas|badan|bulan|triwulan|tw|semester|periode|s\.?\s?/?\s?d\.?|sampai|se|yang|"
    r"tahap|(?:19|20)\d\d)(?=[\s.:]|$)|\s*[(),;:]|\s+[-–—]\s|"
    rf"\s+{AGENCY_SHORT}",
    re.IGNORECASE,
)
# `Penerima Fasilitasi Merek bagi Usaha Kecil`: behind those who receive something, `bagi` says who they are.
_RECEIVERS = re.compile(r"\b(?:penerima(?:\s+manfaat)?|peserta)\s*$", re.IGNORECASE)
_FOR_WHOM = re.compile(r"\s+bagi\s", re.IGNORECASE)
_GENERIC = frozenset(
    {"program", "bantuan", "kegiatan", "pelatihan", "kursus", "penanggulangan", "kemiskinan", "dan", "pemberian"}
)
_ANY = "|".join(rf"\b{pattern}\b" for pattern in PROGRAMMES)
# What a line above a table calls itself, as in `Program : Penempatan Tenaga Kerja`.
_LABELS = {
    "program_name": r"(?:nama\s+)?program",
    "activity_name": r"(?:nama\s+)?kegiatan",
    "sub_activity_name": r"(?:nama\s+)?sub\s*-?\s*kegiatan",
}
_WHICH = {"program_name": "programme", "activity_name": "activity", "sub_activity_name": "sub-activity"}
# The code before a name: `2.17.07 Program Pengembangan UMKM`.
_CODE_BEFORE = r"\d[\dX]*(?:\.[\dX]+)+"
_CODE = re.compile(rf"{_CODE_BEFORE}\.?\s+[-–]?\s*(?=[A-Za-z])", re.IGNORECASE)
_THROUGH = re.compile(r"\b(?:melalui|lewat)\s+$", re.IGNORECASE)
_OUTRIGHT = re.compile(
    r"\bprogram\s+(?!dan\b|kegiatan\b|kerja\b|prioritas\b|penanggulangan\b|pengentasan\b|percepatan\b)", re.IGNORECASE
)


def programmes_in(text: str) -> list[str]:
    """The programmes that a text names, as printed."""
    return list(dict.fromkeys(match[0] for match in re.finditer(_ANY, text.replace("_", " "), re.IGNORECASE)))


def programme_fact(context: Context) -> object:
    """The YAML of a fact `program_name`, where title, sheet or file name name one programme; else None.

    A long name and its abbreviation in brackets are one programme. What everybody does not know is named by the words
    of the title: `Bantuan Bibit Jagung`. A programme that is named as such comes first:
    `Rumah yang Direhab melalui Program Kawasan Permukiman`.
    """
    named = programme_said(context)
    if named is not None:
        return named
    known = _known_programme(context)
    if known is not None:
        return known
    origin = _origin_of_names(context)
    for text in context.around.texts[origin]:
        if (phrase := phrase_of(text.replace("_", " "))) is not None:
            return _fact_of(context, origin, phrase)
    return None


def programme_said(context: Context) -> object:
    """The programme that the title calls so; None where it calls nothing so."""
    return labelled_fact(context, "program_name") or _outright_programme(context)


def programme_above(context: Context) -> object:
    """The programme that is named for the whole table, whatever its columns are titled; None where none is."""
    return programme_said(context) or _known_programme(context, ("title", "sheet", "file_name"))


def activity_fact(context: Context) -> object:
    """The YAML of a fact `activity_name`, where a line above the table says it; of two levels the lower one."""
    return labelled_fact(context, "sub_activity_name") or labelled_fact(context, "activity_name")


def labelled_fact(context: Context, name: str) -> object:
    """What a line above the table says under the label of a field: `Program : ...`, in one cell or in some."""
    label, labelled = (re.compile(rf"{_LABELS[name]}\s*{end}", re.IGNORECASE) for end in ("(:?)", r":\s*(?=\w)"))
    texts = [" ".join(text.split()) for text in context.around.texts["title"]]
    found = {text[match.end() :]: None for text in texts if (match := labelled.match(text))}
    for place, text in enumerate(texts):
        alone, rest = label.fullmatch(text), texts[place + 1 : place + 3]
        if alone is None or not rest:
            continue
        marked = bool(alone[1]) or rest[0].startswith(":")
        said = rest[1] if rest[0] == ":" and len(rest) > 1 else rest[0].lstrip(": ")
        if marked and re.match(r"\w", said):
            found[said] = None
    names = list(dict.fromkeys(filter(None, (_CODE.sub("", text, count=1).strip(" .:-–") for text in found))))
    if len(names) > 1:
        return _ask_which(names, "title", _WHICH[name])
    return _fact_of(context, "title", names[0]) if names else None


def labelled_code(context: Context, name: str) -> object:
    """The code before what a line above the table says under the label of a field; None where there is none."""
    spec: dict[str, object] = {"from": "title", "pattern": rf"^{_LABELS[name]}\s*:\s*({_CODE_BEFORE})(?=\s)"}
    value = context.around.read(spec)
    return Remark(spec, f"{value}, from the title") if isinstance(value, str) else None


def _outright_programme(context: Context) -> object:
    """The programme that is named as such beside what was given; of two, which of them is asked."""
    origin = _origin_of_names(context)
    texts = [" ".join(text.replace("_", " ").split()) for text in context.around.texts[origin]]
    found = one_name([name for text in texts for name in _named_outright(text)])
    if not found:
        return None
    others = [name for text in texts for name in programmes_in(text) if not _GOODS.fullmatch(name)]
    others = [name for name in others if not _explains(name, found[0], texts)]
    return _ask_which([*found, *others], origin) if len(found) > 1 or others else _fact_of(context, origin, found[0])


def _origin_of_names(context: Context) -> str:
    """Where the words stand that name a table: in its title; a text file without one is named by its file."""
    has_title = any(re.search(r"[A-Za-z]", text) for text in context.around.texts["title"])
    return "title" if has_title else "file_name"


def _named_outright(text: str) -> list[str]:
    """The programmes that a text calls so and that say more than `program bantuan`; none that everybody knows."""
    found = []
    for match in _OUTRIGHT.finditer(text):
        phrase = _phrase_from(text[match.start() :]) or ""
        left = " ".join(_GOODS.sub(" ", phrase).split())
        is_through = _THROUGH.search(text[: match.start()]) and not programmes_in(text)
        common = _GENERIC if is_through else _GENERIC | GENERAL_AIMS
        says_more = [word for word in folded(left) if word not in common and word not in COUNTED]
        if says_more and not programmes_in(left) and not is_region_name(" ".join(says_more)):
            found.append(phrase)
    return found


def _explains(known: str, phrase: str, texts: list[str]) -> bool:
    """Whether the name that everybody knows only stands in brackets behind the other one, as its abbreviation."""
    return any(re.search(rf"{re.escape(phrase)}\s*\(\s*{re.escape(known)}\b", text) for text in texts)


def _ask_which(names: list[str], origin: str, what: str = "programme") -> Ask:
    return Ask(f"which {what} are the figures of? The {PLACES[origin]} names {' and '.join(names[:4])}", "{value: PKH}")


def _fact_of(context: Context, origin: str, name: str) -> Remark:
    """A programme's name, tied to the words that say it where these can be read again."""
    spec: dict[str, object] = {"from": origin, "pattern": f"({readable(name)})"}
    return Remark(spec if context.around.read(spec) == name else {"value": name}, f"from the {PLACES[origin]}")


def phrase_of(title: str) -> str | None:
    """The words of a title that name what was given or done, up to where it says to whom, where or when."""
    plain = " ".join(title.split())
    for match in [*_ACT.finditer(plain), *_GIVEN.finditer(plain)]:
        start = match.end() - 1 if match.re is _GIVEN else match.start()
        rest = plain[start:]
        if _RECEIVERS.search(plain[:start]):
            rest = _FOR_WHOM.split(rest)[0]
        phrase = _phrase_from(rest)
        if phrase is not None:
            return phrase
    return None


def _phrase_from(rest: str) -> str | None:
    """The words up to where a text says to whom, where or when; None where they name nothing, or are a sentence."""
    end = _PHRASE_END.search(rest)
    phrase = _without_region((rest[: end.start()] if end else rest).strip(" ,.:-–"))
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


def _known_programme(context: Context, origins: Sequence[str] = ("title", "header", "sheet", "file_name")) -> object:
    for origin in origins:
        texts = context.around.texts[origin]
        found = one_name(list(dict.fromkeys(name for text in texts for name in programmes_in(text))))
        if len(found) > 1 and origin in ("title", "header"):
            return _ask_which(found, origin)
        if len(found) != 1:
            continue
        if origin == "title" and (work := _work_on(found[0], texts)) is not None:
            return _fact_of(context, origin, work)
        if origin == "title" and (whole := _with_abbreviation(found[0], texts)) is not None:
            return _fact_of(context, origin, whole)
        words = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", found[0])))
        spec: dict[str, object] = {"from": origin, "pattern": rf"\b({words})\b"}
        value = context.around.read(spec)
        return spec if value == found[0] else {"value": found[0]}
    return None


def _work_on(name: str, texts: Sequence[str]) -> str | None:
    """What was done with what is no programme by itself, as a title names it: `Rehabilitasi Rumah Tidak Layak Huni`."""
    if " " not in name or not _GOODS.fullmatch(name):
        return None  # an abbreviation is used as a name: `Program RTLH`
    phrases = [phrase for text in texts if name in text and (phrase := phrase_of(text)) is not None]
    named = next((phrase for phrase in phrases if name in phrase and phrase != name), None)
    works = (re.search(rf"{_WORKS}\s+{re.escape(name)}", text, re.IGNORECASE) for text in texts)
    return named or next((match[0] for match in works if match), None)


def _with_abbreviation(name: str, texts: Sequence[str]) -> str | None:
    """A name with its abbreviation in brackets behind it, as printed: `Program Keluarga Harapan (PKH)`."""
    matches = (re.search(rf"{re.escape(name)}\s*\(([^()]*)\)", " ".join(text.split())) for text in texts)
    return next(
        (m[0] for m in matches if m and programmes_in(m[1]) == [m[1]] and len(one_name([name, m[1]])) == 1), None
    )


def one_name(found: list[str]) -> list[str]:
    """The names without those that say another one again: `PKH` beside `Program Keluarga Harapan`, or in capitals."""
    kept: list[str] = []
    for name in found:
        if not any(_short_forms(name) & _short_forms(other) for other in kept):
            kept.append(name)
    return kept


def is_name_beside_others(title: str) -> bool:
    """Whether a title names a programme where others stand beside it: `Sembako`, which alone is what somebody got."""
    words = [word for word in key(title).split() if word != "bpnt"]
    return words == ["sembako"]


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
    if name.casefold() == "rutilahu":
        return "rtlh"
    words = re.findall(r"[A-Za-z]+", name)
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else name.casefold()
