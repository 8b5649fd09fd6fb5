"""The dbt project keeps what it promises on paper: contract, grain, units and sources of every mart, portable SQL.

Reads the project's files only; no database and no dbt. That the models run is shown by the integration tests.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lumbung.news.lexicon import FUNDING_SOURCES
from lumbung.staging.tables import TABLES_OF_DATASET

PROJECT = Path(__file__).parents[2] / "dbt_project"
MODELS = PROJECT / "models"
MARTS = MODELS / "marts"

REQUIRED_COLUMNS = {
    "dim_region": "region_code region_code_bps name level parent_code valid_from valid_to",
    "dim_agency": "id name",
    "dim_program": "id name",
    "dim_funding_source": "id name",
    "dim_indicator": "id name",
    "dim_period": "id name",
    "fct_budget_realisation": "region_code agency_name fiscal_year period_month program_code activity_code "
    "sub_activity_code account_code funding_source budget_stage budget_idr realised_in_month_idr realised_to_date_idr "
    "absorption_pct as_of_date batch_id source_ref",
    "fct_budget_posture": "region_code fiscal_year account_path account_name budget_idr realised_to_date_idr "
    "absorption_pct as_of_date batch_id source_ref",
    "fct_program_reach": "region_code agency_name program_name activity_name measure beneficiary_unit period_start "
    "period_end target_count reached_count reach_pct registry funding_source batch_id source_ref",
    "fct_beneficiary_count": "region_code program_id program_name period_year sex age_group persons_unique rows_listed "
    "rows_invalid_nik is_suppressed batch_id source_ref",
    "fct_beneficiary_overlap": "region_code program_id program_name period_year persons_unique persons_on_other_lists "
    "is_suppressed batch_id source_ref",
    "fct_poverty_indicator": "region_code indicator_code area period_year period_part value unit publisher kind "
    "vintage_date batch_id source_ref unit_printed",
    "fct_news_figure": "article_url outlet published_date title quote start end value value_high unit role qualifier "
    "region_code period_start period_end program funding_source reason confidence cluster_id source_ref",
    "rpt_figure_reconciliation": "region_code subject period left_source_ref left_value right_source_ref right_value "
    "gap gap_pct status reason left_period_start left_period_end right_period right_period_start right_period_end",
    "rpt_restatement": "region_code mart line measure period kind older_value newer_value change change_pct "
    "older_source_ref newer_source_ref older_batch_id newer_batch_id older_file newer_file older_received_at "
    "newer_received_at older_day newer_day",
    "rpt_region_scorecard": "region_code year poverty_rate_estimate_pct extreme_poor_registry_households_kk budget_idr "
    "realised_to_date_idr absorption_pct budget_stage budget_source_id posture_spending_budget_idr "
    "reached_recipients_persons news_figures_count reconciliation_gaps_count is_sample",
    "bridge_report_source": "report row_key measure region_code fact_mart fact_key value batch_id source_ref",
    "rpt_metric": "metric_id region_code agency_id period_start period_end unit value figures batch_id source_ref "
    "source_id",
    "data_status": "mart row_count newest_period published_at publish_id state carried_forward_sources open_rejections",
}

# Larger than the marts it is made of, so it is no table: nothing but a view of them, read by the region.
VIEWS = {"bridge_report_source"}
TABLES = [mart for mart in REQUIRED_COLUMNS if mart not in VIEWS]

BOUND_TO_ONE_ENGINE = {
    "a cast with ::": r"::",
    "jsonb": r"\bjsonb?_?\w*\b",
    "an array": r"\barray\b|\bunnest\b",
    "distinct on": r"\bdistinct\s+on\b",
    "filter (where": r"\bfilter\s*\(\s*where\b",
    "a lateral join": r"\blateral\b",
    "a regular expression": r"\bregexp_\w+|\b(?:not\s+)?similar\s+to\b|\brlike\b|(?<![<>!=~])!?~\*?\s*'",
    "ilike": r"\bilike\b",
    "the clock": r"\bnow\s*\(|\bcurrent_(?:date|time|timestamp)\b|\blocaltime(?:stamp)?\b|\bclock_timestamp\b",
    "a division that rounds by engine": r"\bround\s*\(",
    "a floating number": r"\b(?:float\d?|real|double)\b",
    "generate_series": r"\bgenerate_series\b",
    "a collation": r"\bcollate\b",
}


@cache
def _properties(kind: str) -> dict[str, dict[str, Any]]:
    """Entries under `models:`, `unit_tests:` ... of every property file, by name."""
    entries: dict[str, dict[str, Any]] = {}
    for path in sorted([*MODELS.rglob("*.yml"), *(PROJECT / "seeds").rglob("*.yml")]):
        for entry in yaml.safe_load(path.read_text()).get(kind, []):
            assert entry["name"] not in entries, f"{path.name}: {entry['name']} is described twice"
            entries[entry["name"]] = entry
    return entries


def _columns(model: str) -> dict[str, dict[str, Any]]:
    return {column["name"]: column for column in _properties("models")[model]["columns"]}


def _partitions() -> dict[str, dict[str, Any]]:
    """What models declare of their partitions, by model."""
    return {
        name: meta["partition"]
        for name, model in _properties("models").items()
        if "partition" in (meta := model.get("config", {}).get("meta", {}))
    }


def _sql_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.sql"))]


def _without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*", "", re.sub(r"\{#.*?#\}", "", sql, flags=re.DOTALL))


def _docs_blocks() -> set[str]:
    return {
        name for path in MODELS.rglob("*.md") for name in re.findall(r"\{%-?\s*docs\s+(\w+)\s*-?%\}", path.read_text())
    }


def _reads(path: Path, function: str) -> list[str]:
    return re.findall(function + r"\(\s*'([^']+)'", _without_comments(path.read_text()))


def test_marts_of_the_contract_are_the_marts_there_are() -> None:
    assert {path.stem for path in MARTS.glob("*.sql")} == set(REQUIRED_COLUMNS)


def test_every_model_is_described_and_no_description_lacks_its_model() -> None:
    models = {path.stem for path in _sql_files("models")}
    assert models
    assert models == set(_properties("models"))


def test_marts_are_tables_of_the_candidate_schema_with_enforced_contracts() -> None:
    marts = yaml.safe_load((PROJECT / "dbt_project.yml").read_text())["models"]["lumbung"]["marts"]
    assert marts["+contract"] == {"enforced": True}
    assert (marts["+schema"], marts["+materialized"]) == ("marts_build", "table")
    assert marts["+persist_docs"] == {"relation": True, "columns": True}
    # Nothing nearer to a model may take the promise back.
    configs = {name: _properties("models")[name]["config"] for name in REQUIRED_COLUMNS}
    overridden = [name for name in configs if {"contract", "schema", "alias", "persist_docs"} & set(configs[name])]
    assert overridden == []
    # A mart is a table that is made anew each night, or says by which partitions it is made again, or is no table.
    otherwise = {name: config["materialized"] for name, config in configs.items() if "materialized" in config}
    assert {name for name, how in otherwise.items() if how == "view"} == VIEWS
    assert set(otherwise) - VIEWS == {name for name in REQUIRED_COLUMNS if name in _partitions()}
    assert [path.name for path in MARTS.glob("*.sql") if "config(" in path.read_text()] == []


def test_models_with_partitions_are_replaced_by_them_and_by_nothing_else() -> None:
    assert {"fct_budget_realisation", "fct_program_reach", "rpt_metric", "rpt_restatement"} <= set(_partitions())
    for name, model in _properties("models").items():
        config = model.get("config", {})
        strategy = config.get("incremental_strategy")
        assert (config.get("materialized") == "incremental") == (strategy is not None), name
        assert (strategy == "replace_partitions") == (name in _partitions()), name
        if strategy is None or strategy == "append":  # parts of batches: what a batch holds never changes
            assert strategy is None or name.endswith("_part"), name
            continue
        partition, [path] = _partitions()[name], list(MODELS.rglob(f"{name}.sql"))
        sql = _without_comments(path.read_text())
        assert "period_end" in partition["columns"] or "period_month" in partition["columns"], name
        assert {"columns": partition["columns"]} in config["indexes"], name
        assert f"ref('{partition['scope']}')" in sql, name
        assert "{%- if is_incremental() %}" in sql, f"{name} reads all of its input every night"


@pytest.mark.parametrize("mart", REQUIRED_COLUMNS)
def test_mart_has_the_columns_others_rely_on(mart: str) -> None:
    assert set(REQUIRED_COLUMNS[mart].split()) - set(_columns(mart)) == set()


@pytest.mark.parametrize("mart", REQUIRED_COLUMNS)
def test_mart_says_its_grain_first(mart: str) -> None:
    assert _properties("models")[mart]["description"].startswith("One row per ")
    assert _properties("models")[mart]["config"]["meta"]["label_id"]


@pytest.mark.parametrize("mart", REQUIRED_COLUMNS)
def test_every_column_of_a_mart_has_type_meaning_unit_source_and_label(mart: str) -> None:
    columns = _columns(mart)
    assert columns
    blocks = _docs_blocks()
    for name, column in columns.items():
        assert column["data_type"], name
        assert len(column["description"]) > 3, name
        assert set(re.findall(r"doc\('(\w+)'\)", column["description"])) <= blocks, name
        assert set(column["config"]["meta"]) >= {"unit", "source", "label_id"}, name


def test_a_view_is_made_of_published_marts_alone() -> None:
    marts = {path.stem for path in MARTS.glob("*.sql")}
    for view in VIEWS:
        read = set(_reads(MARTS / f"{view}.sql", "ref"))
        assert read
        assert read <= marts - VIEWS, f"{view} would show what is not published yet"


@pytest.mark.parametrize("mart", TABLES)
def test_mart_has_one_tested_key(mart: str) -> None:
    keys = [name for name, column in _columns(mart).items() if "unique" in column.get("data_tests", [])]
    assert len(keys) == 1
    assert "not_null" in _columns(mart)[keys[0]]["data_tests"]


@pytest.mark.parametrize("fact", [mart for mart in REQUIRED_COLUMNS if mart.startswith("fct_")])
def test_fact_keeps_its_address_and_meets_its_dimensions(fact: str) -> None:
    columns = _columns(fact)
    for name in ("batch_id", "source_ref", "source_id", "is_sample"):
        assert columns[name]["constraints"] == [{"type": "not_null"}], name
    targets = {"region_code": "dim_region", "funding_source": "dim_funding_source", "agency_id": "dim_agency"}
    for name, target in targets.items():
        if name in columns:
            assert f"ref('{target}')" in str(columns[name].get("data_tests")), name


def test_column_of_money_or_percent_says_so_in_its_name() -> None:
    units = {
        (name, column["config"]["meta"]["unit"])
        for mart in REQUIRED_COLUMNS
        for name, column in _columns(mart).items()
        if column["data_type"].startswith("numeric")
    }
    assert units
    assert {name for name, unit in units if unit == "rupiah"} == {name for name, _ in units if name.endswith("_idr")}
    assert {name for name, unit in units if unit == "percent"} == {name for name, _ in units if name.endswith("_pct")}


def test_same_column_has_the_same_type_everywhere() -> None:
    types: dict[str, set[str]] = {}
    for mart in REQUIRED_COLUMNS:
        for name, column in _columns(mart).items():
            types.setdefault(name, set()).add(column["data_type"])
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_contract_lists_the_columns_that_the_model_selects() -> None:
    for mart in REQUIRED_COLUMNS:
        sql = _without_comments((MARTS / f"{mart}.sql").read_text())
        final = sql[sql.rindex("final as (") :]
        select = final[final.index("select") + 6 : final.index("\n    from ")]
        select = re.sub(r"\{\{ reserved\('(\w+)'\) \}\}", r"\1", select)
        selected = [re.split(r"[\s.]+", part.strip())[-1] for part in _split_top_level(select)]
        assert sorted(selected) == sorted(_columns(mart)), mart


def _split_top_level(select: str) -> list[str]:
    parts, depth = [""], 0
    for character in select:
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def test_data_status_reports_on_every_other_mart() -> None:
    sql = (MARTS / "data_status.sql").read_text()
    reported = re.findall(r"^    '(\w+)': \{", sql, flags=re.MULTILINE)
    assert sorted(reported) == sorted(set(TABLES) - {"data_status"})


@pytest.mark.parametrize("construct", BOUND_TO_ONE_ENGINE)
def test_models_and_tests_are_not_bound_to_one_engine(construct: str) -> None:
    files = _sql_files("models", "tests")
    assert files
    pattern = re.compile(BOUND_TO_ONE_ENGINE[construct], re.IGNORECASE)
    assert [path.name for path in files if pattern.search(_without_comments(path.read_text()))] == []


def test_what_differs_between_engines_has_both_forms() -> None:
    sql = "".join(path.read_text() for path in _sql_files("macros"))
    dispatched = set(re.findall(r"adapter\.dispatch\('(\w+)'", sql))
    assert dispatched
    for macro in dispatched:
        for engine in ("postgres", "spark"):
            assert f"macro {engine}__{macro}(" in sql, f"{macro} has no form for {engine}"


@pytest.mark.parametrize(
    ("construct", "sql"),
    [
        ("a cast with ::", "select a::text"),
        ("jsonb", "select cells->>'a', jsonb_build_object('a', 1)"),
        ("distinct on", "select distinct on (a) a"),
        ("filter (where", "count(*) filter (where a)"),
        ("a regular expression", "where a ~ '^x'"),
        ("a regular expression", "where a !~* '^x'"),
        ("the clock", "select now()"),
        ("the clock", "select current_date"),
    ],
)
def test_rules_of_portability_do_catch(construct: str, sql: str) -> None:
    assert re.search(BOUND_TO_ONE_ENGINE[construct], sql, re.IGNORECASE)


def test_only_staging_reads_sources_and_only_through_the_gate() -> None:
    reference = {"ref_region", "ref_region_split"}
    readers = 0
    for path in _sql_files("models"):
        text = _without_comments(path.read_text())
        if "source(" not in text:
            continue
        readers += 1
        assert path.parent.name == "staging", f"{path.name} reads a source; let a stg_ model do it"
        for dataset in re.findall(r"source\('staging', '(\w+)'\)", text):
            if dataset not in reference:
                gate = rf"accepted_rows\(source\('staging', '{dataset}'\)[,)]"
                assert re.search(gate, text), f"{path.name} passes by the gate"
    assert readers


def test_every_dataset_comes_through() -> None:
    staged = {table for tables in TABLES_OF_DATASET.values() for table in tables}
    properties = [yaml.safe_load(path.read_text()) for path in sorted(MODELS.rglob("*.yml"))]
    declared = {
        table["name"]
        for entry in properties
        for source in entry.get("sources", [])
        if source["schema"] == "staging"
        for table in source["tables"]
    }
    assert declared == staged | {"ref_region", "ref_region_split", "news_copy"}
    read = {
        name
        for path in _sql_files("models", "tests", "macros")
        for name in re.findall(r"source\('staging', '(\w+)'\)", path.read_text())
    }
    assert read == declared
    # Nor past the sources, by the name of the table.
    named = [path.name for path in _sql_files("models", "tests", "macros") if "staging." in path.read_text()]
    assert named == []


def test_of_persons_models_read_a_hash_and_marts_not_even_that() -> None:
    [reader] = [path for path in _sql_files("models") if "source('staging', 'beneficiary')" in path.read_text()]
    gate = re.search(r"accepted_rows\(source\('staging', 'beneficiary'\), \[([^\]]+)\]\)", reader.read_text())
    assert gate is not None, "columns are named one by one"
    assert set(re.findall(r"'(\w+)'", gate[1])) == {
        "batch_id",
        "sheet",
        "row_no",
        "region_code",
        "program_name",
        "period_year",
        "nik_hash",
        "nik_is_valid",
        "birth_year",
        "sex",
        "source_ref",
    }
    assert [path.name for path in MARTS.rglob("*") if re.search(r"nik_hash|birth_year", path.read_text())] == []
    rows = {"stg_beneficiary", "int_beneficiary_row"}
    readers = {path.parent.name for path in _sql_files("models", "tests") if rows & {*_reads(path, "ref")}}
    assert readers == {"intermediate"}


def test_counts_of_persons_reach_marts_only_as_they_may_be_shown() -> None:
    counts = {"int_program_reach": r"(reached|target)_count|reach_pct", "int_poverty_indicator": r"\bvalue\b"}
    showing = {"int_reach_hidden", "int_reach_shown", "int_indicator_shown"}
    for model, figures in counts.items():
        readers = [path for path in _sql_files("models") if model in _reads(path, "ref")]
        assert {path.stem for path in readers} & showing
        # The others read names, years and units there.
        others = [path for path in readers if path.stem not in showing]
        assert [path.name for path in others if re.search(figures, _without_comments(path.read_text()))] == []
    # What may stand in sums alone is read where sums are made.
    sums = {
        path.stem
        for path in _sql_files("models")
        if re.search(r"in_(report|year)\b", _without_comments(path.read_text()))
    }
    assert sums - showing == {"rpt_metric", "int_official_figure"}


def test_layers_read_only_what_lies_before_them() -> None:
    allowed = {"staging": (), "intermediate": ("stg_", "int_"), "marts": ("stg_", "int_", "dim_", "fct_")}
    # Reports on reports: what they say side by side, and what they are made of.
    on_reports = {"rpt_region_scorecard", *VIEWS}
    seeds = {path.stem for path in (PROJECT / "seeds").glob("*.csv")}
    assert seeds
    seen: Counter[str] = Counter()
    for path in _sql_files("models"):
        layer = path.parent.name
        for name in _reads(path, "ref"):
            seen[layer] += 1
            may = (*allowed[layer], "rpt_") if path.stem in on_reports else allowed[layer]
            assert name.startswith(may) or name in seeds, f"{path.name} reads {name}"
    assert set(seen) == {"intermediate", "marts"}


def test_models_end_alike() -> None:
    for path in _sql_files("models"):
        assert re.search(r"\nselect \* from \w+\n$", path.read_text()), path.name


def test_rules_of_calculation_have_unit_tests() -> None:
    rules = {
        "only_accepted_batches_are_read",
        "newest_file_wins",
        "real_beats_sample",
        "cumulative_realisation_is_not_summed_over_months",
        "to_date_is_null_when_a_month_is_missing",
        "months_add_up_to_a_position",
        "absorption_is_null_without_budget",
        "reach_is_reached_over_target",
        "vintages_are_kept_apart",
        "copies_count_once",
        "a_rejected_newest_file_leaves_the_older_one_in_view",
        "a_newest_file_that_was_not_judged_leaves_the_older_one_in_view",
        "a_sample_and_a_real_file_of_one_name_are_two_origins",
        "a_line_printed_twice_is_kept_twice",
        "a_plan_does_not_replace_a_report",
        "a_plan_reports_no_month",
        "a_plan_makes_no_mart_newer",
        "what_only_a_later_copy_says_follows_once",
        "a_claim_may_quote_the_newest_figure_that_was_out",
        "units_and_kinds_of_figures_are_not_mixed",
        "a_budget_answers_by_its_name_only",
        "claims_of_one_thing_meet_across_articles_once",
        "a_claim_says_what_it_agrees_with_and_of_which_period",
        "lines_without_account_are_known_by_funding_source",
        "newest_posture_is_taken_whole",
        "positions_of_two_days_stay_apart",
        "a_later_day_stands_before_a_later_receipt",
        "what_a_superseded_version_says_of_another_day_stays",
        "statements_stand_in_the_order_of_their_days",
        "what_two_files_say_differently_is_listed_once",
        "a_scorecard_takes_each_number_from_one_source",
        "a_scorecard_adds_no_units_and_mixes_no_kinds",
        "a_sum_for_the_scorecard_misses_where_a_line_misses",
        "a_series_of_a_region_ends_where_its_area_does",
        "a_position_leads_to_the_cells_of_its_months",
        "counts_of_persons_below_five_are_hidden",
        "one_hidden_count_hides_the_next_smallest",
        "counts_that_their_sum_gives_away_hide_another",
        "a_hidden_count_takes_its_percentage_with_it",
        "a_total_beside_its_districts_is_hidden_with_a_small_district",
        "a_total_hides_nothing_beside_it",
        "a_small_count_stands_in_a_sum_that_does_not_tell_it",
        "small_counts_of_a_registry_are_hidden_with_a_sister",
        "a_person_on_several_rows_counts_once",
        "an_invented_list_stands_back_behind_a_real_one",
        "small_groups_of_persons_are_hidden_together",
        "persons_on_lists_of_other_programmes_are_counted",
        "a_programme_of_few_persons_is_not_named",
        "what_was_restated_tells_no_small_count_of_persons",
        "a_small_count_of_another_office_hides_what_was_restated",
        "a_small_count_reaches_what_other_offices_stated_of_its_days",
        "a_document_without_realisation_is_a_plan",
        "a_late_month_moves_the_months_behind_it",
        "another_name_makes_all_facts_of_an_office_again",
        "an_office_is_known_by_region_and_name",
    }
    assert rules - set(_properties("unit_tests")) == set()


def test_tests_pass_their_inputs_as_arguments() -> None:
    checked = 0
    for name, model in _properties("models").items():
        tests = [*model.get("data_tests", []), *(t for c in model.get("columns", []) for t in c.get("data_tests", []))]
        for test in tests:
            checked += 1
            if isinstance(test, dict):
                assert all(set(body) <= {"arguments", "config"} for body in test.values()), f"{name}: {test}"
    assert checked


def test_funding_words_are_written_as_they_are_compared() -> None:
    with (PROJECT / "seeds" / "funding_source_words.csv").open(newline="") as file:
        words = [row["printed_words"] for row in csv.DictReader(file)]
    assert len(words) > 50
    assert [word for word in words if word != " ".join(word.lower().split())] == []
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_every_fund_that_news_name_is_in_the_vocabulary() -> None:
    with (PROJECT / "seeds" / "funding_source_words.csv").open(newline="") as file:
        words = {row["printed_words"] for row in csv.DictReader(file)}
    named = {name.lower() for _, name in FUNDING_SOURCES}
    assert len(named) > 10
    assert named - words == set()


def test_nothing_is_named_like_a_plugin_of_dbt() -> None:
    files = [path for path in PROJECT.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if path.suffix == ".py"] == []


def test_secrets_have_no_default_and_nothing_calls_home() -> None:
    profile = (PROJECT / "profiles.yml").read_text()
    assert "env_var('LUMBUNG_DBT_PASSWORD')" in profile
    assert yaml.safe_load((PROJECT / "dbt_project.yml").read_text())["flags"]["send_anonymous_usage_stats"] is False
    assert not (PROJECT / "packages.yml").exists()
