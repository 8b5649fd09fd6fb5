"""Nothing of a person on a list is seen: not in what BI, dbt or Airflow hold after whole nights, not in a log, a
page or a message. Some of the lists of those nights are damaged: refusals and quarantine had something to tell.
"""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse
from lumbung.samples.beneficiaries import FILE, persons
from tests.beneficiary_lists import secrets_of
from tests.conftest import PROJECT
from tests.night import Nights

SAMPLE = PROJECT / "include/samples/workbooks" / FILE
LIST_OF_REGIONS = {"ref_region", "stg_region", "dim_region"}  # 92,000 rows of nobody


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of all that must be seen nowhere, a word a line."""
    hidden = secrets_of(persons())
    assert len(hidden) > 100
    path = tmp_path_factory.mktemp("words") / "hidden.txt"
    path.write_text("\n".join(hidden) + "\n")
    return path


@pytest.fixture(scope="module")
def standing(nights: Nights) -> Iterator[Warehouse]:
    """The warehouse as the nights left it."""
    with open_warehouse(Settings(home=nights.home)) as warehouse:
        yield warehouse


@pytest.fixture(scope="module")
def hashes(standing: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the keyed hashes of the persons, which stay in staging and prep."""
    with standing.connect("loader") as connection:
        found = connection.execute("select distinct nik_hash from staging.beneficiary where nik_hash is not null")
        hashed = [str(row[0]) for row in found.fetchall()]
    assert len(hashed) > 30
    path = tmp_path_factory.mktemp("hashes") / "hashes.txt"
    path.write_text("\n".join(hashed) + "\n")
    return path


def seen(words: Path, *places: Path) -> list[str]:
    """Files below these places in which one of the words stands, as it does in any file that is not compressed."""
    done = subprocess.run(
        ["grep", "-rlaF", "-f", str(words), *map(str, places)],  # noqa: S607 - the grep of the system
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


def written(url: str, folder: Path, *, schemas: Iterable[str] | None = None) -> set[str]:
    """Every table and view of a database (of these schemas) as text files, a row a line; gives their names."""
    names = set()
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            """select table_schema, table_name from information_schema.tables
               where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2"""
        ).fetchall()
        for schema, name in tables:
            if name in LIST_OF_REGIONS or (schemas is not None and schema not in schemas):
                continue
            columns = connection.execute(
                """select column_name, data_type from information_schema.columns
                   where table_schema = %s and table_name = %s""",
                [schema, name],
            ).fetchall()
            texts = [
                sql.SQL("encode({}, 'escape')" if kind == "bytea" else "{}::text").format(sql.Identifier(column))
                for column, kind in columns
            ]
            rows = connection.execute(
                sql.SQL("select concat_ws(' | ', {}) from {}").format(
                    sql.SQL(", ").join(texts), sql.Identifier(schema, name)
                )
            )
            with (folder / f"{schema}.{name}").open("w") as file:
                file.writelines(f"{row[0]}\n" for row in rows)
            names.add(f"{schema}.{name}")
    return names


def test_the_search_finds_the_persons_in_the_list_itself(words: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("Tidak ada orang di sini.\n")
    assert seen(words, SAMPLE, tmp_path) == [str(SAMPLE)]
    with zipfile.ZipFile(SAMPLE) as workbook:
        text = "".join(workbook.read(name).decode() for name in workbook.namelist() if name.endswith(".xml"))
    for person in persons():
        for word in (person.name, person.nik.strip("'"), person.address):
            assert word in text
            (tmp_path / "one").write_text(f"baris 7: {word}, dan lain-lain\n")
            assert seen(words, tmp_path) == [str(tmp_path / "one")]


def test_lists_were_taken_and_lists_were_refused(nights: Nights, standing: Warehouse) -> None:
    with standing.connect("loader") as connection:
        verdicts = connection.execute(
            """select f.file_name, b.status, b.reason from landing.batches b join landing.files f using (file_id)
               where b.dataset = 'beneficiary'"""
        ).fetchall()
        told = connection.execute(
            """select count(*) from ops.check_results r join landing.batches b using (batch_id)
               where b.dataset = 'beneficiary' and not r.success"""
        ).fetchone()
    accepted = {str(name) for name, status, _ in verdicts if status == "accepted"}
    assert accepted == {SAMPLE.name}
    assert {str(name) for name, status, _ in verdicts if status == "rejected"} == {
        path.name for path in nights.damaged_lists.values()
    }
    assert all(reason for _, status, reason in verdicts if status == "rejected")
    assert told is not None
    assert int(str(told[0])) > 0


def test_no_file_of_the_state_shows_a_person(nights: Nights, words: Path) -> None:
    """Logs of Airflow, dbt and services, Data Docs, the archive, and the files of Postgres itself, with those
    of Airflow's database and the write-ahead log."""
    kinds = (
        "airflow/logs/**/*.log",
        "logs/*",
        "data_docs/**/*.html",
        "archive/**/*.enc",
        "dbt/**/*.log",
        "dbt/**/*.json",
    )
    for kind in kinds:
        assert [path for path in nights.home.glob(kind) if path.is_file()], kind
    assert seen(words, nights.home) == []


def test_no_table_shows_a_person(standing: Warehouse, words: Path, tmp_path: Path) -> None:
    """Long values are compressed in the files of Postgres; here they are read as rows."""
    ours, airflow = tmp_path / "warehouse", tmp_path / "airflow"
    ours.mkdir()
    airflow.mkdir()
    tables = written(standing.url("admin"), ours)
    assert tables >= {
        "marts.fct_beneficiary_count",
        "marts.fct_beneficiary_overlap",
        "prep.int_beneficiary_row",
        "ops.check_results",
        "ops.quarantine",
        "landing.batches",
        "staging.beneficiary",
    }
    assert {table.partition(".")[0] for table in tables} >= {"marts", "marts_history", "prep", "ops"}
    assert written(standing.url("admin", database=standing.airflow_database), airflow) >= {
        "public.xcom",
        "public.log",
        "public.task_instance",
        "public.rendered_task_instance_fields",
    }
    for folder in (ours, airflow):
        assert sum(path.stat().st_size for path in folder.iterdir()) > 100_000
        assert seen(words, folder) == []


def test_the_hash_of_a_number_stays_in_staging_and_prep(
    nights: Nights, standing: Warehouse, hashes: Path, tmp_path: Path
) -> None:
    for name in ("staging", "marts", "airflow"):
        (tmp_path / name).mkdir()
    written(standing.url("admin"), tmp_path / "staging", schemas=["staging"])
    assert seen(hashes, tmp_path / "staging")
    tables = written(
        standing.url("admin"), tmp_path / "marts", schemas=["marts", "marts_history", "marts_build", "ops"]
    )
    assert "marts.fct_beneficiary_count" in tables
    written(standing.url("admin", database=standing.airflow_database), tmp_path / "airflow")
    logs = [nights.home / "logs", nights.home / "airflow/logs", nights.home / "data_docs"]
    assert seen(hashes, tmp_path / "marts", tmp_path / "airflow", *logs) == []
    with standing.connect("dbt") as connection:
        columns = connection.execute(
            """select table_schema || '.' || table_name, column_name from information_schema.columns
               where table_schema in ('prep', 'marts_build', 'marts', 'marts_history')"""
        ).fetchall()
    assert len(columns) > 500
    assert {str(table) for table, column in columns if "nik_hash" in str(column)} == {
        "prep.stg_beneficiary",
        "prep.int_beneficiary_row",
    }


def test_no_command_shows_a_person(
    nights: Nights, standing: Warehouse, words: Path, hashes: Path, tmp_path: Path
) -> None:
    with standing.connect("loader") as connection:
        batches = [
            str(row[0])
            for row in connection.execute(
                "select batch_id from landing.batches where dataset = 'beneficiary' order by 1"
            ).fetchall()
        ]
    assert len(batches) == 1 + len(nights.damaged_lists)
    out = tmp_path / "out"
    out.mkdir()
    source = "kota_mataram__beneficiary__pelatihan"
    commands: list[list[str]] = [
        ["status"],
        ["status", "--json"],
        ["quarantine", "list"],
        *(["quarantine", "show", batch] for batch in batches),
        ["trace", "fct_beneficiary_count", "--where", "true"],
        ["trace", "fct_beneficiary_overlap", "--where", "true", "--format", "json"],
        ["query", "select * from fct_beneficiary_count", "--format", "csv"],
        ["query", "select * from staging.beneficiary"],
        ["query", "select nik_hash from prep.int_beneficiary_row"],
        ["export", "--out", str(out / "export"), "--format", "csv"],
        ["dictionary", "--out", str(out / "kamus.html")],
        ["dictionary", "--dbt-docs", str(out / "dbt.html")],
        ["sheet", "inspect", str(SAMPLE)],
        *(["sheet", "rows", str(path), "--source", source] for path in nights.damaged_lists.values()),
        ["sources", "try", str(SAMPLE.parent)],
    ]
    texts = out / "texts"
    texts.mkdir()
    (texts / "nights").write_text("".join([nights.first.stdout, nights.first.stderr, nights.second.stdout]))
    answered = 0
    for number, command in enumerate(commands):
        done = nights.lumbung(*command)
        assert "Traceback" not in done.stderr, command
        (texts / f"{number:02} {command[0]} {command[1] if len(command) > 1 else ''}".replace("/", "_")).write_text(
            done.stdout + done.stderr
        )
        answered += done.returncode == 0
    assert answered > 15
    assert list((out / "export").glob("fct_beneficiary_count.csv"))
    assert seen(words, out) == []
    assert seen(hashes, out) == []
