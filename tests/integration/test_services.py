"""The services end with whoever they were started for, and nothing of them is left, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import psutil
import pytest

from lumbung.runtime import supervisor
from lumbung.runtime.postgres import EmbeddedPostgres
from lumbung.runtime.settings import Settings
from tests.conftest import home_of_its_own

START = (
    "import sys; from lumbung.runtime import supervisor; from lumbung.runtime.settings import settings;"
    "here = settings(); lasting = sys.argv[1] == 'lasting';"
    "ready = supervisor.start(here, lasting=lasting); print(ready.airflow_url, flush=True); sys.stdin.read()"
)


@pytest.fixture(scope="module")
def here() -> Iterator[Settings]:
    with home_of_its_own() as home:
        found = Settings(home=home)
        home.mkdir()
        yield found
        supervisor.stop(found)
        EmbeddedPostgres(found).stop_if_unused()


def started(here: Settings, how: str) -> tuple[subprocess.Popen[str], str]:
    owner = subprocess.Popen(
        [sys.executable, "-c", START, how], env={**os.environ, "LUMBUNG_HOME": str(here.home)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert owner.stdout is not None
    url = owner.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:"), "the services did not start"
    return owner, url


def components(here: Settings) -> list[str]:
    """Titles of this home's processes, Postgres apart, found without the supervisor's own means: by what they open."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid == os.getpid() or process.name().startswith("postgres"):
                continue
            if any(str(here.home) in part for part in (process.cwd(), *(f.path for f in process.open_files()))):
                found.append(" ".join(process.cmdline())[:80])
        except (psutil.Error, OSError):
            continue
    return found


def eventually(holds: Callable[[], bool], seconds: float = 90) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.25)
    return False


def test_services_of_a_run_end_when_the_run_is_killed(here: Settings) -> None:
    owner, url = started(here, "passing")
    assert httpx.get(f"{url}/api/v2/monitor/health", trust_env=False).status_code == 200
    assert len(components(here)) >= 4
    owner.kill()
    owner.wait()
    assert eventually(lambda: supervisor.read_services(here) is None)
    assert eventually(lambda: components(here) == []), components(here)
    assert not EmbeddedPostgres(here).is_running()


def test_stop_finds_what_a_killed_supervisor_left(here: Settings) -> None:
    owner, url = started(here, "lasting")
    owner.kill()
    owner.wait()
    assert httpx.get(f"{url}/api/v2/monitor/health", trust_env=False).status_code == 200, "lasting services last"
    services = supervisor.read_services(here)
    assert services is not None
    listening = [
        c.laddr.ip for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN and c.pid
        and str(here.home) in _cwd(c.pid)
    ]  # fmt: skip
    assert listening
    assert set(listening) == {"127.0.0.1"}
    os.kill(services.pid, signal.SIGKILL)
    assert eventually(lambda: supervisor.read_services(here) is None, 10)
    assert len(components(here)) >= 4, "the components outlive their supervisor: else there is nothing to test"
    supervisor.stop(here)
    assert components(here) == []


def test_two_at_a_time_are_refused(here: Settings) -> None:
    from lumbung.runtime.airflow import AirflowFailed

    with supervisor.sole_user(here), pytest.raises(AirflowFailed, match="wait for its end"), supervisor.sole_user(here):
        pass


def _cwd(pid: int) -> str:
    try:
        return str(psutil.Process(pid).cwd())
    except psutil.Error:
        return ""
