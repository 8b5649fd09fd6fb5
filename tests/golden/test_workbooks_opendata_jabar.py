"""Open Data Jabar: one invented long table in many dialects, and the real files cell by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_source
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, SourceChanged, WorkbookRefused, parse_file

FIRST = ["id", "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota"]
# Invented: BPS code, name, thousands of people (None: missing), year.
TABLE = [
    ("3201", "KABUPATEN BOGOR", "451.3", 2018),
    ("3213", "KABUPATEN SUBANG", "119.25", 2018),
    ("3271", "KOTA BOGOR", None, 2018),
    ("3201", "KABUPATEN BOGOR", "395", 2019),
    ("3213", "KABUPATEN SUBANG", "1.125", 2019),
    ("3279", "KOTA BANJAR", "10.2", 2019),
]
MEANT = [
    ("32.01", "KABUPATEN BOGOR", 2018, Decimal(451300)),
    ("32.13", "KABUPATEN SUBANG", 2018, Decimal(119250)),
    ("32.01", "KABUPATEN BOGOR", 2019, Decimal(395000)),
    ("32.13", "KABUPATEN SUBANG", 2019, Decimal(1125)),
    ("32.79", "KOTA BANJAR", 2019, Decimal(10200)),
]


@pytest.fixture(scope="module")
def spec() -> SourceSpec:
    return load_source(SHIPPED_CATALOGUE / "opendata_jabar" / "poverty.yaml")


def meant(parsed: ParsedFile) -> list[tuple[object, ...]]:
    names = ("region_code", "region_name", "period_year", "value")
    return [tuple(row.values[name] for name in names) for row in parsed.rows]


@dataclass(frozen=True)
class Dialect:
    """How one and the same table is written."""

    delimiter: str = ","
    comma_decimals: bool = False
    missing: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    quote_all: bool = False
    empty_columns: int = 0
    empty_row: bool = False
    unit: str = "RIBU JIWA"

    def write(self, path: Path) -> Path:
        empty = [""] * self.empty_columns
        rows = [[*FIRST, "jumlah_penduduk_miskin", "satuan", "tahun", *empty]]
        for number, (code, name, value, year) in enumerate(TABLE, start=1):
            figure = self.missing if value is None else value.replace(".", ",") if self.comma_decimals else value
            rows.append([str(number), "32", "JAWA BARAT", code, name, figure, self.unit, str(year), *empty])
        text = io.StringIO()
        quoting: Literal[0, 1] = csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL
        if self.empty_row:
            text.write(self.delimiter * (len(rows[0]) - 1) + self.newline)
        csv.writer(text, delimiter=self.delimiter, lineterminator=self.newline, quoting=quoting).writerows(rows)
        path.write_bytes(text.getvalue().encode(self.encoding))
        return path


DIALECTS = {
    "plain": Dialect(),
    "excel_id": Dialect(";", comma_decimals=True, missing="-", encoding="utf-8-sig", newline="\r\n"),
    "tabs": Dialect("\t", comma_decimals=True, missing="NULL"),
    "pipes": Dialect("|", missing="n.a.", newline="\r\n"),
    "quoted_decimals": Dialect(",", comma_decimals=True, missing="null", empty_columns=4),
    "all_quoted": Dialect(",", quote_all=True, missing="''"),
    "windows": Dialect(";", missing="–", encoding="cp1252", newline="\r\n"),
    "empty_first_row": Dialect(";", comma_decimals=True, missing="-", empty_row=True),
    "tabs_quoted": Dialect("\t", quote_all=True, missing='""', encoding="utf-8-sig"),
    "printed_otherwise": Dialect("|", comma_decimals=True, missing="NULL", unit=" Ribu  jiwa ", empty_columns=2),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_one_table_in_many_dialects_is_one_table(tmp_path: Path, spec: SourceSpec, name: str) -> None:
    parsed = parse_file(DIALECTS[name].write(tmp_path / "bps-od_1_data.csv"), spec)
    assert parsed.refusals == []
    assert meant(parsed) == MEANT
    assert (parsed.rows_in, parsed.rows_ignored) == (6, 1)
    assert {row.values["unit"] for row in parsed.rows} == {"jiwa"}
    assert {row.values["publisher"] for row in parsed.rows} == {"Open Data Jabar"}
    above = 1 + DIALECTS[name].empty_row
    assert [row.cells["value"] for row in parsed.rows] == [f"F{above + at}" for at in (1, 2, 4, 5, 6)]


def long_table(path: Path, rows: Sequence[Sequence[str]], measure: str = "persentase_penduduk_miskin") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*FIRST, measure, "satuan", "tahun"], *rows])
    return path


def line(code: str = "3273", name: str = "KOTA BANDUNG", value: str = "3.97", unit: str = "PERSEN") -> list[str]:
    return ["1", "32", "JAWA BARAT", code, name, value, unit, "2021"]


@pytest.mark.parametrize(
    ("changed", "cell"),
    [
        (line(code="3204"), "D3"),  # the regency's code beside the city's name
        (line(code="3299"), "D3"),
        (line(unit="RIBU JIWA"), "G3"),
        (line(unit="METER"), "G3"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_by_its_cell(
    tmp_path: Path, spec: SourceSpec, changed: list[str], cell: str
) -> None:
    rows = [line(), changed, line("3279", "KOTA BANJAR", "7.11")]
    parsed = parse_file(long_table(tmp_path / "t.csv", rows), spec)
    assert [(refusal.row, refusal.cell) for refusal in parsed.refusals] == [(3, cell)]
    assert [row.values["region_code"] for row in parsed.rows] == ["32.73", "32.79"]


def test_the_unit_decides_how_many_people_are_meant(tmp_path: Path, spec: SourceSpec) -> None:
    units = {"RIBU JIWA": "395.2", "JUTA JIWA": "0.3952", "ORANG": "395200"}
    for unit, value in units.items():
        path = long_table(tmp_path / "t.csv", [line(value=value, unit=unit)], "jumlah_penduduk_miskin")
        row = parse_file(path, spec).rows[0].values
        assert (row["value"], row["unit"], row["unit_printed"]) == (395200, "jiwa", unit)


def test_a_measure_that_is_not_known_stops_the_file(tmp_path: Path, spec: SourceSpec) -> None:
    with pytest.raises(SourceChanged) as refusal:
        parse_file(long_table(tmp_path / "t.csv", [line()], "persentase_penduduk"), spec)
    assert "persentase_penduduk" in refusal.value.reason
    assert refusal.value.cell == "F1"


# Real files

LONG = {  # file -> measure, indicator, unit, power of ten, rows
    "bps-od_16425_jumlah_penduduk_miskin_berdasarkan_kabupatenkota_data.csv": (
        "jumlah_penduduk_miskin",
        "poor_persons",
        "jiwa",
        1000,
        621,
    ),
    "bps-od_17058_persentase_penduduk_miskin__kabupatenkota_data.csv": (
        "persentase_penduduk_miskin",
        "P0",
        "persen",
        1,
        405,
    ),
    "diskuk-od_17372_proyeksi_jml_ush_mikro_kecil_menengah_umkm__kabupatenk_data.csv": (
        "proyeksi_jumlah_umkm",
        "umkm_projection",
        "unit",
        1,
        216,
    ),
}
OTHERS = {"angka_garis_kemiskinan_per_kapita_per_bulan__provinsi.csv", "gariskemiskinanjabar.xls"}


def test_every_real_file_is_known(shared_data: Path) -> None:
    assert {path.name for path in (shared_data / "sheets" / "opendata_jabar").iterdir()} == {*LONG, *OTHERS}


@pytest.mark.parametrize("name", LONG)
def test_a_real_long_table_cell_by_cell(shared_data: Path, spec: SourceSpec, name: str) -> None:
    path = shared_data / "sheets" / "opendata_jabar" / name
    measure, indicator, unit, times, count = LONG[name]
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(enumerate(csv.DictReader(file), start=2))
    assert len(lines) == count
    parsed = parse_file(path, spec)
    assert (parsed.rows_in, parsed.rows_ignored, parsed.refusals) == (count, 0, [])
    # In West Java both systems have one code for a region.
    expected = [
        (
            f"{row['kode_kabupaten_kota'][:2]}.{row['kode_kabupaten_kota'][2:]}",
            row["nama_kabupaten_kota"],
            indicator,
            int(row["tahun"]),
            Decimal(row[measure]) * times,
            unit,
            row["satuan"],
            f"F{at}",
        )
        for at, row in lines
    ]
    names = ("region_code", "region_name", "indicator_code", "period_year", "value", "unit", "unit_printed")
    assert [(*(row.values[name] for name in names), row.cells["value"]) for row in parsed.rows] == expected


def test_a_poverty_line_that_only_its_file_names(shared_data: Path, tmp_path: Path, spec: SourceSpec) -> None:
    path = shared_data / "sheets" / "opendata_jabar" / "angka_garis_kemiskinan_per_kapita_per_bulan__provinsi.csv"
    parsed = parse_file(path, spec)
    assert meant(parsed) == [
        ("32", "JAWA BARAT", 2020, 410988),
        ("32", "JAWA BARAT", 2019, 386198),
        ("32", "JAWA BARAT", 2018, 367755),
    ]
    assert [row.cells["value"] for row in parsed.rows] == ["B3", "C3", "D3"]
    assert {(row.values["indicator_code"], row.values["unit"]) for row in parsed.rows} == {
        ("poverty_line_idr", "rupiah_per_kapita_bulan")
    }
    other = tmp_path / "data_provinsi.csv"
    other.write_bytes(path.read_bytes())
    with pytest.raises(WorkbookRefused) as refusal:
        parse_file(other, spec)
    assert refusal.value.rule == "fact_missing"


def test_a_web_page_named_xls(shared_data: Path, spec: SourceSpec) -> None:
    parsed = parse_file(shared_data / "sheets" / "opendata_jabar" / "gariskemiskinanjabar.xls", spec)
    assert meant(parsed) == [
        ("32", "JAWA BARAT", 2020, 410988),
        ("32", "JAWA BARAT", 2019, 386198),
        ("32", "JAWA BARAT", 2018, 367755),
    ]
    assert {row.values["indicator_code"] for row in parsed.rows} == {"poverty_line_idr"}
