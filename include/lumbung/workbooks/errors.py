"""Why a workbook is not read. Enters: what was found and where. Leaves: one plain line, safe to print and to log.

A cell of data may hold a person's name or number, and a reason is kept and printed. So each reason shows what it found
in one of three ways: `printable` for what the YAML names or could name (sheets, titles, labels) and for numbers, `word`
for a cell that should hold a known word, `shape` for any other cell.
"""

from __future__ import annotations

import re
import unicodedata

# A NIK has 16 digits, and is also written in groups: 13 or more, with up to three marks between two of them.
_BETWEEN = r"[\s.,:;/_'’·\x00-\x1f\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff-]{0,3}"
_LONG_DIGITS = re.compile(rf"\d(?:{_BETWEEN}\d){{12,}}")
_SHOWN_DIGITS = 4


def masked(text: str) -> str:
    """A text in which of each long run of digits, however grouped, only the beginning stands."""
    return _LONG_DIGITS.sub(lambda m: m[0][:_SHOWN_DIGITS] + "…", text)


def printable(value: object, limit: int = 60) -> str:
    """A title, label or number for a message: quoted, short, control characters escaped, long digit runs masked."""
    return repr(_cut(masked(str(value)), limit))


def shape(value: object, limit: int = 24) -> str:
    """The form of a cell and nothing of its content: 'Siti NIK 5271' is 'Xxxx XXX 9999'. Quoted and short."""
    return repr(_cut("".join(map(_form, " ".join(str(value).split()))), limit))


def word(value: object, limit: int = 40) -> str:
    """A cell that should hold a known word or a region's name: itself where it can be one, else its shape."""
    text = str(value)
    is_one = len(text) <= limit and sum(map(str.isdigit, text)) < _SHOWN_DIGITS
    return printable(text) if is_one else shape(text)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _form(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind[0] == "N":
        return "9"
    if kind[0] in "LM":
        return "X" if kind == "Lu" else "x"
    return letter


def place(sheet: str | None, cell: str | None) -> str:
    """`'Sheet1'!F19`, or the part of it that is known."""
    if sheet is None:
        return cell or ""
    return f"{printable(sheet)}!{cell}" if cell else f"sheet {printable(sheet)}"


class WorkbookRefused(Exception):
    """The whole file is not taken. `str()` names source, file, sheet, cell and reason in one line.

    `rule` is a short name that stays the same; `reason` says what was found and what to do.
    """

    def __init__(self, rule: str, reason: str, *, sheet: str | None = None, cell: str | None = None) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason
        self.sheet = sheet
        self.cell = cell
        self.file_name: str | None = None
        self.source_id: str | None = None

    def __str__(self) -> str:
        parts = [self.source_id, self.file_name, place(self.sheet, self.cell) or None, self.reason]
        return ": ".join(part for part in parts if part)


class SourceChanged(WorkbookRefused):
    """The table is not as the source's YAML says: a column is new, gone, or double."""
