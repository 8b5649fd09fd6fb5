"""A process that loads batches for another one: `python -m lumbung.staging.worker FD`.

Enters: over the socket FD a `Job`, then one batch at a time, then None. Leaves: READY, then of each batch the status
that `Job.load` gave, or the name of an error that was not the batch's fault. When the socket closes without a None, the
process that asked is dead, and this one ends at once: what it had begun is rolled back.

Not multiprocessing: that would import the asking program anew in each process (all of Airflow, in a task), is forbidden
inside some of Airflow's processes, and loses its pool with the first process that dies.
"""

from __future__ import annotations

import logging
import os
import sys
from multiprocessing.connection import Connection as Pipe
from queue import SimpleQueue
from threading import Thread

import psycopg

from lumbung.landing.archive import ArchiveFault
from lumbung.landing.ledger import Batch
from lumbung.staging.load import Job

READY = "ready"


def main() -> None:
    """Load what the socket asks for, until it says that this is all."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    serve(Pipe(int(sys.argv[1])))


def serve(pipe: Pipe) -> None:
    """Answer one process until it needs no more."""
    job: Job = pipe.recv()
    batches: SimpleQueue[Batch | None] = SimpleQueue()
    Thread(target=_listen, args=(pipe, batches), daemon=True).start()
    with job.connect() as connection:
        pipe.send(READY)
        while (batch := batches.get()) is not None:
            try:
                pipe.send((job.load(connection, batch), None))
            except (psycopg.Error, OSError, ArchiveFault) as fault:
                pipe.send((None, type(fault).__name__))


def _listen(pipe: Pipe, batches: SimpleQueue[Batch | None]) -> None:
    while True:
        try:
            batch: Batch | None = pipe.recv()
        except (EOFError, OSError):
            os._exit(1)
        batches.put(batch)
        if batch is None:
            return


if __name__ == "__main__":
    main()
