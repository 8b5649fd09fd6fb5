"""Fetch the pages of declared news outlets.

In: news sources of the catalogue, what is known of their pages from before, and a folder. Out: one file per article
with the bytes as they came, and a `CrawlReport` that names each page's public URL, what is unchanged, and what was not
fetched and why; each page also at once, as it arrives. Scrapy runs in a process of its own (its reactor cannot be
started twice in one), one for all outlets. Sample outlets are served from their folder on loopback; their pages carry
the outlet's public URL all the same.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic
from typing import Any, Literal

import lumbung
from lumbung.news.sample_server import SampleServer
from lumbung.sources.model import CrawlSpec, SourceSpec

REPORT_FILE = "pages.jsonl"
LOG_FILE = "crawl.log"
MAX_PAGE_BYTES = 5 * 1024 * 1024
MAX_LISTING_BYTES = 20 * 1024 * 1024
"""Of a feed or sitemap, also when it is unpacked."""
PAGE_SECONDS = 30.0
"""For one answer from its first byte to its last, however slowly it drips."""
MAX_REST = 120.0
"""The longest Retry-After, in seconds, that a crawl waits for; an outlet that asks for more is left alone."""
TIME_LIMIT = 3600.0
"""Seconds for a whole crawl, all outlets together."""
# Behind the spider's own limit the whole process group is ended.
GRACE_SECONDS = 60
LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One article page. `url` is the public one; `path` the file with its bytes."""

    source_id: str
    url: str
    path: Path
    status: int
    fetched_at: datetime  # UTC
    etag: str | None
    last_modified: str | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class UnchangedPage:
    """A page that is as it was (304): an article, or a listing."""

    source_id: str
    url: str
    is_listing: bool


@dataclass(frozen=True, slots=True)
class ReadListing:
    """A feed, sitemap or index page that was read: its `kind` by content, and the links that were followed."""

    source_id: str
    url: str
    kind: str
    links: tuple[str, ...]
    etag: str | None
    last_modified: str | None


End = Literal["finished", "timed_out", "died"]
Arrival = FetchedPage | UnchangedPage | ReadListing


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What an earlier crawl learned of a page: it is asked for only if it changed since.

    `kind` and `links` are those of a listing; an article has no kind. `settled`: it was had in this very crawl, which
    was cut short, and is not asked for again.
    """

    checked_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    kind: str | None = None
    links: tuple[str, ...] = ()
    settled: bool = False


Memory = Mapping[str, Mapping[str, KnownPage]]
"""Source id -> public URL -> what is known."""


@dataclass(frozen=True, slots=True)
class CrawlRefusal:
    """A page, or a whole outlet (`url` None), that was not fetched."""

    source_id: str
    url: str | None
    reason: str

    def __str__(self) -> str:
        return f"{self.source_id}: {self.url or 'outlet'}: {self.reason}"


@dataclass(slots=True)
class CrawlReport:
    """What a crawl brought, in the order in which it came. One that did not finish can be taken up again."""

    pages: list[FetchedPage] = field(default_factory=list)
    refused: list[CrawlRefusal] = field(default_factory=list)
    unchanged: list[UnchangedPage] = field(default_factory=list)
    listings: list[ReadListing] = field(default_factory=list)
    end: End = "finished"


def crawl(
    specs: Sequence[SourceSpec],
    out_dir: Path,
    *,
    contact: str,
    time_limit: float = TIME_LIMIT,
    max_page_bytes: int = MAX_PAGE_BYTES,
    page_seconds: float = PAGE_SECONDS,
    max_rest: float = MAX_REST,
    memory: Memory | None = None,
    arrived: Callable[[Arrival], None] | None = None,
) -> CrawlReport:
    """Fetch the articles that the outlets' feeds, sitemaps and index pages lead to.

    `contact` (an address or URL) stands in the user agent; outlets on the public internet are not asked without one. An
    outlet that fails is reported under `refused`; the others go on. After `time_limit` seconds the crawl ends with what
    it has. `arrived` is called with each page as it comes; what it raises ends the crawl.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    result = CrawlReport()
    outlets: list[dict[str, Any]] = []
    with ExitStack() as servers:
        for spec in specs:
            if spec.crawl is None or not spec.crawl.enabled:
                continue
            try:
                fetch_site, is_sample = _site(spec, spec.crawl, contact, servers)
            except (OSError, ValueError) as fault:
                result.refused.append(CrawlRefusal(spec.id, None, str(fault)))
                continue
            outlets.append(_outlet(spec.id, spec.crawl, fetch_site, is_sample, (memory or {}).get(spec.id, {})))
        if not outlets:
            return result
        config = out_dir / "crawl.json"
        report = out_dir / REPORT_FILE
        report.write_bytes(b"")
        settings = {
            "out_dir": str(out_dir.absolute()),
            "report": str(report.absolute()),
            "user_agent": f"Lumbung/{_version()} (+{contact})",
            "time_limit": time_limit,
            "max_page_bytes": max_page_bytes,
            "max_listing_bytes": max(max_page_bytes, MAX_LISTING_BYTES),
            "page_seconds": page_seconds,
            "max_rest": max_rest,
            "parent": os.getpid(),
            "outlets": outlets,
        }
        config.write_text(json.dumps(settings), encoding="utf-8")
        reader = _ReportReader(report, out_dir, result, arrived)
        result.end, reason = _run(config, out_dir / LOG_FILE, time_limit + GRACE_SECONDS, reader)
    if result.end != "finished":
        result.refused += [CrawlRefusal(outlet["source_id"], None, reason) for outlet in outlets]
    return result


def one_line(text: str) -> str:
    """Words of a host or a library as they may stand in a fault: short, on one line, without what cannot be shown."""
    shown = "".join(sign if sign.isascii() and sign.isprintable() else " " for sign in text[:3_000])
    return " ".join(shown.split())[:300]


def _outlet(
    source_id: str, crawl: CrawlSpec, fetch_site: str, is_sample: bool, known: Mapping[str, KnownPage]
) -> dict[str, Any]:
    """What the spider has to know of an outlet, as JSON."""
    return {
        "source_id": source_id,
        "public_site": crawl.site,
        "fetch_site": fetch_site,
        "is_sample": is_sample,
        "private_network": crawl.private_network and not is_sample,
        "feeds": crawl.feeds,
        "sitemaps": crawl.sitemaps,
        "start": crawl.start,
        "article_pattern": crawl.article_pattern,
        "allow": crawl.allow,
        "topics": crawl.topics,
        "delay_seconds": 0.0 if is_sample else crawl.delay_seconds,
        "max_pages": crawl.max_pages,
        "known": {
            url: {
                "etag": page.etag,
                "last_modified": page.last_modified,
                "listing": page.kind,
                "links": page.links,
                "checked_at": page.checked_at.isoformat(),
                "settled": page.settled,
            }
            for url, page in known.items()
        },
    }


def _site(spec: SourceSpec, crawl: CrawlSpec, contact: str, servers: ExitStack) -> tuple[str, bool]:
    """Where to fetch from, and whether that is our own sample server."""
    folder = spec.sample_folder()
    if folder is None:
        if contact in ("", "unset") and not crawl.private_network:
            raise ValueError(
                "the outlet could not write to you. Set LUMBUNG_CONTACT to an address or URL; each request says it"
            )
        return crawl.site, False
    if not folder.is_dir():
        raise OSError(f"sample folder {folder.name} of {spec.path.name} does not exist; run python -m lumbung.samples")
    return servers.enter_context(SampleServer(folder)).url, True


def _run(config: Path, log: Path, patience: float, reader: _ReportReader) -> tuple[End, str]:
    """Run the spider and read its report all the while; returns how it ended, and why. Its log goes to a file."""
    environment = dict(os.environ)
    package_root = str(Path(lumbung.__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [package_root, environment.get("PYTHONPATH")]))
    # A proxy of the machine must not be asked for our own loopback pages.
    for name in ("no_proxy", "NO_PROXY"):
        environment[name] = ",".join(filter(None, [environment.get(name), "127.0.0.1"]))
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "lumbung.news.spider", str(config.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            env=environment,
            start_new_session=True,
        )
        deadline = monotonic() + patience
        try:
            while (code := process.poll()) is None:
                if monotonic() > deadline:
                    _end(process)
                    reader.read()
                    return "timed_out", f"the crawl did not end within {patience:.0f} seconds and was stopped"
                reader.read()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=min(LOOK_SECONDS, patience))
            reader.read()
        except BaseException:
            _end(process)
            raise
    if reader.end == "finished":
        return "finished", ""
    if reader.end is not None:
        return "timed_out", "the crawl ran out of time; the pages fetched until then are kept"
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    said = one_line(last[0]) if last else "no message"
    return "died", f"the crawl ended with exit code {code} before it was done: {said}"


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class _ReportReader:
    """Reads the spider's report as it grows."""

    def __init__(
        self, report: Path, out_dir: Path, result: CrawlReport, arrived: Callable[[Arrival], None] | None
    ) -> None:
        self._report, self._out_dir, self._result, self._arrived = report, out_dir, result, arrived
        self._offset = 0
        self.end: str | None = None

    def read(self) -> None:
        """Take what was written since the last time."""
        for line in self._lines():
            record = json.loads(line)
            if record["kind"] == "end":
                self.end = record["reason"]
            elif record["kind"] == "refused":
                self._result.refused.append(CrawlRefusal(record["source_id"], record["url"], record["reason"]))
            else:
                self._take(record)

    def _lines(self) -> Iterator[bytes]:
        """Whole lines: the last one of a spider that was killed while it wrote is left."""
        with self._report.open("rb") as stream:
            stream.seek(self._offset)
            for line in stream:
                if not line.endswith(b"\n"):
                    return
                self._offset += len(line)
                yield line

    def _take(self, record: dict[str, Any]) -> None:
        source_id, url = record["source_id"], record["url"]
        arrival: Arrival
        if record["kind"] == "page":
            path = self._out_dir / record["file"]
            validators = record["etag"], record["last_modified"]
            at = datetime.fromisoformat(record["at"])
            arrival = FetchedPage(source_id, url, path, record["status"], at, *validators, record["is_sample"])
            self._result.pages.append(arrival)
        elif record["kind"] == "listing":
            links = tuple(record["links"])
            arrival = ReadListing(source_id, url, record["listing"], links, record["etag"], record["last_modified"])
            self._result.listings.append(arrival)
        else:
            arrival = UnchangedPage(source_id, url, is_listing=record["kind"] == "listing_unchanged")
            self._result.unchanged.append(arrival)
        if self._arrived is not None:
            self._arrived(arrival)


def _version() -> str:
    try:
        return version("lumbung")
    except PackageNotFoundError:
        return "0"
