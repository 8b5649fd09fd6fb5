"""Text that was encoded twice becomes legible, and its positions stay known.

In: a text as it came. Out: the same text with byte order marks as blanks and sequences such as `â€œ` as the one
character that was meant, and for each position in it the position in the given text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

# A UTF-8 sequence that was read as cp1252 or latin-1 and encoded once more: "â€œ", "Â ". The last forms have lost a
# byte that cp1252 has no character for: `â€` was a closing quote, `â¢` a bullet.
_TWICE_ENCODED = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080-\u0082][\u0080-\u00bf]|"
    "\u00e2\u20ac[\u0080-\u00bf\u0152\u0153\u0160\u0161\u017d\u017e\u02dc\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2013\u2014\u2026\u2122\u0192\u2030\u0178\u02c6\u2039\u203a]|"
    "\u00e2\u20ac(?=[\\s.,;:!?)\\]]|$)|\u00c2(?=\\s)|\u00e2[\u00a2\u00a6]"
)
_LOST_A_BYTE = {"\u00e2\u20ac": "\u201d", "\u00c2": "", "\u00e2\u00a2": "\u2022", "\u00e2\u00a6": "\u2026"}
_BEGINNINGS = "\u00c2\u00c3\u00e2"
_BYTE_ORDER_MARK = re.compile("\ufeff|\u00ef\u00bb\u00bf")
_MARKS = "\ufeff\u00ef"


class Legible:
    """A given text, mended. `text` is never longer than what was given."""

    def __init__(self, given: str) -> None:
        self.text = given
        pieces: list[str] = []
        self._ends: list[int] = []  # where in `text` each mended piece ends
        self._shifts = [0]  # how much longer the given text is up to there
        taken = length = 0
        if not any(sign in given for sign in _BEGINNINGS + _MARKS):
            return
        for match in sorted(
            [*_TWICE_ENCODED.finditer(given), *_BYTE_ORDER_MARK.finditer(given)], key=lambda found: found.start()
        ):
            meant = _meant(match[0])
            pieces += [given[taken : match.start()], meant]
            length += match.start() - taken + len(meant)
            taken = match.end()
            self._ends.append(length)
            self._shifts.append(taken - length)
        self.text = "".join([*pieces, given[taken:]])

    def given(self, position: int) -> int:
        """The position in the given text of a position in `text`."""
        return position + self._shifts[bisect_right(self._ends, position)]


def mended(text: str) -> str:
    """A text with each twice-encoded sequence as the character that was meant."""
    if not any(beginning in text for beginning in _BEGINNINGS):
        return text
    return _TWICE_ENCODED.sub(lambda match: _meant(match[0]), text)


def _meant(sequence: str) -> str:
    if _BYTE_ORDER_MARK.fullmatch(sequence):
        return " "
    if sequence in _LOST_A_BYTE:
        return _LOST_A_BYTE[sequence]
    # Five bytes have no character in cp1252; readers keep them as control characters.
    raw = b"".join(c.encode("latin-1" if "\x80" <= c <= "\x9f" else "cp1252") for c in sequence)
    return raw.decode("utf-8", errors="replace")
