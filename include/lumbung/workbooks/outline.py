"""Leaves among their subtotals, by the order of the rows: a row stands below the last row of the level above it.

Enters: the label, indent and codes of each row. Leaves: a tree of `Branch`es. A row without rows below it is a leaf,
unless the layout names the leaf level.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lumbung.sources.model import OutlineSpec
from lumbung.workbooks.layout import clean


@dataclass
class Branch:
    """A row with a place in the tree; `level`: which of the declared levels, where there are such.

    `is_lost`: a row above it could not be placed, so that what it belongs to is not known.
    """

    position: int
    label: str
    code: str
    level: int
    above: Branch | None
    below: list[Branch] = field(default_factory=list)
    is_lost: bool = False

    @property
    def labels(self) -> list[str]:
        """The labels from the top down to this row."""
        return [*(self.above.labels if self.above else []), self.label]

    def chain(self) -> list[Branch]:
        """This row and all above it, from the top."""
        return [*(self.above.chain() if self.above else []), self]


def indent_of(cell: object) -> int:
    """How many spaces stand before a label; a tab counts as four."""
    text = str(cell if cell is not None else "").replace("\t", "    ").replace("\xa0", " ")
    return len(text) - len(text.lstrip(" "))


def varies(cells: Sequence[object]) -> bool:
    """Whether labels are indented in more than one way: one space before every label shows no level."""
    return len({indent_of(cell) for cell in cells if cell is not None}) > 1


class Outline:
    """Takes the rows in their order, and knows where each belongs."""

    def __init__(self, spec: OutlineSpec) -> None:
        self.spec = spec
        self.branches: list[Branch] = []
        self._stack: list[Branch] = []
        self._depths: list[int] = []
        self._gap = False  # the row before had no place
        self._lost_below: int | None = None
        self._aliases = {clean(known).casefold(): clean(label) for known, label in spec.aliases.items()}
        self._tree = _folded(spec.tree or {})
        self._results = {clean(label).casefold() for label in spec.results}
        self._repeats = {
            clean(label).casefold(): frozenset(clean(other).casefold() for other in others)
            for label, others in spec.repeats.items()
        }
        self._minus = {clean(label).casefold() for label in spec.minus}
        self._when = [
            {name: re.compile(pattern, re.IGNORECASE) for name, pattern in level.when.items()} for level in spec.levels
        ]

    def label(self, text: str) -> str:
        """A label as the tree knows it: damaged ones mended by `aliases`."""
        return self._aliases.get(text.casefold(), text)

    def is_result(self, label: str) -> bool:
        """Whether a line is computed from others."""
        return self.label(label).casefold() in self._results

    def repeated(self, label: str) -> frozenset[str] | None:
        """The labels, folded, of the lines that a line says again; None for any other line."""
        return self._repeats.get(self.label(label).casefold())

    def sign(self, branch: Branch) -> int:
        """-1 where the total above subtracts this line."""
        return -1 if branch.label.casefold() in self._minus else 1

    def add(self, position: int, label: str, depth: int, texts: Mapping[str, str]) -> Branch | None:
        """Put a row into the tree; None where it has no place there. `depth`: by indent or stairs."""
        label = self.label(label)
        if self.spec.levels:
            return self._by_level(position, label, texts)
        if self.spec.indent or self.spec.stairs:
            return self._by_depth(position, label, depth) if label else None
        return self._by_tree(position, label)

    def is_leaf(self, branch: Branch) -> bool:
        """Whether a row is loaded."""
        declared = [level.leaf for level in self.spec.levels]
        if any(declared):
            return declared[branch.level]
        return not branch.below

    def _by_level(self, position: int, label: str, texts: Mapping[str, str]) -> Branch | None:
        for level, when in enumerate(self._when):
            if all(pattern.fullmatch(texts.get(name, "")) for name, pattern in when.items()):
                branch = self._push(position, label, texts.get(self.spec.code or "", ""), level, level)
                branch.is_lost = self._is_lost(level)
                return branch
        self._gap = True
        return None

    def _is_lost(self, level: int) -> bool:
        """A row without a place is taken to be of the level above the next row; all below it is lost."""
        if self._gap:
            self._lost_below = level - 1 if self._lost_below is None else min(self._lost_below, level - 1)
            self._gap = False
            if self._lost_below < 0:
                self._lost_below = None
        elif self._lost_below is not None and level <= self._lost_below:
            self._lost_below = None
        return self._lost_below is not None and level > self._lost_below

    def _by_depth(self, position: int, label: str, depth: int) -> Branch:
        return self._push(position, label, "", 0, depth)

    def _push(self, position: int, label: str, code: str, level: int, depth: int) -> Branch:
        while self._depths and self._depths[-1] >= depth:
            self._depths.pop()
            self._stack.pop()
        return self._grow(position, label, code, level, depth)

    def _grow(self, position: int, label: str, code: str, level: int, depth: int) -> Branch:
        above = self._stack[-1] if self._stack else None
        branch = Branch(position, label, code, level, above)
        if above:
            above.below.append(branch)
        self._stack.append(branch)
        self._depths.append(depth)
        self.branches.append(branch)
        return branch

    def _by_tree(self, position: int, label: str) -> Branch | None:
        """The nearest place that the tree gives a label: below the last row, else beside it, else further up."""
        for kept in range(len(self._stack), -1, -1):
            node: dict[str, Any] | None = self._tree
            for branch in self._stack[:kept]:
                node = node.get(branch.label.casefold()) if node is not None else None
            if node is not None and label.casefold() in node:
                del self._stack[kept:], self._depths[kept:]
                return self._grow(position, label, "", 0, kept)
        return None


def _folded(tree: Any) -> dict[str, Any]:
    """A tree of the YAML (mappings, or lists of leaves) with its labels case-folded."""
    if isinstance(tree, dict):
        return {clean(str(label)).casefold(): _folded(below) for label, below in tree.items()}
    if isinstance(tree, list):
        folded: dict[str, Any] = {}
        for item in tree:
            folded |= _folded(item) if isinstance(item, dict) else {clean(str(item)).casefold(): {}}
        return folded
    return {} if tree is None else {clean(str(tree)).casefold(): {}}
