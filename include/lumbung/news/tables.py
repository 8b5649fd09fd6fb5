"""A table of figures in an article becomes sentences: one for each cell, with the headings of its row and column.

In: a table element. Out: lines as `Kabupaten Tegal, jumlah penerima: 1.234 KPM.`, in reading order; none where the
table only places other things, or is too large to be one that an article shows.
"""

from __future__ import annotations

import re

import lxml.html

_MOST_CELLS = 600
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_LONGEST_CELL = 120
# A table whose cells are words in the main places things, or lists what is no figure.
_SHARE_OF_FIGURES = 0.5
_FIGURE = re.compile(r"(?:rp\.?\s?)?\(?-?\d[\d.,]*\)?\s?(?:%|[^\W\d_]+(?:\s[^\W\d_]+){0,2})?$", re.IGNORECASE)
_UNIT_IN_HEADING = re.compile(r"\s*\((?P<unit>[^()\d]{1,20})\)\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SERIAL_HEADINGS = frozenset({"no", "no.", "nomor", "#"})


def sentences_of(table: lxml.html.HtmlElement) -> list[str]:
    """One sentence for each figure of a table."""
    rows = _rows(table)
    if not rows:
        return []
    headings, *body = rows
    of_years = all(_YEAR.fullmatch(heading) for heading in headings[1:])
    if not of_years and (any(_is_figure(cell) for cell in headings[1:]) or not all(headings[1:])):
        return []
    first = 1 if headings[0].casefold() in _SERIAL_HEADINGS and len(headings) > _FEWEST_COLUMNS else 0
    cells = [cell for row in body for cell in row[first + 1 :]]
    if sum(_is_figure(cell) for cell in cells) < _SHARE_OF_FIGURES * max(len(cells), 1):
        return []
    return [
        f"{_said(row[first], cell, f' tahun {heading}')}." if of_years else f"{row[first]}, {_said(heading, cell)}."
        for row in body
        for heading, cell in zip(headings[first + 1 :], row[first + 1 :], strict=False)
        if row[first] and _is_figure(cell)
    ]


def _rows(table: lxml.html.HtmlElement) -> list[list[str]]:
    """The texts of the cells; empty where the rows are not alike: cells that reach over others have no one heading."""
    found: list[list[str]] = []
    cells = 0
    for row in table.iter("tr"):
        texts: list[str] = []
        for cell in row.iterchildren("td", "th"):
            if cell.get("rowspan", "1") != "1" or cell.get("colspan", "1") != "1":
                return []
            texts.append(" ".join(cell.text_content().split()))
        cells += len(texts)
        if cells > _MOST_CELLS or any(len(text) > _LONGEST_CELL for text in texts):
            return []
        if texts:
            found.append(texts)
    if len(found) < _FEWEST_ROWS or len(found[0]) < _FEWEST_COLUMNS or len({len(row) for row in found}) > 1:
        return []
    return found


def _is_figure(cell: str) -> bool:
    return _FIGURE.match(cell) is not None


def _said(heading: str, cell: str, when: str = "") -> str:
    """`Anggaran (Rp juta)` and `1.500` say `Anggaran: Rp 1.500 juta`. `when` is put behind the heading's words."""
    match = _UNIT_IN_HEADING.search(heading)
    if match is None or not cell[-1].isdigit() or cell[:2].casefold() == "rp":
        return f"{heading}{when}: {cell}"
    unit, name = match["unit"].strip(), heading[: match.start()] + when
    if unit.casefold().startswith("rp"):
        return f"{name}: Rp {cell} {unit[2:].strip(' .')}".rstrip()
    return f"{name}: {cell} {unit}" if unit != "%" else f"{name}: {cell}%"
