"""Every staging table has a suite, and what the suites name exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
import sqlalchemy as sa

from lumbung.quality.previous import COMPARISONS, previous_columns
from lumbung.quality.session import expectation_of
from lumbung.quality.suite import BATCH_COLUMNS, ROW_RULES, TOTAL_COLUMNS, Check, Suite, load_suite, load_suites
from lumbung.staging.tables import TABLES_OF_DATASET, Table

ROOT = Path(__file__).parents[2]
SUITES = ROOT / "expectations"
SCHEMA = (ROOT / "include/lumbung/staging/schema.sql").read_text(encoding="utf-8")
# Not rows of an agency: totals are judged with the table they total, cell maps belong to rows, and regions and copies
# are our own reckoning.
JUDGED_OTHERWISE = {
    "control_total",
    "cell_map",
    "ref_region",
    "ref_region_split",
    "news_copy",
    "news_copy_pair",
    "news_mark",
}


def staging_tables() -> dict[str, set[str]]:
    """Columns of each staging table, read from schema.sql."""
    found = {}
    for name, body in re.findall(r"create table if not exists staging\.(\w+) \((.*?)\n\);", SCHEMA, re.DOTALL):
        columns = re.findall(r"^    (\w+) +\w", body, re.MULTILINE)
        found[name] = {column for column in columns if column not in ("primary", "check", "constraint", "unique")}
    return found


TABLES = staging_tables()
FILES = sorted(SUITES.glob("*.yml"))
LOADED: list[Suite] = [load_suite(path) for path in FILES]
CHECKS: list[tuple[Table, Check]] = [(suite.table, check) for suite in LOADED for check in suite.checks]
IDS = [f"{table}-{check.name}" for table, check in CHECKS]


def test_there_is_something_to_check() -> None:
    assert len(TABLES) >= 8
    assert "budget_idr" in TABLES["budget_realisation"]
    assert len(CHECKS) > 60


def test_every_staging_table_has_a_suite_and_a_dataset() -> None:
    judged = set(TABLES) - JUDGED_OTHERWISE
    assert {path.stem for path in FILES} == judged
    assert set(get_args(Table)) == judged
    assert {table for tables in TABLES_OF_DATASET.values() for table in tables} == judged
    assert set(load_suites(SUITES, TABLES_OF_DATASET)) == judged


@pytest.mark.parametrize(("table", "check"), CHECKS, ids=IDS)
def test_every_column_named_exists(table: Table, check: Check) -> None:
    known = {
        "rows": TABLES[table],
        "batches": set(BATCH_COLUMNS),
        "totals": set(TOTAL_COLUMNS),
        "previous": TABLES[table] | set(previous_columns(table)),
    }[check.over]
    assert set(check.columns) <= known


def test_what_came_before_is_asked_of_columns_that_there_are() -> None:
    assert COMPARISONS
    for table, comparison in COMPARISONS.items():
        key = {column for entry in comparison.key for column in entry}
        assert key | {comparison.order, *comparison.measures} <= TABLES[table], table
        words = previous_columns(table)
        queries = [check.query for of, check in CHECKS if of == table and check.over == "previous"]
        assert queries, table
        assert all(query and any(word in query for word in words) for query in queries), table


def test_every_dataset_of_agencies_is_asked_the_same_of_its_files() -> None:
    asked = {"enough_rows", "ledger_counts_the_rows", "has_not_shrunk", "half_is_still_there", "region_is_known"}
    asked |= {"is_no_copy_of_another_region", "levels_agree", "printed_percentages_agree"}
    found = {suite.table: {check.name for check in suite.checks} for suite in LOADED}
    for table in ("budget_realisation", "budget_posture", "program_reach", "poverty_indicator"):
        assert asked <= found[table]


def test_totals_have_the_columns_that_a_suite_may_name() -> None:
    assert set(TOTAL_COLUMNS) == TABLES["control_total"]


@pytest.mark.parametrize(("table", "check"), CHECKS, ids=IDS)
def test_every_reason_says_what_and_what_to_do(table: Table, check: Check) -> None:
    assert "; " in check.reason or ", " in check.reason, f"{table}: {check.name} says no next step"
    assert len(check.reason.split()) >= 8


@pytest.mark.parametrize(("table", "check"), CHECKS, ids=IDS)
def test_great_expectations_accepts_every_check(table: Table, check: Check) -> None:
    expectation = expectation_of(table, check)
    assert expectation.severity.value == check.severity
    assert expectation.meta == {"check": check.name}


def test_every_query_is_constant_text() -> None:
    queries = [check.query for _, check in CHECKS if check.query]
    assert queries
    for query in queries:
        assert not sa.text(query.format(batch="batch")).compile().params, "a colon became a parameter"


def test_every_suite_asks_for_rows_and_rejects_on_something() -> None:
    assert LOADED
    for suite in LOADED:
        assert suite.checks_over("rows")
        assert any(check.severity == "critical" for check in suite.checks)
    for tables in TABLES_OF_DATASET.values():
        counted = [check for suite in LOADED if suite.table in tables for check in suite.checks_over("batches")]
        assert any("min_rows" in check.columns for check in counted)


def test_row_rules_are_known_to_great_expectations() -> None:
    import great_expectations.expectations  # noqa: F401  (importing registers the types)
    from great_expectations.expectations.registry import list_registered_expectation_implementations

    assert set(list_registered_expectation_implementations()) >= ROW_RULES
