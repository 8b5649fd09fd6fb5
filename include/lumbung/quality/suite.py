"""What may be said in expectations/*.yml. Enters: one YAML per staging table. Leaves: a `Suite`, or `SuiteError`.

A suite is judged over many batches in one pass (judge.py says why), so a check may only ask what each row, or each row
beside the rows of its own batch and what came before it, can answer. ROW_RULES lists the Great Expectations types of
that kind; a rule that looks at several rows is written as a query that returns the rows at fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Self

import pydantic
import yaml

from lumbung.quality.previous import COMPARISONS
from lumbung.staging.tables import TABLES_OF_DATASET, Table

Severity = Literal["critical", "warning", "info"]
Over = Literal["rows", "batches", "totals", "previous"]

# `previous` comes last: what failed before is no neighbour that others are compared with.
OVERS: tuple[Over, ...] = ("batches", "rows", "totals", "previous")
QUERY_RULE = "unexpected_rows_expectation"
ROW_RULES = frozenset(
    {
        QUERY_RULE,
        "expect_column_values_to_be_null",
        "expect_column_values_to_not_be_null",
        "expect_column_values_to_be_in_set",
        "expect_column_values_to_not_be_in_set",
        "expect_column_values_to_be_between",
        "expect_column_values_to_match_regex",
        "expect_column_values_to_not_match_regex",
        "expect_column_value_lengths_to_be_between",
        "expect_column_pair_values_a_to_be_greater_than_b",
        "expect_column_pair_values_to_be_equal",
    }
)
# The columns that a check may name beside those of its staging table.
BATCH_COLUMNS = (
    "batch_id",
    "rows_in",
    "rows_staged",
    "rows_quarantined",
    "rows_ignored",
    "row_count",
    "min_rows",
    "min_share",
    "last_row_count",
    "twin_file",
)
TOTAL_COLUMNS = (
    "batch_id",
    "sheet",
    "cell",
    "measure",
    "label",
    "stated_value",
    "computed_value",
    "tolerance",
    "check_name",
)


class SuiteError(Exception):
    """A fault in a suite's YAML: one line naming file, check and what to do."""


class Check(pydantic.BaseModel):
    """One expectation: what must hold, how bad it is when it does not, and what to tell the agency."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    name: str = pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")
    over: Over = "rows"
    """rows: the staged rows. batches: one row a batch (row_count, min_rows, twin_file). totals: printed totals beside
    sums. previous: the staged rows beside what stood there before (previous.py)."""
    expect: str
    """Type name of the expectation in Great Expectations; one of ROW_RULES."""
    column: str | None = None
    """The column in question. A failure names this column's cell; a query may state it for that purpose alone."""
    kwargs: dict[str, Any] = pydantic.Field(default_factory=dict)
    query: str | None = None
    """For unexpected_rows_expectation: selects, from {batch}, all columns of the rows at fault."""
    severity: Severity
    reason: str = pydantic.Field(min_length=20, pattern=r"^[A-Z][^\n]*\.$")
    """A sentence on which the agency can act. Counts and cells are added to it."""

    @pydantic.field_validator("reason", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        return " ".join(value.split()) if isinstance(value, str) else value

    @pydantic.field_validator("expect")
    @classmethod
    def _is_a_row_rule(cls, value: str) -> str:
        if value not in ROW_RULES:
            raise ValueError(f"{value} does not judge row by row; write {QUERY_RULE} with a query, or one of ROW_RULES")
        return value

    @pydantic.model_validator(mode="after")
    def _says_what_it_needs(self) -> Self:
        if "mostly" in self.kwargs:
            raise ValueError("mostly would be taken over all batches together; count within the batch in a query")
        if self.expect == QUERY_RULE:
            if self.query is None or "{batch}" not in self.query:
                raise ValueError("a query that reads from {batch} is needed")
            if self.kwargs:
                raise ValueError("kwargs do not go with a query")
        elif self.query is not None:
            raise ValueError(f"query goes with expect: {QUERY_RULE}")
        elif not self.columns:
            raise ValueError("name the column")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns named outside the query, first the one whose cell a failure names."""
        named = (self.column, self.kwargs.get("column_A"), self.kwargs.get("column_B"))
        return tuple(str(name) for name in named if name is not None)


class Suite(pydantic.BaseModel):
    """All that must hold on the rows of one staging table."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    table: Table
    about: str
    checks: tuple[Check, ...] = pydantic.Field(min_length=1)

    @pydantic.model_validator(mode="after")
    def _has_a_before(self) -> Self:
        if self.checks_over("previous") and self.table not in COMPARISONS:
            raise ValueError(f"rows of {self.table} have no before; previous goes with {', '.join(COMPARISONS)}")
        return self

    @pydantic.field_validator("checks")
    @classmethod
    def _names_are_unique(cls, checks: tuple[Check, ...]) -> tuple[Check, ...]:
        twice = _twice(check.name for check in checks)
        if twice:
            raise ValueError(f"check names stand twice: {', '.join(twice)}")
        return checks

    def checks_over(self, over: Over) -> list[Check]:
        """The checks on one kind of row, in the order of the file."""
        return [check for check in self.checks if check.over == over]


def load_suite(path: Path) -> Suite:
    """Read one suite. Raises SuiteError with the file, the place in it and the fault, one line a fault."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SuiteError(f"{path.name}: there is no such suite in {path.parent}; every dataset needs one.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path.name}: not a YAML file: {' '.join(str(error).split())}") from None
    try:
        suite = Suite.model_validate(content)
    except pydantic.ValidationError as error:
        faults = "; ".join(f"{_place(content, fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise SuiteError(f"{path.name}: {faults}") from None
    if suite.table != path.stem:
        raise SuiteError(f"{path.name}: table is {suite.table}; a suite has the name of its table.")
    return suite


def load_suites(folder: Path, datasets: Iterable[str]) -> dict[Table, Suite]:
    """Read the suites that judge these datasets. Raises SuiteError; no dataset is left without a suite."""
    suites: dict[Table, Suite] = {}
    for dataset in sorted(set(datasets)):
        if dataset not in TABLES_OF_DATASET:
            raise SuiteError(f"{dataset}: no suite judges this dataset; known are {', '.join(TABLES_OF_DATASET)}.")
        tables = TABLES_OF_DATASET[dataset]
        suites.update({table: load_suite(folder / f"{table}.yml") for table in tables})
        twice = _twice(check.name for table in tables for check in suites[table].checks)
        if twice:
            raise SuiteError(f"{dataset}: {' and '.join(tables)} share the check names {', '.join(twice)}; rename one.")
    return suites


def needs_join_alias(query: str) -> bool:
    """Whether the query itself names {batch}: Great Expectations adds a name only where no join is written."""
    return re.search(r"\bjoin\b", query, re.IGNORECASE) is not None


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return sorted({name for name in names if name in seen or seen.add(name)})  # type: ignore[func-returns-value]


def _place(content: object, loc: tuple[int | str, ...]) -> str:
    """`checks[3]` as the check's own name, which a reader finds faster than a number."""
    if len(loc) >= 2 and loc[0] == "checks" and isinstance(loc[1], int) and isinstance(content, dict):
        checks = content.get("checks")
        if isinstance(checks, list) and isinstance(checks[loc[1]], dict):
            name = checks[loc[1]].get("name", f"check {loc[1] + 1}")
            return ".".join([str(name), *map(str, loc[2:])])
    return ".".join(map(str, loc)) or "file"
