"""A page's bytes become an article: title, outlet, author, place, date with its origin, and the text without furniture.

In: bytes as they came and the public URL. Out: `Article`, or `PageRefused` with a rule and a reason. No network, no
clock.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from lxml import etree
from trafilatura import extract
from trafilatura.settings import Extractor

from lumbung.news.container import as_article, container, lines_of
from lumbung.news.lines import article_text
from lumbung.news.mending import mended
from lumbung.news.published import published_by_page, published_by_text

MAX_PAGE_BYTES = 5 * 1024 * 1024
# Several times what the largest pages of outlets hold. Time to read grows with both, and with the elements the faster.
MAX_ELEMENTS = 30_000
MAX_TEXT_CHARS = 500_000
MIN_BODY_CHARS = 40
# Random bytes hold one control character in ten; a damaged text holds a few.
MAX_CONTROL_SHARE = 0.05


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
    tree = _tree(decode(html))
    linked = list(_linked_data(tree))
    meta = _meta(tree)
    title = _title(tree, linked, meta)
    when = published_by_page(tree, [item.get("datePublished") for item in linked], meta, url)
    raw = _main_text(tree, linked)  # from here on the tree is not whole
    body = _without_title(article_text(raw), title)
    if len(body) < MIN_BODY_CHARS:
        raise PageRefused("no_text", "the page holds no article text; it may be built by a script")
    when = when or published_by_text(raw)
    return Article(
        url=url,
        outlet=_first(meta.get("og:site_name"), *(_name(item.get("publisher")) for item in linked)),
        title=title or body.split("\n", 1)[0][:200],
        author=_first(*(_name(item.get("author")) for item in linked), meta.get("author"), meta.get("article:author")),
        place=dateline(body),
        published_at=when.at if when else None,
        published_date=when.day if when else None,
        published_origin=when.origin if when else None,
        is_advertorial=_is_advertorial(raw, meta, url),
        body=body,
    )


def decode(raw: bytes) -> str:
    """Bytes to text: UTF-8 where it is valid, else as the page declares, else UTF-8 with what is no UTF-8 as cp1252;
    twice-encoded text is mended."""
    try:
        return mended(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(raw[:2048])
    name = declared["name"].decode("ascii").casefold() if declared else "utf-8"
    if name.startswith(_OTHER_CHARSETS) and name not in _OFTEN_WRONG:
        try:
            return mended(raw.decode(name, errors="replace"))
        except (LookupError, UnicodeError):
            pass
    return mended(raw.decode("utf-8-sig", errors="surrogateescape").translate(_ESCAPED_CP1252))


def is_html(raw: bytes) -> bool:
    """Whether bytes look like a web page and not like plain text."""
    return _HTML.search(raw[:4096]) is not None


def is_binary(raw: bytes) -> bool:
    """Whether bytes begin as an image, archive or document does, or hold what no text holds."""
    if raw.startswith(_MAGIC) or b"\x00" in raw[:4096]:
        return True
    return len(raw) - len(raw.translate(None, _CONTROL)) > len(raw) * MAX_CONTROL_SHARE


def dateline(body: str) -> str | None:
    """Where it was written: `Mataram (ANTARA) - ...`, `JAMBI – ...`, or a line with the place and the outlet."""
    for line in body.split("\n")[:4]:
        match = _DATELINE.match(line[:200]) or _DATELINE_ALONE.fullmatch(line[:60])
        if match and not _OUTLET.search(match["place"]):
            return match["place"].title() if match["place"].isupper() else match["place"]
    return None


_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?(?P<name>[\w-]{2,30})""", re.IGNORECASE)
# Encodings of the web; Python knows others, of which some take the square of a text's length.
_OTHER_CHARSETS = ("iso-8859-", "windows-", "koi8-", "gb", "big5", "euc-", "shift_jis")
_OFTEN_WRONG = ("iso-8859-1", "windows-1252")  # pages that declare one of these are as often in UTF-8
_ESCAPED_CP1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)}
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
_CONTROL = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_ADVERTORIAL_WORDS = ("adv", "prnewswire", "pariwara", "infotorial")
_ADVERTORIAL = re.compile(
    r"\((?:[a-z]{1,12}/){0,6}adv(?:ertorial)?(?:/[a-z]{1,12}){0,6}\)|\bPRNewswire\b|"
    r"^\W{0,3}(?:advertorial|adv|pariwara|infotorial)\b\W{0,3}(?:$|[:|-])",
    re.IGNORECASE | re.MULTILINE,
)
_ADVERTORIAL_SECTION = re.compile(r"\b(?:advertorial|pariwara|infotorial|adv)\b", re.IGNORECASE)
_DATELINE = re.compile(
    r"\s*(?:[A-Z]\w*(?:\.[A-Za-z]{2,8}){1,4}\s?[,\-–—]\s?)?"
    r"(?P<place>[A-Z][\w'’]+(?:\s[A-Z][\w'’]+){0,3})"
    r"(?:\s?,\s?[A-Z][\w .]{2,25})?\s*(?:\([A-Za-z .]{2,25}\))?\s*(?:[-–—]{1,2}|:)\s"
)
_DATELINE_ALONE = re.compile(r"(?P<place>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s?,\s?[A-Z][\w.]+")
_OUTLET = re.compile(r"news|pos\b|post\b|tribun|radar|kabar|warta|media|\.(?:com|id|net)\b", re.IGNORECASE)
_ARTICLE_TYPES = frozenset({"newsarticle", "article", "reportagenewsarticle", "blogposting", "webpage"})
# Characters that lxml reads and then will not write: it moves texts by writing them.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Nothing of an article stands in these; without them there is less to copy and to search.
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "select", "button", "head")
_MAY_BE_EMPTY = ("a", "b", "div", "em", "font", "i", "ins", "p", "small", "span", "strong", "u")
_SEPARATOR = re.compile(r"\s[|–—»-]\s")
_LONGEST_META = 1_000
_COUNT = etree.XPath("count(//*)")
_OPTIONS = Extractor(fast=True, precision=True, comments=False, tables=False)


def _refuse_what_is_no_page(raw: bytes) -> None:
    if len(raw) > MAX_PAGE_BYTES:
        raise PageRefused("too_large", f"the page has {len(raw)} bytes, more than {MAX_PAGE_BYTES}")
    if not raw.strip():
        raise PageRefused("empty", "the page is empty")
    if is_binary(raw):
        raise PageRefused("binary", "the page is no text")


def _tree(text: str) -> lxml.html.HtmlElement:
    # An XML declaration with an encoding is refused by lxml for text that is decoded already.
    text = _NO_XML.sub(" ", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    try:
        tree = lxml.html.fromstring(text, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, RecursionError, AssertionError) as fault:
        raise PageRefused("unreadable", f"the page is no HTML: {type(fault).__name__}") from None
    if not isinstance(tree, lxml.html.HtmlElement):
        raise PageRefused("unreadable", "the page holds no element")
    if _COUNT(tree) > MAX_ELEMENTS:
        raise PageRefused("too_large", f"the page has more than {MAX_ELEMENTS} elements")
    return tree


def _linked_data(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article, those with a date first found first."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
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
                if any(isinstance(k, str) and k.casefold() in _ARTICLE_TYPES for k in kinds):
                    yield part


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """What each meta element says first, by its name in lower case."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)):
                said.setdefault(name.casefold(), _plain(content[:_LONGEST_META]))
    return said


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _plain(entities.unescape(value[:_LONGEST_META])) or None if isinstance(value, str) else None


def _plain(value: str) -> str:
    """Without line breaks and without what no database takes: a JSON-LD may hold NUL and halves of characters."""
    value = " ".join(value.split())
    return value if value.isprintable() else " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _title(tree: lxml.html.HtmlElement, linked: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    """The headline: as JSON-LD has it, else the heading that is most of the page's own title, else that title without
    the name of the site."""
    head = tree.find(".//title")
    named = _words(head) if head is not None else ""
    shared = meta.get("og:title") or ""
    known = f"{shared}\n{named}".casefold()
    headings = [words for element in islice(tree.iter("h1", "h2", "h3"), 20) if (words := _words(element))]
    # What is shorter is the name of the site.
    headlines = [words for words in headings if words.casefold() in known and 2 * len(words) > len(shared or named)]
    return _first(
        _name(linked[0].get("headline")) if linked else None,
        max(headlines, key=len, default=None),
        shared,
        _without_site(named),
        *headings,
    )


def _words(element: lxml.html.HtmlElement) -> str:
    return _plain(element.text_content()[:_LONGEST_META])


def _without_site(named: str) -> str:
    """A page's title without the name of the site, which stands behind or before it and is the shorter part."""
    marks = list(_SEPARATOR.finditer(named))
    if not marks:
        return named
    before, behind = named[: marks[-1].start()], named[marks[-1].end() :]
    return before if len(behind) <= len(before) else named[marks[0].end() :]


def _without_title(body: str, title: str | None) -> str:
    """The body without its own headline, which would be counted beside it."""
    wanted = " ".join((title or "").casefold().split())
    return "\n".join(line for line in body.split("\n") if line.casefold() != wanted)


def _is_advertorial(text: str, meta: dict[str, str], url: str) -> bool:
    sections = (meta.get("article:section") or "", *urlsplit(url).path.split("/")[:-1])
    is_said = any(word in text.casefold() for word in _ADVERTORIAL_WORDS) and _ADVERTORIAL.search(text) is not None
    return is_said or any(_ADVERTORIAL_SECTION.fullmatch(part) for part in sections)


def _main_text(tree: lxml.html.HtmlElement, linked: list[dict[str, Any]]) -> str:
    """The text of the article with what furniture is left in it. Takes away from the tree what holds no text."""
    try:
        _leave_out_what_holds_no_text(tree)
        found = _found_text(tree)
    except (RecursionError, ValueError, TypeError, AttributeError, etree.LxmlError) as fault:
        raise PageRefused("unreadable", f"the page's text cannot be found: {type(fault).__name__}") from None
    if len(found) >= MIN_BODY_CHARS:
        return found
    # Built by a script: some outlets give the text to search engines all the same.
    bodies = [body for item in linked if isinstance(body := item.get("articleBody"), str)]
    return max([found, *(_plain(entities.unescape(body)) for body in bodies if len(body) <= MAX_TEXT_CHARS)], key=len)


def _leave_out_what_holds_no_text(tree: lxml.html.HtmlElement) -> None:
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    # trafilatura drops empty elements with the text behind them, which is a paragraph where <br> parts the paragraphs.
    for element in [e for e in tree.iter(*_MAY_BE_EMPTY) if not len(e) and not e.text]:
        if element.getparent() is not None:
            element.drop_tree()
    if (length := len(tree.text_content())) > MAX_TEXT_CHARS:
        raise PageRefused("too_large", f"the page's text has {length} characters, more than {MAX_TEXT_CHARS}")


def _found_text(tree: lxml.html.HtmlElement) -> str:
    """What trafilatura finds in the container, else on the whole page; where it leaves most out, all of the
    container."""
    place = container(tree)
    found = "" if place is None else extract(as_article(deepcopy(place.element)), options=_OPTIONS) or ""
    if place is None or 2 * len(found) < place.length:
        found = max(found, extract(tree, options=_OPTIONS) or "", key=len)
    return lines_of(place.element) if place is not None and 2 * len(found) < place.length else found
