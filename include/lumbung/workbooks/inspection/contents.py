"""Columns that say a describing field by their cells, whatever their titles: agencies, programmes, funds, publishers.

Enters: a `Context` and the columns that are used already. Leaves: a column, or None. A portal prints the agency of each
row under `produsen_data`; what stands in a column is said as plainly as by a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from lumbung.reference.regions import regions
from lumbung.workbooks.inspection.agencies import is_government
from lumbung.workbooks.inspection.amounts import is_fund
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.programmes import programmes_in
from lumbung.workbooks.inspection.surroundings import Found, publishers_in
from lumbung.workbooks.inspection.vocabulary import AGENCY_NAME, CLASSES_OF_VALUES, NO_AGENCIES
from lumbung.workbooks.inspection.words import folded


def agency_column(context: Context, used: Container[str]) -> SeenColumn | None:
    """The one column whose every cell names an agency. `used`: letters of columns that say something else."""
    places = {column.at for column in (*context.district_columns, *context.region_columns, *context.village_columns)}
    return _only(context, used, lambda column: column.at not in places and all(map(_is_agency, column.distinct)))


def says_its_government(context: Context, column: SeenColumn) -> bool:
    """Whether a column of agencies says on every line the same government, and that of no other region."""
    said = context.said_in(column)
    if len(said) != 1 or not is_government(said[0]):
        return False
    named = _region_named(said[0])
    of_lines = {_region_named(text) for other in context.region_columns for text in context.said_in(other)}
    of_table = {str(context.region.value)} if isinstance(context.region, Found) else set()
    return named is None or {named} >= (of_lines | of_table) - {None}


def _region_named(text: str) -> str | None:
    region = regions().resolve(text, levels={"province", "regency", "city"}).region
    return region.code if region is not None else None


def programme_column(context: Context, used: Container[str]) -> SeenColumn | None:
    """The one column whose every cell names a programme that everybody knows."""
    return _only(context, used, lambda column: all(len(programmes_in(text)) == 1 for text in column.distinct))


def funding_column(context: Context, used: Container[str]) -> SeenColumn | None:
    """The one column whose every cell is a source of funds."""
    return _only(context, used, lambda column: all(map(is_fund, column.distinct)))


def publisher_column(context: Context, used: Container[str]) -> tuple[SeenColumn, Mapping[str, str]] | None:
    """The one column whose every cell names who made the figures, and who that is."""
    column = _only(context, used, lambda column: all(len(publishers_in(text)) == 1 for text in column.distinct))
    if column is None:
        return None
    return column, {text: next(iter(publishers_in(text))) for text in column.distinct}


def _is_agency(text: str) -> bool:
    return re.match(AGENCY_NAME, text, re.IGNORECASE) is not None and re.match(NO_AGENCIES, text, re.IGNORECASE) is None


def _only(context: Context, used: Container[str], holds: Callable[[SeenColumn], bool]) -> SeenColumn | None:
    lines = [n for n in range(len(context.table.lines)) if n not in context.total_positions]
    found = [
        column
        for column in context.columns
        if column.kind == "text"
        and column.letters not in used
        and column.path
        and column.distinct
        and all(column.texts[n] for n in lines)
        and holds(column)
    ]
    return found[0] if len(found) == 1 else None


def is_class_of_values(context: Context, column: SeenColumn) -> bool:
    """Whether a column only says how high the figures of its line are: `Kategori IPM`, with Sedang and Tinggi."""
    words = [set(folded(text)) for text in context.said_in(column)]
    titled = set(folded(column.title)) & {"kategori", "status", "klasifikasi", "kelas", "predikat"}
    return bool(titled and words) and all(one and one <= CLASSES_OF_VALUES for one in words)
