"""The lines of a budget's posture as a tree: revenue, spending and financing, each above what it is the sum of.

Enters: a `Context`, its column of labels and its figures. Leaves: a `PostureTree` for `outline:`, or why there is none.
The spaces before labels, codes, numbering (I, A, 1), or else sums alone show the levels, and every line above others
must be their sum: a tree that does not add up is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.surroundings import readable
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.vocabulary import OWN_REVENUE, POSTURE_LINES, POSTURE_ROOTS, TRANSFERS
from lumbung.workbooks.inspection.words import key
from lumbung.workbooks.layout import clean
from lumbung.workbooks.outline import indent_of

Values = Mapping[int, Sequence[Decimal | None]]

_RESULT = re.compile(r"(?:total\s+|jumlah\s+)?(?:surplus|\(?defisit)|silpa\b|sisa lebih", re.IGNORECASE)
_TOTAL = re.compile(r"(?:sub\s*|grand\s*)?(?:jumlah|total)\b|pembiayaan\s+(?:daerah\s+)?net", re.IGNORECASE)
# What was left over last year is revenue of this one and no result.
_OF_LAST_YEAR = re.compile(r"\b(?:sebelumnya|lalu|penggunaan|penerimaan)\b", re.IGNORECASE)
_DOTTED = re.compile(r"\d+(?:\.\d+)+\.?")
# Kinds of numbering; the order in which they first stand is that of the levels.
_KINDS = (r"(?-i:[IVX]+)[.)]?", r"(?-i:[A-Z])[.)]?", r"\d+\.?", r"(?-i:[a-z])[.)]?", r"\d+\)", r"\(\d+\)")
_PLAIN_NUMBER = _KINDS[2]
# A label that begins with its number, and its name.
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*\.?|(?:[IVX]+|[A-Za-z])[.)]|\d+\)|\(\d+\))\s+(\D.*)")
# The parts of an outline that name lines by their labels.
_LABELLED = ("tree", "minus", "results")
_REVENUE = "Pendapatan Daerah"
_SUBTRACTED = re.compile(r"pengeluaran\b", re.IGNORECASE)
_ROUNDING = Decimal("0.0002")
# Figures in thousands of miliar have no hundredths.
_COARSEST = Decimal(10) ** 9
# A tree has roots, groups and lines: of two indents, one may be a slip.
_FEW_INDENTS = 2


@dataclass(frozen=True)
class PostureTree:
    """`outline`: that of the YAML. `paths`: of each leaf, its labels from the top. `computed`: lines of results.

    `marks`: the columns of codes or numbers, by what the outline calls them.
    """

    outline: dict[str, object]
    paths: dict[int, tuple[str, ...]]
    computed: tuple[int, ...] = ()
    marks: Mapping[str, SeenColumn] = field(default_factory=dict)


@dataclass(frozen=True)
class _Line:
    """A row with a label; `position`: among the lines with figures, None for a heading."""

    position: int | None
    label: str
    mark: str = ""


@dataclass
class Node:
    """A line in a tree; `position`: None where it is a heading without figures."""

    position: int | None
    label: str
    depth: int
    below: list[Node] = field(default_factory=list)


def posture_tree(context: Context, label: SeenColumn, values: Values) -> PostureTree | str:
    """The tree of a posture's lines, or why there is none; labels in two languages are called by their Indonesian."""
    found = _tree_of(context, label, values)
    if isinstance(found, str):
        return found
    known = found.outline.get("aliases")
    named = known if isinstance(known, dict) else {}
    rows = (*context.table.lines, *context.table.between)
    columns = stairs_of(context, label) or [label]
    printed = {clean(context.table.sheet.rows[row][column.at]) for row in rows for column in columns}
    halves = {
        text: own for text in sorted(printed) if (own := indonesian(named.get(text, text))) != named.get(text, text)
    }
    if not halves:
        return found
    again = {named.get(text, text): own for text, own in halves.items()}
    outline = {name: _renamed(value, again) if name in _LABELLED else value for name, value in found.outline.items()}
    outline["aliases"] = {**named, **halves}
    paths = {n: tuple(again.get(text, text) for text in path) for n, path in found.paths.items()}
    return PostureTree(outline, paths, found.computed, found.marks)


def _renamed(value: object, names: Mapping[str, str]) -> object:
    """Labels in a part of an outline, however deep they stand there, by other names."""
    if isinstance(value, dict):
        return {names.get(label, label): _renamed(below, names) for label, below in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def _tree_of(context: Context, label: SeenColumn, values: Values) -> PostureTree | str:
    if stairs := stairs_of(context, label):
        return _by_stairs(context, stairs, values)
    if (indented := _by_indents(context, label, values)) is not None:
        return indented
    split = _split_marks(context, label)
    ways = [split] if split else [[column] for column in context.columns if _marks(column, label)]
    for marks in ways:
        rows = _lines(context, label, marks)
        computed = [line for line in rows if not line.mark and _is_computed(line.label)]
        lines = [line for line in rows if line not in computed]
        depths = levels_of_marks([line.mark for line in lines])
        if depths is None:
            if len(marks) == 1 and (headed := _below_headings(lines, computed, values, marks[0])) is not None:
                return headed
            continue
        patterns, levels = depths
        roots = grown([Node(line.position, line.label, level) for line, level in zip(lines, levels, strict=True)])
        minus = _signs(roots, values)
        if minus is None or _top_of(roots, computed, values) is None:
            continue
        outline: dict[str, object] = {"label": "account_name", "path": "account_path"}
        if len(marks) == 1:
            named = {"number": marks[0]}
            outline["levels"] = [{"when": {"number": pattern}} for pattern in patterns]
        else:
            named = {f"code_{n}": column for n, column in enumerate(marks, 1)}
            outline["levels"] = [_when_split(list(named), depth) for depth in range(len(patterns))]
        return PostureTree(_with_results(outline, roots, minus, computed), _paths(roots), _positions(computed), named)
    if ways:
        return "by its codes or numbers, a line is not the sum of those below it"
    if (untitled := next((c for c in context.columns if c.only_numbers and c.at < label.at), None)) is not None:
        return _by_untitled_numbers(_lines(context, label, [untitled]), values)
    lines = _lines(context, label, [])
    if (numbered := _by_numbers(lines, values)) is not None:
        return numbered
    by_sums = _by_sums(lines, values)
    return by_sums if isinstance(by_sums, PostureTree) else _by_known_lines(lines, values) or by_sums


def _below_headings(
    lines: Sequence[_Line], computed: Sequence[_Line], values: Values, marks: SeenColumn
) -> PostureTree | None:
    """The tree of lines that are numbered from 1 on below each top, which is a heading; None where it is another.

    Each top must have its total, `Jumlah Belanja`, and that be the sum of the lines below it.
    """
    tops = [line.label for line in lines if not line.mark]
    kind = next((kind for kind in _KINDS if all(re.fullmatch(kind, line.mark) for line in lines if line.mark)), None)
    if not tops or lines[0].mark or kind != _PLAIN_NUMBER or len(set(tops)) < len(tops):
        return None
    roots = grown([Node(line.position, line.label, 1 if line.mark else 0) for line in lines])
    numbers = [line.mark.rstrip(".") for line in lines if line.mark]
    if numbers != [str(n) for root in roots for n in range(1, len(root.below) + 1)] or not all(map(_distinct, roots)):
        return None
    totals = {_named_total(line.label) for line in computed if line.position is not None}
    names = [_root_name(root.label) for root in roots]
    if any(root.position is not None or not root.below for root in roots) or not set(names) <= totals & POSTURE_ROOTS:
        return None
    minus = _signs(roots, values)
    if minus is None or not _totals_hold(roots, computed, values, minus, Decimal(0)):
        return None
    outline: dict[str, object] = {"label": "account_name", "path": "account_path"}
    top = {"number": "", "account_name": "|".join(map(readable, tops))}
    outline["levels"] = [{"when": top}, {"when": {"number": kind}}]
    return PostureTree(
        _with_results(outline, roots, minus, computed), _paths(roots), _positions(computed), {"number": marks}
    )


def _by_indents(context: Context, label: SeenColumn, values: Values) -> PostureTree | None:
    """The tree of labels that the spaces before them show; None where they show none, or a line is not their sum."""
    table = context.table
    places = {row: position for position, row in enumerate(table.lines)}
    lines, computed = [], []
    for row in sorted([*table.lines, *table.between]):
        cell = table.sheet.rows[row][label.at]
        if not (text := clean(cell)):
            continue
        if _is_computed(text):
            computed.append(_Line(places.get(row), text))
        else:
            lines.append(Node(places.get(row), text, indent_of(cell)))
    if len({line.depth for line in lines}) <= _FEW_INDENTS:
        return None
    roots = grown(lines)
    digit = _last_digit(values)
    minus = _signs(roots, values, digit)
    if (
        minus is None
        or _top_of(roots, computed, values) is None
        or not _totals_hold(roots, computed, values, minus, digit)
    ):
        return None
    outline: dict[str, object] = {"label": "account_name", "path": "account_path", "indent": True}
    if digit > 1:
        outline["tolerance"] = int(digit / 2)
    return PostureTree(_with_results(outline, roots, minus, computed), _paths(roots), _positions(computed))


def _by_untitled_numbers(rows: Sequence[_Line], values: Values) -> PostureTree | str:
    """The tree that numbers without a title show, spelled out: no layout can name their column."""
    computed = [line for line in rows if not line.mark and _is_computed(line.label)]
    lines = [line for line in rows if line not in computed]
    depths = levels_of_marks([line.mark for line in lines]) if lines else None
    if depths is None:
        return "the column of numbers has no title, and not every line has a number"
    roots = grown([Node(line.position, line.label, level) for line, level in zip(lines, depths[1], strict=True)])
    minus = _signs(roots, values)
    if minus is None or _top_of(roots, computed, values) is None or not all(map(_distinct, roots)):
        return "by its numbers, a line is not the sum of those below it"
    outline: dict[str, object] = {"label": "account_name", "path": "account_path"}
    outline["tree"] = {node.label: _as_tree(node) for node in roots}
    return PostureTree(_with_results(outline, roots, minus, computed), _paths(roots), _positions(computed))


def _by_numbers(rows: Sequence[_Line], values: Values) -> PostureTree | None:
    """The tree of labels that begin with their numbers: `1.1 Pajak Daerah`, below a root that may have none.

    None where other labels have no number, or a line is not the sum of those below it.
    """
    matches = [_NUMBERED.fullmatch(line.label) for line in rows]
    lines = [_Line(line.position, m[2], m[1]) if m else line for line, m in zip(rows, matches, strict=True)]
    computed = [line for line in lines if not line.mark and _is_computed(line.label)]
    lines = [line for line in lines if line not in computed]
    tops = list(dict.fromkeys(line.label for line in lines if not line.mark))
    marked = [line for line in lines if line.mark]
    levels = levels_of_marks([line.mark for line in marked]) if marked else None
    if levels is None and tops and marked:
        kind = next((kind for kind in _KINDS if all(re.fullmatch(kind, line.mark) for line in marked)), None)
        levels = ([kind], [0] * len(marked)) if kind else None
    if levels is None or not all(_root_name(label) in POSTURE_ROOTS for label in tops):
        return None
    patterns, depths = levels
    depth_of = iter(depths)
    first = 1 if tops else 0
    roots = grown([Node(line.position, line.label, first + next(depth_of) if line.mark else 0) for line in lines])
    minus = _signs(roots, values)
    if minus is None or _top_of(roots, computed, values) is None:
        return None
    outline: dict[str, object] = {"label": "account_name", "path": "account_path"}
    whens = ["|".join(map(readable, tops))] if tops else []
    whens += [rf"{pattern}\s+.*" for pattern in patterns]
    outline["levels"] = [{"when": {"account_name": pattern}} for pattern in whens]
    printed = zip(rows, matches, strict=True)
    outline["aliases"] = {line.label: match[2] for line, match in printed if match}
    return PostureTree(_with_results(outline, roots, minus, computed), _paths(roots), _positions(computed))


def _totals_hold(
    roots: Sequence[Node], computed: Sequence[_Line], values: Values, minus: Sequence[str], digit: Decimal
) -> bool:
    """Whether the totals that name an outermost line, as `Jumlah Pendapatan`, are the sums of what stands below it."""
    named = {_root_name(root.label): root.below for root in roots}
    for line in computed:
        below = named.get(_named_total(line.label))
        if below and not adds_up(Node(line.position, line.label, 0, _with_figures(below)), values, minus, digit):
            return False
    return True


def _named_total(label: str) -> str:
    """The outermost line that a total names, as that is called: `Jumlah Pendapatan`."""
    return _root_name(re.sub(r"^(?:jumlah|total)\s+", "", label, flags=re.IGNORECASE))


def _with_figures(nodes: Sequence[Node]) -> list[Node]:
    """Lines with figures; in place of a heading, those below it."""
    return [one for node in nodes for one in ([node] if node.position is not None else _with_figures(node.below))]


def stairs_of(context: Context, label: SeenColumn) -> list[SeenColumn]:
    """The columns of one title in which labels stand the further right, the deeper they are; none where they do not."""
    same = [column for column in context.columns if column.path == label.path and column.kind == "text"]
    rows = [context.table.sheet.rows[row] for row in (*context.table.lines, *context.table.between)]
    is_stairs = all(sum(bool(clean(row[column.at])) for column in same) <= 1 for row in rows)
    return same if len(same) > 1 and is_stairs else []


def _by_stairs(context: Context, stairs: Sequence[SeenColumn], values: Values) -> PostureTree | str:
    """The tree of labels that stand in columns of their own, level by level."""
    table = context.table
    places = {row: position for position, row in enumerate(table.lines)}
    lines, computed = [], []
    for row in sorted([*table.lines, *table.between]):
        texts = [clean(table.sheet.rows[row][column.at]) for column in stairs]
        depth = next((at for at, text in enumerate(texts) if text), None)
        if depth is None:
            continue
        if _is_computed(texts[depth]):
            computed.append(_Line(places.get(row), texts[depth]))
        else:
            lines.append(Node(places.get(row), texts[depth], depth))
    roots = grown(lines)
    minus = _signs(roots, values)
    if minus is None or _top_of(roots, computed, values) is None:
        return "by the columns that their labels stand in, a line is not the sum of those below it"
    named = {f"label_{n}": column for n, column in enumerate(stairs, 1)}
    outline: dict[str, object] = {"label": "account_name", "path": "account_path", "stairs": list(named)}
    return PostureTree(_with_results(outline, roots, minus, computed), _paths(roots), _positions(computed), named)


def _split_marks(context: Context, label: SeenColumn) -> list[SeenColumn]:
    """The columns of a code whose parts stand in columns of one title: 4 | 1 | 01; none where there are no such."""
    before = [column for column in context.columns if column.at < label.at and column.path == context.columns[0].path]
    filled = [[text for text in column.texts if text] for column in before]
    is_code = all(texts and all(text.isdecimal() for text in texts) for texts in filled)
    return before if len(before) > 1 and is_code else []


def _when_split(names: Sequence[str], depth: int) -> dict[str, object]:
    """What tells the lines of a level: the code's part of that level is filled, and those behind it are not."""
    return {"when": {names[depth]: r"\d+", **dict.fromkeys(names[depth + 1 :], "")}}


def _lines(context: Context, label: SeenColumn, marks: Sequence[SeenColumn]) -> list[_Line]:
    """The rows that have a label, in their order; also headings without figures. `marks`: columns of their codes."""
    table = context.table
    places = {row: position for position, row in enumerate(table.lines)}
    found = []
    for row in sorted([*table.lines, *table.between]):
        text = clean(table.sheet.rows[row][label.at])
        parts = [clean(table.sheet.rows[row][mark.at]) for mark in marks]
        if text:
            found.append(_Line(places.get(row), text, ".".join(filter(None, parts))))
    return found


def _positions(lines: Sequence[_Line]) -> tuple[int, ...]:
    return tuple(line.position for line in lines if line.position is not None)


def _marks(column: SeenColumn, label: SeenColumn) -> bool:
    """Whether a column before the labels holds codes or numbers of levels, and does not only count the rows."""
    if column.at >= label.at or column.kind == "number" or column.is_personal or column.only_numbers:
        return False
    rows = [n for n, text in enumerate(label.texts) if text]
    texts = [column.texts[n] for n in rows if column.texts[n]]
    counted = [text.rstrip(".") for text in texts] == [str(n) for n in range(1, len(texts) + 1)]
    return len(texts) * 2 > len(rows) and not counted


def levels_of_marks(marks: Sequence[str]) -> tuple[list[str], list[int]] | None:
    """Patterns of the levels, outermost first, and the level of each line; None where a line shows none."""
    if any(_DOTTED.fullmatch(text) for text in marks):
        if not all(re.fullmatch(r"\d+(?:\.\d+)*\.?", text) for text in marks):
            return None
        counts = [text.rstrip(".").count(".") + 1 for text in marks]
        kept = sorted(set(counts))
        return [r"\.".join([r"\d+"] * count) + r"\.?" for count in kept], [kept.index(count) for count in counts]
    lengths = sorted({len(text) for text in marks})
    if all(text.isdecimal() for text in marks) and lengths[0] == 1 and len(lengths) > 1:
        return _levels_of_digits(marks, lengths)
    kinds = [next((kind for kind in _KINDS if re.fullmatch(kind, text)), None) for text in marks]
    if None in kinds:
        return None
    known = list(dict.fromkeys(kind for kind in kinds if kind is not None))
    return (known, [known.index(kind) for kind in kinds if kind is not None]) if len(known) > 1 else None


def _levels_of_digits(marks: Sequence[str], lengths: Sequence[int]) -> tuple[list[str], list[int]] | None:
    """Levels of codes without dots, 4 above 41 above 4101; None where one does not begin with the code above it."""
    above: dict[int, str] = {}
    for text in marks:
        place = lengths.index(len(text))
        if place and not text.startswith(above.get(lengths[place - 1], " ")):
            return None
        above[len(text)] = text
    return [rf"\d{{{length}}}" for length in lengths], [lengths.index(len(text)) for text in marks]


def grown(nodes: Sequence[Node]) -> list[Node]:
    """The outermost of some lines, each with the lines below it, by their depths."""
    roots: list[Node] = []
    stack: list[Node] = []
    for node in nodes:
        while stack and stack[-1].depth >= node.depth:
            stack.pop()
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
    return roots


def _last_digit(values: Values) -> Decimal:
    """The place of the last digit that figures are printed to: 10 million where all are full hundredths of a miliar."""
    figures = [value for column in values.values() for value in column if value]
    digit = Decimal(1)
    while figures and digit < _COARSEST and not any(value % (digit * 10) for value in figures):
        digit *= 10
    return digit


def _signs(roots: Sequence[Node], values: Values, digit: Decimal = Decimal(0)) -> list[str] | None:
    """The labels that are subtracted from the line above them; None where a line is not the sum of those below it."""
    minus: list[str] = []
    stack = list(roots)
    while stack:
        node = stack.pop()
        stack += node.below
        if not node.below or adds_up(node, values, (), digit):
            continue
        taken = [child.label for child in node.below if _SUBTRACTED.match(child.label)]
        if not taken or not adds_up(node, values, taken, digit):
            return None
        minus += taken
    return minus


def adds_up(node: Node, values: Values, minus: Sequence[str], digit: Decimal = Decimal(0)) -> bool:
    """Whether a line is the sum of those right below it; `minus`: the labels that are subtracted.

    `digit`: the place that every figure is rounded to.
    """
    for figures in values.values():
        stated = _figure(figures, node)
        if stated is None:
            continue
        parts = [(_figure(figures, child) or Decimal(0), child.label in minus) for child in node.below]
        summed = sum((-value if less else value for value, less in parts), Decimal(0))
        if abs(stated - summed) > max(Decimal(1), abs(stated) * _ROUNDING, digit / 2 * (len(parts) + 1)):
            return False
    return True


def _figure(figures: Sequence[Decimal | None], node: Node) -> Decimal | None:
    return figures[node.position] if node.position is not None else None


def is_result(text: str) -> bool:
    """Whether a label is of what is computed from others: a surplus, what is left over at the end."""
    return bool(_RESULT.match(text)) and not _OF_LAST_YEAR.search(text)


def _is_computed(text: str) -> bool:
    return bool(_RESULT.match(text) or _TOTAL.match(text)) and not _OF_LAST_YEAR.search(text)


def posture_label(context: Context) -> SeenColumn | None:
    """The column of labels in which revenue, spending or financing stand above other lines; None where none is."""
    rows = context.table.sheet.rows
    for column in context.columns:
        # A line above others may be a heading without figures.
        headings = [clean(rows[row][column.at]) for row in context.table.between]
        named = {_root_name(_without_number(text)) for text in [*column.distinct, *headings]}
        if column.kind == "text" and len(named & POSTURE_ROOTS) > 1:
            return column
    return None


def revenue_label(context: Context) -> SeenColumn | None:
    """The column of labels in which a region's own revenue and transfers stand, and nothing of spending."""
    for column in context.columns:
        names = {_short_name(_without_number(text)) for text in column.distinct}
        tops = {POSTURE_LINES[name][-1] for name in names & set(POSTURE_LINES)}
        is_alone = column.kind == "text" and tops == {"pendapatan"} and not names & {"belanja", "pembiayaan"}
        if is_alone and all(names & set(kind) for kind in (OWN_REVENUE, TRANSFERS)):
            return column
    return None


def _without_number(label: str) -> str:
    match = _NUMBERED.fullmatch(label)
    return match[2] if match else label


def _top_of(roots: Sequence[Node], computed: Sequence[_Line], values: Values) -> str | None:
    """The line above the outermost ones, '' where they are those of a posture themselves; None where they are neither.

    A table of revenue may print it nowhere: own revenue and transfers, and a total that is the sum of both.
    """
    if not any(node.below for node in roots):
        return None
    if all(_root_name(node.label) in POSTURE_ROOTS for node in roots):
        return ""
    sums = [line for line in computed if _TOTAL.match(line.label)]
    if not all(adds_up(Node(line.position, line.label, 0, list(roots)), values, ()) for line in sums):
        return None
    return _REVENUE if is_revenue([node.label for node in roots]) else None


def is_revenue(labels: Sequence[str]) -> bool:
    """Whether lines are the kinds of a region's revenue: its own and transfers, which no agency has, and no others."""
    names = {_short_name(label) for label in labels}
    tops = {POSTURE_LINES.get(name, ("",))[-1] for name in names}
    return tops == {"pendapatan"} and all(names & set(kind) for kind in (OWN_REVENUE, TRANSFERS))


def _root_name(label: str) -> str:
    name = key(label)
    return name if name.endswith(" daerah") else f"{name} daerah"


def _with_results(
    outline: dict[str, object], roots: Sequence[Node], minus: Sequence[str], computed: Sequence[_Line]
) -> dict[str, object]:
    if is_revenue([node.label for node in roots]):
        outline["top"] = _REVENUE
    if minus:
        outline["minus"] = list(dict.fromkeys(minus))
    if computed:
        outline["results"] = list(dict.fromkeys(line.label for line in computed))
    return outline


def _paths(roots: Sequence[Node]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    top = (_REVENUE,) if is_revenue([node.label for node in roots]) else ()
    stack: list[tuple[Node, tuple[str, ...]]] = [(node, top) for node in roots]
    while stack:
        node, above = stack.pop()
        # A line that only repeats the label above it is the same account.
        path = above if above and above[-1] == node.label else (*above, node.label)
        if not node.below and node.position is not None:
            found[node.position] = path
        stack += [(child, path) for child in node.below]
    return found


# Without codes and numbers


def _by_sums(rows: Sequence[_Line], values: Values) -> PostureTree | str:
    """A tree of labels, where sums alone show which lines stand below which."""
    computed = [line for line in rows if _is_computed(line.label)]
    lines = [line for line in rows if line not in computed]
    asked = "neither codes nor numbers nor indents show it, and sums leave it open"
    starts = [place for place, line in enumerate(lines) if _root_name(line.label) in POSTURE_ROOTS]
    if not starts or starts[0] != 0 or any(line.position is None for line in lines):
        return asked
    roots: list[Node] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        place, node = _node(lines[:end], values, start, {})
        if node is None or place != end:
            return asked
        roots.append(node)
    minus = _signs(roots, values)
    if minus is None or not all(_distinct(node) for node in roots):
        return asked
    outline: dict[str, object] = {"label": "account_name", "path": "account_path"}
    outline["tree"] = {node.label: _as_tree(node) for node in roots}
    return PostureTree(_with_results(outline, roots, minus, computed), _paths(roots), _positions(computed))


def _by_known_lines(rows: Sequence[_Line], values: Values) -> PostureTree | None:
    """A tree of the lines that every posture has, each below the last one that it may stand below.

    None where a line is not known, or one above others is not their sum.
    """
    computed = [line for line in rows if _is_computed(line.label)]
    roots: list[Node] = []
    open_lines: dict[str, Node] = {}
    for line in (line for line in rows if line not in computed):
        name = _short_name(line.label)
        node = Node(line.position, line.label, 0)
        if f"{name} daerah" in POSTURE_ROOTS:
            roots.append(node)
            open_lines = {name: node}
            continue
        above = [up for up in POSTURE_LINES.get(name, ()) if up in open_lines]
        if not above or line.position is None:
            return None
        open_lines[above[0]].below.append(node)
        open_lines[name] = node
    digit = _last_digit(values)
    minus = _signs(roots, values, digit)
    groups = [node for root in roots for node in root.below if node.below]
    if minus is None or not groups or _top_of(roots, computed, values) is None or not all(map(_distinct, roots)):
        return None
    if any(root.position is None for root in roots) or not _totals_hold(roots, computed, values, minus, digit):
        return None
    outline: dict[str, object] = {"label": "account_name", "path": "account_path"}
    outline["tree"] = {node.label: _as_tree(node) for node in roots}
    if digit > 1:
        outline["tolerance"] = int(digit / 2)
    return PostureTree(_with_results(outline, roots, minus, computed), _paths(roots), _positions(computed))


def _short_name(label: str) -> str:
    return key(label).removesuffix(" daerah")


_Known = dict[int, tuple[int, Node | None]]


def _node(lines: Sequence[_Line], values: Values, at: int, known: _Known) -> tuple[int, Node | None]:
    """A line with the lines below it that it is the sum of, and where they end; None where a zero leaves it open.

    `known`: what was found of lines before; it is filled.
    """
    if at not in known:
        known[at] = _new_node(lines, values, at, known)
    return known[at]


def _new_node(lines: Sequence[_Line], values: Values, at: int, known: _Known) -> tuple[int, Node | None]:
    node = Node(lines[at].position, lines[at].label, 0)
    if not _speaks(values, node):
        return at + 1, node
    place = at + 1
    while place < len(lines):
        place, child = _node(lines, values, place, known)
        if child is None:
            return place, None
        node.below.append(child)
        taken = [child.label for child in node.below if _SUBTRACTED.match(child.label)]
        if adds_up(node, values, ()) or (taken and adds_up(node, values, taken)):
            if place < len(lines) and not _speaks(values, Node(lines[place].position, "", 0)):
                return place, None  # a line of zeros may be the last one here, or the next one above
            return place, node
    node.below = []
    return at + 1, node


def _speaks(values: Values, node: Node) -> bool:
    return any(_figure(figures, node) for figures in values.values())


def _distinct(node: Node) -> bool:
    labels = [key(child.label) for child in node.below]
    return len(set(labels)) == len(labels) and all(_distinct(child) for child in node.below)


def _as_tree(node: Node) -> object:
    if any(child.below for child in node.below):
        return {child.label: _as_tree(child) for child in node.below}
    return [child.label for child in node.below]
