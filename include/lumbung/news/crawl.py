"""Fetch the pages of declared news outlets.

In: news sources of the catalogue and a folder. Out: one file per article with the bytes as they came, and a
`CrawlReport` that names each page's public URL, and what was not fetched and why. Scrapy runs in a process of its own
(its reactor cannot be started twice in one), one for all outlets. Sample outlets are served from their folder on
loopback; their pages carry the outlet's public URL all the same.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import lumbung
from lumbung.news.sample_server import SampleServer
from lumbung.sources.model import SourceSpec

REPORT_FILE = "pages.jsonl"
LOG_FILE = "crawl.log"
MAX_PAGE_BYTES = 5 * 1024 * 1024
# Behind the spider's own limit the whole process group is ended.
GRACE_SECONDS = 60


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
class CrawlRefusal:
    """A page, or a whole outlet (`url` None), that was not fetched."""

    source_id: str
    url: str | None
    reason: str

    def __str__(self) -> str:
        return f"{self.source_id}: {self.url or 'outlet'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What a crawl brought, in the order in which it came."""

    pages: list[FetchedPage]
    refused: list[CrawlRefusal]


def crawl(
    specs: Sequence[SourceSpec],
    out_dir: Path,
    *,
    contact: str,
    time_limit: float = 3600,
    max_page_bytes: int = MAX_PAGE_BYTES,
) -> CrawlReport:
    """Fetch the articles that the outlets' start pages lead to.

    `contact` (an address or URL) stands in the user agent. An outlet that fails is reported under `refused`; the
    others go on. After `time_limit` seconds the crawl ends with what it has.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    report = out_dir / REPORT_FILE
    report.unlink(missing_ok=True)
    refused: list[CrawlRefusal] = []
    outlets: list[dict[str, Any]] = []
    with ExitStack() as servers:
        for spec in specs:
            if spec.crawl is None or not spec.crawl.enabled:
                continue
            try:
                fetch_site, is_sample = _site(spec, spec.crawl.site, servers)
            except (OSError, ValueError) as fault:
                refused.append(CrawlRefusal(spec.id, None, str(fault)))
                continue
            outlets.append(
                {
                    "source_id": spec.id,
                    "public_site": spec.crawl.site,
                    "fetch_site": fetch_site,
                    "is_sample": is_sample,
                    "start": list(spec.crawl.start),
                    "article_pattern": spec.crawl.article_pattern,
                    "topics": list(spec.crawl.topics),
                    "delay_seconds": 0.0 if is_sample else spec.crawl.delay_seconds,
                    "max_pages": spec.crawl.max_pages,
                }
            )
        if not outlets:
            return CrawlReport([], refused)
        config = out_dir / "crawl.json"
        settings = {
            "out_dir": str(out_dir.absolute()),
            "report": str(report.absolute()),
            "user_agent": f"Lumbung/{_version()} (+{contact})",
            "time_limit": time_limit,
            "max_page_bytes": max_page_bytes,
            "outlets": outlets,
        }
        config.write_text(json.dumps(settings, indent=1), encoding="utf-8")
        ended_early = _run(config, out_dir / LOG_FILE, time_limit + GRACE_SECONDS)
    pages, seen, finished = _read(report, out_dir)
    refused += seen
    if not finished:
        reason = ended_early or "the crawl ended before it was done; the pages fetched until then are kept"
        refused += [CrawlRefusal(outlet["source_id"], None, reason) for outlet in outlets]
    return CrawlReport(pages, refused)


def _site(spec: SourceSpec, site: str, servers: ExitStack) -> tuple[str, bool]:
    """Where to fetch from, and whether that is our own sample server."""
    folder = spec.sample_folder()
    if folder is None:
        return site, False
    if not folder.is_dir():
        raise OSError(f"sample folder {folder.name} of {spec.path.name} does not exist; run python -m lumbung.samples")
    return servers.enter_context(SampleServer(folder)).url, True


def _run(config: Path, log: Path, patience: float) -> str | None:
    """Run the spider; returns why it did not end by itself, or None. Its log goes to a file."""
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
        try:
            code = process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            _end(process)
            return f"the crawl did not end within {patience:.0f} seconds and was stopped"
        except BaseException:
            _end(process)
            raise
    if code == 0:
        return None
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    return f"the crawl ended with exit code {code}: {last[0] if last else 'no message'}"


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read(report: Path, out_dir: Path) -> tuple[list[FetchedPage], list[CrawlRefusal], bool]:
    pages: list[FetchedPage] = []
    refused: list[CrawlRefusal] = []
    finished = False
    if not report.exists():
        return pages, refused, finished
    for line in report.read_text(encoding="utf-8").splitlines():
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue  # the last line of a crawl that was killed while writing it
        if record["kind"] == "page":
            pages.append(
                FetchedPage(
                    record["source_id"],
                    record["url"],
                    out_dir / record["file"],
                    record["status"],
                    datetime.fromisoformat(record["fetched_at"]),
                    record["etag"],
                    record["last_modified"],
                    record["is_sample"],
                )
            )
        elif record["kind"] == "refused":
            refused.append(CrawlRefusal(record["source_id"], record["url"], record["reason"]))
        else:
            finished = True
    return pages, refused, finished


def _version() -> str:
    try:
        return version("lumbung")
    except PackageNotFoundError:
        return "0"
