"""Columns of units that belong to one column of figures: `satuan_jumlah` beside `jumlah_penerima`.

Enters: a `Context` and a column of figures. Leaves: the columns of its units. A column that is titled `Satuan` alone
is that of a whole table, where only one is; of several, each belongs to the figures at its left.
"""

from __future__ import annotations

from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.vocabulary import COUNTED, SCALES
from lumbung.workbooks.inspection.words import folded, unit_in

_UNIT_WORDS = frozenset({"satuan", "unit"})
_COUNTING = frozenset({"jumlah", "nilai", "angka", "total"})
_MOST_WORDS = 5


def units_of(context: Context, figures: SeenColumn) -> list[SeenColumn]:
    """The columns of units of a column of figures, where the table has none for all of its figures."""
    if context.with_role("unit", kinds=("text",)) is not None:
        own = [column for column in _unit_columns(context) if _words_beside(column)]
        return [column for column in own if _belongs(context, column, figures)]
    return [column for column in _unit_columns(context) if _belongs(context, column, figures)]


def told_by(context: Context, column: SeenColumn) -> list[str]:
    """The different texts of a column of units in the lines that are no totals; a blank is one of them."""
    lines = (n for n in range(len(context.table.lines)) if n not in context.total_positions)
    return list(dict.fromkeys(column.texts[n] for n in lines))


def _unit_columns(context: Context) -> list[SeenColumn]:
    return [column for column in context.columns if column.kind == "text" and column.path and _is_of_units(column)]


def _is_of_units(column: SeenColumn) -> bool:
    """Whether a column is titled as one of units and holds them: `Satuan Kerja` and `Unit Kerja` are agencies."""
    if column.is_a("agency", "agency_code") or not _UNIT_WORDS & set(folded(column.path[-1])):
        return False
    return column.is_a("unit") or any(map(is_unit, column.distinct))


def is_unit(text: str) -> bool:
    """Whether a text is a unit, perhaps in thousands or millions: `Ribu KPM`, `Juta Rupiah`, `persen`."""
    words = [word for word in folded(text) if word not in ("dalam", "per")]
    plain = " ".join(word for word in words if word not in SCALES)
    return bool(words) and (not plain or plain in COUNTED or (unit_in(text) is not None and len(words) <= _MOST_WORDS))


def _words_beside(column: SeenColumn) -> set[str]:
    """What the title of a column of units says besides: `jumlah` of `satuan_jumlah`."""
    return set(folded(column.title)) - _UNIT_WORDS


def _belongs(context: Context, column: SeenColumn, figures: SeenColumn) -> bool:
    """Whether a column of units is that of a column of figures: by a word of its title, or right behind it."""
    words = _words_beside(column)
    numbers = [one for one in context.numbers if not one.is_a("row_number", "sheet_id")]
    named = [one for one in numbers if words and words <= set(folded(one.title))]
    if not named and words - _COUNTING:
        named = [one for one in numbers if words & set(folded(one.title)) - _COUNTING]
    if named:
        return figures in named
    before = [one for one in context.columns if one.at < column.at and one.kind in ("number", "text")]
    return bool(before) and before[-1].at == figures.at
