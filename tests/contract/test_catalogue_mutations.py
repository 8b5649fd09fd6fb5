"""The samples with one thing changed: a title, a unit, a scale, a code. None is read another way.

What is changed in the header stops the file; what is changed in a row stops that row, or fails a printed total that
the checks hold to. The refusal names the cell. A file that is still read gives exactly what it gave before. Sheets are
changed as grids, so that one way serves text files, xlsx and xls; that the same comes of changed bytes is tested in
test_catalogue.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from lumbung.reference.regions import regions
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue
from lumbung.sources.model import LayoutSpec, SourceSpec
from lumbung.workbooks import parse
from lumbung.workbooks.grid import Cell, Grid, Sheet, address, column_number, read_grid
from lumbung.workbooks.layout import Table, clean, find_tables, title_pattern
from lumbung.workbooks.parse import ParsedFile, WorkbookRefused, parse_bytes
from lumbung.workbooks.scales import CELL_WORDS, scale_in_title

SOURCES = {s.id: s for s in load_catalogue([SHIPPED_CATALOGUE]).values() if s.files is not None}
each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)

Place = tuple[int, int]

MET_ENOUGH = 3
"""How often one title of one layout is changed: BPS' samples say the same titles many times."""

SCALED = re.compile(rf"(\d\s*)({CELL_WORDS})$", re.IGNORECASE)
"""A figure with its scale behind it."""


@pytest.fixture(autouse=True)
def _grids_in_place_of_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "read_grid", lambda grid: grid)


@dataclass(frozen=True)
class Sample:
    """One sheet of a sample that holds a table. `where`: its file below the source's folder."""

    source: SourceSpec
    layout: LayoutSpec
    where: str
    grid: Grid
    sheet: Sheet
    table: Table
    base: ParsedFile

    def with_cell(self, at: Place, value: Cell) -> Sample:
        return self.with_cells({at: value})

    def with_cells(self, cells: dict[Place, Cell]) -> Sample:
        rows = [list(row) for row in self.sheet.rows]
        for (row, column), value in cells.items():
            rows[row][column] = value
        return self.with_sheet(replace(self.sheet, rows=rows))

    def with_sheet(self, sheet: Sheet) -> Sample:
        sheets = [sheet if s is self.sheet else s for s in self.grid.sheets]
        return replace(self, sheet=sheet, grid=replace(self.grid, sheets=sheets))

    def read(self) -> ParsedFile:
        name = Path(self.where).name
        return parse_bytes(self.grid, self.source, file_name=name, relative_path=self.where, nik_key=bytes(32))

    def text(self, at: Place) -> str:
        return clean(self.sheet.rows[at[0]][at[1]])


@cache
def _samples(source_id: str) -> list[Sample]:
    found: list[Sample] = []
    source = SOURCES[source_id]
    folder = source.files_folder()
    for path in sorted(folder.glob(source.files.glob)):
        where = path.relative_to(folder).as_posix()
        found += tables_of(source, where, read_grid(path.read_bytes()))
    return found


def samples_of(source: SourceSpec) -> list[Sample]:
    """Every table of every sample of a source."""
    return _samples(source.id)


def tables_of(source: SourceSpec, where: str, grid: Grid) -> list[Sample]:
    base = parse_bytes(grid, source, file_name=Path(where).name, relative_path=where, nik_key=bytes(32))
    found = []
    for sheet in grid.sheets:
        name = base.notes.get(f"layout {sheet.name}")
        for layout in source.layouts:
            if layout.name == name:
                found += [
                    Sample(source, layout, where, grid, sheet, table, base) for table in find_tables(sheet, layout)
                ]
    return found


# What came of a change


def rows_of(parsed: ParsedFile) -> list[tuple[object, ...]]:
    return [(row.sheet, row.row, tuple(row.values.items()), tuple(row.cells.items())) for row in parsed.rows]


def all_of(parsed: ParsedFile) -> object:
    return rows_of(parsed), parsed.refusals, parsed.totals, parsed.rows_in, parsed.rows_ignored


def failed_totals(parsed: ParsedFile) -> set[tuple[str, str]]:
    """The printed figures that are not what their rows give: the checks reject the batch for each."""
    return {
        (total.sheet, total.cell)
        for total in parsed.totals
        if total.check != "ratio" and abs(total.stated - total.computed) > total.tolerance
    }


def fault_in_header(changed: Sample, at: Place, old: str, *, may_be_equal: bool = True) -> str | None:
    """What is wrong with how a change of a title was met; None where nothing is."""
    new = changed.text(at)
    what = f"{changed.where} {changed.layout.name} {address(*at)} {old!r} -> {new!r}"
    try:
        parsed = changed.read()
    except WorkbookRefused as refusal:
        if refusal.cell is None:
            return f"{what}: no cell is named: {refusal.reason}"
        # A long title is cut in a message.
        spoken = [text for text in (new, old) if text and text[:40].casefold() in refusal.reason.casefold()]
        below = column_number(refusal.cell) - 1 in covered(changed, at)
        return None if spoken or below else f"{what}: {refusal.cell} is named: {refusal.reason}"
    if may_be_equal and all_of(parsed) == all_of(changed.base):
        return None
    return f"{what}: it is read"


def covered(sample: Sample, at: Place) -> range:
    """The columns that a title may speak for: up to the next title in its row."""
    row = sample.sheet.rows[at[0]]
    merged = next((m.right for m in sample.sheet.merges if (m.top, m.left) == at), at[1])
    after = next((n for n in range(at[1] + 1, len(row)) if row[n] is not None), len(row))
    return range(at[1], max(after, merged + 1))


def fault_in_row(
    changed: Sample, at: Place, *, named: tuple[Place, ...] = (), same_but: frozenset[str] = frozenset()
) -> str | None:
    """What is wrong with how a change of a cell in a row was met; None where nothing is.

    `named`: other cells that the refusal may name; `same_but`: columns that may say what the changed cell says.
    """
    what = f"{changed.where} {changed.layout.name} {address(*at)} -> {changed.text(at)!r}"
    try:
        parsed = changed.read()
    except WorkbookRefused as refusal:
        return None if refusal.cell in addresses(at, *named) else f"{what}: {refusal.cell} is named: {refusal.reason}"
    before, after = rows_of(changed.base), rows_of(parsed)
    if parsed.rows_in != changed.base.rows_in:
        return f"{what}: {changed.base.rows_in} rows in became {parsed.rows_in}"
    if without(after, same_but) == without(before, same_but) and parsed.refusals == changed.base.refusals:
        lost = len(changed.base.totals) - len(parsed.totals)
        return None if lost <= 0 or failed_totals(parsed) else f"{what}: {lost} totals are no longer compared"
    if failed_totals(parsed) - failed_totals(changed.base):
        return None
    new = [refusal for refusal in parsed.refusals if refusal not in changed.base.refusals]
    if not any(refusal.cell in addresses(at, *named) for refusal in new):
        return f"{what}: no refusal names the cell, but {[(r.rule, r.cell) for r in new][:2]}"
    if parsed.rows_ignored > changed.base.rows_ignored:
        return f"{what}: rows are ignored that were read"
    others = {row for row in before if row[:2] != (changed.sheet.name, at[0] + 1)}
    return None if set(after) <= others else f"{what}: other rows are read another way, or its own is still there"


def addresses(*places: Place) -> set[str]:
    return {address(*place) for place in places}


def without(rows: list[tuple[object, ...]], names: frozenset[str]) -> list[tuple[object, ...]]:
    return [(s, r, tuple(v for v in values if v[0] not in names), cells) for s, r, values, cells in rows]


def misspelt(text: str) -> str:
    return text[: len(text) // 2] + "q" + text[len(text) // 2 :]


def report(faults: list[str | None]) -> None:
    found = [fault for fault in faults if fault]
    assert not found, f"{len(found)} of {len(faults)}:\n" + "\n".join(found[:40])


# Titles


def mapped_titles(layout: LayoutSpec) -> list[str]:
    """Every title, and every other way to print it, by which a layout knows a column."""
    titles = [title for column in layout.columns.values() for title in column.title or ()]
    titles += [title for wide in layout.wide for ways in wide.columns.values() for title in ways]
    return list(dict.fromkeys(titles))


def all_titles(layout: LayoutSpec) -> list[str]:
    """Also those that are left out or only looked for."""
    ignored = [title for title in layout.ignore if isinstance(title, str)]
    return list(dict.fromkeys([*mapped_titles(layout), *layout.header.find, *ignored, *layout.personal]))


def changes(text: str, segments: list[str]) -> Iterator[str | None]:
    """A title misspelt in several ways, and gone; `segments`: what the YAML calls it, changed outside of each `*`."""
    yield None
    open_ended = [segment for segment in segments if "*" in segment]
    if not open_ended:
        yield from (misspelt(text), f"{text} x", f"x{text}", "Lain-lain", f"{text} (dalam ribuan)")
        return
    literals = [part for segment in open_ended for part in segment.split("*") if part.strip()]
    for literal in literals:
        at = text.casefold().find(literal.strip().casefold())
        assert at >= 0
        end = at + len(literal.strip())
        yield text[:at] + misspelt(text[at:end]) + text[end:]
        yield text[:at] + "Lain-lain" + text[end:]


def header_cells(sample: Sample) -> Iterator[tuple[Place, str, list[str]]]:
    """The cells of a header that a title of the YAML, or a part of it, stands for."""
    known = {part: title_pattern(part) for title in all_titles(sample.layout) for part in title.split(" > ")}
    table = sample.table
    for row in range(table.top, min(table.top + sample.layout.header.rows, len(sample.sheet.rows))):
        for column in range(sample.sheet.width):
            text = sample.text((row, column)).rstrip(" :")
            if text and column not in sample.sheet.hidden_columns:
                fitting = [part for part, pattern in known.items() if pattern.fullmatch(text)]
                if fitting:
                    yield (row, column), text, fitting


def titles_met(sample: Sample) -> set[str]:
    return {
        title for title in mapped_titles(sample.layout) if any(map(title_pattern(title).fullmatch, sample.table.paths))
    }


def with_other_titles(source: SourceSpec) -> list[Sample]:
    """Samples made of the samples, for the titles that none of them has: another indicator, or another print."""
    made: list[Sample] = []
    for layout in source.layouts:
        own = [sample for sample in samples_of(source) if sample.layout is layout]
        met = {title for sample in own for title in titles_met(sample)}
        for title in mapped_titles(layout):
            if title not in met:
                made += next(filter(None, (retitled(sample, title) for sample in own)), [])
    return made


def retitled(sample: Sample, title: str) -> list[Sample]:
    """A sample in which `title` stands in place of another one that has as many parts."""
    table, layout = sample.table, sample.layout
    for old in sorted(mapped_titles(layout), key=lambda old: home(layout, old) != home(layout, title)):
        parts, new_parts = old.split(" > "), title.split(" > ")
        columns = [n for n, path in enumerate(table.paths) if title_pattern(old).fullmatch(path)]
        if not columns or len(parts) != len(new_parts) or (home(layout, old) is None) != (home(layout, title) is None):
            continue
        cells: dict[Place, Cell] = {}
        for part, new_part in zip(parts, new_parts, strict=True):
            if part != new_part and "{" not in new_part:
                cells |= {at: new_part for at, text, _ in header_cells(sample) if title_pattern(part).fullmatch(text)}
        number = home(layout, title)
        if number is not None:
            cells |= fitting_figures(sample, columns, number)
        grid = sample.with_cells(cells).grid
        return tables_of(sample.source, sample.where, grid)
    return []


def home(layout: LayoutSpec, title: str) -> int | None:
    """The wide group that a title belongs to."""
    return next((n for n, wide in enumerate(layout.wide) if any(title in ways for ways in wide.columns.values())), None)


def fitting_figures(sample: Sample, columns: list[int], number: int) -> dict[Place, Cell]:
    """Figures and units that the other indicator can have."""
    layout, wide = sample.layout, sample.layout.wide[number]
    figure = 12 if wide.bounds and wide.bounds[1] <= 1000 else 400000
    cells: dict[Place, Cell] = {}
    for row in {row.row - 1 for row in sample.base.rows}:
        for column in columns:
            old = sample.sheet.rows[row][column]
            if old is not None and clean(old) not in layout.nulls:
                cells[row, column] = str(figure) if isinstance(old, str) else figure
        if layout.units:
            fitting = [p for p, meant in layout.units.known.items() if p and wide.values["unit"] in meant.units]
            cells[row, sample.table.columns[layout.units.origin]] = fitting[0]
    return cells


@each_source
def test_a_changed_title_stops_the_file(source: SourceSpec) -> None:
    samples = samples_of(source) + with_other_titles(source)
    changed: dict[str, set[str]] = {layout.name: set() for layout in source.layouts}
    faults: list[str | None] = []
    met_before: Counter[tuple[str, str]] = Counter()
    for sample in samples:
        for at, text, segments in header_cells(sample):
            met_before[sample.layout.name, text] += 1
            if met_before[sample.layout.name, text] > MET_ENOUGH:
                continue
            for new in changes(text, segments):
                wrong_scale = new is not None and new.endswith("ribuan)")
                faults.append(fault_in_header(sample.with_cell(at, new), at, text, may_be_equal=not wrong_scale))
            changed[sample.layout.name].update(segments)
    for layout in source.layouts:
        parts = {part for title in mapped_titles(layout) for part in title.split(" > ")}
        assert parts <= changed[layout.name], f"{layout.name}: not changed: {parts - changed[layout.name]}"
        met = {title for sample in samples if sample.layout is layout for title in titles_met(sample)}
        assert set(mapped_titles(layout)) <= met, f"{layout.name}: in no sample: {set(mapped_titles(layout)) - met}"
    assert len(faults) >= 4 * sum(len(mapped_titles(layout)) for layout in source.layouts)
    report(faults)


def test_titles_were_changed_in_all_formats() -> None:
    endings = {Path(sample.where).suffix for source in SOURCES.values() for sample in samples_of(source)}
    delimiters = {sample.grid.notes.get("delimiter") for source in SOURCES.values() for sample in samples_of(source)}
    assert {".csv", ".xlsx", ".xls"} <= endings
    assert len(delimiters - {None}) >= 2


@each_source
def test_a_scale_that_a_title_says_and_the_yaml_does_not_stops_the_file(source: SourceSpec) -> None:
    """Above the table, and within what `*` stands for."""
    faults: list[str | None] = []
    for sample in samples_of(source):
        places = [
            (row, column)
            for row in range(sample.table.start, sample.table.top)
            for column in range(sample.sheet.width)
            if isinstance(sample.sheet.rows[row][column], str)
        ]
        measures = {column for group in sample.table.groups for column in group.measures.values()}
        measures |= {sample.table.columns[n] for n in figures_of(sample) if n in sample.table.columns}
        places += [at for at, _, parts in header_cells(sample) if at[1] in measures and any("*" in p for p in parts)]
        for at in places:
            for word in (" (dalam triliun rupiah)", " (Rp miliar)"):
                faults.append(
                    fault_in_header(
                        sample.with_cell(at, f"{sample.text(at)}{word}"), at, sample.text(at), may_be_equal=False
                    )
                )
    has_titles = any(sample.table.above for sample in samples_of(source))
    assert bool(faults) == has_titles
    report(faults)


def figures_of(sample: Sample) -> set[str]:
    kinds = {"money", "count", "number"}
    return {name for name, column in sample.layout.columns.items() if column.kind in kinds}


# Units and scales in cells


def lines(sample: Sample) -> list[int]:
    """The rows of the sheet that gave staging rows, from 0."""
    return sorted({row.row - 1 for row in sample.base.rows if row.sheet == sample.sheet.name})


def test_a_changed_unit_stops_its_row() -> None:
    faults: list[str | None] = []
    met: set[tuple[str, str]] = set()
    for source in SOURCES.values():
        for sample in samples_of(source):
            units = sample.layout.units
            if units is None or units.origin not in sample.table.columns:
                continue
            met.add((source.id, sample.layout.name))
            for row in lines(sample):
                at = (row, sample.table.columns[units.origin])
                others = [printed for printed in units.known if printed.casefold() != sample.text(at).casefold()]
                for new in (misspelt(sample.text(at)), "Dus", None, *others):
                    faults.append(
                        fault_in_row(sample.with_cell(at, new or None), at, same_but=frozenset({"unit_printed"}))
                    )
    declared = {(s.id, layout.name) for s in SOURCES.values() for layout in s.layouts if layout.units}
    assert met == {place for place in declared if place[1] != "tanpa_judul_lama"}  # of it there is no sample
    assert len(faults) > 1000
    report(faults)


def test_a_changed_word_from_which_a_unit_or_a_meaning_follows_stops_its_row() -> None:
    faults: list[str | None] = []
    met: set[str] = set()
    for source in SOURCES.values():
        for sample in samples_of(source):
            ways = [way for several in sample.layout.derive.values() for way in several if way.default is None]
            codes = code_columns(sample.layout)
            for name in ({way.origin for way in ways} & set(sample.table.columns)) - set(codes):
                met.add(source.id)
                for row in lines(sample):
                    at = (row, sample.table.columns[name])
                    for new in (misspelt(sample.text(at)), "Dus", None):
                        faults.append(fault_in_row(sample.with_cell(at, new), at, named=spoken_for(sample, at)))
    assert len(met) >= 4
    assert len(faults) > 200
    report(faults)


def spoken_for(sample: Sample, at: Place) -> tuple[Place, ...]:
    """The cell of a merged range that holds what a covered cell says."""
    return tuple((m.top, m.left) for m in sample.sheet.merges if m.top <= at[0] <= m.bottom and m.left == at[1])


def test_a_changed_scale_word_in_a_cell_stops_its_row() -> None:
    faults: list[str | None] = []
    for source in SOURCES.values():
        for sample in samples_of(source):
            for row in sample.table.rows:
                for column, cell in enumerate(sample.sheet.rows[row]):
                    if isinstance(cell, str) and SCALED.search(cell.strip()):
                        for word in ("juta", "ribu", "T", "X", "%"):
                            new = SCALED.sub(rf"\g<1>{word}", cell.strip())
                            faults.append(fault_in_row(sample.with_cell((row, column), new), (row, column)))
    assert len(faults) > 300
    report(faults)


@each_source
def test_another_scale_in_the_yaml_than_in_the_table_stops_the_file_or_its_rows(source: SourceSpec) -> None:
    """A word behind each figure may also speak for itself, where the YAML says nothing."""
    faults: list[str | None] = []
    for sample in samples_of(source) + with_other_titles(source):
        for other in ("ribu", "juta", "miliar", None):
            changed = rescaled(sample, other)
            if changed is not None:
                faults.append(fault_in_scale(changed, f"{sample.where} scale: {other}"))
    declares = any(part.scale for layout in source.layouts for part in (*layout.columns.values(), *layout.wide))
    assert bool(faults) == declares
    report(faults)


def fault_in_scale(changed: Sample, what: str) -> str | None:
    try:
        parsed = changed.read()
    except WorkbookRefused as refusal:
        return None if refusal.cell else f"{what}: no cell is named: {refusal.reason}"
    if all_of(parsed) == all_of(changed.base):
        return None
    if parsed.rows_in != changed.base.rows_in or not all(refusal.cell for refusal in parsed.refusals):
        return f"{what}: rows are lost, or refused without a cell"
    return None if set(rows_of(parsed)) <= set(rows_of(changed.base)) else f"{what}: rows are read another way"


def rescaled(sample: Sample, scale: str | None) -> Sample | None:
    """The sample's source with another scale where its table is read with one; None where it is not."""
    layout, used = sample.layout, {group.wide for group in sample.table.groups}
    columns = {
        name: column.model_copy(update={"scale": scale}) if column.scale and name in sample.table.columns else column
        for name, column in layout.columns.items()
    }
    wide = tuple(
        part.model_copy(update={"scale": scale}) if part.scale and number in used else part
        for number, part in enumerate(layout.wide)
    )
    declared = {part.scale for n, part in layout.columns.items() if n in sample.table.columns}
    declared |= {part.scale for number, part in enumerate(layout.wide) if number in used}
    in_titles = any(map(scale_in_title, sample.table.paths))
    cells = (cell for row in sample.table.rows for cell in sample.sheet.rows[row] if isinstance(cell, str))
    # Where neither title nor cell says it, the YAML alone does.
    if declared <= {None, scale} or not (in_titles or any(SCALED.search(cell.strip()) for cell in cells)):
        return None
    return with_layout(sample, layout.model_copy(update={"columns": columns, "wide": wide}))


def with_layout(sample: Sample, layout: LayoutSpec) -> Sample:
    layouts = tuple(layout if one is sample.layout else one for one in sample.source.layouts)
    return replace(sample, source=sample.source.model_copy(update={"layouts": layouts}), layout=layout)


# Codes


def code_columns(layout: LayoutSpec) -> list[str]:
    """The code columns by which lines have their place among subtotals."""
    if layout.hierarchy:
        return list(layout.hierarchy.codes)
    return [layout.outline.code] if layout.outline and layout.outline.code else []


def test_a_changed_code_of_an_account_or_a_level_stops_its_row_or_fails_a_total() -> None:
    """Of each column and depth of code the first few: the samples repeat them for every programme."""
    faults: list[str | None] = []
    met: set[tuple[str, str]] = set()
    for source in SOURCES.values():
        for sample in samples_of(source)[:1]:
            tried: Counter[tuple[str, int]] = Counter()
            for name in code_columns(sample.layout):
                column = sample.table.columns[name]
                met.add((source.id, name))
                for at in [(row, column) for row in sample.table.rows]:
                    code = sample.text(at)
                    tried[name, code.count(".")] += bool(code)
                    if code and tried[name, code.count(".")] <= 4:
                        beside = tuple((at[0], sample.table.columns[other]) for other in code_columns(sample.layout))
                        for new in (misspelt(code), None):
                            faults.append(fault_in_row(sample.with_cell(at, new), at, named=beside))
    assert {source_id for source_id, _ in met} == {"sipd__lra", "sipd__rak"}
    assert len(met) == 5
    assert len(faults) > 80
    report(faults)


def beside_names(sample: Sample) -> tuple[int, int] | None:
    """The columns of region codes and of the names beside them."""
    region = sample.layout.region
    if region is None or region.code is None or region.origin is None:
        return None
    return sample.table.columns[region.code], sample.table.columns[region.origin]


def test_a_changed_region_code_stops_its_row() -> None:
    faults: list[str | None] = []
    for source in SOURCES.values():
        for sample in samples_of(source):
            columns = beside_names(sample)
            if columns is None:
                continue
            codes = {sample.text((row, columns[0])) for row in lines(sample)} | {"5271", "32", "3299"}
            for row in lines(sample):
                code, name = (row, columns[0]), (row, columns[1])
                for new in [*sorted(codes - {sample.text(code)}), misspelt(sample.text(code))]:
                    faults.append(fault_in_row(sample.with_cell(code, new), code))
                for new in ("KOTA MATARAM", "Kabupaten Contoh", misspelt(sample.text(name)), None):
                    faults.append(fault_in_row(sample.with_cell(name, new), name, named=(code,)))
    assert len(faults) > 300
    report(faults)


def test_a_region_code_without_a_name_beside_it_that_is_none_stops_its_row() -> None:
    faults: list[str | None] = []
    for source in SOURCES.values():
        for sample in samples_of(source):
            region = sample.layout.region
            if region is not None and region.code is not None and region.origin is None:
                for row in lines(sample):
                    at = (row, sample.table.columns[region.code])
                    for new in (misspelt(sample.text(at)), "9998", None):
                        faults.append(fault_in_row(sample.with_cell(at, new), at))
    assert len(faults) > 50
    report(faults)


def test_the_other_code_system_stops_every_row_whose_code_it_calls_otherwise() -> None:
    tried = 0
    for source in SOURCES.values():
        for sample in samples_of(source):
            columns = beside_names(sample)
            if columns is None:
                continue
            region = sample.layout.region
            elsewhere = [
                one
                for one in regions()
                if one.level in region.levels and one.code_bps and one.code_bps != one.code.replace(".", "")
            ]
            rows = lines(sample)
            assert elsewhere
            cells: dict[Place, Cell] = {}
            for row, one in zip(rows, elsewhere * len(rows), strict=False):
                cells |= {(row, columns[0]): one.code_bps, (row, columns[1]): one.name}
            made = sample.with_cells(cells)
            assert len(made.read().rows) == len(sample.base.rows)

            other = region.model_copy(update={"system": {"bps": "kemendagri", "kemendagri": "bps"}[region.system]})
            parsed = with_layout(made, sample.layout.model_copy(update={"region": other})).read()

            assert parsed.rows == []
            assert len(parsed.refusals) == len(sample.base.rows)
            assert {refusal.cell for refusal in parsed.refusals} == addresses(*((row, columns[0]) for row in rows))
            tried += 1
    assert tried >= 4
