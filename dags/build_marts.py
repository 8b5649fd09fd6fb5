"""Nightly: accepted rows -> dbt builds and tests the marts aside -> one publish -> Data Docs. See dags/README.md."""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Asset, dag, task

from lumbung import steps
from lumbung.runtime.cosmos_group import marts_group

MARTS = Asset("lumbung://marts")


@dag(
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Jakarta"),
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

    @task
    def data_docs() -> str:
        return steps.data_docs()

    begun = begin()
    begun >> marts_group() >> publish(begun) >> data_docs()


build_marts()
