"""Sample files of every kind, and ways to damage them.

Enters: a number. Leaves: a file that is damaged in a way of its own, the same on every run.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from lumbung.samples.workbooks import write_workbooks
from lumbung.sources.catalogue import SHIPPED_CATALOGUE
from lumbung.workbooks.compound import CompoundFile, compound_bytes
from lumbung.workbooks.grid import Cell, read_grid
from tests.fuzz.reading_process import Case
from tests.workbook_files import ods, ods_number, ods_text, worksheet, xls, xlsx_parts, zipped

_LARGEST_REAL_FILE = 130_000
_BPS, _REACH, _SIPD = (SHIPPED_CATALOGUE / name for name in ("bps/poverty.yaml", "reach", "sipd"))
# Where the real files of a family are, and who reads them.
_FAMILIES = {
    "bappenas/uploads": SHIPPED_CATALOGUE / "bappenas/indicators.yaml",
    "bps": _BPS,
    "djpk": SHIPPED_CATALOGUE / "djpk/posture.yaml",
    "keerom": SHIPPED_CATALOGUE / "keerom/funding.yaml",
    "opendata_jabar": SHIPPED_CATALOGUE / "opendata_jabar/poverty.yaml",
    "sipd_lra": _SIPD / "lra.yaml",
}
_PER_FAMILY = 4
_NUMBERS = (
    b"0",
    b"-1",
    b"1048576",
    b"1048577",
    b"16384",
    b"99999999",
    b"4294967295",
    b"18446744073709551615",
    b"1e308",
)
_WORDS = (
    b"XFD1048576",
    b"<!DOCTYPE x>",
    b"&a;",
    b"\x00",
    b"]]>",
    b"<c ",
    b"</row>",
    b'"',
    b"'",
    b",",
    b";",
    b"\n",
    b"\xff",
)


def sample_files(folder: Path) -> dict[str, Case]:
    """Samples of every format, written into the folder where they are files."""
    cases: dict[str, Case] = {}
    for path in write_workbooks(folder):
        relative = path.relative_to(folder / "workbooks")
        source = {"reach": _REACH / f"{relative.parts[1]}.yaml", "bps": _BPS, "sipd_lra": _SIPD / "lra.yaml"}.get(
            relative.parts[0]
        )
        if source is None or not source.is_file():
            source = _BPS if source is None else _REACH / "kota_jambi.yaml"
        cases[str(relative)] = Case(str(relative), path.read_bytes(), source, str(relative))
    tables = [case for name, case in cases.items() if name.startswith("bps") and "Provinsi" not in name][:1]
    for table in tables:
        rows = [list(row) for row in read_grid(table.data).sheets[0].rows][:120]
        for kind, write in _WRITERS.items():
            cases[kind] = Case(kind, write(rows), table.source, table.relative_path)
    return cases


def real_files(shared: Path) -> dict[str, Case]:
    """A few of each family's real files, none of them large."""
    cases = {}
    for folder, source in _FAMILIES.items():
        paths = [path for path in sorted((shared / "sheets" / folder).rglob("*")) if path.is_file()]
        small = [path for path in paths if path.stat().st_size <= _LARGEST_REAL_FILE]
        kinds = sorted({path.suffix for path in small})
        chosen = [path for kind in kinds for path in [path for path in small if path.suffix == kind][:_PER_FAMILY]]
        for path in chosen:
            relative = str(path.relative_to(shared / "sheets"))
            cases[relative] = Case(relative, path.read_bytes(), source, relative)
    return cases


def mutated(cases: Mapping[str, Case], count: int) -> Iterator[Case]:
    """So many damaged files, of each sample as many."""
    names = sorted(cases)
    for number in range(count):
        case = cases[names[number % len(names)]]
        chance = random.Random(f"{case.name} {number}")  # noqa: S311 - repeatable, not secret
        other = cases[chance.choice(names)].data
        data = _damaged(case.data, other, chance)
        yield Case(f"{case.name} #{number}", data, case.source, case.relative_path)


def _damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Mostly inside: a zip or a compound file that is damaged as a whole is seldom opened."""
    if chance.random() < 0.7:
        if data.startswith(b"PK"):
            return _inside_zip(data, other, chance)
        if data.startswith(b"\xd0\xcf"):
            return _inside_compound(data, other, chance)
    return _mutated(data, other, chance)


def _mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(_MUTATIONS)(data, other, chance)
    return data


def _inside_zip(data: bytes, other: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    inner = other
    if other.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(other)) as archive:
            inner = archive.read(chance.choice(archive.namelist()))
    most = [name for name in parts if "sheet" in name or "content" in name or "haredStrings" in name]
    name = chance.choice(most if most and chance.random() < 0.8 else sorted(parts))
    content = parts[name]
    assert isinstance(content, bytes)
    return zipped({**parts, name: _mutated(content, inner, chance)})


def _inside_compound(data: bytes, other: bytes, chance: random.Random) -> bytes:
    stream = CompoundFile(data).stream("Workbook") or b""
    return compound_bytes("Workbook", _mutated(stream, other, chance))


def _flip(data: bytes, _: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data or b"\0")
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _leave_out(data: bytes, _: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + data[end:]


def _double(data: bytes, _: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 1, 3, 200)) + data[end:]


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    begin, end = _span(other, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[begin:end] + data[at:]


def _swap(data: bytes, _: bytes, chance: random.Random) -> bytes:
    first, second = sorted((_span(data, chance), _span(data, chance)))
    if first[1] > second[0]:
        return data[::-1] if len(data) < 50 else data
    return (
        data[: first[0]]
        + data[second[0] : second[1]]
        + data[first[1] : second[0]]
        + data[first[0] : first[1]]
        + data[second[1] :]
    )


def _other_number(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """One of its written numbers becomes another, as the address of a cell or a length."""
    found = list(re.finditer(rb"\d+", data[:200_000]))
    if not found:
        at = chance.randrange(len(data) + 1)
        return data[:at] + struct.pack("<I", chance.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE))) + data[at + 4 :]
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(_NUMBERS) + data[one.end() :]


def _other_word(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_WORDS) + data[at:]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + int(2 ** chance.uniform(0, 12)))


_Mutation = Callable[[bytes, bytes, random.Random], bytes]
_MUTATIONS: Sequence[_Mutation] = (_flip, _cut, _leave_out, _double, _splice, _swap, _other_number, _other_word)


def _as_xls(rows: Sequence[Sequence[Cell]]) -> bytes:
    return xls([[_plain(cell) for cell in row] for row in rows])


def _as_ods(rows: Sequence[Sequence[Cell]]) -> bytes:
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    lines = "".join(
        f"<table:table-row>{''.join(_ods_cell(cell) for cell in row)}{blank}</table:table-row>" for row in rows
    )
    return ods(lines + f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>')


def _ods_cell(cell: Cell) -> str:
    plain = _plain(cell)
    if plain is None:
        return "<table:table-cell/>"
    return ods_text(escape(plain)) if isinstance(plain, str) else ods_number(plain)


def _as_html(rows: Sequence[Sequence[Cell]]) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{escape(str(cell or ''))}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<html><body><h3>Tabel</h3><table border=1>{lines}</table></body></html>".encode()


def _as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    return "\r\n".join(";".join(str("" if cell is None else cell) for cell in row) for row in rows).encode("cp1252")


def _as_prefixed_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """An xlsx that is not in the usual form: it is rewritten before it is measured."""
    lines = "".join(
        "<row>"
        + "".join(f'<c t="str"><v>{escape(str("" if cell is None else cell))}</v></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    return zipped(xlsx_parts(worksheet(lines)))


def _plain(cell: Cell) -> str | float | None:
    return cell if isinstance(cell, str | float) or cell is None else str(cell)


_WRITERS: Mapping[str, Callable[[Sequence[Sequence[Cell]]], bytes]] = {
    "table.xls": _as_xls,
    "table.ods": _as_ods,
    "table.html": _as_html,
    "table.csv": _as_csv,
    "table.xlsx": _as_prefixed_xlsx,
}
