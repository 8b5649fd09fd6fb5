"""What each role may do."""

from __future__ import annotations

import psycopg
import pytest

from lumbung.marts.read import QueryRefused, query
from lumbung.runtime.warehouse import Warehouse

SCHEMAS = ("landing", "staging", "ops", "prep", "marts_build", "marts_data", "marts_history")


@pytest.fixture
def with_tables(warehouse: Warehouse) -> Warehouse:
    with warehouse.connect("dbt") as connection:
        for schema in ("prep", "marts_build", "marts_data", "marts_history"):
            connection.execute(f"create table {schema}.t (n integer)")
        connection.execute("create table marts.t (n integer)")
        connection.execute("create table marts.keyed (n integer primary key)")
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
        "create table marts.mine (n integer references marts.keyed)",
        "alter table marts.t add foreign key (n) references marts.keyed",
        "create schema mine",
        "create temporary table mine (n integer)",
        "drop table marts.t",
        "update marts.t set n = 1",
        "truncate marts.t",
    ],
)
def test_bi_writes_nothing(with_tables: Warehouse, write: str) -> None:
    with pytest.raises(QueryRefused, match=r"permission denied|must be owner"):
        query(with_tables, write)


def test_loader_cannot_touch_marts(with_tables: Warehouse) -> None:
    with with_tables.connect("loader") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select * from marts.t")


def test_dbt_cannot_read_the_text_of_articles_nor_write_staging(with_tables: Warehouse) -> None:
    with with_tables.connect("dbt") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select body from staging.news_article")
    with with_tables.connect("dbt") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("delete from staging.program_reach")


def test_bi_may_read_no_table_column_or_function_outside_marts(with_tables: Warehouse) -> None:
    """Asked of the catalogue, so that a table which is new tomorrow is asked too."""
    with with_tables.connect("admin") as connection:
        tables = connection.execute(
            """
            select n.nspname, c.relname,
                   has_schema_privilege('lumbung_bi', n.oid, 'usage')
                   or has_any_column_privilege('lumbung_bi', c.oid, 'select, insert, update')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
              and c.relkind in ('r', 'v', 'm', 'p')
            """
        ).fetchall()
        schemas = connection.execute(
            """
            select nspname from pg_namespace where has_schema_privilege('lumbung_bi', oid, 'usage')
            and nspname not in ('pg_catalog', 'information_schema', 'public')
            """
        ).fetchall()
    assert len(tables) > 30
    assert {str(schema) for schema, _, _ in tables} >= {*SCHEMAS, "marts"}
    assert {str(schema) for schema, _, may in tables if may} == {"marts"}
    assert schemas == [("marts",)]


def test_dbt_reads_of_persons_what_counts_them_once_and_no_more(with_tables: Warehouse) -> None:
    with with_tables.connect("admin") as connection:
        readable = connection.execute(
            """
            select c.relname, a.attname from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where n.nspname = 'staging' and c.relname like 'beneficiary%'
              and has_column_privilege('lumbung_dbt', c.oid, a.attnum, 'select')
            """
        ).fetchall()
        known = connection.execute(
            "select attname from pg_attribute where attrelid = 'staging.beneficiary'::regclass and attnum > 0"
        ).fetchall()
    columns = (
        "batch_id sheet row_no region_code program_name period_year nik_hash nik_is_valid nik_fault birth_year sex "
        "source_ref"
    )
    assert set(readable) == {("beneficiary", column) for column in columns.split()}
    # Names, addresses and numbers are not even there to be read.
    assert {str(name) for (name,) in known} == {*columns.split(), "cell_map"}


def test_preparing_again_changes_nothing_for_a_connected_role(with_tables: Warehouse) -> None:
    with_tables.prepare(airflow=False)
    assert query(with_tables, "select * from t").rows == []


def test_a_managed_servers_admin_who_is_no_superuser_can_prepare(server: Warehouse, warehouse: Warehouse) -> None:
    """As on a hosted Postgres: createrole and createdb, no more. Twice: the second time finds what the first made."""
    assert warehouse.database  # whose roles step aside here
    import secrets

    from lumbung.runtime.settings import settings
    from lumbung.runtime.warehouse import from_url

    password = secrets.token_urlsafe(12)
    with psycopg.connect(server.url("admin", database="postgres"), autocommit=True) as connection:
        for role in ("loader", "dbt", "bi", "airflow"):  # as if there were none: another server's roles
            connection.execute(f"alter role lumbung_{role} rename to kept_{role}")
        connection.execute(f"create role hosted login createrole createdb password '{password}'")
    try:
        url = f"postgresql://hosted:{password}@{server.host}:{server.port}/hosted%2Dcity"
        hosted = from_url(settings(), url)
        with psycopg.connect(server.url("admin", database="postgres"), autocommit=True) as connection:
            connection.execute("grant connect on database postgres to public")
        hosted.prepare()
        hosted.prepare()
        with hosted.connect("dbt") as connection:
            connection.execute("create table marts.t (n integer)")
        assert query(hosted, "select * from t").columns == ["n"]
        assert hosted.database == "hosted-city"
    finally:
        with psycopg.connect(server.url("admin", database="postgres"), autocommit=True) as connection:
            for database in ("hosted-city", "hosted-city_airflow"):
                connection.execute(f'drop database if exists "{database}" with (force)')
            for role in ("loader", "dbt", "bi", "airflow"):
                connection.execute(f"drop role if exists lumbung_{role}")
                connection.execute(f"alter role kept_{role} rename to lumbung_{role}")
            connection.execute("drop role hosted")


def test_bi_makes_no_large_objects(with_tables: Warehouse) -> None:
    with with_tables.connect("bi") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select lo_from_bytea(0, 'x')")


def test_no_password_reaches_the_servers_log(server: Warehouse, warehouse: Warehouse) -> None:
    warehouse.prepare(airflow=False)
    log = (server.settings.logs / "postgres.log").read_text(errors="replace")
    for role in ("loader", "dbt", "bi"):
        assert warehouse.settings.password(role) not in log
