"""A process that begins as a copy of this one, where that is safe.

Enters: what the copy is to do. Leaves: a `Fork`, to be waited for or killed as a subprocess.Popen. The copy has all
modules and the list of regions already, which a process that starts anew takes half a second of its core to read.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

log = logging.getLogger(__name__)

STANDARD_INPUT, STANDARD_ERROR = 0, 2


def may_fork() -> bool:
    """Whether a copy of this process would be sound: another thread may hold a lock that nobody in the copy gives back,
    and system libraries of other systems than Linux do not outlive a fork.
    """
    return sys.platform == "linux" and threading.active_count() == 1


class Fork:
    """A copy of this process that does one thing and ends: with exit code 0, or with 1 where that failed.

    It writes its log to standard error, reads no input and dies of SIGINT and SIGTERM, whatever this process made of
    its own.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        for stream in (sys.stdout, sys.stderr):  # else the copy would say it again
            with suppress(OSError, ValueError):
                stream.flush()
        self._code: int | None = None
        self._waiting = threading.Lock()
        self._pid = os.fork()
        if self._pid == 0:
            _be_the_copy(work)

    def poll(self) -> int | None:
        """The exit code (a signal's number, negative), None while it runs."""
        if self._code is None and self._waiting.acquire(blocking=False):
            try:
                self._collect(os.WNOHANG)
            finally:
                self._waiting.release()
        return self._code

    def wait(self) -> int:
        """Wait until it has ended; give its exit code."""
        with self._waiting:
            while self._code is None:
                self._collect(0)
            return self._code

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            if self._code is None:
                os.kill(self._pid, signal.SIGKILL)

    def _collect(self, how: int) -> None:
        if self._code is None:
            ended, status = os.waitpid(self._pid, how)
            if ended:
                self._code = os.waitstatus_to_exitcode(status)


def _be_the_copy(work: Callable[[], None]) -> NoReturn:
    """Never returns: what stands on the stack is the business of the process that was copied."""
    code = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), STANDARD_INPUT)
        root = logging.getLogger()
        root.handlers.clear()  # they may write into a file or a socket in which the other process counts its lines
        root.addHandler(logging.StreamHandler(open(STANDARD_ERROR, "w", closefd=False)))  # noqa: SIM115 - for as long as it lives
        work()
        code = 0
    except BaseException as fault:  # whatever it is, it must not run on as the process that was copied
        with suppress(Exception):
            log.error("%s in a loading process", type(fault).__name__)
    finally:
        os._exit(code)
