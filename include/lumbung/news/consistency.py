"""Whether the figures of one article fit: parts and total, share and base, full and rounded, weekday and date.

In: a text, its figures and its date of publication. Out: `Check` values that name the figures they hold against each
other. Nothing is corrected and nothing averaged: a contradiction stays with both figures, as a mark. A check is made
where the text says how its figures belong together; without such words only figures that fit so exactly that chance
is unlikely are called consistent, and nothing is called a contradiction. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from lumbung.news.figures import Figure
from lumbung.news.lexicon import MONEY_LETTERS, SCALES
from lumbung.news.periods import Moment, anchor_date, moments, with_years

CHECKS_VERSION = "1"

Kind = Literal["parts_total", "share_base", "rounded", "rate_total", "weekday_date"]
Status = Literal["consistent", "contradicts"]


@dataclass(frozen=True, slots=True)
class Check:
    """Figures of one article held against each other.

    `figures` are numbers of figures, from 1, in the order of the article; `stated` is the one among them that follows
    from the others (the total, the share, the rounded figure), `expected` what they make of it in its unit, `tolerance`
    how far apart the two may be by rounding alone. A weekday against its date has neither stated nor expected.
    """

    kind: Kind
    figures: tuple[int, ...]
    status: Status
    reason: str
    stated: int | None = None
    expected: Decimal | None = None
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the checks say of one figure. `expected` and `others` only where it follows from other figures."""

    status: Status
    reason: str
    expected: Decimal | None
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure with a value, its number in the article and how exactly it is printed."""

    no: int
    figure: Figure
    value: Decimal
    tolerance: Decimal

    @property
    def measure(self) -> str:
        """The unit without its basis; orang and jiwa are the same persons."""
        unit = (self.figure.unit or "").partition("_per_")[0]
        return "jiwa" if unit == "orang" else unit

    @property
    def basis(self) -> str:
        return (self.figure.unit or "").partition("_per_")[2]


class _Beside:
    """Figures in reading order, for asking which stand near another: an article may hold a thousand."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self._said = said
        self._sentences = [one.figure.sentence_no for one in said]

    def __call__(self, one: _Said, sentences: int) -> Sequence[_Said]:
        """Those at most so many sentences before or behind, in reading order."""
        at = one.figure.sentence_no
        return self._said[bisect_left(self._sentences, at - sentences) : bisect_right(self._sentences, at + sentences)]


class _ByValue:
    """Figures by their value, for asking which could be meant by another."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self._said = sorted(said, key=lambda one: one.value)
        self._values = [one.value for one in self._said]

    def between(self, low: Decimal, high: Decimal) -> list[_Said]:
        """Those of a value from `low` to `high`, in reading order."""
        found = self._said[bisect_left(self._values, low) : bisect_right(self._values, high)]
        return sorted(found, key=lambda one: one.no)


# --- how exactly a figure is printed ---------------------------------------------------------------------------------
_NUMBER = re.compile(r"\d+(?:(?:[.,]|,\s(?=\d+\s?[a-z]))\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[.,]")
_NO_DIGIT = re.compile(r"\D")
_HALF = Decimal("0.5")


def tolerance(figure: Figure) -> Decimal | None:
    """How far the truth may lie from the printed value by rounding alone: half a unit of the last printed digit.

    `9,02 persen` 0.005, `Rp10,4 miliar` 50 million, `12.000 orang` 0.5. What is `about` is as exact as its last digit
    that is not 0 (`sekitar 12.000` 500) and to a twentieth, what is `at_least` or `at_most` to twice that. None without
    a value.
    """
    if figure.value is None:
        return None
    value = abs(figure.value)
    printed = _last_printed_digit(figure.quote, value) * _HALF
    if figure.qualifier == "exact" or not value:
        return printed
    loose = min(Decimal(1).scaleb(_last_significant(value)) * _HALF, value / 20)
    return max(printed, loose if figure.qualifier == "about" else loose * 2)


def _last_printed_digit(quote: str, value: Decimal) -> Decimal:
    """The worth of the last digit printed."""
    match = _NUMBER.search(quote)
    scales = [scale for word in _WORD.findall(quote) if (scale := _scale(word)) is not None]
    if match is None:
        return min(scales, default=Decimal(1))  # in words: "lima belas juta"
    digits = match.group().replace(" ", "")
    behind, bare = _SEPARATOR.split(digits)[-1], Decimal(_NO_DIGIT.sub("", digits))
    for scale in (*scales[:1], Decimal(1)):
        for decimals in (0, len(behind) if behind != digits else 0):
            if bare.scaleb(-decimals) * scale == value:
                return scale.scaleb(-decimals)
    # "17 juta 500 ribu": the smallest scale speaks. Else the digits of the value itself.
    return min(scales) if scales else Decimal(1).scaleb(_last_significant(value))


def _scale(word: str) -> Decimal | None:
    return SCALES.get(word.casefold()) or (MONEY_LETTERS.get(word) if len(word) == 1 else None)


def _last_significant(value: Decimal) -> int:
    """The power of ten of the last digit that is not 0."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


# --- the checks ------------------------------------------------------------------------------------------------------
def inside_checks(text: str, figures: Sequence[Figure], published: date | None) -> list[Check]:
    """All checks of an article that its words or its figures make sure of, by the first figure in them.

    Args:
        text: what the figures were read from; their offsets count its characters.
        figures: its figures in reading order, those without a value too.
        published: day of publication, None where unknown; it tells the year of `Rabu (16/11)`.
    """
    said = [
        _Said(no, figure, figure.value, tolerance(figure) or Decimal(0))
        for no, figure in enumerate(figures, 1)
        if figure.value is not None
    ]
    found = [
        *_parts_and_totals(text, said, _refused(figures)),
        *_shares_and_bases(text, said),
        *_full_and_rounded(text, said),
        *_rates_and_totals(said),
        *_weekdays_and_dates(text, figures, published),
    ]
    return sorted(_once(found), key=lambda check: (check.figures, check.kind))


def marks(checks: Iterable[Check]) -> dict[int, Mark]:
    """What to write beside each figure, by its number: a contradiction speaks louder than what else fits."""
    out: dict[int, Mark] = {}
    by_figure: dict[int, list[Check]] = {}
    for check in checks:
        for no in check.figures:
            by_figure.setdefault(no, []).append(check)
    for no, found in sorted(by_figure.items()):
        status: Status = "contradicts" if any(c.status == "contradicts" for c in found) else "consistent"
        speaking = [c for c in found if c.status == status]
        follows = next((c for c in speaking if c.stated == no and c.expected is not None), None)
        out[no] = Mark(
            status,
            "; ".join(dict.fromkeys(c.reason for c in speaking)),
            follows.expected if follows else None,
            tuple(other for other in follows.figures if other != no) if follows else (),
        )
    return out


def _once(found: Iterable[Check]) -> Iterator[Check]:
    seen: set[tuple[str, tuple[int, ...], int | None]] = set()
    for check in found:
        key = (check.kind, check.figures, check.stated)
        if key not in seen:
            seen.add(key)
            yield check


def _refused(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.value is None and figure.role != "boilerplate"]


def _check(
    kind: Kind, stated: _Said, others: Sequence[_Said], expected: Decimal, slack: Decimal, fits: bool, made: str
) -> Check:
    verb = "is" if fits else "is not"
    return Check(
        kind,
        tuple(sorted({stated.no, *(other.no for other in others)})),
        "consistent" if fits else "contradicts",
        f"{_plain(stated.value)} {verb} {made}" + ("" if fits else f", which is {_plain(expected)}"),
        stated.no,
        expected,
        slack,
    )


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _significant_digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


# --- parts and total -------------------------------------------------------------------------------------------------
MOST_PARTS = 8
NEAR_SENTENCES = 2
_BELONGS = re.compile(
    r"(?<!\w)(?:terdiri|bersumber|berasal|rincian\w*|dirinci|meliputi|mencakup|yakni|yaitu|terbagi|dibagi|masing-masing|"
    r"total\w*|jumlah\s+seluruh\w*|berarti|sehingga|seluruhnya|keseluruhan\w*|gabungan|ditambah|komposisi|setara)(?!\w)",
    re.IGNORECASE,
)
_CLOSED_LIST = re.compile(
    r"(?<!\w)(?:terdiri\s+(?:dari|atas)|(?:dengan\s+)?rincian(?:nya)?|dirinci|terbagi\s+(?:atas|menjadi|dalam))(?!\w)",
    re.IGNORECASE,
)
_OPEN_LIST = re.compile(
    r"(?<!\w)(?:antara\s+lain|di\s?antaranya|termasuk|sisanya|selebihnya|selain|lainnya|lain-lain|dll|dsb|sebagian|"
    r"misalnya|seperti|masing-masing|setiap|tiap|per|hingga|sampai|atau)(?!\w)",
    re.IGNORECASE,
)


def _parts_and_totals(text: str, said: Sequence[_Said], refused: Sequence[Figure]) -> Iterator[Check]:
    beside = _Beside(said)
    for total in said:
        if total.figure.value_high is not None or total.measure in ("persen", "persen_poin", "") or total.value <= 0:
            continue
        alike = [
            one
            for one in beside(total, NEAR_SENTENCES)
            if one.measure == total.measure
            and one.basis in (total.basis, "")
            and one.figure.value_high is None
            and one.value > total.tolerance  # what is smaller does not change the total: a rate among millions
        ]
        place = next((i for i, one in enumerate(alike) if one.no == total.no), None)
        if place is None:
            continue
        fitting = _fitting_parts(text, total, alike, place)
        if fitting is not None:
            yield fitting
        elif (closed := _closed_list(text, total, alike[place + 1 :], refused)) is not None:
            yield closed


def _fitting_parts(text: str, total: _Said, alike: Sequence[_Said], place: int) -> Check | None:
    """The first run of figures right behind the total, or right before it, that adds up to it."""
    for count in range(2, min(MOST_PARTS, len(alike) - 1) + 1):
        for start in (place + 1, place - count):
            parts = alike[start : start + count] if start >= 0 else []
            if len(parts) < count or not all(part.value < total.value for part in parts):
                continue
            made = sum((part.value for part in parts), Decimal(0))
            slack = total.tolerance + sum((part.tolerance for part in parts), Decimal(0))
            off = abs(made - total.value)
            if off <= slack and _is_no_chance(text, total, parts, off, slack):
                return _check("parts_total", total, parts, made, slack, True, _sum_of(parts))
    return None


def _is_no_chance(text: str, total: _Said, parts: Sequence[_Said], off: Decimal, slack: Decimal) -> bool:
    """Whether a sum that fits is meant: the words say so, or digits and periods leave little room for chance."""
    between = text[min(p.figure.start for p in (total, *parts)) : max(p.figure.end for p in (total, *parts))]
    if _BELONGS.search(between):
        return True
    if total.basis or any(not _may_be_one_period(total.figure, part.figure) for part in parts):
        return False
    exact = slack <= total.value * Decimal("0.02") and off <= total.value * Decimal("0.002")
    return exact and total.value >= 20 and max(_significant_digits(p.value) for p in (total, *parts)) >= 2


def _may_be_one_period(one: Figure, other: Figure) -> bool:
    if one.period_start is None or other.period_start is None or one.period_end is None or other.period_end is None:
        return True
    return one.period_start <= other.period_end and other.period_start <= one.period_end


def _closed_list(text: str, total: _Said, behind: Sequence[_Said], refused: Sequence[Figure]) -> Check | None:
    """`Rp10 miliar yang terdiri dari Rp4 miliar dan Rp3 miliar`: a list that claims to be whole and is not."""
    parts = behind[:MOST_PARTS]
    if len(parts) < 2 or parts[0].figure.sentence_no - total.figure.sentence_no > 1:
        return None
    opened = _CLOSED_LIST.search(text, total.figure.end, parts[0].figure.start)
    if opened is None:
        return None
    parts = [part for part in parts if part.figure.sentence_no == parts[0].figure.sentence_no]
    end_of_sentence = parts[0].figure.start - _offset_in_sentence(parts[0].figure) + len(parts[0].figure.sentence)
    listed = text[opened.end() : max(parts[-1].figure.end, min(end_of_sentence, len(text)))]
    broken = any(opened.start() < figure.start < parts[-1].figure.end for figure in refused)
    if len(parts) < 2 or broken or _OPEN_LIST.search(listed):
        return None
    made = sum((part.value for part in parts), Decimal(0))
    slack = total.tolerance + sum((part.tolerance for part in parts), Decimal(0))
    return _check("parts_total", total, parts, made, slack, False, _sum_of(parts))


def _offset_in_sentence(figure: Figure) -> int:
    return max(figure.sentence.find(figure.quote), 0)


def _sum_of(parts: Sequence[_Said]) -> str:
    return " + ".join(_plain(part.value) for part in parts)


# --- share and base --------------------------------------------------------------------------------------------------
_OUT_OF = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,4}dari\s+(?:[^\W\d_]+\s+){0,5}(?:Rp\.?\s?)?(?:sekitar\s+|sebanyak\s+|sebesar\s+)?",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,4}(?:\(|,?\s*atau(?:\s+(?:sekitar|sebesar|setara|mencapai))?\s)\s*", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*(?:[^\W\d_]+\s+){0,3}\(\s*(?:sekitar\s+)?", re.IGNORECASE)


def _shares_and_bases(text: str, said: Sequence[_Said]) -> Iterator[Check]:
    shares = _Beside([one for one in said if _is_share(one)])
    for part, whole in pairwise(said):
        if part.measure != whole.measure or part.measure.startswith("persen") or whole.value <= 0 or part.value <= 0:
            continue
        if part.figure.sentence_no != whole.figure.sentence_no or part.basis != whole.basis:
            continue
        if not _OUT_OF.fullmatch(text, part.figure.end, whole.figure.start):
            continue
        yield from _share_of_pair(text, part, whole, shares)
    yield from _shares_in_brackets(text, said)


def _is_share(one: _Said) -> bool:
    return one.figure.unit == "persen" and one.value > 0


def _share_of_pair(text: str, part: _Said, whole: _Said, shares: _Beside) -> Iterator[Check]:
    """`2.037 dari 2.263` with `90 persen` in the same sentence or beside it."""
    expected, spread = _quotient(part, whole)
    near = shares(part, 1)
    fitting = [s for s in near if abs(s.value - expected) <= s.tolerance + spread]
    made = f"{_plain(part.value)} of {_plain(whole.value)} in percent"
    for share in fitting:
        yield _check("share_base", share, [part, whole], expected, share.tolerance + spread, True, made)
    for share in near if not fitting else []:
        if _TIED.fullmatch(text, whole.figure.end, share.figure.start):
            yield _check("share_base", share, [part, whole], expected, share.tolerance + spread, False, made)


def _shares_in_brackets(text: str, said: Sequence[_Said]) -> Iterator[Check]:
    """`Rp302.022 (73,54 persen)` of the Rp410.670 that stands near by."""
    beside = _Beside(said)
    for part, share in pairwise(said):
        if not _is_share(share) or part.measure.startswith("persen") or part.value <= 0:
            continue
        if not _BRACKET.fullmatch(text, part.figure.end, share.figure.start):
            continue
        for whole in beside(part, NEAR_SENTENCES):
            if whole.measure != part.measure or whole.value <= part.value:
                continue
            expected, spread = _quotient(part, whole)
            slack = share.tolerance + spread
            # A share printed to the full percent fits one base in fifty by chance.
            if abs(share.value - expected) <= slack and slack <= Decimal("0.1"):
                made = f"{_plain(part.value)} of {_plain(whole.value)} in percent"
                yield _check("share_base", share, [part, whole], expected, slack, True, made)
                break


def _quotient(part: _Said, whole: _Said) -> tuple[Decimal, Decimal]:
    """part / whole in percent, and how far off it may be by the rounding of both."""
    expected = (part.value / whole.value * 100).quantize(Decimal("0.000001"))
    spread = (part.tolerance / whole.value + part.value * whole.tolerance / whole.value**2) * 100
    # A count is printed in full: half a person is no rounding of it.
    counted = part.tolerance == _HALF and whole.tolerance == _HALF
    return expected, Decimal(0) if counted else spread.quantize(Decimal("0.000001"))


# --- full and rounded ------------------------------------------------------------------------------------------------
_SAME_AMOUNT = re.compile(
    r"\s*(?:\(\s*(?:atau\s+)?|,?\s*atau\s+)(?:sekitar\s+|setara\s+|lebih\s+kurang\s+|kurang\s+lebih\s+|dibulatkan\s+)*",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s*\)")


def _full_and_rounded(text: str, said: Sequence[_Said]) -> Iterator[Check]:
    for one, other in pairwise(said):
        if not _are_one_amount(one, other) or not _SAME_AMOUNT.fullmatch(text, one.figure.end, other.figure.start):
            continue
        full, rounded = (one, other) if one.tolerance <= other.tolerance else (other, one)
        fits = _rounds_to(full, rounded)
        in_bracket = text[one.figure.end : other.figure.start].strip().startswith("(")
        # A bracket may hold another amount ("Rp600 ribu (Rp200 ribu)"): only one with the same digits contradicts.
        slipped = in_bracket and _CLOSING.match(text, other.figure.end) and _have_same_digits(full, rounded)
        if fits or slipped:
            made = f"{_plain(full.value)}, rounded"
            yield _check("rounded", rounded, [full], full.value, rounded.tolerance * 2, fits, made)
    by_value = _ByValue([one for one in said if one.value > 0])
    for rounded in said:
        for full in by_value.between(rounded.value - rounded.tolerance, rounded.value + rounded.tolerance):
            coarse = rounded.tolerance * 20 > rounded.value or rounded.tolerance <= full.tolerance * 5
            if coarse or full.value == rounded.value or not _are_one_amount(full, rounded):
                continue
            if abs(full.value - rounded.value) <= rounded.tolerance and _may_be_one_period(full.figure, rounded.figure):
                made = f"{_plain(full.value)}, rounded"
                yield _check("rounded", rounded, [full], full.value, rounded.tolerance, True, made)


def _are_one_amount(one: _Said, other: _Said) -> bool:
    alike = one.figure.unit == other.figure.unit and one.figure.unit not in (None, "tahun", "hari", "bulan")
    regions = {one.figure.region_code, other.figure.region_code} - {None}
    ranges = one.figure.value_high is not None or other.figure.value_high is not None
    return alike and len(regions) <= 1 and not ranges and one.value > 0 and other.value > 0


def _rounds_to(full: _Said, rounded: _Said) -> bool:
    """Rounded to the nearest, or cut off, as headlines do (6.458.876.000 is "6,4 M")."""
    is_cut = 0 <= full.value - rounded.value < rounded.tolerance * 2
    return is_cut or abs(full.value - rounded.value) <= rounded.tolerance + full.tolerance


def _have_same_digits(full: _Said, rounded: _Said) -> bool:
    leading = ["".join(map(str, one.value.normalize().as_tuple().digits))[:2] for one in (full, rounded)]
    return len(leading[0]) == 2 and leading[0] == leading[1]


# --- a rate times a count --------------------------------------------------------------------------------------------
def _rates_and_totals(said: Sequence[_Said]) -> Iterator[Check]:
    """`Rp352 juta` for each of `45 kelurahan` makes `Rp15,84 miliar`. Only what fits is told: a total may hold more."""
    rates = [one for one in said if one.measure == "rupiah" and (one.basis or _is_rate(one.figure)) and one.value > 0]
    totals = [one for one in said if one.figure.unit == "rupiah" and not _is_rate(one.figure) and one.value > 0]
    counts = [one for one in said if one.measure not in _NO_COUNTS and not one.basis and one.value > 1]
    rates_beside, counts_beside, by_value = _Beside(rates), _Beside(counts), _ByValue(counts)
    for total in totals:
        near = {count.no: count for count in counts_beside(total, 1)}
        for rate in rates_beside(total, 5):
            apart = abs(rate.figure.sentence_no - total.figure.sentence_no)
            wanted = total.value / rate.value
            asked = {count.no: count for count in by_value.between(wanted * _A_LITTLE_LESS, wanted * _A_LITTLE_MORE)}
            if apart <= 1:
                asked |= near
            for _, count in sorted(asked.items()):
                made = rate.value * count.value
                off = abs(made - total.value)
                exactly = off <= total.value * Decimal("0.0001") and _significant_digits(made) >= 4
                beside = apart <= 1 and abs(count.figure.sentence_no - total.figure.sentence_no) <= 1
                slack = total.tolerance + rate.value * count.tolerance + count.value * rate.tolerance
                telling = slack <= total.value * Decimal("0.08") and _significant_digits(total.value) >= 2
                if exactly or (beside and telling and off <= slack):
                    words = f"{_plain(count.value)} times {_plain(rate.value)}"
                    yield _check("rate_total", total, [rate, count], made, slack, True, words)


# Wider than what is called exact, so that no rounding of the quotient leaves one out.
_A_LITTLE_LESS, _A_LITTLE_MORE = Decimal("0.9998"), Decimal("1.0002")
_NO_COUNTS = frozenset({"rupiah", "dolar", "persen", "persen_poin", "tahun", "hari", "bulan", "jam", ""})


def _is_rate(figure: Figure) -> bool:
    return (figure.role or "").startswith(("nilai_per_", "alokasi_per_"))


# --- weekday and date ------------------------------------------------------------------------------------------------
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def _weekdays_and_dates(text: str, figures: Sequence[Figure], published: date | None) -> Iterator[Check]:
    """`Senin (06/01/2023)` was a Friday: figures dated by it are marked, and figures of its sentence."""
    found = moments(text)
    anchor = anchor_date(text, found, published)
    dated = with_years(found, anchor.day if anchor else None)
    dated_by = _DatedBy(figures)
    for printed, moment in zip(found, dated, strict=True):
        # Without a date of publication a missing year was chosen so that the weekday fits: that proves nothing.
        if moment.weekday is None or moment.first is None or (printed.first is None and published is None):
            continue
        fits = moment.first.weekday() == moment.weekday
        # The day from which all other dates of the article were counted dates them all.
        dates_all = published is None and anchor is not None and anchor.day == moment.first
        touched = dated_by(moment, of_all=dates_all and not fits)
        if touched:
            day = _DAYS[moment.first.weekday()]
            reason = f"{_DAYS[moment.weekday]} {moment.first.isoformat()} {'is' if fits else 'was'} a {day}"
            yield Check("weekday_date", touched, "consistent" if fits else "contradicts", reason)


class _DatedBy:
    """The figures of an article, for asking which of them a date in it dates."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._numbered = [(no, figure) for no, figure in enumerate(figures, 1) if figure.value is not None]
        self._starts = [figure.start for _, figure in self._numbered]
        self._longest = max((len(figure.sentence) for _, figure in self._numbered), default=0)
        self._of_period: dict[tuple[date | None, date | None], list[int]] = {}
        for no, figure in self._numbered:
            self._of_period.setdefault((figure.period_start, figure.period_end), []).append(no)

    def __call__(self, moment: Moment, *, of_all: bool) -> tuple[int, ...]:
        """Numbers of the figures in the moment's sentence and of those of its day; `of_all`: of its year too."""
        if moment.first is None:
            return ()
        first = bisect_left(self._starts, moment.end - self._longest)
        stop = bisect_right(self._starts, moment.start + self._longest)
        touched = {no for no, figure in self._numbered[first:stop] if _holds(figure, moment)}
        touched.update(self._of_period.get((moment.first, moment.first), ()))
        if of_all:
            year = (date(moment.first.year, 1, 1), date(moment.first.year, 12, 31))
            touched.update(self._of_period.get(year, ()))
        return tuple(sorted(touched))


def _holds(figure: Figure, moment: Moment) -> bool:
    """Whether the figure's sentence holds a moment."""
    begins = figure.start - _offset_in_sentence(figure)
    return begins <= moment.start and moment.end <= begins + len(figure.sentence)


def as_columns(figures: Sequence[Figure], found: Mapping[int, Mark], url: str) -> list[dict[str, object]]:
    """For each figure what staging.news_figure keeps of the checks: columns by name."""
    rows: list[dict[str, object]] = []
    for no, figure in enumerate(figures, 1):
        mark = found.get(no)
        other = figures[mark.others[0] - 1] if mark and mark.others else None
        rows.append(
            {
                "value_tolerance": tolerance(figure),
                "inside_check": mark.status if mark else None,
                "inside_check_reason": mark.reason if mark else None,
                "inside_check_value": mark.expected if mark else None,
                "inside_check_ref": f"{url}#s{other.sentence_no}" if other else None,
            }
        )
    return rows
