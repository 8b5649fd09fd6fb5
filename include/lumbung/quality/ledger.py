"""The ledger as SQLAlchemy names it. Enters: nothing. Leaves: the tables of schema landing that checks ask."""

from __future__ import annotations

import sqlalchemy as sa

BATCHES = sa.table(
    "batches",
    *(
        sa.column(name, sa.Integer)
        for name in ("rows_in", "rows_staged", "rows_quarantined", "rows_ignored", "min_rows")
    ),
    sa.column("batch_id", sa.BigInteger),
    sa.column("file_id", sa.BigInteger),
    sa.column("parser_version", sa.Text),
    sa.column("status", sa.Text),
    schema="landing",
)
FILES = sa.table(
    "files",
    sa.column("file_id", sa.BigInteger),
    sa.column("sha256", sa.Text),
    sa.column("source_id", sa.Text),
    sa.column("origin", sa.Text),
    sa.column("file_name", sa.Text),
    sa.column("is_sample", sa.Boolean),
    sa.column("current_since", sa.DateTime(timezone=True)),
    schema="landing",
)
LIVE_BATCHES = sa.table(
    "live_batches",
    sa.column("batch_id", sa.BigInteger),
    sa.column("source_id", sa.Text),
    sa.column("parser_version", sa.Text),
    sa.column("origin", sa.Text),
    sa.column("is_sample", sa.Boolean),
    schema="landing",
)


def staged(table: str, *columns: str) -> sa.TableClause:
    """A table of staging with the columns that are asked for."""
    return sa.table(
        table, sa.column("batch_id", sa.BigInteger), *(sa.column(name) for name in columns), schema="staging"
    )


def same_origin(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether two files are versions of one."""
    return sa.and_(
        one.c.source_id == other.c.source_id, one.c.is_sample == other.c.is_sample, one.c.origin == other.c.origin
    )
