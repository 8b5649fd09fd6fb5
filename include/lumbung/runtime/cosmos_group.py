"""The one module that imports Airflow and Cosmos: the dbt project as a group of tasks.

Enters: the manifest that was built at install. Leaves: a task per model, all run by one dbt process (WATCHER).
"""

from __future__ import annotations

from cosmos import DbtTaskGroup, ExecutionConfig, ProfileConfig, ProjectConfig, RenderConfig
from cosmos.constants import ExecutionMode, InvocationMode, LoadMode, TestBehavior

from lumbung.runtime.manifest import manifest_path
from lumbung.runtime.settings import settings

TESTS_TOO = ["--resource-type", "test", "--resource-type", "unit_test"]
"""Added to the kinds that Cosmos lets its producer build where it shows no tests."""


def marts_group(group_id: str = "marts") -> DbtTaskGroup:
    """Seeds, models and tests of dbt_project, in the order of their references.

    The producer is not tried again by itself: its consumers cannot see a second try (astronomer-cosmos issue 3001),
    so a failed build is a failed run, and the next run builds again from the ledger. It runs the tests too, each after
    its model, and fails with them; they are no tasks of their own, because a task costs seconds of process start and
    does nothing here but look at what the producer says.
    """
    here = settings()
    project = here.project / "dbt_project"
    return DbtTaskGroup(
        group_id=group_id,
        project_config=ProjectConfig(
            dbt_project_path=project, manifest_path=manifest_path(here), install_dbt_deps=False
        ),
        profile_config=ProfileConfig(
            profile_name="lumbung", target_name="warehouse", profiles_yml_filepath=project / "profiles.yml"
        ),
        execution_config=ExecutionConfig(
            execution_mode=ExecutionMode.WATCHER,
            invocation_mode=InvocationMode.DBT_RUNNER,
            setup_operator_args={"retries": 0, "dbt_cmd_flags": TESTS_TOO},
        ),
        render_config=RenderConfig(
            load_method=LoadMode.DBT_MANIFEST, test_behavior=TestBehavior.NONE, emit_datasets=False
        ),
        operator_args={"install_deps": False, "deferrable": False},
    )
