"""Printed percentages as proof: each must be what its two figures give, to the last digit that was printed.

Enters: the rows that were read. Leaves: a `ControlTotal` for each one that differs, and a note of how many agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lumbung.sources.model import RatioSpec
from lumbung.workbooks.cells import Measure, Number, TableCells
from lumbung.workbooks.grid import address
from lumbung.workbooks.results import ControlTotal, RowBlock
from lumbung.workbooks.scales import FACTORS

# A percentage beyond this is no rounding of anything; staging holds numeric(24, 6).
_LARGEST = Decimal(10) ** 12


def ratio_totals(
    specs: Sequence[RatioSpec],
    cells: TableCells,
    blocks: Sequence[RowBlock],
    totals: list[ControlTotal],
    notes: dict[str, str],
) -> None:
    """Hold every printed quotient of the kept rows against its part and its whole."""
    if not specs:
        return
    kept = {row for block in blocks for row in block.rows}
    by_name = {name: cells.measures[at] for name, at in cells.table.columns.items() if at in cells.measures}
    for spec in specs:
        if not {spec.printed, spec.part, spec.whole} <= set(by_name):
            continue  # an optional column that is not there proves nothing
        printed, part, whole = by_name[spec.printed], by_name[spec.part], by_name[spec.whole]
        agree = 0
        for position, row in enumerate(cells.rows):
            if row + 1 not in kept:
                continue
            stated, above, below = printed.values[position], part.values[position], whole.values[position]
            if stated is None or above is None or not below:
                continue
            computed = Decimal(above) / Decimal(below) * Decimal(str(spec.times))
            tolerance = _rounding(Decimal(stated)) + _propagated(part, above, whole, below, spec.times)
            if abs(computed - stated) <= tolerance or abs(computed) >= _LARGEST:
                agree += 1
                continue
            at = address(row, printed.column)
            totals.append(
                ControlTotal(
                    cells.sheet.name,
                    at,
                    spec.printed,
                    "",
                    Decimal(stated),
                    round(computed, 6),
                    round(tolerance, 6),
                    "ratio",
                )
            )
        notes[f"ratio {spec.printed} {cells.sheet.name}"] = f"{agree} agree with {spec.part} / {spec.whole}"


def _rounding(stated: Decimal) -> Decimal:
    """Half of the last printed digit; a spreadsheet's fraction has fifteen digits and is rounded by nobody."""
    exponent = stated.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1) if isinstance(exponent, int) and exponent <= 0 else Decimal("0.5")


def _propagated(part: Measure, above: Number, whole: Measure, below: Number, times: float) -> Decimal:
    """What the rounding of the two figures themselves may do to their quotient."""
    slack = _unit(part) * abs(Decimal(below)) + _unit(whole) * abs(Decimal(above))
    return slack / Decimal(below) ** 2 * Decimal(str(times))


def _unit(measure: Measure) -> Decimal:
    """Half of the last digit of a column that is printed in thousands or more: two decimals are usual."""
    return Decimal(FACTORS[measure.scale]) / 200 if measure.scale else Decimal(0)
