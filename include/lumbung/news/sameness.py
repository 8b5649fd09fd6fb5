"""Whether two versions of a page hold the same article: `python -m lumbung.news.sameness FD` in a process of its own.

Pages that carry a counter, a token or an advertisement differ in every answer. In: the bytes of both. Out: whether what
would be read of them is the same. The process is apart because a page may be made to hang or kill its reader.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from lumbung.news.article import Article, PageRefused, read_article

log = logging.getLogger(__name__)

READ_SECONDS = 30.0


def read_as(raw: bytes, url: str) -> Article | str:
    """What a page is read as: its article, or the rule by which it is refused."""
    try:
        return read_article(raw, url)
    except PageRefused as refusal:
        return refusal.rule


class Comparer:
    """Context manager; starts its process when it is first asked."""

    def __init__(self, patience: float = READ_SECONDS) -> None:
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def same(self, old: bytes, new: bytes, url: str) -> bool:
        """Whether both are the same article; False where a page hangs or kills its reader, or cannot be told."""
        try:
            pipe = self._started()
            pipe.send((old, new, url))
            if pipe.poll(self._patience):
                return bool(pipe.recv())
            log.warning("%s: it takes too long to read; it is taken as new", url)
        except (EOFError, OSError) as fault:
            log.warning("%s: the process that read it ended (%s); it is taken as new", url, type(fault).__name__)
        self._stop()
        return False

    def _started(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = Pipe()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "lumbung.news.sameness", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
            theirs.close()
        return self._pipe

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._pipe = self._process = None


def serve(pipe: Connection) -> None:
    """Answer until the one that asks is gone."""
    with suppress(EOFError, OSError):
        while True:
            old, new, url = pipe.recv()
            try:
                same = read_as(old, url) == read_as(new, url)
            except Exception as fault:  # what cannot be read is judged when it is loaded
                log.warning("%s: cannot be compared (%s)", url, type(fault).__name__)
                same = False
            pipe.send(same)


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
