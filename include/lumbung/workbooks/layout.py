"""Find tables in a sheet and bind their columns by their titles.

Enters: a sheet and one layout of a source. Leaves: `Table`s: where each starts and ends, and which column is which. A
title that is not known, a column that is gone and one that stands twice are refused by name, sheet and cell. Hidden
columns are as good as absent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NoReturn

from lumbung.sources.model import LayoutSpec, NumberingSpec, UntitledSpec
from lumbung.workbooks.errors import SourceChanged, WorkbookRefused, printable, shape
from lumbung.workbooks.grid import Cell, CellFault, Merge, Sheet, address
from lumbung.workbooks.scales import scale_in_title

SEPARATOR = " > "
_SHOWN = 5
# Behind its number, how a column is computed: `5 = 4/3`, `(6)=(3)-(4)`.
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?\s*(?:[=:(][-\d\s()+x*/:%=×÷.]*)?", re.IGNORECASE | re.ASCII)
_LINE_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,2})*", re.ASCII)
_PLACEHOLDER = re.compile(r"\*|\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class WideGroup:
    """Columns that make one row together: measure -> column, and the fields that their titles give."""

    wide: int
    measures: dict[str, int]
    fields: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A bound table. Rows and columns are counted from 0.

    `start`: the first row of its titles; `top`: the first header row; `first`: the first row below it all; `end`: the
    row after the last that may belong to it; `rows`: those between that hold something and can be seen; `above`: the
    texts above the header, in order.
    """

    layout: LayoutSpec
    sheet: Sheet
    start: int
    top: int
    first: int
    end: int
    rows: list[int]
    hidden: list[int]
    columns: dict[str, int]
    groups: tuple[WideGroup, ...]
    paths: tuple[str, ...]
    personal: frozenset[int]
    above: list[str] = field(default_factory=list)


def clean(cell: Cell) -> str:
    """A cell as text: one line, single spaces; a whole number without its decimals; '' for a blank."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join((cell if cell.isascii() else unicodedata.normalize("NFKC", cell)).split())
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return cell.text if isinstance(cell, CellFault) else " ".join(str(cell).split())


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


@lru_cache(maxsize=1 << 14)  # files of one source have the same titles
def _fits(titles: tuple[str, ...], path: str) -> bool:
    return any(title_pattern(_unmarked(title)).fullmatch(path) for title in titles)


def find_tables(sheet: Sheet, layout: LayoutSpec) -> list[Table]:
    """The tables of this layout in a sheet, from the top; none when its header is not there.

    Raises:
        SourceChanged: the header is there, but a column is unknown, missing or double.
        WorkbookRefused: the header is there more than once, and the layout says nothing of several tables.
    """
    if layout.sheet and not re.search(layout.sheet, sheet.name, re.IGNORECASE):
        return []
    if layout.header.none:
        return _without_header(sheet, layout)
    tops = _tops(sheet, layout.header.find)
    if not tops:
        return []
    if len(tops) > 1 and layout.tables == "one":
        raise WorkbookRefused(
            "second_table",
            f"the header stands twice, in rows {tops[0] + 1} and {tops[1] + 1}. If each begins a table of its own, say "
            "tables: many.",
            sheet=sheet.name,
        )
    starts = [_title_rows(sheet, top, tops[n - 1] if n else None, layout.header.rows) for n, top in enumerate(tops)]
    ends = [*starts[1:], len(sheet.rows)]
    return [_bind(sheet, layout, *place) for place in zip(tops, starts, ends, strict=True)]


def _bind(sheet: Sheet, layout: LayoutSpec, top: int, start: int, end: int) -> Table:
    first = top + layout.header.rows
    paths = tuple(SEPARATOR.join(parts) for parts in header_paths(sheet, layout, top, first))
    if first < end and counts_columns(sheet.rows[first]):
        first += 1
    binder = _Binder(sheet, layout, top, first, end, paths)
    columns = binder.columns()
    groups = binder.groups(set(columns.values()))
    personal = binder.refuse_leftovers(columns, groups)
    rows, hidden = _body(sheet, first, end)
    above = [clean(cell) for row in sheet.rows[start:top] for cell in row if isinstance(cell, str)]
    return Table(layout, sheet, start, top, first, end, rows, hidden, columns, groups, paths, personal, above)


def _body(sheet: Sheet, first: int, end: int) -> tuple[list[int], list[int]]:
    """The rows that hold something, those that can be seen and those that cannot."""
    body = sheet.rows[first:end]
    holds = list(map(any, body))
    filled = list(range(first, first + len(body)))
    if not all(holds):  # a row of nothing but zeros is filled as well
        filled = [n for n, row, some in zip(filled, body, holds, strict=True) if some or row.count(None) != len(row)]
    if not sheet.hidden_rows:
        return filled, []
    return (
        [row for row in filled if row not in sheet.hidden_rows],
        [row for row in filled if row in sheet.hidden_rows],
    )


def _tops(sheet: Sheet, find: Sequence[str]) -> list[int]:
    """The rows that hold all titles. Below the first, titles are looked for in the columns where they stood there."""
    first = next((number for number, row in enumerate(sheet.rows) if _is_header(row, find)), None)
    if first is None:
        return []
    rest = sheet.rows[first + 1 :]
    pattern = title_pattern(find[0])
    candidates: Sequence[int] = range(len(rest))
    for title in find:
        pattern = title_pattern(title)
        at = next(n for n, cell in enumerate(sheet.rows[first]) if isinstance(cell, str) and _names(pattern, cell))
        column = [rest[n][at] for n in candidates]
        fitting = {cell for cell in set(column) if isinstance(cell, str) and _names(pattern, cell)}
        if not fitting:
            return [first]
        candidates = [n for n, cell in zip(candidates, column, strict=True) if cell in fitting]
    return [first, *(first + 1 + n for n in candidates)]


def _is_header(row: Sequence[Cell], find: Sequence[str]) -> bool:
    texts = [cell for cell in row if isinstance(cell, str)]
    return bool(texts) and all(any(_names(title_pattern(title), text) for text in texts) for title in find)


def _names(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(_unmarked(clean(text))) is not None


def _unmarked(text: str) -> str:
    return text.rstrip(" :")


def _title_rows(sheet: Sheet, top: int, last_top: int | None, header_rows: int) -> int:
    """The first row whose text speaks of the table at `top`: for a later table, up to where the one above has data."""
    if last_top is None:
        return 0
    least = last_top + header_rows
    filled = [sum(cell is not None for cell in sheet.rows[row]) for row in range(least, top)]
    while filled and filled[-1] == 0:
        filled.pop()
    if 0 in filled:
        # What stands between the header and the blank row above its title.
        return least + len(filled) - filled[::-1].index(0)
    alone = next((n for n, cells in enumerate(reversed(filled)) if cells != 1), len(filled))
    return least + len(filled) - alone


def header_paths(sheet: Sheet, layout: LayoutSpec, top: int, below: int) -> Iterator[list[str]]:
    """The titles of each column from top to bottom; a merged title counts for all its cells, a repeated one once."""
    rows = range(top, min(below, len(sheet.rows)))
    merges = [m for m in sheet.merges if m.bottom >= top and top <= m.top < below]
    beside: set[tuple[int, int]] = set()  # cells that a merge covers together with the cell to their left
    grid = {(row, column): clean(sheet.rows[row][column]) for row in rows for column in range(sheet.width)}
    for merge in merges:
        if merge.top < len(sheet.rows) and merge.left < sheet.width:
            text = clean(sheet.rows[merge.top][merge.left])
            for row in range(merge.top, min(merge.bottom + 1, below, len(sheet.rows))):
                for column in range(merge.left, min(merge.right + 1, sheet.width)):
                    grid[row, column] = text
                    if column > merge.left:
                        beside.add((row, column))
    fill = layout.header.blanks == "fill" or (layout.header.blanks is None and not merges)
    if fill and len(rows) > 1:
        _fill_blanks(grid, rows, sheet.width, beside)
    for column in range(sheet.width):
        parts: list[str] = []
        if column not in sheet.hidden_columns:
            for row in rows:
                text = _unmarked(grid[row, column])
                if text and (not parts or parts[-1] != text):
                    parts.append(text)
        yield parts


def _fill_blanks(grid: dict[tuple[int, int], str], rows: range, width: int, beside: set[tuple[int, int]]) -> None:
    """Let a title speak for the blanks to its right, within what the title above it covers.

    A title without another one below it in its own column stands for that column alone; the lowest row is never filled.
    """
    above = [0] * width  # columns under one title of the row above have one number
    for row in rows[:-1]:
        covered: list[int] = []
        speaks = False
        for column in range(width):
            below = any(grid[deeper, column] for deeper in range(row + 1, rows[-1] + 1))
            together = column > 0 and above[column] == above[column - 1]
            if (row, column) in beside:
                covered.append(covered[-1])
            elif grid[row, column]:
                speaks = below
                covered.append(column)
            elif together and speaks and below:
                grid[row, column] = grid[row, column - 1]
                covered.append(covered[-1])
            else:
                blank_beside = together and not speaks and not grid[row, column - 1]
                covered.append(covered[-1] if blank_beside else column)
                speaks = False
        above = covered


def counts_columns(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1) (2) (3), some with how they are computed: 4 = 3/2."""
    texts = [clean(cell) for cell in row if cell is not None]
    return len(texts) >= 3 and all(
        (found := _COLUMN_NUMBER.fullmatch(text)) is not None and int(found[1]) == number
        for number, text in enumerate(texts, 1)
    )


def numbers_lines(cells: Sequence[Cell]) -> bool:
    """Whether cells number lines, and those below them, without a gap: 1, 2, 3, or 1, 1.1, 1.1.1, 1.2, 2, 2.1."""
    last: list[int] = []
    for cell in cells:
        text = clean(cell).rstrip(".")
        # `1.1` as a number may have been 1.10.
        if isinstance(cell, bool) or (isinstance(cell, float) and "." in text) or not _LINE_NUMBER.fullmatch(text):
            return False
        parts = [int(part) for part in text.split(".")]
        above, number = parts[:-1], parts[-1]
        if len(parts) > len(last) + 1 or last[: len(above)] != above:
            return False
        if number != (last[len(above)] + 1 if len(last) > len(above) else 1):
            return False
        last = parts
    return True


class _Binder:
    def __init__(
        self, sheet: Sheet, layout: LayoutSpec, top: int, first: int, end: int, paths: tuple[str, ...]
    ) -> None:
        self.sheet, self.layout, self.top, self.first, self.end, self.paths = sheet, layout, top, first, end, paths

    def columns(self) -> dict[str, int]:
        """Field -> column."""
        bound: dict[str, int] = {}
        for name, column in self.layout.columns.items():
            if column.title is None:
                raise SourceChanged(
                    "layout_fault", f"the column {name} says at:, but the layout has a header:", sheet=self.sheet.name
                )
            found = [at for at, path in enumerate(self.paths) if path and _fits(column.title, path)]
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

    def groups(self, taken: set[int]) -> tuple[WideGroup, ...]:
        """The columns that become rows, grouped by the parts that their titles keep. `taken`: bound already."""
        groups: dict[tuple[int, tuple[tuple[str, str], ...]], dict[str, int]] = {}
        for number, wide in enumerate(self.layout.wide):
            for measure, templates in wide.columns.items():
                patterns = [title_pattern(template) for template in templates]
                for at, path in enumerate(self.paths):
                    matches = (pattern.fullmatch(path) for pattern in patterns)
                    if path and at not in taken and (match := next((m for m in matches if m), None)):
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
            for measure, templates in self.layout.wide[number].columns.items():
                if measure not in measures:
                    self._missing(templates[0])
        if self.layout.wide and not groups:
            self._missing(next(iter(self.layout.wide[0].columns.values()))[0])
        return tuple(WideGroup(number, measures, dict(parts)) for (number, parts), measures in groups.items())

    def refuse_leftovers(self, columns: dict[str, int], groups: Sequence[WideGroup]) -> frozenset[int]:
        """Refuse the first column that is neither bound nor ignored; give those of persons, which nobody looks at."""
        taken = set(columns.values()) | {at for group in groups for at in group.measures.values()}
        ignored = tuple(title for title in self.layout.ignore if isinstance(title, str))
        share = max((rule.share for rule in self.layout.ignore if isinstance(rule, UntitledSpec)), default=0.0)
        may_number = any(isinstance(rule, NumberingSpec) for rule in self.layout.ignore)
        body = self.sheet.rows[self.first : self.end]
        personal: set[int] = set()
        for at, path in enumerate(self.paths):
            if path and self.layout.personal and _fits(self.layout.personal, path):
                personal.add(at)
                continue
            if at in taken or at in self.sheet.hidden_columns or (path and _fits(ignored, path)):
                continue
            if path:
                raise SourceChanged(
                    "unknown_column",
                    f"unknown column title {printable(path)}. Map it or list it under ignore:",
                    sheet=self.sheet.name,
                    cell=address(self._title_row(at), at),
                )
            filled = [row for row, cells in enumerate(body, self.first) if cells[at] is not None]
            if not filled:
                continue
            beside = [row for row in filled if any(self.sheet.rows[row][other] is not None for other in taken)]
            if may_number and numbers_lines([self.sheet.rows[row][at] for row in beside]):
                continue
            lines = sum(any(cell is not None for cell in row) for row in body)
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
        return frozenset(personal)

    def _parts_of(self, titles: Sequence[str]) -> int:
        return sum(column.title == titles for column in self.layout.columns.values())

    def _title_row(self, at: int) -> int:
        rows = range(self.top, min(self.top + self.layout.header.rows, len(self.sheet.rows)))
        return next((row for row in rows if self.sheet.rows[row][at] is not None), self.top)

    def _missing(self, title: str) -> NoReturn:
        unknown = [at for at, path in enumerate(self.paths) if path and not self._is_known(path)]
        shown = [f"{printable(self.paths[at], 80)} ({address(self._title_row(at), at)})" for at in unknown[:_SHOWN]]
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        hint = f" Unknown titles here: {', '.join(shown)}{more}." if shown else ""
        blank = [at for at in range(self.sheet.width) if not self.paths[at] and self._holds_data(at)]
        first = next(iter([*unknown, *blank]), next((at for at, path in enumerate(self.paths) if path), 0))
        if blank and not unknown:
            hint = f" The column {address(self.top, blank[0])} has no title."
        raise SourceChanged(
            "missing_column",
            f"no column is titled {printable(title, 120)}.{hint}",
            sheet=self.sheet.name,
            cell=address(self._title_row(first), first),
        )

    def _holds_data(self, at: int) -> bool:
        return at not in self.sheet.hidden_columns and any(
            row[at] is not None for row in self.sheet.rows[self.first : self.end]
        )

    def _is_known(self, path: str) -> bool:
        titles = [title for title in self.layout.ignore if isinstance(title, str)]
        titles += self.layout.personal
        titles += [title for column in self.layout.columns.values() for title in column.title or ()]
        titles += [title for wide in self.layout.wide for several in wide.columns.values() for title in several]
        return _fits(tuple(titles), path)


def _without_header(sheet: Sheet, layout: LayoutSpec) -> list[Table]:
    """The whole sheet as a table without titles, where every row fits what its columns look like; else none."""
    columns = {name: (column.at or 0) - 1 for name, column in layout.columns.items()}
    rows, hidden = _body(sheet, 0, len(sheet.rows))
    if not rows or max(columns.values()) >= sheet.width:
        return []
    declared = set(columns.values())
    if any(sheet.rows[row][at] is not None for at in range(sheet.width) if at not in declared for row in rows):
        return []
    for name, column in layout.columns.items():
        known: dict[Cell, bool] = {}
        pattern = re.compile(column.looks or "", re.IGNORECASE)
        for row in rows:
            cell = sheet.rows[row][columns[name]]
            if cell not in known:
                text = clean(cell)
                known[cell] = column.optional if not text else column.looks is None or bool(pattern.fullmatch(text))
            if not known[cell]:
                return []
    return [Table(layout, sheet, 0, 0, 0, len(sheet.rows), rows, hidden, columns, (), ("",) * sheet.width, frozenset())]


def check_scales(table: Table, declared: Mapping[int, str | None]) -> None:
    """A scale that a title says must be declared, and the one that is declared must not be another one.

    `declared`: column of figures -> its scale in the YAML.

    Raises:
        SourceChanged: the title of a column says another one, or a title above the table one that no column has.
    """
    for at, scale in declared.items():
        where = address(table.top, at)
        said = _scale_said(table.paths[at], table.sheet.name, where)
        if said is not None and said != scale:
            raise SourceChanged(
                "scale_differs",
                f"the title {printable(table.paths[at])} says {said}, but the YAML {_declares(scale)}. "
                f"Say scale: {said}.",
                sheet=table.sheet.name,
                cell=where,
            )
    known = set(declared.values())
    if table.layout.units:
        known |= {meant.scale for meant in table.layout.units.known.values()}
    for row in range(table.start, table.top):
        for column, cell in enumerate(table.sheet.rows[row]):
            where = address(row, column)
            said = _scale_said(clean(cell), table.sheet.name, where) if isinstance(cell, str) else None
            if said is not None and said not in known:
                raise SourceChanged(
                    "scale_differs",
                    f"the title {printable(cell)} says {said}, but no column declares it. "
                    f"Say scale: {said} where it holds.",
                    sheet=table.sheet.name,
                    cell=where,
                )


def _scale_said(text: str, sheet: str, cell: str | None) -> str | None:
    try:
        return scale_in_title(text)
    except ValueError as fault:
        raise SourceChanged("scale_differs", f"{printable(text)}: {fault}.", sheet=sheet, cell=cell) from None


def _declares(scale: str | None) -> str:
    return f"says scale: {scale}" if scale else "declares no scale"


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
