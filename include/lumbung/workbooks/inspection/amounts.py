"""Columns of amounts: which are budgets, which were spent, of which year or month, and in which scale.

Enters: a `Context`. Leaves: `Amount`s. A column is an amount by the words of its titles; a year or a month alone takes
its meaning from the title of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lumbung.sources.model import Scale
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.draft import Ask
from lumbung.workbooks.inspection.surroundings import Found
from lumbung.workbooks.inspection.words import YEAR, folded
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import MONTHS
from lumbung.workbooks.scales import scale_in_title

_ONE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What all of a region's budget cannot exceed: no regency spends twenty trillion, no province a hundred and fifty.
_PLAIN_WORDS = frozenset(
    {"jumlah", "nilai", "total", "besaran", "rp", "dalam", "ribu", "juta", "miliar", "triliun", "000"}
)
_MONEY_WORDS = frozenset({"rp", "anggaran", "apbd", "belanja", "pagu", "dana"})
_PERSON_WORDS = frozenset({"penerima", "peserta", "orang", "jiwa", "kpm", "kk"})
_LARGEST_BUDGET = {5: Decimal(20) * 10**12, 2: Decimal(150) * 10**12}


@dataclass(frozen=True)
class Amount:
    """A column of amounts. `measure`: budget_idr or realised_idr; `template`: titles with year or month as parts."""

    column: SeenColumn
    measure: str
    template: str
    year: int | None = None
    month: int | None = None
    month_word: str | None = None


def amounts_in(context: Context) -> list[Amount]:
    """The columns of amounts of a table."""
    whole = _measure_of_title(context)
    found: list[Amount] = []
    for column in context.numbers:
        if column.is_a("percent", "row_number", "remaining", "change", "sheet_id"):
            continue
        if column.unit is not None and column.unit.unit not in ("rupiah", "rupiah_per_kapita_bulan"):
            continue
        amount = _amount(column, whole)
        if amount is not None and amount.measure:
            found.append(amount)
    return found or _plain_amount(context, whole)


def _plain_amount(context: Context, whole: str | None) -> list[Amount]:
    """The only column of figures, titled `Jumlah (Rp)`: what the title of the table speaks of, where that is one."""
    named = [
        column
        for column in context.numbers
        if not column.is_a("percent", "row_number", "sheet_id") and set(folded(column.title)) <= _PLAIN_WORDS
    ]
    if whole is None or len(named) != 1:
        return []
    words = set(folded(f"{context.around.title} {named[0].title}"))
    if not words & _MONEY_WORDS or words & _PERSON_WORDS:
        return []
    return [Amount(named[0], whole, named[0].title)]


def _amount(column: SeenColumn, whole: str | None) -> Amount | None:
    """What a column of figures is: by the words of its titles, by a year or month in them, and by the table's title."""
    year, month, word = None, None, None
    template, rest = [], []
    for text in column.path:
        bare = " ".join(w for w in folded(text) if not YEAR.fullmatch(w))
        if bare in MONTHS:
            month, word = MONTHS[bare], text
            template.append("{period_month}" if not _ONE_YEAR.search(text) else text)
            continue
        years = _ONE_YEAR.findall(text)
        if len(years) == 1 and year is None:
            year = int(years[0])
            template.append(_ONE_YEAR.sub("{fiscal_year}", text))
            rest.append(_ONE_YEAR.sub(" ", text))
            continue
        template.append(text)
        rest.append(text)
    roles = column.roles
    stated = {"budget_idr"} if "budget" in roles else set()
    stated |= {"realised_idr"} if "realised" in roles and "budget" not in roles else set()
    if not stated:
        words = {w for text in rest for w in folded(text)}
        stated |= {"budget_idr"} if words & {"anggaran", "pagu"} and "realisasi" not in words else set()
        stated |= {"realised_idr"} if "realisasi" in words and not words & {"fisik", "persen", "target"} else set()
        known = {
            "anggaran",
            "pagu",
            "realisasi",
            "tahun",
            "rp",
            "belanja",
            "keuangan",
            "bulan",
            "dalam",
            "juta",
            "ribu",
        }
        known |= {"miliar", "triliun", "jumlah", "dana", "apbd", "ta"}
        if words - known and not (month or year):
            return None
        if words - known:
            stated = set()
    if len(stated) == 1:
        return Amount(column, stated.pop(), SEPARATOR.join(template), year, month, word)
    if year or month:
        return Amount(column, whole or "", SEPARATOR.join(template), year, month, word)
    return None


def _measure_of_title(context: Context) -> str | None:
    """Whether the title speaks of budgets or of what was spent; None where it speaks of both or of neither."""
    words = set(folded(" ".join([context.around.title, context.table.sheet.name, context.file_name])))
    spent = bool(words & {"realisasi", "penyerapan", "serapan"})
    planned = bool(words & {"pagu", "alokasi"}) or "rencana" in words
    if "rencana" in words:
        return None
    if spent and not planned:
        return "realised_idr"
    return "budget_idr" if (planned or words & {"anggaran", "apbd"}) and not spent else None


def is_money(context: Context, amounts: Sequence[Amount]) -> bool:
    """Whether the amounts are money: by a budget's words or codes, by rupiah in titles, or by a column of units."""
    words = {word for amount in amounts for word in folded(amount.column.title)}
    if words & {"anggaran", "pagu", "rp"}:
        return True
    if context.with_role("account_code", kinds=("code", "text")) or context.with_role("funding", kinds=("text",)):
        return True
    unit = context.with_role("unit", kinds=("text",))
    if unit is not None:
        return all("rp" in folded(text) for text in unit.distinct)
    return bool({"anggaran", "apbd", "belanja", "rp"} & set(folded(context.around.title)))


def scale_of(text: str) -> Scale | None:
    """The scale that a title says; None where it says none, or two."""
    try:
        return scale_in_title(text)
    except ValueError:
        return None


def says_two_scales(text: str) -> bool:
    """Whether a title says two scales."""
    try:
        scale_in_title(text)
    except ValueError:
        return True
    return False


def scale_of_all(
    context: Context, amounts: Sequence[Amount], unit: SeenColumn | None, lines: Sequence[int]
) -> Scale | Ask | None:
    """The scale of all amounts, None for plain rupiah, or the question which it is."""
    titles = [amount.column.title for amount in amounts]
    units = [f"({text})" for text in unit.distinct] if unit is not None else []
    above = {scale for text in context.around.texts["title"] if (scale := scale_of(text))}
    own = {scale_of(title) for title in titles}
    of_units = {scale_of(text) for text in units}
    differ = Ask("in which scale are the amounts (rupiah, thousands, millions)? The titles say more than one")
    if any(map(says_two_scales, [*titles, *units, *context.around.texts["title"]])):
        return differ
    if len(own) > 1 or len(of_units) > 1 or len(above | (own - {None}) | (of_units - {None})) > 1:
        return differ
    said = above | (own - {None}) | (of_units - {None})
    if said and own == {None} and any("rp" in folded(title) for title in titles):
        return differ  # `(Rp)` in the header, thousands or millions in the title
    if said:
        return said.pop()
    texts = [text for origin in ("title", "header", "notes") for text in context.around.texts[origin]]
    if any("rp" in folded(text) for text in texts) or unit is not None or _cells_say_rupiah(amounts):
        return None
    if _must_be_rupiah(context, amounts, lines):
        return None
    return Ask("are the amounts in rupiah, thousands or millions? No title, unit or note says it")


def _cells_say_rupiah(amounts: Sequence[Amount]) -> bool:
    return any(
        isinstance(cell, str) and re.match(r"\s*(?:rp|idr)", cell, re.IGNORECASE)
        for amount in amounts
        for cell in amount.column.cells
    )


def _must_be_rupiah(context: Context, amounts: Sequence[Amount], lines: Sequence[int]) -> bool:
    """Whether the amounts, read as thousands, would be more than any such region has: then they are rupiah."""
    region = context.region
    limit = _LARGEST_BUDGET.get(len(str(region.value))) if isinstance(region, Found) else None
    if limit is None:
        return False
    sums = []
    for amount in amounts:
        figures, why = context.figures(amount.column, kind="money")
        if not why:
            sums.append(sum((figures[n] or Decimal(0) for n in lines), Decimal(0)))
    return bool(sums) and max(sums) * 1000 > limit
