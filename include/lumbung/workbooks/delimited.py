"""Text tables (csv, tsv and their like): encoding, delimiter and quoting by evidence.

Enters: the bytes of a file. Leaves: a `Grid` of one sheet. A row is a record, also where a quoted field goes over two
lines, and blank lines count: an address is what a spreadsheet shows that opens the file. A first line `sep=;` says the
delimiter and is no row.

A decimal comma that is not quoted splits a number in a file of commas: the row then has a field too many. It is joined
again where exactly one way of joining gives a row like the others; else the row is listed as ragged, with the reason.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise

from lumbung.workbooks import container
from lumbung.workbooks.encoding import decoded
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.sheet import Cell, Grid, Sheet

CSV_SHEET = "csv"

_DELIMITERS = (";", "\t", "|", ",")
_SNIFFED_ROWS = 500
_SNIFFED_LETTERS = 1024**2
_SEP_LINE = re.compile(r"\"?sep=([^\w\s\"]|[\t ])\"?(?:\r\n|\r|\n|$)", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_MOST_REPAIRS_TRIED = 2_000
_MOST_SAMPLED = 5_000
# In more rows than this a field too many is no slip: then it is not clear how wide the table is.
_MOST_WIDE_ROWS = 0.2
_ROWS_OF_TITLES = 20
_MOST_UNPAIRED_QUOTES = 100
_SHOWN_ROWS = 5

_WHOLE = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+|[-+]?\d+")
_FRACTION = re.compile(r"\d+%?")
_DECIMAL = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+%?|[-+]?(?:\d{1,3}(?:,\d{3})+|\d*)\.\d+%?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
# A kind of cell belongs to a column where at least this share of the column's cells is of it.
_LEAST_SHARE = 0.02


def read_delimited(data: bytes) -> Grid:
    """The table of a text file.

    Raises:
        WorkbookRefused: it is no text, no table, or too large.
    """
    text, encoding = decoded(data) or ("\0", "")
    if _CONTROL.search(text):
        raise WorkbookRefused("not_a_table", "the file is neither a workbook nor a table of text.")
    notes = {"encoding": encoding}
    if said := _SEP_LINE.match(text):
        delimiter = said[1]
        text = text[said.end() :]
        notes["delimiter"] = f"{delimiter!r}, as the line sep= says"
    else:
        delimiter = _delimiter(text[:_SNIFFED_LETTERS].splitlines()[:_SNIFFED_ROWS])
        notes["delimiter"] = repr(delimiter)
    # Counted before anything is split: an empty field or line costs far more in memory than its one letter.
    if text.count(delimiter) + text.count("\n") + text.count("\r") > 2 * container.MAX_CELLS:
        raise _too_large()
    fields = _Fields()
    _read_records(text, delimiter, fields)
    _fit(fields, delimiter)
    if fields.repaired:
        rows = ", ".join(str(row + 1) for row in fields.repaired[:_SHOWN_ROWS])
        more = ", ..." if len(fields.repaired) > _SHOWN_ROWS else ""
        notes["rows joined at a decimal comma"] = f"{len(fields.repaired):,} (rows {rows}{more})"
    if fields.ragged:
        notes["ragged rows"] = f"{len(fields.ragged):,}"
    return Grid([Sheet(CSV_SHEET, _cells(fields.rows), ragged=fields.ragged)], notes)


@dataclass
class _Fields:
    """The records of a file as they were found, and as they were made to fit."""

    rows: list[list[str]] = field(default_factory=list)
    ragged: dict[int, str] = field(default_factory=dict)
    repaired: list[int] = field(default_factory=list)


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that most rows have equally often.

    A comma is also a decimal mark: where each stands between two digits, and another delimiter fits as well, it is no
    delimiter.
    """
    best, best_score = ",", (0.0, 0, 0)
    for order, delimiter in enumerate(reversed(_DELIMITERS)):
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
        if width < 2:
            continue
        is_decimal_mark = delimiter == "," and not any("," in _DECIMAL_COMMA.sub("", line) for line in lines)
        score = (round(count / widths.total(), 2), 0 if is_decimal_mark else width, order)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _read_records(text: str, delimiter: str, fields: _Fields) -> None:
    """Fill the rows. A row whose quotation marks do not pair is read for itself, and listed as ragged.

    Else one stray mark would take all lines up to the next one for a single cell.
    """
    try:
        fields.rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        return
    except csv.Error:
        lines = io.StringIO(text, newline="").readlines()
    begin = 0
    while begin < len(lines):
        reader = csv.reader(islice(lines, begin, None), delimiter=delimiter, strict=True)
        read = 0
        try:
            for row in reader:
                fields.rows.append(row)
                read = reader.line_num
            return
        except csv.Error:
            fields.ragged[len(fields.rows)] = "its quotation marks do not pair"
            fields.rows.append(_unpaired(lines[begin + read], delimiter))
            begin += read + 1
        if len(fields.ragged) > _MOST_UNPAIRED_QUOTES:
            raise WorkbookRefused(
                "not_a_table",
                f"quotation marks do not pair in more than {_MOST_UNPAIRED_QUOTES} rows.",
                sheet=CSV_SHEET,
            )


def _unpaired(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error as fault:
        raise WorkbookRefused("not_a_table", f"the file is no table of text ({fault}).", sheet=CSV_SHEET) from None


def _fit(fields: _Fields, delimiter: str) -> None:
    """Join rows with too many fields, or list them as ragged."""
    table = _Table.of(fields.rows)
    if table is None:
        return
    splits_numbers = delimiter == ","
    wide = [
        number
        for number, row in enumerate(fields.rows)
        if (any(row[table.width :]) or (splits_numbers and len(row) > table.usual)) and number not in fields.ragged
    ]
    may_join = splits_numbers and len(wide) <= _MOST_WIDE_ROWS * len(fields.rows)
    for number in wide:
        row = fields.rows[number]
        ways = table.ways(row) if may_join else []
        if len(ways) == 1:
            fields.rows[number] = ways[0]
            if ways[0] != row[: table.usual]:
                fields.repaired.append(number)
        elif any(row[table.width :]):
            fields.ragged[number] = (
                f"it has {_filled(row)} fields, the table {table.width}, and nothing says which belong together"
            )


@dataclass(frozen=True)
class _Table:
    """What rows of the usual width look like.

    `width`: without the columns on the right that only delimiters make. `kinds`: what is found in the first columns.
    """

    usual: int
    width: int
    kinds: Sequence[frozenset[str]]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> _Table | None:
        """None where rows have at most one field."""
        widths = Counter(len(row) for row in rows if any(row))
        usual = max(widths, key=lambda width: (widths[width], width), default=0)
        regular = [row for row in rows if len(row) == usual and any(row)]
        width = usual
        while width > 1 and _is_only_delimiters([row[width - 1] for row in regular]):
            width -= 1
        if width < 2:
            return None
        sample = [row for row in regular if not any(row[width:])][:_MOST_SAMPLED]
        kinds = [_kinds([row[column] for row in sample]) for column in range(width)]
        # The line of titles may be longer than most rows: a program left out the empty fields at their ends.
        first = next((row for row in rows[:_ROWS_OF_TITLES] if len(row) >= usual), ())
        titles = _filled(first) if {_kind(value) for value in first} <= {"text", "blank"} else 0
        return cls(max(usual, titles), max(width, titles), kinds)

    def ways(self, row: Sequence[str]) -> list[list[str]]:
        """All ways to make this row one of the table's, by joining whole numbers with the digits behind them."""
        gaps = [
            at
            for at, (left, right) in enumerate(pairwise(row))
            if _WHOLE.fullmatch(left.strip()) and _FRACTION.fullmatch(right.strip())
        ]
        found: list[list[str]] = []
        tried = 0
        for count in range(max(0, _filled(row) - self.width), len(row) - self.width + 1):
            for chosen in combinations(gaps, count):
                tried += 1
                if tried > _MOST_REPAIRS_TRIED:
                    return []
                if all(right - left > 1 for left, right in pairwise(chosen)):
                    joined = _joined(row, chosen)
                    if self._has(joined):
                        found.append((joined + [""] * self.usual)[: self.usual])
        return found

    def _has(self, row: Sequence[str]) -> bool:
        return not any(row[self.width :]) and all(
            _kind(value) in kinds for value, kinds in zip(row, self.kinds, strict=False)
        )


def _filled(row: Sequence[str]) -> int:
    """Fields up to the last one that holds something."""
    return max((number for number, value in enumerate(row, start=1) if value), default=0)


def _is_only_delimiters(column: Sequence[str]) -> bool:
    """Whether a column on the right has no title and next to nothing in it."""
    filled = sum(map(bool, column))
    return not any(column[:_ROWS_OF_TITLES]) and filled <= _MOST_WIDE_ROWS * len(column)


def _joined(row: Sequence[str], gaps: Sequence[int]) -> list[str]:
    joined: list[str] = []
    for at, value in enumerate(row):
        if at - 1 in gaps:
            joined[-1] += f",{value}"
        else:
            joined.append(value)
    return joined


def _kinds(column: Sequence[str]) -> frozenset[str]:
    counts = Counter(map(_kind, column))
    return frozenset(kind for kind, count in counts.items() if count >= _LEAST_SHARE * counts.total())


def _kind(value: str) -> str:
    value = value.strip()
    if not value:
        return "blank"
    if _WHOLE.fullmatch(value):
        return "whole"
    if _DECIMAL.fullmatch(value):
        return "decimal"
    return "date" if _DATE.fullmatch(value) else "text"


def _cells(rows: Sequence[Sequence[str]]) -> list[list[Cell]]:
    width = max(map(len, rows), default=0)
    if width * len(rows) > container.MAX_CELLS:
        raise _too_large()
    while width and not any(len(row) >= width and row[width - 1].strip() for row in rows):
        width -= 1
    blank: list[Cell] = [None] * width
    return [([value if value.strip() else None for value in row[:width]] + blank)[:width] for row in rows]


def _too_large() -> WorkbookRefused:
    return WorkbookRefused("too_large", f"more than {container.MAX_CELLS:,} cells. Split it.", sheet=CSV_SHEET)
