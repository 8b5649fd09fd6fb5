"""The SIPD budget realisation, in the layout of the real export: a slice made here, and the real files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_source
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, SourceChanged, WorkbookRefused, parse_file, rows_as_records

URAIAN = "Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan"
OPD = "1.06.0.00.0.00.01.0000"
SUB = "1.06.01.2.01.0001"

Amount = float | str
Line = tuple[str, str, str, str, str, Amount, Amount, Amount, Amount]

# A, B, C, D, label, operating budget and realised, capital budget and realised. 5.1.02 has two leaves, 5.2.02 has one.
LINES: list[Line] = [
    ("1", "", "", "", "URUSAN WAJIB", 300.0, 45.5, 70.0, 7.0),
    ("1.06", "", "", "", "URUSAN BIDANG SOSIAL", 300.0, 45.5, 70.0, 7.0),
    ("1.06", OPD, "", "", "Dinas Sosial", 300.0, 45.5, 70.0, 7.0),
    ("1.06", OPD, "1.06.01", "", "PROGRAM PENUNJANG", 300.0, 45.5, 70.0, 7.0),
    ("1.06", OPD, "1.06.01.2.01", "", "Perencanaan", 300.0, 45.5, 70.0, 7.0),
    ("1.06", OPD, SUB, "", "Penyusunan Dokumen", 300.0, 45.5, 70.0, 7.0),
    ("1.06", OPD, SUB, "5.1.02", "Belanja Barang dan Jasa", 300.0, 45.5, "0,00", "0,00"),
    ("1.06", OPD, SUB, "5.1.02.01", "Belanja Barang", 300.0, 45.5, "0,00", "0,00"),
    ("1.06", OPD, SUB, "5.1.02.01.001", "Belanja Pakai Habis", 300.0, 45.5, "0,00", "0,00"),
    ("1.06", OPD, SUB, "5.1.02.01.001.00024", "Alat Tulis Kantor", 100.0, "0,00", "0,00", "0,00"),
    ("1.06", OPD, SUB, "5.1.02.01.001.00025", "Kertas dan Cover", 200.0, 45.5, "0,00", "0,00"),
    ("1.06", OPD, SUB, "5.2.02", "Belanja Modal", "0,00", "0,00", 70.0, 7.0),
    ("1.06", OPD, SUB, "5.2.02.10", "Modal Komputer", "0,00", "0,00", 70.0, 7.0),
    ("1.06", OPD, SUB, "5.2.02.10.001", "Modal Komputer Unit", "0,00", "0,00", 70.0, 7.0),
    ("1.06", OPD, SUB, "5.2.02.10.001.00002", "Personal Computer", "0,00", "0,00", 70.0, 7.0),
]
FIRST = 10


@pytest.fixture(scope="module")
def spec() -> SourceSpec:
    return load_source(SHIPPED_CATALOGUE / "sipd" / "lra.yaml")


def as_text(value: Amount) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def lra(
    path: Path,
    *,
    lines: list[Line] = LINES,
    title: str = "KAB. LAMPUNG SELATAN",
    year: str = "TAHUN ANGGARAN 2026",
    amount: Callable[[Amount], Amount] = lambda value: value,
    edit: Callable[[openpyxl.worksheet.worksheet.Worksheet], None] | None = None,
) -> Path:
    """A workbook in the layout of the real export: titles in rows 1 to 4, header 6 to 8, numbers in 9, data from 10."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row, text in enumerate((title, "REKAPITULASI BELANJA", "BESERTA HASIL", year), start=1):
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=13)
    sheet["A6"], sheet["E6"], sheet["F6"] = "Kode", URAIAN, "Kelompok Belanja"
    for at, word in zip("FHJL", ("Operasi", "Modal", "Tak Terduga", "Transfer"), strict=True):
        sheet[f"{at}7"] = word
        sheet[f"{at}8"], sheet[f"{chr(ord(at) + 1)}8"] = "Anggaran", "Realisasi"
    for merged in ("A6:D8", "E6:E8", "F6:M6", "F7:G7", "H7:I7", "J7:K7", "L7:M7", "A9:D9"):
        sheet.merge_cells(merged)
    for column, number in zip((1, *range(5, 14)), range(1, 11), strict=True):
        sheet.cell(9, column, str(number))
    zero = amount("0,00")
    for row, line in enumerate(lines, start=FIRST):
        for column, text in enumerate(line[:5], start=1):
            if text:
                sheet.cell(row, column, text)
        for column, value in enumerate(line[5:], start=6):
            sheet.cell(row, column, amount(value))
        for column in range(10, 14):
            sheet.cell(row, column, zero)
    last = FIRST + len(lines)
    sheet.cell(last, 5, "Jumlah")
    for column, value in enumerate((300.0, 45.5, 70.0, 7.0, zero, zero, zero, zero), start=6):
        sheet.cell(last, column, amount(value))
    if edit:
        edit(sheet)
    book.save(path)
    return path


def test_leaves_are_loaded_and_name_their_parents(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(lra(tmp_path / "lra_maret.xlsx"), spec)
    assert [row.row for row in parsed.rows] == [19, 20, 24]
    assert parsed.rows[1].values == {
        "column_no": 7,
        "region_code": "18.01",
        "agency_code": OPD,
        "agency_name": "Dinas Sosial",
        "function_code": "1.06",
        "program_code": "1.06.01",
        "program_name": "PROGRAM PENUNJANG",
        "activity_code": "1.06.01.2.01",
        "activity_name": "Perencanaan",
        "sub_activity_code": SUB,
        "sub_activity_name": "Penyusunan Dokumen",
        "account_code": "5.1.02.01.001.00025",
        "account_name": "Kertas dan Cover",
        "expenditure_class": "operating",
        "funding_source": "unspecified",
        "fiscal_year": 2026,
        "period_month": 3,
        "budget_stage": "unspecified",
        "realisation_basis": "month",
        "budget_idr": Decimal(200),
        "realised_idr": Decimal("45.5"),
        "as_of_date": date(2026, 3, 31),
        "source_ref": "lra_maret.xlsx#Sheet1!G20",
        "budget_source_ref": "lra_maret.xlsx#Sheet1!F20",
    }
    assert parsed.rows[1].cells["budget_idr"] == "F20"
    assert parsed.rows[1].cells["realised_idr"] == "G20"
    capital = parsed.rows[2]
    assert capital.values["expenditure_class"] == "capital"
    assert (capital.values["budget_idr"], capital.values["realised_idr"]) == (Decimal(70), Decimal(7))
    assert capital.cells["realised_idr"] == "I24"


def test_every_row_is_accounted_for_and_totals_are_proof_not_data(tmp_path: Path, spec: SourceSpec) -> None:
    parsed = parse_file(lra(tmp_path / "lra_maret.xlsx"), spec)
    assert (parsed.rows_in, len(parsed.rows), len(parsed.refusals), parsed.rows_ignored) == (16, 3, 0, 13)
    grand = [total for total in parsed.totals if total.label == "Jumlah"]
    assert [(total.cell, total.stated) for total in grand[:4]] == [
        ("F25", Decimal(300)), ("G25", Decimal("45.5")), ("H25", Decimal(70)), ("I25", Decimal(7)),
    ]  # fmt: skip
    assert len(grand) == 8
    assert {total.label for total in parsed.totals} >= {"URUSAN WAJIB", "Dinas Sosial", "PROGRAM PENUNJANG"}
    assert all(total.stated == total.computed for total in parsed.totals)


def test_the_next_export_with_every_amount_as_text_gives_the_same(tmp_path: Path, spec: SourceSpec) -> None:
    numbers = parse_file(lra(tmp_path / "lra_maret.xlsx"), spec)
    texts = parse_file(lra(tmp_path / "text.xlsx", amount=as_text), spec, file_name="lra_maret.xlsx")
    assert texts.rows == numbers.rows
    assert texts.totals == numbers.totals


def test_another_region_year_and_month_load_with_the_same_yaml(tmp_path: Path, spec: SourceSpec) -> None:
    path = lra(tmp_path / "LRA Desember 2025.xlsx", title="PEMERINTAH KOTA MATARAM", year="TAHUN ANGGARAN 2025")
    values = parse_file(path, spec).rows[0].values
    assert (values["region_code"], values["fiscal_year"], values["period_month"]) == ("52.71", 2025, 12)
    assert values["as_of_date"] == date(2025, 12, 31)


def test_the_stage_stands_in_the_title(tmp_path: Path, spec: SourceSpec) -> None:
    path = lra(tmp_path / "lra_maret.xlsx", year="PERGESERAN TAHUN ANGGARAN 2026")
    assert {row.values["budget_stage"] for row in parse_file(path, spec).rows} == {"pergeseran"}


def test_a_total_that_differs_comes_back_with_its_cell(tmp_path: Path, spec: SourceSpec) -> None:
    def falsify(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["F18"] = 301.0  # a subtotal of accounts, which is not kept while it is right

    parsed = parse_file(lra(tmp_path / "lra_maret.xlsx", edit=falsify), spec)
    wrong = [total for total in parsed.totals if total.stated != total.computed]
    assert [(t.cell, t.measure, t.stated, t.computed) for t in wrong] == [
        ("F18", "operating_budget", Decimal(301), Decimal(300))
    ]


def test_a_subtotal_whose_leaves_are_missing_is_seen(tmp_path: Path, spec: SourceSpec) -> None:
    lines = [line for line in LINES if line[3] != "5.2.02.10.001.00002"]
    parsed = parse_file(lra(tmp_path / "lra_maret.xlsx", lines=lines), spec)
    assert len(parsed.rows) == 2
    assert ("H23", Decimal(70), Decimal(0)) in {(t.cell, t.stated, t.computed) for t in parsed.totals}


def test_a_row_with_figures_in_columns_of_another_class_is_refused(tmp_path: Path, spec: SourceSpec) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["H19"] = 5.0

    parsed = parse_file(lra(tmp_path / "lra_maret.xlsx", edit=edit), spec)
    assert [(r.rule, r.row, r.cell) for r in parsed.refusals] == [("other_case_filled", 19, "H19")]
    assert parsed.rows_in == len(parsed.rows) + 1 + parsed.rows_ignored


def test_a_cell_that_is_no_number_refuses_its_row_and_names_the_cell(tmp_path: Path, spec: SourceSpec) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["G19"] = "belum"

    parsed = parse_file(lra(tmp_path / "lra_maret.xlsx", edit=edit), spec)
    reason = "a cell of the form 'xxxxx' is no number."
    assert [(r.rule, r.cell, r.reason) for r in parsed.refusals] == [("not_a_number", "G19", reason)]


def test_an_unknown_column_stops_the_file_with_sheet_cell_and_title(tmp_path: Path, spec: SourceSpec) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["N6"] = "Sisa"

    with pytest.raises(SourceChanged) as refusal:
        parse_file(lra(tmp_path / "lra_maret.xlsx", edit=edit), spec)
    assert str(refusal.value) == (
        "sipd__lra: lra_maret.xlsx: 'Sheet1'!N6: unknown column title 'Sisa'. "
        "Map it or list it under ignore: in lra.yaml."
    )


def test_a_code_stored_as_a_number_stops_the_file(tmp_path: Path, spec: SourceSpec) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["A11"] = 2.2  # was 2.20

    with pytest.raises(WorkbookRefused) as refusal:
        parse_file(lra(tmp_path / "lra_maret.xlsx", edit=edit), spec)
    assert (refusal.value.rule, refusal.value.cell) == ("code_is_number", "A11")


@pytest.mark.parametrize("name", ["lra.xlsx", "lra_januari_maret.xlsx"])
def test_without_one_month_in_its_name_the_file_is_refused(tmp_path: Path, spec: SourceSpec, name: str) -> None:
    with pytest.raises(WorkbookRefused, match="period_month"):
        parse_file(lra(tmp_path / name), spec)


REAL = {
    "lra_januari.xlsx": (1, "126091861"),
    "lra_maret.xlsx": (3, "637656722"),
    "lra_april.xlsx": (4, "1142726955"),
}


def total(parsed: ParsedFile, expenditure_class: str, measure: str) -> Decimal:
    return sum(
        (
            value
            for row in parsed.rows
            if row.values["expenditure_class"] == expenditure_class
            and isinstance(value := row.values[measure], Decimal)
        ),
        Decimal(0),
    )


@pytest.mark.parametrize("name", sorted(REAL))
def test_the_real_months(shared_data: Path, spec: SourceSpec, name: str) -> None:
    month, realised = REAL[name]
    parsed = parse_file(shared_data / "sheets" / "sipd_lra" / name, spec)
    assert len(parsed.rows) == 192
    assert (parsed.rows_in, parsed.refusals, parsed.rows_ignored) == (481, [], 289)
    assert total(parsed, "operating", "budget_idr") == Decimal("10701893800")
    assert total(parsed, "capital", "budget_idr") == Decimal("109048100")
    assert total(parsed, "operating", "realised_idr") == Decimal(realised)
    assert {row.values["period_month"] for row in parsed.rows} == {month}
    assert {row.values["region_code"] for row in parsed.rows} == {"18.01"}
    assert parsed.totals
    assert all(found.stated == found.computed for found in parsed.totals)


def test_each_real_figure_leads_to_its_cell(shared_data: Path, spec: SourceSpec) -> None:
    path = shared_data / "sheets" / "sipd_lra" / "lra_april.xlsx"
    sheet = openpyxl.load_workbook(path, data_only=True)["Sheet1"]
    records = list(rows_as_records(parse_file(path, spec)))
    assert records
    for record in records:
        cells = record["cells"]
        assert isinstance(cells, dict)
        for measure in ("budget_idr", "realised_idr"):
            raw = sheet[cells[measure]].value
            assert record[measure] == (0 if raw == "0,00" else raw)
        assert record["source_ref"] == f"lra_april.xlsx#Sheet1!{cells['realised_idr']}"


def test_a_code_that_is_none_is_shown_by_its_form(tmp_path: Path, spec: SourceSpec) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["A19"] = "Siti Aminah NIK 5271 0203 0480 0001"

    parsed = parse_file(lra(tmp_path / "lra_maret.xlsx", edit=edit), spec)
    reason = "a cell of the form 'Xxxx Xxxxxx XXX 9999 99…' is no code of digits and dots."
    assert [(r.rule, r.cell, r.reason) for r in parsed.refusals] == [("code_shape", "A19", reason)]
