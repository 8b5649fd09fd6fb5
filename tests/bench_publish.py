"""Three ways to make a night's marts visible, measured on the same fact: `python -m tests.bench_publish`.

Enters: nothing; it starts a Postgres of its own, fills a fact of a million rows and changes those of five regions,
about 1 %, for each further night. dbt has then built the whole fact aside: that is not timed. Leaves: figures on the
screen.

A reader looks up a row over and over; the longest that it waits is what a publish costs readers. In the third night an
analyst's transaction that has read the mart stays open for a while. A snapshot that is older than the second night's
build is asked for its rows after the publish: there must be as many as ever.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from lumbung.landing.ledger import Connection
from lumbung.marts.publish import begin, publish
from lumbung.marts.rollback import rollback
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse

ROWS = 1_000_000
REGIONS = 514
ANALYST_SECONDS = 3.0
READS = 3
COLUMNS = (
    "row_key, region_code, agency_name, fiscal_year, period_month, account_code, funding_source, budget_idr, "
    "realised_idr, batch_id, source_ref, is_sample"
)
REPORT = "select fiscal_year, funding_source, sum(budget_idr) from {} group by 1, 2"


@dataclass
class Way:
    """One mechanism. `prepare` makes its empty mart; `publish` makes the table built.fact_<night> visible in `mart`;
    `back` brings the first night back."""

    name: str
    mart: str
    schema: str
    publish: Callable[[Connection, int], object]
    back: Callable[[Connection], object]
    prepare: Callable[[Connection], object] = lambda _: None
    told: dict[str, str] = field(default_factory=dict)


def build(connection: Connection, table: str, night: int, rows: int) -> None:
    """The whole fact as dbt and its tests leave it: with its key, and read once. Each night differs in five regions."""
    region = f"(n::bigint * {REGIONS} / {rows + 1})"  # rows of a region lie together, as its files brought them
    connection.execute(
        f"""
        create table {table} as
        select md5(n::text) as row_key, 'R' || {region} as region_code, 'Dinas ' || n % 40 as agency_name,
               2015 + n % 11 as fiscal_year, 1 + n % 12 as period_month, '5.1.02.' || n % 900 as account_code,
               'S' || n % 7 as funding_source, cast(n * 1000 as numeric(20, 2)) as budget_idr,
               cast(n * 10 + case when {region} < {5 * night} then 1 else 0 end as numeric(20, 2))
                   as realised_idr,
               n % 5000 as batch_id, 'lra_' || n % 300 || '.xlsx#Sheet1!G' || n as source_ref, true as is_sample
        from generate_series(1, {rows}) n
        """.encode()
    )
    connection.execute(f"alter table {table} add primary key (row_key)".encode())
    connection.commit()
    connection.execute(f"select count(*) from {table}".encode())
    connection.execute(f"analyze {table}".encode())
    connection.commit()


def ways() -> list[Way]:
    return [
        Way(
            "views repointed over versioned tables",
            "repointed.fact",
            "repointed",
            lambda connection, night: connection.execute(
                f"create or replace view repointed.fact as select {COLUMNS} from repointed.fact_{night}".encode()
            ),
            lambda connection: connection.execute(
                f"create or replace view repointed.fact as select {COLUMNS} from repointed.fact_1".encode()
            ),
        ),
        Way(
            "partitions exchanged, a row says which is in view",
            "exchanged.shown",
            "exchanged",
            exchange,
            lambda connection: connection.execute("update exchanged.in_view set night = 1"),
            prepare_exchange,
        ),
        Way(
            "rows that differ merged into a standing table (the product)",
            "marts.fact",
            "marts",
            publish,
            lambda connection: rollback(connection, 1),
        ),
    ]


def prepare_exchange(connection: Connection) -> None:
    """A partition a night, and a view that a row steers."""
    connection.execute(
        "create table exchanged.fact (row_key text, region_code text, agency_name text, fiscal_year integer, "
        "period_month integer, account_code text, funding_source text, budget_idr numeric(20, 2), "
        "realised_idr numeric(20, 2), batch_id integer, source_ref text, is_sample boolean, night integer not null) "
        "partition by list (night)"
    )
    connection.execute("create table exchanged.in_view as select 0 as night")
    connection.execute(
        f"create view exchanged.shown as select {COLUMNS} from exchanged.fact "
        "where night = (select night from exchanged.in_view)".encode()
    )


def exchange(connection: Connection, night: int) -> None:
    connection.execute(f"alter table exchanged.fact_{night} add column night integer not null default {night}".encode())
    connection.execute(f"alter table exchanged.fact_{night} add check (night = {night})".encode())
    connection.execute(
        f"alter table exchanged.fact attach partition exchanged.fact_{night} for values in ({night})".encode()
    )
    connection.execute(f"update exchanged.in_view set night = {night}".encode())


class Poller:
    """A reader that looks up one row over and over, a transaction each; knows the longest that it waited."""

    def __init__(self, warehouse: Warehouse, mart: str) -> None:
        self.longest = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, args=(warehouse, mart))

    def __enter__(self) -> Poller:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _read(self, warehouse: Warehouse, mart: str) -> None:
        with warehouse.connect("bi", autocommit=True) as connection:
            while not self._stop.is_set():
                began = time.perf_counter()
                found = connection.execute(f"select count(*) from {mart} where row_key = md5('7')".encode()).fetchone()
                self.longest = max(self.longest, time.perf_counter() - began)
                assert found == (1,)
                time.sleep(0.002)


@contextmanager
def analyst(warehouse: Warehouse, mart: str, keeps: float) -> Iterator[None]:
    """A transaction that has read the mart and ends after some seconds."""
    with warehouse.connect("bi") as connection:
        connection.execute(f"select * from {mart} limit 1".encode())
        timer = threading.Timer(keeps, connection.rollback)
        timer.start()
        yield
        timer.join()


def measure(warehouse: Warehouse, way: Way, rows: int) -> None:
    """Three nights: the first alone, one under a reader, one under a reader and an analyst; then the way back."""
    product = way.schema == "marts"
    with warehouse.connect("admin") as owner, warehouse.connect("dbt") as dbt, warehouse.connect("bi") as old:
        connection = dbt if product else owner

        def build_aside(night: int) -> None:
            if product:
                assert begin(dbt, f"night {night}", f"night {night}") == night  # built whole, whatever changed
            build(connection, "marts_build.fact" if product else f"{way.schema}.fact_{night}", night, rows)

        def show(night: int) -> float:
            return timed(connection, lambda: way.publish(connection, night))

        if not product:
            owner.execute(f"create schema {way.schema}".encode())
            way.prepare(owner)
        build_aside(1)
        show(1)
        if not product:
            owner.execute(f"grant usage on schema {way.schema} to lumbung_bi".encode())
            owner.execute(f"grant select on {way.mart} to lumbung_bi".encode())
            owner.commit()

        old.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        old.execute("select 1")
        build_aside(2)
        log = written(owner)
        with Poller(warehouse, way.mart) as poller:
            way.told["publish"] = f"{show(2):.2f} s"
        way.told["reader waits"] = f"{poller.longest * 1000:.0f} ms"
        way.told["log written"] = f"{(written(owner) - log) / 1e6:.1f} MB"
        [(seen,)] = old.execute(f"select count(*) from {way.mart}".encode()).fetchall()
        way.told["older snapshot sees"] = f"{seen:,} rows"
        old.rollback()

        build_aside(3)
        with Poller(warehouse, way.mart) as poller, analyst(warehouse, way.mart, ANALYST_SECONDS):
            way.told["publish beside an analyst"] = f"{show(3):.2f} s"
        way.told["reader waits then"] = f"{poller.longest * 1000:.0f} ms"
        schemas = ["marts_build", "marts", "marts_history"] if product else [way.schema]
        way.told["disk of three nights"] = f"{sum(size(owner, schema) for schema in schemas) / 1e6:.0f} MB"
        report = REPORT.format(way.mart).encode()
        way.told["report"] = f"{min(timed(owner, lambda: owner.execute(report)) for _ in range(READS)):.2f} s"
        way.told["rollback"] = f"{timed(connection, lambda: way.back(connection)):.2f} s"


def timed(connection: Connection, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    connection.commit()
    return time.perf_counter() - began


def written(owner: Connection) -> float:
    [(position,)] = owner.execute("select pg_current_wal_lsn() - '0/0'").fetchall()
    owner.commit()
    return float(str(position))


def size(owner: Connection, schema: str) -> int:
    [(found,)] = owner.execute(
        "select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c "
        "where c.relkind = 'r' and c.relnamespace = %s::regnamespace",
        [schema],
    ).fetchall()
    owner.commit()
    return int(str(found))


def publish_speed(warehouse: Warehouse, rows: int = ROWS) -> None:
    """Print the comparison, a line a way and a column a question."""
    found = ways()
    print(f"\npublish: a fact of {rows:,} rows built aside, the rows of 5 of {REGIONS} regions differ", flush=True)
    for way in found:
        measure(warehouse, way, rows)
    for way in found:
        print(f"  {way.name}", flush=True)
        print("    " + "; ".join(f"{label} {value}" for label, value in way.told.items()), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bench_publish", description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=ROWS, help=f"rows of the fact (default {ROWS})")
    chosen = options.parse_args()
    with TemporaryDirectory(prefix="lumbung-bench-") as place:
        settings = Settings(home=Path(place) / "home", warehouse_url=None, postgres_port=None)
        with open_warehouse(settings) as warehouse:
            warehouse.prepare(airflow=False)
            publish_speed(warehouse, chosen.rows)


if __name__ == "__main__":
    main()
