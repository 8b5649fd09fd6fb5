"""Which cells a spreadsheet shows as percent: it holds 0.1852 and shows 18.52%.

Enters: the bytes of a file. Leaves: sheet -> its cells (row and column from 0) with such a number format; of an xlsx
only, as other files do not tell. What is read stays what the cell holds: the YAML has to say that it is a share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from lumbung.workbooks.container import Archive, file_kind
from lumbung.workbooks.sheet import column_number
from lumbung.workbooks.xlsx import _Book as Book

_BUILT_IN = frozenset({"9", "10"})  # 0% and 0.00%
_CELL = re.compile(rb"<(?:[\w.-]{1,40}:)?c\s([^<>]{0,1000})>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d{1,6})["']""")
# What stands in quotes, or behind a backslash, is printed and means nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.')

Cells = frozenset[tuple[int, int]]


def percent_cells(data: bytes) -> Mapping[str, Cells]:
    """The cells of each sheet that are shown as percent; none where the file does not tell."""
    if file_kind(data) != "xlsx":
        return {}
    archive = Archive(data)
    book = Book(archive)
    styles = _percent_styles(archive.read_xml(book.styles)) if book.styles else frozenset()
    if not styles:
        return {}
    return {sheet.name: _cells(archive.read_xml(sheet.part), styles) for sheet in book.sheets}


def _percent_styles(xml: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles whose format shows percent."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    formats = {
        one.get("numFmtId") for one in root.iter("{*}numFmt") if "%" in _LITERAL.sub("", one.get("formatCode") or "")
    }
    shown = formats | _BUILT_IN
    styles = root.iterfind("{*}cellXfs/{*}xf")
    return frozenset(str(number).encode() for number, style in enumerate(styles) if style.get("numFmtId") in shown)


def _cells(xml: bytes, styles: frozenset[bytes]) -> Cells:
    found: set[tuple[int, int]] = set()
    for cell in _CELL.finditer(xml):
        style, place = _STYLE.search(cell[1]), _PLACE.search(cell[1])
        if style is not None and place is not None and style[1] in styles:
            found.add((int(place[2]) - 1, column_number(place[1].decode()) - 1))
    return frozenset(found)
