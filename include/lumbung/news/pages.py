"""One archived page becomes rows: the article and its figures.

In: bytes, the public URL and the source's spec. Out: a `ParsedPage` whose records carry the columns of
`staging.news_article` and `staging.news_figure` (all but batch_id), or `PageRefused`. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from lumbung.news.article import MAX_PAGE_BYTES, Article, PageRefused, is_binary, is_html, read_article
from lumbung.news.consistency import CHECKS_VERSION, as_columns, inside_checks, marks
from lumbung.news.figures import EXTRACTOR_VERSION, Figure, body_fingerprint, figures
from lumbung.sources.model import SourceSpec

READER_VERSION = "3"
# The longest articles hold a hundred, and figures are held against one another.
MAX_FIGURES = 1_000
PARSER_VERSION = f"news-{READER_VERSION}.{EXTRACTOR_VERSION}.{CHECKS_VERSION}"


_ARTICLE_FIELDS = tuple(field.name for field in fields(Article))
_FIGURE_FIELDS = tuple(field.name for field in fields(Figure))


@dataclass(frozen=True)
class ParsedPage:
    """The records of one page, keyed by column."""

    article: dict[str, object]
    figures: list[dict[str, object]]


def parse_page(raw: bytes, url: str, spec: SourceSpec) -> ParsedPage:
    """Read one page of an outlet. Raises PageRefused."""
    article = read_article(raw, url)
    outlet = spec.crawl.outlet if spec.crawl is not None else article.outlet or spec.publisher
    found = figures(article.body, article.published_date)
    if len(found) > MAX_FIGURES:
        raise PageRefused("too_large", f"the page holds {len(found)} figures, more than {MAX_FIGURES}")
    checked = as_columns(found, marks(inside_checks(article.body, found, article.published_date)), url)
    return ParsedPage(
        _article_record(article, outlet),
        [_figure_record(figure, number, url) | checked[number - 1] for number, figure in enumerate(found, 1)],
    )


def figure_records(text: str, published: date | None) -> list[dict[str, Any]]:
    """Figures of a text as CONTRACT.md prints them: plain values, dates as ISO text."""
    return [figure.as_json() for figure in figures(text, published)]


def text_of(raw: bytes) -> tuple[str, date | None]:
    """The text whose figures are wanted, and its date where the page says one. Plain text is returned as it is, a byte
    order mark included, so that offsets count its own characters; of a web page the article's body is read.

    Raises:
        PageRefused: the bytes are too many or no text, or the web page holds no article.
    """
    if len(raw) > MAX_PAGE_BYTES:
        raise PageRefused("too_large", f"the text has {len(raw)} bytes, more than {MAX_PAGE_BYTES}")
    if is_binary(raw) or b"\x00" in raw:
        raise PageRefused(
            "binary", "this is no text: it holds bytes that no text in UTF-8 holds. Save it as UTF-8 text."
        )
    if is_html(raw):
        article = read_article(raw, "")
        return article.body, article.published_date
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), None


def _article_record(article: Article, outlet: str) -> dict[str, object]:
    record: dict[str, object] = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
    record["article_url"] = record.pop("url")
    record["outlet"] = outlet
    record["body_sha256"] = body_fingerprint(article.body)
    return record


def _figure_record(figure: Figure, number: int, url: str) -> dict[str, object]:
    record: dict[str, object] = {name: getattr(figure, name) for name in _FIGURE_FIELDS}
    start, end = record.pop("start"), record.pop("end")
    return record | {
        "figure_no": number,
        "article_url": url,
        "start_offset": start,
        "end_offset": end,
        "source_ref": f"{url}#s{figure.sentence_no}",
    }
