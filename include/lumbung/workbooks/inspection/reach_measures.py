"""Words of programme reach -> what they say that is counted, and in which unit.

Enters: titles and lines as printed. Leaves: measures and units of the vocabulary; None, or nothing, where no word says
them.
"""

from __future__ import annotations

import re

from lumbung.workbooks.inspection.vocabulary import COUNTED, MEASURE_WORDS, RECEIVING_WORDS
from lumbung.workbooks.inspection.words import folded

_BRACKETS = re.compile(r"\(([^()]*)\)")
_SAID_UNIT = re.compile(r"(?:\bsatuan\s*:?|\(dalam)\s+([A-Za-z]+(?:\s+[A-Za-z]+)?)", re.IGNORECASE)
_PASSED = re.compile(
    r"\b(?:peserta|siswa|orang) (?:(?!dan |serta )[a-z]+ ){0,5}(?:yang |telah |dinyatakan )lulus |"
    r" lulusan (?!(?:sd|smp|sma|smk|slta|sltp|s1|sarjana|diploma|perguruan|universitas|sekolah)\b)"
)
_FOUND_WORK = re.compile(
    r" (?:pencari kerja|tenaga kerja|pencaker|pelamar|peserta|lulusan|orang) (?:(?!dan |serta )[a-z]+ ){0,4}"
    r"(?:diterima (?:be)?kerja|terserap|tertempatkan) "
    r"| (?:pencari kerja|tenaga kerja|pencaker|pelamar) (?:(?!dan |serta )[a-z]+ ){0,3}ditempatkan "
)


def measure_of_words(text: str) -> str | None:
    """What a text says that is counted: by the word of the vocabulary that stands first, the longer of two.

    Who passed is a graduate: `Lulusan Pelatihan`, `Peserta Pelatihan yang Lulus`; who found work is placed: `Pelamar
    yang Diterima Bekerja`.
    """
    joined = f" {' '.join(folded(text))} "
    found = [
        (joined.find(f" {word} "), -len(word), measure) for word, measure in MEASURE_WORDS if f" {word} " in joined
    ]
    found += [(match.start() - 1, -len(match[0]), "graduate") for match in _PASSED.finditer(joined)]
    found += [(match.start(), -len(match[0]), "placed") for match in _FOUND_WORK.finditer(joined)]
    return min(found)[2] if found else None


def measure_of_line(text: str) -> str | None:
    """What a line's text says that is counted; who is said to be given something, and not what, is a recipient."""
    return measure_of_words(text) or ("recipient" if set(folded(text)) & RECEIVING_WORDS else None)


def says_who_found_work(text: str) -> bool:
    """Whether a text speaks of people who found work: `Pencari Kerja yang Ditempatkan`."""
    return _FOUND_WORK.search(f" {' '.join(folded(text))} ") is not None


def unit_said(text: str) -> list[str]:
    """The unit that a title names as such: `Satuan: KPM`, `(dalam satuan orang)`."""
    said = (" ".join(folded(match[1])) for match in _SAID_UNIT.finditer(text))
    return [next((unit for unit in (words, words.partition(" ")[0]) if unit in COUNTED), "") for words in said]


def bracketed_units(text: str) -> list[str]:
    """The units that stand in brackets: `Realisasi (KPM)`."""
    return [unit for match in _BRACKETS.finditer(text) if (unit := " ".join(folded(match[1]))) in COUNTED]
