"""What kind of file this is, by its bytes, and the limits of what is opened.

Enters: the bytes of a file. Leaves: its kind, or a refusal; and the parts of a zip archive, unpacked within bounds. The
name's extension is not believed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from lxml import etree

from lumbung.workbooks.errors import WorkbookRefused, masked

FileKind = Literal["xlsx", "xls", "ods", "html", "text"]

MAX_FILE_BYTES = 100 * 1024**2
MAX_UNPACKED_BYTES = 300 * 1024**2
MAX_ENTRIES = 10_000
MAX_SHEETS = 1_000
# Of a whole workbook: the readers hold a sheet's full rectangle, filled or not.
MAX_CELLS = 5_000_000
# A text that stands once in the file may be shown by a million cells, each with a copy of its own.
MAX_TEXT = 500 * 1024**2
# Of XML and HTML that is read tag by tag, which takes a microsecond for each.
MAX_TAGS = 2 * MAX_CELLS

_ZIP = b"PK\x03\x04"
_LOCAL_HEADER = _ZIP + bytes(26)
_FIRST_DAY = 0x21
_ZIP_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:html|body|table|tr|td)\b", re.I)
_ROOT = re.compile(rb"<([a-z_][\w.-]*:)?([a-z_][\w.-]*)", re.I)
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:(?><\?.*?\?>)\s*+|(?><!--.*?-->)\s*+)*+<!DOCTYPE", re.S)
_MARKUP = re.compile(rb"\s*<[!?/a-z]", re.I)
_HEAD_BYTES = _PIECE = 64 * 1024

PASSWORD = "the workbook is password-protected. Ask for a copy without a password; none is ever tried."  # noqa: S105


def file_kind(data: bytes) -> FileKind:
    """The kind of a file that may be opened.

    Raises:
        WorkbookRefused: empty, too large, password-protected, or no workbook or table at all.
    """
    if not data:
        raise WorkbookRefused("empty_file", "the file is empty (0 bytes). Ask for it again.")
    if len(data) > MAX_FILE_BYTES:
        raise WorkbookRefused(
            "too_large", f"the file has {len(data):,} bytes; at most {MAX_FILE_BYTES:,} are read. Split it."
        )
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_ZIP):
        return Archive(data).kind
    if data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise WorkbookRefused("not_a_workbook", "the file is an empty or split zip archive and no workbook.")
    if data.startswith(b"%PDF"):
        raise WorkbookRefused("not_a_workbook", "the file is a PDF. Ask for the workbook it was printed from.")
    if data[:13].upper() == b"MIME-VERSION:":
        raise WorkbookRefused("not_a_workbook", "the file is a saved web archive. Open it and save it as xlsx.")
    return _text_kind(data[:_HEAD_BYTES])


def _ole_kind(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise WorkbookRefused("password", PASSWORD)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise WorkbookRefused("not_a_workbook", "the file is an old Office file, but no Excel workbook.")
    return "xls"


def _text_kind(head: bytes) -> FileKind:
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    if not _MARKUP.match(head):
        return "text"
    if not head.lstrip().startswith(b"<?xml") or _HTML.search(head):
        return "html"
    root = _ROOT.search(head)
    if root and root[2] == b"Workbook":
        raise WorkbookRefused(
            "not_a_workbook", "the file is a workbook in Excel's XML of 2003. Open it and save it as xlsx."
        )
    raise WorkbookRefused("not_a_workbook", "the file is XML and no workbook. Open it and save it as xlsx.")


class ParserTarget(Protocol):
    """What a parser calls as it goes through a document. No tree of it is built."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def data(self, text: str) -> None: ...

    def end(self, tag: str) -> None: ...

    def close(self) -> None: ...


def parse_xml(xml: bytes, target: ParserTarget) -> None:
    """Go through a document, without entities and without the network.

    Raises:
        lxml.etree.XMLSyntaxError: it is not well formed.
        WorkbookRefused: it has too many tags.
    """
    check_tags(xml)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    feed(parser, xml)


def check_tags(markup: bytes) -> None:
    """Refuse what would take too long to go through, tag by tag."""
    if markup.count(b"<") > MAX_TAGS:
        raise WorkbookRefused("too_large", f"it has more than {MAX_TAGS:,} tags. Split it.")


def feed(parser: etree.XMLParser | etree.HTMLParser, markup: bytes) -> None:
    """Give the parser all of it, piece by piece."""
    for begin in range(0, len(markup), _PIECE):
        parser.feed(markup[begin : begin + _PIECE])
    parser.close()


@dataclass(frozen=True)
class Part:
    """One part of an archive as it is packed."""

    packed: bytes | memoryview
    method: int
    checksum: int
    size: int

    @classmethod
    def of(cls, content: str | bytes) -> Part:
        """A part of our own, not packed."""
        content = content.encode() if isinstance(content, str) else content
        return cls(content, zipfile.ZIP_STORED, zlib.crc32(content), len(content))


def archive_bytes(parts: Mapping[str, Part]) -> bytes:
    """A zip archive of these parts, packed as they are: nothing but what is named here is in it."""
    body, directory = io.BytesIO(), b""
    for name, part in parts.items():
        facts = struct.pack(
            "<5HLLLHH",
            *(20, 0, part.method, 0, _FIRST_DAY, part.checksum, len(part.packed), part.size),
            *(len(name), 0),
        )
        directory += _ZIP_ENTRY + struct.pack("<H", 20) + facts + struct.pack("<3HLL", 0, 0, 0, 0, body.tell())
        directory += name.encode()
        body.write(_ZIP + facts + name.encode())
        body.write(part.packed)
    begin = body.tell()
    body.write(directory)
    body.write(b"PK\x05\x06" + struct.pack("<4HLLH", 0, 0, len(parts), len(parts), len(directory), begin, 0))
    return body.getvalue()


class Archive:
    """A zip archive that is a workbook, with names as they stand and a budget of what may be unpacked."""

    def __init__(self, data: bytes) -> None:
        if data.count(_ZIP_ENTRY) > MAX_ENTRIES:
            raise WorkbookRefused("too_large", f"the workbook has more than {MAX_ENTRIES:,} parts.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as fault:
            raise _damaged(fault) from None
        entries = self._zip.infolist()
        self.names = [entry.filename for entry in entries]
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._data = memoryview(data)
        self._budget = MAX_UNPACKED_BYTES

    @property
    def kind(self) -> Literal["xlsx", "ods"]:
        """Which workbook it is, by its parts.

        Raises:
            WorkbookRefused: it is none that is read.
        """
        if "xl/workbook.xml" in self:
            return "xlsx"
        if "xl/workbook.bin" in self:
            raise WorkbookRefused("not_a_workbook", "the file is an xlsb workbook. Open it and save it as xlsx.")
        if "content.xml" in self:
            mime = self.read("mimetype") if "mimetype" in self else b"spreadsheet"
            if b"spreadsheet" in mime:
                return "ods"
            raise WorkbookRefused("not_a_workbook", "the file is an OpenDocument file, but no spreadsheet.")
        raise WorkbookRefused("not_a_workbook", "the file is a zip archive and no workbook. Send what is inside it.")

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def read(self, name: str) -> bytes:
        """One part, unpacked. Its length and checksum are those that the archive's directory says.

        Raises:
            WorkbookRefused: it is not there, damaged, or the parts read so far are too large.
        """
        part = self.as_packed(name)
        self._budget -= part.size
        if self._budget < 0:
            raise WorkbookRefused(
                "too_large", f"the workbook unpacks to more than {MAX_UNPACKED_BYTES:,} bytes. Split it."
            )
        try:
            content = _inflated(part) if part.method == zipfile.ZIP_DEFLATED else bytes(part.packed)
        except zlib.error as fault:
            raise _damaged(fault) from None
        if len(content) != part.size or zlib.crc32(content) != part.checksum:
            raise _damaged("a part is not what the directory says")
        return content

    def read_xml(self, name: str) -> bytes:
        """One part that is XML. One that declares a document type, or is no text of bytes, is refused."""
        xml = self.read(name)
        if _DOCTYPE.match(xml):
            raise WorkbookRefused(
                "damaged", "a part of the workbook declares a document type (XML entities); no office program does."
            )
        if xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in xml:
            raise WorkbookRefused("damaged", "a part of the workbook is not in UTF-8. Open it and save it as xlsx.")
        return xml

    def as_packed(self, name: str) -> Part:
        """One part as it is in the archive. What it says of itself is proven once it was read."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            raise WorkbookRefused("damaged", "the workbook names a part that it does not hold. Ask for it again.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise WorkbookRefused("damaged", "the workbook is packed in an unusual way. Open it and save it as xlsx.")
        if entry.flag_bits & 1:
            raise WorkbookRefused("password", PASSWORD)
        begin = entry.header_offset + len(_LOCAL_HEADER)
        local = bytes(self._data[entry.header_offset : begin])
        if len(local) < len(_LOCAL_HEADER) or not local.startswith(_ZIP):
            raise _damaged("no header before a part")
        begin += int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
        packed = self._data[begin : begin + entry.compress_size]
        return Part(packed, entry.compress_type, entry.CRC, entry.file_size)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _inflated(part: Part) -> bytes:
    """As long as it says, or longer by one where it does not end there: it may go on for ever."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    content = unpacking.decompress(part.packed, part.size + 1)
    return content if unpacking.eof else content + b"?"


def _damaged(fault: Exception | str) -> WorkbookRefused:
    return WorkbookRefused(
        "damaged", f"the file is truncated or damaged and cannot be unpacked ({one_line(fault)}). Ask for it again."
    )


def one_line(fault: BaseException | str) -> str:
    """What a library says of a file, fit for a message: its first line, short, without control characters."""
    return "".join(letter for letter in masked(str(fault).strip().partition("\n")[0]) if letter.isprintable())[:120]
