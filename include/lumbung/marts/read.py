"""Read the marts as an analyst does: as the BI role, which sees schema marts and may write nowhere.

Enters: SQL, or a mart and a condition. Leaves: rows, or the addresses behind them.
"""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import psycopg
from psycopg import sql

from lumbung.marts import shape
from lumbung.runtime.warehouse import Warehouse

BRIDGE = "bridge_report_source"

Format = Literal["table", "csv", "json"]


class QueryRefused(Exception):
    """Postgres refused the query; the message is its line, and what it hints at."""


@dataclass(frozen=True)
class Table:
    """Column names and rows."""

    columns: list[str]
    rows: list[tuple[object, ...]]


def query(warehouse: Warehouse, text: str) -> Table:
    """Run one statement as the BI role, which may write nowhere.

    Raises:
        QueryRefused: syntax, a name that is not there, or "permission denied".
    """
    try:
        with warehouse.connect("bi") as connection:
            cursor = connection.execute(text.encode(), prepare=True)  # takes one statement, not several
            if cursor.description is None:
                return Table([], [])
            return Table([column.name for column in cursor.description], cursor.fetchall())
    except psycopg.Error as error:
        raise QueryRefused(_refusal(error)) from error


def _refusal(error: psycopg.Error) -> str:
    """One line: what Postgres says, its hint, and where names are to be found."""
    said = error.diag.message_primary or str(error).splitlines()[0]
    if error.diag.message_hint:
        said += f". {error.diag.message_hint}"
    elif isinstance(error, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        said += ". lumbung dictionary lists marts and columns"
    return " ".join(said.split())


@dataclass(frozen=True)
class Address:
    """Where a mart row comes from: cell or sentence, and the file version that holds it."""

    source_ref: str
    measure: str
    quote: str | None
    origin: str
    sha256: str
    received_at: str


def trace(warehouse: Warehouse, mart: str, where: str) -> list[Address]:
    """The addresses behind the rows of a mart that a condition selects: of a fact its own, and all of what follows from
    several cells; of a report those of all the figures that its numbers are made of. `where` is SQL of the caller, run
    as the BI role.

    Raises:
        QueryRefused: no such mart, no source_ref in it, or a condition that Postgres refuses.
    """
    name = mart.removeprefix("marts.")
    known = query(
        warehouse, "select table_name, column_name from information_schema.columns where table_schema = 'marts'"
    )
    columns = [str(column) for table, column in known.rows if table == name]
    if not columns:
        raise QueryRefused(f"there is no mart {name!r}; marts: {', '.join(sorted({str(t) for t, _ in known.rows}))}")
    refs = [column for column in columns if column == "source_ref" or column.endswith("_source_ref")]
    bridged = any(table == BRIDGE for table, _ in known.rows)
    if name.startswith("rpt_") and bridged:
        found = _of_several_figures(warehouse, name, where)
    elif "batch_id" in columns and refs:
        found = query(warehouse, _of_single_figures(name, "quote" in columns, refs, where)).rows
        bases = [sql.Identifier(column) for column in columns if column.endswith("_basis")]
        if bridged and bases:
            derived = sql.SQL("'derived' in ({})").format(sql.SQL(", ").join(bases)).as_string(None)
            found += _of_several_figures(warehouse, name, f"({where}\n) and {derived}")
    else:
        raise QueryRefused(f"{name} is not made of single figures: it has no source_ref")
    with warehouse.connect("loader") as connection:
        files = {
            row[0]: row[1:]
            for row in connection.execute(
                """
                select b.batch_id, f.origin, f.sha256, f.received_at::text
                from landing.batches b join landing.files f using (file_id) where b.batch_id = any(%s)
                """,
                [sorted({int(str(row[0])) for row in found})],
            ).fetchall()
        }
    return [
        Address(str(ref), str(measure), None if quote is None else str(quote), *(str(part) for part in files[batch_id]))
        for batch_id, quote, measure, ref in found
    ]


def _of_single_figures(name: str, has_quote: bool, refs: list[str], where: str) -> str:
    """SQL: batch, words, measure and address of each figure of a fact's rows."""
    chosen = sql.SQL("with chosen as materialized (select row_number() over () as nth, * from marts.{} where (").format(
        sql.Identifier(name)
    )
    figures = sql.SQL(" union all ").join(
        sql.SQL("select nth, {} as part, batch_id, {} as quote, {} as measure, {} as ref from chosen").format(
            sql.Literal(part),
            sql.Identifier("quote") if has_quote else sql.SQL("null"),
            sql.Literal(ref.removesuffix("_source_ref") if ref != "source_ref" else ""),
            sql.Identifier(ref),
        )
        for part, ref in enumerate(refs)
    )
    then = sql.SQL("\n)) select batch_id, quote, measure, ref from ({}) f where ref is not null order by nth, part")
    return chosen.as_string(None) + where + then.format(figures).as_string(None)


def _of_several_figures(warehouse: Warehouse, name: str, where: str) -> list[tuple[object, ...]]:
    """The same of the figures that numbers of a mart are made of, as the bridge lists them.

    Keys and regions are asked first: with them as literals the bridge reads these regions of the facts alone.
    """
    with warehouse.connect("bi") as connection:
        [key] = shape.key(connection, shape.SHOWN, name)
        select = sql.SQL("select {}, region_code from marts.{} where (").format(
            sql.Identifier(key), sql.Identifier(name)
        )
    rows = query(warehouse, select.as_string(None) + where + "\n)").rows
    figures = (
        sql.SQL(
            """
            select b.batch_id, n.quote, b.measure || case when b.part = 'figure' then '' else ', ' || b.part end,
                   b.source_ref
            from marts.{bridge} b
            left join marts.fct_news_figure n on b.fact_mart = 'fct_news_figure' and n.figure_key = b.fact_key
            where b.report = {report} and b.region_code = any({regions}) and b.row_key = any({keys})
            group by b.row_key, b.measure, b.part, b.batch_id, b.source_ref, n.quote
            order by array_position({keys}, b.row_key), b.measure, b.part, b.batch_id, b.source_ref, n.quote
            """
        )
        .format(
            bridge=sql.Identifier(BRIDGE),
            report=sql.Literal(name),
            regions=sql.Literal(sorted({str(region) for _, region in rows})),
            keys=sql.Literal([str(row_key) for row_key, _ in rows]),
        )
        .as_string(None)
    )
    return query(warehouse, figures).rows


def as_text(table: Table, how: Literal["csv", "json"]) -> str:
    """Rows as CSV with a header, or as one JSON array of objects. A number that JSON would round is written as text."""
    if how == "json":
        rows = [dict(zip(table.columns, map(_json_value, row), strict=True)) for row in table.rows]
        return json.dumps(rows, ensure_ascii=False)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([["" if value is None else value for value in row] for row in table.rows])
    return out.getvalue().rstrip("\n")


def _json_value(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            return str(value)
        if value == value.to_integral_value():
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, list):
        return [_json_value(item) for item in value]
    return str(value)
