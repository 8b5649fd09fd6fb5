"""What `lumbung query` and `lumbung trace` print for a reader at a terminal."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import typer
from click.testing import Result
from rich.console import Console
from typer.testing import CliRunner

from lumbung import cli
from lumbung.marts import read
from lumbung.marts.read import Address, Table

WIDE = Table(
    ["region_code", "budget_idr", "agency_name", "source_refs"],
    [("52.71", Decimal("10400000000.00"), None, "a" * 90), ("15.71", Decimal("20.370"), "Dinas Sosial", "b" * 90)],
)


@pytest.fixture(autouse=True)
def _no_warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_need_warehouse", lambda: None)
    monkeypatch.setattr(cli, "_warehouse", lambda: contextlib.nullcontext(None))


def ask(monkeypatch: pytest.MonkeyPatch, table: Table, *more: str, width: int = 80) -> str:
    monkeypatch.setattr(read, "query", lambda *_: table)
    monkeypatch.setattr(cli, "out", Console(highlight=False, markup=False, width=width))
    done = CliRunner().invoke(cli.app, ["query", "select 1", *more])
    assert done.exit_code == 0, done.output
    return done.output


def trace(monkeypatch: pytest.MonkeyPatch, *more: str) -> Result:
    found = [
        Address(f"lra.xlsx#Sheet1!{cell}", measure, None, "lra.xlsx", "0" * 64, "2024-04-01 08:00:00+00")
        for cell, measure in (("F1", "budget_idr"), ("G1", "absorption_pct, part"), ("F1", "absorption_pct, whole"))
    ]
    monkeypatch.setattr(read, "trace", lambda *_: found)
    return CliRunner().invoke(cli.app, ["trace", "rpt_region_scorecard", *more])


def test_rows_that_are_too_wide_stand_one_below_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(monkeypatch, WIDE).splitlines() == [
        "row 1",
        "  region_code  52.71",
        "  budget_idr   10400000000",
        "  source_refs  " + "a" * 90,
        "row 2",
        "  region_code  15.71",
        "  budget_idr   20.37",
        "  agency_name  Dinas Sosial",
        "  source_refs  " + "b" * 90,
        "2 row(s)",
    ]


def test_rows_that_fit_are_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ask(monkeypatch, WIDE, width=160).splitlines()
    assert any("region_code" in line and "source_refs" in line for line in lines)
    assert sum("52.71" in line for line in lines) == 1
    assert "row 1" not in lines


def test_a_narrow_table_cuts_nothing_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "out", Console(highlight=False, markup=False, width=80))
    done = CliRunner().invoke(cli.app, ["sources", "list"])
    assert done.exit_code == 0, done.output
    assert "sipd__lra" in done.output
    assert "\u2026" not in done.output


def test_every_command_has_an_example() -> None:
    found = dict(_commands(typer.main.get_command(cli.app), "lumbung"))
    assert len(found) > 15
    assert [name for name, epilog in found.items() if not epilog.startswith(f"Example: {name}")] == []


def _commands(command: Any, name: str) -> Iterator[tuple[str, str]]:
    if not hasattr(command, "commands"):
        yield name, command.epilog or ""
        return
    for part, below in command.commands.items():
        yield from _commands(below, f"{name} {part}")


def test_of_a_wide_answer_without_rows_its_columns_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Table([f"column_{number}" for number in range(12)], [])
    said = ask(monkeypatch, empty).split()
    assert said[:2] == ["columns:", "column_0,"]
    assert said[-2:] == ["0", "row(s)"]


def test_a_program_gets_every_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "10400000000.00" in ask(monkeypatch, WIDE, "--format", "csv")


def test_trace_shows_what_is_behind_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    done = trace(monkeypatch, "--measure", "absorption_pct", "--format", "json")
    assert [address["measure"] for address in json.loads(done.output)] == [
        "absorption_pct, part",
        "absorption_pct, whole",
    ]
    assert len(json.loads(trace(monkeypatch, "--format", "json").output)) == 3


def test_trace_says_which_numbers_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    done = trace(monkeypatch, "--measure", "budget")
    assert isinstance(done.exception, cli.WrongUse)
    assert str(done.exception).endswith("they have: absorption_pct, budget_idr")
