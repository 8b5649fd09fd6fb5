"""SIPD's cash plan, DJPK's postures and Keerom's funding sources: the real files, read again by other means."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, parse_file

RAK = "RAK_Belanja_2.16.2.20.2.21.01.0000_Diskominfo.xlsx"


@pytest.fixture(scope="module")
def catalogue() -> dict[str, SourceSpec]:
    return load_catalogue([SHIPPED_CATALOGUE])


def total(parsed: ParsedFile, measure: str) -> Decimal:
    return sum((v for row in parsed.rows if isinstance(v := row.values[measure], Decimal)), Decimal(0))


def test_the_real_cash_plan(shared_data: Path, catalogue: dict[str, SourceSpec]) -> None:
    path = shared_data / "sheets" / "sipd_lra" / RAK
    parsed = parse_file(path, catalogue["sipd__rak"])
    sheet = load_workbook(path, data_only=True)["RAK Belanja"]
    leaves = {
        f"C{row}": sheet.cell(row, 3).value
        for row in range(4, sheet.max_row + 1)
        if str(sheet.cell(row, 1).value).count(".") == 5 and str(sheet.cell(row, 1).value).startswith("5.")
    }
    assert {row.cells["budget_idr"]: row.values["budget_idr"] for row in parsed.rows} == leaves
    assert len(leaves) == 192
    assert total(parsed, "budget_idr") == 10_810_941_900
    assert parsed.refusals == []
    assert parsed.totals
    assert all(t.stated == t.computed for t in parsed.totals)
    assert {row.values["agency_name"] for row in parsed.rows} == {"Dinas Komunikasi dan Informatika"}
    assert {
        (row.values["budget_stage"], row.values["fiscal_year"], row.values["region_code"]) for row in parsed.rows
    } == {("pergeseran", 2026, "18.01")}
    assert parsed.notes["hidden sheet Sheet7"] == "not read"


def test_the_plan_and_the_realisation_have_the_same_lines(shared_data: Path, catalogue: dict[str, SourceSpec]) -> None:
    folder = shared_data / "sheets" / "sipd_lra"
    codes = [
        {
            (row.values["sub_activity_code"], row.values["account_code"])
            for row in parse_file(folder / name, catalogue[source]).rows
        }
        for name, source in ((RAK, "sipd__rak"), ("lra_maret.xlsx", "sipd__lra"))
    ]
    assert codes[0] == codes[1]
    assert len(codes[0]) == 192


def djpk_files(shared_data: Path) -> list[Path]:
    paths = sorted((shared_data / "sheets" / "djpk").glob("*/*.csv"))
    assert len(paths) == 114
    return paths


def test_every_real_posture_loads_and_each_leaf_is_in_its_file(
    shared_data: Path, catalogue: dict[str, SourceSpec]
) -> None:
    regions: dict[str, set[object]] = {}
    for path in djpk_files(shared_data):
        parsed = parse_file(path, catalogue["djpk__posture"], relative_path=f"{path.parent.name}/{path.name}")
        assert parsed.refusals == [], path
        assert {row.values["fiscal_year"] for row in parsed.rows} == {int(path.parent.name)}
        [region] = {row.values["region_code"] for row in parsed.rows}
        regions.setdefault(path.stem, set()).add(region)
        with path.open(encoding="utf-8-sig", newline="") as data:
            printed = list(csv.reader(data))
        for row in parsed.rows:
            cells = printed[row.row - 1]
            for at, measure in ((1, "budget_idr"), (2, "realised_to_date_idr")):
                text = cells[at].removesuffix(" M")
                if path.parent.name != "2021":
                    text = text.replace(".", "").replace(",", ".")
                assert row.values[measure] == (Decimal(text) * 10**9 if text else None), (path, row.row)
        paths = [row.values["account_path"] for row in parsed.rows]
        assert len(paths) == len(set(paths)), path
    assert len(regions) == 38
    assert all(len(codes) == 1 for codes in regions.values())
    assert regions["Batu"] == {"35.79"}
    assert regions["Blitar"] == {"35.05"}
    assert regions["Kota_Blitar"] == {"35.72"}


def test_leaves_add_up_to_the_posture_s_own_totals(shared_data: Path, catalogue: dict[str, SourceSpec]) -> None:
    """Income and spending add up in every file; the portal's own financing lines of 2022 and 2023 do not always."""
    wrong: dict[str, set[str]] = {}
    for path in djpk_files(shared_data):
        parsed = parse_file(path, catalogue["djpk__posture"], relative_path=f"{path.parent.name}/{path.name}")
        assert {"Pendapatan Daerah", "Belanja Daerah"} <= {t.label for t in parsed.totals}
        for t in parsed.totals:
            if abs(t.stated - t.computed) > t.tolerance:
                wrong.setdefault(f"{t.check} {t.label}", set()).add(f"{path.parent.name}/{path.stem}")
    # One export prints every percentage a hundredfold.
    assert wrong.pop("ratio ") == {"2021/Kota_Kediri"}
    assert set(wrong) == {
        "cross_level Pembiayaan Daerah",
        "cross_level Penerimaan Pembiayaan Daerah",
        "cross_level Pengeluaran Pembiayaan Daerah",
    }


def test_the_same_account_has_one_path_in_all_exports(shared_data: Path, catalogue: dict[str, SourceSpec]) -> None:
    folder = shared_data / "sheets" / "djpk"
    found = [
        {
            row.values["account_path"]
            for row in parse_file(
                folder / year / "Surabaya.csv", catalogue["djpk__posture"], relative_path=f"{year}/Surabaya.csv"
            ).rows
        }
        for year in ("2021", "2022", "2023")
    ]
    for paths in found:
        assert {"Belanja Daerah > Belanja Pegawai", "Belanja Daerah > Belanja Modal"} <= paths


def test_the_real_funding_sources_of_keerom(shared_data: Path, catalogue: dict[str, SourceSpec]) -> None:
    [path] = (shared_data / "sheets" / "keerom").glob("*.xlsx")
    parsed = parse_file(path, catalogue["keerom__funding"])
    sheet = load_workbook(path, data_only=True).active
    expected = {}
    agency = None
    for row in range(8, sheet.max_row + 1):
        if sheet.cell(row, 3).value and str(sheet.cell(row, 3).value).strip(". ").isdigit():
            agency = " ".join(str(sheet.cell(row, 4).value).split())
        for column, year in ((7, 2020), (8, 2021)):
            value = sheet.cell(row, column).value
            if value is not None and sheet.cell(row, 6).value:
                expected[f"{'GH'[column - 7]}{row}"] = (agency, year, Decimal(str(value)))
    found = {
        r.cells["realised_idr"]: (r.values["agency_name"], r.values["fiscal_year"], r.values["realised_idr"])
        for r in parsed.rows
    }
    assert found == expected
    assert len(found) > 500
    # One line has no unit: it is refused, in both of its years, and nothing else is.
    assert {(r.rule, r.cell) for r in parsed.refusals} == {("unknown_unit", "F40")}
    assert {row.values["region_code"] for row in parsed.rows} == {"91.11"}
