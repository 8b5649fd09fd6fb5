"""What a catalogue makes of a folder: which source takes which file, and what came of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lumbung.cli import app
from lumbung.landing.families import Trial, families, markdown, summary, try_folder
from lumbung.sources.catalogue import load_catalogue
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import parse_file
from tests.conftest import PROJECT

PAGE = PROJECT / "docs" / "FAMILIES.md"
EXAMPLE = PROJECT / "docs" / "catalogue-real"
CONTOH = """
id: contoh__poverty
title: t
publisher: p
dataset: poverty_indicator
files: {folder: %s, glob: "%s"}
facts:
  region_code: {from: file_name, find: region}
  area: {value: all}
  period_part: {value: annual}
  publisher: {value: BPS}
  kind: {value: estimate}
layouts:
  - name: tahunan
    header: {find: [Tahun]}
    columns: {period_year: Tahun}
    wide:
      - columns: {value: Persentase}
        values: {indicator_code: P0, unit: persen}
        bounds: [0, 100]
"""
TABLE = 'Tahun,Persentase\n2020,"9,31"\n2021,"9,02"\n'


def catalogue(tmp_path: Path, folder: str, glob: str = "*.csv") -> list[SourceSpec]:
    place = tmp_path / "catalogue"
    place.mkdir(exist_ok=True)
    (place / "contoh.yaml").write_text(CONTOH % (folder, glob))
    return list(load_catalogue([place]).values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "files"
    (place / "own").mkdir(parents=True)
    (place / "own" / "Kota_Mataram.csv").write_text(TABLE)
    (place / "own" / "Kota_Bima.csv").write_text(TABLE.replace('"9,02"', "sembilan"))
    (place / "own" / "Kota_Antah.csv").write_text(TABLE)
    (place / "own" / "~$Kota_Mataram.csv").write_text("x")
    (place / "elsewhere.csv").write_text("Nama,Tempat\nAdi,Bima\nBudi,Bima\n")
    return place


def by_path(trials: list[Trial]) -> dict[str, Trial]:
    assert len({trial.path for trial in trials}) == len(trials)
    return {trial.path: trial for trial in trials}


def test_each_file_of_a_folder_is_read_refused_or_taken_by_no_source(tmp_path: Path, folder: Path) -> None:
    trials = try_folder(folder, catalogue(tmp_path, str(folder / "own")))

    found = by_path(trials)
    assert set(found) == {
        "own/Kota_Mataram.csv", "own/Kota_Bima.csv", "own/Kota_Antah.csv", "own/~$Kota_Mataram.csv", "elsewhere.csv",
    }  # fmt: skip
    read = found["own/Kota_Mataram.csv"]
    assert (read.source_id, read.layouts, read.rows, dict(read.refused)) == ("contoh__poverty", ("tahunan",), 2, {})
    assert (found["own/Kota_Bima.csv"].rows, dict(found["own/Kota_Bima.csv"].refused)) == (1, {"not_a_number": 1})
    assert (found["own/Kota_Antah.csv"].source_id, found["own/Kota_Antah.csv"].rule) == (
        "contoh__poverty",
        "fact_missing",
    )
    assert (found["own/~$Kota_Mataram.csv"].source_id, found["own/~$Kota_Mataram.csv"].rule) == (None, "lock_file")
    assert (found["elsewhere.csv"].source_id, found["elsewhere.csv"].rule) == (None, "no_source")
    assert summary(trials) == "5 files: 2 read, 1 refused, 2 that no source takes."


def test_families_count_files_and_rows_by_source_and_layout(tmp_path: Path, folder: Path) -> None:
    found = families(try_folder(folder, catalogue(tmp_path, str(folder / "own"))))
    assert [(family.layout, family.files, family.read, family.rows) for family in found] == [
        ("tahunan", 2, 2, 3),
        ("", 1, 0, 0),
    ]
    assert (dict(found[0].refused_rows), dict(found[1].refused_files)) == ({"not_a_number": 1}, {"fact_missing": 1})


def test_a_source_whose_place_is_elsewhere_takes_files_by_its_pattern(tmp_path: Path, folder: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    found = by_path(try_folder(folder, catalogue(tmp_path, str(empty), "own/*.csv")))
    assert found["own/Kota_Mataram.csv"].rows == 2
    assert found["own/Kota_Antah.csv"].rule == "fact_missing"
    assert found["elsewhere.csv"].source_id is None


def test_a_pattern_that_fits_a_file_without_the_table_does_not_take_it(tmp_path: Path, folder: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    found = by_path(try_folder(folder, catalogue(tmp_path, str(empty), "**/*.csv")))
    assert found["own/Kota_Mataram.csv"].source_id == "contoh__poverty"
    assert found["elsewhere.csv"].source_id is None


def test_the_samples_give_what_reading_them_one_by_one_gives() -> None:
    """As a night reads them: the same path below the source's own folder."""
    specs = [s for s in load_catalogue([PROJECT / "include" / "catalogue"]).values() if s.dataset == "program_reach"]
    trials = try_folder(PROJECT / "include" / "samples" / "workbooks" / "reach", specs)
    assert len(trials) == len(specs) == 5
    for trial in trials:
        (spec,) = (spec for spec in specs if spec.id == trial.source_id)
        (path,) = spec.files_folder().glob(spec.files.glob)
        assert trial.rows == parse_file(path, spec).row_count > 0


def test_the_page_shows_nothing_of_the_files_but_their_names(tmp_path: Path, folder: Path) -> None:
    shutil.copy(folder / "elsewhere.csv", folder / "own" / "Kota_Jambi.csv")
    (folder / "own" / "Kota_Jambi.csv").write_text(TABLE.replace("Persentase", "Persentase Rahasia"))
    page = markdown(try_folder(folder, catalogue(tmp_path, str(folder / "own"))), "lumbung sources try FOLDER")
    assert "| contoh__poverty | tahunan | 2 | 2 | 3 | 1 not_a_number |" in page
    assert "| own/Kota_Jambi.csv | missing_column |" in page
    assert "Rahasia" not in page
    assert str(tmp_path) not in page


def test_the_command_prints_what_was_found(tmp_path: Path, folder: Path) -> None:
    catalogue(tmp_path, str(folder / "own"))

    def run(place: Path, *arguments: str) -> Result:
        return CliRunner().invoke(
            app, ["sources", "try", str(place), *arguments, "--catalogue", str(tmp_path / "catalogue")]
        )

    done = run(folder, "--format", "json")
    assert done.exit_code == 0, done.output
    assert {record["path"]: record["rows"] for record in json.loads(done.stdout)}["own/Kota_Mataram.csv"] == 2
    done = run(folder)
    assert "5 files: 2 read, 1 refused, 2 that no source takes." in done.stdout
    assert "own/Kota_Antah.csv: contoh__poverty: " in done.stdout
    command = [sys.executable, "-m", "lumbung.cli", "sources", "try", folder / "no_such"]
    assert subprocess.run(command, capture_output=True, check=False, cwd=PROJECT).returncode == 2


def test_the_page_of_real_families_is_what_the_command_gives(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is out of date: run the command in it again, where the files are."""
    monkeypatch.setenv("LUMBUNG_DATA_ROOT", str(shared_data / "sheets"))
    page = PAGE.read_text(encoding="utf-8")
    command = "lumbung sources try FOLDER --catalogue docs/catalogue-real --format markdown"

    trials = try_folder(shared_data / "sheets", list(load_catalogue([EXAMPLE]).values()))

    assert len(trials) > 200
    assert f"`{command}`" in page
    assert markdown(trials, command) == page
