"""The quarantine: what is in it and why, an export that a person can correct by, a replay that touches only that."""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from lumbung import cli, steps
from lumbung.landing.ledger import Received, register, register_correction
from lumbung.landing.quarantine import archive_of, case_of, entries
from lumbung.landing.standing import standing
from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import Warehouse
from lumbung.samples.xlsx import Row, Sheet, workbook_bytes
from tests import night
from tests.conftest import PROJECT

SOURCE = "made_up__reach"
MADE_UP_NIK = "3271046504930002"
PERSON = f"Siti Aminah {MADE_UP_NIK}"
HEADER: Row = ["No", "OPD", "Program", "Kegiatan", "Target", "Realisasi"]
GOOD: list[Row] = [
    [1, "Dinas Sosial", "Sembako", "Penyaluran pertama", 120, 118],
    [2, "Dinas Sosial", "Sembako", "Penyaluran kedua", 130, 121],
    [3, "Dinas Kesehatan", "Gizi", "Posyandu", 90, 90],
]
YAML = """
id: made_up__reach
title: Capaian bantuan
publisher: Pemerintah Kota Mataram
dataset: program_reach
files: {folder: ../reports, glob: "*.xlsx"}
facts:
  region_code: {value: "52.71"}
  period: {from: title, find: period}
  measure: {value: recipient}
  beneficiary_unit: {value: orang}
layouts:
  - name: rekap
    header: {find: [OPD, Program, Kegiatan]}
    columns:
      agency_name: OPD
      program_name: Program
      activity_name: Kegiatan
      target_count: Target
      reached_count: Realisasi
    ignore: [No]
"""


def report(rows: list[Row], *, header: Row = HEADER) -> bytes:
    title: list[Row] = [["CAPAIAN BANTUAN KOTA MATARAM TAHUN 2024"], []]
    return workbook_bytes([Sheet("Rekap", [*title, header, *rows])])


GOOD_REPORT = report(GOOD)
REFUSED = report(GOOD, header=[*HEADER[:4], "Sasaran", "Realisasi"])  # E3 is a title that the YAML does not name
WITH_BAD_ROW = report([*GOOD[:2], [3, "Dinas Kesehatan", "Gizi", "+1 kali", PERSON, 90]])  # row 6
NEGATIVE = report([[1, "Dinas Sosial", "Sembako", "Penyaluran pertama", -120, 118], *GOOD[1:]])  # E4


@dataclass(frozen=True)
class Desk:
    """A catalogue of one source beside the folder of its reports."""

    catalogue: Path
    reports: Path

    @property
    def scope(self) -> steps.Scope:
        return {"catalogue": [str(self.catalogue)]}

    def send(self, name: str, content: bytes) -> None:
        (self.reports / name).write_bytes(content)

    def land(self, **files_by_name: bytes) -> dict[str, int]:
        for name, content in files_by_name.items():
            self.send(f"{name}.xlsx", content)
        return night.land(self.scope)


@pytest.fixture
def desk(warehouse: Warehouse, tmp_path: Path) -> Iterator[Desk]:  # noqa: ARG001 - the warehouse it works in
    """A desk whose catalogue is the one in force."""
    made = Desk(tmp_path / "catalogue", tmp_path / "reports")
    made.catalogue.mkdir()
    made.reports.mkdir()
    (made.catalogue / "reach.yaml").write_text(YAML)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUMBUNG_CATALOGUE", str(made.catalogue))
        settings.cache_clear()
        yield made
    settings.cache_clear()


def lumbung(*arguments: object, code: int = 0) -> Result:
    done = CliRunner().invoke(cli.app, ["quarantine", *map(str, arguments)])
    assert done.exit_code == code, (done.output, done.exception)
    assert PERSON not in done.output
    assert MADE_UP_NIK not in done.output
    return done


def told(*arguments: object) -> str:
    """The line that wrong use gets, which the command prints before it ends with 2."""
    done = CliRunner().invoke(cli.app, ["quarantine", *map(str, arguments)])
    line, code = cli._explained(done.exception) if isinstance(done.exception, Exception) else (None, done.exit_code)
    assert code == 2, (done.output, done.exception)
    assert line is not None
    assert "\n" not in line
    return line


def listed(*options: str) -> list[dict[str, object]]:
    found = json.loads(lumbung("list", "--json", *options).stdout)
    assert isinstance(found, list)
    return found


def one(warehouse: Warehouse, query: str) -> tuple[object, ...]:
    with warehouse.connect("loader") as connection:
        [row] = connection.execute(query.encode()).fetchall()
    return row


def batch_of(warehouse: Warehouse, file_name: str) -> int:
    """The newest batch of a file."""
    with warehouse.connect("loader") as connection:
        row = connection.execute(
            "select max(batch_id) from landing.batches join landing.files using (file_id) where file_name = %s",
            [file_name],
        ).fetchone()
    assert row is not None
    assert isinstance(row[0], int)
    return row[0]


def staged(warehouse: Warehouse) -> list[tuple[object, ...]]:
    """What the models read, and nothing else."""
    with warehouse.connect("loader") as connection:
        return connection.execute(
            "select l.origin, r.activity_name, r.target_count::integer, r.source_ref from staging.program_reach r "
            "join landing.live_batches l using (batch_id) order by 1, r.row_no"
        ).fetchall()


def sheet_of(path: Path, name: str) -> Worksheet:
    page = load_workbook(path)[name]
    assert isinstance(page, Worksheet)
    return page


def line_of(page: Worksheet, row: int) -> dict[str, object]:
    """A line of an export by the row that it had: the letter of the agency's column -> value."""
    letters = [cell.value for cell in page[1]]
    [line] = [line for line in page.iter_rows(min_row=2) if line[0].value == row]
    return {str(letter): cell.value for letter, cell in zip(letters, line, strict=True)}


# What is in it


def test_what_is_listed_agrees_with_the_standing_of_the_sources(warehouse: Warehouse, desk: Desk) -> None:
    assert lumbung("list").stdout.strip() == "Nothing is in quarantine."
    assert desk.land(jan=GOOD_REPORT, feb=REFUSED, mar=WITH_BAD_ROW, apr=NEGATIVE) == {"accepted": 2, "rejected": 1}
    found = {str(entry["file_name"]): entry for entry in listed()}
    assert {name: (e["kind"], e["count"], e["rule"]) for name, e in found.items()} == {
        "feb.xlsx": ("file", 1, "missing_column"),
        "mar.xlsx": ("rows", 1, "not_a_number"),
        "apr.xlsx": ("file", 1, "target_is_not_negative"),
    }
    with warehouse.connect("loader") as connection:
        [source] = standing(connection)
    assert source.open_rejections == 2
    lines = lumbung("list").stdout.splitlines()
    assert len(lines) == 1 + 3 + 1
    assert "feb.xlsx" in lines[2]
    assert listed("--source", SOURCE) == list(found.values())


def test_what_a_newer_version_settled_is_listed_only_on_request(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(feb=REFUSED, mar=WITH_BAD_ROW)
    first = batch_of(warehouse, "feb.xlsx")
    desk.land(feb=GOOD_REPORT, mar=report(GOOD[:2]))
    assert listed() == []
    settled = listed("--all")
    assert [(e["batch_id"], e["is_open"]) for e in settled] == [
        (first, False),
        (settled[1]["batch_id"], False),
    ]
    assert settled[0]["newest"] == batch_of(warehouse, "feb.xlsx")
    assert f"replaced; newest: batch {settled[0]['newest']}" in lumbung("list", "--all").stdout
    # A version that is refused leaves the rows of the accepted one before it open: it is what the marts hold.
    desk.land(mar=WITH_BAD_ROW)
    desk.land(mar=REFUSED)
    assert [(e["file_name"], e["kind"]) for e in listed()] == [("mar.xlsx", "rows"), ("mar.xlsx", "file")]
    with warehouse.connect("loader") as connection:
        [source] = standing(connection)
        live = connection.execute("select batch_id from landing.live_batches").fetchall()
    assert source.open_rejections == 1
    assert (listed()[0]["batch_id"],) in live


def test_a_batch_is_shown_with_its_counts_and_reasons(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(feb=REFUSED, mar=WITH_BAD_ROW)
    rows = batch_of(warehouse, "mar.xlsx")
    text = lumbung("show", rows).stdout
    assert "3 in = 2 staged + 1 quarantined + 0 ignored" in text
    assert "not_a_number  sheet 'Rekap' E6:" in text
    shown = json.loads(lumbung("show", rows, "--json").stdout)
    assert (shown["rows_in"], shown["rows_staged"], shown["rows_quarantined"]) == (3, 2, 1)
    [reason] = shown["reasons"]
    assert (reason["rule"], reason["sheet"], reason["row"], reason["cell"]) == ("not_a_number", "Rekap", 6, "E6")
    assert len(shown["sha256"]) == 64
    assert "the file was refused as a whole" in lumbung("show", batch_of(warehouse, "feb.xlsx")).stdout


def test_counts_that_do_not_add_up_are_refused_by_the_database(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(mar=WITH_BAD_ROW)
    counts = one(warehouse, "select rows_in, rows_staged, rows_quarantined, rows_ignored from landing.batches")
    assert counts == (3, 2, 1, 0)
    with (
        warehouse.connect("loader") as connection,
        pytest.raises(psycopg.errors.CheckViolation, match="every_row_is_accounted_for"),
    ):
        connection.execute("update landing.batches set rows_quarantined = 0")


def test_a_rule_says_once_what_it_finds_in_a_place(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(mar=WITH_BAD_ROW)
    again = (
        "insert into ops.quarantine (batch_id, sheet, row_no, cell, rule, reason) "
        "select batch_id, {}, rule, 'x' from ops.quarantine"
    )
    with warehouse.connect("admin") as connection:
        with pytest.raises(psycopg.errors.UniqueViolation), connection.transaction():
            connection.execute(again.format("sheet, row_no, cell").encode())
        connection.execute(again.format("sheet, row_no, null").encode())
        with pytest.raises(psycopg.errors.UniqueViolation), connection.transaction():
            connection.execute(
                b"insert into ops.quarantine (batch_id, sheet, row_no, rule, reason) "
                b"select batch_id, sheet, row_no, rule, 'x' from ops.quarantine where cell is null"
            )
        connection.execute(  # longer than an index entry may be
            b"insert into ops.quarantine (batch_id, sheet, rule, reason) "
            b"select max(batch_id), (select string_agg(md5(n::text), '') from generate_series(1, 999) n), 'x', 'x' "
            b"from ops.quarantine"
        )


def test_a_warehouse_from_before_the_rule_is_made_single(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(mar=WITH_BAD_ROW)
    schema = files("lumbung.staging").joinpath("schema.sql").read_bytes()
    with warehouse.connect("admin") as connection:
        connection.execute(b"drop index ops.quarantine_once")
        for _ in range(2):
            connection.execute(
                b"insert into ops.quarantine (batch_id, sheet, row_no, cell, rule, reason) "
                b"select batch_id, sheet, row_no, cell, rule, reason from ops.quarantine"
            )
        connection.execute(schema)
        connection.execute(schema)
        assert connection.execute(b"select count(*) from ops.quarantine").fetchone() == (1,)


# Export


def test_an_export_has_the_reason_beside_each_cell(warehouse: Warehouse, desk: Desk, tmp_path: Path) -> None:
    desk.land(mar=WITH_BAD_ROW)
    path = tmp_path / "faults.xlsx"
    batch_id = batch_of(warehouse, "mar.xlsx")
    assert "1 row(s) at fault in 1 sheet(s)" in lumbung("export", batch_id, "--to", path).stdout.replace("\n", " ")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    page = sheet_of(path, "Rekap")
    assert [cell.value for cell in page[1]] == ["Row", "Reason", "A", "B", "C", "D", "E", "F"]
    assert [line[0].value for line in page.iter_rows(min_row=2)] == [1, 3, 6], "title, header and the row at fault"
    assert line_of(page, 3)["E"] == "Target"
    line = line_of(page, 6)
    assert (line["A"], line["B"], line["D"], line["E"], line["F"]) == (3, "Dinas Kesehatan", "+1 kali", PERSON, 90)
    assert "E6" in str(line["Reason"])
    assert "not_a_number" in str(line["Reason"])
    [marked] = [cell for row in page.iter_rows() for cell in row if cell.comment]
    assert marked.value == PERSON
    assert "not_a_number" in marked.comment.text
    about = "\n".join(str(cell.value) for row in sheet_of(path, "About").iter_rows() for cell in row if cell.value)
    for word in (SOURCE, "mar.xlsx", f"replay {batch_id}", "not_a_number", "personal data"):
        assert word in about


def test_an_export_shows_what_a_check_found(warehouse: Warehouse, desk: Desk, tmp_path: Path) -> None:
    both = report([[1, "Dinas Sosial", "Sembako", "Pertama", -120, 118], GOOD[1], [3, "Dinas", "Gizi", "Dua", -1, 9]])
    assert desk.land(apr=both) == {"accepted": 0, "rejected": 1}
    lumbung("export", batch_of(warehouse, "apr.xlsx"), "--to", tmp_path / "faults.xlsx")
    page = sheet_of(tmp_path / "faults.xlsx", "Rekap")
    assert [line[0].value for line in page.iter_rows(min_row=2)] == [1, 3, 4, 6]
    for row, value in ((4, -120), (6, -1)):
        assert line_of(page, row)["E"] == value
        assert f"E{row}: A target is below zero" in str(line_of(page, row)["Reason"])
    assert [cell.value for row in page.iter_rows() for cell in row if cell.comment] == [-120, -1]


def test_an_export_of_a_refused_file_copies_its_sheet(warehouse: Warehouse, desk: Desk, tmp_path: Path) -> None:
    desk.land(feb=REFUSED, mar=GOOD_REPORT[: len(GOOD_REPORT) // 2])
    lumbung("export", batch_of(warehouse, "feb.xlsx"), "--to", tmp_path / "feb.xlsx")
    page = sheet_of(tmp_path / "feb.xlsx", "Rekap")
    assert [line[0].value for line in page.iter_rows(min_row=2)] == [1, 3, 4, 5, 6]
    assert line_of(page, 3)["E"] == "Sasaran"
    lumbung("export", batch_of(warehouse, "mar.xlsx"), "--to", tmp_path / "mar.xlsx")
    book = load_workbook(tmp_path / "mar.xlsx")
    assert book.sheetnames == ["About"]
    assert "damaged" in "\n".join(str(cell.value) for row in book["About"].iter_rows() for cell in row)


def test_an_export_opens_what_lies_encrypted(
    warehouse: Warehouse, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.land(mar=WITH_BAD_ROW)
    batch_id = batch_of(warehouse, "mar.xlsx")
    archive = archive_of(settings())
    sha256 = archive.store(desk.reports / "mar.xlsx", encrypted=True)
    assert not archive.path(sha256).exists()
    lumbung("export", batch_id, "--to", tmp_path / "faults.xlsx")
    assert line_of(sheet_of(tmp_path / "faults.xlsx", "Rekap"), 6)["E"] == PERSON
    monkeypatch.setenv("LUMBUNG_ARCHIVE_KEY", "ab" * 32)
    settings.cache_clear()
    assert "another key" in told("export", batch_id, "--to", tmp_path / "other.xlsx")
    assert "another key" in told("replay", batch_id, "--force")
    assert not (tmp_path / "other.xlsx").exists()


def test_an_export_is_never_written_over_a_file(warehouse: Warehouse, desk: Desk, tmp_path: Path) -> None:
    desk.land(mar=WITH_BAD_ROW, jan=GOOD_REPORT)
    batch_id = batch_of(warehouse, "mar.xlsx")
    taken = tmp_path / "taken.xlsx"
    taken.write_bytes(b"mine")
    assert "not overwritten" in told("export", batch_id, "--to", taken)
    assert taken.read_bytes() == b"mine"
    assert ".xlsx" in told("export", batch_id, "--to", tmp_path / "faults.csv")
    assert "nowhere" in told("export", batch_id, "--to", tmp_path / "nowhere" / "faults.xlsx")
    assert "nothing in quarantine" in told("export", batch_of(warehouse, "jan.xlsx"), "--to", tmp_path / "new.xlsx")
    for path in settings().archive.rglob("*"):
        if path.is_file():
            path.unlink()
    assert "Restore" in told("export", batch_id, "--to", tmp_path / "new.xlsx")
    assert not (tmp_path / "new.xlsx").exists()


# Replay


def test_a_replay_without_a_change_does_nothing_unless_forced(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(feb=REFUSED, mar=WITH_BAD_ROW)
    feb, mar = batch_of(warehouse, "feb.xlsx"), batch_of(warehouse, "mar.xlsx")
    query = "select array_agg(array[staged_at, judged_at]::text order by batch_id) from landing.batches"
    before, rows = one(warehouse, query), staged(warehouse)
    assert "Nothing was read" in lumbung("replay", mar).stdout
    assert "Nothing was read" in lumbung("replay", feb, mar, code=1).stdout
    assert one(warehouse, query) == before
    forced = lumbung("replay", mar, "--force").stdout
    assert "3 in = 2 staged + 1 quarantined + 0 ignored" in forced
    assert "Nothing was read" not in forced
    assert one(warehouse, query) != before
    assert staged(warehouse) == rows
    assert one(warehouse, "select count(*) from landing.batches") == (2,)


def test_a_mended_source_replays_just_those_batches(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(jan=GOOD_REPORT, feb=REFUSED, mar=WITH_BAD_ROW)
    jan, feb, mar = (batch_of(warehouse, f"{name}.xlsx") for name in ("jan", "feb", "mar"))
    (desk.catalogue / "reach.yaml").write_text(YAML.replace("target_count: Target", "target_count: Sasaran"))
    done = lumbung("replay", feb).stdout
    fresh = batch_of(warehouse, "feb.xlsx")
    assert f"batch {feb} -> {fresh}  {SOURCE}  feb.xlsx: accepted" in done
    assert "lumbung run publishes" in done
    assert one(warehouse, "select count(*) from landing.batches") == (4,)
    assert (batch_of(warehouse, "jan.xlsx"), batch_of(warehouse, "mar.xlsx")) == (jan, mar), "not touched"
    assert [e["file_name"] for e in listed()] == ["mar.xlsx"]
    assert next(ref for origin, *_, ref in staged(warehouse) if origin == "feb.xlsx") == "feb.xlsx#Rekap!F4"
    again = lumbung("replay", feb).stdout
    assert f"batch {feb} -> {fresh}" in again
    assert "Nothing was read" in again
    # The YAML of now does not read the others: the source as a whole is replayed, and one of it is still rejected.
    assert "missing_column" in lumbung("replay", "--source", SOURCE, code=1).stdout


def test_a_corrected_file_takes_the_place_of_the_faulty_one_for_good(
    warehouse: Warehouse, desk: Desk, tmp_path: Path
) -> None:
    desk.land(jan=GOOD_REPORT, mar=WITH_BAD_ROW)
    jan, mar = batch_of(warehouse, "jan.xlsx"), batch_of(warehouse, "mar.xlsx")
    corrected = tmp_path / "mended.xlsx"
    corrected.write_bytes(report([*GOOD[:2], [3, "Dinas Kesehatan", "Gizi", "Posyandu", 95, 90]]))
    done = lumbung("replay", mar, "--file", corrected).stdout
    fresh = batch_of(warehouse, "mar.xlsx")
    assert f"batch {mar} -> {fresh}" in done
    mended = staged(warehouse)
    assert ("mar.xlsx", "Posyandu", 95, "mar.xlsx#Rekap!F6") in mended
    assert len(mended) == 6
    assert listed() == []
    assert "Nothing was read" in lumbung("replay", mar, "--file", corrected).stdout
    # The folder still holds the faulty file: the nights that follow do not bring it back.
    for _ in range(2):
        assert desk.land() == {"accepted": 0, "rejected": 0}
        assert staged(warehouse) == mended
        assert listed() == []
    assert batch_of(warehouse, "jan.xlsx") == jan
    # A parser or YAML of another day reads the correction, not the faulty file.
    (desk.catalogue / "reach.yaml").write_text(YAML + "expect: {min_rows: 1}\n")
    assert desk.land() == {"accepted": 2, "rejected": 0}
    assert staged(warehouse) == mended
    # What the agency sends afterwards is newer.
    desk.land(mar=report(GOOD[:1]))
    assert len([row for row in staged(warehouse) if row[0] == "mar.xlsx"]) == 1
    assert "was replaced by a newer version" in told("replay", mar, "--file", corrected)
    desk.land(mar=WITH_BAD_ROW)
    assert staged(warehouse) == mended, "the faulty content stands for its correction whenever it comes"


def test_a_correction_that_is_wrong_too_can_be_corrected_and_taken_back(
    warehouse: Warehouse, desk: Desk, tmp_path: Path
) -> None:
    desk.land(mar=WITH_BAD_ROW)
    mar, before = batch_of(warehouse, "mar.xlsx"), staged(warehouse)
    corrected = tmp_path / "mended.xlsx"
    corrected.write_bytes(REFUSED)
    assert "missing_column" in lumbung("replay", mar, "--file", corrected, code=1).stdout
    worse = batch_of(warehouse, "mar.xlsx")
    assert staged(warehouse) == before, "the version before it stays"
    corrected.write_bytes(report(GOOD))
    lumbung("replay", mar, "--file", corrected)
    assert len(staged(warehouse)) == 3
    corrected.write_bytes(report(GOOD[:1]))
    lumbung("replay", batch_of(warehouse, "mar.xlsx"), "--file", corrected)
    assert len(staged(warehouse)) == 1
    newest = batch_of(warehouse, "mar.xlsx")
    assert newest > worse
    corrected.write_bytes(WITH_BAD_ROW)
    lumbung("replay", newest, "--file", corrected)
    assert staged(warehouse) == before, "the file as the agency sent it is chosen again"
    desk.land()
    assert staged(warehouse) == before


def test_an_export_is_no_corrected_file(warehouse: Warehouse, desk: Desk, tmp_path: Path) -> None:
    desk.land(mar=WITH_BAD_ROW)
    mar, rows = batch_of(warehouse, "mar.xlsx"), staged(warehouse)
    lumbung("export", mar, "--to", tmp_path / "faults.xlsx")
    assert "as the agency sent it" in told("replay", mar, "--file", tmp_path / "faults.xlsx")
    same = tmp_path / "same.xlsx"
    same.write_bytes(WITH_BAD_ROW)
    assert "byte for byte" in told("replay", mar, "--file", same)
    assert staged(warehouse) == rows
    assert one(warehouse, "select count(*) from landing.files") == (1,)


REPLAY = "import sys; from lumbung.cli import main; sys.argv = ['lumbung', 'quarantine', *sys.argv[1:]]; main()"


def test_kill_9_in_the_middle_of_a_replay_and_again_gives_the_same(
    warehouse: Warehouse, desk: Desk, tmp_path: Path
) -> None:
    desk.land(mar=WITH_BAD_ROW)
    mar = batch_of(warehouse, "mar.xlsx")
    corrected = tmp_path / "mended.xlsx"
    corrected.write_bytes(GOOD_REPORT)
    arguments = ["replay", str(mar), "--file", str(corrected)]
    with warehouse.connect("admin", autocommit=True) as blocker:
        # The replay waits here inside the load's transaction: registered, not loaded.
        blocker.execute(
            "create function ops.wait_here() returns trigger language plpgsql as "
            "$$ begin perform pg_advisory_xact_lock(43); return new; end $$"
        )
        blocker.execute(
            "create trigger wait_here before insert on staging.program_reach execute function ops.wait_here()"
        )
        blocker.execute("select pg_advisory_lock(43)")
        environment = {**os.environ, "PYTHONPATH": str(PROJECT / "include")}
        process = subprocess.Popen([sys.executable, "-c", REPLAY, *arguments], env=environment, cwd=tmp_path)
        deadline = time.monotonic() + 60
        while not blocker.execute("select 1 from pg_locks where locktype = 'advisory' and not granted").fetchone():
            assert time.monotonic() < deadline, "the replay never came to the middle"
            assert process.poll() is None, "the replay ended before the middle"
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        blocker.execute("select pg_advisory_unlock(43)")
        blocker.execute("drop function ops.wait_here() cascade")
    fresh = batch_of(warehouse, "mar.xlsx")
    assert fresh != mar
    deadline = time.monotonic() + 60
    busy = (
        "select count(*) from pg_stat_activity where usename = 'lumbung_loader' and state <> 'idle' "
        "and datname = current_database() and pid <> pg_backend_pid()"
    )
    while one(warehouse, busy) != (0,):
        assert time.monotonic() < deadline, "the killed replay's session is still there"
        time.sleep(0.1)
    assert one(warehouse, f"select status from landing.batches where batch_id = {fresh}") == ("registered",)
    assert [entry["batch_id"] for entry in listed()] == [mar], "still open"
    assert len(staged(warehouse)) == 2
    lumbung(*arguments)
    assert len(staged(warehouse)) == 3
    assert listed() == []
    assert one(warehouse, "select count(*) from landing.batches") == (2,)


def test_a_replay_that_stopped_half_way_goes_on(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(mar=WITH_BAD_ROW)
    mar, rows = batch_of(warehouse, "mar.xlsx"), staged(warehouse)
    for status in ("registered", "staged"):
        with warehouse.connect("loader") as connection:
            connection.execute("update landing.batches set status = %s", [status])
        assert "accepted" in lumbung("replay", mar).stdout
        assert staged(warehouse) == rows
    with warehouse.connect("loader") as connection:
        connection.execute("update landing.batches set status = 'registered'")
        assert [entry.batch_id for entry in entries(connection)] == [mar], "what is read again is still in quarantine"


def test_a_replay_is_judged_by_what_the_source_expects(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(mar=WITH_BAD_ROW)
    (desk.catalogue / "reach.yaml").write_text(YAML + "expect: {min_rows: 3}\n")
    assert "enough_rows" in lumbung("replay", batch_of(warehouse, "mar.xlsx"), code=1).stdout
    assert len(staged(warehouse)) == 2, "the reading before it stays"


def test_other_batches_that_wait_are_not_judged(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(mar=WITH_BAD_ROW)
    desk.send("may.xlsx", GOOD_REPORT)
    [group] = steps.collect_workbooks(desk.scope)
    assert steps.load(group, desk.scope) == group
    lumbung("replay", batch_of(warehouse, "mar.xlsx"), "--force")
    assert one(warehouse, "select status from landing.batches order by batch_id desc limit 1") == ("staged",)


def test_wrong_use_of_replay(warehouse: Warehouse, desk: Desk) -> None:
    desk.land(feb=REFUSED, mar=WITH_BAD_ROW)
    mar = batch_of(warehouse, "mar.xlsx")
    assert "--source" in told("replay")
    assert "no batch 999" in told("replay", 999)
    assert "no batch 999" in told("show", 999)
    assert "no__such" in told("replay", "--source", "no__such")
    assert "no__such" in told("list", "--source", "no__such")
    assert "one batch" in told("replay", mar, batch_of(warehouse, "feb.xlsx"), "--file", desk.reports / "mar.xlsx")
    assert "nowhere.xlsx" in told("replay", mar, "--file", "nowhere.xlsx")
    assert "nowhere" in told("replay", mar, "--catalogue", "nowhere")
    (desk.catalogue / "reach.yaml").write_text(YAML.replace("made_up__reach", "made_up__other"))
    assert "no longer in" in told("replay", mar)
    (desk.catalogue / "reach.yaml").write_text(YAML)
    for path in settings().archive.rglob("*"):
        if path.is_file():
            path.unlink()
    assert "Restore" in told("replay", mar, "--force")
    assert one(warehouse, f"select status from landing.batches where batch_id = {mar}") == ("accepted",)


def test_a_warehouse_that_is_not_prepared_is_one_plain_line(warehouse: Warehouse) -> None:
    with warehouse.connect("admin") as connection:
        connection.execute("drop schema ops cascade")
    assert "lumbung database prepare" in told("list")


def test_the_ledger_keeps_one_chain_of_corrections(warehouse: Warehouse) -> None:
    def received(number: int) -> Received:
        return Received(SOURCE, "mar.xlsx", "mar.xlsx", f"{number:064x}", 1, False)

    with warehouse.connect("loader") as connection:
        first = register(connection, received(1), dataset="program_reach", parser_version="1")
        second = register_correction(connection, first, received(2), dataset="program_reach", parser_version="1")
        third = register_correction(connection, second, received(3), dataset="program_reach", parser_version="1")
        for number in (1, 2, 3):
            assert register(connection, received(number), dataset="program_reach", parser_version="1") == third
        assert register_correction(connection, third, received(1), dataset="program_reach", parser_version="1") == first
        for number in (1, 2, 3):
            assert register(connection, received(number), dataset="program_reach", parser_version="1") == first
        assert case_of(connection, first).sha256 == received(1).sha256


@pytest.mark.usefixtures("desk")
def test_the_command_ends_with_2_and_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lumbung.cli", "quarantine", "show", "999"],
        env={**os.environ, "PYTHONPATH": str(PROJECT / "include")}, capture_output=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("command", ["list", "show", "export", "replay"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = CliRunner().invoke(cli.app, ["quarantine", command, "--help"])
    assert done.exit_code == 0
    assert f"Example: lumbung quarantine {command}" in done.output


def test_a_report_of_these_tests_is_read_as_it_should_be(desk: Desk) -> None:
    assert load_workbook(io.BytesIO(WITH_BAD_ROW))["Rekap"]["E6"].value == PERSON
    assert desk.land(jan=GOOD_REPORT) == {"accepted": 1, "rejected": 0}
