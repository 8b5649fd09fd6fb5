"""Numbers as they stand in cells, with proof.

Enters: the cells of one column. Leaves: exact figures in base units, and in words what proves how the column's text is
to be read. '1.234' is a thousand in Indonesian text and a decimal in a BPS table, so no cell is read alone: a column's
style must be proven by a cell that can be read only one way, or by what is known of the column (whole counts, money
with at most two decimals, bounds, totals that add up in one style only). A column without proof is refused, naming the
cells. Numeric cells prove nothing by their size; they count where bounds and totals are asked.

What a text can mean depends on its form, as in '9.999,99', and a column has few forms: each is looked at once, and one
`str.translate` turns all texts of a column into forms, another one into digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Literal, NamedTuple, cast

from lumbung.sources.model import Scale
from lumbung.workbooks.errors import WorkbookRefused, printable, shape
from lumbung.workbooks.grid import Cell, CellFault
from lumbung.workbooks.scales import CELL_WORDS, EXPONENTS, scale_of

# In style `decimal` either mark is a decimal mark, as in 12,5 and 12.5, and no cell has thousands.
Style = Literal["indonesian", "plain", "decimal"]
NumberKind = Literal["money", "count", "number"]
NUMBER_KINDS: tuple[NumberKind, ...] = ("money", "count", "number")
Figure = int | Decimal | None

_STYLES: tuple[Style, ...] = ("indonesian", "plain")
_WORDS: dict[Style, str] = {
    "indonesian": "Indonesian (1.234,5)",
    "plain": "plain (1,234.5)",
    "decimal": "decimals after comma and dot alike (12,5 and 12.5)",
}
_BECAUSE: dict[NumberKind, str] = {
    "count": ", as counts are whole",
    "money": ", as money has at most two decimals",
    "number": "",
}

# Far above any figure of a government; what is larger is damage, and would not fit numeric(20, 2).
_LARGEST = 10**16
_WHOLE_DIGITS = 16
_CENT = Decimal("0.01")
# No figure takes more letters than this; what does is not looked at.
_LONGEST = 64
# Where fewer than half of the first texts differ, each different text is read once.
_SAMPLE = 1000
_ZEROS = frozenset("0" * count for count in range(1, _LONGEST))

# Not NFKC: it makes '12²' 122. A space that nobody types by chance becomes '\x1f', and is told from the others.
_PLAINER = {
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), "\x1f"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), None),
    **dict.fromkeys(map(ord, "\x96\u2010\u2011\u2012\u2013\u2212"), "-"),
    **{ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９，．－＋（）％＇"},
    0x3000: " ",
    0x2019: "'",
}
_BETWEEN = "\0"
_FORM_OF = dict.fromkeys(map(ord, "012345678"), "9")


class _DigitsOnly(dict[int, str]):
    def __missing__(self, letter: int) -> None:
        return None


_DIGITS_OF = _DigitsOnly({ord(letter): letter for letter in f"0123456789{_BETWEEN}"})

_NUMBER = re.compile(
    r"'?\s*(?P<sign>[-+])?\s*(?P<currency>(?:rp|idr)\.?\s*)?(?P<inner>[-+])?\s*(?P<core>9(?:[9., \x1f]*9)?)"
    rf"(?:(?P<whole>,-)|\s*(?P<percent>%|persen)|(?:\s*(?P<word>{CELL_WORDS})\.?)?(?:\s*rupiah)?)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"(?P<before>'?\s*(?:(?:rp|idr)\.?\s*)?)\((?P<body>[^()+-]+)\)", re.IGNORECASE)
_SPACED = r"9{1,3}(?:[ \x1f]9{3})+"  # not a line break: two lines are two numbers
_TWO_GROUPS = re.compile(r"(?<!\d)(\d{1,3}) (\d{3})(?!\d)")
_CORES: dict[Style, re.Pattern[str]] = {
    "indonesian": re.compile(rf"(?:9{{1,3}}(?:\.9{{3}})+|{_SPACED}|9+)(?:,(?P<decimals>9+))?"),
    "plain": re.compile(rf"(?:9{{1,3}}(?:,9{{3}})+|{_SPACED}|9+)(?:\.(?P<decimals>9+))?"),
}
_WHY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"'?[-+]?9+(?:[.,]9+)?e[-+]?9+", re.IGNORECASE), ": scientific notation has lost its last digits"),
    (re.compile(r"[^-]*9\s*-"), ": it is a range without an end"),
    (re.compile(r"[^-]*9\s*-\s*9[^-]*"), ": it is a range"),
    (re.compile(r"[^a-z]*9[^a-z]*\?[^a-z]*", re.IGNORECASE), ": it holds a sign that no figure has"),
)
_ERRORS = frozenset({"#n/a", "#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#spill!", "#calc!"})


class _Looked(NamedTuple):
    """Texts, the form of each ('1.234,5' is '9.999,9'), and its digits."""

    texts: Sequence[str]
    forms: list[str]
    digits: list[str]


class _Fault(str):
    """Why a cell is no number, in the place of its figure."""


@dataclass(frozen=True)
class _Form:
    """What a text such as '9.999,99' can be: how many `decimals` it has in each style in which it is a number.

    `bare` is the form as null words are compared; `letter` a scale word that could be a unit; `spaces` whether spaces
    between thousands are certain, or one that may also stand between two numbers.
    """

    bare: str
    decimals: Mapping[Style, int]
    digits: int = 0
    grouped: bool = False
    negative: bool = False
    percent: bool = False
    scale: Scale | None = None
    letter: str = ""
    spaces: Literal["", "one", "certain"] = ""
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the styles read it differently."""
        return len(set(self.decimals.values())) > 1

    def power(self, scale: Scale | None) -> int:
        """The power of ten between the printed figure and base units."""
        named = self.scale or scale
        return EXPONENTS[named] if named else 0

    def unfit(self, kind: NumberKind, scale: Scale | None) -> str:
        """Why it can be no figure of such a column; '' where it can."""
        if self.percent and kind != "number":
            return f"is a percentage, and the column holds {'money' if kind == 'money' else 'counts'}"
        if self.scale and scale and self.scale != scale:
            return f"says {self.scale}, and the column's scale is {scale}"
        # '500 m' is metres as likely as miliar, and a count in M may be English millions.
        if self.letter and scale is None and (kind == "count" or (kind == "number" and self.letter.islower())):
            return f"ends in a letter that may be a unit: declare `scale: {self.scale}` where it is a scale"
        return ""


@dataclass(frozen=True)
class NumberColumn:
    """How one column is read. `proof` says why, for the notes of the file.

    `zeros`: those of the null words that stand for 0. `spaced`: some cell proves that spaces stand between thousands.
    `worded` and `percent` show a cell with a scale word or a percent sign; a figure without one is then not certain.
    """

    style: Style | None
    proof: str
    nulls: frozenset[str]
    kind: NumberKind = "number"
    scale: Scale | None = None
    spaced: bool = False
    worded: str | None = None
    percent: str | None = None
    zeros: frozenset[str] = frozenset()
    null_forms: frozenset[str] = field(default=frozenset(), repr=False)

    def read_all(self, values: Sequence[Cell]) -> tuple[list[Figure], dict[int, str]]:
        """The figure of each cell in base units, None for a blank or a null word; and index -> why it is no number.

        What is whole is an `int`, but text of a `number` keeps the decimals that it shows.
        """
        texts = [value for value in values if type(value) is str]
        others = [value for value in values if value is not None and type(value) is not str]
        if len(texts) == len(values):
            read = self._texts(texts)
        elif len(others) == len(values):
            read = self._others(others)
        else:
            text, other = iter(self._texts(texts)), iter(self._others(others))
            read = [next(text) if type(value) is str else None if value is None else next(other) for value in values]
        if _Fault not in set(map(type, read)):
            return cast("list[Figure]", read), {}
        faults = {at: str(figure) for at, figure in enumerate(read) if type(figure) is _Fault}
        return [None if isinstance(figure, str) else figure for figure in read], faults

    def _others(self, values: Sequence[Cell]) -> list[Figure | _Fault]:
        if not self.worded and not self.percent and set(map(type, values)) <= {int, float}:
            numbers = cast("list[float]", values)
            factor = 10 ** (EXPONENTS[self.scale] if self.scale else 0)
            largest = _LARGEST // factor
            # Comparisons may overlook a NaN; the sum does not.
            if numbers and -largest < min(numbers) and max(numbers) < largest and isfinite(sum(numbers)):
                whole = list(map(int, numbers))
                if factor == 1 and whole == numbers:
                    return cast("list[Figure | _Fault]", whole)
                if factor == 1 and self.kind != "count":
                    # Two decimals are most of what there is, and half the work this way.
                    return [
                        n
                        if n == v
                        else Decimal(cents) * _CENT
                        if (cents := int(v * 100 + 0.5)) / 100 == v and cents % 10 and cents < 10**15
                        else Decimal(f"{v:.15g}")
                        for n, v in zip(whole, numbers, strict=True)
                    ]
                return [n * factor if n == v else self._fraction(v) for n, v in zip(whole, numbers, strict=True)]
        return list(map(self._other, values))

    def _other(self, value: Cell) -> Figure | _Fault:
        if isinstance(value, CellFault):
            return _Fault(f"the cell holds {'the error' if value.text.startswith('#') else 'a'} {value.text}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
            return _Fault(f"a cell of the form {shape(value)} is no number")
        if self.worded and value:
            return _Fault(_without_word(value, self.worded))
        if self.percent and value:
            return _Fault(
                f"the number {printable(value)} stands among percentages ({self.percent}), so it may be one or a share"
            )
        figure = self._fraction(value) if value % 1 else int(value) * 10 ** (EXPONENTS[self.scale] if self.scale else 0)
        return _in_range(figure, value)

    def _fraction(self, value: float) -> Figure | _Fault:
        # The 15 digits that a spreadsheet shows: 0.1 + 0.2 is 0.3.
        figure = Decimal(format(value, ".15g")).scaleb(EXPONENTS[self.scale] if self.scale else 0)
        whole = int(figure)
        if whole == figure:
            return whole
        return _Fault(f"a cell of the form {shape(value)} is no whole number") if self.kind == "count" else figure

    def _texts(self, texts: list[str]) -> list[Figure | _Fault]:
        few = _few(texts)
        _, forms, digits = _looked(few)
        places = {form: self._places(form) for form in dict.fromkeys(forms)}
        keeps = self.kind == "number"
        read: list[Figure | _Fault] = [
            None
            if (place := places[form]) is None
            else int(number)
            if not place
            else int(number[:-place])
            if not keeps and number[-place:] in _ZEROS
            else Decimal(f"{number[:-place]}.{number[-place:]}")
            for form, number in zip(forms, digits, strict=True)
        ]
        negative = {form for form, place in places.items() if place is not None and _form(form).negative}
        odd = {form for form, place in places.items() if place is None}
        if odd or negative:
            known: dict[str, Figure | _Fault] = {}  # null words stand in a column many times
            for at, form in enumerate(forms):
                if form in odd:
                    text = few[at]
                    if text not in known:
                        known[text] = self._text(text, form, digits[at])
                    read[at] = known[text]
                elif form in negative:
                    read[at] = -cast("int | Decimal", read[at])
        # A figure whose reading has thousands does not begin with 0.
        grouped = {form for form, place in places.items() if place == 0 and _form(form).is_open}
        if grouped:
            for at, number in enumerate(digits):
                if number[:1] == "0" and forms[at] in grouped:
                    read[at] = self._text(few[at], forms[at], number)
        return read if few is texts else list(map(dict(zip(few, read, strict=True)).__getitem__, texts))

    def _places(self, text_form: str) -> int | None:
        """How many decimals every text of a form has; None where each text needs a look of its own."""
        form = _form(text_form)
        decimals = self._decimals(form)
        plain = not (form.percent or form.scale or form.spaces or self.scale or self.worded)
        if not plain or decimals is None or form.digits - decimals > _WHOLE_DIGITS:
            return None
        if (decimals and self.kind == "count") or form.bare in self.null_forms:
            return None
        return decimals

    def _decimals(self, form: _Form) -> int | None:
        if self.style == "decimal":
            return None if form.grouped else max(form.decimals.values(), default=None)
        if self.style is not None:
            return form.decimals.get(self.style)
        return None if form.is_open else next(iter(form.decimals.values()), None)

    def _text(self, text: str, text_form: str, digits: str) -> Figure | _Fault:
        form = _form(text_form)
        if form.bare in self.null_forms and _bare(text) in self.nulls:
            return 0 if _bare(text) in self.zeros else None
        decimals = self._decimals(form)
        is_number = decimals is not None and (self.spaced or form.spaces != "one")
        if decimals is None or not is_number or (decimals == 0 and form.is_open and digits[0] == "0"):
            if (error := _bare(text)) in _ERRORS:
                return _Fault(f"the cell holds the error {error.upper()}, which is no number")
            return _Fault(f"a cell of the form {shape(text)} is no number{form.why}")
        if why := form.unfit(self.kind, self.scale):
            return _Fault(f"a cell of the form {shape(text)} {why}")
        figure = _value(digits, decimals - form.power(self.scale), keeps=self.kind == "number")
        if self.worded and form.scale is None and figure:
            return _Fault(_without_word(text, self.worded))
        if self.kind == "count" and not isinstance(figure, int):
            return _Fault(f"a cell of the form {shape(text)} is no whole number")
        return _in_range(-figure if form.negative else figure, text)


@dataclass
class _Evidence:
    """What the texts of a column say about its style. Each is a text of the column, the first of its sort.

    `settled`: which only one style reads, as its form, the kind or a leading zero says. `bounded`: which only one style
    reads within the bounds. `doubtful`: which both read, and `unsettled` even within the bounds. `thousands`: whose
    only reading has thousands. `none`: which is no figure of this kind.
    """

    settled: dict[Style, str] = field(default_factory=dict)
    by_kind: set[Style] = field(default_factory=set)
    bounded: dict[Style, str] = field(default_factory=dict)
    doubtful: str | None = None
    unsettled: str | None = None
    thousands: str | None = None
    none: str | None = None


def number_column(
    values: Sequence[Cell],
    *,
    place: Callable[[int], str],
    kind: NumberKind,
    bounds: tuple[float, float] | None,
    nulls: Sequence[str],
    sheet: str,
    scale: Scale | None = None,
    sums: Sequence[tuple[int, Sequence[int]]] = (),
    zeros: Sequence[str] = (),
) -> NumberColumn:
    """Decide how a column's text numbers are read, from all its cells.

    Args:
        values: the cells of the column.
        place: the address of the cell at an index, for messages.
        kind: `money` has at most two decimals, `count` at most two zeros there; both are proof.
        bounds: what the values lie within, in base units, as proof where shape alone does not decide.
        scale: what all figures are printed in.
        zeros: words that stand for 0, and prove nothing.
        sums: index of a total and of the cells that it adds up, as proof.

    Raises:
        WorkbookRefused: two cells exclude each other, or nothing proves the style.
    """
    nothing = frozenset(map(_bare, zeros))
    missing = frozenset(map(_bare, ("", *nulls))) | nothing
    null_forms = frozenset(map(_bare, _looked(list(missing)).forms))
    column = NumberColumn(None, "no separators", missing, kind, scale, zeros=nothing, null_forms=null_forms)
    looked = _looked(_few([value for value in values if type(value) is str]))
    if not looked.texts:
        return column
    latest_first = dict(zip(reversed(looked.forms), reversed(looked.texts), strict=True))
    firsts = {text_form: latest_first[text_form] for text_form in dict.fromkeys(looked.forms)}

    def at(text: str) -> str:
        return f"{place(values.index(text))} {printable(text)}"

    column = _with_marks(column, firsts, at)
    if not column.spaced and any(_form(text_form).spaces == "one" for text_form in firsts):
        column = replace(column, spaced=_spaces_proven(column, looked, values, bounds, sums))
    found = _evidence(column, looked, firsts, bounds)
    if found.none is not None:
        cell = place(values.index(found.none))
        raise WorkbookRefused(
            "number_shape", f"{printable(found.none)} is no {kind} in any style of number.", sheet=sheet, cell=cell
        )
    if not found.settled and found.doubtful is None:
        return column
    within = f"bounds {bounds[0]:g} to {bounds[1]:g}" if bounds else ""
    proofs = {style: (values.index(text), f"{at(text)} within {within}") for style, text in found.bounded.items()}
    for style, text in found.settled.items():
        proofs[style] = (values.index(text), at(text) + (_BECAUSE[kind] if style in found.by_kind else ""))
    by_sums = {} if found.settled else _adding(column, values, sums)
    for style, total in by_sums.items():
        words = f"{place(total)} {printable(values[total])}, a total that adds up in this style only"
        proofs.setdefault(style, (total, words))
    if len(proofs) == 1:
        style, (_, proof) = next(iter(proofs.items()))
    elif proofs and bounds and not (found.thousands or found.unsettled or by_sums):
        style, proof = "decimal", f"{proofs['indonesian'][1]} and {proofs['plain'][1]}; {within} exclude thousands"
    elif proofs:
        raise WorkbookRefused(
            "number_style",
            f"one column holds numbers of two styles: {proofs['indonesian'][1]} is Indonesian, {proofs['plain'][1]} is "
            "plain. Ask for the file again, in one style, or give the column bounds that exclude thousands.",
            sheet=sheet,
            cell=place(max(index for index, _ in proofs.values())),
        )
    else:
        raise _unproven(str(found.doubtful), "no cell of the column proves which", place, values, sheet)
    column = replace(column, style=style, proof=f"{_WORDS[style]}: proven by {proof}")
    if bounds and not found.settled and found.bounded:
        _must_lie_within(bounds, column, values, str(found.doubtful), place, sheet)
    return column


def _with_marks(column: NumberColumn, firsts: Mapping[str, str], at: Callable[[str], str]) -> NumberColumn:
    """The column with what its texts (form -> the first of that form) say about spaces, scale words and percent."""
    usable = [(_form(text_form), text) for text_form, text in firsts.items()]
    usable = [(form, text) for form, text in usable if form.decimals and not form.unfit(column.kind, column.scale)]
    worded = next((text for form, text in usable if form.scale), None)
    percent = next((text for form, text in usable if form.percent), None)
    return replace(
        column,
        spaced=any(form.spaces == "certain" for form, _ in usable),
        worded=at(worded) if worded is not None and column.scale is None else None,
        percent=at(percent) if percent is not None else None,
    )


def _spaces_proven(
    column: NumberColumn,
    looked: _Looked,
    values: Sequence[Cell],
    bounds: tuple[float, float] | None,
    sums: Sequence[tuple[int, Sequence[int]]],
) -> bool:
    """Whether cells as `268 914` are one number each, and not two.

    No number begins with 0, as the second of `70 040` would; only the whole lies within the bounds, in every cell; or
    a total adds up, which that of the parts does not.
    """
    spaced = [
        (match[1], match[2])
        for text, form in zip(looked.texts, looked.forms, strict=True)
        if _form(form).spaces == "one" and (match := _TWO_GROUPS.search(text))
    ]
    if any(second[0] == "0" for _, second in spaced):
        return True
    if bounds and spaced:
        times = 10 ** (EXPONENTS[column.scale] if column.scale else 0)
        inside = [
            [bounds[0] <= int(number) * times <= bounds[1] for number in (first + second, first, second)]
            for first, second in spaced
        ]
        if all(one == [True, False, False] for one in inside):
            return True
    figures, faults = replace(column, style="plain", spaced=True).read_all(values)
    for total, parts in sums:
        if figures[total] is None or not faults.keys().isdisjoint((total, *parts)):
            continue
        firsts = [_first_group(values[at]) for at in (total, *parts)]
        if sum(figures[part] or 0 for part in parts) == figures[total] and firsts[0] != sum(firsts[1:]):
            return True
    return False


def _first_group(value: Cell) -> int:
    """The first of two numbers in a cell, if there were two; what has no space is one."""
    match = _TWO_GROUPS.search(value) if isinstance(value, str) else None
    return int(match[1]) if match else 0


def _evidence(
    column: NumberColumn, looked: _Looked, firsts: Mapping[str, str], bounds: tuple[float, float] | None
) -> _Evidence:
    found = _Evidence()
    varying: dict[str, _Form] = {}
    for text_form, text in firsts.items():
        form = _form(text_form)
        is_spoilt = form.unfit(column.kind, column.scale) or (form.spaces == "one" and not column.spaced)
        if not form.decimals or is_spoilt:
            continue
        if len(form.decimals) == 2 and not form.is_open:
            found.thousands = found.thousands or (text if form.grouped else None)
            continue
        if form.is_open or column.kind == "count" or form.bare in column.null_forms:
            varying[text_form] = form
        else:
            _weigh(found, text, form, "", column, None)
    if not varying:
        return found
    weighed: set[str] = set()
    may_be_null = any(form.bare in column.null_forms for form in varying.values())
    for text, text_form, digits in zip(looked.texts, looked.forms, looked.digits, strict=True):
        if text_form in varying:
            # Only zeros at either end, bounds and null words tell two texts of one form apart.
            if not bounds and not may_be_null and digits[0] != "0" and digits[-1] != "0":
                if text_form in weighed:
                    continue
                weighed.add(text_form)
            elif may_be_null and _bare(text) in column.nulls:
                continue
            _weigh(found, text, varying[text_form], digits, column, bounds)
    return found


def _weigh(
    found: _Evidence,
    text: str,
    form: _Form,
    digits: str,
    column: NumberColumn,
    bounds: tuple[float, float] | None,
) -> None:
    readings: Mapping[Style, int] = form.decimals
    if form.is_open and digits[0] == "0":
        readings = {style: decimals for style, decimals in readings.items() if decimals}
    fitting = list(readings)
    if column.kind != "number":
        power = form.power(column.scale)
        fitting = [
            style
            for style, decimals in readings.items()
            if decimals <= power
            or (decimals <= power + 2 and (column.kind == "money" or digits[power - decimals :] in _ZEROS))
        ]
    if not fitting:
        found.none = found.none or text
        return
    by_bounds = False
    if len(fitting) == 2:
        found.doubtful = found.doubtful or text
        inside = _inside(form, int(digits), column, bounds) if bounds else fitting
        if len(inside) != 1:
            found.unsettled = found.unsettled or text
            return
        fitting, by_bounds = inside, True
    style = fitting[0]
    if form.grouped or (form.is_open and not readings[style]):
        found.thousands = found.thousands or text
    if by_bounds:
        found.bounded.setdefault(style, text)
    elif style not in found.settled:
        found.settled[style] = text
        if len(readings) == 2:
            found.by_kind.add(style)


def _inside(form: _Form, digits: int, column: NumberColumn, bounds: tuple[float, float]) -> list[Style]:
    signed = -digits if form.negative else digits
    power = form.power(column.scale)
    figures = {style: signed * 10**power / 10**decimals for style, decimals in form.decimals.items()}
    return [style for style, figure in figures.items() if bounds[0] <= figure <= bounds[1]]


def _adding(
    column: NumberColumn, values: Sequence[Cell], sums: Sequence[tuple[int, Sequence[int]]]
) -> dict[Style, int]:
    """Style -> the first total that adds up in it and not in the other one."""
    if not sums:
        return {}
    read = {style: replace(column, style=style).read_all(values) for style in _STYLES}
    found: dict[Style, int] = {}
    for total, parts in sums:
        adding = []
        for style, (figures, faults) in read.items():
            if figures[total] is not None and faults.keys().isdisjoint((total, *parts)):
                adding += [style] * (sum(figures[part] or 0 for part in parts) == figures[total])
        if len(adding) == 1:
            found.setdefault(adding[0], total)
    return found


def _must_lie_within(
    bounds: tuple[float, float],
    column: NumberColumn,
    values: Sequence[Cell],
    doubtful: str,
    place: Callable[[int], str],
    sheet: str,
) -> None:
    """Bounds prove nothing where a figure of the column lies outside them.

    Raises:
        WorkbookRefused: one does.
    """
    figures, _ = column.read_all(values)
    lowest, highest = map(Decimal, bounds)
    for index, figure in enumerate(figures):
        if figure is not None and not lowest <= figure <= highest:
            outside = f"bounds {bounds[0]:g} to {bounds[1]:g} prove neither, as {place(index)} lies outside them"
            raise _unproven(doubtful, outside, place, values, sheet)


def _unproven(
    doubtful: str, why: str, place: Callable[[int], str], values: Sequence[Cell], sheet: str
) -> WorkbookRefused:
    return WorkbookRefused(
        "number_style",
        f"{printable(doubtful)} can be read two ways and {why}. Give the column a kind or bounds that prove it.",
        sheet=sheet,
        cell=place(values.index(doubtful)),
    )


def _few(texts: list[str]) -> list[str]:
    """Each different text once where many are equal ('0,00' stands thousands of times in a report); else all."""
    sample = texts[:_SAMPLE]
    return list(dict.fromkeys(texts)) if 2 * len(set(sample)) < len(sample) else texts


def _looked(texts: Sequence[str]) -> _Looked:
    if not texts:
        return _Looked([], [], [])
    joined = _BETWEEN.join(texts)
    if not joined.isascii():
        plainer = [text if text.isascii() else text.translate(_PLAINER) for text in texts]
        joined = _BETWEEN.join(plainer).encode("ascii", "replace").decode()
    forms = joined.translate(_FORM_OF).split(_BETWEEN)
    if len(forms) != len(texts):
        forms, digits = _looked([text.replace(_BETWEEN, "?") for text in texts])[1:]
        return _Looked(texts, forms, digits)
    return _Looked(texts, forms, joined.translate(_DIGITS_OF).split(_BETWEEN))


def _bare(text: str) -> str:
    """A text as null words are compared: '"-"' is '-'."""
    bare = text.translate(_PLAINER).strip().casefold()
    return bare[1:-1].strip() if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'" else bare


@lru_cache(maxsize=1 << 12)
def _form(text_form: str) -> _Form:
    bare = _bare(text_form)
    outer = text_form.strip()
    if len(outer) > _LONGEST:
        return _Form(bare, {})
    negative = _NEGATIVE.fullmatch(outer)
    match = _NUMBER.fullmatch(f"{negative['before']}{negative['body'].strip()}" if negative else outer)
    if match is None or (match["sign"] and match["inner"]):
        return _Form(bare, {}, why=next((why for pattern, why in _WHY if pattern.fullmatch(outer)), ""))
    core = match["core"]
    cores = {style: read for style, pattern in _CORES.items() if (read := pattern.fullmatch(core))}
    decimals = {style: len(read["decimals"] or "") for style, read in cores.items()}
    if match["whole"]:
        decimals = {style: count for style, count in decimals.items() if not count}
    word = match["word"] or ""
    spaces = sum(map(str.isspace, core))
    return _Form(
        bare,
        decimals,
        digits=core.count("9"),
        grouped=bool(spaces) or core.count(".") + core.count(",") > (max(decimals.values(), default=0) > 0),
        negative=bool(negative) or "-" in (match["sign"], match["inner"]),
        percent=bool(match["percent"]),
        scale=scale_of(word) if word else None,
        letter=word if len(word) == 1 and not match["currency"] else "",
        spaces=_spaces(core, spaces, any(decimals.values())),
    )


def _spaces(core: str, count: int, has_decimals: bool) -> Literal["", "one", "certain"]:
    """Whether the spaces in a number prove that they stand between thousands."""
    # Of two numbers in one cell, `4` and `070,98`, the first would have decimals as well.
    if count > 1 or "\x1f" in core or (count and has_decimals):
        return "certain"
    return "one" if count else ""


def _value(digits: str, decimals: int, *, keeps: bool = False) -> int | Decimal:
    """The figure of digits of which the last so many are decimals; `keeps` its zeros there."""
    if decimals <= 0:
        return int(digits + "0" * -decimals)
    if not keeps and digits[-decimals:] in _ZEROS:
        return int(digits[:-decimals])
    return Decimal(f"{digits[:-decimals]}.{digits[-decimals:]}")


def _in_range(figure: Figure | _Fault, value: Cell) -> Figure | _Fault:
    if isinstance(figure, int | Decimal) and not -_LARGEST < figure < _LARGEST:
        return _Fault(f"{printable(value)} is larger than any figure that is read")
    return figure


def _is_finite(number: float) -> bool:
    return isinstance(number, int) or isfinite(number)


def _without_word(value: Cell, worded: str) -> str:
    return f"the number {printable(value)} stands without a scale word, and {worded} has one: declare `scale`"
