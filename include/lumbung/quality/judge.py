"""Judge staged batches with Great Expectations. Enters: ids of batches in status 'staged' and the folder of suites.

Leaves: `landing.batches` accepted or rejected with one line of reasons, a row per check and batch in
`ops.check_results`, a row per failed critical check of a rejected batch in `ops.quarantine`.

**One pass for many batches.** On two busy cores a batch of 192 rows took 0.5 to 0.8 s alone, nearly all of it Great
Expectations' own bookkeeping; sixty of them together took 1.9 s, and 500 pages of news with five figures each 2.8 s. A
night brings hundreds of pages, and each is a batch. So the batches of a dataset are judged together, which holds
because every check looks at a row or at rows of one batch (suite.ROW_RULES). Where a check fails, one more query asks
which batches the failing rows belong to and in which cells they stand, with the condition that Great Expectations
itself used. A check that raises is judged again batch by batch, so that one batch's odd value does not speak for the
others; where it still raises, that batch is rejected.

**Files that contradict each other.** Batches of one call are compared with each other as with accepted ones
(previous.py), except with those that failed a critical check of their own. Where an accepted batch turns out to hold
another region under the very bytes of a new one, it is judged again with it and both are rejected.

**The verdict is ours.** Great Expectations calls a result a failure whatever its severity; here only a failed critical
check rejects, and a check that could not be evaluated counts as critical.

**No value leaves.** Results are asked for as yes or no, failing rows as addresses. An exception's text may hold what
a cell says, so only its class is kept, and Great Expectations' own log is silenced while it judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.rows import class_row

from lumbung.quality import relations
from lumbung.quality.relations import Fault, Spot, Terms
from lumbung.quality.session import Session, expectation_of, loader_url
from lumbung.quality.suite import OVERS, Check, Over, Severity, Suite, load_suites
from lumbung.staging.tables import TABLES_OF_DATASET, Table

SPOTS_NAMED = 5
REASONS_NAMED = 3
BATCHES_AT_ONCE = 500
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]+")  # a sheet's name may hold line breaks; a reason is one line


@dataclass(frozen=True)
class Verdict:
    """What was decided on a batch. `reasons` names each failed critical check with its cells; empty when accepted."""

    batch_id: int
    accepted: bool
    reasons: list[str]


@dataclass(frozen=True)
class Outcome:
    """What one check said of one batch: rows looked at, rows at fault, or the class of the error in its way."""

    check: Check
    table: Table
    element_count: int
    fault_count: int = 0
    spots: tuple[Spot, ...] = ()
    error: str | None = None

    @property
    def success(self) -> bool:
        return self.error is None and self.fault_count == 0

    @property
    def severity(self) -> Severity:
        return self.check.severity if self.error is None else "critical"

    @property
    def rejects(self) -> bool:
        return self.severity == "critical" and not self.success

    @property
    def observed(self) -> str:
        if self.error is not None:
            return f"not evaluated: {self.error}"
        elements = "rows" if self.check.over == "previous" else self.check.over
        return f"{self.fault_count} of {self.element_count} {elements}"

    def sentence(self, file_name: str) -> str:
        """The reason in one line, with the file and, where known, sheet and cells."""
        if self.error is not None:
            return (
                f"The check {self.check.name} could not be evaluated on {file_name} ({self.error}), so the batch is "
                f"held back; look at the file's values and at expectations/{self.table}.yml."
            )
        if self.success:
            return self.check.reason
        more = self.fault_count - len(self.spots)
        where = ", ".join(spot.address for spot in self.spots) + (f" and {more} more" if more > 0 else "")
        return _CONTROL_CHARACTERS.sub(" ", f"{self.check.reason} At {where}.")


@dataclass(frozen=True)
class _Batch:
    batch_id: int
    dataset: str
    status: str
    reason: str | None
    staged_at: datetime | None
    file_name: str


def judge_batches(
    url: str,
    batch_ids: Sequence[int],
    *,
    suites: Path,
    min_rows: Mapping[int, int] | None = None,
    min_share: Mapping[int, float] | None = None,
    again: bool = False,
) -> list[Verdict]:
    """Judge these batches and record verdict, results and quarantine, each batch in one transaction.

    `url` is the warehouse as the role lumbung_loader. `min_rows` and `min_share` are per batch id what its source
    declares as the least number of rows (1 where it says nothing) and as the least share of the rows of the last
    accepted version of the file. A batch that was judged before keeps its verdict, which is returned, unless `again`; a
    batch that holds no staged rows yet (`registered`), or is loaded anew meanwhile, has no verdict and is left out. An
    accepted batch that must be judged again because of a new one (it has the same bytes for another region) follows
    with its new verdict.

    Raises SuiteError for a fault in a suite and LookupError for an unknown batch id, both before anything is judged.
    """
    conninfo = loader_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    known = _read_batches(conninfo, batch_ids)
    wanted = [
        batch for batch in known if batch.status == "staged" or (again and batch.status in ("accepted", "rejected"))
    ]
    kept = [batch for batch in known if batch not in wanted and batch.status in ("accepted", "rejected")]
    terms = Terms(min_rows or {}, min_share or {})
    verdicts = [Verdict(batch.batch_id, batch.status == "accepted", _kept_reasons(batch)) for batch in kept]
    if wanted:
        loaded = load_suites(suites, (batch.dataset for batch in wanted))
        for table, suite in loaded.items():
            for check in suite.checks:
                expectation_of(table, check)
        with Session(url) as session, psycopg.connect(conninfo, autocommit=True) as ledger:
            wanted, terms = _with_twins(session, conninfo, wanted, terms)
            for group in _groups(wanted):
                outcomes = _judge_group(session, group, loaded, terms)
                recorded = (_record(ledger, batch, outcomes[batch.batch_id]) for batch in group)
                verdicts += [verdict for verdict in recorded if verdict is not None]
    places = {batch_id: place for place, batch_id in enumerate(batch_ids)}
    newest = {verdict.batch_id: verdict for verdict in verdicts}  # a kept verdict may have been replaced by a new one
    return sorted(newest.values(), key=lambda verdict: (places.get(verdict.batch_id, len(places)), verdict.batch_id))


def _read_batches(conninfo: str, batch_ids: Sequence[int]) -> list[_Batch]:
    ids = sorted({int(batch_id) for batch_id in batch_ids})
    with psycopg.connect(conninfo) as connection, connection.cursor(row_factory=class_row(_Batch)) as cursor:
        cursor.execute(
            """select b.batch_id, b.dataset, b.status, b.reason, b.staged_at, f.file_name
               from landing.batches b join landing.files f using (file_id)
               where b.batch_id = any(%s) order by b.batch_id""",
            [ids],
        )
        found = cursor.fetchall()
    missing = sorted(set(ids) - {batch.batch_id for batch in found})
    if missing:
        raise LookupError(f"landing.batches has no batch {', '.join(map(str, missing))}.")
    return found


def _with_twins(session: Session, conninfo: str, wanted: Sequence[_Batch], terms: Terms) -> tuple[list[_Batch], Terms]:
    """These batches and the accepted ones that must be judged again because of them, on the same source's terms."""
    because_of: dict[int, int] = {}
    with session.connect() as connection:
        for dataset in sorted({batch.dataset for batch in wanted}):
            ids = [batch.batch_id for batch in wanted if batch.dataset == dataset]
            for table in TABLES_OF_DATASET[dataset]:
                because_of.update(relations.accepted_twins(connection, table, ids))
    for batch in wanted:
        because_of.pop(batch.batch_id, None)
    if not because_of:
        return list(wanted), terms
    twins = [batch for batch in _read_batches(conninfo, list(because_of)) if batch.status == "accepted"]
    return [*wanted, *twins], replace(
        terms,
        min_rows=_with_inherited(terms.min_rows, because_of),
        min_share=_with_inherited(terms.min_share, because_of),
    )


def _with_inherited(declared: Mapping[int, Any], because_of: Mapping[int, int]) -> dict[int, Any]:
    """What is declared for batches, and for those that are judged because of one of them what holds for that one."""
    inherited = {twin: declared[cause] for twin, cause in because_of.items() if cause in declared}
    return {**inherited, **declared}


def _kept_reasons(batch: _Batch) -> list[str]:
    return [batch.reason] if batch.status == "rejected" and batch.reason else []


def _groups(batches: Sequence[_Batch]) -> Iterator[list[_Batch]]:
    """Batches of one dataset, so many at once that the statements stay readable to Postgres."""
    for dataset in sorted({batch.dataset for batch in batches}):
        same = [batch for batch in batches if batch.dataset == dataset]
        for start in range(0, len(same), BATCHES_AT_ONCE):
            yield same[start : start + BATCHES_AT_ONCE]


def _judge_group(
    session: Session, group: Sequence[_Batch], suites: Mapping[Table, Suite], terms: Terms
) -> dict[int, list[Outcome]]:
    """The outcomes of every check on every batch of one dataset."""
    ids = [batch.batch_id for batch in group]
    outcomes: dict[int, list[Outcome]] = {batch_id: [] for batch_id in ids}
    for table in TABLES_OF_DATASET[group[0].dataset]:
        for over in OVERS:
            checks = suites[table].checks_over(over)
            if checks:
                sound = [batch_id for batch_id in ids if not any(found.rejects for found in outcomes[batch_id])]
                asked = replace(terms, beside=sound)
                for batch_id, outcome in _judge_relation(session, table, over, checks, ids, asked):
                    outcomes[batch_id].append(outcome)
    return outcomes


def _judge_relation(
    session: Session,
    table: Table,
    over: Over,
    checks: Sequence[Check],
    batch_ids: Sequence[int],
    terms: Terms,
) -> Iterator[tuple[int, Outcome]]:
    """Ask all checks of all batches at once; what raises then is asked again batch by batch."""
    relation = relations.select_text(over, table, batch_ids, terms)
    # The rows with their neighbours are as many as the rows, which are counted faster.
    counted = relations.select_text("rows", table, batch_ids, terms) if over == "previous" else relation
    with session.connect() as connection:
        elements = relations.count_rows(connection, counted)
    rows_judged = session.batch(relation)
    answers = session.ask(rows_judged, table, checks)
    unclear: list[Check] = []
    for check in checks:
        faults: dict[int, Fault] = {}
        answer = answers[check.name]
        if answer is False:
            faults = _locate(session, rows_judged, relation, table, check)
        if isinstance(answer, str) or (answer is False and not faults):
            unclear.append(check)
            continue
        for batch_id in batch_ids:
            fault = faults.get(batch_id, Fault(0, ()))
            yield batch_id, Outcome(check, table, elements.get(batch_id, 0), fault.count, fault.spots)
    if not unclear:
        return
    if len(batch_ids) > 1:
        for batch_id in batch_ids:
            yield from _judge_relation(session, table, over, unclear, [batch_id], terms)
        return
    for check in unclear:
        answer = answers[check.name]
        error = answer if isinstance(answer, str) else "rows at fault were not found"
        yield batch_ids[0], Outcome(check, table, elements.get(batch_ids[0], 0), error=error)


def _locate(session: Session, judged: object, relation: str, table: Table, check: Check) -> dict[int, Fault]:
    failing = session.failing_rows(judged, relation, table, check)
    column = check.columns[0] if check.columns else None
    try:
        with session.connect() as connection:
            return relations.locate(connection, failing, check.over, table, column, SPOTS_NAMED)
    except sa.exc.DBAPIError:  # its text may hold what a cell says; the check is asked again batch by batch
        return {}


def _record(
    ledger: psycopg.Connection[tuple[object, ...]], batch: _Batch, outcomes: Sequence[Outcome]
) -> Verdict | None:
    """Write one batch's results, quarantine and verdict together; writing them again gives the same rows.

    A batch that was loaded anew since it was read holds other rows than those judged: it stays as it is.
    """
    failed = [outcome for outcome in outcomes if outcome.rejects]
    reasons = [f"{outcome.check.name}: {outcome.sentence(batch.file_name)}" for outcome in failed]
    with ledger.transaction(), ledger.cursor() as cursor:
        cursor.execute(
            """select 1 from landing.batches
               where batch_id = %s and status = %s and staged_at is not distinct from %s for update""",
            [batch.batch_id, batch.status, batch.staged_at],
        )
        if cursor.fetchone() is None:
            return None
        cursor.execute(
            """delete from ops.quarantine q
               where q.batch_id = %(batch)s and q.row_no is null
                 and (q.rule = any(%(checks)s)
                      or q.rule in (select check_name from ops.check_results where batch_id = %(batch)s))""",
            {"batch": batch.batch_id, "checks": [outcome.check.name for outcome in outcomes]},
        )
        cursor.execute("delete from ops.check_results where batch_id = %s", [batch.batch_id])
        cursor.executemany(
            """insert into ops.check_results
               (batch_id, dataset, check_name, column_name, severity, success, observed, unexpected_count,
                element_count, reason)
               values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
            [_result_row(batch, outcome) for outcome in outcomes],
        )
        cursor.executemany(
            "insert into ops.quarantine (batch_id, sheet, cell, rule, reason) values (%s, %s, %s, %s, %s)",
            [_quarantine_row(batch, outcome) for outcome in failed],
        )
        cursor.execute(
            "update landing.batches set status = %s, judged_at = now(), reason = %s where batch_id = %s",
            ["rejected" if failed else "accepted", _one_line(reasons), batch.batch_id],
        )
    return Verdict(batch.batch_id, not failed, reasons)


def _result_row(batch: _Batch, outcome: Outcome) -> list[object]:
    unknown = outcome.error is not None
    return [
        batch.batch_id,
        outcome.table,
        outcome.check.name,
        outcome.check.columns[0] if outcome.check.columns else None,
        outcome.severity,
        outcome.success,
        outcome.observed,
        None if unknown else outcome.fault_count,
        outcome.element_count,
        outcome.sentence(batch.file_name),
    ]


def _quarantine_row(batch: _Batch, outcome: Outcome) -> list[object]:
    first = outcome.spots[0] if outcome.spots else Spot(batch.file_name, None, None)
    return [batch.batch_id, first.sheet, first.cell, outcome.check.name, outcome.sentence(batch.file_name)]


def _one_line(reasons: Sequence[str]) -> str | None:
    if not reasons:
        return None
    more = len(reasons) - REASONS_NAMED
    return " ".join(reasons[:REASONS_NAMED]) + (f" And {more} more failed checks." if more > 0 else "")
