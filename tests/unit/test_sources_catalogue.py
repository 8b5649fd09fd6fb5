"""Loading a catalogue: every fault with file and key, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, CatalogueError, check_catalogue, load_catalogue, load_source

REACH = """
id: kota_x__program_reach
title: Capaian
publisher: Kota X
dataset: program_reach
files: {folder: files}
facts:
  region_code: {value: "52.71"}
  period: {from: title, find: period}
  measure: {value: recipient}
  beneficiary_unit: {value: orang}
layouts:
  - name: one
    header: {find: [OPD, Program]}
    columns:
      agency_name: OPD
      program_name: Program
      reached_count: Realisasi
    ignore: [No]
"""


def faults(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    return [(fault.key, fault.message) for fault in check_catalogue([folder])]


def test_a_good_source_has_no_faults_and_a_column_may_be_called_no(tmp_path: Path) -> None:
    assert faults(tmp_path, REACH) == []
    assert load_catalogue([tmp_path])["kota_x__program_reach"].layouts[0].ignore == ("No",)


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("title: Capaian", "titel: Capaian", "titel", "unknown key"),
        ("title: Capaian", "", "title", "missing"),
        ("dataset: program_reach", "dataset: reach", "dataset", "program_reach"),
        ("agency_name: OPD", "agency_nam: OPD", "layouts.0.columns.agency_nam", "no column of program_reach"),
        ("agency_name: OPD", "activity_name: OPD", "layouts.0.columns", "nothing gives agency_name"),
        ("reached_count: Realisasi", "activity_name: Realisasi", "layouts.0.columns", "nothing gives a figure"),
        ("id: kota_x__program_reach", "id: kota_x", "id", "match"),
        ("publisher: Kota X", "title: Two", "title", "stands twice"),
        ("ignore: [No]", "ignore: [No]\n    wide: [{columns: {reach: X}}]", "layouts.0.wide.0.columns", "no figure"),
        ("folder: files", "folder: '${NOT_SET_ANYWHERE}/x'", "files.folder", "NOT_SET_ANYWHERE is not set"),
        ("agency_name: OPD", "agency_name: OPD\n      activity_name: OPD", "layouts.0.columns", "part: 1 to 2"),
        ("id: kota_x__program_reach", "extends: no__such", "extends", "no other source no__such"),
        ("measure: {value: recipient}", "", "layouts.0.columns", "nothing gives measure"),
        (
            "measure: {value: recipient}",
            "measure: {from: title, pattern: '(recipient)', optional: true}",
            "layouts.0.columns",
            "nothing gives measure",
        ),
        ("title: Capaian", "path: /etc", "path", "unknown key"),
        ("title: Capaian", "title: [", "", "no YAML"),
        ("title: Capaian", "1: x", "1", "must be text"),
    ],
)
def test_each_fault_names_its_key(tmp_path: Path, old: str, new: str, key: str, says: str) -> None:
    assert old in REACH
    found = faults(tmp_path, REACH.replace(old, new))
    assert [message for at, message in found if at == key and says in message], found


def test_a_file_that_is_no_mapping_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, "- a\n- b\n")[0][1].startswith("must be a mapping")


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(REACH.replace("title: Capaian", "titel: x"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: 5", encoding="utf-8")
    with pytest.raises(CatalogueError) as error:
        load_catalogue([tmp_path])
    assert {fault.file.name for fault in error.value.faults} == {"a.yaml", "b.yaml"}
    assert len(str(error.value).splitlines()) == len(error.value.faults) > 2


def test_an_id_may_stand_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(REACH, encoding="utf-8")
    assert [fault.key for fault in check_catalogue([tmp_path])] == ["id"]


def test_a_folder_that_is_not_there_or_holds_nothing_is_a_fault(tmp_path: Path) -> None:
    assert [fault.message for fault in check_catalogue([tmp_path / "none"])] == ["there is no such folder"]
    assert [fault.message for fault in check_catalogue([tmp_path])] == ["the folder holds no YAML file"]


def test_extends_takes_all_and_replaces_what_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("extends: sipd__lra\nfiles: {folder: mine}\n", encoding="utf-8")
    source = load_source(tmp_path / "x.yaml")
    shipped = load_source(SHIPPED_CATALOGUE / "sipd" / "lra.yaml")
    assert source.id == "sipd__lra"
    assert source.spec_hash == shipped.spec_hash
    assert source.files_folder() == tmp_path / "mine"
    assert source.files is not None
    assert not source.files.sample


def test_extends_without_files_keeps_the_folder_of_the_other(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("extends: sipd__lra\nid: sipd__lra__kota_x\n", encoding="utf-8")
    source = load_source(tmp_path / "x.yaml")
    assert source.id == "sipd__lra__kota_x"
    assert source.files_folder() == load_source(SHIPPED_CATALOGUE / "sipd" / "lra.yaml").files_folder()
