"""The embedded server: found again, shared, recovered, closed to strangers."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from lumbung.runtime.postgres import EmbeddedPostgres
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import open_warehouse
from tests.conftest import home_of_its_own


@pytest.fixture
def home() -> Iterator[Settings]:
    with home_of_its_own() as place:
        yield Settings(home=place)


def test_last_user_stops_the_server(home: Settings) -> None:
    server = EmbeddedPostgres(home)
    with server.in_use() as port:
        with EmbeddedPostgres(home).in_use() as again:
            assert again == port
        assert server.is_running()
    assert not server.is_running()


def test_recovers_from_kill_9_with_its_data(home: Settings) -> None:
    with open_warehouse(home) as warehouse:
        warehouse.prepare(airflow=False)
        with warehouse.connect("admin") as connection:
            connection.execute("create table landing.kept (n integer)")
            connection.execute("insert into landing.kept values (7)")
        pid = int((home.home / "postgres" / "18" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with open_warehouse(home) as after, after.connect("admin") as connection:
            assert connection.execute("select n from landing.kept").fetchone() == (7,)


def test_a_stale_pid_file_that_names_another_program_is_no_obstacle(home: Settings) -> None:
    with EmbeddedPostgres(home).in_use():
        pass
    pid_file = home.home / "postgres" / "18" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n/nowhere\n0\n1\n\n\n\n")
    with EmbeddedPostgres(home).in_use() as port:
        assert port


def test_a_taken_port_is_left_to_its_owner(home: Settings) -> None:
    first = EmbeddedPostgres(home).port
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", first))
        stranger.listen()
        with EmbeddedPostgres(home).in_use() as port:
            assert port != first


def test_survives_the_death_of_the_process_that_started_it(home: Settings) -> None:
    code = (
        "import os, signal; from lumbung.runtime.settings import settings;"
        "from lumbung.runtime.postgres import EmbeddedPostgres;"
        "c = EmbeddedPostgres(settings()).in_use(); c.__enter__(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "LUMBUNG_HOME": str(home.home)}, check=False)
    assert done.returncode == -signal.SIGKILL
    server = EmbeddedPostgres(home)
    assert server.is_running()
    assert server.stop_if_unused()
    assert not server.is_running()


def test_listens_on_loopback_only_and_wants_the_password(home: Settings) -> None:
    with open_warehouse(home) as warehouse:
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(
                host=warehouse.host, port=warehouse.port, user="lumbung_admin", password="wrong", dbname="postgres"
            )
        with psycopg.connect(warehouse.url("admin", database="postgres")) as connection:
            assert connection.execute("show listen_addresses").fetchone() == ("127.0.0.1",)
            assert connection.execute("show server_version").fetchone()[0].startswith("18")
    secrets = home.home / "secrets.json"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
