"""A file and what its source says about it -> plain rows, each with the cells it came from.

Enters: a file and its `SourceSpec`. Leaves: a `ParsedFile`: rows of the source's dataset, the rows that were not taken
with their reasons, printed totals beside the sums of what they total, and counts that add up. No database, no clock.
"""

from __future__ import annotations

from pathlib import Path

from lumbung.sources.model import SourceSpec
from lumbung.workbooks.errors import SourceChanged, WorkbookRefused, printable
from lumbung.workbooks.grid import Sheet, read_grid
from lumbung.workbooks.layout import Table, find_table
from lumbung.workbooks.reader import Reading, read_table
from lumbung.workbooks.results import ControlTotal, ParsedFile, ParsedRow, Refusal, rows_as_records

__all__ = [
    "PARSER_VERSION",
    "ControlTotal",
    "ParsedFile",
    "ParsedRow",
    "Refusal",
    "SourceChanged",
    "WorkbookRefused",
    "parse_file",
    "rows_as_records",
]

# Raised whenever the same file and YAML may give other rows: batches of the older version are then loaded anew.
PARSER_VERSION = "1"


def parse_file(
    path: Path, spec: SourceSpec, *, file_name: str | None = None, relative_path: str | None = None
) -> ParsedFile:
    """Read one file of a source.

    Args:
        path: where the bytes are.
        file_name: the name under which the agency sent it; facts and addresses use it. Default: the name of `path`.
        relative_path: its path below the source's folder, for facts from the folder. Default: `file_name`.

    Raises:
        WorkbookRefused: nothing of the file can be taken; the message names file, sheet, cell and reason.
    """
    name = file_name or path.name or str(path)
    try:
        return _parse(path, spec, name, relative_path or name)
    except WorkbookRefused as refusal:
        refusal.source_id, refusal.file_name = spec.id, name
        if refusal.reason.endswith(":"):
            refusal.reason += f" in {spec.path.name}."
        raise
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as fault:
        # A fault of ours, met in one file: it stops that file, not the night. A later parser version reads it again.
        failure = WorkbookRefused("parser_fault", f"the parser failed on it ({type(fault).__name__}). Report it.")
        failure.source_id, failure.file_name = spec.id, name
        raise failure from fault


def _parse(path: Path, spec: SourceSpec, file_name: str, relative_path: str) -> ParsedFile:
    if spec.dataset == "news":
        raise WorkbookRefused(
            "no_workbooks", "the source is a news outlet: its web pages are read, not workbooks. Name another source."
        )
    if file_name.startswith("~$"):
        raise WorkbookRefused("lock_file", "this is a lock file of an office program, not a workbook. Delete it.")
    try:
        if path.is_dir():
            raise WorkbookRefused("unreadable", "this is a folder, not a file. Name the workbook inside it.")
        data = path.read_bytes()
    except OSError as fault:
        raise WorkbookRefused("unreadable", f"the file cannot be opened ({fault.strerror}).") from None
    grid = read_grid(data)
    reading = Reading(notes=dict(grid.notes))
    tables = 0
    for sheet in grid.sheets:
        if sheet.is_blank or sheet.name in spec.ignore_sheets:
            continue
        if not sheet.visible:
            reading.notes[f"hidden sheet {sheet.name}"] = "not read"
            continue
        read_table(_bind(sheet, spec), spec, file_name=file_name, relative_path=relative_path, into=reading)
        tables += 1
    if not tables:
        raise WorkbookRefused("no_table", "no visible sheet holds anything.")
    if not reading.rows and not reading.refusals:
        raise WorkbookRefused("no_rows", "the header is there, but no line of data below it.")
    rows_in = len(reading.rows) + len(reading.refusals) + reading.ignored
    return ParsedFile(reading.rows, reading.refusals, reading.totals, rows_in, reading.ignored, reading.notes)


def _bind(sheet: Sheet, spec: SourceSpec) -> Table:
    """The table of the first layout that fits. Where only headers fit: what was wrong with the first of them."""
    wrong: WorkbookRefused | None = None
    for layout in spec.layouts:
        try:
            if table := find_table(sheet, layout):
                return table
        except WorkbookRefused as refusal:
            wrong = wrong or refusal
    if wrong:
        raise wrong
    sought = " nor ".join(", ".join(printable(title) for title in layout.header.find) for layout in spec.layouts)
    raise SourceChanged(
        "header_not_found",
        f"no row holds the titles {sought}. If the sheet holds no data, list it under ignore_sheets:",
        sheet=sheet.name,
    )
