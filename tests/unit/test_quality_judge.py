"""What a check's outcome says, without a database."""

from __future__ import annotations

import pytest

from lumbung.quality.judge import Outcome
from lumbung.quality.relations import Spot, select_text
from lumbung.quality.session import loader_url
from lumbung.quality.suite import Check, Severity


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


def test_a_select_takes_whole_numbers_only() -> None:
    assert "IN (1, 2)" in select_text("rows", "budget_realisation", [1, 2], {})
    with pytest.raises(ValueError, match="invalid literal"):
        select_text("rows", "budget_realisation", ["1; drop table landing.files"], {})  # type: ignore[list-item]


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg2", "postgresql+psycopg"])
def test_the_driver_is_always_said(scheme: str) -> None:
    assert loader_url(f"{scheme}://u:p@127.0.0.1:5432/w").drivername == "postgresql+psycopg"
