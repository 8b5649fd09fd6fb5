"""Make the region tables of `include/reference` and say what changed.

Enters: the npm package idn-area-data (a folder or its .tgz), optionally a folder of BPS-Kemendagri bridging tables, and
the hand-edited `region_validity.csv` and `region_bps.csv`. Leaves: `region.csv.gz` and `region_successor.csv`, byte for
byte the same for the same input.

    python -m lumbung.reference.rebuild --package idn-area-data-3.1.2.tgz --crosswalk FOLDER

Without `--crosswalk`, BPS codes and closed codes are carried over from the shipped table where the name is unchanged.
"""

import argparse
import csv
import difflib
import gzip
import io
import re
import sys
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lumbung.reference.regions import (
    NATION_CODE,
    REFERENCE_DIR,
    REGION_COLUMNS,
    REGION_FILE,
    SUCCESSOR_FILE,
    VALIDITY_FILE,
    Region,
    Regions,
    read_rows,
    read_table,
    short_name,
    squash,
)

BPS_FILE = "region_bps.csv"
# "Since before our records": no source here says when most regions began, and a guessed founding date would be a claim.
SINCE_BEFORE_RECORDS = date(1900, 1, 1)
# The regions' own spelling where the package runs two words together or apart.
OWN_SPELLING = {
    "21.72": "Kota Tanjungpinang",
    "34": "DI Yogyakarta",
    "62.71": "Kota Palangka Raya",
}
_PACKAGE_TABLES = {
    "provinces": ("code", "name"),
    "regencies": ("code", "province_code", "name"),
    "districts": ("code", "regency_code", "name"),
    "villages": ("code", "district_code", "name"),
}
_CROSSWALK_TABLES = ("bridging_provinsi", "bridging_kabkota", "bridging_kecamatan")
_CROSSWALK_COLUMNS = ("kode_bps", "nama_bps", "kode_dagri", "nama_dagri")
_ROMAN = re.compile(r"^[IVX]+$")
# Two names of one code are one district when their letters agree this far; measured on the 2020 bridging table, where
# misspellings lie above and renamed or split districts below.
_SAME_NAME = 0.83


class RebuildError(Exception):
    """The input is not what it should be; the text is one line that says which file and what to do."""


@dataclass(frozen=True)
class BridgingRow:
    """One pair of the bridging table: BPS code, dotted Kemendagri code and both printed names."""

    code_bps: str
    name_bps: str
    code: str
    name: str


@dataclass(frozen=True)
class Validity:
    """When a code began and, for a province, which province it was split from."""

    valid_from: date
    split_from: str | None


@dataclass(frozen=True)
class Tables:
    """What a rebuild makes: regions in order of code, and old code -> code of today with the day of the change."""

    regions: list[Region]
    successors: dict[str, str]


@dataclass(frozen=True)
class Changes:
    """Codes that came, went, or carry another name or parent; `restated`: another BPS code, level or date."""

    added: list[Region]
    removed: list[Region]
    renamed: list[tuple[Region, Region]]
    reparented: list[tuple[Region, Region]]
    restated: list[tuple[Region, Region]]


def read_package(path: Path) -> dict[str, list[dict[str, str]]]:
    """The four tables of idn-area-data, by name, from its folder or its .tgz. Raises RebuildError."""
    tables: dict[str, list[dict[str, str]]] = {}
    if path.is_dir():
        for table in _PACKAGE_TABLES:
            file = path / "data" / f"{table}.csv"
            if not file.is_file():
                raise RebuildError(
                    f"{file}: not found; --package wants the unpacked folder or the .tgz of idn-area-data"
                )
            tables[table] = _package_rows(table, file.read_text(encoding="utf-8"))
        return tables
    try:
        with tarfile.open(path, "r:gz") as archive:
            for table in _PACKAGE_TABLES:
                member = archive.extractfile(f"package/data/{table}.csv")
                if member is None:
                    raise KeyError(table)
                tables[table] = _package_rows(table, member.read().decode("utf-8"))
    except (OSError, tarfile.TarError, KeyError) as error:
        raise RebuildError(
            f"{path}: cannot read idn-area-data from it ({error}); give its folder or its .tgz"
        ) from error
    return tables


def _package_rows(table: str, text: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(text)))
    _require_columns(f"{table}.csv of the package", rows, _PACKAGE_TABLES[table])
    return rows


def _require_columns(what: str, rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> None:
    missing = [column for column in columns if not rows or column not in rows[0]]
    if missing:
        raise RebuildError(f"{what}: no rows with a column {missing[0]}; expected {', '.join(columns)}")


def read_crosswalk(folder: Path) -> list[BridgingRow]:
    """All bridging rows, provinces first. Codes come undotted and leave dotted. Raises RebuildError."""
    rows: list[BridgingRow] = []
    for table in _CROSSWALK_TABLES:
        file = folder / f"{table}.csv"
        if not file.is_file():
            raise RebuildError(
                f"{file}: not found; --crosswalk wants the folder that holds {', '.join(_CROSSWALK_TABLES)}"
            )
        pairs = read_table(file)
        _require_columns(file.name, pairs, _CROSSWALK_COLUMNS)
        for row in pairs:
            code = row["kode_dagri"]
            dotted = ".".join(code[i : i + 2] for i in range(0, len(code), 2))
            rows.append(
                BridgingRow(row["kode_bps"], _one_space(row["nama_bps"]), dotted, _one_space(row["nama_dagri"]))
            )
    return rows


def build(
    package: Mapping[str, Sequence[Mapping[str, str]]],
    *,
    validity: Mapping[str, Validity],
    bps_of_today: Mapping[str, str],
    crosswalk: Sequence[BridgingRow] | None = None,
    shipped: Regions | None = None,
    shipped_successors: Mapping[str, str] | None = None,
) -> Tables:
    """The region tables. With a crosswalk, BPS codes and closed codes come from it; else from the shipped tables."""
    today = _regions_of_today(package, validity)
    if crosswalk is not None:
        pairs = {row.code: row for row in crosswalk}
        closed, successors = _closed_codes(crosswalk, today, validity)
        codes_bps = {
            code: pairs[code].code_bps for code in today if code in pairs and _is_same(today[code], pairs[code])
        }
    else:
        old = {region.code: region for region in shipped or ()}
        closed = {code: region for code, region in old.items() if region.valid_to and code not in today}
        successors = {
            code: successor
            for code, successor in (shipped_successors or {}).items()
            if code in closed and successor in today
        }
        codes_bps = {
            code: old[code].code_bps or ""
            for code, region in today.items()
            if code in old and squash(old[code].name) == squash(region.name)
        }
    codes_bps |= bps_of_today
    rows = [replace(region, code_bps=codes_bps.get(code) or None) for code, region in today.items()]
    rows += closed.values()
    return Tables(sorted(rows, key=lambda region: region.code), dict(sorted(successors.items())))


def compare(old: Iterable[Region], new: Iterable[Region]) -> Changes:
    """What is different between two region tables, in order of code."""
    before, after = {r.code: r for r in old}, {r.code: r for r in new}
    both = sorted(before.keys() & after.keys())
    rest = [(before[c], replace(after[c], name=before[c].name, parent_code=before[c].parent_code)) for c in both]
    return Changes(
        [after[code] for code in sorted(after.keys() - before.keys())],
        [before[code] for code in sorted(before.keys() - after.keys())],
        [(before[c], after[c]) for c in both if before[c].name != after[c].name],
        [(before[c], after[c]) for c in both if before[c].parent_code != after[c].parent_code],
        [(old_row, after[old_row.code]) for old_row, new_row in rest if old_row != new_row],
    )


def region_bytes(rows: Iterable[Region]) -> bytes:
    """The content of region.csv.gz; the same rows give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(REGION_COLUMNS)
    for r in rows:
        writer.writerow((r.code, r.code_bps, r.name, r.level, r.parent_code, r.valid_from, r.valid_to))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(text.getvalue().encode("utf-8"))
    return packed.getvalue()


def successor_bytes(successors: Mapping[str, str]) -> bytes:
    """The content of region_successor.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("region_code", "successor_code"))
    writer.writerows(successors.items())
    return text.getvalue().encode("utf-8")


def readable(printed: str) -> str:
    """`KABUPATEN PANGKAJENE DAN KEPULAUAN` -> `Kabupaten Pangkajene dan Kepulauan`; Roman numerals and DKI stay."""
    words = []
    for word in _one_space(printed).split(" "):
        if word in {"DKI", "DI"} or _ROMAN.match(word):
            words.append(word)
        elif word == "DAN":
            words.append("dan")
        else:
            words.append("-".join(part.capitalize() for part in word.split("-")))
    return " ".join(words)


def _one_space(text: str) -> str:
    return " ".join(text.split())


def _regions_of_today(
    package: Mapping[str, Sequence[Mapping[str, str]]], validity: Mapping[str, Validity]
) -> dict[str, Region]:
    def since(code: str) -> date:
        above = [code[:2], code[:5], code]
        return max((validity[c].valid_from for c in above if c in validity), default=SINCE_BEFORE_RECORDS)

    def region(code: str, name: str, level: str, parent: str) -> Region:
        return Region(code, None, OWN_SPELLING.get(code, name), level, parent, since(code), None)

    found = {NATION_CODE: Region(NATION_CODE, None, "Indonesia", "nation", None, SINCE_BEFORE_RECORDS, None)}
    rows: list[Region] = []
    for row in package["provinces"]:
        rows.append(region(row["code"], readable(row["name"]), "province", NATION_CODE))
    for row in package["regencies"]:
        name = readable(row["name"])
        if not name.startswith(("Kabupaten ", "Kota ")):
            raise RebuildError(f"regencies.csv: {row['code']} {name!r} begins with neither KABUPATEN nor KOTA")
        level = "city" if name.startswith("Kota ") else "regency"
        rows.append(region(row["code"], name, level, row["province_code"]))
    # Districts and villages come in mixed case already; their spelling is kept as published.
    for row in package["districts"]:
        rows.append(region(row["code"], _one_space(row["name"]), "district", row["regency_code"]))
    for row in package["villages"]:
        rows.append(region(row["code"], _one_space(row["name"]), "village", row["district_code"]))
    for new in rows:
        if new.code in found:
            raise RebuildError(f"the package lists code {new.code} twice: {found[new.code].name} and {new.name}")
        if new.parent_code not in found:
            raise RebuildError(
                f"the package lists {new.code} {new.name} below {new.parent_code}, which it does not list"
            )
        found[new.code] = new
    return found


def _is_same(region: Region, row: BridgingRow) -> bool:
    """Whether a bridging row still speaks of this region: a code may have been given another name, or another shape.

    Provinces and regencies are matched by code alone: their codes are not reused, and the table cuts their names short.
    """
    if region.level != "district":
        return True
    name = squash(region.name)
    others = (squash(row.name), squash(row.name_bps))
    return any(difflib.SequenceMatcher(None, name, other).ratio() >= _SAME_NAME for other in others)


def _closed_codes(
    crosswalk: Sequence[BridgingRow], today: Mapping[str, Region], validity: Mapping[str, Validity]
) -> tuple[dict[str, Region], dict[str, str]]:
    """Codes of the bridging table that are gone, each with the code of today: regencies that moved to a new province,
    and their districts. Matched by name inside the provinces split from the old one."""
    closed: dict[str, Region] = {}
    successors: dict[str, str] = {}
    by_name: dict[tuple[str, str, str], list[str]] = {}
    for region in today.values():
        if region.level in {"regency", "city", "district"}:
            above = validity[region.code[:2]].split_from if region.code[:2] in validity else None
            parent = above if region.level != "district" else region.parent_code
            by_name.setdefault((parent or "", region.level, squash(short_name(region))), []).append(region.code)
    for row in crosswalk:
        if row.code in today:
            continue
        depth = len(row.code.split("."))
        if depth == 2:
            level = "city" if int(row.code[3:]) >= 71 else "regency"
            wanted = (row.code[:2], level, squash(row.name_bps))
        elif depth == 3 and row.code[:5] in successors:
            level = "district"
            wanted = (successors[row.code[:5]], level, squash(row.name))
        else:
            raise RebuildError(f"the crosswalk lists {row.code} {row.name}, which is gone, and nothing says since when")
        matches = by_name.get(wanted) or by_name.get((*wanted[:2], squash(row.name_bps)), [])
        if depth == 2 and len(matches) != 1:
            raise RebuildError(
                f"the crosswalk lists {row.code} {row.name}, which is gone, and no new province has its name"
            )
        name = today[matches[0]].name if len(matches) == 1 else readable(row.name)
        # A district stops with its regency's code; its own match may be missing when it was renamed meanwhile.
        new_regency = matches[0] if depth == 2 else successors[row.code[:5]]
        until = today[new_regency].valid_from
        parent = row.code.rsplit(".", 1)[0]
        since = max(
            (validity[c].valid_from for c in (row.code[:2], row.code[:5]) if c in validity),
            default=SINCE_BEFORE_RECORDS,
        )
        closed[row.code] = Region(row.code, row.code_bps, name, level, parent, since, until)
        if len(matches) == 1:
            successors[row.code] = matches[0]
    return closed, successors


def _validity() -> dict[str, Validity]:
    return {
        row["region_code"]: Validity(date.fromisoformat(row["valid_from"]), row["split_from"] or None)
        for row in read_table(REFERENCE_DIR / VALIDITY_FILE)
    }


def _shipped() -> tuple[Regions | None, dict[str, str]]:
    file = REFERENCE_DIR / REGION_FILE
    if not file.exists():
        return None, {}
    successors = {r["region_code"]: r["successor_code"] for r in read_table(REFERENCE_DIR / SUCCESSOR_FILE)}
    return Regions(read_rows(file)), successors


def report(tables: Tables, changes: Changes, first: int = 5) -> list[str]:
    """Lines for people: how many regions of each level, which lack a BPS code, and what changed."""
    lines = []
    for level in ("nation", "province", "regency", "city", "district", "village"):
        of_level = [r for r in tables.regions if r.level == level]
        stand = [r for r in of_level if r.valid_to is None]
        no_bps = sum(1 for r in stand if r.code_bps is None)
        lines.append(f"{level:9} {len(stand):6} today ({no_bps} without BPS code), {len(of_level) - len(stand)} closed")
    lost = [r.code for r in tables.regions if r.valid_to and r.code not in tables.successors]
    lines.append(f"successors {len(tables.successors)}, closed without successor {len(lost)} {lost[:first]}")
    for word, regions in (("added", changes.added), ("removed", changes.removed)):
        lines.append(f"{word} {len(regions)}")
        lines += [f"  {r.code} {r.name}" for r in regions[:first]]
    lines.append(f"renamed {len(changes.renamed)}")
    lines += [f"  {a.code} {a.name} -> {b.name}" for a, b in changes.renamed[:first]]
    lines.append(f"reparented {len(changes.reparented)}")
    lines += [f"  {a.code} {a.name}: {a.parent_code} -> {b.parent_code}" for a, b in changes.reparented[:first]]
    lines.append(f"restated (BPS code, level or dates) {len(changes.restated)}")
    lines += [
        f"  {a.code} {a.name}: {a.code_bps} {a.level} {a.valid_from} {a.valid_to} -> "
        f"{b.code_bps} {b.level} {b.valid_from} {b.valid_to}"
        for a, b in changes.restated[:first]
    ]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the shipped tables; exit code 2 and one line when the input is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m lumbung.reference.rebuild", description="Rebuild the region tables."
    )
    parser.add_argument("--package", type=Path, required=True, help="idn-area-data, unpacked or as .tgz")
    parser.add_argument("--crosswalk", type=Path, help="folder of BPS-Kemendagri bridging tables")
    parser.add_argument("--check", action="store_true", help="say what would change, write nothing")
    options = parser.parse_args(arguments)
    shipped, shipped_successors = _shipped()
    try:
        tables = build(
            read_package(options.package),
            validity=_validity(),
            bps_of_today={r["region_code"]: r["region_code_bps"] for r in read_table(REFERENCE_DIR / BPS_FILE)},
            crosswalk=read_crosswalk(options.crosswalk) if options.crosswalk else None,
            shipped=shipped,
            shipped_successors=shipped_successors,
        )
    except RebuildError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("\n".join(report(tables, compare(shipped or (), tables.regions))) + "\n")
    if not options.check:
        (REFERENCE_DIR / REGION_FILE).write_bytes(region_bytes(tables.regions))
        (REFERENCE_DIR / SUCCESSOR_FILE).write_bytes(successor_bytes(tables.successors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
