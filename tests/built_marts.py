"""Nights without dbt: small marts as it would leave them in marts_build, and their publish."""

from __future__ import annotations

from lumbung.marts.declared import Declared
from lumbung.marts.publish import begin, publish
from lumbung.marts.read import query
from lumbung.runtime.warehouse import Warehouse

MARTS = ("fct_a", "fct_b", "fct_c")
ROWS = 200


def build(warehouse: Warehouse, number: int, *, marts: tuple[str, ...] = MARTS, also: str = "") -> int:
    """What dbt would leave: marts that all say which build they are of, and how they stand. `also` is SQL to follow."""
    with warehouse.connect("dbt") as connection:
        publish_id = begin(connection, f"inputs {number}", f"rules {number}")  # so each is built from nothing
        assert publish_id is not None
        for mart in marts:
            connection.execute(
                f"create table marts_build.{mart} (row_key integer primary key, build integer, name text not null)"
            )
            connection.execute(
                f"insert into marts_build.{mart} select n, {number}, 'x' || n from generate_series(1, {ROWS}) n"
            )
            connection.execute(f"comment on table marts_build.{mart} is 'One row per build.'")
            connection.execute(f"comment on column marts_build.{mart}.build is 'Number of the build.'")
        connection.execute(
            "create table marts_build.data_status (mart text primary key, publish_id bigint, published_at timestamptz, "
            "state text not null, row_count bigint)"
        )
        for mart in marts:
            connection.execute(
                "insert into marts_build.data_status values (%s, %s, null, 'fresh', %s)", [mart, publish_id, ROWS]
            )
        connection.execute(also.encode())
    return publish_id


def show(warehouse: Warehouse, publish_id: int, declared: dict[str, Declared] | None = None) -> list[str]:
    with warehouse.connect("dbt") as connection:
        return publish(connection, publish_id, declared)


def night(warehouse: Warehouse, number: int) -> int:
    publish_id = build(warehouse, number)
    show(warehouse, publish_id)
    return publish_id


def states(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return query(warehouse, "select distinct publish_id, state from data_status order by 1, 2").rows
