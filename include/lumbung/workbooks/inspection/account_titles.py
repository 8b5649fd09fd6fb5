"""Columns that are accounts of a region's budget: `Belanja Operasi > Anggaran` beside `Total Belanja > Anggaran`.

Enters: the titles of columns, and the figures of those that name accounts. Leaves: the account of each, its path from
the top, and which columns are totals of others: in every row the sum of what belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lumbung.workbooks.inspection.vocabulary import AFTER_ACCOUNTS, POSTURE_LINES, POSTURE_ROOTS
from lumbung.workbooks.inspection.words import YEAR, folded

_BRACKETS = re.compile(r"\([^()]*\)")
# What stands before or behind an account in a title and is no part of its name: `Realisasi Belanja Modal`.
_MEASURES = frozenset(
    {"target", "anggaran", "pagu", "alokasi", "realisasi", "jumlah", "total", "nilai", "tahun", "ta", "rp"}
)
_TOTALS = frozenset({"jumlah", "total"})
_ROOT_NAMES = {name.removesuffix(" daerah"): name.title() for name in POSTURE_ROOTS}
_SUBTRACTED = "pengeluaran pembiayaan"
_LONGEST = max(len(name.split()) for name in POSTURE_LINES) + 1
_CLASSES = {
    "operasi": "operating",
    "modal": "capital",
    "tidak terduga": "contingency",
    "btt": "contingency",
    "transfer": "transfer",
}


def class_named(text: str) -> str | None:
    """The class of spending that a text is the name of: `Belanja Modal`."""
    return _CLASSES.get(" ".join(word for word in folded(_BRACKETS.sub(" ", text)) if word != "belanja"))


@dataclass(frozen=True)
class AccountTitle:
    """The account that the titles of a column name. `short`: as the vocabulary spells it; `above`: those above it.

    `rest`: what the titles say besides.
    """

    name: str
    short: str
    above: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def is_revenue(self) -> bool:
        """Whether it is revenue, the budget of which is called a target."""
        return _top(self.short) == "pendapatan"


def account_of(path: Sequence[str]) -> AccountTitle | None:
    """The account that a column's titles name, the lowest of several; None where they name none."""
    found: list[tuple[str, str]] = []
    rest: list[str] = []
    for text in path:
        named = _named(text, [short for _, short in found])
        if named is None:
            rest.append(text)
            continue
        name, short, left = named
        rest.append(left)
        if short:
            found.append((name, short))
    if not found:
        return None
    name, short = found[-1]
    return AccountTitle(name, short, tuple(short for _, short in found[:-1]), tuple(rest))


def is_no_spending(label: str) -> bool:
    """Whether a label is of revenue, or of what finances a budget: `Retribusi Daerah`."""
    short = _short(_BRACKETS.sub(" ", label))
    return (short in POSTURE_LINES or short in _ROOT_NAMES) and _top(short) != "belanja"


def account_in_title(title: str) -> AccountTitle | None:
    """The one account that the title of a table names as what all figures are of: `Realisasi Belanja Modal per Kota`.

    None where it names none or several, or goes on in another way: `Belanja Penanggulangan Kemiskinan`.
    """
    words = list(re.findall(r"[^\W_]+", _BRACKETS.sub(" ", title)))
    found: dict[str, AccountTitle] = {}
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if _is_account(words[at : at + n])), 0)
        behind = words[at + length : at + length + 1]
        if length and (not behind or set(folded(behind[0])) <= AFTER_ACCOUNTS or YEAR.fullmatch(behind[0])):
            name = " ".join(words[at : at + length])
            short = _short(name)
            found.setdefault(short, AccountTitle(name, short, (), ()))
        elif length:
            return None
        at += max(length, 1)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_account(words: Sequence[str]) -> bool:
    short = _short(" ".join(words))
    return short in POSTURE_LINES or short in _ROOT_NAMES


def _short(name: str) -> str:
    return " ".join(folded(name)).removesuffix(" daerah")


def short_of(label: str) -> str:
    """A label as the vocabulary spells it: a line that every budget has, or one of its tops; '' for any other."""
    short = _short(_BRACKETS.sub(" ", label))
    return short if short in POSTURE_LINES or short in _ROOT_NAMES else ""


def ancestors_of(short: str) -> frozenset[str]:
    """All lines that a line of the vocabulary may stand below, up to the tops; none of a top."""
    above = frozenset(POSTURE_LINES.get(short, ()))
    return above.union(*map(ancestors_of, above))


def path_below(label: str, group: str) -> tuple[str, ...]:
    """The path of a line that stands alone, below its top and the group that a column beside it names; '' for none."""
    top = _ROOT_NAMES[_top(short_of(label))]
    is_group = bool(group) and short_of(group) in POSTURE_LINES and short_of(group) != short_of(label)
    return (top, group, label) if is_group else (top, label)


def path_of(account: AccountTitle) -> tuple[str, ...]:
    """The path of an account that stands alone: below the top that it belongs to."""
    return _path(account, {account.short: account.name})


def _named(text: str, above: Sequence[str]) -> tuple[str, str, str] | None:
    """The account of one title as printed and as the vocabulary spells it, and the words that are left."""
    words = _BRACKETS.sub(" ", text).split()
    is_measure = [set(folded(word)) <= _MEASURES or YEAR.fullmatch(word) is not None for word in words]
    if words and all(is_measure):
        is_total = above and set(folded(" ".join(words))) <= _TOTALS
        return ("", "", "") if is_total else None  # `Jumlah` below `Belanja`: of that
    first = next((at for at, measure in enumerate(is_measure) if not measure), 0)
    last = next((at for at in range(len(words), first, -1) if not is_measure[at - 1]), first)
    name = " ".join(words[first:last])
    short = _short(name)
    is_below = bool(above) and above[0] == "belanja" and f"belanja {short}" in POSTURE_LINES
    if short in _CLASSES or (short not in POSTURE_LINES and is_below):
        short = "belanja tidak terduga" if short == "btt" else f"belanja {short}"
        name = f"Belanja {name}"
    if short not in POSTURE_LINES and short not in _ROOT_NAMES:
        return None
    left = [word for word in (*words[:first], *words[last:]) if not set(folded(word)) <= _TOTALS]
    return name, short, " ".join([*left, *_BRACKETS.findall(text)])


@dataclass(frozen=True)
class ColumnTree:
    """Columns as accounts. `paths`: of each that is loaded; `totals`: columns that are sums of others.

    `question`: which of them are totals, where figures do not tell.
    """

    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)
    totals: frozenset[int] = frozenset()
    question: str = ""


@dataclass(frozen=True)
class AccountColumn:
    """A column of one account. `of`: what tells its figures from others of this account: measure, year, stage ...

    `account`: None for a column of which the others are parts, titled `Total`.
    """

    at: int
    title: str
    account: AccountTitle | None
    of: tuple[object, ...]


def column_tree(
    columns: Sequence[AccountColumn], values: Mapping[int, Sequence[Decimal | None]], rows: Iterable[int]
) -> ColumnTree:
    """Which columns are loaded and which are totals of them, by the lines that every budget has and by their sums."""
    known = [(column, column.account) for column in columns if column.account is not None]
    named: dict[str, str] = {}
    for _, account in known:
        named |= dict.fromkeys(account.above, "") | {account.short: account.name}
    lines = list(rows)
    totals: set[int] = set()
    for column in columns:
        parts = _parts(column, known, set(named))
        if not parts:
            continue
        if not _adds_up(column.at, parts, values, lines):
            shown = ", ".join(repr(part.title) for part, _ in parts[:3])
            return ColumnTree(question=f"{column.title!r} is not the sum of {shown} in every row. What is it?")
        totals.add(column.at)
    if unclear := [column for column in columns if column.account is None and column.at not in totals]:
        return ColumnTree(question=f"what is {unclear[0].title!r}? The columns beside it are of accounts")
    above = {_parent(account.short, set(named)) for column, account in known if column.at not in totals}
    if both := [column for column, account in known if column.at not in totals and account.short in above]:
        return ColumnTree(question=f"is {both[0].title!r} a total of others? Its parts stand in no column beside it")
    paths = {column.at: _path(account, named) for column, account in known if column.at not in totals}
    return ColumnTree(paths, frozenset(totals))


def is_computed(
    figures: Sequence[Decimal | None],
    columns: Sequence[AccountColumn],
    tree: ColumnTree,
    values: Mapping[int, Sequence[Decimal | None]],
) -> bool:
    """Whether figures are revenue less spending in every row, with or without what finances the rest."""
    for of in dict.fromkeys(column.of for column in columns):
        same = [column.at for column in columns if column.of == of and column.at in tree.paths]
        tops = {at: tree.paths[at][0] for at in same}
        if not {"Pendapatan Daerah", "Belanja Daerah"} <= set(tops.values()) or any(at not in values for at in same):
            continue
        spent = [
            at for at in same if {"belanja daerah", _SUBTRACTED} & {part.casefold() for part in tree.paths[at][:2]}
        ]
        for of_result in (same, [at for at in same if tops[at] != "Pembiayaan Daerah"]):
            digit = _last_digit([figures, *(values[at] for at in of_result)])
            sums = [
                sum(((values[at][n] or Decimal(0)) * (-1 if at in spent else 1) for at in of_result), Decimal(0))
                for n in range(len(figures))
            ]
            most = max(Decimal(1), digit / 2 * (len(of_result) + 1))
            if all(abs((stated or Decimal(0)) - one) <= most for stated, one in zip(figures, sums, strict=True)):
                return True
    return False


def _parts(
    column: AccountColumn, known: Sequence[tuple[AccountColumn, AccountTitle]], present: set[str]
) -> list[tuple[AccountColumn, bool]]:
    """The columns right below one, and whether each is subtracted from it."""
    same = [(other, account) for other, account in known if other.of == column.of and other.at != column.at]
    if column.account is None:
        below = [(other, account) for other, account in same if _parent(account.short, present) not in present]
    else:
        below = [(o, account) for o, account in same if _parent(account.short, present) == column.account.short]
    return [(other, account.short == _SUBTRACTED) for other, account in below]


def _parent(short: str, present: set[str]) -> str | None:
    """The account of some that another one stands below; its top where none of them is above it."""
    above = POSTURE_LINES.get(short)
    if above is None:
        return None
    return next((up for up in above if up in present), None) or _top(short)


def _top(short: str) -> str:
    while short in POSTURE_LINES:
        short = POSTURE_LINES[short][0]
    return short


def _path(account: AccountTitle, named: Mapping[str, str]) -> tuple[str, ...]:
    found = [_ROOT_NAMES.get(account.short, account.name)]
    short = account.short
    while (up := _parent(short, set(named))) is not None:
        found.insert(0, _ROOT_NAMES.get(up) or named.get(up) or up.capitalize())
        short = up
    return tuple(found)


def _adds_up(
    at: int,
    parts: Sequence[tuple[AccountColumn, bool]],
    values: Mapping[int, Sequence[Decimal | None]],
    rows: Sequence[int],
) -> bool:
    """Whether a column is the sum of others in every row, but for the rounding of what is printed."""
    if at not in values or any(part.at not in values for part, _ in parts):
        return False
    figures = [values[at], *(values[part.at] for part, _ in parts)]
    digit = _last_digit(figures)
    for n in rows:
        stated = values[at][n]
        if stated is None:
            continue
        signed = ((values[part.at][n] or Decimal(0)) * (-1 if less else 1) for part, less in parts)
        if abs(stated - sum(signed, Decimal(0))) > max(Decimal(1), digit / 2 * (len(parts) + 1)):
            return False
    return True


def _last_digit(columns: Sequence[Sequence[Decimal | None]]) -> Decimal:
    """The place of the last digit that figures are printed to: 10 million where all are hundredths of a miliar."""
    figures = [value for column in columns for value in column if value]
    digit = Decimal(1)
    while figures and digit < Decimal(10) ** 9 and not any(value % (digit * 10) for value in figures):
        digit *= 10
    return digit
