"""Bytes -> grid: every sheet as rows of raw cells, with its merged ranges.

Enters: the bytes of an xlsx, xls, csv or tsv file. Leaves: a `Grid`. Nothing is interpreted: numbers stay numbers, text
stays text, blanks are None. Row and column are counted from 0; `address` gives what a spreadsheet shows.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lumbung.workbooks.container import MAX_CELLS, file_kind
from lumbung.workbooks.errors import WorkbookRefused, masked
from lumbung.workbooks.sheet import (
    Cell,
    CellFault,
    Grid,
    Merge,
    Sheet,
    address,
    column_letters,
    column_number,
)

__all__ = ["Cell", "CellFault", "Grid", "Merge", "Sheet", "address", "column_letters", "column_number", "read_grid"]

CSV_SHEET = "csv"
# A comma is also a decimal mark: where two delimiters fit all rows equally well, the other one is meant.
_DELIMITERS = (";", "\t", "|", ",")
_SNIFFED_ROWS = 500


def read_grid(data: bytes) -> Grid:
    """All sheets of a file, hidden ones too.

    Raises:
        WorkbookRefused: the file is empty, damaged, protected, too large, or no workbook or table.
    """
    kind = file_kind(data)
    return _read_text(data) if kind == "text" else _read_workbook(data)


def _read_workbook(data: bytes) -> Grid:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in workbook.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            page = workbook.get_sheet_by_name(meta.name)
            if page.total_height * page.total_width > MAX_CELLS:
                raise WorkbookRefused("too_large", f"more than {MAX_CELLS:,} cells.", sheet=meta.name)
            rows = [[_cell(value) for value in row] for row in page.to_python(skip_empty_area=False)]
            merges = [Merge(*first, *last) for first, last in page.merged_cell_ranges or ()]
            sheets.append(Sheet(meta.name, rows, merges, visible=meta.visible == SheetVisibleEnum.Visible))
    except WorkbookRefused:
        raise
    except PasswordError:
        raise WorkbookRefused(
            "password", "the workbook is password-protected. Ask for a copy without a password; none is ever tried."
        ) from None
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        raise _damaged(fault) from None
    except BaseException as fault:
        # A panic inside the reader comes as a BaseException of its own; everything else of that kind is not ours.
        if type(fault).__name__ != "PanicException":
            raise
        raise _damaged(fault) from None
    if not sheets:
        raise WorkbookRefused("not_a_workbook", "the workbook has no sheet with cells.")
    return Grid(sheets)


def _damaged(fault: BaseException) -> WorkbookRefused:
    first_line = masked(str(fault).strip().partition("\n")[0])
    return WorkbookRefused("damaged", f"the workbook is damaged and cannot be read ({first_line}). Ask for it again.")


def _cell(value: Cell) -> Cell:
    if isinstance(value, str) and not value.strip():
        return None
    return value


def _read_text(data: bytes) -> Grid:
    text, encoding = _decode(data)
    sample = text.splitlines()[:_SNIFFED_ROWS]
    delimiter = _delimiter(sample)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error as fault:
        raise WorkbookRefused("not_a_table", f"the file is no table of text ({fault}).", sheet=CSV_SHEET) from None
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise WorkbookRefused("too_large", f"more than {MAX_CELLS:,} cells.", sheet=CSV_SHEET)
    cells = [[_cell(value) for value in row] + [None] * (width - len(row)) for row in rows]
    return Grid([Sheet(CSV_SHEET, cells)], {"encoding": encoding, "delimiter": repr(delimiter)})


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif data.startswith(b"\xef\xbb\xbf"):
        encodings = ("utf-8-sig",)
    else:
        encodings = ("utf-8", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text):
            break
        return text, encoding
    raise WorkbookRefused("not_a_table", "the file is neither a workbook nor a table of text.")


def _delimiter(lines: Sequence[str]) -> str:
    best, best_share = ",", 0.0
    for delimiter in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
        share = count / widths.total() if width > 1 else 0.0
        if share > best_share:
            best, best_share = delimiter, share
    return best
