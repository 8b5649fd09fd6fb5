"""xlsx and xlsm: parts are measured, and written into a workbook of our own for calamine.

Enters: the bytes of a file. Leaves: a `Grid`. Only sheets, shared strings and styles are taken over: macros, links,
connections and pictures never reach a reader. A sheet whose XML is not in the usual form is first rewritten in it, so
that one way of measuring holds for all: `<c r="G12" s="3" t="s">`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from lumbung.workbooks import container
from lumbung.workbooks.container import Archive, Part, archive_bytes
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.measured import Look, fault_notes, read_measured, too_large
from lumbung.workbooks.sheet import NO_VALUE, CellFault, Grid, Merge, address, column_number

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_MERGES = 200_000

_WORKBOOK = "xl/workbook.xml"
_MAX_FRAME_BYTES = 16 * 1024**2
_CHUNK = 1024**2
_LONGEST_PROLOG = 1024
# What ends a name in XML, '>', '/' and white space, is no greater than '>'.
_QUOTE, _LESS, _GREATER, _COLON, _SPACE, _AMPERSAND, _C, _E, _F, _H, _I, _S, _SLASH = b'"<>: &cefhis/'
_BEYOND_ASCII = 0x80
_Bytes = NDArray[np.uint8]
_LETTERS, _DIGITS = 3, 7
_LONGEST_START = len('<c r="') + _LETTERS + _DIGITS + 1

# No pattern may run over a "<" to look for its end: a file of nothing but beginnings would take for ever.
_PLACE = rb'<c r="([A-Z]{1,3})(\d{1,7})"'
_REST = rb"[^<>]{0,1000}"
_FORMULA = rb"<f(?:\s" + _REST + rb")?(?:/>|>[^<]*</f>)"
_BLANK_CELLS = re.compile(rb'(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?\s*(?:/>|></c>)\s*)+')
_ERROR_CELL = re.compile(
    _PLACE + _REST + rb' t="e"' + _REST + rb">\s*(?:" + _FORMULA + rb"\s*)?(?:<v>([^<]*)</v>|<v\s*/>)?\s*</c>"
)
_FORMULA_CELL = re.compile(_PLACE + rb"(" + _REST + rb")>\s*" + _FORMULA + rb"\s*(?:(<v>)([^<]*)</v>|<v\s*/>)?")
_ERROR = re.compile(rb"#[A-Z0-9/_]{1,20}[!?]?")
_STRING_CELL = re.compile(_PLACE + _REST + rb' t="s"' + _REST + rb">\s*<v>(\d+)</v>")
_STRING_ITEM = re.compile(rb"<(?:[\w.-]{1,40}:)?si[\s/>]")
_COLUMN = re.compile(rb"<(?:[\w.-]{1,40}:)?col\s(" + _REST + rb")>")
_ROW = re.compile(rb"<row\b(" + _REST + rb')>(?:\s*<c r="[A-Z]{1,3}(\d{1,7})")?')
_MERGE = re.compile(
    rb"<(?:[\w.-]{1,40}:)?mergeCell\s" + _REST + rb"""ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read_xlsx(data: bytes) -> Grid:
    """All sheets of an xlsx, hidden ones too.

    Raises:
        WorkbookRefused: damaged, protected or too large.
    """
    archive = Archive(data)
    book = _Book(archive)
    parts = _frame(book)
    if book.styles:
        archive.read_xml(book.styles)
        parts["xl/styles.xml"] = archive.as_packed(book.styles)
    strings = _Strings(archive.read_xml(book.strings) if book.strings else b"")
    if book.strings:
        parts["xl/sharedStrings.xml"] = archive.as_packed(book.strings)
    looks: list[Look] = []
    allowed = container.MAX_CELLS
    for number, listed in enumerate(book.sheets, start=1):
        look = Look(listed.name, listed.visible)
        as_sent = archive.read_xml(listed.part)
        xml, cells = _measure(as_sent, look, allowed)
        allowed -= look.height * look.width
        look.has_padded = strings.has_padded or cells.has_padded
        strings.spend(xml, cells, look.name)
        xml = _look_closer(xml, cells, look, recalculated=book.recalculated)
        part = archive.as_packed(listed.part) if xml is as_sent else Part.of(xml)
        parts[f"xl/worksheets/sheet{number}.xml"] = part
        looks.append(look)
    return Grid(read_measured(archive_bytes(parts), looks), _notes(archive) | fault_notes(looks))


def _notes(archive: Archive) -> dict[str, str]:
    names = [name.replace("\\", "/").lower() for name in archive.names]
    notes = {}
    if any(name.endswith("vbaproject.bin") for name in names):
        notes["macros"] = "not run"
    if any("/externallinks/" in name for name in names):
        notes["links to other workbooks"] = "not followed"
    if "xl/connections.xml" in names:
        notes["data connections"] = "not opened"
    return notes


@dataclass(frozen=True)
class _Listed:
    name: str
    visible: bool
    part: str


class _Book:
    """What workbook.xml and its relations say: the sheets in order, and where strings and styles are."""

    def __init__(self, archive: Archive) -> None:
        root = _tree(archive.read_xml(_WORKBOOK))
        relations = f"{posixpath.dirname(_WORKBOOK)}/_rels/{posixpath.basename(_WORKBOOK)}.rels"
        kinds: dict[str, str] = {}
        parts: dict[str, str] = {}
        for relation in _tree(archive.read_xml(relations)).iter("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            kinds[relation.get("Id", "")] = relation.get("Type", "").rpartition("/")[2]
            parts[relation.get("Id", "")] = _part_name(relation.get("Target", ""), archive)
        by_kind = {kind: parts[number] for number, kind in kinds.items()}
        self.strings = _first_there(archive, by_kind.get("sharedStrings"), "xl/sharedStrings.xml")
        self.styles = _first_there(archive, by_kind.get("styles"), "xl/styles.xml")
        self.is_1904 = any(part.get("date1904") in ("1", "true") for part in root.iter("{*}workbookPr"))
        self.recalculated = any(part.get("fullCalcOnLoad") in ("1", "true") for part in root.iter("{*}calcPr"))
        listed = list(_numbered(root))
        if any(number not in kinds for _, number in listed):
            raise WorkbookRefused("damaged", "the workbook names a sheet that it does not hold. Ask for it again.")
        self.sheets = [
            _Listed(sheet.get("name", ""), sheet.get("state", "visible") == "visible", parts[number])
            for sheet, number in listed
            if kinds[number] == "worksheet"
        ]
        names = {sheet.name.casefold() for sheet in self.sheets}
        if len(names) < len(self.sheets) or len({sheet.part for sheet in self.sheets}) < len(self.sheets):
            raise WorkbookRefused("damaged", "two sheets have one name or one content. Open it and save it again.")
        if len(self.sheets) > container.MAX_SHEETS:
            raise WorkbookRefused(
                "too_large", f"it has {len(self.sheets):,} sheets; {container.MAX_SHEETS:,} are read."
            )
        if not self.sheets:
            raise WorkbookRefused("not_a_workbook", "the workbook has no sheet with cells.")


def _numbered(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        numbers = [value for key, value in sheet.attrib.items() if str(key).endswith("elationships}id")]
        yield sheet, str(numbers[0]) if numbers else ""


def _part_name(target: str, archive: Archive) -> str:
    name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return target if name not in archive and target in archive else name


def _first_there(archive: Archive, *names: str | None) -> str | None:
    return next((name for name in names if name and name in archive), None)


def _tree(xml: bytes) -> etree._Element:
    if len(xml) > _MAX_FRAME_BYTES:
        raise WorkbookRefused("too_large", "the workbook's list of sheets is too long.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as fault:
        raise _damaged(fault) from None


def _frame(book: _Book) -> dict[str, Part]:
    """The parts around the sheets. Sheets are numbered and not named: calamine need not read what agencies write."""
    numbers = range(1, len(book.sheets) + 1)
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    for kind in ("styles", "sharedStrings"):
        links += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    root = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(book.is_1904)}"/>'
        f"<sheets>{sheets}</sheets></workbook>"
    )
    return {
        "[Content_Types].xml": Part.of('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        "_rels/.rels": Part.of(f'<Relationships xmlns="{_PACKAGE}">{root}</Relationships>'),
        _WORKBOOK: Part.of(workbook),
        "xl/_rels/workbook.xml.rels": Part.of(f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'),
        "xl/styles.xml": Part.of(f'<styleSheet xmlns="{_MAIN}"/>'),
        "xl/sharedStrings.xml": Part.of(f'<sst xmlns="{_MAIN}"/>'),
    }


@dataclass
class _Cells:
    """How many cells a sheet's XML has, the outermost row and column of them, from 1, and what there may be."""

    count: int = 0
    last_row: int = 0
    last_column: int = 0
    has_errors: bool = False
    has_formulas: bool = False
    has_hidden: bool = False
    has_padded: bool = False


def _measure(xml: bytes, look: Look, allowed: int) -> tuple[bytes, _Cells]:
    """The sheet in the usual form, and its cells; their extent goes into `look`.

    Raises:
        WorkbookRefused: it reaches over more cells than are allowed.
    """
    cells = _cells(xml)
    # A sheet without its end is broken off, or has a name for it that is read there.
    if cells is None or xml.rfind(b"</sheetData>") < 0:
        xml = _rewritten(xml, look.name)
        cells = _cells(xml, own=True)
        if cells is None:
            raise WorkbookRefused("damaged", "its cells have addresses that no sheet has.", sheet=look.name)
    if cells.last_row * cells.last_column > allowed:
        # Formatted cells without content, often down to the last row, are of no account.
        xml = _BLANK_CELLS.sub(b"", xml)
        cells = _cells(xml, own=True)
    if cells is None or cells.last_row * cells.last_column > allowed:
        raise too_large(look.name)
    look.height, look.width = cells.last_row, cells.last_column
    return xml, cells


def _cells(xml: bytes, *, own: bool = False) -> _Cells | None:
    """The cells of a sheet; None where one of them does not begin as `<c r="G12"`. `own`: written by us."""
    data = np.frombuffer(xml, np.uint8)
    seen = _Cells()
    for begin in range(0, len(xml), _CHUNK):
        chunk = data[begin : begin + _CHUNK + _LONGEST_START]
        if len(chunk) < _CHUNK + _LONGEST_START:
            chunk = np.append(chunk, np.full(_LONGEST_START, _GREATER, np.uint8))
        first, second = chunk[: 1 - _LONGEST_START], chunk[1 : 2 - _LONGEST_START]
        opens, is_c = first == _LESS, second == _C
        starts = np.flatnonzero(opens & is_c)
        starts = starts[chunk.take(starts + 2) <= _GREATER]
        if not own:
            prefixed = (first == _COLON) & is_c
            if prefixed.any() and np.any(chunk[np.flatnonzero(prefixed) + 2] <= _GREATER):
                return None
        seen.has_formulas = seen.has_formulas or bool(np.any(opens & (second == _F)))
        seen.has_errors = seen.has_errors or bool(np.any((first == _QUOTE) & (second == _E)))
        seen.has_hidden = seen.has_hidden or bool(np.any((first == _H) & (second == _I)))
        skipped = 0 if begin else _after_prolog(xml)
        seen.has_padded = seen.has_padded or _has_padded(first[skipped:], second[skipped:])
        if not len(starts):
            continue
        places = _places(chunk, starts)
        if places is None:
            return None
        seen.count += len(starts)
        seen.last_row, seen.last_column = max(seen.last_row, places[0]), max(seen.last_column, places[1])
    return seen


def _after_prolog(xml: bytes) -> int:
    """Where the XML declaration is over: the line break behind it is no text."""
    return xml.find(b"?>", 0, _LONGEST_PROLOG) + len("?>")


def _has_padded(first: _Bytes, second: _Bytes) -> bool:
    """Whether some text begins with white space, or with what may stand for it: no text is blank where none does."""
    return bool(np.any((first == _GREATER) & ((second <= _SPACE) | (second == _AMPERSAND) | (second >= _BEYOND_ASCII))))


def _places(chunk: _Bytes, starts: NDArray[np.intp]) -> tuple[int, int] | None:
    """The outermost row and column of cells that start here; None where one has no address that a sheet has."""
    for offset, letter in enumerate(b' r="', start=2):
        if np.any(chunk.take(starts + offset) != letter):
            return None
    columns, at = _number(chunk, starts + 6, base=26, zero=ord("A"), first=1, longest=_LETTERS)
    rows, at = _number(chunk, at, base=10, zero=ord("0"), first=0, longest=_DIGITS)
    if np.any(chunk[at] != _QUOTE) or columns.min() < 1 or rows.min() < 1:
        return None
    last_row, last_column = int(rows.max()), int(columns.max())
    return (last_row, last_column) if last_row <= MAX_ROWS and last_column <= MAX_COLUMNS else None


def _number(
    chunk: _Bytes, at: NDArray[np.intp], *, base: int, zero: int, first: int, longest: int
) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """The number written at each place, 0 where there is none, and where it ends. `zero`: the digit that is `first`."""
    values = np.zeros(len(at), np.int32)
    running = np.ones(len(at), np.bool_)
    for _ in range(longest):
        digits = chunk.take(at) - np.uint8(zero)
        running &= digits < base
        if running.all():
            values = values * base + digits + first
            at = at + 1
        elif running.any():
            values = np.where(running, values * base + digits + first, values)
            at = at + running
        else:
            break
    return values, at


def _rewritten(xml: bytes, sheet: str) -> bytes:
    """The same sheet in the usual form, of what is read here: cells, hidden rows and columns, merged ranges."""
    target = _Rewriter()
    try:
        container.parse_xml(xml, target)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise _damaged(fault, sheet) from None
    return target.written()


class _Rewriter:
    """What the parser calls as it goes through a sheet. No tree of it is built."""

    def __init__(self) -> None:
        self._columns: list[str] = []
        self._cells: list[str] = []
        self._merges: list[str] = []
        self._row = 0
        self._column = 0
        self._content = ""
        self._text: list[str] | None = None
        self._phonetic = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = tag.rpartition("}")[2]
        if kind == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            hidden = ' hidden="1"' if attributes.get("hidden") in ("1", "true") else ""
            self._cells.append(f'<row r="{self._row}"{hidden}>')
        elif kind == "c":
            place = attributes.get("r") or address(max(self._row, 1) - 1, self._column)
            self._column = column_number(place)
            self._cells.append(f"<c r={quoteattr(place)}{_kept(attributes, 's', 't')}>")
            self._content = ""
        elif kind == "f":
            self._content += "<f></f>"
        elif kind in ("v", "is"):
            self._text = []
        elif kind == "rPh":
            self._phonetic += 1
        elif kind == "col":
            self._columns.append(f"<col{_kept(attributes, 'min', 'max', 'hidden')}/>")
        elif kind == "mergeCell":
            self._merges.append(f"<mergeCell{_kept(attributes, 'ref')}/>")

    def data(self, text: str) -> None:
        if self._text is not None and not self._phonetic:
            self._text.append(text)

    def end(self, tag: str) -> None:
        kind = tag.rpartition("}")[2]
        if kind == "row":
            self._cells.append("</row>")
        elif kind == "c":
            self._cells.append(f"{self._content}</c>")
        elif kind in ("v", "is") and self._text is not None:
            text = escape("".join(self._text))
            self._text = None
            self._content += f"<v>{text}</v>" if kind == "v" else f'<is><t xml:space="preserve">{text}</t></is>'
        elif kind == "rPh":
            self._phonetic -= 1

    def close(self) -> None:
        """All is in what was written."""

    def written(self) -> bytes:
        return (
            f'<worksheet xmlns="{_MAIN}"><cols>{"".join(self._columns)}</cols>'
            f"<sheetData>{''.join(self._cells)}</sheetData><mergeCells>{''.join(self._merges)}</mergeCells></worksheet>"
        ).encode()


def _kept(attributes: Mapping[str, str], *names: str) -> str:
    return "".join(f" {name}={quoteattr(attributes[name])}" for name in names if name in attributes)


class _Strings:
    """The shared strings of a workbook, and how much text the cells that show them come to."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        if len(xml) > 5 * container.MAX_CELLS < 5 * (xml.count(b"<si") + xml.count(b":si")):
            raise WorkbookRefused("too_large", f"the workbook has more than {container.MAX_CELLS:,} texts.")
        data = np.frombuffer(xml, np.uint8)
        skipped = _after_prolog(xml)
        self.has_padded = _has_padded(data[skipped:-1], data[skipped + 1 :])
        # Where texts end in another way, they are taken for one: a bound that is too high.
        ends = np.flatnonzero((data[:-3] == _SLASH) & (data[1:-2] == _S) & (data[2:-1] == _I) & (data[3:] == _GREATER))
        self._longest = int(np.diff(ends, prepend=0, append=len(xml)).max())
        self._lengths: list[int] | None = None
        self._by_bound = self._by_sum = container.MAX_TEXT

    def spend(self, sheet: bytes, cells: _Cells, name: str) -> None:
        """Take the text of these cells from the budget: by a bound, and by its sum where the bound is too much.

        Raises:
            WorkbookRefused: the budget is spent.
        """
        bound = cells.count * self._longest
        if bound <= self._by_bound:
            self._by_bound -= bound
            return
        if self._lengths is None:
            starts = [found.start() for found in _STRING_ITEM.finditer(self.xml)]
            self._lengths = [end - begin for begin, end in pairwise([*starts, len(self.xml)])]
        numbers = (int(found[3]) for found in _STRING_CELL.finditer(sheet))
        self._by_sum -= sum(self._lengths[number] for number in numbers if number < len(self._lengths))
        if self._by_sum < 0:
            raise WorkbookRefused("too_large", "its cells hold too much text together. Split it.", sheet=name)


def _look_closer(xml: bytes, cells: _Cells, look: Look, *, recalculated: bool) -> bytes:
    """The sheet without its error cells. What was seen goes into `look`."""
    head = xml.find(b"<sheetData")
    _see_columns(xml[: max(head, 0)], look)
    end = xml.rfind(b"</sheetData>")
    if xml.count(b"mergeCell ", end) > MAX_MERGES:
        raise WorkbookRefused("too_large", f"it has more than {MAX_MERGES:,} merged ranges.", sheet=look.name)
    for found in _MERGE.finditer(xml, end):
        left, top, right, bottom = (found[group].decode() for group in range(1, 5))
        look.merges.append(Merge(int(top) - 1, column_number(left) - 1, int(bottom) - 1, column_number(right) - 1))
    if cells.has_hidden and xml.find(b"hidden=", max(head, 0)) >= 0:
        _see_rows(xml, look)
    if cells.has_formulas:
        _see_formulas(xml, look, recalculated=recalculated)
    if not cells.has_errors or b't="e"' not in xml:
        return xml

    def taken_out(found: re.Match[bytes]) -> bytes:
        known = _ERROR.fullmatch((found[3] or b"").strip())
        look.faults[_place(found)] = CellFault(known[0].decode() if known else "error")
        return b""

    # Calamine shows an error as a blank, and refuses the workbook for one that it does not know, as #SPILL!.
    left = _ERROR_CELL.sub(taken_out, xml)
    if b' t="e"' in left:
        # One is written with more in it than an error.
        left = _ERROR_CELL.sub(taken_out, _rewritten(left, look.name))
    return left


def _see_columns(head: bytes, look: Look) -> None:
    for found in _COLUMN.finditer(head):
        seen = dict(_ATTRIBUTE.findall(found[1]))
        if seen.get(b"hidden") in (b"1", b"true"):
            first, last = _small(seen.get(b"min")), _small(seen.get(b"max"))
            look.hidden_columns.update(range(first - 1, min(last, look.width, MAX_COLUMNS)))


def _see_rows(xml: bytes, look: Look) -> None:
    for found in _ROW.finditer(xml):
        if b"hidden" in found[1]:
            seen = dict(_ATTRIBUTE.findall(found[1]))
            number = _small(seen.get(b"r", found[2]))
            if seen.get(b"hidden") in (b"1", b"true") and 0 < number <= look.height:
                look.hidden_rows.add(number - 1)


def _see_formulas(xml: bytes, look: Look, *, recalculated: bool) -> None:
    for found in _FORMULA_CELL.finditer(xml):
        attributes, has_value, value = found[3], found[4] is not None, (found[5] or b"").strip()
        is_empty_text = has_value and b't="str"' in attributes
        # A program that does not calculate writes 0 and asks for the calculation when the file is opened.
        is_placeholder = recalculated and value == b"0"
        if is_placeholder or not (value or is_empty_text):
            look.faults[_place(found)] = NO_VALUE


def _place(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]) - 1, column_number(found[1].decode()) - 1


def _small(digits: bytes | None) -> int:
    return int(digits) if digits and digits.isdigit() and len(digits) <= _DIGITS else 0


def _damaged(fault: Exception, sheet: str | None = None) -> WorkbookRefused:
    return WorkbookRefused(
        "damaged",
        f"a part of the workbook is damaged and cannot be read ({container.one_line(fault)}). Ask for it again.",
        sheet=sheet,
    )
