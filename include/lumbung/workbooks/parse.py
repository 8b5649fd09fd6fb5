"""A file and what its source says about it -> plain rows, each with the cells it came from.

Enters: a file and its `SourceSpec`. Leaves: a `ParsedFile`: rows of the source's dataset, the rows that were not taken
with their reasons, printed totals beside the sums of what they total, and counts that add up. No database, no clock.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lumbung.sources.model import SourceSpec
from lumbung.workbooks.errors import SourceChanged, WorkbookRefused, printable
from lumbung.workbooks.grid import Sheet, column_letters, read_grid
from lumbung.workbooks.layout import Table, find_tables, title_pattern
from lumbung.workbooks.near_miss import by_likeness, nearest
from lumbung.workbooks.outline import varies
from lumbung.workbooks.reader import Reading, read_table
from lumbung.workbooks.results import ControlTotal, ParsedFile, ParsedRow, Refusal, RowBlock, rows_as_records

__all__ = [
    "PARSER_VERSION",
    "ControlTotal",
    "ParsedFile",
    "ParsedRow",
    "Refusal",
    "RowBlock",
    "SourceChanged",
    "WorkbookRefused",
    "parse_file",
    "rows_as_records",
]

# Raised whenever the same file and YAML may give other rows: batches of the older version are then loaded anew.
PARSER_VERSION = "3"


def parse_file(
    path: Path,
    spec: SourceSpec,
    *,
    file_name: str | None = None,
    relative_path: str | None = None,
    nik_key: bytes | None = None,
) -> ParsedFile:
    """Read one file of a source.

    Args:
        path: where the bytes are.
        file_name: the name under which the agency sent it; facts and addresses use it. Default: the name of `path`.
        relative_path: its path below the source's folder, for facts from the folder. Default: `file_name`.
        nik_key: the key that NIKs are hashed with; needed where a column holds NIKs.

    Raises:
        WorkbookRefused: nothing of the file can be taken; the message names file, sheet, cell and reason.
    """
    name = file_name or path.name or str(path)
    try:
        _check_source(spec, name)
        data = _bytes_of(path)
    except WorkbookRefused as refusal:
        raise _named(refusal, spec, name) from None
    return parse_bytes(data, spec, file_name=name, relative_path=relative_path, nik_key=nik_key)


def parse_bytes(
    data: bytes,
    spec: SourceSpec,
    *,
    file_name: str,
    relative_path: str | None = None,
    nik_key: bytes | None = None,
) -> ParsedFile:
    """Read the bytes of one file of a source, as `parse_file` does.

    Raises:
        WorkbookRefused: as `parse_file`.
    """
    try:
        _check_source(spec, file_name)
        with _no_collection():
            return _parse(data, spec, file_name, relative_path or file_name, nik_key)
    except WorkbookRefused as refusal:
        raise _named(refusal, spec, file_name) from None
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as fault:
        # A fault of ours, met in one file: it stops that file, not the night. A later parser version reads it again.
        failure = WorkbookRefused("parser_fault", f"the parser failed on it ({type(fault).__name__}). Report it.")
        raise _named(failure, spec, file_name) from fault


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector of cycles: it would walk a hundred thousand rows again and again, and find none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _named(refusal: WorkbookRefused, spec: SourceSpec, file_name: str) -> WorkbookRefused:
    refusal.source_id, refusal.file_name = spec.id, file_name
    if refusal.reason.endswith(":"):
        refusal.reason += f" in {spec.path.name}."
    return refusal


def _check_source(spec: SourceSpec, file_name: str) -> None:
    if spec.dataset == "news":
        raise WorkbookRefused(
            "no_workbooks", "the source is a news outlet: its web pages are read, not workbooks. Name another source."
        )
    if file_name.startswith("~$"):
        raise WorkbookRefused("lock_file", "this is a lock file of an office program, not a workbook. Delete it.")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise WorkbookRefused("unreadable", "this is a folder, not a file. Name the workbook inside it.")
        return path.read_bytes()
    except OSError as fault:
        raise WorkbookRefused("unreadable", f"the file cannot be opened ({fault.strerror}).") from None


def _parse(data: bytes, spec: SourceSpec, file_name: str, relative_path: str, nik_key: bytes | None) -> ParsedFile:
    if nik_key is None and any(c.kind == "nik" for layout in spec.layouts for c in layout.columns.values()):
        raise WorkbookRefused("no_key", "the source holds NIKs, and no key was given to hash them with.")
    grid = read_grid(data)
    reading = Reading(notes=dict(grid.notes))
    tables = floor = 0
    for sheet in grid.sheets:
        if sheet.is_blank:
            continue
        if not sheet.visible:
            reading.notes[f"hidden sheet {sheet.name}"] = "not read"
            continue
        if any(title_pattern(name).fullmatch(sheet.name) for name in spec.ignore_sheets):
            reading.notes[f"sheet {sheet.name}"] = "not read: the YAML ignores it"
            continue
        if sheet.hidden_columns:
            letters = ", ".join(map(column_letters, sorted(sheet.hidden_columns)))
            reading.notes[f"hidden columns {sheet.name}"] = f"not read: {letters}"
        for table in _bind(sheet, spec):
            read_table(table, spec, file_name=file_name, relative_path=relative_path, nik_key=nik_key, into=reading)
            reading.notes[f"layout {sheet.name}"] = table.layout.name
            floor += table.layout.min_rows
        tables += 1
    if not tables:
        raise WorkbookRefused("no_table", "no visible sheet holds anything.")
    rows = sum(map(len, reading.blocks))
    if not rows and not reading.refusals:
        raise WorkbookRefused("no_rows", "the header is there, but no line of data below it.")
    rows_in = rows + len(reading.refusals) + reading.ignored
    return ParsedFile(reading.blocks, reading.refusals, reading.totals, rows_in, reading.ignored, reading.notes, floor)


def _bind(sheet: Sheet, spec: SourceSpec) -> list[Table]:
    """The tables of the first layout that fits. Where none does: what is wrong with the one that comes nearest.

    Layouts that say `tables: many` share a sheet: of each, all tables are taken, from the top.
    """
    wrong: dict[str, WorkbookRefused] = {}
    many: dict[int, Table] = {}
    for layout in spec.layouts:
        try:
            found = find_tables(sheet, layout)
            if found and layout.outline and layout.outline.indent:
                found = [table for table in found if _is_indented(table)]
        except WorkbookRefused as refusal:
            wrong[layout.name] = refusal
            continue
        if found and layout.tables == "one" and not many:
            return found
        for table in found:
            many.setdefault(table.top, table)
    if many:
        return _apart(sorted(many.values(), key=lambda table: table.top))
    closest = by_likeness(sheet, spec.layouts)
    if wrong and closest[0].name in wrong:
        raise wrong[closest[0].name]
    sought = " nor ".join(
        ", ".join(printable(title) for title in layout.header.find) for layout in spec.layouts if layout.header.find
    )
    near = nearest(sheet, closest)
    raise SourceChanged(
        "header_not_found",
        f"no row holds the titles {sought}.{near.hint} If the sheet holds no data, list it under ignore_sheets:",
        sheet=sheet.name,
        cell=near.cell,
    )


def _is_indented(table: Table) -> bool:
    outline = table.layout.outline
    at = table.columns.get(outline.label) if outline else None
    return at is not None and varies([table.sheet.rows[row][at] for row in table.rows])


def _apart(tables: list[Table]) -> list[Table]:
    """Tables of several layouts in one sheet: each ends where the titles of the next begin."""
    apart = []
    for table, after in zip(tables, [*tables[1:], None], strict=True):
        end = after.start if after is not None and after.start < table.end else table.end
        apart.append(
            replace(
                table, end=end, rows=[r for r in table.rows if r < end], hidden=[r for r in table.hidden if r < end]
            )
        )
    return apart
