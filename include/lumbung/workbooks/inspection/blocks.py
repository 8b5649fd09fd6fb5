"""Lines of a table of indicators that belong to a heading above them: an area, an indicator or a part of a year.

Enters: a `Context`. Leaves: a `Blocks`: the headings line by line, as a column of their own, and how the YAML tells
them from lines; None where no line has a heading, or the headings do not stand in one column.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.rows import is_note
from lumbung.workbooks.inspection.surroundings import readable
from lumbung.workbooks.layout import clean


@dataclass(frozen=True)
class Blocks:
    """`label`: the column in which headings and labels of lines stand; `headings`: the heading of each line."""

    label: SeenColumn
    headings: SeenColumn

    def carried(self, name: str, take: str) -> dict[str, object]:
        """An entry of `carried:`: `name` is what the headings say, `take` what the YAML calls the column."""
        pattern = "|".join(readable(text) for text in self.headings.distinct)
        return {"name": name, "take": take, "when": {take: pattern}}


def blocks_of(context: Context) -> Blocks | None:
    """The headings of a table; None where the first line has none, or where a line says the same as a heading."""
    rows = [row for row in context.table.between if not is_note(context, row)]
    cells = {
        row: [(at, cell) for at, cell in enumerate(context.table.sheet.rows[row]) if cell is not None] for row in rows
    }
    if not rows or rows[0] > context.table.lines[0] or any(len(filled) != 1 for filled in cells.values()):
        return None
    places = {at for filled in cells.values() for at, _ in filled}
    label = next((c for c in context.columns if {c.at} == places and c.kind != "number" and not c.is_personal), None)
    if label is None:
        return None
    heading_of = {row: clean(filled[0][1]) for row, filled in cells.items()}
    if set(heading_of.values()) & set(label.texts):
        return None
    found: list[str] = []
    current = ""
    for row in sorted([*context.table.lines, *rows]):
        current = heading_of.get(row, current)
        if row not in heading_of:
            found.append(current)
    return Blocks(label, replace(label, cells=tuple(found), kind="text"))
