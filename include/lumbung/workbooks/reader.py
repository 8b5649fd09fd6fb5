"""A bound table -> staging rows, refusals and totals.

Enters: a `Table` and what its source says. Leaves: what is added to a `Reading`. Every row below the header is judged
once: a total, a heading that the rows below inherit, a note below the table, a subtotal, or a line. What is none of
these is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath

from lumbung.reference.regions import regions
from lumbung.sources.datasets import DATASETS, Dataset
from lumbung.sources.model import HierarchySpec, SourceSpec
from lumbung.workbooks.cells import RowRefusedError, TableCells, add
from lumbung.workbooks.errors import SourceChanged, masked, printable, shape
from lumbung.workbooks.facts import Surroundings, read_facts
from lumbung.workbooks.grid import address
from lumbung.workbooks.hierarchy import Node, Path, is_leaf, level_of, node, parents
from lumbung.workbooks.layout import Table, WideGroup, clean, title_pattern
from lumbung.workbooks.results import ControlTotal, ParsedRow, Refusal
from lumbung.workbooks.staging_row import RowBuilder

_NOTE = re.compile(
    r"(?:catatan|keterangan|ket|sumber|source|notes?|access time|(?:data )?diolah)\b|[*•–-]|\(?\d+\)", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:sub\s*)?(?:jumlah|total)\b|grand total\b", re.IGNORECASE)
# What a total may hold: numeric(24, 6) in staging.
_LARGEST = Decimal(10) ** 18


@dataclass
class Reading:
    """What has been read of a file so far."""

    rows: list[ParsedRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    totals: list[ControlTotal] = field(default_factory=list)
    ignored: int = 0
    notes: dict[str, str] = field(default_factory=dict)


def read_table(table: Table, spec: SourceSpec, *, file_name: str, relative_path: str, into: Reading) -> None:
    """Read all rows of a table.

    Raises:
        WorkbookRefused: a fact is missing or is said in two ways, a column proves no style, a code lost zeros.
    """
    _check_title_parts(table, DATASETS[spec.dataset])
    _TableReader(table, spec, file_name, relative_path, into).read()


def _check_title_parts(table: Table, dataset: Dataset) -> None:
    """What a title's `{name}` keeps must be what its column holds: a year is a year."""
    for group in table.groups:
        for name, text in group.fields.items():
            if dataset.columns.get(name) != "integer":
                continue
            if not re.fullmatch(r"(?:19|20)\d\d" if name.endswith("year") else r"\d{1,9}", text):
                at = min(group.measures.values())
                raise SourceChanged(
                    "title_part",
                    f"the title {printable(table.paths[at], 120)} gives {printable(text)} as {name}.",
                    sheet=table.sheet.name,
                    cell=address(table.top, at),
                )


class _TableReader:
    def __init__(self, table: Table, spec: SourceSpec, file_name: str, relative_path: str, into: Reading) -> None:
        dataset = DATASETS[spec.dataset]
        fact_specs = {**spec.facts, **table.layout.facts}
        needs_regions = table.layout.region is not None or any(fact.find == "region" for fact in fact_specs.values())
        known_regions = regions() if needs_regions else None
        self.table, self.layout, self.into = table, table.layout, into
        self.cells = TableCells(table, dataset)
        self.facts = read_facts(fact_specs, self._surroundings(file_name, relative_path), known_regions)
        self.builder = RowBuilder(self.cells, table.layout, dataset, file_name, known_regions)
        self.carried: dict[str, object] = {}
        self.sums: dict[str, dict[int, Decimal]] = {"all": {}, "block": {}}
        self.in_notes = False
        into.notes.update({f"number style {at}": proof for at, proof in self.cells.number_styles().items()})

    def read(self) -> None:
        if self.layout.hierarchy:
            self._read_coded(self.layout.hierarchy)
            return
        for row in self.cells.rows:
            if not self._read_aside(row):
                self._read_line(row)

    def _surroundings(self, file_name: str, relative_path: str) -> Surroundings:
        below = [self.cells.sheet.rows[row] for row in self.cells.rows if row > self.cells.last]
        return Surroundings(
            self.cells.sheet.name,
            {
                "title": self.table.titles,
                "sheet": [self.cells.sheet.name],
                "header": [path for path in self.table.paths if path],
                "notes": [clean(cell) for row in below for cell in row if cell is not None],
                "file_name": [PurePosixPath(file_name).stem],
                "folder": list(PurePosixPath(relative_path).parts[:-1]),
            },
        )

    # Lines

    def _read_line(self, row: int) -> None:
        if self.in_notes:
            reason = "the row has figures, but stands below a note: a second table is not read. Declare it by itself."
            self._refuse(row, RowRefusedError("row_after_notes", reason))
            return
        if not self.cells.has_figure(row) and not self.cells.holds_no_number(row):
            # It may be a heading in a new form: the rows below must not inherit what the last one said.
            self.carried.clear()
            self._refuse(row, self._not_understood(row))
            return
        label = self.cells.first_text(row)
        if _TOTAL.match(label) and not all(self.cells.text(row, name) for name in self.cells.texts):
            self._refuse(row, self._not_understood(row))
            return
        for group in self.table.groups or (None,):
            self._build(row, group, {})
        self._sum(row)

    def _build(self, row: int, group: WideGroup | None, above: Mapping[str, object]) -> None:
        try:
            parsed = self.builder.build(row, group, {**self.facts, **self.carried, **above})
        except RowRefusedError as refusal:
            self._refuse(row, refusal)
            return
        if parsed is None:
            self.into.ignored += 1  # a dash: declared missing
        else:
            self.into.rows.append(parsed)

    def _not_understood(self, row: int) -> RowRefusedError:
        label = self.cells.first_text(row)
        if _TOTAL.match(label):
            return RowRefusedError(
                "undeclared_total", f"{printable(label)} looks like a total. Name it under totals: in the YAML."
            )
        return RowRefusedError(
            "row_not_understood", "the row has no figures, and is neither a heading nor a note below the table."
        )

    # Rows beside the lines: totals, headings, notes

    def _read_aside(self, row: int) -> bool:
        """Take a row that is a total, a heading or a note; False for any other."""
        label = self.cells.first_text(row)
        if (of := self._total_of(label)) is not None:
            self._compare(row, label, self.sums[of], record_zeros=True, record_equal=True)
            self.sums["block"].clear()
        elif self._is_heading(row):
            self.sums["block"].clear()
        elif self._is_note(row, label):
            text = " ".join(clean(cell) for cell in self.cells.sheet.rows[row] if cell is not None)
            # A row that does not begin as a note does may be a signature.
            shown = masked(text) if _NOTE.match(label) else shape(text, 60)
            self.into.notes[f"note {self.cells.sheet.name}!{row + 1}"] = shown
        else:
            return False
        self.into.ignored += 1
        return True

    def _total_of(self, label: str) -> str | None:
        if not label:
            return None
        for total in self.layout.totals:
            if any(title_pattern(word).fullmatch(label.rstrip(" :")) for word in total.label):
                return total.of
        return None

    def _is_heading(self, row: int) -> bool:
        if self.cells.has_figure(row):
            return False
        for carried in self.layout.carried:
            text = self.cells.text(row, carried.take)
            if text and all(
                re.fullmatch(pattern, self.cells.text(row, name), re.IGNORECASE)
                for name, pattern in carried.when.items()
            ):
                self.carried[carried.name] = text
                return True
        return False

    def _is_note(self, row: int, label: str) -> bool:
        """Whether a row is a note: it has no figures, and says so by its first word or by not being a whole line."""
        if self.cells.has_figure(row):
            return False
        if self.in_notes:
            return True
        whole = all(self.cells.text(row, name) for name in self.cells.required or self.cells.texts)
        self.in_notes = bool(_NOTE.match(label)) or (row > self.cells.last and not whole)
        return self.in_notes

    # Lines among their subtotals

    def _read_coded(self, spec: HierarchySpec) -> None:
        nodes: dict[int, Node] = {}
        first_of: dict[Path, Node] = {}
        for row in self.cells.rows:
            try:
                codes = [self.cells.code(row, name) for name in spec.codes]
            except RowRefusedError as refusal:
                self._refuse(row, refusal)
                continue
            if any(codes):
                nodes[row] = node(row, codes, self.cells.text(row, spec.label))
                first_of.setdefault(nodes[row].path, nodes[row])
            elif not self._is_a_total(row) and not self._read_aside(row):
                self._refuse(row, self._not_understood(row))
        sums: dict[Path, dict[int, Decimal]] = {}
        for row, current in nodes.items():
            if not is_leaf(spec, current):
                self.into.ignored += 1
                continue
            above = list(parents(current.path))
            self._build(row, None, _names(spec, current, above, first_of))
            self._sum(row)
            figures = self.cells.figures(row)
            for path in above:
                if path in first_of:
                    add(sums.setdefault(path, {}), figures)
        for row in self.cells.rows:
            if row in nodes and not is_leaf(spec, nodes[row]):
                level = level_of(spec, nodes[row].path)
                record = level is not None and level.control
                self._compare(row, nodes[row].label, sums.get(nodes[row].path, {}), record_equal=record)
            elif row not in nodes and self._is_a_total(row):
                self._read_aside(row)

    def _is_a_total(self, row: int) -> bool:
        return self._total_of(self.cells.first_text(row)) is not None

    # Totals

    def _sum(self, row: int) -> None:
        figures = self.cells.figures(row)
        for sums in self.sums.values():
            add(sums, figures)

    def _compare(
        self, row: int, label: str, sums: Mapping[int, Decimal], *, record_equal: bool, record_zeros: bool = False
    ) -> None:
        """Put printed totals beside the sums. One that differs is always kept; equal ones where asked."""
        stated = self.cells.figures(row)
        for column, measure in self.cells.measures.items():
            computed = sums.get(column, Decimal(0))
            if column not in stated or abs(computed) >= _LARGEST:
                continue
            equal = stated[column] == computed
            if not equal or (record_equal and (record_zeros or computed)):
                at = address(row, column)
                self.into.totals.append(
                    ControlTotal(self.cells.sheet.name, at, measure.name, masked(label), stated[column], computed)
                )

    def _refuse(self, row: int, refusal: RowRefusedError) -> None:
        self.into.refusals.append(Refusal(refusal.rule, refusal.reason, self.cells.sheet.name, row + 1, refusal.cell))


def _names(spec: HierarchySpec, leaf: Node, above: list[Path], first_of: Mapping[Path, Node]) -> dict[str, object]:
    """Codes and names that a leaf has from the rows above it in its code."""
    names: dict[str, object] = {}
    if spec.leaf.name:
        names[spec.leaf.name] = leaf.label
    for path in above:
        level = level_of(spec, path)
        if level is None:
            continue
        if level.code:
            names.setdefault(level.code, ".".join(path[-1]))
        if level.name and path in first_of:
            names.setdefault(level.name, first_of[path].label)
    return names
