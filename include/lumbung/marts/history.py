"""What the marts held before: each change keeps the rows that it took out of view, and the keys that it brought.

So a mart at an earlier change is made of the rows that no later change touched and of what later changes took away
first; that costs as much as was changed since, not as much as there is. A rollback makes the marts so, and for
analysts function marts.<mart>_as_of(moment) shows them so.

Enters: a connection as lumbung_dbt inside the transaction of a publish or a rollback. Leaves: tables of marts_history.
"""

from __future__ import annotations

from typing import Literal

from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.marts.shape import HISTORY, SHOWN, STATUS, columns, home, key, listed, same, table


def note_change(connection: Connection, publish_id: int, kind: Literal["publish", "rollback"]) -> int:
    """Begin a change of the marts; give its number."""
    [(number,)] = connection.execute(
        "insert into ops.mart_changes (publish_id, kind) values (%s, %s) returning change_no", [publish_id, kind]
    ).fetchall()
    return int(str(number))


def change_of(connection: Connection, publish_id: int) -> int | None:
    """The change by which a publish came into view; None when it never did."""
    row = connection.execute(
        "select change_no from ops.mart_changes where publish_id = %s and kind = 'publish'", [publish_id]
    ).fetchone()
    return None if row is None else int(str(row[0]))


def since(connection: Connection, mart: str) -> int | None:
    """The change that made the mart as it stands."""
    row = connection.execute(
        "select since_change from ops.mart_tables where mart = %s and until_change is null", [mart]
    ).fetchone()
    return None if row is None else int(str(row[0]))


def stood_otherwise(connection: Connection, mart: str, change: int) -> bool:
    """Whether, at a change, a mart of this name stood that was made anew later."""
    return (
        connection.execute(
            "select from ops.mart_tables where mart = %s and since_change <= %s and until_change > %s",
            [mart, change, change],
        ).fetchone()
        is not None
    )


def made(connection: Connection, mart: str, change: int) -> None:
    """A mart was made, or made anew with another key: its history begins. An earlier one keeps a name of its own."""
    before = since(connection, mart)
    if before is not None:
        connection.execute(
            "update ops.mart_tables set until_change = %s where mart = %s and since_change = %s", [change, mart, before]
        )
        connection.execute(
            sql.SQL("alter table {} rename to {}").format(
                table(HISTORY, mart), sql.Identifier(f"{mart}__until_{change}")
            )
        )
    connection.execute("insert into ops.mart_tables (mart, since_change) values (%s, %s)", [mart, change])
    keyed = listed(key(connection, home(mart), mart))
    connection.execute(
        sql.SQL(
            "create table {history} with (autovacuum_enabled = false) as "
            "select cast(null as bigint) as change_no, false as stood, now.* from {mart} now "
            "with no data; alter table {history} alter column change_no set not null, alter column stood set not null, "
            "add primary key ({key}, change_no); create index on {history} (change_no)"
        ).format(history=table(HISTORY, mart), mart=table(home(mart), mart), key=keyed)
    )


def widen(connection: Connection, mart: str) -> None:
    """Give the history the columns that the mart gained, and the mart its function."""
    known = columns(connection, HISTORY, mart)
    for column, kind in columns(connection, home(mart), mart).items():
        if column not in known:
            connection.execute(
                sql.SQL("alter table {} add column {} {}").format(
                    table(HISTORY, mart), sql.Identifier(column), sql.SQL(kind)
                )
            )
    if mart != STATUS:
        _make_function(connection, mart)


def as_of(connection: Connection, mart: str, change: sql.Composable, *, only_touched: bool = False) -> sql.Composed:
    """The query for the mart's rows at a change; `only_touched`: for those of them that later changes touched."""
    names, keyed = list(columns(connection, home(mart), mart)), key(connection, home(mart), mart)
    touched = sql.SQL(
        "select {names} from (select earlier.*, row_number() over (partition by {key} order by change_no) as nth "
        "from {history} as earlier where change_no > {change}) as first_touched where nth = 1 and stood"
    ).format(names=listed(names), key=listed(keyed), history=table(HISTORY, mart), change=change)
    if only_touched:
        return touched
    return sql.SQL(
        "select {names} from {mart} as now where not exists (select from {history} as later "
        "where {same} and later.change_no > {change}) union all {touched}"
    ).format(
        names=listed(names, "now"),
        mart=table(home(mart), mart),
        history=table(HISTORY, mart),
        same=same(keyed, "later", "now"),
        change=change,
        touched=touched,
    )


def touched_after(connection: Connection, mart: str, change: int) -> sql.Composed:
    """The condition that a row `old` of the mart was touched by a later change."""
    keyed = key(connection, home(mart), mart)
    return sql.SQL("exists (select from {} as later where {} and later.change_no > {})").format(
        table(HISTORY, mart), same(keyed, "later", "old"), sql.Literal(change)
    )


def _make_function(connection: Connection, mart: str) -> None:
    """marts.<mart>_as_of(moment): the mart's rows as they were in view then; none before it was first published.

    It reads what BI may not, but gives only what BI could read then.
    """
    at_change = sql.SQL("(select coalesce(max(change_no), 0) from ops.mart_changes where made_at <= $1)")
    began = since(connection, mart)
    body = sql.SQL("select * from ({}) as rows_then where {} >= {}").format(
        as_of(connection, mart, at_change), at_change, sql.Literal(began)
    )
    name = table(SHOWN, f"{mart}_as_of")
    connection.execute(
        sql.SQL(
            "create or replace function {}(moment timestamp with time zone) returns setof {} language sql stable "
            "security definer set search_path = pg_catalog, pg_temp as {}"
        ).format(name, table(SHOWN, mart), sql.Literal(body.as_string(connection)))
    )
    connection.execute(sql.SQL("revoke execute on function {} from public").format(name))
    connection.execute(
        sql.SQL("comment on function {} is {}").format(
            name,
            sql.Literal(f"marts.{mart} as it was in view at a moment, such as {mart}_as_of('2026-03-31 18:00+07')"),
        )
    )
