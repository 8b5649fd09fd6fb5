"""The dbt manifest: built once per version of the dbt project, read by the DAG files, never by a live dbt run.

Enters: the dbt project. Leaves: LUMBUNG_HOME/dbt/manifest.json. A manifest carries timestamps, so rebuilding an
unchanged one would make a new DAG version: it is rebuilt only when a file of the project changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from lumbung.runtime.airflow import NO_TELEMETRY
from lumbung.runtime.settings import Settings

PROJECT_FILES = {".sql", ".yml", ".csv", ".md"}


class ManifestFailed(Exception):
    """dbt could not parse the project; the message is dbt's."""


def project_hash(dbt_project: Path) -> str:
    """sha256 over the names and bytes of the project's files: what models are a function of, besides rows."""
    digest = hashlib.sha256()
    for path in sorted(dbt_project.rglob("*")):
        inside = path.relative_to(dbt_project)
        if path.suffix in PROJECT_FILES and path.is_file() and inside.parts[0] not in {"target", "logs"}:
            digest.update(f"{inside.as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def manifest_path(settings: Settings) -> Path:
    """Where the DAG files find the manifest."""
    return settings.home / "dbt" / "manifest.json"


def ensure_manifest(settings: Settings) -> Path:
    """Build the manifest if the project changed since it was built; give its path. Needs no database.

    Raises:
        ManifestFailed: the project does not parse.
    """
    project, target = settings.project / "dbt_project", manifest_path(settings)
    stamp = target.with_suffix(".sha256")
    wanted = project_hash(project)
    if target.exists() and stamp.exists() and stamp.read_text() == wanted:
        return target
    work = settings.home / "dbt" / "parse"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    nowhere = {f"LUMBUNG_DBT_{name}": "unused" for name in ("HOST", "DBNAME", "USER", "PASSWORD")}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "dbt.cli.main",
            "parse",
            "--no-partial-parse",
            "--project-dir",
            str(project),
            "--profiles-dir",
            str(project),
            "--target-path",
            str(work),
            "--log-path",
            str(work),
        ],
        env={**os.environ, **NO_TELEMETRY, **nowhere, "LUMBUNG_DBT_PORT": "5432"},
        capture_output=True,
        text=True,
        check=False,
        cwd=work,
    )
    if done.returncode or not (work / "manifest.json").exists():
        raise ManifestFailed("dbt parse failed: " + (done.stdout.strip() or done.stderr.strip())[-2000:])
    (work / "manifest.json").replace(target)
    stamp.write_text(wanted)
    shutil.rmtree(work, ignore_errors=True)
    return target
