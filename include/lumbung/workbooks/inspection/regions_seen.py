"""Which regions the rows of a table are, by name, by code, or by both: decided by all rows, never by some.

Enters: the column of names and the column of codes. Leaves: a `RegionReading`: what the YAML has to say and the region
of each row, or the questions that stay open. 166 BPS codes are valid Kemendagri codes of other regions, so a code
column's system is known only where names agree with it in every row, or where only one system knows all its codes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lumbung.reference.regions import Region, Regions, regions
from lumbung.workbooks.errors import word

Bare = Literal["regency", "city"]

_STATED = re.compile(r"(?:kota(?:madya)?|kab(?:upaten)?\.?|provinsi|propinsi|prov\.?)\s", re.IGNORECASE)
_LEVELS = ("nation", "province", "regency", "city")
# So few names may all be those of provinces and of cities.
_FEW = 3


@dataclass
class RegionReading:
    """`spec`: what goes under `region:` in the YAML; `found`: the region of each row, None where it has none."""

    spec: dict[str, object] = field(default_factory=dict)
    found: list[Region | None] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    comment: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether every row has its region."""
        return not self.questions and bool(self.found)


def read_names(names: Sequence[str], *, parent: str | None = None, title: str = "", column: str = "") -> RegionReading:
    """The regions of printed names, from the nation down to cities.

    `parent`: the province that the title names. `title`, `column`: the titles of the table and of the column of names.
    """
    known = regions()
    labels = [name for name in dict.fromkeys(names) if name]
    if not labels:
        return RegionReading(questions=["the column of names is blank"])
    spec: dict[str, object] | None = None
    best: tuple[int, list[str]] | None = None
    for candidate in _ways(labels, title, column):
        wrong = [name for name in labels if not _is_certain(known, name, candidate, labels)]
        if not wrong:
            spec = candidate
            break
        if best is None or len(wrong) < best[0]:
            best = (len(wrong), wrong)
    if spec is None:
        shown = ", ".join(word(name) for name in (best[1] if best else labels)[:5])
        return RegionReading(
            found=[None] * len(names), questions=[f"these names are no region, or more than one: {shown}"]
        )
    found = [_resolve(known, name, spec) if name else None for name in names]
    strange = [r for r in found if r and parent and r.level in ("regency", "city") and not _is_below(known, r, parent)]
    questions = []
    if strange:
        shown = ", ".join(f"{region.name} ({region.code})" for region in dict.fromkeys(strange))
        questions.append(f"the title speaks of {parent}, but these rows lie elsewhere: {shown}")
    return RegionReading(spec, found, questions)


def _ways(labels: Sequence[str], title: str, column: str) -> list[dict[str, object]]:
    """Ways to read names, surest first. A way that decides between a regency and a city needs evidence for it."""
    ways: list[dict[str, object]] = []
    provinces, regencies, cities = (
        re.search(rf"\b{word}", column, re.IGNORECASE) is not None for word in ("prov", "kab", "kota")
    )
    capitals = any(name.isupper() and not _STATED.match(name) for name in labels)
    mixed = capitals and any(not name.isupper() for name in labels)
    cities_stated = any(re.match(r"kota\s", name, re.IGNORECASE) for name in labels)
    bare_names = any(not _STATED.match(name) for name in labels)
    if cities and not regencies and not provinces:
        ways.append({"levels": ["city"]})
    if regencies and not cities and not provinces and not cities_stated:
        ways.append({"levels": ["regency"]})
    if provinces or not (regencies or cities or re.search(r"\bkab", title, re.IGNORECASE)):
        ways.append({"levels": ["nation", "province"]})
    if mixed:
        ways.append({"levels": list(_LEVELS), "uppercase": "province"})
        if cities_stated and bare_names:
            ways.append({"levels": list(_LEVELS), "uppercase": "province", "bare": "regency"})
    ways.append({"levels": ["regency", "city"]})
    ways.append({"levels": ["province", "regency", "city"]})
    ways.append({"levels": list(_LEVELS)})
    if cities_stated and bare_names:
        # Cities say that they are cities: so a bare name is the regency's, as in BPS' tables.
        ways.append({"levels": ["regency", "city"], "bare": "regency"})
        ways.append({"levels": ["province", "regency", "city"], "bare": "regency"})
    return ways


def _is_certain(known: Regions, name: str, spec: dict[str, object], labels: Sequence[str]) -> bool:
    """Whether a name is one region in this way of reading, and in no other that the list leaves open."""
    region = _resolve(known, name, spec)
    if region is None:
        return False
    if _STATED.match(name):
        return True
    if region.level == "city" and spec["levels"] != ["city"]:
        # Beside cities that say so, a bare name is none; and Jambi may be the city or the province.
        stated = any(re.match(r"kota\s", label, re.IGNORECASE) for label in labels)
        return not stated and known.resolve(name, levels={"province"}).region is None
    if region.level == "province" and (len(labels) <= _FEW or (spec.get("bare") and "uppercase" not in spec)):
        others = known.resolve(name, levels={"regency", "city"})
        shared = others.region is not None or any(one.level in ("regency", "city") for one in others.candidates)
        return not shared or spec["levels"] == ["nation", "province"] or "uppercase" in spec
    return True


def _resolve(known: Regions, name: str, spec: dict[str, object]) -> Region | None:
    """The region of a name as the reader resolves it, with what the YAML would say."""
    levels: set[str] = set(spec["levels"])  # type: ignore[call-overload]
    capitals = name.isupper()
    if spec.get("uppercase"):
        upper = {str(spec["uppercase"]), "nation"}
        levels = levels & upper if capitals else levels - upper
    bare = spec.get("bare")
    if bare and not (capitals and spec.get("uppercase")) and not _STATED.match(name):
        wider = {"nation", "province"} & levels if not spec.get("uppercase") else set()
        levels = {str(bare)} if bare in levels else levels
        over_all = known.resolve(name, levels=wider).region if wider else None
        if over_all and known.resolve(name, levels=levels).region is None:
            return over_all
    return known.resolve(name, levels=levels, bare_is=bare).region  # type: ignore[arg-type]


def _is_below(known: Regions, region: Region, parent: str) -> bool:
    above = known.get(parent)
    return region.parent_code == parent or (above is not None and region.code.startswith(above.code + "."))


def read_districts(names: Sequence[str], parent: str, level: Literal["district", "village"]) -> RegionReading:
    """The districts of printed names, below one region."""
    known = regions()
    found = [known.resolve(name, levels={level}, parent=parent).region if name else None for name in names]
    wrong = list(dict.fromkeys(name for name, region in zip(names, found, strict=True) if name and region is None))
    questions = []
    if wrong:
        shown = ", ".join(word(name) for name in wrong[:5])
        above = known.get(parent)
        questions.append(f"these are no {level}s of {above.name if above else parent}: {shown}")
    return RegionReading({"levels": [level]}, found, questions)


def read_codes(codes: Sequence[str], names: Sequence[Region | None] | None, labels: Sequence[str]) -> RegionReading:
    """The regions of printed codes. `names`: what the names beside them say, row by row, where that is certain."""
    known = regions()
    fits: dict[str, list[Region | None]] = {}
    for system in ("kemendagri", "bps"):
        read = [_by_code(known, code, system) if code else None for code in codes]
        if all(region is not None for code, region in zip(codes, read, strict=True) if code):
            fits[system] = read
    if labels:
        fits = {system: read for system, read in fits.items() if _agree(known, read, names, labels)}
    if not fits:
        beside = " that the names beside them agree with" if labels else ""
        return RegionReading(questions=[f"no code system, Kemendagri or BPS, gives every row a region{beside}"])
    readings = list(fits.values())
    same = all(_codes(read) == _codes(readings[0]) for read in readings)
    if len(fits) > 1 and not same:
        return RegionReading(
            questions=["the codes are valid in both systems, Kemendagri and BPS, and mean other regions in each"]
        )
    system = "bps" if "bps" in fits else "kemendagri"
    comment = "every code and name agree in both systems" if len(fits) > 1 else f"every row agrees with {system} only"
    found = [region or _over_all(known, names, labels, row) for row, region in enumerate(fits[system])]
    there = {region.level for region in found if region}
    there |= {"regency", "city"} if there & {"regency", "city"} else set()
    levels = [level for level in (*_LEVELS, "district", "village") if level in there]
    return RegionReading({"system": system, "levels": levels}, found, comment=comment)


def _over_all(known: Regions, names: Sequence[Region | None] | None, labels: Sequence[str], row: int) -> Region | None:
    """The region of a row without a code among rows that have one, by its name: `INDONESIA` below its provinces."""
    if not labels or not labels[row]:
        return None
    by_name = names[row] if names is not None else None
    return by_name or known.resolve(labels[row], levels={"nation", "province"}).region


def read_small_codes(
    codes: Sequence[str], labels: Sequence[str], level: Literal["district", "village"]
) -> RegionReading:
    """The districts or villages of printed codes: in the one system whose codes the names beside them do not deny.

    A name may be spelt in its own way; but half of them agree, and none is that of a neighbour.
    """
    known = regions()
    found: dict[str, list[Region | None]] = {}
    denied: dict[str, None] = {}
    for system in ("kemendagri", "bps"):
        read = [_by_code(known, code, system) if code else None for code in codes]
        if not any(read) or any(
            region is None or region.level != level for code, region in zip(codes, read, strict=True) if code
        ):
            continue
        named = [
            known.resolve(label, levels={level}, parent=region.parent_code).region if region else None
            for label, region in zip(labels, read, strict=True)
        ]
        pairs = list(zip(labels, named, read, strict=True))
        strange = [label for label, by_name, region in pairs if by_name and region and by_name != region]
        denied |= dict.fromkeys(strange)
        agreed = sum(by_name is not None and by_name == region for _, by_name, region in pairs)
        if not strange and agreed * 2 >= sum(region is not None for region in read):
            found[system] = read
    if len({tuple(_codes(read)) for read in found.values()}) != 1:
        shown = ", ".join(word(name) for name in list(denied)[:5])
        return RegionReading(questions=[f"codes and names of these do not agree: {shown}"] if denied else [])
    system, read = next(iter(found.items()))
    return RegionReading({"system": system, "levels": [level]}, read, comment=f"every row agrees with {system}")


def _codes(read: Sequence[Region | None]) -> list[str | None]:
    return [region.code if region else None for region in read]


def _by_code(known: Regions, code: str, system: str) -> Region | None:
    plain = code.replace(".", "")
    if not plain.isdecimal():
        return None
    if system == "bps":
        return known.by_bps(plain)
    dotted = ".".join(part for part in (plain[:2], plain[2:4], plain[4:6], plain[6:]) if part)
    region = known.get(dotted)
    return region if region is not None and region.valid_to is None else None


def _agree(
    known: Regions, read: Sequence[Region | None], names: Sequence[Region | None] | None, labels: Sequence[str]
) -> bool:
    for row, region in enumerate(read):
        if region is None or not labels[row]:
            continue
        if names is not None and names[row] is not None:
            if names[row] != region:
                return False
            continue
        found = known.resolve(labels[row], levels={region.level})
        if found.region != region and region not in found.candidates:
            return False
    return True
