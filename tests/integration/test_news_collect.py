"""Collecting from outlets, against a real warehouse: what is asked again, what becomes a new version, what survives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

import lumbung.landing.crawled as crawled
import lumbung.news.crawl as crawl_module
from lumbung import steps
from lumbung.landing.archive import Archive
from lumbung.landing.crawled import collect_pages
from lumbung.news.sameness import Comparer
from lumbung.news.sample_server import SampleServer
from lumbung.runtime.warehouse import Warehouse
from lumbung.samples.news_site import OUTLETS, PAGES
from lumbung.sources.model import SourceSpec
from tests.news_server import HTML, Answer, Site, Stream, article, index, outlet, pages

CONTACT = "ops@contoh.example"


class Place:
    """An outlet whose pages a test changes, and a warehouse that collects from it."""

    def __init__(self, warehouse: Warehouse, folder: Path, site: Site) -> None:
        self.warehouse, self.folder, self.site = warehouse, folder, site
        self.archive = Archive(folder / "archive")

    def collect(self, *specs: SourceSpec, parser_version: str = "1", time_limit: float = 60) -> list[int]:
        chosen = specs or (outlet(self.folder, None),)
        with self.warehouse.connect("loader", autocommit=True) as connection:
            return collect_pages(
                connection,
                {spec.id: spec for spec in chosen},
                self.archive,
                self.folder / "home",
                contact=CONTACT,
                parser_version=parser_version,
                time_limit=time_limit,
            )

    def again(self, *specs: SourceSpec) -> dict[str, list[int]]:
        """Collect, and give what the site answered meanwhile, but for robots.txt."""
        before = len(self.site.log)
        self.collect(*specs)
        return {path: given for path, given in self.site.statuses(before).items() if path != "/robots.txt"}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.warehouse.connect("loader") as connection:
            return connection.execute(query.encode()).fetchall()

    def versions(self) -> dict[str, int]:
        found = self.rows("select origin, count(*) from landing.files group by origin order by origin")
        return {origin.removeprefix("https://contoh.example"): count for origin, count in found}

    def faults(self) -> list[str]:
        return [fault for (fault,) in self.rows("select fault from ops.source_faults order by fault")]


@pytest.fixture
def answers() -> dict[str, Answer | Stream]:
    """What the outlet gives for a path; a test changes it."""
    return {
        "/index.html": index("/2024/a", "/2024/b"),
        "/2024/a": (200, HTML, article("Satu")),
        "/2024/b": (200, HTML, article("Dua")),
    }


@pytest.fixture
def place(
    warehouse: Warehouse, tmp_path: Path, answers: dict[str, Answer | Stream], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """The outlet stands in for the sample server, so that it is asked without delay."""
    site = Site(lambda path: pages(answers)(path), validators=True)

    class Standing:
        def __init__(self, folder: Path) -> None:  # noqa: ARG002 - stands in for the sample server
            self.url = site.url

        def __enter__(self) -> Standing:
            return self

        def __exit__(self, *_: object) -> None:
            """The fixture closes the site."""

    monkeypatch.setattr(crawl_module, "SampleServer", Standing)
    yield Place(warehouse, tmp_path, site)
    site.close()


def test_the_sample_site_is_fetched_once_and_then_only_asked_about(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers: list[SampleServer] = []

    class Watched(SampleServer):
        def __init__(self, folder: Path) -> None:
            super().__init__(folder)
            servers.append(self)

    monkeypatch.setattr(crawl_module, "SampleServer", Watched)
    first = steps.collect_news({})
    asked = [entry for server in servers for entry in server.asked]
    assert sum(map(len, first)) == len(PAGES)
    assert len(servers) == len(OUTLETS)
    listings = {path for path, _ in asked if path in ("/index.html", "/feed.xml", "/atom.xml") or "sitemap" in path}
    assert len(listings) == 5
    assert {status for _, status in asked} == {200}
    servers.clear()
    second = steps.collect_news({})
    again = [entry for server in servers for entry in server.asked]
    assert sorted(path for path, _ in again) == sorted(path for path, _ in asked)
    assert {(path == "/robots.txt", status) for path, status in again} == {(True, 200), (False, 304)}
    assert second == first  # none of them was loaded meanwhile
    with warehouse.connect("loader") as connection:
        assert connection.execute("select fault from ops.source_faults").fetchall() == []
        assert connection.execute("select count(*) from landing.files").fetchone() == (len(PAGES),)


def test_what_changed_is_fetched_and_what_comes_back_is_current_again(
    place: Place, answers: dict[str, Answer | Stream]
) -> None:
    assert place.again() == {"/index.html": [200], "/2024/a": [200], "/2024/b": [200]}
    assert place.again() == {"/index.html": [304], "/2024/a": [304], "/2024/b": [304]}
    original, answers["/2024/a"] = answers["/2024/a"], (200, HTML, article("Satu, diralat"))
    assert place.again() == {"/index.html": [304], "/2024/a": [200], "/2024/b": [304]}
    answers["/2024/a"] = original
    answers["/index.html"] = index("/2024/a", "/2024/c")
    answers["/2024/c"] = (200, HTML, article("Tiga"))
    assert place.again() == {"/index.html": [200], "/2024/a": [200], "/2024/c": [200]}
    assert place.versions() == {"/2024/a": 2, "/2024/b": 1, "/2024/c": 1}
    ((newest,),) = place.rows(
        "select sha256 from landing.files where origin like '%/a' order by current_since desc limit 1"
    )
    assert place.archive.read(newest) == article("Satu")


def test_a_page_that_differs_in_every_answer_is_one_version_while_its_article_is_the_same(
    place: Place, answers: dict[str, Answer | Stream]
) -> None:
    def with_token(number: int) -> None:
        for path, title in (("/2024/a", "Satu"), ("/2024/b", "Dua")):
            page = article(title).replace(b"</head>", f"<script>t='{number}'</script></head>".encode())
            answers[path] = (200, HTML, page)
        answers["/2024/b"] = (200, HTML, f"<html><script>muat({number})</script></html>".encode())

    for number in range(4):
        with_token(number)
        given = place.again()
        assert given["/2024/a"] == [200]
    assert place.versions() == {"/2024/a": 1, "/2024/b": 1}  # the second one is a script and no article
    assert place.faults() == []
    assert place.again()["/2024/a"] == [304]
    answers["/2024/a"] = (200, HTML, article("Satu", "Isi yang lain sama sekali tentang bantuan pangan kota. " * 4))
    place.collect()
    assert place.versions() == {"/2024/a": 2, "/2024/b": 1}


def test_a_page_whose_text_always_changes_gains_versions_ever_more_seldom(
    place: Place, answers: dict[str, Answer | Stream], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawled, "FREE_VERSIONS", 2)

    def visit(number: int) -> None:
        answers["/2024/a"] = (200, HTML, article(f"Dibaca {number} kali"))
        place.collect()

    for number in range(5):
        visit(number)
    assert place.versions()["/2024/a"] == 2
    assert any("changes on every visit" in fault for fault in place.faults())
    assert place.again()["/2024/a"] == [200]  # those bytes were not kept, so the page is asked for whole
    with place.warehouse.connect("loader") as connection:
        connection.execute("update landing.files set received_at = now() - interval '25 hours'")
    visit(6)
    assert place.versions()["/2024/a"] == 3
    with place.warehouse.connect("loader") as connection:
        connection.execute("update landing.files set received_at = now() - interval '25 hours'")
    visit(7)
    assert place.versions()["/2024/a"] == 3


def test_a_page_that_cannot_be_compared_in_time_is_taken_as_new() -> None:
    with Comparer(patience=0.0) as hasty:
        assert not hasty.same(article("Satu"), article("Satu"), "https://contoh.example/a")
    with Comparer() as comparer:
        assert comparer.same(article("Satu"), article("Satu") + b"<!-- 1 -->", "https://contoh.example/a")
        assert comparer._process is not None
        comparer._process.kill()
        comparer._process.wait()
        assert not comparer.same(article("Satu"), article("Satu"), "https://contoh.example/a")
        assert comparer.same(b"", b" ", "https://contoh.example/a")  # both are empty pages


def test_a_page_whose_bytes_were_lost_is_fetched_again(place: Place) -> None:
    place.collect()
    ((sha256,),) = place.rows("select sha256 from landing.files where origin like '%/a'")
    place.archive.path(sha256).unlink()
    assert place.again() == {"/index.html": [304], "/2024/a": [200], "/2024/b": [304]}
    assert place.archive.read(sha256) == article("Satu")
    assert place.versions() == {"/2024/a": 1, "/2024/b": 1}


def test_links_are_chosen_anew_when_the_yaml_changes(place: Place, answers: dict[str, Answer | Stream]) -> None:
    answers["/index.html"] = index("/2024/a", "/2024/b")
    narrow, wide = outlet(place.folder, topics=["2024/a"]), outlet(place.folder)
    assert place.again(narrow) == {"/index.html": [200], "/2024/a": [200]}
    assert place.again(wide) == {"/index.html": [200], "/2024/a": [304], "/2024/b": [200]}


def test_unchanged_pages_are_read_again_by_a_newer_parser(place: Place, answers: dict[str, Answer | Stream]) -> None:
    first = place.collect()
    with place.warehouse.connect("loader") as connection:
        connection.execute("update landing.batches set status = 'accepted'")
    assert place.collect() == []
    answers["/index.html"] = index("/2024/b")
    newer = place.collect(parser_version="2")
    assert len(first) == len(newer) == 2
    assert not set(first) & set(newer)


def test_what_could_not_be_had_is_kept_in_words_until_it_can(place: Place, answers: dict[str, Answer | Stream]) -> None:
    answers["/2024/b"] = (410, HTML, b"")
    place.collect()
    assert place.faults() == ["contoh__news: https://contoh.example/2024/b: HTTP 410"]
    answers["/2024/b"] = (200, HTML, article("Dua"))
    assert place.again() == {"/index.html": [304], "/2024/a": [304], "/2024/b": [200]}
    assert place.faults() == []


def test_one_crawl_at_a_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawled, "LOCK_PATIENCE", "1s")
    with place.warehouse.connect("loader", autocommit=True) as elsewhere:
        elsewhere.execute("select pg_advisory_lock(%s)", [crawled.CRAWL_LOCK])
        with pytest.raises(psycopg.errors.LockNotAvailable):
            place.collect()
    assert place.site.log == []
    assert len(place.collect()) == 2


def test_a_crawl_that_loses_its_spider_is_taken_up_at_once(
    place: Place, answers: dict[str, Answer | Stream], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"/2024/{n}" for n in range(6)]
    answers |= {"/index.html": index(*paths), **{path: (200, HTML, article(path)) for path in paths}}
    taken: list[object] = []
    take = crawled._Taker.take

    def take_and_kill(self: Any, arrival: object) -> None:
        take(self, arrival)  # type: ignore[arg-type]
        taken.append(arrival)
        if len(taken) == 3:
            for child in psutil.Process().children():
                if "lumbung.news.spider" in child.cmdline():
                    child.kill()

    monkeypatch.setattr(crawled._Taker, "take", take_and_kill)
    slow(place.site, 0.3)
    place.collect()
    assert place.versions() == dict.fromkeys(paths, 1)
    assert place.site.asked["/index.html"] == 1
    assert place.site.asked["/robots.txt"] == 2
    assert place.faults() == []


def test_a_crawl_that_ran_out_of_time_keeps_what_it_has_and_the_next_one_goes_on(
    place: Place, answers: dict[str, Answer | Stream]
) -> None:
    paths = [f"/2024/{n:02}" for n in range(30)]
    answers |= {"/index.html": index(*paths), **{path: (200, HTML, article(path)) for path in paths}}
    slow(place.site, 0.15)
    place.collect(time_limit=2)
    had = set(place.versions())
    assert 0 < len(had) < len(paths)
    assert place.faults() == ["contoh__news: outlet: the crawl ran out of time; the pages fetched until then are kept"]
    assert set(place.again()) == set(paths) - had
    assert set(place.versions()) == set(paths)
    assert place.faults() == []


def slow(site: Site, seconds: float) -> None:
    """Let a site take its time over each answer."""
    handler: Any = site.server.RequestHandlerClass
    original: Callable[[Any], None] = handler.do_GET

    def do_get(self: Any) -> None:
        time.sleep(seconds)
        original(self)

    handler.do_GET = do_get


PROGRAM = """
import sys
from pathlib import Path
import lumbung.news.crawl as crawl_module
from lumbung import steps

class Standing:
    def __init__(self, folder):
        self.url = sys.argv[1]
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass

crawl_module.SampleServer = Standing
steps.collect_news({"catalogue": [sys.argv[2]]})
"""


def test_killed_at_any_point_and_run_again_it_ends_the_same_and_asks_for_nothing_that_it_has(
    place: Place, answers: dict[str, Answer | Stream], tmp_path: Path
) -> None:
    paths = [f"/2024/{n:02}" for n in range(14)]
    feed = "".join(f"<item><link>{path}</link></item>" for path in paths[7:])
    answers |= {"/index.html": index(*paths[:7], "/2024/hilang"), "/feed": (200, {}, f"<rss>{feed}</rss>".encode())}
    answers |= {path: (200, HTML, article(path)) for path in paths}
    slow(place.site, 0.25)
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    (catalogue / "contoh.yaml").write_text(
        "{id: contoh__news, title: Contoh, publisher: Contoh, dataset: news, crawl: {outlet: Contoh, "
        "site: https://contoh.example, start: [/index.html], feeds: [/feed], article_pattern: ^/20, sample_folder: .}}"
    )
    command = [sys.executable, "-c", PROGRAM, place.site.url, str(catalogue)]
    kills = 0
    for requests in (0, 1, 3, 4, 6):
        before = len(place.site.log)
        process = subprocess.Popen(command)
        if requests == 0:
            time.sleep(1)
        while len(place.site.log) - before < requests:
            assert process.poll() is None
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
        time.sleep(0.8)  # the spider notices
        known = {url.removeprefix("https://contoh.example") for (url,) in place.rows(KNOWN)}
        mark = len(place.site.log)
        time.sleep(0.5)
        assert len(place.site.log) == mark, "a spider that nobody listens to goes on"
    assert len(known) > 4
    subprocess.run(command, check=True, timeout=120)
    assert not known & set(place.site.statuses(mark))
    assert place.versions() == dict.fromkeys(paths, 1)
    assert place.faults() == ["contoh__news: https://contoh.example/2024/hilang: HTTP 404"]
    fetched = sum(place.site.asked[path] for path in paths)
    assert fetched <= len(paths) + 2 * kills
    assert not list((tmp_path / "home").glob("crawl-*"))
    # The next crawl is a new one: everything is asked about, and nothing changed.
    mark = len(place.site.log)
    subprocess.run(command, check=True, timeout=120)
    given = place.site.statuses(mark)
    assert [given[path] for path in (*paths, "/feed", "/index.html")] == [[304]] * (len(paths) + 2)
    assert place.versions() == dict.fromkeys(paths, 1)


KNOWN = "select url from landing.crawl_pages"
