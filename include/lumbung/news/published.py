"""When a page was published, as far as it says so itself, and where it says it.

In: the parsed page, what its JSON-LD and meta elements say. Out: the moment, the day in Jakarta and the origin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

import lxml.html
from htmldate import find_date
from lxml import etree

from lumbung.news.lines import is_date_line
from lumbung.news.periods import anchor_date, moments

WIB = timezone(timedelta(hours=7))
ZONES = {"WIB": WIB, "WITA": timezone(timedelta(hours=8)), "WIT": timezone(timedelta(hours=9))}
# Outlets whose machine-readable times end in Z and are Jakarta time all the same.
Z_IS_WIB = ("detik.com",)
YEARS = range(1990, 2100)  # no page is older; templates write the year 1 or 1970 where a time is missing

_META_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "date",
    "dc.date",
    "dc.date.issued",
)
_CLOCK = re.compile(r"(?<![\d.:])(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:]\d{2})?\s?(?:(?P<zone>WITA|WIB|WIT)\b)?")
_DATE_WORDS = ("date", "time", "tanggal", "publish", "waktu", "posted")
_COUNT = etree.XPath("count(//*)")
_MOST_LINES_READ = 50
_LONGEST_STAMP = 64
_LONGEST_SHOWN = 160
# What looks for a date in every corner of a page takes as long as the page is large.
_MOST_ELEMENTS_SEARCHED = 20_000


class Published(NamedTuple):
    """`at` has a zone; `day` is the day in Jakarta; `origin` is json_ld, meta, text or htmldate."""

    at: datetime | None
    day: date
    origin: str


class _Moment(NamedTuple):
    at: datetime | None
    day: date


def published_by_page(
    tree: lxml.html.HtmlElement, linked: Sequence[object], meta: Mapping[str, str], url: str
) -> Published | None:
    """Of JSON-LD, meta and `<time>`, a date printed on the page and htmldate the first that says it.

    Args:
        linked: values of `datePublished` in the page's JSON-LD.
        meta: content of meta elements by their name in lower case.
    """
    host = urlsplit(url).hostname or ""
    z_is_wib = any(host == name or host.endswith("." + name) for name in Z_IS_WIB)
    printed = cache(lambda: _shown(tree))
    for stamp in linked:
        if moment := _stamped(stamp, z_is_wib, printed):
            return Published(*moment, "json_ld")
    stamps = [meta.get(name) for name in _META_NAMES]
    stamps += [element.get("datetime") for element in tree.iter("time")]
    for stamp in stamps:
        if moment := _stamped(stamp, z_is_wib, printed):
            return Published(*moment, "meta")
    if moment := printed():
        return Published(*moment, "text")
    day = _guessed(tree)
    return Published(None, day, "htmldate") if day is not None else None


def published_by_text(text: str) -> Published | None:
    """The day on which somebody spoke, as the text says it."""
    anchor = anchor_date(text, moments(text), None)
    return Published(None, anchor.day, "text") if anchor is not None and anchor.is_time_of_writing else None


def _stamped(stamp: object, z_is_wib: bool, printed: Callable[[], _Moment | None]) -> _Moment | None:
    """A machine-readable time. Without a zone it is Jakarta's; without a time only the day is known. A time in Z is the
    local one where the page prints the same time of day in a zone of Indonesia."""
    if not isinstance(stamp, str) or not (stamp := stamp.strip()) or len(stamp) > _LONGEST_STAMP:
        return None
    moment = _iso(stamp) or _mail_date(stamp)
    if moment is None:
        return _read(stamp)
    if moment.year not in YEARS:
        return None
    if not isinstance(moment, datetime):
        return _Moment(None, moment)
    if moment.tzinfo is None or (z_is_wib and moment.utcoffset() == timedelta(0)):
        moment = moment.replace(tzinfo=WIB)
    elif moment.utcoffset() == timedelta(0) and (local := printed()) is not None:
        is_local = local.at is not None and f"{local.at:%F %R}" == f"{moment:%F %R}"
        moment = local.at if is_local and local.at is not None else moment
    return _Moment(moment, moment.astimezone(WIB).date())


def _iso(stamp: str) -> datetime | date | None:
    stamp = re.sub(r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", stamp)
    try:
        if len(stamp) == 10:
            return date.fromisoformat(stamp)
        return datetime.fromisoformat(re.sub(r"\s(?=[+-]\d)", "", stamp))
    except ValueError:
        return None


def _mail_date(stamp: str) -> datetime | None:
    """`Thu, 05 Nov 2015 10:08:58 +0700`."""
    try:
        return parsedate_to_datetime(stamp)
    except (ValueError, TypeError, OverflowError):
        return None


def _shown(tree: lxml.html.HtmlElement) -> _Moment | None:
    """A date printed where pages print it: an element whose class or id speaks of date or time; on a page without
    such, a line of its own that holds a time of day too, for a bare date may be anything's."""
    for words in islice(_in_dated_elements(tree), _MOST_LINES_READ):
        if moment := _read(words):
            return moment
    for words in islice(_date_lines(tree), _MOST_LINES_READ):
        if (moment := _read(words)) and moment.at:
            return moment
    return None


def _in_dated_elements(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for element in tree.iter("div", "span", "p", "time", "small", "li", "dd", "h2"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".casefold()
        if any(word in marks for word in _DATE_WORDS):
            yield _first_words(element)


def _date_lines(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for element in tree.iter("div", "span", "p", "font", "td", "b", "i", "em", "h2", "h3", "h4"):
        words = (element.text or "").strip()
        if 15 <= len(words) <= _LONGEST_STAMP and is_date_line(words):
            yield words


def _first_words(element: lxml.html.HtmlElement) -> str:
    words = ""
    for piece in element.itertext():
        words += " ".join(piece[: 2 * _LONGEST_SHOWN].split()) + " "
        if len(words) > _LONGEST_SHOWN:
            break
    return words[:_LONGEST_SHOWN]


def _read(words: str) -> _Moment | None:
    """The first full date in a few words, with its clock time where a zone stands beside it. A date that falls on
    another day of the week than it says is not believed."""
    for moment in moments(words):
        day = moment.first
        if day is None or day != moment.last or moment.part or day.year not in YEARS:
            continue
        if moment.weekday is not None and moment.weekday != day.weekday():
            return None
        clock = next((c for c in _CLOCK.finditer(words) if c["zone"]), None)
        if clock is None or int(clock["hour"]) > 23 or int(clock["minute"]) > 59:
            return _Moment(None, day)
        zone = ZONES[clock["zone"]]
        at = datetime(day.year, day.month, day.day, int(clock["hour"]), int(clock["minute"]), tzinfo=zone)
        return _Moment(at, at.astimezone(WIB).date())
    return None


def _guessed(tree: lxml.html.HtmlElement) -> date | None:
    """Without the URL, whose folders hold the month only, and without a guess from the page's footer."""
    if _COUNT(tree) > _MOST_ELEMENTS_SEARCHED:
        return None
    try:
        guessed = find_date(tree, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return date.fromisoformat(guessed) if guessed else None
