"""The questions of the five cities and of the TKPK, asked of the samples: what dbt_project/analyses answers.

Every query runs as an analyst runs it: `lumbung query --file`. The figures are those of the shipped samples.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT
from tests.night import Nights, lumbung

ANALYSES = PROJECT / "dbt_project" / "analyses"

Row = dict[str, Any]


@cache
def _ask(home: Path, name: str) -> list[Row]:
    answer = lumbung(home, "query", "--file", str(ANALYSES / f"{name}.sql"), "--format", "json")
    assert answer.returncode == 0, answer.stderr
    rows: list[Row] = json.loads(answer.stdout)
    assert rows, f"{name} answers nothing"
    return rows


def _pick(rows: list[Row], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_every_question_is_documented_in_both_languages() -> None:
    documented = yaml.safe_load((ANALYSES / "_analyses.yml").read_text())["analyses"]
    assert {entry["name"] for entry in documented} == {path.stem for path in ANALYSES.glob("*.sql")}
    for entry in documented:
        assert entry["description"].endswith("?")
        assert entry["config"]["meta"]["description_id"].endswith("?")
        assert (ANALYSES / f"{entry['name']}.sql").read_text().startswith("-- "), "a query says what it counts"


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in ANALYSES.glob("*.sql") if path.stem != "data_status_tile")
)
def test_every_row_of_every_answer_has_its_addresses(nights: Nights, name: str) -> None:
    for row in _ask(nights.home, name):
        addresses = [value for column, value in row.items() if column.endswith("source_refs")]
        assert addresses
        assert all(address and "#" in address for address in addresses), row


def test_tanjungpinang_how_many_of_the_covered_were_trained_by_agency(nights: Nights) -> None:
    rows = _ask(nights.home, "tanjungpinang_trained_of_covered")
    assert {row["beneficiary_unit"] for row in rows} == {"pelaku_usaha"}
    assert _pick(rows, "agency_name", "trained_target_count", "trained_count", "trained_of_covered_pct") == [
        ("Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Pemberdayaan Masyarakat", 100, 100, 0.89),
        ("Dinas Perdagangan dan Perindustrian", 300, 310, 2.77),
        ("Dinas Sosial", 200, 205, 1.83),
        ("Dinas Tenaga Kerja, Koperasi dan Usaha Mikro", 400, 385, 3.45),
        ("All agencies", 1000, 1000, 8.95),
    ]
    assert set(_pick(rows, "covered_target_count", "covered_count")) == {(12000, 11175)}
    assert rows[1]["trained_source_refs"] == "capaian_padat_karya_2021.xlsx#Padat Karya 2021!H12"


def test_tangerang_reach_by_programme_and_unit(nights: Nights) -> None:
    rows = _ask(nights.home, "tangerang_reach_by_programme")
    by_program = [row for row in rows if row["program_name"]]
    assert set(_pick(by_program, "program_name", "measure", "beneficiary_unit", "reached_count")) == {
        ("Tangerang BISA", "recipient", "kelompok", 4325),
        ("Tangerang Emas", "recipient", "kelompok", 3200),
        ("Balai Latihan Kerja Kelurahan", "participant", "orang", 11380),
        ("Job Fair Virtual", "vacancy", "lowongan", 13194),
        ("Job Fair Virtual", "partner_company", "perusahaan", 157),
        ("Pekarangan Pangan Produktif", "recipient", "kelompok", 44),
        ("Pekarangan Pangan Produktif", "item", "bibit", 484118),
    }
    by_agency = [row for row in rows if not row["program_name"]]
    capital = [row for row in by_agency if row["agency_name"].startswith("Dinas Koperasi")]
    assert _pick(capital, "beneficiary_unit", "reached_count", "figures") == [("kelompok", 7525, 2)]
    # The groups of two agencies, and vacancies and companies of one, are nowhere added.
    assert not {7569, 13351} & {row["reached_count"] for row in rows}


def test_mataram_families_in_extreme_poverty_and_the_distance_to_zero(nights: Nights) -> None:
    rows = _ask(nights.home, "mataram_extreme_poverty_families")
    assert _pick(rows, "origin", "period_end", "unit", "families", "change", "distance_to_zero", "fall_pct") == [
        ("press", None, "KK", 22244, None, 22244, None),
        ("press", "2024-12-31", "KK", 19000, -3244, 19000, 14.58),
    ]


def test_mataram_money_by_funding_source_budgeted_and_realised(nights: Nights) -> None:
    rows = _ask(nights.home, "mataram_extreme_poverty_money")
    press = [row for row in rows if row["origin"] == "press"]
    assert sorted(_pick(press, "budget_idr", "realised_to_date_idr")) == [
        (4_500_000_000, None),
        (5_900_000_000, None),
        (10_400_000_000, None),
    ]
    [apbd] = [row for row in press if row["funding_source"] == "apbd"]
    assert apbd["budget_idr"] == 4_500_000_000
    official = [row for row in rows if row["origin"] == "official sipd__lra"]
    assert _pick(official, "funding_source", "agency_name", "period_month", "budget_idr", "realised_to_date_idr") == [
        ("unspecified", None, 3, 10_400_000_000, 2_079_176_000),
        ("unspecified", "Dinas Sosial", 3, 5_900_000_000, 1_238_350_000),
        ("unspecified", "Dinas Koperasi, Usaha Kecil dan Menengah", 3, 4_500_000_000, 840_826_000),
    ]
    assert [row["absorption_pct"] for row in official] == [19.99, 20.99, 18.69]
    # The cell of the budget of a line, and those of the months that its position is made of.
    assert {f"lra_{month}.xlsx#Sheet1!G47" for month in ("januari", "februari", "maret")} | {
        "lra_maret.xlsx#Sheet1!F47"
    } <= set(official[1]["source_refs"].split(", "))
    assert len(rows) == len(press) + len(official)


def test_palangka_raya_participants_by_kecamatan_and_dates(nights: Nights) -> None:
    rows = _ask(nights.home, "palangka_raya_course_participants")
    weaving = [row for row in rows if "rotan" in row["course"]]
    columns = ("kecamatan", "kecamatan_code", "period_start", "period_end", "beneficiary_unit", "reached_count")
    assert _pick(weaving, *columns) == [
        ("Bukit Batu", "62.71.02", "2020-08-24", "2020-08-28", "orang", 18),
        ("Rakumpit", "62.71.05", "2020-08-24", "2020-08-28", "orang", 12),
    ]
    others = [row for row in rows if row not in weaving]
    assert _pick(others, "kecamatan", "period_start", "reached_count") == [
        (None, "2020-09-07", 24),
        (None, "2020-09-28", 20),
        (None, "2020-10-19", 36),
    ]


def test_kota_jambi_poverty_in_persons_and_percent(nights: Nights) -> None:
    rows = _ask(nights.home, "kota_jambi_poverty")
    assert _pick(rows, "indicator_code", "origin", "period_end", "unit", "value") == [
        ("P0", "official estimate", "2020-12-31", "persen", 8.27),
        ("P0", "official estimate", "2021-12-31", "persen", 9.02),
        ("P0", "press", "2022-12-31", "persen", 9.02),
        ("extreme_poor_pct", "press", "2022-12-31", "persen", 1.08),
        ("extreme_poor_persons", "press", "2022-12-31", "jiwa", 6562),
    ]


def test_kota_jambi_families_that_left_pkh(nights: Nights) -> None:
    rows = _ask(nights.home, "kota_jambi_pkh_graduations")
    assert len(rows) == 11 + 1
    assert _pick(rows[-1:], "kecamatan", "beneficiary_unit", "target_count", "graduated_count", "reach_pct") == [
        ("All kecamatan", "KPM", 260, 292, 112.31)
    ]
    assert ("Kecamatan Jambi Timur", 41) in _pick(rows, "kecamatan", "graduated_count")


def test_kota_jambi_money_per_kelurahan(nights: Nights) -> None:
    rows = _ask(nights.home, "kota_jambi_money_per_kelurahan")
    assert _pick(rows, "idr_per_kelurahan", "kelurahan_count", "implied_idr", "period_end") == [
        (100_000_000, 68, 6_800_000_000, "2022-12-31")
    ]


def test_kota_jambi_insured_workers_against_the_count_of_kelurahan(nights: Nights) -> None:
    rows = _ask(nights.home, "kota_jambi_insured_per_kelurahan")
    columns = ("kecamatan", "kecamatan_code", "insured_count", "kelurahan_count", "insured_per_kelurahan")
    assert len(rows) == 11 + 1
    assert ("Kecamatan Jambi Timur", "15.71.03", 428, 9, 47.56) in _pick(rows, *columns)
    assert ("Kecamatan Kotabaru", "15.71.07", 246, 7, 35.14) in _pick(rows, *columns)  # written Kota Baru elsewhere
    assert _pick(rows[-1:], *columns) == [("All kecamatan", None, 2962, 68, 43.56)]


def test_tkpk_an_indicator_against_province_nation_and_sister_regions(nights: Nights) -> None:
    rows = _ask(nights.home, "tkpk_indicator_position")
    p0 = {
        (row["region_code"], row["period_id"]): row
        for row in rows
        if (row["indicator_code"], row["publisher"]) == ("P0", "BPS")
    }
    columns = ("value", "rank_in_province", "regions_compared", "province_value", "against_province", "change")
    assert _pick([p0["52.71", "2021-annual"]], *columns) == [(8.65, 1, 3, 14.14, -5.49, 0.18)]
    assert _pick([p0["15.71", "2021-annual"]], *columns) == [(9.02, 2, 2, 8.09, 0.93, 0.75)]
    # The nation's P0 of the samples is of March 2019: it is no counterpart of a year's figure.
    assert p0["15.71", "2021-annual"]["nation_value"] is None
    assert p0["15.71", "2021-annual"]["source_refs"].count("#") == 2
    keys = _pick(rows, "region_code", "indicator_code", "area", "period_id", "publisher", "kind", "unit")
    assert len(keys) == len(set(keys))


def test_tkpk_poverty_spending_by_urusan_agency_and_funding_source(nights: Nights) -> None:
    rows = _ask(nights.home, "tkpk_poverty_spending")
    columns = (
        "function_code",
        "funding_source",
        "period_month",
        "budget_idr",
        "realised_to_date_idr",
        "absorption_pct",
    )
    mataram = [row for row in rows if row["region_code"] == "52.71"]
    assert _pick(mataram, *columns) == [  # the newest month only, and no plan
        ("1.06", "unspecified", 3, 7_367_500_000, 1_575_103_000, 21.38),
        ("2.17", "unspecified", 3, 4_698_000_000, 883_156_000, 18.8),
    ]
    keerom = [row for row in rows if row["region_code"] == "91.11" and row["fiscal_year"] == 2023]
    social = [row for row in keerom if row["agency_name"] == "Dinas Sosial"]
    assert _pick(social, "function_is_printed", "funding_source", "budget_idr", "realised_to_date_idr") == [
        (False, "dau", None, 1_369_500_400),
        (False, "insentif_fiskal", None, 930_400_100),
    ]
    assert {row["agency_name"] for row in keerom} == {"Dinas Sosial", "Dinas Koperasi dan UKM"}


def test_tkpk_reach_is_held_against_the_poor_only_in_one_unit(nights: Nights) -> None:
    rows = _ask(nights.home, "tkpk_reach_against_poor")
    columns = ("beneficiary_unit", "reached_count", "base", "base_origin", "base_value", "reached_of_base_pct")
    with_base = [row for row in rows if row["base"]]
    assert set(_pick(with_base, *columns)) == {
        ("orang", 2962, "extreme_poor_persons", "press", 6562, 45.14),
        ("orang", 338, "extreme_poor_persons", "press", 6562, 5.15),
        ("KK", 16750, "extreme_poor_households", "press", 19000, 88.16),
    }
    families = next(row for row in rows if row["beneficiary_unit"] == "KK")
    assert families["reached_from_registry"] == 16750
    without = [row for row in rows if not row["base"]]
    assert len(without) > 8
    assert all(row["reached_of_base_pct"] is None and row["why"] for row in without)
    assert ("KPM", "KPM are neither persons nor families") in _pick(without, "beneficiary_unit", "why")


def test_tkpk_gaps_between_press_and_official_figures(nights: Nights) -> None:
    rows = _ask(nights.home, "tkpk_reconciliation_gaps")
    assert "agrees" not in {row["status"] for row in rows}
    claims = _pick(rows, "region_code", "subject", "status", "left_value", "right_value")
    assert ("15.71", "extreme_poor_persons", "no_official_figure", 6562, None) in claims
    assert not any((row["region_code"], row["subject"]) == ("15.71", "graduate") for row in rows)


def test_tkpk_a_region_on_one_page(nights: Nights) -> None:
    rows = _ask(nights.home, "tkpk_region_scorecard")
    assert {(row["region_code"], row["year"]) for row in rows} == {("52.71", 2024)}
    card = {row["measure"]: row for row in rows}
    assert {measure: row["value"] for measure, row in card.items()} == {
        "budget_idr": 12_065_500_000,
        "realised_to_date_idr": 2_458_259_000,
        "absorption_pct": 20.37,
        "reached_recipients_households_kk": 16_750,
        "reached_participants_persons": 1_054,
        "news_figures_count": 10,
    }
    # A position is made of the cells of all its months, a budget of those of its month.
    budget, realised = (card[measure]["source_refs"] for measure in ("budget_idr", "realised_to_date_idr"))
    assert {ref.split("#")[0] for ref in budget.split(", ")} == {"lra_maret.xlsx"}
    months = {"lra_januari.xlsx", "lra_februari.xlsx", "lra_maret.xlsx"}
    assert {ref.split("#")[0] for ref in realised.split(", ")} == months
    assert set(card["absorption_pct"]["source_refs"].split(", ")) == {*budget.split(", "), *realised.split(", ")}


def test_tkpk_what_a_newer_file_says_otherwise(nights: Nights) -> None:
    rows = _ask(nights.home, "tkpk_restatements")
    columns = ("region_code", "measure", "period", "kind", "older_value", "newer_value", "change", "change_pct")
    assert _pick(rows, *columns) == [
        ("33.18", "value", "2018-annual", "changed", 116900, 123500, 6600, 5.65),
        ("33.18", "value", "2019-annual", "changed", 119300, 119100, -200, -0.17),
    ]
    assert rows[0]["source_refs"].endswith(", pati_kemiskinan_2017_2019.xlsx#Data 1!C3")


def test_the_tile_says_how_fresh_the_marts_are(nights: Nights) -> None:
    [tile] = _ask(nights.home, "data_status_tile")
    # A view on the marts has no state of its own.
    assert tile["marts"] == len(set(nights.after_first) - {"data_status", "bridge_report_source"})
    assert tile["has_samples"] is True
    assert tile["published_at"].endswith(" WIB")
    assert tile["state"] in {"fresh", "stale"}
    assert (tile["state"] == "stale") == (tile["marts_not_fresh"] > 0) == (tile["carried_forward_sources"] is not None)
