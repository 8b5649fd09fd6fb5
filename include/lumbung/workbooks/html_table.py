"""HTML pages, whatever their name says: what web applications offer as .xls.

Enters: the bytes of a file. Leaves: a `Grid`, one sheet for each table of the page. A spanned cell becomes a merged
range. A table inside a cell takes up its rows and columns in the outer table, as a spreadsheet shows it. Text above a
table stands in rows above it, and text below the last one in rows below. Nothing is fetched and nothing is run.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from lumbung.workbooks import container
from lumbung.workbooks.encoding import decoded
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.measured import bounded_merges
from lumbung.workbooks.sheet import Cell, Grid, Merge, Sheet

HTML_SHEET = "table"
# Fewer than of a workbook: each takes far more time and memory until the tables are laid out.
MAX_HTML_CELLS = 2_000_000

_MOST_OPEN, _MOST_OPEN_TABLES = 10_000, 50
_WIDEST_SPAN = 1_000
_SILENT = frozenset(("script", "style", "title", "template", "select", "textarea"))
_BREAKS = frozenset(
    ("address", "blockquote", "br", "center", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr")
) | frozenset(("li", "ol", "p", "pre", "section", "ul"))
# Not NBSP: it is how such pages indent.
_WHITE = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes) -> Grid:
    """The tables of a page.

    Raises:
        WorkbookRefused: it has none, or they are too large.
    """
    text, encoding = decoded(data) or (None, "")
    if text is None:
        raise WorkbookRefused(
            "html", "the file is an HTML page in an unknown encoding. Save it as xlsx, then send that."
        )
    page = _Page()
    content = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    container.check_tags(content)
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        container.feed(parser, content)
    except etree.XMLSyntaxError as fault:
        raise WorkbookRefused(
            "html", f"the file is an HTML page that cannot be read ({container.one_line(fault)})."
        ) from None
    if not page.tables:
        raise WorkbookRefused(
            "html",
            "the file is an HTML page without a table, perhaps a page that asks to log in. Ask for the workbook.",
        )
    return Grid(_sheets(page), {"encoding": encoding, "format": "HTML page"})


@dataclass
class _Block:
    """A table laid out in rows of one length."""

    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@dataclass(slots=True)
class _Cell:
    rows: int = 1
    columns: int = 1
    number: float | None = None
    content: list[_Block | str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def value(self) -> Cell:
        """Of a cell with one text in it: the figure, or what is shown."""
        part = self.content[0]
        return self.number if self.number is not None or isinstance(part, _Block) else part


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    row_is_open: bool = False
    cell: _Cell | None = None


class _Page:
    """What the parser calls as it goes through a page.

    `tables`: each with the lines of text above it; `lines`: those below the last one.
    """

    def __init__(self) -> None:
        self.tables: list[tuple[list[str], _Block]] = []
        self.lines: list[str] = []
        self._line: list[str] = []
        self._tables: list[_Table] = []
        self._open = 0
        self._silent = 0
        self._area = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._open += 1
        if self._open > _MOST_OPEN:
            raise _too_large("elements stand within one another")
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif tag in ("tr", "caption"):
            self._begin_row(hidden="display:none" in attributes.get("style", "").replace(" ", "").lower())
            if tag == "caption":
                self._begin_cell({})
        elif tag in ("td", "th"):
            self._begin_cell(attributes)
        elif tag in _BREAKS:
            self._break()

    def end(self, tag: str) -> None:
        self._open -= 1
        if tag in _SILENT:
            self._silent -= 1
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in ("td", "th", "caption") and self._tables:
            self._end_cell(self._tables[-1])
        elif tag == "tr" and self._tables:
            self._end_cell(self._tables[-1])
            self._tables[-1].row_is_open = False
        elif tag in _BREAKS:
            self._break()

    def data(self, text: str) -> None:
        if self._silent:
            return
        if not self._tables:
            self._line.append(text)
            return
        if self._tables[-1].cell is None:
            if not text.strip():
                return
            # Text between the cells of a table is a row of its own.
            self._begin_cell({})
        cell = self._tables[-1].cell
        if cell is not None:
            cell.text.append(text)

    def close(self) -> None:
        while self._tables:
            self._end_table()
        self._end_line()

    def _break(self) -> None:
        if self._tables:
            cell = self._tables[-1].cell
            if cell is not None:
                cell.text.append("\n")
        else:
            self._end_line()

    def _begin_table(self) -> None:
        if len(self._tables) == _MOST_OPEN_TABLES:
            raise _too_large("tables stand within one another")
        if self._tables and self._tables[-1].cell is None:
            self._begin_cell({})
        if not self._tables:
            self._end_line()
        self._tables.append(_Table())

    def _begin_row(self, *, hidden: bool = False) -> None:
        if not self._tables:
            self._begin_table()
        table = self._tables[-1]
        self._end_cell(table)
        table.rows.append([])
        table.row_is_open = True
        if hidden:
            table.hidden.add(len(table.rows) - 1)
        self._spend(1)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        if not self._tables or not self._tables[-1].row_is_open:
            self._begin_row()
        table = self._tables[-1]
        self._end_cell(table)
        table.cell = _Cell(
            _span(attributes.get("rowspan")), max(1, _span(attributes.get("colspan"))), _number(attributes.get("x:num"))
        )
        table.rows[-1].append(table.cell)
        self._spend(max(1, table.cell.rows) * table.cell.columns)

    def _end_cell(self, table: _Table) -> None:
        if table.cell is not None:
            _end_text(table.cell)
            table.cell = None

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._end_cell(table)
        block = _laid_out(table)
        self._spend(len(block.rows) * block.width)
        outer = self._tables[-1].cell if self._tables else None
        if outer is not None:
            _end_text(outer)
            outer.content.append(block)
        elif any(cell is not None for row in block.rows for cell in row):
            self.tables.append((self.lines, block))
            self.lines = []

    def _end_line(self) -> None:
        line = _plain(self._line)
        self._line = []
        if line.strip():
            self.lines.append(line)
            self._spend(1)

    def _spend(self, cells: int) -> None:
        self._area += cells
        if self._area > MAX_HTML_CELLS:
            raise _too_large("cells are in its tables")


def _sheets(page: _Page) -> list[Sheet]:
    sheets = []
    for number, (above, block) in enumerate(page.tables, start=1):
        below = page.lines if number == len(page.tables) else []
        whole = _stacked([*_as_blocks(above), block, *_as_blocks(below)])
        height, width = len(whole.rows), whole.width
        name = f"{HTML_SHEET} {number}"
        merges = bounded_merges(whole.merges, height, width, name)
        sheets.append(Sheet(name, whole.rows, merges, hidden_rows=frozenset(whole.hidden)))
    return sheets


def _as_blocks(lines: Sequence[str]) -> list[_Block]:
    return [_Block([[line] for line in lines])] if lines else []


def _end_text(cell: _Cell) -> None:
    text = _plain(cell.text)
    cell.text = []
    if text.strip():
        cell.content.append(text)


def _plain(pieces: list[str]) -> str:
    return _WHITE.sub(" ", "".join(pieces)).strip(" ")


def _span(written: str | None) -> int:
    if written is None:
        return 1
    digits = written.strip()
    return min(int(digits), _WIDEST_SPAN) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 1


def _number(written: str | None) -> float | None:
    """The exact figure that Excel writes beside what it shows."""
    if not written:
        return None
    try:
        number = float(written)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _laid_out(table: _Table) -> _Block:
    """The table as rows of one length, each nested table within the rows and columns of its cell."""
    free_from: list[int] = []
    placed: list[tuple[int, int, _Cell]] = []
    blocks: dict[int, _Block] = {}
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column < len(free_from) and free_from[column] > number:
                column += 1
            cell.rows = cell.rows or len(table.rows) - number
            last = column + cell.columns
            if last > len(free_from):
                free_from += [0] * (last - len(free_from))
            for covered in range(column, last):
                free_from[covered] = max(free_from[covered], number + cell.rows)
            if len(cell.content) > 1 or (cell.content and isinstance(cell.content[0], _Block)):
                blocks[len(placed)] = _stacked(
                    [_Block([[part]]) if isinstance(part, str) else part for part in cell.content]
                )
            placed.append((number, column, cell))
            column = last
    nested = [(*placed[at], block) for at, block in blocks.items()]
    heights = _sizes(max([len(table.rows), *free_from]), [(at, c.rows, len(b.rows)) for at, _, c, b in nested])
    widths = _sizes(len(free_from), [(at, cell.columns, block.width) for _, at, cell, block in nested])
    tops, lefts = _offsets(heights), _offsets(widths)
    if tops[-1] * lefts[-1] > MAX_HTML_CELLS:
        raise _too_large("cells are in one table")
    whole = _Block([[None] * lefts[-1] for _ in range(tops[-1])])
    for at, (number, column, cell) in enumerate(placed):
        top, left = tops[number], lefts[column]
        block = blocks.get(at)
        if block is not None:
            _put(block, whole, top, left)
        elif cell.content:
            whole.rows[top][left] = cell.value
        if (cell.rows > 1 or cell.columns > 1) and (block is None or len(block.rows) == block.width == 1):
            bottom, right = tops[number + cell.rows] - 1, lefts[column + cell.columns] - 1
            whole.merges.append(Merge(top, left, bottom, right))
    for number in table.hidden:
        whole.hidden.update(range(tops[number], tops[number + 1]))
    return whole


def _put(block: _Block, whole: _Block, top: int, left: int) -> None:
    for offset, row in enumerate(block.rows):
        whole.rows[top + offset][left : left + len(row)] = row
    whole.hidden.update(top + row for row in block.hidden)
    whole.merges += [
        Merge(merge.top + top, merge.left + left, merge.bottom + top, merge.right + left) for merge in block.merges
    ]


def _stacked(blocks: Sequence[_Block]) -> _Block:
    """One block below the other."""
    if len(blocks) == 1:
        return blocks[0]
    width = max(block.width for block in blocks)
    whole = _Block([[None] * width for block in blocks for _ in block.rows])
    top = 0
    for block in blocks:
        _put(block, whole, top, 0)
        top += len(block.rows)
    return whole


def _sizes(count: int, wanted: Sequence[tuple[int, int, int]]) -> list[int]:
    """How many rows (columns) each row (column) of a table takes up: as many as what stands in it needs."""
    sizes = [1] * count
    for at, span, size in wanted:
        if span == 1:
            sizes[at] = max(sizes[at], size)
    for at, span, size in wanted:
        if span > 1 and size > span:
            sizes[at + span - 1] += max(0, size - sum(sizes[at : at + span]))
    return sizes


def _offsets(sizes: Sequence[int]) -> list[int]:
    offsets = [0]
    for size in sizes:
        offsets.append(offsets[-1] + size)
    return offsets


def _too_large(what: str) -> WorkbookRefused:
    return WorkbookRefused("too_large", f"too many {what}. Save it as xlsx, then send that.")
