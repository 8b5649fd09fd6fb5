"""Look at a workbook: its sheets, hidden ones too, and the tables that are seen in them.

Enters: a file. Leaves: an `Inspection`. Nothing is taken on trust: what a table is follows from its cells, and what it
means is left to `propose`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Sheet, read_grid
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.formats import percent_cells
from lumbung.workbooks.inspection.tables import find_tables

_ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class SeenSheet:
    """A sheet and the tables in it; a hidden sheet is looked at, and never read."""

    sheet: Sheet
    tables: Sequence[Context]

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns it has."""
        return len(self.sheet.rows), self.sheet.width


@dataclass(frozen=True)
class Inspection:
    """All that is seen of a file. `notes`: how it was decoded, what was mended, which cells hold errors."""

    path: Path
    file_name: str
    sheets: Sequence[SeenSheet]
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def tables(self) -> list[Context]:
        """The tables of the sheets that can be seen."""
        return [table for sheet in self.sheets if sheet.sheet.visible for table in sheet.tables]


def inspect_file(path: Path, *, file_name: str | None = None, today: date | None = None) -> Inspection:
    """Look at one file. `today`: the day it is looked at, where that is not the clock's.

    Raises:
        WorkbookRefused: it is damaged, protected, too large, or no workbook or table.
    """
    name = file_name or path.name
    try:
        if name.startswith("~$"):
            raise WorkbookRefused("lock_file", "this is a lock file of an office program, not a workbook. Delete it.")
        data = _bytes_of(path)
        grid = read_grid(data)
    except WorkbookRefused as refusal:
        refusal.file_name = name
        raise
    day = today or datetime.now(tz=_ZONE).date()
    percent = percent_cells(data)
    sheets = [
        SeenSheet(
            sheet, [Context(table, name, day, percent.get(sheet.name, frozenset())) for table in find_tables(sheet)]
        )
        for sheet in grid.sheets
    ]
    return Inspection(path, name, sheets, dict(grid.notes))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise WorkbookRefused("unreadable", f"the file cannot be opened ({fault.strerror}).") from None
