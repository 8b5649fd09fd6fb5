"""Write a small OLE compound file: what Excel wraps a password-protected workbook in.

Enters: stream names and bytes. Leaves: the bytes of a version-3 compound file, enough for a reader to recognise the
kind of file by its magic number and stream names. Used only to make a sample that must be refused.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
# Shorter streams would have to lie in a second allocation table, which nothing here needs.
_SHORTEST_STREAM = 4096
_ROOT, _STREAM, _BLACK = 5, 2, 1


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams (at most three, padded with zero bytes to 4096 bytes at least)."""
    if not 1 <= len(streams) <= 3:
        raise ValueError(f"one to three streams fit the single directory sector, not {len(streams)}")
    fat = [_FAT, _END]  # sector 0 holds this table, sector 1 the directory
    body, entries = b"", []
    for name, content in sorted(streams.items(), key=lambda item: (len(item[0]), item[0].upper())):
        content += bytes(max(0, _SHORTEST_STREAM - len(content)))
        entries.append((name, len(fat), len(content)))
        content += bytes(-len(content) % _SECTOR)
        sectors = len(content) // _SECTOR
        fat += [len(fat) + step + 1 for step in range(sectors - 1)] + [_END]
        body += content
    if len(fat) > _SECTOR // 4:
        raise ValueError("the streams do not fit the single allocation sector")
    fat += [_FREE] * (_SECTOR // 4 - len(fat))

    directory = _entry("Root Entry", _ROOT, start=_END, size=0, child=1)
    for number, (name, start, size) in enumerate(entries, start=1):
        after = number + 1 if number < len(entries) else _NONE
        directory += _entry(name, _STREAM, start=start, size=size, right=after)
    directory += _entry("", 0, start=0, size=0) * (_SECTOR // 128 - 1 - len(entries))

    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SHORTEST_STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + body


def _entry(name: str, kind: int, *, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    """One directory entry of 128 bytes; siblings form a list, each to the right of the one before."""
    text = f"{name}\0".encode("utf-16-le") if name else b""
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text), kind, _BLACK, _NONE, right, child, bytes(16), 0, 0, 0, start, size
    )
