"""A folder of static pages, served on loopback while a crawl runs: the sample outlets' web site.

In: a folder. Out: `http://127.0.0.1:<free port>` for as long as the context is open, and what was asked. Nothing
outside the folder is served. Each page has an ETag made of its bytes, so that a page is unchanged on any machine where
the file holds the same.
"""

from __future__ import annotations

import hashlib
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, log: list[tuple[str, int]], **named: object) -> None:
        self._log = log
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # as the server calls it

    def send_head(self) -> BytesIO | None:
        path = Path(self.translate_path(self.path))
        try:
            data = path.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        if self.headers.get("If-None-Match") == etag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", etag)
            self.end_headers()
            return None
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", etag)
        self.end_headers()
        return BytesIO(data)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002 - the base's face
        self._log.append((self.path, int(code)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's face
        """Silent: the crawl's own report says what was fetched."""


class SampleServer:
    """Context manager; `url` is the site's address without a slash at the end, `asked` each path and its answer."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[tuple[str, int]] = []
        handler = partial(_Handler, directory=str(folder), log=self.asked)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
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
