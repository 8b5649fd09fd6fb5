"""Bad workbooks: each is refused in one line that names file and reason; nothing ever ends in a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lumbung.samples.workbooks import write_bad_workbooks
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue, load_source
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, WorkbookRefused, parse_file

PLACES = {
    "empty": ("empty_file", None, "0 bytes"),
    "truncated": ("damaged", None, "truncated or damaged"),
    "password": ("password", None, "password-protected"),
    "html_named": ("header_not_found", "A1", "'table 1'"),
    "unknown_column": ("unknown_column", "I5", "'Nomor HP Ketua'"),
}


@pytest.fixture(scope="module")
def spec() -> SourceSpec:
    return load_source(SHIPPED_CATALOGUE / "reach" / "palangka_raya.yaml")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_bad_workbooks(tmp_path_factory.mktemp("bad"))


@pytest.mark.parametrize("name", sorted(PLACES))
def test_a_bad_workbook_is_refused_in_one_line(spec: SourceSpec, bad: dict[str, Path], name: str) -> None:
    rule, cell, says = PLACES[name]
    with pytest.raises(WorkbookRefused) as refusal:
        parse_file(bad[name], spec)
    assert (refusal.value.rule, refusal.value.cell) == (rule, cell)
    assert str(refusal.value).startswith(f"{spec.id}: {bad[name].name}: ")
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_wrong_total_is_read_and_reported(spec: SourceSpec, bad: dict[str, Path]) -> None:
    parsed = parse_file(bad["wrong_total"], spec)
    assert [total.cell for total in parsed.totals if total.stated != total.computed] == ["H14"]


def test_the_name_it_was_sent_under_stands_in_the_message(spec: SourceSpec, bad: dict[str, Path]) -> None:
    with pytest.raises(WorkbookRefused, match=r"laporan\.xlsx"):
        parse_file(bad["empty"], spec, file_name="laporan.xlsx")


def test_a_lock_file_is_refused(spec: SourceSpec, bad: dict[str, Path]) -> None:
    with pytest.raises(WorkbookRefused, match="lock file"):
        parse_file(bad["wrong_total"], spec, file_name="~$laporan.xlsx")


def test_a_file_that_is_not_there_is_refused(spec: SourceSpec, tmp_path: Path) -> None:
    with pytest.raises(WorkbookRefused, match="cannot be opened"):
        parse_file(tmp_path / "none.xlsx", spec)


def test_a_folder_in_place_of_a_file_is_refused(spec: SourceSpec, tmp_path: Path) -> None:
    with pytest.raises(WorkbookRefused, match="this is a folder, not a file") as refusal:
        parse_file(tmp_path, spec)
    assert refusal.value.rule == "unreadable"
    assert "\n" not in str(refusal.value)


def test_a_news_outlet_reads_no_workbook(bad: dict[str, Path]) -> None:
    outlets = [source for source in load_catalogue([SHIPPED_CATALOGUE]).values() if source.dataset == "news"]
    assert outlets
    with pytest.raises(WorkbookRefused, match="the source is a news outlet") as refusal:
        parse_file(bad["wrong_total"], outlets[0])
    assert str(refusal.value).startswith(f"{outlets[0].id}: {bad['wrong_total'].name}: ")


def test_mutated_workbooks_are_read_or_refused(spec: SourceSpec, bad: dict[str, Path], tmp_path: Path) -> None:
    """Bytes changed at random, the same on every run: a result that adds up, or a refusal."""
    good = bad["wrong_total"].read_bytes()
    chance = random.Random(2)  # noqa: S311 - repeatable, not secret
    refused = 0
    for number in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(data)
        try:
            parsed: ParsedFile = parse_file(path, spec)
        except WorkbookRefused:
            refused += 1
            continue
        assert parsed.rows_in == len(parsed.rows) + len(parsed.refusals) + parsed.rows_ignored
    assert 0 < refused <= 150
