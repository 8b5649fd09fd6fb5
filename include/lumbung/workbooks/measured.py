"""Workbooks that were measured -> sheets, read by calamine.

Enters: a workbook written by `xlsx` or `xls` from parts that they measured, and what each sheet showed on the way.
Leaves: cells or sheets. Calamine allocates a sheet's full rectangle and ends the process where that is too large, so it
is never given the bytes of a file itself. What it does not tell is laid over the rows: error cells, formulas without a
value, hidden rows and columns, merged ranges.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from lumbung.workbooks import container
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.sheet import NO_VALUE, Cell, CellFault, Merge, Sheet, sheet_name, some_addresses


@dataclass
class Look:
    """What was seen of one sheet: how far it reaches, and what calamine does not tell of it."""

    name: str
    visible: bool = True
    height: int = 0
    width: int = 0
    faults: dict[tuple[int, int], CellFault] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def too_large(sheet: str) -> WorkbookRefused:
    """The refusal of a sheet that would take the workbook over its limit of cells."""
    return WorkbookRefused(
        "too_large",
        f"the workbook has more than {container.MAX_CELLS:,} cells up to this sheet's last one. Split it, or delete "
        "stray cells far below or to the right of the table.",
        sheet=sheet,
    )


def read_measured(workbook: bytes, looks: Sequence[Look]) -> list[Sheet]:
    """The sheets of a workbook whose n-th sheet is the n-th look.

    Raises:
        WorkbookRefused: what calamine cannot read.
    """
    with _refusing():
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        pages = [book.get_sheet_by_index(number) for number in range(len(looks))]
        return [as_sheet(_rows(page), look) for page, look in zip(pages, looks, strict=True)]


def read_column(workbook: bytes) -> list[Cell]:
    """The first column of a workbook's first sheet, down to the last cell that holds something.

    Raises:
        WorkbookRefused: what calamine cannot read.
    """
    with _refusing():
        page = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0)
        return [_cell(row[0]) for row in page.iter_rows()]


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what calamine cannot read."""
    try:
        yield
    except PasswordError:
        raise WorkbookRefused("password", container.PASSWORD) from None
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        raise _damaged(fault) from None
    except BaseException as fault:
        # A panic inside the reader comes as a BaseException of its own; everything else of that kind is not ours.
        if type(fault).__name__ != "PanicException":
            raise
        raise _damaged(fault) from None


def fault_notes(looks: Sequence[Look]) -> dict[str, str]:
    """How many cells show an error, and how many formulas have no value, of each sheet that has some."""
    notes = {}
    for look in looks:
        missing = sorted(place for place, fault in look.faults.items() if fault == NO_VALUE)
        errors = sorted(place for place, fault in look.faults.items() if fault != NO_VALUE)
        for what, places in (("error cells", errors), ("formulas without a value", missing)):
            if places:
                notes[f"{what} {look.name}"] = some_addresses(places)
    return notes


def bounded_merges(merges: Sequence[Merge], height: int, width: int, sheet: str) -> list[Merge]:
    """The merged ranges that lie within the sheet, cut to it.

    Raises:
        WorkbookRefused: they overlap so much that together they are larger than the sheet.
    """
    cut = [
        Merge(merge.top, merge.left, min(merge.bottom, height - 1), min(merge.right, width - 1))
        for merge in merges
        if merge.top < height and merge.left < width and merge.top <= merge.bottom and merge.left <= merge.right
    ]
    if sum((merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) for merge in cut) > height * width:
        raise WorkbookRefused(
            "damaged", "its merged ranges overlap. Open it, save it again, then send that.", sheet=sheet
        )
    return cut


def _rows(page: CalamineSheet) -> list[list[Cell]]:
    before: list[Cell] = [None] * page.start[1] if page.start else []
    return [before + [_cell(value) for value in row] for row in page.iter_rows()]


def _cell(value: Cell) -> Cell:
    return None if value.__class__ is str and not value.strip() else value


def as_sheet(rows: list[list[Cell]], look: Look) -> Sheet:
    """Rows with what was seen of their sheet laid over them."""
    # Faults may lie outside what calamine saw: it was not shown them, or sees no cell in them.
    width = max(max((column for _, column in look.faults), default=-1) + 1, len(rows[0]) if rows else 0)
    height = max(max((row for row, _ in look.faults), default=-1) + 1, len(rows))
    if rows and len(rows[0]) < width:
        missing: list[Cell] = [None] * (width - len(rows[0]))
        rows = [row + missing for row in rows]
    rows += [[None] * width for _ in range(height - len(rows))]
    for (row, column), fault in look.faults.items():
        rows[row][column] = fault
    return Sheet(
        sheet_name(look.name),
        rows,
        bounded_merges(look.merges, height, width, look.name),
        look.visible,
        frozenset(row for row in look.hidden_rows if row < height),
        frozenset(column for column in look.hidden_columns if column < width),
    )


def _damaged(fault: BaseException) -> WorkbookRefused:
    return WorkbookRefused(
        "damaged", f"the workbook is damaged and cannot be read ({container.one_line(fault)}). Ask for it again."
    )
