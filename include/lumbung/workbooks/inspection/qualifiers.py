"""Columns that nothing reads and that still say what figures are: `semester` 1, `status` Gagal Salur, `jenis` Target.

Enters: a `Context`, the columns that a layout leaves out, and what it calls the others. Leaves: those that are not
left without a question: when the figures count, whom they count, or that they are plans.
"""

from __future__ import annotations

from collections.abc import Collection

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

_TIMES = frozenset(
    "semester triwulan tw kuartal quarter caturwulan bulan month tahap termin periode tanggal tgl".split()
)
_BESIDE_TIMES = frozenset(
    "data kode nama no tahun ke survei laporan pelaporan realisasi penyaluran salur posisi".split()
)
_FIELDS_OF_TIME = frozenset("month period printed_part printed_month printed_period period_start period_month".split())
_GROUPS = frozenset("kelamin gender umur usia".split())
_OF_ALL = frozenset("total jumlah semua seluruh seluruhnya umum laki perempuan l p dan tahunan annual setahun".split())
_SAYS_OTHER = FORESEEN_WORDS | NO_LONGER_WORDS | NOT_YET_WORDS | PLANNED_WORDS
_SHORT = 3


def doubtful(context: Context, titles: Collection[str], fields: Collection[str]) -> list[SeenColumn]:
    """Of the columns with some titles, those that may say what figures are. `fields`: what other columns are called."""
    left = [column for column in context.columns if column.path and column.title in titles and context.said_in(column)]
    is_timed = bool(_FIELDS_OF_TIME & set(fields))
    return [c for c in left if (not is_timed and _says_when(context, c)) or _says_of_whom(context, c)]


def _says_when(context: Context, column: SeenColumn) -> bool:
    """Whether a column is titled as one of times and holds other ones than whole years."""
    words = set(key(column.title).split())
    if not words & _TIMES or not words <= _TIMES | _BESIDE_TIMES:
        return False
    return any(not YEAR.fullmatch(text) and not set(folded(text)) <= _OF_ALL for text in context.said_in(column))


def _says_of_whom(context: Context, column: SeenColumn) -> bool:
    """Whether the texts of a column are a sex, an area, a plan or those who got nothing."""
    if column.kind != "text":
        return False
    texts = context.said_in(column)
    words = [folded(text) for text in texts]
    if _GROUPS & set(folded(column.title)):
        return not all(set(one) <= _OF_ALL and len(one) != 1 or one[0] in ("total", "jumlah", "semua") for one in words)
    told = [len(one) <= _SHORT and _is_qualified(text, one) for text, one in zip(texts, words, strict=True)]
    return all(told) if column.is_a("remark") else any(told)


def _is_qualified(text: str, words: list[str]) -> bool:
    area = said(text).area
    return bool(set(words) & _SAYS_OTHER) or key(text) in SEXES or (area in ("urban", "rural") and not said(text).left)
