"""A folder of static pages, served on loopback while a crawl runs: the sample outlets' web site.

In: a folder. Out: `http://127.0.0.1:<free port>` for as long as the context is open. Nothing outside the folder is
served.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self


class _Handler(SimpleHTTPRequestHandler):
    def list_directory(self, path: object) -> None:  # noqa: ARG002 - the base class's face
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's face
        """Silent: the crawl's own report says what was fetched."""


class SampleServer:
    """Context manager; `url` is the site's address without a slash at the end."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
