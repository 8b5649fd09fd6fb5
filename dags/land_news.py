"""Nightly: news pages of the declared outlets -> landing -> staging -> verdicts. See dags/README.md."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Asset, CronTriggerTimetable, dag, get_current_context, task

from lumbung import steps

STAGED_NEWS = Asset("lumbung://staging/news")


@dag(
    schedule=CronTriggerTimetable("20 1 * * *", timezone="Asia/Jakarta", run_immediately=False),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "lumbung", "retries": 2, "retry_delay": timedelta(seconds=30)},
    doc_md=__doc__,
    tags=["landing"],
)
def land_news() -> None:
    @task
    def collect() -> list[list[int]]:
        return steps.collect_news(steps.run_scope(get_current_context()["dag_run"].conf))

    @task
    def load(batch_ids: list[int]) -> list[int]:
        return steps.load(batch_ids, steps.run_scope(get_current_context()["dag_run"].conf))

    @task(trigger_rule="all_done", outlets=[STAGED_NEWS])
    def judge() -> dict[str, int]:
        return steps.judge(steps.run_scope(get_current_context()["dag_run"].conf))

    load.expand(batch_ids=collect()) >> judge()


land_news()
