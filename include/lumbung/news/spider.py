"""The crawl's own process: `python -m lumbung.news.spider crawl.json`.

In: the JSON that `lumbung.news.crawl` writes. Out: a file per article below `out_dir` and a line in the report for each
page, listing, refusal and the end. Every setting that makes a crawler polite is set here, because Scrapy's own defaults
are not. The process ends when the one that started it does.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import IO, Any, Self, cast
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.resolver import CachingThreadedResolver
from scrapy.robotstxt import RobotParser
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure
from w3lib.url import safe_url_string

from lumbung.news.crawl import one_line
from lumbung.news.listings import ListingRefused, read_listing

ROBOT = "Lumbung"
MAX_URL = 1_000
"""Longer addresses are not asked for: an index of the ledger would not hold them."""
MAX_LINKS = 5_000
"""Links of one listing that are followed and remembered."""
MAX_CHILD_SITEMAPS = 20
"""Sitemaps that lists of sitemaps lead to, in one crawl of an outlet; the newest ones first."""
MAX_TROUBLES_IN_ROW = 6
"""Answers in a row that are none (5xx, 429, time-outs) before nothing more is asked of a host."""
MAX_CRAWL_DELAY = 60.0
SAMPLE_DELAY = 0.001  # a slot of Scrapy's that has no delay at all cannot be made to wait either


class Outlet:
    """One outlet of the configuration, what is known of its pages, and what was asked of it so far."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.source_id: str = record["source_id"]
        self.public_site: str = record["public_site"].rstrip("/")
        self.fetch_site: str = record["fetch_site"].rstrip("/")
        self.is_sample: bool = record["is_sample"]
        self.may_be_private: bool = record["is_sample"] or record["private_network"]
        self.listings: dict[str, list[str]] = {key: record[key] for key in ("feeds", "start", "sitemaps")}
        self.article = re.compile(record["article_pattern"])
        self.allow: tuple[str, ...] = tuple(record["allow"])
        self.topics: list[str] = [topic.casefold() for topic in record["topics"]]
        self.max_pages: int = record["max_pages"]
        self.known: dict[str, dict[str, Any]] = record["known"]
        self.netloc = urlsplit(self.fetch_site).netloc
        self.hosts = {_host(self.public_site), _host(self.fetch_site)}
        self.opened: set[str] = set()
        self.kept: set[str] = set()
        self.child_sitemaps = 0
        self.waiting = 0
        self.found: dict[str, tuple[bool, int]] = {}
        self.closed: str | None = None

    def public_url(self, url: str) -> str:
        """The address under which readers find the page, whatever port it was fetched from."""
        return self.public_site + _path_of(url)

    def fetch_url(self, public_url: str) -> str:
        """Where the page of a public address is fetched from."""
        return self.fetch_site + _path_of(public_url)

    def page_of(self, link: str) -> str | None:
        """The public address of a link, or None where it does not lead to this site."""
        try:
            parts = urlsplit(safe_url_string(link))
            if parts.scheme not in ("http", "https") or _host(link) not in self.hosts:
                return None
        except ValueError:
            return None
        # What a feed adds to count its readers does not make another page.
        query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith("utm_")]
        kept = parts.query if len(query) == len(parts.query.split("&")) else urlencode(query)
        url = self.public_site + urlunsplit(("", "", parts.path or "/", kept, ""))
        return None if len(url) > MAX_URL or is_winding(url) else url

    def is_article(self, url: str) -> bool:
        """Whether a page of this site is an article that may be asked for."""
        path = urlsplit(url).path
        return path.startswith(self.allow) and self.article.search(path) is not None

    def is_on_topic(self, words: str, url: str) -> bool:
        """Whether a topic stands in the words beside a link or in its path."""
        text = f"{words} {unquote(urlsplit(url).path).replace('-', ' ')}".casefold()
        return not self.topics or any(topic in text for topic in self.topics)

    def articles_to_ask(self) -> list[str]:
        """What was found and is not settled: what feeds and index pages show before what sitemaps list, new pages
        before known ones, and of these the one that was asked longest ago.
        """
        settled = sum(page["settled"] and page["listing"] is None for page in self.known.values())

        def order(url: str) -> tuple[bool, bool, str, int]:
            page = self.known.get(url)
            return self.found[url][0], page is not None, page["checked_at"] if page else "", self.found[url][1]

        waiting = [url for url in self.found if not self.known.get(url, {}).get("settled")]
        return sorted(waiting, key=order)[: max(0, self.max_pages - settled)]


class Report:
    """The report file: one JSON object a line, written through so that a killed crawl keeps what it has."""

    def __init__(self, path: Path) -> None:
        self._stream: IO[str] = path.open("a", encoding="utf-8")

    def write(self, **record: Any) -> None:
        self._stream.write(json.dumps(record) + "\n")
        self._stream.flush()


class OutletSpider(Spider):  # type: ignore[misc]  # Scrapy has no types
    """Feeds, sitemaps and index pages lead to articles; articles are kept as they came and lead nowhere."""

    name = "lumbung_news"

    def __init__(self, config: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.out_dir = Path(config["out_dir"])
        self.max_listing_bytes: int = config["max_listing_bytes"]
        self.report = Report(Path(config["report"]))
        self.outlets = {outlet["source_id"]: Outlet(outlet) for outlet in config["outlets"]}

    async def start(self) -> AsyncIterator[Any]:
        for outlet in self.outlets.values():
            requests = [
                request
                for declared, paths in outlet.listings.items()
                for path in paths
                for request in self.open_listing(outlet, outlet.public_site + path, declared)
            ]
            for request in requests or self.ask_articles(outlet):
                yield request

    def open_listing(self, outlet: Outlet, url: str, declared: str) -> list[Request]:
        """The requests that a listing leads to: one for itself, or those of what is known of it from this crawl."""
        if url in outlet.opened:
            return []
        outlet.opened.add(url)
        known = outlet.known.get(url)
        if known is not None and known["settled"] and known["listing"] is not None:
            return self.follow(outlet, known["listing"], known["links"])
        outlet.waiting += 1
        request = Request(
            outlet.fetch_url(url),
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            priority=10,
            cb_kwargs={"source_id": outlet.source_id},
            meta={"source_id": outlet.source_id, "declared": declared, "download_maxsize": self.max_listing_bytes},
        )
        return [request]

    def parse(self, response: Response, source_id: str) -> list[Request]:
        """A feed, a sitemap or an index page: ask for the articles it leads to."""
        outlet = self.outlets[source_id]
        url = outlet.public_url(response.url)
        known = outlet.known.get(url)
        requests: list[Request] = []
        if response.status != 304:
            requests = self.read_listing(outlet, url, response)
        elif known is None or known["listing"] is None:
            self.refuse(outlet, response.url, "HTTP 304, though nothing is known of it")
        else:
            self.report.write(kind="listing_unchanged", source_id=source_id, url=url)
            requests = self.follow(outlet, known["listing"], known["links"])
        return [*requests, *self.one_less(outlet)]

    def read_listing(self, outlet: Outlet, url: str, response: Response) -> list[Request]:
        declared: str = response.meta["declared"]
        try:
            text = response.text if isinstance(response, TextResponse) else None
            listing = read_listing(response.body, response.url, max_bytes=self.max_listing_bytes, page_text=text)
            if listing.kind == "index" and declared != "start":
                raise ListingRefused(f"is a web page, though it is declared under {declared}:")
            if not listing.entries:
                raise ListingRefused("links to nothing")
        except ListingRefused as refusal:
            self.refuse(outlet, response.url, f"the listing {refusal}")
            return []
        except Exception as fault:  # whatever a page does to a parser, the other listings are read
            self.refuse(outlet, response.url, f"the listing cannot be read ({type(fault).__name__})")
            return []
        links: dict[str, None] = {}
        for entry in listing.entries:
            page = outlet.page_of(entry.url)
            if page is None or (listing.kind != "sitemaps" and not outlet.is_article(page)):
                continue
            if listing.kind == "sitemaps" or outlet.is_on_topic(entry.words, page):
                links[page] = None
            if len(links) == MAX_LINKS:
                break
        self.report.write(
            kind="listing",
            source_id=outlet.source_id,
            url=url,
            listing=listing.kind,
            links=list(links),
            **_validators(response),
        )
        return self.follow(outlet, listing.kind, list(links))

    def follow(self, outlet: Outlet, kind: str, links: list[str]) -> list[Request]:
        """Note the articles of a listing; the requests for the sitemaps of a list of them."""
        requests: list[Request] = []
        for link in links:
            if kind != "sitemaps":
                outlet.found.setdefault(link, (kind == "sitemap", len(outlet.found)))
            elif outlet.child_sitemaps < MAX_CHILD_SITEMAPS and link not in outlet.opened:
                outlet.child_sitemaps += 1
                requests += self.open_listing(outlet, link, "sitemaps")
        return requests

    def one_less(self, outlet: Outlet) -> list[Request]:
        """A listing is done with; after the last one come the articles."""
        outlet.waiting -= 1
        return self.ask_articles(outlet) if outlet.waiting == 0 else []

    def ask_articles(self, outlet: Outlet) -> list[Request]:
        if outlet.closed is not None:
            return []
        return [
            Request(
                outlet.fetch_url(url),
                callback=self.keep,
                errback=self.failed,
                cb_kwargs={"source_id": outlet.source_id},
                meta={"source_id": outlet.source_id},
            )
            for url in outlet.articles_to_ask()
        ]

    def keep(self, response: Response, source_id: str) -> None:
        """An article: its bytes go to a file named by its public URL."""
        outlet = self.outlets[source_id]
        url = outlet.public_url(response.url)
        if url in outlet.kept:  # a second address led to it
            return
        outlet.kept.add(url)
        if response.status == 304:
            if outlet.known.get(url, {}).get("listing", "") is None:
                self.report.write(kind="unchanged", source_id=source_id, url=url)
            else:
                self.refuse(outlet, response.url, "HTTP 304, though nothing is known of it")
            return
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
            at=datetime.now(UTC).isoformat(),
            is_sample=outlet.is_sample,
            **_validators(response),
        )

    def failed(self, failure: Failure) -> list[Request]:
        """A page that could not be had; articles are asked for all the same when it was the last listing."""
        request: Request = failure.request
        outlet = self.outlets[request.meta["source_id"]]
        fault = failure.value
        if outlet.closed is None:  # else it was said once, for the whole outlet
            self.refuse(outlet, request.meta.get("redirect_urls", [request.url])[0], _words_of(fault))
        return self.one_less(outlet) if "declared" in request.meta else []

    def refuse(self, outlet: Outlet, url: str | None, reason: str) -> None:
        self.report.write(
            kind="refused",
            source_id=outlet.source_id,
            url=outlet.public_url(url) if url else None,
            reason=one_line(reason),
        )

    def close_outlet(self, netloc: str, reason: str) -> None:
        """Nothing more is asked of the outlet on this host, not even what waits for its turn already."""
        for outlet in self.outlets.values():
            if outlet.netloc == netloc and outlet.closed is None:
                outlet.closed = reason
                self.refuse(outlet, None, reason)
        slot = slot_of(self.crawler, netloc)
        if slot is not None:
            turned_away = [entry for entry in slot.queue if urlsplit(entry[0].url).netloc == netloc]
            for entry in turned_away:
                slot.queue.remove(entry)
                entry[1].errback(IgnoreRequest(reason))


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
        if _is_trouble(response.status):
            self._close(netloc, f"robots.txt answered HTTP {response.status}: nothing is fetched until it can be read")
        elif response.status >= 300:
            response = response.replace(body=b"")  # there is none; what an error page says are no rules
        await super()._parse_robots(response, netloc, request)
        asked = self._parsers[netloc].crawl_delay(ROBOT) or 0.0
        if asked > MAX_CRAWL_DELAY:
            self._close(netloc, f"robots.txt asks for {asked:.0f} seconds between requests, more than Lumbung waits")
        elif asked > 0:
            slow_down(self.crawler, netloc, asked)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._close(netloc, f"robots.txt could not be fetched ({_words_of(exc)}): nothing is fetched until it can be")
        super()._robots_error(exc, netloc)

    def _close(self, netloc: str, reason: str) -> None:
        self._closed[netloc] = reason
        cast(OutletSpider, self.crawler.spider).close_outlet(netloc, reason)


class DeclaredPagesOnly:
    """Requests go to their own outlet's pages only, never by number to a private network; redirects pass here too.

    What is known of a page is asked about conditionally, redirects included.
    """

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
        source_id = request.meta.get("source_id")
        # Scrapy's own request for robots.txt is of no source.
        among = [spider.outlets[source_id]] if source_id else list(spider.outlets.values())
        outlet = next((outlet for outlet in among if outlet.netloc == parts.netloc), None)
        if outlet is None:
            raise IgnoreRequest(f"leads to {parts.netloc}, which is not the declared site")
        if outlet.closed is not None:
            raise IgnoreRequest(outlet.closed)
        if not outlet.may_be_private and is_private(parts.hostname or ""):
            raise IgnoreRequest(
                f"{parts.hostname} is an address of a private network; private_network: true in the source allows it"
            )
        if len(request.url) > MAX_URL or is_winding(request.url):
            raise IgnoreRequest("leads to an address that is too long or winds through folders")
        if source_id is None:
            return
        if "declared" not in request.meta and not outlet.is_article(request.url):
            raise IgnoreRequest(f"leads to {parts.path[:200]}, which is no article")
        _ask_conditionally(request, outlet.known.get(outlet.public_url(request.url)))


def _ask_conditionally(request: Request, known: dict[str, Any] | None) -> None:
    conditions = {"If-None-Match": "etag", "If-Modified-Since": "last_modified"}
    for header, name in conditions.items():
        request.headers.pop(header, None)
        if known is not None and known[name]:
            request.headers[header] = known[name].encode("latin-1", "ignore")
    request.meta["handle_httpstatus_list"] = [304]


class PoliteRetry(RetryMiddleware):  # type: ignore[misc]  # Scrapy has no types
    """Retries after a rest of the whole host: as long as it asks for (Retry-After), else twice as long each time.

    A host that asks for more than a crawl waits, or gives nothing time after time, is left alone. The delay between two
    requests is counted from the end of the answer, so that it holds where they arrive.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made: Self = super().from_crawler(crawler)
        made.max_rest = crawler.settings.getfloat("LUMBUNG_MAX_REST")
        made.troubles = defaultdict(int)
        crawler.signals.connect(made.answered, signal=signals.response_downloaded)
        return made

    def answered(self, response: Response, request: Request) -> None:
        netloc = urlsplit(request.url).netloc
        self.let_rest(netloc, 0.0)
        if _is_trouble(response.status):
            self.trouble(
                netloc, f"HTTP {response.status}", retry_after(_header(response, "Retry-After"), datetime.now(UTC))
            )
        else:
            self.troubles[netloc] = 0

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:
        netloc = urlsplit(request.url).netloc
        if isinstance(exception, self.exceptions_to_retry):
            self.trouble(netloc, _words_of(exception), None)
        elif isinstance(exception, DownloadCancelledError):  # too large, so there was an answer
            self.troubles[netloc] = 0
        again: Request | None = super().process_exception(request, exception)
        return again

    def trouble(self, netloc: str, what: str, asked: float | None) -> None:
        """A host did not give what it was asked for, and may have said how long it wants to be left alone."""
        self.troubles[netloc] += 1
        count = self.troubles[netloc]
        close = cast(OutletSpider, self.crawler.spider).close_outlet
        if asked is not None and asked > self.max_rest:
            close(netloc, f"{what}, and asks for {asked:.0f} seconds of rest, more than a crawl waits")
        elif count >= MAX_TROUBLES_IN_ROW:
            close(netloc, f"{count} answers in a row were none ({what}): nothing more is asked in this crawl")
        else:
            slot = slot_of(self.crawler, netloc)
            delay = max(slot.delay if slot is not None else 1.0, 0.05)
            self.let_rest(netloc, min(delay * 2**count, self.max_rest) if asked is None else max(asked, delay))

    def let_rest(self, netloc: str, seconds: float) -> None:
        """Ask a host for nothing until its delay is over, and not for so many seconds."""
        slot = slot_of(self.crawler, netloc)
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic() + max(0.0, seconds - slot.delay))


class PublicAddressResolver(CachingThreadedResolver):  # type: ignore[misc]  # Scrapy has no types
    """Names that lead into a private network do not resolve, but for those of outlets that are declared to be there."""

    private_hosts: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        made: Self = super().from_crawler(crawler, reactor)
        made.private_hosts = frozenset(crawler.settings.getlist("LUMBUNG_PRIVATE_HOSTS"))
        return made

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found if name in self.private_hosts else found.addCallback(_public_only, name)


def is_private(host: str) -> bool:
    """Whether a host is given by number and that number is not on the public internet."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return not address.is_global or address.is_multicast


def is_winding(url: str) -> bool:
    """Whether a path goes up and down through folders, so that the server may read it otherwise than robots.txt."""
    path = urlsplit(url).path
    return "//" in path or any(unquote(step) in (".", "..") for step in path.split("/")) or "%2f" in path.lower()


def retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None where it says nothing readable."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def slot_of(crawler: Crawler, netloc: str) -> Slot | None:
    """Scrapy's queue of a host, where there is one already."""
    engine = crawler.engine
    return None if engine is None else engine.downloader.slots.get(urlsplit(f"//{netloc}").hostname or "")


def slow_down(crawler: Crawler, netloc: str, delay: float) -> None:
    """From now on leave at least so many seconds between requests to a host."""
    host = urlsplit(f"//{netloc}").hostname or ""
    downloader = crawler.engine.downloader
    wanted = downloader.per_slot_settings.setdefault(host, {"concurrency": 1, "delay": 0.0, "jitter": 0.0})
    wanted["delay"] = max(wanted["delay"], delay)
    slot = slot_of(crawler, netloc)
    if slot is not None:
        slot.delay = max(slot.delay, delay)


def _public_only(address: str, name: str) -> str:
    # Our own sample server is asked for by number and is never looked up by name.
    if name != address and is_private(address):
        raise OSError(f"{name} leads to {address}, an address of a private network")
    return address


def _host(url: str) -> tuple[str, int | None]:
    """Host and port, without the port that follows from the scheme."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), None if parts.port in (None, 80, 443) else parts.port


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None


def _validators(response: Response) -> dict[str, str | None]:
    """What a later question about the page may refer to. A header that is no plain line is none."""
    found = {"etag": _header(response, "ETag"), "last_modified": _header(response, "Last-Modified")}
    return {k: v if v and len(v) <= 500 and v.isascii() and v.isprintable() else None for k, v in found.items()}


def _is_trouble(status: int) -> bool:
    return status >= 500 or status == 429


def _words_of(fault: BaseException) -> str:
    if isinstance(fault, HttpError):
        return f"HTTP {fault.response.status}"
    return one_line(str(fault)) or type(fault).__name__


def settings(config: dict[str, Any]) -> dict[str, Any]:
    """Scrapy's settings for a crawl, each said here."""
    slots: dict[str, dict[str, Any]] = {}
    for outlet in config["outlets"]:
        host = urlsplit(outlet["fetch_site"]).hostname or ""
        delay = max(outlet["delay_seconds"], SAMPLE_DELAY, slots.get(host, {}).get("delay", 0.0))
        slots[host] = {"concurrency": 1, "delay": delay, "jitter": 0.0}
    private = [urlsplit(o["fetch_site"]).hostname or "" for o in config["outlets"] if o["private_network"]]
    return {
        "USER_AGENT": config["user_agent"],
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            StrictRobots: 100,
            DeclaredPagesOnly: 50,
            PoliteRetry: 550,
        },
        "TWISTED_DNS_RESOLVER": PublicAddressResolver,
        "LUMBUNG_PRIVATE_HOSTS": private,
        "LUMBUNG_MAX_REST": config["max_rest"],
        "DOWNLOAD_SLOTS": slots,
        "DOWNLOAD_DELAY": 1.0,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        # A slow outlet does not take the turns of the others.
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "DOWNLOAD_MAXSIZE": config["max_page_bytes"],
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": config["page_seconds"],
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


def end_with(parent: int) -> None:
    """End this process as soon as the one that started it is gone: a crawl that nobody listens to asks for nothing."""
    while os.getppid() == parent:
        sleep(0.2)
    os._exit(1)


def main(arguments: Iterable[str]) -> None:
    """Read the configuration named on the command line and crawl."""
    config = json.loads(Path(*arguments).read_text(encoding="utf-8"))
    Thread(target=end_with, args=(config["parent"],), daemon=True).start()
    process = CrawlerProcess(settings(config))
    crawler = process.create_crawler(OutletSpider)
    ended: list[str] = []
    crawler.signals.connect(lambda reason: ended.append(reason), signal=signals.spider_closed, weak=False)
    process.crawl(crawler, config=config)
    process.start()
    if not ended:
        sys.exit(1)
    Report(Path(config["report"])).write(kind="end", reason=ended[0])


if __name__ == "__main__":
    main(sys.argv[1:])
