"""Leaves among their subtotals, by code.

Enters: the code cells of each row. Leaves: which rows are leaves, and whose children they are. The place of a row is
the path of its codes: taking the last part off the last code gives its parent, so a parent is found by its code and not
by the order of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lumbung.sources.model import HierarchySpec, LevelSpec

Path = tuple[tuple[str, ...], ...]

CODE = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


@dataclass(frozen=True)
class Node:
    """A row with a code. `path`: the parts of each code column up to the last filled one."""

    row: int
    path: Path
    label: str


def node(row: int, codes: Sequence[str], label: str) -> Node:
    """The node of a row; `codes` are the cells of the code columns, '' where blank."""
    parts = [tuple(code.split(".")) if code else () for code in codes]
    while parts and not parts[-1]:
        parts.pop()
    return Node(row, tuple(parts), label)


def is_leaf(spec: HierarchySpec, found: Node) -> bool:
    """Whether a row is of the level that is loaded."""
    depth = spec.codes.index(spec.leaf.column) + 1
    return len(found.path) == depth and spec.leaf.parts in (None, len(found.path[-1]))


def parents(path: Path) -> Iterator[Path]:
    """All paths above one, nearest first."""
    while path:
        last = path[-1][:-1]
        path = (*path[:-1], last) if last else path[:-1]
        while path and not path[-1]:
            path = path[:-1]
        if path:
            yield path


def level_of(spec: HierarchySpec, path: Path) -> LevelSpec | None:
    """The declared level of a path above the leaves; None for levels that are only subtotals."""
    if not path or len(path) > len(spec.codes):
        return None
    column, depth = spec.codes[len(path) - 1], len(path[-1])
    return next((level for level in spec.levels if level.column == column and level.parts in (None, depth)), None)
