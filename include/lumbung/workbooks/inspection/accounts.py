"""Account codes as a tree: which lines are totals of others, and whether they add up.

Enters: the codes of the lines and their figures. Leaves: an `AccountTree`. A code stands below another one where that
is its beginning: 5.1.02 below 5.1. A tree counts only where every line with lines below it is their sum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_PROGRAMME = re.compile(r"[1-9](?:\.\d\d(?:\.\d\d(?:\.[12]\.\d\d(?:\.\d{2}(?:\d\d)?)?)?)?)?", re.ASCII)
_PROGRAMME_PARTS = {3: "program", 5: "activity", 6: "sub_activity"}
_DOTTED = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


@dataclass(frozen=True)
class AccountTree:
    """`leaves`: lines without lines below them. `levels`: a pattern of the codes of each level, from the top.

    `wrong`: lines that are not the sum of what stands below them.
    """

    leaves: frozenset[int]
    levels: tuple[str, ...]
    wrong: tuple[int, ...]

    @property
    def is_flat(self) -> bool:
        """Whether no line is a total of others."""
        return len(self.levels) <= 1


def are_programme_codes(codes: Sequence[str]) -> bool:
    """Whether codes are those of programmes and what is below them: 1.06.02, 1.06.02.2.01, 1.06.02.2.01.0001.

    An account, 5.1.02, has one digit where they have two for the field of government.
    """
    parts = [code.count(".") + 1 for code in codes]
    return bool(codes) and max(parts) >= min(_PROGRAMME_PARTS) and all(map(_PROGRAMME.fullmatch, codes))


def are_all_leaves(codes: Sequence[str]) -> bool:
    """Whether codes are dotted ones of which none stands above another, however often each of them stands there."""
    parts = {code: _parts(code) for code in codes}
    if not codes or any(part is None or len(part) == 1 for part in parts.values()):
        return False
    known = {part for part in parts.values() if part is not None}
    return not any(part[:n] in known for part in known for n in range(1, len(part)))


def programme_level(pattern: str) -> str | None:
    """What a level of programme codes is, by its pattern: `program`, `activity`, `sub_activity`; None above them."""
    return _PROGRAMME_PARTS.get(pattern.count(r"\d+"))


def account_tree(
    codes: Sequence[str], lines: Sequence[int], values: Mapping[int, Sequence[Decimal | None]]
) -> AccountTree | None:
    """The tree of account codes; None where a code is none, or stands on several lines.

    `lines`: the positions that are no totals of the whole. `values`: column -> figures by position.
    """
    known: dict[tuple[str, ...], int] = {}
    for position in lines:
        parts = _parts(codes[position])
        if parts is None or parts in known:
            return None
        known[parts] = position
    above = {parts: _above(parts, known) for parts in known}
    parents = {parent for parent in above.values() if parent is not None}
    wrong = []
    for parent in parents:
        below = [known[parts] for parts, up in above.items() if up == parent]
        for figures in values.values():
            stated = figures[known[parent]]
            if stated is None:
                continue
            if stated != sum((figures[position] or Decimal(0) for position in below), Decimal(0)):
                wrong.append(known[parent])
                break
    lengths = sorted({_length(parts) for parts in known})
    patterns = tuple(_pattern(length) for length in lengths) if parents else (_pattern(lengths[-1]),)
    leaves = frozenset(position for parts, position in known.items() if parts not in parents)
    return AccountTree(leaves, patterns, tuple(sorted(wrong)))


def _parts(code: str) -> tuple[str, ...] | None:
    if not _DOTTED.fullmatch(code):
        return None
    return tuple(code.split("."))


def _above(parts: tuple[str, ...], known: Mapping[tuple[str, ...], int]) -> tuple[str, ...] | None:
    """The nearest code that one stands below: with fewer parts, or, without dots, with fewer digits."""
    if len(parts) == 1:
        digits = parts[0]
        return next(((digits[:n],) for n in range(len(digits) - 1, 0, -1) if (digits[:n],) in known), None)
    return next((parts[:n] for n in range(len(parts) - 1, 0, -1) if parts[:n] in known), None)


def _length(parts: tuple[str, ...]) -> tuple[int, int]:
    return (len(parts), len(parts[0]) if len(parts) == 1 else 0)


def _pattern(length: tuple[int, int]) -> str:
    parts, digits = length
    if parts == 1:
        return r"\d" if digits == 1 else rf"\d{{{digits}}}"
    return r"\.".join([r"\d+"] * parts)
