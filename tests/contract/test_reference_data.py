"""What the shipped region tables promise, and that real agency tables are understood by them."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from lumbung.reference.regions import (
    ALIAS_FILE,
    LEVELS,
    REFERENCE_DIR,
    SUCCESSOR_FILE,
    VALIDITY_FILE,
    Region,
    read_table,
    regions,
    squash,
)

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
DEPTH = {"province": 1, "regency": 2, "city": 2, "district": 3, "village": 4}


@pytest.fixture(scope="module")
def rows() -> list[Region]:
    found = list(regions())
    assert len(found) > 90_000
    return found


@pytest.fixture(scope="module")
def today(rows: list[Region]) -> dict[str, Region]:
    return {region.code: region for region in rows if region.valid_to is None}


def test_the_whole_country_is_there(today: dict[str, Region]) -> None:
    count = Counter(region.level for region in today.values())
    assert count["nation"] == 1
    assert count["province"] == 38
    assert count["regency"] + count["city"] == 514
    assert count["district"] == 7277
    assert count["village"] == 83763


def test_codes_levels_and_parents_agree(rows: list[Region], today: dict[str, Region]) -> None:
    by_code = {region.code: region for region in rows}
    for region in rows:
        assert region.level in LEVELS
        assert region.name == " ".join(region.name.split())
        assert region.name
        if region.level == "nation":
            continue
        assert re.fullmatch(r"\d\d(\.\d\d){0,2}(\.\d{4})?", region.code), region
        assert region.code.count(".") + 1 == DEPTH[region.level], region
        assert region.parent_code == (region.code.rpartition(".")[0] or "00")
        parent = by_code[region.parent_code]
        assert region.valid_to is not None or parent.code in today
        assert parent.valid_from <= region.valid_from
        assert region.valid_to is None or region.valid_from < region.valid_to


def test_kabupaten_and_kota_stand_in_the_name_and_in_the_code(rows: list[Region]) -> None:
    towns = [region for region in rows if region.level in {"regency", "city"}]
    assert towns
    for region in towns:
        assert region.name.startswith("Kota " if region.level == "city" else "Kabupaten ")
        assert (int(region.code[3:]) >= 71) == (region.level == "city")


def test_names_are_readable(today: dict[str, Region]) -> None:
    names = {code: today[code].name for code in ("31", "34", "52", "19", "21", "73.10", "21.72", "62.71", "31.01")}
    assert names == {
        "31": "DKI Jakarta",
        "34": "DI Yogyakarta",
        "52": "Nusa Tenggara Barat",
        "19": "Kepulauan Bangka Belitung",
        "21": "Kepulauan Riau",
        "73.10": "Kabupaten Pangkajene dan Kepulauan",
        "21.72": "Kota Tanjungpinang",
        "62.71": "Kota Palangka Raya",
        "31.01": "Kabupaten Administrasi Kepulauan Seribu",
    }


def test_every_region_down_to_city_has_its_own_bps_code(today: dict[str, Region]) -> None:
    large = [region for region in today.values() if DEPTH.get(region.level, 9) <= 2]
    assert len(large) == 552
    assert [region.code for region in large if region.code_bps is None] == []
    coded = Counter(region.code_bps for region in today.values() if region.code_bps)
    assert [code for code, times in coded.items() if times > 1] == []
    width = {"province": 2, "regency": 4, "city": 4, "district": 7}
    assert all(len(r.code_bps) == width[r.level] for r in today.values() if r.code_bps)


def test_the_two_code_systems_contradict_each_other_where_known(today: dict[str, Region]) -> None:
    """A join over the wrong system would find another region; so many that code alone can never tell."""
    undotted = {code.replace(".", ""): code for code in today if len(code) == 5}
    lies = [r for r in today.values() if len(r.code) == 5 and undotted.get(r.code_bps or "", r.code) != r.code]
    assert len(lies) > 150


def test_closed_codes_lead_to_the_region_of_today(rows: list[Region], today: dict[str, Region]) -> None:
    closed = [region for region in rows if region.valid_to is not None]
    assert Counter(region.level for region in closed) == {"regency": 25, "city": 1, "district": 269}
    successors = {row["region_code"]: row["successor_code"] for row in read_table(REFERENCE_DIR / SUCCESSOR_FILE)}
    assert successors.keys() == {region.code for region in closed}
    for region in closed:
        successor = today[successors[region.code]]
        assert successor.valid_from == region.valid_to
        assert successor.level == region.level
        assert squash(successor.name) == squash(region.name)


def test_aliases_and_validity_point_to_regions_of_today(today: dict[str, Region]) -> None:
    aliases = read_table(REFERENCE_DIR / ALIAS_FILE)
    validity = read_table(REFERENCE_DIR / VALIDITY_FILE)
    assert aliases
    assert validity
    assert [row["alias"] for row in aliases if row["region_code"] not in today] == []
    assert {row["kind"] for row in aliases} <= {"spelling", "rename", "news", "bps", "abbreviation"}
    keys = Counter(squash(row["alias"]) for row in aliases)
    assert [key for key, times in keys.items() if times > 1] == []
    assert [row["region_code"] for row in validity if row["region_code"] not in today] == []


def test_every_alias_is_needed_and_leads_to_its_region() -> None:
    for row in read_table(REFERENCE_DIR / ALIAS_FILE):
        region = regions().get(row["region_code"])
        assert region is not None
        assert regions().resolve(row["alias"], levels={region.level}).region == region, row


def test_every_regency_and_city_resolves_by_its_own_name(today: dict[str, Region]) -> None:
    towns = [region for region in today.values() if region.level in {"regency", "city"}]
    assert len(towns) == 514
    for region in towns:
        assert regions().resolve(region.name, levels={"regency", "city"}).region == region
        assert (
            regions().resolve(region.name.upper(), levels={"regency", "city"}, parent=region.parent_code).region
            == region
        )


def test_every_district_resolves_below_its_regency(today: dict[str, Region]) -> None:
    districts = [region for region in today.values() if region.level == "district"]
    assert len(districts) == 7277
    for region in districts:
        assert regions().resolve(region.name, levels={"district"}, parent=region.parent_code).region == region


def test_no_name_means_two_provinces_or_two_regions_of_one_kind(today: dict[str, Region]) -> None:
    for level in ("province", "regency", "city"):
        keys = Counter(squash(re.sub("^(Kabupaten|Kota) ", "", r.name)) for r in today.values() if r.level == level)
        assert keys
        assert [key for key, times in keys.items() if times > 1] == []


def test_the_notice_names_origin_and_licence() -> None:
    notice = (REFERENCE_DIR / "NOTICE.md").read_text(encoding="utf-8")
    for part in ("idn-area-data", "Open Database License (ODbL) 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"):
        assert part in notice


def test_every_region_of_real_bps_tables_is_understood() -> None:
    files = sorted((SHARED / "sheets" / "bps").glob("*Kabupaten_Kota*.csv"))
    if not files:
        pytest.skip("no real BPS tables beside the repository (../shared/data/sheets/bps)")
    names = 0
    for file in files:
        province: str | None = None
        with file.open(encoding="utf-8-sig", newline="") as text:
            for row in csv.reader(text):
                name = row[0] if row else ""
                if not name or name == "Nama Wilayah":
                    continue
                names += 1
                if name.isupper():
                    found = regions().resolve(name, levels={"province", "nation"}).region
                    province = found.code if found else None
                else:
                    found = regions().resolve(name, levels={"regency", "city"}, bare_is="regency").region
                    # The table groups its rows by province: a second witness for the name.
                    assert found is None or found.parent_code == province, (file.name, name, found)
                assert found is not None, (file.name, name)
    assert names >= 552


def test_every_code_of_the_real_bridging_table_leads_to_its_region() -> None:
    folder = SHARED / "reference" / "bps_kemendagri"
    if not folder.is_dir():
        pytest.skip("no real bridging table beside the repository (../shared/data/reference)")
    pairs = read_table(folder / "bridging_provinsi.csv") + read_table(folder / "bridging_kabkota.csv")
    assert len(pairs) == 548
    for pair in pairs:
        code = pair["kode_dagri"]
        dotted = code if len(code) == 2 else f"{code[:2]}.{code[2:]}"
        assert regions().by_bps(pair["kode_bps"]) == regions().successor(dotted), pair
