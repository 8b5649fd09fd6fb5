"""Columns of values into a table, by COPY.

Enters: a connection, a table of staging or ops and its columns as lists of equal length. Leaves: the rows are in, as
far as the caller's transaction commits. The text is built column by column and sent in large blocks: a call for each
row or each value would take longer than Postgres takes to store it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import methodcaller
from types import NoneType
from typing import cast

from psycopg import sql

from lumbung.landing.ledger import Connection

ROWS_A_BLOCK = 2_000
TAB = "\t"
NULL = "\\N"
# What has a meaning in COPY's text. Postgres cannot hold a NUL: it is left out.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": None})
_SPECIAL = "\\\t\n\r\x00"


def copy_columns(connection: Connection, table: str, columns: Mapping[str, Sequence[object]]) -> None:
    """COPY columns (name -> values, all of one length) into a table, named with its schema."""
    count = len(next(iter(columns.values())))
    if not count:
        return
    # Columns that hold one value throughout go first: they are written once, as the beginning of every row. Those that
    # hold nothing are not written.
    shared = {name: values for name, values in columns.items() if _is_one_value(values)}
    varied = {name: values for name, values in columns.items() if name not in shared}
    shared = {name: values for name, values in shared.items() if values[0] is not None}
    beginning = [_text_of(values[0]) for values in shared.values()]
    with connection.cursor() as cursor, cursor.copy(_statement(table, (*shared, *varied))) as copy:
        for block in _blocks(beginning, list(varied.values()), count):
            copy.write(block)


@lru_cache(maxsize=256)
def _statement(table: str, columns: tuple[str, ...]) -> str:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(*table.split(".")), names).as_string()


def _blocks(beginning: Sequence[str], varied: Sequence[Sequence[object]], count: int) -> Iterator[str]:
    """Lines of text: the beginning that all rows have, then the values of each."""
    if not varied:
        yield f"{TAB.join(beginning)}\n" * count
        return
    first = "".join(f"{text}{TAB}" for text in beginning)
    for start in range(0, count, ROWS_A_BLOCK):
        texts = [column_text(values[start : start + ROWS_A_BLOCK]) for values in varied]
        rows = map(TAB.join, zip(*texts, strict=True))
        yield first + f"\n{first}".join(rows) + "\n"


def column_text(values: Sequence[object]) -> Sequence[str]:
    """COPY's text of each value of a column."""
    kinds = set(map(type, values))
    nulls = NoneType in kinds
    kinds.discard(NoneType)
    if kinds == {str}:
        return _texts(cast("Sequence[str | None]", values), nulls)
    write: Callable[[object], str] = _PLAIN.get(kinds.pop(), _text_of) if len(kinds) == 1 else _text_of
    if nulls:
        return [NULL if value is None else write(value) for value in values]
    return list(map(write, values))


def _texts(values: Sequence[str | None], nulls: bool) -> Sequence[str]:
    filled = list(filter(None, values)) if nulls else values
    whole = "".join(cast("Sequence[str]", filled))
    if any(special in whole for special in _SPECIAL):
        return [NULL if value is None else value.translate(_ESCAPES) for value in values]
    return cast("Sequence[str]", values) if filled is values else [NULL if v is None else v for v in values]


def _text_of(value: object) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    write = _PLAIN.get(type(value))
    if write is None:
        raise TypeError(f"no column of staging holds a {type(value).__name__}")
    return write(value)


def _is_one_value(values: Sequence[object]) -> bool:
    # `1 == True == Decimal(1)`, but they are not written alike.
    return (
        bool(values)
        and values[0] == values[-1]
        and len(set(map(type, values))) == 1
        and values.count(values[0]) == len(values)
    )


_PLAIN: Mapping[type, Callable[[object], str]] = {
    int: str,
    float: repr,
    Decimal: str,
    bool: lambda value: "t" if value else "f",
    date: methodcaller("isoformat"),
    datetime: methodcaller("isoformat"),
}
"""Types whose text has nothing to escape."""
