"""One row of a table -> one row of its dataset.

Enters: the cells of a row, with the facts and headings that hold for it. Leaves: a `ParsedRow` with every column of the
dataset and the address of each figure, or a refusal that names the cell. A row whose figures are all declared missing
gives none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from lumbung.reference.regions import Regions
from lumbung.sources.datasets import ColumnKind, Dataset
from lumbung.sources.model import DeriveSpec, LayoutSpec, PickSpec, RegionSpec
from lumbung.workbooks.cells import RowRefusedError, TableCells
from lumbung.workbooks.errors import printable, shape, word
from lumbung.workbooks.grid import address, column_number
from lumbung.workbooks.hierarchy import CODE
from lumbung.workbooks.layout import WideGroup, clean
from lumbung.workbooks.periods import Period, month_end
from lumbung.workbooks.results import ParsedRow

Values = dict[str, object]

_HAS_KIND = re.compile(r"(?:kota|kab(?:upaten)?\.?|provinsi|prov\.?)\s", re.IGNORECASE)


class RowBuilder:
    """Builds the staging rows of one table."""

    def __init__(
        self, cells: TableCells, layout: LayoutSpec, dataset: Dataset, file_name: str, regions: Regions | None
    ) -> None:
        self._cells, self._layout, self._dataset, self._file_name = cells, layout, dataset, file_name
        self._regions = regions

    def build(self, row: int, group: WideGroup | None, around: Mapping[str, object]) -> ParsedRow | None:
        """The staging row of a row, or of one group of its columns; None when its figures are all missing.

        `around`: what holds for the row without standing in it: facts, headings, names of its parents.

        Raises:
            RowRefusedError: something is not as declared.
        """
        values: Values = {**self._dataset.defaults, **expand(around)}
        cells: dict[str, str] = {}
        for name in self._cells.table.columns:
            value = self._cells.value(row, name)
            if value is not None:
                values.update(expand({name: value}))
                cells[name] = self._cells.address(row, name)
        if group is not None:
            values.update(self._layout.wide[group.wide].values)
            values.update(group.fields)
            for name, at in group.measures.items():
                values[name] = self._cells.number(row, at)
                cells[name] = address(row, at)
        for name, derive in self._layout.derive.items():
            values[name] = _derived(name, derive, values, cells.get(derive.origin))
        if self._layout.pick:
            _pick(self._layout.pick, values, cells)
        if all(values.get(name) is None for name in self._dataset.measures):
            return None
        if self._layout.region:
            values["region_code"] = self._region(self._layout.region, row)
        return self._finish(row, values, cells)

    def _region(self, spec: RegionSpec, row: int) -> str:
        name, cell = self._cells.text(row, spec.origin), self._cells.address(row, spec.origin)
        if self._regions is None:
            raise ValueError("a column names regions, but no regions were given")
        levels: set[str] = set(spec.levels)
        if spec.uppercase:
            above = {spec.uppercase, "nation"}
            levels = levels & above if name.isupper() else levels - above
        if spec.bare and not name.isupper() and not _HAS_KIND.match(name):
            # A city has its kind in its name: a bare name that is only a city's is a regency that was renamed.
            levels = {spec.bare}
        found = self._regions.resolve(name, levels=levels, bare_is=spec.bare)
        if found.region is None:
            printed = " ".join(name.split())
            reason = (found.reason or f"{printed!r} is no known region").replace(repr(printed), word(printed))
            named = [f"{region.name} ({region.code})" for region in found.candidates[:5] if region.code not in reason]
            raise RowRefusedError(
                "region_unresolved", f"{reason}; candidates: {', '.join(named)}." if named else f"{reason}.", cell
            )
        return found.region.code

    def _finish(self, row: int, values: Values, cells: dict[str, str]) -> ParsedRow:
        dataset = self._dataset
        final = {name: _typed(name, kind, values.get(name), cells.get(name)) for name, kind in dataset.columns.items()}
        year, month = final.get("fiscal_year"), final.get("period_month")
        if "as_of_date" in final and final["as_of_date"] is None and isinstance(year, int) and isinstance(month, int):
            if not 1 <= month <= 12:
                raise RowRefusedError("not_a_month", f"{month} is no month.", cells.get("period_month"))
            final["as_of_date"] = month_end(year, month)
        for name, sources in dataset.lineage.items():
            at = next((cells[source] for source in sources if source in cells and final[source] is not None), None)
            final[name] = f"{self._file_name}#{self._cells.sheet.name}!{at}" if at else None
            if name == "source_ref" and at and "column_no" in final:
                final["column_no"] = column_number(at)
        for name in dataset.columns:
            if final[name] is None and name not in dataset.optional:
                column = self._cells.table.columns.get(name)
                raise RowRefusedError(
                    "missing_value", f"the row has no {name}.", None if column is None else address(row, column)
                )
        kept = {name: at for name, at in cells.items() if name in dataset.columns and final[name] is not None}
        return ParsedRow(final, self._cells.sheet.name, row + 1, kept)


def expand(values: Mapping[str, object]) -> Values:
    """Values with each period as its two columns."""
    expanded: Values = {}
    for name, value in values.items():
        if isinstance(value, Period):
            expanded.update(period_start=value.start, period_end=value.end)
        else:
            expanded[name] = value
    return expanded


def _pick(pick: PickSpec, values: Values, cells: dict[str, str]) -> None:
    case = str(values.get(pick.by))
    if case not in pick.cases:
        raise RowRefusedError("unknown_case", f"{pick.by} {word(case)} has no columns under pick: in the YAML.")
    mine = pick.cases[case]
    for columns in pick.cases.values():
        for name in columns.values():
            if name not in mine.values() and values.get(name):
                raise RowRefusedError(
                    "other_case_filled",
                    f"a row of {case} has {_filled(values[name])} in the column {name}, where only zero may stand.",
                    cells.get(name),
                )
    for name, column in mine.items():
        values[name] = values.get(column)
        if column in cells:
            cells[name] = cells[column]


def _filled(value: object) -> str:
    return printable(value) if isinstance(value, Decimal) else f"a cell of the form {shape(value)}"


def _derived(name: str, derive: DeriveSpec, values: Values, cell: str | None) -> str:
    printed = clean(str(values.get(derive.origin) or ""))
    if derive.map:
        for known, meaning in derive.map.items():
            if clean(known).casefold() == printed.casefold():
                return meaning
    else:
        fitting = [start for start in derive.starts_with if printed.startswith(start)]
        if fitting:
            return derive.starts_with[max(fitting, key=len)]
    if derive.default is not None:
        return derive.default
    shown = printable(printed) if CODE.fullmatch(printed) else word(printed)
    raise RowRefusedError(
        "unknown_word",
        f"{shown} is no known {derive.origin}, from which {name} follows. Add it under derive: in the YAML.",
        cell,
    )


def _typed(name: str, kind: ColumnKind, value: object, cell: str | None) -> object:
    if value is None:
        return None
    if kind == "integer" and not isinstance(value, int):
        text = clean(str(value))
        if not text.isdecimal() or len(text) > 9:
            raise RowRefusedError("not_a_number", f"a cell of the form {shape(value)} is no {name}.", cell)
        return int(text)
    if kind == "date" and not isinstance(value, date):
        raise RowRefusedError("not_a_date", f"a cell of the form {shape(value)} is no {name}.", cell)
    return str(value) if kind in ("text", "code") else value
