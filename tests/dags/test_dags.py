"""The DAG files as Airflow reads them: there is something, it is right, and it stays the same."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lumbung.runtime.airflow import NO_TELEMETRY
from lumbung.runtime.manifest import ensure_manifest
from lumbung.runtime.settings import Settings
from tests.conftest import PROJECT

DAG_FILES = sorted((PROJECT / "dags").glob("*.py"))
EXPECTED = {"land_workbooks", "land_news", "build_marts"}

# Airflow wants a process of its own: it configures itself when it is imported.
DUMP = """
import json, sys
from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.serialized_objects import DagSerialization
bag = DagBag(dag_folder=sys.argv[1])
print("DUMP" + json.dumps({
    "errors": {k: v for k, v in bag.import_errors.items()},
    "dags": {
        d.dag_id: {
            "file": d.fileloc,
            "max_active_runs": d.max_active_runs,
            "catchup": d.catchup,
            "timezone": str(d.timetable.timezone),
            "owners": sorted({t.owner for t in d.tasks}),
            "retries": {t.task_id: t.retries for t in d.tasks},
            "tasks": sorted(t.task_id for t in d.tasks),
            "downstream": {t.task_id: sorted(t.downstream_task_ids) for t in d.tasks},
            "dbt_flags": {t.task_id: t.dbt_cmd_flags for t in d.tasks if getattr(t, "dbt_cmd_flags", None)},
            "mapped": sorted(t.task_id for t in d.tasks if t.is_mapped),
            "serialized": DagSerialization.to_dict(d),
        } for d in bag.dags.values()
    },
}, default=str, sort_keys=True))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("dags")
    ensure_manifest(Settings(home=home))
    return {
        **os.environ,
        **NO_TELEMETRY,
        "LUMBUNG_HOME": str(home),
        "PYTHONPATH": str(PROJECT / "include"),
        "AIRFLOW_HOME": str(home / "airflow"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
    }


def dump(environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", DUMP, str(PROJECT / "dags")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("DUMP")]
    assert lines, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(lines[-1].removeprefix("DUMP"))
    return found


@pytest.fixture(scope="module")
def bag(environment: dict[str, str]) -> dict[str, Any]:
    return dump(environment)


def test_there_are_dags_and_no_import_errors(bag: dict[str, Any]) -> None:
    assert bag["errors"] == {}
    assert set(bag["dags"]) == EXPECTED


def test_every_dag_file_gives_a_dag(bag: dict[str, Any]) -> None:
    assert DAG_FILES
    assert {Path(d["file"]).name for d in bag["dags"].values()} == {p.name for p in DAG_FILES}


def test_every_dag_keeps_the_house_rules(bag: dict[str, Any]) -> None:
    assert bag["dags"]
    for dag_id, dag in bag["dags"].items():
        assert dag["max_active_runs"] == 1, dag_id
        assert dag["catchup"] is False, dag_id
        assert dag["timezone"] == "Asia/Jakarta", dag_id
        few = {task: n for task, n in dag["retries"].items() if n < 2 and "dbt_producer_watcher" not in task}
        assert few == {}, dag_id


def test_marts_are_built_before_they_are_published(bag: dict[str, Any]) -> None:
    dag = bag["dags"]["build_marts"]
    models = [task for task in dag["tasks"] if task.startswith("marts.") and "producer" not in task]
    assert len(models) >= 20
    assert "publish" in {down for task in models for down in dag["downstream"][task]}
    assert all("publish" in _below(dag["downstream"], task) for task in models)
    assert "data_docs" in dag["downstream"]["publish"]


def test_a_test_that_fails_holds_the_publish_back(bag: dict[str, Any]) -> None:
    """dbt's one process runs the tests, which are no tasks: it fails with them, and the publish waits for it."""
    dag = bag["dags"]["build_marts"]
    [(producer, flags)] = dag["dbt_flags"].items()
    assert {kind for flag, kind in zip(flags[::2], flags[1::2], strict=True) if flag == "--resource-type"} == {
        "model",
        "seed",
        "snapshot",
        "test",
        "unit_test",
    }
    assert "publish" in _below(dag["downstream"], producer)
    assert [task for task in dag["tasks"] if task.endswith(".test")] == []


def _below(edges: dict[str, list[str]], task: str) -> set[str]:
    found: set[str] = set()
    todo = [task]
    while todo:
        for down in edges[todo.pop()]:
            if down not in found:
                found.add(down)
                todo.append(down)
    return found


@pytest.mark.parametrize("dag_id", ["land_workbooks", "land_news"])
def test_batches_are_mapped_and_the_judge_waits_for_all_of_them(bag: dict[str, Any], dag_id: str) -> None:
    dag = bag["dags"][dag_id]
    assert dag["mapped"] == ["load"]
    assert dag["downstream"]["load"] == ["judge"]


def test_two_parses_serialise_alike(bag: dict[str, Any], environment: dict[str, str]) -> None:
    """Otherwise every parse would make a new DAG version."""
    again = dump(environment)
    assert bag["dags"]
    for dag_id, dag in bag["dags"].items():
        assert dag["serialized"] == again["dags"][dag_id]["serialized"], dag_id


@pytest.mark.parametrize("path", DAG_FILES, ids=lambda p: p.name)
def test_a_dag_file_is_a_timetable(path: Path) -> None:
    text = path.read_text()
    assert "airflow" in text
    assert not path.name.startswith("dbt_")
    assert len(text.splitlines()) <= 80
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    heavy = {"pandas", "psycopg", "great_expectations", "dbt", "httpx", "requests", "scrapy", "trafilatura"}
    assert not {name for name in imported if name.split(".")[0] in heavy}


def test_only_one_module_of_the_package_imports_airflow() -> None:
    modules = sorted((PROJECT / "include" / "lumbung").rglob("*.py"))
    assert modules
    importing = {
        path.name
        for path in modules
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
        if name.split(".")[0] in {"airflow", "cosmos"}
    }
    assert importing == {"cosmos_group.py"}
