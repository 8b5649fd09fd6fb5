"""One refresh, as `lumbung run` does it: start what is not running, let the scheduler run the three DAGs, say what
came of it.

Enters: Settings and a scope. Leaves: an Outcome; live progress goes to the console that was given.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lumbung.landing.standing import collection_faults
from lumbung.runtime import supervisor
from lumbung.runtime.airflow import AirflowClient, AirflowFailed, TaskState, airflow_client
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse

LANDING = ("land_workbooks", "land_news")
BUILDING = "build_marts"
PATIENCE_SECONDS = 3 * 3600
DONE = {"success", "failed", "skipped", "upstream_failed", "removed"}


@dataclass(frozen=True)
class Mart:
    """A published mart and how many rows it has."""

    name: str
    rows: int


@dataclass(frozen=True)
class Rejection:
    """A file that was not taken, and why."""

    source_id: str
    origin: str
    reason: str
    carried_forward: bool


@dataclass
class Outcome:
    """What a refresh did."""

    run_id: str
    published: bool = False
    unchanged: bool = False
    publish_id: int | None = None
    loaded: int = 0
    marts: list[Mart] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    quarantined_rows: int = 0
    failures: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    samples: bool = False


def refresh(settings: Settings, scope: Mapping[str, object], console: Console) -> Outcome:
    """Run one night now, and wait for its end.

    Services that ran before go on running; services that this started are stopped.

    Raises:
        AirflowFailed: the services did not start, or the scheduler stopped answering.
        PostgresFailed: the warehouse did not start.
    """
    run_id = f"manual-{uuid.uuid4().hex[:12]}"
    outcome = Outcome(run_id)
    with supervisor.sole_user(settings), open_warehouse(settings) as warehouse:
        mine = supervisor.usable_services(settings) is None
        try:
            with console.status("Starting Postgres and Airflow ..." if mine else "Airflow is running ..."):
                services = supervisor.start(settings, lasting=False)
            _open_run(warehouse, run_id)
            before = _standing(warehouse)
            with airflow_client(services.airflow_url, settings) as client:
                _wait_for_dags(client, {*LANDING, BUILDING})
                outcome.failures += _run(client, LANDING, run_id, scope, console, settings)
                outcome.failures += _run(client, (BUILDING,), run_id, scope, console, settings)
            _fill(outcome, warehouse, before)
        finally:
            if mine:
                with console.status("Stopping Airflow ..."):
                    supervisor.stop(settings)
    return outcome


def _wait_for_dags(client: AirflowClient, wanted: set[str]) -> None:
    deadline = time.monotonic() + 180
    missing = wanted
    while time.monotonic() < deadline:
        missing = wanted - client.dag_ids()
        if not missing:
            return
        errors = client.import_errors()
        if errors:
            raise AirflowFailed("a DAG file cannot be read: " + "; ".join(errors))
        time.sleep(1.0)
    raise AirflowFailed(f"the dag-processor did not find {', '.join(sorted(missing))}")


def _run(
    client: AirflowClient,
    dag_ids: Sequence[str],
    run_id: str,
    conf: Mapping[str, object],
    console: Console,
    settings: Settings,
) -> list[str]:
    for dag_id in dag_ids:
        client.trigger(dag_id, run_id, conf)
    states = dict.fromkeys(dag_ids, "queued")
    failures: dict[str, list[str]] = {dag_id: [] for dag_id in dag_ids}
    deadline = time.monotonic() + PATIENCE_SECONDS
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[now]}"),
        console=console,
    ) as progress:
        bars = {dag_id: progress.add_task(f"{dag_id:<16}", total=1, now="waits") for dag_id in dag_ids}
        while time.monotonic() < deadline:
            for dag_id in dag_ids:
                if states[dag_id] in ("success", "failed"):
                    continue
                states[dag_id] = client.run_state(dag_id, run_id)
                tasks = client.tasks(dag_id, run_id)
                progress.update(
                    bars[dag_id],
                    total=max(1, len(tasks)),
                    completed=sum(t.state in DONE for t in tasks),
                    now=_now(tasks, states[dag_id]),
                )
                if states[dag_id] in ("success", "failed"):
                    failures[dag_id] = [_failure(settings, dag_id, run_id, t) for t in tasks if t.state == "failed"]
                    if not console.is_terminal:
                        console.print(f"{dag_id}: {states[dag_id]}")
            if all(state in ("success", "failed") for state in states.values()):
                return [line for lines in failures.values() for line in lines]
            time.sleep(1.0)
    raise AirflowFailed(f"{', '.join(dag_ids)} did not end within {PATIENCE_SECONDS // 3600} hours")


def _now(tasks: Sequence[TaskState], state: str) -> str:
    if state in ("success", "failed"):
        return state
    names = {
        t.task_id.removesuffix(".run").removesuffix(".test").rpartition(".")[2] for t in tasks if t.state == "running"
    }
    return ", ".join(sorted(names)[:3])


def _failure(settings: Settings, dag_id: str, run_id: str, task: TaskState) -> str:
    log = settings.home / "airflow" / "logs" / f"dag_id={dag_id}" / f"run_id={run_id}" / f"task_id={task.task_id}"
    return f"{dag_id}.{task.task_id} failed; its log: {log}"


def _open_run(warehouse: Warehouse, run_id: str) -> None:
    with warehouse.connect("loader") as connection:
        connection.execute("insert into ops.runs (run_id) values (%s)", [run_id])


@dataclass(frozen=True)
class _Before:
    """What the warehouse held before the refresh: judged batches, and the publish in view (0: none)."""

    judged: int
    publish_id: int


def _standing(warehouse: Warehouse) -> _Before:
    with warehouse.connect("loader") as connection:
        [(judged,)] = connection.execute(
            "select count(*) from landing.batches where status in ('accepted', 'rejected')"
        ).fetchall()
        [(publish_id,)] = connection.execute("select coalesce(max(publish_id), 0) from ops.in_view").fetchall()
    return _Before(int(str(judged)), int(str(publish_id)))


def _fill(outcome: Outcome, warehouse: Warehouse, before: _Before) -> None:
    now = _standing(warehouse)
    outcome.loaded = now.judged - before.judged
    outcome.publish_id = now.publish_id or None
    # Data Docs come after the publish: without them the marts are in view all the same.
    unbuilt = [
        f for f in outcome.failures if f.startswith(f"{BUILDING}.") and not f.startswith(f"{BUILDING}.data_docs")
    ]
    outcome.unchanged = now.publish_id == before.publish_id
    unlanded = [f for f in outcome.failures if not f.startswith(f"{BUILDING}.")]
    outcome.published = bool(now.publish_id) and not unbuilt and not (outcome.unchanged and unlanded)
    with warehouse.connect("loader") as connection:
        if any(f.startswith(f"{BUILDING}.publish ") for f in outcome.failures):
            outcome.failures += [
                str(detail)
                for (detail,) in connection.execute(
                    "select detail from ops.publishes where state = 'failed' order by publish_id desc limit 1"
                ).fetchall()
            ]
        for source_id, origin, reason, carried in connection.execute(
            """
            select newest.source_id, newest.origin, newest.reason,
                   exists (select 1 from landing.live_batches l
                           where l.source_id = newest.source_id and l.is_sample = newest.is_sample
                             and l.origin = newest.origin)
            from (
                select f.source_id, f.is_sample, f.origin, b.status, b.reason,
                       row_number() over (partition by f.source_id, f.is_sample, f.origin
                                          order by f.current_since desc, b.batch_id desc) as nth
                from landing.batches b join landing.files f using (file_id)
            ) newest
            where newest.nth = 1 and newest.status = 'rejected'
            order by 1, 2
            """
        ).fetchall():
            outcome.rejections.append(Rejection(str(source_id), str(origin), str(reason), bool(carried)))
        outcome.faults = collection_faults(connection, since_run=outcome.run_id)
        [(quarantined, samples)] = connection.execute(
            """
            select coalesce(sum(rows_quarantined), 0), coalesce(bool_or(is_sample), false)
            from landing.batches join landing.live_batches using (batch_id)
            """
        ).fetchall()
        outcome.quarantined_rows = int(str(quarantined))
        outcome.samples = bool(samples)
        kept = "unchanged" if outcome.unchanged else "published"
        state = kept if outcome.published else "failed"
        connection.execute(
            "update ops.runs set ended_at = now(), state = %s, detail = %s where run_id = %s",
            [state, "; ".join(outcome.failures) or None, outcome.run_id],
        )
    if outcome.publish_id is not None:
        outcome.marts = published_marts(warehouse)


def published_marts(warehouse: Warehouse) -> list[Mart]:
    """The marts in view with their row counts, read as the BI role. A view on the marts is not counted: it may say more
    than they hold.
    """
    from psycopg import sql

    from lumbung.marts.shape import STATUS

    with warehouse.connect("bi") as connection:
        names = connection.execute(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'marts' and (c.relkind = 'r' or c.relname = %s) order by 1
            """,
            [STATUS],
        ).fetchall()
        counts = []
        for (name,) in names:
            row = connection.execute(
                sql.SQL("select count(*) from marts.{}").format(sql.Identifier(str(name)))
            ).fetchone()
            counts.append(Mart(str(name), int(str(row[0])) if row else 0))
        return counts
