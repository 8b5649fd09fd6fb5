"""How a printed name or code becomes a region: the rules, on a small country made here and on the shipped tables."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from lumbung.reference import rebuild
from lumbung.reference.regions import Regions, regions, squash, unnumbered

SPLIT = date(2022, 7, 25)


def resolved(name: str, **options: object) -> str | None:
    options.setdefault("levels", {"regency", "city"})
    region = regions().resolve(name, **options).region  # type: ignore[arg-type]
    return region.code if region else None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kota Mataram", "52.71"),
        ("KOTA TANJUNG PINANG", "21.72"),
        ("Tanjungpinang", "21.72"),
        ("Kota Palangkaraya", "62.71"),
        ("S I A K", "14.08"),
        ("KAB.  PELALAWAN", "14.05"),
        ("KAB.PELALAWAN", "14.05"),
        ("Kabupaten Lampung Selatan", "18.01"),
        ("KAB. ADM. KEP. SERIBU", "31.01"),
        ("Kota Adm. Jakarta Pusat", "31.71"),
        ("Kota Jakarta Selatan", "31.74"),
        ("Karang Asem", "51.07"),
        ("Kota Baru", "63.02"),
        ("Kota Kotamobagu", "71.74"),
        ("Pangkajene Dan Kepulauan", "73.10"),
        ("Pangkajene & Kepulauan", "73.10"),
        ("Pemkot Jambi", "15.71"),
        ("Toba Samosir", "12.12"),
        ("Mamuju Utara", "76.01"),
        ("Maluku Tenggara Barat", "81.03"),
        ("PPU", "64.09"),
        ("Kota Ledre", "35.22"),
    ],
)
def test_one_region_behind_many_spellings(name: str, code: str) -> None:
    assert resolved(name) == code


def test_a_bare_name_of_two_regions_needs_to_be_told_which() -> None:
    undecided = regions().resolve("Bandung", levels={"regency", "city"})
    assert undecided.region is None
    assert {region.code for region in undecided.candidates} == {"32.04", "32.73"}
    assert undecided.reason is not None
    assert "2 regions" in undecided.reason
    assert resolved("Bandung", bare_is="regency") == "32.04"
    assert resolved("Bandung", bare_is="city") == "32.73"
    assert resolved("Kota Bandung", bare_is="regency") == "32.73"


def test_bare_pontianak_of_a_bps_table_is_the_regency_now_called_mempawah() -> None:
    assert resolved("Pontianak", bare_is="regency") == "61.02"
    assert resolved("Kabupaten Pontianak") == "61.02"
    assert resolved("Kota Pontianak", bare_is="regency") == "61.71"
    assert resolved("Pontianak") is None


@pytest.mark.parametrize(
    ("name", "levels", "code"),
    [
        ("GORONTALO", {"province"}, "75"),
        ("Gorontalo", {"regency"}, "75.01"),
        ("JAMBI", {"province"}, "15"),
        ("Jambi", {"city"}, "15.71"),
        ("D I YOGYAKARTA", {"province"}, "34"),
        ("KEP. BANGKA BELITUNG", {"province"}, "19"),
        ("NTB", {"province"}, "52"),
        ("INDONESIA", {"nation", "province"}, "00"),
    ],
)
def test_levels_decide_between_a_province_and_a_regency_of_one_name(name: str, levels: set[str], code: str) -> None:
    assert resolved(name, levels=levels) == code


def test_a_stated_kind_is_never_overridden() -> None:
    answer = regions().resolve("Kota Solok", levels={"regency"})
    assert answer.region is None
    assert "city Kota Solok (13.72)" in (answer.reason or "")


def test_an_unknown_name_gives_a_reason_and_no_guess() -> None:
    answer = regions().resolve("Lampng Selatan", levels={"regency", "city"})
    assert answer.region is None
    assert answer.candidates == []
    assert "Kabupaten Lampung Selatan" in (answer.reason or "")
    assert regions().resolve(" ", levels={"city"}).reason == "no region name is given"


def test_a_district_is_found_only_below_its_parent() -> None:
    assert resolved("Karanganyar", levels={"district"}) is None
    assert resolved("Karanganyar", levels={"district"}, parent="33.13") == "33.13.09"
    assert resolved("Kec. Sekarbela", levels={"district"}, parent="52.71") == "52.71.04"
    assert resolved("Sekarbela", levels={"district"}, parent="15.71") is None


def test_kota_may_belong_to_the_name_of_a_district() -> None:
    assert resolved("Kota Agung", levels={"district"}, parent="18.06") == "18.06.01"


def test_an_unknown_parent_or_level_is_said() -> None:
    assert "99" in (regions().resolve("Jambi", levels={"city"}, parent="99").reason or "")
    with pytest.raises(ValueError, match="kecamatan"):
        regions().resolve("Jambi", levels={"kecamatan"})


def test_a_moved_regency_resolves_to_the_code_of_today_unless_a_day_is_given() -> None:
    assert resolved("Merauke") == "93.01"
    assert resolved("Merauke", parent="91") == "93.01"
    assert resolved("Merauke", on=date(2022, 7, 24)) == "91.01"
    assert resolved("Merauke", on=SPLIT) == "93.01"
    old = regions().get("91.01")
    assert old is not None
    assert old.valid_to == SPLIT
    successor = regions().successor("91.01")
    assert successor is not None
    assert successor.code == "93.01"


@pytest.mark.parametrize(
    ("code_bps", "code"),
    [
        ("1571", "15.71"),
        ("1801", "18.04"),
        ("1403", "14.04"),
        ("5271020", "52.71.02"),
        ("1100", "11"),
        ("9400", "91"),
        ("9100", "92"),
        ("0000", "00"),
        ("1000", "00"),
        ("9501", "93.01"),
        ("9401", "93.01"),
        ("9201", "96.03"),
    ],
)
def test_bps_codes_lead_to_their_own_region(code_bps: str, code: str) -> None:
    region = regions().by_bps(code_bps)
    assert region is not None
    assert region.code == code


def test_a_bps_code_of_a_past_day_leads_to_the_code_of_that_day() -> None:
    region = regions().by_bps("9401", on=date(2020, 1, 1))
    assert region is not None
    assert region.code == "91.01"
    assert regions().by_bps("9501", on=date(2020, 1, 1)) is None
    assert regions().by_bps("1999") is None


def test_children_are_those_of_today_and_of_a_closed_code_its_own() -> None:
    assert len(regions().children("00")) == 38
    assert [r.code for r in regions().children("52.71")][:2] == ["52.71.01", "52.71.02"]
    old = regions().children("91.01")
    assert old
    assert all(region.valid_to == SPLIT for region in old)
    assert regions().children("99") == []


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        ("Ternate Selatan", "82.71", "82.71.02"),
        ("Kecamatan Ternate Utara", "82.71", "82.71.03"),
        ("Agung Barat", "18.06", "18.06.18"),
        ("Sumenep", "35.29", None),  # may as well be the regency, below its districts
        ("Ternate Selatan", "82", None),
    ],
)
def test_a_district_may_be_printed_without_the_kota_of_its_name(name: str, parent: str, code: str | None) -> None:
    found = regions().resolve(name, levels=["district", "village"], parent=parent)
    assert (found.region and found.region.code) == code


def test_squash_makes_one_key_of_spellings() -> None:
    assert squash("Tanjung Pinang") == squash("TANJUNGPINANG") == "tanjungpinang"
    assert squash("Kep. Riau") == squash("Kepulauan Riau")
    assert squash("Keper") == "keper"
    assert squash("Fak-Fak") == squash("Fakfak")


def test_a_doubled_code_or_a_stray_alias_is_refused() -> None:
    row = ["11", "11", "Aceh", "province", "", "1900-01-01", ""]
    with pytest.raises(ValueError, match="11 stands twice"):
        Regions([row, row])
    with pytest.raises(ValueError, match="'X' points to 12"):
        Regions([row], aliases=[("X", "12")])


PACKAGE = {
    "provinces": [{"code": "91", "name": "PAPUA"}, {"code": "93", "name": "PAPUA SELATAN"}],
    "regencies": [
        {"code": "91.71", "province_code": "91", "name": "KOTA JAYAPURA"},
        {"code": "93.01", "province_code": "93", "name": "KABUPATEN MERAUKE"},
    ],
    "districts": [
        {"code": "91.71.01", "regency_code": "91.71", "name": "Jayapura  Utara"},
        {"code": "93.01.01", "regency_code": "93.01", "name": "Merauke"},
    ],
    "villages": [{"code": "93.01.01.1001", "district_code": "93.01.01", "name": "Kelapa Lima II"}],
}
VALIDITY = {"93": rebuild.Validity(SPLIT, "91")}
CROSSWALK = [
    rebuild.BridgingRow("94", "PAPUA", "91", "PAPUA"),
    rebuild.BridgingRow("9471", "JAYAPURA", "91.71", "KOTA JAYAPURA"),
    rebuild.BridgingRow("9401", "MERAUKE", "91.01", "KAB. MERAUKE"),
    rebuild.BridgingRow("9471040", "HERAM", "91.71.01", "HERAM"),
    rebuild.BridgingRow("9401050", "MERAUKE", "91.01.01", "MERAUKE"),
]


def built() -> rebuild.Tables:
    return rebuild.build(PACKAGE, validity=VALIDITY, bps_of_today={"93.01": "9501"}, crosswalk=CROSSWALK)


def test_rebuild_closes_moved_codes_and_keeps_only_provable_bps_codes() -> None:
    tables = built()
    by_code = {region.code: region for region in tables.regions}
    assert tables.successors == {"91.01": "93.01", "91.01.01": "93.01.01"}
    assert (by_code["91.01"].code_bps, by_code["91.01"].valid_to) == ("9401", SPLIT)
    assert (by_code["93.01"].code_bps, by_code["93.01"].valid_from) == ("9501", SPLIT)
    assert by_code["93.01.01.1001"].valid_from == SPLIT
    assert by_code["91.71"].code_bps == "9471"
    assert by_code["91.71"].valid_from == rebuild.SINCE_BEFORE_RECORDS
    # Another name under the same code is no proof.
    assert by_code["91.71.01"].code_bps is None
    assert by_code["91.71.01"].name == "Jayapura Utara"


def test_rebuild_without_a_crosswalk_carries_over_what_is_shipped() -> None:
    tables = built()
    rows = [line.split(",") for line in gzip.decompress(rebuild.region_bytes(tables.regions)).decode().splitlines()[1:]]
    again = rebuild.build(
        PACKAGE,
        validity=VALIDITY,
        bps_of_today={"93.01": "9501"},
        shipped=Regions(rows),
        shipped_successors=tables.successors,
    )
    assert again == tables
    assert rebuild.region_bytes(again.regions) == rebuild.region_bytes(tables.regions)


def test_rebuild_says_what_changed() -> None:
    old = built().regions
    renamed = {**PACKAGE, "districts": [{**PACKAGE["districts"][0], "name": "Heram"}, PACKAGE["districts"][1]]}
    new = rebuild.build(renamed, validity=VALIDITY, bps_of_today={}, crosswalk=CROSSWALK).regions
    changes = rebuild.compare(old, new)
    assert (changes.added, changes.removed, changes.reparented) == ([], [], [])
    assert [(a.name, b.name) for a, b in changes.renamed] == [("Jayapura Utara", "Heram")]
    assert [a.code for a, _ in changes.restated] == ["91.71.01", "93.01"]


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("regencies", {"code": "91.02", "province_code": "91", "name": "SARMI"}, "neither KABUPATEN nor KOTA"),
        ("districts", {"code": "91.99.01", "regency_code": "91.99", "name": "X"}, "91.99, which it does not list"),
        ("villages", PACKAGE["villages"][0], "twice"),
    ],
)
def test_rebuild_refuses_a_package_that_contradicts_itself(table: str, row: dict[str, str], said: str) -> None:
    package = {**PACKAGE, table: [*PACKAGE[table], row]}
    with pytest.raises(rebuild.RebuildError, match=said):
        rebuild.build(package, validity=VALIDITY, bps_of_today={}, crosswalk=CROSSWALK)


def test_rebuild_names_what_is_wrong_with_its_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rebuild.main(["--package", str(tmp_path)]) == 2
    assert "provinces.csv: not found" in capsys.readouterr().err
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "provinces.csv").write_text("kode,name\n11,ACEH\n", encoding="utf-8")
    assert rebuild.main(["--package", str(tmp_path)]) == 2
    assert "no rows with a column code" in capsys.readouterr().err
    not_an_archive = tmp_path / "package.tgz"
    not_an_archive.write_bytes(b"nothing")
    assert rebuild.main(["--package", str(not_an_archive)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "cannot read idn-area-data" in error


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("KABUPATEN PANGKAJENE DAN KEPULAUAN", "Kabupaten Pangkajene dan Kepulauan"),
        ("DKI JAKARTA", "DKI Jakarta"),
        ("KAMPUNG  XIV", "Kampung XIV"),
        ("TOJO UNA-UNA", "Tojo Una-Una"),
    ],
)
def test_upper_case_names_become_readable(printed: str, name: str) -> None:
    assert rebuild.readable(printed) == name


def test_the_number_of_a_list_is_no_part_of_a_name_and_a_number_alone_stays() -> None:
    assert [unnumbered(name) for name in ("3. Solok", "12) Agam", "2. X Koto", "2 X 11", "33.76.01", "9 Ilir")] == [
        "Solok",
        "Agam",
        "X Koto",
        "2 X 11",
        "33.76.01",
        "9 Ilir",
    ]
