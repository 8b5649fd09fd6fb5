"""Batches judged on a real Postgres: each check finds its fault and names the cell, and no value leaves staging."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from lumbung.quality import judge as judge_module
from lumbung.quality.data_docs import build_data_docs
from lumbung.quality.judge import Verdict, judge_batches
from lumbung.quality.suite import SuiteError, load_suites
from lumbung.runtime.warehouse import Warehouse
from lumbung.staging.tables import TABLES_OF_DATASET
from tests.staged_cells import put_cells

ROOT = Path(__file__).parents[2]
SUITES = ROOT / "expectations"
ALL_SUITES = load_suites(SUITES, TABLES_OF_DATASET)
DATASET_OF = {table: dataset for dataset, tables in TABLES_OF_DATASET.items() for table in tables}
MADE_UP_NIK = "3271046504930002"


@pytest.fixture
def loader(warehouse: Warehouse) -> str:
    """The URL of the role that judges."""
    return warehouse.url("loader")


@pytest.fixture
def db(warehouse: Warehouse) -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection to a warehouse that knows some regions and no batch."""
    with psycopg.connect(warehouse.url("admin"), autocommit=True) as connection:
        connection.execute(
            """insert into staging.ref_region (region_code, name, level, parent_code, valid_from)
               values ('52', 'Nusa Tenggara Barat', 'province', '00', date '1958-08-14'),
                      ('52.71', 'Kota Mataram', 'city', '52', '1993-07-26'),
                      ('59', 'Provinsi Baru', 'province', '00', '2030-01-01')
               union all
               select '52.' || lpad(n::text, 2, '0'), 'Kabupaten ' || n, 'regency', '52', date '1958-08-14'
               from generate_series(1, 60) as n"""
        )
        yield connection


URL = "https://kabar.example/2026/03/bantuan"
SENTENCE = "Sebanyak 120 KPM menerima bantuan, atau 9,5 persen dari target."
GOOD_ROWS: dict[str, list[dict[str, Any]]] = {
    "budget_realisation": [
        {
            "sheet": "Lap",
            "row_no": row,
            "column_no": 7,
            "region_code": "52.71",
            "agency_code": "1.06.01",
            "agency_name": "Dinas Sosial",
            "program_name": "Perlindungan Sosial",
            "activity_name": "Bantuan",
            "sub_activity_code": "1.06.02.2.01.0001",
            "sub_activity_name": "Penyaluran",
            "account_code": f"5.1.02.01.001.{row:05}",
            "account_name": "Belanja",
            "expenditure_class": "operating",
            "funding_source": "unspecified",
            "fiscal_year": 2026,
            "period_month": 3,
            "budget_stage": "pergeseran",
            "realisation_basis": "month",
            "budget_idr": 1000,
            "realised_idr": 100,
            "source_ref": f"a.xlsx#Lap!G{row}",
            "cells": {"budget_idr": f"F{row}", "realised_idr": f"G{row}", "region_code": f"A{row}"},
        }
        for row in (12, 13, 14)
    ],
    "budget_posture": [
        {
            "sheet": "csv",
            "row_no": row,
            "column_no": 1,
            "region_code": "52.71",
            "fiscal_year": 2023,
            "account_path": f"Belanja Daerah > {name}",
            "account_name": name,
            "budget_idr": 2_000_000_000,
            "realised_to_date_idr": 1_000_000_000,
            "source_ref": f"a.csv#csv!C{row}",
            "cells": {"budget_idr": f"B{row}", "realised_to_date_idr": f"C{row}"},
        }
        for row, name in ((12, "Belanja Pegawai"), (13, "Belanja Hibah"), (14, "Belanja Modal"))
    ],
    "program_reach": [
        {
            "sheet": "Lap",
            "row_no": row,
            "column_no": 7,
            "region_code": "52.71",
            "agency_name": "Dinas Sosial",
            "program_name": "Sembako",
            "activity_name": f"Penyaluran {row}",
            "measure": "recipient",
            "beneficiary_unit": "KPM",
            "period_start": "2026-01-01",
            "period_end": "2026-03-31",
            "target_count": 100,
            "reached_count": 90,
            "source_ref": f"a.xlsx#Lap!G{row}",
            "cells": {"target_count": f"F{row}", "reached_count": f"G{row}"},
        }
        for row in (12, 13, 14)
    ],
    "poverty_indicator": [
        {
            "sheet": "csv",
            "row_no": 12,
            "column_no": column,
            "region_code": "52.71",
            "region_name": "Kota Mataram",
            "indicator_code": indicator,
            "area": "all",
            "period_year": 2021,
            "period_part": "march",
            "value": value,
            "unit": unit,
            "publisher": "bps",
            "kind": "estimate",
            "source_ref": f"a.xlsx#csv!{chr(64 + column)}12",
            "cells": {"value": f"{chr(64 + column)}12"},
        }
        for column, (indicator, value, unit) in enumerate(
            [
                ("P0", 8.65, "persen"),
                ("P1", 1.2, "indeks"),
                ("P2", 0.3, "indeks"),
                ("poverty_line_idr", 534000, "rupiah_per_kapita_bulan"),
                ("poor_persons", 44000, "jiwa"),
                ("extreme_poor_persons", 4000, "jiwa"),
            ],
            start=2,
        )
    ],
    "beneficiary": [
        {
            "sheet": "Lap",
            "row_no": row,
            "region_code": "52.71",
            "program_name": "Sembako",
            "nik_hash": f"{row:064x}",
            "nik_is_valid": True,
            "birth_year": 1980,
            "sex": "P",
            "source_ref": f"a.xlsx#Lap!B{row}",
            "cells": {"nik_hash": f"B{row}"},
        }
        for row in (12, 13, 14)
    ],
    "news_article": [
        {
            "article_url": URL,
            "outlet": "Kabar",
            "title": "Bantuan tersalur",
            "published_date": "2026-03-05",
            "body": f"{SENTENCE} " * 5,
            "body_sha256": "0" * 64,
        }
    ],
    "news_figure": [
        {
            "figure_no": number,
            "article_url": URL,
            "sentence_no": 7,
            "quote": quote,
            "sentence": SENTENCE,
            "start_offset": SENTENCE.index(quote),
            "end_offset": SENTENCE.index(quote) + len(quote),
            "value": value,
            "unit": unit,
            "role": "recipient",
            "qualifier": "exact",
            "region_code": "52.71",
            "period_start": "2026-01-01",
            "period_end": "2026-03-31",
            "confidence": 0.9,
            "source_ref": f"{URL}#s7",
        }
        for number, (quote, value, unit) in enumerate([("120 KPM", 120, "KPM"), ("9,5 persen", 9.5, "persen")], start=1)
    ],
}


def with_cell_map(db: psycopg.Connection[Any], batch_id: int, row: dict[str, Any]) -> dict[str, Any]:
    """A row whose cells, where it names them, are put into a map that it refers to."""
    if "cells" not in row:
        return row
    others = {name: value for name, value in row.items() if name != "cells"}
    return {**others, "cell_map": put_cells(db, batch_id, row["cells"])}


def insert(db: psycopg.Connection[Any], schema: str, table: str, row: dict[str, Any]) -> Any:
    row = with_cell_map(db, row["batch_id"], row)
    statement = sql.SQL("insert into {}.{} ({}) values ({})").format(
        sql.Identifier(schema),
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(sql.Placeholder() * len(row)),
    )
    return db.execute(statement, list(row.values()))


def stage(
    db: psycopg.Connection[Any],
    dataset: str,
    file_name: str = "a.xlsx",
    status: str = "staged",
    *,
    rows: list[dict[str, Any]] | None = None,
    source_id: str = "made__up",
    origin: str | None = None,
    sha256: str | None = None,
    days_ago: int = 0,
) -> int:
    """A batch of good rows, or of these, with a total that is right; returns its id."""
    files = db.execute("select count(*) from landing.files").fetchone()
    assert files is not None
    file_id = db.execute(
        """insert into landing.files (sha256, source_id, origin, file_name, bytes, current_since)
           values (%s, %s, %s, %s, 1, now() - make_interval(days => %s)) returning file_id""",
        [sha256 or f"{files[0]:064x}", source_id, origin or f"{files[0]}/{file_name}", file_name, days_ago],
    ).fetchone()
    assert file_id is not None
    batch = db.execute(
        """insert into landing.batches (file_id, source_id, dataset, parser_version, status)
           values (%s, %s, %s, '1', %s) returning batch_id""",
        [file_id[0], source_id, dataset, status],
    ).fetchone()
    assert batch is not None
    batch_id = int(batch[0])
    for table in TABLES_OF_DATASET[dataset]:
        fill(db, table, batch_id, GOOD_ROWS[table] if rows is None else rows)
    if dataset in ("budget_realisation", "budget_posture", "program_reach", "poverty_indicator"):
        add_total(db, batch_id, "G20", 300, 300)
    return batch_id


def fill(db: psycopg.Connection[Any], table: str, batch_id: int, rows: list[dict[str, Any]]) -> None:
    """Put rows into staging and count them in the ledger."""
    rows = [with_cell_map(db, batch_id, row) for row in rows]
    names = list(rows[0])
    statement = sql.SQL("insert into staging.{} (batch_id, {}) values ({}, {})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.Literal(batch_id),
        sql.SQL(", ").join(sql.Placeholder() * len(names)),
    )
    with db.cursor() as cursor:
        cursor.executemany(statement, [[row[name] for name in names] for row in rows])
    db.execute(
        """update landing.batches set rows_in = rows_in + %(n)s, rows_staged = rows_staged + %(n)s
           where batch_id = %(b)s""",
        {"n": len(rows), "b": batch_id},
    )


def refill(db: psycopg.Connection[Any], table: str, batch_id: int, rows: list[dict[str, Any]]) -> None:
    """Put these rows in place of a batch's."""
    db.execute(f"delete from staging.{table} where batch_id = %s".encode(), [batch_id])
    db.execute("update landing.batches set rows_in = 0, rows_staged = 0 where batch_id = %s", [batch_id])
    fill(db, table, batch_id, rows)


def add_total(
    db: psycopg.Connection[Any], batch_id: int, cell: str, stated: float, computed: float, **other: Any
) -> None:
    """A printed total beside what was computed."""
    total = {"batch_id": batch_id, "sheet": "Lap", "cell": cell, "measure": "realised_idr", "label": "Belanja Daerah"}
    insert(db, "staging", "control_total", {**total, "stated_value": stated, "computed_value": computed, **other})


def judge(loader: str, *batch_ids: int, suites: Path = SUITES, **options: Any) -> dict[int, Verdict]:
    verdicts = judge_batches(loader, batch_ids, suites=suites, **options)
    return {verdict.batch_id: verdict for verdict in verdicts}


def results(db: psycopg.Connection[Any], batch_id: int) -> dict[str, tuple[bool, str, str, int]]:
    return {
        row[0]: (row[1], row[2], row[3], row[4])
        for row in db.execute(
            "select check_name, success, observed, reason, unexpected_count from ops.check_results where batch_id = %s",
            [batch_id],
        )
    }


# A statement with the batch's id, or a function of connection and batch id.
Change = str | Callable[[psycopg.Connection[Any], int], object]


def before(db: psycopg.Connection[Any], batch_id: int, rows: list[dict[str, Any]], *, replaced: bool = False) -> int:
    """An accepted batch of the same source that came a day earlier: the same file, or another one."""
    found = db.execute(
        "select dataset, source_id, origin from landing.batches join landing.files using (file_id, source_id)"
        " where batch_id = %s",
        [batch_id],
    ).fetchone()
    assert found is not None
    dataset, source_id, origin = found
    return stage(
        db,
        dataset,
        "before.xlsx",
        "accepted",
        rows=rows,
        source_id=source_id,
        origin=origin if replaced else f"before-{batch_id}/{origin}",
        days_ago=1,
    )


def copies(table: str, count: int) -> list[dict[str, Any]]:
    """So many good rows of a table, each of a row of its own."""
    good = GOOD_ROWS[table]
    return [{**good[n % len(good)], "row_no": 20 + n} for n in range(count)]


def shrunk(table: str, rows_before: int) -> Change:
    return lambda db, batch_id: before(db, batch_id, copies(table, rows_before), replaced=True)


def twin(table: str, region: str = "52.01") -> Change:
    """The same bytes under another name, for this region."""

    def change(db: psycopg.Connection[Any], batch_id: int) -> int:
        rows = [{**row, "region_code": region} for row in GOOD_ROWS[table]]
        other = before(db, batch_id, rows)
        return same_bytes(db, batch_id, other)

    return change


def same_bytes(db: psycopg.Connection[Any], *batch_ids: int) -> int:
    return db.execute(
        """update landing.files set sha256 = repeat('a', 64)
           where file_id in (select file_id from landing.batches where batch_id = any(%s))""",
        [list(batch_ids)],
    ).rowcount


def months(earlier: list[dict[str, Any]], later: list[dict[str, Any]], basis: str = "to_date") -> Change:
    """A report of April that changes the good rows so, after an accepted one of March that does so."""

    def report(month: int, changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        common = {"period_month": month, "realisation_basis": basis}
        return [
            {**GOOD_ROWS["budget_realisation"][0], "row_no": 12 + n, "account_code": f"5.1.{n}", **common, **change}
            for n, change in enumerate(changes)
        ]

    def change(db: psycopg.Connection[Any], batch_id: int) -> None:
        before(db, batch_id, report(3, earlier))
        refill(db, "budget_realisation", batch_id, report(4, later))

    return change


def replaces(table: str, change_of_before: dict[str, Any]) -> Change:
    """The good rows, after an accepted version of the same file that changes them so."""
    return lambda db, batch_id: before(
        db, batch_id, [{**row, **change_of_before} for row in GOOD_ROWS[table]], replaced=True
    )


Damage = Callable[[int, int, float], float]
"""Of the number of a region, a year and the right figure: the figure that is printed."""


def series(
    regions: int, years: range, right: Callable[[int, int], float], damage: Damage, indicator: str, unit: str
) -> list[dict[str, Any]]:
    """A table of one indicator, a region a row and a year a column."""
    common = {**GOOD_ROWS["poverty_indicator"][0], "indicator_code": indicator, "unit": unit}
    return [
        {
            **common,
            "row_no": 10 + region + 100 * len(indicator),
            "column_no": year - 2000,
            "region_code": f"52.{region:02}",
            "period_year": year,
            "value": round(damage(region, year, right(region, year)), 2),
            "source_ref": f"a.xlsx#csv!C{10 + region}",
            "cells": {"value": f"C{10 + region}"},
        }
        for region in range(1, regions + 1)
        for year in years
    ]


def rate(region: int, year: int) -> float:
    """A rate that falls slowly and is another in each region."""
    return (5 + 0.7 * (region * 7 % 60)) * (1 - 0.02 * (year - 2014))


def businesses(region: int, year: int) -> int:
    """A number of businesses, with last digits as they come."""
    return int((12_347 + 5_171 * region) * 1.0619 ** (year - 2014))


def poor(region: int, year: int) -> float:
    """Poor persons in a region of 40,000 inhabitants and more."""
    return round(rate(region, year) * 400 * region)


def rates(damage: Damage, regions: int = 20, years: range = range(2015, 2021)) -> Change:
    rows = series(regions, years, rate, damage, "P0", "persen")
    return lambda db, batch_id: refill(db, "poverty_indicator", batch_id, rows)


def counts(damage: Damage, regions: int = 12) -> Change:
    rows = series(regions, range(2014, 2022), businesses, damage, "businesses", "unit")
    return lambda db, batch_id: refill(db, "poverty_indicator", batch_id, rows)


def populations(damage: Damage) -> Change:
    """Rates with this damage, beside the persons that fit the right ones."""
    years = range(2015, 2021)
    rows = series(20, years, rate, damage, "P0", "persen")
    rows += series(20, years, poor, lambda _region, _year, value: value, "poor_persons", "jiwa")
    return lambda db, batch_id: refill(db, "poverty_indicator", batch_id, rows)


def one_cell(times: float) -> Damage:
    return lambda region, year, value: value * times if (region, year) == (7, 2018) else value


def one_year(times: float) -> Damage:
    return lambda _region, year, value: value * times if year == 2018 else value


def without_zeros(_region: int, _year: int, value: float) -> float:
    return float(str(int(value)).rstrip("0"))


def never_round(_region: int, _year: int, value: float) -> float:
    return value + (value % 10 == 0)


def slipped(of_regions: int) -> Damage:
    """In one year, each of the first regions has the figure of the next."""
    return lambda region, year, value: (
        rate(region % of_regions + 1, year) if year == 2018 and region <= of_regions else value
    )


def totals(*found: tuple[float, float], **other: Any) -> Change:
    """Printed totals beside what was computed, and no others."""

    def change(db: psycopg.Connection[Any], batch_id: int) -> None:
        db.execute("delete from staging.control_total where batch_id = %s", [batch_id])
        for n, (stated, computed) in enumerate(found):
            add_total(db, batch_id, f"G{20 + n}", stated, computed, **other)

    return change


FINANCING = {"label": "Pembiayaan Daerah"}

# How to break each check of each suite once.
ONE = " where batch_id = %(b)s and row_no = 13"
TWO_REGIONS = "update staging.{} set region_code = '{}'" + ONE
P0 = " where batch_id = %(b)s and indicator_code = 'P0'"
LINE = " where batch_id = %(b)s and indicator_code = 'poverty_line_idr'"
POOR = " where batch_id = %(b)s and indicator_code = 'poor_persons'"
PAGE = " where batch_id = %(b)s"
FIGURE = " where batch_id = %(b)s and figure_no = 2"
LEDGER = "update landing.batches set rows_in = rows_in + 1, rows_staged = rows_staged + 1 where batch_id = %(b)s"
TOTAL = "update staging.control_total set stated_value = 301 where batch_id = %(b)s"
FEW = "delete from staging.{} where batch_id = %(b)s"
BREAKS: dict[str, dict[str, Change]] = {
    "budget_realisation": {
        "enough_rows": FEW.format("budget_realisation"),
        "ledger_counts_the_rows": LEDGER,
        "has_not_shrunk": shrunk("budget_realisation", 4),
        "half_is_still_there": shrunk("budget_realisation", 7),
        "is_no_copy_of_another_region": twin("budget_realisation"),
        "printed_totals_equal_leaves": TOTAL,
        "levels_agree": totals((301, 300), check_name="cross_level"),
        "printed_percentages_agree": totals((10261, 102.6), check_name="ratio", tolerance=0.06),
        "region_code_shape": TWO_REGIONS.format("budget_realisation", "5271"),
        "region_is_known": TWO_REGIONS.format("budget_realisation", "52.99"),
        "agency_is_named": "update staging.budget_realisation set agency_name = ' '" + ONE,
        "account_code_shape": "update staging.budget_realisation set account_code = '5,1E+10'" + ONE,
        "sub_activity_code_shape": "update staging.budget_realisation set sub_activity_code = '1'" + ONE,
        "fiscal_year_is_plausible": "update staging.budget_realisation set fiscal_year = 202" + ONE,
        "one_fiscal_year": "update staging.budget_realisation set fiscal_year = 2027" + ONE,
        "budget_stage_is_known": "update staging.budget_realisation set budget_stage = 'awal'" + ONE,
        "some_amount_is_given": "update staging.budget_realisation set budget_idr = null, realised_idr = null" + ONE,
        "budget_is_given": "update staging.budget_realisation set budget_idr = null" + ONE,
        "budget_is_not_negative": "update staging.budget_realisation set budget_idr = -0.01" + ONE,
        "realised_is_not_negative": "update staging.budget_realisation set realised_idr = -5" + ONE,
        "realised_is_within_budget": "update staging.budget_realisation set realised_idr = 1000.01" + ONE,
        "rows_are_unique": "update staging.budget_realisation set account_code = '5.1.02.01.001.00014'" + ONE,
        "months_agree_with_basis": "update staging.budget_realisation set realisation_basis = 'to_date'" + ONE,
        "no_personal_number": f"update staging.budget_realisation set account_name = 'an. {MADE_UP_NIK}'" + ONE,
        "position_to_date_does_not_fall": months([{"realised_idr": 100}] * 2, [{"realised_idr": r} for r in (99, 120)]),
        "the_whole_position_does_not_fall": months(
            [{"realised_idr": 100}] * 2, [{"realised_idr": r} for r in (60, 120)]
        ),
        "budgets_keep_their_digits": months([{"budget_idr": 1234}] * 2, [{"budget_idr": b} for b in (123400, 1234)]),
        "report_keeps_its_scale": replaces("budget_realisation", {"budget_idr": 1, "realised_idr": 0.1}),
    },
    "budget_posture": {
        "enough_rows": FEW.format("budget_posture"),
        "ledger_counts_the_rows": LEDGER,
        "has_not_shrunk": shrunk("budget_posture", 4),
        "half_is_still_there": shrunk("budget_posture", 7),
        "is_no_copy_of_another_region": twin("budget_posture"),
        "printed_totals_equal_leaves": totals((301, 300)),
        "levels_agree": totals((301, 300), check_name="cross_level"),
        "printed_percentages_agree": totals((12311, 123.11), check_name="ratio", tolerance=0.06),
        "revenue_and_expenditure_add_up": totals((304, 300)),
        "most_totals_add_up": totals(*[(0, 300)] * 3, *[(300, 300)] * 8, **FINANCING),
        "region_code_shape": TWO_REGIONS.format("budget_posture", "52.71.01"),
        "region_is_known": TWO_REGIONS.format("budget_posture", "52.99"),
        "fiscal_year_is_plausible": "update staging.budget_posture set fiscal_year = 23" + ONE,
        "fiscal_year_has_begun": "update staging.budget_posture set fiscal_year = 2099" + ONE,
        "as_of_date_is_in_the_year": "update staging.budget_posture set as_of_date = '2022-12-31'" + ONE,
        "line_is_named": "update staging.budget_posture set account_name = ' '" + ONE,
        "some_amount_is_given": "update staging.budget_posture set budget_idr = null, realised_to_date_idr = null"
        + ONE,
        "every_line_is_not_blank": "update staging.budget_posture set budget_idr = null, realised_to_date_idr = null"
        " where batch_id = %(b)s",
        "budget_is_not_negative": "update staging.budget_posture set budget_idr = -0.01" + ONE,
        "realised_is_not_negative": "update staging.budget_posture set realised_to_date_idr = -5" + ONE,
        "amounts_are_not_too_large": "update staging.budget_posture set budget_idr = 100000000000001" + ONE,
        "amounts_are_not_too_small": "update staging.budget_posture set budget_idr = 2000, realised_to_date_idr = 1000"
        " where batch_id = %(b)s",
        "realised_is_near_the_budget": "update staging.budget_posture set realised_to_date_idr = 4000000001" + ONE,
        "realised_keeps_its_digits": "update staging.budget_posture set realised_to_date_idr = 200000000001" + ONE,
        "rows_are_unique": "update staging.budget_posture set account_path = 'Belanja Daerah > Belanja Modal'" + ONE,
        "no_personal_number": f"update staging.budget_posture set account_name = 'an. {MADE_UP_NIK}'" + ONE,
        "position_to_date_does_not_fall": replaces("budget_posture", {"realised_to_date_idr": 1_000_000_001}),
        "table_keeps_its_scale": replaces("budget_posture", {"budget_idr": 2_000_000}),
    },
    "program_reach": {
        "enough_rows": FEW.format("program_reach"),
        "ledger_counts_the_rows": LEDGER,
        "has_not_shrunk": shrunk("program_reach", 4),
        "half_is_still_there": shrunk("program_reach", 7),
        "is_no_copy_of_another_region": twin("program_reach"),
        "printed_totals_equal_leaves": TOTAL,
        "levels_agree": totals((301, 300), check_name="cross_level"),
        "printed_percentages_agree": totals((10261, 102.6), check_name="ratio", tolerance=0.06),
        "region_code_shape": TWO_REGIONS.format("program_reach", "52.7"),
        "region_is_known": TWO_REGIONS.format("program_reach", "52.99"),
        "agency_and_program_are_named": "update staging.program_reach set program_name = ''" + ONE,
        "measure_shape": "update staging.program_reach set measure = 'Penerima'" + ONE,
        "beneficiary_unit_is_named": "update staging.program_reach set beneficiary_unit = ' '" + ONE,
        "period_runs_forward": "update staging.program_reach set period_end = '2025-03-31'" + ONE,
        "period_is_plausible": "update staging.program_reach set period_start = '0202-01-01'" + ONE,
        "some_count_is_given": "update staging.program_reach set target_count = null, reached_count = null" + ONE,
        "target_is_not_negative": "update staging.program_reach set target_count = -1" + ONE,
        "reached_is_not_negative": "update staging.program_reach set reached_count = -1" + ONE,
        "counts_are_whole": "update staging.program_reach set reached_count = 12.5" + ONE,
        "reached_is_near_target": "update staging.program_reach set reached_count = 151" + ONE,
        "rows_are_unique": "update staging.program_reach set activity_name = 'Penyaluran 14'" + ONE,
        "no_personal_number": f"update staging.program_reach set activity_name = '{MADE_UP_NIK}'" + ONE,
    },
    "poverty_indicator": {
        "enough_rows": FEW.format("poverty_indicator"),
        "ledger_counts_the_rows": LEDGER,
        "has_not_shrunk": shrunk("poverty_indicator", 8),
        "half_is_still_there": shrunk("poverty_indicator", 13),
        "is_no_copy_of_another_region": twin("poverty_indicator"),
        "printed_totals_are_near_the_sum": TOTAL,
        "levels_agree": totals((301, 300), check_name="cross_level"),
        "printed_percentages_agree": totals((10261, 102.6), check_name="ratio", tolerance=0.06),
        "region_code_shape": "update staging.poverty_indicator set region_code = '5271'" + P0,
        "region_is_known": "update staging.poverty_indicator set region_code = '52.99'" + P0,
        "indicator_code_shape": "update staging.poverty_indicator set indicator_code = 'P0 %%'" + P0,
        "unit_matches_indicator": "update staging.poverty_indicator set unit = 'jiwa'" + P0,
        "period_year_is_plausible": "update staging.poverty_indicator set period_year = 21" + P0,
        "period_part_is_known": "update staging.poverty_indicator set period_part = 'maret'" + P0,
        "value_is_given": "update staging.poverty_indicator set value = null" + P0,
        "percentages_lie_within_0_and_100": "update staging.poverty_indicator set value = 865" + P0,
        "depth_and_severity_do_not_exceed_the_rate": "update staging.poverty_indicator set value = 1.1" + P0,
        "extreme_poverty_is_part_of_poverty": "update staging.poverty_indicator set value = 3999" + POOR,
        "poverty_line_is_plausible": "update staging.poverty_indicator set value = 534" + LINE,
        "persons_are_plausible": "update staging.poverty_indicator set value = 44.5" + POOR,
        "poor_persons_are_not_in_thousands": "update staging.poverty_indicator set value = 44" + POOR,
        "province_stood_by_then": "update staging.poverty_indicator set region_code = '59'" + P0,
        "trailing_zeros_stand": counts(without_zeros),
        "last_digits_are_spread": counts(never_round, regions=20),
        "decimal_point_stands": rates(one_cell(0.1)),
        "table_keeps_its_scale": counts(one_year(1000)),
        "regions_keep_their_order": rates(slipped(20)),
        "implied_population_is_steady": populations(one_cell(1.3)),
        "implied_population_is_possible": populations(one_cell(0.4)),
        "rows_are_unique": "update staging.poverty_indicator set indicator_code = 'P0', unit = 'persen', value = 8"
        " where batch_id = %(b)s and indicator_code = 'P1'",
    },
    "beneficiary": {
        "enough_rows": FEW.format("beneficiary"),
        "ledger_counts_the_rows": LEDGER,
        "has_not_shrunk": shrunk("beneficiary", 4),
        "half_is_still_there": shrunk("beneficiary", 7),
        "is_no_copy_of_another_region": twin("beneficiary"),
        "region_code_shape": TWO_REGIONS.format("beneficiary", "52"),
        "region_is_known": TWO_REGIONS.format("beneficiary", "52.99"),
        "program_is_named": "update staging.beneficiary set program_name = ''" + ONE,
        "programs_are_no_names": "insert into staging.beneficiary (batch_id, sheet, row_no, region_code, program_name, "
        "nik_hash, nik_is_valid, birth_year, sex, source_ref, cell_map) select batch_id, sheet, n, region_code, "
        "'Orang ke-' || n, md5(n::text) || md5(n::text), true, birth_year, sex, source_ref, cell_map "
        "from staging.beneficiary cross join generate_series(20, 31) n" + ONE,
        "no_personal_number": f"update staging.beneficiary set program_name = '{MADE_UP_NIK}'" + ONE,
        "valid_nik_has_a_hash": "update staging.beneficiary set nik_hash = null" + ONE,
        "faulty_nik_says_why": "update staging.beneficiary set nik_is_valid = false" + ONE,
        "nik_is_valid": "update staging.beneficiary set nik_is_valid = false, nik_fault = 'damaged'" + ONE,
        "faulty_niks_are_few": "update staging.beneficiary set nik_is_valid = false, nik_fault = 'short'" + ONE,
        "most_niks_are_sound": "update staging.beneficiary set nik_is_valid = false, nik_fault = 'short'" + PAGE,
        "niks_were_not_stored_as_numbers": "update staging.beneficiary set nik_is_valid = false, nik_fault = 'rounded'"
        + ONE,
        "sex_agrees_with_the_nik": "update staging.beneficiary set nik_is_valid = false, nik_fault = 'sex_differs'"
        + ONE,
        "sex_is_known": "update staging.beneficiary set sex = null" + ONE,
        "persons_stand_in_one_program": f"update staging.beneficiary set nik_hash = '{14:064x}', program_name = 'Lain'"
        + ONE,
        "birth_year_is_plausible": "update staging.beneficiary set birth_year = 1080" + ONE,
        "persons_stand_once_a_program": f"update staging.beneficiary set nik_hash = '{14:064x}'" + ONE,
    },
    "news_article": {
        "article_was_read": FEW.format("news_article"),
        "article_url_shape": "update staging.news_article set article_url = 'kabar'" + PAGE,
        "outlet_is_named": "update staging.news_article set outlet = ''" + PAGE,
        "title_is_given": "update staging.news_article set title = ''" + PAGE,
        "body_is_given": "update staging.news_article set body = ''" + PAGE,
        "body_is_a_text": "update staging.news_article set body = 'Pendek.'" + PAGE,
        "text_is_well_encoded": "update staging.news_article set title = 'Wali Kota â€œ'" + PAGE,
        "body_hash_shape": "update staging.news_article set body_sha256 = 'x'" + PAGE,
        "date_is_given": "update staging.news_article set published_date = null" + PAGE,
        "date_is_plausible": "update staging.news_article set published_date = '2999-01-01'" + PAGE,
    },
    "news_figure": {
        "figure_belongs_to_the_article": "update staging.news_figure set article_url = 'https://a.example/'" + FIGURE,
        "source_ref_is_the_sentence": "update staging.news_figure set sentence_no = 8" + FIGURE,
        "value_or_reason": "update staging.news_figure set reason = 'target'" + FIGURE,
        "value_has_a_unit": "update staging.news_figure set unit = null" + FIGURE,
        "value_has_a_role": "update staging.news_figure set role = null" + FIGURE,
        "range_runs_upward": "update staging.news_figure set value_high = 9" + FIGURE,
        "quote_has_its_length": "update staging.news_figure set end_offset = end_offset + 1" + FIGURE,
        "quote_stands_in_its_sentence": "update staging.news_figure set sentence = 'Lain.'" + FIGURE,
        "qualifier_is_known": "update staging.news_figure set qualifier = 'kira-kira'" + FIGURE,
        "confidence_is_a_share": "update staging.news_figure set confidence = 1.001" + FIGURE,
        "figure_region_is_known": "update staging.news_figure set region_code = '52.99'" + FIGURE,
        "figure_period_runs_forward": "update staging.news_figure set period_end = '2025-01-01'" + FIGURE,
        "percentages_are_plausible": "update staging.news_figure set value = 9500" + FIGURE,
        "checks_inside_the_article_say_why": "update staging.news_figure set inside_check_value = 5" + FIGURE,
        "figures_fit_their_article": "update staging.news_figure set inside_check = 'contradicts', "
        "inside_check_reason = '5 is not 2 + 2, which is 4'" + FIGURE,
        "tolerance_is_not_negative": "update staging.news_figure set value_tolerance = -1" + FIGURE,
        "figures_are_unique": "update staging.news_figure set start_offset = 9, end_offset = 16, quote = '120 KPM'"
        + FIGURE,
    },
}


def test_good_batches_are_accepted_and_every_check_leaves_a_result(db: psycopg.Connection[Any], loader: str) -> None:
    batches = {dataset: stage(db, dataset) for dataset in TABLES_OF_DATASET}
    assert batches
    verdicts = judge(loader, *batches.values())
    for dataset, batch_id in batches.items():
        assert verdicts[batch_id] == Verdict(batch_id, True, []), dataset
        expected = {check.name for table in TABLES_OF_DATASET[dataset] for check in ALL_SUITES[table].checks}
        found = results(db, batch_id)
        assert set(found) == expected
        assert all(success and observed.startswith("0 of ") for success, observed, _, _ in found.values())
    states = db.execute("select distinct status, reason from landing.batches where judged_at is not null").fetchall()
    assert states == [("accepted", None)]
    assert db.execute("select count(*) from ops.quarantine").fetchone() == (0,)


@pytest.mark.parametrize("table", sorted(BREAKS))
def test_each_check_finds_its_fault_and_only_critical_ones_reject(
    db: psycopg.Connection[Any], loader: str, table: str
) -> None:
    checks = {check.name: check for name, suite in ALL_SUITES.items() if name == table for check in suite.checks}
    assert set(BREAKS[table]) == set(checks), "a check without a way to break it, or the other way round"
    dataset = DATASET_OF[table]  # type: ignore[index]
    batch_of = {}
    for name, change in BREAKS[table].items():
        batch_of[name] = stage(db, dataset, f"{name}.xlsx", source_id=f"made__{name}")
        apply(db, change, batch_of[name])
    good = stage(db, dataset, "good.xlsx")

    declared = {batch_id: 0.8 for name, batch_id in batch_of.items() if name == "has_not_shrunk"}
    verdicts = judge(loader, *batch_of.values(), good, min_share=declared)

    assert verdicts[good].accepted
    for name, batch_id in batch_of.items():
        found = results(db, batch_id)
        success, observed, reason, count = found[name]
        assert not success, name
        assert count >= 1, name
        assert "not evaluated" not in observed, name
        failed = {check for check, (held, *_) in found.items() if not held}
        critical = {check for check in failed if check_severity(check, dataset) == "critical"}
        assert verdicts[batch_id].accepted == (not critical), (name, failed)
        assert (checks[name].severity == "critical") <= (name in critical)
        address = URL if dataset == "news" and name not in ("article_was_read", "article_url_shape") else f"{name}.xlsx"
        if name in ("article_url_shape", "figure_belongs_to_the_article"):
            address = " At "
        assert address in reason, (name, reason)
        if checks[name].over in ("rows", "previous") and dataset != "news":
            assert f"{name}.xlsx#" in reason, reason
            assert "!" in reason


def apply(db: psycopg.Connection[Any], change: Change, batch_id: int) -> None:
    if isinstance(change, str):
        assert db.execute(change.encode(), {"b": batch_id}).rowcount > 0, change
    else:
        change(db, batch_id)


def as_it_is(_region: int, _year: int, value: float) -> float:
    return value


def near(table: str) -> dict[str, Change]:
    """What all tables bear alike."""
    rows = len(GOOD_ROWS[table])
    return {
        "has_not_shrunk": shrunk(table, rows),
        "half_is_still_there": shrunk(table, rows * 2),
        "is_no_copy_of_another_region": twin(table, "52.71"),
        "levels_agree": totals((300.5, 300), check_name="cross_level", tolerance=0.5),
        "printed_percentages_agree": totals((102.66, 102.6), check_name="ratio", tolerance=0.06),
    }


# What comes near to a fault and is none: after each of these its check holds, and no other rejects.
NEARLY: dict[str, dict[str, Change]] = {
    "budget_realisation": {
        **near("budget_realisation"),
        "printed_totals_equal_leaves": totals((301, 300), (299, 300), tolerance=1),
        "position_to_date_does_not_fall": months(
            [{"realised_idr": 100}] * 2, [{"realised_idr": r} for r in (100, 120)]
        ),
        # One line of two falls, which is no more than a correction while the sum rises.
        "the_whole_position_does_not_fall": months(
            [{"realised_idr": 100}] * 2, [{"realised_idr": r} for r in (90, 120)]
        ),
        "budgets_keep_their_digits": months([{"budget_idr": 1234}] * 2, [{"budget_idr": b} for b in (12345, 1234)]),
        "report_keeps_its_scale": replaces("budget_realisation", {"budget_idr": 50, "realised_idr": 5}),
    },
    "budget_posture": {
        **near("budget_posture"),
        "printed_totals_equal_leaves": totals((300.01, 300), tolerance=0.01),
        "revenue_and_expenditure_add_up": totals((302.9, 300)),
        "most_totals_add_up": totals(*[(0, 300)] * 3, *[(300, 300)] * 9, **FINANCING),
        "amounts_are_not_too_large": "update staging.budget_posture set budget_idr = 100000000000000" + ONE,
        "amounts_are_not_too_small": "update staging.budget_posture set budget_idr = 1000000000 where batch_id = %(b)s",
        "every_line_is_not_blank": "update staging.budget_posture set budget_idr = null, realised_to_date_idr = null"
        + ONE,
        "realised_is_near_the_budget": "update staging.budget_posture set realised_to_date_idr = 4000000000" + ONE,
        "realised_keeps_its_digits": "update staging.budget_posture set realised_to_date_idr = 200000000000" + ONE,
        "rows_are_unique": "update staging.budget_posture set account_name = 'Belanja Modal'" + ONE,
        "position_to_date_does_not_fall": replaces("budget_posture", {"realised_to_date_idr": 1_000_000_000}),
        "table_keeps_its_scale": replaces("budget_posture", {"budget_idr": 100_000_000}),
    },
    "program_reach": {
        **near("program_reach"),
        "printed_totals_equal_leaves": totals((301, 300), tolerance=1),
    },
    "poverty_indicator": {
        **near("poverty_indicator"),
        "printed_totals_are_near_the_sum": totals((300.3, 300)),
        "province_stood_by_then": "update staging.poverty_indicator set region_code = '59', value = null" + P0,
        "trailing_zeros_stand": counts(as_it_is),
        "last_digits_are_spread": counts(as_it_is, regions=20),
        "decimal_point_stands": rates(one_cell(0.3)),
        "table_keeps_its_scale": counts(one_year(30)),
        "regions_keep_their_order": rates(slipped(3)),
        "implied_population_is_steady": populations(one_cell(1.2)),
        "implied_population_is_possible": populations(one_cell(0.6)),
    },
}


@pytest.mark.parametrize("table", sorted(NEARLY))
def test_what_is_nearly_a_fault_is_none(db: psycopg.Connection[Any], loader: str, table: str) -> None:
    dataset = DATASET_OF[table]  # type: ignore[index]
    batch_of = {}
    for name, change in NEARLY[table].items():
        assert name in BREAKS[table]
        batch_of[name] = stage(db, dataset, f"{name}.xlsx", source_id=f"made__{name}")
        apply(db, change, batch_of[name])
    declared = {batch_id: 0.8 for name, batch_id in batch_of.items() if name == "has_not_shrunk"}
    verdicts = judge(loader, *batch_of.values(), min_share=declared)
    assert batch_of
    for name, batch_id in batch_of.items():
        found = results(db, batch_id)
        assert found[name][0], (name, found[name])
        assert verdicts[batch_id].accepted, (name, verdicts[batch_id].reasons)


def test_two_regions_with_the_same_bytes_are_both_rejected(db: psycopg.Connection[Any], loader: str) -> None:
    banyuwangi = stage(db, "budget_posture", "Banyuwangi.csv", origin="2022/Banyuwangi.csv")
    rows = [{**row, "region_code": "52.01"} for row in GOOD_ROWS["budget_posture"]]
    blitar = stage(db, "budget_posture", "Blitar.csv", origin="2022/Blitar.csv", rows=rows)
    same_bytes(db, banyuwangi, blitar)
    verdicts = judge(loader, banyuwangi, blitar)
    assert [len(verdict.reasons) for verdict in verdicts.values()] == [1, 1]
    assert verdicts[banyuwangi].reasons[0].endswith("At Banyuwangi.csv and 2022/Blitar.csv.")
    assert verdicts[blitar].reasons[0].endswith("At Blitar.csv and 2022/Banyuwangi.csv.")
    assert judge(loader, banyuwangi, blitar, again=True) == verdicts


def test_the_copy_that_was_accepted_on_an_earlier_night_is_judged_again(
    db: psycopg.Connection[Any], loader: str
) -> None:
    first = stage(db, "budget_posture", "Banyuwangi.csv")
    assert judge(loader, first, min_rows={first: 3})[first].accepted
    rows = [{**row, "region_code": "52.01"} for row in GOOD_ROWS["budget_posture"]]
    second, other = stage(db, "budget_posture", "Blitar.csv", rows=rows), stage(db, "budget_posture", "Batu.csv")
    same_bytes(db, first, second)
    verdicts = judge_batches(loader, [other, second], suites=SUITES, min_rows={second: 3}, min_share={second: 0.9})
    assert [(v.batch_id, v.accepted) for v in verdicts] == [(other, True), (second, False), (first, False)]
    assert "At Banyuwangi.csv and " in verdicts[2].reasons[0]
    assert "Blitar.csv" in verdicts[2].reasons[0]
    assert db.execute("select batch_id from landing.live_batches").fetchall() == [(other,)]
    told = db.execute("select batch_id, rule from ops.quarantine order by 1").fetchall()
    assert told == [(first, "is_no_copy_of_another_region"), (second, "is_no_copy_of_another_region")]
    assert judge(loader, first)[first].reasons == verdicts[2].reasons


def test_a_batch_that_is_judged_again_has_one_verdict(db: psycopg.Connection[Any], loader: str) -> None:
    first = stage(db, "budget_posture", "Banyuwangi.csv", "accepted")
    rows = [{**row, "region_code": "52.01"} for row in GOOD_ROWS["budget_posture"]]
    second = stage(db, "budget_posture", "Blitar.csv", rows=rows)
    same_bytes(db, first, second)
    verdicts = judge_batches(loader, [first, second], suites=SUITES)
    assert [(verdict.batch_id, verdict.accepted) for verdict in verdicts] == [(first, False), (second, False)]


def test_a_copy_that_was_replaced_since_is_none(db: psycopg.Connection[Any], loader: str) -> None:
    copied = stage(db, "budget_posture", "Banyuwangi.csv", "rejected", origin="Banyuwangi.csv", days_ago=1)
    rows = [{**row, "region_code": "52.01"} for row in GOOD_ROWS["budget_posture"]]
    blitar = stage(db, "budget_posture", "Blitar.csv", rows=rows)
    same_bytes(db, copied, blitar)
    assert not judge(loader, blitar)[blitar].accepted
    corrected = stage(db, "budget_posture", "Banyuwangi.csv", origin="Banyuwangi.csv")
    verdicts = judge(loader, blitar, corrected, again=True)
    assert {batch_id: verdict.accepted for batch_id, verdict in verdicts.items()} == {blitar: True, corrected: True}


def test_a_copy_at_another_source_or_among_samples_is_none(db: psycopg.Connection[Any], loader: str) -> None:
    rows = [{**row, "region_code": "52.01"} for row in GOOD_ROWS["budget_posture"]]
    mine, elsewhere = stage(db, "budget_posture"), stage(db, "budget_posture", rows=rows, source_id="made__elsewhere")
    sample = stage(db, "budget_posture", rows=rows)
    same_bytes(db, mine, elsewhere, sample)
    db.execute(
        "update landing.files set is_sample = true from landing.batches b"
        " where b.file_id = files.file_id and b.batch_id = %s",
        [sample],
    )
    assert all(verdict.accepted for verdict in judge(loader, mine, elsewhere, sample).values())


def one_year_each(db: psycopg.Connection[Any], damage: Damage, status: str = "staged", **where: Any) -> dict[int, int]:
    """A file of rates for each year; year -> batch."""
    return {
        year: stage(
            db,
            "poverty_indicator",
            f"{year}.csv",
            status,
            rows=series(20, range(year, year + 1), rate, damage, "P0", "persen"),
            **where,
        )
        for year in range(2016, 2021)
    }


def test_files_that_come_together_are_compared_with_each_other(db: psycopg.Connection[Any], loader: str) -> None:
    batch_of = one_year_each(db, one_cell(0.1))
    verdicts = judge(loader, *batch_of.values())
    assert [year for year, batch_id in batch_of.items() if not verdicts[batch_id].accepted] == [2018]
    [reason] = verdicts[batch_of[2018]].reasons
    assert reason.startswith("decimal_point_stands: ")
    assert reason.endswith("At 2018.csv#csv!C17 (before: a.xlsx#csv!C17).")
    assert results(db, batch_of[2018])["decimal_point_stands"][1] == "1 of 20 rows"


def test_a_file_that_failed_by_itself_is_no_neighbour(db: psycopg.Connection[Any], loader: str) -> None:
    good, bad = (series(20, range(y, y + 1), rate, as_it_is, "P0", "persen") for y in (2017, 2018))
    bad = [{**row, "value": row["value"] / 1000, "region_code": row["region_code"]} for row in bad]
    bad[0]["unit"] = "jiwa"
    first = stage(db, "poverty_indicator", rows=bad)
    second = stage(db, "poverty_indicator", rows=good)
    verdicts = judge(loader, first, second)
    assert not verdicts[first].accepted
    assert verdicts[second].accepted


def test_neighbours_are_of_the_same_source_and_the_same_reading(db: psycopg.Connection[Any], loader: str) -> None:
    def thousandth(_region: int, _year: int, value: float) -> float:
        return value / 1000

    strangers = [
        *one_year_each(db, thousandth, "accepted", source_id="made__elsewhere").values(),
        *(others := one_year_each(db, thousandth, "accepted")).values(),
        *(samples := one_year_each(db, thousandth, "accepted")).values(),
    ]
    assert strangers
    db.execute("update landing.batches set parser_version = '0' where batch_id = any(%s)", [list(others.values())])
    db.execute(
        "update landing.files set is_sample = true from landing.batches b"
        " where b.file_id = files.file_id and b.batch_id = any(%s)",
        [list(samples.values())],
    )
    years = series(20, range(2018, 2019), rate, as_it_is, "P0", "persen")
    batch_id = stage(db, "poverty_indicator", rows=years)
    assert judge(loader, batch_id)[batch_id].accepted

    friends = one_year_each(db, thousandth, "accepted")
    assert friends
    rejected = judge(loader, batch_id, again=True)[batch_id]
    assert [reason.split(":")[0] for reason in rejected.reasons] == ["decimal_point_stands", "table_keeps_its_scale"]


def test_zeros_and_blanks_are_no_neighbours(db: psycopg.Connection[Any], loader: str) -> None:
    """A region that did not exist yet is printed as 0."""
    rows = series(20, range(2014, 2021), rate, lambda r, y, v: 0 if r == 7 and y < 2018 else v, "P0", "persen")
    rows[0]["value"] = None
    batch_id = stage(db, "poverty_indicator", rows=rows)
    assert judge(loader, batch_id)[batch_id].accepted


def lines(month: int, amounts: list[int], **other: Any) -> list[dict[str, Any]]:
    good = {**GOOD_ROWS["budget_realisation"][0], "realisation_basis": "to_date", "period_month": month, **other}
    return [
        {
            **good,
            "row_no": 12 + n,
            "account_code": f"5.1.{n}",
            "realised_idr": amount,
            "source_ref": f"m{month}!G{12 + n}",
        }
        for n, amount in enumerate(amounts)
    ]


def test_of_two_new_months_the_later_one_is_at_fault(db: psycopg.Connection[Any], loader: str) -> None:
    march = stage(db, "budget_realisation", "maret.xlsx", rows=lines(3, [100, 200, 300]))
    april = stage(db, "budget_realisation", "april.xlsx", rows=lines(4, [90, 190, 310]))
    verdicts = judge(loader, march, april)
    assert verdicts[march].accepted
    [reason] = verdicts[april].reasons
    assert reason.startswith("the_whole_position_does_not_fall: ")
    assert reason.endswith("At april.xlsx#Lap!G12 (before: m3!G12), april.xlsx#Lap!G12 (before: m3!G13).")


def test_a_late_month_is_held_against_the_accepted_one_that_follows(db: psycopg.Connection[Any], loader: str) -> None:
    april = stage(db, "budget_realisation", "april.xlsx", "accepted", rows=lines(4, [100, 200, 300]))
    march = stage(db, "budget_realisation", "maret.xlsx", rows=lines(3, [110, 220, 290]))
    february = stage(db, "budget_realisation", "februari.xlsx", rows=lines(2, [50, 50, 50]))
    verdicts = judge(loader, march, february)
    assert not verdicts[march].accepted
    assert verdicts[february].accepted
    assert db.execute("select status from landing.batches where batch_id = %s", [april]).fetchone() == ("accepted",)


@pytest.mark.parametrize(
    ("falling", "accepted"),
    [(1, True), (2, True), (3, False)],
)
def test_a_fifth_of_the_lines_may_fall_while_the_sum_rises(
    db: psycopg.Connection[Any], loader: str, falling: int, accepted: bool
) -> None:
    stage(db, "budget_realisation", "maret.xlsx", "accepted", rows=lines(3, [100] * 12))
    amounts = [99] * falling + [200] * (12 - falling)
    april = stage(db, "budget_realisation", "april.xlsx", rows=lines(4, amounts))
    assert judge(loader, april)[april].accepted is accepted
    assert results(db, april)["position_to_date_does_not_fall"][3] == falling


def test_months_that_are_flows_and_another_year_may_fall(db: psycopg.Connection[Any], loader: str) -> None:
    stage(db, "budget_realisation", "maret.xlsx", "accepted", rows=lines(3, [100, 200]))
    flows = stage(db, "budget_realisation", rows=lines(4, [1, 2], realisation_basis="month"))
    next_year = stage(db, "budget_realisation", rows=lines(4, [1, 2], fiscal_year=2027))
    assert all(verdict.accepted for verdict in judge(loader, flows, next_year).values())


def test_a_line_that_stands_twice_is_compared_in_its_order(db: psycopg.Connection[Any], loader: str) -> None:
    twice = {"account_code": "5.1.7"}
    march = [{**row, **twice} for row in lines(3, [100, 900])]
    stage(db, "budget_realisation", "maret.xlsx", "accepted", rows=march)
    april = stage(db, "budget_realisation", "april.xlsx", rows=[{**row, **twice} for row in lines(4, [150, 950])])
    assert judge(loader, april)[april].accepted
    assert results(db, april)["position_to_date_does_not_fall"][0]


def test_only_the_last_accepted_version_tells_how_many_rows_there_were(
    db: psycopg.Connection[Any], loader: str
) -> None:
    where = {"origin": "lra.xlsx", "source_id": "made__up"}
    stage(db, "budget_realisation", status="accepted", rows=copies("budget_realisation", 50), days_ago=3, **where)
    stage(db, "budget_realisation", status="accepted", rows=copies("budget_realisation", 4), days_ago=2, **where)
    stage(db, "budget_realisation", status="rejected", rows=copies("budget_realisation", 60), days_ago=1, **where)
    batch_id = stage(db, "budget_realisation", **where)
    assert judge(loader, batch_id, min_share={batch_id: 0.75})[batch_id].accepted
    assert not judge(loader, batch_id, min_share={batch_id: 0.76}, again=True)[batch_id].accepted
    assert results(db, batch_id)["half_is_still_there"][0]


@pytest.mark.parametrize(
    ("table", "accepted"), [("budget_realisation", True), ("program_reach", True), ("poverty_indicator", False)]
)
def test_a_line_printed_twice_is_told_and_rejects_only_indicators(
    db: psycopg.Connection[Any], loader: str, table: str, accepted: bool
) -> None:
    batch_id = stage(db, table)
    apply(db, BREAKS[table]["rows_are_unique"], batch_id)
    verdict = judge(loader, batch_id)[batch_id]
    found = results(db, batch_id)
    assert [name for name, (held, *_) in found.items() if not held] == ["rows_are_unique"]
    assert found["rows_are_unique"][3] == 2
    assert verdict.accepted is accepted


def check_severity(name: str, dataset: str) -> str:
    return next(c.severity for t in TABLES_OF_DATASET[dataset] for c in ALL_SUITES[t].checks if c.name == name)


def test_the_cell_of_the_column_in_question_is_named(db: psycopg.Connection[Any], loader: str) -> None:
    batch_id = stage(db, "budget_realisation", "lra_maret.xlsx")
    db.execute("update staging.budget_realisation set budget_idr = -1 where row_no = 13")
    verdict = judge(loader, batch_id)[batch_id]
    assert verdict.reasons[0].startswith("budget_is_not_negative: ")
    assert "lra_maret.xlsx#Lap!F13" in verdict.reasons[0]
    assert db.execute("select status, reason from landing.batches").fetchone() == ("rejected", verdict.reasons[0])
    assert db.execute("select batch_id, sheet, row_no, cell, rule from ops.quarantine").fetchall() == [
        (batch_id, "Lap", None, "F13", "budget_is_not_negative")
    ]


def test_five_cells_are_named_and_the_rest_counted(db: psycopg.Connection[Any], loader: str) -> None:
    batch_id = stage(db, "budget_realisation")
    for row in range(20, 30):
        good = {**GOOD_ROWS["budget_realisation"][0], "row_no": row, "account_code": f"5.1.{row}", "budget_idr": -1}
        cells = {"budget_idr": f"F{row}"}
        insert(db, "staging", "budget_realisation", {"batch_id": batch_id, **good, "cells": cells})
    db.execute("update landing.batches set rows_in = 13, rows_staged = 13")
    reason = judge(loader, batch_id)[batch_id].reasons[0]
    assert "a.xlsx#Lap!F20, a.xlsx#Lap!F21, a.xlsx#Lap!F22, a.xlsx#Lap!F23, a.xlsx#Lap!F24 and 5 more." in reason
    assert results(db, batch_id)["budget_is_not_negative"][1] == "10 of 13 rows"


def test_one_bad_batch_stops_only_itself(db: psycopg.Connection[Any], loader: str) -> None:
    ids = [stage(db, "program_reach", f"{n}.xlsx") for n in range(3)]
    db.execute("update staging.program_reach set target_count = -1 where batch_id = %s", [ids[1]])
    verdicts = judge(loader, *ids)
    assert [verdicts[batch_id].accepted for batch_id in ids] == [True, False, True]


def test_the_floor_is_the_sources_own(db: psycopg.Connection[Any], loader: str) -> None:
    small, large = stage(db, "budget_realisation"), stage(db, "budget_realisation")
    verdicts = judge(loader, small, large, min_rows={small: 4, large: 3})
    assert not verdicts[small].accepted
    assert verdicts[small].reasons[0].startswith("enough_rows: ")
    assert verdicts[large].accepted


def test_the_floor_of_the_layouts_holds_beside_the_sources(db: psycopg.Connection[Any], loader: str) -> None:
    of_layout, of_source, neither = (stage(db, "budget_realisation") for _ in range(3))
    db.execute("update landing.batches set min_rows = 4 where batch_id = %s", [of_layout])
    db.execute("update landing.batches set min_rows = 2 where batch_id = any(%s)", [[of_source, neither]])
    verdicts = judge(loader, of_layout, of_source, neither, min_rows={of_layout: 1, of_source: 4, neither: 3})
    assert [verdict.accepted for verdict in verdicts.values()] == [False, False, True]


def test_judging_twice_leaves_the_same_rows(db: psycopg.Connection[Any], loader: str) -> None:
    bad, good = stage(db, "budget_realisation"), stage(db, "budget_realisation")
    db.execute("update staging.budget_realisation set budget_idr = -1 where batch_id = %s", [bad])
    insert(db, "ops", "quarantine", {"batch_id": bad, "row_no": 3, "rule": "budget_is_not_negative", "reason": "a row"})

    def state() -> list[list[tuple[Any, ...]]]:
        return [
            db.execute("select batch_id, status, reason from landing.batches order by 1").fetchall(),
            db.execute(
                "select batch_id, check_name, severity, success, observed, reason from ops.check_results order by 1, 2"
            ).fetchall(),
            db.execute(
                "select batch_id, sheet, row_no, cell, rule, reason from ops.quarantine order by row_no, rule"
            ).fetchall(),
        ]

    first = judge(loader, bad, good)
    before = state()
    kept = judge(loader, bad, good)
    assert {batch_id: verdict.accepted for batch_id, verdict in kept.items()} == {bad: False, good: True}
    assert state() == before
    assert judge(loader, bad, good, again=True) == first
    assert state() == before

    db.execute("update staging.budget_realisation set budget_idr = 1000")
    assert judge(loader, bad, again=True)[bad].accepted
    assert db.execute("select row_no, rule from ops.quarantine").fetchall() == [(3, "budget_is_not_negative")]


def test_a_batch_without_rows_yet_is_left_out_and_an_unknown_one_refused(
    db: psycopg.Connection[Any], loader: str
) -> None:
    waiting = stage(db, "budget_realisation", status="registered")
    assert judge(loader, waiting) == {}
    with pytest.raises(LookupError, match="no batch 999"):
        judge(loader, 999)
    assert db.execute("select status, judged_at from landing.batches").fetchone() == ("registered", None)


def test_a_batch_that_is_loaded_anew_meanwhile_is_left_staged(
    db: psycopg.Connection[Any], loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_id, other = stage(db, "budget_realisation"), stage(db, "budget_realisation")
    judged = judge_module._judge_group

    def loaded_meanwhile(*arguments: Any) -> Any:
        db.execute("update landing.batches set staged_at = now() where batch_id = %s", [batch_id])
        return judged(*arguments)

    monkeypatch.setattr(judge_module, "_judge_group", loaded_meanwhile)
    assert list(judge(loader, batch_id, other)) == [other]
    states = db.execute("select batch_id, status from landing.batches order by 1").fetchall()
    assert states == [(batch_id, "staged"), (other, "accepted")]
    assert results(db, batch_id) == {}


def suite_with(folder: Path, check: str) -> Path:
    text = (SUITES / "budget_realisation.yml").read_text(encoding="utf-8")
    (folder / "budget_realisation.yml").write_text(text + check, encoding="utf-8")
    return folder


CASTS_TEXT = """
  - name: cast_of_a_name
    expect: unexpected_rows_expectation
    query: select * from {batch} where cast(account_name as numeric) < 0
    severity: info
    reason: A check that cannot read every text, as a fault in a suite would be.
"""


def test_a_check_that_raises_rejects_and_does_not_speak_for_other_batches(
    db: psycopg.Connection[Any], loader: str, tmp_path: Path
) -> None:
    readable, odd = stage(db, "budget_realisation"), stage(db, "budget_realisation")
    db.execute("update staging.budget_realisation set account_name = '12' where batch_id = %s", [readable])
    verdicts = judge(loader, readable, odd, suites=suite_with(tmp_path, CASTS_TEXT))
    assert verdicts[readable].accepted
    assert not verdicts[odd].accepted
    assert "could not be evaluated on a.xlsx (InvalidTextRepresentation)" in verdicts[odd].reasons[0]
    assert results(db, odd)["cast_of_a_name"][:2] == (False, "not evaluated: InvalidTextRepresentation")


def test_a_check_of_an_unknown_column_rejects(db: psycopg.Connection[Any], loader: str, tmp_path: Path) -> None:
    ids = [stage(db, "budget_realisation"), stage(db, "budget_realisation")]
    check = """
  - name: no_such_column
    expect: expect_column_values_to_not_be_null
    column: no_such_column
    severity: warning
    reason: A column that the table does not have cannot be judged by anybody.
"""
    verdicts = judge(loader, *ids, suites=suite_with(tmp_path, check))
    assert [verdicts[batch_id].accepted for batch_id in ids] == [False, False]


def test_a_suite_that_great_expectations_refuses_judges_nothing(
    db: psycopg.Connection[Any], loader: str, tmp_path: Path
) -> None:
    batch_id = stage(db, "budget_realisation")
    check = """
  - name: wrong_argument
    expect: expect_column_values_to_match_regex
    column: agency_name
    kwargs: {regexp: x}
    severity: warning
    reason: An argument that Great Expectations does not know is a fault of the suite.
"""
    with pytest.raises(SuiteError, match=r"budget_realisation\.yml: wrong_argument"):
        judge(loader, batch_id, suites=suite_with(tmp_path, check))
    assert db.execute("select status from landing.batches").fetchone() == ("staged",)


def test_hostile_names_reach_no_statement(db: psycopg.Connection[Any], loader: str, tmp_path: Path) -> None:
    hostile = "a'; drop table landing.files; --{batch}%s:name $x\n.xlsx"
    batch_id = stage(db, "budget_realisation", hostile)
    db.execute("update staging.budget_realisation set budget_idr = -1, sheet = %s", [hostile])
    reason = judge(loader, batch_id)[batch_id].reasons[0]
    assert "drop table landing.files; --{batch}%s:name $x .xlsx" in reason
    assert "\n" not in reason
    assert build_data_docs(loader, tmp_path / "docs", suites=SUITES, batch_ids=[batch_id]).exists()
    assert db.execute("select count(*) from landing.files").fetchone() == (1,)


def test_personal_values_stay_in_staging(
    db: psycopg.Connection[Any],
    loader: str,
    warehouse: Warehouse,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    budget, reach = stage(db, "budget_realisation"), stage(db, "program_reach")
    people, page = stage(db, "beneficiary"), stage(db, "news")
    # A number in every text that a check looks at, so that checks fail on it, pass over it and raise on it.
    db.execute(
        """update staging.budget_realisation
           set account_name = %(n)s, agency_name = %(n)s, account_code = %(n)s, budget_stage = %(n)s,
               region_code = %(n)s
           where row_no = 12""",
        {"n": MADE_UP_NIK},
    )
    db.execute("update staging.program_reach set measure = %(n)s, activity_name = %(n)s", {"n": MADE_UP_NIK})
    db.execute("update staging.beneficiary set program_name = %(n)s, region_code = %(n)s", {"n": MADE_UP_NIK})
    db.execute("update staging.news_article set body = %(n)s, body_sha256 = %(n)s", {"n": MADE_UP_NIK})
    db.execute("update staging.news_figure set qualifier = %(n)s, region_code = %(n)s", {"n": MADE_UP_NIK})
    suites = suite_with(tmp_path, CASTS_TEXT.replace("account_name", "trim(account_name) || 'x'"))
    for table in ALL_SUITES:
        if table != "budget_realisation":
            (suites / f"{table}.yml").write_bytes((SUITES / f"{table}.yml").read_bytes())

    verdicts = judge(loader, budget, reach, people, page, suites=suites)
    index = build_data_docs(loader, tmp_path / "docs", suites=suites, batch_ids=[budget, reach, people, page])

    assert not any(verdict.accepted for verdict in verdicts.values())
    assert "not evaluated" in results(db, budget)["cast_of_a_name"][1]
    written = []
    for table in ("ops.check_results", "ops.quarantine", "landing.batches"):
        found = db.execute(f"select t::text from {table} t".encode()).fetchall()
        assert found
        written += [row[0] for row in found]
    pages = [path for path in index.parent.rglob("*") if path.is_file()]
    assert len([path for path in pages if path.suffix == ".html"]) > len(verdicts)
    for path in pages:
        assert MADE_UP_NIK.encode() not in path.read_bytes(), path
        assert warehouse.settings.password("loader").encode() not in path.read_bytes(), path
    captured = capfd.readouterr()
    for text in [*written, caplog.text, captured.out, captured.err, str(verdicts)]:
        assert MADE_UP_NIK not in text


def test_data_docs_stand_alone_and_replace_the_last_ones(
    db: psycopg.Connection[Any], loader: str, tmp_path: Path
) -> None:
    batch_id = stage(db, "budget_realisation")
    out = tmp_path / "home" / "data_docs"
    index = build_data_docs(loader, out, suites=SUITES, batch_ids=[batch_id])
    first = {path.name for path in out.rglob("*.html")}
    assert index == out / "index.html"
    assert build_data_docs(loader, out, suites=SUITES, batch_ids=[batch_id]) == index
    pages = list(out.rglob("*.html"))
    assert {path.name for path in pages} == first
    assert [path.name for path in out.parent.iterdir()] == ["data_docs"]
    text = index.read_text(encoding="utf-8")
    links = [part.split('"')[0] for part in text.split('href="')[1:]]
    assert len(links) == 4
    assert all((out / link).is_file() for link in links)
    rows = next(path for path in pages if "budget_realisation_rows" in path.name and "validations" in path.parts)
    assert "budget_is_not_negative (critical): A budget is below zero" in rows.read_text(encoding="utf-8")
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert 'src="http' not in page
        assert "<link" not in page or 'href="http' not in page.split("<link", 1)[1].split(">", 1)[0]


def test_nothing_but_loopback_is_contacted(
    db: psycopg.Connection[Any], loader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[object] = []
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def only_loopback(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            refused.append(address)
            raise OSError(f"refused by the test: {address}")
        connect(self, address)

    def only_local_names(host: Any, *arguments: Any, **options: Any) -> Any:
        if host not in ("127.0.0.1", "localhost", "::1", None):
            refused.append(host)
            raise OSError(f"refused by the test: {host}")
        return resolve(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", only_loopback)
    monkeypatch.setattr(socket, "getaddrinfo", only_local_names)
    batch_id = stage(db, "budget_realisation")
    assert judge(loader, batch_id)[batch_id].accepted
    build_data_docs(loader, tmp_path / "docs", suites=SUITES, batch_ids=[batch_id])
    assert refused == []
