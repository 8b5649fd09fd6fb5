"""Bytes -> grid: every sheet as rows of raw cells, with its merged ranges.

Enters: the bytes of an xlsx, xls, ods, csv or tsv file, or of an HTML page. Leaves: a `Grid`. Nothing is interpreted:
numbers stay numbers, text stays text, blanks are None, errors are faults. Row and column are counted from 0; `address`
gives what a spreadsheet shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lumbung.workbooks.container import FileKind, file_kind
from lumbung.workbooks.delimited import CSV_SHEET, read_delimited
from lumbung.workbooks.html_table import HTML_SHEET, read_html
from lumbung.workbooks.ods import read_ods
from lumbung.workbooks.sheet import (
    NO_VALUE,
    Cell,
    CellFault,
    Grid,
    Merge,
    Sheet,
    address,
    column_letters,
    column_number,
)
from lumbung.workbooks.xls import read_xls
from lumbung.workbooks.xlsx import read_xlsx

__all__ = [
    "CSV_SHEET",
    "HTML_SHEET",
    "NO_VALUE",
    "Cell",
    "CellFault",
    "Grid",
    "Merge",
    "Sheet",
    "address",
    "column_letters",
    "column_number",
    "read_grid",
]

_READERS: Mapping[FileKind, Callable[[bytes], Grid]] = {
    "xlsx": read_xlsx,
    "xls": read_xls,
    "ods": read_ods,
    "html": read_html,
    "text": read_delimited,
}


def read_grid(data: bytes) -> Grid:
    """All sheets of a file, hidden ones too.

    Raises:
        WorkbookRefused: the file is empty, damaged, protected, too large, or no workbook or table.
    """
    return _READERS[file_kind(data)](data)
