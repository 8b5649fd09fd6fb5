"""Publish: what dbt built aside becomes visible in one transaction.

dbt builds and tests every mart in schema marts_build. Publishing writes the rows that differ into the tables of schema
marts, and keeps what was there before. A reader's snapshot sees one publish or the next, never a mix and never a
missing name; tables keep their identity, so grants on them and analysts' own views on them stay.

Enters: a connection as lumbung_dbt, a publish that was begun. Leaves: marts.* like what was built.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Mapping
from pathlib import Path

from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.marts import history, standing
from lumbung.marts.declared import Declared
from lumbung.marts.shape import (
    BEHIND,
    BUILD,
    HISTORY,
    SHOWN,
    STATUS,
    MartChanged,
    columns,
    key,
    listed,
    marts_in_view,
    need_all_in_view,
    relations,
    table,
)
from lumbung.runtime.manifest import project_hash

KEPT = 7
PATIENCE_SECONDS = 900.0
"""How long a publish that must lock a mart waits for its readers: BI's statements end after ten minutes."""

MUCH = 0.25
"""The share of a table's rows that must have changed for it to be counted anew."""

STATISTICS_FORCED = 150000
"""The first server version that counts what a session changed at once when asked to."""


class MartsInUse(Exception):
    """A mart gains a column or another key, and its readers left no moment to lock it."""


class NothingBuilt(Exception):
    """There is nothing to publish: dbt did not finish, or another publish took this one's place."""


def rules_sha256(connection: Connection, dbt_project: Path) -> str:
    """Hash of what the marts are a function of besides batches: the reference tables, the rules by which copies are
    found, the dbt project.
    """
    rows = connection.execute(
        """
        select 'reference', table_name, sha256 from ops.reference_loads
        union all
        select 'copies', version, '' from (select distinct version from staging.news_copy) compared
        order by 1, 2
        """
    ).fetchall()
    return hashlib.sha256(json.dumps(rows).encode() + project_hash(dbt_project).encode()).hexdigest()


def inputs_sha256(connection: Connection, rules: str) -> str:
    """Hash of the live and the rejected batches and of the rules: same hash, same marts."""
    digest = hashlib.sha256(rules.encode())
    rows = connection.execute(
        """
        select 'live', batch_id::text, is_sample::text, current_since::text from landing.live_batches
        union all
        select 'waiting', batch_id::text, status, '' from landing.batches where status <> 'accepted'
        order by 1, 2
        """
    ).fetchall()
    digest.update(json.dumps(rows).encode())
    return digest.hexdigest()


def begin(connection: Connection, inputs: str, rules: str = "") -> int | None:
    """Open a publish; None when the newest publish was made from the same inputs, whether it is in view or a rollback
    took its place: what was taken out of view does not come back by itself.

    A publish that was begun before and did not end is marked failed: this one replaces it. What stands in marts_build
    and prep is built upon only when the last build was published and nothing but batches changed since; else it is
    dropped.
    """
    with connection.transaction():
        one_at_a_time(connection)
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
        last = connection.execute(
            "select state = 'published' and rules_sha256 = %s from ops.publishes order by publish_id desc limit 1",
            [rules],
        ).fetchone()
        upon = last is not None and bool(last[0]) and bool(relations(connection, BUILD))
        if not upon:
            for schema in (BUILD, "prep"):
                for kind, word in (("v", "view"), ("r", "table")):
                    for left in relations(connection, schema, kind, own=True):
                        connection.execute(
                            sql.SQL("drop {} if exists {} cascade").format(sql.SQL(word), table(schema, left))
                        )
        _freeze(connection, upon=upon)
        row = connection.execute(
            "insert into ops.publishes (inputs_sha256, rules_sha256, from_nothing) values (%s, %s, %s) "
            "returning publish_id",
            [inputs, rules, not upon],
        ).fetchone()
    assert row is not None  # noqa: S101 - insert returning gives a row
    return int(str(row[0]))


def _freeze(connection: Connection, *, upon: bool) -> None:
    """Note the batches that this build reads and those that changed since the build that it is made upon, if any."""
    connection.execute("delete from ops.changed_batches; delete from ops.changed_versions")
    if not upon:
        connection.execute("delete from ops.build_batches; delete from ops.build_versions")
    connection.execute(
        """
        insert into ops.changed_batches
        select coalesce(live.batch_id, frozen.batch_id)
        from landing.live_batches live full join ops.build_batches frozen using (batch_id)
        where (live.source_id, live.is_sample, live.current_since)
              is distinct from (frozen.source_id, frozen.is_sample, frozen.current_since)
        """
    )
    connection.execute("delete from ops.build_batches where batch_id in (select batch_id from ops.changed_batches)")
    connection.execute(
        """
        insert into ops.build_batches (batch_id, source_id, is_sample, current_since)
        select batch_id, source_id, is_sample, current_since from landing.live_batches
        where batch_id in (select batch_id from ops.changed_batches)
        """
    )
    connection.execute(  # whether a version is live says nothing of what it states
        """
        insert into ops.changed_versions
        select coalesce(now.batch_id, frozen.batch_id)
        from landing.accepted_versions now full join ops.build_versions frozen using (batch_id)
        where (now.source_id, now.origin, now.received_at, now.current_since, now.is_sample) is distinct from
              (frozen.source_id, frozen.origin, frozen.received_at, frozen.current_since, frozen.is_sample)
        """
    )
    connection.execute("delete from ops.build_versions")
    connection.execute(
        """
        insert into ops.build_versions
            (batch_id, source_id, origin, received_at, current_since, is_sample, is_live, versions)
        select batch_id, source_id, origin, received_at, current_since, is_sample, is_live, versions
        from landing.accepted_versions
        """
    )
    for name in ("build_batches", "build_versions", "changed_batches", "changed_versions"):
        connection.execute(sql.SQL("analyze {}").format(table("ops", name)))


def give_up(connection: Connection, publish_id: int, detail: str) -> None:
    """Note that a publish failed, so that data_status says that the marts are not of the last night.

    Its publish step may still be run again, as long as no other publish was begun.
    """
    with connection.transaction():
        connection.execute(
            "update ops.publishes set state = 'failed', detail = %s where publish_id = %s and state = 'building'",
            [detail, publish_id],
        )


def publish(connection: Connection, publish_id: int, declared: Mapping[str, Declared] | None = None) -> list[str]:
    """Make the built marts visible, all in one transaction; give their names. Done already: does nothing again.

    `declared`: references and partitions of the marts, as dbt's project has them.

    Raises:
        NothingBuilt: marts_build is empty and this publish is not in view.
        MartChanged: a mart, a column or a column's type that readers may use is gone.
        MartsInUse: a mart gains a column, and somebody reads it without an end.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with connection.transaction():
                marts = _publish(connection, publish_id, declared or {})
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
    tidy(connection)
    return marts


def _publish(connection: Connection, publish_id: int, declared: Mapping[str, Declared]) -> list[str]:
    """The marts."""
    one_at_a_time(connection)
    state = connection.execute(
        "select state, publish_id = (select max(publish_id) from ops.publishes) from ops.publishes "
        "where publish_id = %s",
        [publish_id],
    ).fetchone()
    if state is not None and state[0] == "published":
        return marts_in_view(connection)
    if state is None or not state[1]:
        raise NothingBuilt(f"publish {publish_id} is over: trigger build_marts for a new one")
    built = relations(connection, BUILD)
    if not built:
        raise NothingBuilt(f"publish {publish_id}: dbt left no table in marts_build")
    need_all_in_view(connection, [*built, *relations(connection, BUILD, "v")])
    change = history.note_change(connection, publish_id, "publish")
    standing.alter(connection, [mart for mart in built if standing.need_change(connection, mart)], change)
    if {"mart", "published_at"} <= set(columns(connection, BUILD, STATUS)):  # when is known only now
        connection.execute("update marts_build.data_status set published_at = now()")
    by_partition = _stands_as_before(connection, publish_id)
    for mart in built:
        standing.comment(connection, mart)
        partition = declared[mart].partition if by_partition and mart in declared else None
        if history.since(connection, mart) == change:
            partition = None
        for rows in standing.built(mart, partition):
            standing.bring(connection, mart, rows, change)
    standing.refer(connection, built, declared)
    views = standing.show_views(connection)
    for view in views:
        standing.comment(connection, view)
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
    return sorted([*built, *views])


def _stands_as_before(connection: Connection, publish_id: int) -> bool:
    """Whether this build was made upon the publish that is in view, so that what its changed batches do not touch is
    the same: no build from nothing, and no rollback took the last publish's place.
    """
    row = connection.execute(
        """
        select not p.from_nothing and v.publish_id = (
            select max(publish_id) from ops.publishes where state = 'published' and publish_id < p.publish_id)
        from ops.publishes p, ops.in_view v where p.publish_id = %s
        """,
        [publish_id],
    ).fetchone()
    return row is not None and bool(row[0])


def one_at_a_time(connection: Connection) -> None:
    """Let no other publish or rollback begin before this transaction's end. Readers are not kept waiting."""
    connection.execute("lock table ops.in_view in share row exclusive mode")


def kept_publishes(connection: Connection) -> list[int]:
    """The publishes that can be brought back, newest first."""
    rows = connection.execute(
        """
        select p.publish_id from ops.publishes p join ops.mart_changes c on c.publish_id = p.publish_id
        where p.state = 'published' and c.kind = 'publish' order by 1 desc limit %s
        """,
        [KEPT],
    ).fetchall()
    return [int(str(row[0])) for row in rows]


def tidy(connection: Connection) -> None:
    """Clear away what the build and the publish deleted, and count anew, where much changed.

    Postgres leaves these tables to us (`autovacuum_enabled`): where it runs for minutes a day, its own rounds would
    come in the middle of a build. It clears at the same share of dead rows; the sample that counting takes costs as
    much after a small change as after a large one.
    """
    before = connection.autocommit
    connection.autocommit = True
    try:
        if connection.info.server_version >= STATISTICS_FORCED:
            connection.execute("select pg_stat_force_next_flush()")
        for schema, name, cleared, counted in connection.execute(
            """
            select schemaname, tables.relname,
                   n_dead_tup > current_setting('autovacuum_vacuum_threshold')::integer
                                + current_setting('autovacuum_vacuum_scale_factor')::float8 * n_live_tup
                   or schemaname = %(shown)s
                      and n_ins_since_vacuum > current_setting('autovacuum_vacuum_insert_threshold')::integer
                                + current_setting('autovacuum_vacuum_insert_scale_factor')::float8 * n_live_tup,
                   -- A row that changed was deleted and inserted, and stands twice. All rows of a table counted where
                   -- it was made stand in the first count: what left, and what came on top, is the change.
                   least(n_mod_since_analyze, 2 * (n_tup_upd + n_tup_del)) + greatest(n_live_tup - reltuples, 0)
                       > current_setting('autovacuum_analyze_threshold')::integer + 2 * %(much)s * n_live_tup
                   or coalesce(last_analyze, last_autoanalyze) is null
            from pg_stat_user_tables as tables join pg_class on pg_class.oid = relid
            where schemaname = any(%(schemas)s) and 'autovacuum_enabled=false' = any(reloptions)
            order by 1, 2
            """,
            {"shown": SHOWN, "much": MUCH, "schemas": [SHOWN, BEHIND, HISTORY, BUILD, "prep"]},
        ).fetchall():
            if cleared:
                connection.execute(sql.SQL("vacuum (truncate false) {}").format(table(str(schema), str(name))))
            if counted and schema == HISTORY:  # which is read by key and change alone
                read = listed([*key(connection, str(schema), str(name)), "stood"])
                connection.execute(sql.SQL("analyze {} ({})").format(table(str(schema), str(name)), read))
            elif counted:
                connection.execute(sql.SQL("analyze {}").format(table(str(schema), str(name))))
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
