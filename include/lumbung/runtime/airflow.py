"""The local Airflow: its environment, its components, and its REST API as `lumbung run` uses it.

Enters: Settings and a running Warehouse. Leaves: environment variables, command lines, a client. Imports no Airflow.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx

from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import Warehouse

ADMIN = "admin"
LONGEST_TASK_SECONDS = 4 * 3600
NO_TELEMETRY: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "SCARF_NO_ANALYTICS": "true",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "False",
    "GX_ANALYTICS_ENABLED": "false",
    "AIRFLOW__COSMOS__ENABLE_TELEMETRY": "False",
}


def dbt_environment(settings: Settings, warehouse: Warehouse) -> dict[str, str]:
    """What dbt_project/profiles.yml reads, and where dbt may write."""
    modes = parse_qs(warehouse.query).get("sslmode", [])
    ssl = {"LUMBUNG_DBT_SSLMODE": modes[0]} if modes else {}
    return {
        "LUMBUNG_DBT_HOST": warehouse.host,
        "LUMBUNG_DBT_PORT": str(warehouse.port),
        "LUMBUNG_DBT_DBNAME": warehouse.database,
        "LUMBUNG_DBT_USER": "lumbung_dbt",
        "LUMBUNG_DBT_PASSWORD": settings.password("dbt"),
        **ssl,
        "DBT_TARGET_PATH": str(settings.home / "dbt" / "target"),
        "DBT_LOG_PATH": str(settings.home / "dbt" / "logs"),
        "DBT_PROFILES_DIR": str(settings.project / "dbt_project"),
    }


def airflow_environment(settings: Settings, warehouse: Warehouse, port: int, *, timetable: bool) -> dict[str, str]:
    """Environment of every Airflow component; `port` is the api-server's, on the loopback interface.

    `timetable`: whether DAGs start by the clock. `lumbung run` wants its own runs only: a night that the clock
    started beside it would land the catalogue in force, not the one that the user named.
    """
    home = settings.home / "airflow"
    url = f"http://127.0.0.1:{port}"
    parallelism = max(4, 2 * (os.cpu_count() or 2))
    return {
        **NO_TELEMETRY,
        **dbt_environment(settings, warehouse),
        "LUMBUNG_HOME": str(settings.home),
        "LUMBUNG_PROJECT": str(settings.project),
        "PYTHONPATH": os.pathsep.join(
            p for p in (str(settings.project / "include"), os.environ.get("PYTHONPATH", "")) if p
        ),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(settings.project / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(parallelism),
        "AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG": str(parallelism),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": "Asia/Jakarta",
        "AIRFLOW__CORE__FERNET_KEY": _fernet_key(settings),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home / "passwords.json"),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": warehouse.url(
            "airflow", database=warehouse.airflow_database, driver="psycopg2"
        ),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__API__SECRET_KEY": settings.secret("airflow_api"),
        "AIRFLOW__API_AUTH__JWT_SECRET": settings.secret("airflow_jwt"),
        "AIRFLOW__EXECUTION_API__JWT_EXPIRATION_TIME": str(LONGEST_TASK_SECONDS),
        "AIRFLOW__SCHEDULER__CATCHUP_BY_DEFAULT": "False",
        "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": str(timetable),
        "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK": "False",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
        "AIRFLOW__COSMOS__ENABLE_CACHE": "False",
    }


def component_commands() -> dict[str, list[str]]:
    """Command line of each component. The log servers are left out: they would listen on every interface."""
    airflow = [sys.executable, "-m", "airflow"]
    return {
        "api-server": [*airflow, "api-server"],
        "scheduler": [*airflow, "scheduler", "--skip-serve-logs"],
        "dag-processor": [*airflow, "dag-processor"],
        "triggerer": [*airflow, "triggerer", "--skip-serve-logs"],
    }


def write_ui_password(settings: Settings) -> str:
    """Put the generated password of the UI's one user where Airflow's simple auth manager reads it; give the
    password.
    """
    password = settings.ui_secret()
    path = settings.home / "airflow" / "passwords.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps({ADMIN: password}))
    return password


def _fernet_key(settings: Settings) -> str:
    import base64
    import hashlib

    return base64.urlsafe_b64encode(hashlib.sha256(settings.secret("airflow_fernet").encode()).digest()).decode()


class AirflowFailed(Exception):
    """Airflow did not do what was asked; the message says where its logs are."""


@dataclass(frozen=True)
class TaskState:
    """One task instance as the API shows it."""

    task_id: str
    map_index: int
    state: str | None


class AirflowClient:
    """The REST API of a local Airflow, with the generated user."""

    def __init__(self, url: str, password: str) -> None:
        self._password = password
        self._http = httpx.Client(base_url=url, timeout=30.0, trust_env=False)

    def health(self) -> dict[str, str]:
        """Status of each component, or an empty mapping while the server does not answer."""
        try:
            body: dict[str, dict[str, str | None]] = self._http.get("/api/v2/monitor/health").raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return {}
        return {name: str(part.get("status")) for name, part in body.items() if isinstance(part, dict)}

    def dag_ids(self) -> set[str]:
        """Ids of the DAGs that Airflow knows."""
        return {str(dag["dag_id"]) for dag in self._call("GET", "/api/v2/dags").get("dags", [])}

    def import_errors(self) -> list[str]:
        """Last line of each DAG file's import error."""
        errors = self._call("GET", "/api/v2/importErrors").get("import_errors", [])
        return [f"{e['filename']}: {str(e['stack_trace']).strip().splitlines()[-1]}" for e in errors]

    def trigger(self, dag_id: str, run_id: str, conf: Mapping[str, object]) -> None:
        """Start a run of a DAG; the same run id twice is the same run."""
        self._call("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": False})
        self._call(
            "POST",
            f"/api/v2/dags/{dag_id}/dagRuns",
            {"dag_run_id": run_id, "logical_date": None, "conf": dict(conf)},
            accept=(409,),
        )

    def run_state(self, dag_id: str, run_id: str) -> str:
        """queued, running, success or failed."""
        return str(self._call("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}")["state"])

    def tasks(self, dag_id: str, run_id: str) -> list[TaskState]:
        """Task instances of a run."""
        found: list[TaskState] = []
        while True:
            page = self._call(
                "GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances?limit=100&offset={len(found)}"
            )
            batch = page.get("task_instances", [])
            found += [TaskState(t["task_id"], int(t["map_index"]), t["state"]) for t in batch]
            if not batch or len(found) >= int(page["total_entries"]):
                return found

    def _call(self, method: str, path: str, body: object = None, *, accept: tuple[int, ...] = ()) -> dict[str, Any]:
        for attempt in range(4):
            try:
                if "Authorization" not in self._http.headers:
                    self._log_in()
                response = self._http.request(method, path, json=body)
                if response.status_code == httpx.codes.UNAUTHORIZED and attempt == 0:
                    self._log_in()
                    continue
                if response.status_code in accept:
                    return {}
                if response.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                    response.raise_for_status()
                    answer: dict[str, Any] = response.json() if response.content else {}
                    return answer
            except httpx.TransportError:
                pass  # a busy machine; the next attempt is the answer
            except httpx.HTTPStatusError as error:
                raise AirflowFailed(f"Airflow refused {method} {path}: {error.response.status_code}") from error
            time.sleep(2.0 * (attempt + 1))
        raise AirflowFailed(f"Airflow did not answer {method} {path}")

    def _log_in(self) -> None:
        self._http.headers.pop("Authorization", None)
        answer = self._http.post("/auth/token", json={"username": ADMIN, "password": self._password})
        answer.raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()


@contextmanager
def airflow_client(url: str, settings: Settings) -> Iterator[AirflowClient]:
    """A client for as long as the block runs."""
    client = AirflowClient(url, settings.ui_secret())
    try:
        yield client
    finally:
        client.close()


def last_error_line(log: Path) -> str:
    """The last line of a log that speaks of an error, for a person who asks why a start failed."""
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    telling = [line for line in lines if re.search(r"error|exception|refused|denied", line, re.IGNORECASE)]
    return (telling or lines or [""])[-1].strip()[:300]
