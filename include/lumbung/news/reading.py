"""One text while it is read, and the numbers in it with what is known of each.

`Reading` holds what is looked up again and again: the words, and for each sentence span, cues, programmes, funds.
A `Draft` is a number with its unit, before its role is known.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from lumbung.news.cues import Cue, bits_between, cues
from lumbung.news.lexicon import FUNDING_SOURCES, PROGRAMS, Unit
from lumbung.news.lines import Sentence, sentences
from lumbung.news.numbers import Number
from lumbung.news.tokens import Phrases, words_of

COUNTED = frozenset({"person", "household", "business", "group", "dwelling", "item", "firm", "facility", "case", "job"})
_LONGEST_ITEM = 16  # words and signs
_LONGEST_LIST = 40  # items
_PROGRAMS = Phrases(PROGRAMS)
_FUNDS = Phrases(FUNDING_SOURCES)


@dataclass(slots=True)
class Draft:
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


class _Named:
    """Names of a text, each with its first word, in reading order."""

    def __init__(self, named: list[tuple[int, str]]) -> None:
        self._named = named
        self._starts = [i for i, _ in named]

    def between(self, first: int, stop: int) -> list[tuple[int, str]]:
        """Those that begin at words `first` to `stop` (exclusive)."""
        return self._named[bisect_left(self._starts, first) : bisect_left(self._starts, stop)]


class Reading:
    """One text while it is read: its words, and for each sentence its first words and cues."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self.sentences = sentences(text)
        self._article_bits: int | None = None
        self._spans: dict[int, tuple[int, int]] = {}
        self._cues: dict[int, list[Cue]] = {}
        self._bits: dict[int, int] = {}
        self._programs = _Named(_PROGRAMS.all(self.words))
        self._funds = _Named(_FUNDS.all(self.words))
        self._only_program: tuple[str | None] | None = None

    def before(self, sentence: Sentence) -> Sentence | None:
        return self.sentences[sentence.no - 2] if sentence.no > 1 else None

    def behind(self, sentence: Sentence) -> Sentence | None:
        return self.sentences[sentence.no] if sentence.no < len(self.sentences) else None

    def span(self, sentence: Sentence) -> tuple[int, int]:
        """The first word of a sentence and the word behind it."""
        if sentence.no not in self._spans:
            self._spans[sentence.no] = (self.words.index(sentence.start), self.words.index(sentence.end))
        return self._spans[sentence.no]

    def cues(self, sentence: Sentence) -> list[Cue]:
        if sentence.no not in self._cues:
            self._cues[sentence.no] = cues(self.words, *self.span(sentence))
        return self._cues[sentence.no]

    def bits(self, sentence: Sentence) -> int:
        """All cues of a sentence."""
        if sentence.no not in self._bits:
            self._bits[sentence.no] = bits_between(self.cues(sentence), *self.span(sentence))
        return self._bits[sentence.no]

    def article_bits(self) -> int:
        """All cues of the article's own sentences: what it speaks of."""
        if self._article_bits is None:
            self._article_bits = 0
            for sentence in self.sentences:
                if sentence.boilerplate is None:
                    self._article_bits |= self.bits(sentence)
        return self._article_bits

    def heading(self, sentence: Sentence) -> Sentence | None:
        """The sentence that ends in a colon above a list in which this one is an item."""
        at = sentence.no - 2
        if self.item_length(sentence) > _LONGEST_ITEM:
            return None
        while at >= 0 and sentence.no - 2 - at < _LONGEST_LIST:
            one = self.sentences[at]
            if self.text[one.end - 1] == ":":
                return one
            if self.item_length(one) > _LONGEST_ITEM:
                return None
            at -= 1
        return None

    def item_length(self, sentence: Sentence) -> int:
        first, stop = self.span(sentence)
        return stop - first

    def only_program(self) -> str | None:
        """The programme that the article opens with, where it names no other."""
        if self._only_program is None:
            own = [one for one in self.sentences if one.boilerplate is None]
            named = {name for one in own for _, name in self.programs(one)}
            opens = bool(own) and bool(self.programs(own[0]))
            self._only_program = (named.pop() if len(named) == 1 and opens else None,)
        return self._only_program[0]

    def programs(self, sentence: Sentence) -> list[tuple[int, str]]:
        return self._programs.between(*self.span(sentence))

    def funds(self, sentence: Sentence) -> list[tuple[int, str]]:
        return self._funds.between(*self.span(sentence))
