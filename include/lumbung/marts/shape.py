"""What marts look like, and what may change about them from one publish to the next.

Readers rely on a mart's columns: dashboards, and analysts' own views upon it. Columns may be added; what is in view
keeps its name and type. Enters: a connection as lumbung_dbt. Leaves: names, types, and what a build would take away.
"""

from __future__ import annotations

from collections.abc import Sequence

from psycopg import sql

from lumbung.landing.ledger import Connection

BUILD, SHOWN, HISTORY, BEHIND = "marts_build", "marts", "marts_history", "marts_data"
STATUS = "data_status"
"""The one mart that is a view on its table: its state changes without a publish."""


class MartChanged(Exception):
    """A build would take something away that readers may use; the message is one plain line."""


def home(mart: str) -> str:
    """The schema in which a mart's own table stands."""
    return BEHIND if mart == STATUS else SHOWN


def relations(connection: Connection, schema: str, kind: str = "r", *, own: bool = False) -> list[str]:
    """Names of a schema's tables (kind r) or views (v); `own`: only those of the current role."""
    rows = connection.execute(
        """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = %s and c.relkind = %s
          and (not %s or c.relowner = (select oid from pg_roles where rolname = current_user)) order by 1
        """,
        [schema, kind, own],
    ).fetchall()
    return [str(row[0]) for row in rows]


def tables_in_view(connection: Connection) -> list[str]:
    """The marts that stand as tables. What somebody else made in schema marts is none of ours."""
    found = relations(connection, SHOWN, own=True)
    behind = relations(connection, BEHIND, own=True)
    return sorted([*found, STATUS] if STATUS in behind else found)


def marts_in_view(connection: Connection) -> list[str]:
    """The marts that readers see: tables, and views upon them."""
    return sorted({*relations(connection, SHOWN, own=True), *relations(connection, SHOWN, "v", own=True)})


def columns(connection: Connection, schema: str, name: str) -> dict[str, str]:
    """Column -> type, in the table's order; empty when there is no such table or view."""
    rows = connection.execute(
        """
        select a.attname, format_type(a.atttypid, a.atttypmod)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = %s and c.relname = %s and a.attnum > 0 and not a.attisdropped order by a.attnum
        """,
        [schema, name],
    ).fetchall()
    return {str(column): str(kind) for column, kind in rows}


def key(connection: Connection, schema: str, name: str) -> list[str]:
    """Columns of the primary key; empty when none is declared."""
    rows = connection.execute(
        """
        select a.attname
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        cross join unnest(k.conkey) with ordinality part (attnum, nth)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = part.attnum
        where n.nspname = %s and c.relname = %s and k.contype = 'p' order by part.nth
        """,
        [schema, name],
    ).fetchall()
    return [str(row[0]) for row in rows]


def need_all_in_view(connection: Connection, built: Sequence[str]) -> None:
    """Hold what was built against what readers see.

    Raises:
        MartChanged: a mart was not built or has no primary key, or a column of it is gone or has another type.
    """
    faults = [
        f"{BUILD}.{mart} has no primary key, by which its rows are known again: declare it in the mart's contract"
        for mart in relations(connection, BUILD)
        if not key(connection, BUILD, mart)
    ]
    if faults:
        raise MartChanged("; ".join(faults))
    for mart in marts_in_view(connection):
        if mart not in built:
            faults.append(f"marts.{mart} was not built ({_readers(connection, mart)})")
            continue
        new = columns(connection, BUILD, mart)
        for column, kind in columns(connection, SHOWN, mart).items():
            if column not in new:
                faults.append(f"marts.{mart}: column {column} is gone ({_readers(connection, mart, column)})")
            elif new[column] != kind:
                who = _readers(connection, mart, column)
                faults.append(f"marts.{mart}: column {column} was {kind} and is {new[column]} ({who})")
    if faults:
        raise MartChanged(
            "; ".join(faults) + ". What was in view before stays up. Let the model give what it gave, or let the mart "
            "go on purpose: drop it in schema marts with its function _as_of, and the views upon it; the next publish "
            "makes it anew, without the grants on it"
        )


def need_no_reader(connection: Connection, view: str) -> None:
    """A view that is to become a table, or the other way round, is dropped: nobody's own view may stand upon it.

    Raises:
        MartChanged: somebody's does.
    """
    who = _readers(connection, view)
    if who.startswith("read by"):
        raise MartChanged(
            f"marts.{view} is to be made anew in another form ({who}). What was in view before stays up. Keep the "
            "definitions of those views, drop them, run the publish again and create them anew"
        )


def _readers(connection: Connection, mart: str, column: str | None = None) -> str:
    """Which views and materialized views of others read a mart, or one column of it."""
    rows = connection.execute(
        """
        select distinct format('%%I.%%I', n.nspname, c.relname)
        from pg_depend d
        join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
        join pg_class c on c.oid = r.ev_class and c.oid <> d.refobjid join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where d.refclassid = 'pg_class'::regclass and d.refobjid = to_regclass(format('marts.%%I', %s::text))
          and (%s::text is null or d.refobjsubid = 0 or a.attname = %s)
        order by 1
        """,
        [mart, column, column],
    ).fetchall()
    return "read by " + ", ".join(str(row[0]) for row in rows) if rows else "no view of others reads it"


def table(schema: str, name: str) -> sql.Composed:
    return sql.SQL("{}.{}").format(sql.Identifier(schema), sql.Identifier(name))


def listed(names: Sequence[str], of: str | None = None) -> sql.Composed:
    """Column names with commas between them, each with the table's alias before it."""
    return sql.SQL(", ").join(sql.Identifier(of, name) if of else sql.Identifier(name) for name in names)


def same(names: Sequence[str], left: str, right: str) -> sql.Composed:
    """That these columns of two tables, by their aliases, are equal. Keys and partitions hold no nulls."""
    return sql.SQL(" and ").join(
        sql.SQL("{} = {}").format(sql.Identifier(left, name), sql.Identifier(right, name)) for name in names
    )
