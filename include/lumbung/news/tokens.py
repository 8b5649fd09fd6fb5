"""A text becomes words with their places, in one pass; whatever is read from it later walks over these words.

In: a text. Out: `Words`: each run of digits (`1.250,5`), each run of letters in lower case and each other sign is one
word. `Words.where` finds the words of a list. `Phrases` finds the longest phrase of a table that begins or ends at a
word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, KeysView, Sequence
from functools import lru_cache
from itertools import compress
from typing import Generic, TypeVar

# Raised, lowered and circled digits, which Python takes for letters and for digits: alone they are marks of notes.
_NOTE_MARKS = (
    "\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c"
    "\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\U00010a40-\U00010a43"
    "\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a"
)
# Most words are of plain letters only, for which the first alternative is the faster.
_WORD = re.compile(rf"[a-z]+(?![^\W\d_])|[0-9]+(?:[.,][0-9]+)*|[^\W\d_{_NOTE_MARKS}][^\W\d_]*|[^\w\s]|_")
# Empty words at the end: a look ahead of the last word, or behind the first, finds nothing instead of failing.
_MARGIN = 8

_Value = TypeVar("_Value")


class Words:
    """`words[i]` stands at `text[starts[i]:ends[i]]`. `count` words are real, the rest is margin. `digits` are the
    words that begin with a digit."""

    __slots__ = ("_distinct", "count", "digits", "ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        folded = text.lower()
        if len(folded) != len(text):  # a few letters become two
            folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        spans = [match.span() for match in _WORD.finditer(folded)]
        self.text = text
        self.count = len(spans)
        words = [folded[start:end] for start, end in spans]
        self._distinct = frozenset(words)
        self.digits = [i for i, word in enumerate(words) if "0" <= word < ":"]
        self.words = words + [""] * _MARGIN
        self.starts = [start for start, _ in spans] + [len(text)] * _MARGIN
        self.ends = [end for _, end in spans] + [len(text)] * _MARGIN

    def index(self, position: int) -> int:
        """The first word that begins at or behind a position."""
        return bisect_left(self.starts, position, 0, self.count)

    def where(self, listed: Iterable[str]) -> list[int]:
        """The words that are of a list, in reading order. Most lists share no word with a text."""
        found = self._distinct.intersection(listed)
        return list(compress(range(self.count), map(found.__contains__, self.words))) if found else []

    def touches(self, i: int) -> bool:
        """Whether word `i` follows the word before it without a blank."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def gap(self, i: int) -> int:
        """Characters between word `i` and the word before it."""
        return self.starts[i] - self.ends[i - 1] if i > 0 else 0

    def is_capital(self, i: int) -> bool:
        """Whether word `i` begins with a capital letter."""
        return 0 <= i < self.count and self.text[self.starts[i]].isupper()

    def printed(self, i: int) -> str:
        """Word `i` as the text prints it."""
        return self.text[self.starts[i] : self.ends[i]]


@lru_cache(maxsize=1)
def words_of(text: str) -> Words:
    """The words of a text. Those of the last text are kept: figures, dates and checks are read from the same one."""
    return Words(text)


def word_set(listed: str) -> frozenset[str]:
    """The words of a list with blanks between."""
    return frozenset(listed.split())


def split(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, as `Words` would cut it."""
    return tuple(_WORD.findall(phrase.lower()))


class Phrases(Generic[_Value]):
    """A table of phrases, for looking up at a word."""

    def __init__(self, table: Iterable[tuple[str, _Value]]) -> None:
        self._by_first: dict[str, list[tuple[int, tuple[str, ...], _Value]]] = {}
        self._by_last: dict[str, list[tuple[int, tuple[str, ...], _Value]]] = {}
        for phrase, value in table:
            words = split(phrase)
            self._by_first.setdefault(words[0], []).append((len(words), words, value))
            self._by_last.setdefault(words[-1], []).append((len(words), words, value))
        for entries in (*self._by_first.values(), *self._by_last.values()):
            entries.sort(key=lambda entry: -entry[0])

    @property
    def first_words(self) -> KeysView[str]:
        """The words that phrases of the table begin with."""
        return self._by_first.keys()

    def all(self, words: Words) -> list[tuple[int, _Value]]:
        """Where phrases begin in a text, and their values."""
        return [(i, found[1]) for i in words.where(self._by_first) if (found := self.at(words.words, i)) is not None]

    def at(self, words: Sequence[str], i: int) -> tuple[int, _Value] | None:
        """How many words the longest phrase that begins at word `i` has, and its value."""
        for length, phrase, value in self._by_first.get(words[i], ()):
            if length == 1 or tuple(words[i : i + length]) == phrase:
                return length, value
        return None

    def before(self, words: Sequence[str], i: int) -> tuple[int, _Value] | None:
        """The same for the longest phrase whose last word is right before word `i`."""
        for length, phrase, value in self._by_last.get(words[i - 1], ()):
            if i >= length and tuple(words[i - length : i]) == phrase:
                return length, value
        return None
