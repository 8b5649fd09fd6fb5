"""What kind of file this is, by its bytes, and whether it is safe to open.

Enters: the bytes of a file. Leaves: 'xlsx', 'xls' or 'text', or a refusal. The name's extension is not believed. A
workbook is measured before it is opened: the reader behind it allocates a sheet's full rectangle, so that two cells far
apart would end the process.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Literal

from lumbung.workbooks.errors import WorkbookRefused

FileKind = Literal["xlsx", "xls", "text"]

MAX_FILE_BYTES = 100 * 1024**2
MAX_UNPACKED_BYTES = 500 * 1024**2
MAX_ENTRIES = 10_000
MAX_CELLS = 5_000_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.I | re.S)
_XML = re.compile(rb"^\s*<\?xml\b")
# Addresses past column Z or row 99,999: the only ones that can make a sheet too large.
_FAR_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{2,})\d")
_FAR_ROW = re.compile(rb"\sr\s*=\s*[\"'][A-Z]*(\d{6,})[\"']")
_NEAR_COLUMN, _NEAR_ROW = 26, 99_999


def file_kind(data: bytes) -> FileKind:
    """The kind of a file that may be opened.

    Raises:
        WorkbookRefused: empty, too large, damaged, password-protected, or no workbook or table at all.
    """
    if not data:
        raise WorkbookRefused("empty_file", "the file is empty (0 bytes). Ask for it again.")
    if len(data) > MAX_FILE_BYTES:
        raise WorkbookRefused(
            "too_large", f"the file has {len(data):,} bytes; at most {MAX_FILE_BYTES:,} are read. Split it."
        )
    if data.startswith(_OLE):
        return _check_ole(data)
    if data.startswith(_ZIP):
        return _check_zip(data)
    if data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise WorkbookRefused("not_a_workbook", "the file is an empty or split zip archive and no workbook.")
    if data.startswith(b"%PDF"):
        raise WorkbookRefused("not_a_workbook", "the file is a PDF. Ask for the workbook it was printed from.")
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        raise WorkbookRefused(
            "html", "the file is an HTML page, whatever its name says. Open it and save it as xlsx, then send that."
        )
    if _XML.match(head):
        raise WorkbookRefused("not_a_workbook", "the file is XML and no workbook. Open it and save it as xlsx.")
    return "text"


def _check_ole(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise WorkbookRefused(
            "password", "the workbook is password-protected. Ask for a copy without a password; none is ever tried."
        )
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise WorkbookRefused("not_a_workbook", "the file is an old Office file, but no Excel workbook.")
    return "xls"


def _check_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise WorkbookRefused(
            "damaged", f"the file is truncated or damaged and cannot be unpacked ({fault}). Ask for it again."
        ) from None
    return "xlsx"


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise WorkbookRefused("too_large", f"the workbook has {len(entries):,} parts; {MAX_ENTRIES:,} are the most.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise WorkbookRefused(
            "too_large", f"the workbook unpacks to {unpacked:,} bytes; {MAX_UNPACKED_BYTES:,} are the most. Split it."
        )
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if "xl/workbook.xml" not in names:
        kind = "an xlsb or ods workbook" if names & {"xl/workbook.bin", "content.xml"} else "a zip archive"
        raise WorkbookRefused("not_a_workbook", f"the file is {kind} and no xlsx. Open it and save it as xlsx.")
    for entry in entries:
        # Reading also proves that no part is longer than the directory says: zipfile checks length and CRC.
        _check_extent(archive.read(entry))


def _check_extent(xml: bytes) -> None:
    columns = max((_column_number(m[1]) for m in _FAR_COLUMN.finditer(xml)), default=_NEAR_COLUMN)
    rows = max((int(m[1]) for m in _FAR_ROW.finditer(xml)), default=_NEAR_ROW)
    if columns == _NEAR_COLUMN and rows == _NEAR_ROW:
        return
    if columns > _NEAR_COLUMN and rows == _NEAR_ROW:
        rows = max((int(m[1]) for m in re.finditer(rb"\sr\s*=\s*[\"'][A-Z]*(\d+)[\"']", xml)), default=_NEAR_ROW)
    if columns * rows > MAX_CELLS:
        raise WorkbookRefused(
            "too_large",
            f"a sheet reaches over {columns:,} columns and {rows:,} rows; {MAX_CELLS:,} cells are the most. Delete the "
            "stray cells far below or to the right of the table.",
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8]:
        number = number * 26 + letter - 64
    return number
