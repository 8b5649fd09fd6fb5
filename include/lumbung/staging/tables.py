"""Which staging tables a dataset fills, and their columns: read from schema.sql, the one place that names them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Table = Literal[
    "budget_realisation",
    "budget_posture",
    "program_reach",
    "poverty_indicator",
    "beneficiary",
    "news_article",
    "news_figure",
]

TABLES_OF_DATASET: Mapping[str, tuple[Table, ...]] = {
    "budget_realisation": ("budget_realisation",),
    "budget_posture": ("budget_posture",),
    "program_reach": ("program_reach",),
    "poverty_indicator": ("poverty_indicator",),
    "beneficiary": ("beneficiary",),
    "news": ("news_article", "news_figure"),
}
"""Dataset -> its tables, each judged by the suite of its name. One news batch is a page: an article and its figures."""


@cache
def dataset_columns(table: str) -> tuple[str, ...]:
    """Columns of a staging table but batch_id, in the order of schema.sql: the one place that names them."""
    text = files("lumbung.staging").joinpath("schema.sql").read_text(encoding="utf-8")
    start = text.index(f"create table if not exists staging.{table} (")
    body = text[start : text.index("\n);", start)].split("\n")[1:]
    names = [line.split()[0] for line in body if line.startswith("    ") and line[4].isalpha()]
    return tuple(name for name in names if name not in ("batch_id", "primary", "constraint", "unique", "check"))
