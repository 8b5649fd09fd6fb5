"""Load many batches, on as many cores as there are.

Enters: a `Job` and batches of the ledger. Leaves: each is loaded, as `load_batch` says. This process loads too, and as
many others as the work is worth take from the same list, each with a connection and one workbook of its own. A process
that dies takes nothing down: the batch that it was at is tried once more, alone and in a process of its own, and is
rejected when it kills that one too.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from threading import Thread

from lumbung.landing.ledger import Batch, Connection
from lumbung.staging.fork import Fork, may_fork
from lumbung.staging.load import Job, reject
from lumbung.staging.worker import READY, serve

log = logging.getLogger(__name__)

WORKER = (sys.executable, "-m", "lumbung.staging.worker")
# What a batch takes on one core, roughly; a process that is no copy of this one takes half a second until it is ready.
SECONDS_A_FILE = 0.005
SECONDS_A_MEGABYTE = 0.4
SECONDS_WORTH_A_PROCESS = 2.0
STARTS_A_HELPER = 3
BATCHES_AHEAD = 4
FEW_BATCHES = 20


def load_batches(job: Job, batches: Sequence[Batch], *, processes: int | None = None) -> dict[int, str]:
    """Load batches; give the status of each after that, by id.

    Args:
        job: where to, by which specs, from which archive.
        batches: what to load; the largest files are begun first.
        processes: how many load at once, this one among them. Default: what the cores and the work are worth.

    Raises:
        psycopg.Error, OSError, ArchiveFault: the warehouse or the archive is at fault. What is loaded stays; the rest
            can be loaded again.
    """
    sizes = {batch.batch_id: _size(job, batch) for batch in batches}
    helpers = (processes or _processes_worth(list(sizes.values()))) - 1
    work = _Work(pickle.dumps(job), deque(sorted(batches, key=lambda batch: -sizes[batch.batch_id])))
    threads: list[Thread] = []
    try:
        # All begin before the first thread: a process with threads cannot be copied.
        workers = [work.begin_worker() for _ in range(helpers)]
        for worker in workers:
            thread = Thread(target=work.help_out, args=[worker], daemon=True)
            thread.start()
            threads.append(thread)
        with job.connect() as connection:
            while (batch := work.take()) is not None:
                work.done[batch.batch_id] = job.load(connection, batch)
            for thread in threads:
                thread.join()
            for batch in batches:
                if batch.batch_id in work.deadly:
                    work.done[batch.batch_id] = _once_more(job, connection, batch)
                elif batch.batch_id not in work.done:  # what kept the other process from it is raised here, or is gone
                    work.done[batch.batch_id] = job.load(connection, batch)
    finally:
        work.stop()
        for thread in threads:
            thread.join()
    return work.done


def _size(job: Job, batch: Batch) -> int:
    try:
        return job.archive.size(batch.sha256)
    except OSError:
        return 0  # loading it says what is wrong


def _processes_worth(sizes: Sequence[int]) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    seconds = len(sizes) * SECONDS_A_FILE + sum(sizes) / 1e6 * SECONDS_A_MEGABYTE
    return max(1, min(cores, len(sizes), int(seconds / SECONDS_WORTH_A_PROCESS)))


class _WorkerDied(Exception):
    """A process ended before it answered. `how` says by what."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class _Worker:
    """A process that loads one batch at a time for us. `others` are those that run already."""

    def __init__(self, job: bytes, others: Sequence[_Worker] = ()) -> None:
        self.pipe, theirs = Pipe()
        self._job = job
        self.process: Fork | subprocess.Popen[bytes]
        if may_fork():

            def work() -> None:
                for pipe in (self.pipe, *(other.pipe for other in others)):  # held open, it would not tell of our end
                    pipe.close()
                serve(theirs)

            self.process = Fork(work)
        else:
            self.process = subprocess.Popen(  # standard input may be the line to Airflow's supervisor
                [*WORKER, str(theirs.fileno())], stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
            )
        theirs.close()

    def is_ready(self) -> bool:
        """Wait until it can load; False when it could not start."""
        try:
            self.pipe.send_bytes(self._job)
            return bool(self.pipe.recv() == READY)
        except (EOFError, OSError):
            return False

    def ask(self, batch: Batch) -> None:
        """Let it load a batch after those that it was asked for before."""
        with suppress(OSError):  # that it is dead is seen when it should answer
            self.pipe.send(batch)

    def answer(self) -> tuple[str | None, str | None]:
        """Wait for the status of the next batch, or the name of an error that was not the batch's fault.

        Raises:
            _WorkerDied: it ended over this batch.
        """
        try:
            status, fault = self.pipe.recv()
        except (EOFError, OSError):
            code = self.process.wait()
            raise _WorkerDied(signal.Signals(-code).name if code < 0 else f"exit code {code}") from None
        return status, fault

    def close(self) -> None:
        """Let it end."""
        with suppress(OSError):
            self.pipe.send(None)
        self.process.wait()
        self.pipe.close()


@dataclass
class _Work:
    """What is to be done and what is done. Shared by threads: each change is a single step of a deque, list or dict."""

    job: bytes
    todo: deque[Batch]
    done: dict[int, str] = field(default_factory=dict)
    deadly: set[int] = field(default_factory=set)
    workers: list[_Worker] = field(default_factory=list)
    is_over: bool = False

    def take(self) -> Batch | None:
        with suppress(IndexError):
            return self.todo.popleft()
        return None

    def begin_worker(self) -> _Worker | None:
        """A process that loads; None where there can be none."""
        try:
            worker = _Worker(self.job, self.workers)
        except OSError as refused:
            log.warning("no further process to load with (%s)", refused.strerror)
            return None
        self.workers.append(worker)
        return worker

    def help_out(self, worker: _Worker | None) -> None:
        """Let a process load what is to be done; another one in its place when it dies."""
        starts = 1
        while worker is not None:
            try:
                if not worker.is_ready():
                    log.warning("a further process to load with could not start")
                    return
                if self._is_done_by(worker):
                    return
            finally:
                worker.close()
            worker = self.begin_worker() if self.todo and starts < STARTS_A_HELPER else None
            starts += 1

    def _is_done_by(self, worker: _Worker) -> bool:
        """Let a worker load all that is left; False when it died over a batch.

        It is asked for a few batches ahead: else it would wait after each until this process, which loads too, has a
        moment for it.
        """
        asked: deque[Batch] = deque()
        try:
            while True:
                while len(asked) < self._worth_asking() and (batch := self.take()) is not None:
                    worker.ask(batch)
                    asked.append(batch)
                if not asked:
                    return True
                try:
                    status, fault = worker.answer()
                except _WorkerDied as death:
                    batch = asked.popleft()
                    log.warning("batch %d: a loading process died over it (%s)", batch.batch_id, death.how)
                    self.deadly.add(batch.batch_id)
                    return False
                batch = asked.popleft()
                if status is None:
                    log.warning("batch %d: %s in a loading process, which loads no more", batch.batch_id, fault)
                    return True
                self.done[batch.batch_id] = status
        finally:
            if not self.is_over:
                self.todo.extendleft(reversed(asked))

    def _worth_asking(self) -> int:
        """How many batches a worker is asked for at once: one where few are left, so that none waits for another."""
        return min(BATCHES_AHEAD, 1 + len(self.todo) // FEW_BATCHES)

    def stop(self) -> None:
        """End all that still runs: the work is done, or this process met an error."""
        self.is_over = True
        self.todo.clear()
        for worker in self.workers:
            if worker.process.poll() is None:
                worker.process.kill()


def _once_more(job: Job, connection: Connection, batch: Batch) -> str:
    """Load a batch over which a process died, in a process in which nothing else runs."""
    worker = _Worker(pickle.dumps(job))
    try:
        ready = worker.is_ready()
        if ready:
            worker.ask(batch)
        status, _ = worker.answer() if ready else (None, None)
    except _WorkerDied as death:
        return reject(
            connection,
            batch,
            "parser_died",
            f"{batch.source_id}: {batch.file_name}: the process that read it died twice ({death.how}). Save it anew in "
            f"a spreadsheet program, as a smaller file if it is large, or report it.",
        )
    finally:
        worker.close()
    return status or job.load(connection, batch)
