"""Units of poverty figures, as they are printed and as they are stored.

Enters: a printed unit or a title, and the indicator. Leaves: the unit with its scale, or why it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from lumbung.workbooks.inspection.indicators import PER_MONTH, PER_YEAR, POVERTY_LINE_RANGE, Indicator
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.words import Unit, folded, unit_in
from lumbung.workbooks.scales import scale_in_title

# A family has one head (KK); a household may hold several families.
_FAMILIES = ("KK", "keluarga")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def is_unit_of(unit: Unit, indicator: Indicator) -> bool:
    """Whether figures of an indicator may be printed in a unit."""
    if indicator.unit in (PER_MONTH, PER_YEAR):
        return unit.unit in (indicator.unit, "rupiah")
    if indicator.unit == "orang":
        return unit.unit == "jiwa"
    if indicator.unit == "indeks":
        return unit.unit in ("indeks", "persen")
    if indicator.unit == "KK":
        return unit.unit in ("KK", "keluarga", "rumah_tangga")
    return unit.unit == indicator.unit


def printed_unit(text: str, indicator: Indicator) -> Unit | None:
    """What a printed unit means for figures of an indicator; None where it cannot be a unit of it."""
    unit = unit_in(text)
    if unit is None:
        is_plain = folded(text) in (["tahun"], ["years"]) if indicator.unit == "tahun" else False
        is_plain = is_plain or (not text and indicator.unit == "indeks")
        return Unit(indicator.unit) if is_plain else None
    return Unit(_stored(unit, indicator), unit.scale) if is_unit_of(unit, indicator) else None


def base_unit(indicator: Indicator, unit: Unit | None, text: str, values: Sequence[Decimal] = ()) -> Unit | str:
    """The unit of figures of an indicator with their scale, or why it is not known."""
    try:
        scale = scale_in_title(indonesian(text))
    except ValueError as fault:
        return str(fault)
    if unit is not None:
        if not is_unit_of(unit, indicator):
            return f"the title says {unit.unit}, but {indicator.name} is in {indicator.unit}"
        if indicator.code == "extreme_poor_households" and unit.unit not in _FAMILIES:
            return f"the title says {unit.unit}; is that KK?"
        return Unit(_stored(unit, indicator), unit.scale or scale)
    if indicator.unit in ("persen", "indeks", "tahun"):
        return Unit(indicator.unit)
    if scale is not None:
        return Unit(indicator.unit, scale)
    if indicator.unit == PER_MONTH and values:
        low, high = POVERTY_LINE_RANGE
        if all(low <= value <= high for value in values):
            return Unit(indicator.unit)
    if indicator.unit == "KK" and re.search(r"\bkk\b", text, re.IGNORECASE):
        return Unit("KK")
    return "no title says it (jiwa, ribu jiwa, rupiah ...)"


def _stored(unit: Unit, indicator: Indicator) -> str:
    """The unit that figures are stored in: poor households are counted as such, or as families."""
    is_household = indicator.code == "poor_households" and unit.unit not in _FAMILIES
    return unit.unit if is_household else indicator.unit


def unit_text(title: str) -> str | None:
    """The unit as it is printed in a title: the bracket that names one."""
    for match in _BRACKETS.finditer(title):
        if unit_in(match[1]) is not None or "ribu" in folded(match[1]):
            return match[1].strip()
    return None
