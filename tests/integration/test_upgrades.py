"""Upgrades: a warehouse of an older version becomes what a fresh one is, and keeps its rows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from lumbung.runtime.warehouse import Warehouse

BEFORE = Path(__file__).with_name("schema_before.sql").read_bytes()
NOW = files("lumbung.staging").joinpath("schema.sql").read_bytes()

SHAPE = {
    "columns": """
        select table_schema, table_name, column_name, data_type, numeric_precision, numeric_scale, is_nullable,
               column_default, is_identity, is_generated
        from information_schema.columns where table_schema in ('landing', 'staging', 'ops') order by 1, 2, 3
    """,
    "constraints": """
        select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        from pg_constraint
        where connamespace in (select oid from pg_namespace where nspname in ('landing', 'staging', 'ops'))
          and contype <> 'n' -- what may not be null stands among the columns; an older constraint may bear another name
        order by 1, 2
    """,
    "indexes": """
        select schemaname, tablename, indexname, indexdef
        from pg_indexes where schemaname in ('landing', 'staging', 'ops') order by 1, 2, 3
    """,
    "views": "select schemaname, viewname, definition from pg_views "
    "where schemaname in ('landing', 'staging', 'ops') order by 1, 2",
}
ROWS = """
    insert into landing.files (sha256, source_id, origin, file_name, bytes)
    values (repeat('a', 64), 'a__b', 'x', 'x', 1);
    insert into landing.batches (file_id, source_id, dataset, parser_version)
    values (1, 'a__b', 'budget_realisation', '1');
    insert into staging.budget_realisation (
        batch_id, sheet, row_no, region_code, agency_name, account_code, expenditure_class, funding_source, fiscal_year,
        period_month, budget_stage, realisation_basis, source_ref, cells
    ) values (1, 's', 7, '15.71', 'Dinas', '5.1', 'operating', 'PAD', 2024, 6, 'murni', 'to_date', 'x#s!A7',
              '{"budget_idr": "K7"}');
    insert into staging.beneficiary (batch_id, sheet, row_no, region_code, program_name, source_ref, cells)
    values (1, 's', 7, '15.71', 'Bantuan', 'x#s!A7', '{}');
    insert into staging.control_total (batch_id, sheet, cell, measure, label, stated_value, computed_value)
    values (1, 's', 'B9', 'budget_idr', 'Jumlah', 5, 5);
    insert into ops.quarantine (batch_id, rule, reason) values (1, 'r', 'first'), (1, 'r', 'again');
"""

CELLS = """
    select m.cells from staging.budget_realisation b
    join staging.cell_map m on m.batch_id = b.batch_id and m.map_no = b.cell_map
"""


@pytest.fixture
def databases(server: Warehouse) -> Iterator[dict[str, str]]:
    """URLs of two empty databases."""
    names = {"old": "upgrade_old", "fresh": "upgrade_fresh"}
    with psycopg.connect(server.url("admin", database="postgres"), autocommit=True) as owner:
        for name in names.values():
            owner.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))
            owner.execute(sql.SQL("create database {} encoding 'UTF8' template template0").format(sql.Identifier(name)))
    yield {kind: server.url("admin", database=name) for kind, name in names.items()}
    with psycopg.connect(server.url("admin", database="postgres"), autocommit=True) as owner:
        for name in names.values():
            owner.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def shape(connection: psycopg.Connection[tuple[object, ...]], what: str) -> list[tuple[object, ...]]:
    found = connection.execute(SHAPE[what].encode()).fetchall()
    assert len(found) > 1, what
    return found


def test_an_old_warehouse_becomes_what_a_fresh_one_is(databases: dict[str, str]) -> None:
    with psycopg.connect(databases["old"]) as old, psycopg.connect(databases["fresh"]) as fresh:
        old.execute(BEFORE)
        fresh.execute(NOW)
        for what in SHAPE:
            assert what == "views" or shape(old, what) != shape(fresh, what), f"{what}: there is nothing to upgrade"
        old.execute(NOW)
        for what in SHAPE:
            assert shape(old, what) == shape(fresh, what)
        for connection in (old, fresh):
            before = {what: shape(connection, what) for what in SHAPE}
            connection.execute(NOW)
            assert {what: shape(connection, what) for what in SHAPE} == before, "a second time changes nothing"


def test_rows_survive_an_upgrade(databases: dict[str, str]) -> None:
    with psycopg.connect(databases["old"]) as old:
        old.execute(BEFORE)
        old.execute(ROWS)
        old.execute(NOW)
        assert old.execute("select row_no, column_no from staging.budget_realisation").fetchall() == [(7, 1)]
        assert old.execute(CELLS).fetchall() == [({"budget_idr": "K7"},)]
        assert old.execute("select nik_is_valid, period_year from staging.beneficiary").fetchall() == [(False, None)]
        assert old.execute("select tolerance, check_name from staging.control_total").fetchall() == [(0, "total")]
        assert old.execute("select reason from ops.quarantine").fetchall() == [("first",)]


def test_a_warehouse_of_today_is_not_locked_when_it_is_prepared_again(databases: dict[str, str]) -> None:
    with psycopg.connect(databases["fresh"]) as reader, psycopg.connect(databases["fresh"]) as owner:
        owner.execute(NOW)
        owner.commit()
        for (table,) in reader.execute(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables "
            "where table_schema = 'staging' and table_type = 'BASE TABLE'"
        ).fetchall():
            reader.execute(sql.SQL("lock table {} in access share mode").format(sql.Identifier(*str(table).split("."))))
        owner.execute("set lock_timeout = '2s'")
        owner.execute(NOW)
