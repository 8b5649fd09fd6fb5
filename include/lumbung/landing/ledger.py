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

    A content that comes back after another one had replaced it becomes the current one of its origin again. A content
    that was corrected stands for its correction: a folder that still holds the faulty file does not undo the mending.
    """
    file_id = _insert_file(connection, received)
    if file_id is None:
        file_id = _bring_back(connection, _correction_of(connection, _file_id(connection, received)))
    return _batch_of(connection, file_id, dataset, parser_version)


class NotTheNewest(Exception):
    """A batch whose file was replaced by a newer version cannot be corrected; `newest` is the batch to correct."""

    def __init__(self, newest: int) -> None:
        super().__init__(f"batch {newest} is newer")
        self.newest = newest


def register_correction(
    connection: Connection, batch_id: int, received: Received, *, dataset: str, parser_version: str
) -> int:
    """Record a corrected file as the newest version of the file of a batch; give the id of the correction's batch.

    From now on that batch's content, when it is collected again, stands for the correction. The same correction again
    changes nothing.

    Raises:
        NotTheNewest: the origin has a newer version that is no correction of this batch.
    """
    with connection.transaction():
        files = connection.execute(
            """
            select f.file_id, f.file_id = (select file_id from landing.batches where batch_id = %(batch_id)s)
            from landing.files f
            where f.source_id = %(source_id)s and f.is_sample = %(is_sample)s and f.origin = %(origin)s
            order by f.current_since desc, f.file_id desc
            for update
            """,
            {**received.__dict__, "batch_id": batch_id},
        ).fetchall()
        newest = int(str(files[0][0]))
        faulty = next(int(str(file_id)) for file_id, is_it in files if is_it)
        if newest not in (faulty, _correction_of(connection, faulty)):
            raise NotTheNewest(_newest_batch(connection, newest))
        file_id = _insert_file(connection, received) or _file_id(connection, received)
        # A content that is chosen now is not corrected by an earlier choice: so no chain of corrections is a circle.
        connection.execute("delete from ops.corrections where file_id = %s", [file_id])
        connection.execute(
            """
            insert into ops.corrections (file_id, corrected_by) values (%s, %s)
            on conflict (file_id) do update set corrected_by = excluded.corrected_by, corrected_at = now()
            """,
            [faulty, file_id],
        )
        _bring_back(connection, file_id)
        return _batch_of(connection, file_id, dataset, parser_version)


def register_again(connection: Connection, batch_id: int, *, dataset: str, parser_version: str) -> int:
    """The batch of the same file under this parser version, recorded if need be. The file does not become current."""
    row = connection.execute("select file_id from landing.batches where batch_id = %s", [batch_id]).fetchone()
    if row is None:
        raise LookupError(f"landing.batches has no batch {batch_id}.")
    return _batch_of(connection, int(str(row[0])), dataset, parser_version)


def reopen(connection: Connection, batch_ids: Sequence[int]) -> None:
    """Let decided batches be loaded anew; what they hold stays until then."""
    connection.execute(
        "update landing.batches set status = 'registered' "
        "where batch_id = any(%s) and status in ('accepted', 'rejected')",
        [list(batch_ids)],
    )


def _insert_file(connection: Connection, received: Received) -> int | None:
    row = connection.execute(
        """
        insert into landing.files (source_id, origin, file_name, sha256, bytes, is_sample, current_since)
        values (%(source_id)s, %(origin)s, %(file_name)s, %(sha256)s, %(size)s, %(is_sample)s, clock_timestamp())
        on conflict (source_id, is_sample, origin, sha256) do nothing
        returning file_id
        """,
        received.__dict__,
    ).fetchone()
    return None if row is None else int(str(row[0]))


def _file_id(connection: Connection, received: Received) -> int:
    row = connection.execute(
        """
        select file_id from landing.files
        where source_id = %(source_id)s and is_sample = %(is_sample)s and origin = %(origin)s and sha256 = %(sha256)s
        """,
        received.__dict__,
    ).fetchone()
    assert row is not None  # noqa: S101 - asked only of a file that could not be inserted, since it is there
    return int(str(row[0]))


def _correction_of(connection: Connection, file_id: int) -> int:
    """The file that stands for a file: the last of its corrections, or itself."""
    row = connection.execute(
        """
        with recursive mended as (
            select %s::bigint as file_id, 0 as step
            union all
            select c.corrected_by, m.step + 1 from mended m join ops.corrections c using (file_id)
        )
        select file_id from mended order by step desc limit 1
        """,
        [file_id],
    ).fetchone()
    assert row is not None  # noqa: S101 - the first step is always there
    return int(str(row[0]))


def _bring_back(connection: Connection, file_id: int) -> int:
    """Make a file the current one of its origin, where another one had replaced it; give its id."""
    connection.execute(
        """
        update landing.files f set current_since = clock_timestamp()
        where f.file_id = %s and exists (
            select 1 from landing.files newer
            where newer.source_id = f.source_id and newer.origin = f.origin
              and newer.is_sample = f.is_sample and newer.current_since > f.current_since
        )
        """,
        [file_id],
    )
    return file_id


def _batch_of(connection: Connection, file_id: int, dataset: str, parser_version: str) -> int:
    row = connection.execute(
        """
        with fresh as (
            insert into landing.batches (file_id, source_id, dataset, parser_version)
            select file_id, source_id, %(dataset)s, %(version)s from landing.files where file_id = %(file_id)s
            on conflict (file_id, parser_version) do nothing
            returning batch_id
        )
        select batch_id from fresh
        union all
        select batch_id from landing.batches where file_id = %(file_id)s and parser_version = %(version)s
        """,
        {"file_id": file_id, "dataset": dataset, "version": parser_version},
    ).fetchone()
    assert row is not None  # noqa: S101 - the batch is there: inserted above or found by its key
    return int(str(row[0]))


def _newest_batch(connection: Connection, file_id: int) -> int:
    row = connection.execute("select max(batch_id) from landing.batches where file_id = %s", [file_id]).fetchone()
    assert row is not None  # noqa: S101 - an aggregate always gives a row
    return int(str(row[0]))


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
