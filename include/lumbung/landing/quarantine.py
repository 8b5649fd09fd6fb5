"""What was not taken: which batches and rows, and why.

Enters: a connection, ids of batches. Leaves: entries to list, cases to show, the archived bytes of a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from psycopg import sql
from psycopg.rows import class_row

from lumbung.landing.archive import Archive, ArchiveFault
from lumbung.landing.ledger import Connection
from lumbung.runtime.settings import KeyFault, Settings
from lumbung.staging.tables import TABLES_OF_DATASET

Kind = Literal["file", "rows"]


class QuarantineRefused(Exception):
    """What was asked of the quarantine cannot be; the message is one plain line."""


@dataclass(frozen=True)
class Entry:
    """A batch in quarantine: the whole file (`count` reasons) or some rows of an accepted one (`count` rows).

    `is_open`: no newer version of the file has been decided on since; for rows: this batch is the one in the marts.
    """

    batch_id: int
    source_id: str
    origin: str
    file_name: str
    kind: Kind
    count: int
    rule: str | None
    since: str
    status: str
    is_open: bool
    newest: int


@dataclass(frozen=True)
class Reason:
    """One finding of one rule. `row` is None for what concerns the whole file; `cell` may say where it is seen."""

    rule: str
    reason: str
    sheet: str | None
    row: int | None
    cell: str | None


@dataclass(frozen=True)
class Case:
    """A batch with all that is known of it. rows_in == rows_staged + rows_quarantined + rows_ignored."""

    batch_id: int
    source_id: str
    dataset: str
    origin: str
    file_name: str
    sha256: str
    received_at: str
    is_sample: bool
    status: str
    parser_version: str
    rows_in: int
    rows_staged: int
    rows_quarantined: int
    rows_ignored: int
    reasons: tuple[Reason, ...] = ()


# A batch that is being read again under its own id (registered, though judged before) still counts as what it was.
_FINISHED = """
    select b.batch_id, f.source_id, f.origin, f.file_name, f.is_sample, f.current_since, b.status, b.judged_at,
           b.rows_quarantined,
           case when b.status = 'rejected' or (b.status = 'registered' and b.reason is not null)
                then 'file' else 'rows' end as kind
    from landing.batches b join landing.files f using (file_id)
    where b.status in ('accepted', 'rejected') or (b.status = 'registered' and b.judged_at is not null)
"""


def entries(connection: Connection, *, source_id: str | None = None, only_open: bool = True) -> list[Entry]:
    """The batches in quarantine, oldest first.

    Open is what `lumbung status` counts as rejected (the newest decided version of a file), and what stands in
    landing.live_batches with rows missing.
    """
    with connection.cursor(row_factory=class_row(Entry)) as cursor:
        cursor.execute(
            f"""
            with finished as ({_FINISHED}),
            ranked as (
                select *,
                       row_number() over (partition by source_id, is_sample, origin
                                          order by current_since desc, batch_id desc) as nth,
                       row_number() over (partition by source_id, is_sample, origin, kind
                                          order by current_since desc, batch_id desc) as nth_of_kind,
                       first_value(batch_id) over (partition by source_id, is_sample, origin
                                                   order by current_since desc, batch_id desc) as newest
                from finished
            )
            select r.batch_id, r.source_id, r.origin, r.file_name, r.kind,
                   case when r.kind = 'file' then q.reasons else r.rows_quarantined end as count, q.rule,
                   to_char(r.judged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since, r.status,
                   case when r.kind = 'file' then r.nth else r.nth_of_kind end = 1 as is_open, r.newest
            from ranked r
            cross join lateral (
                select count(*)::integer as reasons, (array_agg(rule order by quarantine_id))[1] as rule
                from ops.quarantine
                where batch_id = r.batch_id and (row_no is null) = (r.kind = 'file')
            ) q
            where (r.kind = 'file' or r.rows_quarantined > 0)
              and (%(source)s::text is null or r.source_id = %(source)s)
              and (not %(open)s or case when r.kind = 'file' then r.nth else r.nth_of_kind end = 1)
            order by r.batch_id
            """,  # noqa: S608 - the text between is the constant above
            {"source": source_id, "open": only_open},
        )
        return cursor.fetchall()


def case_of(connection: Connection, batch_id: int) -> Case:
    """One batch with its reasons, in the order of the sheet.

    Raises:
        QuarantineRefused: there is no such batch.
    """
    with connection.cursor(row_factory=class_row(Case)) as cursor:
        cursor.execute(
            """
            select b.batch_id, b.source_id, b.dataset, f.origin, f.file_name, f.sha256,
                   to_char(f.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as received_at, f.is_sample,
                   b.status, b.parser_version, b.rows_in, b.rows_staged, b.rows_quarantined, b.rows_ignored
            from landing.batches b join landing.files f using (file_id)
            where b.batch_id = %s
            """,
            [batch_id],
        )
        found = cursor.fetchone()
    if found is None:
        raise QuarantineRefused(f"there is no batch {batch_id}; lumbung quarantine list --all shows those there are")
    with connection.cursor(row_factory=class_row(Reason)) as rows:
        rows.execute(
            """
            select rule, reason, sheet, row_no as row, cell from ops.quarantine
            where batch_id = %s order by row_no nulls first, quarantine_id
            """,
            [batch_id],
        )
        return Case(**{**vars(found), "reasons": tuple(rows.fetchall())})


def need_source(connection: Connection, source_id: str) -> None:
    """See that a source is one that sent something.

    Raises:
        QuarantineRefused: it is none.
    """
    if connection.execute("select 1 from landing.files where source_id = %s limit 1", [source_id]).fetchone() is None:
        raise QuarantineRefused(f"no file of a source {source_id!r} was received; lumbung status shows those that were")


def first_rows(connection: Connection, case: Case) -> dict[str, int]:
    """Sheet -> the first row that data was read from, taken or not: what stands above it is title and header."""
    first: dict[str, int] = {}
    tables = [] if case.dataset == "news" else [*TABLES_OF_DATASET[case.dataset]]
    for table in tables:
        found = connection.execute(
            sql.SQL("select sheet, min(row_no) from staging.{} where batch_id = %s group by sheet").format(
                sql.Identifier(table)
            ),
            [case.batch_id],
        ).fetchall()
        first.update((str(sheet), int(str(row))) for sheet, row in found)
    for reason in case.reasons:
        if reason.sheet is not None and reason.row is not None:
            first[reason.sheet] = min(reason.row, first.get(reason.sheet, reason.row))
    return first


def archive_of(here: Settings) -> Archive:
    """The archive, with the key of the files that hold persons."""
    return Archive(here.archive, key=lambda: here.key("archive"))


def original_bytes(archive: Archive, case: Case) -> bytes:
    """The file of a batch as it was received.

    Raises:
        QuarantineRefused: the archive cannot give it.
    """
    try:
        return archive.read(case.sha256)
    except (ArchiveFault, KeyFault) as fault:
        raise QuarantineRefused(f"batch {case.batch_id}: {fault}") from None
    except OSError as fault:
        raise QuarantineRefused(
            f"batch {case.batch_id}: the archive {archive.folder} does not give {case.file_name} "
            f"({fault.strerror or type(fault).__name__}). Restore {case.sha256} from a backup of the archive."
        ) from None
