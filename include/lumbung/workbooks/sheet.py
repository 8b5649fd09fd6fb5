"""What a file holds before anything is interpreted.

Enters: nothing. Leaves: the types `Grid`, `Sheet`, `Merge`, `Cell` and `CellFault`, and how a cell is addressed. Rows
and columns are counted from 0; `address` gives what a spreadsheet shows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class CellFault:
    """A cell that shows an error instead of a value: '#N/A', '#DIV/0!', 'formula without a value'."""

    text: str


Cell = str | int | float | bool | datetime | date | time | timedelta | CellFault | None

NO_VALUE = CellFault("formula without a value")


@dataclass(frozen=True)
class Merge:
    """A merged range, both corners within it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet from A1 on. All rows have one length.

    `ragged`: rows of a text file whose fields do not fit the table, and why.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[Merge] = ()
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    ragged: Mapping[int, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(cell is None for row in self.rows for cell in row)


@dataclass(frozen=True)
class Grid:
    """All sheets of a file. `notes`: what was noticed on the way: encoding, repairs, error cells, macros, links."""

    sheets: Sequence[Sheet]
    notes: dict[str, str] = field(default_factory=dict)


def address(row: int, column: int) -> str:
    """(18, 5) -> 'F19'."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """5 -> 'F', 26 -> 'AA'."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(cell: str) -> int:
    """'F19' -> 6: the column of an address, counted from 1."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def sheet_name(name: str) -> str:
    """A name that can be printed and stored: control characters become U+FFFD, at most 255 letters."""
    return "".join("\ufffd" if unicodedata.category(letter)[0] == "C" else letter for letter in name[:255])


def some_addresses(places: Sequence[tuple[int, int]], shown: int = 5) -> str:
    """'3 (B2, C2, D9)', or the first few of them and '...'."""
    first = ", ".join(address(row, column) for row, column in places[:shown])
    return f"{len(places):,} ({first}{', ...' if len(places) > shown else ''})"
