"""Bring the shipped regions into Postgres.

Enters: tables of `include/reference` and a connection that may write `staging` and `ops`. Leaves: `staging.ref_region`
and `staging.ref_region_split` equal to the files, and their sha256 in `ops.reference_loads`. A loaded file is not
loaded again.
"""

import gzip
import hashlib
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from lumbung.reference.regions import REFERENCE_DIR, REGION_COLUMNS, REGION_FILE, VALIDITY_FILE

_SPLIT_COLUMNS = ("region_code", "valid_from", "split_from", "law")
_COPY_BYTES = 1 << 20


def load_reference(conn: psycopg.Connection, file: Path = REFERENCE_DIR / REGION_FILE) -> bool:
    """Replace each table by the rows of its file in one transaction; False when these very files are there already.

    Readers see the old rows until the commit. Two loaders at once: the second waits, then finds nothing to do.
    """
    content = file.read_bytes()
    loaded = _load(conn, "ref_region", hashlib.sha256(content).hexdigest(), gzip.decompress(content), REGION_COLUMNS)
    splits = (REFERENCE_DIR / VALIDITY_FILE).read_bytes()
    return _load(conn, "ref_region_split", hashlib.sha256(splits).hexdigest(), splits, _SPLIT_COLUMNS) or loaded


def _load(conn: psycopg.Connection, name: str, sha256: str, rows: bytes, columns: Sequence[str]) -> bool:
    table = sql.Identifier("staging", name)
    with conn.transaction(), conn.cursor() as cursor:
        if _loaded_sha256(cursor, name) == sha256:
            return False
        # Held until the commit, so that only one process replaces the rows.
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", (f"staging.{name}",))
        if _loaded_sha256(cursor, name) == sha256:
            return False
        cursor.execute(sql.SQL("delete from {}").format(table))
        copy_in = sql.SQL("copy {} ({}) from stdin (format csv, header match)").format(
            table, sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with cursor.copy(copy_in) as copy:
            for start in range(0, len(rows), _COPY_BYTES):
                copy.write(rows[start : start + _COPY_BYTES])
        cursor.execute(
            sql.SQL(
                """
                insert into ops.reference_loads (table_name, sha256, row_count)
                select %s, %s, count(*) from {}
                on conflict (table_name) do update
                    set sha256 = excluded.sha256, row_count = excluded.row_count, loaded_at = now()
                """
            ).format(table),
            (f"staging.{name}", sha256),
        )
    return True


def _loaded_sha256(cursor: psycopg.Cursor, name: str) -> str | None:
    row = cursor.execute(
        "select sha256 from ops.reference_loads where table_name = %s", (f"staging.{name}",)
    ).fetchone()
    return row[0] if row else None
