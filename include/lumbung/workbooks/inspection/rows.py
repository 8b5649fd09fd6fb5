"""Rows beside the lines: totals and what they total, headings that the rows below inherit, printed percentages.

Enters: a `Context` and the columns of figures that are loaded. Leaves: `totals:`, `carried:` and `ratios:` of a YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lumbung.sources.model import Scale
from lumbung.workbooks.grid import address
from lumbung.workbooks.inspection.columns import SeenColumn, roles_in_parts
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.draft import ABOUT_ROWS, ABOUT_TOTALS, Ask
from lumbung.workbooks.inspection.posture import Node, adds_up, grown, levels_of_marks
from lumbung.workbooks.inspection.shares import shares_of
from lumbung.workbooks.inspection.vocabulary import AGENCY_NAME, AGENCY_START
from lumbung.workbooks.layout import clean

_NOTE = re.compile(
    r"(?:catatan|keterangan|ket|sumber|source|notes?|satuan|dicetak|diunduh|diakses|data (?:per|s|sampai|tahun|dari)\b|"
    r"dalam (?:ribu|juta|miliar|milyar|rupiah|satuan)|\*|\d+\)|[-–•])",
    re.IGNORECASE,
)
_ROMAN = r"[IVXLC]+\.?"
_LETTER = r"[A-Z]\.?"
_DIGITS = r"\d+\.?"
# A figure this large is no sum of its neighbours by chance.
_NO_CHANCE = 100
_TIMES = ("year", "month", "date")
# Of the lines that say one thing, less than a fifth are sums by chance.
_MOST_BY_CHANCE = 5
_LONGEST_BLOCK = 2_000
_FEW = 2
_SEVERAL_LEVELS = 3
_LABELS = ("activity_name", "account_name", "program_name")

Values = Mapping[int, Sequence[Decimal | None]]
"""Column -> its figures, line by line."""


def totals(context: Context, values: Values) -> tuple[list[object], Ask | None]:
    """`totals:` of the YAML: each label with whether it totals all lines or those since the last total or heading."""
    found: dict[str, set[str]] = {}
    doubtful: list[str] = []
    order = sorted([*context.table.lines, *context.table.between])
    place_of = {row: position for position, row in enumerate(context.table.lines)}
    block: list[int] = []
    every: list[int] = []
    for row in order:
        position = place_of.get(row)
        if position is None:
            block = []
            continue
        label = context.total_positions.get(position)
        if label is None:
            block.append(position)
            every.append(position)
            continue
        shown = label.rstrip(" :")
        kinds = {of for of, parts in (("all", every), ("block", block)) if parts and is_sum(values, position, parts)}
        if not values:
            kinds = {"all"}  # how the figures are written is open, so their sums are, too
        if not kinds:
            doubtful.append(f"{shown} (row {row + 1})")
            kinds = {"all", "block"}
        known = found.setdefault(shown, set(kinds))
        known &= kinds
        block = []
    last = next(reversed(found), None)
    by_kind: dict[str, list[str]] = {}
    for label, kinds in found.items():
        if not kinds:
            doubtful.append(label)
        # The first block's total is also that of all lines so far: only the last one is the total of all.
        whole = "all" in kinds and (kinds == {"all"} or label == last)
        by_kind.setdefault("all" if whole else "block", []).append(label)
    entries: list[object] = [
        {"label": labels[0] if len(labels) == 1 else labels, "of": of} for of, labels in by_kind.items()
    ]
    if not doubtful:
        return entries, None
    shown = ", ".join(doubtful[:4])
    return entries, Ask(
        f"these rows look like totals, but are no sum of the rows above: {shown}. What are they?", ABOUT_TOTALS
    )


def is_sum(values: Values, total: int, parts: Sequence[int]) -> bool:
    """Whether a row's figures are the sums of other rows', wherever it has any."""
    compared = 0
    for figures in values.values():
        stated = figures[total]
        if stated is None:
            continue
        compared += 1
        if stated != sum((figures[part] or Decimal(0) for part in parts), Decimal(0)):
            return False
    return compared > 0


@dataclass
class Headings:
    """`carried:` of the YAML, the column that it needs for telling headings, and each line's heading by field."""

    carried: list[object] = field(default_factory=list)
    columns: dict[str, object] = field(default_factory=dict)
    used: list[SeenColumn] = field(default_factory=list)
    of_line: list[dict[str, str]] = field(default_factory=list)
    names: tuple[str, ...] = ()
    question: Ask | None = None


def headings(context: Context, label: SeenColumn | None, fields: Mapping[str, str], unnamed: str) -> Headings | None:
    """Rows without figures among the lines, where the lines below belong to them; None where there are none.

    `label`: the column whose text a heading has. `fields`: what the columns are called in the YAML, by address letters;
    `unnamed`: what a column of headings and lines is called that has no name there.
    """
    sheet = context.table.sheet
    rows = [row for row in context.table.between if not is_note(context, row)]
    if not rows:
        return None
    taken = {at for row in rows for at in _filled(context, row)}
    texts = [column for column in context.columns if column.kind != "number" and not column.is_personal]
    candidates = [c for c in texts if c.kind == "text" and all(sheet.rows[row][c.at] is not None for row in rows)]
    take = label if label in candidates else (candidates[0] if candidates else None)
    number = next((c for c in texts if c.kind == "row number" and c.at in taken), None)
    if take is None:
        return Headings(question=Ask("some rows among the lines have no figures. What are they?", ABOUT_ROWS))
    said = [clean(sheet.rows[row][take.at]) for row in rows]
    name = _what(said)
    if name is None:
        shown = f"rows {', '.join(str(row + 1) for row in rows[:5])}"
        return Headings(
            question=Ask(
                f"{shown} have no figures and stand among the lines. What are they: agencies, programmes?", ABOUT_ROWS
            )
        )
    result = Headings(names=(name,))
    when = _mark(context, rows, take, number, {take.letters: unnamed, **fields}, result)
    if when is None:
        result.question = Ask(f"how are heading rows ({said[0]!r}) told from lines?", ABOUT_ROWS)
        return result
    field_of_take = fields.get(take.letters, unnamed)
    if take.letters not in fields:
        result.columns[field_of_take] = context.short(take)
        result.used.append(take)
    result.carried = [{"name": name, "take": field_of_take, "when": when}]
    current = ""
    heading_of = dict(zip(rows, said, strict=True))
    lines = set(context.table.lines)
    for row in sorted([*lines, *rows]):
        if row in heading_of:
            current = heading_of[row]
        if row in lines:
            result.of_line.append({name: current} if current else {})
    return result


def _filled(context: Context, row: int) -> list[int]:
    return [column.at for column in context.columns if context.table.sheet.rows[row][column.at] is not None]


def is_note(context: Context, row: int) -> bool:
    """Whether a row among the lines is a note: it begins as one, and stands alone."""
    first = next((clean(cell) for cell in context.table.sheet.rows[row] if cell is not None), "")
    return bool(_NOTE.match(first)) and len(_filled(context, row)) == 1


def _what(said: Sequence[str]) -> str | None:
    """What headings name: an agency or a programme."""
    if all(re.match(AGENCY_NAME, text, re.IGNORECASE) for text in said):
        return "agency_name"
    if all(re.match(r"program\b", text, re.IGNORECASE) for text in said):
        return "program_name"
    return None


def _mark(
    context: Context,
    rows: Sequence[int],
    take: SeenColumn,
    number: SeenColumn | None,
    fields: Mapping[str, str],
    result: Headings,
) -> dict[str, str] | None:
    """What tells a heading from a line: its number, a blank where lines have a text, or how it begins."""
    sheet = context.table.sheet
    blank = [
        column
        for column in context.columns
        if column.kind == "text"
        and column.letters in fields
        and column.at != take.at
        and all(sheet.rows[row][column.at] is None for row in rows)
        and all(text for n, text in enumerate(column.texts) if n not in context.total_positions)
    ]
    if blank:
        return {fields[blank[0].letters]: ""}
    if number is not None:
        of_rows = [clean(sheet.rows[row][number.at]) for row in rows]
        of_lines = [text for text in number.texts if text]
        for pattern in (_ROMAN, _LETTER):
            if all(re.fullmatch(pattern, text) for text in of_rows) and not any(
                re.fullmatch(pattern, text, re.IGNORECASE) for text in of_lines
            ):
                result.columns["number"] = context.short(number)
                result.used.append(number)
                return {"number": pattern}
    starts = rf"(?:{AGENCY_START}|program)\b.*"
    lines = [text for n, text in enumerate(take.texts) if n not in context.total_positions]
    if not any(re.fullmatch(starts, text, re.IGNORECASE) for text in lines):
        return {fields[take.letters]: starts}
    return None


@dataclass
class Subtotals:
    """`outline:` of the YAML for lines that are sums of the lines below them, with what it needs and gives."""

    outline: dict[str, object] = field(default_factory=dict)
    columns: dict[str, object] = field(default_factory=dict)
    used: list[SeenColumn] = field(default_factory=list)
    leaves: frozenset[int] = frozenset()
    of_line: dict[int, dict[str, str]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    question: Ask | None = None


def subtotals(context: Context, values: Values, fields: Mapping[str, str]) -> Subtotals | None:
    """Lines that are the sum of some lines right below them; None where no line is.

    They are read where numbering (I above 1) or the words of agencies tell them, every one of them adds up, and no line
    stands outside; else they are asked about.
    """
    rows = [n for n in range(len(context.table.lines)) if n not in context.total_positions]
    label = next((c for c in context.columns if fields.get(c.letters) in _LABELS), None)
    sums = {row for place, row in enumerate(rows) if _sums_up(values, row, rows[place + 1 :])}
    sums -= _by_chance(context, rows, sums)
    if any(is_sum(values, total, rows) for total in context.total_positions):
        sums = set()  # the total counts every line once: none of them is a sum of others but by chance
    if label is not None:
        sums |= _marked_sums(context, rows, label, values)
    if not sums:
        return _unlabelled_total(context, rows, values)
    shown = ", ".join(str(context.table.lines[row] + 1) for row in sorted(sums)[:5])
    asked = Ask(f"rows {shown} are sums of the rows below them. What are they: agencies, programmes?", ABOUT_ROWS)
    if label is None or context.table.between:
        return Subtotals(question=asked)
    found = _of_levels(context, rows, label, fields, values)
    if found is not None:
        return found
    found = _marked(context, rows, sums, label, fields)
    if found is None or not all(_groups_add_up(values, rows, found.leaves)):
        return Subtotals(question=asked)
    return found


def _by_chance(context: Context, rows: Sequence[int], sums: set[int]) -> set[int]:
    """Sums in a table whose lines are all of one kind: each has its own month or category in every column.

    What a line above others says stands on no line that is no sum, or on few of them: a name of its own, `Semua`.
    """
    kinds = ("text", "code", "year", "month", "date")
    columns = [c for c in context.columns if c.kind in kinds and len({c.texts[n] for n in rows}) > 1]
    lines = [tuple(column.texts[n] for column in columns) for n in rows]
    if len(columns) < _FEW or not all(map(all, lines)) or len(set(lines)) < len(lines):
        return set()

    def is_plain(column: SeenColumn, text: str) -> bool:
        same = [n for n in rows if column.texts[n] == text]
        summed = sum(n in sums for n in same)
        return summed < len(same) if column.kind in _TIMES else summed * _MOST_BY_CHANCE < len(same)

    return {n for n in sums if all(is_plain(column, column.texts[n]) for column in columns)}


def _unlabelled_total(context: Context, rows: Sequence[int], values: Values) -> Subtotals | None:
    """The question whether the last line, which is the sum of all others, is their total."""
    if len(rows) <= _FEW or not _speaks(values, rows[-1]) or not is_sum(values, rows[-1], rows[:-1]):
        return None
    shown = context.table.lines[rows[-1]] + 1
    return Subtotals(
        question=Ask(f"row {shown} is the sum of all rows above it. Is it their total, or a line?", ABOUT_TOTALS)
    )


def _marked_sums(context: Context, rows: Sequence[int], label: SeenColumn, values: Values) -> set[int]:
    """Lines that number or words set above the others, where one of them is the sum of those below it.

    An agency with a single programme has the same figures as that.
    """
    number = next((c for c in context.columns if c.kind == "row number"), None)
    ways: list[set[int]] = [{n for n in rows if re.match(rf"{AGENCY_START}\b", label.texts[n], re.IGNORECASE)}]
    if number is not None:
        ways.append({n for n in rows if re.fullmatch(_ROMAN, number.texts[n])})
    found: set[int] = set()
    for above in ways:
        leaves = frozenset(n for n in rows if n not in above)
        if above and leaves and any(_groups_add_up(values, rows, leaves)):
            found |= above
    return found


def _sums_up(values: Values, row: int, below: Sequence[int]) -> bool:
    """Whether a line is the sum of the next two or more lines."""
    if not _speaks(values, row):
        return False
    columns = [(figures, figures[row] or Decimal(0)) for figures in values.values() if figures[row] is not None]
    sums = [Decimal(0)] * len(columns)
    for count, line in enumerate(below[:_LONGEST_BLOCK], 1):
        figures_here = [figures[line] or Decimal(0) for figures, _ in columns]
        sums = [known + more for known, more in zip(sums, figures_here, strict=True)]
        if count > 1 and all(known == stated for known, (_, stated) in zip(sums, columns, strict=True)):
            return True
        # Amounts below zero are rare: what is beyond the line already does not come back to it.
        if any(known > stated for known, (_, stated) in zip(sums, columns, strict=True)):
            return False
    return False


def _speaks(values: Values, row: int) -> bool:
    """Whether a line's figures are so large, or so many, that a sum is no chance."""
    filled = [figures[row] for figures in values.values() if figures[row]]
    return any(abs(value) >= _NO_CHANCE for value in filled if value is not None) or len(filled) > 1


def _of_levels(
    context: Context, rows: Sequence[int], label: SeenColumn, fields: Mapping[str, str], values: Values
) -> Subtotals | None:
    """Three levels and more by their numbering (I, A, 1), where every upper line is the sum of those right below it."""
    number = next((c for c in context.columns if c.kind in ("row number", "text", "code") and c.at < label.at), None)
    marks = levels_of_marks([number.texts[n] for n in rows]) if number is not None and rows else None
    if number is None or marks is None or len(marks[0]) < _SEVERAL_LEVELS:
        return None
    patterns, depths = marks
    nodes = {n: Node(n, label.texts[n], depth) for n, depth in zip(rows, depths, strict=True)}
    roots = grown(list(nodes.values()))
    names = _names_of_levels(
        label, [[nodes[n].label for n in rows if nodes[n].depth == d] for d in range(len(patterns))]
    )
    leaves = frozenset(n for n, node in nodes.items() if node.depth == len(patterns) - 1)
    upper = [node for n, node in nodes.items() if n not in leaves]
    if names is None or any(root.depth for root in roots):
        return None
    if not all(node.below and adds_up(node, values, ()) for node in upper):
        return None
    found = Subtotals(leaves=leaves, names=tuple(names[:-1]))
    found.columns["number"] = context.short(number)
    found.used.append(number)
    levels: list[dict[str, object]] = [
        {"when": {"number": pattern}, "name": name} for pattern, name in zip(patterns[:-1], names, strict=False)
    ]
    levels.append({"when": {"number": patterns[-1]}, "leaf": True})
    found.outline = {"label": fields[label.letters], "levels": levels}
    above: dict[str, str] = {}
    for n in rows:
        if n in leaves:
            found.of_line[n] = dict(above)
        else:
            above[names[nodes[n].depth]] = nodes[n].label
    return found


def _names_of_levels(label: SeenColumn, texts: Sequence[Sequence[str]]) -> list[str] | None:
    """What each level names, from the top: as the title of the labels says, else by the words of the upper ones."""
    parts = roles_in_parts(label.path[-1]) if label.path else ()
    if len(parts) == len(texts):
        return [f"{part}_name" for part in parts]
    known = [_what(said) for said in texts[:-1]]
    order = ["agency_name", "program_name", "activity_name"]
    at = order.index(known[0]) if known[0] in order else None
    names = order[at : at + len(texts)] if at is not None else []
    fits = all(one in (None, name) for one, name in zip(known, names, strict=False))
    return names if len(names) == len(texts) and fits else None


def _marked(
    context: Context, rows: Sequence[int], sums: set[int], label: SeenColumn, fields: Mapping[str, str]
) -> Subtotals | None:
    """The levels of an outline, where numbering or words tell the upper lines from the lower ones."""
    name = fields[label.letters]
    number = next((c for c in context.columns if c.kind == "row number"), None)
    upper: dict[str, str] | None = None
    lower: dict[str, str] = {}
    found = Subtotals()
    if number is not None:
        for one, other in ((_ROMAN, _DIGITS), (_LETTER, _DIGITS)):
            marks = {n: number.texts[n] for n in rows}
            above = {n for n in rows if re.fullmatch(one, marks[n])}
            if sums <= above and all(n in above or re.fullmatch(other, marks[n]) for n in rows):
                upper, lower = {"number": one}, {"number": other}
                found.columns["number"] = context.short(number)
                found.used.append(number)
                break
    if upper is None:
        starts = rf"{AGENCY_START}\b.*"
        above = {n for n in rows if re.fullmatch(starts, label.texts[n], re.IGNORECASE)}
        if not sums <= above or len(above) == len(rows):
            return None
        upper, lower = {name: starts}, {name: ".+"}
    said = [label.texts[n] for n in sorted(above)]
    what = _what(said)
    if what is None or what == name:
        return None
    found.outline = {"label": name, "levels": [{"when": upper, "name": what}, {"when": lower, "leaf": True}]}
    found.leaves = frozenset(n for n in rows if n not in above)
    found.names = (what,)
    current = ""
    for n in rows:
        if n in above:
            current = label.texts[n]
        else:
            found.of_line[n] = {what: current}
    return found


def _groups_add_up(values: Values, rows: Sequence[int], leaves: frozenset[int]) -> list[bool]:
    """For every upper line, whether it is the sum of the leaves up to the next one; none for stray ones."""
    groups: list[tuple[int | None, list[int]]] = [(None, [])]
    for n in rows:
        if n in leaves:
            groups[-1][1].append(n)
        else:
            groups.append((n, []))
    stray = [False] if groups[0][1] else []
    return stray + [bool(parts) and above is not None and is_sum(values, above, parts) for above, parts in groups[1:]]


@dataclass(frozen=True)
class Ratio:
    """A printed quotient that fits its two figures. `wrong`: cells that do not."""

    column: SeenColumn
    times: int
    wrong: tuple[str, ...]


def ratio_of(
    context: Context, column: SeenColumn, part: Sequence[Decimal | None], whole: Sequence[Decimal | None]
) -> Ratio | None:
    """Whether a column of percentages is one column over another; None where too few rows say so."""
    printed, why = context.figures(column, bounds=(0, 100_000))
    if why:
        return None
    found = shares_of(printed, part, whole)
    if found is None:
        return None
    return Ratio(column, found.times, tuple(address(context.table.lines[n], column.at) for n in found.wrong))


def is_difference(
    context: Context,
    column: SeenColumn,
    whole: Sequence[Decimal | None],
    part: Sequence[Decimal | None],
    scale: Scale | None,
) -> bool:
    """Whether a column is one column less another, or that the other way round, in every row."""
    printed, why = context.figures(column, kind="money", scale=scale)
    if why:
        return False
    rows = [
        (stated, above, below)
        for stated, above, below in zip(printed, whole, part, strict=True)
        if stated is not None and above is not None and below is not None
    ]
    return bool(rows) and (
        all(stated == above - below for stated, above, below in rows)
        or all(stated == below - above for stated, above, below in rows)
    )
