"""A row beside what came before it. Enters: a table and batch ids. Leaves: the SELECT of their rows with neighbours.

A line of a table (a region's indicator, an account of an agency) is told by its key and stands there once a period. Its
neighbours are the same line in other periods: of its own batch; of the newest accepted batch of each other file of the
same source; and of files that are judged with it and have failed no check so far, so that twelve months which come in
one night are compared like twelve that come one by one. Batches of another version of the parser or of the source's
YAML are no neighbours: a corrected unit must not be held against the figures that it corrects.

What a row gets, for each measure: `earlier_` and `later_`, the nearest period on either side (a later one only where
it is accepted already, so that of two new files one is at fault and not both); `replaced_`, the same period in the
accepted version of the file that this one replaces; for indicators also `usual_`, the median of up to three periods on
either side. `earlier_ref` is the cell of the earlier figure. Zeros and blanks are no neighbours.

An indicator that comes as a rate and as a count also gets `other_value`, the other of the two for the same region and
period, and `usual_rate`, what value / other_value usually is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from lumbung.quality.ledger import BATCHES, FILES, LIVE_BATCHES, same_origin, staged
from lumbung.staging.tables import Table

NEAREST = 3
_PLACE = ("batch_id", "sheet", "row_no", "column_no")


@dataclass(frozen=True)
class Comparison:
    """What makes a line of a table the same line in another period, and which of its figures are compared.

    `key`: each entry is a column, or columns of which the first that is filled speaks. `repeats`: a line may stand
    several times in one period; its first is compared with the other's first. `usual`: what stands there usually is
    asked too. `partners`: column -> its words that go together as count and rate.
    """

    key: tuple[tuple[str, ...], ...]
    order: str
    measures: tuple[str, ...]
    repeats: bool = False
    usual: bool = False
    partners: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


COMPARISONS: Mapping[Table, Comparison] = {
    "poverty_indicator": Comparison(
        key=(("region_code",), ("indicator_code",), ("area",), ("period_part",), ("publisher",), ("kind",)),
        order="period_year",
        measures=("value",),
        usual=True,
        # Not the extremely poor: their rates are so small that rounding alone moves the population by a quarter.
        partners={"indicator_code": {"P0": "poor_persons", "poor_persons": "P0"}},
    ),
    # Not by budget stage: what was spent until March was also spent until April, whatever became of the budget.
    "budget_realisation": Comparison(
        key=(
            ("region_code",),
            ("agency_code", "agency_name"),
            ("program_code", "program_name"),
            ("activity_code", "activity_name"),
            ("sub_activity_code", "sub_activity_name"),
            ("account_code", "account_name"),
            ("expenditure_class",),
            ("funding_source",),
            ("realisation_basis",),
            ("fiscal_year",),
        ),
        order="period_month",
        measures=("budget_idr", "realised_idr"),
        repeats=True,
    ),
    "budget_posture": Comparison(
        key=(("region_code",), ("account_path",)),
        order="fiscal_year",
        measures=("budget_idr", "realised_to_date_idr"),
    ),
}
"""The tables whose rows have a before and an after."""


def previous_columns(table: Table) -> tuple[str, ...]:
    """The columns that `previous_select` adds to those of the table; none for a table that is not compared."""
    if table not in COMPARISONS:
        return ()
    comparison = COMPARISONS[table]
    kinds = ("earlier", "later", "replaced", *(["usual"] if comparison.usual else []))
    rates = ("other_value", "usual_rate") if comparison.partners else ()
    return (*(f"{kind}_{measure}" for measure in comparison.measures for kind in kinds), "earlier_ref", *rates)


def previous_select(table: Table, batch_ids: Sequence[int], beside: Sequence[int]) -> sa.Select[Any]:
    """The rows of these batches with what stands before, after and in place of them.

    `beside`: those of the batches that may be neighbours of the others though they are not accepted yet.
    """
    comparison = COMPARISONS[table]
    judged = _judged(batch_ids)
    lines = _lines(table, comparison, judged, "lines")
    pool = _lines(table, comparison, _candidates(judged, beside), "pool")
    others = _others(comparison, lines, pool) if comparison.partners else None
    summary = _summary(comparison, lines, pool, others)
    replaced = _replaced_lines(table, comparison, judged)
    rows = sa.table(table, *(sa.column(name) for name in _PLACE), schema="staging").alias("s")
    select = (
        sa.select(
            sa.literal_column("s.*"),
            judged.c.file_name,
            *(column for column in summary.c if column.name != "line_id"),
            *(replaced.c[f"replaced_{measure}"] for measure in comparison.measures),
        )
        .select_from(rows)
        .join(judged, judged.c.batch_id == rows.c.batch_id)
        .join(lines, sa.and_(*(lines.c[name] == rows.c[name] for name in _PLACE)))
        .outerjoin(summary, summary.c.line_id == lines.c.line_id)
        .outerjoin(replaced, sa.and_(replaced.c.batch_id == lines.c.batch_id, _same_line(replaced, lines)))
    )
    if others is not None:
        select = select.add_columns(others.c.figure.label("other_value")).outerjoin(others, _partner(others, lines))
    return select


def _judged(batch_ids: Sequence[int]) -> sa.CTE:
    family = _family(FILES.c.source_id, FILES.c.is_sample, BATCHES.c.parser_version)
    return (
        sa.select(
            BATCHES.c.batch_id,
            BATCHES.c.parser_version,
            FILES.c.source_id,
            FILES.c.is_sample,
            FILES.c.origin,
            FILES.c.file_name,
            FILES.c.current_since,
            family.label("family"),
            sa.false().label("accepted"),
        )
        .select_from(BATCHES)
        .join(FILES, FILES.c.file_id == BATCHES.c.file_id)
        .where(BATCHES.c.batch_id.in_(batch_ids))
        .cte("judged")
    )


def _family(*parts: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """What batches must have in common to be compared, as a number."""
    return sa.func.hashtextextended(sa.func.concat_ws(sa.func.chr(31), *parts), 0, type_=sa.BigInteger)


def _candidates(judged: sa.CTE, beside: Sequence[int]) -> sa.CTE:
    """One batch per file of the sources in question: the accepted one, else one that is judged with the others."""
    families = sa.select(judged.c.source_id, judged.c.is_sample, judged.c.parser_version).distinct().subquery()
    live = LIVE_BATCHES
    of_live = _family(live.c.source_id, live.c.is_sample, live.c.parser_version)
    accepted = (
        sa.select(live.c.batch_id, of_live.label("family"), live.c.origin, sa.true().label("accepted"))
        .select_from(live)
        .join(
            families,
            sa.and_(
                families.c.source_id == live.c.source_id,
                families.c.is_sample == live.c.is_sample,
                families.c.parser_version == live.c.parser_version,
            ),
        )
    )
    known = sa.exists().where(same_origin(live, judged), live.c.parser_version == judged.c.parser_version)
    waiting = (
        sa.select(judged.c.batch_id, judged.c.family, judged.c.origin, sa.false().label("accepted"))
        .ext(distinct_on(judged.c.family, judged.c.origin))
        .where(judged.c.batch_id.in_(beside), ~known)
        .order_by(judged.c.family, judged.c.origin, judged.c.current_since.desc(), judged.c.batch_id.desc())
        .subquery()
    )
    return sa.union_all(accepted, sa.select(waiting)).cte("candidates")


def _lines(table: Table, comparison: Comparison, batches: sa.CTE, name: str) -> sa.CTE:
    """The rows of these batches, told by key and period, with their figures."""
    columns = {column for entry in comparison.key for column in entry}
    rows = staged(table, *_PLACE[1:], "source_ref", *sorted(columns), comparison.order, *comparison.measures).alias(
        f"{name}_rows"
    )
    partner: list[sa.ColumnElement[Any]] = []
    if comparison.partners:
        partner = [_key(comparison, rows, partnered=True).label("partner_key")]
    return (
        sa.select(
            sa.func.row_number().over().label("line_id"),
            *(rows.c[place] for place in _PLACE),
            batches.c.family,
            batches.c.origin,
            batches.c.accepted,
            _key(comparison, rows).label("line_key"),
            *partner,
            rows.c[comparison.order].label("line_order"),
            *(rows.c[measure] for measure in comparison.measures),
            rows.c.source_ref,
        )
        .select_from(rows)
        .join(batches, batches.c.batch_id == rows.c.batch_id)
        .cte(name)
    )


def _key(comparison: Comparison, rows: sa.FromClause, *, partnered: bool = False) -> sa.ColumnElement[int]:
    """The line's key as a number, which is compared faster than its texts; null for a line without a partner."""
    parts: list[sa.ColumnElement[Any]] = []
    for entry in comparison.key:
        part: sa.ColumnElement[Any] = sa.func.coalesce(
            *(sa.cast(rows.c[column], sa.Text) for column in entry), sa.literal("", sa.Text)
        )
        if partnered and entry[0] in comparison.partners:
            part = sa.case(comparison.partners[entry[0]], value=rows.c[entry[0]], else_=sa.null())
            part = part.concat("")  # null for a word without a partner, and then the whole key
        parts.append(part)
    key = parts[0]
    for part in parts[1:]:
        key = key.concat(sa.func.chr(31)).concat(part)
    if comparison.repeats:
        nth = sa.func.row_number().over(
            partition_by=(rows.c.batch_id, rows.c[comparison.order], key),
            order_by=(rows.c.sheet, rows.c.row_no, rows.c.column_no),
        )
        key = key.concat(sa.func.chr(31)).concat(sa.cast(nth, sa.Text))
    return sa.func.hashtextextended(key, 0, type_=sa.BigInteger)


def _same_line(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(one.c.line_key == other.c.line_key, one.c.line_order == other.c.line_order)


def _partner(others: sa.FromClause, line: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        others.c.family == line.c.family,
        others.c.line_key == line.c.partner_key,
        others.c.line_order == line.c.line_order,
    )


def _others(comparison: Comparison, lines: sa.CTE, pool: sa.CTE) -> sa.CTE:
    """One figure for each line and period of a source, to look a partner up by."""
    [measure] = comparison.measures
    figures = sa.union_all(
        *(
            sa.select(part.c.family, part.c.line_key, part.c.line_order, part.c[measure].label("figure"))
            for part in (lines, pool)
        )
    ).subquery()
    line = (figures.c.family, figures.c.line_key, figures.c.line_order)
    return sa.select(*line, sa.func.max(figures.c.figure).label("figure")).group_by(*line).cte("others")


def _neighbours(comparison: Comparison, lines: sa.CTE, pool: sa.CTE) -> sa.Subquery:
    """Each line beside the same line in the other periods, numbered by how near they are on either side."""
    own = lines.alias("own")
    selects = []
    for other, fits, accepted in (
        (pool, sa.and_(pool.c.family == lines.c.family, pool.c.origin != lines.c.origin), pool.c.accepted),
        (own, own.c.batch_id == lines.c.batch_id, sa.true()),
    ):
        filled = sa.func.coalesce(*(sa.func.nullif(other.c[measure], 0) for measure in comparison.measures))
        partner = [lines.c.family, lines.c.partner_key] if comparison.partners else []
        selects.append(
            sa.select(
                lines.c.line_id,
                *partner,
                (other.c.line_order < lines.c.line_order).label("is_earlier"),
                sa.func.abs(other.c.line_order - lines.c.line_order).label("distance"),
                other.c.line_order,
                accepted.label("accepted"),
                *(other.c[measure] for measure in comparison.measures),
                other.c.source_ref,
            )
            .select_from(lines)
            .join(other, sa.and_(other.c.line_key == lines.c.line_key, other.c.line_order != lines.c.line_order, fits))
            .where(filled.is_not(None))
        )
    pairs = sa.union_all(*selects).subquery("pairs")
    nearness = sa.func.row_number().over(
        partition_by=(pairs.c.line_id, pairs.c.is_earlier),
        order_by=(pairs.c.distance, pairs.c.source_ref),
    )
    return sa.select(pairs, nearness.label("nearness")).subquery("neighbours")


def _summary(comparison: Comparison, lines: sa.CTE, pool: sa.CTE, others: sa.CTE | None) -> sa.Subquery:
    near = _neighbours(comparison, lines, pool)
    is_near = near.c.nearness <= NEAREST
    is_before = sa.and_(near.c.nearness == 1, near.c.is_earlier)
    is_after = sa.and_(near.c.nearness == 1, ~near.c.is_earlier, near.c.accepted)
    columns: list[sa.ColumnElement[Any]] = []
    for measure in comparison.measures:
        figure = near.c[measure]
        columns += [
            sa.func.max(figure).filter(is_before).label(f"earlier_{measure}"),
            sa.func.max(figure).filter(is_after).label(f"later_{measure}"),
        ]
        if comparison.usual:
            middle = sa.func.percentile_cont(0.5).within_group(figure)
            columns.append(middle.filter(is_near).label(f"usual_{measure}"))
    columns.append(sa.func.max(near.c.source_ref).filter(is_before).label("earlier_ref"))
    found: sa.FromClause = near
    if others is not None:
        rate = near.c[comparison.measures[0]] / sa.func.nullif(others.c.figure, 0)
        columns.append(sa.func.percentile_cont(0.5).within_group(rate).filter(is_near).label("usual_rate"))
        found = near.outerjoin(others, _partner(others, near))
    return sa.select(near.c.line_id, *columns).select_from(found).group_by(near.c.line_id).subquery("summary")


def _replaced_lines(table: Table, comparison: Comparison, judged: sa.CTE) -> sa.Subquery:
    """The lines of the accepted batch that each judged one would replace, under the id of the judged one."""
    before, file = BATCHES.alias("before"), FILES.alias("file_before")
    newest = (
        sa.select(
            judged.c.batch_id.label("batch_id"),
            before.c.batch_id.label("replaced_id"),
        )
        .ext(distinct_on(judged.c.batch_id))
        .select_from(judged)
        .join(file, same_origin(file, judged))
        .join(before, before.c.file_id == file.c.file_id)
        .where(
            before.c.status == "accepted",
            before.c.parser_version == judged.c.parser_version,
            sa.tuple_(file.c.current_since, before.c.batch_id) < sa.tuple_(judged.c.current_since, judged.c.batch_id),
        )
        .order_by(judged.c.batch_id, file.c.current_since.desc(), before.c.batch_id.desc())
        .cte("replaced")
    )
    batches = (
        sa.select(
            newest.c.replaced_id.label("batch_id"),
            newest.c.batch_id.label("family"),
            sa.literal("", sa.Text).label("origin"),
            sa.true().label("accepted"),
        )
        .distinct()
        .cte("replaced_batches")
    )
    lines = _lines(table, comparison, batches, "replaced_lines")
    return (
        sa.select(
            lines.c.family.label("batch_id"),
            lines.c.line_key,
            lines.c.line_order,
            *(sa.func.max(lines.c[measure]).label(f"replaced_{measure}") for measure in comparison.measures),
        )
        .group_by(lines.c.family, lines.c.line_key, lines.c.line_order)
        .subquery("replaced_figures")
    )
