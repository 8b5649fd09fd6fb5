"""Which region each row of a table is, as a part of a proposal.

Enters: a `Context`. Leaves: `Places`: the columns, facts and `region:` of the YAML, and the region of each line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from lumbung.reference.regions import Region, regions, unnumbered
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context, region_fact
from lumbung.workbooks.inspection.draft import Ask, Remark
from lumbung.workbooks.inspection.regions_seen import (
    RegionReading,
    read_codes,
    read_districts,
    read_names,
    read_small_codes,
)
from lumbung.workbooks.inspection.surroundings import Found
from lumbung.workbooks.inspection.words import CITY_CODE_LENGTH, folded, is_region_name
from lumbung.workbooks.layout import clean

Level = Literal["district", "village"]

_CODE_DIGITS = 4
_FEW_CODES = 2
# `Kabupaten/Regency` above the regencies, `Kota/Municipality` above the cities.
_KIND_HEADING = r"(?:[a-z\d]{1,2}\s*[.)]\s*)?(?:kabupaten|kota(?:madya)?)(?:\s*/\s*[a-z]+)?\s*:?"

# How an office of a district is called, wherever it is.
_OFFICE = r"(?:kecamatan|kec\.|distrik|kapanewon|kemantren)\s"

_CODE_WORDS = frozenset(["kode", "id", "kd"])
_SYSTEMS = frozenset(["bps", "kemendagri"])
_SMALL_WORDS = {
    "district": frozenset(["kecamatan", "distrik", "kapanewon", "wilayah"]),
    "village": frozenset(["desa", "kelurahan", "kalurahan", "gampong", "nagari", "wilayah"]),
}
_REGION_WORDS = frozenset(
    [
        "kabupaten",
        "kota",
        "provinsi",
        "wilayah",
        "daerah",
        "bps",
        "kemendagri",
        "pemda",
        "kabkota",
        "region",
        "kecamatan",
    ]
)


@dataclass
class Places:
    """`columns`, `facts`, `derive`, `carried`, `region`: parts of the YAML.

    `codes`: the region of each line, None where it is not known.
    """

    columns: dict[str, object] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    region: object = None
    used: list[SeenColumn] = field(default_factory=list)
    derive: dict[str, object] = field(default_factory=dict)
    carried: list[object] = field(default_factory=list)
    codes: list[str | None] = field(default_factory=list)
    comment: str = ""


def find_places(context: Context, *, districts: bool = True, names_only: bool = False) -> Places:
    """The regions of the lines: from a column of names, of codes, of both; else the one that the file speaks of."""
    lines = len(context.table.lines)
    if districts and not names_only and (coded := _coded_small(context)) is not None:
        return coded
    names = _name_column(context)
    if districts and names is not None and (small := _districts_of(context, names)):
        return small
    codes = None if names_only else _code_column(context, names)
    if names is None and codes is None and not names_only:
        codes = _bare_codes(context)
    if names is None and codes is None:
        if districts and (small := _districts(context)):
            return small
        fact = region_fact(context)
        code = str(context.region.value) if isinstance(context.region, Found) else None
        return Places(facts={"region_code": fact}, codes=[code] * lines)
    return _by_columns(context, names, codes)


def _by_columns(context: Context, names: SeenColumn | None, codes: SeenColumn | None) -> Places:
    skipped = set(context.total_positions)
    labels = ["" if n in skipped else unnumbered(text) for n, text in enumerate(names.texts)] if names else []
    reading: RegionReading | None = None
    headed = _heading_column(context, names) if names is not None and codes is None else None
    kinds = _kinds_above(context, headed) if headed is not None else None
    if kinds is not None:
        labels = [_with_kind(label, kind) for label, kind in zip(labels, kinds, strict=True)]
    if names is not None:
        parent = _province(context)
        title = f"{context.around.title} {context.file_name.replace('_', ' ')}"
        reading = read_names(labels, parent=parent, title=title, column=names.title.replace("_", " "))
    if codes is not None:
        printed = ["" if n in skipped else text for n, text in enumerate(codes.texts)]
        by_name = reading.found if reading is not None and reading.is_certain else None
        coded = read_codes(printed, by_name, labels)
        if coded.is_certain:
            return _coded(context, names, codes, coded)
        if reading is None or not reading.is_certain:
            return _asked(context, names, codes, [*(reading.questions if reading else []), *coded.questions])
        if names is not None and reading is not None and _code_is_of_names(codes):
            return _asked(context, names, codes, coded.questions)
    if reading is None or names is None or not reading.is_certain:
        return _asked(context, names, codes, reading.questions if reading else [])
    spec: dict[str, object] = {"from": "region_name", **reading.spec}
    carried: list[object] = []
    columns: dict[str, object] = {"region_name": context.short(names)}
    used = [names]
    if kinds is not None and headed is not None:
        spec["kind"] = "region_kind"
        take = "region_name" if headed.at == names.at else "number"
        carried = [{"name": "region_kind", "take": take, "when": {take: _KIND_HEADING}}]
        if headed.at != names.at:
            columns["number"] = context.short(headed)
            used.append(headed)
    return Places(
        carried=carried,
        columns=columns,
        region=Remark(spec, reading.comment) if reading.comment else spec,
        used=used,
        codes=[region.code if region else None for region in reading.found],
    )


def _heading_column(context: Context, names: SeenColumn) -> SeenColumn | None:
    """The column that all rows without figures have their text in: that of the names, or of the lines' numbers."""
    sheet, rows = context.table.sheet, context.table.between
    for column in (names, *(c for c in context.columns if c.kind == "row number" and c.path)):
        if rows and all(sheet.rows[row][column.at] is not None for row in rows):
            return column
    return None


def _kinds_above(context: Context, headed: SeenColumn) -> list[str] | None:
    """What the heading above each line says that it is, Kabupaten or Kota; None where other headings stand there."""
    sheet, table = context.table.sheet, context.table
    said = {row: clean(sheet.rows[row][headed.at]) for row in table.between}
    if not said or not all(re.fullmatch(_KIND_HEADING, text, re.IGNORECASE) for text in said.values()):
        return None
    kinds: list[str] = []
    kind = ""
    for row in sorted([*table.lines, *table.between]):
        if row in said:
            kind = "Kota" if re.search(r"\bkota", said[row], re.IGNORECASE) else "Kabupaten"
        else:
            kinds.append(kind)
    return kinds


def _with_kind(name: str, kind: str) -> str:
    """A name with its kind, as the reader puts the two together: unless it has one, or is something wider."""
    if not name or not kind or re.match(r"(?:kota|kab|prov)", name, re.IGNORECASE):
        return name
    known, whole = regions(), f"{kind} {name}"
    if known.resolve(whole, levels={"city" if kind == "Kota" else "regency"}).region is not None:
        return whole
    return name if known.resolve(name, levels={"nation", "province"}).region is not None else whole


def _coded(context: Context, names: SeenColumn | None, codes: SeenColumn, coded: RegionReading) -> Places:
    columns: dict[str, object] = {"printed_code": context.short(codes, kind="code")}
    spec: dict[str, object] = {"code": "printed_code", **coded.spec}
    used = [codes]
    if names is not None:
        columns = {"region_name": context.short(names), **columns}
        spec = {"from": "region_name", **spec}
        used.append(names)
    found = [region.code if region else None for region in coded.found]
    return Places(columns=columns, region=Remark(spec, coded.comment), used=used, codes=found)


def _asked(context: Context, names: SeenColumn | None, codes: SeenColumn | None, questions: Sequence[str]) -> Places:
    columns: dict[str, object] = {}
    known: dict[str, object] = {}
    used: list[SeenColumn] = []
    if names is not None:
        columns["region_name"] = context.short(names)
        known["from"] = "region_name"
        used.append(names)
    if codes is not None:
        columns["printed_code"] = context.short(codes, kind="code")
        known["code"] = "printed_code"
        used.append(codes)
    question = f"which regions are these rows? {'; '.join(questions)}"
    levels = f"[{', '.join(_levels_of(names))}]"
    answer = f"{{from: region_name, levels: {levels}, bare: regency}}, or code: with system: kemendagri or bps"
    if names is None and codes is not None:
        question = f"of which system are the codes of {codes.title!r}, Kemendagri or BPS? {'; '.join(questions)}"
        answer = f"{{code: printed_code, system: bps, levels: {levels}}}, or system: kemendagri"
    return Places(
        columns=columns,
        region=Ask(question, answer, known),
        used=used,
        codes=[None] * len(context.table.lines),
    )


def _levels_of(names: SeenColumn | None) -> list[str]:
    """The levels of which some of the names are, whatever else they may be."""
    known = regions()
    labels = names.distinct if names is not None else []
    wider = [
        level
        for level in ("nation", "province")
        if any(known.resolve(label, levels={level}).region for label in labels)
    ]
    return [*wider, "regency", "city"]


def _province(context: Context) -> str | None:
    found = context.region
    if not isinstance(found, Found):
        return None
    region = regions().get(str(found.value))
    return region.code if region is not None and region.level == "province" else None


def _name_column(context: Context) -> SeenColumn | None:
    """The column whose names say which region a row is: of regencies before provinces, by title, else by content."""
    titled = [column for column in context.region_columns if _has_names(column)]
    fine = [column for column in titled if set(folded(column.path[-1])) & {"kabupaten", "kota", "kabkota"}]
    for group in (fine, titled):
        if group:
            best = [column for column in group if "kode" not in folded(column.path[-1])]
            return best[0] if best else group[0]
    by_content = [
        column
        for column in context.columns
        if column.kind == "text"
        and not column.roles
        and len(column.distinct) > 2
        and all(is_region_name(text) for text in column.distinct)
    ]
    return by_content[0] if len(by_content) == 1 else None


def _has_names(column: SeenColumn) -> bool:
    known = sum(is_region_name(text) for text in column.distinct)
    return known > 0 and known * 2 >= len(column.distinct)


def _code_column(context: Context, names: SeenColumn | None) -> SeenColumn | None:
    """The column of region codes: of the same level as the names, where there are several."""
    found = []
    for column in context.columns:
        words = set(folded(column.path[-1])) if column.path else set()
        if not words & _CODE_WORDS or not words & _REGION_WORDS:
            continue
        if all(text.replace(".", "").isdecimal() for text in column.distinct) and column.distinct:
            found.append(column)
    if not found:
        return None
    fine = [column for column in found if set(folded(column.path[-1])) & {"kabupaten", "kota", "kabkota"}]
    plain = [column for column in found if set(folded(column.path[-1])) & {"wilayah", "daerah", "pemda"}]
    of_provinces = names is not None and not set(folded(names.path[-1])) & {"kabupaten", "kota", "kabkota"}
    if of_provinces:
        provinces = [column for column in found if column not in fine]
        return provinces[0] if len(provinces) == 1 else None
    group = fine or plain or found
    if len(group) > 1 and names is not None:
        # Open data portals print both systems, each with names of its own.
        systems = {"bps", "kemendagri"} & set(folded(names.path[-1]))
        group = [column for column in group if systems and systems <= set(folded(column.path[-1]))]
    return group[0] if len(group) == 1 else None


def _bare_codes(context: Context) -> SeenColumn | None:
    """The column titled `Kode` alone whose every cell is the code of a regency or city in one of the systems."""
    known = regions()
    for column in context.columns:
        if not column.path or not set(folded(column.path[-1])) <= _CODE_WORDS or len(column.distinct) < _FEW_CODES:
            continue
        plain = [text.replace(".", "") for text in column.distinct]
        if all(
            len(code) == _CODE_DIGITS and (known.by_bps(code) or known.get(f"{code[:2]}.{code[2:]}")) for code in plain
        ):
            return column
    return None


def _coded_small(context: Context) -> Places | None:
    """Rows of districts or villages that have codes of their own, with which the names beside them agree.

    Open data portals print codes and names of both systems: each code is held against the names of its own system, and
    the two must mean the same regions.
    """
    names = context.village_columns or context.district_columns
    level: Level = "village" if context.village_columns else "district"
    if not names:
        return None
    found: dict[str, Places] = {}
    skipped = set(context.total_positions)
    for codes in context.columns:
        words = set(folded(codes.path[-1])) if codes.path else set()
        if not words & _CODE_WORDS or not words & _SMALL_WORDS[level] or codes.kind == "number":
            continue
        system = words & _SYSTEMS
        beside = [column for column in names if set(folded(column.path[-1])) & _SYSTEMS == system] or list(names)
        if len(beside) != 1:
            continue
        printed = ["" if n in skipped else text for n, text in enumerate(codes.texts)]
        labels = ["" if n in skipped else unnumbered(text) for n, text in enumerate(beside[0].texts)]
        read = read_small_codes(printed, labels, level)
        if read.questions:
            return _asked(context, beside[0], codes, read.questions)
        if read.is_certain:
            # Names of districts and villages are looked up below their region only: the code says it alone.
            coded = _coded(context, None, codes, read)
            coded.columns |= {"region_name": context.short(beside[0])}
            coded.used.append(beside[0])
            found[str(read.spec["system"])] = coded
    if len({tuple(places.codes) for places in found.values()}) != 1:
        return None
    return found.get("kemendagri") or next(iter(found.values()))


def has_small_codes(context: Context) -> bool:
    """Whether districts or villages have codes beside their names."""
    words = [set(folded(column.path[-1])) for column in context.columns if column.path]
    return any(one & _CODE_WORDS and one & (_SMALL_WORDS["district"] | _SMALL_WORDS["village"]) for one in words)


def _one_of(columns: Sequence[SeenColumn]) -> list[SeenColumn]:
    """The columns of names of places; of those in both systems, the one whose codes are stored."""
    own = [column for column in columns if "kemendagri" in folded(column.path[-1])]
    others = [column for column in columns if "bps" in folded(column.path[-1])]
    return own if len(own) == 1 and len(own) + len(others) == len(columns) else list(columns)


def _code_is_of_names(codes: SeenColumn) -> bool:
    return bool(codes.distinct)


def _districts(context: Context) -> Places | None:
    """Rows of districts, or of villages, below the regency or city that the file speaks of."""
    districts, villages = _one_of(context.district_columns), _one_of(context.village_columns)
    if len(districts) == 1 and len(villages) == 1 and villages[0].at != districts[0].at:
        above = str(context.region.value) if isinstance(context.region, Found) and _is_below(context) else None
        return _villages_of(context, districts[0], villages[0], [above] * len(context.table.lines))
    if len(districts) == 1:
        return _small(context, districts[0], "district")
    if not districts and len(villages) == 1 and _is_below(context):
        return _small(context, villages[0], "village")
    return None


def _is_below(context: Context) -> bool:
    """Whether the file speaks of one regency or city."""
    return isinstance(context.region, Found) and len(str(context.region.value)) == CITY_CODE_LENGTH


def _districts_of(context: Context, names: SeenColumn) -> Places | None:
    """Rows of districts, each below the regency or city that another column of its row names."""
    districts, villages = _one_of(context.district_columns), _one_of(context.village_columns)
    if len(districts) != 1 or len(villages) > 1:
        return None
    column = districts[0]
    skipped = set(context.total_positions)
    printed = ["" if n in skipped else unnumbered(text) for n, text in enumerate(names.texts)]
    above = read_names(printed, column=names.title)
    if not above.is_certain or any(one is not None and one.level not in ("regency", "city") for one in above.found):
        return None
    known = regions()
    if villages:
        codes = [_code(one) for one in above.found]
        return _villages_of(context, column, villages[0], codes)
    pairs = zip(map(unnumbered, column.texts), above.found, strict=True)
    found = [known.resolve(text, levels={"district"}, parent=one.code).region if one else None for text, one in pairs]
    wrong = [text for n, text in enumerate(column.texts) if n not in skipped and found[n] is None]
    spec: dict[str, object] = {"from": "district", "levels": ["district"], "within": "above"}
    asked = f"these are no districts of the region beside them: {', '.join(dict.fromkeys(wrong[:5]))}"
    return Places(
        columns={"above": context.short(names), "district": context.short(column)},
        region=Ask(asked, "", spec) if wrong else spec,
        used=[names, column],
        codes=[_code(one) for one in found],
    )


def _villages_of(context: Context, districts: SeenColumn, villages: SeenColumn, aboves: Sequence[str | None]) -> Places:
    """Rows of villages, each below the district that another column names. `aboves`: regency or city of each row."""
    known = regions()
    columns: dict[str, object] = {"district": context.short(districts), "village": context.short(villages)}
    spec: dict[str, object] = {"from": "village", "levels": ["village"], "within": "above"}
    rows = [n for n in range(len(context.table.lines)) if n not in context.total_positions]
    codes: list[str | None] = [None] * len(context.table.lines)
    names: dict[str, set[str]] = {}
    wrong: dict[str, None] = {}
    for n in rows:
        above, text, village = aboves[n], districts.texts[n], villages.texts[n]
        district = known.resolve(text, levels={"district"}, parent=above).region if above else None
        names.setdefault(text, set()).add(district.code if district else "")
        codes[n] = _code(known.resolve(village, levels={"village"}, parent=district.code).region) if district else None
        if codes[n] is None:
            wrong.setdefault(f"{village} ({text})")
    double = [text for text, found in names.items() if len(found) > 1]
    derive: dict[str, object] = {
        "above": {"from": "district", "map": {text: next(iter(found)) for text, found in names.items()}}
    }
    if not any(aboves):
        ask = region_fact(context, "whose villages are these: which regency or city")
        return Places(columns, {"above": ask}, spec, [districts, villages], codes=codes)
    if wrong or double:
        asked = f"these are no villages of the districts beside them: {', '.join(list(wrong)[:5])}"
        asked = asked if wrong else f"these districts stand in several regencies: {', '.join(double[:5])}"
        return Places(columns, region=Ask(asked, "", spec), used=[districts, villages], codes=codes)
    return Places(columns, region=spec, used=[districts, villages], derive=derive, codes=codes)


def _small(context: Context, column: SeenColumn, level: Level) -> Places:
    """Places below one regency or city: villages below the district that the title names, as many share a name."""
    spec: dict[str, object] = {"from": level, "levels": [level], "within": "above"}
    columns: dict[str, object] = {level: context.short(column)}
    if not _is_below(context):
        ask = region_fact(context, "whose districts are these: which regency or city")
        return Places(columns, {"above": ask}, spec, [column], codes=[None] * len(context.table.lines))
    above, fact = str(cast(Found, context.region).value), region_fact(context)
    if level == "village" and (district := district_named(context, above)) is not None:
        above, fact = district.code, Remark({"value": district.code}, f"Kecamatan {district.name}, from the title")
    skipped = set(context.total_positions)
    labels = ["" if n in skipped else text for n, text in enumerate(column.texts)]
    labels = list(map(unnumbered, labels)) if level == "district" else labels
    reading = read_districts(labels, above, level)
    region: object = spec if reading.is_certain else Ask("; ".join(reading.questions), "", spec)
    return Places(columns, {"above": fact}, region, [column], codes=[_code(one) for one in reading.found])


def places_of_district_offices(context: Context, column: SeenColumn, name: str) -> Places | None:
    """Rows of the offices of districts: their districts; None where a line is of another agency.

    `column`: that of the agencies, whose title or whose every line says districts; `name`: what the YAML calls it.
    """
    lines = [re.match(_OFFICE, unnumbered(text), re.IGNORECASE) for text in context.said_in(column)]
    if not ("kecamatan" in folded(column.title) or all(lines)) or not _is_below(context):
        return None
    skipped = set(context.total_positions)
    labels = ["" if n in skipped else unnumbered(text) for n, text in enumerate(column.texts)]
    reading = read_districts(labels, str(cast(Found, context.region).value), "district")
    if not reading.is_certain:
        return None
    spec: dict[str, object] = {"from": name, "levels": ["district"], "within": "above"}
    return Places(facts={"above": region_fact(context)}, region=spec, codes=[_code(one) for one in reading.found])


def district_named(context: Context, above: str) -> Region | None:
    """The district of a regency or city that the title names behind the word Kecamatan."""
    for found in re.finditer(r"\bkec(?:amatan|\.)\s+((?:[A-Za-z']+\s*){1,4})", context.around.title, re.IGNORECASE):
        words = found[1].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if region := regions().resolve(name, levels={"district"}, parent=above).region:
                return region
    return None


def _code(region: Region | None) -> str | None:
    return region.code if region else None
