"""Publish: what dbt built aside becomes visible in one transaction.

dbt builds and tests every mart as a table of schema marts_build. Publishing writes the rows that differ into the tables
behind the views of schema marts, and keeps what was built as a version to bring back. A reader's snapshot sees one
publish or the next, never a mix and never a missing name; views and tables keep their identity, so grants on them and
analysts' own views on them stay.

Enters: a connection as lumbung_dbt, a publish that was begun. Leaves: marts.* like what was built, the last seven kept.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.marts import standing
from lumbung.marts.shape import BUILD, DATA, MartChanged, columns, marts_in_view, need_all_in_view, table, tables
from lumbung.runtime.manifest import project_hash

KEPT = 7
PATIENCE_SECONDS = 900.0
"""How long a publish that must lock a mart waits for its readers: BI's statements end after ten minutes."""


class MartsInUse(Exception):
    """A mart gains a column or another key, and its readers left no moment to lock it."""


class NothingBuilt(Exception):
    """There is nothing to publish: dbt did not finish, or another publish took this one's place."""


def inputs_sha256(connection: Connection, dbt_project: Path) -> str:
    """Hash of the live and the rejected batches, the reference tables, the rules by which copies are found and the dbt
    project: same hash, same marts.
    """
    digest = hashlib.sha256()
    rows = connection.execute(
        """
        select 'live', batch_id::text, is_sample::text, current_since::text from landing.live_batches
        union all
        select 'waiting', batch_id::text, status, '' from landing.batches where status <> 'accepted'
        union all
        select 'reference', table_name, sha256, '' from ops.reference_loads
        union all
        select 'copies', version, '', '' from (select distinct version from staging.news_copy) compared
        order by 1, 2
        """
    ).fetchall()
    digest.update(json.dumps(rows).encode())
    digest.update(project_hash(dbt_project).encode())
    return digest.hexdigest()


def begin(connection: Connection, inputs: str) -> int | None:
    """Open a publish; None when the newest publish was made from the same inputs, whether it is in view or a rollback
    took its place: what was taken out of view does not come back by itself.

    A publish that was begun before and did not end is marked failed: this one replaces it.
    """
    with connection.transaction():
        connection.execute(
            "update ops.publishes set state = 'failed', detail = 'did not reach its end' where state = 'building'"
        )
        newest = connection.execute(
            "select inputs_sha256 from ops.publishes where state = 'published' order by publish_id desc limit 1"
        ).fetchone()
        confirm = "update ops.in_view set confirmed_at = clock_timestamp()"
        # No row is updated where a version of the product that kept no such row published: the marts are made anew.
        if newest is not None and newest[0] == inputs and connection.execute(confirm).rowcount:
            return None
        for left in tables(connection, BUILD):  # of a build that did not reach its end
            connection.execute(sql.SQL("drop table {} cascade").format(table(BUILD, left)))
        row = connection.execute(
            "insert into ops.publishes (inputs_sha256) values (%s) returning publish_id", [inputs]
        ).fetchone()
    assert row is not None  # noqa: S101 - insert returning gives a row
    return int(str(row[0]))


def give_up(connection: Connection, publish_id: int, detail: str) -> None:
    """Note that a publish failed, so that data_status says that the marts are not of the last night.

    Its publish step may still be run again, as long as no other publish was begun.
    """
    with connection.transaction():
        connection.execute(
            "update ops.publishes set state = 'failed', detail = %s where publish_id = %s and state = 'building'",
            [detail, publish_id],
        )


def publish(connection: Connection, publish_id: int) -> list[str]:
    """Make the built marts visible, all in one transaction; give their names. Done already: does nothing again.

    Raises:
        NothingBuilt: marts_build is empty and this publish is not in view.
        MartChanged: a mart, a column or a column's type that readers may use is gone.
        MartsInUse: a mart gains a column, and somebody reads it without an end.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with connection.transaction():
                marts, written = _publish(connection, publish_id)
            break
        except MartChanged as fault:
            give_up(connection, publish_id, str(fault))
            raise
        except standing.Busy as fault:
            if time.monotonic() > deadline:
                told = f"{fault} cannot be altered while in use by {_sessions(connection)}"
                give_up(connection, publish_id, told)
                raise MartsInUse(f"{told}; end these sessions and run the publish again") from None
            time.sleep(random.uniform(0.2, 1.0))  # noqa: S311 - not to keep step with a reader that polls
    tidy(connection, written)
    return marts


def _publish(connection: Connection, publish_id: int) -> tuple[list[str], list[str]]:
    """The marts, and those of which rows were written."""
    one_at_a_time(connection)
    state = connection.execute(
        "select state, publish_id = (select max(publish_id) from ops.publishes) from ops.publishes "
        "where publish_id = %s",
        [publish_id],
    ).fetchone()
    if state is not None and state[0] == "published":
        return marts_in_view(connection), []
    if state is None or not state[1]:
        raise NothingBuilt(f"publish {publish_id} is over: trigger build_marts for a new one")
    built = tables(connection, BUILD)
    if not built:
        raise NothingBuilt(f"publish {publish_id}: dbt left no table in marts_build")
    need_all_in_view(connection, built)
    standing.alter(connection, [mart for mart in built if standing.need_change(connection, mart)])
    if {"mart", "published_at"} <= set(columns(connection, BUILD, standing.STATUS)):  # when is known only now
        connection.execute("update marts_build.data_status set published_at = now()")
    versions = versions_of(connection, "(select publish_id from ops.in_view)")
    written = []
    for mart in built:
        standing.comment(connection, mart)
        if standing.bring(connection, mart, BUILD, mart):
            written.append(mart)
        elif mart in versions:  # as it was: the version that is there speaks for this publish too
            connection.execute(sql.SQL("drop table {}").format(table(BUILD, mart)))
            _note(connection, publish_id, mart, versions[mart])
            continue
        version = f"{mart}__p{publish_id}"
        standing.keep(connection, mart, version)
        _note(connection, publish_id, mart, version)
    connection.execute(
        "update ops.publishes set state = 'published', published_at = now(), detail = null where publish_id = %s",
        [publish_id],
    )
    connection.execute(
        """
        insert into ops.in_view (publish_id) values (%s)
        on conflict (one) do update set publish_id = excluded.publish_id, confirmed_at = excluded.confirmed_at
        """,
        [publish_id],
    )
    _drop_old(connection)
    return built, written


def one_at_a_time(connection: Connection) -> None:
    """Let no other publish or rollback begin before this transaction's end. Readers are not kept waiting."""
    connection.execute("lock table ops.in_view in share row exclusive mode")


def kept_publishes(connection: Connection) -> list[int]:
    """The publishes whose versions are kept, newest first."""
    rows = connection.execute(
        """
        select publish_id from (
            select publish_id from ops.publishes where state = 'published' order by publish_id desc limit %s
        ) newest
        where exists (select from ops.published_marts m where m.publish_id = newest.publish_id)
        order by 1 desc
        """,
        [KEPT],
    ).fetchall()
    return [int(str(row[0])) for row in rows]


def versions_of(connection: Connection, publish_id: int | str) -> dict[str, str]:
    """Mart -> table of marts_data that holds its rows in a publish."""
    which = sql.SQL(publish_id) if isinstance(publish_id, str) else sql.Literal(publish_id)
    rows = connection.execute(
        sql.SQL("select mart, version from ops.published_marts where publish_id = {} order by 1").format(which)
    ).fetchall()
    return {str(mart): str(version) for mart, version in rows}


def _note(connection: Connection, publish_id: int, mart: str, version: str) -> None:
    connection.execute(
        "insert into ops.published_marts (publish_id, mart, version) values (%s, %s, %s)", [publish_id, mart, version]
    )


def _drop_old(connection: Connection) -> None:
    """Nobody reads a version, so none is waited for."""
    connection.execute("delete from ops.published_marts where publish_id <> all(%s)", [kept_publishes(connection)])
    used = connection.execute("select mart from ops.published_marts union select version from ops.published_marts")
    names = {str(row[0]) for row in used.fetchall()}
    for name in tables(connection, DATA):
        if name not in names:
            connection.execute(sql.SQL("drop table {}").format(table(DATA, name)))


def tidy(connection: Connection, marts: Sequence[str]) -> None:
    """Clear away what the publish deleted, and count anew: where Postgres runs for minutes a day, nobody else does."""
    before = connection.autocommit
    connection.autocommit = True
    try:
        for mart in marts:
            connection.execute(sql.SQL("vacuum (analyze, truncate false) {}").format(table(DATA, mart)))
    finally:
        connection.autocommit = before


def _sessions(connection: Connection) -> str:
    """Who has marts open, for a message: role, program, process id and since when."""
    with connection.transaction():
        rows = connection.execute(
            """
            select distinct format('%s (%s, process %s) since %s UTC', a.usename, nullif(a.application_name, ''),
                                   a.pid, to_char(a.xact_start at time zone 'UTC', 'HH24:MI:SS'))
            from pg_locks l
            join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
            join pg_stat_activity a on a.pid = l.pid
            where n.nspname in ('marts', 'marts_data') and l.granted and a.pid <> pg_backend_pid()
            order by 1
            """
        ).fetchall()
    return ", ".join(str(row[0]) for row in rows) or "sessions that have gone meanwhile"
