"""Find a table in a sheet and bind its columns by their titles.

Enters: a sheet and one layout of a source. Leaves: a `Table`: where it starts, and which column is which. A title that
is not known, a column that is gone and one that stands twice are refused by name, sheet and cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from lumbung.sources.model import LayoutSpec, UntitledSpec
from lumbung.workbooks.errors import SourceChanged, WorkbookRefused, printable, shape
from lumbung.workbooks.grid import Cell, Merge, Sheet, address

SEPARATOR = " > "
_PLACEHOLDER = re.compile(r"\*|\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class WideGroup:
    """Columns that make one row together: measure -> column, and the fields that their titles give."""

    wide: int
    measures: dict[str, int]
    fields: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A bound table. Rows and columns are counted from 0; `first` is the first row below the header."""

    layout: LayoutSpec
    sheet: Sheet
    top: int
    first: int
    columns: dict[str, int]
    groups: tuple[WideGroup, ...]
    paths: tuple[str, ...]

    @property
    def titles(self) -> list[str]:
        """The text above the header, cell by cell."""
        return [clean(cell) for row in self.sheet.rows[: self.top] for cell in row if isinstance(cell, str)]


def clean(cell: Cell) -> str:
    """A cell as text: one line, single spaces; a whole number without its decimals; '' for a blank."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFKC", str(cell)).split())


@lru_cache(maxsize=4096)
def title_pattern(template: str) -> re.Pattern[str]:
    """A title of the YAML as a pattern: `*` is any text, `{name}` a part that is kept; case and spacing are free."""
    text, parts, at = clean(template), [], 0
    for match in _PLACEHOLDER.finditer(text):
        parts.append(re.escape(text[at : match.start()]))
        parts.append(rf"(?P<{match[1]}>(?:(?!{SEPARATOR}).)+?)" if match[1] else ".*")
        at = match.end()
    parts.append(re.escape(text[at:]))
    return re.compile("".join(parts), re.IGNORECASE)


def find_table(sheet: Sheet, layout: LayoutSpec) -> Table | None:
    """The table of this layout in a sheet; None when its header is not there.

    Raises:
        SourceChanged: the header is there, but a column is unknown, missing or double.
        WorkbookRefused: the header is there twice.
    """
    if layout.sheet and not re.search(layout.sheet, sheet.name, re.IGNORECASE):
        return None
    tops = [number for number, row in enumerate(sheet.rows) if _is_header(row, layout.header.find)]
    if not tops:
        return None
    if len(tops) > 1:
        raise WorkbookRefused(
            "second_table",
            f"the header stands twice, in rows {tops[0] + 1} and {tops[1] + 1}. One table a sheet is read.",
            sheet=sheet.name,
        )
    top, first = tops[0], tops[0] + layout.header.rows
    paths = tuple(SEPARATOR.join(parts) for parts in _paths(sheet, top, first))
    if first < len(sheet.rows) and _is_number_row(sheet.rows[first]):
        first += 1
    binder = _Binder(sheet, layout, top, first, paths)
    columns = binder.columns()
    groups = binder.groups()
    binder.refuse_leftovers(columns, groups)
    return Table(layout, sheet, top, first, columns, groups, paths)


def _is_header(row: Sequence[Cell], find: Sequence[str]) -> bool:
    texts = [clean(cell) for cell in row if isinstance(cell, str)]
    return all(any(title_pattern(title).fullmatch(_unmarked(text)) for text in texts) for title in find)


def _unmarked(text: str) -> str:
    return text.rstrip(" :")


def _paths(sheet: Sheet, top: int, below: int) -> Iterator[list[str]]:
    """The titles of each column from top to bottom; a merged title counts for all its cells, a repeated one once."""
    filled = {
        (row, column): sheet.rows[merge.top][merge.left]
        for merge in sheet.merges
        if merge.bottom >= top and merge.top < below and merge.top >= top
        for row in range(merge.top, min(merge.bottom + 1, below))
        for column in range(merge.left, min(merge.right + 1, sheet.width))
        if merge.top < len(sheet.rows) and merge.left < sheet.width
    }
    for column in range(sheet.width):
        parts: list[str] = []
        for row in range(top, min(below, len(sheet.rows))):
            text = _unmarked(clean(filled.get((row, column), sheet.rows[row][column])))
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        yield parts


def _is_number_row(row: Sequence[Cell]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 ... or (1) (2) (3) ..."""
    texts = [clean(cell).strip("()") for cell in row if cell is not None]
    return len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


class _Binder:
    def __init__(self, sheet: Sheet, layout: LayoutSpec, top: int, first: int, paths: tuple[str, ...]) -> None:
        self.sheet, self.layout, self.top, self.first, self.paths = sheet, layout, top, first, paths

    def columns(self) -> dict[str, int]:
        """Field -> column."""
        bound: dict[str, int] = {}
        for name, column in self.layout.columns.items():
            found = [at for at, path in enumerate(self.paths) if path and self._fits(column.title, path)]
            wanted = self._parts_of(column.title)
            if not found and column.optional:
                continue
            if not found:
                self._missing(column.title[0])
            if len(found) != wanted:
                raise SourceChanged(
                    "column_count",
                    f"{len(found)} columns are titled {printable(self.paths[found[0]])}; the YAML expects {wanted}.",
                    sheet=self.sheet.name,
                    cell=address(self.top, found[-1]),
                )
            bound[name] = found[(column.part or 1) - 1]
        return bound

    def groups(self) -> tuple[WideGroup, ...]:
        """The columns that become rows, grouped by the parts that their titles keep."""
        groups: dict[tuple[int, tuple[tuple[str, str], ...]], dict[str, int]] = {}
        for number, wide in enumerate(self.layout.wide):
            for measure, template in wide.columns.items():
                pattern = title_pattern(template)
                for at, path in enumerate(self.paths):
                    if path and (match := pattern.fullmatch(path)):
                        measures = groups.setdefault((number, tuple(sorted(match.groupdict().items()))), {})
                        if measure in measures:
                            raise SourceChanged(
                                "column_count",
                                f"a second column is titled {printable(path)}.",
                                sheet=self.sheet.name,
                                cell=address(self.top, at),
                            )
                        measures[measure] = at
        for (number, _), measures in groups.items():
            for measure, template in self.layout.wide[number].columns.items():
                if measure not in measures:
                    self._missing(template)
        if self.layout.wide and not groups:
            self._missing(next(iter(self.layout.wide[0].columns.values())))
        return tuple(WideGroup(number, measures, dict(parts)) for (number, parts), measures in groups.items())

    def refuse_leftovers(self, columns: dict[str, int], groups: Sequence[WideGroup]) -> None:
        """Refuse the first column that is neither bound nor ignored."""
        taken = set(columns.values()) | {at for group in groups for at in group.measures.values()}
        ignored = [title for title in self.layout.ignore if isinstance(title, str)]
        share = max((rule.share for rule in self.layout.ignore if isinstance(rule, UntitledSpec)), default=0.0)
        lines = sum(any(cell is not None for cell in row) for row in self.sheet.rows[self.first :])
        for at, path in enumerate(self.paths):
            if at in taken or (path and self._fits(ignored, path)):
                continue
            if path:
                raise SourceChanged(
                    "unknown_column",
                    f"unknown column title {printable(path)}. Map it or list it under ignore:",
                    sheet=self.sheet.name,
                    cell=address(self._title_row(at), at),
                )
            filled = [row for row in range(self.first, len(self.sheet.rows)) if self.sheet.rows[row][at] is not None]
            beside = [row for row in filled if any(self.sheet.rows[row][other] is not None for other in taken)]
            # Notes and signatures below the table may stand in any column; they are judged as rows.
            if beside and len(filled) > share * lines:
                found = shape(self.sheet.rows[beside[0]][at])
                raise SourceChanged(
                    "untitled_column",
                    f"a cell of the form {found} stands in a column without a title. If such "
                    "cells may be left out, say ignore: [{untitled: true, share: 0.1}]",
                    sheet=self.sheet.name,
                    cell=address(beside[0], at),
                )

    def _fits(self, titles: Sequence[str], path: str) -> bool:
        return any(title_pattern(_unmarked(title)).fullmatch(path) for title in titles)

    def _parts_of(self, titles: Sequence[str]) -> int:
        return sum(column.title == tuple(titles) for column in self.layout.columns.values())

    def _title_row(self, at: int) -> int:
        rows = range(self.top, min(self.top + self.layout.header.rows, len(self.sheet.rows)))
        return next((row for row in rows if self.sheet.rows[row][at] is not None), self.top)

    def _missing(self, title: str) -> NoReturn:
        unknown = [at for at, path in enumerate(self.paths) if path and not self._is_known(path)]
        beside = ", ".join(f"{printable(self.paths[at], 80)} ({address(self._title_row(at), at)})" for at in unknown)
        hint = f" Unknown titles here: {beside}." if beside else ""
        first = unknown[0] if unknown else next((at for at, path in enumerate(self.paths) if path), 0)
        raise SourceChanged(
            "missing_column",
            f"no column is titled {printable(title, 120)}.{hint}",
            sheet=self.sheet.name,
            cell=address(self._title_row(first), first),
        )

    def _is_known(self, path: str) -> bool:
        titles = [title for title in self.layout.ignore if isinstance(title, str)]
        titles += [title for column in self.layout.columns.values() for title in column.title]
        titles += [title for wide in self.layout.wide for title in wide.columns.values()]
        return self._fits(titles, path)


def vertical_fill(sheet: Sheet, first: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells that a merged range below the header hides -> the cell above that speaks for them, in its first column."""

    def within(merge: Merge) -> bool:
        return merge.top >= first and merge.bottom > merge.top and merge.left < sheet.width

    return {
        (row, merge.left): (merge.top, merge.left)
        for merge in sheet.merges
        if within(merge)
        for row in range(merge.top + 1, min(merge.bottom + 1, len(sheet.rows)))
    }
