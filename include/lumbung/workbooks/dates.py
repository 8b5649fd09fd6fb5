"""Dates as they stand in cells, with proof.

Enters: the cells of one column, and the declared order of day and month. Leaves: dates. '05/09/2022' is read in the
declared order, and one cell that contradicts it ('12/31/2022' in a column of days first) refuses the column: the others
may then be wrong too, without showing it. A number is no date, even where a spreadsheet could show it as one. A date
may be somebody's birthday, so messages show forms and addresses only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lumbung.workbooks.errors import WorkbookRefused, shape
from lumbung.workbooks.grid import Cell, CellFault
from lumbung.workbooks.periods import MONTHS

DateOrder = Literal["dmy", "mdy"]
_ORDER_WORDS: dict[DateOrder, str] = {"dmy": "day before month", "mdy": "month before day"}

# What spreadsheets in English print otherwise; they stand in cells of dates only, never in titles.
_ENGLISH: dict[int, str] = {
    1: "january",
    2: "february",
    3: "march",
    5: "may",
    6: "june",
    7: "july",
    8: "august aug",
    10: "october oct",
    12: "december dec",
}
_MONTHS = {**{name: month for month, names in _ENGLISH.items() for name in names.split()}, **MONTHS}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LAST_SHORT_YEAR = 49

# A time behind the date is let go where it is local; a time with another zone could be another day.
_TIME = r"(?:(?:\s*,\s*|\s+|T)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*(?:WIB|WITA|WIT))?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_SHORT = re.compile(rf"\d{{1,2}}([-/.])\d{{1,2}}\1\d{{2}}{_TIME}", re.ASCII)
_NAMED = re.compile(
    rf"(\d{{1,2}})(?:\s*[-/]\s*|\.?\s+|\.)({_MONTH})\.?(?:\s*[-/]\s*|,?\s+|\.)(\d{{4}}|\d{{2}}){_TIME}",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class DateColumn:
    """How one column of dates is read. `proof`: a cell that only the declared order reads, where there is one."""

    order: DateOrder
    proof: str
    nulls: frozenset[str]

    def read_all(self, values: Sequence[Cell]) -> tuple[list[date | None], dict[int, str]]:
        """The date of each cell, None for a blank or a null word; and index -> why it is no date."""
        known: dict[Cell, date | str | None] = {}
        read: list[date | str | None] = []
        for value in values:
            # 1, 1.0 and True are equal as keys, and none of them is a date.
            if value not in known:
                known[value] = self._read(value)
            read.append(known[value])
        faults = {at: found for at, found in enumerate(read) if isinstance(found, str)}
        return [None if isinstance(found, str) else found for found in read], faults

    def _read(self, value: Cell) -> date | str | None:
        if value is None:
            return None
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else f"the year {day.year} is no year of our time"
        if isinstance(value, str):
            bare = _bare(value)
            if bare.casefold() in self.nulls:
                return None
            found = _date(bare, self.order)
            return f"a cell of the form {shape(value)} is no date{found}" if isinstance(found, str) else found
        if isinstance(value, CellFault):
            return f"the cell holds {'the error' if value.text.startswith('#') else 'a'} {value.text}"
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"a number of the form {shape(value)} is no date, as the cell is not formatted as one"
        return f"a cell of the form {shape(value)} is no date"


def date_column(
    values: Sequence[Cell], *, place: Callable[[int], str], order: DateOrder, nulls: Sequence[str], sheet: str
) -> DateColumn:
    """Hold the declared order of day and month against all cells of a column.

    Args:
        values: the cells of the column.
        place: the address of the cell at an index, for messages.
        order: how '05/09/2022' is meant.

    Raises:
        WorkbookRefused: a cell can be read in the other order only.
    """
    proof = ""
    for text in dict.fromkeys(value for value in values if isinstance(value, str)):
        match = _YEAR_LAST.fullmatch(_bare(text))
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if order == "dmy" else (second, first)
        if month > 12 >= day:
            other: DateOrder = "mdy" if order == "dmy" else "dmy"
            raise WorkbookRefused(
                "date_order",
                f"a date of the form {shape(text)} has a month above 12 with {_ORDER_WORDS[order]}, and none with "
                f"{_ORDER_WORDS[other]}. If all dates of the column are so, declare `order: {other}`; else ask for "
                "dates written as 2022-12-31.",
                sheet=sheet,
                cell=place(values.index(text)),
            )
        if not proof and day > 12 >= month:
            proof = f"{_ORDER_WORDS[order]}: proven by {place(values.index(text))}"
    missing = frozenset({"", *(_bare(word).casefold() for word in nulls)})
    return DateColumn(order, proof or f"{_ORDER_WORDS[order]}: as declared", missing)


def _bare(text: str) -> str:
    bare = " ".join(text.split())
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        return bare[1:-1].strip()
    return bare.removeprefix("'")


def _date(text: str, order: DateOrder) -> date | str:
    """A date, or why the text is none."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day, month = (first, second) if order == "dmy" else (second, first)
    elif match := _NAMED.fullmatch(text):
        day, month, year = int(match[1]), _MONTHS[match[2].casefold()], int(match[3])
        if len(match[3]) == 2:
            if year > _LAST_SHORT_YEAR:
                return ": the century of its year is not certain"
            year += 2000
    else:
        return ": its year has two digits, so the order of its parts is not certain" if _SHORT.fullmatch(text) else ""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return f": the year is not between {_FIRST_YEAR} and {_LAST_YEAR}"
    try:
        return date(year, month, day)
    except ValueError:
        return ": there is no such day"
