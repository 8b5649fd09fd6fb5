"""Numbers with their units: what may become a figure, and what is refused with a reason.

In: a `Reading` and the dates in it. Out: `Draft` values in reading order. A number without a unit of its own takes the
one of its neighbour where the sentence says that both count the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from lumbung.news import role_rules, topics
from lumbung.news.cues import bits_between, cue
from lumbung.news.lexicon import INDEX, POINTS, RUPIAH, TIME_BASES, TRADERS, Unit
from lumbung.news.lines import Sentence
from lumbung.news.numbers import Number, numbers, read_digits
from lumbung.news.periods import Moment
from lumbung.news.reading import Draft, Reading
from lumbung.news.refusals import is_limit, refusal
from lumbung.news.tokens import Words, word_set
from lumbung.news.units import basis_before, measure, unit_before

# A small bare number is a rank or a list number more often than a figure: nothing is lost without a word on it.
SMALLEST_UNKNOWN = 100
_WEB = re.compile(
    r"https?://\S{1,300}|www\.\S{1,300}|[\w.+-]{1,64}@[\w.-]{3,80}|"
    r"(?<![\w.-])[\w-]{1,63}\.(?:[\w-]{1,63}\.){0,3}(?:com|id|net|org|example)(?![\w-])(?:/\S{0,300})?",
    re.IGNORECASE,
)
_HAS_WEB = ("www.", "://", "@", ".com", ".id", ".net", ".org", ".example")


def drafts_in(reading: Reading, dated: Sequence[Moment]) -> list[Draft]:
    text = reading.text
    closed = [(m.start, m.end) for m in dated]
    if any(sign in text for sign in _HAS_WEB):
        closed += [(m.start(), m.end()) for m in _WEB.finditer(text)]
    drafts: list[Draft] = []
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


def _draft(reading: Reading, number: Number, sentence: Sentence, before: Sequence[Draft]) -> Draft | None:
    words = reading.words
    begin, limit = reading.span(sentence)
    found = measure(words, number, limit)
    nameless = found.unit in (None, POINTS) or _is_of_a_year(words, found.stop)
    if nameless and (index := _index(reading, number, sentence)) is not None:
        number, found = index, replace(found, unit=INDEX)
    unit = found.unit
    if number.in_words and (unit is None or unit.name in _VAGUE_IN_WORDS) and not number.scaled:
        return None
    if unit is not None and unit.family == "person" and _are_traders(reading, number.stop, found.stop):
        unit = TRADERS
    draft = Draft(number, sentence, number.start, words.ends[found.stop - 1], found.stop, unit, found.basis)
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
    if unit is not None and unit.family in role_rules.RECEIVING and draft.basis is None:
        left = before[-1].stop if before and before[-1].sentence.no == sentence.no else begin
        each = basis_before(words, max(left, number.first - _REACH_OF_A_PLACE), number.first)
        draft.basis = each if each in _PLACES else None
    if unit is RUPIAH and (draft.basis is None or set(draft.basis.split("+")) <= TIME_BASES):
        left = before[-1].stop if before and before[-1].sentence.no == sentence.no else begin
        each = basis_before(words, left, number.first)
        draft.basis = "+".join(base for base in (each, draft.basis) if base is not None) or None
    return draft


def _are_traders(reading: Reading, first: int, stop: int) -> bool:
    """`120 pedagang` of an article on help for businesses: each is a business that gets it."""
    named = not _TRADERS.isdisjoint(reading.words.words[first:stop])
    return named and bool(_FOR_BUSINESSES & reading.article_bits())


_TRADERS = word_set("pedagang penjual")


_FOR_BUSINESSES = cue(
    "BPUM, modal usaha, bantuan modal, modal kerja, bantuan usaha, usaha mikro, pelaku usaha, pelaku UMKM, UMKM, KUR"
)
_REACH_OF_A_PLACE = 8  # words: "setiap kecamatan ada sebanyak 100 dhuafa"
_PLACES = frozenset(
    {"kelompok", "paket", "kelurahan", "desa", "kecamatan", "kabupaten", "provinsi", "RT", "RW", "dusun"}
)
# "dua program" in words is a turn of speech.
_VAGUE_IN_WORDS = frozenset({"program", "kegiatan", "proyek"})


def _index(reading: Reading, number: Number, sentence: Sentence) -> Number | None:
    """`Indeks Kedalaman Kemiskinan (P1) 1,424`: a number without a unit, read as a decimal."""
    if number.money or number.percent or number.scaled or number.in_words:
        return None
    printed = reading.words.words[number.first]
    if "," not in printed and "." not in printed:
        return None
    nearby = bits_between(reading.cues(sentence), max(number.first - 14, 0), number.first)
    if number.points and nearby & (topics.FALL | topics.RISE):
        return None
    exact = nearby & (topics.INDEX_1 | topics.INDEX_2 | topics.GINI)
    if nearby & topics.HDI and nearby & _OF_ANOTHER_SCALE and not exact:
        return None  # "IPM naik karena angka harapan hidup mencapai 71,32"
    if not exact and not nearby & topics.HDI and not _is_of_human_development(reading, number, sentence):
        return None
    value, loose, fault = read_digits(printed, measured=True)
    if fault or value is None or value > SMALLEST_UNKNOWN:
        return None
    return replace(number, value=value, loose=loose, points=False, fault=None)


def _is_of_a_year(words: Words, stop: int) -> bool:
    """`70,59 tahun 2023`: the year is no unit."""
    behind = words.words[stop]
    return words.words[stop - 1] == "tahun" and len(behind) == _DIGITS_OF_A_YEAR and behind.isdigit()


_DIGITS_OF_A_YEAR = 4
_LEADS_TO_A_LEVEL = frozenset({"dari", "menjadi", "dengan", "sebesar", "mencapai", "angka", "ke", "capaian", "skor"})
_LOWEST_DEVELOPMENT, _HIGHEST_DEVELOPMENT = 30, 95
_OF_ANOTHER_SCALE = cue("harapan hidup, lama sekolah, pengeluaran, usia, suhu, nilai ujian, indeks kualitas")


def _is_of_human_development(reading: Reading, number: Number, sentence: Sentence) -> bool:
    """`IPM tertinggi di ibu kota dengan 81,36, terendah di kepulauan dengan 57,28`: the index is named once, in the
    sentence or the one before, and the number can be nothing else."""
    value = number.value
    if value is None or not _LOWEST_DEVELOPMENT < value < _HIGHEST_DEVELOPMENT:
        return False
    words, begin = reading.words, reading.span(sentence)[0]
    if words.words[number.first - 1] not in _LEADS_TO_A_LEVEL:
        return False
    said = bits_between(reading.cues(sentence), begin, number.first)
    previous = reading.before(sentence)
    if previous is not None and previous.boilerplate is None:
        said |= bits_between(reading.cues(previous), *reading.span(previous))
    return bool(said & topics.HDI) and not said & _OF_ANOTHER_SCALE


_NEVER_SHARED = frozenset({"money", "percent", "points", "time", "index"})
_OF = frozenset(
    {
        *("total", "target", "jumlah", "keseluruhan", "sebanyak", "usulan", "rencana", "semula", "kuota", "sekitar"),
        "proyeksi",
    }
)
SOME_OF_THEM = frozenset({"sisanya", "selebihnya", "lainnya", "diantaranya", "antaranya"})


_CHANGES = word_set("turun naik berkurang bertambah menurun meningkat susut menyusut")


def _pair_and_borrow(reading: Reading, drafts: Sequence[Draft]) -> None:
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
        if _CHANGES & set(words[max(0, draft.number.first - 3) : draft.number.first]):
            continue  # "turun 262 ribu orang dari 15,8 juta orang"
        if (draft.number.value or 0) > (following.number.value or 0):
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


def _pair_whole_first(reading: Reading, drafts: Sequence[Draft]) -> None:
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
        if low < high and "dari" in opening and len(between) <= _LONGEST_ASIDE and reached:
            part.unit = whole.unit
            whole.pair, part.pair = "whole", "part"


def _is_out_of(words: Sequence[str], i: int, stop: int) -> bool:
    """Whether words `i` to `stop` say "out of": `dari total`, `pelaku usaha dari`."""
    said = list(words[i:stop])
    named = bool(said) and said[-1] in _OF
    while said and said[-1] in _OF:
        said.pop()
    if len(said) >= 4 and said[-2] == "yang" and said[-3] in _OF and said[-4] == "dari":
        said = said[:-3]  # "dari kuota yang ditetapkan sebanyak 2.000 unit"
    if named and said and said[0] == ",":  # "36 juta penerima, dari target 82 juta"
        said = said[1:]
    return 0 < len(said) <= 4 and said[-1] == "dari" and not set(said) & {",", ".", "(", "menjadi", "dan"}


_SMALLEST_SUM = 10**6  # printed in full behind a word of money: "alokasi 46.900.000"
_REACH_OF_A_TOTAL = 6  # words: "Dari jumlah itu, 87 sudah menerima"


def _borrowed(reading: Reading, drafts: Sequence[Draft], i: int) -> Unit | None:
    """The unit of a number that has none of its own."""
    draft, words = drafts[i], reading.words
    number = draft.number
    begin, _ = reading.span(draft.sentence)
    said = words.words
    if not _ends_phrase(words, draft.stop):
        return None
    before = (drafts[j] for j in range(i - 1, -1, -1))
    earlier = next((d for d in before if d.unit is not None and d.reason is None), None)
    same = earlier is not None and earlier.sentence.no == draft.sentence.no
    measured = number.scaled or (number.value or 0) >= _SMALLEST_SUM
    if (
        measured
        and bits_between(reading.cues(draft.sentence), max(begin, number.first - 3), number.first) & _MONEY_NOUNS
    ):
        return RUPIAH
    noun = unit_before(words, max(begin, number.first - 10), number.first)
    if noun is not None and noun.family in role_rules.RECEIVING:
        return noun
    left = set(said[max(begin, number.first - 4) : number.first]) | set(said[draft.stop : draft.stop + 3])
    if (
        same
        and earlier is not None
        and earlier.counts
        and (left & SOME_OF_THEM or said[number.first - 1] == "sebanyak")
    ):
        return earlier.unit
    # Nobody counts people by the billion.
    if (number.value or 0) >= 10**9:
        return RUPIAH
    if number.scaled and (number.value or 0) >= 10**6:
        if same and earlier is not None and earlier.unit is not None and earlier.unit.family == "money":
            return RUPIAH
        if _speaks_of_money(reading, draft):
            return RUPIAH
    if number.scaled and _speaks_of_the_poor(reading, draft):
        return Unit("orang", "person")
    of_them = {"dari", "jumlah"} <= set(said[max(begin, number.first - _REACH_OF_A_TOTAL) : number.first])
    enough = of_them or number.scaled or (number.value or 0) >= SMALLEST_UNKNOWN
    if earlier is None or not enough or not earlier.counts:
        return None
    if same and not number.in_words:
        return earlier.unit
    near = earlier.sentence.no == draft.sentence.no - 1
    again = of_them or bool(left & SOME_OF_THEM) or bool(left & {"semula", "pelaku"})
    bits = bits_between(reading.cues(draft.sentence), begin, number.first)
    return earlier.unit if (near and again) or (number.scaled and bits & topics.QUOTA) else None


_LONGEST_SYMBOL = 3  # letters: "450 VA"
_FUNCTION_WORDS = word_set(
    "sudah telah belum akan "
    "dan atau di ke dari yang untuk pada dengan adalah merupakan oleh dalam sedangkan sementara lalu serta bagi agar "
    "karena kepada per tahun pada itu ini tersebut termasuk sebagai sehingga maka tetapi namun keluar masih antara "
    "lewat melalui berkat pakai berasal saja lebih sisanya lainnya hingga sampai saat ketika terhadap bersumber "
    "dapat juga "
    "lolos lulus pelaku naik turun jadi menjadi ditambah"
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


def _speaks_of_the_poor(reading: Reading, draft: Draft) -> bool:
    """`Kemiskinan ekstrem tersisa 3,3 juta`: millions of what, if not of people."""
    begin, _ = reading.span(draft.sentence)
    bits = bits_between(reading.cues(draft.sentence), begin, draft.number.first)
    return bool(bits & (topics.POOR | topics.EXTREME)) and not _speaks_of_money(reading, draft)


def _speaks_of_money(reading: Reading, draft: Draft) -> bool:
    return bool(
        reading.bits(draft.sentence)
        & (_MONEY_WORDS | topics.WAGE | topics.LOAN | topics.ONE_SHARE | topics.BUDGET | topics.COLLECTED)
    )


_MONEY_WORDS = cue(
    "dana, anggaran, bantuan, santunan, modal, biaya, senilai, nilai, nilainya, tunjangan, pinjaman, kredit, hibah, "
    "plafon, anggran, angkutnya, uang"
)


_MONEY_NOUNS = cue(
    "harga, pagu, alokasi, "
    "dana, anggaran, santunan, modal, biaya, senilai, nilainya, tunjangan, pinjaman, kredit, hibah, uang, honor, "
    "upah, "
    "gaji, bergaji, penghasilan, berpenghasilan, pendapatan, omzet, omset, pengeluaran"
)


def mark_contradictions(drafts: Sequence[Draft]) -> None:
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
