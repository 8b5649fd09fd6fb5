"""Read a file with the YAML that was proposed for it, and hold what comes out against what was seen.

Enters: the file, the YAML's text and what reading it must give. Leaves: a `Trial`: how many rows, and every way in
which the two differ. What is found here was not understood, however well it looked before.
"""

from __future__ import annotations

import secrets
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from lumbung.sources.catalogue import CatalogueError, load_source
from lumbung.sources.datasets import DATASETS
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.inspection.context import Context, Layout
from lumbung.workbooks.inspection.tables import is_figure
from lumbung.workbooks.parse import ParsedFile, parse_file

_SHOWN = 3
# Agencies round each line: a total may differ from their sum by the last digits.
_ROUNDING = Decimal("0.001")


@dataclass
class Trial:
    """What reading the file with the YAML gave. `problems`: why it is not to be trusted; `read`: as what it is read."""

    rows: int = 0
    ignored: int = 0
    refused: int = 0
    totals: int = 0
    problems: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)


def try_out(path: Path, file_name: str, text: str, tables: Sequence[tuple[Context, Layout]]) -> Trial:
    """Read the file with the YAML and compare."""
    with tempfile.TemporaryDirectory(prefix="lumbung-") as folder:
        place = Path(folder) / "proposed.yaml"
        place.write_text(text, encoding="utf-8")
        try:
            spec = load_source(place)
        except CatalogueError as faults:
            return Trial(problems=[f"the YAML is faulty: {fault.key}: {fault.message}" for fault in faults.faults])
        return read_and_compare(path, file_name, spec, tables)


def read_and_compare(path: Path, file_name: str, spec: SourceSpec, tables: Sequence[tuple[Context, Layout]]) -> Trial:
    """Read the file with a source and compare."""
    try:
        parsed = parse_file(
            path,
            spec,
            file_name=file_name,
            relative_path=path.absolute().as_posix(),
            nik_key=secrets.token_bytes(32),
        )
    except WorkbookRefused as refusal:
        return Trial(problems=[refusal.reason])
    trial = Trial(
        rows=len(parsed.rows),
        ignored=parsed.rows_ignored,
        refused=len(parsed.refusals),
        totals=len(parsed.totals),
        styles={place: proof for place, proof in parsed.notes.items() if place.startswith("number style ")},
    )
    trial.read = read_as(parsed, DATASETS[spec.dataset].measures if spec.dataset in DATASETS else ())
    trial.problems += _refusals(parsed) + _totals(parsed) + _figures(parsed, tables) + _unseen(tables)
    trial.problems += _apart(parsed, tables) + _doubles(parsed, tables) + _shares(parsed)
    trial.problems += _vacant_persons(parsed, tables)
    return trial


def read_as(parsed: ParsedFile, measures: Sequence[str]) -> list[str]:
    """As what figures are read, a line for each kind: unit, printed scale, periods, and one figure to compare with."""
    found: dict[tuple[str, str], list[tuple[str, Mapping[str, object]]]] = {}
    for row in parsed.rows:
        for name in measures:
            if row.values.get(name) is not None:
                found.setdefault((name, _what(row.values)), []).append((row.cells.get(name, ""), row.values))
    lines = []
    for (name, what), rows in found.items():
        cell, first = rows[0]
        unit, printed = _unit(name, first), first.get("unit_printed")
        told = f" (printed in {printed})" if printed and str(printed).casefold() != unit.casefold() else ""
        shown = f"{len(rows):,} figures in {unit}{told}, {_when([values for _, values in rows])}"
        lines.append(f"{f'{what} {name}'.strip()}: {shown}; {cell} is read as {_plain(first[name])} {unit}")
    return lines


def _what(values: Mapping[str, object]) -> str:
    named = [str(values[name]) for name in ("indicator_code", "measure") if values.get(name)]
    return " ".join(named)


def _unit(name: str, values: Mapping[str, object]) -> str:
    return str(values.get("unit") or values.get("beneficiary_unit") or ("rupiah" if name.endswith("_idr") else name))


def _plain(value: object) -> str:
    """A figure with separators for thousands and no zeros at its end."""
    text = f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _when(rows: Sequence[Mapping[str, object]]) -> str:
    """The periods of some rows, from the first to the last."""
    found = set()
    for values in rows:
        if values.get("period_start"):
            found.add(f"{values['period_start']} to {values['period_end']}")
        elif values.get("period_year"):
            found.add(f"{values['period_year']} {values['period_part']}")
        elif values.get("period_month"):
            basis = "up to month" if values.get("realisation_basis") == "to_date" else "month"
            found.add(f"{values['fiscal_year']} {basis} {values['period_month']}")
        else:
            found.add(str(values.get("fiscal_year")))
    ordered = sorted(found)
    return ordered[0] if len(ordered) == 1 else f"{len(ordered)} periods from {ordered[0]} to {ordered[-1]}"


def _shares(parsed: ParsedFile) -> list[str]:
    """Percentages that are all below 1 may be shares that a spreadsheet only shows as percent."""
    by_indicator: dict[object, list[Decimal]] = {}
    for row in parsed.rows:
        value = row.values.get("value")
        if row.values.get("unit") == "persen" and isinstance(value, Decimal) and value:
            by_indicator.setdefault(row.values["indicator_code"], []).append(abs(value))
    doubtful = [str(code) for code, values in by_indicator.items() if len(values) > 1 and max(values) < 1]
    if not doubtful:
        return []
    return [f"every figure of {', '.join(doubtful)} is below 1: percent, or shares that are shown as percent?"]


def _vacant_persons(parsed: ParsedFile, tables: Sequence[tuple[Context, Layout]]) -> list[str]:
    """A vacancy is no person: where the sheet counts persons, they are recipients or participants.

    Not so in a column that is titled as one of vacancies: there each is one person wanted.
    """
    titled = {cell for _, layout in tables for cell in layout.vacancies}
    others = [row for row in parsed.rows if not titled & set(row.cells.values())]
    pairs = {(row.values.get("measure"), row.values.get("beneficiary_unit")) for row in others}
    if pairs & {("vacancy", unit) for unit in ("orang", "jiwa", "KK", "KPM")}:
        return ["the programme speaks of vacancies and the figures count persons: which of the two are they?"]
    return []


def _refusals(parsed: ParsedFile) -> list[str]:
    if not parsed.refusals:
        return []
    shown = "; ".join(f"row {refusal.row}: {refusal.reason}" for refusal in parsed.refusals[:_SHOWN])
    return [f"{len(parsed.refusals)} rows would be refused: {shown}"]


def _totals(parsed: ParsedFile) -> list[str]:
    wrong = [
        total
        for total in parsed.totals
        if abs(total.stated - total.computed) > max(total.tolerance, abs(total.stated) * _ROUNDING)
    ]
    shown = "; ".join(
        f"{total.cell}: {total.stated} is printed, {total.computed} is computed" for total in wrong[:_SHOWN]
    )
    return [f"{len(wrong)} printed totals or percentages do not fit the figures: {shown}"] if wrong else []


def _figures(parsed: ParsedFile, tables: Sequence[tuple[Context, Layout]]) -> list[str]:
    """Every figure that was seen must be there once, with the same value, region, year and indicator."""
    measures = set(DATASETS[tables[0][1].dataset].measures) if tables else set()
    found: dict[tuple[str, str], list[tuple[str, Mapping[str, object]]]] = {}
    for row in parsed.rows:
        for name, cell in row.cells.items():
            if name in measures:
                found.setdefault((row.sheet, cell), []).append((name, row.values))
    problems: list[str] = []
    wanted: set[tuple[str, str]] = set()
    for context, layout in tables:
        sheet = context.table.sheet.name
        for figure in layout.expected:
            wanted.add((sheet, figure.cell))
            here = found.get((sheet, figure.cell), [])
            if figure.value is None:
                if here and any(values[name] is not None for name, values in here):
                    problems.append(f"{figure.cell} is missing, but a figure would be read")
                continue
            if len(here) != figure.times:
                problems.append(f"the figure in {figure.cell} would be read {len(here)} times")
                continue
            for name, values in here:
                if name != figure.name or values[name] != figure.value:
                    problems.append(
                        f"{figure.cell} would be {name} {values[name]}, but it is {figure.name} {figure.value}"
                    )
                for field_name, value in figure.beside:
                    if value is not None and str(values.get(field_name)) != str(value):
                        problems.append(
                            f"{figure.cell} would be {field_name} {values.get(field_name)}, but it is {value}"
                        )
    strange = [cell for cell in found if cell not in wanted]
    if strange:
        problems.append(f"{len(strange)} cells would be read that are no figures of the table: {strange[0][1]}")
    more = len(problems) - _SHOWN
    return [*problems[:_SHOWN], f"and {more} more like these"] if more > 0 else problems


def _unseen(tables: Sequence[tuple[Context, Layout]]) -> list[str]:
    """Columns with figures that neither are loaded nor are said to be left out."""
    problems = []
    for context, layout in tables:
        known = {figure.cell for figure in layout.expected} | set(layout.left_out)
        for column in context.numbers:
            cells = [
                context.cell(n, column)
                for n, cell in enumerate(column.cells)
                if is_figure(cell) and n not in layout.total_rows
            ]
            if cells and not any(cell in known for cell in cells):
                problems.append(f"the figures of column {column.letters} ({column.title}) are not accounted for")
    return problems


def _apart(parsed: ParsedFile, tables: Sequence[tuple[Context, Layout]]) -> list[str]:
    """Figures that would be of one thing and one time, and that only a column which is not loaded tells apart."""
    if not tables or tables[0][1].key or tables[0][1].dataset == "beneficiary":
        return []
    dataset = DATASETS[tables[0][1].dataset]
    names = [name for name in dataset.columns if name not in {*dataset.measures, *dataset.computed}]
    keys = Counter((row.sheet, tuple(str(row.values.get(name)) for name in names)) for row in parsed.rows)
    double = {key for key, count in keys.items() if count > 1}
    if not double:
        return []
    problems = _alike(parsed, names)
    for context, layout in tables:
        left = {str(title) for title in layout.body.get("ignore", ())}  # type: ignore[attr-defined]
        for column in context.columns:
            is_named = column.kind == "personal"  # whose figures they are is not loaded
            if (column.title not in left and not is_named) or column.kind in ("blank", "row number", "number"):
                continue
            if column.is_personal and not is_named:
                continue
            if len(context.said_in(column)) > 1 and not column.is_a("remark", "sheet_id", "row_number"):
                problems.append(f"{len(double)} figures would stand twice, told apart by {column.title!r} only")
    return problems


def _alike(parsed: ParsedFile, names: Sequence[str]) -> list[str]:
    """Figures of one line that nothing at all would tell apart: two columns said to be the same."""
    seen: Counter[tuple[object, ...]] = Counter()
    for row in parsed.rows:
        cell = next(iter(row.cells.values()), "")
        seen[
            row.sheet, cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), tuple(str(row.values.get(name)) for name in names)
        ] += 1
    wrong = sum(count > 1 for count in seen.values())
    return [f"in {wrong} lines, several columns would be the same thing"] if wrong else []


def _doubles(parsed: ParsedFile, tables: Sequence[tuple[Context, Layout]]) -> list[str]:
    """Rows that would have the same key although they are different figures."""
    key = tables[0][1].key if tables else ()
    if not key:
        return []
    keys = Counter(tuple(str(row.values.get(name)) for name in key) for row in parsed.rows)
    double = [values for values, count in keys.items() if count > 1]
    if not double:
        return []
    shown = ", ".join(f"{name} {value}" for name, value in zip(key, double[0], strict=True))
    return [f"{len(double)} figures would stand twice: {shown}"]
