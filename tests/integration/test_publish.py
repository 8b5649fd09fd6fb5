"""Publishing: one transaction, grants and analysts' views stay, the same inputs are not published twice."""

from __future__ import annotations

import threading

import psycopg
import pytest

from lumbung.marts.publish import NothingBuilt, begin, publish
from lumbung.marts.read import query
from lumbung.runtime.warehouse import Warehouse


def build(warehouse: Warehouse, number: int) -> int:
    """What dbt would leave: two marts that both say which build they are of."""
    with warehouse.connect("dbt") as connection:
        publish_id = begin(connection, f"inputs {number}")
        assert publish_id is not None
        for mart in ("fct_a", "fct_b"):
            connection.execute(f"create table marts_build.{mart} as select {number} as build, 'x'::text as name")
            connection.execute(f"comment on table marts_build.{mart} is 'One row per build.'")
            connection.execute(f"comment on column marts_build.{mart}.build is 'Number of the build.'")
    return publish_id


def show(warehouse: Warehouse, publish_id: int) -> list[str]:
    with warehouse.connect("dbt") as connection:
        return publish(connection, publish_id)


def test_views_carry_the_comments_and_bi_reads_them(warehouse: Warehouse) -> None:
    assert show(warehouse, build(warehouse, 1)) == ["fct_a", "fct_b"]
    assert query(warehouse, "select build from fct_a").rows == [(1,)]
    assert query(warehouse, "select obj_description('marts.fct_a'::regclass)").rows == [("One row per build.",)]
    assert query(warehouse, "select col_description('marts.fct_a'::regclass, 1)").rows == [("Number of the build.",)]


def test_grants_and_analysts_views_survive_two_nights(warehouse: Warehouse) -> None:
    show(warehouse, build(warehouse, 1))
    with warehouse.connect("admin") as connection:
        connection.execute("create schema analyst")
        connection.execute("create view analyst.mine as select build from marts.fct_a")
        connection.execute("grant usage on schema analyst to lumbung_bi")
        connection.execute("grant select on analyst.mine to lumbung_bi")
    for number in (2, 3):
        show(warehouse, build(warehouse, number))
        assert query(warehouse, "select build from analyst.mine").rows == [(number,)]


def test_a_column_that_is_added_last_leaves_analysts_views_in_place(warehouse: Warehouse) -> None:
    show(warehouse, build(warehouse, 1))
    with warehouse.connect("admin") as connection:
        connection.execute("create schema analyst")
        connection.execute("create view analyst.mine as select name from marts.fct_a where build > 0")
        connection.execute("grant usage on schema analyst to lumbung_bi")
        connection.execute("grant select on analyst.mine to lumbung_bi")
    publish_id = build(warehouse, 2)
    with warehouse.connect("dbt") as connection:
        connection.execute("alter table marts_build.fct_a add column name_printed text default 'X'")
    show(warehouse, publish_id)
    assert query(warehouse, "select * from fct_a").rows == [(2, "x", "X")]
    assert query(warehouse, "select * from analyst.mine").rows == [("x",)]


def test_readers_never_see_two_builds_or_an_error(warehouse: Warehouse) -> None:
    show(warehouse, build(warehouse, 1))
    stop, seen, errors = threading.Event(), set(), []

    def read() -> None:
        with warehouse.connect("bi", autocommit=True) as connection:
            while not stop.is_set():
                try:
                    seen.add(connection.execute("select a.build, b.build from marts.fct_a a, marts.fct_b b").fetchone())
                except psycopg.Error as error:
                    errors.append(str(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for number in range(2, 12):
            show(warehouse, build(warehouse, number))
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert errors == []
    assert len(seen) > 1
    assert all(row is not None and row[0] == row[1] for row in seen)


def test_publishing_twice_is_publishing_once(warehouse: Warehouse) -> None:
    publish_id = build(warehouse, 1)
    assert show(warehouse, publish_id) == show(warehouse, publish_id)


def test_same_inputs_are_not_built_again_and_a_broken_build_is_no_excuse(warehouse: Warehouse) -> None:
    show(warehouse, build(warehouse, 1))
    with warehouse.connect("dbt") as connection:
        assert begin(connection, "inputs 1") is None
        first = begin(connection, "inputs 2")
        again = begin(connection, "inputs 2")  # the first did not reach its end
        assert first is not None
        assert again is not None
        states = dict(connection.execute("select publish_id, state from ops.publishes").fetchall())
    assert (states[first], states[again]) == ("failed", "building")


def test_a_build_that_left_nothing_is_not_published(warehouse: Warehouse) -> None:
    with warehouse.connect("dbt") as connection:
        publish_id = begin(connection, "inputs")
    assert publish_id is not None
    with pytest.raises(NothingBuilt):
        show(warehouse, publish_id)


def test_seven_versions_are_kept(warehouse: Warehouse) -> None:
    for number in range(1, 10):
        show(warehouse, build(warehouse, number))
    with warehouse.connect("admin") as connection:
        kept = connection.execute("select count(*) from pg_tables where schemaname = 'marts_data'").fetchone()
    assert kept == (14,)
