"""The tables behind the views: each mart stands in one table, and a publish writes into it only rows that differ.

So a reader's snapshot, not a lock, decides what is seen: whoever reads during a publish sees all marts as they were
before, waits for nothing and makes nobody wait. Only a mart that gains a column is locked, for a moment.

Enters: a connection as lumbung_dbt inside the publish's transaction. Leaves: marts_data.<mart> like the rows given.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import psycopg
from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.marts.shape import BUILD, DATA, SHOWN, columns, key, listed, stands_behind, table

STATUS = "data_status"
LOCK_SECONDS = 0.6
"""How long a publish may wait for the locks it needs, all together. A reader that finds itself in a deadlock with us is
ended after deadlock_timeout, 1 s: we give up before."""


class Busy(Exception):
    """A mart must be locked for a change of its columns, and somebody reads it: try again."""


def need_change(connection: Connection, mart: str) -> bool:
    """Whether the mart's table or view must be altered, and not only its rows."""
    return (
        not stands_behind(connection, mart)
        or set(columns(connection, BUILD, mart)) != set(columns(connection, SHOWN, mart))
        or key(connection, BUILD, mart) != key(connection, DATA, mart)
    )


def alter(connection: Connection, marts: Sequence[str]) -> None:
    """Give these marts the columns and the key of what was built; a view gains columns at its end.

    Raises:
        Busy: a reader is in the way.
    """
    until = time.monotonic() + LOCK_SECONDS
    shown = [mart for mart in marts if columns(connection, SHOWN, mart)]
    # A reader locks the view, then the table. To alter a view's owner to what it is locks it and nothing below it.
    locks = [sql.SQL("alter view {} owner to current_user").format(table(SHOWN, mart)) for mart in shown]
    locks += [
        sql.SQL("lock table {} in access exclusive mode").format(table(DATA, mart))
        for mart in shown
        if stands_behind(connection, mart)
    ]
    try:
        for lock in locks:
            left = max(1, int((until - time.monotonic()) * 1000))
            connection.execute(sql.SQL("set local statement_timeout = {}").format(sql.Literal(left)))
            connection.execute(lock)
    except psycopg.errors.QueryCanceled as fault:
        raise Busy(", ".join(marts)) from fault
    connection.execute("set local statement_timeout to default")
    for mart in marts:
        _alter(connection, mart)


def _alter(connection: Connection, mart: str) -> None:
    built, standing = table(BUILD, mart), table(DATA, mart)
    new = columns(connection, BUILD, mart)
    if not stands_behind(connection, mart):  # new, let go before, or a view from before there were such tables
        connection.execute(sql.SQL("drop table if exists {}").format(standing))
        connection.execute(sql.SQL("create table {} (like {} including indexes)").format(standing, built))
    elif key(connection, BUILD, mart) != key(connection, DATA, mart):
        _drop_keys(connection, DATA, mart)
        empty(connection, mart)  # the new key need not hold for the old rows
    old = columns(connection, DATA, mart)
    for column, kind in new.items():
        if column not in old:
            connection.execute(
                sql.SQL("alter table {} add column {} {}").format(standing, sql.Identifier(column), sql.SQL(kind))
            )
    keyed = key(connection, BUILD, mart)
    if keyed and not key(connection, DATA, mart):
        connection.execute(sql.SQL("alter table {} add primary key ({})").format(standing, listed(keyed)))
    shown = columns(connection, SHOWN, mart)
    order = [*shown, *(column for column in new if column not in shown)]
    connection.execute(
        sql.SQL("create or replace view {} as select {} from {} as stood").format(
            table(SHOWN, mart), sql.SQL(", ").join(_shown(mart, column) for column in order), standing
        )
    )


def _shown(mart: str, column: str) -> sql.Composable:
    if (mart, column) == (STATUS, "state"):  # changes without a publish: a night that failed, a rollback
        return sql.SQL("coalesce((select state from ops.marts_state), stood.state) as state")
    return sql.Identifier("stood", column)


def bring(connection: Connection, mart: str, schema: str, name: str) -> int:
    """Make the mart's rows those of another table; give how many rows were written and deleted.

    Rows are the same when every value is, to the last digit. A column that the other table lacks becomes null.
    """
    standing, other = table(DATA, mart), table(schema, name)
    names, theirs = list(columns(connection, DATA, mart)), columns(connection, schema, name)
    types = columns(connection, DATA, mart)
    values = sql.SQL(", ").join(
        sql.Identifier("new", column)
        if column in theirs
        else sql.SQL("cast(null as {})").format(sql.SQL(types[column]))
        for column in names
    )
    keyed = key(connection, DATA, mart)
    if not keyed:
        return (
            empty(connection, mart)
            + connection.execute(
                sql.SQL("insert into {} ({}) select {} from {} as new").format(standing, listed(names), values, other)
            ).rowcount
        )
    connection.execute("set local work_mem = '32MB'")
    same_key = sql.SQL(" and ").join(
        sql.SQL("{} = {}").format(sql.Identifier("new", column), sql.Identifier("old", column)) for column in keyed
    )
    connection.execute(  # a query of its own, which all cores may share
        sql.SQL(
            "create temporary table differing as select old.ctid as gone, new.ctid as come "
            "from {} as old full join {} as new on {} where {} is null or {} is null "
            "or cast(row({}) as record) *<> cast(row({}) as record)"
        ).format(
            standing,
            other,
            same_key,
            sql.Identifier("old", keyed[0]),
            sql.Identifier("new", keyed[0]),
            values,
            listed(names, "old"),
        )
    )
    gone = connection.execute(
        sql.SQL("delete from {} where ctid = any(array(select gone from pg_temp.differing))").format(standing)
    ).rowcount
    come = connection.execute(
        sql.SQL(
            "insert into {} ({}) select {} from {} as new where ctid = any(array(select come from pg_temp.differing))"
        ).format(standing, listed(names), values, other)
    ).rowcount
    connection.execute("drop table pg_temp.differing")
    return gone + come


def empty(connection: Connection, mart: str) -> int:
    """Delete all rows; give how many. Not truncate: that would empty the mart for a reader with an older snapshot."""
    return connection.execute(sql.SQL("delete from {}").format(table(DATA, mart))).rowcount


def keep(connection: Connection, mart: str, version: str) -> None:
    """Put what was built aside under a version's name. It is read by a rollback only: it needs no key and no index."""
    _drop_keys(connection, BUILD, mart)
    built = table(BUILD, mart)
    connection.execute(sql.SQL("alter table {} rename to {}").format(built, sql.Identifier(version)))
    connection.execute(sql.SQL("alter table {} set schema {}").format(table(BUILD, version), sql.Identifier(DATA)))


def _drop_keys(connection: Connection, schema: str, name: str) -> None:
    for (constraint,) in connection.execute(
        "select conname from pg_constraint where conrelid = to_regclass(format('%%I.%%I', %s::text, %s::text)) "
        "and contype in ('p', 'u', 'f')",
        [schema, name],
    ).fetchall():
        connection.execute(
            sql.SQL("alter table {} drop constraint {} cascade").format(
                table(schema, name), sql.Identifier(str(constraint))
            )
        )
    for (index,) in connection.execute(
        "select indexrelid::regclass::text from pg_index where indrelid = to_regclass(format('%%I.%%I', %s::text, "
        "%s::text))",
        [schema, name],
    ).fetchall():
        connection.execute(sql.SQL("drop index {}").format(sql.SQL(str(index))))


def comment(connection: Connection, mart: str) -> None:
    """Carry the words of the built table over to the view, with its key: BI tools see no key behind a view."""
    [(words,)] = connection.execute(
        "select obj_description(to_regclass(format('marts_build.%%I', %s::text)), 'pg_class')", [mart]
    ).fetchall()
    keyed = key(connection, BUILD, mart)
    said = " ".join(filter(None, [str(words) if words else "", f"Key: {', '.join(keyed)}." if keyed else ""])) or None
    [(before,)] = connection.execute(
        "select obj_description(to_regclass(format('marts.%%I', %s::text)), 'pg_class')", [mart]
    ).fetchall()
    if said != before:
        connection.execute(sql.SQL("comment on view {} is {}").format(table(SHOWN, mart), sql.Literal(said)))
    for column, text in connection.execute(
        """
        select built.attname, col_description(built.attrelid, built.attnum)
        from pg_attribute built
        join pg_attribute shown on shown.attname = built.attname
            and shown.attrelid = to_regclass(format('marts.%%I', %s::text)) and shown.attnum > 0
        where built.attrelid = to_regclass(format('marts_build.%%I', %s::text)) and built.attnum > 0
          and col_description(built.attrelid, built.attnum)
              is distinct from col_description(shown.attrelid, shown.attnum)
        """,
        [mart, mart],
    ).fetchall():
        connection.execute(
            sql.SQL("comment on column {}.{} is {}").format(
                table(SHOWN, mart), sql.Identifier(str(column)), sql.Literal(text)
            )
        )
