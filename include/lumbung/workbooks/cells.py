"""The cells of a bound table, read by what their columns are declared to be.

Enters: a `Table` and its dataset. Leaves: text, codes, periods and exact numbers of any row, each with its address.
Merged cells below the header count for the rows that they cover, except in columns of figures, where that would double
a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from lumbung.sources.datasets import Dataset
from lumbung.sources.model import ColumnSpec
from lumbung.workbooks.errors import WorkbookRefused, masked, shape
from lumbung.workbooks.grid import Cell, address, column_letters
from lumbung.workbooks.hierarchy import CODE
from lumbung.workbooks.layout import Table, clean, vertical_fill
from lumbung.workbooks.numbers import NUMBER_KINDS, NumberKind, number_column
from lumbung.workbooks.periods import Period, parse_period


class RowRefusedError(Exception):
    """One row cannot be taken; the rest of the table can."""

    def __init__(self, rule: str, reason: str, cell: str | None = None) -> None:
        super().__init__(reason)
        self.rule, self.reason, self.cell = rule, reason, cell


@dataclass(frozen=True)
class Measure:
    """A column of figures, read once. `name` is what totals call it; `faults`: row -> why its cell is no number."""

    name: str
    column: int
    proof: str
    values: dict[int, Decimal]
    faults: dict[int, str]


class TableCells:
    """Cells of one table by row (from 0) and field name."""

    def __init__(self, table: Table, dataset: Dataset) -> None:
        """Decides how each column of figures is read.

        Raises:
            WorkbookRefused: a column of figures has no provable style.
        """
        self.table = table
        self.sheet = table.sheet
        self.rows = [row for row in range(table.first, len(table.sheet.rows)) if not _blank(table.sheet.rows[row])]
        self.kinds = {name: _kind(name, column, dataset) for name, column in table.layout.columns.items()}
        self.texts = [name for name in table.columns if self.kinds[name] not in NUMBER_KINDS]
        self.required = [name for name in self.texts if name in dataset.columns and name not in dataset.optional]
        self._fill = vertical_fill(table.sheet, table.first)
        self.measures = {measure.column: measure for measure in self._measures(dataset)}
        self.last = max((row for row in self.rows if self.has_figure(row)), default=-1)

    def number_styles(self) -> dict[str, str]:
        """Address of each column of figures -> how its text is read, and what proves it."""
        return {f"{self.sheet.name}!{column_letters(at)}": measure.proof for at, measure in self.measures.items()}

    def cell(self, row: int, name: str) -> Cell:
        """The raw cell of a field; None where its column is not there."""
        at = self.table.columns.get(name)
        if at is None:
            return None
        top, left = self._speaks_for(row, at)
        return self.sheet.rows[top][left]

    def address(self, row: int, name: str) -> str:
        """The address of the cell that `cell` reads."""
        return address(*self._speaks_for(row, self.table.columns[name]))

    def text(self, row: int, name: str) -> str:
        """The cell of a field as text, '' where it is blank."""
        return clean(self.cell(row, name))

    def value(self, row: int, name: str) -> object:
        """The cell of a field, read by its kind; None for a blank or a null word.

        Raises:
            RowRefusedError: the cell holds something else.
            WorkbookRefused: a code stands as a number that may have lost its zeros.
        """
        kind = self.kinds[name]
        if kind in NUMBER_KINDS:
            return self.number(row, self.table.columns[name])
        if kind == "code":
            return self.code(row, name) or None
        if kind == "period":
            return self._period(row, name)
        text = self.text(row, name)
        return None if text in self.table.layout.nulls else text or None

    def code(self, row: int, name: str) -> str:
        """A code as text, '' where it is blank.

        Raises:
            RowRefusedError: the cell holds no code of digits and dots.
            WorkbookRefused: the cell holds a number with decimals: 2.20 is then no more than 2.2.
        """
        value = self.cell(row, name)
        if isinstance(value, float) and not value.is_integer():
            raise WorkbookRefused(
                "code_is_number",
                f"the code {masked(repr(value))} is stored as a number, so a zero at its end may be lost (2.20 "
                "became 2.2). Ask for the file with codes as text.",
                sheet=self.sheet.name,
                cell=self.address(row, name),
            )
        text = clean(value)
        if text and not CODE.fullmatch(text):
            raise RowRefusedError(
                "code_shape",
                f"a cell of the form {shape(text)} is no code of digits and dots.",
                self.address(row, name),
            )
        return text

    def number(self, row: int, column: int) -> Decimal | None:
        """The figure in a column of figures; None where it is missing.

        Raises:
            RowRefusedError: the cell holds no number.
        """
        measure = self.measures[column]
        if row in measure.faults:
            raise RowRefusedError("not_a_number", f"{measure.faults[row]}.", address(row, column))
        return measure.values.get(row)

    def figures(self, row: int) -> dict[int, Decimal]:
        """Column -> figure, for all that can be read."""
        return {at: measure.values[row] for at, measure in self.measures.items() if row in measure.values}

    def has_figure(self, row: int) -> bool:
        """Whether some column of figures holds a number, or the word for a missing one."""
        cells = self.sheet.rows[row]
        return any(cells[at] is not None and row not in measure.faults for at, measure in self.measures.items())

    def holds_no_number(self, row: int) -> bool:
        """Whether some column of figures holds something that is no number."""
        return any(row in measure.faults for measure in self.measures.values())

    def first_text(self, row: int) -> str:
        """The first filled cell of a row where that is text; '' where it is a number or stands among the figures."""
        for at, value in enumerate(self.sheet.rows[row]):
            if value is not None:
                return clean(value) if isinstance(value, str) and at not in self.measures else ""
        return ""

    def _speaks_for(self, row: int, at: int) -> tuple[int, int]:
        return (row, at) if at in self.measures else self._fill.get((row, at), (row, at))

    def _period(self, row: int, name: str) -> Period | None:
        value = self.cell(row, name)
        if value is None:
            return None
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            return Period(day, day)
        if found := parse_period(clean(value)):
            return found
        raise RowRefusedError(
            "period_shape",
            f"a cell of the form {shape(value)} is no period that can be read for certain.",
            self.address(row, name),
        )

    def _measures(self, dataset: Dataset) -> list[Measure]:
        found = [
            self._measure(name, at, cast(NumberKind, self.kinds[name]), self.table.layout.columns[name].bounds)
            for name, at in self.table.columns.items()
            if self.kinds[name] in NUMBER_KINDS
        ]
        for group in self.table.groups:
            wide = self.table.layout.wide[group.wide]
            found += [
                self._measure(name, at, wide.kind or cast(NumberKind, dataset.columns[name]), wide.bounds)
                for name, at in group.measures.items()
            ]
        return found

    def _measure(self, name: str, at: int, kind: NumberKind, bounds: tuple[float, float] | None) -> Measure:
        cells = [(row, at, self.sheet.rows[row][at]) for row in self.rows]
        nulls = self.table.layout.nulls
        numbers = number_column(cells, kind=kind, bounds=bounds, nulls=nulls, sheet=self.sheet.name)
        measure = Measure(name, at, numbers.proof, {}, {})
        for row, _, value in cells:
            try:
                number = numbers.read(value)
            except ValueError as fault:
                measure.faults[row] = str(fault)
                continue
            if number is not None:
                measure.values[row] = number
        return measure


def _kind(name: str, column: ColumnSpec, dataset: Dataset) -> str:
    if column.kind is not None:
        return column.kind
    declared = dataset.columns.get(name, "text")
    return declared if declared in (*NUMBER_KINDS, "code") else "text"


def _blank(row: object) -> bool:
    return all(cell is None for cell in cast("list[Cell]", row))


def add(sums: dict[int, Decimal], figures: Mapping[int, Decimal]) -> None:
    """Add figures to sums, column by column."""
    for column, number in figures.items():
        sums[column] = sums.get(column, Decimal(0)) + number
