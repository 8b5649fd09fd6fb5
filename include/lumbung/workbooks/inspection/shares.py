"""Whether printed percentages are one column of figures over another.

Enters: figures line by line, those printed and those of part and whole. Leaves: the factor between them, and the lines
that do not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Figures = Sequence[Decimal | None]

# So many lines that fit outweigh one that does not.
_FITTING_FOR_ONE = 4


@dataclass(frozen=True)
class Shares:
    """`times`: 100 for percent, 1 for shares of one. `agree`, `wrong`: the lines that fit, and those that do not."""

    times: int
    agree: tuple[int, ...]
    wrong: tuple[int, ...]


def shares_of(printed: Figures, part: Figures, whole: Figures) -> Shares | None:
    """How printed figures are part over whole, to their last digit; None where too few lines say so."""
    for times in (100, 1):
        agree: list[int] = []
        wrong: list[int] = []
        for position, stated in enumerate(printed):
            above, below = part[position], whole[position]
            if stated is None or above is None or not below:
                continue
            exponent = stated.as_tuple().exponent
            if times == 1 and exponent == 0 and stated:
                continue  # a whole number is near many quotients: `semester` 1 beside nine tenths
            slack = (
                Decimal(5).scaleb(int(exponent) - 1) if isinstance(exponent, int) and exponent <= 0 else Decimal("0.5")
            )
            fits = abs(above / below * times - stated) <= slack * Decimal("1.02")
            (agree if fits else wrong).append(position)
        if agree and len(agree) >= _FITTING_FOR_ONE * len(wrong):
            return Shares(times, tuple(agree), tuple(wrong))
    return None
