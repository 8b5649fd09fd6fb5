"""What comes nearest to a header that was not found, so that a person knows where to look.

Enters: a sheet and the layouts that did not fit it. Leaves: a cell and a sentence. Titles are shown in words, any other
cell by its form.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.sources.model import LayoutSpec
from lumbung.workbooks.errors import printable, shape
from lumbung.workbooks.grid import Cell, Sheet, address
from lumbung.workbooks.layout import clean, title_pattern

_ROWS_LOOKED_AT = 60
_ALIKE = 0.6
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class NearMiss:
    """The cell to look at, and what is said of it (with a space before, or nothing)."""

    cell: str | None
    hint: str


def by_likeness(sheet: Sheet, layouts: Sequence[LayoutSpec]) -> list[LayoutSpec]:
    """The layouts, the one first whose titles and the sheet's header have most in common."""
    rows = [
        {clean(cell).rstrip(" :") for cell in row if isinstance(cell, str | int | float) and clean(cell)}
        for row in sheet.rows[:_ROWS_LOOKED_AT]
    ]
    return sorted(layouts, key=lambda layout: (*_in_common(layout, rows), len(layout.header.find)), reverse=True)


def _in_common(layout: LayoutSpec, rows: Sequence[set[str]]) -> tuple[float, int]:
    """The share of titles that are there, and how many, of the best place for a header.

    A title that is spelt otherwise is missing and stands there as a strange text: it counts once.
    """
    columns = [column.title[0] for column in layout.columns.values() if column.title and not column.optional]
    wide = {part for spec in layout.wide for titles in spec.columns.values() for t in titles for part in t.split(" > ")}
    find = set(layout.header.find)
    titles = find | {part for title in columns for part in title.split(" > ")}
    printed = {clean(word).casefold() for spec in layout.wide for words in spec.map.values() for word in words}
    ignored = {title for title in layout.ignore if isinstance(title, str)} | set(layout.personal)
    said = set(filter(_says, wide))
    everywhere = set().union(*rows)
    fitting: dict[str, set[str]] = {}
    for title in {*titles, *ignored, *said}:
        fits = title_pattern(title).fullmatch
        fitting[title] = {text for text in everywhere if fits(text)}
    unknown = everywhere.difference(*fitting.values())
    strange = {text for text in unknown if not (_YEAR.fullmatch(text) or text.casefold() in printed)}
    best = (0.0, 0)
    for top in range(len(rows)):
        texts = set().union(*rows[top : top + layout.header.rows])
        # What `find` names stands together in one row.
        there = sum(not fitting[title].isdisjoint(rows[top] if title in find else texts) for title in titles)
        # Of the titles that become rows one is enough.
        measured = any(not fitting[part].isdisjoint(texts) for part in said)
        missing = len(titles) - there + (bool(wide) and not measured)
        left_out = sum(not fitting[title].isdisjoint(texts) for title in ignored if "*" not in title)
        found = there + measured + left_out
        best = max(best, (found / (found + max(missing, len(texts & strange)) or 1), found))
    return best


def _says(part: str) -> bool:
    """Whether a part of a title is more than a place for any text."""
    return bool(re.sub(r"\{[a-z0-9_]+\}|\*", "", part).strip())


def nearest(sheet: Sheet, layouts: Sequence[LayoutSpec]) -> NearMiss:
    """The row that holds most of a header's titles and the cell that keeps it from being one.

    The first layout of which something can be said speaks.
    """
    for layout in layouts:
        found = _without_header(sheet, layout) if layout.header.none else _with_header(sheet, layout)
        if found is not None:
            return found[2]
    first = next(
        (address(n, at) for n, row in enumerate(sheet.rows) for at, cell in enumerate(row) if cell is not None), None
    )
    return NearMiss(first, "")


def _with_header(sheet: Sheet, layout: LayoutSpec) -> tuple[int, float, NearMiss] | None:
    best: tuple[int, float, NearMiss] | None = None
    for number, row in enumerate(sheet.rows[:_ROWS_LOOKED_AT]):
        texts = {at: clean(cell).rstrip(" :") for at, cell in enumerate(row) if isinstance(cell, str)}
        if not texts:
            continue
        taken = {
            title: at
            for title in layout.header.find
            for at, text in texts.items()
            if title_pattern(title).fullmatch(text)
        }
        missing = [title for title in layout.header.find if title not in taken]
        if not missing:
            continue
        others = {at: text for at, text in texts.items() if at not in taken.values()}
        alike = {at: _likeness(missing[0], text) for at, text in others.items()}
        nearest_at = max(alike, key=lambda at: alike[at], default=None)
        likeness = alike[nearest_at] if nearest_at is not None else 0.0
        if not taken and likeness < _ALIKE:
            continue
        said = f"In row {number + 1} {printable(missing[0])} is missing"
        if nearest_at is not None and likeness >= _ALIKE:
            near = NearMiss(address(number, nearest_at), f" {said}; it says {printable(texts[nearest_at])}.")
        else:
            # Nothing is like it: what stands there instead, or the first blank beside what was found.
            beside = max(taken.values()) + 1 if taken else min(texts)
            near = NearMiss(address(number, min(others, default=min(beside, sheet.width - 1))), f" {said}.")
        if best is None or (len(taken), likeness) > best[:2]:
            best = (len(taken), likeness, near)
    return best


def _likeness(title: str, text: str) -> float:
    return difflib.SequenceMatcher(None, clean(title).casefold(), text.casefold()).ratio()


def _without_header(sheet: Sheet, layout: LayoutSpec) -> tuple[int, float, NearMiss] | None:
    """The first cell that keeps a table without titles from being one, where nearly all others fit."""
    rows = [(n, row) for n, row in enumerate(sheet.rows) if any(cell is not None for cell in row)]
    if not rows:
        return None
    columns = {name: (column.at or 0) - 1 for name, column in layout.columns.items()}
    misses: list[tuple[int, int, str]] = []
    for number, row in rows:
        for name, at in columns.items():
            column = layout.columns[name]
            if not _fits(row[at] if at < len(row) else None, column.looks, column.optional):
                misses.append((number, at, name))
    cells = len(rows) * len(columns)
    if not misses or len(misses) * 5 > cells:
        return None
    number, at, name = misses[0]
    cell = sheet.rows[number][at] if at < sheet.width else None
    hint = f" As a table without titles it is kept from being read by {address(number, at)}: "
    hint += f"a cell of the form {shape(cell)} is no {name}." if cell is not None else f"there is no {name}."
    return (1, 1 - len(misses) / cells, NearMiss(address(number, at), hint))


def _fits(cell: Cell, looks: str | None, optional: bool) -> bool:
    text = clean(cell)
    if not text:
        return optional
    return looks is None or re.fullmatch(looks, text, re.IGNORECASE) is not None
