"""The sample workbooks: same bytes on every run, true headline figures, right totals, layouts of real files."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from lumbung.samples import SHIPPED_SAMPLES, bappenas, bps, lra, opendata_jabar
from lumbung.samples.workbooks import WORKBOOKS_FOLDER, write_bad_workbooks, write_workbooks

REAL_SHEETS = Path(__file__).resolve().parents[3] / "shared" / "data" / "sheets"
needs_real_sheets = pytest.mark.skipif(
    not REAL_SHEETS.is_dir(), reason="compares with real agency files in ../shared/data/sheets, which are not here"
)

LRA_AMOUNTS = slice(5, 13)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("samples")
    write_workbooks(into)
    return into / WORKBOOKS_FOLDER


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sheet_rows(path: Path, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def number(value: Any) -> int:
    """An amount of a sample: an integer, Indonesian text, or a dash."""
    if isinstance(value, str):
        return 0 if value == "-" else int(value.removesuffix(",00").replace(".", ""))
    return int(value)


def sum_where(rows: list[list[Any]], value_column: int, **column_equals: str) -> int:
    """Sum one column (A = 0) over rows whose columns, named by letter, hold these texts."""
    wanted = {ord(letter) - ord("A"): text for letter, text in column_equals.items()}
    chosen = [row for row in rows if all(row[column] == text for column, text in wanted.items())]
    assert chosen, f"no row has {column_equals}"
    return sum(number(row[value_column]) for row in chosen)


def test_two_runs_write_the_same_bytes(samples: Path, tmp_path: Path) -> None:
    write_workbooks(tmp_path)
    first, second = files_below(samples), files_below(tmp_path / WORKBOOKS_FOLDER)
    assert first
    assert first == second


@pytest.mark.parametrize("source", [bps, bappenas, opendata_jabar])
def test_a_source_has_the_files_that_its_module_names(samples: Path, source: ModuleType) -> None:
    folder = source.__name__.rpartition(".")[2]
    made = source.files()
    assert made
    assert files_below(samples / folder) == made


def test_the_shipped_samples_are_what_the_code_writes(samples: Path) -> None:
    made = files_below(samples)
    shipped = files_below(SHIPPED_SAMPLES / WORKBOOKS_FOLDER)
    assert sorted(shipped) == sorted(made)
    assert [name for name in made if made[name] != shipped[name]] == [], "run: python -m lumbung.samples"


def test_no_workbook_carries_a_clock(samples: Path) -> None:
    books = sorted(samples.rglob("*.xlsx"))
    assert books
    for book in books:
        with zipfile.ZipFile(book) as members:
            assert {info.date_time for info in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert members.read("docProps/core.xml").count(b"2024-01-01T00:00:00Z") == 2


def test_tanjungpinang_covers_12000_and_trains_1000(samples: Path) -> None:
    rows = sheet_rows(samples / "reach/tanjungpinang/capaian_padat_karya_2021.xlsx", "Padat Karya 2021")
    assert sum_where(rows, 6, E="Penerima manfaat") == 12_000
    assert sum_where(rows, 6, E="Peserta dilatih") == 1_000
    assert sum_where(rows, 7, E="Peserta dilatih") == 1_000
    assert sum_where(rows, 6, A="Jumlah penerima manfaat") == 12_000
    assert sum_where(rows, 7, A="Jumlah penerima manfaat") == sum_where(rows, 7, E="Penerima manfaat")


def test_tangerang_carries_its_five_figures(samples: Path) -> None:
    rows = sheet_rows(samples / "reach/tangerang/rekap_pemulihan_ekonomi_2020.xlsx", "Rekap 2020")
    capital = [sum_where(rows, 6, D=program) for program in ("Tangerang BISA", "Tangerang Emas")]
    assert sum(capital) == sum_where(rows, 6, C="Jumlah kelompok penerima modal") == 7_525
    assert sum_where(rows, 6, E="peserta") == sum_where(rows, 6, C="Jumlah peserta pelatihan") == 11_380
    assert sum_where(rows, 6, E="lowongan") == 13_194
    assert sum_where(rows, 6, E="perusahaan") == 157
    assert sum_where(rows, 6, E="bibit") == 484_118
    assert sum_where(rows, 6, C="Pembinaan Kelompok Wanita Tani") == 44


def test_tangerang_hides_an_older_copy(samples: Path) -> None:
    book = CalamineWorkbook.from_path(samples / "reach/tangerang/rekap_pemulihan_ekonomi_2020.xlsx")
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Hidden]
    assert hidden == ["Sheet2"]


def test_mataram_counts_19000_families_and_every_agency_total_is_right(samples: Path) -> None:
    rows = sheet_rows(samples / "reach/mataram/intervensi_kemiskinan_ekstrem_2024.xlsx", "REKAP")
    assert sum_where(rows, 8, F="KK") == 19_000
    block, totals = [0, 0], 0
    for row in rows[5:]:
        if isinstance(row[0], float):
            block = [block[0] + number(row[8]), block[1] + number(row[9])]
        elif str(row[0]).startswith("JUMLAH"):
            assert block == [number(row[8]), number(row[9])]
            block, totals = [0, 0], totals + 1
    assert totals == 4


def test_palangka_raya_trains_30_people_in_rattan(samples: Path) -> None:
    rows = sheet_rows(samples / "reach/palangka_raya/rekap_pelatihan_2020.xlsx", "Pelatihan")
    assert sum_where(rows, 7, D="24 - 28 Agustus 2020") == 30
    leaves = [row for row in rows[6:] if isinstance(row[0], float)]
    assert sum_where(rows, 7, A="JUMLAH") == sum(number(row[7]) for row in leaves)


def test_jambi_graduates_292_families_and_plans_50_workers_per_kelurahan(samples: Path) -> None:
    rows = sheet_rows(samples / "reach/jambi/capaian_per_kecamatan_2022.xlsx", "Kecamatan")
    districts = [row for row in rows if str(row[1]).startswith("Kecamatan ")]
    assert len(districts) == 11
    sums = [sum(number(row[column]) for row in districts) for column in range(2, 9)]
    assert sums[0] == 62
    assert sums[2] == 292
    assert sums[3] == 50 * 62
    assert sums[4] < sums[3]
    printed = next(row for row in rows if row[0] == "Jumlah")
    assert [number(value) for value in printed[2:]] == sums


@pytest.mark.parametrize("month", lra.MONTHS)
def test_every_subtotal_of_the_lra_is_the_sum_of_its_leaves(samples: Path, month: str) -> None:
    rows = sheet_rows(samples / f"sipd_lra/lra_{month}.xlsx", "Sheet1")[9:]
    leaves = [row for row in rows if str(row[3]).count(".") == 5]
    assert len(leaves) == len(lra.leaves_of(month)) == 35
    for row in rows:
        function, agency, activity, account = row[:4]
        below = [
            leaf
            for leaf in leaves
            if f"{leaf[0]}.".startswith(f"{function}." if function else "")
            and leaf[1].startswith(agency)
            and f"{leaf[2]}.".startswith(f"{activity}." if activity else "")
            and f"{leaf[3]}.".startswith(f"{account}." if account else "")
        ]
        sums = [sum(number(leaf[column]) for leaf in below) for column in range(5, 13)]
        assert [number(value) for value in row[LRA_AMOUNTS]] == sums, f"{month}: {row[:5]}"
    assert rows[-1][4] == "Jumlah"


@pytest.mark.parametrize("month", lra.MONTHS)
def test_extreme_poverty_is_budgeted_at_10_4_miliar(month: str) -> None:
    by_program: Counter[str] = Counter()
    for leaf in lra.leaves_of(month):
        by_program[leaf.sub_activity[:7]] += leaf.budget_idr
    assert by_program["1.06.05"] == 5_900_000_000
    assert sum(by_program[program] for program in lra.EXTREME_POVERTY_PROGRAMS) == 10_400_000_000


def test_no_leaf_of_the_lra_spends_more_than_its_budget() -> None:
    spent: Counter[tuple[str, str]] = Counter()
    for month in lra.MONTHS:
        for leaf in lra.leaves_of(month):
            spent[leaf.sub_activity, leaf.account] += leaf.realised_idr
            assert spent[leaf.sub_activity, leaf.account] <= leaf.budget_idr
    assert len(spent) == 35


def test_one_month_writes_its_amounts_as_text_and_the_others_as_numbers(samples: Path) -> None:
    kinds = {}
    for month in lra.MONTHS:
        cells = [
            value
            for row in sheet_rows(samples / f"sipd_lra/lra_{month}.xlsx", "Sheet1")[9:]
            for value in row[LRA_AMOUNTS]
        ]
        kinds[month] = {type(value) for value in cells}
        assert "0,00" in cells
    assert kinds == {"januari": {float, str}, "februari": {str}, "maret": {float, str}}


@needs_real_sheets
def test_the_lra_has_the_header_and_merges_of_a_real_one(samples: Path) -> None:
    real = openpyxl.load_workbook(REAL_SHEETS / "sipd_lra/lra_januari.xlsx").active
    ours = openpyxl.load_workbook(samples / "sipd_lra/lra_januari.xlsx").active
    for row_no in (2, 3, 5, 6, 7, 8, 9):
        assert [ours.cell(row_no, column).value for column in range(1, 14)] == [
            real.cell(row_no, column).value for column in range(1, 14)
        ]
    assert sorted(map(str, ours.merged_cells.ranges)) == sorted(map(str, real.merged_cells.ranges))
    depths = [{str(ws.cell(row, 4).value).count(".") for row in range(10, ws.max_row)} for ws in (ours, real)]
    assert depths[0] == depths[1]


def test_bps_tables_begin_as_bps_begins_them(samples: Path) -> None:
    tables = sorted((samples / "bps").glob("*_Menurut_Kabupaten_Kota_20*.csv"))
    assert len(tables) == len(bps.TABLES) * len(bps.YEARS)
    for table in tables:
        lines = table.read_bytes().decode().split("\n")
        assert lines[0] == "\ufeffNama Wilayah,"
        assert lines[1].startswith(",")
        assert lines[2] == f",{table.stem[-4:]}"
        assert len(lines) == 19


def test_poverty_rates_of_the_five_cities_are_the_published_ones(samples: Path) -> None:
    table = samples / "bps/Persentase_Penduduk_Miskin_(P0)_Menurut_Kabupaten_Kota_2021.csv"
    rates = dict(line.split(",") for line in table.read_text(encoding="utf-8-sig").split("\n")[3:])
    assert {name: rates[name] for name in rates if name.startswith("Kota ")} == {
        "Kota Jambi": "9.02",
        "Kota Tanjung Pinang": "9.57",
        "Kota Tangerang": "5.93",
        "Kota Mataram": "8.65",
        "Kota Bima": "8.88",
        "Kota Palangka Raya": "3.75",
    }
    assert rates["Tangerang"] != rates["Kota Tangerang"]


@needs_real_sheets
def test_bps_figures_equal_the_real_tables(samples: Path) -> None:
    tables = sorted((samples / "bps").glob("*_Menurut_Kabupaten_Kota_20*.csv"))
    assert tables
    for table in tables:
        real = (REAL_SHEETS / "bps" / table.name).read_text(encoding="utf-8-sig").split("\n")
        ours = table.read_text(encoding="utf-8-sig").split("\n")
        assert ours[:3] == real[:3]
        assert set(ours[3:]) <= set(real[3:])


def test_bad_workbooks_are_bad_in_the_way_their_names_say(tmp_path: Path) -> None:
    bad = write_bad_workbooks(tmp_path)
    assert sorted(bad) == ["empty", "html_named", "password", "truncated", "unknown_column", "wrong_total"]
    assert bad["empty"].stat().st_size == 0
    assert bad["truncated"].read_bytes().startswith(b"PK")
    assert not zipfile.is_zipfile(bad["truncated"])
    assert bad["html_named"].suffix == ".xls"
    assert bad["html_named"].read_bytes().startswith(b"<html")
    assert "Nomor HP Ketua" in sheet_rows(bad["unknown_column"], "Pelatihan")[4]
    rows = sheet_rows(bad["wrong_total"], "Pelatihan")
    leaves = [row for row in rows[6:] if isinstance(row[0], float)]
    assert sum_where(rows, 7, A="JUMLAH") == sum(number(row[7]) for row in leaves) + 5


def test_the_password_workbook_is_a_compound_file_with_an_encrypted_package(tmp_path: Path) -> None:
    content = write_bad_workbooks(tmp_path)["password"].read_bytes()
    assert content.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    assert "EncryptedPackage".encode("utf-16-le") in content
    assert len(content) % 512 == 0
