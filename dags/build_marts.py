"""Nightly: accepted rows -> dbt builds and tests the marts aside -> one publish -> Data Docs. See dags/README.md."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Asset, CronTriggerTimetable, dag, task

from lumbung import steps
from lumbung.runtime.cosmos_group import marts_group

MARTS = Asset("lumbung://marts")


@dag(
    schedule=CronTriggerTimetable("30 2 * * *", timezone="Asia/Jakarta", run_immediately=False),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "lumbung", "retries": 2, "retry_delay": timedelta(seconds=30)},
    doc_md=__doc__,
    tags=["marts"],
)
def build_marts() -> None:
    @task.short_circuit
    def begin() -> int | None:
        return steps.begin_publish()

    @task(outlets=[MARTS])
    def publish(publish_id: int) -> list[str]:
        return steps.publish(publish_id)

    @task(trigger_rule="one_failed")
    def give_up(publish_id: int) -> None:
        steps.give_up_publish(publish_id)

    @task
    def data_docs() -> str:
        return steps.data_docs()

    begun = begin()
    published = publish(begun)
    begun >> marts_group() >> published >> [data_docs(), give_up(begun)]


build_marts()
