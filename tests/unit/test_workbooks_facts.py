"""Facts from title, file name and header: all places agree, none is guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lumbung.reference.regions import regions
from lumbung.sources.model import FactSpec
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.facts import Surroundings, read_facts


def read(spec: dict[str, Any], **texts: list[str]) -> object:
    return read_facts({"fact": FactSpec.model_validate(spec)}, Surroundings("S", texts), regions())["fact"]


def refused(spec: dict[str, Any], **texts: list[str]) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as refusal:
        read(spec, **texts)
    return refusal.value


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("KAB. LAMPUNG SELATAN", "18.01"),
        ("PEMERINTAH KABUPATEN LAMPUNG SELATAN", "18.01"),
        ("KOTA MATARAM", "52.71"),
        ("DINAS SOSIAL KOTA PALANGKA RAYA TAHUN 2024", "62.71"),
        ("PEMERINTAH KOTA TANJUNGPINANG", "21.72"),
        ("Kab. Tangerang", "36.03"),
        ("Kota Tangerang", "36.71"),
    ],
)
def test_a_region_in_a_title(title: str, code: str) -> None:
    assert read({"from": "title", "find": "region"}, title=["LAPORAN", title]) == code


def test_a_title_without_a_known_region_is_refused_with_what_it_says() -> None:
    refusal = refused({"from": "title", "find": "region"}, title=["KOTA ATLANTIS"])
    assert refusal.rule == "fact_missing"
    assert "'KOTA ATLANTIS'" in refusal.reason


def test_a_region_that_must_be_another_is_refused() -> None:
    refusal = refused({"from": "title", "find": "region", "must_be": "52.71"}, title=["KOTA TANGERANG"])
    assert refusal.rule == "fact_differs"
    assert "52.71" in refusal.reason
    assert "36.71" in refusal.reason


def test_the_month_of_a_file_name_and_no_other() -> None:
    spec = {"from": ["file_name", "title"], "find": "month"}
    assert read(spec, file_name=["lra_maret"], title=["LAPORAN"]) == 3
    assert read(spec, file_name=["lra_maret"], title=["BULAN MARET"]) == 3
    assert refused(spec, file_name=["lra_maret"], title=["BULAN APRIL"]).rule == "fact_conflict"
    assert refused(spec, file_name=["lra"], title=["LAPORAN"]).rule == "fact_missing"


def test_a_pattern_says_which_year_is_meant() -> None:
    spec = {"from": "title", "find": "year", "pattern": r"TAHUN ANGGARAN (\d{4})"}
    assert read(spec, title=["PERDA NOMOR 5 TAHUN 2019", "TAHUN ANGGARAN 2026"]) == 2026


def test_words_are_mapped_and_a_default_stands_for_none() -> None:
    spec = {"from": "title", "pattern": "PERGESERAN", "map": {"pergeseran": "pergeseran"}, "default": "unspecified"}
    assert read(spec, title=["PERGESERAN APBD"]) == "pergeseran"
    assert read(spec, title=["APBD"]) == "unspecified"


def test_a_constant_is_what_it_is() -> None:
    assert read({"value": "month"}) == "month"


def test_of_what_stands_below_the_table_only_the_form_is_shown() -> None:
    missing = refused({"from": "notes", "find": "year"}, notes=["Siti Aminah NIP 5271"])
    assert "It says 'Xxxx Xxxxxx XXX 9999'." in missing.reason
    conflict = refused({"from": "notes", "pattern": "Sumber: (.+)"}, notes=["Sumber: Siti", "Sumber: Aminah"])
    assert conflict.rule == "fact_conflict"
    assert "'Xxxx' (the notes below the table: 'Xxxxxx: Xxxx')" in conflict.reason


def test_an_optional_fact_is_empty_where_nothing_says_it_and_wrong_where_two_places_differ() -> None:
    spec = {"from": ["folder", "title"], "find": "date", "optional": True}
    assert read(spec, folder=["2021"], title=["POSTUR APBD TAHUN 2021"]) is None
    assert read(spec, folder=["2021", "2022-01-15"], title=["POSTUR APBD"]) == date(2022, 1, 15)
    assert refused(spec, folder=["2022-01-15"], title=["PER 31 DESEMBER 2021"]).rule == "fact_conflict"


def test_a_year_is_no_part_of_a_day() -> None:
    spec = {"from": ["folder", "file_name"], "find": "year", "pattern": r"(?<![\d-])\d{4}(?![\d-])"}
    assert read(spec, folder=["2021", "2022-01-15"], file_name=["Kota_Mataram"]) == 2021
