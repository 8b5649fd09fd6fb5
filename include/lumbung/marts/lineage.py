"""dbt's own documentation, lineage and SQL included, as one HTML file that works without network.

Enters: Settings. Leaves: the page; it is made from the project alone, so no database is asked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from lumbung.runtime.airflow import NO_TELEMETRY
from lumbung.runtime.manifest import ManifestFailed, ensure_manifest
from lumbung.runtime.settings import Settings

# The page is an Angular application; nothing in it may call out.
_ICON = "${require('./assets/favicons/favicon.ico')}"  # dbt's page asks for a file that is not there
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="'
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; connect-src data: blob:"
    '">'
)


def dbt_docs(settings: Settings) -> str:
    """The page.

    Raises:
        ManifestFailed: the project does not parse, or dbt does not document it.
    """
    manifest, project = ensure_manifest(settings), settings.project / "dbt_project"
    work = settings.home / "dbt" / "docs"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    shutil.copy(manifest, work / "manifest.json")
    nowhere = {f"LUMBUNG_DBT_{name}": "unused" for name in ("HOST", "DBNAME", "USER", "PASSWORD")}
    done = subprocess.run(
        [
            *(sys.executable, "-m", "dbt.cli.main", "docs", "generate", "--static", "--no-compile", "--empty-catalog"),
            *("--project-dir", str(project), "--profiles-dir", str(project)),
            *("--target-path", str(work), "--log-path", str(work)),
        ],
        env={**os.environ, **NO_TELEMETRY, **nowhere, "LUMBUNG_DBT_PORT": "5432"},
        capture_output=True,
        text=True,
        check=False,
        cwd=work,
    )
    made = work / "static_index.html"
    if done.returncode or not made.exists():
        raise ManifestFailed("dbt docs failed: " + (done.stdout.strip() or done.stderr.strip())[-2000:])
    page = made.read_text(encoding="utf-8").replace(_ICON, "data:,")
    shutil.rmtree(work, ignore_errors=True)
    head = page.index("<head>") + len("<head>")
    return page[:head] + _POLICY + page[head:]
