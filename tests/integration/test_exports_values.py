"""Whatever a mart holds survives the way into CSV and Parquet: quotes, line ends, empty texts, long decimals."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from lumbung.marts.dictionary import Column, Dictionary, Mart, Words
from lumbung.marts.exports import UNFINISHED, ExportRefused, export
from lumbung.runtime.warehouse import Warehouse

SAME = Words("en", "id")
ROWS = [
    ("a", "", None, None, None, None, None),
    ("b", 'kata "kutip", koma; titik', Decimal("0.000001"), date(1900, 1, 1), None, True, 0),
    ("c", "baris\nbaru\r\nlagi", Decimal("-999999999999999999.999999"), date(9999, 12, 31), None, False, -(2**62)),
    ("d", "  NULL \\N \\. '' é–Ü漢 =1+1 ", Decimal("0.5"), None, datetime(2026, 1, 2, 3, 4, 5, 6, UTC), None, 2**62),
    ("e", '"', Decimal(0), date(2024, 2, 29), datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC), True, 7),
]
TYPES = {
    "id": "text",
    "words": "text",
    "amount": "numeric(24,6)",
    "day": "date",
    "seen_at": "timestamptz",
    "is_so": "boolean",
    "number": "bigint",
}


def _column(name: str) -> Column:
    return Column(name, TYPES[name], SAME, SAME, SAME, SAME, "here", name == "id", name == "id", (), None)


ODD = Mart("odd", SAME, SAME, tuple(map(_column, TYPES)), (), None)


def _dictionary(*marts: Mart) -> Dictionary:
    return Dictionary(marts, (), (), (), {})


@pytest.fixture
def odd(warehouse: Warehouse) -> Warehouse:
    with warehouse.connect("dbt") as connection:
        columns = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
        connection.execute(f"create table marts.odd ({columns})")
        connection.cursor().executemany("insert into marts.odd values (%s, %s, %s, %s, %s, %s, %s)", ROWS[::-1])
        connection.execute(
            "create table marts.data_status as "
            "select 3 as publish_id, timestamptz '2026-01-02 03:04+07' as published_at, false as has_samples"
        )
    return warehouse


def test_values_survive_in_both_formats(odd: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "out" / f"{UNFINISHED}killed").mkdir(parents=True)  # what a killed export leaves is no obstacle
    csv_file, packed = export(odd, _dictionary(ODD), tmp_path / "out", marts=["odd"])
    assert (csv_file.rows, packed.rows) == (len(ROWS), len(ROWS))
    with csv_file.path.open(newline="", encoding="utf-8") as file:
        read = list(csv.reader(file))
    assert read[0] == list(TYPES)
    assert [row[:2] for row in read[1:]] == [list(row[:2]) for row in ROWS]
    assert read[3][2] == "-999999999999999999.999999"
    assert read[4][4] == "2026-01-02T03:04:05.000006Z"
    with duckdb.connect() as engine:
        engine.execute("set timezone = 'UTC'")
        rows = engine.execute("select * from read_parquet(?)", [str(packed.path)]).fetchall()
    assert rows == ROWS


def test_a_mart_that_is_not_as_described_is_refused_before_anything_is_written(odd: Warehouse, tmp_path: Path) -> None:
    fewer = Mart("odd", SAME, SAME, ODD.columns[:-1], (), None)
    for described, words in ((_dictionary(fewer), "other columns than described"), (_dictionary(), "not described")):
        with pytest.raises(ExportRefused, match=words):
            export(odd, described, tmp_path / "out", marts=["odd"])
    assert list((tmp_path / "out").iterdir()) == []
    export(odd, _dictionary(ODD), tmp_path / "out", marts=["odd"], formats=("csv",))
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    with pytest.raises(ExportRefused):
        export(odd, _dictionary(fewer), tmp_path / "out", marts=["odd"])
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_nothing_published_is_said(warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="no mart is published yet"):
        export(warehouse, _dictionary(ODD), tmp_path / "out")
