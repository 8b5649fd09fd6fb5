"""What a night costs on national data when 1 % of the batches changed: `make bench-national`, a part of `make bench`.

Enters: nothing; it makes its data and starts a Postgres of its own in a temporary folder. Leaves: lines on the screen.
A build from nothing, as dbt alone does it (`dbt build --full-refresh`) and with its publish, stands beside nights: one
in which nothing that a mart shows changed (the start-up that every night pays), and some with 1 % of the batches: whole
offices, one month of many, and any month of any office. What they cost beyond the start-up is a share of what the build
from nothing costs beyond it, in seconds of the clock and in those that the processors worked: on a machine that others
use too, only the second can be trusted, and where it is crowded only those of the server, for dbt's own are the most.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from lumbung.landing.ledger import Connection
from lumbung.marts.declared import declared_marts
from lumbung.marts.publish import begin, publish
from lumbung.reference.load import load_reference
from lumbung.runtime.airflow import NO_TELEMETRY, dbt_environment
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse
from tests.conftest import PROJECT
from tests.national_data import MONTHS, REGIONS, deliver, first_delivery, offices

ALLOWED = 0.05
LARGE = ("prep.int_budget_newest", "prep.int_budget_position", "marts_build.fct_budget_realisation",
         "prep.int_program_reach", "marts_build.fct_program_reach", "marts_build.rpt_metric")  # fmt: skip
NIGHTS = {
    "1 % of the offices deliver all months again": "office % 100 = 7",
    "12 % of the offices deliver the newest month again": f"office % 100 between 20 and 31 and month = {MONTHS}",
    "12 % of the offices deliver a month from the middle of the year again": (
        f"office % 100 between 40 and 51 and month = {MONTHS // 2}"
    ),
    "1 % of the batches, whichever month of whichever office": (
        "abs(mod(hashtext(format('%s %s/%s', dataset, office, month)), 100)) = 7"
    ),
}


@dataclass(frozen=True)
class Night:
    """Seconds of the three steps, those that processors worked and those of them that the server did, and how many rows
    of the large tables were written."""

    begin: float
    dbt: float
    publish: float
    worked: float
    served: float
    written: int

    @property
    def seconds(self) -> float:
        return self.begin + self.dbt + self.publish


@dataclass
class Country:
    """A warehouse with national data."""

    home: Path
    settings: Settings
    warehouse: Warehouse
    owner: Connection
    slowest: int
    nights: int = 0

    def night(self, *arguments: str, rules: str = "the same") -> Night:
        self.nights += 1
        written, (worked, served) = self.written(), self.worked()
        with self.warehouse.connect("dbt") as connection:
            began = time.perf_counter()
            publish_id = begin(connection, f"inputs {self.nights}", rules)
            connection.commit()
            begun = time.perf_counter()
            assert publish_id is not None
            self.dbt(*arguments)
            built = time.perf_counter()
            publish(connection, publish_id, declared_marts(self.home / "dbt" / "target" / "manifest.json"))
            published = time.perf_counter()
        worked_then, served_then = self.worked()
        return Night(
            begun - began,
            built - begun,
            published - built,
            worked_then - worked,
            served_then - served,
            self.written() - written,
        )

    def plain_build(self) -> tuple[float, float, float]:
        """Seconds of the clock, of the processors, and those of them that the server worked."""
        (worked, served), began = self.worked(), time.perf_counter()
        self.dbt("--full-refresh")
        built = time.perf_counter()
        worked_then, served_then = self.worked()
        return built - began, worked_then - worked, served_then - served

    def dbt(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", "build", *arguments, "--project-dir", str(PROJECT / "dbt_project")],
            env={**os.environ, **NO_TELEMETRY, **dbt_environment(self.settings, self.warehouse)},
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-6000:]
        results = json.loads((self.home / "dbt" / "target" / "run_results.json").read_text())["results"]
        for one in sorted(results, key=lambda result: -result["execution_time"])[: self.slowest]:
            say(f"      {one['execution_time']:8.2f} s  {one['unique_id']}")

    def worked(self) -> tuple[float, float]:
        """Processor seconds of dbt, ourselves and the server's sessions that have ended, and of the sessions alone."""
        time.sleep(1)  # the server buries its sessions a moment after they said goodbye
        row = self.owner.execute("select pg_backend_pid()").fetchone()
        assert row is not None
        server = psutil.Process(int(str(row[0]))).parent()
        assert server is not None
        sessions, ours = server.cpu_times(), psutil.Process().cpu_times()
        served = sessions.children_user + sessions.children_system
        return served + ours.user + ours.system + ours.children_user + ours.children_system, served

    def written(self) -> int:
        """Rows written into the large tables since the server started; of tables that were dropped, nothing."""
        self.owner.execute("select pg_stat_force_next_flush(), pg_stat_clear_snapshot()")
        [(count,)] = self.owner.execute(
            "select coalesce(sum(n_tup_ins + n_tup_upd), 0) from pg_stat_user_tables "
            "where schemaname || '.' || relname = any(%s)",
            [list(LARGE)],
        ).fetchall()
        return int(str(count))


def say(line: str) -> None:
    print(line, flush=True)


def told(name: str, night: Night) -> None:
    say(
        f"  {night.seconds:8.1f} s  (begin {night.begin:.1f}, dbt {night.dbt:.1f}, publish {night.publish:.1f}; "
        f"processors worked {night.worked:.1f}, of which the server {night.served:.1f})  {name}"
        + (f"; {night.written:,} rows written" if night.written > 0 else "")
    )


def national_nights(country: Country, regions: int) -> None:
    """Print what each night costs."""
    began = time.perf_counter()
    with country.warehouse.connect("loader") as connection:
        load_reference(connection)
    offices(country.owner, regions)
    batches = first_delivery(country.owner)
    [(budget, reach)] = country.owner.execute(
        "select (select count(*) from staging.budget_realisation), (select count(*) from staging.program_reach)"
    ).fetchall()
    country.owner.commit()
    say(
        f"\nnational data of {regions} of {REGIONS} regions: {budget:,} budget rows and {reach:,} reach rows in "
        f"{batches:,} batches, made in {time.perf_counter() - began:.0f} s"
    )
    full = country.night()
    told("built from nothing, and published for the first time", full)
    plain, plain_worked, plain_served = country.plain_build()
    say(
        f"  {plain:8.1f} s  (processors worked {plain_worked:.1f}, of which the server {plain_served:.1f})  "
        "dbt build --full-refresh alone"
    )
    startup = country.night()
    told("a night in which no batch changed: the start-up", startup)
    for number, (name, where) in enumerate(NIGHTS.items(), start=2):
        count = deliver(country.owner, where, number)
        night = country.night()
        told(f"{name}: {count:,} batches, {count / batches:.2%}", night)
        beyond, worked = night.seconds - startup.seconds, night.worked - startup.worked
        served = night.served - startup.served
        say(
            f"              beyond the start-up {beyond:.1f} s: {beyond / (full.seconds - startup.seconds):.1%} of the "
            f"build from nothing, {beyond / (plain - startup.seconds):.1%} of dbt build --full-refresh; processors "
            f"worked {worked:.1f} s: {worked / (full.worked - startup.worked):.1%} and "
            f"{worked / (plain_worked - startup.worked):.1%}; the server alone {served:.1f} s: "
            f"{served / (full.served - startup.served):.1%} and {served / (plain_served - startup.served):.1%} "
            f"(allowed is {ALLOWED:.0%})"
        )
    told("a night in which no batch changed, after these: what was restated is listed every night", country.night())


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bench_national", description=__doc__.splitlines()[0])
    options.add_argument("--regions", type=int, default=REGIONS, help=f"how many regions report (default {REGIONS})")
    options.add_argument("--slowest", type=int, default=0, help="name that many models and tests of each build")
    options.add_argument("--within", type=Path, help="folder for the data (default: the system's temporary folder)")
    chosen = options.parse_args()
    if not 1 <= chosen.regions <= REGIONS:
        options.error(f"--regions must lie between 1 and {REGIONS}")
    with TemporaryDirectory(prefix="lumbung-bench-", dir=chosen.within) as place:
        home = Path(place) / "home"
        settings = Settings(home=home, warehouse_url=None, postgres_port=None)
        with open_warehouse(settings) as warehouse:
            warehouse.prepare(airflow=False)
            with warehouse.connect("admin") as owner:
                national_nights(Country(home, settings, warehouse, owner, chosen.slowest), chosen.regions)


if __name__ == "__main__":
    main()
