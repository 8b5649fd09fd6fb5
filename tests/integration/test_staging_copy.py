"""COPY: whatever a column holds arrives as it is, block by block."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lumbung.runtime.warehouse import Warehouse
from lumbung.staging import copying
from lumbung.staging.copying import column_text, copy_columns

TABLE = (
    "create table staging.copied (nth integer, word text, number numeric, flag boolean, day date, moment timestamptz, "
    "share double precision)"
)
COLUMNS = {
    "word": st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    "number": st.none() | st.integers(-(10**20), 10**20) | st.decimals(-(10**18), 10**18, places=6),
    "flag": st.none() | st.booleans(),
    "day": st.none() | st.dates(),
    "moment": st.none() | st.datetimes(timezones=st.just(UTC)),
    "share": st.none() | st.floats(allow_nan=False),
}
Row = tuple[object, ...]


@pytest.fixture
def connection(warehouse: Warehouse) -> psycopg.Connection[Row]:
    opened = warehouse.connect("admin")
    opened.execute(TABLE)
    return opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*COLUMNS.values()), min_size=1, max_size=12))
@example(rows=[("\\N", None, None, None, None, None), (None, 1, True, None, None, None)])
@example(rows=[("\\.", None, None, None, None, None), ("a\tb\nc\rd\\e", None, None, None, None, None)])
@example(rows=[("same", 1, True, None, None, 0.1)] * 5)
@example(rows=[("a", 1, None, None, None, None), ("b", Decimal("1.0"), None, None, None, None)])
def test_what_is_written_is_what_is_read(connection: psycopg.Connection[Row], rows: list[Row]) -> None:
    connection.execute("delete from staging.copied")
    names = list(COLUMNS)
    columns = {name: [row[nth] for row in rows] for nth, name in enumerate(names)}
    copy_columns(connection, "staging.copied", {"nth": list(range(len(rows))), **columns})
    read = connection.execute("select word, number, flag, day, moment, share from staging.copied order by nth")
    assert read.fetchall() == rows


def test_many_blocks_of_few_and_of_all_columns(
    connection: psycopg.Connection[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "ROWS_A_BLOCK", 3)
    copy_columns(connection, "staging.copied", {"word": ["one"] * 10, "nth": list(range(10)), "number": [None] * 10})
    copy_columns(connection, "staging.copied", {"word": ["two"] * 10, "flag": [True] * 10})
    copy_columns(connection, "staging.copied", {"word": [""] * 10, "nth": list(range(10))})
    copy_columns(connection, "staging.copied", {"word": [], "nth": []})
    found = connection.execute("select word, count(*), sum(nth), every(flag) from staging.copied group by 1 order by 1")
    assert found.fetchall() == [("", 10, 45, None), ("one", 10, 45, None), ("two", 10, None, True)]


def test_a_nul_is_left_out_and_types_that_are_equal_are_not_mixed_up() -> None:
    assert list(column_text(["a\x00b", None])) == ["ab", "\\N"]
    assert list(column_text([1, True, Decimal(1), None])) == ["1", "t", "1", "\\N"]
    assert list(column_text([date(2024, 6, 30), datetime(2024, 6, 30, 1, tzinfo=UTC)])) == [
        "2024-06-30",
        "2024-06-30T01:00:00+00:00",
    ]


def test_what_no_column_holds_is_an_error() -> None:
    with pytest.raises(TypeError, match="a dict"):
        column_text([{}])
    with pytest.raises(TypeError, match="a dict"):
        column_text(["a", {}])
