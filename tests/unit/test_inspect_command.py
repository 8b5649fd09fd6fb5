"""`lumbung sheet inspect`: what it prints, what it writes, how it ends; and that nothing of persons is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from lumbung.cli import app
from lumbung.samples.workbooks import write_bad_workbooks
from lumbung.samples.xlsx import Sheet, workbook_bytes
from lumbung.workbooks.errors import WorkbookRefused

READY = [
    ["Persentase Penduduk Miskin menurut Kabupaten/Kota (Persen)"],
    ["Kabupaten/Kota", 2022, 2023],
    ["Kabupaten Cilacap", 11.02, 10.99],
    ["Kota Tegal", 7.9, 7.68],
]
NAME, NIK, STREET = "SITI NURBAYA BINTI AMIR", "3302015503850001", "JL KENANGA 17"


def inspect(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["sheet", "inspect", *map(str, arguments)])


def book(path: Path, *sheets: Sheet) -> Path:
    path.write_bytes(workbook_bytes(sheets))
    return path


def persons(path: Path, title: str = "DAFTAR PENERIMA PKH KABUPATEN BANYUMAS TAHUN 2023") -> Path:
    rows = [[title], ["No", "NIK", "Nama", "Alamat", "Catatan Petugas"], [1, NIK, NAME, STREET, f"istri {NAME}"]]
    return book(path, Sheet("Data", rows))


def test_what_it_writes_is_read_by_sheet_rows(tmp_path: Path) -> None:
    file, written = book(tmp_path / "p0.xlsx", Sheet("P0", READY)), tmp_path / "p0.yaml"
    done = inspect(file, "--write", written)
    assert done.exit_code == 0, done.output
    rows = CliRunner().invoke(app, ["sheet", "rows", str(file), "--source", str(written)])
    assert rows.exit_code == 0, rows.output
    figures = [json.loads(line) for line in rows.stdout.splitlines() if line.startswith("{")]
    assert [(f["region_code"], f["period_year"], f["value"]) for f in figures] == [
        ("33.01", 2022, 11.02),
        ("33.01", 2023, 10.99),
        ("33.76", 2022, 7.9),
        ("33.76", 2023, 7.68),
    ]


def test_it_explains_sheets_columns_and_proof(tmp_path: Path) -> None:
    hidden = Sheet("Lama", [["Kabupaten/Kota", "P0"], ["Kota Tegal", 9]], hidden=True)
    done = inspect(book(tmp_path / "p0.xlsx", Sheet("P0", READY), hidden))
    assert done.exit_code == 0, done.output
    for words in (
        "Sheet 'P0': 4 rows",
        "header row 2",
        "'Lama'",
        "HIDDEN",
        "no separators",
        "poverty_indicator",
        "4 rows",
    ):
        assert words in done.output, words


def test_json_is_one_object(tmp_path: Path) -> None:
    done = inspect(book(tmp_path / "p0.xlsx", Sheet("P0", READY)), "--format", "json")
    seen = json.loads(done.stdout)
    assert seen["proposal"]["ready"] is True
    assert [column["title"] for column in seen["sheets"][0]["tables"][0]["columns"]] == [
        "Kabupaten/Kota",
        "2022",
        "2023",
    ]
    assert yaml.safe_load(seen["proposal"]["yaml"])["dataset"] == "poverty_indicator"


def test_an_open_question_is_written_and_keeps_rows_from_being_read(tmp_path: Path) -> None:
    file = book(tmp_path / "data.xlsx", Sheet("Data", [["Tahun", "P0"], [2022, 9.5], [2023, 9.4]]))
    written = tmp_path / "data.yaml"
    done = inspect(file, "--write", written)
    assert done.exit_code == 0, done.output
    assert "question 1: which region" in done.output
    text = written.read_text(encoding="utf-8")
    assert "# QUESTION: which region is the table of?" in text
    rows = CliRunner().invoke(app, ["sheet", "rows", str(file), "--source", str(written)])
    assert rows.exit_code != 0
    said = str(rows.exception)
    assert f"{written}: facts.region_code: line " in said
    assert "not answered yet: which region is the table of? No title, sheet or file name says it" in said
    assert 'Write {value: "33.02"}, with the dotted Kemendagri code in its place.' in said
    assert "unknown key" not in said


def test_it_says_as_what_the_figures_are_read(tmp_path: Path) -> None:
    table = [
        ["REALISASI APBD KOTA TEGAL TAHUN 2022 (dalam juta rupiah)"],
        ["Uraian", "Anggaran", "Realisasi"],
        ["Belanja Operasi", 900_000.5, 850_000],
        ["Belanja Modal", 200_000, 180_000],
    ]
    done = inspect(book(tmp_path / "apbd.xlsx", Sheet("S", table)))
    assert "budget_idr: 2 figures in rupiah, 2022 up to month 12; B3 is read as 900,000,500,000 rupiah" in done.output
    assert "read as spending up to December: 2022 is over and no month is named" in done.output


def test_a_proposal_never_takes_the_id_of_a_shipped_source(tmp_path: Path) -> None:
    done = inspect(book(tmp_path / "bps.xlsx", Sheet("P0", READY)), "--format", "json")
    assert json.loads(done.stdout)["proposal"]["source_id"] == "unknown__poverty"
    named = [*READY, ["Sumber: BPS"]]
    done = inspect(book(tmp_path / "tabel 7.xlsx", Sheet("P0", named)), "--format", "json")
    assert json.loads(done.stdout)["proposal"]["source_id"] == "bps__poverty__tabel_7"


def test_a_list_without_figures_gives_no_yaml(tmp_path: Path) -> None:
    file = book(tmp_path / "kode.xlsx", Sheet("S", [["kode", "uraian"], ["5.1.01.01", "Belanja Gaji"]]))
    done = inspect(file, "--write", tmp_path / "kode.yaml")
    assert done.exit_code == 1
    assert "no dataset" in done.output
    assert not (tmp_path / "kode.yaml").exists()


def test_a_yaml_of_somebody_is_not_written_over(tmp_path: Path) -> None:
    file, theirs = book(tmp_path / "p0.xlsx", Sheet("P0", READY)), tmp_path / "p0.yaml"
    theirs.write_text("id: mine__source\n", encoding="utf-8")
    done = inspect(file, "--write", theirs)
    assert done.exit_code != 0
    assert "name another file" in str(done.exception)
    assert theirs.read_text(encoding="utf-8") == "id: mine__source\n"
    assert inspect(file, "--write", tmp_path / "new.yaml").exit_code == 0
    assert inspect(file, "--write", tmp_path / "new.yaml").exit_code == 0


@pytest.mark.parametrize("name", ["empty", "truncated", "password"])
def test_a_file_that_cannot_be_opened_is_refused_with_its_reason(tmp_path: Path, name: str) -> None:
    path = write_bad_workbooks(tmp_path)[name]
    done = inspect(path)
    assert isinstance(done.exception, WorkbookRefused)
    assert path.name in str(done.exception)


@pytest.mark.parametrize("title", ["DAFTAR PENERIMA PKH KABUPATEN BANYUMAS TAHUN 2023", "DAFTAR"])
def test_nothing_of_a_person_is_shown_or_written(tmp_path: Path, title: str) -> None:
    file, written = persons(tmp_path / "daftar.xlsx", title), tmp_path / "daftar.yaml"
    shown = inspect(file, "--write", written)
    told = shown.output + inspect(file, "--format", "json").output + written.read_text(encoding="utf-8")
    assert shown.exit_code == 0, shown.output
    for secret in (NAME, NIK, STREET, "NURBAYA", "KENANGA", NIK[:10]):
        assert secret not in told
    assert "personal:" in told
    assert "kind: nik" in told


def test_a_list_of_persons_without_nik_has_no_dataset(tmp_path: Path) -> None:
    rows = [["No", "Nama", "Alamat", "Umur"], [1, NAME, STREET, 41], [2, "ORANG LAIN", "JL LAIN", 38]]
    done = inspect(book(tmp_path / "warga.xlsx", Sheet("S", rows)))
    assert done.exit_code == 1
    assert "without a NIK" in done.output
    assert NAME not in done.output


def test_a_file_that_a_shipped_source_reads_is_left_to_it(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "include" / "samples" / "workbooks" / "sipd_lra" / "lra_maret.xlsx"
    written = tmp_path / "lra.yaml"
    done = inspect(sample, "--write", written)
    assert done.exit_code == 0, done.output
    assert "The shipped source sipd__lra reads this file already" in done.output
    assert yaml.safe_load(written.read_text(encoding="utf-8"))["extends"] == "sipd__lra"
    rows = CliRunner().invoke(app, ["sheet", "rows", str(sample), "--source", str(written)])
    assert rows.exit_code == 0, rows.output


def test_help_says_what_the_exit_codes_mean() -> None:
    done = inspect("--help")
    assert done.exit_code == 0
    assert "Exit code 0" in done.output
    assert "Example: lumbung sheet inspect" in done.output
