"""Old Excel workbooks (BIFF5 and BIFF8): records are measured, and written into a workbook of our own for calamine.

Enters: the bytes of a file. Leaves: a `Grid`. Taken over are the records of cells, texts and number formats; formulas
are left out and their values kept. Macros, links and pictures never reach a reader.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from lumbung.workbooks import container
from lumbung.workbooks.compound import CompoundFile, compound_bytes
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.measured import Look, fault_notes, read_measured, too_large
from lumbung.workbooks.sheet import CellFault, Grid, Merge

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_FILE_PASS, _CODE_PAGE, _DATE_1904, _FORMAT, _XF, _BOUND_SHEET, _SST = 0x2F, 0x42, 0x22, 0x41E, 0xE0, 0x85, 0xFC
_SUP_BOOK, _EXTERN_BOOK = 0x1AE, 0x16
_FORMULA, _STRING, _NUMBER, _LABEL, _RICH_LABEL, _BOOL_ERR, _RK, _MUL_RK, _LABEL_SST = (
    *(0x06, 0x207, 0x203, 0x204),
    *(0xD6, 0x205, 0x27E, 0xBD, 0xFD),
)
_ROW, _COLUMNS, _MERGES = 0x208, 0x7D, 0xE5
_BIFF5, _BIFF8 = 0x0500, 0x0600
_WORKSHEET = 0
_LAST_COLUMN = 255
# Shorter records of these kinds are damaged.
_LEAST = {
    _FORMULA: 22,
    _STRING: 3,
    _NUMBER: 14,
    _LABEL: 8,
    _RICH_LABEL: 8,
    _BOOL_ERR: 8,
    _RK: 10,
    _MUL_RK: 12,
    _LABEL_SST: 10,
    _ROW: 16,
    _COLUMNS: 10,
    _MERGES: 2,
}
_ERROR_OF_FORMULA = b"\x02"
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def read_xls(data: bytes) -> Grid:
    """All sheets of an xls, hidden ones too.

    Raises:
        WorkbookRefused: damaged, protected or too large.
    """
    file = CompoundFile(data)
    stream = file.stream("Workbook", "Book")
    if stream is None:
        raise WorkbookRefused("not_a_workbook", "the file is an old Office file, but no Excel workbook.")
    book = _read_globals(stream)
    notes = {}
    if any(name.startswith("_VBA_PROJECT") for name in file.names):
        notes["macros"] = "not run"
    if book.has_links:
        notes["links to other workbooks"] = "not followed"
    budget = _Budget(container.MAX_CELLS, container.MAX_TEXT, 2 * len(stream))
    pages = [_read_page(stream, sheet, book, budget) for sheet in book.sheets]
    looks = [page.look for page in pages]
    return Grid(read_measured(compound_bytes("Workbook", _written(book, pages)), looks), notes | fault_notes(looks))


@dataclass(frozen=True)
class _Listed:
    name: str
    visible: bool
    begin: int


@dataclass
class _Globals:
    version: int
    kept: list[bytes]
    sheets: list[_Listed] = field(default_factory=list)
    text_lengths: list[int] = field(default_factory=list)
    has_links: bool = False


@dataclass
class _Budget:
    cells: int
    text: int
    record_bytes: int


@dataclass
class _Page:
    look: Look
    kept: list[bytes] = field(default_factory=list)


def _records(stream: bytes, begin: int) -> Iterator[tuple[int, int, int]]:
    """Kind, begin and end of the content of each record, up to the end of the part that begins here.

    Parts within the part (charts) are passed over.
    """
    depth = 0
    at = begin
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + length > len(stream):
            raise _damaged("a record is cut off")
        if kind == _BOF:
            depth += 1
        if depth == 0:
            raise _damaged("a part does not begin where the workbook says")
        if depth == 1:
            yield kind, at, at + length
        if kind == _EOF:
            depth -= 1
            if depth == 0:
                return
        at += length
    raise _damaged("it ends in the middle of a part")


def _read_globals(stream: bytes) -> _Globals:
    book: _Globals | None = None
    strings: list[bytes] = []
    last = 0
    for kind, begin, end in _records(stream, 0):
        content = stream[begin:end]
        if book is None:
            version = struct.unpack_from("<H", content)[0] if len(content) >= 4 else 0
            if kind != _BOF or version not in (_BIFF5, _BIFF8):
                raise WorkbookRefused(
                    "not_a_workbook", "the workbook is older than Excel 5. Open it and save it as xlsx."
                )
            book = _Globals(version, [_record(_BOF, content)])
        elif kind == _FILE_PASS:
            raise WorkbookRefused("password", container.PASSWORD)
        elif kind in (_CODE_PAGE, _DATE_1904, _FORMAT, _XF):
            book.kept.append(_record(kind, content))
        elif kind == _BOUND_SHEET:
            if listed := _listed(content, book):
                book.sheets.append(listed)
        elif kind == _SST or (kind == _CONTINUE and last == _SST):
            strings.append(content)
            kind = _SST
        elif kind in (_SUP_BOOK, _EXTERN_BOOK):
            # A record of 4 bytes says that the workbook refers to itself.
            book.has_links = book.has_links or (kind == _SUP_BOOK and len(content) > 4)
        last = kind
    if book is None or not book.sheets:
        raise WorkbookRefused("not_a_workbook", "the workbook has no sheet with cells.")
    if len(book.sheets) > container.MAX_SHEETS:
        raise WorkbookRefused("too_large", f"it has {len(book.sheets):,} sheets; {container.MAX_SHEETS:,} are read.")
    if len({sheet.name.casefold() for sheet in book.sheets}) < len(book.sheets):
        raise WorkbookRefused("damaged", "two sheets have one name. Open it and save it again.")
    if strings:
        book.text_lengths = _text_lengths(strings)
        book.kept += [_record(_SST if number == 0 else _CONTINUE, part) for number, part in enumerate(strings)]
    return book


def _listed(content: bytes, book: _Globals) -> _Listed | None:
    if len(content) < 8:
        raise _damaged("a sheet has no name")
    begin, state, kind, letters = struct.unpack_from("<IBBB", content)
    if kind != _WORKSHEET:
        return None
    if book.version == _BIFF5:
        name = content[7 : 7 + letters].decode("cp1252", "replace")
    elif content[7] & 1:
        name = content[8 : 8 + 2 * letters].decode("utf-16-le", "replace")
    else:
        name = content[8 : 8 + letters].decode("latin-1")
    return _Listed(name, state & 0x3F == 0, begin)


def _text_lengths(parts: list[bytes]) -> list[int]:
    """Letters of each shared text. A text may go on in the next record, which then says anew how wide its letters are.

    Raises:
        WorkbookRefused: there are fewer texts than the workbook says: calamine would make room for all of them.
    """
    if len(parts[0]) < 8:
        raise _damaged("its list of texts is cut off")
    count = struct.unpack_from("<I", parts[0], 4)[0]
    if count > sum(map(len, parts)) // 3:
        raise _damaged("its list of texts is shorter than it says")
    if count > container.MAX_CELLS:
        raise WorkbookRefused("too_large", f"the workbook has more than {container.MAX_CELLS:,} texts.")
    reader = _Texts(parts)
    return [reader.next_length() for _ in range(count)]


class _Texts:
    """The shared texts, one after the other, over the records that they lie in."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._number = 0
        self._at = 8

    def next_length(self) -> int:
        letters: int
        letters, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        left, width = letters, 1 + (flags & 1)
        while left:
            here = min(left, (len(self._parts[self._number]) - self._at) // width)
            self._at += here * width
            left -= here
            if left:
                self._next_part()
                width = 1 + (self._take(1)[0] & 1)
        self._skip(4 * runs + extra)
        return letters

    def _next_part(self) -> None:
        self._number += 1
        self._at = 0
        if self._number >= len(self._parts):
            raise _damaged("its list of texts is cut off")

    def _take(self, length: int) -> bytes:
        if self._at >= len(self._parts[self._number]):
            self._next_part()
        taken = self._parts[self._number][self._at : self._at + length]
        if len(taken) < length:
            raise _damaged("its list of texts is damaged")
        self._at += length
        return taken

    def _skip(self, length: int) -> None:
        while length:
            here = min(length, len(self._parts[self._number]) - self._at)
            self._at += here
            length -= here
            if length:
                self._next_part()


def _read_page(stream: bytes, sheet: _Listed, book: _Globals, budget: _Budget) -> _Page:
    look = Look(sheet.name, sheet.visible)
    page = _Page(look)
    if not sheet.begin < len(stream):
        raise _damaged("a sheet begins beyond its end")
    for kind, begin, end in _records(stream, sheet.begin):
        budget.record_bytes -= end - begin + 4
        if budget.record_bytes < 0:
            raise _damaged("its sheets overlap")
        least = _LEAST.get(kind)
        if least is None:
            if kind == _BOF:
                page.kept.append(_record(_BOF, stream[begin:end]))
            continue
        if end - begin < least:
            raise _damaged("a record is too short")
        content = stream[begin:end]
        if kind == _ROW:
            if content[12] & 0x20:
                look.hidden_rows.add(struct.unpack_from("<H", content)[0])
        elif kind == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<5H", content)
            if flags & 1:
                look.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))
        elif kind == _MERGES:
            count = min(struct.unpack_from("<H", content)[0], (len(content) - 2) // 8)
            for number in range(count):
                top, bottom, left, right = struct.unpack_from("<4H", content, 2 + 8 * number)
                look.merges.append(Merge(top, left, bottom, right))
        elif kind == _STRING:
            # Calamine refuses a workbook for an empty one.
            if struct.unpack_from("<H", content)[0] and len(content) > 3:
                page.kept.append(_record(kind, content))
        else:
            _keep_cell(kind, content, page, book, budget)
    budget.cells -= look.height * look.width
    if budget.cells < 0:
        raise too_large(sheet.name)
    return page


def _keep_cell(kind: int, content: bytes, page: _Page, book: _Globals, budget: _Budget) -> None:
    look = page.look
    row, column = struct.unpack_from("<HH", content)
    last = column
    if kind == _MUL_RK:
        last = struct.unpack_from("<H", content, len(content) - 2)[0]
        if last < column or len(content) != 6 + 6 * (last - column + 1):
            raise _damaged("a record is not as long as it says")
    look.height, look.width = max(look.height, row + 1), max(look.width, last + 1)
    if look.height * look.width > budget.cells:
        raise too_large(look.name)
    if kind == _BOOL_ERR and content[7]:
        look.faults[row, column] = CellFault(_ERRORS.get(content[6], "error"))
        return
    if kind == _FORMULA:
        value = content[6:14]
        is_number = value[6:] != b"\xff\xff"
        if not is_number and value[:1] == _ERROR_OF_FORMULA:
            look.faults[row, column] = CellFault(_ERRORS.get(value[2], "error"))
            return
        # The value without the formula: of a formula's damage nothing is felt.
        content = content[:20] + b"\0\0"
    elif kind == _RICH_LABEL:
        kind = _LABEL
    elif kind == _LABEL_SST:
        number = struct.unpack_from("<I", content, 6)[0]
        if number >= len(book.text_lengths):
            raise _damaged("a cell shows a text that is not there")
        budget.text -= 4 * book.text_lengths[number]
        if budget.text < 0:
            raise WorkbookRefused("too_large", "its cells hold too much text together. Split it.", sheet=look.name)
    page.kept.append(_record(kind, content))


def _written(book: _Globals, pages: list[_Page]) -> bytes:
    """A workbook's stream of what was kept. Sheets are numbered and not named."""
    end = _record(_EOF, b"")
    head = b"".join(book.kept)
    names = [f"S{number}".encode() for number in range(1, len(pages) + 1)]
    marks = [bytes([len(name)]) + (b"\0" if book.version == _BIFF8 else b"") + name for name in names]
    begin = len(head) + sum(4 + 6 + len(mark) for mark in marks) + len(end)
    listed, bodies = [], []
    for mark, page in zip(marks, pages, strict=True):
        listed.append(_record(_BOUND_SHEET, struct.pack("<IBB", begin, 0, _WORKSHEET) + mark))
        bodies.append(b"".join([*page.kept, end]))
        begin += len(bodies[-1])
    return b"".join([head, *listed, end, *bodies])


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _damaged(what: str) -> WorkbookRefused:
    return WorkbookRefused("damaged", f"the workbook is damaged and cannot be read ({what}). Ask for it again.")
