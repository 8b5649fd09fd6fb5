"""Files of different regions with the very same bytes. Enters: a table and batch ids. Leaves: pairs of batches.

One of two such files was saved under the wrong region's name, and nothing in them says which; so neither can be used.
The same bytes under two names for the same region are no fault. A file that was since replaced by another version,
unless that one was rejected, is nobody's twin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lumbung.quality.ledger import BATCHES, FILES, staged
from lumbung.staging.tables import Table

HAVE_REGIONS: frozenset[Table] = frozenset(
    {"budget_realisation", "budget_posture", "program_reach", "poverty_indicator", "beneficiary"}
)
"""The tables with a region in every row."""


def twin_pairs(table: Table, batch_ids: Sequence[int]) -> sa.Select[Any]:
    """batch_id, twin_id and the twin's origin and status, for those of these batches that have a twin."""
    batch, file = BATCHES.alias("batch"), FILES.alias("file")
    twin, twin_file = BATCHES.alias("twin"), FILES.alias("twin_file")
    newer, newer_file = BATCHES.alias("newer"), FILES.alias("newer_file")
    its_age = sa.tuple_(twin_file.c.current_since, twin.c.batch_id)
    is_replaced = (
        sa.select(1)
        .select_from(newer_file)
        .join(newer, newer.c.file_id == newer_file.c.file_id)
        .where(
            newer_file.c.source_id == twin_file.c.source_id,
            newer_file.c.is_sample == twin_file.c.is_sample,
            newer_file.c.origin == twin_file.c.origin,
            newer.c.status != "rejected",
            sa.tuple_(newer_file.c.current_since, newer.c.batch_id) > its_age,
        )
        .exists()
    )
    return (
        sa.select(
            batch.c.batch_id,
            twin.c.batch_id.label("twin_id"),
            twin_file.c.origin.label("twin_origin"),
            twin.c.status.label("twin_status"),
        )
        .select_from(batch)
        .join(file, file.c.file_id == batch.c.file_id)
        .join(
            twin_file,
            sa.and_(
                twin_file.c.source_id == file.c.source_id,
                twin_file.c.is_sample == file.c.is_sample,
                twin_file.c.sha256 == file.c.sha256,
                twin_file.c.origin != file.c.origin,
            ),
        )
        .join(twin, twin.c.file_id == twin_file.c.file_id)
        .where(batch.c.batch_id.in_(batch_ids), ~is_replaced, _regions_differ(table, batch, twin))
    )


def _regions_differ(table: Table, one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether two batches, both with rows, speak of different regions."""

    def rows(batch: sa.FromClause) -> sa.Select[Any]:
        found = staged(table, "region_code").alias()
        return sa.select(found.c.region_code).where(found.c.batch_id == batch.c.batch_id)

    differs = sa.or_(sa.exists(rows(one).except_(rows(other))), sa.exists(rows(other).except_(rows(one))))
    return sa.and_(sa.exists(rows(one)), sa.exists(rows(other)), differs)
