"""What a check may look at. Enters: a table's name and batch ids. Leaves: the SELECT of their rows; where rows stand.

Table names come from the mapping of suite.py and ids are whole numbers that SQLAlchemy renders: no text of a file or of
a user reaches a statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import make_url

from lumbung.quality.ledger import BATCHES, FILES, same_origin, staged
from lumbung.quality.previous import previous_select
from lumbung.quality.suite import Over
from lumbung.quality.twins import HAVE_REGIONS, twin_pairs
from lumbung.staging.tables import Table

DEFAULT_MIN_ROWS = 1

_POSTGRES = make_url("postgresql+psycopg://").get_dialect()()
_PAGES = frozenset({"news_article", "news_figure"})


@dataclass(frozen=True)
class Terms:
    """What the sources of the batches declare (batch id -> least rows, least share of the last file's rows).

    `beside`: the batches that the others are compared with though they are not accepted yet.
    """

    min_rows: Mapping[int, int] = field(default_factory=dict)
    min_share: Mapping[int, float] = field(default_factory=dict)
    beside: Sequence[int] = ()


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


def select_text(over: Over, table: Table, batch_ids: Sequence[int], terms: Terms) -> str:
    """The SELECT of all rows, batches or totals of these batches, each with its batch_id and the file's name."""
    ids = [int(batch_id) for batch_id in batch_ids]
    query: sa.Select[Any]
    if over == "batches":
        query = _batches(table, ids, terms)
    elif over == "previous":
        query = previous_select(table, ids, [int(batch_id) for batch_id in terms.beside])
    else:
        source = sa.table(table if over == "rows" else "control_total", _batch_id(), schema="staging").alias("s")
        query = (
            sa.select(sa.literal_column("s.*"), FILES.c.file_name)
            .select_from(source)
            .join(BATCHES, BATCHES.c.batch_id == source.c.batch_id)
            .join(FILES, FILES.c.file_id == BATCHES.c.file_id)
            .where(source.c.batch_id.in_(ids))
        )
    text = str(query.compile(dialect=_POSTGRES, compile_kwargs={"literal_binds": True}))
    # Great Expectations takes only what begins with SELECT.
    return text if text.startswith("SELECT") else " ".join(("SELECT asked.* FROM (", text, ") AS asked"))


def count_rows(connection: sa.Connection, relation: str) -> dict[int, int]:
    """Rows per batch in a SELECT of `select_text`; a batch without rows is not in it."""
    rows = sa.text(relation).columns(_batch_id()).subquery("judged")
    query = sa.select(rows.c.batch_id, sa.func.count().label("count")).group_by(rows.c.batch_id)
    return {row["batch_id"]: row["count"] for row in connection.execute(query).mappings()}


def accepted_twins(connection: sa.Connection, table: Table, batch_ids: Sequence[int]) -> dict[int, int]:
    """The accepted batches that hold other regions under the very bytes of one of these: their ids -> that one's."""
    if table not in HAVE_REGIONS or not batch_ids:
        return {}
    pairs = twin_pairs(table, [int(batch_id) for batch_id in batch_ids]).subquery("pairs")
    query = sa.select(pairs.c.twin_id, sa.func.min(pairs.c.batch_id).label("batch_id")).where(
        pairs.c.twin_status == "accepted"
    )
    found = connection.execute(query.group_by(pairs.c.twin_id)).mappings()
    return {row["twin_id"]: row["batch_id"] for row in found}


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


def _batches(table: Table, ids: list[int], terms: Terms) -> sa.Select[Any]:
    rows = staged(table).alias("s")
    row_count = sa.select(sa.func.count()).where(rows.c.batch_id == BATCHES.c.batch_id).scalar_subquery()
    declared = sa.values(
        _batch_id(), sa.column("min_rows", sa.Integer), sa.column("min_share", sa.Numeric), name="declared"
    ).data(
        [(batch_id, int(terms.min_rows.get(batch_id, DEFAULT_MIN_ROWS)), _share(terms, batch_id)) for batch_id in ids]
    )
    columns = ("batch_id", "rows_in", "rows_staged", "rows_quarantined", "rows_ignored")
    nothing = sa.cast(sa.null(), sa.Integer)
    return (
        sa.select(
            *(BATCHES.c[name] for name in columns),
            row_count.label("row_count"),
            # What the layouts that read the file must give stands with the batch; the source may ask for more.
            sa.func.greatest(declared.c.min_rows, BATCHES.c.min_rows).label("min_rows"),
            sa.func.nullif(declared.c.min_share, 0).label("min_share"),
            # A page is one article: what it held before says nothing about it.
            (nothing if table in _PAGES else _last_row_count()).label("last_row_count"),
            (_twins_of(table, ids) if table in HAVE_REGIONS else sa.cast(sa.null(), sa.Text)).label("twin_file"),
            FILES.c.file_name,
        )
        .select_from(BATCHES)
        .join(FILES, FILES.c.file_id == BATCHES.c.file_id)
        .join(declared, declared.c.batch_id == BATCHES.c.batch_id)
    )


def _share(terms: Terms, batch_id: int) -> float:
    """The declared share, 0 for none: a column of nothing but nulls would have no type."""
    return float(terms.min_share.get(batch_id, 0))


def _last_row_count() -> sa.ScalarSelect[Any]:
    """Rows of the newest accepted batch of the same file before this one."""
    last, file = BATCHES.alias("last"), FILES.alias("last_file")
    return (
        sa.select(last.c.rows_staged)
        .select_from(file)
        .join(last, last.c.file_id == file.c.file_id)
        .where(
            same_origin(file, FILES),
            last.c.status == "accepted",
            sa.tuple_(file.c.current_since, last.c.batch_id) < sa.tuple_(FILES.c.current_since, BATCHES.c.batch_id),
        )
        .order_by(file.c.current_since.desc(), last.c.batch_id.desc())
        .limit(1)
        .correlate(BATCHES, FILES)
        .scalar_subquery()
    )


def _twins_of(table: Table, ids: list[int]) -> sa.ScalarSelect[Any]:
    """Where the same bytes stand for another region, one place after the other."""
    pairs = twin_pairs(table, ids).subquery("pairs")
    places = sa.func.string_agg(sa.distinct(pairs.c.twin_origin), " and ")
    return sa.select(places).where(pairs.c.batch_id == BATCHES.c.batch_id).correlate(BATCHES).scalar_subquery()


def _whereabouts(
    over: Over, table: Table, column: str | None
) -> tuple[sa.ColumnElement[str], sa.ColumnElement[str], sa.ColumnElement[str], tuple[sa.ColumnClause[object], ...]]:
    """Sheet, cell and address of a row as SQL, and the columns that order rows as the sheet does."""
    nowhere = sa.cast(sa.null(), sa.Text)
    if over == "batches":
        named: sa.ColumnElement[str] = sa.column("file_name", sa.Text)
        if column == "twin_file":
            named = named.concat(" and ").concat(sa.column("twin_file", sa.Text))
        return nowhere, nowhere, named, (sa.column("batch_id"),)
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
        cell = sa.func.coalesce(
            _mapped_cell(column or ""), sa.func.regexp_replace(sa.column("source_ref", sa.Text), "^.*!", "")
        )
        order = (sa.column("sheet"), sa.column("row_no"), sa.column("source_ref"))
    address = sa.column("file_name", sa.Text).concat("#").concat(sheet).concat("!").concat(cell)
    if over == "previous":
        before = sa.func.coalesce(
            sa.literal(" (before: ").concat(sa.column("earlier_ref", sa.Text)).concat(")"), sa.literal("")
        )
        address = address.concat(before)
    return sheet, cell, address, order


def _mapped_cell(column: str) -> sa.ScalarSelect[str]:
    """The cell of a row's column by the row's map, in which '#' stands for the row's number; null where it has none."""
    table = sa.table(
        "cell_map", _batch_id(), sa.column("map_no", sa.Integer), sa.column("cells", sa.JSON), schema="staging"
    )
    # Under a name of its own: a bare batch_id is then the row's.
    maps = sa.select(table.c.batch_id.label("map_batch_id"), table.c.map_no, table.c.cells).subquery("maps")
    row_number = sa.cast(sa.column("row_no"), sa.Text)
    cell = sa.func.replace(sa.func.json_extract_path_text(maps.c.cells, column), "#", row_number, type_=sa.Text)
    return (
        sa.select(cell)
        .where(maps.c.map_batch_id == _batch_id(), maps.c.map_no == sa.column("cell_map"))
        .scalar_subquery()
    )
