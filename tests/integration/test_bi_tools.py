"""BI tools find the marts as what they are: tables with keys, references, comments, types and names that they can take.

Asked as lumbung_bi, in the way each tool asks Postgres: Superset through SQLAlchemy's inspector, Metabase and Power BI
by the catalogue views that they query.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from psycopg import sql
from sqlalchemy import create_engine, inspect
from sqlalchemy.types import NullType

from lumbung.landing.ledger import Connection
from lumbung.marts.declared import declared_marts
from lumbung.marts.shape import STATUS
from lumbung.runtime.manifest import manifest_path
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse
from tests.night import Nights

READ_BY_ALL = {"text", "integer", "bigint", "numeric", "date", "timestamp with time zone", "boolean"}
DIGITS = 28
"""What .NET's decimal holds for certain: Power BI stops at a number with more."""

BRIDGE = "bridge_report_source"
"""The mart that is a view on others and has no key."""

VIEWS = sorted([BRIDGE, STATUS])

Reference = tuple[str, str, str, str]
"""A mart and its column, the mart that it refers to and that one's key."""


@pytest.fixture(scope="module")
def warehouse(nights: Nights) -> Iterator[Warehouse]:
    with open_warehouse(Settings(home=nights.home)) as opened:
        yield opened


@pytest.fixture
def bi(warehouse: Warehouse) -> Iterator[Connection]:
    with warehouse.connect("bi") as connection:
        yield connection


@pytest.fixture(scope="module")
def keys(nights: Nights) -> dict[str, str]:
    """Mart -> the column that its contract declares as its key."""
    nodes = json.loads(manifest_path(Settings(home=nights.home)).read_text(encoding="utf-8"))["nodes"].values()
    found = {
        node["name"]: name
        for node in nodes
        if node["resource_type"] == "model" and node["schema"] == "marts_build"
        for name, column in node["columns"].items()
        if {"primary_key"} & {constraint["type"] for constraint in column["constraints"]}
    }
    assert found.keys() == nights.after_first.keys() - {BRIDGE}
    return found


@pytest.fixture(scope="module")
def references(nights: Nights) -> set[Reference]:
    """What dbt tests as a relationship."""
    found = {
        (mart, reference.column, reference.mart, reference.key)
        for mart, declared in declared_marts(manifest_path(Settings(home=nights.home))).items()
        for reference in declared.references
    }
    assert len(found) > len(nights.after_first)
    return found


def test_superset_finds_comments_keys_and_types(
    nights: Nights, warehouse: Warehouse, keys: dict[str, str], references: set[Reference]
) -> None:
    engine = create_engine(warehouse.url("bi", driver="psycopg"))
    try:
        seen = inspect(engine)
        assert seen.default_schema_name == "marts"
        assert {*seen.get_view_names("marts"), *seen.get_table_names("marts")} == set(nights.after_first)
        assert sorted(seen.get_view_names("marts")) == VIEWS
        for mart, key in keys.items():
            assert (seen.get_table_comment(mart, "marts")["text"] or "").startswith("One row per "), mart
            for column in seen.get_columns(mart, "marts"):
                assert column["comment"], f"{mart}.{column['name']}"
                assert not isinstance(column["type"], NullType), f"{mart}.{column['name']}"
            assert mart == STATUS or seen.get_pk_constraint(mart, "marts")["constrained_columns"] == [key]
        assert {
            (mart, found["constrained_columns"][0], found["referred_table"], found["referred_columns"][0])
            for mart in keys
            for found in seen.get_foreign_keys(mart, "marts")
        } == references
    finally:
        engine.dispose()


def test_metabase_finds_comments_keys_and_references(
    bi: Connection, keys: dict[str, str], references: set[Reference]
) -> None:
    """Tables and references from pg_catalog; which column is the key, from information_schema."""
    tables = bi.execute(
        """
        select c.relname, c.relkind, d.description
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'f', 'm')
          and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
        """
    ).fetchall()
    assert {str(name): str(kind) for name, kind, _ in tables} == {
        mart: "v" if mart in VIEWS else "r" for mart in (*keys, BRIDGE)
    }
    assert all(str(comment).startswith("One row per ") for _, _, comment in tables)

    columns = bi.execute(
        """
        select c.table_name, c.column_name, pk.column_name is not null,
            col_description(format('%I.%I', c.table_schema, c.table_name)::regclass, c.ordinal_position)
        from information_schema.columns c
        left join (
            select k.table_schema, k.table_name, k.column_name
            from information_schema.table_constraints t
            join information_schema.key_column_usage k using (constraint_name, table_schema, table_name)
            where t.constraint_type = 'PRIMARY KEY'
        ) pk using (table_schema, table_name, column_name)
        where c.table_schema !~ '^information_schema|^pg_'
        """
    ).fetchall()
    assert {str(mart) for mart, *_ in columns} == {*keys, BRIDGE}
    assert all(comment for *_, comment in columns)
    assert {(mart, column) for mart, column, is_key, _ in columns if is_key} == {
        one for one in keys.items() if one[0] != STATUS
    }

    found = bi.execute(
        """
        select t.relname, a.attname, other.relname, key.attname
        from pg_constraint c
        join pg_class t on t.oid = c.conrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = any(c.conkey)
        join pg_class other on other.oid = c.confrelid
        join pg_attribute key on key.attrelid = other.oid and key.attnum = any(c.confkey)
        where c.contype = 'f' and c.connamespace = 'marts'::regnamespace
        """
    ).fetchall()
    assert set(found) == references
    assert len(found) == len(references)


def test_power_bi_finds_keys_and_references(bi: Connection, keys: dict[str, str], references: set[Reference]) -> None:
    """All from information_schema, which tells of keys only to who may do more than select; joined by their names."""
    tables = bi.execute(
        "select table_name, table_type from information_schema.tables "
        "where table_schema not in ('information_schema', 'pg_catalog')"
    ).fetchall()
    assert {str(name): kind for name, kind in tables} == {
        mart: "VIEW" if mart in VIEWS else "BASE TABLE" for mart in (*keys, BRIDGE)
    }
    found = bi.execute(
        """
        select t.table_name, k.column_name
        from information_schema.table_constraints t
        join information_schema.key_column_usage k
            using (constraint_schema, constraint_name, table_schema, table_name)
        where t.constraint_type in ('PRIMARY KEY', 'UNIQUE')
        """
    ).fetchall()
    assert sorted(found) == sorted(one for one in keys.items() if one[0] != STATUS)
    found = bi.execute(
        """
        select there.table_name, there.column_name, key.table_name, key.column_name
        from information_schema.referential_constraints r
        join information_schema.key_column_usage there
            on (there.constraint_schema, there.constraint_name) = (r.constraint_schema, r.constraint_name)
        join information_schema.key_column_usage key
            on (key.constraint_schema, key.constraint_name) = (r.unique_constraint_schema, r.unique_constraint_name)
            and key.ordinal_position = there.ordinal_position
        """
    ).fetchall()
    assert sorted(found) == sorted(references)


def test_every_tool_can_take_each_type_and_name(bi: Connection, keys: dict[str, str]) -> None:
    columns = bi.execute(
        """
        select c.table_name, c.column_name, c.data_type, c.numeric_precision, c.numeric_scale, w.word is not null,
            col_description(format('%I.%I', c.table_schema, c.table_name)::regclass, c.ordinal_position)
        from information_schema.columns c
        left join pg_get_keywords() w on w.word = c.column_name and w.catcode = 'R'
        where c.table_schema = 'marts'
        order by c.table_name, c.ordinal_position
        """
    ).fetchall()
    first: dict[str, str] = {}
    for mart, column, kind, precision, scale, reserved, comment in columns:
        where = f"{mart}.{column}"
        first.setdefault(str(mart), str(column))
        assert kind in READ_BY_ALL, where
        assert kind != "numeric" or (scale is not None and int(str(precision)) <= DIGITS), where
        assert re.fullmatch(r"[a-z][a-z0-9_]*", str(column)), where
        assert not reserved or f'"{column}"' in str(comment), f"{where} needs quotes in SQL, and does not say so"
    assert first.pop(BRIDGE) == "report"
    assert first == keys, "a mart begins with its key"


def test_keys_stay_apart_where_capitals_and_outer_blanks_are_not_told_apart(
    bi: Connection, keys: dict[str, str]
) -> None:
    """As in Power BI's model, which refuses a reference to a column with two equal values."""
    for mart, key in keys.items():
        asked = sql.SQL("select count(*), count(distinct lower(btrim({key}))) from {mart}")
        [(rows, apart)] = bi.execute(asked.format(key=sql.Identifier(key), mart=sql.Identifier(mart))).fetchall()
        assert rows
        assert rows == apart, mart
