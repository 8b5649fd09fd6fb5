"""Why a workbook is not read. Enters: what was found and where. Leaves: one plain line, safe to print and to log."""

from __future__ import annotations

import re

_LONG_DIGITS = re.compile(r"\d{13,}")


def printable(value: object, limit: int = 60) -> str:
    """A cell's content for a message: quoted, short, control characters escaped, long digit runs (NIK) masked."""
    text = str(value)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return repr(_LONG_DIGITS.sub(lambda m: m[0][:4] + "…", text))


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
