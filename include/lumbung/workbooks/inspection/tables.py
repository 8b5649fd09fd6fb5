"""Where the tables of a sheet are, found by what its cells hold.

Enters: a sheet. Leaves: `SeenTable`s: header rows, lines, rows without figures, the texts above and the notes below. A
header is rows of text (and years) right above rows with figures, such that every column in use has a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lumbung.sources.model import LayoutSpec
from lumbung.workbooks.grid import Cell, CellFault, Merge, Sheet
from lumbung.workbooks.inspection.words import folded, states_unit
from lumbung.workbooks.layout import clean, counts_columns, header_paths, numbers_lines

MAX_HEADER_ROWS = 6
MAX_HEADINGS = 4
# Title rows above a table, and header rows, hold few cells; a table further down than this is not looked for.
_DEEPEST_HEADER = 60
_NUMBER = re.compile(
    r"\(?[-–−\x96]?\s*(?:(?:rp|idr)\.?\s*)?[-–−]?(?:\d[\d.,\s\xa0]*)?\d(?:,-)?\s*%?\)?"
    r"(?:\s*(?:m|t|ribu|rb|juta|jt|miliar|milyar|triliun|trilyun))?",
    re.IGNORECASE,
)
_CODE = re.compile(r"0\d*|\d+(?:\.\d+){2,}(?:\.\d+)*|0\d+(?:\.\d+)*", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+", re.ASCII)
_ZEROS = re.compile(r"\(?\s*(?:(?:rp|idr)\.?\s*)?[.,'’]?000(?:[.,]000)*(?:,-|,00)?\s*\)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG_TEXT = 60
_FEW = 2
_DASHES = ("-", "–", "—")


@dataclass(frozen=True)
class SeenTable:
    """A table as it was found; rows and columns count from 0.

    `lines`: rows with figures; `between`: rows among them without figures; `below`: rows after the last line.
    """

    sheet: Sheet
    top: int
    header_rows: int
    first: int
    end: int
    lines: list[int]
    between: list[int]
    below: list[int]
    above: list[str]
    paths: list[list[str]]
    numbered: bool = False

    @cached_property
    def notes(self) -> list[str]:
        """The texts of the rows below the last line."""
        return [clean(cell) for row in self.below for cell in self.sheet.rows[row] if cell is not None]

    @property
    def titles_of_top_row(self) -> list[tuple[int, str]]:
        """Column and text of the cells of the first header row that hold text."""
        return [(at, clean(cell)) for at, cell in enumerate(self.sheet.rows[self.top]) if isinstance(cell, str)]


def is_year(cell: Cell) -> bool:
    """Whether a cell is a year and nothing else."""
    return not isinstance(cell, bool) and _YEAR.fullmatch(clean(cell)) is not None


def is_figure(cell: Cell) -> bool:
    """Whether a cell looks like a figure: a number, or text of digits and separators that is no code."""
    if isinstance(cell, bool) or cell is None:
        return False
    if isinstance(cell, int | float):
        return True
    if not isinstance(cell, str):
        return False
    text = clean(cell)
    if _CODE.fullmatch(text) and text != "0" and not _THOUSANDS.fullmatch(text):
        return False
    if sum(map(str.isdigit, text)) > 20 or _ZEROS.fullmatch(text):
        return False
    return _NUMBER.fullmatch(text) is not None


def find_tables(sheet: Sheet, nulls: Sequence[str] = ("-", "–", "—")) -> list[SeenTable]:
    """The tables of a sheet, from the top."""
    rows = [row for row in range(len(sheet.rows)) if row not in sheet.hidden_rows]
    found: list[SeenTable] = []
    start = 0
    while (table := _next_table(sheet, rows, start, nulls)) is not None:
        found.append(table)
        start = table.end
    return found


def _visible(sheet: Sheet, row: int) -> list[tuple[int, Cell]]:
    return [
        (at, cell) for at, cell in enumerate(sheet.rows[row]) if cell is not None and at not in sheet.hidden_columns
    ]


def _next_table(sheet: Sheet, rows: Sequence[int], start: int, nulls: Sequence[str]) -> SeenTable | None:
    for first in rows:
        if first < start:
            continue
        if first > start + _DEEPEST_HEADER:
            return None
        if not _may_be_line(sheet, first):
            continue
        header = _header_above(sheet, first, start)
        if header is not None:
            return _table(sheet, rows, header, first, start, nulls)
    return None


def _may_be_line(sheet: Sheet, row: int) -> bool:
    """Whether a row may be the first line: it has figures that are not only years, and does not count the columns."""
    cells = _visible(sheet, row)
    if len(cells) < 2 or counts_columns(sheet.rows[row]):
        return False
    figures = [(at, cell) for at, cell in cells if is_figure(cell)]
    if not figures:
        return False
    if all(is_year(cell) for _, cell in figures):
        # A row of years is a header where its columns do not go on with years.
        below = [sheet.rows[r][at] for at, _ in figures for r in range(row + 1, min(row + 4, len(sheet.rows)))]
        return any(is_year(cell) for cell in below) and len(figures) == 1
    return True


def _header_above(sheet: Sheet, first: int, start: int) -> tuple[int, int] | None:
    """The first row of the header above a line, and how many rows it has; None where no header is there."""
    below = first
    if below - 1 >= start and counts_columns(sheet.rows[below - 1]):
        below -= 1
    used = _columns_in_use(sheet, first)
    found = _header_of(sheet, first, below, start, used)
    if len(used) > 1 and _numbers_the_lines(sheet, first, used[0]):
        # Numbers of lines need no title, and a line above all columns is none.
        without = _header_of(sheet, first, below, start, used[1:])
        if found is None or (without is not None and _are_lines_above(sheet, found, without, used[0])):
            return without
    return found


def _are_lines_above(sheet: Sheet, whole: tuple[int, int], lower: tuple[int, int], column: int) -> bool:
    """Whether what a header has above a lower one are rows of one text each, in a column that the lower leaves open."""
    rows = range(whole[0], lower[0])
    is_same_end = sum(whole) == sum(lower) and len(rows) > 0
    reaches_down = any(
        merge.left == column and merge.top in rows and merge.bottom >= lower[0] for merge in sheet.merges
    )
    return is_same_end and not reaches_down and all([at for at, _ in _visible(sheet, row)] == [column] for row in rows)


def _numbers_the_lines(sheet: Sheet, first: int, column: int) -> bool:
    """Whether a column numbers the lines from `first` on: 1, 2, 3, or 1, 1.1, 1.2, 2; some may have no number."""
    lines = [row for row in sheet.rows[first:] if any(is_figure(cell) for cell in row[column + 1 :])]
    cells = [row[column] for row in lines if row[column] is not None]
    return len(cells) > _FEW and numbers_lines(cells)


def _header_of(sheet: Sheet, first: int, below: int, start: int, used: Sequence[int]) -> tuple[int, int] | None:
    """The header above a line, where columns in use have titles in it. `below`: the row under it."""
    depth = 0
    for rows in range(1, MAX_HEADER_ROWS + 1):
        for bottom in _bottoms(sheet, below, start, first):
            if _titles_all(sheet, bottom - rows, rows, start, used) and not _ends_in_heading(
                sheet, bottom, start, used
            ):
                depth, below = rows, bottom
                break
        if depth:
            break
    if not depth:
        return None
    while depth < MAX_HEADER_ROWS and _goes_on(sheet, below - depth - 1, start, used):
        depth += 1
    return below - depth, depth


def _titles_all(sheet: Sheet, top: int, rows: int, start: int, used: Sequence[int]) -> bool:
    """Whether some rows may be a header, and every column in use has a title in them."""
    if top < start or not all(_may_be_header(sheet, row) for row in range(top, top + rows)):
        return False
    paths = _paths(sheet, top, rows)
    return all(paths[at] for at in used)


def _ends_in_heading(sheet: Sheet, bottom: int, start: int, used: Sequence[int]) -> bool:
    """Whether the last row of a header is the heading of the lines: a lone text, and the rows above title all."""
    if len(_visible(sheet, bottom - 1)) != 1 or len(used) <= 1:
        return False
    if any(merge.top < bottom - 1 <= merge.bottom for merge in sheet.merges):
        return False  # titles beside it reach down to its row
    for rows in range(1, MAX_HEADER_ROWS):
        top = bottom - 1 - rows
        if top >= start and len(_visible(sheet, top)) > 1 and _titles_all(sheet, top, rows, start, used):
            return True
    return False


def _bottoms(sheet: Sheet, below: int, start: int, first: int) -> list[int]:
    """Where the header may end: right above the first line, or above headings that stand between the two."""
    figures = {at for at, cell in _visible(sheet, first) if is_figure(cell)}
    if len(figures) > 1:
        figures.discard(min(figures))  # the number of the line: a heading may have one, too
    bottoms = [below]
    for row in range(below - 1, max(start, below - MAX_HEADINGS) - 1, -1):
        cells = _visible(sheet, row)
        if not cells or any(at in figures for at, _ in cells):
            break
        bottoms.append(row)
        if counts_columns(sheet.rows[row - 1]):
            bottoms.append(row - 1)
            break
    return bottoms


def _paths(sheet: Sheet, top: int, rows: int) -> list[list[str]]:
    shape = LayoutSpec.model_validate({"name": "seen", "header": {"find": ["*"], "rows": rows}, "columns": {}})
    return [list(parts) for parts in header_paths(sheet, shape, top, top + rows)]


def _columns_in_use(sheet: Sheet, first: int) -> list[int]:
    """Columns that are filled in most of the lines from `first` on."""
    lines = [row for row in range(first, min(first + 40, len(sheet.rows))) if any(map(is_figure, sheet.rows[row]))]
    used = []
    for at in range(sheet.width):
        if at in sheet.hidden_columns:
            continue
        filled = sum(sheet.rows[row][at] is not None for row in lines)
        if filled * 2 > len(lines) or any(is_figure(sheet.rows[row][at]) for row in lines[:1]):
            used.append(at)
    return used


def _may_be_header(sheet: Sheet, row: int) -> bool:
    cells = _visible(sheet, row)
    if any(clean(cell) in _DASHES for _, cell in cells):
        return False
    return bool(cells) and all(not is_figure(cell) or is_year(cell) for _, cell in cells)


def _goes_on(sheet: Sheet, row: int, start: int, used: Sequence[int]) -> bool:
    """Whether a row above the header belongs to it too: it groups some of its columns, and is no title."""
    if row < start or row in sheet.hidden_rows or not _may_be_header(sheet, row):
        return False
    cells = _visible(sheet, row)
    if any(isinstance(cell, str) and len(clean(cell)) > _LONG_TEXT for _, cell in cells):
        return False
    if any(re.match(r"(?:tabel|table)\b", clean(cell), re.IGNORECASE) for _, cell in cells):
        return False
    if _states_unit_of_all(sheet, row, cells, used):
        return False
    if len(cells) == 1:
        at = cells[0][0]
        merge = _merge_at(sheet, row, at)
        wide = merge is not None and merge.right - merge.left + 1 >= len(used)
        return bool(used) and at > used[0] and not wide and (merge is not None or len(used) > 2)
    return all(at in used or not used for at, _ in cells) and (any(at > used[0] for at, _ in cells) and _groups(cells))


def _merge_at(sheet: Sheet, row: int, at: int) -> Merge | None:
    """The merged cells that begin at a column of a row."""
    return next((m for m in sheet.merges if m.top <= row <= m.bottom and m.left == at), None)


def _states_unit_of_all(sheet: Sheet, row: int, cells: Sequence[tuple[int, Cell]], used: Sequence[int]) -> bool:
    """Whether a row above a whole header says in what its figures are: `(dalam juta rupiah)` above the last column.

    Such a line is of the table, in whatever column it stands, alone or beside a text at the left.
    """
    at, cell = cells[-1]
    if not isinstance(cell, str) or not states_unit(clean(cell)):
        return False
    if _merge_at(sheet, row, at) is not None and (len(cells) > 1 or "rp" not in folded(cell)):
        return False
    return all(bool(used) and other <= used[min(1, len(used) - 1)] for other, _ in cells[:-1])


def _groups(cells: Sequence[tuple[int, Cell]]) -> bool:
    """Whether the cells of a row stand above other titles, as a header row's do, and not beside facts of a title."""
    return all(not re.search(r"^\s*:|:\s*$", clean(cell)) for _, cell in cells)


def _table(
    sheet: Sheet, rows: Sequence[int], header: tuple[int, int], first: int, start: int, nulls: Sequence[str]
) -> SeenTable:
    top, depth = header
    columns = _figure_columns(sheet, first)
    bottom = top + depth
    numbered = bottom < len(sheet.rows) and counts_columns(sheet.rows[bottom])
    body = [row for row in rows if row >= bottom + numbered and _visible(sheet, row)]
    lines: list[int] = []
    quiet: list[int] = []
    end = len(sheet.rows)
    for row in body:
        if _is_line(sheet, row, columns, nulls):
            if quiet and lines and _header_between(sheet, quiet, row, columns):
                end = quiet[0]
                break
            lines.append(row)
            quiet = []
        else:
            quiet.append(row)
    last = lines[-1] if lines else first
    inside = [row for row in body if row < end]
    known = set(lines)
    between = [row for row in inside if row not in known and row < last]
    below = [row for row in inside if row > last]
    above = [clean(cell) for row in range(start, top) for _, cell in _visible(sheet, row) if isinstance(cell, str)]
    return SeenTable(
        sheet=sheet,
        top=top,
        header_rows=depth,
        first=first,
        end=end,
        lines=lines,
        between=between,
        below=below,
        above=above,
        paths=_paths(sheet, top, depth),
        numbered=numbered,
    )


def _figure_columns(sheet: Sheet, first: int) -> set[int]:
    """Columns that mostly hold figures from `first` on."""
    found: set[int] = set()
    for at in range(sheet.width):
        if at in sheet.hidden_columns:
            continue
        filled = [sheet.rows[row][at] for row in range(first, len(sheet.rows)) if sheet.rows[row][at] is not None]
        if filled and sum(is_figure(cell) or isinstance(cell, CellFault) for cell in filled) * 2 >= len(filled):
            found.add(at)
    return found


def _is_line(sheet: Sheet, row: int, columns: set[int], nulls: Sequence[str]) -> bool:
    """Whether a row has a figure, or the word for a missing one, in a column of figures."""
    cells = _visible(sheet, row)
    inside = [(at, cell) for at, cell in cells if at in columns]
    figures = [at for at, cell in inside if is_figure(cell) or isinstance(cell, CellFault)]
    if figures:
        # The number of a line is no figure: a heading may have one.
        return len(columns) == 1 or len(figures) > 1 or figures[0] != min(columns) or len(cells) > 2
    return len(cells) > 1 and any(clean(cell) in nulls for _, cell in inside)


def _header_between(sheet: Sheet, quiet: Sequence[int], row: int, columns: set[int]) -> bool:
    """Whether rows without figures hold the header of a second table: texts where the columns of figures are."""
    for candidate in quiet:
        texts = [at for at, cell in _visible(sheet, candidate) if isinstance(cell, str) and not is_figure(cell)]
        if len(texts) > 1 and any(at in columns for at in texts) and _header_above(sheet, row, quiet[0]) is not None:
            return True
    return False
