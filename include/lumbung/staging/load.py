"""Load one batch: parse the archived bytes, COPY the rows, all in one transaction.

Enters: a batch of the ledger and its source's spec. Leaves: the batch is `staged` (its rows and its quarantined rows
are in, its counts add up) or `rejected` (the file cannot be read; the reason is kept). Killed at any point, nothing
of it is there, and it can be loaded again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import psycopg
from psycopg import sql

from lumbung.landing.ledger import Batch, Connection
from lumbung.news.article import PageRefused
from lumbung.news.pages import ParsedPage, parse_page
from lumbung.sources.model import SourceSpec
from lumbung.staging.tables import TABLES_OF_DATASET, dataset_columns
from lumbung.workbooks.parse import ControlTotal, ParsedFile, Refusal, WorkbookRefused, parse_file

log = logging.getLogger(__name__)

LINEAGE = ("sheet", "row_no", "cells")
TOTAL_COLUMNS = ("batch_id", "sheet", "cell", "measure", "label", "stated_value", "computed_value")


def load_batch(connection: Connection, batch: Batch, spec: SourceSpec, path: Path) -> str:
    """Replace what staging holds of this batch by what its file says.

    Gives the batch's status after that: 'staged' or 'rejected', or whatever another loader of the same batch made of it
    meanwhile (a task that was tried again beside a first try that still lived).
    """
    try:
        if batch.dataset == "news":
            page = parse_page(path.read_bytes(), batch.origin, spec)
            return _stage_page(connection, batch, page)
        parsed = parse_file(path, spec, file_name=batch.file_name, relative_path=batch.origin)
        return _stage_rows(connection, batch, parsed)
    except WorkbookRefused as refusal:
        return _reject(connection, batch, refusal.rule, str(refusal), refusal.sheet, refusal.cell)
    except PageRefused as refusal:
        return _reject(connection, batch, refusal.rule, f"{batch.source_id}: {batch.origin}: {refusal.reason}")
    except (psycopg.DataError, psycopg.IntegrityError) as refusal:
        # Postgres prints the offending row, which may hold a person; only the column and the constraint go further.
        named = filter(None, [refusal.diag.column_name, refusal.diag.constraint_name])
        what = f"a row does not fit staging ({' '.join(named) or type(refusal).__name__})"
        advice = "Correct the file or the source's YAML."
        return _reject(connection, batch, "does_not_fit_staging", f"{_name(batch)}: {what}. {advice}")
    except (psycopg.Error, OSError):
        raise  # the warehouse's or the archive's fault, not the file's: the task tries again
    except Exception as fault:
        # The text of an unforeseen error may hold a cell's content, so only its class and place go into the log.
        log.error("batch %d: %s at %s", batch.batch_id, type(fault).__name__, _place(fault))
        what = f"the parser failed ({type(fault).__name__}). This is a fault of Lumbung: please report it."
        return _reject(connection, batch, "parser_failed", f"{_name(batch)}: {what}")


def _name(batch: Batch) -> str:
    return f"{batch.source_id}: {batch.file_name}"


def _place(fault: Exception) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _stage_rows(connection: Connection, batch: Batch, parsed: ParsedFile) -> str:
    table = TABLES_OF_DATASET[batch.dataset][0]
    columns = dataset_columns(table)
    rows = (
        [
            batch.batch_id,
            *(
                {"sheet": row.sheet, "row_no": row.row, "cells": json.dumps(row.cells)}.get(column)
                if column in LINEAGE
                else row.values.get(column)
                for column in columns
            ),
        ]
        for row in parsed.rows
    )
    with connection.transaction():
        if (taken := _take(connection, batch)) is not None:
            return taken
        _clear(connection, batch)
        _copy(connection, table, ("batch_id", *columns), rows)
        _copy(connection, "control_total", TOTAL_COLUMNS, (_total_row(batch, total) for total in parsed.totals))
        _quarantine(connection, batch, parsed.refusals)
        _set_staged(connection, batch, parsed.rows_in, len(parsed.rows), len(parsed.refusals), parsed.rows_ignored)
    return "staged"


def _stage_page(connection: Connection, batch: Batch, page: ParsedPage) -> str:
    with connection.transaction():
        if (taken := _take(connection, batch)) is not None:
            return taken
        _clear(connection, batch)
        for table, records in (("news_article", [page.article]), ("news_figure", page.figures)):
            columns = dataset_columns(table)
            rows = ([batch.batch_id, *(record.get(column) for column in columns)] for record in records)
            _copy(connection, table, ("batch_id", *columns), rows)
        count = 1 + len(page.figures)
        _set_staged(connection, batch, count, count, 0, 0)
    return "staged"


def _reject(
    connection: Connection, batch: Batch, rule: str, reason: str, sheet: str | None = None, cell: str | None = None
) -> str:
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
    connection: Connection, batch: Batch, rows_in: int, staged: int, quarantined: int, ignored: int
) -> None:
    connection.execute(
        """
        update landing.batches
        set status = 'staged', rows_in = %s, rows_staged = %s, rows_quarantined = %s, rows_ignored = %s,
            reason = null, staged_at = now(), judged_at = null
        where batch_id = %s
        """,
        [rows_in, staged, quarantined, ignored, batch.batch_id],
    )


def _clear(connection: Connection, batch: Batch) -> None:
    for table in (*TABLES_OF_DATASET[batch.dataset], "control_total"):
        connection.execute(
            sql.SQL("delete from staging.{} where batch_id = %s").format(sql.Identifier(table)), [batch.batch_id]
        )
    connection.execute("delete from ops.quarantine where batch_id = %s", [batch.batch_id])
    connection.execute("delete from ops.check_results where batch_id = %s", [batch.batch_id])


def _copy(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    statement = sql.SQL("copy staging.{} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_plain(value) for value in row])


def _plain(value: object) -> object:
    """What COPY writes: text without NUL characters, which Postgres cannot hold."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    return value if not isinstance(value, Decimal) else format(value, "f")


def _total_row(batch: Batch, total: ControlTotal) -> list[object]:
    return [batch.batch_id, total.sheet, total.cell, total.measure, total.label, total.stated, total.computed]


def _quarantine(connection: Connection, batch: Batch, refusals: Iterable[Refusal]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into ops.quarantine (batch_id, sheet, row_no, cell, rule, reason) values (%s, %s, %s, %s, %s, %s)",
            [(batch.batch_id, r.sheet, r.row, r.cell, r.rule, r.reason) for r in refusals],
        )
