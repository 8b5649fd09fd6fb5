"""xlsx and xlsm: cells are measured and read from the XML; calamine is shown what is not plain, and nothing else.

Enters: the bytes of a file. Leaves: a `Grid`. Only sheets, shared strings and styles are taken over: macros, links,
connections and pictures never reach a reader. A sheet whose XML is not in the usual form is first rewritten in it, so
that one way of reading holds for all: `<c r="G12" s="3" t="s">`. Numbers are taken from there. Shared strings, the
numbers that their style makes a date, and cells that hold anything else (text of their own, truth values, what a
formula gave) are put below one another into a workbook of our own, each once, and read by calamine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from lumbung.workbooks import container
from lumbung.workbooks.container import Archive, Part, archive_bytes
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.measured import Look, as_sheet, fault_notes, read_column, too_large
from lumbung.workbooks.sheet import NO_VALUE, Cell, CellFault, Grid, Merge, Sheet, address, column_number
from lumbung.workbooks.sheet_xml import MAX_COLUMNS, MAX_STYLES, Cells, cells_of

MAX_MERGES = 200_000

_WORKBOOK = "xl/workbook.xml"
_MAX_FRAME_BYTES = 16 * 1024**2
_SLASH, _S, _I, _GREATER = b"/si>"
_DIGITS = 7
# Of the cells that calamine reads at once: a sheet has no more rows.
_SHOWN_AT_ONCE = 1_000_000
# A number that no style makes another one of.
_NO_DATE = 1.5
_LAST = b"><v>1</v></c>"

# No pattern may run over a "<" to look for its end: a file of nothing but beginnings would take for ever.
_REST = rb"[^<>]{0,1000}"
_VALUE = re.compile(rb"<v(?:\s" + _REST + rb")?>([^<]*)</v>")
_FORMULA = re.compile(rb"<f[\s/>]")
_ERROR = re.compile(rb"#[A-Z0-9/_]{1,20}[!?]?")
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
    sheets: list[Cells] = []
    allowed = container.MAX_CELLS
    for listed in book.sheets:
        look = Look(listed.name, listed.visible)
        xml, cells = _measure(archive.read_xml(listed.part), look, allowed)
        allowed -= look.height * look.width
        strings.spend(cells, look.name)
        _look_closer(xml, look)
        looks.append(look)
        sheets.append(cells)
    values = _Values(parts, sheets, strings.most, recalculated=book.recalculated)
    read = [values.sheet(cells, look) for cells, look in zip(sheets, looks, strict=True)]
    return Grid(read, _notes(archive) | fault_notes(looks))


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
    """The parts of a workbook around one sheet. Calamine need not read what agencies write."""
    links = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    for kind in ("styles", "sharedStrings"):
        links += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    root = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(book.is_1904)}"/>'
        '<sheets><sheet name="S1" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    return {
        "[Content_Types].xml": Part.of('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        "_rels/.rels": Part.of(f'<Relationships xmlns="{_PACKAGE}">{root}</Relationships>'),
        _WORKBOOK: Part.of(workbook),
        "xl/_rels/workbook.xml.rels": Part.of(f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'),
        "xl/styles.xml": Part.of(f'<styleSheet xmlns="{_MAIN}"/>'),
        "xl/sharedStrings.xml": Part.of(f'<sst xmlns="{_MAIN}"/>'),
    }


def _measure(xml: bytes, look: Look, allowed: int) -> tuple[bytes, Cells]:
    """The sheet in the usual form, and its cells; their extent goes into `look`.

    Formatted cells without content, often down to the last row, are of no account.

    Raises:
        WorkbookRefused: it reaches over more cells than are allowed.
    """
    try:
        cells = cells_of(xml, allowed)
        if cells is None:
            xml = _rewritten(xml, look.name)
            cells = cells_of(xml, allowed, own=True)
    except OverflowError:
        raise too_large(look.name) from None
    if cells is None:
        raise WorkbookRefused("damaged", "its cells are not written as a sheet's are.", sheet=look.name)
    look.height, look.width = cells.height, cells.width
    if look.height * look.width > allowed:
        raise too_large(look.name)
    return xml, cells


class _Values:
    """What the cells of a workbook hold. Each different content is read once."""

    def __init__(self, parts: Mapping[str, Part], sheets: Sequence[Cells], strings: int, *, recalculated: bool) -> None:
        """Let calamine read what is not plain. `parts`: what it needs for that; `strings`: the most there can be.

        Raises:
            WorkbookRefused: it cannot, or a shared string is not there.
        """
        self._parts = parts
        self._recalculated = recalculated
        if any(cells.texts.values.max(initial=-1) >= strings for cells in sheets):
            raise _damaged("a cell shows a text that is not there")
        texts = _distinct(strings, (cells.texts.values for cells in sheets))
        styles = _distinct(MAX_STYLES, (cells.numbers.styles[cells.numbers.styles >= 0] for cells in sheets))
        others = dict.fromkeys(content for cells in sheets for content in cells.others.contents)
        self._faults = {content: fault for content in others if (fault := self._fault(content)) is not None}
        shown = [content for content in others if content not in self._faults]
        contents = [b' t="s"><v>%d</v></c>' % number for number in texts.tolist()]
        contents += [_styled(style, _NO_DATE) for style in styles.tolist()]
        read = self._shown([*contents, *shown])
        self._texts = np.full(strings, None, object)
        self._texts[texts] = _objects(read[: len(texts)])
        self._others = dict(zip(shown, read[len(contents) :], strict=True))
        makes_date = [value != _NO_DATE for value in read[len(texts) : len(contents)]]
        self._date_styles = styles[makes_date]

    def sheet(self, cells: Cells, look: Look) -> Sheet:
        """The rows of a sheet, with what was seen of it."""
        grid = np.full((cells.height, cells.width), None, object)
        numbers, texts, others = cells.numbers, cells.texts, cells.others
        grid[numbers.rows, numbers.columns] = numbers.values
        grid[texts.rows, texts.columns] = self._texts[texts.values]
        dates = np.flatnonzero(np.isin(numbers.styles, self._date_styles))
        grid[numbers.rows[dates], numbers.columns[dates]] = self._dates(numbers.styles[dates], numbers.values[dates])
        for row, column, content in zip(others.rows.tolist(), others.columns.tolist(), others.contents, strict=True):
            if content in self._faults:
                look.faults[row, column] = self._faults[content]
            else:
                grid[row, column] = self._others[content]
        return as_sheet(grid.tolist(), look)

    def _dates(self, styles: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[Any]:
        """What calamine makes of numbers in these styles."""
        written = [_styled(style, value) for style, value in zip(styles.tolist(), values.tolist(), strict=True)]
        distinct = list(dict.fromkeys(written))
        read = dict(zip(distinct, self._shown(distinct), strict=True))
        return _objects([read[content] for content in written])

    def _fault(self, content: bytes) -> CellFault | None:
        """The fault of a cell that shows an error, or of a formula without a value. Calamine shows a blank for them."""
        opening, _, inside = content.partition(b">")
        found = _VALUE.search(inside)
        value = found[1].strip() if found else b""
        if b' t="e"' in opening:
            known = _ERROR.fullmatch(value)
            return CellFault(known[0].decode() if known else "error")
        if not _FORMULA.search(inside):
            return None
        is_empty_text = found is not None and b't="str"' in opening
        # A program that does not calculate writes 0 and asks for the calculation when the file is opened.
        is_placeholder = self._recalculated and value == b"0"
        return NO_VALUE if is_placeholder or not (value or is_empty_text) else None

    def _shown(self, contents: Sequence[bytes]) -> list[Cell]:
        """What calamine reads in cells of these contents."""
        read: list[Cell] = []
        for begin in range(0, len(contents), _SHOWN_AT_ONCE):
            some = contents[begin : begin + _SHOWN_AT_ONCE]
            # The last one tells whether all were read, whatever stands in them.
            cells = b"".join(b'<c r="A%d"%b' % place for place in enumerate([*some, _LAST], start=1))
            sheet = b'<worksheet xmlns="%b"><sheetData><row>%b</row></sheetData></worksheet>' % (_MAIN.encode(), cells)
            column = read_column(archive_bytes({**self._parts, "xl/worksheets/sheet1.xml": Part.of(sheet)}))
            if len(column) != len(some) + 1:
                raise _damaged("a cell does not end where it should")
            read += column[:-1]
        return read


def _distinct(most: int, numbers: Iterable[NDArray[np.int64]]) -> NDArray[np.intp]:
    """Which numbers from 0 up to `most` there are."""
    there = np.zeros(most, np.bool_)
    for some in numbers:
        there[some] = True
    return np.flatnonzero(there)


def _styled(style: int, number: float) -> bytes:
    return b' s="%d"><v>%b</v></c>' % (style, repr(number).encode())


def _objects(values: Sequence[Cell]) -> NDArray[Any]:
    objects = np.empty(len(values), object)
    objects[:] = values
    return objects


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
    """The shared strings of a workbook, at `most` so many, and how much text the cells that show them come to."""

    def __init__(self, xml: bytes) -> None:
        self.most = xml.count(b"<si") + xml.count(b":si")
        if self.most > container.MAX_CELLS:
            raise WorkbookRefused("too_large", f"the workbook has more than {container.MAX_CELLS:,} texts.")
        self._xml = xml
        data = np.frombuffer(xml, np.uint8)
        # Where texts end in another way, they are taken for one: a bound that is too high.
        ends = np.flatnonzero((data[:-3] == _SLASH) & (data[1:-2] == _S) & (data[2:-1] == _I) & (data[3:] == _GREATER))
        self._longest = int(np.diff(ends, prepend=0, append=len(xml)).max())
        self._lengths: NDArray[np.int64] | None = None
        self._by_bound = self._by_sum = container.MAX_TEXT

    def spend(self, cells: Cells, name: str) -> None:
        """Take the text of these cells from the budget: by a bound, and by its sum where the bound is too much.

        Raises:
            WorkbookRefused: the budget is spent.
        """
        bound = (len(cells.texts) + len(cells.others)) * self._longest
        if bound <= self._by_bound:
            self._by_bound -= bound
            return
        if self._lengths is None:
            starts = [found.start() for found in _STRING_ITEM.finditer(self._xml)]
            self._lengths = np.array([end - begin for begin, end in pairwise([*starts, len(self._xml)])], np.int64)
        numbers = cells.texts.values
        self._by_sum -= int(self._lengths[numbers[numbers < len(self._lengths)]].sum())
        self._by_sum -= sum(b't="s"' in content for content in cells.others.contents) * self._longest
        if self._by_sum < 0:
            raise WorkbookRefused("too_large", "its cells hold too much text together. Split it.", sheet=name)


def _look_closer(xml: bytes, look: Look) -> None:
    """See merged ranges, and hidden rows and columns."""
    head = xml.find(b"<sheetData")
    _see_columns(xml[: max(head, 0)], look)
    end = xml.rfind(b"</sheetData>")
    if xml.count(b"mergeCell ", end) > MAX_MERGES:
        raise WorkbookRefused("too_large", f"it has more than {MAX_MERGES:,} merged ranges.", sheet=look.name)
    for found in _MERGE.finditer(xml, end):
        left, top, right, bottom = (found[group].decode() for group in range(1, 5))
        look.merges.append(Merge(int(top) - 1, column_number(left) - 1, int(bottom) - 1, column_number(right) - 1))
    if xml.find(b"hidden=", max(head, 0)) >= 0:
        _see_rows(xml, look)


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


def _small(digits: bytes | None) -> int:
    return int(digits) if digits and digits.isdigit() and len(digits) <= _DIGITS else 0


def _damaged(fault: Exception | str, sheet: str | None = None) -> WorkbookRefused:
    return WorkbookRefused(
        "damaged",
        f"a part of the workbook is damaged and cannot be read ({container.one_line(fault)}). Ask for it again.",
        sheet=sheet,
    )
