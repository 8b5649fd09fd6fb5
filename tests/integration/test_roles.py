"""What each role may do."""

from __future__ import annotations

import psycopg
import pytest

from lumbung.marts.read import QueryRefused, query
from lumbung.runtime.warehouse import Warehouse

SCHEMAS = ("landing", "staging", "ops", "prep", "marts_build", "marts_data")


@pytest.fixture
def with_tables(warehouse: Warehouse) -> Warehouse:
    with warehouse.connect("dbt") as connection:
        for schema in ("prep", "marts_build", "marts_data"):
            connection.execute(f"create table {schema}.t (n integer)")
        connection.execute("create table marts.t (n integer)")
    return warehouse


@pytest.mark.parametrize("schema", SCHEMAS)
def test_bi_reads_no_schema_but_marts(with_tables: Warehouse, schema: str) -> None:
    with with_tables.connect("admin") as connection:
        found = connection.execute("select tablename from pg_tables where schemaname = %s limit 1", [schema]).fetchone()
    assert found is not None
    with pytest.raises(QueryRefused, match="permission denied"):
        query(with_tables, f"select * from {schema}.{found[0]}")


def test_bi_reads_marts(with_tables: Warehouse) -> None:
    assert query(with_tables, "select * from t").columns == ["n"]


@pytest.mark.parametrize(
    "write",
    [
        "insert into marts.t values (1)",
        "delete from marts.t",
        "create table marts.mine (n integer)",
        "create schema mine",
        "create temporary table mine (n integer)",
        "drop table marts.t",
    ],
)
def test_bi_writes_nothing_even_in_a_transaction_that_says_it_may(with_tables: Warehouse, write: str) -> None:
    with with_tables.connect("bi") as connection:
        connection.execute("set transaction read write")
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)):
            connection.execute(write)


def test_loader_cannot_touch_marts(with_tables: Warehouse) -> None:
    with with_tables.connect("loader") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select * from marts.t")


def test_dbt_cannot_read_the_text_of_articles_nor_write_staging(with_tables: Warehouse) -> None:
    with with_tables.connect("dbt") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select body from staging.news_article")
    with with_tables.connect("dbt") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("delete from staging.program_reach")


def test_preparing_again_changes_nothing_for_a_connected_role(with_tables: Warehouse) -> None:
    with_tables.prepare(airflow=False)
    assert query(with_tables, "select * from t").rows == []
