"""The shipped catalogue: every YAML is sound, reads its samples whole, and its datasets are the tables of staging."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, check_catalogue, load_catalogue
from lumbung.sources.datasets import DATASETS
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.grid import read_grid
from lumbung.workbooks.parse import ParsedFile, WorkbookRefused, parse_file

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "docs" / "catalogue-real"

# Those whose real files were seen; the others are invented.
OF_AGENCIES = {
    "bappenas__indicators",
    "bps__poverty",
    "djpk__posture",
    "keerom__funding",
    "opendata_jabar__poverty",
    "sipd__lra",
    "sipd__rak",
}
CITIES = {"21.72", "36.71", "52.71", "62.71", "15.71"}


def workbook_sources() -> list[SourceSpec]:
    return [source for source in load_catalogue([SHIPPED_CATALOGUE]).values() if source.files is not None]


def sample_files() -> list[tuple[SourceSpec, Path]]:
    return [
        (source, path)
        for source in workbook_sources()
        if source.files is not None
        for path in sorted(source.files_folder().glob(source.files.glob))
    ]


def test_the_shipped_catalogue_has_no_faults() -> None:
    assert list(SHIPPED_CATALOGUE.rglob("*.yaml"))
    assert check_catalogue([SHIPPED_CATALOGUE]) == []


def test_the_example_for_real_files_has_no_faults_and_changes_only_the_place() -> None:
    assert check_catalogue([EXAMPLE]) == []
    example, shipped = load_catalogue([EXAMPLE]), load_catalogue([SHIPPED_CATALOGUE])
    assert set(example) == OF_AGENCIES
    for source_id, source in example.items():
        assert source.spec_hash == shipped[source_id].spec_hash
        assert source.files is not None
        assert not source.files.sample


def test_the_ids_that_others_use_are_there() -> None:
    assert set(load_catalogue([SHIPPED_CATALOGUE])) >= OF_AGENCIES


def test_everything_that_is_invented_is_marked() -> None:
    sources = workbook_sources()
    assert sources
    for source in sources:
        assert source.files is not None
        assert source.files.sample, source.id


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_a_dataset_is_the_table_of_staging(name: str) -> None:
    text = files("lumbung.staging").joinpath("schema.sql").read_text(encoding="utf-8")
    body = re.search(rf"create table if not exists staging\.{name} \((.*?)\n\);", text, re.DOTALL)
    assert body is not None
    kinds = "text|integer|date|numeric|bigint|jsonb|boolean"
    columns = re.findall(rf"^ {{4}}(\w+)\s+(?:{kinds})([^,\n]*)", body[1], re.MULTILINE)
    assert columns
    place = {"batch_id", "sheet", "row_no", "cell_map"}
    assert set(DATASETS[name].columns) == {column for column, _ in columns} - place
    optional = {column for column, rest in columns if column not in place and "not null" not in rest}
    assert DATASETS[name].optional == optional


def read(source: SourceSpec, path: Path) -> ParsedFile:
    assert source.files is not None
    inside = path.relative_to(source.files_folder()).as_posix()
    return parse_file(path, source, relative_path=inside, nik_key=bytes(32))


def test_every_source_has_samples_and_each_is_read_whole() -> None:
    found = sample_files()
    assert {source.id for source, _ in found} == {source.id for source in workbook_sources()}
    for source, path in found:
        parsed = read(source, path)
        assert parsed.refusals == [], path.name
        assert len(parsed.rows) >= (source.expect.min_rows or 1), path.name
        assert parsed.rows_in == len(parsed.rows) + len(parsed.refusals) + parsed.rows_ignored
        for row in parsed.rows:
            assert set(row.values) == set(DATASETS[source.dataset].columns)
            assert str(row.values["source_ref"]).startswith(f"{path.name}#{row.sheet}!")
        for total in parsed.totals:
            assert total.stated == total.computed, f"{path.name} {total}"


def test_every_reach_sample_is_of_its_city_and_each_row_is_one_thing() -> None:
    reach = [(source, path) for source, path in sample_files() if source.dataset == "program_reach"]
    rows = [row.values for source, path in reach for row in read(source, path).rows]
    assert {values["region_code"] for values in rows} == CITIES
    grain = ("region_code", "agency_name", "program_name", "activity_name", "measure", "beneficiary_unit")
    keys = [tuple(values[name] for name in (*grain, "period_start", "period_end")) for values in rows]
    assert len(keys) == len(set(keys))


def test_every_mapped_title_that_changes_stops_the_file(tmp_path: Path) -> None:
    """The samples with one mapped title misspelt, as files: refused, never read another way.

    test_catalogue_mutations.py changes more, and knows which cell the refusal has to name.
    """
    changed: Counter[str] = Counter()
    done: set[tuple[str, str, str]] = set()
    for source, path in sample_files():
        layouts = {name for note, name in read(source, path).notes.items() if note.startswith("layout ")}
        key = (source.id, path.suffix, ", ".join(sorted(layouts)))
        if key in done or path.suffix == ".xls":  # of the HTML pages and old workbooks no writer is at hand
            continue
        done.add(key)
        for name, data in misspelt_files(path, mapped_parts(source)):
            (tmp_path / name).write_bytes(data)
            with pytest.raises(WorkbookRefused):
                parse_file(tmp_path / name, source, file_name=path.name, nik_key=bytes(32))
            changed[Path(name).suffix] += 1
    assert {source_id for source_id, *_ in done} == {source.id for source in workbook_sources()}
    assert min(changed[ending] for ending in (".xlsx", ".csv", ".tsv")) > 20


def mapped_parts(source: SourceSpec) -> set[str]:
    titles = [
        title
        for layout in source.layouts
        for titles in (
            *(column.title or () for column in layout.columns.values()),
            *(ways for wide in layout.wide for ways in wide.columns.values()),
        )
        for title in titles
    ]
    return {part for title in titles for part in title.split(" > ") if not {"*", "{"} & set(part)}


def misspelt_files(path: Path, titles: set[str]) -> Iterator[tuple[str, bytes]]:
    """The file with one title misspelt, for each that stands in it; a text file also with tabs between its cells."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        rows = [row for sheet in visible for row in sheet.iter_rows(max_row=10)]
        cells = {str(cell.value).strip(): cell for row in rows[::-1] for cell in row[::-1]}
        for title in sorted(titles & set(cells)):
            before, cells[title].value = cells[title].value, title + " x"
            target = io.BytesIO()
            book.save(target)
            cells[title].value = before
            yield path.name, target.getvalue()
        return
    rows = text_rows(path)
    places = {rows[n][at].strip(): (n, at) for n in range(len(rows))[::-1] for at in range(len(rows[n]))[::-1]}
    for title in sorted(titles & set(places)):
        changed = [list(row) for row in rows]
        changed[places[title][0]][places[title][1]] = title + " x"
        yield path.name, as_text(changed, ",")
        yield f"{path.stem}.tsv", as_text(changed, "\t")


def text_rows(path: Path) -> list[list[str]]:
    (sheet,) = read_grid(path.read_bytes()).sheets
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.rows]


def as_text(rows: list[list[str]], delimiter: str) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode()


@pytest.mark.parametrize("delimiter", ["\t", ";", "|", ","])
def test_a_text_sample_says_the_same_with_another_delimiter(tmp_path: Path, delimiter: str) -> None:
    compared = 0
    for source, path in sample_files():
        if path.suffix == ".csv":
            (tmp_path / path.name).write_bytes(as_text(text_rows(path), delimiter))
            place = path.relative_to(source.files_folder()).as_posix()
            again = parse_file(tmp_path / path.name, source, relative_path=place)
            assert again.rows == read(source, path).rows, path.name
            assert not again.refusals
            compared += 1
    assert compared > 15
