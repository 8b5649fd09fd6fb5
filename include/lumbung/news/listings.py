"""Pages that list pages: feeds, sitemaps and index pages.

In: bytes as they came. Out: what they link to, in their order, with the words beside each link. Nothing is fetched, no
entity is resolved and no DTD is read; time and memory grow with the bytes, however they are nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from urllib.parse import urljoin

from lxml import etree
from scrapy.utils.gz import gunzip

Kind = Literal["index", "feed", "sitemap", "sitemaps"]
MAX_ENTRIES = 50_000
MAX_WORDS = 2_000


class ListingRefused(Exception):
    """The page lists nothing that can be read; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link. `words` stand beside it; `moment` is the time that is said of it, as printed, or empty."""

    url: str
    words: str
    moment: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page links to. `sitemaps` is a list of sitemaps; entries of sitemaps stand newest first."""

    kind: Kind
    entries: list[Entry]


def read_listing(body: bytes, url: str, *, max_bytes: int, page_text: str | None = None) -> Listing:
    """Read a feed, a sitemap or an index page; its first element says which it is, whatever it was served as.

    `page_text`: the text of a page, where the bytes are text. Raises ListingRefused.
    """
    if body.startswith(b"\x1f\x8b"):
        body = _unpacked(body, max_bytes)
    root = _ROOT.search(body[:4096])
    name = root["name"].lower().decode() if root else ""
    if name in _KINDS:
        kind = _KINDS[name]
        entries = list(_xml_entries(body, url))
        if kind != "feed":
            entries.sort(key=lambda entry: entry.moment, reverse=True)
        return Listing(kind, entries)
    if page_text is None:
        raise ListingRefused("is no text")
    if not page_text.strip():
        raise ListingRefused("is empty")
    return Listing("index", _page_links(page_text, url))


_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?P<name>rss|rdf|feed|urlset|sitemapindex|html|body)[\s>]", re.IGNORECASE)
_KINDS: dict[str, Kind] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemaps",
}
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_WORDS = frozenset({"title", "description", "summary", "category", "keywords"})
_MOMENTS = frozenset({"lastmod", "publication_date", "updated", "published"})


def _unpacked(body: bytes, max_bytes: int) -> bytes:
    try:
        unpacked: bytes = gunzip(body, max_size=max_bytes)
    except ValueError:
        raise ListingRefused(f"has more than {max_bytes} bytes when it is unpacked") from None
    except (OSError, EOFError):
        raise ListingRefused("is no readable gzip") from None
    return unpacked


def _xml_entries(body: bytes, url: str) -> Iterator[Entry]:
    parts = etree.iterparse(
        BytesIO(body.lstrip()),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    count = 0
    try:
        for _, element in parts:
            if _local(element) not in _ENTRIES:
                continue
            entry = _entry(element, url)
            element.clear()
            above = element.getparent()
            while above is not None and element.getprevious() is not None:
                del above[0]
            if entry is not None:
                yield entry
                count += 1
                if count == MAX_ENTRIES:
                    return
    except etree.XMLSyntaxError as fault:
        # What was read until here is kept; a feed that breaks off is as good as a shorter one.
        if count == 0:
            raise ListingRefused("is no readable XML") from fault


def _entry(element: etree._Element, base: str) -> Entry | None:
    links: list[str] = []
    identity = ""
    words: list[str] = []
    moment = ""
    for part in element.iterdescendants():
        name = _local(part)
        text = (part.text or "").strip()
        if name == "loc" and part.getparent() is element:
            links.append(text)
        elif name == "link" and part.get("rel", "alternate") == "alternate":
            links.append(text or part.get("href", ""))
        elif name == "guid" and part.get("isPermaLink", "true") != "false":
            identity = text
        elif name in _WORDS:
            words.append((text or part.get("term", ""))[:MAX_WORDS])
        elif name in _MOMENTS:
            moment = max(moment, text[:40])
    link = next(filter(None, links), identity)
    if not link:
        return None
    return Entry(_joined(base, link), " ".join(words)[:MAX_WORDS], moment)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


class _Links:
    """What lxml calls while it reads a page: no tree is built, so that nesting costs nothing."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._open: tuple[str, list[str]] | None = None
        self.entries: list[Entry] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "base" and attributes.get("href"):
            self._base = _joined(self._base, attributes["href"].strip()) or self._base
        elif tag == "a":
            self._finish()
            if href := attributes.get("href", "").strip():
                self._open = (href, [])

    def data(self, text: str) -> None:
        if self._open is not None and len(self._open[1]) < MAX_WORDS:
            self._open[1].append(text[:MAX_WORDS])

    def end(self, tag: str) -> None:
        if tag == "a":
            self._finish()

    def close(self) -> list[Entry]:
        self._finish()
        return self.entries

    def _finish(self) -> None:
        if self._open is not None and len(self.entries) < MAX_ENTRIES:
            href, words = self._open
            self.entries.append(Entry(_joined(self._base, href), " ".join("".join(words).split())[:MAX_WORDS], ""))
        self._open = None


def _page_links(text: str, url: str) -> list[Entry]:
    links = _Links(url)
    parser = etree.HTMLParser(target=links, encoding="utf-8", recover=True, huge_tree=False)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError as fault:
        if not links.entries:
            raise ListingRefused("is no readable HTML") from fault
    return links.close()
