"""Dates: read in the declared order, and refused where a cell contradicts it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbung.workbooks.dates import DateColumn, DateOrder, date_column
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Cell, CellFault, address

NAMES = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def column(*values: Cell, order: DateOrder = "dmy", nulls: tuple[str, ...] = ("-", "n.a.")) -> DateColumn:
    return date_column(values, place=lambda index: address(index + 4, 10), order=order, nulls=nulls, sheet="Sheet1")


def read(*values: Cell, order: DateOrder = "dmy") -> list[date | None]:
    days, faults = column(*values, order=order).read_all(values)
    assert not faults
    return days


@pytest.mark.parametrize(
    "text",
    [
        "2022-09-12",
        "2022-9-12",
        "2022/09/12",
        "12/09/2022",
        "12-09-2022",
        "12.09.2022",
        "12 September 2022",
        "12 september 2022",
        "12. September 2022",
        "12 Sept 2022",
        "12-Sep-22",
        "12-Sep-2022",
        "'12/09/2022",
        " 12\xa0September 2022 ",
        "2022-09-12 00:00:00",
        "12/09/2022 14:56",
        "12-09-2022,19:56 WIB",
        date(2022, 9, 12),
        datetime(2022, 9, 12, 23, 59),  # noqa: DTZ001 - cells know no zone
    ],
)
def test_how_dates_are_written(text: Cell) -> None:
    assert read(text) == [date(2022, 9, 12)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 Pebruari 2024", date(2024, 2, 5)),
        ("5 Nopember 2015", date(2015, 11, 5)),
        ("17-Agt-22", date(2022, 8, 17)),
        ("17-Aug-22", date(2022, 8, 17)),
        ("1-May-49", date(2049, 5, 1)),
        ("1 Mei 00", date(2000, 5, 1)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_months_by_name_and_short_years(text: str, day: date) -> None:
    assert read(text) == [day]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1-May-50", "the century of its year is not certain"),
        ("12/09/22", "its year has two digits"),
        ("31/02/2022", "there is no such day"),
        ("31/31/2022", "there is no such day"),
        ("2022-13-01", "there is no such day"),
        ("0022-01-01", "the year is not between 1900 and 2099"),
        ("12/09-2022", "is no date"),
        ("2022-09-12T10:08:58Z", "is no date"),
        ("12 Sepember 2022", "is no date"),
        ("September 2022", "is no date"),
        ("x 12/09/2022", "is no date"),
        ("44816", "is no date"),
        (44816, "not formatted as one"),
        (44816.0, "not formatted as one"),
        (True, "is no date"),
        (time(1), "is no date"),
        (timedelta(1), "is no date"),
        (date(1899, 12, 31), "no year of our time"),
        (CellFault("#N/A"), "the cell holds the error #N/A"),
        (CellFault("formula without a value"), "the cell holds a formula without a value"),
    ],
)
def test_what_is_no_certain_date_is_a_fault_of_its_row(value: Cell, reason: str) -> None:
    values = ("2022-09-12", value, "13/09/2022")
    days, faults = column(*values).read_all(values)
    assert days == [date(2022, 9, 12), None, date(2022, 9, 13)]
    assert list(faults) == [1]
    assert reason in faults[1]


def test_null_words_and_blanks_are_missing() -> None:
    assert read(None, "", "-", '"-"', "''", "N.A.", " n.a. ") == [None] * 7


def test_the_declared_order_decides() -> None:
    assert read("05/09/2022", order="dmy") == [date(2022, 9, 5)]
    assert read("05/09/2022", order="mdy") == [date(2022, 5, 9)]
    assert read("2022/05/09", "5 Mei 2022", order="mdy") == [date(2022, 5, 9), date(2022, 5, 5)]


@pytest.mark.parametrize(
    ("text", "order", "other"),
    [
        ("12/31/2022", "dmy", "mdy"),
        ("12.31.2022", "dmy", "mdy"),
        ("02/29/2023", "dmy", "mdy"),
        ("31/12/2022", "mdy", "dmy"),
        ("31-12-2022 10:00", "mdy", "dmy"),
    ],
)
def test_a_cell_that_contradicts_the_order_refuses_the_column(text: str, order: DateOrder, other: DateOrder) -> None:
    for values in (("05/09/2022", text), (text, text)):
        with pytest.raises(WorkbookRefused) as refusal:
            column(*values, order=order)
        assert refusal.value.rule == "date_order"
        assert refusal.value.cell == f"K{5 + values.index(text)}"
        assert f"declare `order: {other}`" in refusal.value.reason


def test_the_proof_names_a_cell_where_there_is_one() -> None:
    assert column("05/09/2022", "13/09/2022").proof == "day before month: proven by K6"
    assert column("05/09/2022", "2022-09-13").proof == "day before month: as declared"


def test_messages_never_show_a_date() -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        column("12/31/1990")
    _, faults = column("31/02/1990").read_all(["31/02/1990"])
    assert "1990" not in refusal.value.reason + faults[0]
    assert "99/99/9999" in faults[0]


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.lists(st.dates(date(1900, 1, 1), date(2099, 12, 31)), min_size=1, max_size=8),
    st.sampled_from(["/", "-", "."]),
    st.sampled_from(["dmy", "mdy"]),
)
def test_printing_and_reading_back_gives_the_same(days: list[date], mark: str, order: DateOrder) -> None:
    middle = f"%d{mark}%m" if order == "dmy" else f"%m{mark}%d"
    assert read(*(day.strftime(f"{middle}{mark}%Y") for day in days), order=order) == days
    assert read(*(f"{day.day} {NAMES[day.month - 1]} {day.year}" for day in days), order=order) == days
    other: DateOrder = "mdy" if order == "dmy" else "dmy"
    if any(day.day > 12 for day in days):
        with pytest.raises(WorkbookRefused):
            read(*(day.strftime(f"{middle}{mark}%Y") for day in days), order=other)
