"""What was seen of a workbook, for a person (tables in colour) and for a program (one mapping).

Enters: an `Inspection` and its `Proposal`. Leaves: what is printed. Cells of persons are shown by their form alone; of
other cells nothing is shown but years, units, known words and names of regions.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from lumbung.workbooks.errors import printable, shape
from lumbung.workbooks.grid import Sheet
from lumbung.workbooks.inspect import Inspection, SeenSheet
from lumbung.workbooks.inspection.agencies import find_agency, find_government
from lumbung.workbooks.inspection.columns import SeenColumn, style_of
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.surroundings import (
    Found,
    Unclear,
    find_month,
    find_publisher,
    find_stage,
    find_year,
)
from lumbung.workbooks.inspection.vocabulary import COUNTED
from lumbung.workbooks.inspection.words import Unit, folded, is_region_name, said
from lumbung.workbooks.propose import Proposal

_SHOWN_ROWS = 8


def print_inspection(seen: Inspection, proposal: Proposal, console: Console) -> None:
    """Print all that was seen, and what is proposed."""
    console.print(f"{seen.file_name}: {len(seen.sheets)} sheet(s)", soft_wrap=True)
    for note, text in seen.notes.items():
        console.print(f"  {note}: {text}", soft_wrap=True)
    for sheet in seen.sheets:
        _print_sheet(sheet, console)
    _print_proposal(proposal, console)


def _print_sheet(seen: SeenSheet, console: Console) -> None:
    rows, width = seen.size
    sheet = seen.sheet
    hidden = "" if sheet.visible else ", HIDDEN: not read"
    console.print(
        f"\nSheet {printable(sheet.name)}: {rows:,} rows, {width:,} columns, {len(seen.tables)} table(s){hidden}"
    )
    for line in _hidden_parts(sheet):
        console.print(f"  {line}", soft_wrap=True)
    for number, context in enumerate(seen.tables, 1):
        _print_table(context, number, console)


def _hidden_parts(sheet: Sheet) -> Iterator[str]:
    if sheet.hidden_rows:
        yield f"hidden rows, not read: {_numbers(sorted(row + 1 for row in sheet.hidden_rows))}"
    if sheet.hidden_columns:
        yield f"hidden columns, not read: {len(sheet.hidden_columns)}"
    if sheet.ragged:
        yield f"rows whose fields do not fit the table: {_numbers(sorted(row + 1 for row in sheet.ragged))}"


def _numbers(rows: list[int]) -> str:
    more = f" and {len(rows) - _SHOWN_ROWS} more" if len(rows) > _SHOWN_ROWS else ""
    return ", ".join(map(str, rows[:_SHOWN_ROWS])) + more


def _print_table(context: Context, number: int, console: Console) -> None:
    table = context.table
    last = table.top + table.header_rows
    header = f"header row {last}" if table.header_rows == 1 else f"header rows {table.top + 1} to {last}"
    counted = ", then a row of column numbers" if table.numbered else ""
    console.print(f"  Table {number}: {header}{counted}; {len(table.lines):,} lines with figures")
    shown = Table("column", "title", "kind", "what it holds", box=None, pad_edge=False)
    for column in context.columns:
        shown.add_row(column.letters, column.title, column.kind, describe(column, context))
    console.print(shown)
    for line in facts_seen(context):
        console.print(f"    {line}", soft_wrap=True)


def describe(column: SeenColumn, context: Context) -> str:
    """What a column holds, in words that show nothing of persons."""
    if column.is_personal:
        first = next((cell for cell in column.cells if cell is not None), None)
        return "of persons, never read" + (f"; form {shape(first)}" if first is not None else "")
    if column.kind == "number":
        return _number_words(column, context)
    if column.kind in ("year", "month"):
        return ", ".join(column.distinct[:6]) + (" ..." if len(column.distinct) > 6 else "")
    if column.kind in ("blank", "row number"):
        return ""
    words = [text for text in column.distinct if _is_known_word(text)]
    if words and len(words) == len(column.distinct):
        return ", ".join(words[:5]) + (f" ... ({len(words)})" if len(words) > 5 else "")
    return f"{len(column.distinct):,} different texts"


def _is_known_word(text: str) -> bool:
    return " ".join(folded(text)) in COUNTED or is_region_name(text) or (bool(said(text).unit) and len(text) < 25)


def _number_words(column: SeenColumn, context: Context) -> str:
    understood = said(" ".join(column.path))
    bounds = (0.0, 100.0) if understood.indicators and understood.indicators[0] in ("P0", "P1", "P2") else None
    style = style_of(column, bounds=bounds, nulls=context.nulls)
    if style.column is None:
        whole = style_of(column, kind="count", nulls=context.nulls)
        style = whole if whole.column is not None else style
    unit = _unit_words(column.unit)
    proof = style.proof if style.refused is None else f"style NOT PROVEN: {style.refused.reason}"
    return f"{unit}{proof}"


def _unit_words(unit: Unit | None) -> str:
    if unit is None:
        return ""
    return f"{unit.unit}{f' in {unit.scale}' if unit.scale else ''}; "


def facts_seen(context: Context) -> list[str]:
    """The facts around a table and where they stand, totals, headings and notes."""
    around = context.around
    lines: list[str] = []
    for name, found in (
        ("region", context.region),
        ("year", find_year(around)),
        ("month", find_month(around)),
        ("agency", find_agency(around)),
        ("government", find_government(around)),
    ):
        if isinstance(found, Found):
            lines.append(f"{name}: {printable(found.value)} (from the {found.where})")
        elif isinstance(found, Unclear):
            lines.append(f"{name}: not certain: {found.reason}")
    if (publisher := find_publisher(around)) is not None:
        lines.append(f"source named: {publisher}")
    if (stage := find_stage(around)) is not None:
        lines.append(f"budget stage: {stage[1]} ({stage[0]!r})")
    if context.total_positions:
        labels = ", ".join(dict.fromkeys(map(printable, context.total_positions.values())))
        lines.append(f"totals: {labels}")
    if context.table.between:
        lines.append(f"rows without figures among the lines: {_numbers([row + 1 for row in context.table.between])}")
    if context.table.below:
        lines.append(f"notes below, rows {_numbers([row + 1 for row in context.table.below])}")
    return lines


def _print_proposal(proposal: Proposal, console: Console) -> None:
    console.print("")
    if proposal.text is None:
        console.print(str(proposal.reason), soft_wrap=True)
        return
    if proposal.known is not None:
        console.print(f"The shipped source {proposal.known} reads this file already.", soft_wrap=True)
    console.print(f"Proposed: dataset {proposal.dataset}, source {proposal.source_id}", soft_wrap=True)
    for warning in _few(proposal.warnings):
        console.print(f"  note: {warning}", soft_wrap=True)
    if proposal.is_ready and proposal.trial is not None:
        trial = proposal.trial
        console.print(
            f"Tried on the file: {trial.rows:,} rows, every figure accounted for; {trial.refused} rows refused, "
            f"{trial.totals} printed totals or percentages compared.",
            soft_wrap=True,
        )
        for line in trial.read[:_SHOWN_ROWS]:
            console.print(f"  {line}", soft_wrap=True, markup=False)
    for number, question in enumerate(proposal.questions, 1):
        console.print(f"  question {number}: {question}", soft_wrap=True)
    if proposal.questions:
        console.print("The YAML does not load until these are answered in it.")


def _few(warnings: list[str]) -> list[str]:
    more = len(warnings) - _SHOWN_ROWS
    return [*warnings[:_SHOWN_ROWS], f"and {more} more"] if more > 0 else warnings


def as_mapping(seen: Inspection, proposal: Proposal) -> dict[str, object]:
    """The same for a program."""
    return {
        "file": seen.file_name,
        "notes": seen.notes,
        "sheets": [_sheet_mapping(sheet) for sheet in seen.sheets],
        "proposal": {
            "dataset": proposal.dataset,
            "source_id": proposal.source_id,
            "known_source": proposal.known,
            "ready": proposal.is_ready,
            "reason": proposal.reason,
            "questions": proposal.questions,
            "warnings": proposal.warnings,
            "rows": proposal.trial.rows if proposal.trial else None,
            "read_as": proposal.trial.read if proposal.trial else [],
            "yaml": proposal.text,
        },
    }


def _sheet_mapping(seen: SeenSheet) -> dict[str, object]:
    rows, width = seen.size
    return {
        "name": seen.name,
        "visible": seen.sheet.visible,
        "rows": rows,
        "columns": width,
        "tables": [
            {
                "header_rows": [context.table.top + 1, context.table.top + context.table.header_rows],
                "lines": len(context.table.lines),
                "columns": [
                    {
                        "column": column.letters,
                        "title": column.title,
                        "kind": column.kind,
                        "holds": describe(column, context),
                    }
                    for column in context.columns
                ],
                "facts": facts_seen(context),
            }
            for context in seen.tables
        ],
    }
