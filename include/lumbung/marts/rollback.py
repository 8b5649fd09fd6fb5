"""Past publishes, and bringing one of them back in one transaction.

A rollback holds: the nightly run publishes again when its inputs differ from those of the newest publish, not because
an older one is in view. Enters: a connection as lumbung_dbt. Leaves: what was published when; marts.* as they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.marts import history, standing
from lumbung.marts.publish import kept_publishes, one_at_a_time, tidy
from lumbung.marts.shape import home, table, tables_in_view


class RollbackRefused(Exception):
    """This publish cannot be brought back; the message is one plain line."""


@dataclass(frozen=True)
class Publish:
    """One attempt to publish. Times are UTC; `rollbacks`: when it was brought back, and in place of which publish."""

    publish_id: int
    state: str
    started_at: str
    published_at: str | None
    in_view: bool
    kept: bool
    marts: int | None
    detail: str | None
    rollbacks: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True)
class Rollback:
    """What a rollback did. `empty`: marts that did not exist in that publish; `newest`: the publish that undoes it;
    `building`: one that is under way and will take its place.
    """

    publish_id: int
    published_at: str
    instead_of: int
    newest: int
    marts: list[str]
    empty: list[str]
    building: int | None


def publishes(connection: Connection) -> list[Publish]:
    """Every attempt to publish, newest first."""
    with connection.transaction():
        in_view, kept = _in_view(connection), set(kept_publishes(connection))
        rollbacks: dict[int, list[dict[str, object]]] = {}
        for to, instead_of, at in connection.execute(
            """
            select to_publish_id, from_publish_id, to_char(rolled_back_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            from ops.rollbacks order by rollback_id
            """
        ).fetchall():
            rollbacks.setdefault(int(str(to)), []).append({"at": str(at), "instead_of": int(str(instead_of))})
        return [
            Publish(
                number := int(str(publish_id)),
                str(state),
                str(started_at),
                None if published_at is None else str(published_at),
                number == in_view,
                number in kept,
                int(str(marts)) if number in kept else None,
                None if detail is None else str(detail),
                rollbacks.get(number, []),
            )
            for publish_id, state, started_at, published_at, marts, detail in connection.execute(
                """
                select p.publish_id, p.state, to_char(p.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                       to_char(p.published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                       (select count(*) from ops.mart_changes c join ops.mart_tables m on m.since_change <= c.change_no
                            and (m.until_change is null or m.until_change > c.change_no)
                        where c.publish_id = p.publish_id and c.kind = 'publish'), p.detail
                from ops.publishes p order by p.publish_id desc
                """
            ).fetchall()
        ]


def rollback(connection: Connection, publish_id: int) -> Rollback:
    """Make the marts what they were in a publish, all in one transaction, and note it.

    Raises:
        RollbackRefused: no such publish, one that failed, that is too old or that is in view; or a mart was made anew
            since.
    """
    with connection.transaction():
        one_at_a_time(connection)
        kept, in_view = kept_publishes(connection), _in_view(connection)
        row = connection.execute(
            "select state, to_char(published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') from ops.publishes "
            "where publish_id = %s",
            [publish_id],
        ).fetchone()
        if row is None:
            raise RollbackRefused(f"there is no publish {publish_id}: lumbung publishes shows those that are kept")
        if row[0] != "published":
            raise RollbackRefused(f"publish {publish_id} never came into view: it is {row[0]}")
        if publish_id == in_view:
            raise RollbackRefused(f"publish {publish_id} is in view already")
        if publish_id not in kept or in_view is None:
            raise RollbackRefused(
                f"publish {publish_id} is no longer kept; those that are: {', '.join(map(str, sorted(kept)))}"
            )
        then = history.change_of(connection, publish_id)
        if then is None:
            raise RollbackRefused(f"publish {publish_id} is of an older version of Lumbung, and is no longer kept")
        marts = tables_in_view(connection)
        anew = [mart for mart in marts if history.stood_otherwise(connection, mart, then)]
        if anew:
            raise RollbackRefused(
                f"publish {publish_id} cannot be brought back: {', '.join(f'marts.{mart}' for mart in anew)} was made "
                "anew since, with another key or after it was dropped"
            )
        change = history.note_change(connection, publish_id, "rollback")
        younger = [mart for mart in marts if (history.since(connection, mart) or then + 1) > then]
        for mart in marts:
            standing.bring(connection, mart, _then(connection, mart, then), change)
        building = connection.execute("select publish_id from ops.publishes where state = 'building'").fetchone()
        connection.execute("update ops.in_view set publish_id = %s", [publish_id])
        connection.execute(
            "insert into ops.rollbacks (from_publish_id, to_publish_id) values (%s, %s)", [in_view, publish_id]
        )
    tidy(connection)
    return Rollback(
        publish_id,
        published_at=str(row[1]),
        instead_of=in_view,
        newest=kept[0],
        marts=[mart for mart in marts if mart not in younger],
        empty=younger,
        building=None if building is None else int(str(building[0])),
    )


def _in_view(connection: Connection) -> int | None:
    row = connection.execute("select publish_id from ops.in_view").fetchone()
    return None if row is None else int(str(row[0]))


def _then(connection: Connection, mart: str, change: int) -> standing.Rows:
    """The rows of a mart at a change, as far as a later change touched them; none where the mart is younger."""
    began = history.since(connection, mart)
    if began is None or began > change:
        return standing.Rows(sql.SQL("select * from {} where false").format(table(home(mart), mart)))
    touched = history.as_of(connection, mart, sql.Literal(change), only_touched=True)
    return standing.Rows(touched, history.touched_after(connection, mart, change))
