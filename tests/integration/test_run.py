"""The whole road, as a user takes it: `lumbung run` with a real scheduler, real Postgres, real dbt, real HTTP; twice.

The first night has bad workbooks among the good ones; the second has nothing new. Everything here is asked of the
same two nights, since one takes minutes.
"""

from __future__ import annotations

import csv
import io
import json

import psutil

from lumbung.runtime.settings import Settings
from lumbung.runtime.supervisor import MARK
from lumbung.runtime.warehouse import open_warehouse
from tests import night
from tests.night import Nights

MARTS = {
    "dim_region",
    "dim_agency",
    "dim_program",
    "dim_funding_source",
    "dim_indicator",
    "dim_period",
    "fct_budget_realisation",
    "fct_budget_posture",
    "fct_program_reach",
    "fct_beneficiary_count",
    "fct_beneficiary_overlap",
    "fct_poverty_indicator",
    "fct_news_figure",
    "rpt_figure_reconciliation",
    "rpt_metric",
    "rpt_region_scorecard",
    "rpt_restatement",
    "bridge_report_source",
    "data_status",
}


def test_the_first_night_publishes_every_mart(nights: Nights) -> None:
    assert nights.first.returncode == 0, nights.first.stdout + nights.first.stderr
    assert set(nights.after_first) == MARTS
    empty = [mart for mart, (rows, _) in nights.after_first.items() if rows == 0]
    assert empty == []
    for mart, (rows, _) in nights.after_first.items():
        if mart == "bridge_report_source":  # a view that says what others are made of
            continue
        assert f"marts.{mart}" in nights.first.stdout
        assert f"{rows:,}" in nights.first.stdout


def test_bad_workbooks_stop_only_themselves_and_the_summary_names_them(nights: Nights) -> None:
    assert nights.bad
    for path in nights.bad.values():
        assert f"lra_april_{path.name}" in nights.first.stdout
    for path in nights.damaged_lists.values():
        assert path.name in nights.first.stdout
    assert f"{len(nights.bad) + len(nights.damaged_lists)} file(s) not taken" in nights.first.stdout
    assert nights.after_first["fct_budget_realisation"][0] == 105 + 6 + 19  # the good LRA, the RAK, Keerom's funding


def test_the_second_night_changes_no_row_and_loads_no_batch(nights: Nights) -> None:
    assert nights.second.returncode == 0, nights.second.stdout + nights.second.stderr
    assert "unchanged" in nights.second.stdout
    with open_warehouse(Settings(home=nights.home)) as warehouse:
        assert night.checksums(warehouse) == nights.after_first
        with warehouse.connect("loader") as connection:
            assert connection.execute("select count(*) from landing.batches").fetchall() == [
                (nights.batches_after_first,)
            ]
            assert connection.execute("select count(*) from ops.publishes").fetchall() == [(1,)]
            assert connection.execute("select count(*) from ops.runs where state = 'unchanged'").fetchall() == [(1,)]


def test_nothing_is_left_running(nights: Nights) -> None:
    assert nights.second.returncode == 0
    left = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(nights.home):
                left.append(process.cmdline())
        except psutil.Error:
            continue
    assert left == []
    assert not (nights.home / "services.json").exists()


def test_query_prints_rows_and_refuses_other_schemas_in_one_line(nights: Nights) -> None:
    answer = nights.lumbung(
        "query",
        "select region_code, value from fct_poverty_indicator where indicator_code = 'P0' and period_year = 2021 "
        "and region_code in ('15.71', '21.72', '36.71', '52.71', '62.71') order by 1",
        "--format",
        "csv",
    )
    assert answer.returncode == 0, answer.stderr
    values = {row["region_code"]: float(row["value"]) for row in csv.DictReader(io.StringIO(answer.stdout))}
    assert values == {"15.71": 9.02, "21.72": 9.57, "36.71": 5.93, "52.71": 8.65, "62.71": 3.75}
    for statement in (
        "select * from landing.files",
        "select * from staging.news_article",
        "delete from marts.dim_region",
    ):
        refused = nights.lumbung("query", statement)
        assert refused.returncode == 2
        assert "permission denied" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_lines_of_a_posture_add_up_to_what_the_portal_prints(nights: Nights) -> None:
    answer = nights.lumbung(
        "query",
        "select top_account_name, sum(budget_idr) as budget_idr, sum(realised_to_date_idr) as realised_to_date_idr "
        "from fct_budget_posture where region_code = '52.71' and fiscal_year = 2023 "
        "and top_account_name <> 'Pembiayaan Daerah' group by 1 order by 1",
        "--format",
        "csv",
    )
    assert answer.returncode == 0, answer.stderr
    found = [
        (row["top_account_name"], float(row["budget_idr"]), float(row["realised_to_date_idr"]))
        for row in csv.DictReader(io.StringIO(answer.stdout))
    ]
    assert found == [("Belanja Daerah", 969.56e9, 947.70e9), ("Pendapatan Daerah", 1246.14e9, 1242.68e9)]


def test_trace_leads_to_cells_and_sentences(nights: Nights) -> None:
    cells = nights.lumbung(
        "trace",
        "fct_budget_realisation",
        "--where",
        "period_month = 3 and realised_in_month_idr > 0",
        "--format",
        "json",
    )
    assert cells.returncode == 0, cells.stderr
    found = json.loads(cells.stdout)
    assert all(len(a["sha256"]) == 64 for a in found)
    books: dict[str, set[str]] = {}
    for address in found:
        books.setdefault(address["measure"], set()).add(address["source_ref"].partition("#")[0])
    assert books == {
        "": {"lra_maret.xlsx"},
        "budget": {"lra_maret.xlsx"},
        "realised_to_date_idr": {"lra_januari.xlsx", "lra_februari.xlsx", "lra_maret.xlsx"},  # the months add up to it
    }
    sentences = nights.lumbung("trace", "fct_news_figure", "--where", "value = 6562", "--format", "json")
    assert {a["quote"] for a in json.loads(sentences.stdout)} == {"6.562 jiwa"}


def test_status_knows_every_source(nights: Nights) -> None:
    status = json.loads(nights.lumbung("status", "--json").stdout)
    assert status["airflow"] == "stopped"
    by_id = {s["source_id"]: s for s in status["sources"]}
    assert by_id["sipd__lra"]["open_rejections"] == len(nights.bad)
    assert by_id["bps__poverty"]["verdict"] == "accepted"


def test_secrets_are_for_their_owner_only_and_in_no_log(nights: Nights) -> None:
    secrets = json.loads((nights.home / "secrets.json").read_text())
    assert secrets
    for path in (nights.home / "secrets.json", nights.home / "airflow" / "passwords.json", nights.home / "archive"):
        assert path.stat().st_mode & 0o077 == 0, path
    logs = [p for p in (*nights.home.glob("logs/*"), *nights.home.glob("airflow/logs/**/*.log")) if p.is_file()]
    assert len(logs) > 10
    for path in logs:
        text = path.read_text(errors="replace")
        for name, secret in secrets.items():
            assert secret not in text, f"{name} stands in {path}"


def test_data_docs_are_there(nights: Nights) -> None:
    assert list((nights.home / "data_docs").rglob("index.html"))
