"""A page's bytes become an article: title, outlet, author, place, date with its origin, and the text without furniture.

In: bytes as they came and the public URL. Out: `Article`, or `PageRefused` with a rule and a reason. No network, no
clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from htmldate import find_date
from lxml import etree
from trafilatura import extract

from lumbung.news.lines import article_text
from lumbung.news.mending import mended
from lumbung.news.periods import anchor_date, moments

MAX_PAGE_BYTES = 5 * 1024 * 1024
MIN_BODY_CHARS = 40
# Random bytes hold one control character in ten; a damaged text holds a few.
MAX_CONTROL_SHARE = 0.05
WIB = timezone(timedelta(hours=7))
ZONES = {"WIB": WIB, "WITA": timezone(timedelta(hours=8)), "WIT": timezone(timedelta(hours=9))}
# Outlets whose machine-readable times end in Z and are Jakarta time all the same.
Z_IS_WIB = ("detik.com",)


class PageRefused(Exception):
    """The whole page is not taken. `rule` is a short name that stays the same, `reason` one plain line."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `body` is its text, a paragraph a line, each once; `published_date` is the day in Jakarta."""

    url: str
    outlet: str | None
    title: str
    author: str | None
    place: str | None
    published_at: datetime | None
    published_date: date | None
    published_origin: str | None  # json_ld, meta, text, htmldate
    is_advertorial: bool
    body: str


def read_article(html: bytes, url: str) -> Article:
    """Read one page. Raises PageRefused: too_large, empty, binary, unreadable, no_text."""
    _refuse_what_is_no_page(html)
    text = decode(html)
    tree = _tree(text)
    linked = list(_linked_data(tree))
    try:
        found = extract(tree, url=url, fast=True, favor_precision=True, include_comments=False, include_tables=False)
    except (RecursionError, ValueError, TypeError, AttributeError, etree.LxmlError) as fault:
        raise PageRefused("unreadable", f"the page's text cannot be found: {type(fault).__name__}") from None
    raw = found or ""
    body = article_text(raw)
    if len(body) < MIN_BODY_CHARS:
        raise PageRefused("no_text", "the page holds no article text; it may be built by a script")
    published_at, published_date, origin = _published(tree, linked, raw, url)
    return Article(
        url=url,
        outlet=_first(_meta(tree, "og:site_name"), *(_name(item.get("publisher")) for item in linked)),
        title=_title(tree, linked) or body.split("\n", 1)[0][:200],
        author=_first(
            *(_name(item.get("author")) for item in linked), _meta(tree, "author"), _meta(tree, "article:author")
        ),
        place=dateline(body),
        published_at=published_at,
        published_date=published_date,
        published_origin=origin,
        is_advertorial=_ADVERTORIAL.search(raw) is not None,
        body=body,
    )


def decode(raw: bytes) -> str:
    """Bytes to text: UTF-8 where it is valid, else as the page declares, else cp1252; twice-encoded text is mended."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(raw[:2048])
        name = declared["name"].decode("ascii") if declared else "cp1252"
        try:
            text = raw.decode(
                name if name.casefold() not in ("utf-8", "utf8", "iso-8859-1") else "cp1252", errors="replace"
            )
        except LookupError:
            text = raw.decode("cp1252", errors="replace")
    return mended(text)


def is_html(raw: bytes) -> bool:
    """Whether bytes look like a web page and not like plain text."""
    return _HTML.search(raw[:4096]) is not None


def is_binary(raw: bytes) -> bool:
    """Whether bytes begin as an image, archive or document does, or hold what no text holds."""
    if raw.startswith(_MAGIC) or b"\x00" in raw[:4096]:
        return True
    return len(_CONTROL.findall(raw)) > len(raw) * MAX_CONTROL_SHARE


def dateline(body: str) -> str | None:
    """The place before the first sentence: `Mataram (ANTARA) - ...`, `PALANGKA RAYA – ...`."""
    for line in body.split("\n")[:4]:
        if match := _DATELINE.match(line):
            return match["place"].title() if match["place"].isupper() else match["place"]
    return None


_CHARSET = re.compile(rb"""charset\s*=\s*["']?(?P<name>[\w-]{2,30})""", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|p|div|meta)\b", re.IGNORECASE)
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"\x00\x00\x01\x00",
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ADVERTORIAL = re.compile(r"\((?:[a-z]+/)*adv(?:/[a-z]+)*\)|\badvertorial\b|PRNewswire", re.IGNORECASE)
_DATELINE = re.compile(
    r"\s*(?:[A-Z]\w*(?:\.[A-Za-z]{2,8})+\s?[,\-–—]\s?)?"
    r"(?P<place>[A-Z][\w'’]+(?:\s[A-Z][\w'’]+){0,3})"
    r"(?:\s?,\s?[A-Z][\w .]{2,25})?\s*(?:\([A-Za-z .]{2,25}\))?\s*(?:[-–—]{1,2}|:)\s"
)
_ZONE = re.compile(r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})\s?(?:(?P<zone>WITA|WIB|WIT)\b)?")
_HEADLINE_TYPES = frozenset({"newsarticle", "article", "reportagenewsarticle", "blogposting", "webpage"})


def _refuse_what_is_no_page(raw: bytes) -> None:
    if len(raw) > MAX_PAGE_BYTES:
        raise PageRefused("too_large", f"the page has {len(raw)} bytes, more than {MAX_PAGE_BYTES}")
    if not raw.strip():
        raise PageRefused("empty", "the page is empty")
    if is_binary(raw):
        raise PageRefused("binary", "the page is no text")


def _tree(text: str) -> lxml.html.HtmlElement:
    # An XML declaration with an encoding is refused by lxml for text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    try:
        tree = lxml.html.fromstring(text)
    except (etree.LxmlError, ValueError, RecursionError, AssertionError) as fault:
        raise PageRefused("unreadable", f"the page is no HTML: {type(fault).__name__}") from None
    if not isinstance(tree, lxml.html.HtmlElement):
        raise PageRefused("unreadable", "the page holds no element")
    return tree


def _linked_data(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article, those with a date first found first."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        for item in items:
            if not isinstance(item, dict):
                continue
            graph = item.get("@graph")
            for part in graph if isinstance(graph, list) else [item]:
                if not isinstance(part, dict):
                    continue
                kind = part.get("@type")
                kinds = kind if isinstance(kind, list) else [kind]
                if any(isinstance(k, str) and k.casefold() in _HEADLINE_TYPES for k in kinds):
                    yield part


def _meta(tree: lxml.html.HtmlElement, name: str) -> str | None:
    for key in ("property", "name", "itemprop"):
        for element in tree.iterfind(f".//meta[@{key}='{name}']"):
            if content := (element.get("content") or "").strip():
                return content
    return None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _title(tree: lxml.html.HtmlElement, linked: list[dict[str, Any]]) -> str | None:
    heading = tree.find(".//h1")
    shown = " ".join(heading.text_content().split()) if heading is not None else None
    head = tree.find(".//title")
    named = " ".join((head.text_content() if head is not None else "").split())
    return _first(
        _name(linked[0].get("headline")) if linked else None,
        shown,
        _meta(tree, "og:title"),
        re.split(r"\s[|–—-]\s(?=[^|–—-]*$)", named)[0],
    )


def _published(
    tree: lxml.html.HtmlElement, linked: list[dict[str, Any]], raw: str, url: str
) -> tuple[datetime | None, date | None, str | None]:
    host = urlsplit(url).hostname or ""
    z_is_wib = any(host == name or host.endswith("." + name) for name in Z_IS_WIB)
    for item in linked:
        if moment := _moment(item.get("datePublished"), z_is_wib):
            return (*moment, "json_ld")
    names = (
        "article:published_time",
        "og:published_time",
        "datePublished",
        "publishdate",
        "pubdate",
        "date",
        "dc.date",
    )
    stamps = [_meta(tree, name) for name in names]
    stamps += [element.get("datetime") for element in tree.iterfind(".//time[@datetime]")]
    for stamp in stamps:
        if moment := _moment(stamp, z_is_wib):
            return (*moment, "meta")
    if shown := _shown_date(tree):
        return (*shown, "text")
    # Without the URL, whose folders hold the month only, and without a guess from the page's footer.
    try:
        guessed = find_date(tree, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        guessed = None
    if guessed:
        return None, date.fromisoformat(guessed), "htmldate"
    anchor = anchor_date(raw, moments(raw), None)
    if anchor is not None and anchor.is_time_of_writing:
        return None, anchor.day, "text"
    return None, None, None


def _moment(stamp: object, z_is_wib: bool) -> tuple[datetime | None, date | None] | None:
    """An ISO time. Without a zone it is Jakarta's; without a time only the day is known."""
    if not isinstance(stamp, str) or not (stamp := stamp.strip()):
        return None
    try:
        if len(stamp) == 10:
            return None, date.fromisoformat(stamp)
        moment = datetime.fromisoformat(re.sub(r"\s(?=[+-]\d)", "", stamp))
    except ValueError:
        return None
    if moment.tzinfo is None or (z_is_wib and moment.utcoffset() == timedelta(0)):
        moment = moment.replace(tzinfo=WIB)
    return moment, moment.astimezone(WIB).date()


def _shown_date(tree: lxml.html.HtmlElement) -> tuple[datetime | None, date | None] | None:
    """A date printed where pages print it: an element whose class or id speaks of date or time."""
    for element in tree.iter("div", "span", "p", "time", "small", "li"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".casefold()
        if not any(word in marks for word in ("date", "time", "tanggal", "publish", "waktu", "posted")):
            continue
        words = " ".join(element.text_content().split())[:160]
        day = next((m.first for m in moments(words) if m.first is not None and m.first == m.last), None)
        if day is None:
            continue
        clock = _ZONE.search(words)
        if clock is None or not clock["zone"] or int(clock["hour"]) > 23 or int(clock["minute"]) > 59:
            return None, day
        zone = ZONES[clock["zone"]]
        moment = datetime(day.year, day.month, day.day, int(clock["hour"]), int(clock["minute"]), tzinfo=zone)
        return moment, moment.astimezone(WIB).date()
    return None
