"""The crawl over real HTTP on loopback: what is asked for and when, what is not, and what the report says."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

import pytest

import lumbung.news.crawl as crawl_module
from lumbung.news.crawl import CrawlReport, KnownPage, crawl
from lumbung.news.spider import MAX_CHILD_SITEMAPS, MAX_TROUBLES_IN_ROW, is_winding, retry_after
from lumbung.samples.news_site import OUTLETS, PAGES, write_site
from lumbung.sources.model import SourceSpec
from tests.news_server import HTML, Answer, Site, Stream, article, index, outlet, pages

CONTACT = "ops@contoh.example"
ARTICLE = ("<html><body><p>" + "Isi berita yang cukup panjang. " * 5 + "</p></body></html>").encode()
INDEX = b"""<html><body>
<a href="/2023/01/satu.html">Bantuan pangan</a> <a href="/2023/01/rahasia/dua.html">Arsip</a>
<a href="/2023/01/besar.html">Besar</a> <a href="/2023/01/putar.html">Putar</a> <a
href="/2023/01/hilang.html">Hilang</a> <a href="/2023/01/keluar.html">Keluar</a> <a href="/tentang.html">Tentang</a> <a
href="https://lain.example/2023/01/x.html">Lain</a> </body></html>"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Site]]:
    """Starts sites. They stand in for the sample server, one for each source in the order in which they are made."""
    started: list[Site] = []
    waiting: list[Site] = []

    class Standing:
        def __init__(self, folder: Path) -> None:  # noqa: ARG002 - stands in for the sample server
            self.url = waiting.pop(0).url

        def __enter__(self) -> Standing:
            return self

        def __exit__(self, *_: object) -> None:
            """The fixture closes the site."""

    def start(answer: Callable[[str], Answer | Stream], *, validators: bool = False) -> Site:
        made = Site(answer, validators=validators)
        started.append(made)
        waiting.append(made)
        return made

    monkeypatch.setattr(crawl_module, "SampleServer", Standing)
    yield start
    for made in started:
        made.close()


def spec(folder: Path, key: str = "contoh", **crawl_settings: object) -> SourceSpec:
    return outlet(folder, None, key, **crawl_settings)


def answers(path: str) -> Answer:
    if path == "/robots.txt":
        return 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /2023/01/rahasia/\n"
    if path == "/index.html":
        return 200, HTML, INDEX
    if path == "/2023/01/besar.html":
        return 200, HTML, b"x" * 200_000
    if path.startswith("/2023/01/putar"):
        return 302, {"Location": path + "x"}, b""
    if path == "/2023/01/keluar.html":
        return 302, {"Location": "http://127.0.0.1:1/dalam"}, b""
    if path == "/2023/01/hilang.html":
        return 404, HTML, b"hilang"
    return 200, HTML | {"ETag": '"a1"'}, ARTICLE


def reasons(report: CrawlReport) -> dict[str | None, str]:
    return {refusal.url: refusal.reason for refusal in report.refused}


def test_polite_and_bounded(tmp_path: Path, site: Callable[..., Site]) -> None:
    asked = site(answers)
    report = crawl([spec(tmp_path)], tmp_path / "out", contact="ops@contoh.example", max_page_bytes=100_000)
    (page,) = report.pages
    assert page.url == "https://contoh.example/2023/01/satu.html"
    assert (page.source_id, page.status, page.etag, page.is_sample) == ("contoh__news", 200, '"a1"', True)
    assert page.path.read_bytes() == ARTICLE
    assert page.fetched_at.tzinfo is not None
    # robots.txt is obeyed, other sites and other paths are not asked for.
    assert asked.asked["/robots.txt"] >= 1
    assert asked.asked["/2023/01/rahasia/dua.html"] == 0
    assert asked.asked["/tentang.html"] == 0
    # A redirect loop ends, a large body is cut off, a redirect out of the site is not followed.
    assert sum(count for path, count in asked.asked.items() if path.startswith("/2023/01/putar")) <= 6
    said = reasons(report)
    pages = ("besar", "hilang", "keluar", "putar", "rahasia/dua")
    assert set(said) == {f"https://contoh.example/2023/01/{name}.html" for name in pages}
    assert said["https://contoh.example/2023/01/hilang.html"] == "HTTP 404"
    assert "not the declared site" in said["https://contoh.example/2023/01/keluar.html"]
    assert len(asked.agents) == 1
    assert next(iter(asked.agents)).startswith("Lumbung/")
    assert "(+ops@contoh.example)" in next(iter(asked.agents))


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
    specs = [spec(tmp_path, each.host.split(".", maxsplit=1)[0], sample_folder=f"site/{each.host}") for each in OUTLETS]
    first = crawl(specs, tmp_path / "first", contact="ops@contoh.example")
    assert first.refused == []
    assert {page.url for page in first.pages} == {f"https://{page.outlet.host}{page.path}" for page in PAGES}
    second = crawl(specs, tmp_path / "second", contact="ops@contoh.example")
    assert {p.url: p.path.read_bytes() for p in first.pages} == {p.url: p.path.read_bytes() for p in second.pages}


def test_one_request_a_second_reaches_a_real_outlet_whatever_it_is_for(
    tmp_path: Path, site: Callable[..., Site]
) -> None:
    made = site(
        pages(
            {
                "/index.html": index("/2024/1.html", "/2024/2.html", "/2024/pindah.html"),
                "/2024/1.html": (200, HTML, ARTICLE),
                "/2024/2.html": (200, HTML, ARTICLE),
                "/2024/pindah.html": (301, {"Location": "/2024/3.html"}, b""),
                "/2024/3.html": (500, {}, b""),
            }
        )
    )
    report = crawl([outlet(tmp_path, made)], tmp_path / "out", contact=CONTACT)
    assert {page.url for page in report.pages} == {f"{made.url}/2024/{n}.html" for n in (1, 2)}
    assert [page.is_sample for page in report.pages] == [False, False]
    assert made.asked["/2024/3.html"] == 3
    times = [entry.at for entry in made.log]
    assert len(times) == 8  # robots.txt, the index, two articles, a redirect, three tries
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1.0


def test_a_disallowed_page_is_never_asked_for_however_it_is_linked(tmp_path: Path, site: Callable[..., Site]) -> None:
    made = site(
        pages(
            {
                "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /2024/cetak/\n"),
                "/index.html": index(
                    "/2024/cetak/a.html",
                    "/2024/%63etak/b.html",
                    "/2024/x/../cetak/c.html",
                    "/2024/x/%2e%2e/cetak/d.html",
                    "/2024//cetak/e.html",
                    "/2024/pindah.html",
                    "/2024/boleh.html",
                ),
                "/2024/pindah.html": (302, {"Location": "/2024/cetak/f.html"}, b""),
                "/2024/boleh.html": (200, HTML, ARTICLE),
            }
        )
    )
    report = crawl([spec(tmp_path)], tmp_path / "out", contact=CONTACT)
    assert [page.url for page in report.pages] == ["https://contoh.example/2024/boleh.html"]
    assert set(made.asked) == {"/robots.txt", "/index.html", "/2024/pindah.html", "/2024/boleh.html"}
    assert reasons(report)["https://contoh.example/2024/pindah.html"] == "Forbidden by robots.txt"


def test_only_allowed_paths_are_asked_for_and_no_redirect_leads_elsewhere(
    tmp_path: Path, site: Callable[..., Site]
) -> None:
    made = site(
        pages(
            {
                "/index.html": index("/2024/berita/1.html", "/2024/iklan/2.html", "/2024/berita/pindah.html"),
                "/2024/berita/1.html": (200, HTML, ARTICLE),
                "/2024/berita/pindah.html": (302, {"Location": "/2024/iklan/3.html"}, b""),
            }
        )
    )
    report = crawl([spec(tmp_path, allow=["/2024/berita/"])], tmp_path / "out", contact=CONTACT)
    assert [page.url for page in report.pages] == ["https://contoh.example/2024/berita/1.html"]
    assert not [path for path in made.asked if "iklan" in path]
    assert "is no article" in reasons(report)["https://contoh.example/2024/berita/pindah.html"]


def test_feeds_and_sitemaps_lead_to_articles_and_their_lies_lead_nowhere(
    tmp_path: Path, site: Callable[..., Site]
) -> None:
    rss = """<?xml version="1.0"?><rss version="2.0"><channel><item><title>Bantuan pangan tiba</title>
      <link>https://contoh.example/2024/dari-rss?utm_source=rss&amp;id=7</link></item>
      <item><title>Bantuan</title><link>https://lain.example/2024/bantuan</link></item>
      <item><title>Bantuan</title><link>javascript:alert(1)</link></item>
      <item><title>Bantuan</title><link>http://[::1/2024/x</link></item>
      <item><title>Olahraga</title><link>/2024/sepak-bola</link></item></channel></rss>"""
    bomb = "<!DOCTYPE x [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    sitemaps = "".join(f"<sitemap><loc>https://contoh.example/peta-{n}.xml.gz</loc></sitemap>" for n in range(60))
    one = "<urlset><url><loc>https://contoh.example/2024/bantuan-{n}</loc><lastmod>2999-99-99</lastmod></url></urlset>"
    answer: dict[str, Answer | Stream] = {
        "/feed": (200, {"Content-Type": "application/rss+xml"}, rss.encode()),
        "/feed-html": index("/2024/bantuan-html"),
        "/feed-bomb": (200, {}, f"{bomb}]><rss><item><title>&a11;</title><link>/2024/bom</link></item></rss>".encode()),
        "/feed-kosong": (200, {}, b""),
        "/feed-biner": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n" + bytes(500)),
        "/peta.xml": (200, {}, f"<sitemapindex>{sitemaps}</sitemapindex>".encode()),
        "/peta-bom.xml.gz": (200, {}, gzip.compress(b"<urlset>" + b" " * 40_000_000)),
        **{f"/peta-{n}.xml.gz": (200, {}, gzip.compress(one.replace("{n}", str(n)).encode())) for n in range(60)},
        **{f"/2024/bantuan-{n}": (200, HTML, ARTICLE) for n in range(60)},
        "/2024/dari-rss?id=7": (200, HTML, ARTICLE),
    }
    made = site(pages(answer))
    feeds = ["/feed", "/feed-html", "/feed-bomb", "/feed-kosong", "/feed-biner"]
    declared = spec(tmp_path, feeds=feeds, sitemaps=["/peta.xml", "/peta-bom.xml.gz"], topics=["bantuan"])
    report = crawl([declared], tmp_path / "out", contact=CONTACT)
    assert report.end == "finished"
    urls = {page.url.removeprefix("https://contoh.example/2024/") for page in report.pages}
    assert "dari-rss?id=7" in urls
    assert len(urls) == 1 + MAX_CHILD_SITEMAPS
    assert sum(path.startswith("/peta-") and path != "/peta-bom.xml.gz" for path in made.asked) == MAX_CHILD_SITEMAPS
    assert made.asked["/2024/sepak-bola"] == made.asked["/2024/bantuan-html"] == made.asked["/2024/bom"] == 0
    said = {url and url.removeprefix("https://contoh.example"): reason for url, reason in reasons(report).items()}
    assert set(said) == {"/feed-html", "/feed-bomb", "/feed-kosong", "/feed-biner", "/peta-bom.xml.gz"}
    assert "declared under feeds:" in said["/feed-html"]
    assert "links to nothing" in said["/feed-bomb"]
    assert "when it is unpacked" in said["/peta-bom.xml.gz"]


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    try:
        while True:
            connection.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")
    except OSError:
        pass


def dripping(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n")
    try:
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)
    except OSError:
        pass


def breaking_off(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\nhalf")


def test_pages_that_do_harm_are_bounded_and_the_crawl_goes_on(tmp_path: Path, site: Callable[..., Site]) -> None:
    bad: dict[str, Answer | Stream] = {
        "/2024/besar": (200, HTML, b"x" * 50_000_000),
        "/2024/bom": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(bytes(200_000_000))),
        "/2024/tanpa-akhir": endless,
        "/2024/menetes": dripping,
        "/2024/putus": breaking_off,
    }
    odd: dict[str, Answer | Stream] = {
        "/2024/kosong": (200, HTML, b""),
        "/2024/biner": (200, {"Content-Type": "image/png"}, b"\x89PNG" + bytes(range(256))),
        "/2024/salah-sandi": (200, {"Content-Type": "text/html; charset=klingon"}, "caf\xe9".encode("latin-1")),
        "/2024/skrip": (200, HTML, b"<html><script>tulis()</script></html>"),
        "/2024/dalam": (200, HTML, b"<div>" * 200_000),
    }
    deep = b"<html><body>" + b"<div>" * 100_000
    links = " ".join(f'<a href="{path}">x</a>' for path in [*odd, *bad, "/2024/baik"]).encode()
    answer = {**bad, **odd, "/2024/baik": (200, HTML, ARTICLE), "/index.html": (200, HTML, links + deep)}
    made = site(pages(answer))
    started = time.monotonic()
    report = crawl([spec(tmp_path)], tmp_path / "out", contact=CONTACT, page_seconds=1)
    assert report.end == "finished"
    assert time.monotonic() - started < 30
    assert {page.url.removeprefix("https://contoh.example") for page in report.pages} == {*odd, "/2024/baik"}
    assert {(url or "").removeprefix("https://contoh.example") for url in reasons(report)} == set(bad)
    assert max(made.asked.values()) == 3
    # What a page is worth is said when it is read: the bytes are kept as they came.
    assert {len(page.path.read_bytes()) for page in report.pages} >= {0, 1_000_000}


def test_retry_after_is_kept_to_and_bounded(tmp_path: Path, site: Callable[..., Site]) -> None:
    tries: dict[str, int] = {}

    def answer(path: str) -> Answer | Stream:
        tries[path] = tries.get(path, 0) + 1
        if path == "/2024/sibuk" and tries[path] == 1:
            return 429, {"Retry-After": "2"}, b""
        if path == "/2024/tutup" and tries[path] == 1:
            return 503, {"Retry-After": formatdate(time.time() + 3, usegmt=True)}, b""
        found = dict.fromkeys(("/2024/sibuk", "/2024/tutup", "/2024/lain"), (200, HTML, ARTICLE))
        return pages({**found, "/index.html": index(*found)})(path)

    made = site(answer)
    report = crawl([spec(tmp_path)], tmp_path / "out", contact=CONTACT)
    assert len(report.pages) == 3
    assert report.refused == []
    for path, least in (("/2024/sibuk", 2.0), ("/2024/tutup", 2.0)):  # a date counts whole seconds
        at = next(n for n, entry in enumerate(made.log) if entry.path == path)
        assert made.log[at].status in (429, 503)
        assert made.log[at + 1].at - made.log[at].at >= least  # the host rests, not only the page


@pytest.mark.parametrize("rest", ["86400", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_an_outlet_that_asks_for_a_long_rest_is_left_alone(
    tmp_path: Path, site: Callable[..., Site], rest: str
) -> None:
    paths = [f"/2024/{n}" for n in range(30)]
    made = site(pages({"/index.html": index(*paths), **dict.fromkeys(paths, (429, {"Retry-After": rest}, b""))}))
    started = time.monotonic()
    report = crawl([spec(tmp_path)], tmp_path / "out", contact=CONTACT)
    assert time.monotonic() - started < 10
    assert sum(made.asked[path] for path in paths) == 1
    (refusal,) = report.refused
    assert refusal.url is None
    assert "seconds of rest" in refusal.reason


def test_an_outlet_that_gives_nothing_is_given_up_soon(tmp_path: Path, site: Callable[..., Site]) -> None:
    paths = [f"/2024/{n}" for n in range(40)]
    made = site(pages({"/index.html": index(*paths), **dict.fromkeys(paths, (500, {}, b""))}))
    healthy = site(pages({"/index.html": index("/2024/a"), "/2024/a": (200, HTML, ARTICLE)}))
    report = crawl([spec(tmp_path), spec(tmp_path, "sehat")], tmp_path / "out", contact=CONTACT)
    assert [page.source_id for page in report.pages] == ["sehat__news"]
    assert healthy.asked["/2024/a"] == 1
    assert sum(made.asked[path] for path in paths) == MAX_TROUBLES_IN_ROW
    gaps = [later.at - earlier.at for earlier, later in pairwise(made.log[2:])]
    assert gaps[-1] > 4 * gaps[0]  # the rests grow
    (closed,) = report.refused
    assert closed.url is None
    assert "6 answers in a row were none (HTTP 500)" in closed.reason


def test_a_crawl_delay_is_kept_to_and_an_absurd_one_closes_the_outlet(
    tmp_path: Path, site: Callable[..., Site]
) -> None:
    slow = site(
        pages(
            {
                "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 1.5\n"),
                "/index.html": index("/2024/a", "/2024/b"),
                "/2024/a": (200, HTML, ARTICLE),
                "/2024/b": (200, HTML, ARTICLE),
            }
        )
    )
    times = []
    report = crawl([spec(tmp_path)], tmp_path / "out", contact=CONTACT)
    assert len(report.pages) == 2
    times = [entry.at for entry in slow.log]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1.5
    absurd = site(pages({"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 99999\n"), "/index.html": index("/")}))
    report = crawl([spec(tmp_path)], tmp_path / "again", contact=CONTACT)
    assert set(absurd.asked) == {"/robots.txt"}
    assert "99999 seconds" in report.refused[0].reason


def test_robots_that_is_not_there_allows_all_and_an_error_page_rules_nothing(
    tmp_path: Path, site: Callable[..., Site]
) -> None:
    site(
        pages(
            {
                "/robots.txt": (404, {}, b"User-agent: *\nDisallow: /\n"),
                "/index.html": index("/2024/a"),
                "/2024/a": (200, HTML, ARTICLE),
            }
        )
    )
    assert len(crawl([spec(tmp_path)], tmp_path / "out", contact=CONTACT).pages) == 1


def test_known_pages_are_asked_about_conditionally_redirects_too_and_new_ones_come_first(
    tmp_path: Path, site: Callable[..., Site]
) -> None:
    made = site(
        pages(
            {
                "/index.html": index("/2024/tahu", "/2024/pindah", "/2024/baru", "/2024/lebih"),
                "/2024/tahu": (200, HTML, article("Tahu")),
                "/2024/pindah": (301, {"Location": "/2024/tujuan"}, b""),
                "/2024/tujuan": (200, HTML, article("Tujuan")),
                "/2024/baru": (200, HTML, article("Baru")),
                "/2024/lebih": (200, HTML, article("Lebih")),
            }
        ),
        validators=True,
    )
    first = crawl([outlet(tmp_path, made)], tmp_path / "first", contact=CONTACT)
    assert len(first.pages) == 4
    known = {
        page.url: KnownPage(page.fetched_at, page.etag)
        for page in first.pages
        if not page.url.endswith(("/baru", "/lebih"))
    }
    (listing,) = first.listings
    known[listing.url] = KnownPage(first.pages[0].fetched_at, listing.etag, None, listing.kind, listing.links)
    before = len(made.log)
    declared = outlet(tmp_path, made, max_pages=3)
    second = crawl([declared], tmp_path / "second", contact=CONTACT, memory={declared.id: known})
    assert made.statuses(before) == {
        "/robots.txt": [200],
        "/index.html": [304],
        "/2024/pindah": [301],
        "/2024/tujuan": [304],
        "/2024/baru": [200],
        "/2024/lebih": [200],
    }
    assert [page.url for page in second.unchanged] == [listing.url, f"{made.url}/2024/tujuan"]


def test_a_304_to_a_plain_question_is_refused(tmp_path: Path, site: Callable[..., Site]) -> None:
    site(pages({"/index.html": index("/2024/a"), "/2024/a": (304, {}, b"")}))
    report = crawl([spec(tmp_path)], tmp_path / "out", contact=CONTACT)
    assert (report.pages, report.unchanged) == ([], [])
    assert "nothing is known" in report.refused[0].reason


def test_a_public_outlet_is_not_asked_without_a_contact(tmp_path: Path) -> None:
    real = spec(tmp_path, sample_folder=None)
    report = crawl([real], tmp_path / "out", contact="unset")
    assert "LUMBUNG_CONTACT" in report.refused[0].reason


def test_the_spider_ends_when_the_process_that_started_it_is_killed(tmp_path: Path, site: Callable[..., Site]) -> None:
    paths = [f"/2024/{n}" for n in range(60)]
    made = site(pages({"/index.html": index(*paths), **dict.fromkeys(paths, (200, HTML, ARTICLE))}))
    declared = outlet(tmp_path, made).model_dump(mode="json")
    (tmp_path / "outlet.json").write_text(json.dumps(declared))
    program = (
        "import json, pathlib; from lumbung.news.crawl import crawl; from lumbung.sources.model import SourceSpec;"
        f"spec = SourceSpec.model_validate(json.loads(pathlib.Path({str(tmp_path / 'outlet.json')!r}).read_text()));"
        f"crawl([spec], pathlib.Path({str(tmp_path / 'out')!r}), contact='{CONTACT}')"
    )
    process = subprocess.Popen([sys.executable, "-c", program])
    while len(made.log) < 4:
        assert process.poll() is None
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(1.0)
    asked = len(made.log)
    time.sleep(2.5)
    assert len(made.log) == asked


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), (" 7 ", 7.0), ("-5", None), ("soon", None), ("", None), (None, None), ("9" * 400, 999999999999.0)],
)
def test_what_a_host_asks_for(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, datetime(2024, 1, 1, tzinfo=UTC)) == seconds


def test_when_a_host_asks_to_be_left_until() -> None:
    now = datetime(2024, 1, 1, 12, tzinfo=UTC)
    assert retry_after("Mon, 01 Jan 2024 12:00:30 GMT", now) == 30
    assert retry_after("Mon, 01 Jan 2001 12:00:30 GMT", now) == 0


@pytest.mark.parametrize("path", ["/a/../b", "/a/%2e%2E/b", "/./a", "//a", "/a%2Fb"])
def test_a_winding_path_is_known(path: str) -> None:
    assert is_winding("https://contoh.example" + path)
    assert not is_winding("https://contoh.example/a.b/..c/d?e=../f")
