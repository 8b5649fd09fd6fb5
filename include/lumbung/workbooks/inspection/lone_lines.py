"""Lines of a region's budget none of which stands above another: `Pajak Daerah`, in a column beside its group or alone.

Enters: a `Context`. Leaves: `LoneLines`: the column of labels, that of their groups, and the path of each label. A tidy
table prints no line for a total; where a label is one that others stand below, or the sum of those beside it, there
are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lumbung.workbooks.inspection.account_titles import ancestors_of, path_below, short_of
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.vocabulary import OWN_REVENUE, TOTAL_LABEL, TRANSFERS

_TOTAL = re.compile(TOTAL_LABEL, re.IGNORECASE)
_SEVERAL = 2


@dataclass(frozen=True)
class LoneLines:
    """`paths`: of each label, as printed, the labels from the top. `groups`: the columns of what labels stand below."""

    label: SeenColumn
    groups: tuple[SeenColumn, ...]
    paths: Mapping[str, tuple[str, ...]]


def lone_lines(context: Context) -> LoneLines | None:
    """The lines of a region's budget, each by itself; None where a column of them holds others, or is not known.

    A region's: its own revenue and transfers are among them, which no agency has.
    """
    if context.total_positions:
        return None
    places = {column.at for column in context.region_columns}
    texts = [c for c in context.columns if c.kind == "text" and c.path and c.at not in places and all(c.texts)]
    named = sorted((c for c in texts if all(map(short_of, c.distinct))), key=lambda column: -len(column.distinct))
    if not named or not all(_says_groups(column, named[0]) for column in named[1:]):
        return None
    groups = [column for column in named[1:] if any(ancestors_of(short_of(text)) for text in column.distinct)]
    if len(groups) > 1:
        return None
    paths = _paths(named[0], groups[0] if groups else None)
    return LoneLines(named[0], tuple(named[1:]), paths) if paths is not None else None


def _says_groups(group: SeenColumn, label: SeenColumn) -> bool:
    """Whether each label has one text of another column beside it, and stands below it, or is it."""
    pairs = set(zip(label.texts, group.texts, strict=True))
    if len(pairs) != len(set(label.texts)) or len(set(group.texts)) > len(set(label.texts)):
        return False
    same = [short_of(text) == short_of(above) for text, above in pairs]
    below = [short_of(above) in ancestors_of(short_of(text)) for text, above in pairs]
    return not all(same) and all(one or other for one, other in zip(same, below, strict=True))


def _paths(label: SeenColumn, group: SeenColumn | None) -> dict[str, tuple[str, ...]] | None:
    shorts = {short_of(text) for text in label.distinct}
    above = {text: ancestors_of(short_of(text)) for text in label.distinct}
    every = shorts.union(*above.values())
    if len(shorts) < len(label.distinct) or not all(every & set(kind) for kind in (OWN_REVENUE, TRANSFERS)):
        return None
    if any(_TOTAL.match(text) for text in label.distinct) or not all(above.values()):
        return None  # a top, as `Belanja Daerah`, holds all of its kind
    if any(ups & shorts for ups in above.values()):
        return None
    groups = dict(zip(label.texts, group.texts, strict=True)) if group is not None else {}
    return {text: path_below(text, groups.get(text, "")) for text in label.distinct}


def holds_others(keys: Sequence[object], values: Mapping[int, Sequence[Decimal | None]]) -> bool:
    """Whether a line is the sum of all others that have the same key."""
    places: dict[object, list[int]] = {}
    for n, key in enumerate(keys):
        places.setdefault(key, []).append(n)
    for same in places.values():
        sums = [sum((figures[n] or Decimal(0) for n in same), Decimal(0)) for figures in values.values()]
        for n in same if len(same) > _SEVERAL else ():
            own = [figures[n] or Decimal(0) for figures in values.values()]
            if any(own) and all(one * 2 == whole for one, whole in zip(own, sums, strict=True)):
                return True
    return False
