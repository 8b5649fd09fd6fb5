"""Words become numbers: Indonesian digits, scale words, money signs, ranges and number words, each with its span.

In: the words of a text and the spans that hold no quantity (dates). Out: `Number` values in reading order. A number
whose digits cannot be read in one way only keeps its span and a `fault`; its value is None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lumbung.news.lexicon import DIGIT_WORDS, MONEY_LETTERS, MULTIPLIER_WORDS, ONE_WORDS, SCALES
from lumbung.news.tokens import Words, word_set

Span = tuple[int, int]

ONE = Decimal(1)
FIRST_NUMBER_WORDS = DIGIT_WORDS.keys() | ONE_WORDS.keys()
_FIRST_WORDS = FIRST_NUMBER_WORDS | {"rp"}
NUMBER_WORDS = FIRST_NUMBER_WORDS | MULTIPLIER_WORDS.keys() | SCALES.keys() | {"belas"}
# "ribuan": about so many thousands.
_ROUGH_SCALES = {f"{word}an": scale for word, scale in SCALES.items()}
_DASHES = frozenset("-–—")
_UP_TO = frozenset({"sampai", "hingga", "sd"})
_LONGEST_GAP = 3  # blanks between a number and its currency sign or scale


@dataclass(frozen=True, slots=True)
class Number:
    """One number as printed. `start`..`end` covers currency sign, digits, scale and percent sign; `first` is its first
    word, `stop` the word behind it."""

    start: int
    end: int
    first: int
    stop: int
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
    gloss: Span | None = None  # words of a bracket behind the digits: "5 (lima pelatihan)"
    fault: str | None = None


_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$")
_COMMA_DECIMAL = re.compile(r"\d+,\d+$")
_DOT_DECIMAL = re.compile(r"\d+\.\d+$")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$")


def read_digits(printed: str, *, measured: bool) -> tuple[Decimal | None, bool, str | None]:
    """Digits as Indonesians print them: dot for thousands, comma for decimals.

    `measured` says that a scale word or percent sign follows, so a lone dot or comma may stand before decimals.
    Returns value, whether the second-best reading was taken, and the fault that forbids a value.
    """
    if printed.isdigit():
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


_POINT = "koma"


def _read_decimal_words(words: Sequence[str]) -> Decimal | None:
    """`["tiga", "koma", "satu", "miliar"]` -> 3100000000: digits one by one behind the point, then a scale."""
    at = words.index(_POINT)
    whole, behind = read_words(words[:at]), list(words[at + 1 :])
    scale = SCALES[behind.pop()] if behind and behind[-1] in SCALES else Decimal(1)
    if whole is None or not behind or not all(word in DIGIT_WORDS for word in behind):
        return None
    return (whole + Decimal("0." + "".join(str(DIGIT_WORDS[word]) for word in behind))) * scale


class _Spans:
    """Answers whether a position lies in one of the given spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def end_at(self, position: int) -> int | None:
        i = bisect_right(self._starts, position) - 1
        return self._ends[i] if i >= 0 and position < self._ends[i] else None


def numbers(words: Words, without: Sequence[Span] = ()) -> list[Number]:
    """All numbers of a text outside the spans `without`, in reading order."""
    closed = _Spans(without)
    found: list[Number] = []
    taken = 0
    for i in sorted([*words.digits, *words.where(_FIRST_WORDS)]):
        if i < taken:
            continue
        word = words.words[i]
        number: Number | None = None
        if word[0].isdigit():
            if closed.end_at(words.starts[i]) is None and not _is_glued(words, i):
                number = _digits_at(words, i, closed)
        elif word in FIRST_NUMBER_WORDS:
            if closed.end_at(words.starts[i]) is None:
                number = _words_at(words, i)
        else:
            number = _without_digits(words, i)
        if number is not None:
            found.append(number)
            taken = number.gloss[1] if number.gloss else number.stop
    return found


def _is_glued(words: Words, i: int) -> bool:
    """Digits inside a name: Covid-19, P3KE, ke-4, a/n12. A minus sign or range dash between digits is not glue."""
    if not words.touches(i):
        return words.words[i - 1] == "-" and words.words[i - 2] == "covid"
    before = words.words[i - 1]
    if before.isalpha():
        return _currency(words, i)[0] == i
    if before in ("_", "@", "#"):
        return True
    if before in ("-", "/"):
        return (words.touches(i - 1) or words.words[i - 2] == "covid") and words.words[i - 2].isalpha()
    return False


def _currency(words: Words, i: int) -> tuple[int, bool, bool]:
    """The first word of a number at word `i`, its currency sign included; whether that says rupiah; whether dollar."""
    sign = i - 1
    if words.words[sign] in (".", ","):
        sign -= 1
    if sign < 0 or words.starts[i] - words.ends[sign] > _LONGEST_GAP + 2:
        return i, False, False
    word = words.words[sign]
    if word in ("rp", "idr") or _is_glued_sign(words, sign):
        return sign, True, False
    if word == "usd":
        return sign, False, True
    if word == "$":
        return sign - 1 if words.words[sign - 1] == "us" else sign, False, True
    return i, False, False


def _is_glued_sign(words: Words, i: int) -> bool:
    """`menjadiRp25.500`: the blank before the sign is lost."""
    return words.words[i].endswith("rp") and words.printed(i).endswith("Rp") and words.printed(i)[:-2].islower()


def _digits_at(words: Words, i: int, closed: _Spans) -> Number:
    first, money, dollar = _currency(words, i)
    printed, stop = words.words[i], i + 1
    loose = False
    if _is_split_decimal(words, i, money):
        printed, stop, loose = f"{printed},{words.words[i + 2]}", i + 3, True
    elif money and _is_split_thousands(words, i):
        printed, stop, loose = f"{printed}.{words.words[i + 2]}", i + 3, True
    elif not (money or dollar) and words.words[i - 1] in _BEFORE_AN_AMOUNT and words.printed(stop) in MONEY_LETTERS:
        money = not words.words[stop + 1].isdigit()
    scale, after_scale, roughly = _scale_at(words, stop, money or dollar)
    if scale is None and (behind := _behind_an(words, stop)) is not None:  # "400-an juta"
        scale, after_scale, _ = _scale_at(words, behind, money or dollar)
        roughly = scale is not None
    measured = dollar or scale is not None or _is_percent(words, stop) or _points_at(words, stop) is not None
    value, second_best, fault = read_digits(printed, measured=measured)
    loose = loose or second_best
    high: Decimal | None = None
    scaled = scale is not None
    if value is None or scaled:
        stop = after_scale
    elif money:
        stop = _behind_dash(words, stop)
    upper = _upper_end(words, stop, money or dollar)
    if upper is not None and value is not None and closed.end_at(upper.start) is None:
        low = value * (scale or upper.scale or ONE)
        if upper.value > low:
            value, high, stop = low, upper.value, upper.stop
            scaled, roughly = scaled or upper.scale is not None, roughly or upper.roughly
    if value is not None and scale is not None and high is None:
        value, stop = _compound(words, value * scale, scale, stop)
    if value is not None and not scaled and (behind := _behind_an(words, stop)):
        stop, roughly = behind, True
    percent = points = False
    if _is_percent(words, stop):
        stop, percent = stop + 1, True
    if (behind := _points_at(words, stop)) is not None:
        stop, percent, points = behind, False, True
    elif not percent and words.words[stop] == "rupiah":
        stop, money = stop + 1, True
    elif not percent and words.words[stop] == "dolar":
        stop, dollar = stop + (2 if words.words[stop + 1] == "as" else 1), True
    return Number(
        start=words.ends[first] - 2 if _is_glued_sign(words, first) else words.starts[first],
        end=words.ends[stop - 1],
        first=first,
        stop=stop,
        value=value,
        value_high=high,
        money=money,
        dollar=dollar,
        percent=percent,
        points=points,
        scaled=scaled,
        roughly=roughly,
        plain_digits=scale is None and printed.isdigit() and len(printed) >= 4,
        loose=loose,
        gloss=_gloss(words, stop),
        fault=fault,
    )


def _is_split_decimal(words: Words, i: int, money: bool) -> bool:
    """`Rp 12, 5 juta`: a blank got into the number. Only before a scale or a percent sign."""
    if words.words[i + 1] != "," or not words.touches(i + 1) or "," in words.words[i] or words.touches(i + 2):
        return False
    fraction = words.words[i + 2]
    if not fraction.isdigit() or len(fraction) > 2:
        return False
    return _is_percent(words, i + 3) or (money and words.words[i + 3] in SCALES)


# "Anggarkan 18 M": the sign is left out of a headline.
_BEFORE_AN_AMOUNT = word_set(
    "anggarkan dianggarkan menganggarkan anggaran alokasikan dialokasikan gelontorkan kucurkan siapkan dana senilai "
    "sebesar"
)
_WHOLE_THOUSANDS = re.compile(r"\d{3}(?:\.\d{3})*$")


def _is_split_thousands(words: Words, i: int) -> bool:
    """`Rp 290. 500.000`: a blank got into the thousands."""
    return (
        len(words.words[i]) <= 3
        and words.words[i].isdigit()
        and words.words[i + 1] == "."
        and words.touches(i + 1)
        and words.gap(i + 2) == 1
        and _WHOLE_THOUSANDS.match(words.words[i + 2]) is not None
    )


def _is_percent(words: Words, i: int) -> bool:
    return words.words[i] in ("%", "persen", "prosen") and words.gap(i) <= _LONGEST_GAP


def _points_at(words: Words, i: int) -> int | None:
    """The word behind `poin`, `poin persen`, `basis poin` at word `i`."""
    if words.words[i] == "-":
        i += 1
    if words.words[i] == "basis":
        i += 1
    if words.words[i] not in ("poin", "point"):
        return None
    return i + 2 if words.words[i + 1] in ("persen", "%") else i + 1


def _scale_at(words: Words, i: int, currency: bool) -> tuple[Decimal | None, int, bool]:
    """Scale, the word behind it, and whether it says "about" (`ribuan`)."""
    at = i + 1 if words.words[i] == "-" and words.touches(i) and words.touches(i + 1) else i
    word = words.words[at]
    if words.gap(at) > _LONGEST_GAP:
        return None, i, False
    if word in SCALES:
        return SCALES[word], at + 1, False
    if word in _ROUGH_SCALES:
        return _ROUGH_SCALES[word], at + 1, True
    # "Rp3,1 M" is miliar; "Rp 5 T-shirt" is not triliun.
    if (
        currency
        and (scale := MONEY_LETTERS.get(words.printed(at)))
        and not (words.touches(at + 1) and (words.words[at + 1] == "-" or words.words[at + 1].isalnum()))
    ):
        return scale, at + 1, False
    return None, i, False


def _behind_dash(words: Words, i: int) -> int:
    """Behind `,-` or `.-` of `Rp 100.000,-`."""
    if words.words[i] in (",", ".") and words.touches(i) and words.words[i + 1] == "-":
        return i + 3 if words.words[i + 2] == "-" and words.touches(i + 2) else i + 2
    return i


def _behind_an(words: Words, i: int) -> int | None:
    """Behind the ending of `600an` or `600-an`."""
    if words.words[i] == "-" and words.touches(i):
        i += 1
    return i + 1 if words.words[i] == "an" and words.touches(i) else None


@dataclass(frozen=True, slots=True)
class _Upper:
    start: int
    stop: int
    value: Decimal
    scale: Decimal | None
    roughly: bool


def _upper_end(words: Words, i: int, currency: bool) -> _Upper | None:
    """The upper end of `5,3-7 miliar` or `10 hingga 15 persen`, or None."""
    if words.words[i] in _DASHES:
        i += 1
    elif words.words[i] in _UP_TO:
        i += 2 if words.words[i + 1] == "dengan" else 1
    elif words.words[i] == "s" and (behind := _behind_s_d(words, i)):
        i = behind
    else:
        return None
    if words.words[i] == "rp":
        if not currency:
            return None
        i += 2 if words.words[i + 1] == "." else 1
    printed = words.words[i]
    if not printed[:1].isdigit():
        return None
    scale, stop, roughly = _scale_at(words, i + 1, currency)
    value, _, fault = read_digits(printed, measured=scale is not None or _is_percent(words, i + 1))
    if value is None or fault:
        return None
    return _Upper(words.starts[i], stop, value * (scale or ONE), scale, roughly)


def _behind_s_d(words: Words, i: int) -> int | None:
    """Behind `s.d.` or `s/d` that begins at word `i`."""
    if words.words[i + 1] in (".", "/") and words.words[i + 2] == "d":
        return i + 4 if words.words[i + 3] == "." else i + 3
    return None


def _compound(words: Words, value: Decimal, scale: Decimal, i: int) -> tuple[Decimal, int]:
    """`17 juta 500 ribu`: smaller parts that follow are added."""
    while True:
        at = i + 1 if words.words[i] == "lebih" else i
        if not words.words[at][:1].isdigit():
            return value, i
        smaller, stop, _ = _scale_at(words, at + 1, currency=False)
        part, _, fault = read_digits(words.words[at], measured=smaller is not None)
        if smaller is None or smaller >= scale or part is None or fault or part * smaller >= scale:
            return value, i
        value, scale, i = value + part * smaller, smaller, stop


def _gloss(words: Words, i: int) -> Span | None:
    """The words of a bracket that says the number once more, `5 (lima pelatihan)`; the end is behind the bracket."""
    if words.words[i] != "(" or words.words[i + 1] not in FIRST_NUMBER_WORDS:
        return None
    stop = next((j for j in range(i + 2, min(i + 12, words.count)) if words.words[j] == ")"), None)
    return (i + 1, stop + 1) if stop is not None else None


def _words_at(words: Words, i: int) -> Number | None:
    if words.touches(i) and (words.words[i - 1] == "-" or words.words[i - 1].isalnum()):
        return None
    stop = i + 1
    while words.words[stop] in NUMBER_WORDS or (words.words[stop] == _POINT and words.words[stop + 1] in DIGIT_WORDS):
        stop += 1
    if words.words[stop] == "-" and words.touches(stop):
        return None
    said = words.words[i:stop]
    # "satu" alone is an article ("satu program"), not a count.
    if said == ["satu"]:
        return None
    value = _read_decimal_words(said) if _POINT in said else read_words(said)
    if value is None:
        return None
    if said[-1] in SCALES and words.words[stop] == "setengah":
        value, stop = value + SCALES[said[-1]] / 2, stop + 1  # "dua juta setengah"
    first, money, _ = _currency(words, i)
    percent = points = False
    if words.words[stop] == "rupiah":
        money, stop = True, stop + 1
    elif _is_percent(words, stop):
        percent, stop = True, stop + 1
        if (behind := _points_at(words, stop)) is not None:
            percent, points, stop = False, True, behind
    return Number(
        start=words.starts[first if money else i],
        end=words.ends[stop - 1],
        first=first if money else i,
        stop=stop,
        value=value,
        money=money,
        percent=percent,
        points=points,
        scaled=any(word in SCALES for word in said),
        in_words=True,
    )


def _without_digits(words: Words, i: int) -> Number | None:
    """`Rp ,-`: a currency sign whose digits are lost."""
    at = i + 2 if words.words[i + 1] == "." else i + 1
    if words.words[at] != "," or words.words[at + 1] != "-" or words.starts[at] - words.ends[i] > _LONGEST_GAP + 1:
        return None
    return Number(
        start=words.starts[i],
        end=words.ends[at + 1],
        first=i,
        stop=at + 2,
        value=None,
        money=True,
        fault="the digits behind the currency sign are lost",
    )
