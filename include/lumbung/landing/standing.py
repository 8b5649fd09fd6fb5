"""How each source stands: its newest file, the verdict on it, its age, and whether an older version stands in for it.

Enters: a connection. Leaves: one row a source, and what could not be collected.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.landing.ledger import Connection


@dataclass(frozen=True)
class Standing:
    """One source. `age_days` counts from the last file that was received."""

    source_id: str
    dataset: str
    last_file: str
    last_received_at: str
    age_days: int
    verdict: str
    files_live: int
    open_rejections: int
    carried_forward: bool


def standing(connection: Connection) -> list[Standing]:
    """Every source that sent a file, by id."""
    rows = connection.execute(
        """
        with newest as (
            select f.source_id, f.is_sample, b.dataset, f.origin, f.file_name, f.received_at, b.status,
                   row_number() over (partition by f.source_id, f.is_sample, f.origin
                                      order by f.current_since desc, b.batch_id desc) as nth_of_origin,
                   row_number() over (partition by f.source_id
                                      order by f.received_at desc, b.batch_id desc) as nth_of_source
            from landing.batches b join landing.files f using (file_id)
        ),
        live as (select source_id, is_sample, origin from landing.live_batches),
        refused as (
            select n.source_id, count(*) as origins, count(l.origin) as stood_in_for
            from newest n left join live l using (source_id, is_sample, origin)
            where n.nth_of_origin = 1 and n.status = 'rejected'
            group by n.source_id
        )
        select n.source_id, n.dataset, n.file_name,
               to_char(n.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
               extract(day from now() - n.received_at)::integer, n.status,
               (select count(*)::integer from live l where l.source_id = n.source_id),
               coalesce(r.origins, 0)::integer, coalesce(r.stood_in_for, 0) > 0
        from newest n left join refused r using (source_id)
        where n.nth_of_source = 1
        order by 1
        """
    ).fetchall()
    return [Standing(*row) for row in rows]  # type: ignore[arg-type]


def collection_faults(connection: Connection, *, since_run: str | None = None) -> list[str]:
    """What could not be collected when it was last tried, in plain words; with `since_run`, only what that run met."""
    rows = connection.execute(
        """
        select fault from ops.source_faults
        where %(run)s::text is null or seen_at >= (select started_at from ops.runs where run_id = %(run)s)
        order by fault
        """,
        {"run": since_run},
    ).fetchall()
    return [str(row[0]) for row in rows]
