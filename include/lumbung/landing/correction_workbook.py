"""A workbook to correct a file by: the rows that were not taken, with the reason beside each.

Enters: a case of the quarantine, the bytes of its file, the first data row of each sheet. Leaves: an xlsx. Every value
of the agency's is written as text or number, so that nothing in it is ever a formula; row and column are named as they
stand in the agency's file.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from lumbung.landing.quarantine import Case, QuarantineRefused, Reason
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Sheet, column_letters, column_number, read_grid

MARKER = "Lumbung quarantine"
ABOUT = "About"
WHOLE_SHEET_CELLS = 200_000
"""How much of a sheet is copied where the whole file was refused and no row is at fault by itself."""

_ROWS_ABOVE = 40
_COLUMNS = 16_382  # what a sheet holds beside Row and Reason
_TEXT = 32_767  # characters in a cell
_EXACT = 10**15  # a spreadsheet keeps 15 digits of a number
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

_BOLD = Font(bold=True)
_GREY = PatternFill("solid", start_color="E7E6E6")
_MARKED = PatternFill("solid", start_color="FFC7CE")
_IN_ROW = PatternFill("solid", start_color="FFF2CC")
_WRAPPED = Alignment(vertical="top", wrap_text=True)

_ReadSheets = Callable[[bytes], Sequence[Sheet]]


@dataclass(frozen=True)
class Written:
    """What stands in the workbook: rows of the agency's that are at fault, and sheets beside `About`."""

    rows: int
    sheets: int


@dataclass
class _Findings:
    """What is at fault in one sheet. Rows and columns as a spreadsheet counts them, from 1."""

    rows: dict[int, list[str]]
    cells: dict[tuple[int, int], list[str]]
    whole: bool = False

    def add(self, row: int, column: int | None, text: str) -> None:
        if text not in self.rows[row]:
            self.rows[row].append(text)
        if column is not None and text not in self.cells[row, column]:
            self.cells[row, column].append(text)


def write_correction_workbook(case: Case, data: bytes | None, first_rows: Mapping[str, int], path: Path) -> Written:
    """Write the workbook of a case to a new file that only its owner may read.

    `data`: the file as it was received; None for a page, which has no cells. `first_rows`: sheet -> the first row that
    data was read from.

    Raises:
        QuarantineRefused: there is such a file already, or its name does not end in .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise QuarantineRefused(f"{path} must end in .xlsx: the export is a workbook")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise QuarantineRefused(f"{path} is there already and is not overwritten: name another file") from None
    try:
        with os.fdopen(descriptor, "wb") as out:
            workbook, written = _workbook(case, data, first_rows)
            workbook.save(out)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return written


def is_correction_workbook(data: bytes) -> bool:
    """Whether a file is such a workbook, and no file of an agency's."""
    sheets, _ = _sheets(data)
    return any(sheet.name == ABOUT and bool(sheet.rows) and sheet.rows[0][:1] == [MARKER] for sheet in sheets[:1])


def _workbook(case: Case, data: bytes | None, first_rows: Mapping[str, int]) -> tuple[Workbook, Written]:
    sheets, unreadable = ([], "It is a web page: its reasons are listed below.") if data is None else _sheets(data)
    found = _findings(case, sheets)
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Lumbung"
    shown = [sheet for sheet in sheets if sheet.name in found]
    titles = dict(zip((sheet.name for sheet in shown), _titles([sheet.name for sheet in shown]), strict=True))
    cut = [sheet.name for sheet in shown if found[sheet.name].whole and _size(sheet) > WHOLE_SHEET_CELLS]
    _write_about(workbook, case, titles, unreadable, cut)
    for sheet in shown:
        _write_sheet(workbook, titles[sheet.name], sheet, found[sheet.name], first_rows.get(sheet.name))
    return workbook, Written(sum(len(found[sheet.name].rows) for sheet in shown), len(shown))


def _sheets(data: bytes) -> tuple[list[Sheet], str | None]:
    """The sheets of a file, or why there are none."""
    try:
        return list(read_grid(data).sheets), None
    except WorkbookRefused as refusal:
        return [], f"Its cells cannot be shown: {refusal.reason}"
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as fault:
        return [], f"Its cells cannot be shown: the reader failed ({type(fault).__name__})."


def _findings(case: Case, sheets: Sequence[Sheet]) -> dict[str, _Findings]:
    """Sheet -> what is at fault in it. Where nothing is said of any sheet, the visible ones are shown as a whole."""
    found: dict[str, _Findings] = {}
    by_name = {sheet.name: sheet for sheet in sheets}

    def of(name: str) -> _Findings:
        return found.setdefault(name, _Findings(defaultdict(list), defaultdict(list)))

    for reason in case.reasons:
        for name, row, column in _spots(reason, case.file_name, by_name):
            at = f"{column_letters(column - 1)}{row}" if column else "row"
            of(name).add(row, column, f"{at}: {reason.reason} [{reason.rule}]")
        # Refused before any row was read: what is wrong is the sheet, and the reader of the export wants to see it.
        if reason.sheet in by_name and reason.row is None and not case.rows_in:
            of(reason.sheet).whole = True
    if not found and not case.rows_in:
        for sheet in sheets:
            if sheet.visible and not sheet.is_blank:
                of(sheet.name).whole = True
    return found


def _spots(reason: Reason, file_name: str, sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, int, int | None]]:
    """Where a reason points: sheet, row, and column where it names a cell."""
    cell = _ADDRESS.fullmatch(reason.cell or "")
    if reason.sheet is not None and reason.sheet in sheets:
        if cell:
            yield reason.sheet, int(cell[2]), column_number(cell[0])
        if reason.row is not None and not (cell and int(cell[2]) == reason.row):
            yield reason.sheet, reason.row, None
    if reason.row is None and cell:
        # A check says in its sentence where else it failed, as file#sheet!cell.
        for name in sheets:
            place = re.escape(_CONTROL.sub(" ", f"{file_name}#{name}!"))
            for more in re.finditer(rf"{place}({_ADDRESS.pattern})\b", reason.reason):
                yield name, int(more[3]), column_number(more[1])


def _write_about(
    workbook: Workbook, case: Case, titles: Mapping[str, str], unreadable: str | None, cut: Sequence[str]
) -> None:
    page = workbook.create_sheet(ABOUT)
    for letter, width in zip("ABCDE", (24, 12, 12, 28, 100), strict=True):
        page.column_dimensions[letter].width = width
    page.append([_cell(page, MARKER, font=_BOLD)])
    counts = (
        f"{case.rows_in} = {case.rows_staged} read + {case.rows_quarantined} in quarantine"
        f" + {case.rows_ignored} ignored"
    )
    for label, value in (
        ("File", case.file_name),
        ("Source", case.source_id),
        ("Origin", case.origin),
        ("Batch", str(case.batch_id)),
        ("Received", case.received_at),
        ("SHA-256", case.sha256),
        ("Status", case.status),
        ("Rows in the file", counts if case.rows_in else "none was read: the file was refused as a whole"),
    ):
        page.append([_cell(page, label, font=_BOLD), _cell(page, value)])
    page.append([])
    for line in _advice(case, titles, unreadable, cut):
        page.append([_cell(page, line)])
    page.append([])
    page.append([_cell(page, label, font=_BOLD, fill=_GREY) for label in ("Sheet", "Row", "Cell", "Rule", "Reason")])
    for reason in case.reasons:
        name = "" if reason.sheet is None else titles.get(reason.sheet, reason.sheet)
        row = reason.row if reason.row is not None else ""
        page.append(
            [
                *(_cell(page, value) for value in (name, row, reason.cell or "", reason.rule)),
                _cell(page, reason.reason, alignment=_WRAPPED),
            ]
        )


def _advice(case: Case, titles: Mapping[str, str], unreadable: str | None, cut: Sequence[str]) -> Iterator[str]:
    if titles:
        yield (
            "The other sheets show what is at fault as it came: Row and the letters in the first line say where it "
            "stands in the agency's file, Reason what is wrong with it. Red cells are at fault."
        )
    if unreadable:
        yield unreadable
    for name in cut:
        yield f"Sheet {titles[name]!r} is large: its first {WHOLE_SHEET_CELLS:,} cells are shown."
    yield "What to do:"
    yield "1. Correct these places in a copy of the file that the agency sent, or ask the agency for a corrected file."
    yield "   Not in this workbook: it does not hold the rows that were taken."
    yield f"2. lumbung quarantine replay {case.batch_id} --file CORRECTED, then lumbung run."
    yield (
        f"Where the file is right and its reading is not: correct the source's YAML, then lumbung quarantine replay "
        f"{case.batch_id}."
    )
    yield "This workbook may hold personal data. Delete it when the file is corrected."


def _write_sheet(workbook: Workbook, title: str, sheet: Sheet, found: _Findings, first_row: int | None) -> None:
    page = workbook.create_sheet(title)
    page.freeze_panes = "C2"
    page.column_dimensions["A"].width = 8
    page.column_dimensions["B"].width = 60
    numbers = _shown_rows(sheet, found, first_row)
    width = _width(sheet, numbers, found)
    letters = [column_letters(column) for column in range(width)]
    page.append([_cell(page, label, font=_BOLD, fill=_GREY) for label in ("Row", "Reason", *letters)])
    for number in numbers:
        values = sheet.rows[number - 1][:width] if number <= len(sheet.rows) else []
        reasons = found.rows.get(number)
        line = [_cell(page, number, fill=_IN_ROW if reasons else _GREY)]
        line.append(_cell(page, "\n".join(reasons), fill=_IN_ROW, alignment=_WRAPPED) if reasons else _cell(page, None))
        for column in range(1, width + 1):
            value = values[column - 1] if column <= len(values) else None
            marked = found.cells.get((number, column))
            cell = _cell(page, value, fill=_MARKED if marked else _IN_ROW if reasons else None)
            if marked:
                cell.comment = Comment(_clean("\n".join(marked)), "Lumbung", height=120, width=400)
            line.append(cell)
        page.append(line)


def _shown_rows(sheet: Sheet, found: _Findings, first_row: int | None) -> list[int]:
    """The rows at fault and those above the data; in a sheet that was refused as a whole all that hold something."""
    if found.whole:
        fit = max(1, WHOLE_SHEET_CELLS // max(1, sheet.width))
        above = [number for number, row in enumerate(sheet.rows, start=1) if _holds_something(row)][:fit]
    else:
        last = min((first_row or min(found.rows)) - 1, len(sheet.rows))
        above = [n for n in range(max(1, last - _ROWS_ABOVE + 1), last + 1) if _holds_something(sheet.rows[n - 1])]
    return sorted({*above, *found.rows})


def _holds_something(row: Sequence[object]) -> bool:
    return any(value is not None for value in row)


def _width(sheet: Sheet, numbers: Sequence[int], found: _Findings) -> int:
    used = [
        column
        for number in numbers
        if number <= len(sheet.rows)
        for column, value in enumerate(sheet.rows[number - 1], start=1)
        if value is not None
    ]
    return min(max([*used, *(column for _, column in found.cells)], default=0), _COLUMNS)


def _size(sheet: Sheet) -> int:
    return len(sheet.rows) * sheet.width


def _cell(page: object, value: object, **style: object) -> WriteOnlyCell:
    """A cell that holds a number or text, and never a formula."""
    cell = WriteOnlyCell(page)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _EXACT:
        cell.value = value
    elif value is not None:
        cell.value = _clean(_text_of(value))
        cell.data_type = "s"  # what begins with = would be taken for a formula
        cell.number_format = "@"
        cell.quotePrefix = True
    for name, given in style.items():
        if given is not None:
            setattr(cell, name, given)
    return cell


def _text_of(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return format(value, ".0f")
    return str(getattr(value, "text", value))  # an error cell says what it shows


def _clean(text: str) -> str:
    """Text that a workbook can hold."""
    legal: str = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    return legal[:_TEXT]


def _titles(names: Sequence[str]) -> list[str]:
    """Names that a spreadsheet takes, each once, as near to the agency's as can be."""
    taken = {ABOUT.lower(), "history"}
    titles: list[str] = []
    for name in names:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f\x7f]", "_", _clean(name)).strip("' ")[:31] or "Sheet"
        title, number = plain, 2
        while title.lower() in taken:
            title, number = f"{plain[:26]} ({number})", number + 1
        taken.add(title.lower())
        titles.append(title)
    return titles
