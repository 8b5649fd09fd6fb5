"""Publish: what dbt built aside becomes visible in one transaction.

dbt builds and tests every mart as a table of schema marts_build. Publishing moves those tables to marts_data under
versioned names and points the views of schema marts at them. A reader sees one publish or the next, never a mix and
never a missing name; the views keep their identity, so grants on them and analysts' own views on them stay.

Enters: a connection as lumbung_dbt, a publish that was begun. Leaves: marts.* at the new version, the last seven kept.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.runtime.manifest import project_hash

KEPT = 7


class NothingBuilt(Exception):
    """There is nothing to publish: dbt did not finish, or another publish took this one's place."""


def inputs_sha256(connection: Connection, dbt_project: Path) -> str:
    """Hash of the live and the rejected batches, the reference tables and the dbt project: same hash, same marts."""
    digest = hashlib.sha256()
    rows = connection.execute(
        """
        select 'live', batch_id::text, is_sample::text, current_since::text from landing.live_batches
        union all
        select 'waiting', batch_id::text, status, '' from landing.batches where status <> 'accepted'
        union all
        select 'reference', table_name, sha256, '' from ops.reference_loads
        order by 1, 2
        """
    ).fetchall()
    digest.update(json.dumps(rows).encode())
    digest.update(project_hash(dbt_project).encode())
    return digest.hexdigest()


def begin(connection: Connection, inputs: str) -> int | None:
    """Open a publish; None when the marts in view were made from the same inputs.

    A publish that was begun before and did not end is marked failed: this one replaces it.
    """
    with connection.transaction():
        connection.execute(
            "update ops.publishes set state = 'failed', detail = 'did not reach its end' where state = 'building'"
        )
        newest = connection.execute(
            "select inputs_sha256 from ops.publishes where state = 'published' order by publish_id desc limit 1"
        ).fetchone()
        if newest is not None and newest[0] == inputs:
            return None
        for left in _names(connection, "marts_build", "r"):  # of a build that did not reach its end
            connection.execute(sql.SQL("drop table marts_build.{} cascade").format(sql.Identifier(left)))
        row = connection.execute(
            "insert into ops.publishes (inputs_sha256) values (%s) returning publish_id", [inputs]
        ).fetchone()
    assert row is not None  # noqa: S101 - insert returning gives a row
    return int(str(row[0]))


def publish(connection: Connection, publish_id: int) -> list[str]:
    """Make the built marts visible, all in one transaction; give their names. Done already: does nothing again.

    Raises:
        NothingBuilt: marts_build is empty and this publish is not in view.
    """
    with connection.transaction():
        state = connection.execute(
            "select state from ops.publishes where publish_id = %s for update", [publish_id]
        ).fetchone()
        built = _names(connection, "marts_build", "r")
        if state is not None and state[0] == "published":
            return _names(connection, "marts", "v")
        if state is None or state[0] != "building":
            raise NothingBuilt(f"publish {publish_id} is over: trigger build_marts for a new one")
        if not built:
            raise NothingBuilt(f"publish {publish_id}: dbt left no table in marts_build")
        if "data_status" in built:  # when it was published is known only now
            connection.execute("update marts_build.data_status set published_at = now()")
        for gone in sorted(set(_names(connection, "marts", "v")) - set(built)):
            connection.execute(sql.SQL("drop view marts.{}").format(sql.Identifier(gone)))
        for mart in built:
            version = f"{mart}__p{publish_id}"
            connection.execute(
                sql.SQL("alter table marts_build.{} rename to {}").format(sql.Identifier(mart), sql.Identifier(version))
            )
            connection.execute(
                sql.SQL("alter table marts_build.{} set schema marts_data").format(sql.Identifier(version))
            )
            _point_view(connection, mart, version)
        connection.execute(
            "update ops.publishes set state = 'published', published_at = now(), detail = null where publish_id = %s",
            [publish_id],
        )
        _drop_old(connection)
    return built


def _point_view(connection: Connection, mart: str, version: str) -> None:
    view, table = sql.Identifier(mart), sql.Identifier(version)
    select = sql.SQL("select * from marts_data.{}").format(table)
    old, new = _columns(connection, "marts", mart), _columns(connection, "marts_data", version)
    if old and new[: len(old)] != old:  # a view can gain columns at its end; any other change needs a new view
        connection.execute(sql.SQL("drop view marts.{}").format(view))
    connection.execute(sql.SQL("create or replace view marts.{} as {}").format(view, select))
    comment = connection.execute(
        "select obj_description(%s::regclass, 'pg_class')", [f'marts_data."{version}"']
    ).fetchone()
    connection.execute(
        sql.SQL("comment on view marts.{} is {}").format(view, sql.Literal(comment[0] if comment else None))
    )
    for name, text in connection.execute(
        """
        select attname, col_description(attrelid, attnum) from pg_attribute
        where attrelid = %s::regclass and attnum > 0 and not attisdropped
        """,
        [f'marts_data."{version}"'],
    ).fetchall():
        connection.execute(
            sql.SQL("comment on column marts.{}.{} is {}").format(view, sql.Identifier(str(name)), sql.Literal(text))
        )


def _drop_old(connection: Connection) -> None:
    kept = [
        int(str(row[0]))
        for row in connection.execute(
            "select publish_id from ops.publishes where state = 'published' order by publish_id desc limit %s", [KEPT]
        ).fetchall()
    ]
    for name in _names(connection, "marts_data", "r"):
        number = name.rpartition("__p")[2]
        if number.isdigit() and int(number) not in kept:
            connection.execute(sql.SQL("drop table marts_data.{}").format(sql.Identifier(name)))


def _names(connection: Connection, schema: str, kind: str) -> list[str]:
    rows = connection.execute(
        """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = %s and c.relkind = %s order by 1
        """,
        [schema, kind],
    ).fetchall()
    return [str(row[0]) for row in rows]


def _columns(connection: Connection, schema: str, name: str) -> list[tuple[str, str]]:
    rows = connection.execute(
        """
        select a.attname, format_type(a.atttypid, a.atttypmod)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = %s and c.relname = %s and a.attnum > 0 and not a.attisdropped order by a.attnum
        """,
        [schema, name],
    ).fetchall()
    return [(str(row[0]), str(row[1])) for row in rows]
