"""The supervisor: one process that holds Postgres and the Airflow components up, and takes all of them down.

`python -m lumbung.runtime.supervisor` enters with Settings from the environment. It prepares the warehouse, migrates
Airflow's database once per version, starts the components in one session and starts again the one that dies. SIGTERM
or SIGINT ends it, and it ends only when every process that it started, or that those started, is gone.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import psycopg

from lumbung.runtime.airflow import (
    AirflowFailed,
    airflow_client,
    airflow_environment,
    component_commands,
    last_error_line,
    write_ui_password,
)
from lumbung.runtime.manifest import ManifestFailed, ensure_manifest
from lumbung.runtime.postgres import PostgresFailed, free_port, port_is_free
from lumbung.runtime.settings import Settings, settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse

log = logging.getLogger(__name__)

MARK = "LUMBUNG_SERVICES_OF"
"""Every process of a home's services is started with this variable: how strays of a killed supervisor are found."""
STOP_SECONDS = 20.0
START_SECONDS = 300.0


@dataclass(frozen=True)
class Services:
    """What services.json says of a home's services."""

    pid: int
    phase: str
    airflow_url: str
    detail: str = ""
    owner: int | None = None
    """The process that they were started for and end with; None: they last."""


def read_services(settings: Settings) -> Services | None:
    """The services of this home, or None when no supervisor lives."""
    try:
        found = Services(**json.loads((settings.home / "services.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return found if _lives(found.pid, settings) else None


def usable_services(settings: Settings) -> Services | None:
    """The services that a new user can rely on; those that are about to end are waited out first."""
    deadline = time.monotonic() + 2 * STOP_SECONDS
    while (found := read_services(settings)) is not None and time.monotonic() < deadline:
        orphaned = found.owner is not None and not _is_alive(found.owner)
        if found.phase not in ("stopping", "failed") and not orphaned:
            return found
        time.sleep(0.2)
    return None


@contextmanager
def sole_user(settings: Settings) -> Iterator[None]:
    """One starter of services, and one refresh, at a time in a home; the lock dies with its process.

    Raises:
        AirflowFailed: another `lumbung run` or `lumbung up` is at work.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(settings.home / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise AirflowFailed(f"another lumbung run or up is at work in {settings.home}: wait for its end") from None
    try:
        yield
    finally:
        os.close(descriptor)


def start(settings: Settings, *, lasting: bool) -> Services:
    """Start the supervisor in the background and wait until it reports ready. Call it inside `sole_user`.

    `lasting`: the services outlive this process and DAGs start by the clock, as `lumbung up` wants it. Otherwise they
    end with this process, however it ends, and no DAG starts by itself.

    Raises:
        AirflowFailed: it did not become ready; the message names the reason and the logs.
    """
    process = None
    if usable_services(settings) is None:
        _end_all(_marked(settings))  # what a killed supervisor left
        settings.logs.mkdir(parents=True, exist_ok=True)
        (settings.home / "services.json").unlink(missing_ok=True)
        how = ["--lasting"] if lasting else ["--until", str(os.getpid())]
        with (settings.logs / "supervisor.log").open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "lumbung.runtime.supervisor", *how],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                cwd=settings.home,
                env={
                    **os.environ,
                    "LUMBUNG_HOME": str(settings.home),
                    "LUMBUNG_PROJECT": str(settings.project),
                    MARK: str(settings.home),
                    "PYTHONPATH": str(settings.project / "include"),
                },
            )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        state = read_services(settings)
        if state is not None and state.phase == "ready":
            return state
        if state is not None and state.phase == "failed":
            break
        if process is not None and process.poll() is not None:
            break
        time.sleep(0.25)
    try:
        detail = json.loads((settings.home / "services.json").read_text()).get("detail", "")
    except (OSError, ValueError):
        detail = ""
    detail = detail or last_error_line(settings.logs / "supervisor.log") or "no answer in time"
    stop(settings)
    raise AirflowFailed(f"the services did not start: {detail}. Logs: {settings.logs}")


def stop(settings: Settings) -> bool:
    """Stop the services of this home, strays included. Gives whether there was anything to stop."""
    running = read_services(settings)
    if running is not None:
        _signal(running.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS + 90.0
        while time.monotonic() < deadline and _lives(running.pid, settings):
            time.sleep(0.1)
    strays = _end_all(_marked(settings))
    (settings.home / "services.json").unlink(missing_ok=True)
    return running is not None or strays


def main() -> int:
    """Run the services of this home until a signal. 0 after a clean end, 1 when they could not start."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    os.umask(0o077)  # the components and their tasks write for the owner only
    here = settings()
    here.home.mkdir(parents=True, exist_ok=True)
    turn = os.open(here.home / "services.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        log.info("the services of %s run already", here.home)
        return 0
    _adopt_orphans()
    arguments = sys.argv[1:]
    owner = int(arguments[arguments.index("--until") + 1]) if "--until" in arguments else None
    supervisor = _Supervisor(here, owner=owner)
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, supervisor.ask_to_stop)
    try:
        return supervisor.run()
    except (PostgresFailed, ManifestFailed, AirflowFailed, psycopg.Error, ValueError, OSError) as failure:
        log.exception("the services could not start")
        supervisor.report("failed", str(failure).strip().partition("\n")[0])
        time.sleep(1.0)  # long enough for `start` to read why
        return 1


class _Supervisor:
    def __init__(self, here: Settings, *, owner: int | None) -> None:
        self.settings = here
        self.owner = owner
        self.asked_to_stop = False
        self.url = ""

    def ask_to_stop(self, *_: object) -> None:
        self.asked_to_stop = True

    def report(self, phase: str, detail: str = "") -> None:
        state = Services(os.getpid(), phase, self.url, detail, self.owner)
        fresh = self.settings.home / "services.json.new"
        fresh.write_text(json.dumps(asdict(state)))
        fresh.replace(self.settings.home / "services.json")

    def run(self) -> int:
        self.report("starting")
        _end_all(_marked(self.settings) - _family(os.getpid()))
        with open_warehouse(self.settings) as warehouse:
            warehouse.prepare()
            port = self._choose_port()
            self.url = f"http://127.0.0.1:{port}"
            environment = {
                **os.environ,
                **airflow_environment(self.settings, warehouse, port, timetable=self.owner is None),
                MARK: str(self.settings.home),
                **_without_proxy(),
            }
            write_ui_password(self.settings)
            with ThreadPoolExecutor(1) as beside:
                manifest = beside.submit(ensure_manifest, self.settings)
                self._migrate(warehouse, environment)
                manifest.result()
            _workplace(self.settings).mkdir(exist_ok=True)
            children: dict[str, subprocess.Popen[bytes]] = {}
            try:
                for name in component_commands():
                    children[name] = self._spawn(name, environment)
                self._watch(children, environment)
            finally:
                self.report("stopping")
                _end_all(_family(os.getpid()) - {os.getpid()})
        (self.settings.home / "services.json").unlink(missing_ok=True)
        return 0

    def _watch(self, children: dict[str, subprocess.Popen[bytes]], environment: Mapping[str, str]) -> None:
        ready = False
        deaths: dict[str, list[float]] = {name: [] for name in children}
        with airflow_client(self.url, self.settings) as client:
            while not self.asked_to_stop:
                if self.owner is not None and not _is_alive(self.owner):
                    log.info("process %d, which these services were started for, has ended", self.owner)
                    return
                if not ready:
                    health = client.health()
                    wanted = ("metadatabase", "scheduler", "dag_processor", "triggerer")
                    if all(health.get(part) == "healthy" for part in wanted):
                        ready = True
                        self.report("ready")
                for name, child in children.items():
                    if child.poll() is None:
                        continue
                    now = time.monotonic()
                    deaths[name] = [t for t in deaths[name] if now - t < 300] + [now]
                    log_path = self.settings.logs / f"{name}.log"
                    log.error("%s ended with code %s: %s", name, child.returncode, last_error_line(log_path))
                    if len(deaths[name]) > 5:
                        raise AirflowFailed(f"{name} ended {len(deaths[name])} times in 5 minutes; its log: {log_path}")
                    time.sleep(min(10.0, 2.0 ** len(deaths[name]) - 1.0))
                    children[name] = self._spawn(name, environment)
                _reap_orphans({child.pid for child in children.values()})
                time.sleep(0.5 if not ready else 1.0)

    def _spawn(self, name: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with (self.settings.logs / f"{name}.log").open("ab") as out:
            return subprocess.Popen(
                component_commands()[name],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=dict(environment),
                cwd=_workplace(self.settings),
            )

    def _migrate(self, warehouse: Warehouse, environment: Mapping[str, str]) -> None:
        """Airflow's own tables; skipped when this database has had this version's migration."""
        from importlib.metadata import version

        stamp = self.settings.home / "airflow" / "migrated"
        wanted = f"{version('apache-airflow-core')} {warehouse.host} {warehouse.airflow_database}"
        if stamp.exists() and stamp.read_text() == wanted:
            return
        log_path = self.settings.logs / "migrate.log"
        with log_path.open("ab") as out:
            done = subprocess.run(
                [sys.executable, "-m", "airflow", "db", "migrate"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=dict(environment),
                check=False,
                cwd=self.settings.home,
            )
        if done.returncode:
            raise AirflowFailed(f"airflow db migrate failed: {last_error_line(log_path)} (log: {log_path})")
        stamp.write_text(wanted)

    def _choose_port(self) -> int:
        if self.settings.airflow_port:
            if not port_is_free(self.settings.airflow_port):
                raise AirflowFailed(
                    f"port {self.settings.airflow_port} (LUMBUNG_AIRFLOW_PORT) is taken by another program"
                )
            return self.settings.airflow_port
        return free_port()


def _without_proxy() -> dict[str, str]:
    """What is on the loopback interface is never asked through a proxy that the user's shell names."""
    kept = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    hosts = ",".join(dict.fromkeys([*filter(None, kept.split(",")), "127.0.0.1", "localhost"]))
    return {"NO_PROXY": hosts, "no_proxy": hosts}


def _adopt_orphans() -> None:
    """Let descendants whose parent ended come to us (Linux): a stopped component cannot leave workers behind unseen."""
    subreaper = 36  # PR_SET_CHILD_SUBREAPER
    try:
        ctypes.CDLL(None, use_errno=True).prctl(subreaper, 1, 0, 0, 0)
    except (OSError, AttributeError):
        log.info("no child subreaper on this system; strays are found by their environment instead")


def _reap_orphans(own: set[int]) -> None:
    for child in psutil.Process().children():
        if child.pid not in own and child.status() == psutil.STATUS_ZOMBIE:
            try:
                os.waitpid(child.pid, os.WNOHANG)
            except ChildProcessError:
                continue


def _family(pid: int) -> set[int]:
    try:
        process = psutil.Process(pid)
        return {pid} | {child.pid for child in process.children(recursive=True) if not _is_postgres(child)}
    except psutil.NoSuchProcess:
        return set()


def _marked(settings: Settings) -> set[int]:
    """Processes of this home's services, never ourselves.

    Known by the variable that they carry or, since some overwrite their environment with their title, by the folder
    that only they work in.
    """
    found: set[int] = set()
    for process in psutil.process_iter():
        try:
            carries = process.environ().get(MARK) == str(settings.home)
            if (carries or process.cwd() == str(_workplace(settings))) and not _is_postgres(process):
                found.add(process.pid)
        except (psutil.Error, OSError):
            continue
    return found - {os.getpid()} - {parent.pid for parent in psutil.Process().parents()}


def _workplace(settings: Settings) -> Path:
    """The working folder of the components: empty, and nobody else's."""
    return settings.home.resolve() / "services"


def _is_postgres(process: psutil.Process) -> bool:
    """PostgreSQL is stopped by its own users' count, after everything else."""
    try:
        return bool(process.name().startswith("postgres"))
    except psutil.Error:
        return False


def _end_all(pids: set[int]) -> bool:
    """Ask these processes to end, then end them; gives whether there were any. Zombies do not count."""
    pids = {pid for pid in pids if _is_alive(pid)}
    if not pids:
        return False
    for pid in pids:
        _signal(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline and any(map(_is_alive, pids)):
        _collect(pids)
        time.sleep(0.1)
    pids |= _family(os.getpid()) - {os.getpid()} if any(map(_is_alive, pids)) else set()
    for pid in filter(_is_alive, pids):
        _signal(pid, signal.SIGKILL)
    deadline = time.monotonic() + 5.0
    while time.monotonic() < deadline and any(map(_is_alive, pids)):
        _collect(pids)
        time.sleep(0.05)
    return True


def _collect(pids: set[int]) -> None:
    for pid in pids:
        try:
            os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            continue


def _is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _lives(pid: int, settings: Settings) -> bool:
    """Whether this process id is still a supervisor of this home, and not another program that got its number."""
    try:
        process = psutil.Process(pid)
        return (
            process.status() != psutil.STATUS_ZOMBIE
            and "lumbung.runtime.supervisor" in process.cmdline()
            and process.environ().get("LUMBUNG_HOME") == str(settings.home)
        )
    except (psutil.Error, OSError):
        return False


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return


if __name__ == "__main__":
    sys.exit(main())
