"""The cells of a sheet's XML, found all at once and not tag by tag.

Enters: the XML of a sheet in its usual form, where a cell begins as `<c r="G12"`. Leaves: `Cells`: where each is, and
what it holds where that is written as in nearly all cells, a number or the number of a shared string:
`<c r="G12" s="3" t="s"><v>7</v></c>`. What any other cell says is left as it stands in the XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_STYLES = 10**5

_CHUNK = 1024**2
_LETTERS, _DIGITS, _STYLE_DIGITS = 3, 7, len(str(MAX_STYLES - 1))
# A float holds every whole number of so many digits.
_EXACT_DIGITS = 15
_LONGEST_PROLOG = 1024
_QUOTE, _LESS, _GREATER, _COLON, _MARK, _QUERY, _C = b'"<>:!?c'
_LONGEST_CELL = len(f'<c r="{"A" * _LETTERS}{"9" * _DIGITS}" s="{"9" * _STYLE_DIGITS}" t="s"><v>') + _EXACT_DIGITS + 8
# What stands behind an address: no second address, and nothing that another cell may stand in.
_CONTENT = re.compile(rb'(?:\s++(?!r=)[\w:.-]{1,40}+="[^"<>]*+")*+\s*+(?:/>|>[^<]*+(?:<(?!/?c)[^<]*+)*+</c>)')
_DECIMAL = re.compile(rb"([-+]?\d{1,400}(?:\.\d{1,400})?(?:[eE][-+]?\d{1,3})?)</v></c>")

_Bytes = NDArray[np.uint8]
_Places = NDArray[np.intp]
_Numbers = NDArray[np.int64]


@dataclass
class Plain:
    """Cells that hold a number each: row and column, from 0, the number, and the number of its style (-1: none)."""

    rows: _Numbers
    columns: _Numbers
    values: NDArray[Any]
    styles: _Numbers

    def __len__(self) -> int:
        return len(self.rows)


@dataclass
class Others:
    """Cells that hold anything else, in any XML: `contents` is what stands behind the address."""

    rows: _Numbers
    columns: _Numbers
    contents: list[bytes]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass
class Cells:
    """The cells of a sheet that hold something. `texts` are numbers of shared strings."""

    numbers: Plain
    texts: Plain
    others: Others

    def __len__(self) -> int:
        return len(self.numbers) + len(self.texts) + len(self.others)

    @property
    def height(self) -> int:
        """The outermost row, from 1."""
        return 1 + max(int(part.rows.max(initial=-1)) for part in (self.numbers, self.texts, self.others))

    @property
    def width(self) -> int:
        """The outermost column, from 1."""
        return 1 + max(int(part.columns.max(initial=-1)) for part in (self.numbers, self.texts, self.others))


def cells_of(xml: bytes, most: int, *, own: bool = False) -> Cells | None:
    """The cells of a sheet. None where it is not in the usual form, or has an address that no sheet has.

    Args:
        xml: the sheet.
        most: how many cells may hold something.
        own: it was written by us, so that no tag has a prefix.

    Raises:
        OverflowError: it has more.
    """
    end = xml.rfind(b"</sheetData>")
    if end < 0:
        return None
    data = np.frombuffer(xml, np.uint8, end)
    found: list[Cells] = []
    prolog = xml.find(b"?>", 0, _LONGEST_PROLOG) + len("?>")
    for begin in range(prolog, end, _CHUNK):
        chunk = data[begin : begin + _CHUNK + _LONGEST_CELL]
        if len(chunk) < _CHUNK + _LONGEST_CELL:
            chunk = np.append(chunk, np.full(_LONGEST_CELL, _GREATER, np.uint8))
        starts = _starts(chunk[: min(_CHUNK, len(chunk) - _LONGEST_CELL) + 2], own=own)
        if starts is None:
            return None
        if len(starts):
            cells = _read(xml, begin, chunk, starts)
            if cells is None:
                return None
            most -= len(cells)
            if most < 0:
                raise OverflowError
            found.append(cells)
    return _joined(found)


def _joined(parts: list[Cells]) -> Cells:
    nothing = np.empty(0, np.int64)

    def joined(arrays: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate([nothing, *arrays])

    def plain(cells: list[Plain]) -> Plain:
        return Plain(*(joined(getattr(part, each.name) for part in cells) for each in fields(Plain)))

    others = [part.others for part in parts]
    return Cells(
        plain([part.numbers for part in parts]),
        plain([part.texts for part in parts]),
        Others(
            joined(part.rows for part in others),
            joined(part.columns for part in others),
            [content for part in others for content in part.contents],
        ),
    )


def _starts(chunk: _Bytes, *, own: bool) -> _Places | None:
    """Where cells start. None where something may look like a cell and be none, or be a cell and not look like one.

    The last two bytes are looked at only as what follows on a start.
    """
    first = chunk[:-2]
    tags = np.flatnonzero(first == _LESS)
    names = chunk[tags + 1]
    # A comment or the like may hold what looks like a cell.
    if np.any((names == _MARK) | (names == _QUERY)):
        return None
    # What ends a name in XML, '>', '/' and white space, is no greater than '>'.
    if not own:
        colons = np.flatnonzero(first == _COLON)
        prefixed = colons[chunk[colons + 1] == _C]
        if np.any(chunk[prefixed + 2] <= _GREATER):
            return None
    return np.compress((names == _C) & (chunk[tags + 2] <= _GREATER), tags)


def _read(xml: bytes, begin: int, chunk: _Bytes, starts: _Places) -> Cells | None:
    """The cells that start at these places of a chunk; None where one is not in the usual form."""
    if not np.all(_say(chunk, starts + 2, b' r="')):
        return None
    columns, at = _number(chunk, starts + 6, base=26, zero=ord("A"), first=1, longest=_LETTERS)
    rows, at = _number(chunk, at, base=10, zero=ord("0"), first=0, longest=_DIGITS)
    if np.any(chunk[at] != _QUOTE) or columns.min() < 1 or rows.min() < 1:
        return None
    if columns.max() > MAX_COLUMNS or rows.max() > MAX_ROWS:
        return None
    rows, columns, behind = rows - 1, columns - 1, at + 1
    styles, at = _styles(chunk, behind)
    is_text = _say(chunk, at, b' t="s"')
    at = at + 6 * (is_text | _say(chunk, at, b' t="n"'))
    is_plain = _say(chunk, at, b"><v>")
    values, ends = _number(chunk, at + 4, base=10, zero=ord("0"), first=0, longest=_EXACT_DIGITS)
    is_whole = is_plain & (ends > at + 4) & _say(chunk, ends, b"</v></c>")

    def plain(which: _Places, values: NDArray[Any]) -> Plain:
        return Plain(rows[which], columns[which], values, styles[which])

    texts, whole = np.flatnonzero(is_whole & is_text), np.flatnonzero(is_whole & ~is_text)
    numbers = plain(whole, values[whole].astype(np.float64))
    is_blank = _say(chunk, at, b"/>") | _say(chunk, at, b"></c>")
    left = np.flatnonzero(~(is_whole | is_blank))
    decimals: dict[int, float] = {}
    contents: dict[int, bytes] = {}
    for n, value_at, content_at, may_be_decimal in zip(
        left.tolist(),
        (at[left] + (begin + 4)).tolist(),
        (behind[left] + begin).tolist(),
        (is_plain & ~is_text)[left].tolist(),
        strict=True,
    ):
        if may_be_decimal and (decimal := _DECIMAL.match(xml, value_at)):
            decimals[n] = float(decimal[1])
            continue
        content = _CONTENT.match(xml, content_at)
        if content is None:
            return None
        if not content[0].endswith(b"/>"):
            contents[n] = content[0]
    if decimals:
        extra = plain(np.array(list(decimals)), np.array(list(decimals.values())))
        numbers = Plain(*(np.append(getattr(numbers, f.name), getattr(extra, f.name)) for f in fields(Plain)))
    odd = np.array(list(contents), np.intp)
    return Cells(numbers, plain(texts, values[texts]), Others(rows[odd], columns[odd], list(contents.values())))


def _styles(chunk: _Bytes, at: _Places) -> tuple[_Numbers, _Places]:
    """The number of each cell's style, and where it ends; -1 where none is written, or not plainly."""
    styles = np.full(len(at), -1, np.int64)
    styled = np.flatnonzero(_say(chunk, at, b' s="'))
    if not len(styled):
        return styles, at
    begin = at[styled] + 4
    numbers, ends = _number(chunk, begin, base=10, zero=ord("0"), first=0, longest=_STYLE_DIGITS)
    is_number = (ends > begin) & (chunk[ends] == _QUOTE)
    styles[styled[is_number]] = numbers[is_number]
    at = at.copy()
    at[styled[is_number]] = ends[is_number] + 1
    return styles, at


def _say(chunk: _Bytes, at: _Places, text: bytes) -> NDArray[np.bool_]:
    """Whether a text stands at each place."""
    says: NDArray[np.bool_] = chunk[at] == text[0]
    for offset, letter in enumerate(text[1:], start=1):
        if not says.any():
            break
        says &= chunk[at + offset] == letter
    return says


def _number(
    chunk: _Bytes, at: _Places, *, base: int, zero: int, first: int, longest: int
) -> tuple[NDArray[np.int64], _Places]:
    """The number written at each place, 0 where there is none, and where it ends. `zero`: the digit that is `first`."""
    values = np.zeros(len(at), np.int64)
    running = np.ones(len(at), np.bool_)
    for _ in range(longest):
        digits = chunk[at] - np.uint8(zero)
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
