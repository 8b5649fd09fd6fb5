"""A column of text, and what can be said of all of its cells at once.

Enters: the cells of a column as text. Leaves: `Texts`, and whether a column holds a None.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from types import NoneType

from lumbung.workbooks.hierarchy import CODE
from lumbung.workbooks.layout import clean

_FEW = 4


class Texts(list[str]):
    """The cells of a column as text, '' for a blank."""

    @cached_property
    def distinct(self) -> set[str]:
        """Each text once."""
        return set(self)

    @cached_property
    def few(self) -> bool:
        """Whether each text stands so often that one looks at distinct texts, else at all of them `together`."""
        return len(self.distinct) * _FEW < len(self)

    @cached_property
    def together(self) -> str:
        """All texts, each between two line breaks. Clean text has none of its own."""
        return "\n".join(["", *self, ""])

    def are_clean(self) -> bool:
        """Whether there is nothing to clean."""
        if self.few:
            return all(clean(text) == text for text in self.distinct)
        together = self.together
        return (
            together.isascii()
            and together.count("\n") == len(self) + 1
            and together.replace("\n", "").isprintable()
            and not any(space in together for space in ("  ", "\n ", " \n"))
        )

    def are_codes(self) -> bool:
        """Whether every text is a code of digits and dots."""
        if self.few:
            return all(map(CODE.fullmatch, self.distinct))
        together = self.together
        digits = together.replace("\n", "").replace(".", "")
        return (
            digits.isascii() and digits.isdigit() and not any(gap in together for gap in ("..", "\n.", ".\n", "\n\n"))
        )


def has_none(values: Sequence[object]) -> bool:
    """`None in values`, without asking each value whether it equals None."""
    if isinstance(values, Texts):
        return False
    return not all(values) and NoneType in set(map(type, values))
