"""Words that tell what a figure says, found in one pass: each list of words is one bit.

In: words of a sentence. Out: `Cue` spans with the bits of the lists they stand in. A rule then asks for bits in a part
of the sentence instead of searching it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from lumbung.news.tokens import Words, split

_lists = 0
_of_word: dict[str, int] = {}
_of_phrase: dict[str, list[tuple[tuple[str, ...], int]]] = {}
_of_stem: dict[str, int] = {}
_of_exact: dict[str, int] = {}
_quiet: dict[str, list[tuple[str, ...]]] = {}
_SHORTEST_STEM, _LONGEST_STEM = 3, 12


class Cue(NamedTuple):
    """Words `first` to `stop` (exclusive) stand in the lists of `bits`."""

    first: int
    stop: int
    bits: int


def cue(phrases: str) -> int:
    """A bit for a comma list of phrases; `*` leaves a word's ending open (`dialokasi*`), `~` before a verb's root means
    all its forms (`~salur`: menyalurkan, disalurkan, tersalurkan ...), `-nya` is always allowed, but not behind `=`."""
    global _lists
    bit = 1 << _lists
    _lists += 1
    for phrase in phrases.split(", "):
        phrase = phrase.strip()
        if phrase.startswith("="):
            _of_exact[phrase[1:]] = _of_exact.get(phrase[1:], 0) | bit
            continue
        if phrase.endswith("*"):
            _of_stem[phrase[:-1]] = _of_stem.get(phrase[:-1], 0) | bit
            continue
        if phrase.startswith("~"):
            for form in verb_forms(phrase[1:]):
                _of_word[form] = _of_word.get(form, 0) | bit
            continue
        words = split(phrase)
        if len(words) == 1:
            _of_word[words[0]] = _of_word.get(words[0], 0) | bit
        else:
            _of_phrase.setdefault(words[0], []).append((words, bit))
    _look_up.cache_clear()
    return bit


# The nasal that "me-" takes before a root's first letters; the root's own first letter falls where the flag is set.
_NASALS: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("p",), "mem", True),
    (("t",), "men", True),
    (("k",), "meng", True),
    (("s",), "meny", True),
    (("b", "f", "v"), "mem", False),
    (("d", "c", "j", "z"), "men", False),
    (("l", "r", "m", "n", "w", "y"), "me", False),
)


def verb_forms(root: str) -> list[str]:
    """Active, passive and resultative of a root, bare and with -kan and -i: `bantu`: membantu, dibantu, terbantu ..."""
    active = next(
        (nasal + root[1:] if falls else nasal + root for letters, nasal, falls in _NASALS if root.startswith(letters)),
        "meng" + root,
    )
    return [start + end for start in (active, "di" + root, "ter" + root) for end in ("", "kan", "i")] + [root + "kan"]


def quiet(phrases: str) -> None:
    """Names whose words say nothing by themselves: no cue is found inside them."""
    for phrase in phrases.split(", "):
        words = split(phrase)
        _quiet.setdefault(words[0], []).append(words)


_Phrases = tuple[tuple[tuple[str, ...], int], ...]


@lru_cache(maxsize=16_384)
def _look_up(word: str) -> tuple[int, dict[str, _Phrases], str]:
    """Bits of a word, the phrases that it begins by their second word, and the word without `-nya`."""
    bare = word[:-3] if word.endswith("nya") and len(word) > 5 else word
    bits = _of_word.get(word, 0) | _of_word.get(bare, 0) | _of_exact.get(word, 0)
    for length in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
        bits |= _of_stem.get(word[:length], 0)
    begun: dict[str, _Phrases] = {}
    for phrase, bit in _of_phrase.get(word, ()) or _of_phrase.get(bare, ()):
        begun[phrase[1]] = (*begun.get(phrase[1], ()), (phrase, bit))
    return bits, begun, bare


def cues(words: Words, first: int, stop: int) -> list[Cue]:
    """The cues among words `first` to `stop`, in reading order."""
    found: list[Cue] = []
    said = words.words
    silent = first
    for i in range(first, stop):
        if said[i] in _quiet:
            silent = max(
                [i + len(name) for name in _quiet[said[i]] if tuple(said[i : i + len(name)]) == name] or [silent]
            )
        if i < silent:
            continue
        bits, begun, _ = _look_up(said[i])
        if bits:
            found.append(Cue(i, i + 1, bits))
        if begun and i + 1 < stop:
            _add_phrases(found, said, i, stop, begun)
    return found


def _add_phrases(found: list[Cue], said: Sequence[str], i: int, stop: int, begun: dict[str, _Phrases]) -> None:
    """The phrases that begin at word `i`; `-nya` is allowed on the last word."""
    second = said[i + 1]
    bare = _look_up(second)[2]
    likely = begun.get(second, ())
    if bare != second:
        likely += tuple(one for one in begun.get(bare, ()) if len(one[0]) == 2)
    for phrase, bit in likely:
        end = i + len(phrase)
        if end > stop or tuple(said[i + 1 : end - 1]) != phrase[1:-1]:
            continue
        if phrase[-1] in (said[end - 1], _look_up(said[end - 1])[2]):
            found.append(Cue(i, end, bit))


def bits_between(found: Iterable[Cue], first: int, stop: int) -> int:
    """All bits of cues that lie inside words `first` to `stop`."""
    bits = 0
    for one in found:
        if one.first >= first and one.stop <= stop:
            bits |= one.bits
    return bits


def last_of(found: Iterable[Cue], bits: int, first: int, stop: int) -> int:
    """The word behind the last cue with one of the bits inside `first` to `stop`; -1 where none stands there."""
    last = -1
    for one in found:
        if one.bits & bits and one.first >= first and one.stop <= stop and one.stop > last:
            last = one.stop
    return last
