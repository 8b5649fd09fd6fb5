"""What reading a workbook gives. Enters: nothing. Leaves: the types that loaders and checks take, and rows as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class ParsedRow:
    """One staging row. `values`: the dataset's columns; `row`: as a spreadsheet counts; `cells`: column -> 'G12'."""

    values: dict[str, object]
    sheet: str
    row: int
    cells: dict[str, str]


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
    """A printed total beside the sum of the leaves that it totals. They may differ: that is for the checks to judge."""

    sheet: str
    cell: str
    measure: str
    label: str
    stated: Decimal
    computed: Decimal


@dataclass(frozen=True)
class ParsedFile:
    """All that a file gave. rows_in == len(rows) + len(refusals) + rows_ignored.

    `rows_in` counts what could have become a row: each row below the header that is not blank, and in a wide table each
    of its groups of columns. `notes`: hidden sheets, the proof of each number style, the notes below the tables.
    """

    rows: list[ParsedRow]
    refusals: list[Refusal]
    totals: list[ControlTotal]
    rows_in: int
    rows_ignored: int
    notes: dict[str, str]


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
