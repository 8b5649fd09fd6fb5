"""What a number counts: the unit behind it, the basis of a rate, and which qualifier stands before it.

In: words and a number. Out: unit, basis and the word behind the quote. A noun that the lexicon does not know gives no
unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.news.lexicon import (
    DOLLAR,
    EACH_WORDS,
    PERCENT,
    POINTS,
    QUALIFIER_FILLERS,
    QUALIFIERS_BEFORE,
    RATE_BASES,
    RUPIAH,
    TIME_BASES,
    TIME_WORDS,
    UNIT_BY_PHRASE,
    UNIT_FILLERS,
    Unit,
)
from lumbung.news.numbers import Number
from lumbung.news.tokens import Phrases, Words

_UNITS = Phrases(UNIT_BY_PHRASE.items())
_BASES = Phrases(RATE_BASES.items())
_QUALIFIERS = Phrases(QUALIFIERS_BEFORE)
_EACH = Phrases(
    (words, None) for words in ("per", "setiap", "tiap", "tiap-tiap", "masing-masing", "untuk satu", "satu")
)
_RATED = frozenset({"money", "person", "household", "business", "group", "dwelling", "item"})
_COUNTS_PEOPLE = frozenset({"person", "household", "business", "group", "job"})
_MOST_BASES = 3
_SMALLEST_PAYMENT = 10_000  # nobody counts more of an unnamed thing per month or person
_REACH_OF_A_NOUN = 4  # words
# "buruh di Kabupaten Blora yang mendapatkan BLT sebanyak 830"
_COUNTED_BY = frozenset({"sebanyak", "sejumlah", "berjumlah"})
_REACH_PAST_A_CLAUSE = 12
_REACH_PAST_A_PLACE = 8  # "jumlah KPM di Kabupaten Tegal 2.345"


@dataclass(frozen=True, slots=True)
class Measure:
    """`unit` is None where no known unit stands; `basis` joins the bases of a rate by "+": kapita+bulan; `stop` is the
    word behind the quote."""

    unit: Unit | None
    basis: str | None
    stop: int


def measure(words: Words, number: Number, limit: int) -> Measure:
    """Unit and basis behind a number; `limit` is the word behind its sentence."""
    stop = number.stop
    unit = _printed_unit(number)
    if unit is None:
        found = None
        if number.gloss is not None:
            inside, behind = number.gloss
            found = _unit_inside(words, inside, behind - 1) or unit_at(words, behind, limit)
        found = found or unit_at(words, stop, limit)
        if found is not None:
            unit, stop = found
    bases: list[str] = []
    while len(bases) < _MOST_BASES and (rate := _rate_at(words, stop, limit)) is not None:
        if unit is None and (number.scaled or (number.value or 0) >= _SMALLEST_PAYMENT):
            unit = RUPIAH  # "200.000 per bulan"
        if unit is None or unit.family not in _RATED:
            break
        bases.append(rate[0])
        stop = rate[1]
    return Measure(unit, "+".join(bases) or None, stop)


def unit_at(words: Words, i: int, limit: int) -> tuple[Unit, int] | None:
    """The unit at word `i`, past a filler or a hyphen, and the word behind it."""
    if words.words[i] == "-":
        i += 1
    for at in (i, i + 1, i + 2):
        if at >= limit:
            return None
        found = _UNITS.at(words.words, at) or _with_suffix(words.words[at])
        if found is not None and found[1].name == "buah" and (noun := _UNITS.at(words.words, at + 1)) is not None:
            at, found = at + 1, noun  # "270 buah rumah"
        if found is not None:
            stop = at + found[0]
            # "orang-orangan" and "desa-desa" are other words.
            if stop > limit or (words.words[stop] == "-" and words.touches(stop) and words.touches(stop + 1)):
                return None
            return found[1], stop
        if words.words[at] not in UNIT_FILLERS and not (words.words[at] == "orang" and words.words[at + 1] == "lebih"):
            return None
    return None


def _with_suffix(word: str) -> tuple[int, Unit] | None:
    """`45 warganya`."""
    unit = UNIT_BY_PHRASE.get(word[:-3]) if word.endswith("nya") else None
    return (1, unit) if unit is not None else None


def unit_before(words: Words, begin: int, i: int) -> Unit | None:
    """The counted noun right before a number that has none behind it: `jumlah penerima BLT 30,04 juta`."""
    counted = words.words[i - 1] in _COUNTED_BY
    for at in range(i, max(i - (_REACH_PAST_A_CLAUSE if counted else _REACH_PAST_A_PLACE), begin), -1):
        found = _UNITS.before(words.words, at) or _with_suffix(words.words[at - 1])
        near = counted or i - at < _REACH_OF_A_NOUN or "di" in words.words[at:i]
        counts_people = found is not None and found[1].family in _COUNTS_PEOPLE
        if found is not None and counts_people and near and at - found[0] >= begin:
            return found[1]
        if not words.words[at - 1].isalpha() and words.words[at - 1] != ":":
            return None
    return None


def basis_before(words: Words, begin: int, stop: int) -> str | None:
    """`Masing-masing kelurahan dialokasikan sekitar Rp 80 juta`: the basis stands earlier in the same sentence."""
    for i in range(stop - 1, begin, -1):
        if words.words[i] in ("total", "totalnya", ",", ";"):
            return None
        base = _BASES.at(words.words, i)
        if base is None or i + base[0] > stop or _EACH.before(words.words, i) is None:
            continue
        # "6 persen per tahun untuk pinjaman Rp 10 juta": the time belongs to what stands before it.
        return None if base[1] in TIME_BASES and words.words[i - 1] == "per" else base[1]
    return None


def qualifier_before(words: Words, i: int) -> str | None:
    """`sekitar`, `lebih dari sebanyak`: about, at_least or at_most, or None."""
    for at in (i, i - 1):
        found = _QUALIFIERS.before(words.words, at)
        if found is not None:
            return found[1]
        if words.words[at - 1] not in QUALIFIER_FILLERS:
            return None
    return None


def _printed_unit(number: Number) -> Unit | None:
    if number.money:
        return RUPIAH
    if number.dollar:
        return DOLLAR
    if number.points:
        return POINTS
    return PERCENT if number.percent else None


def _unit_inside(words: Words, begin: int, stop: int) -> tuple[Unit, int] | None:
    for i in range(begin + 1, stop):
        found = _UNITS.at(words.words, i)
        if found is not None and i + found[0] <= stop:
            return found[1], i + found[0]
    return None


def _rate_at(words: Words, i: int, limit: int) -> tuple[str, int] | None:
    """A basis at word `i` (`/kapita`, `per kelurahan`, `setiap kelurahan`, `perbulan`), and the word behind it."""
    word = words.words[i]
    if word == "," and words.words[i + 1] == "-":
        i += 2
        word = words.words[i]
    if word in TIME_WORDS:
        return TIME_WORDS[word], i + 1
    if word in EACH_WORDS and not words.words[i + 1].isalpha():
        return EACH_WORDS[word], i + 1
    if word.startswith("per") and word[3:] in RATE_BASES:
        return RATE_BASES[word[3:]], i + 1
    if word in ("untuk", "di", "bagi") and words.words[i + 1] in ("setiap", "tiap", "masing", "per", "satu"):
        i += 1
        word = words.words[i]
    elif word == "satu":
        return None
    if word == "per" and words.words[i + 1] == "-" and words.touches(i + 1):
        i += 1
        word = "per"
    elif word == "per" and words.words[i + 1] in ("masing", "setiap", "tiap", "satu"):
        i += 1
        word = words.words[i]
    if word == "masing" and words.words[i + 1] == "-":
        i += 2
    elif word not in ("/", "per", "setiap", "tiap", "satu"):
        return None
    base = _BASES.at(words.words, i + 1)
    if base is None or i + 1 + base[0] > limit:
        return None
    return base[1], i + 1 + base[0]
