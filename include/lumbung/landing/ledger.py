"""The ledger: which files were received, and which batch (file version x parser version) each became.

Enters: what a collector found. Leaves: rows in landing.files and landing.batches. Correctness of a night rests on
this, not on the order of tasks or on events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Received:
    """One file as it came: `origin` is its path below the source's folder, or its public URL."""

    source_id: str
    origin: str
    file_name: str
    sha256: str
    size: int
    is_sample: bool


@dataclass(frozen=True)
class Batch:
    """One file version as one parser version reads it."""

    batch_id: int
    source_id: str
    dataset: str
    status: str
    sha256: str
    origin: str
    file_name: str


def register(connection: Connection, received: Received, *, dataset: str, parser_version: str) -> int:
    """Record a file and its batch; give the batch's id. The same file and parser again change nothing.

    A content that comes back after another one had replaced it becomes the current one of its origin again.
    """
    row = connection.execute(
        """
        insert into landing.files (source_id, origin, file_name, sha256, bytes, is_sample)
        values (%(source_id)s, %(origin)s, %(file_name)s, %(sha256)s, %(size)s, %(is_sample)s)
        on conflict (source_id, is_sample, origin, sha256) do nothing
        returning file_id
        """,
        received.__dict__,
    ).fetchone()
    if row is None:
        row = connection.execute(
            """
            with mine as (
                select file_id, current_since,
                       exists (
                           select 1 from landing.files newer
                           where newer.source_id = f.source_id and newer.origin = f.origin
                             and newer.is_sample = f.is_sample and newer.current_since > f.current_since
                       ) as was_replaced
                from landing.files f
                where source_id = %(source_id)s and is_sample = %(is_sample)s and origin = %(origin)s
                  and sha256 = %(sha256)s
            )
            update landing.files f
            set current_since = case when mine.was_replaced then clock_timestamp() else f.current_since end
            from mine where f.file_id = mine.file_id
            returning f.file_id
            """,
            received.__dict__,
        ).fetchone()
    assert row is not None  # noqa: S101 - the file is there: inserted above or found by its key
    found = connection.execute(
        """
        with fresh as (
            insert into landing.batches (file_id, source_id, dataset, parser_version) values (%s, %s, %s, %s)
            on conflict (file_id, parser_version) do nothing
            returning batch_id
        )
        select batch_id from fresh
        union all
        select batch_id from landing.batches where file_id = %s and parser_version = %s
        """,
        [row[0], received.source_id, dataset, parser_version, row[0], parser_version],
    ).fetchone()
    assert found is not None  # noqa: S101 - as above
    return int(str(found[0]))


def batches(
    connection: Connection, *, ids: Sequence[int] | None = None, status: Iterable[str] | None = None
) -> list[Batch]:
    """Batches by id and by status, oldest first."""
    rows = connection.execute(
        """
        select b.batch_id, b.source_id, b.dataset, b.status, f.sha256, f.origin, f.file_name
        from landing.batches b join landing.files f using (file_id)
        where (%(ids)s::bigint[] is null or b.batch_id = any(%(ids)s))
          and (%(status)s::text[] is null or b.status = any(%(status)s))
        order by b.batch_id
        """,
        {"ids": list(ids) if ids is not None else None, "status": list(status) if status is not None else None},
    ).fetchall()
    return [Batch(*row) for row in rows]  # type: ignore[arg-type]


def record_faults(connection: Connection, source_ids: Iterable[str], faults: Iterable[tuple[str, str]]) -> None:
    """Keep what could not be collected of these sources now, in place of what was kept the last time."""
    with connection.transaction():
        connection.execute("delete from ops.source_faults where source_id = any(%s)", [list(source_ids)])
        for source_id, fault in faults:
            connection.execute(
                "insert into ops.source_faults (source_id, fault) values (%s, %s) on conflict do nothing",
                [source_id, fault],
            )
