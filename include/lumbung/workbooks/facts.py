"""Facts that stand outside the table: in its title, in the names of file, folder and sheet, in its notes.

Enters: what a source says about its facts, and the texts around a table. Leaves: field -> value. All places that name a
fact must agree; a fact that is nowhere is refused, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lumbung.reference.regions import Regions
from lumbung.sources.model import FactSpec
from lumbung.workbooks.errors import WorkbookRefused, printable, shape
from lumbung.workbooks.periods import months_in, parse_period, period_in, years_in

_WHERE = {
    "title": "the title",
    "sheet": "the sheet's name",
    "header": "the header",
    "notes": "the notes below the table",
    "file_name": "the file name",
    "folder": "the folder's name",
}
# Where names are written with underscores for spaces.
_PATHS = ("file_name", "folder")
_REGION = re.compile(
    r"\b(?P<kind>kabupaten|kab\.?|kota(?:madya)?|provinsi|propinsi|prov\.?)\s+(?P<rest>\S.*)", re.IGNORECASE
)
_LEVELS = {"kab": "regency", "kot": "city", "pro": "province"}


@dataclass(frozen=True)
class Surroundings:
    """The texts around a table, by where they stand. `of_persons`: the table lists persons, and its title may too."""

    sheet: str
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    of_persons: bool = False


def read_facts(specs: Mapping[str, FactSpec], around: Surroundings, regions: Regions | None) -> dict[str, object]:
    """Each fact's value: text, int, date, a Kemendagri code for a region, a Period for a period.

    `regions` may be None when no fact is a region.

    Raises:
        WorkbookRefused: a fact is missing, said in two ways, or not what it must be.
    """
    return {name: _read(name, spec, around, regions) for name, spec in specs.items()}


def _read(name: str, spec: FactSpec, around: Surroundings, regions: Regions | None) -> object:
    if spec.value is not None:
        return spec.value
    found: dict[object, str] = {}
    for origin in spec.origin:
        texts = around.texts.get(origin, ())
        for text in reversed(texts) if origin == "folder" else texts:
            for part in _parts(spec, text):
                is_name = spec.find == "region" and origin in _PATHS
                for value in _values(spec, part.replace("_", " ") if is_name else part, regions):
                    found.setdefault(value, _said(spec, around, origin, value, text))
            if origin == "folder" and found:
                break  # the nearest folder speaks: those above it hold more than this source
    if len(found) > 1:
        raise WorkbookRefused(
            "fact_conflict", f"{name} is said in two ways: {', '.join(list(found.values())[:3])}.", sheet=around.sheet
        )
    value = next(iter(found), spec.default)
    if value is None and spec.optional:
        return None
    if value is None:
        places = " or ".join(_WHERE[origin] for origin in spec.origin)
        texts = [_shown(around, origin, text) for origin in spec.origin for text in around.texts.get(origin, ())][:4]
        said = f" It says {', '.join(texts)}." if texts else ""
        raise WorkbookRefused("fact_missing", f"no {name} can be read from {places}.{said}", sheet=around.sheet)
    if spec.must_be is not None and str(value) != spec.must_be:
        raise WorkbookRefused(
            "fact_differs",
            f"{name} must be {spec.must_be}, but here it is {', '.join(found.values()) or value}.",
            sheet=around.sheet,
        )
    return value


def _shown(around: Surroundings, origin: str, text: str) -> str:
    """A text around the table. What may name a person, as a signature below it, is shown by its form only."""
    hidden = origin == "notes" or (around.of_persons and origin == "title")
    return shape(text, 40) if hidden else printable(text)


def _said(spec: FactSpec, around: Surroundings, origin: str, value: object, text: str) -> str:
    is_text = spec.find == "text" and not spec.map
    said = _shown(around, origin, str(value)) if is_text else printable(value)
    return f"{said} ({_WHERE[origin]}: {_shown(around, origin, text)})"


def _parts(spec: FactSpec, text: str) -> list[str]:
    if spec.pattern is None:
        return [text]
    pattern = re.compile(spec.pattern, re.IGNORECASE)
    return [match[1] if pattern.groups else match[0] for match in pattern.finditer(text)]


def _values(spec: FactSpec, text: str, regions: Regions | None) -> list[object]:
    if spec.find == "region":
        return _regions(spec, text, regions)
    if spec.find == "year":
        return list(years_in(text))
    if spec.find == "month":
        return list(months_in(text))
    if spec.find == "period":
        period = parse_period(text) or period_in(text)
        return [period] if period else []
    if spec.find == "date":
        period = parse_period(text) or period_in(text)
        return [period.start] if period and period.start == period.end else []
    text = text.strip()
    if not spec.map:
        return [text] if text else []
    folded = {word.casefold(): meaning for word, meaning in spec.map.items()}
    return [folded[text.casefold()]] if text.casefold() in folded else []


def _regions(spec: FactSpec, text: str, regions: Regions | None) -> list[object]:
    """Codes of the regions that a text names with their kind ('KAB. LAMPUNG SELATAN'): of each, the longest name."""
    if regions is None:
        raise ValueError("a fact is a region, but no regions were given")
    codes: list[object] = []
    for match in _REGION.finditer(text):
        level = _LEVELS[match["kind"][:3].lower()]
        if level not in spec.levels:
            continue
        words = match["rest"].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count]).strip(" ,.;:()")
            if name and (region := regions.resolve(f"{match['kind']} {name}", levels={level}, explain=False).region):
                codes.append(region.code)
                break
    if not codes and spec.bare:
        name = " ".join(text.split())
        if region := regions.resolve(name, levels=set(spec.levels), bare_is=spec.bare, explain=False).region:
            codes.append(region.code)
    return codes
