"""Columns of amounts: which are budgets, which were spent, of which year or month, and in which scale.

Enters: a `Context`. Leaves: `Amount`s. A column is an amount by the words of its titles; a year or a month alone takes
its meaning from the title of the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lumbung.sources.model import Scale
from lumbung.workbooks.inspection.account_titles import AccountTitle, account_of
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.draft import Ask
from lumbung.workbooks.inspection.indicators import PER_MONTH
from lumbung.workbooks.inspection.posture import is_result
from lumbung.workbooks.inspection.surroundings import Found
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.unit_columns import told_by, units_of
from lumbung.workbooks.inspection.vocabulary import AMOUNT_WORDS, FUND_WORDS, FUNDS, STAGES_OF_COLUMNS
from lumbung.workbooks.inspection.words import YEAR, folded, states_unit
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import MONTHS
from lumbung.workbooks.scales import scale_in_title

_ONE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNTIL = re.compile(r"\b(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga)", re.IGNORECASE)
_UNTIL_MONTH = re.compile(
    r"\b(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|per)\s*(?:akhir\s+)?(?:bulan\s+)?(?:\d{1,2}\s+)?"
    r"([a-z]{3,})\b\.?",
    re.IGNORECASE,
)
NOW = re.compile(r"\b(?:bulan|periode)\s+ini\b|\b(?:saat|hari)\s+ini\b|\bsekarang\b", re.IGNORECASE)
# `Realisasi sampai dengan bulan`: that of the line.
_UNTIL_MONTH_OF_LINE = re.compile(
    r"\brealisasi\b.*\b(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga)\s*(?:akhir\s+)?bulan\s*(?:\([^()]*\)\s*)?$",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\b(?:bulan|periode)\s+(?:yang\s+)?(?:lalu|sebelumnya)\b", re.IGNORECASE)
QUARTER = re.compile(r"\b(?:triwulan|tw)\b\.?\s*(?:ke-?\s*)?(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_HALF = re.compile(r"\b(?:semester|smt)\b\.?\s*(?:ke-?\s*)?(ii?|[12])\b", re.IGNORECASE)
# `Realisasi Januari`: the month stands last, and what stands before it are words of amounts.
_LAST_MONTH = re.compile(rf"(.+?)\s+(?:bulan\s+)?({'|'.join(sorted(MONTHS, key=len, reverse=True))})", re.IGNORECASE)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CUMULATIVE = re.compile(r"\bkumulatif\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_PLAIN_WORDS = frozenset(
    {"jumlah", "nilai", "total", "besaran", "rp", "dalam", "ribu", "juta", "miliar", "triliun", "000"}
)
_MONEY_WORDS = frozenset({"rp", "anggaran", "apbd", "belanja", "pagu", "dana"})
_PERSON_WORDS = frozenset({"penerima", "peserta", "orang", "jiwa", "kpm", "kk"})
# A stage behind the word of a budget, `Pagu Perubahan`: in front of it, it may be how much that changed.
_STAGED_BUDGET = re.compile(
    rf"\b((?:pagu|anggaran|alokasi|dpa|apbd)\b.*?)\s*"
    rf"\b(?:{'|'.join(phrase for phrase, _ in STAGES_OF_COLUMNS)}|pergeseran(?: (?:ke )?(?:i+|\d))?)\b"
)
_CHANGED_BUDGET = re.compile(r"\b(?:p apbd|apbd p|apbdp|papbd|dppa)\b")
# What all of a region's budget cannot exceed: no regency spends twenty trillion, no province a hundred and fifty.
_LARGEST_BUDGET = {5: Decimal(20) * 10**12, 2: Decimal(150) * 10**12}
# The largest amount of any table of budgets in rupiah is more, and by far where most amounts have decimals.
_LEAST = 1_000_000
_LEAST_WITH_SEN = 100_000_000
# What was spent of a budget is at least so small a part of it, where both are printed in one scale.
_AS_SMALL = 100
_OF_FIGURES = re.compile(
    r"\b(?:dalam|dlm|satuan)\b\s*:?\s*(?:(?:rp|ribu|juta|jt|rb|mili?ar|milyar|triliun)[a-z]*\b\.?\s*){1,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A column of amounts. `measure`: budget_idr or realised_idr; `template`: titles with year or month as parts.

    `is_until`: its title says the end of a quarter, or up to which month; `is_to_date`: up to the month of the report;
    `is_of_month`: of that month alone.
    """

    column: SeenColumn
    measure: str
    template: str
    year: int | None = None
    month: int | None = None
    month_word: str | None = None
    stage: str | None = None
    fund: str | None = None
    is_until: bool = False
    is_to_date: bool = False
    is_of_month: bool = False
    account: AccountTitle | None = None


def amounts_in(context: Context) -> list[Amount]:
    """The columns of amounts of a table."""
    whole = _measure_of_title(context)
    columns = [
        column
        for column in context.numbers
        if not column.is_a("percent", "row_number", "sheet_id")
        and (column.unit is None or column.unit.unit in ("rupiah", PER_MONTH))
    ]
    accounts = _accounts(columns)
    seen = {
        column.at: [_Part.of(text) for text in (accounts[column.at].rest if column.at in accounts else column.path)]
        for column in columns
    }
    # What only one column says is no part that tells columns apart: `Anggaran Setelah Perubahan` beside `Realisasi`.
    several = _Several(
        len({part.stage for parts in seen.values() for part in parts} - {None}) > 1,
        len({part.fund for parts in seen.values() for part in parts} - {None}) > 1,
        len({part.month for parts in seen.values() for part in parts if part.is_until} - {None}) > 1,
        len({part.month for parts in seen.values() for part in parts if part.is_named} - {None}) > 1,
    )
    found: list[Amount] = []
    plain = {column.at: plain_of(column.title) for column in columns}
    now = [column for column in columns if is_position(column.title)]
    before = [column for column in columns if BEFORE.search(plain[column.at])]
    for column in columns:
        if (
            len(now) == 1
            and column.at != now[0].at
            and (NOW.search(plain[column.at]) or BEFORE.search(plain[column.at]))
        ):
            continue  # last month's position and this month's spending are in the position of this month
        if len(now) == 1 and column.at == now[0].at:
            found.append(Amount(column, "realised_idr", column.title, is_to_date=True))
            continue
        if accounts and any(map(is_result, column.path)):
            continue
        is_of_month = not now and not before and NOW.search(plain[column.at]) is not None
        parts = seen[column.at]
        if is_of_month and column.at not in accounts:
            parts = [_Part.of(NOW.sub(" ", plain_of(text))) for text in column.path]
        amount = _amount(column, parts, whole, several, accounts.get(column.at))
        if amount is not None and is_of_month:
            amount = replace(amount, template=column.title, is_of_month=amount.measure == "realised_idr")
        if amount is not None and amount.measure:
            found.append(amount)
    return _with_stage(_without_total(found)) or _plain_amount(context, whole)


def _without_total(amounts: list[Amount]) -> list[Amount]:
    """The amounts without one that says it is the total of months beside it: whether it is, reading the rows tells."""
    spent = [amount for amount in amounts if amount.measure == "realised_idr"]
    totals = [
        amount
        for amount in spent
        if not (amount.month or amount.year or amount.stage or amount.fund)
        and {"jumlah", "total"} & set(folded(amount.column.title))
    ]
    is_told = len(totals) == 1 and sum(1 for amount in spent if amount.month) == len(spent) - 1 > 1
    return [amount for amount in amounts if amount is not totals[0]] if is_told else amounts


def plain_of(title: str) -> str:
    """A title with spaces for the marks that files write for them."""
    return title.replace("_", " ")


def _accounts(columns: Sequence[SeenColumn]) -> dict[int, AccountTitle]:
    """Column -> the account that its titles name, where columns are of several accounts."""
    found = {column.at: account for column in columns if (account := account_of(column.path)) is not None}
    return found if len({account.short for account in found.values()}) > 1 else {}


def is_position(title: str) -> bool:
    """Whether a title says that amounts count from January up to the month of their line or report."""
    plain = plain_of(title)
    return bool(
        (NOW.search(plain) and _UNTIL.search(plain)) or _CUMULATIVE.search(plain) or _UNTIL_MONTH_OF_LINE.search(plain)
    )


@dataclass(frozen=True)
class _Several:
    """Which parts of titles tell columns apart."""

    stages: bool
    funds: bool
    until: bool
    named: bool


@dataclass(frozen=True)
class _Part:
    """What a title of a column says besides what it is. `is_until`: the month is the end of a quarter, or `s.d.` it.

    `is_named`: the month stands behind the words of an amount.
    """

    text: str
    month: int | None = None
    is_until: bool = False
    is_named: bool = False
    stage: str | None = None
    fund: str | None = None
    rest: str = ""

    @classmethod
    def of(cls, text: str) -> _Part:
        """A title taken apart."""
        own = plain_of(indonesian(text))
        words = folded(own)
        bare = " ".join(word for word in words if not YEAR.fullmatch(word))
        if bare in MONTHS:
            return cls(text, month=MONTHS[bare])
        if match := QUARTER.search(own):
            rest = _UNTIL.sub(" ", own.replace(match[0], " "))
            return cls(text, month=3 * _QUARTERS[match[1].lower()], is_until=True, rest=rest)
        if match := _HALF.search(own):
            rest = _UNTIL.sub(" ", own.replace(match[0], " "))
            return cls(text, month=6 * _QUARTERS[match[1].lower()], is_until=True, rest=rest)
        if (until := _UNTIL_MONTH.search(own)) and until[1].lower() in MONTHS:
            rest = own.replace(until[0], " ")
            return cls(text, month=MONTHS[until[1].lower()], is_until=True, rest=rest)
        named = _LAST_MONTH.fullmatch(_BRACKETS.sub(" ", text).strip())
        if named is not None and set(folded(named[1])) <= AMOUNT_WORDS:
            return cls(text, month=MONTHS[named[2].lower()], is_named=True, rest=named[1])
        plain = " ".join(words)
        for phrase, stage in STAGES_OF_COLUMNS:
            if re.search(rf"\b{phrase}\b", plain):
                return cls(text, stage=stage, rest=re.sub(rf"\b{phrase}\b", " ", plain))
        if is_fund(own):
            return cls(text, fund=_BRACKETS.sub("", own).strip() or own, rest="")
        return cls(text, rest=own)


def is_fund(text: str) -> bool:
    """Whether a text is the name of a source of funds: APBD, DAK Fisik, APBD Provinsi."""
    named = {word for word in folded(text) if word not in ("rp", "dana", "sumber", "juta", "ribu", "miliar")}
    return bool(named & FUNDS) and named <= FUND_WORDS


def _with_stage(amounts: list[Amount]) -> list[Amount]:
    """What was spent stands beside the last of several stages of a budget."""
    stages = {amount.stage for amount in amounts} - {None}
    if len(stages) < 2:
        return amounts
    last = "perubahan" if "perubahan" in stages else "pergeseran"
    return [
        replace(amount, stage=last) if amount.measure == "realised_idr" and amount.stage is None else amount
        for amount in amounts
    ]


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


def _amount(
    column: SeenColumn, parts: Sequence[_Part], whole: str | None, several: _Several, account: AccountTitle | None
) -> Amount | None:
    """What a column of figures is: by the words of its titles, by a year or month in them, and by the table's title."""
    year, month, word, stage, fund = None, None, None, None, None
    is_until = False
    template, rest = [], []
    for part in parts:
        text = part.text
        if part.month and not part.is_until and not part.is_named:
            month, word = part.month, text
            template.append("{period_month}" if not _ONE_YEAR.search(text) else text)
            continue
        if part.stage and several.stages:
            stage = part.stage
        if part.fund and several.funds:
            fund = part.fund
        if part.is_until and several.until:
            month, is_until = part.month, True
        if part.is_named and several.named:
            month = part.month
        taken = (part.stage and several.stages) or (part.fund and several.funds)
        taken = taken or (part.is_until and several.until) or (part.is_named and several.named)
        taken = taken or (part.is_until and plain_of(text) != text)  # `realisasi_sd_triwulan_iii`
        left = part.rest if taken else _without_stage(part)
        years = _ONE_YEAR.findall(text)
        if len(years) == 1 and year is None:
            year = int(years[0])
            template.append(_ONE_YEAR.sub("{fiscal_year}", text))
            rest.append(_ONE_YEAR.sub(" ", left))
            continue
        template.append(text)
        rest.append(left)
    if account is not None and account.is_revenue:
        rest = [re.sub(r"\btarget\b", "anggaran", text, flags=re.IGNORECASE) for text in rest]
    if column.is_a("remaining") or (column.is_a("change") and not stage):
        return None
    known_as: dict[str, object] = {
        "year": year,
        "month": month,
        "month_word": word,
        "stage": stage,
        "fund": fund,
        "is_until": is_until,
    }
    known_as["account"] = account
    measure = _measure_of(column, rest, whole, bool(year or month or stage or fund or account), bool(stage))
    if measure is None:
        return None
    return Amount(column, measure, column.title if account else SEPARATOR.join(template), **known_as)  # type: ignore[arg-type]


def _without_stage(part: _Part) -> str:
    """A title without the stage of its budget, where no other column is of another stage."""
    plain = _CHANGED_BUDGET.sub("apbd perubahan", " ".join(folded(part.text)))
    if not (found := _STAGED_BUDGET.search(plain)):
        return part.text
    return f"{plain[: found.start()]} anggaran {found[1]} {plain[found.end() :]}"


def _measure_of(
    column: SeenColumn, rest: Sequence[str], whole: str | None, is_part: bool, is_staged: bool
) -> str | None:
    """The measure of a column by its words, '' where only the title could say it; None where it is no amount.

    `is_part`: a year, a month, a stage or a fund tells it from others.
    """
    words = {word for text in rest for word in folded(text)}
    roles = column.roles
    stated = {"budget_idr"} if "budget" in roles else set()
    stated |= {"realised_idr"} if "realised" in roles and "budget" not in roles else set()
    if is_part and words & {"target", "rencana", "fisik", "kinerja"}:
        return None
    if not stated:
        stated |= {"budget_idr"} if words & {"anggaran", "pagu"} and "realisasi" not in words else set()
        stated |= {"realised_idr"} if "realisasi" in words and not words & {"fisik", "persen", "target"} else set()
        if words - AMOUNT_WORDS and not is_part:
            return None
        if words - AMOUNT_WORDS:
            stated = set()
    if len(stated) == 1:
        return stated.pop()
    if is_staged and not words - AMOUNT_WORDS:
        return "budget_idr"  # only budgets have stages
    return (whole or "") if is_part else None


def _measure_of_title(context: Context) -> str | None:
    """Whether the title speaks of budgets or of what was spent; None where it speaks of both or of neither."""
    words = set(folded(" ".join([context.around.title, context.table.sheet.name, context.file_name])))
    spent = bool(words & {"realisasi", "penyerapan", "serapan"})
    planned = bool(words & {"pagu", "alokasi"})
    if words & {"rencana", "target"}:
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
    if any(_units_beside(context, amount) for amount in amounts):
        return True
    return bool({"anggaran", "apbd", "belanja", "rp"} & set(folded(context.around.title)))


def scale_of(text: str) -> Scale | None:
    """The scale that a title says; None where it says none, or two."""
    try:
        return scale_in_title(indonesian(text))
    except ValueError:
        return None


def says_two_scales(text: str) -> bool:
    """Whether a title says two scales."""
    try:
        scale_in_title(indonesian(text))
    except ValueError:
        return True
    return False


def scale_of_all(
    context: Context, amounts: Sequence[Amount], unit: SeenColumn | None, lines: Sequence[int]
) -> Scale | Ask | None:
    """The scale of all amounts, None for plain rupiah, or the question which it is."""
    titles = [amount.column.title for amount in amounts]
    beside = {amount.column.at: _units_beside(context, amount) for amount in amounts}
    units = [f"({text})" for text in unit.distinct] if unit is not None else []
    units += [f"({text})" for told in beside.values() for text in told]
    above = {scale for text in [*context.around.texts["title"], *_said_below(context)] if (scale := scale_of(text))}
    own = {scale_of(title) for title in titles}
    of_units = {scale_of(text) for text in units}
    differ = Ask("in which scale are the amounts (rupiah, thousands, millions)? The titles say more than one")
    if any(map(says_two_scales, [*titles, *units, *context.around.texts["title"]])):
        return differ
    if any(beside.values()) and not _are_alike(context, amounts, beside):
        return differ
    if len(own) > 1 or len(of_units) > 1 or len(above | (own - {None}) | (of_units - {None})) > 1:
        return differ
    said = above | (own - {None}) | (of_units - {None})
    elsewhere = _scales_elsewhere(context, amounts)
    if len(said | elsewhere) > 1 or (elsewhere and not said and not _is_stated(context, elsewhere)):
        return differ
    said |= elsewhere
    if said and own == {None} and any("rp" in folded(title) for title in titles):
        return differ  # `(Rp)` in the header, thousands or millions in the title
    if said:
        return said.pop()
    texts = [text for origin in ("title", "header", "notes") for text in context.around.texts[origin]]
    if _cells_say_rupiah(amounts):
        return None
    if any("rp" in folded(text) for text in texts) or units:
        is_said = bool(units) or any("rp" in folded(text) for text in [*titles, *context.around.texts["title"]])
        return _too_small_for_rupiah(context, amounts, lines, is_said)
    if _must_be_rupiah(context, amounts, lines):
        return None
    return Ask("are the amounts in rupiah, thousands or millions? No title, unit or note says it")


def _units_beside(context: Context, amount: Amount) -> list[str]:
    """What a column of units of one column of amounts says: `satuan_anggaran`; nothing where it says no money."""
    told = [text for column in units_of(context, amount.column) for text in told_by(context, column)]
    return told if any("rp" in folded(text) or scale_of(f"({text})") for text in told) else []


def _are_alike(context: Context, amounts: Sequence[Amount], beside: Mapping[int, Sequence[str]]) -> bool:
    """Whether amounts without a unit beside them are of the size of those that have one: then they have the same."""
    sums: dict[bool, list[Decimal]] = {True: [], False: []}
    for amount in amounts:
        figures, why = context.figures(amount.column, kind="money")
        whole = sum((abs(figure or Decimal(0)) for figure in figures), Decimal(0))
        if why:
            return False
        sums[bool(beside[amount.column.at])].append(whole)
    largest = max(sums[True])
    return all(largest / _AS_SMALL <= whole <= largest * 2 for whole in sums[False])


def _said_below(context: Context) -> list[str]:
    """What notes and the sheet's name say of how all amounts are printed: `Dalam juta rupiah`; nothing with figures."""
    texts = [*context.around.texts["notes"], *context.around.texts["sheet"]]
    plain = [text for text in texts if not re.search(r"\d", text) and set(folded(text)) & {"dalam", "rp", "satuan"}]
    return [*plain, *(text for text in texts if states_unit(text) and text not in plain)]


def _others(context: Context, amounts: Sequence[Amount]) -> list[str]:
    """What could say a scale besides the title: the header beside the amounts, notes, names of sheet and file."""
    mine = {amount.column.at for amount in amounts}
    money = [
        c.path for c in context.columns if c.at not in mine and (c.kind != "number" or c.unit is None or _is_rp(c))
    ]
    outside = [path for at, path in enumerate(context.table.paths) if at not in {c.at for c in context.columns}]
    header = [text for path in (*money, *outside) for text in path]
    around = context.around.texts
    return [*header, *around["notes"], *around["sheet"], *(text.replace("_", " ") for text in around["file_name"])]


def _is_rp(column: SeenColumn) -> bool:
    return column.unit is not None and column.unit.unit == "rupiah"


def _scales_elsewhere(context: Context, amounts: Sequence[Amount]) -> set[Scale]:
    """The scales that are said neither in the titles of the amounts nor above the table."""
    return {scale for text in _others(context, amounts) if (scale := scale_of(text))}


def _is_stated(context: Context, scales: set[Scale]) -> bool:
    """Whether a scale is said of all figures, and not of one column: in words that say nothing else, or by `dalam`."""
    numbers = {text for column in context.numbers for text in column.path}
    return any(
        scale_of(text) in scales and text not in numbers and (states_unit(text) or _OF_FIGURES.search(text))
        for text in _others(context, [])
    )


def _too_small_for_rupiah(
    context: Context, amounts: Sequence[Amount], lines: Sequence[int], is_said: bool
) -> Ask | None:
    """The question in what the amounts are, where they are too small for rupiah or have decimals as millions do.

    `is_said`: titles say rupiah of them; then only decimals speak against it.
    """
    found = []
    for amount in amounts:
        figures, why = context.figures(amount.column, kind="money")
        found += [] if why else [abs(figures[n] or Decimal(0)) for n in lines]
    filled = [figure for figure in found if figure]
    with_decimals = sum(figure != figure.to_integral_value() for figure in filled) * 2 > len(filled)
    least = _LEAST_WITH_SEN if with_decimals else 0 if is_said else _LEAST
    if not filled or max(filled) >= least:
        return None
    return Ask(
        f"are the amounts in rupiah, thousands or millions? The largest is {max(filled):,}, which is little for rupiah"
    )


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
