"""Rows of a table -> rows of its dataset, column by column.

Enters: the columns of a table, the positions of its lines, and what holds for them without standing in them (facts,
headings, names of parents). Leaves: `RowBlock`s with every column of the dataset and the address of each figure, and a
refusal that names the cell for each row that cannot be taken. A row whose figures are all declared missing gives none.

A field of many rows is either one value for all (`Same`) or a list. Each step looks at distinct values once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import cast

from lumbung.reference.regions import Regions
from lumbung.sources.datasets import ColumnKind, Dataset
from lumbung.sources.model import DeriveSpec, LayoutSpec, PickSpec, PrintedUnitSpec, UnitSpec
from lumbung.workbooks.cells import Number, RowRefusedError, TableCells
from lumbung.workbooks.errors import SourceChanged, printable, shape, word
from lumbung.workbooks.grid import address, column_letters, column_number
from lumbung.workbooks.hierarchy import CODE
from lumbung.workbooks.layout import WideGroup, clean
from lumbung.workbooks.nik import read_nik_column
from lumbung.workbooks.periods import Period, month_end
from lumbung.workbooks.region_column import RegionColumn
from lumbung.workbooks.results import RowBlock
from lumbung.workbooks.scales import FACTORS
from lumbung.workbooks.texts import Texts, has_none

_CLEAR_MAJORITY = 4


@dataclass(frozen=True)
class Same:
    """One value for all rows."""

    value: object


Values = Same | Sequence[object]


@dataclass
class _Place:
    """Where a field's cells stand: the letters of their column, and the rows in which it is another cell, or none."""

    letters: str
    elsewhere: dict[int, str | None] = field(default_factory=dict)


class Draft:
    """Rows in the making: `positions` of the table, a field's values each, and the first fault of each row."""

    def __init__(self, positions: Sequence[int]) -> None:
        self.positions = positions
        self.values: dict[str, Values] = {}
        self.places: dict[str, _Place] = {}
        self.faults: dict[int, RowRefusedError] = {}

    def __len__(self) -> int:
        return len(self.positions)

    def spread(self, name: str) -> Sequence[object]:
        """A field as a list, None where nothing gives it."""
        values = self.values.get(name, Same(None))
        return [values.value] * len(self) if isinstance(values, Same) else values

    def put(self, values: Mapping[str, object]) -> None:
        """Give fields one value for all rows; a period is its first and its last day."""
        for name, value in values.items():
            if isinstance(value, Period):
                self.values["period_start"], self.values["period_end"] = Same(value.start), Same(value.end)
            else:
                self.values[name] = Same(value)

    def refuse(self, row: int, refusal: RowRefusedError) -> None:
        """Keep the first fault of a row."""
        self.faults.setdefault(row, refusal)

    def map(
        self, name: str, origin: str, read: Callable[[object], object], *, begins: int | None = None
    ) -> list[tuple[int, str]]:
        """Make a field of another one, distinct value by distinct value; give the rows where `read` raised, and why.

        `begins`: how many letters of a text `read` looks at, where it does not look at all of them.
        """
        source = self.values.get(origin, Same(None))
        if isinstance(source, Same):
            try:
                self.values[name] = Same(read(source.value))
            except LookupError as fault:
                self.values[name] = Same(None)
                return [(row, str(fault.args[0])) for row in range(len(self))]
            return []
        keys = source
        if begins is not None and set(map(type, source)) == {str}:
            keys = [text[:begins] for text in cast("Sequence[str]", source)]
        memo: dict[object, object] = {}
        wrong: dict[object, str] = {}
        for value in dict(zip(keys, source, strict=True)).items():
            try:
                memo[value[0]] = read(value[1])
            except LookupError as fault:
                memo[value[0]], wrong[value[0]] = None, str(fault.args[0])
        self.values[name] = [memo[key] for key in keys]
        return [(row, wrong[key]) for row, key in enumerate(keys) if key in wrong] if wrong else []

    def take(self, rows: Sequence[int]) -> Draft:
        """Some of the rows, as a draft of their own."""
        part = Draft([self.positions[row] for row in rows])
        part.values = {n: v if isinstance(v, Same) else [v[row] for row in rows] for n, v in self.values.items()}
        new = {row: n for n, row in enumerate(rows)}
        part.places = {
            name: _Place(place.letters, {new[row]: at for row, at in place.elsewhere.items() if row in new})
            for name, place in self.places.items()
        }
        part.faults = {new[row]: fault for row, fault in self.faults.items() if row in new}
        return part


class RowBuilder:
    """Builds the staging rows of one table."""

    def __init__(
        self,
        cells: TableCells,
        layout: LayoutSpec,
        dataset: Dataset,
        file_name: str,
        regions: Regions | None,
        nik_key: bytes | None,
    ) -> None:
        self._cells, self._layout, self._dataset, self._file_name = cells, layout, dataset, file_name
        self._regions, self._nik_key = regions, nik_key
        self.blocks: list[RowBlock] = []
        self.refused: list[tuple[int, RowRefusedError]] = []
        self.ignored = 0
        self.notes: dict[str, str] = {}

    def build(
        self,
        positions: Sequence[int],
        group: WideGroup | None,
        around: Mapping[str, Values],
        mended: Mapping[str, Values] | None = None,
    ) -> None:
        """Add the rows at some positions, of one group of columns where the table is wide.

        `mended`: fields whose cells are there, but say it in another spelling.

        Raises:
            SourceChanged: a part of a title is not what the layout knows.
        """
        if not positions:
            return
        draft = Draft(positions)
        draft.put(self._dataset.defaults)
        for name, values in around.items():
            if isinstance(values, Same):
                draft.put({name: values.value})
            else:
                self._fill(draft, name, values)
        # NIKs last: what a list says of a person's year and sex is then known.
        for name in sorted(self._cells.table.columns, key=lambda column: self._cells.kinds[column] == "nik"):
            if not self._layout.columns[name].ignore:
                self._read_column(draft, name)
        draft.values |= mended or {}
        if group is not None:
            self._read_group(draft, group)
        for name, ways in self._layout.derive.items():
            self._derive(draft, name, ways)
        if self._layout.units:
            self._apply_units(draft, self._layout.units)
        if self._layout.pick is None:
            self._finish(draft)
        else:
            for part in self._picked(draft, self._layout.pick):
                self._finish(part)

    def _read_column(self, draft: Draft, name: str) -> None:
        column = self._cells.column(name)
        whole = len(draft) == len(self._cells)
        values = column.values if whole else [column.values[position] for position in draft.positions]
        place = _Place(column_letters(self._cells.table.columns[name]))
        merged = self._cells.merged(name)
        if merged or column.faults:
            for row, position in enumerate(draft.positions):
                if position in column.faults:
                    draft.refuse(row, column.faults[position])
                if position in merged:
                    place.elsewhere[row] = merged[position]
        if self._cells.kinds[name] == "nik":
            self._hash_niks(draft, name, place)
        else:
            self._fill(draft, name, values, place)

    def _fill(self, draft: Draft, name: str, values: Sequence[object], place: _Place | None = None) -> None:
        """Give a field its column; where a cell is blank, what held for the field before goes on to hold."""
        kinds = {str} if isinstance(values, Texts) else set(map(type, values))
        if Period in kinds:
            periods = cast("Sequence[Period | None]", values)
            self._fill(draft, "period_start", [period and period.start for period in periods])
            self._fill(draft, "period_end", [period and period.end for period in periods])
            return
        if NoneType in kinds and name in draft.values:
            before = draft.spread(name)
            blank = [row for row, value in enumerate(values) if value is None]
            values = list(values)
            for row in blank:
                values[row] = before[row]
                if place is not None:
                    place.elsewhere[row] = None
        draft.values[name] = values
        if place is not None:
            draft.places[name] = place

    def _hash_niks(self, draft: Draft, name: str, place: _Place) -> None:
        raw = self._cells.raw(name)
        said = self._cells.raw("sex") if "sex" in self._layout.columns else None
        year = draft.values.get("period_year", Same(None))
        years = year.value if isinstance(year, Same) else [_year(value) for value in year]
        read = read_nik_column(
            [raw[position] for position in draft.positions],
            sexes=said and [said[position] for position in draft.positions],
            key=cast(bytes, self._nik_key),
            regions=cast(Regions, self._regions),
            year=years if isinstance(years, list) else _year(years),
        )
        for fieldname, values in read.items():
            draft.values[fieldname] = values
        # The number itself goes no further: only that there is a cell, and where.
        draft.values[name] = Same(True)
        draft.places[name] = place

    def _read_group(self, draft: Draft, group: WideGroup) -> None:
        wide = self._layout.wide[group.wide]
        draft.put(wide.values)
        for name, printed in group.fields.items():
            draft.values[name] = Same(self._meant(group, wide.map.get(name), name, printed))
        for name, at in group.measures.items():
            measure = self._cells.measures[at]
            draft.values[name] = [measure.values[position] for position in draft.positions]
            draft.places[name] = _Place(column_letters(at))
            if measure.faults:
                faults = self._cells.number_faults(measure)
                for row, position in enumerate(draft.positions):
                    if position in faults:
                        draft.refuse(row, faults[position])

    def _meant(self, group: WideGroup, meanings: Mapping[str, str] | None, name: str, printed: str) -> str:
        if meanings is None:
            return printed
        for known, meaning in meanings.items():
            if clean(known).casefold() == printed.casefold():
                return meaning
        at = min(group.measures.values())
        table = self._cells.table
        raise SourceChanged(
            "title_part",
            f"the title {printable(table.paths[at], 120)} gives {printable(printed)} as {name}, which stands under no "
            "map: of the YAML.",
            sheet=table.sheet.name,
            cell=address(table.top, at),
        )

    def _apply_units(self, draft: Draft, spec: UnitSpec) -> None:
        known = {clean(printed).casefold(): meant for printed, meant in spec.known.items()}
        printed = draft.spread(spec.origin)
        units = draft.spread("unit")
        meant: dict[tuple[object, object], tuple[str | None, int, str | None]] = {}
        for text, unit in set(zip(printed, units, strict=True)):
            meant[text, unit] = _unit_of(known.get(clean(str(text or "")).casefold()), text, unit)
        found = [meant[pair] for pair in zip(printed, units, strict=True)]
        for row, (_, _, why) in enumerate(found):
            if why:
                draft.refuse(row, RowRefusedError("unknown_unit", why, self._cell(draft, spec.origin, row)))
        subjects = list(zip(draft.spread("indicator_code"), [unit for unit, _, _ in found], strict=True))
        for row, why in _odd_scales(subjects, [factor for _, factor, _ in found], printed).items():
            draft.refuse(row, RowRefusedError("unit_differs", why, self._cell(draft, spec.origin, row)))
        draft.values["unit_printed"] = printed
        draft.values["unit"] = [unit for unit, _, _ in found]
        factors = [factor for _, factor, _ in found]
        if set(factors) == {1}:
            return
        for name in self._dataset.measures:
            if name in draft.values:
                figures = cast("Sequence[Number | None]", draft.spread(name))
                draft.values[name] = [
                    None if figure is None else figure * factor for figure, factor in zip(figures, factors, strict=True)
                ]

    def _derive(self, draft: Draft, name: str, ways: Sequence[DeriveSpec]) -> None:
        begins = max(map(len, ways[0].starts_with), default=None)
        for row, why in draft.map(name, ways[0].origin, _meaning(name, ways[0]), begins=begins):
            draft.refuse(row, RowRefusedError("unknown_word", why, self._cell(draft, ways[0].origin, row)))
        first = draft.values[name]
        for way in ways[1:]:
            for row, why in draft.map(name, way.origin, _meaning(name, way)):
                draft.refuse(row, RowRefusedError("unknown_word", why, self._cell(draft, way.origin, row)))
            pairs = zip(_spread(first, len(draft)), draft.spread(name), strict=True)
            for row, (one, other) in enumerate(pairs):
                if one != other and one is not None and other is not None:
                    why = f"{ways[0].origin} says {word(one)} as {name}, but {way.origin} says {word(other)}."
                    draft.refuse(row, RowRefusedError("derive_differs", why, self._cell(draft, way.origin, row)))
        draft.values[name] = first

    def _picked(self, draft: Draft, pick: PickSpec) -> Iterable[Draft]:
        """The rows of each case as a draft of their own, with the measures of that case."""
        cases: dict[str, list[int]] = {}
        for row, case in enumerate(draft.spread(pick.by)):
            cases.setdefault(str(case), []).append(row)
        for case, rows in cases.items():
            part = draft.take(rows)
            if case not in pick.cases:
                for row in range(len(part)):
                    part.refuse(
                        row,
                        RowRefusedError(
                            "unknown_case", f"{pick.by} {word(case)} has no columns under pick: in the YAML."
                        ),
                    )
                yield part
                continue
            mine = pick.cases[case]
            others = {name for columns in pick.cases.values() for name in columns.values()} - set(mine.values())
            for name in sorted(others):
                for row, value in enumerate(part.spread(name)):
                    if value:
                        part.refuse(
                            row,
                            RowRefusedError(
                                "other_case_filled",
                                f"a row of {case} has {_filled(value)} in the column {name}, "
                                "where only zero may stand.",
                                self._cell(part, name, row),
                            ),
                        )
            for name, column in mine.items():
                part.values[name] = part.values.get(column, Same(None))
                if column in part.places:
                    part.places[name] = part.places[column]
            yield part

    def _finish(self, draft: Draft) -> None:
        """Bring the fields to the dataset's columns, and keep the rows that hold what they must."""
        dataset = self._dataset
        gone = self._all_missing(draft)
        if "region_name" in dataset.columns:
            self._name_region(draft)
        if self._layout.region:
            RegionColumn(self._layout.region, self._cells, cast(Regions, self._regions)).resolve(draft, gone)
        final: dict[str, Values] = {}
        for name, kind in dataset.columns.items():
            final[name] = self._typed(draft, name, kind)
        self._close_months(draft, final)
        self._add_addresses(draft, final)
        for name in dataset.columns:
            if name in dataset.optional:
                continue
            values = final[name]
            if isinstance(values, Same):
                blank: Iterable[int] = range(len(draft)) if values.value is None else ()
            else:
                blank = [row for row, value in enumerate(values) if value is None] if has_none(values) else ()
            for row in blank:
                if row not in gone:
                    draft.refuse(
                        row, RowRefusedError("missing_value", f"the row has no {name}.", self._own(draft, name, row))
                    )
        self._keep(draft, final, gone)

    def _name_region(self, draft: Draft) -> None:
        """Where the whole file speaks of one region, its rows bear that region's name."""
        code = draft.values.get("region_code")
        if "region_name" in draft.values or not isinstance(code, Same) or self._regions is None:
            return
        region = self._regions.get(str(code.value))
        draft.values["region_name"] = Same(region.name if region else None)

    def _all_missing(self, draft: Draft) -> set[int]:
        """The rows without any figure: a dash is declared missing."""
        measures = [draft.spread(name) for name in self._dataset.measures if name in draft.values]
        if not self._dataset.measures or not all(map(has_none, measures)):
            return set()
        blank = zip(*measures, strict=True) if measures else [()] * len(draft)
        return {
            row
            for row, figures in enumerate(blank)
            if row not in draft.faults and all(figure is None for figure in figures)
        }

    def _typed(self, draft: Draft, name: str, kind: ColumnKind) -> Values:
        values = draft.values.get(name, Same(None))
        if kind == "integer":
            for row, why in draft.map(name, name, lambda value: _integer(value, name)):
                draft.refuse(row, RowRefusedError("not_a_number", why, self._cell(draft, name, row)))
            return draft.values.get(name, Same(None))
        if kind == "date":
            for row, why in draft.map(name, name, lambda value: _date(value, name)):
                draft.refuse(row, RowRefusedError("not_a_date", why, self._cell(draft, name, row)))
            return draft.values.get(name, Same(None))
        if kind in ("text", "code"):
            if isinstance(values, Same):
                return Same(None if values.value is None else str(values.value))
            if isinstance(values, Texts) or set(map(type, values)) <= {str, NoneType}:
                return values
            return [None if value is None else str(value) for value in values]
        return values

    def _close_months(self, draft: Draft, final: dict[str, Values]) -> None:
        """The day a row speaks of, where its month is known and the day is not."""
        if "as_of_date" not in final or "period_month" not in final:
            return
        given = final["period_month"], final["fiscal_year"], final["as_of_date"]
        if all(isinstance(values, Same) for values in given):
            month, year, day = (values.value for values in given if isinstance(values, Same))
            if day is None and isinstance(month, int) and isinstance(year, int) and 1 <= month <= 12:
                final["as_of_date"] = Same(month_end(year, month))
            if month is None or 1 <= cast(int, month) <= 12:
                return
        months, years, known = (_spread(values, len(draft)) for values in given)
        days: dict[tuple[object, object], date | None] = {}
        for year, month in set(zip(years, months, strict=True)):
            usable = isinstance(year, int) and isinstance(month, int) and 1 <= month <= 12
            days[year, month] = month_end(cast(int, year), cast(int, month)) if usable else None
        pairs = zip(known, years, months, strict=True)
        final["as_of_date"] = [day or days[year, month] for day, year, month in pairs]
        if any(isinstance(month, int) and not 1 <= month <= 12 for month in set(months)):
            for row, month in enumerate(months):
                if isinstance(month, int) and not 1 <= month <= 12:
                    cell = self._cell(draft, "period_month", row)
                    draft.refuse(row, RowRefusedError("not_a_month", f"{month} is no month.", cell))

    def _add_addresses(self, draft: Draft, final: dict[str, Values]) -> None:
        prefix = f"{self._file_name}#{self._cells.sheet.name}!"
        sheet_rows = [str(self._cells.rows[position] + 1) for position in draft.positions]
        for name, sources in self._dataset.lineage.items():
            addresses: list[object] = [None] * len(draft)
            columns: list[object] = [None] * len(draft)
            for place, values in reversed(_that_speak(draft, final, sources)):
                at = column_number(f"{place.letters}1")
                beginning = f"{prefix}{place.letters}"
                if values is None:
                    addresses = [beginning + row for row in sheet_rows]
                    columns = [at] * len(draft)
                else:
                    triples = zip(values, addresses, sheet_rows, strict=True)
                    addresses = [beginning + row if v is not None else a for v, a, row in triples]
                    columns = [at if v is not None else c for v, c in zip(values, columns, strict=True)]
            final[name] = addresses
            if name == "source_ref" and "column_no" in final:
                final["column_no"] = columns

    def _keep(self, draft: Draft, final: dict[str, Values], gone: set[int]) -> None:
        self.refused += [(draft.positions[row], fault) for row, fault in draft.faults.items() if row not in gone]
        self.ignored += len(gone)
        out = gone | set(draft.faults)
        if len(out) == len(draft):
            return
        letters = {n: p.letters for n, p in draft.places.items() if n in self._dataset.columns}
        elsewhere = {n: p.elsewhere for n, p in draft.places.items() if p.elsewhere and n in letters}
        columns = {name: _as_list(_spread(values, len(draft))) for name, values in final.items()}
        rows = [self._cells.rows[position] + 1 for position in draft.positions]
        if out:
            kept = [row for row in range(len(draft)) if row not in out]
            new = {row: n for n, row in enumerate(kept)}
            columns = {name: [values[row] for row in kept] for name, values in columns.items()}
            elsewhere = {n: {new[r]: at for r, at in places.items() if r in new} for n, places in elsewhere.items()}
            rows = [rows[row] for row in kept]
        figures = frozenset(self._dataset.measures)
        self.blocks.append(RowBlock(self._cells.sheet.name, rows, columns, letters, figures, elsewhere))

    def _cell(self, draft: Draft, name: str, row: int) -> str | None:
        """The address of a field's cell; None where no cell gives it."""
        place = draft.places.get(name)
        if place is None:
            return None
        sheet_row = self._cells.rows[draft.positions[row]] + 1
        return place.elsewhere.get(row, f"{place.letters}{sheet_row}")

    def _own(self, draft: Draft, name: str, row: int) -> str | None:
        """The address where a field that is missing should stand."""
        at = self._cells.table.columns.get(name)
        return None if at is None else address(self._cells.rows[draft.positions[row]], at)


def _that_speak(
    draft: Draft, final: Mapping[str, Values], sources: Sequence[str]
) -> list[tuple[_Place, Sequence[object] | None]]:
    """Places that give a row its address, with their values; None for those of the first that is filled throughout."""
    speaking: list[tuple[_Place, Sequence[object] | None]] = []
    for source in sources:
        if source in draft.places:
            values = final.get(source, Same(True))
            if isinstance(values, Same) or not has_none(values):
                return [*speaking, (draft.places[source], None)]
            speaking.append((draft.places[source], values))
    return speaking


def _unit_of(meant: PrintedUnitSpec | None, printed: object, unit: object) -> tuple[str | None, int, str | None]:
    """The unit of a row, the factor to base units, and why it has none."""
    shown = word(clean(str(printed))) if printed is not None else "a blank cell"
    if meant is None:
        return None, 1, f"{shown} is no known unit. Add it under units: in the YAML."
    factor = FACTORS[meant.scale] if meant.scale else 1
    if unit is None and len(meant.units) == 1:
        return meant.units[0], factor, None
    if unit in meant.units:
        return str(unit), factor, None
    have = f"the row is in {unit}" if unit is not None else "nothing says which of them the row is in"
    return None, 1, f"the unit {shown} stands for {' or '.join(meant.units)}, but {have}."


def _odd_scales(subjects: Sequence[object], factors: Sequence[int], printed: Sequence[object]) -> dict[int, str]:
    """The rows whose unit has another scale than nearly all rows of the same subject, and why they are doubtful.

    A table does not change from thousands to persons in the middle; where neither scale is clearly the table's, no row
    of the subject is certain.
    """
    scales: dict[object, Counter[int]] = {}
    for subject, factor in zip(subjects, factors, strict=True):
        scales.setdefault(subject, Counter())[factor] += 1
    mixed = {subject: counts for subject, counts in scales.items() if len(counts) > 1}
    odd: dict[int, str] = {}
    for row, (subject, factor) in enumerate(zip(subjects, factors, strict=True)) if mixed else ():
        if subject not in mixed:
            continue
        [(usual, count)] = mixed[subject].most_common(1)
        others = mixed[subject].total() - count
        clear = count > _CLEAR_MAJORITY * others
        if clear and factor == usual:
            continue
        rest = (
            f"the other {count:,} rows of this figure have another scale"
            if clear
            else "scales are mixed in this figure"
        )
        odd[row] = f"the unit {word(clean(str(printed[row])))} is of another scale: {rest}. Ask which one holds."
    return odd


def _meaning(name: str, derive: DeriveSpec) -> Callable[[object], object]:
    """What a printed word means for a field, as a function that raises LookupError with the reason."""
    known = {clean(printed).casefold(): meaning for printed, meaning in derive.map.items()}

    def meaning(value: object) -> object:
        printed = clean(str(value if value is not None else ""))
        if known:
            if printed.casefold() in known:
                return known[printed.casefold()]
        else:
            fitting = [start for start in derive.starts_with if printed.startswith(start)]
            if fitting:
                return derive.starts_with[max(fitting, key=len)]
        if derive.default is not None:
            return derive.default
        shown = printable(printed) if CODE.fullmatch(printed) else word(printed)
        raise LookupError(
            f"{shown} is no known {derive.origin}, from which {name} follows. Add it under derive: in the YAML."
        )

    return meaning


def _spread(values: Values, length: int) -> Sequence[object]:
    return [values.value] * length if isinstance(values, Same) else values


def _as_list(values: Sequence[object]) -> list[object]:
    return values if isinstance(values, list) else list(values)


def _filled(value: object) -> str:
    return printable(value) if isinstance(value, int | Decimal) else f"a cell of the form {shape(value)}"


def _year(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) == 4 else None


def _integer(value: object, name: str) -> object:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    text = clean(str(value))
    if not text.isdecimal() or len(text) > 9:
        raise LookupError(f"a cell of the form {shape(value)} is no {name}.")
    return int(text)


def _date(value: object, name: str) -> object:
    if value is None or isinstance(value, date):
        return value
    raise LookupError(f"a cell of the form {shape(value)} is no {name}.")
