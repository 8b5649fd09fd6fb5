"""Which region each row is: by its name, by its code in the publisher's system, or by both, which must agree.

Enters: rows in the making. Leaves: their `region_code` (Kemendagri), or a refusal that names the candidates. BPS and
Kemendagri number the same regions differently, and a code of one is often a valid code of another region in the other:
so a code is read in its declared system only, and a name beside it is held against it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lumbung.reference.regions import Region, Regions
from lumbung.sources.model import RegionSpec
from lumbung.workbooks.cells import RowRefusedError, TableCells
from lumbung.workbooks.errors import word
from lumbung.workbooks.layout import clean

if TYPE_CHECKING:
    from lumbung.workbooks.staging_row import Draft

_HAS_KIND = re.compile(r"(?:kota|kab(?:upaten)?\.?|provinsi|prov\.?)\s", re.IGNORECASE)
_CODE = re.compile(r"\d{1,10}")


class RegionColumn:
    """Resolves the regions of one table's rows."""

    def __init__(self, spec: RegionSpec, cells: TableCells, regions: Regions) -> None:
        self._spec, self._cells, self._regions = spec, cells, regions

    def resolve(self, draft: Draft, gone: set[int]) -> None:
        """Give the rows their region_code; `gone` are rows that will not be kept, whose region nobody asks for."""
        spec = self._spec
        names = [clean(str(value or "")) for value in draft.spread(spec.origin)] if spec.origin else [""] * len(draft)
        codes = [clean(str(value or "")) for value in draft.spread(spec.code)] if spec.code else [""] * len(draft)
        aboves = [str(value or "") for value in draft.spread(spec.within)] if spec.within else [""] * len(draft)
        memo: dict[tuple[str, str, str], Region | tuple[str, str]] = {}
        found: list[object] = []
        for row, key in enumerate(zip(names, codes, aboves, strict=True)):
            if key not in memo:
                memo[key] = self._find(*key)
            region = memo[key]
            if isinstance(region, Region):
                found.append(region.code)
                continue
            found.append(None)
            if row not in gone:
                rule, reason = region
                draft.refuse(row, RowRefusedError(rule, reason, self._cell(draft, row)))
        draft.values["region_code"] = found
        if "region_name" not in draft.values:
            known = {region.code: region.name for region in memo.values() if isinstance(region, Region)}
            draft.values["region_name"] = [known.get(str(code)) for code in found]

    def _cell(self, draft: Draft, row: int) -> str | None:
        name = self._spec.origin if self._spec.origin in draft.places else self._spec.code
        if name not in draft.places:
            return None
        return self._cells.address(draft.positions[row], str(name))

    def _find(self, name: str, code: str, above: str) -> Region | tuple[str, str]:
        by_code = self._by_code(code) if self._spec.code else None
        if isinstance(by_code, tuple):
            return by_code
        if self._spec.origin is None:
            return by_code if by_code is not None else ("region_unresolved", "the row has no region code.")
        by_name = self._by_name(name, above, by_code)
        if by_code is None or isinstance(by_name, tuple):
            return by_name
        if by_name.code != by_code.code:
            return (
                "region_code_differs",
                f"the {self._spec.system} code {code} is {by_code.name} ({by_code.code}), but the name beside it is "
                f"{word(name)}: {by_name.name} ({by_name.code}). Check the code, or the system that the YAML declares.",
            )
        return by_code

    def _by_code(self, code: str) -> Region | None | tuple[str, str]:
        plain = code.replace(".", "")
        if not plain:
            return None if self._spec.origin else ("region_unresolved", "the row has no region code.")
        if not _CODE.fullmatch(plain):
            return ("region_unresolved", f"a region code of the form {word(code)} is no {self._spec.system} code.")
        region: Region | None = None
        if self._spec.system == "bps":
            region = self._regions.by_bps(plain)
        elif self._spec.system == "kemendagri":
            dotted = ".".join(part for part in (plain[:2], plain[2:4], plain[4:6], plain[6:]) if part)
            region = self._regions.get(dotted)
        elif self._spec.system == "djpk":
            # DJPK numbers regions in its own order, and no public table says which is which: the name decides.
            return None if self._spec.origin else ("region_unresolved", "a DJPK code alone names no region.")
        if region is None:
            return ("region_unresolved", f"{code} is no region code of {self._spec.system}.")
        if region.level not in self._spec.levels:
            return (
                "region_level",
                f"the {self._spec.system} code {code} is {region.name}, a {region.level}; the YAML expects "
                f"{' or '.join(self._spec.levels)}.",
            )
        return region

    def _by_name(self, name: str, above: str, by_code: Region | None) -> Region | tuple[str, str]:
        spec = self._spec
        levels: set[str] = set(spec.levels)
        capitals = name.isupper()
        if spec.uppercase:
            upper = {spec.uppercase, "nation"}
            levels = levels & upper if capitals else levels - upper
        if spec.bare and not (capitals and spec.uppercase) and not _HAS_KIND.match(name) and by_code is None:
            # A city has its kind in its name: a bare name that is only a city's is a regency that was renamed.
            levels = {spec.bare} if spec.bare in levels else levels
        parent = None
        if spec.within:
            parent = self._parent(above)
            if parent is None:
                return ("region_unresolved", f"the region above {word(name)} is not known, and names below it are not unique.")
        if by_code is not None:
            levels = {by_code.level}
        found = self._regions.resolve(name, levels=levels, parent=parent, bare_is=spec.bare)
        if found.region is not None:
            return found.region
        if by_code is not None and by_code in found.candidates:
            return by_code  # a name that several regions bear, and the code says which
        printed = " ".join(name.split())
        reason = (found.reason or f"{printed!r} is no known region").replace(repr(printed), word(printed))
        named = [f"{region.name} ({region.code})" for region in found.candidates[:5] if region.code not in reason]
        return ("region_unresolved", f"{reason}; candidates: {', '.join(named)}." if named else f"{reason}.")

    def _parent(self, above: str) -> str | None:
        if self._regions.get(above):
            return above
        found = self._regions.resolve(above, levels={"province", "regency", "city"}, bare_is=self._spec.bare)
        return found.region.code if found.region else None
