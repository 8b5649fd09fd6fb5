"""dbt itself reads the project without a single deprecation, so that the next version is a bump."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from lumbung.runtime.airflow import NO_TELEMETRY
from tests.conftest import PROJECT


def test_dbt_parses_quietly(tmp_path: Path) -> None:
    project = PROJECT / "dbt_project"
    unused = {f"LUMBUNG_DBT_{name}": "unused" for name in ("HOST", "DBNAME", "USER", "PASSWORD")}
    done = subprocess.run(
        [sys.executable, "-m", "dbt.cli.main", "parse", "--no-partial-parse", "--show-all-deprecations",
         "--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(tmp_path),
         "--log-path", str(tmp_path)],
        env={**os.environ, **NO_TELEMETRY, **unused, "LUMBUNG_DBT_PORT": "5432"},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "manifest.json").exists()
    told = [line for line in done.stdout.splitlines() if "eprecat" in line or "WARN" in line.upper()]
    assert told == []
