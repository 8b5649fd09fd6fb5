"""The marts as tables that stand: a change writes into them only rows that differ.

So a reader's snapshot, not a lock, decides what is seen: whoever reads during a publish sees all marts as they were
before, waits for nothing and makes nobody wait. Only a mart that gains a column is locked, for a moment.

Enters: a connection as lumbung_dbt inside the transaction of a publish or a rollback. Leaves: marts.<mart> like the
rows given, and what was there before in marts_history.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.marts import history
from lumbung.marts.declared import Declared, Partition
from lumbung.marts.shape import (
    BEHIND,
    BUILD,
    HISTORY,
    SHOWN,
    STATUS,
    MartChanged,
    columns,
    home,
    key,
    listed,
    need_no_reader,
    relations,
    same,
    table,
)

LOCK_SECONDS = 0.6
"""How long a publish may wait for the locks it needs, all together. A reader that finds itself in a deadlock with us is
ended after deadlock_timeout, 1 s: we give up before."""

KEYS_UNENFORCED = 180000
"""The first server version that takes a foreign key as a statement and not as a rule. Ours are statements: dbt tests
them on every build, and a rule would search all facts for each row that leaves a dimension."""


class Busy(Exception):
    """A mart must be locked for a change of its columns, and somebody reads it: try again."""


@dataclass(frozen=True)
class Rows:
    """Rows that a mart is to hold: a query, and which of the mart's own rows (`old`) it speaks of; all when None."""

    query: sql.Composable
    where: sql.Composable | None = None


def built(mart: str, partition: Partition | None = None) -> list[Rows]:
    """The rows that dbt built; with a partition only those that this night's changed batches touch, and those of no
    partition: parts of the mart, to be brought one by one.
    """
    everything = sql.SQL("select * from {}").format(table(BUILD, mart))
    if partition is None:
        return [Rows(everything)]

    def part(condition: Callable[[str], sql.Composed]) -> Rows:
        return Rows(
            sql.SQL("select * from {} as new where {}").format(table(BUILD, mart), condition("new")), condition("old")
        )

    def in_scope(alias: str) -> sql.Composed:
        return sql.SQL("exists (select from {} as scope where {})").format(
            table("prep", partition.scope), same(partition.columns, "scope", alias)
        )

    def in_none(alias: str) -> sql.Composed:
        return sql.SQL(" or ").join(
            sql.SQL("{} is null").format(sql.Identifier(alias, column)) for column in partition.nullable
        )

    return [part(in_scope), *([part(in_none)] if partition.nullable else [])]


def need_change(connection: Connection, mart: str) -> bool:
    """Whether the mart's table must be altered, and not only its rows."""
    return (
        mart not in relations(connection, home(mart), own=True)
        or history.since(connection, mart) is None
        or set(columns(connection, BUILD, mart)) != set(columns(connection, home(mart), mart))
        or key(connection, BUILD, mart) != key(connection, home(mart), mart)
        or (mart == STATUS and not columns(connection, SHOWN, mart))
    )


def alter(connection: Connection, marts: Sequence[str], change: int) -> None:
    """Give these marts the columns and the key of what was built; a mart gains columns at its end.

    Raises:
        Busy: a reader is in the way.
        MartChanged: a view of an older version is to become a table, and somebody's view stands upon it.
    """
    until = time.monotonic() + LOCK_SECONDS
    locks = []
    for mart in marts:
        if mart == STATUS and columns(connection, SHOWN, mart):
            # A reader locks the view, then the table. To alter a view's owner to what it is locks nothing below it.
            locks.append(sql.SQL("alter view {} owner to current_user").format(table(SHOWN, mart)))
    for mart in marts:
        if mart in relations(connection, home(mart), own=True):
            locks.append(sql.SQL("lock table {} in access exclusive mode").format(table(home(mart), mart)))
    try:
        for lock in locks:
            left = max(1, int((until - time.monotonic()) * 1000))
            connection.execute(sql.SQL("set local statement_timeout = {}").format(sql.Literal(left)))
            connection.execute(lock)
    except psycopg.errors.QueryCanceled as fault:
        raise Busy(", ".join(marts)) from fault
    connection.execute("set local statement_timeout to default")
    for mart in marts:
        _alter(connection, mart, change)


def _alter(connection: Connection, mart: str, change: int) -> None:
    stands, new = table(home(mart), mart), columns(connection, BUILD, mart)
    if mart not in relations(connection, home(mart), own=True):  # new, let go before, or a view of an older version
        if mart in relations(connection, SHOWN, "v", own=True):
            need_no_reader(connection, mart)
            connection.execute(sql.SQL("drop view {}").format(table(SHOWN, mart)))
        connection.execute(
            sql.SQL("create table {} (like {} including indexes) with (autovacuum_enabled = false)").format(
                stands, table(BUILD, mart)
            )
        )
        history.made(connection, mart, change)
    elif key(connection, BUILD, mart) != key(connection, home(mart), mart) or history.since(connection, mart) is None:
        connection.execute(sql.SQL("delete from {}").format(stands))  # no new key need hold for the old rows
        _drop_keys(connection, mart)
        _gain_columns(connection, mart, new)
        connection.execute(
            sql.SQL("alter table {} add primary key ({})").format(stands, listed(key(connection, BUILD, mart)))
        )
        history.made(connection, mart, change)
    else:
        _gain_columns(connection, mart, new)
    history.widen(connection, mart)
    if mart == STATUS:
        shown = columns(connection, SHOWN, mart)
        order = [*shown, *(column for column in columns(connection, BEHIND, mart) if column not in shown)]
        connection.execute(
            sql.SQL("create or replace view {} as select {} from {} as stood").format(
                table(SHOWN, mart), sql.SQL(", ").join(_status_column(column) for column in order), stands
            )
        )


def _gain_columns(connection: Connection, mart: str, new: dict[str, str]) -> None:
    known = columns(connection, home(mart), mart)
    for column, kind in new.items():
        if column not in known:
            connection.execute(
                sql.SQL("alter table {} add column {} {}").format(
                    table(home(mart), mart), sql.Identifier(column), sql.SQL(kind)
                )
            )


def _status_column(column: str) -> sql.Composable:
    if column == "state":  # changes without a publish: a night that failed, a rollback
        return sql.SQL("coalesce((select state from ops.marts_state), stood.state) as state")
    return sql.Identifier("stood", column)


def bring(connection: Connection, mart: str, rows: Rows, change: int) -> None:
    """Make the mart's rows those given.

    Rows are the same when every value is, to the last digit. A column that the given rows lack becomes null. What
    leaves is kept in the mart's history, and of what comes anew the key.
    """
    stands, earlier = table(home(mart), mart), table(HISTORY, mart)
    keyed, types = key(connection, home(mart), mart), columns(connection, home(mart), mart)
    names = listed(list(types))
    connection.execute("set local work_mem = '64MB'")
    connection.execute(sql.SQL("create temporary view given as {}").format(rows.query))
    given = columns_of_given(connection)
    values = [
        sql.Identifier("new", column) if column in given else sql.SQL("cast(null as {})").format(sql.SQL(kind))
        for column, kind in types.items()
    ]
    if history.since(connection, mart) == change:  # nothing was there, and nobody asks what was before
        connection.execute(
            sql.SQL("insert into {} ({}) select {} from pg_temp.given as new").format(
                stands, names, sql.SQL(", ").join(values)
            )
        )
        connection.execute("drop view pg_temp.given")
        return
    connection.execute(  # a query of its own, which all cores may share
        sql.SQL(
            "create temporary table differing as "
            "select old.its_place as gone_from, new.{first} is not null as comes, {named} from ("
            "select old.ctid as its_place, old.* from {stands} as old where {where}) as old "
            "full join pg_temp.given as new on {same} "
            "where old.its_place is null or new.{first} is null "
            "or cast(row({values}) as record) *<> cast(row({before}) as record)"
        ).format(
            first=sql.Identifier(keyed[0]),
            named=sql.SQL(", ").join(
                sql.SQL("{} as {}").format(value, sql.Identifier(column))
                for column, value in zip(types, values, strict=True)
            ),
            stands=stands,
            where=rows.where or sql.SQL("true"),
            same=same(keyed, "new", "old"),
            values=sql.SQL(", ").join(values),
            before=listed(list(types), "old"),
        )
    )
    for keep in (
        "insert into {earlier} (change_no, stood, {names}) select {change}, true, {names} from {stands} "
        "where ctid = any(array(select gone_from from pg_temp.differing))",
        "insert into {earlier} (change_no, stood, {key}) select {change}, false, {key} from pg_temp.differing "
        "where gone_from is null",
    ):
        connection.execute(
            sql.SQL(keep).format(
                earlier=earlier, names=names, change=sql.Literal(change), stands=stands, key=listed(keyed)
            )
        )
    connection.execute(
        sql.SQL("delete from {} where ctid = any(array(select gone_from from pg_temp.differing))").format(stands)
    )
    connection.execute(
        # By key, which begins with the partition: its rows come to lie together in the table and in the index.
        sql.SQL(
            "insert into {stands} ({names}) select {names} from pg_temp.differing where comes order by {key}"
        ).format(stands=stands, names=names, key=listed(keyed))
    )
    connection.execute("drop table pg_temp.differing; drop view pg_temp.given")


def columns_of_given(connection: Connection) -> set[str]:
    """The columns of the rows that a mart is to hold."""
    rows = connection.execute(
        "select attname from pg_attribute where attrelid = 'pg_temp.given'::regclass and attnum > 0"
    ).fetchall()
    return {str(row[0]) for row in rows}


def show_views(connection: Connection) -> list[str]:
    """Views among what was built become views on the marts in view; give their names.

    A view's definition, as Postgres states it, names each table with its schema: the built one, here the one in view.
    """
    shown = []
    for view in relations(connection, BUILD, "v"):
        [(definition,)] = connection.execute(
            "select pg_get_viewdef(to_regclass(format('marts_build.%%I', %s::text)))", [view]
        ).fetchall()
        if view in relations(connection, SHOWN, own=True):
            raise MartChanged(f"marts.{view} was a table and is a view: drop it in schema marts on purpose")
        connection.execute(
            sql.SQL("create or replace view {} as {}").format(
                table(SHOWN, view), sql.SQL(str(definition).rstrip(";").replace(f"{BUILD}.", f"{SHOWN}."))
            )
        )
        shown.append(view)
    return shown


def refer(connection: Connection, marts: Sequence[str], declared: Mapping[str, Declared]) -> None:
    """Declare the foreign keys and the indexes of the marts, for BI tools and for queries by partition."""
    for mart in marts:
        if mart == STATUS:
            continue
        _index(connection, mart)
        if connection.info.server_version < KEYS_UNENFORCED:
            continue
        there = _references(connection, mart)
        for reference in declared[mart].references if mart in declared else ():
            if reference.mart not in marts or key(connection, SHOWN, reference.mart) != [reference.key]:
                continue
            if (reference.column, reference.mart) not in there:
                connection.execute(
                    # Postgres names it, once in the schema: BI tools join the catalogue's views by that name.
                    sql.SQL("alter table {} add foreign key ({}) references {} ({}) not enforced").format(
                        table(SHOWN, mart),
                        sql.Identifier(reference.column),
                        table(SHOWN, reference.mart),
                        sql.Identifier(reference.key),
                    )
                )


def _references(connection: Connection, mart: str) -> set[tuple[str, str]]:
    rows = connection.execute(
        """
        select a.attname, o.relname
        from pg_constraint k join pg_class o on o.oid = k.confrelid
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        where k.contype = 'f' and k.conrelid = to_regclass(format('marts.%%I', %s::text))
        """,
        [mart],
    ).fetchall()
    return {(str(column), str(other)) for column, other in rows}


def _index(connection: Connection, mart: str) -> None:
    """Indexes that the built table has come to have and the mart has not."""
    asked = """
        select array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality part (attnum, nth)
                     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.attnum order by part.nth)
        from pg_index i where i.indrelid = to_regclass(format('%%I.%%I', %s::text, %s::text)) and not i.indisprimary
          and i.indpred is null and i.indexprs is null
    """
    there = [row[0] for row in connection.execute(asked, [SHOWN, mart]).fetchall()]
    for (names,) in connection.execute(asked, [BUILD, mart]).fetchall():
        if names not in there:
            connection.execute(
                sql.SQL("create index on {} ({})").format(table(SHOWN, mart), listed([str(name) for name in names]))  # type: ignore[attr-defined]
            )


def _drop_keys(connection: Connection, mart: str) -> None:
    for (constraint,) in connection.execute(
        "select conname from pg_constraint where conrelid = to_regclass(format('%%I.%%I', %s::text, %s::text)) "
        "and contype in ('p', 'u', 'f')",
        [home(mart), mart],
    ).fetchall():
        connection.execute(
            sql.SQL("alter table {} drop constraint {} cascade").format(
                table(home(mart), mart), sql.Identifier(str(constraint))
            )
        )


def comment(connection: Connection, mart: str) -> None:
    """Carry the words of what was built over to the mart that is in view."""
    what = sql.SQL("view" if mart in relations(connection, SHOWN, "v", own=True) else "table")
    [(words, before)] = connection.execute(
        "select obj_description(to_regclass(format('marts_build.%%I', %s::text)), 'pg_class'), "
        "obj_description(to_regclass(format('marts.%%I', %s::text)), 'pg_class')",
        [mart, mart],
    ).fetchall()
    keyed = key(connection, BUILD, mart)
    said = " ".join(filter(None, [str(words) if words else "", f"Key: {', '.join(keyed)}." if keyed else ""])) or None
    if said != before:
        connection.execute(sql.SQL("comment on {} {} is {}").format(what, table(SHOWN, mart), sql.Literal(said)))
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
