"""OpenDocument spreadsheets, as LibreOffice writes them.

Enters: the bytes of a file. Leaves: a `Grid`. Rows and cells that are written once and repeated a million times to the
edge of the sheet count only where they hold something, or where something stands behind them. Read with lxml and not by
calamine, which tells nothing of merged ranges, hidden rows and errors here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from lxml import etree

from lumbung.workbooks import container
from lumbung.workbooks.container import Archive
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.measured import Look, bounded_merges, fault_notes, too_large
from lumbung.workbooks.sheet import NO_VALUE, Cell, CellFault, Grid, Merge, Sheet, sheet_name

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ROW, _COLUMN, _CELL, _COVERED, _SHEET, _SOURCE, _RANGE_SOURCE = (
    f"{_TABLE}{name}"
    for name in (
        *("table-row", "table-column", "table-cell", "covered-table-cell", "table"),
        *("table-source", "cell-range-source"),
    )
)
_NAME, _STYLE_OF_SHEET, _VISIBILITY, _DISPLAY, _FORMULA = (
    f"{_TABLE}{name}" for name in ("name", "style-name", "visibility", "display", "formula")
)
_ROWS_REPEATED, _COLUMNS_REPEATED, _ROWS_SPANNED, _COLUMNS_SPANNED = (
    f"{_TABLE}number-{name}" for name in ("rows-repeated", "columns-repeated", "rows-spanned", "columns-spanned")
)
_VALUE_TYPE, _VALUE, _BOOLEAN, _DATE_VALUE, _TIME_VALUE, _STRING_VALUE = (
    f"{_OFFICE}{name}" for name in ("value-type", "value", "boolean-value", "date-value", "time-value", "string-value")
)
_STYLE_TAG, _STYLE_NAME, _SHEET_STYLE = (f"{_STYLE}{name}" for name in ("style", "name", "table-properties"))
_PARAGRAPH, _SPACES, _HOW_MANY = f"{_TEXT}p", f"{_TEXT}s", f"{_TEXT}c"
_BETWEEN = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_OTHER_TEXT = (f"{_OFFICE}annotation", f"{_TEXT}note")
_HIDDEN = ("collapse", "filter")

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_MOST_SPACES = 1_000
_ERROR = re.compile(r"#[A-Z0-9/_]{1,20}[!?]?|Err:\d{3}")
_DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?T?(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,9}))?S)?")


def read_ods(data: bytes) -> Grid:
    """All sheets of an ods, hidden ones too.

    Raises:
        WorkbookRefused: damaged, protected or too large.
    """
    archive = Archive(data)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise WorkbookRefused("password", container.PASSWORD)
    reader = _Reader()
    try:
        container.parse_xml(archive.read_xml("content.xml"), reader)
    except etree.XMLSyntaxError as fault:
        raise WorkbookRefused(
            "damaged", f"the workbook is damaged and cannot be read ({container.one_line(fault)}). Ask for it again."
        ) from None
    if not reader.sheets:
        raise WorkbookRefused("not_a_workbook", "the workbook has no sheet with cells.")
    notes = {}
    if any(name.lower().startswith(("basic/", "scripts/")) for name in archive.names):
        notes["macros"] = "not run"
    if reader.has_links:
        notes["links to other workbooks"] = "not followed"
    return Grid(reader.sheets, notes | fault_notes(reader.looks))


@dataclass
class _Cell:
    """A cell while its text is read."""

    attributes: Mapping[str, str]
    is_covered: bool
    lines: list[str] = field(default_factory=list)
    line: list[str] | None = None


class _Reader:
    """What the parser calls as it goes through content.xml."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.looks: list[Look] = []
        self.has_links = False
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._allowed = container.MAX_CELLS
        self._text_allowed = container.MAX_TEXT
        # Tables within tables, and text within a cell that is not the cell's.
        self._depth = self._other = 0
        self._look = Look("")
        self._is_copy = False
        self._rows: list[list[Cell]] = []
        self._row: Mapping[str, str] = {}
        self._cells: list[Cell] = []
        self._cell: _Cell | None = None
        self._row_number = self._row_count = self._column = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _OTHER_TEXT:
            self._other += 1
        elif tag == _SHEET:
            self._depth += 1
            if self._depth == 1:
                self._begin_sheet(attributes)
        elif tag in (_SOURCE, _RANGE_SOURCE):
            self.has_links = True
        elif tag == _STYLE_TAG:
            self._style = attributes.get(_STYLE_NAME, "")
        elif tag == _SHEET_STYLE and attributes.get(_DISPLAY) == "false":
            self._hidden_styles.add(self._style)
        elif self._depth == 1:
            self._start_in_sheet(tag, attributes)

    def _start_in_sheet(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _ROW:
            self._row, self._cells, self._column = attributes, [], 0
        elif tag in (_CELL, _COVERED):
            self._cell = _Cell(attributes, tag != _CELL)
        elif tag == _COLUMN:
            self._columns(attributes)
        elif self._cell is not None and not self._other:
            if tag == _PARAGRAPH:
                self._cell.line = []
            elif self._cell.line is not None and tag == _SPACES:
                self._cell.line.append(" " * _number(attributes.get(_HOW_MANY), _MOST_SPACES))
            elif self._cell.line is not None:
                self._cell.line.append(_BETWEEN.get(tag, ""))

    def data(self, text: str) -> None:
        if self._cell is not None and self._cell.line is not None and not self._other:
            self._cell.line.append(text)

    def end(self, tag: str) -> None:
        if tag in _OTHER_TEXT:
            self._other -= 1
        elif tag == _SHEET:
            self._depth -= 1
            if self._depth == 0 and not self._is_copy:
                self._end_sheet()
        elif self._depth != 1:
            return
        elif tag == _ROW:
            self._end_row()
        elif self._cell is None:
            return
        elif tag == _PARAGRAPH and self._cell.line is not None and not self._other:
            self._cell.lines.append("".join(self._cell.line))
            self._cell.line = None
        elif tag in (_CELL, _COVERED):
            self._end_cell(self._cell)
            self._cell = None

    def close(self) -> None:
        """All is in the sheets."""

    def _begin_sheet(self, table: Mapping[str, str]) -> None:
        style = table.get(_STYLE_OF_SHEET, "")
        # What LibreOffice keeps of another workbook looks like a sheet, and is none.
        self._is_copy = style == "ta_extref"
        self._look = Look(table.get(_NAME, ""), style not in self._hidden_styles)
        self._rows, self._row_number, self._row_count, self._column = [], 0, 0, 0
        if len(self.sheets) == container.MAX_SHEETS:
            raise WorkbookRefused("too_large", f"it has more than {container.MAX_SHEETS:,} sheets.")

    def _end_sheet(self) -> None:
        look = self._look
        rows = [row + [None] * (look.width - len(row)) for row in self._rows]
        self._allowed -= len(rows) * look.width
        self.looks.append(look)
        self.sheets.append(
            Sheet(
                sheet_name(look.name),
                rows,
                bounded_merges(look.merges, len(rows), look.width, look.name),
                look.visible,
                frozenset(row for row in look.hidden_rows if row < len(rows)),
                frozenset(column for column in look.hidden_columns if column < look.width),
            )
        )

    def _columns(self, column: Mapping[str, str]) -> None:
        count = _count(column, _COLUMNS_REPEATED, _MAX_COLUMNS)
        if column.get(_VISIBILITY) in _HIDDEN:
            self._look.hidden_columns.update(range(self._column, min(self._column + count, _MAX_COLUMNS)))
        self._column += count

    def _end_row(self) -> None:
        look, first, cells = self._look, self._row_number, self._cells
        count = _count(self._row, _ROWS_REPEATED, _MAX_ROWS)
        self._row_number += count
        self._row_count += 1
        if self._row_count > _MAX_ROWS:
            raise too_large(look.name)
        if self._row.get(_VISIBILITY) in _HIDDEN:
            look.hidden_rows.update(range(first, min(first + count, _MAX_ROWS)))
        if not cells:
            return
        look.width = max(look.width, len(cells))
        if self._row_number > _MAX_ROWS or self._row_number * look.width > self._allowed:
            raise too_large(look.name)
        self._text_allowed -= count * sum(len(cell) for cell in cells if isinstance(cell, str))
        if self._text_allowed < 0:
            raise WorkbookRefused("too_large", "its cells hold too much text together. Split it.", sheet=look.name)
        self._rows += [[] for _ in range(first - len(self._rows))]
        self._rows += [list(cells) for _ in range(count)]
        for column, cell in enumerate(cells):
            if isinstance(cell, CellFault):
                look.faults |= {(number, column): cell for number in range(first, first + count)}

    def _end_cell(self, cell: _Cell) -> None:
        count = _count(cell.attributes, _COLUMNS_REPEATED, _MAX_COLUMNS)
        down = _count(cell.attributes, _ROWS_SPANNED, _MAX_ROWS)
        across = _count(cell.attributes, _COLUMNS_SPANNED, _MAX_COLUMNS)
        if down > 1 or across > 1:
            row, column = self._row_number, self._column
            self._look.merges.append(Merge(row, column, row + down - 1, column + across - 1))
        value = None if cell.is_covered else _value(cell.attributes, "\n".join(cell.lines))
        if value is not None:
            if self._column + count > _MAX_COLUMNS:
                raise too_large(self._look.name)
            self._cells += [None] * (self._column - len(self._cells))
            self._cells += [value] * count
        self._column += count


def _count(attributes: Mapping[str, str], name: str, most: int) -> int:
    return _number(attributes.get(name), most)


def _number(written: str | None, most: int) -> int:
    is_number = written is not None and written.isascii() and written.isdigit() and len(written) < 10
    return min(int(written), most) if is_number and written else 1


def _value(attributes: Mapping[str, str], text: str) -> Cell:
    kind = attributes.get(_VALUE_TYPE) or attributes.get(_CALC_TYPE)
    formula = attributes.get(_FORMULA)
    if formula is not None and (attributes.get(_CALC_TYPE) == "error" or _ERROR.fullmatch(text)):
        return CellFault(text if _ERROR.fullmatch(text) else "error")
    if formula is not None and kind is None:
        return NO_VALUE
    try:
        if kind in ("float", "percentage", "currency"):
            return _finite(attributes.get(_VALUE, ""))
        if kind == "boolean":
            return attributes.get(_BOOLEAN) == "true"
        if kind == "date":
            return _date(attributes.get(_DATE_VALUE, ""))
        if kind == "time":
            return _duration(attributes.get(_TIME_VALUE, ""))
    except (ValueError, OverflowError):
        # The value is not what its type says: what is shown is what there is.
        pass
    shown = attributes.get(_STRING_VALUE, text)
    return shown if shown.strip() else None


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number


def _date(written: str) -> datetime | date:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _duration(written: str) -> timedelta:
    found = _DURATION.fullmatch(written)
    if not found:
        raise ValueError(written)
    days, hours, minutes, seconds = (int(found[group] or 0) for group in range(2, 6))
    micros = int((found[6] or "0").ljust(6, "0")[:6])
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
    return -length if found[1] else length
