"""Thousands, millions and more, as words in titles and cells.

Enters: the title of a column, or the word behind a figure. Leaves: the scale that it names. 'M' is miliar (10^9) and
never a million; in a title it counts only after Rp, because '(M)' is also the metre. What a title says in vain costs a
refusal, what is overlooked a factor of a thousand, so zeros and abbreviations count as well.
"""

from __future__ import annotations

import re

from lumbung.sources.model import Scale

EXPONENTS: dict[Scale, int] = {"share": 2, "ribu": 3, "juta": 6, "miliar": 9, "triliun": 12}
FACTORS: dict[Scale, int] = {scale: 10**exponent for scale, exponent in EXPONENTS.items()}

_SPELLINGS: dict[Scale, str] = {
    "ribu": "ribu rb",
    "juta": "juta jt",
    "miliar": "miliar milyar milliar m",
    "triliun": "triliun trilyun trilliun t",
}
_SCALES: dict[str, Scale] = {word: scale for scale, words in _SPELLINGS.items() for word in words.split()}
_SHORT = ("rb", "jt", "m", "t")
_LONG = [word for word in _SCALES if word not in _SHORT]

CELL_WORDS = "|".join(sorted(_SCALES, key=len, reverse=True))
"""What may stand behind a figure in a cell, as a pattern."""

_COUNTED = r"(?:rp|idr|rupiah|orang|jiwa|penduduk|kk|keluarga|rumah|ton|unit|us\$|usd)"
_TITLE_WORD = re.compile(rf"(?<![\w-])(?P<word>{'|'.join(_LONG)})(?:an)?(?![\w-])", re.IGNORECASE)
_TITLE_SHORT = re.compile(
    r"(?<![\w-])(?:"
    r"(?:(?:rp|idr|dalam|dlm)\b\.?\s*(?:rp\.?\s*)?)(?P<after>rb|jt)|"
    rf"(?P<before>rb|jt)(?=\.?\s*{_COUNTED}\b)|"
    r"(?<=\()(?P<alone>jt|(?-i:rb|Rb))(?=\.?\))|"
    r"(?:rp|idr)\b\.?\s*(?P<letter>m|t)"
    r")(?![\w-])",
    re.IGNORECASE,
)
# '(Rp. 000)', '(x 1.000)', '(000 orang)': as many groups of zeros as the figures lack.
_LEAD = r"(?:(?<![\w-])(?:rp|idr|dalam|dlm|x)(?![^\W\d_])\.?\s*|×\s*)"
_TITLE_ZEROS = re.compile(
    rf"(?:\(\s*{_LEAD}+1(?=[.,]?0)|\(\s*|{_LEAD})['’]?(?P<zeros>[.,]?000(?:[.,]?000){{0,3}})(?:,-|,00)?"
    rf"(?=\s*(?:{_COUNTED}\.?)?\s*(?:\)|$))",
    re.IGNORECASE,
)
# '50 juta' in a title is a class and 'per ribu' a rate, and neither is a scale; a year before the word is a year.
_NO_SCALE_AFTER = re.compile(r"(?:(?<!\d)(?!(?:19|20)\d\d[.,;]?\s*$)\d[\d.,]*\s*|(?<!\w)per\s+)$", re.IGNORECASE)


def scale_of(word: str) -> Scale:
    """The scale of a word that fits `CELL_WORDS`; 'M' and 'Milyar' give miliar."""
    return _SCALES[word.casefold()]


def scale_in_title(text: str) -> Scale | None:
    """The scale that a title says: '(Rp juta)', '(dalam ribuan)', '(Rp. 000)'. None where it says none.

    Raises:
        ValueError: it says two.
    """
    found = {_SCALES[m["word"].casefold()]: m[0] for m in _TITLE_WORD.finditer(text) if _is_scale(text, m)}
    for m in _TITLE_SHORT.finditer(text):
        if _is_scale(text, m):
            word = m["after"] or m["before"] or m["alone"] or m["letter"]
            found.setdefault(_SCALES[word.casefold()], word)
    by_exponent = {exponent: scale for scale, exponent in EXPONENTS.items()}
    for m in _TITLE_ZEROS.finditer(text):
        found.setdefault(by_exponent[m["zeros"].count("0")], m["zeros"])
    if len(found) > 1:
        raise ValueError(f"the title says two scales, {' and '.join(map(repr, found.values()))}")
    return next(iter(found), None)


def _is_scale(text: str, match: re.Match[str]) -> bool:
    return not _NO_SCALE_AFTER.search(text[max(0, match.start() - 40) : match.start()])
