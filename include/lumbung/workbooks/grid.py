"""Bytes -> grid: every sheet as rows of raw cells, with its merged ranges.

Enters: the bytes of an xlsx, xls, csv or tsv file. Leaves: a `Grid`. Nothing is interpreted: numbers stay numbers, text
stays text, blanks are None. Row and column are counted from 0; `address` gives what a spreadsheet shows.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lumbung.workbooks.container import MAX_CELLS, file_kind
from lumbung.workbooks.errors import WorkbookRefused, masked

Cell = str | int | float | bool | datetime | date | time | timedelta | None

CSV_SHEET = "csv"
# A comma is also a decimal mark: where two delimiters fit all rows equally well, the other one is meant.
_DELIMITERS = (";", "\t", "|", ",")
_SNIFFED_ROWS = 500


@dataclass(frozen=True)
class Merge:
    """A merged range, both corners within it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet from A1 on. All rows have one length."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[Merge] = ()
    visible: bool = True

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(cell is None for row in self.rows for cell in row)


@dataclass(frozen=True)
class Grid:
    """All sheets of a file. `notes` say how text was decoded, where that was a choice."""

    sheets: Sequence[Sheet]
    notes: dict[str, str] = field(default_factory=dict)


def address(row: int, column: int) -> str:
    """(18, 5) -> 'F19'."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """5 -> 'F', 26 -> 'AA'."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(cell: str) -> int:
    """'F19' -> 6: the column of an address, counted from 1."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


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
