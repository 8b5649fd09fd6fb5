"""The cells of a bound table, column by column, read by what their columns are declared to be.

Enters: a `Table` and its dataset. Leaves: text, codes, periods, dates and exact numbers of the rows of the table, each
with its address. Positions count the rows of `Table.rows` from 0. Merged cells below the header count for the rows that
they cover, except in columns of figures, where that would double a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import compress
from typing import cast

from lumbung.sources.datasets import Dataset
from lumbung.sources.model import ColumnSpec, Scale
from lumbung.workbooks.dates import date_column
from lumbung.workbooks.errors import WorkbookRefused, masked, printable, shape
from lumbung.workbooks.grid import Cell, CellFault, address, column_letters
from lumbung.workbooks.hierarchy import CODE
from lumbung.workbooks.layout import Table, check_scales, clean, vertical_fill
from lumbung.workbooks.numbers import NUMBER_KINDS, NumberKind, number_column
from lumbung.workbooks.periods import Period, month_end, parse_period
from lumbung.workbooks.texts import Texts

Number = int | Decimal

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_MONTH_NUMBER = re.compile(r"0?[1-9]|1[0-2]", re.ASCII)


class RowRefusedError(Exception):
    """One row cannot be taken; the rest of the table can."""

    def __init__(self, rule: str, reason: str, cell: str | None = None) -> None:
        super().__init__(reason)
        self.rule, self.reason, self.cell = rule, reason, cell


@dataclass(frozen=True)
class Column:
    """A column, read: a value a position (None: blank or missing), and the positions that hold something else."""

    values: Sequence[object]
    faults: Mapping[int, RowRefusedError] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """A column of figures. `name` is what totals call it; `faults`: position -> why its cell is no number.

    `outside`: position -> why its figure cannot be, by the bounds that hold for its row.
    """

    name: str
    column: int
    proof: str
    scale: Scale | None
    values: list[Number | None]
    faults: dict[int, str]
    outside: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Asked:
    """What is known of a column of figures before it is read."""

    name: str
    column: int
    kind: NumberKind
    bounds: tuple[float, float] | None
    scale: Scale | None


class TableCells:
    """Columns of one table by field name."""

    def __init__(self, table: Table, dataset: Dataset, total_labels: Callable[[str], bool]) -> None:
        """Decides how each column of figures is read. `total_labels`: whether a label is that of a total of all rows.

        Raises:
            SourceChanged: a title says another scale than the YAML.
            WorkbookRefused: a column of figures has no provable style.
        """
        self.table, self.sheet = table, table.sheet
        self.rows = [row for row in table.rows if row not in table.sheet.ragged]
        self.ragged = {row: table.sheet.ragged[row] for row in table.rows if row in table.sheet.ragged}
        body = [table.sheet.rows[row] for row in self.rows]
        self._columns: list[Sequence[Cell]] = list(zip(*body, strict=True)) if body else [()] * table.sheet.width
        self.kinds = {name: _kind(name, column, dataset) for name, column in table.layout.columns.items()}
        self.texts = [name for name in table.columns if self.kinds[name] not in NUMBER_KINDS]
        self.required = [name for name in self.texts if name in dataset.columns and name not in dataset.optional]
        self._merged = self._merged_cells()
        self._cleaned: dict[str, Texts] = {}
        self._column_texts: dict[int, Texts] = {}
        self._read: dict[str, Column] = {}
        wanted = list(self._wanted(dataset))
        check_scales(table, {asked.column: asked.scale for asked in wanted})
        self.first_texts = self._first_texts({asked.column for asked in wanted})
        sums = self._sums(total_labels)
        self.measures = {asked.column: self._measure(asked, sums) for asked in wanted}
        self.has_figure, self.holds_no_number = self._figures()
        self.last = max(compress(self.rows, self.has_figure), default=-1)

    def __len__(self) -> int:
        return len(self.rows)

    def number_styles(self) -> dict[str, str]:
        """Address of each column of figures -> how its text is read, and what proves it."""
        return {f"{self.sheet.name}!{column_letters(at)}": measure.proof for at, measure in self.measures.items()}

    def raw(self, name: str) -> Sequence[Cell]:
        """The raw cells of a field, merged ones filled; all None where its column is not there."""
        at = self.table.columns.get(name)
        if at is None:
            return [None] * len(self.rows)
        cells = self._columns[at]
        if places := self._merged.get(at):
            filled = list(cells)
            for position, row in places.items():
                filled[position] = self.sheet.rows[row][at]
            return filled
        return cells

    def address(self, position: int, name: str) -> str:
        """The address of the cell that gives a field at a position."""
        at = self.table.columns[name]
        return address(self._merged.get(at, {}).get(position, self.rows[position]), at)

    def merged(self, name: str) -> dict[int, str]:
        """Position -> address, where a merged cell further up gives the field."""
        at = self.table.columns[name]
        return {position: address(row, at) for position, row in self._merged.get(at, {}).items()}

    def text(self, name: str) -> Texts:
        """The cells of a field as text, '' where they are blank."""
        if name not in self._cleaned:
            at = self.table.columns.get(name)
            whole = at is not None and at not in self._merged
            self._cleaned[name] = self._column_text(cast(int, at)) if whole else cleaned(self.raw(name))
        return self._cleaned[name]

    def _column_text(self, at: int) -> Texts:
        if at not in self._column_texts:
            self._column_texts[at] = cleaned(self._columns[at])
        return self._column_texts[at]

    def column(self, name: str) -> Column:
        """A field, read by its kind.

        Raises:
            WorkbookRefused: a code stands as a number that may have lost its zeros; dates of two orders.
        """
        if name not in self._read:
            kind = self.kinds[name]
            if kind in NUMBER_KINDS:
                measure = self.measures[self.table.columns[name]]
                self._read[name] = Column(measure.values, self.number_faults(measure))
            elif kind == "code":
                self._read[name] = self._codes(name)
            elif kind == "period" and (years := self.table.layout.columns[name].in_year):
                self._read[name] = self._periods_in_years(name, years)
            elif kind == "period":
                self._read[name] = self._mapped(
                    name, _period, "period_shape", "is no period that can be read for certain"
                )
            elif kind == "date":
                self._read[name] = self._dates(name)
            else:
                self._read[name] = self._texts(name)
        return self._read[name]

    def number_faults(self, measure: Measure) -> dict[int, RowRefusedError]:
        """The cells of a column of figures that hold no number, as refusals of their rows."""
        return {
            position: RowRefusedError(rule, f"{why}.", address(self.rows[position], measure.column))
            for rule, faults in (("not_a_number", measure.faults), ("out_of_bounds", measure.outside))
            for position, why in faults.items()
        }

    def fault_at(self, position: int) -> RowRefusedError | None:
        """Why a row that is not loaded is no proof either: the first of its figures that is no number."""
        if position not in self.holds_no_number:
            return None
        return next(
            RowRefusedError("not_a_number", f"{measure.faults[position]}.", address(self.rows[position], at))
            for at, measure in self.measures.items()
            if position in measure.faults
        )

    def _texts(self, name: str) -> Column:
        texts = self.text(name)
        gone = {"", *self.table.layout.nulls} & texts.distinct
        values: Sequence[object] = [None if text in gone else text for text in texts] if gone else texts
        cells = self.raw(name)
        if CellFault not in set(map(type, cells)):
            return Column(values)
        faults = {
            position: RowRefusedError(
                "error_cell", f"the cell holds the error {cell.text}.", self.address(position, name)
            )
            for position, cell in enumerate(cells)
            if isinstance(cell, CellFault)
        }
        return Column(values, faults)

    def _codes(self, name: str) -> Column:
        cells, texts = self.raw(name), self.text(name)
        if float in set(map(type, cells)):
            self._refuse_fractions(name, cells)
        if texts.are_codes():
            return Column(texts)
        gone = {"", *self.table.layout.nulls}
        wrong = {text for text in texts.distinct if text not in gone and not CODE.fullmatch(text)}
        none = gone | wrong
        values: list[object] = [None if text in none else text for text in texts]
        faults = {
            position: RowRefusedError(
                "code_shape",
                f"a cell of the form {shape(text)} is no code of digits and dots.",
                self.address(position, name),
            )
            for position, text in enumerate(texts)
            if text in wrong
        }
        return Column(values, faults)

    def _refuse_fractions(self, name: str, cells: Sequence[Cell]) -> None:
        for position, cell in enumerate(cells):
            if isinstance(cell, float) and not cell.is_integer():
                raise WorkbookRefused(
                    "code_is_number",
                    f"the code {masked(repr(cell))} is stored as a number, so a zero at its end may be lost "
                    "(2.20 became 2.2). Ask for the file with codes as text.",
                    sheet=self.sheet.name,
                    cell=self.address(position, name),
                )

    def _mapped(self, name: str, read: Callable[[Cell], object], rule: str, complaint: str) -> Column:
        cells = self.raw(name)
        memo = {cell: read(cell) for cell in set(cells)}
        values = [memo[cell] for cell in cells]
        nulls = {"", *self.table.layout.nulls}
        faults = {
            position: RowRefusedError(
                rule, f"a cell of the form {shape(cells[position])} {complaint}.", self.address(position, name)
            )
            for position, value in enumerate(values)
            if value is None and clean(cells[position]) not in nulls
        }
        return Column(values, faults)

    def _periods_in_years(self, name: str, years: str) -> Column:
        """Months and other parts of a year, each in the year that another column of its row says."""
        pairs = list(zip(self.raw(name), self.text(years), strict=True))
        parts = self.table.layout.columns[name].parts
        memo = {pair: _part_of_year(*pair, parts) for pair in set(pairs)}
        values = [memo[pair] for pair in pairs]
        nulls = {"", *self.table.layout.nulls}
        faults = {
            position: RowRefusedError(
                "period_shape",
                f"cells of the forms {shape(cell)} and {shape(year)} make together no period that is certain.",
                self.address(position, name),
            )
            for position, (cell, year) in enumerate(pairs)
            if values[position] is None and not {clean(cell), year} <= nulls
        }
        return Column(values, faults)

    def _dates(self, name: str) -> Column:
        cells = self.raw(name)
        column = date_column(
            cells,
            place=lambda position: self.address(position, name),
            order=self.table.layout.columns[name].order,
            nulls=self.table.layout.nulls,
            sheet=self.sheet.name,
        )
        values, wrong = column.read_all(cells)
        faults = {n: RowRefusedError("not_a_date", f"{why}.", self.address(n, name)) for n, why in wrong.items()}
        return Column(values, faults)

    def _merged_cells(self) -> dict[int, dict[int, int]]:
        """Column -> position -> the row whose merged cell speaks there."""
        fill = vertical_fill(self.sheet, self.table.first)
        if not fill:
            return {}
        position_of = {row: position for position, row in enumerate(self.rows)}
        found: dict[int, dict[int, int]] = {}
        for (row, at), (top, _) in fill.items():
            if row in position_of:
                found.setdefault(at, {})[position_of[row]] = top
        return found

    def _wanted(self, dataset: Dataset) -> Iterator[_Asked]:
        for name, at in self.table.columns.items():
            if self.kinds[name] in NUMBER_KINDS:
                spec = self.table.layout.columns[name]
                yield _Asked(name, at, cast(NumberKind, self.kinds[name]), spec.bounds, spec.scale)
        for group in self.table.groups:
            wide = self.table.layout.wide[group.wide]
            for name, at in group.measures.items():
                kind = wide.kind or cast(NumberKind, dataset.columns[name])
                yield _Asked(name, at, kind, wide.bounds, wide.scale)

    def _measure(self, asked: _Asked, sums: Sequence[tuple[int, Sequence[int]]]) -> Measure:
        name, at, kind, bounds, scale = asked.name, asked.column, asked.kind, asked.bounds, asked.scale
        by = self.table.layout.columns[name].bounds_by if self.table.columns.get(name) == at else None
        everything = range(len(self.rows))
        if by is None:
            values, faults, proof = self._number(at, everything, kind, bounds, scale, sums)
            return Measure(name, at, proof, scale, values, faults)
        words = [clean(text).casefold() for text in self.text(by.origin)]
        limits = {clean(text).casefold(): limit for text, limit in by.map.items()}
        try:
            values, faults, proof = self._number(at, everything, kind, bounds, scale, sums)
        except WorkbookRefused:
            # What one style cannot read may be several tables in one column: each is judged by its own bounds.
            values, faults, proofs = [None] * len(self.rows), {}, []
            for kept in dict.fromkeys(words):
                positions = [position for position, text in enumerate(words) if text == kept]
                some, wrong, why = self._number(at, positions, kind, limits.get(kept, bounds), scale, ())
                proofs.append(why)
                for position, value in zip(positions, some, strict=True):
                    values[position] = value
                faults |= {positions[n]: text for n, text in wrong.items()}
            proof = "; ".join(dict.fromkeys(proofs))
        outside = {
            position: f"{printable(str(value))} is outside {limit[0]:g} to {limit[1]:g}, where figures of its kind lie"
            for position, value in enumerate(values)
            if value is not None and (limit := limits.get(words[position])) and not limit[0] <= value <= limit[1]
        }
        return Measure(name, at, proof, scale, values, faults, outside)

    def _number(
        self,
        at: int,
        positions: Sequence[int],
        kind: NumberKind,
        bounds: tuple[float, float] | None,
        scale: Scale | None,
        sums: Sequence[tuple[int, Sequence[int]]],
    ) -> tuple[list[Number | None], dict[int, str], str]:
        """Figures, faults and proof of some cells of a column."""
        column = self._columns[at]
        cells = column if len(positions) == len(self.rows) else [column[position] for position in positions]
        numbers = number_column(
            cells,
            place=lambda n: address(self.rows[positions[n]], at),
            kind=kind,
            bounds=bounds,
            nulls=self.table.layout.nulls,
            zeros=self.table.layout.zeros,
            sheet=self.sheet.name,
            scale=scale,
            sums=sums,
        )
        values, faults = numbers.read_all(cells)
        return values, faults, numbers.proof

    def _sums(self, total_labels: Callable[[str], bool]) -> list[tuple[int, Sequence[int]]]:
        """Totals of all rows above them, by label: what adds up in one style of number only is proof of it."""
        if self.table.layout.hierarchy or self.table.layout.outline:
            return []
        labels = {text for text in set(self.first_texts) if text and total_labels(text)}
        totals = [position for position, text in enumerate(self.first_texts) if text in labels] if labels else []
        return [(total, [n for n in range(total) if n not in totals]) for total in totals[:1]]

    def _figures(self) -> tuple[list[bool], set[int]]:
        """Whether some column of figures holds a number or the word for a missing one; where one holds neither."""
        wrong: set[int] = set()
        for measure in self.measures.values():
            wrong.update(measure.faults)
        has = [False] * len(self.rows)
        for at in self.measures:
            cells = self._columns[at]
            if None not in cells:
                has = [True] * len(self.rows)
                break
            has = [known or cell is not None for known, cell in zip(has, cells, strict=True)]
        for position in wrong:
            has[position] = any(
                self._columns[at][position] is not None and position not in measure.faults
                for at, measure in self.measures.items()
            )
        return has, wrong

    def _first_texts(self, measured: set[int]) -> list[str]:
        """The first filled cell of each row where that is text; '' where it is a number or stands among the figures.

        Cells of persons are passed over: a label is printed, a name is not.
        """
        hidden = self.table.personal | self.sheet.hidden_columns
        order = [at for at in range(self.sheet.width) if at not in hidden]
        found: list[str] = [""] * len(self.rows)
        waiting: Sequence[int] = range(len(self.rows))
        for at in order:
            cells = self._columns[at]
            if len(waiting) == len(self.rows) and at not in measured and set(map(type, cells)) == {str}:
                return self._column_text(at)
            blank: list[int] = []
            for position in waiting:
                cell = cells[position]
                if cell is None:
                    blank.append(position)
                elif cell.__class__ is str and at not in measured:
                    found[position] = clean(cell)
            waiting = blank
            if not waiting:
                break
        return found


def cleaned(cells: Sequence[Cell]) -> Texts:
    """Cells as text, '' for a blank. A column that is clean already is taken as it stands."""
    distinct = set(cells)
    # Only numbers of different types are equal (1 and True, which would share a memo), and never a number and a text.
    if set(map(type, distinct)) == {str}:
        texts = Texts(cast("Sequence[str]", cells))
        texts.distinct = cast("set[str]", distinct)
        if texts.are_clean():
            return texts
    elif bool in set(map(type, cells)):
        return Texts(map(clean, cells))
    memo = {cell: clean(cell) for cell in distinct}
    return Texts([memo[cell] for cell in cells])


def _kind(name: str, column: ColumnSpec, dataset: Dataset) -> str:
    if column.kind is not None:
        return column.kind
    declared = dataset.columns.get(name, "text")
    return declared if declared in (*NUMBER_KINDS, "code", "date") else "text"


def _part_of_year(cell: Cell, year: str, parts: str | None) -> Period | None:
    """The period of `Maret`, `3` or `Triwulan I` in a year; None where the two do not fit each other.

    `parts`: of what a bare number is one, `semester` or `triwulan`; without it, of months.
    """
    if not _YEAR.fullmatch(year) or cell is None or isinstance(cell, date):
        return None
    text = clean(cell)
    if parts is not None:
        return parse_period(f"{parts} {text}", year=int(year))
    number = int(text) if _MONTH_NUMBER.fullmatch(text) else 0
    if number:
        return Period(date(int(year), number, 1), month_end(int(year), number))
    period = parse_period(text, year=int(year))
    return period if period is not None and str(period.start.year) == str(period.end.year) == year else None


def _period(cell: Cell) -> Period | None:
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return Period(day, day)
    return None if cell is None else parse_period(clean(cell))
