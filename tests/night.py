"""Nights for tests: one without Airflow (the steps that the DAG tasks call, and dbt as one process) for tests that ask
about rows and not about tasks; and what two whole nights of `lumbung run` left, for fixture `nights`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lumbung import steps
from lumbung.runtime.airflow import NO_TELEMETRY, dbt_environment
from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import Warehouse
from tests.conftest import PROJECT


def land(scope: steps.Scope, *, news: bool = False) -> dict[str, int]:
    """Collect, load and judge. Gives the counts of verdicts."""
    groups = steps.collect_workbooks(scope)
    if news:
        groups += steps.collect_news(scope)
    for group in groups:
        steps.load(group, scope)
    return steps.judge(scope)


def build(warehouse: Warehouse) -> int | None:
    """dbt build and publish; None when nothing changed."""
    publish_id = steps.begin_publish()
    if publish_id is None:
        return None
    here = settings()
    project = here.project / "dbt_project"
    done = subprocess.run(
        [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", str(project)],
        env={**os.environ, **NO_TELEMETRY, **dbt_environment(here, warehouse)},
        cwd=here.home,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    steps.publish(publish_id)
    return publish_id


def checksums(warehouse: Warehouse) -> dict[str, tuple[int, str]]:
    """Row count and hash of the rows of every published mart."""
    found: dict[str, tuple[int, str]] = {}
    with warehouse.connect("bi") as connection:
        names = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts'"
        ).fetchall()
        for (name,) in names:
            rows = sorted(str(row[0]) for row in connection.execute(f"select t::text from marts.{name} t").fetchall())
            found[str(name)] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    assert found, "no mart is published"
    return found


@dataclass
class Nights:
    """Two nights: the first with bad workbooks and damaged lists among the good ones, the second with nothing new."""

    home: Path
    bad: dict[str, Path]
    damaged_lists: dict[str, Path]
    first: subprocess.CompletedProcess[str]
    after_first: dict[str, tuple[int, str]]
    batches_after_first: int
    second: subprocess.CompletedProcess[str]

    def lumbung(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return lumbung(self.home, *arguments)


def lumbung(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a user starts it, on a LUMBUNG_HOME."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LUMBUNG_", "AIRFLOW_", "DBT_"))}
    return subprocess.run(
        [sys.executable, "-m", "lumbung.cli", *arguments],
        env={**clean, "LUMBUNG_HOME": str(home), "PYTHONPATH": str(PROJECT / "include"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
    )
