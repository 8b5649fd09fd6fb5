"""What a check's outcome says, without a database."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from lumbung.quality.judge import Outcome
from lumbung.quality.relations import Spot, Terms, select_text
from lumbung.quality.session import _planned, loader_url
from lumbung.quality.suite import OVERS, Check, Over, Severity


def check(severity: Severity = "warning") -> Check:
    return Check(
        name="some_check",
        expect="expect_column_values_to_not_be_null",
        column="budget_idr",
        severity=severity,
        reason="A row has no budget; fill in the budget.",
    )


def test_only_a_failed_critical_check_rejects() -> None:
    spot = Spot("a.xlsx#S!G1", "S", "G1")
    assert Outcome(check("critical"), "budget_realisation", 3, 1, (spot,)).rejects
    assert not Outcome(check("critical"), "budget_realisation", 3).rejects
    assert not Outcome(check("warning"), "budget_realisation", 3, 1, (spot,)).rejects
    assert not Outcome(check("info"), "budget_realisation", 3, 1, (spot,)).rejects


@pytest.mark.parametrize("severity", ["critical", "warning", "info"])
def test_a_check_that_could_not_be_evaluated_counts_as_critical(severity: Severity) -> None:
    outcome = Outcome(check(severity), "budget_realisation", 3, error="UndefinedColumn")
    assert outcome.rejects
    assert not outcome.success
    assert outcome.severity == "critical"
    assert "some_check could not be evaluated on a.xlsx (UndefinedColumn)" in outcome.sentence("a.xlsx")


def test_a_failure_names_its_cells_in_one_line() -> None:
    outcome = Outcome(check(), "budget_realisation", 192, 7, (Spot("a.xlsx#Two\nlines!G1", "Two\nlines", "G1"),))
    assert outcome.observed == "7 of 192 rows"
    assert outcome.sentence("a.xlsx") == "A row has no budget; fill in the budget. At a.xlsx#Two lines!G1 and 6 more."


@pytest.mark.parametrize("over", OVERS)
def test_a_select_takes_whole_numbers_only(over: Over) -> None:
    hostile: list[Any] = ["1; drop table landing.files"]
    text = select_text(over, "budget_realisation", [1, 2], Terms(beside=[2]))
    assert "IN (1, 2)" in text
    assert text.startswith("SELECT ")
    with pytest.raises(ValueError, match="invalid literal"):
        select_text(over, "budget_realisation", hostile, Terms())


def test_what_is_declared_and_what_stands_beside_are_numbers_too() -> None:
    hostile: Any = "1; drop table landing.files"
    with pytest.raises(ValueError, match="invalid literal"):
        select_text("previous", "budget_realisation", [1], Terms(beside=[hostile]))
    with pytest.raises(ValueError, match="invalid literal"):
        select_text("batches", "budget_realisation", [1], Terms(min_rows={1: hostile}))
    with pytest.raises(ValueError, match="could not convert"):
        select_text("batches", "budget_realisation", [1], Terms(min_share={1: hostile}))


def test_rows_beside_their_neighbours_are_counted_as_rows() -> None:
    previous = check().model_copy(update={"over": "previous"})
    assert Outcome(previous, "budget_realisation", 192, 7).observed == "7 of 192 rows"


@pytest.mark.parametrize("given", [{}, {"options": "-c timezone=UTC"}])
def test_the_planner_is_told_to_hash_beside_what_is_given(given: dict[str, str]) -> None:
    url = sa.make_url("postgresql://u:p@127.0.0.1:5432/w").update_query_dict(given)
    options = _planned(url).query["options"]
    assert "enable_nestloop=off" in options
    assert str(given.get("options", "")) in options


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg2", "postgresql+psycopg"])
def test_the_driver_is_always_said(scheme: str) -> None:
    assert loader_url(f"{scheme}://u:p@127.0.0.1:5432/w").drivername == "postgresql+psycopg"
