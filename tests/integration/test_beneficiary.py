"""Lists of persons, from the file to the verdict: NIK become hashes, and nothing else of a person is kept in the clear.

Every name, address and NIK is invented by lumbung.samples.beneficiaries.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lumbung.landing.archive import Archive
from lumbung.quality.judge import judge_batches
from lumbung.quality.suite import load_suite
from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import Warehouse
from lumbung.samples.beneficiaries import NikForm, persons
from lumbung.samples.xlsx import Row
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue
from lumbung.workbooks.nik import hash_nik
from lumbung.workbooks.parse import parse_file
from tests import night
from tests.beneficiary_lists import (
    FIRST_ROW,
    add_a_column,
    another_year_in_the_title,
    name_for_a_program,
    names_for_sexes,
    secrets_of,
    swap_names_and_numbers,
    write,
)
from tests.conftest import PROJECT
from tests.staged_cells import put_cells

SOURCE = "kota_mataram__beneficiary__pelatihan"
SUITES = PROJECT / "expectations"


@pytest.fixture
def db(warehouse: Warehouse) -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection to a warehouse that knows no batch yet."""
    with psycopg.connect(warehouse.url("admin"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def mataram(db: psycopg.Connection[Any]) -> None:
    """The one region that the staged rows below name; a night loads all of them."""
    db.execute(
        """insert into staging.ref_region (region_code, name, level, parent_code, valid_from)
           values ('52.71', 'Kota Mataram', 'city', '52', '1993-07-26')"""
    )


def stage(db: psycopg.Connection[Any], rows: list[dict[str, Any]]) -> int:
    """A batch of these rows, each a good one but for what is said here; gives its id."""
    found = db.execute("select count(*) from landing.files").fetchone()
    assert found is not None
    made = db.execute(
        """with f as (insert into landing.files (sha256, source_id, origin, file_name, bytes)
                      values (%s, 'made__up', %s, 'daftar.xlsx', 1) returning file_id)
           insert into landing.batches
               (file_id, source_id, dataset, parser_version, status, rows_in, rows_staged, judged_at)
           select file_id, 'made__up', 'beneficiary', '1', 'staged', %s, %s, now() from f returning batch_id""",
        [f"{found[0]:064x}", f"{found[0]}", len(rows), len(rows)],
    ).fetchone()
    assert made is not None
    for number, row in enumerate(rows, start=FIRST_ROW):
        good = {"region_code": "52.71", "program_name": "Pelatihan", "nik_hash": f"{number:064x}", "sex": "P"}
        place = {"sheet": "Lap", "row_no": number, "source_ref": f"daftar.xlsx#Lap!C{number}"}
        cells = put_cells(db, made[0], {"nik_hash": f"C{number}"})
        full = {"batch_id": made[0], "nik_is_valid": True, **good, **place, "cell_map": cells, **row}
        names = ", ".join(full)
        holders = ", ".join(["%s"] * len(full))
        db.execute(f"insert into staging.beneficiary ({names}) values ({holders})".encode(), list(full.values()))
    return int(made[0])


def faulty(word: str, *, hashed: bool = True) -> dict[str, Any]:
    row: dict[str, Any] = {"nik_is_valid": False, "nik_fault": word}
    return row if hashed else {**row, "nik_hash": None}


def failed(db: psycopg.Connection[Any], batch_id: int) -> dict[str, str]:
    """Check -> reason, of the checks that did not hold."""
    rows = db.execute(
        "select check_name, reason from ops.check_results where batch_id = %s and not success", [batch_id]
    ).fetchall()
    return {str(name): str(reason) for name, reason in rows}


GOOD: dict[str, Any] = {}
LOST = faulty("stored_as_number", hashed=False)


# Rows of a list, the checks that do not hold on it, and whether it is accepted.
CASES: list[tuple[list[dict[str, Any]], set[str], bool]] = [
    ([GOOD] * 20, set(), True),
    ([GOOD] * 19 + [faulty("no_date")], {"nik_is_valid"}, True),
    ([GOOD] * 18 + [faulty("no_date")], {"nik_is_valid", "faulty_niks_are_few"}, True),
    ([GOOD] * 5 + [faulty("no_date")] * 5, {"nik_is_valid", "faulty_niks_are_few"}, True),
    (
        [GOOD] * 4 + [faulty("no_date")] * 5,
        {"nik_is_valid", "faulty_niks_are_few", "most_niks_are_sound"},
        False,
    ),
    ([GOOD] * 8 + [LOST] * 2, {"nik_is_valid", "faulty_niks_are_few"}, True),
    (
        [GOOD] * 7 + [LOST] * 2,
        {"nik_is_valid", "faulty_niks_are_few", "niks_were_not_stored_as_numbers"},
        False,
    ),
    (  # of what is filled in, a third was damaged
        [GOOD] * 4 + [faulty("rounded", hashed=False), faulty("scientific", hashed=False)] + [faulty("blank")] * 6,
        {"nik_is_valid", "faulty_niks_are_few", "most_niks_are_sound", "niks_were_not_stored_as_numbers"},
        False,
    ),
    ([GOOD] * 30 + [faulty("sex_differs")], {"nik_is_valid", "sex_agrees_with_the_nik"}, True),
    ([GOOD, {"sex": None}], {"sex_is_known"}, True),
    ([GOOD, {"nik_hash": f"{FIRST_ROW:064x}"}], {"persons_stand_once_a_program"}, True),
    (
        [{"period_year": 2023}, {"period_year": 2024, "nik_hash": f"{FIRST_ROW:064x}"}],
        set(),
        True,
    ),
    (
        [GOOD, {"program_name": "PKH", "nik_hash": f"{FIRST_ROW:064x}"}],
        {"persons_stand_in_one_program"},
        True,
    ),
    ([GOOD, {"region_code": "52.99"}], {"region_is_known"}, False),
    ([{"program_name": f"Orang ke-{number}"} for number in range(12)], {"programs_are_no_names"}, False),
    ([GOOD] * 6 + [{"program_name": f"Kursus {number}"} for number in range(6)], set(), True),
]


@pytest.mark.usefixtures("mataram")
def test_a_list_is_judged_by_the_share_of_its_faults(db: psycopg.Connection[Any], warehouse: Warehouse) -> None:
    ids = [stage(db, rows) for rows, _, _ in CASES]
    verdicts = judge_batches(warehouse.url("loader"), ids, suites=SUITES)
    found = [(set(failed(db, verdict.batch_id)), verdict.accepted) for verdict in verdicts]
    assert found == [(expected, accepted) for _, expected, accepted in CASES]


def test_every_check_of_a_share_is_in_the_suite_with_its_severity() -> None:
    severities = {check.name: check.severity for check in load_suite(SUITES / "beneficiary.yml").checks}
    assert {
        "nik_is_valid": "info",
        "faulty_niks_are_few": "warning",
        "most_niks_are_sound": "critical",
        "niks_were_not_stored_as_numbers": "critical",
        "persons_stand_once_a_program": "warning",
        "persons_stand_in_one_program": "info",
    }.items() <= severities.items()


@pytest.mark.usefixtures("mataram")
def test_a_double_names_both_cells(db: psycopg.Connection[Any], warehouse: Warehouse) -> None:
    batch_id = stage(db, [GOOD, GOOD, {"nik_hash": f"{FIRST_ROW:064x}"}])
    judge_batches(warehouse.url("loader"), [batch_id], suites=SUITES)
    reason = failed(db, batch_id)["persons_stand_once_a_program"]
    assert reason.endswith("At daftar.xlsx#Lap!C6, daftar.xlsx#Lap!C8.")


def test_a_fault_is_a_word_and_a_hash_is_a_hash(db: psycopg.Connection[Any]) -> None:
    for row in (faulty("5271015704859992"), faulty("Melati Rekaan"), {"nik_hash": "5271015704859992"}, {"sex": "X"}):
        with pytest.raises(psycopg.errors.CheckViolation):
            stage(db, [row])


@pytest.mark.usefixtures("mataram")
def test_persons_in_several_programs_are_found_over_all_lists(
    db: psycopg.Connection[Any], warehouse: Warehouse
) -> None:
    sewing = stage(db, [GOOD, GOOD])
    cooking = stage(db, [{"program_name": "Tata Boga"}, {"program_name": "Tata Boga", "nik_hash": f"{99:064x}"}])
    verdicts = judge_batches(warehouse.url("loader"), [sewing, cooking], suites=SUITES)
    assert [verdict.accepted for verdict in verdicts] == [True, True]
    stage(db, [{"program_name": "belum dinilai"}])  # not judged, so not on any list yet
    with warehouse.connect("loader") as connection:
        found = connection.execute(
            """select nik_hash, program_name, rows_listed, region_codes, source_refs
               from staging.beneficiary_in_several_programs order by program_name"""
        ).fetchall()
    same = (f"{FIRST_ROW:064x}", 1, ["52.71"], [f"daftar.xlsx#Lap!C{FIRST_ROW}"])
    assert found == [(same[0], program, *same[1:]) for program in ("Pelatihan", "Tata Boga")]


# From the file on


def land(folder: Path) -> dict[str, int]:
    return night.land({"sources": [SOURCE], "folders": {SOURCE: str(folder)}})


def written(db: psycopg.Connection[Any]) -> Iterator[tuple[str, str]]:
    """Every row of every table of landing, staging and ops but the list of regions, as text."""
    tables = db.execute(
        """select table_schema, table_name from information_schema.tables
           where table_schema in ('landing', 'staging', 'ops') and table_name <> 'ref_region' order by 1, 2"""
    ).fetchall()
    for schema, name in tables:
        for row in db.execute(f"select t::text from {schema}.{name} t".encode()).fetchall():
            yield f"{schema}.{name}", str(row[0])


def assert_unseen(
    db: psycopg.Connection[Any], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing of a person stands in a table, in a log, or in a file of LUMBUNG_HOME."""
    hidden = secrets_of(persons())
    assert len(hidden) > 100
    captured = capfd.readouterr()
    texts = [*written(db), ("log", caplog.text), ("output", captured.out), ("output", captured.err)]
    assert {"landing.files", "landing.batches"} <= {place for place, _ in texts}
    for place, text in texts:
        assert not [word for word in hidden if word in text], place
    files = [path for path in settings().home.rglob("*") if path.is_file()]
    assert [path for path in files if path.suffix == ".enc"]
    for path in files:
        content = path.read_bytes()
        assert not [word for word in hidden if word.encode() in content], path
        assert not content.startswith(b"PK"), f"{path} is the workbook itself"


def test_the_sample_list_is_taken_and_nothing_of_a_person_is_kept(
    db: psycopg.Connection[Any], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    assert night.land({"sources": [SOURCE]}) == {"accepted": 1, "rejected": 0}
    rows = db.execute(
        """select row_no, region_code, program_name, period_year, nik_hash, nik_is_valid, nik_fault, birth_year, sex,
                  source_ref
           from staging.beneficiary order by row_no"""
    ).fetchall()
    listed = persons()
    assert [row[0] for row in rows] == list(range(FIRST_ROW, FIRST_ROW + len(listed)))
    key = settings().key("nik")
    for (row_no, region, program, year, nik_hash, is_valid, fault, birth_year, sex, ref), person in zip(
        rows, listed, strict=True
    ):
        digits = "".join(letter for letter in person.nik if letter.isdigit())
        whole = len(digits) == 16
        assert (region, program, year, sex) == ("52.71", person.program, 2024, person.sex)
        assert nik_hash == (hash_nik(digits, key) if whole else None)
        assert (is_valid, fault) == ((True, None) if whole else (False, "not_16_digits"))
        if whole:
            two_digits = int(digits[10:12])
            assert birth_year == (2000 if two_digits <= 24 else 1900) + two_digits
        assert ref == f"peserta_pelatihan_2024.xlsx#Peserta!C{row_no}"
    assert set(failed(db, batch_of(db))) == {"nik_is_valid", "persons_stand_in_one_program"}
    several = db.execute("select count(distinct nik_hash) from staging.beneficiary_in_several_programs").fetchone()
    assert several == (1,)
    assert_unseen(db, caplog, capfd)


def batch_of(db: psycopg.Connection[Any]) -> int:
    row = db.execute("select max(batch_id) from landing.batches").fetchone()
    assert row is not None
    return int(row[0])


def test_the_archive_gives_the_list_back_to_who_has_the_key(db: psycopg.Connection[Any], tmp_path: Path) -> None:
    folder = write(tmp_path / "lists")
    land(folder)
    row = db.execute("select sha256, bytes from landing.files").fetchone()
    assert row is not None
    content = (folder / "peserta.xlsx").read_bytes()
    archive = Archive(settings().archive, lambda: settings().key("archive"))
    assert archive.read(row[0]) == content
    assert row[1] == len(content)
    assert not archive.path(row[0]).exists()


def test_notes_and_refusals_of_a_list_hold_nothing_of_a_person(tmp_path: Path) -> None:
    def add_to_notes(rows: list[Row]) -> None:
        rows.append([f"Catatan: {persons()[0].name} ({persons()[0].nik}) mengundurkan diri."])

    spec = load_catalogue([SHIPPED_CATALOGUE])[SOURCE]
    parsed = parse_file(write(tmp_path / "lists", add_to_notes) / "peserta.xlsx", spec, nik_key=bytes(32))
    assert len(parsed.rows) == len(persons())
    assert parsed.notes
    shown = f"{parsed.notes} {parsed.refusals} {parsed.totals} {parsed.rows}"
    assert not [word for word in secrets_of(persons()) if word in shown]


def test_words_that_are_no_sex_are_not_kept_and_the_number_tells_it(tmp_path: Path) -> None:
    spec = load_catalogue([SHIPPED_CATALOGUE])[SOURCE]
    parsed = parse_file(write(tmp_path / "lists", names_for_sexes) / "peserta.xlsx", spec, nik_key=bytes(32))
    sound = [
        (row.values, person) for row, person in zip(parsed.rows, persons(), strict=True) if row.values["nik_is_valid"]
    ]
    assert len(sound) > 10
    assert [values["sex"] for values, _ in sound] == [person.sex for _, person in sound]
    shown = f"{parsed.notes} {parsed.refusals} {parsed.totals} {parsed.rows}"
    assert not [word for word in secrets_of(persons()) if word in shown]


@pytest.mark.parametrize("form", ["number", "rounded"])
def test_a_list_that_excel_spoiled_is_rejected_and_says_what_to_ask_for(
    db: psycopg.Connection[Any],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    form: NikForm,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert land(write(tmp_path / "lists", nik_as=form)) == {"accepted": 0, "rejected": 1}
    reason = failed(db, batch_of(db))["niks_were_not_stored_as_numbers"]
    assert "ask for the file with NIK as text" in reason
    assert "peserta.xlsx#Peserta!C6" in reason
    hashes = db.execute("select count(*), count(nik_hash) from staging.beneficiary").fetchone()
    assert hashes == (len(persons()), 0)
    assert_unseen(db, caplog, capfd)


@pytest.mark.parametrize(
    "change", [swap_names_and_numbers, name_for_a_program, add_a_column, another_year_in_the_title]
)
def test_reasons_against_a_list_show_nothing_of_a_person(
    db: psycopg.Connection[Any],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    change: Callable[[list[Row]], None],
) -> None:
    caplog.set_level(logging.DEBUG)
    land(write(tmp_path / "lists", change))
    told = db.execute("select reason from ops.quarantine union all select reason from ops.check_results").fetchall()
    assert told
    assert_unseen(db, caplog, capfd)


def test_the_same_list_again_changes_nothing(db: psycopg.Connection[Any], tmp_path: Path) -> None:
    folder = write(tmp_path / "lists")
    assert land(folder) == {"accepted": 1, "rejected": 0}
    before = db.execute("select * from staging.beneficiary order by row_no").fetchall()
    assert len(before) == len(persons())
    assert land(folder) == {"accepted": 0, "rejected": 0}
    assert db.execute("select * from staging.beneficiary order by row_no").fetchall() == before
