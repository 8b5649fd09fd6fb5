"""One column with the codes of agencies, programmes and what is below them, and of accounts -> the levels of its lines.

Enters: the rows of a table with a code, in their order. Leaves: `Levels`, or why there are none. Programmes have two
digits for the field of government (1.06.04), accounts one for their group (5.1.02), agencies both (1.06.0.00.0.00.01).
A row stands below the last one of a level above it; that counts only where its code says so and every sum adds up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lumbung.workbooks.inspection.agencies import AGENCY_CODE

_FIELD = r"[1-9X]\.[\dX]{2}"
_PATTERNS = {
    "field": _FIELD,
    "program": rf"{_FIELD}\.\d{{2}}",
    "activity": rf"{_FIELD}\.\d{{2}}\.[12]\.\d{{2}}",
    "sub_activity": rf"{_FIELD}\.\d{{2}}\.[12]\.\d{{2}}\.\d{{2,4}}",
}
_AGENCY = r"\d\.\d{2}\.\d\.\d{2}\..+"
_ACCOUNT = re.compile(r"[456](?:\.\d(?:\.\d{1,2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{2,5})?)?)?)?)?", re.ASCII)
_BELOW = ("program", "activity", "sub_activity")
_NAMED = ("agency", *_BELOW, "account")


@dataclass(frozen=True)
class CodedRow:
    """A row with a code. `figures`: of each column of amounts; blanks where it is a heading."""

    row: int
    code: str
    label: str
    figures: tuple[Decimal | None, ...]


@dataclass
class Levels:
    """`levels` of an outline; `leaves`: rows of accounts without rows below them -> what they have from above.

    `sums`: the figures of the rows above them. `whole`: what all leaves add up to.
    """

    levels: list[dict[str, object]]
    leaves: dict[int, dict[str, str]]
    sums: list[tuple[Decimal, ...]]
    whole: tuple[Decimal, ...]


@dataclass
class _Node:
    row: CodedRow
    level: tuple[str, int]
    above: _Node | None
    below: list[_Node] = field(default_factory=list)


def are_mixed_codes(codes: Sequence[str]) -> bool:
    """Whether codes of accounts stand among those of agencies or programmes."""
    kinds = {_kind(code, "") for code in codes}
    return None not in kinds and "account" in kinds and bool(kinds & {"agency", *_BELOW})


def levels_of(rows: Sequence[CodedRow]) -> Levels | str:
    """The levels of coded rows, or why they are not known."""
    codes = [row.code for row in rows]
    kinds = [_kind(code, after) for code, after in zip(codes, [*codes[1:], ""], strict=True)]
    ranks = [(kind, row.code.count(".") if kind == "account" else 0) for kind, row in zip(kinds, rows, strict=True)]
    upper = [kind for kind in dict.fromkeys(kinds) if kind in ("agency", "group", "field")]
    order: list[tuple[str | None, int]] = [(kind, 0) for kind in (*upper, *_BELOW) if kind in kinds]
    order += sorted({rank for rank in ranks if rank[0] == "account"})
    if None in kinds:
        return f"{codes[kinds.index(None)]!r} is the code of no agency, programme or account"
    single = {kind: {c for c, k in zip(codes, kinds, strict=True) if k == kind and len(c) == 1} for kind in set(kinds)}
    if single.get("group", set()) & single.get("account", set()):
        return "a code stands for a field of government and for an account"
    nodes: list[_Node] = []
    last: _Node | None = None
    for row, rank in zip(rows, ranks, strict=True):
        above = last
        while above is not None and order.index(above.level) >= order.index(rank):
            above = above.above
        last = _Node(row, (str(rank[0]), rank[1]), above)
        if above is not None:
            above.below.append(last)
        nodes.append(last)
    if strays := [node for node in nodes if not _fits(node)]:
        return f"{strays[0].row.code!r} does not stand below a code that it begins with"
    if bare := [node for node in nodes if not node.below and node.level[0] != "account"]:
        return f"{bare[0].row.code!r} has no account below it"
    wrong = [node for node in nodes if node.below and not _adds_up(node)]
    if wrong:
        shown = ", ".join(str(node.row.row + 1) for node in wrong[:4])
        return f"rows {shown} are not the sum of the rows below them"
    leaves = [node for node in nodes if not node.below]
    told = {leaf.row.row: _told(leaf) for leaf in leaves}
    if len({"agency_name" in known for known in told.values()}) > 1:
        return "not every line stands below an agency"
    levels = [_level(rank, single) for rank in order]
    if {node.level for node in leaves} == {order[-1]}:
        levels[-1]["leaf"] = True
    width = len(rows[0].figures)
    whole = tuple(sum((leaf.row.figures[n] or Decimal(0) for leaf in leaves), Decimal(0)) for n in range(width))
    return Levels(levels, told, [_sums(node) for node in nodes if node.below], whole)


def _kind(code: str, after: str) -> str | None:
    """What a code is of; a single digit is of the accounts where one of them follows it."""
    if AGENCY_CODE.fullmatch(code):
        return "agency"
    if re.fullmatch(r"[1-9X]", code) and not (code in "456" and re.match(rf"{code}\.\d(?:\.|$)", after)):
        return "group"
    known = next((kind for kind, pattern in _PATTERNS.items() if re.fullmatch(pattern, code, re.ASCII)), None)
    return known or ("account" if _ACCOUNT.fullmatch(code) else None)


def _fits(node: _Node) -> bool:
    """Whether a row stands where its code says: below one that is its beginning."""
    kind, above = node.level[0], node.above
    if above is None or above.level[0] == "agency":
        return above is not None or kind in ("agency", "group", "field", "program")
    if kind == "agency" or (kind == "account") != (above.level[0] == "account"):
        return kind in ("agency", "account")
    if kind in ("activity", "sub_activity") and above.level[0] != _BELOW[_BELOW.index(kind) - 1]:
        return False
    return "X" in node.row.code or node.row.code.startswith(f"{above.row.code}.")


def _adds_up(node: _Node) -> bool:
    return all(stated is None or stated == total for stated, total in zip(node.row.figures, _parts(node), strict=True))


def _parts(node: _Node) -> tuple[Decimal, ...]:
    return tuple(sum(parts, Decimal(0)) for parts in zip(*map(_sums, node.below), strict=True))


def _sums(node: _Node) -> tuple[Decimal, ...]:
    """The figures of a row; where it is a heading, of the rows below it."""
    if node.below and all(figure is None for figure in node.row.figures):
        return _parts(node)
    return tuple(figure or Decimal(0) for figure in node.row.figures)


def _level(rank: tuple[str | None, int], single: Mapping[str | None, set[str]]) -> dict[str, object]:
    kind, dots = rank
    if kind == "group" or (kind == "account" and not dots):
        pattern = "|".join(sorted(single[kind]))
    elif kind == "account":
        pattern = r"[456]\.\d" + r"\.\d+" * (dots - 1)
    else:
        pattern = _AGENCY if kind == "agency" else _PATTERNS[str(kind)]
    level: dict[str, object] = {"when": {"code": pattern}}
    return {**level, "code": f"{kind}_code", "name": f"{kind}_name"} if kind in _NAMED else level


def _told(leaf: _Node) -> dict[str, str]:
    """The codes and names of a row and of those above it."""
    found: dict[str, str] = {}
    node: _Node | None = leaf
    while node is not None:
        if node.level[0] in _NAMED:
            found.setdefault(f"{node.level[0]}_code", node.row.code)
            found.setdefault(f"{node.level[0]}_name", node.row.label)
        node = node.above
    return found
