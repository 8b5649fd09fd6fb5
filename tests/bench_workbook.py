"""Workbooks for the benchmark: a plain budget table, written as fast as a hundred thousand rows ask for.

Enters: how many rows, and from which line on. Leaves: the bytes of an xlsx as spreadsheet programs write it (packed,
text in shared strings), and the sum of its budgets. `SOURCE` is the YAML by which Lumbung reads it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

FIRST_ROW = 2
"""Rows above the first line: a title and the header."""
BUDGET_COLUMN = 10
TITLE = "LAPORAN REALISASI ANGGARAN KOTA JAMBI SAMPAI DENGAN BULAN JUNI TAHUN ANGGARAN 2024"
HEADER = (
    "Kode OPD",
    "Nama OPD",
    "Kode Program",
    "Nama Program",
    "Kode Kegiatan",
    "Kode Sub Kegiatan",
    "Nama Sub Kegiatan",
    "Kode Rekening",
    "Uraian",
    "Sumber Dana",
    "Anggaran",
    "Realisasi",
)
SOURCE = """
id: bench__budget
title: Budget lines of the benchmark
publisher: bench
dataset: budget_realisation
files: {folder: ., glob: "*.xlsx", sample: true}
facts:
  region_code: {from: title, find: region}
  fiscal_year: {from: title, find: year}
  period_month: {from: title, find: month}
  realisation_basis: {value: to_date}
layouts:
  - name: lines
    header: {find: [Kode OPD, Nama OPD, Anggaran]}
    columns:
      agency_code: Kode OPD
      agency_name: Nama OPD
      program_code: Kode Program
      program_name: Nama Program
      activity_code: Kode Kegiatan
      sub_activity_code: Kode Sub Kegiatan
      sub_activity_name: Nama Sub Kegiatan
      account_code: Kode Rekening
      account_name: Uraian
      funding_source: Sumber Dana
      budget_idr: Anggaran
      realised_idr: Realisasi
    derive:
      expenditure_class: {from: account_code, starts_with: {"5.1": operating, "5.2": capital}}
"""

_ACCOUNTS = [(f"5.{1 + nth // 30}.02.01.001.{nth * 7 + 1:05}", f"Belanja Barang Contoh {nth}") for nth in range(40)]
_FUNDS = ("PAD", "DAU", "DAK Fisik", "DBH")
_LETTERS = "ABCDEFGHIJKL"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def budget_workbook(count: int, first: int = 0) -> tuple[bytes, int]:
    """The workbook of the lines `first` to `first + count`, and the sum of their budgets."""
    strings: dict[str, int] = {}
    table = list(_lines(first, count))
    rows = [_row(number, cells, strings) for number, cells in enumerate([(TITLE,), HEADER, *table], start=1)]
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    shared = "".join(f"<si><t>{text}</t></si>" for text in strings)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/></Types>',
        "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Anggaran" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{shared}</sst>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}')
    return packed.getvalue(), sum(int(line[BUDGET_COLUMN]) for line in table)


def _lines(first: int, count: int) -> Iterator[tuple[str | int, ...]]:
    for nth in range(first, first + count):
        sub_activity, account = divmod(nth, len(_ACCOUNTS))
        program, part = divmod(sub_activity, 6)
        office, ordinal = divmod(program, 8)
        function = f"{1 + office // 90}.{1 + office % 90:02}"
        program_code = f"{function}.{1 + ordinal:02}"
        activity_code = f"{program_code}.2.{1 + part // 3:02}"
        code, name = _ACCOUNTS[account]
        yield (
            f"{function}.0.00.0.00.01.0000",
            f"Dinas Contoh {office}",
            program_code,
            f"Program Contoh {program}",
            activity_code,
            f"{activity_code}.{1 + part % 3:04}",
            f"Sub Kegiatan Contoh {sub_activity}",
            code,
            name,
            _FUNDS[sub_activity % len(_FUNDS)],
            1_000_000 + nth * 1_000,
            nth % 7 * 125_000,
        )


def _row(number: int, values: tuple[str | int, ...], strings: dict[str, int]) -> str:
    cells = [_cell(f"{letter}{number}", value, strings) for letter, value in zip(_LETTERS, values, strict=False)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(address: str, value: str | int, strings: dict[str, int]) -> str:
    if isinstance(value, int):
        return f'<c r="{address}"><v>{value}</v></c>'
    return f'<c r="{address}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'


def _relations(**targets: str) -> str:
    links = "".join(
        f'<Relationship Id="rId{nth}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for nth, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
