"""Two whole nights, as a user takes them: `lumbung run` with a real scheduler, real Postgres, real dbt, real HTTP.

They take minutes: every test that may asks of the same two.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import open_warehouse
from lumbung.samples.workbooks import write_bad_workbooks
from tests import night
from tests.beneficiary_lists import write_damaged
from tests.conftest import PROJECT, home_of_its_own
from tests.night import Nights, lumbung


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    place = tmp_path_factory.mktemp("run")
    reports, catalogue = place / "lra", place / "catalogue"
    shutil.copytree(PROJECT / "include/samples/workbooks/sipd_lra", reports)
    bad = write_bad_workbooks(place / "bad")
    for path in bad.values():
        shutil.copy(path, reports / f"lra_april_{path.name}")
    lists = place / "lists"
    shutil.copytree(PROJECT / "include/samples/workbooks/beneficiary/mataram", lists)
    damaged = write_damaged(place / "damaged")
    for path in damaged.values():
        shutil.copy(path, lists / path.name)
    catalogue.mkdir()
    # Every shipped source by `extends`, which keeps its place; the LRA and the list of persons from our folders.
    listed = sorted((PROJECT / "include/catalogue").rglob("*.yaml"))
    assert listed
    for path in listed:
        source_id = next(
            line.split(":", 1)[1].strip() for line in path.read_text().splitlines() if line.startswith("id:")
        )
        text = f"extends: {source_id}\n"
        if source_id == "sipd__lra":
            text += f"files: {{folder: {reports}, glob: 'lra_*', sample: true}}\n"
        if source_id == "kota_mataram__beneficiary__pelatihan":
            text += f"files: {{folder: {lists}, glob: '*.xlsx', sample: true}}\n"
        (catalogue / f"{source_id}.yaml").write_text(text)

    with home_of_its_own() as home:
        first = lumbung(home, "run", "--catalogue", str(catalogue))
        settings = Settings(home=home)
        with open_warehouse(settings) as warehouse:
            after_first = night.checksums(warehouse) if first.returncode == 0 else {}
            with warehouse.connect("loader") as connection:
                [(count,)] = connection.execute("select count(*) from landing.batches").fetchall()
        second = lumbung(home, "run", "--catalogue", str(catalogue))
        yield Nights(home, bad, damaged, first, after_first, int(str(count)), second)
        lumbung(home, "down")
