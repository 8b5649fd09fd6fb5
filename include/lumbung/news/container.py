"""Where on a page the article stands: the element that holds the most text which is no link.

In: a parsed page without scripts. Out: that element, for outlets name it as they like (`konten`, `isi_berita`, a table
cell), and what looks for the usual names finds half of it or nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import lxml.html
from lxml.etree import strip_tags

from lumbung.news.tables import sentences_of

# Text so short is a button or a caption.
_SHORTEST_PIECE = 25
_LEVELS = 6
# A wider element is taken where it holds so much more: the body is in two parts around an advertisement.
_MORE = 1.25
_NOT_THE_ARTICLE = (
    *("comment", "komentar", "disqus", "sidebar", "related", "terkait", "populer", "footer", "widget"),
    *("bacajuga", "baca-juga", "baca_juga"),
)
_PAGE = ("html", "body", "main", "article")
_TABLE_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "center")
_BLOCKS = ("p", "div", "ul", "ol", "table", "section", "article", "blockquote", "figure", "h1", "h2", "h3", "h4")
_BREAKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4")


class Container(NamedTuple):
    """An element and how many characters of text are in it."""

    element: lxml.html.HtmlElement
    length: int


def container(tree: lxml.html.HtmlElement) -> Container | None:
    """The element of the article; None where there is next to no text."""
    held: dict[lxml.html.HtmlElement, int] = {}
    under: dict[lxml.html.HtmlElement, int] = {}
    beside: dict[lxml.html.HtmlElement, bool] = {}
    for element in tree.iter("p", "li", "div", "td", "section", "article", "font", "span", "blockquote"):
        length = _own_text(element)
        if length < _SHORTEST_PIECE:
            continue
        holder = element if element.find("br") is not None and element.tag != "p" else element.getparent()
        if holder is not None and element.tag == "li":
            holder = holder.getparent()
        if holder is None:
            continue
        if holder not in beside:
            beside[holder] = _is_beside(holder)
        if beside[holder]:
            continue
        held[holder] = held.get(holder, 0) + length
        for _ in range(_LEVELS):
            under[holder] = under.get(holder, 0) + length
            holder = holder.getparent()
            if holder is None:
                break
    best = max(held, key=held.__getitem__, default=None)
    if best is None:
        return None
    wider = best.getparent()
    for _ in range(_LEVELS - 2):
        if wider is None or wider.tag in ("html", "body"):
            break
        if under.get(wider, 0) > _MORE * under[best]:
            best = wider
        wider = wider.getparent()
    return Container(best, under[best])


def as_article(element: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """A page that holds nothing else, in names that are known everywhere. The element is taken out of its page."""
    for part in list(element.iterdescendants("div", "ul", "section", "p", "span")):
        if part.getparent() is not None and _is_named_so(part):
            part.drop_tree()
    for table in list(element.iterdescendants("table")):
        _put_figures_into_paragraphs(table)
    for part in list(element.iter(*_TABLE_PARTS)):
        # Another table stays one; one that holds paragraphs only places them.
        if part is element or part.find(".//p") is not None or part.find(".//br") is not None:
            part.tag = "div"
    strip_tags(element, "font")
    element.tag = "article"
    for part in list(element.iter("article", "div", "section", "blockquote")):
        _put_text_into_paragraphs(part)
    element.attrib.clear()
    element.set("class", "entry-content")
    element.tail = None
    page = lxml.html.Element("html")
    body = lxml.html.Element("body")
    page.append(body)
    body.append(element)
    return page


def _put_figures_into_paragraphs(table: lxml.html.HtmlElement) -> None:
    """A table of figures becomes a paragraph for each of them."""
    if table.getparent() is None or next(table.iterdescendants("table", "p", "br"), None) is not None:
        return
    said = sentences_of(table)
    if not said:
        return
    holder = lxml.html.Element("div")
    for sentence in said:
        paragraph = lxml.html.Element("p")
        paragraph.text = sentence
        holder.append(paragraph)
    holder.tail = table.tail
    table.getparent().replace(table, holder)


def _put_text_into_paragraphs(holder: lxml.html.HtmlElement) -> None:
    """Bare text beside paragraphs, as an opening without <p>, becomes one too; by itself it would be left out."""
    if not any(child.tag in _BLOCKS for child in holder) or _own_text(holder) < 2:
        return
    children = list(holder)
    run = lxml.html.Element("p")
    run.text, holder.text = holder.text, None
    parts = []
    for child in children:
        if child.tag in _BLOCKS:
            parts += [run, child]
            run = lxml.html.Element("p")
            run.text, child.tail = child.tail, None
        else:
            run.append(child)
    holder[:] = [part for part in [*parts, run] if part.tag != "p" or part.text_content().strip()]


def lines_of(element: lxml.html.HtmlElement) -> str:
    """All text of an element, a line each paragraph."""
    pieces: list[str] = []
    for part in element.iter():
        pieces += ["\n" if part.tag in _BREAKS else "", " ".join((part.text or "").split())]
        pieces.append(f" {' '.join((part.tail or '').split())}" if part is not element else "")
    return "".join(pieces)


def _own_text(element: lxml.html.HtmlElement) -> int:
    """How many characters stand in the element itself and, of a paragraph, in what is no link."""
    if element.tag in ("p", "li", "blockquote"):
        links = sum(len(link.text_content()) for link in element.iter("a"))
        length = len(element.text_content())
        return length - links if 2 * links < length else 0
    return len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)


def _is_beside(element: lxml.html.HtmlElement) -> bool:
    """Comments, lists of other articles, the page's foot."""
    return any(_is_named_so(part) for part in (element, *element.iterancestors()))


def _is_named_so(element: lxml.html.HtmlElement) -> bool:
    if element.tag in _PAGE:
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''}".casefold().split()
    return element.tag in ("aside", "footer", "nav") or any(mark.startswith(_NOT_THE_ARTICLE) for mark in marks)
