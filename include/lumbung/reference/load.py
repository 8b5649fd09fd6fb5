"""Bring the shipped regions into Postgres.

Enters: `include/reference/region.csv.gz` and a connection that may write `staging` and `ops`. Leaves:
`staging.ref_region` equal to the file, and its sha256 in `ops.reference_loads`. A loaded file is not loaded again.
"""

import gzip
import hashlib
from pathlib import Path

import psycopg
from psycopg import sql

from lumbung.reference.regions import REFERENCE_DIR, REGION_COLUMNS, REGION_FILE

_TABLE = "staging.ref_region"
_COPY_BYTES = 1 << 20


def load_reference(conn: psycopg.Connection, file: Path = REFERENCE_DIR / REGION_FILE) -> bool:
    """Replace staging.ref_region by the rows of `file` in one transaction; False when this very file is there already.

    Readers see the old rows until the commit. Two loaders at once: the second waits, then finds nothing to do.
    """
    content = file.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    with conn.transaction(), conn.cursor() as cursor:
        if _loaded_sha256(cursor) == sha256:
            return False
        # Held until the commit, so that only one process replaces the rows.
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", (_TABLE,))
        if _loaded_sha256(cursor) == sha256:
            return False
        cursor.execute("delete from staging.ref_region")
        columns = sql.SQL(", ").join(map(sql.Identifier, REGION_COLUMNS))
        copy_in = sql.SQL("copy staging.ref_region ({}) from stdin (format csv, header match)").format(columns)
        rows = gzip.decompress(content)
        with cursor.copy(copy_in) as copy:
            for start in range(0, len(rows), _COPY_BYTES):
                copy.write(rows[start : start + _COPY_BYTES])
        cursor.execute(
            """
            insert into ops.reference_loads (table_name, sha256, row_count)
            select %s, %s, count(*) from staging.ref_region
            on conflict (table_name) do update
                set sha256 = excluded.sha256, row_count = excluded.row_count, loaded_at = now()
            """,
            (_TABLE, sha256),
        )
    return True


def _loaded_sha256(cursor: psycopg.Cursor) -> str | None:
    row = cursor.execute("select sha256 from ops.reference_loads where table_name = %s", (_TABLE,)).fetchone()
    return row[0] if row else None
