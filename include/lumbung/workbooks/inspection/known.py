"""Whether a source of the shipped catalogue reads a file already.

Enters: a file. Leaves: a `KnownSource`: which source, what of its facts the file does not say, what reading gives. What
a source states of region, publisher or year by itself, where nothing in the file says so, is asked again.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, CatalogueError, load_catalogue
from lumbung.sources.model import FactSpec, SourceSpec
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.parse import ParsedFile, parse_file
from lumbung.workbooks.results import Refusal

_MISSING = re.compile(r"no (\w+) can be read from")
# Stand-ins, so that the rest of a source can be tried where a fact is missing; nothing of them is kept.
_STAND_INS: dict[str, object] = {"region": "31", "year": 2000, "month": 1, "text": "?", "date": "2000-01-01"}
_MUST_STAND_IN_THE_FILE = frozenset(
    {"region_code", "region_name", "publisher", "fiscal_year", "period_year", "agency_name", "program_name"}
)
_MOST_MISSING = 2
_NOT_KNOWN = frozenset({"no_place_in_outline", "undeclared_total", "unknown_word", "unknown_case"})


@dataclass(frozen=True)
class KnownSource:
    """A shipped source that reads the file. `missing`: facts that the file does not say, and a person must."""

    spec: SourceSpec
    parsed: ParsedFile
    missing: tuple[str, ...]

    @property
    def unknown(self) -> list[Refusal]:
        """The rows whose words the source does not know; other refused rows are faulty in themselves."""
        return [refusal for refusal in self.parsed.refusals if refusal.rule in _NOT_KNOWN]


@lru_cache(maxsize=1)
def shipped_ids() -> frozenset[str]:
    """The ids of the shipped catalogue; a proposal must have another."""
    try:
        return frozenset(load_catalogue([SHIPPED_CATALOGUE]))
    except CatalogueError:
        return frozenset()


def known_source(path: Path, file_name: str, texts: Sequence[str]) -> KnownSource | None:
    """The first shipped source that reads the file whole. `texts`: what stands around its tables."""
    try:
        specs = load_catalogue([SHIPPED_CATALOGUE])
    except CatalogueError:
        return None
    for spec in specs.values():
        if spec.dataset == "news":
            continue
        found = _try(path, file_name, spec)
        if found is not None and (asked := _without_its_word(found, texts)) is not None:
            return replace(found, missing=(*found.missing, *asked))
    return None


def _try(path: Path, file_name: str, spec: SourceSpec) -> KnownSource | None:
    missing: list[str] = []
    current = spec
    while True:
        try:
            parsed = parse_file(
                path,
                current,
                file_name=file_name,
                relative_path=path.absolute().as_posix(),
                nik_key=secrets.token_bytes(32),
            )
        except WorkbookRefused as refusal:
            name = _MISSING.search(refusal.reason)
            if refusal.rule != "fact_missing" or name is None or name[1] in missing or len(missing) == _MOST_MISSING:
                return None
            fact = current.facts.get(name[1])
            if fact is None or fact.find not in _STAND_INS:
                return None
            missing.append(name[1])
            stand_in = FactSpec.model_validate({"value": _STAND_INS[fact.find]})
            current = current.model_copy(update={"facts": {**current.facts, name[1]: stand_in}})
            continue
        if not parsed.rows or len(parsed.refusals) * 10 > len(parsed.rows):
            return None
        return KnownSource(spec, parsed, tuple(missing))


def _without_its_word(known: KnownSource, texts: Sequence[str]) -> tuple[str, ...] | None:
    """Facts that the source states by itself and nothing in the file says; None where they cannot be asked about."""
    used = {name for note, name in known.parsed.notes.items() if note.startswith("layout ")}
    for layout in known.spec.layouts:
        if layout.name in used and any(
            name in _MUST_STAND_IN_THE_FILE and not _stands_in(fact, texts) for name, fact in layout.facts.items()
        ):
            return None
    return tuple(
        name
        for name, fact in known.spec.facts.items()
        if name in _MUST_STAND_IN_THE_FILE and not _stands_in(fact, texts)
    )


def _stands_in(fact: FactSpec, texts: Sequence[str]) -> bool:
    if fact.value is None:
        return True
    wanted = str(fact.value).casefold()
    return any(wanted in text.casefold() for text in texts)


def facts_of(known: KnownSource) -> Mapping[str, object]:
    """The facts of the source as a YAML says them."""
    return {
        name: fact.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for name, fact in known.spec.facts.items()
    }
