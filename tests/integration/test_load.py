"""Loading: a batch is replaced as a whole, killed at any point it leaves nothing, and rows are accounted for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from lumbung import steps
from lumbung.landing.standing import collection_faults
from lumbung.reference.load import load_reference
from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import Warehouse
from lumbung.samples.workbooks import write_bad_workbooks
from tests import night
from tests.conftest import PROJECT

LOADER = "import sys, json; from lumbung import steps; steps.load(json.loads(sys.argv[1]), json.loads(sys.argv[2]))"


def lra_scope(folder: Path) -> steps.Scope:
    return {"sources": ["sipd__lra"], "folders": {"sipd__lra": str(folder)}}


@pytest.fixture
def lra(tmp_path: Path) -> Path:
    """A folder with the three sample reports."""
    folder = tmp_path / "lra"
    folder.mkdir()
    found = sorted((PROJECT / "include/samples/workbooks/sipd_lra").glob("lra_*.xlsx"))
    assert len(found) == 3
    for path in found:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    with warehouse.connect("loader") as connection:
        return connection.execute(query).fetchall()


STAGED = (
    "select sheet, row_no, source_ref, budget_idr, realised_idr "
    "from staging.budget_realisation order by source_ref, row_no"
)


def test_the_same_files_again_register_and_load_nothing(warehouse: Warehouse, lra: Path) -> None:
    scope = lra_scope(lra)
    assert night.land(scope) == {"accepted": 3, "rejected": 0}
    before = rows(warehouse, STAGED)
    assert len(before) == 105
    assert steps.collect_workbooks(scope) == []
    assert night.land(scope) == {"accepted": 0, "rejected": 0}
    assert rows(warehouse, STAGED) == before
    assert rows(warehouse, "select count(*) from landing.batches") == [(3,)]


def test_loading_a_batch_twice_gives_the_same_rows(warehouse: Warehouse, lra: Path) -> None:
    scope = lra_scope(lra)
    [group] = steps.collect_workbooks(scope)
    steps.load(group, scope)
    before = rows(warehouse, STAGED)
    with warehouse.connect("loader") as connection:
        connection.execute("update landing.batches set status = 'registered'")
    steps.load(group, scope)
    assert before
    assert rows(warehouse, STAGED) == before


def test_every_row_is_accounted_for_by_a_constraint(warehouse: Warehouse, lra: Path) -> None:
    night.land(lra_scope(lra))
    assert rows(
        warehouse, "select distinct rows_in, rows_staged, rows_quarantined, rows_ignored from landing.batches"
    ) == [(137, 35, 0, 102)]
    with warehouse.connect("loader") as connection, pytest.raises(psycopg.errors.CheckViolation):
        connection.execute("update landing.batches set rows_staged = rows_staged + 1")


def test_kill_9_in_the_middle_of_a_load_and_again_gives_the_same_marts(
    warehouse: Warehouse, lra: Path, tmp_path: Path
) -> None:
    import json

    scope = lra_scope(lra)
    [group] = steps.collect_workbooks(scope)
    with warehouse.connect("admin") as blocker:
        # The second batch waits for this lock inside its transaction, after its COPY began: a middle that can be met.
        blocker.execute(
            """
            create function ops.wait_here() returns trigger language plpgsql as $$
            begin
                if new.batch_id = (select max(batch_id) - 1 from landing.batches) then
                    perform pg_advisory_xact_lock(42);
                end if;
                return new;
            end $$
            """
        )
        blocker.execute(
            "create trigger wait_here after insert on staging.budget_realisation "
            "for each row execute function ops.wait_here()"
        )
        blocker.commit()
        blocker.execute("select pg_advisory_lock(42)")
        loader = subprocess.Popen(
            [sys.executable, "-c", LOADER, json.dumps(group), json.dumps(scope)], env=os.environ.copy(), cwd=tmp_path
        )
        deadline = time.monotonic() + 60
        while not blocker.execute("select 1 from pg_locks where locktype = 'advisory' and not granted").fetchone():
            assert time.monotonic() < deadline, "the loader never came to the middle"
            assert loader.poll() is None, "the loader ended before the middle"
            time.sleep(0.05)
        loader.send_signal(signal.SIGKILL)
        assert loader.wait() == -signal.SIGKILL
        blocker.execute("select pg_advisory_unlock(42)")
        blocker.commit()
        blocker.execute("drop function ops.wait_here() cascade")
    deadline = time.monotonic() + 60
    others = (
        "select 1 from pg_stat_activity "
        "where usename = 'lumbung_loader' and datname = current_database() and pid <> pg_backend_pid()"
    )
    while rows(warehouse, others):
        assert time.monotonic() < deadline, "the killed loader's session is still there"
        time.sleep(0.1)
    states = [row[0] for row in rows(warehouse, "select status from landing.batches order by batch_id")]
    assert states == ["staged", "registered", "registered"]
    assert rows(warehouse, "select count(distinct batch_id) from staging.budget_realisation") == [(1,)]

    assert night.land(scope) == {"accepted": 3, "rejected": 0}
    night.build(warehouse)
    after_the_kill = night.checksums(warehouse)

    with warehouse.connect("admin") as connection:  # the same from nothing, undisturbed
        connection.execute(
            "truncate landing.files, landing.batches, staging.budget_realisation, ops.quarantine, ops.check_results "
            "restart identity cascade"
        )
    assert night.land(scope) == {"accepted": 3, "rejected": 0}
    night.build(warehouse)
    undisturbed = night.checksums(warehouse)
    assert undisturbed["fct_budget_realisation"][0] == 105
    for mart in set(undisturbed) - {"data_status"}:  # which names the publish
        assert after_the_kill[mart] == undisturbed[mart], mart


def test_a_bad_workbook_is_rejected_with_its_reason_and_the_rest_goes_on(
    warehouse: Warehouse, lra: Path, tmp_path: Path
) -> None:
    bad = write_bad_workbooks(tmp_path / "bad")
    assert bad
    for path in bad.values():
        (lra / f"lra_april_{path.name}").write_bytes(path.read_bytes())
    spec = tmp_path / "catalogue" / "lra.yaml"
    spec.parent.mkdir()
    spec.write_text(f"extends: sipd__lra\nfiles: {{folder: {lra}, glob: 'lra_*', sample: true}}\n")
    scope: steps.Scope = {"catalogue": [str(spec.parent)]}
    night.land(scope)
    found = dict(
        rows(
            warehouse,
            "select file_name, reason from landing.batches join landing.files using (file_id) "
            "where status = 'rejected'",
        )
    )
    assert len(found) == len(bad)
    for name, reason in found.items():
        assert "\n" not in str(reason)
        assert len(str(reason)) > 20, name
    assert rows(warehouse, "select count(*) from landing.batches where status = 'accepted'") == [(3,)]
    assert rows(warehouse, "select count(distinct batch_id) from ops.quarantine") == [(len(bad),)]


def test_a_rejected_correction_leaves_the_older_version_live(warehouse: Warehouse, lra: Path, tmp_path: Path) -> None:
    scope = lra_scope(lra)
    night.land(scope)
    bad = write_bad_workbooks(tmp_path / "bad")
    (lra / "lra_maret.xlsx").write_bytes(bad["truncated"].read_bytes())
    night.land(scope)
    assert rows(warehouse, "select count(*) from landing.live_batches") == [(3,)]
    (lra / "lra_maret.xlsx").write_bytes((PROJECT / "include/samples/workbooks/sipd_lra/lra_maret.xlsx").read_bytes())
    night.land(scope)
    newest = rows(
        warehouse,
        "select b.status from landing.files f join landing.batches b using (file_id) "
        "where f.file_name = 'lra_maret.xlsx' "
        "order by f.current_since desc, b.batch_id desc limit 1",
    )
    assert newest == [("accepted",)], "the version that came back is the current one again"


def test_what_cannot_be_collected_is_kept_in_words_and_the_rest_goes_on(
    warehouse: Warehouse, lra: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (lra / os.fsdecode(b"lra_\xe9.xlsx")).write_bytes(b"")
    scope: steps.Scope = {
        "sources": ["sipd__lra", "bps__poverty", "kota_jambi__program_reach"],
        "folders": {
            "sipd__lra": str(lra),
            "bps__poverty": str(tmp_path / "nowhere"),
            "kota_jambi__program_reach": str(tmp_path / "empty"),
        },
    }
    assert night.land(scope) == {"accepted": 3, "rejected": 0}
    assert rows(warehouse, "select file_name, status from landing.batches join landing.files using (file_id) "
                           "where bytes = 0") == [("lra_\\xe9.xlsx", "rejected")]  # fmt: skip
    with warehouse.connect("loader") as connection:
        found = collection_faults(connection)
        assert collection_faults(connection, since_run="a run that never was") == []
    assert len(found) == 2
    assert "there is no folder" in found[0]
    assert "no file in" in found[1]
    scope["folders"]["bps__poverty"] = str(PROJECT / "include/samples/workbooks/bps")
    night.land(scope)
    with warehouse.connect("loader") as connection:
        assert len(collection_faults(connection)) == 1, "what was mended is forgotten"


def test_reference_is_loaded_once(warehouse: Warehouse) -> None:
    with warehouse.connect("loader") as connection:
        assert load_reference(connection) is True
        assert load_reference(connection) is False
        [(levels, total)] = connection.execute(
            "select count(distinct level), count(*) from staging.ref_region"
        ).fetchall()
        by_level = dict(
            connection.execute(
                "select level, count(*) from staging.ref_region where valid_to is null group by 1"
            ).fetchall()
        )
    assert levels == 6
    assert total > 90_000
    assert by_level["province"] == 38
    assert by_level["regency"] + by_level["city"] == 514
    assert settings().home  # the fixture's, not the checkout's
