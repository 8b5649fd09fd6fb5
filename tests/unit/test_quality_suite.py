"""A suite's YAML is read strictly, and its faults are told in one line that names the file and the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.quality.suite import Check, SuiteError, load_suite, load_suites

GOOD = """
table: program_reach
about: One row per program.
checks:
  - name: target_is_not_negative
    expect: expect_column_values_to_be_between
    column: target_count
    kwargs: {min_value: 0}
    severity: critical
    reason: A target is below zero; correct the number.
"""


def write(folder: Path, text: str, name: str = "program_reach.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_suite_is_read(tmp_path: Path) -> None:
    suite = load_suite(write(tmp_path, GOOD))
    assert [check.name for check in suite.checks] == ["target_is_not_negative"]
    assert suite.checks[0].columns == ("target_count",)
    assert suite.checks_over("rows") == list(suite.checks)
    assert suite.checks_over("totals") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("severity: critical", "severity: fatal"), "target_is_not_negative.severity"),
        (("severity: critical", "sevrity: critical"), "target_is_not_negative.sevrity"),
        (("about:", "aboot:"), "aboot"),
        (("reason: A target is below zero; correct the number.", "reason: bad"), "target_is_not_negative.reason"),
        (("expect_column_values_to_be_between", "expect_column_mean_to_be_between"), "does not judge row by row"),
        (("kwargs: {min_value: 0}", "kwargs: {min_value: 0, mostly: 0.9}"), "mostly"),
        (("    column: target_count\n", ""), "name the column"),
        (("expect_column_values_to_be_between", "unexpected_rows_expectation"), "{batch}"),
        (("    column: target_count\n", "    column: target_count\n    query: select * from {batch}\n"), "query goes"),
        (("table: program_reach", "table: news_figure"), "has the name of its table"),
        (("table: program_reach", "table: ["), "not a YAML file"),
        (("    expect: expect", "    over: previous\n    expect: expect"), "have no before"),
    ],
)
def test_a_fault_is_one_line_with_file_and_place(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    changed = GOOD.replace(*change)
    assert changed != GOOD
    with pytest.raises(SuiteError) as fault:
        load_suite(write(tmp_path, changed))
    text = str(fault.value)
    assert text.startswith("program_reach.yml: ")
    assert said in text
    assert "\n" not in text


def test_a_check_name_stands_once(tmp_path: Path) -> None:
    entry = GOOD[GOOD.index("  - name") :]
    with pytest.raises(SuiteError, match="target_is_not_negative"):
        load_suite(write(tmp_path, GOOD + entry))


def test_suites_that_judge_one_batch_share_no_check_name(tmp_path: Path) -> None:
    for table in ("news_article", "news_figure"):
        write(tmp_path, GOOD.replace("program_reach", table), f"{table}.yml")
    with pytest.raises(SuiteError, match="news_article and news_figure share"):
        load_suites(tmp_path, ["news"])


def test_no_dataset_is_left_without_a_suite(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="weather: no suite judges this dataset"):
        load_suites(tmp_path, ["weather"])
    with pytest.raises(SuiteError, match=r"program_reach\.yml: there is no such suite"):
        load_suites(tmp_path, ["program_reach"])


def test_a_pair_names_the_cell_of_its_first_column() -> None:
    check = Check(
        name="pair",
        expect="expect_column_pair_values_a_to_be_greater_than_b",
        kwargs={"column_A": "period_end", "column_B": "period_start"},
        severity="critical",
        reason="A period ends before it begins.",
    )
    assert check.columns == ("period_end", "period_start")
