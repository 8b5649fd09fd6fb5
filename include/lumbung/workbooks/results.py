"""What reading a workbook gives. Enters: nothing. Leaves: the types that loaders and checks take, and rows as JSON.

Rows are kept as columns (`RowBlock`): a sheet of a hundred thousand lines is then a few dozen lists, and writing them
to the database costs no object a row. `ParsedFile.rows` gives them one by one to whoever wants to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from lumbung.workbooks.texts import has_none


@dataclass(frozen=True)
class ParsedRow:
    """One staging row. `values`: the dataset's columns; `row`: as a spreadsheet counts; `cells`: column -> 'G12'."""

    values: dict[str, object]
    sheet: str
    row: int
    cells: dict[str, str]


@dataclass(frozen=True)
class RowBlock:
    """Staging rows of one table, as columns of one length.

    `columns`: every column of the dataset, in its order; `rows`: the row of the sheet, as a spreadsheet counts.
    `letters`: column -> the letters of the column its cells stand in. `elsewhere`: column -> position -> the address
    where that is another one (a merged cell above speaks for the row), or None where the value is not from a cell.
    `figures`: the columns of exact numbers, whole ones as int, others as Decimal.
    """

    sheet: str
    rows: list[int]
    columns: dict[str, list[object]]
    letters: Mapping[str, str]
    figures: frozenset[str]
    elsewhere: Mapping[str, Mapping[int, str | None]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self, position: int) -> dict[str, str]:
        """Column -> address of the cells that one row came from; a column without a value has none."""
        return self._cells(position, str(self.rows[position]))

    def _cells(self, position: int, row: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, letters in self.letters.items():
            if self.columns[name][position] is None:
                continue
            at = self.elsewhere.get(name, {}).get(position, f"{letters}{row}")
            if at is not None:
                found[name] = at
        return found

    def cell_maps(self) -> list[str]:
        """`cells` of every row as JSON text, with '#' in place of the row's own number: most rows have the same."""
        gaps = [name for name in self.letters if has_none(self.columns[name])]
        if not gaps:
            maps = [_template(self.letters)] * len(self)
        else:
            known: dict[tuple[bool, ...], str] = {}
            maps = []
            for blank in zip(*([value is None for value in self.columns[name]] for name in gaps), strict=True):
                if blank not in known:
                    absent = {name for name, is_blank in zip(gaps, blank, strict=True) if is_blank}
                    known[blank] = _template({n: at for n, at in self.letters.items() if n not in absent})
                maps.append(known[blank])
        for position in {position for places in self.elsewhere.values() for position in places}:
            maps[position] = _json(self._cells(position, "#"))
        return maps

    def row(self, position: int) -> ParsedRow:
        """One row by itself, its figures as Decimal."""
        values = {name: column[position] for name, column in self.columns.items()}
        values |= {name: Decimal(figure) for name in self.figures if isinstance(figure := values[name], int)}
        return ParsedRow(values, self.sheet, self.rows[position], self.cells(position))


def _template(letters: Mapping[str, str]) -> str:
    return _json({name: f"{text}#" for name, text in letters.items()})


def _json(cells: Mapping[str, str]) -> str:
    # Names are identifiers and addresses letters and digits: nothing needs escaping.
    return "{" + ",".join(f'"{name}":"{at}"' for name, at in cells.items()) + "}"


@dataclass(frozen=True)
class Refusal:
    """One row that was not taken, and why. `rule` is a short name that stays the same."""

    rule: str
    reason: str
    sheet: str | None
    row: int | None
    cell: str | None


@dataclass(frozen=True)
class ControlTotal:
    """A printed figure beside the one computed from the leaves. They may differ: that is for the checks to judge.

    `check`: `total` (of a block or of all lines), `cross_level` (a subtotal among its leaves), `ratio` (a printed
    percentage). `tolerance`: how far apart the two may be by rounding alone.
    """

    sheet: str
    cell: str
    measure: str
    label: str
    stated: Decimal
    computed: Decimal
    tolerance: Decimal = Decimal(0)
    check: str = "total"


@dataclass(frozen=True)
class ParsedFile:
    """All that a file gave. rows_in == row_count + len(refusals) + rows_ignored.

    `rows_in` counts what could have become a row: each row below the header that is not blank, and in a wide table each
    of its groups of columns. `notes`: hidden sheets, the proof of each number style, the notes below the tables.
    `floor`: the fewest rows that the layouts which were found declare.
    """

    blocks: Sequence[RowBlock]
    refusals: list[Refusal]
    totals: list[ControlTotal]
    rows_in: int
    rows_ignored: int
    notes: dict[str, str]
    floor: int = 0

    @property
    def row_count(self) -> int:
        """How many staging rows there are."""
        return sum(map(len, self.blocks))

    @cached_property
    def rows(self) -> list[ParsedRow]:
        """All rows one by one, in the order of the sheets, from top to bottom and from left to right."""
        sheets = {sheet: number for number, sheet in enumerate(dict.fromkeys(block.sheet for block in self.blocks))}
        places = [
            (sheets[block.sheet], row, number, position)
            for number, block in enumerate(self.blocks)
            for position, row in enumerate(block.rows)
        ]
        return [self.blocks[number].row(position) for _, _, number, position in sorted(places)]


def rows_as_records(parsed: ParsedFile) -> Iterator[dict[str, object]]:
    """The rows as JSON-ready objects: the dataset's columns, `sheet`, `row`, `cells`; dates as ISO text."""
    for row in parsed.rows:
        record = {name: _json_ready(value) for name, value in row.values.items()}
        yield {**record, "sheet": row.sheet, "row": row.row, "cells": dict(row.cells)}


def _json_ready(value: object) -> object:
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        # JSON has one kind of number; a decimal that a float cannot print back stays text rather than change.
        nearest = float(value)
        return nearest if Decimal(repr(nearest)) == value else str(value)
    return value.isoformat() if isinstance(value, date) else value
