"""What a check may look at. Enters: a table's name and batch ids. Leaves: the SELECT of their rows; where rows stand.

Table names come from the mapping of suite.py and ids are whole numbers that SQLAlchemy renders: no text of a file or of
a user reaches a statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import make_url

from lumbung.quality.suite import Over
from lumbung.staging.tables import Table

DEFAULT_MIN_ROWS = 1

_BATCHES = sa.table(
    "batches",
    *(sa.column(name) for name in ("rows_in", "rows_staged", "rows_quarantined", "rows_ignored")),
    sa.column("batch_id", sa.BigInteger),
    sa.column("file_id", sa.BigInteger),
    schema="landing",
)
_FILES = sa.table("files", sa.column("file_id", sa.BigInteger), sa.column("file_name", sa.Text), schema="landing")
_POSTGRES = make_url("postgresql+psycopg://").get_dialect()()
_PAGES = frozenset({"news_article", "news_figure"})


@dataclass(frozen=True)
class Spot:
    """Where a row at fault stands: its address, and sheet and cell where there are such things."""

    address: str
    sheet: str | None
    cell: str | None


@dataclass(frozen=True)
class Fault:
    """The rows of one batch that a check found at fault: how many, and where the first ones stand."""

    count: int
    spots: tuple[Spot, ...]


def select_text(over: Over, table: Table, batch_ids: Sequence[int], min_rows: Mapping[int, int]) -> str:
    """The SELECT of all rows, batches or totals of these batches, each with its batch_id and the file's name."""
    ids = [int(batch_id) for batch_id in batch_ids]
    if over == "batches":
        query = _batches(table, ids, min_rows)
    else:
        source = sa.table(table if over == "rows" else "control_total", _batch_id(), schema="staging").alias("s")
        query = (
            sa.select(sa.literal_column("s.*"), _FILES.c.file_name)
            .select_from(source)
            .join(_BATCHES, _BATCHES.c.batch_id == source.c.batch_id)
            .join(_FILES, _FILES.c.file_id == _BATCHES.c.file_id)
            .where(source.c.batch_id.in_(ids))
        )
    return str(query.compile(dialect=_POSTGRES, compile_kwargs={"literal_binds": True}))


def count_rows(connection: sa.Connection, relation: str) -> dict[int, int]:
    """Rows per batch in a SELECT of `select_text`; a batch without rows is not in it."""
    rows = sa.text(relation).columns(_batch_id()).subquery("judged")
    query = sa.select(rows.c.batch_id, sa.func.count().label("count")).group_by(rows.c.batch_id)
    return {row["batch_id"]: row["count"] for row in connection.execute(query).mappings()}


def locate(
    connection: sa.Connection, failing: sa.FromClause, over: Over, table: Table, column: str | None, limit: int
) -> dict[int, Fault]:
    """Count the failing rows of each batch and say where the first `limit` stand, in the order of the sheet.

    Reads addresses only, never a value: what an agency wrote in a cell does not leave staging.
    """
    sheet, cell, address, order = _whereabouts(over, table, column)
    batch_id = _batch_id()
    ranked = (
        sa.select(
            batch_id.label("batch_id"),
            sheet.label("sheet"),
            cell.label("cell"),
            address.label("address"),
            sa.func.count().over(partition_by=batch_id).label("count"),
            sa.func.row_number().over(partition_by=batch_id, order_by=order).label("nth"),
        )
        .select_from(failing)
        .subquery("ranked")
    )
    first = sa.select(ranked).where(ranked.c.nth <= limit).order_by(ranked.c.batch_id, ranked.c.nth)
    counts: dict[int, int] = {}
    spots: dict[int, list[Spot]] = {}
    for row in connection.execute(first).mappings():
        counts[row["batch_id"]] = row["count"]
        spots.setdefault(row["batch_id"], []).append(Spot(row["address"], row["sheet"], row["cell"]))
    return {found: Fault(count, tuple(spots[found])) for found, count in counts.items()}


def _batch_id() -> sa.ColumnClause[int]:
    return sa.column("batch_id", sa.BigInteger)


def _batches(table: Table, ids: list[int], min_rows: Mapping[int, int]) -> sa.Select[tuple[object, ...]]:
    rows = sa.table(table, _batch_id(), schema="staging").alias("s")
    row_count = sa.select(sa.func.count()).where(rows.c.batch_id == _BATCHES.c.batch_id).scalar_subquery()
    least = sa.values(_batch_id(), sa.column("min_rows", sa.Integer), name="least").data(
        [(batch_id, int(min_rows.get(batch_id, DEFAULT_MIN_ROWS))) for batch_id in ids]
    )
    columns = ("batch_id", "rows_in", "rows_staged", "rows_quarantined", "rows_ignored")
    return (
        sa.select(
            *(_BATCHES.c[name] for name in columns), row_count.label("row_count"), least.c.min_rows, _FILES.c.file_name
        )
        .select_from(_BATCHES)
        .join(_FILES, _FILES.c.file_id == _BATCHES.c.file_id)
        .join(least, least.c.batch_id == _BATCHES.c.batch_id)
    )


def _whereabouts(
    over: Over, table: Table, column: str | None
) -> tuple[sa.ColumnElement[str], sa.ColumnElement[str], sa.ColumnElement[str], tuple[sa.ColumnClause[object], ...]]:
    """Sheet, cell and address of a row as SQL, and the columns that order rows as the sheet does."""
    nowhere = sa.cast(sa.null(), sa.Text)
    if over == "batches":
        return nowhere, nowhere, sa.column("file_name", sa.Text), (sa.column("batch_id"),)
    if over == "rows" and table == "news_article":
        return nowhere, nowhere, sa.column("article_url", sa.Text), (sa.column("article_url"),)
    if over == "rows" and table in _PAGES:
        return nowhere, nowhere, sa.column("source_ref", sa.Text), (sa.column("figure_no"),)
    sheet = sa.column("sheet", sa.Text)
    if over == "totals":
        cell: sa.ColumnElement[str] = sa.column("cell", sa.Text)
        order: tuple[sa.ColumnClause[object], ...] = (sa.column("sheet"), sa.column("cell"))
    else:
        # A row that has no cell for the column (a constant of the source) is named by its figure's cell.
        by_column = sa.func.jsonb_extract_path_text(sa.column("cells"), column or "")
        cell = sa.func.coalesce(by_column, sa.func.regexp_replace(sa.column("source_ref", sa.Text), "^.*!", ""))
        order = (sa.column("sheet"), sa.column("row_no"), sa.column("source_ref"))
    return sheet, cell, sa.column("file_name", sa.Text).concat("#").concat(sheet).concat("!").concat(cell), order
