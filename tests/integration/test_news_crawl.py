"""The crawl over real HTTP on loopback: what is asked for, what is not, and what the report says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import lumbung.news.crawl as crawl_module
from lumbung.news.crawl import CrawlReport, crawl
from lumbung.samples.news_site import OUTLETS, PAGES, write_site
from lumbung.sources.model import SourceSpec

Answer = tuple[int, dict[str, str], bytes]
ARTICLE = ("<html><body><p>" + "Isi berita yang cukup panjang. " * 5 + "</p></body></html>").encode()
INDEX = b"""<html><body>
<a href="/2023/01/satu.html">Bantuan pangan</a> <a href="/2023/01/rahasia/dua.html">Arsip</a>
<a href="/2023/01/besar.html">Besar</a> <a href="/2023/01/putar.html">Putar</a> <a
href="/2023/01/hilang.html">Hilang</a> <a href="/2023/01/keluar.html">Keluar</a> <a href="/tentang.html">Tentang</a> <a
href="https://lain.example/2023/01/x.html">Lain</a> </body></html>"""


class Site:
    """An outlet whose answers a test decides; it remembers what was asked."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked[self.path] += 1
                site.agents.add(self.headers.get("User-Agent", ""))
                status, headers, body = answer(self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's face
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[str], Answer]], Site]]:
    """Starts sites that stand in for the sample server, one for each source in the order in which they are made."""
    started: list[Site] = []
    waiting: list[Site] = []

    class Standing:
        def __init__(self, folder: Path) -> None:  # noqa: ARG002 - stands in for the sample server
            self.url = waiting.pop(0).url

        def __enter__(self) -> Standing:
            return self

        def __exit__(self, *_: object) -> None:
            """The fixture closes the site."""

    def start(answer: Callable[[str], Answer]) -> Site:
        made = Site(answer)
        started.append(made)
        waiting.append(made)
        return made

    monkeypatch.setattr(crawl_module, "SampleServer", Standing)
    yield start
    for made in started:
        made.close()


def spec(folder: Path, key: str = "contoh", **crawl_settings: object) -> SourceSpec:
    return SourceSpec.model_validate(
        {
            "id": f"{key}__news",
            "title": "Contoh",
            "publisher": "Contoh",
            "dataset": "news",
            "path": folder / f"{key}.yaml",
            "crawl": {
                "outlet": "Contoh",
                "site": f"https://{key}.example",
                "start": ["/index.html"],
                "article_pattern": r"^/20\d\d/",
                "sample_folder": ".",
                **crawl_settings,
            },
        }
    )


def answers(path: str) -> Answer:
    html = {"Content-Type": "text/html; charset=utf-8"}
    if path == "/robots.txt":
        return 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /2023/01/rahasia/\n"
    if path == "/index.html":
        return 200, html, INDEX
    if path == "/2023/01/besar.html":
        return 200, html, b"x" * 200_000
    if path.startswith("/2023/01/putar"):
        return 302, {"Location": path + "x"}, b""
    if path == "/2023/01/keluar.html":
        return 302, {"Location": "http://127.0.0.1:1/dalam"}, b""
    if path == "/2023/01/hilang.html":
        return 404, html, b"hilang"
    return 200, html | {"ETag": '"a1"'}, ARTICLE


def reasons(report: CrawlReport) -> dict[str | None, str]:
    return {refusal.url: refusal.reason for refusal in report.refused}


def test_polite_and_bounded(tmp_path: Path, site: Callable[..., Site]) -> None:
    outlet = site(answers)
    report = crawl([spec(tmp_path)], tmp_path / "out", contact="ops@contoh.example", max_page_bytes=100_000)
    (page,) = report.pages
    assert page.url == "https://contoh.example/2023/01/satu.html"
    assert (page.source_id, page.status, page.etag, page.is_sample) == ("contoh__news", 200, '"a1"', True)
    assert page.path.read_bytes() == ARTICLE
    assert page.fetched_at.tzinfo is not None
    # robots.txt is obeyed, other sites and other paths are not asked for.
    assert outlet.asked["/robots.txt"] >= 1
    assert outlet.asked["/2023/01/rahasia/dua.html"] == 0
    assert outlet.asked["/tentang.html"] == 0
    # A redirect loop ends, a large body is cut off, a redirect out of the site is not followed.
    assert sum(count for path, count in outlet.asked.items() if path.startswith("/2023/01/putar")) <= 6
    said = reasons(report)
    pages = ("besar", "hilang", "keluar", "putar", "rahasia/dua")
    assert set(said) == {f"https://contoh.example/2023/01/{name}.html" for name in pages}
    assert said["https://contoh.example/2023/01/hilang.html"] == "HTTP 404"
    assert "not the declared site" in said["https://contoh.example/2023/01/keluar.html"]
    assert len(outlet.agents) == 1
    assert next(iter(outlet.agents)).startswith("Lumbung/")
    assert "(+ops@contoh.example)" in next(iter(outlet.agents))


def test_robots_error_stops_that_outlet_only(tmp_path: Path, site: Callable[..., Site]) -> None:
    broken = site(lambda path: (503, {}, b"") if path == "/robots.txt" else answers(path))
    healthy = site(answers)
    specs = [spec(tmp_path, "rusak"), spec(tmp_path, "sehat", topics=["pangan"])]
    report = crawl(specs, tmp_path / "out", contact="ops@contoh.example")
    assert [page.source_id for page in report.pages] == ["sehat__news"]
    assert set(broken.asked) == {"/robots.txt"}
    assert healthy.asked["/2023/01/satu.html"] == 1
    (refusal,) = report.refused
    assert (refusal.source_id, refusal.url) == ("rusak__news", None)
    assert "HTTP 503" in refusal.reason


def test_outlet_that_is_not_there_is_reported(tmp_path: Path, site: Callable[..., Site]) -> None:
    site(answers).close()
    report = crawl([spec(tmp_path)], tmp_path / "out", contact="ops@contoh.example")
    assert report.pages == []
    (refusal,) = report.refused
    assert "robots.txt could not be fetched" in refusal.reason


def test_private_address_is_refused_for_a_real_outlet(tmp_path: Path, site: Callable[..., Site]) -> None:
    inside = site(answers)
    port = inside.server.server_port
    specs = [
        spec(tmp_path, "angka", site=f"http://127.0.0.1:{port}", sample_folder=None),
        spec(tmp_path, "nama", site=f"http://localhost:{port}", sample_folder=None),
    ]
    report = crawl(specs, tmp_path / "out", contact="ops@contoh.example")
    assert report.pages == []
    assert {refusal.source_id for refusal in report.refused} == {"angka__news", "nama__news"}
    assert inside.asked == {}


def test_missing_sample_folder_is_reported(tmp_path: Path) -> None:
    report = crawl([spec(tmp_path, sample_folder="hilang")], tmp_path / "out", contact="ops@contoh.example")
    assert report.pages == []
    assert "does not exist" in str(report.refused[0])


def test_crawl_that_takes_too_long_is_ended(
    tmp_path: Path, site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    site(answers)
    monkeypatch.setattr(crawl_module, "GRACE_SECONDS", 0)
    report = crawl([spec(tmp_path)], tmp_path / "out", contact="ops@contoh.example", time_limit=0.05)
    assert report.pages == []
    assert "was stopped" in str(report.refused[0])


def test_sample_site_gives_the_same_bytes_under_the_public_address_every_time(tmp_path: Path) -> None:
    write_site(tmp_path / "site")
    specs = [
        spec(tmp_path, outlet.host.split(".", maxsplit=1)[0], sample_folder=f"site/{outlet.host}") for outlet in OUTLETS
    ]
    first = crawl(specs, tmp_path / "first", contact="ops@contoh.example")
    assert first.refused == []
    assert {page.url for page in first.pages} == {f"https://{page.outlet.host}{page.path}" for page in PAGES}
    second = crawl(specs, tmp_path / "second", contact="ops@contoh.example")
    assert {p.url: p.path.read_bytes() for p in first.pages} == {p.url: p.path.read_bytes() for p in second.pages}
