"""Numbers as they stand in cells, with proof.

Enters: the cells of one column. Leaves: exact decimals, and in words what proves how the column's text is to be read.
'1.234' is a thousand in Indonesian text and a decimal in a BPS table, so no cell is read alone: a column's style must
be proven by a cell that can be read only one way, or by what is known of the column (whole counts, money with at most
two decimals, bounds). A column without proof is refused, naming the cells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from lumbung.workbooks.errors import WorkbookRefused, printable, shape
from lumbung.workbooks.grid import Cell, address

Style = Literal["indonesian", "plain"]
NumberKind = Literal["money", "count", "number"]
NUMBER_KINDS: tuple[NumberKind, ...] = ("money", "count", "number")

# Far above any figure of a government; what is larger is damage, and would not fit numeric(20, 2).
_LARGEST = Decimal(10) ** 16

# Separators are removed only from text that has one of these shapes.
_SHAPES: dict[Style, re.Pattern[str]] = {
    "indonesian": re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?", re.ASCII),
    "plain": re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?", re.ASCII),
}
_DRESS = re.compile(r"^(?:rp\.?|idr)\s*", re.IGNORECASE)
_STYLES: tuple[Style, ...] = ("indonesian", "plain")
_WORDS = {"indonesian": "Indonesian (1.234,5)", "plain": "plain (1,234.5)"}


@dataclass(frozen=True)
class NumberColumn:
    """How one column is read. `proof` says why, for the notes of the file."""

    style: Style | None
    proof: str
    nulls: frozenset[str]

    def read(self, value: Cell) -> Decimal | None:
        """The number in a cell; None for a blank or a null word.

        Raises:
            ValueError: the cell holds no number of this column's style; the message says what it holds.
        """
        if not isinstance(value, str):
            return _in_range(exact(value), value)
        text = _bare(value)
        if text in self.nulls:
            return None
        reading = _readings(text)
        styles = (self.style,) if self.style else _STYLES
        numbers = {reading[style].value for style in styles if style in reading}
        if len(numbers) != 1:
            raise ValueError(f"a cell of the form {shape(value)} is no number")
        return _in_range(numbers.pop(), value)


@dataclass(frozen=True)
class _Reading:
    value: Decimal
    decimals: str


def exact(value: Cell) -> Decimal | None:
    """The number of a cell that is not text; None for a blank cell. Fractions keep the 15 digits a spreadsheet shows.

    Raises:
        ValueError: a date, a truth value, or no finite number.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"a cell of the form {shape(value)} is no number")
    if isinstance(value, int) or value.is_integer():
        return Decimal(int(value))
    return Decimal(format(value, ".15g"))


def number_column(
    cells: Iterable[tuple[int, int, Cell]],
    *,
    kind: NumberKind,
    bounds: tuple[float, float] | None,
    nulls: Sequence[str],
    sheet: str,
) -> NumberColumn:
    """Decide how a column's text numbers are read, from all its cells.

    Args:
        cells: (row, column, value), both counted from 0.
        kind: `count` is whole, `money` has at most two decimals; both are proof.
        bounds: what the values lie within, as proof where shape alone does not decide.

    Raises:
        WorkbookRefused: two cells exclude each other, or nothing proves the style.
    """
    missing = frozenset({"", *(word.strip().casefold() for word in nulls)})
    open_styles: set[Style] = set(_STYLES)
    proof: dict[Style, str] = {}
    doubtful: tuple[str, str] | None = None
    texts: list[dict[Style, _Reading]] = []
    for row, column, value in cells:
        if not isinstance(value, str) or _bare(value) in missing:
            continue
        readings = _readings(_bare(value))
        if not readings:
            continue  # no number at all: that row is refused by itself
        texts.append(readings)
        where = address(row, column)
        possible = {style for style, reading in readings.items() if _fits(reading, kind)}
        if len({reading.value for reading in readings.values()}) > 1 and doubtful is None:
            doubtful = (where, value)
        if len(possible) == 1:
            style = next(iter(possible))
            proof.setdefault(style, f"{where} {printable(value)}")
            open_styles &= possible
        elif not possible:
            raise WorkbookRefused(
                "number_shape", f"{printable(value)} is no {kind} in any style of number.", sheet=sheet, cell=where
            )
        if not open_styles:
            raise WorkbookRefused(
                "number_style",
                f"one column holds numbers of two styles: {proof['indonesian']} is Indonesian, {proof['plain']} is "
                "plain. Ask for the file again, in one style.",
                sheet=sheet,
                cell=where,
            )
    if len(open_styles) == 1:
        style = next(iter(open_styles))
        return NumberColumn(style, f"{_WORDS[style]}: proven by {proof[style]}", missing)
    if doubtful is None:
        return NumberColumn(None, "no separators", missing)
    if bounds is not None:
        inside = [s for s in _STYLES if all(bounds[0] <= readings[s].value <= bounds[1] for readings in texts)]
        if len(inside) == 1:
            proven = f"{_WORDS[inside[0]]}: proven by bounds {bounds[0]:g} to {bounds[1]:g}"
            return NumberColumn(inside[0], proven, missing)
    raise WorkbookRefused(
        "number_style",
        f"{printable(doubtful[1])} can be read two ways and no cell of the column proves which. Give the column "
        "a kind or bounds that prove it.",
        sheet=sheet,
        cell=doubtful[0],
    )


def _in_range(number: Decimal | None, value: Cell) -> Decimal | None:
    if number is not None and abs(number) >= _LARGEST:
        raise ValueError(f"{printable(value)} is larger than any figure that is read")
    return number


def _bare(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ").strip().casefold()


@lru_cache(maxsize=1 << 16)  # a report says '0,00' thousands of times
def _readings(text: str) -> dict[Style, _Reading]:
    """Each style in which a text is a number."""
    body = _DRESS.sub("", text)
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, _DRESS.sub("", body[1:-1].strip())
    if body[:1] in ("-", "–", "−", "\x96"):
        if negative:
            return {}
        negative, body = True, _DRESS.sub("", body[1:].lstrip())
    body = body.removesuffix(",-").rstrip()
    found: dict[Style, _Reading] = {}
    for style, pattern in _SHAPES.items():
        if match := pattern.fullmatch(body):
            decimals = match["decimals"] or ""
            value = Decimal(re.sub(r"\D", "", match["whole"]) + (f".{decimals}" if decimals else ""))
            found[style] = _Reading(-value if negative else value, decimals)
    return found


def _fits(reading: _Reading, kind: NumberKind) -> bool:
    if kind == "number":
        return True
    if len(reading.decimals) > 2:
        return False
    return kind == "money" or not reading.decimals.strip("0")
