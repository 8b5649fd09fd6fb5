"""The shipped catalogue: every YAML is sound, reads its samples whole, and its datasets are the tables of staging."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, check_catalogue, load_catalogue
from lumbung.sources.datasets import DATASETS
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, WorkbookRefused, parse_file

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "docs" / "catalogue-real"

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
    assert set(example) == {"sipd__lra", "bps__poverty"}
    for source_id, source in example.items():
        assert source.spec_hash == shipped[source_id].spec_hash
        assert source.files is not None
        assert not source.files.sample


def test_the_ids_that_others_use_are_there() -> None:
    assert {"sipd__lra", "bps__poverty"} <= set(load_catalogue([SHIPPED_CATALOGUE]))


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
    columns = re.findall(r"^ {4}(\w+)\s+(?:text|integer|date|numeric|bigint|jsonb|boolean)([^,\n]*)", body[1], re.MULTILINE)
    assert columns
    place = {"batch_id", "sheet", "row_no", "cells"}
    assert set(DATASETS[name].columns) == {column for column, _ in columns} - place
    optional = {column for column, rest in columns if column not in place and "not null" not in rest}
    assert DATASETS[name].optional == optional


def read(source: SourceSpec, path: Path) -> ParsedFile:
    assert source.files is not None
    return parse_file(path, source, relative_path=path.relative_to(source.files_folder()).as_posix())


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
    """The samples with one mapped title misspelt: the file is refused, never read another way."""
    changed = 0
    done: set[str] = set()
    for source, path in sample_files():
        if path.suffix != ".xlsx" or source.id in done:
            continue
        done.add(source.id)
        titles = {
            part
            for layout in source.layouts
            for column in [
                *(title for column in layout.columns.values() for title in column.title or ()),
                *(title for wide in layout.wide for titles in wide.columns.values() for title in titles),
            ]
            for part in column.split(" > ")
            if "*" not in part
        }
        for title in sorted(titles):
            book = openpyxl.load_workbook(path)
            cells = [
                cell
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
                for row in sheet.iter_rows(max_row=10)
                for cell in row
                if str(cell.value).strip() == title
            ]
            assert cells, f"{path.name}: {title}"
            cells[0].value = title + " x"
            book.save(tmp_path / path.name)
            with pytest.raises(WorkbookRefused):
                parse_file(tmp_path / path.name, source)
            changed += 1
    assert changed > 20
