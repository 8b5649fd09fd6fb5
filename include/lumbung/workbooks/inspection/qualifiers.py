"""Columns that nothing reads and that still say what figures are: `semester` 1, `status` Gagal Salur, `jenis` Target.

Enters: a `Context`, the columns that a layout leaves out, and what it calls the others. Leaves: those that are not
left without a question: when the figures count, whom they count, or that they are plans.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.vocabulary import (
    FORESEEN_WORDS,
    NO_LONGER_WORDS,
    NOT_YET_WORDS,
    PLANNED_WORDS,
    SEXES,
)
from lumbung.workbooks.inspection.words import YEAR, folded, key, said


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TIMES = _words("semester triwulan tw kuartal quarter caturwulan bulan month tahap termin periode tanggal tgl")
_BESIDE_TIMES = _words("data kode nama no tahun ke survei laporan pelaporan realisasi penyaluran salur posisi")
_FIELDS_OF_TIME = _words("month period printed_part printed_month printed_period period_start printed_day")
_GROUPS = _words("kelamin gender umur usia")
_OF_A_YEAR = _words("tahunan annual setahun tahun penuh")
_OF_PAPER = _words("rilis publikasi terbit cetak update diperbarui input unggah lapor pelaporan dibuat")
_SAYS_OTHER = FORESEEN_WORDS | NO_LONGER_WORDS | NOT_YET_WORDS | PLANNED_WORDS
_SHORT = 3


def doubtful(context: Context, titles: Collection[str], fields: Mapping[str, str]) -> list[SeenColumn]:
    """Of the columns with some titles, those that may say what figures are. `fields`: letters of others, and their use.

    Of what belongs to persons, only the titles are looked at.
    """
    timed = [c for c in context.columns if c.kind != "year" and fields.get(c.letters) in _FIELDS_OF_TIME]
    found = []
    for column in context.columns:
        if column.is_personal and _GROUPS & set(folded(column.title)):
            found.append(column)
        if _is_of_another_year(context, column, fields):
            found.append(column)
        is_left = bool(column.path) and column.title in titles and column.letters not in fields
        if is_left and ((not timed and _says_when(context, column)) or _says_of_whom(context, column)):
            found.append(column)
    return found


def _is_of_another_year(context: Context, column: SeenColumn, fields: Mapping[str, str]) -> bool:
    """Whether a column is of other years than the one that is read, or that one is of when a paper was made."""
    if column.kind != "year":
        return False
    of_paper = bool(_OF_PAPER & set(folded(column.title)))
    others = [c for c in context.columns if c.kind == "year" and c.at != column.at and c.texts != column.texts]
    if column.letters in fields:
        return of_paper and bool(others)
    return not of_paper and any(other.letters in fields for other in others)


def _says_when(context: Context, column: SeenColumn) -> bool:
    """Whether a column is titled as one of times and holds other ones than whole years."""
    words = set(key(column.title).split())
    if not words & _TIMES or not words <= _TIMES | _BESIDE_TIMES:
        return False
    return any(not YEAR.fullmatch(text) and not set(folded(text)) <= _OF_A_YEAR for text in context.said_in(column))


def _says_of_whom(context: Context, column: SeenColumn) -> bool:
    """Whether the texts of a column are a sex, an area, a plan or those who got nothing."""
    texts = context.said_in(column)
    if column.kind != "text" or not texts:
        return False
    words = [folded(text) for text in texts]
    if _GROUPS & set(folded(column.title)):
        return not all(one[:1] in (["total"], ["jumlah"], ["semua"], ["seluruh"]) for one in words)
    told = [len(one) <= _SHORT and _is_qualified(text, one) for text, one in zip(texts, words, strict=True)]
    return all(told) if column.is_a("remark") else any(told)


def _is_qualified(text: str, words: list[str]) -> bool:
    area = said(text).area
    return bool(set(words) & _SAYS_OTHER) or key(text) in SEXES or (area in ("urban", "rural") and not said(text).left)
