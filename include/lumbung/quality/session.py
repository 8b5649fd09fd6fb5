"""Ask Great Expectations. Enters: checks and the SELECT of the rows in question. Leaves: yes, no or a class of error.

The one module that knows Great Expectations' names. Its import costs seconds, so it happens inside functions. Results
are asked for as yes or no: samples of values never reach this process's logs or tables.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from lumbung.quality.suite import QUERY_RULE, Check, Over, SuiteError, needs_join_alias
from lumbung.staging.tables import Table

_SITE = "night"
# A row's neighbours are found by joining what is made on the way, of which Postgres has no statistics: it expects one
# row and compares each with each. All checks are about whole batches, where a hash is never much worse.
_PLANNER = "-c enable_nestloop=off -c jit=off"
_COUNTS_ONLY = {"result_format": "BASIC", "partial_unexpected_count": 0}
_ERROR_CLASS = re.compile(r"\((?:psycopg|psycopg2)\.(?:errors\.)?(\w+)\)")


def loader_url(url: str) -> sa.URL:
    """The URL with its driver said explicitly: what a bare postgresql:// means has changed between releases."""
    return sa.make_url(url).set(drivername="postgresql+psycopg")


def _planned(url: sa.URL) -> sa.URL:
    given = url.query.get("options", ())
    options = [given] if isinstance(given, str) else list(given)
    return url.update_query_dict({"options": " ".join([*options, _PLANNER])})


@contextmanager
def silenced() -> Iterator[None]:
    """Keep Great Expectations' log to itself: what it writes of a failed query can hold the content of a cell."""
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(max(level, logging.WARNING))


def expectation_of(table: Table, check: Check, *, with_reason: bool = False) -> Any:
    """The expectation that a check declares. Raises SuiteError where Great Expectations refuses its arguments."""
    from great_expectations.expectations.registry import get_expectation_impl

    kwargs = dict(check.kwargs)
    if check.expect == QUERY_RULE:
        kwargs["unexpected_rows_query"] = check.query
    elif check.column is not None and "column_A" not in kwargs:
        kwargs["column"] = check.column
    if with_reason:
        kwargs["description"] = f"{check.name} ({check.severity}): {check.reason}"
    try:
        return get_expectation_impl(check.expect)(severity=check.severity, meta={"check": check.name}, **kwargs)
    except (TypeError, ValueError) as error:
        raise SuiteError(f"{table}.yml: {check.name}: {' '.join(str(error).split())}") from None


class Session:
    """One context and one data source for all batches of a call. Use it with `with`; it closes its connections."""

    def __init__(self, url: str) -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        self._url = _planned(loader_url(url))
        self._numbers = count(1)

    def __enter__(self) -> Self:
        with silenced():
            import great_expectations as gx
            from great_expectations.data_context.types.base import ProgressBarsConfig

            context = gx.get_context(mode="ephemeral")
            context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
            self._context = context
            self._source = context.data_sources.add_postgres(
                "warehouse", connection_string=self._url.render_as_string(hide_password=False).replace("$", r"\$")
            )
        self._engine = sa.create_engine(self._url, poolclass=sa.NullPool)
        return self

    def __exit__(self, *_: object) -> None:
        self._source.get_engine().dispose()
        self._engine.dispose()

    def connect(self) -> sa.Connection:
        """A connection of its own for questions beside those of Great Expectations."""
        return self._engine.connect()

    def batch(self, relation: str) -> Any:
        """What Great Expectations calls a batch: the rows of a SELECT."""
        name = f"judged_{next(self._numbers)}"
        asset = self._source.add_query_asset(name, query=relation)
        return asset.add_batch_definition_whole_table("whole").get_batch()

    def ask(self, batch: Any, table: Table, checks: Sequence[Check]) -> dict[str, bool | str]:
        """Per check name: whether it holds, or the class of the error that kept it from being answered."""
        from great_expectations import ExpectationSuite

        suite = ExpectationSuite(
            name=f"{table}_{next(self._numbers)}", expectations=[expectation_of(table, check) for check in checks]
        )
        answers: dict[str, bool | str] = {check.name: "no answer" for check in checks}
        with silenced():
            results = batch.validate(suite, result_format="BOOLEAN_ONLY").results
        for result in results:
            error = _error_class(result.exception_info)
            answers[result.expectation_config.meta["check"]] = bool(result.success) if error is None else error
        return answers

    def failing_rows(self, batch: Any, relation: str, table: Table, check: Check) -> sa.FromClause:
        """The rows that a check finds at fault, as something to select from, by the condition it was judged by."""
        if check.query is not None:
            source = f"({relation})" if needs_join_alias(check.query) else f"({relation}) AS subselect"
            return sa.text(check.query.format(batch=source)).columns().subquery("failing")

        from great_expectations.validator.metric_configuration import MetricConfiguration
        from great_expectations.validator.metrics_calculator import MetricsCalculator

        engine = batch.data.execution_engine
        expectation = expectation_of(table, check)
        counted = f"{expectation.map_metric}.unexpected_count"
        needed = expectation.get_validation_dependencies(
            execution_engine=engine, runtime_configuration={"result_format": {"result_format": "BOOLEAN_ONLY"}}
        ).metric_configurations[counted]
        condition = MetricConfiguration(
            metric_name=f"{expectation.map_metric}.condition",
            metric_domain_kwargs={**needed.metric_domain_kwargs, "batch_id": batch.id},
            metric_value_kwargs=needed.metric_value_kwargs,
        )
        with silenced():
            at_fault, domain, _ = MetricsCalculator(execution_engine=engine).get_metric(condition)
            rows = engine.get_domain_records(domain_kwargs=domain)
        rows = rows.subquery() if isinstance(rows, sa.Select) else rows
        found: sa.Select[Any] = sa.select(sa.literal_column("*")).select_from(rows).where(at_fault)
        return found.subquery("failing")

    def open_docs(self, folder: Path) -> None:
        """Say where the pages of `show` go; nothing is written before `write_docs`."""
        for site in self._context.get_site_names():
            self._context.delete_data_docs_site(site)
        self._context.add_data_docs_site(
            _SITE,
            {
                "class_name": "SiteBuilder",
                "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
                "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False},
                "show_how_to_buttons": False,
            },
        )

    def show(self, relation: str, table: Table, over: Over, checks: Sequence[Check]) -> tuple[str, int, int]:
        """Validate for the pages: counts, no sample of a value. Returns suite name, checks asked, checks failed.

        A check that raises is counted as failed and not shown: its page would print the error, and with it a value.
        """
        from great_expectations import ExpectationSuite, ValidationDefinition

        name = f"{table}_{over}"
        definition = self._source.add_query_asset(name, query=relation).add_batch_definition_whole_table("night")
        answers = self.ask(definition.get_batch(), table, checks)
        shown = [expectation_of(table, c, with_reason=True) for c in checks if isinstance(answers[c.name], bool)]
        if shown:
            suite = self._context.suites.add(ExpectationSuite(name=name, expectations=shown))
            validation = ValidationDefinition(name=name, data=definition, suite=suite)
            with silenced():
                self._context.validation_definitions.add(validation).run(result_format=_COUNTS_ONLY)
        return name, len(checks), sum(answer is not True for answer in answers.values())

    def write_docs(self) -> None:
        with silenced():
            self._context.build_data_docs(site_names=[_SITE])


def _error_class(exception_info: Mapping[str, Any]) -> str | None:
    """The class of the first exception of a result; never its message."""
    entries = [exception_info] if "raised_exception" in exception_info else list(exception_info.values())
    for entry in entries:
        if entry.get("raised_exception"):
            known = _ERROR_CLASS.search(str(entry.get("exception_message", "")))
            return known[1] if known else "error"
    return None
