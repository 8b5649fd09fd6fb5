"""Marts as files: what `lumbung export` writes is what the marts hold, and the datapackage.json says so truly."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import open_warehouse
from tests.night import Nights

READ = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "datetime": lambda text: datetime.fromisoformat(text).astimezone(UTC),
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def package(nights: Nights, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "marts"
    done = nights.lumbung("export", "--out", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def _resources(folder: Path) -> dict[str, dict[str, Any]]:
    read = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in read["resources"]}


def _csv_rows(path: Path, fields: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        assert next(rows) == [field["name"] for field in fields]
        return [
            tuple(None if text == "" else READ[field["type"]](text) for text, field in zip(row, fields, strict=True))
            for row in rows
        ]


def _tables(nights: Nights) -> set[str]:
    """The marts but for the view that says what others are made of: it has nothing of its own to export."""
    assert "bridge_report_source" in nights.after_first
    return set(nights.after_first) - {"bridge_report_source"}


def test_every_mart_is_there_in_both_formats_as_described(nights: Nights, package: Path) -> None:
    resources = _resources(package)
    assert set(resources) == {f"{mart}{end}" for mart in _tables(nights) for end in ("", ".parquet")}
    assert {path.name for path in package.iterdir()} == {r["path"] for r in resources.values()} | {"datapackage.json"}
    for resource in resources.values():
        data = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["rows"] == nights.after_first[resource["name"].removesuffix(".parquet")][0]
        for field in resource["schema"]["fields"]:
            assert field["unit"]
            assert field["measure"]
            assert field["description"] != field["description_id"]


def test_files_hold_what_the_marts_hold(nights: Nights, package: Path) -> None:
    resources = _resources(package)
    with open_warehouse(Settings(home=nights.home)) as warehouse, warehouse.connect("bi") as connection:
        for mart in _tables(nights):
            fields = resources[mart]["schema"]["fields"]
            [key] = resources[mart]["schema"]["primaryKey"]
            rows = connection.execute(f'select * from marts.{mart} order by {key} collate "C"').fetchall()
            assert rows
            assert [
                column.name for column in connection.execute(f"select * from marts.{mart} limit 0").description or ()
            ] == [field["name"] for field in fields]
            blank_is_null = [tuple(None if value == "" else value for value in row) for row in rows]
            assert _csv_rows(package / f"{mart}.csv", fields) == blank_is_null
            with duckdb.connect() as engine:
                engine.execute("set timezone = 'UTC'")
                packed = engine.execute("select * from read_parquet(?)", [str(package / f"{mart}.parquet")]).fetchall()
            assert packed == rows


def test_parquet_keeps_decimals_and_dates_as_such(package: Path) -> None:
    with duckdb.connect() as engine:
        types = {
            row[0]: row[1]
            for row in engine.execute(
                "describe select * from read_parquet(?)", [str(package / "fct_budget_realisation.parquet")]
            ).fetchall()
        }
    assert types["budget_idr"].startswith("DECIMAL(")
    assert types["absorption_pct"] == "DECIMAL(20,2)"
    assert types["as_of_date"] == "DATE"
    assert types["batch_id"] == "BIGINT"
    assert types["is_sample"] == "BOOLEAN"
    assert types["account_code"] == "VARCHAR"


def test_constraints_and_keys_hold(package: Path) -> None:
    resources = {name: one for name, one in _resources(package).items() if not name.endswith(".parquet")}
    rows = {name: _csv_rows(package / one["path"], one["schema"]["fields"]) for name, one in resources.items()}
    checked = 0
    for name, resource in resources.items():
        at = {field["name"]: number for number, field in enumerate(resource["schema"]["fields"])}
        for field in resource["schema"]["fields"]:
            values = [row[at[field["name"]]] for row in rows[name]]
            rules = field.get("constraints", {})
            checked += len(rules)
            assert not rules.get("required") or None not in values
            assert not rules.get("unique") or len(set(values)) == len(values)
            assert "enum" not in rules or set(values) - {None} <= set(rules["enum"])
        [key] = resource["schema"]["primaryKey"]
        assert len({row[at[key]] for row in rows[name]}) == len(rows[name])
        for foreign in resource["schema"].get("foreignKeys", []):
            checked += 1
            target = foreign["reference"]["resource"]
            there = next(
                number
                for number, field in enumerate(resources[target]["schema"]["fields"])
                if [field["name"]] == foreign["reference"]["fields"]
            )
            known = {row[there] for row in rows[target]} | {None}
            assert {row[at[foreign["fields"][0]]] for row in rows[name]} <= known
    assert checked > 100


def test_licences_and_sources_are_said(package: Path) -> None:
    resources = _resources(package)
    assert [one["name"] for one in resources["dim_region"]["licenses"]] == ["ODbL-1.0"]
    assert "licenses" not in resources["fct_program_reach"]  # figures of agencies are theirs
    assert {one["source_id"] for one in resources["fct_budget_realisation"]["sources"]} == {
        "sipd__lra",
        "sipd__rak",
        "keerom__funding",
    }
    with (package / "data_status.csv").open(newline="") as file:
        [publish] = {row["publish_id"] for row in csv.DictReader(file)}
    assert json.loads((package / "datapackage.json").read_text())["version"] == publish


def test_the_same_publish_gives_the_same_bytes_and_a_narrower_export_replaces(nights: Nights, tmp_path: Path) -> None:
    names = ["fct_program_reach", "marts.dim_region"]
    for folder in ("one", "two"):
        done = nights.lumbung("export", *names, "--out", str(tmp_path / folder))
        assert done.returncode == 0, done.stderr
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert set(one) == {
        "datapackage.json",
        *(f"{mart}.{end}" for mart in ("fct_program_reach", "dim_region") for end in ("csv", "parquet")),
    }
    assert one == two
    keys = _resources(tmp_path / "one")["fct_program_reach"]["schema"]["foreignKeys"]
    assert [key["fields"] for key in keys] == [["region_code"]]  # other dimensions are not in the package
    done = nights.lumbung("export", "fct_program_reach", "--out", str(tmp_path / "one"), "--format", "parquet")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "one").iterdir()} == {"datapackage.json", "fct_program_reach.parquet"}


def test_wrong_use_is_one_plain_line(nights: Nights, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep me")
    for arguments, words in (
        (["fct_nothing", "--out", str(tmp_path / "x")], "there is no mart 'fct_nothing'; marts: data_status, "),
        (["--out", str(tmp_path / "mine")], "is not empty and holds no export"),
        (["--out", str(tmp_path / "mine" / "notes.txt")], "is no folder"),
    ):
        done = nights.lumbung("export", *arguments)
        assert done.returncode == 2, arguments
        assert words in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
