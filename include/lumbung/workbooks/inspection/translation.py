"""A text in two languages -> its Indonesian half; a text in English -> what it says in Indonesian words.

Enters: a title, a header or a note as BPS prints it: `Kecamatan/District`, `IPM HDI`, a line in Indonesian above the
same in English. Leaves: the text in Indonesian. What only the English half says, as a scale or a measure, is kept in
Indonesian words behind it, so that nothing is lost with the half; the words of BPS stand in `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from lumbung.workbooks.inspection.times_told import AREA_WORDS, area_named, differences, times_in, times_in_indonesian
from lumbung.workbooks.inspection.vocabulary import (
    ENGLISH_JOINTS,
    ENGLISH_ONLY_SAYS,
    ENGLISH_WORDS,
    IN_BOTH_LANGUAGES,
    INDONESIAN_MARKS,
    SPELLINGS,
    TRANSLATED,
)
from lumbung.workbooks.layout import SEPARATOR

_WORD = re.compile(r"[^\W\d_]+|\d+")
_PARTS = re.compile(r"[:;()/]")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_LOOSE = re.compile(r"\s*/\s*(?=$|[):;,])|(?:^|(?<=\())\s*/\s*")
_NUMERAL = re.compile(r"\d+|[ivx]+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PHRASES = sorted(TRANSLATED, key=lambda phrase: (-phrase.count(" "), -len(phrase)))
_PHRASE = re.compile(rf"(?<![^\W\d])(?:{'|'.join(map(re.escape, _PHRASES))})(?![^\W\d])", re.IGNORECASE)
_JOINT = re.compile(rf"(?<![^\W\d])(?:{'|'.join(sorted(ENGLISH_JOINTS))})(?![^\W\d])", re.IGNORECASE)
# An unknown word in a sentence: so many joints (`of`, `by`) or so large a part of known words prove it English.
_JOINTS_OF_A_SENTENCE = 2
_WORDS_OF_A_PHRASE = 3
_KNOWN_OF_A_PHRASE = 0.6


@lru_cache(maxsize=8192)
def indonesian(text: str, beside: str = "") -> str:
    """A text without its English half; a text in English alone in Indonesian words, as far as these are known.

    `beside`: a text that the English one may repeat, as the line above it: names that stand in both are no other words.
    """
    if "/" not in text and not _words(text) & ENGLISH_WORDS:
        return text
    if SEPARATOR in text:
        return SEPARATOR.join(indonesian(part, beside) for part in text.split(SEPARATOR))
    plain = text.replace("_", " ")
    names = _words(beside)
    if is_english(plain, beside):
        return translated(plain) if _PHRASE.search(plain) else text
    kept, removed = _halves(plain, names)
    if not removed:
        return text
    more = said_only_by(removed, kept)
    return f"{kept} ({more})" if more else kept


def _halves(text: str, names: set[str]) -> tuple[str, str]:
    """A text without its English halves, and these; the second is empty where there are none."""
    kept, removed, at = "", "", 0
    for start, end in _english_halves(text, names):
        kept += text[at:start]
        removed += f" {text[start:end]}"
        at = end
    return _tidy(kept + text[at:]), removed


def without_translations(lines: Sequence[str]) -> list[str]:
    """Lines in Indonesian: those that say in English what others say are left out, but for what only they say."""
    own = [line for line in lines if not is_english(line)]
    if not own:
        return [indonesian(line) for line in lines]
    found = []
    for line in lines:
        others = " ".join(indonesian(other) for other in own if other != line)
        if not is_english(line, others):
            found.append(indonesian(line, others))
        elif more := said_only_by(line, others):
            found.append(f"({more})")
    return found


def contradictions(lines: Sequence[str]) -> list[str]:
    """What the English of some lines says of years, months, areas and units against their Indonesian, in words."""
    return differences(*in_both(lines))


def in_both(lines: Sequence[str]) -> tuple[str, str]:
    """What lines say in Indonesian, and what in English."""
    own = [line for line in lines if not is_english(line)]
    kept, english = [], []
    for line in lines:
        others = " ".join(indonesian(other) for other in own if other != line)
        if own and is_english(line, others):
            english.append(line)
            continue
        for part in line.split(SEPARATOR):
            halves = _halves(part.replace("_", " "), _words(others))
            kept.append(halves[0])
            english.append(halves[1])
    return "; ".join(kept), "; ".join(english)


def is_english(text: str, beside: str = "") -> bool:
    """Whether a text is in English as a whole."""
    words = _words(text.replace("_", " "))
    return bool(words & ENGLISH_WORDS) and _is_english_run(
        [word.casefold() for word in _WORD.findall(text.replace("_", " "))], _words(beside)
    )


def translated(text: str) -> str:
    """An English text with its known words in Indonesian, in the order of the English ones."""
    plain = _PHRASE.sub(lambda match: TRANSLATED[match[0].casefold()], text)
    return _tidy(_JOINT.sub(" ", plain))


def said_only_by(english: str, kept: str) -> str:
    """What of measures, scales, times and kinds a half in English says and the Indonesian one does not."""
    known = _words(kept)
    known |= {SPELLINGS.get(word, word) for word in known}
    known |= {AREA_WORDS[area] for area in area_named(kept)}
    translation = times_in_indonesian(english)
    times = times_in(translation) if not times_in(kept) else []
    found: dict[str, None] = dict.fromkeys(time.words for time in times)
    known |= {word for time in times for word in _WORD.findall(time.words)}
    for word in _WORD.findall(english.casefold()):
        said = ENGLISH_ONLY_SAYS.get(word)
        if said is not None and not set(said) & known:
            found.setdefault(said[0])
        elif _YEAR.fullmatch(word) and word not in known:
            found.setdefault(word)
    return " ".join(found)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text.replace("_", " "))}


def _english_halves(text: str, names: set[str]) -> list[tuple[int, int]]:
    """Where English stands beside Indonesian: from a word of it to the next mark."""
    found = []
    for start, end in _parts(text):
        words = [(match.start() + start, match[0].casefold()) for match in _WORD.finditer(text[start:end])]
        before = _words(text[:start]) | names
        if text[start - 1 : start] == "/" and words and all(_is_said(word, before - names) for _, word in words):
            found.append((start, end))  # `Program/Program`, `Jumlah/Total`
            continue
        for at, (place, word) in enumerate(words):
            begins = word in ENGLISH_WORDS or (at == 0 and word in IN_BOTH_LANGUAGES)
            said_before = before | {one for _, one in words[:at]}
            run = [one for _, one in words[at:]]
            if at and len(run) == 1 and not _says_again(word, said_before):
                continue  # a word of English in Indonesian: `Pelatihan Office`
            if begins and set(run) & ENGLISH_WORDS and _is_english_run(run, said_before):
                found.append((place, end))
                break
    return found


def _is_said(word: str, before: set[str]) -> bool:
    """Whether a word that stands in both languages only says again what stands before it."""
    return word in IN_BOTH_LANGUAGES and (word in before or (word == "total" and "jumlah" in before))


def _says_again(word: str, before: set[str]) -> bool:
    """Whether the Indonesian of an English word stands before it: `Kecamatan District`."""
    again = {SPELLINGS.get(one, one) for one in before} | {AREA_WORDS[area] for area in area_named(" ".join(before))}
    return bool({*TRANSLATED.get(word, "").split(), *ENGLISH_ONLY_SAYS.get(word, ())} & (before | again))


def _parts(text: str) -> list[tuple[int, int]]:
    """The parts of a text between its marks; `Regency/Municipality` is one, as both of its words are English."""
    marks = []
    for match in _PARTS.finditer(text):
        before, after = _WORD.findall(text[: match.start()]), _WORD.findall(text[match.end() :])
        is_joint = (
            match[0] == "/" and before and after and {before[-1].casefold(), after[0].casefold()} <= ENGLISH_WORDS
        )
        if not is_joint:
            marks.append(match.start())
    bounds = [-1, *marks, len(text)]
    return [(left + 1, right) for left, right in pairwise(bounds)]


def _is_english_run(words: Sequence[str], names: set[str]) -> bool:
    """Whether words in a row are English: each of them known or a name, or enough of them in a sentence."""
    known = [word in ENGLISH_WORDS or word in ENGLISH_JOINTS for word in words]
    free = [
        is_known or word in IN_BOTH_LANGUAGES or _NUMERAL.fullmatch(word) is not None or word in names
        for word, is_known in zip(words, known, strict=True)
    ]
    if any(word in INDONESIAN_MARKS for word in words):
        return False
    if all(free):
        return True
    is_sentence = sum(word in ENGLISH_JOINTS for word in words) >= _JOINTS_OF_A_SENTENCE
    return is_sentence or (len(words) >= _WORDS_OF_A_PHRASE and sum(known) >= _KNOWN_OF_A_PHRASE * len(words))


def _tidy(text: str) -> str:
    plain = " ".join(_EMPTY.sub(" ", _LOOSE.sub(" ", text)).split())
    return re.sub(r"\s+(?=[):;,])", "", plain)
