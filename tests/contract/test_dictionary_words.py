"""What the data dictionary needs of the dbt project: both languages, known units, metrics on columns that exist.

Reads the project's files only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parents[2] / "dbt_project"
MARTS: dict[str, dict[str, Any]] = {
    model["name"]: model
    for path in sorted((PROJECT / "models/marts").glob("*.yml"))
    for model in yaml.safe_load(path.read_text()).get("models", [])
}
VARS = yaml.safe_load((PROJECT / "vars.yml").read_text())["vars"]
SHARED = re.findall(
    r"\{% docs (\w+) %\}(.*?)\{% enddocs %\}", (PROJECT / "models/shared_columns.md").read_text(), re.DOTALL
)


def _columns(mart: str) -> dict[str, dict[str, Any]]:
    return {column["name"]: column for column in MARTS[mart]["columns"]}


def test_marts_and_columns_are_defined_in_indonesian_too() -> None:
    assert len(MARTS) > 10
    blocks = dict(SHARED)
    missing = []
    for name, mart in MARTS.items():
        if mart["config"]["meta"].get("description_id", mart["description"]) == mart["description"]:
            missing.append(name)
        for column in mart["columns"]:
            shared = re.fullmatch(r"\{\{ doc\('(\w+)'\) \}\}", column["description"])
            indonesian = column["config"]["meta"].get("description_id") or (
                blocks.get(f"{shared[1]}__id") if shared else None
            )
            if not indonesian or indonesian == column["description"]:
                missing.append(f"{name}.{column['name']}")
    assert missing == []


def test_units_are_known_and_none_is_idle() -> None:
    used = {column["config"]["meta"]["unit"] for mart in MARTS for column in _columns(mart).values()}
    assert used == set(map(str, VARS["units"]))
    for name, unit in VARS["units"].items():
        assert set(unit) == {"measure", "measure_id", "unit_id"}, name


def test_metrics_stand_on_columns_that_exist() -> None:
    dimensions = set(re.findall(r"'(\w+)'", (PROJECT / "macros/metrics.sql").read_text().split("endmacro")[0]))
    required = {"id", "label", "label_id", "definition", "definition_id", "mart", "by", "kind", "part", "unit"}
    ids = [metric["id"] for metric in VARS["metrics"]]
    assert len(ids) > 5
    assert len(ids) == len(set(ids))
    for metric in VARS["metrics"]:
        assert required <= set(metric) <= required | {"where", "whole", "period"}, metric["id"]
        columns = _columns(metric["mart"])
        named = {metric["part"], *metric["by"].values(), *re.findall(r"figures\.(\w+)", metric.get("where", ""))}
        if metric["kind"] == "share":
            named.add(metric["whole"])
        if isinstance(metric["unit"], dict):
            named.add(metric["unit"]["column"])
        assert named <= set(columns), metric["id"]
        assert set(metric["by"]) <= dimensions, metric["id"]
        assert dimensions <= set(_columns("rpt_metric"))
        # The unit is said in the id, where the id has one.
        for end, unit in (("_idr", "rupiah"), ("_pct", "persen")):
            assert not metric["id"].endswith(end) or metric["unit"] in (unit, {"column": "unit"}), metric["id"]


def test_a_count_of_a_metric_says_its_unit_or_keeps_it_apart() -> None:
    reach = [metric for metric in VARS["metrics"] if metric["mart"] == "fct_program_reach"]
    assert reach
    for metric in reach:
        apart = {*metric["by"].values(), *(metric["unit"].values() if isinstance(metric["unit"], dict) else ())}
        assert "beneficiary_unit" in apart, metric["id"]
