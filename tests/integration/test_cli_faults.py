"""A user's mistake gets one plain line and exit code 2, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lumbung.marts.read import QueryRefused, as_text, query
from lumbung.runtime.warehouse import Warehouse
from tests.conftest import PROJECT


def lumbung(*arguments: str, stdin: bytes = b"", **extra: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "lumbung.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(PROJECT / "include"), **extra},
        input=stdin, capture_output=True, check=False, cwd=PROJECT,
    )  # fmt: skip


def refused(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    told = (done.stderr + done.stdout).decode()
    assert done.returncode == 2, told
    assert "Traceback" not in told
    for word in words:
        assert word in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sheet", "rows", "nowhere.xlsx", "--source", "sipd__lra"], ["nowhere.xlsx"]),
        (["sheet", "rows", "include", "--source", "sipd__lra"], ["include"]),
        (["sheet", "rows", "README.md", "--source", "no__such"], ["no__such"]),
        (["sheet", "rows", "README.md", "--source", "sipd__lra"], ["README.md"]),
        (["news", "figures", "nowhere.txt"], ["nowhere.txt"]),
        (["news", "figures", "README.md", "--published", "yesterday"], ["yesterday"]),
        (["run", "--catalogue", "nowhere"], ["nowhere"]),
        (["run", "--source", "no__such"], ["no__such"]),
        (["sources", "check", "--catalogue", "nowhere"], ["nowhere"]),
        (["query", "select 1"], ["lumbung run"]),
        (["url"], ["lumbung run"]),
        (["url", "--role", "root"], ["root"]),
        (["query", "select 1", "--format", "yaml"], ["yaml"]),
        (["no-such-command"], ["no-such-command"]),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    refused(lumbung(*arguments, LUMBUNG_HOME=str(tmp_path / "home")), *words)


def test_a_faulty_catalogue_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "lra.yaml").write_text("extends: sipd__lra\ncolour: blue\n")
    refused(lumbung("sources", "check", "--catalogue", str(tmp_path)), "lra.yaml", "colour")
    (tmp_path / "lra.yaml").write_text("extends: [\n")
    refused(lumbung("sources", "check", "--catalogue", str(tmp_path)), "lra.yaml")


@pytest.mark.parametrize("url", ["nonsense", "postgresql://host/db", "postgresql://u:p@h:port/db"])
def test_a_warehouse_url_that_is_none(tmp_path: Path, url: str) -> None:
    refused(
        lumbung("query", "select 1", LUMBUNG_WAREHOUSE_URL=url, LUMBUNG_HOME=str(tmp_path)), "LUMBUNG_WAREHOUSE_URL"
    )


def test_a_setting_that_is_none(tmp_path: Path) -> None:
    done = lumbung("status", LUMBUNG_POSTGRES_PORT="abc", LUMBUNG_HOME=str(tmp_path))
    refused(done, "LUMBUNG_POSTGRES_PORT")


def test_figures_of_nothing_are_nothing(tmp_path: Path) -> None:
    done = lumbung("news", "figures", "-", stdin=b"", LUMBUNG_HOME=str(tmp_path))
    assert done.returncode == 0
    assert done.stdout == b""


def test_every_command_has_help_with_an_example() -> None:
    commands = [
        ["run"], ["up"], ["down"], ["status"], ["url"], ["query"], ["trace"], ["sources", "list"], ["sources", "check"],
        ["sheet", "rows"], ["news", "figures"], ["manifest"], ["database", "prepare"],
    ]  # fmt: skip
    for command in commands:
        done = lumbung(*command, "--help")
        assert done.returncode == 0
        assert b"Example: lumbung" in done.stdout, command


def test_query_takes_one_statement(warehouse: Warehouse) -> None:
    with pytest.raises(QueryRefused, match="multiple commands"):
        query(warehouse, "select 1; select 2")
    with pytest.raises(QueryRefused, match="syntax error"):
        query(warehouse, "selec 1")


def test_a_name_that_is_not_there_says_where_names_are(warehouse: Warehouse) -> None:
    with pytest.raises(QueryRefused, match=r'"nowhere" does not exist\. lumbung dictionary lists'):
        query(warehouse, "select * from nowhere")
    with pytest.raises(QueryRefused, match=r'"naem" does not exist\. Perhaps you meant .*name'):
        query(warehouse, "select naem from (select 1 as name) one")


def test_no_digit_is_lost(warehouse: Warehouse) -> None:
    table = query(
        warehouse, "select 12345678901234567.89 as big, 10.50 as small, 'infinity'::numeric as none, 7.0 as seven"
    )
    assert as_text(table, "csv") == "big,small,none,seven\n12345678901234567.89,10.50,Infinity,7.0"
    assert as_text(table, "json") == '[{"big": "12345678901234567.89", "small": 10.5, "none": "Infinity", "seven": 7}]'
