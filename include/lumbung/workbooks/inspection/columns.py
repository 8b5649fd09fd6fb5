"""What each column of a table holds, by its title and by its cells.

Enters: a `SeenTable`. Leaves: a `SeenColumn` a column. Cells of persons are known by their title or by their form, and
nothing of them goes further than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lumbung.sources.model import Scale
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Cell, CellFault, address, column_letters
from lumbung.workbooks.inspection.tables import SeenTable, is_figure, is_year
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.vocabulary import (
    COUNTED,
    FAMILY_CARD_TITLES,
    NAMES_OF_THINGS,
    NIK_TITLES,
    PERSON_WORDS,
    ROLES,
    TOTAL_LABEL,
)
from lumbung.workbooks.inspection.words import Unit, counted_in, folded, key, side_of, unit_in, unspaced
from lumbung.workbooks.layout import SEPARATOR, clean, numbers_lines, vertical_fill
from lumbung.workbooks.numbers import NumberColumn, NumberKind, number_column
from lumbung.workbooks.periods import MONTHS, parse_period

Kind = Literal[
    "blank", "row number", "nik", "family card", "personal", "year", "month", "date", "code", "number", "text"
]

NULLS = ("-", "–", "—")
NULL_WORDS = ("-", "–", "—", "...", "n.a.", "n.a", "na", "null", "tidak tersedia", "tad", "x")
_LEVELS = ("agency", "program", "activity")
_TOTAL = re.compile(TOTAL_LABEL, re.IGNORECASE)
_DIGITS = re.compile(r"'?\d[\d\s]*", re.ASCII)
_FEW = 3
_SEMESTERS = frozenset({"1", "2", "I", "II"})
_QUARTERS = _SEMESTERS | {"3", "4", "III", "IV"}
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+1[45]", re.IGNORECASE)


@dataclass(frozen=True)
class SeenColumn:
    """A column of a table. `cells`: those of the lines, merged ones filled in columns that hold no figures."""

    table: SeenTable
    at: int
    path: tuple[str, ...]
    cells: tuple[Cell, ...]
    kind: Kind

    @property
    def title(self) -> str:
        """The titles from the top, joined."""
        return SEPARATOR.join(self.path)

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return column_letters(self.at)

    @property
    def is_personal(self) -> bool:
        """Whether its cells belong to persons."""
        return self.kind in ("nik", "family card", "personal")

    @cached_property
    def texts(self) -> list[str]:
        """The cells as text."""
        return [clean(cell) for cell in self.cells]

    @cached_property
    def distinct(self) -> list[str]:
        """The different texts that are no words for something missing, in order."""
        return [text for text in dict.fromkeys(self.texts) if text and text.casefold() not in NULL_WORDS]

    @cached_property
    def roles(self) -> frozenset[str]:
        """What its titles say that it is."""
        return roles_of(self.path)

    @cached_property
    def unit(self) -> Unit | None:
        """The unit that its titles name."""
        return unit_in(self.title) if self.path else None

    @property
    def only_numbers(self) -> bool:
        """Whether it has no title and only numbers the lines."""
        return not self.path and self.kind == "row number"

    def is_a(self, *roles: str) -> bool:
        """Whether its titles say one of some things."""
        return bool(self.roles & set(roles))


def parts_numbered(column: SeenColumn) -> Literal["semester", "triwulan"] | None:
    """Of what a column numbers the parts of a year: I to IV below `Triwulan`; None where it says something else."""
    return parts_in(key(column.path[-1]) if column.path else "", column.distinct)


def see_columns(table: SeenTable) -> list[SeenColumn]:
    """All columns of a table that can be seen, from the left; those without title and cells are left out."""
    fill = vertical_fill(table.sheet, table.first)
    found = []
    for at, path in enumerate(table.paths):
        if at in table.sheet.hidden_columns:
            continue
        raw = tuple(table.sheet.rows[row][at] for row in table.lines)
        if not path and all(cell is None for cell in raw):
            continue
        kind = _kind(path, raw)
        if kind != "number":
            places = (fill.get((row, at), (row, at)) for row in table.lines)
            raw = tuple(table.sheet.rows[row][column] for row, column in places)
        found.append(SeenColumn(table, at, tuple(path), raw, kind))
    return found


def roles_of(path: Sequence[str]) -> frozenset[str]:
    """What titles say that a column is: by the lowest, by it and its group together, or by the group and a unit."""
    if not path:
        return frozenset()
    last, whole = key(path[-1]), key(" ".join(map(indonesian, path)))
    found = {role for role, titles in ROLES.items() if last in titles or whole in titles}
    if not found & {"target", "reached"} and (noun := _noun(path[-1])) is not None:
        # `Target KPM`, `KPM Tersalur`: a role, and what is counted.
        bare = " ".join(last.removesuffix(noun).removeprefix(noun).split())
        found |= {role for role in ("target", "reached") if bare != last and bare in ROLES[role]}
        if "budget" in found or (bare != last and bare in ROLES["budget"]):
            found = (found - {"budget"}) | {"target"}  # `Alokasi (KPM)`: what is counted is no money
    if not found and (side := side_of(path[-1])) is not None:
        found.add(side)
    if not found and (parts := roles_in_parts(path[-1])):
        found.add(parts[-1])  # the lines are of the last; the others stand above them
    if len(path) > 1 and not (found - {"unit", "value", "total", "percent", "registry"}):
        group, unit = roles_of(path[:-1]), " ".join(folded(path[-1]))
        if unit in COUNTED and not group and (side := side_of(f"{path[-2]} {unit}")) is not None:
            group = frozenset({side})  # the unit stands in a line of its own
        plain = unit in COUNTED or last in ("", "jumlah", "rp", "keuangan", "nilai", "volume")
        if plain or (last == "total" and group & {"reached", "target"} and not group & {"budget", "realised"}):
            found |= group
            if last == "keuangan":
                found -= {"target", "reached"}
    if len(path) > 1 and "percent" in found:
        return frozenset({"percent"})
    return frozenset(found)


def _noun(title: str) -> str | None:
    """What a title counts, by the words before the unit in brackets where they say it: `Target Rumah (unit)`."""
    return counted_in(re.sub(r"\([^)]*\)", " ", title)) or counted_in(title)


def roles_in_parts(title: str) -> tuple[str, ...]:
    """What a title of several levels names, from the top: `OPD / Program / Kegiatan`; nothing for any other."""
    parts = [key(part) for part in re.split(r"\s*[/,]\s*|\s+dan\s+", indonesian(title)) if part.strip()]
    found = [next((role for role in _LEVELS if part in ROLES[role]), None) for part in parts]
    known = tuple(role for role in found if role is not None)
    return known if len(parts) > 1 and len(known) == len(parts) and len(set(known)) == len(known) else ()


def is_personal_title(path: Sequence[str]) -> bool:
    """Whether a title is that of what belongs to a person: a name, an address, a birthday."""
    if not path:
        return False
    title = key(path[-1])
    if title in PERSON_WORDS:
        return True
    words = folded(path[-1])
    return bool(words) and words[0] == "nama" and not set(words) & NAMES_OF_THINGS


def is_unknown_name(path: Sequence[str]) -> bool:
    """Whether a title says a name, and not whether of a person or of a thing: `Nama SKPA`."""
    return is_personal_title(path) and key(path[-1]) not in PERSON_WORDS and len(folded(path[-1])) > 1


def _kind(path: Sequence[str], cells: Sequence[Cell]) -> Kind:
    filled = [cell for cell in cells if cell is not None and clean(cell).casefold() not in NULL_WORDS]
    # The label of a total stands in whichever column is the first.
    filled = [
        cell for cell in filled if not (isinstance(cell, str) and _TOTAL.fullmatch(unspaced(clean(cell))))
    ] or filled
    title = key(path[-1]) if path else ""
    if title in NIK_TITLES:
        return "nik"
    if title in FAMILY_CARD_TITLES and any(_is_long_number(cell) for cell in filled):
        return "family card"
    roles = roles_of(path)
    if filled and "kode" not in title.split()[:2] and sum(map(_is_long_number, filled)) * 2 >= len(filled):
        return "nik"
    if not filled:
        return "number" if any(cell is not None for cell in cells) else "blank"
    numeric = [cell for cell in filled if is_figure(cell) or isinstance(cell, CellFault)]
    if len(numeric) < len(filled) and title in ("penerima", "peserta", "sasaran penerima"):
        return "personal"
    # `Kepala Keluarga` above figures says in what they are counted.
    counts = len(numeric) == len(filled) and bool(roles & {"reached", "target"} or title in COUNTED)
    if is_personal_title(path) and not counts:
        return "personal"
    if "row_number" in roles or (not roles and _counts_up(filled)):
        return "row number"
    if all(is_year(cell) for cell in filled) and (roles & {"year", "period_part"} or "tahun" in title.split()):
        return "year"
    if "month" in roles and all(clean(cell).casefold() in MONTHS or _is_month_number(cell) for cell in filled):
        return "month"
    if "kode" in title.split()[:2] or roles & {
        "account_code",
        "agency_code",
        "program_code",
        "activity_code",
        "sub_activity_code",
    }:
        return "code"
    if _numbers_levels(filled):
        return "row number"
    if len(numeric) * 5 >= len(filled) * 3:
        return "text" if parts_in(title, map(clean, filled)) else "number"
    if all(not isinstance(cell, str) or parse_period(clean(cell)) for cell in filled) and roles & {
        "dates",
        "starts",
        "ends",
    }:
        return "date"
    return "text"


def parts_in(title: str, texts: Iterable[str]) -> Literal["semester", "triwulan"] | None:
    """Of what the bare numbers of a column are parts of a year, by its title: 1 and 2 below `Semester`.

    One number alone, the same in all lines, proves nothing.
    """
    numbers = {"semester": _SEMESTERS, "triwulan": _QUARTERS}.get(title, frozenset())
    found = set(texts)
    is_numbered = len(found) > 1 and found <= numbers
    return "semester" if is_numbered and title == "semester" else "triwulan" if is_numbered else None


def _is_long_number(cell: Cell) -> bool:
    """Whether a cell looks like a NIK or a family card's number: 15 to 17 digits, or what Excel makes of them."""
    if isinstance(cell, bool) or cell is None:
        return False
    if isinstance(cell, int | float):
        return 1e14 <= abs(cell) < 1e17
    text = clean(cell)
    if _SCIENTIFIC.fullmatch(text):
        return True
    return bool(_DIGITS.fullmatch(text)) and 15 <= sum(map(str.isdigit, text)) <= 17


def _is_month_number(cell: Cell) -> bool:
    text = clean(cell)
    return text.isdecimal() and 1 <= int(text) <= 12


def _counts_up(cells: Sequence[Cell]) -> bool:
    texts = [clean(cell).rstrip(".") for cell in cells]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _numbers_levels(cells: Sequence[Cell]) -> bool:
    """Whether cells number lines and those below them, without a gap: 1, 1.1, 1.1.1, 1.2, 2, 2.1."""
    has_levels = any("." in clean(cell).rstrip(".") for cell in cells)
    return (
        has_levels and len(cells) > _FEW and not any(isinstance(cell, float) for cell in cells) and numbers_lines(cells)
    )


@dataclass(frozen=True)
class Style:
    """How the figures of a column are written; `refused`: why that cannot be known."""

    column: NumberColumn | None
    proof: str
    refused: WorkbookRefused | None = None


def style_of(
    column: SeenColumn,
    *,
    kind: NumberKind = "number",
    bounds: tuple[float, float] | None = None,
    scale: Scale | None = None,
    nulls: Sequence[str] = NULLS,
    sums: Sequence[tuple[int, Sequence[int]]] = (),
    zeros: Sequence[str] = (),
) -> Style:
    """How a column's figures are read when it is declared so."""
    rows = column.table.lines
    try:
        numbers = number_column(
            column.cells,
            place=lambda position: address(rows[position], column.at),
            kind=kind,
            bounds=bounds,
            nulls=nulls,
            zeros=zeros,
            sheet=column.table.sheet.name,
            scale=scale,
            sums=sums,
        )
    except WorkbookRefused as refusal:
        return Style(None, "not proven", refusal)
    return Style(numbers, numbers.proof)


def null_words(columns: Iterable[SeenColumn]) -> list[str]:
    """The words for something missing that stand among figures."""
    found = dict.fromkeys(NULLS)
    for column in columns:
        for text in dict.fromkeys(column.texts):
            if text.casefold() in NULL_WORDS:
                found.setdefault(text)
    return list(found)
