"""Turn rows of values into an xlsx whose bytes never change.

Enters: sheets as rows of plain values. Leaves: bytes. The same sheets give the same bytes on every run and machine, so
that a re-made sample is no new file version.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

Cell = str | int | float | None
Row = list[Cell]


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from row 1, merged ranges, and whether it is hidden."""

    title: str
    rows: Sequence[Row]
    merges: Sequence[str] = ()
    hidden: bool = False
    bold_rows: Sequence[int] = ()


def dotted(number: int) -> str:
    """Thousands as Indonesian text: 12000 -> '12.000'."""
    return f"{number:,}".replace(",", ".")


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """An xlsx of these sheets, the same bytes on every run and machine."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        for row_no, row in enumerate(sheet.rows, start=1):
            for column_no, value in enumerate(row, start=1):
                if value is not None:
                    page.cell(row_no, column_no, value)
        for row_no in sheet.bold_rows:
            for cell in page[row_no]:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        for merged in sheet.merges:
            page.merge_cells(merged)
        if sheet.hidden:
            page.sheet_state = "hidden"
    book.properties.creator = "lumbung"
    draft = io.BytesIO()
    book.save(draft)
    return _same_bytes(draft.getvalue())


def _same_bytes(xlsx: bytes) -> bytes:
    """The same workbook without its clock: fixed dates, sorted members, stored uncompressed.

    Uncompressed, because two builds of zlib need not give the same bytes for the same input.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-01-01T00:00:00Z", content)
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 0  # else the operating system is written in
            new.writestr(member, content)
    return packed.getvalue()
