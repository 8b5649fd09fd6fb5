"""Find a region by code or by the name an agency printed.

Enters: the shipped tables of `include/reference` (regions, successors, aliases, validity). Leaves: `Region` values and,
for a name, a `Resolution`: one region, or the reason why none was chosen. Nothing here guesses: a name that fits two
regions resolves to neither.
"""

import csv
import difflib
import gzip
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal

REFERENCE_DIR = Path(__file__).resolve().parents[2] / "reference"
REGION_FILE = "region.csv.gz"
SUCCESSOR_FILE = "region_successor.csv"
ALIAS_FILE = "region_alias.csv"
VALIDITY_FILE = "region_validity.csv"

REGION_COLUMNS = ("region_code", "region_code_bps", "name", "level", "parent_code", "valid_from", "valid_to")
LEVELS = ("nation", "province", "regency", "city", "district", "village")
NATION_CODE = "00"
# Documents write the whole country under these numbers in a column of BPS codes.
NATION_CODES_BPS = frozenset({"0000", "1000", "9999"})

_PREFIX = re.compile(
    r"^(?:pemerintah\s+)?"
    r"(?P<word>kabupaten|kab|pemkab|kotamadya|kota|pemkot|pemko|provinsi|propinsi|prov|pemprov"
    r"|kecamatan|kec|distrik|desa|kelurahan|kel)"
    r"(?:\.\s*|\s+)(?:(?:administrasi|adm)(?:\.\s*|\s+))?(?P<rest>\S.*)$"
)
_LEVEL_OF_WORD = {
    "kabupaten": "regency",
    "kab": "regency",
    "pemkab": "regency",
    "kotamadya": "city",
    "kota": "city",
    "pemkot": "city",
    "pemko": "city",
    "provinsi": "province",
    "propinsi": "province",
    "prov": "province",
    "pemprov": "province",
    "kecamatan": "district",
    "kec": "district",
    "distrik": "district",
    "desa": "village",
    "kelurahan": "village",
    "kel": "village",
}


@dataclass(frozen=True, slots=True)
class Region:
    """One region under one Kemendagri code.

    `valid_from` is the first day of the code, `valid_to` the first day on which it no longer stands (None: it stands).
    """

    code: str
    code_bps: str | None
    name: str
    level: str
    parent_code: str | None
    valid_from: date
    valid_to: date | None

    def is_valid(self, on: date | None) -> bool:
        """Whether the code stood on that day; without a day, whether it stands today."""
        if on is None:
            return self.valid_to is None
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Resolution:
    """`region` is set only when exactly one fits; else `reason` says why in one line; `candidates` is what fits."""

    region: Region | None
    candidates: list[Region] = field(default_factory=list)
    reason: str | None = None


@dataclass(frozen=True)
class _Name:
    """A printed name taken apart: the level its prefix states, the key of the rest, the key of the whole."""

    stated_level: str | None
    key: str
    whole_key: str


_NUMBER_IN_LIST = re.compile(r"^\s*\d{1,3}\s*[.)]\s*(?=[^\W\d_])")


def squash(name: str) -> str:
    """The key two spellings of one name share: lower-case letters and digits only, `Kep.` written out, `&` as `dan`."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", " dan ")
    plain = re.sub(r"\bkep\b\.?", "kepulauan ", plain)
    return re.sub(r"[^a-z0-9]", "", plain)


@lru_cache(maxsize=1 << 12)  # files of one source say the same in their titles
def _take_apart(name: str) -> _Name:
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    found = _PREFIX.match(plain)
    if found is None:
        return _Name(None, squash(plain), squash(plain))
    return _Name(_LEVEL_OF_WORD[found["word"]], squash(found["rest"]), squash(plain))


def unnumbered(name: str) -> str:
    """A printed name without its number in a list: `3. Solok`; of villages it may be a part of the name."""
    return _NUMBER_IN_LIST.sub("", name)


def short_name(region: Region) -> str:
    """The name without what its level adds: `Kota Mataram` -> `Mataram`."""
    if region.level == "regency":
        return re.sub(r"^Kabupaten (Administrasi )?", "", region.name)
    if region.level == "city":
        return re.sub(r"^Kota (Administrasi )?", "", region.name)
    return region.name


class Regions:
    """All regions in memory. What takes long to make of all of them is made when it is first asked for: a process that
    reads one workbook rarely asks."""

    def __init__(
        self,
        rows: Iterable[Sequence[str]],
        *,
        successors: Mapping[str, str] | None = None,
        aliases: Iterable[tuple[str, str]] = (),
        split_from: Mapping[str, str] | None = None,
    ) -> None:
        """`rows` as in region.csv.gz without its header; `successors` old code -> code of today; `aliases` pairs
        (alias, code); `split_from` province -> the one it left. Raises ValueError for a code that stands twice
        and for an alias of an unknown code."""
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._children: dict[str, list[str]] | None = None
        self._small_keys: dict[tuple[str, str], dict[str, list[str]]] = {}
        self._successors = dict(successors or {})
        self._split_from = dict(split_from or {})
        rows = list(rows)
        self._rows = {row[0]: row for row in rows}
        if len(self._rows) < len(rows):
            twice = Counter(row[0] for row in rows).most_common(1)[0][0]
            raise ValueError(f"{REGION_FILE}: region_code {twice} stands twice")
        for code in self._rows:
            if len(code) <= 5:
                region = self._region(code)
                self._index(squash(short_name(region)), code)
                self._index(squash(region.name), code)
        for alias, code in aliases:
            if code not in self._rows:
                raise ValueError(f"{ALIAS_FILE}: alias {alias!r} points to {code}, which is not in {REGION_FILE}")
            self._index(_take_apart(alias).key, code)
            self._index(squash(alias), code)

    @cached_property
    def _codes(self) -> list[str]:
        return sorted(self._rows)

    @cached_property
    def _by_bps(self) -> Mapping[str, list[str]]:
        codes: dict[str, list[str]] = defaultdict(list)
        for code, row in self._rows.items():
            if row[1]:
                codes[row[1]].append(code)
        return codes

    def _index(self, key: str, code: str) -> None:
        if code not in self._by_key[key]:
            self._by_key[key].append(code)

    def _region(self, code: str) -> Region:
        _, code_bps, name, level, parent, valid_from, valid_to = self._rows[code]
        return Region(
            code,
            code_bps or None,
            name,
            level,
            parent or None,
            date.fromisoformat(valid_from),
            date.fromisoformat(valid_to) if valid_to else None,
        )

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Region]:
        return (self._region(code) for code in self._rows)

    def get(self, code: str) -> Region | None:
        """The row of exactly this Kemendagri code (dotted), closed codes too; None when there is none."""
        return self._region(code) if code in self._rows else None

    def successor(self, code: str) -> Region | None:
        """The region of today for a code that was given up; the region itself while its code stands."""
        region = self.get(code)
        if region is None or region.valid_to is None:
            return region
        return self.get(self._successors.get(code, ""))

    def by_bps(self, code_bps: str, *, on: date | None = None) -> Region | None:
        """The region of a BPS code (2, 4 or 7 digits, no dots; a province also as `1100`, the country as `0000`).

        Without a day, a code that BPS gave up leads to the region of today; with `on`, to the row valid on that day.
        """
        wanted = code_bps.strip()
        if wanted in NATION_CODES_BPS:
            return self.get(NATION_CODE)
        if len(wanted) == 4 and wanted.endswith("00"):
            wanted = wanted[:2]
        rows = [self._region(code) for code in self._by_bps.get(wanted, ())]
        valid = [region for region in rows if region.is_valid(on)]
        if valid:
            return valid[0]
        if on is None and rows:
            return self.successor(rows[0].code)
        return None

    def children(self, code: str) -> list[Region]:
        """The regions directly below, in order of code: those valid today, or all below a code that was given up."""
        parent = self.get(code)
        if parent is None:
            return []
        if self._children is None:
            self._children = defaultdict(list)
            for row in self._rows.values():
                if row[4]:
                    self._children[row[4]].append(row[0])
        below = [self._region(child) for child in sorted(self._children.get(code, ()))]
        return below if parent.valid_to else [region for region in below if region.valid_to is None]

    def resolve(
        self,
        name: str,
        *,
        levels: Collection[str],
        parent: str | None = None,
        bare_is: Literal["regency", "city"] | None = None,
        on: date | None = None,
        explain: bool = True,
    ) -> Resolution:
        """The one region of these `levels` that a printed name means.

        `parent` is the Kemendagri code of a region above; a province that was split still counts as parent of what left
        it. `bare_is` says what a name without Kabupaten or Kota means where both exist. Districts and villages are
        looked for below `parent` only. Without `on` only codes that stand today are found. Names that are near take
        time to find: not to `explain` is for callers that only try. Raises ValueError for an unknown level.
        """
        unknown = sorted(set(levels) - set(LEVELS))
        if unknown:
            raise ValueError(f"unknown region level {unknown[0]!r}; known: {', '.join(LEVELS)}")
        if parent is not None and parent not in self._rows:
            return Resolution(None, reason=f"parent region {parent} is not known")
        printed = " ".join(name.split())
        taken = _take_apart(name)
        if not taken.key:
            return Resolution(None, reason="no region name is given")

        found = self._named(taken, levels, on)
        if parent is not None:
            found = self._below(parent, found) + self._districts_below(parent, taken, levels, on)
        if len(found) > 1 and taken.stated_level is None and bare_is is not None:
            kinds = {region.level for region in found}
            if kinds == {"regency", "city"}:
                found = [region for region in found if region.level == bare_is]
        if len(found) == 1:
            return Resolution(found[0], found)
        if found:
            listed = ", ".join(f"{region.name} ({region.code})" for region in found[:5])
            return Resolution(None, found, f"{printed!r} names {len(found)} regions: {listed}")
        return self._not_found(printed, taken, levels, parent, on) if explain else Resolution(None)

    def _named(self, taken: _Name, levels: Collection[str], on: date | None) -> list[Region]:
        """Nation to city: first as the prefix states it, then the name as a whole (`Kota Baru` is Kotabaru)."""
        if taken.stated_level is not None:
            stated = {taken.stated_level} & set(levels)
            found = [r for r in self._with_key(taken.key, on) if r.level in stated]
            if found or any(r.level == taken.stated_level for r in self._with_key(taken.key, on)):
                return found
        return [r for r in self._with_key(taken.whole_key, on) if r.level in levels]

    def _with_key(self, key: str, on: date | None) -> list[Region]:
        return [r for r in map(self._region, self._by_key.get(key, ())) if r.is_valid(on)]

    def _below(self, parent: str, found: list[Region]) -> list[Region]:
        inside = [r for r in found if self._is_inside(r.code, parent)]
        return inside or [r for r in found if parent in self._former_provinces(r.code)]

    def _is_inside(self, code: str, parent: str) -> bool:
        parent_today = self._successors.get(parent, parent)
        if parent == NATION_CODE:
            return code != NATION_CODE
        return code.startswith((f"{parent}.", f"{parent_today}."))

    def _former_provinces(self, code: str) -> list[str]:
        former, province = [], code[:2]
        while province in self._split_from and self._split_from[province] not in former:
            province = self._split_from[province]
            former.append(province)
        return former

    def _districts_below(self, parent: str, taken: _Name, levels: Collection[str], on: date | None) -> list[Region]:
        """Districts and villages below a region. `Kota Agung` and `Desa Baru` are whole names there, prefix and all;
        `Ternate Selatan` is listed as Kota Ternate Selatan. A name that the region above bears too is left alone."""
        wanted = {"district", "village"} & set(levels)
        found: list[Region] = []
        if taken.stated_level in wanted:
            found = self._small_with_key(parent, taken.key, {taken.stated_level}, on)
        found = found or self._small_with_key(parent, taken.whole_key, wanted, on)
        above = self._region(parent)
        key = taken.key if taken.stated_level == "district" else taken.whole_key
        if found or "district" not in wanted or above.level not in ("regency", "city"):
            return found
        return [] if key == squash(short_name(above)) else self._small_with_key(parent, f"kota{key}", {"district"}, on)

    def _small_with_key(self, parent: str, key: str, levels: Collection[str], on: date | None) -> list[Region]:
        found: list[Region] = []
        for above in dict.fromkeys((parent, self._successors.get(parent, parent))):
            for level in levels:
                found += map(self._region, self._keys_below(above, level).get(key, ()))
        return [region for region in found if region.is_valid(on)]

    def _keys_below(self, parent: str, level: str) -> dict[str, list[str]]:
        """Name keys of one level below one region; made when first asked: all villages at once cost half a second."""
        if (parent, level) not in self._small_keys:
            keys: dict[str, list[str]] = defaultdict(list)
            first = bisect_left(self._codes, f"{parent}.")
            for code in islice(self._codes, first, None):
                if not code.startswith(f"{parent}."):
                    break
                if self._rows[code][3] == level:
                    keys[squash(self._rows[code][2])].append(code)
            self._small_keys[parent, level] = keys
        return self._small_keys[parent, level]

    def _not_found(
        self, printed: str, taken: _Name, levels: Collection[str], parent: str | None, on: date | None
    ) -> Resolution:
        asked = " or ".join(level for level in LEVELS if level in levels)
        below = f" below {parent}" if parent else ""
        elsewhere = self._with_key(taken.key, on) or self._with_key(taken.whole_key, on)
        if elsewhere:
            listed = ", ".join(f"{r.level} {r.name} ({r.code})" for r in elsewhere[:5])
            return Resolution(None, elsewhere, f"{printed!r} is no {asked}{below}; the name belongs to {listed}")
        if parent is None and {"district", "village"} & set(levels):
            return Resolution(None, reason=f"{printed!r}: a district or village is found only below a given parent")
        known = [key for key, codes in self._by_key.items() if any(self._rows[c][3] in levels for c in codes)]
        close = difflib.get_close_matches(taken.key, known, n=3, cutoff=0.8)
        near = [self._rows[self._by_key[key][0]][2] for key in close]
        hint = f"; near it: {', '.join(dict.fromkeys(near))}" if near else ""
        return Resolution(None, reason=f"{printed!r} is no known {asked}{below}{hint}")


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a region.csv.gz without its header. Raises ValueError when the columns are not REGION_COLUMNS."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if tuple(header) != REGION_COLUMNS:
            raise ValueError(f"{path.name}: columns are {', '.join(header)}; expected {', '.join(REGION_COLUMNS)}")
        return list(reader)


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a small UTF-8 CSV table of `include/reference`."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def regions() -> Regions:
    """The shipped regions, read once per process."""
    return Regions(
        read_rows(REFERENCE_DIR / REGION_FILE),
        successors={r["region_code"]: r["successor_code"] for r in read_table(REFERENCE_DIR / SUCCESSOR_FILE)},
        aliases=[(r["alias"], r["region_code"]) for r in read_table(REFERENCE_DIR / ALIAS_FILE)],
        split_from={
            r["region_code"]: r["split_from"] for r in read_table(REFERENCE_DIR / VALIDITY_FILE) if r["split_from"]
        },
    )
