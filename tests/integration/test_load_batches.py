"""Loading by several processes: the same rows, and a process that dies takes nothing down."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from pathlib import Path

import psutil
import psycopg
import pytest

from lumbung.landing.archive import Archive
from lumbung.landing.ledger import Batch, Connection, Received, batches, register
from lumbung.runtime.warehouse import Warehouse
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue
from lumbung.staging import batches as many
from lumbung.staging.batches import load_batches
from lumbung.staging.load import Job
from lumbung.staging.worker import READY
from tests.conftest import PROJECT

SAMPLE = PROJECT / "include/samples/workbooks/sipd_lra/lra_januari.xlsx"
SAMPLE_ROWS = 35
STAGED = "landing.batches where status = 'staged'"
# Stands in for the worker: what it does to a batch is decided by the batch's origin.
FAULTY_WORKER = """
from lumbung.staging import worker
from tests.integration.test_load_batches import make_faulty

make_faulty()
worker.main()
"""
WAYS = ["forked", "started anew"]


def make_faulty(but: int | None = None) -> None:
    """Let loading fail as the batch's origin says, in this process or, where one is named, in all `but` that one."""
    sound = Job.load

    def faulty(job: Job, connection: Connection, batch: Batch) -> str:
        if os.getpid() != but:
            if "deadly" in batch.origin:
                os.kill(os.getpid(), signal.SIGKILL)
            if "cut off" in batch.origin:
                raise psycopg.OperationalError("the connection is gone")
        return sound(job, connection, batch)

    Job.load = faulty  # type: ignore[method-assign,assignment]


@pytest.fixture
def ledger(warehouse: Warehouse) -> Iterator[Connection]:
    with warehouse.connect("loader", autocommit=True) as connection:
        yield connection


@pytest.fixture
def job(warehouse: Warehouse, tmp_path: Path) -> Job:
    spec = load_catalogue([SHIPPED_CATALOGUE])["sipd__lra"]
    return Job(warehouse.url("loader"), {spec.id: spec}, Archive(tmp_path / "archive"))


@pytest.fixture
def registered(job: Job, ledger: Connection) -> Callable[..., list[Batch]]:
    """Makes batches of the same workbook under several origins; equal in size, they are begun in this order."""

    def make(*origins: str) -> list[Batch]:
        [spec] = job.specs.values()
        sha256 = job.archive.store(SAMPLE)
        ids = [
            register(
                ledger,
                Received(
                    spec.id, f"{origin}/{SAMPLE.name}", SAMPLE.name, sha256, SAMPLE.stat().st_size, is_sample=True
                ),
                dataset=spec.dataset,
                parser_version="1",
            )
            for origin in origins
        ]
        return batches(ledger, ids=ids)

    return make


@pytest.fixture
def waits_until(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], bool]], None]:
    """Lets this process load a batch only when something is so: the other processes have their turn first."""

    def wait_until(it_is_so: Callable[[], bool]) -> None:
        sound, this_process = Job.load, os.getpid()

        def load(job: Job, connection: Connection, batch: Batch) -> str:
            deadline = time.monotonic() + 60
            while os.getpid() == this_process and not it_is_so():
                assert time.monotonic() < deadline, "no other process did its part"
                time.sleep(0.02)
            return sound(job, connection, batch)

        monkeypatch.setattr(Job, "load", load)

    return wait_until


@pytest.fixture
def faulty_worker(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "forked":
        monkeypatch.setattr(Job, "load", Job.load)  # to be put back
        make_faulty(but=os.getpid())
        return
    script = tmp_path / "faulty_worker.py"
    script.write_text(FAULTY_WORKER)
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    monkeypatch.setattr(many, "WORKER", (sys.executable, str(script)))


@pytest.fixture
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How further processes begin. By itself it depends on the threads of whatever runs the tests."""
    name, is_ready = str(request.param), many._Worker.is_ready

    def is_ready_late(worker: many._Worker) -> bool:
        time.sleep(0.5)  # this process takes the first batch, the other ones those behind it
        return is_ready(worker)

    monkeypatch.setattr(many, "may_fork", lambda: name == "forked")
    monkeypatch.setattr(many._Worker, "is_ready", is_ready_late)
    return name


both_ways = pytest.mark.parametrize("way", WAYS, indirect=True)


def count(connection: Connection, of: str) -> int:
    row = connection.execute(f"select count(*) from {of}".encode()).fetchone()
    assert row is not None
    return int(str(row[0]))


@both_ways
@pytest.mark.usefixtures("way")
def test_several_processes_load_what_one_does(
    job: Job,
    ledger: Connection,
    registered: Callable[..., list[Batch]],
    waits_until: Callable[[Callable[[], bool]], None],
) -> None:
    alone = registered("alone")
    assert load_batches(job, alone) == {alone[0].batch_id: "staged"}
    shared = registered("first", "second", "third")
    waits_until(lambda: count(ledger, STAGED) >= len([*alone, "second", "third"]))
    assert load_batches(job, shared, processes=2) == {batch.batch_id: "staged" for batch in shared}
    columns = "sheet, row_no, agency_code, account_code, budget_idr, realised_idr, source_ref, cell_map"
    for batch in shared:
        query = f"select {columns} from staging.budget_realisation where batch_id = %s order by row_no"
        rows, expected = (ledger.execute(query.encode(), [b.batch_id]).fetchall() for b in (batch, alone[0]))
        assert len(rows) == SAMPLE_ROWS
        assert rows == expected


@both_ways
@pytest.mark.usefixtures("way", "faulty_worker")
def test_a_batch_that_kills_two_processes_is_rejected_and_the_rest_is_loaded(
    job: Job,
    ledger: Connection,
    registered: Callable[..., list[Batch]],
    waits_until: Callable[[Callable[[], bool]], None],
) -> None:
    first, deadly, *rest = registered("first", "deadly", "third", "fourth")
    waits_until(lambda: count(ledger, STAGED) >= len(rest))
    statuses = load_batches(job, [first, deadly, *rest], processes=2)
    assert statuses == {first.batch_id: "staged", deadly.batch_id: "rejected"} | {b.batch_id: "staged" for b in rest}
    reason = "select rule, reason from ops.quarantine where batch_id = %s"
    [(rule, text)] = ledger.execute(reason, [deadly.batch_id]).fetchall()
    assert rule == "parser_died"
    assert "lra_januari.xlsx: the process that read it died twice (SIGKILL). Save it anew" in str(text)
    assert count(ledger, "staging.budget_realisation") == 3 * SAMPLE_ROWS


@both_ways
@pytest.mark.usefixtures("way", "faulty_worker")
def test_a_batch_is_not_blamed_for_a_lost_connection(
    job: Job,
    ledger: Connection,
    registered: Callable[..., list[Batch]],
    waits_until: Callable[[Callable[[], bool]], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    waiting = registered("first", "cut off", "third")
    waits_until(lambda: "OperationalError in a loading process" in caplog.text)
    assert load_batches(job, waiting, processes=2) == {batch.batch_id: "staged" for batch in waiting}
    assert count(ledger, "ops.quarantine") == 0


@both_ways
@pytest.mark.usefixtures("way")
def test_what_the_archive_lacks_stops_the_load_and_ends_its_processes(
    job: Job, ledger: Connection, registered: Callable[..., list[Batch]]
) -> None:
    waiting = registered("first", "second", "third")
    job.archive.path(waiting[0].sha256).unlink()
    with pytest.raises(FileNotFoundError):
        load_batches(job, waiting, processes=2)
    others = "pg_stat_activity where usename = 'lumbung_loader' and pid <> pg_backend_pid()"
    deadline = time.monotonic() + 30
    while count(ledger, f"{others} and datname = current_database()"):
        assert time.monotonic() < deadline, "a session is still there"
        time.sleep(0.05)
    assert count(ledger, "landing.batches where status = 'registered'") == 3


def test_few_files_need_no_further_process(
    job: Job, registered: Callable[..., list[Batch]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "WORKER", ("/nowhere/at/all",))
    waiting = registered("first", "second", "third")
    assert set(load_batches(job, waiting).values()) == {"staged"}
    assert load_batches(job, []) == {}


@pytest.mark.parametrize("way", ["started anew"], indirect=True)
@pytest.mark.usefixtures("way")
def test_without_further_processes_the_work_is_done_all_the_same(
    job: Job, registered: Callable[..., list[Batch]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(many, "WORKER", ("/nowhere/at/all",))
    waiting = registered("first", "second", "third")
    assert load_batches(job, waiting, processes=3) == {batch.batch_id: "staged" for batch in waiting}
    assert "no further process to load with" in caplog.text


def test_a_worker_ends_with_the_process_that_asked(job: Job) -> None:
    ours, theirs = Pipe()
    with subprocess.Popen([*many.WORKER, str(theirs.fileno())], pass_fds=[theirs.fileno()]) as worker:
        theirs.close()
        ours.send(job)
        assert ours.recv() == READY
        assert worker.poll() is None
        ours.close()  # as by kill -9
        assert worker.wait(timeout=30) == 1


def test_forked_processes_end_with_the_one_that_asked(job: Job, tmp_path: Path) -> None:
    """Three of them: each but the first was copied from a process that held the lines to those before."""
    (tmp_path / "job").write_bytes(pickle.dumps(job))
    code = f"""
import pathlib, time
from lumbung.staging import batches
workers = []
for _ in range(3):
    workers.append(batches._Worker(pathlib.Path({str(tmp_path / "job")!r}).read_bytes(), workers))
assert all(worker.is_ready() for worker in workers)
print(*(worker.process._pid for worker in workers), flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        pids = [int(pid) for pid in asking.stdout.readline().split()]
        assert len(pids) == 3
        assert all(psutil.pid_exists(pid) for pid in pids)
        asking.kill()
        deadline = time.monotonic() + 30
        while any(psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie" for pid in pids):
            assert time.monotonic() < deadline, "a process outlives the one that asked"
            time.sleep(0.05)


def test_a_process_with_threads_is_not_copied() -> None:
    code = """
import threading
from lumbung.staging.fork import may_fork
print(may_fork())
ends = threading.Event()
threading.Thread(target=ends.wait).start()
print(may_fork())
ends.set()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(sys.platform == "linux"), "False"]


def test_a_copy_says_nothing_that_this_process_was_about_to_say(tmp_path: Path) -> None:
    """Neither what stands in a buffer, nor into its log."""
    code = """
import logging, sys
from lumbung.staging.fork import Fork
logging.basicConfig(filename=sys.argv[1])
print("once")
def work():
    logging.getLogger("copied").warning("of the copy")
fork = Fork(work)
assert fork.wait() == 0
assert fork.poll() == 0
fork.kill()
assert Fork(lambda: 1 / 0).wait() == 1
stuck = Fork(lambda: __import__("time").sleep(600))
assert stuck.poll() is None
stuck.kill()
assert stuck.wait() == -9
logging.warning("of this one")
"""
    file = tmp_path / "log"
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "once\n"
    assert "of the copy" in done.stderr
    assert "ZeroDivisionError in a loading process" in done.stderr
    assert file.read_text().count("\n") == 1


def test_a_worker_imports_none_of_the_heavy_libraries() -> None:
    code = "import lumbung.staging.worker, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "lumbung" in loaded
    assert not loaded & {"airflow", "dbt", "great_expectations", "pandas", "trafilatura", "cosmos", "openpyxl"}


@pytest.mark.parametrize(
    ("sizes", "cores", "processes"),
    [
        ([], 8, 1),
        ([5_000] * 50, 8, 1),
        ([5_000] * 1_000, 2, 2),
        ([50_000_000], 8, 1),  # one file is read by one process
        ([5_000_000] * 4, 3, 3),
    ],
)
def test_processes_are_started_for_work_that_is_worth_it(
    sizes: list[int], cores: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert many._processes_worth(sizes) == processes
