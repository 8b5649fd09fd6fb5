"""The compound file (OLE) around an old workbook: one stream out of it, and a new one around a stream.

Enters: the bytes of a file, or a stream. Leaves: the workbook's stream and the names of all that is in the file, or the
bytes of a compound file that holds nothing but the stream. Chains of sectors that run in a circle are refused.
"""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass

from lumbung.workbooks.errors import WorkbookRefused

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SMALL = 64
_SHORTEST = 4096
_ENTRY = 128
_LONGEST_DIRECTORY = 4 * 1024**2
_STREAM, _ROOT, _BLACK = 2, 5, 1
_IN_HEADER = 109


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """What a compound file holds.

    Raises:
        WorkbookRefused: it is truncated, or its chains of sectors are damaged.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER:
            raise _damaged("it ends in its header")
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise _damaged("its sectors have no known size")
        self._data = data
        self._size = 1 << shift
        directory, _, smallest, small_table, _, more, _ = struct.unpack_from("<7I", data, 48)
        if smallest != _SHORTEST:
            raise _damaged("its header is not as the format says")
        self._table = self._read_table(more)
        entries = self._chain(directory)
        if len(entries) > _LONGEST_DIRECTORY:
            raise _damaged("its directory is too long")
        self._entries = [self._entry(raw) for raw in _split(entries, _ENTRY) if len(raw) == _ENTRY]
        if not self._entries or self._entries[0].kind != _ROOT:
            raise _damaged("it has no directory")
        self.names = {entry.name for entry in self._entries if entry.kind}
        root = self._entries[0]
        self._small_table = array("I", b"")
        self._small = b""
        if root.start < _LAST_SECTOR and small_table < _LAST_SECTOR:
            self._small = self._chain(root.start)
            self._small_table = _numbers(self._chain(small_table))

    def stream(self, *names: str) -> bytes | None:
        """The first of these streams that stands at the top: one inside an embedded object is another's."""
        at_top = {entry.name.casefold(): entry for entry in self._top() if entry.kind == _STREAM}
        found = next((at_top[name.casefold()] for name in names if name.casefold() in at_top), None)
        if found is None:
            return None
        chain = self._chain if found.size >= _SHORTEST else self._small_chain
        content = chain(found.start)
        if len(content) < found.size:
            raise _damaged("it is shorter than it says")
        return content[: found.size]

    def _top(self) -> list[_Entry]:
        found: dict[int, _Entry] = {}
        waiting = [self._entries[0].child]
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in found:
                found[number] = self._entries[number]
                waiting += [found[number].left, found[number].right]
        return list(found.values())

    def _entry(self, raw: bytes) -> _Entry:
        length, kind, left, right, child = struct.unpack_from("<HBxIII", raw, 64)
        start, size = struct.unpack_from("<IQ", raw, 116)
        if self._size == 512:
            size &= 0xFFFFFFFF
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        return _Entry(name, kind, left, right, child, start, size)

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        if begin >= len(self._data):
            raise _damaged("it is truncated")
        return self._data[begin : begin + self._size]

    def _read_table(self, more: int) -> array[int]:
        sectors = array("I", struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        seen = set()
        while more < _LAST_SECTOR:
            if more in seen:
                raise _damaged("its table of sectors runs in a circle")
            seen.add(more)
            block = _numbers(self._sector(more))
            if len(block) < self._size // 4:
                raise _damaged("it is truncated")
            sectors.extend(block[:-1])
            more = block[-1]
        used = [number for number in sectors if number < _LAST_SECTOR]
        if len(used) > len(self._data) // self._size + 1:
            raise _damaged("its table of sectors is longer than the file")
        return _numbers(b"".join(self._sector(number) for number in used))

    def _chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        most = len(self._data) // self._size + 1
        while number < _LAST_SECTOR:
            if len(parts) >= most:
                raise _damaged("a chain of its sectors runs in a circle")
            if number >= len(self._table):
                raise _damaged("a chain of its sectors leads nowhere")
            parts.append(self._sector(number))
            number = self._table[number]
        return b"".join(parts)

    def _small_chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < _LAST_SECTOR:
            if len(parts) > len(self._small) // _SMALL or number >= len(self._small_table):
                raise _damaged("a chain of its small sectors runs in a circle or leads nowhere")
            parts.append(self._small[number * _SMALL : (number + 1) * _SMALL])
            number = self._small_table[number]
        return b"".join(parts)


def compound_bytes(name: str, content: bytes) -> bytes:
    """A compound file that holds this one stream, in sectors of 4096 bytes."""
    size = 4096
    content += bytes(max(_SHORTEST - len(content), -len(content) % size))
    sectors = len(content) // size
    # Of sectors: so many of the table, one of the directory, then the content.
    tables = 1
    while tables * size // 4 < tables + 1 + sectors:
        tables += 1
    table = array("I", [_FAT] * tables + [_END])
    table.extend(range(tables + 2, tables + 1 + sectors))
    table.append(_END)
    table.extend([_FREE] * (tables * size // 4 - len(table)))
    # Calamine takes a root that starts nowhere for an empty file.
    directory = _directory_entry("Root Entry", _ROOT, start=0, size=0, child=1)
    directory += _directory_entry(name, _STREAM, start=tables + 1, size=len(content), child=_NONE)
    header = _MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, tables, 0, _SHORTEST, _END, 0, _END, 0)
    header += array("I", [*range(tables), *[_FREE] * (_IN_HEADER - tables)]).tobytes()
    return b"".join((header, bytes(size - _HEADER), table.tobytes(), directory, bytes(size - len(directory)), content))


def _directory_entry(name: str, kind: int, *, start: int, size: int, child: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    facts = (text, len(text), kind, _BLACK, _NONE, _NONE, child, bytes(16), 0, 0, 0, start, size)
    return struct.pack("<64sHBBIII16sIQQIQ", *facts)


def _numbers(raw: bytes) -> array[int]:
    return array("I", raw[: len(raw) // 4 * 4])


def _split(raw: bytes, length: int) -> list[bytes]:
    return [raw[begin : begin + length] for begin in range(0, len(raw), length)]


def _damaged(what: str) -> WorkbookRefused:
    return WorkbookRefused("damaged", f"the workbook is damaged and cannot be read ({what}). Ask for it again.")
