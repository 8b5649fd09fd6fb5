"""The checks on what agencies really published: figures as printed pass, the damages that were seen do not."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lumbung import steps
from lumbung.quality.judge import Verdict, judge_batches
from lumbung.reference.load import load_reference
from lumbung.runtime.warehouse import Warehouse
from tests.staged_cells import put_cells

ROOT = Path(__file__).parents[2]
SUITES = ROOT / "expectations"
BUSINESSES = "diskuk-od_17372_proyeksi_jml_ush_mikro_kecil_menengah_umkm__kabupatenk_data.csv"
RATES = "bps-od_17058_persentase_penduduk_miskin__kabupatenkota_data.csv"
PERSONS = "bps-od_16425_jumlah_penduduk_miskin_berdasarkan_kabupatenkota_data.csv"

Row = dict[str, Any]


@pytest.fixture
def db(warehouse: Warehouse) -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection to a warehouse that knows all regions and no batch."""
    with psycopg.connect(warehouse.url("admin"), autocommit=True) as connection:
        load_reference(connection)
        yield connection


def table_of(path: Path, indicator: str, unit: str, times: int = 1) -> list[Row]:
    """A table of Open Data Jabar, a region and year a row, as the parser would give it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        printed = list(csv.DictReader(file))
    figure = list(printed[0])[5]
    assert len(printed) > 200
    return [
        {
            "sheet": "csv",
            "row_no": number,
            "column_no": 6,
            "region_code": f"{row['kode_kabupaten_kota'][:2]}.{row['kode_kabupaten_kota'][2:]}",
            "region_name": row["nama_kabupaten_kota"],
            "indicator_code": indicator,
            "area": "all",
            "period_year": int(row["tahun"]),
            "period_part": "annual",
            "value": float(row[figure]) * times,
            "unit": unit,
            "publisher": "made_up",
            "kind": "estimate",
            "source_ref": f"{path.name}#csv!F{number}",
        }
        for number, row in enumerate(printed, start=2)
    ]


def stage(db: psycopg.Connection[Any], rows: list[Row], name: str) -> int:
    found = db.execute(
        """with file as (
               insert into landing.files (sha256, source_id, origin, file_name, bytes)
               values (md5(%(name)s) || md5(%(name)s), 'opendata_jabar__made_up', %(name)s, %(name)s, 1)
               returning file_id
           )
           insert into landing.batches
               (file_id, source_id, dataset, parser_version, status, rows_in, rows_staged)
           select file_id, 'opendata_jabar__made_up', 'poverty_indicator', '1', 'staged', %(n)s, %(n)s from file
           returning batch_id""",
        {"name": name, "n": len(rows)},
    ).fetchone()
    assert found is not None
    names = [*rows[0], "cell_map"]
    cells = put_cells(db, found[0], {"value": "F#"})
    with db.cursor() as cursor:
        cursor.executemany(
            f"insert into staging.poverty_indicator (batch_id, {', '.join(names)})"
            f" values ({found[0]}, {', '.join(['%s'] * len(names))})".encode(),
            [[*row.values(), cells] for row in rows],
        )
    return int(found[0])


def judge(warehouse: Warehouse, *batch_ids: int) -> list[Verdict]:
    return judge_batches(warehouse.url("loader"), batch_ids, suites=SUITES)


def failed(db: psycopg.Connection[Any], batch_id: int) -> dict[str, int]:
    """Check -> rows at fault, of the checks that did not hold."""
    rows = db.execute(
        "select check_name, unexpected_count from ops.check_results where batch_id = %s and not success", [batch_id]
    )
    return dict(rows.fetchall())


def places_named(verdict: Verdict, check: str) -> set[str]:
    """The cells that a reason names first."""
    [reason] = [reason for reason in verdict.reasons if reason.startswith(f"{check}: ")]
    spots = reason.split(" At ")[1].split(", ")
    return {spot.split(" (before: ")[0].split("!")[1] for spot in spots}


def changed(rows: list[Row], change: Callable[[Row], float]) -> list[Row]:
    return [{**row, "value": change(row)} for row in rows]


def without_trailing_zeros(row: Row) -> float:
    """12.340, read as 12.34 and written as 1234."""
    return float(str(int(row["value"])).rstrip("0"))


def moved(rows: list[Row], year: int, count: int) -> list[Row]:
    """In one year, so many regions have the figure of another one among them."""
    regions = sorted({row["region_code"] for row in rows})[::2][:count]
    assert len(regions) == count
    of_year = {row["region_code"]: row["value"] for row in rows if row["period_year"] == year}
    taken = dict(zip(regions, regions[5:] + regions[:5], strict=True))
    return changed(
        rows,
        lambda row: (
            of_year[taken.get(row["region_code"], row["region_code"])] if row["period_year"] == year else row["value"]
        ),
    )


def test_businesses_as_published_pass(db: psycopg.Connection[Any], warehouse: Warehouse, shared_data: Path) -> None:
    rows = table_of(shared_data / "sheets/opendata_jabar" / BUSINESSES, "businesses", "unit")
    batch_id = stage(db, rows, BUSINESSES)
    assert judge(warehouse, batch_id) == [Verdict(batch_id, True, [])]
    assert failed(db, batch_id) == {}


def test_businesses_that_lost_their_zeros_are_rejected(
    db: psycopg.Connection[Any], warehouse: Warehouse, shared_data: Path
) -> None:
    rows = table_of(shared_data / "sheets/opendata_jabar" / BUSINESSES, "businesses", "unit")
    damaged = changed(rows, without_trailing_zeros)
    lost = {f"F{row['row_no']}" for row, was in zip(damaged, rows, strict=True) if row["value"] != was["value"]}
    assert len(lost) > 10
    batch_id = stage(db, damaged, BUSINESSES)
    [verdict] = judge(warehouse, batch_id)
    named = places_named(verdict, "trailing_zeros_stand")
    assert len(named) == 5
    assert named <= lost
    assert failed(db, batch_id)["trailing_zeros_stand"] >= len(lost) * 0.8


def test_businesses_at_other_regions_for_two_years_are_rejected(
    db: psycopg.Connection[Any], warehouse: Warehouse, shared_data: Path
) -> None:
    rows = table_of(shared_data / "sheets/opendata_jabar" / BUSINESSES, "businesses", "unit")
    batch_id = stage(db, moved(moved(rows, 2022, 14), 2023, 13), BUSINESSES)
    [verdict] = judge(warehouse, batch_id)
    of_two_years = {f"F{row['row_no']}" for row in rows if row["period_year"] in (2022, 2023)}
    assert places_named(verdict, "regions_keep_their_order") <= of_two_years
    assert failed(db, batch_id)["regions_keep_their_order"] >= 10


def test_businesses_with_both_damages_are_rejected_for_both(
    db: psycopg.Connection[Any], warehouse: Warehouse, shared_data: Path
) -> None:
    rows = table_of(shared_data / "sheets/opendata_jabar" / BUSINESSES, "businesses", "unit")
    rows = changed(moved(moved(rows, 2022, 14), 2023, 13), without_trailing_zeros)
    batch_id = stage(db, rows, BUSINESSES)
    [verdict] = judge(warehouse, batch_id)
    assert {"trailing_zeros_stand", "regions_keep_their_order"} <= {reason.split(":")[0] for reason in verdict.reasons}


def test_rates_and_poor_persons_as_published_trip_nothing(
    db: psycopg.Connection[Any], warehouse: Warehouse, shared_data: Path
) -> None:
    folder = shared_data / "sheets/opendata_jabar"
    rates = stage(db, table_of(folder / RATES, "P0", "persen"), RATES)
    persons = stage(db, table_of(folder / PERSONS, "poor_persons", "jiwa", 1000), PERSONS)
    assert [verdict.accepted for verdict in judge(warehouse, rates, persons)] == [True, True]
    assert failed(db, rates) == {}
    # The portal prints 0 for regions that did not exist yet.
    assert set(failed(db, persons)) == {"poor_persons_are_not_in_thousands"}


@pytest.mark.parametrize(
    ("file_name", "region", "times", "check"),
    [
        (RATES, "32.04", 0.1, "decimal_point_stands"),
        (RATES, "32.04", 100, "percentages_lie_within_0_and_100"),
        (PERSONS, "32.04", 0.001, "decimal_point_stands"),
        (PERSONS, "32.04", 10, "decimal_point_stands"),
        (RATES, "32.04", 2.5, "implied_population_is_possible"),
    ],
)
def test_one_figure_that_lost_digits_rejects(
    db: psycopg.Connection[Any],
    warehouse: Warehouse,
    shared_data: Path,
    file_name: str,
    region: str,
    times: float,
    check: str,
) -> None:
    folder = shared_data / "sheets/opendata_jabar"
    tables = {
        RATES: table_of(folder / RATES, "P0", "persen"),
        PERSONS: table_of(folder / PERSONS, "poor_persons", "jiwa", 1000),
    }
    [place] = [n for n, r in enumerate(tables[file_name]) if (r["region_code"], r["period_year"]) == (region, 2018)]
    row = tables[file_name][place]
    tables[file_name][place] = {**row, "value": round(row["value"] * times, 2)}
    ids = {name: stage(db, rows, name) for name, rows in tables.items()}
    verdicts = {verdict.batch_id: verdict for verdict in judge(warehouse, *ids.values())}
    [reason] = [r for r in verdicts[ids[file_name]].reasons if r.startswith(f"{check}: ")]
    assert f"{file_name}#csv!F{row['row_no']}" in reason


def test_a_table_of_persons_that_turned_to_thousands_is_rejected(
    db: psycopg.Connection[Any], warehouse: Warehouse, shared_data: Path
) -> None:
    rows = table_of(shared_data / "sheets/opendata_jabar" / PERSONS, "poor_persons", "jiwa", 1000)
    rows = changed(rows, lambda row: row["value"] / (1000 if row["period_year"] == 2024 else 1))
    batch_id = stage(db, rows, PERSONS)
    [verdict] = judge(warehouse, batch_id)
    assert "table_keeps_its_scale" in {reason.split(":")[0] for reason in verdict.reasons}


def test_what_the_catalogue_reads_is_rejected_only_for_its_faults(
    db: psycopg.Connection[Any], shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMBUNG_DATA_ROOT", str(shared_data / "sheets"))
    scope: steps.Scope = {
        "catalogue": [str(ROOT / "docs" / "catalogue-real")],
        "sources": ["bps__poverty", "djpk__posture"],
    }
    for group in steps.collect_workbooks(scope):
        steps.load(group, scope)
    steps.judge(scope)
    told = db.execute(
        """select f.origin, c.check_name from landing.batches b join landing.files f using (file_id)
           join ops.check_results c using (batch_id)
           where b.status = 'rejected' and c.severity = 'critical' and not c.success order by 1, 2"""
    ).fetchall()
    assert told == [
        # Banyuwangi's and Blitar's files of 2022 are the same, byte for byte.
        ("2022/Banyuwangi.csv", "is_no_copy_of_another_region"),
        ("2022/Blitar.csv", "is_no_copy_of_another_region"),
        # From Kalimantan Utara downward each province has the figure of the next; Papua has Indonesia's.
        ("Indeks_Kedalaman_Kemiskinan_(P1)_Menurut_Provinsi_dan_Daerah_2012.csv", "regions_keep_their_order"),
    ]
    accepted = db.execute(
        "select source_id, count(*) from landing.batches where status = 'accepted' group by 1 order by 1"
    ).fetchall()
    assert accepted == [("bps__poverty", 84), ("djpk__posture", 112)]
    warned = dict(
        db.execute(
            """select check_name, count(*) from ops.check_results
               where dataset = 'budget_posture' and not success and severity = 'warning' group by 1"""
        ).fetchall()
    )
    # Kota Kediri's percentages of 2021 are a hundred times too large; the portal's financing often adds up to nothing.
    assert warned["printed_percentages_agree"] == 1
    assert warned["levels_agree"] + warned.get("printed_totals_equal_leaves", 0) > 40
