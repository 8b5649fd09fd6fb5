"""What a file prints in a cell, read without the product's parser: openpyxl, csv, lxml and calamine as they come.

Enters: the archived bytes of a file. Leaves: cells by sheet and address, and the numbers that a printed cell may mean.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from itertools import product

import lxml.html
import openpyxl
from openpyxl.utils import coordinate_to_tuple
from python_calamine import CalamineWorkbook

Cell = str | Decimal | None

SCALES = {"ribu": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "m": 10**9, "triliun": 10**12}
_NUMBER = re.compile(r"[-–(]?\s*\d[\d.,]*")


class Printed:
    """The cells of one file."""

    def __init__(self, data: bytes) -> None:
        self._sheets: dict[str, list[list[Cell]]] = {}
        if data[:2] == b"PK":
            for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets:
                self._sheets[sheet.title] = [
                    [_plain(value) for value in row] for row in sheet.iter_rows(values_only=True)
                ]
        elif data[:4] == b"\xd0\xcf\x11\xe0":
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                self._sheets[name] = [[_plain(value) for value in row] for row in rows]
        elif data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
            self._only = _html(data)
        else:
            self._only = _delimited(data)

    _only: list[list[Cell]] | None = None

    def rows(self, sheet: str) -> list[list[Cell]]:
        return self._only if self._only is not None else self._sheets[sheet]

    def cell(self, sheet: str, address: str) -> Cell:
        row, column = coordinate_to_tuple(address)
        cells = self.rows(sheet)[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def may_mean(self, sheet: str, address: str) -> set[Decimal]:
        """The numbers that the cell may mean: as printed, and in the scales that it, its row or a title above names."""
        row, _ = coordinate_to_tuple(address)
        above = [cell for cells in self.rows(sheet)[: row - 1] for cell in cells if isinstance(cell, str)]
        beside = [cell for cell in self.rows(sheet)[row - 1] if isinstance(cell, str)]
        words = {word for text in (*above, *beside) for word in re.findall(r"[a-z]+", text.lower())}
        scales = {1, *(scale for word, scale in SCALES.items() if word in words)}
        return {number * scale for number, scale in product(numbers(self.cell(sheet, address)), scales)}


def numbers(cell: Cell) -> set[Decimal]:
    """A cell as a number; where one separator leaves open whether it parts thousands or decimals, as both."""
    if isinstance(cell, Decimal):
        return {cell}
    found = _NUMBER.search(cell or "")
    if found is None:
        return set()
    sign = -1 if found[0][0] in "-–(" else 1
    digits = found[0].lstrip("-–( ").rstrip(".,")
    marks = re.sub(r"\d", "", digits)
    ways = {digits}
    if len(set(marks)) == 2:
        last = marks[-1]
        ways = {digits.replace("," if last == "." else ".", "").replace(last, ".")}
    elif len(marks) == 1:
        ways = {digits.replace(",", "."), digits.replace(marks, "")}
    elif marks:
        ways = {digits.replace(marks[0], "")}
    return {sign * Decimal(way) for way in ways}


def _plain(value: object) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return Decimal(repr(value))


def _delimited(data: bytes) -> list[list[Cell]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = "\n".join(text.splitlines()[:20])
    mark = max(",;\t", key=first.count)
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)]


def _html(data: bytes) -> list[list[Cell]]:
    """The rows of all tables, one below the other; a cell that spans several stands in the first of them."""
    rows: list[list[Cell]] = []
    for table in lxml.html.fromstring(data).iter("table"):
        taken: dict[tuple[int, int], None] = {}
        for at, line in enumerate(table.iter("tr")):
            cells: list[Cell] = []
            for cell in line.iterchildren("td", "th"):
                while (at, len(cells)) in taken:
                    cells.append(None)
                wide, high = (int(cell.get(name) or 1) for name in ("colspan", "rowspan"))
                taken |= {(at + down, len(cells) + right): None for down in range(1, high) for right in range(wide)}
                cells += [" ".join(cell.text_content().split()), *[None] * (wide - 1)]
            rows.append(cells)
    return rows
