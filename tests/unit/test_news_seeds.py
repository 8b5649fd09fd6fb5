"""The labelled articles that Lumbung comes from. They are not part of the repo: without them these tests are
skipped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lumbung.news.figures import Figure, figures

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "news" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the labelled seed articles (../shared/data/news/seeds) are not here"
)

# Labelled as a period or a date, not as a figure.
NOT_A_FIGURE = {"pelaksanaan"}
PEOPLE = {"orang", "jiwa", "peserta"}


def labels() -> list[dict[str, Any]]:
    lines = (SEEDS / "gold_figures.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Figure]]:
    return {path.name: figures(path.read_text(encoding="utf-8"), None) for path in sorted(SEEDS.glob("*.txt"))}


def near(found: dict[str, list[Figure]], label: dict[str, Any]) -> Iterator[Figure]:
    start, end = label["start"], label["start"] + len(label["quote"])
    return (f for f in found[label["article_id"]] if f.start < end and f.end > start)


def same_unit(label: str, unit: str) -> bool:
    wanted = label.replace(" ", "_")
    return wanted == unit or {wanted, unit} <= PEOPLE or (wanted == "rupiah" and unit.startswith("rupiah_per_"))


def test_every_labelled_figure_is_found_right(found: dict[str, list[Figure]]) -> None:
    wanted = [label for label in labels() if label["value"] is not None]
    assert len(wanted) == 22
    for label in wanted:
        hits = [f for f in near(found, label) if f.value is not None and float(f.value) == label["value"]]
        assert hits, label
        assert same_unit(label["unit"], hits[0].unit or ""), label
        assert (hits[0].role, hits[0].region_code) == (label["role"], label["region_code"]), label


def test_every_trap_is_refused(found: dict[str, list[Figure]]) -> None:
    traps = [label for label in labels() if label["value"] is None and label["role"] not in NOT_A_FIGURE]
    assert len(traps) == 4
    for label in traps:
        hits = list(near(found, label))
        assert all(f.value is None and f.reason for f in hits), label


def test_the_body_that_stands_twice_is_counted_once(found: dict[str, list[Figure]]) -> None:
    (name,) = [name for name in found if name.startswith("002_")]
    values = [f.value for f in found[name] if f.value is not None]
    assert values
    assert len(values) == len(set(values))


def test_training_days_are_resolved_to_2020(found: dict[str, list[Figure]]) -> None:
    (figure,) = [f for name in found if name.startswith("003_") for f in found[name] if f.value is not None]
    assert (str(figure.period_start), str(figure.period_end)) == ("2020-08-24", "2020-08-28")
