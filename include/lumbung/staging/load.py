"""Load one batch: parse the archived bytes, COPY the rows, all in one transaction.

Enters: a batch of the ledger and its source's spec. Leaves: the batch is `staged` (its rows and its quarantined rows
are in, its counts add up) or `rejected` (the file cannot be read; the reason is kept). Killed at any point, nothing
of it is there, and it can be loaded again.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from lumbung.landing.archive import Archive
from lumbung.landing.ledger import Batch, Connection
from lumbung.sources.model import SourceSpec
from lumbung.staging.copying import copy_columns
from lumbung.staging.tables import TABLES_OF_DATASET, dataset_columns
from lumbung.workbooks.parse import ControlTotal, ParsedFile, Refusal, WorkbookRefused, parse_file

if TYPE_CHECKING:
    from lumbung.news.pages import ParsedPage

log = logging.getLogger(__name__)

TOTAL_COLUMNS = {
    "sheet": "sheet",
    "cell": "cell",
    "measure": "measure",
    "label": "label",
    "stated_value": "stated",
    "computed_value": "computed",
    "tolerance": "tolerance",
    "check_name": "check",
}
"""Columns of staging.control_total but batch_id, and which field of a ControlTotal each holds."""
_REFUSAL_COLUMNS = {"sheet": "sheet", "row_no": "row", "cell": "cell", "rule": "rule", "reason": "reason"}


@dataclass(frozen=True)
class Job:
    """What loading takes besides a batch. It is sent to other processes as it is, so all of it must be picklable.

    `url`: the loader's URL of the warehouse. `nik_key`: gives the key of NIKs, asked only where a source holds NIKs.
    """

    url: str = field(repr=False)
    specs: Mapping[str, SourceSpec]
    archive: Archive
    nik_key: Callable[[], bytes] | None = None

    def connect(self) -> Connection:
        """A connection that does not wait for the disk: what a crash takes back, the ledger asks for again."""
        return psycopg.connect(self.url, autocommit=True, options="-c timezone=UTC -c synchronous_commit=off")

    def load(self, connection: Connection, batch: Batch) -> str:
        """Load a batch from the archive; give its status after that, as `load_batch`.

        Raises:
            FileNotFoundError, ArchiveFault: the archive cannot give the file.
        """
        spec = self.specs[batch.source_id]
        holds_niks = any(column.kind == "nik" for layout in spec.layouts for column in layout.columns.values())
        nik_key = self.nik_key() if self.nik_key and holds_niks else None
        self.archive.size(batch.sha256)  # a file that is not there is no fault of the batch
        with self.archive.open_plain(batch.sha256) as path:
            return load_batch(connection, batch, spec, path, nik_key=nik_key)


def load_batch(
    connection: Connection, batch: Batch, spec: SourceSpec, path: Path, *, nik_key: bytes | None = None
) -> str:
    """Replace what staging holds of this batch by what its file says.

    Gives the batch's status after that: 'staged' or 'rejected', or whatever another loader of the same batch made of it
    meanwhile (a task that was tried again beside a first try that still lived).
    """
    try:
        with _no_search_for_garbage():
            if batch.dataset == "news":
                return _load_page(connection, batch, spec, path)
            return _load_workbook(connection, batch, spec, path, nik_key)
    except (psycopg.DataError, psycopg.IntegrityError) as refusal:
        # Postgres prints the offending row, which may hold a person; only the column and the constraint go further.
        named = filter(None, [refusal.diag.column_name, refusal.diag.constraint_name])
        what = f"a row does not fit staging ({' '.join(named) or type(refusal).__name__})"
        advice = "Correct the file or the source's YAML."
        return reject(connection, batch, "does_not_fit_staging", f"{_name(batch)}: {what}. {advice}")
    except (psycopg.Error, OSError):
        raise  # the warehouse's or the archive's fault, not the file's: the task tries again
    except Exception as fault:
        # The text of an unforeseen error may hold a cell's content, so only its class and place go into the log.
        log.error("batch %d: %s at %s", batch.batch_id, type(fault).__name__, _place(fault))
        what = f"the parser failed ({type(fault).__name__}). This is a fault of Lumbung: please report it."
        return reject(connection, batch, "parser_failed", f"{_name(batch)}: {what}")


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Put off Python's search for circular garbage, which looks again and again at all cells of a growing sheet."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def _load_workbook(connection: Connection, batch: Batch, spec: SourceSpec, path: Path, nik_key: bytes | None) -> str:
    try:
        parsed = parse_file(path, spec, file_name=batch.file_name, relative_path=batch.origin, nik_key=nik_key)
    except WorkbookRefused as refusal:
        return reject(connection, batch, refusal.rule, str(refusal), refusal.sheet, refusal.cell)
    return _stage_rows(connection, batch, parsed)


def _load_page(connection: Connection, batch: Batch, spec: SourceSpec, path: Path) -> str:
    # Half a second of imports that a process which loads workbooks does not need.
    from lumbung.news.article import PageRefused
    from lumbung.news.pages import parse_page

    try:
        page = parse_page(path.read_bytes(), batch.origin, spec)
    except PageRefused as refusal:
        return reject(connection, batch, refusal.rule, f"{batch.source_id}: {batch.origin}: {refusal.reason}")
    return _stage_page(connection, batch, page)


def _name(batch: Batch) -> str:
    return f"{batch.source_id}: {batch.file_name}"


def _place(fault: Exception) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _stage_rows(connection: Connection, batch: Batch, parsed: ParsedFile) -> str:
    table = TABLES_OF_DATASET[batch.dataset][0]
    names = dataset_columns(table)
    with connection.transaction():
        if (taken := _take(connection, batch)) is not None:
            return taken
        _clear(connection, batch)
        numbers: dict[str, int] = {}
        for block in parsed.blocks:
            count = len(block)
            maps = block.cell_maps()
            columns: dict[str, Sequence[object]] = {
                **dict.fromkeys(names, [None] * count),
                **block.columns,
                "batch_id": [batch.batch_id] * count,
                "sheet": [block.sheet] * count,
                "row_no": block.rows,
                "cell_map": [numbers.setdefault(cells, len(numbers)) for cells in maps],
            }
            copy_columns(connection, f"staging.{table}", columns)
        _copy_cell_maps(connection, batch, numbers)
        _copy_totals(connection, batch, parsed.totals)
        _quarantine(connection, batch, parsed.refusals)
        counts = parsed.rows_in, parsed.row_count, len(parsed.refusals), parsed.rows_ignored
        _set_staged(connection, batch, *counts, min_rows=parsed.floor, notes=parsed.notes)
    return "staged"


def _stage_page(connection: Connection, batch: Batch, page: ParsedPage) -> str:
    with connection.transaction():
        if (taken := _take(connection, batch)) is not None:
            return taken
        _clear(connection, batch)
        for table, records in (("news_article", [page.article]), ("news_figure", page.figures)):
            columns = {name: [record.get(name) for record in records] for name in dataset_columns(table)}
            copy_columns(connection, f"staging.{table}", {"batch_id": [batch.batch_id] * len(records), **columns})
        count = 1 + len(page.figures)
        _set_staged(connection, batch, count, count, 0, 0)
    return "staged"


def reject(
    connection: Connection, batch: Batch, rule: str, reason: str, sheet: str | None = None, cell: str | None = None
) -> str:
    """Decide that nothing of a batch is taken, and keep why. Gives the batch's status after that, as `load_batch`."""
    with connection.transaction():
        if (taken := _take(connection, batch)) is not None:
            return taken
        _clear(connection, batch)
        _quarantine(connection, batch, [Refusal(rule, reason, sheet, None, cell)])
        connection.execute(
            """
            update landing.batches
            set status = 'rejected', rows_in = 0, rows_staged = 0, rows_quarantined = 0, rows_ignored = 0,
                reason = %s, judged_at = now()
            where batch_id = %s
            """,
            [reason, batch.batch_id],
        )
    return "rejected"


def _take(connection: Connection, batch: Batch) -> str | None:
    """Lock the batch for this transaction; its status when somebody else loaded it already, None when it is ours."""
    row = connection.execute(
        "select status from landing.batches where batch_id = %s for update", [batch.batch_id]
    ).fetchone()
    return None if row is not None and row[0] == "registered" else str(row[0] if row else "gone")


def _set_staged(
    connection: Connection,
    batch: Batch,
    rows_in: int,
    staged: int,
    quarantined: int,
    ignored: int,
    *,
    min_rows: int = 0,
    notes: Mapping[str, str] | None = None,
) -> None:
    connection.execute(
        """
        update landing.batches
        set status = 'staged', rows_in = %s, rows_staged = %s, rows_quarantined = %s, rows_ignored = %s,
            min_rows = %s, notes = %s, reason = null, staged_at = now(), judged_at = null
        where batch_id = %s
        """,
        [rows_in, staged, quarantined, ignored, min_rows, Jsonb(notes) if notes else None, batch.batch_id],
    )


def _clear(connection: Connection, batch: Batch) -> None:
    connection.execute(_clearing(batch.dataset), {"batch_id": batch.batch_id})


@cache
def _clearing(dataset: str) -> sql.Composed:
    """One statement that deletes all that is known of a batch's content: a night asks it for thousands of batches."""
    tables = [("staging", table) for table in (*TABLES_OF_DATASET[dataset], "cell_map", "control_total")]
    deletions = [
        sql.SQL("{} as (delete from {} where batch_id = %(batch_id)s)").format(
            sql.Identifier(f"cleared_{nth}"), sql.Identifier(*table)
        )
        for nth, table in enumerate([*tables, ("ops", "quarantine"), ("ops", "check_results")])
    ]
    return sql.SQL("with {} select").format(sql.SQL(", ").join(deletions))


def _copy_cell_maps(connection: Connection, batch: Batch, numbers: Mapping[str, int]) -> None:
    ids = [batch.batch_id] * len(numbers)
    copy_columns(
        connection, "staging.cell_map", {"batch_id": ids, "map_no": list(numbers.values()), "cells": list(numbers)}
    )


def _copy_totals(connection: Connection, batch: Batch, totals: Sequence[ControlTotal]) -> None:
    columns = {name: [getattr(total, field) for total in totals] for name, field in TOTAL_COLUMNS.items()}
    copy_columns(connection, "staging.control_total", {"batch_id": [batch.batch_id] * len(totals), **columns})


def _quarantine(connection: Connection, batch: Batch, refusals: Sequence[Refusal]) -> None:
    # A rule says once what it finds in a place.
    first: dict[object, Refusal] = {}
    for refusal in refusals:
        first.setdefault((refusal.sheet, refusal.row, refusal.cell, refusal.rule), refusal)
    columns = {
        name: [getattr(refusal, field) for refusal in first.values()] for name, field in _REFUSAL_COLUMNS.items()
    }
    copy_columns(connection, "ops.quarantine", {"batch_id": [batch.batch_id] * len(first), **columns})
