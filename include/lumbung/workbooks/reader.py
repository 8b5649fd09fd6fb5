"""A bound table -> staging rows, refusals and totals.

Enters: a `Table` and what its source says. Leaves: what is added to a `Reading`. Every row below the header is judged
once: a total, a heading that the rows below inherit, a note below the table, a subtotal, or a line. What is none of
these is refused. Lines are then built column by column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath

from lumbung.reference.regions import regions
from lumbung.sources.datasets import DATASETS, Dataset
from lumbung.sources.model import HierarchySpec, OutlineSpec, SourceSpec
from lumbung.workbooks.cells import Number, RowRefusedError, TableCells
from lumbung.workbooks.errors import SourceChanged, masked, printable, shape
from lumbung.workbooks.facts import Surroundings, read_facts
from lumbung.workbooks.grid import address
from lumbung.workbooks.hierarchy import Node, Path, is_leaf, level_of, parent, parents, path_of, sums_above
from lumbung.workbooks.layout import Table, clean, title_pattern
from lumbung.workbooks.outline import Branch, Outline, indent_of, varies
from lumbung.workbooks.ratios import ratio_totals
from lumbung.workbooks.results import ControlTotal, Refusal, RowBlock
from lumbung.workbooks.staging_row import RowBuilder, Same, Values

_NOTE = re.compile(
    r"(?:catatan|keterangan|ket|sumber|source|notes?|access time|(?:data )?diolah|satuan|dicetak|diunduh|diakses|"
    r"data (?:per|s|sampai|tahun|dari)|dalam (?:ribu|juta|miliar|milyar|rupiah|satuan))\b|[*•–-]|\(?\d+\)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:sub\s*)?(?:jumlah|total)\b|grand total\b", re.IGNORECASE)
# What a total may hold: numeric(24, 6) in staging.
_LARGEST = Decimal(10) ** 18


@dataclass
class Reading:
    """What has been read of a file so far."""

    blocks: list[RowBlock] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    totals: list[ControlTotal] = field(default_factory=list)
    ignored: int = 0
    notes: dict[str, str] = field(default_factory=dict)


def read_table(
    table: Table, spec: SourceSpec, *, file_name: str, relative_path: str, nik_key: bytes | None, into: Reading
) -> None:
    """Read all rows of a table.

    Raises:
        WorkbookRefused: a fact is missing or is said in two ways, a column proves no style, a code lost zeros.
    """
    _check_title_parts(table, DATASETS[spec.dataset])
    _TableReader(table, spec, file_name, relative_path, nik_key, into).read()


def _check_title_parts(table: Table, dataset: Dataset) -> None:
    """What a title's `{name}` keeps must be what its column holds: a year is a year."""
    for group in table.groups:
        for name, text in group.fields.items():
            if dataset.columns.get(name) != "integer" or name in table.layout.wide[group.wide].map:
                continue
            if not re.fullmatch(r"(?:19|20)\d\d" if name.endswith("year") else r"\d{1,9}", text):
                at = min(group.measures.values())
                raise SourceChanged(
                    "title_part",
                    f"the title {printable(table.paths[at], 120)} gives {printable(text)} as {name}.",
                    sheet=table.sheet.name,
                    cell=address(table.top, at),
                )


@dataclass(frozen=True)
class _Total:
    """A row that is a total: of the lines from `start` up to `end`, counted as lines."""

    position: int
    label: str
    start: int
    end: int


class _TableReader:
    def __init__(
        self,
        table: Table,
        spec: SourceSpec,
        file_name: str,
        relative_path: str,
        nik_key: bytes | None,
        into: Reading,
    ) -> None:
        dataset = DATASETS[spec.dataset]
        fact_specs = {**spec.facts, **table.layout.facts}
        needs_regions = (
            table.layout.region is not None
            or any(fact.find == "region" for fact in fact_specs.values())
            or ("region_name" in dataset.columns and "region_name" not in table.layout.columns)
            or any(column.kind == "nik" for column in table.layout.columns.values())
        )
        known_regions = regions() if needs_regions else None
        self.table, self.layout, self.into = table, table.layout, into
        self.total_labels = [(title_pattern(word), total.of) for total in table.layout.totals for word in total.label]
        self.cells = TableCells(table, dataset, lambda text: self._total_of(text) == "all")
        self.facts = read_facts(fact_specs, self._surroundings(file_name, relative_path), known_regions)
        self.builder = RowBuilder(self.cells, table.layout, dataset, file_name, known_regions, nik_key)
        self.quotients = {ratio.printed for ratio in table.layout.ratios}
        self.in_notes = False
        into.notes.update({f"number style {at}": proof for at, proof in self.cells.number_styles().items()})

    def read(self) -> None:
        self._leave_hidden()
        around: dict[str, Values] = {name: Same(value) for name, value in self.facts.items()}
        if self.layout.hierarchy:
            self._read_coded(self.layout.hierarchy, around)
        elif self.layout.outline:
            self._read_outline(self.layout.outline, around)
        else:
            self._read_lines(around)
        ratio_totals(self.layout.ratios, self.cells, self.builder.blocks, self.into.totals, self.into.notes)
        self.into.blocks += self.builder.blocks
        self.into.ignored += self.builder.ignored
        for position, refusal in sorted(self.builder.refused, key=lambda found: found[0]):
            self._refuse(self.cells.rows[position], refusal)

    def _leave_hidden(self) -> None:
        sheet = self.cells.sheet
        if self.table.hidden:
            self.into.notes[f"hidden rows {sheet.name}"] = f"not read: {_ranges(self.table.hidden)}"
            self.into.ignored += len(self.table.hidden)
        for row, why in self.cells.ragged.items():
            self._refuse(row, RowRefusedError("field_count", why, f"A{row + 1}"))

    def _surroundings(self, file_name: str, relative_path: str) -> Surroundings:
        below = [self.cells.sheet.rows[row] for row in self.cells.rows if row > self.cells.last]
        return Surroundings(
            self.cells.sheet.name,
            {
                "title": self.table.above,
                "sheet": [self.cells.sheet.name],
                "header": [path for path in self.table.paths if path],
                "notes": [clean(cell) for row in below for cell in row if cell is not None],
                "file_name": [PurePosixPath(file_name).stem],
                "folder": list(PurePosixPath(relative_path).parts[:-1]),
            },
            self.layout.of_persons,
        )

    # Lines one below the other

    def _read_lines(self, around: dict[str, Values]) -> None:
        cells = self.cells
        lines: list[int] = []
        totals: list[_Total] = []
        carried: dict[str, object] = {}
        held: list[dict[str, object]] = []  # what was carried, line by line
        block = 0
        left_out = self._left_out()
        for run, position in self._stretches(self._plain_lines(left_out)):
            lines += run
            held += [carried] * len(run)
            if position is None:
                break
            if position in left_out:
                self.into.ignored += 1
                continue
            label, has_figure = cells.first_texts[position], cells.has_figure[position]
            of = self._total_of(label) if label else self._unlabelled_total(position, lines)
            if of is not None:
                totals.append(_Total(position, label, 0 if of == "all" else block, len(lines)))
                block = len(lines)
                self._set_aside(position)
            elif not has_figure and (heading := self._heading(position)):
                carried = {**carried, **heading}
                block = len(lines)
                self.into.ignored += 1
            elif not has_figure and self._is_note(position, label):
                self._keep_note(position, label)
            elif not has_figure and self._says_nothing(position):
                lines.append(position)
                held.append(carried)
            elif (refusal := self._no_line(position, label, has_figure)) is not None:
                if refusal.rule == "row_not_understood":
                    # It may be a heading in a new form: the rows below must not inherit what the last one said.
                    carried = {}
                self._refuse(cells.rows[position], refusal)
            else:
                lines.append(position)
                held.append(carried)
        headings = {id(known): known for known in held}.values()
        if names := list(dict.fromkeys(name for known in headings for name in known)):
            around |= {name: [known.get(name) for known in held] for name in names}
        for group in self.table.groups or (None,):
            self.builder.build(lines, group, around)
        self._compare_totals(lines, totals)

    def _plain_lines(self, left_out: set[int]) -> list[bool]:
        """Whether each row is a line by its figures and its first text, which neither is nor looks like a total."""
        ordinary = {
            text
            for text in set(self.cells.first_texts)
            if text and not _TOTAL.match(text) and self._total_of(text) is None
        }
        plain = [text in ordinary for text in self.cells.first_texts]
        if not all(self.cells.has_figure):
            plain = [is_plain and has for is_plain, has in zip(plain, self.cells.has_figure, strict=True)]
        for position in left_out:
            plain[position] = False
        return plain

    def _stretches(self, plain: Sequence[bool]) -> Iterator[tuple[range, int | None]]:
        """Runs of plain lines, and the row behind each that must be looked at; below a note that is every row."""
        flags = [*plain, False]
        begin = 0
        while begin < len(plain):
            end = begin if self.in_notes else flags.index(False, begin)
            yield range(begin, end), end if end < len(plain) else None
            begin = end + 1

    def _left_out(self) -> set[int]:
        """Rows that the layout says are no data."""
        found: set[int] = set()
        for name, pattern in self.layout.leave_out.items():
            fits = re.compile(pattern, re.IGNORECASE)
            texts = self.cells.text(name)
            matching = {text for text in set(texts) if fits.fullmatch(text)}
            found.update(position for position, text in enumerate(texts) if text in matching)
        return found

    def _no_line(self, position: int, label: str, has_figure: bool) -> RowRefusedError | None:
        """Why a row that is no total, heading or note is no line either; None where it is one."""
        if self.in_notes:
            reason = "the row has figures, but stands below a note: a second table is not read. Declare it by itself."
            return RowRefusedError("row_after_notes", reason)
        if not has_figure and position not in self.cells.holds_no_number and self.cells.measures:
            return self._not_understood(position)
        if label and _TOTAL.match(label) and not all(self.cells.text(name)[position] for name in self.cells.texts):
            return self._not_understood(position)
        return None

    def _not_understood(self, position: int, cell: str | None = None) -> RowRefusedError:
        label = self.cells.first_texts[position]
        row = self.cells.rows[position]
        if cell is None:
            filled = (at for at, value in enumerate(self.cells.sheet.rows[row]) if value is not None)
            cell = address(row, next(filled, 0))
        if _TOTAL.match(label):
            return RowRefusedError(
                "undeclared_total", f"{printable(label)} looks like a total. Name it under totals: in the YAML.", cell
            )
        return RowRefusedError(
            "row_not_understood", "the row has no figures, and is neither a heading nor a note below the table.", cell
        )

    # Rows beside the lines: totals, headings, notes

    def _read_aside(self, position: int, lines: int) -> _Total | bool:
        """Take a row that is a total, a heading or a note; False for any other."""
        label = self.cells.first_texts[position]
        if self._total_of(label) is not None:
            self._set_aside(position)
            return _Total(position, label, 0, lines)
        if not self.cells.has_figure[position] and self._is_note(position, label):
            self._keep_note(position, label)
            return True
        return False

    def _set_aside(self, position: int) -> None:
        """A row that is proof and not loaded; one whose figure is no number proves nothing, and is refused."""
        if (fault := self.cells.fault_at(position)) is not None:
            self._refuse(self.cells.rows[position], fault)
        else:
            self.into.ignored += 1

    def _keep_note(self, position: int, label: str) -> None:
        row = self.cells.rows[position]
        text = " ".join(clean(cell) for cell in self.cells.sheet.rows[row] if cell is not None)
        # A row that does not begin as a note does may be a signature.
        shown = masked(text) if _NOTE.match(label) and not self.layout.of_persons else shape(text, 60)
        self.into.notes[f"note {self.cells.sheet.name}!{row + 1}"] = shown
        self.into.ignored += 1

    def _total_of(self, label: str) -> str | None:
        if not label or not self.total_labels:
            return None
        plain = label.rstrip(" :")
        for pattern, of in self.total_labels:
            if pattern.fullmatch(plain):
                return of
        return None

    def _unlabelled_total(self, position: int, lines: Sequence[int]) -> str | None:
        """A row without any text whose figures are the sums of all lines above it is their total."""
        cells = self.cells
        if len(lines) < 2 or not cells.has_figure[position] or not cells.texts:
            return None
        if any(cells.text(name)[position] for name in cells.texts):
            return None
        for measure in cells.measures.values():
            stated = None if measure.name in self.quotients else measure.values[position]
            if stated is not None and stated != sum(measure.values[line] or 0 for line in lines):
                return None
        return "all"

    def _heading(self, position: int) -> dict[str, object]:
        for carried in self.layout.carried:
            text = self.cells.text(carried.take)[position]
            if text and all(
                re.fullmatch(pattern, self.cells.text(name)[position], re.IGNORECASE)
                for name, pattern in carried.when.items()
            ):
                return {carried.name: text}
        return {}

    def _is_note(self, position: int, label: str) -> bool:
        """Whether a row without figures is a note: it says so by its first word, or by not being a whole line."""
        if self.in_notes:
            return True
        row = self.cells.rows[position]
        below = row > self.cells.last and bool(self.cells.measures)
        apart = row - 1 >= self.table.first and (position == 0 or self.cells.rows[position - 1] < row - 1)
        self.in_notes = bool(_NOTE.match(label)) or (below and (apart or not self._is_whole(position)))
        return self.in_notes

    def _is_whole(self, position: int) -> bool:
        return all(self.cells.text(name)[position] for name in self.cells.required or self.cells.texts)

    def _says_nothing(self, position: int) -> bool:
        """Whether a row without figures is a line all the same: where the layout counts a blank among its nulls."""
        return "" in self.layout.nulls and not self.in_notes and self._is_whole(position)

    # Lines among their subtotals, by code

    def _read_coded(self, spec: HierarchySpec, around: dict[str, Values]) -> None:
        cells = self.cells
        codes = [cells.column(name) for name in spec.codes]
        labels = cells.text(spec.label)
        nodes: dict[int, Node] = {}
        first_of: dict[Path, Node] = {}
        doubled: list[Node] = []
        totals: list[int] = []
        columns = [[value or "" for value in column.values] for column in codes]
        faulty = {position: fault for column in reversed(codes) for position, fault in column.faults.items()}
        for position, parts in enumerate(zip(*columns, strict=True)):
            if position in faulty:
                self._refuse(cells.rows[position], faulty[position])
            elif any(parts):
                path = path_of([str(part) for part in parts])
                node = Node(position, path, labels[position])
                if first_of.setdefault(path, node).label == node.label or is_leaf(spec, path):
                    nodes[position] = node
                else:
                    doubled.append(node)
            else:
                aside = self._read_aside(position, 0)
                if isinstance(aside, _Total):
                    totals.append(position)
                elif not aside:
                    # A row without any code: that is where one is missing.
                    cell = cells.address(position, spec.codes[0])
                    self._refuse(cells.rows[position], self._not_understood(position, cell))
        for node in doubled:
            self._refuse(cells.rows[node.position], self._second_heading(spec, node, first_of[node.path]))
        leaves = [node for node in nodes.values() if is_leaf(spec, node.path)]
        for position, node in nodes.items():
            if not is_leaf(spec, node.path):
                self._set_aside(position)
        whole = []
        missing_above: dict[Path, Path | None] = {}
        for leaf in leaves:
            nearest = parent(leaf.path)
            if nearest not in missing_above:
                missing_above[nearest] = next(_nameless(spec, leaf, first_of), None)
            missing = missing_above[nearest]
            if missing is None:
                whole.append(leaf)
            else:
                reason = f"no row with the code {'.'.join(missing[-1])} says what stands above this line."
                cell = cells.address(leaf.position, spec.leaf.column)
                self._refuse(cells.rows[leaf.position], RowRefusedError("heading_missing", reason, cell))
        lines = [leaf.position for leaf in leaves]
        self.builder.build([leaf.position for leaf in whole], None, around | _names(spec, whole, first_of))
        sums = self._sums_of(leaves)
        for position, node in nodes.items():
            if not is_leaf(spec, node.path):
                level = level_of(spec, node.path)
                control = level is not None and level.control
                self._compare(position, node.label, sums.get(node.path), record_equal=control, check="cross_level")
        for position in totals:
            self._compare_totals(lines, [_Total(position, cells.first_texts[position], 0, len(lines))])

    def _second_heading(self, spec: HierarchySpec, node: Node, first: Node) -> RowRefusedError:
        where = self.cells.address(node.position, spec.codes[len(node.path) - 1])
        code, row = ".".join(node.path[-1]), self.cells.rows[first.position] + 1
        reason = f"the code {code} stands above already, in row {row}, with another name. A code is missing or wrong."
        return RowRefusedError("double_heading", reason, where)

    def _sums_of(self, leaves: Sequence[Node]) -> dict[Path, list[Number]]:
        figures: dict[Path, list[Number]] = {}
        measures = [measure.values for measure in self.cells.measures.values()]
        for leaf in leaves:
            mine = [values[leaf.position] or 0 for values in measures]
            known = figures.get(leaf.path)
            figures[leaf.path] = [a + b for a, b in zip(known, mine, strict=True)] if known else mine
        return sums_above(figures)

    # Lines among their subtotals, by the order of the rows

    def _read_outline(self, spec: OutlineSpec, around: dict[str, Values]) -> None:
        cells = self.cells
        labels, depths = self._labels(spec)
        if spec.indent and not varies(cells.raw(spec.label)):
            raise SourceChanged(
                "no_indent",
                f"every label of {printable(spec.label)} is indented alike, so no level can be seen.",
                sheet=cells.sheet.name,
            )
        outline = Outline(spec)
        names = list(dict.fromkeys([*(n for level in spec.levels for n in level.when), *filter(None, [spec.code])]))
        texts = {name: cells.text(name) for name in names}
        totals: list[int] = []
        repeats: list[int] = []
        left_out = self._left_out()
        for position in range(len(cells)):
            if position in left_out or outline.is_result(labels[position]):
                self.into.ignored += 1
                continue
            if outline.repeated(labels[position]) is not None:
                repeats.append(position)
                self._set_aside(position)
                continue
            aside = self._read_aside(position, 0)
            if isinstance(aside, _Total):
                totals.append(position)
                continue
            if aside:
                continue
            here = {name: texts[name][position] for name in names}
            if outline.add(position, labels[position], depths[position], here) is None:
                cell = cells.address(position, spec.code or (spec.stairs or (spec.label,))[0])
                self._refuse(cells.rows[position], _no_place(labels[position], cell))
        leaves = [branch for branch in outline.branches if outline.is_leaf(branch)]
        for branch in outline.branches:
            if not outline.is_leaf(branch):
                self._set_aside(branch.position)
        lines = [branch.position for branch in leaves]
        known = [branch for branch in leaves if not branch.is_lost]
        for branch in leaves:
            if branch.is_lost:
                cell = cells.address(branch.position, spec.code or (spec.stairs or (spec.label,))[0])
                reason = "a row above this line has no place among the levels, so what it belongs to is not known."
                self._refuse(cells.rows[branch.position], RowRefusedError("heading_missing", reason, cell))
        outlined = _outlined(spec, known)
        mended = {spec.label: outlined.pop(spec.label)} if spec.path and known else {}
        for group in self.table.groups or (None,):
            self.builder.build([branch.position for branch in known], group, around | outlined, mended)
        self._compare_branches(outline, leaves)
        for position in repeats:
            self._compare_repeat(outline, leaves, position, labels[position])
        for position in totals:
            self._compare_totals(lines, [_Total(position, cells.first_texts[position], 0, len(lines))])

    def _labels(self, spec: OutlineSpec) -> tuple[Sequence[str], Sequence[int]]:
        """The label of each row and how deep it stands: by its indent, or by which of the stairs it fills."""
        cells = self.cells
        if not spec.stairs:
            indents = [indent_of(cell) for cell in cells.raw(spec.label)] if spec.indent else [0] * len(cells)
            return cells.text(spec.label), indents
        steps = [cells.text(name) for name in spec.stairs]
        filled = [[depth for depth, step in enumerate(steps) if step[position]] for position in range(len(cells))]
        # Two labels in one row are none: which of them it is, is not said.
        depths = [found[0] if len(found) == 1 else -1 for found in filled]
        return [steps[depth][n] if depth >= 0 else "" for n, depth in enumerate(depths)], depths

    def _compare_branches(self, outline: Outline, leaves: Sequence[Branch]) -> None:
        """Hold every subtotal against the leaves below it; a line that only repeats the one above it is passed over."""
        measures = list(self.cells.measures.items())
        sums: dict[int, list[Number]] = {}
        counts: dict[int, int] = {}
        mine = {id(leaf) for leaf in leaves}
        for branch in reversed(outline.branches):
            key = id(branch)
            if key in mine:
                sums[key] = [measure.values[branch.position] or 0 for _, measure in measures]
                counts[key] = 1
            if branch.above is None or key not in sums:
                continue
            sign, above = outline.sign(branch), id(branch.above)
            known = sums.get(above) or [0] * len(measures)
            sums[above] = [a + sign * b for a, b in zip(known, sums[key], strict=True)]
            counts[above] = counts.get(above, 0) + counts[key]
        twins = {
            id(one) for one, next_ in zip(outline.branches, outline.branches[1:], strict=False) if _repeats(one, next_)
        }
        for branch in outline.branches:
            if id(branch) in mine or (id(branch) in twins and not branch.below):
                continue
            tolerance = Decimal(str(outline.spec.tolerance)) * (counts.get(id(branch), 0) + 1)
            self._compare(
                branch.position,
                branch.label,
                sums.get(id(branch)),
                record_equal=branch.above is None,
                check="cross_level",
                tolerance=tolerance,
            )

    def _compare_repeat(self, outline: Outline, leaves: Sequence[Branch], position: int, label: str) -> None:
        """A line that says again what others said must say the same; a zero or a blank says nothing."""
        said = outline.repeated(label) or frozenset()
        within = [leaf.position for leaf in leaves if leaf.label.casefold() in said]
        tolerance = Decimal(str(outline.spec.tolerance)) * (len(within) + 1)
        for column, measure in self.cells.measures.items():
            stated = measure.values[position]
            computed = Decimal(sum(measure.values[line] or 0 for line in within))
            if stated and abs(computed) < _LARGEST:
                at = address(self.cells.rows[position], column)
                self.into.totals.append(
                    ControlTotal(
                        self.cells.sheet.name,
                        at,
                        measure.name,
                        masked(label),
                        Decimal(stated),
                        computed,
                        tolerance,
                        "cross_level",
                    )
                )

    # Totals

    def _compare_totals(self, lines: Sequence[int], totals: Sequence[_Total]) -> None:
        for total in totals:
            within = lines[total.start : total.end]
            sums: list[Number] = [
                sum(measure.values[line] or 0 for line in within) for measure in self.cells.measures.values()
            ]
            self._compare(total.position, total.label, sums, record_equal=True, record_zeros=True)

    def _compare(
        self,
        position: int,
        label: str,
        sums: Sequence[Number] | None,
        *,
        record_equal: bool,
        record_zeros: bool = False,
        check: str = "total",
        tolerance: Decimal = Decimal(0),
    ) -> None:
        """Put printed totals beside the sums. One that differs is always kept; equal ones where asked."""
        for number, (column, measure) in enumerate(self.cells.measures.items()):
            if measure.name in self.quotients:
                continue  # percentages are never added
            computed = Decimal(sums[number]) if sums else Decimal(0)
            stated = measure.values[position]
            if stated is None or abs(computed) >= _LARGEST or (not record_equal and stated == computed):
                continue
            if stated != computed or record_zeros or computed:
                at = address(self.cells.rows[position], column)
                shown = masked(label)
                self.into.totals.append(
                    ControlTotal(
                        self.cells.sheet.name, at, measure.name, shown, Decimal(stated), computed, tolerance, check
                    )
                )

    def _refuse(self, row: int, refusal: RowRefusedError) -> None:
        self.into.refusals.append(Refusal(refusal.rule, refusal.reason, self.cells.sheet.name, row + 1, refusal.cell))


def _no_place(label: str, cell: str) -> RowRefusedError:
    return RowRefusedError(
        "no_place_in_outline",
        f"{printable(label)} has no place among the levels of the YAML. Add it under outline:, or under results: "
        "where it is computed from others.",
        cell,
    )


def _nameless(spec: HierarchySpec, leaf: Node, first_of: Mapping[Path, Node]) -> Iterator[Path]:
    """The levels above a leaf that must have a name, and of which no row says one."""
    above = [(path, level_of(spec, path)) for path in parents(leaf.path)]
    for level in spec.levels:
        paths = [path for path, of in above if of is level] if level.name else []
        if paths and not any(path in first_of for path in paths):
            yield paths[0]


def _names(spec: HierarchySpec, leaves: Sequence[Node], first_of: Mapping[Path, Node]) -> dict[str, Values]:
    """Codes and names that leaves have from the rows above them in their code, as columns."""
    known: dict[Path, dict[str, object]] = {}
    rows: list[dict[str, object]] = []
    for leaf in leaves:
        nearest = next(parents(leaf.path), ())
        if nearest not in known:
            found: dict[str, object] = {}
            for path in parents(leaf.path):
                level = level_of(spec, path)
                if level is not None and level.code:
                    found.setdefault(level.code, ".".join(path[-1]))
                if level is not None and level.name and path in first_of:
                    found.setdefault(level.name, first_of[path].label)
            known[nearest] = found
        rows.append(known[nearest])
    names = dict.fromkeys(name for found in known.values() for name in found)
    columns: dict[str, Values] = {name: [row.get(name) for row in rows] for name in names}
    if spec.leaf.name:
        columns[spec.leaf.name] = [leaf.label for leaf in leaves]
    return columns


def _outlined(spec: OutlineSpec, leaves: Sequence[Branch]) -> dict[str, Values]:
    """Codes, names and paths that leaves have from the rows above them, as columns."""
    rows: list[dict[str, object]] = []
    for leaf in leaves:
        found: dict[str, object] = {}
        for branch in leaf.chain():
            level = spec.levels[branch.level] if spec.levels else None
            if level is not None and level.code:
                found[level.code] = branch.code
            if level is not None and level.name:
                found[level.name] = branch.label
        if spec.path:
            # A line that only repeats its parent's label is the same account: older exports print it once.
            labels = [*filter(None, (spec.top,)), *leaf.labels]
            found[spec.path] = " > ".join(label for n, label in enumerate(labels) if n == 0 or label != labels[n - 1])
            found[spec.label] = leaf.label
        rows.append(found)
    names = dict.fromkeys(name for found in rows for name in found)
    return {name: [row.get(name) for row in rows] for name in names}


def _repeats(one: Branch, other: Branch) -> bool:
    return (one.level, one.code, one.label, one.above) == (other.level, other.code, other.label, other.above)


def _ranges(rows: Sequence[int]) -> str:
    """[4, 6, 7, 8] -> '5, 7-9': rows as a spreadsheet counts."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in spans)
