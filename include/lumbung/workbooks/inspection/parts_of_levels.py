"""Notes that say of which part of the year the figures of each kind of region are.

Enters: the texts of notes. Leaves: for each region its part: `Angka provinsi keadaan Maret; angka kota angka tahunan`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.reference.regions import regions
from lumbung.workbooks.periods import months_in, semester_part

ANNUAL = "annual"
_LEVELS: tuple[tuple[str, frozenset[str]], ...] = (
    (r"kab(?:upaten|\.)?\s*(?:/|dan|&)\s*kota|kabkota", frozenset({"regency", "city"})),
    (r"nasional|indonesia", frozenset({"nation"})),
    (r"provinsi|propinsi", frozenset({"province"})),
    (r"kabupaten|kab\.", frozenset({"regency"})),
    (r"kota(?!-)", frozenset({"city"})),
)
_LEVEL = "|".join(pattern for pattern, _ in _LEVELS)
# Behind these words a level is whose figures are spoken of; else it may be an office's, or how rows are told apart.
_OF = r"(?:angka|data|nilai|tingkat|level|untuk|indikator|estimasi|figur|baris|khusus|kondisi|persentase)"
_SUBJECT = re.compile(rf"\b{_OF}\s+(?:(?:kemiskinan|tingkat|level|baris)\s+)?(?:{_LEVEL})(?![a-z])", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    rf"\b(?:bps|bappeda|bappenas|dinas|badan|dinsos|pemerintah|menurut|per|antar|tiap|setiap|se|seluruh)[\s-]+(?:{_LEVEL})(?![a-z])",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"[;,.](?=\s|$)|\b(?:sedangkan|sementara(?:\s+itu)?|adapun)\b|\b(?:dan|serta)\s+(?={_OF}\b)", re.IGNORECASE
)
# The names of surveys say `nasional`, and speak of no nation.
_SURVEY = re.compile(r"\b(?:survei\s+)?(?:sosial\s+ekonomi|angkatan\s+kerja)\s+nasional\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\btahunan\b|\bsetahun\b|\bannual\b", re.IGNORECASE)


@dataclass(frozen=True)
class PartSaid:
    """What a note says: `part` holds for regions of `levels`, or for the one region `code`; None for several parts."""

    levels: frozenset[str]
    code: str | None
    part: str | None


def parts_said(notes: Sequence[str]) -> list[PartSaid]:
    """What notes say of the part of the year of some kinds of regions; empty where they tell none apart."""
    found: list[PartSaid] = []
    for note in notes:
        plain = _SURVEY.sub(" ", _NO_SUBJECT.sub(" ", note))
        clauses = [" ".join(clause.split()) for clause in _CLAUSE.split(plain)]
        if not _SUBJECT.search(note) and len({part for one in clauses for part in _parts(one)}) <= 1:
            continue
        waiting: list[tuple[frozenset[str], str | None]] = []
        for clause in clauses:
            named, parts = _named(clause), _parts(clause)
            waiting += named
            if parts and waiting:
                part = next(iter(parts)) if len(parts) == 1 else None
                found += [PartSaid(levels, code, part) for levels, code in waiting]
                waiting = []
    return found


def both_said(notes: Sequence[str]) -> bool:
    """Whether one note speaks both of a year's figures and of those of a month."""
    return any(len(parts) > 1 and ANNUAL in parts for parts in map(_parts, notes))


def part_of_region(said: Sequence[PartSaid], code: str | None) -> str | None:
    """The one part that notes say of a region; None where they say none, or several."""
    region = regions().get(code) if code else None
    if region is None:
        return None
    own = {one.part for one in said if one.code == region.code}
    parts = own or {one.part for one in said if one.code is None and region.level in one.levels}
    return next(iter(parts)) if len(parts) == 1 else None


def _parts(text: str) -> set[str]:
    found = {part for month in months_in(text) if (part := semester_part(str(month))) is not None}
    return {*found, *([ANNUAL] if _ANNUAL.search(text) else [])}


def _named(clause: str) -> list[tuple[frozenset[str], str | None]]:
    """The kinds of regions, and the single regions, that a clause names."""
    found: list[tuple[frozenset[str], str | None]] = []
    for match in re.finditer(rf"(?<![a-z])(?:{_LEVEL})(?![a-z])", clause, re.IGNORECASE):
        levels = next(levels for pattern, levels in _LEVELS if re.fullmatch(pattern, match[0], re.IGNORECASE))
        found.append((levels, _single(match[0], clause[match.end() :], levels)))
    return found


def _single(kind: str, rest: str, levels: frozenset[str]) -> str | None:
    """The code of the region whose name stands behind its kind: `Kota Jambi`."""
    if len(levels) > 1 or levels == {"nation"}:
        return None
    words = re.findall(r"[^\W\d_]+", rest)[:4]
    for count in range(len(words), 0, -1):
        found = regions().resolve(f"{kind} {' '.join(words[:count])}", levels=set(levels), explain=False).region
        if found is not None:
            return found.code
    return None
