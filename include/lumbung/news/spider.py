"""The crawl's own process: `python -m lumbung.news.spider crawl.json`.

In: the JSON that `lumbung.news.crawl` writes. Out: a file per article below `out_dir` and a line per page, refusal and
end in the report. Every setting that makes a crawler polite is set here, because Scrapy's own defaults are not.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import re
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Self, cast
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from scrapy.resolver import CachingThreadedResolver
from scrapy.robotstxt import RobotParser
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure


class Outlet:
    """One outlet of the configuration and what was asked of it so far."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.source_id: str = record["source_id"]
        self.public_site: str = record["public_site"].rstrip("/")
        self.fetch_site: str = record["fetch_site"].rstrip("/")
        self.is_sample: bool = record["is_sample"]
        self.start: list[str] = record["start"]
        self.article = re.compile(record["article_pattern"])
        self.topics: list[str] = [topic.casefold() for topic in record["topics"]]
        self.delay_seconds: float = record["delay_seconds"]
        self.max_pages: int = record["max_pages"]
        self.netloc = urlsplit(self.fetch_site).netloc
        self.asked: set[str] = set()
        self.closed: str | None = None

    def public_url(self, url: str) -> str:
        """The address under which readers find the page, whatever port it was fetched from."""
        parts = urlsplit(url)
        return self.public_site + urlunsplit(("", "", parts.path or "/", parts.query, ""))


class Report:
    """The report file: one JSON object a line, written through so that a killed crawl keeps what it has."""

    def __init__(self, path: Path) -> None:
        self._stream: IO[str] = path.open("a", encoding="utf-8")

    def write(self, **record: Any) -> None:
        self._stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        self._stream.flush()


class OutletSpider(Spider):  # type: ignore[misc]  # Scrapy has no types
    """Start pages lead to articles; articles are kept as they came and lead nowhere."""

    name = "lumbung_news"

    def __init__(self, config: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.out_dir = Path(config["out_dir"])
        self.report = Report(Path(config["report"]))
        self.outlets = {outlet["source_id"]: Outlet(outlet) for outlet in config["outlets"]}
        self.links = LinkExtractor()

    async def start(self) -> AsyncIterator[Any]:
        for outlet in self.outlets.values():
            for path in outlet.start:
                yield Request(
                    outlet.fetch_site + path,
                    callback=self.parse,
                    errback=self.failed,
                    cb_kwargs={"source_id": outlet.source_id},
                    meta={"source_id": outlet.source_id, "is_start": True},
                )

    def parse(self, response: Response, source_id: str) -> Iterator[Request]:
        """An index page: ask for the articles it links to."""
        outlet = self.outlets[source_id]
        if not isinstance(response, TextResponse):
            self.refuse(outlet, response.url, "the start page is no text")
            return
        for link in self.links.extract_links(response):
            parts = urlsplit(link.url)
            if parts.netloc != outlet.netloc or not outlet.article.search(parts.path):
                continue
            words = f"{link.text} {parts.path}".casefold()
            if outlet.topics and not any(topic in words for topic in outlet.topics):
                continue
            if link.url in outlet.asked or len(outlet.asked) >= outlet.max_pages:
                continue
            outlet.asked.add(link.url)
            yield Request(
                link.url,
                callback=self.keep,
                errback=self.failed,
                cb_kwargs={"source_id": source_id},
                meta={"source_id": source_id},
            )

    def keep(self, response: Response, source_id: str) -> None:
        """An article: its bytes go to a file named by its public URL."""
        outlet = self.outlets[source_id]
        url = outlet.public_url(response.url)
        file = Path(source_id) / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.html"
        target = self.out_dir / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(response.body)
        self.report.write(
            kind="page",
            source_id=source_id,
            url=url,
            file=str(file),
            status=response.status,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            is_sample=outlet.is_sample,
        )

    def failed(self, failure: Failure) -> None:
        """A page that could not be had."""
        request: Request = failure.request
        outlet = self.outlets[request.meta["source_id"]]
        if outlet.closed is not None:
            return  # said once for the whole outlet
        fault = failure.value
        if isinstance(fault, HttpError):
            reason = f"HTTP {fault.response.status}"
        else:
            reason = " ".join(str(fault).split()) or type(fault).__name__
        asked: str = request.meta.get("redirect_urls", [request.url])[0]
        self.refuse(outlet, asked, reason)

    def refuse(self, outlet: Outlet, url: str | None, reason: str) -> None:
        self.report.write(
            kind="refused",
            source_id=outlet.source_id,
            url=outlet.public_url(url) if url else None,
            reason=reason,
        )

    def close_outlet(self, netloc: str, reason: str) -> None:
        """Nothing more is asked of the outlet on this host."""
        for outlet in self.outlets.values():
            if outlet.netloc == netloc and outlet.closed is None:
                outlet.closed = reason
                self.refuse(outlet, None, reason)


class StrictRobots(RobotsTxtMiddleware):  # type: ignore[misc]  # Scrapy has no types
    """robots.txt that cannot be read (5xx, network error) closes the host, as RFC 9309 asks; Scrapy would crawl on."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, str] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        netloc = urlsplit(request.url).netloc
        if netloc in self._closed:
            raise IgnoreRequest(self._closed[netloc])
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._close(netloc, f"robots.txt answered HTTP {response.status}: nothing is fetched until it can be read")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        words = " ".join(str(exc).split()) or type(exc).__name__
        self._close(netloc, f"robots.txt could not be fetched ({words}): nothing is fetched until it can be read")
        super()._robots_error(exc, netloc)

    def _close(self, netloc: str, reason: str) -> None:
        self._closed[netloc] = reason
        cast(OutletSpider, self.crawler.spider).close_outlet(netloc, reason)


class DeclaredHostsOnly:
    """Requests go to declared outlets only, never by number to a private network; redirects pass here too."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = cast(OutletSpider, self.crawler.spider)
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise IgnoreRequest(f"leads to {parts.scheme}:, only web pages are fetched")
        for outlet in spider.outlets.values():
            if outlet.netloc == parts.netloc:
                if not outlet.is_sample and is_private(parts.hostname or ""):
                    raise IgnoreRequest(f"{parts.hostname} is an address of a private network")
                return
        raise IgnoreRequest(f"leads to {parts.netloc}, which is not the declared site")


class PublicAddressResolver(CachingThreadedResolver):  # type: ignore[misc]  # Scrapy has no types
    """Names that lead into a private network do not resolve."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(_public_only, name)


def is_private(host: str) -> bool:
    """Whether a host is given by number and that number is not on the public internet."""
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return False


def _public_only(address: str, name: str) -> str:
    # Our own sample server is asked for by number and is never looked up by name.
    if name != address and is_private(address):
        raise OSError(f"{name} leads to {address}, an address of a private network")
    return address


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None


def settings(config: dict[str, Any]) -> dict[str, Any]:
    """Scrapy's settings for a crawl, each said here."""
    slots: dict[str, dict[str, Any]] = {}
    for outlet in config["outlets"]:
        host = urlsplit(outlet["fetch_site"]).hostname or ""
        delay = max(outlet["delay_seconds"], slots.get(host, {}).get("delay", 0.0))
        slots[host] = {"concurrency": 1, "delay": delay, "jitter": 0.0}
    return {
        "USER_AGENT": config["user_agent"],
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "Lumbung",
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            StrictRobots: 100,
            DeclaredHostsOnly: 50,
        },
        "TWISTED_DNS_RESOLVER": PublicAddressResolver,
        "DOWNLOAD_SLOTS": slots,
        "DOWNLOAD_DELAY": 1.0,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_MAXSIZE": config["max_page_bytes"],
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": 30,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        "RETRY_TIMES": 2,
        "RETRY_GIVE_UP_LOG_LEVEL": "WARNING",
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "CLOSESPIDER_TIMEOUT": config["time_limit"],
        "HTTPCACHE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
    }


def main() -> None:
    """Read the configuration named on the command line and crawl."""
    config = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    process = CrawlerProcess(settings(config))
    crawler = process.create_crawler(OutletSpider)
    ended: list[str] = []
    crawler.signals.connect(lambda reason: ended.append(reason), signal=signals.spider_closed, weak=False)
    process.crawl(crawler, config=config)
    process.start()
    if ended == ["finished"]:
        Report(Path(config["report"])).write(kind="end", reason=ended[0])
    elif not ended:
        sys.exit(1)


if __name__ == "__main__":
    main()
