"""Which programme and which fund a figure belongs to.

In: a `Reading`, a draft and its role. Out: a name of the lexicon, or None. The figure's own sentence speaks first; the
next or the one before only where it says that it speaks of the same money or help; the article as a whole only where it
names one programme and no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.news.lexicon import RUPIAH
from lumbung.news.lines import Sentence
from lumbung.news.reading import Draft, Reading
from lumbung.news.tokens import Phrases, word_set

_Names = Sequence[tuple[int, str]]

# "Rp 1 miliar dari APBD", "Rp 1 miliar bersumber dari dana DAK".
_FROM = word_set("dari melalui lewat bersumber berasal menggunakan memakai dengan dana anggaran alokasi ( -")
_LONGEST_FROM = 4  # words
# How a sentence says that it goes on with the money or the help of the one before.
_SAME = word_set("tersebut itu ini")
_THE_MONEY = word_set("dana anggaran uang dananya anggarannya sumber uangnya")
_THE_HELP = word_set("bantuan program kegiatan penyaluran")
_EACH_RECEIVER = Phrases(
    (words, None)
    for words in (
        "setiap penerima",
        "tiap penerima",
        "masing-masing penerima",
        "setiap kpm",
        "tiap kpm",
        "masing-masing kpm",
        "setiap keluarga",
        "para penerima",
        "penerima",
    )
)
_COMES_FROM = word_set("bersumber berasal dari melalui diambil")
_OPENING = 4  # words in which a sentence refers back
# Roles of help that a programme gives. Poverty itself belongs to no programme.
_GIVEN = ("penerima", "nilai_per_penerima", "realisasi", "kuota", "sisa_penerima", "graduasi", "barang_", "usulan")


def program_of(reading: Reading, draft: Draft, role: str | None) -> str | None:
    """The programme whose help the figure counts."""
    own = reading.programs(draft.sentence)
    if own:
        return _nearest(own, draft)
    if role is None or not role.startswith(_GIVEN):
        return None
    before = reading.before(draft.sentence)
    if before is not None and before.boilerplate is None and _goes_on_with_help(reading, draft.sentence):
        names = {name for _, name in reading.programs(before)}
        if len(names) == 1:
            return names.pop()
    return reading.only_program()


def fund_of(reading: Reading, draft: Draft) -> str | None:
    """The fund that pays."""
    own = reading.funds(draft.sentence)
    if own:
        return _right_behind(reading, own, draft) or _nearest(own, draft)
    if draft.unit != RUPIAH:
        return None
    following = reading.behind(draft.sentence)
    if following is None or following.boilerplate is not None or following.paragraph > draft.sentence.paragraph + 1:
        return None
    names = {name for _, name in reading.funds(following)}
    if len(names) == 1 and _says_where_money_comes_from(reading, following):
        return names.pop()
    return None


def _nearest(names: _Names, draft: Draft) -> str | None:
    """The last name of the sentence before the figure, else the first inside or behind it."""
    before = [name for i, name in names if i < draft.number.first]
    if before:
        return before[-1]
    return names[0][1] if names else None


def _right_behind(reading: Reading, names: _Names, draft: Draft) -> str | None:
    """`Rp 2 miliar dari APBN dan Rp 1 miliar dari APBD`: each its own."""
    for i, name in names:
        between = reading.words.words[draft.stop : i]
        if draft.stop < i <= draft.stop + _LONGEST_FROM and set(between) <= _FROM:
            return name
    return None


def _goes_on_with_help(reading: Reading, sentence: Sentence) -> bool:
    """`Bantuan itu ...`, `Setiap penerima ...`."""
    words = reading.words.words
    first, _ = reading.span(sentence)
    while not words[first].isalpha() and words[first]:
        first += 1  # a quotation mark
    opening = set(words[first : first + _OPENING])
    return bool(opening & _THE_HELP and opening & _SAME) or _EACH_RECEIVER.at(words, first) is not None


def _says_where_money_comes_from(reading: Reading, sentence: Sentence) -> bool:
    """`Dana tersebut bersumber dari APBD`, with no other amount in it."""
    words = reading.words.words
    first, stop = reading.span(sentence)
    while not words[first].isalpha() and words[first]:
        first += 1
    opening = set(words[first : first + _OPENING])
    refers = bool(opening & _THE_MONEY and (opening & _SAME or opening & _COMES_FROM))
    said = words[first:stop]
    return refers and bool(_COMES_FROM & set(said)) and "rp" not in said
