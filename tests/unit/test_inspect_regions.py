"""Regions are decided by all rows: names, codes of two systems, and both beside each other."""

from __future__ import annotations

import pytest

from lumbung.reference.regions import regions
from lumbung.workbooks.inspection.regions_seen import RegionReading, read_codes, read_districts, read_names


def codes_of(reading: RegionReading) -> list[str | None]:
    return [region.code if region else None for region in reading.found]


def test_provinces_are_not_taken_for_cities_of_their_name() -> None:
    reading = read_names(["JAMBI", "BENGKULU", "GORONTALO", "RIAU"], column="Provinsi")
    assert codes_of(reading) == ["15", "17", "75", "14"]


def test_a_bare_name_is_the_regency_where_cities_say_that_they_are_cities() -> None:
    reading = read_names(["Tegal", "Magelang", "Kota Tegal", "Kota Magelang"], column="Kabupaten/Kota")
    assert reading.spec["bare"] == "regency"
    assert codes_of(reading) == ["33.28", "33.08", "33.76", "33.71"]


def test_a_bare_name_of_both_is_asked_about() -> None:
    assert read_names(["Tegal", "Magelang"], column="Kabupaten/Kota").questions


def test_the_title_of_the_column_says_what_bare_names_are() -> None:
    assert codes_of(read_names(["Tegal", "Magelang", "Pekalongan"], column="Kota")) == ["33.76", "33.71", "33.75"]


@pytest.mark.parametrize("beside", [[], ["Kota Jambi"]])
def test_a_name_that_is_a_city_and_a_province_is_asked_about(beside: list[str]) -> None:
    reading = read_names(["Kerinci", "Batang Hari", *beside, "Jambi"], column="Kabupaten/Kota")
    assert reading.questions
    assert "Jambi" in reading.questions[0]


def test_a_province_may_stand_below_its_regencies() -> None:
    names = ["Tegal", "Magelang", "Kota Tegal", "Kota Magelang", "Jawa Tengah"]
    assert codes_of(read_names(names, column="Kabupaten/Kota")) == ["33.28", "33.08", "33.76", "33.71", "33"]


def test_capitals_tell_provinces_among_regencies() -> None:
    reading = read_names(["NUSA TENGGARA BARAT", "Bima", "Kota Bima"], column="Nama Wilayah")
    assert reading.spec["uppercase"] == "province"
    assert codes_of(reading) == ["52", "52.06", "52.72"]


def test_rows_outside_the_province_of_the_title_are_asked_about() -> None:
    assert read_names(["Kabupaten Cilacap", "Kabupaten Garut"], parent="33", column="Kabupaten").questions


def test_codes_that_are_valid_in_both_systems_are_asked_about() -> None:
    reading = read_codes(["1103", "1104"], None, [])
    assert "both systems" in reading.questions[0]


def test_names_decide_between_two_systems() -> None:
    labels = ["ACEH SELATAN", "ACEH TENGGARA"]
    names = read_names(labels, column="nama_kabupaten_kota").found
    as_bps = read_codes(["1103", "1104"], names, labels)
    as_kemendagri = read_codes(["11.01", "11.02"], names, labels)
    assert (as_bps.spec["system"], as_kemendagri.spec["system"]) == ("bps", "kemendagri")
    assert codes_of(as_bps) == codes_of(as_kemendagri) == ["11.01", "11.02"]


def test_one_row_that_disagrees_leaves_no_system() -> None:
    labels = ["ACEH SELATAN", "ACEH TENGGARA", "SIMEULUE"]
    names = read_names(labels, column="nama_kabupaten_kota").found
    assert read_codes(["1103", "1104", "1109"], names, labels).questions


def test_codes_of_one_system_only_need_no_names() -> None:
    only_bps = next(
        region.code_bps
        for region in regions()
        if region.code_bps
        and len(region.code) == 5
        and region.valid_to is None
        and regions().get(f"{region.code_bps[:2]}.{region.code_bps[2:4]}") is None
    )
    assert read_codes([only_bps], None, []).spec["system"] == "bps"


def test_districts_are_looked_for_below_one_region_only() -> None:
    assert codes_of(read_districts(["Mojoroto", "Pesantren"], "35.71", "district")) == ["35.71.01", "35.71.03"]
    assert read_districts(["Mojoroto", "Lumbir"], "35.71", "district").questions
