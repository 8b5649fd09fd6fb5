"""Leaves among their subtotals, by code.

Enters: the code cells of each row. Leaves: which rows are leaves, whose children they are, and what the leaves below
each row add up to. The place of a row is the path of its codes: taking the last part off the last code gives its
parent, so a parent is found by its code and not by the order of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lumbung.sources.model import HierarchySpec, LevelSpec

Path = tuple[tuple[str, ...], ...]

CODE = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


@dataclass(frozen=True)
class Node:
    """A row with a code. `path`: the parts of each code column up to the last filled one."""

    position: int
    path: Path
    label: str


def path_of(codes: Sequence[str]) -> Path:
    """The path of a row; `codes` are the cells of the code columns, '' where blank."""
    parts = [tuple(code.split(".")) if code else () for code in codes]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def is_leaf(spec: HierarchySpec, path: Path) -> bool:
    """Whether a path is of the level that is loaded."""
    depth = spec.codes.index(spec.leaf.column) + 1
    return len(path) == depth and spec.leaf.parts in (None, len(path[-1]))


def parent(path: Path) -> Path:
    """The path above one; () at the top."""
    last = path[-1][:-1]
    path = (*path[:-1], last) if last else path[:-1]
    while path and not path[-1]:
        path = path[:-1]
    return path


def parents(path: Path) -> Iterator[Path]:
    """All paths above one, nearest first."""
    while path:
        path = parent(path)
        if path:
            yield path


def sums_above(leaves: Mapping[Path, Sequence[int | Decimal]]) -> dict[Path, list[int | Decimal]]:
    """What the leaves below each path add up to, measure by measure: every path passes its sums on to the one above."""
    sums: dict[Path, list[int | Decimal]] = {}
    for path, figures in leaves.items():
        _pass_on(sums, path, figures)
    by_length: dict[int, list[Path]] = {}
    for path in sums:
        by_length.setdefault(sum(map(len, path)), []).append(path)
    while by_length:
        longest = max(by_length)
        for path in by_length.pop(longest):
            above = parent(path)
            if above and above not in sums:
                by_length.setdefault(sum(map(len, above)), []).append(above)
            _pass_on(sums, path, sums[path])
    return sums


def _pass_on(sums: dict[Path, list[int | Decimal]], path: Path, figures: Sequence[int | Decimal]) -> None:
    above = parent(path)
    if not above:
        return
    known = sums.get(above)
    sums[above] = [a + b for a, b in zip(known, figures, strict=True)] if known else list(figures)


def level_of(spec: HierarchySpec, path: Path) -> LevelSpec | None:
    """The declared level of a path above the leaves; None for levels that are only subtotals."""
    if not path or len(path) > len(spec.codes):
        return None
    column, parts = spec.codes[len(path) - 1], len(path[-1])
    for level in spec.levels:
        if level.column == column and level.parts in (None, parts):
            return level
    return None
