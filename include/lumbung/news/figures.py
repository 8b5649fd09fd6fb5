"""A news text becomes figures: typed claims with their exact words.

In: a text and its date of publication (None where unknown). Out: `Figure` values in reading order; offsets count
characters of the given text. Pure: no clock, no network, no database. A number whose unit or meaning is not certain
keeps its place with `value` None and a `reason`.

The way: words -> numbers -> unit and basis -> refusal or draft -> cues around it -> role, region, period.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from lumbung.news import roles
from lumbung.news.cues import Cue, bits_between, cue, cues, last_of
from lumbung.news.lexicon import FUNDING_SOURCES, INDEX, PERCENT, POINTS, PROGRAMS, RUPIAH, TIME_BASES, Unit
from lumbung.news.lines import Sentence, article_text, sentences
from lumbung.news.mending import Legible
from lumbung.news.numbers import Number, numbers, read_digits
from lumbung.news.periods import Anchor, Moment, anchor_date, moments, relative_years, with_years, year_span
from lumbung.news.places import Mention, mentions, region_of, subject
from lumbung.news.refusals import is_limit, refusal
from lumbung.news.roles import Context, is_decrease, role_of
from lumbung.news.tokens import Phrases, Words, word_set
from lumbung.news.units import basis_before, measure, qualifier_before, unit_before

EXTRACTOR_VERSION = "2"
# A role that says no more than the unit does.
UNSPECIFIC_ROLES = frozenset({"jumlah", "nilai", "porsi_persen", "jumlah_unit"})
# What such a role is taken for where nothing else in the text says more.
DEFAULTS = {"jumlah_unit": "realisasi_unit"}
# The same where the text tells of plans for such things and of nothing done.
DEFAULTS_OF_PLANS = {"jumlah_unit": "target_unit"}
COUNTED = frozenset({"person", "household", "business", "group", "dwelling", "item", "firm", "facility", "case", "job"})
# A small bare number is a rank or a list number more often than a figure: nothing is lost without a word on it.
SMALLEST_UNKNOWN = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim. `quote` == text[start:end]; `value` in base units (rupiah, persons, percent), "
    "None with a `reason`."""

    quote: str
    start: int
    end: int
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    role: str | None
    qualifier: str  # exact, about, at_least, at_most
    region_code: str | None  # Kemendagri
    period_start: date | None
    period_end: date | None
    program: str | None
    funding_source: str | None
    reason: str | None
    confidence: float  # 0 to 1
    sentence_no: int  # from 1
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON: whole numbers as int, others as float, dates as ISO text."""
        out = asdict(self)
        for key in ("value", "value_high"):
            number = out[key]
            if number is not None:
                out[key] = int(number) if number == number.to_integral_value() else float(number)
        for key in ("period_start", "period_end"):
            if out[key] is not None:
                out[key] = out[key].isoformat()
        return out


_PROGRAMS = Phrases(PROGRAMS)
_FUNDS = Phrases(FUNDING_SOURCES)
_WEB = re.compile(
    r"https?://\S{1,300}|www\.\S{1,300}|[\w.+-]{1,64}@[\w.-]{3,80}|"
    r"(?<![\w.-])[\w-]{1,63}\.(?:[\w-]{1,63}\.){0,3}(?:com|id|net|org|example)(?![\w-])(?:/\S{0,300})?",
    re.IGNORECASE,
)
_HAS_WEB = ("www.", "://", "@", ".com", ".id", ".net", ".org", ".example")


@dataclass(slots=True)
class _Draft:
    number: Number
    sentence: Sentence
    start: int
    end: int
    stop: int  # the word behind the quote
    unit: Unit | None
    basis: str | None = None  # parts joined by "+": kapita+bulan
    pair: str | None = None
    guessed: bool = False
    reason: str | None = None
    role: str | None = None

    def refuse(self, role: str, reason: str) -> None:
        self.role, self.reason = role, reason

    @property
    def counts(self) -> bool:
        """Whether it counts people, households, things."""
        return self.unit is not None and self.unit.family in COUNTED


class _Reading:
    """One text while it is read: its words, and for each sentence its first words and cues."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = Words(text)
        self.sentences = sentences(text)
        self._spans: dict[int, tuple[int, int]] = {}
        self._cues: dict[int, list[Cue]] = {}
        self._programs: dict[int, list[tuple[int, str]]] = {}
        self._funds: dict[int, list[tuple[int, str]]] = {}

    def before(self, sentence: Sentence) -> Sentence | None:
        return self.sentences[sentence.no - 2] if sentence.no > 1 else None

    def span(self, sentence: Sentence) -> tuple[int, int]:
        """The first word of a sentence and the word behind it."""
        if sentence.no not in self._spans:
            self._spans[sentence.no] = (self.words.index(sentence.start), self.words.index(sentence.end))
        return self._spans[sentence.no]

    def cues(self, sentence: Sentence) -> list[Cue]:
        if sentence.no not in self._cues:
            self._cues[sentence.no] = cues(self.words, *self.span(sentence))
        return self._cues[sentence.no]

    def programs(self, sentence: Sentence) -> list[tuple[int, str]]:
        if sentence.no not in self._programs:
            self._programs[sentence.no] = _PROGRAMS.all(self.words.words, *self.span(sentence))
        return self._programs[sentence.no]

    def funds(self, sentence: Sentence) -> list[tuple[int, str]]:
        if sentence.no not in self._funds:
            self._funds[sentence.no] = _FUNDS.all(self.words.words, *self.span(sentence))
        return self._funds[sentence.no]


def figures(text: str, published: date | None) -> list[Figure]:
    """All figures of `text` in reading order.

    Numbers that are not figures (regulation numbers, names, page furniture, unknown units) come with `value` None and a
    reason; dates, years and list numbers are not reported. A sentence that stands a second time is read once. A byte
    order mark and twice-encoded text are read as what they mean; quote, sentence and offsets are the given text's own.
    """
    given, legible = text, Legible(text)
    reading = _Reading(legible.text)
    found_moments = moments(reading.words)
    anchor = anchor_date(reading.text, found_moments, published)
    dated = with_years(found_moments, anchor.day if anchor else None)
    drafts = _drafts(reading, dated)
    if not drafts:
        return []
    _mark_contradictions(drafts)
    named = mentions(reading.words)
    places = _by_sentence(reading.sentences, named)
    about = subject(
        reading.words, [m for s in reading.sentences if s.boilerplate is None for m in places.get(s.no, ())]
    )
    periods = _by_sentence(reading.sentences, _stated_periods(reading, dated, anchor))
    out: list[Figure] = []
    last_level: dict[str, str] = {}
    said_roles: list[str | None] = []
    for i, draft in enumerate(drafts):
        stated, period = _period(reading, draft, periods, anchor)
        context = _context(reading, drafts, i, said_roles, period, published)
        role = draft.role
        if role is None and draft.unit is not None and draft.number.value is not None:
            neighbour = said_roles[i - 1] if i and _continues_list(reading, drafts[i - 1], draft) else None
            role = role_of(draft.unit, context, last_level.get(draft.unit.family), neighbour)
            if draft.unit in (PERCENT, POINTS):
                draft.unit = _share_or_points(draft.unit, role)
        said_roles.append(role)
        if draft.unit is not None and role is not None and draft.reason is None:
            family = "percent" if draft.unit is POINTS else draft.unit.family
            if "perubahan" not in role:
                last_level[family] = role
            elif role in roles.LEVEL_OF_CHANGE:
                last_level[family] = roles.LEVEL_OF_CHANGE[role]
        region = _region(reading, draft, places, about)
        figure = _figure(reading, draft, context, role, region, period, stated)
        out.append(_as_given(figure, draft.sentence, given, legible))
    return _with_parts(_with_roles_said_elsewhere(out))


def _share_or_points(unit: Unit, role: str) -> Unit:
    """A rate of poverty changes by points even where the text says "turun 0,3 persen"; a poverty line, in rupiah, does
    not change by points even where the text says "naik 5,67 poin"."""
    if role.endswith("_persen"):
        return PERCENT
    return POINTS if role.endswith(("perubahan_P0", "perubahan_kemiskinan_ekstrem")) else unit


def _as_given(figure: Figure, sentence: Sentence, given: str, legible: Legible) -> Figure:
    """A figure of the mended text, in the words and at the place of the given one."""
    if legible.text is given or len(legible.text) == len(given):
        return figure
    start, end = legible.given(figure.start), legible.given(figure.end)
    said = given[legible.given(sentence.start) : legible.given(sentence.end)]
    return replace(figure, quote=given[start:end], start=start, end=end, sentence=said)


def _with_roles_said_elsewhere(found: list[Figure]) -> list[Figure]:
    """A headline gives an amount and the text says what it is: the same value and unit has the same role."""
    said = {
        (f.value, f.unit, f.region_code): f.role
        for f in reversed(found)
        if f.value is not None and f.role is not None and f.role not in UNSPECIFIC_ROLES
    }
    roles_said = {f.role for f in found}
    defaults = DEFAULTS_OF_PLANS if "target_unit" in roles_said and "realisasi_unit" not in roles_said else DEFAULTS
    out: list[Figure] = []
    for f in found:
        if f.value is not None and f.role in UNSPECIFIC_ROLES:
            role = said.get((f.value, f.unit, f.region_code), f.role)
            f = replace(f, role=defaults.get(role, role))
        out.append(f)
    return out


# Role of a total -> of the parts that add up to it.
_ROLE_OF_PARTS = {
    "penerima": "penerima_rincian",
    "penerima_realisasi": "penerima_rincian",
    "penerima_target": "penerima_target_rincian",
    "target_unit": "target_unit_rincian",
    "realisasi_unit": "realisasi_unit_rincian",
    "barang_dibagikan": "barang_rincian",
    "nilai_per_unit": "nilai_per_unit_rincian",
}
_MOST_PARTS = 12


def _with_parts(found: list[Figure]) -> list[Figure]:
    """`Rp 15 juta: Rp 13 juta material, Rp 2 juta upah`: figures that add up to the one before them are its parts."""
    out = list(found)
    for i, total in enumerate(out):
        if total.value is None or total.role not in _ROLE_OF_PARTS:
            continue
        alike = [j for j in range(i + 1, len(out)) if out[j].value is not None and _plain(out[j]) == _plain(total)]
        for k in range(len(alike)):
            parts = _adding_up(out, alike[k : k + _MOST_PARTS], total)
            near = parts and out[parts[0]].sentence_no <= total.sentence_no + 1
            if len(parts) >= (2 if near else _FEWEST_FAR_PARTS):
                for j in (j for j in parts if out[j].role not in _STATES_OF_PARTS):
                    out[j] = replace(out[j], role=_ROLE_OF_PARTS[total.role])
                break
    return out


_FEWEST_FAR_PARTS = 3
# Parts of which the text says what became of them keep that.
_STATES_OF_PARTS = frozenset(
    {"sisa_penerima", "penerima_ditolak", "penerima_gugur", "penerima_usulan", "graduasi", "tidak_layak"}
)


def _plain(figure: Figure) -> str:
    return (figure.unit or "").split("_per_")[0]


def _adding_up(found: Sequence[Figure], run: Sequence[int], total: Figure) -> list[int]:
    """The first of a run that add up to a total, in one sentence or the next; empty where none do."""
    left, parts = total.value or Decimal(0), []
    for j in run:
        if found[j].sentence_no > found[run[0]].sentence_no + 1:
            return []
        left -= found[j].value or Decimal(0)
        parts.append(j)
        if left <= 0:
            return parts if left == 0 else []
    return []


def body_fingerprint(body: str) -> str:
    """sha256 of the article's own words, folded: equal for exact copies whatever page furniture surrounds them."""
    words = re.findall(r"\w+", article_text(body).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


# --- drafts: numbers with their units --------------------------------------------------------------------------------
def _drafts(reading: _Reading, dated: Sequence[Moment]) -> list[_Draft]:
    text = reading.text
    closed = [(m.start, m.end) for m in dated]
    if any(sign in text for sign in _HAS_WEB):
        closed += [(m.start(), m.end()) for m in _WEB.finditer(text)]
    drafts: list[_Draft] = []
    queue = iter(reading.sentences)
    sentence = next(queue, None)
    for number in numbers(reading.words, closed):
        while sentence is not None and sentence.end <= number.start:
            sentence = next(queue, None)
        if sentence is None:
            break
        if number.start < sentence.start or sentence.repeated or _is_list_number(text, number):
            continue
        draft = _draft(reading, number, sentence, drafts)
        if draft is not None:
            drafts.append(draft)
    _pair_and_borrow(reading, drafts)
    return [d for d in drafts if d.unit is not None or d.reason is not None]


def _draft(reading: _Reading, number: Number, sentence: Sentence, before: Sequence[_Draft]) -> _Draft | None:
    words = reading.words
    begin, limit = reading.span(sentence)
    found = measure(words, number, limit)
    if found.unit in (None, POINTS) and (index := _index(reading, number, sentence)) is not None:
        number, found = index, replace(found, unit=INDEX)
    unit = found.unit
    if number.in_words and (unit is None or unit.family in _VAGUE_IN_WORDS) and not number.scaled:
        return None
    draft = _Draft(number, sentence, number.start, words.ends[found.stop - 1], found.stop, unit, found.basis)
    if sentence.boilerplate is not None:
        draft.refuse("boilerplate", f"boilerplate: {sentence.boilerplate}")
        return draft
    refused = refusal(words, number, unit, begin)
    if refused is not None:
        draft.refuse(*refused)
        if refused[0] in ("nomor", "nama"):
            draft.unit, draft.end, draft.stop = None, number.end, number.stop
        return draft
    if unit is not None and unit.family == "item" and draft.basis is None:
        draft.basis = basis_before(words, begin, number.first)
    if unit is RUPIAH and (draft.basis is None or set(draft.basis.split("+")) <= TIME_BASES):
        left = before[-1].stop if before and before[-1].sentence.no == sentence.no else begin
        each = basis_before(words, left, number.first)
        draft.basis = "+".join(base for base in (each, draft.basis) if base is not None) or None
    return draft


# "satu program", "dua kelas" in words are turns of speech.
_VAGUE_IN_WORDS = frozenset({"activity"})


def _index(reading: _Reading, number: Number, sentence: Sentence) -> Number | None:
    """`Indeks Kedalaman Kemiskinan (P1) 1,424`: a number without a unit, read as a decimal."""
    if number.money or number.percent or number.scaled or number.in_words:
        return None
    printed = reading.words.words[number.first]
    if "," not in printed and "." not in printed:
        return None
    nearby = bits_between(reading.cues(sentence), max(number.first - 14, 0), number.first)
    if number.points and nearby & (roles.FALL | roles.RISE):
        return None
    if not nearby & (roles.INDEX_1 | roles.INDEX_2 | roles.GINI | roles.HDI):
        return None
    value, loose, fault = read_digits(printed, measured=True)
    if fault or value is None or value > SMALLEST_UNKNOWN:
        return None
    return replace(number, value=value, loose=loose, points=False, fault=None)


_NEVER_SHARED = frozenset({"money", "percent", "points", "time", "index"})
_OF = frozenset(
    {"total", "target", "jumlah", "keseluruhan", "sebanyak", "usulan", "rencana", "semula", "kuota", "sekitar"}
)
_SOME_OF_THEM = frozenset({"sisanya", "selebihnya", "lainnya", "diantaranya", "antaranya"})


def _pair_and_borrow(reading: _Reading, drafts: Sequence[_Draft]) -> None:
    """`410 dari 520 pelaku usaha`, `Kabupaten Serang 9.760`, `3,2 juta di antaranya`: a number without a unit takes its
    partner's."""
    words = reading.words.words
    for i, draft in enumerate(drafts):
        following = drafts[i + 1] if i + 1 < len(drafts) else None
        if following is None or following.sentence.no != draft.sentence.no:
            continue
        if following.unit is None or following.unit.family in _NEVER_SHARED:
            continue
        if not _is_out_of(words, draft.stop, following.number.first):
            continue
        if draft.unit is None and draft.reason is None:
            draft.unit = following.unit
        if draft.reason is None and draft.unit == following.unit:
            draft.pair, following.pair = "part", "whole"
    _pair_whole_first(reading, drafts)
    for i, draft in enumerate(drafts):
        if draft.unit is not None or draft.reason is not None:
            continue
        draft.unit, draft.guessed = _borrowed(reading, drafts, i), True
        if draft.unit is not None and is_limit(
            reading.words, draft.number, draft.unit, reading.span(draft.sentence)[0]
        ):
            draft.refuse("ambang_batas", "a limit or definition in a rule, not a measurement")
        value = draft.number.value
        trivial = value is not None and value < SMALLEST_UNKNOWN and not draft.number.scaled
        if draft.unit is None and not trivial and not draft.number.in_words:
            draft.refuse("satuan_tak_dikenal", "the unit is not known")


_LONGEST_ASIDE = 8  # words
_REACHED = word_set("baru sudah telah hanya")


def _pair_whole_first(reading: _Reading, drafts: Sequence[_Draft]) -> None:
    """`Dari target 500 KK, baru 320 KK yang telah menerima`."""
    words = reading.words.words
    for whole, part in pairwise(drafts):
        if part.sentence.no != whole.sentence.no or whole.pair or part.pair or whole.reason or part.reason:
            continue
        if whole.unit is None or whole.unit.family in _NEVER_SHARED or part.unit not in (None, whole.unit):
            continue
        low, high = part.number.value or 0, whole.number.value or 0
        opening = set(words[max(reading.span(whole.sentence)[0], whole.number.first - 4) : whole.number.first])
        between = words[whole.stop : part.number.first]
        reached = _REACHED & {*between, *words[part.stop : part.stop + 3]}
        if low < high and "dari" in opening and "," in between and len(between) <= _LONGEST_ASIDE and reached:
            part.unit = whole.unit
            whole.pair, part.pair = "whole", "part"


def _is_out_of(words: Sequence[str], i: int, stop: int) -> bool:
    """Whether words `i` to `stop` say "out of": `dari total`, `pelaku usaha dari`."""
    said = list(words[i:stop])
    named = bool(said) and said[-1] in _OF
    while said and said[-1] in _OF:
        said.pop()
    if named and said[0] == ",":  # "36 juta penerima, dari target 82 juta"
        said = said[1:]
    return 0 < len(said) <= 4 and said[-1] == "dari" and not set(said) & {",", ".", "menjadi", "dan"}


_REACH_OF_A_TOTAL = 6  # words: "Dari jumlah itu, 87 sudah menerima"


def _borrowed(reading: _Reading, drafts: Sequence[_Draft], i: int) -> Unit | None:
    """The unit of a number that has none of its own."""
    draft, words = drafts[i], reading.words
    number = draft.number
    begin, _ = reading.span(draft.sentence)
    said = words.words
    if not _ends_phrase(words, draft.stop):
        return None
    earlier = next((d for d in reversed(drafts[:i]) if d.unit is not None and d.reason is None), None)
    same = earlier is not None and earlier.sentence.no == draft.sentence.no
    if (
        number.scaled
        and bits_between(reading.cues(draft.sentence), max(begin, number.first - 3), number.first) & _MONEY_NOUNS
    ):
        return RUPIAH
    noun = unit_before(words, max(begin, number.first - 10), number.first)
    if noun is not None and noun.family in roles.COUNTED:
        return noun
    left = set(said[max(begin, number.first - 4) : number.first]) | set(said[draft.stop : draft.stop + 3])
    if (
        same
        and earlier is not None
        and earlier.counts
        and (left & _SOME_OF_THEM or said[number.first - 1] == "sebanyak")
    ):
        return earlier.unit
    # Nobody counts people by the billion.
    if number.scaled and (number.value or 0) >= 10**9:
        return RUPIAH
    if number.scaled and (number.value or 0) >= 10**6:
        if same and earlier is not None and earlier.unit is not None and earlier.unit.family == "money":
            return RUPIAH
        if _speaks_of_money(reading, draft):
            return RUPIAH
    of_them = {"dari", "jumlah"} <= set(said[max(begin, number.first - _REACH_OF_A_TOTAL) : number.first])
    enough = of_them or number.scaled or (number.value or 0) >= SMALLEST_UNKNOWN
    if earlier is None or not enough or not earlier.counts:
        return None
    if same and not number.in_words:
        return earlier.unit
    near = earlier.sentence.no == draft.sentence.no - 1
    return earlier.unit if near and (of_them or left & _SOME_OF_THEM or left & {"semula", "pelaku"}) else None


_LONGEST_SYMBOL = 3  # letters: "450 VA"
_FUNCTION_WORDS = word_set(
    "sudah telah belum akan "
    "dan atau di ke dari yang untuk pada dengan adalah merupakan oleh dalam sedangkan sementara lalu serta bagi agar "
    "karena kepada per tahun pada itu ini tersebut termasuk sebagai sehingga maka tetapi namun keluar masih antara "
    "lewat melalui berkat pakai berasal saja lebih sisanya lainnya hingga sampai saat ketika terhadap bersumber "
    "dapat juga "
    "pelaku naik turun jadi menjadi ditambah"
)


def _ends_phrase(words: Words, i: int) -> bool:
    """Whether no unknown noun stands at word `i`: punctuation, a function word, a name or a verb does."""
    word = words.words[i]
    if not word or not word.isalpha() or word in _FUNCTION_WORDS:
        return True
    if words.is_capital(i):
        printed = words.printed(i)
        return not (printed.isupper() and len(printed) <= _LONGEST_SYMBOL)
    if words.words[i + 1] == "-":
        return True  # nobody counts "anak-anak"
    return len(word) > 5 and word.startswith(("di", "ter", "me", "ber"))


def _speaks_of_money(reading: _Reading, draft: _Draft) -> bool:
    first, stop = reading.span(draft.sentence)
    bits = bits_between(reading.cues(draft.sentence), first, stop)
    return bool(bits & (_MONEY_WORDS | roles.WAGE | roles.LOAN | roles.ONE_SHARE | roles.BUDGET | roles.COLLECTED))


_MONEY_WORDS = cue(
    "dana, anggaran, bantuan, santunan, modal, biaya, senilai, nilai, nilainya, tunjangan, pinjaman, kredit, hibah, "
    "plafon, anggran, angkutnya, uang"
)


_MONEY_NOUNS = cue(
    "dana, anggaran, santunan, modal, biaya, senilai, nilainya, tunjangan, pinjaman, kredit, hibah, uang, honor, "
    "upah, "
    "gaji, bergaji, penghasilan, berpenghasilan, pendapatan, omzet, omset, pengeluaran"
)


def _mark_contradictions(drafts: Sequence[_Draft]) -> None:
    """A whole smaller than the part it is said to hold is unusable: "8 persen dengan 2000 jiwa, di dalamnya
    1 persen atau 5.100 jiwa". Only the count printed without separators is given up; the share stays."""
    for i in range(len(drafts) - 3):
        share, whole, part_share, part = drafts[i : i + 4]
        if len({d.sentence.no for d in (share, whole, part_share, part)}) != 1:
            continue
        if [d.unit.family if d.unit else "" for d in (share, whole, part_share, part)] != ["percent", "person"] * 2:
            continue
        values = [d.number.value for d in (share, whole, part_share, part)]
        if any(v is None for v in values) or any(d.reason for d in (share, whole, part_share, part)):
            continue
        a, b, c, d = (v for v in values if v is not None)
        if c < a and d > b and whole.number.plain_digits:
            whole.refuse("satuan_rusak", f"the part ({part.number.value:f}) is larger than this whole: digits are lost")


def _is_list_number(text: str, number: Number) -> bool:
    """`1. Joseph ...` at the begin of a line."""
    if number.money or number.percent or number.scaled:
        return False
    line_start = max(text.rfind("\n", 0, number.start) + 1, number.start - 12)
    if line_start and text[line_start - 1] != "\n":
        return False
    return not text[line_start : number.start].strip(" (•*-") and _AFTER_LIST_NUMBER.match(text, number.end) is not None


_AFTER_LIST_NUMBER = re.compile(r"[.)]\s+\S")


# --- what stands around a draft --------------------------------------------------------------------------------------
_SAME_STATEMENT = frozenset({",", "atau", "setara", "sebanyak", "sekitar", "sebesar", "(", "dengan", "kira", "-"})
_SAME_STATEMENT_KEYS = frozenset({"atau", "(", "setara"})


def _is_same_statement(words: Words, i: int, stop: int) -> bool:
    """`1 persen atau 5.100 jiwa`, `302 ribu orang (11 persen)`: two ways to say one thing."""
    said = words.words[i:stop]
    return (
        0 < len(said) <= 4
        and all(word in _SAME_STATEMENT for word in said)
        and any(word in _SAME_STATEMENT_KEYS for word in said)
    )


_CLAUSE_ENDS = frozenset({",", ";", "dan", "serta", "sedangkan", "sementara"})


def _context(
    reading: _Reading,
    drafts: Sequence[_Draft],
    i: int,
    said_roles: Sequence[str | None],
    period: tuple[date, date] | None,
    published: date | None,
) -> Context:
    draft, words = drafts[i], reading.words
    sentence, first, stop = draft.sentence, draft.number.first, draft.stop
    begin, limit = reading.span(sentence)
    left, right = _left_end(reading, drafts, i, begin), _right_end(reading, drafts, i, limit)
    found = reading.cues(sentence)
    clause = max((j + 1 for j in range(left, first) if words.words[j] in (",", ";", ":")), default=left)
    right = next((j for j in range(stop, right) if words.words[j] in _CLAUSE_ENDS), right)
    previous = reading.before(sentence)
    recent = whole = bits_between(found, begin, limit)
    if previous is not None and previous.boilerplate is None:
        recent |= bits_between(reading.cues(previous), *reading.span(previous))
    said_before = bits_between(found, begin, first)
    return Context(
        left=bits_between(found, left, first),
        clause=bits_between(found, clause, first),
        right=bits_between(found, stop, right),
        sentence=whole,
        said_before=said_before,
        recent=recent,
        quote=bits_between(found, first, stop),
        value=draft.number.value or Decimal(0),
        aspect=_aspect(found, begin, first, stop, right) or _aspect_before(reading, sentence, previous),
        change=_change(words, found, draft, left, begin),
        future=period is not None and published is not None and period[0] > published,
        past=period is not None and published is not None and period[1].year < published.year,
        basis=draft.basis,
        bracket_of=_bracket_of(words, drafts, i),
        pair=draft.pair,
        twin_of=said_roles[i - 1] if i and _is_twin(words, drafts[i - 1], draft) else None,
        each_of=_unit_before(drafts, i),
        heads_of=bool(i) and _are_heads_of(words, drafts[i - 1], draft, said_roles[i - 1]),
        follows=_follows(drafts, i),
        part_of=_is_part(reading, drafts, i, found, begin),
    )


def _left_end(reading: _Reading, drafts: Sequence[_Draft], i: int, begin: int) -> int:
    """Where the words that speak of this number alone begin: behind the number before, past one statement."""
    j = i
    while j > 0 and drafts[j - 1].sentence.no == drafts[i].sentence.no:
        if not _is_same_statement(reading.words, drafts[j - 1].stop, drafts[j].number.first) and (
            drafts[j].pair != "whole"
        ):
            return drafts[j - 1].stop
        j -= 1
    return begin


def _right_end(reading: _Reading, drafts: Sequence[_Draft], i: int, limit: int) -> int:
    j = i
    while j + 1 < len(drafts) and drafts[j + 1].sentence.no == drafts[i].sentence.no:
        if not _is_same_statement(reading.words, drafts[j].stop, drafts[j + 1].number.first) and (
            drafts[j + 1].pair != "whole"
        ):
            return drafts[j + 1].number.first
        j += 1
    return limit


_REACH_OF_A_PLAN = 4


def _aspect(found: Sequence[Cue], begin: int, first: int, stop: int, right: int) -> str | None:
    """Whether the nearest word on the left says that it is planned or that it is done; without one, the first on the
    right. "akan menerima" is planned: a modal word reaches over the verb behind it."""
    plan, done = last_of(found, roles.PLAN, begin, first), last_of(found, roles.DONE, begin, first)
    if plan >= 0 or done >= 0:
        already = last_of(found, roles.DONE_ALREADY, begin, first)
        if plan == last_of(found, roles.REACH, begin, first) and 0 < plan - already <= 2:
            return "done"
        return "plan" if plan > done or (plan > already and done - plan <= _REACH_OF_A_PLAN) else "done"
    for one in found:
        if one.first >= stop and one.stop <= right and one.bits & (roles.PLAN | roles.DONE):
            return "plan" if one.bits & roles.PLAN else "done"
    return None


def _aspect_before(reading: _Reading, sentence: Sentence, previous: Sentence | None) -> str | None:
    """What the sentence before ends with: a sentence without a verb of its own goes on with it."""
    if previous is None or previous.boilerplate is not None:
        return None
    begin, limit = reading.span(sentence)
    if bits_between(reading.cues(sentence), begin, limit) & (roles.ATTENDED | roles.DONE | roles.REALISED):
        return None
    begin, limit = reading.span(previous)
    return _aspect(reading.cues(previous), begin, limit, limit, limit)


_REACH_OF_A_CHANGE = 7


def _leads_to_level(words: Words, i: int, value: Decimal) -> bool:
    """`naik 6,66 persen menjadi 6,73 persen` gives two levels; `turun 0,5 persen menjadi 1,2 persen` a change "
    "first."""
    if words.words[i] != "menjadi":
        return False
    level, _, _ = read_digits(words.words[i + 1], measured=True) if words.words[i + 1][:1].isdigit() else (None, 0, 0)
    return level is not None and value * 2 > level


def _change(words: Words, found: Sequence[Cue], draft: _Draft, left: int, begin: int) -> str | None:
    """ "fall" or "rise" where the number is the change itself ("turun 0,3 persen"), not the level it leads to."""
    first, stop, value = draft.number.first, draft.stop, draft.number.value or Decimal(0)
    family = draft.unit.family if draft.unit is not None else None
    fall, rise = last_of(found, roles.FALL, left, first), last_of(found, roles.RISE, left, first)
    last = max(fall, rise)
    kind = "fall" if fall >= rise else "rise"
    if family == "points":
        if last < 0:
            fall, rise = last_of(found, roles.FALL, begin, first), last_of(found, roles.RISE, begin, first)
            return "fall" if fall > rise else "rise"
        return kind
    if last < 0 or first - last > _REACH_OF_A_CHANGE or _leads_to_level(words, stop, value):
        return None
    between = set(words.words[last:first])
    if last_of(found, roles.CUT, left, first) == last:
        return None if between & {"menjadi", "dari", ","} else kind
    if last_of(found, roles.TO_LEVEL, last, first) >= 0 or any(w in (",", ";", ":") for w in words.words[last:first]):
        return None
    if family not in ("percent", "money") and first - last > 3:
        return None
    return kind


def _bracket_of(words: Words, drafts: Sequence[_Draft], i: int) -> str | None:
    """`Rp300.000 (60 persen)`: the family of the figure that a bracket explains."""
    if i == 0 or words.words[drafts[i - 1].stop : drafts[i].number.first] != ["("]:
        return None
    unit = drafts[i - 1].unit
    return unit.family if unit is not None else None


def _is_twin(words: Words, before: _Draft, draft: _Draft) -> bool:
    """`0,53 persen pada 2022, setara 1.530 jiwa`: says once more what the figure before it says."""
    if before.sentence.no != draft.sentence.no or before.unit == draft.unit or draft.number.first - before.stop > 7:
        return False
    said = words.words[before.stop : draft.number.first]
    if before.unit is PERCENT and said[-1:] == [","]:  # "2,27 persen pada 2017, 20,7 ribu jiwa"
        return True
    return any(word in ("atau", "setara", "(", "yakni", "yaitu") for word in said) or said[-2:] in (
        [",", "sekitar"],
        [",", "sebanyak"],
    )


def _unit_before(drafts: Sequence[_Draft], i: int) -> str | None:
    before = drafts[i - 1] if i else None
    if before is None or before.unit is None or before.sentence.no != drafts[i].sentence.no:
        return None
    return before.unit.name


def _are_heads_of(words: Words, before: _Draft, draft: _Draft, role: str | None) -> bool:
    """`35 juta KPM atau sekitar 140 juta jiwa`: the same help, counted once more by heads."""
    households = before.unit is not None and before.unit.family == "household"
    return households and (role or "").startswith(("penerima", "sisa_penerima")) and _is_twin(words, before, draft)


def _follows(drafts: Sequence[_Draft], i: int) -> bool:
    draft = drafts[i]
    return any(
        d.unit is not None
        and draft.unit is not None
        and d.unit.family == draft.unit.family
        and d.reason is None
        and d.sentence.no >= draft.sentence.no - 2
        for d in drafts[max(0, i - 6) : i]
    )


def _is_part(reading: _Reading, drafts: Sequence[_Draft], i: int, found: Sequence[Cue], begin: int) -> bool:
    """Behind a total of the same kind and "terdiri dari", "di antaranya", "sisanya"."""
    draft = drafts[i]
    said, first = reading.words.words, draft.number.first
    behind = last_of(found, roles.OF_THAT_TOTAL, begin, first)
    nearby = {*said[max(begin, first - 3) : first], *said[draft.stop : draft.stop + 3]}
    if _SOME_OF_THEM & nearby or (said[begin] == "dari" and said[begin + 1] in ("total", "jumlah", "angka")):
        behind = first
    if behind < 0 or draft.unit is None:
        return False
    families = {
        d.unit.family
        for d in drafts[max(0, i - 6) : i]
        if d.unit is not None
        and d.reason is None
        and d.sentence.no >= draft.sentence.no - 1
        and d.number.first < behind
    }
    return draft.unit.family in families or (draft.unit.family in roles.COUNTED and bool(families & set(roles.COUNTED)))


_LINKS = frozenset({",", "dan", "serta", ";"})
_LONGEST_LINK = 8  # words
_SAME_SIZE = 50  # amounts of a list differ by less
_NO_LINK = word_set(
    "yang menjadi dari total sedangkan sementara turun naik berkurang bertambah meningkat atau sehingga setara "
    "realisasi pagu sisa target baru sebelumnya semula berarti"
)


def _continues_list(reading: _Reading, before: _Draft, draft: _Draft) -> bool:
    """The next of a list: `17 orang dan 3 orang`, with a few words but no verb between."""
    if (
        before.sentence.no != draft.sentence.no
        or before.reason is not None
        or before.unit is None
        or draft.unit is None
    ):
        return False
    if draft.unit.family == "index":
        return False
    low, high = sorted((abs(before.number.value or Decimal(0)), abs(draft.number.value or Decimal(0))))
    if draft.unit.family == "money" and high > _SAME_SIZE * low:
        return False
    families = {before.unit.family, draft.unit.family}
    if before.unit != draft.unit and not (families == {"item"} or families <= set(roles.COUNTED)):
        return False
    said = reading.words.words[before.stop : draft.number.first]
    if said[:1] == ["dari"] and said[-1] in _LINKS:  # "Rp 2 miliar dari APBN dan Rp 1 miliar dari APBD"
        said = said[1:]
    if not said or len(said) > _LONGEST_LINK or _NO_LINK & set(said):
        return False
    if bits_between(reading.cues(draft.sentence), before.stop, draft.number.first) & roles.ACTS:
        return False
    if said[-1] in _LINKS:
        return said[:-1].count(",") <= (1 if said[-1] != "," else 0)
    return said[0] in _LINKS and said.count(",") <= 1 and len(said) <= _LONGEST_LINK // 2


# --- region and period -----------------------------------------------------------------------------------------------
def _region(reading: _Reading, draft: _Draft, places: dict[int, list[Mention]], about: str | None) -> str | None:
    previous = reading.before(draft.sentence)
    same_paragraph = previous is not None and previous.paragraph == draft.sentence.paragraph
    return region_of(
        draft.start,
        draft.end,
        places.get(draft.sentence.no, ()),
        places.get(draft.sentence.no - 1, ()) if same_paragraph else (),
        about,
    )


@dataclass(frozen=True, slots=True)
class _Stated:
    """A period that the text states at `start`..`end`."""

    start: int
    end: int
    span: tuple[date, date]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_Item = TypeVar("_Item", bound=_Placed)


def _by_sentence(all_sentences: Sequence[Sentence], items: Sequence[_Item]) -> dict[int, list[_Item]]:
    """Items in reading order, grouped by the number of the sentence in which they begin."""
    starts = [s.start for s in all_sentences]
    grouped: dict[int, list[_Item]] = {}
    for item in items:
        i = bisect_right(starts, item.start) - 1
        if i >= 0 and item.start < all_sentences[i].end:
            grouped.setdefault(all_sentences[i].no, []).append(item)
    return grouped


def _stated_periods(reading: _Reading, dated: Sequence[Moment], anchor: Anchor | None) -> list[_Stated]:
    stated = [
        _Stated(m.start, m.end, (m.first, m.last))
        for m in dated
        if m.first is not None and m.last is not None and not m.said
    ]
    if anchor is not None:
        stated += [
            _Stated(start, end, year_span(anchor.day.year + step)) for start, end, step in relative_years(reading.words)
        ]
    return sorted(stated, key=lambda period: period.start)


def _period(
    reading: _Reading, draft: _Draft, periods: dict[int, list[_Stated]], anchor: Anchor | None
) -> tuple[bool, tuple[date, date] | None]:
    """Whether the text states the period, and the period: nearest in the sentence, else of the sentence before when
    this one refers to it, else the anchor's year."""
    text, sentence = reading.text, draft.sentence
    here = _nearest_period(text, sentence, draft.start, draft.end, periods)
    if here is not None:
        return True, here
    if _EARLIER.search(text, sentence.start, draft.start):
        return False, None
    previous = reading.before(sentence)
    if previous is not None and previous.boilerplate is None and previous.no in periods:
        same_paragraph = previous.paragraph == sentence.paragraph
        back = _nearest_period(text, previous, previous.end, previous.end, periods)
        if back is not None and (same_paragraph or _REFERS_BACK.match(text, sentence.start, sentence.end)):
            return True, back
    return False, year_span(anchor.day.year) if anchor is not None and anchor.is_time_of_writing else None


_EARLIER = re.compile(r"(?<!\w)(?:sebelumnya|semula|awalnya|dulu|dahulu)(?!\w)[^,.]{0,40}$", re.IGNORECASE)
_OF_THAT_TIME = re.compile(r"[^,;.]{0,30}(?:sebesar|sebanyak|mencapai|tercatat)\s*", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r",\s+(?:yang\s+(?:akan|bakal|rencananya)|sehingga|agar|padahal|sedangkan|sementara|naik|turun|meningkat|menurun|berkurang|bertambah)(?!\w)",
    re.IGNORECASE,
)
_COMPARED_WITH = re.compile(r"(?<!\w)(?:terhadap|dibanding\w*|daripada|ketimbang)\s+(?:\w+\s+){0,4}$", re.IGNORECASE)


_REFERS_BACK = re.compile(
    r"[\"“]?\s*(?:(?:dana|anggaran|jumlah|angka|nilai|bantuan|program|kegiatan|pelatihan|dari\s+(?:jumlah|total)|"
    r"kegiatan)\b.{0,20}\b(?:tersebut|itu|ini)\b|"
    r"dengan\s+(?:anggaran|dana)\b|rinciannya|selain\s+itu|adapun|sebanyak|dari\s+jumlah)",
    re.IGNORECASE,
)


def _nearest_period(
    text: str, sentence: Sentence, start: int, end: int, periods: dict[int, list[_Stated]]
) -> tuple[date, date] | None:
    best: tuple[int, tuple[date, date]] | None = None
    for stated in periods.get(sentence.no, ()):
        first, last = stated.start, stated.end
        behind = first >= end
        gap = max(first - end if behind else start - last, 0)
        # "1.000 UMKM di tahun 2021" and "pada Maret 2021 sebesar 2,5 juta": what is nearer speaks; a number
        # between does not break the tie, a clause does.
        between = text[end:first] if behind else text[last:start]
        cost = gap + 25 * between.count(",") + 60 * between.count(";")
        # "0,2 persen poin terhadap Maret 2021" is measured against March, not in March; "90 ribu jiwa" behind
        # "dibandingkan kondisi Maret 2015 yang sebesar" is March's own.
        compared = _COMPARED_WITH.search(text, max(sentence.start, first - 60), first) is not None or (
            behind and text[first].isalpha() and text.endswith("dari ", sentence.start, first)
        )
        if compared and (behind or not _OF_THAT_TIME.fullmatch(between)):
            continue
        # "5.100 jiwa, yang akan dibantu pada tahun 2023" says when they are helped, not when they were counted.
        if behind and _NEW_CLAUSE.search(between):
            continue
        if best is None or cost < best[0]:
            best = (cost, stated.span)
    return best[1] if best else None


# --- the figure ------------------------------------------------------------------------------------------------------
def _figure(
    reading: _Reading,
    draft: _Draft,
    context: Context,
    role: str | None,
    region: str | None,
    period: tuple[date, date] | None,
    period_is_stated: bool,
) -> Figure:
    number, unit = draft.number, draft.unit
    value, high = number.value, number.value_high
    if draft.reason is not None:
        value = high = None
    elif role is not None and value is not None and is_decrease(role, context):
        value, high = -value, -high if high is not None else None
    unit_name = unit.name if unit is not None else None
    if unit is not None and unit.family == "money" and draft.basis:
        unit_name = "_".join([unit.name, "per", *draft.basis.split("+")])
    return Figure(
        quote=reading.text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        value=value,
        value_high=high,
        unit=unit_name,
        role=role,
        qualifier=_qualifier(reading.words, draft),
        region_code=region,
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        program=_named(reading.programs(draft.sentence), draft),
        funding_source=_named(reading.funds(draft.sentence), draft),
        reason=draft.reason,
        confidence=_confidence(draft, role, region, period_is_stated),
        sentence_no=draft.sentence.no,
        sentence=reading.text[draft.sentence.start : draft.sentence.end],
    )


def _qualifier(words: Words, draft: _Draft) -> str:
    before = qualifier_before(words, draft.number.first)
    if before is not None:
        return before
    behind = words.words[draft.number.stop]
    if behind == "lebih" and words.words[draft.number.stop + 1] != "dari":
        return "at_least"
    return "about" if draft.number.roughly else "exact"


def _named(names: Sequence[tuple[int, str]], draft: _Draft) -> str | None:
    """The last name of the sentence before the figure, else the first inside or behind it."""
    before = [name for i, name in names if i < draft.number.first]
    if before:
        return before[-1]
    return names[0][1] if names else None


def _confidence(draft: _Draft, role: str | None, region: str | None, period_is_stated: bool) -> float:
    score = 0.95
    score -= 0.25 if draft.guessed else 0.0
    score -= 0.1 if draft.number.loose else 0.0
    score -= 0.05 if draft.number.in_words else 0.0
    score -= 0.1 if role is None or role in UNSPECIFIC_ROLES else 0.0
    score -= 0.1 if region is None else 0.0
    score -= 0.0 if period_is_stated else 0.1
    return round(max(score, 0.1), 3)
