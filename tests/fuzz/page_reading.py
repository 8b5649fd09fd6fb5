"""One page, read in a process of its own (reading_process): what became of it, and whether what came out is sound.

Enters: bytes, URL, the outlet's source. Leaves: `parsed` or `refused` with the rule, or a fault as one string.
"""

from __future__ import annotations

from lumbung.news.article import PageRefused
from lumbung.news.pages import parse_page
from lumbung.sources.model import SourceSpec

_RULES = {"too_large", "empty", "binary", "unreadable", "no_text"}
_SHOWN_ON_ONE_LINE = ("title", "outlet", "author", "place")


def read_page(data: bytes, url: str, spec: SourceSpec) -> tuple[str, str] | str:
    """Its rows are such as Postgres takes, and each figure stands where it says."""
    try:
        page = parse_page(data, url, spec)
    except PageRefused as refusal:
        if refusal.rule not in _RULES or not refusal.reason.isprintable() or len(refusal.reason) > 200:
            return f"a refusal that is no short line: {refusal.rule}"
        return "refused", refusal.rule
    body = str(page.article["body"])
    for column in _SHOWN_ON_ONE_LINE:
        value = page.article[column]
        if value is not None and (not str(value).isprintable() or not str(value).strip()):
            return f"a {column} that is no line"
    if "\x00" in body or not body.strip() or body != body.encode("utf-8", "replace").decode("utf-8"):
        return "a body that no database takes"
    for figure in page.figures:
        if body[int(str(figure["start_offset"])) : int(str(figure["end_offset"]))] != figure["quote"]:
            return "a figure that does not stand where it says"
    return "parsed", ""
