"""docker-compose.yml, Dockerfile and .env.example against the local runtime: nothing in them that Lumbung does not use.

No container engine is needed: the files are read, and compared with what `lumbung.runtime` sets on this machine.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from lumbung.cli import app
from lumbung.runtime.airflow import NO_TELEMETRY, airflow_environment, component_commands
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import from_url

REPO = Path(__file__).resolve().parents[2]
COMPOSE = REPO / "docker-compose.yml"
DOCKERFILE = REPO / "Dockerfile"
COMPONENTS = ("api-server", "scheduler", "dag-processor", "triggerer")
ADMIN_URL = "postgresql://lumbung_admin:an_admin_password@postgres:5432/lumbung"

# Values that a container has differently, and why; every other one must be the local runtime's.
DIFFERS_IN_A_CONTAINER = {
    "AIRFLOW__CORE__PARALLELISM": "the operator's choice; locally from the number of cores",
    "AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG": "as AIRFLOW__CORE__PARALLELISM",
    "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": "another container, not this host",
    "AIRFLOW__API__HOST": "every interface of the container, so that the other containers reach it",
    "AIRFLOW__API__BASE_URL": "what the operator's proxy is called",
    "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK": "Docker asks it; locally it would be one more listener",
    "AIRFLOW__LOGGING__LOGGING_LEVEL": "the container's log is all an operator sees",
}
# Set by the local runtime, needless in the image, where the package is installed.
LOCAL_ONLY = {"PYTHONPATH"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    assert {"postgres", "migrate", *COMPONENTS} == set(found["services"])
    return found


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the local runtime would set, were its folders the container's."""
    here = Settings(
        home=tmp_path_factory.mktemp("home"),
        project=Path("/opt/lumbung"),
        warehouse_url=ADMIN_URL,
        loader_password="a_loader_password",
        dbt_password="a_dbt_password",
        bi_password="a_bi_password",
        airflow_password="an_airflow_password",
    )
    found = airflow_environment(here, from_url(here, ADMIN_URL), 8080, timetable=True)
    return {name: value.replace(str(here.home), "/opt/lumbung/state") for name, value in found.items()}


def environments(compose: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for service, spec in compose["services"].items():
        for name, value in spec.get("environment", {}).items():
            yield service, name, str(value)


def lumbung_commands(text: str) -> set[str]:
    """The subcommands in a shell text: of `lumbung database prepare`, "database prepare"."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return {
        match.group(1) for line in lines for match in re.finditer(r"(?:^|RUN |&& )\s*lumbung ((?:[a-z]+ ?)+)", line)
    }


def interpolated(text: str) -> dict[str, set[str]]:
    """Variable -> how it is written after its name (":?message", ":-default", "")."""
    found: dict[str, set[str]] = {}
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for name, rest in re.findall(r"\$\{([A-Z][A-Z0-9_]*)([^}]*)\}", "\n".join(lines)):
        found.setdefault(name, set()).add(rest)
    return found


def is_secret(name: str) -> bool:
    return bool(re.search(r"PASSWORD|SECRET|_KEY$", name)) and not name.endswith("_FILE")


def test_compose_file_is_valid_by_the_compose_schema() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_variable_of_a_container_is_one_that_lumbung_uses(compose: dict[str, Any], local: dict[str, str]) -> None:
    known = set(local) | {f"LUMBUNG_{field.upper()}" for field in Settings.model_fields}
    names = {name for service, name, _ in environments(compose) if service != "postgres"}
    assert len(names) > 30
    assert names - known == set()


def test_every_variable_of_the_local_runtime_reaches_the_containers_that_run_tasks(
    compose: dict[str, Any], local: dict[str, str]
) -> None:
    assert len(local) > 30
    for service in ("migrate", "scheduler", "dag-processor", "triggerer"):
        given = set(compose["services"][service]["environment"])
        assert set(local) - given == LOCAL_ONLY, service
    airflow_only = {name for name in local if name.startswith("AIRFLOW") or name in NO_TELEMETRY}
    assert airflow_only <= set(compose["services"]["api-server"]["environment"])


def test_values_are_those_of_the_local_runtime_unless_a_reason_says_otherwise(
    compose: dict[str, Any], local: dict[str, str]
) -> None:
    given = compose["services"]["scheduler"]["environment"]
    compared = [name for name in local if name in given and not is_secret(name) and name not in DIFFERS_IN_A_CONTAINER]
    assert len(compared) > 20
    passwords = {"${LUMBUNG_AIRFLOW_PASSWORD:?see .env.example}": "an_airflow_password"}
    for name in compared:
        value = str(given[name])
        for written, password in passwords.items():
            value = value.replace(written, password)
        assert value == local[name], name
    assert set(given) >= set(DIFFERS_IN_A_CONTAINER)


def test_the_warehouse_url_reads_as_lumbung_reads_it(compose: dict[str, Any]) -> None:
    written = compose["services"]["scheduler"]["environment"]["LUMBUNG_WAREHOUSE_URL"]
    assert re.sub(r"\$\{LUMBUNG_ADMIN_PASSWORD:\?[^}]*\}", "an_admin_password", written) == ADMIN_URL
    assert compose["services"]["postgres"]["environment"]["POSTGRES_USER"] == "lumbung_admin"
    assert compose["services"]["postgres"]["environment"]["POSTGRES_DB"] == "lumbung"


def test_no_secret_has_a_value_or_a_default(compose: dict[str, Any]) -> None:
    secrets = [(service, name, value) for service, name, value in environments(compose) if is_secret(name)]
    assert len(secrets) > 10
    for service, name, value in secrets:
        assert re.fullmatch(r"\$\{[A-Z0-9_]+:\?[^}]+\}", value), f"{service}: {name}"
    for service, name, value in environments(compose):
        for password in re.findall(r"://[^:/@]+:(.+)@", value):
            assert re.fullmatch(r"\$\{[A-Z0-9_]+:\?[^}]+\}", password), f"{service}: {name}"
    for name, forms in interpolated(COMPOSE.read_text()).items():
        assert not is_secret(name) or all(form.startswith(":?") for form in forms), name


def test_env_example_names_every_variable_and_leaves_every_required_one_empty() -> None:
    lines = (REPO / ".env.example").read_text().splitlines()
    required = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]", line))
    optional = dict(line[1:].split("=", 1) for line in lines if re.match(r"#[A-Z][A-Z0-9_]+=", line))
    used = interpolated(COMPOSE.read_text())
    assert used
    assert set(required) == {name for name, forms in used.items() if any(form.startswith(":?") for form in forms)}
    assert {name: {f":-{value}"} for name, value in optional.items()} == {
        name: forms for name, forms in used.items() if name not in required
    }
    assert set(required.values()) == {""}


def test_ports_are_published_on_the_loopback_interface_only(compose: dict[str, Any]) -> None:
    ports = [str(port) for spec in compose["services"].values() for port in spec.get("ports", [])]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert not any(spec.get("network_mode") for spec in compose["services"].values())


def test_code_is_mounted_read_only(compose: dict[str, Any]) -> None:
    for service in ("migrate", *COMPONENTS):
        volumes = [volume.rsplit(":", 2) for volume in compose["services"][service]["volumes"]]
        mounts = {inside: mode for _, inside, mode in (parts for parts in volumes if len(parts) == 3)}
        code = ("include", "dags", "dbt_project", "expectations")
        assert {mounts[f"/opt/lumbung/{folder}"] for folder in code} == {"ro"}, service
        assert [parts for parts in volumes if len(parts) == 2] == [["state", "/opt/lumbung/state"]], service


def test_every_service_that_stays_up_is_watched_and_comes_back(compose: dict[str, Any]) -> None:
    for name, spec in compose["services"].items():
        if name == "migrate":
            assert spec["restart"] == "no"
            continue
        assert spec["healthcheck"]["test"][0] == "CMD", name
        assert spec["restart"] == "unless-stopped", name


def test_components_start_after_the_migration_and_the_migration_after_postgres(compose: dict[str, Any]) -> None:
    for name in COMPONENTS:
        assert compose["services"][name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert compose["services"]["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}


def test_components_are_started_as_the_local_runtime_starts_them(compose: dict[str, Any]) -> None:
    local_commands = {name: " ".join(command[3:]) for name, command in component_commands().items()}
    assert sorted(local_commands) == sorted(COMPONENTS)
    assert {name: compose["services"][name]["command"] for name in COMPONENTS} == local_commands


def test_every_lumbung_command_exists(compose: dict[str, Any]) -> None:
    migration = compose["services"]["migrate"]["command"][0]
    assert migration.splitlines() == ["lumbung database prepare", "airflow db migrate", "lumbung manifest"]
    used = lumbung_commands(migration) | lumbung_commands(DOCKERFILE.read_text())
    assert used == {"database prepare", "manifest"}
    for words in used:
        command: Any = typer.main.get_command(app)
        for word in words.split():
            assert word in command.commands, f"lumbung {words}"
            command = command.commands[word]


def test_images_are_pinned_and_airflow_is_the_one_of_the_lock(compose: dict[str, Any]) -> None:
    lock = (REPO / "requirements.lock").read_text()
    version = re.search(r"^apache-airflow==(\S+)", lock, re.MULTILINE)
    assert version
    assert re.findall(r"^FROM (\S+)$", DOCKERFILE.read_text(), re.MULTILINE) == [
        f"apache/airflow:{version.group(1)}-python3.11"
    ]
    images = {spec["image"] for spec in compose["services"].values()}
    assert len(images) == 2
    assert all(re.search(r":\d", image) for image in images)


def test_the_image_installs_the_lock_with_hashes_and_takes_only_what_is_there() -> None:
    text = DOCKERFILE.read_text()
    assert "pip install --no-deps --require-hashes -r requirements.lock" in text
    copied = [word for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE) for word in line.split()[:-1]]
    sources = [word for word in copied if not word.startswith("--")]
    allowed = {line[1:] for line in (REPO / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert set(sources) == allowed
    assert [source for source in sources if not (REPO / source).exists()] == []
    assert not re.search(r"^(ARG|ENV)\b.*(PASSWORD|SECRET|TOKEN)", text, re.MULTILINE)
