"""Text becomes number tokens: Indonesian digits, scale words, money signs, ranges and number words, each with its span.

In: a text and the spans that hold no quantity (dates). Out: `Number` tokens in reading order. A number whose digits
cannot be read in one way only keeps its span and a `fault`; its value is None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lumbung.news.lexicon import (
    DIGIT_WORDS,
    MONEY_LETTERS,
    MULTIPLIER_WORDS,
    ONE_WORDS,
    SCALES,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """One number as printed. `start`..`end` covers currency sign, digits, scale and percent sign."""

    start: int
    end: int
    value: Decimal | None
    value_high: Decimal | None = None
    money: bool = False
    dollar: bool = False
    percent: bool = False
    points: bool = False
    scaled: bool = False  # carries a scale word: juta, miliar ...
    roughly: bool = False  # "139 ribuan", "600an"
    in_words: bool = False
    plain_digits: bool = False  # four or more digits without a separator
    loose: bool = False  # read by the second-best rule (dot decimal, blank inside)
    gloss: Span | None = None  # a bracket behind the digits: "5 (lima pelatihan)"
    fault: str | None = None


_SCALE = r"(?P<scale>" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")(?P<an>an)?(?!\w)"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SCALE_AFTER = re.compile(r"[\s-]{0,3}" + _SCALE, re.IGNORECASE)
_MONEY_LETTER_AFTER = re.compile(r"\s{0,2}(?P<scale>[MT])(?![\w-])")
_CURRENCY_BEFORE = re.compile(r"(?:(?<![A-Za-z])(?P<rp>Rp|RP|rp|IDR)|(?P<usd>US\s?\$|USD|\$))\s{0,2}[.,]?\s{0,3}$")
_CURRENCY_WITHOUT_DIGITS = re.compile(r"(?<![A-Za-z])Rp\.?\s{0,3},-")
_RUPIAH_AFTER = re.compile(r"\s{1,2}rupiah(?!\w)", re.IGNORECASE)
_DOLLAR_AFTER = re.compile(r"\s{1,2}dolar(?:\s+AS)?(?!\w)", re.IGNORECASE)
_PERCENT_AFTER = re.compile(r"\s{0,2}(?:%|(?:persen|prosen)(?!\w))", re.IGNORECASE)
_POINTS_AFTER = re.compile(r"\s{0,2}-?(?:poin(?:\s+(?:persen|%))?|basis\s+poin)(?!\w)", re.IGNORECASE)
_SPACE_DECIMAL = re.compile(
    r",\s(?P<fraction>\d{1,2})(?=\s{0,2}(?:%|(?:persen|" + "|".join(SCALES) + r")(?!\w)))", re.IGNORECASE
)
_DASH_SUFFIX = re.compile(r",\s?-{1,2}|,00(?!\d)")
_RANGE = re.compile(r"\s?[-–—]\s?|\s+(?:sampai(?:\s+dengan)?|hingga|s\.?/?d\.?)\s+", re.IGNORECASE)
_AN_AFTER = re.compile(r"-?an(?!\w)")
_WORD_GLOSS = re.compile(r"\s?\((?P<inside>[a-z][a-z ]{2,60})\)", re.IGNORECASE)

_NUMBER_WORD = (
    "|".join(sorted([*DIGIT_WORDS, *ONE_WORDS], key=len, reverse=True))
    + r"|belas|puluh|ratus|"
    + "|".join(sorted(SCALES, key=len, reverse=True))
)
_WORDS = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted([*DIGIT_WORDS, *ONE_WORDS], key=len, reverse=True))})"
    rf"(?:[\s]+(?:{_NUMBER_WORD}))*(?![\w-])",
    re.IGNORECASE,
)

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_WHOLE = re.compile(r"\d+$")
_COMMA_DECIMAL = re.compile(r"\d+,\d+$")
_DOT_DECIMAL = re.compile(r"\d+\.\d+$")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$")


def read_digits(printed: str, *, measured: bool) -> tuple[Decimal | None, bool, str | None]:
    """Digits as Indonesians print them: dot for thousands, comma for decimals.

    `measured` says that a scale word or percent sign follows, so a lone dot or comma may stand before decimals.
    Returns value, whether the second-best reading was taken, and the fault that forbids a value.
    """
    if _WHOLE.match(printed):
        return Decimal(printed), False, None
    if _THOUSANDS.match(printed):
        return Decimal(printed.replace(".", "").replace(",", ".")), False, None
    if _COMMA_DECIMAL.match(printed):
        if not measured and len(printed.split(",")[1]) == 3:
            return None, False, f"{printed}: comma may divide thousands or decimals"
        return Decimal(printed.replace(",", ".")), False, None
    if _DOT_DECIMAL.match(printed) and measured:
        return Decimal(printed), True, None
    if _ENGLISH_THOUSANDS.match(printed):
        return Decimal(printed.replace(",", "")), True, None
    return None, False, f"{printed}: digits and separators do not make a number"


def read_words(words: Sequence[str]) -> Decimal | None:
    """`["dua", "puluh", "lima", "ribu"]` -> 25000; None when the words do not make one number."""
    total = group = Decimal(0)
    digit: int | None = None
    for word in words:
        if word in DIGIT_WORDS:
            if digit is not None:
                return None
            digit = DIGIT_WORDS[word]
        elif word in ONE_WORDS:
            if digit is not None:
                return None
            value = ONE_WORDS[word]
            if value >= 1000:
                total += value
            else:
                group += value
        elif word == "belas":
            if digit is None:
                return None
            group, digit = group + 10 + digit, None
        elif word in MULTIPLIER_WORDS:
            if digit is None:
                return None
            group, digit = group + digit * MULTIPLIER_WORDS[word], None
        else:
            group, digit = group + (digit or 0), None
            if not group:
                return None
            total, group = total + group * SCALES[word], Decimal(0)
    return total + group + (digit or 0)


class _Spans:
    """Answers whether a position lies in one of the given spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def end_at(self, position: int) -> int | None:
        i = bisect_right(self._starts, position) - 1
        return self._ends[i] if i >= 0 and position < self._ends[i] else None


def numbers(text: str, without: Sequence[Span] = ()) -> list[Number]:
    """All numbers of `text` outside the spans `without`, in reading order."""
    closed = _Spans(without)
    found: list[Number] = []
    position = 0
    for match in _DIGITS.finditer(text):
        if match.start() < position:
            continue
        after = closed.end_at(match.start())
        if after is not None:
            position = max(position, after)
            continue
        if _is_glued(text, match.start()):
            position = match.end()
            continue
        number = _digits_at(text, match, closed)
        found.append(number)
        position = number.end if number.gloss is None else number.gloss[1]
    taken = _Spans([(n.start, n.gloss[1] if n.gloss else n.end) for n in found])
    for match in _WORDS.finditer(text):
        if closed.end_at(match.start()) is None and taken.end_at(match.start()) is None:
            word_number = _words_at(text, match)
            if word_number is not None:
                found.append(word_number)
    for match in _CURRENCY_WITHOUT_DIGITS.finditer(text):
        found.append(
            Number(match.start(), match.end(), None, money=True, fault="the digits behind the currency sign are lost")
        )
    found.sort(key=lambda n: n.start)
    return found


def _is_glued(text: str, start: int) -> bool:
    """Digits inside a name: Covid-19, P3KE, ke-4, a/n12. A minus sign or range dash between digits is not glue."""
    before = text[start - 1 : start]
    if before.isalpha():
        return not _CURRENCY_BEFORE.search(text, max(0, start - 10), start)
    if before in ("-", "/", "_", "@", "#"):
        return before in ("_", "@", "#") or text[max(0, start - 3) : start - 1].strip()[-1:].isalpha()
    return False


def _digits_at(text: str, match: re.Match[str], closed: _Spans) -> Number:
    start, printed, end = match.start(), match.group(), match.end()
    currency = _CURRENCY_BEFORE.search(text, max(0, start - 10), start)
    money = bool(currency and currency.group("rp"))
    dollar = bool(currency and currency.group("usd"))
    first = currency.start() if currency else start
    loose = False
    fraction = _SPACE_DECIMAL.match(text, end)
    if fraction and "," not in printed and (money or _PERCENT_AFTER.match(text, fraction.end())):
        printed, end, loose = f"{printed},{fraction.group('fraction')}", fraction.end(), True
    scale, end_scale, roughly = _scale_at(text, end, money or dollar)
    measured = (
        scale is not None or _PERCENT_AFTER.match(text, end) is not None or _POINTS_AFTER.match(text, end) is not None
    )
    value, second_best, fault = read_digits(printed, measured=measured or dollar)
    loose = loose or second_best
    high: Decimal | None = None
    if scale is None and value is not None:
        suffix = _DASH_SUFFIX.match(text, end)
        if suffix and money:
            end = suffix.end()
    else:
        end = end_scale
    upper = _range_at(text, end, money or dollar)
    if upper is not None and value is not None and closed.end_at(upper.start) is None:
        low = value * (scale or (upper.scale or Decimal(1)))
        if upper.value > low:
            high, end, roughly = upper.value, upper.end, roughly or upper.roughly
            value, scale = low, Decimal(1) if scale or upper.scale else None
    if value is not None and scale is not None and high is None:
        value *= scale
        value, end = _compound(text, value, scale, end)
    if value is not None and not scale and (an := _AN_AFTER.match(text, end)):
        roughly, end = True, an.end()
    percent = points = False
    if sign := _PERCENT_AFTER.match(text, end):
        percent, end = True, sign.end()
        if poin := _POINTS_AFTER.match(text, end):
            percent, points, end = False, True, poin.end()
    elif poin := _POINTS_AFTER.match(text, end):
        points, end = True, poin.end()
    elif rupiah := _RUPIAH_AFTER.match(text, end):
        money, end = True, rupiah.end()
    elif usd := _DOLLAR_AFTER.match(text, end):
        dollar, end = True, usd.end()
    gloss = None
    if (bracket := _WORD_GLOSS.match(text, end)) and bracket.group("inside").split()[0].casefold() in (
        DIGIT_WORDS | ONE_WORDS
    ):
        gloss = (bracket.start("inside"), bracket.end())
    return Number(
        start=first,
        end=end,
        value=value,
        value_high=high,
        money=money,
        dollar=dollar,
        percent=percent,
        points=points,
        scaled=scale is not None,
        roughly=roughly,
        plain_digits=scale is None and printed.isdigit() and len(printed) >= 4,
        loose=loose,
        gloss=gloss,
        fault=fault,
    )


def _scale_at(text: str, position: int, currency: bool) -> tuple[Decimal | None, int, bool]:
    if match := _SCALE_AFTER.match(text, position):
        return SCALES[match.group("scale").casefold()], match.end(), match.group("an") is not None
    if currency and (match := _MONEY_LETTER_AFTER.match(text, position)):
        return MONEY_LETTERS[match.group("scale")], match.end(), False
    return None, position, False


@dataclass(frozen=True, slots=True)
class _Upper:
    start: int
    end: int
    value: Decimal
    scale: Decimal | None
    roughly: bool


def _range_at(text: str, position: int, currency: bool) -> _Upper | None:
    """The upper end of `5,3-7 miliar` or `10 hingga 15 persen`, or None."""
    dash = _RANGE.match(text, position)
    if dash is None:
        return None
    start = dash.end()
    if sign := re.compile(r"Rp\.?\s?").match(text, start):
        if not currency:
            return None
        start = sign.end()
    digits = _DIGITS.match(text, start)
    if digits is None:
        return None
    scale, end, roughly = _scale_at(text, digits.end(), currency)
    measured = scale is not None or _PERCENT_AFTER.match(text, digits.end()) is not None
    value, _, fault = read_digits(digits.group(), measured=measured)
    if value is None or fault:
        return None
    return _Upper(digits.start(), end if scale else digits.end(), value * (scale or 1), scale, roughly)


def _compound(text: str, value: Decimal, scale: Decimal, end: int) -> tuple[Decimal, int]:
    """`17 juta 500 ribu`: smaller parts that follow are added."""
    while True:
        blank = re.compile(r"\s(?:lebih\s)?").match(text, end)
        digits = _DIGITS.match(text, blank.end()) if blank else None
        if digits is None:
            return value, end
        smaller, after, _ = _scale_at(text, digits.end(), False)
        part, _, fault = read_digits(digits.group(), measured=smaller is not None)
        if smaller is None or smaller >= scale or part is None or fault or part * smaller >= scale:
            return value, end
        value, scale, end = value + part * smaller, smaller, after


def _words_at(text: str, match: re.Match[str]) -> Number | None:
    words = [word.casefold() for word in match.group().split()]
    # "satu" alone is an article ("satu program"), not a count.
    if words == ["satu"]:
        return None
    value = read_words(words)
    if value is None:
        return None
    start, end = match.start(), match.end()
    currency = _CURRENCY_BEFORE.search(text, max(0, start - 10), start)
    money, percent = currency is not None and bool(currency.group("rp")), False
    if rupiah := _RUPIAH_AFTER.match(text, end):
        money, end = True, rupiah.end()
    elif sign := _PERCENT_AFTER.match(text, end):
        percent, end = True, sign.end()
    return Number(
        start=currency.start() if money and currency else start,
        end=end,
        value=value,
        money=money,
        percent=percent,
        scaled=any(word in SCALES for word in words),
        in_words=True,
    )
