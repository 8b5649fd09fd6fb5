"""Which region each row is: by its name, by its code in the publisher's system, or by both, which must agree.

Enters: rows in the making. Leaves: their `region_code` (Kemendagri), or a refusal that names the candidates. BPS and
Kemendagri number the same regions differently, and a code of one is often a valid code of another region in the other:
so a code is read in its declared system only, and a name beside it is held against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lumbung.reference.regions import Region, Regions, unnumbered
from lumbung.sources.model import RegionSpec
from lumbung.workbooks.cells import RowRefusedError, TableCells
from lumbung.workbooks.errors import shape, word
from lumbung.workbooks.layout import clean

if TYPE_CHECKING:
    from lumbung.workbooks.staging_row import Draft

_HAS_KIND = re.compile(r"(?:kota|kab(?:upaten)?\.?|provinsi|prov\.?)\s", re.IGNORECASE)
_KIND_SAID = re.compile(r"\b(?:kota|kab)", re.IGNORECASE)
_CODE = re.compile(r"\d{1,10}")
_CANDIDATES = 5


@dataclass(frozen=True)
class _Unresolved:
    """Why a row has no region; `field`: the column whose cell is to be corrected."""

    rule: str
    reason: str
    field: str | None


class RegionColumn:
    """Resolves the regions of one table's rows."""

    def __init__(self, spec: RegionSpec, cells: TableCells, regions: Regions) -> None:
        self._spec, self._cells, self._regions = spec, cells, regions

    def resolve(self, draft: Draft, gone: set[int]) -> None:
        """Give the rows their region_code; `gone` are rows that will not be kept, whose region nobody asks for."""
        spec = self._spec
        names = [clean(str(value or "")) for value in draft.spread(spec.origin)] if spec.origin else [""] * len(draft)
        if "village" not in spec.levels:
            names = list(map(unnumbered, names))
        if spec.kind:
            kinds = [clean(str(value or "")) for value in draft.spread(spec.kind)]
            names = [self._with_kind(name, kind) for name, kind in zip(names, kinds, strict=True)]
        codes = [clean(str(value or "")) for value in draft.spread(spec.code)] if spec.code else [""] * len(draft)
        aboves = [str(value or "") for value in draft.spread(spec.within)] if spec.within else [""] * len(draft)
        memo: dict[tuple[str, str, str], Region | _Unresolved] = {}
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
                at = region.field if region.field in draft.places else None
                cell = self._cells.address(draft.positions[row], at) if at else None
                draft.refuse(row, RowRefusedError(region.rule, region.reason, cell))
        draft.values["region_code"] = found
        if "region_name" not in draft.values:
            known = {region.code: region.name for region in memo.values() if isinstance(region, Region)}
            draft.values["region_name"] = [known.get(str(code)) for code in found]

    def _with_kind(self, name: str, kind: str) -> str:
        """A name with the kind that its heading says (`Kota/Municipality`), unless it is that of something wider."""
        said = _KIND_SAID.search(kind)
        if said is None or not name or _HAS_KIND.match(name):
            return name
        is_city = said[0].casefold() == "kota"
        whole = f"{'Kota' if is_city else 'Kabupaten'} {name}"
        if self._regions.resolve(whole, levels={"city" if is_city else "regency"}, explain=False).region is not None:
            return whole
        wider = {"nation", "province"} & set(self._spec.levels)
        over_all = self._regions.resolve(name, levels=wider, explain=False).region if wider else None
        return name if over_all is not None else whole

    def _find(self, name: str, code: str, above: str) -> Region | _Unresolved:
        spec = self._spec
        by_code = self._by_code(code) if spec.code else None
        if isinstance(by_code, _Unresolved) or spec.origin is None:
            return by_code or _Unresolved("region_unresolved", "the row has no region code.", spec.code)
        by_name = self._by_name(name, above, by_code)
        if by_code is None or isinstance(by_name, _Unresolved) or by_name.code == by_code.code:
            return by_name
        return _Unresolved(
            "region_code_differs",
            f"the {spec.system} code {code} is {by_code.name} ({by_code.code}), but the name beside it is "
            f"{word(name)}: {by_name.name} ({by_name.code}). Check the code, or the system that the YAML declares.",
            spec.code,
        )

    def _by_code(self, code: str) -> Region | _Unresolved | None:
        spec = self._spec
        plain = code.replace(".", "")
        if not plain:
            return None
        if not _CODE.fullmatch(plain):
            reason = f"a region code of the form {shape(code)} is no {spec.system} code."
            return _Unresolved("region_unresolved", reason, spec.code)
        if spec.system == "djpk":
            # DJPK numbers regions in its own order, and no public table says which is which: the name decides.
            return None
        region = self._in_system(str(spec.system), plain)
        if region is None:
            return _Unresolved("region_unresolved", self._no_code(code, plain), spec.code)
        if region.level not in spec.levels:
            reason = (
                f"the {spec.system} code {code} is {region.name}, a {region.level}; the YAML expects "
                f"{' or '.join(spec.levels)}."
            )
            return _Unresolved("region_level", reason, spec.code)
        return region

    def _in_system(self, system: str, plain: str) -> Region | None:
        if system == "bps":
            return self._regions.by_bps(plain)
        return self._regions.get(".".join(part for part in (plain[:2], plain[2:4], plain[4:6], plain[6:]) if part))

    def _no_code(self, code: str, plain: str) -> str:
        """Why a code is none, with what it may be: the same number elsewhere, or a slip of one of its last digits."""
        system = str(self._spec.system)
        other = "kemendagri" if system == "bps" else "bps"
        elsewhere = self._in_system(other, plain)
        named = [f"in the codes of {other} {elsewhere.name} ({elsewhere.code})"] if elsewhere else []
        slips = [plain[: len(plain) + at] + d + plain[len(plain) + at + 1 :] for at in (-1, -2) for d in "0123456789"]
        for slip in dict.fromkeys(slips):
            near = self._in_system(system, slip) if slip != plain else None
            if near is not None and near.level in self._spec.levels and len(named) < _CANDIDATES:
                named.append(f"{slip} {near.name} ({near.code})")
        hint = f"; candidates: {', '.join(named)}" if named else ""
        return f"{code} is no region code of {system}{hint}."

    def _by_name(self, name: str, above: str, by_code: Region | None) -> Region | _Unresolved:
        spec = self._spec
        levels: set[str] = set(spec.levels)
        capitals = name.isupper()
        if spec.uppercase:
            upper = {spec.uppercase, "nation"}
            levels = levels & upper if capitals else levels - upper
        if spec.bare and not (capitals and spec.uppercase) and not _HAS_KIND.match(name) and by_code is None:
            # A city has its kind in its name: a bare name that is only a city's is a regency that was renamed.
            wider = {"nation", "province"} & levels if not spec.uppercase else set()
            levels = {spec.bare} if spec.bare in levels else levels
            # The province's own row among its regencies; a name that both bear is the regency's.
            over_all = self._regions.resolve(name, levels=wider, explain=False).region if wider else None
            if over_all and self._regions.resolve(name, levels=levels, explain=False).region is None:
                return over_all
        parent = None
        if spec.within:
            parent = self._parent(above)
            if parent is None:
                reason = f"the region above {word(name)} is not known, and names below it are not unique."
                return _Unresolved("region_unresolved", reason, spec.within)
        found = self._regions.resolve(name, levels=levels, parent=parent, bare_is=spec.bare)
        if by_code is not None and not _HAS_KIND.match(name):
            # A name that several regions bear: the code says which, where it is one of them.
            same = self._regions.resolve(name, levels={by_code.level}, parent=parent)
            if same.region is not None or by_code in same.candidates:
                return same.region or by_code
        if found.region is not None:
            return found.region
        printed = " ".join(name.split())
        reason = (found.reason or f"{printed!r} is no known region").replace(repr(printed), word(printed))
        named = [f"{r.name} ({r.code})" for r in found.candidates[:_CANDIDATES] if r.code not in reason]
        reason = f"{reason}; candidates: {', '.join(named)}." if named else f"{reason}."
        return _Unresolved("region_unresolved", reason, spec.origin)

    def _parent(self, above: str) -> str | None:
        if self._regions.get(above):
            return above
        found = self._regions.resolve(
            unnumbered(above), levels={"province", "regency", "city"}, bare_is=self._spec.bare
        )
        return found.region.code if found.region else None
