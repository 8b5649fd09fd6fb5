"""A news outlet on loopback whose answers a test decides, with a log of its own of what was asked, when and how."""

from __future__ import annotations

import hashlib
import socket
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Any

from lumbung.sources.model import SourceSpec

Answer = tuple[int, dict[str, str], bytes]
Stream = Callable[[socket.socket], None]
"""Writes an answer on the bare connection, status line and all."""

HTML = {"Content-Type": "text/html; charset=utf-8"}
ROBOTS: Answer = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /cetak/\n")


@dataclass(frozen=True)
class Asked:
    """One request, as the server saw it, and the status that it gave (0: a stream of a test's own)."""

    at: float
    path: str
    status: int
    is_conditional: bool


class Site:
    """Serves what `answer` gives for a path. With `validators`, each answer of status 200 carries an ETag of its bytes
    and is asked about conditionally.
    """

    def __init__(self, answer: Callable[[str], Answer | Stream], *, validators: bool = False) -> None:
        self.log: list[Asked] = []
        self.agents: set[str] = set()
        site, lock = self, Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                at = monotonic()
                site.agents.add(self.headers.get("User-Agent", ""))
                told = self.headers.get("If-None-Match")
                conditional = told is not None or "If-Modified-Since" in self.headers
                given = answer(self.path)
                if callable(given):
                    with lock:
                        site.log.append(Asked(at, self.path, 0, conditional))
                    self.close_connection = True
                    given(self.connection)
                    return
                status, headers, body = given
                if validators and status == 200:
                    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                    headers = {**headers, "ETag": etag}
                    if told == etag:
                        status, body = 304, b""
                with lock:
                    site.log.append(Asked(at, self.path, status, conditional))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's face
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def asked(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(entry.path for entry in self.log)

    def statuses(self, since: int = 0) -> dict[str, list[int]]:
        """Path -> the statuses that were given, from entry `since` of the log on."""
        found: dict[str, list[int]] = {}
        for entry in self.log[since:]:
            found.setdefault(entry.path, []).append(entry.status)
        return found

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def pages(answers: Mapping[str, Answer | Stream]) -> Callable[[str], Answer | Stream]:
    """Answers by path; robots.txt allows all but /cetak/ where nothing else is said, and other pages are not there."""
    return lambda path: answers.get(path) or (ROBOTS if path == "/robots.txt" else (404, HTML, b"tidak ada"))


def article(title: str, text: str = "") -> bytes:
    """A page that is read as an article."""
    body = (
        text or "Pemerintah kota menyalurkan bantuan pangan kepada 120 keluarga di tiga kelurahan pada pekan ini. " * 3
    )
    return (
        f"<!doctype html><html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="2024-05-14T10:15:00+08:00"></head>'
        f"<body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    ).encode()


def index(*paths: str) -> Answer:
    """An index page that links to these."""
    links = " ".join(f'<a href="{path}">Berita</a>' for path in paths)
    return 200, HTML, f"<html><body>{links}</body></html>".encode()


def outlet(folder: Path, at: Site | None = None, key: str = "contoh", **crawl: object) -> SourceSpec:
    """A source of news. With `at` it is a real one on a private network, without it one of samples."""
    place: dict[str, object] = (
        {"site": f"https://{key}.example", "sample_folder": "."}
        if at is None
        else {"site": at.url, "private_network": True}
    )
    listings = {} if {"feeds", "sitemaps"} & set(crawl) else {"start": ["/index.html"]}
    return SourceSpec.model_validate(
        {
            "id": f"{key}__news",
            "title": "Contoh",
            "publisher": "Contoh",
            "dataset": "news",
            "path": folder / f"{key}.yaml",
            "crawl": {"outlet": "Contoh", "article_pattern": r"^/20\d\d/", **place, **listings, **crawl},
        }
    )
